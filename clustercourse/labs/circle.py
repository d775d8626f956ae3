"""Firms on a circle, with ties and the colour of what each has reached."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox, BboxBase
from numpy.typing import ArrayLike, NDArray

from clusterlib.plots.style import INK, QUIET

#: The circle has radius 1.
_LIMITS = (-1.1, 1.1)
#: Pictures of ties that are kept: 2.6 MB each at the usual size.
_KEPT = 12


class Stamp(Artist):
    """A picture that is put on a figure as it is, pixel by pixel: much quicker than ``imshow``."""

    def __init__(self) -> None:
        super().__init__()
        self.set_zorder(1)
        self.put(np.zeros((1, 1, 4), dtype=np.uint8), Bbox.unit())

    def put(self, pixels: NDArray[np.uint8], box: BboxBase) -> None:
        """Set the picture, rows from the bottom, and the box in whose corner it stands."""
        self._pixels = pixels
        self._corner = round(box.x0), round(box.y0)

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture."""
        renderer.draw_image(renderer.new_gc(), *self._corner, self._pixels)


class Circle:
    """A network whose actors stand on a circle and take a colour from 0 (dark) to 1 (bright).

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Square axes; their box is taken away.
    bar : matplotlib.axes.Axes
        Axes of the colour scale, one flat strip.
    actors : int
        How many there are; numbered from 0, clockwise from the top.
    meaning : str
        What the colour stands for.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax, bar = Figure().subplots(2)
    >>> circle = Circle(ax, bar, 5, "score (0 to 1)")
    >>> artists = circle.update(nx.cycle_graph(5), [0, 0.2, 0.4, 0.6, 1], "5 ways")
    """

    def __init__(self, ax: Axes, bar: Axes, actors: int, meaning: str) -> None:
        angle = np.pi / 2 - 2 * np.pi * np.arange(actors) / actors
        self._place = np.column_stack([np.cos(angle), np.sin(angle)])
        ax.set(xlim=_LIMITS, ylim=_LIMITS, aspect="equal")
        ax.set_axis_off()
        self._ax = ax
        self._kept: dict[tuple[nx.Graph, float], NDArray[np.uint8]] = {}
        self._ties = Stamp()
        ax.add_artist(self._ties)
        x, y = self._place.T
        self._actors = ax.scatter(
            x,
            y,
            c=np.zeros(actors),
            cmap="viridis",
            vmin=0,
            vmax=1,
            s=150,
            edgecolors=INK,
            linewidths=0.8,
            zorder=2,
        )
        self._text = ax.text(
            0,
            0,
            "",
            fontsize=15,
            weight="bold",
            color=INK,
            ha="center",
            va="center",
            zorder=3,
            bbox={"boxstyle": "round,pad=0.4", "fc": "white", "ec": "none", "alpha": 0.85},
        )
        _scale(bar, meaning)

    def update(self, network: nx.Graph, reached: ArrayLike, text: str) -> list[Artist]:
        """Show ties, what every actor has reached and a text in the middle; return the artists."""
        self._ties.put(self.keep(network), self._ax.get_window_extent())
        self._actors.set_array(np.asarray(reached, dtype=float))
        self._text.set_text(text)
        return [self._ties, self._actors, self._text]

    def keep(self, network: nx.Graph) -> NDArray[np.uint8]:
        """Return a picture of the ties of a network, drawn once: many ties are slow to draw."""
        figure = self._ax.get_figure(root=True)
        assert figure is not None
        key = (network, figure.dpi)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = self._draw(network, figure.dpi)
        return self._kept[key]

    def _draw(self, network: nx.Graph, dpi: float) -> NDArray[np.uint8]:
        """Draw the ties of a network on a picture as large as the axes."""
        self._ax.apply_aspect()
        box = self._ax.get_window_extent()
        size = (box.width / dpi, box.height / dpi)
        figure = Figure(figsize=size, dpi=dpi, facecolor="none")
        figure.set_layout_engine("none")
        canvas: Any = FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1), xlim=_LIMITS, ylim=_LIMITS)
        ax.set_axis_off()
        # Many ties are drawn thin and pale, few ones strong.
        dense = min(1.0, network.number_of_edges() / (3 * len(self._place)))
        ties = [self._place[[a, b]] for a, b in network.edges]
        look = {"linewidths": 2.2 - 1.7 * dense, "alpha": 0.9 - 0.6 * dense}
        ax.add_collection(LineCollection(ties, color=QUIET, **look))
        canvas.draw()
        return np.array(canvas.buffer_rgba())[::-1].copy()


def _scale(bar: Axes, meaning: str) -> None:
    """Draw the colour scale with its numbers and its meaning."""
    bar.imshow(
        np.linspace(0, 1, 64)[None, :],
        cmap=colormaps["viridis"],
        aspect="auto",
        extent=(0, 1, 0, 1),
    )
    bar.set_yticks([])
    bar.set_xticks(np.linspace(0, 1, 6))
    bar.tick_params(labelsize=10.5, length=0, colors=QUIET, pad=2)
    bar.set_xlabel(meaning, fontsize=11, color=INK)
    bar.spines[:].set_visible(False)
