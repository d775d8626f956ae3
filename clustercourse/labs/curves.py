"""Curves over fixed axes, each named and valued at its end, with the curves before this move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from clusterlib.plots.style import INK

Curve = tuple[ArrayLike, ArrayLike]


@dataclass(frozen=True)
class Series:
    """How one curve is drawn; ``form`` is the format of the number at its end."""

    name: str
    label: str
    colour: str
    line: str = "-"
    form: str = ".2f"


class Curves:
    """Curves on axes whose limits are set already and stay.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Leave room to its right for the labels at the ends of the curves.
    series : sequence of Series
        The curves, drawn in this order.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot(xlim=(0, 2), ylim=(0, 1))
    >>> curves = Curves(ax, [Series("sme", "SMEs", "blue")])
    >>> artists = curves.update({"sme": ([0, 1, 2], [0.1, 0.3, 0.4])}, None, at=1)
    >>> curves.describe({"sme": ([0, 1, 2], [0.1, 0.3, 0.4])}, None)
    'SMEs 0.40'
    """

    def __init__(self, ax: Axes, series: Sequence[Series]) -> None:
        self.ax, self.series = ax, series
        self._now, self._before, self._texts = {}, {}, {}
        for place, one in enumerate(series):
            (self._before[one.name],) = ax.plot([], [], color=one.colour, ls=":", lw=2)
            (self._now[one.name],) = ax.plot(
                [], [], color=one.colour, ls=one.line, lw=3, zorder=3 + place / 100
            )
            self._texts[one.name] = ax.text(
                0, 0, "", fontsize=12, weight="bold", color=one.colour, va="center", zorder=5
            )
        self._clock = ax.axvline(np.nan, color=INK, lw=1.5, zorder=2)

    def update(
        self, now: Mapping[str, Curve], before: Mapping[str, Curve] | None, at: float = np.nan
    ) -> list[Artist]:
        """Show curves by name, those before dotted, and a line at a time; return the artists."""
        ends = []
        for one in self.series:
            self._now[one.name].set_data(*now[one.name])
            self._before[one.name].set_data(*(before[one.name] if before else ([], [])))
            ends.append((np.asarray(now[one.name][0])[-1], np.asarray(now[one.name][1])[-1]))
        self._clock.set_xdata([at, at])
        heights = self._apart([y for _, y in ends])
        step = 0.015 * np.ptp(self.ax.get_xlim())
        for one, (x, y), height in zip(self.series, ends, heights, strict=True):
            text = self._texts[one.name]
            text.set_position((x + step, height))
            text.set_text("" if np.isnan(y) else self._label(one, now))
        return [
            self._clock,
            *self._before.values(),
            *self._now.values(),
            *self._texts.values(),
        ]

    def describe(self, now: Mapping[str, Curve], before: Mapping[str, Curve] | None) -> str:
        """Return the values at the ends in words, with those before."""
        parts = []
        for one in self.series:
            text = self._label(one, now)
            was = self._value(one, before) if before else ""
            parts.append(text + (f", before {was}" if was and not text.endswith(was) else ""))
        return "; ".join(parts)

    def _label(self, one: Series, curves: Mapping[str, Curve]) -> str:
        return f"{one.label} {self._value(one, curves)}"

    def _value(self, one: Series, curves: Mapping[str, Curve]) -> str:
        last = float(np.asarray(curves[one.name][1])[-1])
        return "none" if np.isnan(last) else format(last, one.form)

    def _apart(self, heights: list[float]) -> list[float]:
        """Push labels apart that would cover each other, and keep them within the axes."""
        low, high = self.ax.get_ylim()
        figure = self.ax.get_figure(root=True)
        assert figure is not None
        # A line of 12 points, as a share of the axes.
        height = self.ax.get_position().height * figure.get_size_inches()[1]
        gap = 1.3 * 12 / 72 / height * (high - low)
        placed = np.clip(np.nan_to_num(np.array(heights, dtype=float)), low, high)
        upwards = np.argsort(placed)
        for below, above in pairwise(upwards):
            placed[above] = max(placed[above], placed[below] + gap)
        # Back below the upper end, and only those that are in the way.
        placed[upwards[-1]] = min(placed[upwards[-1]], high)
        for above, below in pairwise(upwards[::-1]):
            placed[below] = min(placed[below], placed[above] - gap)
        return [float(place) for place in placed]
