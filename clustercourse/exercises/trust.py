"""Tasks of 06_trust_and_absorption: trust, loyalty and what a firm can absorb."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Numbers, Text
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clustercourse.exercises.trust_answers import (
    SMALL,
    START,
    ends,
    gaps,
    levels,
    levers,
    levers_from,
    levers_one_by_one,
    my_distance,
)
from clustercourse.exercises.trust_practice import PRACTICE
from clustercourse.exercises.trust_reading import ATTENTION_TASK, PSI_TASK, UNDERSTOOD_TASK
from clusterlib.classics.distance import Distance, optimum
from clusterlib.classics.distance import simulate as learning_at
from clusterlib.networks import build_cluster

_ABSORB = "Compute what a firm absorbs, whose ideas it understands, and the best distance"
_LEVERS = "Measure whether less trust or more absorptive capacity helps a cluster"
_EXPLAIN = "Explain when trust turns into a trap"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with some pipelines; a firm, a partner and a focal firm are the learner's.

    The cluster is one in which loyal firms do better with another trust than 0.8, mostly a lower.
    """
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            focal_firms=int(rng.integers(3, 5)),
            openness=float(rng.uniform(0.2, 0.35)),
            pipeline_cost=2.0,
            gate=0.8,
            rng=rng,
        )
        cluster.graph["my_reach"] = round(float(rng.uniform(0.1, 0.4)), 2)
        cluster.graph["my_rate"] = round(float(rng.uniform(0.3, 0.6)), 2)
        cluster.graph["my_trust"] = round(float(rng.uniform(0.3, 0.6)), 2)
        low, high = (0.8, 0.8, 0.05, 0.6), (1.2, 1.6, 0.25, 1.4)
        drawn = (round(float(one), 2) for one in rng.uniform(low, high))
        cluster.graph["my_distance"] = dict(zip(("a1", "a2", "b1", "b2"), drawn, strict=True))
        if _choose(cluster) and levers(cluster)["other_trust"] > 0:
            return cluster


def _choose(cluster: nx.Graph) -> bool:
    """Choose the learner's firm, partner and focal firm; False where there is none that suits."""
    kinds = dict(cluster.nodes(data="kind"))
    firm = max((one for one in cluster if kinds[one] == "sme"), key=cluster.degree)
    news = {partner: gaps(cluster, firm, partner).sum() for partner in cluster[firm]}

    def pipelines(one: str) -> int:
        return sum(tie["dimension"] == "pipeline" for tie in cluster[one].values())

    focal = max((one for one in cluster if kinds[one] == "focal_firm"), key=pipelines)
    local = cluster.degree(focal) - pipelines(focal)
    if len(news) < 4 or min(news.values()) < 0.1 or not pipelines(focal) or local < 3:
        return False
    cluster.graph["my_firm"], cluster.graph["my_focal"] = firm, focal
    cluster.graph["my_partner"] = max(news, key=lambda partner: news[partner])
    return True


def _by_search(cluster: nx.Graph) -> dict[str, float]:
    """Find the best distance among many, with the library's curve."""
    about = Distance(**cluster.graph["my_distance"])
    curve = learning_at(about, np.linspace(0, 2, 20_001))
    best = int(curve.learning.argmax())
    return {
        "distance": float(curve.distance[best]),
        "learning": float(curve.learning[best]),
        "more_able": optimum(about.but(a1=1.25 * about.a1)),
    }


def _at(cluster: nx.Graph, distance: float, able: float) -> dict[str, float]:
    """Return an answer with some distances, and what is learned at the first."""
    about = Distance(**cluster.graph["my_distance"])
    learned = learning_at(about, [distance]).learning[0]
    return {"distance": distance, "learning": float(learned), "more_able": able}


def _crossing(cluster: nx.Graph) -> dict[str, float]:
    """Take the distance at which the two lines cross."""
    p = Distance(**cluster.graph["my_distance"])
    return _at(cluster, (p.a1 - p.b1) / (p.a2 + p.b2), (1.25 * p.a1 - p.b1) / (p.a2 + p.b2))


def _middle(cluster: nx.Graph) -> dict[str, float]:
    """Take the middle between no distance and where nothing is understood."""
    p = Distance(**cluster.graph["my_distance"])
    return _at(cluster, p.a1 / (2 * p.a2), 1.25 * p.a1 / (2 * p.a2))


OPTIMUM_TASK = Task(
    id="trust.optimum",
    title="The best distance",
    objective=_ABSORB,
    points=15,
    answer=Numbers(),
    reference=my_distance,
    alternatives=(_by_search,),
    misconceptions=(
        Misconception(
            "where the lines cross",
            _crossing,
            "This is where the two lines cross. What is learned is their product, and a product "
            "is not highest where its factors are equal.",
        ),
        Misconception(
            "the middle",
            _middle,
            "This is the middle between no distance and the distance at which nothing is "
            "understood. It would be right if partners who think alike had nothing new, b1 = 0.",
        ),
        Misconception(
            "more able, the same distance",
            lambda cluster: my_distance(cluster, raise_by=0),
            "The best distance changes when a firm can absorb more: put 1.25 * a1 in the place "
            "of a1.",
        ),
        Misconception(
            "without the 2",
            lambda cluster: _at(
                cluster, 2 * my_distance(cluster)["distance"], 2 * my_distance(cluster)["more_able"]
            ),
            "A factor of 2 is missing: the derivative of d squared is 2d.",
        ),
    ),
    hints=(
        "Learning is (a1 - a2 d)(b1 + b2 d). Where is its derivative zero?",
        "d* = (a1 b2 - a2 b1) / (2 a2 b2). Put it into the product for what is learned.",
        "from clusterlib.classics.distance import Distance, optimum: optimum(Distance(**numbers)). "
        "The third number is the same with a1 replaced by 1.25 * a1.",
    ),
)

LEVERS_TASK = Task(
    id="trust.levers",
    title="Another trust, or more reach?",
    objective=_LEVERS,
    points=20,
    answer=Numbers(SMALL),
    reference=levers,
    alternatives=(levers_one_by_one,),
    misconceptions=(
        Misconception(
            "without loyalty",
            lambda cluster: levers(cluster, loyalty=0),
            "These are runs without loyalty. Ask for it in each run: Learning(loyalty=3, ...).",
        ),
        Misconception(
            "SMEs only",
            lambda cluster: levers(cluster, "sme"),
            "These are the numbers for SMEs. The task asks for all firms: level() or "
            "level('core').",
        ),
        Misconception(
            "differences, no shares",
            lambda cluster: {
                name: value if name == "best_trust" else value * ends(cluster)[START]
                for name, value in levers(cluster).items()
            },
            "These are differences of levels. Divide by the level at trust 0.8.",
        ),
        Misconception(
            "over all periods",
            lambda cluster: levers_from(
                {case: float(level.mean()) for case, level in levels(cluster)["core"].items()}
            ),
            "You compare means over all periods. Take the last record: level()[-1, 0].",
        ),
        Misconception(
            "share of the changed run",
            lambda cluster: {
                name: value if name == "best_trust" else value / (1 + value)
                for name, value in levers(cluster).items()
            },
            "You divide by the level after the change. The run with trust 0.8 is the baseline.",
        ),
        Misconception(
            "the best of all as baseline",
            lambda cluster: {
                "best_trust": levers(cluster)["best_trust"],
                "other_trust": ends(cluster)[START] / max(ends(cluster).values()) - 1,
                "more_reach": levers(cluster)["more_reach"],
            },
            "You compare trust 0.8 with the best. The other way round: the baseline is 0.8.",
        ),
    ),
    hints=(
        "You need seven runs, all with loyalty 3, the same periods and the same rng.",
        "def level(**changes): return simulate(cluster, Learning(loyalty=3, **changes), "
        "periods=60, rng=6).level()[-1, 0]",
        "ends = {t: level(trust=t) for t in trusts}; best = max(ends, key=ends.get); "
        "other_trust = ends[best] / ends[0.8] - 1; more_reach = level(trust=0.8, reach_sme=0.3) / "
        "ends[0.8] - 1",
    ),
)

EXPLAIN_TASK = Task(
    id="trust.explain",
    title="A programme for the cluster",
    objective=_EXPLAIN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Compare the two columns of the table. Which row changes most, and why?",
        "What does a firm that can understand more need as well? Who brings it in?",
        "Name your programme with two numbers of the table, say what goes where in the cluster, "
        "and what the model leaves out.",
    ),
    rubric=(
        Criterion("decides for a programme by two numbers of the own cluster", 5),
        Criterion("explains how loyalty changes the worth of trust and of reach", 6),
        Criterion("names what the model leaves out, or what would have to be found out first", 4),
    ),
)

UNIT = Unit(
    stem="06_trust_and_absorption",
    title="Exercise 06: trust and absorption in your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(
        PSI_TASK,
        UNDERSTOOD_TASK,
        ATTENTION_TASK,
        OPTIMUM_TASK,
        LEVERS_TASK,
        EXPLAIN_TASK,
    ),
    practice=PRACTICE,
)
