"""Lab 04: what the institutions of a cluster are worth to its firms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import dropdown, period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.knowledge_map import Spread, kinds_legend
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clustercourse.labs.tried import Trail
from clusterlib.learning import CutFlows, Intervention, Learning, RemoveActors
from clusterlib.networks import Structure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80


@dataclass(frozen=True)
class Case:
    """Who is missing, in the words of the control, of the title and of an axis."""

    option: str
    words: str
    short: str
    interventions: tuple[Intervention, ...] = ()
    missing: tuple[str, ...] = ()


def _without(option: str, words: str, short: str, *kinds: str) -> Case:
    return Case(option, words, short, (RemoveActors(kinds),), kinds)


INSTITUTIONS = ("university", "research_institute", "bridging_institution", "government_agency")

#: The cases by the value of the control, from all institutions to none.
CASES = {
    "all": Case("all four types", "All institutions", "all"),
    "no_universities": _without(
        "no universities", "Without universities", "no\nuniv.", "university"
    ),
    "no_institutes": _without(
        "no research institutes", "Without research institutes", "no\ninst.", "research_institute"
    ),
    "no_bridging": _without(
        "no bridging institution",
        "Without the bridging institution",
        "no\nbridg.",
        "bridging_institution",
    ),
    "no_government": _without(
        "no government agency", "Without the government agency", "no\ngov.", "government_agency"
    ),
    "teach_only": Case(
        "all, but they only teach",
        "Institutions that only teach",
        "teach\nonly",
        (CutFlows(sources="core", targets="supporting"),),
    ),
    "none": _without("no institution", "Without any institution", "none", *INSTITUTIONS),
}

SERIES = (
    Series("focal_firm", "focal", OKABE_ITO["blue"], "--"),
    Series("supporting", "institutions", OKABE_ITO["bluish green"], "-."),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)


@dataclass(frozen=True)
class Supported:
    """Clusters with some institutions, looked at in one period, and the same with all of them."""

    institutions: str
    strength: float
    period: int
    seed: int
    run: Run
    complete: Run

    @property
    def case(self) -> Case:
        """Who is missing."""
        return CASES[self.institutions]

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean performance over time of focal firms, institutions and SMEs."""
        history = self.run.history
        levels = {one.name: self.run.level_of(one.name) for one in SERIES}
        return {name: (history.period, level) for name, level in levels.items()}

    def levels(self, of: str = "sme") -> tuple[float, float]:
        """Return a group's mean performance at the end, now and with all institutions."""
        return float(self.run.level_of(of)[-1]), float(self.complete.level_of(of)[-1])

    @property
    def change(self) -> float:
        """What is missing changes the SMEs' level by this share."""
        now, complete = self.levels()
        return now / complete - 1

    @property
    def losers(self) -> int:
        """In how many of the clusters the SMEs lose."""
        now, complete = (run.history.level("sme")[-1] for run in (self.run, self.complete))
        return int((now < complete).sum())

    @cached_property
    def cluster(self) -> nx.Graph:
        """The first cluster; those who are missing stand there without ties."""
        cluster = self.run.clusters[0].copy()
        gone = [n for n, kind in cluster.nodes(data="kind") if kind in self.case.missing]
        cluster.remove_edges_from(list(cluster.edges(gone)))
        return cluster

    @property
    def institutions_there(self) -> list[str]:
        """Ids of the institutions of the first cluster that are there."""
        kinds = self.cluster.nodes(data="kind")
        there = set(INSTITUTIONS).difference(self.case.missing)
        return [actor for actor, kind in kinds if kind in there]

    def knowledge(self) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster; nan for those who are missing."""
        known = self.run.knowledge(self.period).copy()
        there = self.run.history.present[-1, self.run.history.union.members(0)]
        known[~there] = np.nan
        return known


class MultiAngleLab(Lab[Supported]):
    """Institutions and strength of multi-angle learning -> levels over time and what is lost.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``institutions`` (a key of ``clustercourse.labs.multi_angle.CASES``),
        ``strength`` (0 to 1), ``period`` (0 to 80), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = multi_angle_lab(institutions="none")
    >>> lab.settings
    {'institutions': 'none', 'strength': 0.3, 'period': 80, 'seed': 1}
    """

    title = "Lab 04: institutions"
    clock = "period"
    examples = (
        {"institutions": "no_universities"},
        {"institutions": "teach_only"},
        {"institutions": "none"},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return who is missing, the strength of multi-angle learning and the period."""
        return {
            "institutions": dropdown(
                {case.option: name for name, case in CASES.items()},
                "all",
                "institutions",
                "which institutions the cluster has; those missing are missing from the start",
            ),
            "strength": slider(
                Learning.declarations()["multi_angle"],
                label="multi-angle learning",
                high=1,
                step=0.05,
            ),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Supported:
        """Run clusters of one seed with some institutions and with all, so that less is chance."""
        learning = Learning(multi_angle=settings["strength"])
        run, complete = (
            run_of(Structure(), learning, events, seed=settings["seed"], periods=PERIODS)
            for events in (CASES[settings["institutions"]].interventions, ())
        )
        return Supported(**settings, run=run, complete=complete)

    def note(self, now: Supported) -> float:
        """Return the change of the SMEs' level."""
        return now.change

    def draw(self, figure: Figure) -> None:
        """Draw the regions of the map, the axes and the scale of colours."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._spread = Spread(
            figure.add_axes((0.006, 0.235, 0.60, 0.635)), figure.add_axes((0.05, 0.11, 0.5, 0.03))
        )
        kinds_legend(
            figure.add_axes((0.03, 0.155, 0.55, 0.075)),
            ["focal_firm", "sme", "university", "research_institute", *INSTITUTIONS[2:]],
            ["focal firm", "SME", "university", "research institute", "bridging", "government"],
            columns=3,
        )
        time = figure.add_axes((0.675, 0.56, 0.155, 0.30), xlim=(0, PERIODS), ylim=(0, 0.8))
        time.set_xticks([0, PERIODS // 2, PERIODS])
        tidy(time, "period", "performance")
        self._curves = Curves(time, SERIES)
        self._place = {name: place for place, name in enumerate(CASES)}
        lost = figure.add_axes((0.69, 0.13, 0.295, 0.25), xlim=(-0.6, 6.6), ylim=(-0.5, 0.12))
        tidy(lost, "", "SMEs: change")
        lost.set_xticks(range(len(CASES)), [case.short for case in CASES.values()])
        lost.tick_params(axis="x", labelsize=9.5)
        lost.yaxis.set_major_formatter(PercentFormatter(1))
        lost.axhline(0, color=QUIET, lw=1)
        self._trail = Trail(
            lost,
            f"against all institutions, period {PERIODS}",
            "+z.1%",
            names=[case.option for case in CASES.values()],
        )

    def update(self, now: Supported, before: Supported | None) -> Iterable[Artist]:
        """Show the map of the first cluster, the curves and what each case has cost."""
        self._title.set_text(self._finding(now))
        self._subtitle.set_text(self._explanation(now))
        alike = self.alike(now, "strength", "seed")
        tried = [(self._place[one.settings["institutions"]], one.note) for one in alike]
        return [
            *self._spread.update(now.cluster, now.knowledge(), now.institutions_there),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._trail.update((self._place[now.institutions], now.change), tried),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Supported, before: Supported | None) -> str:
        """Say what the map and the curves show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        return (
            f"{self._finding(now)}. {self._explanation(now)} Map of one cluster in period "
            f"{now.period}, coloured by performance; missing institutions are grey. "
            f"Performance at the end: {ends}.{self._trail.describe()}"
        )

    def say(self, now: Supported, before: Supported | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def _finding(self, now: Supported) -> str:
        smes, all_smes = now.levels()
        if now.institutions == "all":
            focal, _ = now.levels("focal_firm")
            return f"{now.case.words}: SMEs reach {smes:.2f}, focal firms {focal:.2f}"
        return f"{now.case.words}: SMEs reach {smes:.2f}, not {all_smes:.2f} ({now.change:+z.1%})"

    def _explanation(self, now: Supported) -> str:
        strength = f"Multi-angle learning {now.strength:.2f}, {CLUSTERS} clusters."
        if now.institutions == "all":
            return f"{strength} Take some institutions away and see what it costs."
        focal, all_focal = now.levels("focal_firm")
        change = focal / all_focal - 1
        return f"{strength} SMEs lose in {now.losers} of them; focal firms {change:+z.1%}."


#: What notebooks call.
multi_angle_lab = MultiAngleLab
