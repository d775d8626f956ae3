"""Predict the end of a curve by drawing it, see the result, compare.

The rules are those of a prediction with options: it can be changed until the result is shown, it
stays from then on, and skipping is allowed. See :mod:`clustercourse.predictions.predicting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from clustercourse.predictions.asking import Asking, with_frame
from clustercourse.predictions.axis import Axis, CurvePlot, Pairs
from clustercourse.predictions.display import as_html, with_view
from clustercourse.predictions.drawing_pictures import (
    describe_question,
    question_picture,
    result_picture,
)
from clustercourse.predictions.explained import explanation
from clustercourse.predictions.predicting import changed, expect, find
from clustercourse.predictions.results import NEITHER, PARTLY, RIGHT, WRONG, Result
from clustercourse.predictions.shapes import CLOSE, TOLERANCE, CurveComparison, in_words, shape
from clusterlib.errors import ClusterlibError
from clusterlib.plots.course_figure import CourseFigure

#: A height is drawn in hundredths of its axis, finer than a hand or an eye is sure of.
LEVELS = 100


class CurveQuestion(Asking):
    """A question answered by drawing the end of a curve; made by :func:`predict_curve`.

    Attributes
    ----------
    levels : list of int or None
        Height of each point in hundredths of the axis, None where it has not been set.
    """

    _esm = with_frame("drawing.js")
    _css = with_frame("drawing.css")

    levels = traitlets.List(traitlets.Int(allow_none=True)).tag(sync=True)
    start = traitlets.Int().tag(sync=True)
    #: What the browser draws; places are shares of the axes, so that it need not know them.
    plot = traitlets.Dict().tag(sync=True)

    def __init__(self, prompt: str, plot: CurvePlot) -> None:
        self.about = plot
        levels = [None] * len(plot.points)
        drawn, start = _for_browser(plot), self._level(plot.start)
        super().__init__(prompt, "Commit my prediction", plot=drawn, levels=levels, start=start)

    @property
    def answer(self) -> Pairs | None:
        """The points drawn so far as pairs (x, y), None when one has not been set yet."""
        levels = [level for level in self.levels if level is not None]
        if len(levels) < len(self.levels):
            return None
        heights = [self.about.y.value(level / LEVELS) for level in levels]
        return tuple(zip(self.about.points, heights, strict=True))

    @answer.setter
    def answer(self, pairs: Pairs) -> None:
        self.levels = [self._level(height) for _, height in pairs]

    def _level(self, height: float) -> int:
        return round(LEVELS * self.about.y.share(height))

    def __repr__(self) -> str:
        """Return the question and the known part of its curve as text."""
        return f"{self.prompt}\n{describe_question(self.about)}"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        content, about = question_picture(self.about)._repr_mimebundle_()
        question = f"<p><strong>{escape(self.prompt)}</strong></p>"
        content |= {"text/html": question + content["text/html"], "text/plain": repr(self)}
        return with_view(self, content), about


def predict_curve(
    name: str,
    question: str,
    *,
    x: Axis,
    y: Axis,
    known: Sequence[tuple[float, float]],
    points: Sequence[float],
) -> CurveQuestion:
    """Ask for the end of a curve before the result is seen.

    The learner draws with a mouse, a pen or a finger, or sets each point with the arrow keys.

    Parameters
    ----------
    name : str
        Words that name the prediction, for example ``"buzz.openness"``.
    question : str
        What is to be predicted.
    x, y : Axis
        The axes. The result must fit on them too.
    known : sequence of (float, float)
        The beginning of the curve, from left to right; empty when all of it is to be drawn.
    points : sequence of float
        Three to eight x values after the known part, where the learner sets the height.

    Returns
    -------
    CurveQuestion
        Shown when it is the last line of a cell.

    Raises
    ------
    ClusterlibError
        If the question is empty, or the known part or the points do not fit. All are listed.

    Examples
    --------
    >>> predict_curve("demo.curve", "The cluster opens further. How does its level go on?",
    ...               x=Axis("openness", 0, 1, ".1f"), y=Axis("level", 0, 1),
    ...               known=[(0, 0.2), (0.2, 0.4)], points=[0.4, 0.6, 0.8, 1])
    The cluster opens further. How does its level go on?
    A plot of level, 0.00 to 1.00, against openness, 0.0 to 1.0. Known: from 0.20 at 0.0 to 0.40
    at 0.2. To be drawn: at 0.4, 0.6, 0.8, 1.0.
    """
    given = tuple((float(at), float(height)) for at, height in known)
    plot = CurvePlot(x, y, given, tuple(float(point) for point in points))
    problems = [] if question.strip() else ["the question is empty: ask something."]
    problems += plot.problems()
    ClusterlibError.raise_any(problems, f"the curve {name!r}")
    asked = CurveQuestion(question, plot)
    kept = expect(name)
    kept.ask(plot, question)
    if isinstance(kept.latest, tuple):
        asked.answer = kept.latest
    kept.come_back(partial(_in_words, plot), asked.say)

    def commit() -> None:
        left = asked.levels.count(None)
        if asked.answer is not None:
            kept.commit(asked.answer, partial(_in_words, plot), asked.say)
        elif left == len(asked.levels):
            asked.say("Draw the end of the curve first, or go on without a prediction.")
        else:
            points = "The hollow point is" if left == 1 else f"{left} hollow points are"
            asked.say(
                f"{points} not set yet: draw over it, or press Enter on it to keep its height."
            )

    asked.on_commit(commit)
    return asked


@dataclass(frozen=True)
class CurveReveal(Result):
    """A drawn prediction beside its result: a picture, and a verdict in words.

    Attributes
    ----------
    predicted : tuple of (float, float) or None
        The curve committed before the result was shown, None without one.
    figure : CourseFigure or None
        Prediction and result, None when the question was never asked: then the axes are unknown.
    comparison : CurveComparison or None
        Shape and end of both, None without a prediction.
    later : str
        A line about a curve committed after the result was shown, may be empty.
    found : tuple of float
        Heights of the result where the question has its points, after the last known one.
    """

    predicted: Pairs | None = None
    figure: CourseFigure | None = None
    comparison: CurveComparison | None = None
    later: str = ""
    found: tuple[float, ...] = ()

    @property
    def verdict(self) -> str:
        """One line that compares prediction and result."""
        if self.figure is None:
            return "You made no prediction. Run the cell with the question to see the result."
        return self.comparison.verdict if self.comparison else "You made no prediction."

    @property
    def change(self) -> str:
        """One line about a curve committed after the result was shown, or nothing."""
        return self.later

    def __repr__(self) -> str:
        """Return the picture and the comparison as text."""
        return self._with_rest((self.figure and self.figure.alt) or "", self.verdict)

    def _repr_html_(self) -> str:
        both = self.comparison
        right = None if both is None else both.same_shape + both.close
        colour = {2: RIGHT, 1: PARTLY, 0: WRONG, None: NEITHER}[right]
        return self._framed(colour, as_html(self.figure) if self.figure else "", self.verdict)


def reveal_curve(
    name: str, xs: ArrayLike, ys: ArrayLike, because: str = "", show: Sequence[Any] = ()
) -> CurveReveal:
    """Show the curve that the learner predicted beside what happened, and the explanation.

    The verdict compares the rises and falls, where a move below a twentieth of the axis does not
    count, and the ends, which are close when a tenth of the axis or less is between them.

    Parameters
    ----------
    name : str
        The name that :func:`predict_curve` was given.
    xs, ys : array_like, shape (n,)
        The result, from left to right. It covers all points of the question.
    because : str, default ""
        Figures or the mechanism, shown below.
    show : sequence, default ()
        What is shown below that: pictures, tables, whatever a cell could show.

    Returns
    -------
    CurveReveal
        Shown when it is the last line of a cell.

    Raises
    ------
    ClusterlibError
        If the result is no curve on the axes of the question. All problems are listed.

    Examples
    --------
    >>> asked = predict_curve("demo.reveal", "How does its level go on?",
    ...                       x=Axis("openness", 0, 1, ".1f"), y=Axis("level", 0, 1),
    ...                       known=[(0, 0.2), (0.2, 0.4)], points=[0.4, 0.7, 1])
    >>> asked.answer = ((0.4, 0.5), (0.7, 0.6), (1, 0.7))
    >>> asked.commit()
    >>> print(reveal_curve("demo.reveal", [0.4, 0.7, 1], [0.5, 0.45, 0.4]).verdict)
    ✗ Another shape: your curve rises; the result rises, then falls.
    ✗ Too high at the end by 0.30: you drew 0.70, the result is 0.40.
    """
    kept = find(name)
    plot = kept.asked if kept else None
    if isinstance(plot, tuple):
        raise ClusterlibError(f"reveal_curve({name!r}): this prediction has options; use reveal.")
    rest: dict[str, Any] = {"because": because, "show": tuple(show)}
    rest["explanation"] = explanation(name)
    if kept is None or not isinstance(plot, CurvePlot):  # the cell with the question was skipped
        return CurveReveal(**rest)
    result = _result(name, plot, xs, ys)
    answer = kept.given if isinstance(kept.given, tuple) else None
    figure = result_picture(plot, result, answer)
    found, comparison = plot.found(result), None
    if answer:
        comparison = CurveComparison(plot.drawn(answer), found, plot.y.span, plot.y.form)
    if kept.shows_unless_unanswered():
        again = partial(reveal_curve, name, xs, ys, because, show)
        rest |= {"when_answered": kept.on_commit, "again": again}
    later = changed(kept.given, kept.later, partial(_in_words, plot))
    return CurveReveal(
        predicted=answer, figure=figure, comparison=comparison, later=later, found=found, **rest
    )


def _result(name: str, plot: CurvePlot, xs: ArrayLike, ys: ArrayLike) -> Pairs:
    """Return a result as pairs, or raise an error that lists all that is wrong with it."""
    places, heights = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    if places.ndim != 1 or places.shape != heights.shape or len(places) < 2:
        problems = [
            f"xs has the shape {places.shape} and ys {heights.shape}: give one height for each of "
            "two or more x values."
        ]
    else:
        result = tuple(zip(places.tolist(), heights.tolist(), strict=True))
        problems = plot.problems_in_result(result)
    ClusterlibError.raise_any(problems, f"the result for the curve {name!r}")
    return result


def _in_words(plot: CurvePlot, answer: Pairs) -> str:
    moves = in_words(shape(plot.drawn(answer), TOLERANCE * plot.y.span))
    return f"a curve that {moves} ({plot.y.text(answer[-1][1])} at the end)"


def as_data(plot: CurvePlot) -> dict[str, Any]:
    """Return a question about a curve as a recording holds it."""
    gaps = [b - a for a, b in zip(plot.points, plot.points[1:], strict=False)]
    close = {"near": min(gaps) / 4, "close": CLOSE * plot.y.span, "form": plot.y.form}
    close["limit"] = TOLERANCE * plot.y.span
    level = round(LEVELS * plot.y.share(plot.start))
    places = {"points": list(plot.points), "low": plot.y.low, "high": plot.y.high}
    return {"plot": _for_browser(plot), "curve": close, "level": level, **places}


def _for_browser(plot: CurvePlot) -> dict[str, Any]:
    """Return what the browser draws, places as shares of the axes."""
    x, y = plot.x, plot.y
    return {
        "x": x.label,
        "y": y.label,
        "xTicks": [[x.share(place), text] for place, text in x.ticks()],
        "yTicks": [[y.share(place), text] for place, text in y.ticks()],
        "known": [[x.share(at), y.share(height)] for at, height in plot.known],
        "points": [[x.share(at), f"{y.name} at {x.name} {x.text(at)}"] for at in plot.points],
        "low": y.low,
        "high": y.high,
        "texts": [y.text(y.value(level / LEVELS)) for level in range(LEVELS + 1)],
        "alt": describe_question(plot),
    }
