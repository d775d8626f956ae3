"""How far verdicts reach, in pictures: a bar of worlds, and a plane of two parameters."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from clustercourse.claims.reach import InWorld, Reach
from clustercourse.claims.worlds import PARAMETERS
from clusterlib.errors import ClusterlibError
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style


@dataclass(frozen=True)
class _Look:
    """How the worlds with one outcome are drawn: in a bar, and as points."""

    colour: str
    hatch: str
    shape: str


LOOKS = {
    InWorld.HOLDS: _Look(OKABE_ITO["blue"], "", "o"),
    InWorld.PEAK: _Look(OKABE_ITO["orange"], "....", "^"),
    InWorld.SMALL: _Look("#C9CED4", "", "s"),
    InWorld.UNDECIDED: _Look("#FFFFFF", "", "d"),
    InWorld.REVERSED: _Look(OKABE_ITO["vermillion"], "////", "X"),
}


def draw_worlds_bar(ax: Axes, place: float, reach: Reach) -> None:
    """Draw the shares of the worlds with each outcome as one bar from 0 to 1."""
    left = 0.0
    for outcome, look in LOOKS.items():
        share = reach.share(outcome).mean
        ax.barh(
            place, share, 0.62, left,
            color=look.colour, hatch=look.hatch, edgecolor=QUIET, linewidth=0.6,
        )  # fmt: skip
        left += share


def worlds_key(outcomes: set[InWorld]) -> list[Patch]:
    """Return the entries of a legend for outcomes that occur."""
    return [
        Patch(
            facecolor=look.colour, hatch=look.hatch, edgecolor=QUIET, linewidth=0.6,
            label=str(outcome),
        )
        for outcome, look in LOOKS.items()
        if outcome in outcomes
    ]  # fmt: skip


def plot_plane(title: str, reach: Reach) -> CourseFigure:
    """Draw where a claim holds in the plane of the two parameters that decide most.

    Parameters
    ----------
    title : str
        The claim in a few words.
    reach : Reach
        Of its main experiment.

    Returns
    -------
    CourseFigure
        A point for each world, its outcome by shape and colour; dashed lines are the borders that
        part the worlds best.

    Raises
    ------
    ClusterlibError
        If no parameter decides: the claim then holds nearly everywhere, or hardly anywhere.
    """
    deciders = reach.deciders()
    if not deciders:
        raise ClusterlibError(
            f"{title}: no parameter parts the worlds in which it holds from the others, so there "
            "is no plane to draw; see reach.share()."
        )
    names = [decider.name for decider in reach.ranked()[:2]]
    x, y = (reach.worlds[name].to_numpy(dtype=float) for name in names)
    first = deciders[0]
    side = "up to" if first.below else "above"
    finding = fill(
        f"{title}: holds in {first.here:.0%} of the worlds where {first.name} is {side} "
        f"{first.border:.3g}, in {first.there:.0%} of the others",
        62,
    )
    counts = ", ".join(
        f"{outcome} in {reach.outcomes.count(outcome)}"
        for outcome in InWorld
        if outcome in reach.outcomes
    )
    alt = f"{finding}. A plot of {names[1]} over {names[0]}, {len(x)} worlds: {counts}."
    with style():
        figure = CourseFigure(figsize=(6.6, 5.0), alt=alt.replace("\n", " "))
        ax = figure.subplots()
        for outcome, look in LOOKS.items():
            mine = np.array([each == outcome for each in reach.outcomes])
            if mine.any():
                ax.scatter(
                    x[mine], y[mine], 34,
                    color=look.colour, marker=look.shape, edgecolor=INK, linewidth=0.5,
                    label=f"{outcome} ({mine.sum()})",
                )  # fmt: skip
        for decider, line in zip(deciders, (ax.axvline, ax.axhline), strict=False):
            line(decider.border, color=QUIET, linewidth=1, linestyle="--")
        for name, axis in zip(names, (ax.xaxis, ax.yaxis), strict=True):
            known = PARAMETERS[name]
            unit = f" ({known.unit})" if known.unit else ""
            axis.set_label_text(fill(f"{name}: {known.meaning}{unit}", 46))
        ax.set_title(finding, size=11)
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.19), ncols=3)
        figure.tight_layout()
    return figure
