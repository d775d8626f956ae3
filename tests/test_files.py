"""Reading a cluster from a pair of CSV files: good ones, and every kind of bad one."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from clusterlib.networks import (
    DIMENSIONS,
    FIG_1,
    ClusterError,
    Problem,
    check_cluster,
    example_cluster,
    read_cluster,
)

ACTORS = """\
id,kind,stage,employees
F1,sme,1,12
F2,focal_firm,1,200
F3,sme,2,7
U1,university,,
X1,lead_customer,,
X2,outside_rd,,
"""
TIES = """\
source,target,dimension,weight,since
F1,F2,horizontal,1,2001
F2,F3,vertical,0.5,2002
F2,U1,multi_angle,,2003
F2,X1,pipeline,2,
"""

Pair = Callable[..., tuple[Path, Path]]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """Return a function that writes the two files, None for a file that is not there."""

    def write(actors: str | bytes | None = ACTORS, ties: str | bytes | None = TIES) -> Any:
        files = tmp_path / "actors.csv", tmp_path / "ties.csv"
        for path, content in zip(files, (actors, ties), strict=True):
            if content is not None:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return files

    return write


def only_problem(actors: Path, ties: Path) -> Problem:
    """Read two bad files; return the one problem that they have."""
    with pytest.raises(ClusterError) as caught:
        read_cluster(actors, ties)
    (problem,) = caught.value.problems
    assert str(caught.value) == f"1 problem in {caught.value.source}:\n  - {problem}"
    return problem


# ---------------------------------------------------------------------------------- good files


def test_reads_every_attribute(pair: Pair) -> None:
    cluster = read_cluster(*pair())
    assert type(cluster) is nx.Graph
    assert cluster.nodes["F2"] == {
        "kind": "focal_firm",
        "layer": "core",
        "stage": 1,
        "employees": 200,
    }
    assert cluster.nodes["X1"] == {
        "kind": "lead_customer",
        "layer": "supplementary",
        "stage": None,
        "employees": None,
    }
    assert cluster.edges["F2", "F3"] == {"dimension": "vertical", "weight": 0.5, "since": 2002}
    assert cluster.edges["F2", "U1"]["weight"] == 1.0
    assert cluster.edges["F2", "X1"]["since"] is None
    assert list(cluster) == ["F1", "F2", "F3", "U1", "X1", "X2"]
    check_cluster(cluster)


def semicolons(text: str) -> str:
    return text.replace(",", ";").replace("0.5", "0,5")


def turned(text: str) -> str:
    return "\n".join(",".join(reversed(line.split(","))) for line in text.splitlines())


GOOD = {
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "semicolons and decimal commas": semicolons,
    "semicolons and decimal points": lambda text: text.replace(",", ";"),
    "tabs": lambda text: text.replace(",", "\t"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "no line end at the end": str.rstrip,
    "blank lines": lambda text: "\n\n" + text.replace("\n", "\n\n") + " \n,,,\n",
    "white space": lambda text: text.replace(",", " , ").replace("\n", "  \n\t"),
    "non-breaking space": lambda text: text.replace(",", ",\u00a0"),
    "columns turned round": turned,
    "all cells in quotes": lambda text: "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()
    ),
    "space before a quote": lambda text: text.replace("F2", ' "F2"'),
    "blank cells beyond the last column": lambda text: text.replace("\n", ",,\n"),
    "whole numbers as decimals": lambda text: text.replace("sme,1", "sme,1.0"),
    "names in capitals": lambda text: (
        text.replace("id,kind", "ID,Kind").replace("source,", "SOURCE,").replace("sme", "SME")
    ),
    "spaces and hyphens": lambda text: (
        text.replace("focal_firm", "Focal firm")
        .replace("lead_customer", "lead-customer")
        .replace("multi_angle", "Multi-angle")
    ),
    "labels of kinds": lambda text: text.replace("outside_rd", "Outside R&D organisation"),
    "a column with the layer": lambda text: (
        text.replace("id,kind", "layer,id,kind")
        .replace("F1,s", "core,F1,s")
        .replace("F2,f", ",F2,f")
        .replace("F3,s", "Core,F3,s")
        .replace("U1,u", "supporting,U1,u")
        .replace("X1,l", ",X1,l")
        .replace("X2,o", "supplementary,X2,o")
    ),
}


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD.keys())
def test_reads_the_same_cluster_from(pair: Pair, change: Callable[[str], str | bytes]) -> None:
    expected = read_cluster(*pair())
    changed = change(ACTORS), change(TIES)
    assert changed != (ACTORS, TIES)
    assert nx.utils.graphs_equal(read_cluster(*pair(*changed)), expected)


def test_without_optional_columns(pair: Pair) -> None:
    cluster = read_cluster(
        *pair("kind,id\nsme,F1\nsme,F2\nuniversity,U1", "target,source\nF1,F2\nU1,F1")
    )
    assert cluster.nodes["F2"] == {"kind": "sme", "layer": "core", "stage": 1}
    assert cluster.nodes["U1"]["stage"] is None
    assert cluster.edges["F1", "F2"] == {"dimension": "horizontal", "weight": 1.0}
    assert cluster.edges["F1", "U1"] == {"dimension": "multi_angle", "weight": 1.0}


def test_blank_dimension_is_inferred(pair: Pair) -> None:
    for dimension in DIMENSIONS:
        blank = TIES.replace(dimension, "")
        assert nx.utils.graphs_equal(read_cluster(*pair(ties=blank)), read_cluster(*pair()))


def test_directed_arcs_run_from_source_to_target(pair: Pair) -> None:
    both = TIES + "F3,F2,vertical,4,2004\n"
    cluster = read_cluster(*pair(ties=both), directed=True)
    assert type(cluster) is nx.DiGraph
    assert cluster.edges["F2", "F3"]["weight"] == 0.5
    assert cluster.edges["F3", "F2"]["weight"] == 4
    assert not cluster.has_edge("X1", "F2")
    check_cluster(cluster)


def test_no_ties_is_a_cluster(pair: Pair) -> None:
    assert read_cluster(*pair(ties="source,target\n")).number_of_edges() == 0


def test_types_of_further_columns(pair: Pair) -> None:
    actors = (
        "id,kind,whole,part,code,truth,mixed,telephone,large\n"
        "A,sme,1,1,0123,TRUE,1,+39 1,1e400\n"
        "B,sme,,2.5,123,false,n/a,+39,2\n"
        "C,sme,-3,1e3,,,,,\n"
    )
    cluster = read_cluster(*pair(actors, "source,target\n"))

    def column(name: str) -> list[object]:
        return [value for _, value in cluster.nodes(data=name)]

    assert column("whole") == [1, None, -3]
    assert column("part") == [1.0, 2.5, 1000.0]
    assert column("code") == ["0123", "123", None]
    assert column("truth") == [True, False, None]
    assert column("mixed") == ["1", "n/a", None]
    assert column("telephone") == ["+39 1", "+39", None]
    assert column("large") == ["1e400", "2", None]
    assert {type(value) for value in column("part")} == {float}


def test_a_point_beside_decimal_commas_is_no_decimal_mark(pair: Pair) -> None:
    actors = "id;kind;turnover;share\nA;sme;1.500;0,5\nB;sme;900;1\n"
    cluster = read_cluster(*pair(actors, "source;target\nA;B\n"))
    assert cluster.nodes["A"]["turnover"] == "1.500"
    assert [share for _, share in cluster.nodes(data="share")] == [0.5, 1.0]


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize(
    ("cells", "line", "said", "whole", "part"),
    [
        ("1.500 900", 2, "1500 or 1.5", [1500, 900], [1.5, 900]),
        ("900 -12.000", 3, "-12000 or -12.0", [900, -12000], [900, -12]),
        ("1.234.567 2.000", 2, "1234567", [1234567, 2000], ["1.234.567", "2.000"]),
    ],
)
def test_points_that_may_separate_thousands_are_asked_for(
    pair: Pair, mark: str, cells: str, line: int, said: str, whole: list[Any], part: list[Any]
) -> None:
    first, second = cells.split()
    actors = f"id;kind;turnover\nA;sme;{first}\nB;sme;{second}\n".replace(";", mark)
    paths = pair(actors, "source;target\nA;B\n".replace(";", mark))
    problem = only_problem(*paths)
    assert problem.place == f"actors.csv, line {line}"
    assert problem.what == f"turnover {cells.split()[line - 2]!r} may be {said}"
    assert "--decimal ," in problem.cure
    for decimal, values in ((",", whole), (".", part)):
        cluster = read_cluster(*paths, decimal=decimal)
        assert [value for _, value in cluster.nodes(data="turnover")] == values


def test_points_and_commas_together_are_read_when_a_person_says_which_is_which(pair: Pair) -> None:
    paths = pair("id;kind;turnover\nA;sme;1.500,25\nB;sme;0,5\n", "source;target\nA;B\n")
    cluster = read_cluster(*paths, decimal=",")
    assert [value for _, value in cluster.nodes(data="turnover")] == [1500.25, 0.5]


@pytest.mark.parametrize(
    "cells", [("1.500", "0.25"), ("0.125", "0.250"), ("1.500", "2.5"), ("1500", "0.500")]
)
def test_points_that_can_only_be_decimal_marks_are_not_asked_for(
    pair: Pair, cells: tuple[str, str]
) -> None:
    actors = f"id;kind;share\nA;sme;{cells[0]}\nB;sme;{cells[1]}\n"
    cluster = read_cluster(*pair(actors, "source;target;weight\nA;B;0.5\n"))
    assert [share for _, share in cluster.nodes(data="share")] == [*map(float, cells)]


@pytest.mark.parametrize("column", ["id", "town"])
def test_points_in_texts_and_ids_are_nobody_s_thousands(pair: Pair, column: str) -> None:
    actors = {
        "id": "id;kind\n1.001;sme\n1.002;sme\n",
        "town": "id;kind;town\n1.001;sme;1.500\n1.002;sme;Nove\n",
    }
    cluster = read_cluster(*pair(actors[column], "source;target\n1.001;1.002\n"))
    assert [*cluster] == ["1.001", "1.002"]


def test_a_weight_with_a_point_is_asked_for_too(pair: Pair) -> None:
    ties = "source;target;weight\nF1;F2;1.500\nF2;F3;2\n"
    problem = only_problem(*pair(ties=ties))
    assert problem.place == "ties.csv, line 2"
    assert "weight '1.500' may be 1500 or 1.5" in problem.what
    with pytest.raises(ValueError, match="decimal"):
        read_cluster(*pair(ties=ties), decimal="comma")


def test_quoted_cells_hold_delimiters_quotes_and_line_ends(pair: Pair) -> None:
    actors = 'id,kind,note\n"F, 1",sme,"two\nlines, ""quoted"""\nF2,sme,5" rim\n'
    cluster = read_cluster(*pair(actors, 'source,target\n"F, 1",F2\n'))
    assert cluster.nodes["F, 1"]["note"] == 'two\nlines, "quoted"'
    assert cluster.nodes["F2"]["note"] == '5" rim'


def test_column_names_that_python_uses_are_harmless(pair: Pair) -> None:
    cluster = read_cluster(*pair("id,kind,self,node_for_adding\nA,sme,1,2\n", "source,target\n"))
    assert cluster.nodes["A"]["node_for_adding"] == 2


# ----------------------------------------------------------------------------------- bad files

# name: file, what is replaced ("$": the end; else each time), by what, line, problem, cure
BAD: dict[str, tuple[str, str, str, int, str, str]] = {
    "no column id": ("actors", "id,", "ids,", 1, "no column 'id'", "Did you mean 'ids'?"),
    "no column kind": ("actors", "kind", "x", 1, "no column 'kind'", "it has id, x, stage, empl"),
    "no column source": ("ties", "source", "orig", 1, "no column 'source'", "Name a column"),
    "no column target": ("ties", "target", "Targ", 1, "no column 'target'", "Did you mean 'Targ'"),
    "stage misspelt": ("actors", "stage", "Stages", 1, "'Stages' is almost 'stage'", "Write 'sta"),
    "weight misspelt": ("ties", "weight", "wieght", 1, "almost 'weight'", "Write 'weight'"),
    "column twice": ("actors", "employees", "Stage", 1, "two columns 'stage'", "Delete one"),
    "column without a name": ("ties", "dimension", "", 1, "column 3 has no name", "Give it a name"),
    "unknown kind": ("actors", "university", "universty", 5, "unknown kind", "mean 'university'?"),
    "no kind": ("actors", "university", "", 5, "no kind", "Give one of: focal_firm"),
    "no id": ("actors", "$", ",sme,1,3\n", 8, "no id", "Give every actor an id"),
    "duplicate id": ("actors", "$", "F1,sme,2,3\n", 8, "id 'F1' is in line 2 already", "delete"),
    "firm without a stage": ("actors", "sme,2", "sme,", 4, "no stage", "a whole number from 1"),
    "stage not whole": ("actors", "sme,2", "sme,1.5", 4, "stage 1.5", "a whole number from 1"),
    "stage zero": ("actors", "sme,2", "sme,0", 4, "stage 0", "a whole number from 1"),
    "stage in words": ("actors", "sme,2", "sme,two", 4, "stage 'two'", "a whole number from 1"),
    "stage a truth value": ("actors", "sme,2", "sme,TRUE", 4, "stage 'TRUE'", "a whole number"),
    "stage of no firm": ("actors", "sity,", "sity,2", 5, "stage 2 for a university", "only firms"),
    "unknown actor": ("ties", "F2,F3", "F2,F33", 3, "unknown actor 'F33'", "Did you mean 'F3'?"),
    "actor in small letters": ("ties", "F2,F3", "F2,f3", 3, "actor 'f3'", "Did you mean 'F3'?"),
    "no source": ("ties", "F2,F3", ",F3", 3, "no source", "Give the id"),
    "no target": ("ties", "F2,F3", "F2,", 3, "no target", "Give the id"),
    "self tie": ("ties", "F2,F3", "F3,F3", 3, "'F3' with itself", "Delete it"),
    "wrong dimension": ("ties", "vertical", "horizontal", 3, "'horizontal', but", "'vertical'"),
    "unknown dimension": ("ties", "vertical", "virtual", 3, "dimension 'virtual'", "'vertical'?"),
    "weight NaN": ("ties", "0.5", "NaN", 3, "'NaN' is not a number", "like 0.5"),
    "weight infinite": ("ties", "0.5", "1e999", 3, "'1e999' is not a number", "like 0.5"),
    "weight too large": ("ties", "0.5", "1" + "0" * 400, 3, "weight inf", "a number above 0"),
    "weight zero": ("ties", "0.5", "0", 3, "weight 0", "a number above 0"),
    "weight negative": ("ties", "0.5", "-2", 3, "weight -2", "a number above 0"),
    "weight in words": ("ties", "0.5", "strong", 3, "'strong' is not", "leave the cell blank"),
    "decimal comma": ("ties", "0.5", '"0,5"', 3, "'0,5' is not a number", "like 0.5"),
    "too few cells": ("actors", "F3,sme,2,7", "F3,sme,2", 4, "3 cells", "commas separate"),
    "too many cells": ("actors", "F3,sme,2", "F3,sme,2,2", 4, "5 cells", "quotation marks"),
    "quote not closed": ("actors", "F3,sme", 'F3,"sme', 4, "never closed", "at each end"),
    "quote not closed, last line": ("ties", "$", 'F1,F3,"v', 6, "never closed", "at each end"),
    "quote not closed, header": ("ties", "since", '"since', 1, "never closed", "at each end"),
    "quotes inside": ("actors", "F3,sme", 'F3,"s"me', 4, "text beside a quot", "at each end"),
    "NUL byte": ("ties", "2002", "20\0", 3, "NUL byte", "CSV UTF-8"),
    "a cell beyond measure": ("actors", "12", "x" * 200_000, 2, "131072 letters", "at each end"),
}

FILES = {"actors": ACTORS, "ties": TIES}


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "what", "cure"), BAD.values(), ids=BAD.keys()
)
def test_bad_file_gives_one_problem_with_file_line_and_cure(
    pair: Pair, name: str, old: str, new: str, line: int, what: str, cure: str
) -> None:
    text = FILES[name]
    changed = text + new if old == "$" else text.replace(old, new)
    problem = only_problem(*pair(**{name: changed}))
    assert problem.place == f"{name}.csv, line {line}"
    assert what in problem.what
    assert cure in problem.cure


# name: file, content, place, problem, cure
UNREADABLE: dict[str, tuple[str, bytes | None, str, str, str]] = {
    "actors missing": ("actors", None, "actors.csv", "no file", "Check its name and folder"),
    "ties missing": ("ties", None, "ties.csv", "no file", "Check its name and folder"),
    "actors empty": ("actors", b"", "actors.csv, line 1", "is empty", "columns: id and any"),
    "ties blank": ("ties", b"\n ,,\n\n", "ties.csv, line 1", "is empty", "columns: source, target"),
    "header only": ("actors", b"\nid,kind\n", "actors.csv, line 2", "no actors", "line of its own"),
    "Windows letters": (
        "actors",
        ACTORS.replace("12", "\u00e9").encode("cp1252"),
        "actors.csv, line 2",
        "not in UTF-8 (byte 0xE9)",
        "CSV UTF-8",
    ),
    "Windows letters after old Mac line ends": (
        "ties",
        TIES.replace("2003", "\u00fc").replace("\n", "\r").encode("cp1252"),
        "ties.csv, line 4",
        "not in UTF-8 (byte 0xFC)",
        "CSV UTF-8",
    ),
    "UTF-16": ("actors", ACTORS.encode("utf-16"), "actors.csv, line 1", "UTF-16", "CSV UTF-8"),
    "UTF-16 without mark": (
        "ties",
        TIES.encode("utf-16-be"),
        "ties.csv, line 1",
        "UTF-16",
        "CSV UTF-8",
    ),
    "workbook": ("actors", b"PK\x03\x04" + bytes(9), "actors.csv, line 1", "workbook", "CSV UTF-8"),
}


@pytest.mark.parametrize(
    ("name", "content", "place", "what", "cure"), UNREADABLE.values(), ids=UNREADABLE.keys()
)
def test_unreadable_file_gives_one_problem(
    pair: Pair, name: str, content: bytes | None, place: str, what: str, cure: str
) -> None:
    ties = "source,target\n" if name == "actors" else TIES
    problem = only_problem(*pair(**{"ties": ties, name: content}))
    assert problem.place == place
    assert what in problem.what
    assert cure in problem.cure


def test_swapped_files_and_a_wrong_layer(pair: Pair) -> None:
    problem = only_problem(*pair(TIES, ACTORS))
    assert "swapped" in problem.what
    assert "actors first" in problem.cure
    problem = only_problem(*pair("id,kind,layer\nA,sme,core\nB,sme,Outside\n", "source,target"))
    assert str(problem).startswith(
        "actors.csv, line 3: layer 'outside', but the kind is 'sme'. Give the layer 'core'"
    )


def test_a_point_beside_decimal_commas_is_no_weight(pair: Pair) -> None:
    ties = "source;target;weight\nF1;F2;0,5\nF2;F3;1.500\n"
    problem = only_problem(*pair(ties=ties))
    assert problem.place == "ties.csv, line 3"
    assert "like 0,5" in problem.cure


def test_a_quote_left_open_hides_no_other_problem(pair: Pair) -> None:
    actors = ACTORS.replace("F1,sme", 'F1,"sme').replace("X2,", '"X2",').replace("sme,2", '"sm",2')
    with pytest.raises(ClusterError) as caught:
        read_cluster(*pair(actors))
    places = [problem.place for problem in caught.value.problems]
    assert places == ["actors.csv, line 2", "actors.csv, line 4"]


def test_many_problems_come_in_one_error_in_order(pair: Pair) -> None:
    actors = (
        "id;kind;stage\n"
        "\n"
        'A;"s\nm\ne";1\n'  # lines 3 to 5
        "B;sme;x\n"
        'C;"sme;1\n'
        "D;sme;1\n"
        "D;sme;1\n"
        "E;sme\n"
        ";sme;0\n"
    )
    ties = 'source;target;weight\nD;D;-1\nD;F;"a\nb"\nC;D;\nE;D;1\nB;;0\n'
    with pytest.raises(ClusterError) as caught:
        read_cluster(*pair(actors, ties))
    found = [(problem.place, problem.what) for problem in caught.value.problems]
    assert [(place, what[:15]) for place, what in found] == [
        ("actors.csv, line 3", "unknown kind 's"),
        ("actors.csv, line 6", "stage 'x'"),
        ("actors.csv, line 7", "a quotation mar"),
        ("actors.csv, line 9", "id 'D' is in li"),
        ("actors.csv, line 10", "2 cells, but th"),
        ("actors.csv, line 11", "no id"),
        ("actors.csv, line 11", "stage 0"),
        ("ties.csv, line 2", "a tie of 'D' wi"),
        ("ties.csv, line 2", "weight -1.0"),
        ("ties.csv, line 3", "unknown actor '"),
        ("ties.csv, line 3", "weight 'a\\nb' is"[:15]),
        ("ties.csv, line 7", "no target"),
        ("ties.csv, line 7", "weight 0.0"),
    ]
    assert str(caught.value).startswith("13 problems in actors.csv and ties.csv:\n")
    assert all(problem.cure for problem in caught.value.problems)


def test_a_wrong_file_of_actors_does_not_make_all_ties_wrong(pair: Pair) -> None:
    for actors in (None, b"", "nom,kind\nF1,sme\n", b"PK\x03\x04", "id,kind\n"):
        with pytest.raises(ClusterError) as caught:
            read_cluster(*pair(actors, TIES.replace("0.5", "0")))
        places = [problem.place.split(",")[0] for problem in caught.value.problems]
        assert places == ["actors.csv", "ties.csv"]


def test_after_fifty_problems_the_rest_are_counted(pair: Pair) -> None:
    with pytest.raises(ClusterError) as caught:
        read_cluster(*pair(ties="source,target\n" + "F1,F1\n" * 62))
    assert len(caught.value.problems) == 62
    text = str(caught.value)
    assert text.count("\n  - ") == 50
    assert text.endswith("... and 12 more.")


def test_a_folder_or_a_file_that_may_not_be_read(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors, ties = pair()
    with pytest.raises(ClusterError, match="this is a folder"):
        read_cluster(tmp_path, ties)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied") if path == ties else OSError(5, "I/O error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ClusterError) as caught:
        read_cluster(actors, ties)
    first, second = caught.value.problems
    assert "I/O error" in first.what
    assert "may not read" in second.what


def test_missing_file_suggests_a_similar_name(pair: Pair, tmp_path: Path) -> None:
    actors, _ = pair()
    with pytest.raises(ClusterError, match=r"Did you mean 'ties\.csv'"):
        read_cluster(actors, tmp_path / "tie.csv")


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ClusterError) as caught:
        read_cluster(tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv")
    places = [problem.place for problem in caught.value.problems]
    assert places == [str(tmp_path / "a" / "x.csv"), str(tmp_path / "b" / "x.csv")]


def test_reading_leaves_the_folder_as_it_is(pair: Pair, tmp_path: Path) -> None:
    files = pair(ties="nonsense")
    before = [path.read_bytes() for path in files]
    with pytest.raises(ClusterError):
        read_cluster(*files)
    assert [path.read_bytes() for path in files] == before
    assert sorted(tmp_path.iterdir()) == sorted(files)


def test_error_survives_pickling(pair: Pair) -> None:
    with pytest.raises(ClusterError) as caught:
        read_cluster(*pair(ties="nonsense"))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.problems, str(again)) == (caught.value.problems, str(caught.value))


def test_example_cluster_shows_every_part_of_the_format() -> None:
    cluster = example_cluster()
    check_cluster(cluster)
    assert 20 <= len(cluster) <= 25
    assert {kind for _, kind in cluster.nodes(data="kind")} == set(FIG_1)
    assert {d for _, _, d in cluster.edges(data="dimension")} == set(DIMENSIONS)
    assert {stage for _, stage in cluster.nodes(data="stage")} == {None, 1, 2, 3}
    assert len({weight for _, _, weight in cluster.edges(data="weight")}) > 2
    assert nx.is_connected(cluster)
    assert "invented" in str(example_cluster.__doc__)
