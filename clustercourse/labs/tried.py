"""What a learner has found so far: a point for every setting tried, and the curve predicted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from clusterlib.plots.style import INK, OKABE_ITO, QUIET

Points = Sequence[tuple[float, float]]

#: The title stands so many points above the axes, with the legend between them: a legend within
#: the axes would look like data.
_TITLE_ABOVE = 21.0
_LEGEND = {
    "fontsize": 10.5,
    "frameon": False,
    "labelcolor": INK,
    "markerscale": 0.85,
    "handlelength": 1.3,
    "handletextpad": 0.3,
    "columnspacing": 1.0,
    "borderpad": 0.0,
    "borderaxespad": 0.3,
}


class Trail:
    """Points tried, the point now and a predicted curve, on axes with fixed limits.

    Leave room for two lines of text above the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    title : str
        What the points show; :attr:`title` can be changed.
    form : str, default ".2f"
        Format of heights.
    names : sequence of str, optional
        Names of the places 0, 1, 2, ... on the x axis where it shows no numbers.
    others : str, optional
        Name of points tried with other settings than now, where a lab shows them.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot(xlim=(0, 1), ylim=(0, 1), xlabel="openness", ylabel="level")
    >>> trail = Trail(ax, "in the last period")
    >>> artists = trail.update((0.2, 0.4), tried=[(0.1, 0.3), (0, 0.1)])
    >>> trail.describe()
    ' Tried before, level by openness: 0.10 at 0, 0.30 at 0.1.'
    """

    def __init__(
        self,
        ax: Axes,
        title: str,
        form: str = ".2f",
        *,
        names: Sequence[str] = (),
        others: str = "",
    ) -> None:
        figure = ax.get_figure(root=True)
        assert figure is not None
        above = ScaledTranslation(0, _TITLE_ABOVE / 72, figure.dpi_scale_trans)
        self.title = ax.text(
            0, 1, title, transform=ax.transAxes + above, fontsize=11, weight="bold", color=QUIET
        )
        (self._others,) = ax.plot([], [], "x", ms=7, color=QUIET, mew=1.8, zorder=1.5)
        (self._tried,) = ax.plot([], [], "o", ms=7, mfc="white", mec=QUIET, mew=1.6, zorder=2)
        (self._expected,) = ax.plot(
            [], [], "D--", ms=6, lw=2, color=OKABE_ITO["vermillion"], mfc="white", zorder=1
        )
        (self._now,) = ax.plot([], [], "o", ms=12, color=OKABE_ITO["blue"], mec="white", zorder=3)
        self._text = ax.text(
            0, 0, "", fontsize=13, weight="bold", color=OKABE_ITO["blue"], ha="center", zorder=4
        )
        shown = {"now": self._now, "tried": self._tried}
        if others:
            shown[others] = self._others
        ax.add_artist(_legend(ax, shown, "left"))
        # Shown only where there is such a curve.
        self._expected_key = _legend(ax, {"you predicted": self._expected}, "right")
        ax.add_artist(self._expected_key)
        self._ax, self._form, self._names, self._called = ax, form, names, others
        self._shown: dict[str, Points] = {}

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
        self._expected_key.set_visible(len(expected) > 0)
        self._shown = {
            "Tried before": tried,
            self._called.capitalize(): others,
            "You predicted": expected,
        }
        self._place_text(*now)
        return [
            self._expected,
            self._others,
            self._tried,
            self._now,
            self._text,
            self._expected_key,
        ]

    def describe(self) -> str:
        """Return what :meth:`update` showed beside the point now as sentences, or nothing.

        A space stands before each, so that they can follow any text.
        """
        axes = " by ".join(filter(None, (self._ax.get_ylabel(), self._ax.get_xlabel())))
        said = ""
        for what, points in self._shown.items():
            # One number for each place: the last that was tried there.
            heights = {float(x): y for x, y in points}
            parts = [f"{y:{self._form}} at {self._name(x)}" for x, y in sorted(heights.items())]
            if parts:
                said += f" {what}, {axes}: {', '.join(parts)}."
        return said

    def _place_text(self, x: float, y: float) -> None:
        """Write the number above the point, or below a loss: never on the line of no change."""
        low, high = self._ax.get_xlim()
        share, side = (x - low) / (high - low), -1 if y < 0 else 1
        self._text.set_text(format(y, self._form))
        self._text.set_verticalalignment("top" if side < 0 else "baseline")
        # At the ends it leaves the numbers of the axis alone.
        self._text.set_horizontalalignment(
            "left" if share < 0.06 else "right" if share > 0.94 else "center"
        )
        self._text.set_position((x, y + side * 0.05 * np.ptp(self._ax.get_ylim())))

    def _name(self, x: float) -> str:
        return self._names[round(x)] if self._names else f"{x:g}"


def _legend(ax: Axes, lines: dict[str, Line2D], side: Literal["left", "right"]) -> Legend:
    """Return a row of keys above the axes, at one end of them."""
    return Legend(
        ax,
        list(lines.values()),
        list(lines),
        loc="lower left" if side == "left" else "lower right",
        bbox_to_anchor=(0 if side == "left" else 1, 1),
        ncols=len(lines),
        **_LEGEND,  # type: ignore[arg-type]
    )
