"""Check-yourself tasks of the lecture 02_horizontal_learning, without points."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Name, Number
from clustercourse.exercises.horizontal_answers import LECTURE, models, partners, rivals
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.classics import landscapes, topologies

#: The firm that the lecture asks about.
FIRM = "F32"


@lru_cache(maxsize=8)
def searched(network: str) -> NDArray[np.float64]:
    """Return the mean score over time of the firms of a ring, or of those who all see all."""
    build = {"ring": topologies.ring, "all": topologies.complete}[network]
    history = landscapes.simulate(
        build(40),
        landscapes.Landscapes(bits=12),
        periods=60,
        replicates=100,
        rng=LECTURE,
    )
    score: NDArray[np.float64] = history.performance.mean(axis=0)
    return score


def _crossing() -> int:
    """Return the first period in which the ring is ahead."""
    return int(np.argmax(searched("ring") > searched("all")))


def _by_ties(cluster: nx.Graph) -> str:
    return max(rivals(cluster, FIRM), key=lambda one: cluster.degree(one))


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
            '`rivals["F32"]` are the firms that F32 has a horizontal tie with.',
            "You want the rival with the highest `score`.",
            'max(rivals["F32"], key=lambda one: score[one])',
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
)
