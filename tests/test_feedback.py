"""What a page says to a typed answer, or of a drawn curve, is what the course itself says."""

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import quickjs
from executed import given_in
from feedback import feedback
from showing import LIVE, in_words, show_task

from clustercourse.exercises.answers import Name, Names, Number
from clustercourse.exercises.messages import Message
from clustercourse.exercises.tasks import judge, task
from clustercourse.exercises.units import focal, pipelines, python, structure
from clustercourse.labs.stills import program
from clustercourse.predictions import kept
from clustercourse.predictions.shapes import CLOSE, TOLERANCE, CurveComparison
from clusterlib import build_cluster

COURSE = Path(__file__).resolve().parent.parent / "tools" / "web" / "course"


@pytest.fixture(scope="module")
def page():
    """The page's functions, run by a small engine."""
    context = quickjs.Context()
    lab = program("lab.js").partition("\nfunction makeControls")[0]
    # Nothing of these touches the page before it is called.
    context.eval("var matchMedia = () => ({}), window = { addEventListener() {} };")
    context.eval(program("draw.js"))
    for name in ("store", "experiments", "tasks"):
        lab += (COURSE / f"{name}.js").read_text("utf-8")
    context.eval(lab)

    def call(function, *values):
        given = ", ".join(json.dumps(value) for value in values)
        return json.loads(context.eval(f"JSON.stringify({function}({given}))"))

    return call


@pytest.fixture(scope="module")
def cluster():
    return build_cluster("baseline", rng=2013)


def said_by_the_judge(asked, value, about):
    judged = judge(asked, value, about)
    text = judged.message.replace(f'Try hint("{asked.id}").', "Take a hint.")
    return [judged.status, " ".join(str(Message(judged.status, "", text)).split()).rstrip(":")]


def named(unit, name):
    return next(one for one in vars(unit).values() if getattr(one, "id", "") == name)


NUMBERS = [(structure, "structure.try_hub"), (pipelines, "pipelines.try_index")]
NUMBERS += [(focal, "focal.try_gate")]


@pytest.mark.parametrize(("unit", "name"), NUMBERS)
def test_a_page_says_of_any_number_what_the_judge_says(page, cluster, unit, name):
    asked = named(unit, name)
    data = feedback(asked, cluster)
    right = asked.answer.plain(asked.reference(cluster))
    ways = [known.wrong(cluster) for known in asked.misconceptions if known.form is None]
    rng = random.Random(7)
    tried = [right, *ways, -right, 100 * right, right + 1, right - 1, right / 2, 2 * right]
    tried += [round(one, digits) for one in (right, *ways) for digits in range(5)]
    tried += [one * (1 + rng.uniform(-0.01, 0.01)) for one in (right, *ways) for _ in range(20)]
    tried += [rng.uniform(-3, 3) for _ in range(200)] + [1000.0, 0.0]
    for one in tried:
        one = float(one)
        assert page("judgeTyped", data, repr(one)) == said_by_the_judge(asked, one, cluster), one
    told = {said_by_the_judge(asked, float(one), cluster)[1] for one in ways}
    assert len(told) >= 2  # or the test could not fail
    assert page("judgeTyped", data, "a lot")[0] == "unusable"


def test_numbers_are_read_as_people_type_them(page):
    typed = {"0,25": 0.25, "−0.5": -0.5, " 12 ": 12, "25 %": 0.25, "1e-3": 0.001, ".5": 0.5}
    assert {text: page("typedNumber", text) for text in typed} == typed
    assert page("typedNumber", "1.2.3") is None


def test_a_name_in_the_place_of_a_number_gets_its_own_answer(page, cluster):
    asked = named(structure, "structure.try_hub")
    data = feedback(asked, cluster)
    known = next(one for one in asked.misconceptions if isinstance(one.form, Name))
    name = known.wrong(cluster)
    assert known.message in page("judgeTyped", data, f" {name.lower()} ")[1]


def test_sets_are_told_apart_as_the_judge_does(page):
    asked = named(python, "python.sets")
    assert isinstance(asked.answer.kind, Names)
    partners = {"F02": {"F01", "F03", "F05"}, "F04": {"F03", "F06"}}
    data = feedback(asked, partners)
    right = sorted(asked.reference(partners))
    wrong = [sorted(one.wrong(partners)) for one in asked.misconceptions if one.form is None]
    for names in [right, *wrong, right[:1], [*right, "F09"], ["F09"], []]:
        typed = "{" + ", ".join(repr(one) for one in names) + "}"
        assert page("judgeTyped", data, typed) == said_by_the_judge(asked, names, partners), names


def test_a_task_on_runs_or_in_code_gets_no_field(cluster):
    @task(objective="o", answer=Number(), runs=pipelines.RUNS)
    class Ran:
        """T"""

        right = len
        hints = "- a\n- b\n- c"

    assert feedback(Ran, cluster) is None
    assert feedback(named(python, "python.sort"), {"a": 1.0}) is None


def test_drawn_curves_are_compared_as_in_the_notebook(page):
    rng = random.Random(3)
    for _ in range(300):
        span, form = rng.choice([(1.0, ".2f"), (0.62, ".2f"), (2.0, ".0%")])
        mine, real = ([rng.choice([0, 0.1, 0.12, 0.5, 0.55]) for _ in range(4)] for _ in "ab")
        curve = {"limit": TOLERANCE * span, "close": CLOSE * span, "form": form}
        both = CurveComparison(tuple(mine), tuple(real), span, form)
        found = page("compareCurves", mine, real, curve)
        assert found == {"verdict": both.verdict, "met": both.same_shape + both.close}


def test_of_two_records_a_page_and_a_notebook_keep_the_same(page):
    none, made = ({"asked": "a", "given": given} for given in (None, "x"))
    tried = [{"status": status, "tries": tries} for status, tries in [("right", 1), ("wrong", 3)]]
    for room, records in {
        "predictions": [none, made],
        "tasks": tried,
        "quizzes": ["a", "b"],
    }.items():
        for before in records:
            for after in records:
                assert page("better", room, before, after) == kept.better(room, before, after)


def test_what_a_task_is_given_can_be_read_off(cluster):
    table = in_words(cluster)
    for actor, ties in cluster.degree:
        assert f"<th>{actor}</th>" in table
        assert f"<td>{ties}</td>" in table
    assert table.count("<td>supplementary</td>") == 12
    assert in_words({"F02": {"F03", "F01"}, "F04": {"F05"}}).count("&#x27;F01&#x27;, ") == 1
    assert "none" in in_words({"F02": {"F03"}, "F04": set(), "F05": ["F06", "F07"]})
    assert in_words(np.int64(7)) == "7"
    assert in_words(np.arange(3.0)).count("<tr") == 4
    # A row of a table has no heading of its own.
    rows = pd.MultiIndex.from_tuples([(2, 0)])
    row = pd.DataFrame({"early": [0.25], "late": [0.5]}, index=rows).loc[(2, 0)]
    assert "<thead" not in in_words(row)
    # Of a long table the columns stay that are needed; what is larger than a page is none.
    long = pd.DataFrame({"gatekeeper": range(40), "liaison": range(40)})
    assert "liaison" not in in_words(long, ["gatekeeper"])
    assert in_words(build_cluster("baseline", rng=1, firms_per_stage=40)) == ""
    assert in_words(list(range(200))) == ""


def test_a_loop_round_a_solution_gives_what_it_runs_through():
    lines = ["for at, now in enumerate(path):", "    # BEGIN SOLUTION -> first = ..."]
    lines += ["    if now > 1:", "        first = at", "    # END SOLUTION"]
    assert "path" in given_in("\n".join(lines))
    assert not {"at", "now"} & {*given_in("\n".join(lines))}


def test_the_page_of_a_task_has_the_number_of_the_code(cluster, monkeypatch):
    shown = []
    monkeypatch.setattr("showing.display", lambda data, raw: shown.append(data))
    show_task("structure.try_hub", 12, cluster, {"max": max, "cluster": cluster})
    assert "The code gives: 12" in shown[0]["text/html"]
    live = shown[0][LIVE]
    assert [name for name, _ in live["given"]] == ["cluster"]
    # Where something is too much to be read, there is what is calculated with, or a word of it.
    large = {"huge": list(range(200))}
    show_task("structure.try_hub", 12, cluster, large, lambda: {"huge[0]": 3, "sum(huge)": 7})
    assert shown[1][LIVE]["given"] == [("huge[0]", "3"), ("sum(huge)", "7")]
    show_task("structure.try_hub", 12, cluster, large)
    assert (shown[2][LIVE]["given"], shown[2][LIVE]["run"]) == ([], True)
