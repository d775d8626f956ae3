"""Tasks of 09_policy_studio."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import AnswerError, Counts, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL
from clustercourse.exercises.units.regions import WIDE, Region, best_in, best_on, regions
from clustercourse.policy.game import Game
from clustercourse.policy.playing import in_effect, play, play_all, play_each
from clustercourse.policy.rules import BUDGET, INSTRUMENTS, Rules
from clustercourse.policy.search import best_found
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING, Policy
from clusterlib.experiments import estimate
from clusterlib.networks import build_cluster
from clusterlib.parameters import ParameterError

RULES = Rules()
#: The seed and the draws of the learner's own game, and the money that a swap moves.
SEED, DRAWS, MOVED = 9, 2, 10
#: Stress tests by name, as changes of a game.
STRESS: dict[str, dict[str, Any]] = {
    "early": {"shift_at": 16},
    "late": {"shift_at": 64},
    "poor buzz": {"buzz": 0.5},
}
#: Draws on which a learner's policy is scored.
UNSEEN_DRAWS = 16
#: From which share of the way from an equal split to the best a policy earns which share of points.
STEPS = ((0.75, 1.0), (0.55, 0.75), (0.35, 0.5), (0.2, 0.25))
#: A policy suits the usual prices plainly better if it is there so much of :data:`WIDE` ahead of an
#: equal split, and at one's own prices less than so much of that.
PLAIN = 2 / 3
#: The lecture's game, the same where buzz is poor, and money for trust in its first task.
LECTURE_GAME, POOR = Game(seed=LECTURE, draws=12), Game(seed=LECTURE, draws=12, buzz=0.5)
MONEY = 36
#: A side of the lecture, which some take for the best.
BALANCERS = Policy(pipelines_1=25, skills_1=25, pipelines_2=35, skills_2=15)

_EFFECT = "Compute what money buys, with diminishing effects and with what lasts"
_WORTH = "Measure what a policy, and a change of it, is worth on the same draws"
_STRESS = "Stress-test a policy: other times, other clusters, poor buzz"
_PLAN = "Design a policy under a budget and defend it"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with fewer firms and other ties; draw the learner's draft and region."""
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(8, 11)),
        universities=int(rng.integers(1, 4)),
        openness=float(np.round(rng.uniform(0.1, 0.3), 2)),
        rng=rng,
    )
    cluster.graph["draft"] = draw_draft(rng)
    cluster.graph["giver"] = giver_of(cluster.graph["draft"])
    region = regions()[rng.integers(len(regions()))]
    cluster.graph |= {"paid": [*region.paid], "prices": region.prices, "rules": region.rules}
    return cluster


def draw_draft(rng: np.random.Generator) -> dict[str, float]:
    """Draw a draft with something for everything, which leaves 10 in each phase."""
    draft: dict[str, float] = {}
    while not draft or draft[f"{giver_of(draft)}_1"] < MOVED:
        for phase in (1, 2):
            # What is left of 40 after 4 for each goes to the instruments at random.
            more = rng.multinomial(20, rng.dirichlet(np.full(len(INSTRUMENTS), 1.5)))
            for name, extra in zip(INSTRUMENTS, more, strict=True):
                draft[f"{name}_{phase}"] = 4.0 + extra
    return draft


def giver_of(draft: Mapping[str, float]) -> str:
    """Return the instrument that gets most in phase 1; of equals the first."""
    return max(INSTRUMENTS, key=lambda name: draft[f"{name}_1"])


def draft_of(cluster: nx.Graph) -> Policy:
    """Return the draft that the learner is given."""
    return Policy(**cluster.graph["draft"])


# What money buys.


def in_phases(name: str, numbers: Iterable[float]) -> dict[str, float]:
    """Return the numbers of phase 1 and 2 by name."""
    return {f"{name}_{phase}": float(number) for phase, number in enumerate(numbers, start=1)}


def effect(cluster: nx.Graph, rules: Rules = RULES) -> dict[str, float]:
    """Return tau and the number of pipelines in each phase."""
    found = in_effect(draft_of(cluster), rules)
    return in_phases("trust", found["trust"]) | in_phases("pipelines", found["pipelines"])


def working(cluster: nx.Graph, instrument: str) -> tuple[float, float]:
    """Return the money that works in each phase."""
    first, second = draft_of(cluster).money(instrument)
    return first, second + getattr(RULES, f"{instrument}_lasts") * first


def effect_by_formula(cluster: nx.Graph) -> dict[str, float]:
    """Return the effect step by step."""
    gap = RULES.trust_top - RULES.trust_before
    halvings = (money / RULES.trust_half for money in working(cluster, "trust"))
    trust = (RULES.trust_top - gap / 2**number for number in halvings)
    pipelines = (money // RULES.pipelines_price for money in working(cluster, "pipelines"))
    return in_phases("trust", trust) | in_phases("pipelines", pipelines)


@task(points=15, objective=_EFFECT, answer=Numbers())
class Effect:
    """What the draft buys"""

    right = effect
    also = (effect_by_formula,)

    def nothing_lasts(cluster: nx.Graph) -> Any:
        """Phase 2 is too low: some of the money of phase 1 still works there. Add
        rules.trust_lasts, or rules.pipelines_lasts, times the money of phase 1."""
        return effect(cluster, RULES.but(trust_lasts=0, pipelines_lasts=0))

    def all_of_it_lasts(cluster: nx.Graph) -> Any:
        """Phase 2 is too high: only a share of the money of phase 1 still works there."""
        return effect(cluster, RULES.but(trust_lasts=1, pipelines_lasts=1))

    def in_proportion(cluster: nx.Graph) -> Any:
        """You let trust grow in proportion to the money. Its effect diminishes: each
        rules.trust_half closes half of what is then left to the top."""
        gap = RULES.trust_top - RULES.trust_before
        shares = (0.5 * money / RULES.trust_half for money in working(cluster, "trust"))
        trust = (RULES.trust_before + gap * share for share in shares)
        return effect(cluster) | in_phases("trust", trust)

    def parts_of_pipelines(cluster: nx.Graph) -> Any:
        """Nearly: a part of a pipeline cannot be bought. Round the number down."""
        parts = (money / RULES.pipelines_price for money in working(cluster, "pipelines"))
        return effect(cluster) | in_phases("pipelines", parts)

    def rounded_up(cluster: nx.Graph) -> Any:
        """You round up, or to the nearest number of pipelines. The last one is not paid for in
        full: round down."""
        parts = (money / RULES.pipelines_price for money in working(cluster, "pipelines"))
        return effect(cluster) | in_phases("pipelines", map(math.ceil, parts))

    def parts_rounded_before_they_are_added(cluster: nx.Graph) -> Any:
        """You round the pipelines of each phase before you add them. Add the money first, then
        divide and round once."""
        first, own = draft_of(cluster).money("pipelines")
        price, left = RULES.pipelines_price, RULES.pipelines_lasts * first
        parts = (first // price, own // price + left // price)
        return effect(cluster) | in_phases("pipelines", parts)

    hints = """
    - First the money that works in each phase. In phase 2 that is its own plus a share of that of
      phase 1.
    - Trust: before + (top - before) * (1 - 0.5 ** (money / half)). Pipelines: money // price.
    - rules.works('trust', *draft.money('trust')) gives the money that works in both phases, and
      rules.level(name, ...) what money comes to.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        first, second = found["trust_1"], found["trust_2"]
        told = f"Trust is {first:.2f} in phase 1 and {second:.2f} in phase 2."
        claim = "the more is spent the less the next money does, and a part of it lasts"
        return readings.beside_the_lecture(told, True, claim)


# What the draft is worth. All games of a cluster are played at once.


def takers(cluster: nx.Graph) -> list[str]:
    """Return the instruments that may get what the giver loses."""
    return [name for name in INSTRUMENTS if name != cluster.graph["giver"]]


def changed(cluster: nx.Graph, taker: str, phase: int, *, taken: bool = True) -> Policy:
    """Return the draft with 10 more for another instrument, taken from the giver or not."""
    draft, giver = cluster.graph["draft"], cluster.graph["giver"]
    gets, gives = f"{taker}_{phase}", f"{giver}_{phase}"
    money = min(MOVED, draft[gives])
    return Policy(**draft | {gets: draft[gets] + money, gives: draft[gives] - money * taken})


def own_game(cluster: nx.Graph, **stress: Any) -> Game:
    """Return the learner's own game: clusters made like theirs."""
    return Game(cluster.graph["structure"], seed=SEED, draws=DRAWS, **stress)


@lru_cache(maxsize=512)
def plays(cluster: nx.Graph) -> dict[tuple[str, str], dict[str, float]]:
    """Play everything that the tasks and their misconceptions ask for, by policy and game.

    What is kept of a play is the score, the level at the end, and the mean level of SMEs.
    """
    policies = {"none": NOTHING, "draft": draft_of(cluster)}
    for name in takers(cluster):
        policies[f"swap {name}"] = changed(cluster, name, 1)
        policies[f"add {name}"] = changed(cluster, name, 1, taken=False)
        policies[f"late {name}"] = changed(cluster, name, 2)
    usual = own_game(cluster)
    cases = {(name, "usual"): (policy, usual) for name, policy in policies.items()}
    for stress, changes in (*STRESS.items(), ("poorer buzz", {"buzz": 0.3})):
        game = own_game(cluster, **changes)
        cases |= {(name, stress): (policies[name], game) for name in ("none", "draft")}
    played = play_each(list(cases.values()))
    return {
        case: {"score": p.score, "end": p.curve[-1], "smes": p.sme_level[1:].mean()}
        for case, p in zip(cases, played, strict=True)
    }


def score(cluster: nx.Graph, policy: str, game: str = "usual", of: str = "score") -> float:
    """Return the score of a policy, or what else is kept of a play."""
    return plays(cluster)[policy, game][of]


def gain(cluster: nx.Graph, game: str = "usual", of: str = "score") -> float:
    """Return the change of the score by the draft, as a share."""
    return score(cluster, "draft", game, of) / score(cluster, "none", game, of) - 1


def worth(cluster: nx.Graph, game: str = "usual", without: str = "") -> float:
    """Return the same as a difference, from no policy in the same game or in another."""
    return score(cluster, "draft", game) - score(cluster, "none", without or game)


@task(points=15, objective=_WORTH, answer=SMALL)
class Gain:
    """What the draft is worth"""

    right = gain
    also = (lambda cluster: round(gain(cluster), 6),)

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """This is the difference of the scores. Divide by the score without a policy."""
        return worth(cluster)

    @called("the score, no gain")
    def the_score_no_gain(cluster: nx.Graph) -> Any:
        """This is the score of the draft. Asked is by which share it is higher than without a
        policy."""
        return score(cluster, "draft")

    def the_last_period_only(cluster: nx.Graph) -> Any:
        """You compare the last period. The score is the mean over all periods: use .score."""
        return gain(cluster, of="end")

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """This is the change for SMEs. The score counts all firms."""
        return gain(cluster, of="smes")

    @called("share of the draft's score")
    def share_of_the_draft_s_score(cluster: nx.Graph) -> Any:
        """You divide by the score of the draft. Without a policy is the baseline."""
        return 1 - score(cluster, "none") / score(cluster, "draft")

    hints = """
    - Play two policies on the same game: the draft, and NOTHING.
    - play(draft, game).score and play(NOTHING, game).score.
    - A change as a share: after / before - 1. Which of the two scores is before?
    """

    def says(cluster: nx.Graph, gain: Any) -> str:
        equal = play(EQUAL_SPLIT, own_game(cluster)).score / score(cluster, "none") - 1
        better = "more" if gain > equal else "less"
        return (
            f"Your draft raises the score by {gain:.1%}, {better} than an equal split, which would "
            f"by {equal:.1%}. Two draws only: a small difference may be chance."
        )


def swaps(cluster: nx.Graph, how: str = "swap", base: str = "draft") -> dict[str, float]:
    """Return the change of the score by each swap."""
    before = score(cluster, base)
    return {name: score(cluster, f"{how} {name}") - before for name in takers(cluster)}


@task(points=15, objective=_WORTH, answer=Numbers(Number(absolute=2e-7)))
class Swap:
    """Ten for something else"""

    right = swaps
    also = (lambda cluster: slips.rounded(swaps(cluster), 9),)

    @called("added, not moved")
    def added_not_moved(cluster: nx.Graph) -> Any:
        """You add 10 and take nothing away. The giver must lose what another gains."""
        return swaps(cluster, "add")

    def phase_2(cluster: nx.Graph) -> Any:
        """You move the money of phase 2. The task asks for phase 1."""
        return swaps(cluster, "late")

    @called("scores, no changes")
    def scores_no_changes(cluster: nx.Graph) -> Any:
        """These are the scores after the swaps. Subtract the score of the draft."""
        return {name: score(cluster, f"swap {name}") for name in takers(cluster)}

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: after the swap minus before. A loss is below zero."""
        return slips.negated(swaps(cluster))

    @called("shares, no changes")
    def shares_no_changes(cluster: nx.Graph) -> Any:
        """You give the changes as shares of the draft's score. Asked are the changes themselves:
        after minus before."""
        return slips.divided(swaps(cluster), score(cluster, "draft"))

    def against_no_policy(cluster: nx.Graph) -> Any:
        """You compare with no policy. What does the swap change in the draft's score?"""
        return swaps(cluster, base="none")

    hints = """
    - Four policies: in each the giver loses 10 in phase 1, and another instrument gets it.
    - draft.but(**{'trust_1': draft.trust_1 + 10, ...}) is a changed copy of the draft.
    - For each other name a copy, moved = dict(amounts), in which two amounts change; then the score
      of `moved` on the game, minus ...
    """

    def says(cluster: nx.Graph, swaps: Any) -> str:
        top = max(swaps, key=lambda name: swaps[name])
        gains = "gains most" if swaps[top] > 0 else "loses least"
        return (
            f"Ten from {cluster.graph['giver']} to {top} {gains}, {swaps[top]:+.4f}. Two draws "
            "only: a small change may be chance. Play more draws before you ask whether it is what "
            "your region lacks."
        )


def stress(cluster: nx.Graph, without: str = "") -> dict[str, float]:
    """Return which share of the draft's gain is left under each stress."""
    return {game: worth(cluster, game, without) / worth(cluster) for game in STRESS}


@task(points=20, objective=_STRESS, answer=Numbers(SMALL))
class Stress:
    """The draft under stress"""

    right = stress
    also = (lambda cluster: slips.rounded(stress(cluster), 7),)

    @called("scores, no gains")
    def scores_no_gains(cluster: nx.Graph) -> Any:
        """You compare the draft's scores. Under stress firms do worse without a policy, too.
        Compare gains: the draft minus no policy, both under the same stress."""
        usual = score(cluster, "draft")
        return {game: score(cluster, "draft", game) / usual for game in STRESS}

    def the_usual_game_without_a_policy(cluster: nx.Graph) -> Any:
        """Play NOTHING under the same stress, too. You subtract its score in the usual game."""
        return stress(cluster, without="usual")

    def relative_gains(cluster: nx.Graph) -> Any:
        """You compare gains in per cent of a baseline that differs. A gain is here a difference of
        scores."""
        return {game: gain(cluster, game) / gain(cluster) for game in STRESS}

    @called("the lecture's poor buzz")
    def the_lecture_s_poor_buzz(cluster: nx.Graph) -> Any:
        """For 'poor buzz' this is right at buzz=0.3, as in lecture 08. Here it is buzz=0.5."""
        return stress(cluster) | {"poor buzz": worth(cluster, "poorer buzz") / worth(cluster)}

    def what_is_lost(cluster: nx.Graph) -> Any:
        """This is the part of the gain that is lost. Asked is the part that is left."""
        return slips.complement(stress(cluster))

    def gains_not_divided(cluster: nx.Graph) -> Any:
        """These are the gains under stress. Asked is which share of the usual gain they are: divide
        by the gain on the usual game."""
        return {game: worth(cluster, game) for game in STRESS}

    hints = """
    - A stressed game is a Game like yours with one more argument. Play both the draft and NOTHING
      on it.
    - gain = play(draft, stressed).score - play(NOTHING, stressed).score; divide by the same on the
      usual game.
    - Write a function gain(**stress) that makes a game with this stress and subtracts two scores on
      it. Each answer is one gain divided by another: which is below the line?
    """

    def says(cluster: nx.Graph, left: Any) -> str:
        told = (
            f"The draft keeps {left['early']:.0%} of its gain if the market moves early, and "
            f"{left['poor buzz']:.0%} in poor buzz."
        )
        claim = "in poor buzz all policies gain less"
        return readings.beside_the_lecture(told, left["poor buzz"] < 1, claim)


# A policy of their own.


@dataclass(frozen=True)
class Spending(Counts):
    """What a policy spends, as a dict or a Policy; amounts of zero may be left out."""

    def plain(self, value: Any) -> dict[str, float]:
        """Return a dict of floats; AnswerError with all problems if it is no policy."""
        if isinstance(value, Policy):
            value = value.amounts()
        amounts = super().plain(value)
        try:
            return dict(sorted(Policy(**amounts).amounts().items()))
        except ParameterError as error:
            raise AnswerError(f"This policy cannot be played. {error}") from None


_SPENDING = Spending()


def region_of(cluster: nx.Graph) -> Region:
    """Return the learner's region."""
    dear = (name for name, price in cluster.graph["prices"].items() if price > 1)
    return Region(tuple(cluster.graph["paid"]), tuple(dear))


def best_for(cluster: nx.Graph) -> Policy:
    """Return the policy that suits the cluster best, of those found for the types in its region."""
    return best_on(region_of(cluster), cluster.graph["structure"])


def unseen(cluster: nx.Graph, secret: str) -> Game:
    """Return the game on which a policy is scored: other clusters, made like the learner's."""
    graph = cluster.graph
    text = f"{secret}\0{graph['archetype']}\0{sorted(graph['draft'].items())}"
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
    return Game(graph["structure"], seed=seed, draws=UNSEEN_DRAWS, rules=graph["rules"])


def scale(cluster: nx.Graph, amounts: dict[str, float], secret: str) -> tuple[float, str]:
    """Score a policy on unseen draws, between an equal split and the best found by search."""
    policy, region = Policy(**amounts), region_of(cluster)
    closed = {n: sum(policy.money(n)) for n in INSTRUMENTS if n not in region.paid}
    if any(closed.values()):
        spent = " and ".join(f"{money:g} on {name}" for name, money in closed.items() if money)
        said = f"This spends {spent}, and your council pays for {_listed(region.paid)} only."
        return 0.0, " ".join([said, *made_for_others(policy, cluster)])
    game = unseen(cluster, secret)
    played = play_all([policy, region.equal, best_for(cluster)], game)
    mine, equal, best = (result.score for result in played)
    way = (mine - equal) / (best - equal)
    earned = next((points for least, points in STEPS if way >= least), 0.0)
    compared = f"That is {way:.0%} of the way."
    if way <= 0:
        compared = "An equal split does as well or better."
    elif way > 1.005:
        lead = estimate(played[0].scores - played[2].scores)
        compared = (
            f"It is {lead.mean:.4f} ahead of the best that our search found, from {lead.low:+.4f} "
            f"to {lead.high:+.4f}: "
        )
        # A lead on so few clusters is told as the lecture tells it, by its interval.
        missed = "a search may miss a better one."
        compared += missed if lead.sign > 0 else "that may be chance, so it is as good."
    said = (
        f"On {game.draws} clusters like yours that you have not seen it scores {mine:.4f}; an "
        f"equal split scores {equal:.4f}, the best that our search found {best:.4f}. {compared}"
    )
    if earned < 1:
        seen = [*made_for_others(policy, cluster), *unspent(policy), *one_thing(policy)]
        looks = (prices_forgotten, nearly_equal, on_what_is_dear, what_parts_bring)
        for look in () if policy == region.equal else looks:
            seen = seen or [*look(policy, cluster, game, mine, equal)]
        said = " ".join([said, *seen])
    return earned, said


# What a policy shows of how it was made. None of it says what the best one is like.


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def made_for_others(policy: Policy, cluster: nx.Graph) -> Iterator[str]:
    """Say for which other region or type a policy is the best that was found."""
    mine, own = region_of(cluster), best_for(cluster)
    for region, archetype in product(regions(), UNIT.archetypes):
        best = best_in(region, archetype)
        if best == own or not _SPENDING.same(policy.amounts(), best.amounts()):
            continue
        if region == mine:
            yield "It is made for another type of cluster: search on yours."
        else:
            yield (
                f"It is made for a region that pays for {_listed(region.paid)}, where "
                f"{_listed(region.dear)} {'are' if len(region.dear) > 1 else 'is'} dear. Yours is "
                "another: search anew."
            )
        return


def unspent(policy: Policy) -> Iterator[str]:
    """Say what a policy leaves."""
    for phase, left in enumerate(policy.left(), start=1):
        if left >= 1:
            yield f"It leaves {left:g} in phase {phase}, which is lost."


def one_thing(policy: Policy) -> Iterator[str]:
    """Say so if all money goes to one thing."""
    if len({name.partition("_")[0] for name in policy.amounts()}) == 1:
        yield "It bets on one thing. Its effect diminishes: combine instruments."


def prices_forgotten(
    policy: Policy, cluster: nx.Graph, game: Game, mine: float, equal: float
) -> Iterator[str]:
    """Say so if a policy beats an equal split at the usual prices, and does worse at one's own."""
    at_usual = replace(game, rules=RULES)
    mine_usual, equal_usual = (
        result.score for result in play_all([policy, region_of(cluster).equal], at_usual)
    )
    more, here = mine_usual - equal_usual, mine - equal
    if more > PLAIN * WIDE and here < PLAIN * more:
        yield (
            f"It suits the usual prices better than yours: there it is {more:.4f} ahead of "
            f"an equal split, here {here:+.4f}. If you tried it on a game, did you give it your "
            "prices, rules=my_rules?"
        )


def nearly_equal(policy: Policy, cluster: nx.Graph, *_: Any) -> Iterator[str]:
    """Say so if a policy is an equal split but for a little money."""
    amounts, equal = policy.model_dump(), region_of(cluster).equal.model_dump()
    moved = sum(abs(amounts[name] - equal[name]) for name in amounts) / 2
    if 0 < moved <= MOVED:
        yield (
            f"It is nearly an equal split: {moved:.0f} of 100 are moved. Try other changes, and "
            "bolder ones."
        )


def on_what_is_dear(policy: Policy, cluster: nx.Graph, *_: Any) -> Iterator[str]:
    """Say so if more goes to what is dear than in an equal split."""
    region = region_of(cluster)
    dear, even = (
        sum(sum(one.money(name)) for name in region.dear) for one in (policy, region.equal)
    )
    if dear > even + MOVED:
        yield (
            f"It spends {dear:.0f} of 100 on what is dear in your region. Does that bring more "
            "than what is cheap?"
        )


def what_parts_bring(
    policy: Policy, cluster: nx.Graph, game: Game, mine: float, equal: float
) -> Iterator[str]:
    """Say what the score falls by without a part of each thing that is paid for."""
    less = {}
    for name in region_of(cluster).paid:
        money = dict(zip((1, 2), policy.money(name), strict=True))
        phase = max(money, key=lambda one: money[one])
        if taken := min(MOVED, money[phase]):
            less[name] = policy.but(**{f"{name}_{phase}": money[phase] - taken})
    falls = {
        name: mine - result.score
        for name, result in zip(less, play_all([*less.values()], game), strict=True)
    }
    if len(falls) > 1:
        listed = ", ".join(f"{name} {fall:+.4f}" for name, fall in falls.items())
        yield f"There the last {MOVED} for each of its parts bring: {listed}."


@task(points=20, objective=_PLAN, answer=_SPENDING, scale=scale)
class Plan:
    """Your own policy"""

    right = best_for
    also = (lambda cluster: dict.fromkeys(Policy.model_fields, 0) | best_for(cluster).amounts(),)

    def an_equal_split(cluster: nx.Graph) -> Any:
        """This spends the same on everything. It is decent, and it does not ask what is cheap in
        your region, nor what this type of cluster lacks. Move money towards what helps."""
        return region_of(cluster).equal

    def the_policy_of_the_lecture(cluster: nx.Graph) -> Any:
        """This is the best that was found where all five are paid for, at the usual prices. In your
        region search anew."""
        return best_found()

    def the_best_found_for_the_type(cluster: nx.Graph) -> Any:
        """This is the best that was found where all five are paid for, at the usual prices. In your
        region search anew."""
        return best_found(cluster.graph["structure"])

    hints = """
    - Start from an equal split, try swaps, and keep those that raise the score. More draws than two
      make it surer that a swap is no luck. Play at your own prices: rules=my_rules.
    - Let a loop do it: over phases, over givers and takers; keep the best policy so far; stop when
      no swap helps.
    - for phase in [1, 2]: for loser, winner in permutations(paid, 2): make a trial in which ten
      goes from the one to the other; if its score on Game(structure, seed=..., draws=8,
      rules=my_rules) is ...
    """


@task(points=15, objective=_PLAN, answer=Text())
class Explain:
    """Defend it"""

    hints = """
    - What does your policy spend most on, and what is missing in your type of cluster?
    - Which instruments need each other? Under which stress does your policy lose most?
    - A good text has four sentences: two numbers for your policy; one mechanism that joins two
      instruments; one weakness under stress; one thing that evaluations of real policies found.
    """

    rubric = {
        "two numbers of your own game for the policy": 5,
        "how two of its instruments work together, or crowd each other out": 6,
        "a weakness under stress, or what evaluations of real cluster policies found otherwise": 4,
    }


# The lecture's questions, about its own game.


@task(objective=_EFFECT, answer=Number())
class TryLevel:
    """What 36 buys"""

    def right(cluster: nx.Graph) -> Any:
        return RULES.level("trust", MONEY)

    also = (lambda cluster: 1 - 0.7 / 8,)

    def in_proportion(cluster: nx.Graph) -> Any:
        """That is more than full trust. Each 12 closes half of what is then left."""
        return 0.3 + 0.7 * 0.5 * MONEY / 12

    def the_distance_that_is_closed(cluster: nx.Graph) -> Any:
        """This is by how much trust rises. It starts at 0.3."""
        return 0.7 * (1 - 0.5**3)

    def the_distance_that_is_left(cluster: nx.Graph) -> Any:
        """You add what is left of the distance. Add what is closed of it."""
        return 0.3 + 0.7 * 0.5**3

    def what_is_left_of_the_distance(cluster: nx.Graph) -> Any:
        """This is what is left of the distance to full trust. Asked is trust itself: how far below
        the top, 1, is it?"""
        return 0.7 * 0.5**3

    def the_start_for_the_distance(cluster: nx.Graph) -> Any:
        """You halve 0.3, where trust starts. What is halved is the distance from there to 1."""
        return 1 - 0.3 * 0.5**3

    def from_zero(cluster: nx.Graph) -> Any:
        """You start from 0. Trust starts at 0.3, and the distance is what lies between that and
        full trust."""
        return 1 - 0.5**3

    def a_halving_for_each_unit(cluster: nx.Graph) -> Any:
        """You halve the distance 36 times, once for each unit of money. It takes 12 to halve it
        once."""
        return 1 - 0.7 * 0.5**MONEY

    def a_share_of_the_budget(cluster: nx.Graph) -> Any:
        """You let trust rise in proportion to the share of the budget. The effect diminishes: each
        12 closes half of what is then left."""
        return 0.3 + 0.7 * MONEY / BUDGET

    def one_halving_too_few(cluster: nx.Graph) -> Any:
        """This is what two halvings make. How many times does 12 go into 36?"""
        return 1 - 0.7 * 0.5**2

    hints = """
    - 36 is three times the half. How much of the distance is left after three halvings?
    - An eighth of the distance from .3 to 1 is left.
    - From the top take off what is left: 1 - ... * 0.5 ** 3
    """


def in_order(first: str, then: str) -> float:
    """Return the score of all money on one instrument, then on another: the lecture's game."""
    return play(Policy(**{f"{first}_1": 50, f"{then}_2": 50}), LECTURE_GAME).score


def better() -> float:
    """Return how much better it is to train first and open later than the other way round."""
    return in_order("skills", "pipelines") / in_order("pipelines", "skills") - 1


@task(objective=_WORTH, answer=SMALL)
class TryOrder:
    """Train first or open first"""

    def right(cluster: nx.Graph) -> Any:
        return better()

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """This is the difference of the scores. Divide by the score of opening first."""
        return in_order("skills", "pipelines") - in_order("pipelines", "skills")

    def the_other_way_round(cluster: nx.Graph) -> Any:
        """You compare opening first with training first. Asked is the reverse."""
        return -better() / (1 + better())

    @called("the gains, no scores")
    def the_gains_no_scores(cluster: nx.Graph) -> Any:
        """You compare gains, from which the score without a policy is taken off. Asked is the share
        by which the scores themselves differ."""
        none = play(NOTHING, LECTURE_GAME).score
        first, other = in_order("skills", "pipelines"), in_order("pipelines", "skills")
        return (first - none) / (other - none) - 1

    hints = """
    - Two policies on `game`: skills in phase 1 and pipelines in phase 2, and the reverse.
    - Each policy spends 50 in each phase: train_first = play({"skills_1": 50, "pipelines_2":
      50}, game).score
    - A change as a share: after / before - 1. Here, from opening first to training first.
    """


def best_worth(game: Game = LECTURE_GAME, without: Game | None = None) -> float:
    """Return the gain of the best policy found, from no policy in the same game or in another."""
    return play(best_found(), game).score - play(NOTHING, without or game).score


@task(objective=_STRESS, answer=SMALL)
class TryStress:
    """What poor buzz leaves"""

    def right(cluster: nx.Graph) -> Any:
        return best_worth(POOR) / best_worth()

    @called("scores, no gains")
    def scores_no_gains(cluster: nx.Graph) -> Any:
        """You compare scores. Without a policy firms do worse in poor buzz, too: compare gains."""
        return play(best_found(), POOR).score / play(best_found(), LECTURE_GAME).score

    def the_usual_game_without_a_policy(cluster: nx.Graph) -> Any:
        """Play NOTHING with poor buzz, too: policy and baseline meet the same stress."""
        return best_worth(POOR, without=LECTURE_GAME) / best_worth()

    def the_gain_itself(cluster: nx.Graph) -> Any:
        """This is the gain in poor buzz. Asked is a share: divide by the gain with usual buzz."""
        return best_worth(POOR)

    def what_is_lost(cluster: nx.Graph) -> Any:
        """This is the share that is lost. Asked is the share that is left."""
        return 1 - best_worth(POOR) / best_worth()

    def a_difference_of_gains(cluster: nx.Graph) -> Any:
        """This is a difference of two gains. Asked is a share: divide the gain in poor buzz by the
        usual one."""
        return best_worth(POOR) - best_worth()

    def other_draws(cluster: nx.Graph) -> Any:
        """Your game in poor buzz has other draws than `game`: name draws=12 there, too."""
        return best_worth(Game(seed=LECTURE, buzz=0.5)) / best_worth()

    def the_poor_buzz_of_the_lab(cluster: nx.Graph) -> Any:
        """This is right for buzz=0.3. The stress here is milder: buzz=0.5."""
        return best_worth(replace(POOR, buzz=0.3)) / best_worth()

    @called("the Balancers")
    def the_balancers(cluster: nx.Graph) -> Any:
        """This is what the Balancers keep. Asked is the policy `best`."""
        poor, usual = (
            play(BALANCERS, game).score - play(NOTHING, game).score for game in (POOR, LECTURE_GAME)
        )
        return poor / usual

    hints = """
    - Two gains: one on `game`, one on the same game with buzz=0.5.
    - The second game differs in the buzz only: poor = Game(seed=SEED, draws=12, buzz=0.5)
    - A gain is the score of `best` minus that of NOTHING, on one game. Divide the one gain by the
      other: which is below the line?
    """


UNIT = unit(globals(), "09_policy_studio", "a policy for your cluster", draw)
