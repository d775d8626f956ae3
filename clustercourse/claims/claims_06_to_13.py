"""Claims 6 to 13: the dimensions of learning, and trust."""

from __future__ import annotations

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Contrast, Interaction, Part
from clustercourse.claims.published_models import BARTER, GIFT
from clustercourse.claims.settings import calm, leave, no_flows, without
from clustercourse.claims.verdicts import Verdict
from clusterlib.learning import CutPipelines

_HOLDS, _IN_PART = Verdict.HOLDS, Verdict.IN_PART


CLAIMS = (
    Claim(
        6,
        "Horizontal learning: compare, observe, imitate",
        "The learning process is involved in comparing, observing and imitating each other",
        "Horizontal learning",
        (without("without horizontal learning", horizontal=0),),
        {_HOLDS: "Imitating the best neighbour of one's stage is how good practice spreads."},
        by_construction="By construction: by equation 3 only a better neighbour is imitated, and "
        "equation 6 adds what comes of it. Found is how much.",
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
        by_construction="By construction: that nearness makes knowledge easier to grasp is "
        "assumed, as a longer reach in equation 2. Found is what it is worth.",
    ),
    Claim(
        8,
        "Vertical learning: complementary resources",
        "complementary resources ... boost the creation of new knowledge",
        "Vertical learning",
        (
            without("without vertical learning", vertical=0),
            without(
                "vertical ties given up, and their attention free for others",
                interventions=no_flows(from_suppliers=True, from_customers=True),
            ),
            without(
                "ties to suppliers teach nothing, and their attention is free (backward learning)",
                interventions=no_flows(from_suppliers=True),
                counts=False,
            ),
            Interaction(
                "loss without it where firms are specialised, against where all know the same",
                (calm(specialisation=1), calm(specialisation=1, vertical=0)),
                (calm(specialisation=0), calm(specialisation=0, vertical=0)),
                -1,
                counts=False,
            ),
        ),
        {
            _IN_PART: "Suppliers and customers swap what the other lacks. The loss is small: a "
            "swap needs both to have something to give. If the ties are given up, so that their "
            "attention goes to other partners, it vanishes."
        },
        by_construction="Partly by construction: in the first experiment ties that teach nothing "
        "keep their attention (equation 4), so there must be a loss. The second takes that away.",
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
                "users in the chain: firms learn nothing from customers, their attention is free",
                interventions=no_flows(from_customers=True),
            ),
            Contrast(
                "the same where attention is no limit (20 ties)",
                calm(attention=20),
                calm(attention=20, interventions=no_flows(from_customers=True)),
                -1,
                counts=False,
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
            _IN_PART: "Lead customers outside bring knowledge that nobody in the cluster has; so "
            "do the other outside sources. Customers in the chain are worth their attention only "
            "where a firm has attention to spare."
        },
    ),
    Claim(
        10,
        "Long cooperation and trust",
        "owing to long-term cooperation and high trust ... are able to communicate each other "
        "widely and freely",
        "Vertical learning",
        (
            Contrast(
                "trust .1 to .9",
                calm(trust=0.1),
                calm(trust=0.9),
                1,
            ),
            Contrast(
                "trust .1 to .9 when it keeps firms with their local partners (loyalty 3)",
                calm(trust=0.1, loyalty=3),
                calm(trust=0.9, loyalty=3),
                1,
            ),
        ),
        {
            _IN_PART: "Trusting partners swap more of what each could give the other. Where trust "
            "also binds attention, pipelines get too little of it. Nobody has measured which is so."
        },
        by_construction="Partly by construction: without loyalty trust multiplies what is "
        "exchanged (equation 3) and costs nothing.",
    ),
    Claim(
        11,
        "Institutions promote knowledge sharing",
        "promote the cooperation, knowledge-sharing, information feedback",
        "Multi-angle learning",
        (
            without("without multi-angle learning", multi_angle=0),
            without("without any institution", interventions=leave("supporting")),
            without("without universities", interventions=leave("university"), counts=False),
            without(
                "without the government agency",
                interventions=leave("government_agency"),
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
            Contrast(
                "without any trust, where trust would bind attention (loyalty 3)",
                calm(loyalty=3),
                calm(trust=0, loyalty=3),
                -1,
                counts=False,
            ),
        ),
        {
            _IN_PART: "Trust helps, but it is not essential: without it firms still imitate what "
            "they see, and institutions still give."
        },
        by_construction="Partly by construction: without loyalty trust multiplies what is "
        "exchanged (equation 3), so that none of it must cost something. Found is how much.",
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
        by_construction="By construction, a theorem: a gift ends only where everybody knows what "
        "the best of them knew, in each field; barter cannot go beyond.",
    ),
)
