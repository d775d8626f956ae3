"""Check-yourself tasks of the lecture 04_multi_angle_learning, without points."""

from __future__ import annotations

import networkx as nx

from clustercourse.exercises.answers import Number
from clustercourse.exercises.multi_angle_answers import (
    LECTURE,
    SMALL,
    layer,
    swappable,
    teaching_alone,
    unserved,
)
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.learning import initial_knowledge


def _swappable(cluster: nx.Graph) -> tuple[int, int]:
    """Return how many fields U1 could offer F19 at the start, and F19 to U1."""
    known, place = initial_knowledge(cluster, rng=LECTURE), list(cluster).index
    return swappable(known[place("F19")], known[place("U1")])


PRACTICE = (
    Task(
        id="multi_angle.try_unserved",
        title="Firms without an institution",
        objective="Find which firms an institution reaches, and in how many steps",
        points=0,
        answer=Number(),
        reference=lambda cluster: len(unserved(cluster)),
        misconceptions=(
            Misconception(
                "the firms with a tie",
                lambda cluster: len(layer(cluster, "core")) - len(unserved(cluster)),
                "These are the firms with a tie to an institution. Count the others.",
            ),
            Misconception(
                "without a university",
                lambda cluster: len(unserved(cluster, "university")),
                "These have no tie with a university. Take all four types together.",
            ),
        ),
        hints=(
            "`set(cluster[firm])` are the partners of a firm.",
            "A firm counts if none of its partners is in `institutions`.",
            "sum(not institutions & set(cluster[firm]) for firm in firms)",
        ),
    ),
    Task(
        id="multi_angle.try_swap",
        title="Fields to swap",
        objective="Tell a gift from barter, and compute what each carries",
        points=0,
        answer=Number(),
        reference=lambda cluster: min(_swappable(cluster)),
        misconceptions=(
            Misconception(
                "what the university offers",
                lambda cluster: _swappable(cluster)[0],
                "In these fields the university knows more: a gift may carry all of them. In "
                "barter each needs a field in return.",
            ),
            Misconception(
                "all fields",
                lambda cluster: sum(_swappable(cluster)),
                "These are all fields. A swap needs two of them, one in each direction.",
            ),
            Misconception(
                "the difference",
                lambda cluster: abs(_swappable(cluster)[0] - _swappable(cluster)[1]),
                "This is how many fields are left over on one side. How many pairs are there?",
            ),
        ),
        hints=(
            "`offered` and `returned` are counts. Each swap uses up one of each.",
            "With seven to offer and two to return, two swaps are possible.",
            "min(offered, returned)",
        ),
    ),
    Task(
        id="multi_angle.try_teach",
        title="What teaching alone is worth",
        objective="Measure what a type of institution is worth, on paired runs",
        points=0,
        answer=SMALL,
        reference=lambda cluster: teaching_alone(),
        alternatives=(lambda cluster: round(teaching_alone(), 5),),
        misconceptions=(
            Misconception(
                "all firms",
                lambda cluster: teaching_alone("performance"),
                'This is the change for all firms. Ask for "sme_performance".',
            ),
            Misconception(
                "against all that institutions do",
                lambda cluster: teaching_alone(against="all"),
                "You compare with institutions as they are. Here the baseline is a cluster "
                "without any: what is teaching alone worth?",
            ),
        ),
        hints=(
            "Compare two settings that you have: leave['supporting'] and teach.",
            'compare(leave["supporting"], teach, "sme_performance", replicates=40, rng=SEED)',
            "Take .relative.mean of that comparison.",
        ),
    ),
)
