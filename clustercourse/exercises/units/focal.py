"""Tasks of 07_focal_firms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import (
    LECTURE,
    SMALL,
    USUAL,
    Change,
    Floats,
    in_layer,
    of_kind,
)
from clusterlib.experiments import Setting, Sweep, compare, sweep
from clusterlib.learning import (
    ChangeActors,
    CutFlows,
    CutPipelines,
    History,
    Learning,
    RemoveActors,
)
from clusterlib.measures import brokerage
from clusterlib.networks import build_cluster

#: The seed, the length and the number of the runs that the tasks ask for.
RUNS = readings.Runs(seed=7, periods=40)
PAIRED_RUNS = readings.Runs(seed=7, periods=40, replicates=6)
#: Who gains from the R&D of focal firms, and the outcomes that say so.
GAINERS = {"smes": "sme_performance", "focal": "focal_performance"}

_GATE = "Find who stands between the cluster and the world, and account for what comes in"
_WORTH = "Measure what focal firms are worth, and which part of it is their absorptive capacity"
_SPILL = "Find who gains from an investment of the focal firms"
_EXPLAIN = "Tell a gatekeeper from an external star, and say what a region should ask for"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with a few focal firms and SMEs that have pipelines too."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            focal_firms=int(rng.integers(3, 6)),
            openness=float(rng.uniform(0.25, 0.4)),
            gate=float(rng.uniform(0.5, 0.8)),
            pipeline_cost=1.0,
            rng=rng,
        )
        smes, outside = of_kind(cluster, "sme"), in_layer(cluster, "supplementary")
        count = len(of_kind(cluster, "focal_firm"))
        cluster.graph["my_smes"] = sorted(rng.choice(smes, count, replace=False).tolist())
        # Cheap questions first: most clusters that tell no mistake apart fail here.
        if (
            any(not set(outside).isdisjoint(cluster[sme]) for sme in smes)
            and pairs(cluster, open_only=False) != gatekeepers(cluster)
            and levels_at_end(cluster)["usual"] - levels_at_end(cluster)["pipelines_cut"] > 0.015
        ):
            return cluster


# Who stands at the gate.


@lru_cache(maxsize=8)
def all_roles(cluster: nx.Graph) -> pd.DataFrame:
    """Return the scores of every actor in the roles of Gould and Fernandez."""
    return brokerage(cluster)


def gatekeepers(cluster: nx.Graph, role: str = "gatekeeper") -> dict[str, int]:
    """Return the score of every focal firm in one of the roles of Gould and Fernandez."""
    scores = all_roles(cluster)[role]
    return {firm: int(scores[firm]) for firm in of_kind(cluster, "focal_firm")}


def pairs(cluster: nx.Graph, *, open_only: bool = True, firms_only: bool = False) -> dict[str, int]:
    """Count the pairs of a source outside and a partner inside that a focal firm stands between."""
    layers = dict(cluster.nodes(data="layer"))
    inside = {"core"} if firms_only else set(layers.values()) - {"supplementary"}
    return {
        firm: sum(
            not (open_only and cluster.has_edge(source, partner))
            for source in cluster[firm]
            for partner in cluster[firm]
            if layers[source] == "supplementary" and layers[partner] in inside
        )
        for firm in of_kind(cluster, "focal_firm")
    }


@task(points=15, objective=_GATE, answer=Numbers())
class Gatekeepers:
    """Who stands at the gate"""

    right = gatekeepers
    also = (pairs,)

    def closed_triads_too(cluster: nx.Graph) -> Any:
        """You count every pair of a source and a partner. Where the partner has a pipeline to the
        same source, nobody stands between them: leave such pairs out."""
        return pairs(cluster, open_only=False)

    def firms_only(cluster: nx.Graph) -> Any:
        """Your partners are firms only. Institutions belong to the cluster too: a focal firm may
        bring outside knowledge to a university."""
        return pairs(cluster, firms_only=True)

    def coordinator(cluster: nx.Graph) -> Any:
        """This is the coordinator's score: it stands between two actors inside. A gatekeeper
        stands between one outside and one inside."""
        return gatekeepers(cluster, "coordinator")

    def itinerant(cluster: nx.Graph) -> Any:
        """This is the itinerant's score: it stands between two sources outside. A gatekeeper
        stands between one outside and one inside."""
        return gatekeepers(cluster, "itinerant")

    hints = """
    - brokerage(cluster) counts all five roles for every actor. Which column is wanted?
    - scores = brokerage(cluster)['gatekeeper'] is a Series: scores['F05'] is the score of one firm.
    - A loop over `focal`: gatekeepers[firm] = ...
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = (
            f"Your focal firms have {share_of_role(cluster):.0%} of all gatekeeper scores; the "
            f"highest of them is {max(found.values(), default=0):.0f}."
        )
        claim = "focal firms hold most places at the gate"
        return readings.beside_the_lecture(told, share_of_role(cluster) > 0.5, claim)


# What comes in, and what it is worth. All runs of a cluster are made at once.


def _cases(cluster: nx.Graph) -> dict[str, tuple[Change, ...]]:
    cut = CutPipelines(owners="focal_firm")
    equal = ChangeActors("focal_firm", reach=USUAL.reach_sme)
    trained = ChangeActors("sme", reach=USUAL.reach_focal)
    return {
        "usual": (),
        "focal_leave": (RemoveActors("focal_firm"),),
        "smes_leave": (RemoveActors(tuple(cluster.graph["my_smes"])),),
        "both_leave": (
            RemoveActors("focal_firm"),
            RemoveActors(tuple(cluster.graph["my_smes"])),
        ),
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
def runs(cluster: nx.Graph) -> History:
    """Run every case on a cluster with the same chance."""
    return RUNS.all(cluster, _cases(cluster))


@lru_cache(maxsize=32)
def levels(cluster: nx.Graph, of: str = "sme") -> dict[str, Floats]:
    """Return a group's level over time in each case."""
    return dict(zip(_cases(cluster), runs(cluster).level(of).T, strict=True))


def levels_at_end(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return a group's level at the end in each case."""
    return readings.at_end(levels(cluster, of))


def inflow(
    cluster: nx.Graph, *, last: bool = False, every_tie: bool = False, each: bool = False
) -> dict[str, float]:
    """Return the focal firms' share of the firms' pipelines, and of what comes in over them."""
    usual = runs(cluster).one(0)
    to_firm = usual.members("core")[usual.target]
    focal = usual.members("focal_firm")[usual.target][to_firm]
    pipeline = (usual.dimension == "pipeline")[to_firm]
    flow = usual.flow[:, to_firm]
    came = (flow[-1] if last else flow.sum(axis=0)) * (True if every_tie else pipeline)
    through, total = float(came[focal].sum()), float(came.sum())
    if each:
        rest = (total - through) / len(of_kind(cluster, "sme"))
        through /= len(of_kind(cluster, "focal_firm"))
        total = through + rest
    return {"pipelines": float(focal[pipeline].mean()), "inflow": through / total}


def share_of_owners(cluster: nx.Graph) -> float:
    """Return which share of the firms that own a pipeline are focal firms."""
    outside = set(in_layer(cluster, "supplementary"))
    owners = {a for a in in_layer(cluster, "core") if outside & set(cluster[a])}
    return len(owners & set(of_kind(cluster, "focal_firm"))) / len(owners)


def inflow_by_frame(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from the table of flows."""
    flows = RUNS.all(cluster, {"usual": ()}).flow_frame()
    pipelines = flows[flows.dimension == "pipeline"]
    focal = pipelines.target_kind == "focal_firm"
    return {
        "pipelines": float(focal.mean()),
        "inflow": float(pipelines.flow[focal].sum() / pipelines.flow.sum()),
    }


@task(points=20, objective=_GATE, answer=Numbers(), runs=RUNS)
class Inflow:
    """What comes in"""

    right = inflow
    also = (inflow_by_frame,)

    def no_flow(cluster: nx.Graph) -> Any:
        """Your two shares are equal: you count pipelines twice. For the inflow add up the column
        `flow`."""
        return slips.repeated(inflow(cluster), "pipelines")

    def every_tie(cluster: nx.Graph) -> Any:
        """Your inflow covers all ties to firms. What comes from outside comes over pipelines only:
        keep the rows with dimension 'pipeline'."""
        return inflow(cluster, every_tie=True)

    def the_source_for_the_owner(cluster: nx.Graph) -> Any:
        """All your numbers are zero, or there are none. Over a pipeline knowledge flows from a
        source outside to the firm that owns it: the owner is the target. Look for focal firms in
        the column `target_kind`."""
        return {"pipelines": 0.0, "inflow": 0.0}

    def no_shares(cluster: nx.Graph) -> Any:
        """You give a number of pipelines and a sum. Asked are shares: divide by the same of all
        firms."""
        usual = runs(cluster).one(0)
        pipeline = usual.members("core")[usual.target] & (usual.dimension == "pipeline")
        focal = pipeline & usual.members("focal_firm")[usual.target]
        return {"pipelines": int(focal.sum()), "inflow": float(usual.flow[:, focal].sum())}

    def owners_counted(cluster: nx.Graph) -> Any:
        """For 'pipelines' you count the firms that own one. Count the pipelines themselves: a firm
        may own many."""
        return inflow(cluster) | {"pipelines": share_of_owners(cluster)}

    def of_all_flows(cluster: nx.Graph) -> Any:
        """You divide by all flows, those over local ties too. Below the line stand pipelines only:
        their number, and what came in over them."""
        usual = runs(cluster).one(0)
        pipeline = usual.dimension == "pipeline"
        focal = pipeline & usual.members("focal_firm")[usual.target]
        flow = usual.flow.sum(axis=0)
        return {"pipelines": float(focal.mean()), "inflow": float(flow[focal].sum() / flow.sum())}

    def a_mean_over_a_mean(cluster: nx.Graph) -> Any:
        """For 'inflow' you divide a mean by a mean: what comes over one pipeline of a focal firm,
        by what comes over any. A share of the whole needs two sums."""
        right = inflow(cluster)
        return right | {"inflow": right["inflow"] / right["pipelines"]}

    def for_each_firm(cluster: nx.Graph) -> Any:
        """You compare a mean focal firm with a mean SME. Asked is a share of the whole: add up
        over firms."""
        return inflow(cluster, each=True)

    @called("share of the SMEs")
    def share_of_the_smes(cluster: nx.Graph) -> Any:
        """These are the SMEs' shares. Asked are those of the focal firms."""
        return slips.complement(inflow(cluster))

    def the_last_period(cluster: nx.Graph) -> Any:
        """This is the inflow of the last period. Take the whole run: flow_frame() adds it up."""
        return inflow(cluster, last=True)

    hints = """
    - history.flow_frame() has a row for each flow, with the columns dimension, target_kind and
      flow.
    - Keep the pipelines: flows[flows.dimension == 'pipeline']. Which of them lead to a focal firm?
    - through = pipelines.target_kind == ... is a column of True and False. Its mean is the first
      share; for the second add up pipelines.flow where it is True, and everywhere.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = (
            f"With {found['pipelines']:.0%} of the pipelines focal firms bring in "
            f"{found['inflow']:.0%} of what comes."
        )
        claim = "focal firms bring in more than their share of pipelines, as they understand more"
        return readings.beside_the_lecture(told, found["inflow"] > found["pipelines"], claim)


def losses(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how much a group's level changes in each of three cases, as a share."""
    return readings.changes(levels_at_end(cluster, of), "usual", LOSSES)


def losses_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    usual = RUNS.end(cluster)
    level = {name: RUNS.end(cluster, *_cases(cluster)[name]) for name in LOSSES}
    return {name: (level[name] - usual) / usual for name in LOSSES}


def losses_of_other_length(cluster: nx.Graph) -> dict[str, float]:
    """Return the same where the changed runs take the usual periods."""
    longer, usual = levels_at_end(RUNS.longer(cluster)), levels_at_end(cluster)["usual"]
    return {name: longer[name] / usual - 1 for name in LOSSES}


@task(points=20, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Loss:
    """What they are worth"""

    right = losses
    also = (losses_one_by_one,)

    def all_pipelines(cluster: nx.Graph) -> Any:
        """For 'pipelines_cut' you cut all pipelines, those of SMEs too. Cut those that focal firms
        own: CutPipelines(owners='focal_firm')."""
        level = levels_at_end(cluster)
        return losses(cluster) | {"pipelines_cut": level["all_pipelines_cut"] / level["usual"] - 1}

    def all_firms(cluster: nx.Graph) -> Any:
        """These are the changes for all firms. The task asks for SMEs: level('sme')."""
        return losses(cluster, "core")

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level of the usual run."""
        return slips.times(losses(cluster), levels_at_end(cluster)["usual"])

    def both_leave(cluster: nx.Graph) -> Any:
        """For 'smes_leave' the focal firms leave as well. There they stay, and the SMEs in
        `my_smes` leave *instead*: one event in a run."""
        level = levels_at_end(cluster)
        return losses(cluster) | {"smes_leave": level["both_leave"] / level["usual"] - 1}

    def the_changed_runs_are_longer(cluster: nx.Graph) -> Any:
        """Your changed runs are longer than the usual one: periods=40 is missing there, and
        simulate goes on for 160. Name it in every run."""
        return losses_of_other_length(cluster)

    def before_and_after(cluster: nx.Graph) -> Any:
        """You compare the end of a run with its own start. SMEs learn in any case: compare with
        the end of the usual run."""
        level = levels(cluster)
        return {name: float(level[name][-1] / level[name][0]) - 1 for name in LOSSES}

    def share_of_the_changed_run(cluster: nx.Graph) -> Any:
        """You divide by the level of the changed run. The usual run is the baseline."""
        level = levels_at_end(cluster)
        return {name: 1 - level["usual"] / level[name] for name in LOSSES}

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (changed - usual) / usual. A loss is below zero."""
        return slips.negated(losses(cluster))

    hints = """
    - Three changed runs, all with the same rng, and the usual run that you have.
    - The interventions are RemoveActors('focal_firm'), RemoveActors(my_smes) and
      CutPipelines(owners='focal_firm').
    - run = simulate(cluster, periods=40, rng=7, interventions=[...]) for each of the three; then
      the level of the SMEs at the end against `usual`, as a share.
    """

    def says(cluster: nx.Graph, loss: Any) -> str:
        told = (
            f"SMEs change by {loss['focal_leave']:.0%} without focal firms, "
            f"{loss['pipelines_cut']:.0%} without their pipelines, {loss['smes_leave']:.0%} "
            "without as many SMEs."
        )
        missed = loss["focal_leave"]
        claims = {
            "as many SMEs are missed less": missed < min(0, loss["smes_leave"]),
            "most of what focal firms are worth is what they bring in": (
                loss["pipelines_cut"] < missed / 2 < 0
            ),
        }
        return readings.beside_each(told, claims)


def worth_left(cluster: nx.Graph, case: str = "equal", of: str = "sme") -> float:
    """Return which share of the focal pipelines' worth is left when all absorb alike."""
    level = levels_at_end(cluster, of)
    return (level[case] - level[f"{case}_cut"]) / (level["usual"] - level["pipelines_cut"])


def worth_left_by_parameters(cluster: nx.Graph) -> float:
    """Return the same with the reach set as a parameter, from runs one after the other."""
    cut = CutPipelines(owners="focal_firm")
    equal, usual = (
        RUNS.end(cluster, p) - RUNS.end(cluster, p, cut)
        for p in (Learning(reach_focal=USUAL.reach_sme), USUAL)
    )
    return equal / usual


@task(points=15, objective=_WORTH, answer=Number(absolute=0.0002), runs=RUNS)
class Equal:
    """Gatekeeper or position"""

    right = worth_left
    also = (worth_left_by_parameters,)

    def cut_once_only(cluster: nx.Graph) -> Any:
        """You subtract the same level above and below the line. Focal firms with less reach learn
        less from everybody: cut the pipelines in *their* world too."""
        level = levels_at_end(cluster)
        shut = level["pipelines_cut"]
        return (level["equal"] - shut) / (level["usual"] - shut)

    def from_the_usual_world(cluster: nx.Graph) -> Any:
        """Above the line you take the usual level minus the cut one of *their* world: so the reach
        is in it, too. Both levels come from the world with less reach, pipelines open and cut."""
        level = levels_at_end(cluster)
        worth = level["usual"] - level["pipelines_cut"]
        return (level["usual"] - level["equal_cut"]) / worth

    def what_the_reach_is_worth(cluster: nx.Graph) -> Any:
        """You measure what the focal firms' reach is worth. Asked is what their pipelines are worth
        in that world: cut them there too, and compare the two worths."""
        level = levels_at_end(cluster)
        return (level["usual"] - level["equal"]) / (level["usual"] - level["pipelines_cut"])

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the part of the worth that is lost. Asked is the part that is left."""
        return slips.complement(worth_left(cluster))

    def not_divided(cluster: nx.Graph) -> Any:
        """This is the worth in that world, as a difference of levels. Asked is a share: divide it
        by the worth in the usual world."""
        level = levels_at_end(cluster)
        return level["equal"] - level["equal_cut"]

    @called("the SMEs' reach raised")
    def the_smes_reach_raised(cluster: nx.Graph) -> Any:
        """You raised the reach of the SMEs to that of focal firms. Asked is the other way: focal
        firms who understand no more than SMEs do."""
        return worth_left(cluster, "trained")

    def a_share_of_the_level(cluster: nx.Graph) -> Any:
        """This is a share of the SMEs' level. Most of that they have without the pipelines:
        subtract the level with the pipelines cut, above and below the line."""
        return levels_at_end(cluster)["equal"] / levels_at_end(cluster)["usual"]

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms. The task asks for SMEs."""
        return worth_left(cluster, of="core")

    hints = """
    - You need four levels of SMEs: usual and equal reach, each with and without the pipelines of
      focal firms.
    - Equal reach: ChangeActors('focal_firm', reach=0.2) among the interventions, or
      Learning(reach_focal=0.2).
    - A worth is a level minus the level with the pipelines cut, in one world. (... - ...) in the
      equal world / (... - ...) in the usual one.
    """

    def says(cluster: nx.Graph, left: Any) -> str:
        told = f"With the reach of an SME {left:.0%} of the worth of their pipelines is left."
        if left > 1:
            claim = "pipelines are worth less to firms that understand less"
            return readings.beside_the_lecture(told, False, claim)
        claim = (
            "most of the difference is made by absorptive capacity, less by the place at the gate"
        )
        return readings.beside_the_lecture(told, left < 0.5, claim)


# Who gains from their R&D.


def counts(cluster: nx.Graph) -> dict[str, int]:
    """Return the number of SMEs and of focal firms."""
    return {"smes": len(of_kind(cluster, "sme")), "focal": len(of_kind(cluster, "focal_firm"))}


@lru_cache(maxsize=8)
def by_rd(cluster: nx.Graph) -> Sweep:
    """Run the cluster at some chances of focal R&D."""
    asked = PAIRED_RUNS.of(cluster)
    setting = Setting(cluster, periods=asked.periods, record_every=asked.periods)
    grid, outcomes = {"rd_focal": [0.0, USUAL.rd_focal, 0.8]}, list(GAINERS.values())
    return sweep(setting, grid, outcomes, replicates=asked.replicates or 1, rng=asked.seed)


def mean_levels(cluster: nx.Graph, rd: float = 0.0) -> dict[str, float]:
    """Return the level of a mean SME and of a mean focal firm at a chance of focal R&D."""
    runs = by_rd(cluster)
    return {name: float(runs.at(of, rd_focal=rd).mean()) for name, of in GAINERS.items()}


def mean_gains(cluster: nx.Graph, start: float = 0.0) -> dict[str, float]:
    """Return what a mean SME and a mean focal firm gain when the focal firms do more R&D."""
    before, after = mean_levels(cluster, start), mean_levels(cluster, 0.8)
    return {name: after[name] - before[name] for name in GAINERS}


def gains_by_compare(setting: Setting, replicates: int, seed: int) -> dict[str, float]:
    """Return the same from two comparisons."""
    lazy, busy = setting.but(rd_focal=0), setting.but(rd_focal=0.8)
    return {
        name: compare(lazy, busy, outcome, replicates=replicates, rng=seed).difference.mean
        for name, outcome in GAINERS.items()
    }


def spillover(cluster: nx.Graph, start: float = 0.0) -> Mapping[str, float]:
    """Return what all SMEs and all focal firms gain together when the focal firms do more R&D."""
    return slips.times(mean_gains(cluster, start), counts(cluster))


def spillover_by_compare(cluster: nx.Graph) -> Mapping[str, float]:
    """Return the sums from two comparisons."""
    setting, pairs = Setting(cluster, periods=RUNS.periods), PAIRED_RUNS.replicates or 1
    return slips.times(gains_by_compare(setting, pairs, RUNS.seed), counts(cluster))


@task(points=15, objective=_SPILL, answer=Numbers(SMALL), runs=PAIRED_RUNS)
class Externality:
    """Who gains from their R&D"""

    right = spillover
    also = (spillover_by_compare,)

    def the_mean_firm(cluster: nx.Graph) -> Any:
        """These are the gains of one mean firm of each kind. Asked is what all SMEs and all focal
        firms gain together: multiply by their numbers."""
        return mean_gains(cluster)

    @called("the lecture's numbers of firms")
    def the_lecture_s_numbers_of_firms(cluster: nx.Graph) -> Any:
        """You multiply by 32 and 4, the numbers of the lecture. How many SMEs, and how many focal
        firms, are in *your* cluster? Count them: len(smes), len(focal)."""
        return slips.times(mean_gains(cluster), {"smes": 32, "focal": 4})

    @called("from the usual R&D")
    def from_the_usual_r_d(cluster: nx.Graph) -> Any:
        """You start from the usual R&D, a chance of 0.2. The baseline here is no R&D of focal
        firms: base.but(rd_focal=0)."""
        return spillover(cluster, 0.2)

    def relative_gains(cluster: nx.Graph) -> Any:
        """These are relative gains. A share of a low level is not the same as a share of a high
        one: take differences, then multiply by the number of firms."""
        return slips.divided(mean_gains(cluster), mean_levels(cluster))

    def relative_gains_of_all(cluster: nx.Graph) -> Any:
        """You multiply relative gains, which are shares of a level. Take the differences of levels,
        and multiply these by the number of firms."""
        shares = slips.divided(mean_gains(cluster), mean_levels(cluster))
        return slips.times(shares, counts(cluster))

    def shares_of_the_sum(cluster: nx.Graph) -> Any:
        """These are shares of what all firms gain. Asked are the two gains themselves."""
        gains = spillover(cluster)
        return slips.divided(gains, sum(gains.values()))

    def the_other_way_round(cluster: nx.Graph) -> Any:
        """Your first setting is the one with more R&D. compare(before, after) gives after minus
        before."""
        return slips.negated(spillover(cluster))

    hints = """
    - Two comparisons of the same two settings, with two outcomes: 'sme_performance' and
      'focal_performance'.
    - compare(base.but(rd_focal=0), base.but(rd_focal=0.8), 'sme_performance', replicates=6,
      rng=7).difference.mean is the gain of one mean SME.
    - That is the gain of one mean firm. What do all of a kind gain together?
    """

    def says(cluster: nx.Graph, gains: Any) -> str:
        smes, focal = gains["smes"], gains["focal"]
        told = f"All SMEs gain {smes:.2f} together, all focal firms {focal:.2f}."
        if smes < 0:
            told += (
                " Your SMEs lose: try reach_sme=0.6 in both settings, and see whether they did not "
                "understand firms so far ahead."
            )
        claim = "most of the return goes to SMEs, who did not pay"
        return readings.beside_the_lecture(told, smes > focal, claim)


def promises(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what a broken promise of focal firms changes, for SMEs and for themselves."""
    base = Setting(cluster, periods=RUNS.periods)
    silent = CutFlows("focal_firm", ("core", "supporting"))
    broken = {
        "no pipelines": base.but(interventions=[CutPipelines(owners="focal_firm")]),
        "no talking": base.but(interventions=[silent]),
        "no own R&D": base.but(rd_focal=0),
    }
    found: dict[str, dict[str, float]] = {}
    for name, without in broken.items():
        for who in ("sme", "focal"):
            lost = compare(base, without, f"{who}_performance", replicates=20, rng=RUNS.seed)
            found.setdefault(name, {})[who] = round(lost.relative.mean, 4)
    return found


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """What to ask of them"""

    about = promises

    hints = """
    - Which broken promise costs the SMEs most? Which hardly anything?
    - A firm that fetches and does not tell is an external star. Which row of the table is that, and
      how much does a focal firm itself lose by it?
    - A good text has four sentences: your promise; two numbers of your table for it; how it reaches
      the SMEs; what the model leaves out, such as why a firm should tell its rivals.
    """

    rubric = {
        "a decision for a promise by two numbers of your own cluster": 5,
        "how what is promised reaches the SMEs, "
        "and what makes a gatekeeper differ from an external star": 6,
        "what the model leaves out, such as rivalry or a reason to tell": 4,
    }


# The lecture's questions, about its own cluster.


def share_of_role(cluster: nx.Graph, role: str = "gatekeeper") -> float:
    """Return the focal firms' share of the scores of all actors in a role."""
    scores = all_roles(cluster)[role]
    return float(scores[of_kind(cluster, "focal_firm")].sum() / scores.sum())


@task(objective=_GATE, answer=Number())
class TryGate:
    """The focal firms' share of the gates"""

    right = share_of_role

    def a_mean_over_a_mean(cluster: nx.Graph) -> Any:
        """You divide the focal firms' mean score by the mean of all. A share needs two sums."""
        return share_of_role(cluster) * len(cluster) / len(of_kind(cluster, "focal_firm"))

    def two_roles(cluster: nx.Graph) -> Any:
        """You add up both columns. A gatekeeper has the column 'gatekeeper' alone."""
        scores = all_roles(cluster)[["coordinator", "gatekeeper"]].sum(axis=1)
        return scores[of_kind(cluster, "focal_firm")].sum() / scores.sum()

    def share_of_their_roles(cluster: nx.Graph) -> Any:
        """Of all that focal firms score, this is the share that they score as gatekeepers. Below
        the line belong the gatekeeper scores of all actors."""
        scores = all_roles(cluster).loc[of_kind(cluster, "focal_firm")]
        return scores["gatekeeper"].sum() / scores.to_numpy().sum()

    def the_number(cluster: nx.Graph) -> Any:
        """This is the number of pairs that focal firms stand between. Divide by that of all
        actors."""
        return sum(gatekeepers(cluster).values())

    def the_sum_of_all(cluster: nx.Graph) -> Any:
        """This is the sum of all actors' scores. Asked is which share of it focal firms have."""
        return int(all_roles(cluster)["gatekeeper"].sum())

    def share_of_the_owners(cluster: nx.Graph) -> Any:
        """This is the share of the firms with a pipeline that are focal. Add up their scores."""
        return share_of_owners(cluster)

    def share_of_the_firms(cluster: nx.Graph) -> Any:
        """This is the share of firms that are focal. Add up their scores."""
        return len(of_kind(cluster, "focal_firm")) / len(in_layer(cluster, "core"))

    def coordinator(cluster: nx.Graph) -> Any:
        """This is the share of the coordinators' scores. Take the column 'gatekeeper'."""
        return share_of_role(cluster, "coordinator")

    hints = """
    - Add up the scores twice, of the focal firms and of all. scores['gatekeeper'] is a column
      with a number for each actor; .sum() adds it up.
    - The part is what focal firms have: scores.loc[focal, 'gatekeeper'] are their numbers.
    - A share: the sum of some of the numbers, divided by the sum of all.
    """


@lru_cache(maxsize=4)
def gate_opened(
    of: str = "sme_performance", gate: float = 0.8, *, share: bool = True, **reach: float
) -> float:
    """Return what moving pipelines to focal firms changes: the lecture's experiment."""
    base = Setting(periods=80).but(**reach)
    shut, moved = base.but(gate=0), base.but(gate=gate)
    found = compare(shut, moved, of, replicates=40, rng=LECTURE)
    return found.relative.mean if share else found.difference.mean


@task(objective=_WORTH, answer=SMALL)
class TryEqual:
    """A gate among equals"""

    def right(cluster: nx.Graph) -> Any:
        return gate_opened(reach_sme=0.6)

    also = (lambda cluster: round(gate_opened(reach_sme=0.6), 5),)

    def all_understand_little(cluster: nx.Graph) -> Any:
        """Here focal firms understand as little as SMEs. Set the reach of SMEs to that of focal
        firms: reach_sme=0.6."""
        return gate_opened(reach_focal=0.2)

    def a_difference(cluster: nx.Graph) -> Any:
        """This is a difference of levels. Asked is the change as a share: .relative.mean."""
        return gate_opened(share=False, reach_sme=0.6)

    def two_settings_that_are_the_same(cluster: nx.Graph) -> Any:
        """No change at all: your two settings are the same. In equal the gate is 0.8 already, so
        the first one needs equal.but(gate=0)."""
        return 0.0

    def unequal(cluster: nx.Graph) -> Any:
        """This is the change with the usual reach of SMEs. Set reach_sme=0.6 in both settings."""
        return gate_opened()

    def all_firms(cluster: nx.Graph) -> Any:
        """This is the change for all firms. Ask for "sme_performance"."""
        return gate_opened("performance", reach_sme=0.6)

    def a_gate_of_1(cluster: nx.Graph) -> Any:
        """Your gate goes up to 1. Let it go from 0 to 0.8."""
        return gate_opened(gate=1, reach_sme=0.6)

    def the_reach_alone(cluster: nx.Graph) -> Any:
        """This is what the longer reach of SMEs changes. In both of your settings they have it:
        what differs is the gate."""
        base = Setting(periods=80)
        longer = base.but(reach_sme=0.6)
        return compare(base, longer, "sme_performance", replicates=40, rng=LECTURE).relative.mean

    hints = """
    - Two settings that differ in the gate only. Both start from equal.
    - Once nothing passes the gate, once most of it: equal.but(gate=0) and equal.but(gate=0.8)
    - Compare them, the one to start from first: paired(..., ...); of it the mean change as a share.
    """


@lru_cache(maxsize=1)
def lecture_gains() -> dict[str, float]:
    """Return what a mean SME and a mean focal firm gain in the lecture's experiment."""
    return gains_by_compare(Setting(periods=80), 40, LECTURE)


def share_of_smes(smes: int = 32, focal: int = 4) -> float:
    """Return the SMEs' share of what focal R&D adds, from the numbers of firms."""
    gain = lecture_gains()
    return smes * gain["smes"] / (smes * gain["smes"] + focal * gain["focal"])


@task(objective=_SPILL, answer=Number(absolute=0.0002))
class TrySpill:
    """Who gains from focal R&D"""

    def right(cluster: nx.Graph) -> Any:
        return share_of_smes()

    def the_mean_firm(cluster: nx.Graph) -> Any:
        """You compare one mean SME with one mean focal firm. There are 32 of the one and 4 of the
        other: multiply first."""
        return share_of_smes(1, 1)

    def over_the_other(cluster: nx.Graph) -> Any:
        """You divide what SMEs gain by what focal firms gain. A share has both below the line."""
        return share_of_smes() / (1 - share_of_smes())

    def what_smes_gain(cluster: nx.Graph) -> Any:
        """This is what all SMEs gain. Asked is a share: divide by what all firms gain."""
        return 32 * lecture_gains()["smes"]

    def a_mean_sme_over_a_mean_focal_firm(cluster: nx.Graph) -> Any:
        """You divide the gain of one mean SME by that of one mean focal firm. Multiply each by its
        number of firms first; and a share has both below the line."""
        return lecture_gains()["smes"] / lecture_gains()["focal"]

    @called("the focal firms' share")
    def the_focal_firms_share(cluster: nx.Graph) -> Any:
        """This is the share that the focal firms keep. Asked is that of the SMEs."""
        return slips.complement(share_of_smes())

    hints = """
    - What all SMEs gain is what a mean SME gains, times their number.
    - 32 * sme_gain and 4 * focal_gain. What share of the sum is the first?
    - Divide the first by the sum of both.
    """


UNIT = unit(globals(), "07_focal_firms", "the focal firms of your cluster", draw)
