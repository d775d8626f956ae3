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

from clusterlib.arrays import Floats, Ints
from clusterlib.classics import _runs
from clusterlib.classics._runs import Networks, Signs
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "Fang, Lee and Schilling (2010)"


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
    """

    parameters: Subgroups
    performance: Floats
    knowledge: Floats
    diversity: Floats
    beliefs: Signs

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, performance, knowledge, diversity."""
        return _runs.tidy(
            performance=self.performance, knowledge=self.knowledge, diversity=self.diversity
        )


def simulate(
    network: Networks,
    parameters: Subgroups | None = None,
    *,
    periods: int = 600,
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
    periods : int, default 600
        Periods to run, at least 1. Isolated groups (no rewiring) are still learning slowly then.
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
    adopted with probability 0.3. The published network is a set of cliques of 7 some of whose
    ties are rewired; how they are joined before, here as a ring (``topologies.caveman``), is this
    course's reading. All learn at the same time. How long to run is this course's choice as well:
    without rewiring the groups still learn from each other, slowly, when the others have settled.

    References
    ----------
    Fang, C., Lee, J. and Schilling, M.A. (2010). Balancing exploration and exploitation through
    structural design: the isolation of subgroups and organizational learning. Organization
    Science 21(3), 625-642.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> rewired = topologies.caveman(70, 7, 0.1, rng=1)
    >>> history = simulate(rewired, Subgroups(block=2), periods=60, replicates=5, rng=1)
    >>> bool((history.performance[:, -1] > history.performance[:, 0]).all())
    True
    >>> bool((history.diversity[:, -1] < history.diversity[:, 0]).all())
    True
    """
    settings = _runs.chosen(parameters, Subgroups)
    networks, problems = _runs.check_networks(network, replicates)
    problems += _runs.check_counts(periods=periods)
    if settings.dimensions % settings.block:
        problems.append(
            f"dimensions = {settings.dimensions}: give a multiple of block = {settings.block}."
        )
    ParameterError.raise_any(problems, "subgroups.simulate")
    generators = _runs.streams(rng, len(networks))
    size = _runs.BATCH
    parts = [
        _run(settings, periods, networks[start : start + size], generators[start : start + size])
        for start in range(0, len(networks), size)
    ]
    paths, beliefs = (np.concatenate(part) for part in zip(*parts, strict=True))
    performance, knowledge, diversity = np.moveaxis(paths, -1, 0)
    return History(settings, performance, knowledge, diversity, beliefs)


def _run(
    settings: Subgroups,
    periods: int,
    networks: list[nx.Graph],
    generators: list[np.random.Generator],
) -> tuple[Floats, Signs]:
    """Run one batch of replicates side by side."""
    runs, n, m = len(networks), len(networks[0]), settings.dimensions
    reality = 2 * _runs.whole(generators, 0, 2, m) - np.int8(1)
    beliefs = _runs.whole(generators, -1, 2, n, m)
    arcs = _runs.arcs(networks)
    ends = np.append(arcs.first, arcs.source.size)
    payoff, measured = _measure(settings, beliefs, reality)
    paths = [measured]
    while len(paths) <= periods:
        better = (payoff[arcs.source] > payoff[arcs.target]).astype(np.float32)
        # Small whole numbers are exact in float32.
        superiors = csr_array((better, arcs.source, ends), shape=(runs * n, runs * n))
        votes = superiors @ beliefs.reshape(runs * n, m).astype(np.float32)
        majority = np.sign(votes).astype(np.int8).reshape(beliefs.shape)
        to_learn = (majority != 0) & (majority != beliefs)
        if not to_learn.any():
            # Nobody has anything left to learn: the rest of the path is flat.
            paths += [measured] * (periods + 1 - len(paths))
            break
        adopts = _runs.uniform(generators, n, m) < settings.learning
        beliefs = np.where(to_learn & adopts, majority, beliefs)
        payoff, measured = _measure(settings, beliefs, reality)
        paths.append(measured)
    return np.stack(paths, axis=1), beliefs


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
