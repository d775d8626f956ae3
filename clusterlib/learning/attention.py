"""Attention: how much of its time an actor gives to each of its ties."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from math import exp
from typing import Any

import networkx as nx

from clusterlib.learning.parameters import Learning


def attention_to(cluster: nx.Graph, actor: Hashable, parameters: Learning) -> dict[Any, float]:
    """Return the attention that an actor gives to each of its sources, equation (4).

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        A cluster, see :mod:`clusterlib.networks.schema`.
    actor : hashable
        Who attends: an actor of the cluster itself, not an outside one.
    parameters : Learning
        ``attention``, ``pipeline_cost``, ``trust`` and ``loyalty`` count.

    Returns
    -------
    dict
        Source -> s, from 0 to 1; 1 is all that a tie can take.

    Raises
    ------
    KeyError
        If the cluster has no such actor.

    Examples
    --------
    A firm with two neighbours and a pipeline, which takes as much time as three of them:

    >>> firm = nx.star_graph(["F", "A", "B", "Lab"])
    >>> nx.set_edge_attributes(firm, 1, "weight")
    >>> nx.set_edge_attributes(firm, "vertical", "dimension")
    >>> firm["F"]["Lab"]["dimension"] = "pipeline"
    >>> attention_to(firm, "F", Learning(attention=2, trust=0.7))
    {'A': 0.4, 'B': 0.4, 'Lab': 0.4}
    >>> loyal = attention_to(firm, "F", Learning(attention=2, trust=0.7, loyalty=1))
    >>> {source: round(share, 2) for source, share in loyal.items()}
    {'A': 0.57, 'B': 0.57, 'Lab': 0.28}
    """
    return {
        source: min(1.0, parameters.attention * share)
        for source, share in shares_of(sources_of(cluster, actor), parameters).items()
    }


def sources_of(cluster: nx.Graph, actor: Hashable) -> dict[Any, Mapping[str, Any]]:
    """Return the ties over which knowledge flows to an actor: source -> attributes of the tie."""
    return dict(_incoming(cluster, actor))


def shares_of(ties: Mapping[Any, Mapping[str, Any]], p: Learning) -> dict[Any, float]:
    """Return the effort that each of an actor's ties gets, over the upkeep of all of them."""
    local = {source: tie["dimension"] != "pipeline" for source, tie in ties.items()}
    pull = exp(p.loyalty * p.trust)
    effort = {j: tie["weight"] * (pull if local[j] else 1) for j, tie in ties.items()}
    load = sum(effort[j] * (1 if local[j] else 1 + p.pipeline_cost) for j in ties)
    return {j: effort[j] / load if load else 0.0 for j in ties}


def _incoming(cluster: nx.Graph, actor: Hashable) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    if cluster.is_directed():
        for source in cluster.pred[actor]:
            yield source, cluster.pred[actor][source]
    else:
        yield from cluster.adj[actor].items()
