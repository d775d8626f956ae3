"""Steps of a setting: changes to a drawn cluster that no parameter makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import networkx as nx
import numpy as np

from clusterlib.checks import did_you_mean, is_number, whole_problems
from clusterlib.networks.nearest import TRAITS, traits
from clusterlib.parameters import ParameterError

#: A function that returns a changed copy of a cluster, by a generator of its own.
Step = Callable[[nx.Graph, np.random.Generator], nx.Graph]


#: Local ties by what they join, by their weight, or by lot.
Ties = Literal["bridging", "redundant", "weak", "strong", "any"]


@dataclass(frozen=True)
class DropLocalTies:
    """Take out a share of the local ties: those that bridge, are redundant, weak, strong, or any.

    How far a tie is redundant is the overlap of its ends' neighbourhoods, the share of their other
    partners that they have in common (Onnela et al. 2007, after Granovetter 1973). Weak and strong
    ties are those of the lowest and the highest weight. Of ties that are alike, chance decides.
    """

    which: Ties
    share: float = 0.2

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster without them."""
        cluster.remove_edges_from(_local_ties(cluster, self.which, self.share, rng))
        return cluster


@dataclass(frozen=True)
class StrengthenTies:
    """Make a share of the local ties strong: they get several times the attention of others.

    Parameters
    ----------
    which : {"bridging", "redundant", "any"}
        As in :class:`DropLocalTies`.
    share : float, default 0.5
        Of the local ties.
    weight : float, default 3
        Of a strong tie; others keep theirs, 1 in a cluster that is drawn.
    """

    which: Ties
    share: float = 0.5
    weight: float = 3.0

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster with them."""
        for tie in _local_ties(cluster, self.which, self.share, rng):
            cluster.edges[tie]["weight"] = self.weight
        return cluster


@dataclass(frozen=True)
class AddPipelines:
    """Add pipelines and give up no local tie for them.

    Parameters
    ----------
    count : int
        How many; fewer where each firm has one to every outside actor before that.
    gate : float, default 0.8
        Share that goes to focal firms, as long as there are outside actors new to them.

    Notes
    -----
    With the same random numbers a larger count adds to the pipelines of a smaller one. A new one
    is as strong as a pipeline of the cluster in the median, or as a tie where it has none.
    """

    count: int
    gate: float = 0.8

    def __post_init__(self) -> None:
        problems = whole_problems(0, count=self.count)
        if not 0 <= self.gate <= 1:
            problems.append(f"gate = {self.gate!r}: give a share from 0 to 1.")
        ParameterError.raise_any(problems, "AddPipelines")

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster with them."""
        outside = [
            actor for actor, layer in cluster.nodes(data="layer") if layer == "supplementary"
        ]
        kinds = dict(cluster.nodes(data="kind"))
        focal, smes = (
            [(firm, source) for firm in cluster if kinds[firm] == kind for source in outside]
            for kind in ("focal_firm", "sme")
        )
        new = [[pair for pair in pairs if not _tied(cluster, *pair)] for pairs in (focal, smes)]
        strength = median_weight(cluster)
        of_focal = min(round(self.gate * self.count), len(new[0]))
        for pairs, count in zip(new, (of_focal, self.count - of_focal), strict=True):
            chosen = rng.permutation(len(pairs))[:count]
            # In a directed cluster from the source to the firm, as knowledge flows.
            order = -1 if cluster.is_directed() else 1
            ties = [pairs[place][::order] for place in chosen.tolist()]
            cluster.add_edges_from(ties, dimension="pipeline", weight=strength)
        return cluster


@dataclass(frozen=True)
class OpenUp:
    """Give up a share of the local ties and pay for pipelines with them.

    Equation (13) of :func:`clusterlib.build_cluster`, applied to a cluster that is there, such as
    one's own: with 0 nothing changes.

    Parameters
    ----------
    share : float
        Of the local ties, drawn at random.
    pipeline_cost : float, default 2
        Upkeep of a pipeline beyond that of a local tie, in local ties.
    gate : float, optional
        Share of the new pipelines that goes to focal firms. Default: of those there are it is
        theirs; 0.8 where there is none.

    Notes
    -----
    With the same random numbers a larger share gives up the ties of a smaller one and more, and
    adds to its pipelines.

    Examples
    --------
    >>> from clusterlib import Setting, compare, example_cluster
    >>> own = Setting(example_cluster(), periods=40)
    >>> more = own.but(steps=[OpenUp(0.3)])
    >>> compare(own, more, "sme_performance", replicates=4, rng=1).difference.replicates
    4
    """

    share: float
    pipeline_cost: float = 2.0
    gate: float | None = None

    def __post_init__(self) -> None:
        given = {"share": self.share, "gate": 0 if self.gate is None else self.gate}
        problems = [
            f"{name} = {value!r}: give a share from 0 to 1."
            for name, value in given.items()
            if not (is_number(value) and 0 <= value <= 1)
        ]
        if not (is_number(self.pipeline_cost) and self.pipeline_cost >= 0):
            problems.append(f"pipeline_cost = {self.pipeline_cost!r}: give 0 or more local ties.")
        ParameterError.raise_any(problems, "OpenUp")

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster with fewer local ties and more pipelines."""
        dimensions = [dimension for _, _, dimension in cluster.edges(data="dimension")]
        local = sum(dimension != "pipeline" for dimension in dimensions)
        gate = self.gate
        if gate is None:
            held = traits(cluster)[TRAITS.index("pipelines held by focal firms, share")]
            gate = float(held) if len(dimensions) > local else 0.8
        count = round(self.share * local / (1 + self.pipeline_cost))
        left = DropLocalTies("any", self.share)(cluster, rng)
        return AddPipelines(count, gate)(left, rng)


@dataclass(frozen=True)
class KeepPipelines:
    """Keep a share of the pipelines, drawn by lot; the others end, and no tie replaces them.

    Parameters
    ----------
    share : float
        From 0 (a closed cluster) to 1 (all of them stay).

    Notes
    -----
    With the same random numbers a larger share keeps those of a smaller one, and more.
    """

    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ParameterError(f"share = {self.share!r}: give a share from 0 to 1.")

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster with them."""
        pipelines = [tie for tie in cluster.edges if cluster.edges[tie]["dimension"] == "pipeline"]
        order = rng.permutation(len(pipelines)).tolist()
        ending = order[round(self.share * len(pipelines)) :]
        cluster.remove_edges_from([pipelines[place] for place in ending])
        return cluster


def median_weight(cluster: nx.Graph) -> float:
    """Return the weight of a pipeline in the median, or of a tie where there is no pipeline.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> median_weight(build_cluster(rng=1))
    1.0
    """
    ties = list(cluster.edges.data())
    pipelines = [about["weight"] for _, _, about in ties if about["dimension"] == "pipeline"]
    return float(np.median(pipelines or [about["weight"] for _, _, about in ties] or [1.0]))


def _tied(cluster: nx.Graph, firm: object, source: object) -> bool:
    """Return whether knowledge flows from a source to a firm."""
    pair = (source, firm) if cluster.is_directed() else (firm, source)
    return bool(cluster.has_edge(*pair))


def _local_ties(
    cluster: nx.Graph, which: Ties, share: float, rng: np.random.Generator
) -> list[tuple[object, object]]:
    """Return the local ties that are most so; of ties that are alike, chance decides."""
    if which not in get_args(Ties):
        known = get_args(Ties)
        raise ParameterError(
            f"which = {which!r}: unknown. {did_you_mean(which, known)}Give one of "
            f"{', '.join(known)}."
        )
    local = [tie for tie in cluster.edges if cluster.edges[tie]["dimension"] != "pipeline"]
    order = rng.random(len(local))
    if which in ("bridging", "redundant"):
        measured = [_overlap(cluster, *tie) for tie in local]
    else:
        measured = [0.0 if which == "any" else cluster.edges[tie]["weight"] for tie in local]
    sign = 1 if which in ("bridging", "weak") else -1
    places = np.lexsort((order, sign * np.array(measured)))
    return [local[place] for place in places[: round(share * len(local))]]


def _overlap(cluster: nx.Graph, u: object, v: object) -> float:
    mine, other = set(cluster[u]) - {v}, set(cluster[v]) - {u}
    either = mine | other
    return len(mine & other) / len(either) if either else 0.0
