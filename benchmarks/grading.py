"""Grading a class of 100 beside running the same notebooks with nbconvert, on the same processes.

The notebooks are the solved exercise 01, each with an id of its own. nbconvert is what a lecturer
would use without this course: it runs a notebook in a kernel, with no sandbox and no marks. Both
sides take turns in small batches, so that a machine that is busy for a while is busy for both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from clustergrader import Grading, grade

STEM = "01_cluster_structure"
NOTEBOOKS = int(os.environ.get("GRADING_NOTEBOOKS", "100"))
BATCHES = 5
JOBS = 2


def write_batch(folder: Path, first: int, count: int) -> None:
    """Write notebooks that differ in the learner's id."""
    source = Path(__file__).resolve().parent.parent / "solutions" / f"{STEM}.ipynb"
    text = source.read_text(encoding="utf-8")
    assert '\\"model answer\\"' in text
    folder.mkdir(parents=True)
    for number in range(first, first + count):
        notebook = json.loads(text.replace('\\"model answer\\"', f'\\"learner-{number}\\"'))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = []
        (folder / f"{number}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def grade_batch(folder: Path) -> float:
    """Grade a batch; return the seconds, and check that everybody has all the points."""
    output = folder.with_name(f"{folder.name}.csv")
    plan = Grading(folder, "01", output, folder.with_name("feedback"), jobs=JOBS)
    began = time.perf_counter()
    report = grade(plan, progress=False)
    seconds = time.perf_counter() - began
    assert all(entry.total(report.unit) == 85 for entry in report.entries)
    return seconds


def convert_batch(folder: Path) -> float:
    """Execute a batch with nbconvert, as many at once as there are jobs; return the seconds."""

    def convert(path: Path) -> None:
        command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", str(path)]
        command += ["--output-dir", str(path.parent / "converted")]
        subprocess.run(command, check=True, capture_output=True, cwd=path.parent)

    began = time.perf_counter()
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(convert, sorted(folder.glob("*.ipynb"))))
    return time.perf_counter() - began


def main() -> None:
    """Measure and print the times of a submission and their ratio."""
    size = NOTEBOOKS // BATCHES
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as place:
        for batch in range(BATCHES):
            pairs = [(grade_batch, ours), (convert_batch, theirs)]
            for run, times in pairs if batch % 2 == 0 else pairs[::-1]:
                folder = Path(place) / f"{run.__name__}-{batch}"
                write_batch(folder, batch * size, size)
                times.append(run(folder) / size)
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(f"{BATCHES * size} submissions of exercise 01 on {JOBS} processes, seconds for each")
    print(f"  clusterlib grade, sandbox and marks   {sum(ours) / BATCHES:6.2f}")
    print(f"  jupyter nbconvert --execute           {sum(theirs) / BATCHES:6.2f}")
    print(
        f"  ratio {ratios[BATCHES // 2]:.2f} (median of {BATCHES} batches, {ratios[0]:.2f} to "
        f"{ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    main()
