"""Lines over one axis: names at their ends, highest points, words for those who cannot see it."""

import numpy as np
import pytest

from clusterlib.plots import plot_lines

X = np.linspace(0, 1, 11)
LABELS = {"title": "A finding", "xlabel": "gap", "ylabel": "learned"}


def test_names_stand_apart_even_where_lines_end_together():
    figure = plot_lines(X, {"first": X, "second": X + 0.001, "third": X + 0.002}, **LABELS)
    box = [text.get_window_extent() for text in figure.axes[0].texts]
    assert [text.get_text() for text in figure.axes[0].texts] == ["first", "second", "third"]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert not box[one].overlaps(box[other])


def test_dots_mark_the_highest_points_and_looks_differ():
    figure = plot_lines(X, {"hill": X * (1 - X), "rise": X}, **LABELS)
    lines, dots = figure.axes[0].lines[0::2], figure.axes[0].lines[1::2]
    assert [dot.get_xdata()[0] for dot in dots] == [0.5, 1.0]
    assert len({line.get_color() for line in lines}) == 2
    assert len({line.get_linestyle() for line in lines}) == 2


def test_alt_text_gives_start_peak_and_end():
    figure = plot_lines(X, {"hill": X * (1 - X)}, **LABELS)
    assert figure.alt == (
        "A finding. learned against gap, from 0 to 1. "
        "hill: 0.00 at first, highest 0.25 at 0.5, 0.00 at the end."
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({}, "0 lines"),
        ({str(k): X for k in range(5)}, "5 lines"),
        ({"long": [1, 2]}, "11, are needed: long"),
    ],
)
def test_lines_that_cannot_be_drawn_are_said(lines, words):
    with pytest.raises(ValueError, match=words):
        plot_lines(X, lines, **LABELS)
