"""The numbers beside a text are those that the exercise shows, on any cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nbformat
import pandas as pd
import pytest

import clustercourse.exercises
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster
from clustergrader.values import shorten, values_of
from clusterlib.measures import structure_table

LEARNER = "model answer"


def shown(stem: str, names: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return the table above the text as the solution has computed it."""
    table = names["advice"] if stem.startswith("05") else names["table"]
    if stem.startswith("02"):
        table.index = [f"ruggedness {rugged}, {sees}" for rugged, sees in table.index]
    if stem.startswith("08"):
        table.index = [f"openness {openness:g}" for openness in table.index]
        table.columns = [f"buzz {buzz:g} {of.partition('_')[0]}" for buzz, of in table.columns]
    return table.to_dict("index")


def run_solution(content: nbformat.NotebookNode) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for cell in content.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    return names


def numbers_of(table: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    for row, numbers in table.items():
        for column, number in numbers.items():
            yield row, str(column), number


@pytest.mark.slow
@pytest.mark.parametrize("secret", ["", "a fresh cluster"], ids=["own", "fresh"])
@pytest.mark.parametrize("stem", [stem for stem in UNITS if stem >= "02" and stem[:2] != "09"])
def test_the_unit_s_table_is_that_of_the_executed_solution(stem, secret, root, monkeypatch):
    unit = UNITS[stem]
    cluster = draw_cluster(LEARNER, stem, secret)
    answers: dict[str, Any] = {}
    course = clustercourse.exercises
    monkeypatch.setattr(course, "my_cluster", lambda learner, exercise: cluster.copy())
    monkeypatch.setattr(
        course, "check", lambda task, answer, cluster=None: answers.update({task: answer})
    )
    monkeypatch.setattr(course, "progress", lambda exercise: None)
    names = run_solution(nbformat.read(root / "solutions" / f"{stem}.ipynb", as_version=4))
    (task,) = [task for task in unit.tasks if task.by_hand]
    assert task.id in answers
    computed = {row: n for row, n in task.about(cluster).items() if not row.startswith("ties of")}
    expected = [(row, column, number) for row, column, number in numbers_of(shown(stem, names))]
    found = list(numbers_of(computed))
    assert [one[:2] for one in sorted(found)] == [one[:2] for one in sorted(expected)]
    for one, other in zip(sorted(found), sorted(expected), strict=True):
        assert one[2] == pytest.approx(other[2], rel=1e-12, abs=1e-15), one[:2]
    # They stand in the marker's cell, each in its row.
    cells = dict(line.split(": ", 1) for line in values_of(unit, cluster).splitlines())
    for row, numbers in task.about(cluster).items():
        assert cells[row] == shorten(dict(numbers))


def test_the_first_text_has_its_table_too():
    unit = UNITS["01_cluster_structure"]
    cluster = draw_cluster(LEARNER, unit.stem)
    table = structure_table(cluster)
    aspects = table.aspect.isin(["centralisation", "core-periphery", "brokerage"])
    numbers = pd.to_numeric(table.value[aspects], errors="coerce").dropna()
    found = {column: n for _, column, n in numbers_of(unit.tasks[-1].about(cluster))}
    assert len(numbers) >= 3
    assert {name: found[name] for name in numbers.index} == pytest.approx(dict(numbers))


def test_every_text_says_what_it_is_about():
    texts = [task for unit in UNITS.values() for task in unit.tasks if task.by_hand]
    assert [task.id for task in texts if task.about is None] == ["policy.explain"]


@pytest.mark.parametrize("stem", UNITS)
def test_every_exercise_says_that_it_is_run_again_on_another_cluster(stem, root):
    source = (root / "source" / "exercises" / f"{stem}.py").read_text(encoding="utf-8")
    head = " ".join(source.partition("# %% tags=")[0].replace("#", " ").split())
    assert "Your lecturer runs this notebook again, with a cluster that nobody has seen" in head
    assert "compute every" in head
