"""Networks of the classics: plain :class:`networkx.Graph` objects, seeded, actors 0, 1, 2, ...

Each is the networkx generator of that name, with the names and the seeding of this course.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

from clusterlib.arrays import Ints
from clusterlib.checks import is_number
from clusterlib.classics._runs import check_counts
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed


def line(actors: int) -> nx.Graph:
    """Return a line: everyone has two neighbours, the two ends have one.

    Examples
    --------
    >>> line(4).size(), ring(4).size(), complete(4).size()
    (3, 4, 6)
    """
    ParameterError.raise_any(check_counts(actors=actors), "line")
    return nx.path_graph(actors)


def ring(actors: int) -> nx.Graph:
    """Return a ring: everyone has two neighbours."""
    ParameterError.raise_any(check_counts(low=3, actors=actors), "ring")
    return nx.cycle_graph(actors)


def complete(actors: int) -> nx.Graph:
    """Return a network in which everyone is tied to everyone."""
    ParameterError.raise_any(check_counts(actors=actors), "complete")
    return nx.complete_graph(actors)


def small_world(actors: int, degree: int, rewiring: float, *, rng: Seed = None) -> nx.Graph:
    """Return a Watts-Strogatz network: a lattice ring with a share of its ties moved.

    Parameters
    ----------
    actors : int
        Number of actors.
    degree : int
        Neighbours of each actor on the lattice; even, below ``actors``.
    rewiring : float
        Probability, from 0 to 1, that a tie is moved to an actor drawn at random. The small world
        lies between about 0.01 and 0.2: nearly all ties local, yet paths short.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    networkx.Graph
        With ``actors * degree / 2`` ties.

    Raises
    ------
    ParameterError
        If a number cannot be used. All problems are listed.

    References
    ----------
    Watts, D.J. and Strogatz, S.H. (1998). Collective dynamics of 'small-world' networks. Nature
    393, 440-442.

    Examples
    --------
    >>> small_world(100, 4, 0.1, rng=1).size()
    200
    """
    problems = check_counts(actors=actors) + check_counts(low=2, degree=degree)
    if not problems and (degree % 2 or degree >= actors):
        problems.append(f"degree = {degree}: give an even number below actors = {actors}.")
    ParameterError.raise_any(problems + _share(rewiring=rewiring), "small_world")
    return nx.watts_strogatz_graph(actors, degree, rewiring, seed=_seed(rng))


def random_graph(actors: int, ties: int, *, rng: Seed = None) -> nx.Graph:
    """Return an Erdos-Renyi network: so many ties, all pairs equally likely.

    Parameters
    ----------
    actors, ties : int
        Number of actors and of ties.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Raises
    ------
    ParameterError
        If there are more ties than pairs. All problems are listed.

    Examples
    --------
    >>> random_graph(100, 200, rng=1).size()
    200
    """
    problems = check_counts(actors=actors) + check_counts(low=0, ties=ties)
    if not problems and ties > actors * (actors - 1) // 2:
        problems.append(
            f"ties = {ties}: {actors} actors form only {actors * (actors - 1) // 2} pairs."
        )
    ParameterError.raise_any(problems, "random_graph")
    return nx.gnm_random_graph(actors, ties, seed=_seed(rng))


def scale_free(actors: int, ties_each: int, *, rng: Seed = None) -> nx.Graph:
    """Return a Barabasi-Albert network: newcomers tie themselves to the well tied.

    Parameters
    ----------
    actors : int
        Number of actors.
    ties_each : int
        Ties that each newcomer makes; below ``actors``.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Raises
    ------
    ParameterError
        If a number cannot be used. All problems are listed.

    References
    ----------
    Barabasi, A.-L. and Albert, R. (1999). Emergence of scaling in random networks. Science 286,
    509-512.

    Examples
    --------
    >>> scale_free(100, 2, rng=1).size()
    196
    """
    problems = check_counts(actors=actors, ties_each=ties_each)
    if not problems and ties_each >= actors:
        problems.append(f"ties_each = {ties_each}: give a number below actors = {actors}.")
    ParameterError.raise_any(problems, "scale_free")
    return nx.barabasi_albert_graph(actors, ties_each, seed=_seed(rng))


def caveman(actors: int, group: int, rewiring: float = 0.0, *, rng: Seed = None) -> nx.Graph:
    """Return a ring of cliques, some of whose inner ties are moved to other groups.

    Parameters
    ----------
    actors : int
        Number of actors; a multiple of ``group``, at least twice as many.
    group : int
        Actors in a clique, at least 2.
    rewiring : float, default 0
        Probability, from 0 to 1, that a tie inside a group is re-attached: one of its two ends,
        drawn at random, stays, and the other becomes a random member of another group.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    networkx.Graph
        Node attribute ``group``, counted from 0.

    Raises
    ------
    ParameterError
        If a number cannot be used. All problems are listed.

    Notes
    -----
    The ring is a connected caveman graph (Watts 1999): each clique gives up one tie, and its two
    ends are tied to the cliques on either side. Everybody keeps ``group - 1`` neighbours, so that
    ``rewiring`` changes where ties lead and, at first, nothing else.

    Fang, Lee and Schilling (2010) work with groups of 7 and move a share of their ties; how they
    join the groups before is not known here, and for their model it decides what happens where
    no tie is moved. In equilibrium, with 280 people, performance there is 0.04 in groups that are
    not joined at all, 0.60 here, and 0.8 on ``networkx.connected_caveman_graph``, whose ring is
    uneven: it moves one end of a tie only and leaves people with 5, 6 or 7 neighbours.

    References
    ----------
    Watts, D.J. (1999). Networks, dynamics, and the small-world phenomenon. American Journal of
    Sociology 105(2), 493-527.
    Fang, C., Lee, J. and Schilling, M.A. (2010). Balancing exploration and exploitation through
    structural design: the isolation of subgroups and organizational learning. Organization
    Science 21(3), 625-642.

    Examples
    --------
    >>> caveman(280, 7, 0.1, rng=1).size()
    840
    """
    problems = check_counts(actors=actors) + check_counts(low=2, group=group)
    if not problems and (actors % group or actors < 2 * group):
        problems.append(
            f"actors = {actors}: give a multiple of group = {group}, at least {2 * group}."
        )
    ParameterError.raise_any(problems + _share(rewiring=rewiring), "caveman")
    generator = np.random.default_rng(rng)
    network = nx.caveman_graph(actors // group, group)
    groups = np.arange(actors) // group
    for first in range(0, actors, group):
        network.remove_edge(first, first + 1)
        network.add_edge(first + 1, (first + group) % actors)
    nx.set_node_attributes(network, dict(enumerate(groups.tolist())), "group")
    inner = [(u, v) for u, v in network.edges() if u // group == v // group]
    for u, v in inner:
        if generator.random() < rewiring:
            stays = u if generator.random() < 0.5 else v
            _move(network, groups, (u, v), stays, generator)
    return network


def several(
    count: int, build: Callable[..., nx.Graph], *arguments: Any, rng: Seed = None
) -> list[nx.Graph]:
    """Return so many networks drawn independently, one for each replicate.

    Parameters
    ----------
    count : int
        Number of networks. Network k is the same however many are asked for.
    build : callable
        A function of this module that takes ``rng``.
    *arguments
        Its arguments.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Examples
    --------
    >>> [network.size() for network in several(3, small_world, 100, 4, 0.1, rng=1)]
    [200, 200, 200]
    """
    ParameterError.raise_any(check_counts(count=count), "several")
    return [build(*arguments, rng=stream) for stream in np.random.default_rng(rng).spawn(count)]


def _move(
    network: nx.Graph,
    groups: Ints,
    tie: tuple[int, int],
    stays: int,
    generator: np.random.Generator,
) -> None:
    """Re-attach a tie to a random member of another group, if one is left to tie to."""
    free = groups != groups[stays]
    free[list(network.adj[stays])] = False
    others = np.flatnonzero(free)
    if others.size:
        network.remove_edge(*tie)
        network.add_edge(stays, int(generator.choice(others)))


def _share(**values: float) -> list[str]:
    return [
        f"{name} = {value!r}: give a number from 0 to 1."
        for name, value in values.items()
        if not is_number(value) or not 0 <= value <= 1
    ]


def _seed(rng: Seed) -> int:
    """Hand a seed on to networkx, which knows no SeedSequence."""
    return int(np.random.default_rng(rng).integers(2**32))
