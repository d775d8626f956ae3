"""The cluster map coloured by knowledge: how far learning has spread by a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from clustercourse.labs.kept_maps import KeptMaps
from clusterlib.plots.style import INK, MARKERS, QUIET

#: Performance at the two ends of the colours; few actors pass the upper one.
RANGE = (0.0, 0.7)


class Spread:
    """A map whose actors take the colour of what they know.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes of the map, about 16 to 10.
    bar : matplotlib.axes.Axes
        Axes of the colour scale, one flat strip below the map.
    """

    def __init__(self, ax: Axes, bar: Axes) -> None:
        self._maps = KeptMaps(ax, labels=False, colour_range=RANGE)
        _scale(bar)

    def update(
        self,
        cluster: nx.Graph,
        knowledge: ArrayLike,
        highlight: Iterable[Any] = (),
        size: Mapping[Any, float] | None = None,
    ) -> list[Artist]:
        """Show what every actor knows, in the order of the cluster's nodes; return the artists.

        Actors whose knowledge is nan are grey; the ties of those to highlight stand out. ``size``
        makes actors small (0) to large (1).
        """
        values: dict[str, Any] = {"colour": np.asarray(knowledge, dtype=float)}
        if size is not None:
            values["size"] = size
        return self._maps.show(cluster, highlight=highlight, rings=False, **values).artists


def kinds_legend(
    ax: Axes, kinds: Sequence[str], labels: Sequence[str], columns: int | None = None
) -> None:
    """Explain the shapes of some kinds of actors, in one row or in columns; colour is knowledge."""
    handles = [
        Line2D([], [], ls="", marker=MARKERS[kind].shape, ms=10, mfc="white", mec=INK, label=label)
        for kind, label in zip(kinds, labels, strict=True)
    ]
    ax.legend(
        handles=handles,
        loc="center left",
        ncols=columns or len(handles),
        fontsize=11,
        frameon=False,
        columnspacing=1.0,
        handletextpad=0.2,
        borderpad=0,
    )
    ax.set_axis_off()


def _scale(bar: Axes) -> None:
    """Draw the colour scale with its ends in words."""
    bar.imshow(
        np.linspace(0, 1, 64)[None, :],
        cmap=colormaps["viridis"],
        aspect="auto",
        extent=(*RANGE, 0, 1),
    )
    bar.set_yticks([])
    ticks = np.linspace(*RANGE, 8)
    bar.set_xticks(ticks, [*(f"{tick:.1f}" for tick in ticks[:-1]), f"{RANGE[1]:.1f}+"])
    bar.tick_params(labelsize=10, length=0, colors=QUIET, pad=2)
    bar.set_xlabel("performance: what an actor knows and the market values (0 to 1)", fontsize=11)
    bar.spines[:].set_visible(False)
