"""Large clusters on a small map: who is drawn, and who is summed up in one mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from clusterlib.networks.schema import KINDS
from clusterlib.plots.layout import cluster_layout

#: A cluster of more actors is summed up: so many inside and outside it are drawn, those with the
#: strongest ties. With all of them no tie could be told from the others.
_ALL_UP_TO = 120
_INSIDE, _OUTSIDE = 60, 24
#: So it is of more actors than these where there are so many ties for each.
_DENSE_FROM, _MANY_TIES = 80, 4
#: Where more than so many ties for each actor would be drawn, of each actor the strongest are.
_TIES = 3
_OUT = "supplementary"
_Tie = tuple[Hashable, Hashable, dict[str, Any]]


@dataclass(frozen=True)
class Others:
    """A mark that stands for several actors of a kind and stage."""

    kind: str
    stage: int | None
    count: int

    def __str__(self) -> str:
        return f"+{self.count}"


@dataclass(frozen=True)
class Gathered:
    """What is drawn of a cluster.

    Attributes
    ----------
    cluster : networkx.Graph
        Of a large cluster for all others of a kind and stage one :class:`Others`, without ties, and
        then the actors with the strongest ties, with these. Of any other, the cluster itself.
    members : dict of actor to list of actors
        For each that is drawn the actors that it stands for: itself, or those summed up.
    inside, outside : (int, int)
        How many actors are drawn and how many there are.
    ties : (int, int)
        The same for the ties.
    cut : bool
        Whether of the ties among those drawn only the strongest are.
    """

    cluster: nx.Graph
    members: Mapping[Hashable, Sequence[Hashable]]
    inside: tuple[int, int]
    outside: tuple[int, int]
    ties: tuple[int, int]
    cut: bool = False

    @property
    def all_drawn(self) -> bool:
        """Whether nobody is summed up and no tie left out."""
        return all(drawn == there for drawn, there in (self.inside, self.outside, self.ties))

    @property
    def said(self) -> list[str]:
        """Who is drawn and who is summed up, a line each; nothing if all are drawn."""
        if self.all_drawn:
            return []
        (inside, of), (outside, of_outside), (ties, of_ties) = self.inside, self.outside, self.ties
        said = [
            f"drawn: {inside} of {of:,} actors inside,",
            f"{outside} of {of_outside:,} outside,",
            f"{ties} of {of_ties:,} ties{', the strongest' if self.cut else ''}",
        ]
        more = ["+ and a number:", "so many more of this kind"]
        return said + (more if any(isinstance(mark, Others) for mark in self.members) else [])

    def mean(self, values: Mapping[Hashable, float]) -> dict[Hashable, float]:
        """Return a value for each that is drawn: the mean of those whom it stands for."""
        known = {
            drawn: [values[actor] for actor in actors if not np.isnan(values.get(actor, np.nan))]
            for drawn, actors in self.members.items()
        }
        return {drawn: float(np.mean(found)) for drawn, found in known.items() if found}

    def drawn_as(self, actors: Iterable[Hashable]) -> set[Hashable]:
        """Return who is drawn for some actors."""
        wanted = set(actors)
        return {drawn for drawn, of in self.members.items() if not wanted.isdisjoint(of)}


def gather(cluster: nx.Graph) -> Gathered:
    """Choose who is drawn of a cluster of many actors or ties, and sum up all others.

    Of more than 120 actors, or more than 80 with 4 ties for each, 60 inside are drawn and 24
    outside: those with the strongest ties, outside those to them. If ``cluster.graph["drawn"]``
    names some, those are drawn: for pictures in which ties change and nobody may jump.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> large = gather(build_cluster(firms_per_stage=70, rng=1))
    >>> large.inside, len(large.cluster)
    ((60, 216), 75)
    >>> [str(mark) for mark in large.cluster if isinstance(mark, Others)]
    ['+50', '+48', '+58']
    """
    dense = len(cluster) > _DENSE_FROM and cluster.size() > _MANY_TIES * len(cluster)
    drawn = cluster.graph.get("drawn")
    many = dense or (len(cluster) > _ALL_UP_TO if drawn is None else len(drawn) < len(cluster))
    layered = all(kind in KINDS for _, kind in cluster.nodes(data="kind"))
    outside = [a for a, about in cluster.nodes(data=True) if about.get("layer") == _OUT]
    there = (len(cluster) - len(outside), len(outside))
    if not many or not layered or cluster.is_multigraph():
        of_all = {actor: [actor] for actor in cluster}
        counts = (*there, cluster.number_of_edges())
        inside_all, outside_all, ties_all = ((count, count) for count in counts)
        return Gathered(cluster, of_all, inside_all, outside_all, ties_all)
    drawn = _busiest(cluster, outside) if drawn is None else drawn
    groups: dict[tuple[str, int | None], list[Hashable]] = {}
    for actor, about in cluster.nodes(data=True):
        if actor not in drawn:
            groups.setdefault((about["kind"], about.get("stage")), []).append(actor)
    # A mark for one alone would say less than the actor itself.
    drawn = drawn.union(*(of for of in groups.values() if len(of) == 1))
    shown, members = type(cluster)(**cluster.graph), dict[Hashable, Sequence[Hashable]]()
    for (kind, stage), of in groups.items():
        if len(of) > 1:
            mark = Others(kind, stage, len(of))
            shown.add_node(mark, kind=kind, layer=KINDS[kind].layer, stage=stage)
            members[mark] = of
    shown.add_nodes_from((a, about) for a, about in cluster.nodes(data=True) if a in drawn)
    members |= {actor: [actor] for actor in cluster if actor in drawn}
    # In the cluster's order: that of a subgraph follows a set, another one in each process.
    among = [tie for tie in cluster.edges(data=True) if drawn.issuperset(tie[:2])]
    shown.add_edges_from(_strongest(among, len(drawn)))
    out = sum(actor in drawn for actor in outside)
    return Gathered(
        shown,
        members,
        (len(drawn) - out, there[0]),
        (out, there[1]),
        (shown.number_of_edges(), cluster.number_of_edges()),
        shown.number_of_edges() < len(among),
    )


def gathered_layout(cluster: nx.Graph) -> dict[Hashable, tuple[float, float]]:
    """Place who is drawn; marks stand last in their group, where no region is named."""
    ordered = type(cluster)()
    ordered.add_nodes_from(sorted(cluster.nodes(data=True), key=lambda a: isinstance(a[0], Others)))
    ordered.add_edges_from(cluster.edges)
    return cluster_layout(ordered)


def _busiest(cluster: nx.Graph, outside: Sequence[Hashable]) -> frozenset[Hashable]:
    """Return who has the strongest ties inside, and outside the strongest to those."""
    place, out = {actor: at for at, actor in enumerate(cluster)}, set(outside)
    strength = dict(cluster.degree(weight="weight"))
    inside = sorted((a for a in cluster if a not in out), key=lambda a: (-strength[a], place[a]))
    chosen = set(inside[:_INSIDE])
    to_chosen = Counter[Hashable]()
    for u, v, weight in cluster.edges(data="weight", default=1.0):
        for source, actor in ((u, v), (v, u)):
            if source in out and actor in chosen:
                to_chosen[source] += weight
    partners = sorted(outside, key=lambda a: (-to_chosen[a], place[a]))
    return frozenset(chosen.union(partners[:_OUTSIDE]))


def _strongest(ties: list[_Tie], actors: int) -> list[_Tie]:
    """Return all ties where they are few, else those that are among the strongest of an end."""
    if len(ties) <= _TIES * actors:
        return ties
    kept, of = [], Counter[Hashable]()
    for u, v, about in sorted(ties, key=lambda tie: -tie[2].get("weight", 1.0)):
        if min(of[u], of[v]) < _TIES:
            kept.append((u, v, about))
        of.update((u, v))
    return kept
