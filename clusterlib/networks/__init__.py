"""Clusters: what one is made of, building one, reading and writing one as a pair of CSV files."""

from clusterlib.files.problems import ClusterError, Problem
from clusterlib.networks.building import ARCHETYPES, Structure, build_cluster
from clusterlib.networks.checking import check_cluster
from clusterlib.networks.reading import example_cluster, read_cluster
from clusterlib.networks.schema import DIMENSIONS, KINDS, LAYERS, Kind, dimension_of
from clusterlib.networks.writing import write_cluster

__all__ = [
    "ARCHETYPES",
    "DIMENSIONS",
    "KINDS",
    "LAYERS",
    "ClusterError",
    "Kind",
    "Problem",
    "Structure",
    "build_cluster",
    "check_cluster",
    "dimension_of",
    "example_cluster",
    "read_cluster",
    "write_cluster",
]
