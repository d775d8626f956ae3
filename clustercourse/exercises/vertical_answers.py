"""Right and known wrong answers to the tasks of 03_vertical_learning."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.multi_angle_answers import DEFAULT, swappable
from clusterlib.learning import (
    CutFlows,
    CutPipelines,
    Intervention,
    Learning,
    RemoveActors,
    initial_knowledge,
    simulate,
)

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 3, 40

#: Kinds of outside partners.
OUTSIDE = ("lead_customer", "outside_subcontractor", "outside_rd")
#: The ways to take vertical learning away, by the names in the answer.
WAYS = ("off", "no_suppliers", "no_customers")

Floats = NDArray[np.float64]


def stage(cluster: nx.Graph, number: int) -> tuple[str, ...]:
    """Return the firms of a stage, in the order of the cluster."""
    return tuple(actor for actor, of in cluster.nodes(data="stage") if of == number)


def suppliers(cluster: nx.Graph, firm: str) -> set[str]:
    """Return a firm's suppliers in the cluster: its partners one stage before."""
    return _partners(cluster, firm, -1)


def customers(cluster: nx.Graph, firm: str) -> set[str]:
    """Return a firm's customers in the cluster: its partners one stage on."""
    return _partners(cluster, firm, 1)


def _partners(cluster: nx.Graph, firm: str, step: int) -> set[str]:
    wanted = cluster.nodes[firm]["stage"] + step
    return {one for one in cluster[firm] if cluster.nodes[one]["stage"] == wanted}


def links(cluster: nx.Graph) -> set[str]:
    """Return the firms of the middle stage that have both a supplier and a customer."""
    return {f for f in stage(cluster, 2) if suppliers(cluster, f) and customers(cluster, f)}


def links_by_ties(cluster: nx.Graph) -> set[str]:
    """Return the same, from the list of vertical ties."""
    sold, bought = set(), set()
    for a, b, dimension in cluster.edges(data="dimension"):
        if dimension == "vertical":
            first, last = sorted((a, b), key=lambda firm: cluster.nodes[firm]["stage"])
            sold.add(first)
            bought.add(last)
    return sold & bought


def swaps(cluster: nx.Graph, dimensions: tuple[str, ...] = ("vertical",)) -> dict[str, int]:
    """Return how many swaps ``my_firm`` can make with each of its partners at the start."""
    return {one: min(pair) for one, pair in offers(cluster, dimensions).items()}


def offers(
    cluster: nx.Graph, dimensions: tuple[str, ...] = ("vertical",), firm: str = ""
) -> dict[str, tuple[int, int]]:
    """Return in how many fields each partner of ``my_firm`` knows more, and knows less."""
    known, firm = knowledge(cluster), firm or cluster.graph["my_firm"]
    partners = [one for one in cluster[firm] if cluster[firm][one]["dimension"] in dimensions]
    return {one: swappable(known[firm], known[one]) for one in partners}


@lru_cache(maxsize=8)
def knowledge(cluster: nx.Graph) -> dict[str, Floats]:
    """Return what every actor knows at the start."""
    return dict(zip(cluster, initial_knowledge(cluster, rng=SEED), strict=True))


def bartered(
    cluster: nx.Graph,
    p: Learning = DEFAULT,
    *,
    fields: int = 9,
    clipped: bool = True,
    fair: bool = True,
) -> dict[str, float]:
    """Return what ``my_firm`` could learn in a period from suppliers and from customers."""
    known, firm = knowledge(cluster), cluster.graph["my_firm"]
    found = {}
    for name, partners in (("suppliers", suppliers), ("customers", customers)):
        total = 0.0
        for one in sorted(partners(cluster, firm)):
            offered, returned = swappable(known[firm], known[one])
            gap = (known[one] - known[firm])[:fields]
            gap = np.maximum(gap, 0) if clipped else gap
            share = min(offered, returned) / offered if offered and fair else 1.0
            absorbed = float((p.learning_rate * gap * np.exp(-gap / p.reach_sme)).sum())
            total += p.trust * share * absorbed
        found[name] = p.vertical * total
    return found


def _cut(cluster: nx.Graph, *pairs: tuple[int, int]) -> tuple[Intervention, ...]:
    """Let nothing flow from one stage to another, for each pair (giver, learner)."""
    return tuple(CutFlows(stage(cluster, a), stage(cluster, b)) for a, b in pairs)


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level over time of SMEs and of all firms in each case, with the same chance."""
    cases: dict[str, tuple[Intervention, ...]] = {
        "all": (),
        "off": (),
        "no_suppliers": _cut(cluster, (1, 2), (2, 3)),
        "no_customers": _cut(cluster, (2, 1), (3, 2)),
        "half suppliers": _cut(cluster, (1, 2)),
        "half customers": _cut(cluster, (3, 2)),
        **{kind: (CutPipelines(sources=kind),) for kind in OUTSIDE},
    }
    runs = simulate(
        [cluster] * len(cases),
        [DEFAULT.but(vertical=0) if name == "off" else DEFAULT for name in cases],
        periods=PERIODS,
        interventions=list(cases.values()),
        rng=[SEED] * len(cases),
    )
    groups = {of: runs.level(of).T for of in ("sme", "core")}
    return {of: dict(zip(cases, level, strict=True)) for of, level in groups.items()}


def ends(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return the level at the end in each case."""
    return {name: float(level[-1]) for name, level in levels(cluster)[of].items()}


def worth(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how much the level changes with each way to take vertical learning away."""
    end = ends(cluster, of)
    return {name: end[name] / end["all"] - 1 for name in WAYS}


def worth_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""

    def level(parameters: Learning, *events: Intervention) -> float:
        run = simulate(cluster, parameters, periods=PERIODS, interventions=events, rng=SEED)
        return float(run.level("sme")[-1, 0])

    base = level(DEFAULT)
    return {
        "off": level(DEFAULT.but(vertical=0)) / base - 1,
        "no_suppliers": level(DEFAULT, *_cut(cluster, (1, 2), (2, 3))) / base - 1,
        "no_customers": level(DEFAULT, *_cut(cluster, (2, 1), (3, 2))) / base - 1,
    }


def worth_half(cluster: nx.Graph) -> dict[str, float]:
    """Return what is found when the cuts stop at the middle stage."""
    end = ends(cluster)
    ways = {"off": "off", "no_suppliers": "half suppliers", "no_customers": "half customers"}
    return {name: end[case] / end["all"] - 1 for name, case in ways.items()}


def pipelines(cluster: nx.Graph, kind: str) -> int:
    """Return how many pipelines lead to partners of a kind."""
    return sum(cluster.degree(one) for one, of in cluster.nodes(data="kind") if of == kind)


def outside(cluster: nx.Graph, of: str = "core") -> dict[str, float]:
    """Return by how much the level changes for each pipeline that is cut, by kind of partner."""
    end = ends(cluster, of)
    return {kind: (end[kind] / end["all"] - 1) / pipelines(cluster, kind) for kind in OUTSIDE}


def outside_whole(cluster: nx.Graph) -> dict[str, float]:
    """Return the changes for all pipelines of a kind together."""
    return {kind: value * pipelines(cluster, kind) for kind, value in outside(cluster).items()}


def outside_by_partner(cluster: nx.Graph) -> dict[str, float]:
    """Divide by the number of outside partners and not by that of pipelines."""
    kinds = [kind for _, kind in cluster.nodes(data="kind")]
    return {kind: value / kinds.count(kind) for kind, value in outside_whole(cluster).items()}


def outside_by_removing(cluster: nx.Graph) -> dict[str, float]:
    """Return the right answer from runs in which the partners themselves leave."""
    base = simulate(cluster, periods=PERIODS, rng=SEED).level("core")[-1, 0]
    found = {}
    for kind in OUTSIDE:
        run = simulate(cluster, periods=PERIODS, rng=SEED, interventions=[RemoveActors(kind)])
        change = run.level("core")[-1, 0] / base - 1
        found[kind] = float(change / pipelines(cluster, kind))
    return found
