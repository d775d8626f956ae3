"""Curves side by side: named at their ends, told apart without colour, described in words."""

import numpy as np
import pytest

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
