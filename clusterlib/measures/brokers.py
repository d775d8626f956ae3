"""Who stands between whom: the five brokerage roles of Gould and Fernandez (1989)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy import sparse

from clusterlib.arrays import Flags, Ints
from clusterlib.measures.graphs import Grouping, adjacency, group_codes, masked_product

if TYPE_CHECKING:
    import pandas as pd

#: The roles, in the order of the table's columns.
ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


def brokerage(graph: nx.Graph, group: Grouping = None) -> pd.DataFrame:
    """Count how often each actor stands between two others that have no tie of their own.

    Actor k brokers between i and j when i -> k -> j are tied and i -> j is not. The groups of the
    three say which role k plays:

    ==============  ======================  ==================================================
    role            groups of i, k, j       what k does
    ==============  ======================  ==================================================
    coordinator     A, A, A                 joins two of its own group
    itinerant       A, B, A                 joins two of one other group (also: consultant)
    representative  A, A, B                 carries what its group knows to another
    gatekeeper      A, B, B                 lets knowledge from another group into its own
    liaison         A, B, C                 joins two other groups
    ==============  ======================  ==================================================

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        In a directed graph an arc i -> k means that knowledge flows from i to k.
    group : str, mapping or set, optional
        None: inside or outside the cluster, by the node attribute ``layer``, so that a gatekeeper
        brings outside knowledge in. Or the name of a node attribute, a mapping actor -> label,
        or the set of the actors inside.

    Returns
    -------
    pandas.DataFrame
        One row an actor (index "actor", in the order of ``graph.nodes``), one column a role,
        whole numbers from 0.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    Notes
    -----
    Gould and Fernandez (1989), Sociological Methodology 19.

    In an undirected graph knowledge can take each tie both ways, and i - k - j is the same
    triad as j - k - i. A coordinator, an itinerant and a liaison are counted once for each
    *pair* {i, j}. With k in the group of one of them, k is a representative one way and a
    gatekeeper the other way, so these two columns are equal; add only one of them for the number
    of brokered pairs. Programs that read the symmetric matrix as a directed one give twice these
    numbers for coordinator, itinerant and liaison, and the same for the other two.

    Examples
    --------
    Knowledge comes in from X by way of the firm F1:

    >>> chain = nx.DiGraph([("X", "F1"), ("F1", "F2"), ("F2", "F3")])
    >>> brokerage(chain, group={"F1", "F2", "F3"})
           coordinator  itinerant  representative  gatekeeper  liaison
    actor
    X                0          0               0           0        0
    F1               0          0               0           1        0
    F2               1          0               0           0        0
    F3               0          0               0           0        0
    """
    import pandas as pd

    ties = adjacency(graph).astype(np.int64)
    codes, names = group_codes(graph, group)
    start, end = ties.nonzero()
    same = codes[start] == codes[end]
    own, other = _keep(ties.shape, start, end, same), _keep(ties.shape, start, end, ~same)
    # Row k, column g: the arcs of k with group g, its own group left out.
    members = sparse.csr_array(
        (np.ones(codes.size, dtype=np.int64), (np.arange(codes.size), codes)),
        shape=(codes.size, len(names)),
    )
    one_other_group = (other.T @ members).multiply(other @ members).sum(axis=1)
    returns = other.T.multiply(other).sum(axis=1)
    counts = {
        "coordinator": _paths(own, own) - own.T.multiply(own).sum(axis=1) - _closed(own, own, own),
        "itinerant": one_other_group - returns - _closed(other, other, own),
        "representative": _paths(own, other) - _closed(own, other, other),
        "gatekeeper": _paths(other, own) - _closed(other, own, other),
        "liaison": _paths(other, other) - one_other_group - _closed(other, other, other),
    }
    if not graph.is_directed():
        for role in ("coordinator", "itinerant", "liaison"):
            counts[role] //= 2
    index = pd.Index(list(graph), name="actor", tupleize_cols=False)
    return pd.DataFrame({role: counts[role] for role in ROLES}, index=index)


def _keep(
    shape: tuple[int, int],
    start: Ints,
    end: Ints,
    kept: Flags,
) -> sparse.csr_array:
    ones = np.ones(int(kept.sum()), dtype=np.int64)
    return sparse.csr_array((ones, (start[kept], end[kept])), shape=shape)


def _paths(into: sparse.csr_array, out: sparse.csr_array) -> Ints:
    """Count the paths i -> k -> j for each k, those that return to i included."""
    counts: Ints = into.sum(axis=0) * out.sum(axis=1)
    return counts


def _closed(into: sparse.csr_array, out: sparse.csr_array, across: sparse.csr_array) -> Ints:
    """Count the paths i -> k -> j for each k that an arc i -> j closes."""
    counts: Ints = masked_product(across, out.T.tocsr(), into).sum(axis=0)
    return counts
