"""A figure that is repainted in a few milliseconds: only what changes is drawn again.

Axes, grid and labels are drawn once and kept as pixels; each update puts them back and draws the
changing artists on top. The figure is made without pyplot, so none is ever left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from clustercourse.labs.fast_text import draw_text
from clusterlib.plots.style import style

#: Screen pixels of an inch, and how many pixels a screen pixel has in a picture for all screens.
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
        with style():
            self.figure = Figure(figsize=(width, height), dpi=SCREEN_DPI * SCALE)
        self._canvas: Any = FigureCanvasAgg(self.figure)
        self._background: Any = None

    @property
    def screen_size(self) -> tuple[int, int]:
        """Width and height in screen pixels."""
        width, height = self.figure.get_size_inches()
        return round(SCREEN_DPI * width), round(SCREEN_DPI * height)

    def fit(self, pixels: int) -> bool:
        """Draw this many pixels wide from now on; return whether that is a change.

        A picture with just the pixels that its place on the screen has is sharp and the quickest.
        """
        width = self.figure.get_size_inches()[0]
        dpi = min(max(pixels / width, SCREEN_DPI / 2), SCREEN_DPI * SCALE)
        changed = bool(round(dpi * width) != round(self.figure.dpi * width))
        if changed:
            self.figure.set_dpi(dpi)
            self.renew_background()
        return changed

    @contextmanager
    def for_all_screens(self) -> Iterator[None]:
        """Draw at full resolution inside a ``with`` block."""
        pixels = round(self.figure.dpi * self.figure.get_size_inches()[0])
        self.fit(SCALE * self.screen_size[0])
        try:
            yield
        finally:
            self.fit(pixels)

    def rest(self) -> None:
        """Let go of the pixels until the next :meth:`paint`: they are most of what is kept."""
        self._canvas = FigureCanvasAgg(self.figure)
        for text in self.figure.findobj(Text):
            text._renderer = None  # type: ignore[attr-defined]  # each keeps the pixels too
        self.renew_background()

    def renew_background(self) -> None:
        """Draw the background again at the next :meth:`paint`; call it when an axis changed."""
        self._background = None

    def take_out(self, artists: Iterable[Artist]) -> None:
        """Take artists that change out of the background, which is renewed if one was in it."""
        for artist in artists:
            if not artist.get_animated():
                artist.set_animated(True)
                self.renew_background()

    def paint(self, artists: Iterable[Artist]) -> None:
        """Draw these artists on the kept background, the lowest ``zorder`` first."""
        artists = sorted(artists, key=lambda artist: artist.get_zorder())
        self.take_out(artists)
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

    def jpeg(self) -> bytes:
        """Return the painted picture as it is; quick to make and small to send."""
        # With few pixels each one counts: neighbours share no colour and little is left out.
        fine = self.figure.dpi < 1.5 * SCREEN_DPI
        options: dict[str, Any] = {"quality": 94, "subsampling": 0} if fine else {"quality": 90}
        buffer = BytesIO()
        self.image().save(buffer, "JPEG", **options)
        return buffer.getvalue()

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
