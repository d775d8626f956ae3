"""The rules of a cluster, each written once: for graphs here, for files in ``networks.reading``."""

from __future__ import annotations

import math
from collections.abc import Iterator

import networkx as nx

from clusterlib.checks import did_you_mean, is_number, is_whole
from clusterlib.files.problems import ClusterError, Problem
from clusterlib.networks.schema import DIMENSIONS, KINDS, dimension_of

#: What is wrong, and the cure; the caller knows the place.
Fault = tuple[str, str]

#: Kind and stage of a sound actor.
Actor = tuple[str, int | None]


def actor_faults(kind: object, layer: object, stage: object) -> Iterator[Fault]:
    """Yield what is wrong with the attributes of one actor."""
    if not isinstance(kind, str) or kind not in KINDS:
        hint = did_you_mean(kind, KINDS) if isinstance(kind, str) else ""
        what = "no kind" if kind in (None, "") else f"unknown kind {kind!r}"
        yield what, f"{hint}Give one of: {', '.join(KINDS)}."
        return
    mine = KINDS[kind]
    if layer != mine.layer:
        what = "no layer" if layer is None else f"layer {layer!r}"
        yield (
            f"{what}, but the kind is {kind!r}",
            f"Give the layer {mine.layer!r}, or another kind.",
        )
    if mine.layer != "core":
        if stage is not None:
            yield (
                f"stage {stage!r} for a {mine.label}",
                "Leave the stage out: only firms stand in the value chain.",
            )
    elif not is_whole(stage, 1):
        what = "no stage, which a firm has" if stage is None else f"stage {stage!r}"
        yield what, "Give a whole number from 1 (furthest from the final customer) upwards."


def tie_faults(
    ends: tuple[object, object],
    actors: tuple[Actor | None, Actor | None],
    dimension: object,
    weight: object,
) -> Iterator[Fault]:
    """Yield what is wrong with one tie; an actor is None where it is not sound itself."""
    if ends[0] == ends[1]:
        yield (
            f"a tie of {ends[0]!r} with itself",
            "Delete it: an actor does not learn from itself.",
        )
    else:
        yield from _dimension_faults(actors, dimension)
    yield from weight_faults(weight)


def weight_faults(weight: object) -> Iterator[Fault]:
    """Yield what is wrong with the weight of a tie."""
    number = _as_float(weight)
    if number is None or not 0 < number < math.inf:
        what = "no weight" if weight is None else f"weight {weight!r}"
        yield what, "Give a number above 0, such as 0.5; it is 1 where nothing else is known."


def _dimension_faults(
    actors: tuple[Actor | None, Actor | None], dimension: object
) -> Iterator[Fault]:
    mine, other = actors
    expected = None
    if mine is not None and other is not None:
        expected = dimension_of(*mine, *other)
        if expected is None:
            yield (
                "a tie of two outside actors",
                "Delete it: a tie of the cluster has at least one end in the cluster.",
            )
            return
    if isinstance(dimension, str) and dimension in DIMENSIONS:
        if expected not in (None, dimension):
            yield (
                f"dimension {dimension!r}, but the kinds and stages of its actors make "
                f"this tie {expected!r}",
                f"Give {expected!r}, or correct the kind or stage of an actor.",
            )
    elif dimension is not None or expected is not None:
        what = "no dimension" if dimension is None else f"unknown dimension {dimension!r}"
        hint = did_you_mean(dimension, DIMENSIONS) if isinstance(dimension, str) else ""
        cure = f"Give {expected!r}." if expected else f"Give one of: {', '.join(DIMENSIONS)}."
        yield what, hint + cure


def _as_float(value: object) -> float | None:
    if not is_number(value):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def check_cluster(graph: nx.Graph) -> None:
    """Check that a graph is a cluster as :mod:`clusterlib.networks.schema` describes it.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Any number of actors from 1 upwards, with or without ties; further attributes are allowed.

    Raises
    ------
    ClusterError
        If it is not one. All problems are listed, each with its actor or tie and a cure.

    Examples
    --------
    >>> import networkx as nx
    >>> cluster = nx.Graph()
    >>> cluster.add_node("F1", kind="sme", layer="core", stage=1)
    >>> cluster.add_node("U1", kind="universty", layer="supporting")
    >>> cluster.add_edge("F1", "U1", dimension="multi_angle", weight=0)
    >>> check_cluster(cluster)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    clusterlib.files.problems.ClusterError: 2 problems in the cluster:
      - actor 'U1': unknown kind 'universty'. Did you mean 'university'? Give one of: ...
      - tie F1 - U1: weight 0. Give a number above 0, such as 0.5; it is 1 where ...
    """
    problems = list(_graph_problems(graph))
    if problems:
        raise ClusterError(problems)


def _graph_problems(graph: nx.Graph) -> Iterator[Problem]:
    if not isinstance(graph, nx.Graph):
        what = f"a {type(graph).__name__}, not a networkx graph"
        yield Problem("the cluster", what, "Make one with build_cluster or read_cluster.")
        return
    if graph.is_multigraph():
        cure = "Make it simple: nx.Graph(cluster), or nx.DiGraph(cluster) when it is directed."
        yield Problem("the cluster", "a multigraph, where two actors have several ties", cure)
        return
    if not graph:
        yield Problem("the cluster", "no actors", "Add some, or use build_cluster.")
    sound: dict[object, Actor] = {}
    for actor, about in graph.nodes(data=True):
        kind, stage = about.get("kind"), about.get("stage")
        faults = list(actor_faults(kind, about.get("layer"), stage))
        yield from (Problem(f"actor {actor!r}", *fault) for fault in faults)
        if not faults:
            sound[actor] = (kind, stage)
    arrow = "->" if graph.is_directed() else "-"
    for u, v, about in graph.edges(data=True):
        actors = (sound.get(u), sound.get(v))
        for fault in tie_faults((u, v), actors, about.get("dimension"), about.get("weight")):
            yield Problem(f"tie {u} {arrow} {v}", *fault)
