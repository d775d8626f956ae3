"""Names and contents of one submission cost nobody else anything, and act nowhere."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import hostile
import pytest

from clustergrader import Grading, Limits, grade
from clustergrader import page_folder as folders
from clustergrader.page_folder import page_name
from clustergrader.safe_csv import safe, safe_csv
from clustergrader.showing import visible
from clustergrader.submissions import collect

FORMULA = ("=", "+", "-", "@", "\uff1d")
LIMITS = Limits(seconds=40, cell_seconds=10, memory=1_000, files=20, processes=24)
#: A name that paints a terminal red, one that turns letters round, one that is very long.
ODD = [
    "\x1b[31mred\x07",
    "01\u202egpj",
    "x" * 240,
    "a\nb",
    "é",
    "e\u0301",
    "'",
    "a;=cmd",
]


def write(folder: Path, name: str, learner: str, cells: list[str] = hostile.HONEST) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(hostile.notebook([cell.replace("LEARNER-ID", learner) for cell in cells]))


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_no_page_has_the_name_of_a_folder_of_pages_or_of_another_page():
    parts = ["a", "a.html", "a.html_", "A.HTML", "a.ipynb.html", "a.html__", *ODD]
    submissions = [*parts, *(f"{one}/{two}" for one in parts for two in parts)]
    pages = [page_name(name) for name in submissions]
    assert len(set(pages)) == len(pages)
    above = {str(parent) for page in pages for parent in Path(page).parents}
    assert above.isdisjoint(pages)
    assert all(visible(page) == page and "\n" not in page for page in pages)
    assert all(len(part.encode()) <= 255 for page in pages for part in page.split("/"))


@pytest.mark.slow
def test_every_name_is_graded_and_shows_what_it_is(tmp_path):
    folder = tmp_path / "submissions"
    names = ["01.ipynb", "01.ipynb.html/01.ipynb", "01.ipynb.html/02.ipynb.html/x.ipynb"]
    names += [f"{name}.ipynb" for name in ODD]
    for number, name in enumerate(names):
        write(folder, name, f"learner-{number}")
    # Two names that no text can hold, and one that looks like them.
    for name in (b"\xff.ipynb", rb"\udcff.ipynb"):
        there = folder / os.fsdecode(name)
        write(folder, there.name, repr(name).encode().hex())
    plan = Grading(folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", limits=LIMITS)
    for _ in range(2):  # and again
        report = grade(plan, progress=False)
        rows = rows_of(plan.output)
        assert [row["Exercise 01"] for row in rows] == ["85"] * (len(names) + 2)
        assert len({row["Feedback"] for row in rows}) == len(rows)
        assert all((tmp_path / row["Feedback"].replace(";'=", ";=")).is_file() for row in rows)
        assert report.said == []
        plan = Grading(**{**vars(plan), "overwrite": True})
    pages = [*(tmp_path / "feedback").rglob("*.html"), tmp_path / "marks_overview.html"]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert visible(text) == text
        assert "\x1b" not in str(page)
    assert len(pages) == len(names) + 3


@pytest.mark.slow
def test_a_page_that_cannot_be_made_or_written_costs_no_other(tmp_path, monkeypatch):
    folder = tmp_path / "submissions"
    for name in ("a", "b", "c"):
        write(folder, f"{name}.ipynb", name)
    (tmp_path / "feedback" / "b.ipynb.html").mkdir(parents=True)
    make = "clustergrader.grading.feedback_page"
    from clustergrader.pages import feedback_page

    def fail_for_c(unit, entry):
        if entry.result.name == "c.ipynb":
            raise RuntimeError("odd \x1b[2J")
        return feedback_page(unit, entry)

    monkeypatch.setattr(make, fail_for_c)
    plan = Grading(folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", limits=LIMITS)
    report = grade(plan, progress=False)
    assert [row["Exercise 01"] for row in rows_of(plan.output)] == ["85"] * 3
    assert (tmp_path / "feedback" / "a.ipynb.html").is_file()
    assert len(report.said) == 2
    assert report.said[0].startswith("b.ipynb: its page could not be written.")
    assert "odd" in report.said[1]
    assert report.said[0] in str(report)


def test_a_folder_that_cannot_be_read_is_one_submission(tmp_path, monkeypatch):
    write(tmp_path, "a/01.ipynb", "a")
    write(tmp_path, "b/01.ipynb", "b")
    scan = os.scandir

    def refuse(folder):
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = collect(tmp_path)
    assert [(one.name, bool(one.problem)) for one in found] == [("a", True), ("b/01.ipynb", False)]


def test_a_class_is_not_held_in_memory_and_a_file_that_changes_is_said(tmp_path):
    for name in ("a", "b"):
        write(tmp_path, f"{name}.ipynb", name)
    first, second = collect(tmp_path)
    assert first.content == second.content == b""
    assert first.loaded().content == (tmp_path / "a.ipynb").read_bytes()
    assert first.loaded().digest == first.digest
    (tmp_path / "b.ipynb").write_text("{}")
    changed = second.loaded()
    assert "was changed" in changed.problem
    assert changed.digest == second.digest != collect(tmp_path)[1].digest


def test_the_commands_words_show_what_a_name_hides(tmp_path, monkeypatch, capsys):
    from clusterlib.cli import main

    folder = tmp_path / "submissions"
    write(folder, "\x1b[31m.ipynb", "a")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "feedback_01" / page_name("\x1b[31m.ipynb")
    page.parent.mkdir()
    page.write_text("<!-- clusterlib 02_horizontal_learning x -->")
    assert main(["grade", str(folder), "--exercise", "01"]) == 2
    assert main(["grade", str(tmp_path / "no\x1b[31m"), "--exercise", "01"]) == 2
    said = capsys.readouterr().err
    assert "\\x1b[31m" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("between", [",", ";", "\t", "\n", "\r\n"])
@pytest.mark.parametrize("formula", ["=cmd", "+1", "-1", "@x", "\uff1d1"])
@pytest.mark.parametrize("before", ["", "'", '"', " "])
def test_no_cell_begins_with_a_formula_whatever_a_program_takes_for_its_end(
    delimiter, between, formula, before
):
    cells = [f"a{between}{before}{formula}", f"{before}{formula}"]
    table = safe_csv(["A", "B"], [{"A": cells[0], "B": cells[1]}], delimiter).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table), delimiter=delimiter):
        assert not [cell for cell in row if cell.strip().startswith(FORMULA)]
    # Where another letter ends a cell our quotation marks are none, and lines end inside a cell.
    for line in table.splitlines():
        for end in {",", ";", "\t"} - {delimiter}:
            assert not [cell for cell in line.split(end) if cell.strip(' "').startswith(FORMULA)]


def test_numbers_and_ordinary_words_stay_as_they_are():
    for cell in (-1.5, 3, "a; b", "well-known", "3 = 3", "x - y", "a, b; c"):
        assert safe(cell) == cell
        assert safe(cell, ";") == cell


def test_a_page_is_still_found_by_its_seal(tmp_path):
    folders.save_page(tmp_path, "01_cluster_structure", "a.html/\x1b.ipynb", b"<p>page</p>\n")
    (page,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert folders.remove_pages(tmp_path, "01_cluster_structure", ["a.html/\x1b.ipynb"]) == [page]
    assert list(tmp_path.iterdir()) == []
