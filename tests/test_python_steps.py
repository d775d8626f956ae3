"""The Python you need: ten steps that know the mistakes, give no points and change none."""

from pathlib import Path

import authoring
import pytest
from five_firms import SOURCE, abouts, objects

from clustercourse.exercises import check, hint, progress
from clustercourse.exercises.registry import LECTURE_TASKS, UNITS, find_task
from clustercourse.exercises.session import my_cluster
from clustercourse.exercises.store import FILE
from clustercourse.exercises.tasks import judge

STEPS = [task for task in LECTURE_TASKS if task.id.startswith("python.")]
#: What learners write, and a few words of what they are told.
TRIES = {
    "python.count": {
        "[firm for firm in kinds if kinds[firm] == 'sme']": "These are names",
        "[kind == 'sme' for kind in kinds.values()]": "Put sum(...) around it",
        "(kind == 'sme' for kind in kinds.values())": "Put sum(...) around it",
        "sum(kind == 'SME' for kind in kinds.values())": "the keys",
        "sum(kind == 'sme' for kind in kinds)": "the keys",
        "'4'": "without quotes",
        "kinds.values": "round brackets",
    },
    "python.best": {
        "max(ties_of)": "last in the alphabet",
        "max(ties_of.values())": "how many ties",
        "max(ties_of.items())": "pair of firm and number",
        "[firm for firm in ties_of if ties_of[firm] == 4]": "Asked is one",
        "min(ties_of, key=ties_of.get)": "fewest",
        "ties_of.get": "round brackets",
    },
    "python.sort": {
        "sorted(level)": "alphabet",
        "sorted(level.values(), reverse=True)": "without the firms",
        "sorted(level.items(), reverse=True)": "pairs of firm",
        "sorted(level, key=level.get)": "reverse=True",
        "sorted(level, reverse=True)": "alphabet backwards",
        "{'F02', 'F04'}": "no order",
        "max(level, key=level.get)": "one firm",
        "['F02', 'F04', 'F01']": "Missing: F05, F03",
    },
    "python.keep": {
        "[firm for firm in level if level[firm] > 0.4]": "Below is <",
        "[firm for firm in level if level[firm] <= 0.4]": "at most",
        "[firm for firm in level]": "condition is missing",
        "[level[firm] for firm in level if level[firm] < 0.4]": "These are the levels",
        "[level[firm] < 0.4 for firm in level]": "behind an if",
        "sum(level[firm] < 0.4 for firm in level)": "who they are",
        "[]": "empty",
    },
    "python.sets": {
        "partners['F02'] & partners['F04']": "both",
        "partners['F02'] | partners['F04']": "one or of both",
        "partners['F04'] - partners['F02']": "stands first",
        "partners['F02'] ^ partners['F04']": "F04 only",
        "len(partners['F02'] - partners['F04'])": "Asked is who",
        "partners['F02']": "Take away",
    },
    "python.loc": {
        "table.loc['F04']": "both labels",
        "table['level']": "both labels",
        "table.loc['F04', 'ties']": "another column",
        "table.iloc[3, 1]": "position",
        "table.iloc[4, 1]": "position",
        "table.loc['F02', 'level']": "level of F02",
        "'0.5'": "text",
        "50": "per cent",
    },
    "python.column": {
        "knowledge[1].mean()": "mean of a row",
        "knowledge[:, 2].mean()": "counted from 0",
        "knowledge[:, 1]": "write .mean()",
        "knowledge.mean(axis=0)": "write .mean()",
        "knowledge.mean()": "whole array",
        "knowledge[:, 1].sum()": "sum",
        "knowledge[:, 1].mean": "round brackets",
    },
    "python.share": {
        "of_f02": "count",
        "of_f02 / 5": "ties by ties",
        "len(ties) / of_f02": "upside down",
        "of_f02 / 2": "by the other ties",
        "100 * of_f02 / len(ties)": "per cent",
        "round(of_f02 / len(ties), 1)": "rounded",
        "1 - of_f02 / len(ties)": "does not have",
        "of_f02 // len(ties)": "Divide with one",
        "of_f02 / 10": "all pairs",
    },
    "python.first": {
        "6": "break",
        "4": "how often",
        "3": "from 1",
        "0.41": "its place",
        "[2, 3, 5, 6]": "stop there",
        "0": "inside the if",
        "True": "when",
    },
    "python.error": {
        "'F02'": "the key",
        "kinds['F01']": "another firm",
        "list(kinds.values())": "one",
    },
}


@pytest.mark.parametrize("task", STEPS, ids=lambda task: task.id)
def test_a_step_knows_its_mistakes_each_by_its_name(task):
    about = abouts()[task.id]
    for way in (task.reference, *task.alternatives):
        assert judge(task, way(about), about).status == "right"
    for known in task.misconceptions:
        verdict = judge(task, known.wrong(about), about)
        assert (verdict.status, verdict.misconception) == ("wrong", known.name)


@pytest.mark.parametrize(
    ("task", "code", "said"),
    [(task, code, said) for task, tries in TRIES.items() for code, said in tries.items()],
)
def test_what_learners_try_is_told_which_mistake_it_is(task, code, said):
    names = {**objects(), "of_f02": 4}
    message = check(task, eval(code, names), abouts()[task])
    assert message.look in ("wrong", "unusable")
    assert said in message.text


def test_the_notebook_has_the_ten_steps_in_their_order():
    assert list(abouts()) == [task.id for task in STEPS]
    text = "\n".join(cell.source for cell in authoring.read_source(SOURCE).cells)
    places = [text.index(f"## {task.title}") for task in STEPS]
    assert len(STEPS) == 10
    assert places == sorted(places)
    assert all(task.title.startswith(f"{n}. ") for n, task in enumerate(STEPS, 1))


def test_a_notebook_that_nobody_has_written_in_runs_to_its_end():
    blank = authoring.make(authoring.read_source(SOURCE), "blank")
    done = authoring.execute(blank)  # the step on errors fails, and is tagged so
    tasks = [cell for cell in done.cells if "task" in cell.metadata.get("tags", [])]
    assert len(tasks) == len(STEPS)
    *others, last = tasks
    for cell in others:
        assert cell.source.count("...  # your code here") == 1
        assert "Not attempted" in cell.outputs[-1]["data"]["text/plain"]
    assert last.outputs[-1]["ename"] == "KeyError"
    rest = [cell for cell in done.cells if cell.cell_type == "code" and cell is not last]
    assert all(out["output_type"] != "error" for cell in rest for out in cell.outputs)


def test_the_steps_give_no_points_and_change_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert all(task.points == 0 and find_task(task.id) == (None, task) for task in STEPS)
    assert all(
        task not in (*unit.tasks, *unit.practice) for unit in UNITS.values() for task in STEPS
    )
    my_cluster("ada", "01_cluster_structure")
    before = progress()
    for task in STEPS:
        check(task.id, task.reference(abouts()[task.id]), abouts()[task.id])
        assert "step 1 of 3" in str(hint(task.id))
    assert str(progress()) == str(before)
    assert not Path(FILE).exists()
