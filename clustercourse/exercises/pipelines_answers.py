"""Right and known wrong answers to the tasks of 08_buzz_and_pipelines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number
from clusterlib.experiments import OUTCOMES, Setting, Sweep, sweep
from clusterlib.learning import (
    ChangeActors,
    CutPipelines,
    Learning,
    TechnologyShift,
    simulate,
)

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 4, 40
#: The period in which the market moves.
SHIFT_AT = 20
#: The degrees of openness that the learner compares, and the draws of each.
OPEN, DRAWS = (0.0, 0.1, 0.2, 0.4, 0.7), 3

#: Differences of levels are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)

_USUAL = Learning()
_INVENTIVE = Learning(rd_sme=0.2)
_SHIFT, _CUT = TechnologyShift(at=SHIFT_AT), CutPipelines()

#: Runs by name: parameters and what happens. Free riders are added firm by firm.
_CASES: dict[str, tuple[Learning, tuple[Any, ...]]] = {
    "both": (_USUAL, ()),
    "buzz only": (_USUAL, (_CUT,)),
    "pipelines only": (_USUAL.but(buzz=0), ()),
    "neither": (_USUAL.but(buzz=0), (_CUT,)),
    "idle pipelines": (_USUAL.but(pipeline=0), ()),
    "moved, open": (_USUAL, (_SHIFT,)),
    "moved, closed": (_USUAL, (_SHIFT, _CUT)),
    "inventive": (_INVENTIVE, ()),
    "all stop": (_INVENTIVE, (ChangeActors("sme", rd=0),)),
}


def outside(cluster: nx.Graph) -> set[str]:
    """Return the outside sources."""
    return {actor for actor, layer in cluster.nodes(data="layer") if layer == "supplementary"}


def counts(cluster: nx.Graph) -> dict[str, tuple[int, int]]:
    """Return for every firm with a tie how many lead outside and how many stay inside."""
    found = {}
    for firm, layer in cluster.nodes(data="layer"):
        if layer == "core" and cluster[firm]:
            external = len(outside(cluster) & set(cluster[firm]))
            found[firm] = external, cluster.degree(firm) - external
    return found


def turned(cluster: nx.Graph, least: int = 1) -> dict[str, float]:
    """Return the E-I index of every firm with at least so many pipelines."""
    return {f: (e - i) / (e + i) for f, (e, i) in counts(cluster).items() if e >= least}


def turned_to_firms(cluster: nx.Graph) -> dict[str, float]:
    """Count ties with other firms only as internal."""
    firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
    found = {}
    for firm, (external, _) in counts(cluster).items():
        if external:
            internal = len(firms & set(cluster[firm]))
            found[firm] = (external - internal) / (external + internal)
    return found


@lru_cache(maxsize=512)
def measured(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Run all cases side by side, with the same chance; return what is measured in each."""
    cases = dict(_CASES)
    for firm in cluster.graph["my_firms"]:
        cases[firm] = (_INVENTIVE, (ChangeActors(firm, rd=0),))
    history = simulate(
        [cluster] * len(cases),
        [learning for learning, _ in cases.values()],
        periods=PERIODS,
        interventions=[events for _, events in cases.values()],
        rng=[SEED] * len(cases),
    )
    found: dict[str, dict[str, float]] = {}
    for place, name in enumerate(cases):
        last = history.performance[-1, history.union.members(place)]
        known = dict(zip(cluster, last.tolist(), strict=True))
        found[name] = {firm: known[firm] for firm in cluster.graph["my_firms"]}
    values = {of: history.level(of)[-1] for of in ("sme", "core")}
    values |= {name: OUTCOMES[name](history) for name in ("recovery", "performance")}
    for name, by_case in values.items():
        for case, value in zip(cases, by_case, strict=True):
            found[case][name] = float(value)
    return found


def end(cluster: nx.Graph, case: str, of: str = "sme") -> float:
    """Return the level of a firm or of a group at the end of a case."""
    return measured(cluster)[case][of]


def gains(cluster: nx.Graph, of: str = "sme", closed: str = "buzz only") -> dict[str, float]:
    """Return what pipelines add to the level, with buzz and without."""
    return {
        "with_buzz": end(cluster, "both", of) - end(cluster, closed, of),
        "without_buzz": end(cluster, "pipelines only", of) - end(cluster, "neither", of),
    }


def gains_of_buzz(cluster: nx.Graph) -> dict[str, float]:
    """Return what buzz adds, with pipelines and without."""
    return {
        "with_buzz": end(cluster, "both") - end(cluster, "pipelines only"),
        "without_buzz": end(cluster, "buzz only") - end(cluster, "neither"),
    }


def gains_as_shares(cluster: nx.Graph) -> dict[str, float]:
    """Return the gains as shares of the level before."""
    before = {"with_buzz": "buzz only", "without_buzz": "neither"}
    return {name: gain / end(cluster, before[name]) for name, gain in gains(cluster).items()}


def gains_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the gains from runs one after the other."""

    def level(buzz: float, *events: Any) -> float:
        run = simulate(
            cluster, Learning(buzz=buzz), periods=PERIODS, interventions=events, rng=SEED
        )
        return float(run.level("sme")[-1, 0])

    return {
        "with_buzz": level(1) - level(1, CutPipelines()),
        "without_buzz": level(0) - level(0, CutPipelines()),
    }


@lru_cache(maxsize=512)
def opened(cluster: nx.Graph) -> Sweep:
    """Run clusters drawn like this one at several degrees of openness."""
    outcomes = ["sme_performance", "focal_performance", "performance"]
    setting = Setting(cluster.graph["structure"], periods=PERIODS)
    return sweep(setting, {"openness": OPEN}, outcomes, replicates=DRAWS, rng=SEED)


def best(cluster: nx.Graph, outcome: str = "sme_performance") -> dict[str, float]:
    """Return the best degree of openness, and its gain over a closed cluster as a share."""
    level = means(cluster, outcome)
    top = max(level, key=lambda openness: level[openness])
    return {"openness": top, "gain": level[top] / level[0.0] - 1}


def means(cluster: nx.Graph, outcome: str = "sme_performance") -> dict[float, float]:
    """Return the mean outcome at every degree of openness."""
    return {o: float(opened(cluster).at(outcome, openness=o).mean()) for o in OPEN}


def losses(cluster: nx.Graph) -> dict[str, float]:
    """Return what a firm loses when it stops its R&D alone, and when all SMEs do.

    The mean over ``my_firms``, each of which stops in a run of its own.
    """
    mine = cluster.graph["my_firms"]
    before = [end(cluster, "inventive", firm) for firm in mine]
    alone = [end(cluster, firm, firm) for firm in mine]
    together = [end(cluster, "all stop", firm) for firm in mine]
    return {
        "alone": float(np.mean(before) - np.mean(alone)),
        "together": float(np.mean(before) - np.mean(together)),
    }


def losses_of_all(cluster: nx.Graph) -> dict[str, float]:
    """Look at the mean of all SMEs instead of the firm that stops."""
    alone = np.mean([end(cluster, firm) for firm in cluster.graph["my_firms"]])
    before = end(cluster, "inventive")
    return {"alone": before - float(alone), "together": before - end(cluster, "all stop")}


def shifted(cluster: nx.Graph, of: str = "core") -> dict[str, float]:
    """Return how far the closed cluster ends below the open one, and what it recovers less."""
    opened, closed = (end(cluster, f"moved, {name}", of) for name in ("open", "closed"))
    back = [end(cluster, f"moved, {name}", "recovery") for name in ("open", "closed")]
    return {"level": closed / opened - 1, "recovery": back[1] - back[0]}


def from_the_day_before(cluster: nx.Graph) -> dict[str, float]:
    """Take the level before the market moved as the start of the recovery."""
    change = [
        end(cluster, f"moved, {name}", "core") / end(cluster, f"moved, {name}", "performance")
        for name in ("open", "closed")
    ]
    return {**shifted(cluster), "recovery": change[1] - change[0]}
