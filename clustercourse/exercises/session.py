"""What a learner calls in a notebook: my_cluster, check, hint, progress and its copies."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import store
from clustercourse.exercises.messages import Message, PlainError
from clustercourse.exercises.progress_table import Exported, Progress, table_of
from clustercourse.exercises.registry import UNITS, find_task, find_unit
from clustercourse.exercises.tasks import Judgement, Task, Unit, judge, tells_apart
from clusterlib.files.letters import composed

#: The id that stands in a notebook until the learner writes another.
PRACTICE = "practice"
#: More draws than any learner needs; only a faulty unit comes near.
_MOST_DRAWS = 2000


class LearnerError(PlainError):
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
        Your student number, or any name that you keep. The same id gives the same cluster;
        capitals count, and so do spaces between words.
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
    ['my_firm', 'name']
    """
    if not isinstance(learner, str) or not learner.strip():
        raise LearnerError(
            'Give your student number or a name as a text, for example my_cluster("ada", ...).'
        )
    before, _session.learner = _session.learner, composed(learner.strip())
    known = _other_spelling(_session.learner)
    if known:
        print(
            f"Your points so far are kept for {known!r}. {_session.learner!r} is another learner, "
            "with another cluster: capitals and spaces count. If both are you, write your id as "
            "before and run all cells from the top again."
        )
    elif before not in ("", _session.learner):
        print(
            f"Your id is now {_session.learner!r}, it was {before!r}: this is another cluster. Run "
            "all cells from the top again."
        )
    if _session.learner == PRACTICE:
        print("This is the practice cluster, the same for everybody. For your own, write your id.")
    unit = find_unit(exercise)
    cluster: nx.Graph = draw_cluster(_session.learner, unit.stem).copy()
    if unit.hides:
        cluster.graph["name"] = f"cluster of {_session.learner}"
        for key in unit.hides:
            del cluster.graph[key]
    return cluster


@lru_cache(maxsize=512)
def draw_cluster(learner: str, stem: str, secret: str = "") -> nx.Graph:
    """Draw the cluster of a learner for a unit; another ``secret`` gives a fresh one.

    It is drawn again until every listed misconception differs clearly from the right answer.
    """
    unit = find_unit(stem)
    # An id that looks the same is the same, however its letters are coded.
    digest = hashlib.sha256(f"{secret}\0{stem}\0{composed(learner)}".encode()).digest()
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
        In a lecture: what the question is about, mostly a cluster. It earns no points then.

    Returns
    -------
    Message
        Shown below the cell.

    Raises
    ------
    UnknownNameError
        If there is no such task; the closest is named.
    LearnerError
        If nobody has called ``my_cluster`` yet, or a lecture's question lacks what it is about.
    """
    unit, task = find_task(task_id)
    if cluster is None:
        if unit is None or task in unit.practice:
            raise LearnerError(
                f"{task_id} is a question of a lecture: give what it is about as a third argument, "
                f'as the lecture does, for example check("{task_id}", answer, cluster).'
            )
        cluster = draw_cluster(_learner(unit), unit.stem)
        judgement = judge(task, answer, cluster)
        text = f"{judgement.message} {_record(task, judgement.status, judgement.points)}".strip()
    else:
        judgement = judge(task, answer, cluster)
        text = judgement.message
        _remember_try(task, judgement, answer)
    return Message(judgement.status, f"{task.title} [{task.id}]", text)


def _remember_try(task: Task, judgement: Judgement, answer: Any) -> None:
    """Keep a try at a lecture's question, as the course's pages in a browser do."""
    if judgement.status == "not attempted":
        return
    from clustercourse.predictions import kept  # its widgets are not needed to judge

    before = kept.recall("tasks", task.id) or {}
    # What a page can show in its field again.
    shown = {"answer": str(answer)} if isinstance(answer, int | float | str) else {}
    now = {"status": judgement.status, "points": 0, **shown, "tries": before.get("tries", 0) + 1}
    kept.remember("tasks", task.id, kept.better("tasks", before or None, now))


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


def progress(exercise: str | None = None) -> Progress:
    """Show the points you have earned, by objective and task.

    Parameters
    ----------
    exercise : str, optional
        The name of the notebook, for example ``"01_cluster_structure"``; all exercises by default.
    """
    units = tuple(UNITS.values()) if exercise is None else (find_unit(exercise),)
    learners = store.load(Path(store.FILE))
    return table_of(units, learners.get(_session.learner or _only(learners), {}))


def export_progress() -> Exported:
    """Return all your progress as one line to keep, for when this computer forgets it.

    See Also
    --------
    restore_progress : Takes the line, or the file, back.
    """
    return Exported(store.pack(store.load(Path(store.FILE))))


def restore_progress(saved: str | os.PathLike[str]) -> Progress:
    """Bring progress back that ``export_progress`` gave, or a file ``my_progress.json``.

    Nothing is lost: where a task is in both, the better result stays. A file ``my_tries.json``,
    which the course's pages in a browser save, is taken in as well: your predictions and answers
    in lectures.

    Parameters
    ----------
    saved : str or path
        The line, or the name of the file.

    Returns
    -------
    Progress
        The table of all exercises.

    Raises
    ------
    ProgressError
        If the line or the file is damaged. Nothing is changed then.
    """
    from clustercourse.predictions import kept

    if _is_file(saved) and kept.holds_tries(Path(saved)):
        kept.take_in(Path(saved))
        mine = store.load(Path(store.FILE))
        learner = _session.learner or (_only(mine) if len(mine) == 1 else "")
        return table_of(tuple(UNITS.values()), mine.get(learner, {}))
    others = store.load(Path(saved)) if _is_file(saved) else store.unpack(os.fspath(saved))
    merged = store.change(Path(store.FILE), lambda mine: store.merge(mine, others))
    # Which of several learners is at work the next call of my_cluster tells.
    learner = _session.learner or (_only(merged) if len(merged) == 1 else "")
    return table_of(tuple(UNITS.values()), merged.get(learner, {}))


def _is_file(saved: str | os.PathLike[str]) -> bool:
    try:
        return Path(saved).is_file()
    except (OSError, ValueError):
        # A line is too long for the name of a file.
        return False


def _only(learners: store.Learners) -> str:
    """Return the one learner in the file, for a kernel that has just started."""
    if len(learners) == 1:
        return next(iter(learners))
    raise LearnerError(
        "First run the cell near the top with my_cluster(LEARNER, ...): "
        + ("the file holds several learners." if learners else "nothing is kept here yet.")
    )


def _other_spelling(learner: str) -> str:
    """Return an id that differs in capitals and spaces only and has more points, or nothing."""

    def letters(one: str) -> str:
        return "".join(composed(one).split()).casefold()

    try:
        learners = store.load(Path(store.FILE))
    except store.ProgressError:
        return ""  # the next check says so

    def kept(one: str) -> tuple[int, bool]:
        return store.points(learners.get(one, {})), one in learners

    alike = [one for one in learners if letters(one) == letters(learner)]
    most = max(alike, key=kept, default=learner)
    # A try that earned nothing under another spelling is no reason to go back to it.
    return most if kept(most) > kept(learner) else ""


def _learner(unit: Unit) -> str:
    if not _session.learner:
        raise LearnerError(
            f'First run the cell near the top with my_cluster(LEARNER, "{unit.stem}"): '
            "the answers depend on your id."
        )
    return _session.learner


def _record(task: Task, status: str, points: int) -> str:
    """Keep the best result of each task; a later slip takes nothing away. Say why if it fails."""
    if status == "not attempted":
        return ""

    def with_result(learners: store.Learners) -> store.Learners:
        records = learners.setdefault(_session.learner, {})
        before = records.get(task.id, {})
        best = store.better(before, {"status": status, "points": points})
        records[task.id] = {**best, "tries": store.tries(before) + 1}
        return learners

    try:
        store.change(Path(store.FILE), with_result)
    except store.ProgressError as error:
        return f"But your points are not kept: {error}"
    return ""
