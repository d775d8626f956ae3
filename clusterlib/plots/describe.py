"""A cluster in words: the alt text of its map."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from clusterlib.networks.schema import DIMENSIONS, KINDS


def describe_cluster(cluster: nx.Graph) -> str:
    """Say in two plain sentences what a cluster is made of; the alt text of its map.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> print(describe_cluster(build_cluster(rng=1)))
    """
    kinds = Counter(KINDS[k].layer for _, k in cluster.nodes(data="kind") if k in KINDS)
    ties = Counter(d for _, _, d in cluster.edges(data="dimension") if d in DIMENSIONS)
    return f"{len(cluster)} actors {dict(kinds)} {dict(ties)}"
