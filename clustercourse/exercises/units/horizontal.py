"""Tasks of 02_horizontal_learning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Name, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clusterlib.classics import landscapes, topologies
from clusterlib.learning import Learning, initial_knowledge, simulate
from clusterlib.networks import build_cluster

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 2, 40
#: The seed of the lecture.
LECTURE = 2013
#: The fields that the market values at the start.
CURRENT = 9
DEFAULT = Learning()


#: Shares and knowledge are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)


Floats = NDArray[np.float64]


@lru_cache(maxsize=8)
def known(cluster: nx.Graph, seed: int = SEED) -> dict[str, Floats]:
    """Return what every actor knows at the start."""
    return dict(zip(cluster, initial_knowledge(cluster, rng=seed), strict=True))


def ties(cluster: nx.Graph, dimension: str = "horizontal") -> list[tuple[str, str]]:
    """Return the ties of a dimension."""
    return [(a, b) for a, b, of in cluster.edges(data="dimension") if of == dimension]


def rivals(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm over horizontal ties: they are of its stage."""
    return [one for one, tie in cluster[firm].items() if tie["dimension"] == "horizontal"]


def firms(cluster: nx.Graph) -> list[str]:
    """Return the firms of a cluster in its order."""
    return [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]


def partners(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm that are firms, of any stage."""
    return [one for one in cluster[firm] if cluster.nodes[one]["layer"] == "core"]


@lru_cache(maxsize=8)
def scores(cluster: nx.Graph, seed: int = SEED) -> dict[str, float]:
    """Return the performance of every actor at the start: its mean over the current fields."""
    return {actor: float(knows[:CURRENT].mean()) for actor, knows in known(cluster, seed).items()}


def models(
    cluster: nx.Graph,
    seen: Callable[[nx.Graph, str], list[str]] = rivals,
    *,
    only_better: bool = True,
    seed: int = SEED,
) -> dict[str, str]:
    """Return whom each firm imitates: the best performer it sees, if better than itself."""
    score = scores(cluster, seed)
    found = {}
    for firm in firms(cluster):
        best = max(seen(cluster, firm), key=lambda one: score[one], default=firm)
        if best != firm and (score[best] > score[firm] or not only_better):
            found[firm] = best
    return found


def followers(imitated: dict[str, str]) -> dict[str, int]:
    """Return how many firms imitate each model."""
    return dict(Counter(imitated.values()))


def followers_by_ties(cluster: nx.Graph) -> dict[str, int]:
    """Return the same from the list of ties: keep the best that each firm has seen so far."""
    score = scores(cluster)
    best: dict[str, str] = {}
    for tie in ties(cluster):
        for firm, other in (tie, tie[::-1]):
            if score[other] > score[best.get(firm, firm)]:
                best[firm] = other
    return followers(best)


def watched_by_all_worse(cluster: nx.Graph) -> dict[str, int]:
    """Count for each firm all its worse rivals, though they may have a better one to imitate."""
    score = scores(cluster)
    return {
        one: sum(score[other] < score[one] for other in rivals(cluster, one))
        for one in firms(cluster)
    }


def followers_of_the_best_connected(cluster: nx.Graph) -> dict[str, int]:
    """Let each firm imitate its rival with most ties."""
    degree = dict(cluster.degree)
    best = {f: max(rivals(cluster, f), key=lambda one: degree[one], default=f) for f in degree}
    return followers({f: one for f, one in best.items() if one != f})


def distances(
    cluster: nx.Graph, how: Callable[[Floats], float] = lambda gap: float(np.abs(gap).mean())
) -> dict[str, float]:
    """Return the mean cognitive distance of two firms, over horizontal and over vertical ties."""
    knows = known(cluster)
    return {
        name: float(np.mean([how(knows[a] - knows[b]) for a, b in ties(cluster, name)]))
        for name in ("horizontal", "vertical")
    }


def current(gap: Floats) -> float:
    """Return the mean absolute difference over the current fields."""
    return float(np.abs(gap[:CURRENT]).mean())


def distances_of_all_pairs(cluster: nx.Graph) -> dict[str, float]:
    """Take all pairs of a stage, and of adjacent stages, with or without a tie."""
    knows, stage = known(cluster), dict(cluster.nodes(data="stage"))
    pairs: dict[int, list[float]] = {0: [], 1: [], 2: []}
    names = firms(cluster)
    for place, a in enumerate(names):
        for b in names[:place]:
            pairs[abs(stage[a] - stage[b])].append(current(knows[a] - knows[b]))
    return {"horizontal": float(np.mean(pairs[0])), "vertical": float(np.mean(pairs[1]))}


def lessons(
    cluster: nx.Graph,
    p: Learning = DEFAULT,
    *,
    firm: str = "",
    clipped: bool = True,
    fields: int = CURRENT,
    better: bool = True,
) -> dict[str, float]:
    """Return what a firm could learn in a period from each of its better rivals."""
    firm = firm or cluster.graph["my_firm"]
    knows, score = known(cluster), scores(cluster)
    found = {}
    for rival in rivals(cluster, firm):
        if score[rival] > score[firm] or not better:
            gap = (knows[rival] - knows[firm])[:fields]
            gap = np.maximum(gap, 0) if clipped else gap
            absorbed = p.learning_rate * gap * np.exp(-gap / p.reach_sme)
            found[rival] = p.horizontal * float(absorbed.sum())
    return found


def choose_firm(cluster: nx.Graph) -> str | None:
    """Return the first SME with a worse rival whose best rival would not teach it most."""
    score = scores(cluster)
    for firm in firms(cluster):
        taught = lessons(cluster, firm=firm)
        if cluster.nodes[firm]["kind"] == "sme" and 1 < len(taught) < len(rivals(cluster, firm)):
            best, teacher = (max(taught, key=lambda one: by[one]) for by in (score, taught))
            if best != teacher:
                return firm
    return None


@lru_cache(maxsize=8)
def paths(cluster: nx.Graph) -> dict[tuple[str, str, str], Floats]:
    """Return levels and varieties over time: by ``"level"`` or ``"variety"``, case and group."""
    cases = {"on": DEFAULT, "off": DEFAULT.but(horizontal=0), "no buzz": DEFAULT.but(buzz=0)}
    history = simulate(
        [cluster] * len(cases), list(cases.values()), periods=PERIODS, rng=[SEED] * len(cases)
    )
    measured = {("level", of): history.level(of) for of in ("sme", "focal_firm", "core")}
    measured |= {("variety", of): history.variety(of) for of in ("sme", "core")}
    return {
        (what, case, of): values[:, place]
        for (what, of), values in measured.items()
        for place, case in enumerate(cases)
    }


def end(cluster: nx.Graph, case: str, of: str = "sme", record: int = -1) -> float:
    """Return the level of a group in a run, at the end or at another record."""
    return float(paths(cluster)["level", case, of][record])


def loss(cluster: nx.Graph, case: str = "off") -> dict[str, float]:
    """Return by which share the level of each kind of firm changes without imitation."""
    return {of: end(cluster, case, of) / end(cluster, "on", of) - 1 for of in ("sme", "focal_firm")}


def loss_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from two runs of their own."""
    on, off = (
        simulate(cluster, Learning(horizontal=strength), periods=PERIODS, rng=SEED)
        for strength in (DEFAULT.horizontal, 0)
    )
    return {
        of: float((off.level(of)[-1, 0] - on.level(of)[-1, 0]) / on.level(of)[-1, 0])
        for of in ("sme", "focal_firm")
    }


def loss_over_time(cluster: nx.Graph) -> dict[str, float]:
    """Compare the means over all periods instead of the level at the end."""
    level = {case: values.mean() for case, values in paths(cluster).items()}
    return {
        of: float(level["level", "off", of] / level["level", "on", of] - 1)
        for of in ("sme", "focal_firm")
    }


def variety(cluster: nx.Graph, case: str, of: str = "sme", record: int = -1) -> float:
    """Return how much two members of a group differ in a run, at the end or another record."""
    return float(paths(cluster)["variety", case, of][record])


def alike(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how imitation changes the variety of a group, as it is and by its level."""
    now, without = (variety(cluster, case, of) for case in ("on", "off"))
    levels = end(cluster, "on", of) / end(cluster, "off", of)
    return {"absolute": now / without - 1, "relative": now / without / levels - 1}


_MODEL = "Find whom a firm imitates, and how many firms imitate one"
_LANGUAGE = "Measure how well firms of one stage understand each other"


@task(points=15, objective=_MODEL, answer=Numbers())
class Model:
    """Who is imitated by how many"""

    def right(cluster: nx.Graph) -> Any:
        return followers(models(cluster))

    also = (followers_by_ties,)

    def all_partners(cluster: nx.Graph) -> Any:
        """Suppliers and customers are among those who are watched. A firm compares itself with
        firms of its own stage: take horizontal ties only."""
        return followers(models(cluster, partners))

    def the_best_even_if_worse(cluster: nx.Graph) -> Any:
        """Some firms are better than all their rivals. They imitate nobody: the model must be
        better than the firm itself."""
        return followers(models(cluster, only_better=False))

    def every_worse_rival(cluster: nx.Graph) -> Any:
        """You count every worse rival as an imitator. A firm imitates one rival only, the best.
        The others it merely sees."""
        return watched_by_all_worse(cluster)

    def the_one_with_most_ties(cluster: nx.Graph) -> Any:
        """You let firms imitate the rival with most ties. They imitate the one that performs
        best."""
        return followers_of_the_best_connected(cluster)

    hints = """
    - Go through the firms. For each make a list of its rivals, then take the best of them.
    - max(rivals, key=lambda one: score[one]) is the best rival; it counts only if its score
      is higher than that of the firm. Leave out firms without a rival.
    - Keep a dict: models[best] = models.get(best, 0) + 1 whenever score[best] > score[firm].
    """


@task(points=15, objective=_LANGUAGE, answer=Numbers(SMALL))
class Language:
    """Common language"""

    def right(cluster: nx.Graph) -> Any:
        return distances(cluster, current)

    also = (
        lambda cluster: distances(
            cluster, lambda gap: float(np.abs(gap[:CURRENT]).sum() / CURRENT)
        ),
    )

    def signs(cluster: nx.Graph) -> Any:
        """Differences above and below zero cancel in your mean. A distance has no sign: take the
        absolute value of each difference first."""
        return distances(cluster, lambda gap: float(gap[:CURRENT].mean()))

    def all_twelve_fields(cluster: nx.Graph) -> Any:
        """You take all twelve fields. The task asks for the current ones, the first nine: in the
        emerging fields nobody knows much yet."""
        return distances(cluster)

    def all_pairs(cluster: nx.Graph) -> Any:
        """These are all pairs of firms of a stage, and of neighbouring stages. Take the pairs that
        have a tie."""
        return distances_of_all_pairs(cluster)

    def sums(cluster: nx.Graph) -> Any:
        """You add up over the fields. The distance is the mean over the nine fields."""
        return distances(cluster, lambda gap: float(np.abs(gap[:CURRENT]).sum()))

    def swapped(cluster: nx.Graph) -> Any:
        """The two numbers are the wrong way round: horizontal ties join firms of one stage."""
        return dict(
            zip(("vertical", "horizontal"), distances(cluster, current).values(), strict=True)
        )

    hints = """
    - The distance of one pair: abs(known.loc[a] - known.loc[b]) over the first nine fields,
      and the mean of that.
    - Go through cluster.edges(data='dimension') and keep the distances of each dimension in a
      list of its own.
    - np.mean([np.abs(known.loc[a] - known.loc[b])[:9].mean() for a, b, of in
      cluster.edges(data='dimension') if of == 'horizontal']), and the same for 'vertical'.
    """


@task(points=15, objective=_LANGUAGE, answer=Numbers(SMALL))
class Teacher:
    """The best teacher"""

    right = lessons
    also = (lambda cluster: {name: round(value, 6) for name, value in lessons(cluster).items()},)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Some gaps are below zero: there your firm knows more. Nobody unlearns from a rival: set
        them to zero, for example with np.maximum(gap, 0)."""
        return lessons(cluster, clipped=False)

    def worse_rivals_too(cluster: nx.Graph) -> Any:
        """Rivals that perform worse than your firm are among them. Asked are the better ones."""
        return lessons(cluster, better=False)

    def all_is_understood(cluster: nx.Graph) -> Any:
        """You leave out how much is understood, the factor exp(-gap / reach): of a wide gap little
        is learned."""
        return lessons(cluster, DEFAULT.but(reach_sme=float("inf")))

    def the_reach_of_a_focal_firm(cluster: nx.Graph) -> Any:
        """You use the reach of a focal firm. Your firm is an SME, and it is your firm that learns:
        p.reach_sme."""
        return lessons(cluster, DEFAULT.but(reach_sme=DEFAULT.reach_focal))

    def emerging_fields_too(cluster: nx.Graph) -> Any:
        """You sum over all twelve fields. The task asks for the first nine."""
        return lessons(cluster, fields=12)

    def without_the_strength(cluster: nx.Graph) -> Any:
        """Nearly: multiply by the strength of horizontal learning, p.horizontal."""
        return lessons(cluster, DEFAULT.but(horizontal=1))

    hints = """
    - For one rival: the gap is what it knows minus what your firm knows, never below zero, in
      the first nine fields.
    - Of a gap, p.learning_rate * gap * np.exp(-gap / p.reach_sme) is learned. Sum it over the
      fields and multiply by p.horizontal.
    - Do so in a loop over the rivals and keep those with score[rival] > score[firm]:
      lessons[rival] = p.horizontal * (...).sum().
    """


_WORTH = "Measure what imitation is worth, who gains, and whether it makes firms alike"
_EXPLAIN = "Explain when it pays to let everybody see everybody, and when it does not"


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


@task(points=20, objective=_WORTH, answer=Numbers(SMALL))
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
        return {
            of: 1 - end(cluster, "on", of) / end(cluster, "off", of) for of in ("sme", "focal_firm")
        }

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (without - with) / with. A loss is below zero."""
        return {of: -change for of, change in loss(cluster).items()}

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level with imitation."""
        return {of: change * end(cluster, "on", of) for of, change in loss(cluster).items()}

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level('sme')[-1, 0]."""
        return loss_over_time(cluster)

    def levels(cluster: nx.Graph) -> Any:
        """These are the levels themselves. Compare each with the run with imitation."""
        return {of: end(cluster, "off", of) for of in ("sme", "focal_firm")}

    hints = """
    - Two runs with the same rng: one as it is, one with Learning(horizontal=0).
    - run.level('sme')[-1, 0] is the SMEs' level at the end; 'focal_firm' gives the others.
    - off = simulate(cluster, Learning(horizontal=0), periods=40, rng=2). Then
      off.level(of)[-1, 0] / on.level(of)[-1, 0] - 1 for both groups.
    """


@task(points=20, objective=_WORTH, answer=Numbers(SMALL))
class Alike:
    """Does imitation make alike?"""

    right = alike
    also = (
        lambda cluster: {
            "absolute": (variety(cluster, "on") - variety(cluster, "off"))
            / variety(cluster, "off"),
            "relative": variety(cluster, "on")
            / end(cluster, "on")
            / (variety(cluster, "off") / end(cluster, "off"))
            - 1,
        },
    )

    def the_other_direction(cluster: nx.Graph) -> Any:
        """You start from the run with imitation. Asked is what imitation does: the run without it
        is the baseline here."""
        return {name: 1 / (1 + change) - 1 for name, change in alike(cluster).items()}

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms, so it holds the distance between focal firms and SMEs too.
        The task asks for SMEs."""
        return alike(cluster, "core")

    def over_time(cluster: nx.Graph) -> Any:
        """You compare the end of a run with its start. That holds everything that happened. To see
        what imitation does, compare two ends: with it and without it."""
        return {
            "absolute": variety(cluster, "on") / variety(cluster, "on", record=0) - 1,
            "relative": variety(cluster, "on")
            / variety(cluster, "on", record=0)
            * end(cluster, "on", record=0)
            / end(cluster, "on")
            - 1,
        }

    def one_level_for_both(cluster: nx.Graph) -> Any:
        """Your two numbers are the same, as if both varieties were divided by one level. Divide
        each by the level of its own run."""
        return dict.fromkeys(("absolute", "relative"), alike(cluster)["absolute"])

    def differences(cluster: nx.Graph) -> Any:
        """These are differences. Asked are changes as a share: with / without - 1."""
        return {
            "absolute": variety(cluster, "on") - variety(cluster, "off"),
            "relative": variety(cluster, "on") / end(cluster, "on")
            - variety(cluster, "off") / end(cluster, "off"),
        }

    hints = """
    - You have both runs from the task before. run.variety('sme')[-1, 0] is the variety at the
      end of one.
    - The relative variety of a run is its variety divided by its level, both of SMEs and both
      at the end.
    - absolute = on.variety('sme')[-1, 0] / off.variety('sme')[-1, 0] - 1. The relative one is
      the same with each variety divided by its level('sme')[-1, 0].
    """


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """An open day"""

    hints = """
    - Which column of the table is about the near future, which about the far one?
    - How rugged is the problem: does the worth of one decision depend on the others? And how
      soon would your firms all work in the same way?
    - Decide with two numbers of your table, say what happens to variety, and name what could
      turn the result round.
    """

    rubric = {
        "a decision by two numbers of your own cluster": 5,
        "why it comes out so, how fast a good way spreads and what happens to variety": 6,
        "when your advice would turn round: with ruggedness, time, or the way of copying": 4,
    }


#: The firm that the lecture asks about.
FIRM = "F32"


@lru_cache(maxsize=8)
def searched(network: str) -> NDArray[np.float64]:
    """Return the mean score over time of the firms of a ring, or of those who all see all."""
    build = {"ring": topologies.ring, "all": topologies.complete}[network]
    history = landscapes.simulate(
        build(40),
        landscapes.Landscapes(bits=12),
        periods=60,
        replicates=100,
        rng=LECTURE,
    )
    score: NDArray[np.float64] = history.performance.mean(axis=0)
    return score


def _crossing() -> int:
    """Return the first period in which the ring is ahead."""
    return int(np.argmax(searched("ring") > searched("all")))


def _by_ties(cluster: nx.Graph) -> str:
    return max(rivals(cluster, FIRM), key=lambda one: cluster.degree(one))


@task(objective=_MODEL, answer=Name())
class TryModel:
    """Whom F32 imitates"""

    def right(cluster: nx.Graph) -> Any:
        return models(cluster, seed=LECTURE)[FIRM]

    also = (lambda cluster: f" {models(cluster, seed=LECTURE)[FIRM]} ",)

    def the_best_partner(cluster: nx.Graph) -> Any:
        """This firm performs best among all partners of F32, but it stands in another stage.
        Horizontal learning is among rivals."""
        return models(cluster, partners, seed=LECTURE)[FIRM]

    def the_rival_with_most_ties(cluster: nx.Graph) -> Any:
        """This rival has most ties. F32 imitates the one that performs best."""
        return _by_ties(cluster)

    def the_weakest_rival(cluster: nx.Graph) -> Any:
        """This rival is hardly better than F32 itself. Take the best."""
        return models(
            cluster,
            lambda graph, firm: [one for one in rivals(graph, firm) if one == "F28"],
            seed=LECTURE,
        )[FIRM]

    hints = """
    - `rivals["F32"]` are the firms that F32 has a horizontal tie with.
    - You want the rival with the highest `score`.
    - max(rivals["F32"], key=lambda one: score[one])
    """


@task(
    objective=_WORTH,
    answer=Number(),
)
class TryCross:
    """When the ring gets ahead"""

    def right(cluster: nx.Graph) -> Any:
        return _crossing()

    def one_too_early(cluster: nx.Graph) -> Any:
        """In this period everybody is still ahead. Take the next one."""
        return _crossing() - 1

    def one_too_late(cluster: nx.Graph) -> Any:
        """One too many: the arrays start with period 0."""
        return _crossing() + 1

    def the_widest_lead(cluster: nx.Graph) -> Any:
        """In this period the ring's lead is widest. When does the lead begin?"""
        return int(np.argmax(searched("ring") - searched("all")))

    hints = """
    - ring_score > all_score is an array of True and False, one for each period.
    - np.argmax of such an array is the place of its first True.
    - int(np.argmax(ring_score > all_score))
    """


UNIT = unit(
    globals(),
    "02_horizontal_learning",
    "who copies whom in your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
)
