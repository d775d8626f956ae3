"""Progress: by objective and task, over all exercises, exported and restored without a loss."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filelock import FileLock

from clustercourse.exercises import (
    check,
    export_progress,
    my_cluster,
    progress,
    restore_progress,
    session,
    store,
)
from clustercourse.exercises.registry import UNITS, find_task
from clustercourse.exercises.session import LearnerError
from clustercourse.exercises.store import FILE, ProgressError

FIRST = "01_cluster_structure"


def answer(task_id, learner="ada"):
    unit, task = find_task(task_id)
    return check(task_id, task.reference(my_cluster(learner, unit.stem)))


def restart(monkeypatch, *, lost):
    """Start a new kernel, as on a new Binder, with or without the file."""
    monkeypatch.setattr(session, "_session", session._Session())
    if lost:
        Path(FILE).unlink(missing_ok=True)


def test_all_exercises_at_once():
    answer("structure.local_density")
    answer("multi_angle.unserved")
    table = progress()
    assert len(table.parts) == len(UNITS)
    assert table.earned == 30
    assert table.possible + table.waiting == 100 * len(UNITS)
    text = str(table)
    assert text.startswith("All exercises: 30 of ")
    for unit in UNITS.values():
        assert unit.title in text
        assert unit.title in table._repr_html_()


def test_objectives_and_tasks_each_once_and_in_order():
    answer("structure.local_density")
    table = progress(FIRST)
    unit = UNITS[FIRST]
    (part,) = table.parts
    shown = list(part.by_objective())
    assert [name for name, _ in shown] == list(dict.fromkeys(t.objective for t in unit.tasks))
    assert {line.task.id for _, rows in shown for line in rows} == {t.id for t in unit.tasks}
    html = table._repr_html_()
    assert "15 of 30" in html  # openness of openness and density, one objective
    for task in unit.tasks:
        assert str(table).count(task.title) == 1


def test_html_is_well_formed():
    answer("structure.local_density")
    open_tags = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in ("br", "img"):
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    for shown in (progress(), progress(FIRST), export_progress()):
        parser = Parser()
        parser.feed(shown._repr_html_())
        parser.close()
        assert open_tags == []


def test_a_lost_binder_loses_nothing(monkeypatch):
    answer("structure.local_density")
    answer("multi_angle.unserved")
    check("multi_angle.reach", 3)
    line = export_progress().line
    before = str(progress())
    restart(monkeypatch, lost=True)
    with pytest.raises(LearnerError, match="my_cluster"):
        progress()
    assert str(restore_progress(line)) == before
    assert str(progress()) == before
    kept = json.loads(Path(FILE).read_text())["learners"]["ada"]["multi_angle.reach"]
    assert kept == {"status": "unusable", "points": 0, "tries": 1}


def test_the_line_that_is_shown_runs_as_it_stands(monkeypatch):
    answer("structure.local_density")
    code = str(export_progress()).splitlines()[1]
    assert len(code) < 400
    restart(monkeypatch, lost=True)
    exec(code, {})
    assert progress().earned == 15


def test_restoring_twice_or_over_newer_work_takes_nothing_away(monkeypatch):
    my_cluster("ada", FIRST)
    check("structure.local_density", 0.987)
    old = export_progress().line
    answer("structure.local_density")
    answer("structure.between")
    new = Path(FILE).read_text()
    for _ in range(2):
        restore_progress(old)
    assert Path(FILE).read_text() == new
    restart(monkeypatch, lost=True)
    answer("structure.gatekeepers")
    other = export_progress().line
    Path(FILE).write_text(new)
    assert restore_progress(other).earned == 15 + 20 + 25


def test_a_file_is_restored_too(monkeypatch):
    answer("structure.local_density")
    Path(FILE).rename("downloaded.json")
    restart(monkeypatch, lost=True)
    assert restore_progress("downloaded.json").earned == 15
    restart(monkeypatch, lost=True)
    assert restore_progress(Path("downloaded.json")).earned == 15


def test_several_learners_share_a_computer(monkeypatch):
    answer("structure.local_density", "ada")
    answer("structure.between", "bob")
    line = export_progress().line
    restart(monkeypatch, lost=False)
    with pytest.raises(LearnerError, match="several"):
        progress()
    restart(monkeypatch, lost=True)
    restore_progress(line)
    my_cluster("bob", FIRST)
    assert progress().earned == 20
    my_cluster("ada", FIRST)
    assert progress().earned == 15


def broken_lines():
    line = store.pack({"ada": {"structure.local_density": {"status": "right", "points": 15}}})
    middle = len(line) // 2
    flipped = line[:middle] + ("A" if line[middle] != "A" else "B") + line[middle + 1 :]
    foreign = [[], {"learners": 3}, {"learners": {"a": 3}}, {"learners": {"a": {"b": 3}}}, {"x": 1}]
    yield from [
        "",
        "p1.",
        "p2." + line[3:],
        line[:-9],
        line[:middle] + flipped + line[middle + 1 :],
    ]
    yield from ["no_such_file.json", "\0", "ä" * 5000, "p1." + "A" * 5000]
    for content in foreign:
        Path("foreign.json").write_text(json.dumps(content))
        yield "foreign.json"
    Path("deep.json").write_text("[" * 100_000)
    Path("binary.json").write_bytes(b"\xff\xfe\x00")
    yield from ["deep.json", "binary.json"]


def test_damaged_and_foreign_copies_are_said_and_change_nothing():
    answer("structure.local_density")
    before = Path(FILE).read_text()
    for saved in broken_lines():
        with pytest.raises(ProgressError):
            restore_progress(saved)
        assert Path(FILE).read_text() == before
    Path(FILE).write_text("{")
    line = store.pack({"ada": {}})
    with pytest.raises(ProgressError, match="damaged"):
        restore_progress(line)
    assert Path(FILE).read_text() == "{"


def test_edited_records_do_not_break_the_table():
    unit = UNITS[FIRST]
    odd = [3.5, "15", True, None, -4, 10**9]
    records = {
        task.id: {"status": value, "points": value, "tries": value}
        for task, value in zip(unit.tasks, odd, strict=False)
    }
    Path(FILE).write_text(json.dumps({"version": 1, "learners": {"ada": records}}))
    my_cluster("ada", FIRST)
    table = progress()
    assert 0 <= table.earned <= table.possible
    assert table._repr_html_()
    answer("structure.local_density")
    assert restore_progress(export_progress().line).earned == progress().earned


def test_the_better_result_is_kept_with_part_of_the_points():
    part, right = {"status": "wrong", "points": 7}, {"status": "right", "points": 15}
    none = {"status": "wrong", "points": 0}
    assert store.better(part, none) == part
    assert store.better(part, right) == right
    assert store.better(right, part) == right
    assert store.better({}, none) == none


# Begins when both are ready, so that the two notebooks write at the same moments.
NOTEBOOK = """
import sys, time
from pathlib import Path
from clustercourse.exercises import check, my_cluster
my_cluster("ada", "01_cluster_structure")
Path(sys.argv[1]).touch()
while not Path(sys.argv[2]).exists():
    time.sleep(0.001)
for _ in range(50):
    check("structure.local_density", 0.987)
"""


def test_two_notebooks_at_once_lose_nothing_of_each_other():
    notebooks = [
        subprocess.Popen([sys.executable, "-c", NOTEBOOK, mine, other])
        for mine, other in (("one", "two"), ("two", "one"))
    ]
    assert [notebook.wait(60) for notebook in notebooks] == [0, 0]
    kept = json.loads(Path(FILE).read_text())["learners"]["ada"]["structure.local_density"]
    assert kept["tries"] == 100


def test_a_notebook_that_holds_the_file_for_good_is_named(monkeypatch):
    answer("structure.local_density")
    before = Path(FILE).read_text()
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with FileLock(f".{FILE}.lock"):
        message = answer("structure.between")
        assert message.look == "right"
        assert "in use by another notebook" in message.text
        with pytest.raises(ProgressError, match="another notebook"):
            restore_progress(export_progress().line)
    assert Path(FILE).read_text() == before
    answer("structure.between")
    assert progress(FIRST).earned == 35


def test_points_are_kept_in_a_folder_that_knows_no_locks():
    Path(f".{FILE}.lock").mkdir()  # it can be no lock now
    assert "not kept" not in answer("structure.local_density").text
    assert progress(FIRST).earned == 15


def test_where_nothing_can_be_written_the_verdict_is_given_and_the_cure_is_named(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store.Path, "write_text", refuse)
    message = answer("structure.local_density")
    assert message.look == "right"
    assert "cannot be written here" in message.text
    assert "folder of your own" in message.text


def test_a_file_that_others_may_read_or_that_is_a_link_stays_so():
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    Path(FILE).symlink_to(elsewhere / FILE)
    answer("structure.local_density")
    assert Path(FILE).is_symlink()
    (elsewhere / FILE).chmod(0o640)
    answer("structure.between")
    assert (elsewhere / FILE).stat().st_mode & 0o777 == 0o640
    assert progress(FIRST).earned == 35
    assert [path.name for path in Path().glob(".my_progress-*")] == []
