"""Mark the answers of one learner: in the grader's process, where no learner's code ever runs."""

from __future__ import annotations

import json
import re
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import networkx as nx

from clustercourse.exercises.answers import BLANK_TEXT, Text
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
#: The name of the mistake of who types a number in.
OWN_ONLY = "right for the own cluster only"
_OWN_ONLY = (
    "This is right for your own cluster. The notebook was run again on another one, and there it "
    "is not: a number or a name was typed in, where the code should compute it from `cluster`."
)
#: An answer is kept for an appeal, if it takes no more letters than this.
_KEPT = 20_000

#: What is kept of a verdict: status, share of the points and how many there were, message and
#: misconception; the answer as it came and in short; the text; what a person has to look at.
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
    own: nx.Graph | None = None,
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
    own : networkx.Graph, optional
        The cluster that the learner had, to see what is right there only.

    Returns
    -------
    dict
        A mark for each task, by its id.
    """
    return {
        task.id: _mark(task, cluster, answers[task.id], secret, own)
        if task.id in answers
        else _no_answer(task, errors, cells, finished)
        for task in unit.tasks
    }


def _mark(
    task: Task, cluster: nx.Graph, data: Any, secret: str, own: nx.Graph | None = None
) -> Mark:
    kept = {"answer": data} if _is_short(data) else {}
    try:
        value = decode(data)
    except NoAnswerError as error:
        return _unusable(task, str(error)) | kept
    if task.by_hand and isinstance(value, str):
        text = value.strip()
        blank = _no_points("not attempted", _MISSING)
        return blank if text in ("", BLANK_TEXT) else _text(task, text)
    try:
        with _time_limit(_WITHIN):
            judgement = judge(task, value, cluster, secret)
            # Where an answer is just right, what is right says it.
            wanted = ("wrong", "scored") if task.scale is None else ("wrong", "scored", "right")
            given = shorten(task.answer.plain(value)) if judgement.status in wanted else ""
            message, misconception = judgement.message, judgement.misconception
            if judgement.status == "wrong" and not misconception and _right(task, value, own):
                message, misconception = _OWN_ONLY, OWN_ONLY
    except Exception:
        # Whatever an answer does to its judge, it costs this task and no other.
        return _unusable(task, _NO_SENSE) | kept
    if judgement.status == "unusable":
        return _unusable(task, judgement.message) | kept
    share = {"right": 1.0, "scored": judgement.share}.get(judgement.status, 0.0)
    return {
        "status": judgement.status,
        "share": min(max(float(share), 0.0), 1.0),
        "message": message[:_LONGEST],
        "misconception": misconception,
        **({"given": given} if given else {}),
        **kept,
    }


def _is_short(data: Any) -> bool:
    try:
        return len(json.dumps(data)) <= _KEPT
    except RecursionError:
        return False


def _right(task: Task, value: Any, cluster: nx.Graph | None) -> bool:
    """Return whether an answer is right on a cluster; a scored one is right on none."""
    if cluster is None or task.scale is not None:
        return False
    right = task.answer.plain(task.reference(cluster))
    return task.answer.same(task.answer.plain(value), right)


def _text(task: Task, text: str) -> Mark:
    """Keep a text for a person, who is told where it is shorter or longer than asked for."""
    answer, count = task.answer, len(text.split())
    assert isinstance(answer, Text)
    asked = "" if answer.words <= count <= answer.most else f"{answer.words} to {answer.most}"
    look = {"look": f"the text has {count} words, {asked} were asked for"} if asked else {}
    return _no_points("kept", "") | {"text": text, **look}


def _unusable(task: Task, message: str) -> Mark:
    """Give no points; where a person was to read a text, a person is told."""
    look = {"look": f"no text that could be kept: {message}"} if task.by_hand else {}
    return _no_points("unusable", message[:_LONGEST]) | look


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
    return {"status": status, "share": 0.0, "message": message, "misconception": ""}


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
