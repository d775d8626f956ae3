"""Claims 1 to 13: that clusters learn, in which dimensions, and what trust does."""

from __future__ import annotations

from clusterlib.claims.bases import FOUR_SMES, calm, without
from clusterlib.claims.claim import Claim
from clusterlib.claims.evidence import Contrast, Interaction, Part, Score
from clusterlib.claims.outcomes import focal_excess
from clusterlib.claims.siblings import BARTER, GIFT
from clusterlib.claims.verdicts import Verdict
from clusterlib.learning import CutPipelines, RemoveActors

_HOLDS, _IN_PART = Verdict.HOLDS, Verdict.IN_PART
_SMES, _FOCAL = "sme_performance", "focal_performance"


def _leave(*who: str) -> list[RemoveActors]:
    return [RemoveActors(who)]


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
            without("SMEs without the 4 focal firms", _SMES, interventions=_leave("focal_firm")),
            without(
                "SMEs when the focal firms' pipelines are cut",
                _SMES,
                interventions=[CutPipelines(owners="focal_firm")],
            ),
            Contrast(
                "control: SMEs without 4 of the SMEs",
                calm(_SMES),
                calm(_SMES, interventions=_leave(*FOUR_SMES)),
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
                "focal firms gain from pipelines in poor buzz (a quarter)",
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
    Claim(
        6,
        "Horizontal learning: compare, observe, imitate",
        "The learning process is involved in comparing, observing and imitating each other",
        "Horizontal learning",
        (without("without horizontal learning", horizontal=0),),
        {_HOLDS: "Imitating the best neighbour of one's stage is how good practice spreads."},
    ),
    Claim(
        7,
        "Proximity raises absorptive capability",
        "Geographical proximity ... reduce the cognitive distance and enhance the absorptive "
        "capability of clustering firms",
        "Horizontal learning",
        (
            Contrast(
                "neighbours understood twice as well, outsiders as before",
                calm(reach_sme=0.1, reach_focal=0.3, reach_institution=0.3, outside_reach=1),
                calm(reach_sme=0.2, reach_focal=0.6, reach_institution=0.6, outside_reach=0.5),
                1,
            ),
            Contrast(
                "the same, from half of that",
                calm(reach_sme=0.05, reach_focal=0.15, reach_institution=0.15, outside_reach=2),
                calm(reach_sme=0.1, reach_focal=0.3, reach_institution=0.3, outside_reach=1),
                1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "If being near makes a partner's knowledge easier to grasp, each local tie "
            "carries more of it."
        },
        by_construction="That nearness makes knowledge easier to grasp is assumed; what it is "
        "worth is found.",
    ),
    Claim(
        8,
        "Vertical learning: complementary resources",
        "complementary resources ... boost the creation of new knowledge",
        "Vertical learning",
        (
            without("without vertical learning", vertical=0),
            Interaction(
                "loss without it where firms are specialised, against where all know the same",
                (calm(specialisation=1), calm(specialisation=1, vertical=0)),
                (calm(specialisation=0), calm(specialisation=0, vertical=0)),
                -1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Suppliers and customers swap what the other lacks. The loss is small: a swap "
            "needs both to have something to give."
        },
    ),
    Claim(
        9,
        "Close contact with users",
        "close contact with users",
        "Vertical learning",
        (
            without(
                "without pipelines to lead customers",
                interventions=[CutPipelines(sources="lead_customer")],
            ),
            without(
                "without pipelines to outside R&D",
                counts=False,
                interventions=[CutPipelines(sources="outside_rd")],
            ),
            without(
                "without pipelines to outside subcontractors",
                counts=False,
                interventions=[CutPipelines(sources="outside_subcontractor")],
            ),
        ),
        {
            _HOLDS: "Lead customers bring knowledge that nobody in the cluster has; so do the "
            "other outside sources, each for its own fields."
        },
    ),
    Claim(
        10,
        "Long cooperation and trust",
        "owing to long-term cooperation and high trust ... are able to communicate each other "
        "widely and freely",
        "Vertical learning",
        (Contrast("trust .1 to .9", calm(trust=0.1), calm(trust=0.9), 1),),
        {_HOLDS: "Trusting partners swap more of what each could give the other."},
    ),
    Claim(
        11,
        "Institutions promote knowledge sharing",
        "promote the cooperation, knowledge-sharing, information feedback",
        "Multi-angle learning",
        (
            without("without multi-angle learning", multi_angle=0),
            without("without any institution", interventions=_leave("supporting")),
            without("without universities", interventions=_leave("university"), counts=False),
            without(
                "without the government agency",
                interventions=_leave("government_agency"),
                counts=False,
            ),
        ),
        {
            _HOLDS: "Institutions tie firms of all stages together and give without asking for "
            "anything back. As a whole they matter; a single kind of them hardly does."
        },
    ),
    Claim(
        12,
        "Trust is essential for knowledge transfer",
        "the trust to each other is essential of knowledge transfer",
        "Inter-firms trustiness degree",
        (
            without("without any trust", trust=0),
            Contrast(
                "essential: no trust is as bad as no local learning", calm(buzz=0), calm(trust=0), 0
            ),
        ),
        {
            _IN_PART: "Trust helps, but it is not essential: without it firms still imitate what "
            "they see, and institutions still give."
        },
    ),
    Claim(
        13,
        "Worry about unfair returns slows transfer",
        "the worry of unfair revenue will reduce the dynamics to transfer knowledge",
        "Inter-firms trustiness degree",
        (
            Contrast(
                "give only for something in return, against give freely",
                Part(GIFT),
                Part(BARTER),
                -1,
                model="Cowan & Jonard (2004), (2003)",
            ),
            Contrast(
                "less is given back and forth (trust .9 to .1)",
                calm(trust=0.9),
                calm(trust=0.1),
                -1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Those who insist on a return stop when the other has nothing to offer; a gift "
            "reaches everyone in the end."
        },
    ),
)
