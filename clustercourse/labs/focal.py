"""Lab 07: focal firms as gatekeepers: what they understand, what they hold, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import dropdown, period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.inflow import InflowBars, inflow_of
from clustercourse.labs.knowledge_map import Spread, kinds_legend
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clustercourse.labs.tried import Trail
from clusterlib.learning import CutFlows, CutPipelines, Intervention, Learning, RemoveActors
from clusterlib.networks import Structure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80


@dataclass(frozen=True)
class Case:
    """What happens, in the words of the control and of the title."""

    option: str
    words: str
    interventions: tuple[Intervention, ...] = ()
    buzz: float = 1.0


#: The cases by the value of the control.
CASES = {
    "as_they_are": Case("focal firms as they are", "Focal firms as they are"),
    "cut": Case(
        "their pipelines are cut",
        "Focal firms' pipelines cut",
        (CutPipelines(owners="focal_firm"),),
    ),
    "silent": Case(
        "they tell nobody",
        "Focal firms tell nobody",
        (CutFlows(sources="focal_firm", targets=("core", "supporting")),),
    ),
    "gone": Case("they leave", "Focal firms gone", (RemoveActors("focal_firm"),)),
    "poor_buzz": Case("nobody talks much: buzz 0.25", "Poor buzz (0.25)", buzz=0.25),
}

SERIES = (
    Series("focal_firm", "focal", OKABE_ITO["blue"], "--"),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)


@dataclass(frozen=True)
class Gated:
    """Clusters whose focal firms understand so much and hold so much, looked at in one period."""

    what_if: str
    reach: float
    gate: float
    period: int
    seed: int
    run: Run
    usual: Run

    @property
    def case(self) -> Case:
        """What happens."""
        return CASES[self.what_if]

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean performance over time of focal firms and SMEs."""
        history = self.run.history
        return {one.name: (history.period, self.run.level[one.name]) for one in SERIES}

    @property
    def smes(self) -> float:
        """Mean performance of the SMEs at the end."""
        return float(self.run.level["sme"][-1])

    @property
    def change(self) -> float:
        """What happens changes the SMEs' level by this share."""
        return self.smes / float(self.usual.level["sme"][-1]) - 1

    @cached_property
    def inflow(self) -> tuple[dict[str, float], dict[str, float]]:
        """What a focal firm and an SME learn in a period, by source."""
        focal, sme = (inflow_of(self.run.history, one.name) for one in SERIES)
        return focal, sme

    @cached_property
    def share(self) -> float:
        """Focal firms' share of what firms get through pipelines; nan if nothing comes in."""
        history = self.run.history
        came = history.flow.sum(axis=0) * (history.dimension == "pipeline")
        focal = history.members("focal_firm")[history.target]
        return float(came[focal].sum() / came.sum()) if came.sum() else np.nan

    @cached_property
    def cluster(self) -> nx.Graph:
        """The first cluster, without the ties that are cut."""
        cluster = self.run.clusters[0].copy()
        cut = [
            (a, b)
            for a, b, dimension in cluster.edges(self.focal, data="dimension")
            if self.what_if == "gone" or (self.what_if == "cut" and dimension == "pipeline")
        ]
        cluster.remove_edges_from(cut)
        return cluster

    @property
    def focal(self) -> list[str]:
        """Ids of the focal firms of the first cluster."""
        kinds = self.run.clusters[0].nodes(data="kind")
        return [actor for actor, kind in kinds if kind == "focal_firm"]

    def knowledge(self) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster; nan for those who left."""
        known = self.run.knowledge(self.period).copy()
        known[~self.run.history.present[-1, self.run.history.union.members(0)]] = np.nan
        return known


class FocalLab(Lab[Gated]):
    """Reach of focal firms, their share of pipelines and a what-if -> levels and what comes in.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``what_if`` (a key of ``clustercourse.labs.focal.CASES``), ``reach`` (0.1
        to 1), ``gate`` (0 to 1), ``period`` (0 to 80), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = focal_lab(what_if="cut")
    >>> lab.settings
    {'what_if': 'cut', 'reach': 0.6, 'gate': 0.8, 'period': 80, 'seed': 1}
    """

    title = "Lab 07: focal firms"
    clock = "period"
    examples = (
        {"what_if": "as_they_are"},
        {"what_if": "cut"},
        {"reach": 0.2, "gate": 1.0},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return the what-if, the reach of focal firms, their share of pipelines and the period."""
        return {
            "what_if": dropdown(
                {case.option: name for name, case in CASES.items()},
                "as_they_are",
                "what if",
                "what happens to the focal firms, from the start",
            ),
            "reach": slider(
                Learning.declarations()["reach_focal"],
                label="reach of focal firms",
                low=0.1,
                high=1,
                step=0.1,
            ),
            "gate": slider(Structure.declarations()["gate"], label="gate", step=0.1),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Gated:
        """Run clusters of one seed as they are and with the what-if, so that less is chance."""
        run, usual = (
            run_of(
                Structure(gate=settings["gate"]),
                Learning(reach_focal=settings["reach"], buzz=case.buzz),
                case.interventions,
                seed=settings["seed"],
                periods=PERIODS,
            )
            for case in (CASES[settings["what_if"]], CASES["as_they_are"])
        )
        return Gated(**settings, run=run, usual=usual)

    def note(self, now: Gated) -> float:
        """Return the level that SMEs reach."""
        return now.smes

    def draw(self, figure: Figure) -> None:
        """Draw the regions of the map, the axes and the scale of colours."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._spread = Spread(
            figure.add_axes((0.006, 0.322, 0.60, 0.55)), figure.add_axes((0.05, 0.243, 0.5, 0.022))
        )
        kinds_legend(
            figure.add_axes((0.05, 0.276, 0.5, 0.045)),
            ["focal_firm", "sme", "university", "outside_rd"],
            ["focal firm", "SME", "university", "outside source"],
        )
        self._bars = InflowBars(
            figure.add_axes((0.165, 0.008, 0.43, 0.112), xlim=(0, 0.24)),
            ["a focal firm learns", "an SME learns"],
        )
        time = figure.add_axes((0.675, 0.56, 0.195, 0.30), xlim=(0, PERIODS), ylim=(0, 0.8))
        tidy(time, "period", "performance")
        self._curves = Curves(time, SERIES)
        tried = figure.add_axes((0.675, 0.11, 0.30, 0.26), xlim=(-0.04, 1.04), ylim=(0, 0.55))
        tidy(tried, "gate: focal firms' share of pipelines", "SMEs' performance")
        self._trail = Trail(tried, f"period {PERIODS}, same reach and what-if")

    def update(self, now: Gated, before: Gated | None) -> Iterable[Artist]:
        """Show the map of the first cluster, what comes in, the curves and the points tried."""
        self._title.set_text(self._finding(now))
        self._subtitle.set_text(self._explanation(now))
        alike = self.alike(now, "reach", "what_if", "seed")
        tried = [(one.settings["gate"], one.note) for one in alike]
        there = [] if now.what_if == "gone" else now.focal
        return [
            *self._spread.update(now.cluster, now.knowledge(), there),
            *self._bars.update(now.inflow),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._trail.update((now.gate, now.smes), tried),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Gated, before: Gated | None) -> str:
        """Say what the map, the bars and the curves show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        return (
            f"{self._finding(now)}. {self._explanation(now)} Map of one cluster in period "
            f"{now.period}, coloured by performance; who left is grey. Performance at the end: "
            f"{ends}. In a period {self._bars.describe(now.inflow)}.{self._trail.describe()}"
        )

    def say(self, now: Gated, before: Gated | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def _finding(self, now: Gated) -> str:
        if now.what_if == "as_they_are":
            focal = float(now.run.level["focal_firm"][-1])
            return f"{now.case.words}: SMEs reach {now.smes:.2f}, focal firms {focal:.2f}"
        usual = float(now.usual.level["sme"][-1])
        found = f"not {usual:.2f} ({now.change:+z.0%})"
        if abs(now.change) < 0.005:
            found = "the same as if nothing happens"
        return f"{now.case.words}: SMEs reach {now.smes:.2f}, {found}"

    def _explanation(self, now: Gated) -> str:
        through = "no" if np.isnan(now.share) else f"{now.share:.0%} of"
        return (
            f"Reach {now.reach:.1f} (SMEs {Learning().reach_sme:.1f}), gate {now.gate:.1f}: "
            f"{through} outside knowledge comes in through focal firms. {CLUSTERS} clusters."
        )


#: What notebooks call.
focal_lab = FocalLab
