"""Lines over one axis, each named at its end, with a dot where it is highest."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from clusterlib.arrays import Floats
from clusterlib.errors import ClusterlibError
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.curve_panels import apart
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style

#: Colour, darker colour for letters and line style, in the order in which they are taken.
_LOOKS = (
    (OKABE_ITO["blue"], OKABE_ITO["blue"], "-"),
    (OKABE_ITO["vermillion"], "#A84A00", "--"),
    (OKABE_ITO["bluish green"], "#00664C", ":"),
    (QUIET, QUIET, "-."),
)
_LETTERS = 11.5


def plot_lines(
    x: ArrayLike,
    lines: Mapping[str, ArrayLike],
    *,
    title: str,
    xlabel: str,
    ylabel: str,
    form: str = ".2f",
) -> CourseFigure:
    """Draw up to four lines over one axis.

    Parameters
    ----------
    x : array_like, shape (points,)
        Where the values stand, from left to right.
    lines : mapping of str to array_like, shape (points,)
        The values of each line, by its name. The vertical axis begins at 0 or below.
    title : str
        What the picture shows: the finding.
    xlabel, ylabel : str
        Labels of the axes, with units.
    form : str, default ".2f"
        Format of the values in the alt text.

    Returns
    -------
    CourseFigure
        Each line with its name at its end and a dot where it is highest. The alt text gives
        the first, the highest and the last value of each.

    Raises
    ------
    ClusterlibError
        If there are no lines or more than four, or a line has another length than ``x``.

    Examples
    --------
    >>> plot_lines([0, 1, 2], {"SME": [0, 3, 1]}, title="It rises, then falls",
    ...            xlabel="gap", ylabel="learned", form=".0f")
    It rises, then falls. learned against gap, from 0 to 2. SME: 0 at first, highest 3 at 1, 1 at
    the end.
    """
    places = np.asarray(x, dtype=float)
    heights = {name: np.asarray(line, dtype=float) for name, line in lines.items()}
    if not 1 <= len(heights) <= len(_LOOKS):
        raise ClusterlibError(f"{len(heights)} lines; give 1 to {len(_LOOKS)}.")
    wrong = [name for name, line in heights.items() if line.shape != places.shape]
    if wrong:
        raise ClusterlibError(
            f"as many values as x has, {places.size}, are needed: {', '.join(wrong)}."
        )
    low = min(0.0, *(float(line.min()) for line in heights.values()))
    high = max(float(line.max()) for line in heights.values())
    with style():
        figure = CourseFigure(figsize=(7.2, 4.2))
        ax = figure.add_axes((0.12, 0.15, 0.66, 0.70))
        ax.set(xlim=(places[0], places[-1]), ylim=(low, low + 1.08 * (high - low)))
        ax.set_xlabel(xlabel, fontsize=_LETTERS)
        ax.set_ylabel(ylabel, fontsize=_LETTERS)
        ax.tick_params(labelsize=10.5, length=0, pad=6, colors=QUIET)
        ax.grid(color="#E3E6EA", linewidth=1)
        ax.set_axisbelow(True)
        ax.spines[:].set_visible(False)
        figure.text(0.02, 0.92, title, fontsize=13, weight="bold", color=INK)
        # A line of letters, as a share of the vertical axis.
        ends = apart([float(line[-1]) for line in heights.values()], 0.075 * (high - low))
        for (name, line), (colour, dark, dashes), end in zip(
            heights.items(), _LOOKS, ends, strict=False
        ):
            top = int(line.argmax())
            ax.plot(places, line, color=colour, ls=dashes, lw=2.6)
            ax.plot(
                places[top],
                line[top],
                "o",
                ms=8,
                color=colour,
                mec="white",
                clip_on=False,
                zorder=4,
            )
            ax.annotate(
                name,
                (places[-1], end),
                (8, 0),
                textcoords="offset points",
                fontsize=_LETTERS,
                weight="bold",
                color=dark,
                va="center",
                annotation_clip=False,
            )
        figure.alt = _described(places, heights, title, xlabel, ylabel, form)
    return figure


def _described(
    x: Floats,
    lines: Mapping[str, Floats],
    title: str,
    xlabel: str,
    ylabel: str,
    form: str,
) -> str:
    parts = [
        f"{name}: {line[0]:{form}} at first, highest {line.max():{form}} at {x[line.argmax()]:g}, "
        f"{line[-1]:{form}} at the end."
        for name, line in lines.items()
    ]
    about = f"{title}. {ylabel} against {xlabel}, from {x[0]:g} to {x[-1]:g}."
    return " ".join([about, *parts])
