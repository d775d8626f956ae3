"""Measures of a network's structure: who is where in it, and what it is like as a whole.

They work on any :class:`networkx.Graph` or :class:`networkx.DiGraph`. Measures that networkx has
and that are right there (degree, betweenness, closeness) are not repeated, only put into tables.
"""

from clusterlib.measures.brokers import ROLES, brokerage
from clusterlib.measures.coreperiphery import CorePeriphery, core_periphery
from clusterlib.measures.freeman import centralisation
from clusterlib.measures.graphs import Grouping, MeasureError, inside, local_network
from clusterlib.measures.mixing import ei_by_actor, ei_by_group, ei_index, openness
from clusterlib.measures.positions import (
    clustering,
    constraint,
    effective_size,
    efficiency,
    eigenvector_centrality,
)
from clusterlib.measures.tables import position_table, structure_table

__all__ = [
    "ROLES",
    "CorePeriphery",
    "Grouping",
    "MeasureError",
    "brokerage",
    "centralisation",
    "clustering",
    "constraint",
    "core_periphery",
    "effective_size",
    "efficiency",
    "ei_by_actor",
    "ei_by_group",
    "ei_index",
    "eigenvector_centrality",
    "inside",
    "local_network",
    "openness",
    "position_table",
    "structure_table",
]
