"""How long ``import clusterlib`` takes beside importing numpy and networkx, in turn, in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

OURS, PEER = "import clusterlib", "import numpy, networkx"
FIRST_USE = "import clusterlib; clusterlib.build_cluster(rng=1)"


def seconds(code: str) -> float:
    """Run a statement in a fresh interpreter; return the wall time in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main(runs: int = 11) -> None:
    """Print the ratios, pair by pair: median, least and most."""
    seconds(OURS), seconds(PEER)
    print("import: ratio to numpy and networkx, median (least to most)")
    for name, code in (("clusterlib", OURS), ("clusterlib and a first cluster", FIRST_USE)):
        ratios = sorted(seconds(code) / seconds(PEER) for _ in range(runs))
        median = statistics.median(ratios)
        print(f"  {name:32} {median:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
