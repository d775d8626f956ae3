"""Kinds of honest work that were marked wrongly or without a word: each with its right value."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import hostile
import numpy as np
import pandas as pd
import pytest

from clustercourse.exercises.answers import AnswerError, Number, Numbers
from clustercourse.exercises.encoding import decode, encode
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster
from clustergrader import Grading, Limits, grade
from clustergrader.classbook import make_book
from clustergrader.judging import OWN_ONLY, mark
from clustergrader.notebook_run import NotebookRun
from clustergrader.one_submission import Result, _no_cluster
from clustergrader.overview import overview_page
from clustergrader.pages import feedback_page
from clustergrader.submissions import UnreadableError, code_cells, collect

FIRST = UNITS["01_cluster_structure"]
LIMITS = Limits(seconds=60, cell_seconds=20, memory=1_500)
MOODLE = "Ada Lovelace_101_assignsubmission_{}_"


def cells_of(learner: str, *more: tuple[int, str]) -> list[str]:
    """Return the honest notebook, some of its cells replaced."""
    cells = [cell.replace("LEARNER-ID", learner) for cell in hostile.HONEST]
    for place, code in more:
        cells[place] = code
    return cells


# Numbers of every type


@pytest.mark.parametrize(
    "value",
    [Decimal("0.25"), Fraction(1, 4), np.float32(0.25), np.longdouble(0.25), np.array(0.25)],
)
def test_a_number_is_a_number_whatever_its_type(value):
    assert Number().plain(value) == 0.25
    assert decode(encode(value)) == 0.25
    arrived = decode(json.loads(json.dumps(encode({"firms": value}))))
    assert Numbers().plain(arrived) == {"firms": 0.25}
    assert list(decode(encode(pd.Series({"firms": value}))).to_dict().values()) == [0.25]


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "1e999999"])
def test_a_decimal_that_is_no_number_is_said_to_be_none(text):
    for value in (Decimal(text), decode(json.loads(json.dumps(encode(Decimal(text)))))):
        with pytest.raises(AnswerError, match="finite"):
            Number().plain(value)


# Texts of every length


@pytest.mark.parametrize("words", [1, 30, 59, 60, 150, 151, 400])
def test_a_text_of_any_length_waits_for_a_person_and_a_length_not_asked_for_is_said(words):
    cluster = draw_cluster("ada", FIRST.stem)
    text = " ".join(f"word{n}" for n in range(words))
    given = mark(FIRST, cluster, {"structure.explain": encode(text)})["structure.explain"]
    assert (given["status"], given["text"]) == ("kept", text)
    entry = entry_of({"structure.explain": given})
    assert entry.waiting(FIRST) == 15
    said = f"the text has {words} words, 60 to 150 were asked for"
    assert entry.remarks == ([] if 60 <= words <= 150 else [said])


@pytest.mark.parametrize("value", [("a tuple of a text",), 3.5, ["x"], "x " * 8_000])
def test_a_text_that_cannot_be_kept_is_a_remark(value):
    cluster = draw_cluster("ada", FIRST.stem)
    given = mark(FIRST, cluster, {"structure.explain": encode(value)})["structure.explain"]
    assert given["status"] == "unusable"
    (remark,) = entry_of({"structure.explain": given}).remarks
    assert remark.startswith("no text that could be kept: ")


@pytest.mark.parametrize(
    "value", [..., None, "", "  ", "Write your text here, over this sentence."]
)
def test_a_blank_text_is_none_and_no_remark(value):
    given = mark(FIRST, draw_cluster("ada", FIRST.stem), {"structure.explain": encode(value)})
    assert entry_of({"structure.explain": given["structure.explain"]}).remarks == []
    assert entry_of({"structure.explain": given["structure.explain"]}).waiting(FIRST) == 0


def entry_of(tasks, status="marked", note=""):
    everything = {
        task.id: {"status": "not attempted", "share": 0.0, "message": "", "misconception": ""}
        for task in FIRST.tasks
    }
    result = Result(
        "a.ipynb", "digest", status, note, "ada", ["ada"], everything | tasks, code="code"
    )
    (entry,) = make_book(FIRST, [result], {})
    return entry


# Right for the own cluster only


@pytest.mark.parametrize("stem", [*UNITS][:8])
def test_what_is_right_for_the_own_cluster_only_is_said_to_both(stem):
    unit = UNITS[stem]
    own, fresh = (draw_cluster("ada", stem, secret) for secret in ("", "fresh secret"))
    tasks = [task for task in unit.tasks if not task.by_hand]
    answers = {task.id: encode(task.answer.plain(task.reference(own))) for task in tasks}
    marks = mark(unit, fresh, answers, secret="fresh secret", own=own)
    typed = [task for task in tasks if marks[task.id]["misconception"] == OWN_ONLY]
    wrong = [task for task in tasks if marks[task.id]["status"] == "wrong"]
    # A coincidence with a known mistake, or with what is right, explains the rest.
    assert len(typed) >= len(wrong) - 1 >= len(tasks) - 2
    result = Result("a", "d", "marked", learner="ada", learners=["ada"], tasks=marks, code="c")
    (entry,) = make_book(unit, [result], {})
    assert feedback_page(unit, entry).decode().count("right for your own cluster") >= len(typed)
    assert OWN_ONLY in overview_page(unit, [entry], "feedback").decode()
    # It never takes points away, and is never said of an answer that is right.
    right = {task.id: encode(task.answer.plain(task.reference(fresh))) for task in tasks}
    for one in mark(unit, fresh, right, own=fresh).values():
        assert one["misconception"] != OWN_ONLY


# No cluster


@pytest.mark.parametrize(
    ("cell", "kind", "text", "said"),
    [
        ('my_cluster(input("Your id? "), "01")', "EOFError", "EOF", "nobody can type"),
        ("LEARNER = input ()\nmy_cluster(LEARNER)", "StdinNotImplementedError", "", "nobody can"),
        ("cluster = my_cluster(LEARNR, '01')", "NameError", "LEARNR", "NameError: LEARNR"),
        ("cluster = my_cluster('', '01')", "LearnerError", "Give your id", "Give your id"),
    ],
)
def test_a_cell_that_asks_for_the_cluster_and_stops_is_named(cell, kind, text, said):
    run = NotebookRun(ending="ran", errors=[(1, "ValueError", "x"), (2, kind, text)])
    note = _no_cluster("01_cluster_structure", run, ["x = 1", cell])
    assert note.startswith(f"The cell that asks for the cluster (code cell 2) stopped: {kind}")
    assert said in note


def test_that_no_cell_asks_is_said_only_where_none_does():
    run = NotebookRun(ending="ran", errors=[(1, "ValueError", "x")])
    assert _no_cluster("01", run, ["x = 1", "y = 2"]).startswith("No cell asked for a cluster")


# What cannot be judged


@pytest.mark.parametrize("status", ["unreadable", "no cluster", "another exercise", "not graded"])
def test_the_page_of_what_could_not_be_judged_has_no_points_and_no_tasks(status):
    page = feedback_page(FIRST, entry_of({}, status, "The cure is this.")).decode()
    assert "0 of 100" not in page
    assert "attempted" not in page
    assert "The cure is this." in page
    assert status in page.casefold()
    assert FIRST.tasks[0].title not in page


# What stands beside a notebook


@pytest.mark.parametrize(
    ("beside", "own"),
    [
        (MOODLE.format("onlinetext") + "/onlinetext.html", MOODLE.format("file") + "/01.ipynb"),
        (MOODLE.format("onlinetext") + "onlinetext.html", MOODLE.format("file") + "01.ipynb"),
        (MOODLE.format("comments") + "/notes.txt", MOODLE.format("file") + "/01.ipynb"),
        ("lovelaceada_55_70_text.html", "lovelaceada_55_77_01.ipynb"),
        ("lovelaceada_55_70_report.pdf", "lovelaceada_LATE_55_77_01-1.ipynb"),
    ],
)
def test_what_a_platform_puts_beside_a_notebook_is_no_second_submission(tmp_path, beside, own):
    for name in (beside, own):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(hostile.notebook(hostile.BLANK))
    assert [one.name for one in collect(tmp_path)] == [own]
    # Alone it is one: nobody who handed something in is left out.
    (tmp_path / own).unlink()
    if "/" in own:
        (tmp_path / own).parent.rmdir()
    assert len(collect(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("01.ipynb.txt", "take it away"),
        ("01.ipynb.json", "take it away"),
        ("01.zip", "Unpack it"),
        ("01.html", "Hand in the .ipynb"),
        ("01.py", "Hand in the .ipynb"),
        ("01.pages", "must end in .ipynb"),
    ],
)
@pytest.mark.parametrize("folder", ["", "Ada_1_assignsubmission_file_/"])
def test_a_file_that_is_no_notebook_has_its_cure(tmp_path, folder, name, cure):
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / name).write_text("x")
    (one,) = collect(tmp_path)
    assert cure in one.problem


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (hostile.notebook(hostile.BLANK).encode("utf-16"), "UTF-16"),
        (hostile.notebook(hostile.BLANK).encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04", "zip"),
        (json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}).encode(), "format 3"),
        (b"{", "Download it from Jupyter once more"),
    ],
)
def test_a_notebook_that_cannot_be_read_has_its_cure(content, cure):
    with pytest.raises(UnreadableError, match=cure):
        code_cells(content)


# The whole way


@pytest.mark.slow
def test_kinds_of_honest_work_get_what_they_deserve(tmp_path):
    folder = tmp_path / "submissions"
    timed = "%%timeit -n 40000 -r 3\nmy_cluster(LEARNER, '01_cluster_structure')\n"
    openness = hostile.OPENNESS.replace(
        "check(", "from decimal import Decimal\n"
        "shares = {name: Decimal(share) for name, share in shares.items()}\ncheck("
    )  # fmt: skip
    flood = hostile.DIMENSIONS.replace("check(", "for _ in range(100_000):\n    check(")
    typed = 'check("structure.openness", {"ties": OWN_TIES, "firms": OWN_FIRMS})'
    task = next(task for task in FIRST.tasks if task.id == "structure.openness")
    own = task.answer.plain(task.reference(draw_cluster("typed", FIRST.stem)))
    typed = typed.replace("OWN_TIES", str(own["ties"])).replace("OWN_FIRMS", str(own["firms"]))
    cases = {
        "flood": (cells_of("flood", (2, flood)), "85"),
        "decimal": (cells_of("decimal", (3, openness)), "85"),
        "typed": (cells_of("typed", (3, typed)), "70"),
        "input": (cells_of("x", (1, hostile.CLUSTER.replace('"LEARNER-ID"', "input()"))), "0"),
        "again": ([*cells_of("again")[:2], timed, *cells_of("again")[2:]], "85"),
    }
    folder.mkdir()
    for name, (cells, _) in cases.items():
        (folder / f"{name}.ipynb").write_text(hostile.notebook(cells))
    plan = Grading(
        folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", limits=LIMITS, secret="s" * 9
    )
    grade(plan, progress=False)
    rows = {
        Path(row["Submission"]).stem: row
        for row in csv.DictReader(io.StringIO(plan.output.read_text("utf-8-sig")))
    }
    points = {name: row["Exercise 01"] for name, row in rows.items()}
    assert points == {name: points for name, (_, points) in cases.items()}
    assert {name: row["Status"] for name, row in rows.items()} == {
        name: "no cluster" if name == "input" else "marked" for name in cases
    }
    assert "nobody can type while a notebook is marked" in rows["input"]["Note"]
    page = (plan.feedback / "typed.ipynb.html").read_text()
    assert "This is right for your own cluster." in page
