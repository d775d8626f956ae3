"""Claims from 22 on: absorptive capacity, focal firms, lock-in, pipelines and both together."""

from __future__ import annotations

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import (
    Contrast,
    Interaction,
    Part,
    Score,
    Sum,
    Trend,
    mean_of,
)
from clustercourse.claims.published_models import COMPLETE, LINE, NO_GROUPS, SOME
from clustercourse.claims.scores import prior_and_learning, taken_in
from clustercourse.claims.settings import PIPELINES, added, calm, curve, shift, tie_budget
from clustercourse.claims.verdicts import Verdict
from clusterlib.experiments import LevelOf
from clusterlib.learning import ChangeActors

_HOLDS, _IN_PART = Verdict.HOLDS, Verdict.IN_PART
_FAILS, _INVERTED_U = Verdict.FAILS, Verdict.INVERTED_U
_SMES = "sme_performance"
_LOCK_IN = "The lock-in of localized innovation network"
_PIPELINES = "Global pipelines and the acquiring of new knowledge"
_BOTH = "Reaping the benefits of both the local innovation network and globalized network"
_OPEN = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1)
_TRUST = (0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1)

#: SMEs that stop their own R&D, each alone in a run of its own.
LONE = ("F01", "F05", "F14", "F17", "F26", "F31")
_LONE_LEVEL = LevelOf(LONE)


_ALONE = mean_of(
    *(calm(LevelOf((firm,)), interventions=[ChangeActors(firm, rd=0)]) for firm in LONE)
)
#: What they know, less what R&D costs if its price is what it brings a firm without neighbours.
_WITH_PRICE = Sum(
    (
        calm(_LONE_LEVEL),
        calm(_LONE_LEVEL, buzz=0),
        calm(_LONE_LEVEL, buzz=0, rd_sme=0),
    ),
    (1, -1, 1),
)

#: R&D of SMEs from half to double, and the reach that goes with it if each doubling of R&D widens
#: reach by a quarter.
_LESS_RD, _MORE_RD = {"rd_sme": 0.03}, {"rd_sme": 0.12}
_LESS_REACH, _MORE_REACH = {"reach_sme": 0.16}, {"reach_sme": 0.25}


def _with_and_without_buzz(**changes: float) -> tuple[Part, Part]:
    return calm(buzz=0, **changes), calm(**changes)


def _reaches(factor: float) -> dict[str, float]:
    """Return the reaches of all, times a factor."""
    usual = {"reach_sme": 0.2, "reach_focal": 0.6, "reach_institution": 0.6}
    return {name: factor * reach for name, reach in usual.items()}


CLAIMS = (
    Claim(
        22,
        "Prior knowledge and R&D raise absorption",
        "prior knowledge (basic skill and learning experience) ... the investment in R&D",
        "Absorptive capability",
        (
            Contrast(
                "what SMEs take in from others: R&D .03 to .12 per period, if each doubling also "
                "widens reach by a quarter (.16 to .25)",
                calm(taken_in, **_LESS_RD, **_LESS_REACH),
                calm(taken_in, **_MORE_RD, **_MORE_REACH),
                1,
            ),
            Score(
                "SMEs that knew more at the start take in more in 10 periods (rank correlation, "
                "given their number of ties)",
                calm(prior_and_learning, periods=10, record_every=10),
                1,
            ),
            Contrast(
                "what SMEs take in: the same R&D, which does not widen reach",
                calm(taken_in, **_LESS_RD),
                calm(taken_in, **_MORE_RD),
                1,
                False,
            ),
            Contrast(
                "performance: R&D that widens reach",
                calm(**_LESS_RD, **_LESS_REACH),
                calm(**_MORE_RD, **_MORE_REACH),
                1,
                False,
            ),
            Contrast(
                "performance: R&D that does not", calm(**_LESS_RD), calm(**_MORE_RD), 1, False
            ),
        ),
        {
            _IN_PART: "If R&D teaches a firm to understand others, the second face of R&D (Cohen "
            "and Levinthal 1989), it takes in more, and that is worth more than what the R&D "
            "itself finds. Prior knowledge does not raise what is taken in: who knows more has "
            "less left to learn from the same partners."
        },
        by_construction="Partly by construction: in the model R&D only finds something new "
        "(equation 7) and reach is given. That R&D widens reach is a rule added for this claim.",
    ),
    Claim(
        23,
        "Focal firms' investments help the others",
        "Their investments encourage innovation ... contribute to the competitiveness of other "
        "firms",
        "The role of focal firms",
        (
            Contrast(
                "SMEs when focal firms' R&D goes from 0 to .8 per period",
                calm(_SMES, rd_focal=0),
                calm(_SMES, rd_focal=0.8),
                1,
            ),
        ),
        {
            _HOLDS: "What focal firms find out spills over to the SMEs. The gain is modest: the "
            "pipelines bring far more than the focal firms' own laboratories."
        },
    ),
    Claim(
        24,
        "Too much proximity harms",
        "Too much proximity leads to a lack of openness and flexibility with negative impacts on "
        "learning and innovation",
        _LOCK_IN,
        (
            Trend(
                "from open to closed: share of local ties kept, 0 to 1",
                {1 - o: calm(openness=o) for o in reversed(_OPEN)},
                "inverted U",
            ),
            Trend(
                "from open to closed with all local ties: pipelines, 160 to 0",
                {160 - count: added(count) for count in reversed(PIPELINES)},
                "inverted U",
            ),
            Contrast(
                "trust .1 to .9 when it keeps firms with their local partners (loyalty 3)",
                calm(trust=0.1, loyalty=3),
                calm(trust=0.9, loyalty=3),
                -1,
            ),
            Contrast(
                "trust .1 to .9 at loyalty 0, as in the other lectures",
                calm(trust=0.1),
                calm(trust=0.9),
                -1,
            ),
        ),
        {
            _IN_PART: "Ties are a good thing until nobody looks outside any more: a closed cluster "
            "is the poorest. Trust, which is proximity too, harms only where it binds attention "
            "to local partners."
        },
        by_construction=tie_budget(
            "Most of the rise comes from it, and the fall does not: compare the experiment with "
            "all local ties."
        ),
    ),
    Claim(
        25,
        "Conformism locks in: the competency trap",
        "locked in an under-competitiveness syndrome as a result of an excess of conformism",
        _LOCK_IN,
        (
            Contrast(
                "in a closed cluster firms keep to what they know (path dependence 0 to 4): level "
                "at the end against the day of the shift",
                shift("gain_factor", openness=0, path_dependence=0),
                shift("gain_factor", openness=0, path_dependence=4),
                -1,
            ),
            Contrast(
                "on a rugged landscape: everybody sees everybody, against a line",
                Part(LINE),
                Part(COMPLETE),
                -1,
                model="Lazer & Friedman (2007)",
            ),
            Contrast(
                "groups dissolved, against a tenth of their ties going outside",
                Part(SOME),
                Part(NO_GROUPS),
                -1,
                model="Fang, Lee & Schilling (2010)",
            ),
            Contrast(
                "the same in an open cluster",
                shift("gain_factor", path_dependence=0),
                shift("gain_factor", path_dependence=4),
                -1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Those who do more of what they do well, or copy whoever is best today, find "
            "less that is new: quick at first, stuck later. Pipelines are the cure: an open "
            "cluster does not lock in."
        },
    ),
    Claim(
        26,
        "External knowledge is not automatic nor free",
        "knowledge flows through external linkage are not automatic and participation is not free",
        _LOCK_IN,
        (
            Contrast(
                "a pipeline takes as much attention and upkeep as 6 local ties instead of 1",
                calm(pipeline_cost=0),
                calm(pipeline_cost=5),
                -1,
            ),
            Interaction(
                "of pipelines that SMEs own: with a reach of .2, against .6",
                (calm(_SMES, gate=0, pipeline=0), calm(_SMES, gate=0)),
                (
                    calm(_SMES, gate=0, pipeline=0, reach_sme=0.6),
                    calm(_SMES, gate=0, reach_sme=0.6),
                ),
                -1,
            ),
            Contrast("pipelines only (openness 1)", calm(), calm(openness=1), -1, False),
        ),
        {
            _HOLDS: "A pipeline costs ties and time, and brings little to those who cannot "
            "understand what comes out of it."
        },
    ),
    Claim(
        27,
        "Firms would rather be free-riders",
        'firm would rather become the "free-rider" for innovative products than make independent '
        "innovation",
        _LOCK_IN,
        (
            Contrast(
                "gain of an SME that stops its R&D alone, if R&D costs what it brings a firm "
                "without neighbours",
                _WITH_PRICE,
                _ALONE,
                1,
            ),
            Contrast(
                "the harm to others: all SMEs stop their R&D, against each alone",
                _ALONE,
                calm(_LONE_LEVEL, rd_sme=0),
                -1,
            ),
            Contrast(
                "a trap: all SMEs stop, at the same price of R&D",
                _WITH_PRICE,
                calm(_LONE_LEVEL, rd_sme=0),
                -1,
                counts=False,
            ),
            Contrast(
                "an SME that stops its R&D alone: its own loss",
                calm(_LONE_LEVEL),
                _ALONE,
                -1,
                counts=False,
            ),
        ),
        {
            _IN_PART: "In a cluster a firm that stops its own R&D loses less than alone, for it "
            "learns from others: at a price that R&D is just worth to a firm alone, it pays to "
            "ride free. The harm to others is negligible here, and at that price all are better "
            "off when all stop: others, inside and outside, bring in what is new.",
            _HOLDS: "In a cluster a firm that stops its own R&D loses less than alone, for it "
            "learns from others: at a price that R&D is just worth to a firm alone, it pays to "
            "ride free.",
        },
        by_construction="Partly by construction: the price of R&D is a rule added for this claim; "
        "in the model R&D costs nothing.",
    ),
    Claim(
        28,
        "Looking inward is an obstacle after a shift",
        "when the technology development trajectory and global economic conditions change, the "
        "excessive inward-looking may become a main obstacle",
        _LOCK_IN,
        (
            Contrast("closed (openness 0): level at the end", shift(), shift(openness=0), -1),
            Contrast(
                "closed: level at the end against the day of the shift, where the open one is 1",
                shift("gain_factor"),
                shift("gain_factor", openness=0),
                -1,
            ),
            Contrast(
                "the same with strong path dependence (3)",
                shift("gain_factor", path_dependence=3),
                shift("gain_factor", path_dependence=3, openness=0),
                -1,
                counts=False,
            ),
            Contrast(
                "the same with weak path dependence (1)",
                shift("gain_factor", path_dependence=1),
                shift("gain_factor", path_dependence=1, openness=0),
                -1,
                counts=False,
            ),
        ),
        {
            _HOLDS: "The closed cluster has nobody who knows the new fields, so it starts lower "
            "and learns them more slowly. That it is slower needs path dependence: if firms do "
            "not keep to what they know, it is hardly so.",
            _IN_PART: "The closed cluster ends far lower. Most of that gap was there before the "
            "shift: that it also recovers more slowly needs path dependence.",
        },
    ),
    Claim(
        29,
        "Pipelines make the buzz more dynamic",
        "The more developed the pipelines ... the more dynamic the buzz",
        _PIPELINES,
        (
            Trend(
                "knowledge that an SME gets from its neighbours, by openness 0 to .7",
                curve("openness", _OPEN[:-1], "local_inflow"),
            ),
            Trend(
                "the same by pipelines added, 0 to 160, no local tie given up",
                {count: added(count, "local_inflow") for count in PIPELINES},
            ),
        ),
        {
            _INVERTED_U: "News from outside gives neighbours something to talk about, until there "
            "is nobody to talk to, because local ties were given up for pipelines, or no attention "
            "left for neighbours, because pipelines take it."
        },
        by_construction="Partly by construction: a pipeline costs local ties and attention by "
        "rules of this course (openness, equation 4). That the first ones feed the buzz is found.",
    ),
    Claim(
        30,
        "Some distrust avoids lock-in",
        "maintaining a certain amount of distrust with respect to traditional solutions, is "
        "important to avoid lock-in",
        _PIPELINES,
        (
            Trend(
                "a closed cluster, level at the end after a shift: firms search less and less "
                "where they know most (path dependence 4 to 0)",
                {
                    4 - theta: shift(openness=0, path_dependence=theta)
                    for theta in (4, 3, 2, 1.5, 1, 0.5, 0)
                },
            ),
            Contrast(
                "the same: firms also learn what the market does not value yet (curiosity 0 to .5)",
                shift(openness=0, curiosity=0),
                shift(openness=0, curiosity=0.5),
                1,
            ),
            Trend(
                "distrust of partners instead: trust 0 to 1 when it keeps firms with their local "
                "partners (loyalty 3)",
                curve("trust", _TRUST, loyalty=3),
                "inverted U",
                counts=False,
            ),
            Trend(
                "the same at loyalty 0",
                curve("trust", _TRUST),
                "inverted U",
                counts=False,
            ),
        ),
        {
            _HOLDS: "A closed cluster that does not trust only what has worked finds its way into "
            "new fields. Distrust of partners is another thing: it helps only where trust binds "
            "attention to them."
        },
        by_construction="Partly by construction: path dependence keeps R&D from new fields "
        "(equation 7), and curiosity opens them to learning at no cost (equation 5).",
    ),
    Claim(
        31,
        "Local and global learning together",
        "it is better that reaping the benefits of localized learning and globalized learning at "
        "the same time",
        _BOTH,
        (
            Contrast("both, against buzz only (openness 0)", calm(openness=0), calm(), 1),
            Contrast("both, against pipelines only (openness 1)", calm(openness=1), calm(), 1),
            Interaction(
                "of pipelines on SMEs: with the usual buzz, against poor buzz (.3)",
                (calm(_SMES, pipeline=0), calm(_SMES)),
                (calm(_SMES, pipeline=0, buzz=0.3), calm(_SMES, buzz=0.3)),
                counts=False,
            ),
        ),
        {
            _HOLDS: "Pipelines bring in what is new, buzz spreads it; to SMEs each is worth more "
            "with the other."
        },
    ),
    Claim(
        32,
        "Local learning pays most for tacit knowledge",
        "greatly fosters innovation any time it involves a large share of knowledge, especially "
        "for tacit knowledge",
        "Conclusion; Cluster as an innovation network",
        (
            Interaction(
                "of local learning: where knowledge is tacit (all reaches halved), against "
                "codified (doubled)",
                _with_and_without_buzz(**_reaches(0.5)),
                _with_and_without_buzz(**_reaches(2)),
            ),
            Interaction(
                "the same if tacit knowledge is hard to grasp from afar only (reach to outsiders "
                "halved, against doubled)",
                _with_and_without_buzz(outside_reach=0.5),
                _with_and_without_buzz(outside_reach=2),
                counts=False,
            ),
            Interaction(
                "and if it hardly travels at all (a quarter, against doubled)",
                _with_and_without_buzz(outside_reach=0.25),
                _with_and_without_buzz(outside_reach=2),
                counts=False,
            ),
        ),
        {
            _FAILS: "Local learning pays for both, and more for codified knowledge: neighbours, "
            "too, pass on less of what is hard to grasp. If tacit means hard to grasp from afar "
            "only, the sign depends on how hard: what never comes in cannot be passed on."
        },
    ),
    Claim(
        33,
        "The outside counts most in high tech",
        "Especially for high-tech industry, cutting-edge knowledge is changing",
        _BOTH,
        (
            Interaction(
                "of opening up (openness 0 to .2): where knowledge ages quickly (.04 a period), "
                "against slowly (.01)",
                (calm(obsolescence=0.04, openness=0), calm(obsolescence=0.04)),
                (calm(obsolescence=0.01, openness=0), calm(obsolescence=0.01)),
            ),
            Interaction(
                "the same with 24 pipelines added, no local tie given up",
                (added(0, obsolescence=0.04), added(24, obsolescence=0.04)),
                (added(0, obsolescence=0.01), added(24, obsolescence=0.01)),
            ),
        ),
        {
            _HOLDS: "Where knowledge ages quickly a closed cluster loses it faster than it finds "
            "it anew; pipelines bring it back."
        },
    ),
    Claim(
        34,
        "Local learning makes up for R&D",
        "localized learning might make up the lack of R&D within clusters",
        _BOTH,
        (
            Interaction(
                "of stopping the SMEs' R&D, on SMEs: with the usual buzz, against poor buzz (.3)",
                (calm(_SMES), calm(_SMES, rd_sme=0)),
                (calm(_SMES, buzz=0.3), calm(_SMES, buzz=0.3, rd_sme=0)),
            ),
            Contrast(
                "all stop their R&D in a closed cluster: SMEs lose nothing",
                calm(_SMES, openness=0),
                calm(_SMES, openness=0, rd_sme=0, rd_focal=0, rd_research=0),
                0,
                counts=False,
            ),
        ),
        {
            _HOLDS: "Who learns from neighbours misses own R&D less. That works as long as "
            "somebody, inside or outside, finds what is new."
        },
    ),
)
