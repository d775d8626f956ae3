"""A cluster that stays as it is, so that what was computed on it can be kept."""

from __future__ import annotations

from collections.abc import Hashable
from weakref import WeakValueDictionary

import networkx as nx

from clusterlib.networks.checking import check_cluster

_KEPT: WeakValueDictionary[Hashable, nx.Graph] = WeakValueDictionary()


def keep_cluster(cluster: nx.Graph) -> nx.Graph:
    """Return a copy of a cluster that nothing changes; equal clusters give the same object.

    Raises
    ------
    ClusterError
        If it is no cluster. All problems are listed.

    Examples
    --------
    >>> from clusterlib.networks import example_cluster
    >>> kept = keep_cluster(example_cluster())
    >>> kept is keep_cluster(example_cluster()), nx.is_frozen(kept)
    (True, True)
    """
    check_cluster(cluster)
    actors = tuple((a, about["kind"], about.get("stage")) for a, about in cluster.nodes(data=True))
    ties = tuple((u, v, about["weight"]) for u, v, about in cluster.edges(data=True))
    key = cluster.is_directed(), cluster.graph.get("name"), actors, ties
    kept = _KEPT.get(key)
    if kept is None:
        kept = _KEPT[key] = nx.freeze(cluster.copy())
    return kept
