"""The course as a submission sees it: the library without any reference, in a folder of its own.

Of ``clusterlib.exercises`` only the titles and hints of the tasks are there. What is right, what a
misconception looks like and how a cluster is drawn is in no file that a submission can read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import clusterlib
from clusterlib.exercises.registry import UNITS

#: Where the folder stands inside the sandbox.
INSIDE = "/course"
_LEFT_OUT = ("exercises", "grading", "cli.py", "__main__.py")
#: Files of the library in which answers stand: the best policies that a long search found.
_ANSWERS = ("data/best_policies.json",)
_EXERCISES = """\
from clusterlib.exercises.session import (
    check, export_progress, hint, my_cluster, progress, restore_progress,
)
"""


def package() -> Path:
    """Return the folder of the library."""
    return Path(clusterlib.__file__).resolve().parent


def make_course(folder: Path) -> None:
    """Fill an empty folder."""
    grading = package() / "grading"
    library = folder / "clusterlib"

    def left_out(place: str, names: list[str]) -> set[str]:
        return set(_LEFT_OUT) & set(names) if Path(place) == package() else set()

    shutil.copytree(package(), library, ignore=left_out)
    for name in _ANSWERS:
        (library / name).unlink()
    exercises = library / "exercises"
    exercises.mkdir()
    (exercises / "__init__.py").write_text(_EXERCISES, encoding="utf-8")
    for name in ("feedback.py", "plain.py"):
        shutil.copy2(package() / "exercises" / name, exercises)
    shutil.copy2(grading / "inside" / "session.py", exercises)
    (exercises / "tasks.json").write_text(json.dumps(_titles()), encoding="utf-8")
    for name in ("channel.py", "guard.py", "run_cells.py"):
        shutil.copy2(grading / "inside" / name, folder)
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
