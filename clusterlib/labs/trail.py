"""What a learner has found so far: a point for every setting tried, and the curve predicted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from clusterlib.plots.style import INK, OKABE_ITO, QUIET

Points = Sequence[tuple[float, float]]
Corner = Literal["upper right", "upper left", "lower left", "lower right"]


class Trail:
    """Points tried, the point now and a predicted curve, on axes with fixed limits.

    ``form`` is the format of the number beside the point now, ``legend`` the free corner,
    ``drawn`` says whether a curve may have been predicted, and ``others`` names points tried with
    other settings than now, where a lab shows them.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> trail = Trail(Figure().add_subplot(xlim=(0, 1), ylim=(0, 1)))
    >>> artists = trail.update((0.2, 0.4), tried=[(0, 0.1), (0.1, 0.3)])
    """

    def __init__(
        self,
        ax: Axes,
        form: str = ".2f",
        legend: Corner = "upper right",
        *,
        drawn: bool = True,
        others: str = "",
    ) -> None:
        (self._others,) = ax.plot([], [], "x", ms=7, color=QUIET, mew=1.8, zorder=1.5)
        (self._tried,) = ax.plot([], [], "o", ms=7, mfc="white", mec=QUIET, mew=1.6, zorder=2)
        (self._expected,) = ax.plot(
            [], [], "D--", ms=6, lw=2, color=OKABE_ITO["vermillion"], mfc="white", zorder=1
        )
        (self._now,) = ax.plot([], [], "o", ms=12, color=OKABE_ITO["blue"], mec="white", zorder=3)
        self._text = ax.text(
            0, 0, "", fontsize=13, weight="bold", color=OKABE_ITO["blue"], ha="center", zorder=4
        )
        shown = {"tried": self._tried, "predicted": self._expected, "now": self._now}
        if not drawn:
            del shown["predicted"]
        if others:
            shown = {"tried": self._tried, others: self._others} | shown
        ax.legend(
            list(shown.values()),
            list(shown),
            loc=legend,
            fontsize=10.5,
            frameon=False,
            labelcolor=INK,
            borderaxespad=0,
        )
        self._ax, self._form = ax, form

    def update(
        self,
        now: tuple[float, float],
        tried: Points = (),
        expected: Points = (),
        others: Points = (),
    ) -> list[Artist]:
        """Show the point now, the points tried before, those of other settings, the prediction."""
        for line, points in (
            (self._tried, tried),
            (self._others, others),
            (self._expected, expected),
            (self._now, [now]),
        ):
            xs, ys = np.array(points, dtype=float).reshape(-1, 2).T
            line.set_data(xs, ys)
        self._text.set_text(format(now[1], self._form))
        # Above the point, or below a loss: never on the line of no change.
        side = -1 if now[1] < 0 else 1
        self._text.set_verticalalignment("top" if side < 0 else "baseline")
        self._text.set_position((now[0], now[1] + side * 0.05 * np.ptp(self._ax.get_ylim())))
        return [self._expected, self._others, self._tried, self._now, self._text]
