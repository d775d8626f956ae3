"""Marks in the text of an exercise, and what its unit says in their place.

* ``[[exercise]]`` is the exercise's title, ``[[tasks]]`` a sentence that counts its tasks,
  ``[[points]]`` what they add up to.
* ``[[task:unit.word]]`` heads a task: its number, title and points. ``[[number:unit.word]]`` is the
  number alone, in code too, and ``[[rubric:unit.word]]`` says how long a text may be and what
  a marker looks for.

So all of these stand once, in clustercourse/exercises/units.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat

from clustercourse.exercises.answers import Text
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.tasks import Task, Unit

#: Numbers in words, from 0 on.
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve"
WORDS = tuple(re.findall(r"\w+", _NUMBERS))
#: Facts have a bar, and lists of strings have quotes: neither is a mark.
MARK = re.compile(r"\[\[(?P<kind>[^\[\]|:\"']*)(?::(?P<task>[^\[\]|:\"']*))?\]\]")


class MarkError(ValueError):
    """A source has marks that say nothing; ``problems`` lists them with cell and cure."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


def unit_of(path: Path) -> Unit | None:
    """Return the unit of an exercise's master; a lecture has none."""
    return UNITS.get(path.stem) if path.parent.name == "exercises" else None


def in_words(number: int) -> str:
    """Return a number as it is written in a sentence: above ten in figures."""
    return WORDS[number] if number <= 10 else str(number)


def how_many(unit: Unit) -> str:
    """Say how many tasks are checked at once, and whether a text comes last."""
    checked = sum(not task.by_hand for task in unit.tasks)
    counted = f"{in_words(checked)} task{'s are' if checked > 1 else ' is'} checked at once"
    return f"{counted[0].upper()}{counted[1:]}" + (
        "; the last is a short text." if unit.tasks[-1].by_hand else "."
    )


def points_of(unit: Unit) -> str:
    """Return what a unit's tasks add up to."""
    return f"{sum(task.points for task in unit.tasks)} points"


def number_of(unit: Unit, task: Task) -> str:
    """Return the place of a task in its unit."""
    return str(unit.tasks.index(task) + 1)


def heading_of(unit: Unit, task: Task) -> str:
    """Return number, title and points of a task."""
    return f"{number_of(unit, task)}. {task.title} ({task.points} points)"


def rubric_of(unit: Unit, task: Task) -> str:
    """Say how long a text may be and what a marker looks for, with points."""
    if not isinstance(task.answer, Text):
        raise ValueError("is for a text, which a person marks; take it out")
    looked_for = "; ".join(f"{line.text} ({line.points} points)" for line in task.rubric)
    length = f"Write {task.answer.words} to {task.answer.most} words."
    return f"{length} A person marks your text: {looked_for}."


OF_UNIT: dict[str, Callable[[Unit], str]] = {
    "exercise": lambda unit: unit.title,
    "tasks": how_many,
    "points": points_of,
}
OF_TASK: dict[str, Callable[[Unit, Task], str]] = {
    "task": heading_of,
    "number": number_of,
    "rubric": rubric_of,
}


def with_marks(source: nbformat.NotebookNode, path: Path) -> nbformat.NotebookNode:
    """Write what the unit says in the place of each mark; a MarkError lists all that fail."""
    unit = unit_of(path)
    problems: list[str] = []
    for number, cell in enumerate(source.cells):

        def said(found: re.Match[str], cell: nbformat.NotebookNode = cell, at: int = number) -> str:
            # [[0]] is a mark in a text, and a list of a list in code.
            if cell.cell_type == "code" and found["task"] is None:
                return found[0]
            try:
                return meaning(found["kind"], found["task"], unit)
            except ValueError as error:
                problems.append(f"{path.name}, cell {at}: {found[0]} {error}")
                return found[0]

        cell.source = MARK.sub(said, cell.source)
    if problems:
        raise MarkError(problems)
    return source


def meaning(kind: str, name: str | None, unit: Unit | None) -> str:
    """Return what a mark says; a ValueError says what is wrong with it, and the cure."""
    if kind not in (OF_UNIT if name is None else OF_TASK):
        known = [f"[[{kind}]]" for kind in OF_UNIT] + [f"[[{kind}:...]]" for kind in OF_TASK]
        raise ValueError(f"is no mark; take one of {', '.join(known)}")
    if unit is None:
        raise ValueError("needs the unit of an exercise; write it in source/exercises only")
    if name is None:
        return OF_UNIT[kind](unit)
    task = next((task for task in unit.tasks if task.id == name), None)
    if task is None:
        names = ", ".join(task.id for task in unit.tasks)
        raise ValueError(f"names no task of {unit.stem}; take one of {names}")
    return OF_TASK[kind](unit, task)
