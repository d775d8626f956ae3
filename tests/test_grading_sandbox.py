"""What a sandbox keeps from a submission, whatever it tries, and what one costs the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent import futures
from pathlib import Path

import hostile
import pytest

from clustercourse.exercises.session import draw_cluster
from clustergrader import Limits, executors, scratch
from clustergrader import sandbox as sandboxes
from clustergrader.course import make_course
from clustergrader.limits import GradingError
from clustergrader.notebook_run import NotebookRun, run_notebook
from clustergrader.one_submission import NOT_GRADED, Job, Result, no_marks
from clustergrader.processes import descendants
from clustergrader.submissions import Submission

STEM = "01_cluster_structure"
LIMITS = Limits(seconds=40, cell_seconds=10, memory=1_000, files=20, processes=24)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    make_course(folder)
    return folder


@pytest.fixture(params=["root", "user"])
def box(request, course):
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("not root")
    if problem := sandboxes._try(request.param):
        pytest.skip(problem)
    return sandboxes.Sandbox(request.param, str(course), LIMITS)


def run(box: sandboxes.Sandbox, code: str) -> NotebookRun:
    cells = [cell.replace("LEARNER-ID", "ada") for cell in hostile.before(code)]
    return run_notebook(cells, STEM, lambda learner: draw_cluster(learner, STEM, "secret"), box)


def said_by(box: sandboxes.Sandbox, code: str) -> str:
    """Return what a cell says in an error."""
    ran = run(box, code)
    assert ran.ending == "ran"
    return next(text for cell, _, text in ran.errors if cell == 3)


# Memory


REFUSED = """\
import ctypes, mmap, os, platform, socket
libc = ctypes.CDLL(None, use_errno=True)
calls = {
    "x86_64": dict(memfd=319, secret=447, shmget=29, shmat=30, msgget=68, semget=64, mq=240,
                   add=248, request=249, keyctl=250, uring=425, bpf=321, perf=298),
    "aarch64": dict(memfd=279, secret=447, shmget=194, shmat=196, msgget=186, semget=190, mq=180,
                    add=217, request=218, keyctl=219, uring=425, bpf=280, perf=241),
}[platform.machine()]
got = []
for name, number in calls.items():
    if libc.syscall(number, b"user", b"a", b"b", 1, -4) != -1 or ctypes.get_errno() != 1:
        got.append(name)
tries = {
    "shared": lambda: mmap.mmap(-1, 4096),
    "zero": lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 4096),
    "tcp": lambda: socket.socket(),
    "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "packet": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
}
for name, attempt in tries.items():
    try:
        attempt()
        got.append(name)
    except OSError:
        pass
raise RuntimeError("got " + " ".join(got) + ".")"""


@pytest.mark.slow
def test_no_memory_without_a_file_no_letterbox_and_no_network_is_to_be_had(box):
    assert said_by(box, REFUSED) == "got ."


@pytest.mark.slow
def test_what_honest_notebooks_need_is_still_there(box):
    code = """\
import asyncio, mmap, multiprocessing, os, subprocess, tempfile, threading
await asyncio.sleep(0)
private = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE)
array = multiprocessing.Array("d", 3)
with multiprocessing.get_context("fork").Pool(2) as pool:
    found = pool.map(abs, [-1, 2])
    lock = multiprocessing.Lock()
thread = threading.Thread(target=found.append, args=[3]); thread.start(); thread.join()
with tempfile.TemporaryFile() as file:
    file.write(b"x")
found.append(subprocess.run(["true"]).returncode)
import matplotlib.pyplot as plt, pandas as pd, scipy.stats
plt.plot([1, 2]); plt.savefig("x.png")
raise RuntimeError(str(found))"""
    assert said_by(box, code) == "[1, 2, 3, 0]"


@pytest.mark.slow
def test_memory_that_processes_share_counts(box):
    """A file of 19 MB that eight processes map is 19 MB; eight times as much of their own is."""
    shared = """\
import mmap, os, time
file = open("/dev/shm/x", "w+b"); file.truncate(19_000_000)
for _ in range(8):
    if os.fork() == 0:
        here = mmap.mmap(file.fileno(), 19_000_000)
        here[:] = bytes(19_000_000)
        time.sleep(2); os._exit(0)
time.sleep(3)"""
    own = """\
import os, time
for _ in range(8):
    if os.fork() == 0:
        here = bytearray(b"x") * 150_000_000
        time.sleep(5); os._exit(0)
time.sleep(5)"""
    assert run(box, shared).ending == "ran"
    assert run(box, own).ending == "memory"


@pytest.mark.slow
def test_sockets_that_hold_memory_of_the_kernel_count(box):
    code = """\
import socket, time
keep = [socket.socketpair() for _ in range(115)]
time.sleep(2)"""
    assert run(box, code).ending == "memory"


# Users


@pytest.mark.slow
def test_every_submission_is_a_user_of_its_own(course):
    if os.geteuid() != 0 or sandboxes._try("root"):
        pytest.skip("not root")
    box = sandboxes.Sandbox("root", str(course), LIMITS)
    code = "import os\nraise RuntimeError(str(os.getuid()))"
    users = {said_by(box, code) for _ in range(3)}
    assert len(users) == 3
    assert "0" not in users


# A class's folder among the programs


@pytest.mark.slow
@pytest.mark.parametrize("way", ["root", "user"])
def test_a_class_beside_the_environments_own_folders_is_not_seen(
    way, course, tmp_path, monkeypatch
):
    if (way == "root" and os.geteuid() != 0) or sandboxes._try(way):
        pytest.skip("no such sandbox here")
    for name in ("bin", "lib", "submissions"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file.txt").write_text("words")
    (tmp_path / "marks_01_graded.jsonl").write_text("the secret")
    box = sandboxes.Sandbox(way, str(course), LIMITS)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    command = [*sandboxes._bubblewrap(box), "--", "/usr/bin/find", str(tmp_path), "/usr/src"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    assert set(found) == {
        str(tmp_path), *(f"{tmp_path}/{name}" for name in ("bin", "lib")),
        *(f"{tmp_path}/{name}/file.txt" for name in ("bin", "lib")),
    }  # fmt: skip


def test_a_class_in_a_folder_that_submissions_see_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / "lib" / "class").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "lib")
    sandboxes.refuse_shown(tmp_path, tmp_path / "class" / "marks.csv", None)
    for place in ("lib/class", "lib/class/marks.csv", "link/class"):
        with pytest.raises(GradingError, match="which every submission can read"):
            sandboxes.refuse_shown(tmp_path / place)
    with pytest.raises(GradingError, match="/usr/lib"):
        sandboxes.refuse_shown(Path("/usr/lib/class"))


# A neighbour's memory


@pytest.mark.slow
def test_a_submission_that_somebody_kills_is_tried_again(box):
    """As the system does where memory runs out: the second time nobody kills it."""
    done = threading.Event()

    def kill() -> None:
        while not done.is_set():
            inside = [*descendants(os.getpid())]
            sleeping = [pid for pid in inside if b"run_cells" in command_of(pid)]
            if len(sleeping) >= 2:
                time.sleep(1.5)
                os.kill(sleeping[-1], signal.SIGKILL)
                done.set()
            time.sleep(0.05)

    def command_of(pid: int) -> bytes:
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return b""

    threading.Thread(target=kill, daemon=True).start()
    ran = run(box, "import time\ntime.sleep(3)")
    assert done.is_set()
    assert (ran.ending, len(ran.answers)) == ("ran", 6)


@pytest.mark.slow
def test_one_that_kills_itself_ends_both_times(box):
    ran = run(box, "import os\nos.kill(os.getpid(), 9)")
    assert ran.ending == "ended"


def job(name: str) -> Job:
    return Job(Submission(f"{name}.ipynb"), STEM, "secret")


def end_the_worker(job: Job) -> Result:
    """Grade in place of the grader: one submission ends its worker, once or always."""
    name, once = job.submission.name, Path(job.secret)
    if name == "always.ipynb" or (name == "once.ipynb" and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.2)
    return no_marks(job, "marked", "")


def test_a_worker_that_is_ended_costs_nobody_but_the_one_that_ended_it(tmp_path, monkeypatch):
    monkeypatch.setattr(executors, "grade_one", end_the_worker)
    names = ["a", "b", "once", "c", "always", "d", "e"]
    jobs = [Job(Submission(f"{name}.ipynb"), STEM, str(tmp_path / "ended")) for name in names]
    monkeypatch.setattr(executors, "_start_pool", lambda jobs: futures.ProcessPoolExecutor(jobs))
    with executors.open_executor(2) as workers:
        results = {result.name: result.status for result in executors.grade_all(jobs, workers)}
    assert results.pop("always.ipynb") == NOT_GRADED
    assert results == {f"{name}.ipynb": "marked" for name in names if name != "always"}


# Folders for a while


def test_what_a_killed_grading_left_goes_at_the_next_start_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import os, tempfile; tempfile.tempdir = os.environ['HERE']\n"
        "from clustergrader.scratch import own_folder\n"
        "with own_folder() as folder:\n    (folder / 'x').touch(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], env=os.environ | {"HERE": str(tmp_path)})
    (left,) = tmp_path.iterdir()
    others = [tmp_path / "clusterlib-grade-notes", tmp_path / "clusterlib-course", tmp_path / "x"]
    for other in others:
        other.mkdir()
    elsewhere = tmp_path / "x" / "kept"
    elsewhere.mkdir()
    (tmp_path / "clusterlib-grade-link").symlink_to(elsewhere)
    with scratch.own_folder() as mine:
        assert scratch.remove_left_folders() == [left]
        assert mine.is_dir()
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "clusterlib-grade-link"])
    assert elsewhere.is_dir()
