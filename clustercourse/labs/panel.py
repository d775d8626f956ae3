"""A panel of measures: one track each with fixed ends, a dot for now and a ring for before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from clusterlib.plots.style import INK, OKABE_ITO, QUIET

Values = Mapping[str, float]


@dataclass(frozen=True)
class Measure:
    """One row of the panel: its name, its label, the ends of its track and its number format."""

    name: str
    label: str
    high: float
    form: str
    low: float = 0.0

    def text(self, value: float) -> str:
        """Return a value as it is shown; "none" where it is not defined."""
        return "none" if math.isnan(value) else format(value, self.form)

    def place(self, value: float) -> float:
        """Return where on the track a value lies, from 0 to 1."""
        return min((value - self.low) / (self.high - self.low), 1.0)


def dot_handles() -> tuple[Line2D, Line2D]:
    """Return the dot for now and the ring for before, for the panel and for a legend."""
    now = Line2D([], [], ls="", marker="o", ms=12.5, color=OKABE_ITO["blue"], zorder=4)
    before = Line2D([], [], ls="", marker="o", ms=9, color=INK, mfc="white", mew=1.6, zorder=3)
    now.set_label("now")
    before.set_label("before this move")
    return now, before


class MeasurePanel:
    """Rows of measures on their own fixed tracks, drawn once and then only moved.

    A track that has 0 within it is marked there.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes to fill.
    measures : sequence of Measure
        The rows from top to bottom.
    """

    def __init__(self, ax: Axes, measures: Sequence[Measure]) -> None:
        self.measures = measures
        self._rows = np.arange(len(measures), dtype=float)
        ax.set(xlim=(-0.02, 1.33), ylim=(len(measures) - 0.35, -0.62))
        ax.set_axis_off()
        ax.hlines(self._rows, 0, 1, color="#D5D9DE", linewidth=7, capstyle="round")
        for row, measure in enumerate(measures):
            ax.text(0, row - 0.3, measure.label, fontsize=11.5, color=INK, va="center")
            ends = {measure.low, 0.0, measure.high} if measure.low < 0 else {0.0, measure.high}
            if measure.low < 0:
                ax.plot([measure.place(0)] * 2, [row - 0.12, row + 0.12], color=QUIET, lw=1.5)
            for end in sorted(ends):
                ax.text(
                    measure.place(end),
                    row + 0.28,
                    f"{end:{'.0%' if '%' in measure.form else 'g'}}",
                    fontsize=9.5,
                    color=QUIET,
                    ha="center",
                    va="center",
                )
        self._moves = LineCollection([], colors=INK, linewidths=1.6, linestyles=(0, (2, 1.5)))
        ax.add_collection(self._moves, autolim=False)
        self._now, self._before = dot_handles()
        for dots in (self._now, self._before):
            ax.add_line(dots)
        self._texts = [
            ax.text(
                1.07, row, "", fontsize=14.5, weight="bold", color=OKABE_ITO["blue"], va="center"
            )
            for row in range(len(measures))
        ]

    def update(self, now: Values, before: Values | None) -> list[Artist]:
        """Move the dots; return the artists that changed."""
        at = self._places(now)
        was = self._places(before) if before else np.full(len(at), np.nan)
        self._now.set_data(at, self._rows)
        self._before.set_data(was, self._rows)
        self._moves.set_segments(
            [[(a, row), (b, row)] for a, b, row in zip(was, at, self._rows, strict=True) if a != b]
        )
        for text, measure in zip(self._texts, self.measures, strict=True):
            text.set_text(measure.text(now[measure.name]))
        return [self._moves, self._before, self._now, *self._texts]

    def describe(self, now: Values, before: Values | None, *, changed: bool = False) -> str:
        """Return the values in words, with those before; only what changed, if asked."""
        parts = []
        for measure in self.measures:
            text = measure.text(now[measure.name])
            was = measure.text(before[measure.name]) if before else text
            if not changed or was != text:
                parts.append(f"{measure.label} {text}" + (f", before {was}" if was != text else ""))
        return "; ".join(parts)

    def _places(self, values: Values) -> NDArray[np.float64]:
        return np.array([m.place(values[m.name]) for m in self.measures])
