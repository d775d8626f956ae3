"""Tasks of 08_buzz_and_pipelines: how far a cluster should look outside."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Numbers, Text
from clustercourse.exercises.pipelines_answers import (
    OPEN,
    SMALL,
    best,
    end,
    from_the_day_before,
    losses,
    losses_of_all,
    means,
    opened,
    shifted,
)
from clustercourse.exercises.pipelines_practice import PRACTICE
from clustercourse.exercises.pipelines_reading import BOTH_TASK, INDEX_TASK, TOGETHER
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_LOCKED = "Tell lock-in from a low level"
_FREE = "Tell what a free rider loses from what all lose"

#: Firms that stop their R&D, each in a run of its own.
_LONE = 5


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with other ties and pipelines; five of its SMEs are the learner's."""
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(6, 9)),
        horizontal_ties=float(rng.uniform(1.2, 2.2)),
        vertical_ties=float(rng.uniform(1.2, 2.2)),
        openness=float(rng.uniform(0.2, 0.35)),
        pipeline_cost=1.0,
        gate=0.5,
        rng=rng,
    )
    smes = [actor for actor, kind in cluster.nodes(data="kind") if kind == "sme"]
    cluster.graph["my_firms"] = sorted(rng.choice(smes, _LONE, replace=False).tolist())
    return cluster


BEST_TASK = Task(
    id="pipelines.best",
    title="How open is best for SMEs",
    objective=TOGETHER,
    points=20,
    answer=Numbers(SMALL),
    reference=best,
    alternatives=(
        lambda cluster: {
            "openness": OPEN[int(np.argmax(list(means(cluster).values())))],
            "gain": max(means(cluster).values()) / means(cluster)[0.0] - 1,
        },
        lambda cluster: {
            "openness": best(cluster)["openness"],
            "gain": float(
                opened(cluster).frame().query("outcome == 'sme_performance'").relative.max()
            ),
        },
    ),
    misconceptions=(
        Misconception(
            "best for focal firms",
            lambda cluster: best(cluster, "focal_performance"),
            "This is best for the focal firms, who hold most pipelines. The task asks for SMEs.",
        ),
        Misconception(
            "best for all firms",
            lambda cluster: best(cluster, "performance"),
            "This is right for all firms together. The task asks for SMEs.",
        ),
        Misconception(
            "the most open",
            lambda cluster: {
                "openness": OPEN[-1],
                "gain": means(cluster)[OPEN[-1]] / means(cluster)[0.0] - 1,
            },
            "You took the most open cluster. Look for the highest level on the way there.",
        ),
        Misconception(
            "the level",
            lambda cluster: {
                "openness": best(cluster)["openness"],
                "gain": means(cluster)[best(cluster)["openness"]],
            },
            "The openness is right. 'gain' is the level there: divide it by the level of the "
            "closed cluster and subtract 1.",
        ),
        Misconception(
            "a difference",
            lambda cluster: {
                "openness": best(cluster)["openness"],
                "gain": max(means(cluster).values()) - means(cluster)[0.0],
            },
            "The openness is right. 'gain' is a difference of levels: divide it by the level of "
            "the closed cluster.",
        ),
    ),
    hints=(
        "Sweep the openness of clusters like yours and look for the highest mean level.",
        "runs = sweep(like_mine, {'openness': grid}, 'sme_performance', replicates=3, rng=4). Then "
        "runs.at(openness=0.2).mean() is the mean level at 0.2.",
        "level = {o: runs.at(openness=o).mean() for o in grid}; top = max(level, key=level.get); "
        "the gain is level[top] / level[0] - 1.",
    ),
)

FREE_TASK = Task(
    id="pipelines.free_rider",
    title="The free rider",
    objective=_FREE,
    points=15,
    answer=Numbers(SMALL),
    reference=losses,
    alternatives=(
        lambda cluster: {
            "alone": float(
                np.mean(
                    [
                        end(cluster, "inventive", firm) - end(cluster, firm, firm)
                        for firm in cluster.graph["my_firms"]
                    ]
                )
            ),
            "together": losses(cluster)["together"],
        },
    ),
    misconceptions=(
        Misconception(
            "the sign",
            lambda cluster: {name: -loss for name, loss in losses(cluster).items()},
            "The sign is the wrong way round. A loss is above zero: before minus after.",
        ),
        Misconception(
            "the mean of all SMEs",
            losses_of_all,
            "These are losses of the mean of all SMEs. A free rider asks for its own: look at the "
            "five firms only, each in its own run.",
        ),
        Misconception(
            "shares",
            lambda cluster: {
                name: loss
                / np.mean([end(cluster, "inventive", firm) for firm in cluster.graph["my_firms"]])
                for name, loss in losses(cluster).items()
            },
            "These are shares of the level. The task asks for differences of levels.",
        ),
        Misconception(
            "sums",
            lambda cluster: {name: _LONE * loss for name, loss in losses(cluster).items()},
            "These are sums over the five firms. Take the mean.",
        ),
        Misconception(
            "exchanged",
            lambda cluster: {
                "alone": losses(cluster)["together"],
                "together": losses(cluster)["alone"],
            },
            "The two are exchanged: 'alone' is when the others go on with their R&D.",
        ),
    ),
    hints=(
        "Seven runs: as it is, five in which one of the five firms stops, one in which all SMEs "
        "stop. Always with the parameters p and rng=4.",
        "A firm stops: interventions=[ChangeActors(firm, rd=0)]; all SMEs: ChangeActors('sme', "
        "rd=0). A firm's level at the end: run.level([firm])[-1, 0].",
        "alone is the mean over the five of before.level([f])[-1, 0] - stops(f).level([f])[-1, 0], "
        "where stops(f) is the run in which f stops.",
    ),
)

SHIFT_TASK = Task(
    id="pipelines.shift",
    title="The market moves",
    objective=_LOCKED,
    points=15,
    answer=Numbers(SMALL),
    reference=shifted,
    alternatives=(
        lambda cluster: {name: round(value, 6) for name, value in shifted(cluster).items()},
    ),
    misconceptions=(
        Misconception(
            "from the day before",
            from_the_day_before,
            "Your level is right. Your recovery starts on the day before the move, so that it "
            "takes in the fall. Use recovery(run)[0], which starts just after it.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {
                "level": end(cluster, "moved, open", "core") / end(cluster, "moved, closed", "core")
                - 1,
                "recovery": -shifted(cluster)["recovery"],
            },
            "You take the closed cluster as the baseline. The open one is: closed / open - 1, and "
            "closed minus open.",
        ),
        Misconception(
            "SMEs",
            lambda cluster: shifted(cluster, "sme"),
            "Your level is that of the SMEs. The task asks for all firms.",
        ),
        Misconception(
            "a difference of levels",
            lambda cluster: {
                **shifted(cluster),
                "level": end(cluster, "moved, closed", "core")
                - end(cluster, "moved, open", "core"),
            },
            "'level' is a difference. Divide by the level of the open cluster: closed / open - 1.",
        ),
    ),
    hints=(
        "Two runs in which the market moves: one as it is, one without pipelines from the start.",
        "interventions=[TechnologyShift(at=20)], and the same with CutPipelines() as well. "
        "recovery(run)[0] is what a run recovers.",
        "level: shut.level()[-1, 0] / as_it_is.level()[-1, 0] - 1. recovery: "
        "recovery(shut)[0] - recovery(as_it_is)[0].",
    ),
)

EXPLAIN_TASK = Task(
    id="pipelines.explain",
    title="Advice for your cluster",
    objective=TOGETHER,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Read the table row by row: who gains from the last step, who loses?",
        "Who hears of what a pipeline brings, if there is little buzz? Who pays for a pipeline "
        "with local ties?",
        "Name a degree of openness and two numbers, say who wins and who loses and why, and what "
        "the model leaves out.",
    ),
    rubric=(
        Criterion("advises a degree of openness with two numbers of the own cluster", 5),
        Criterion("says who gains and who loses, and by which mechanism", 6),
        Criterion("names what the model leaves out, or how sure three or twenty draws are", 4),
    ),
)

UNIT = Unit(
    stem="08_buzz_and_pipelines",
    title="Exercise 08: how far your cluster should look outside",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(INDEX_TASK, BOTH_TASK, BEST_TASK, FREE_TASK, SHIFT_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
