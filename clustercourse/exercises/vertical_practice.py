"""Check-yourself tasks of the lecture 03_vertical_learning, without points."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx

from clustercourse.exercises.answers import Number
from clustercourse.exercises.multi_angle_answers import LECTURE, SMALL
from clustercourse.exercises.tasks import Misconception, Task
from clustercourse.exercises.vertical_answers import customers, stage, suppliers
from clusterlib.experiments import Setting, compare


def _without_customer(cluster: nx.Graph, *stages: int) -> int:
    """Return how many firms of some stages have no customer in the cluster."""
    return sum(not customers(cluster, f) for number in stages for f in stage(cluster, number))


@lru_cache(maxsize=8)
def _trust(outcome: str = "performance", multi_angle: float = 0, vertical: float = 1) -> float:
    """Return what more trust is worth: the lecture's experiment."""
    low = Setting(periods=80).but(trust=0.1, multi_angle=multi_angle, vertical=vertical)
    return compare(low, low.but(trust=0.9), outcome, replicates=40, rng=LECTURE).relative.mean


PRACTICE = (
    Task(
        id="vertical.try_customers",
        title="Firms without a customer",
        objective="Tell suppliers from customers, forward from backward",
        points=0,
        answer=Number(),
        reference=lambda cluster: _without_customer(cluster, 1, 2),
        misconceptions=(
            Misconception(
                "the last stage too",
                lambda cluster: _without_customer(cluster, 1, 2, 3),
                "You count the last stage too. Its firms can have no customer in the cluster: "
                "they sell to the world outside.",
            ),
            Misconception(
                "without a supplier",
                lambda cluster: sum(
                    not suppliers(cluster, f) for s in (2, 3) for f in stage(cluster, s)
                ),
                "These firms have no supplier. A customer is in the stage after, not before.",
            ),
            Misconception(
                "those with a customer",
                lambda cluster: sum(
                    bool(customers(cluster, f)) for s in (1, 2) for f in stage(cluster, s)
                ),
                "These firms have a customer. Count the others.",
            ),
        ),
        hints=(
            "Go through the stages 1 and 2. `set(cluster[firm])` are the partners of a firm.",
            "A firm of stage s has a customer if one of its partners is in stage[s + 1].",
            "sum(not set(cluster[firm]) & stage[s + 1] for s in (1, 2) for firm in stage[s])",
        ),
    ),
    Task(
        id="vertical.try_trust",
        title="Trust between clients and suppliers only",
        objective="Measure what suppliers, customers and lead customers are worth, on paired runs",
        points=0,
        answer=SMALL,
        reference=lambda cluster: _trust(),
        alternatives=(lambda cluster: round(_trust(), 5),),
        misconceptions=(
            Misconception(
                "with institutions",
                lambda cluster: _trust(multi_angle=0.3),
                "This is the effect of all trust. Switch multi-angle learning off in both "
                "settings, so that trust is left between clients and suppliers only.",
            ),
            Misconception(
                "the other channel",
                lambda cluster: _trust(multi_angle=0.3, vertical=0),
                "You have switched off vertical learning. Here trust works between firms and "
                "institutions only. Switch multi-angle learning off instead.",
            ),
            Misconception(
                "SMEs",
                lambda cluster: _trust("sme_performance"),
                "This is the change for SMEs. Take the outcome as above: all firms.",
            ),
        ),
        hints=(
            "Both settings need multi_angle=0: wary.but(multi_angle=0) and so on.",
            "compare(wary.but(multi_angle=0), trusting.but(multi_angle=0), replicates=40, "
            "rng=SEED)",
            "Take .relative.mean of that comparison.",
        ),
    ),
)
