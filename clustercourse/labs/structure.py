"""Lab 01: what a cluster is made of, and what that does to its structure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, choice, slider
from clustercourse.labs.views import Measure, View, cluster_data, cluster_map, gauges, values_of
from clustercourse.labs.words import number
from clusterlib.measures import centralisation, openness
from clusterlib.measures.graphs import inside
from clusterlib.networks import ARCHETYPES, Structure, build_cluster
from clusterlib.plots import describe_cluster

#: Archetypes in words.
NAMES = {
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
    Measure("openness", "openness: share of ties that leave", 1.0, ".0%"),
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
    """Archetype, local ties given up and focal firms -> map and structural measures.

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
    share = 0.62
    explained = (
        *list(NAMES.values())[1:], "focal firm", "SME", "pipeline", "degree centralisation",
    )  # fmt: skip
    examples = (
        {"archetype": "marshallian", "openness": 0.05},
        {"archetype": "hub_and_spoke", "openness": 0.2},
        {"archetype": "satellite_platform", "openness": 0.5},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return archetype, local ties given up and the number of focal firms."""
        declared = Structure.declarations()
        names = {NAMES.get(name, name.replace("_", " ")): name for name in ARCHETYPES}
        # A newly chosen archetype brings its own number of focal firms.
        follow = {name: {"focal_firms": ARCHETYPES[name].focal_firms} for name in ARCHETYPES}
        return {
            "archetype": choice(names, "baseline", "archetype", "which ties are common", follow),
            "openness": slider(declared["openness"], label="local ties given up"),
            "focal_firms": slider(declared["focal_firms"], high=8),
        }

    def compute(self, settings: Settings) -> Built:
        """Build a cluster and measure it; one seed for all settings, so that less is chance."""
        return _built(**settings)

    def lay_out(self) -> dict[str, View]:
        """Return the map and the measures."""
        look = cluster_map(build_cluster(rng=1))
        rows = gauges(MEASURES, "measures of the network")
        return {
            "map": View(
                "map", "map of the cluster", look, lambda now: cluster_data(now.cluster), tall=34
            ),
            "measures": View(
                "gauges", "measures", rows, lambda now: values_of(now.values), side=True, tall=33
            ),
        }

    def finding(self, now: Built) -> str:
        """Say how open the cluster is, and what its focal firms hold."""
        share = now.values["openness"]
        leave = "no tie at all" if math.isnan(share) else f"{share:.0%} of ties leave the cluster"
        has_focal = "focal_firm" in dict(now.cluster.nodes(data="kind")).values()
        held = f"focal firms hold {now.values['held']:.0%}" if has_focal else "no focal firm"
        name = NAMES.get(now.archetype, now.archetype)
        return f"{name[0].upper()}{name[1:]}: {leave}, {held}"

    def remark(self, now: Built) -> str:
        """Say how large the cluster is."""
        return f"{_size(now)}."

    def describe(self, now: Built) -> str:
        """Say what the map and the measures show."""
        told = "; ".join(f"{m.label} {number(now.values[m.name], m.form)}" for m in MEASURES)
        return f"{describe_cluster(now.cluster)} Measures: {told}."


#: What notebooks call.
structure_lab = StructureLab


def _mean(values: Sequence[float]) -> float:
    """Return the mean; nan, not a guess, where there is nothing to average."""
    return sum(values) / len(values) if values else math.nan


def _size(now: Built) -> str:
    dimensions = [dimension for _, _, dimension in now.cluster.edges(data="dimension")]
    pipelines = dimensions.count("pipeline")
    counts = {"actor": len(now.cluster), "local tie": len(dimensions) - pipelines}
    counts["pipeline"] = pipelines
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())
