"""A figure that shows itself in a notebook, carries alt text and leaks nothing into pyplot."""

from __future__ import annotations

import base64
import html
import io
from typing import Any

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
        """Return the picture as PNG; the same picture always gives the same bytes."""
        buffer = io.BytesIO()
        with style():
            self.savefig(buffer, format="png", dpi=SCREEN_DPI * scale, metadata={"Software": None})
        return buffer.getvalue()

    def _small_png(self, scale: float) -> str:
        """Return the picture in 256 colours, which nobody can tell, at a third of the size."""
        picture, buffer = Image.open(io.BytesIO(self.png(scale))), io.BytesIO()
        reduced = picture.convert("RGB").quantize(
            256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
        reduced.save(buffer, "png", optimize=True)
        return base64.b64encode(buffer.getvalue()).decode("ascii")

    def __repr__(self) -> str:
        return self.alt or super().__repr__()

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        # Front ends drop the alt text of an image/png output; only an <img> of our own keeps it.
        # The plain image is for those that show no HTML.
        width = round(self.get_figwidth() * SCREEN_DPI)
        image = (
            f'<img src="data:image/png;base64,{self._small_png(2.0)}" '
            f'alt="{html.escape(self.alt)}" width="{width}" style="max-width: 100%; height: auto;">'
        )
        data = {"text/html": image, "image/png": self._small_png(1.0), "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.alt}}
