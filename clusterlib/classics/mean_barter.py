"""Barter in the mean: what trades over every tie bring on average, a period at a time.

The rule is that of :mod:`clusterlib.classics.barter` (Cowan and Jonard 2004). There chance decides
who meets when and which categories go; here every tie brings what it would bring on average, all
ties at the same time, as in the course model. It is some twenty times quicker, and quiet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.classics import _exchange, _runs
from clusterlib.classics._runs import Networks
from clusterlib.classics.barter import Barter
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

_Small = NDArray[np.float32]


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : Barter
        The parameters of the run.
    levels : ndarray of float, shape (replicates, periods + 1, actors)
        Mean level of each actor over categories; actors in the order of ``list(network)``.
    one_sided : ndarray of float, shape (replicates, periods + 1)
        Share of the ties over which nothing is swapped because one has something to give and the
        other has nothing to return.
    start : ndarray of float, shape (replicates, actors, categories)
        Levels at the start, those of :func:`clusterlib.classics.barter.simulate`.
    """

    parameters: Barter
    levels: Floats
    one_sided: Floats
    start: Floats

    @property
    def knowledge(self) -> Floats:
        """Mean level over actors and categories, shape (replicates, periods + 1)."""
        mean: Floats = self.levels.mean(axis=2)
        return mean


def simulate(
    network: Networks,
    parameters: Barter | None = None,
    *,
    periods: int = 80,
    replicates: int | None = None,
    rng: Seed = None,
) -> History:
    """Let the actors of a network barter, every tie by its average.

    Parameters
    ----------
    network : networkx.Graph or list of them
        One network for all replicates, or one for each. Barter goes both ways: directions are
        ignored.
    parameters : Barter, optional
        Default ``Barter()``.
    periods : int, default 80
        Periods to run, at least 1. In a period every tie is used once.
    replicates : int, optional
        Number of runs; default 1, or one for each network. Run k is the same however many others
        there are, and starts from the levels of run k of
        :func:`clusterlib.classics.barter.simulate` with the same seed and parameters.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`); it draws the first levels, all else is
        certain.

    Returns
    -------
    History
        Levels of all actors over time.

    Raises
    ------
    ParameterError
        If a count or a network cannot be used. All problems are listed.

    Notes
    -----
    This course's own construction from the published rule. Of the ``n`` categories that one could
    give and the ``m`` that the other could return, ``min(n, m)`` go each way, so a category goes
    with probability ``min(n, m) / n`` and then closes the share ``absorption`` of its gap. What an
    actor learns from all its partners never exceeds the largest gap, as in the course model.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> networks = topologies.several(8, topologies.small_world, 100, 10, 0.1, rng=1)
    >>> simulate(networks, periods=60, rng=1).levels.shape
    (8, 61, 100)
    """
    settings = _runs.chosen(parameters, Barter)
    networks, problems = _runs.check_networks(network, replicates)
    problems += _runs.check_counts(periods=periods)
    ParameterError.raise_any(problems, "mean_barter.simulate")
    runs, actors = len(networks), len(networks[0])
    start, _ = _exchange.first_levels(
        _runs.streams(rng, runs),
        actors,
        settings.categories,
        settings.start_level,
        round(settings.experts * actors),
        settings.expert_level,
    )
    known = {id(one): _runs.ties(one.to_undirected(as_view=True)) for one in networks}
    ties = [known[id(one)] for one in networks]
    sizes = np.array([pair.shape[1] for pair in ties])
    run_of = np.repeat(np.arange(runs), sizes)
    market = _Market(np.concatenate([p + k * actors for k, p in enumerate(ties)], axis=1), start)
    levels = np.empty((periods + 1, runs * actors))
    one_sided = np.zeros((periods + 1, runs))
    for period in range(periods + 1):
        levels[period] = market.known.mean(axis=1)
        stuck = np.bincount(run_of, market.trade(settings), minlength=runs)
        one_sided[period] = stuck / np.maximum(sizes, 1)
    by_run = levels.reshape(periods + 1, runs, actors).swapaxes(0, 1)
    return History(settings, np.ascontiguousarray(by_run), one_sided.T, start)


class _Market:
    """Actors who trade over ties; ``known``, shape (actors, categories), is changed in place."""

    def __init__(self, ends: Ints, start: Floats) -> None:
        self.i, self.j = ends
        ties, fields = ends.shape[1], start.shape[2]
        self.known: _Small = start.reshape(-1, fields).astype(np.float32)
        # Flows over the ties, first to i and then to j, and the matrix that gathers them.
        self.receiver = np.concatenate([self.i, self.j])
        self.order = np.argsort(self.receiver, kind="stable")
        begin = np.searchsorted(self.receiver[self.order], np.arange(len(self.known) + 1))
        data = np.ones(2 * ties, dtype=np.float32)
        self.gather = csr_array((data, self.order, begin), shape=(len(self.known), 2 * ties))
        self.mine, self.theirs, self.gap = np.empty((3, ties, fields), dtype=np.float32)
        self.offers, self.flow = np.empty((2, 2, ties, fields), dtype=np.float32)
        self.ones = np.ones(fields, dtype=np.float32)

    def trade(self, settings: Barter) -> Flags:
        """Let everybody trade for a period; return which ties were one-sided before."""
        np.take(self.known, self.i, axis=0, out=self.mine, mode="clip")
        np.take(self.known, self.j, axis=0, out=self.theirs, mode="clip")
        np.subtract(self.theirs, self.mine, out=self.gap)
        # Gaps below the similarity count as none.
        self.mine *= settings.similarity
        self.theirs *= -settings.similarity
        np.greater(self.gap, self.mine, out=self.offers[0])
        np.less(self.gap, self.theirs, out=self.offers[1])
        # Some BLAS libraries read beyond the array's end and warn of what they find there.
        with np.errstate(all="ignore"):
            count = self.offers @ self.ones
        swaps = np.minimum(*count)
        rate = settings.absorption * swaps / np.maximum(count, 1)
        np.multiply(self.offers[0], self.gap, out=self.flow[0])
        np.multiply(self.offers[1], np.negative(self.gap, out=self.gap), out=self.flow[1])
        np.multiply(self.flow, rate[:, :, None], out=self.offers)
        learned: _Small = self.gather @ self.offers.reshape(-1, self.ones.size)
        self._cap(learned, rate.ravel())
        self.known += learned
        stuck: Flags = (swaps == 0) & (np.maximum(*count) > 0)
        return stuck

    def _cap(self, learned: _Small, rate: _Small) -> None:
        """Let nobody learn more than the largest gap to a partner that trades."""
        over = np.bincount(self.receiver, rate, minlength=len(learned)) > 1
        if not over.any():
            return
        arcs = self.order[over[self.receiver[self.order]]]
        first = np.flatnonzero(np.diff(self.receiver[arcs], prepend=-1))
        gap = self.flow.reshape(-1, self.ones.size)[arcs]
        most = np.maximum.reduceat(gap * (rate[arcs] > 0)[:, None], first, axis=0)
        learned[over] = np.minimum(learned[over], most)
