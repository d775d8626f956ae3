"""What stands still on a cluster map: regions of layers and stages, legends, the colour bar."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PolyCollection
from matplotlib.colors import Normalize
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from clusterlib.arrays import Floats
from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots.layout import FRAME, UNIT, Region
from clusterlib.plots.lettering import text_size, write
from clusterlib.plots.style import INK, LINES, MARKERS, NO_VALUE, QUIET

#: Fill of each region; the inner the layer, the lighter.
FILLS = {
    "outside": "#EEF0F2",
    "cluster": "#FFFFFF",
    "supporting": "#E2F2EB",
    "core": "#DFECF7",
    "stage": "#F3F8FC",
}
_FONT = 8.5
#: Height of a legend's row and of its title, and width of a handle with its margins; in points at
#: full size, as all lengths here.
_ROW, _TITLE, _HANDLE = 13.4, 19.0, 34.0
#: Length and height of a colour bar in points.
_BAR = (150.0, 9.0)


def draw_regions(ax: Axes, regions: Sequence[Region]) -> list[Artist]:
    """Shade the layers and stages."""
    patches: list[Artist] = []
    for depth, region in enumerate(regions):
        x0, y0, x1, y1 = region.box
        patch = FancyBboxPatch(
            (x0, y0),
            x1 - x0,
            y1 - y0,
            boxstyle="round,pad=0,rounding_size=0.22",
            facecolor=FILLS[region.role],
            edgecolor="none",
            zorder=0.1 + 0.01 * depth,
        )
        patches.append(ax.add_patch(patch))
    return patches


def name_regions(ax: Axes, regions: Sequence[Region], zoom: float) -> tuple[list[Artist], Floats]:
    """Write the regions' labels, each in the longest version that fits.

    Ties may run through a label's place, so it lies above them, on a patch of its region's colour.
    Returns the artists, and the boxes of the labels in map units, shape (labels, 4).
    """
    texts, sizes, middles, patches, fills = [], [], [], [], []
    for region in regions:
        size = 10.5 if region.role == "stage" else 10.0
        room = (region.box[2] - region.box[0]) * UNIT - 4
        label = next((text for text in region.labels if text_size(text, size)[0] <= room), "")
        if label:
            half = np.array(text_size(label, size)) / 2 / UNIT
            middle = np.array(region.at) + half * region.align
            texts.append(label)
            sizes.append(size * zoom)
            middles.append(middle)
            patches.append(middle + (half + 1 / UNIT) * [(-1, -1), (1, -1), (1, 1), (-1, 1)])
            fills.append(FILLS[region.role])
    if not texts:
        return [], np.empty((0, 4))
    behind = PolyCollection(patches, facecolors=fills, linewidths=0, zorder=1.5)
    ax.add_collection(behind, autolim=False)
    letters = write(ax, texts, sizes, np.array(middles), colour=QUIET, zorder=1.6)
    return [behind, letters], np.array(
        [[*patch.min(axis=0), *patch.max(axis=0)] for patch in patches]
    )


def legend_width(kinds: Sequence[str], dimensions: Sequence[str], coloured: bool) -> float:
    """Return how much room the legends need beside the map, in map units; 0 without any."""
    labels = [KINDS[k].label for k in kinds] + [DIMENSIONS[d] for d in dimensions]
    widest = max((text_size(label, _FONT)[0] for label in labels), default=0.0)
    points = max(widest + _HANDLE + 8 if labels else 0.0, _BAR[0] + 25 if coloured else 0.0)
    return points / UNIT


def draw_legend(
    ax: Axes,
    zoom: float,
    kinds: Sequence[str],
    dimensions: Sequence[str],
    notes: Sequence[str],
    bar: tuple[Normalize, str] | None,
) -> list[Artist]:
    """Explain kinds, dimensions and colours to the right of the map; return the artists.

    Parameters
    ----------
    zoom : float
        Size of the map against full size.
    kinds, dimensions : sequence of str
        What occurs on the map.
    notes : sequence of str
        Further remarks, a line each.
    bar : (Normalize, str), optional
        Scale and label of a colour bar; the actors' shapes are then grey.
    """
    shapes = [_shape(kind, zoom, grey=bar is not None) for kind in kinds]
    lines = [
        Line2D([], [], color=line.colour, linestyle=line.style, linewidth=(line.width + 0.3) * zoom)
        for line in (LINES[d] for d in dimensions)
    ]
    drawn: list[Artist] = []
    left, top = FRAME[0] + 0.3, FRAME[1]
    groups = [
        ("Actors", shapes, [KINDS[kind].label for kind in kinds]),
        ("Ties", lines, [DIMENSIONS[dimension] for dimension in dimensions]),
    ]
    for title, handles, labels in groups:
        if handles:
            legend = Legend(
                ax,
                handles,
                labels,
                title=title,
                loc="upper left",
                bbox_to_anchor=(left, top),
                bbox_transform=ax.transData,
                alignment="left",
                fontsize=_FONT * zoom,
                handlelength=2.7,
                handletextpad=0.7,
                borderpad=0,
                borderaxespad=0,
                labelspacing=0.55,
                title_fontproperties={"weight": "bold", "size": 9 * zoom},
            )
            drawn.append(ax.add_artist(legend))
            top -= (_TITLE + _ROW * len(handles) + 5) / UNIT
    for note in notes:
        text = ax.text(left, top, note, fontsize=8 * zoom, color=QUIET, va="top")
        drawn.append(text)
        top -= 13 / UNIT
    if bar is not None:
        drawn.append(_colour_bar(ax, zoom, left, top - (6 / UNIT if notes else 0), *bar))
    return drawn


def _shape(kind: str, zoom: float, *, grey: bool) -> Line2D:
    marker = MARKERS[kind]
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=marker.shape,
        markersize=8.5 * marker.scale * zoom,
        markerfacecolor=NO_VALUE if grey else marker.colour,
        markeredgecolor=INK if grey else marker.rim,
        markeredgewidth=0.8 * zoom if grey or marker.rim != "white" else 0.0,
    )


def _colour_bar(
    ax: Axes, zoom: float, left: float, top: float, norm: Normalize, label: str
) -> Artist:
    length, height = _BAR[0] / UNIT, _BAR[1] / UNIT
    bar = ax.inset_axes((left, top - 15 / UNIT - height, length, height), transform=ax.transData)
    figure = ax.get_figure(root=True)
    assert figure is not None
    scale = ScalarMappable(norm, colormaps["viridis"])
    figure.colorbar(
        scale, cax=bar, orientation="horizontal", ticks=MaxNLocator(5)
    ).outline.set_visible(False)
    bar.set_title(label, fontsize=_FONT * zoom, fontweight="bold", loc="left", pad=5 * zoom)
    bar.tick_params(labelsize=8 * zoom, length=2 * zoom, pad=3 * zoom)
    return bar
