"""Right and known wrong answers to the tasks of 09_policy_studio."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import AnswerError, Numbers
from clustercourse.policy.game import in_effect, play, play_each
from clustercourse.policy.rules import INSTRUMENTS, Rules
from clustercourse.policy.search import best_found
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING, Policy
from clustercourse.policy.worlds import Game
from clusterlib.parameters import ParameterError

#: The seed and the draws of the learner's own game, and the money that a swap moves.
SEED, DRAWS, MOVED = 9, 2, 10
#: Draws on which a learner's policy is scored.
UNSEEN_DRAWS = 6
#: Stress tests by name, as changes of a game.
STRESS: dict[str, dict[str, Any]] = {
    "early": {"shift_at": 16},
    "late": {"shift_at": 64},
    "poor buzz": {"buzz": 0.5},
}
#: From which share of the way from an equal split to the best a policy earns which share of points.
STEPS = ((0.9, 1.0), (0.7, 0.75), (0.45, 0.5), (0.2, 0.25))
RULES = Rules()


def draft_of(cluster: nx.Graph) -> Policy:
    """Return the draft that the learner is given."""
    return Policy(**cluster.graph["draft"])


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


# ---- what the draft buys


def effect(cluster: nx.Graph, *, lasts: float | None = None) -> dict[str, float]:
    """Return tau and the number of pipelines in each phase; ``lasts`` instead of the rules'."""
    rules = RULES if lasts is None else RULES.but(trust_lasts=lasts, pipelines_lasts=lasts)
    found = in_effect(draft_of(cluster), rules)
    return {
        f"{name}_{phase}": float(found[name][phase - 1])
        for name in ("trust", "pipelines")
        for phase in (1, 2)
    }


def effect_by_formula(cluster: nx.Graph) -> dict[str, float]:
    """Return the same, step by step."""
    draft, r, found = cluster.graph["draft"], RULES, {}
    for phase in (1, 2):
        trust, pipelines = draft[f"trust_{phase}"], draft[f"pipelines_{phase}"]
        if phase == 2:
            trust += r.trust_lasts * draft["trust_1"]
            pipelines += r.pipelines_lasts * draft["pipelines_1"]
        gap = r.trust_top - r.trust_before
        found[f"trust_{phase}"] = r.trust_top - gap / 2 ** (trust / r.trust_half)
        found[f"pipelines_{phase}"] = pipelines // r.pipelines_price
    return found


def effect_linear(cluster: nx.Graph) -> dict[str, float]:
    """Let the distance close in proportion to the money."""
    r, found = RULES, effect(cluster)
    money = r.works("trust", *draft_of(cluster).money("trust"))
    for phase in (1, 2):
        share = 0.5 * money[phase - 1] / r.trust_half
        found[f"trust_{phase}"] = r.trust_before + (r.trust_top - r.trust_before) * share
    return found


def effect_in_parts(cluster: nx.Graph) -> dict[str, float]:
    """Leave pipelines unrounded."""
    money = RULES.works("pipelines", *draft_of(cluster).money("pipelines"))
    parts = {f"pipelines_{n}": m / RULES.pipelines_price for n, m in enumerate(money, start=1)}
    return {**effect(cluster), **parts}


# ---- what it is worth: all plays of a cluster at once


@dataclass(frozen=True)
class Outcome:
    """What is kept of a play: the score, the level at the end, and the mean level of SMEs."""

    score: float
    end: float
    smes: float


@dataclass(frozen=True)
class Plays:
    """The learner's game, played."""

    none: Outcome
    draft: Outcome
    swapped: dict[str, Outcome]
    added: dict[str, Outcome]
    swapped_late: dict[str, Outcome]
    stressed: dict[str, tuple[Outcome, Outcome]]


def game_of(cluster: nx.Graph, **stress: Any) -> Game:
    """Return the learner's own game: clusters made like theirs."""
    return Game(cluster.graph["structure"], seed=SEED, draws=DRAWS, **stress)


@lru_cache(maxsize=512)
def plays(cluster: nx.Graph) -> Plays:
    """Play everything that the tasks and their misconceptions ask for."""
    draft, giver = draft_of(cluster), giver_of(cluster.graph["draft"])
    amounts = draft.model_dump()
    takers = [name for name in INSTRUMENTS if name != giver]

    def changed(phase: int, give: bool) -> list[Policy]:
        out, moved = f"{giver}_{phase}", min(MOVED, amounts[f"{giver}_{phase}"])
        gone = {out: amounts[out] - moved} if give else {}
        return [
            draft.but(**gone, **{f"{name}_{phase}": amounts[f"{name}_{phase}"] + moved})
            for name in takers
        ]

    policies = [NOTHING, draft, *changed(1, True), *changed(1, False), *changed(2, True)]
    pairs = [(policy, game_of(cluster)) for policy in policies]
    for stress in STRESS.values():
        pairs += [(policy, game_of(cluster, **stress)) for policy in (NOTHING, draft)]
    found = [
        Outcome(one.score, float(one.curve[-1]), float(one.sme_level[1:].mean()))
        for one in play_each(pairs)
    ]
    swapped, added, late = (
        dict(zip(takers, found[first : first + 4], strict=True)) for first in (2, 6, 10)
    )
    stressed = {
        name: (found[first], found[first + 1])
        for name, first in zip(STRESS, range(14, 20, 2), strict=True)
    }
    return Plays(found[0], found[1], swapped, added, late, stressed)


def gain(cluster: nx.Graph) -> float:
    """Return the change of the score by the draft, as a share."""
    played = plays(cluster)
    return played.draft.score / played.none.score - 1


def gain_at_the_end(cluster: nx.Graph) -> float:
    """Compare the last period instead of the mean over all."""
    played = plays(cluster)
    return played.draft.end / played.none.end - 1


def gain_of_smes(cluster: nx.Graph) -> float:
    """Compare SMEs only."""
    played = plays(cluster)
    return played.draft.smes / played.none.smes - 1


def swaps(cluster: nx.Graph, which: str = "swapped") -> dict[str, float]:
    """Return the change of the score by each swap."""
    played = plays(cluster)
    changed: dict[str, Outcome] = getattr(played, which)
    return {name: one.score - played.draft.score for name, one in changed.items()}


def stress(cluster: nx.Graph) -> dict[str, float]:
    """Return which share of the draft's gain is left under each stress."""
    played = plays(cluster)
    usual = played.draft.score - played.none.score
    return {
        name: (draft.score - none.score) / usual for name, (none, draft) in played.stressed.items()
    }


def stress_of_scores(cluster: nx.Graph) -> dict[str, float]:
    """Compare scores instead of gains."""
    played = plays(cluster)
    return {name: draft.score / played.draft.score for name, (_, draft) in played.stressed.items()}


def stress_against_usual(cluster: nx.Graph) -> dict[str, float]:
    """Subtract the score without a policy of the usual game from a stressed one."""
    played = plays(cluster)
    none = played.none.score
    usual = played.draft.score - none
    return {name: (draft.score - none) / usual for name, (_, draft) in played.stressed.items()}


def stress_of_shares(cluster: nx.Graph) -> dict[str, float]:
    """Compare relative gains."""
    played = plays(cluster)
    return {
        name: (draft.score / none.score - 1) / gain(cluster)
        for name, (none, draft) in played.stressed.items()
    }


# ---- the learner's own policy


@dataclass(frozen=True)
class Spending(Numbers):
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


def unseen(cluster: nx.Graph, secret: str) -> Game:
    """Return the game on which a policy is scored: other clusters, made like the learner's."""
    graph = cluster.graph
    text = f"{secret}\0{graph['archetype']}\0{sorted(graph['draft'].items())}"
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
    return Game(graph["structure"], seed=seed, draws=UNSEEN_DRAWS)


def best_for(cluster: nx.Graph) -> dict[str, float]:
    """Return the policy that suits the cluster best, of those that the search found for types."""
    return best_found(cluster.graph["structure"]).amounts()


def scale(cluster: nx.Graph, amounts: dict[str, float], secret: str) -> tuple[float, str]:
    """Score a policy on unseen draws, between an equal split and the best found by search."""
    game = unseen(cluster, secret)
    mine, equal, best = (
        play(policy, game).score for policy in (Policy(**amounts), EQUAL_SPLIT, best_for(cluster))
    )
    way = (mine - equal) / (best - equal)
    earned = next((points for least, points in STEPS if way >= least), 0.0)
    return earned, (
        f"On {game.draws} clusters like yours that you have not seen it scores {mine:.4f}; an "
        f"equal split scores {equal:.4f}, the best that our search found {best:.4f}. That is "
        f"{way:.0%} of the way."
    )
