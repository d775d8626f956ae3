"""The file for the gradebook: marks where they are sure, and everything else as it stands."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from clustercourse.exercises.registry import UNITS
from clustergrader.classbook import make_book
from clustergrader.gradebook import import_table
from clustergrader.marks import marks_table
from clustergrader.one_submission import Result
from clustergrader.roster import read_roster
from clustergrader.texts import Sheet, TextMark, code_of, make_sheet

FIRST = next(iter(UNITS.values()))


def result_of(learner, share=1.0, **values):
    tasks = {
        task.id: {"status": "right", "share": share, "message": "", "misconception": ""}
        for task in FIRST.tasks
    }
    given = {"status": "marked", "learners": [learner], "tasks": tasks, "code": learner} | values
    return Result(f"{learner}.ipynb", learner, note="", learner=learner, **given)


def tables(tmp_path, text, results, texts=None):
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    roster = read_roster(path)
    book = make_book(FIRST, results, texts or {}, roster)
    made = import_table(FIRST, book, roster), marks_table(FIRST, book, roster, "feedback")
    return [[*csv.DictReader(io.StringIO(one.decode("utf-8-sig")))] for one in made]


#: Why there is no sure mark: what was handed in.
UNSURE = {
    "nothing handed in": [],
    "unreadable": [result_of("s1", status="unreadable")],
    "stopped": [result_of("s1", status="stopped: time limit")],
    "twice": [result_of("s1"), replace(result_of("s1"), name="again.ipynb")],
    "several ids": [result_of("s1", learners=["s1", "s2"])],
    "other zeros": [result_of("0001")],
    "a text waits": [
        result_of(
            "s1",
            tasks={
                task.id: {"status": "kept", "share": 0.0, "text": "words", "message": ""}
                for task in FIRST.tasks
            },
        )
    ],
}


@pytest.mark.parametrize("held", ["71", "71.50", "-", "0", "A"])
@pytest.mark.parametrize("why", UNSURE)
@pytest.mark.parametrize(
    "column",
    [
        "Exercise 01",
        "Exercise 01 (4711)",
        "Assignment: Exercise 01 (Real)",
        "Exercise 01 [100]",
        "Exercise 01 Points Grade <Numeric MaxPoints:100>",
        "Exercise 01 [Total Pts: 100 Score] |4711",
        f"{FIRST.title} (4711)",
    ],
)
def test_what_the_gradebook_holds_is_never_blanked(tmp_path, column, why, held):
    name = "1" if why == "other zeros" else "s1"
    text = f'Name,Student ID,"{column}",Other\nAda,{name},{held},x\nBo,s9,80,y\n'
    rows, _ = tables(tmp_path, text, [*UNSURE[why], result_of("s9")])
    assert [*rows[0]] == ["Name", "Student ID", column, "Other"]
    assert [(row[column], row["Other"]) for row in rows] == [(held, "x"), ("100", "y")]


def test_a_column_without_points_is_not_the_exercise_s(tmp_path):
    head = (
        'Name,Student ID,"Exercise 01 (Percentage)",Exercise 01 (Letter),Exercise 01 - Max Points'
    )
    rows, _ = tables(tmp_path, f"{head}\nAda,s1,70 %,C,100\n", [result_of("s1")])
    assert [*rows[0].values()] == ["Ada", "s1", "70 %", "C", "100", "100"]
    assert [*rows[0]][-1] == "Exercise 01"
    rows, _ = tables(tmp_path, "Name,SID,End-of-Line Indicator\nAda,#s1,#\n", [result_of("s1")])
    assert rows == [
        {"Name": "Ada", "SID": "#s1", "Exercise 01": "100", "End-of-Line Indicator": "#"}
    ]


OWN = ["-3", "-0,5", "-", "--", "+49 30 123-45", "+1", "-k", "=> see me", "@ada", "= 3", '="00123"']


@pytest.mark.parametrize("cell", OWN)
def test_the_lecturer_s_own_columns_stay_as_they_are(tmp_path, cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    text = f"Name,Student ID,{quoted}\nAda,s1,{quoted}\n"
    for (row,) in tables(tmp_path, text, [result_of("s1")]):
        assert row[cell] == cell
    sheet = Sheet(
        cells={("a", "structure.explain"): {"Code": "a", "Task": "structure.explain", cell: cell}},
        own=(cell,),
    )
    made = make_sheet(FIRST, [], [("a", "structure.explain")], sheet).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(made))
    assert row[cell] == cell


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("=cmd|x", "'=cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-", "-"),
        ("+49 1", "+49 1"),
        ("-k", "'-k"),
    ],
)
def test_a_name_that_its_owner_wrote_runs_nothing(tmp_path, name, stands):
    text = f"First name,Surname,ID number\nAda,{name},s1\n"
    for (row,) in tables(tmp_path, text, [result_of("s1")]):
        assert row["Surname"] == stands


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
)
ROW = "Participant {},{},{},Submitted for grading,{},{},Yes,-,-,{}\n"


def test_moodle_s_worksheet_is_filled(tmp_path):
    text = WORKSHEET + "".join(
        [
            ROW.format(1, "Ada", "a@x", "", "100.00", ""),
            ROW.format(2, "Bo", "b@x", "12.00", "20.00", "Come and see me."),
            ROW.format(3, "Cleo", "c@x", "9.00", "20.00", "Well."),
            ROW.format(4, "Dan", "d@x", "", '"50,00"', ""),
        ]
    )
    kept = {"status": "kept", "share": 0.0, "text": "words", "message": ""}
    last = FIRST.tasks[-1]
    ada = result_of("a@x")
    ada.tasks[last.id] = kept
    texts = {(code_of(ada), last.id): TextMark((4.5, 2.0), "Say why.")}
    results = [
        ada,
        result_of("b@x", 0.2),
        result_of("c@x", learners=["x", "y"]),
        result_of("d@x", 0.61),
    ]
    rows, _ = tables(tmp_path, text, results, texts)
    assert [*rows[0]] == WORKSHEET.strip().split(",")
    total = FIRST.points - last.points + 6.5
    assert [row["Grade"] for row in rows[:3]] == [f"{total:g}", "4", "9.00"]
    earned = sum(round(0.61 * task.points) for task in FIRST.tasks)
    assert rows[3]["Grade"] == f"{earned / 2:g}".replace(".", ",")
    said = rows[0]["Feedback comments"]
    assert said.startswith(f"Exercise 01: {total:g} of 100 points. ")
    assert f"6.5 of {last.points} for {last.title!r}" in said
    assert said.endswith("Say why.")
    assert rows[1]["Feedback comments"].startswith(
        "Come and see me. Exercise 01: 20 of 100 points."
    )
    assert rows[2]["Feedback comments"] == "Well."
    # The next run writes its own words anew and keeps the person's.
    again = io.StringIO()
    writer = csv.DictWriter(again, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    twice, _ = tables(tmp_path, again.getvalue(), results, texts)
    assert twice == rows
