"""Check-yourself tasks of the lecture 09_policy_studio, without points."""

from __future__ import annotations

from clustercourse.exercises.answers import Number
from clustercourse.exercises.tasks import Misconception, Task
from clustercourse.policy.game import play
from clustercourse.policy.rules import Rules
from clustercourse.policy.search import best_found
from clustercourse.policy.spending import NOTHING, Policy
from clustercourse.policy.worlds import Game

#: The lecture's game, and money for trust in its first task.
LECTURE, MONEY = Game(seed=2013, draws=12), 36
_TRAINED_FIRST = Policy(skills_1=50, pipelines_2=50)
_OPENED_FIRST = Policy(pipelines_1=50, skills_2=50)
_RULES = Rules()


def order(*, difference: bool = False) -> float:
    """Return how much better it is to train first and open later than the other way round."""
    trained, opened = (play(one, LECTURE).score for one in (_TRAINED_FIRST, _OPENED_FIRST))
    return trained - opened if difference else trained / opened - 1


def gain(policy: Policy, game: Game = LECTURE) -> float:
    """Return the gain of a policy over none, as a difference of scores."""
    return play(policy, game).score - play(NOTHING, game).score


def left(policy: Policy | None = None) -> float:
    """Return which share of the gain of the best found is left where buzz is poor."""
    policy = policy or best_found()
    return gain(policy, Game(seed=2013, draws=12, buzz=0.5)) / gain(policy)


PRACTICE = (
    Task(
        id="policy.try_level",
        title="What 36 buys",
        objective="Compute what money buys, with diminishing effects and with what lasts",
        points=0,
        answer=Number(),
        reference=lambda cluster: _RULES.level("trust", MONEY),
        alternatives=(lambda cluster: 1 - 0.7 / 8,),
        misconceptions=(
            Misconception(
                "in proportion",
                lambda cluster: 0.3 + 0.7 * 0.5 * MONEY / 12,
                "That is more than full trust. Each 12 closes half of what is then left.",
            ),
            Misconception(
                "the distance that is closed",
                lambda cluster: 0.7 * (1 - 0.5**3),
                "This is by how much trust rises. It starts at rules.trust_before.",
            ),
            Misconception(
                "the distance that is left",
                lambda cluster: 0.3 + 0.7 * 0.5**3,
                "You add what is left of the distance. Add what is closed of it.",
            ),
        ),
        hints=(
            "36 is three times the half. How much of the distance is left after three halvings?",
            "An eighth of the distance from .3 to 1 is left.",
            "rules.trust_top - (rules.trust_top - rules.trust_before) * 0.5**3",
        ),
    ),
    Task(
        id="policy.try_order",
        title="Train first or open first",
        objective="Measure what a policy, and a change of it, is worth on the same draws",
        points=0,
        answer=Number(absolute=2e-5),
        reference=lambda cluster: order(),
        misconceptions=(
            Misconception(
                "a difference, no share",
                lambda cluster: order(difference=True),
                "This is the difference of the scores. Divide by the score of opening first.",
            ),
            Misconception(
                "the other way round",
                lambda cluster: -order() / (1 + order()),
                "You compare opening first with training first. Asked is the reverse.",
            ),
        ),
        hints=(
            "Two policies on `game`: skills in phase 1 and pipelines in phase 2, and the reverse.",
            'train_first = play({"skills_1": 50, "pipelines_2": 50}, game).score',
            "train_first / open_first - 1",
        ),
    ),
    Task(
        id="policy.try_stress",
        title="What poor buzz leaves",
        objective="Stress-test a policy: other times, other clusters, poor buzz",
        points=0,
        answer=Number(absolute=2e-5),
        reference=lambda cluster: left(),
        misconceptions=(
            Misconception(
                "scores, no gains",
                lambda cluster: (
                    play(best_found(), Game(seed=2013, draws=12, buzz=0.5)).score
                    / play(best_found(), LECTURE).score
                ),
                "You compare scores. Without a policy firms do worse in poor buzz, too: compare "
                "gains.",
            ),
            Misconception(
                "the usual game without a policy",
                lambda cluster: (
                    (
                        play(best_found(), Game(seed=2013, draws=12, buzz=0.5)).score
                        - play(NOTHING, LECTURE).score
                    )
                    / gain(best_found())
                ),
                "Play NOTHING with poor buzz, too: policy and baseline meet the same stress.",
            ),
        ),
        hints=(
            "Two gains: one on `game`, one on the same game with buzz=0.5.",
            "poor = Game(seed=SEED, draws=12, buzz=0.5)",
            "(play(best, poor).score - play(NOTHING, poor).score) / (play(best, game).score - "
            "play(NOTHING, game).score)",
        ),
    ),
)
