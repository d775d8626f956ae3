"""Who is tied to whom: ties that lead out, and the E-I index of Krackhardt and Stern (1988)."""

from __future__ import annotations

import math
from collections.abc import Hashable, Set
from typing import Any

import networkx as nx
import numpy as np

from clusterlib.arrays import Flags, Ints
from clusterlib.measures.graphs import Grouping, adjacency, group_codes, share


def openness(cluster: nx.Graph, group: Grouping = None) -> float:
    """Return the share of ties that lead outside, from 0 (none) to 1 (no tie stays inside).

    The parameter of this name is another thing: the share of local ties that a cluster gives up.

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        Every tie, or arc, counts once.
    group : str, mapping or set, optional
        None: a tie is external if exactly one of its ends is in the supplementary layer. A set:
        external if exactly one end is a member. In both cases ties between two outsiders are none
        of the cluster's and are left out. The name of a node attribute, or a mapping
        actor -> label: external if the ends differ in their label.

    Returns
    -------
    float
        External ties / all ties; nan when there are no ties, since a share of nothing is neither
        open nor closed.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    See Also
    --------
    ei_index : the same count on a scale from -1 to 1.

    Examples
    --------
    >>> import clusterlib
    >>> openness(clusterlib.build_cluster("marshallian", openness=0, rng=1))
    0.0
    >>> openness(nx.path_graph(4), group={0, 1})
    0.5
    """
    internal, external = _counts(cluster, group)
    return share(external, internal + external)


def ei_index(graph: nx.Graph, group: Grouping = None) -> float:
    """Return the E-I index, from -1 (all ties internal) to 1 (all external).

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Every tie, or arc, counts once.
    group : str, mapping or set, optional
        As in :func:`openness`.

    Returns
    -------
    float
        (external - internal) / (external + internal), that is 2 * openness - 1; nan when there
        are no ties.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    Notes
    -----
    Krackhardt and Stern (1988), Social Psychology Quarterly 51. The index depends on the sizes of
    the groups: with many small groups most pairs are external to begin with.

    Examples
    --------
    >>> ei_index(nx.path_graph(4), group={0: "a", 1: "a", 2: "a", 3: "b"})
    -0.3333333333333333
    """
    internal, external = _counts(graph, group)
    return share(external - internal, internal + external)


def ei_by_group(graph: nx.Graph, group: Grouping = None) -> dict[Hashable, float]:
    """Return the E-I index of each group: its ties to others against those among its own.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Every tie, or arc, counts once for each group that it touches.
    group : str, mapping or set, optional
        As in :func:`openness`; None and a set give the groups "inside" and "outside".

    Returns
    -------
    dict
        Label -> index from -1 to 1; nan for a group without ties.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    Examples
    --------
    >>> ei_by_group(nx.path_graph(4), group={0: "a", 1: "a", 2: "a", 3: "b"})
    {'a': -0.3333333333333333, 'b': 1.0}
    """
    first, second = _ends(graph)
    codes, names = group_codes(graph, group)
    across = codes[first] != codes[second]
    size = len(names)
    internal = np.bincount(codes[first[~across]], minlength=size)
    external = np.bincount(codes[first[across]], minlength=size)
    external += np.bincount(codes[second[across]], minlength=size)
    return dict(zip(names, _index(internal, external), strict=True))


def ei_by_actor(graph: nx.Graph, group: Grouping = None) -> dict[Any, float]:
    """Return the E-I index of each actor: its ties to other groups against those to its own.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        In a directed graph arcs in both directions count.
    group : str, mapping or set, optional
        As in :func:`openness`.

    Returns
    -------
    dict
        Actor -> index from -1 to 1; nan for an actor without ties.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    Examples
    --------
    >>> ei_by_actor(nx.path_graph(3), group={0, 1})
    {0: -1.0, 1: 0.0, 2: 1.0}
    """
    first, second = _ends(graph)
    codes, _ = group_codes(graph, group)
    across = codes[first] != codes[second]

    def touching(ties: Flags) -> Ints:
        ends = np.concatenate([first[ties], second[ties]])
        return np.bincount(ends, minlength=len(codes))

    return dict(zip(graph, _index(touching(~across), touching(across)), strict=True))


def _ends(graph: nx.Graph) -> tuple[Ints, Ints]:
    """Return the positions of the two ends of every tie, each of shape (ties,)."""
    first, second = adjacency(graph).nonzero()
    if graph.is_directed():
        return first, second
    once = first < second
    return first[once], second[once]


def _counts(graph: nx.Graph, group: Grouping) -> tuple[int, int]:
    """Count the internal and the external ties."""
    first, second = _ends(graph)
    codes, _ = group_codes(graph, group)
    own = codes[first] == codes[second]
    external = int((~own).sum())
    # With an inside and an outside, the ties among the outsiders are not the cluster's.
    if group is None or isinstance(group, Set):
        own &= codes[first] == 0
    return int(own.sum()), external


def _index(internal: Ints, external: Ints) -> list[float]:
    ties = internal + external
    return [
        (e - i) / n if n else math.nan
        for i, e, n in zip(internal.tolist(), external.tolist(), ties.tolist(), strict=True)
    ]
