"""Tasks of 06_trust_and_absorption."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL, USUAL, Floats, in_layer, of_kind
from clusterlib.classics.distance import Distance, optimum
from clusterlib.classics.distance import simulate as learning_at
from clusterlib.experiments import Setting, compare
from clusterlib.learning import Learning, attention_to
from clusterlib.networks import build_cluster

#: The seed and the length of the runs that the tasks ask for, and the loyalty in them.
RUNS, LOYALTY = readings.Runs(seed=6, periods=60), 3
LOYAL = Learning(loyalty=LOYALTY)
#: A firm that can absorb more has so many times the usual a1.
ABLER = 1.25
#: The levels of trust that are compared, the one to start from, and the reach to go to.
TRUSTS, START, FURTHER = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0), 0.8, 0.3
#: Other seeds move the gains of a run by about so much.
_TOLD_APART = 0.02

_TRUST = "Say what trust and loyalty do to a firm's attention"
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
        for name, low, high in (("reach", 0.1, 0.4), ("rate", 0.3, 0.6), ("trust", 0.3, 0.6)):
            cluster.graph[f"my_{name}"] = round(float(rng.uniform(low, high)), 2)
        ranges = {"a1": (0.8, 1.2), "a2": (0.8, 1.6), "b1": (0.05, 0.25), "b2": (0.6, 1.4)}
        cluster.graph["my_distance"] = {
            name: round(float(rng.uniform(low, high)), 2) for name, (low, high) in ranges.items()
        }
        if _choose(cluster) and levers(cluster)["other_trust"] > 0:
            return cluster


def _choose(cluster: nx.Graph) -> bool:
    """Choose the learner's firm, partner and focal firm; return whether all of them suit."""
    pipelines = {
        firm: sum(tie["dimension"] == "pipeline" for tie in cluster[firm].values())
        for firm in of_kind(cluster, "focal_firm")
    }
    focal = max(pipelines, key=lambda firm: pipelines[firm])
    cluster.graph["my_focal"] = focal
    cluster.graph["my_firm"] = max(of_kind(cluster, "sme"), key=cluster.degree)
    news = {partner: gap.sum() for partner, gap in news_of(cluster).items()}
    cluster.graph["my_partner"] = max(news, key=lambda partner: news[partner])
    enough = len(news) >= 4 and min(news.values()) >= 0.1
    return bool(enough and 0 < pipelines[focal] <= cluster.degree(focal) - 3)


# What a firm absorbs, and whose ideas it understands.


def news_of(
    cluster: nx.Graph, *, clipped: bool = True, turned: bool = False, absolute: bool = False
) -> dict[str, Floats]:
    """Return what each partner knows more at the start than ``my_firm``, by field."""
    known, firm = RUNS.knowledge(cluster), cluster.graph["my_firm"]
    news = {}
    for partner in cluster[firm]:
        learner, source = (partner, firm) if turned else (firm, partner)
        news[partner] = readings.gaps(
            known[learner], known[source], fields=None, clipped=clipped, absolute=absolute
        )
    return news


def absorbed(cluster: nx.Graph, **how: bool) -> dict[str, float]:
    """Return what ``my_firm`` learns from ``my_partner``, and the gap that suits it best."""
    rate, reach = cluster.graph["my_rate"], cluster.graph["my_reach"]
    gap = news_of(cluster, **how)[cluster.graph["my_partner"]]
    learned = float(readings.psi(gap, rate=rate, reach=reach).sum())
    return {"learned": learned, "best_gap": reach, "most": rate * reach / math.e}


def absorbed_by_search(cluster: nx.Graph) -> dict[str, float]:
    """Find the same best gap among many."""
    tried = np.linspace(0, 1, 10_001)
    learned = readings.psi(tried, rate=cluster.graph["my_rate"], reach=cluster.graph["my_reach"])
    best = {"best_gap": float(tried[learned.argmax()]), "most": float(learned.max())}
    return absorbed(cluster) | best


def at_gap(cluster: nx.Graph, gap: float) -> dict[str, float]:
    """Return a gap that is taken for the best, and what ``my_firm`` learns from it."""
    rate, reach = cluster.graph["my_rate"], cluster.graph["my_reach"]
    return {"best_gap": float(gap), "most": float(rate * gap * np.exp(-gap / reach))}


@task(points=15, objective=_ABSORB, answer=Numbers(SMALL))
class Psi:
    """What your firm absorbs"""

    right = absorbed
    also = (absorbed_by_search,)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """In some fields your firm knows more, and these gaps came out below zero. Nobody unlearns
        from a partner: set them to zero, for example with np.maximum(gap, 0)."""
        return absorbed(cluster, clipped=False)

    def absolute_gaps(cluster: nx.Graph) -> Any:
        """You take gaps without their sign, so your firm learns from what it knows more itself.
        Only what the partner knows *more* can be learned: where it knows less the gap is 0."""
        return absorbed(cluster, absolute=True)

    def of_all_gaps_added_up(cluster: nx.Graph) -> Any:
        """You add up the gaps before the formula. A firm learns field by field: put each gap into
        the formula, and add up what comes out."""
        together = news_of(cluster)[cluster.graph["my_partner"]].sum(keepdims=True)
        rate, reach = cluster.graph["my_rate"], cluster.graph["my_reach"]
        learned = float(readings.psi(together, rate=rate, reach=reach).sum())
        return absorbed(cluster) | {"learned": learned}

    def the_widest_gap(cluster: nx.Graph) -> Any:
        """You take the widest gap for the best. It holds most that is new, but hardly any of it is
        understood. Where is novelty times understanding highest?"""
        most = cluster.graph["my_rate"] * np.exp(-1 / cluster.graph["my_reach"])
        return absorbed(cluster) | {"best_gap": 1.0, "most": most}

    def the_widest_gap_to_the_partner(cluster: nx.Graph) -> Any:
        """You take the widest gap to your partner for the best. It holds most that is new, and much
        of it is not understood. The best gap need not be one of the twelve: where is the formula
        highest, of all gaps from 0 to 1?"""
        widest = news_of(cluster)[cluster.graph["my_partner"]].max()
        return absorbed(cluster) | at_gap(cluster, widest)

    def the_best_of_the_twelve(cluster: nx.Graph) -> Any:
        """This is the best of the twelve gaps to your partner. Asked is the best of all gaps that
        there may be, from 0 to 1."""
        gap = news_of(cluster)[cluster.graph["my_partner"]]
        learned = readings.psi(gap, rate=1, reach=cluster.graph["my_reach"])
        return absorbed(cluster) | at_gap(cluster, gap[learned.argmax()])

    def nothing_is_lost_at_the_best_gap(cluster: nx.Graph) -> Any:
        """Nearly. At the best gap a share exp(-1) is understood, not all of it: put the best gap
        into the whole formula."""
        return absorbed(cluster) | {"most": cluster.graph["my_rate"] * cluster.graph["my_reach"]}

    @called("an SME's usual reach")
    def an_sme_s_usual_reach(cluster: nx.Graph) -> Any:
        """You take the reach of an SME of the model, 0.2. Your firm has a reach of its own:
        cluster.graph["my_reach"]."""
        reach, rate = USUAL.reach_sme, cluster.graph["my_rate"]
        gap = news_of(cluster)[cluster.graph["my_partner"]]
        learned = float(readings.psi(gap, rate=rate, reach=reach).sum())
        return {"learned": learned, "best_gap": reach, "most": rate * reach / math.e}

    def the_usual_reach_and_rate(cluster: nx.Graph) -> Any:
        """You take reach and rate of the model, 0.2 and 0.4. Your firm has its own:
        cluster.graph["my_reach"] and cluster.graph["my_rate"]."""
        gap, reach = news_of(cluster)[cluster.graph["my_partner"]], USUAL.reach_sme
        most = USUAL.learning_rate * reach / math.e
        return {"learned": float(readings.psi(gap).sum()), "best_gap": reach, "most": most}

    def nine_fields_only(cluster: nx.Graph) -> Any:
        """You add up nine fields. The market values nine, but a firm learns in all twelve."""
        gap = news_of(cluster)[cluster.graph["my_partner"]][: readings.CURRENT]
        rate, reach = cluster.graph["my_rate"], cluster.graph["my_reach"]
        learned = float(readings.psi(gap, rate=rate, reach=reach).sum())
        return absorbed(cluster) | {"learned": learned}

    def the_mean_of_the_fields(cluster: nx.Graph) -> Any:
        """This is the mean over the fields. Asked is what is learned in all of them: the sum."""
        fields = len(news_of(cluster)[cluster.graph["my_partner"]])
        return absorbed(cluster) | {"learned": absorbed(cluster)["learned"] / fields}

    def the_place_of_the_best_gap(cluster: nx.Graph) -> Any:
        """For 'best_gap' you give its place among the gaps that you tried, which argmax finds, or
        per cent. Asked is the gap itself: gaps[place]."""
        return absorbed(cluster) | {"best_gap": 100 * cluster.graph["my_reach"]}

    def the_place_among_ten_thousand(cluster: nx.Graph) -> Any:
        """For 'best_gap' you give its place among the gaps that you tried, which argmax finds.
        Asked is the gap itself: gaps[place]."""
        return absorbed(cluster) | {"best_gap": 10_000 * cluster.graph["my_reach"]}

    def without_the_rate(cluster: nx.Graph) -> Any:
        """The rate alpha is missing: multiply what is new and understood by
        cluster.graph["my_rate"]."""
        rate = cluster.graph["my_rate"]
        return slips.divided(absorbed(cluster), {"learned": rate, "best_gap": 1, "most": rate})

    hints = """
    - First the gap in each field, never below zero. Then the formula, field by field.
    - psi = rate * gap * np.exp(-gap / reach). Its sum is `learned`. For the best gap try many gaps,
      np.linspace(0, 1, 10001), or set the derivative to zero.
    - Put some gaps into the formula: half the reach, the reach, twice the reach. Where is it
      highest? Then put that gap in for `most`.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        gap = float(news_of(cluster)[cluster.graph["my_partner"]].max())
        share = at_gap(cluster, gap)["most"] / found["most"]
        told = (
            f"Your firm learns most from a gap of {found['best_gap']:.2f}. From the widest gap to "
            f"your partner, {gap:.2f}, it learns {share:.0%} of that."
        )
        claim = "most is learned where the gap equals the reach, and less the further from it"
        return readings.beside_the_lecture(told, True, claim)


def understood(cluster: nx.Graph, reach: float = 0.0, **how: bool) -> dict[str, float]:
    """Return which share of what each partner knows more ``my_firm`` understands."""
    reach = reach or cluster.graph["my_reach"]
    return {
        partner: float(readings.psi(gap, rate=1, reach=reach).sum()) / float(gap.sum() or 1)
        for partner, gap in news_of(cluster, **how).items()
    }


def understood_of_fields(cluster: nx.Graph, *, weighted: bool) -> dict[str, float]:
    """Return the mean share understood over fields, weighted by what the partner knows more."""
    return {
        partner: float(
            np.average(np.exp(-gap / cluster.graph["my_reach"]), weights=gap if weighted else None)
        )
        for partner, gap in news_of(cluster).items()
    }


@task(points=20, objective=_ABSORB, answer=Numbers(SMALL))
class Understood:
    """Whose ideas your firm understands"""

    right = understood
    also = (lambda cluster: understood_of_fields(cluster, weighted=True),)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Fields in which your firm knows more must not count: set gaps below zero to zero, for
        example with np.maximum(gap, 0)."""
        return understood(cluster, clipped=False)

    def absolute_gaps(cluster: nx.Graph) -> Any:
        """You take gaps without their sign. Only what the partner knows *more* can be understood or
        not: where it knows less the gap is 0."""
        return understood(cluster, absolute=True)

    def the_other_direction(cluster: nx.Graph) -> Any:
        """This is what the partners would understand of your firm. Take what the partner knows
        minus what your firm knows."""
        return understood(cluster, turned=True)

    def all_fields_alike(cluster: nx.Graph) -> Any:
        """This is a mean over all fields. Fields without a gap count there as fully understood,
        though there is nothing to understand. Divide the sum of gap * exp(-gap / reach) by the
        sum of the gaps."""
        return understood_of_fields(cluster, weighted=False)

    def the_mean_over_fields_with_a_gap(cluster: nx.Graph) -> Any:
        """This is a mean of shares: each field with a gap counts the same. Asked is a share of the
        sum, so wide gaps count more: add up gap * exp(-gap / reach), and divide by the sum of the
        gaps."""
        reach = cluster.graph["my_reach"]
        return {
            one: float(np.exp(-gap[gap > 0] / reach).mean()) if gap.any() else 0.0
            for one, gap in news_of(cluster).items()
        }

    def of_all_gaps_added_up(cluster: nx.Graph) -> Any:
        """You add up the gaps before exp. A firm understands field by field: take exp(-gap / reach)
        of each gap, not of their sum."""
        reach = cluster.graph["my_reach"]
        return {one: float(np.exp(-gap.sum() / reach)) for one, gap in news_of(cluster).items()}

    @called("an SME's usual reach")
    def an_sme_s_usual_reach(cluster: nx.Graph) -> Any:
        """You take the reach of an SME of the model, 0.2. Your firm has a reach of its own:
        cluster.graph["my_reach"]."""
        return understood(cluster, reach=USUAL.reach_sme)

    def with_the_rate(cluster: nx.Graph) -> Any:
        """You multiply by the rate, too. That is what is learned in a period of what is understood.
        A share that is understood needs no rate."""
        return slips.times(understood(cluster), cluster.graph["my_rate"])

    def an_amount(cluster: nx.Graph) -> Any:
        """This is how much is understood. Asked is a share: divide by the sum of the gaps, which
        is all that the partner knows more."""
        new = {partner: float(gap.sum()) for partner, gap in news_of(cluster).items()}
        return slips.times(understood(cluster), new)

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the share that is not understood. Asked is the other part."""
        return slips.complement(understood(cluster))

    hints = """
    - For one partner: its gaps to your firm, never below zero. How much of each is understood?
    - A share np.exp(-gap / reach) of each gap is understood. Weigh wide gaps more: add up what is
      understood, and divide by the sum of the gaps.
    - Begin with understood = {}. Then, for one in cluster[firm]: gap = ..., cut off at 0; and
      understood[one] = (gap * ...).sum() / gap.sum().
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        best = max(found, key=lambda one: found[one])
        most = cluster.graph["my_partner"]
        told = (
            f"Your firm understands {best} best, {found[best]:.0%}, and of {most}, who has most to "
            f"tell, {found[most]:.0%}."
        )
        claim = "whoever knows most is not whom one understands best"
        return readings.beside_the_lecture(told, best != most, claim)


# What loyalty does to attention.


def time_outside(
    cluster: nx.Graph,
    trust: float | None = None,
    *,
    time: float = 1 + USUAL.pipeline_cost,
    below: bool = True,
    local: bool = False,
) -> dict[str, float]:
    """Return the share of its time that ``my_focal`` gives to pipelines, without and with loyalty.

    ``time`` is what a pipeline takes, ``below`` the line, too. ``local`` gives the share of local
    ties. Trust is that of the learner's cluster by default.
    """
    trust = cluster.graph["my_trust"] if trust is None else trust
    outside = in_layer(cluster, "supplementary")
    shares = {}
    for name, p in (("usual", USUAL), ("loyal", LOYAL.but(trust=trust))):
        given = attention_to(cluster, cluster.graph["my_focal"], p)
        outward = sum(share for actor, share in given.items() if actor in outside)
        to_local = sum(share for actor, share in given.items() if actor not in outside)
        whole = to_local + outward * (time if below else 1.0)
        shares[name] = (to_local if local else time * outward) / whole
    return shares


def time_by_effort(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from the effort that each tie gets."""
    focal, upkeep = cluster.graph["my_focal"], 1 + USUAL.pipeline_cost
    outside = len(set(in_layer(cluster, "supplementary")) & set(cluster[focal]))
    local = cluster.degree(focal) - outside
    shares = {}
    for name, pull in (("usual", 1.0), ("loyal", np.exp(LOYALTY * cluster.graph["my_trust"]))):
        effort = USUAL.attention / (local * pull + upkeep * outside)
        to_pipelines = upkeep * outside * min(1, effort)
        shares[name] = float(to_pipelines / (local * min(1, pull * effort) + to_pipelines))
    return shares


@task(points=15, objective=_TRUST, answer=Numbers(SMALL))
class Attention:
    """Time for the outside"""

    right = time_outside
    also = (time_by_effort,)

    def pipelines_as_cheap_as_local_ties(cluster: nx.Graph) -> Any:
        """You add up attention as if all ties cost the same. Full attention to a pipeline takes as
        much time as to 1 + p.pipeline_cost local ties: multiply by that."""
        return time_outside(cluster, time=1)

    def the_cost_alone(cluster: nx.Graph) -> Any:
        """You multiply by p.pipeline_cost. That is what a pipeline costs more than a local tie, so
        its time is 1 + p.pipeline_cost."""
        return time_outside(cluster, time=USUAL.pipeline_cost)

    def above_the_line_only(cluster: nx.Graph) -> Any:
        """Above the line you multiply by 1 + p.pipeline_cost, below it you do not. All of the time
        holds the time for pipelines, too: multiply there as well."""
        return time_outside(cluster, below=False)

    def loyalty_without_trust(cluster: nx.Graph) -> Any:
        """You let loyalty work in full. It works through trust: the pull of a local tie is
        exp(loyalty * trust). Write trust=cluster.graph['my_trust'] beside loyalty=3."""
        return time_outside(cluster, trust=1)

    def time_for_local_ties(cluster: nx.Graph) -> Any:
        """This is the share of time for local ties. Asked is the share for pipelines."""
        return time_outside(cluster, local=True)

    def the_same_with_loyalty(cluster: nx.Graph) -> Any:
        """Both numbers are those without loyalty. Call attention_to a second time, with
        Learning(loyalty=3, trust=...)."""
        return slips.repeated(time_outside(cluster), "usual")

    def the_usual_trust(cluster: nx.Graph) -> Any:
        """With loyalty trust matters, and in your cluster it is not the usual 0.7: write
        trust=cluster.graph['my_trust'] beside loyalty=3."""
        return time_outside(cluster, trust=USUAL.trust)

    hints = """
    - attention_to(cluster, focal, p) gives the attention to each tie. A partner whose layer is
      'supplementary' is outside: that tie is a pipeline.
    - Time = attention * 1 for a local tie and attention * (1 + p.pipeline_cost) for a pipeline.
      Then divide the time for pipelines by all of it.
    - Write a function share(p): a loop over attention_to(cluster, focal, p).items() adds up the
      time for local ties and for pipelines; return ... Call it for `usual` and for `loyal`.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = f"Loyalty takes its time outside from {found['usual']:.0%} to {found['loyal']:.0%}."
        claim = "with loyalty trust takes attention from sources outside"
        return readings.beside_the_lecture(told, found["loyal"] < found["usual"], claim)


# The best distance.


def at_distance(cluster: nx.Graph, choice: Callable[[Distance], float]) -> dict[str, float]:
    """Return the distance of a choice, what is learned there, and the choice of an abler firm."""
    p = Distance(**cluster.graph["my_distance"])
    distance = choice(p)
    return {
        "distance": distance,
        "learning": float(learning_at(p, [distance]).learning[0]),
        "more_able": choice(p.but(a1=ABLER * p.a1)),
    }


def best_distance(cluster: nx.Graph) -> dict[str, float]:
    """Return Nooteboom's optimal cognitive distance."""
    return at_distance(cluster, lambda p: (p.a1 * p.b2 - p.a2 * p.b1) / (2 * p.a2 * p.b2))


def learned_when_abler(cluster: nx.Graph) -> float:
    """Return what an abler firm learns at its best distance."""
    p = Distance(**cluster.graph["my_distance"])
    able = p.but(a1=ABLER * p.a1)
    return float(learning_at(able, [optimum(able)]).learning[0])


def distance_by_search(cluster: nx.Graph) -> dict[str, float]:
    """Find the best distance among many, with the library's curve."""
    p = Distance(**cluster.graph["my_distance"])
    curve = learning_at(p, np.linspace(0, 2, 20_001))
    best = int(curve.learning.argmax())
    return {
        "distance": float(curve.distance[best]),
        "learning": float(curve.learning[best]),
        "more_able": optimum(p.but(a1=ABLER * p.a1)),
    }


@task(points=15, objective=_ABSORB, answer=Numbers())
class Optimum:
    """The best distance"""

    right = best_distance
    also = (distance_by_search,)

    def where_the_lines_cross(cluster: nx.Graph) -> Any:
        """This is where the two lines cross. What is learned is their product, and a product is
        not highest where its factors are equal."""
        return at_distance(cluster, lambda p: (p.a1 - p.b1) / (p.a2 + p.b2))

    def the_middle(cluster: nx.Graph) -> Any:
        """This is the middle between no distance and the distance at which nothing is understood.
        It would be right if partners who think alike had nothing new, b1 = 0."""
        return at_distance(cluster, lambda p: p.a1 / (2 * p.a2))

    @called("more able, the same distance")
    def more_able_the_same_distance(cluster: nx.Graph) -> Any:
        """The best distance changes when a firm can absorb more: put 1.25 * a1 in the place of
        a1."""
        right = best_distance(cluster)
        return {**right, "more_able": right["distance"]}

    @called("1.25 times the distance")
    def a_quarter_more_distance(cluster: nx.Graph) -> Any:
        """You multiply the best distance by 1.25. What grows by a quarter is a1: put 1.25 * a1 into
        the formula of the best distance, which grows by more than a quarter."""
        right = best_distance(cluster)
        return {**right, "more_able": ABLER * right["distance"]}

    @called("a1 + 0.25")
    def a_quarter_added(cluster: nx.Graph) -> Any:
        """For 'more_able' you add 0.25 to a1. It grows *by a quarter*: 1.25 * a1."""
        p = Distance(**cluster.graph["my_distance"])
        return best_distance(cluster) | {"more_able": optimum(p.but(a1=p.a1 + 0.25))}

    def without_brackets(cluster: nx.Graph) -> Any:
        """Brackets are missing below the line. Python divides by 2 and then *multiplies* by a2 and
        by b2: write / (2 * a2 * b2)."""
        p = Distance(**cluster.graph["my_distance"])
        wrong, able = ((a1 * p.b2 - p.a2 * p.b1) / 2 * p.a2 * p.b2 for a1 in (p.a1, ABLER * p.a1))
        learning = (p.a1 - p.a2 * wrong) * (p.b1 + p.b2 * wrong)
        return {"distance": wrong, "learning": learning, "more_able": able}

    def learning_of_the_abler_firm(cluster: nx.Graph) -> Any:
        """This is what the firm learns after its training. Asked is what it learns with the usual
        a1, at the best distance before it."""
        return best_distance(cluster) | {"learning": learned_when_abler(cluster)}

    def learning_with_the_raised_a1(cluster: nx.Graph) -> Any:
        """You compute what is learned with the raised a1. Training comes with `more_able` only:
        take the usual a1 here, and give the raised one another name."""
        p = Distance(**cluster.graph["my_distance"])
        learned = float(learning_at(p.but(a1=ABLER * p.a1), [optimum(p)]).learning[0])
        return best_distance(cluster) | {"learning": learned}

    def learning_for_more_able(cluster: nx.Graph) -> Any:
        """For 'more_able' you give what the firm learns after its training. Asked is the best
        distance again, with the raised a1."""
        return best_distance(cluster) | {"more_able": learned_when_abler(cluster)}

    def where_nothing_is_understood(cluster: nx.Graph) -> Any:
        """This is the distance from which on nothing is understood. Asked is the one at which most
        is learned."""
        return at_distance(cluster, lambda p: p.a1 / p.a2)

    def without_the_2(cluster: nx.Graph) -> Any:
        """A factor of 2 is missing: the derivative of d squared is 2d."""
        return at_distance(cluster, lambda p: 2 * optimum(p))

    hints = """
    - Learning is (a1 - a2 d)(b1 + b2 d). Where is its derivative zero?
    - d* = (a1 b2 - a2 b1) / (2 a2 b2). Put it into the product for what is learned.
    - The first number is d*. The second is (a1 - a2 * d) * (...). The third is d* again: which
      number changes when a firm can absorb more?
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = (
            f"Training moves the best distance from {found['distance']:.2f} to "
            f"{found['more_able']:.2f}."
        )
        claim = "a firm that can absorb more should look further away"
        return readings.beside_the_lecture(told, found["more_able"] > found["distance"], claim)


# Less trust, or a further reach.


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph, loyalty: float) -> dict[str, dict[object, Floats]]:
    """Return levels over time of all firms and of SMEs: by trust, and with a further reach."""
    p = Learning(loyalty=loyalty)
    cases: dict[object, list[Learning]] = {trust: [p.but(trust=trust)] for trust in TRUSTS}
    cases["reach"] = [p.but(trust=START, reach_sme=FURTHER)]
    return RUNS.levels(cluster, cases)


def levers(
    cluster: nx.Graph,
    of: str = "core",
    loyalty: float = LOYALTY,
    summary: readings.Summary[object] = readings.at_end,
) -> dict[str, float]:
    """Return the best trust, and what going there or a further reach changes, as shares."""
    return levers_from(summary(levels(cluster, loyalty)[of]))


def levers_from(level: Mapping[object, float]) -> dict[str, float]:
    """Return the same from the level in each case."""
    best = max(TRUSTS, key=lambda trust: level[trust])
    return {
        "best_trust": best,
        "other_trust": level[best] / level[START] - 1,
        "more_reach": level["reach"] / level[START] - 1,
    }


def reach_raised(cluster: nx.Graph, trust: float, start: float) -> dict[str, float]:
    """Return the levers where the reach goes up at another trust, against the level at a third."""
    level = readings.at_end(levels(cluster, LOYALTY)["core"])
    further = RUNS.end(cluster, LOYAL.but(trust=trust, reach_sme=FURTHER), of="core")
    return levers(cluster) | {"more_reach": further / level[start] - 1}


def levers_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""

    def level(**changes: float) -> float:
        return RUNS.end(cluster, LOYAL.but(**changes), of="core")

    by_trust: dict[object, float] = {trust: level(trust=trust) for trust in TRUSTS}
    return levers_from(by_trust | {"reach": level(trust=START, reach_sme=FURTHER)})


@task(points=20, objective=_LEVERS, answer=Numbers(SMALL), runs=RUNS)
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
        right, usual = levers(cluster), readings.at_end(levels(cluster, LOYALTY)["core"])[START]
        return {**slips.times(right, usual), "best_trust": right["best_trust"]}

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level()[-1, 0]."""
        return levers(cluster, summary=readings.over_time)

    def share_of_the_changed_run(cluster: nx.Graph) -> Any:
        """You divide by the level after the change. The run with trust 0.8 is the baseline."""
        right = levers(cluster)
        return {**slips.divided(right, slips.plus(right, 1)), "best_trust": right["best_trust"]}

    def the_keys_compared(cluster: nx.Graph) -> Any:
        """This is the largest or the smallest trust, not the one with the highest level. If you
        take max() of a dict of levels by trust, it compares the trusts: say key=ends.get, where
        `ends` is your dict."""
        right, level = levers(cluster), readings.at_end(levels(cluster, LOYALTY)["core"])
        # Where the largest key is right, so that nothing is wrong with it, it is the smallest.
        taken = max(TRUSTS) if right["best_trust"] < max(TRUSTS) else min(TRUSTS)
        return {**right, "best_trust": taken, "other_trust": level[taken] / level[START] - 1}

    def more_reach_at_the_best_trust(cluster: nx.Graph) -> Any:
        """For 'more_reach' you raise the reach at the best trust. There trust stays at 0.8: one
        change at a time."""
        best = levers(cluster)["best_trust"]
        return reach_raised(cluster, best, best)

    @called("more reach and the best trust, against 0.8")
    def more_reach_and_the_best_trust(cluster: nx.Graph) -> Any:
        """For 'more_reach' you change trust as well. There trust stays at 0.8: one change at a
        time."""
        return reach_raised(cluster, levers(cluster)["best_trust"], START)

    def more_reach_at_the_usual_trust(cluster: nx.Graph) -> Any:
        """For 'more_reach' your run has the usual trust, 0.7. Say trust=0.8 beside
        reach_sme=0.3."""
        return reach_raised(cluster, USUAL.trust, START)

    def the_best_of_all_as_baseline(cluster: nx.Graph) -> Any:
        """You compare trust 0.8 with the best. The other way round: the baseline is 0.8."""
        level = readings.at_end(levels(cluster, LOYALTY)["core"])
        return levers(cluster) | {"other_trust": level[START] / max(level.values()) - 1}

    hints = """
    - You need seven runs, all with loyalty 3, the same periods and the same rng.
    - def level(**changes): return simulate(cluster, Learning(loyalty=3, **changes), periods=60,
      rng=6).level()[-1, 0]
    - ends = {t: level(trust=t) for t in trusts}; the best trust is the key with the highest level;
      each change is ... / ends[0.8] - 1.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        trust, reach = found["other_trust"], found["more_reach"]
        best = found["best_trust"]
        told = f"A trust of {best:g} brings {trust:+.1%} against 0.8, a longer reach {reach:+.1%}."
        claims = {
            "with loyalty less trust is better than much": (trust, best < START),
            "less trust helps more than a longer reach": (abs(trust - reach), trust > reach),
        }
        told_apart = {claim: holds for claim, (by, holds) in claims.items() if by >= _TOLD_APART}
        if len(told_apart) < len(claims):
            told += " In one run a difference of less than 2 points may be chance."
        if not told_apart:
            return f"{told} So it says neither yes nor no to the lecture."
        return readings.beside_each(told, told_apart)


def programmes(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what each programme changes for SMEs, where firms are loyal and where they are not."""
    found: dict[str, dict[str, float]] = {}
    for loyalty in (0, LOYALTY):
        start = Setting(cluster, periods=RUNS.periods).but(loyalty=loyalty)
        ends = {
            "training": start.but(reach_sme=0.3),
            "meetings": start.but(trust=1),
            "fairs": start.but(loyalty=loyalty / 3),
        }
        for name, end in ends.items():
            gain = compare(start, end, "sme_performance", replicates=20, rng=RUNS.seed).relative
            found.setdefault(name, {})[f"loyalty {loyalty}"] = gain.mean
    return found


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """A programme for the cluster"""

    about = programmes

    hints = """
    - Compare the two columns of the table. Which row changes most, and why?
    - What does a firm that can understand more need as well? Who brings it in?
    - A good text has four sentences: your programme; two numbers of the table for it; what loyalty
      does to both; what the model leaves out.
    """

    rubric = {
        "a decision for a programme by two numbers of your own cluster": 5,
        "how loyalty changes the worth of trust and of reach": 6,
        "what the model leaves out, or what you would have to find out first": 4,
    }


# The lecture's questions, about its own cluster.


def attention_left(cluster: nx.Graph, source: str = "XC2") -> float:
    """Return what loyalty leaves of the attention that F19 gives to a source, as a share."""
    usual, loyal = (attention_to(cluster, "F19", p)[source] for p in (USUAL, LOYAL))
    return loyal / usual


@task(objective=_TRUST, answer=Number())
class TryAttention:
    """What loyalty leaves"""

    right = attention_left
    also = (lambda cluster: attention_left(cluster, "XR3"),)

    def the_attention_itself(cluster: nx.Graph) -> Any:
        """This is the attention with loyalty. Divide it by the attention without."""
        return attention_to(cluster, "F19", LOYAL)["XC2"]

    def read_off_the_picture(cluster: nx.Graph) -> Any:
        """You divide the numbers of the picture, which are rounded to two digits. Take those of the
        table: given.loc["XC2", "loyalty 3"] is one."""
        usual, loyal = (attention_to(cluster, "F19", p)["XC2"] for p in (USUAL, LOYAL))
        return round(loyal, 2) / round(usual, 2)

    def the_change(cluster: nx.Graph) -> Any:
        """This is the change as a share of before. Asked is what is left: after / before."""
        return slips.plus(attention_left(cluster), -1)

    def a_difference(cluster: nx.Graph) -> Any:
        """This is a difference of two attentions. Asked is a share: divide the later by the
        earlier."""
        usual, loyal = (attention_to(cluster, "F19", p)["XC2"] for p in (USUAL, LOYAL))
        return loyal - usual

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the part that is lost. Asked is the part that is left."""
        return slips.complement(attention_left(cluster))

    def a_local_tie(cluster: nx.Graph) -> Any:
        """This is for a local tie: it gains. XC2 is the source outside."""
        return attention_left(cluster, "U1")

    hints = """
    - `given` has a row for each partner and a column for each loyalty.
    - given.loc["XC2", "loyalty 3"] is one number of it.
    - What is left is one number of that row divided by another. Which is the earlier one?
    """


@task(objective=_ABSORB, answer=Number())
class TryPrior:
    """What to know before"""

    def right(cluster: nx.Graph) -> Any:
        return 0.95 - USUAL.reach_sme

    also = (lambda cluster: 0.75,)

    def the_gap(cluster: nx.Graph) -> Any:
        """This is the best gap. How much does the SME know if the source knows that much more?"""
        return USUAL.reach_sme

    def a_focal_firm(cluster: nx.Graph) -> Any:
        """This is right for a focal firm. An SME has a shorter reach: usual.reach_sme."""
        return 0.95 - USUAL.reach_focal

    def nothing(cluster: nx.Graph) -> Any:
        """A beginner has most to learn, and understands next to nothing of it."""
        return 0.0

    def as_much_as_the_source(cluster: nx.Graph) -> Any:
        """Then it understands all, and there is nothing new."""
        return 0.95

    hints = """
    - From which gap does an SME learn most? Look at the curve.
    - The best gap is the reach, usual.reach_sme.
    - The source knows 0.95. From there go back by the best gap.
    """


@lru_cache(maxsize=8)
def two_faces(
    of: str = "sme_performance", rd: float = 0.12, reach: float = 0.25, start: float = USUAL.rd_sme
) -> float:
    """Return what twice the R&D of SMEs, and a further reach, change: the lecture's experiment."""
    base = Setting(periods=80).but(rd_sme=start)
    more = base.but(rd_sme=rd, reach_sme=reach)
    return compare(base, more, of, replicates=24, rng=LECTURE).relative.mean


@task(objective=_LEVERS, answer=SMALL)
class TryFaces:
    """The two faces of R&D"""

    def right(cluster: nx.Graph) -> Any:
        return two_faces()

    also = (lambda cluster: round(two_faces(), 5),)

    def one_face_only(cluster: nx.Graph) -> Any:
        """This is R&D alone, as above. Change reach_sme to 0.25 as well."""
        return two_faces(reach=USUAL.reach_sme)

    def the_other_face_only(cluster: nx.Graph) -> Any:
        """This is the further reach alone. Change rd_sme to 0.12 as well, in the same run."""
        return two_faces(rd=USUAL.rd_sme)

    def twice_the_r_d_in_both(cluster: nx.Graph) -> Any:
        """Both of your settings have twice the R&D: so only the reach differs. The one to start
        from is `base`, with the usual R&D."""
        return two_faces(start=0.12)

    def a_quarter_more_effect(cluster: nx.Graph) -> Any:
        """You add a quarter to the effect of R&D. What grows by a quarter is the reach: run it with
        reach_sme=0.25."""
        return 1.25 * two_faces(reach=USUAL.reach_sme)

    def both_added_up(cluster: nx.Graph) -> Any:
        """You add up two changes from two runs. Together they may do more or less: change both
        parameters in one run."""
        return two_faces(reach=USUAL.reach_sme) + two_faces(rd=USUAL.rd_sme)

    def all_firms(cluster: nx.Graph) -> Any:
        """This is the change for all firms. Ask for "sme_performance"."""
        return two_faces("performance")

    hints = """
    - Change two parameters of `base` at once: rd_sme and reach_sme.
    - One setting has both changes: base.but(rd_sme=0.12, reach_sme=0.25)
    - The setting to start from comes first: compare(base, ..., "sme_performance", replicates=24,
      rng=SEED), and of it the mean change as a share.
    """


UNIT = unit(globals(), "06_trust_and_absorption", "trust and absorption in your cluster", draw)
