"""Knowledge levels, and the barter of them by pairs of actors who meet at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clusterlib.arrays import Flags, Floats, Ints


def first_levels(
    generators: list[np.random.Generator],
    actors: int,
    categories: int,
    start_level: float,
    experts: int,
    expert_level: float,
) -> tuple[Floats, Ints]:
    """Draw levels U[0, start_level]; experts are high in one category; all at random.

    Returns
    -------
    levels : ndarray of float, shape (replicates, actors, categories)
    who : ndarray of int, shape (replicates, experts)
        The experts. Each one's category is drawn at random.
    """
    levels = np.empty((len(generators), actors, categories))
    who = np.empty((len(generators), experts), dtype=np.intp)
    for run, generator in enumerate(generators):
        levels[run] = generator.uniform(0, start_level, (actors, categories))
        who[run] = generator.permutation(actors)[:experts]
        levels[run, who[run], generator.integers(0, categories, experts)] = expert_level
    return levels, who


@dataclass(frozen=True)
class Traded:
    """What barter led to.

    Attributes
    ----------
    paths : ndarray of float, shape (replicates, periods + 1, groups, 3)
        For each group of actors: mean level, variance between actors of their mean level, and
        diversity.
    levels : ndarray of float, shape (replicates, actors, categories)
    exhausted : ndarray of bool, shape (replicates,)
    """

    paths: Floats
    levels: Floats
    exhausted: Flags


def barter(
    levels: Floats,
    ties: list[Ints],
    absorption: list[Floats],
    similarity: float,
    groups: list[slice],
    periods: int | None,
    generators: list[np.random.Generator],
) -> Traded:
    """Let pairs meet and barter, one pair after the other, until nobody can trade.

    In a period there are as many meetings as ties, each of a tie drawn at random. ``ties`` and
    ``absorption`` hold the ties of each replicate, shape (2, ties), and the share of the gap that
    a trade over each closes.
    """
    levels = levels.copy()
    runs, actors, categories = levels.shape
    flat = levels.reshape(runs * actors, categories)
    counts = np.array([pair.shape[1] for pair in ties])
    first = np.concatenate([[0], np.cumsum(counts)])
    run_of = np.repeat(np.arange(runs), counts)
    ends = np.concatenate([pair + run * actors for run, pair in enumerate(ties)], axis=1)
    rate = np.concatenate(absorption)

    paths = [_measure(levels, groups)]
    left = _still_open(flat, ends, run_of, similarity, np.arange(runs))
    order, cuts = _stretches(counts[left], actors)
    while left.size and (periods is None or len(paths) <= periods):
        drawn = [generators[run].integers(first[run], first[run + 1], counts[run]) for run in left]
        # Luck decides which categories go where more are on offer than can be returned.
        luck = [generators[run].random((counts[run], categories), np.float32) for run in left]
        tie, keys = np.concatenate(drawn)[order], np.concatenate(luck)[order]
        for start, stop in pairwise(cuts):
            met, met_keys = tie[start:stop], keys[start:stop]
            i, j = ends[:, met]
            for now in side_by_side(i, j, runs * actors):
                _trade(flat, i[now], j[now], rate[met[now]], met_keys[now], similarity)
        paths.append(paths[-1].copy())
        paths[-1][left] = _measure(levels[left], groups)
        before, left = left, _still_open(flat, ends, run_of, similarity, left)
        if left.size < before.size:
            order, cuts = _stretches(counts[left], actors)
    if periods is not None:
        paths += [paths[-1]] * (periods + 1 - len(paths))
    return Traded(np.stack(paths, axis=1), levels, ~np.isin(np.arange(runs), left))


def _still_open(flat: Floats, ends: Ints, run_of: Ints, similarity: float, runs: Ints) -> Ints:
    """Return those of the runs in which some tie can still trade."""
    tie = np.flatnonzero(np.isin(run_of, runs))
    i, j = ends[:, tie]
    tradable = _swaps(flat[i], flat[j], similarity)[2] > 0
    return np.unique(run_of[tie[tradable]])


def _stretches(counts: Ints, actors: int) -> tuple[Ints, Ints]:
    """Cut a period into short stretches, in which few pairs share an actor.

    Returns the order that brings the meetings of all runs together stretch by stretch, and where
    the stretches begin and end. It has no bearing on the result, only on the speed.
    """
    number = max(1, 2 * int(counts.max(initial=0)) // actors)
    stretch = np.concatenate([[0], *(np.arange(count) * number // count for count in counts)])[1:]
    order = np.argsort(stretch, kind="stable")
    return order, np.searchsorted(stretch[order], np.arange(number + 1))


def side_by_side(i: Ints, j: Ints, actors: int) -> Iterator[Ints]:
    """Cut a sequence of meetings into rounds without changing what it leads to.

    A meeting comes as soon as both actors have been through all their earlier ones, so each actor
    has its meetings in the order given; meetings of different actors do not touch each other.
    """
    left = np.arange(i.size)
    earliest = np.empty(actors, dtype=np.intp)
    while left.size:
        earliest[i] = earliest[j] = left[-1]
        np.minimum.at(earliest, i, left)
        np.minimum.at(earliest, j, left)
        ready = (earliest[i] == left) & (earliest[j] == left)
        yield left[ready]
        wait = ~ready
        left, i, j = left[wait], i[wait], j[wait]


def _swaps(mine: Floats, theirs: Floats, similarity: float) -> tuple[Flags, Flags, Ints]:
    """Return where each is better, by more than the similarity, and how many both can give."""
    gives = mine > theirs * (1 + similarity)
    gets = theirs > mine * (1 + similarity)
    return gives, gets, np.minimum(_count(gives), _count(gets))


def _count(flags: Flags) -> Ints:
    """Count along the last axis; a product is much faster than a sum over a few."""
    ones = np.ones(flags.shape[1], dtype=np.float32)
    # Some BLAS libraries read beyond the array's end and warn of what they find there.
    with np.errstate(all="ignore"):
        return (flags.astype(np.float32) @ ones).astype(np.intp)


def _trade(
    flat: Floats, i: Ints, j: Ints, rate: Floats, luck: NDArray[np.float32], similarity: float
) -> None:
    """Let pairs of different actors barter one category for one, in place."""
    mine, theirs = flat[i], flat[j]
    gives, gets, both = _swaps(mine, theirs, similarity)
    trades = np.flatnonzero(both)
    if not trades.size:
        return
    mine, theirs, count = mine[trades], theirs[trades], both[trades]
    step = rate[trades, None] * (theirs - mine)
    flat[i[trades]] = mine + step * _chosen(gets[trades], count, luck[trades])
    flat[j[trades]] = theirs - step * _chosen(gives[trades], count, luck[trades])


def _chosen(offered: Flags, count: Ints, luck: NDArray[np.float32]) -> Flags:
    """Choose so many of the offered categories at random, in every row."""
    chosen = offered.copy()
    more = np.flatnonzero(_count(offered) > count)
    keys = np.where(offered[more], luck[more], np.float32(2))
    worst = np.sort(keys, axis=1)[np.arange(more.size), count[more] - 1]
    chosen[more] = keys <= worst[:, None]
    return chosen


def _measure(levels: Floats, groups: list[slice]) -> Floats:
    """Return mean, variance and diversity of every group, shape (runs, groups, 3)."""
    return np.stack([np.stack(measures(levels[:, group]), axis=-1) for group in groups], axis=1)


def measures(levels: Floats) -> tuple[Floats, Floats, Floats]:
    """Return mean level, variance between actors, and diversity, each of shape (replicates,).

    Diversity is the coefficient of variation of a category's levels between actors, as a mean
    over categories: 0 when all are alike. Of no actors at all everything is nan.
    """
    if not levels.shape[1]:
        nothing = np.full(len(levels), np.nan)
        return nothing, nothing, nothing
    mean = levels.mean(axis=(1, 2))
    variance = levels.mean(axis=2).var(axis=1)
    typical = levels.mean(axis=1)
    spread = np.divide(levels.std(axis=1), typical, out=np.zeros_like(typical), where=typical > 0)
    return mean, variance, spread.mean(axis=1)
