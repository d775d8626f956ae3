"""The sparse measures beside networkx's own, in turn, in one run, their results checked equal.

What networkx lacks is timed beside its definition written down as plain loops.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import networkx as nx
import numpy as np

from clusterlib import build_cluster
from clusterlib.measures import ROLES, brokerage, constraint, effective_size, structure_table

Result = dict[Any, Any]


def network(actors: int) -> nx.Graph:
    """Return a random network with six ties an actor, of strength 1 to 3."""
    graph = nx.gnm_random_graph(actors, 3 * actors, seed=1)
    strengths = np.random.default_rng(1).integers(1, 4, graph.size())
    for (_, _, tie), strength in zip(graph.edges(data=True), strengths.tolist(), strict=True):
        tie["weight"] = float(strength)
    return graph


def loop_roles(graph: nx.Graph, group: dict[Hashable, int]) -> Result:
    """Count the five brokerage roles of each actor, pair by pair of its neighbours."""
    counts: list[int] = []
    for k in graph:
        mine = dict.fromkeys(ROLES, 0)
        for i, j in itertools.combinations(graph[k], 2):
            if graph.has_edge(i, j):
                continue
            own = (group[i] == group[k]) + (group[j] == group[k])
            if own == 2:
                mine["coordinator"] += 1
            elif own == 1:
                mine["representative"] += 1
                mine["gatekeeper"] += 1
            else:
                mine["itinerant" if group[i] == group[j] else "liaison"] += 1
        counts += mine.values()
    return dict(enumerate(counts))


def our_roles(graph: nx.Graph, group: dict[Hashable, int]) -> Result:
    """Count them with the library; the same numbers in the same order."""
    return dict(enumerate(brokerage(graph, group).to_numpy().ravel().tolist()))


def timed(measure: Callable[[], Result]) -> tuple[float, Result]:
    """Run a measure; return the seconds it took and its result."""
    start = time.perf_counter()
    result = measure()
    return time.perf_counter() - start, result


def compare(name: str, ours: Callable[[], Result], peer: Callable[[], Result], runs: int) -> None:
    """Time both in turn and print how many times faster ours is: median, least and most."""
    spent, ratios = [], []
    for _ in range(runs):
        seconds, mine = timed(ours)
        peer_seconds, theirs = timed(peer)
        assert list(mine) == list(theirs)
        np.testing.assert_allclose(list(mine.values()), list(theirs.values()), rtol=1e-9)
        spent.append(seconds)
        ratios.append(peer_seconds / seconds)
    faster = f"{statistics.median(ratios):6.1f}x ({min(ratios):.1f} to {max(ratios):.1f})"
    print(f"  {name:52} {1000 * statistics.median(spent):6.0f} ms {faster}", flush=True)


def main() -> None:
    """Print a line a measure."""
    small, middle, large = network(100), network(1_000), network(10_000)
    group = {actor: actor % 5 for actor in large}
    for graph in (small, middle, large):
        constraint(graph)
    print("measures: our time, and how many times faster than the peer, median (least to most)")
    compare(
        "constraint, 10,000 actors; nx, all at once",
        lambda: constraint(large),
        lambda: nx.constraint(large),
        5,
    )
    compare(
        "constraint, 1,000 actors; nx(nodes=...)",
        lambda: constraint(middle),
        lambda: nx.constraint(middle, nodes=list(middle)),
        3,
    )
    compare(
        "effective size, 10,000 actors; nx, all at once",
        lambda: effective_size(large),
        lambda: nx.effective_size(large),
        1,
    )
    # With weights only the path that takes the actors one by one is right in networkx 3.6.
    compare(
        "effective size, weighted, 100 actors; nx(nodes=...)",
        lambda: effective_size(small, "weight"),
        lambda: nx.effective_size(small, nodes=list(small), weight="weight"),
        5,
    )
    hubs = nx.barabasi_albert_graph(10_000, 3, seed=1)
    for name, graph in (("10,000 actors", large), ("10,000 actors with hubs", hubs)):
        ours, peer = partial(our_roles, graph, group), partial(loop_roles, graph, group)
        compare(f"brokerage, {name}; plain loops", ours, peer, 5)
    cluster = build_cluster(rng=1)
    seconds = [timed(lambda: structure_table(cluster)["value"].to_dict())[0] for _ in range(7)]
    print(f"  structure_table of the baseline cluster, 54 actors   {1000 * min(seconds):6.0f} ms")


if __name__ == "__main__":
    main()
