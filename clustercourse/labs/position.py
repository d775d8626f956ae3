"""Lab 05: does a firm's place in the network decide what it knows?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from scipy.stats import rankdata

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import dropdown, period_slider, slider
from clustercourse.labs.knowledge_map import Spread
from clustercourse.labs.panel import Measure, MeasurePanel
from clustercourse.labs.runs import CLUSTERS, Run, draw_clusters, run_of
from clusterlib.arrays import Flags, Floats
from clusterlib.experiments import rank_correlation
from clusterlib.learning import Learning
from clusterlib.measures import brokerage, constraint, effective_size
from clusterlib.networks import Structure
from clusterlib.plots.style import INK, MARKERS, OKABE_ITO, QUIET, tidy

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80


@dataclass(frozen=True)
class Place:
    """A measure of position, in the words of the control and of the title."""

    option: str
    words: str
    of: Callable[[nx.Graph], Mapping[Any, float]]


def _between_stages(cluster: nx.Graph) -> Mapping[Any, float]:
    """Count how often an actor carries knowledge from another stage or layer into its own."""
    groups = {actor: str(d.get("stage") or d["layer"]) for actor, d in cluster.nodes(data=True)}
    counts: Mapping[Any, float] = brokerage(cluster, groups)["gatekeeper"].to_dict()
    return counts


#: The measures by the value of the control.
PLACES = {
    "degree": Place("number of ties", "Ties", lambda cluster: dict(cluster.degree)),
    "closeness": Place("closeness", "Closeness", nx.closeness_centrality),
    "betweenness": Place("betweenness", "Betweenness", nx.betweenness_centrality),
    "effective_size": Place("effective size", "Effective size", effective_size),
    "constraint": Place("constraint (low: spans holes)", "Constraint", constraint),
    "gatekeeper": Place("gatekeeper between stages", "Gatekeeping", _between_stages),
}

#: What focal firms can do, by the value of the control: words, and parameters of the model.
ABILITIES: dict[str, tuple[str, str, Learning]] = {
    "greater": ("greater than SMEs'", "abler", Learning()),
    "equal": (
        "as SMEs'",
        "no abler than SMEs",
        Learning(reach_focal=0.2, rd_focal=0.06, focal_lead=0),
    ),
}

CORRELATIONS = (
    Measure("all", "rank correlation, all firms", 1.0, "+z.2f", low=-1.0),
    Measure("smes", "rank correlation, SMEs", 1.0, "+z.2f", low=-1.0),
    Measure("given", "SMEs, given their number of ties", 1.0, "+z.2f", low=-1.0),
)


@lru_cache(maxsize=64)
def places_of(seed: int, measure: str) -> tuple[Floats, ...]:
    """Return a measure of every actor in each cluster of a seed; nan where it is not defined."""
    return tuple(
        np.array([of[actor] for actor in cluster], dtype=float)
        for cluster in draw_clusters(Structure(), seed)
        for of in [PLACES[measure].of(cluster)]
    )


@dataclass(frozen=True)
class Positioned:
    """Firms of some clusters: their places by one measure, and what they know in one period."""

    measure: str
    attention: float
    ability: str
    period: int
    seed: int
    run: Run

    @cached_property
    def firms(self) -> list[tuple[Floats, Floats, Floats, Flags]]:
        """For each cluster: measure, ties and performance of firms, and which are focal firms.

        Firms for which the measure is not defined are left out.
        """
        history, found = self.run.history, []
        known = history.performance[self.run.record(self.period)]
        ties = places_of(self.seed, "degree")
        for cluster, place in enumerate(places_of(self.seed, self.measure)):
            members = history.union.members(cluster)
            kinds = history.kind[members]
            mine = np.isin(kinds, ("sme", "focal_firm")) & ~np.isnan(place)
            focal = kinds[mine] == "focal_firm"
            found.append((place[mine], ties[cluster][mine], known[members][mine], focal))
        return found

    @cached_property
    def correlations(self) -> dict[str, float]:
        """Mean rank correlations of place and performance, by the names of CORRELATIONS."""
        rows = []
        for place, ties, known, focal in self.firms:
            sme = ~focal
            rows.append(
                (
                    rank_correlation(place, known),
                    rank_correlation(place[sme], known[sme]),
                    rank_correlation(place[sme], known[sme], ties[sme]),
                )
            )
        means = np.mean(rows, axis=0).tolist()
        return dict(zip([one.name for one in CORRELATIONS], means, strict=True))

    @cached_property
    def points(self) -> tuple[Floats, Floats, Flags]:
        """Rank within its cluster, performance, and whether it is a focal firm, of all firms."""
        ranks = [rankdata(place) for place, *_ in self.firms]
        known = [known for _, _, known, _ in self.firms]
        focal = [focal for *_, focal in self.firms]
        return np.concatenate(ranks), np.concatenate(known), np.concatenate(focal)

    @property
    def trend(self) -> tuple[Floats, Floats]:
        """The straight line through the points of all firms."""
        ranks, known, _ = self.points
        slope, start = np.polyfit(ranks, known, 1)
        ends = np.array([ranks.min(), ranks.max()])
        return ends, start + slope * ends

    @property
    def lead(self) -> float:
        """By how much focal firms know more than SMEs."""
        record = self.run.record(self.period)
        focal, smes = (self.run.level_of(of)[record] for of in ("focal_firm", "sme"))
        return float(focal - smes)

    @property
    def sizes(self) -> dict[Any, float]:
        """Rank by the measure of every firm of the first cluster, from 0 to 1."""
        cluster, place = self.run.clusters[0], places_of(self.seed, self.measure)[0]
        firms = [
            row
            for row, layer in enumerate(nx.get_node_attributes(cluster, "layer").values())
            if layer == "core"
        ]
        ranks = rankdata(np.nan_to_num(place[firms])) / len(firms)
        names = list(cluster)
        return {names[row]: float(rank) for row, rank in zip(firms, ranks, strict=True)}


@lru_cache(maxsize=64)
def _positioned(measure: str, attention: float, ability: str, period: int, seed: int) -> Positioned:
    """Return what is shown; kept for a while, for the picture shows the last one as well."""
    learning = ABILITIES[ability][2].but(attention=attention)
    run = run_of(Structure(), learning, seed=seed, periods=PERIODS)
    return Positioned(measure, attention, ability, period, seed, run)


class PositionLab(Lab[Positioned]):
    """Measure of position, attention and ability of focal firms -> position against knowledge.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``measure`` (a key of ``clustercourse.labs.position.PLACES``),
        ``attention`` (0 to 20), ``ability`` ("greater" or "equal"), ``period`` (0 to 80),
        ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = position_lab(attention=1)
    >>> lab.settings
    {'measure': 'degree', 'attention': 1.0, 'ability': 'greater', 'period': 80, 'seed': 1}
    """

    title = "Lab 05: network position"
    size = (10.0, 6.5)
    clock = "period"
    views = frozenset({"measure"})
    examples = (
        {"measure": "degree", "attention": 5.0},
        {"measure": "degree", "attention": 0.0},
        {"measure": "constraint", "attention": 5.0},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return the measure, attention, the ability of focal firms and the period."""
        return {
            "measure": dropdown(
                {place.option: name for name, place in PLACES.items()},
                "degree",
                "measure",
                "which place in the network counts as high",
            ),
            "attention": slider(Learning.declarations()["attention"], low=0, high=20, step=1),
            "ability": dropdown(
                {option: name for name, (option, _, _) in ABILITIES.items()},
                "greater",
                "focal firms' ability",
                "how large gaps they understand, how often they do own R&D, what they know first",
            ),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Positioned:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        return _positioned(**settings)

    def draw(self, figure: Figure) -> None:
        """Draw the axes of the points, the map and the tracks of the correlations."""
        self._title = figure.text(0.012, 0.942, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.893, "", fontsize=12, color=QUIET)
        ax = figure.add_axes((0.065, 0.105, 0.385, 0.765), xlim=(-0.5, 37.5), ylim=(0, 1))
        tidy(ax, "rank by the measure (36: highest in its cluster)", "performance (0 to 1)")
        ax.set_xticks([1, 12, 24, 36])
        looks = (("SME", "sme", "vermillion", 6.0), ("focal firm", "focal_firm", "blue", 9.0))
        self._dots = [
            ax.plot(
                [], [], ls="", marker=MARKERS[kind].shape, ms=size, mew=0.8, mec="white",
                color=OKABE_ITO[colour], alpha=0.85, label=label,
            )[0]
            for label, kind, colour, size in looks
        ]  # fmt: skip
        (self._was,) = ax.plot([], [], color=QUIET, ls=":", lw=2.5, label="trend before this move")
        (self._trend,) = ax.plot([], [], color=INK, lw=2.5, label="trend of all firms")
        ax.legend(
            loc="upper left",
            fontsize=10.5,
            frameon=False,
            ncols=2,
            borderpad=0,
            columnspacing=0.8,
            handletextpad=0.4,
            labelcolor=INK,
        )
        bar = figure.add_axes((0.575, 0.36, 0.33, 0.018))
        self._spread = Spread(figure.add_axes((0.475, 0.385, 0.522, 0.5)), bar)
        bar.set_xlabel("colour: performance; size of a firm: its rank", fontsize=11)
        self._panel = MeasurePanel(figure.add_axes((0.535, 0.005, 0.46, 0.27)), CORRELATIONS)

    def update(self, now: Positioned, before: Positioned | None) -> Iterable[Artist]:
        """Show firms by rank and performance, the map and the correlations."""
        self._title.set_text(_finding(now))
        self._subtitle.set_text(_explanation(now))
        ranks, known, focal = now.points
        for dots, shown in zip(self._dots, (~focal, focal), strict=True):
            dots.set_data(ranks[shown], known[shown])
        self._trend.set_data(*now.trend)
        self._was.set_data(*(before.trend if before else np.empty((2, 0))))
        return [
            *self._spread.update(
                now.run.clusters[0], now.run.knowledge(now.period), size=now.sizes
            ),
            *self._dots,
            self._was,
            self._trend,
            *self._panel.update(now.correlations, before.correlations if before else None),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Positioned, before: Positioned | None) -> str:
        """Say what the points and the correlations show."""
        found = self._panel.describe(now.correlations, before.correlations if before else None)
        return (
            f"{_finding(now)}. {_explanation(now)} "
            f"{PLACES[now.measure].option} and performance: {found}. Map of one cluster, "
            "coloured by performance."
        )

    def say(self, now: Positioned, before: Positioned | None) -> str:
        """Say the finding."""
        return f"{_finding(now)}. Period {now.period}."


def _finding(now: Positioned) -> str:
    found = {one.name: one.text(now.correlations[one.name]) for one in CORRELATIONS}
    other = f"{found['all']} for all firms"
    if now.measure != "degree":
        other = f"{found['given']} given ties"
    return f"{PLACES[now.measure].words}: rank correlation {found['smes']} for SMEs, {other}"


def _explanation(now: Positioned) -> str:
    return (
        f"Attention to {now.attention:.0f} local ties, focal firms {ABILITIES[now.ability][1]}: "
        f"they lead SMEs by {now.lead:.2f}. Period {now.period}, {CLUSTERS} clusters."
    )


#: What notebooks call.
position_lab = PositionLab
