"""Claims 1 to 5: that clusters learn, and what focal firms do in them."""

from __future__ import annotations

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Contrast, Interaction, Part, Score
from clustercourse.claims.published_models import POOR_CLOSED, POOR_OPEN, RICH_CLOSED, RICH_OPEN
from clustercourse.claims.scores import focal_excess
from clustercourse.claims.settings import FOUR_SMES, calm, leave, without
from clustercourse.claims.verdicts import Verdict
from clusterlib.learning import CutPipelines

_HOLDS = Verdict.HOLDS
_TWINS = "after Morrison, Rabellotti & Zirulia (2013)"
_SMES, _FOCAL = "sme_performance", "focal_performance"


CLAIMS = (
    Claim(
        1,
        "Firms in a cluster outperform those outside",
        "benefit from locating in clusters as they outperform those located outside these clusters",
        "Introduction",
        (Contrast("local learning added to pipelines alone", calm(buzz=0), calm(), 1),),
        {
            _HOLDS: "A firm that learns from its neighbours climbs; with pipelines and own R&D "
            "alone most SMEs cannot keep up with a frontier that moves."
        },
        by_construction="By construction: in equation 6 local learning adds to what a firm learns "
        "and takes nothing away. Found is how much.",
    ),
    Claim(
        2,
        "Proximity underlies collective learning",
        "underlined by geographical, socio-economic, organizational and cultural proximity",
        "Introduction",
        (
            Contrast(
                "SMEs understand larger gaps (reach .1 to .4)",
                calm(reach_sme=0.1),
                calm(reach_sme=0.4),
                1,
            ),
            Contrast(
                "twice the chance of a local tie, from half the usual",
                calm(horizontal_ties=0.9, vertical_ties=0.9, multi_angle_ties=0.5),
                calm(),
                1,
            ),
        ),
        {
            _HOLDS: "Proximity works in two ways, and both pay: partners understand each other "
            "across larger gaps, and more of them meet."
        },
        by_construction="Partly by construction: by equation 2 a longer reach makes more of every "
        "gap understood, at no cost. That more ties help is found: they share one attention.",
    ),
    Claim(
        3,
        "Focal firms use external knowledge more",
        "Focal firms use external knowledge to a greater extent than other firms",
        "Cluster as an innovation network; The role of focal firms",
        (
            Score(
                "focal firms' share of all inflow through pipelines, beyond their share of firms",
                calm(focal_excess),
                1,
            ),
            Score(
                "the same with more pipelines, handed out evenly over all firms (openness .5, gate "
                "1/9)",
                calm(focal_excess, openness=0.5, gate=1 / 9),
                1,
            ),
            Score(
                "the same, and focal firms absorb no better than SMEs",
                calm(focal_excess, openness=0.5, gate=1 / 9, reach_focal=0.2),
                1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Focal firms hold most pipelines, and even with no more pipelines than others "
            "they get more out of them, for they understand larger gaps."
        },
        by_construction="Partly by construction: the parameter gate gives 80% of the pipelines to "
        "the focal firms. The second experiment takes that advantage away.",
    ),
    Claim(
        4,
        "Focal firms are gatekeepers",
        "act as “technological gatekeepers” for the whole district",
        "Cluster as an innovation network; The role of focal firms",
        (
            without("SMEs without the 4 focal firms", _SMES, interventions=leave("focal_firm")),
            without(
                "SMEs when the focal firms' pipelines are cut",
                _SMES,
                interventions=[CutPipelines(owners="focal_firm")],
            ),
            Contrast(
                "control: SMEs without 4 of the SMEs",
                calm(_SMES),
                calm(_SMES, interventions=leave(*FOUR_SMES)),
                0,
                counts=False,
            ),
            Contrast(
                "pipelines with the focal firms (gate 0 to .8) that absorb no better than SMEs",
                calm(_SMES, gate=0, reach_focal=0.2),
                calm(_SMES, gate=0.8, reach_focal=0.2),
                0,
                counts=False,
            ),
        ),
        {
            _HOLDS: "What the focal firms bring in spreads to the SMEs by imitation and exchange. "
            "It is their absorptive capacity that makes them gatekeepers, not their place."
        },
    ),
    Claim(
        5,
        "Rival: in poor buzz, stars, not gatekeepers",
        "thus enhancing the absorption of new information into the cluster",
        "Cluster as an innovation network; the rival is Giuliani and Bell (2005)",
        (
            Contrast(
                "focal firms gain from pipelines that taught nothing before, in poor buzz (.25)",
                calm(_FOCAL, buzz=0.25, pipeline=0),
                calm(_FOCAL, buzz=0.25),
                1,
            ),
            Interaction(
                "of pipelines in poor buzz: the gain of focal firms against that of SMEs",
                (calm(_FOCAL, buzz=0.25, pipeline=0), calm(_FOCAL, buzz=0.25)),
                (calm(_SMES, buzz=0.25, pipeline=0), calm(_SMES, buzz=0.25)),
            ),
            Interaction(
                "focal firms ahead of SMEs: poor buzz against the usual",
                (calm(_SMES, buzz=0.25), calm(_FOCAL, buzz=0.25)),
                (calm(_SMES), calm(_FOCAL)),
            ),
            Contrast(
                "all but the experts lose by the experts' pipelines in poor buzz",
                Part(POOR_CLOSED),
                Part(POOR_OPEN),
                -1,
                model=_TWINS,
            ),
            Contrast(
                "in rich buzz they gain",
                Part(RICH_CLOSED),
                Part(RICH_OPEN),
                1,
                counts=False,
                model=_TWINS,
            ),
            Contrast(
                "SMEs gain from pipelines in poor buzz",
                calm(_SMES, buzz=0.25, pipeline=0),
                calm(_SMES, buzz=0.25),
                1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Where firms hardly talk to each other, what focal firms fetch stays with "
            "them: they shine and the SMEs get little. Gatekeeping needs buzz."
        },
    ),
)
