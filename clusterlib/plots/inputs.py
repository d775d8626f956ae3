"""Numbers for actors, given by name or in order, checked so that every mistake is named at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import ArrayLike

from clusterlib.arrays import Floats
from clusterlib.checks import did_you_mean
from clusterlib.errors import ClusterlibError

#: A number for each actor: a mapping (a dict, a pandas Series), or an array in the nodes' order.
Values = Mapping[Any, float] | ArrayLike


def values_of(cluster: nx.Graph, values: Any) -> Floats:
    """Return one number an actor, nan where none is given; ``values`` are :data:`Values`."""
    if hasattr(values, "keys"):
        given: dict[Any, float] = dict(values)
        return np.array([given.get(node, np.nan) for node in cluster], dtype=float)
    return np.asarray(values, dtype=float)


def check_actors(cluster: nx.Graph, **arguments: Any) -> None:
    """Raise one error that lists every unknown actor and every array of the wrong length."""
    problems = []
    for name, given in arguments.items():
        if hasattr(given, "keys") or isinstance(given, set):
            names = given if isinstance(given, set) else given.keys()
            for unknown in [node for node in names if node not in cluster]:
                known = [str(node) for node in cluster]
                cure = did_you_mean(unknown, known, "see list(cluster) for the actors.")
                problems.append(f"{name}: no actor {unknown!r} in the cluster; {cure}")
        elif given is not None and np.shape(given) != (len(cluster),):
            problems.append(
                f"{name}: an array of shape {np.shape(given)} for {len(cluster)} actors; give one "
                "number each in the order of list(cluster), or a mapping from actor to number."
            )
    ClusterlibError.raise_any(problems, "the numbers for the map")
