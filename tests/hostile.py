"""Submissions of exercise 01: an honest one, and many that try to get more than they deserve.

Every file that a hostile submission tries to leave somewhere has ``MARKER`` in its name.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from clustercourse.exercises.registry import UNITS

MARKER = "left-behind"
SETUP = (
    "import networkx as nx\nfrom clustercourse.exercises import check, hint, my_cluster, progress"
)
CLUSTER = 'LEARNER = "LEARNER-ID"\ncluster = my_cluster(LEARNER, "01_cluster_structure")'
DIMENSIONS = """\
first = {actor for actor, stage in cluster.nodes(data="stage") if stage == 1}
ties = {}
for a, b, dimension in cluster.edges(data="dimension"):
    if {a, b} & first:
        ties[dimension] = ties.get(dimension, 0) + 1
check("structure.dimensions", ties)"""
OPENNESS = """\
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
pipelines = [{a, b} for a, b, d in cluster.edges(data="dimension") if d == "pipeline"]
holders = set().union(*pipelines) & firms
shares = {"ties": len(pipelines) / cluster.number_of_edges(), "firms": len(holders) / len(firms)}
check("structure.openness", shares)"""
DENSITY = """\
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
check("structure.local_density", nx.density(cluster.subgraph(firms)))"""
BETWEEN = """\
check("structure.between", nx.betweenness_centrality(cluster)[cluster.graph["my_firm"]])"""
GATEKEEPERS = """\
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
open_firms = set()
for a, b, dimension in cluster.edges(data="dimension"):
    if dimension == "pipeline":
        open_firms |= {a, b} & firms
check("structure.gatekeepers", {f for f in open_firms if (set(cluster[f]) & firms) - open_firms})"""
EXPLAIN = 'check("structure.explain", " ".join(f"LEARNER-ID word{n}" for n in range(40)))'
HONEST = [SETUP, CLUSTER, DIMENSIONS, OPENNESS, DENSITY, BETWEEN, GATEKEEPERS, EXPLAIN]
#: Points of the honest notebook's answers; the text is marked by a person.
POINTS = {
    task.id.partition(".")[2]: task.points
    for task in UNITS["01_cluster_structure"].tasks
    if not task.by_hand
}
ALL = sum(POINTS.values())
BLANK = [SETUP, CLUSTER, *(f'check("structure.{task}", ...)' for task in [*POINTS, "explain"])]


@dataclass(frozen=True)
class Case:
    """One submission.

    Attributes
    ----------
    name : str
        Of its file, and of its learner if the cells do not say otherwise.
    cells : list of str or None
        The code; None if ``write`` makes the file.
    deserved : int
        Points that its answers deserve: it must get exactly these.
    status : str
        What its status must begin with.
    write : callable, optional
        Makes the file itself.
    says : str
        What must stand in the notes or in a message of its tasks.
    """

    name: str
    cells: list[str] | None
    deserved: int
    status: str = "marked"
    write: Callable[[Path], object] | None = field(default=None, compare=False)
    says: str = ""

    @property
    def submission(self) -> str:
        """Return the name that the grader gives it: a folder may hold the notebook."""
        return f"{self.name}/01.ipynb" if self.name.endswith(".html") else f"{self.name}.ipynb"

    def save(self, folder: Path) -> Path:
        """Write the submission into a folder."""
        path = folder / f"{self.name}.ipynb"
        if self.write:
            self.write(path)
        else:
            assert self.cells is not None
            path.write_text(
                notebook([cell.replace("LEARNER-ID", self.name) for cell in self.cells])
            )
        return path


def notebook(cells: list[str]) -> str:
    """Return a notebook with these code cells."""
    made = [
        {
            "cell_type": "code",
            "metadata": {},
            "source": cell,
            "outputs": [],
            "execution_count": None,
        }
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def sandboxes_of(folder: Path) -> list[str]:
    """Return the commands of the sandboxes that run for a grading with its course in a folder.

    While any process of a submission is left, its sandbox is too.
    """
    return [command for command in processes_of(folder) if command.startswith("bwrap ")]


def processes_of(folder: Path) -> list[str]:
    """Return the commands of all processes that name a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in command:
            found.append(command)
    return found


def without(task: str, code: str) -> list[str]:
    """Return the honest notebook with other code in front of the answer to a task."""
    return [f"{code}\n{cell}" if f'"structure.{task}"' in cell else cell for cell in HONEST]


def before(code: str, place: int = 2) -> list[str]:
    """Return the honest notebook with a cell more, by default after the cluster is drawn."""
    return [*HONEST[:place], code, *HONEST[place:]]


def wrong(code: str, value: str = "0.123456") -> list[str]:
    """Return a notebook that runs some code and then gives one wrong answer to every task."""
    return [SETUP, CLUSTER, code, *(f'check("structure.{task}", {value})' for task in POINTS)]


def cases(listening: int) -> list[Case]:
    """Return all submissions; something outside listens at a port."""
    return [
        *_ordinary(),
        *_endless(),
        *_greedy(),
        *_leaving(),
        *_files(),
        *_odd_answers(),
        *_cheats(),
        *_intruders(listening),
        *_hoarders(),
        *_letterboxes(),
        *_published(),
        *_odd_names(),
    ]


def _ordinary() -> list[Case]:
    names = {r"\bcluster\b": "network", r'\bties\b(?!")': "bonds", r"\bholders\b": "locals_"}
    renamed = HONEST
    for old, new in names.items():
        renamed = [re.sub(old, new, cell) for cell in renamed]
    text_in_between = [*HONEST[:3], "this is no Python", *HONEST[3:]]
    return [
        Case("honest-1", HONEST, ALL),
        Case("blank", BLANK, 0, says="Replace the dots"),
        Case("deleted", [cell for cell in HONEST if cell != BETWEEN], ALL - 20, says="No answer"),
        Case("duplicated", [cell for cell in HONEST for _ in range(2)], ALL),
        Case("reordered", [*HONEST[:2], *HONEST[:1:-1]], ALL),
        Case("renamed", renamed, ALL),
        Case("syntax-error", text_in_between, ALL, says="SyntaxError"),
        Case("answers-twice", [*HONEST, 'check("structure.openness", 0.5123)'], ALL - 15),
        Case("never-asked", [SETUP, *HONEST[2:]], 0, "no cluster", says="my_cluster"),
        Case(
            "another-exercise",
            [SETUP, CLUSTER.replace("01_cluster_structure", "09_x")],
            0,
            "another",
        ),
        Case("no-cells", [], 0, "no cluster"),
        Case("magic", before("%matplotlib inline\n%timeit -n1 -r1 1 + 1\n!true"), ALL),
        Case("await", before("import asyncio\nawait asyncio.sleep(0)"), ALL),
        Case("asks-for-input", without("openness", "input('?')"), ALL - 15, says="EOFError"),
    ]


def _endless() -> list[Case]:
    swallow = """\
import time
while True:
    try:
        while True:
            time.sleep(0.01)
    except BaseException:
        pass"""
    deaf = "import signal, time\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\ntime.sleep(10**6)"
    thread = """\
import threading, time
threading.Thread(target=lambda: time.sleep(10**6)).start()"""
    return [
        Case("endless", without("openness", "while True:\n    pass"), ALL - 15, says="CellTimeout"),
        Case("endless-except", without("openness", "while True:\n    try:\n        1 / 0\n"
             "    except Exception:\n        pass"), ALL - 15, says="CellTimeout"),
        Case("endless-swallows", without("openness", swallow), 10, "stopped: time"),
        Case("endless-deaf", without("openness", deaf), 10, "stopped: time"),
        Case("endless-thread", before(thread), ALL),
    ]  # fmt: skip


def _greedy() -> list[Case]:
    bomb = "hoard = []\nwhile True:\n    hoard.append(bytearray(50_000_000))"
    family = """\
import os, time
for _ in range(8):
    if os.fork() == 0:
        hoard = bytearray(os.urandom(1000)) * 300_000
        time.sleep(10**6)
time.sleep(10**6)"""
    forks = """\
import os, time
while True:
    try:
        if os.fork() == 0:
            time.sleep(10**6)
    except OSError:
        time.sleep(0.01)"""
    raw = "import os\nfor _ in range(50):\n    os.write(1, b'x' * 1_000_000)"
    sends = """\
import gc, socket
from clustercourse.exercises import session
while True:
    session._state["channel"].send({"answer": "structure.openness", "value": "x" * 300_000})"""
    line = """\
from clustercourse.exercises import session
session._state["channel"]._socket.sendall(b"[" * 10_000_000)"""
    fills = f"""\
import os
for n in range(10**6):
    with open("/tmp/{MARKER}" + str(n), "wb") as file:
        file.write(bytes(5_000_000))"""
    empty = f"""\
for n in range(10**7):
    open("/tmp/{MARKER}" + str(n), "w").close()"""
    large = f'with open("/tmp/{MARKER}", "wb") as file:\n    file.write(bytes(300_000_000))'
    return [
        Case("memory-bomb", without("openness", bomb), ALL - 15, says="MemoryError"),
        Case("memory-family", without("openness", family), 10, "stopped: memory"),
        Case("fork-bomb", without("openness", forks), 10, "stopped: "),
        Case("prints-50-mb", without("openness", "print('x' * 50_000_000)"), ALL - 15),
        Case("prints-raw", without("openness", raw), 10, "stopped: printed"),
        Case("many-files", without("openness", empty), 10, "stopped: too many files"),
        Case("sends-much", without("openness", sends), 10, "stopped: sent"),
        Case("sends-a-long-line", without("openness", line), 10, "stopped: sent"),
        Case("fills-the-disk", without("openness", fills), ALL - 15, says="OSError"),
        Case("large-file", without("openness", large), ALL - 15, says="OSError"),
    ]


def _leaving() -> list[Case]:
    orphan = """\
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(3, 64):
            try:
                os.close(number)
            except OSError:
                pass
        time.sleep(10**6)
    os._exit(0)"""
    daemon = "import subprocess\nsubprocess.Popen(['sleep', '1000000'], start_new_session=True)"
    kill = """\
import os, signal
for who in (os.getppid(), 1, -1):
    try:
        os.kill(who, signal.SIGKILL)
    except OSError:
        pass"""
    return [
        Case("os-exit", without("local_density", "import os\nos._exit(0)"), 25, "ended"),
        Case("sys-exit", without("openness", "raise SystemExit"), ALL - 15, says="SystemExit"),
        Case("sys-exit-2", without("openness", "import sys\nsys.exit(3)"), ALL - 15),
        Case("quits", before("quit()\nexit()"), ALL),
        Case("raises-base", without("openness", "raise BaseException"), ALL - 15),
        Case("interrupts", without("openness", "raise KeyboardInterrupt"), ALL - 15),
        Case("crashes", without("openness", "import ctypes\nctypes.string_at(0)"), 10, "ended"),
        Case("orphan", before(orphan), ALL),
        Case("daemon", before(daemon), ALL),
        Case("kills-parents", without("openness", kill), ALL),
        Case("closes-all", without("openness", "import os\nos.closerange(0, 256)"), 10, "ended"),
        Case("forks-answers", before("import os\nos.fork()"), ALL),
    ]  # fmt: skip


def _files() -> list[Case]:
    deep = '{"cells": ' + "[" * 200_000
    deep_whole = '{"cells": ' + "[" * 5_000 + "]" * 5_000 + "}"
    odd_cells = {
        "cells": [3, None, {"cell_type": "code"}, {"cell_type": "code", "source": {"a": 1}}]
    }

    def secret_link(path: Path) -> None:
        path.symlink_to("honest-1.ipynb")

    def folder(path: Path) -> None:
        path.mkdir()
        (path / "readme.txt").write_text("no notebook")

    def text(content: str) -> Callable[[Path], object]:
        return lambda path: path.write_text(content)

    def data(content: bytes) -> Callable[[Path], object]:
        return lambda path: path.write_bytes(content)

    unreadable = "unreadable"
    return [
        Case("file-corrupt", None, 0, unreadable, text('{"cells": [{"cell_type"'), "damaged"),
        Case("file-empty", None, 0, unreadable, text(""), "empty"),
        Case("file-list", None, 0, unreadable, text("[1, 2]"), "not a notebook"),
        Case("file-picture", None, 0, unreadable, data(b"\x89PNG\r\n\x1a\n\0\0"), "damaged"),
        Case("file-deep", None, 0, unreadable, text(deep), "damaged"),
        Case("file-deep-whole", None, 0, "", text(deep_whole)),
        Case("file-odd-cells", None, 0, "no cluster", text(json.dumps(odd_cells))),
        Case("file-huge", None, 0, unreadable, data(b" " * 11_000_000), "too large"),
        Case("file-link", None, 0, unreadable, secret_link, "link"),
        Case("file-fifo", None, 0, unreadable, lambda path: os.mkfifo(path), "not a regular file"),
        Case("file-folder", None, 0, unreadable, folder, "no notebook"),
    ]


def _odd_answers() -> list[Case]:
    yes = """\
class Yes(float):
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __hash__ = float.__hash__
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0.0
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True"""
    yes_dict = """\
class Yes(dict):
    __eq__ = lambda self, other: True
    keys = lambda self: self
    def items(self):
        while True:
            yield ("pipeline", 1)"""
    nested = "deep = []\nfor _ in range(100_000):\n    deep = [deep]"
    deep_line = """\
from clustercourse.exercises import session
send = session._state["channel"]._socket.sendall
deep = b"[" * 100_000 + b"]" * 100_000
send(b'{"answer": "structure.openness", "learner": "odd-deep-line", "value": ' + deep + b'}\\n')"""
    noise = """\
from clustercourse.exercises import session
send = session._state["channel"]._socket.sendall
for line in (b"", b"\\xff\\xfe", b"[]", b"3", b"null", b'{"answer": []}', b'{"answer": {"a": 1}}',
             b'{"learner": null}', b'{"learner": ["a"]}', b'{"error": 3}', b'{"cell": "x"}',
             b'{"cell": 1, "error": "' + b"e" * 100_000 + b'"}', b'{"ready": 1}',
             b'{"answer": "structure.openness", "learner": ["odd-noise"], "value": 1}',
             b'{"answer": "structure.openness", "learner": "odd-noise", "value": {"$": "dict"}}',
             b'{"answer": "structure.openness", "learner": "odd-noise", "value": {"$": [1]}}',
             b'{"answer": "structure.openness", "learner": "odd-noise", "value": 1e999}',
             b'{"answer": "structure.openness", "learner": "odd-noise", "value": '
             + b"9" * 5_000 + b'}'):
    send(line + b"\\n")"""
    odd_id = """\
for name in ("\\ud800", "x" * 10_000, "a\\0b", "\\u202e", "../../etc/passwd"):
    try:
        my_cluster(name, "01_cluster_structure")
    except Exception:
        pass
my_cluster(LEARNER, "01_cluster_structure")"""
    lies = """\
class Liar(Exception):
    def __str__(self):
        raise SystemExit
    __repr__ = __str__
raise Liar"""
    with_series = DIMENSIONS.replace(
        "check(", "import pandas as pd\nties = pd.Series(ties)\ncheck("
    )
    return [
        Case("odd-nan", wrong("", "float('nan')"), 0, says="finite"),
        Case("odd-inf", wrong("", "float('inf')"), 0, says="finite"),
        Case("odd-bool", wrong("", "True"), 0, says="True or False"),
        Case("odd-huge", wrong("", "10 ** 5_000"), 0, says="finite"),
        Case("odd-complex", wrong("", "1j"), 0, says="complex"),
        Case("odd-surrogate", wrong("", "'\\ud800'"), 0),
        Case("odd-long", wrong("", "'x' * 1_000_000"), 0, says="too large"),
        Case("odd-many", wrong("", "{str(n): n for n in range(50_000)}"), 0, says="too large"),
        Case("odd-nested", wrong(nested, "deep"), 0),
        Case("odd-deep-line", before(deep_line), ALL),
        Case("odd-noise", before(noise), ALL),
        Case("odd-eq", wrong(yes, "Yes(0.4)"), 0),
        Case("odd-eq-dict", wrong(yes_dict, "Yes()"), 0),
        Case("odd-id", before(odd_id), ALL),
        Case("odd-error", without("openness", lies), ALL - 15),
        Case("odd-series", [*HONEST[:2], with_series, *HONEST[3:]], ALL),
    ]  # fmt: skip


def _cheats() -> list[Case]:
    references = """\
import importlib, os, pkgutil, sys
import clusterlib
found = []
for name in ("structure", "registry", "units.structure", "units", "tasks", "multi_angle"):
    try:
        module = importlib.import_module("clustercourse.exercises." + name)
        found.append(module.UNIT.tasks)
    except (ImportError, AttributeError):
        pass
for folder, inside, files in os.walk("/"):
    if folder == "/":
        inside[:] = set(inside) - {"proc", "sys"}
    if "-packages" in folder:
        inside[:] = [name for name in inside if "cluster" in name]
    for file in files:
        path = os.path.join(folder, file)
        if file.endswith(".ipynb") or "cluster" in path or "exercises" in folder:
            try:
                text = open(path, errors="replace").read()
            except OSError:
                continue
            if "GATEKEEPERS_TASK" in text or "structure.gatekeepers" in text:
                found += [path] * (file != "tasks.json")
check("structure.explain", "FOUND " * 70 if found else "NOTHING " * 70)
for task in found and found[0]:
    check(task.id, task.reference(cluster))"""
    patched = """\
import clusterlib, clustercourse.exercises as e, clustercourse.exercises.session as s, json, pickle
from types import SimpleNamespace
right = SimpleNamespace(status="right", points=10**6, message="", misconception="", look="right")
for place in (e, s):
    for name in ("judge", "draw_cluster", "find_task", "find_unit", "encode", "Message"):
        setattr(place, name, lambda *a, **k: right)
import builtins
builtins.isinstance = lambda *a: True
float.__doc__"""
    grader = """\
for name in ("clustergrader", "clustergrader.judging", "clustercourse.exercises.tasks"):
    try:
        __import__(name)
        print("there")
    except ImportError:
        pass"""
    forged = f"""\
import json, os
record = {{"status": "right", "points": 85, "tries": 1}}
for path in ("my_progress.json", "marks.csv", "marks_graded.jsonl", "/course/tasks.json",
             "/course/clustercourse/exercises/tasks.json", "../marks.csv",
             "feedback/{MARKER}.html"):
    try:
        with open(path, "w") as file:
            json.dump({{"learners": {{LEARNER: {{"structure.openness": record}}}}}}, file)
    except OSError:
        pass
from clustercourse.exercises import session
send = session._state["channel"].send
for task in ("dimensions", "openness", "local_density", "between", "gatekeepers"):
    send({{"answer": "structure." + task, "learner": LEARNER, "value": {{"status": "right"}},
          "status": "right", "points": 100, "verdict": "right"}})
    send({{"task": "structure." + task, "points": 100, "status": "right"}})
send({{"points": 100}}); send({{"tasks": {{}}, "status": "marked", "points": 100}})"""
    forged_end = (
        'from clustercourse.exercises import session\nsession._state["channel"].send({"done": 1})'
    )
    outputs = """\
import os
for name in ("my_progress.json", "marks.csv", "results.json"):
    os.symlink("/etc/passwd", name)
os.mkfifo("answers.json")"""
    clusters = """\
for number in range(100):
    try:
        my_cluster(f"cheat-{number}", "01_cluster_structure")
    except Exception:
        pass
my_cluster(LEARNER, "01_cluster_structure")"""
    for_other = [*HONEST, 'my_cluster("somebody-else", "01_cluster_structure")']
    return [
        Case("cheat-references", [SETUP, CLUSTER, references], 0),
        Case("cheat-patches", wrong(patched), 0, ""),
        Case("cheat-grader", wrong(grader), 0),
        Case("cheat-forged-files", wrong(forged), 0),
        Case("cheat-forged-end", before(forged_end), ALL),
        Case("cheat-link-as-output", before(outputs), ALL),
        Case("cheat-many-clusters", before(clusters), ALL),
        Case("cheat-other-id", for_other, 0, says="several ids"),
        Case("cheat-given-cluster", [SETUP, CLUSTER, *(
            cell.replace(")", ", cluster)") if cell.startswith("check(") else cell
            for cell in ['check("structure.openness", 0.3)'])], 0),
        Case("cheat-ghost-task", [*HONEST, 'check("structure.try_hub", 3)'], ALL),
    ]  # fmt: skip


def _intruders(listening: int) -> list[Case]:
    writes = f"""\
import os, pathlib, sys
import clusterlib
places = ["/", "/usr", "/usr/lib", "/etc", "/var/tmp", "/root", "/home", "/course", "/dev", "/work",
          "/sys", "/proc", "..", "../..", sys.prefix, sys.base_prefix, os.path.expanduser("~root"),
          os.path.dirname(clusterlib.__file__), os.path.dirname(os.__file__), "/dev/shm", "/tmp"]
for place in places:
    try:
        pathlib.Path(place, "{MARKER}").write_text("x")
    except OSError:
        pass"""
    network = f"""\
import socket, urllib.request
heard = []
for address in (("127.0.0.1", {listening}), ("1.1.1.1", 53), ("localhost", {listening})):
    try:
        socket.create_connection(address, timeout=1).sendall(b"hello")
        heard.append(address)
    except OSError:
        pass
try:
    urllib.request.urlopen("http://example.org", timeout=1)
    heard.append("example")
except OSError:
    pass
check("structure.explain", "HEARD " * 70 if heard else "SILENCE " * 70)"""
    looks = """\
import glob, os
seen = dict(os.environ)
for path in (*glob.glob("/proc/*/cmdline"), *glob.glob("/proc/*/environ"), "/proc/mounts"):
    try:
        seen[path] = open(path, errors="replace").read().replace("\\0", "_")
    except OSError:
        pass
words = str(seen).split()
words += [f"uid={os.getuid()}", "rights=" + "".join(
    line.split()[1] for line in open("/proc/self/status") if line.startswith("CapEff"))]
check("structure.explain", " ".join((words + ["x"] * 60)[-140:])[-9000:])"""
    mounts = """\
import ctypes, os, subprocess, threading
libc = ctypes.CDLL(None)
new_user, new_mounts = 0x10000000, 0x00020000
gained = [libc.unshare(new_user), libc.unshare(new_mounts), libc.unshare(new_user | new_mounts),
          libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), libc.ptrace(16, 1, 0, 0),
          libc.setuid(0), libc.chroot(b"/tmp"), libc.syscall(435, None, 0)]
words = [str(result) for result in gained]
words += [str(subprocess.run(["unshare", "-Ur", "true"]).returncode or "unshared")]
thread = threading.Thread(target=words.append, args=["thread"])
thread.start()
thread.join()
check("structure.explain", " ".join((words + ["x"] * 60)[:100]))"""
    script = "<script>alert(1)</script>"
    return [
        Case("intrudes-writes", before(writes), ALL),
        Case("intrudes-network", [*HONEST, network], ALL),
        Case("intrudes-looks", [*HONEST[:-1], looks], ALL),
        Case("intrudes-mounts", [*HONEST, mounts], ALL),
        Case("intrudes-html", [SETUP, CLUSTER.replace("LEARNER-ID", script), *HONEST[2:-1],
             f"check('structure.explain', '{script} ' * 70)\nraise ValueError('{script}')"], ALL),
        Case("intrudes-formula", [SETUP, CLUSTER.replace("LEARNER-ID", "=1+1"), *HONEST[2:-1],
             "check('structure.explain', '=HYPERLINK(A1) ' * 70)"], ALL),
        Case("honest-2", HONEST, ALL),
    ]  # fmt: skip


#: Makes a system call by its name, on both kinds of machine that the sandbox knows.
CALL = """\
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
numbers = {"memfd": (319, 279), "shmget": (29, 194), "shmat": (30, 196), "msgget": (68, 186),
           "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
           "uring": (425, 425), "mq_open": (240, 180)}
def call(name, *args):
    return libc.syscall(numbers[name][platform.machine() != "x86_64"], *args)
"""


def _hoarders() -> list[Case]:
    """Hold memory that no process is charged for; what is refused costs nothing."""
    memfd = f"""{CALL}
import os
for n in range(60):
    file = call("memfd", b"x", 0)
    if file >= 0:
        os.ftruncate(file, 30_000_000)
        for _ in range(3):
            os.write(file, bytes(10_000_000))"""
    segments = f"""{CALL}
for n in range(100):
    number = call("shmget", 0, 18_000_000, 0o1666)
    if number >= 0:
        libc.shmat.restype = ctypes.c_void_p
        place = libc.shmat(number, None, 0)
        ctypes.memset(place, 1, 18_000_000)
        libc.shmdt(ctypes.c_void_p(place))"""
    shared = """\
import mmap, os, time
kept = []
for _ in range(6):
    try:
        kept.append(mmap.mmap(-1, 100_000_000))
    except OSError:
        break
for number in range(6):
    if kept and os.fork() == 0:
        kept[number][:] = bytes(100_000_000)
        time.sleep(10**6)"""
    zeros = """\
import mmap, os
zero = os.open("/dev/zero", os.O_RDWR)
kept = []
for _ in range(20):
    try:
        here = mmap.mmap(zero, 100_000_000)
    except OSError:
        break
    here[:] = bytes(100_000_000)
    here.madvise(mmap.MADV_DONTNEED)
    kept.append(here)"""
    queues = f"""{CALL}
for n in range(2_000):
    number = call("msgget", 0, 0o1666)
    if number >= 0:
        libc.msgsnd(number, ctypes.create_string_buffer(8_008), 8_000, 0o4000)"""
    sockets = """\
import socket, time
kept = []
while True:
    a, b = socket.socketpair()
    a.setblocking(False)
    try:
        while True:
            a.send(bytes(100_000))
    except OSError:
        kept += [a, b]
    time.sleep(0.001)"""
    streams = """\
import socket
server = socket.create_server(("127.0.0.1", 0))
for n in range(100):
    one = socket.create_connection(server.getsockname())
    one.setblocking(False)
    one.send(bytes(10_000_000))"""
    return [
        Case("hoards-memfd", before(memfd), ALL),
        Case("hoards-segments", before(segments), ALL),
        Case("hoards-shared", before(shared), ALL),
        Case("hoards-zeros", before(zeros), ALL),
        Case("hoards-queues", before(queues), ALL),
        Case("hoards-sockets", without("openness", sockets), 10, "stopped: memory"),
        Case("hoards-streams", without("openness", streams), ALL - 15, says="PermissionError"),
    ]


def _letterboxes() -> list[Case]:
    """Leave words for one another: one writes, and all read."""
    ring = f"""{CALL}
found = []
for place in (-1, -2, -3, -4, -5):
    number = call("request_key", b"user", b"{MARKER}", None, 0)
    if number >= 0:
        words = ctypes.create_string_buffer(100)
        call("keyctl", 11, number, words, 100)
        found.append(words.value)
    if call("add_key", b"user", b"{MARKER}", b"words", 5, place) >= 0:
        found.append(place)
check("structure.explain", "LETTER " * 70 if found else "EMPTY " * 70)"""
    queue = f"""{CALL}
found = []
for key in (4711, 4712):
    for name, args in (("msgget", (key, 0o1666)), ("shmget", (key, 4096, 0o1666)),
                       ("mq_open", (b"{MARKER}", 0o102, 0o666, None))):
        if call(name, *args) >= 0:
            found.append(name)
import socket
for name in ("\\0{MARKER}", "/tmp/{MARKER}.socket"):
    try:
        socket.socket(socket.AF_UNIX).connect(name)
        found.append(name)
    except OSError:
        pass
    server = socket.socket(socket.AF_UNIX)
    server.bind(name)
    server.listen()
check("structure.explain", "LETTER " * 70 if found else "EMPTY " * 70)"""
    return [
        Case(f"letterbox-{what}-{number}", [*HONEST[:-1], code], ALL)
        for number in (1, 2)
        for what, code in (("keyring", ring), ("queue", queue))
    ]


def _published() -> list[Case]:
    """Code that is not the learner's: it earns what it is worth, and a remark."""
    root = Path(__file__).resolve().parents[1]
    cells = [
        "".join(cell["source"])
        for cell in json.loads(
            (root / "solutions" / "01_cluster_structure.ipynb").read_text("utf-8")
        )["cells"]
        if cell["cell_type"] == "code"
    ]
    solved = [cell.replace("model answer", "LEARNER-ID") for cell in cells]
    folder = root / "clustercourse" / "exercises" / "units"
    sources = (folder / "structure.py").read_text("utf-8")
    return [
        Case("published-solution", solved, ALL, says="published solution"),
        Case("published-references", [*HONEST[:2], sources, *HONEST[2:]], ALL,
             says="own references"),
    ]  # fmt: skip


def _odd_names() -> list[Case]:
    """Names that act on a terminal, a page, a table or the names of other pages."""

    def inside(path: Path) -> None:
        path.mkdir()
        cells = [cell.replace("LEARNER-ID", path.name) for cell in HONEST]
        (path / "01.ipynb").write_text(notebook(cells))

    return [
        Case("name-\x1b[31mred", HONEST, ALL),
        Case("name-\u202egpj", HONEST, ALL),
        Case("name-a;=cmd", HONEST, ALL),
        Case("name-" + "x" * 190, HONEST, ALL),
        Case("honest-1.ipynb.html", None, ALL, write=lambda path: inside(path.with_suffix(""))),
    ]
