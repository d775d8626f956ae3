"""Curves side by side: named at their ends, told apart without colour, described in words."""

import numpy as np
import pytest

from clusterlib.errors import ClusterlibError
from clusterlib.experiments import estimate
from clusterlib.plots import CurvePanel, plot_curves


def two_panels():
    xs = [0, 0.5, 1]
    left = CurvePanel({"a": (xs, [0.1, 0.4, 0.2]), "b": (xs, [0.1, 0.2, 0.21])}, "openness", "p")
    right = CurvePanel({"c": (range(50), np.linspace(1, 0, 50))}, "period", "difference")
    return plot_curves("It rises, then falls", left, right)


def test_the_text_gives_start_extremes_and_end():
    assert two_panels().alt == (
        "It rises, then falls. P by openness: a from 0.10 at 0, highest 0.40 at 0.5 to 0.20 at 1; "
        "b from 0.10 at 0 to 0.21 at 1. Difference by period: c from 1.00 at 0 to 0.00 at 49."
    )


def test_curves_differ_by_line_and_marker_and_their_names_do_not_overlap():
    left, right = two_panels().axes
    assert len({(line.get_linestyle(), line.get_marker()) for line in left.lines}) == 2
    low, high = sorted(text.xy[1] for text in left.texts)
    assert high - low > 0.05 * np.ptp(left.get_ylim())
    assert [text.get_text() for text in left.texts] == ["a 0.20", "b 0.21"]
    assert right.lines[0].get_marker() == ""  # a path of many points shows none


def test_names_stay_within_the_picture():
    figure = two_panels()
    figure.canvas.draw()
    for ax in figure.axes:
        for text in ax.texts:
            assert text.get_window_extent().x1 <= figure.bbox.x1


@pytest.mark.parametrize("panels", [[], [CurvePanel({}, "x", "y")]])
def test_nothing_to_draw_is_said(panels):
    with pytest.raises(ValueError, match="1 to 4 curves"):
        plot_curves("nothing", *panels)


def test_bands_fit_on_the_axes():
    bands = {"a": ([-0.4, 0.1], [0.3, 0.9])}
    panel = CurvePanel({"a": ([0, 1], [0.0, 0.5])}, "period", "level", bands=bands)
    low, high = plot_curves("Wide", panel).axes[0].get_ylim()
    assert low <= -0.4
    assert high >= 0.9


def test_what_others_found_are_marks_without_a_line_and_told_in_words():
    ours = {0: estimate([0.4, 0.6]), 0.1: estimate([0.7, 0.9]), 1: estimate([0.6, 0.8])}
    others = {"theirs": ([0, 1], [0.55, 0.72])}
    panel = CurvePanel.of_estimates({"ours": ours}, "share", "level", points=others, log_from=0.1)
    figure = plot_curves("It rises", panel)
    (ax,) = figure.axes
    line, marks = ax.lines
    assert (line.get_linestyle(), marks.get_linestyle()) == ("-", "None")
    assert line.get_marker() != marks.get_marker() != ""
    assert list(marks.get_ydata()) == [0.55, 0.72]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0", "0.1", "1"]
    assert len(ax.collections) == 1  # our interval
    assert figure.alt == (
        "It rises. Level by share: ours from 0.50 at 0, highest 0.80 at 0.1 to 0.70 at 1; theirs "
        "from 0.55 at 0 to 0.72 at 1. Shaded: intervals."
    )
    with pytest.raises(ClusterlibError, match="at most 2 others"):
        plot_curves("It rises", CurvePanel(panel.curves, "x", "y", points=dict.fromkeys("abc")))
