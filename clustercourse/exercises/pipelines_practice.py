"""Check-yourself tasks of the lecture 08_buzz_and_pipelines, without points."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number
from clustercourse.exercises.pipelines_answers import SMALL, counts
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.experiments import Setting, sweep
from clusterlib.learning import TechnologyShift

#: The seed of the lecture, and the periods of its runs.
LECTURE, PERIODS = 2013, 80


@lru_cache(maxsize=4)
def moved(openness: float) -> dict[str, float]:
    """Return the levels of a cluster whose market moves: the lecture's experiment."""
    setting = Setting(periods=2 * PERIODS, interventions=[TechnologyShift(at=PERIODS)])
    names = ["performance", "after_shift", "final_performance"]
    runs = sweep(setting, {"openness": [openness]}, names, replicates=12, rng=LECTURE)
    return {name: float(runs.at(name).mean()) for name in names}


def change(openness: float, since: str = "after_shift") -> float:
    """Return the change of the level to the end, as a share."""
    levels = moved(openness)
    return levels["final_performance"] / levels[since] - 1


@lru_cache(maxsize=2)
def crossed(outcome: str) -> dict[tuple[float, float], float]:
    """Return an outcome by buzz and openness: the lecture's experiment."""
    grid = {"buzz": [0.3, 1], "openness": [0, 0.2]}
    runs = sweep(Setting(periods=PERIODS), grid, outcome, rng=LECTURE)
    return {
        (point["buzz"], point["openness"]): float(values.mean())
        for point, values in zip(runs.points, runs.values, strict=True)
    }


def extra(outcome: str = "sme_performance") -> float:
    """Return how much more opening up adds with the usual buzz than with poor buzz."""
    level = crossed(outcome)
    return level[1, 0.2] - level[1, 0] - (level[0.3, 0.2] - level[0.3, 0])


def _pipelines(cluster: nx.Graph) -> tuple[int, int]:
    """Return the ties of F19 that lead outside, and the others."""
    return counts(cluster)["F19"]


PRACTICE = (
    Task(
        id="pipelines.try_index",
        title="How far F19 looks outside",
        objective="Measure how far the holders of pipelines look outside",
        points=0,
        answer=Number(),
        reference=lambda cluster: float(
            np.subtract(*_pipelines(cluster)) / np.sum(_pipelines(cluster))
        ),
        misconceptions=(
            Misconception(
                "the sign",
                lambda cluster: float(
                    -np.subtract(*_pipelines(cluster)) / np.sum(_pipelines(cluster))
                ),
                "The sign is the wrong way round: external minus internal. A firm that looks "
                "inward has an index below zero.",
            ),
            Misconception(
                "openness",
                lambda cluster: float(_pipelines(cluster)[0] / np.sum(_pipelines(cluster))),
                "This is the share of external ties, from 0 to 1. The index subtracts the "
                "internal ties first and runs from -1 to 1.",
            ),
            Misconception(
                "not divided",
                lambda cluster: float(np.subtract(*_pipelines(cluster))),
                "This is the difference of two counts. Divide it by the number of all ties.",
            ),
        ),
        hints=(
            "`external` and `internal` are two counts. Their difference comes first.",
            "With two external ties and six internal ones the index is (2 - 6) / (2 + 6).",
            "(external - internal) / (external + internal)",
        ),
    ),
    Task(
        id="pipelines.try_recovery",
        title="What a closed cluster recovers",
        objective="Tell lock-in from a low level",
        points=0,
        answer=SMALL,
        reference=lambda cluster: change(0.0),
        alternatives=(lambda cluster: round(change(0.0), 5),),
        misconceptions=(
            Misconception(
                "from before the move",
                lambda cluster: change(0.0, "performance"),
                "You compare with the time before the move. Just after it the level has fallen, "
                "with the same knowledge. Recovery starts from `after_shift`.",
            ),
            Misconception(
                "a ratio",
                lambda cluster: change(0.0) + 1,
                "This is the ratio of the two levels. Recovery is what comes on top: subtract 1.",
            ),
            Misconception(
                "the open cluster",
                lambda cluster: change(0.2),
                "This is the recovery of the open cluster. Take the row of openness 0.",
            ),
            Misconception(
                "a difference",
                lambda cluster: moved(0.0)["final_performance"] - moved(0.0)["after_shift"],
                "This is a difference of levels. Divide it by the level after the move.",
            ),
        ),
        hints=(
            "Two levels are needed: just after the move, and at the end.",
            "`closed.after_shift` and `closed.final_performance` are the two.",
            "closed.final_performance / closed.after_shift - 1",
        ),
    ),
    Task(
        id="pipelines.try_extra",
        title="More than the sum",
        objective="Test whether buzz and pipelines are complements, and find how open is best",
        points=0,
        answer=SMALL,
        reference=lambda cluster: extra(),
        alternatives=(lambda cluster: round(extra(), 5),),
        misconceptions=(
            Misconception(
                "the other way round",
                lambda cluster: -extra(),
                "The sign is the wrong way round: gain with the usual buzz minus gain with poor "
                "buzz.",
            ),
            Misconception(
                "all firms",
                lambda cluster: extra("performance"),
                "This is right for all firms. The question is about SMEs.",
            ),
            Misconception(
                "one gain",
                lambda cluster: (
                    crossed("sme_performance")[1, 0.2] - crossed("sme_performance")[1, 0]
                ),
                "This is the gain with the usual buzz. Subtract the gain with poor buzz.",
            ),
        ),
        hints=(
            "First the two gains: open minus closed, once in each row of the table.",
            "`gain[1.0]` is the gain with the usual buzz, `gain[0.3]` the one with poor buzz.",
            "gain[1.0] - gain[0.3], with gain = smes[0.2] - smes[0.0]",
        ),
    ),
)
