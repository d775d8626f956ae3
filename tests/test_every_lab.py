"""What holds for every lab: each control shows, nothing is lost or left behind, words tell all."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from driving import LABS, as_json, ends, lost_texts, shown, told, unpacked

from clustercourse import labs

CONTROLS = [
    pytest.param(name, control, id=f"{name}-{control}")
    for name in LABS
    for control in getattr(labs, name)().controls
]
#: What a move may send, in bytes: 30 a second over a slow line.
MOST = 10_000


def drawn(still):
    """Return what a still picture draws, without the words above it."""
    return re.sub(r"<text [^>]*>[^<]*</text>", "", still.partition("<svg")[2])


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_every_value_of_a_control_gives_its_own_scene_and_words(name, control):
    lab = getattr(labs, name)()
    values = ends(lab.controls[control])
    assert len(values) >= 2
    scenes, texts = set(), set()
    for value in values:
        shown(lab, **{control: value})
        assert lab.settings[control] == value
        scene = lab.scene(lab.settings)
        # The settings themselves are not what is shown of them.
        scenes.add(str([scene["run"], [frame["views"] for frame in scene["frames"].values()]]))
        texts.add(lab.alt(lab.settings).partition(" Settings: ")[0])
        assert lost_texts(lab.still()) == []
    assert len(scenes) == len(values)
    assert len({lab.caption({**lab.settings, control: value}) for value in values}) == len(values)
    if control not in lab.clock:
        assert len(texts) == len(values)


@pytest.mark.parametrize("name", LABS)
def test_the_answer_to_a_move_is_one_small_message_with_the_scene_of_its_settings(name):
    lab = getattr(labs, name)()
    for at in range(2):
        settings = {control: ends(of)[-at] for control, of in lab.controls.items()}
        ((content, (packed,)),) = told(lab, "show", settings=settings)
        assert content == {"event": "show"}
        assert len(packed) < MOST
        assert unpacked(packed) == as_json(lab.scene(settings))
        assert unpacked(packed)["settings"] == settings


@pytest.mark.parametrize("name", [name for name in LABS if getattr(labs, name).clock])
def test_all_moments_are_one_small_message_and_each_is_what_its_own_scene_is(name):
    lab = getattr(labs, name)()
    ((content, (packed,)),) = told(lab, "frames", settings=lab.settings)
    assert content == {"event": "frames"}
    assert len(packed) < MOST
    whole = unpacked(packed)
    times = lab.controls[lab.clock].values
    assert [int(at) for at in whole["frames"]] == list(range(len(times)))
    for at, time in enumerate(times):
        settings = {**lab.settings, lab.clock: time}
        ((_, (packed,)),) = told(lab, "show", settings=settings)
        one = unpacked(packed)
        assert one["frames"] == {str(at): whole["frames"][str(at)]}
        assert (one["run"], one["note"]) == (whole["run"], whole["note"])


@pytest.mark.parametrize("name", LABS)
def test_a_still_is_the_same_whatever_was_shown_before(name):
    straight, wandered = getattr(labs, name)(), getattr(labs, name)()
    first = straight.still()
    for control, of in wandered.controls.items():
        for value in ends(of):
            shown(wandered, **{control: value})
    assert wandered.still() != first
    start = straight.settings
    assert wandered.still(start) == first
    assert wandered.strip(start).alt == straight.strip(start).alt


@pytest.mark.parametrize("name", LABS)
def test_a_strip_of_three_settings_needs_no_kernel(name):
    strip = getattr(labs, name)().strip()
    assert len(strip.panels) == 3
    assert len({drawn(panel.svg) for panel in strip.panels}) == 3
    assert len({panel.alt for panel in strip.panels}) == 3
    for panel in strip.panels:
        assert lost_texts(panel.svg) == []
        assert len(panel.alt.split()) >= 12
        assert panel.caption
    html = strip._repr_mimebundle_()["text/html"]
    assert html.count("<img ") == 3
    assert len(re.findall(r'alt="[^"]{60,}"', html)) == 3


@pytest.mark.parametrize("name", LABS)
def test_controls_and_views_have_names_and_say_what_they_mean(name):
    lab = getattr(labs, name)()
    assert re.match(r"Lab \d\d\b|Toy: |Formula: ", lab.title)
    plan = lab.widget.plan
    assert plan["order"] == list(lab.controls) == list(plan["controls"])
    for control in plan["controls"].values():
        assert control["label"]
        assert len(control["meaning"]) > 5
    labels = [control["label"] + control["group"] for control in plan["controls"].values()]
    assert len(set(labels)) == len(labels)
    assert all(view["said"] for view in plan["views"])
    assert len({view["said"] for view in plan["views"]}) == len(plan["views"])


@pytest.mark.parametrize("name", LABS)
def test_words_are_whole_sentences_and_hold_no_lost_numbers(name):
    lab = getattr(labs, name)()
    for settings in lab.examples:
        said = lab.words(dict(lab.settings) | dict(settings))
        assert not said["finding"].endswith(".")
        assert said["finding"][0].isupper() or said["finding"][0].isdigit()
        for text in (said["remark"], said["told"]):
            assert text == "" or text.endswith(".")
        for text in said.values():
            assert not re.search(r"\bnan\b|\bNone\b|\{|\.\.| -\d", text)


MOVES = """
import gc, resource, sys
from clustercourse import labs

lab = getattr(labs, sys.argv[1])()
lab.widget.send = lambda content, buffers=(): answers.append(content["event"])
answers, moves = [], []
for name, control in lab.controls.items():
    if name != "seed":
        at = control.values.index(lab.settings[name])
        moves += [(name, control.values[at - 1]), (name, control.values[at])]

def run(count):
    for turn in range(count):
        name, value = moves[turn % len(moves)]
        lab.move(**{name: value})
        for event in ("show", "frames") if turn % 10 == 0 else ("show",):
            lab.widget._handle_custom_msg({"event": event, "settings": lab.settings}, [])
    assert set(answers) == {"move", "show", "frames"}
    answers.clear()
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(gc.get_objects())

run(max(30, 2 * len(moves)))
before, things = run(30)
after, things_after = run(200)
print(after - before, things_after - things)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", LABS)
def test_two_hundred_moves_leave_no_memory_behind(name):
    command = [sys.executable, "-c", MOVES, name]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    grown, things = map(int, run.stdout.split())
    assert grown < 10_000  # kB
    assert things < 2_000


def test_what_settles_a_prediction_agrees_with_the_lecture():
    """The lab's verdict, at the lecture's settings, is the answer that its run sheet expects."""
    sheets = (Path(__file__).parent.parent / "INSTRUCTOR.md").read_text("utf-8")
    answers = dict(re.findall(r'\*Predict\* `([\w.]+)`\. Expect "[^"]*"; it is "([^"]*)"', sheets))
    settled = {}
    for name in LABS:
        lab = getattr(labs, name)()
        for prediction, verdict in lab.verdicts.items():
            last = {lab.clock: lab.controls[lab.clock].values[-1]} if lab.clock else {}
            seen = [
                {n: v[0] if isinstance(v, tuple | list) else v for n, v in need.items()}
                for need in verdict.needs
            ]
            results = [lab.compute({**lab.settings, **one, **last}) for one in seen]
            settled[prediction], because = verdict.outcome(*results)
            assert re.search(r"\d", because)
    assert len(settled) == 7
    assert settled == {prediction: answers[prediction] for prediction in settled}
