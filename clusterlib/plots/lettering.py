"""Many short texts as one artist: matplotlib needs a millisecond to draw each text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from clusterlib.arrays import Floats

#: Half the height of capitals, where a line of text has its visual middle, and of a whole line.
_MIDDLE, _HALF_LINE = 0.36, 0.6


def text_size(text: str, size: float) -> tuple[float, float]:
    """Return width and height of a line of text in points, without drawing it."""
    return _letters(text)[1] * size, 2 * _HALF_LINE * size


@lru_cache(maxsize=8192)
def _letters(text: str) -> tuple[Path, float]:
    """Return the outline of a text of size 1, its middle at the origin, and its width."""
    if not text.strip():
        return Path(np.empty((0, 2))), 0.0
    # Outlines of a larger size are more exact.
    outline = TextPath((0, 0), text, size=100, prop=FontProperties(family="DejaVu Sans"))
    box = outline.get_extents()
    middle = ((box.x0 + box.x1) / 200, _MIDDLE)
    return Path(outline.vertices / 100 - middle, outline.codes), float(box.width) / 100


def write(
    ax: Axes,
    texts: Sequence[str],
    sizes: Sequence[float],
    places: Floats,
    *,
    colour: str,
    zorder: float,
    outline: float = 0.0,
) -> PathCollection:
    """Write texts with their middles at some places; return them as one artist.

    Parameters
    ----------
    sizes : sequence of float
        Font size of each text in points.
    places : array, shape (texts, 2)
        In data coordinates.
    outline : float, default 0
        Width in points of a line around each letter, to make a halo of a text of one colour.
    """
    paths = [_scaled(_letters(text)[0], size) for text, size in zip(texts, sizes, strict=True)]
    figure = ax.get_figure(root=True)
    assert figure is not None
    letters = PathCollection(
        paths,
        offsets=places,
        offset_transform=ax.transData,
        facecolors=[colour] * len(paths),
        edgecolors=colour if outline else "none",
        linewidths=outline,
        joinstyle="round",
        zorder=zorder,
    )
    letters.set_transform(Affine2D().scale(1 / 72) + figure.dpi_scale_trans)
    ax.add_collection(letters, autolim=False)
    return letters


def _scaled(path: Path, size: float) -> Path:
    return Path(np.asarray(path.vertices) * size, path.codes)
