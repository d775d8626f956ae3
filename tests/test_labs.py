"""Labs: settings by name, one scene for each, the browser's questions get answers, and stills."""

import base64
import json
import re
import subprocess
import sys
import threading
from xml.etree import ElementTree

import nbformat
import pytest
import quickjs
from driving import SVG, as_json, lost_texts, shown, told, unpacked
from hypothesis import example, given
from hypothesis import strategies as st
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from clustercourse import labs
from clustercourse.labs import buzz_lab
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, choice, slider
from clustercourse.labs.packing import pack
from clustercourse.labs.stills import PROGRAM
from clustercourse.labs.views import Measure, gauges, levels, numbers
from clustercourse.predictions import Question, quiz
from clusterlib import Structure
from clusterlib.errors import ClusterlibError
from clusterlib.words import number

VIEW = "application/vnd.jupyter.widget-view+json"


class LineLab(Lab[float]):
    """A lab as small as can be: the slope of a line."""

    title = "a line"
    examples = ({"slope": 0.0}, {"slope": 0.5}, {"slope": 1.0})

    def make_controls(self):
        values = tuple(k / 10 for k in range(11))
        return {
            "slope": Control("slider", "slope", "rise a step", values, 0.5, ".1f"),
            "kind": choice(
                {0: "flat", 1: "steep"}, 0, "kind", "a sort of line", follow={1: {"slope": 0.9}}
            ),
        }

    def compute(self, settings):
        if settings["seed"] == 13:
            raise ZeroDivisionError("thirteen")
        return settings["slope"] + settings["seed"] / 100

    def lay_out(self):
        rows = [Measure("slope", "slope", 1.0, ".2f")]
        return {"rows": gauges("the slope", rows, lambda now: {"slope": now}, title="a measure")}

    def finding(self, now):
        return f"A line of slope {now:.2f}"


# ---- settings


def test_all_labs_are_there():
    assert [name for name in labs.__all__ if not hasattr(labs, name)] == []


def test_sliders_take_their_ranges_from_the_declarations():
    declared = Structure.declarations()
    openness = slider(declared["openness"])
    assert (openness.values[0], openness.values[-1]) == (0, 1)
    assert openness.start == declared["openness"].default
    assert declared["openness"].meaning in openness.meaning
    assert slider(declared["focal_firms"], high=3).values == (0, 1, 2, 3)
    with pytest.raises(ValueError, match="leaves its declared range"):
        slider(declared["openness"], high=1.5)


def test_wrong_settings_are_all_named_with_a_cure():
    with pytest.raises(ClusterlibError, match="4 problems") as caught:
        buzz_lab(opennes=0.3, buzz=99, period=7, seed=1.5)
    text = str(caught.value)
    assert "did you mean 'openness'?" in text
    assert "buzz = 99: choose 0 to 2" in text
    assert "period = 7: choose 0 to 160 in steps of 2" in text
    assert "seed = 1.5: choose 0 to 9999" in text


@pytest.mark.parametrize("wrong", [True, "0.2", None, float("nan"), float("inf"), [0.2], -0.01])
def test_no_value_that_is_none_of_a_slider_s(wrong):
    with pytest.raises(ClusterlibError, match="choose 0 to 1"):
        buzz_lab(openness=wrong)


@pytest.mark.parametrize("wrong", [2, "flat", None])
def test_no_value_that_is_none_of_a_list_s(wrong):
    with pytest.raises(ClusterlibError, match="choose 0, 1"):
        LineLab(kind=wrong)


def test_settings_without_names_are_told_how_to_give_them():
    with pytest.raises(TypeError, match="give settings by name"):
        buzz_lab(0.2)
    with pytest.raises(TypeError, match="give settings by name"):
        buzz_lab({"openness": 0.2})
    with pytest.raises(ValueError, match="is no dict; give a value for each name"):
        buzz_lab().strip([0.2])


def test_a_move_computes_what_the_settings_say_and_sends_one_message_with_them():
    lab = LineLab()
    sent = []
    lab.widget.send = lambda content, buffers=(): sent.append((content, buffers))
    assert shown(lab, slope=0.8, seed=2) == pytest.approx(0.82)
    assert lab.settings == lab.widget.settings == {"slope": 0.8, "kind": 0, "seed": 2}
    assert sent == [({"event": "move", "settings": {"slope": 0.8, "seed": 2}}, ())]
    with pytest.raises(ClusterlibError, match="2 problems"):
        lab.move(slope=3, sed=1)
    assert lab.settings["slope"] == 0.8
    assert len(sent) == 1


def test_a_value_brings_what_follows_from_it_unless_that_is_given():
    lab = LineLab(kind=1)
    assert lab.settings == {"slope": 0.9, "kind": 1, "seed": 1}
    assert LineLab(kind=1, slope=0.1).settings["slope"] == 0.1
    lab.move(slope=0.3)
    lab.move(kind=0)
    assert lab.settings["slope"] == 0.3
    lab.move(kind=1)
    assert lab.settings["slope"] == 0.9
    # The browser does it for whoever moves the control there.
    assert lab.widget.plan["controls"]["kind"]["follow"] == {1: {"slope": 0.9}}


def test_whole_numbers_stay_whole_and_others_are_floats():
    lab = LineLab(slope=1, seed=2.0)
    assert list(map(type, lab.settings.values())) == [float, int, int]


# ---- answers to the browser


def test_a_hello_is_answered_so_that_the_browser_knows_of_a_kernel():
    assert told(LineLab(), "hello") == [({"event": "here"}, [])]


@pytest.mark.parametrize("event", ["show", "ahead"])
def test_a_scene_is_asked_for_by_its_settings_and_moves_nothing(event):
    lab = LineLab()
    settings = {"slope": 0.1, "kind": 1, "seed": 5}
    ((content, (packed,)),) = told(lab, event, settings=settings)
    assert content == {"event": event}
    assert unpacked(packed) == as_json(lab.scene(settings))
    assert unpacked(packed)["settings"] == settings
    assert unpacked(packed)["frames"]["0"]["finding"] == "A line of slope 0.15"
    assert lab.settings["slope"] == 0.5


def test_an_error_is_told_in_words_and_the_next_question_is_answered():
    lab = LineLab()
    ((content, buffers),) = told(lab, "show", settings={**lab.settings, "seed": 13})
    assert content == {"event": "failed", "text": "ZeroDivisionError: thirteen"}
    assert buffers == []
    ((content, _),) = told(lab, "show", settings={**lab.settings, "slope": 7})
    assert content["event"] == "failed"
    assert "slope = 7: choose 0 to 1" in content["text"]
    assert "Error" not in content["text"]
    ((content, _),) = told(lab, "show")
    assert content["event"] == "failed"
    ((content, _),) = told(lab, "show", settings={**lab.settings, "seed": 14})
    assert content == {"event": "show"}


def test_questions_from_two_threads_get_the_scenes_that_they_ask_for():
    lab = buzz_lab()
    answers, errors = [], []
    lab.widget.send = lambda content, buffers=(): answers.append((content, buffers))

    def ask(values):
        try:
            for value in values:
                settings = {**lab.settings, "openness": value}
                lab.widget._handle_custom_msg({"event": "show", "settings": settings}, [])
        except Exception as error:  # an error in a thread would pass unseen
            errors.append(error)

    values = [k / 20 for k in range(8)]
    asking = [threading.Thread(target=ask, args=(order,)) for order in (values, values[::-1])]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert not errors
    assert {content["event"] for content, _ in answers} == {"show"}
    scenes = [unpacked(packed) for _, (packed,) in answers]
    assert sorted(scene["settings"]["openness"] for scene in scenes) == sorted(2 * values)
    for scene in scenes:
        assert scene == as_json(buzz_lab().scene(scene["settings"]))


# ---- scenes


@given(st.lists(st.lists(st.none() | st.integers(-300, 300), min_size=3, max_size=3), max_size=5))
def test_packing_keeps_every_level_and_leaves_the_scene_as_it_is(known):
    frames = {k: {"views": {"map": {"level": row}, "other": {}}} for k, row in enumerate(known)}
    scene = {"settings": {}, "frames": frames}
    before = json.dumps(scene)
    packed = pack(scene)
    assert unpacked(packed) == json.loads(before)
    assert json.dumps(scene) == before


def test_no_number_that_is_none_is_ever_sent():
    assert levels([0.1, float("nan")]) == [20, None]
    assert numbers([0.1, float("nan")]) == [0.1, None]
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"frames": {}, "note": float("nan")})


# ---- pictures


@pytest.fixture(scope="module")
def program():
    """The program that draws, as a function of JavaScript to JSON."""
    context = quickjs.Context()
    context.eval((PROGRAM / "draw.js").read_text("utf-8"))
    return lambda code: json.loads(context.eval(f"JSON.stringify({code})"))


FORMS = [f"{sign}.{places}{kind}" for sign in ("", "+") for places in range(5) for kind in "f%"]


@given(
    st.floats(-1e6, 1e6) | st.integers(-4000, 4000).map(lambda k: k / 16) | st.none(),
    st.sampled_from(FORMS),
)
@example(0.125, ".2f")
@example(0.125, ".0%")
@example(-0.0001, "+.1%")
@example(0.0, "+.0f")
def test_numbers_are_written_alike_in_words_and_in_the_picture(program, value, form):
    assert program(f"number({json.dumps(value)}, {json.dumps(form)})") == number(value, form)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(2.5, ".0f", "3"), (0.42, ".0%", "42%"), (0.1, "+.2f", "+0.10"), (-3, "+.0f", "−3"),
     (float("nan"), ".2f", "none"), (float("inf"), ".2f", "none")],
)  # fmt: skip
def test_a_number_in_words(value, form, text):
    assert number(value, form) == text


def test_a_display_holds_the_view_the_picture_and_the_words():
    lab = LineLab()
    bundle = lab._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == lab.widget.model_id
    assert bundle["text/plain"] == repr(lab) == lab.alt(lab.settings)
    html = bundle["text/html"]
    assert f'alt="{lab!r}"' in html
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", html).group(1)).decode()
    assert svg == lab.still()
    assert repr(lab) == "A line of slope 0.51. Settings: slope 0.5, kind flat, seed 1."


def test_a_still_shows_the_words_the_values_and_what_was_tried():
    lab = buzz_lab()
    texts = [text.text for text in ElementTree.fromstring(lab.still()).iter(f"{SVG}text")]
    assert " ".join(texts).startswith(lab.words(lab.settings)["finding"])
    assert "tried" not in texts
    more = [{"openness": 0.5}, {"openness": 0.8}]
    tried = ElementTree.fromstring(lab.still(tried=more))
    assert "tried" in [text.text for text in tried.iter(f"{SVG}text")]
    points = {path.get("data-pick") for path in tried.findall(f"{SVG}svg")[-1].iter(f"{SVG}path")}
    assert {"0", "1"} <= points
    assert lost_texts(lab.still(tried=more)) == []


def test_what_is_said_at_the_end_of_a_curve_is_what_is_said_in_words():
    for openness in (0.0, 0.3, 0.55, 1.0):
        lab = buzz_lab(openness=openness)
        texts = {text.text for text in ElementTree.fromstring(lab.still()).iter(f"{SVG}text")}
        words = re.search(r"at the end: (.*)\. Settings", repr(lab)).group(1)
        assert set(words.split("; ")) <= texts


def test_a_strip_of_a_wrong_setting_says_so_and_leaves_the_lab_as_it_is():
    lab = LineLab(slope=0.9)
    state = lab.widget.get_state()
    with pytest.raises(ValueError, match="did you mean 'slope'"):
        lab.strip({"slop": 0.3})
    with pytest.raises(ZeroDivisionError):
        lab.strip({"seed": 13})
    assert lab.strip({"slope": 1}).alt == LineLab(slope=0.9).strip({"slope": 1.0}).alt
    assert lab.widget.get_state() == state


def test_a_strip_tells_its_pictures_apart():
    strip = LineLab().strip()
    assert [panel.caption for panel in strip.panels] == ["slope 0", "slope 0.5", "slope 1"]
    assert "Picture 3 of 3: slope 1. A line of slope 1.01." in repr(strip)
    data = strip._repr_mimebundle_()
    assert data["text/plain"] == repr(strip)
    assert "<figcaption>slope 0.5</figcaption>" in data["text/html"]


# ---- recordings


def scenes_of(recording):
    """Return what a recording holds: its data with the scenes unpacked."""
    data = json.loads(
        re.search(r'json">(.*?)</script>', recording.html).group(1).replace("<\\/", "</")
    )
    return data | {"scenes": [unpacked(base64.b64decode(one)) for one in data["scenes"]]}


def test_a_recording_holds_every_combination_at_all_moments():
    lab = buzz_lab(openness=0.4)
    data = scenes_of(lab.record(openness=[0, 0.4], buzz=[0.5, 1]))
    assert list(data["plan"]["controls"]) == data["plan"]["order"] == ["openness", "buzz", "period"]
    assert data["plan"]["controls"]["openness"]["values"] == [0, 0.4]
    # Those that cannot be moved too: a prediction may be about them.
    assert data["start"] == lab.settings
    assert len(data["scenes"]) == 4
    for scene in data["scenes"]:
        whole = as_json(lab.scene({**lab.settings, **scene["settings"]}, whole=True))
        assert scene["frames"] == whole["frames"]
        assert scene["run"] == whole["run"]


def test_a_recording_of_chosen_settings_lists_them():
    data = scenes_of(LineLab().record({"slope": 0.1}, {"slope": 0.9, "kind": 1}))
    (control,) = data["plan"]["controls"].values()
    assert control["texts"] == ["slope 0.1", "slope 0.9, kind steep"]
    found = [scene["frames"]["0"]["finding"] for scene in data["scenes"]]
    assert found == ["A line of slope 0.11", "A line of slope 0.91"]


def test_what_follows_from_a_value_is_recorded_with_it_where_it_can_be_reached():
    data = scenes_of(LineLab().record(kind=[0, 1]))
    found = [scene["frames"]["0"]["finding"] for scene in data["scenes"]]
    assert found == ["A line of slope 0.51", "A line of slope 0.91"]
    data = scenes_of(LineLab().record(kind=[0, 1], slope=[0.5, 0.9]))
    assert data["plan"]["controls"]["kind"]["follow"] == {"1": {"slope": 0.9}}
    # Else a reader would see a steep line that is flat.
    with pytest.raises(ValueError, match=r"slope: record 0.9 as well, which comes with kind = 1"):
        LineLab().record(kind=[0, 1], slope=[0.1])
    data = scenes_of(LineLab().record({"kind": 1}, {"kind": 1, "slope": 0.2}))
    found = [scene["frames"]["0"]["finding"] for scene in data["scenes"]]
    assert found == ["A line of slope 0.91", "A line of slope 0.21"]


def test_what_cannot_be_recorded_is_told():
    lab = LineLab()
    with pytest.raises(ClusterlibError, match="give settings, each a dict, or values"):
        lab.record()
    with pytest.raises(ClusterlibError, match="give settings, each a dict, or values"):
        lab.record({"slope": 0.1}, slope=[0.2])
    with pytest.raises(ClusterlibError, match="3 problems") as caught:
        lab.record(slope=[0.1, 7], sed=[1], kind=[])
    assert "slope = 7" in str(caught.value)
    assert "did you mean 'seed'" in str(caught.value)
    assert "kind: no value to record" in str(caught.value)
    with pytest.raises(ClusterlibError, match="slop: there is no such control"):
        lab.record({"slop": 0.1})
    with pytest.raises(ClusterlibError, match=r"takes \d\.\d MB, more than 1\.5"):
        buzz_lab().record(openness=[k / 20 for k in range(21)], seed=list(range(1, 20)))


def test_a_recording_ends_no_script_early_and_asks_nothing_of_the_network(tmp_path):
    class Sly(LineLab):
        title = 'a </script><b>"line"'

    recording = Sly().record(slope=[0, 1])
    assert recording.html.count("</script>") == 2
    path = recording.save(tmp_path / "line.html")
    page = path.read_text("utf-8")
    assert "<title>a &lt;/script&gt;&lt;b&gt;" in page
    assert not re.search(r'(src|href)="|https?://(?!www\.w3\.org/2000/svg)|\bimport\b.*from', page)
    frame = recording._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert frame.count("<") == 2


# ---- questions


def test_every_option_of_a_quiz_has_its_feedback():
    question = Question("Who owns pipelines?", {"focal": "They digest.", "all": "Costly."}, "focal")
    asked = quiz([question, question])
    first, second = asked.choices
    first.set_state({"chosen": "all"})  # as the browser does
    assert (first.tone, first.note) == ("wrong", "✗ Not quite. Costly.")
    first.set_state({"chosen": "focal"})
    assert (first.tone, first.note) == ("right", "✓ Right. They digest.")
    assert second.note == ""
    assert "They digest" not in repr(asked)
    assert repr(asked).startswith("1. Who owns pipelines?\n  ( ) focal\n  ( ) all\n\n2. Who")


def test_a_faulty_question_names_all_its_faults():
    with pytest.raises(ValueError, match="4 problems") as caught:
        Question(" ", {"only": ""}, "other")
    for fault in ("prompt is empty", "two or more", "no feedback", "one of the options"):
        assert fault in str(caught.value)


# ---- without a browser, and without a kernel

CELLS = [
    "from clustercourse.labs import buzz_lab\n"
    "from clustercourse.predictions import Question, predict, quiz, reveal",
    "buzz_lab()",
    "buzz_lab().strip()",
    "predict('k', 'A cluster opens up. Its learning...', ['rises', 'falls'])",
    "reveal('k', 'falls', 'from .4 to .3')",
    "quiz([Question('Who?', {'one': 'Right, it is.', 'two': 'No, it is not.'}, 'one')])",
]


@pytest.mark.slow
def test_a_converted_notebook_shows_pictures_and_questions():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    notebook.metadata.pop("widgets", None)
    html, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    assert html.count("data:image/svg+xml;base64") == 4
    assert "A cluster opens up. Its learning..." in html
    assert "You made no prediction" in html
    assert "<li>two</li>" in html
    assert "Right, it is." not in html.split("quiz")[-1].split("<li>")[-1]
    assert "Firms reach" in notebook.cells[1].outputs[0].data["text/plain"]
    assert html.count('alt="Firms reach') == 4


def test_importing_clusterlib_loads_no_widgets():
    code = "import clusterlib, sys; sys.exit(bool({'ipywidgets', 'anywidget'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
