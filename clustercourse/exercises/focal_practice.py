"""Check-yourself tasks of the lecture 07_focal_firms, without points."""

from __future__ import annotations

import networkx as nx

from clustercourse.exercises.answers import Number
from clustercourse.exercises.focal_answers import (
    SMALL,
    gate_opened,
    gatekeepers,
    lecture_spillover,
    of_kind,
)
from clustercourse.exercises.focal_reading import GATE
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.measures import brokerage


def _share(cluster: nx.Graph, role: str = "gatekeeper") -> float:
    """Return the focal firms' share of the scores of all actors in a role."""
    scores = brokerage(cluster)[role]
    return float(scores[of_kind(cluster, "focal_firm")].sum() / scores.sum())


def _spilt(*, each: bool = False) -> float:
    """Return the SMEs' share of what focal R&D adds."""
    gain = lecture_spillover(each=each)
    return gain["sme"] / (gain["sme"] + gain["focal"])


PRACTICE = (
    Task(
        id="focal.try_gate",
        title="The focal firms' share of the gates",
        objective=GATE,
        points=0,
        answer=Number(),
        reference=_share,
        misconceptions=(
            Misconception(
                "the number",
                lambda cluster: sum(gatekeepers(cluster).values()),
                "This is the number of pairs that focal firms stand between. Divide by that of all "
                "actors.",
            ),
            Misconception(
                "share of the firms",
                lambda cluster: (
                    len(of_kind(cluster, "focal_firm"))
                    / sum(layer == "core" for _, layer in cluster.nodes(data="layer"))
                ),
                "This is the share of firms that are focal. Add up their scores.",
            ),
            Misconception(
                "coordinator",
                lambda cluster: _share(cluster, "coordinator"),
                "This is the share of the coordinators' scores. Take the column 'gatekeeper'.",
            ),
        ),
        hints=(
            "scores['gatekeeper'] is a column with a number for each actor; .sum() adds it up.",
            "scores.loc[focal, 'gatekeeper'] are the numbers of the focal firms.",
            "scores.loc[focal, 'gatekeeper'].sum() / scores['gatekeeper'].sum()",
        ),
    ),
    Task(
        id="focal.try_equal",
        title="A gate among equals",
        objective="Measure what focal firms are worth, and which part of it is their absorptive "
        "capacity",
        points=0,
        answer=SMALL,
        reference=lambda cluster: gate_opened("reach_sme"),
        alternatives=(lambda cluster: round(gate_opened("reach_sme"), 5),),
        misconceptions=(
            Misconception(
                "all understand little",
                lambda cluster: gate_opened("reach_focal"),
                "Here focal firms understand as little as SMEs. Set the reach of SMEs to that of "
                "focal firms: reach_sme=0.6.",
            ),
            Misconception(
                "unequal",
                lambda cluster: gate_opened(""),
                "This is the change with the usual reach of SMEs. Set reach_sme=0.6 in both "
                "settings.",
            ),
            Misconception(
                "all firms",
                lambda cluster: gate_opened("reach_sme", "performance"),
                'This is the change for all firms. Ask for "sme_performance".',
            ),
        ),
        hints=(
            "Two settings that differ in the gate only. Both start from equal.",
            "equal.but(gate=0) and equal.but(gate=0.8)",
            'compare(equal.but(gate=0), equal.but(gate=0.8), "sme_performance", replicates=40, '
            "rng=SEED).relative.mean",
        ),
    ),
    Task(
        id="focal.try_spill",
        title="Who gains from focal R&D",
        objective="Find who gains from an investment of the focal firms",
        points=0,
        answer=Number(absolute=2e-4),
        reference=lambda cluster: _spilt(),
        misconceptions=(
            Misconception(
                "the mean firm",
                lambda cluster: _spilt(each=True),
                "You compare one mean SME with one mean focal firm. There are 32 of the one and 4 "
                "of the other: multiply first.",
            ),
            Misconception(
                "the focal firms' share",
                lambda cluster: 1 - _spilt(),
                "This is the share that the focal firms keep. Asked is that of the SMEs.",
            ),
        ),
        hints=(
            "What all SMEs gain is what a mean SME gains, times their number.",
            "32 * sme_gain and 4 * focal_gain. What share of the sum is the first?",
            "32 * sme_gain / (32 * sme_gain + 4 * focal_gain)",
        ),
    ),
)
