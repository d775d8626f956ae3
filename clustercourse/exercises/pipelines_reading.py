"""Two tasks of 08_buzz_and_pipelines: who looks outside, and what pipelines add to the buzz."""

from __future__ import annotations

from clustercourse.exercises.answers import Numbers
from clustercourse.exercises.pipelines_answers import (
    SMALL,
    counts,
    end,
    gains,
    gains_as_shares,
    gains_of_buzz,
    gains_one_by_one,
    turned,
    turned_to_firms,
)
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.measures import ei_by_actor

INDEX = "Measure how far the holders of pipelines look outside"
TOGETHER = "Test whether buzz and pipelines are complements, and find how open is best"

INDEX_TASK = Task(
    id="pipelines.index",
    title="Who looks outside",
    objective=INDEX,
    points=15,
    answer=Numbers(),
    reference=turned,
    alternatives=(
        lambda cluster: {
            firm: ei_by_actor(
                cluster, {a for a, of in cluster.nodes(data="layer") if of != "supplementary"}
            )[firm]
            for firm in turned(cluster)
        },
    ),
    misconceptions=(
        Misconception(
            "the sign",
            lambda cluster: {firm: -index for firm, index in turned(cluster).items()},
            "The sign is the wrong way round: external minus internal.",
        ),
        Misconception(
            "the share of external ties",
            lambda cluster: {firm: (index + 1) / 2 for firm, index in turned(cluster).items()},
            "This is the share of external ties, from 0 to 1. The E-I index subtracts the internal "
            "ties above the line and runs from -1 to 1.",
        ),
        Misconception(
            "all firms",
            lambda cluster: turned(cluster, 0),
            "Firms without a pipeline are among them; their index is -1. Keep the holders.",
        ),
        Misconception(
            "ties with firms only",
            turned_to_firms,
            "You leave out ties with institutions. They are inside the cluster too: all ties that "
            "do not lead to an outside source are internal.",
        ),
        Misconception(
            "differences",
            lambda cluster: {
                firm: external - internal
                for firm, (external, internal) in counts(cluster).items()
                if external
            },
            "These are differences of counts. Divide each by the firm's number of ties.",
        ),
    ),
    hints=(
        "For each firm two counts: partners that are outside sources, and all the others.",
        "len(outside & set(cluster[firm])) is the number of pipelines, cluster.degree(firm) that "
        "of all ties.",
        "With e pipelines of n ties the index is (2 * e - n) / n. Keep the firms with e > 0.",
    ),
)

BOTH_TASK = Task(
    id="pipelines.both",
    title="Pipelines with and without buzz",
    objective=TOGETHER,
    points=20,
    answer=Numbers(SMALL),
    reference=gains,
    alternatives=(gains_one_by_one,),
    misconceptions=(
        Misconception(
            "all firms",
            lambda cluster: gains(cluster, "core"),
            "These are the gains of all firms. The task asks for SMEs: level('sme').",
        ),
        Misconception(
            "the gain by buzz",
            gains_of_buzz,
            "You added the buzz, with pipelines and without. Add the pipelines: with buzz, and "
            "without.",
        ),
        Misconception(
            "shares",
            gains_as_shares,
            "These are shares. A small number may double and still be small: for complements "
            "compare differences of levels here.",
        ),
        Misconception(
            "idle pipelines",
            lambda cluster: gains(cluster, closed="idle pipelines"),
            "You set the strength of pipelines to 0. Then they stay and still take attention. "
            "Take them away: interventions=[CutPipelines()].",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -gain for name, gain in gains(cluster).items()},
            "The sign is the wrong way round: with pipelines minus without.",
        ),
        Misconception(
            "levels",
            lambda cluster: {
                "with_buzz": end(cluster, "both"),
                "without_buzz": end(cluster, "pipelines only"),
            },
            "These are levels. Subtract from each the level without pipelines.",
        ),
    ),
    hints=(
        "You need four runs: with buzz or without, with pipelines or without.",
        "No buzz: Learning(buzz=0). No pipelines: interventions=[CutPipelines()]. The level of the "
        "SMEs at the end: .level('sme')[-1, 0].",
        "def level(buzz, *events): return simulate(cluster, Learning(buzz=buzz), periods=40, "
        "interventions=events, rng=4).level('sme')[-1, 0]. Then level(1) - level(1, "
        "CutPipelines()), and the same with 0.",
    ),
)
