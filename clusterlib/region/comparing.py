"""A network beside the archetypes of its size, and beside random networks of the same degrees."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from clusterlib.measures import (
    brokerage,
    centralisation,
    clustering,
    constraint,
    local_network,
    openness,
)
from clusterlib.networks import ARCHETYPES, Structure, build_cluster, fit_structure
from clusterlib.networks.schema import dimension_of
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

#: What is compared, with its meaning.
MEASURES = {
    "share of ties that lead out": "ties with a partner outside / all ties",
    "pipelines of focal firms": "share of all ties that lead out",
    "share of gatekeepers": "actors that bring the outside in / all inside",
    "mean degree": "ties of an actor inside with others inside",
    "share of isolates": "actors without a tie inside / all inside",
    "clustering": "how often two contacts are tied",
    "degree centralisation": "0 all equally central, 1 a star",
    "mean constraint": "low: contacts are not tied to each other",
}
#: Networks of each kind that a cluster is compared with; fewer of those with more ties than that.
_DRAWS, _FEW_DRAWS, _MANY_TIES = 10, 3, 20_000
#: The row of a comparison that stands for chance.
TWIN = "same degrees"
#: The row of clusters that the model builds from the structure fitted to the cluster.
FITTED = "fitted structure"
#: An archetype is drawn with no more actors inside than these, as a larger one takes minutes.
_LARGEST = 210
_COUNTS = (
    "firms_per_stage", "focal_firms", "universities", "research_institutes",
    "bridging_institutions", "government_agencies", "outside_rd", "lead_customers",
    "outside_subcontractors",
)  # fmt: skip
#: Swaps tried for each tie, after which little of the old network is left.
_SWAPS = 5


def compare_structure(
    cluster: nx.Graph, *, draws: int | None = None, rng: Seed = 0
) -> pd.DataFrame:
    """Compare the structure of a cluster with the archetypes and with chance.

    Parameters
    ----------
    cluster : networkx.Graph
        A cluster.
    draws : int, optional
        Networks drawn of each archetype, of the structure fitted to the cluster, and of random
        networks with the same degrees. Default: 10, or 3 for a cluster of more than 20,000 ties.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    pandas.DataFrame
        One row a measure; columns: meaning, value (of the cluster), and for "same degrees", "fitted
        structure" (:func:`clusterlib.networks.fit_structure`, where one can be fitted) and each
        archetype the least, the mean and the largest value of the draws, as ("baseline", "least")
        and so on. ``table.attrs["draws"]`` is their number.

    Notes
    -----
    An archetype has its own mix of actors, in the number of the cluster's actors inside or 210 if
    that is less, and so for the fitted structure. A random network has the actors of the cluster,
    and each of them as many ties inside and as many outside: what differs from it is not a matter
    of degrees.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> table = compare_structure(build_cluster(rng=1), draws=2)
    >>> same = table.loc["mean degree"]
    >>> bool(same["value", ""] == same["same degrees", "least"] == same["same degrees", "largest"])
    True
    """
    import pandas as pd

    if draws is None:
        draws = _DRAWS if cluster.number_of_edges() <= _MANY_TIES else _FEW_DRAWS
    rng = np.random.default_rng(rng)
    inside = len(local_network(cluster))
    factor = min(inside, _LARGEST) / len(local_network(build_cluster(rng=0)))
    columns: dict[tuple[str, str], Mapping[str, Any]] = {
        ("meaning", ""): MEASURES,
        ("value", ""): _measured(cluster),
    }
    networks = {name: _sized(structure, factor) for name, structure in ARCHETYPES.items()}
    with suppress(ParameterError):  # a network without firms has none
        fitted = _sized(fit_structure(cluster), min(1.0, _LARGEST / inside))
        networks = {FITTED: fitted, **networks}
    for name in [TWIN, *networks]:
        drawn = pd.DataFrame(
            _measured(
                random_twin(cluster, rng=rng)
                if name == TWIN
                else build_cluster(networks[name], rng=rng)
            )
            for _ in range(draws)
        )
        for which, value in (
            ("least", drawn.min()),
            ("mean", drawn.mean()),
            ("largest", drawn.max()),
        ):
            columns[name, which] = value.to_dict()
    table = pd.DataFrame(columns, index=pd.Index(MEASURES, name="measure"))
    table.columns = pd.MultiIndex.from_tuples(columns)
    table.attrs["draws"] = draws
    return table


def random_twin(cluster: nx.Graph, *, rng: Seed = None) -> nx.Graph:
    """Return a random cluster of the same actors, each with as many ties inside and outside.

    Parameters
    ----------
    cluster : networkx.Graph
        A cluster.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Notes
    -----
    Two ties at a time change partners, five times as often as there are ties; a change that would
    tie an actor to itself, or two actors twice, is left out (Maslov and Sneppen 2002). Weights are
    not kept.
    """
    rng = np.random.default_rng(rng)
    outside = {a for a, layer in cluster.nodes(data="layer") if layer == "supplementary"}
    ties = [(v, u) if u in outside else (u, v) for u, v in cluster.edges]
    twin = nx.create_empty_copy(cluster)
    about = dict(twin.nodes(data=True))
    for leads_out in (False, True):
        own = [tie for tie in ties if (tie[1] in outside) is leads_out]
        for u, v in swapped(own, rng, turn=not leads_out):
            mine, other = about[u], about[v]
            dimension = dimension_of(mine["kind"], mine["stage"], other["kind"], other["stage"])
            twin.add_edge(u, v, dimension=dimension, weight=1.0)
    return twin


def swapped(
    ties: list[tuple[Any, Any]],
    rng: np.random.Generator,
    *,
    turn: bool = False,
    loops: Callable[[Any, Any], bool] = operator.eq,
) -> Iterator[tuple[Any, Any]]:
    """Exchange the second ends of ties; with ``turn`` either end may count as the second.

    The ties come in their order, each with its first end. No tie joins an actor to itself, which
    ``loops`` tells from the two ends.
    """
    actors = list(dict.fromkeys(actor for tie in ties for actor in tie))
    place = {actor: at for at, actor in enumerate(actors)}
    ends = [[place[tie[end]] for tie in ties] for end in (0, 1)]
    first, second = ends
    many = len(actors)

    def code(u: int, v: int) -> int:
        return u * many + v if u < v else v * many + u

    there = {*map(code, first, second)}
    pairs = rng.integers(len(ties), size=(_SWAPS * len(ties), 2)).tolist() if ties else []
    turned = (rng.random(len(pairs)) < 0.5).tolist()
    for (one, other), back in zip(pairs, turned, strict=True):
        a, b, c, d = first[one], second[one], first[other], second[other]
        if turn and back:
            c, d = d, c
        if one == other or loops(actors[a], actors[d]) or loops(actors[c], actors[b]):
            continue
        new, more = code(a, d), code(c, b)
        if new in there or more in there or new == more:
            continue
        there.remove(code(a, b))
        there.remove(code(c, d))
        there.add(new)
        there.add(more)
        second[one], first[other], second[other] = d, c, b
    yield from ((actors[u], actors[v]) for u, v in zip(first, second, strict=True))


def _measured(cluster: nx.Graph) -> dict[str, float]:
    """Return what is compared; a number that is not defined is nan."""
    local = local_network(cluster)
    degrees = np.array([degree for _, degree in local.degree])
    held = [
        {cluster.nodes[u]["kind"], cluster.nodes[v]["kind"]}
        for u, v, dimension in cluster.edges(data="dimension")
        if dimension == "pipeline"
    ]
    gates = brokerage(cluster)["gatekeeper"][list(local)]
    tight = constraint(cluster)
    return {
        "share of ties that lead out": openness(cluster),
        "pipelines of focal firms": _mean(["focal_firm" in ends for ends in held]),
        "share of gatekeepers": _mean(gates > 0),
        "mean degree": _mean(degrees),
        "share of isolates": _mean(degrees == 0),
        "clustering": clustering(local),
        "degree centralisation": centralisation(local, "degree"),
        "mean constraint": _mean([c for actor in local if (c := tight[actor]) == c]),
    }


def _mean(values: Any) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _sized(structure: Structure, factor: float) -> Structure:
    """Return a structure with so many times as many actors of each kind that it has."""
    counts = {name: getattr(structure, name) for name in _COUNTS}
    return structure.but(
        **{name: max(1, round(factor * count)) if count else 0 for name, count in counts.items()}
    )
