"""For one learner, all that an appeal needs: what was answered, what is right there, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import networkx as nx

from clustercourse.exercises.encoding import NoAnswerError, decode
from clustercourse.exercises.session import draw_cluster
from clustercourse.exercises.tasks import OR, Task, Unit, comment
from clustergrader.classbook import Entry
from clustergrader.limits import GradingError
from clustergrader.one_submission import Result
from clustergrader.pages import render
from clustergrader.texts import code_of
from clustergrader.values import shorten


class Case(NamedTuple):
    """One task: the answer, what is right on the fresh cluster and on the own one, and why."""

    task: Task
    answered: str
    right: str
    why: str
    own: str
    mistakes: list[tuple[str, str, bool]]


def find_result(results: Iterable[Result], name: str) -> Result:
    """Return the last result of a code, a learner's id or the name of a submission.

    Raises
    ------
    GradingError
        If there is none, or if an id is that of several submissions.
    """
    wanted = name.casefold()
    alike = {
        code_of(result): result
        for result in results
        if wanted in (code_of(result), result.learner.casefold(), result.name.casefold())
    }
    if len(alike) == 1:
        return next(iter(alike.values()))
    if alike:
        raise GradingError(
            f"--appeal {name}: several submissions. Give a code: {', '.join(alike)}."
        )
    raise GradingError(f"--appeal {name}: no such submission. Give its code, from the marks.")


def appeal_page(unit: Unit, entry: Entry, secret: str) -> bytes:
    """Return the page, which is for lecturers only; the secret draws the fresh cluster."""
    assert entry.result is not None
    learner = entry.result.learner
    if not learner:
        raise GradingError("--appeal: this submission has no cluster, so nothing is right in it.")
    fresh, own = (draw_cluster(learner, unit.stem, one) for one in (secret, ""))
    cases = [_case(task, entry.result, fresh, own) for task in unit.tasks]
    return render("appeal.html", unit=unit, entry=entry, cases=cases, code=code_of(entry.result))


def _case(task: Task, result: Result, fresh: nx.Graph, own: nx.Graph) -> Case:
    given = result.tasks[task.id]
    if task.by_hand:
        return Case(task, given.get("text", ""), "", "", "", [])
    right = task.answer.plain(task.reference(fresh))
    mistakes = [
        (
            known.name,
            _whole(answer.plain(known.wrong(fresh))),
            known.name in given["misconception"].split(OR),
        )
        for known in task.misconceptions
        for answer in [known.form or task.answer]
    ]
    return Case(
        task,
        _answered(given.get("answer"), given.get("given", "")),
        _whole(right),
        comment(task, right, fresh),
        _whole(task.answer.plain(task.reference(own))),
        mistakes,
    )


def _answered(data: Any, short: str) -> str:
    try:
        return _whole(decode(data)) if data is not None else short
    except NoAnswerError as error:
        return f"{short} {error}"


def _whole(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{shorten(str(key))} {shorten(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(shorten, value))
    return shorten(value)
