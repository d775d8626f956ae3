"""What a notebook stores for a widget: its live view, and the same content for readers without."""

from __future__ import annotations

from html import escape
from typing import Any, cast

from IPython.core.formatters import DisplayFormatter

_VIEW = "application/vnd.jupyter.widget-view+json"


def with_view(widget: Any, content: dict[str, Any]) -> dict[str, Any]:
    """Add the widget's live view to static content, in one display bundle.

    Jupyter shows the view while its kernel runs; a converted, printed or untrusted notebook and a
    code host show the richest of the rest.
    """
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {_VIEW: view, **content}


def as_html(shown: Any) -> str:
    """Return anything that a cell could show as HTML: a picture, a table, or its text."""
    data = _formatted(shown)
    found = (data[kind] for kind in ("text/html", "image/svg+xml") if kind in data)
    return next(found, f"<pre>{escape(data['text/plain'])}</pre>")


def as_text(shown: Any) -> str:
    """Return anything that a cell could show as text."""
    return _formatted(shown)["text/plain"]


def _formatted(shown: Any) -> dict[str, str]:
    data, _ = DisplayFormatter().format(shown)  # type: ignore[no-untyped-call]
    return cast("dict[str, str]", data)
