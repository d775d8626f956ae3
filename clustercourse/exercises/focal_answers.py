"""Right and known wrong answers to the tasks of 07_focal_firms."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number
from clusterlib.experiments import Setting, compare, sweep
from clusterlib.learning import (
    ChangeActors,
    CutPipelines,
    History,
    Intervention,
    Learning,
    RemoveActors,
    simulate,
)
from clusterlib.measures import brokerage

#: The seed, the length and the number of the runs that the tasks ask for.
SEED, PERIODS, REPLICATES = 7, 40, 6
#: The seed of the lecture.
LECTURE = 2013

#: Shares and levels are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)

Floats = NDArray[np.float64]
Shares = dict[str, float]

_DEFAULT = Learning()


def of_kind(cluster: nx.Graph, kind: str) -> list[str]:
    """Return the actors of a kind, in the order of the cluster."""
    return [actor for actor, of in cluster.nodes(data="kind") if of == kind]


def outside(cluster: nx.Graph, actor: str) -> bool:
    """Tell whether an actor stands outside the cluster."""
    return bool(cluster.nodes[actor]["layer"] == "supplementary")


# ---- reading the network


def gatekeepers(cluster: nx.Graph, role: str = "gatekeeper") -> dict[str, int]:
    """Return the score of every focal firm in one of the roles of Gould and Fernandez."""
    scores = brokerage(cluster)[role]
    return {firm: int(scores[firm]) for firm in of_kind(cluster, "focal_firm")}


def pairs(cluster: nx.Graph, *, open_only: bool = True, firms_only: bool = False) -> dict[str, int]:
    """Count the pairs of a source outside and a partner inside that a focal firm stands between."""
    found = {}
    for firm in of_kind(cluster, "focal_firm"):
        sources = [one for one in cluster[firm] if outside(cluster, one)]
        partners = [one for one in cluster[firm] if not outside(cluster, one)]
        if firms_only:
            partners = [one for one in partners if cluster.nodes[one]["layer"] == "core"]
        found[firm] = sum(
            not (open_only and cluster.has_edge(source, partner))
            for source in sources
            for partner in partners
        )
    return found


# ---- what comes in, and what it is worth


def _cases(cluster: nx.Graph) -> dict[str, tuple[Intervention, ...]]:
    cut = CutPipelines(owners="focal_firm")
    equal = ChangeActors("focal_firm", reach=_DEFAULT.reach_sme)
    trained = ChangeActors("sme", reach=_DEFAULT.reach_focal)
    return {
        "usual": (),
        "focal_leave": (RemoveActors("focal_firm"),),
        "smes_leave": (RemoveActors(tuple(cluster.graph["my_smes"])),),
        "pipelines_cut": (cut,),
        "all_pipelines_cut": (CutPipelines(),),
        "equal": (equal,),
        "equal_cut": (equal, cut),
        "trained": (trained,),
        "trained_cut": (trained, cut),
    }


#: The keys of the answer to "what they are worth".
LOSSES = ("focal_leave", "smes_leave", "pipelines_cut")


@lru_cache(maxsize=8)
def runs(cluster: nx.Graph) -> tuple[list[str], History]:
    """Run every case on a cluster with the same chance, all at once; return the names too."""
    cases = _cases(cluster)
    history = simulate(
        [cluster] * len(cases),
        periods=PERIODS,
        interventions=list(cases.values()),
        rng=[SEED] * len(cases),
    )
    return list(cases), history


@lru_cache(maxsize=32)
def levels(cluster: nx.Graph, of: str = "sme") -> dict[str, Floats]:
    """Return a group's level over time in each case."""
    names, history = runs(cluster)
    return dict(zip(names, history.level(of).T, strict=True))


def ends(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return a group's level at the end in each case."""
    return {name: float(level[-1]) for name, level in levels(cluster, of).items()}


@lru_cache(maxsize=8)
def _flows(cluster: nx.Graph) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what came over each tie to a firm, whether to a focal one, and if by a pipeline."""
    usual = runs(cluster)[1].one(0)
    to_firm = usual.members("core")[usual.target]
    focal = usual.members("focal_firm")[usual.target]
    return usual.flow[:, to_firm], focal[to_firm], (usual.dimension == "pipeline")[to_firm]


def inflow(
    cluster: nx.Graph, *, last: bool = False, every_tie: bool = False, each: bool = False
) -> Shares:
    """Return the focal firms' share of the firms' pipelines, and of what comes in over them."""
    flow, focal, pipeline = _flows(cluster)
    came = (flow[-1] if last else flow.sum(axis=0)) * (True if every_tie else pipeline)
    through, total = float(came[focal].sum()), float(came.sum())
    if each:
        mean = through / len(of_kind(cluster, "focal_firm"))
        total = mean + (total - through) / len(of_kind(cluster, "sme"))
        through = mean
    return {
        "pipelines": float((focal & pipeline).sum() / pipeline.sum()),
        "inflow": through / total,
    }


def inflow_by_frame(cluster: nx.Graph) -> Shares:
    """Return the same from the table of flows."""
    flows = simulate(cluster, periods=PERIODS, rng=SEED).flow_frame()
    pipelines = flows[flows.dimension == "pipeline"]
    focal = pipelines.target_kind == "focal_firm"
    return {
        "pipelines": float(focal.mean()),
        "inflow": float(pipelines.flow[focal].sum() / pipelines.flow.sum()),
    }


def losses(cluster: nx.Graph, of: str = "sme") -> Shares:
    """Return how much a group's level changes in each of three cases, as a share."""
    end = ends(cluster, of)
    return {name: end[name] / end["usual"] - 1 for name in LOSSES}


def losses_one_by_one(cluster: nx.Graph) -> Shares:
    """Return the same from runs one after the other."""
    usual = simulate(cluster, periods=PERIODS, rng=SEED).level("sme")[-1, 0]
    found = {}
    for name in LOSSES:
        events = _cases(cluster)[name]
        run = simulate(cluster, periods=PERIODS, rng=SEED, interventions=events)
        found[name] = float((run.level("sme")[-1, 0] - usual) / usual)
    return found


def left(cluster: nx.Graph, case: str = "equal", of: str = "sme") -> float:
    """Return which share of the focal pipelines' worth is left when all absorb alike."""
    end = ends(cluster, of)
    return (end[case] - end[f"{case}_cut"]) / (end["usual"] - end["pipelines_cut"])


def left_by_parameters(cluster: nx.Graph) -> float:
    """Return the same with the reach set as a parameter, from runs one after the other."""
    end = []
    for learning in (Learning(reach_focal=_DEFAULT.reach_sme), Learning()):
        for events in ((), (CutPipelines(owners="focal_firm"),)):
            run = simulate(cluster, learning, periods=PERIODS, rng=SEED, interventions=events)
            end.append(float(run.level("sme")[-1, 0]))
    return (end[0] - end[1]) / (end[2] - end[3])


# ---- who gains from the focal firms' R&D


@lru_cache(maxsize=8)
def gains_each(cluster: nx.Graph) -> dict[tuple[float, str], float]:
    """Return the mean level of an SME and of a focal firm at some chances of focal R&D."""
    outcomes = ("sme_performance", "focal_performance")
    swept = sweep(
        Setting(cluster, periods=PERIODS, record_every=PERIODS),
        {"rd_focal": [0.0, _DEFAULT.rd_focal, 0.8]},
        outcomes,
        replicates=REPLICATES,
        rng=SEED,
    )
    return {
        (point["rd_focal"], outcome): float(swept.at(outcome, **point).mean())
        for point in swept.points
        for outcome in outcomes
    }


def spillover(cluster: nx.Graph, start: float = 0.0, *, each: bool = False) -> Shares:
    """Return what all SMEs and all focal firms gain together when the focal firms do more R&D."""
    level = gains_each(cluster)
    found = {}
    for name, kind in (("smes", "sme"), ("focal", "focal_firm")):
        outcome = f"{name.removesuffix('s')}_performance"
        gain = level[0.8, outcome] - level[start, outcome]
        found[name] = gain * (1 if each else len(of_kind(cluster, kind)))
    return found


def spillover_in_per_cent(cluster: nx.Graph) -> Shares:
    """Return the relative gains."""
    level, each = gains_each(cluster), spillover(cluster, each=True)
    return {
        "smes": each["smes"] / level[0.0, "sme_performance"],
        "focal": each["focal"] / level[0.0, "focal_performance"],
    }


def spillover_by_compare(cluster: nx.Graph) -> Shares:
    """Return the sums from two comparisons."""
    base = Setting(cluster, periods=PERIODS)
    found = {}
    for name, kind in (("smes", "sme"), ("focal", "focal_firm")):
        outcome = f"{name.removesuffix('s')}_performance"
        lazy, busy = base.but(rd_focal=0), base.but(rd_focal=0.8)
        made = compare(lazy, busy, outcome, replicates=REPLICATES, rng=SEED)
        found[name] = made.difference.mean * len(of_kind(cluster, kind))
    return found


# ---- the lecture's experiments


@lru_cache(maxsize=4)
def gate_opened(reach: str = "reach_sme", of: str = "sme_performance") -> float:
    """Return what moving pipelines to focal firms changes when all understand as much."""
    both = {"reach_sme": {"reach_sme": 0.6}, "reach_focal": {"reach_focal": 0.2}, "": {}}[reach]
    base = Setting(periods=80).but(**both)
    shut, held = base.but(gate=0), base.but(gate=0.8)
    return compare(shut, held, of, replicates=40, rng=LECTURE).relative.mean


@lru_cache(maxsize=4)
def lecture_spillover(*, each: bool = False) -> Shares:
    """Return the SMEs' and the focal firms' gain from focal R&D in the lecture's experiment."""
    base = Setting(periods=80)
    found = {}
    for name, count in (("sme", 32), ("focal", 4)):
        lazy, busy = base.but(rd_focal=0), base.but(rd_focal=0.8)
        made = compare(lazy, busy, f"{name}_performance", replicates=40, rng=LECTURE)
        found[name] = made.difference.mean * (1 if each else count)
    return found
