"""Measure the course model side by side with other ways of writing it.

Run ``python benchmarks/course_model.py``; it needs the extra ``bench`` and gcc. Ratios are printed,
nothing is asserted about time; that all give the same results is.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from peers import compiled, mesa_model, mesa_tuned, networkx_loop

from clusterlib.learning import Learning, initial_knowledge, simulate
from clusterlib.learning.randomness import OWN_RD, seeds_of, stream
from clusterlib.networks import build_cluster

PERIODS = 160
MARKET = np.repeat([1 / 9, 0], [9, 3])
PARAMETERS = Learning()


def seconds(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the least processor time of some tries, and the result: others share the machine."""
    best, result = np.inf, None
    for _ in range(times):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    return best, result


def compare(batch: int) -> None:
    """Print the time of a replicate for each way, and check that all give the same."""
    clusters = [build_cluster(rng=number) for number in range(batch)]
    starts = [initial_knowledge(one, rng=number) for number, one in enumerate(clusters)]
    sizes = [len(one) for one in clusters]
    draws = [
        stream(seeds_of(number, 1)[0], OWN_RD).random((PERIODS, 2, size))
        for number, size in enumerate(sizes)
    ]
    machines = [compiled.CompiledCluster(one, PARAMETERS) for one in clusters]
    jobs = list(zip(clusters, starts, draws, strict=True))

    def fast() -> np.ndarray:
        history = simulate(
            clusters, PARAMETERS, periods=PERIODS, record_every=PERIODS, rng=list(range(batch))
        )
        return history.knowledge[-1]

    def in_c() -> np.ndarray:
        runs = [
            machine.run(start, MARKET, numbers)[0]
            for machine, (_, start, numbers) in zip(machines, jobs, strict=True)
        ]
        return np.concatenate(runs)

    def in_python(module: Any, some: int) -> np.ndarray:
        runs = [module.run(one, PARAMETERS, start, MARKET, u) for one, start, u in jobs[:some]]
        return np.concatenate(runs)

    slow = min(batch, 4)  # enough to measure a replicate; the rest would take minutes
    ours, mine = seconds(fast, 7)
    rows = [("clusterlib", ours / batch, mine)]
    taken, result = seconds(in_c, 7)
    rows.append(("C, gcc -O3", taken / batch, result))
    for name, module in (
        ("networkx loop", networkx_loop),
        ("Mesa 3", mesa_model),
        ("Mesa 3, tuned", mesa_tuned),
    ):
        taken, result = seconds(lambda module=module: in_python(module, slow), 2)
        rows.append((name, taken / slow, result))
    print(f"\n{batch} cluster{'s' if batch > 1 else ''}, {PERIODS} periods, one core")
    print(f"{'':16}{'ms a replicate':>16}{'times clusterlib':>18}{'largest difference':>20}")
    for name, each, result in rows:
        differ = np.abs(result - mine[: len(result)]).max()
        assert differ < 1e-9, f"{name} gives something else: {differ}"
        print(f"{name:16}{1e3 * each:16.2f}{each / (ours / batch):18.2f}{differ:20.1e}")


def peak() -> float:
    """Return the most memory that this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def grow(firms: int) -> None:
    """Print time and memory of one cluster of many firms, with as many others in proportion."""
    times = firms / 36
    others = {
        "focal_firms": 4,
        "universities": 2,
        "research_institutes": 2,
        "bridging_institutions": 1,
        "government_agencies": 1,
        "outside_rd": 6,
        "lead_customers": 3,
        "outside_subcontractors": 3,
    }
    counts = {name: min(10_000, round(times * count)) for name, count in others.items()}
    cluster = build_cluster(rng=1, firms_per_stage=round(firms / 3), **counts)
    ties, built = cluster.number_of_edges(), peak()
    took, history = seconds(
        lambda: simulate(cluster, periods=PERIODS, record_every=PERIODS, rng=1), 1
    )
    most = peak()
    start = initial_knowledge(cluster, rng=1)
    draws = stream(seeds_of(1, 1)[0], OWN_RD).random((PERIODS, 2, len(cluster)))
    machine = compiled.CompiledCluster(cluster, PARAMETERS)
    limit, result = seconds(lambda: machine.run(start, MARKET, draws), 1)
    differ = np.abs(result[0] - history.knowledge[-1]).max()
    assert differ < 1e-9, f"C gives something else: {differ}"
    each = 1e9 * took / ties / PERIODS
    print(
        f"{firms:9,d}{ties:10,d}{took:9.2f}{each:16.0f}{took / limit:9.2f}{built:14.2f}{most:11.2f}"
    )


def main() -> None:
    """Print everything, or with a number of firms the line for a cluster of that size."""
    if len(sys.argv) > 1:
        grow(int(sys.argv[1]))
        return
    for batch in (1, 64):
        compare(batch)
    print(f"\none cluster of many firms, {PERIODS} periods, recorded at the start and the end")
    print("    firms      ties        s  ns a tie-period  times C   GB as graph    GB peak")
    for firms in (300, 1_000, 3_000, 10_000, 30_000, 100_000):
        # A process of its own, so that its peak of memory is its own.
        subprocess.run([sys.executable, __file__, str(firms)], check=True)


if __name__ == "__main__":
    main()
