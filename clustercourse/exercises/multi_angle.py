"""Tasks of 04_multi_angle_learning: what institutions are worth to the firms of a cluster."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.multi_angle_answers import (
    SMALL,
    choose_pair,
    ends,
    left,
    worth,
    worth_one_by_one,
    worth_over_time,
)
from clustercourse.exercises.multi_angle_practice import PRACTICE
from clustercourse.exercises.multi_angle_reading import GIFT_TASK, REACH_TASK, UNSERVED_TASK
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_WORTH = "Measure what a type of institution is worth, on paired runs"
_EXPLAIN = "Explain when teaching pays, and when it does not"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with other institutions; one of them and a partner are the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            universities=int(rng.integers(1, 4)),
            research_institutes=int(rng.integers(1, 4)),
            multi_angle_ties=float(rng.uniform(1.2, 2.0)),
            openness=float(rng.uniform(0.1, 0.25)),
            rng=rng,
        )
        if pair := choose_pair(cluster):
            cluster.graph["my_institution"], cluster.graph["my_firm"] = pair
            return cluster


WORTH_TASK = Task(
    id="multi_angle.worth",
    title="What each type is worth",
    objective=_WORTH,
    points=20,
    answer=Numbers(SMALL),
    reference=worth,
    alternatives=(worth_one_by_one,),
    misconceptions=(
        Misconception(
            "all firms",
            lambda cluster: worth(cluster, "core"),
            "These are the changes for all firms. The task asks for SMEs: level('sme').",
        ),
        Misconception(
            "a difference, no share",
            lambda cluster: {
                name: change * ends(cluster)["all"] for name, change in worth(cluster).items()
            },
            "These are differences of levels. Divide by the level with all institutions.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -change for name, change in worth(cluster).items()},
            "The sign is the wrong way round: (without - with) / with. A loss is below zero.",
        ),
        Misconception(
            "share of the changed run",
            lambda cluster: {
                name: 1 - ends(cluster)["all"] / ends(cluster)[name] for name in worth(cluster)
            },
            "You divide by the level without them. The run with all institutions is the baseline.",
        ),
        Misconception(
            "over all periods",
            worth_over_time,
            "You compare means over all periods. Take the last record: level('sme')[-1].",
        ),
        Misconception(
            "levels",
            lambda cluster: {name: ends(cluster)[name] for name in worth(cluster)},
            "These are the levels themselves. Compare each with the run with all institutions.",
        ),
    ),
    hints=(
        "Run the cluster once as it is. Then run it again with interventions="
        "[RemoveActors(kind)], with the same rng, for each kind.",
        "simulate(...).level('sme')[-1, 0] is the SMEs' level at the end of a run of one cluster.",
        "def level(*events): return simulate(cluster, periods=40, interventions=events, rng=4)"
        ".level('sme')[-1, 0]. Then level(RemoveActors(kind)) / level() - 1 for each kind.",
    ),
)

TEACH_TASK = Task(
    id="multi_angle.teach",
    title="If they only teach",
    objective=_WORTH,
    points=15,
    answer=Number(absolute=2e-4),
    reference=left,
    alternatives=(
        lambda cluster: (
            1
            - (ends(cluster)["all"] - ends(cluster)["teach only"])
            / (ends(cluster)["all"] - ends(cluster)["supporting"])
        ),
    ),
    misconceptions=(
        Misconception(
            "the part that is lost",
            lambda cluster: 1 - left(cluster),
            "This is the part of their worth that is lost. Asked is the part that is left.",
        ),
        Misconception(
            "the other direction",
            lambda cluster: left(cluster, "learn only"),
            "You cut the flow from institutions to firms: these institutions learn and never "
            "teach. Cut the flow from the firms, 'core', to the institutions, 'supporting'.",
        ),
        Misconception(
            "a share of the level",
            lambda cluster: ends(cluster)["teach only"] / ends(cluster)["all"],
            "This is a share of the level. Most of that level the SMEs have without institutions: "
            "subtract the level without any institution above and below the line.",
        ),
        Misconception(
            "all firms",
            lambda cluster: left(cluster, of="core"),
            "This is right for all firms. The task asks for SMEs.",
        ),
        Misconception(
            "a change of the level",
            lambda cluster: ends(cluster)["teach only"] / ends(cluster)["all"] - 1,
            "This is the relative change of the level. Asked is a share of what institutions are "
            "worth: (teach only - none) / (all - none).",
        ),
    ),
    hints=(
        "You need three levels of the SMEs: with institutions as they are, with institutions "
        "that only teach, and without any institution.",
        "Institutions that only teach: interventions=[CutFlows(sources='core', "
        "targets='supporting')].",
        "(teach_only - none) / (as_they_are - none), all from runs of 40 periods with rng=4.",
    ),
)

EXPLAIN_TASK = Task(
    id="multi_angle.explain",
    title="Money for one type only",
    objective=_EXPLAIN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Which type costs most when it leaves? Is that because of its number, or of each one?",
        "Add up the four single losses. Compare with the loss when all leave. What can a firm do "
        "when one of its institutions closes?",
        "Decide for one type with two of your numbers, name the way in which it helps, and say "
        "what the model leaves out that could change your mind.",
    ),
    rubric=(
        Criterion("decides for a type by two numbers of the own cluster", 5),
        Criterion("says how it helps: what it passes on, to whom, and what stands in for it", 6),
        Criterion("names what the model leaves out, or why one paired run is not enough", 4),
    ),
)

UNIT = Unit(
    stem="04_multi_angle_learning",
    title="Exercise 04: the institutions of your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(UNSERVED_TASK, REACH_TASK, GIFT_TASK, WORTH_TASK, TEACH_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
