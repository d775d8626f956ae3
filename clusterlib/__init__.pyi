from . import environment, exercises, labs, measures, networks, parameters, plots
from .environment import check_environment
from .networks import (
    ARCHETYPES,
    ClusterError,
    Structure,
    build_cluster,
    check_cluster,
    example_cluster,
    read_cluster,
    write_cluster,
)
from .parameters import ParameterError
from .plots import plot_cluster

__all__ = [
    "ARCHETYPES",
    "ClusterError",
    "ParameterError",
    "Structure",
    "build_cluster",
    "check_cluster",
    "check_environment",
    "environment",
    "example_cluster",
    "exercises",
    "labs",
    "measures",
    "networks",
    "parameters",
    "plot_cluster",
    "plots",
    "read_cluster",
    "write_cluster",
]
