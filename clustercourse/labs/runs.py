"""Runs of the course model for labs, kept for a while: a lab that goes back or only looks at
another period of the same run computes nothing again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clusterlib.learning import History, Intervention, Learning, simulate
from clusterlib.networks import Structure, build_cluster

#: Clusters in a run: their mean is shown, so that a picture shows less chance.
CLUSTERS = 4
#: Periods in a run, and between two records of it.
PERIODS, RECORD_EVERY = 160, 2


@dataclass(frozen=True)
class Run:
    """Some clusters drawn alike, and what they learned.

    Attributes
    ----------
    clusters : tuple of networkx.Graph
        As they were built; the first is the one to draw.
    history : History
        All of them, with a record at every second period from 0 to the last.
    """

    clusters: tuple[nx.Graph, ...]
    history: History
    _levels: dict[str, NDArray[np.float64]] = field(default_factory=dict, repr=False)
    _gains: dict[str, NDArray[np.float64]] = field(default_factory=dict, repr=False)

    @cached_property
    def level(self) -> dict[str, NDArray[np.float64]]:
        """Mean performance of ``"core"``, ``"sme"`` and ``"focal_firm"`` at every record."""
        return {of: self.history.level(of).mean(axis=1) for of in ("core", "sme", "focal_firm")}

    def level_of(self, of: str) -> NDArray[np.float64]:
        """Return the mean performance of a kind or layer at every record; nan where it is none."""
        if of not in self._levels:
            self._levels[of] = self.history.level(of).mean(axis=1)
        return self._levels[of]

    def gain_of(self, of: str) -> NDArray[np.float64]:
        """Return what a member of a kind or layer learned on average since the record before.

        Shape (records, channels), by the channels of ``clusterlib.learning.CHANNELS``.
        """
        if of not in self._gains:
            self._gains[of] = self.history.gained(of).mean(axis=1)
        return self._gains[of]

    def knowledge(self, period: int) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster in a period, in its own order."""
        first = self.history.union.members(0)
        known: NDArray[np.float64] = self.history.performance[self.record(period), first]
        return known

    def knowledge_of_those_left(self, period: int) -> NDArray[np.float64]:
        """Return the same, with nan for those who have left by the end."""
        known = self.knowledge(period).copy()
        known[~self.history.present[-1, self.history.union.members(0)]] = np.nan
        return known

    def record(self, period: int) -> int:
        """Return the place of the last record at or before a period."""
        return int(self.history.period.searchsorted(period, side="right")) - 1


@lru_cache(maxsize=32)
def draw_clusters(structure: Structure, seed: int) -> tuple[nx.Graph, ...]:
    """Return the clusters of a run; equal arguments return the same objects, so leave them be."""
    drawn = tuple(build_cluster(structure, rng=10_000 * seed + k) for k in range(CLUSTERS))
    for cluster in drawn:
        # A lab says itself what it has changed; "custom cluster" would say nothing in its text.
        cluster.graph["name"] = "cluster"
    return drawn


@lru_cache(maxsize=48)
def run_of(
    structure: Structure,
    learning: Learning,
    interventions: tuple[Intervention, ...] = (),
    *,
    seed: int,
    periods: int = PERIODS,
) -> Run:
    """Run the course model on clusters of one structure.

    Parameters
    ----------
    structure : Structure
    learning : Learning
    interventions : tuple of Intervention
        Must be hashable: give actors as a string or a tuple.
    seed : int
        Of clusters, initial knowledge and chance; the same whatever the other settings are.
    periods : int, default 160

    Examples
    --------
    >>> from clusterlib.networks import Structure
    >>> run = run_of(Structure(), Learning(), seed=1)
    >>> len(run.clusters), run.history.level("sme").shape
    (4, (81, 4))
    >>> run_of(Structure(), Learning(), seed=1) is run
    True
    """
    clusters = draw_clusters(structure, seed)
    history = simulate(
        list(clusters),
        learning,
        periods=periods,
        interventions=interventions,
        record_every=RECORD_EVERY,
        rng=seed,
    )
    return Run(clusters, history)
