"""What users see, kept in tests/goldens: rewrite it with ``python tests/test_goldens.py --write``.

A change that is meant shows in the difference of the files; one that is not fails here.
"""

import dataclasses
import hashlib
import json
import math
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from assessed import assessed
from driving import ends
from evidence_table import evidence_table
from five_firms import abouts
from judged import answered_once, judged, plain_ways, together, verdicts_of

from clustercourse import labs
from clustercourse.claims import claims_frame
from clustercourse.exercises.registry import LECTURE_TASKS, UNITS
from clustercourse.policy import NOTHING
from clusterlib.learning import Learning, initial_knowledge, one_period
from clusterlib.networks import build_cluster

FOLDER = Path(__file__).parent / "goldens"
LABS = [name for name in labs.__all__ if name.endswith("_lab")]
#: Of so many learners the right answers are kept in full.
TOLD = 20
PRACTICE = {task.id: task for unit in UNITS.values() for task in unit.practice}
PRACTICE |= {task.id: task for task in LECTURE_TASKS}


# What is kept: plain data, made anew


def moves_of(name):
    """Walk through the controls of a lab, each there and back; return what it says each time."""
    lab = getattr(labs, name)()
    moves = [_seen(lab, "start", None)]
    for control, about in lab.controls.items():
        if control != "seed":
            start = lab.settings[control]
            for value in [*(one for one in ends(about) if one != start), start]:
                lab.move(**{control: value})
                moves.append(_seen(lab, control, value))
    if "seed" not in lab.controls:
        return moves
    lab.move(seed=lab.settings["seed"] + 1)
    return [*moves, _seen(lab, "seed", lab.settings["seed"])]


def _seen(lab, control, value):
    return plain({"moved": control, "to": value, "alt": repr(lab), "note": lab.note(lab.result)})


def task_as_kept(unit, task):
    """Return all that is said about a task of a unit, and what is judged of it."""
    done = judged(unit.stem)
    verdicts = done.verdicts[task.id]
    # What is said of a right number holds numbers, which round differently elsewhere.
    canonical = re.sub(r"[-+]?\d[\d.]*", "#", json.dumps(verdicts, sort_keys=True))
    return _words_of(task) | {
        "first": verdicts[0],
        "answers": done.first[task.id],
        # A cluster or a run that has changed shows in what is right.
        "right": done.answers[task.id][:TOLD],
        "learners": len(verdicts),
        "all": hashlib.sha256(canonical.encode()).hexdigest(),
    }


def practice_as_kept(task):
    """Return all that is said about a task of a lecture, judged on what the lecture gives it."""
    if task.id in abouts():
        about = abouts()[task.id]
    elif task in LECTURE_TASKS:
        about = evidence_table()
    elif task in UNITS["09_policy_studio"].practice:
        about = NOTHING
    else:
        about = build_cluster("baseline", rng=2013)
    first = verdicts_of(answered_once(task, about), about)
    return _words_of(task) | {"first": first, "answers": plain_ways(task, about)}


def _words_of(task):
    return {
        "title": task.title,
        "points": task.points,
        "objective": task.objective,
        "answer": repr(task.answer),
        "hints": list(task.hints),
        "rubric": [[line.text, line.points] for line in task.rubric],
        "misconceptions": [[known.name, known.message] for known in task.misconceptions],
    }


def quick_claims():
    """Return the table of ``clusterlib claims --quick``."""
    return plain(claims_frame(assessed()).to_dict("records"))


#: Small clusters and the parameters that they learn with.
PERIODS = {
    "baseline": ({}, {}),
    "loyal, without curiosity": (
        {"archetype": "hub_and_spoke", "openness": 0.3},
        {"loyalty": 3.0, "trust": 0.4, "curiosity": 0.0, "learning_rate": 0.5},
    ),
    "little attention, much R&D": (
        {"archetype": "state_anchored"},
        {"attention": 1.0, "buzz": 0.5, "rd_sme": 0.9, "path_dependence": 2.0},
    ),
}


def period_of(name):
    """Return what all actors of a small cluster know after one period, and what it brings."""
    built, changes = PERIODS[name]
    small = {"firms_per_stage": 4, "focal_firms": 2, "universities": 1, "outside_rd": 2}
    cluster, p = build_cluster(**{**small, **built}, rng=5), Learning(**changes)
    K, w = initial_knowledge(cluster, p, rng=5), np.repeat([1 / 9, 0], [9, 3])
    draws = np.random.default_rng(5).random((2, len(cluster)))
    return plain(dict(zip("KP", one_period(cluster, K, w, p, draws), strict=True)))


# Plain data, and whether two are the same


def plain(value):
    """Return a value as JSON holds it: NaN is None, a dataclass or an array a dict or lists."""
    if dataclasses.is_dataclass(value):
        value = dataclasses.asdict(value)
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def differences(kept, now, relative, place=""):
    """Return where two values differ, and how; floats may do so by a share."""
    if isinstance(kept, dict) and isinstance(now, dict) and kept.keys() == now.keys():
        pairs = [(f"{place}.{name}", kept[name], now[name]) for name in kept]
    elif isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        pairs = [(f"{place}[{n}]", *both) for n, both in enumerate(zip(kept, now, strict=True))]
    elif isinstance(kept, float) and isinstance(now, float):
        same = math.isclose(kept, now, rel_tol=relative)
        return [] if same else [f"{place}: {kept!r} is now {now!r}"]
    else:
        same = type(kept) is type(now) and kept == now
        return [] if same else [f"{place}: {kept!r} is now {now!r}"]
    return [line for at, one, other in pairs for line in differences(one, other, relative, at)]


def assert_same(kept, now, relative, place=""):
    """Fail with a line for each difference."""
    lines = differences(kept, now, relative, place)
    assert not lines, "\n".join([*lines, _MEANT])


#: What to do when a change is meant.
_MEANT = "If that is meant: python tests/test_goldens.py --write, and read the difference."


class Kept(dict):
    """What is kept, by name; what is not says how to keep it."""

    def __missing__(self, name):
        pytest.fail(f"{name} is new. {_MEANT}")


@cache
def golden(name):
    """Return what is kept in a file."""
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Kept(kept) if isinstance(kept, dict) else kept


# The tests


@pytest.mark.parametrize("name", LABS)
def test_a_lab_says_what_it_said(name):
    assert_same(golden("labs")[name], moves_of(name), 1e-9, name)


@pytest.mark.parametrize(
    ("unit", "task"),
    [
        pytest.param(unit, task, id=together(unit.stem, task.id))
        for unit in UNITS.values()
        for task in unit.tasks
    ],
)
def test_a_task_is_judged_as_it_was(unit, task):
    assert_same(golden("tasks")[task.id], plain(task_as_kept(unit, task)), 1e-9, task.id)


@pytest.mark.parametrize("name", PRACTICE)
def test_a_question_of_a_lecture_is_judged_as_it_was(name):
    assert_same(golden("tasks")[name], plain(practice_as_kept(PRACTICE[name])), 1e-9, name)


def test_nothing_that_was_kept_is_gone():
    units = [task.id for unit in UNITS.values() for task in unit.tasks]
    assert list(golden("tasks")) == [*units, *PRACTICE]
    assert list(golden("labs")) == LABS
    assert list(golden("period")) == list(PERIODS)


def test_the_claims_are_what_they_were():
    assert_same(golden("claims"), quick_claims(), 1e-9)


@pytest.mark.parametrize("name", PERIODS)
def test_one_period_is_what_it_was(name):
    assert_same(golden("period")[name], period_of(name), 1e-12, name)


# Writing


def write(name, data):
    """Write a file; a list of numbers is a line."""
    text = json.dumps(plain(data), indent=1, ensure_ascii=False)
    text = re.sub(r'\[(\n[^\[\]{}"]*)\]', lambda found: f"[{' '.join(found[1].split())}]", text)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def write_all():
    """Write what users see now."""
    write("period", {name: period_of(name) for name in PERIODS})
    write("labs", {name: moves_of(name) for name in LABS})
    write("claims", quick_claims())
    tasks = {task.id: task_as_kept(unit, task) for unit in UNITS.values() for task in unit.tasks}
    write("tasks", tasks | {name: practice_as_kept(task) for name, task in PRACTICE.items()})


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write_all()
