"""Estimates with their intervals, a row each: what a change brings, and how sure one can be."""

from __future__ import annotations

from collections.abc import Mapping

from clusterlib.errors import ClusterlibError
from clusterlib.experiments import Estimate
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style
from clusterlib.words import number

#: Height of a row, and of the title and the axis, in inches.
_ROW, _TOP, _BOTTOM = 0.34, 0.5, 0.62
_MINUS = "\N{MINUS SIGN}"


def plot_estimates(
    title: str,
    rows: Mapping[str, Estimate],
    *,
    xlabel: str,
    form: str = "+.0%",
    bars: str = "95% interval",
) -> CourseFigure:
    """Draw estimates with their intervals, a row each, and the numbers beside them.

    Parameters
    ----------
    title : str
        The finding.
    rows : mapping of str to Estimate
        What was estimated, by its name, from top to bottom.
    xlabel : str
        What the numbers mean, with the unit.
    form : str, default "+.0%"
        Format of the numbers.
    bars : str, default "95% interval"
        What the bars, and the numbers in brackets, reach over.

    Returns
    -------
    CourseFigure
        A filled dot where the interval lies on one side of zero, an open square where zero lies in
        it. The alt text gives all numbers.

    Raises
    ------
    ClusterlibError
        If there is no row.

    Examples
    --------
    >>> from clusterlib.experiments import estimate
    >>> firms = estimate([0.1, 0.2, 0.3])
    >>> plot_estimates("It rises", {"firms": firms}, xlabel="change", form=".2f")
    It rises. Change, with 95% intervals. firms: 0.20 (−0.05 to 0.45).
    """
    if not rows:
        raise ClusterlibError("plot_estimates: there is no row; give at least one estimate.")
    height = _TOP + _ROW * len(rows) + _BOTTOM
    texts = {name: _numbers(row, form) for name, row in rows.items()}
    said = "; ".join(f"{name}: {text}" for name, text in texts.items())
    with style():
        many = bars if bars.endswith("s") else f"{bars}s"
        about = f"{xlabel[0].upper()}{xlabel[1:]}, with {many}"
        figure = CourseFigure(figsize=(9.6, height), alt=f"{title}. {about}. {said}.")
        figure.suptitle(title, x=0.012, y=1 - 0.14 / height, ha="left", va="top", weight="bold")
        ax = figure.add_axes((0.34, _BOTTOM / height, 0.40, _ROW * len(rows) / height))
        ax.axvline(0, color=QUIET, linewidth=1)
        for place, (name, row) in enumerate(rows.items()):
            colour, known = OKABE_ITO["blue"], row.sign != 0
            ax.plot([row.low, row.high], [place, place], color=colour, linewidth=2.5)
            ax.plot(
                row.mean, place, "o" if known else "s", markersize=8, color=colour,
                markerfacecolor=colour if known else "white", markeredgewidth=1.5,
            )  # fmt: skip
            right = ax.get_yaxis_transform()
            ax.text(1.03, place, texts[name], transform=right, va="center", size=10.5, color=INK)
        ax.set_yticks(range(len(rows)), list(rows), size=10.5, color=INK)
        ax.set_ylim(len(rows) - 0.5, -0.5)
        if form.endswith("%"):
            # As many digits as a tick needs: one of 2.5% is not 2%.
            ax.xaxis.set_major_formatter(
                lambda value, _: _sign(f"{100 * value:+.4g}%") if value else "0"
            )
        ax.set_xlabel(f"{xlabel} (bar: {bars})", size=10.5, color=INK)
        ax.tick_params(length=0, labelcolor=INK)
        ax.grid(axis="x", color="#E3E6EA", linewidth=1)
        ax.set_axisbelow(True)
        ax.spines[:].set_visible(False)
    return figure


def _numbers(row: Estimate, form: str) -> str:
    mean, low, high = (number(value, form) for value in (row.mean, row.low, row.high))
    return f"{mean} ({low} to {high})"


def _sign(text: str) -> str:
    return text.replace("-", _MINUS)
