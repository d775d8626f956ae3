"""Tasks of 03_vertical_learning: what suppliers, customers and users outside are worth."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Numbers, Text
from clustercourse.exercises.multi_angle_answers import SMALL
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clustercourse.exercises.vertical_answers import (
    OUTSIDE,
    WAYS,
    customers,
    ends,
    levels,
    offers,
    outside,
    outside_by_partner,
    outside_by_removing,
    outside_whole,
    pipelines,
    stage,
    suppliers,
    worth,
    worth_half,
    worth_one_by_one,
)
from clustercourse.exercises.vertical_practice import PRACTICE
from clustercourse.exercises.vertical_reading import BARTER_TASK, LINKS_TASK, SWAPS_TASK
from clusterlib.networks import build_cluster

_WORTH = "Measure what suppliers, customers and lead customers are worth, on paired runs"
_EXPLAIN = "Explain when barter between partners pays, and what it costs"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with more vertical ties; an SME of its middle stage is the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            horizontal_ties=float(rng.uniform(1.2, 2.0)),
            vertical_ties=float(rng.uniform(1.5, 2.2)),
            openness=float(rng.uniform(0.15, 0.3)),
            lead_customers=int(rng.integers(2, 5)),
            outside_subcontractors=int(rng.integers(2, 5)),
            rng=rng,
        )
        if all(pipelines(cluster, kind) for kind in OUTSIDE) and (firm := choose_firm(cluster)):
            cluster.graph["my_firm"] = firm
            return cluster


def choose_firm(cluster: nx.Graph) -> str | None:
    """Return the first SME of the middle stage that barters both ways, and not on equal terms."""
    for firm in stage(cluster, 2):
        of = (suppliers(cluster, firm), customers(cluster, firm))
        if cluster.nodes[firm]["kind"] == "sme" and all(of) and sum(map(len, of)) > 2:
            pairs = offers(cluster, firm=firm)
            able = {one for one, pair in pairs.items() if min(pair)}
            short = any(pairs[one][0] > pairs[one][1] for one in able)
            ahead = any(pair[1] > pair[0] for pair in pairs.values())
            if short and ahead and all(able & one for one in of):
                return firm
    return None


WORTH_TASK = Task(
    id="vertical.worth",
    title="Three ways to lose it",
    objective=_WORTH,
    points=20,
    answer=Numbers(SMALL),
    reference=worth,
    alternatives=(worth_one_by_one,),
    misconceptions=(
        Misconception(
            "suppliers for customers",
            lambda cluster: {
                "off": worth(cluster)["off"],
                "no_suppliers": worth(cluster)["no_customers"],
                "no_customers": worth(cluster)["no_suppliers"],
            },
            "The cuts are the wrong way round. Nothing is learned from suppliers if nothing flows "
            "from stage 1 to stage 2 and from stage 2 to stage 3.",
        ),
        Misconception(
            "only the middle stage",
            worth_half,
            "You cut what the middle stage learns only. The first stage has customers too, and "
            "the last one has suppliers: each way needs two cuts.",
        ),
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
            "These are differences of levels. Divide by the level of the unchanged run.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -change for name, change in worth(cluster).items()},
            "The sign is the wrong way round: (changed - unchanged) / unchanged. A loss is below "
            "zero.",
        ),
        Misconception(
            "over all periods",
            lambda cluster: {
                name: float(
                    levels(cluster)["sme"][name].mean() / levels(cluster)["sme"]["all"].mean() - 1
                )
                for name in WAYS
            },
            "You compare means over all periods. Take the last record: level('sme')[-1].",
        ),
    ),
    hints=(
        "Four runs with the same rng: one as it is, one with Learning(vertical=0), and two with "
        "interventions that cut flows.",
        "From suppliers: CutFlows(sources=stage[1], targets=stage[2]) and CutFlows(sources="
        "stage[2], targets=stage[3]), both in one list. From customers: the other way.",
        "def level(parameters, events): return simulate(cluster, parameters, periods=40, "
        "interventions=events, rng=3).level('sme')[-1, 0]. Each change is level(...) / base - 1.",
    ),
)

OUTSIDE_TASK = Task(
    id="vertical.outside",
    title="What a pipeline is worth",
    objective=_WORTH,
    points=15,
    answer=Numbers(SMALL),
    reference=outside,
    alternatives=(outside_by_removing,),
    misconceptions=(
        Misconception(
            "all pipelines together",
            outside_whole,
            "These are the changes for all pipelines of a kind. Divide by their number, to "
            "compare kinds fairly.",
        ),
        Misconception(
            "by partner",
            outside_by_partner,
            "You divide by the number of outside partners. One partner may have several "
            "pipelines, another none: divide by the number of pipelines.",
        ),
        Misconception(
            "SMEs only",
            lambda cluster: outside(cluster, "sme"),
            "These are the changes for SMEs. The task asks for all firms: level('core').",
        ),
        Misconception(
            "the sign",
            lambda cluster: {kind: -value for kind, value in outside(cluster).items()},
            "The sign is the wrong way round: a loss is below zero.",
        ),
        Misconception(
            "a difference, no share",
            lambda cluster: {
                kind: value * ends(cluster, "core")["all"]
                for kind, value in outside(cluster).items()
            },
            "These are differences of levels. Divide by the level of the unchanged run first.",
        ),
    ),
    hints=(
        "One run for each kind, with the pipelines to that kind cut, and the unchanged run.",
        "CutPipelines(sources='lead_customer') cuts them. An outside partner has no other ties, "
        "so cluster.degree(partner) is its number of pipelines.",
        "(level_without / level_with - 1) / number, with level('core')[-1, 0] of runs of 40 "
        "periods with rng=3.",
    ),
)

EXPLAIN_TASK = Task(
    id="vertical.explain",
    title="The consultant's number",
    objective=_EXPLAIN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "In which row do partners still take attention though they teach nothing? In which row "
        "is that attention free for others?",
        "Compare the two rows with scarce attention, then the two with plenty. What do firms do "
        "with the attention that is set free?",
        "Say whether the consultant is right, with two numbers of your table; name what competes "
        "with barter for attention; name something that the model leaves out.",
    ),
    rubric=(
        Criterion("says when the consultant is right, by two numbers of the own cluster", 5),
        Criterion("explains the difference by attention and what else it is used for", 6),
        Criterion("names what the model leaves out, or why one paired run is not enough", 4),
    ),
)

UNIT = Unit(
    stem="03_vertical_learning",
    title="Exercise 03: suppliers and customers of your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(LINKS_TASK, SWAPS_TASK, BARTER_TASK, WORTH_TASK, OUTSIDE_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
