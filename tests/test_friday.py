"""A Friday with a class of 22: from Moodle's folder to the gradebook, with every second step."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import hostile
import pytest

from clustercourse.exercises.registry import UNITS
from clustergrader import Grading, Limits, appeal, grade

STEM = "01_cluster_structure"
LIMITS = Limits(seconds=60, cell_seconds=20, memory=1_500)
PEOPLE = [f"{first} {last}" for last in ("Lovelace", "Stone") for first in "ABCDEFGHIJK"]
PEOPLE = [name.replace(" ", f"{name[0].lower()}{name[-1]} ") for name in PEOPLE]
TEXT = 'check("structure.explain", " ".join(f"{LEARNER} wNUMBER at{n}" for n in range(30)))'
#: What somebody has done, by number: the cell, and the points that it costs.
MISTAKES = {
    3: (("len(pipelines) /", "100 * len(pipelines) /"), 15),
    8: (("nx.density(", "2 * nx.density("), 15),
    13: (('check("structure.between", ', 'check("structure.between", 100 * '), 20),
}


def id_of(number: int) -> str:
    return f"s{100 + number}"


def folder_of(number: int) -> str:
    return f"{PEOPLE[number]}_{4000 + number}_assignsubmission_file_"


def write(folder: Path, number: int, learner: str = "", place: str = "") -> None:
    """Write a learner's notebook, under another id or in another folder if that is given."""
    cells = [cell.replace("LEARNER-ID", learner or id_of(number)) for cell in hostile.HONEST[:-1]]
    (before, after), _ = MISTAKES.get(number, (("", ""), 0))
    cells = [cell.replace(before, after) if before else cell for cell in cells]
    path = folder / (place or folder_of(number)) / "01.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(hostile.notebook([*cells, TEXT.replace("NUMBER", f"{number}x")]))


def points_of_text(number: int) -> tuple[int, int, int]:
    return number % 5, number % 7, number % 6


def expected(number: int) -> int:
    return 85 - MISTAKES.get(number, ((), 0))[1] + sum(points_of_text(number))


def read(path: Path) -> list[dict[str, str]]:
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text[:30] else ","))


def type_points(path: Path) -> None:
    """Type points into every row that has none, as a spreadsheet of Central Europe saves it."""
    rows = read(path)
    for row in rows:
        criteria = [column for column in row if "(0 to" in column]
        number = int(row["Text"].partition(" w")[2].partition("x")[0])
        if not row[criteria[0]]:
            row |= dict(zip(criteria, map(str, points_of_text(number)), strict=True))
            row["Comment"] = f"Read, {number}."
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.slow
def test_a_friday_with_a_class_of_22(tmp_path, monkeypatch):
    folder, roster = tmp_path / "submissions", tmp_path / "roster.csv"
    lines = [f"{name.replace(' ', ',')},{id_of(n)}" for n, name in enumerate(PEOPLE)]
    roster.write_text("First name,Surname,ID number\n" + "\n".join(lines) + "\n")
    for number in range(20):
        write(folder, number, learner={5: "s015", 6: "practice"}.get(number, ""))
    online = folder / folder_of(0).replace("file_", "onlinetext_")
    online.mkdir()
    (online / "onlinetext.html").write_text("I had no time.")
    plan = Grading(
        folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", roster=roster,
        limits=LIMITS, overwrite=True,
    )  # fmt: skip
    assert len(PEOPLE) == len(set(PEOPLE)) == 22

    def run() -> dict[str, str]:
        grade(plan, progress=False)
        return {row["ID number"]: row["Exercise 01"] for row in read(plan.beside("_import.csv"))}

    report = grade(plan, progress=False)
    assert report.graded_now == 20
    assert set(run().values()) == {""}
    type_points(plan.beside("_texts.csv"))
    marks = run()
    sure = [n for n in range(20) if n not in (5, 6)]
    assert {who: int(mark) for who, mark in marks.items() if mark} == {
        id_of(n): expected(n) for n in sure
    }

    # Two come late, one folder gets another name, one id is corrected, one decided upon.
    write(folder, 20)
    write(folder, 21)
    write(folder, 5)
    shutil.move(folder / folder_of(7), folder / "seven")
    codes = {row["ID number"]: row["Code"] for row in read(plan.output)}
    plan.beside("_decisions.csv").write_text(
        "For,Decision,Task,Value,Reason\n"
        f"{codes[id_of(6)]},whose,,{id_of(6)},her folder\n"
        f"{codes[id_of(3)]},points,2,15 of 15,per cent was allowed\n"
    )
    marks = run()
    known = {id_of(n): expected(n) for n in range(20)} | {id_of(3): expected(3) + 15}
    assert {who: int(mark) for who, mark in marks.items() if mark} == known
    type_points(plan.beside("_texts.csv"))
    everybody = known | {id_of(n): expected(n) for n in (20, 21)}
    assert {who: int(mark) for who, mark in run().items()} == everybody

    # A table is changed by hand, the course changes its points, somebody appeals.
    plan.output.write_text("mine")
    unit = UNITS[STEM]
    dearer = {"structure.openness": 25, "structure.local_density": 5}
    tasks = tuple(replace(task, points=dearer.get(task.id, task.points)) for task in unit.tasks)
    monkeypatch.setitem(UNITS, STEM, replace(unit, tasks=tasks))
    marks = run()
    changed = {id_of(n): everybody[id_of(n)] for n in range(22)} | {
        id_of(8): everybody[id_of(8)] + 10
    }
    assert {who: int(mark) for who, mark in marks.items()} == changed
    assert (tmp_path / "marks.yours-1.csv").read_text() == "mine"
    page = appeal(plan, codes[id_of(3)]).read_text()
    assert "per cent was allowed" in page
    typed = plan.beside("_texts.csv").read_text("utf-8-sig")
    assert [n for n in range(22) if f"Read, {n}." not in typed] == []
