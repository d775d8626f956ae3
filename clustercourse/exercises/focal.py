"""Tasks of 07_focal_firms: what focal firms bring in, and what they are worth to the others."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.focal_answers import (
    LOSSES,
    SMALL,
    ends,
    gatekeepers,
    left,
    left_by_parameters,
    levels,
    losses,
    losses_one_by_one,
    of_kind,
    outside,
    pairs,
    spillover,
    spillover_by_compare,
    spillover_in_per_cent,
)
from clustercourse.exercises.focal_practice import PRACTICE
from clustercourse.exercises.focal_reading import GATE_TASK, INFLOW_TASK
from clustercourse.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import build_cluster

_WORTH = "Measure what focal firms are worth, and which part of it is their absorptive capacity"
_SPILL = "Find who gains from an investment of the focal firms"
_EXPLAIN = "Tell a gatekeeper from an external star, and say what a region should ask for"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with a few focal firms and SMEs that have pipelines too."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            focal_firms=int(rng.integers(3, 6)),
            openness=float(rng.uniform(0.25, 0.4)),
            gate=float(rng.uniform(0.5, 0.8)),
            pipeline_cost=1.0,
            rng=rng,
        )
        smes = of_kind(cluster, "sme")
        count = len(of_kind(cluster, "focal_firm"))
        chosen = sorted(str(one) for one in rng.choice(smes, count, replace=False))
        cluster.graph["my_smes"] = chosen
        reached = any(outside(cluster, one) for sme in smes for one in cluster[sme])
        # Cheap questions first: most clusters that tell no mistake apart fail here.
        if (
            reached
            and pairs(cluster, open_only=False) != gatekeepers(cluster)
            and ends(cluster)["usual"] - ends(cluster)["pipelines_cut"] > 0.015
        ):
            return cluster


LOSS_TASK = Task(
    id="focal.loss",
    title="What they are worth",
    objective=_WORTH,
    points=20,
    answer=Numbers(SMALL),
    reference=losses,
    alternatives=(losses_one_by_one,),
    misconceptions=(
        Misconception(
            "all pipelines",
            lambda cluster: {
                **losses(cluster),
                "pipelines_cut": ends(cluster)["all_pipelines_cut"] / ends(cluster)["usual"] - 1,
            },
            "For 'pipelines_cut' you cut all pipelines, those of SMEs too. Cut those that focal "
            "firms own: CutPipelines(owners='focal_firm').",
        ),
        Misconception(
            "all firms",
            lambda cluster: losses(cluster, "core"),
            "These are the changes for all firms. The task asks for SMEs: level('sme').",
        ),
        Misconception(
            "a difference, no share",
            lambda cluster: {
                name: change * ends(cluster)["usual"] for name, change in losses(cluster).items()
            },
            "These are differences of levels. Divide by the level of the usual run.",
        ),
        Misconception(
            "before and after",
            lambda cluster: {
                name: float(levels(cluster)[name][-1] / levels(cluster)[name][0]) - 1
                for name in LOSSES
            },
            "You compare the end of a run with its own start. SMEs learn in any case: compare "
            "with the end of the usual run.",
        ),
        Misconception(
            "share of the changed run",
            lambda cluster: {
                name: 1 - ends(cluster)["usual"] / ends(cluster)[name] for name in LOSSES
            },
            "You divide by the level of the changed run. The usual run is the baseline.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -change for name, change in losses(cluster).items()},
            "The sign is the wrong way round: (changed - usual) / usual. A loss is below zero.",
        ),
    ),
    hints=(
        "Three changed runs, all with the same rng, and the usual run that you have.",
        "The interventions are RemoveActors('focal_firm'), RemoveActors(my_smes) and "
        "CutPipelines(owners='focal_firm').",
        "run = simulate(cluster, periods=40, rng=7, interventions=[...]); then "
        "run.level('sme')[-1, 0] / usual - 1 for each of the three.",
    ),
)

EQUAL_TASK = Task(
    id="focal.equal",
    title="Gatekeeper or position",
    objective=_WORTH,
    points=15,
    answer=Number(absolute=2e-4),
    reference=left,
    alternatives=(left_by_parameters,),
    misconceptions=(
        Misconception(
            "cut once only",
            lambda cluster: (
                (ends(cluster)["equal"] - ends(cluster)["pipelines_cut"])
                / (ends(cluster)["usual"] - ends(cluster)["pipelines_cut"])
            ),
            "You subtract the same level above and below the line. Focal firms with less reach "
            "learn less from everybody: cut the pipelines in *their* world too.",
        ),
        Misconception(
            "the part that is lost",
            lambda cluster: 1 - left(cluster),
            "This is the part of the worth that is lost. Asked is the part that is left.",
        ),
        Misconception(
            "the SMEs' reach raised",
            lambda cluster: left(cluster, "trained"),
            "You raised the reach of the SMEs to that of focal firms. Asked is the other way: "
            "focal firms who understand no more than SMEs do.",
        ),
        Misconception(
            "a share of the level",
            lambda cluster: ends(cluster)["equal"] / ends(cluster)["usual"],
            "This is a share of the SMEs' level. Most of that they have without the pipelines: "
            "subtract the level with the pipelines cut, above and below the line.",
        ),
        Misconception(
            "all firms",
            lambda cluster: left(cluster, of="core"),
            "This is right for all firms. The task asks for SMEs.",
        ),
    ),
    hints=(
        "You need four levels of SMEs: usual and equal reach, each with and without the pipelines "
        "of focal firms.",
        "Equal reach: ChangeActors('focal_firm', reach=0.2) among the interventions, or "
        "Learning(reach_focal=0.2).",
        "(equal - equal_cut) / (usual - usual_cut), all from runs of 40 periods with rng=7.",
    ),
)

SPILL_TASK = Task(
    id="focal.externality",
    title="Who gains from their R&D",
    objective=_SPILL,
    points=15,
    answer=Numbers(SMALL),
    reference=spillover,
    alternatives=(spillover_by_compare,),
    misconceptions=(
        Misconception(
            "the mean firm",
            lambda cluster: spillover(cluster, each=True),
            "These are the gains of one mean firm of each kind. Asked is what all SMEs and all "
            "focal firms gain together: multiply by their numbers.",
        ),
        Misconception(
            "from the usual R&D",
            lambda cluster: spillover(cluster, 0.2),
            "You start from the usual R&D, a chance of 0.2. The baseline here is no R&D of focal "
            "firms: base.but(rd_focal=0).",
        ),
        Misconception(
            "relative gains",
            spillover_in_per_cent,
            "These are relative gains. A share of a low level is not the same as a share of a high "
            "one: take differences, then multiply by the number of firms.",
        ),
        Misconception(
            "the other way round",
            lambda cluster: {name: -gain for name, gain in spillover(cluster).items()},
            "Your first setting is the one with more R&D. compare(before, after) gives after "
            "minus before.",
        ),
    ),
    hints=(
        "Two comparisons of the same two settings, with two outcomes: 'sme_performance' and "
        "'focal_performance'.",
        "compare(base.but(rd_focal=0), base.but(rd_focal=0.8), 'sme_performance', replicates=6, "
        "rng=7).difference.mean is the gain of one mean SME.",
        "Multiply it by the number of SMEs, and the gain of a mean focal firm by len(focal).",
    ),
)

EXPLAIN_TASK = Task(
    id="focal.explain",
    title="What to ask of them",
    objective=_EXPLAIN,
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Which broken promise costs the SMEs most? Which hardly anything?",
        "A firm that fetches and does not tell is an external star. Which row of the table is "
        "that, and how much does a focal firm itself lose by it?",
        "Decide for one promise by two numbers of your table, say how it reaches the SMEs, and "
        "name what the model leaves out, such as why a firm should tell its rivals.",
    ),
    rubric=(
        Criterion("decides for a promise by two numbers of the own cluster", 5),
        Criterion("says how it reaches the SMEs, and tells a gatekeeper from a star", 6),
        Criterion("names what the model leaves out, such as rivalry or why a firm should tell", 4),
    ),
)

UNIT = Unit(
    stem="07_focal_firms",
    title="Exercise 07: the focal firms of your cluster",
    archetypes=("baseline", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    tasks=(GATE_TASK, INFLOW_TASK, LOSS_TASK, EQUAL_TASK, SPILL_TASK, EXPLAIN_TASK),
    practice=PRACTICE,
)
