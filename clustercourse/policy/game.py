"""Where a policy is tried: clusters, each with the moment at which its market moves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

import networkx as nx
import numpy as np

from clustercourse.policy.rules import BUDGET, EARLIEST_SHIFT, LATEST_SHIFT, PERIODS, Rules
from clusterlib.checks import did_you_mean, is_number, is_whole
from clusterlib.experiments.steps import median_weight
from clusterlib.networks import (
    ARCHETYPES,
    Nearest,
    Structure,
    build_cluster,
    keep_cluster,
    nearest_type,
)
from clusterlib.parameters import ParameterError

# Sets the streams of a game apart from those of a cluster built from the same seed.
_GAME = 907_030_121
#: Draws of an owner and a source before a cluster counts as full of pipelines.
_TRIES = 50


#: A type of cluster, what it is made of, or a cluster of one's own.
Of: TypeAlias = str | Structure | nx.Graph

#: The costs and effects that hold if nothing else is said.
USUAL = Rules()


@dataclass(frozen=True)
class Game:
    """Draws on which policies are compared: all policies on the same ones.

    Parameters
    ----------
    cluster : str, Structure or networkx.Graph, default "baseline"
        The type of cluster, a key of ``clusterlib.ARCHETYPES``, or what it is made of; every draw
        is another such cluster. Or a cluster of your own: then every draw is this one, and only
        what its firms know at the start, who gets a new pipeline, chance and the shift differ;
        ``.nearest`` says which type it is nearest to by structure, and how near. If it has no
        source outside, there is nothing that money for pipelines could buy.
    seed : int, default 1
        Of clusters, of what firms know at the start, of chance, and of the shift's time.
    draws : int, default 8
        How many clusters; a score is the mean over them.
    shift_at : int, optional
        For stress tests: the period of the shift in every draw, 0 to 79. Left out, each draw has
        a time of its own from 16 to 64, which no policy knows.
    buzz : float, default 1
        For stress tests: multiplies the strength of local learning, 0 to 10.
    rules : Rules, optional
        Other costs and effects.

    Raises
    ------
    ParameterError
        If something cannot be used. All problems are listed.

    Examples
    --------
    >>> Game("hub_and_spoke", buzz=0.5).draws
    8
    >>> Game(build_cluster("hub_and_spoke", rng=1)).nearest.name
    'hub_and_spoke'
    >>> Game("hub", draws=0)
    Traceback (most recent call last):
    ...
    clusterlib.parameters.ParameterError: 2 problems in Game:
      - cluster = 'hub': unknown type. Give one of baseline, marshallian, hub_and_spoke, \
satellite_platform, state_anchored, a Structure, or a cluster of your own.
      - draws = 0: give a whole number from 1 to 1000.
    """

    cluster: Of = "baseline"
    seed: int = 1
    draws: int = 8
    shift_at: int | None = None
    buzz: float = 1.0
    rules: Rules = USUAL
    nearest: Nearest | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.cluster, nx.Graph):
            object.__setattr__(self, "nearest", nearest_type(self.cluster))
            object.__setattr__(self, "cluster", keep_cluster(self.cluster))
        ParameterError.raise_any(self._problems(), "Game")

    def _problems(self) -> list[str]:
        problems = []
        if not isinstance(self.cluster, Structure | nx.Graph) and self.cluster not in ARCHETYPES:
            known = ", ".join(ARCHETYPES)
            problems.append(
                f"cluster = {self.cluster!r}: unknown type. "
                f"{did_you_mean(str(self.cluster), list(ARCHETYPES))}"
                f"Give one of {known}, a Structure, or a cluster of your own."
            )
        ranges = {"seed": (0, 2**64), "draws": (1, 1000)}
        if self.shift_at is not None:
            ranges["shift_at"] = (0, PERIODS - 1)
        for name, (low, high) in ranges.items():
            value = getattr(self, name)
            if not is_whole(value, low, high):
                end = f"to {high}" if name != "seed" else "upwards"
                problems.append(f"{name} = {value!r}: give a whole number from {low} {end}.")
        if not is_number(self.buzz) or not 0 <= self.buzz <= 10:
            problems.append(f"buzz = {self.buzz!r}: give a number from 0 to 10.")
        if not isinstance(self.rules, Rules):
            problems.append(f"rules = {self.rules!r}: give Rules().")
        return problems


@dataclass(frozen=True)
class World:
    """One draw: a cluster with every pipeline that could be opened, in the order of opening.

    Attributes
    ----------
    cluster : networkx.Graph
        With the planned pipelines; until they are paid for, nothing flows over them.
    planned : tuple of pairs
        Owner and source of each.
    shift_at : int
        The period before which the market moves.
    seed : numpy.random.SeedSequence
        Of what firms know at the start and of chance.
    """

    cluster: nx.Graph
    planned: tuple[tuple[str, str], ...]
    shift_at: int
    seed: np.random.SeedSequence

    @property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """The planned pipelines as ties of the cluster: in a directed one from source to owner."""
        return tuple(_tie(self.cluster, *pair) for pair in self.planned)


def _tie(cluster: nx.Graph, owner: str, source: str) -> tuple[str, str]:
    """Return the tie along which an owner learns from a source."""
    return (source, owner) if cluster.is_directed() else (owner, source)


@lru_cache(maxsize=64)
def worlds_of(game: Game) -> tuple[World, ...]:
    """Return the draws of a game; equal games share them, so leave them be."""
    # Stress changes nothing but what it says: the rest of a draw stays.
    drawn = _draws(game.cluster, game.seed, game.draws, game.rules)
    if game.shift_at is None:
        return drawn
    return tuple(replace(world, shift_at=game.shift_at) for world in drawn)


@lru_cache(maxsize=64)
def _draws(cluster: Of, seed: int, draws: int, rules: Rules) -> tuple[World, ...]:
    return tuple(_draw(cluster, [_GAME, seed, number], rules) for number in range(draws))


def _draw(of: Of, seed: list[int], rules: Rules) -> World:
    of_cluster, of_pipelines, of_shift, of_run = np.random.SeedSequence(seed).spawn(4)
    if isinstance(of, nx.Graph):
        cluster = type(of)(of)  # a copy that is not frozen
    else:
        cluster = build_cluster(of, rng=np.random.default_rng(of_cluster))
    planned = _plan_pipelines(cluster, rules, np.random.default_rng(of_pipelines))
    at = int(np.random.default_rng(of_shift).integers(EARLIEST_SHIFT, LATEST_SHIFT + 1))
    return World(cluster, planned, at, of_run)


def _plan_pipelines(
    cluster: nx.Graph, rules: Rules, rng: np.random.Generator
) -> tuple[tuple[str, str], ...]:
    """Add as many pipelines as the budget of a phase and what lasts could pay for."""
    kinds, layers = dict(cluster.nodes(data="kind")), dict(cluster.nodes(data="layer"))
    focal, smes = ([a for a in cluster if kinds[a] == kind] for kind in ("focal_firm", "sme"))
    sources = [a for a in cluster if layers[a] == "supplementary"]
    most = int(BUDGET * (1 + rules.pipelines_lasts) / rules.pipelines_price)
    planned: list[tuple[str, str]] = []
    strength = median_weight(cluster)
    for _ in range(_TRIES * most):
        if len(planned) == most or not sources:
            break
        to_focal = rng.random() < rules.pipelines_to_focal
        owners = (focal or smes) if to_focal else (smes or focal)
        owner, source = (some[rng.integers(len(some))] for some in (owners, sources))
        tie = _tie(cluster, owner, source)
        if not cluster.has_edge(*tie):
            cluster.add_edge(*tie, dimension="pipeline", weight=strength)
            planned.append((owner, source))
    return tuple(planned)
