"""Pictures of a drawn prediction: the question with its known part, and the result beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes

from clustercourse.predictions.axis import CurvePlot, Pairs
from clustercourse.predictions.shapes import TOLERANCE, in_words, shape
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, style, tidy

#: Colours of the known part, of the prediction and of the result; a darker one for its letters.
KNOWN, PREDICTED, RESULT = INK, OKABE_ITO["vermillion"], OKABE_ITO["blue"]
DARK = "#A84A00"

_SIZE = (6.4, 4.3)  # inches of 100 screen pixels
_LEFT, _RIGHT, _BOTTOM = 0.13, 0.79, 0.15
_LINE = 0.2  # inches, from one line of text to the next


def question_picture(plot: CurvePlot) -> CourseFigure:
    """Return the question as a picture: the known part, and the points to be set."""
    with style():
        title = "Draw the end of this curve" if plot.known else "Draw this curve"
        figure, ax = _axes(plot, title)
        points = [(x, plot.start) for x in plot.points]
        _draw(ax, (*plot.known[-1:], *points), color=PREDICTED, ls="--", lw=2)
        _draw(ax, points, ls="", marker="o", mec=PREDICTED, mfc="white", mew=2, ms=10)
        ax.text(
            *(plot.points[-1] + 0.035 * plot.x.span, plot.start, "yours\nto draw"),
            color=DARK, size=11.5, weight="bold", va="center",
        )  # fmt: skip
        figure.alt = describe_question(plot)
    return figure


def result_picture(plot: CurvePlot, result: Pairs, answer: Pairs | None) -> CourseFigure:
    """Return the result as a picture, with the known part and the prediction where there is one."""
    moves = in_words(shape(plot.found(result), TOLERANCE * plot.y.span))
    with style():
        figure, ax = _axes(plot, f"The result {moves}: {plot.y.text(result[-1][1])} at the end")
        _draw(ax, result, color=RESULT, lw=3, zorder=3)
        ends = [("result", RESULT, *result[-1])]
        if answer:
            _draw(ax, (*plot.known[-1:], *answer), color=PREDICTED, ls="--", lw=2.2, zorder=4)
            _draw(ax, answer, ls="", marker="o", color=PREDICTED, mec="white", ms=8, zorder=4)
            ends.append(("you drew", DARK, *answer[-1]))
        _label(plot, ax, ends)
        figure.alt = _describe_result(plot, result, answer, moves)
    return figure


def describe_question(plot: CurvePlot) -> str:
    """Return the axes and the known part in words."""
    points = ", ".join(plot.x.text(x) for x in plot.points)
    return f"{_describe_axes(plot)} {_describe_known(plot)} To be drawn: at {points}."


def _axes(plot: CurvePlot, title: str) -> tuple[CourseFigure, Axes]:
    """Return a figure with the axes and the known part."""
    figure = CourseFigure(figsize=_SIZE)
    lines = textwrap.wrap(title, 52)
    top = 1 - (0.6 + 0.22 * len(lines)) / _SIZE[1]
    ax = figure.add_axes(
        (_LEFT, _BOTTOM, _RIGHT - _LEFT, top - _BOTTOM),
        xlim=(plot.x.low, plot.x.high), ylim=(plot.y.low, plot.y.high),
    )  # fmt: skip
    ax.set_xticks(*zip(*plot.x.ticks(), strict=True))
    ax.set_yticks(*zip(*plot.y.ticks(), strict=True))
    tidy(ax, plot.x.label)
    # Above its axis the label of the heights is read without turning the head.
    figure.text(0.02, top + 0.045, plot.y.label, size=12)
    figure.text(0.02, 0.97, "\n".join(lines), size=13, weight="bold", va="top")
    if plot.known:
        # A single known point is a dot, for a line needs two.
        mark = "o" if len(plot.known) == 1 else ""
        _draw(ax, plot.known, marker=mark, color=KNOWN, lw=3.5, zorder=5)
    return figure, ax


def _draw(ax: Axes, pairs: Iterable[tuple[float, float]], **look: Any) -> None:
    """Draw a line, in full where it runs along an edge of the axes."""
    ax.plot(*zip(*pairs, strict=True), clip_on=False, **look)


def _label(plot: CurvePlot, ax: Axes, ends: list[tuple[str, str, float, float]]) -> None:
    """Name each curve at its end with its last height; labels keep apart."""
    apart = 2.1 * _LINE / (ax.get_position().height * _SIZE[1]) * plot.y.span
    ends = sorted(ends, key=lambda end: end[3])
    heights = [height for *_, height in ends]
    if len(heights) == 2 and heights[1] - heights[0] < apart:
        middle = sum(heights) / 2
        heights = [middle - apart / 2, middle + apart / 2]
    right = max(x for _, _, x, _ in ends) + 0.03 * plot.x.span
    for (name, colour, _, value), height in zip(ends, heights, strict=True):
        ax.text(
            *(right, height, f"{name}\n{plot.y.text(value)}"),
            color=colour, size=11.5, weight="bold", va="center", linespacing=1.1,
        )  # fmt: skip


def _describe_axes(plot: CurvePlot) -> str:
    x, y = plot.x, plot.y
    return (
        f"A plot of {y.label}, {y.text(y.low)} to {y.text(y.high)}, "
        f"against {x.label}, {x.text(x.low)} to {x.text(x.high)}."
    )


def _describe_known(plot: CurvePlot) -> str:
    if not plot.known:
        return "No part of the curve is known."
    (left, first), (right, last) = plot.known[0], plot.known[-1]
    x, y = plot.x.text, plot.y.text
    if len(plot.known) == 1:
        return f"Known: {y(last)} at {x(right)}."
    return f"Known: from {y(first)} at {x(left)} to {y(last)} at {x(right)}."


def _describe_result(plot: CurvePlot, result: Pairs, answer: Pairs | None, moves: str) -> str:
    heights = plot.found(result)[-len(plot.points) :]
    found = _listed(plot, tuple(zip(plot.points, heights, strict=True)))
    drawn = f"Predicted: {_listed(plot, answer)}." if answer else "There is no prediction."
    return f"{_describe_axes(plot)} {_describe_known(plot)} The result {moves}: {found}. {drawn}"


def _listed(plot: CurvePlot, pairs: Pairs) -> str:
    return ", ".join(f"{plot.y.text(y)} at {plot.x.text(x)}" for x, y in pairs)
