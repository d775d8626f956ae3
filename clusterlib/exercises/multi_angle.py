"""Tasks of 04_multi_angle_learning: what institutions are worth to the firms of a cluster."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clusterlib.exercises.answers import Names, Number, Numbers, Text
from clusterlib.exercises.multi_angle_answers import (
    DEFAULT,
    choose_pair,
    ends,
    exchange,
    layer,
    left,
    reach,
    reach_by_partners,
    reach_with_repeats,
    unserved,
    worth,
    worth_one_by_one,
    worth_over_time,
)
from clusterlib.exercises.multi_angle_practice import PRACTICE
from clusterlib.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_READ = "Find which firms an institution reaches, and in how many steps"
_GIFT = "Tell a gift from barter, and compute what each carries"
_WORTH = "Measure what a type of institution is worth, on paired runs"
_EXPLAIN = "Explain when teaching pays, and when it does not"

#: Shares and knowledge are small here, and the learner's run gives the same digits.
_SMALL = Number(absolute=2e-5)


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


UNSERVED_TASK = Task(
    id="multi_angle.unserved",
    title="Firms without an institution",
    objective=_READ,
    points=15,
    answer=Names(),
    reference=unserved,
    alternatives=(
        lambda cluster: [
            firm
            for firm in layer(cluster, "core")
            if all(cluster.nodes[one]["layer"] != "supporting" for one in cluster[firm])
        ],
    ),
    misconceptions=(
        Misconception(
            "the firms with a tie",
            lambda cluster: set(layer(cluster, "core")) - unserved(cluster),
            "These are the firms that do have a tie with an institution. Asked are the others.",
        ),
        Misconception(
            "universities only",
            lambda cluster: unserved(cluster, "university"),
            "These firms have no tie with a university. Some of them have one with another "
            "institution: take all four types together.",
        ),
        Misconception(
            "not only firms",
            lambda cluster: unserved(cluster) | set(layer(cluster, "supporting")),
            "Institutions are among them, as they have no tie with each other. Asked are firms: "
            "actors of the layer 'core'.",
        ),
        Misconception(
            "firms without any tie",
            lambda cluster: {f for f in layer(cluster, "core") if not cluster.degree(f)},
            "These firms have no tie at all. A firm may have ties, but none with an institution.",
        ),
    ),
    hints=(
        "Institutions are the actors of the layer 'supporting'.",
        "Make a set of the institutions, then go through the firms and look at their partners.",
        "Keep a firm if institutions & set(cluster[firm]) is empty: write `if not (...)`.",
    ),
)

REACH_TASK = Task(
    id="multi_angle.reach",
    title="Who is reached in two steps",
    objective=_READ,
    points=15,
    answer=Numbers(),
    reference=reach,
    alternatives=(reach_by_partners,),
    misconceptions=(
        Misconception(
            "partners only",
            lambda cluster: reach(cluster, 1),
            "These are the firms in one step, the partners. Add the firms that partners are "
            "tied to.",
        ),
        Misconception(
            "all actors",
            lambda cluster: {
                one: len(nx.single_source_shortest_path_length(cluster, one, cutoff=2))
                for one in reach(cluster)
            },
            "You count every actor: the institution itself, other institutions, outside sources. "
            "Asked are firms.",
        ),
        Misconception(
            "new firms only",
            lambda cluster: {
                one: number - reach(cluster, 1)[one] for one, number in reach(cluster).items()
            },
            "These are the firms in exactly two steps. 'At most two' includes the partners.",
        ),
        Misconception(
            "paths instead of firms",
            reach_with_repeats,
            "You count a firm once for every way to it. Each firm counts once: use a set.",
        ),
        Misconception(
            "three steps",
            lambda cluster: reach(cluster, 3),
            "This goes a step too far: institution to firm, firm to firm, and no further.",
        ),
    ),
    hints=(
        "First the partners of the institution, then the partners of each partner.",
        "nx.single_source_shortest_path_length(cluster, one, cutoff=2) gives all actors within "
        "two steps. Which of them are firms?",
        "reach = {one: len(firms & set(nx.single_source_shortest_path_length(cluster, one, "
        "cutoff=2))) for one in institutions}, with firms and institutions as sets.",
    ),
)

GIFT_TASK = Task(
    id="multi_angle.gift",
    title="Gift or barter",
    objective=_GIFT,
    points=20,
    answer=Numbers(_SMALL),
    reference=exchange,
    alternatives=(
        lambda cluster: {name: round(value, 6) for name, value in exchange(cluster).items()},
    ),
    misconceptions=(
        Misconception(
            "gaps below zero",
            lambda cluster: exchange(cluster, clipped=False),
            "Some gaps are below zero: there the firm knows more. Nobody unlearns from a partner: "
            "set them to zero, for example with np.maximum(gap, 0).",
        ),
        Misconception(
            "the institution's reach",
            lambda cluster: exchange(cluster, DEFAULT.but(reach_sme=DEFAULT.reach_institution)),
            "You use the reach of an institution. It is the firm that learns: take p.reach_sme.",
        ),
        Misconception(
            "without the strength",
            lambda cluster: exchange(cluster, DEFAULT.but(multi_angle=1)),
            "Nearly: multiply by the strength of multi-angle learning, p.multi_angle.",
        ),
        Misconception(
            "emerging fields too",
            lambda cluster: exchange(cluster, fields=12),
            "You sum over all fields. The task asks for the current ones, the first nine, for "
            "both numbers. (All fields count when you ask who could swap what.)",
        ),
        Misconception(
            "trust only",
            lambda cluster: {
                "gift": exchange(cluster)["gift"],
                "barter": DEFAULT.trust * exchange(cluster)["gift"],
            },
            "Your barter is the gift times trust. Barter also needs a return: multiply by "
            "min(n_offered, n_returned) / n_offered.",
        ),
        Misconception(
            "trust in the gift",
            lambda cluster: {
                "gift": DEFAULT.trust * exchange(cluster)["gift"],
                "barter": exchange(cluster)["barter"],
            },
            "An institution's gift does not depend on trust. Trust is needed for barter, and for "
            "what a firm tells an institution.",
        ),
    ),
    hints=(
        "First the gap: what the institution knows minus what the firm knows, never below zero.",
        "Absorption of each field is p.learning_rate * gap * np.exp(-gap / p.reach_sme). Sum it "
        "over the first nine fields and multiply by p.multi_angle: the gift.",
        "offered = (theirs > mine).sum() and returned = (mine > theirs).sum(), over all fields; "
        "barter = p.trust * min(offered, returned) / offered * gift.",
    ),
)

WORTH_TASK = Task(
    id="multi_angle.worth",
    title="What each type is worth",
    objective=_WORTH,
    points=20,
    answer=Numbers(_SMALL),
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
        lambda cluster: 1 - (ends(cluster)["all"] - ends(cluster)["teach only"])
        / (ends(cluster)["all"] - ends(cluster)["supporting"]),
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
