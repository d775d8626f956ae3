"""Lab 09: a game. Spend a budget on a cluster before and after its market moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import networkx as nx
import numpy as np

from clustercourse import policy
from clustercourse.labs import controls, views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Chosen, Control, Settings
from clustercourse.policy import BUDGET, INSTRUMENTS, PERIODS, SECOND_PHASE, Game, Played, Policy
from clustercourse.policy.game import Of, World, worlds_of
from clustercourse.policy.pictures import LOOKS
from clustercourse.policy.rules import EARLIEST_SHIFT, LATEST_SHIFT
from clustercourse.policy.spending import overspent, spent
from clusterlib.arrays import Floats
from clusterlib.experiments import estimate
from clusterlib.networks import ARCHETYPES
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

GREEN = OKABE_ITO["bluish green"]
SERIES = (
    views.Series("none", "no policy", QUIET, views.DASH_DOTTED),
    views.Series("best", "best found", GREEN, views.DASHED),
    views.Series("mine", "yours", OKABE_ITO["blue"]),
)
#: What is compared with, on the scale of scores.
MARKS = (
    views.mark("s", "no policy", QUIET, name="none"),
    views.mark("^", "equal split", OKABE_ITO["orange"], name="equal"),
    views.mark("D", "best found", GREEN, name="best"),
)


@dataclass(frozen=True)
class Tried(Chosen):
    """A policy on the draws of a seed, looked at in one period; it may be one that overspends."""

    game: Game
    mine: Played | None
    none: Played
    equal: Played
    best: Played

    @property
    def left(self) -> tuple[float, float]:
        """What each phase leaves unspent; below zero where it spends too much."""
        first, second = (round(BUDGET - phase, 9) for phase in spent(self.settings))
        return first, second

    @property
    def world(self) -> World:
        """The first of the clusters, with the period before which its market moves."""
        return worlds_of(self.game)[0]

    @property
    def played(self) -> dict[str, Played]:
        """What was played by the names of SERIES and MARKS, the policy last if it was."""
        mine = {"mine": self.mine} if self.mine else {}
        return {"none": self.none, "equal": self.equal, "best": self.best, **mine}

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
        count = self.mine.pipelines[self.period >= SECOND_PHASE] if self.mine else 0
        cluster = self.world.cluster.copy()
        cluster.remove_edges_from(self.world.ties[count:])
        return cluster

    @property
    def opened(self) -> set[str]:
        """Ids of the firms of the first cluster for which the policy has opened a pipeline."""
        planned = zip(self.world.planned, self.world.ties, strict=True)
        return {owner for (owner, _), tie in planned if self.shown.has_edge(*tie)}


def score_of(curve: Floats, period: int) -> float:
    """Return a score so far: mean performance of firms over the periods up to one."""
    return float(curve[min(1, period) : period + 1].mean())


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
        ``clusterlib.ARCHETYPES``, or a cluster of one's own), ``period`` (0 to 80), ``seed`` (0 to
        9999).

    Examples
    --------
    >>> lab = policy_lab(skills_1=30.0, pipelines_2=40.0)
    >>> lab.policy
    Policy(skills_1=30, pipelines_2=40)
    """

    title = "Lab 09: policy studio"
    clock = "period"
    share = 0.52
    least = 1
    given = frozenset({"cluster"})
    explained = ("best found", "market moves", "focal firm", "SME")
    examples = (
        policy.EQUAL_SPLIT.model_dump(),
        # Whole policies: a lab may have been started with another one.
        Policy(pipelines_1=25, skills_1=25, pipelines_2=40, skills_2=10).model_dump(),
        Policy(trust_1=50, trust_2=50).model_dump(),
    )

    def make_controls(self) -> dict[str, Control]:
        """Return a slider for each amount, the type of cluster and the period."""
        amounts = {}
        for name, declared in Policy.declarations().items():
            instrument, _, phase = name.rpartition("_")
            group = f"Phase {phase}: {'to' if phase == '1' else 'from'} period {SECOND_PHASE}"
            made = controls.slider(declared, label=SHORT[instrument], step=STEP, group=group)
            amounts[name] = replace(made, form=".0f")
        types = {name: name.replace("_", " ") for name in ARCHETYPES}
        return {
            **amounts,
            "cluster": controls.choice(types, "baseline", "cluster", "the type of cluster"),
            "period": controls.period_slider(PERIODS),
        }

    def compute(self, settings: Settings) -> Tried:
        """Play the policy, and those that it is compared with, on the draws of the seed."""
        game = _game(self.own or settings["cluster"], settings["seed"])
        amounts = {name: settings[name] for name in AMOUNTS}
        mine = None if any(overspent(amounts)) else policy.play(amounts, game)
        return Tried(settings, game, mine, *_compared_with(game))

    def note(self, now: Tried) -> list[float | None] | None:
        """Return the score so far at every moment, None where too much was spent."""
        if now.mine is None:
            return None
        return views.numbers([score_of(now.mine.curve, period) for period in MOMENTS])

    def blocked(self, now: Tried) -> bool:
        """Nothing is played where too much is spent."""
        return now.mine is None

    def lay_out(self) -> dict[str, views.View]:
        """Return the scores and the money beside the sliders, the curves, and the map."""
        level = views.axis("firms' performance (0 to 1)", 0, 0.65, (0, 0.2, 0.4, 0.6), ".1f")
        phase = {"x": SECOND_PHASE, "label": "phase 2", "high": True}
        parts = [
            {"label": SHORT[name], "colour": colour, "dark": name in ("trust", "rd", "institutes")}
            for name, (colour, _) in LOOKS.items()
        ]
        money = {
            "title": "money spent, and the budget of a phase", "rows": ["phase 1", "phase 2"],
            "parts": parts, "high": 1.4 * BUDGET, "limit": BUDGET, "inside": ".0f",
        }  # fmt: skip
        scores = {
            "title": "score: mean performance so far", "low": 0.1, "high": 0.5,
            "ticks": [[k / 10, f"0.{k}"] for k in range(1, 6)], "marks": list(MARKS),
        }  # fmt: skip
        return {
            "scores": views.View("scores", "scores", scores, frame=_scores, tall=8),
            "money": views.View("bars", "money spent", money, _money, tall=10),
            "curves": views.curves(
                "performance over time", SERIES, views.time_axis(PERIODS), level, _over_time,
                marks=[phase], grows=True, clock=False, tall=16, side=False,
            ),
            "map": views.cluster_map(
                lambda now: now.shown, _on_map, own=self.own, side=True, tall=34
            ),
        }  # fmt: skip

    def finding(self, now: Tried) -> str:
        """Say what the money buys."""
        if now.mine is None:
            over = [f"{-left:g} in phase {k}" for k, left in enumerate(now.left, 1) if left < 0]
            return f"Not played: take back {' and '.join(over)}"
        if now.period == 0:
            return "Period 0: no money has worked yet"
        score, best = now.score(now.mine), now.score(now.best)
        return f"Score {score:.3f}: {now.share:.0%} of the gain of the best found ({best:.3f})"

    def remark(self, now: Tried) -> str:
        """Say what is gained with its interval, and whether the market has moved."""
        market = f"The market moved in period {now.world.shift_at}."
        if now.period <= now.world.shift_at:
            market = "The market has not moved yet."
        if now.mine is None or now.period == 0:
            return f"{DRAWS} {self.drawn}, up to period {now.period}. {market}{self._best(now)}"
        gains = (now.mine.level - now.none.level)[1 : now.period + 1]
        gained = estimate(gains.mean(axis=0))
        spread = f"{gained.low:+.3f} to {gained.high:+.3f}, {DRAWS} {self.drawn}"
        return f"Gain over no policy {gained.mean:+.3f} ({spread}). {market}{self._best(now)}"

    def _best(self, now: Tried) -> str:
        """Say what is compared with where no search was made: on a cluster of one's own."""
        if now.game.nearest is None:
            return ""
        name = now.game.nearest.name.replace("_", " ")
        lost = "" if now.world.planned else " It has no source outside: pipelines buy nothing."
        return f" Nearest type: {name}; best found: the best of those of the types.{lost}"

    def describe(self, now: Tried) -> str:
        """Say what the money, the curves and the scores show."""
        words = {mark["name"]: mark["label"] for mark in MARKS} | {"mine": "yours"}
        played = [(words[name], one) for name, one in now.played.items()]
        scores = "; ".join(f"{name} {now.score(one):.3f}" for name, one in played)
        levels = "; ".join(f"{name} {one.curve[now.period]:.2f}" for name, one in played)
        first, second = now.left
        kind = "of your cluster" if self.own is not None else f"of one {now.cluster} cluster"
        return (
            f"Left in phase 1: {first:g}; in phase 2: {second:g}. Map {kind.replace('_', ' ')} in "
            f"period {now.period}, coloured by performance. Performance of firms then: {levels}. "
            f"Score so far: {scores}."
        )

    def caption(self, settings: Settings) -> str:
        """Return what each phase buys, the type of cluster, the period and the seed."""
        bought = []
        for phase in "12":
            amounts = {SHORT[name]: settings.get(f"{name}_{phase}") for name in INSTRUMENTS}
            paid = [f"{name} {amount:g}" for name, amount in amounts.items() if amount]
            bought.append(", ".join(paid) or "nothing")
        parts = [f"phase {phase}: {all_of}" for phase, all_of in zip("12", bought, strict=True)]
        if bought[0] == bought[1]:
            parts = [f"both phases: {bought[0]}"]
        rest = [name for name in settings if name not in AMOUNTS]
        parts += [f"{name} {self.controls[name].text(settings[name])}" for name in rest]
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
        self.move(**policy.load_policy(path).model_dump())


def _on_map(now: Tried) -> views.Data:
    shown, opened = now.shown, now.opened
    owners = [at for at, actor in enumerate(shown) if actor in opened]
    known = views.levels((now.mine or now.none).first[now.period])
    return {"level": known, "ties": views.ties_of(shown), "marked": owners}


def _money(now: Tried) -> views.Data:
    rows = [[now.settings[f"{name}_{phase}"] for name in LOOKS] for phase in "12"]
    texts = [f"left {left:g}" if left >= 0 else f"{-left:g} over" for left in now.left]
    return {"rows": rows, "texts": texts}


def _over_time(now: Tried) -> views.Data:
    drawn = [one.name for one in SERIES if one.name in now.played]
    paths = {name: views.numbers(now.played[name].curve[::2]) for name in drawn}
    colour = OKABE_ITO["vermillion"]
    moved = {"x": now.world.shift_at, "label": "market moves", "colour": colour, "dash": ""}
    return {**paths, "marks": [moved]}


def _scores(now: Tried) -> views.Data:
    return {name: round(now.score(one), 6) for name, one in now.played.items()}


@lru_cache(maxsize=32)
def _game(cluster: Of, seed: int) -> Game:
    """Return the game of a seed: few draws, whose markets move in the same period."""
    at = int(np.random.default_rng(seed).integers(EARLIEST_SHIFT, LATEST_SHIFT + 1))
    return Game(cluster, seed=seed, draws=DRAWS, shift_at=at)


@lru_cache(maxsize=32)
def _compared_with(game: Game) -> tuple[Played, Played, Played]:
    """Play no policy, an equal split and the best found."""
    policies = [policy.NOTHING, policy.EQUAL_SPLIT, policy.best_found(game.cluster)]
    none, equal, best = policy.play_all(policies, game)
    return none, equal, best


#: What notebooks call.
policy_lab = PolicyLab


@PolicyLab.settles("policy.lab", dict.fromkeys(AMOUNTS, 10.0))
def _equal_split(now: Tried) -> tuple[str, str]:
    """Return how far an equal split gets, as the lecture's question puts it."""
    options = ("less than half", "half to nine tenths", "more than nine tenths")
    reached = options[(now.share > 0.5) + (now.share > 0.9)]
    return reached, f"Here it reaches {now.share:.0%} of the gain of the best found."
