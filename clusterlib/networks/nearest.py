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
from clusterlib.networks.schema import KINDS
from clusterlib.networks.stages import APART
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
#: Where no stages are known, ties of firms count together.
_WITH_FIRMS = "ties of an SME with firms"
#: The types in half a line.
TYPE_WORDS = {
    "baseline": "firms in three stages; a few focal firms hold most pipelines",
    "marshallian": "small firms tied to each other, without a focal firm",
    "hub_and_spoke": "ties gather at two large firms",
    "satellite_platform": "branches of firms from elsewhere: few local ties, many pipelines",
    "state_anchored": "ties gather at universities, institutes and agencies",
}
#: Clusters of each type that say how much a trait varies within it, and their seed.
_DRAWS, _SEED = 40, 907_030_122
#: So many traits are told.
_TOLD = 2
#: A network is unlike a type where fewer of its clusters than this share are farther from its
#: middle, and it is so far from it itself.
_UNLIKE, _FAR = 0.05, 1.5


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
    left_out : tuple of str
        What the network does not say, which is therefore not compared.
    """

    name: str
    distances: Mapping[str, float]
    farther: float
    traits: Mapping[str, float]
    middles: Mapping[str, Mapping[str, float]]
    spread: Mapping[str, float]
    left_out: tuple[str, ...] = ()

    @property
    def is_unlike_all(self) -> bool:
        """Whether it is far from its nearest type, farther than nearly all clusters of it."""
        return self.farther < _UNLIKE and self.distances[self.name] > _FAR

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

        name = f"{_words(first)} ({TYPE_WORDS[first]}), distance {near:.1f}"
        usual = "where a cluster of that type is about 1 away"
        if self.is_unlike_all:
            text = f"Unlike all five types. The nearest type is {name}, {usual}."
        else:
            text = f"Nearest type: {name}, {usual}; {self.farther:.0%} of them are farther."
        text += f" Next: {_words(second)}, {next_near:.1f}."
        if self.deciding:
            text += f" What decides: {told(self.deciding, first, second)}."
        if self.unlike:
            text += f" Unlike that type: {told(self.unlike, first)}."
        if self.left_out:
            text += f" Not compared, as nothing says it: {'; '.join(self.left_out)}."
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
    columns, left_out = _known(cluster)

    def compared(rows: Floats) -> Floats:
        return np.stack([rows[..., at].sum(axis=-1) for at in columns.values()], axis=-1)

    drawn = {name: compared(rows) for name, rows in _drawn().items()}
    middles = {name: rows.mean(axis=0) for name, rows in drawn.items()}
    within = np.mean([rows.var(axis=0) for rows in drawn.values()], axis=0)
    # The share of focal firms is fixed within a type: a step of a twentieth counts as one.
    spread = np.maximum(np.sqrt(within), 0.05)
    mine = compared(traits(cluster))
    found = {name: _distance(mine, middle, spread) for name, middle in middles.items()}
    name = min(found, key=lambda each: found[each])
    own = [_distance(row, middles[name], spread) for row in drawn[name]]

    def by_trait(values: Floats) -> dict[str, float]:
        return dict(zip(columns, values.tolist(), strict=True))

    return Nearest(
        name,
        dict(sorted(found.items(), key=lambda pair: pair[1])),
        float(np.mean(np.array(own) > found[name])),
        by_trait(mine),
        {of: by_trait(middle) for of, middle in middles.items()},
        by_trait(spread),
        left_out,
    )


def _known(cluster: nx.Graph) -> tuple[dict[str, list[int]], tuple[str, ...]]:
    """Return the columns of each trait that can be compared, and in words what is left out.

    What the file of a network does not say is not zero. A cluster that was drawn is known.
    """
    columns = {trait: [at] for at, trait in enumerate(TRAITS)}
    if "structure" in cluster.graph:
        return columns, ()
    kinds = {kind for _, kind in cluster.nodes(data="kind")}
    layers = {KINDS[kind].layer for kind in kinds}
    stages = {stage for _, stage in cluster.nodes(data="stage")} - {None}
    missing = {
        "no focal firm is named, so nothing about focal firms": (
            "focal_firm" not in kinds, ("focal",)),
        "no SME is named, so none of their ties": ("sme" not in kinds, ("SME",)),
        "no government agency is named, so none of their ties": (
            "government_agency" not in kinds, ("agency",)),
        "no institution is named, so no multi-angle tie": (
            "supporting" not in layers, ("multi-angle", "agency")),
        "no source outside is named, so no pipeline": (
            "supplementary" not in layers, ("pipeline",)),
    }  # fmt: skip
    left_out = []
    for words, (holds, parts) in missing.items():
        gone = [trait for trait in columns if any(part in trait for part in parts)]
        if holds and gone:
            left_out.append(words)
            for trait in gone:
                del columns[trait]
    held = "pipelines held by focal firms, share"
    if held in columns and "pipeline" not in set(
        nx.get_edge_attributes(cluster, "dimension").values()
    ):
        left_out.append("there is no pipeline, so not who holds them")
        del columns[held]
    horizontal, vertical = TRAITS[1:3]
    if len(stages) == 1 and horizontal in columns:
        left_out.append(f"all firms stand in one stage, so {APART} and count together")
        del columns[horizontal], columns[vertical]
        columns = {_WITH_FIRMS: [1, 2], **columns}
    return columns, tuple(left_out)


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
def _drawn() -> dict[str, Floats]:
    """Return the traits of clusters drawn from each type, a row each."""
    return {
        name: np.array(
            [
                traits(build_cluster(name, rng=np.random.default_rng([_SEED, place, k])))
                for k in range(_DRAWS)
            ]
        )
        for place, name in enumerate(ARCHETYPES)
    }
