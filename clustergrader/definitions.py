"""What a task was when an answer to it was judged: digests of definitions, points left out.

A definition is taken by what it does, not by how it is written: what is right on one cluster, what
every known mistake gives there, and what is said to each. So a change of the model counts too.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import networkx as nx

from clustercourse.exercises.session import draw_cluster
from clustercourse.exercises.tasks import Task, Unit

#: Whose cluster the definitions are tried on, and the secret of what is scored.
_TRIED_ON = "definition"


def definitions(unit: Unit) -> dict[str, str]:
    """Return a digest of each task of a unit: another one when it judges in another way.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from clustercourse.exercises.registry import find_unit
    >>> unit = find_unit("01_cluster_structure")
    >>> dearer = replace(unit, tasks=tuple(replace(task, points=50) for task in unit.tasks))
    >>> definitions(dearer) == definitions(unit)
    True
    """
    cluster = draw_cluster(_TRIED_ON, unit.stem)
    drawn = [sorted(map(repr, part(data=True))) for part in (cluster.nodes, cluster.edges)]
    return {task.id: _digest([drawn, *_behaviour(task, cluster)]) for task in unit.tasks}


def _behaviour(task: Task, cluster: nx.Graph) -> list[Any]:
    try:
        return _behave(task, cluster)
    except Exception as error:
        # A task with a fault blocks no other; once the fault is mended it is another task.
        return [type(error).__name__, str(error)]


def _behave(task: Task, cluster: nx.Graph) -> list[Any]:
    if task.by_hand:
        return [repr(task.answer), [criterion.text for criterion in task.rubric]]
    right = task.answer.plain(task.reference(cluster))
    found: list[Any] = [repr(task.answer), right]
    found.append(task.says(cluster, right) if task.says else "")
    for known in task.misconceptions:
        wrong = (known.form or task.answer).plain(known.wrong(cluster))
        scored = task.scale(cluster, wrong, _TRIED_ON) if task.scale else ""
        found.append([known.name, known.message, repr(known.form), wrong, scored])
    return found


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(_rounded(value)).encode()).hexdigest()[:16]


def _rounded(value: Any) -> Any:
    """Return plain data with floats as texts of six digits: the last ones differ by machine."""
    if isinstance(value, dict):
        return {str(key): _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return f"{value:.6g}" if isinstance(value, float) else value
