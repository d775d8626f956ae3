"""Lab 06: trust, loyalty and absorptive capacity, before and after the market moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

import networkx as nx
import numpy as np

from clustercourse.labs import model_lab, views
from clustercourse.labs.controls import Control, Settings, period_slider, slider
from clustercourse.labs.model_lab import MOVES, SHIFT_AT, ModelLab, Seen
from clustercourse.labs.runs import CLUSTERS, PERIODS, RECORD_EVERY, run_of
from clustercourse.labs.views import Measure
from clusterlib.learning import CHANNELS, Learning, attention_to
from clusterlib.networks import Structure
from clusterlib.words import number

#: A gap of middling size; ``understood`` is the share of it that an SME grasps.
GAP = 0.4
#: Closer than this, as shares, two levers do as well.
ALIKE = 0.02

MEASURES = (
    Measure("to_local", "focal firms: attention to each local tie", 1.0, ".0%"),
    Measure("to_pipeline", "focal firms: attention to each pipeline", 1.0, ".0%"),
    Measure("from_outside", "focal firms: pipelines teach in a period", 0.15, ".3f"),
    Measure("understood", f"SMEs: understand of a gap of {GAP:g}", 1.0, ".0%"),
)


@dataclass(frozen=True)
class Trusting(Seen):
    """Clusters with some trust, loyalty and reach, looked at in one period."""

    attention: Mapping[str, float]

    @property
    def values(self) -> dict[str, float]:
        """What :data:`MEASURES` show."""
        # A record holds what came since the one before; at the start nothing has come yet.
        gain = self.run.gain_of("focal_firm")[self.run.record(self.period)] / RECORD_EVERY
        return {
            **self.attention,
            "from_outside": float(gain[CHANNELS.index("pipeline")]),
            "understood": exp(-GAP / self.reach),
        }


class TrustLab(ModelLab[Trusting]):
    """Trust, loyalty and reach of SMEs -> levels, where attention goes and what flows.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``trust`` (0 to 1), ``loyalty`` (0 to 5), ``reach`` (0.05 to 0.6),
        ``period`` (0 to 160), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = trust_lab(loyalty=3)
    >>> lab.settings
    {'trust': 0.7, 'loyalty': 3.0, 'reach': 0.2, 'period': 80, 'seed': 1}
    """

    title = "Lab 06: trust and absorption"
    along = "trust"
    share = 0.5
    explained = ("market moves", "reach", *ModelLab.explained)
    examples = (
        {"trust": 0.9, "loyalty": 0.0},
        {"trust": 0.2, "loyalty": 3.0},
        {"trust": 0.9, "loyalty": 3.0},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return trust, loyalty, the reach of SMEs and the period."""
        declared = Learning.declarations()
        reach = declared["reach_sme"]
        return {
            "trust": slider(declared["trust"]),
            "loyalty": slider(declared["loyalty"], high=5, step=0.5),
            "reach": slider(reach, label="reach of SMEs", low=0.05, high=0.6, step=0.05),
            "period": period_slider(PERIODS, start=SHIFT_AT),
        }

    def compute(self, settings: Settings) -> Trusting:
        """Run clusters of one seed, whatever the other settings, and see where attention goes."""
        trust, loyalty, reach = (settings[name] for name in ("trust", "loyalty", "reach"))
        learning = Learning(trust=trust, loyalty=loyalty, reach_sme=reach)
        run = run_of(self.own or Structure(), learning, MOVES, seed=settings["seed"])
        return Trusting(settings, run, attention_of(run.clusters, learning))

    def note(self, now: Trusting) -> float:
        """Return the SMEs' level before the market moves: the lecture asks what helps them."""
        return now.level("sme", SHIFT_AT)

    def lay_out(self) -> dict[str, views.View]:
        """Return the points tried, the curves and the measures."""
        trust = views.axis("trust (0 none, 1 full)", -0.02, 1.02, views.SHARES, ".1f")
        ticks = (0.1, 0.2, 0.3, 0.4, 0.5)
        level = views.axis("performance of SMEs (0 to 1)", 0.2, 0.46, ticks, ".1f")
        title = f"SMEs in period {SHIFT_AT}, just before the market moves"
        return {
            "tried": views.tried(title, trust, level, ".2f", tall=34, side=False),
            "curves": model_lab.over_time(PERIODS, self.high(0.8), SHIFT_AT, tall=15, own=self.own),
            "measures": views.gauges(
                "measures", self.with_somebody(MEASURES), lambda now: now.values, moves=True,
                title="attention and flows in the period shown", side=True, tall=18,
            ),
        }  # fmt: skip

    def finding(self, now: Trusting) -> str:
        """Say how far SMEs get before the market moves, and what pipelines get of attention."""
        found = f"SMEs get to {now.level('sme', SHIFT_AT):.2f} before the market moves"
        if np.isnan(now.values["to_pipeline"]):
            return f"{found}; no focal firm has a pipeline"
        attention = number(now.values["to_pipeline"], ".0%")
        return f"{found}; a focal firm gives a pipeline {attention} of full attention"

    def remark(self, now: Trusting) -> str:
        """Say what the numbers are, and why they are those of SMEs."""
        kinds = [kind for _, kind in now.run.clusters[0].nodes(data="kind")]
        smes, firms = kinds.count("sme"), kinds.count("sme") + kinds.count("focal_firm")
        return (
            f"SMEs are {smes} of the {firms} firms, and the levers are to help them. "
            f"Mean of {CLUSTERS} {self.drawn}; measures in period {now.period}."
        )

    def describe(self, now: Trusting) -> str:
        """Say what the curves and the measures show."""
        told = views.in_words(self.with_somebody(MEASURES), now.values)
        return f"Performance at the end: {now.ends()}. In period {now.period}: {told}."


def attention_of(clusters: Iterable[nx.Graph], learning: Learning) -> dict[str, float]:
    """Return the mean attention of a focal firm to a local tie and to a pipeline, 0 to 1.

    Examples
    --------
    >>> from clusterlib.networks import build_cluster
    >>> given = attention_of([build_cluster(rng=1)], Learning(loyalty=3, trust=0.9))
    >>> given["to_local"] > given["to_pipeline"]
    True
    """
    given: dict[str, list[float]] = {"to_local": [], "to_pipeline": []}
    for cluster in clusters:
        for firm in [firm for firm, kind in cluster.nodes(data="kind") if kind == "focal_firm"]:
            for source, share in attention_to(cluster, firm, learning).items():
                pipeline = cluster[firm][source]["dimension"] == "pipeline"
                given["to_pipeline" if pipeline else "to_local"].append(share)
    return {name: float(np.mean(shares or np.nan)) for name, shares in given.items()}


#: What notebooks call.
trust_lab = TrustLab


@TrustLab.settles(
    "trust.lab",
    {"loyalty": 3.0, "trust": 0.7, "reach": 0.2},
    {"loyalty": 3.0, "trust": 0.7, "reach": 0.3},
    {"loyalty": 3.0, "trust": 0.3, "reach": 0.2},
)
def _levers(start: Seen, reach: Seen, trust: Seen) -> tuple[str, str]:
    """Return which lever raises SMEs more by the market's move."""
    was = start.level("sme", SHIFT_AT)
    gains = [seen.level("sme", SHIFT_AT) / was - 1 for seen in (reach, trust)]
    options = ["the longer reach", "less trust"]
    answer = "both about the same"
    if abs(gains[0] - gains[1]) >= ALIKE:
        answer = options[int(gains[1] > gains[0])]
    told = ", ".join(f"{o} {number(g, '+.1%')}" for o, g in zip(options, gains, strict=True))
    return answer, f"SMEs by period {SHIFT_AT}, here: {told}."
