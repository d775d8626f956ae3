"""Lazer and Friedman (2007): searching NK landscapes while watching one's neighbours.

Everyone copies a neighbour who does better and searches alone otherwise. A dense network spreads
a good solution fast and leaves nothing else to find; a sparse one is slow and keeps variety.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clusterlib.arrays import Floats, Ints
from clusterlib.classics import _runs
from clusterlib.classics._copying import Copy, Neighbours, best_of, best_of_all, most_of
from clusterlib.classics._runs import Networks
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "Lazer and Friedman (2007)"
# Scores kept in memory at a time: 64 MB, whatever the size of a landscape.
_SCORES = 2**24


class Landscapes(Parameters):
    """Parameters of the landscapes. See ``Landscapes.table()`` for ranges, units and meanings."""

    bits: int = parameter(20, 2, 22, "decisions that make up a solution (N)", source=_SOURCE)
    links: int = parameter(
        5, 0, 12, "other decisions on which the worth of each depends (K)", source=_SOURCE
    )
    sharpness: float = parameter(
        8, 0.1, 100, "power to which a relative score is raised", source=_SOURCE
    )
    sample: int = parameter(
        0,
        0,
        20,
        "neighbours that an actor looks at in a period, drawn anew each time; 0 all of them",
        source="Barkoczi and Galesic (2016)",
    )


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : Landscapes
        The parameters of the run.
    performance : ndarray of float, shape (replicates, periods + 1)
        Mean performance of the actors, from 0 to 1, the global maximum of the landscape.
    best : ndarray of float, shape (replicates, periods + 1)
        Performance of the best actor.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Probability that two actors differ on a bit, from 0 to 1.
    variety : ndarray of int, shape (replicates, periods + 1)
        Number of different solutions that the actors hold.
    solutions : ndarray of int, shape (replicates, actors)
        Solutions at the end, as binary numbers; actors in the order of ``list(network)``.
    final : ndarray of float, shape (replicates, actors)
        Performance of each actor at the end.
    watched : ndarray of float, shape (watch, periods + 1, actors)
        Performance of each actor over time, in the first replicates.
    """

    parameters: Landscapes
    performance: Floats
    best: Floats
    diversity: Floats
    variety: Ints
    solutions: Ints
    final: Floats
    watched: Floats

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, performance, best, diversity, variety."""
        return _runs.tidy(
            performance=self.performance,
            best=self.best,
            diversity=self.diversity,
            variety=self.variety,
        )


def simulate(
    network: Networks,
    parameters: Landscapes | None = None,
    *,
    periods: int = 200,
    replicates: int | None = None,
    copy: Copy = "best",
    watch: int = 0,
    rng: Seed = None,
) -> History:
    """Let the actors of a network search, each replicate on a landscape of its own.

    Parameters
    ----------
    network : networkx.Graph or list of them
        One network for all replicates, or one for each. In a directed network an arc u -> v means
        that v sees u.
    parameters : Landscapes, optional
        Default ``Landscapes()``.
    periods : int, default 200
        Periods to run, at least 1.
    replicates : int, optional
        Number of landscapes; default 1, or one for each network. Run k is the same however many
        others there are, and has the same landscape and the same start on any network, so that
        two networks can be compared landscape by landscape.
    copy : {"best", "most"}, default "best"
        Copy the best performer seen, or what most of those seen do. The latter needs a
        ``sample``. Either way only what is strictly better is copied.
    watch : int, default 0
        In so many replicates, the first ones, the performance of every actor is kept.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    History
        Paths of performance and of diversity.

    Raises
    ------
    ParameterError
        If a parameter, a count or a network cannot be used. All problems are listed.

    Notes
    -----
    Published (Lazer and Friedman 2007): an NK landscape (Kauffman) in which the contribution of
    each bit is a U[0, 1] draw for every pattern of itself and K other bits drawn at random; the
    score is their mean, taken relative to the global maximum; performance is its 8th power. All
    move at the same time: whoever has a strictly better neighbour copies the best one whole;
    whoever has none flips one random bit and keeps the change if it is strictly better. With 100
    actors, N = 20 and K = 5 the complete network is best early and the line late.

    After Barkoczi and Galesic (2016): everyone looks at a few neighbours drawn at random, and may
    copy what most of them do if it is better; where no two of several agree, search alone. Then
    it is the complete network that is better late.

    When not to believe it: groups of people on networks of both kinds did better with the
    efficient network (Mason and Watts 2012), and the result turns around with the rule by which
    people learn from each other (Barkoczi and Galesic 2016).

    References
    ----------
    Lazer, D. and Friedman, A. (2007). The network structure of exploration and exploitation.
    Administrative Science Quarterly 52(4), 667-694.
    Mason, W. and Watts, D.J. (2012). Collaborative learning in networks. PNAS 109(3), 764-769.
    Barkoczi, D. and Galesic, M. (2016). Social learning strategies modify the effect of network
    structure on group performance. Nature Communications 7, 13109.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> settings = Landscapes(bits=10)
    >>> dense = simulate(topologies.complete(30), settings, periods=60, replicates=10, rng=1)
    >>> sparse = simulate(topologies.line(30), settings, periods=60, replicates=10, rng=1)
    >>> bool(dense.performance[:, 3].mean() > sparse.performance[:, 3].mean())
    True
    >>> bool(dense.variety[:, 10].mean() < sparse.variety[:, 10].mean())
    True
    """
    settings = _runs.chosen(parameters, Landscapes)
    networks, problems = _runs.check_networks(network, replicates)
    problems += _runs.check_counts(periods=periods)
    if settings.links >= settings.bits:
        problems.append(
            f"links = {settings.links}: a bit can depend on at most {settings.bits - 1} others "
            f"(bits = {settings.bits})."
        )
    problems += _runs.check_counts(low=0, watch=watch)
    if copy not in get_args(Copy):
        problems.append(f'copy = {copy!r}: give "best" or "most".')
    elif copy == "most" and not settings.sample:
        problems.append("sample = 0: copying what most do needs a sample; give 1 to 20.")
    ParameterError.raise_any(problems, "landscapes.simulate")
    generators = _runs.streams(rng, len(networks))
    size = max(1, min(_runs.BATCH, _SCORES >> settings.bits))
    parts = [
        _run(
            settings,
            periods,
            copy,
            max(0, watch - start),
            networks[start : start + size],
            generators[start : start + size],
        )
        for start in range(0, len(networks), size)
    ]
    paths, variety, *rest = (np.concatenate(part) for part in zip(*parts, strict=True))
    performance, best, diversity = np.moveaxis(paths, -1, 0)
    return History(settings, performance, best, diversity, variety, *rest)


def landscape(parameters: Landscapes, rng: Seed = None) -> NDArray[np.float32]:
    """Draw an NK landscape.

    Parameters
    ----------
    parameters : Landscapes
        Its ``bits`` and ``links`` are used.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    ndarray of float32, shape (2 ** bits,)
        The score of every solution relative to the best; a solution is read as a binary number.

    Examples
    --------
    >>> scores = landscape(Landscapes(bits=8, links=2), rng=1)
    >>> scores.shape, float(scores.max())
    ((256,), 1.0)
    """
    bits, links = parameters.bits, parameters.links
    rng = np.random.default_rng(rng)
    low_bits = bits // 2
    low, high = np.arange(2**low_bits), np.arange(2 ** (bits - low_bits))
    scores = np.zeros((high.size, low.size), dtype=np.float32)
    for bit in range(bits):
        others = rng.permutation(np.delete(np.arange(bits), bit))[:links]
        worth = rng.random(2 ** (links + 1), dtype=np.float32)
        # The pattern of the upper half has few values: one row for each, then copy rows.
        below: list[int] = []
        above: list[int] = []
        for other in (bit, *others):
            (below if other < low_bits else above).append(other)
        pattern_low = _pattern(low, below)
        pattern_high = _pattern(high, [other - low_bits for other in above])
        rows = worth.reshape(2 ** len(above), 2 ** len(below))[:, pattern_low]
        scores += rows[pattern_high]
    return np.asarray(scores.ravel() / scores.max())


def _pattern(numbers: Ints, bits: list[int]) -> Ints:
    """Read the given bits of each number as a number of their own."""
    pattern = np.zeros_like(numbers)
    for place, bit in enumerate(bits):
        pattern |= ((numbers >> bit) & 1) << place
    return pattern


def _run(
    settings: Landscapes,
    periods: int,
    copy: Copy,
    watch: int,
    networks: list[nx.Graph],
    generators: list[np.random.Generator],
) -> tuple[Floats, Ints, Ints, Floats, Floats]:
    """Run one batch of replicates side by side."""
    runs, actors = len(networks), len(networks[0])
    scores = np.concatenate([landscape(settings, generator) for generator in generators])
    base = np.repeat(np.arange(runs) << settings.bits, actors)
    now = base + np.concatenate([g.integers(0, 1 << settings.bits, actors) for g in generators])
    arcs = _runs.arcs(networks)
    neighbours = Neighbours.of(arcs)
    path = np.empty((periods + 1, now.size), dtype=np.intp)
    path[0] = now
    for period in range(periods):
        score = scores[now]
        bit = np.concatenate([g.integers(0, settings.bits, actors) for g in generators])
        if settings.sample:
            numbers = np.concatenate([g.random((actors, 2 * settings.sample)) for g in generators])
            seen, counts = neighbours.sample(numbers[:, : settings.sample])
            noise = numbers[:, settings.sample :]
            model = best_of(score, seen) if copy == "best" else most_of(now, seen, counts, noise)
        else:
            model = best_of_all(score, arcs)
        tried = now ^ (1 << bit)
        alone = np.where(scores[tried] > score, tried, now)
        now = np.where(score[model] > score, now[model], alone)
        path[period + 1] = now
    shape = (periods + 1, runs, actors)
    performance = (scores[path].astype(float) ** settings.sharpness).reshape(shape)
    solutions = (path - base).reshape(shape)
    levels = [performance.mean(axis=2), performance.max(axis=2), _diversity(settings, solutions)]
    variety = 1 + np.count_nonzero(np.diff(np.sort(solutions, axis=2), axis=2), axis=2)
    watched = performance[:, :watch].swapaxes(0, 1)
    return (
        np.stack(levels, axis=2).swapaxes(0, 1),
        variety.T,
        solutions[-1],
        performance[-1],
        watched,
    )


def _diversity(settings: Landscapes, solutions: Ints) -> Floats:
    """Return how often two actors differ on a bit; (periods, runs, actors) to (periods, runs)."""
    actors = solutions.shape[2]
    same = np.zeros(solutions.shape[:2])
    for bit in range(settings.bits):
        ones = np.count_nonzero(solutions & (1 << bit), axis=2).astype(float)
        same += ones * (ones - 1) + (actors - ones) * (actors - ones - 1)
    return np.asarray(1 - same / (settings.bits * actors * (actors - 1)))
