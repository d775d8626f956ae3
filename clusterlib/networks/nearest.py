"""Which type of cluster a network is nearest to, read from its structure alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.networks.building import ARCHETYPES, build_cluster
from clusterlib.networks.checking import check_cluster
from clusterlib.parameters import ParameterError

if TYPE_CHECKING:
    import pandas as pd

#: What is read from a network. All are shares or means, so that size alone makes no difference.
TRAITS = (
    "focal firms, share of firms",
    "horizontal ties of an SME",
    "vertical ties of an SME",
    "multi-angle ties of an SME",
    "pipelines of a firm",
    "pipelines held by focal firms, share",
    "focal firm's local ties, less an SME's",
    "ties of a government agency",
)
#: Clusters of each type that say how much a trait varies within it, and their seed.
_DRAWS, _SEED = 40, 907_030_122
#: So many traits are told.
_TOLD = 2


@dataclass(frozen=True)
class Nearest:
    """How near a network is to each type of cluster.

    Attributes
    ----------
    name : str
        The nearest type, a key of ``clusterlib.ARCHETYPES``.
    distances : dict of str to float
        Distance from the middle of each type, nearest first: the root of the mean squared
        difference over all traits, each in standard deviations within types. A cluster that was
        drawn from a type is about 1 away from its middle.
    farther : float
        Share of clusters drawn from the nearest type that are farther from its middle than this
        network. Near 0: it is like none of them.
    traits : dict of str to float
        What was compared: the network's own numbers.
    middles : dict of str to dict
        The same of the middle of each type.
    spread : dict of str to float
        Standard deviation of each trait within types.
    """

    name: str
    distances: Mapping[str, float]
    farther: float
    traits: Mapping[str, float]
    middles: Mapping[str, Mapping[str, float]]
    spread: Mapping[str, float]

    @property
    def deciding(self) -> list[str]:
        """The traits that speak for the nearest type against the next, the strongest first."""
        first, second = (self._off(name) for name in list(self.distances)[:2])
        said = {trait: second[trait] ** 2 - first[trait] ** 2 for trait in self.traits}
        return [trait for trait in sorted(said, key=lambda t: -said[t]) if said[trait] > 0]

    @property
    def unlike(self) -> list[str]:
        """The traits in which the network is not like its nearest type, the strongest first.

        They lie more than 2 standard deviations from its middle.
        """
        off = self._off(self.name)
        return [t for t in sorted(off, key=lambda t: -abs(off[t])) if abs(off[t]) > 2]

    def frame(self) -> pd.DataFrame:
        """Return what was compared: a row for each trait, with the network and the types."""
        import pandas as pd

        table = {"here": self.traits, **{name: self.middles[name] for name in self.distances}}
        return pd.DataFrame({**table, "spread within types": self.spread})

    def _off(self, name: str) -> dict[str, float]:
        """Return how far the network is from a type's middle, in standard deviations."""
        middle = self.middles[name]
        return {t: (own - middle[t]) / self.spread[t] for t, own in self.traits.items()}

    def __str__(self) -> str:
        (first, near), (second, next_near) = list(self.distances.items())[:2]

        def told(traits: list[str], *names: str) -> str:
            return "; ".join(
                f"{trait} {self.traits[trait]:.2f}"
                f" ({', '.join(f'{_words(n)} {self.middles[n][trait]:.2f}' for n in names)})"
                for trait in traits[:_TOLD]
            )

        text = (
            f"Nearest type: {_words(first)}, distance {near:.1f} "
            f"({self.farther:.0%} of clusters of this type are farther from its middle). "
            f"Next: {_words(second)}, {next_near:.1f}. "
            f"What decides: {told(self.deciding, first, second)}."
        )
        if self.unlike:
            text += f" Unlike a {_words(first)}: {told(self.unlike, first)}."
        return text

    __repr__ = __str__


def _words(name: str) -> str:
    return name.replace("_", " ")


def nearest_type(cluster: nx.Graph) -> Nearest:
    """Find the type of cluster whose structure is nearest to that of a network.

    Parameters
    ----------
    cluster : networkx.Graph
        A cluster, such as one's own (:func:`clusterlib.read_cluster`).

    Returns
    -------
    Nearest
        The type, the distances from all types, how unusual the network would be for it, and which
        traits decide.

    Raises
    ------
    ClusterError
        If the network is no cluster. All problems are listed.
    ParameterError
        If it has no firm.

    Examples
    --------
    >>> found = nearest_type(build_cluster("state_anchored", rng=1))
    >>> found.name
    'state_anchored'
    >>> found.deciding[:2]
    ['multi-angle ties of an SME', 'ties of a government agency']
    """
    check_cluster(cluster)
    middles, spread, own = _types()
    mine = traits(cluster)
    found = {name: _distance(mine, middle, spread) for name, middle in middles.items()}
    name = min(found, key=lambda each: found[each])
    ordered = dict(sorted(found.items(), key=lambda pair: pair[1]))
    return Nearest(
        name,
        ordered,
        float(np.mean(own[name] > found[name])),
        _by_trait(mine),
        {of: _by_trait(middle) for of, middle in middles.items()},
        _by_trait(spread),
    )


def _by_trait(values: Floats) -> dict[str, float]:
    return dict(zip(TRAITS, values.tolist(), strict=True))


def say_nearest(cluster: nx.Graph) -> str:
    """Return in words which type a cluster is nearest to, or why it is to none."""
    try:
        return str(nearest_type(cluster))
    except ParameterError as error:
        return str(error)


def both_ways(cluster: nx.Graph) -> nx.Graph:
    """Return a cluster with each tie once, whichever way knowledge flows."""
    return nx.Graph(cluster) if cluster.is_directed() else cluster


def traits(cluster: nx.Graph) -> Floats:
    """Return what is compared of a network's structure, one number for each of ``TRAITS``."""
    kinds = dict(cluster.nodes(data="kind"))
    firms = [a for a, kind in kinds.items() if kind in ("sme", "focal_firm")]
    if not firms:
        raise ParameterError("This cluster has no firm, so it has no type.")
    ties: dict[str, dict[str, int]] = {}
    for one, other, dimension in both_ways(cluster).edges(data="dimension"):
        for actor in (one, other):
            of = ties.setdefault(actor, {})
            of[dimension] = of.get(dimension, 0) + 1
    smes, focal, agencies = (
        [actor for actor, kind in kinds.items() if kind == wanted]
        for wanted in ("sme", "focal_firm", "government_agency")
    )
    local = ("horizontal", "vertical", "multi_angle")

    def mean(actors: list[str], *dimensions: str) -> float:
        counts = [sum(ties.get(actor, {}).get(d, 0) for d in dimensions) for actor in actors]
        return float(np.mean(counts)) if counts else 0.0

    held = mean(firms, "pipeline") * len(firms)
    return np.array(
        [
            len(focal) / len(firms),
            *(mean(smes, dimension) for dimension in local),
            mean(firms, "pipeline"),
            mean(focal, "pipeline") * len(focal) / held if held else 0.0,
            mean(focal, *local) - mean(smes, *local) if focal else 0.0,
            mean(agencies, *local),
        ]
    )


def _distance(mine: Floats, middle: Floats, spread: Floats) -> float:
    return float(np.sqrt(np.mean(((mine - middle) / spread) ** 2)))


@lru_cache(maxsize=1)
def _types() -> tuple[dict[str, Floats], Floats, dict[str, Floats]]:
    """Return each type's middle, the spread within types, and its clusters' own distances."""
    drawn = {
        name: np.array(
            [
                traits(build_cluster(name, rng=np.random.default_rng([_SEED, place, k])))
                for k in range(_DRAWS)
            ]
        )
        for place, name in enumerate(ARCHETYPES)
    }
    middles = {name: rows.mean(axis=0) for name, rows in drawn.items()}
    within = np.mean([rows.var(axis=0) for rows in drawn.values()], axis=0)
    # The share of focal firms is fixed within a type: a step of a twentieth counts as one.
    spread = np.maximum(np.sqrt(within), 0.05)
    own = {
        name: np.array([_distance(row, middles[name], spread) for row in rows])
        for name, rows in drawn.items()
    }
    return middles, spread, own
