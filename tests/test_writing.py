"""Writing a cluster as a pair of CSV files that gives the same cluster back."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterlib.files import saving
from clusterlib.networks import (
    KINDS,
    ClusterError,
    build_cluster,
    dimension_of,
    example_cluster,
    read_cluster,
    write_cluster,
)


def same(cluster: nx.Graph, other: nx.Graph) -> bool:
    """Say whether two clusters have the same actors, ties and attributes, types included."""

    def parts(graph: nx.Graph) -> tuple[object, ...]:
        typed = [(value, type(value)) for _, d in graph.nodes(data=True) for value in d.values()]
        return list(graph.nodes(data=True)), graph.adj, list(graph.edges(data=True)), typed

    return parts(cluster) == parts(other) and cluster.is_directed() == other.is_directed()


@pytest.mark.parametrize("directed", [False, True])
def test_round_trip_of_a_built_cluster(tmp_path: Path, directed: bool) -> None:
    cluster = build_cluster("hub_and_spoke", rng=3)
    if directed:
        cluster = cluster.to_directed()
    files = write_cluster(cluster, tmp_path / "a.csv", tmp_path / "t.csv")
    assert same(read_cluster(*files, directed=directed), cluster)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "t.csv"]


# Few letters, all of them awkward: a draw is quick, and two names are often nearly the same.
LETTERS = "aA\u00e9\U0001f600 ,;\"'\t\n\r\x85\u2028\ufeff01.-=#_"
WORDS = st.text(LETTERS, min_size=1, max_size=6).filter(lambda text: text == text.strip())
COLUMNS = st.one_of(
    st.just(st.integers()),
    st.just(st.floats(allow_nan=False, allow_infinity=False)),
    st.just(st.booleans()),
    st.just(WORDS.map("t".__add__)),
)
ANYTHING = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.text(max_size=5),
    st.sampled_from(
        ["1", "007", "true", "", " ", "1e5", "nan", "\ud800", "\0", "a\r\nb", '"', ";"]
    ),
)


@st.composite
def clusters(draw: st.DrawFn, columns: st.SearchStrategy[Any] = COLUMNS) -> nx.Graph:
    """Draw a small cluster, directed or not, with further attributes of its actors and ties."""
    cluster = draw(st.sampled_from([nx.Graph, nx.DiGraph]))()
    names = st.dictionaries(WORDS, columns, max_size=2)
    known = ("id", "kind", "stage", "layer", "source", "target", "dimension", "weight")
    mine, tied = (
        {f"x{name}": values for name, values in draw(names).items() if name not in known}
        for _ in range(2)
    )
    for actor in draw(st.lists(WORDS, min_size=1, max_size=5, unique=True)):
        kind = draw(st.sampled_from(sorted(KINDS)))
        layer = KINDS[kind].layer
        stage = draw(st.integers(1, 9)) if layer == "core" else None
        more = {name: draw(st.none() | values) for name, values in mine.items()}
        cluster.add_nodes_from([(actor, {"kind": kind, "layer": layer, "stage": stage, **more})])
    pairs = st.tuples(*[st.sampled_from(sorted(cluster))] * 2)
    for u, v in draw(st.lists(pairs, max_size=8)):
        a, b = cluster.nodes[u], cluster.nodes[v]
        dimension = dimension_of(a["kind"], a["stage"], b["kind"], b["stage"])
        if u != v and dimension and not cluster.has_edge(u, v):
            weight = draw(st.floats(0, exclude_min=True, allow_infinity=False))
            more = {name: draw(st.none() | values) for name, values in tied.items()}
            cluster.add_edges_from([(u, v, {"dimension": dimension, "weight": weight, **more})])
    return cluster


@given(clusters())
def test_whatever_a_csv_can_keep_comes_back_exactly(cluster: nx.Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = write_cluster(cluster, Path(folder, "actors.csv"), Path(folder, "ties.csv"))
        assert same(read_cluster(*files, directed=cluster.is_directed()), cluster)


@given(clusters(columns=st.just(ANYTHING)))
def test_whatever_would_not_come_back_is_refused(cluster: nx.Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "actors.csv"), Path(folder, "ties.csv")
        try:
            write_cluster(cluster, *files)
        except ClusterError:
            assert not list(Path(folder).iterdir())
        else:
            back = read_cluster(*files, directed=cluster.is_directed())
            assert (back.nodes, back.adj) == (cluster.nodes, cluster.adj)


def test_an_attribute_that_some_lack_comes_back_as_none(tmp_path: Path) -> None:
    cluster = example_cluster()
    cluster.nodes["F01"]["exports"] = np.float64(0.25)
    back = read_cluster(*write_cluster(cluster, tmp_path / "a.csv", tmp_path / "t.csv"))
    assert back.nodes["F01"]["exports"] == 0.25
    assert back.nodes["F02"]["exports"] is None


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (lambda g: nx.relabel_nodes(g, {"F01": 1}), "actor 1", "an id"),
        (lambda g: nx.relabel_nodes(g, {"F01": " F01"}), "actor ' F01'", "an id"),
        (lambda g: g.nodes["F02"].update(town="08001 "), "actor 'F02'", "town = '08001 '"),
        (lambda g: g.nodes["F02"].update(town="8001"), "actor 'F02'", "come back as 8001"),
        (lambda g: g.nodes["F02"].update(town=["a"]), "actor 'F02'", "town = ['a']"),
        (lambda g: g.nodes["F02"].update({"Layer": 1}), "actor 'F02'", "attribute 'Layer'"),
        (lambda g: g.nodes["F02"].update({3: 1}), "actor 'F02'", "attribute 3"),
        (lambda g: g.edges["F01", "F02"].update(source="x"), "tie F01 - F02", "'source'"),
        (lambda g: g.edges["F01", "F02"].update(since=np.nan), "tie F01 - F02", "since = nan"),
    ],
)
def test_write_cluster_refuses_what_would_not_come_back(
    tmp_path: Path, change: Callable[[nx.Graph], nx.Graph | None], place: str, what: str
) -> None:
    cluster = example_cluster()
    cluster = change(cluster) or cluster
    with pytest.raises(ClusterError) as caught:
        write_cluster(cluster, tmp_path / "a.csv", tmp_path / "t.csv")
    found = [problem for problem in caught.value.problems if what in problem.what]
    assert [problem.place for problem in found] == [place]
    assert found[0].cure
    assert not list(tmp_path.iterdir())


def test_write_cluster_checks_the_cluster_first(tmp_path: Path) -> None:
    cluster = example_cluster()
    cluster.nodes["F01"]["stage"] = 0
    with pytest.raises(ClusterError, match="stage 0"):
        write_cluster(cluster, tmp_path / "a.csv", tmp_path / "t.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("existing", [("a.csv",), ("t.csv",), ("a.csv", "t.csv")])
def test_nothing_is_written_over(tmp_path: Path, existing: tuple[str, ...]) -> None:
    for name in existing:
        (tmp_path / name).write_text("mine")
    with pytest.raises(ClusterError) as caught:
        write_cluster(example_cluster(), tmp_path / "a.csv", tmp_path / "t.csv")
    assert tuple(problem.place for problem in caught.value.problems) == existing
    assert "overwrite=True" in caught.value.problems[0].cure
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        existing, "mine"
    )


def test_overwrite_replaces_both(tmp_path: Path) -> None:
    files = tmp_path / "a.csv", tmp_path / "t.csv"
    for path in files:
        path.write_text("mine")
        path.chmod(0o640)
    write_cluster(example_cluster(), *files, overwrite=True)
    assert same(read_cluster(*files), example_cluster())
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert [path.stat().st_mode & 0o777 for path in files] == [0o640, 0o640]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_failure_halfway_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    files = tmp_path / "a.csv", tmp_path / "t.csv"
    if overwrite:
        for path in files:
            path.write_text("mine")
    replace, calls = Path.replace, iter(range(9))

    def fail_once(path: Path, target: Path) -> Path:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(ClusterError, match="No space left on device"):
        write_cluster(example_cluster(), *files, overwrite=overwrite)
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert left == ({"a.csv": "mine", "t.csv": "mine"} if overwrite else {})


def test_a_file_made_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text("mine")
    monkeypatch.setattr(saving, "_problems", lambda paths, overwrite: ())
    with pytest.raises(ClusterError) as caught:
        write_cluster(example_cluster(), tmp_path / "a.csv", tmp_path / "t.csv")
    assert caught.value.problems[0].place == "t.csv"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("t.csv", "mine")]


def test_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for actors, ties, what in (
        ("none/a.csv", "t.csv", "no folder"),
        ("folder", "t.csv", "this is a folder"),
        ("a.csv", "folder/../a.csv", "the same name"),
    ):
        with pytest.raises(ClusterError, match=what):
            write_cluster(example_cluster(), tmp_path / actors, tmp_path / ties)
        assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_files_suit_excel_and_the_csv_module(tmp_path: Path) -> None:
    cluster = example_cluster()
    actors, ties = write_cluster(cluster, tmp_path / "a.csv", tmp_path / "t.csv")
    assert not ties.read_bytes().startswith(b"\xef\xbb\xbf")
    with actors.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {
        "id": "F01",
        "kind": "sme",
        "stage": "1",
        "name": "Alder Tubing",
        "employees": "34",
        "founded": "1978",
    }
    cluster.nodes["F01"]["name"] = "Åsmunds rör"
    actors, _ = write_cluster(cluster, tmp_path / "b.csv", tmp_path / "u.csv")
    assert actors.read_bytes().startswith(b"\xef\xbb\xbf")
