"""Play a policy: what firms reach on average, over time and over draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from clustercourse.policy.game import Game, World, worlds_of
from clustercourse.policy.rules import INSTRUMENTS, PERIODS, SECOND_PHASE, SHIFT, Rules
from clustercourse.policy.spending import Policy
from clusterlib.arrays import Floats, Ints
from clusterlib.learning import ChangeParameters, Intervention, Learning, TechnologyShift, simulate
from clusterlib.learning.conditions import Conditions
from clusterlib.learning.union import PIPELINE

#: Which parameter of the course model an instrument moves.
MOVES = {
    "trust": "trust",
    "rd": "rd_sme",
    "institutes": "multi_angle",
    "skills": "reach_sme",
}
_DEFAULT_GAME = Game()


@dataclass(frozen=True)
class Played:
    """What came of a policy.

    Attributes
    ----------
    policy : Policy
    game : Game
    level : array, shape (81, draws)
        Mean performance of the firms of each draw, from the start to the last period.
    sme_level : array, shape (81, draws)
        The same of SMEs only.
    first : array, shape (81, actors)
        Performance of every actor of the first draw.
    """

    policy: Policy
    game: Game
    level: Floats
    sme_level: Floats
    first: Floats

    @property
    def scores(self) -> Floats:
        """Score in each draw: mean performance of firms over the periods 1 to 80."""
        scores: Floats = self.level[1:].mean(axis=0)
        return scores

    @property
    def score(self) -> float:
        """Mean performance of firms over the periods and the draws."""
        return float(self.scores.mean())

    @property
    def curve(self) -> Floats:
        """Mean performance of firms over the draws, from the start on; shape (81,)."""
        curve: Floats = self.level.mean(axis=1)
        return curve

    @property
    def pipelines(self) -> tuple[int, int]:
        """Pipelines that are open in each phase."""
        first, second = in_effect(self.policy, self.game.rules)["pipelines"]
        return int(first), int(second)

    def __repr__(self) -> str:
        return f"score {self.score:.4f} with {self.policy!r}"


def play(policy: Policy | Mapping[str, Any], game: Game = _DEFAULT_GAME) -> Played:
    """Play a policy on the draws of a game.

    Parameters
    ----------
    policy : Policy or mapping
        What is spent, such as ``{"skills_1": 30, "pipelines_2": 40}``.
    game : Game, optional
        The draws; the same ones for every policy.

    Returns
    -------
    Played
        The score, and how it came about.

    Raises
    ------
    ParameterError
        If the policy cannot be used. All problems are listed.

    Examples
    --------
    >>> from clustercourse.policy import EQUAL_SPLIT, NOTHING
    >>> play(EQUAL_SPLIT).score > play(NOTHING).score
    True
    >>> play({"skills_1": 30, "pipelines_2": 40}).score == play(
    ...     Policy(skills_1=30, pipelines_2=40)
    ... ).score
    True
    """
    return _play_one(policy if isinstance(policy, Policy) else Policy(**policy), game)


def play_all(
    policies: Sequence[Policy | Mapping[str, Any]], game: Game = _DEFAULT_GAME
) -> list[Played]:
    """Play several policies on the same draws, as one program; see :func:`play`."""
    plans = [plan if isinstance(plan, Policy) else Policy(**plan) for plan in policies]
    return play_each([(plan, game) for plan in plans])


def play_each(pairs: Sequence[tuple[Policy, Game]]) -> list[Played]:
    """Play policies, each on a game of its own, as one program; see :func:`play`."""
    runs = [(policy, game, world) for policy, game in pairs for world in worlds_of(game)]
    history = simulate(
        [world.cluster for _, _, world in runs],
        [Learning(loyalty=game.rules.loyalty, buzz=game.buzz) for _, game, _ in runs],
        periods=PERIODS,
        interventions=[list(_events(policy, world, game.rules)) for policy, game, world in runs],
        rng=[world.seed for _, _, world in runs],
    )
    levels, smes = history.level(), history.level("sme")
    played, first = [], 0
    for policy, game in pairs:
        mine = slice(first, first + game.draws)
        actors = history.performance[:, history.union.members(first)]
        # Copies, so that the rest of the history can be forgotten.
        parts = (part.copy() for part in (levels[:, mine], smes[:, mine], actors))
        played.append(Played(policy, game, *parts))
        first += game.draws
    return played


@lru_cache(maxsize=256)
def _play_one(policy: Policy, game: Game) -> Played:
    return play_all([policy], game)[0]


def in_effect(policy: Policy, rules: Rules | None = None) -> dict[str, tuple[float, float]]:
    """Return what a policy comes to in each phase, by instrument.

    That is tau, the number of new pipelines, rho and delta of SMEs, and lambda_M.

    Examples
    --------
    >>> in_effect(Policy(pipelines_1=24, pipelines_2=10))["pipelines"]
    (12, 8)
    """
    rules = rules or Rules()
    return {
        name: tuple(rules.level(name, money) for money in rules.works(name, *policy.money(name)))  # type: ignore[misc]
        for name in INSTRUMENTS
    }


def _events(policy: Policy, world: World, rules: Rules) -> Iterator[Intervention]:
    effects = in_effect(policy, rules)
    for phase, at in enumerate((0, SECOND_PHASE)):
        yield ChangeParameters({MOVES[name]: effects[name][phase] for name in MOVES}, at=at)
        yield OpenPipelines(world.planned, int(effects["pipelines"][phase]), at=at)
    yield TechnologyShift(SHIFT, at=world.shift_at)


@dataclass(frozen=True)
class OpenPipelines(Intervention):
    """Of the planned pipelines the first so many are open from now on, the others are not."""

    planned: tuple[tuple[str, str], ...]
    open: int

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Open and close them in a cluster."""
        union, within = conditions.union, conditions.union.members(cluster)
        number = {actor: within.start + place for place, actor in enumerate(union.ids[within])}
        wanted = np.array([[number[end] for end in pair] for pair in self.planned], dtype=np.int64)
        mine = (union.dimension == PIPELINE) & (union.cluster[union.a] == cluster)
        ties = np.flatnonzero(mine)
        planned = _find(wanted.reshape(-1, 2), np.stack([union.a[ties], union.b[ties]], axis=1))
        planned = ties[planned]
        conditions.weight[:, planned] = union.weight[:, planned]
        conditions.weight[:, planned[self.open :]] = 0.0


def _find(wanted: Ints, pairs: Ints) -> Ints:
    """Return where each of the wanted pairs stands among pairs, whichever end comes first."""
    size = max(int(pairs.max(initial=0)), int(wanted.max(initial=0))) + 1
    code, key = (some.min(axis=1) * size + some.max(axis=1) for some in (pairs, wanted))
    order = np.argsort(code)
    found: Ints = order[np.searchsorted(code, key, sorter=order)]
    return found
