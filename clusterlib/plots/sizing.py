"""How large markers and labels can be, and which labels there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from scipy.spatial.distance import cdist

from clusterlib.arrays import Flags, Floats
from clusterlib.plots.lettering import text_size
from clusterlib.plots.style import MARKERS, PLAIN_MARKER

#: Width of a marker in points: at least, at most, and at most where labels stand beside markers.
_SMALL, _LARGE, _PLAIN = 4.0, 22.0, 15.0
#: Share of the way to the nearest actor that a marker takes.
_SHARE = 0.6
#: Font sizes tried for labels inside, and sizes of labels beside the markers of few and of many.
_INSIDE, _FEW, _MANY = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0), 8.5, 7.0
_LABEL_ALL_UP_TO, _LABEL_MOST_CONNECTED = 80, 20


@dataclass(frozen=True)
class Sizes:
    """Sizes in points at full size.

    ``width`` is that of a round marker; the ``scale`` of the actor's kind comes on top. ``reach``
    is the distance from the middle of a marker to the furthest of its sides.
    """

    width: Floats
    scale: Floats
    reach: Floats
    font: float
    inside: Flags
    text: Floats

    @cached_property
    def thin(self) -> float:
        """Share of the usual line width: less where many actors stand close."""
        usual = float(np.median(self.width)) if self.width.size else _LARGE
        return float(np.clip(0.45 + 0.55 * usual / _LARGE, 0.6, 1.0))


def choose_sizes(
    places: Floats,
    kinds: list[str],
    names: list[str],
    labelled: list[int],
    *,
    alike: bool,
) -> Sizes:
    """Choose the sizes that the distances between actors allow.

    Parameters
    ----------
    places : array, shape (actors, 2)
        In points at full size.
    labelled : list of int
        Rows of the actors to label.
    alike : bool
        Give all kinds one width, so that sizes can be compared.
    """
    apart = cdist(places, places) + np.diag(np.full(len(places), np.inf))
    nearest = apart.min(axis=1, initial=np.inf)
    kind = np.zeros(len(kinds)) if alike else np.unique(kinds, return_inverse=True)[1]
    width = np.empty(len(kinds))
    for one in np.unique(kind):
        closest = nearest[kind == one].min()
        width[kind == one] = np.clip(_SHARE * closest, _SMALL, _LARGE)
    markers = [MARKERS.get(k, PLAIN_MARKER) for k in kinds]
    scale = np.array([marker.scale for marker in markers])
    reach = np.array([marker.reach for marker in markers])
    # The rim takes a point.
    room = width * [marker.room for marker in markers] - 1
    # Best all labels fit inside; one long name among many may stand beside its marker.
    for least, font in [(share, font) for share in (1.0, 0.95) for font in _INSIDE]:
        text = _text_sizes(names, labelled, font)
        inside = text[:, 0] <= room
        if inside[labelled].sum() >= least * len(labelled):
            return Sizes(width, scale, width * reach, font, inside, text)
    # Labels inside some markers and beside most others would look like a difference.
    font = _FEW if len(labelled) <= 30 else _MANY
    text = _text_sizes(names, labelled, font)
    none = np.zeros(len(names), dtype=bool)
    width = np.minimum(width, _PLAIN)
    return Sizes(width, scale, width * reach, font, none, text)


def _text_sizes(names: list[str], labelled: list[int], font: float) -> Floats:
    """Return the sizes of the labels in points; 0 for those that are not written."""
    sizes = np.zeros((len(names), 2))
    for row in labelled:
        sizes[row] = text_size(names[row], font)
    return sizes


def whom_to_label(cluster: nx.Graph, kinds: list[str], labels: bool | set[Any]) -> list[int]:
    """Return the rows of the actors to label, the most connected first."""
    degrees = [degree for _, degree in cluster.degree()]
    rows = sorted(range(len(cluster)), key=lambda row: -degrees[row])
    if not isinstance(labels, bool):
        return [row for row, node in enumerate(cluster) if node in labels]
    if not labels:
        return []
    if len(rows) <= _LABEL_ALL_UP_TO:
        return rows
    if not any(kinds):
        return rows[:_LABEL_MOST_CONNECTED]
    return [row for row in rows if kinds[row] not in ("sme", "")]
