"""The course as a submission sees it: without any reference, in a folder of its own.

Of the tasks only titles and hints are there. What is right, what a misconception looks like and how
a cluster is drawn is in no file that a submission can read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import clustercourse
import clustergrader
import clusterlib
from clustercourse.exercises.registry import UNITS

#: Where the folder stands inside the sandbox.
INSIDE = "/course"
#: The one folder with answers: references, misconceptions, and the best policies of a long search.
ANSWERS = "exercises/units"


def packages() -> tuple[Path, ...]:
    """Return the folders of the library, the course and the grader."""
    return tuple(
        Path(str(package.__file__)).resolve().parent
        for package in (clusterlib, clustercourse, clustergrader)
    )


def make_course(folder: Path) -> None:
    """Fill an empty folder."""
    library, course, grader = packages()

    def without_answers(place: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(place, name) == course / ANSWERS}

    shutil.copytree(library, folder / "clusterlib")
    shutil.copytree(course, folder / "clustercourse", ignore=without_answers)
    exercises = folder / "clustercourse" / "exercises"
    # In the place of the judge's own: it hands answers in and knows none.
    shutil.copy2(grader / "inside" / "stand_in.py", exercises / "session.py")
    (exercises / "tasks.json").write_text(json.dumps(_titles()), encoding="utf-8")
    for name in ("channel.py", "seccomp.py", "run_cells.py"):
        shutil.copy2(grader / "inside" / name, folder)
    (folder / "nothing").mkdir()
    _warm(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _titles() -> dict[str, dict[str, object]]:
    return {
        task.id: {"title": task.title, "hints": task.hints}
        for unit in UNITS.values()
        for task in (*unit.tasks, *unit.practice)
    }


def _warm(folder: Path) -> None:
    """Compile everything and have matplotlib list the fonts once, not for each submission."""
    code = "import matplotlib.font_manager"
    env = os.environ | {"MPLCONFIGDIR": str(folder / "matplotlib"), "MPLBACKEND": "agg"}
    command = [sys.executable, "-s", "-c", code]
    subprocess.run(command, env=env, check=False, capture_output=True, timeout=120)
    command = [sys.executable, "-s", "-m", "compileall", "-q", str(folder)]
    subprocess.run(command, check=False, capture_output=True, timeout=300)
