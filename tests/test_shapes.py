"""Networks in the shapes in which people have them: each gives a report or says what to do."""

from __future__ import annotations

import csv
import io
import re
import warnings
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from clusterlib.cli import main
from clusterlib.measures import structure_table
from clusterlib.measures.report import report
from clusterlib.networks import (
    ClusterError,
    check_cluster,
    nearest_type,
    read_cluster,
    read_network,
)

KINDS = {"Abel": "firm", "Bolt & Co": "firm", "Cara": "uni", "Dorn": "firm", "Estel": "office"}
TIES = {
    ("Abel", "Bolt & Co"): 2.0,
    ("Abel", "Cara"): 1.5,
    ("Bolt & Co", "Cara"): 1.0,
    ("Dorn", "Estel"): 3.0,
    ("Bolt & Co", "Dorn"): 1.0,
}
NAMED = "firm=sme,uni=university,office=government_agency"
IDS = {name: f"n{number}" for number, name in enumerate(KINDS, 7)}


def text(rows: list[list[object]], mark: str = ",", comma: str = ".") -> str:
    """Return rows as CSV."""
    file = io.StringIO()
    cells = [
        [str(c).replace(".", comma) if isinstance(c, float) else c for c in row] for row in rows
    ]
    csv.writer(file, delimiter=mark, lineterminator="\n").writerows(cells)
    return file.getvalue()


def nodes(header: list[str], *, ids: bool = False) -> list[list[object]]:
    return [header, *([IDS[n], n, k] if ids else [n, k] for n, k in KINDS.items())]


def edges(header: list[object] | None, names: dict[str, str] | None = None) -> list[list[object]]:
    names = names or {name: name for name in KINDS}
    rows: list[list[object]] = [[names[a], names[b], w] for (a, b), w in TIES.items()]
    return rows if header is None else [header, *rows]


def matrix(corner: list[object], *, arcs: bool = False) -> list[list[object]]:
    tied = {(b, a): 0.0 if arcs else w for (a, b), w in TIES.items()} | TIES
    return [
        [*corner, *KINDS],
        *([a, *(tied.get((a, b), 0.0) for b in KINDS)] for a in KINDS),
    ]


def graph() -> nx.Graph:
    """Return the network as a program has it: ids of its own, labels, attributes."""
    made = nx.Graph()
    for name, kind in KINDS.items():
        made.add_node(IDS[name], label=name, type=kind, size=4.5)
    for (a, b), weight in TIES.items():
        made.add_edge(IDS[a], IDS[b], weight=weight)
    return made


def gexf(version: str) -> str:
    """Return what Gephi exports, with colours and sizes of its own."""
    actors = "".join(
        f'<node id="{IDS[name]}" label="{name.replace("&", "&amp;")}">'
        f'<attvalues><attvalue for="type" value="{kind}"/></attvalues>'
        '<viz:size value="9"/><viz:color r="1" g="2" b="3"/></node>'
        for name, kind in KINDS.items()
    )
    ties = "".join(
        f'<edge id="{at}" source="{IDS[a]}" target="{IDS[b]}" weight="{w}"/>'
        for at, ((a, b), w) in enumerate(TIES.items())
    )
    home = {"1.2": "http://www.gexf.net/1.2draft", "1.3": "http://gexf.net/1.3"}[version]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><gexf xmlns="{home}" version="{version}" '
        f'xmlns:viz="{home}/viz"><meta/><graph defaultedgetype="undirected" mode="static">'
        '<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>'
        f"<nodes>{actors}</nodes><edges>{ties}</edges></graph></gexf>"
    )


def pajek(section: str = "*Edges") -> str:
    place = {name: at for at, name in enumerate(KINDS, 1)}
    actors = "".join(f'{place[name]} "{name}" 0.1 0.2 0.5 ic Red\n' for name in KINDS)
    ties = "".join(f" {place[a]} {place[b]} {w}\n" for (a, b), w in TIES.items())
    return f"*Vertices {len(KINDS)}\n{actors}{section}\n{ties}"


def dl() -> str:
    rows = [" ".join(map(str, row[1:])) for row in matrix([""])[1:]]
    labels = ",".join(f'"{name}"' for name in KINDS)
    return f"dl n=5 format=fullmatrix\nlabels:\n{labels}\ndata:\n" + "\n".join(rows) + "\n"


def dl_list() -> str:
    ties = "".join(f'"{a}" "{b}" {w}\n"{b}" "{a}" {w}\n' for (a, b), w in TIES.items())
    return f"DL n = 5\nformat = edgelist1\nlabels embedded\ndata:\n{ties}"


def graphml() -> str:
    return "\n".join(nx.generate_graphml(graph()))


def gml() -> str:
    return "\n".join(
        nx.generate_gml(nx.relabel_nodes(graph(), dict(zip(IDS.values(), IDS, strict=True))))
    )


def numbered(content: str) -> str:
    """Return what R's write.table makes of it: numbers of the rows, none above them."""
    first, *rows = content.splitlines()
    return "\n".join([first, *(f'"{at}" {row}' for at, row in enumerate(rows, 1))])


CSV_ACTORS = text(nodes(["id", "kind"]))
#: Name of the shape: the files, and what is said of kinds.
SHAPES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "two CSV files": (
        {"a.csv": CSV_ACTORS, "t.csv": text(edges(["source", "target", "weight"]))},
        NAMED,
    ),
    "Excel in German": (
        {
            "a.csv": text(nodes(["ID", "Kind"]), ";").encode("utf-8-sig"),
            "t.csv": text(edges(["Source", "Target", "Weight"]), ";", ",").encode("utf-8-sig"),
        },
        NAMED,
    ),
    "Gephi, spreadsheets of nodes and edges": (
        {
            "nodes.csv": text(nodes(["Id", "Label", "type"], ids=True)),
            "edges.csv": text(
                [
                    ["Source", "Target", "Type", "Id", "Label", "Weight"],
                    *(
                        [a, b, "Undirected", at, "", w]
                        for at, (a, b, w) in enumerate(edges(None, IDS))
                    ),
                ]
            ),
        },
        f"type:{NAMED}",
    ),
    "a spreadsheet in German": (
        {
            "a.csv": text(nodes(["Bezeichnung", "Art"]), ";"),
            "t.csv": text(edges(["Von", "An", "St\u00e4rke"]), ";", ","),
        },
        NAMED,
    ),
    "the same in other words": (
        {
            "a.csv": text(nodes(["Name", "Kategorie"]), ";"),
            "t.csv": text(edges(["Quelle", "Ziel", "Gewicht"]), ";", ","),
        },
        NAMED,
    ),
    "igraph in R, write.csv": (
        {
            "vertices.csv": text(
                [["", "name", "type"], *([i, *r] for i, r in enumerate(nodes([])[1:], 1))]
            ),
            "edges.csv": text(
                [["", "from", "to", "weight"], *([i, *r] for i, r in enumerate(edges(None), 1))]
            ),
        },
        f"type:{NAMED}",
    ),
    "R, write.table": (
        {
            "a.txt": numbered(text(nodes(["name", "type"]), " ")),
            "t.txt": numbered(text(edges(["from", "to", "weight"]), " ")),
        },
        f"type:{NAMED}",
    ),
    "statnet, edge list with tail and head": (
        {
            "a.csv": text(nodes(["vertex.names", "type"])),
            "t.csv": text(edges(["tail", "head", "weight"])),
        },
        f"type:{NAMED}",
    ),
    "an edge list alone, with a header": (
        {"t.csv": text(edges(["from", "to", "weight"]))},
        "*=sme",
    ),
    "an edge list alone, without": ({"t.tsv": text(edges(None), "\t")}, "*=sme"),
    "sep= and pipes": (
        {
            "a.csv": "sep=|\n" + text(nodes(["id", "kind"]), "|"),
            "t.csv": "sep=|\n" + text(edges(["source", "target", "weight"]), "|"),
        },
        NAMED,
    ),
    "an adjacency matrix": ({"a.csv": CSV_ACTORS, "m.csv": text(matrix([""]), ";", ",")}, NAMED),
    "a matrix from R": ({"a.csv": CSV_ACTORS, "m.csv": text(matrix([]), " ")}, NAMED),
    "GraphML": ({"n.graphml": graphml()}, f"type:{NAMED}"),
    "GEXF 1.2": ({"n.gexf": gexf("1.2")}, f"type:{NAMED}"),
    "GEXF 1.3": ({"n.gexf": gexf("1.3")}, f"type:{NAMED}"),
    "GML": ({"n.gml": gml()}, f"type:{NAMED}"),
    "Pajek": ({"a.csv": CSV_ACTORS, "n.net": pajek().encode("utf-8-sig")}, NAMED),
    "UCINET DL, full matrix": ({"a.csv": CSV_ACTORS, "n.dl": dl()}, NAMED),
    "UCINET DL, edge list": ({"a.csv": CSV_ACTORS, "n.txt": dl_list()}, NAMED),
}


def write(folder: Path, files: dict[str, str | bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return [folder / name for name in files]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_cluster_and_a_report(
    tmp_path: Path, shape: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, kinds = SHAPES[shape]
    paths = write(tmp_path, files)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = read_cluster(*paths, kinds=kinds)
    check_cluster(cluster)
    assert {*cluster} == {*KINDS}
    assert {frozenset((a, b)): w for a, b, w in cluster.edges(data="weight")} == {
        frozenset(pair): weight for pair, weight in TIES.items()
    }
    assert not cluster.is_directed()
    expected = dict(pair.split("=") for pair in NAMED.split(","))
    if "*" not in kinds:
        assert dict(cluster.nodes(data="kind")) == {n: expected[k] for n, k in KINDS.items()}
    monkeypatch.chdir(tmp_path)
    assert main(["inspect", *map(str, paths), "--kinds", kinds]) == 0
    output, errors = capsys.readouterr()
    assert errors == ""
    assert re.search(r"actors  +5 ", output)
    assert "The map is in" in output


def test_a_list_alone_gives_a_report_of_a_plain_network_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"t.csv": text(edges(None))})
    monkeypatch.chdir(tmp_path)
    assert main(["inspect", "t.csv"]) == 0
    output = capsys.readouterr().out
    assert "Note: t.csv: the first line names no columns: it is read as a tie" in output
    assert "Note: t.csv: no kinds of actors are known" in output
    assert "leading out" not in output
    with pytest.raises(ClusterError, match=r'"\*=sme"'):
        read_cluster("t.csv")


def test_the_line_that_is_proposed_can_be_pasted(tmp_path: Path) -> None:
    for column in ("kind", "type"):
        actors, ties = write(
            tmp_path,
            {"a.csv": text(nodes(["id", column])), "t.csv": text(edges(["from", "to", "w"]))},
        )
        with pytest.raises(ClusterError) as caught:
            read_cluster(actors, ties)
        (problem,) = caught.value.problems
        pasted = re.search(r'--kinds "(.*?)"', problem.cure)
        assert pasted
        # What no word tells is left open.
        assert pasted[1].count("?") == 1
        cluster = read_cluster(actors, ties, kinds=pasted[1].replace("?", "government_agency"))
        assert cluster.nodes["Cara"]["kind"] == "university"
        assert cluster.nodes["Dorn"]["kind"] == "sme"
    (tmp_path / "a.csv").write_text("id,kind\nAbel,blue\nBolt & Co,blue\n")
    with pytest.raises(ClusterError, match=r'--kinds "blue=\?"'):
        read_cluster(tmp_path / "a.csv", ties)
    with pytest.raises(ClusterError, match=r"'blue=\?' gives no kind"):
        read_cluster(tmp_path / "a.csv", ties, kinds="blue=?")


# ---------------------------------------------------------------------- kinds in words of one's own

#: As a program exports it: actors of five kinds, under a name of its own.
WORDS = ["company", "company", "company", "uni", "uni", "R&D lab", "R&D lab", "abroad", "abroad"]
SAID = "organisation_type:company=sme,uni=university"
REST = "R&D lab=research_institute,abroad="


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of two files, of actors in such words and of their ties, in this folder."""
    rows = [[at, f"Name {at}", kind] for at, kind in enumerate(WORDS)]
    ends = [[a, b] for a in range(7) for b in range(a + 1, 9, 2)]
    write(
        tmp_path,
        {
            "nodes.csv": text([["Id", "Label", "organisation_type"], *rows]),
            "edges.csv": text([["Source", "Target"], *ends]),
        },
    )
    monkeypatch.chdir(tmp_path)
    return ["nodes.csv", "edges.csv"]


def inspected(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["inspect", *arguments, "--overwrite"])
    return code, "".join(capsys.readouterr())


def test_the_shell_offers_the_whole_line_and_keeps_what_is_said(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = inspected(capsys, *words)
    assert code == 0
    line = re.search(r'--kinds "(organisation_type:.*?)"', said)
    assert line
    assert set(line[1].removeprefix("organisation_type:").split(",")) == set(
        f"company=sme,uni=university,{REST}?".split(",")
    )
    # With some words said, the rest is asked for in a line that is whole.
    for start in (SAID, SAID.partition(":")[2]):
        code, said = inspected(capsys, *words, "--kinds", start)
        assert code == 2
        assert f'--kinds "{start},{REST}?"' in said
        assert inspected(capsys, *words, "--kinds", f"{start},{REST}?")[0] == 2
        code, said = inspected(capsys, *words, "--kinds", f"{start},{REST}outside_firm")
        assert code == 0
        assert "leading out" in said.lower()
    code, said = inspected(capsys, *words, "--kinds", SAID.replace(",uni=university", ""))
    assert f'"organisation_type:company=sme,uni=university,{REST}?"' in said


def test_one_word_that_is_left_is_asked_for_with_the_whole_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(words[0])
    path.write_text(path.read_text().replace("8,Name 8,abroad", "8,Name 8,bank"))
    said = f"{SAID},{REST}outside_firm"
    assert f'--kinds "{said},bank=?"' in inspected(capsys, *words, "--kinds", said)[1]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ("firm=sme", "applies to nothing: no column has such a value"),
        ("organisation_type:firm=sme", "applies to nothing: column 'organisation_type' has comp"),
        ("type:company=sme", "no column 'type'"),
        ("sme=company", "Turn it round: company=sme"),
        ("abroad=?", "Put one in place of the ?"),
    ],
)
def test_what_is_said_of_kinds_and_applies_to_nothing_is_an_error(
    words: list[str], capsys: pytest.CaptureFixture[str], kinds: str, told: str
) -> None:
    code, said = inspected(capsys, *words, "--kinds", kinds)
    assert code == 2
    assert told in said
    if "applies to nothing" in told:
        assert '"organisation_type:company=sme,' in said
    with pytest.raises(ClusterError, match=re.escape(told)):
        read_cluster(*words, kinds=kinds)


def test_a_word_of_several_that_no_line_has_is_told(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = inspected(capsys, *words, "--kinds", "company=sme,unni=university,*=university")
    assert code == 0
    assert "no line has the kind 'unni', which you name: did you mean 'uni'" in said


def test_gephi_s_labels_name_the_actors_and_ids_stay_the_keys_of_ties(words: list[str]) -> None:
    with pytest.warns(UserWarning, match="called by their Label"):
        cluster = read_cluster(*words, kinds="*=sme")
    assert list(cluster) == [f"Name {at}" for at in range(9)]
    assert cluster.has_edge("Name 0", "Name 1")
    path = Path(words[0])
    path.write_text(path.read_text().replace("Name 8", "Name 7"))
    # Two of one name: ids tell them apart.
    assert "8" in read_network(*words)[0]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Clusterorganisation", "bridging_institution"),
        ("KMU", "sme"),
        ("SMEs", "sme"),
        ("Großunternehmen", "focal_firm"),
        ("grande école", "university"),
        ("Öffentliche Hand", "government_agency"),
        *[
            (word, "?")
            for word in (
                "Partner im Ausland", "Foreign company", "Großhändler", "Label printer",
                "Kreditinstitut", "Financial institution", "Unternehmensberatung", "supplier",
                "network operator", "Stadtwerke", "Union", "recycling", "Bank",
            )
        ],
    ],
)  # fmt: skip
def test_a_word_is_taken_for_a_kind_only_where_that_is_sure(
    tmp_path: Path, word: str, kind: str
) -> None:
    rows = f"id,kind\nA,{word}\nB,{word}\n"
    paths = write(tmp_path, {"a.csv": rows, "t.csv": "from,to\nA,B\n"})
    with pytest.raises(ClusterError) as caught:
        read_cluster(*paths)
    assert f'--kinds "{word}={kind}"' in str(caught.value)


# ------------------------------------------------------------------------ what a file does not say


def staged(column: str = "", words: str = "") -> dict[str, str | bytes]:
    """Return the files of two firms that supply a third."""
    stages = ["2", "1", "1"] if column else [""] * 3
    rows = [[name, "sme", stage] for name, stage in zip("ABC", stages, strict=True)]
    ties = [["B", "A", words], ["C", "A", words]]
    return {
        "a.csv": text([["id", "kind", column], *rows]),
        "t.csv": text([["from", "to", "dimension" if words else ""], *ties]),
    }


def test_without_stages_the_report_says_that_no_tie_can_be_vertical(tmp_path: Path) -> None:
    _, notes = read_network(*write(tmp_path, staged()))
    (note,) = notes
    assert "horizontal and vertical ties cannot be told apart" in note
    assert "column 'stage'" in note
    # In a notebook it is one line, with no line of the caller's below it.
    with pytest.warns(UserWarning, match="told apart") as caught:
        cluster = read_cluster(tmp_path / "a.csv", tmp_path / "t.csv")
    (shown,) = (warnings.formatwarning(w.message, w.category, w.filename, w.lineno) for w in caught)
    assert shown == f"read_cluster:0: UserWarning: {note}\n"
    for said in (report(structure_table(cluster)), str(nearest_type(cluster))):
        assert "horizontal and vertical ties cannot be told apart" in said
    staged_cluster = read_cluster(*write(tmp_path, staged("stage")))
    for said in (report(structure_table(staged_cluster)), str(nearest_type(staged_cluster))):
        assert "cannot be told apart" not in said
    for column in ("Stufe", "tier"):
        cluster, notes = read_network(*write(tmp_path, staged(column)))
        assert {d for _, _, d in cluster.edges(data="dimension")} == {"vertical"}
        assert notes == [
            f"a.csv: column {column!r} is read as stage: 1 is furthest from the final customer"
        ]
    # Other words in such a column say something else.
    files = {**staged("tier"), "a.csv": "id,kind,tier\nA,sme,gold\nB,sme,gold\nC,sme,\n"}
    assert read_network(*write(tmp_path, files))[0].nodes["A"]["tier"] == "gold"


@pytest.mark.parametrize(
    ("word", "is_supply"),
    [
        ("Zulieferung", True), ("supply", True), ("supplier", True), ("delivers to", True),
        ("Kunde", True), ("customer", True), ("fournisseur", True), ("R&D project", False),
        ("friends", False), ("3", False),
    ],
)  # fmt: skip
def test_a_column_that_says_which_ties_are_supply_is_named_where_no_stage_is_given(
    tmp_path: Path, word: str, is_supply: bool
) -> None:
    actors = "id,kind\nA,sme\nB,sme\nC,sme\nU,university\n"
    ties = f"from,to,what\nA,B,{word}\nB,C,advice\nA,C,{word}\nA,U,{word}\n"
    _, notes = read_network(*write(tmp_path, {"a.csv": actors, "t.csv": ties}))
    (note,) = notes
    said = f"also 2 of which column 'what' in t.csv says {word!r}"
    assert (said in note) == is_supply
    assert ("column 'what'" in note) == is_supply
    files = {"a.csv": "id,kind,stage\nA,sme,1\nB,sme,1\nC,sme,1\nU,university,\n", "t.csv": ties}
    assert read_network(*write(tmp_path, files))[1] == []


@pytest.mark.parametrize("column", ["", "stage"])
@pytest.mark.parametrize("word", ["supply", "vertical"])
def test_a_word_for_ties_is_reported_once_and_the_cure_of_supply_is_the_stage(
    tmp_path: Path, column: str, word: str
) -> None:
    paths = write(tmp_path, staged(column, word))
    if (column, word) == ("stage", "vertical"):
        assert read_network(*paths)[0].edges["A", "B"]["dimension"] == "vertical"
        return
    with pytest.raises(ClusterError) as caught:
        read_network(*paths)
    (problem,) = caught.value.problems
    assert problem.place == "t.csv, line 2"
    assert f"dimension {word!r} (2 ties)" in problem.what
    assert ("column 'stage'" in problem.cure) == (column == "")
    assert "Give 'horizontal'" not in problem.cure


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("company=sme", "3 firms are taken as SMEs ('company' says no size)"),
        ("*=sme", "3 firms are taken as SMEs ('company' says no size)"),
        ("company=sme,big company=focal_firm", ""),
        ("small company=sme,company=focal_firm", ""),
    ],
)
def test_where_a_word_says_no_size_a_note_says_that_firms_are_taken_as_smes(
    tmp_path: Path, said: str, note: str
) -> None:
    other = "big company" if "big" in said else "small company" if "small" in said else "company"
    actors = f"id,kind,stage\nA,company,1\nB,company,1\nC,{other},2\n"
    paths = write(tmp_path, {"a.csv": actors, "t.csv": "from,to\nA,B\n"})
    _, notes = read_network(*paths, kinds=said)
    assert notes == ([f"a.csv: {note}: name the large ones focal_firm"] if note else [])


# ------------------------------------------------------------------------ who is tied to whom


def graph_files(weight: str = "1", words: tuple[str, str] = ("uni", "firm")) -> dict[str, str]:
    """Return a tie of two actors, ids 9 and 11, in each format whose rows are no lines."""
    made = nx.Graph()
    made.add_nodes_from([("9", {"label": "Nove", "type": words[0]}), ("11", {"label": "Öl AG",
        "type": words[1]})])  # fmt: skip
    made.add_edge("9", "11", weight=float(weight))
    by_label = nx.relabel_nodes(made, {"9": "Nove", "11": "Öl AG"})
    return {
        "n.graphml": "\n".join(nx.generate_graphml(made)),
        "n.gexf": "\n".join(nx.generate_gexf(made)),
        "n.gml": "\n".join(nx.generate_gml(by_label)),
        "n.net": f'*Vertices 2\n1 "Nove"\n2 "Öl AG"\n*Edges\n1 2 {weight}\n',
        "n.dl": f'dl n=2 format=edgelist1\nlabels:\nNove,"Öl AG"\ndata:\n1 2 {weight}\n',
    }


@pytest.mark.parametrize("name", graph_files())
def test_where_rows_are_no_lines_problems_and_notes_name_actors_and_no_line(
    tmp_path: Path, name: str
) -> None:
    has_types = name in ("n.graphml", "n.gexf", "n.gml")
    actors = [] if has_types else [("a.csv", "id,type\nNove,uni\nÖl AG,firm\n")]

    def read(kinds: str, **how: Any) -> tuple[nx.Graph, list[str]]:
        files = {**dict(actors), name: graph_files(**how)[name]}
        return read_network(*write(tmp_path, files), kinds=kinds)

    ids = name in ("n.graphml", "n.gexf")
    tie = "Nove (9) - Öl AG (11)" if ids else "Nove - Öl AG"
    with pytest.raises(ClusterError) as caught:
        read("type:uni=university,firm=sme", weight="-1")
    assert [problem.place for problem in caught.value.problems] == [f"{name}, tie {tie}"]
    _, notes = read("type:uni=outside_rd,firm=outside_firm")
    assert f"{name}: 1 tie of two outside actors is left out ({tie})" in notes
    if has_types:
        with pytest.raises(ClusterError) as caught:
            read("type:firm=sme", words=("", "firm"))
        assert [problem.place for problem in caught.value.problems] == [f"{name}, actor 'Nove'"]
        with pytest.raises(ClusterError) as caught:
            read("sort:firm=sme")
        assert [problem.place for problem in caught.value.problems] == [name]
    else:
        files = {"a.csv": "id,kind\nNove,sme\n", name: graph_files()[name]}
        with pytest.raises(ClusterError) as caught:
            read_network(*write(tmp_path, files))
        (problem,) = caught.value.problems
        assert problem.place == f"{name}, tie Nove - Öl AG"
        assert "unknown actor 'Öl AG'" in problem.what


def test_two_actors_of_one_name_in_a_graph_file_are_told_without_a_line(tmp_path: Path) -> None:
    twice = '*Vertices 3\n1 "A"\n2 "A"\n3 "B"\n*Edges\n1 3\n'
    with pytest.raises(ClusterError) as caught:
        read_network(*write(tmp_path, {"n.net": twice}))
    (problem,) = caught.value.problems
    assert (problem.place, problem.what) == ("n.net, actor 'A'", "two actors have this id")


def test_ties_of_two_outside_actors_are_left_out_and_the_first_ones_named(tmp_path: Path) -> None:
    actors = "id,label,kind,stage\n1,Alba,sme,1\n2,Nord,outside_firm,\n3,Sud,outside_rd,\n"
    ties = "source,target,weight,since\n1,2,1,2001\n2,3,2,2002\n3,2,x,2003\n1,3,1,2004\n"
    cluster, notes = read_network(*write(tmp_path, {"a.csv": actors, "t.csv": ties}))
    check_cluster(cluster)
    since = nx.get_edge_attributes(cluster, "since")
    assert since == {("Alba", "Nord"): 2001, ("Alba", "Sud"): 2004}
    assert notes[0] == (
        "t.csv: 2 ties of two outside actors are left out (line 3, 2 (Nord) - 3 (Sud); "
        "line 4, 3 (Sud) - 2 (Nord))"
    )
    many = "source,target\n1,2\n" + "2,3\n" * 5
    _, notes = read_network(*write(tmp_path, {"a.csv": actors, "t.csv": many}))
    assert notes[0].startswith("t.csv: 5 ties of two outside actors are left out (line 3, ")
    assert notes[0].endswith("line 5, 2 (Nord) - 3 (Sud) and 2 more)")
    with pytest.warns(UserWarning, match="left out"):
        read_cluster(tmp_path / "a.csv", tmp_path / "t.csv")


def notes_of(
    tmp_path: Path, content: str, name: str = "t.csv", **how: bool
) -> tuple[nx.Graph, str]:
    (path,) = write(tmp_path, {name: content})
    cluster, notes = read_network(path, **how)
    return cluster, "; ".join(notes)


def test_repeated_ties_are_added_up_and_that_is_said(tmp_path: Path) -> None:
    content = "from,to,weight\nA,B,2\nB,C,1\nA,B,3\nB,A,1\n"
    cluster, said = notes_of(tmp_path, content)
    assert cluster.edges["A", "B"]["weight"] == 6
    assert "added up, weight to weight: 2, 1 of them the other way round" in said
    cluster, said = notes_of(tmp_path, content, directed=True)
    assert [cluster.edges[tie]["weight"] for tie in (("A", "B"), ("B", "A"))] == [5, 1]
    assert "weight to weight: 1" in said
    with pytest.warns(UserWarning, match="added up"):
        read_cluster(tmp_path / "t.csv", kinds="*=sme")


def test_an_uneven_matrix_is_directed_from_the_row_to_the_column(tmp_path: Path) -> None:
    cluster, said = notes_of(tmp_path, text(matrix([""], arcs=True)))
    assert {(a, b): w for a, b, w in cluster.edges(data="weight")} == TIES
    assert "transpose it if the row asks the column" in said
    cluster, _ = notes_of(tmp_path, text(matrix([""], arcs=True)), directed=False)
    assert not cluster.is_directed()
    assert cluster.number_of_edges() == len(TIES)


def test_a_diagonal_and_ties_with_oneself_in_graph_files_are_left_out_and_said(
    tmp_path: Path,
) -> None:
    rows = matrix([""])
    rows[1][1] = 7.0
    cluster, said = notes_of(tmp_path, text(rows))
    assert not cluster.has_edge("Abel", "Abel")
    assert "its diagonal is left out" in said
    cluster, said = notes_of(tmp_path, pajek() + " 2 2 1\n", "n.net")
    assert cluster.number_of_edges() == len(TIES)
    assert "1 ties of an actor with itself are left out" in said


def test_a_bare_square_of_numbers_has_numbers_for_names(tmp_path: Path) -> None:
    rows = [row[1:] for row in matrix([""])[1:]]
    cluster, _ = notes_of(tmp_path, text(rows, " "))
    assert [*cluster] == ["1", "2", "3", "4", "5"]
    assert cluster.edges["1", "3"]["weight"] == 1.5


def test_edges_of_pajek_that_follow_arcs_go_both_ways(tmp_path: Path) -> None:
    cluster, _ = notes_of(
        tmp_path, pajek("*Arcs") + "*Edges\n 1 5 4\n*Partition x\n1\n2\n", "n.net"
    )
    assert cluster.edges["Abel", "Estel"]["weight"] == cluster.edges["Estel", "Abel"]["weight"] == 4
    assert cluster.has_edge("Dorn", "Estel")
    assert not cluster.has_edge("Estel", "Dorn")
    assert "left out: *Partition" in notes_of(tmp_path, pajek() + "*Partition x\n1\n", "n.net")[1]


def test_lists_and_matrix_of_pajek_and_neighbours_of_ucinet(tmp_path: Path) -> None:
    start = '*Vertices 3\n1 "O\'Hara"\n2 B\n3 C\n'
    cluster, _ = notes_of(tmp_path, start + "*Arcslist\n1 2 3\n", "n.net")
    assert [*cluster.edges] == [("O'Hara", "B"), ("O'Hara", "C")]
    cluster, _ = notes_of(tmp_path, start + "*Matrix\n0 2 0\n2 0 1\n0 1 0\n", "n.net")
    assert [*cluster.edges(data="weight")] == [("O'Hara", "B", 2), ("B", "C", 1)]
    content = "dl n=3 format=nodelist1 labels: A B C data:\n1 2 3\n2 1\n3 1\n"
    cluster, _ = notes_of(tmp_path, content, "n.dl")
    assert [*cluster.edges] == [("A", "B"), ("A", "C")]


def test_gephi_s_directed_type_makes_arcs_and_another_type_is_an_attribute(tmp_path: Path) -> None:
    cluster, _ = notes_of(tmp_path, "Source,Target,Type\nA,B,Directed\nB,A,Directed\n")
    assert [*cluster.edges] == [("A", "B"), ("B", "A")]
    assert "Type" not in cluster.edges["A", "B"]
    cluster, _ = notes_of(tmp_path, "source,target,type\nA,B,contract\nB,C,advice\n")
    assert cluster.edges["A", "B"]["type"] == "contract"


# ------------------------------------------------------------------------------- what is refused

ACTORS = {"a.csv": "id,kind\nA,sme\nB,sme\nC,university\n"}
LIST = "source,target,weight\nA,B,1\nB,C,2\n"
#: Name: the files, what the error names, and the cure.
REFUSED: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "workbook": ({"n.xlsx": b"PK\x03\x04" + bytes(40)}, "a workbook", "CSV UTF-8"),
    "old workbook": ({"n.xls": b"\xd0\xcf\x11\xe0" + bytes(40)}, "a workbook", "CSV UTF-8"),
    "workspace of R": ({"n.RData": b"\x1f\x8b\x08" + bytes(40)}, "R's .rds", "write.csv("),
    "SPSS": ({"n.sav": b"$FL2@(#)"}, "SPSS", "Save the ties as CSV"),
    "UCINET's own": ({"n.##h": b"\x03\x02\x01"}, "UCINET's own file", "Export, DL"),
    "project of Gephi": ({"n.gephi": b"PK\x03\x04"}, "project of Gephi", "as GraphML"),
    "JSON": ({"n.json": '{"nodes": []}'}, "JSON", "GraphML or as CSV"),
    "NetDraw": ({"n.vna": "*node data\nID\nA\n"}, "VNA", "DL or as Pajek"),
    "PDF": ({"n.pdf": b"%PDF-1.7"}, "a PDF", "CSV"),
    "web page": ({"n.html": "<!DOCTYPE html><html></html>"}, "a web page", "GraphML or as CSV"),
    "other XML": ({"n.xml": "<?xml version='1.0'?><data/>"}, "neither GraphML nor GEXF", "CSV"),
    "cut GraphML": ({"n.graphml": graphml()[:600]}, "GraphML that cannot be read", "once more"),
    "broken GEXF": (
        {"n.gexf": gexf("1.2").replace("</edges>", "")},
        "GEXF that cannot",
        "once more",
    ),
    "Pajek of two modes": ({"n.net": "*Vertices 5 2\n*Edges\n1 4\n"}, "two modes", "Export"),
    "Pajek without ties": (
        {"n.net": "*Vertices 2\n1 A\n2 B\n"},
        "Pajek file without ties",
        "Export",
    ),
    "Pajek, no such vertex": (
        {"n.net": pajek() + " 1 9 1\n"},
        "no tie of two vertices: '1 9 1'",
        "5.",
    ),
    "DL of two modes": ({"n.dl": "dl nr=2 nc=3\ndata:\n1 0 1\n0 1 0\n"}, "nc=3, nr=2", "one mode"),
    "DL of other format": (
        {"n.dl": "dl n=3 format=blockmatrix\ndata:\n1"},
        "format=blockmatrix",
        "full",
    ),
    "DL cut off": ({"n.dl": dl()[:-9]}, "23 cells for 5 rows of 5", "Export"),
    "incidence matrix": (
        {"m.csv": ",p1,p2,p3,p4\nA,1,0,1,0\nB,0,1,1,0\n"},
        "2 rows and 4 other columns",
        "a line for each tie",
    ),
    "matrix, one name differs": (
        {"m.csv": ",A,B,C,D\nA,0,1,0,0\nB,1,0,1,0\nC,0,1,0,0\nE,0,0,0,0\n"},
        "rows and columns of the matrix differ: D, E",
        "same name",
    ),
    "matrix, a word in it": (
        {"m.csv": ",A,B\nA,0,yes\nB,1,0\n"},
        "'yes' in column 'B' is not a number",
        "no tie",
    ),
    "matrix, twice the same": (
        {"m.csv": ",A,B,A\nA,0,1,0\nB,1,0,1\nA,0,1,0\n"},
        "'A' stands twice",
        "one name",
    ),
    "no ends of ties": (
        {"t.csv": "firm,partner,x\nA,B,u\nB,C,v\n"},
        "(firm, partner, x)",
        "source and t",
    ),
    "actors alone": (ACTORS, "a table of actors (columns id, kind)", "after that of the actors"),
    "mixed types": (
        {"t.csv": "Source,Target,Type\nA,B,Directed\nB,C,Undirected\n"},
        "together",
        "of one type",
    ),
    "thousands": (
        {"t.csv": "source;target;weight\nA;B;1.500\nB;C;2\n"},
        "1500 or 1.5",
        "--decimal ,",
    ),
    "Windows letters": (
        {"t.csv": LIST.replace("B", "Büro").encode("cp1252")},
        "not in UTF-8",
        "Büro in cp1252",
    ),
    "kind column that is not there": (
        ACTORS | {"t.csv": LIST},
        "no column 'type'",
        "It has id, kind",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_one_error_that_names_the_format_and_the_cure(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, what, cure = REFUSED[name]
    paths = write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    kinds = ["--kinds", "type:x=sme"] if "type" in what else []
    assert main(["inspect", *map(str, paths), *kinds]) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("clusterlib: 1 problem in ")
    assert what in errors
    assert cure in errors
    assert paths[-1].name in errors or paths[0].name in errors


# -------------------------------------------------------------------------- a survey that is real

#: Beside the project, or nowhere: the data of others are no part of it.
SURVEY = Path("shared", "data", "printing_cluster")
PRINTING = next(
    (at / SURVEY for at in Path(__file__).resolve().parents if (at / SURVEY).is_dir()), None
)


@pytest.mark.skipif(PRINTING is None, reason="the data of this survey are not here")
def test_the_advice_network_of_a_real_cluster_gives_the_figures_known_of_it(tmp_path: Path) -> None:
    files = PRINTING / "firm_properties.csv", PRINTING / "network_data.csv"
    cluster, notes = read_network(*files, kinds="*=sme")
    assert cluster.is_directed()
    assert "transpose" in notes[1]
    table = structure_table(cluster)["value"]
    assert table["actors"] == 26
    assert table["ties"] == 223
    assert round(table["density"], 3) == 0.343
    assert round(nx.overall_reciprocity(cluster), 3) == 0.619
    assert cluster.nodes["P2"]["external_links"] == 8
