"""A region's cluster from a download in the shape of CORDIS: what it holds, says and refuses."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cordis_example
import networkx as nx
import numpy as np
import pytest
from PIL import Image

from clusterlib.cli import main
from clusterlib.errors import ClusterlibError
from clusterlib.measures import clustering, local_network, openness
from clusterlib.networks import ClusterError, build_cluster, check_cluster, read_cluster
from clusterlib.region import (
    compare_structure,
    random_twin,
    read_cordis,
    region_cluster,
    region_map,
    shuffle_members,
    write_brief,
)
from clusterlib.region.comparing import MEASURES, TWIN

EXAMPLE = cordis_example.EXAMPLE

#: Project, id, name, type, SME, city, country, NUTS and VAT number of each participation.
ROWS = [
    ("P1", "1", "Alfa", "PRC", "true", "BOLOGNA", "IT", "ITH55", "IT00000001"),
    ("P1", "2", "Beta", "HES", "false", "MODENA", "IT", "ITH54", "IT00000002"),
    ("P1", "3", "Gamma", "PRC", "false", "KÖLN", "DE", "DEA23", "DE00000003"),
    ("P2", "1", "Alfa", "PRC", "true", "BOLOGNA", "IT", "ITH55", "IT00000001"),
    ("P2", "2", "Beta", "HES", "false", "MODENA", "IT", "ITH54", "IT00000002"),
    ("P3", "4", "Delta", "PUB", "false", "RIMINI", "IT", "ITH59", ""),
    ("P4", "5", "Eps", "OTH", "", "PARMA", "IT", "ITH52", ""),
    ("P4", "6", "Zeta", "REC", "", "MILANO", "IT", "ITC4C", ""),
    ("P4", "3", "Gamma", "PRC", "false", "KÖLN", "DE", "DEA23", "DE00000003"),
]
COLUMNS = tuple(
    "projectID organisationID name activityType SME city country nutsCode vatNumber".split()  # noqa: SIM905
)
PROJECTS = [
    ("P1", "2014-05-01", "2016-04-30", "FOOD-1", "Pasta and packaging"),
    ("P2", "2018-01-01", "2019-12-31", "AUTO-2", "Engines"),
    ("P3", "2015-01-01", "2015-06-30", "", "Roads"),
    ("P4", "2019-01-01", "2021-01-01", "FOOD-2", "Cheese"),
]

Make = Callable[..., Path]


def table(header: tuple[str, ...], rows: list[tuple[str, ...]], mark: str = ";") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return text.getvalue()


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes a small download."""

    def write(
        rows: list[tuple[str, ...]] = ROWS,
        *,
        columns: tuple[str, ...] = COLUMNS,
        names: tuple[str, str] = ("organization.csv", "project.csv"),
        codec: str = "utf-8-sig",
        mark: str = ";",
    ) -> Path:
        path = tmp_path / "cordis-h2020projects-csv.zip"
        header = ("id", "startDate", "endDate", "topics", "title", "frameworkProgramme")
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(names[0], table(columns, rows, mark).encode(codec))
            projects = [(*row, "H2020") for row in PROJECTS]
            archive.writestr(names[1], table(header, projects, mark).encode(codec))
        return path

    return write


def region(path: Path, **how: Any) -> Any:
    asked = {name: how.pop(name) for name in ("topic", "years") if name in how}
    return region_cluster(read_cordis(path, **asked), **({"nuts": ["ITH5"]} | how))


def weights(cluster: nx.Graph) -> dict[frozenset[str], float]:
    return {frozenset((u, v)): weight for u, v, weight in cluster.edges(data="weight")}


# ---------------------------------------------------------------------------- the cluster itself


def test_kinds_ties_and_weights_by_hand(make: Make) -> None:
    found = region(make())
    cluster = found.cluster
    check_cluster(cluster)
    assert dict(cluster.nodes(data="kind")) == {
        "Alfa": "sme",
        "Beta": "university",
        "Delta": "government_agency",
        "Eps": "bridging_institution",
        "Gamma": "outside_firm",
        "Zeta": "outside_rd",
    }
    # P1 has three members, P2 two: 1/2 + 1. Gamma and Zeta meet outside: no tie of the cluster.
    assert weights(cluster) == {
        frozenset(("Alfa", "Beta")): 1.5,
        frozenset(("Alfa", "Gamma")): 0.5,
        frozenset(("Beta", "Gamma")): 0.5,
        frozenset(("Eps", "Zeta")): 0.5,
        frozenset(("Eps", "Gamma")): 0.5,
    }
    assert cluster.nodes["Delta"]["projects"] == 1
    assert cluster.degree("Delta") == 0
    assert cluster.nodes["Alfa"] == {
        "kind": "sme",
        "layer": "core",
        "stage": 1,
        "name": "Alfa",
        "city": "Bologna",
        "country": "IT",
        "nuts": "ITH55",
        "projects": 2,
        "is_sme": True,
    }
    assert "CC BY 4.0" in found.source
    assert "(H2020), file cordis-h2020projects-csv.zip" in found.source


def test_weights_of_an_organisation_add_up_to_its_projects_with_partners() -> None:
    cluster = region(EXAMPLE).cluster
    rows = read_cordis(EXAMPLE).participations[["project", "org"]].drop_duplicates()
    size = rows.groupby("project")["org"].transform("size")
    alone = rows[size == 1]["org"].value_counts()
    busiest = max(cluster, key=lambda actor: cluster.degree(actor, "weight"))
    strength = cluster.degree(busiest, "weight")
    projects = cluster.nodes[busiest]["projects"]
    assert strength == pytest.approx(round(strength))
    assert projects - alone.max() <= strength <= projects


def test_a_cut_leaves_large_consortia_out(make: Make) -> None:
    found = region(make(), cut=2)
    assert weights(found.cluster) == {frozenset(("Alfa", "Beta")): 1.0}
    assert any("more than 2 organisations are left out: 2" in note for note in found.notes)


def test_topics_and_years_choose_projects(make: Make) -> None:
    path = make()
    assert {*region(path, topic="food").cluster} == {"Alfa", "Beta", "Gamma", "Eps", "Zeta"}
    assert {*region(path, topic="engine").cluster} == {"Alfa", "Beta"}
    assert {*region(path, years=(2015, 2015)).cluster} == {"Alfa", "Beta", "Gamma", "Delta"}
    assert "Eps" in region(path, years=(2021, 2030)).cluster
    with pytest.raises(ClusterError, match="no project is left"):
        read_cordis(path, topic="whales")


def test_one_organisation_under_several_ids_is_one(make: Make) -> None:
    more = [
        ("P2", "77", "Alfa Works", "PRC", "true", "BOLOGNA", "IT", "ITH55", "IT 0000.0001"),
        ("P4", "78", "B.E.T.A.", "HES", "", "MODENA", "IT", "ITH54", ""),
        ("P4", "79", "Alfa", "PRC", "", "WIEN", "AT", "AT130", "MISSING"),
        ("P2", "80", "Kappa", "PRC", "", "WIEN", "AT", "AT130", "MISSING"),
    ]
    found = region(make([*ROWS, *more]))
    assert any("joined (2 ids)" in note for note in found.notes)
    # The Alfa of Austria is another one, and MISSING is nobody's VAT number.
    countries = [about["country"] for _, about in found.cluster.nodes(data=True)]
    assert countries.count("AT") == 2
    assert found.cluster.nodes["Beta"]["projects"] == 3
    assert found.cluster.nodes["Alfa"]["projects"] == 2


def test_who_has_no_code_is_placed_by_the_other_rows_or_by_the_city(make: Make) -> None:
    blank = [(*row[:7], "", row[8]) if row[1] in ("4", "5") else row for row in ROWS]
    blank[3] = (*ROWS[3][:7], "", ROWS[3][8])
    found = region(make(blank))
    assert "Alfa" in found.cluster
    assert not {"Delta", "Eps"} & {*found.cluster}
    assert any("from IT without a NUTS code: 3" in note for note in found.notes)
    found = region(make(blank), cities=["rimini"])
    assert "Delta" in found.cluster
    assert "Eps" not in found.cluster
    assert region(make(), nuts=[], cities=["Koln"]).cluster.nodes["Gamma"]["kind"] == "focal_firm"


@pytest.mark.parametrize("name", ["Dr. Anna Verdi", "Prof Bo", "NATURAL PERSON"])
def test_natural_persons_are_left_out_and_said(make: Make, name: str) -> None:
    person = ("P2", "9", name, "PRC", "", "BOLOGNA", "IT", "ITH55", "")
    found = region(make([*ROWS, person]))
    assert weights(found.cluster)[frozenset(("Alfa", "Beta"))] == 1.5
    assert "natural persons are left out: 1 participations" in found.notes


def test_a_firm_is_focal_by_the_rule_that_is_said(make: Make) -> None:
    large = [("P1", "8", "Omega", "PRC", "false", "BOLOGNA", "IT", "ITH55", "")]
    large += [(f"P{p}", *large[0][1:]) for p in (2, 3)]
    found = region(make([*ROWS, *large]))
    assert found.cluster.nodes["Omega"]["kind"] == "focal_firm"
    assert found.cluster.nodes["Alfa"]["kind"] == "sme"
    assert any("focal if it is no SME and in 3 projects or more" in note for note in found.notes)


def test_files_that_differ_in_names_letters_and_columns(make: Make) -> None:
    expected = region(make())
    fp7 = ("projectReference", "id", "name", "activityType", "sme", "city", "country", "nutsCode")
    for how in (
        {"columns": (*fp7, "vatNumber")},
        {"names": ("csv/organization.csv", "csv/project.csv")},
        {"names": ("csv\\organization.csv", "csv\\project.csv")},
        {"mark": ","},
        {"codec": "utf-8"},
    ):
        assert nx.utils.graphs_equal(region(make(**how)).cluster, expected.cluster), how
    found = region(make(codec="cp1252"))
    assert found.cluster.nodes["Gamma"]["city"] == "Köln"
    assert any("not in UTF-8" in note for note in found.notes)
    without = region(make([row[:4] + row[5:8] for row in ROWS], columns=COLUMNS[:4] + COLUMNS[5:8]))
    assert "columns that the file does not have: vatNumber, shortName, SME" in without.notes
    assert weights(without.cluster) == weights(expected.cluster)


def test_lines_with_too_many_cells_are_left_out_and_said(make: Make) -> None:
    path = make([*ROWS, ("P2", *ROWS[5][1:], "more")])
    assert "organization.csv: lines with too many cells are left out: 1" in read_cordis(path).notes


def test_short_names_make_ids_and_no_two_are_the_same(make: Make) -> None:
    columns = (*COLUMNS, "shortName")
    rows = [(*row, "AB" if row[1] in "126" else "") for row in ROWS]
    assert {"AB", "AB 2", "AB 3"} < {*region(make(rows, columns=columns)).cluster}


# --------------------------------------------------------------------------------- what is refused


def test_what_cannot_be_used_names_the_cure(make: Make, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(make().read_bytes()[:200])
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    refused = {
        "broken.zip": "no zip, or not a whole one. Download it once more",
        "other.zip": "no organization.csv in it, only readme.txt",
        "cordis-h2020project-csv.zip": "Did you mean 'cordis-h2020projects-csv.zip'",
        ".": "this is a folder",
    }
    for name, said in refused.items():
        with pytest.raises(ClusterError, match=said):
            read_cordis(tmp_path / name)
    with pytest.raises(ClusterError, match="no column country"):
        read_cordis(make([row[:6] for row in ROWS], columns=COLUMNS[:6]))
    with zipfile.ZipFile(tmp_path / "open.zip", "w") as archive:
        archive.writestr("organization.csv", '"projectID";"name";"country"\n"P1";"Alfa;"IT"\n"P2')
    with pytest.raises(ClusterError, match=r"organization\.csv cannot be read .* Download it once"):
        read_cordis(tmp_path / "open.zip")
    download = read_cordis(make())
    with pytest.raises(ClusterError, match=r"The file has ITH5 \(6\), ITC4 \(1\)"):
        region_cluster(download, nuts=["ITG1"])
    with pytest.raises(ClusterError, match="Cities in it are"):
        region_cluster(download, cities=["Atlantis"])


def test_wrong_options_come_all_at_once(
    make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["region", str(make()), "--years", "2018-2015", "--cut", "1"]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith("clusterlib: 3 problems in the options")
    for word in ("--years 2018-2015", "--nuts ITH5 or --city", "--cut 1"):
        assert word in errors


# ----------------------------------------------------------------------- comparing with chance


def test_a_twin_keeps_the_degrees_inside_and_outside() -> None:
    cluster = build_cluster("satellite_platform", rng=3)
    twin = random_twin(cluster, rng=1)
    check_cluster(twin)
    outside = {a for a, layer in cluster.nodes(data="layer") if layer == "supplementary"}
    for which in (outside, {*cluster} - outside):
        for graph in (cluster, twin):
            assert not graph.subgraph(outside).size()
        before, after = ({a: len({*graph[a]} & which) for a in graph} for graph in (cluster, twin))
        assert before == after
    assert {frozenset(tie) for tie in twin.edges} != {frozenset(tie) for tie in cluster.edges}
    assert nx.utils.graphs_equal(twin, random_twin(cluster, rng=1))


def test_twins_forget_what_is_no_matter_of_degrees() -> None:
    # A ring of cliques: contacts are tied to each other far more often than by chance.
    cluster = nx.Graph()
    for actor in range(60):
        cluster.add_node(actor, kind="sme", layer="core", stage=1)
    cluster.add_edges_from(
        (4 * k + i, 4 * k + j) for k in range(15) for i in range(4) for j in range(i)
    )
    cluster.add_edges_from((4 * k, (4 * k + 4) % 60) for k in range(15))
    for _, _, about in cluster.edges(data=True):
        about.update(dimension="horizontal", weight=1.0)
    table = compare_structure(cluster, draws=3)
    row = table.loc["clustering"]
    assert row["value", ""] > 2 * row[TWIN, "largest"]
    same = table.loc["mean degree"]
    assert same["value", ""] == same[TWIN, "least"] == same[TWIN, "largest"]
    assert np.isnan(table.loc["pipelines of focal firms", ("value", "")])
    assert [*table.index] == [*MEASURES]


# --------------------------------------------------------------------- the file that is shipped


def test_the_shipped_file_is_what_the_tool_makes(tmp_path: Path) -> None:
    cordis_example.write_download(tmp_path / "again.zip", **cordis_example.SHIPPED)
    with zipfile.ZipFile(tmp_path / "again.zip") as made, zipfile.ZipFile(EXAMPLE) as shipped:
        assert made.comment == shipped.comment
        for name in ("organization.csv", "project.csv"):
            assert made.read(name) == shipped.read(name)
    assert EXAMPLE.stat().st_size < 400_000


def test_one_command_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["region", "example", "--nuts", "ITH5"]) == 0
    output, errors = capsys.readouterr()
    assert errors == ""
    folder = tmp_path / "region_ITH5"
    names = ["actors.csv", "map.png", "region.html", "report.txt", "ties.csv"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert "Written into region_ITH5" in output
    cluster = read_cluster(folder / "actors.csv", folder / "ties.csv")
    check_cluster(cluster)
    made = region(EXAMPLE).cluster
    assert weights(cluster) == weights(made)
    assert dict(cluster.nodes(data="kind")) == dict(made.nodes(data="kind"))
    said = "an invented example in the shape of a CORDIS download"
    page = (folder / "region.html").read_text("utf-8")
    assert said in page
    assert said in (folder / "report.txt").read_text("utf-8")
    assert {about["source"] for _, about in cluster.nodes(data=True)} == {made_source()}
    with Image.open(folder / "map.png") as picture:
        assert said in picture.text["Description"]
        assert "60 busiest of 120 organisations" in picture.text["Description"]
    for measure in MEASURES:
        assert f"<td>{measure}<br>" in page
    assert page.count("<img ") == 2
    assert 'alt=""' not in page
    # Nothing is written over, and nothing is lost.
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(["region", "example", "--nuts", "ITH5"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def made_source() -> str:
    return read_cordis(EXAMPLE).source.removeprefix("Source: ")


def test_members_change_projects_and_all_sizes_stay() -> None:
    download = read_cordis(EXAMPLE)
    before = download.participations.drop_duplicates(["project", "org"])
    after = shuffle_members(download, rng=1).participations
    assert not after.duplicated(["project", "org"]).any()
    for column in ("project", "org"):
        mine, other = (frame[column].value_counts().to_dict() for frame in (after, before))
        assert mine == other
    # Little of the old network is left, and the same seed leaves the same.
    moved = (after["project"].to_numpy() != before["project"].to_numpy()).mean()
    assert moved > 0.9
    again = shuffle_members(download, rng=1).participations
    assert (again["project"].to_numpy() == after["project"].to_numpy()).all()
    other_seed = shuffle_members(download, rng=2).participations
    assert (other_seed["project"].to_numpy() != after["project"].to_numpy()).any()


def test_by_lot_the_example_is_more_open_and_its_circles_stay() -> None:
    cluster = region(EXAMPLE).cluster
    lot = region_cluster(shuffle_members(read_cordis(EXAMPLE), rng=1), nuts=["ITH5"]).cluster
    assert openness(lot) > openness(cluster) + 0.04
    twin = random_twin(cluster, rng=1)
    mine, by_lot, by_degrees = (clustering(local_network(one)) for one in (cluster, lot, twin))
    assert by_degrees < by_lot - 0.05 < mine


def brief(path: Path, text: str = "One paragraph.\n\nAnother <one>.", **other: Any) -> Path:
    about = {"title": "A brief", "source": "Source: somewhere.", "figures": {}} | other
    return write_brief(path, text, **about)


def test_a_brief_holds_text_figures_map_and_what_a_tie_is_not(tmp_path: Path) -> None:
    found = region(EXAMPLE)
    figures = {"open": {"region": "83%"}, "tied": {"region": "0.67", "chance": "0.53"}}
    path = brief(tmp_path / "b.html", figures=figures, picture=region_map(found))
    page = path.read_text("utf-8")
    assert page.count("<p>") >= 3
    assert "Another &lt;one&gt;." in page
    assert "<td>open</td><td>83%</td><td></td>" in page
    assert "<td>tied</td><td>0.67</td><td>0.53</td>" in page
    assert 'alt="Cluster map: Region ITH5' in page
    assert "not that one learned from the other" in page
    assert "Source: somewhere." in page


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("b.pdf", "A text.", "b.pdf: end the name in .html."),
        ("b.html", "  ", "give the brief as a text"),
        ("b.html", ..., "give the brief as a text"),
        ("b.html", "word " * 451, "451 words; on two pages stand up to 450"),
    ],
)
def test_a_brief_that_cannot_be_written_changes_no_file(
    tmp_path: Path, name: str, text: Any, said: str
) -> None:
    (tmp_path / name).write_text("before", encoding="utf-8")
    with pytest.raises(ClusterlibError) as error:
        brief(tmp_path / name, text)
    assert said in str(error.value)
    assert (tmp_path / name).read_text("utf-8") == "before"
