"""A cluster that stays as it is, so that what was computed on it can be kept."""

from __future__ import annotations

import hashlib
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
    key = cluster.graph.get("name"), _content(cluster)
    kept = _KEPT.get(key)
    if kept is None:
        kept = _KEPT[key] = nx.freeze(cluster.copy())
    return kept


def fingerprint(cluster: nx.Graph) -> str:
    """Return what tells a cluster from others of its name: eight letters and digits.

    They follow from its actors with their kinds and stages and from its ties, in their order, since
    what is drawn by chance goes by the order too.

    Examples
    --------
    >>> from clusterlib.networks import example_cluster
    >>> own, other = example_cluster(), example_cluster()
    >>> fingerprint(own) == fingerprint(other)
    True
    >>> other.nodes["F01"]["kind"] = "focal_firm"
    >>> fingerprint(own) == fingerprint(other)
    False
    """
    return hashlib.sha256(repr(_content(cluster)).encode()).hexdigest()[:8]


def _content(cluster: nx.Graph) -> tuple[Hashable, ...]:
    """Return all of a cluster that the model knows."""
    actors = tuple((a, about["kind"], about.get("stage")) for a, about in cluster.nodes(data=True))
    ties = tuple((u, v, float(about["weight"])) for u, v, about in cluster.edges(data=True))
    return cluster.is_directed(), actors, ties
