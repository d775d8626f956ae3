"""The first tasks of 04_multi_angle_learning: whom institutions reach, and what they give."""

from __future__ import annotations

import networkx as nx

from clustercourse.exercises.answers import Names, Numbers
from clustercourse.exercises.multi_angle_answers import (
    DEFAULT,
    SMALL,
    exchange,
    layer,
    reach,
    reach_by_partners,
    reach_with_repeats,
    unserved,
)
from clustercourse.exercises.tasks import Misconception, Task

_READ = "Find which firms an institution reaches, and in how many steps"
_GIFT = "Tell a gift from barter, and compute what each carries"

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
    answer=Numbers(SMALL),
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
