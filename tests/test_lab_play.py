"""Labs that wait for a prediction and settle it, and labs that come back with what was tried."""

import gc
import json
import subprocess
import sys

import pytest
from driving import LABS, TASKS, shown, told

from clustercourse import labs
from clustercourse.labs import buzz_lab, trust_lab
from clustercourse.predictions import Axis, kept, predict, predict_curve, reveal
from clustercourse.predictions.kept import recall, remember
from clustercourse.predictions.predicting import expect
from clusterlib.errors import ClusterlibError
from clusterlib.networks import example_cluster

OPTIONS = ["the longer reach", "less trust", "both about the same"]


@pytest.fixture(autouse=True)
def _own_session(monkeypatch):
    """Know of no prediction that another test has asked for."""
    monkeypatch.setattr("clustercourse.predictions.predicting._predictions", {})


def commit(question, answer):
    """Answer a question as the browser does."""
    question.set_state({"chosen": answer, "presses": question.presses + 1})


# ---- predictions


def test_a_lab_opens_when_its_prediction_is_committed_and_the_prediction_stays():
    question = predict("test.opens", "What happens?", ["it rises", "it falls"])
    lab = buzz_lab("test.opens")
    assert lab.widget.asked["waiting"]
    assert buzz_lab().widget.asked == {"waiting": False, "text": "", "needs": []}
    commit(question, "it falls")
    assert question.note.startswith("Kept: “it falls”. What follows is open now.")
    assert not lab.widget.asked["waiting"]
    assert lab.widget.asked["given"] == "it falls"
    assert lab.widget.asked["text"] == "You predicted: “it falls”."
    commit(question, "it rises")
    assert "change of mind" in question.note
    assert lab.widget.asked["text"] == "You predicted: “it falls”."
    assert reveal("test.opens", "it rises").correct is False


def test_a_lab_opens_without_a_prediction_and_what_comes_later_is_none():
    question = predict("test.skipped", "What happens?", ["it rises", "it falls"])
    lab = buzz_lab("test.skipped")
    assert told(lab, "open") == []
    assert not lab.widget.asked["waiting"]
    assert lab.widget.asked["text"] == "You made no prediction."
    commit(question, "it falls")
    assert "not a prediction any more" in question.note
    assert lab.widget.asked["text"] == "You made no prediction."
    assert reveal("test.skipped", "it falls").predicted is None
    assert not buzz_lab("test.skipped").widget.asked["waiting"]  # the cell is run once more


def test_a_lab_may_come_before_its_question():
    lab = buzz_lab("test.early")
    assert lab.widget.asked["waiting"]
    question = predict("test.early", "What happens?", ["it rises", "it falls"])
    commit(question, "it rises")
    assert not lab.widget.asked["waiting"]


def test_every_lab_that_waits_opens_even_if_another_fails(monkeypatch, caplog):
    question = predict("test.two", "What happens?", ["it rises", "it falls"])
    broken, lab = buzz_lab("test.two"), buzz_lab("test.two")
    monkeypatch.setattr(broken, "_asked", lambda: 1 / 0)
    commit(question, "it falls")
    assert not lab.widget.asked["waiting"]
    assert "division by zero" in caplog.text


def test_a_prediction_keeps_no_lab_alive():
    class Waiting:
        def told(self):
            seen.append(self)

    seen, record = [], expect("test.alive")
    waiting, gone = Waiting(), Waiting()
    record.on_commit(waiting.told)
    record.on_commit(gone.told)
    del gone
    gc.collect()
    record.commit("it falls", str, str)
    assert seen == [waiting]


def test_a_drawn_prediction_is_sent_to_stand_beside_what_was_tried():
    question = predict_curve(
        "test.curve", "How does it go on?", x=Axis("openness", 0, 1, ".1f"),
        y=Axis("level", 0, 1), known=[(0, 0.2)], points=[0.5, 0.8, 1],
    )  # fmt: skip
    lab = buzz_lab("test.curve")
    assert lab.widget.asked["waiting"]
    assert "expected" not in lab.widget.asked
    before = lab.still()
    question.set_state({"levels": [40, 50, 60], "presses": 1})
    expected = [[0.5, 0.4], [0.8, 0.5], [1.0, 0.6]]
    assert [pytest.approx(point) for point in lab.widget.asked["expected"]] == expected
    assert lab.widget.asked["text"] == "You drew a curve."
    assert set(lab.widget.asked["curve"]) == {"near", "close", "form", "limit"}
    assert lab.still().count("you predicted") == 1
    assert "you predicted" not in before


def test_what_settles_a_prediction_is_sent_and_judged_by_what_is_computed():
    question = predict("trust.lab", "Which lever raises SMEs more?", OPTIONS)
    lab = trust_lab("trust.lab")
    assert lab.widget.asked["needs"] == []
    commit(question, OPTIONS[2])
    needs = lab.widget.asked["needs"]
    assert [dict(need) for need in lab.verdicts["trust.lab"].needs] == needs
    seen = [{**lab.settings, **need} for need in needs]
    ((content, buffers),) = told(lab, "judge", settings=seen)
    option, because = lab.verdicts["trust.lab"].outcome(*map(lab.compute, seen))
    assert option in OPTIONS
    assert content["event"] == "verdict"
    assert content["right"] is (option == OPTIONS[2])
    assert because in content["because"]
    assert buffers == []


@pytest.mark.parametrize("given", OPTIONS)
def test_a_verdict_names_what_came_true_where_the_prediction_did_not(given):
    name = "trust.lab"
    record = expect(name)
    record.asked, record.given = tuple(OPTIONS), given
    lab = trust_lab(name)
    seen = [{**lab.settings, **need} for need in lab.widget.asked["needs"]]
    option, because = lab.verdicts[name].outcome(*map(lab.compute, seen))
    verdict = lab.outcome(seen)
    assert verdict["right"] is (option == given)
    told = because if option == given else f"It is “{option}”. {because}"
    assert verdict["because"] == told


# ---- tasks


@pytest.mark.parametrize("name", LABS)
def test_tasks_stand_in_the_lab_and_in_print_all_answers_after_all_questions(name):
    lab = getattr(labs, name)(tasks=TASKS)
    assert lab.widget.plan["tasks"] == [list(pair) for pair in TASKS.items()]
    for shown_as in (lab._repr_mimebundle_(), lab.strip()._repr_mimebundle_()):
        for text in (shown_as["text/html"], shown_as["text/plain"]):
            places = [text.index(part) for part in (*TASKS, *TASKS.values())]
            assert places == sorted(places)
        # Answers are folded.
        before, _, folded = shown_as["text/html"].partition("<details>")
        assert not any(answer in before for answer in TASKS.values())
        assert all(answer in folded for answer in TASKS.values())
    assert "<ol>" not in getattr(labs, name)()._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("tasks", [{"What?": ""}, {" ": "That."}])
def test_a_task_has_a_question_and_an_answer(tasks):
    with pytest.raises(ClusterlibError, match="say both what to do and what should have been"):
        buzz_lab(tasks=tasks)


# ---- what was tried comes back


@pytest.fixture
def kernel(monkeypatch):
    """As in a kernel, whose folder is a test's own."""
    monkeypatch.setattr(kept, "_in_kernel", lambda: True)


def trying(lab, **settings):
    """Move a lab and tell it what was tried, as the browser does."""
    shown(lab, **settings)
    lab.widget.set_state({"settings": lab.settings, "history": [
        {"settings": {"openness": 0.9, "buzz": 1, "seed": 1}, "note": 0.4},
    ]})  # fmt: skip


def test_settings_and_what_was_tried_come_back(kernel):
    trying(buzz_lab(), openness=0.5, period=20)
    back = buzz_lab()
    assert back.settings == {"openness": 0.5, "buzz": 1.0, "period": 20, "seed": 1}
    assert back.widget.history[0]["note"] == 0.4
    assert back.widget.start["openness"] == 0.2
    # Other labs, and one that starts elsewhere, are other places.
    assert buzz_lab(openness=0.6).settings["openness"] == 0.6
    assert buzz_lab(openness=0.6).widget.history == []
    assert trust_lab().widget.history == []
    assert buzz_lab("test.elsewhere").widget.history == []


def with_other_kinds(own):
    own.nodes["F01"]["kind"] = "focal_firm"


def with_another_tie(own):
    own.add_edge("F01", "U1", dimension="multi_angle", weight=1.0)


def with_another_weight(own):
    next(iter(own.edges.values()))["weight"] += 1


def with_other_stages(own):
    for about in own.nodes.values():
        about["stage"] = about["stage"] and 4 - about["stage"]


def without_an_actor(own):
    own.remove_node("F02")


@pytest.mark.parametrize(
    "change",
    [with_other_kinds, with_another_tie, with_another_weight, with_other_stages, without_an_actor],
)
def test_what_was_tried_on_a_cluster_does_not_stand_beside_another_of_its_name(kernel, change):
    own = example_cluster()
    trying(buzz_lab(cluster=own), openness=0.5)
    assert len(buzz_lab(cluster=example_cluster()).widget.history) == 1
    change(own)
    other = buzz_lab(cluster=own)
    assert other.own.graph["name"] == example_cluster().graph["name"]
    assert (other.widget.history, other.settings["openness"]) == ([], 0.0)


def test_ticks_come_back_for_the_tasks_that_are_still_there(kernel):
    first, second, third = TASKS
    lab = buzz_lab(tasks=TASKS)
    assert lab.widget.ticked == []
    lab.widget.set_state({"ticked": [first, third]})
    assert buzz_lab(tasks=TASKS).widget.ticked == [first, third]
    other = {first: TASKS[first], third + " Why?": TASKS[third]}
    # They do not depend on where a lab starts.
    assert buzz_lab(tasks=other, openness=0.6).widget.ticked == [first]
    # A lab that begins with another task stands in another lecture.
    assert buzz_lab(tasks={second: TASKS[second], third: TASKS[third]}).widget.ticked == []
    assert buzz_lab().widget.ticked == []


def test_nothing_is_written_without_a_kernel(tmp_path):
    trying(buzz_lab(), openness=0.5)
    remember("labs", "name", {"a": 1})
    assert list(tmp_path.iterdir()) == []
    assert recall("labs", "name") is None


@pytest.mark.parametrize(
    "damage",
    [
        "", "{", "[1]", '{"labs": 3}', "\x00\xff", "[" * 100_000, '{"labs": {"NAME": 5}}',
        '{"labs": {"NAME": [1]}}', '{"labs": {"NAME": {"start": START}}}',
        '{"labs": {"NAME": {"start": START, "settings": {"openness": 99}, "history": []}}}',
        '{"labs": {"NAME": {"start": START, "settings": {"other": 1}, "history": []}}}',
        '{"labs": {"NAME": {"start": START, "settings": [], "history": []}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": 7}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": [], "ticked": 7}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": [], "ticked": [{}]}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": [{}]}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": [{"settings": 1}]}}}',
        '{"labs": {"NAME": {"start": START, "settings": {}, "history": [{"settings":'
        ' {"openness": 99}, "note": 1}]}}}',
    ],
    ids=range(18),
)  # fmt: skip
def test_a_damaged_file_is_ignored_and_written_anew(kernel, tmp_path, damage):
    start = json.dumps(buzz_lab().settings)
    text = damage.replace("NAME", buzz_lab.title).replace("START", start)
    (tmp_path / kept.FILE).write_text(text, encoding="latin-1")
    lab = buzz_lab()
    assert lab.settings == json.loads(start)
    assert lab.widget.history == []
    trying(lab, openness=0.5)
    assert buzz_lab().settings["openness"] == 0.5


def test_a_file_that_cannot_be_written_stops_nothing(kernel, tmp_path):
    (tmp_path / kept.FILE).mkdir()
    lab = buzz_lab()
    trying(lab, openness=0.5)
    assert lab.settings["openness"] == 0.5
    remember("labs", "name", object())
    assert [path.name for path in tmp_path.glob("*.tmp")] == []
    assert [path.name for path in tmp_path.glob(".*.tmp")] == []


def test_a_file_too_large_is_not_read(kernel, tmp_path):
    (tmp_path / kept.FILE).write_text(json.dumps({"labs": {"name": "x" * 2_000_000}}))
    assert recall("labs", "name") is None
    remember("labs", "name", 1)
    assert recall("labs", "name") == 1


def test_names_and_rooms_are_kept_apart(kernel):
    remember("labs", "one", {"a": [1, None, "ä"]})
    remember("labs", "two", 2)
    remember("quizzes", "one", 3)
    assert recall("labs", "one") == {"a": [1, None, "ä"]}
    assert (recall("labs", "two"), recall("quizzes", "one")) == (2, 3)
    assert recall("labs", "three") is recall("other", "one") is None


WRITES = """
import sys
from clustercourse.predictions import kept
kept._in_kernel = lambda: True
for k in range(40):
    kept.remember("labs", f"{sys.argv[1]} {k}", k)
"""


def test_two_kernels_at_once_lose_nothing(kernel, tmp_path):
    commands = [[sys.executable, "-c", WRITES, name] for name in ("one", "two")]
    writing = [subprocess.Popen(command, cwd=tmp_path) for command in commands]
    assert [process.wait(timeout=120) for process in writing] == [0, 0]
    for name in ("one", "two"):
        assert [recall("labs", f"{name} {k}") for k in range(40)] == list(range(40))
    assert list(tmp_path.glob(".*.tmp")) == []


def test_an_answer_and_what_settles_it_come_back(kernel, monkeypatch):
    commit(predict("trust.lab", "Which lever?", OPTIONS), OPTIONS[1])
    monkeypatch.setattr("clustercourse.predictions.predicting._predictions", {})
    predict("trust.lab", "Which lever?", OPTIONS)
    lab = trust_lab("trust.lab")
    assert not lab.widget.asked["waiting"]
    assert lab.widget.asked["given"] == OPTIONS[1]
    assert lab.widget.asked["needs"]
