"""Checking that a graph is a cluster."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from clusterlib.networks import (
    ARCHETYPES,
    ClusterError,
    build_cluster,
    check_cluster,
    example_cluster,
)


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_archetypes_are_clusters(archetype: str) -> None:
    cluster = build_cluster(archetype, rng=1)
    check_cluster(cluster)
    check_cluster(cluster.to_directed())


WRONG: dict[str, tuple[Callable[[nx.Graph], object], str, str]] = {
    "unknown kind": (
        lambda g: g.nodes["XR1"].update(kind="outside_r_and_d"),
        "actor 'XR1'",
        "unknown kind 'outside_r_and_d'",
    ),
    "no kind": (lambda g: g.nodes["XR1"].pop("kind"), "actor 'XR1'", "no kind"),
    "kind not a text": (lambda g: g.nodes["XR1"].update(kind=[]), "actor 'XR1'", "unknown kind []"),
    "no layer": (lambda g: g.nodes["F01"].pop("layer"), "actor 'F01'", "no layer"),
    "wrong layer": (
        lambda g: g.nodes["F01"].update(layer="supporting"),
        "actor 'F01'",
        "layer 'supporting'",
    ),
    "no stage": (lambda g: g.nodes["F01"].update(stage=None), "actor 'F01'", "no stage"),
    "stage a truth value": (lambda g: g.nodes["F01"].update(stage=True), "actor 'F01'", "True"),
    "stage a float": (lambda g: g.nodes["F01"].update(stage=1.0), "actor 'F01'", "stage 1.0"),
    "no weight": (lambda g: g.edges["F01", "F02"].pop("weight"), "tie F01 - F02", "no weight"),
    "weight nan": (
        lambda g: g.edges["F01", "F02"].update(weight=np.nan),
        "tie F01 - F02",
        "weight nan",
    ),
    "weight infinite": (
        lambda g: g.edges["F01", "F02"].update(weight=np.inf),
        "tie F01 - F02",
        "weight inf",
    ),
    "weight a text": (
        lambda g: g.edges["F01", "F02"].update(weight="1"),
        "tie F01 - F02",
        "weight '1'",
    ),
    "weight a truth value": (
        lambda g: g.edges["F01", "F02"].update(weight=True),
        "tie F01 - F02",
        "weight True",
    ),
    "no dimension": (
        lambda g: g.edges["F01", "F02"].pop("dimension"),
        "tie F01 - F02",
        "no dimension",
    ),
    "wrong dimension": (
        lambda g: g.edges["F01", "F02"].update(dimension="vertical"),
        "tie F01 - F02",
        "dimension 'vertical'",
    ),
    "unknown dimension": (
        lambda g: g.edges["F01", "F02"].update(dimension=7),
        "tie F01 - F02",
        "unknown dimension 7",
    ),
    "self tie": (
        lambda g: g.add_edge("F01", "F01", dimension="horizontal", weight=1.0),
        "tie F01 - F01",
        "with itself",
    ),
    "outside tie": (
        lambda g: g.add_edge("XR1", "XC1", dimension="pipeline", weight=1.0),
        "tie XR1 - XC1",
        "two outside actors",
    ),
}


@pytest.mark.parametrize(("change", "place", "what"), WRONG.values(), ids=WRONG.keys())
def test_check_cluster_finds(change: Callable[[nx.Graph], object], place: str, what: str) -> None:
    cluster = example_cluster()
    change(cluster)
    with pytest.raises(ClusterError) as caught:
        check_cluster(cluster)
    (problem,) = caught.value.problems
    assert problem.place == place
    assert what in problem.what
    assert problem.cure


def test_check_cluster_refuses_what_is_no_simple_graph() -> None:
    for graph, what in (
        (nx.MultiGraph(example_cluster()), "multigraph"),
        (nx.Graph(), "no actors"),
        ({"F01": []}, "a dict, not a networkx graph"),
    ):
        with pytest.raises(ClusterError, match=what):
            check_cluster(graph)


def test_check_cluster_lists_all_and_takes_numpy_numbers() -> None:
    cluster = example_cluster().to_directed()
    cluster.nodes["F01"]["stage"] = np.int64(1)
    cluster.edges["F01", "F02"]["weight"] = np.float32(0.1)
    check_cluster(cluster)
    cluster.nodes["F03"]["stage"] = 0
    cluster.edges["F02", "F01"]["weight"] = 0
    with pytest.raises(ClusterError) as caught:
        check_cluster(cluster)
    places = [problem.place for problem in caught.value.problems]
    assert places == ["actor 'F03'", "tie F02 -> F01"]
