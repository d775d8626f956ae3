"""Mark the answers of one learner: in the grader's process, where no learner's code ever runs."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import networkx as nx

from clustercourse.exercises.encoding import NoAnswerError, decode
from clustercourse.exercises.tasks import Task, Unit, judge
from clustergrader.values import shorten

#: To judge one answer takes far less; an answer that takes longer is made to.
_WITHIN = 60
#: A message may name parts of the answer, and those may be long.
_LONGEST = 600
_MISSING = "No answer to this task was handed in."
_STOPPED = "The notebook stopped before it handed in an answer to this task."
_NO_SENSE = "This answer could not be read."

#: What is kept of a verdict: status, points, message and misconception, and the text or, where it
#: tells something, the answer in short.
Mark = dict[str, Any]


def mark(
    unit: Unit,
    cluster: nx.Graph,
    answers: Mapping[str, Any],
    errors: Sequence[tuple[int, str, str]] = (),
    cells: Sequence[str] = (),
    *,
    secret: str = "",
    finished: bool = True,
) -> dict[str, Mark]:
    """Mark every task of an exercise.

    Parameters
    ----------
    unit : Unit
    cluster : networkx.Graph
        The cluster that the answers are about.
    answers : mapping
        By task, data as it came out of the sandbox.
    errors, cells : sequence, optional
        The cells that failed and the code of all, to say why an answer is missing.
    secret : str, optional
        What a scored answer is tried on is drawn with it.
    finished : bool, optional
        Whether the notebook ran to its end.

    Returns
    -------
    dict
        A mark for each task, by its id.
    """
    return {
        task.id: _mark(task, cluster, answers[task.id], secret)
        if task.id in answers
        else _no_answer(task, errors, cells, finished)
        for task in unit.tasks
    }


def _mark(task: Task, cluster: nx.Graph, data: Any, secret: str) -> Mark:
    try:
        value = decode(data)
    except NoAnswerError as error:
        return _no_points("unusable", str(error))
    try:
        with _time_limit(_WITHIN):
            judgement = judge(task, value, cluster, secret)
            # Where an answer is just right, what is right says it.
            wanted = ("wrong", "scored") if task.scale is None else ("wrong", "scored", "right")
            given = shorten(task.answer.plain(value)) if judgement.status in wanted else ""
    except Exception:
        # Whatever an answer does to its judge, it costs this task and no other.
        return _no_points("unusable", _NO_SENSE)
    return {
        "status": judgement.status,
        "points": min(max(int(judgement.points), 0), task.points),
        "message": judgement.message[:_LONGEST],
        "misconception": judgement.misconception,
        **({"text": task.answer.plain(value)} if judgement.status == "kept" else {}),
        **({"given": given} if given else {}),
    }


def _no_answer(
    task: Task, errors: Sequence[tuple[int, str, str]], cells: Sequence[str], finished: bool
) -> Mark:
    call = re.compile(rf"""check\(\s*['"]{re.escape(task.id)}['"]""")
    for cell, kind, _ in errors:
        if 0 < cell <= len(cells) and call.search(cells[cell - 1]):
            said = f"The cell of this task (code cell {cell}) stopped: {kind}."
            return _no_points("stopped", said)
    return _no_points("not attempted", _MISSING) if finished else _no_points("stopped", _STOPPED)


def _no_points(status: str, message: str) -> Mark:
    return {"status": status, "points": 0, "message": message, "misconception": ""}


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Leave the block with an error after so many seconds, where a signal can do that."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
