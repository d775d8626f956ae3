"""A ring of actors coloured by what they know, with the ties that cut across it."""

from __future__ import annotations

import networkx as nx
import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import Normalize
from numpy.typing import ArrayLike, NDArray

from clusterlib.plots.style import INK, OKABE_ITO, QUIET

#: Where on a bent tie its points lie.
_BEND = np.linspace(0, 1, 5)


class Ring:
    """Actors 0, 1, 2, ... on a circle; experts are diamonds.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Square axes for the ring.
    bar : matplotlib.axes.Axes
        Axes of the colour scale, one flat strip.
    actors : int
        How many there are.
    near : int
        Ties to so many next neighbours lie on the rim; all longer ones are shortcuts.
    levels : tuple of float
        Levels at the two ends of the colours.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax, bar = Figure().subplots(2)
    >>> ring = Ring(ax, bar, actors=6, near=1, levels=(0, 1))
    >>> artists = ring.update(nx.cycle_graph(6), [0.1] * 6, [True] + [False] * 5)
    """

    def __init__(
        self, ax: Axes, bar: Axes, *, actors: int, near: int, levels: tuple[float, float]
    ) -> None:
        angle = np.pi / 2 - 2 * np.pi * np.arange(actors) / actors
        self._places = np.column_stack([np.cos(angle), np.sin(angle)])
        self._near = near
        ax.set(xlim=(-1.06, 1.06), ylim=(-1.06, 1.06))
        ax.set_aspect("equal")
        ax.set_axis_off()
        self._rim = LineCollection([], colors="#B8BFC7", lw=0.8)
        self._shortcuts = LineCollection([], colors=OKABE_ITO["vermillion"], lw=0.9)
        for lines in (self._rim, self._shortcuts):
            ax.add_collection(lines)
        self._others, self._experts = (
            ax.scatter(
                [],
                [],
                c=[],
                s=size,
                marker=marker,
                lw=0.8,
                ec="white",
                cmap=colormaps["viridis"],
                norm=Normalize(*levels),
                zorder=3,
            )
            for size, marker in ((62, "o"), (150, "D"))
        )
        colours = np.linspace(*levels, 64)[None, :]
        bar.imshow(colours, cmap=colormaps["viridis"], aspect="auto", extent=(*levels, 0, 1))
        bar.set_yticks([])
        bar.set_xticks(np.linspace(*levels, 7))
        bar.tick_params(labelsize=10.5, length=0, colors=QUIET, pad=2)
        bar.set_xlabel("what an actor knows, mean of its fields", fontsize=11, color=INK)
        bar.spines[:].set_visible(False)

    def update(self, network: nx.Graph, known: ArrayLike, expert: ArrayLike) -> list[Artist]:
        """Show ties and what every actor knows; ``expert`` says who is one."""
        ties = np.array(list(network.edges)).reshape(-1, 2)
        far = ring_distance(ties, len(self._places)) > self._near
        for lines, chosen in ((self._rim, ~far), (self._shortcuts, far)):
            lines.set_segments(list(self._bent(ties[chosen])))
        # The more there are, the fainter, so that they stay lines.
        self._shortcuts.set_alpha(min(0.6, 5 / max(1, far.sum()) ** 0.5))
        is_expert = np.asarray(expert, dtype=bool)
        for points, who in ((self._others, ~is_expert), (self._experts, is_expert)):
            points.set_offsets(self._places[who])
            points.set_array(np.asarray(known, dtype=float)[who])
        return [self._rim, self._shortcuts, self._others, self._experts]

    def _bent(self, ties: NDArray[np.int_]) -> NDArray[np.float64]:
        """Return ties as curves that bend inwards, so that those on the rim are seen."""
        start, end = self._places[ties[:, 0]], self._places[ties[:, 1]]
        steps = ring_distance(ties, len(self._places))
        inwards = np.where(steps > self._near, 1.0, 1 - 0.05 * steps)[:, None]
        middle = (start + end) / 2 * inwards
        points = [(1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end for t in _BEND]
        return np.stack(points, axis=1)


def ring_distance(ties: NDArray[np.int_], actors: int) -> NDArray[np.int_]:
    """Return how many steps along the ring the ends of each tie are apart; ties of shape (n, 2).

    Examples
    --------
    >>> ring_distance(np.array([[0, 2], [1, 9]]), 10).tolist()
    [2, 2]
    """
    apart: NDArray[np.int_] = np.abs(ties[:, 0] - ties[:, 1])
    return np.minimum(apart, actors - apart)
