"""A static strip: a few settings of a lab below each other, for readers without a kernel."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import Any

from PIL import Image

from clustercourse.labs.live_figure import SCALE, SCREEN_DPI, LiveFigure, small_png
from clusterlib.plots.style import INK, style

_CAPTION_HEIGHT = 0.42  # inches


@dataclass(frozen=True)
class Panel:
    """One setting of a lab: its caption, its picture and the picture in words."""

    caption: str
    image: Image.Image
    alt: str


@dataclass(frozen=True)
class Strip:
    """Panels below each other, as one image with alt text.

    As the last value of a notebook cell it shows itself.
    """

    panels: list[Panel]

    @property
    def alt(self) -> str:
        """What the strip shows, panel by panel."""
        count = len(self.panels)
        return "\n".join(
            f"Picture {number} of {count}: {panel.caption}. {panel.alt}"
            for number, panel in enumerate(self.panels, start=1)
        )

    def png(self, scale: int = 1) -> bytes:
        """Return the strip as PNG, at 1 or 2 pixels for each pixel of the screen."""
        parts = [part for panel in self.panels for part in (_caption(panel), panel.image)]
        whole = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)), "white")
        top = 0
        for part in parts:
            whole.paste(part, (0, top))
            top += part.height
        if scale == 1:
            whole = whole.reduce(SCALE)
        return small_png(whole)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        png = base64.b64encode(self.png()).decode("ascii")
        # Front ends leave the alt text of an image/png output out; an <img> of our own keeps it.
        image = (
            f'<img src="data:image/png;base64,{png}" alt="{escape(self.alt)}" '
            'style="max-width: 100%; height: auto;">'
        )
        return {"text/html": image, "image/png": png, "text/plain": self.alt}

    def __repr__(self) -> str:
        """Return what the strip shows, in words."""
        return self.alt


def _caption(panel: Panel) -> Image.Image:
    live = LiveFigure(panel.image.width / SCALE / SCREEN_DPI, _CAPTION_HEIGHT)
    with style():
        live.figure.text(0.012, 0.35, panel.caption, fontsize=12, color=INK, style="italic")
    live.paint([])
    return live.image().convert("RGB")
