from . import labs, networks, parameters
from .networks import ARCHETYPES, Structure, build_cluster

__all__ = ["ARCHETYPES", "Structure", "build_cluster", "labs", "networks", "parameters"]
