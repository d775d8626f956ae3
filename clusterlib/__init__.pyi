from . import (
    claims,
    classics,
    environment,
    exercises,
    experiments,
    grading,
    labs,
    learning,
    measures,
    networks,
    parameters,
    plots,
    policy,
)
from .environment import check_environment
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
    "check_environment",
    "claims",
    "classics",
    "compare",
    "environment",
    "example_cluster",
    "exercises",
    "experiments",
    "grading",
    "labs",
    "learning",
    "measures",
    "networks",
    "parameters",
    "plot_cluster",
    "plots",
    "policy",
    "read_cluster",
    "simulate",
    "sweep",
    "write_cluster",
]
