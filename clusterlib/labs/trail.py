"""What a learner has found so far: a point for every setting tried, and the curve predicted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from clusterlib.plots.style import INK, OKABE_ITO, QUIET

Points = Sequence[tuple[float, float]]


class Trail:
    """Points tried, the point now and a predicted curve, on axes with fixed limits.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> trail = Trail(Figure().add_subplot(xlim=(0, 1), ylim=(0, 1)))
    >>> artists = trail.update((0.2, 0.4), tried=[(0, 0.1), (0.1, 0.3)])
    """

    def __init__(self, ax: Axes) -> None:
        (self._tried,) = ax.plot([], [], "o", ms=7, mfc="white", mec=QUIET, mew=1.6, zorder=2)
        (self._expected,) = ax.plot(
            [], [], "D--", ms=6, lw=2, color=OKABE_ITO["vermillion"], mfc="white", zorder=1
        )
        (self._now,) = ax.plot([], [], "o", ms=12, color=OKABE_ITO["blue"], mec="white", zorder=3)
        self._text = ax.text(
            0, 0, "", fontsize=13, weight="bold", color=OKABE_ITO["blue"], ha="center", zorder=4
        )
        ax.legend(
            [self._tried, self._expected, self._now],
            ["tried", "predicted", "now"],
            loc="upper right",
            fontsize=10,
            frameon=False,
            labelcolor=INK,
            borderaxespad=0,
        )
        self._ax = ax

    def update(
        self, now: tuple[float, float], tried: Points = (), expected: Points = ()
    ) -> list[Artist]:
        """Show the point now, the points tried before and the curve expected."""
        for line, points in ((self._tried, tried), (self._expected, expected), (self._now, [now])):
            xs, ys = np.array(points, dtype=float).reshape(-1, 2).T
            line.set_data(xs, ys)
        self._text.set_text(f"{now[1]:.2f}")
        self._text.set_position((now[0], now[1] + 0.05 * np.ptp(self._ax.get_ylim())))
        return [self._expected, self._tried, self._now, self._text]
