"""Lab 09: a game. Spend a budget on a cluster before and after its market moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import ClassVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.labs.base import Lab, Verdict
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.views import (
    PERFORMANCE,
    Data,
    Series,
    View,
    axis,
    cluster_data,
    cluster_map,
    curves,
    levels,
    numbers,
    point,
    ties_of,
)
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
from clusterlib.networks import ARCHETYPES, build_cluster
from clusterlib.plots.style import OKABE_ITO, QUIET

#: Clusters in the lab's game; all of them see the market move in the same period.
DRAWS = 4
#: Money that one step of a slider moves.
STEP = 5.0
#: Instruments in a word.
SHORT = {name: {"rd": "R&D"}.get(name, name) for name in INSTRUMENTS}
AMOUNTS = tuple(Policy.model_fields)
#: Periods that the slider shows.
MOMENTS = range(0, PERIODS + 1, 2)

SERIES = (
    Series("none", "no policy", QUIET, "-."),
    Series("best", "best found", OKABE_ITO["bluish green"], "--"),
    Series("mine", "yours", OKABE_ITO["blue"]),
)
#: What is compared with, on the scale of scores: name, marker, colour and words.
MARKS = (
    ("none", "s", QUIET, "no policy"),
    ("equal", "^", OKABE_ITO["orange"], "equal split"),
    ("best", "D", OKABE_ITO["bluish green"], "best found"),
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


def _equal_split(now: Tried) -> tuple[str, str]:
    """Return how far an equal split gets, as the lecture's question puts it."""
    options = ("less than half", "half to nine tenths", "more than nine tenths")
    reached = options[(now.share > 0.5) + (now.share > 0.9)]
    return reached, f"Here it reaches {now.share:.0%} of the gain of the best found."


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
    clock = "period"
    share = 0.52
    explained = ("best found", "market moves", "focal firm", "SME")
    examples = (
        EQUAL_SPLIT.model_dump(),
        # Whole policies: a lab may have been started with another one.
        Policy(pipelines_1=25, skills_1=25, pipelines_2=40, skills_2=10).model_dump(),
        Policy(trust_1=50, trust_2=50).model_dump(),
    )
    verdicts: ClassVar = {"policy.lab": Verdict([dict.fromkeys(AMOUNTS, 10.0)], _equal_split)}

    def make_controls(self) -> dict[str, Control]:
        """Return a slider for each amount, the type of cluster and the period."""
        declared = Policy.declarations()
        amounts = {}
        for name in AMOUNTS:
            instrument, _, phase = name.rpartition("_")
            group = f"Phase {phase}: {'to' if phase == '1' else 'from'} period {SECOND_PHASE}"
            made = slider(declared[name], label=SHORT[instrument], step=STEP, group=group)
            amounts[name] = replace(made, form=".0f")
        types = {name.replace("_", " "): name for name in ARCHETYPES}
        return {
            **amounts,
            "cluster": choice(types, "baseline", "cluster", "the type of cluster"),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Settings) -> Tried:
        """Play the policy, and those that it is compared with, on the draws of the seed."""
        cluster, period, seed = (settings[name] for name in ("cluster", "period", "seed"))
        amounts = {name: settings[name] for name in AMOUNTS}
        game = _game(cluster, seed)
        none, equal, best = _compared_with(game)
        problems = tuple(overspent(amounts))
        mine = None if problems else play(amounts, game)
        return Tried(amounts, cluster, period, seed, game, problems, mine, none, equal, best)

    def note(self, now: Tried) -> list[float | None] | None:
        """Return the score so far at every moment, None where too much was spent."""
        if now.mine is None:
            return None
        return numbers([score_of(now.mine.curve, period) for period in MOMENTS], 6)

    def blocked(self, now: Tried) -> bool:
        """Nothing is played where too much is spent."""
        return now.mine is None

    def lay_out(self) -> dict[str, View]:
        """Return the map, the money, the curves and the scale of scores."""
        time = axis("period", 0, PERIODS, range(0, PERIODS + 1, 20), "d")
        level = axis("firms' performance (0 to 1)", 0, 0.65, (0, 0.2, 0.4, 0.6), ".1f")
        phase = {"x": SECOND_PHASE, "label": "phase 2", "high": True}
        parts = [
            {"label": SHORT[name], "colour": colour, "dark": name in ("trust", "rd", "institutes")}
            for name, (colour, _) in LOOKS.items()
        ]
        money = {
            "title": "money spent, and the budget of a phase", "rows": ["phase 1", "phase 2"],
            "parts": parts, "high": 1.4 * BUDGET, "limit": BUDGET, "inside": ".0f",
        }  # fmt: skip
        ticks = [[k / 10, f"0.{k}"] for k in range(1, 6)]
        scores = {
            "title": "score: mean performance so far", "low": 0.1, "high": 0.5,
            "ticks": ticks, "marks": [point(m, w, c, name=n) for n, m, c, w in MARKS],
        }  # fmt: skip
        return {
            "map": View(
                "map", "map of the cluster", cluster_map(build_cluster(rng=1), scale=PERFORMANCE),
                lambda now: cluster_data(now.shown), _on_map, tall=34,
            ),
            "scores": View("scores", "scores", scores, frame=_scores, side=True, tall=8),
            "money": View("bars", "money spent", money, _money, side=True, tall=10),
            "curves": View(
                "curves", "performance over time",
                curves(SERIES, time, level, marks=[phase], grows=True, clock=False),
                _over_time, side=True, tall=16,
            ),
        }  # fmt: skip

    def finding(self, now: Tried) -> str:
        """Say what the money buys."""
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

    def remark(self, now: Tried) -> str:
        """Say what is counted, and whether the market has moved."""
        market = f"The market moved in period {now.shift_at}."
        if not now.moved:
            market = "The market has not moved yet."
        return f"{DRAWS} clusters, up to period {now.period}. {market}"

    def describe(self, now: Tried) -> str:
        """Say what the money, the curves and the scores show."""
        played = {"no policy": now.none, "equal split": now.equal, "best found": now.best}
        if now.mine:
            played["yours"] = now.mine
        scores = "; ".join(f"{words} {now.score(one):.3f}" for words, one in played.items())
        levels = "; ".join(f"{words} {one.curve[now.period]:.2f}" for words, one in played.items())
        first, second = now.left
        kind = now.cluster.replace("_", " ")
        return (
            f"Left in phase 1: {first:g}; in phase 2: {second:g}. Map of one {kind} cluster in "
            f"period {now.period}, coloured by performance. Performance of firms then: {levels}. "
            f"Score so far: {scores}."
        )

    def caption(self, settings: Settings) -> str:
        """Return what each phase buys, the type of cluster, the period and the seed."""
        first, second = (
            ", ".join(
                f"{SHORT[name]} {settings[f'{name}_{phase}']:g}"
                for name in INSTRUMENTS
                if settings.get(f"{name}_{phase}")
            )
            or "nothing"
            for phase in "12"
        )
        parts = [f"both phases: {first}"]
        if first != second:
            parts = [f"phase 1: {first}", f"phase 2: {second}"]
        rest = {
            name: self.controls[name].text(settings[name])
            for name in ("cluster", "period", "seed")
            if name in settings
        }
        parts += [f"{name} {text}" for name, text in rest.items()]
        return "; ".join(parts)

    @property
    def policy(self) -> Policy:
        """The policy that the sliders show; a ParameterError says if it spends too much."""
        return Policy(**{name: self.settings[name] for name in AMOUNTS})

    def save(self, path: str | Path, team: str = "") -> Path:
        """Save the policy that the sliders show; see :func:`clustercourse.policy.save_policy`."""
        return self.policy.save(path, team)

    def load(self, path: str | Path) -> None:
        """Set the sliders to a saved policy, and play it."""
        self.move(**load_policy(path).model_dump())


def _on_map(now: Tried) -> Data:
    owners = [at for at, actor in enumerate(now.shown) if actor in now.opened]
    return {"level": levels(now.knowledge()), "ties": ties_of(now.shown), "marked": owners}


def _money(now: Tried) -> Data:
    rows = [[now.amounts[f"{name}_{phase}"] for name in LOOKS] for phase in "12"]
    texts = [f"left {left:g}" if left >= 0 else f"{-left:g} over" for left in now.left]
    return {"rows": rows, "texts": texts}


def _over_time(now: Tried) -> Data:
    played = {"none": now.none, "best": now.best, "mine": now.mine}
    paths = {name: numbers(one.curve[::2]) for name, one in played.items() if one}
    moved = {
        "x": now.shift_at,
        "label": "market moves",
        "colour": OKABE_ITO["vermillion"],
        "dash": "",
    }
    return {**paths, "marks": [moved]}


def _scores(now: Tried) -> Data:
    played = {"none": now.none, "equal": now.equal, "best": now.best, "mine": now.mine}
    return {name: round(now.score(one), 6) for name, one in played.items() if one}


def _game(cluster: str, seed: int) -> Game:
    """Return the game of a seed: few draws, whose markets move in the same period."""
    at = int(np.random.default_rng(seed).integers(EARLIEST_SHIFT, LATEST_SHIFT + 1))
    return Game(cluster, seed=seed, draws=DRAWS, shift_at=at)


@lru_cache(maxsize=32)
def _compared_with(game: Game) -> tuple[Played, Played, Played]:
    """Play no policy, an equal split and the best found."""
    none, equal, best = play_all([NOTHING, EQUAL_SPLIT, best_found(game.cluster)], game)
    return none, equal, best


#: What notebooks call.
policy_lab = PolicyLab
