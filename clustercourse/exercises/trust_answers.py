"""Right and known wrong answers to the tasks of 06_trust_and_absorption."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number
from clusterlib.classics.distance import Distance
from clusterlib.experiments import Setting, compare
from clusterlib.learning import Learning, attention_to, initial_knowledge, simulate

#: The seed and the length of the runs that the tasks ask for, and the loyalty in them.
SEED, PERIODS, LOYALTY = 6, 60, 3
#: The seed of the lecture.
LECTURE = 2013

USUAL, LOYAL = Learning(), Learning(loyalty=LOYALTY)
#: Shares and knowledge are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)
TRUSTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: The trust that the experiment starts from, and the reach that it goes to.
START, FURTHER = 0.8, 0.3

Floats = NDArray[np.float64]


def gaps(cluster: nx.Graph, learner: Hashable, source: Hashable, *, clipped: bool = True) -> Floats:
    """Return what the source knows more at the start than the learner, by field."""
    known, place = _initial(cluster)
    gap: Floats = known[place[source]] - known[place[learner]]
    return np.maximum(gap, 0) if clipped else gap


@lru_cache(maxsize=8)
def _initial(cluster: nx.Graph) -> tuple[Floats, dict[Hashable, int]]:
    return initial_knowledge(cluster, rng=SEED), {one: k for k, one in enumerate(cluster)}


def psi(gap: Floats, reach: float, rate: float) -> Floats:
    """Return what is learned from gaps in a period, (2) of the course model."""
    learned: Floats = rate * gap * np.exp(-gap / reach)
    return learned


def absorbed(cluster: nx.Graph, *, clipped: bool = True) -> dict[str, float]:
    """Return what ``my_firm`` learns from ``my_partner``, and the gap that suits it best."""
    reach, rate = cluster.graph["my_reach"], cluster.graph["my_rate"]
    gap = gaps(cluster, cluster.graph["my_firm"], cluster.graph["my_partner"], clipped=clipped)
    return {
        "learned": float(psi(gap, reach, rate).sum()),
        "best_gap": reach,
        "most": rate * reach / np.e,
    }


def absorbed_by_search(cluster: nx.Graph) -> dict[str, float]:
    """Find the same best gap among many."""
    reach, rate = cluster.graph["my_reach"], cluster.graph["my_rate"]
    tried = np.linspace(0, 1, 10_001)
    from_each = psi(tried, reach, rate)
    best = {"best_gap": float(tried[from_each.argmax()]), "most": float(from_each.max())}
    return absorbed(cluster) | best


def understood(
    cluster: nx.Graph, *, clipped: bool = True, turned: bool = False
) -> dict[str, float]:
    """Return which share of what each partner knows more ``my_firm`` understands."""
    firm, reach = cluster.graph["my_firm"], cluster.graph["my_reach"]
    shares = {}
    for partner in cluster[firm]:
        pair = (partner, firm) if turned else (firm, partner)
        gap = gaps(cluster, *pair, clipped=clipped)
        total = float(gap.sum())
        shares[partner] = float((gap * np.exp(-gap / reach)).sum()) / total if total else 0.0
    return shares


def understood_of_fields(cluster: nx.Graph) -> dict[str, float]:
    """Average the share understood over all fields, those without a gap too."""
    firm, reach = cluster.graph["my_firm"], cluster.graph["my_reach"]
    return {
        partner: float(np.exp(-gaps(cluster, firm, partner) / reach).mean())
        for partner in cluster[firm]
    }


def understood_amount(cluster: nx.Graph) -> dict[str, float]:
    """Sum what is understood, and divide by nothing."""
    firm = cluster.graph["my_firm"]
    return {
        partner: share * float(gaps(cluster, firm, partner).sum())
        for partner, share in understood(cluster).items()
    }


def time_outside(
    cluster: nx.Graph, parameters: Learning, *, weighted: bool = True, local: bool = False
) -> float:
    """Return the share of its time that ``my_focal`` gives to pipelines, or to local ties."""
    given = attention_to(cluster, cluster.graph["my_focal"], parameters)
    cost = 1 + parameters.pipeline_cost if weighted else 1.0
    outside = {one for one in given if cluster.nodes[one]["layer"] == "supplementary"}
    to_pipelines = cost * sum(share for one, share in given.items() if one in outside)
    to_local = sum(share for one, share in given.items() if one not in outside)
    return (to_local if local else to_pipelines) / (to_local + to_pipelines)


def loyal_in(cluster: nx.Graph) -> Learning:
    """Return the parameters of the learner's cluster with loyalty."""
    return LOYAL.but(trust=cluster.graph["my_trust"])


def times(cluster: nx.Graph, loyal: Learning | None = None, **how: bool) -> dict[str, float]:
    """Return that share without and with loyalty."""
    return {
        "usual": time_outside(cluster, USUAL, **how),
        "loyal": time_outside(cluster, loyal or loyal_in(cluster), **how),
    }


def times_by_effort(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from the effort that each tie gets."""
    focal, upkeep = cluster.graph["my_focal"], 1 + USUAL.pipeline_cost
    outside = sum(cluster.nodes[one]["layer"] == "supplementary" for one in cluster[focal])
    local = cluster.degree(focal) - outside
    found = {}
    for name, p in (("usual", USUAL), ("loyal", loyal_in(cluster))):
        pull = np.exp(p.loyalty * p.trust)
        effort = p.attention / (local * pull + upkeep * outside)
        one_local, one_pipeline = min(1, pull * effort), min(1, effort)
        whole = local * one_local + upkeep * outside * one_pipeline
        found[name] = float(upkeep * outside * one_pipeline / whole)
    return found


def best_distance(a1: float, a2: float, b1: float, b2: float) -> dict[str, float]:
    """Return Nooteboom's optimal cognitive distance and what is learned there."""
    best = (a1 * b2 - a2 * b1) / (2 * a2 * b2)
    return {"distance": best, "learning": (a1 - a2 * best) * (b1 + b2 * best)}


def my_distance(cluster: nx.Graph, raise_by: float = 0.25) -> dict[str, float]:
    """Return the optimum of ``my_distance``, and where it is when a firm can absorb more."""
    about = Distance(**cluster.graph["my_distance"])
    given = about.a1, about.a2, about.b1, about.b2
    able = ((1 + raise_by) * about.a1, *given[1:])
    return {**best_distance(*given), "more_able": best_distance(*able)["distance"]}


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph, *, loyalty: float = LOYALTY) -> dict[str, dict[object, Floats]]:
    """Return levels over time of all firms and of SMEs: by trust, and with a further reach."""
    cases = {trust: Learning(loyalty=loyalty, trust=trust) for trust in TRUSTS}
    further = Learning(loyalty=loyalty, trust=START, reach_sme=FURTHER)
    runs = simulate(
        [cluster] * (len(cases) + 1),
        [*cases.values(), further],
        periods=PERIODS,
        rng=[SEED] * (len(cases) + 1),
    )
    return {
        of: dict(zip([*TRUSTS, "reach"], runs.level(of).T, strict=True)) for of in ("core", "sme")
    }


def ends(cluster: nx.Graph, of: str = "core", loyalty: float = LOYALTY) -> dict[object, float]:
    """Return the level at the end in each case."""
    return {case: float(level[-1]) for case, level in levels(cluster, loyalty=loyalty)[of].items()}


def levers_from(end: dict[object, float]) -> dict[str, float]:
    """Return the best trust, and what going there or a further reach changes, as shares."""
    best = max(TRUSTS, key=lambda trust: end[trust])
    return {
        "best_trust": best,
        "other_trust": end[best] / end[START] - 1,
        "more_reach": end["reach"] / end[START] - 1,
    }


def levers(cluster: nx.Graph, of: str = "core", loyalty: float = LOYALTY) -> dict[str, float]:
    """Return what the two levers do in the learner's cluster."""
    return levers_from(ends(cluster, of, loyalty))


def levers_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""

    def level(**changes: float) -> float:
        run = simulate(cluster, LOYAL.but(**changes), periods=PERIODS, rng=SEED)
        return float(run.level("core")[-1, 0])

    end: dict[object, float] = {trust: level(trust=trust) for trust in TRUSTS}
    return levers_from(end | {"reach": level(trust=START, reach_sme=FURTHER)})


def two_faces(of: str = "sme_performance", reach: float = 0.25) -> float:
    """Return what twice the R&D of SMEs, and a further reach, change: the lecture's experiment."""
    base = Setting(periods=80)
    more = base.but(rd_sme=0.12, reach_sme=reach)
    return compare(base, more, of, replicates=24, rng=LECTURE).relative.mean
