"""Runs of the course model for labs, kept for a while: a lab that goes back or only looks at
another period of the same run computes nothing again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clusterlib.errors import ClusterlibError
from clusterlib.experiments import OpenUp
from clusterlib.learning import History, Intervention, Learning, simulate
from clusterlib.networks import Structure, build_cluster, keep_cluster
from clusterlib.plots.gathering import gather

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
    _means: dict[tuple[str, str], NDArray[np.float64]] = field(default_factory=dict, repr=False)

    def level_of(self, of: str) -> NDArray[np.float64]:
        """Return the mean performance of a kind or layer at every record; nan where it is none."""
        return self._mean("level", of)

    def gain_of(self, of: str) -> NDArray[np.float64]:
        """Return what a member of a kind or layer learned on average since the record before.

        Shape (records, channels), by the channels of ``clusterlib.learning.CHANNELS``.
        """
        return self._mean("gained", of)

    def _mean(self, what: str, of: str) -> NDArray[np.float64]:
        """Return the mean over the clusters of what the history says of a kind or layer."""
        if (what, of) not in self._means:
            self._means[what, of] = getattr(self.history, what)(of).mean(axis=1)
        return self._means[what, of]

    def knowledge(self, period: int, *, of_those_left: bool = False) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster in a period, in its own order.

        Of those left, nan stands for who has gone by the end.
        """
        first = self.history.union.members(0)
        known: NDArray[np.float64] = self.history.performance[self.record(period), first]
        there = self.history.present[-1, first]
        return np.where(there, known, np.nan) if of_those_left else known

    def record(self, period: int) -> int:
        """Return the place of the last record at or before a period."""
        return int(self.history.period.searchsorted(period, side="right")) - 1


#: What clusters are drawn from, or the cluster that every run is on.
Source: TypeAlias = Structure | nx.Graph


def take_cluster(cluster: nx.Graph, least: int = 1) -> nx.Graph:
    """Return a cluster of one's own as labs hold it: it does not change.

    Raises
    ------
    ClusterlibError
        If it is no cluster, or has fewer SMEs than a lab needs at least.
    """
    own = keep_cluster(cluster)
    smes = [kind for _, kind in own.nodes(data="kind")].count("sme")
    if smes < least:
        raise ClusterlibError(
            f"your cluster has {smes} SMEs; this lab asks what SMEs learn and needs {least} or "
            "more. Look at the kinds of its actors: read_cluster(..., kinds=...) sets them."
        )
    own.graph["name"] = own.graph.get("name") or "your cluster"
    # Whatever happens to its ties, the same actors are drawn.
    gathered = gather(own)
    own.graph["drawn"] = frozenset(a for a, of in gathered.members.items() if [a] == [*of])
    return own


@lru_cache(maxsize=64)
def open_up(cluster: nx.Graph, openness: float, seed: int) -> nx.Graph:
    """Return a cluster that gives up a share of its local ties; at 0 it is as it is."""
    if not openness:
        return cluster
    return OpenUp(openness)(cluster.copy(), np.random.default_rng(seed))


@lru_cache(maxsize=32)
def draw_clusters(structure: Source, seed: int) -> tuple[nx.Graph, ...]:
    """Return the clusters of a run; equal arguments return the same objects, so leave them be."""
    if isinstance(structure, nx.Graph):
        return (structure,) * CLUSTERS
    drawn = tuple(build_cluster(structure, rng=10_000 * seed + k) for k in range(CLUSTERS))
    for cluster in drawn:
        # A lab says itself what it has changed; "custom cluster" would say nothing in its text.
        cluster.graph["name"] = "cluster"
    return drawn


@lru_cache(maxsize=48)
def run_of(
    structure: Source, learning: Learning, interventions: tuple[Intervention, ...] = (),
    *, seed: int, periods: int = PERIODS,
) -> Run:  # fmt: skip
    """Run the course model on clusters of one structure, or several times on one cluster.

    Parameters
    ----------
    structure : Structure or networkx.Graph
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
        list(clusters), learning, periods=periods, interventions=interventions,
        record_every=RECORD_EVERY, rng=seed,
    )  # fmt: skip
    return Run(clusters, history)
