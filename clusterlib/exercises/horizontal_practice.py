"""Check-yourself tasks of the lecture 02_horizontal_learning, without points."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clusterlib.classics import landscapes, topologies
from clusterlib.exercises.answers import Name, Number
from clusterlib.exercises.horizontal_answers import LECTURE, SMALL, models, partners, rivals
from clusterlib.exercises.tasks import Misconception, Task

Copy = Literal["best", "most"]

#: The firm that the lecture asks about.
FIRM = "F32"


@lru_cache(maxsize=8)
def searched(network: str, copy: Copy = "best") -> NDArray[np.float64]:
    """Return the mean score over time of the firms of a ring, or of those who all see all."""
    build = {"ring": topologies.ring, "all": topologies.complete}[network]
    history = landscapes.simulate(
        build(40),
        landscapes.Landscapes(bits=12, sample=0 if copy == "best" else 3),
        periods=60,
        replicates=100,
        copy=copy,
        rng=LECTURE,
    )
    score: NDArray[np.float64] = history.performance.mean(axis=0)
    return score


def _crossing() -> int:
    """Return the first period in which the ring is ahead."""
    return int(np.argmax(searched("ring") > searched("all")))


def _by_ties(cluster: nx.Graph) -> str:
    return max(rivals(cluster, FIRM), key=lambda one: cluster.degree(one))


def _change(copy: Copy) -> float:
    """Return by which share seeing everybody changes the score at the end."""
    return float(searched("all", copy)[-1] / searched("ring", copy)[-1] - 1)


PRACTICE = (
    Task(
        id="horizontal.try_model",
        title="Whom F32 imitates",
        objective="Find whom a firm imitates, and how many firms imitate one",
        points=0,
        answer=Name(),
        reference=lambda cluster: models(cluster, seed=LECTURE)[FIRM],
        alternatives=(lambda cluster: f" {models(cluster, seed=LECTURE)[FIRM]} ",),
        misconceptions=(
            Misconception(
                "the best partner",
                lambda cluster: models(cluster, partners, seed=LECTURE)[FIRM],
                "This firm performs best among all partners of F32, but it stands in another "
                "stage. Horizontal learning is among rivals.",
            ),
            Misconception(
                "the rival with most ties",
                _by_ties,
                "This rival has most ties. F32 imitates the one that performs best.",
            ),
            Misconception(
                "the weakest rival",
                lambda cluster: models(
                    cluster,
                    lambda graph, firm: [one for one in rivals(graph, firm) if one == "F28"],
                    seed=LECTURE,
                )[FIRM],
                "This rival is hardly better than F32 itself. Take the best.",
            ),
        ),
        hints=(
            "`rivals` are the firms that F32 has a horizontal tie with.",
            "You want the rival with the highest `score`.",
            "max(rivals, key=lambda one: score[one])",
        ),
    ),
    Task(
        id="horizontal.try_cross",
        title="When the ring gets ahead",
        objective="Measure what imitation is worth, who gains, and whether it makes firms alike",
        points=0,
        answer=Number(),
        reference=lambda cluster: _crossing(),
        misconceptions=(
            Misconception(
                "one too early",
                lambda cluster: _crossing() - 1,
                "In this period everybody is still ahead. Take the next one.",
            ),
            Misconception(
                "one too late",
                lambda cluster: _crossing() + 1,
                "One too many: the arrays start with period 0.",
            ),
            Misconception(
                "the widest lead",
                lambda cluster: int(np.argmax(searched("ring") - searched("all"))),
                "In this period the ring's lead is widest. When does the lead begin?",
            ),
        ),
        hints=(
            "ring_score > all_score is an array of True and False, one for each period.",
            "np.argmax of such an array is the place of its first True.",
            "int(np.argmax(ring_score > all_score))",
        ),
    ),
    Task(
        id="horizontal.try_most",
        title="Another way to copy",
        objective="Explain when it pays to let everybody see everybody, and when it does not",
        points=0,
        answer=SMALL,
        reference=lambda cluster: _change("most"),
        alternatives=(lambda cluster: round(_change("most"), 5),),
        misconceptions=(
            Misconception(
                "copying the best",
                lambda cluster: _change("best"),
                'This is the change for firms that copy the best. Take the runs with copy="most".',
            ),
            Misconception(
                "the other direction",
                lambda cluster: 1 / (1 + _change("most")) - 1,
                "You start from everybody. The ring is the baseline here.",
            ),
            Misconception(
                "a difference",
                lambda cluster: searched("all", "most")[-1] - searched("ring", "most")[-1],
                "This is a difference of scores. Divide it by the score of the ring.",
            ),
        ),
        hints=(
            "ends is a dict with the score at the end; its keys are a rule and a network.",
            'You need ends["most", "all"] and ends["most", "ring"].',
            'ends["most", "all"] / ends["most", "ring"] - 1',
        ),
    ),
)
