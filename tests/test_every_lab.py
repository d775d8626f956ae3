"""What holds for every lab: each control shows, nothing is left behind, words go with pictures."""

import re
import subprocess
import sys

import matplotlib
import matplotlib.style
import pytest
from cycler import cycler
from driving import cut_off, ends

from clustercourse import labs
from clustercourse.labs import base
from clustercourse.labs.prefetch import neighbours

LABS = [name for name in labs.__all__ if name.endswith("_lab")]
CONTROLS = [
    pytest.param(name, control, id=f"{name}-{control}")
    for name in LABS
    for control in getattr(labs, name)().controls
]


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_every_value_of_a_control_gives_its_own_picture(name, control):
    lab = getattr(labs, name)()
    values = ends(lab.controls[control])
    assert len(values) >= 2
    pictures, texts = set(), set()
    for value in values:
        lab.controls[control].value = value
        assert lab.picture.alert == ""
        assert lab.controls[control].value == value
        pictures.add(lab.picture.data)
        texts.add(lab.picture.alt)
        assert cut_off(lab) == []
    assert len(pictures) == len(texts) == len(values)


@pytest.mark.parametrize("name", LABS)
def test_reset_returns_to_the_first_picture(name):
    lab = getattr(labs, name)()
    first = lab.picture.data, lab.picture.alt
    for control in lab.controls.values():
        control.value = ends(control)[0]
    assert lab.picture.alt != first[1]
    lab.reset()
    assert (lab.picture.data, lab.picture.alt) == first


def walked(lab, *, rehearsed=False):
    """Move each control once, after rehearsing all that may come next or not; return what shows."""
    shown = []
    for control in lab.controls.values():
        if rehearsed:
            for other in lab.controls:
                for settings in lab._next_to(other):
                    lab._rehearse(settings)
        control.value = neighbours(control)[0]
        shown.append((lab.picture.data, lab.picture.alt, lab.picture.status))
    lab.picture.pixels = 777  # a resize draws the background anew
    return [*shown, lab.picture.data]


@pytest.mark.parametrize("name", LABS)
def test_a_rehearsal_leaves_no_trace_in_what_is_shown_next(name, monkeypatch):
    # Each move counts by itself, however long the rehearsals take.
    monkeypatch.setattr(base, "ONE_MOVE", -1.0)
    one, other = getattr(labs, name)(), getattr(labs, name)()
    assert walked(one, rehearsed=True) == walked(other)


#: What a learner may have set, in a style of dark slides.
MINE = {
    "font.family": ["DejaVu Serif"], "font.size": 17, "text.color": "white",
    "figure.facecolor": "black", "axes.facecolor": "black", "axes.prop_cycle": cycler(color="r"),
    "figure.constrained_layout.use": True, "legend.fontsize": 20, "xtick.labelsize": 20,
    "lines.linewidth": 7, "lines.markersize": 20, "patch.linewidth": 5, "scatter.edgecolors": "red",
}  # fmt: skip


@pytest.mark.parametrize("name", LABS)
def test_a_lab_neither_takes_nor_touches_the_learner_s_matplotlib(name, monkeypatch):
    monkeypatch.setattr(base, "ONE_MOVE", -1.0)
    usual = walked(getattr(labs, name)())
    with matplotlib.rc_context(MINE):
        lab = getattr(labs, name)()
        with monkeypatch.context() as patch:
            # JupyterLab moves a lab in a thread of its own while a cell runs: the settings of both
            # are the same, so that none may be changed even for a moment.
            patch.setattr(matplotlib.style, "context", None)
            assert walked(lab) == usual
        assert {setting: matplotlib.rcParams[setting] for setting in MINE} == MINE


@pytest.mark.parametrize("name", LABS)
def test_a_strip_of_three_settings_needs_no_kernel(name):
    strip = getattr(labs, name)().strip()
    assert len(strip.panels) == 3
    assert len({panel.image.tobytes() for panel in strip.panels}) == 3
    for panel in strip.panels:
        assert len(panel.alt.split()) >= 12
        assert panel.caption


@pytest.mark.parametrize("name", LABS)
def test_controls_have_names_and_say_what_they_mean(name):
    lab = getattr(labs, name)()
    assert re.match(r"Lab \d\d\b", lab.title)
    for control in lab.controls.values():
        assert control.description
        assert control.tooltip


MOVES = """
import gc, resource, sys
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from clustercourse import labs
from clustercourse.labs.prefetch import neighbours

lab = getattr(labs, sys.argv[1])()
names = [name for name in lab.controls if name != "seed"]
moves = [
    (name, value)
    for name in names
    for value in (neighbours(lab.controls[name])[0], lab.controls[name].value)
]

def run(count):
    for turn in range(count):
        name, value = moves[turn % len(moves)]
        lab.controls[name].value = value
    assert lab.picture.alert == ""
    gc.collect()
    figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    return figures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

figures, before = run(30)
figures_after, after = run(200)
print(figures_after - figures, len(plt.get_fignums()), after - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", LABS)
def test_two_hundred_moves_leave_no_figure_and_no_memory_behind(name):
    command = [sys.executable, "-c", MOVES, name]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    new_figures, pyplot_figures, grown = map(int, run.stdout.split())
    assert new_figures == pyplot_figures == 0
    assert grown < 10_000  # kB; keeping the JPEG of every move would take 60 000
