"""The first tasks of 02_horizontal_learning: whom firms imitate, and what they understand."""

from __future__ import annotations

import numpy as np

from clustercourse.exercises.answers import Numbers
from clustercourse.exercises.horizontal_answers import (
    CURRENT,
    DEFAULT,
    SMALL,
    current,
    distances,
    distances_of_all_pairs,
    followers,
    followers_by_ties,
    followers_of_the_best_connected,
    lessons,
    models,
    partners,
    watched_by_all_worse,
)
from clustercourse.exercises.tasks import Misconception, Task

_MODEL = "Find whom a firm imitates, and how many firms imitate one"
_LANGUAGE = "Measure how well firms of one stage understand each other"

MODEL_TASK = Task(
    id="horizontal.model",
    title="Who is imitated by how many",
    objective=_MODEL,
    points=15,
    answer=Numbers(),
    reference=lambda cluster: followers(models(cluster)),
    alternatives=(followers_by_ties,),
    misconceptions=(
        Misconception(
            "all partners",
            lambda cluster: followers(models(cluster, partners)),
            "Suppliers and customers are among those who are watched. A firm compares itself with "
            "firms of its own stage: take horizontal ties only.",
        ),
        Misconception(
            "the best even if worse",
            lambda cluster: followers(models(cluster, only_better=False)),
            "Some firms are better than all their rivals. They imitate nobody: the model must be "
            "better than the firm itself.",
        ),
        Misconception(
            "every worse rival",
            watched_by_all_worse,
            "You count every worse rival as an imitator. A firm imitates one rival only, the best. "
            "The others it merely sees.",
        ),
        Misconception(
            "the one with most ties",
            followers_of_the_best_connected,
            "You let firms imitate the rival with most ties. They imitate the one that performs "
            "best.",
        ),
    ),
    hints=(
        "Go through the firms. For each make a list of its rivals, then take the best of them.",
        "max(rivals, key=lambda one: score[one]) is the best rival; it counts only if its score "
        "is higher than that of the firm. Leave out firms without a rival.",
        "Keep a dict: models[best] = models.get(best, 0) + 1 whenever score[best] > score[firm].",
    ),
)

LANGUAGE_TASK = Task(
    id="horizontal.language",
    title="Common language",
    objective=_LANGUAGE,
    points=15,
    answer=Numbers(SMALL),
    reference=lambda cluster: distances(cluster, current),
    alternatives=(
        lambda cluster: distances(
            cluster, lambda gap: float(np.abs(gap[:CURRENT]).sum() / CURRENT)
        ),
    ),
    misconceptions=(
        Misconception(
            "signs",
            lambda cluster: distances(cluster, lambda gap: float(gap[:CURRENT].mean())),
            "Differences above and below zero cancel in your mean. A distance has no sign: take "
            "the absolute value of each difference first.",
        ),
        Misconception(
            "all twelve fields",
            distances,
            "You take all twelve fields. The task asks for the current ones, the first nine: in "
            "the emerging fields nobody knows much yet.",
        ),
        Misconception(
            "all pairs",
            distances_of_all_pairs,
            "These are all pairs of firms of a stage, and of neighbouring stages. Take the pairs "
            "that have a tie.",
        ),
        Misconception(
            "sums",
            lambda cluster: distances(cluster, lambda gap: float(np.abs(gap[:CURRENT]).sum())),
            "You add up over the fields. The distance is the mean over the nine fields.",
        ),
        Misconception(
            "swapped",
            lambda cluster: dict(
                zip(("vertical", "horizontal"), distances(cluster, current).values(), strict=True)
            ),
            "The two numbers are the wrong way round: horizontal ties join firms of one stage.",
        ),
    ),
    hints=(
        "The distance of one pair: abs(known.loc[a] - known.loc[b]) over the first nine fields, "
        "and the mean of that.",
        "Go through cluster.edges(data='dimension') and keep the distances of each dimension in "
        "a list of its own.",
        "np.mean([np.abs(known.loc[a] - known.loc[b])[:9].mean() for a, b, of in "
        "cluster.edges(data='dimension') if of == 'horizontal']), and the same for 'vertical'.",
    ),
)

TEACHER_TASK = Task(
    id="horizontal.teacher",
    title="The best teacher",
    objective=_LANGUAGE,
    points=15,
    answer=Numbers(SMALL),
    reference=lessons,
    alternatives=(
        lambda cluster: {name: round(value, 6) for name, value in lessons(cluster).items()},
    ),
    misconceptions=(
        Misconception(
            "gaps below zero",
            lambda cluster: lessons(cluster, clipped=False),
            "Some gaps are below zero: there your firm knows more. Nobody unlearns from a rival: "
            "set them to zero, for example with np.maximum(gap, 0).",
        ),
        Misconception(
            "worse rivals too",
            lambda cluster: lessons(cluster, better=False),
            "Rivals that perform worse than your firm are among them. Asked are the better ones.",
        ),
        Misconception(
            "all is understood",
            lambda cluster: lessons(cluster, DEFAULT.but(reach_sme=float("inf"))),
            "You leave out how much is understood, the factor exp(-gap / reach): of a wide gap "
            "little is learned.",
        ),
        Misconception(
            "the reach of a focal firm",
            lambda cluster: lessons(cluster, DEFAULT.but(reach_sme=DEFAULT.reach_focal)),
            "You use the reach of a focal firm. Your firm is an SME, and it is your firm that "
            "learns: p.reach_sme.",
        ),
        Misconception(
            "emerging fields too",
            lambda cluster: lessons(cluster, fields=12),
            "You sum over all twelve fields. The task asks for the first nine.",
        ),
        Misconception(
            "without the strength",
            lambda cluster: lessons(cluster, DEFAULT.but(horizontal=1)),
            "Nearly: multiply by the strength of horizontal learning, p.horizontal.",
        ),
    ),
    hints=(
        "For one rival: the gap is what it knows minus what your firm knows, never below zero, in "
        "the first nine fields.",
        "Of a gap, p.learning_rate * gap * np.exp(-gap / p.reach_sme) is learned. Sum it over the "
        "fields and multiply by p.horizontal.",
        "Do so in a loop over the rivals and keep those with score[rival] > score[firm]: "
        "lessons[rival] = p.horizontal * (...).sum().",
    ),
)
