"""Clusters: what one is made of, building one, reading and writing one as a pair of CSV files."""

from clusterlib.files.problems import ClusterError, Problem
from clusterlib.networks.building import ARCHETYPES, Structure, build_cluster
from clusterlib.networks.checking import check_cluster
from clusterlib.networks.fitting import fit_structure
from clusterlib.networks.keeping import keep_cluster
from clusterlib.networks.nearest import Nearest, nearest_type
from clusterlib.networks.reading import example_cluster, read_cluster, read_network
from clusterlib.networks.schema import DIMENSIONS, FIG_1, KINDS, LAYERS, Kind, dimension_of
from clusterlib.networks.survey import survey_template
from clusterlib.networks.writing import write_cluster

__all__ = [
    "ARCHETYPES",
    "DIMENSIONS",
    "FIG_1",
    "KINDS",
    "LAYERS",
    "ClusterError",
    "Kind",
    "Nearest",
    "Problem",
    "Structure",
    "build_cluster",
    "check_cluster",
    "dimension_of",
    "example_cluster",
    "fit_structure",
    "keep_cluster",
    "nearest_type",
    "read_cluster",
    "read_network",
    "survey_template",
    "write_cluster",
]
