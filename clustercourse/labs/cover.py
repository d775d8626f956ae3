"""What stands in the place of a lab until its prediction is committed or skipped."""

from __future__ import annotations

from collections.abc import Callable

from ipywidgets import HTML, Box, Button, Layout


def cover(skip: Callable[[], None]) -> Box:
    """Return a line that asks for the prediction, with a button that calls ``skip``."""
    text = HTML("<strong>Predict first.</strong> Answer the question above; then the lab opens.")
    button = Button(description="Open without a prediction", layout=Layout(width="auto"))
    button.on_click(lambda _: skip())
    box = Box([text, button])
    box.add_class("clusterlib-cover")
    return box
