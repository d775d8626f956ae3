"""Lab 09: a game. Spend a budget on a cluster before and after its market moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from ipywidgets import HTML, Box, VBox
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import dropdown, period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.knowledge_map import Spread
from clustercourse.policy import (
    BUDGET,
    EQUAL_SPLIT,
    INSTRUMENTS,
    NOTHING,
    PERIODS,
    SECOND_PHASE,
    Game,
    Played,
    Policy,
    best_found,
    load_policy,
    play,
    play_all,
)
from clustercourse.policy.game import worlds_of
from clustercourse.policy.pictures import LOOKS
from clustercourse.policy.rules import EARLIEST_SHIFT, LATEST_SHIFT
from clustercourse.policy.spending import overspent, spent
from clusterlib.networks import ARCHETYPES
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: Clusters in the lab's game; all of them see the market move in the same period.
DRAWS = 4
#: Money that one step of a slider moves.
STEP = 5.0
#: Instruments in a word.
SHORT = {name: {"rd": "R&D"}.get(name, name) for name in INSTRUMENTS}
AMOUNTS = tuple(Policy.model_fields)

SERIES = (
    Series("none", "no policy", QUIET, "-."),
    Series("best", "best found", OKABE_ITO["bluish green"], "--"),
    Series("mine", "yours", OKABE_ITO["blue"]),
)


@dataclass(frozen=True)
class Tried:
    """A policy on the draws of a seed, looked at in one period; it may be one that overspends."""

    amounts: Mapping[str, float]
    cluster: str
    period: int
    seed: int
    game: Game
    problems: tuple[str, ...]
    mine: Played | None
    none: Played
    equal: Played
    best: Played

    @property
    def left(self) -> tuple[float, float]:
        """What each phase leaves unspent; below zero where it spends too much."""
        first, second = (round(BUDGET - phase, 9) for phase in spent(self.amounts))
        return first, second

    @property
    def shift_at(self) -> int:
        """The period before which the market moves."""
        return worlds_of(self.game)[0].shift_at

    @property
    def moved(self) -> bool:
        """Whether the market has moved by the period that is shown."""
        return self.period > self.shift_at

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean performance of firms up to the period, of all that are compared."""
        periods = np.arange(self.period + 1)
        nothing = np.full(periods.size, np.nan)
        played = {"none": self.none, "best": self.best, "mine": self.mine}
        return {
            name: (periods, one.curve[: self.period + 1] if one else nothing)
            for name, one in played.items()
        }

    def score(self, played: Played) -> float:
        """Return the score so far."""
        return score_of(played.curve, self.period)

    @property
    def share(self) -> float:
        """The policy's gain over none so far, as a share of the gain of the best found."""
        if self.mine is None:
            return float("nan")
        mine, none, best = (self.score(one) for one in (self.mine, self.none, self.best))
        return (mine - none) / (best - none)

    @cached_property
    def shown(self) -> nx.Graph:
        """The first cluster with the pipelines that are open in the period."""
        world = worlds_of(self.game)[0]
        count = 0
        if self.mine is not None:
            count = self.mine.pipelines[self.period >= SECOND_PHASE]
        cluster = world.cluster.copy()
        cluster.remove_edges_from(world.planned[count:])
        return cluster

    @property
    def opened(self) -> set[str]:
        """Ids of the firms of the first cluster for which the policy has opened a pipeline."""
        planned = worlds_of(self.game)[0].planned
        return {owner for owner, source in planned if self.shown.has_edge(owner, source)}

    def knowledge(self) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster."""
        known: NDArray[np.float64] = (self.mine or self.none).first[self.period]
        return known


def score_of(curve: NDArray[np.float64], period: int) -> float:
    """Return a score so far: mean performance of firms over the periods up to one."""
    return float(curve[min(1, period) : period + 1].mean())


class Bars:
    """What each phase spends, as a row of boxes up to the line of the budget."""

    def __init__(self, ax: Axes) -> None:
        ax.set(xlim=(0, 1.5 * BUDGET), ylim=(1.5, -0.5))
        ax.set_axis_off()
        ax.axvline(BUDGET, color=INK, lw=2, zorder=4)
        self._texts = []
        for row in range(2):
            ax.text(-1, row, f"phase {row + 1}", ha="right", va="center", fontsize=12, color=INK)
            self._texts.append(
                ax.text(1.52 * BUDGET, row, "", va="center", fontsize=12, weight="bold")
            )
        self._boxes = {}
        for name in AMOUNTS:
            instrument, _, phase = name.rpartition("_")
            colour, hatch = LOOKS[instrument]
            box = Rectangle((0, int(phase) - 1.36), 0, 0.72, fc=colour, ec="white", hatch=hatch)
            ax.add_patch(box)
            self._boxes[name] = box

    def update(self, now: Tried) -> list[Artist]:
        """Show what is spent and what is left."""
        ends = [0.0, 0.0]
        for name, box in self._boxes.items():
            phase = int(name[-1]) - 1
            box.set_x(ends[phase])
            box.set_width(now.amounts[name])
            box.set_visible(now.amounts[name] > 0)
            ends[phase] += now.amounts[name]
        for text, left in zip(self._texts, now.left, strict=True):
            text.set_text(f"left {left:g}" if left >= 0 else f"{-left:g} over")
            text.set_color(QUIET if left >= 0 else OKABE_ITO["vermillion"])
        return [*self._boxes.values(), *self._texts]


class Scale:
    """The score among those that it is compared with, and those tried before."""

    def __init__(self, ax: Axes) -> None:
        ax.set(xlim=(0.1, 0.5), ylim=(-1, 1))
        tidy(ax, "score so far: mean performance up to this period")
        ax.set(xticks=[0.1, 0.2, 0.3, 0.4, 0.5], yticks=[])
        ax.axhline(0, color="#C8CDD3", lw=3, zorder=0)
        looks = {
            "none": ("|", QUIET, "no policy"),
            "equal": ("d", OKABE_ITO["orange"], "equal split"),
            "best": ("*", OKABE_ITO["bluish green"], "best found"),
        }
        self._marks = {}
        for name, (marker, colour, label) in looks.items():
            (self._marks[name],) = ax.plot(
                [], [], marker, ms=12, mew=1.5, color=colour, ls="", label=label, zorder=2
            )
        (self._tried,) = ax.plot(
            [], [], "o", ms=6, mfc="white", mec=QUIET, ls="", label="tried", zorder=1
        )
        (self._now,) = ax.plot(
            [], [], "o", ms=12, color=OKABE_ITO["blue"], mec="white", ls="", label="yours", zorder=3
        )
        ax.legend(
            loc="upper left",
            bbox_to_anchor=(-0.075, 1.75),
            ncols=5,
            fontsize=10.5,
            columnspacing=0.3,
            handletextpad=-0.2,
            borderpad=0,
            markerscale=0.9,
        )

    def update(self, now: Tried, tried: Iterable[float]) -> list[Artist]:
        """Show the scores so far."""
        for name, mark in self._marks.items():
            mark.set_data([now.score(getattr(now, name))], [0])
        others = list(tried)
        self._tried.set_data(others, [0] * len(others))
        mine = [now.score(now.mine)] if now.mine else []
        self._now.set_data(mine, [0] * len(mine))
        return [self._tried, *self._marks.values(), self._now]


class PolicyLab(Lab[Tried]):
    """What is spent on five instruments in two phases -> performance over time, and the score.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`. Besides,
    ``.save("north.json", team="North")`` saves the policy that the sliders show, and
    ``.load("north.json")`` plays a saved one.

    Parameters
    ----------
    **settings
        Starting values: ``trust_1``, ``pipelines_1``, ``rd_1``, ``institutes_1``, ``skills_1`` and
        the same with ``_2`` (0 to 50 each, at most 50 a phase), ``cluster`` (a key of
        ``clusterlib.ARCHETYPES``), ``period`` (0 to 80), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = policy_lab(skills_1=30.0, pipelines_2=40.0)
    >>> lab.policy
    Policy(skills_1=30, pipelines_2=40)
    """

    title = "Lab 09: policy studio"
    size = (10.0, 5.4)
    clock = "period"
    examples = (
        EQUAL_SPLIT.model_dump(),
        # Whole policies: a lab may have been started with another one.
        Policy(pipelines_1=25, skills_1=25, pipelines_2=40, skills_2=10).model_dump(),
        Policy(trust_1=50, trust_2=50).model_dump(),
    )

    def make_controls(self) -> dict[str, Any]:
        """Return a slider for each amount, the type of cluster and the period."""
        declared = Policy.declarations()
        amounts = {}
        for name in AMOUNTS:
            instrument, _, phase = name.rpartition("_")
            # The label is what a screen reader says, so it names the phase too.
            words = f"{SHORT[instrument]}, phase {phase}"
            amounts[name] = slider(declared[name], label=words, step=STEP)
            amounts[name].style.description_width = "140px"
            amounts[name].layout.width = "318px"
            amounts[name].readout_format = ".0f"
        types = {name.replace("_", " "): name for name in ARCHETYPES}
        return {
            **amounts,
            "cluster": dropdown(types, "baseline", "cluster", "the type of cluster"),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Tried:
        """Play the policy, and those that it is compared with, on the draws of the seed."""
        cluster, period, seed = (settings[name] for name in ("cluster", "period", "seed"))
        amounts = {name: settings[name] for name in AMOUNTS}
        game = _game(cluster, seed)
        none, equal, best = _compared_with(game)
        problems = tuple(overspent(amounts))
        mine = None if problems else play(amounts, game)
        return Tried(amounts, cluster, period, seed, game, problems, mine, none, equal, best)

    def note(self, now: Tried) -> NDArray[np.float64] | None:
        """Return the firms' performance over time, None where too much was spent."""
        return now.mine.curve if now.mine else None

    def draw(self, figure: Figure) -> None:
        """Draw the regions of the map, the axes and the scale of colours."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold")
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._spread = Spread(
            figure.add_axes((0.006, 0.20, 0.50, 0.66)), figure.add_axes((0.02, 0.12, 0.48, 0.03))
        )
        time = figure.add_axes((0.575, 0.555, 0.265, 0.29), xlim=(0, PERIODS), ylim=(0, 0.65))
        time.set_xticks(range(0, PERIODS, 20))
        time.axvline(SECOND_PHASE, color=QUIET, lw=1, ls=":")
        time.text(SECOND_PHASE + 1, 0.66, "phase 2", fontsize=10.5, color=QUIET, va="bottom")
        time.text(1, 0.66, "phase 1", fontsize=10.5, color=QUIET, va="bottom")
        tidy(time, "period", "firms' performance")
        self._curves = Curves(time, SERIES)
        (self._shift,) = time.plot([], [], color=OKABE_ITO["vermillion"], lw=2, zorder=1)
        self._shift_text = time.text(
            0, 0.02, "", fontsize=10.5, color=OKABE_ITO["vermillion"], zorder=4
        )
        self._bars = Bars(figure.add_axes((0.585, 0.295, 0.29, 0.125)))
        _legend(figure.add_axes((0.53, 0.23, 0.46, 0.06)))
        self._scale = Scale(figure.add_axes((0.545, 0.10, 0.44, 0.07)))

    def update(self, now: Tried, before: Tried | None) -> Iterable[Artist]:
        """Show the map of the first cluster, the curves, the money and the score."""
        self._title.set_text(self._finding(now))
        self._title.set_color(OKABE_ITO["vermillion"] if now.problems else INK)
        self._subtitle.set_text(self._explanation(now))
        at = now.shift_at
        self._shift.set_data(*(([at, at], [0, 0.65]) if now.moved else ([], [])))
        self._shift_text.set_text("market moves" if now.moved else "")
        self._shift_text.set_x(at + 1)
        tried = [
            score_of(one.note, now.period)
            for one in self.alike(now, "cluster", "seed")
            if one.note is not None
        ]
        return [
            *self._spread.update(now.shown, now.knowledge(), now.opened),
            self._shift,
            self._shift_text,
            *self._curves.update(now.curves, before.curves if before else None),
            *self._bars.update(now),
            *self._scale.update(now, tried),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Tried, before: Tried | None) -> str:
        """Say what the picture shows."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        scores = "; ".join(
            f"{words} {now.score(played):.3f}"
            for words, played in (
                ("no policy", now.none),
                ("equal split", now.equal),
                ("best found", now.best),
                ("yours", now.mine),
            )
            if played
        )
        first, second = now.left
        return (
            f"{self._finding(now)}. {self._explanation(now)} Left in phase 1: {first:g}; in phase "
            f"2: {second:g}. Map of one {now.cluster.replace('_', ' ')} cluster in period "
            f"{now.period}, coloured by performance. Performance of firms then: {ends}. Score so "
            f"far: {scores}."
        )

    def say(self, now: Tried, before: Tried | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def caption(self, settings: Mapping[str, Any]) -> str:
        """Return what each phase buys, the type of cluster, the period and the seed."""
        first, second = (
            ", ".join(
                f"{SHORT[name]} {settings[f'{name}_{phase}']:g}"
                for name in INSTRUMENTS
                if settings[f"{name}_{phase}"]
            )
            or "nothing"
            for phase in "12"
        )
        parts = [f"both phases: {first}"]
        if first != second:
            parts = [f"phase 1: {first}", f"phase 2: {second}"]
        cluster = settings["cluster"].replace("_", " ")
        parts.append(f"{cluster}, period {settings['period']}, seed {settings['seed']}")
        return " · ".join(parts)

    @property
    def policy(self) -> Policy:
        """The policy that the sliders show; a ParameterError says if it spends too much."""
        return Policy(**{name: self.controls[name].value for name in AMOUNTS})

    def save(self, path: str | Path, team: str = "") -> Path:
        """Save the policy that the sliders show; see :func:`clustercourse.policy.save_policy`."""
        return self.policy.save(path, team)

    def load(self, path: str | Path) -> None:
        """Set the sliders to a saved policy, and play it."""
        self._move(load_policy(path).model_dump())

    def _finding(self, now: Tried) -> str:
        if now.mine is None:
            over = [
                f"{-left:g} in phase {phase}"
                for phase, left in enumerate(now.left, start=1)
                if left < 0
            ]
            return f"Not played: take back {' and '.join(over)}"
        if now.period == 0:
            return "Period 0: no money has worked yet"
        score, best = now.score(now.mine), now.score(now.best)
        return f"Score {score:.3f}: {now.share:.0%} of the gain of the best found ({best:.3f})"

    def _explanation(self, now: Tried) -> str:
        market = f"The market moved in period {now.shift_at}."
        if not now.moved:
            market = "The market has not moved yet."
        return f"{DRAWS} clusters, up to period {now.period}. {market}"

    def _assemble(self) -> VBox:
        """Lay out the sliders of each phase in a column of their own."""
        lab = super()._assemble()
        controls = self._inside[0]
        rest = controls.children[len(AMOUNTS) :]
        columns = []
        for phase in (1, 2):
            periods = (0, SECOND_PHASE) if phase == 1 else (SECOND_PHASE, PERIODS)
            head = HTML(f"<strong>Phase {phase}</strong>, periods {periods[0]} to {periods[1]}")
            columns.append(
                VBox(
                    [head, *(self.controls[name] for name in AMOUNTS if name.endswith(str(phase)))]
                )
            )
        controls.children = [Box(columns), *rest]
        return lab


def _game(cluster: str, seed: int) -> Game:
    """Return the game of a seed: few draws, whose markets move in the same period."""
    at = int(np.random.default_rng(seed).integers(EARLIEST_SHIFT, LATEST_SHIFT + 1))
    return Game(cluster, seed=seed, draws=DRAWS, shift_at=at)


@lru_cache(maxsize=32)
def _compared_with(game: Game) -> tuple[Played, Played, Played]:
    """Play no policy, an equal split and the best found."""
    none, equal, best = play_all([NOTHING, EQUAL_SPLIT, best_found(game.cluster)], game)
    return none, equal, best


def _legend(ax: Axes) -> None:
    """Name the colour and hatching of each instrument."""
    handles = [
        Rectangle((0, 0), 1, 1, fc=colour, ec="white", hatch=hatch, label=SHORT[name])
        for name, (colour, hatch) in LOOKS.items()
    ]
    ax.legend(
        handles=handles,
        loc="center",
        ncols=5,
        fontsize=10.5,
        columnspacing=0.9,
        handlelength=1.2,
        handletextpad=0.4,
        borderpad=0,
    )
    ax.set_axis_off()


#: What notebooks call.
policy_lab = PolicyLab
