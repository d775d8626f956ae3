"""What an actor's position gives it: structural holes after Burt (1992), and two safe measures.

networkx has clustering and eigenvector centrality too, but its mean clustering counts actors that
cannot have any, and its eigenvector centrality often gives up on small worlds.
"""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh

from clusterlib.arrays import Floats
from clusterlib.measures.graphs import MeasureError, adjacency, masked_product

#: Up to this many actors all eigenvectors are found; beyond, only the first.
_DENSE_UP_TO = 200


def constraint(graph: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return Burt's constraint: how far an actor's contacts lead back to each other.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        In a directed graph a contact is anyone tied in either direction, as strongly as both
        arcs together.
    weight : str, optional
        Edge attribute with the strength of a tie, above 0; None counts every tie as 1.

    Returns
    -------
    dict
        Actor -> constraint, in the order of ``graph.nodes``. Low when contacts are many and not
        tied to each other (structural holes), 1 with a single contact, and above 1 in very small
        and dense networks (1.125 in a triangle); nan for an isolate, which has no contacts to be
        constrained by, so average with :func:`numpy.nanmean`.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or a tie has no strength above 0.

    Notes
    -----
    The sum over contacts j of (p_ij + sum_q p_iq p_qj)**2, with p_ij the share of i's ties that
    goes to j: Burt (1992), Structural Holes, chapter 2. Equal to :func:`networkx.constraint`.

    Examples
    --------
    >>> constraint(nx.star_graph(4))
    {0: 0.25, 1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    >>> round(constraint(nx.florentine_families_graph())["Medici"], 3)
    0.21
    """
    strength = _mutual(graph, weight)
    shares = _divide_rows(strength, strength.sum(axis=1))
    invested = shares + masked_product(shares, shares, _pattern(strength))
    return _by_actor(graph, strength, invested.power(2).sum(axis=1))


def effective_size(graph: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return Burt's effective size: the number of contacts less their redundancy.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        In a directed graph a contact is anyone tied in either direction, as strongly as both
        arcs together.
    weight : str, optional
        Edge attribute with the strength of a tie, above 0; None counts every tie as 1.

    Returns
    -------
    dict
        Actor -> effective size, in the order of ``graph.nodes``, from 1 to the number of
        contacts; nan for an isolate.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or a tie has no strength above 0.

    Notes
    -----
    The sum over contacts j of 1 - sum_q p_iq m_jq, with p_iq the share of i's ties that goes to
    q and m_jq the tie of j and q over the strongest tie of j: Burt (1992), Structural Holes,
    chapter 2. For undirected ties that count alike this is n - 2t/n with n contacts and t ties
    among them (Borgatti 1997).

    Where ties differ in strength or direction, :func:`networkx.effective_size` of networkx 3.6
    is right only with ``nodes=list(graph)``: otherwise it divides by the strongest tie of the
    wrong actor.

    Examples
    --------
    >>> effective_size(nx.star_graph(4))
    {0: 4.0, 1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    """
    strength = _mutual(graph, weight)
    return _by_actor(graph, strength, _effective(strength))


def efficiency(graph: nx.Graph, weight: str | None = None) -> dict[Any, float]:
    """Return effective size over the number of contacts: 1 when no contact is redundant.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        In a directed graph a contact is anyone tied in either direction and counts once.
    weight : str, optional
        Edge attribute with the strength of a tie, above 0; None counts every tie as 1.

    Returns
    -------
    dict
        Actor -> efficiency, in the order of ``graph.nodes``, above 0 and at most 1; nan for an
        isolate.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or a tie has no strength above 0.

    Notes
    -----
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> efficiency(nx.star_graph(4))[0], round(efficiency(nx.complete_graph(4))[0], 3)
    (1.0, 0.333)
    """
    strength = _mutual(graph, weight)
    contacts = np.diff(strength.indptr)
    return _by_actor(graph, strength, _effective(strength) / np.maximum(contacts, 1))


def clustering(graph: nx.Graph) -> float:
    """Return how often two contacts of an actor are tied, as a mean over the actors.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        The direction of arcs is left out of account.

    Returns
    -------
    float
        From 0 to 1, the mean over actors with at least two contacts; nan if there are none.

    Raises
    ------
    MeasureError
        If the graph cannot be measured.

    Notes
    -----
    The coefficient of Watts and Strogatz (1998). :func:`networkx.average_clustering` counts
    actors with fewer than two contacts as 0, which pulls the mean of a sparse network down for
    no reason but its sparseness.

    Examples
    --------
    A triangle with one pendant: the pendant has no two contacts that could be tied.

    >>> triangle = nx.Graph([(0, 1), (1, 2), (2, 0), (0, 3)])
    >>> round(clustering(triangle), 3), round(nx.average_clustering(triangle), 3)
    (0.778, 0.583)
    """
    ties = _pattern(_mutual(graph, None))
    contacts = np.diff(ties.indptr)
    possible = contacts * (contacts - 1.0)
    closed = masked_product(ties, ties, ties).sum(axis=1)
    able = contacts > 1
    return float(np.mean(closed[able] / possible[able])) if able.any() else math.nan


def eigenvector_centrality(graph: nx.Graph) -> dict[Any, float]:
    """Return eigenvector centrality: an actor is central when its contacts are.

    Parameters
    ----------
    graph : networkx.Graph
        An undirected graph.

    Returns
    -------
    dict
        Actor -> centrality, 0 or more, the squares adding up to 1. In a network of several
        components only the one with the largest eigenvalue scores above 0; nan for all when
        there are no ties.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or is directed.

    Notes
    -----
    Bonacich (1972). :func:`networkx.eigenvector_centrality` stops after 100 rounds and then
    raises, as it does on many small worlds; this one takes the eigenvector itself.

    Examples
    --------
    >>> ring = nx.eigenvector_centrality(nx.cycle_graph(4))
    >>> all(abs(eigenvector_centrality(nx.cycle_graph(4))[i] - ring[i]) < 1e-9 for i in ring)
    True
    """
    ties = adjacency(graph)
    if graph.is_directed():
        raise MeasureError(
            "eigenvector centrality is 0 for everyone in many directed networks: use "
            "nx.pagerank(graph), or graph.to_undirected() if the direction does not matter."
        )
    n = ties.shape[0]
    if ties.nnz == 0:
        return dict.fromkeys(graph, math.nan)
    start = np.ones(n)
    if n <= _DENSE_UP_TO:
        values, vectors = np.linalg.eigh(ties.toarray())
        # Two equal components share the largest eigenvalue: the ones in that space are fair.
        first = vectors[:, values > values[-1] - 1e-9 * values[-1]]
        scores = first @ (first.T @ start)
    else:
        scores = eigsh(ties, k=1, which="LA", v0=start)[1][:, 0]
    scores = np.abs(scores)
    scores[scores < 1e-12] = 0.0
    return dict(zip(graph, (scores / np.linalg.norm(scores)).tolist(), strict=True))


def _mutual(graph: nx.Graph, weight: str | None) -> sparse.csr_array:
    """Return the strength of both directions together, shape (actors, actors)."""
    ties = adjacency(graph, weight)
    return (ties + ties.T).tocsr()


def _pattern(matrix: sparse.csr_array) -> sparse.csr_array:
    ones = np.ones_like(matrix.data)
    return sparse.csr_array((ones, matrix.indices, matrix.indptr), shape=matrix.shape)


def _divide_rows(matrix: sparse.csr_array, divisors: Floats) -> sparse.csr_array:
    data = matrix.data / np.repeat(divisors, np.diff(matrix.indptr))
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _effective(strength: sparse.csr_array) -> Floats:
    shares = _divide_rows(strength, strength.sum(axis=1))
    marginal = _divide_rows(strength, strength.max(axis=1).toarray().ravel())
    redundant = masked_product(shares, marginal.T.tocsr(), _pattern(strength)).sum(axis=1)
    sizes: Floats = np.diff(strength.indptr) - redundant
    return sizes


def _by_actor(graph: nx.Graph, strength: sparse.csr_array, values: Floats) -> dict[Any, float]:
    """Name the values, nan for isolates."""
    isolate = np.diff(strength.indptr) == 0
    return dict(zip(graph, np.where(isolate, math.nan, values).tolist(), strict=True))
