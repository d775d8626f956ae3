"""Bars of what a firm learns in a period, by where it comes from: a row for each kind of firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from clusterlib.learning import CHANNELS, History
from clusterlib.plots.style import INK, OKABE_ITO

#: Where knowledge comes from, with its channels and its colour: dark, middle, light, so that the
#: parts can be told apart in grey too. They always stand in this order.
SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    "pipelines": (("pipeline",), OKABE_ITO["vermillion"]),
    "partners in the cluster": (("horizontal", "vertical", "multi_angle"), OKABE_ITO["sky blue"]),
    "own R&D": (("own_rd",), OKABE_ITO["yellow"]),
}

Parts = Mapping[str, float]


def inflow_of(history: History, kind: str) -> dict[str, float]:
    """Return what an actor of a kind learned in a period by source, as a mean over the whole run.

    Those who have left by the end do not count; nan where nobody of the kind is left.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> from clusterlib.learning import simulate
    >>> inflow = inflow_of(simulate(build_cluster(rng=1), periods=20, rng=1), "focal_firm")
    >>> inflow["pipelines"] > inflow["own R&D"]
    True
    """
    mine = history.members(kind) & history.present[-1]
    into = mine[history.target]
    flows = history.flow[:, into].sum(axis=0)
    by_channel = {
        name: float(flows[history.dimension[into] == name].sum()) for name in CHANNELS[:-1]
    }
    by_channel["own_rd"] = float(history.own_rd[:, mine].sum())
    each = mine.sum() * float(history.period[-1])
    return {
        source: float(sum(by_channel[name] for name in channels) / each) if each else float("nan")
        for source, (channels, _) in SOURCES.items()
    }


class InflowBars:
    """A stacked bar for each kind of firm, with its sum at the end.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes with fixed ``xlim``, from 0 to well beyond the longest bar.
    rows : sequence of str
        Names of the kinds of firms, from top to bottom.
    """

    def __init__(self, ax: Axes, rows: Sequence[str]) -> None:
        self.rows = rows
        ax.set(ylim=(len(rows) - 0.45, -0.55), yticks=range(len(rows)), yticklabels=rows)
        ax.tick_params(labelsize=11.5, length=0, colors=INK)
        ax.set_xticks([])
        ax.spines[:].set_visible(False)
        looks = SOURCES.values()
        self._parts = [
            [Rectangle((0, row - 0.34), 0, 0.68, fc=colour, ec="white") for _, colour in looks]
            for row in range(len(rows))
        ]
        for bars in self._parts:
            for bar in bars:
                ax.add_patch(bar)
        self._texts = [
            ax.text(0, row, "", fontsize=12, weight="bold", color=INK, va="center")
            for row in range(len(rows))
        ]
        self._room = 0.012 * np.ptp(ax.get_xlim())
        ax.legend(
            handles=[Patch(fc=colour, label=name) for name, (_, colour) in SOURCES.items()],
            loc="lower left",
            bbox_to_anchor=(-0.3, 1.1),
            ncols=len(SOURCES),
            fontsize=11,
            frameon=False,
            handlelength=1.3,
            columnspacing=1.2,
            borderpad=0,
            borderaxespad=0,
        )

    def update(self, now: Sequence[Parts]) -> list[Artist]:
        """Show the parts of every row; return the artists."""
        for row, (parts, bars, text) in enumerate(zip(now, self._parts, self._texts, strict=True)):
            end = 0.0
            for value, bar in zip(parts.values(), bars, strict=True):
                width = 0.0 if np.isnan(value) else value
                bar.set_x(end)
                bar.set_width(width)
                end += width
            text.set_position((end + self._room, row))
            text.set_text(f"{end:.3f} a period" if end else "none")
        return [*(bar for bars in self._parts for bar in bars), *self._texts]

    def describe(self, now: Sequence[Parts]) -> str:
        """Return the parts in words."""
        rows = []
        for name, parts in zip(self.rows, now, strict=True):
            if any(np.isnan(value) for value in parts.values()):
                rows.append(f"{name}: none")
            else:
                rows.append(f"{name}: " + ", ".join(f"{s} {v:.3f}" for s, v in parts.items()))
        return "; ".join(rows)
