"""Claims from 22 on: absorptive capacity, focal firms, lock-in, pipelines and both together."""

from __future__ import annotations

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Contrast, Interaction, Mean, Part, Trend
from clustercourse.claims.published_models import COMPLETE, LINE, NO_GROUPS, SOME
from clustercourse.claims.settings import calm, curve, shift
from clustercourse.claims.verdicts import Verdict
from clusterlib.experiments import LevelOf
from clusterlib.learning import ChangeActors

_HOLDS, _IN_PART, _INVERTED_U = Verdict.HOLDS, Verdict.IN_PART, Verdict.INVERTED_U
_SMES = "sme_performance"
_LOCK_IN = "The lock-in of localized innovation network"
_PIPELINES = "Global pipelines and the acquiring of new knowledge"
_OPEN = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1)

#: SMEs that stop their own R&D, each alone in a run of its own.
LONE = ("F01", "F05", "F14", "F17", "F26", "F31")
_LONE_LEVEL = LevelOf(LONE)


_ALONE = Mean(
    tuple(calm(LevelOf((firm,)), interventions=[ChangeActors(firm, rd=0)]) for firm in LONE)
)

CLAIMS = (
    Claim(
        22,
        "Prior knowledge and R&D raise absorption",
        "prior knowledge (basic skill and learning experience) ... the investment in R&D",
        "Absorptive capability",
        (
            Contrast("reach of SMEs .1 to .4", calm(reach_sme=0.1), calm(reach_sme=0.4), 1),
            Contrast(
                "share of a gap that is learned .2 to .6",
                calm(learning_rate=0.2),
                calm(learning_rate=0.6),
                1,
            ),
            Contrast(
                "own R&D of SMEs 0 to .12 per period", calm(rd_sme=0), calm(rd_sme=0.12), 1, False
            ),
        ),
        {_HOLDS: "Who understands more of what others know learns more from every tie."},
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
            Contrast(
                "trust .1 to .9 when trust keeps firms with their local partners (loyalty 3)",
                calm(trust=0.1, loyalty=3),
                calm(trust=0.9, loyalty=3),
                -1,
            ),
        ),
        {
            _HOLDS: "Ties are a good thing until nobody looks outside any more, because there are "
            "no pipelines left or no attention left for them."
        },
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
                "SMEs that stop their R&D: all together, against each alone",
                _ALONE,
                calm(_LONE_LEVEL, rd_sme=0),
                -1,
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
            _HOLDS: "A firm that stops its own R&D loses little, for it learns from others; if all "
            "reason like that each loses more. That is the free-rider problem, though a mild one "
            "here: more than half of the loss falls on the firm that stops."
        },
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
        ),
        {
            _INVERTED_U: "News from outside gives neighbours something to talk about, until so "
            "many local ties are given up for pipelines that there is nobody to talk to."
        },
    ),
    Claim(
        30,
        "Some distrust avoids lock-in",
        "maintaining a certain amount of distrust with respect to traditional solutions, is "
        "important to avoid lock-in",
        _PIPELINES,
        (
            Trend(
                "trust 0 to 1 when trust keeps firms with their local partners (loyalty 3)",
                curve("trust", (0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1), loyalty=3),
                "inverted U",
            ),
            Trend(
                "trust 0 to 1 when it does not (loyalty 0)",
                curve("trust", (0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1)),
                counts=False,
            ),
        ),
        {
            _HOLDS: "Trust opens exchange, but where it also binds attention to old partners a "
            "little distrust leaves time for the outside. Without that, more trust is better."
        },
    ),
    Claim(
        31,
        "Local and global learning together",
        "it is better that reaping the benefits of localized learning and globalized learning at "
        "the same time",
        "Reaping the benefits of both the local innovation network and globalized network",
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
            _HOLDS: "Pipelines bring in what is new, buzz spreads it; each is worth more with the "
            "other."
        },
    ),
)
