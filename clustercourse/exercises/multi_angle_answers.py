"""Right and known wrong answers to the tasks of 04_multi_angle_learning."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number
from clusterlib.experiments import Setting, compare
from clusterlib.learning import CutFlows, Learning, RemoveActors, initial_knowledge, simulate
from clusterlib.measures import local_network

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 4, 40
#: The seed of the lecture.
LECTURE = 2013

KINDS = ("university", "research_institute", "bridging_institution", "government_agency")
DEFAULT = Learning()
#: Shares and knowledge are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)
#: Where a two-way run, one without institutions and one in which they only teach stand.
_CASES = {
    "all": (),
    **{kind: (RemoveActors(kind),) for kind in KINDS},
    "supporting": (RemoveActors("supporting"),),
    "teach only": (CutFlows("core", "supporting"),),
    "learn only": (CutFlows("supporting", "core"),),
}

Floats = NDArray[np.float64]


def layer(cluster: nx.Graph, name: str) -> list[str]:
    """Return the actors of a layer, in the order of the cluster."""
    return [actor for actor, of in cluster.nodes(data="layer") if of == name]


def unserved(cluster: nx.Graph, among: str = "supporting") -> set[str]:
    """Return the firms that have no tie with any institution, or with none of a kind."""
    them = {a for a, about in cluster.nodes(data=True) if among in (about["layer"], about["kind"])}
    return {firm for firm in layer(cluster, "core") if not them & set(cluster[firm])}


def reach(cluster: nx.Graph, steps: int = 2) -> dict[str, int]:
    """Return how many firms each institution reaches inside the cluster in so many steps."""
    local, firms = local_network(cluster), set(layer(cluster, "core"))
    return {
        one: len(firms & set(nx.single_source_shortest_path_length(local, one, cutoff=steps)))
        for one in layer(cluster, "supporting")
    }


def reach_by_partners(cluster: nx.Graph) -> dict[str, int]:
    """Return the same, from the partners and their partners."""
    firms = set(layer(cluster, "core"))
    found = {}
    for one in layer(cluster, "supporting"):
        partners = set(cluster[one])
        found[one] = len(firms & partners.union(*(cluster[p] for p in partners)))
    return found


def reach_with_repeats(cluster: nx.Graph) -> dict[str, int]:
    """Count a firm once for every path that leads to it."""
    firms = set(layer(cluster, "core"))
    return {
        one: sum(1 + len(firms & set(cluster[partner])) for partner in cluster[one])
        for one in layer(cluster, "supporting")
    }


def exchange(
    cluster: nx.Graph, p: Learning = DEFAULT, *, clipped: bool = True, fields: int = 9
) -> dict[str, float]:
    """Return what ``my_firm`` could learn from ``my_institution`` in a period, by each rule."""
    mine, theirs = _knowledge(cluster)
    gap = (theirs - mine)[:fields]
    gap = np.maximum(gap, 0) if clipped else gap
    gift = p.multi_angle * float((p.learning_rate * gap * np.exp(-gap / p.reach_sme)).sum())
    offered, returned = swappable(mine, theirs)
    return {"gift": gift, "barter": p.trust * min(offered, returned) / offered * gift}


def swappable(mine: Floats, theirs: Floats) -> tuple[int, int]:
    """Return in how many fields the other knows more, and in how many it knows less."""
    return int((theirs > mine).sum()), int((mine > theirs).sum())


def _knowledge(cluster: nx.Graph) -> tuple[Floats, Floats]:
    """Return what ``my_firm`` and ``my_institution`` know at the start."""
    known, place = initial_knowledge(cluster, rng=SEED), list(cluster).index
    firm, institution = place(cluster.graph["my_firm"]), place(cluster.graph["my_institution"])
    return known[firm], known[institution]


def choose_pair(cluster: nx.Graph) -> tuple[str, str] | None:
    """Return the institution with most ties and its first SME that has something to offer it."""
    institution = max(layer(cluster, "supporting"), key=cluster.degree)
    known, place = initial_knowledge(cluster, rng=SEED), list(cluster).index
    for firm in cluster[institution]:
        offered, returned = swappable(known[place(firm)], known[place(institution)])
        if cluster.nodes[firm]["kind"] == "sme" and 0 < returned < offered:
            return institution, firm
    return None


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level over time of SMEs and of all firms in each case, with the same chance."""
    runs = simulate(
        [cluster] * len(_CASES),
        periods=PERIODS,
        interventions=list(_CASES.values()),
        rng=[SEED] * len(_CASES),
    )
    groups = {of: runs.level(of).T for of in ("sme", "core")}
    return {of: dict(zip(_CASES, level, strict=True)) for of, level in groups.items()}


def ends(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return the level at the end in each case."""
    return {name: float(level[-1]) for name, level in levels(cluster)[of].items()}


def worth(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how much the level changes when a type of institution leaves, as a share."""
    end = ends(cluster, of)
    return {name: end[name] / end["all"] - 1 for name in (*KINDS, "supporting")}


def worth_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    base = simulate(cluster, periods=PERIODS, rng=SEED).level("sme")[-1, 0]
    found = {}
    for who in (*KINDS, "supporting"):
        run = simulate(cluster, periods=PERIODS, rng=SEED, interventions=[RemoveActors(who)])
        found[who] = float((run.level("sme")[-1, 0] - base) / base)
    return found


def worth_over_time(cluster: nx.Graph) -> dict[str, float]:
    """Compare the means over all periods instead of the level at the end."""
    mean = {name: float(level.mean()) for name, level in levels(cluster)["sme"].items()}
    return {name: mean[name] / mean["all"] - 1 for name in (*KINDS, "supporting")}


def left(cluster: nx.Graph, case: str = "teach only", of: str = "sme") -> float:
    """Return which share of the institutions' worth is left when they only teach."""
    end = ends(cluster, of)
    return (end[case] - end["supporting"]) / (end["all"] - end["supporting"])


def teaching_alone(of: str = "sme_performance", against: str = "none") -> float:
    """Return what teaching alone is worth against no institution: the lecture's experiment."""
    base = Setting(periods=80)
    teach = base.but(interventions=[CutFlows("core", "supporting")])
    none = base.but(interventions=[RemoveActors("supporting")])
    start = none if against == "none" else base
    return compare(start, teach, of, replicates=40, rng=LECTURE).relative.mean
