"""No message names an actor of the right answer whom the learner has not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from clustercourse.exercises.registry import UNITS, find_task
from clustercourse.exercises.session import draw_cluster
from clustercourse.exercises.tasks import judge
from clustercourse.exercises.units.policy import region_of
from clustercourse.policy import Policy, all_on


def probes(right: Any, actors: list[str]) -> Iterator[Any]:
    """Yield answers with which somebody would fish for what is right."""
    if isinstance(right, list):
        yield from ([], right[:1], right[1:], [*right, actors[0]], ["x"], [actors[0]])
        return
    if not isinstance(right, dict):
        yield from (0, right + 1, -right)
        return
    first, *rest = right
    others = [name for name in actors if name not in right][:4]
    yield from ({}, {"x": 1.0}, {first: right[first]}, {first: 123.0}, dict.fromkeys(right, 0))
    yield {name: right[name] for name in rest}
    yield dict.fromkeys(others, 1.0)
    yield {name: number for name, number in right.items() if name != first} | {"x": 1.0}
    yield dict(zip(others, right.values(), strict=False))
    yield {name: number + 123.456 for name, number in right.items()}


@pytest.mark.slow
@pytest.mark.parametrize("stem", UNITS)
def test_no_message_gives_an_actor_of_the_right_answer_away(stem):
    unit = UNITS[stem]
    for learner in ("ada", "bob"):
        cluster = draw_cluster(learner, stem)
        for task in unit.tasks:
            if task.by_hand or task.scale is not None:
                continue
            right = task.answer.plain(task.reference(cluster))
            named_by_it = {*right} if isinstance(right, list | dict) else {right}
            if not (secret := named_by_it & {*cluster}):
                # A number, or numbers for words that the task says itself.
                continue
            wrong = [known.wrong(cluster) for known in task.misconceptions]
            # A mistake that leaves somebody out.
            less = [
                {name: number for name, number in one.items() if name != min(one)}
                for one in wrong
                if isinstance(one, dict) and one
            ]
            for mine in [*probes(right, sorted(cluster)), *wrong, *less]:
                judged = judge(task, mine, cluster)
                if judged.status == "right":
                    continue
                named = set(re.findall(r"\b[A-Z]+\d+\b", judged.message))
                given = {*mine} if isinstance(mine, list | dict | set) else {mine}
                given |= {*mine.values()} if isinstance(mine, dict) else set()
                assert named & secret <= given, (task.id, mine, judged.message)


def test_no_message_on_a_policy_says_what_the_best_one_spends():
    unit, task = find_task("policy.plan")
    for learner in ("ada", "bob"):
        cluster = draw_cluster(learner, unit.stem)
        region = region_of(cluster)
        for name in region.paid:
            for mine in (region.equal, all_on(name), Policy(**{f"{name}_1": 9})):
                words = {*re.findall(r"\w+", judge(task, mine, cluster).message)}
                assert not words & {*Policy.model_fields}
                # What it names is what is paid for, all of it or nothing.
                assert words & {*region.paid} in (set(), {*region.paid})
