"""A figure that shows itself in a notebook, carries alt text and leaks nothing into pyplot."""

from __future__ import annotations

import base64
import html
import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from clusterlib.plots.style import style

#: Dots per inch on screen; the image holds twice as many, for sharp text on dense screens.
SCREEN_DPI = 100


class CourseFigure(Figure):
    """A matplotlib figure made without pyplot, with a description for those who cannot see it.

    As the last value of a notebook cell it shows an image whose ``alt`` attribute is :attr:`alt`;
    the plain-text version of the output is the same description.

    Examples
    --------
    >>> figure = CourseFigure(figsize=(4, 3))
    >>> figure.alt = "An empty picture."
    >>> figure
    An empty picture.
    >>> figure.png()[:4]
    b'\\x89PNG'
    """

    def __init__(self, *args: Any, alt: str = "", **kwargs: Any) -> None:
        with style():
            super().__init__(*args, **{"dpi": SCREEN_DPI, **kwargs})
        FigureCanvasAgg(self)
        #: What the picture shows, in words.
        self.alt = alt

    def png(self, scale: float = 2.0) -> bytes:
        """Return the picture as PNG; the same picture always gives the same bytes.

        Parameters
        ----------
        scale : float, default 2
            Pixels for each of the 100 dots in an inch on screen.
        """
        return _encoded(self._drawn(scale))

    def _drawn(self, scale: float) -> Image.Image:
        usual = self.dpi
        canvas: Any = FigureCanvasAgg(self)
        try:
            self.set_dpi(SCREEN_DPI * scale)
            with style():
                canvas.draw()
            return Image.fromarray(np.array(canvas.buffer_rgba())[..., :3])
        finally:
            self.set_dpi(usual)

    def __repr__(self) -> str:
        return self.alt or super().__repr__()

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        # Front ends drop the alt text of an image/png output; only an <img> of our own keeps it.
        # The plain image, in half the size, is for those that show no HTML.
        picture = self._drawn(2.0)
        width = round(self.get_figwidth() * SCREEN_DPI)
        image = (
            f'<img src="data:image/png;base64,{_in_few_colours(picture)}" '
            f'alt="{html.escape(self.alt)}" width="{width}" style="max-width: 100%; height: auto;">'
        )
        plain = _in_few_colours(picture.reduce(2))
        data = {"text/html": image, "image/png": plain, "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.alt}}


def _encoded(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    return buffer.getvalue()


def _in_few_colours(picture: Image.Image) -> str:
    """Return a PNG of 256 colours as text: nobody sees the difference, at a third of the size."""
    few = picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return base64.b64encode(_encoded(few)).decode("ascii")
