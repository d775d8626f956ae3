"""Tasks of 02_horizontal_learning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Counts, Name, NameOfEach, Number, Numbers, Text
from clustercourse.exercises.tasks import called, given_as, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import CURRENT, LECTURE, SMALL, USUAL, Floats, in_layer
from clusterlib.classics import landscapes, topologies
from clusterlib.learning import Learning
from clusterlib.networks import build_cluster

_MODEL = "Find whom a firm imitates, and how many firms imitate one"
_LANGUAGE = "Measure how well firms of one stage understand each other"
_WORTH = "Measure what imitation is worth, who gains, and whether it makes firms alike"
_EXPLAIN = "Explain when it pays to let everybody see everybody, and when it does not"

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=2, periods=40)


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with more rivals who see each other; one SME is the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(9, 13)),
            horizontal_ties=float(rng.uniform(1.6, 2.6)),
            rng=rng,
        )
        if firm := choose_firm(cluster):
            cluster.graph["my_firm"] = firm
            return cluster


def choose_firm(cluster: nx.Graph) -> str | None:
    """Return the first SME with a worse rival whose best rival would not teach it most."""
    score = scores(cluster)
    for firm in in_layer(cluster, "core"):
        taught = lessons(cluster, firm=firm)
        if cluster.nodes[firm]["kind"] == "sme" and 1 < len(taught) < len(rivals(cluster, firm)):
            best, teacher = (max(taught, key=lambda rival: by[rival]) for by in (score, taught))
            if best != teacher:
                return firm
    return None


def ties(cluster: nx.Graph, dimension: str = "horizontal") -> list[tuple[str, str]]:
    """Return the ties of a dimension."""
    return [(a, b) for a, b, of in cluster.edges(data="dimension") if of == dimension]


def rivals(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm over horizontal ties: they are of its stage."""
    return [rival for rival, tie in cluster[firm].items() if tie["dimension"] == "horizontal"]


def partners(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm that are firms, of any stage."""
    return [partner for partner in cluster[firm] if cluster.nodes[partner]["layer"] == "core"]


@lru_cache(maxsize=8)
def scores(cluster: nx.Graph, seed: int = 0) -> dict[str, float]:
    """Return the performance of every actor at the start: its mean over the current fields."""
    known = readings.knowledge(cluster, seed or RUNS.of(cluster).seed)
    return {actor: float(knows[:CURRENT].mean()) for actor, knows in known.items()}


def models(
    cluster: nx.Graph,
    seen: Callable[[nx.Graph, str], list[str]] = rivals,
    score: Mapping[str, float] | None = None,
    *,
    only_better: bool = True,
) -> dict[str, str]:
    """Return whom each firm imitates: the best performer it sees, if better than itself."""
    score = score or scores(cluster)
    found = {}
    for firm in in_layer(cluster, "core"):
        best = max(seen(cluster, firm), key=lambda other: score[other], default=firm)
        if best != firm and (score[best] > score[firm] or not only_better):
            found[firm] = best
    return found


def followers(cluster: nx.Graph, *how: Any, only_better: bool = True) -> Counter[str]:
    """Return how many firms imitate each model."""
    return Counter(models(cluster, *how, only_better=only_better).values())


def followers_by_ties(cluster: nx.Graph) -> Counter[str]:
    """Return the same from the list of ties: keep the best that each firm has seen so far."""
    score = scores(cluster)
    best: dict[str, str] = {}
    for tie in ties(cluster):
        for firm, other in (tie, tie[::-1]):
            if score[other] > score[best.get(firm, firm)]:
                best[firm] = other
    return Counter(best.values())


@task(points=15, objective=_MODEL, answer=Counts())
class Model:
    """Who is imitated by how many"""

    right = followers
    also = (followers_by_ties,)

    @given_as(NameOfEach())
    def the_model_of_each_firm(cluster: nx.Graph) -> Any:
        """You say for each firm whom it imitates, and all of that is right. Asked is a number for
        each model: go on and count how often each comes up."""
        return models(cluster)

    def all_partners(cluster: nx.Graph) -> Any:
        """Suppliers and customers are among those who are watched. A firm compares itself with
        firms of its own stage: take horizontal ties only."""
        return followers(cluster, partners)

    def the_best_even_if_worse(cluster: nx.Graph) -> Any:
        """Some firms are better than all their rivals. They imitate nobody: the model must be
        better than the firm itself."""
        return followers(cluster, only_better=False)

    def every_worse_rival(cluster: nx.Graph) -> Any:
        """You count every worse rival as an imitator. A firm imitates one rival only, the best.
        The others it merely sees."""
        score = scores(cluster)
        return {
            firm: sum(score[other] < score[firm] for other in rivals(cluster, firm))
            for firm in in_layer(cluster, "core")
        }

    def the_one_with_most_ties(cluster: nx.Graph) -> Any:
        """You let firms imitate the rival with most ties. They imitate the one that performs
        best."""
        return followers(cluster, rivals, dict(cluster.degree), only_better=False)

    hints = """
    - Go through the firms. For each make a list of its rivals, then take the best of them.
    - max(rivals, key=lambda one: score[one]) is the best rival; it counts only if its score
      is higher than that of the firm. Leave out firms without a rival.
    - For each firm: best = max(rivals(firm), key=..., default=firm), then `if ...:` and
      imitated[best] = imitated.get(best, 0) + 1.
    """

    def says(cluster: nx.Graph, imitated: Any) -> str:
        top = max(imitated, key=lambda firm: imitated[firm])
        firms = len(in_layer(cluster, "core"))
        alone = firms - int(sum(imitated.values()))
        told = (
            f"{top} is the model of {imitated[top]:.0f} firms; {alone} of {firms} imitate nobody."
        )
        claim = "many firms, a quarter or more, see nobody who is better"
        return readings.beside_the_lecture(told, 4 * alone >= firms, claim)


def distance(gap: Floats) -> float:
    """Return the mean absolute difference over the current fields."""
    return float(np.abs(gap[:CURRENT]).mean())


def distances(cluster: nx.Graph, of: Callable[[Floats], float] = distance) -> dict[str, float]:
    """Return the mean cognitive distance of two firms, over horizontal and over vertical ties."""
    known = RUNS.knowledge(cluster)
    return {
        name: float(np.mean([of(known[a] - known[b]) for a, b in ties(cluster, name)]))
        for name in ("horizontal", "vertical")
    }


def distances_of_all_pairs(cluster: nx.Graph) -> dict[str, float]:
    """Take all pairs of a stage, and of adjacent stages, with or without a tie."""
    known, stage = RUNS.knowledge(cluster), dict(cluster.nodes(data="stage"))
    pairs: dict[int, list[float]] = {0: [], 1: [], 2: []}
    firms = in_layer(cluster, "core")
    for place, a in enumerate(firms):
        for b in firms[:place]:
            pairs[abs(stage[a] - stage[b])].append(distance(known[a] - known[b]))
    return {"horizontal": float(np.mean(pairs[0])), "vertical": float(np.mean(pairs[1]))}


@task(points=15, objective=_LANGUAGE, answer=Numbers(SMALL))
class Language:
    """Common language"""

    right = distances
    also = (lambda cluster: distances(cluster, lambda gap: np.abs(gap[:CURRENT]).sum() / CURRENT),)

    def signs(cluster: nx.Graph) -> Any:
        """Differences above and below zero cancel in your mean. A distance has no sign: take the
        absolute value of each difference first."""
        return distances(cluster, lambda gap: float(gap[:CURRENT].mean()))

    def all_twelve_fields(cluster: nx.Graph) -> Any:
        """You take all twelve fields. The task asks for the current ones, the first nine: in the
        emerging fields nobody knows much yet."""
        return distances(cluster, lambda gap: float(np.abs(gap).mean()))

    def all_pairs(cluster: nx.Graph) -> Any:
        """These are all pairs of firms of a stage, and of neighbouring stages. Take the pairs that
        have a tie."""
        return distances_of_all_pairs(cluster)

    def sums(cluster: nx.Graph) -> Any:
        """You add up over the fields. The distance is the mean over the nine fields."""
        return distances(cluster, lambda gap: float(np.abs(gap[:CURRENT]).sum()))

    def difference_of_scores(cluster: nx.Graph) -> Any:
        """You compare scores, which are means over the fields. Two firms may have one score and
        know different things: compare field by field first, and take the mean last."""
        score = scores(cluster)
        return {
            name: float(np.mean([abs(score[a] - score[b]) for a, b in ties(cluster, name)]))
            for name in ("horizontal", "vertical")
        }

    def sums_over_ties(cluster: nx.Graph) -> Any:
        """You add up over the ties. Asked is the mean: divide by the number of ties."""
        known = RUNS.knowledge(cluster)
        return {
            name: sum(distance(known[a] - known[b]) for a, b in ties(cluster, name))
            for name in ("horizontal", "vertical")
        }

    def sums_of_scores_over_ties(cluster: nx.Graph) -> Any:
        """Two things. You compare scores: compare field by field, and take the mean over the nine
        fields. And you add up over the ties: divide by their number."""
        score = scores(cluster)
        return {
            name: sum(abs(score[a] - score[b]) for a, b in ties(cluster, name))
            for name in ("horizontal", "vertical")
        }

    def without_the_first_field(cluster: nx.Graph) -> Any:
        """One field too few: the columns are counted from 0, so [1:10] leaves the first out. The
        first nine are [:9]."""
        return distances(cluster, lambda gap: float(np.abs(gap[1 : CURRENT + 1]).mean()))

    def eight_fields(cluster: nx.Graph) -> Any:
        """One field too few: a slice leaves its end out, so [:8] takes eight. The first nine are
        [:9]."""
        return distances(cluster, lambda gap: float(np.abs(gap[: CURRENT - 1]).mean()))

    def swapped(cluster: nx.Graph) -> Any:
        """The two numbers are the wrong way round: horizontal ties join firms of one stage."""
        return slips.swapped(distances(cluster))

    hints = """
    - The distance of one pair: abs(known.loc[a] - known.loc[b]) over the first nine fields,
      and the mean of that.
    - Go through cluster.edges(data='dimension') and keep the distances of each dimension in a
      list of its own.
    - For one dimension: go through `for a, b, of in cluster.edges(data='dimension')`, skip the
      other dimensions, append (known.loc[a] - known.loc[b])... to a list, and take its mean.
    """

    def says(cluster: nx.Graph, distance: Any) -> str:
        wider = distance["vertical"] / distance["horizontal"] - 1
        where = "further apart" if wider > 0 else "closer"
        told = f"Partners in the chain are {abs(wider):.0%} {where} than rivals."
        claim = "rivals know the same fields, so their gaps are narrower"
        return readings.beside_the_lecture(told, wider > 0, claim)


def lessons(
    cluster: nx.Graph, p: Learning = USUAL, firm: str = "", *, better: bool = True, **which: Any
) -> dict[str, float]:
    """Return what a firm could learn in a period from each better rival, ``which`` gaps count."""
    firm = firm or cluster.graph["my_firm"]
    known, score = RUNS.knowledge(cluster), scores(cluster)
    found = {}
    for rival in rivals(cluster, firm):
        if score[rival] > score[firm] or not better:
            gap = readings.gaps(known[firm], known[rival], **which)
            found[rival] = p.horizontal * float(readings.psi(gap, reach=p.reach_sme).sum())
    return found


@task(points=15, objective=_LANGUAGE, answer=Numbers(SMALL))
class Teacher:
    """The best teacher"""

    right = lessons
    also = (lambda cluster: slips.rounded(lessons(cluster), 6),)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Some gaps are below zero: there your firm knows more. Nobody unlearns from a rival: set
        them to zero, for example with np.maximum(gap, 0)."""
        return lessons(cluster, clipped=False)

    def absolute_gaps(cluster: nx.Graph) -> Any:
        """You take gaps without their sign, so your firm learns from what it knows more itself.
        Only what the rival knows *more* can be learned: where it knows less the gap is 0."""
        return lessons(cluster, absolute=True)

    def one_field_too_few(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return lessons(cluster, fields=CURRENT - 1)

    def one_field_too_few_at_the_start(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return lessons(cluster, fields=slice(1, CURRENT + 1))

    def worse_rivals_too(cluster: nx.Graph) -> Any:
        """Rivals that perform worse than your firm are among them. Asked are the better ones."""
        return lessons(cluster, better=False)

    def all_is_understood(cluster: nx.Graph) -> Any:
        """You leave out how much is understood, the factor exp(-gap / reach): of a wide gap little
        is learned."""
        return lessons(cluster, USUAL.but(reach_sme=float("inf")))

    def the_reach_of_a_focal_firm(cluster: nx.Graph) -> Any:
        """You use the reach of a focal firm. Your firm is an SME, and it is your firm that learns:
        p.reach_sme."""
        return lessons(cluster, USUAL.but(reach_sme=USUAL.reach_focal))

    def emerging_fields_too(cluster: nx.Graph) -> Any:
        """You sum over all twelve fields. The task asks for the first nine."""
        return lessons(cluster, fields=12)

    def without_the_strength(cluster: nx.Graph) -> Any:
        """Nearly: multiply by the strength of horizontal learning, p.horizontal."""
        return lessons(cluster, USUAL.but(horizontal=1))

    hints = """
    - For one rival: the gap is what it knows minus what your firm knows, never below zero, in
      the first nine fields.
    - Of a gap, p.learning_rate * gap * np.exp(-gap / p.reach_sme) is learned. Sum it over the
      fields and multiply by p.horizontal.
    - A loop over rivals(my_firm) with `if score[rival] > ...:`; in it the gap, cut off at 0; then
      lessons[rival] = p.horizontal * (...).sum().
    """

    def says(cluster: nx.Graph, lessons: Any) -> str:
        score = scores(cluster)
        best = max(lessons, key=lambda rival: score[rival])
        teacher = max(lessons, key=lambda rival: lessons[rival])
        told = (
            f"{teacher} would teach most, {lessons[teacher]:.4f}; {best}, who performs best, "
            f"{lessons[best]:.4f}."
        )
        # A little less is not out of reach.
        if best != teacher and lessons[best] > 0.5 * lessons[teacher]:
            return (
                f"{told} So the best performer is not the best teacher, but nearly: in the lecture "
                "too a gap near the reach teaches most. How wide are the gaps here?"
            )
        claim = (
            "the best performer is still the best teacher, but from a wide gap little is learned"
        )
        return readings.beside_the_lecture(told, best == teacher, claim)


#: The learner's runs: as it is, without horizontal learning, and without any local channel.
CASES = {"on": (), "off": (USUAL.but(horizontal=0),), "no buzz": (USUAL.but(buzz=0),)}
#: Both kinds of firms, and a slice that holds all periods.
KINDS, ALL = ("sme", "focal_firm"), slice(None)


@lru_cache(maxsize=8)
def paths(cluster: nx.Graph) -> dict[tuple[str, str, str], Floats]:
    """Return levels and varieties over time: by ``"level"`` or ``"variety"``, case and group."""
    runs = RUNS.all(cluster, CASES)
    measured = {("level", of): runs.level(of) for of in (*KINDS, "core")}
    measured |= {("variety", of): runs.variety(of) for of in ("sme", "core")}
    return {
        (what, case, of): values[:, place]
        for (what, of), values in measured.items()
        for place, case in enumerate(CASES)
    }


def level(cluster: nx.Graph, case: str, of: str = "sme", record: int | slice = -1) -> float:
    """Return the level of a group in a run, at the end, at another record or as a mean."""
    return float(np.mean(paths(cluster)["level", case, of][record]))


def loss(cluster: nx.Graph, case: str = "off", record: int | slice = -1) -> dict[str, float]:
    """Return by which share the level of each kind of firm changes without imitation."""
    return {
        of: level(cluster, case, of, record) / level(cluster, "on", of, record) - 1 for of in KINDS
    }


def loss_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from two runs of their own."""
    on, off = (RUNS.all(cluster, {case: CASES[case]}) for case in ("on", "off"))
    end = {of: (on.level(of)[-1, 0], off.level(of)[-1, 0]) for of in KINDS}
    return {of: float((without - usual) / usual) for of, (usual, without) in end.items()}


def loss_of_other_length(cluster: nx.Graph) -> dict[str, float]:
    """Return the loss where the run without imitation takes the usual periods."""
    longer = RUNS.longer(cluster)
    return {of: level(longer, "off", of) / level(cluster, "on", of) - 1 for of in KINDS}


@task(points=20, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Worth:
    """What imitation is worth, and to whom"""

    right = loss
    also = (loss_one_by_one,)

    def all_local_learning_off(cluster: nx.Graph) -> Any:
        """You turn off all three local channels. Only horizontal learning is to be off:
        Learning(horizontal=0)."""
        return loss(cluster, "no buzz")

    def share_of_the_changed_run(cluster: nx.Graph) -> Any:
        """You divide by the level without imitation. The run as it is, is the baseline."""
        return {of: 1 - level(cluster, "on", of) / level(cluster, "off", of) for of in KINDS}

    def the_other_way_round(cluster: nx.Graph) -> Any:
        """You divide with by without: that is what imitation adds. Asked is what its loss takes
        away: the run with imitation is the baseline, off / on - 1."""
        return slips.turned_round(loss(cluster))

    def the_changed_run_is_longer(cluster: nx.Graph) -> Any:
        """Your second run is longer than the first: periods=40 is missing there, and simulate goes
        on for 160. Name it in every run."""
        return loss_of_other_length(cluster)

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (without - with) / with. A loss is below zero."""
        return slips.negated(loss(cluster))

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level with imitation."""
        return slips.times(loss(cluster), {of: level(cluster, "on", of) for of in KINDS})

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level('sme')[-1, 0]."""
        return loss(cluster, record=ALL)

    def levels(cluster: nx.Graph) -> Any:
        """These are the levels themselves. Compare each with the run with imitation."""
        return {of: level(cluster, "off", of) for of in KINDS}

    hints = """
    - Two runs with the same rng: one as it is, one with Learning(horizontal=0).
    - run.level('sme')[-1, 0] is the SMEs' level at the end; 'focal_firm' gives the others.
    - off = simulate(cluster, Learning(...), periods=40, rng=2). Then for `sme` and `focal_firm`:
      off.level(of)[-1, 0] / ... - 1.
    """

    def says(cluster: nx.Graph, worth: Any) -> str:
        sme, focal = worth["sme"], worth["focal_firm"]
        told = f"Without imitation SMEs change by {sme:.0%} and focal firms by {focal:.0%}."
        claim = "SMEs lose far more than focal firms, who see hardly anybody better"
        return readings.beside_the_lecture(told, sme < focal, claim)


def variety(cluster: nx.Graph, case: str, of: str = "sme", record: int = -1) -> float:
    """Return how much two members of a group differ in a run, at the end or another record."""
    return float(paths(cluster)["variety", case, of][record])


def relative_variety(cluster: nx.Graph, case: str) -> float:
    """Return the variety of SMEs at the end as a share of their level."""
    return variety(cluster, case) / level(cluster, case)


def alike(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how imitation changes the variety of a group, as it is and by its level."""
    absolute = variety(cluster, "on", of) / variety(cluster, "off", of)
    levels = level(cluster, "on", of) / level(cluster, "off", of)
    return {"absolute": absolute - 1, "relative": absolute / levels - 1}


@task(points=20, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Alike:
    """Does imitation make alike?"""

    right = alike
    also = (
        lambda cluster: {
            "absolute": (variety(cluster, "on") - variety(cluster, "off"))
            / variety(cluster, "off"),
            "relative": relative_variety(cluster, "on") / relative_variety(cluster, "off") - 1,
        },
    )

    def the_other_direction(cluster: nx.Graph) -> Any:
        """You start from the run with imitation. Asked is what imitation does: the run without it
        is the baseline here."""
        return slips.turned_round(alike(cluster))

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms, so it holds the distance between focal firms and SMEs too.
        The task asks for SMEs."""
        return alike(cluster, "core")

    def over_time(cluster: nx.Graph) -> Any:
        """You compare the end of a run with its start. That holds everything that happened. To see
        what imitation does, compare two ends: with it and without it."""
        absolute = variety(cluster, "on") / variety(cluster, "on", record=0)
        levels = level(cluster, "on", record=0), level(cluster, "on")
        return {"absolute": absolute - 1, "relative": absolute * levels[0] / levels[1] - 1}

    def one_level_for_both(cluster: nx.Graph) -> Any:
        """Your two numbers are the same, as if both varieties were divided by one level. Divide
        each by the level of its own run."""
        return slips.repeated(alike(cluster), "absolute")

    def differences(cluster: nx.Graph) -> Any:
        """These are differences. Asked are changes as a share: with / without - 1."""
        return {
            "absolute": variety(cluster, "on") - variety(cluster, "off"),
            "relative": relative_variety(cluster, "on") - relative_variety(cluster, "off"),
        }

    hints = """
    - You have both runs from the task before. run.variety('sme')[-1, 0] is the variety at the
      end of one.
    - The relative variety of a run is its variety divided by its level, both of SMEs and both
      at the end.
    - absolute = on.variety('sme')[-1, 0] / ... - 1. For the relative one divide each variety
      by ... first.
    """

    def says(cluster: nx.Graph, alike: Any) -> str:
        absolute, relative = alike["absolute"], alike["relative"]
        told = f"Variety changes by {absolute:+.0%}, and for what SMEs know by {relative:+.0%}."
        claims = {"for what they know imitation makes SMEs more alike": relative < 0}
        if relative < 0:
            claims["variety itself hardly changes"] = abs(absolute) < 0.15
        return readings.beside_each(told, claims)


def open_day(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return how well firms search that see few or many others, and how many ways are left."""
    firms = in_layer(cluster, "core")
    ring, everybody = topologies.ring(len(firms)), topologies.complete(len(firms))
    found = {}
    for links in (0, 5):
        for sees, network in (
            ("ring", ring),
            ("partners", cluster.subgraph(firms)),
            ("all", everybody),
        ):
            market = landscapes.Landscapes(bits=12, links=links)
            run = landscapes.simulate(network, market, periods=60, replicates=40, rng=RUNS.seed)
            score = run.performance.mean(axis=0)
            numbers = {"early": score[5], "late": score[60], "ways": run.variety[:, 5].mean()}
            numbers["alone"] = sum(degree == 0 for _, degree in network.degree)
            found[f"ruggedness {links}, {sees}"] = numbers
    return found


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """An open day"""

    about = open_day

    hints = """
    - Which column of the table is about the near future, which about the far one?
    - How rugged is the problem: does the worth of one decision depend on the others? And how
      soon would your firms all work in the same way?
    - A good text has four sentences: your decision; two numbers of your table for it; what
      becomes of variety; what could turn the result round.
    """

    rubric = {
        "a decision by two numbers of your own cluster": 5,
        "why it comes out so, how fast a good way spreads and what happens to variety": 6,
        "when your advice would turn round: with ruggedness or with time": 4,
    }


# The lecture's questions, about its own cluster and its own landscapes.


def model_of_f32(cluster: nx.Graph, seen: Callable[[nx.Graph, str], list[str]] = rivals) -> str:
    """Return whom the lecture's firm imitates."""
    return models(cluster, seen, scores(cluster, LECTURE))["F32"]


@task(objective=_MODEL, answer=Name())
class TryModel:
    """Whom F32 imitates"""

    right = model_of_f32
    also = (lambda cluster: f" {model_of_f32(cluster)} ",)

    def the_last_in_the_alphabet(cluster: nx.Graph) -> Any:
        """This rival comes last in the alphabet, which is what max makes of names. (It also has
        most ties, by chance.) F32 imitates the one that performs best: say so with key=."""
        return max(rivals(cluster, "F32"))

    def the_best_of_all(cluster: nx.Graph) -> Any:
        """This is the best of all actors, and no rival of F32: a firm cannot imitate whom it does
        not see. Take the best of rivals["F32"]."""
        score = scores(cluster, LECTURE)
        return max(score, key=lambda actor: score[actor])

    @called("its score, no name")
    @given_as(Number())
    def its_score_no_name(cluster: nx.Graph) -> Any:
        """This is the score of the model. Asked is the model itself: its id."""
        return scores(cluster, LECTURE)[model_of_f32(cluster)]

    def the_best_partner(cluster: nx.Graph) -> Any:
        """This firm performs best among all partners of F32, but it stands in another stage.
        Horizontal learning is among rivals."""
        return model_of_f32(cluster, partners)

    def the_weakest_rival(cluster: nx.Graph) -> Any:
        """This rival is hardly better than F32 itself. Take the best."""
        return "F28"

    hints = """
    - `rivals["F32"]` are the firms that F32 has a horizontal tie with.
    - You want the rival with the highest `score`.
    - Compare the rivals of F32 by one number each. max(rivals["F32"], key=lambda one: ...): by
      what should `one` be compared?
    """


@lru_cache(maxsize=8)
def mean_score(network: str) -> Floats:
    """Return the mean score over time of the firms of a ring, or of those who all see all."""
    build = {"ring": topologies.ring, "all": topologies.complete}[network]
    history = landscapes.simulate(
        build(40), landscapes.Landscapes(bits=12), periods=60, replicates=100, rng=LECTURE
    )
    score: Floats = history.performance.mean(axis=0)
    return score


def crossing(cluster: nx.Graph) -> int:
    """Return the first period in which the ring is ahead, which no cluster changes."""
    return int(np.argmax(mean_score("ring") > mean_score("all")))


@task(objective=_WORTH, answer=Number())
class TryCross:
    """When the ring gets ahead"""

    right = crossing

    def one_too_early(cluster: nx.Graph) -> Any:
        """In this period everybody is still ahead. Take the next one."""
        return slips.plus(crossing(cluster), -1)

    def one_too_late(cluster: nx.Graph) -> Any:
        """One too many: the arrays start with period 0."""
        return slips.plus(crossing(cluster), 1)

    def the_widest_lead(cluster: nx.Graph) -> Any:
        """In this period the ring's lead is widest. When does the lead begin?"""
        return int(np.argmax(mean_score("ring") - mean_score("all")))

    def the_last_period(cluster: nx.Graph) -> Any:
        """This is the last period in which the ring is ahead: a loop that goes on overwrites what
        it found. Asked is the first: leave the loop with break, or count differently."""
        return int(np.flatnonzero(mean_score("ring") > mean_score("all"))[-1])

    def the_last_but_one(cluster: nx.Graph) -> Any:
        """This is the last period of your loop in which the ring is ahead: each time it overwrites
        what it found before. Asked is the first: leave the loop with break."""
        return int(np.flatnonzero(mean_score("ring") > mean_score("all"))[-1]) - 1

    def a_number_of_periods(cluster: nx.Graph) -> Any:
        """This is in how many periods the ring is ahead, a count. Asked is a period: the first of
        them."""
        return int((mean_score("ring") > mean_score("all")).sum())

    hints = """
    - Compare the two scores period by period. ring_score > all_score is an array of True and
      False, one for each period.
    - np.argmax of such an array is the place of its first True.
    - Stop at the first period that fits: np.argmax(...) of the array of True and False; or a
      loop with enumerate, an `if`, and break.
    """


UNIT = unit(globals(), "02_horizontal_learning", "who copies whom in your cluster", draw)
