"""What all the classics share: random streams, checks, networks as arrays, and tidy tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clusterlib.arrays import Floats, Ints
from clusterlib.checks import is_whole
from clusterlib.parameters import ParameterError, Parameters
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

Networks: TypeAlias = nx.Graph | Sequence[nx.Graph]

Signs: TypeAlias = NDArray[np.int8]

#: Replicates computed side by side: more would leave the processor's cache.
BATCH = 64

# Keeps the streams apart from those of a learner who spawns networks from the same seed.
_OWN_KEY = 1991


def streams(rng: Seed, replicates: int) -> list[np.random.Generator]:
    """Give every replicate a stream of its own; stream k never depends on ``replicates``."""
    if isinstance(rng, np.random.Generator):
        return list(rng.spawn(replicates))
    given = rng if isinstance(rng, np.random.SeedSequence) else np.random.SeedSequence(rng)
    root = np.random.SeedSequence(given.entropy, spawn_key=(*given.spawn_key, _OWN_KEY))
    return [np.random.default_rng(seed) for seed in root.spawn(replicates)]


def uniform(generators: list[np.random.Generator], *shape: int) -> NDArray[np.float32]:
    """Draw U[0, 1) numbers, shape (replicates, *shape), each row from its replicate's stream."""
    drawn = np.empty((len(generators), *shape), dtype=np.float32)
    for row, generator in zip(drawn, generators, strict=True):
        generator.random(out=row, dtype=np.float32)
    return drawn


def whole(
    generators: list[np.random.Generator], low: int, high: int, *shape: int
) -> NDArray[np.int8]:
    """Draw small whole numbers from ``low`` to ``high - 1``, shape (replicates, *shape)."""
    return np.stack([g.integers(low, high, shape, dtype=np.int8) for g in generators])


Kind = TypeVar("Kind", bound=Parameters)


def chosen(parameters: Kind | None, kind: type[Kind]) -> Kind:
    """Return the parameters to use, the defaults if none are given."""
    if parameters is not None and not isinstance(parameters, kind):
        problem = f"parameters: give {kind.__name__}(...), not {type(parameters).__name__}."
        raise ParameterError.of([problem], kind.__name__)
    return kind() if parameters is None else parameters


def check_counts(low: int = 1, **counts: int) -> list[str]:
    """Return a problem for every count that is not a whole number of at least ``low``."""
    return [
        f"{name} = {value!r}: give a whole number of at least {low}."
        for name, value in counts.items()
        if not is_whole(value, low)
    ]


def check_networks(networks: Networks, replicates: int | None) -> tuple[list[nx.Graph], list[str]]:
    """Return one network per replicate, and the problems found."""
    one = isinstance(networks, nx.Graph)
    listed = [networks] if one or not isinstance(networks, Iterable) else list(networks)
    if not listed or not all(isinstance(network, nx.Graph) for network in listed):
        return [], ["network: give a networkx graph, or a list of them, one for each replicate."]
    problems = check_counts(replicates=1 if replicates is None else replicates)
    if not one and replicates is not None and replicates != len(listed):
        problems.append(
            f"replicates = {replicates!r}: there are {len(listed)} networks, one for each "
            "replicate; leave replicates out."
        )
    sizes = sorted({len(network) for network in listed})
    if sizes[0] < 2:
        problems.append("network: it has fewer than two actors; nobody can learn from another.")
    if len(sizes) > 1:
        problems.append(f"networks: sizes {', '.join(map(str, sizes))}; give networks of one size.")
    if one and not problems:
        listed = listed * (replicates or 1)
    return listed, problems


@dataclass(frozen=True)
class Arcs:
    """Who learns from whom in a disjoint union of networks, each actor also from itself.

    Attributes
    ----------
    source, target : ndarray of int, shape (arcs,)
        Sorted by target. Actor a of network r has the number ``r * actors + a``.
    first : ndarray of int, shape (networks * actors,)
        Where each actor's arcs begin; the arc to itself keeps every stretch non-empty.
    """

    source: Ints
    target: Ints
    first: Ints


def ties(network: nx.Graph) -> Ints:
    """Return the ties as positions in ``list(network)``, shape (2, ties), without self-loops."""
    position = {actor: place for place, actor in enumerate(network)}
    pairs = {(position[u], position[v]) for u, v in network.edges() if u != v}
    if not network.is_directed():
        pairs = {(min(pair), max(pair)) for pair in pairs}
    # Sorted, so that a result does not depend on the order in which ties were added.
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2).T


def arcs(networks: list[nx.Graph]) -> Arcs:
    """Number the actors of all networks through and list who learns from whom."""
    known: dict[int, Ints] = {}
    parts = []
    actors = len(networks[0])
    for place, network in enumerate(networks):
        if id(network) not in known:
            pair = ties(network)
            both = pair if network.is_directed() else np.concatenate([pair, pair[::-1]], axis=1)
            itself = np.tile(np.arange(actors), (2, 1))
            every = np.concatenate([both, itself], axis=1)
            known[id(network)] = every[:, np.lexsort((every[0], every[1]))]
        parts.append(known[id(network)] + place * actors)
    source, target = np.concatenate(parts, axis=1)
    first = np.searchsorted(target, np.arange(len(networks) * actors))
    return Arcs(source, target, first)


def disagreement(beliefs: NDArray[Any], values: tuple[int, ...]) -> Floats:
    """Return how often two actors drawn at random differ on a position drawn at random.

    ``beliefs`` has shape (replicates, actors, positions); the result has shape (replicates,).
    """
    actors = beliefs.shape[1]
    same = np.zeros((beliefs.shape[0], beliefs.shape[2]))
    for value in values:
        count = np.count_nonzero(beliefs == value, axis=1).astype(float)
        same += count * (count - 1)
    return np.asarray(1 - (same / (actors * (actors - 1))).mean(axis=1))


def tidy(**paths: NDArray[Any]) -> pd.DataFrame:
    """Return a table with a row for each replicate and period; paths (replicates, periods + 1)."""
    import pandas as pd

    replicates, times = next(iter(paths.values())).shape
    columns: dict[str, NDArray[Any]] = {
        "replicate": np.repeat(np.arange(replicates), times),
        "period": np.tile(np.arange(times), replicates),
    }
    return pd.DataFrame(columns | {name: path.ravel() for name, path in paths.items()})
