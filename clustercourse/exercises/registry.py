"""Find a unit or a task by its name."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from clustercourse.exercises import units
from clustercourse.exercises.messages import PlainError
from clustercourse.exercises.tasks import Task, Unit, tasks_in
from clusterlib.checks import did_you_mean


class UnknownNameError(PlainError, LookupError):
    """There is no exercise or task of this name. The text names the closest one."""


_MODULES = [
    vars(import_module(f"{units.__name__}.{found.name}"))
    for found in pkgutil.iter_modules(units.__path__)
]

#: All units, by the stem of their notebook.
UNITS: dict[str, Unit] = {
    unit.stem: unit
    for unit in sorted(
        (module["UNIT"] for module in _MODULES if "UNIT" in module), key=lambda unit: unit.stem
    )
}

#: Check-yourself tasks of lectures without an exercise.
LECTURE_TASKS: tuple[Task, ...] = tuple(
    task for module in _MODULES if "UNIT" not in module for task in tasks_in(module)
)

_TASKS: dict[str, tuple[Unit | None, Task]] = {
    task.id: (unit, task) for unit in UNITS.values() for task in (*unit.tasks, *unit.practice)
}
_TASKS |= {task.id: (None, task) for task in LECTURE_TASKS}


def find_unit(stem: str) -> Unit:
    """Return a unit; an UnknownNameError names the closest when there is none of this name."""
    if stem not in UNITS:
        raise UnknownNameError(_unknown("exercise", stem, list(UNITS)))
    return UNITS[stem]


def find_task(task_id: str) -> tuple[Unit | None, Task]:
    """Return a task and its unit, None for a lecture without an exercise.

    An UnknownNameError names the closest task when there is none of this name.
    """
    if task_id not in _TASKS:
        raise UnknownNameError(_unknown("task", task_id, list(_TASKS)))
    return _TASKS[task_id]


def _unknown(what: str, name: str, known: list[str]) -> str:
    cure = did_you_mean(name, known).rstrip() or f"There are: {', '.join(known)}."
    return f"There is no {what} {name!r}. {cure}"
