"""Clusters as arrays: many clusters become one disjoint union, so that they run as one program."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from numbers import Integral

import networkx as nx
import numpy as np

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.checks import did_you_mean
from clusterlib.networks.checking import check_cluster
from clusterlib.networks.schema import DIMENSIONS, KINDS, LAYERS, dimension_of
from clusterlib.parameters import ParameterError

#: An actor's id, a kind, a layer, or several of these.
Who = Hashable | Iterable[Hashable]

KIND_NAMES = list(KINDS)
LAYER_NAMES = list(LAYERS)
DIMENSION_NAMES = list(DIMENSIONS)
CORE, SUPPORTING, OUTSIDE = range(len(LAYER_NAMES))
HORIZONTAL, VERTICAL, MULTI_ANGLE, PIPELINE = range(len(DIMENSION_NAMES))
_KIND_CODE = {name: code for code, name in enumerate(KIND_NAMES)}
_DIMENSION_CODE = {name: code for code, name in enumerate(DIMENSION_NAMES)}
_LAYER_OF_KIND = np.array([LAYER_NAMES.index(kind.layer) for kind in KINDS.values()])
_rule = cache(dimension_of)


@dataclass(frozen=True)
class DisjointUnion:
    """The actors and ties of one or more clusters, one cluster after the other.

    Each tie stands once, between actors ``a`` and ``b``, sorted by dimension. ``weight[0]`` is its
    weight where knowledge flows from a to b, ``weight[1]`` from b to a; 0 where none flows.
    """

    ids: list[Hashable]
    starts: Ints  # (clusters + 1,), where each cluster's actors begin
    cluster: Ints  # (N,)
    kind: Ints  # (N,), place in KINDS
    stage: Ints  # (N,), 0 where an actor has none
    a: Ints  # (U,)
    b: Ints  # (U,)
    dimension: Ints  # (U,), place in DIMENSIONS
    weight: Floats  # (2, U)

    @property
    def layer(self) -> Ints:
        """Place in LAYERS of every actor; shape (N,)."""
        layers: Ints = _LAYER_OF_KIND[self.kind]
        return layers

    def members(self, first: int, end: int | None = None) -> slice:
        """Return where the actors of a cluster stand, or of those from ``first`` up to ``end``."""
        last = first + 1 if end is None else end
        return slice(int(self.starts[first]), int(self.starts[last]))

    def ties_of(self, first: int, end: int) -> Ints:
        """Return where the ties of the clusters from ``first`` up to ``end`` stand."""
        cluster = self.cluster[self.a]
        return np.flatnonzero((cluster >= first) & (cluster < end))

    def part(self, first: int, end: int) -> DisjointUnion:
        """Return the clusters from ``first`` up to ``end`` as a union of their own."""
        actors, ties = self.members(first, end), self.ties_of(first, end)
        return DisjointUnion(
            ids=self.ids[actors],
            starts=self.starts[first : end + 1] - actors.start,
            cluster=self.cluster[actors] - first,
            kind=self.kind[actors],
            stage=self.stage[actors],
            a=self.a[ties] - actors.start,
            b=self.b[ties] - actors.start,
            dimension=self.dimension[ties],
            weight=self.weight[:, ties],
        )

    def flows(self) -> Ints:
        """Return the numbers of the flows there are: a to b over each tie, then b to a."""
        return np.flatnonzero(self.weight.ravel() > 0)


def union_of(clusters: Sequence[nx.Graph]) -> DisjointUnion:
    """Turn clusters into arrays; raises ClusterError where one is not a cluster."""
    ids: list[Hashable] = []
    actors: list[tuple[int, int]] = []
    ties: list[tuple[float, ...]] = []
    starts = [0]
    for graph in clusters:
        try:
            place = {actor: start for start, actor in enumerate(graph, len(ids))}
            actors += _actors(graph)
            ties += _ties(graph, place)
        except (KeyError, TypeError, ValueError, AttributeError):
            # The full check explains every problem, but takes as long as a short run.
            check_cluster(graph)
            raise
        ids += place
        starts.append(len(ids))
    kind, stage = np.array(actors, dtype=np.int64).reshape(-1, 2).T
    a, b, dimension, forth, back = np.array(ties, dtype=np.float64).reshape(-1, 5).T
    by_dimension = np.argsort(dimension, kind="stable")
    return DisjointUnion(
        ids=ids,
        starts=np.array(starts),
        cluster=np.repeat(np.arange(len(clusters)), np.diff(starts)),
        kind=kind,
        stage=stage,
        a=a[by_dimension].astype(np.int64),
        b=b[by_dimension].astype(np.int64),
        dimension=dimension[by_dimension].astype(np.int64),
        weight=np.stack([forth, back])[:, by_dimension],
    )


def _actors(graph: nx.Graph) -> Iterator[tuple[int, int]]:
    if not graph:
        raise ValueError("no actors")
    for _, about in graph.nodes(data=True):
        kind, stage = about["kind"], about.get("stage")
        if KINDS[kind].layer != "core":
            stage = 0 if stage is None else -1
        elif not isinstance(stage, int | Integral) or stage < 1:
            stage = -1
        if stage < 0 or about["layer"] != KINDS[kind].layer:
            raise ValueError("not a sound actor")
        yield _KIND_CODE[kind], int(stage)


def _ties(graph: nx.Graph, place: dict[Hashable, int]) -> Iterator[tuple[float, ...]]:
    """Yield (a, b, dimension, weight from a to b, weight from b to a) of every tie."""
    # Plain dictionaries: networkx's views of nodes and edges take several times as long.
    actors = {
        name: (place[name], about["kind"], about.get("stage"), about["layer"] == "supplementary")
        for name, about in graph.nodes(data=True)
    }
    partners_of = dict(graph.adjacency())
    for u, partners in partners_of.items():
        a, kind, stage, outside = actors[u]
        for v, tie in partners.items():
            b, other_kind, other_stage, other_outside = actors[v]
            mutual = partners_of[v].get(u)
            if b < a and mutual is not None:
                continue  # told already from its other end
            weight, back = tie["weight"], mutual["weight"] if mutual else 0.0
            sound = a != b and 0 < weight < inf and 0 <= back < inf
            dimension = _rule(kind, stage, other_kind, other_stage)
            if not sound or dimension is None or dimension != tie["dimension"]:
                raise ValueError("not a sound tie")
            # Outside actors do not learn.
            forth, back = 0.0 if other_outside else weight, 0.0 if outside else back
            yield a, b, _DIMENSION_CODE[dimension], forth, back


def chosen(union: DisjointUnion, who: Who, within: slice = slice(None)) -> Flags:
    """Return which actors of ``within`` are meant; kinds and layers may be absent, ids may not.

    Raises
    ------
    ParameterError
        If a name is neither a kind nor a layer nor an actor. All such names are listed.
    """
    given = [who] if isinstance(who, str) or not isinstance(who, Iterable) else list(who)
    groups = [one for one in given if not isinstance(one, Hashable)]
    if groups:
        raise ParameterError(
            f"{type(groups[0]).__name__} inside a choice of actors: give one set of ids. Sets are "
            "joined by |, for example stage[1] | stage[2]."
        )
    names = set(given)
    ids = union.ids[within]
    kinds = [code for code, name in enumerate(KIND_NAMES) if name in names]
    layers = [code for code, name in enumerate(LAYER_NAMES) if name in names]
    actors = names - KINDS.keys() - LAYERS.keys()
    found: Flags = np.isin(union.kind[within], kinds) | np.isin(union.layer[within], layers)
    if actors:
        found |= np.fromiter((actor in actors for actor in ids), dtype=bool, count=len(ids))
    unknown = sorted(actors.difference(ids), key=str)
    if unknown:
        known = [*KINDS, *LAYERS, *(str(actor) for actor in ids)]
        lines = [
            f"  - {name!r}: no such actor. {did_you_mean(name, known)}"
            f"Give an id, one of the kinds {', '.join(KINDS)}, or one of the layers "
            f"{', '.join(LAYERS)}."
            if isinstance(name, str)
            else f"  - {name!r}: not the id of an actor. Give an id such as {str(ids[0])!r}, a set "
            "of ids, a kind or a layer. The firms of stage 1 are the set {firm for firm, stage in "
            "cluster.nodes(data='stage') if stage == 1}."
            for name in unknown
        ]
        raise ParameterError(f"{len(lines)} unknown in a choice of actors:\n" + "\n".join(lines))
    return found
