"""A figure that is repainted in a few milliseconds: only what changes is drawn again.

Axes, grid and labels are drawn once and kept as pixels; each update puts them back and draws the
changing artists on top. The figure is made without pyplot, so none is ever left open.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from clusterlib.labs.text import draw_text

#: Dots per inch of the picture as it is shown; twice as many are drawn, for sharp text.
SCREEN_DPI = 100
SCALE = 2


class LiveFigure:
    """A figure with a kept background and artists that change.

    Parameters
    ----------
    width, height : float
        Size in inches, 100 screen pixels each.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        Draw axes and artists into it, then call :meth:`paint`.

    Examples
    --------
    >>> live = LiveFigure(4, 3)
    >>> (line,) = live.figure.add_subplot(xlim=(0, 1), ylim=(0, 1)).plot([0, 1], [0, 1])
    >>> live.paint([line])
    >>> before = live.jpeg()
    >>> line.set_ydata([1, 0])
    >>> live.paint([line])
    >>> live.jpeg() == before
    False
    """

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(figsize=(width, height), dpi=SCREEN_DPI * SCALE)
        self._canvas: Any = FigureCanvasAgg(self.figure)
        self._background: Any = None

    @property
    def screen_size(self) -> tuple[int, int]:
        """Width and height in screen pixels."""
        width, height = self._canvas.get_width_height()
        return width // SCALE, height // SCALE

    def renew_background(self) -> None:
        """Draw the background again at the next :meth:`paint`; call it when an axis changed."""
        self._background = None

    def paint(self, artists: Iterable[Artist]) -> None:
        """Draw these artists on the kept background, the lowest ``zorder`` first.

        An artist that is given for the first time leaves the background, which is renewed then.
        """
        artists = sorted(artists, key=lambda artist: artist.get_zorder())
        for artist in artists:
            if not artist.get_animated():
                artist.set_animated(True)
                self.renew_background()
        if self._background is None:
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self.figure.bbox)
        else:
            self._canvas.restore_region(self._background)
        renderer = self._canvas.get_renderer()
        for artist in artists:
            if isinstance(artist, Text):
                draw_text(artist, renderer)
            else:
                artist.draw(renderer)

    def jpeg(self, quality: int = 90) -> bytes:
        """Return the painted picture at twice the screen's resolution; quick to make."""
        buffer = BytesIO()
        self.image().save(buffer, "JPEG", quality=quality)
        return buffer.getvalue()

    def png(self) -> bytes:
        """Return the painted picture at the screen's resolution, for readers without a kernel."""
        return small_png(self.image().convert("RGB").reduce(SCALE))

    def image(self) -> Image.Image:
        """Return the painted picture; it shares the canvas's memory until the next paint."""
        pixels = np.asarray(self._canvas.buffer_rgba())
        # "RGBX" lets the encoder skip the unused fourth byte, which saves copying the picture.
        size = (pixels.shape[1], pixels.shape[0])
        return Image.frombuffer("RGBX", size, pixels, "raw", "RGBX", 0, 1)


def small_png(image: Image.Image) -> bytes:
    """Return a drawing as PNG with 256 colours, a third of the size of one with all."""
    few = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # The mean of all that is nearly white would tint the paper.
    paper, palette = few.getpixel((0, 0)), few.getpalette()
    assert isinstance(paper, int)
    assert palette is not None
    palette[3 * paper : 3 * paper + 3] = image.getpixel((0, 0))
    few.putpalette(palette)
    buffer = BytesIO()
    few.save(buffer, "PNG")
    return buffer.getvalue()
