"""The first tasks of 07_focal_firms: who stands at the gate, and what comes in through it."""

from __future__ import annotations

from clustercourse.exercises.answers import Numbers
from clustercourse.exercises.focal_answers import gatekeepers, inflow, inflow_by_frame, pairs
from clustercourse.exercises.tasks import Misconception, Task

GATE = "Find who stands between the cluster and the world, and account for what comes in"

GATE_TASK = Task(
    id="focal.gatekeepers",
    title="Who stands at the gate",
    objective=GATE,
    points=15,
    answer=Numbers(),
    reference=gatekeepers,
    alternatives=(pairs,),
    misconceptions=(
        Misconception(
            "closed triads too",
            lambda cluster: pairs(cluster, open_only=False),
            "You count every pair of a source and a partner. Where the partner has a pipeline to "
            "the same source, nobody stands between them: leave such pairs out.",
        ),
        Misconception(
            "firms only",
            lambda cluster: pairs(cluster, firms_only=True),
            "Your partners are firms only. Institutions belong to the cluster too: a focal firm "
            "may bring outside knowledge to a university.",
        ),
        Misconception(
            "coordinator",
            lambda cluster: gatekeepers(cluster, "coordinator"),
            "This is the coordinator's score: it stands between two actors inside. A gatekeeper "
            "stands between one outside and one inside.",
        ),
        Misconception(
            "itinerant",
            lambda cluster: gatekeepers(cluster, "itinerant"),
            "This is the itinerant's score: it stands between two sources outside. A gatekeeper "
            "stands between one outside and one inside.",
        ),
    ),
    hints=(
        "brokerage(cluster) counts all five roles for every actor. Which column is wanted?",
        "scores = brokerage(cluster)['gatekeeper'] is a Series: scores['F05'] is the score of one "
        "firm.",
        "gatekeepers = {firm: scores[firm] for firm in focal}",
    ),
)

INFLOW_TASK = Task(
    id="focal.inflow",
    title="What comes in",
    objective=GATE,
    points=20,
    answer=Numbers(),
    reference=inflow,
    alternatives=(inflow_by_frame,),
    misconceptions=(
        Misconception(
            "no flow",
            lambda cluster: {
                "pipelines": inflow(cluster)["pipelines"],
                "inflow": inflow(cluster)["pipelines"],
            },
            "Your two shares are equal: you count pipelines twice. For the inflow add up the "
            "column `flow`.",
        ),
        Misconception(
            "every tie",
            lambda cluster: inflow(cluster, every_tie=True),
            "Your inflow covers all ties to firms. What comes from outside comes over pipelines "
            "only: keep the rows with dimension 'pipeline'.",
        ),
        Misconception(
            "for each firm",
            lambda cluster: inflow(cluster, each=True),
            "You compare a mean focal firm with a mean SME. Asked is a share of the whole: add up "
            "over firms.",
        ),
        Misconception(
            "share of the SMEs",
            lambda cluster: {name: 1 - share for name, share in inflow(cluster).items()},
            "These are the SMEs' shares. Asked are those of the focal firms.",
        ),
        Misconception(
            "the last period",
            lambda cluster: inflow(cluster, last=True),
            "This is the inflow of the last period. Take the whole run: flow_frame() adds it up.",
        ),
    ),
    hints=(
        "history.flow_frame() has a row for each flow, with the columns dimension, target_kind "
        "and flow.",
        "Keep the pipelines: flows[flows.dimension == 'pipeline']. Which of them lead to a focal "
        "firm?",
        "focal = pipelines.target_kind == 'focal_firm'. Then focal.mean() is the share of "
        "pipelines, and pipelines.flow[focal].sum() / pipelines.flow.sum() that of the inflow.",
    ),
)
