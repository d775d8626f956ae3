"""Where the labels of a map go: inside a marker that has room, else beside it, never colliding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from numpy.typing import NDArray

Points = NDArray[np.float64]

_SIDES = np.array([[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]], float)


@lru_cache(maxsize=4096)
def text_size(text: str, size: float, weight: str = "normal") -> tuple[float, float]:
    """Return width and height of a text in points, without drawing it."""
    font = FontProperties(family="DejaVu Sans", weight=weight)
    width = TextPath((0, 0), text, size=size, prop=font).get_extents().width if text.strip() else 0
    return float(width), float(size)


def place_labels(
    places: Points,
    radii: Points,
    room: Points,
    sizes: Points,
    order: Sequence[int],
    frame: tuple[float, float],
    ties: Points,
) -> tuple[Points, NDArray[np.bool_], NDArray[np.bool_]]:
    """Choose the middle of each label, all lengths in points.

    Parameters
    ----------
    places, sizes : array, shape (actors, 2)
        Middle of each marker; width and height of each label.
    radii, room : array, shape (actors,)
        Half the width of each marker, and the width that it offers to a label inside.
    order : sequence of int
        Actors to be labelled, the most important first.
    frame : (float, float)
        Width and height of the map.
    ties : array, shape (points, 2)
        Points along the ties, which a label beside its marker rather avoids.

    Returns
    -------
    middles : array, shape (actors, 2)
    shown, inside : array of bool, shape (actors,)
    """
    middles = places.copy()
    shown, inside = np.zeros(len(places), bool), np.zeros(len(places), bool)
    taken = np.empty((0, 4))
    markers = np.column_stack([places - radii[:, None], places + radii[:, None]])
    for actor in order:
        width, height = sizes[actor]
        if width <= room[actor] and height <= room[actor]:
            shown[actor] = inside[actor] = True
            continue
        half = np.array([width, height]) / 2 + 0.5
        best = np.inf
        for step, reach in enumerate((1.5, 4.0)):
            offset = _SIDES * (
                half
                + (radii[actor] + reach) * np.where(_SIDES[:, :1] * _SIDES[:, 1:] == 0, 1, 0.75)
            )
            for side, middle in enumerate(places[actor] + offset):
                box = np.concatenate([middle - half, middle + half])
                if (box[:2] < 0).any() or (box[2:] > frame).any():
                    continue
                if _overlaps(box, markers).any() or _overlaps(box, taken).any():
                    continue
                crossed = ((ties > box[:2]) & (ties < box[2:])).all(axis=1).sum()
                cost = crossed + 0.3 * step + 0.02 * side
                if cost < best:
                    best, middles[actor], shown[actor] = cost, middle, True
        if shown[actor]:
            box = np.concatenate([middles[actor] - half, middles[actor] + half])
            taken = np.vstack([taken, box])
    return middles, shown, inside


def _overlaps(box: Points, others: Points) -> NDArray[np.bool_]:
    return (
        (box[0] < others[:, 2])
        & (others[:, 0] < box[2])
        & (box[1] < others[:, 3])
        & (others[:, 1] < box[3])
    )
