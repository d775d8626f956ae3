"""Lab 02: firms that copy those they see, on landscapes of some ruggedness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.circle import Circle
from clustercourse.labs.controls import dropdown, period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.tried import Trail
from clusterlib.classics import topologies
from clusterlib.classics.landscapes import History, Landscapes, simulate
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: Firms in the network, landscapes that a result is a mean of, decisions, and periods of a run.
FIRMS, MARKETS, DECISIONS, PERIODS = 40, 8, 12, 60
#: Firms that a firm looks at in a period when it copies what most of them do.
SAMPLE = 3

Rule = Literal["best", "most"]


@dataclass(frozen=True)
class Case:
    """A network, in the words of the control, of the title and of an axis."""

    option: str
    words: str
    short: str


#: Who sees whom, from few to all.
NETWORKS = {
    "line": Case("a line", "A line", "line"),
    "ring": Case("a ring", "A ring", "ring"),
    "shortcuts_5": Case("a ring with 5 shortcuts", "A ring with 5 shortcuts", "+5"),
    "shortcuts_20": Case("a ring with 20 shortcuts", "A ring with 20 shortcuts", "+20"),
    "ten": Case("each sees 10 nearby", "Each sees 10 nearby", "10"),
    "all": Case("everybody sees everybody", "Everybody sees everybody", "all"),
}

RULES: dict[Rule, str] = {
    "best": "the best they see",
    "most": f"what most of {SAMPLE} do, if better",
}

SERIES = (
    Series("score", "score", OKABE_ITO["blue"]),
    Series("ways", "ways", OKABE_ITO["vermillion"], "--"),
)


@dataclass(frozen=True)
class Searched:
    """Firms that searched and copied, looked at in one period."""

    network: str
    copy: Rule
    ruggedness: int
    period: int
    seed: int
    graph: nx.Graph
    history: History

    @property
    def curves(self) -> dict[str, Curve]:
        """Mean score, and different ways of working as a share of all firms, over time."""
        score, ways = self.history.performance, self.history.variety / FIRMS
        time = np.arange(PERIODS + 1)
        return {"score": (time, score.mean(axis=0)), "ways": (time, ways.mean(axis=0))}

    def score(self, period: int) -> float:
        """Mean score of the firms in a period, over all landscapes."""
        return float(self.history.performance[:, period].mean())

    @property
    def ways(self) -> float:
        """Number of different ways of working in the period shown, mean over landscapes."""
        return float(self.history.variety[:, self.period].mean())

    @property
    def ways_in_one_market(self) -> int:
        """Number of different ways of working on the first landscape in the period shown."""
        return int(self.history.variety[0, self.period])

    @property
    def reached(self) -> NDArray[np.float64]:
        """Score of each firm on the first landscape in the period shown."""
        reached: NDArray[np.float64] = self.history.watched[0, self.period]
        return reached


def network_of(name: str, seed: int) -> nx.Graph:
    """Return a network of :data:`NETWORKS`; the same one always is the same object.

    Examples
    --------
    >>> [network_of(name, 1).size() for name in NETWORKS]
    [39, 40, 45, 60, 200, 780]
    """
    return _build(name, seed if name.startswith("shortcuts") else 0)


@lru_cache(maxsize=32)
def _build(name: str, seed: int) -> nx.Graph:
    if name == "line":
        return topologies.line(FIRMS)
    if name == "ten":
        return topologies.small_world(FIRMS, 10, 0.0)
    if name == "all":
        return topologies.complete(FIRMS)
    ring = topologies.ring(FIRMS)
    shortcuts = int(name.partition("_")[2] or 0)
    draws = np.random.default_rng(seed)
    # Draws in one order, so that the first five shortcuts are among the twenty.
    while ring.size() < FIRMS + shortcuts:
        ring.add_edge(*map(int, draws.choice(FIRMS, 2, replace=False)))
    return ring


@lru_cache(maxsize=64)
def search_of(name: str, copy: Rule, ruggedness: int, seed: int) -> History:
    """Let the firms of a network search; equal arguments return the same object."""
    return simulate(
        network_of(name, seed),
        Landscapes(bits=DECISIONS, links=ruggedness, sample=SAMPLE if copy == "most" else 0),
        periods=PERIODS,
        replicates=MARKETS,
        copy=copy,
        watch=1,
        rng=seed,
    )


class HorizontalLab(Lab[Searched]):
    """Who sees whom, whom they copy and how rugged the landscape is -> score and variety.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``network`` (a key of ``clustercourse.labs.horizontal.NETWORKS``), ``copy``
        ("best" or "most"), ``ruggedness`` (0 to 8), ``period`` (0 to 60), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = horizontal_lab(network="all")
    >>> lab.settings
    {'network': 'all', 'copy': 'best', 'ruggedness': 5, 'period': 60, 'seed': 1}
    """

    title = "Lab 02: copying"
    clock = "period"
    examples = (
        {"network": "ring", "period": 6},
        {"network": "all", "period": 6},
        {"network": "all", "period": PERIODS},
    )

    def make_controls(self) -> dict[str, Any]:
        """Return the network, whom firms copy, ruggedness and the period."""
        return {
            "network": dropdown(
                {case.option: name for name, case in NETWORKS.items()},
                "ring",
                "who sees whom",
                "the network in which firms observe each other",
            ),
            "copy": dropdown(
                {text: rule for rule, text in RULES.items()},
                "best",
                "firms copy",
                "whom a firm copies; it copies only what is better than its own way",
            ),
            "ruggedness": slider(
                Landscapes.declarations()["links"], label="ruggedness K", high=8, step=1
            ),
            "period": period_slider(PERIODS, step=1),
        }

    def compute(self, settings: Mapping[str, Any]) -> Searched:
        """Search the landscapes of one seed, whatever the network, so that less is chance."""
        name, seed = settings["network"], settings["seed"]
        history = search_of(name, settings["copy"], settings["ruggedness"], seed)
        return Searched(**settings, graph=network_of(name, seed), history=history)

    def note(self, now: Searched) -> NDArray[np.float64]:
        """Return the mean score in every period."""
        scores: NDArray[np.float64] = now.history.performance.mean(axis=0)
        return scores

    def draw(self, figure: Figure) -> None:
        """Draw the axes of the circle, of the curves and of what was tried."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._circle = Circle(
            figure.add_axes((0.02, 0.165, 0.46, 0.70)),
            figure.add_axes((0.07, 0.115, 0.36, 0.03)),
            FIRMS,
            "score of a firm in one market (1 is the best possible)",
        )
        time = figure.add_axes((0.585, 0.555, 0.285, 0.29), xlim=(0, PERIODS), ylim=(0, 1.02))
        tidy(time, "period", "share (0 to 1)")
        self._curves = Curves(time, SERIES)
        tried = figure.add_axes((0.585, 0.135, 0.395, 0.24), xlim=(-0.5, 5.5), ylim=(0, 1.18))
        tidy(tried, "network: who sees whom", "score")
        tried.set_yticks([0, 0.5, 1])
        tried.set_xticks(range(len(NETWORKS)), [case.short for case in NETWORKS.values()])
        self._trail = Trail(tried, "", names=[case.option for case in NETWORKS.values()])
        self._place = {name: place for place, name in enumerate(NETWORKS)}

    def update(self, now: Searched, before: Searched | None) -> Iterable[Artist]:
        """Show the firms of one market, the curves and the score of the networks tried."""
        self._title.set_text(self._finding(now))
        self._subtitle.set_text(self._explanation(now))
        self._trail.title.set_text(f"score of the networks tried, in period {now.period}")
        tried = [
            (self._place[one.settings["network"]], one.note[now.period])
            for one in self.alike(now, "copy", "ruggedness", "seed")
        ]
        left = now.ways_in_one_market
        return [
            *self._circle.update(
                now.graph, now.reached, f"{left} way{'s' * (left > 1)}\nof working"
            ),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._trail.update((self._place[now.network], now.score(now.period)), tried),
            self._trail.title,
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Searched, before: Searched | None) -> str:
        """Say what the circle and the curves show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        low, high = now.reached.min(), now.reached.max()
        return (
            f"{self._finding(now)}. {self._explanation(now)} {FIRMS} firms on a circle, coloured "
            f"by score, in one market from {low:.2f} to {high:.2f}. At the end, in period "
            f"{PERIODS}, as shares: {ends}.{self._trail.describe()}"
        )

    def say(self, now: Searched, before: Searched | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}."

    def _finding(self, now: Searched) -> str:
        return (
            f"{NETWORKS[now.network].words}: score {now.score(now.period):.2f} in period "
            f"{now.period}, {now.ways:.0f} of {FIRMS} ways left"
        )

    def _explanation(self, now: Searched) -> str:
        return (
            f"Firms copy {RULES[now.copy]}; ruggedness {now.ruggedness}. Circle: one market. "
            f"Numbers: mean of {MARKETS} markets."
        )


#: What notebooks call.
horizontal_lab = HorizontalLab
