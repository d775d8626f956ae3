"""Lab 06: trust, loyalty and absorptive capacity, before and after the market moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.panel import Measure, MeasurePanel
from clustercourse.labs.runs import CLUSTERS, PERIODS, RECORD_EVERY, Run, run_of
from clustercourse.labs.tried import Trail
from clusterlib.learning import CHANNELS, Learning, TechnologyShift, attention_to
from clusterlib.networks import Structure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: The period in which the market moves, and by how much.
SHIFT_AT, SHIFT = 80, 0.5

SERIES = (
    Series("focal_firm", "focal", OKABE_ITO["blue"], "--"),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)
#: A gap of middling size; ``understood`` is the share of it that an SME grasps.
GAP = 0.4

MEASURES = (
    Measure("to_local", "focal firms: attention to each local tie", 1.0, ".0%"),
    Measure("to_pipeline", "focal firms: attention to each pipeline", 1.0, ".0%"),
    Measure("from_outside", "focal firms: pipelines teach in a period", 0.15, ".3f"),
    Measure("understood", f"SMEs: understand of a gap of {GAP:g}", 1.0, ".0%"),
)


@dataclass(frozen=True)
class Trusting:
    """Clusters with some trust, loyalty and reach, looked at in one period."""

    trust: float
    loyalty: float
    reach: float
    period: int
    seed: int
    run: Run
    attention: Mapping[str, float]

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean performance over time, by kind of firm."""
        return {one.name: (self.run.history.period, self.run.level[one.name]) for one in SERIES}

    def level(self, period: int) -> float:
        """Mean performance of all firms in a period."""
        return float(self.run.level["core"][self.run.record(period)])

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


class TrustLab(Lab[Trusting]):
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
    {'trust': 0.7, 'loyalty': 3.0, 'reach': 0.2, 'period': 160, 'seed': 1}
    """

    title = "Lab 06: trust and absorption"
    clock = "period"
    examples = (
        {"trust": 0.9, "loyalty": 0.0},
        {"trust": 0.2, "loyalty": 3.0},
        {"trust": 0.9, "loyalty": 3.0},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return trust, loyalty, the reach of SMEs and the period."""
        declared = Learning.declarations()
        return {
            "trust": slider(declared["trust"]),
            "loyalty": slider(declared["loyalty"], high=5, step=0.5),
            "reach": slider(
                declared["reach_sme"], label="reach of SMEs", low=0.05, high=0.6, step=0.05
            ),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Trusting:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        learning = Learning(
            trust=settings["trust"], loyalty=settings["loyalty"], reach_sme=settings["reach"]
        )
        shift = (TechnologyShift(SHIFT, at=SHIFT_AT),)
        run = run_of(Structure(), learning, shift, seed=settings["seed"])
        return Trusting(**settings, run=run, attention=attention_of(run.clusters, learning))

    def note(self, now: Trusting) -> float:
        """Return the firms' level before the move."""
        return now.level(SHIFT_AT)

    def draw(self, figure: Figure) -> None:
        """Draw the axes of what was tried, of the curves and the tracks of the measures."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        tried = figure.add_axes((0.065, 0.11, 0.44, 0.66), xlim=(-0.02, 1.02), ylim=(0.1, 0.6))
        tidy(tried, "trust (0 none, 1 full)", "performance of firms (0 to 1)")
        self._trail = Trail(
            tried,
            f"in period {SHIFT_AT}, just before the market moves",
            others="tried, other loyalty",
        )
        time = figure.add_axes((0.60, 0.56, 0.27, 0.28), xlim=(0, PERIODS), ylim=(0, 0.8))
        tidy(time, "period", "performance")
        time.axvline(SHIFT_AT, color=QUIET, lw=1, ls=(0, (4, 3)))
        time.text(SHIFT_AT - 3, 0.03, "market moves", fontsize=10.5, color=QUIET, ha="right")
        self._curves = Curves(time, SERIES)
        self._panel = MeasurePanel(figure.add_axes((0.56, 0.02, 0.43, 0.42)), MEASURES)

    def update(self, now: Trusting, before: Trusting | None) -> Iterable[Artist]:
        """Show the points tried with this reach, the curves and the measures."""
        self._title.set_text(self._finding(now))
        was = " Dotted lines and rings: your setting before." if before else ""
        self._subtitle.set_text(
            f"Reach of SMEs {now.reach:.2f}, mean of {CLUSTERS} clusters, period {now.period}.{was}"
        )
        tried, others = (
            [
                (one.settings["trust"], one.note)
                for one in self.alike(now, "reach", "seed")
                if (one.settings["loyalty"] == now.loyalty) is same
            ]
            for same in (True, False)
        )
        return [
            *self._trail.update((now.trust, now.level(SHIFT_AT)), tried, self.expected, others),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._panel.update(now.values, before.values if before else None),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Trusting, before: Trusting | None) -> str:
        """Say what the points, the curves and the measures show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        measures = self._panel.describe(now.values, before.values if before else None)
        return (
            f"{self._finding(now)}. Reach of SMEs {now.reach:.2f}. Performance at the end: {ends}. "
            f"In period {now.period}: {measures}.{self._trail.describe()}"
        )

    def say(self, now: Trusting, before: Trusting | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def _finding(self, now: Trusting) -> str:
        return (
            f"Trust {now.trust:.2f}, loyalty {now.loyalty:.1f}: performance "
            f"{now.level(SHIFT_AT):.2f}, attention to a pipeline {now.values['to_pipeline']:.0%}"
        )


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
        for firm, kind in cluster.nodes(data="kind"):
            if kind == "focal_firm":
                for source, share in attention_to(cluster, firm, learning).items():
                    pipeline = cluster.nodes[source]["layer"] == "supplementary"
                    given["to_pipeline" if pipeline else "to_local"].append(share)
    return {name: float(np.mean(shares)) for name, shares in given.items()}


#: What notebooks call.
trust_lab = TrustLab
