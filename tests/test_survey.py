"""A surveyed cluster: read, set beside chance, run in the model; and the figures that are kept."""

from pathlib import Path

import nbformat
import networkx as nx
import numpy as np
import pytest

from clusterlib import build_cluster
from clusterlib.files.problems import ClusterError
from clusterlib.learning import simulate
from clusterlib.measures import openness
from clusterlib.region import (
    Survey,
    openness_path,
    printing,
    read_survey,
    survey_of,
    survey_table,
)

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "clusterlib" / "data"
#: A asks B and C, B and C ask each other, D asks B; nobody asks D. A and D look outside.
ASKS = np.array([[0, 1, 1, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 1, 0, 0]], dtype=bool)


@pytest.fixture
def small():
    return Survey(("A", "B", "C", "D"), ASKS, np.array([5, 4, 0, 9]), np.array([10, 60, 3, 8]))


@pytest.fixture
def files(tmp_path):
    advice, firms = tmp_path / "advice.csv", tmp_path / "firms.csv"
    rows = [
        f"{a};{';'.join(map(str, row))}" for a, row in zip("ABCD", ASKS.astype(int), strict=True)
    ]
    advice.write_text("\n".join([";A;B;C;D", *rows]), encoding="utf-8")
    firms.write_text("ID;employee;external_links\nD;8;9\nC;3;0\nB;60;4\nA;10;5\n", encoding="utf-8")
    return advice, firms


@pytest.fixture
def printers(root):
    folder = root.parent / "shared" / "data" / "printing_cluster"
    if not folder.is_dir():
        pytest.skip(f"the survey is not here; get it from {printing.WHERE}")
    return read_survey(*(folder / name for name in printing.FILES))


def test_a_survey_is_read_whatever_the_order_of_its_rows(files, small):
    read = read_survey(*files)
    assert read.firms == small.firms
    assert (read.asks == small.asks).all()
    assert read.links.tolist() == small.links.tolist()
    assert read.employees.tolist() == small.employees.tolist()


def test_roles_ask_for_many_links_and_many_requests(small):
    assert small.asked.tolist() == [0, 3, 2, 0]
    assert small.roles() == [
        "external star",
        "mutual exchanger",
        "mutual exchanger",
        "external star",
    ]
    turned = Survey(small.firms, small.asks, np.array([0, 9, 1, 8]), small.employees)
    assert turned.roles() == ["isolated", "gatekeeper", "mutual exchanger", "external star"]


def test_advice_flows_from_who_is_asked_and_each_link_leads_to_a_partner(small):
    cluster = small.cluster()
    assert cluster.has_edge("B", "D")
    assert not cluster.has_edge("D", "B")
    assert cluster.nodes["B"]["kind"] == "focal_firm"
    assert openness(cluster) == pytest.approx(18 / (18 + 5))
    history = simulate(cluster, periods=5, rng=1)
    assert np.isfinite(history.level("core")).all()


def test_what_is_kept_by_chance_is_kept(small):
    table = survey_table(small, draws=40, rng=1)
    assert table.loc["advice that is mutual", "value"] == pytest.approx(2 / 5)
    assert (table["from"] <= table["to"]).all()
    # Who asks three of three others asks the same three by chance, too.
    full = Survey(small.firms, ~np.eye(4, dtype=bool), small.links, small.employees)
    same = survey_table(full, draws=5, rng=1).loc["advice that is mutual"]
    assert same["value"] == same["from"] == same["to"] == 1


def test_a_drawn_cluster_can_be_surveyed():
    cluster = build_cluster("baseline", rng=3)
    found = survey_of(cluster)
    firms = [a for a, layer in cluster.nodes(data="layer") if layer == "core"]
    assert len(found.firms) == len(firms)
    assert found.asks.sum() == 2 * cluster.subgraph(firms).number_of_edges()
    assert (found.asks == found.asks.T).all()
    assert found.links.sum() <= sum(d == "pipeline" for *_, d in cluster.edges(data="dimension"))


@pytest.mark.parametrize(
    ("which", "old", "new", "said"),
    [
        (0, ";A;B;C;D", ";A;B;C;E", "advice.csv: the ids of the first row are not those"),
        (1, "C;3;0\n", "", "firms.csv: no row for C"),
        (1, "employee", "size", "firms.csv: no column employee, only size, external_links"),
        (1, "external_links", "links", "firms.csv: no column external_links"),
        (0, "B;0;0;1;0", "B;0;0;yes;0", "advice.csv: not all cells are numbers"),
        (1, "A;10;5", "A;10;-5", "firms.csv: not all cells are numbers"),
    ],
)
def test_what_cannot_be_used_is_said(files, which, old, new, said):
    text = files[which].read_text("utf-8")
    assert old in text
    files[which].write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ClusterError) as error:
        read_survey(*files)
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_named(files):
    with pytest.raises(ClusterError, match=r"none\.csv: cannot be read"):
        read_survey(files[0], files[1].with_name("none.csv"))


def test_the_printers_are_those_of_the_literature(printers):
    network = nx.from_numpy_array(printers.asks.astype(int), create_using=nx.DiGraph)
    counts = len(network), network.number_of_edges(), int(printers.links.sum())
    assert counts == (printing.FIRMS, printing.REQUESTS, printing.LINKS)
    assert nx.density(network) == pytest.approx(0.343, abs=5e-4)
    assert nx.reciprocity(network) == pytest.approx(0.619, abs=5e-4)
    assert nx.transitivity(network.to_undirected()) == pytest.approx(0.586, abs=5e-4)
    star = printers.links.argmax()
    assert (printers.links[star], printers.asked[star]) == (
        printing.STAR_LINKS,
        printing.STAR_REQUESTS,
    )


def test_the_figures_that_are_kept_are_those_of_the_data(printers):
    table = survey_table(printers)
    assert list(table.index) == list(printing.FIGURES)
    for name, kept in printing.FIGURES.items():
        assert table.loc[name, ["value", "by chance", "from", "to"]].tolist() == pytest.approx(
            kept, abs=5e-4
        ), name


def test_the_model_on_the_printers_is_as_kept(printers):
    path = openness_path(printers)
    assert path["open"].tolist() == pytest.approx(printing.OPEN, abs=5e-4)
    assert path["performance"].tolist() == pytest.approx(printing.PERFORMANCE, abs=5e-4)
    assert path["performance"].is_monotonic_increasing


def lines_for(text, *parts):
    """Return lines of the exercise for files of one's own, as a learner takes them."""
    block = text.split("```python\n")[1].split("```")[0]
    named = {part.splitlines()[0].removeprefix("# "): part for part in block.split("\n\n")}
    chosen = [part for name, part in named.items() if any(name.startswith(p) for p in parts)]
    assert len(chosen) == len(parts)
    lines = [line for part in chosen for line in part.splitlines()[1:]]
    return "\n".join(line.removeprefix("# ") for line in lines if line.strip())


def test_exercise_11_leads_through_a_survey_with_its_own_lines(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("actors.csv", "ties.csv"):
        Path(tmp_path, name).write_bytes((DATA / f"example_{name}").read_bytes())
    cells = nbformat.read(ROOT / "solutions" / "11_your_region.ipynb", 4).cells
    told = next(cell.source for cell in cells if "With files of your own" in cell.source)
    names = {}
    for cell in cells:
        if cell.cell_type == "code":
            code = cell.source
            if "my_cluster(LEARNER" in code:
                code += "\n" + lines_for(told, "or a survey", "both")
            if 'brief = f"""' in code:
                code = 'brief = "The cluster is open. The firms ask two institutes."'
            exec(code, names)
    page = Path("my_own_brief.html").read_text("utf-8")
    assert "Survey of 2026" in page
    assert "Ties are those that were named" in page
    assert "invented" not in page
    assert "in a project together" not in page
    assert "✗" not in capsys.readouterr().out
