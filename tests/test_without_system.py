"""The course where a machine gives little: no threads, processes, sockets or file locks.

So it is in JupyterLite, where Python runs in the browser. The whole of JupyterLite is not tried
here; INSTRUCTOR.md says what is not proved.
"""

import subprocess
import sys
from pathlib import Path

import pytest

#: What a browser's Python has not.
WITHOUT = """
import os, socket, sys, threading

for name in ("fcntl", "quickjs", "_multiprocessing", "_posixshmem", "resource", "termios"):
    sys.modules[name] = None


def refuse(*given, **named):
    raise RuntimeError("not in a browser")


threading.Thread.start = os.fork = refuse


class NoSocket(socket.socket):
    __init__ = refuse


socket.socket = NoSocket
"""
LEARNS = """
from clustercourse.exercises import check, my_cluster, progress
from clustercourse.labs import __all__ as names
from clustercourse import labs
from clustercourse.predictions import predict

for name in names:
    if name.endswith("_lab"):
        lab = getattr(labs, name)()
        shown = lab._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in shown, name
lab = labs.buzz_lab()
lab.move(openness=0.2)
assert lab.settings["openness"] == 0.2 and "Firms reach" in str(lab)
predict("pipelines.poor", "Which?", ["one", "two"])
cluster = my_cluster("ada", "01_cluster_structure")
check("structure.dimensions", {})
print(progress("01_cluster_structure"))
"""
AGAIN = """
from clustercourse.exercises import my_cluster, progress

my_cluster("ada", "01_cluster_structure")
print(progress("01_cluster_structure"))
"""


def run(code, folder):
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder, env={"PYTHONPATH": str(root), "PATH": "", "HOME": str(folder)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_labs_predictions_and_progress_need_no_threads_sockets_or_locks(tmp_path):
    done = run(WITHOUT + LEARNS, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "wrong           The ties of the first stage" in done.stdout
    # What was done is kept, and comes back to another kernel.
    again = run(WITHOUT + AGAIN, tmp_path)
    assert again.stdout == done.stdout, again.stderr


@pytest.mark.parametrize("use", ["threading.Thread().start()", "socket.socket()", "os.fork()"])
def test_what_is_taken_away_is_away(tmp_path, use):
    assert "not in a browser" in run(WITHOUT + use, tmp_path).stderr


def test_the_packages_are_python_alone():
    """A wheel of Python alone is what JupyterLite can install."""
    root = Path(__file__).resolve().parent.parent
    others = {".so", ".pyd", ".pyx", ".c", ".cpp", ".rs"}
    for package in ("clusterlib", "clustercourse", "clustergrader"):
        assert [path for path in (root / package).rglob("*") if path.suffix in others] == []
