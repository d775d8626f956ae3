"""Grading a class: marks, feedback, the sheet of texts, going on after a stop, other workers."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import hostile
import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clustergrader
from clustercourse.exercises.answers import Numbers
from clustercourse.exercises.encoding import NoAnswerError, decode, encode
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster
from clustercourse.exercises.units.policy import region_of
from clustercourse.policy import EQUAL_SPLIT, Policy
from clustergrader import Grading, GradingError, GradingReport, Limits, grade
from clustergrader import sandbox as sandboxes
from clustergrader.appeals import appeal_page
from clustergrader.classbook import make_book, weigh
from clustergrader.course import ANSWERS, make_course
from clustergrader.gradebook import import_table
from clustergrader.grading import find_exercise
from clustergrader.judging import mark
from clustergrader.marks import marks_table
from clustergrader.one_submission import Job, Result, grade_one
from clustergrader.overview import count_outcomes, overview_page, plot_outcomes
from clustergrader.page_folder import page_name
from clustergrader.pages import feedback_page
from clustergrader.roster import HEADERS, Person, Roster, read_roster
from clustergrader.safe_csv import safe
from clustergrader.state import open_graded
from clustergrader.submissions import Submission, code_cells, collect, fingerprint
from clustergrader.texts import (
    Sheet,
    TextMark,
    code_of,
    is_written,
    make_sheet,
    read_sheet,
    texts_of,
)
from clustergrader.values import shorten, values_of
from clusterlib.cli import main
from clusterlib.networks import ClusterError

FIRST = UNITS["01_cluster_structure"]
LIMITS = Limits(seconds=60, cell_seconds=20, memory=1_500)
MOODLE = "First name,Surname,ID number,Email address\n"
MOODLES = "{}_{}_assignsubmission_file_/01.ipynb"
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def write(folder: Path, name: str, learner: str, cells: list[str] = hostile.HONEST) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(hostile.notebook([cell.replace("LEARNER-ID", learner) for cell in cells]))


class Points(NamedTuple):
    """A task, as far as its points count."""

    points: int


def codes_of(results: list[Result]) -> set[str]:
    return {code_of(result) for result in results}


def keys_of(results: list[Result]) -> list[tuple[str, str]]:
    return [key for result in results for key in texts_of(result)]


def points_of(result: Result) -> int:
    return sum(weigh(result.tasks[task], Points(points)) for task, points in result.points.items())


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course as submissions see it."""
    folder = tmp_path_factory.mktemp("course")
    make_course(folder)
    return folder


# Answers as plain data


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (..., None),
        (None, None),
        (True, True),
        (np.bool_(True), True),
        (3, 3),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.array(0.5), 0.5),
        (np.array([1, 2]), [1, 2]),
        (float("inf"), float("inf")),
        (10**400, float("inf")),
        ("text", "text"),
        (np.str_("text"), "text"),
        (("a", "b"), ["a", "b"]),
        ({"a": 1, "b": 0.5}, {"a": 1, "b": 0.5}),
        ({1: 2, (1, "x"): 3}, {1: 2, (1, "x"): 3}),
        ({"$": "float"}, {"$": "float"}),
        ({"year": [2020, {"kind": "university"}]}, {"year": [2020, {"kind": "university"}]}),
    ],
)
def test_a_value_arrives_as_it_was(value, arrives):
    assert decode(json.loads(json.dumps(encode(value)))) == arrives


def test_sets_series_and_strangers_arrive_as_what_the_judge_needs():
    assert sorted(decode(encode({"b", "a"}))) == ["a", "b"]
    assert decode(encode({"a": 1}.keys())) == ["a"]
    series = decode(json.loads(json.dumps(encode(pd.Series({"a": 1.5, "b": 2})))))
    assert series.to_dict() == {"a": 1.5, "b": 2.0}
    assert type(decode(encode(1j))).__name__ == "complex"
    assert type(decode({"$": "other", "type": "<b>"})).__name__ == "object"
    assert np.isnan(decode(encode(float("nan"))))
    policy = Policy(skills_1=30, pipelines_2=40)
    assert decode(encode(policy)) == policy.model_dump()


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["$", "type", "pairs", "value", "index", "values", "a"]),
            inner | st.sampled_from(["dict", "series", "other", "float", "large", "nan"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(plain_json)
def test_whatever_arrives_is_a_value_or_refused(data):
    with contextlib.suppress(NoAnswerError):
        decode(data)


# Submissions


def test_moodle_s_and_canvas_s_folders_are_understood(tmp_path):
    write(tmp_path, "Ada Lovelace_101_assignsubmission_file_/01.ipynb", "ada")
    write(tmp_path, "parkcleo_55_77_01.ipynb", "cleo")
    write(tmp_path, "Eve_1_file_/.ipynb_checkpoints/01-checkpoint.ipynb", "eve")
    write(tmp_path, "__MACOSX/01.ipynb", "nobody")
    (tmp_path / "Ada Lovelace_101_assignsubmission_file_" / "data.csv").write_text("x")
    (tmp_path / "report.pdf").write_text("x")
    found = {one.name: one.problem for one in collect(tmp_path)}
    assert list(found) == [
        "Ada Lovelace_101_assignsubmission_file_/01.ipynb",
        "Eve_1_file_",
        "parkcleo_55_77_01.ipynb",
        "report.pdf",
    ]
    assert found["Eve_1_file_"] == "There is no notebook in this folder."
    assert "must end in .ipynb" in found["report.pdf"]
    with pytest.raises(GradingError, match="no such folder"):
        collect(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(GradingError, match="nothing"):
        collect(tmp_path / "empty")


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "mine").mkdir()
    write(tmp_path / "other", "secret.ipynb", "ada")
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    (submission,) = collect(tmp_path / "mine")
    assert submission.problem


def test_names_of_pages_stay_in_the_folder_and_short():
    assert page_name("a/b.ipynb") == "a/b.ipynb.html"
    assert page_name("x.ipynb") != page_name("x.pdf")
    long = [page_name("ä" * 120 + end) for end in ("1.ipynb", "2.ipynb")]
    assert all(len(name.encode()) < 255 for name in long)
    assert long[0] != long[1]


def test_a_fingerprint_sees_code_and_not_comments_spaces_or_the_id():
    first = ['LEARNER = "ada"\nx = 1 + 2  # three', "%magic"]
    same = ["LEARNER='bob'\n\nx = 1+2", "%magic  "]
    assert fingerprint(first, "ada") == fingerprint(same, "bob")
    assert fingerprint(first, "ada") != fingerprint(["x = 1 + 3"], "ada")


def test_the_exercise_has_a_number_or_a_name():
    assert find_exercise("01") is find_exercise("01_cluster_structure") is FIRST
    for name in ("1", "99", "", "01_"):
        with pytest.raises(GradingError, match="There are: 01_cluster_structure"):
            find_exercise(name)


# What a submission can know


def test_no_reference_misconception_or_rubric_is_in_the_course_that_submissions_see(course):
    assert not (course / "clustercourse" / ANSWERS).exists()
    assert not (course / "clustergrader").exists()
    assert [*course.rglob("best_*.json")] == []
    files = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    for unit in UNITS.values():
        for task in unit.tasks:
            secrets = [known.message for known in task.misconceptions]
            secrets += [criterion.text for criterion in task.rubric if len(criterion.text) > 30]
            for text in secrets:
                part = text[:40].encode()
                assert [path for path, content in files.items() if part in content] == []


def test_the_library_among_the_programs_is_hidden(tmp_path, monkeypatch):
    inside = Path(sys.prefix).resolve() / "lib" / "clusterlib"
    monkeypatch.setattr(sandboxes, "packages", lambda: (inside,))
    arguments = list(sandboxes._programs())
    assert arguments[-4:] == ["--tmpfs", str(inside), "--remount-ro", str(inside)]


@pytest.mark.slow
@pytest.mark.parametrize("stem", UNITS)
def test_the_solution_earns_everything_and_the_blank_nothing(stem, course, root):
    unit = UNITS[stem]
    for folder in ("solutions", "exercises"):
        content = (root / folder / f"{stem}.ipynb").read_bytes()
        result = grade_one(
            Job(Submission(f"{folder}.ipynb", content), stem, "fresh secret", course=str(course))
        )
        assert (result.status, result.errors) == ("marked", [])
        statuses = {task.id: result.tasks[task.id]["status"] for task in unit.tasks}
        if folder == "solutions":
            assert points_of(result) == sum(task.points for task in unit.tasks if not task.by_hand)
            assert all(
                statuses[task.id] == ("kept" if task.by_hand else "right") for task in unit.tasks
            )
        else:
            assert points_of(result) == 0
            assert set(statuses.values()) == {"not attempted"}


#: What notebooks of earlier terms import, by what it is called today.
EARLIER = {
    "from clustercourse.exercises": "from clusterlib.exercises",
    "from clustercourse.policy": "from clusterlib.policy",
    "from clusterlib.experiments import LevelOf, ": (
        "from clusterlib.claims.outcomes import LevelOf\nfrom clusterlib.experiments import "
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("stem", ["05_network_position", "09_policy_studio"])
def test_a_notebook_of_an_earlier_term_is_graded_as_before(stem, course, root):
    notebook = nbformat.read(root / "solutions" / f"{stem}.ipynb", as_version=4)
    for cell in notebook.cells:
        for today, then in EARLIER.items():
            cell.source = cell.source.replace(today, then)
    content = nbformat.writes(notebook).encode()
    assert b"clustercourse" not in content
    result = grade_one(Job(Submission("old.ipynb", content), stem, "fresh", course=str(course)))
    assert (result.status, result.errors) == ("marked", [])
    unit = UNITS[stem]
    assert points_of(result) == sum(task.points for task in unit.tasks if not task.by_hand)


def test_a_policy_is_scored_on_draws_that_the_secret_makes():
    unit = UNITS["09_policy_studio"]
    (task,) = [task for task in unit.tasks if task.scale]
    fresh = draw_cluster("ada", unit.stem, "fresh secret")
    best, equal = encode(task.reference(fresh)), encode(region_of(fresh).equal)
    marks = [
        mark(unit, fresh, {task.id: data}, secret="fresh secret")[task.id]
        for data in (best, equal, {"$": "dict", "pairs": [["skills_1", 1e9]]})
    ]
    assert [one["share"] for one in marks] == [1, 0, 0]
    assert [one["status"] for one in marks] == ["right", "wrong", "unusable"]


@pytest.mark.parametrize("stem", UNITS)
def test_the_answers_of_one_s_own_cluster_earn_next_to_nothing_on_the_fresh_one(stem):
    unit = UNITS[stem]
    tasks = [task for task in unit.tasks if not task.by_hand and task.scale is None]
    shares = []
    for number in range(10):
        learner = f"typed-{number}"
        mine, fresh = draw_cluster(learner, stem), draw_cluster(learner, stem, "fresh secret")
        answers = {task.id: encode(task.answer.plain(task.reference(mine))) for task in tasks}
        marks = mark(unit, fresh, answers, secret="fresh secret")
        earned = sum(weigh(marks[task.id], task) for task in tasks)
        shares.append(earned / sum(task.points for task in tasks))
    assert np.mean(shares) < 0.1
    assert max(shares) <= 0.3


# A class


@pytest.fixture
def class_of_five(tmp_path):
    """Five submissions and a roster of six, as Moodle exports them."""
    folder = tmp_path / "submissions"
    per_cent = [
        cell.replace("len(pipelines) /", "100 * len(pipelines) /") for cell in hostile.HONEST
    ]
    write(folder, "Ada Lovelace_101_assignsubmission_file_/01.ipynb", "s101")
    write(folder, "Bo Stone_102_assignsubmission_file_/01.ipynb", "s102", per_cent)
    write(folder, "Cleo Park_103_assignsubmission_file_/01.ipynb", "s101")
    write(folder, "Dan Ray_104_assignsubmission_file_/01.ipynb", "practice", hostile.BLANK)
    write(folder, "Eve Gray_105_assignsubmission_file_/01.ipynb", "edited")
    people = ["Ada,Lovelace,s101,", "Bo,Stone,s102,", "Cleo,Park,s103,", "Dan,Ray,s104,"]
    roster = tmp_path / "roster.csv"
    roster.write_text(MOODLE + "\n".join([*people, "Eve,Gray,s105,", "Flo,=Evil,s106,"]))
    return Grading(
        folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", roster=roster, limits=LIMITS
    )


@pytest.mark.slow
def test_a_class_from_submissions_to_marks_with_texts(class_of_five, tmp_path):
    plan = class_of_five
    report = grade(plan, progress=False)
    assert report.graded_now == 5
    rows = {row["First name"]: row for row in rows_of(plan.output)}
    assert list(rows) == ["Ada", "Bo", "Cleo", "Dan", "Eve", "Flo"]
    assert {name: row["Exercise 01"] for name, row in rows.items()} == {
        "Ada": "85", "Bo": "70", "Cleo": "85", "Dan": "0", "Eve": "85", "Flo": "",
    }  # fmt: skip
    assert rows["Flo"]["Status"] == "no submission"
    assert rows["Flo"]["Surname"] == "'=Evil"
    assert "handed in by Cleo Park, with the id of Ada Lovelace" in rows["Cleo"]["Look at"]
    assert "the same id as Cleo" in rows["Ada"]["Look at"]
    assert "practice" in rows["Dan"]["Look at"]
    assert "'edited' is not in the roster" in rows["Eve"]["Look at"]
    assert rows["Bo"]["Look at"] == ""
    page = (tmp_path / "feedback" / rows["Bo"]["Submission"]).with_suffix(".ipynb.html").read_text()
    assert "This is in per cent" in page
    assert "70 of 85 points; 15 more for your text" in page
    # No mark in a gradebook while a text waits, or where it is in doubt whose it is.
    imported = tmp_path / "marks_import.csv"
    assert [row["Exercise 01"] for row in rows_of(imported)] == [""] * 6
    assert list(rows_of(imported)[0]) == [*MOODLE.strip().split(","), "Exercise 01"]

    sheet = tmp_path / "marks_texts.csv"
    lines = rows_of(sheet)
    criteria = [column for column in lines[0] if "(0 to" in column]
    assert len(criteria) == 3
    assert not {"Ada", "Bo", "s101", "s102"} & {line["Code"] for line in lines}
    assert len(lines) == 4
    assert all("Two shares that look outside: " in line["Own cluster"] for line in lines)
    assert all("Gatekeepers: " in line["Fresh cluster"] for line in lines)
    for line in lines:
        line |= dict(zip(criteria, ("4", "2,5", "0"), strict=True))
        line["Comment"] = "Good <start>." if "s102" in line["Text"] else ""
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        # As a spreadsheet of Central Europe saves it.
        writer = csv.DictWriter(file, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    filled = sheet.read_bytes()
    with pytest.raises(ClusterError, match="exists already"):
        grade(plan, progress=False)
    again = Grading(**{**vars(plan), "overwrite": True})
    report = grade(again, progress=False)
    assert report.graded_now == 0
    rows = {row["First name"]: row for row in rows_of(plan.output)}
    assert {name: row["Exercise 01"] for name, row in rows.items()} == {
        "Ada": "91.5", "Bo": "76.5", "Cleo": "91.5", "Dan": "0", "Eve": "91.5", "Flo": "",
    }  # fmt: skip
    assert {row["First name"]: row["Exercise 01"] for row in rows_of(imported)} == {
        "Ada": "", "Bo": "76.5", "Cleo": "", "Dan": "", "Eve": "", "Flo": "",
    }  # fmt: skip
    page = (tmp_path / "feedback" / rows["Bo"]["Submission"]).with_suffix(".ipynb.html").read_text()
    assert "76.5 of 100 points" in page
    assert "Good &lt;start&gt;." in page
    assert sheet.read_bytes() == filled

    # A late submission is graded alone; points that were typed in stay.
    write(plan.submissions, "Flo Evil_106_assignsubmission_file_/01.ipynb", "s106")
    report = grade(again, progress=False)
    assert report.graded_now == 1
    rows = {row["First name"]: row for row in rows_of(plan.output)}
    assert (rows["Bo"]["Exercise 01"], rows["Flo"]["Exercise 01"]) == ("76.5", "85")
    lines = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig")), delimiter=";"))
    assert sorted(line[criteria[1]] for line in lines) == ["", "2,5", "2,5", "2,5", "2,5"]
    assert (tmp_path / "marks_texts.before.csv").read_bytes() == filled

    # Faults in the sheet are all listed, and nothing is written.
    marks = plan.output.read_bytes()
    filled_in = [line for line in lines if line[criteria[0]]]
    for line, criterion, wrong in zip(filled_in, criteria, ("5", "6,5", "two"), strict=False):
        line[criterion] = wrong
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    with pytest.raises(ClusterError) as error:
        grade(again, progress=False)
    assert len(error.value.problems) == 3
    assert plan.output.read_bytes() == marks


@pytest.mark.slow
def test_killed_and_started_again_it_goes_on(tmp_path):
    folder = tmp_path / "submissions"
    for number in range(6):
        write(folder, f"{number}.ipynb", f"learner-{number}")
    write(folder, "6.ipynb", "sleeper", hostile.before("import time\ntime.sleep(5)"))
    command = [sys.executable, "-m", "clusterlib", "grade", str(folder), "--exercise", "01"]
    state = tmp_path / "marks_01_graded.jsonl"
    # The folder of the course shows in the command of every sandbox: so they are found.
    env = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, env=env) as process:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if state.exists() and state.read_bytes().count(b"\n") >= 3:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    done = state.read_bytes()
    assert not (tmp_path / "marks_01.csv").exists()
    finished = [json.loads(line)["name"] for line in done.splitlines()[1:]]
    assert 2 <= len(finished) < 7
    until = time.monotonic() + 60
    while (left := hostile.processes_of(tmp_path)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []
    # What was being written when it was killed is written again.
    state.write_bytes(done + b'{"name":"5.ipynb","dig')
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"{7 - len(finished)} graded now" in again.stdout
    lines = [json.loads(line) for line in state.read_bytes().splitlines()]
    assert sorted(line["name"] for line in lines[1:] if "name" in line) == [
        f"{n}.ipynb" for n in range(7)
    ]
    assert state.read_bytes().startswith(done)
    rows = rows_of(tmp_path / "marks_01.csv")
    assert [row["Exercise 01"] for row in rows] == ["85"] * 7
    assert (state.stat().st_mode & 0o077) == 0


@pytest.mark.slow
def test_a_key_press_stops_it_at_once_and_leaves_nothing(tmp_path):
    folder = tmp_path / "submissions"
    write(folder, "sleeper.ipynb", "sleeper", hostile.before("import time\ntime.sleep(50)"))
    command = [sys.executable, "-m", "clusterlib", "grade", str(folder), "--exercise", "01"]
    env = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=env)
    until = time.monotonic() + 120
    while not hostile.sandboxes_of(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=40)
    assert process.returncode == 130
    assert "Run the same command again, and it goes on." in said
    assert hostile.sandboxes_of(tmp_path) == []
    assert list(tmp_path.glob("clusterlib-*")) == []
    assert not (tmp_path / "marks_01.csv").exists()


@pytest.mark.slow
def test_the_workers_of_a_dask_scheduler_give_the_same_marks(tmp_path):
    distributed = pytest.importorskip("distributed")
    folder = tmp_path / "submissions"
    write(folder, "a.ipynb", "ada")
    write(folder, "b.ipynb", "bob", hostile.BLANK)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None
    ) as cluster:
        plan = Grading(
            folder, "01", tmp_path / "marks.csv", tmp_path / "feedback",
            scheduler=cluster.scheduler_address, limits=LIMITS,
        )  # fmt: skip
        grade(plan, progress=False)
    assert [row["Exercise 01"] for row in rows_of(plan.output)] == ["85", "0"]


# Where there is no sandbox


def test_without_bubblewrap_nothing_is_run(tmp_path, monkeypatch, capsys):
    write(tmp_path / "submissions", "a.ipynb", "ada")
    monkeypatch.setenv("PATH", str(tmp_path))
    sandboxes._way.cache_clear()
    try:
        assert main(["grade", "submissions", "--exercise", "01"]) == 2
    finally:
        sandboxes._way.cache_clear()
    message = capsys.readouterr().err
    assert "bubblewrap is not installed" in message
    assert "apt-get install bubblewrap" in message
    assert "--trust-submissions" in message
    assert not Path("marks_01.csv").exists()


def test_on_another_system_the_message_names_it(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    sandboxes._way.cache_clear()
    try:
        with pytest.raises(GradingError, match="Grade on Linux, or in WSL"):
            sandboxes.choose_sandbox("/", LIMITS)
    finally:
        sandboxes._way.cache_clear()


@pytest.mark.parametrize("trust", [False, True])
def test_with_and_without_a_sandbox_the_marks_are_the_same(course, trust):
    content = hostile.notebook([c.replace("LEARNER-ID", "ada") for c in hostile.HONEST]).encode()
    job = Job(
        Submission("a.ipynb", content), FIRST.stem, "s" * 8, LIMITS, trust=trust, course=str(course)
    )
    result = grade_one(job)
    assert (result.status, points_of(result), result.errors) == ("marked", 85, [])


def test_the_sandbox_of_a_user_who_is_not_root_works_too(course, tmp_path):
    if problem := sandboxes._try("user"):
        pytest.skip(f"no user namespaces here: {problem}")
    from clustergrader.notebook_run import run_notebook

    box = sandboxes.Sandbox("user", str(course), LIMITS)
    cells = [c.replace("LEARNER-ID", "ada") for c in hostile.HONEST]
    cells.insert(2, f"open('/tmp/x', 'w').write('x')\nopen('/{hostile.MARKER}', 'w')")
    ran = run_notebook(cells, FIRST.stem, lambda who: draw_cluster(who, FIRST.stem, "s"), box)
    assert ran.ending == "ran"
    assert [(cell, kind) for cell, kind, _ in ran.errors] == [(3, "OSError")]
    assert len(ran.answers) == len(FIRST.tasks)


# The feedback pages


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """A grading of what is in a folder, where nothing is run: each file has a mark at once."""

    def run(plan, unit, todo, secret, now):
        for one in todo:
            status = "unreadable" if one.problem else "marked"
            made = {"digest": one.digest, "definitions": now}
            yield Result(**{**a_result(one.name, one.name, status=status).plain(), **made})

    monkeypatch.setattr("clustergrader.grading._run", run)
    (tmp_path / "submissions").mkdir()
    return Grading(
        tmp_path / "submissions",
        "01",
        tmp_path / "marks.csv",
        tmp_path / "feedback",
        overwrite=True,
    )


def pages_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_page_of_a_submission_that_was_replaced_goes_and_no_other_file(quick, tmp_path):
    names = ("Eve_1_file_/homework.pdf", "old/a.ipynb", "edited.ipynb", "b.ipynb")
    for name in names:
        write(quick.submissions, name, "eve")
    grade(quick, progress=False)
    assert pages_in(quick.feedback) == [
        "Eve_1_file_.html", "b.ipynb.html", "edited.ipynb.html", "old/a.ipynb.html",
    ]  # fmt: skip
    copy = quick.feedback / "a copy of b.ipynb.html"
    shutil.copy(quick.feedback / "b.ipynb.html", copy)
    mine = quick.feedback / "edited.ipynb.html"
    mine.write_text(mine.read_text().replace("<h1>", "<p>Well done!</p><h1>"))
    for name in names:
        (quick.submissions / name).unlink()
    write(quick.submissions, "Eve_1_file_/01.ipynb", "eve")
    report = grade(quick, progress=False)
    assert pages_in(quick.feedback) == [
        "Eve_1_file_/01.ipynb.html", copy.name, mine.name, "old.html",
    ]  # fmt: skip
    assert str(quick.feedback / "Eve_1_file_.html") in str(report)
    assert not (quick.feedback / "old").exists()


def test_the_page_of_a_submission_that_the_grader_failed_on_goes_too(quick, monkeypatch):
    write(quick.submissions, "a.ipynb", "ada")

    def fail(plan, unit, todo, *_):
        failed = a_result("a.ipynb", "", status="not graded").plain()
        yield Result(**{**failed, "digest": todo[0].digest})

    with monkeypatch.context() as patch:
        patch.setattr("clustergrader.grading._run", fail)
        assert grade(quick, progress=False).graded_now == 1
    assert grade(quick, progress=False).graded_now == 1
    assert grade(quick, progress=False).graded_now == 0
    (quick.submissions / "a.ipynb").rename(quick.submissions / "b.ipynb")
    grade(quick, progress=False)
    assert pages_in(quick.feedback) == ["b.ipynb.html"]


def test_pages_of_another_exercise_are_not_written_over(quick, tmp_path):
    write(quick.submissions, "a.ipynb", "ada")
    grade(quick, progress=False)
    page = quick.feedback / "a.ipynb.html"
    before = page.read_bytes()
    other = Grading(**{**vars(quick), "exercise": "02", "output": tmp_path / "marks_02.csv"})
    with pytest.raises(GradingError, match="pages of another exercise"):
        grade(other, progress=False)
    assert page.read_bytes() == before
    assert not other.output.exists()


# The file of what is graded


def a_result(name: str, learner: str, **values) -> Result:
    tasks = {
        task.id: {"status": "right", "share": 1.0, "message": "", "misconception": ""}
        for task in FIRST.tasks
    }
    defaults = {"status": "marked", "learners": [learner], "tasks": tasks, "code": name}
    return Result(name, "digest", note="", learner=learner, **{**defaults, **values})


def test_what_is_graded_is_kept_with_its_secret(tmp_path):
    path = tmp_path / "state.jsonl"
    with open_graded(path, FIRST.stem, None) as graded:
        graded.add(a_result("a.ipynb", "ada"))
        secret = graded.secret
        with pytest.raises(GradingError, match="at work"), open_graded(path, FIRST.stem, None):
            pass
    assert len(secret) == 32
    with pytest.raises(GradingError, match="exercise"), open_graded(path, "other", None):
        pass
    with open_graded(path, FIRST.stem, None) as graded:
        assert graded.secret == secret
        assert graded.results["a.ipynb", "digest"] == a_result("a.ipynb", "ada")
    content = path.read_bytes()
    with pytest.raises(GradingError, match="another secret"), open_graded(path, FIRST.stem, "mine"):
        pass
    assert path.read_bytes() == content
    path.write_bytes(content + b"{}\n")
    with pytest.raises(GradingError, match="line 3"), open_graded(path, FIRST.stem, None):
        pass
    foreign = tmp_path / "foreign.jsonl"
    foreign.write_text("my diary\nis here\n")
    with pytest.raises(GradingError, match="another kind"), open_graded(foreign, FIRST.stem, None):
        pass
    assert foreign.read_text() == "my diary\nis here\n"


def test_a_secret_of_one_s_own_is_not_written_down(tmp_path):
    path = tmp_path / "state.jsonl"
    with open_graded(path, FIRST.stem, "my own secret") as graded:
        assert graded.secret == "my own secret"
    assert b"my own secret" not in path.read_bytes()
    with pytest.raises(GradingError, match="same --secret"), open_graded(path, FIRST.stem, None):
        pass
    with open_graded(path, FIRST.stem, "my own secret") as graded:
        assert graded.results == {}


# Who is who


def roster_of(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_roster_is_read_as_spreadsheets_save_it(tmp_path, codec):
    rows = [["Prénom", "Nom", "Matrícula"], ["Zoë", "Größe", "00101"]]
    roster = read_roster(saved(tmp_path / "r.csv", rows, ";", codec))
    (person,) = roster.people
    assert (person.id, person.name) == ("00101", "Zoë Größe")


def test_messages_and_the_manual_name_the_columns_that_are_known(tmp_path, root):
    with pytest.raises(ClusterError) as error:
        roster_of(tmp_path, "Vorname;Ort\nAda;Nove\n")
    assert "among Vorname, Ort" in str(error.value)
    assert str(error.value).rstrip(".").endswith(", ".join(HEADERS["id"]))
    manual = (root / "INSTRUCTOR.md").read_text(encoding="utf-8")
    table = manual.partition("| Column | Names, best first |\n|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [
        f"| {kind} | {', '.join(f'`{name}`' for name in names)} |"
        for kind, names in HEADERS.items()
    ]


def test_zeros_in_front_of_an_id_survive(tmp_path):
    roster = roster_of(tmp_path, MOODLE + "Ada,Lovelace,00101,\n")
    book = make_book(FIRST, [a_result("a.ipynb", "00101")], {}, roster)
    assert book[0].doubts == book[0].remarks == []
    for made in (import_table(FIRST, book, roster), marks_table(FIRST, book, roster, "feedback")):
        (row,) = csv.DictReader(io.StringIO(made.decode("utf-8-sig")))
        assert (row["ID number"], row["Exercise 01"]) == ("00101", "100")


def test_zeros_that_a_spreadsheet_removed_are_a_doubt_that_is_said(tmp_path):
    people = "Ada,Lovelace,101,\nBo,Stone,102,\nCleo,Park,103,\nDan,Ray,0104,\nEve,Gray,104,\n"
    roster = roster_of(tmp_path, MOODLE + people)
    results = [
        a_result("a.ipynb", "00101"),
        a_result(MOODLES.format("Bo Stone", 7), "0102"),
        a_result("c.ipynb", "0103"),
        a_result("d.ipynb", "103"),
        a_result("e.ipynb", "00104"),
    ]
    book = make_book(FIRST, results, {}, roster)
    by_name = {entry.result.learner: entry for entry in book if entry.result}
    said = "the id '00101' was taken for '101': other zeros in front"
    assert (by_name["00101"].doubts, by_name["00101"].person.name) == ([said], "Ada Lovelace")
    assert by_name["0102"].doubts == []
    assert "taken for '102'" in by_name["0102"].remarks[0]
    assert by_name["0103"].doubts[1:] == ["the same id as d.ipynb"]
    assert by_name["103"].doubts == ["the same id as c.ipynb"]
    assert by_name["00104"].doubts == ["the id '00104' is not in the roster"]
    rows = csv.DictReader(io.StringIO(import_table(FIRST, book, roster).decode("utf-8-sig")))
    assert [row["Exercise 01"] for row in rows] == ["", "100", "", "", ""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MOODLE + "Ada,Lovelace,s101,a@x\nBo,Stone,s102,b@x\n", "Ada Lovelace"),
        (CANVAS + '"Lovelace, Ada",7,s101,ada,1\n"Stone, Bo",8,s102,bo,1\n', "Lovelace, Ada"),
        ("id;name\ns101;Ada Lovelace\ns102;Bo Stone\n", "Ada Lovelace"),
        ("student number\ns101\ns102\n", ""),
        *[
            (f"{header}\nAda;Lovelace;s101;a@x\nBo;Stone;s102;b@x\n", "Ada Lovelace")
            for header in (
                "Vorname;Nachname;ID-Nummer;E-Mail-Adresse",
                "Prénom;Nom de famille;Numéro d\u2019identification;Adresse de courriel",
                "Nombre;Apellido(s);Número de ID;Dirección de correo",
                "Nome;Cognome;Codice identificativo;Indirizzo email",
                "Voornaam;Achternaam;ID-nummer;E-mailadres",
                "Nome;Apelido;Número de identificação;Endereço de email",
                "VORNAME;Name;Matrikelnummer;Fach",
            )
        ],
    ],
)
def test_rosters_of_all_kinds(tmp_path, text, name):
    roster = roster_of(tmp_path, text)
    assert [one.id for one in roster.people] == ["s101", "s102"]
    assert roster.find(" S101 ").name == name
    assert roster.find("s1") is None
    assert roster.owner("x/s102_01.ipynb").id == "s102"
    assert roster.owner("homework.ipynb") is None
    if name:
        assert roster.owner("Ada Lovelace_3_file_/01.ipynb").id == "s101"
        assert roster.owner("lovelaceada_55_01.ipynb").id == "s101"
        assert roster.owner("Ada Lovelace and Bo Stone.ipynb") is None


def test_a_roster_with_faults_lists_them_all(tmp_path):
    with pytest.raises(ClusterError) as error:
        roster_of(
            tmp_path, MOODLE + "Ada,Lovelace,s101,\nBo,Stone,,\nCleo,Park,S101,\nD,E,1.2E+11,"
        )
    assert [problem.place for problem in error.value.problems] == [
        "roster.csv, row 3", "roster.csv, row 4", "roster.csv, row 5",
    ]  # fmt: skip
    with pytest.raises(ClusterError, match="no column with the learners' ids"):
        roster_of(tmp_path, "name,town\nAda,Nove\n")


# The sheet of texts


def kept_text(name: str, text: str) -> Result:
    kept = {"status": "kept", "share": 0.0, "message": "", "misconception": "", "text": text}
    one = a_result(name, name)
    return Result(**{**one.plain(), "tasks": one.tasks | {"structure.explain": kept}})


def saved(
    path: Path, rows: list[list[str]], delimiter: str = ",", codec: str = "utf-8-sig"
) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(codec))
    return path


@pytest.fixture
def three_texts():
    """Three submissions with texts of two lines, their sheet as rows, and their codes."""
    results = [kept_text(name, f"First line of {name}.\nSecond line.") for name in "abc"]
    made = make_sheet(FIRST, results, keys_of(results), Sheet()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made)))
    return results, rows, [row[0] for row in rows[1:]]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_is_read_as_spreadsheets_save_it(tmp_path, three_texts, codec, delimiter):
    results, rows, codes = three_texts
    rows[1][5:] = ["3.5", "2,5", "0", "Très schön, “gut”."]
    sheet = read_sheet(saved(tmp_path / "t.csv", rows, delimiter, codec), FIRST, codes_of(results))
    mark = sheet.marks[codes[0], "structure.explain"]
    assert mark == TextMark((3.5, 2.5, 0.0), "Très schön, “gut”.")
    assert mark.points == 6
    assert is_written(sheet, results, keys_of(results))


def test_a_letter_of_no_encoding_is_named(tmp_path, three_texts):
    results, rows, _ = three_texts
    path = saved(tmp_path / "t.csv", rows)
    path.write_bytes(path.read_bytes() + b"\x81")
    with pytest.raises(ClusterError, match="a letter is not in UTF-8"):
        read_sheet(path, FIRST, codes_of(results))


def test_a_sheet_comes_back_as_it_was_left_with_a_row_for_a_late_text(tmp_path, three_texts):
    results, rows, codes = three_texts
    rows[0].append("Seen")
    rows[1][5:] = ["3,5", "2.5", "0", "=good", "yes"]
    rows[2][5:] = ["3", "", "", "half", "no"]
    rows[3][5:] = ["", "", "", "only a word", ""]
    left = read_sheet(saved(tmp_path / "t.csv", rows, ";", "cp1252"), FIRST, codes_of(results))
    results.append(kept_text("late", "A late text."))
    assert not is_written(left, results, keys_of(results))
    made = make_sheet(FIRST, results, keys_of(results), left).decode("utf-8-sig")
    again = {row[0]: row for row in csv.reader(io.StringIO(made), delimiter=";")}
    assert again["Code"] == rows[0]
    assert again[codes[0]][5:] == ["3,5", "2.5", "0", "'=good", "yes"]
    assert [again[code] for code in codes[1:]] == rows[2:]
    assert len(again) == 5


def test_a_half_filled_row_waits_and_is_said(tmp_path, three_texts):
    results, rows, codes = three_texts
    rows[1][5:8] = ["4", "2", "1"]
    rows[2][5:8] = ["4", "", "1"]
    sheet = read_sheet(saved(tmp_path / "t.csv", rows), FIRST, codes_of(results))
    assert list(sheet.marks) == [(codes[0], "structure.explain")]
    (half,) = map(str, sheet.half)
    assert half.startswith(f"t.csv, row 3 (code {codes[1]}): no points for '")
    entries = make_book(FIRST, results, sheet.marks)
    assert sum(entry.waiting(FIRST) > 0 for entry in entries) == 2
    assert half in str(GradingReport(FIRST, entries, [], 0, sheet.half))
    many = str(GradingReport(FIRST, entries, [], 0, sheet.half * 12))
    assert many.count(half) == 10
    assert "and 2 more" in many


def test_faults_of_a_sheet_name_the_row_of_a_spreadsheet_and_the_code(tmp_path, three_texts):
    results, rows, codes = three_texts
    rows.insert(1, [])
    rows[2][5:8] = ["99", "-1", "1_0"]
    rows[3][5:8] = ["", "x", ""]
    rows.append(rows[4])
    rows.append(["strange", "structure.explain", "", "", "", "1", "", "", ""])
    with pytest.raises(ClusterError) as error:
        read_sheet(saved(tmp_path / "t.csv", rows), FIRST, codes_of(results))
    assert [problem.place for problem in error.value.problems] == [
        *[f"t.csv, row 3 (code {codes[0]})"] * 3, f"t.csv, row 4 (code {codes[1]})",
        f"t.csv, row 6 (code {codes[2]})", "t.csv, row 7 (code strange)",
    ]  # fmt: skip


def test_points_of_a_text_are_not_given_to_the_text_that_replaced_it(tmp_path, three_texts):
    results, rows, _ = three_texts
    rows[1][5:8] = ["4", "2", "1"]
    (first,) = [one for one in results if code_of(one) == rows[1][0]]
    newer = Result(**{**first.plain(), "digest": "newer"})
    sheet = read_sheet(saved(tmp_path / "t.csv", rows), FIRST, codes_of([*results, newer]))
    (entry,) = make_book(FIRST, [newer], sheet.marks)
    assert entry.waiting(FIRST) == 15
    assert not is_written(sheet, [newer], keys_of([newer]))


def test_beside_a_text_stand_the_numbers_of_both_clusters_and_no_name():
    own, fresh = (draw_cluster("ada", FIRST.stem, secret) for secret in ("", "fresh secret"))
    reference = {task.id: task.reference for task in FIRST.tasks}
    answers = {
        "structure.openness": encode(reference["structure.openness"](own)),
        "structure.local_density": encode(reference["structure.local_density"](fresh)),
    }
    marks = mark(FIRST, fresh, answers)
    density = shorten(reference["structure.local_density"](fresh))
    lines = values_of(FIRST, fresh, marks).splitlines()
    plain = Numbers().plain
    right, mine = (shorten(plain(reference["structure.openness"](one))) for one in (fresh, own))
    assert lines[0] == f"Type: {fresh.graph['archetype']}"
    assert lines[2:4] == [
        f"Two shares that look outside: {right}; answered {mine}",
        f"How densely the firms are tied: {density}; right",
    ]  # fmt: skip
    assert lines[4].endswith("; not attempted")
    assert f"Two shares that look outside: {mine}" in values_of(FIRST, own).splitlines()
    result = kept_text("ada", "A text.")
    result.values = {"own": values_of(FIRST, own), "fresh": "\n".join(lines)}
    made = make_sheet(FIRST, [result], keys_of([result]), Sheet()).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(made))
    assert (row["Own cluster"], row["Fresh cluster"]) == tuple(result.values.values())


@pytest.mark.parametrize("stem", UNITS)
def test_the_numbers_beside_a_text_are_short_for_every_exercise(stem):
    unit, cluster = UNITS[stem], draw_cluster("ada", stem)
    lines = values_of(unit, cluster).splitlines()
    automatic = [task for task in unit.tasks if not task.by_hand and task.scale is None]
    rows = [row for task in unit.tasks if task.about for row in task.about(cluster)]
    assert len(lines) == 1 + len(automatic) + len(rows)
    assert max(map(len, lines)) < 250


def test_a_long_or_strange_answer_is_short_beside_a_text():
    strange = {f"a\nname that is{' very' * 50} long {n}": 1e300 for n in range(100)}
    assert shorten(strange).endswith(" and 90 more")
    assert len(shorten(strange)) < 500
    assert "\n" not in shorten(strange)


def test_what_a_policy_spends_stands_beside_its_text():
    unit = UNITS["09_policy_studio"]
    fresh = draw_cluster("ada", unit.stem, "fresh secret")
    marks = mark(unit, fresh, {"policy.plan": encode(EQUAL_SPLIT)}, secret="fresh secret")
    (line,) = [x for x in values_of(unit, fresh, marks).splitlines() if "Your own policy" in x]
    spent = shorten(dict(sorted(EQUAL_SPLIT.amounts().items())))
    assert line == f"Your own policy: answered {spent}"


def test_doubts_and_remarks():
    text = " ".join(f"word{n}" for n in range(60))
    kept = {"status": "kept", "share": 0.0, "message": "", "misconception": "", "text": text}
    tasks = a_result("x", "x").tasks | {"structure.explain": kept}
    results = [
        a_result("a", "ada", code="same", tasks=tasks),
        a_result("b", "bob", code="same"),
        a_result("c", "cleo", tasks=tasks),
        a_result("d", "dan", learners=["practice", "dan"]),
        a_result("e", "Ada"),
    ]
    book = {entry.result.name: entry for entry in make_book(FIRST, results, {})}
    assert book["a"].remarks == ["the same code as b", "nearly the same text as c"]
    assert book["a"].doubts == ["the same id as e"]
    assert book["c"].remarks == ["nearly the same text as a"]
    assert book["d"].doubts == ["several ids: practice, dan"]
    assert book["b"].doubts == []


@pytest.mark.parametrize("status", ["unreadable", "no cluster", "another exercise", "not graded"])
def test_what_could_not_be_judged_is_no_mark_in_a_gradebook(tmp_path, status):
    roster = roster_of(tmp_path, MOODLE + "Ada,Lovelace,s101,\nBo,Stone,s102,\n")
    results = [a_result("a", "s101"), a_result("b", "s102", status=status)]
    book = make_book(FIRST, results, {}, roster)
    assert book[0].doubts == []
    assert book[1].doubts == [f"{status}, so these 0 points are no mark"]
    imported = import_table(FIRST, book, roster).decode("utf-8-sig").splitlines()
    assert imported[1].endswith(",100")
    assert imported[2].endswith(",")


@pytest.mark.parametrize(
    "status",
    [f"stopped: {why}" for why in ("time limit", "sent too much")] + ["ended before its last cell"],
)
def test_the_points_of_a_submission_that_did_not_end_are_no_sure_mark(tmp_path, status):
    roster = roster_of(tmp_path, MOODLE + "Ada,Lovelace,s101,\n")
    (entry,) = make_book(FIRST, [a_result("a", "s101", status=status)], {}, roster)
    assert entry.doubts == [f"{status}, so points may be missing"]
    assert entry.total(FIRST) == 100
    imported = import_table(FIRST, [entry], roster).decode("utf-8-sig").splitlines()
    assert imported[1].endswith(",")


def test_a_gradebook_s_own_columns_are_kept_and_its_column_of_the_exercise_is_filled(tmp_path):
    roster = roster_of(
        tmp_path,
        CANVAS.replace("Section", "Status,Exercise 01 (4711)").replace(",,,,", ",,,,,100")
        + '"Lovelace, Ada",7,s101,ada,enrolled,\n"Stone, Bo",8,s102,bo,left,3\n',
    )
    book = make_book(FIRST, [a_result("a.ipynb", "s101")], {}, roster)
    imported = list(csv.reader(io.StringIO(import_table(FIRST, book, roster).decode("utf-8-sig"))))
    assert imported == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Status", "Exercise 01 (4711)"],
        ["Lovelace, Ada", "7", "s101", "ada", "enrolled", "100"],
        ["Stone, Bo", "8", "s102", "bo", "left", "3"],
    ]
    header, *rows = csv.reader(
        io.StringIO(marks_table(FIRST, book, roster, "feedback").decode("utf-8-sig"))
    )
    assert len(set(header)) == len(header)
    assert [row[header.index("Status")] for row in rows] == ["marked", "no submission"]


def test_pictures_of_a_task_count_everybody_and_name_the_mistake():
    task = FIRST.tasks[1]
    wrong = {"status": "wrong", "share": 0.0, "message": "", "misconception": "E-I index"}
    results = [a_result(str(n), str(n)) for n in range(3)]
    for n in range(4):
        one = a_result(f"w{n}", f"w{n}")
        results.append(Result(**{**one.plain(), "tasks": one.tasks | {task.id: wrong}}))
    entries = make_book(FIRST, results, {})
    assert count_outcomes(task, entries) == [("right", "right", 3), ("wrong", "E-I index", 4)]
    figure = plot_outcomes(task, entries)
    assert "7 submissions" in figure.alt
    assert "E-I index 4" in figure.alt
    assert figure.png()[:4] == b"\x89PNG"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "\n=1", "\uff1d1"])
def test_no_cell_is_a_formula(cell):
    assert str(safe(cell)).startswith("'")


def test_cells_that_are_none_stay_as_they_are():
    assert [safe(cell) for cell in ("1=1", "a-b", -1.5, "", "O'Neil")] == [
        "1=1", "a-b", -1.5, "", "O'Neil",
    ]  # fmt: skip


def test_the_overview_leaves_out_what_could_not_be_judged_and_says_how_many():
    zeros = {name: {**mark, "share": 0.0} for name, mark in a_result("", "").tasks.items()}
    unjudged = [
        a_result("report.pdf", "", status="unreadable", tasks=zeros),
        a_result("readme.txt", "", status="unreadable", tasks=zeros),
        a_result("c.ipynb", "", status="another exercise", tasks=zeros),
    ]
    book = make_book(FIRST, [a_result("a.ipynb", "ada"), *unjudged], {})
    page = overview_page(FIRST, book, "feedback").decode()
    assert "Submissions: 4. Points of 100: median 100, mean 100.0, from 100 to 100." in page
    assert "Could not be judged, and left out here: 3." in page
    assert "in doubt" not in page
    assert page.count("Bars of the 1 submissions") == len(FIRST.tasks)
    nothing = overview_page(FIRST, make_book(FIRST, unjudged, {}), "feedback").decode()
    assert "median" not in nothing
    assert "Could not be judged, and left out here: 3." in nothing


def test_the_overview_shows_whole_notes_and_the_useful_part_of_a_name():
    note = "The notebook used several ids. Only answers under the last one count."
    errors = [(n, f"AnErrorWithALongName{n}", "") for n in range(9)]
    results = [
        a_result(MOODLES.format("Ada Maria Lovelace", 101), "s1", code="same", errors=errors),
        a_result(MOODLES.format("Bo Stone", 102), "s2", code="same"),
    ]
    results[0].note = note
    page = overview_page(FIRST, make_book(FIRST, results, {}), "feedback").decode()
    told = page.partition('<tr class="note">')[2].partition("</tr>")[0]
    assert note.rstrip(".") in told
    assert all(f"AnErrorWithALongName{n} in 1 cell" in told for n in range(9))
    shown = re.sub("<[^>]*>", "", page)
    assert "Ada Maria Lovelace (101): 01.ipynb, s1: the same code as Bo Stone (102)" in shown
    assert "assignsubmission" not in shown


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "".join(f" {value}" for name, value in attrs if name in ("title", "alt"))

    def handle_data(self, data):
        self.text += data


def test_in_every_template_what_strangers_wrote_is_text(tmp_path):
    evil = [f"<evil>{n}</evil>\" onload='x' {{{{ 7 * 7 }}}} {{% if %}} &amp;" for n in range(11)]
    name, learner, message, text, misconception, kind, said, note, comment, person, status = evil[
        :11
    ]
    person = person.replace(",", "").replace('"', "")
    honest = a_result(name, learner).tasks
    tasks = {
        task.id: {**honest[task.id], "status": "wrong", "message": message,
                  "misconception": misconception}
        for task in FIRST.tasks
    }  # fmt: skip
    tasks["structure.explain"] |= {"status": "kept", "text": text}
    errors = [(1, kind, said)]
    result = a_result(name, learner, tasks=tasks, errors=errors, status=status)
    result.note = note
    other = Result(**{**result.plain(), "name": f"other {name}"})
    marks = {(code_of(result), "structure.explain"): TextMark((1.0, 2.0, 0.5), comment)}
    known = Person("known", person, {"ID number": "known"})
    book = make_book(FIRST, [result, other], marks, Roster(("ID number",), (known,)))
    pages = {
        "feedback.html": [feedback_page(FIRST, entry) for entry in book if entry.result],
        "overview.html": [overview_page(FIRST, book, f"feedback {person}")],
        "appeal.html": [appeal_page(FIRST, entry, "secret") for entry in book if entry.result],
    }
    folder = Path(str(clustergrader.__file__)).with_name("templates")
    assert {path.name for path in folder.iterdir()} == {"page.html", "stopped.html", *pages}
    texts = dict.fromkeys(pages, "")
    for template, contents in pages.items():
        for tags in (Tags(content.decode()) for content in contents):
            assert "evil" not in tags.tags
            assert "onload" not in tags.attributes
            texts[template] += tags.text
    there = {
        "feedback.html": [name, learner, message, kind, said, note, comment],
        "overview.html": [name, learner, misconception, person, status],
        "appeal.html": [name, learner, message, text, kind, said, status],
    }
    for template, strange in there.items():
        assert [text for text in strange if text not in texts[template]] == []


# The command


def test_what_cannot_be_used_is_said_before_anything_runs(tmp_path, capsys):
    write(tmp_path / "submissions", "a.ipynb", "ada")
    faults = {
        "--jobs": ("0", "1 or more processes"),
        "--secret": ("short", "8 letters"),
        "--memory": ("10", "memory: give 300"),
        "--exercise": ("77", "there is none"),
        "--output": ("nowhere/marks.csv", "no folder"),
        "--roster": ("nobody.csv", "no file"),
        "--feedback": ("submissions/a.ipynb", "no folder"),
    }
    for option, (value, words) in faults.items():
        arguments = ["grade", "submissions", "--exercise", "01", option, value]
        assert main(arguments) == 2, option
        assert words in capsys.readouterr().err
    assert list(Path().glob("marks*")) == []


def test_each_exercise_has_names_of_its_own(tmp_path, monkeypatch):
    plans = []
    monkeypatch.setattr("clustergrader.grade", plans.append)
    for exercise in ("01", "02_horizontal_learning"):
        assert main(["grade", "submissions", "--exercise", exercise]) == 0
    assert main(["grade", "x", "--exercise", "01", "--output", "a.csv", "--feedback", "b"]) == 0
    assert [(str(plan.output), str(plan.feedback)) for plan in plans] == [
        ("marks_01.csv", "feedback_01"), ("marks_02.csv", "feedback_02"), ("a.csv", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize("left", ["marks.csv", "marks_graded.jsonl"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_marks_of_another_exercise_are_left_alone(tmp_path, left, overwrite):
    write(tmp_path / "submissions", "a.ipynb", "ada")
    output = tmp_path / "marks.csv"
    output.write_bytes(marks_table(FIRST, [], None, "feedback"))
    with open_graded(tmp_path / "marks_graded.jsonl", FIRST.stem, None):
        pass
    kept = (tmp_path / left).read_bytes()
    for other in {"marks.csv", "marks_graded.jsonl"} - {left}:
        (tmp_path / other).unlink()
    plan = Grading(
        tmp_path / "submissions", "02", output, tmp_path / "feedback", overwrite=overwrite
    )
    with pytest.raises(GradingError, match=r"the marks of Exercise 01.*Give another --output"):
        grade(plan, progress=False)
    assert (tmp_path / left).read_bytes() == kept
    assert len(list(tmp_path.iterdir())) == 2


def test_code_cells_of_a_notebook_in_either_form_of_source():
    made = {"cells": [{"cell_type": "code", "source": ["a\n", "b"]}, {"cell_type": "markdown"}]}
    assert code_cells(json.dumps(made).encode()) == ["a\nb"]


def test_bubblewrap_is_here():
    """The tests of the sandbox mean nothing without it, so its absence is a failure."""
    assert shutil.which("bwrap")
    assert os.name == "posix"
