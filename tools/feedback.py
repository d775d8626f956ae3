"""What a page without a kernel says to an answer: worked out beforehand, by the judge itself.

A page gets no rules, only what the judge says: of a number the places on the line where it says
something else, of a name each name, of a set the sets that it knows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import networkx as nx

from clustercourse.exercises.answers import Name, Names, Number
from clustercourse.exercises.messages import Message
from clustercourse.exercises.tasks import Task, judge

#: How far from a telling number the judge is asked too, as shares of it.
_BESIDE = (1e-9, 1e-6, 3e-5, 1e-3, 4e-3, 0.03, 0.3)
#: Such numbers give a page something to tell apart where all telling ones are small.
_WHOLE = (-1e6, -100.0, -1.0, 0.0, 1.0, 100.0, 1e6)


def feedback(task: Task, about: Any) -> dict[str, Any] | None:
    """Return what a page needs to judge answers to a task as :func:`judge` does.

    Returns
    -------
    dict or None
        ``said``, the messages as pairs of status and text, and where each belongs, as places in
        this list; None for a task that takes no number, name or set, or that rests on runs.
    """
    kind = getattr(task.answer, "kind", task.answer)
    ask = {Number: _numbers, Name: _names, Names: _sets}.get(type(kind))
    if ask is None or task.scale is not None or task.runs is not None:
        return None
    said: list[tuple[str, str]] = []
    known = _worked_out(task, about)

    def place_of(value: Any) -> int:
        judged = judge(known, value, about)
        text = judged.message.replace(f'Try hint("{task.id}").', "Take a hint.")
        whole = " ".join(str(Message(judged.status, "", text)).split()).rstrip(":")
        message = (judged.status, whole)
        if message not in said:
            said.append(message)
        return said.index(message)

    return {"form": type(kind).__name__, **ask(known, about, place_of), "said": said}


def _worked_out(task: Task, about: Any) -> Task:
    """Return a task that computes nothing any more."""

    def fixed(of: Callable[[Any], Any]) -> Callable[[Any], Any]:
        value = of(about)
        return lambda _: value

    wrong = tuple(replace(one, wrong=fixed(one.wrong)) for one in task.misconceptions)
    return replace(task, reference=fixed(task.reference), misconceptions=wrong)


def _known(task: Task, about: Any) -> list[Any]:
    """Return the right answer and the known wrong ones, plain."""
    ways = [one.wrong for one in task.misconceptions if one.form is None]
    return [task.answer.plain(of(about)) for of in (task.reference, *ways)]


def _numbers(task: Task, about: Any, place_of: Callable[[Any], int]) -> dict[str, Any]:
    """Return the line of numbers in parts: up to where, and the place of what is said there."""
    right, *wrong = _known(task, about)
    telling = {right, *wrong, *_slipped(right), *_WHOLE}
    for one in wrong:
        telling |= {-one, 100 * one, one + 1, 1 - one}
    probes = {
        value + sign * beside * max(abs(value), 1e-2)
        for value in telling
        for beside in (0.0, *_BESIDE)
        for sign in (1, -1)
    }
    asked = sorted(probes)
    ends: list[list[Any]] = []
    for low, high in pairwise(asked):
        if place_of(low) != place_of(high):
            ends.append([_end_of(low, high, place_of), place_of(low)])
    names = {
        str(one.form.plain(one.wrong(about))): place_of(one.form.plain(one.wrong(about)))
        for one in task.misconceptions
        if isinstance(one.form, Name)
    }
    return {"parts": [*ends, [None, place_of(asked[-1])]], "names": names}


def _slipped(right: float) -> Iterable[float]:
    """Give what slips of form make of a right number."""
    yield from (100 * right, -right, right + 1, right - 1, 2 * right, right / 2)
    yield from (round(right, digits) for digits in range(4))
    if right:
        yield 1 / right
    if right != -1:
        yield 1 / (1 + right) - 1


def _end_of(low: float, high: float, place_of: Callable[[Any], int]) -> float:
    """Return the last number from ``low`` on of which the judge says the same."""
    here = place_of(low)
    while (middle := (low + high) / 2) not in (low, high):
        if place_of(middle) == here:
            low = middle
        else:
            high = middle
        if math.nextafter(low, math.inf) >= high:
            break
    return low


def _names(task: Task, about: Any, place_of: Callable[[Any], int]) -> dict[str, Any]:
    """Return what is said of each name, and of any other."""
    actors = list(about) if isinstance(about, nx.Graph) else []
    names = {name: place_of(name) for name in {*actors, *_known(task, about)}}
    return {"names": dict(sorted(names.items())), "other": place_of("no such name")}


def _sets(task: Task, about: Any, place_of: Callable[[Any], int]) -> dict[str, Any]:
    """Return what is said of the known sets, and of one with too few, too many or other names."""
    right, *wrong = _known(task, about)
    sets = [[one, place_of(one)] for one in ([], right, *wrong)]
    # A name that nobody has makes no known set of these.
    unknown = "no such name"
    return {
        "sets": sets,
        "fewer": place_of(right[:-1]) if right[:-1] and right[:-1] not in wrong else None,
        "more": place_of([*right, unknown]),
        "other": place_of([unknown]),
    }
