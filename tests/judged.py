"""One pass over the learners of a unit: what is right for each, and how answers are judged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster
from clustercourse.exercises.tasks import Task, judge

LEARNERS = [f"learner-{number}" for number in range(200)]
#: A scored answer takes longer to judge.
FEWER = LEARNERS[:25]
#: Each of these gives the answers of the next one, too.
COPYING = LEARNERS[:40]
#: A text that a person can mark.
TEXT = "word " * 70

#: A verdict as plain data, by what was answered: "reference", "alternative 1", "misconception 1".
Verdicts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Judged:
    """A unit after the pass, as plain data with one entry a learner."""

    archetypes: list[str]
    #: The right answers by task.
    answers: dict[str, list[Any]]
    #: All verdicts by task.
    verdicts: dict[str, list[Verdicts]]
    #: What the first learner's cluster gives for each way of a task, right or wrong.
    first: dict[str, dict[str, Any]]
    #: What those who copy the exact answers of the next learner earn.
    copied: list[int]


def together(stem: str, task: str = "all") -> str:
    """Return the id of a test that needs the pass: conftest.py keeps those of a unit together."""
    return f"pass {stem} {task}"


@cache
def judged(stem: str) -> Judged:
    """Draw each learner's cluster once and judge on it whatever the unit knows of."""
    tasks = UNITS[stem].tasks
    names = [task.id for task in tasks]
    done = Judged([], {name: [] for name in names}, {name: [] for name in names}, {}, [])
    neighbour: tuple[dict[str, Task], Any] | None = None
    for learner in LEARNERS:
        cluster = draw_cluster(learner, stem)
        done.archetypes.append(cluster.graph["archetype"])
        wanted = [task for task in tasks if task.scale is None or learner in FEWER]
        mine = {task.id: answered_once(task, cluster) for task in wanted}
        if neighbour is not None and len(done.copied) < len(COPYING):
            done.copied.append(_copied(*neighbour, mine, cluster))
        for task in wanted:
            # The first learner's answers are computed for every verdict anew: no chance is in them.
            again = task if learner == LEARNERS[0] else mine[task.id]
            done.verdicts[task.id].append(verdicts_of(again, cluster))
            if learner == LEARNERS[0]:
                done.first[task.id] = plain_ways(mine[task.id], cluster)
            if not task.by_hand:
                done.answers[task.id].append(task.answer.plain(mine[task.id].reference(cluster)))
        neighbour = mine, cluster
    return done


def answered_once(task: Task, about: Any) -> Task:
    """Return the task with its answers on one cluster kept, as each verdict asks for all."""

    def kept(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        try:
            answer = function(about)
        except Exception as error:
            error.add_note(f"in the task {task.id}")
            raise
        return lambda _: answer

    return replace(
        task,
        reference=kept(task.reference),
        alternatives=tuple(kept(right) for right in task.alternatives),
        misconceptions=tuple(replace(one, wrong=kept(one.wrong)) for one in task.misconceptions),
    )


def ways_of(task: Task) -> dict[str, Callable[[Any], Any]]:
    """Return the reference, all alternatives and all misconceptions; of a text, one to be read."""
    if task.by_hand:
        return {"text": lambda _: TEXT if task.answer.words <= 70 else 5 * TEXT}
    ways = {"reference": task.reference}
    ways |= {f"alternative {n}": right for n, right in enumerate(task.alternatives, 1)}
    return ways | {f"misconception {n}": one.wrong for n, one in enumerate(task.misconceptions, 1)}


def plain_ways(task: Task, about: Any) -> dict[str, Any]:
    """Return what every way of a task gives, as plain data."""
    forms = {f"misconception {n}": one.form for n, one in enumerate(task.misconceptions, 1)}
    return {
        name: (forms.get(name) or task.answer).plain(way(about))
        for name, way in ways_of(task).items()
    }


def verdicts_of(task: Task, about: Any) -> Verdicts:
    """Judge every way of a task."""
    found = {}
    for name, way in ways_of(task).items():
        verdict = judge(task, way(about), about)
        found[name] = {
            "status": verdict.status,
            "points": verdict.points,
            "message": verdict.message,
            "misconception": verdict.misconception,
        }
    return found


def _copied(mine: dict[str, Task], cluster: Any, theirs: dict[str, Task], other: Any) -> int:
    """Return the points of a learner who gives the answers of another."""
    return sum(
        judge(task, theirs[name].reference(other), cluster).points
        for name, task in mine.items()
        if not task.by_hand and task.scale is None
    )
