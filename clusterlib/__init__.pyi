from . import (
    classics,
    experiments,
    learning,
    measures,
    networks,
    parameters,
    plots,
    region,
)
from .experiments import Setting, compare, sweep
from .learning import Learning, simulate
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
    "Learning",
    "ParameterError",
    "Setting",
    "Structure",
    "build_cluster",
    "check_cluster",
    "classics",
    "compare",
    "example_cluster",
    "experiments",
    "learning",
    "measures",
    "networks",
    "parameters",
    "plot_cluster",
    "plots",
    "read_cluster",
    "region",
    "simulate",
    "sweep",
    "write_cluster",
]
