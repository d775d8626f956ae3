"""What a drawn prediction is about: its axes, the part that is known, and the points to be set."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.ticker import MaxNLocator

from clusterlib.errors import ClusterlibError

Pairs = tuple[tuple[float, float], ...]

#: How many points a learner sets, at least and at most.
FEWEST, MOST = 3, 8


@dataclass(frozen=True)
class Axis:
    """One axis of a plot.

    Parameters
    ----------
    label : str
        What is measured, with its unit in round brackets where it has one.
    low, high : float
        Ends of the axis.
    form : str, default ".2f"
        Format of its numbers.

    Raises
    ------
    ClusterlibError
        If the label is empty, the ends are not in order or the format is none. All are listed.

    Examples
    --------
    >>> openness = Axis("openness (share of local ties given up)", 0, 1, ".1f")
    >>> openness.name, openness.text(0.25), openness.ticks()[-1]
    ('openness', '0.2', (1.0, '1.0'))
    """

    label: str
    low: float
    high: float
    form: str = ".2f"

    def __post_init__(self) -> None:
        problems = []
        if not self.name:
            problems.append("the label is empty: say what is measured.")
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            problems.append(f"{self.low} to {self.high} is no axis: give two numbers, low < high.")
        try:
            format(0.5, self.form)
        except ValueError:
            problems.append(f"form = {self.form!r} formats no number: give one such as '.2f'.")
        ClusterlibError.raise_any(problems, f"the axis {self.label!r}")

    @property
    def name(self) -> str:
        """The label without its unit."""
        return f" {self.label}".partition(" (")[0].strip()

    @property
    def span(self) -> float:
        """The length of the axis."""
        return self.high - self.low

    def text(self, value: float) -> str:
        """Return a number in the axis's format."""
        return format(value, self.form)

    def holds(self, value: float) -> bool:
        """Return whether a number lies on the axis."""
        return self.low <= value <= self.high

    def share(self, value: float) -> float:
        """Return where on the axis a number lies, from 0 to 1."""
        return (value - self.low) / self.span

    def value(self, share: float) -> float:
        """Return the number at a share of the axis, without the dust of floats."""
        return round(self.low + share * self.span, 12)

    def ticks(self) -> list[tuple[float, str]]:
        """Return about five round numbers on the axis, each with its text."""
        places = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(self.low, self.high)
        # Rounding errors would put "-0.0" beside a tick or the last tick past the end.
        rounded = [round(float(place), 10) + 0.0 for place in places]
        return [(place, self.text(place)) for place in rounded if self.holds(place)]


@dataclass(frozen=True)
class CurvePlot:
    """The axes of a drawn prediction, the known beginning of its curve, and the points to be set.

    Parameters
    ----------
    x, y : Axis
        What the curve shows, and against what.
    known : tuple of (float, float)
        The beginning of the curve, from left to right; may be empty.
    points : tuple of float
        The x values at which the learner sets the height.
    """

    x: Axis
    y: Axis
    known: Pairs
    points: tuple[float, ...]

    @property
    def start(self) -> float:
        """Height at which the points lie before they are set: the last one that is known."""
        return self.known[-1][1] if self.known else (self.y.low + self.y.high) / 2

    @property
    def known_until(self) -> float:
        """Where the known part ends, minus infinity without one."""
        return self.known[-1][0] if self.known else -math.inf

    def problems(self) -> list[str]:
        """Return what is wrong with the known part and with the points, a line each."""
        problems = off_axes("known", self.known, self.x, self.y)
        if not FEWEST <= len(self.points) <= MOST:
            problems.append(f"points: {len(self.points)} of them; give {FEWEST} to {MOST}.")
        if off := [f"{point:g}" for point in self.points if not self.x.holds(point)]:
            problems.append(f"points: {_some(off)} off the x axis; stay within {_ends(self.x)}.")
        if early := [f"{point:g}" for point in self.points if point <= self.known_until]:
            problems.append(
                f"points: {_some(early)} in the known part; give points after {self.known_until:g}."
            )
        return problems + disordered("points", self.points)

    def drawn(self, answer: Pairs) -> tuple[float, ...]:
        """Return the heights of an answer, from the end of the known part on."""
        return tuple(y for _, y in (*self.known[-1:], *answer))

    def found(self, result: Pairs) -> tuple[float, ...]:
        """Return the heights of a result at the same places; it may begin after the known part."""
        curve = result if result[0][0] <= self.known_until else (*self.known[-1:], *result)
        places = [*(x for x, _ in self.known[-1:]), *self.points]
        xs, ys = np.array(curve, dtype=float).T
        return tuple(np.interp(places, xs, ys).tolist())

    def problems_in_result(self, result: Pairs) -> list[str]:
        """Return what is wrong with a result on these axes, a line each."""
        problems = off_axes("the result", result, self.x, self.y)
        (first, _), (last, _) = result[0], result[-1]
        if first > self.points[0] or last < self.points[-1]:
            problems.append(
                f"the result goes from {first:g} to {last:g}; let it cover all points of the "
                f"question, {self.points[0]:g} to {self.points[-1]:g}."
            )
        return problems


def off_axes(name: str, pairs: Pairs, x: Axis, y: Axis) -> list[str]:
    """Return what is wrong with a curve on some axes: pairs off the axes or out of order."""
    problems = []
    beside = [f"{at:g}" for at, _ in pairs if not x.holds(at)]
    above = [f"{height:g} at {at:g}" for at, height in pairs if not y.holds(height)]
    if beside:
        problems.append(f"{name}: {_some(beside)} off the x axis; stay within {_ends(x)}.")
    if above:
        problems.append(
            f"{name}: {_some(above)} off the y axis; stay within {_ends(y)}, or make it longer."
        )
    return problems + disordered(name, [at for at, _ in pairs])


def disordered(name: str, places: Sequence[float]) -> list[str]:
    """Return the problem of x values that do not grow from left to right, if there is one."""
    if all(left < right for left, right in pairwise(places)):
        return []
    return [f"{name}: the x values do not grow; give them from left to right, each once."]


def _some(values: list[str]) -> str:
    more = f" and {len(values) - 3} more" if len(values) > 3 else ""
    return ", ".join(values[:3]) + more + (" are" if len(values) > 1 else " is")


def _ends(axis: Axis) -> str:
    return f"{axis.low:g} and {axis.high:g}"
