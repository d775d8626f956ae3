"""Tasks of 02_horizontal_learning: comparing, observing and imitating on one's own cluster."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Numbers, Text
from clustercourse.exercises.horizontal_answers import (
    SMALL,
    alike,
    choose_firm,
    end,
    loss,
    loss_one_by_one,
    loss_over_time,
    variety,
)
from clustercourse.exercises.horizontal_practice import PRACTICE
from clustercourse.exercises.horizontal_reading import LANGUAGE_TASK, MODEL_TASK, TEACHER_TASK
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_WORTH = "Measure what imitation is worth, who gains, and whether it makes firms alike"
_EXPLAIN = "Explain when it pays to let everybody see everybody, and when it does not"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with more rivals who see each other; one SME is the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(9, 13)),
            horizontal_ties=float(rng.uniform(1.6, 2.6)),
            rng=rng,
        )
        if firm := choose_firm(cluster):
            cluster.graph["my_firm"] = firm
            return cluster


WORTH_TASK = Task(
    id="horizontal.worth",
    title="What imitation is worth, and to whom",
    objective=_WORTH,
    points=20,
    answer=Numbers(SMALL),
    reference=loss,
    alternatives=(loss_one_by_one,),
    misconceptions=(
        Misconception(
            "all local learning off",
            lambda cluster: loss(cluster, "no buzz"),
            "You turn off all three local channels. Only horizontal learning is to be off: "
            "Learning(horizontal=0).",
        ),
        Misconception(
            "share of the changed run",
            lambda cluster: {
                of: 1 - end(cluster, "on", of) / end(cluster, "off", of)
                for of in ("sme", "focal_firm")
            },
            "You divide by the level without imitation. The run as it is, is the baseline.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {of: -change for of, change in loss(cluster).items()},
            "The sign is the wrong way round: (without - with) / with. A loss is below zero.",
        ),
        Misconception(
            "a difference, no share",
            lambda cluster: {
                of: change * end(cluster, "on", of) for of, change in loss(cluster).items()
            },
            "These are differences of levels. Divide by the level with imitation.",
        ),
        Misconception(
            "over all periods",
            loss_over_time,
            "You compare means over all periods. Take the last record: level('sme')[-1, 0].",
        ),
        Misconception(
            "levels",
            lambda cluster: {of: end(cluster, "off", of) for of in ("sme", "focal_firm")},
            "These are the levels themselves. Compare each with the run with imitation.",
        ),
    ),
    hints=(
        "Two runs with the same rng: one as it is, one with Learning(horizontal=0).",
        "run.level('sme')[-1, 0] is the SMEs' level at the end; 'focal_firm' gives the others.",
        "off = simulate(cluster, Learning(horizontal=0), periods=40, rng=2). Then "
        "off.level(of)[-1, 0] / on.level(of)[-1, 0] - 1 for both groups.",
    ),
)

ALIKE_TASK = Task(
    id="horizontal.alike",
    title="Does imitation make alike?",
    objective=_WORTH,
    points=20,
    answer=Numbers(SMALL),
    reference=alike,
    alternatives=(
        lambda cluster: {
            "absolute": (variety(cluster, "on") - variety(cluster, "off"))
            / variety(cluster, "off"),
            "relative": variety(cluster, "on")
            / end(cluster, "on")
            / (variety(cluster, "off") / end(cluster, "off"))
            - 1,
        },
    ),
    misconceptions=(
        Misconception(
            "the other direction",
            lambda cluster: {name: 1 / (1 + change) - 1 for name, change in alike(cluster).items()},
            "You start from the run with imitation. Asked is what imitation does: the run without "
            "it is the baseline here.",
        ),
        Misconception(
            "all firms",
            lambda cluster: alike(cluster, "core"),
            "This is right for all firms, so it holds the distance between focal firms and SMEs "
            "too. The task asks for SMEs.",
        ),
        Misconception(
            "over time",
            lambda cluster: {
                "absolute": variety(cluster, "on") / variety(cluster, "on", record=0) - 1,
                "relative": variety(cluster, "on")
                / variety(cluster, "on", record=0)
                * end(cluster, "on", record=0)
                / end(cluster, "on")
                - 1,
            },
            "You compare the end of a run with its start. That holds everything that happened. To "
            "see what imitation does, compare two ends: with it and without it.",
        ),
        Misconception(
            "one level for both",
            lambda cluster: dict.fromkeys(("absolute", "relative"), alike(cluster)["absolute"]),
            "Your two numbers are the same, as if both varieties were divided by one level. "
            "Divide each by the level of its own run.",
        ),
        Misconception(
            "differences",
            lambda cluster: {
                "absolute": variety(cluster, "on") - variety(cluster, "off"),
                "relative": variety(cluster, "on") / end(cluster, "on")
                - variety(cluster, "off") / end(cluster, "off"),
            },
            "These are differences. Asked are changes as a share: with / without - 1.",
        ),
    ),
    hints=(
        "You have both runs from the task before. run.variety('sme')[-1, 0] is the variety at "
        "the end of one.",
        "The relative variety of a run is its variety divided by its level, both of SMEs and both "
        "at the end.",
        "absolute = on.variety('sme')[-1, 0] / off.variety('sme')[-1, 0] - 1. The relative one "
        "is the same with each variety divided by its level('sme')[-1, 0].",
    ),
)


EXPLAIN_TASK = Task(
    id="horizontal.explain",
    title="An open day",
    objective=_EXPLAIN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Which column of the table is about the near future, which about the far one?",
        "How rugged is the problem: does the worth of one decision depend on the others? And how "
        "soon would your firms all work in the same way?",
        "Decide with two numbers of your table, say what happens to variety, and name what could "
        "turn the result round.",
    ),
    rubric=(
        Criterion("decides for or against by two numbers of the own cluster", 5),
        Criterion("says why: how fast a good way spreads, and what happens to variety", 6),
        Criterion("says when the advice turns round: ruggedness, time, or the way of copying", 4),
    ),
)

UNIT = Unit(
    stem="02_horizontal_learning",
    title="Exercise 02: who copies whom in your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(MODEL_TASK, LANGUAGE_TASK, TEACHER_TASK, WORTH_TASK, ALIKE_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
