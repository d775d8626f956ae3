from . import labs, networks, parameters, plots
from .networks import ARCHETYPES, Structure, build_cluster
from .plots import plot_cluster

__all__ = [
    "ARCHETYPES",
    "Structure",
    "build_cluster",
    "labs",
    "networks",
    "parameters",
    "plot_cluster",
    "plots",
]
