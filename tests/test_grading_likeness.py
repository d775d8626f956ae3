"""Copies of what is published are remarked, and no honest form of a right answer is."""

from __future__ import annotations

import re
from pathlib import Path

import hostile
import pytest

import clustercourse
from clustercourse.exercises.registry import UNITS
from clustergrader.classbook import make_book
from clustergrader.course import ANSWERS
from clustergrader.likeness import likeness, published
from clustergrader.one_submission import Job, Result, grade_one
from clustergrader.submissions import Submission, code_cells


@pytest.fixture
def solutions(root):
    assert published()
    return {stem: code_cells((root / "solutions" / f"{stem}.ipynb").read_bytes()) for stem in UNITS}


def source_of(stem: str) -> str:
    name = UNITS[stem].tasks[0].id.partition(".")[0]
    return (Path(clustercourse.__file__).parent / ANSWERS / f"{name}.py").read_text("utf-8")


def renamed(cells: list[str]) -> list[str]:
    """Return cells with other names for what they name, and other quotation marks and spaces."""
    text = "\n#CELL\n".join(cells)
    names = sorted(set(re.findall(r"^(\w+) = ", text, re.M)) - {"LEARNER"})
    for number, name in enumerate(names):
        text = re.sub(rf"(?<![.\w\"'])\b{name}\b(?![\"'=])", f"mine_{number}", text)
    return text.replace(" + ", "+").replace("# ", "# so ").split("\n#CELL\n")


@pytest.mark.parametrize("stem", UNITS)
def test_the_published_solution_is_remarked_under_any_id_name_and_order(stem, solutions):
    cells = solutions[stem]
    other_id = [cell.replace('LEARNER = "model answer"', 'LEARNER = "s123"') for cell in cells]
    commented = [f"# My own idea.\n{cell}\n\n" for cell in other_id]
    in_one = ["\n".join(other_id)]
    for copy in (cells, other_id, commented, renamed(other_id), in_one, cells[:2] + cells[:1:-1]):
        assert "of the published solution's code" in likeness(copy, stem)
    assert "100%" in likeness(other_id, stem)


@pytest.mark.parametrize("stem", UNITS)
def test_pasted_references_are_remarked_in_one_cell_or_many(stem, root):
    blank = code_cells((root / "exercises" / f"{stem}.ipynb").read_bytes())
    source = source_of(stem)
    half = source[len(source) // 2 :].partition("\n\n\n")[2]
    for pasted in (source, half, source.replace("cluster", "net")):
        assert "the course's own references" in likeness([*blank[:2], pasted], stem)
    parts = source.split("\n\n\n")
    assert "the course's own references" in likeness([*blank, *parts], stem)


@pytest.mark.parametrize("stem", UNITS)
def test_a_blank_exercise_and_solutions_of_other_exercises_are_like_nothing(stem, solutions, root):
    blank = code_cells((root / "exercises" / f"{stem}.ipynb").read_bytes())
    assert likeness(blank, stem) == ""
    for other, cells in solutions.items():
        if other != stem:
            assert likeness([*blank, *cells], stem) == ""


#: The same answers as somebody else would write them, by exercise.
HONEST = {
    "01_cluster_structure": [
        hostile.HONEST,
        [
            *hostile.HONEST[:2],
            """\
import collections
stage1 = [n for n, d in cluster.nodes(data=True) if d.get("stage") == 1]
counts = collections.Counter()
for u, v, d in cluster.edges(data=True):
    if u in stage1 or v in stage1:
        counts[d["dimension"]] += 1
check("structure.dimensions", dict(counts))""",
            """\
core = [n for n in cluster if cluster.nodes[n]["layer"] == "core"]
pipes = [(u, v) for u, v, d in cluster.edges(data="dimension") if d == "pipeline"]
with_pipe = [f for f in core if any(f in pair for pair in pipes)]
check("structure.openness", {
    "ties": len(pipes) / len(cluster.edges),
    "firms": len(with_pipe) / len(core),
})""",
            'check("structure.local_density", nx.density(cluster.subgraph(core)))',
            """\
b = nx.betweenness_centrality(cluster)
check("structure.between", b[cluster.graph["my_firm"]])""",
            """\
closed = set(core) - set(with_pipe)
check("structure.gatekeepers", [f for f in with_pipe if set(cluster.neighbors(f)) & closed])""",
        ],
    ],
}


@pytest.mark.parametrize("stem", HONEST)
def test_no_honest_form_is_remarked(stem, solutions):
    for cells in HONEST[stem]:
        assert likeness(cells, stem) == ""
    # Who takes one task from somewhere and writes the others is not remarked either.
    (mine, *_) = HONEST[stem]
    assert likeness([*mine[:-1], solutions[stem][-2]], stem) == ""


def test_what_is_no_python_is_like_nothing():
    for cells in ([], ["def ("], ["%%timeit\n'''"], ["\0"], ["x = " + "(" * 5_000], ["!ls", "f'{"]):
        assert likeness(cells, "01_cluster_structure") == ""


@pytest.mark.slow
def test_a_remark_takes_no_points_and_is_no_doubt(solutions):
    stem = "01_cluster_structure"
    cells = [cell.replace("model answer", "s123") for cell in solutions[stem]]
    content = hostile.notebook(cells).encode()
    result = grade_one(Job(Submission("a.ipynb", content), stem, "a secret"))
    (entry,) = make_book(UNITS[stem], [Result(**result.plain())], {})
    assert entry.remarks == ["100% of the published solution's code stand here too"]
    assert entry.doubts == []
    assert entry.total(UNITS[stem]) == 85
