"""Check-yourself tasks of the lecture 06_trust_and_absorption, without points."""

from __future__ import annotations

import networkx as nx

from clustercourse.exercises.answers import Number
from clustercourse.exercises.tasks import Misconception, Task
from clustercourse.exercises.trust_answers import LOYAL, SMALL, USUAL, two_faces
from clusterlib.learning import attention_to


def _left(cluster: nx.Graph, source: str = "XC2") -> float:
    """Return what loyalty leaves of the attention that F19 gives to a source, as a share."""
    usual, loyal = (attention_to(cluster, "F19", p)[source] for p in (USUAL, LOYAL))
    return loyal / usual


PRACTICE = (
    Task(
        id="trust.try_attention",
        title="What loyalty leaves",
        objective="Say what trust and loyalty do to a firm's attention",
        points=0,
        answer=Number(),
        reference=_left,
        alternatives=(lambda cluster: _left(cluster, "XR3"),),
        misconceptions=(
            Misconception(
                "the attention itself",
                lambda cluster: attention_to(cluster, "F19", LOYAL)["XC2"],
                "This is the attention with loyalty. Divide it by the attention without.",
            ),
            Misconception(
                "the part that is lost",
                lambda cluster: 1 - _left(cluster),
                "This is the part that is lost. Asked is the part that is left.",
            ),
            Misconception(
                "a local tie",
                lambda cluster: _left(cluster, "U1"),
                "This is for a local tie: it gains. XC2 is the source outside.",
            ),
        ),
        hints=(
            "`given` has a row for each partner and a column for each loyalty.",
            'given.loc["XC2", "loyalty 3"] is one number of it.',
            'given.loc["XC2", "loyalty 3"] / given.loc["XC2", "loyalty 0"]',
        ),
    ),
    Task(
        id="trust.try_prior",
        title="What to know before",
        objective="Compute what a firm absorbs, whose ideas it understands, and the best distance",
        points=0,
        answer=Number(),
        reference=lambda cluster: 0.95 - USUAL.reach_sme,
        alternatives=(lambda cluster: 0.75,),
        misconceptions=(
            Misconception(
                "the gap",
                lambda cluster: USUAL.reach_sme,
                "This is the best gap. How much does the SME know if the source knows that much "
                "more?",
            ),
            Misconception(
                "nothing",
                lambda cluster: 0.0,
                "A beginner has most to learn, and understands next to nothing of it.",
            ),
            Misconception(
                "as much as the source",
                lambda cluster: 0.95,
                "Then it understands all, and there is nothing new.",
            ),
        ),
        hints=(
            "From which gap does an SME learn most? Look at the curve.",
            "The best gap is the reach, usual.reach_sme.",
            "0.95 - usual.reach_sme",
        ),
    ),
    Task(
        id="trust.try_faces",
        title="The two faces of R&D",
        objective="Measure whether less trust or more absorptive capacity helps a cluster",
        points=0,
        answer=SMALL,
        reference=lambda cluster: two_faces(),
        alternatives=(lambda cluster: round(two_faces(), 5),),
        misconceptions=(
            Misconception(
                "one face only",
                lambda cluster: two_faces(reach=USUAL.reach_sme),
                "This is R&D alone, as above. Change reach_sme to 0.25 as well.",
            ),
            Misconception(
                "all firms",
                lambda cluster: two_faces("performance"),
                'This is the change for all firms. Ask for "sme_performance".',
            ),
        ),
        hints=(
            "Change two parameters of `base` at once: rd_sme and reach_sme.",
            "base.but(rd_sme=0.12, reach_sme=0.25)",
            'compare(base, base.but(rd_sme=0.12, reach_sme=0.25), "sme_performance", '
            "replicates=24, rng=SEED).relative.mean",
        ),
    ),
)
