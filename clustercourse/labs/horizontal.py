"""Lab 02: firms that copy those they see, on landscapes of some ruggedness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import networkx as nx
import numpy as np

from clustercourse.labs import controls, views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Case, Chosen, Control, Settings
from clusterlib.arrays import Floats
from clusterlib.classics import topologies
from clusterlib.classics.landscapes import History, Landscapes, simulate
from clusterlib.plots.style import INK, OKABE_ITO, QUIET
from clusterlib.words import listed, number

#: Firms in the network, landscapes that a result is a mean of, decisions, and periods of a run.
FIRMS, MARKETS, DECISIONS, PERIODS = 40, 8, 12, 60
#: Firms that a firm looks at in a period when it copies what most of them do.
SAMPLE = 3
#: Closer than this, two scores are the same.
ALIKE = 0.005

Rule = Literal["best", "most"]


#: Who sees whom, from few to all.
NETWORKS = {
    "line": Case("a line", "On a line", "line"),
    "ring": Case("a ring", "On a ring", "ring"),
    "shortcuts_5": Case("a ring with 5 shortcuts", "With 5 shortcuts", "+5"),
    "shortcuts_20": Case("a ring with 20 shortcuts", "With 20 shortcuts", "+20"),
    "ten": Case("each sees 10 nearby", "Where each sees 10", "10"),
    "all": Case("everybody sees everybody", "Where all see all", "all"),
}

RULES: dict[Rule, str] = {
    "best": "the best they see",
    "most": f"what most of {SAMPLE} do, if better",
}

SERIES = (
    views.Series("score", "score", OKABE_ITO["blue"]),
    views.Series("ways", "ways of working", OKABE_ITO["vermillion"], views.DASHED),
)

#: How the circle is drawn.
CIRCLE: views.Data = {
    "size": [2.2, 2.2], "actor": 0.13, "rim": INK, "thin": True,
    "kinds": [views.mark("o", "", QUIET, name="firm")],
    "ties": [{"colour": QUIET, "width": 2.2, "alpha": 0.9, "dash": ""}],
    "scale": views.colour_scale(
        0, 1, "score of a firm in one market (1 is the best possible)", "score", 6, over=False
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Searched(Chosen):
    """Firms that searched and copied, looked at in one period."""

    graph: nx.Graph
    history: History

    @property
    def curves(self) -> dict[str, Floats]:
        """Mean score, and different ways of working as a share of all firms, over time."""
        score, ways = self.history.performance, self.history.variety / FIRMS
        return {"score": score.mean(axis=0), "ways": ways.mean(axis=0)}

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
    def reached(self) -> Floats:
        """Score of each firm on the first landscape in the period shown."""
        return np.asarray(self.history.watched[0, self.period])


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
    sample = SAMPLE if copy == "most" else 0
    return simulate(
        network_of(name, seed), Landscapes(bits=DECISIONS, links=ruggedness, sample=sample),
        periods=PERIODS, replicates=MARKETS, copy=copy, watch=1, rng=seed,
    )  # fmt: skip


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
    {'network': 'all', 'copy': 'best', 'ruggedness': 5, 'period': 6, 'seed': 1}
    """

    title = "Lab 02: copying"
    clock = "period"
    along = "network"
    share = 0.5
    explained = ("way of working",)
    examples = (
        {"network": "ring", "period": 6},
        {"network": "all", "period": 6},
        {"network": "all", "period": PERIODS},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return the network, whom firms copy, ruggedness and the period."""
        who = "the network in which firms observe each other"
        whom = "whom a firm copies; it copies only what is better than its own way of working"
        links = Landscapes.declarations()["links"]
        return {
            "network": controls.choice(NETWORKS, "ring", "who sees whom", who),
            "copy": controls.choice(RULES, "best", "firms copy", whom),
            "ruggedness": controls.slider(links, label="ruggedness K", high=8, step=1),
            "period": controls.period_slider(PERIODS, step=1, start=6),
        }

    def compute(self, settings: Settings) -> Searched:
        """Search the landscapes of one seed, whatever the network, so that less is chance."""
        name, seed = settings["network"], settings["seed"]
        history = search_of(name, settings["copy"], settings["ruggedness"], seed)
        return Searched(settings, network_of(name, seed), history)

    def note(self, now: Searched) -> list[float | None]:
        """Return the mean score in every period."""
        return views.numbers(now.curves["score"])

    def lay_out(self) -> dict[str, views.View]:
        """Return the circle, the curves and the score of the networks tried."""
        shares = views.axis(
            "score; ways of working as a share of firms", 0, 1.02, (0, 0.5, 1), ".1f"
        )
        places = {case.short: place for place, case in enumerate(NETWORKS.values())}
        words = "who sees whom (+5, +20: a ring with shortcuts)"
        networks = views.axis(words, -0.5, len(NETWORKS) - 0.5, places, "")
        score = views.axis("mean score (1 is the best possible)", 0, 1.15, (0, 0.5, 1), ".1f")
        return {
            "circle": views.View("map", "firms on a circle", CIRCLE, _circle, _reached, tall=34),
            "curves": views.curves(
                "score and ways of working over time", SERIES, views.time_axis(PERIODS), shares,
                lambda now: {name: views.numbers(path) for name, path in now.curves.items()},
                tall=15,
            ),
            "tried": views.tried(
                "score of the networks tried, in the period shown", networks, score, ".2f",
                said="networks tried", tall=18,
            ),
        }  # fmt: skip

    def finding(self, now: Searched) -> str:
        """Say how many ways of working are left, and how good they are."""
        score, words = number(now.score(now.period), ".2f"), NETWORKS[now.network].words
        if now.period == 0:
            return f"Before anybody copies, firms score {score}"
        if now.ways < 1.5:
            nearly = "nearly " if now.ways > 1 else ""
            return f"{words}, {nearly}all work alike and score {score}"
        return f"{words}, {now.ways:.0f} of {FIRMS} ways of working remain and score {score}"

    def remark(self, now: Searched) -> str:
        """Say what is drawn."""
        return f"Period {now.period}. Circle: one of {MARKETS} markets. Numbers: mean of all."

    def describe(self, now: Searched) -> str:
        """Say what the circle and the curves show."""
        low, high = now.reached.min(), now.reached.max()
        ends = listed({one.label: float(now.curves[one.name][-1]) for one in SERIES}, ".2f")
        return (
            f"{FIRMS} firms on a circle, coloured by score, in one market from {low:.2f} to "
            f"{high:.2f}. At the end, in period {PERIODS}, as shares: {ends}."
        )


def _circle(now: Searched) -> views.Data:
    return views.circle_data(now.graph, [0] * FIRMS, "firm")


def _reached(now: Searched) -> views.Data:
    left = now.ways_in_one_market
    middle = f"{left} way{'s' * (left > 1)}\nof working"
    return {"level": views.levels(now.reached), "middle": middle}


#: What notebooks call.
horizontal_lab = HorizontalLab

_SMOOTH = {"ruggedness": 0, "copy": "best"}


@HorizontalLab.settles(
    "horizontal.lab", {"network": "ring", **_SMOOTH}, {"network": "all", **_SMOOTH}
)
def _same_hill(ring: Searched, everybody: Searched) -> tuple[str, str]:
    """Return which network has the higher score in the end, as the lecture's question puts it."""
    scores = [one.score(PERIODS) for one in (ring, everybody)]
    answer = "both the same"
    if abs(scores[0] - scores[1]) >= ALIKE:
        answer = NETWORKS["ring" if scores[0] > scores[1] else "all"].option
    told = listed(dict(zip(("ring", "everybody"), scores, strict=True)), ".2f")
    return answer, f"Score in period {PERIODS}, here: {told}."
