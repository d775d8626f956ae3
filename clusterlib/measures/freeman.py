"""How much a network hangs on its most central actor: centralisation after Freeman (1979)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx

from clusterlib.measures.graphs import MeasureError, check_graph

#: The measures of centrality that :func:`centralisation` knows.
MEASURES = ("degree", "betweenness", "closeness", "in_degree", "out_degree")


def centralisation(graph: nx.Graph, measure: str = "degree") -> float:
    """Return how unequal the actors' centralities are, from 0 (all equal) to 1 (a star).

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        The network.
    measure : {"degree", "betweenness", "closeness", "in_degree", "out_degree"}
        The centrality. In a directed graph "degree" adds the arcs in and out; "in_degree" and
        "out_degree" are for directed graphs only; "closeness" follows incoming arcs.

    Returns
    -------
    float
        The sum of the differences from the most central actor, divided by the largest sum that
        a network of this size can have; nan for fewer than three actors, where no network is
        more central than another.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or the measure is unknown or needs a directed graph.

    Notes
    -----
    Freeman (1979), Social Networks 1. The largest sum belongs to the star; in a directed graph
    to the star with arcs both ways (degree, betweenness) or to the star whose arcs all point to
    its centre (in-degree, closeness) or away from it (out-degree).

    Freeman defines closeness for connected networks. In others each actor's closeness is that in
    its component times the share of the other actors it can reach (Wasserman and Faust), as in
    networkx, so an isolate has 0.

    Examples
    --------
    >>> centralisation(nx.star_graph(9)), centralisation(nx.cycle_graph(10), "betweenness")
    (1.0, 0.0)
    """
    check_graph(graph)
    directed = graph.is_directed()
    if measure not in MEASURES:
        raise MeasureError(f"measure = {measure!r}: unknown; choose one of {', '.join(MEASURES)}.")
    if measure in ("in_degree", "out_degree") and not directed:
        raise MeasureError(f"measure = {measure!r} needs a directed graph; here use 'degree'.")
    scores: Iterable[float]
    if measure == "betweenness":
        scores = nx.betweenness_centrality(graph, normalized=False).values()
    elif measure == "closeness":
        scores = nx.closeness_centrality(graph).values()
    else:
        scores = dict(getattr(graph, measure)).values()
    return freeman(list(scores), measure, directed)


def freeman(scores: list[float], measure: str, directed: bool) -> float:
    """Return the centralisation of known scores: raw degree or betweenness, relative closeness."""
    n = len(scores)
    if n < 3:
        return math.nan
    largest = {
        "degree": (n - 1) * (n - 2) * (2 if directed else 1),
        "in_degree": (n - 1) ** 2,
        "out_degree": (n - 1) ** 2,
        "betweenness": (n - 1) ** 2 * (n - 2) / (1 if directed else 2),
        "closeness": n - 1 if directed else (n - 1) * (n - 2) / (2 * n - 3),
    }[measure]
    top = max(scores)
    return float(sum(top - score for score in scores) / largest)
