"""A cluster in words: the alt text of its map."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from clusterlib.networks.schema import DIMENSIONS, KINDS

#: A plain network of so many ties or fewer is told tie by tie, so that one can count in it.
_FEW = 30
_LAYER_NOUNS = {
    "core": ("firm", "firms"),
    "supporting": ("supporting institution", "supporting institutions"),
    "supplementary": ("outside source", "outside sources"),
}


def describe_cluster(cluster: nx.Graph, *, hub: bool = True) -> str:
    """Say in plain sentences what a cluster is made of; the alt text of its map.

    Parameters
    ----------
    cluster : networkx.Graph or DiGraph
        Described in :mod:`clusterlib.networks`; any other graph will do. A plain network with few
        ties is told tie by tie, so that it can be counted in words as on the map.
    hub : bool, default True
        Name the actor with most ties, where ties are not told one by one.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> print(describe_cluster(build_cluster("hub_and_spoke", rng=1)))
    Hub-and-spoke cluster of 54 actors: 36 firms in 3 stages (2 focal), 6 supporting
    institutions and 12 outside sources. 93 ties: 18 horizontal, 33 vertical, 35 multi-angle and
    7 pipelines. Most ties: F18 (focal firm), 21.
    """
    kinds = Counter(kind for _, kind in cluster.nodes(data="kind") if kind in KINDS)
    layers = Counter[str]()
    for kind, count in kinds.items():
        layers[KINDS[kind].layer] += count
    parts = []
    for layer, nouns in _LAYER_NOUNS.items():
        if layers[layer]:
            parts.append(_count(layers[layer], *nouns))
            if layer == "core":
                stages = {s for _, s in cluster.nodes(data="stage") if s is not None}
                parts[-1] += f" in {_count(len(stages), 'stage', 'stages')}" if stages else ""
                focal = kinds["focal_firm"]
                parts[-1] += f" ({focal} focal)" if focal else ""
    others = len(cluster) - sum(layers.values())
    if parts and others:
        parts.append(f"{others} of unknown kind")
    text = f"{cluster_name(cluster)} of {_count(len(cluster), 'actor', 'actors')}"
    text += f": {_list(parts)}. " if parts else ". "
    noun = ("arc", "arcs") if cluster.is_directed() else ("tie", "ties")
    text += _count(cluster.number_of_edges(), *noun)
    found = Counter(d for _, _, d in cluster.edges(data="dimension") if d in DIMENSIONS)
    names = [_dimension(found[d], d) for d in DIMENSIONS if found[d]]
    told = not parts and 0 < cluster.number_of_edges() <= _FEW
    if told:
        word = " to " if cluster.is_directed() else " and "
        names = ["; ".join(f"{a}{word}{b}" for a, b in cluster.edges())]
    text += f": {_list(names)}." if names else "."
    if hub and cluster.number_of_edges() and not told:
        best = max(cluster, key=lambda node: cluster.degree(node))
        kind = cluster.nodes[best].get("kind")
        label = f" ({KINDS[kind].label})" if kind in KINDS else ""
        text += f" Most {noun[1]}: {best}{label}, {cluster.degree(best)}."
    return text


def cluster_name(cluster: nx.Graph) -> str:
    """Return the name of a cluster as a title begins."""
    name = str(cluster.graph.get("name") or "network").replace("_", "-")
    return name[0].upper() + name[1:]


def _dimension(count: int, dimension: str) -> str:
    if dimension == "pipeline":
        return _count(count, "pipeline", "pipelines")
    return f"{count} {dimension.replace('_', '-')}"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _list(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
