"""What a learner calls in a notebook: my_cluster, check, hint and progress."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from clusterlib.exercises import store
from clusterlib.exercises.feedback import Message
from clusterlib.exercises.registry import find_task, find_unit
from clusterlib.exercises.tasks import Task, Unit, judge, tells_apart

#: The id that stands in a notebook until the learner writes another.
PRACTICE = "practice"
#: More draws than any learner needs; only a faulty unit comes near.
_MOST_DRAWS = 2000


class LearnerError(ValueError):
    """The learner id is missing or cannot be used."""


@dataclass
class _Session:
    """Who works in this kernel. A notebook has one learner, so one place holds it."""

    learner: str = ""


_session = _Session()


def my_cluster(learner: str, exercise: str) -> nx.Graph:
    """Return your own cluster for an exercise, drawn from your id.

    Parameters
    ----------
    learner : str
        Your student number, or any name that you keep. The same id gives the same cluster.
    exercise : str
        The name of the notebook, for example ``"01_cluster_structure"``.

    Returns
    -------
    networkx.Graph
        A copy: whatever you do to it, ``check`` compares with the cluster as it was drawn.

    Raises
    ------
    LearnerError
        If the id is not a text or is empty.

    Examples
    --------
    >>> cluster = my_cluster("ada", "01_cluster_structure")
    >>> sorted(cluster.graph)
    ['archetype', 'my_firm', 'name', 'structure']
    """
    if not isinstance(learner, str) or not learner.strip():
        raise LearnerError(
            'Give your student number or a name as a text, for example my_cluster("ada", ...).'
        )
    _session.learner = learner.strip()
    if _session.learner == PRACTICE:
        print("This is the practice cluster, the same for everybody. For your own, write your id.")
    cluster: nx.Graph = draw_cluster(_session.learner, find_unit(exercise).stem).copy()
    return cluster


@lru_cache(maxsize=512)
def draw_cluster(learner: str, stem: str, secret: str = "") -> nx.Graph:
    """Draw the cluster of a learner for a unit; another ``secret`` gives a fresh one.

    It is drawn again until every listed misconception differs clearly from the right answer.
    """
    unit = find_unit(stem)
    digest = hashlib.sha256(f"{secret}\0{stem}\0{learner}".encode()).digest()
    source = np.random.SeedSequence(int.from_bytes(digest, "big"))
    # Chosen before the first draw: a type that is drawn again more often is not rarer for it.
    archetype = str(np.random.default_rng(source).choice(unit.archetypes))
    for seed in (source.spawn(1)[0] for _ in range(_MOST_DRAWS)):
        cluster = unit.draw(archetype, np.random.default_rng(seed))
        if all(tells_apart(task, cluster) for task in unit.tasks):
            return cluster
    raise RuntimeError(f"{stem}: no cluster in {_MOST_DRAWS} tells all misconceptions apart.")


def check(task_id: str, answer: Any, cluster: nx.Graph | None = None) -> Message:
    """Judge an answer and say what was right, or which mistake it shows.

    Parameters
    ----------
    task_id : str
        The task, for example ``"structure.openness"``.
    answer : object
        Your answer. ``...`` counts as not attempted.
    cluster : networkx.Graph, optional
        In a lecture: the cluster that the question is about. Nothing is recorded then.

    Returns
    -------
    Message
        Shown below the cell.
    """
    unit, task = find_task(task_id)
    if cluster is None:
        cluster = draw_cluster(_learner(unit), unit.stem)
        verdict = judge(task, answer, cluster)
        _record(task, verdict.status, verdict.points)
    else:
        verdict = judge(task, answer, cluster)
    return Message(verdict.status, f"{task.title} [{task.id}]", verdict.message)


def hint(task_id: str) -> Message:
    """Give the next of a task's three hints; after the third, the first again.

    Hints cost no points.
    """
    _, task = find_task(task_id)
    shown = _hints_shown.get(task_id, 0)
    _hints_shown[task_id] = shown + 1
    place = shown % len(task.hints)
    return Message(
        "hint", f"{task.title}, step {place + 1} of {len(task.hints)}", task.hints[place]
    )


_hints_shown: dict[str, int] = {}


def progress(exercise: str) -> Progress:
    """Show the points you have earned in an exercise, task by task.

    Parameters
    ----------
    exercise : str
        The name of the notebook, for example ``"01_cluster_structure"``.
    """
    unit = find_unit(exercise)
    records = store.load(Path(store.FILE)).get(_learner(unit), {})
    rows = tuple(
        (
            task,
            records.get(task.id, {}).get("status", "not attempted"),
            int(records.get(task.id, {}).get("points", 0)),
        )
        for task in unit.tasks
    )
    return Progress(unit.title, rows)


@dataclass(frozen=True)
class Progress:
    """Points earned and possible, by task and objective."""

    title: str
    rows: tuple[tuple[Task, str, int], ...]

    @property
    def earned(self) -> int:
        """Points earned so far, without the texts that a person marks."""
        return sum(points for _, _, points in self.rows)

    @property
    def possible(self) -> int:
        """Points that ``check`` can give."""
        return sum(task.points for task, _, _ in self.rows if not task.by_hand)

    @property
    def waiting(self) -> int:
        """Points of the texts, which a person gives."""
        return sum(task.points for task, _, _ in self.rows if task.by_hand)

    @property
    def summary(self) -> str:
        """One line: the sum."""
        text = f"{self.earned} of {self.possible} points"
        return text + (f"; {self.waiting} more for your text, by hand" if self.waiting else "")

    def __str__(self) -> str:
        lines = [f"{self.title}: {self.summary}"]
        for task, status, points in self.rows:
            lines.append(f"  {points:3d} of {task.points:3d}  {status:14}  {task.title}")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(task.objective)}</td>"
            f"<td style='text-align:left'>{escape(task.title)}</td>"
            f"<td style='text-align:left'>{escape(status)}</td>"
            f"<td>{points} of {task.points}</td></tr>"
            for task, status, points in self.rows
        )
        return (
            f"<table><caption style='text-align:left'><strong>{escape(self.title)}</strong>: "
            f"{escape(self.summary)}</caption><thead><tr>"
            "<th style='text-align:left'>Objective</th><th style='text-align:left'>Task</th>"
            "<th style='text-align:left'>State</th><th>Points</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _learner(unit: Unit) -> str:
    if not _session.learner:
        raise LearnerError(
            f'Run the cell with my_cluster("your id", "{unit.stem}") first: '
            "the answers depend on your id."
        )
    return _session.learner


def _record(task: Task, status: str, points: int) -> None:
    """Keep the best result of each task; a later slip takes nothing away."""
    if status == "not attempted":
        return
    path = Path(store.FILE)
    learners = store.load(path)
    records = learners.setdefault(_session.learner, {})
    before = records.get(task.id, {})
    tries = int(before.get("tries", 0)) + 1
    if before.get("status") in ("right", "kept") and status not in ("right", "kept"):
        status, points = before["status"], int(before["points"])
    records[task.id] = {"status": status, "points": points, "tries": tries}
    store.save(path, learners)
