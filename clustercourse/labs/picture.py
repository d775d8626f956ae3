"""The picture of a lab in the browser: an image with alt text and a line that is read aloud."""

from __future__ import annotations

from pathlib import Path

import traitlets
from anywidget import AnyWidget

_HERE = Path(__file__).parent


class Picture(AnyWidget):  # type: ignore[misc]
    """An image whose bytes, description and spoken line change together.

    Its JavaScript also gives the sliders around it the accessible names that ipywidgets leaves
    out, and keeps Jupyter from taking their arrow keys.
    """

    _esm = _HERE / "picture.js"
    _css = _HERE / "picture.css"

    data = traitlets.Bytes().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    height = traitlets.Int().tag(sync=True)
    #: How many pixels wide the picture is on this screen; the browser tells.
    pixels = traitlets.Int().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)
    #: What the learner predicted, shown above the picture.
    said = traitlets.Unicode().tag(sync=True)
    #: How many moments Play shows, 0 for a picture that cannot be played; which one is shown now;
    #: and a number for the run, so that frames of another run are never shown.
    moments = traitlets.Int().tag(sync=True)
    moment = traitlets.Int().tag(sync=True)
    run = traitlets.Int().tag(sync=True)

    def show(self, data: bytes, alt: str, status: str) -> None:
        """Show a JPEG, with a full description and a short line to be read aloud."""
        with self.hold_sync():
            self.data, self.alt, self.status, self.alert = data, alt, status, ""
