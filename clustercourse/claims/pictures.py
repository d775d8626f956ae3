"""Effects with their intervals, a row each: how the paper's claims fare."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from clustercourse.claims.assessment import interval
from clustercourse.claims.reach import InWorld, Reach, load_reach
from clustercourse.claims.reach_pictures import draw_worlds_bar, worlds_key
from clustercourse.claims.verdicts import Verdict
from clusterlib.errors import ClusterlibError
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Look:
    """How a verdict is drawn: by shape and by colour."""

    shape: str
    colour: str
    filled: bool = True


_LOOKS = {
    Verdict.HOLDS: _Look("o", OKABE_ITO["blue"]),
    Verdict.NEGLIGIBLE: _Look("s", OKABE_ITO["bluish green"]),
    Verdict.IN_PART: _Look("D", OKABE_ITO["sky blue"]),
    Verdict.INVERTED_U: _Look("^", OKABE_ITO["orange"]),
    Verdict.NOT_SIGNIFICANT: _Look("o", QUIET, filled=False),
    Verdict.FAILS: _Look("X", OKABE_ITO["vermillion"]),
}
_VERBS = {
    Verdict.HOLDS: ("holds", "hold"),
    Verdict.NEGLIGIBLE: ("holds negligibly", "hold negligibly"),
    Verdict.IN_PART: ("holds in part", "hold in part"),
    Verdict.INVERTED_U: ("holds only up to a point", "hold only up to a point"),
    Verdict.NOT_SIGNIFICANT: ("is not settled", "are not settled"),
    Verdict.FAILS: ("fails", "fail"),
}
_SIGNS = {"+": "more", "-": "less", "0": "same", "inverted U": "inv. U"}
_TICKS = np.array([-0.6, -0.3, 0.0, 0.5, 1.5, 4.0, 9.0])
_MINUS = "\N{MINUS SIGN}"
#: Where the numbers stand, in widths of the worlds' bars.
_NUMBERS = -1.81
#: Up to so many rows there is room to say under each claim what was changed.
_WITH_EXPERIMENTS = 12
#: Width of the picture in inches.
_WIDE = 11.2
#: A fall to nothing has no place on an axis of ratios; it is drawn at its edge.
_LEAST = -0.75


def plot_effects(frame: pd.DataFrame, reach: Mapping[int, Reach] | None = None) -> CourseFigure:
    """Draw the main effect of every claim with its interval, its verdict by shape and colour.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`clustercourse.claims.claims_frame` returns, for one claim or more.
    reach : mapping of int to Reach, optional
        How far each claim reaches; left out, as in the run that comes with the course. Without
        any, nothing is drawn of other worlds.

    Returns
    -------
    CourseFigure
        A row for each claim: the expected direction, the effect as a share of the baseline (on an
        axis of ratios, where halving lies as far from no effect as doubling) or, on an axis of its
        own, as a number from -1 to 1, and the numbers. Of an inverted U an open marker shows the
        fall. On the right in what share of other worlds the main experiment holds.

    Raises
    ------
    ClusterlibError
        If a column is missing or there is no row.
    """
    needed = ["claim", "title", "verdict", "expected", "unit", "effect", "low", "high", "fall"]
    missing = [name for name in needed if name not in frame]
    if missing or not len(frame):
        raise ClusterlibError(
            f"the table has no {' and no '.join(missing) or 'row'}; give what "
            "clustercourse.claims.claims_frame returns."
        )
    # Not groupby(...).first(): it takes a fall from a later experiment where the main has none.
    records = frame.drop_duplicates("claim").sort_values("claim").to_dict("records")
    reach = load_reach() if reach is None else reach
    with style():
        line = 0.275 if len(records) > _WITH_EXPERIMENTS else 0.52
        height = 2.1 + line * len(records)
        figure = CourseFigure(figsize=(_WIDE, height), alt=_describe(records, reach))
        top, bottom = 1 - 1.33 / height, 0.68 / height
        scores = any(row["unit"] == "score" for row in records)
        ratio_wide = 2.5 if scores else 3.4
        ratio = figure.add_axes((3.95 / _WIDE, bottom, ratio_wide / _WIDE, top - bottom))
        score = figure.add_axes((6.55 / _WIDE, bottom, 0.8 / _WIDE, top - bottom))
        worlds = figure.add_axes((9.5 / _WIDE, bottom, 1.15 / _WIDE, top - bottom))
        score.set_visible(scores)
        worlds.set_ylim(len(records) - 0.4, -0.6)
        for ax in (ratio, score, worlds) if reach else (ratio, score):
            _prepare(ax, records)
        for place, row in enumerate(records):
            _draw(ratio if row["unit"] == "share" else score, place, row)
        _write(ratio, worlds, records)
        _scale(ratio, score)
        figure.suptitle(
            _title(records),
            x=0.015,
            y=1 - 0.2 / height,
            ha="left",
            va="top",
            weight="bold",
            size=12,
        )
        _legend(figure, records, 1 - 0.47 / height)
        note = ""
        if reach:
            seen = _draw_reach(worlds, records, reach)
            figure.text(0.015, 1 - 0.84 / height, "In other worlds:", size=8.5)
            figure.legend(
                handles=worlds_key(seen), loc="upper left", ncols=6, borderpad=0,
                bbox_to_anchor=(1.15 / _WIDE, 1 - 0.71 / height),
            )  # fmt: skip
            drawn = max(len(found.outcomes) for found in reach.values())
            note = (
                f"In other worlds: all else is drawn from plausible ranges, {drawn} times; "
                "lecture 10 says more.  "
            )
        else:
            worlds.set_axis_off()
        if any(row.get("by_construction") for row in records):
            note += "* by construction, wholly or in part."
        figure.text(0.015, 0.15 / height, note, size=8, color=QUIET)
    return figure


def _prepare(ax: Axes, records: list[Any]) -> None:
    ax.set_ylim(len(records) - 0.4, -0.6)
    ax.set_yticks([])
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.axvline(0, color=QUIET, linewidth=1, zorder=1)
    for place in range(0, len(records), 2):
        ax.axhspan(place - 0.5, place + 0.5, color="#F3F5F7", zorder=0, linewidth=0)
    ax.tick_params(labelsize=8, length=3)


def _draw(ax: Axes, place: int, row: Any) -> None:
    look = _LOOKS[row["verdict"]]
    ratio = row["unit"] == "share"
    face = look.colour if look.filled else "white"
    _mark(ax, place, [row["low"], row["effect"], row["high"]], look, face, ratio)
    if row["fall"] == row["fall"] and row["fall"] is not None:
        ends = [row["fall_low"], row["fall"], row["fall_high"]]
        _mark(ax, place, ends, _Look("v", look.colour), "white", ratio)


def _mark(ax: Axes, place: int, ends: list[float], look: _Look, face: str, ratio: bool) -> None:
    low, middle, high = np.log1p(np.maximum(ends, _LEAST)) if ratio else ends
    ax.plot([low, high], [place, place], color=look.colour, linewidth=2.2, zorder=2)
    # Above the marker, for an interval may be narrower than it.
    ax.plot(
        [low, high], [place, place], "|", color=INK, markersize=9, markeredgewidth=0.9, zorder=4
    )
    ax.plot(
        [middle],
        [place],
        look.shape,
        color=look.colour,
        markerfacecolor=face,
        markeredgecolor=look.colour if face == "white" else "white",
        markeredgewidth=1.2 if face == "white" else 0.6,
        markersize=6.5,
        zorder=3,
    )


def _write(ratio: Axes, worlds: Axes, records: list[Any]) -> None:
    """Write what a row is about on its left, and its numbers on its right."""
    left, right = ratio.get_yaxis_transform(), worlds.get_yaxis_transform()
    wide = ratio.get_position().width * _WIDE
    heads: dict[str, Any] = {"va": "bottom", "size": 8, "color": QUIET}
    ratio.text(-3.59 / wide, -0.68, "claim", transform=left, ha="left", **heads)
    ratio.text(-0.25 / wide, -0.68, "expected", transform=left, ha="center", **heads)
    worlds.text(_NUMBERS, -0.68, "effect and 95% interval", transform=right, ha="left", **heads)
    for place, row in enumerate(records):
        mark = "*" if row.get("by_construction") else ""
        label: dict[str, Any] = {"transform": left, "va": "center", "size": 8.5, "color": INK}
        up = 0.0
        if len(records) <= _WITH_EXPERIMENTS and "experiment" in row:
            up = 0.22
            what = textwrap.fill(row["experiment"], 58, max_lines=2, placeholder=" ...")
            small = {"size": 7, "color": QUIET, "va": "top", "linespacing": 1.1}
            ratio.text(-3.59 / wide, place - 0.02, what, **{**label, **small})
        ratio.text(-3.65 / wide, place - up, str(row["claim"]), ha="right", **label)
        ratio.text(-3.59 / wide, place - up, f"{row['title']}{mark}", **label)
        ratio.text(
            *(-0.25 / wide, place, _SIGNS[row["expected"]]),
            transform=left, ha="center", va="center", size=8, color=QUIET,
        )  # fmt: skip
        numbers = _numbers(row)
        worlds.text(_NUMBERS, place, numbers, transform=right, va="center", size=8, color=INK)


def _numbers(row: Any) -> str:
    text = interval(row["effect"], row["low"], row["high"], row["unit"])
    if row["fall"] == row["fall"] and row["fall"] is not None:
        text += f", then {100 * row['fall']:+.0f}%"
    return text.replace("-", _MINUS)


def _draw_reach(ax: Axes, records: list[Any], reach: Mapping[int, Reach]) -> set[InWorld]:
    """Draw the worlds of each claim as a bar; return the outcomes that occur."""
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["0", "50%", "100%"])
    ax.set_xlabel("share of worlds", size=8.5)
    head: dict[str, Any] = {
        "transform": ax.get_yaxis_transform(),
        "va": "bottom",
        "size": 8,
        "color": QUIET,
    }
    ax.text(0, -0.68, "in other worlds", **head)
    ax.text(1.06, -0.68, "holds", **head)
    seen: set[InWorld] = set()
    for place, row in enumerate(records):
        text = "no run"
        if found := reach.get(row["claim"]):
            draw_worlds_bar(ax, place, found)
            seen |= set(found.outcomes)
            text = f"{found.share().mean:.0%}"
        ax.text(
            *(1.06, place, text),
            transform=ax.get_yaxis_transform(), va="center", size=8, color=INK,
        )  # fmt: skip
    return seen


def _scale(ratio: Axes, score: Axes) -> None:
    """Set the limits; ticks where there is room for them."""
    low, high = ratio.get_xlim()
    ratio.set_xlim(min(low, np.log1p(-0.45)), max(high, np.log1p(0.6)))
    low, high = ratio.get_xlim()
    shown = [tick for tick in _TICKS if low <= np.log1p(tick) <= high]
    labels = [f"{100 * tick:+.0f}%".replace("-", _MINUS) if tick else "0" for tick in shown]
    ratio.set_xticks(np.log1p(shown), labels)
    ratio.set_xlabel("change in % (axis of ratios)", size=8.5)
    score.set_xlim(-0.3, 1.0)
    score.set_xticks([0, 0.5, 1], ["0", ".5", "1"])
    score.set_xlabel(f"from {_MINUS}1 to 1", size=8.5)


def _legend(figure: CourseFigure, records: list[Any], top: float) -> None:
    seen = [verdict for verdict in _LOOKS if any(row["verdict"] == verdict for row in records)]
    handles = []
    for verdict in seen:
        look = _LOOKS[verdict]
        handles.append(
            Line2D(
                [],
                [],
                marker=look.shape,
                color=look.colour,
                markerfacecolor=look.colour if look.filled else "white",
                linewidth=1.8,
                markersize=7,
                label=str(verdict),
            )
        )
    if Verdict.INVERTED_U in seen:
        fall: dict[str, Any] = {
            "marker": "v",
            "color": OKABE_ITO["orange"],
            "markerfacecolor": "white",
        }
        handles.append(
            Line2D([], [], linewidth=1.8, markersize=7, label="fall after the peak", **fall)
        )
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.008, top), ncols=7, borderpad=0
    )


def _title(records: list[Any]) -> str:
    counts = Counter(row["verdict"] for row in records)
    parts = [
        f"{counts[verdict]} {verbs[counts[verdict] > 1]}"
        for verdict, verbs in _VERBS.items()
        if counts[verdict]
    ]
    whole = f"Of {len(records)} claims " if len(records) > 1 else "Of the claims chosen "
    return whole + (
        " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    )


def _describe(records: list[Any], reach: Mapping[int, Reach]) -> str:
    """Say in words what the picture shows; its alt text."""
    rows = []
    for row in records:
        text = f"{row['claim']} {row['title']}: {row['verdict']}, {_numbers(row)}"
        if found := reach.get(row["claim"]):
            text += f", holds in {found.share().mean:.0%} of other worlds"
        rows.append(text)
    return f"{_title(records)}. Effects with 95% intervals. " + "; ".join(rows) + "."
