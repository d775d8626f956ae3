"""Tasks of 09_policy_studio: what money buys and is worth, and a policy put to the test."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.policy_answers import (
    MOVED,
    Spending,
    best_for,
    draw_draft,
    effect,
    effect_by_formula,
    effect_in_parts,
    effect_linear,
    gain,
    gain_at_the_end,
    gain_of_smes,
    giver_of,
    plays,
    scale,
    stress,
    stress_against_usual,
    stress_of_scores,
    stress_of_shares,
    swaps,
)
from clustercourse.exercises.policy_practice import PRACTICE
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clustercourse.policy.spending import EQUAL_SPLIT, all_on
from clusterlib.networks import build_cluster

_EFFECT = "Compute what money buys, with diminishing effects and with what lasts"
_WORTH = "Measure what a policy, and a change of it, is worth on the same draws"
_STRESS = "Stress-test a policy: other times, other clusters, poor buzz"
_PLAN = "Design a policy under a budget and defend it"
#: Differences of scores are small, and the learner's run gives the same digits.
_SMALL = Number(absolute=2e-7)


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with fewer firms and other ties, and draw the learner's draft."""
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(8, 11)),
        universities=int(rng.integers(1, 4)),
        openness=float(np.round(rng.uniform(0.1, 0.3), 2)),
        rng=rng,
    )
    cluster.graph["draft"] = draw_draft(rng)
    cluster.graph["giver"] = giver_of(cluster.graph["draft"])
    return cluster


EFFECT_TASK = Task(
    id="policy.effect",
    title="What the draft buys",
    objective=_EFFECT,
    points=15,
    answer=Numbers(),
    reference=effect,
    alternatives=(effect_by_formula,),
    misconceptions=(
        Misconception(
            "nothing lasts",
            lambda cluster: effect(cluster, lasts=0),
            "Phase 2 is too low: some of the money of phase 1 still works there. Add "
            "rules.trust_lasts, or rules.pipelines_lasts, times the money of phase 1.",
        ),
        Misconception(
            "all of it lasts",
            lambda cluster: effect(cluster, lasts=1),
            "Phase 2 is too high: only a share of the money of phase 1 still works there.",
        ),
        Misconception(
            "in proportion",
            effect_linear,
            "You let trust grow in proportion to the money. Its effect diminishes: each "
            "rules.trust_half closes half of what is then left to the top.",
        ),
        Misconception(
            "parts of pipelines",
            effect_in_parts,
            "Nearly: a part of a pipeline cannot be bought. Round the number down.",
        ),
    ),
    hints=(
        "First the money that works in each phase. In phase 2 that is its own plus a share of that "
        "of phase 1.",
        "Trust: before + (top - before) * (1 - 0.5 ** (money / half)). Pipelines: money // price.",
        "rules.works('trust', first, second) gives the money that works in both phases, and "
        "rules.level('trust', money) what it comes to. The same for 'pipelines'.",
    ),
)

GAIN_TASK = Task(
    id="policy.gain",
    title="What the draft is worth",
    objective=_WORTH,
    points=15,
    answer=Number(absolute=2e-5),
    reference=gain,
    alternatives=(lambda cluster: round(gain(cluster), 6),),
    misconceptions=(
        Misconception(
            "a difference, no share",
            lambda cluster: plays(cluster).draft.score - plays(cluster).none.score,
            "This is the difference of the scores. Divide by the score without a policy.",
        ),
        Misconception(
            "the last period only",
            gain_at_the_end,
            "You compare the last period. The score is the mean over all periods: use .score.",
        ),
        Misconception(
            "SMEs only",
            gain_of_smes,
            "This is the change for SMEs. The score counts all firms.",
        ),
        Misconception(
            "share of the draft's score",
            lambda cluster: 1 - plays(cluster).none.score / plays(cluster).draft.score,
            "You divide by the score of the draft. Without a policy is the baseline.",
        ),
    ),
    hints=(
        "Play two policies on the same game: the draft, and NOTHING.",
        "play(draft, game).score and play(NOTHING, game).score.",
        "play(draft, game).score / play(NOTHING, game).score - 1",
    ),
)

SWAP_TASK = Task(
    id="policy.swap",
    title="Ten for something else",
    objective=_WORTH,
    points=15,
    answer=Numbers(_SMALL),
    reference=swaps,
    alternatives=(lambda cluster: {k: round(v, 9) for k, v in swaps(cluster).items()},),
    misconceptions=(
        Misconception(
            "added, not moved",
            lambda cluster: swaps(cluster, "added"),
            f"You add {MOVED} and take nothing away. The giver must lose what another gains.",
        ),
        Misconception(
            "phase 2",
            lambda cluster: swaps(cluster, "swapped_late"),
            "You move the money of phase 2. The task asks for phase 1.",
        ),
        Misconception(
            "scores, no changes",
            lambda cluster: {name: one.score for name, one in plays(cluster).swapped.items()},
            "These are the scores after the swaps. Subtract the score of the draft.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -change for name, change in swaps(cluster).items()},
            "The sign is the wrong way round: after the swap minus before. A loss is below zero.",
        ),
        Misconception(
            "against no policy",
            lambda cluster: {
                name: one.score - plays(cluster).none.score
                for name, one in plays(cluster).swapped.items()
            },
            "You compare with no policy. What does the swap change in the draft's score?",
        ),
    ),
    hints=(
        "Four policies: in each the giver loses 10 in phase 1, and another instrument gets it.",
        "draft.but(**{'trust_1': draft.trust_1 + 10, ...}) is a changed copy of the draft.",
        "For each other name: moved = {**amounts, f'{giver}_1': amounts[f'{giver}_1'] - 10, "
        "f'{name}_1': amounts[f'{name}_1'] + 10}; then play(moved, game).score - "
        "play(draft, game).score.",
    ),
)

STRESS_TASK = Task(
    id="policy.stress",
    title="The draft under stress",
    objective=_STRESS,
    points=20,
    answer=Numbers(Number(absolute=2e-5)),
    reference=stress,
    alternatives=(lambda cluster: {k: round(v, 7) for k, v in stress(cluster).items()},),
    misconceptions=(
        Misconception(
            "scores, no gains",
            stress_of_scores,
            "You compare the draft's scores. Under stress firms do worse without a policy, too. "
            "Compare gains: the draft minus no policy, both under the same stress.",
        ),
        Misconception(
            "the usual game without a policy",
            stress_against_usual,
            "Play NOTHING under the same stress, too. You subtract its score in the usual game.",
        ),
        Misconception(
            "relative gains",
            stress_of_shares,
            "You compare gains in per cent of a baseline that differs. A gain is here a "
            "difference of scores.",
        ),
        Misconception(
            "what is lost",
            lambda cluster: {name: 1 - left for name, left in stress(cluster).items()},
            "This is the part of the gain that is lost. Asked is the part that is left.",
        ),
    ),
    hints=(
        "A stressed game is a Game like yours with one more argument. Play both the draft and "
        "NOTHING on it.",
        "gain = play(draft, stressed).score - play(NOTHING, stressed).score; divide by the same on "
        "the usual game.",
        "def gain(**stress): one = Game(structure, seed=9, draws=2, **stress); return "
        "play(draft, one).score - play(NOTHING, one).score. Then gain(shift_at=16) / gain() and so "
        "on.",
    ),
)

PLAN_TASK = Task(
    id="policy.plan",
    title="Your own policy",
    objective=_PLAN,
    points=20,
    answer=Spending(),
    reference=best_for,
    alternatives=(lambda cluster: {"rd_1": 0, "rd_2": 0, **best_for(cluster)},),
    misconceptions=(
        Misconception(
            "an equal split",
            lambda cluster: EQUAL_SPLIT.amounts(),
            "This spends the same on everything. It is decent, and it does not ask what this type "
            "of cluster lacks. Move money towards what task 3 says.",
        ),
        Misconception(
            "everything on trust",
            lambda cluster: all_on("trust").amounts(),
            "This bets on trust alone. Its effect diminishes, and loyal firms turn away from "
            "pipelines. Combine instruments that need each other.",
        ),
        Misconception(
            "everything on R&D",
            lambda cluster: all_on("rd").amounts(),
            "This bets on R&D alone. Its effect diminishes, and nobody passes on what is found. "
            "Combine instruments that need each other.",
        ),
    ),
    hints=(
        "Start from an equal split, try swaps, and keep those that raise the score. More draws "
        "than two make it surer that a swap is no luck.",
        "Let a loop do it: over phases, over givers and takers; keep the best policy so far; "
        "stop when no swap helps.",
        "from clustercourse.policy import improve: improve(EQUAL_SPLIT, game, steps=[10]) is such "
        "a loop; it returns the policy and its score. Use Game(structure, seed=..., draws=4).",
    ),
    scale=scale,
)

EXPLAIN_TASK = Task(
    id="policy.explain",
    title="Defend it",
    objective=_PLAN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "What does your policy spend most on, and what is missing in your type of cluster?",
        "Which instruments need each other? Under which stress does your policy lose most?",
        "Two numbers, one mechanism that joins two instruments, one weakness under stress, and one "
        "thing that evaluations of real cluster policies found and this game cannot show.",
    ),
    rubric=(
        Criterion("defends the policy by two numbers of the own game", 5),
        Criterion("says how two instruments work together, or crowd each other out", 6),
        Criterion("names a weakness under stress, or what real evaluations found otherwise", 4),
    ),
)

UNIT = Unit(
    stem="09_policy_studio",
    title="Exercise 09: a policy for your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(EFFECT_TASK, GAIN_TASK, SWAP_TASK, STRESS_TASK, PLAN_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
