"""The numbers that a text is about, short enough to stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from clustercourse.exercises.answers import list_some
from clustercourse.exercises.tasks import Unit

#: Of an answer with more names the largest numbers are shown. A policy has ten instruments.
_MOST = 10
_LONGEST_NAME = 30


def values_of(unit: Unit, cluster: nx.Graph, marks: Mapping[str, Any] | None = None) -> str:
    """Return the type of a cluster, a line for each task that has a right answer on it, and a line
    for each row of the table that the text is about.

    Parameters
    ----------
    unit : Unit
    cluster : networkx.Graph
    marks : mapping, optional
        What a learner got for answers on this cluster. It is said what was given instead, and for
        a task with no one right answer what was given.
    """
    lines = [f"Type: {cluster.graph['archetype']}"]
    for task in unit.tasks:
        if task.by_hand:
            table = task.about(cluster) if task.about else {}
            lines += [f"{row}: {shorten(dict(numbers))}" for row, numbers in table.items()]
            continue
        parts = []
        if task.scale is None:
            parts.append(shorten(task.answer.plain(task.reference(cluster))))
        if marks is not None:
            given = marks[task.id].get("given")
            parts.append(f"answered {given}" if given else str(marks[task.id]["status"]))
        if parts:
            lines.append(f"{task.title}: {'; '.join(parts)}")
    return "\n".join(lines)


def shorten(value: Any) -> str:
    """Return a plain answer in a few words.

    Examples
    --------
    >>> shorten({"pipeline": 8.0, "vertical": 0.106667})
    'pipeline 8, vertical 0.107'
    >>> shorten([f"F{n}" for n in range(12)])
    'F0, F1, F2, F3, F4, F5, F6, F7, F8, F9 and 2 more'
    """
    if isinstance(value, dict):
        names = list(value)
        if len(names) > _MOST:
            names.sort(key=lambda name: -abs(value[name]))
        return list_some([f"{shorten(name)} {shorten(value[name])}" for name in names], _MOST)
    if isinstance(value, list):
        return list_some([shorten(item) for item in value], _MOST)
    if isinstance(value, float):
        whole = value == round(value) and abs(value) < 1e6
        return f"{value:.0f}" if whole else f"{value:.3g}"
    # A name in an answer is a stranger's text.
    return " ".join(str(value).split())[:_LONGEST_NAME]
