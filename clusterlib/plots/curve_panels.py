"""Curves side by side, each named at its end: paths over time, or an outcome along a sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, Self

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from clusterlib.arrays import Floats
from clusterlib.errors import ClusterlibError
from clusterlib.experiments import Estimate
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style

#: Colour, line and marker of the first curve, the second and so on.
_LOOKS = (
    (OKABE_ITO["vermillion"], "-", "o"),
    (OKABE_ITO["blue"], "--", "s"),
    (OKABE_ITO["bluish green"], "-.", "^"),
    (OKABE_ITO["reddish purple"], ":", "D"),
)
#: Marks of what others have found.
_OTHERS = ("X", "P")
#: Up to so many points a curve shows each of them; more are a path.
_MARKED = 12
#: Height of a label, as a share of the axes.
_LINE = 0.075


@dataclass(frozen=True)
class CurvePanel:
    """One set of axes: curves by their names, and what the axes mean, with units in brackets.

    ``bands`` gives the lower and the upper end of a curve's interval at each of its points, by its
    name. ``points`` are what others have found, by the name of who has: marks without a line.
    Where ``log_from`` is given, x is logarithmic from there on, and linear between it and 0.
    """

    curves: Mapping[str, tuple[ArrayLike, ArrayLike]]
    x: str
    y: str
    high: float | None = None
    bands: Mapping[str, tuple[ArrayLike, ArrayLike]] = field(default_factory=dict)
    points: Mapping[str, tuple[ArrayLike, ArrayLike]] = field(default_factory=dict)
    log_from: float | None = None

    @classmethod
    def of_estimates(
        cls, curves: Mapping[str, Mapping[float, Estimate]], x: str, y: str, **more: Any
    ) -> Self:
        """Return a panel of curves with their intervals, from an estimate at each x.

        Examples
        --------
        >>> from clusterlib.experiments import estimate
        >>> ours = {0: estimate([0.1, 0.3]), 1: estimate([0.4, 0.5])}
        >>> plot_curves("Rises", CurvePanel.of_estimates({"ours": ours}, "openness", "level"))
        Rises. Level by openness: ours from 0.20 at 0 to 0.45 at 1. Shaded: intervals.
        """
        means = {name: ([*at], [one.mean for one in at.values()]) for name, at in curves.items()}
        ends = {
            name: ([one.low for one in at.values()], [one.high for one in at.values()])
            for name, at in curves.items()
        }
        return cls(means, x, y, bands=ends, **more)


def plot_curves(title: str, *panels: CurvePanel) -> CourseFigure:
    """Draw up to four curves in each of one or more panels, each named and valued at its end.

    Parameters
    ----------
    title : str
        The finding.
    *panels : CurvePanel
        From left to right.

    Returns
    -------
    CourseFigure
        Colour, line and marker tell curves apart, intervals are shaded; the alt text gives starts,
        extremes and ends.

    Raises
    ------
    ClusterlibError
        If there is no panel, or a panel has no curve or more than four, or points of more than
        two others.

    Examples
    --------
    >>> plot_curves("It rises", CurvePanel({"firms": ([0, 1], [0.1, 0.4])}, "period", "level"))
    It rises. Level by period: firms from 0.10 at 0 to 0.40 at 1.
    """
    if not panels or any(not 1 <= len(panel.curves) <= len(_LOOKS) for panel in panels):
        raise ClusterlibError(f"plot_curves: give panels with 1 to {len(_LOOKS)} curves each.")
    if any(len(panel.points) > len(_OTHERS) for panel in panels):
        raise ClusterlibError(f"plot_curves: give points of at most {len(_OTHERS)} others.")
    with style():
        figure = CourseFigure(figsize=(9.6, 3.9), alt=f"{title}. {_describe(panels)}")
        figure.suptitle(title, x=0.012, y=0.97, ha="left", weight="bold", size=13)
        width = 0.99 / len(panels)
        for place, panel in enumerate(panels):
            left = 0.005 + place * width + 0.075
            ax = figure.add_axes((left, 0.16, width - 0.235, 0.68))
            _draw(ax, panel)
    return figure


def _draw(ax: Axes, panel: CurvePanel) -> None:
    arrays = [_arrays(curve) for curve in panel.curves.values()]
    found = [_arrays(points) for points in panel.points.values()]
    bands = [_arrays(band) for band in panel.bands.values()]
    drawn = [ys for _, ys in arrays + found] + [*chain(*bands)]
    highest = max(float(np.nanmax(ys)) for ys in drawn)
    lowest = min(0.0, *(float(np.nanmin(ys)) for ys in drawn))
    ax.set_ylim(1.05 * lowest, panel.high or 1.08 * highest)
    ax.set_xlabel(panel.x, size=11, color=INK)
    ax.set_ylabel(panel.y, size=11, color=INK)
    ax.tick_params(labelsize=10.5, length=0, colors=QUIET)
    ax.grid(color="#E3E6EA", linewidth=1)
    ax.set_axisbelow(True)
    ax.spines[:].set_visible(False)
    if panel.log_from:
        ax.set_xscale("symlog", linthresh=panel.log_from)
        ticks = sorted({float(x) for xs, _ in arrays for x in xs})
        ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        ax.minorticks_off()
    low, high = ax.get_ylim()
    heights = apart([float(ys[-1]) for _, ys in arrays + found], _LINE * (high - low))
    right = max(float(xs[-1]) for xs, _ in arrays)
    for name, (xs, ys), look, height in zip(panel.curves, arrays, _LOOKS, heights, strict=False):
        colour, line, marker = look
        ax.plot(
            xs,
            ys,
            color=colour,
            linestyle=line,
            linewidth=2.5,
            marker=marker if xs.size <= _MARKED else "",
            markersize=7,
            markeredgecolor="white",
        )
        if name in panel.bands:
            below, above = _arrays(panel.bands[name])
            ax.fill_between(xs, below, above, color=colour, alpha=0.2, linewidth=0)
        _name(ax, f"{name} {ys[-1]:.2f}", (float(xs[-1]), height), colour)
    rest = heights[len(arrays) :]
    for name, (xs, ys), marker, height in zip(panel.points, found, _OTHERS, rest, strict=False):
        ax.plot(xs, ys, linestyle="", marker=marker, markersize=9, color=INK, mec="white", zorder=4)
        mark = "\N{HEAVY MULTIPLICATION X}" if marker == "X" else "\N{HEAVY PLUS SIGN}"
        _name(ax, f"{mark} {name}", (right, height), INK)


def _name(ax: Axes, text: str, end: tuple[float, float], colour: str) -> None:
    """Write what a curve or points are called, to the right of their end."""
    ax.annotate(
        text,
        end,
        xytext=(9, 0),
        textcoords="offset points",
        color=colour,
        size=11,
        weight="bold",
        va="center",
    )


def apart(ends: Sequence[float], gap: float) -> list[float]:
    """Push labels apart that would cover each other."""
    placed = np.array(ends)
    for below, above in pairwise(np.argsort(placed)):
        placed[above] = max(placed[above], placed[below] + gap)
    return [float(place) for place in placed]


def _arrays(curve: tuple[ArrayLike, ArrayLike]) -> tuple[Floats, Floats]:
    xs, ys = (np.asarray(values, dtype=np.float64) for values in curve)
    return xs, ys


def _describe(panels: Sequence[CurvePanel]) -> str:
    """Say in words what the panels show."""
    texts = []
    for panel in panels:
        named = chain(panel.curves.items(), panel.points.items())
        parts = [_in_words(name, *_arrays(curve)) for name, curve in named]
        about = f"{panel.y} by {panel.x}"
        texts.append(f"{about[0].upper()}{about[1:]}: {'; '.join(parts)}.")
        if panel.bands:
            texts.append("Shaded: intervals.")
    return " ".join(texts)


def _in_words(name: str, xs: Floats, ys: Floats) -> str:
    text = f"{name} from {ys[0]:.2f} at {xs[0]:g}"
    inner = range(1, ys.size - 1)
    for word, find in (("highest", np.argmax), ("lowest", np.argmin)):
        at = int(find(ys))
        if at in inner:
            text += f", {word} {ys[at]:.2f} at {xs[at]:g}"
    return f"{text} to {ys[-1]:.2f} at {xs[-1]:g}"
