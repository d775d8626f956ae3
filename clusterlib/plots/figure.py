"""A figure that shows itself in a notebook, carries alt text and leaks nothing into pyplot."""

from __future__ import annotations

import base64
import html
import io
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

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

    def __repr__(self) -> str:
        return self.alt or super().__repr__()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        # Front ends drop the alt text of an image/png output; only an <img> of our own keeps it.
        data = base64.b64encode(self.png()).decode("ascii")
        width = round(self.get_figwidth() * SCREEN_DPI)
        image = (
            f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" '
            f'width="{width}" style="max-width: 100%; height: auto;">'
        )
        return {"text/html": image, "image/png": data, "text/plain": repr(self)}
