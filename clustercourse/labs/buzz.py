"""Lab 08: local buzz and global pipelines, before and after the market moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.knowledge_map import Spread, kinds_legend
from clustercourse.labs.runs import CLUSTERS, PERIODS, Run, run_of
from clustercourse.labs.tried import Trail
from clusterlib.learning import Learning, TechnologyShift
from clusterlib.networks import Structure
from clusterlib.plots import describe_cluster
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: The period in which the market moves, and by how much.
SHIFT_AT, SHIFT = 80, 0.5

SERIES = (
    Series("focal_firm", "focal", OKABE_ITO["blue"], "--"),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)


@dataclass(frozen=True)
class Opened:
    """Clusters with some buzz and some openness, looked at in one period."""

    openness: float
    buzz: float
    period: int
    seed: int
    run: Run

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean performance over time, by kind of firm."""
        return {one.name: (self.run.history.period, self.run.level[one.name]) for one in SERIES}

    def level(self, period: int) -> float:
        """Mean performance of all firms in a period."""
        return float(self.run.level["core"][self.run.record(period)])


class BuzzLab(Lab[Opened]):
    """Openness and strength of the buzz -> knowledge on the map and over time.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``openness`` (0 to 1), ``buzz`` (0 to 2), ``period`` (0 to 160),
        ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = buzz_lab(openness=0)
    >>> lab.settings
    {'openness': 0.0, 'buzz': 1.0, 'period': 160, 'seed': 1}
    """

    title = "Lab 08: buzz and pipelines"
    clock = "period"
    examples = ({"openness": 0.0}, {"openness": 0.2}, {"openness": 0.9})

    def make_controls(self) -> dict[str, Any]:
        """Return openness, buzz and the period."""
        return {
            "openness": slider(Structure.declarations()["openness"], label="openness"),
            "buzz": slider(Learning.declarations()["buzz"], high=2, step=0.1),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Opened:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        run = run_of(
            Structure(openness=settings["openness"]),
            Learning(buzz=settings["buzz"]),
            (TechnologyShift(SHIFT, at=SHIFT_AT),),
            seed=settings["seed"],
        )
        return Opened(**settings, run=run)

    def note(self, now: Opened) -> float:
        """Return the firms' level before the move."""
        return now.level(SHIFT_AT)

    def draw(self, figure: Figure) -> None:
        """Draw the regions of the map, the axes and the scale of colours."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._spread = Spread(
            figure.add_axes((0.006, 0.21, 0.60, 0.65)), figure.add_axes((0.05, 0.11, 0.5, 0.03))
        )
        kinds_legend(
            figure.add_axes((0.05, 0.155, 0.5, 0.05)),
            ["focal_firm", "sme", "university", "outside_rd"],
            ["focal firm", "SME", "university", "outside source"],
        )
        time = figure.add_axes((0.675, 0.56, 0.21, 0.30), xlim=(0, PERIODS), ylim=(0, 0.9))
        tidy(time, "period", "performance")
        time.axvline(SHIFT_AT, color=QUIET, lw=1, ls=(0, (4, 3)))
        time.text(SHIFT_AT - 1.5, 0.03, "market moves", fontsize=10.5, color=QUIET, ha="right")
        self._curves = Curves(time, SERIES)
        tried = figure.add_axes((0.675, 0.11, 0.30, 0.26), xlim=(-0.02, 1.02), ylim=(0, 0.62))
        tidy(tried, "openness", "performance of firms")
        self._trail = Trail(tried, f"before the move, in period {SHIFT_AT}")

    def update(self, now: Opened, before: Opened | None) -> Iterable[Artist]:
        """Show the map of the first cluster, the curves and the points tried."""
        self._title.set_text(self._finding(now))
        self._subtitle.set_text(
            f"Map: one of {CLUSTERS} clusters in period {now.period}, its pipelines orange. "
            "Curves: mean of all."
        )
        alike = self.alike(now, "buzz", "seed")
        tried = [(one.settings["openness"], one.note) for one in alike]
        return [
            *self._spread.update(now.run.clusters[0], now.run.knowledge(now.period)),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._trail.update((now.openness, now.level(SHIFT_AT)), tried, self.expected),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Opened, before: Opened | None) -> str:
        """Say what the map and the curves show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        return (
            f"{self._finding(now)}. Map of one cluster in period {now.period}, coloured by "
            f"performance. {describe_cluster(now.run.clusters[0])} Performance at the end: {ends}."
            f"{self._trail.describe()}"
        )

    def say(self, now: Opened, before: Opened | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def _finding(self, now: Opened) -> str:
        return (
            f"Openness {now.openness:.2f}, buzz {now.buzz:.1f}: firms reach "
            f"{now.level(SHIFT_AT):.2f}, and {now.level(PERIODS):.2f} after the move"
        )


#: What notebooks call.
buzz_lab = BuzzLab
