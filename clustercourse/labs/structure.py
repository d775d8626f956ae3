"""Lab 01: what a cluster is made of, and what that does to its structure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import networkx as nx

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, as_it_is, choice, slider
from clustercourse.labs.runs import open_up
from clustercourse.labs.views import Measure, View, cluster_map, gauges, in_words, map_look
from clusterlib.measures import centralisation, openness
from clusterlib.measures.graphs import local_network, share
from clusterlib.networks import ARCHETYPES, Nearest, Structure, build_cluster, nearest_type
from clusterlib.plots import describe_cluster

#: Archetypes in words.
NAMES = {
    "baseline": "baseline (Fig. 1)",
    "marshallian": "Marshallian district",
    "hub_and_spoke": "hub and spoke",
    "satellite_platform": "satellite platform",
    "state_anchored": "state-anchored",
}
_, *TYPES = NAMES.values()


class Built(NamedTuple):
    """A cluster and its structural measures, by the names of :data:`MEASURES`.

    One's own cluster is of no archetype, and has a nearest one.
    """

    cluster: nx.Graph
    archetype: str
    values: Mapping[str, float]
    nearest: Nearest | None = None


#: The rows of the panel. Core-periphery fit is left out: its search takes longer than the rest.
MEASURES = (
    Measure("openness", "share of ties that lead out", 1.0, ".0%"),
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
    # Of a directed cluster: ties, whichever way knowledge flows.
    local, kinds = nx.Graph(local_network(cluster)), dict(cluster.nodes(data="kind"))
    smes = [local.degree(actor) for actor, kind in kinds.items() if kind == "sme"]
    focal = [
        ("focal_firm" in (kinds[u], kinds[v]), d) for u, v, d in cluster.edges(data="dimension")
    ]
    pipelines = [is_focal for is_focal, dimension in focal if dimension == "pipeline"]
    joined = max(len(part) for part in nx.connected_components(local))
    return {
        "openness": openness(cluster),
        "partners": share(sum(smes), len(smes)),
        "held": share(sum(is_focal for is_focal, _ in focal), len(focal)),
        "gates": share(sum(pipelines), len(pipelines)),
        "centralisation": centralisation(local),
        "joined": joined / len(local),
    }


@lru_cache(maxsize=32)
def _built(archetype: str, seed: int, **changes: float) -> Built:
    """Build a cluster and measure it; equal arguments return the same object."""
    cluster = build_cluster(archetype, rng=seed, **changes)
    return Built(cluster, archetype, measures_of(cluster))


@lru_cache(maxsize=32)
def _opened(own: nx.Graph, openness: float, seed: int) -> Built:
    """Measure a cluster of one's own, as far as it is opened up."""
    cluster = open_up(own, openness, seed)
    return Built(cluster, "", measures_of(cluster), nearest_type(cluster))


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
    {'archetype': 'marshallian', 'openness': 0.05, 'focal_firms': 0, 'seed': 1}
    """

    title = "Lab 01: cluster structure"
    share = 0.62
    least = 1
    given = frozenset({"archetype", "focal_firms"})
    explained = (*TYPES, "focal firm", "SME", "pipeline", "degree centralisation")
    examples = (
        {"archetype": "marshallian", "openness": 0.05},
        {"archetype": "hub_and_spoke", "openness": 0.2},
        {"archetype": "satellite_platform", "openness": 0.5},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return archetype, local ties given up and the number of focal firms."""
        declared = Structure.declarations()
        # A newly chosen archetype brings its own focal firms and pipelines.
        own = ("openness", "focal_firms")
        follow = {name: {key: getattr(of, key) for key in own} for name, of in ARCHETYPES.items()}
        which = "which ties are common"
        openness = slider(declared["openness"], label="local ties given up")
        if self.own is not None:
            openness = as_it_is(openness)
        return {
            "archetype": choice(NAMES, "baseline", "archetype", which, follow=follow),
            "openness": openness,
            "focal_firms": slider(declared["focal_firms"], high=8),
        }

    def compute(self, settings: Settings) -> Built:
        """Build a cluster and measure it; one seed for all settings, so that less is chance."""
        return _built(**settings) if self.own is None else _opened(self.own, **settings)

    def lay_out(self) -> dict[str, View]:
        """Return the map and the measures."""
        title, look = "measures of the network", map_look(own=self.own)
        rows = self.with_somebody(MEASURES)
        return {
            "map": cluster_map(lambda now: now.cluster, look=look, tall=34),
            "measures": gauges(
                "measures", rows, lambda now: now.values, title=title, side=True, tall=33
            ),
        }

    def finding(self, now: Built) -> str:
        """Say how many ties lead out, and what its focal firms hold."""
        share = now.values["openness"]
        leave = "no tie at all" if math.isnan(share) else f"{share:.0%} of ties lead out"
        has_focal = "focal_firm" in dict(now.cluster.nodes(data="kind")).values()
        held = f"focal firms hold {now.values['held']:.0%}" if has_focal else "no focal firm"
        held = "focal firms hold none" if has_focal and math.isnan(share) else held
        name = NAMES.get(now.archetype, "your cluster")
        return f"{name[0].upper()}{name[1:]}: {leave}, {held}"

    def remark(self, now: Built) -> str:
        """Say how large the cluster is."""
        dimensions = [dimension for _, _, dimension in now.cluster.edges(data="dimension")]
        pipelines = dimensions.count("pipeline")
        counts = {"actor": len(now.cluster), "local tie": len(dimensions) - pipelines}
        counts["pipeline"] = pipelines
        size = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items()) + "."
        if now.nearest is None:
            return size
        name, near = next(iter(now.nearest.distances.items()))
        return f"{size} Nearest archetype: {NAMES[name]}, distance {near:.1f} (its own: about 1)."

    def describe(self, now: Built) -> str:
        """Say what the map and the measures show."""
        nearest = f" {now.nearest}" if now.nearest else ""
        measures = in_words(self.with_somebody(MEASURES), now.values)
        return f"{describe_cluster(now.cluster)} Measures: {measures}.{nearest}"


#: What notebooks call.
structure_lab = StructureLab
