"""Lab 01: what a cluster is made of, and what that does to its structure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import networkx as nx
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import dropdown, slider
from clustercourse.labs.kept_maps import KeptMaps
from clustercourse.labs.panel import Measure, MeasurePanel, dot_handles
from clusterlib.measures import centralisation, openness
from clusterlib.measures.graphs import inside
from clusterlib.networks import ARCHETYPES, KINDS, Structure, build_cluster
from clusterlib.networks.schema import DIMENSIONS
from clusterlib.plots import describe_cluster
from clusterlib.plots.style import INK, LINES, MARKERS, QUIET

_NAMES = {
    "baseline": "baseline (Fig. 1)",
    "marshallian": "Marshallian district",
    "hub_and_spoke": "hub and spoke",
    "satellite_platform": "satellite platform",
    "state_anchored": "state-anchored",
}


@dataclass(frozen=True)
class Built:
    """A cluster and its structural measures, by the names of :data:`MEASURES`."""

    cluster: nx.Graph
    archetype: str
    values: Mapping[str, float]


#: The rows of the panel. Core-periphery fit is left out: its search takes longer than the rest.
MEASURES = (
    Measure("openness", "openness: ties that leave the cluster", 1.0, ".0%"),
    Measure("partners", "local ties of an SME, on average", 8.0, ".1f"),
    Measure("held", "ties held by focal firms", 1.0, ".0%"),
    Measure("gates", "pipelines held by focal firms", 1.0, ".0%"),
    Measure("centralisation", "degree centralisation (1 = a star)", 0.6, ".2f"),
    Measure("joined", "actors joined by local ties", 1.0, ".0%"),
)


def measures_of(cluster: nx.Graph) -> dict[str, float]:
    """Return the structural measures that the lab shows, by the names in :data:`MEASURES`.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> values = measures_of(build_cluster(rng=1))
    >>> round(values["openness"], 3), round(values["held"], 3)
    (0.078, 0.422)
    """
    local = cluster.subgraph(inside(cluster))
    kinds = dict(cluster.nodes(data="kind"))
    smes = [actor for actor, kind in kinds.items() if kind == "sme"]
    focal = {actor for actor, kind in kinds.items() if kind == "focal_firm"}
    ties = [(not focal.isdisjoint((u, v)), d) for u, v, d in cluster.edges(data="dimension")]
    joined = max(len(part) for part in nx.connected_components(local))
    return {
        "openness": openness(cluster),
        "partners": _mean([local.degree(actor) for actor in smes]),
        "held": _mean([is_focal for is_focal, _ in ties]),
        "gates": _mean([is_focal for is_focal, dimension in ties if dimension == "pipeline"]),
        "centralisation": centralisation(local),
        "joined": joined / len(local),
    }


@lru_cache(maxsize=32)
def _built(archetype: str, seed: int, **changes: float) -> Built:
    """Build a cluster and measure it; equal arguments return the same object."""
    cluster = build_cluster(archetype, rng=seed, **changes)
    return Built(cluster, archetype, measures_of(cluster))


class StructureLab(Lab[Built]):
    """Archetype, openness and number of focal firms -> map and structural measures.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``archetype`` (a key of ``ARCHETYPES``), ``openness`` (0 to 1),
        ``focal_firms`` (0 to 8), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = structure_lab(archetype="marshallian")
    >>> lab.settings
    {'archetype': 'marshallian', 'openness': 0.2, 'focal_firms': 0, 'seed': 1}
    """

    title = "Lab 01: cluster structure"
    size = (10.0, 5.8)
    examples = (
        {"archetype": "marshallian", "openness": 0.05},
        {"archetype": "hub_and_spoke", "openness": 0.2},
        {"archetype": "satellite_platform", "openness": 0.5},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return archetype, openness and the number of focal firms."""
        declared = Structure.declarations()
        names = {_NAMES.get(name, name.replace("_", " ")): name for name in ARCHETYPES}
        return {
            "archetype": dropdown(names, "baseline", "archetype", "which ties are common"),
            "openness": slider(declared["openness"], label="local ties given up"),
            "focal_firms": slider(declared["focal_firms"], high=8),
        }

    def follow(self, name: str, value: Any) -> Mapping[str, Any]:
        """Give a newly chosen archetype its own number of focal firms; openness stays."""
        return {"focal_firms": ARCHETYPES[value].focal_firms} if name == "archetype" else {}

    def compute(self, settings: Mapping[str, Any]) -> Built:
        """Build a cluster and measure it; one seed for all settings, so that less is chance."""
        return _built(**settings)

    def draw(self, figure: Figure) -> None:
        """Draw the regions of the map, the tracks of the measures and the legend."""
        self._title = figure.text(0.012, 0.935, "", fontsize=15.5, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._maps = KeptMaps(figure.add_axes((0.006, 0.14, 0.65, 0.71)))
        self._panel = MeasurePanel(figure.add_axes((0.675, 0.14, 0.32, 0.71)), MEASURES)
        _legend(figure)

    def update(self, now: Built, before: Built | None) -> Iterable[Artist]:
        """Show a cluster on the map and its measures beside it."""
        shown = self._maps.show(now.cluster)
        self._title.set_text(_finding(now))
        self._subtitle.set_text(_size(now))
        panel = self._panel.update(now.values, before.values if before else None)
        return [*shown.artists, *panel, self._title, self._subtitle]

    def describe(self, now: Built, before: Built | None) -> str:
        """Say what the map and the measures show."""
        measures = self._panel.describe(now.values, before.values if before else None)
        return f"{_finding(now)}. {describe_cluster(now.cluster)} Measures: {measures}."

    def say(self, now: Built, before: Built | None) -> str:
        """Say the finding and the measures that changed."""
        changes = self._panel.describe(now.values, before.values if before else None, changed=True)
        return f"{_finding(now)}. {changes or 'No measure changed'}."


#: What notebooks call.
structure_lab = StructureLab


def _mean(values: Sequence[float]) -> float:
    """Return the mean; nan, not a guess, where there is nothing to average."""
    return sum(values) / len(values) if values else math.nan


def _finding(now: Built) -> str:
    name = _NAMES.get(now.archetype, now.archetype)
    share = now.values["openness"]
    leave = "no tie at all" if share != share else f"{share:.0%} of ties leave the cluster"
    has_focal = "focal_firm" in dict(now.cluster.nodes(data="kind")).values()
    held = f"focal firms hold {now.values['held']:.0%}" if has_focal else "no focal firm"
    return f"{name[0].upper()}{name[1:]}: {leave}, {held}"


def _size(now: Built) -> str:
    dimensions = [dimension for _, _, dimension in now.cluster.edges(data="dimension")]
    pipelines = dimensions.count("pipeline")
    return (
        f"{len(now.cluster)} actors, {len(dimensions) - pipelines} local ties, "
        f"{pipelines} pipelines"
    )


def _legend(figure: Figure) -> None:
    """Explain markers, lines and dots once, below the map."""
    shapes = [
        Line2D([], [], ls="", marker=m.shape, ms=9.5, mfc=m.colour, mec=m.rim, label=kind)
        for kind, m in MARKERS.items()
    ]
    for shape in shapes:
        shape.set_label(KINDS[str(shape.get_label())].label.replace("outside ", ""))
    lines = [
        Line2D([], [], ls=line.style, lw=2, color=line.colour, label=DIMENSIONS[dimension])
        for dimension, line in LINES.items()
    ]
    now, before = dot_handles()
    # Legends fill their columns from the top: two kinds and a line each, the rest in the last.
    columns = [entry for i in range(4) for entry in (*shapes[2 * i : 2 * i + 2], lines[i])]
    figure.legend(
        handles=[*columns, shapes[8], now, before],
        loc="lower left",
        bbox_to_anchor=(0.008, 0.005),
        ncols=5,
        fontsize=9.5,
        frameon=False,
        borderpad=0,
        columnspacing=0.8,
        handlelength=2.0,
        handletextpad=0.5,
    )
