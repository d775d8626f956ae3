"""Steps of a setting: changes to a drawn cluster that no parameter makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np

#: A function that returns a changed copy of a cluster, by a generator of its own.
Step = Callable[[nx.Graph, np.random.Generator], nx.Graph]


@dataclass(frozen=True)
class DropLocalTies:
    """Take out a share of the local ties: those that bridge, that are redundant, or any.

    How far a tie is redundant is the overlap of its ends' neighbourhoods, the share of their other
    partners that they have in common (Onnela et al. 2007, after Granovetter 1973). Of ties that
    overlap as much, chance decides.
    """

    which: Literal["bridging", "redundant", "any"]
    share: float = 0.2

    def __call__(self, cluster: nx.Graph, rng: np.random.Generator) -> nx.Graph:
        """Return the cluster without them."""
        local = [tie for tie in cluster.edges if cluster.edges[tie]["dimension"] != "pipeline"]
        order = rng.random(len(local))
        if self.which != "any":
            sign = 1 if self.which == "bridging" else -1
            overlap = np.array([sign * _overlap(cluster, *tie) for tie in local])
            places = np.lexsort((order, overlap))
        else:
            places = np.argsort(order)
        dropped = places[: round(self.share * len(local))]
        cluster.remove_edges_from([local[place] for place in dropped])
        return cluster


def _overlap(cluster: nx.Graph, u: object, v: object) -> float:
    mine, other = set(cluster[u]) - {v}, set(cluster[v]) - {u}
    either = mine | other
    return len(mine & other) / len(either) if either else 0.0
