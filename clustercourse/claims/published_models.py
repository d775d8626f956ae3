"""Published models beside the course model, as second witnesses.

Each function runs one model once for each seed, small enough for a full run of all claims.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from clustercourse.claims.evidence import Model
from clusterlib.arrays import Floats
from clusterlib.classics import barter, gift, landscapes, subgroups, topologies, twin_clusters
from clusterlib.experiments.replicating import Seeds


def _small_worlds(seeds: Seeds) -> list[nx.Graph]:
    return [topologies.small_world(100, 6, 0.1, rng=seed) for seed in seeds]


def bartered(seeds: Seeds) -> Floats:
    """Knowledge on a small world when it is bartered until no trade is left."""
    return np.asarray(barter.simulate(_small_worlds(seeds), rng=seeds[0]).knowledge[:, -1])


def given(seeds: Seeds) -> Floats:
    """Knowledge on the same small worlds from the same start when it is given."""
    return np.asarray(gift.simulate(_small_worlds(seeds), rng=seeds[0]).knowledge[:, -1])


def _landscape(network: nx.Graph, seeds: Seeds) -> landscapes.History:
    settings = landscapes.Landscapes(bits=15)
    return landscapes.simulate(network, settings, periods=150, replicates=len(seeds), rng=seeds[0])


def searched_line(seeds: Seeds) -> Floats:
    """Performance at the end on rugged landscapes when the searchers stand in a line."""
    return np.asarray(_landscape(topologies.line(60), seeds).performance[:, -1])


def searched_complete(seeds: Seeds) -> Floats:
    """The same when everybody sees everybody."""
    return np.asarray(_landscape(topologies.complete(60), seeds).performance[:, -1])


def _groups(rewiring: float, seeds: Seeds) -> Floats:
    networks = [topologies.caveman(140, 7, rewiring, rng=seed) for seed in seeds]
    history = subgroups.simulate(networks, subgroups.Subgroups(), periods=200, rng=seeds[0])
    return np.asarray(history.performance[:, -1])


def grouped_some(seeds: Seeds) -> Floats:
    """Performance of groups with a tenth of their ties to other groups."""
    return _groups(0.1, seeds)


def grouped_none(seeds: Seeds) -> Floats:
    """Performance when all ties are to anyone, and nothing is left of the groups."""
    return _groups(1.0, seeds)


def _rest(case: str, pipelines: float, seeds: Seeds) -> Floats:
    settings = twin_clusters.SETTINGS[case].but(pipelines=pipelines)
    history = twin_clusters.simulate(settings, replicates=len(seeds), rng=seeds[0])
    return np.asarray(history.rest[:, -1])


def twins_poor_closed(seeds: Seeds) -> Floats:
    """Knowledge of those who are not experts, in poor buzz without pipelines."""
    return _rest("poor_buzz", 0.0, seeds)


def twins_poor_open(seeds: Seeds) -> Floats:
    """The same when the experts have pipelines to those of another cluster."""
    return _rest("poor_buzz", 0.3, seeds)


def twins_rich_closed(seeds: Seeds) -> Floats:
    """Knowledge of those who are not experts, in rich buzz without pipelines."""
    return _rest("rich_buzz", 0.0, seeds)


def twins_rich_open(seeds: Seeds) -> Floats:
    """The same when the experts have pipelines to those of another cluster."""
    return _rest("rich_buzz", 0.3, seeds)


BARTER, GIFT = Model(bartered), Model(given)
LINE, COMPLETE = Model(searched_line), Model(searched_complete)
SOME, NO_GROUPS = Model(grouped_some), Model(grouped_none)
POOR_CLOSED, POOR_OPEN = Model(twins_poor_closed), Model(twins_poor_open)
RICH_CLOSED, RICH_OPEN = Model(twins_rich_closed), Model(twins_rich_open)
