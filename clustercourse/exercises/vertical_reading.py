"""The first tasks of 03_vertical_learning: who supplies whom, and what they can swap."""

from __future__ import annotations

from clustercourse.exercises.answers import Names, Numbers
from clustercourse.exercises.multi_angle_answers import DEFAULT, SMALL
from clustercourse.exercises.tasks import Misconception, Task
from clustercourse.exercises.vertical_answers import (
    bartered,
    customers,
    links,
    links_by_ties,
    offers,
    stage,
    suppliers,
    swaps,
)

_READ = "Tell suppliers from customers, forward from backward"
_SWAP = "Tell which partners complement each other, and compute what barter carries"

LINKS_TASK = Task(
    id="vertical.links",
    title="Links in the chain",
    objective=_READ,
    points=15,
    answer=Names(),
    reference=links,
    alternatives=(links_by_ties,),
    misconceptions=(
        Misconception(
            "a supplier is enough",
            lambda cluster: {f for f in stage(cluster, 2) if suppliers(cluster, f)},
            "These firms have a supplier, but some of them have no customer. Asked are firms "
            "with both.",
        ),
        Misconception(
            "a customer is enough",
            lambda cluster: {f for f in stage(cluster, 2) if customers(cluster, f)},
            "These firms have a customer, but some of them have no supplier. Asked are firms "
            "with both.",
        ),
        Misconception(
            "one of the two",
            lambda cluster: {
                f for f in stage(cluster, 2) if suppliers(cluster, f) | customers(cluster, f)
            },
            "These firms have a supplier or a customer. Asked are firms with both: use and, not "
            "or.",
        ),
        Misconception(
            "two vertical ties",
            lambda cluster: {
                f
                for f in stage(cluster, 2)
                if len(suppliers(cluster, f)) + len(customers(cluster, f)) >= 2
            },
            "These firms have two vertical ties or more. Two suppliers do not make a customer: "
            "look at the stage of each partner.",
        ),
    ),
    hints=(
        "A firm of stage 2 has its suppliers among its partners of stage 1 and its customers "
        "among those of stage 3.",
        "For each firm of stage 2: is one of its partners in stage[1], and is one in stage[3]?",
        "{firm for firm in stage[2] if set(cluster[firm]) & stage[1] and set(cluster[firm]) & "
        "stage[3]}",
    ),
)

SWAPS_TASK = Task(
    id="vertical.swaps",
    title="What can be swapped",
    objective=_SWAP,
    points=15,
    answer=Numbers(),
    reference=swaps,
    alternatives=(
        lambda cluster: {one: count for one, count in swaps(cluster).items() if count > 0},
    ),
    misconceptions=(
        Misconception(
            "what the partner offers",
            lambda cluster: {one: pair[0] for one, pair in offers(cluster).items()},
            "In so many fields the partner knows more. For each of them your firm must give "
            "another in return: take the smaller of the two counts.",
        ),
        Misconception(
            "what my firm offers",
            lambda cluster: {one: pair[1] for one, pair in offers(cluster).items()},
            "In so many fields your firm knows more. A swap needs a field of the partner as "
            "well: take the smaller of the two counts.",
        ),
        Misconception(
            "all partners",
            lambda cluster: swaps(cluster, ("vertical", "horizontal", "multi_angle")),
            "You count all partners. Asked are suppliers and customers: partners in the stage "
            "before and in the stage after.",
        ),
        Misconception(
            "the sum",
            lambda cluster: {one: sum(pair) for one, pair in offers(cluster).items()},
            "You add up the fields in which either knows more. A swap uses one of each.",
        ),
        Misconception(
            "the difference",
            lambda cluster: {one: abs(pair[0] - pair[1]) for one, pair in offers(cluster).items()},
            "So many fields are left over on one side. How many pairs of fields are there?",
        ),
    ),
    hints=(
        "Suppliers and customers of your firm are its partners in stage 1 and in stage 3.",
        "For each of them count two things: (theirs > mine).sum() and (mine > theirs).sum().",
        "Begin with swaps = {}. Then, for one in partners: theirs = known.loc[one]; swaps[one] = "
        "min((theirs > mine).sum(), (mine > theirs).sum()).",
    ),
)

BARTER_TASK = Task(
    id="vertical.barter",
    title="Learning backward and forward",
    objective=_SWAP,
    points=20,
    answer=Numbers(SMALL),
    reference=bartered,
    alternatives=(
        lambda cluster: {name: round(value, 6) for name, value in bartered(cluster).items()},
    ),
    misconceptions=(
        Misconception(
            "gift",
            lambda cluster: bartered(cluster, fair=False),
            "This is what partners could give. In barter they give only as much as your firm can "
            "return: multiply by min(offered, returned) / offered, partner by partner.",
        ),
        Misconception(
            "without trust",
            lambda cluster: bartered(cluster, DEFAULT.but(trust=1)),
            "Nearly: only the share p.trust of what could be swapped is swapped.",
        ),
        Misconception(
            "gaps below zero",
            lambda cluster: bartered(cluster, clipped=False),
            "Some gaps are below zero: there your firm knows more. Nobody unlearns from a partner: "
            "set them to zero, for example with np.maximum(gap, 0).",
        ),
        Misconception(
            "the directions",
            lambda cluster: {
                "suppliers": bartered(cluster)["customers"],
                "customers": bartered(cluster)["suppliers"],
            },
            "The numbers are right, but suppliers and customers are the wrong way round. "
            "Suppliers are in the stage before.",
        ),
        Misconception(
            "emerging fields too",
            lambda cluster: bartered(cluster, fields=12),
            "You sum over all fields. The task asks for the current ones, the first nine. (All "
            "fields count when you ask who could swap what.)",
        ),
        Misconception(
            "the mean of the partners",
            lambda cluster: {
                "suppliers": bartered(cluster)["suppliers"]
                / len(suppliers(cluster, cluster.graph["my_firm"])),
                "customers": bartered(cluster)["customers"]
                / len(customers(cluster, cluster.graph["my_firm"])),
            },
            "You take the mean over partners. Asked is what all of them together bring: the sum.",
        ),
    ),
    hints=(
        "Go through the partners one by one. First the gap: what the partner knows minus what "
        "your firm knows, never below zero, for the first nine fields.",
        "One partner brings p.vertical * p.trust * share * (p.learning_rate * gap * "
        "np.exp(-gap / p.reach_sme)).sum(), with share = swaps / offered.",
        "Add up the partners in stage[1] for 'suppliers' and those in stage[3] for 'customers'. "
        "offered is (theirs > mine).sum() over all twelve fields.",
    ),
)
