"""Clusters: what one is made of, building one, reading and writing one as a pair of CSV files."""

from clusterlib.networks.building import ARCHETYPES, Structure, build_cluster
from clusterlib.networks.schema import DIMENSIONS, KINDS, LAYERS, Kind, dimension_of

__all__ = [
    "ARCHETYPES",
    "DIMENSIONS",
    "KINDS",
    "LAYERS",
    "Kind",
    "Structure",
    "build_cluster",
    "dimension_of",
]
