"""Tasks of 05_network_position: bridges, size, and where a firm should go."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Numbers, Text
from clustercourse.exercises.position_answers import (
    SMALL,
    bridge,
    bridge_one_by_one,
    bridge_over_time,
    clear_cut,
    given,
    levels,
    size,
    size_by_compare,
    size_difference,
)
from clustercourse.exercises.position_practice import PRACTICE
from clustercourse.exercises.position_reading import GIVEN_TASK, HOLES_TASK, RANK_TASK
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_BRIDGE = "Find the ties that bridge, and measure what a cluster loses without them"
_WHOLE = "Test claims about whole networks and advise a firm"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype of some size and density; an SME with ties among its partners is mine."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(7, 11)),
            focal_firms=int(rng.integers(2, 5)),
            horizontal_ties=float(rng.uniform(1.8, 2.6)),
            vertical_ties=float(rng.uniform(1.8, 2.6)),
            openness=float(rng.uniform(0.1, 0.25)),
            rng=rng,
        )
        firms = _firms_to_ask_about(cluster)
        if firms and clear_cut(cluster) and math.isfinite(given(cluster)["given"]):
            cluster.graph["my_firm"] = firms[int(rng.integers(len(firms)))]
            return cluster


def _firms_to_ask_about(cluster: nx.Graph) -> list[str]:
    """Return the SMEs with four partners or more, some of them tied, and with somewhere to go."""
    found = []
    for firm, about in cluster.nodes(data=True):
        partners = set(cluster[firm])
        if about["kind"] == "sme" and len(partners) >= 4:
            others = [
                bool(partners & set(cluster[other]))
                for other, of in cluster.nodes(data=True)
                if of["stage"] == about["stage"] and other not in partners | {firm}
            ]
            # Two strangers and two friends of friends in the same stage: see the last task.
            somewhere = min(others.count(True), others.count(False)) >= 2
            if somewhere and cluster.subgraph(partners).number_of_edges():
                found.append(firm)
    return found


BRIDGE_TASK = Task(
    id="position.bridge",
    title="What bridges are worth",
    objective=_BRIDGE,
    points=20,
    answer=Numbers(SMALL),
    reference=bridge,
    alternatives=(bridge_one_by_one,),
    misconceptions=(
        Misconception(
            "all firms",
            lambda cluster: bridge(cluster, "core"),
            "These are the changes for all firms. The task asks for SMEs: level('sme').",
        ),
        Misconception(
            "the two swapped",
            lambda cluster: dict(
                zip(("redundant", "bridging"), bridge(cluster).values(), strict=True)
            ),
            "You have taken one for the other. Ties with the highest edge betweenness bridge; "
            "those with the lowest are redundant. Look at the order of your list.",
        ),
        Misconception(
            "a difference, no share",
            lambda cluster: {
                name: change * float(levels(cluster)["sme"]["as it is"][-1])
                for name, change in bridge(cluster).items()
            },
            "These are differences of levels. Divide by the level with all ties.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -change for name, change in bridge(cluster).items()},
            "The sign is the wrong way round: (without - with) / with. A loss is below zero.",
        ),
        Misconception(
            "over all periods",
            bridge_over_time,
            "You compare means over all periods. Take the last record: level('sme')[-1].",
        ),
    ),
    hints=(
        "Order the local ties by their edge betweenness. Remove the first fifth from one copy of "
        "the cluster, the last fifth from another.",
        "need = nx.edge_betweenness_centrality(local); ordered = sorted(need, key=need.get, "
        "reverse=True). Then smaller = cluster.copy(); smaller.remove_edges_from(ordered[:fifth]).",
        "simulate(smaller, periods=40, rng=5).level('sme')[-1, 0] / usual - 1, for "
        "ordered[:fifth] and for ordered[-fifth:].",
    ),
)

SIZE_TASK = Task(
    id="position.size",
    title="Larger, and larger in proportion",
    objective=_WHOLE,
    points=15,
    answer=Numbers(SMALL),
    reference=size,
    alternatives=(size_by_compare,),
    misconceptions=(
        Misconception(
            "outside sources forgotten",
            lambda cluster: size(cluster, scaled="focal"),
            "In 'scaled' you double firms and focal firms, but the sources outside stay as few as "
            "they were. Double outside_rd, lead_customers and outside_subcontractors too.",
        ),
        Misconception(
            "SMEs only",
            lambda cluster: size(cluster, "sme"),
            "These are the changes for SMEs. Here the task asks for all firms: 'performance'.",
        ),
        Misconception(
            "differences, no shares",
            size_difference,
            "These are differences of levels. Take .relative.mean of the comparison.",
        ),
        Misconception(
            "the baseline swapped",
            lambda cluster: {name: 1 / (1 + change) - 1 for name, change in size(cluster).items()},
            "You compare the other way round. The cluster of today is the baseline, the first "
            "argument of compare.",
        ),
    ),
    hints=(
        "Two changed settings: in one the number of firms in each stage is doubled and nothing "
        "else; in the other its sources grow along.",
        "base.but(firms_per_stage=2 * usual.firms_per_stage) is the first. The second doubles "
        "focal_firms, outside_rd, lead_customers and outside_subcontractors as well.",
        "compare(base, changed, replicates=3, rng=5).relative.mean, for each of the two.",
    ),
)

EXPLAIN_TASK = Task(
    id="position.explain",
    title="Where should your firm go?",
    objective=_WHOLE,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Which of the four ways helps your firm most? Is the difference larger than chance?",
        "Compare strangers with friends of friends: that is the question of holes. Compare both "
        "with the wider reach: that is place or ability.",
        "Decide with two of your numbers, say by which mechanism it works, and name what the "
        "model leaves out or why a survey could have misled you.",
    ),
    rubric=(
        Criterion("gives a clear advice supported by two numbers of the own cluster", 5),
        Criterion("says why: attention, holes, ability, or how they work together", 6),
        Criterion("names what the model leaves out, or why a correlation would not do", 4),
    ),
)

UNIT = Unit(
    stem="05_network_position",
    title="Exercise 05: a place in your network",
    archetypes=("baseline", "marshallian", "hub_and_spoke", "satellite_platform"),
    draw=draw,
    tasks=(RANK_TASK, HOLES_TASK, GIVEN_TASK, BRIDGE_TASK, SIZE_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
