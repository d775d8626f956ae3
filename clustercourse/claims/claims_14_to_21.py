"""Claims 14 to 21: position, size, openness, density, strong and weak ties, distance."""

from __future__ import annotations

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Contrast, Interaction, Part, Score, Trend
from clustercourse.claims.scores import centrality_and_knowledge, holes_and_knowledge
from clustercourse.claims.settings import PIPELINES, added, calm, curve, tie_budget
from clustercourse.claims.verdicts import Verdict
from clusterlib.experiments import DropLocalTies, StrengthenTies
from clusterlib.experiments.steps import Ties

_HOLDS, _IN_PART = Verdict.HOLDS, Verdict.IN_PART
_FAILS, _INVERTED_U = Verdict.FAILS, Verdict.INVERTED_U
_STRUCTURE = "Structure dimension"
_LEADS = (1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1, 0)


def _denser(factor: float) -> Part:
    ties = {"horizontal_ties": 1.8, "vertical_ties": 1.8, "multi_angle_ties": 1.0}
    return calm(**{name: factor * usual for name, usual in ties.items()})


def _lost(what: str, strong: Ties, counts: bool = True) -> Contrast:
    """Return the contrast of a fifth of the ties lost: weak ones, against strong ones."""
    strengthen = StrengthenTies(strong)
    of_strong, of_weak = DropLocalTies("strong"), DropLocalTies("weak")
    without_strong = calm(steps=[strengthen, of_strong])
    return Contrast(what, without_strong, calm(steps=[strengthen, of_weak]), -1, counts)


CLAIMS = (
    Claim(
        14,
        "Central firms know more",
        "The firms located in the network center ... more likely to receive their support and more "
        "information resource",
        _STRUCTURE,
        (
            Score(
                "SMEs with more ties know more (rank correlation)",
                calm(centrality_and_knowledge),
                1,
            ),
            Score(
                "the same when a firm has time for one partner",
                calm(centrality_and_knowledge, attention=1),
                1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "More partners, more to learn from. Part of the advantage goes when a firm has "
            "time for one partner only: ties one cannot attend to are worth little."
        },
    ),
    Claim(
        15,
        "Structural holes give an advantage",
        'The firms located in the "structure hole" has the advantage of knowledge acquisition',
        _STRUCTURE,
        (
            Score(
                "rank correlation of Burt's constraint, low where a firm spans holes, with what "
                "SMEs know, given their number of ties",
                calm(holes_and_knowledge),
                -1,
            ),
        ),
        {
            _FAILS: "Of two firms with as many ties the one whose partners do not know each other "
            "is hardly better off: what counts here is how many partners there are.",
            _HOLDS: "Partners who do not know each other bring different things.",
        },
    ),
    Claim(
        16,
        "The larger the network, the better",
        "The larger cluster network size is, the more possibilities the cluster is able to acquire "
        "a wider range of knowledge sources",
        _STRUCTURE,
        (
            Trend(
                "firms in each stage, 4 to 30, all else as it is",
                curve("firms_per_stage", (4, 8, 12, 18, 24, 30)),
            ),
            Contrast(
                "12 to 24 firms in each stage, all else as it is",
                calm(),
                calm(firms_per_stage=24),
                1,
                counts=False,
            ),
            Contrast(
                "12 to 24 firms in each stage, with twice the focal firms and outside actors",
                calm(),
                calm(
                    firms_per_stage=24,
                    focal_firms=8,
                    outside_rd=12,
                    lead_customers=6,
                    outside_subcontractors=6,
                ),
                1,
                counts=False,
            ),
        ),
        {
            _FAILS: "More firms share the same few focal firms and pipelines, so what comes in is "
            "further away from most. Where those grow along, no harm shows, and no help either.",
            _INVERTED_U: "Up to a point more firms mean more to learn from; then the same few "
            "focal firms and pipelines are shared by too many.",
        },
    ),
    Claim(
        17,
        "Openness helps",
        "network centrality, network size and network openness is positive correlate with the "
        "organizational learning process",
        _STRUCTURE,
        (
            Trend(
                "share of the local ties given up for pipelines, 0 to 1",
                curve("openness", (0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1)),
            ),
            Trend(
                "pipelines added to a closed cluster, 0 to 160, no local tie given up",
                {count: added(count) for count in PIPELINES},
            ),
        ),
        {
            _INVERTED_U: "The first pipelines bring new knowledge for few ties; the last ones cost "
            "the buzz that would have spread it. Where no tie is given up the fall is small: it "
            "begins when firms have more pipelines than attention."
        },
        by_construction=tie_budget(
            "Most of the fall comes from it: compare the experiment in which pipelines are added."
        ),
    ),
    Claim(
        18,
        "Density helps",
        "Position, size, density and other variables in structure dimension have an important "
        "influence on clustering firms' learning ability",
        "Structure dimension, Fig. 2",
        (
            Trend(
                "local ties, a quarter to five times the usual",
                {factor: _denser(factor) for factor in (0.25, 0.5, 1, 2, 3, 5)},
            ),
        ),
        {
            _INVERTED_U: "More ties help until firms have more partners than time, and learn from "
            "everybody the same.",
            _HOLDS: "More ties help, ever less: beyond twice the usual firms lack time for them.",
        },
    ),
    Claim(
        19,
        "Weak ties that bridge matter most",
        'manifested in "strong" versus "weak" ties',
        "Relational dimension",
        (
            Contrast(
                "a fifth of the local ties lost: those that bridge, against redundant ones",
                calm(steps=[DropLocalTies("redundant")]),
                calm(steps=[DropLocalTies("bridging")]),
                -1,
            ),
            _lost("strong by lot (3 times the attention): weak ties lost, against strong", "any"),
            _lost("the same where the strong ties are the redundant ones", "redundant", False),
            _lost("the same where the strong ties are those that bridge", "bridging", False),
            Contrast(
                "bridging ties lost", calm(), calm(steps=[DropLocalTies("bridging")]), -1, False
            ),
            Contrast(
                "redundant ties lost", calm(), calm(steps=[DropLocalTies("redundant")]), -1, False
            ),
            Contrast("any ties lost", calm(), calm(steps=[DropLocalTies("any")]), -1, False),
        ),
        {
            _HOLDS: "A tie between firms without common partners has no substitute; what a "
            "redundant one carried arrives by another way. Strength itself decides little: it is "
            "bridging that counts. (The paper names strong and weak ties and gives no sign; the "
            "sign is that of Granovetter 1973.)",
            _IN_PART: "A tie that bridges has no substitute; strength itself decides little. (The "
            "paper names strong and weak ties and gives no sign; the sign is that of Granovetter "
            "1973.)",
        },
    ),
    Claim(
        20,
        "Trust helps to transfer tacit knowledge",
        "trust, high-quality information exchange and joint problem-solving, which help with tacit "
        "knowledge transfer",
        "Relational dimension",
        (
            Contrast(
                "trust .1 to .9 where knowledge is tacit (reach of SMEs .1)",
                calm(trust=0.1, reach_sme=0.1),
                calm(trust=0.9, reach_sme=0.1),
                1,
            ),
            Interaction(
                "of trust: where knowledge is tacit, against codified (reach .4)",
                (calm(trust=0.1, reach_sme=0.1), calm(trust=0.9, reach_sme=0.1)),
                (calm(trust=0.1, reach_sme=0.4), calm(trust=0.9, reach_sme=0.4)),
                counts=False,
            ),
            Contrast(
                "the first where trust binds attention (loyalty 3)",
                calm(trust=0.1, reach_sme=0.1, loyalty=3),
                calm(trust=0.9, reach_sme=0.1, loyalty=3),
                1,
            ),
        ),
        {_HOLDS: "Trust adds exchanges, and where each exchange carries little every one counts."},
    ),
    Claim(
        21,
        "Less cognitive distance, better learning",
        "The decrease of cognitive distance is able to advance the efficiency and performance of "
        "localized learning",
        "Absorptive capability",
        (
            Trend(
                "what neighbours teach SMEs in the first 10 periods, by the lead of focal firms at "
                "the start, 1 to 0",
                curve("focal_lead", _LEADS, "local_inflow", periods=10),
            ),
            Trend(
                "what neighbours teach SMEs in the first 5 periods, by the specialisation of firms "
                "at the start, 2 to 0",
                curve("specialisation", (2, 1.5, 1, 0.75, 0.5, 0), "local_inflow", periods=5),
            ),
            Contrast(
                "performance in the end, specialisation at the start 2 to 0",
                calm(specialisation=2),
                calm(specialisation=0),
                1,
                counts=False,
            ),
        ),
        {
            _INVERTED_U: "Firms that know the same have nothing to tell each other, and firms too "
            "far apart do not understand each other.",
            _HOLDS: "The less firms differ at the start, the more they can take over.",
            _FAILS: "Firms that know the same have nothing to tell each other.",
        },
    ),
)
