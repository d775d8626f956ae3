"""What every measure needs first: a graph it can use, its matrix, and a group for each actor."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterable, Mapping, Set
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from clusterlib.arrays import Ints
from clusterlib.checks import is_number
from clusterlib.errors import ClusterlibError
from clusterlib.networks.schema import LAYERS

#: How actors are grouped: None (inside or outside the cluster, by ``layer``), the name of a node
#: attribute, a mapping actor -> label, or the set of the actors inside.
Grouping = str | Mapping[Any, Hashable] | Set[Any] | None

#: The two labels used where a grouping only says who is inside.
INSIDE, OUTSIDE = "inside", "outside"

#: A product of sparse matrices is taken in blocks of about this many multiplications, so that a
#: hub with thousands of ties costs time but not memory.
_BLOCK = 4_000_000


class MeasureError(ClusterlibError):
    """A measure cannot be taken of this graph. The text lists every problem with its cure."""


def check_graph(graph: nx.Graph) -> None:
    """Make sure that a graph can be measured.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Any graph; it need not carry the attributes of a cluster.

    Raises
    ------
    MeasureError
        If it is not a graph, has no actors, parallel ties, or ties of an actor with itself.

    Examples
    --------
    >>> check_graph(nx.Graph([("F01", "F01")]))
    Traceback (most recent call last):
    ...
    clusterlib.measures.graphs.MeasureError: 1 problem in the graph:
      - 1 tie joins an actor with itself (F01): remove it with \
graph.remove_edges_from(list(nx.selfloop_edges(graph))).
    """
    if not isinstance(graph, nx.Graph):
        raise MeasureError(
            f"a measure needs a networkx.Graph or DiGraph, not {type(graph).__name__}: "
            "build one with clusterlib.build_cluster() or nx.Graph(list_of_ties)."
        )
    problems = []
    if graph.number_of_nodes() == 0:
        problems.append("it has no actors: add some with graph.add_nodes_from([...]).")
    if graph.is_multigraph():
        simple = "nx.DiGraph(graph)" if graph.is_directed() else "nx.Graph(graph)"
        problems.append(f"it may hold parallel ties (a multigraph): merge them with {simple}.")
    loops = list(nx.nodes_with_selfloops(graph))
    if loops:
        what = "1 tie joins an actor" if len(loops) == 1 else f"{len(loops)} ties join an actor"
        problems.append(
            f"{what} with itself ({named(loops)}): remove {'it' if len(loops) == 1 else 'them'} "
            "with graph.remove_edges_from(list(nx.selfloop_edges(graph)))."
        )
    MeasureError.raise_any(problems, "the graph")


def adjacency(graph: nx.Graph, weight: str | None = None) -> sparse.csr_array:
    """Return the checked matrix of ties, rows and columns in the order of ``graph.nodes``.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        An undirected tie stands in both halves of the matrix.
    weight : str, optional
        Edge attribute with the strength of a tie; None counts every tie as 1.

    Returns
    -------
    scipy.sparse.csr_array, shape (actors, actors)

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or a tie has no finite strength above 0.
    """
    check_graph(graph)
    if weight is not None:
        bad = [
            f"{u}-{v} ({value!r})" if value is not None else f"{u}-{v} (none)"
            for u, v, value in graph.edges(data=weight)
            if not _is_strength(value)
        ]
        if bad:
            raise MeasureError(
                f"weight = {weight!r}: a tie needs a strength above 0, and "
                f"{_of(len(bad), graph.number_of_edges(), 'tie')} no such value: {named(bad)}. "
                "Set it, or leave weight out to count every tie as 1."
            )
    # networkx walks the edges one by one for its matrix, which took most of every measure's time.
    place = {actor: i for i, actor in enumerate(graph)}
    rows = [partners for _, partners in graph.adjacency()]
    ends = np.fromiter(map(place.__getitem__, itertools.chain.from_iterable(rows)), dtype=np.intp)
    strengths = np.ones(ends.size)
    if weight is not None:
        strengths[:] = [tie[weight] for partners in rows for tie in partners.values()]
    starts = np.concatenate([[0], np.cumsum([len(partners) for partners in rows])])
    matrix = sparse.csr_array((strengths, ends, starts), shape=(len(rows), len(rows)))
    matrix.sort_indices()
    return matrix


def group_codes(graph: nx.Graph, group: Grouping) -> tuple[Ints, list[Hashable]]:
    """Give each actor the number of its group.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        A checked graph.
    group : str, mapping, set or None
        See :data:`Grouping`. A set, and None, give the two groups "inside" (number 0) and
        "outside" (number 1).

    Returns
    -------
    codes : ndarray of int, shape (actors,)
        In the order of ``graph.nodes``.
    names : list
        The label of each group, by its number.

    Raises
    ------
    MeasureError
        If an actor has no label (None and nan are no labels), or a member is not in the graph.
    """
    if group is None or isinstance(group, Set):
        members = inside(graph) if group is None else group
        strangers = [actor for actor in members if actor not in graph]
        if strangers:
            raise MeasureError(
                f"group: {len(strangers)} of its members are not in the graph: {named(strangers)}. "
                "Use the ids in graph.nodes."
            )
        codes = np.array([0 if actor in members else 1 for actor in graph], dtype=np.intp)
        return codes, [INSIDE, OUTSIDE]
    labels = _labels(graph, group)
    names = list(dict.fromkeys(labels))
    number = {name: code for code, name in enumerate(names)}
    return np.array([number[label] for label in labels], dtype=np.intp), names


def is_cluster(graph: nx.Graph) -> bool:
    """Say whether any actor has a ``layer``: then the graph is taken to be a cluster."""
    return any("layer" in attributes for _, attributes in graph.nodes(data=True))


def inside(graph: nx.Graph) -> frozenset[Any]:
    """Return the actors of the cluster itself, those not in the supplementary layer.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or an actor has no ``layer``, or one that Fig. 1 of Wang
        does not have.
    """
    check_graph(graph)
    layers = _labels(graph, "layer")
    wrong = [f"{a} ({k!r})" for a, k in zip(graph, layers, strict=True) if k not in LAYERS]
    if wrong:
        raise MeasureError(
            f"layer: {_of(len(wrong), len(graph), 'actor')} a layer that is not known: "
            f"{named(wrong)}. Use one of {', '.join(LAYERS)}."
        )
    return frozenset(a for a, k in zip(graph, layers, strict=True) if k != "supplementary")


def local_network(cluster: nx.Graph) -> nx.Graph:
    """Return the cluster without its outside: a copy with its own actors, in the same order.

    Raises
    ------
    MeasureError
        As :func:`inside`.

    Examples
    --------
    >>> import clusterlib
    >>> cluster = clusterlib.build_cluster(rng=1)
    >>> len(cluster), len(local_network(cluster))
    (54, 42)
    """
    own = inside(cluster)
    # A view of a subgraph may hold its nodes in the order of a set, which changes between runs.
    local = cluster.copy()
    local.remove_nodes_from([actor for actor in cluster if actor not in own])
    return local


def masked_product(
    left: sparse.csr_array, right: sparse.csr_array, mask: sparse.csr_array
) -> sparse.csr_array:
    """Return ``left @ right`` where ``mask`` is 1, without holding the rest; all (n, n)."""
    per_row = np.diff(right.indptr)[left.indices]
    work = np.concatenate([[0], np.cumsum(per_row)])[left.indptr[1:]]
    cuts = np.flatnonzero(np.diff(work // _BLOCK)) + 1
    edges = [0, *cuts.tolist(), left.shape[0]]
    blocks = [(left[a:b] @ right).multiply(mask[a:b]) for a, b in itertools.pairwise(edges)]
    return sparse.vstack(blocks, format="csr")


def share(part: float, whole: float) -> float:
    """Return part / whole, or nan where there is no whole."""
    return part / whole if whole else math.nan


def named(items: Iterable[Any], most: int = 6) -> str:
    """List the first few items, and say how many more there are."""
    names = [str(item) for item in items]
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _labels(graph: nx.Graph, group: str | Mapping[Any, Hashable]) -> list[Hashable]:
    if isinstance(group, str):
        labels = [label for _, label in graph.nodes(data=group)]
        where, cure = f"node attribute {group!r}", "Set it for every actor"
    elif isinstance(group, Mapping):
        labels = [group.get(actor) for actor in graph]
        where, cure = "group", "Give every actor a label"
    else:
        raise MeasureError(
            f"group: give the name of a node attribute, a dict actor -> label or a set of actors, "
            f"not {type(group).__name__}."
        )
    missing = [a for a, k in zip(graph, labels, strict=True) if k is None or k != k]
    if missing:
        raise MeasureError(
            f"{where}: {_of(len(missing), len(labels), 'actor')} no label: {named(missing)}. "
            f"{cure}, or measure graph.subgraph(...) of those that have one."
        )
    return labels


def _of(count: int, whole: int, noun: str) -> str:
    have = "has" if count == 1 else "have"
    return f"{count} of {whole} {noun}{'s' if whole != 1 else ''} {have}"


def _is_strength(value: object) -> bool:
    return is_number(value) and math.isfinite(value) and value > 0
