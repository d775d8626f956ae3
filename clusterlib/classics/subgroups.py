"""Fang, Lee and Schilling (2010): learning from one another in semi-isolated subgroups.

Everyone learns from the neighbours who do better. Isolated groups keep different views alive, a
few ties between them let the good ones spread: some isolation is best.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.classics import _runs
from clusterlib.classics._runs import Networks, Signs
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "Fang, Lee and Schilling (2010)"

#: Whoever has not settled by then may never do so: some ways of learning go round in circles.
_LONGEST = 20_000


class Subgroups(Parameters):
    """Parameters of the model. See ``Subgroups.table()`` for ranges, units and meanings."""

    dimensions: int = parameter(100, 1, 2000, "dimensions of reality (m)", source=_SOURCE)
    block: int = parameter(
        5, 1, 100, "dimensions that pay only when all are right (s)", source=_SOURCE
    )
    learning: float = parameter(
        0.3, 0, 1, "probability that a belief follows the majority of superiors", source=_SOURCE
    )


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : Subgroups
        The parameters of the run.
    performance : ndarray of float, shape (replicates, periods + 1)
        Mean payoff of the actors over the highest possible one, from 0 to 1.
    knowledge : ndarray of float, shape (replicates, periods + 1)
        Mean share of beliefs that are right, from 0 to 1.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Probability that two actors differ on a dimension, from 0 to 1.
    beliefs : ndarray of int8, shape (replicates, actors, dimensions)
        Beliefs at the end: -1, 0 or 1; actors in the order of ``list(network)``.
    settled : ndarray of bool, shape (replicates,)
        Whether nobody had anything left to learn at the end: the run was in equilibrium.
    """

    parameters: Subgroups
    performance: Floats
    knowledge: Floats
    diversity: Floats
    beliefs: Signs
    settled: Flags

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, performance, knowledge, diversity."""
        return _runs.tidy(
            performance=self.performance, knowledge=self.knowledge, diversity=self.diversity
        )


def simulate(
    network: Networks,
    parameters: Subgroups | None = None,
    *,
    periods: int | None = None,
    replicates: int | None = None,
    rng: Seed = None,
) -> History:
    """Let the actors of a network learn from those of their neighbours who do better.

    Parameters
    ----------
    network : networkx.Graph or list of them
        One network for all replicates, or one for each, such as
        ``topologies.several(20, topologies.caveman, 280, 7, 0.1)``. In a directed network an arc
        u -> v means that v learns from u.
    parameters : Subgroups, optional
        Default ``Subgroups()``.
    periods : int, optional
        Periods to run, at least 1; by default until nobody has anything left to learn, at most
        20,000 (``settled`` tells). Paths are as long as the slowest replicate needs; one that has
        settled stays as it is.
    replicates : int, optional
        Number of runs; default 1, or one for each network. Run k is the same however many others
        there are, and has the same reality and first beliefs on any network.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    History
        Paths of performance, knowledge and diversity.

    Raises
    ------
    ParameterError
        If a parameter, a count or a network cannot be used. All problems are listed.

    Notes
    -----
    Published (Fang, Lee and Schilling 2010): reality in {-1, 1}, beliefs in {-1, 0, 1}, a payoff
    of s for every block of s dimensions that is completely right, over m, and the learning rule:
    where the majority of the neighbours with a strictly higher payoff holds a belief, it is
    adopted with probability 0.3. People work in groups of 7 and know all of their group; a share
    beta of the ties is moved to other groups; performance is that of the equilibrium, and it is
    highest where beta is small but not 0.

    This course's reading, as the paper's drawings and program are not at hand: how the groups
    hang together before a tie is moved (a ring, ``topologies.caveman``), that all learn at the
    same time, and what equilibrium is: nobody has anything left to learn. The ring decides what
    beta = 0 gives, and only that: see :func:`~clusterlib.classics.topologies.caveman`. There the
    groups go on learning from each other, slowly, for a thousand periods or two; with one tie in
    ten moved all is settled within a hundred or two.

    References
    ----------
    Fang, C., Lee, J. and Schilling, M.A. (2010). Balancing exploration and exploitation through
    structural design: the isolation of subgroups and organizational learning. Organization
    Science 21(3), 625-642.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> rewired = topologies.caveman(70, 7, 0.1, rng=1)
    >>> history = simulate(rewired, Subgroups(block=2), replicates=5, rng=1)
    >>> bool(history.settled.all())
    True
    >>> bool((history.performance[:, -1] > history.performance[:, 0]).all())
    True
    >>> bool((history.diversity[:, -1] < history.diversity[:, 0]).all())
    True
    """
    settings = _runs.chosen(parameters, Subgroups)
    networks, problems = _runs.check_networks(network, replicates)
    if periods is not None:
        problems += _runs.check_counts(periods=periods)
    elif settings.learning == 0:
        problems.append("learning = 0: nobody ever learns, so nothing settles; give periods.")
    if settings.dimensions % settings.block:
        problems.append(
            f"dimensions = {settings.dimensions}: give a multiple of block = {settings.block}."
        )
    ParameterError.raise_any(problems, "subgroups.simulate")
    generators = _runs.streams(rng, len(networks))
    # Side by side is faster, but one that has settled would wait for the others.
    size = _runs.BATCH if periods else 1
    parts = [
        _run(settings, periods, networks[start : start + size], generators[start : start + size])
        for start in range(0, len(networks), size)
    ]
    longest = max(paths.shape[1] for paths, _, _ in parts)
    paths = np.concatenate([_lasting(paths, longest) for paths, _, _ in parts])
    beliefs = np.concatenate([beliefs for _, beliefs, _ in parts])
    settled = np.concatenate([settled for _, _, settled in parts])
    performance, knowledge, diversity = np.moveaxis(paths, -1, 0)
    return History(settings, performance, knowledge, diversity, beliefs, settled)


def _run(
    settings: Subgroups,
    periods: int | None,
    networks: list[nx.Graph],
    generators: list[np.random.Generator],
) -> tuple[Floats, Signs, Flags]:
    """Run one batch of replicates side by side, until all have settled or the periods are over."""
    runs, n, m = len(networks), len(networks[0]), settings.dimensions
    reality = 2 * _runs.whole(generators, 0, 2, m) - np.int8(1)
    beliefs = _runs.whole(generators, -1, 2, n, m)
    arcs = _runs.arcs(networks)
    ends = np.append(arcs.first, arcs.source.size)
    payoff, measured = _measure(settings, beliefs, reality)
    paths = [measured]
    while True:
        better = (payoff[arcs.source] > payoff[arcs.target]).astype(np.float32)
        # Small whole numbers are exact in float32.
        superiors = csr_array((better, arcs.source, ends), shape=(runs * n, runs * n))
        votes = superiors @ beliefs.reshape(runs * n, m).astype(np.float32)
        majority = np.sign(votes).astype(np.int8).reshape(beliefs.shape)
        to_learn = (majority != 0) & (majority != beliefs)
        settled = ~to_learn.any(axis=(1, 2))
        if settled.all() or len(paths) > (periods or _LONGEST):
            break
        adopts = _runs.uniform(generators, n, m) < settings.learning
        beliefs = np.where(to_learn & adopts, majority, beliefs)
        payoff, measured = _measure(settings, beliefs, reality)
        paths.append(measured)
    return _lasting(np.stack(paths, axis=1), (periods or 0) + 1), beliefs, settled


def _lasting(paths: Floats, length: int) -> Floats:
    """Return paths, shape (runs, periods + 1, measures), that stay at their end until then."""
    missing = max(0, length - paths.shape[1])
    return np.pad(paths, ((0, 0), (0, missing), (0, 0)), mode="edge")


def _measure(settings: Subgroups, beliefs: Signs, reality: Signs) -> tuple[Ints, Floats]:
    """Return the right blocks of every actor, and the run's measures, shape (runs, 3)."""
    dimensions = beliefs.shape[-1]
    right = beliefs == reality[:, None, :]
    # Slice by slice: reducing over a short last axis is several times slower.
    parts = (right[:, :, part :: settings.block] for part in range(settings.block))
    blocks = reduce(np.logical_and, parts).sum(axis=-1)
    performance = blocks.mean(axis=1) * settings.block / dimensions
    diversity = _runs.disagreement(beliefs, (-1, 0, 1))
    return blocks.ravel(), np.stack([performance, right.mean(axis=(1, 2)), diversity], axis=1)
