"""The sandbox: bubblewrap around one child process, and the message where there is none.

Inside there are Python, the system's libraries and the course without its references, all of it
read-only, and two small folders in memory. There is no network, no other process, no capability, no
file of the lecturer's. When the child ends, whatever it left running ends with it.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clustergrader.course import INSIDE, packages
from clustergrader.limits import GradingError, Limits

_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
#: Of /usr, and of the folder of a Python or of an environment, what programs need to run.
_OF_USR = (
    "bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec",
    *(f"share/{name}" for name in ("fonts", "fontconfig", "locale", "terminfo", "zoneinfo")),
    *(f"local/{name}" for name in ("bin", "lib", "lib64", "share/fonts")),
)  # fmt: skip
_OF_PYTHON = (
    "bin", "lib", "lib64", "libexec", "pyvenv.cfg", "ssl", "etc/fonts", "share/fonts",
    "share/locale", "share/terminfo", "share/zoneinfo",
)  # fmt: skip
_SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives")
#: Children become users from here on, whom nothing belongs to; so many there are everywhere.
_FIRST_USER, _FEW_USERS = 61_000, 4_000
_NO_SANDBOX = (
    "Submissions are programs of strangers, so they are run in a sandbox, and there is none here: "
    "{why}. {cure} Or, if you have read every submission or wrote them yourself, say "
    "--trust-submissions: they can then read and change whatever you can."
)


@dataclass(frozen=True)
class Sandbox:
    """How to start a child: as "root" or as "user" with bubblewrap, or "" without; the course."""

    way: str
    course: str
    limits: Limits

    def uid(self, pid: int) -> int:
        """Return the user that a child becomes, 0 for no other: each child is another user.

        A user in a sandbox that is not root's is one of a world of its own anyway.
        """
        return _FIRST_USER + pid % _users() if self.way == "root" else 0

    def command(self, channel: int) -> list[str]:
        """Return the command of the child, which talks over the file of that number."""
        program = f"{INSIDE if self.way else self.course}/run_cells.py"
        command = [sys.executable, "-s", program, str(channel)]
        return [*_bubblewrap(self), "--", *command] if self.way else command

    def environment(self, folder: str) -> dict[str, str]:
        """Return the child's variables; ``folder`` is where it may write."""
        path = [str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        return {
            "PATH": os.pathsep.join(path),
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "agg",
            "MPLCONFIGDIR": f"{folder}/.matplotlib",
            "IPYTHONDIR": f"{folder}/.ipython",
            # A thread more for each core would take address space and the other jobs' time.
            **dict.fromkeys(names, "1"),
        }


def choose_sandbox(course: str, limits: Limits, *, trust: bool = False) -> Sandbox:
    """Find a way that works on this machine.

    Raises
    ------
    GradingError
        If there is none and the submissions are not trusted.
    """
    if trust:
        if os.name != "posix":
            raise GradingError("Grading runs on Linux, macOS or WSL, not on Windows itself.")
        return Sandbox("", course, limits)
    return Sandbox(_way(), course, limits)


@lru_cache(maxsize=1)
def _users() -> int:
    """Return how many users there are: in some containers fewer than there may be processes."""
    try:
        lines = Path("/proc/self/uid_map").read_text().splitlines()
        ranges = [map(int, line.split()) for line in lines]
    except (OSError, ValueError):
        return _FEW_USERS
    last = max((first + length for first, _, length in ranges), default=0)
    # Ids of processes end below this number.
    return 2**22 if last > _FIRST_USER + 2**22 else _FEW_USERS


@lru_cache(maxsize=1)
def _way() -> str:
    if not sys.platform.startswith("linux"):
        why = f"bubblewrap is for Linux only and this is {platform.system()}"
        raise GradingError(_NO_SANDBOX.format(why=why, cure="Grade on Linux, or in WSL."))
    if not shutil.which("bwrap"):
        cure = "Install it: apt-get install bubblewrap, or dnf install bubblewrap."
        raise GradingError(_NO_SANDBOX.format(why="bubblewrap is not installed", cure=cure))
    errors = []
    for way in ("root", "user") if os.geteuid() == 0 else ("user",):
        if not (error := _try(way)):
            return way
        errors.append(error)
    why = f"bubblewrap does not work here ({'; '.join(dict.fromkeys(errors))})"
    cure = "Ask for a machine, or a container, that allows user namespaces."
    raise GradingError(_NO_SANDBOX.format(why=why, cure=cure))


def _try(way: str) -> str:
    """Run nothing in the sandbox; return what went wrong."""
    become = f"os.setresuid(*3 * [{_FIRST_USER}]); " if way == "root" else ""
    code = f"import os; {become}import numpy"
    command = [*_bubblewrap(Sandbox(way, str(packages()[0]), Limits())), "--", sys.executable, "-s"]
    done = subprocess.run(
        [*command, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason"])[-1]


def _bubblewrap(sandbox: Sandbox) -> list[str]:
    arguments = ["bwrap", "--die-with-parent", "--new-session"]
    arguments += [f"--unshare-{what}" for what in ("ipc", "pid", "net", "uts", "cgroup-try")]
    arguments += ["--cap-drop", "ALL"]
    if sandbox.way == "root":
        # Only to become somebody else, before anything of the learner runs.
        arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        arguments += ["--unshare-user"]
    size = str(sandbox.limits.in_bytes()["files"])
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    for folder in ("/dev/shm", "/tmp"):
        arguments += ["--perms", "1777", "--size", size, "--tmpfs", folder]
    # A file of zeros that is mapped is memory without a file.
    arguments += ["--dev-bind", "/dev/null", "/dev/zero"]
    # After the empty folders: the course may be installed below one of them.
    arguments += _programs()
    arguments += ["--ro-bind", sandbox.course, INSIDE]
    arguments += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--clearenv"]
    for name, value in sandbox.environment("/tmp").items():
        arguments += ["--setenv", name, value]
    return arguments


def _programs() -> Iterator[str]:
    """Yield the arguments that show the system's programs and Python, and nothing else."""
    shown: list[Path] = []
    for path in _needed():
        if any(path.is_relative_to(other) for other in shown):
            continue
        # Bubblewrap would make these folders for its own user only.
        for folder in reversed(path.parents[:-1]):
            yield from ("--perms", "0755", "--dir", str(folder))
        yield from ("--ro-bind", str(path), str(path))
        shown.append(path)
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), name)
        elif path.is_dir():
            yield from ("--ro-bind", name, name)
    for name in _SETTINGS:
        yield from ("--ro-bind-try", name, name)
    # The course with its references, if it is installed among the programs.
    for package in packages():
        if any(package.is_relative_to(other.resolve()) for other in shown):
            yield from ("--tmpfs", str(package), "--remount-ro", str(package))


def _needed() -> list[Path]:
    """Return what Python and the system's programs need, outer folders first.

    Of a folder in which an environment was made only the environment's own parts are needed: a
    class may lie beside them.
    """
    prefixes = dict.fromkeys((sys.base_prefix, sys.prefix, str(Path(sys.prefix).resolve())))
    paths = [Path("/usr", name) for name in _OF_USR]
    paths += [Path(prefix, name) for prefix in prefixes for name in _OF_PYTHON]
    # A link among these, such as lib64, is made of what it leads to.
    return sorted({path for path in paths if path.exists()}, key=lambda path: len(path.parts))


def refuse_shown(*private: Path | None) -> None:
    """Refuse folders and files of a class in places that every submission can read.

    Raises
    ------
    GradingError
        If one lies among the programs of the system or of Python.
    """
    shown = [path.resolve() for path in (*_needed(), *map(Path, _SYSTEM))]
    problems = [
        f"{path}: this lies in {place}, which every submission can read. Move it elsewhere."
        for path in private
        for place in shown
        if path is not None and path.resolve().is_relative_to(place)
    ]
    if problems:
        raise GradingError("\n".join(dict.fromkeys(problems)))


def was_killed(process: subprocess.Popen[bytes]) -> bool:
    """Return whether a child, or all that was in its sandbox, was killed."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        # Bubblewrap gives the signal on as a shell does.
        return process.wait(timeout=2) in (-signal.SIGKILL, 128 + signal.SIGKILL)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a child and everything that it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def start(sandbox: Sandbox, channel: int, output: int, folder: str) -> subprocess.Popen[bytes]:
    """Start a child that may write to ``folder`` if it is in no sandbox."""
    env = sandbox.environment(folder) if not sandbox.way else {"PATH": os.environ.get("PATH", "")}
    return subprocess.Popen(
        sandbox.command(channel),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=env,
        cwd=folder,
        pass_fds=[channel],
        start_new_session=True,
    )
