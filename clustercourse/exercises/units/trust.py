"""Tasks of 06_trust_and_absorption."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clusterlib.classics.distance import Distance, optimum
from clusterlib.classics.distance import simulate as learning_at
from clusterlib.experiments import Setting, compare
from clusterlib.learning import Learning, attention_to, initial_knowledge, simulate
from clusterlib.networks import build_cluster

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


_ABSORB = "Compute what a firm absorbs, whose ideas it understands, and the best distance"
_TRUST = "Say what trust and loyalty do to a firm's attention"


@task(points=15, objective=_ABSORB, answer=Numbers(SMALL))
class Psi:
    """What your firm absorbs"""

    right = absorbed
    also = (absorbed_by_search,)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """In some fields your firm knows more, and these gaps came out below zero. Nobody unlearns
        from a partner: set them to zero, for example with np.maximum(gap, 0)."""
        return absorbed(cluster, clipped=False)

    def the_widest_gap(cluster: nx.Graph) -> Any:
        """You take the widest gap for the best. It holds most that is new, but hardly any of it is
        understood. Where is novelty times understanding highest?"""
        return absorbed(cluster) | {
            "best_gap": 1.0,
            "most": cluster.graph["my_rate"] * np.exp(-1 / cluster.graph["my_reach"]),
        }

    def nothing_is_lost_at_the_best_gap(cluster: nx.Graph) -> Any:
        """Nearly. At the best gap a share exp(-1) is understood, not all of it: put the best gap
        into the whole formula."""
        return absorbed(cluster) | {"most": cluster.graph["my_rate"] * cluster.graph["my_reach"]}

    @called("an SME's usual reach")
    def an_sme_s_usual_reach(cluster: nx.Graph) -> Any:
        """This is the best gap for an SME of the model, with a reach of 0.2. Your firm has a reach
        of its own: cluster.graph["my_reach"]."""
        return absorbed(cluster) | {
            "best_gap": USUAL.reach_sme,
            "most": cluster.graph["my_rate"] * 0.2 / np.e,
        }

    def without_the_rate(cluster: nx.Graph) -> Any:
        """The rate alpha is missing: multiply what is new and understood by
        cluster.graph["my_rate"]."""
        return {
            name: value / (1 if name == "best_gap" else cluster.graph["my_rate"])
            for name, value in absorbed(cluster).items()
        }

    hints = """
    - First the gap in each field, never below zero. Then the formula, field by field.
    - psi = rate * gap * np.exp(-gap / reach). Its sum is `learned`. For the best gap try many
      gaps, np.linspace(0, 1, 10001), or set the derivative to zero.
    - The derivative is zero where gap = reach. There psi = rate * reach * np.exp(-1).
    """


@task(points=20, objective=_ABSORB, answer=Numbers(SMALL))
class Understood:
    """Whose ideas your firm understands"""

    right = understood
    also = (
        lambda cluster: {
            partner: float(np.average(np.exp(-gap / cluster.graph["my_reach"]), weights=gap))
            for partner in cluster[cluster.graph["my_firm"]]
            if (gap := gaps(cluster, cluster.graph["my_firm"], partner)).any()
        },
    )

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Fields in which your firm knows more must not count: set gaps below zero to zero, for
        example with np.maximum(gap, 0)."""
        return understood(cluster, clipped=False)

    def the_other_direction(cluster: nx.Graph) -> Any:
        """This is what the partners would understand of your firm. Take what the partner knows
        minus what your firm knows."""
        return understood(cluster, turned=True)

    def all_fields_alike(cluster: nx.Graph) -> Any:
        """This is a mean over all fields. Fields without a gap count there as fully understood,
        though there is nothing to understand. Divide the sum of gap * exp(-gap / reach) by the
        sum of the gaps."""
        return understood_of_fields(cluster)

    def an_amount(cluster: nx.Graph) -> Any:
        """This is how much is understood. Asked is a share: divide by the sum of the gaps, which
        is all that the partner knows more."""
        return understood_amount(cluster)

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the share that is not understood. Asked is the other part."""
        return {one: 1 - share for one, share in understood(cluster).items()}

    hints = """
    - For one partner: its gaps to your firm, never below zero. How much of each is
      understood?
    - A share np.exp(-gap / reach) of each gap is understood. Weigh wide gaps more: add up
      what is understood, and divide by the sum of the gaps.
    - Begin with understood = {}. Then, for one in cluster[firm]: gap =
      np.maximum(known.loc[one] - known.loc[firm], 0); understood[one] = (gap * np.exp(-gap /
      reach)).sum() / gap.sum().
    """


@task(points=15, objective=_TRUST, answer=Numbers(SMALL))
class Attention:
    """Time for the outside"""

    right = times
    also = (times_by_effort,)

    def pipelines_as_cheap_as_local_ties(cluster: nx.Graph) -> Any:
        """You add up attention as if all ties cost the same. Full attention to a pipeline takes as
        much time as to 1 + p.pipeline_cost local ties: multiply by that."""
        return times(cluster, weighted=False)

    def loyalty_without_trust(cluster: nx.Graph) -> Any:
        """You let loyalty work in full. It works through trust: the pull of a local tie is
        exp(loyalty * trust). Write trust=cluster.graph['my_trust'] beside loyalty=3."""
        return times(cluster, USUAL.but(loyalty=LOYALTY, trust=1))

    def time_for_local_ties(cluster: nx.Graph) -> Any:
        """This is the share of time for local ties. Asked is the share for pipelines."""
        return times(cluster, local=True)

    def the_same_with_loyalty(cluster: nx.Graph) -> Any:
        """Both numbers are those without loyalty. Call attention_to a second time, with
        Learning(loyalty=3, trust=...)."""
        return dict.fromkeys(("usual", "loyal"), times(cluster)["usual"])

    def the_usual_trust(cluster: nx.Graph) -> Any:
        """With loyalty trust matters, and in your cluster it is not the usual 0.7: write
        trust=cluster.graph['my_trust'] beside loyalty=3."""
        return times(cluster, USUAL.but(loyalty=LOYALTY))

    hints = """
    - attention_to(cluster, focal, p) gives the attention to each tie. A partner whose layer
      is 'supplementary' is outside: that tie is a pipeline.
    - Time = attention * 1 for a local tie and attention * (1 + p.pipeline_cost) for a
      pipeline. Then divide the time for pipelines by all of it.
    - Write a function share(p) and call it twice: share(Learning()) and
      share(Learning(loyalty=3, trust=cluster.graph['my_trust'])).
    """


_ABSORB = "Compute what a firm absorbs, whose ideas it understands, and the best distance"
_LEVERS = "Measure whether less trust or more absorptive capacity helps a cluster"


_EXPLAIN = "Explain when trust turns into a trap"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with some pipelines; a firm, a partner and a focal firm are the learner's.

    The cluster is one in which loyal firms do better with another trust than 0.8, mostly a lower.
    """
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            focal_firms=int(rng.integers(3, 5)),
            openness=float(rng.uniform(0.2, 0.35)),
            pipeline_cost=2.0,
            gate=0.8,
            rng=rng,
        )
        cluster.graph["my_reach"] = round(float(rng.uniform(0.1, 0.4)), 2)
        cluster.graph["my_rate"] = round(float(rng.uniform(0.3, 0.6)), 2)
        cluster.graph["my_trust"] = round(float(rng.uniform(0.3, 0.6)), 2)
        low, high = (0.8, 0.8, 0.05, 0.6), (1.2, 1.6, 0.25, 1.4)
        drawn = (round(float(one), 2) for one in rng.uniform(low, high))
        cluster.graph["my_distance"] = dict(zip(("a1", "a2", "b1", "b2"), drawn, strict=True))
        if _choose(cluster) and levers(cluster)["other_trust"] > 0:
            return cluster


def _choose(cluster: nx.Graph) -> bool:
    """Choose the learner's firm, partner and focal firm; False where there is none that suits."""
    kinds = dict(cluster.nodes(data="kind"))
    firm = max((one for one in cluster if kinds[one] == "sme"), key=cluster.degree)
    news = {partner: gaps(cluster, firm, partner).sum() for partner in cluster[firm]}

    def pipelines(one: str) -> int:
        return sum(tie["dimension"] == "pipeline" for tie in cluster[one].values())

    focal = max((one for one in cluster if kinds[one] == "focal_firm"), key=pipelines)
    local = cluster.degree(focal) - pipelines(focal)
    if len(news) < 4 or min(news.values()) < 0.1 or not pipelines(focal) or local < 3:
        return False
    cluster.graph["my_firm"], cluster.graph["my_focal"] = firm, focal
    cluster.graph["my_partner"] = max(news, key=lambda partner: news[partner])
    return True


def _by_search(cluster: nx.Graph) -> dict[str, float]:
    """Find the best distance among many, with the library's curve."""
    about = Distance(**cluster.graph["my_distance"])
    curve = learning_at(about, np.linspace(0, 2, 20_001))
    best = int(curve.learning.argmax())
    return {
        "distance": float(curve.distance[best]),
        "learning": float(curve.learning[best]),
        "more_able": optimum(about.but(a1=1.25 * about.a1)),
    }


def _at(cluster: nx.Graph, distance: float, able: float) -> dict[str, float]:
    """Return an answer with some distances, and what is learned at the first."""
    about = Distance(**cluster.graph["my_distance"])
    learned = learning_at(about, [distance]).learning[0]
    return {"distance": distance, "learning": float(learned), "more_able": able}


def _crossing(cluster: nx.Graph) -> dict[str, float]:
    """Take the distance at which the two lines cross."""
    p = Distance(**cluster.graph["my_distance"])
    return _at(cluster, (p.a1 - p.b1) / (p.a2 + p.b2), (1.25 * p.a1 - p.b1) / (p.a2 + p.b2))


def _middle(cluster: nx.Graph) -> dict[str, float]:
    """Take the middle between no distance and where nothing is understood."""
    p = Distance(**cluster.graph["my_distance"])
    return _at(cluster, p.a1 / (2 * p.a2), 1.25 * p.a1 / (2 * p.a2))


@task(points=15, objective=_ABSORB, answer=Numbers())
class Optimum:
    """The best distance"""

    right = my_distance
    also = (_by_search,)

    def where_the_lines_cross(cluster: nx.Graph) -> Any:
        """This is where the two lines cross. What is learned is their product, and a product is
        not highest where its factors are equal."""
        return _crossing(cluster)

    def the_middle(cluster: nx.Graph) -> Any:
        """This is the middle between no distance and the distance at which nothing is understood.
        It would be right if partners who think alike had nothing new, b1 = 0."""
        return _middle(cluster)

    @called("more able, the same distance")
    def more_able_the_same_distance(cluster: nx.Graph) -> Any:
        """The best distance changes when a firm can absorb more: put 1.25 * a1 in the place of
        a1."""
        return my_distance(cluster, raise_by=0)

    def without_the_2(cluster: nx.Graph) -> Any:
        """A factor of 2 is missing: the derivative of d squared is 2d."""
        return _at(
            cluster, 2 * my_distance(cluster)["distance"], 2 * my_distance(cluster)["more_able"]
        )

    hints = """
    - Learning is (a1 - a2 d)(b1 + b2 d). Where is its derivative zero?
    - d* = (a1 b2 - a2 b1) / (2 a2 b2). Put it into the product for what is learned.
    - from clusterlib.classics.distance import Distance, optimum:
      optimum(Distance(**numbers)). The third number is the same with a1 replaced by 1.25 *
      a1.
    """


@task(points=20, objective=_LEVERS, answer=Numbers(SMALL))
class Levers:
    """Another trust, or more reach?"""

    right = levers
    also = (levers_one_by_one,)

    def without_loyalty(cluster: nx.Graph) -> Any:
        """These are runs without loyalty. Ask for it in each run: Learning(loyalty=3, ...)."""
        return levers(cluster, loyalty=0)

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the numbers for SMEs. The task asks for all firms: level() or level('core')."""
        return levers(cluster, "sme")

    @called("differences, no shares")
    def differences_no_shares(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level at trust 0.8."""
        return {
            name: value if name == "best_trust" else value * ends(cluster)[START]
            for name, value in levers(cluster).items()
        }

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level()[-1, 0]."""
        return levers_from(
            {case: float(level.mean()) for case, level in levels(cluster)["core"].items()}
        )

    def share_of_the_changed_run(cluster: nx.Graph) -> Any:
        """You divide by the level after the change. The run with trust 0.8 is the baseline."""
        return {
            name: value if name == "best_trust" else value / (1 + value)
            for name, value in levers(cluster).items()
        }

    def the_best_of_all_as_baseline(cluster: nx.Graph) -> Any:
        """You compare trust 0.8 with the best. The other way round: the baseline is 0.8."""
        return {
            "best_trust": levers(cluster)["best_trust"],
            "other_trust": ends(cluster)[START] / max(ends(cluster).values()) - 1,
            "more_reach": levers(cluster)["more_reach"],
        }

    hints = """
    - You need seven runs, all with loyalty 3, the same periods and the same rng.
    - def level(**changes): return simulate(cluster, Learning(loyalty=3, **changes),
      periods=60, rng=6).level()[-1, 0]
    - ends = {t: level(trust=t) for t in trusts}; best = max(ends, key=ends.get); other_trust
      = ends[best] / ends[0.8] - 1; more_reach = level(trust=0.8, reach_sme=0.3) / ends[0.8] -
      1
    """


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """A programme for the cluster"""

    hints = """
    - Compare the two columns of the table. Which row changes most, and why?
    - What does a firm that can understand more need as well? Who brings it in?
    - Name your programme with two numbers of the table, say what goes where in the cluster,
      and what the model leaves out.
    """

    rubric = {
        "a decision for a programme by two numbers of your own cluster": 5,
        "how loyalty changes the worth of trust and of reach": 6,
        "what the model leaves out, or what you would have to find out first": 4,
    }


def _left(cluster: nx.Graph, source: str = "XC2") -> float:
    """Return what loyalty leaves of the attention that F19 gives to a source, as a share."""
    usual, loyal = (attention_to(cluster, "F19", p)[source] for p in (USUAL, LOYAL))
    return loyal / usual


@task(objective=_TRUST, answer=Number())
class TryAttention:
    """What loyalty leaves"""

    right = _left
    also = (lambda cluster: _left(cluster, "XR3"),)

    def the_attention_itself(cluster: nx.Graph) -> Any:
        """This is the attention with loyalty. Divide it by the attention without."""
        return attention_to(cluster, "F19", LOYAL)["XC2"]

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the part that is lost. Asked is the part that is left."""
        return 1 - _left(cluster)

    def a_local_tie(cluster: nx.Graph) -> Any:
        """This is for a local tie: it gains. XC2 is the source outside."""
        return _left(cluster, "U1")

    hints = """
    - `given` has a row for each partner and a column for each loyalty.
    - given.loc["XC2", "loyalty 3"] is one number of it.
    - given.loc["XC2", "loyalty 3"] / given.loc["XC2", "loyalty 0"]
    """


@task(
    objective=_ABSORB,
    answer=Number(),
)
class TryPrior:
    """What to know before"""

    def right(cluster: nx.Graph) -> Any:
        return 0.95 - USUAL.reach_sme

    also = (lambda cluster: 0.75,)

    def the_gap(cluster: nx.Graph) -> Any:
        """This is the best gap. How much does the SME know if the source knows that much more?"""
        return USUAL.reach_sme

    def nothing(cluster: nx.Graph) -> Any:
        """A beginner has most to learn, and understands next to nothing of it."""
        return 0.0

    def as_much_as_the_source(cluster: nx.Graph) -> Any:
        """Then it understands all, and there is nothing new."""
        return 0.95

    hints = """
    - From which gap does an SME learn most? Look at the curve.
    - The best gap is the reach, usual.reach_sme.
    - 0.95 - usual.reach_sme
    """


@task(objective=_LEVERS, answer=SMALL)
class TryFaces:
    """The two faces of R&D"""

    def right(cluster: nx.Graph) -> Any:
        return two_faces()

    also = (lambda cluster: round(two_faces(), 5),)

    def one_face_only(cluster: nx.Graph) -> Any:
        """This is R&D alone, as above. Change reach_sme to 0.25 as well."""
        return two_faces(reach=USUAL.reach_sme)

    def all_firms(cluster: nx.Graph) -> Any:
        """This is the change for all firms. Ask for "sme_performance"."""
        return two_faces("performance")

    hints = """
    - Change two parameters of `base` at once: rd_sme and reach_sme.
    - base.but(rd_sme=0.12, reach_sme=0.25)
    - compare(base, base.but(rd_sme=0.12, reach_sme=0.25), "sme_performance", replicates=24,
      rng=SEED).relative.mean
    """


UNIT = unit(
    globals(),
    "06_trust_and_absorption",
    "trust and absorption in your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
)
