"""Run one notebook in a child process and gather the answers that come out of it.

Whatever arrives from the child is data of a stranger: it is counted, cut and checked for its form,
and nothing of it is executed.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from clustergrader.limits import GradingError
from clustergrader.processes import count_files, count_sockets, measure_usage
from clustergrader.sandbox import Sandbox, start, stop, was_killed
from clustergrader.scratch import own_folder

#: All that a child may send, and one message of it, in bytes.
_MOST_SENT = 8_000_000
_MOST_LINE = 400_000
_MOST_LEARNERS = 5
_LONGEST_ID = 200
_MOST_ERRORS = 100
#: Their sizes are limited by the sandbox; but empty ones take memory too.
_MOST_FILES = 20_000
#: Each may hold some 200 kB each way in the kernel.
_MOST_SOCKETS = 200
#: Starting Python and the libraries takes long on a busy machine.
_START_WITHIN = 90.0
_LOOK_EVERY = 0.05
_TO_THE_END = 2.0


@dataclass
class NotebookRun:
    """What came out of a notebook: plain data only.

    Attributes
    ----------
    ending : str
        ``"ran"`` to its end, or what stopped it: ``"time"``, ``"memory"``, ``"output"``,
        ``"processes"``, ``"files"``, ``"answers"``, or ``"ended"`` when the process ended before
        its time.
    learner : str
        The id that was given last.
    learners : list of str
        All ids that were given.
    answers : dict
        The last answer to each task under each id, (learner, task) -> data.
    errors : list of tuple
        Cell, kind of error and what it says.
    others : list of str
        Exercises other than this one that the notebook asked a cluster for.
    killed : bool
        Whether somebody, such as the system, put an end to it that no program can refuse.
    """

    ending: str = ""
    learner: str = ""
    learners: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    errors: list[tuple[int, str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    seconds: float = 0.0
    killed: bool = False


def run_notebook(
    cells: Sequence[str], stem: str, draw: Callable[[str], nx.Graph], sandbox: Sandbox
) -> NotebookRun:
    """Run the cells of a notebook.

    Parameters
    ----------
    cells : sequence of str
        The code.
    stem : str
        The exercise.
    draw : callable
        Takes a learner's id, returns the cluster on which that learner is marked.
    sandbox : Sandbox

    Raises
    ------
    GradingError
        If the child could not even be started: that is nobody's fault but this machine's.
    """
    run = _run_once(cells, stem, draw, sandbox)
    # Who ended it cannot be told: perhaps the system, for the memory that a neighbour took.
    return _run_once(cells, stem, draw, sandbox) if run.killed else run


def _run_once(
    cells: Sequence[str], stem: str, draw: Callable[[str], nx.Graph], sandbox: Sandbox
) -> NotebookRun:
    with own_folder() as folder:
        mine, theirs = socket.socketpair()
        read, write = os.pipe()
        try:
            process = start(sandbox, theirs.fileno(), write, str(folder))
        except OSError as error:
            os.close(read)
            mine.close()
            raise GradingError(f"A child process could not be started: {error}.") from None
        finally:
            theirs.close()
            os.close(write)
        try:
            run = _Conversation(mine, read, process.pid, sandbox, stem, draw).hold(cells)
            run.killed = run.ending == "ended" and was_killed(process)
            return run
        finally:
            stop(process)
            mine.close()
            os.close(read)


@dataclass
class _Conversation:
    """The grader's end of the line, for one child."""

    line: socket.socket
    output: int
    pid: int
    sandbox: Sandbox
    stem: str
    draw: Callable[[str], nx.Graph]
    run: NotebookRun = field(default_factory=NotebookRun)
    to_send: bytes = b""
    arrived: bytes = b""
    first_words: bytes = b""
    sent: int = 0
    said: dict[tuple[str, str], bytes] = field(default_factory=dict)
    printed: int = 0
    until: float = 0.0
    ready: bool = False
    done: bool = False

    def hold(self, cells: Sequence[str]) -> NotebookRun:
        """Talk until the child is done or must be stopped."""
        limits, uid = self.sandbox.limits.in_bytes(), self.sandbox.uid(self.pid)
        in_sandbox = bool(self.sandbox.way)
        self._say({"cells": cells, "limits": limits, "uid": uid, "seccomp": in_sandbox})
        self.line.setblocking(False)
        began = time.monotonic()
        self.until = began + _START_WITHIN
        with selectors.DefaultSelector() as selector:
            selector.register(self.line, selectors.EVENT_READ | selectors.EVENT_WRITE)
            selector.register(self.output, selectors.EVENT_READ)
            while not self.run.ending:
                self._turn(selector)
        if not self.ready:
            words = self.first_words.decode("utf-8", "replace").strip()[-500:]
            raise GradingError(
                f"A submission could not be started on this machine. {words or 'No reason given.'}"
            )
        self.run.seconds = round(time.monotonic() - began, 2)
        return self.run

    def _turn(self, selector: selectors.BaseSelector) -> None:
        """Send, hear and look once."""
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self.to_send else 0)
        if self.line in selector.get_map():
            selector.modify(self.line, wanted)
        for key, events in selector.select(_LOOK_EVERY):
            if key.fileobj == self.output:
                if not self._hear_output():
                    selector.unregister(self.output)
                continue
            if events & selectors.EVENT_WRITE:
                self._write()
            if events & selectors.EVENT_READ and not self.run.ending:
                self._read()
        if not self.run.ending:
            self._watch()

    def _watch(self) -> None:
        """Look at the clock and at what the child uses."""
        limits = self.sandbox.limits.in_bytes()
        if time.monotonic() > self.until:
            self.run.ending = "ran" if self.done else "time"
        processes, memory = measure_usage(self.pid, limits["memory"])
        if processes > limits["processes"]:
            self.run.ending = "processes"
        elif memory > limits["memory"]:
            self.run.ending = "memory"
        elif not (self.ready and self.sandbox.way):
            return
        elif count_files(self.pid, "/tmp", "/dev/shm") > _MOST_FILES:
            self.run.ending = "files"
        elif count_sockets(self.pid) > _MOST_SOCKETS:
            self.run.ending = "memory"

    def _hear_output(self) -> bytes:
        data = os.read(self.output, 65_536)
        self.printed += len(data)
        if len(self.first_words) < 2_000:
            self.first_words += data[:2_000]
        if self.printed > 10 * self.sandbox.limits.in_bytes()["printed"]:
            self.run.ending = "output"
        return data

    def _write(self) -> None:
        try:
            self.to_send = self.to_send[self.line.send(self.to_send) :]
        except BlockingIOError:
            return
        except OSError:
            self.to_send = b""

    def _read(self) -> None:
        try:
            data = self.line.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.run.ending = "ran" if self.done else "ended"
            return
        self.sent += len(data)
        *lines, self.arrived = (self.arrived + data).split(b"\n")
        if self.sent > _MOST_SENT or len(self.arrived) > _MOST_LINE:
            self.run.ending = "answers"
        for line in lines:
            # What is said once more, as in a loop or under a timing, fills no room.
            if len(line) <= _MOST_LINE and not self._take(line):
                self.sent -= len(line) + 1

    def _take(self, line: bytes) -> bool:
        """Take one message and return whether it is news; what makes no sense is left out."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return True
        if not isinstance(message, dict):
            return True
        if "ready" in message and not self.ready:
            self.ready = True
            self.until = time.monotonic() + self.sandbox.limits.seconds
        elif "done" in message and not self.done:
            self.done = True
            self.until = min(self.until, time.monotonic() + _TO_THE_END)
        elif "answer" in message:
            return self._take_answer(message, line)
        elif "learner" in message:
            if "again" in message and message["learner"] in self.run.learners:
                self.run.learner = message["learner"]
                return False
            self._give_cluster(message)
        elif "error" in message:
            self._take_error(message)
        return True

    def _take_answer(self, message: dict[str, Any], line: bytes) -> bool:
        learner, task_id = message.get("learner"), message["answer"]
        if not isinstance(task_id, str) or learner not in self.run.learners:
            return True
        key = str(learner), task_id[:100]
        if self.said.get(key) == line:
            return False
        self.said[key] = line
        self.run.answers[key] = message.get("value")
        return True

    def _take_error(self, message: dict[str, Any]) -> None:
        cell, kind, text = message.get("cell"), message["error"], message.get("text")
        if not (isinstance(cell, int) and isinstance(kind, str) and isinstance(text, str)):
            return
        if len(self.run.errors) < _MOST_ERRORS and 0 < cell < 10_000:
            self.run.errors.append((cell, kind[:60], text[:300]))

    def _give_cluster(self, message: dict[str, Any]) -> None:
        learner, exercise = message["learner"], message.get("exercise")
        if not _can_be_id(learner):
            self._say({"error": "This learner id cannot be used."})
            return
        if exercise != self.stem:
            if len(self.run.others) < _MOST_LEARNERS:
                self.run.others.append(str(exercise)[:100])
                self._say({"error": f"This is marked as exercise {self.stem!r}."})
            return
        if learner not in self.run.learners:
            if len(self.run.learners) >= _MOST_LEARNERS:
                self._say({"error": "This notebook asks for too many learners' clusters."})
                return
            self.run.learners.append(learner)
        elif len(self.to_send) > _MOST_SENT:
            return
        self.run.learner = learner
        began = time.monotonic()
        cluster = pickle.dumps(self.draw(learner).copy())
        # What the grader takes to draw is not the learner's time.
        self.until += time.monotonic() - began
        self._say({"cluster": base64.b64encode(cluster).decode("ascii")})

    def _say(self, message: dict[str, Any]) -> None:
        self.to_send += json.dumps(message).encode() + b"\n"


def _can_be_id(learner: object) -> bool:
    """Return whether a text can be a learner's id: short, and such that it can be written down."""
    short = isinstance(learner, str) and 0 < len(learner) <= _LONGEST_ID
    return short and not any("\ud800" <= letter <= "\udfff" for letter in str(learner))
