"""Tasks of 08_buzz_and_pipelines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL, USUAL, Change, in_layer, of_kind
from clusterlib.experiments import Setting, Sweep, sweep
from clusterlib.learning import ChangeActors, CutPipelines, Intervention, TechnologyShift
from clusterlib.measures import ei_by_actor
from clusterlib.networks import build_cluster

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=4, periods=40)
#: The degrees of openness that the learner compares, and the runs of each.
OPEN, SWEPT = (0.0, 0.1, 0.2, 0.4, 0.7), readings.Runs(seed=4, periods=40, replicates=3)
#: The length of the lecture's runs.
LECTURE_PERIODS = 80

_INDEX = "Measure how far the holders of pipelines look outside"
_TOGETHER = "Test whether buzz and pipelines are complements, and find how open is best"
_LOCKED = "Tell lock-in from a low level"
_FREE = "Tell what a free rider loses from what all lose"

_QUIET, _INVENTIVE = USUAL.but(buzz=0), USUAL.but(rd_sme=0.2)
_CUT = CutPipelines()
#: What is measured when the market moves.
_MOVED = ["final_performance", "recovery", "performance", "after_shift"]
#: Runs by name: parameters and what happens. Free riders are added firm by firm.
_CASES: dict[str, tuple[Change, ...]] = {
    "both": (),
    "buzz only": (_CUT,),
    "pipelines only": (_QUIET,),
    "neither": (_QUIET, _CUT),
    "idle pipelines": (USUAL.but(pipeline=0),),
    "inventive": (_INVENTIVE,),
    "all stop": (_INVENTIVE, ChangeActors("sme", rd=0)),
    "usual, all stop": (ChangeActors("sme", rd=0),),
}
#: Firms that stop their R&D, each in a run of its own.
_LONE = 5


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with other ties and pipelines; five of its SMEs are the learner's."""
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(6, 9)),
        horizontal_ties=float(rng.uniform(1.2, 2.2)),
        vertical_ties=float(rng.uniform(1.2, 2.2)),
        openness=float(rng.uniform(0.2, 0.35)),
        pipeline_cost=1.0,
        gate=0.5,
        rng=rng,
    )
    smes = of_kind(cluster, "sme")
    cluster.graph["my_firms"] = sorted(rng.choice(smes, _LONE, replace=False).tolist())
    return cluster


@lru_cache(maxsize=512)
def measured(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Run all cases side by side, with the same chance; return what is measured in each."""
    mine = cluster.graph["my_firms"]
    cases = _CASES | {firm: (_INVENTIVE, ChangeActors(firm, rd=0)) for firm in mine}
    cases |= {f"usual, {firm}": (ChangeActors(firm, rd=0),) for firm in mine}
    cases["five stop"] = (_INVENTIVE, ChangeActors(tuple(mine), rd=0))
    history = RUNS.all(cluster, cases)
    values = {of: history.level(of)[-1] for of in ("sme", "core")}
    found = {}
    for place, case in enumerate(cases):
        last = history.performance[-1, history.union.members(place)]
        of_firm = dict(zip(cluster, last.tolist(), strict=True))
        found[case] = {firm: of_firm[firm] for firm in mine}
        found[case] |= {name: float(by_case[place]) for name, by_case in values.items()}
    return found


def end(cluster: nx.Graph, case: str, of: str = "sme") -> float:
    """Return the level of a firm or of a group at the end of a case."""
    return measured(cluster)[case][of]


# Who looks outside.


def counts(cluster: nx.Graph, *, firms_only: bool = False) -> dict[str, tuple[int, int]]:
    """Return for every firm with a tie how many lead outside and how many stay inside."""
    firms, outside = set(in_layer(cluster, "core")), set(in_layer(cluster, "supplementary"))
    inside = firms if firms_only else set(cluster) - outside
    return {
        firm: (len(outside & set(cluster[firm])), len(inside & set(cluster[firm])))
        for firm in in_layer(cluster, "core")
        if cluster[firm]
    }


def ei_index(cluster: nx.Graph, least: int = 1, *, firms_only: bool = False) -> dict[str, float]:
    """Return the E-I index of every firm with at least so many pipelines."""
    ties = counts(cluster, firms_only=firms_only)
    return {firm: (e - i) / (e + i) for firm, (e, i) in ties.items() if e >= least}


def ei_index_by_library(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by the library's measure."""
    index = ei_by_actor(cluster, set(cluster) - set(in_layer(cluster, "supplementary")))
    return {firm: index[firm] for firm in ei_index(cluster)}


@task(points=15, objective=_INDEX, answer=Numbers())
class Index:
    """Who looks outside"""

    right = ei_index
    also = (ei_index_by_library,)

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: external minus internal."""
        return slips.negated(ei_index(cluster))

    def the_share_of_external_ties(cluster: nx.Graph) -> Any:
        """This is the share of external ties, from 0 to 1. The E-I index subtracts the internal
        ties above the line and runs from -1 to 1."""
        return slips.divided(slips.plus(ei_index(cluster), 1), 2)

    def all_firms(cluster: nx.Graph) -> Any:
        """Firms without a pipeline are among them; their index is -1. Keep the holders."""
        return ei_index(cluster, 0)

    def ties_with_firms_only(cluster: nx.Graph) -> Any:
        """You leave out ties with institutions. They are inside the cluster too: all ties that do
        not lead to an outside source are internal."""
        return ei_index(cluster, firms_only=True)

    def differences(cluster: nx.Graph) -> Any:
        """These are differences of counts. Divide each by the firm's number of ties."""
        return {firm: e - i for firm, (e, i) in counts(cluster).items() if e}

    def all_ties_for_the_internal_ones(cluster: nx.Graph) -> Any:
        """For the internal ties you take all ties of the firm, its degree. Take the external ones
        off first."""
        return {firm: -i / (2 * e + i) for firm, (e, i) in counts(cluster).items() if e}

    def external_over_internal(cluster: nx.Graph) -> Any:
        """You divide external ties by internal ones. The index has a difference above the line,
        E - I, and all ties below it, E + I."""
        return {firm: e / i if i else 0.0 for firm, (e, i) in counts(cluster).items() if e}

    def by_the_internal_ones(cluster: nx.Graph) -> Any:
        """You divide the difference by the internal ties. Below the line stand all ties, E + I."""
        ties = counts(cluster).items()
        return {firm: (e - i) / i if i else 0.0 for firm, (e, i) in ties if e}

    def without_brackets(cluster: nx.Graph) -> Any:
        """Brackets are missing. Python divides before it adds or subtracts: write
        (E - I) / (E + I)."""
        return {firm: e - i / e + i for firm, (e, i) in counts(cluster).items() if e}

    hints = """
    - For each firm two counts: partners that are outside sources, and all the others.
    - len(outside & set(cluster[firm])) is the number of pipelines, cluster.degree(firm) that of all
      ties.
    - With e pipelines of n ties, n - e stay inside. Put both into (E - I) / (E + I), and keep the
      firms with ...
    """

    def says(cluster: nx.Graph, index: Any) -> str:
        pipelines = {firm: counts(cluster)[firm][0] for firm in index}
        top = [firm for firm in index if index[firm] == max(index.values())]
        most = max(index, key=lambda firm: (pipelines[firm], index[firm]))
        many = f"{len(top)} firms look" if len(top) > 1 else f"{top[0]} looks"
        told = f"{many} outside most, with an index of {index[top[0]]:+.2f}"
        told += ": as many ties lead out as stay inside." if index[top[0]] == 0 else "."
        told += f" Of those with most pipelines, {pipelines[most]}, {most} has {index[most]:+.2f}."
        claim = "even firms with many pipelines look mostly inward, below zero"
        return readings.beside_the_lecture(told, index[most] < 0, claim)


# With buzz and without.


def gains(cluster: nx.Graph, of: str = "sme", closed: str = "buzz only") -> dict[str, float]:
    """Return what pipelines add to the level, with buzz and without."""
    return {
        "with_buzz": end(cluster, "both", of) - end(cluster, closed, of),
        "without_buzz": end(cluster, "pipelines only", of) - end(cluster, "neither", of),
    }


def gains_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the gains from runs one after the other."""
    settings = {"with_buzz": USUAL, "without_buzz": _QUIET}
    return {name: RUNS.end(cluster, p) - RUNS.end(cluster, p, _CUT) for name, p in settings.items()}


@task(points=20, objective=_TOGETHER, answer=Numbers(SMALL), runs=RUNS)
class Both:
    """Pipelines with and without buzz"""

    right = gains
    also = (gains_one_by_one,)

    def all_firms(cluster: nx.Graph) -> Any:
        """These are the gains of all firms. The task asks for SMEs: level('sme')."""
        return gains(cluster, "core")

    def the_gain_by_buzz(cluster: nx.Graph) -> Any:
        """You added the buzz, with pipelines and without. Add the pipelines: with buzz, and
        without."""
        return {
            "with_buzz": end(cluster, "both") - end(cluster, "pipelines only"),
            "without_buzz": end(cluster, "buzz only") - end(cluster, "neither"),
        }

    def both_from_the_corner_with_neither(cluster: nx.Graph) -> Any:
        """You measure both gains from the run with neither. With buzz the pipelines are added to a
        cluster that has buzz already: subtract the run with buzz and without pipelines."""
        neither = end(cluster, "neither")
        return {
            "with_buzz": end(cluster, "both") - neither,
            "without_buzz": end(cluster, "pipelines only") - neither,
        }

    def each_alone_from_the_corner_with_neither(cluster: nx.Graph) -> Any:
        """You add buzz alone and pipelines alone, both to the run with neither. Asked is twice what
        pipelines add: once to a cluster with buzz, once to one without."""
        neither = end(cluster, "neither")
        return {
            "with_buzz": end(cluster, "buzz only") - neither,
            "without_buzz": end(cluster, "pipelines only") - neither,
        }

    def both_from_the_corner_with_both(cluster: nx.Graph) -> Any:
        """You measure both from the run that has buzz and pipelines. Without buzz both runs have
        none: pipelines only minus neither."""
        return {
            "with_buzz": end(cluster, "both") - end(cluster, "buzz only"),
            "without_buzz": end(cluster, "both") - end(cluster, "pipelines only"),
        }

    def shares(cluster: nx.Graph) -> Any:
        """These are shares. A small number may double and still be small: for complements compare
        differences of levels here."""
        before = {"with_buzz": end(cluster, "buzz only"), "without_buzz": end(cluster, "neither")}
        return slips.divided(gains(cluster), before)

    def idle_pipelines(cluster: nx.Graph) -> Any:
        """You set the strength of pipelines to 0. Then they stay and still take attention. Take
        them away: interventions=[CutPipelines()]."""
        return gains(cluster, closed="idle pipelines")

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: with pipelines minus without."""
        return slips.negated(gains(cluster))

    def levels(cluster: nx.Graph) -> Any:
        """These are levels. Subtract from each the level without pipelines."""
        return {"with_buzz": end(cluster, "both"), "without_buzz": end(cluster, "pipelines only")}

    hints = """
    - You need four runs: with buzz or without, with pipelines or without.
    - No buzz: Learning(buzz=0). No pipelines: interventions=[CutPipelines()]. The level of the SMEs
      at the end: .level('sme')[-1, 0].
    - Draw a square with the four levels at its corners. Each gain is one of its sides: with
      pipelines minus without, where the buzz is the same in both.
    """

    def says(cluster: nx.Graph, gains: Any) -> str:
        with_, without = gains["with_buzz"], gains["without_buzz"]
        told = f"With buzz pipelines add {with_:+.3f} to the SMEs' level, without {without:+.3f}."
        claim = "buzz and pipelines are complements, so pipelines add more where there is buzz"
        return readings.beside_the_lecture(told, with_ > without, claim)


# How open is best.


@lru_cache(maxsize=512)
def opened(cluster: nx.Graph) -> Sweep:
    """Run clusters drawn like this one at several degrees of openness."""
    outcomes = ["sme_performance", "focal_performance", "performance"]
    asked = SWEPT.of(cluster)
    setting, draws = Setting(cluster.graph["structure"], periods=asked.periods), asked.replicates
    return sweep(setting, {"openness": OPEN}, outcomes, replicates=draws or 1, rng=asked.seed)


def means(cluster: nx.Graph, outcome: str = "sme_performance") -> dict[float, float]:
    """Return the mean outcome at every degree of openness."""
    return {o: float(opened(cluster).at(outcome, openness=o).mean()) for o in OPEN}


def best(cluster: nx.Graph, outcome: str = "sme_performance") -> dict[str, float]:
    """Return the best degree of openness, and its gain over a closed cluster as a share."""
    level = means(cluster, outcome)
    top = max(level, key=lambda openness: level[openness])
    return {"openness": top, "gain": level[top] / level[0.0] - 1}


def best_by_position(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by the place of the highest level."""
    level = list(means(cluster).values())
    return {"openness": OPEN[int(np.argmax(level))], "gain": max(level) / level[0] - 1}


def best_by_frame(cluster: nx.Graph) -> dict[str, float]:
    """Return the same gain from the table of the sweep."""
    smes = opened(cluster).frame().query("outcome == 'sme_performance'")
    return {**best(cluster), "gain": float(smes.relative.max())}


@task(points=20, objective=_TOGETHER, answer=Numbers(SMALL), runs=SWEPT)
class Best:
    """How open is best for SMEs"""

    right = best
    also = (best_by_position, best_by_frame)

    def best_for_focal_firms(cluster: nx.Graph) -> Any:
        """This is best for the focal firms, who hold most pipelines. The task asks for SMEs."""
        return best(cluster, "focal_performance")

    def best_for_all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms together. The task asks for SMEs."""
        return best(cluster, "performance")

    def the_most_open(cluster: nx.Graph) -> Any:
        """You took the most open cluster. Look for the highest level on the way there."""
        level = means(cluster)
        return {"openness": OPEN[-1], "gain": level[OPEN[-1]] / level[0.0] - 1}

    def the_level(cluster: nx.Graph) -> Any:
        """The openness is right. 'gain' is the level there: divide it by the level of the closed
        cluster and subtract 1."""
        return {**best(cluster), "gain": max(means(cluster).values())}

    def a_difference(cluster: nx.Graph) -> Any:
        """The openness is right. 'gain' is a difference of levels: divide it by the level of the
        closed cluster."""
        level = means(cluster)
        return {**best(cluster), "gain": max(level.values()) - level[0.0]}

    def against_an_open_cluster(cluster: nx.Graph) -> Any:
        """You compare with an openness of 0.2. The baseline is the closed cluster, openness 0."""
        level = means(cluster)
        return {**best(cluster), "gain": max(level.values()) / level[0.2] - 1}

    hints = """
    - Sweep the openness of clusters like yours and look for the highest mean level.
    - runs = sweep(like_mine, {'openness': grid}, 'sme_performance', replicates=3, rng=4). Then
      runs.at(openness=0.2).mean() is the mean level at 0.2.
    - level = {o: runs.at(openness=o).mean() for o in grid}; look for the key with the highest
      value; the gain is its level against that of openness ..., as a share.
    """

    def says(cluster: nx.Graph, best: Any) -> str:
        at, gain = best["openness"], best["gain"]
        told = f"SMEs are best off at {at:g} here, {gain:.0%} above a closed cluster."
        claim = "for SMEs some openness is best, and neither none nor most"
        return readings.beside_the_lecture(told, 0 < at < OPEN[-1], claim)


# The free rider.


def mean_end(cluster: nx.Graph, case: str = "") -> float:
    """Return the mean level of ``my_firms`` at the end of a case, or of each one's own run."""
    mine = cluster.graph["my_firms"]
    return float(np.mean([end(cluster, case or firm, firm) for firm in mine]))


def losses(cluster: nx.Graph) -> dict[str, float]:
    """Return what a firm loses when it stops its R&D alone, and when all SMEs do.

    The mean over ``my_firms``, each of which stops in a run of its own.
    """
    before = mean_end(cluster, "inventive")
    return {"alone": before - mean_end(cluster), "together": before - mean_end(cluster, "all stop")}


def losses_at_the_usual_rd(cluster: nx.Graph) -> dict[str, float]:
    """Return the losses where SMEs do as much research as usual."""
    mine = cluster.graph["my_firms"]
    before = mean_end(cluster, "both")
    alone = float(np.mean([end(cluster, f"usual, {firm}", firm) for firm in mine]))
    return {"alone": before - alone, "together": before - mean_end(cluster, "usual, all stop")}


def losses_firm_by_firm(cluster: nx.Graph) -> dict[str, float]:
    """Return the same, with the mean of differences for the difference of means."""
    mine = cluster.graph["my_firms"]
    alone = [end(cluster, "inventive", firm) - end(cluster, firm, firm) for firm in mine]
    return {**losses(cluster), "alone": float(np.mean(alone))}


@task(points=15, objective=_FREE, answer=Numbers(SMALL), runs=RUNS)
class FreeRider:
    """The free rider"""

    right = losses
    also = (losses_firm_by_firm,)

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round. A loss is above zero: before minus after."""
        return slips.negated(losses(cluster))

    @called("the mean of all SMEs")
    def the_mean_of_all_smes(cluster: nx.Graph) -> Any:
        """These are losses of the mean of all SMEs. A free rider asks for its own: look at your
        five firms only, in the run where one stops and in the run where all stop."""
        before, mine = end(cluster, "inventive"), cluster.graph["my_firms"]
        alone = float(np.mean([end(cluster, firm) for firm in mine]))
        return {"alone": before - alone, "together": before - end(cluster, "all stop")}

    def without_p(cluster: nx.Graph) -> Any:
        """These are runs with the usual parameters. Here SMEs do more research: give `p` to every
        run, the one before too."""
        return losses_at_the_usual_rd(cluster)

    @called("the mean of the five in each run")
    def the_mean_of_the_five(cluster: nx.Graph) -> Any:
        """For 'alone' you take the mean of the five in each run. Four of them go on: look at the
        one that stops in this run."""
        mine = cluster.graph["my_firms"]
        alone = float(np.mean([mean_end(cluster, firm) for firm in mine]))
        return {**losses(cluster), "alone": mean_end(cluster, "inventive") - alone}

    def all_five_in_one_run(cluster: nx.Graph) -> Any:
        """For 'alone' all five stop in one run. Each stops alone, in a run of its own: five
        runs."""
        lost = mean_end(cluster, "inventive") - mean_end(cluster, "five stop")
        return {**losses(cluster), "alone": lost}

    def only_the_five_stop(cluster: nx.Graph) -> Any:
        """For 'together' you let only the five stop. There all SMEs stop: ChangeActors("sme",
        rd=0)."""
        lost = mean_end(cluster, "inventive") - mean_end(cluster, "five stop")
        return {**losses(cluster), "together": lost}

    def shares(cluster: nx.Graph) -> Any:
        """These are shares of the level. The task asks for differences of levels."""
        return slips.divided(losses(cluster), mean_end(cluster, "inventive"))

    def sums(cluster: nx.Graph) -> Any:
        """These are sums over the five firms. Take the mean."""
        return slips.times(losses(cluster), _LONE)

    def exchanged(cluster: nx.Graph) -> Any:
        """The two are exchanged: 'alone' is when the others go on with their R&D."""
        return slips.swapped(losses(cluster))

    hints = """
    - Seven runs: as it is, five in which one of the five firms stops, one in which all SMEs stop.
      Always with the parameters p and rng=4.
    - A firm stops: interventions=[ChangeActors(firm, rd=0)]; all SMEs: ChangeActors('sme', rd=0). A
      firm's level at the end: run.level([firm])[-1, 0].
    - For each of the five: its own level in `before`, minus its own level in the run in which ...
      stops. Then the mean over the five.
    """

    def says(cluster: nx.Graph, losses: Any) -> str:
        alone, all_ = losses["alone"], losses["together"]
        told = f"A firm loses {alone:.4f} if it stops alone, and {all_:.4f} if all SMEs stop."
        claim = "a part of what a firm finds serves others, so that all lose more than one alone"
        return readings.beside_the_lecture(told, all_ > alone, claim)


# The market moves.


@lru_cache(maxsize=512)
def moved(cluster: nx.Graph, *events: Intervention) -> dict[str, tuple[float, float]]:
    """Return outcomes of clusters like this one, open as it is and closed, when the market moves.

    Events happen in the closed clusters instead of openness 0.
    """
    asked = SWEPT.of(cluster)
    setting = Setting(
        cluster.graph["structure"], interventions=[TechnologyShift(at=20)], periods=asked.periods
    )
    closed = setting.but(openness=0)
    if events:
        closed = setting.but(interventions=[*setting.interventions, *events])

    def measure(case: Setting) -> dict[str, float]:
        grid = {"openness": [case.structure.openness]}
        runs = sweep(case, grid, _MOVED, replicates=asked.replicates or 1, rng=asked.seed)
        return {name: float(runs.at(name).mean()) for name in _MOVED}

    usual, shut = measure(setting), measure(closed)
    return {name: (usual[name], shut[name]) for name in _MOVED}


def shift(cluster: nx.Graph, *events: Intervention) -> dict[str, float]:
    """Return how far the closed clusters end below the open ones, and what they recover less."""
    outcome = moved(cluster, *events)
    (usual, closed), recovery = outcome["final_performance"], outcome["recovery"]
    return {"level": closed / usual - 1, "recovery": recovery[1] - recovery[0]}


@task(points=15, objective=_LOCKED, answer=Numbers(SMALL), runs=SWEPT)
class Shift:
    """The market moves"""

    right = shift
    also = (lambda cluster: slips.rounded(shift(cluster), 6),)

    def cut_pipelines(cluster: nx.Graph) -> Any:
        """You cut the pipelines, but the local ties that they cost are not given back. A closed
        cluster has openness 0: it gives up no tie."""
        return shift(cluster, CutPipelines())

    @called("recovery as a ratio")
    def recovery_as_a_ratio(cluster: nx.Graph) -> Any:
        """Your 'recovery' is a ratio. Both recoveries are shares already: subtract the open
        clusters' from the closed ones'."""
        usual, closed = moved(cluster)["recovery"]
        return {**shift(cluster), "recovery": closed / usual - 1}

    def before_the_move(cluster: nx.Graph) -> Any:
        """Your recovery is right. Your level is 'performance', which is measured before the market
        moves. Take 'final_performance'."""
        usual, closed = moved(cluster)["performance"]
        return {**shift(cluster), "level": closed / usual - 1}

    def the_sign(cluster: nx.Graph) -> Any:
        """You take the closed clusters as the baseline. The open ones are: closed / open - 1, and
        closed minus open."""
        usual, closed = moved(cluster)["final_performance"]
        return {"level": usual / closed - 1, "recovery": -shift(cluster)["recovery"]}

    def a_difference_of_levels(cluster: nx.Graph) -> Any:
        """'level' is a difference. Divide by the level of the open clusters: closed / open - 1."""
        usual, closed = moved(cluster)["final_performance"]
        return {**shift(cluster), "level": closed - usual}

    def just_after_the_move(cluster: nx.Graph) -> Any:
        """Your level is that just after the move. Asked is the end: take 'final_performance'."""
        usual, closed = moved(cluster)["after_shift"]
        return {**shift(cluster), "level": closed / usual - 1}

    def not_compared(cluster: nx.Graph) -> Any:
        """These are the closed clusters alone. Compare them with the open ones: the level as a
        share, the recovery as a difference."""
        outcome = moved(cluster)
        return {"level": outcome["final_performance"][1], "recovery": outcome["recovery"][1]}

    hints = """
    - Two degrees of openness are compared, 0 and that of your cluster, each with three clusters.
    - runs = sweep(moving, {'openness': [0, usual]}, ['final_performance', 'recovery'],
      replicates=3, rng=4). Then runs.at('recovery', openness=0).mean() is what closed clusters
      recover.
    - level is a change as a share, from the open clusters to the closed ones; recovery is a
      difference of two means, closed minus ...
    """

    def says(cluster: nx.Graph, shift: Any) -> str:
        level, recovery = shift["level"], shift["recovery"]
        told = (
            f"Closed they end {abs(level):.0%} {'below' if level < 0 else 'above'} the open "
            f"clusters; their recovery differs by {100 * recovery:+.0f} percentage points."
        )
        claim = "with the usual path dependence closed clusters end lower, and recover less too"
        return readings.beside_the_lecture(told, level < 0 and recovery < 0, claim)


def degrees(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return how SMEs and focal firms fare at each openness, with the usual and with poor buzz."""
    setting = Setting(cluster.graph["structure"], periods=RUNS.periods)
    outcomes = ["sme_performance", "focal_performance"]
    values = {"buzz": [1.0, 0.3], "openness": [*OPEN]}
    runs = sweep(setting, values, outcomes, replicates=20, rng=RUNS.seed).frame()
    means = runs.groupby(["openness", "buzz", "outcome"])["mean"].mean()
    found: dict[str, dict[str, float]] = {}
    for (openness, buzz, outcome), mean in means.items():
        who = outcome.partition("_")[0]
        found.setdefault(f"openness {openness:g}", {})[f"buzz {buzz:g} {who}"] = mean
    return found


@task(points=15, objective=_TOGETHER, answer=Text())
class Explain:
    """Advice for your cluster"""

    about = degrees

    hints = """
    - Read the table row by row: who gains from the last step, who loses?
    - Who hears of what a pipeline brings, if there is little buzz? Who pays for a pipeline with
      local ties?
    - A good text has four sentences: a degree of openness; two numbers for it; who wins and who
      loses, and why; what the model leaves out.
    """

    rubric = {
        "a degree of openness with two numbers of your own cluster": 5,
        "who gains and who loses, and by which mechanism": 6,
        "what the model leaves out, or how sure one can be": 4,
    }


# The lecture's questions, about its own cluster.


@task(objective=_INDEX, answer=Number())
class TryIndex:
    """How far F19 looks outside"""

    def right(cluster: nx.Graph) -> Any:
        return ei_index(cluster)["F19"]

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: external minus internal. A firm that looks inward has
        an index below zero."""
        return slips.negated(ei_index(cluster)["F19"])

    def openness(cluster: nx.Graph) -> Any:
        """This is the share of external ties, from 0 to 1. The index subtracts the internal ties
        first and runs from -1 to 1."""
        external, internal = counts(cluster)["F19"]
        return external / (external + internal)

    def not_divided(cluster: nx.Graph) -> Any:
        """This is the difference of two counts. Divide it by the number of all ties."""
        external, internal = counts(cluster)["F19"]
        return external - internal

    def external_over_internal(cluster: nx.Graph) -> Any:
        """You divide external ties by internal ones. The index has their difference above the line
        and their sum below it."""
        external, internal = counts(cluster)["F19"]
        return external / internal

    def by_the_internal_ones(cluster: nx.Graph) -> Any:
        """You divide the difference by the internal ties. Below the line stand all ties of the
        firm, external and internal."""
        external, internal = counts(cluster)["F19"]
        return (external - internal) / internal

    def without_brackets(cluster: nx.Graph) -> Any:
        """Brackets are missing: Python divides before it adds or subtracts. Put the difference in
        brackets, and the sum too."""
        external, internal = counts(cluster)["F19"]
        return external - internal / external + internal

    hints = """
    - `external` and `internal` are two counts. Their difference comes first.
    - With two external ties and six internal ones the index is (2 - 6) / (2 + 6).
    - Divide the difference of the two counts by their sum.
    """


@lru_cache(maxsize=2)
def lecture_levels(openness: float) -> dict[str, float]:
    """Return the levels of a cluster whose market moves: the lecture's experiment."""
    events = [TechnologyShift(at=LECTURE_PERIODS)]
    setting = Setting(periods=2 * LECTURE_PERIODS, interventions=events)
    names = ["performance", "after_shift", "final_performance", "recovery"]
    runs = sweep(setting, {"openness": [openness]}, names, replicates=12, rng=LECTURE)
    return {name: float(runs.at(name).mean()) for name in names}


def recovery(openness: float = 0.0, since: str = "after_shift") -> float:
    """Return the change of the level to the end, as a share."""
    level = lecture_levels(openness)
    return level["final_performance"] / level[since] - 1


@task(objective=_LOCKED, answer=SMALL)
class TryRecovery:
    """What a closed cluster recovers"""

    def right(cluster: nx.Graph) -> Any:
        return recovery()

    also = (lambda cluster: round(recovery(), 5),)

    def from_before_the_move(cluster: nx.Graph) -> Any:
        """You compare with the time before the move. Just after it the level has fallen, with the
        same knowledge. Recovery starts from `after_shift`."""
        return recovery(since="performance")

    def the_mean_of_the_recoveries(cluster: nx.Graph) -> Any:
        """Nearly. The column `recovery` is the mean over clusters of each one's own share. Asked is
        the share of the two mean levels: final_performance against after_shift."""
        return lecture_levels(0.0)["recovery"]

    def a_ratio(cluster: nx.Graph) -> Any:
        """This is the ratio of the two levels. Recovery is what comes on top: subtract 1."""
        return slips.plus(recovery(), 1)

    def the_open_cluster(cluster: nx.Graph) -> Any:
        """This is the recovery of the open cluster. Take the row of openness 0."""
        return recovery(0.2)

    def a_difference(cluster: nx.Graph) -> Any:
        """This is a difference of levels. Divide it by the level after the move."""
        level = lecture_levels(0.0)
        return level["final_performance"] - level["after_shift"]

    hints = """
    - Two levels are needed: just after the move, and at the end.
    - `closed.after_shift` and `closed.final_performance` are the two.
    - A change as a share: after / before - 1. Which of the two is before?
    """


@lru_cache(maxsize=4)
def open_and_closed(outcome: str = "sme_performance") -> dict[float, tuple[float, float]]:
    """Return the levels of open and of closed clusters, with poor buzz and with the usual."""
    grid = {"buzz": [0.3, 1], "openness": [0.2, 0]}
    runs = sweep(Setting(periods=LECTURE_PERIODS), grid, outcome, rng=LECTURE)
    return {
        buzz: (
            float(runs.at(buzz=buzz, openness=0.2).mean()),
            float(runs.at(buzz=buzz, openness=0).mean()),
        )
        for buzz in grid["buzz"]
    }


def gain_by_buzz(outcome: str = "sme_performance") -> dict[float, float]:
    """Return what opening up adds with poor buzz and with the usual: the lecture's experiment."""
    return {buzz: opened - closed for buzz, (opened, closed) in open_and_closed(outcome).items()}


def extra(outcome: str = "sme_performance") -> float:
    """Return how much more opening up adds with the usual buzz than with poor buzz."""
    gain = gain_by_buzz(outcome)
    return gain[1] - gain[0.3]


@task(objective=_TOGETHER, answer=SMALL)
class TryExtra:
    """More than the sum"""

    def right(cluster: nx.Graph) -> Any:
        return extra()

    also = (lambda cluster: round(extra(), 5),)

    def the_other_way_round(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: gain with the usual buzz minus gain with poor buzz."""
        return slips.negated(extra())

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms. The question is about SMEs."""
        return extra("performance")

    def one_gain(cluster: nx.Graph) -> Any:
        """This is the gain with the usual buzz. Subtract the gain with poor buzz."""
        return gain_by_buzz()[1]

    def the_gain_with_poor_buzz(cluster: nx.Graph) -> Any:
        """This is the gain with poor buzz. Subtract it from the gain with the usual buzz."""
        return gain_by_buzz()[0.3]

    def a_ratio(cluster: nx.Graph) -> Any:
        """You divide one gain by the other. Asked is how much more it is: subtract."""
        return gain_by_buzz()[1] / gain_by_buzz()[0.3]

    def the_open_clusters_only(cluster: nx.Graph) -> Any:
        """You compare the levels of open clusters. A part of them firms have in a closed cluster,
        too: take the gains, open minus closed, and subtract these."""
        return open_and_closed()[1][0] - open_and_closed()[0.3][0]

    def shares(cluster: nx.Graph) -> Any:
        """Your two gains are shares of the closed level. Asked is a difference of levels in each:
        open minus closed."""
        poor, usual = (opened / closed for opened, closed in open_and_closed().values())
        return usual - poor

    def focal_firms(cluster: nx.Graph) -> Any:
        """This is right for focal firms. The question is about SMEs."""
        return extra("focal_performance")

    hints = """
    - First the two gains: open minus closed, once in each row of the table.
    - `gain[1.0]` is the gain with the usual buzz, `gain[0.3]` the one with poor buzz.
    - gain = smes[0.2] - smes[0.0] holds both. Which is to be subtracted from which?
    """


UNIT = unit(
    globals(),
    "08_buzz_and_pipelines",
    "how far your cluster should look outside",
    draw,
)
