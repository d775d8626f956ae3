"""What a notebook stores for a widget: its live view, and the same content for readers without."""

from __future__ import annotations

from typing import Any

_VIEW = "application/vnd.jupyter.widget-view+json"


def with_view(widget: Any, content: dict[str, Any]) -> dict[str, Any]:
    """Add the widget's live view to static content, in one display bundle.

    Jupyter shows the view while its kernel runs; a converted, printed or untrusted notebook and a
    code host show the richest of the rest.
    """
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {_VIEW: view, **content}
