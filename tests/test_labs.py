"""Labs: real widgets are driven to their ends, questions get answers, nothing is left behind."""

import asyncio
import base64
import gc
import io
import subprocess
import sys
import threading
import weakref
from typing import Any

import matplotlib
import nbformat
import numpy as np
import pytest
from clustercourse.labs.curves import Curves, Series
from clustercourse.labs.fast_text import draw_text
from clustercourse.labs.live_figure import LiveFigure
from ipywidgets import FloatSlider
from matplotlib.figure import Figure
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image

from clustercourse import labs
from clustercourse.labs import base as lab_base
from clustercourse.labs.base import Lab
from clustercourse.predictions import Question, quiz

VIEW = "application/vnd.jupyter.widget-view+json"


class LineLab(Lab[float]):
    """A lab as small as can be: the slope of a line."""

    title = "a line"
    size = (3.0, 2.0)
    examples = ({"slope": 0.0}, {"slope": 0.5}, {"slope": 1.0})

    def make_controls(self):
        return {"slope": FloatSlider(value=0.5, min=0, max=1, step=0.1, description="slope")}

    def compute(self, settings):
        if settings["seed"] == 13:
            raise ZeroDivisionError("thirteen")
        return settings["slope"] + settings["seed"] / 100

    def draw(self, figure: Figure):
        ax = figure.add_subplot(xlim=(0, 1), ylim=(0, 2))
        (self.line,) = ax.plot([0, 1], [0, 0])
        self.text = figure.text(0.5, 0.9, "")

    def update(self, now, before):
        self.line.set_ydata([0, now])
        self.text.set_text(f"{now:.2f}")
        return [self.line, self.text]

    def describe(self, now, before):
        return f"A line of slope {now:.2f}" + ("" if before is None else f", before {before:.2f}")

    def say(self, now, before):
        return f"slope {now:.2f}"


def from_browser(widget: Any, **state: Any) -> None:
    """Set traits the way a message from the browser does."""
    widget.set_state(state)


# ---- what every lab gets from the base


def test_reset_and_another_draw_compute_once_each():
    lab = LineLab()
    from_browser(lab.controls["slope"], value=0.9)
    lab.another_draw()
    assert lab.settings == {"slope": 0.9, "seed": 2}
    count = []
    compute = lab.compute
    lab.compute = lambda settings: count.append(1) or compute(settings)
    buttons = {b.description: b for b in lab.widget.children[0].children[-2:]}
    buttons["Reset"].click()
    assert lab.settings == {"slope": 0.5, "seed": 1}
    assert len(count) == 1
    assert lab.picture.alt.startswith("A line of slope 0.51")
    buttons["Another draw"].click()
    assert lab.settings == {"slope": 0.5, "seed": 2}


def test_an_error_is_shown_and_the_next_move_recovers():
    lab = LineLab()
    shown = lab.picture.data
    lab.controls["seed"].value = 13
    assert lab.picture.alert == "ZeroDivisionError: thirteen"
    assert lab.picture.data == shown
    from_browser(lab.picture, pixels=450)
    assert lab.picture.alert == "ZeroDivisionError: thirteen"
    shown = lab.picture.data
    lab.controls["seed"].value = 14
    assert lab.picture.alert == ""
    assert lab.picture.data != shown


def rehearsed(lab, *moves):
    """What a lab rehearses after some moves in a kernel's event loop, as pairs (slope, seed)."""
    done = []
    lab._ahead._rehearse = lambda settings: done.append((settings["slope"], settings["seed"]))

    async def kernel():
        for move in moves:
            move()
        assert done == []  # never while the learner waits
        await lab._ahead.done()

    asyncio.run(kernel())
    return done


def to(lab, **values):
    """A move of some controls."""
    return lambda: [setattr(lab.controls[name], "value", value) for name, value in values.items()]


def test_the_next_settings_are_rehearsed_while_nothing_moves():
    lab = LineLab()
    # The same control first, the way of its next drag last.
    drag = [(0.7, 1), (0.6, 1), (0.5, 1), (0.4, 1), (0.3, 1), (0.2, 1), (0.1, 1), (0.0, 1)]
    assert rehearsed(lab, to(lab, slope=0.9)) == [(1.0, 1), (0.8, 1), (0.9, 2), (0.9, 0), *drag]
    # A new move before the pause is over: the plan is dropped.
    assert rehearsed(lab, to(lab, slope=1.0), to(lab, seed=7)) == [(1.0, 8), (1.0, 6), (0.9, 7)]


def test_the_first_moves_are_rehearsed_when_the_browser_shows_the_lab_and_after_a_jump():
    lab = LineLab()
    assert rehearsed(lab) == []  # nobody looks
    shown = rehearsed(lab, lambda: setattr(lab.picture, "pixels", 300))
    assert shown[:4] == [(0.6, 1), (0.4, 1), (0.5, 2), (0.5, 0)]
    # A draw is often followed by another.
    assert rehearsed(lab, lab.another_draw)[:3] == [(0.5, 3), (0.5, 1), (0.6, 2)]
    assert rehearsed(lab, lab.reset)[0] == (0.5, 2)


def test_a_move_between_two_rehearsals_drops_the_rest():
    lab = LineLab()
    done = []

    def rehearse(settings):
        done.append((settings["slope"], settings["seed"]))
        if len(done) == 1:
            lab.controls["slope"].value = 0.2

    lab._ahead._rehearse = rehearse

    async def kernel():
        lab.controls["slope"].value = 0.9
        await asyncio.sleep(0.2)
        await lab._ahead.done()

    asyncio.run(kernel())
    assert done[:5] == [(1.0, 1), (0.3, 1), (0.1, 1), (0.2, 2), (0.2, 0)]


@pytest.mark.parametrize("name", ["structure_lab", "multi_angle_lab", "policy_lab"])
def test_rehearsals_use_no_thread_and_leave_the_learner_s_matplotlib_alone(name):
    lab = getattr(labs, name)()
    threads, mine = (
        threading.active_count(),
        {"lines.linewidth": 7.0, "figure.figsize": [12.0, 3.0]},
    )

    async def kernel():
        lab.picture.pixels = 777
        assert threading.active_count() == threads
        with matplotlib.rc_context():
            matplotlib.rcParams.update(mine)
            before = dict(matplotlib.rcParams)
            await lab._ahead.done()
            assert dict(matplotlib.rcParams) == before

    asyncio.run(kernel())


def test_a_rehearsal_shows_nothing_and_what_it_builds_is_kept():
    lab = LineLab()
    shown, alt = lab.picture.data, lab.picture.alt
    lab._rehearse({"slope": 1.0, "seed": 1})
    assert (lab.picture.data, lab.picture.alt) == (shown, alt)
    lab._paint()
    assert lab.picture.data == shown


def test_the_noise_that_a_slider_adds_is_no_other_setting():
    lab = LineLab()
    lab.controls["slope"].value = 0.1 + 7 * 0.1  # 0.7999999999999999, as the browser sends it
    assert lab.settings["slope"] == 0.8


def test_what_cannot_be_computed_ahead_is_told_when_it_is_asked_for():
    lab = LineLab()

    async def kernel():
        lab.controls["seed"].value = 12
        await lab._ahead.done()  # 13 fails

    asyncio.run(kernel())
    assert lab.picture.alert == ""
    lab.controls["seed"].value = 13
    assert lab.picture.alert == "ZeroDivisionError: thirteen"


def test_quick_changes_are_one_move_and_a_pause_starts_another(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(lab_base.time, "monotonic", lambda: now[0])
    lab = LineLab()
    for slope in (0.6, 0.7, 0.8):
        lab.controls["slope"].value = slope
        now[0] += 0.1
    assert lab.picture.alt == "A line of slope 0.81, before 0.51"
    now[0] += 2
    lab.controls["slope"].value = 0.2
    assert lab.picture.alt == "A line of slope 0.21, before 0.81"


def test_a_move_right_after_reset_has_the_first_setting_before_it(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(lab_base.time, "monotonic", lambda: now[0])
    lab = LineLab()
    lab.controls["slope"].value = 0.9
    now[0] += 0.1
    lab.reset()
    now[0] += 0.1
    lab.controls["slope"].value = 0.2
    assert lab.picture.alt == "A line of slope 0.21, before 0.51"


def test_a_strip_of_a_wrong_setting_says_so_and_leaves_the_lab_as_it_is():
    lab = LineLab()
    from_browser(lab.picture, pixels=300)
    lab.controls["slope"].value = 0.9
    tried, shown = lab.visited, lab.picture.data
    with pytest.raises(ValueError, match="did you mean 'slope'"):
        lab.strip({"slop": 0.3})
    with pytest.raises(ZeroDivisionError):
        lab.strip({"seed": 13})
    lab._paint()
    assert (lab.visited, lab.picture.data) == (tried, shown)
    assert lab.strip({"slope": 1}).alt == LineLab().strip({"slope": 1.0}).alt


def test_labels_at_the_ends_of_curves_stay_within_the_axes_and_apart():
    ax = Figure(figsize=(6, 4)).add_subplot(xlim=(0, 1), ylim=(0, 1))
    curves = Curves(ax, [Series(name, name, "black") for name in "abcd"])
    for ends in [(0, 0.99, 1, 1), (0, 0, 0, 1), (0.5, 0.5, 0.5, 0.5), (0, 0.01, 0.99, 1)]:
        places = sorted(curves._apart(list(ends)))
        assert places[0] >= 0
        assert places[-1] <= 1
        assert np.diff(places).min() > 0.06
    assert curves._apart([0.1, 0.4, 0.98, 0.99])[:2] == [0.1, 0.4]


def test_picture_and_words_change_in_one_message():
    lab = LineLab()
    sent = []
    lab.picture.send_state = lambda key=None: sent.append(set(key))
    lab.controls["slope"].value = 0.9
    assert len(sent) == 1
    assert {"data", "alt", "status"} <= sent[0]


def test_moves_from_two_threads_end_on_a_picture_of_the_last_settings():
    lab = LineLab()
    errors = []

    def move(name, values):
        try:
            for value in values:
                lab.controls[name].value = value
        except Exception as error:  # an error in a thread would pass unseen
            errors.append(error)

    threads = [
        threading.Thread(target=move, args=("slope", [k / 10 for k in range(11)] * 5)),
        threading.Thread(target=move, args=("seed", [k for k in range(1, 60) if k != 13])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert lab.picture.alt.startswith("A line of slope 1.59")


def test_a_display_holds_the_view_the_picture_and_the_words():
    lab = LineLab()
    bundle, metadata = lab._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == lab.widget.model_id
    image = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert image.size == (300, 200)
    assert bundle["text/plain"] == metadata["image/png"]["alt"] == lab.picture.alt


def test_a_strip_shows_three_settings_drawn_by_the_same_code():
    lab = LineLab()
    shown, live = lab.picture.data, lab._live.image().convert("RGB").tobytes()
    strip = lab.strip()
    assert [panel.caption for panel in strip.panels] == [
        "slope 0 · seed 1", "slope 0.5 · seed 1", "slope 1 · seed 1",
    ]  # fmt: skip
    assert strip.panels[1].image.tobytes() == live
    lab.reset()
    assert lab.picture.data == shown
    data = strip._repr_mimebundle_()
    assert "Picture 3 of 3: slope 1 · seed 1. A line of slope 1.01" in data["text/plain"]
    assert f'alt="{data["text/plain"]}"' in data["text/html"]
    assert (
        Image.open(io.BytesIO(strip.png(2))).width == 2 * Image.open(io.BytesIO(strip.png())).width
    )


def test_the_picture_takes_the_pixels_of_its_place_on_the_screen():
    lab = LineLab()
    widths = []
    for pixels in (375, 10, 9000):
        from_browser(lab.picture, pixels=pixels)
        widths.append(Image.open(io.BytesIO(lab.picture.data)).width)
    assert widths == [375, 150, 600]
    from_browser(lab.picture, pixels=450)
    small = lab.picture.data
    lab.strip()
    assert (
        Image.open(io.BytesIO(base64.b64decode(lab._repr_mimebundle_()[0]["image/png"]))).width
        == 300
    )
    lab.reset()
    assert lab.picture.data == small


def test_the_lab_of_a_cell_that_is_run_again_keeps_no_pixels_and_works_on():
    former = LineLab()
    former.controls["slope"].value = 0.9
    shown = former.picture.data
    pixels = weakref.ref(former._live._canvas.get_renderer())
    LineLab()
    gc.collect()
    assert pixels() is None
    former._paint()
    assert former.picture.data == shown


def test_a_new_artist_leaves_the_background():
    live = LiveFigure(2, 2)
    ax = live.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    (dot,) = ax.plot([0.25], [0.5], "ks", ms=20)
    live.paint([])
    assert live.image().convert("L").getpixel((100, 200)) == 0
    live.paint([dot])
    dot.set_xdata([0.75])
    live.paint([dot])
    assert live.image().convert("L").getpixel((100, 200)) == 255
    assert live.image().convert("L").getpixel((300, 200)) == 0


@pytest.mark.parametrize("across", ["left", "center", "right"])
@pytest.mark.parametrize("up", ["baseline", "bottom", "center", "top"])
def test_quick_text_stands_where_matplotlib_puts_it(across, up):
    live = LiveFigure(4, 1)
    text = live.figure.text(0.5, 0.5, "Agp 42% x", ha=across, va=up, size=14, weight="bold")
    text.set_animated(True)
    boxes = []
    for draw in (draw_text, lambda text, renderer: text.draw(renderer)):
        live.paint([])
        draw(text, live._canvas.get_renderer())
        ink = np.argwhere(np.asarray(live.image().convert("L")) < 128)
        boxes.append([*ink.min(axis=0), *ink.max(axis=0)])
    assert np.abs(np.subtract(*boxes)).max() <= 3  # pixels of 800


# ---- questions


def test_every_option_of_a_quiz_has_its_feedback():
    question = Question("Who owns pipelines?", {"focal": "They digest.", "all": "Costly."}, "focal")
    asked = quiz([question, question])
    first, second = asked.choices
    from_browser(first, chosen="all")
    assert (first.tone, first.note) == ("wrong", "✗ Not quite. Costly.")
    from_browser(first, chosen="focal")
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
    "from clustercourse.labs import structure_lab\n"
    "from clustercourse.predictions import Question, predict, quiz, reveal",
    "structure_lab()",
    "structure_lab().strip()",
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
    assert html.count("data:image/png;base64") == 2
    assert "A cluster opens up. Its learning..." in html
    assert "You made no prediction" in html
    assert "<li>two</li>" in html
    assert "Right, it is." not in html.split("quiz")[-1].split("<li>")[-1]
    assert "% of ties leave the cluster" in notebook.cells[1].outputs[0].data["text/plain"]
    assert 'alt="Picture 1 of 3' in html.replace("\n", " ")


def test_importing_clusterlib_loads_no_widgets():
    code = "import clusterlib, sys; sys.exit(bool({'ipywidgets', 'anywidget'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
