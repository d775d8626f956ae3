"""Tasks of 08_buzz_and_pipelines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clusterlib.experiments import OUTCOMES, Setting, Sweep, sweep
from clusterlib.learning import (
    ChangeActors,
    CutPipelines,
    Learning,
    TechnologyShift,
    simulate,
)
from clusterlib.measures import ei_by_actor
from clusterlib.networks import build_cluster

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


INDEX = "Measure how far the holders of pipelines look outside"
TOGETHER = "Test whether buzz and pipelines are complements, and find how open is best"


@task(points=15, objective=INDEX, answer=Numbers())
class Index:
    """Who looks outside"""

    right = turned
    also = (
        lambda cluster: {
            firm: ei_by_actor(
                cluster, {a for a, of in cluster.nodes(data="layer") if of != "supplementary"}
            )[firm]
            for firm in turned(cluster)
        },
    )

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: external minus internal."""
        return {firm: -index for firm, index in turned(cluster).items()}

    def the_share_of_external_ties(cluster: nx.Graph) -> Any:
        """This is the share of external ties, from 0 to 1. The E-I index subtracts the internal
        ties above the line and runs from -1 to 1."""
        return {firm: (index + 1) / 2 for firm, index in turned(cluster).items()}

    def all_firms(cluster: nx.Graph) -> Any:
        """Firms without a pipeline are among them; their index is -1. Keep the holders."""
        return turned(cluster, 0)

    def ties_with_firms_only(cluster: nx.Graph) -> Any:
        """You leave out ties with institutions. They are inside the cluster too: all ties that do
        not lead to an outside source are internal."""
        return turned_to_firms(cluster)

    def differences(cluster: nx.Graph) -> Any:
        """These are differences of counts. Divide each by the firm's number of ties."""
        return {
            firm: external - internal
            for firm, (external, internal) in counts(cluster).items()
            if external
        }

    hints = """
    - For each firm two counts: partners that are outside sources, and all the others.
    - len(outside & set(cluster[firm])) is the number of pipelines, cluster.degree(firm) that
      of all ties.
    - With e pipelines of n ties the index is (2 * e - n) / n. Keep the firms with e > 0.
    """


@task(points=20, objective=TOGETHER, answer=Numbers(SMALL))
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
        return gains_of_buzz(cluster)

    def shares(cluster: nx.Graph) -> Any:
        """These are shares. A small number may double and still be small: for complements compare
        differences of levels here."""
        return gains_as_shares(cluster)

    def idle_pipelines(cluster: nx.Graph) -> Any:
        """You set the strength of pipelines to 0. Then they stay and still take attention. Take
        them away: interventions=[CutPipelines()]."""
        return gains(cluster, closed="idle pipelines")

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: with pipelines minus without."""
        return {name: -gain for name, gain in gains(cluster).items()}

    def levels(cluster: nx.Graph) -> Any:
        """These are levels. Subtract from each the level without pipelines."""
        return {"with_buzz": end(cluster, "both"), "without_buzz": end(cluster, "pipelines only")}

    hints = """
    - You need four runs: with buzz or without, with pipelines or without.
    - No buzz: Learning(buzz=0). No pipelines: interventions=[CutPipelines()]. The level of
      the SMEs at the end: .level('sme')[-1, 0].
    - def level(buzz, *events): return simulate(cluster, Learning(buzz=buzz), periods=40,
      interventions=events, rng=4).level('sme')[-1, 0]. Then level(1) - level(1,
      CutPipelines()), and the same with 0.
    """


_LOCKED = "Tell lock-in from a low level"
_FREE = "Tell what a free rider loses from what all lose"


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
    smes = [actor for actor, kind in cluster.nodes(data="kind") if kind == "sme"]
    cluster.graph["my_firms"] = sorted(rng.choice(smes, _LONE, replace=False).tolist())
    return cluster


@task(points=20, objective=TOGETHER, answer=Numbers(SMALL))
class Best:
    """How open is best for SMEs"""

    right = best
    also = (
        lambda cluster: {
            "openness": OPEN[int(np.argmax(list(means(cluster).values())))],
            "gain": max(means(cluster).values()) / means(cluster)[0.0] - 1,
        },
        lambda cluster: {
            "openness": best(cluster)["openness"],
            "gain": float(
                opened(cluster).frame().query("outcome == 'sme_performance'").relative.max()
            ),
        },
    )

    def best_for_focal_firms(cluster: nx.Graph) -> Any:
        """This is best for the focal firms, who hold most pipelines. The task asks for SMEs."""
        return best(cluster, "focal_performance")

    def best_for_all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms together. The task asks for SMEs."""
        return best(cluster, "performance")

    def the_most_open(cluster: nx.Graph) -> Any:
        """You took the most open cluster. Look for the highest level on the way there."""
        return {"openness": OPEN[-1], "gain": means(cluster)[OPEN[-1]] / means(cluster)[0.0] - 1}

    def the_level(cluster: nx.Graph) -> Any:
        """The openness is right. 'gain' is the level there: divide it by the level of the closed
        cluster and subtract 1."""
        return {
            "openness": best(cluster)["openness"],
            "gain": means(cluster)[best(cluster)["openness"]],
        }

    def a_difference(cluster: nx.Graph) -> Any:
        """The openness is right. 'gain' is a difference of levels: divide it by the level of the
        closed cluster."""
        return {
            "openness": best(cluster)["openness"],
            "gain": max(means(cluster).values()) - means(cluster)[0.0],
        }

    hints = """
    - Sweep the openness of clusters like yours and look for the highest mean level.
    - runs = sweep(like_mine, {'openness': grid}, 'sme_performance', replicates=3, rng=4).
      Then runs.at(openness=0.2).mean() is the mean level at 0.2.
    - level = {o: runs.at(openness=o).mean() for o in grid}; top = max(level, key=level.get);
      the gain is level[top] / level[0] - 1.
    """


@task(points=15, objective=_FREE, answer=Numbers(SMALL))
class FreeRider:
    """The free rider"""

    right = losses
    also = (
        lambda cluster: {
            "alone": float(
                np.mean(
                    [
                        end(cluster, "inventive", firm) - end(cluster, firm, firm)
                        for firm in cluster.graph["my_firms"]
                    ]
                )
            ),
            "together": losses(cluster)["together"],
        },
    )

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round. A loss is above zero: before minus after."""
        return {name: -loss for name, loss in losses(cluster).items()}

    @called("the mean of all SMEs")
    def the_mean_of_all_smes(cluster: nx.Graph) -> Any:
        """These are losses of the mean of all SMEs. A free rider asks for its own: look at the
        five firms only, each in its own run."""
        return losses_of_all(cluster)

    def shares(cluster: nx.Graph) -> Any:
        """These are shares of the level. The task asks for differences of levels."""
        return {
            name: loss
            / np.mean([end(cluster, "inventive", firm) for firm in cluster.graph["my_firms"]])
            for name, loss in losses(cluster).items()
        }

    def sums(cluster: nx.Graph) -> Any:
        """These are sums over the five firms. Take the mean."""
        return {name: _LONE * loss for name, loss in losses(cluster).items()}

    def exchanged(cluster: nx.Graph) -> Any:
        """The two are exchanged: 'alone' is when the others go on with their R&D."""
        return {"alone": losses(cluster)["together"], "together": losses(cluster)["alone"]}

    hints = """
    - Seven runs: as it is, five in which one of the five firms stops, one in which all SMEs
      stop. Always with the parameters p and rng=4.
    - A firm stops: interventions=[ChangeActors(firm, rd=0)]; all SMEs: ChangeActors('sme',
      rd=0). A firm's level at the end: run.level([firm])[-1, 0].
    - alone is the mean over the five of before.level([f])[-1, 0] - stops(f).level([f])[-1,
      0], where stops(f) is the run in which f stops.
    """


@task(points=15, objective=_LOCKED, answer=Numbers(SMALL))
class Shift:
    """The market moves"""

    right = shifted
    also = (lambda cluster: {name: round(value, 6) for name, value in shifted(cluster).items()},)

    def from_the_day_before(cluster: nx.Graph) -> Any:
        """Your level is right. Your recovery starts on the day before the move, so that it takes
        in the fall. Use recovery(run)[0], which starts just after it."""
        return from_the_day_before(cluster)

    def the_sign(cluster: nx.Graph) -> Any:
        """You take the closed cluster as the baseline. The open one is: closed / open - 1, and
        closed minus open."""
        return {
            "level": end(cluster, "moved, open", "core") / end(cluster, "moved, closed", "core")
            - 1,
            "recovery": -shifted(cluster)["recovery"],
        }

    @called("SMEs")
    def smes(cluster: nx.Graph) -> Any:
        """Your level is that of the SMEs. The task asks for all firms."""
        return shifted(cluster, "sme")

    def a_difference_of_levels(cluster: nx.Graph) -> Any:
        """'level' is a difference. Divide by the level of the open cluster: closed / open - 1."""
        return {
            **shifted(cluster),
            "level": end(cluster, "moved, closed", "core") - end(cluster, "moved, open", "core"),
        }

    hints = """
    - Two runs in which the market moves: one as it is, one without pipelines from the start.
    - interventions=[TechnologyShift(at=20)], and the same with CutPipelines() as well.
      recovery(run)[0] is what a run recovers.
    - level: shut.level()[-1, 0] / as_it_is.level()[-1, 0] - 1. recovery: recovery(shut)[0] -
      recovery(as_it_is)[0].
    """


@task(points=15, objective=TOGETHER, answer=Text())
class Explain:
    """Advice for your cluster"""

    hints = """
    - Read the table row by row: who gains from the last step, who loses?
    - Who hears of what a pipeline brings, if there is little buzz? Who pays for a pipeline
      with local ties?
    - Name a degree of openness and two numbers, say who wins and who loses and why, and what
      the model leaves out.
    """

    rubric = {
        "a degree of openness with two numbers of your own cluster": 5,
        "who gains and who loses, and by which mechanism": 6,
        "what the model leaves out, or how sure one can be": 4,
    }


#: The seed of the lecture, and the periods of its runs.
LECTURE, LECTURE_PERIODS = 2013, 80


@lru_cache(maxsize=4)
def moved(openness: float) -> dict[str, float]:
    """Return the levels of a cluster whose market moves: the lecture's experiment."""
    setting = Setting(
        periods=2 * LECTURE_PERIODS, interventions=[TechnologyShift(at=LECTURE_PERIODS)]
    )
    names = ["performance", "after_shift", "final_performance"]
    runs = sweep(setting, {"openness": [openness]}, names, replicates=12, rng=LECTURE)
    return {name: float(runs.at(name).mean()) for name in names}


def change(openness: float, since: str = "after_shift") -> float:
    """Return the change of the level to the end, as a share."""
    levels = moved(openness)
    return levels["final_performance"] / levels[since] - 1


@lru_cache(maxsize=2)
def crossed(outcome: str) -> dict[tuple[float, float], float]:
    """Return an outcome by buzz and openness: the lecture's experiment."""
    grid = {"buzz": [0.3, 1], "openness": [0, 0.2]}
    runs = sweep(Setting(periods=LECTURE_PERIODS), grid, outcome, rng=LECTURE)
    return {
        (point["buzz"], point["openness"]): float(values.mean())
        for point, values in zip(runs.points, runs.values, strict=True)
    }


def extra(outcome: str = "sme_performance") -> float:
    """Return how much more opening up adds with the usual buzz than with poor buzz."""
    level = crossed(outcome)
    return level[1, 0.2] - level[1, 0] - (level[0.3, 0.2] - level[0.3, 0])


def _pipelines(cluster: nx.Graph) -> tuple[int, int]:
    """Return the ties of F19 that lead outside, and the others."""
    return counts(cluster)["F19"]


@task(objective="Measure how far the holders of pipelines look outside", answer=Number())
class TryIndex:
    """How far F19 looks outside"""

    def right(cluster: nx.Graph) -> Any:
        return float(np.subtract(*_pipelines(cluster)) / np.sum(_pipelines(cluster)))

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: external minus internal. A firm that looks inward has
        an index below zero."""
        return float(-np.subtract(*_pipelines(cluster)) / np.sum(_pipelines(cluster)))

    def openness(cluster: nx.Graph) -> Any:
        """This is the share of external ties, from 0 to 1. The index subtracts the internal ties
        first and runs from -1 to 1."""
        return float(_pipelines(cluster)[0] / np.sum(_pipelines(cluster)))

    def not_divided(cluster: nx.Graph) -> Any:
        """This is the difference of two counts. Divide it by the number of all ties."""
        return float(np.subtract(*_pipelines(cluster)))

    hints = """
    - `external` and `internal` are two counts. Their difference comes first.
    - With two external ties and six internal ones the index is (2 - 6) / (2 + 6).
    - (external - internal) / (external + internal)
    """


@task(objective=_LOCKED, answer=SMALL)
class TryRecovery:
    """What a closed cluster recovers"""

    def right(cluster: nx.Graph) -> Any:
        return change(0.0)

    also = (lambda cluster: round(change(0.0), 5),)

    def from_before_the_move(cluster: nx.Graph) -> Any:
        """You compare with the time before the move. Just after it the level has fallen, with the
        same knowledge. Recovery starts from `after_shift`."""
        return change(0.0, "performance")

    def a_ratio(cluster: nx.Graph) -> Any:
        """This is the ratio of the two levels. Recovery is what comes on top: subtract 1."""
        return change(0.0) + 1

    def the_open_cluster(cluster: nx.Graph) -> Any:
        """This is the recovery of the open cluster. Take the row of openness 0."""
        return change(0.2)

    def a_difference(cluster: nx.Graph) -> Any:
        """This is a difference of levels. Divide it by the level after the move."""
        return moved(0.0)["final_performance"] - moved(0.0)["after_shift"]

    hints = """
    - Two levels are needed: just after the move, and at the end.
    - `closed.after_shift` and `closed.final_performance` are the two.
    - closed.final_performance / closed.after_shift - 1
    """


@task(
    objective="Test whether buzz and pipelines are complements, and find how open is best",
    answer=SMALL,
)
class TryExtra:
    """More than the sum"""

    def right(cluster: nx.Graph) -> Any:
        return extra()

    also = (lambda cluster: round(extra(), 5),)

    def the_other_way_round(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: gain with the usual buzz minus gain with poor buzz."""
        return -extra()

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms. The question is about SMEs."""
        return extra("performance")

    def one_gain(cluster: nx.Graph) -> Any:
        """This is the gain with the usual buzz. Subtract the gain with poor buzz."""
        return crossed("sme_performance")[1, 0.2] - crossed("sme_performance")[1, 0]

    hints = """
    - First the two gains: open minus closed, once in each row of the table.
    - `gain[1.0]` is the gain with the usual buzz, `gain[0.3]` the one with poor buzz.
    - gain[1.0] - gain[0.3], with gain = smes[0.2] - smes[0.0]
    """


UNIT = unit(
    globals(),
    "08_buzz_and_pipelines",
    "how far your cluster should look outside",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
)
