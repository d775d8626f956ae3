"""What a lecturer types is never lost: marks of texts, decisions, and what changes around them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import hostile
import pytest

from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.tasks import Criterion
from clustergrader import Grading, GradingError, GradingReport, Limits, appeal, grade
from clustergrader.decisions import HEADER, WORDS
from clustergrader.submissions import code_cells, fingerprint
from clustergrader.texts import code_of
from clusterlib.cli import main
from clusterlib.networks import ClusterError

STEM = "01_cluster_structure"
LIMITS = Limits(seconds=60, cell_seconds=20, memory=1_500)
MOODLES = "{}_{}_assignsubmission_file_/01.ipynb"
#: Each learner's own text, the same whatever the id.
TEXT = 'check("structure.explain", " ".join(f"{LEARNER} WORD{n}" for n in range(80)))'


def write(folder: Path, name: str, learner: str, word: str, wrong: str = "") -> None:
    """Write the notebook of a learner, with a mistake in per cent where that is wanted."""
    cells = [cell.replace("LEARNER-ID", learner) for cell in hostile.HONEST[:-1]]
    if wrong:
        cells = [cell.replace("len(pipelines) /", "100 * len(pipelines) /") for cell in cells]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(hostile.notebook([*cells, TEXT.replace("WORD", word)]))


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def type_in(path: Path, rows: list[dict[str, str]], delimiter: str = ";") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """A class of three whose notebooks are not run: what they would hand in is known."""

    def run(plan, unit, todo, secret, now):
        for one in todo:
            cells = code_cells(one.loaded().content)
            learner = cells[1].split('"')[1]
            yield result_of(unit, one, learner, cells, now)

    monkeypatch.setattr("clustergrader.grading._run", run)
    folder = tmp_path / "submissions"
    write(folder, MOODLES.format("Ada Lovelace", 101), "s101", "ada")
    write(folder, MOODLES.format("Bo Stone", 102), "s012", "bo", wrong="per cent")
    write(folder, MOODLES.format("Cleo Park", 103), "s103", "cleo")
    roster = tmp_path / "roster.csv"
    people = ("Ada,Lovelace,s101", "Bo,Stone,s102", "Cleo,Park,s103", "Dan,Ray,s104")
    roster.write_text("First name,Surname,ID number\n" + "\n".join(people))
    return Grading(
        folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", roster=roster, overwrite=True
    )


def result_of(unit, one, learner, cells, now):
    from clustergrader.one_submission import Result

    tasks = {
        task.id: {"status": "right", "share": 1.0, "message": "", "misconception": ""}
        for task in unit.tasks
    }
    if any("100 *" in cell for cell in cells):
        tasks["structure.openness"] |= {"status": "wrong", "share": 0.0, "given": "firms 40"}
    word = cells[-1].partition("{LEARNER} ")[2].partition("{n}")[0]
    text = " ".join(f"{learner} {word}{n}" for n in range(80))
    tasks["structure.explain"] |= {"status": "kept", "share": 0.0, "text": text}
    return Result(
        one.name, one.digest, "marked", learner=learner, learners=[learner], tasks=tasks,
        code=fingerprint(cells, learner), definitions=now,
        points={task.id: task.points for task in unit.tasks},
    )  # fmt: skip


def run(plan: Grading, **changes: object) -> tuple[dict[str, dict[str, str]], GradingReport]:
    """Grade; return the marks by first name, and the report."""
    report = grade(replace(plan, **changes), progress=False)
    return {row["First name"]: row for row in rows_of(plan.output)}, report


def criteria_of(row: dict[str, str]) -> list[str]:
    return [column for column in row if "(0 to" in column]


def mark_texts(sheet: Path, points: dict[str, tuple[str, str, str]]) -> None:
    """Type points into the rows of the texts in which a word stands, and a comment."""
    rows = rows_of(sheet)
    for row in rows:
        for word, given in points.items():
            if f" {word}1 " in row["Text"]:
                row |= dict(zip(criteria_of(row), given, strict=True))
                row |= {"Comment": f"For {word}.", "Seen by": "me"}
    for row in rows:
        row.setdefault("Seen by", "")
    type_in(sheet, rows)


def decide(plan: Grading, *rows: str) -> Path:
    path = plan.beside("_decisions.csv")
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8-sig")
    return path


POINTS = {"ada": ("4", "3", "2"), "bo": ("2", "1", "0"), "cleo": ("4", "1", "0")}
TYPED = {"Ada": 9.0, "Bo": 3.0, "Cleo": 5.0}


def text_points(rows: dict[str, dict[str, str]]) -> dict[str, float]:
    (column,) = [c for c in rows["Ada"] if c.startswith(UNITS[STEM].tasks[-1].title)]
    return {name: float(row[column]) for name, row in rows.items() if row[column]}


# Whatever is done after it was typed


def correct_the_id(plan: Grading) -> None:
    write(plan.submissions, MOODLES.format("Bo Stone", 102), "s102", "bo", wrong="per cent")


def rename_a_folder(plan: Grading) -> None:
    old = plan.submissions / MOODLES.format("Cleo Park", 103)
    old.parent.rename(plan.submissions / "group b, 7")


def rename_and_correct(plan: Grading) -> None:
    shutil.rmtree((plan.submissions / MOODLES.format("Bo Stone", 102)).parent)
    write(plan.submissions, "Bo Stone again/01.ipynb", "s102", "bo", wrong="per cent")


def a_late_text(plan: Grading) -> None:
    write(plan.submissions, MOODLES.format("Dan Ray", 104), "s104", "dan")


def another_order(plan: Grading) -> None:
    path = plan.beside("_texts.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    columns = [*reversed(rows[0])]
    type_in(path, [{c: row[c] for c in columns} for row in reversed(rows)], ",")


def clear_outputs(plan: Grading) -> None:
    path = plan.submissions / MOODLES.format("Ada Lovelace", 101)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=3))


def the_journal_is_lost(plan: Grading) -> None:
    plan.beside("_graded.jsonl").unlink()


def nothing(plan: Grading) -> None:
    pass


DEEDS = [nothing, correct_the_id, rename_a_folder, rename_and_correct, a_late_text, another_order]


@pytest.mark.parametrize("deed", [*DEEDS, clear_outputs, the_journal_is_lost])
def test_marks_that_were_typed_survive(quick, deed):
    run(quick)
    sheet = quick.beside("_texts.csv")
    mark_texts(sheet, POINTS)
    assert text_points(run(quick)[0]) == TYPED
    deed(quick)
    for _ in range(2):
        rows, _ = run(quick)
        assert text_points(rows) == TYPED
    assert sheet.read_text("utf-8-sig").count("For ") == 3
    assert "Seen by" in sheet.read_text("utf-8-sig")
    page = (quick.feedback / f"{rows['Bo']['Submission']}.html").read_text()
    assert "For bo." in page


def test_all_of_it_one_after_the_other(quick):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    for deed in (rename_a_folder, a_late_text, another_order, rename_and_correct, clear_outputs):
        deed(quick)
        assert text_points(run(quick)[0]) == TYPED


def test_the_row_of_a_corrected_id_shows_the_text_of_the_new_cluster_under_the_same_code(quick):
    run(quick)
    sheet = quick.beside("_texts.csv")
    (before,) = [row for row in rows_of(sheet) if " bo1 " in row["Text"]]
    correct_the_id(quick)
    run(quick)
    (after,) = [row for row in rows_of(sheet) if " bo1 " in row["Text"]]
    assert before["Text"].startswith("s012")
    assert after["Text"].startswith("s102")
    assert before["Code"] == after["Code"]


def test_marks_do_not_go_to_another_person_who_hands_in_the_same(quick):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    shutil.rmtree((quick.submissions / MOODLES.format("Ada Lovelace", 101)).parent)
    write(quick.submissions, MOODLES.format("Dan Ray", 104), "s104", "ada")
    rows, _ = run(quick)
    assert text_points(rows) == {"Bo": 3.0, "Cleo": 5.0}
    # What was typed for the one who left stays, and comes back with the submission.
    assert "For ada." in quick.beside("_texts.csv").read_text("utf-8-sig")
    write(quick.submissions, MOODLES.format("Ada Lovelace", 101), "s101", "ada")
    assert text_points(run(quick)[0]) == TYPED


def test_another_content_of_the_same_person_waits_and_the_old_mark_is_kept(quick):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    write(quick.submissions, MOODLES.format("Ada Lovelace", 101), "s101", "newer")
    for _ in range(2):
        assert text_points(run(quick)[0]) == {"Bo": 3.0, "Cleo": 5.0}
    assert "For ada." in quick.beside("_texts.csv").read_text("utf-8-sig")


def test_tables_and_pages_that_somebody_changed_are_kept_beside_the_new_ones(quick):
    rows, _ = run(quick)
    page = quick.feedback / f"{rows['Ada']['Submission']}.html"
    imported = quick.beside("_import.csv")
    mine = {path: path.read_text("utf-8-sig") + "mine" for path in (quick.output, imported, page)}
    for path, text in mine.items():
        path.write_text(text, encoding="utf-8-sig")
    _, report = run(quick)
    for path, text in mine.items():
        copy = path.with_name(f"{path.stem}.yours-1{path.suffix}")
        assert copy.read_text("utf-8-sig") == text
        assert copy.name in str(report)
        assert "mine" not in path.read_text("utf-8-sig")
    _, report = run(quick)
    assert "yours" not in str(report)


# Decisions


def test_each_decision_shows_in_the_marks_the_overview_and_the_page(quick):
    rows, _ = run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    code = rows["Bo"]["Code"]
    decided = decide(
        quick,
        f"{code},points,Two shares that look outside,12 of 15,the code was right",
        f"{code},whose,,s102,he asked me",
        f"{code},late,,3,the network was down",
        "s102,extension,,1,ill",
        ",penalty,,10,the rules of the course",
    )
    content = decided.read_bytes()
    assert rows["Bo"]["Look at"].startswith("the id 's012' is not in the roster")
    for deed in DEEDS:
        deed(quick)
        rows, _ = run(quick)
        bo = rows["Bo"]
        assert bo["Two shares that look outside (15)"] == "12", deed
        # 85 - 15 + 12 + 3 points, and two of the three days take 10 per cent each.
        assert bo["Exercise 01"] == "68"
        assert bo["Days late"] == "2"
        assert bo["Look at"] == "2 days late: 20% less"
        for said in ("not 0 points (the code was right)", "he asked me", "1 days more (ill)"):
            assert said in bo["Decided"]
            assert said in quick.beside("_overview.html").read_text()
        page = (quick.feedback / f"{bo['Submission']}.html").read_text()
        assert "the code was right" in page
        assert "2 days late: 20% less than the 85 points that you earned" in page
        imported = {row["First name"]: row for row in rows_of(quick.beside("_import.csv"))}
        assert imported["Bo"]["Exercise 01"] == "68"
    assert decided.read_bytes() == content


def test_a_new_file_of_decisions_has_its_columns_and_is_never_written_over(quick):
    path = quick.beside("_decisions.csv")
    run(quick)
    assert path.read_text("utf-8-sig") == HEADER.replace("\r\n", "\n")
    path.write_text(HEADER + "\n", encoding="utf-16")
    run(quick)
    assert path.read_bytes() == (HEADER + "\n").encode("utf-16")


def test_all_that_is_wrong_with_decisions_is_said_with_row_and_cure(quick):
    rows, _ = run(quick)
    code = rows["Bo"]["Code"]
    table = quick.output.read_bytes()
    faults = {
        f"{code},pionts,1,3,x": ("no decision 'pionts'", "Did you mean 'points'?"),
        "s101,counts,,,x": ("is not the code", rows["Ada"]["Code"]),
        "nobody,late,,2,x": ("is not the code", "column Code"),
        f"{code},points,9,3,x": ("no task '9'", "1 'Ties of a stage"),
        f"{code},points,1,3,": ("without a reason", "Write why"),
        f"{code},points,2,16,x": ("'16' points", "from 0 to 15"),
        f"{code},whose,,s999,x": ("nobody in the roster", "id"),
        f"{code},late,,soon,x": ("no number of days", "such as 2"),
        "s999,extension,,2,x": ("nobody in the roster", "roster"),
        "all,due,,11/12/2026,x": ("no time", "a spreadsheet changes it"),
        ",penalty,,200,x": ("no penalty", "each day"),
        f"{code},late,,2,x": None,
        f"{code},late,,3,x": ("decided twice", "Delete one"),
    }
    decide(quick, *faults)
    with pytest.raises(ClusterError) as error:
        run(quick)
    found = {problem.place: problem for problem in error.value.problems}
    expected = {f"marks_decisions.csv, row {n}": w for n, w in enumerate(faults.values(), 2) if w}
    assert list(found) == list(expected)
    for place, (what, cure) in expected.items():
        assert what in found[place].what
        assert cure.split()[-1] in found[place].cure
    assert quick.output.read_bytes() == table


def test_this_one_counts(quick):
    write(quick.submissions, "Ada Lovelace_101_assignsubmission_file_/01 (1).ipynb", "s101", "new")
    run(quick)
    rows = [row for row in rows_of(quick.output) if row["First name"] == "Ada"]
    assert all("the same id as" in row["Look at"] for row in rows)
    decide(quick, f"{rows[1]['Code']},counts,,,her last word")
    run(quick)
    rows = {r["Code"]: r for r in rows_of(quick.output) if r["First name"] == "Ada"}
    (counts,) = [r for r in rows.values() if r["Status"] == "marked"]
    (other,) = [r for r in rows.values() if r["Status"] == "replaced"]
    assert counts["Decided"] == "it counts (her last word)"
    assert "same id" not in counts["Look at"]
    assert "counts" in other["Look at"]
    page = (quick.feedback / f"{other['Submission']}.html").read_text()
    assert "Another submission of yours counts" in page


def test_of_several_files_of_canvas_the_latest_counts_and_late_is_read(tmp_path, quick):
    shutil.rmtree(quick.submissions)
    write(quick.submissions, "lovelaceada_55_77_01.ipynb", "s101", "early")
    write(quick.submissions, "lovelaceada_LATE_55_81_01-1.ipynb", "s101", "last")
    run(quick)
    ada = [row for row in rows_of(quick.output) if row["First name"] == "Ada"]
    assert [row["Status"] for row in ada] == ["replaced", "marked"]
    assert "late, and the platform does not say by how much" in ada[1]["Look at"]
    texts = [row["Text"] for row in rows_of(quick.beside("_texts.csv"))]
    assert len(texts) == 1
    assert " last1 " in texts[0]
    decide(quick, ",penalty,,10 %,", f"{ada[1]['Code']},late,,0,Canvas was down")
    run(quick)
    assert rows_of(quick.output)[1]["Days late"] == ""


@pytest.mark.parametrize(
    ("cell", "status", "due", "days"),
    [
        ("Friday, 27 November 2026, 11:00 PM", "Submitted for grading", "2026-11-26 23:00", "1"),
        ("Friday, 27 November 2026, 23:00", "Submitted for grading", "26.11.2026 11:00", "1.5"),
        ("-", "Submitted for grading - 2 days 12 hours late", "", "2.5"),
        ("Friday, 27 November 2026, 11:00 PM", "Submitted for grading", "2026-11-27", ""),
    ],
)
def test_days_late_come_from_moodle_s_worksheet(quick, cell, status, due, days):
    quick.roster.write_text(
        "Full name,ID number,Status,Last modified (submission)\n"
        f'Ada Lovelace,s101,{status},"{cell}"\nBo Stone,s102,,\nCleo Park,s103,,\n'
    )
    grade(quick, progress=False)
    decide(quick, ",penalty,,10,", *([f",due,,{due},"] if due else []))
    grade(quick, progress=False)
    row = next(row for row in rows_of(quick.output) if row["Full name"] == "Ada Lovelace")
    assert row["Days late"] == days
    taken = {"1": 0.1, "1.5": 0.2, "2.5": 0.3, "": 0.0}[days]
    assert float(row["Exercise 01"]) == pytest.approx(85 * (1 - taken))


def test_every_word_is_in_the_manual(root):
    manual = (root / "INSTRUCTOR.md").read_text(encoding="utf-8")
    assert [word for word in WORDS if f"| `{word}` |" not in manual] == []


# A course that changes


def with_tasks(monkeypatch, change) -> None:
    unit = UNITS[STEM]
    monkeypatch.setitem(UNITS, STEM, replace(unit, tasks=tuple(map(change, unit.tasks))))


def test_changed_points_are_weighed_anew_and_said(quick, monkeypatch):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    rows, _ = run(quick)
    decide(quick, f"{rows['Bo']['Code']},points,2,12 of 15,right")
    points = {"structure.openness": 20, "structure.local_density": 10, "structure.explain": 30}

    def change(task):
        rubric = tuple(Criterion(one.text, 2 * one.points) for one in task.rubric)
        return replace(task, points=points.get(task.id, task.points), rubric=rubric)

    then = {task.id: task.points for task in UNITS[STEM].tasks}
    with_tasks(monkeypatch, change)
    rows, report = run(quick)
    assert report.graded_now == 0
    for task in UNITS[STEM].tasks[:-1]:
        assert rows["Ada"][f"{task.title} ({task.points})"] == str(task.points)
        changed = f"{task.title}, {then[task.id]} to {task.points}"
        assert (changed in str(report)) == (then[task.id] != task.points)
    assert rows["Bo"]["Two shares that look outside (20)"] == "16"
    assert text_points(rows) == {name: 2 * points for name, points in TYPED.items()}
    assert "weighed anew" in quick.beside("_overview.html").read_text()


def test_a_changed_task_is_graded_anew_and_said_and_no_other(quick, monkeypatch):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)

    def change(task):
        if task.id != "structure.local_density":
            return task
        return replace(task, reference=lambda cluster: task.reference(cluster) / 2)

    with_tasks(monkeypatch, change)
    rows, report = run(quick)
    assert report.graded_now == 3
    title = next(task.title for task in UNITS[STEM].tasks if task.id.endswith("local_density"))
    assert f"so graded anew: {title}." in str(report)
    assert text_points(rows) == TYPED
    assert run(quick)[1].graded_now == 0


def test_a_newer_course_does_not_block_late_work(quick, monkeypatch):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), POINTS)
    path = quick.beside("_graded.jsonl")
    head, _, rest = path.read_bytes().partition(b"\n")
    header = json.loads(head) | {"clusterlib": "0.0.1"}
    path.write_bytes(json.dumps(header).encode() + b"\n" + rest)
    a_late_text(quick)
    rows, report = run(quick)
    assert report.graded_now == 1
    assert text_points(rows) == TYPED


# Several markers


def test_texts_are_shared_out_among_markers_and_merged(quick):
    run(quick)
    mark_texts(quick.beside("_texts.csv"), {"ada": POINTS["ada"]})
    a_late_text(quick)
    run(quick, markers=("Eve", "Flo"))
    sheets = [quick.beside(f"_texts{name}.csv") for name in ("", "_Eve", "_Flo")]
    delimiters = ";", ",", ","
    shared = [
        list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=delimiter))
        for path, delimiter in zip(sheets, delimiters, strict=True)
    ]
    assert sorted(map(len, shared)) == [1, 1, 2], [p.read_text() for p in sheets]
    assert " ada1 " in shared[0][0]["Text"]
    for path in sheets[1:]:
        mark_texts(path, POINTS | {"dan": ("1", "1", "1")})
    # The rule of names is in the files: the next run need not say them again.
    rows, _ = run(quick)
    assert text_points(rows) == TYPED | {"Dan": 3.0}
    # Two who mark one text differently have to agree.
    rows = list(csv.DictReader(io.StringIO(sheets[1].read_text("utf-8-sig")), delimiter=";"))
    rows.append({**rows[0], **shared[0][0]} | dict.fromkeys(criteria_of(rows[0]), "1"))
    type_in(sheets[1], rows)
    with pytest.raises(ClusterError, match=r"gives 9 points to this text"):
        run(quick)


def test_names_of_markers_are_given_in_the_command_and_checked(quick, monkeypatch, capsys):
    plans: list[Grading] = []
    monkeypatch.setattr("clustergrader.grade", plans.append)
    assert main(["grade", "x", "--exercise", "01", "--markers", "Eve, Flo"]) == 0
    assert plans[0].markers == ("Eve", "Flo")
    with pytest.raises(GradingError, match="names of letters and digits"):
        run(quick, markers=("../Eve",))


# An appeal


def test_an_appeal_about_nothing_that_is_graded_says_so(quick, capsys):
    command = ["grade", str(quick.submissions), "--exercise", "01", "--output", str(quick.output)]
    assert main([*command, "--appeal", "s101"]) == 2
    assert "Grade it first" in capsys.readouterr().err
    write(quick.submissions, "another/01.ipynb", "s101", "again")
    rows, _ = run(quick)
    assert main([*command, "--appeal", "nobody"]) == 2
    assert "no such submission" in capsys.readouterr().err
    assert main([*command, "--appeal", "s101"]) == 2
    assert rows["Ada"]["Code"] in capsys.readouterr().err
    assert main([*command, "--appeal", rows["Ada"]["Code"]]) == 0
    assert "for you only" in capsys.readouterr().out


@pytest.mark.slow
def test_an_appeal_has_the_answer_what_is_right_there_and_why_with_the_same_secret(tmp_path):
    folder = tmp_path / "submissions"
    write(folder, "bo.ipynb", "s102", "bo", wrong="per cent")
    plan = Grading(
        folder, "01", tmp_path / "marks.csv", tmp_path / "feedback", overwrite=True, limits=LIMITS
    )
    report = grade(plan, progress=False)
    (entry,) = report.entries
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    path = appeal(plan, "s102")
    assert path.name == f"marks_appeal_{code_of(entry.result)}.html"
    page = path.read_text()
    from clustercourse.exercises.session import draw_cluster
    from clustergrader.values import shorten

    secret = json.loads(plan.beside("_graded.jsonl").read_bytes().partition(b"\n")[0])["secret"]
    fresh = draw_cluster("s102", STEM, secret)
    task = next(task for task in UNITS[STEM].tasks if task.id == "structure.openness")
    right = task.answer.plain(task.reference(fresh))
    for name, number in right.items():
        assert f"{name} {shorten(number)}" in page
    assert f"ties {shorten(100 * right['ties'])}" in page
    assert "This is in per cent" in page
    assert {path: path.read_bytes() for path in before} == before
