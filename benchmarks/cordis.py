"""From a download of CORDIS to a region's cluster, beside plain pandas reading of the same file."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from clusterlib.region import read_cordis, region_cluster

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from cordis_example import write_download

PARTICIPATIONS, RUNS = 180_000, 3


def plainly(path: Path) -> None:
    """Read the two tables as pandas reads them, and do nothing with them."""
    with zipfile.ZipFile(path) as archive:
        for name in ("organization.csv", "project.csv"):
            with archive.open(name) as file:
                assert len(pd.read_csv(file, sep=";", dtype=str, keep_default_na=False))


def whole(path: Path) -> None:
    """Read the download, search all texts, and make the cluster of a region."""
    assert region_cluster(read_cordis(path, topic="partners"), nuts=["ITH5"]).cluster.size()


def main() -> None:
    """Print the time of both, their ratio, and the memory that the whole takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "download.zip"
        write_download(path, PARTICIPATIONS, count=40_000, home=0.01, sentences=25)
        spent: dict[str, list[float]] = {"plain": [], "whole": []}
        for _ in range(RUNS):
            for name, run in (("plain", plainly), ("whole", whole)):
                start = time.process_time()
                run(path)
                spent[name].append(time.process_time() - start)
        alone = subprocess.run(
            [sys.executable, __file__, str(path)], capture_output=True, text=True, check=True
        )
    plain, all_of_it = (statistics.median(spent[name]) for name in ("plain", "whole"))
    ratio = statistics.median(b / a for a, b in zip(spent["plain"], spent["whole"], strict=True))
    print(f"a CORDIS download of {PARTICIPATIONS:,} participations, seconds of the processor")
    print(f"  plain pandas reading        {plain:5.1f} s")
    print(f"  reading and the cluster     {all_of_it:5.1f} s    {ratio:.1f} times as long")
    print(f"  memory at most, Python and all packages included    {alone.stdout.strip()}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        whole(Path(sys.argv[1]))
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    else:
        main()
