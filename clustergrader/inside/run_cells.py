"""Run the cells of a notebook one after the other, in a shell of IPython without a kernel.

The program of the child process. A cell that fails, prints without end or takes too long is left;
the next one is run. Limits are set before anything of the learner runs.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import shutil
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

_MOST_TEXT = 300


class CellTimeout(BaseException):
    """A cell has taken too long. Not an Exception, so that ``except Exception`` lets it pass."""


class TooMuchOutputError(RuntimeError):
    """A cell has printed too much."""


class Quota:
    """A stream that lets so many letters of a cell pass."""

    def __init__(self, stream: Any, most: int) -> None:
        self._stream, self._most, self.left = stream, most, most

    def write(self, text: str) -> int:
        """Write, or stop the cell."""
        self.left -= len(text)
        if self.left < 0:
            raise TooMuchOutputError(f"this cell printed more than {self._most} letters")
        self._stream.write(text)
        return len(text)

    def renew(self) -> None:
        """Give the next cell its own quota."""
        self.left = self._most

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def give_up_rights(uid: int) -> None:
    """Become a user whom nothing belongs to, if the grader runs as root."""
    if uid and os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def limit(limits: dict[str, int]) -> None:
    """Set what the system holds this process and its children to."""
    wanted = {
        "RLIMIT_CPU": limits["seconds"] + 1,
        "RLIMIT_AS": limits["memory"],
        "RLIMIT_FSIZE": limits["files"],
        "RLIMIT_NPROC": limits["processes"],
        "RLIMIT_NOFILE": 256,
        "RLIMIT_CORE": 0,
    }
    for name, most in wanted.items():
        # Systems other than Linux lack some of them.
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


def offer_first() -> None:
    """Where memory runs out the system ends this process and its children, and no neighbour."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def make_shell() -> Any:
    """Return a shell that keeps no history and shows pictures to nobody."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.enable_tip = False
    shell: Any = InteractiveShell.instance(config=config)
    shell.display_formatter.active_types = ["text/plain"]
    shell.enable_gui = lambda gui=None: None
    for silent in ("showtraceback", "showsyntaxerror", "showindentationerror"):
        setattr(shell, silent, lambda *args, **kwargs: None)
    return shell


def run(shell: Any, source: str, limits: dict[str, int]) -> BaseException | None:
    """Run a cell; return what it failed with."""
    try:
        # On the processor, which is fair on a busy machine, and on the clock, for one that sleeps.
        # Again every second, for a cell that swallows it.
        signal.setitimer(signal.ITIMER_PROF, limits["cell_seconds"], 1)
        signal.setitimer(signal.ITIMER_REAL, limits["seconds"] / 2, 1)
        result = shell.run_cell(source, store_history=True)
        failed: BaseException | None = result.error_before_exec or result.error_in_exec
        return failed
    except BaseException as error:
        return error
    finally:
        for timer in 2 * (signal.ITIMER_PROF, signal.ITIMER_REAL):
            with contextlib.suppress(BaseException):
                signal.setitimer(timer, 0)


def describe(error: BaseException) -> str:
    """Return what an error says."""
    try:
        return str(error)[:_MOST_TEXT]
    except BaseException:
        return ""


def stop_cell(*_: Any) -> NoReturn:
    """Leave the cell that runs."""
    raise CellTimeout("this cell took too long")


def main() -> None:
    """Take the work from the grader, run it, and say when it is done."""
    # These two stand beside this program, wherever it was copied to.
    channel, seccomp = map(importlib.import_module, ("channel", "seccomp"))
    line = channel.Channel(int(sys.argv[1]))
    job = line.receive()
    offer_first()
    give_up_rights(job["uid"])
    limit(job["limits"])
    if job["seccomp"]:
        seccomp.forbid()
    here = Path(__file__).parent
    if (here / "matplotlib").is_dir():
        # matplotlib would spend a second on its list of fonts.
        shutil.copytree(here / "matplotlib", os.environ["MPLCONFIGDIR"], dirs_exist_ok=True)
    sys.stdout = Quota(sys.stdout, job["limits"]["printed"])
    sys.stderr = Quota(sys.stderr, job["limits"]["printed"])
    session: Any = importlib.import_module("clustercourse.exercises.session")
    session._state["channel"] = line
    shell = make_shell()
    sys.path.insert(0, "")
    signal.signal(signal.SIGALRM, stop_cell)
    signal.signal(signal.SIGPROF, stop_cell)
    line.send({"ready": os.getpid()})
    for number, source in enumerate(job["cells"], 1):
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, Quota):
                stream.renew()
        error = run(shell, source, job["limits"])
        if error is not None:
            kind = "CellTimeout" if isinstance(error, CellTimeout) else type(error).__name__
            line.send({"cell": number, "error": kind[:60], "text": describe(error)})
    line.send({"done": len(job["cells"])})
    os._exit(0)


if __name__ == "__main__":
    main()
