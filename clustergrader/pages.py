"""Pages of HTML, from templates: every text of a submission or a roster is escaped in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from clustercourse.exercises.tasks import Unit
from clustergrader.classbook import Entry
from clustergrader.showing import visible


class Look(NamedTuple):
    """How a status looks: the symbol, or the hatch of a bar, says the same without colour."""

    symbol: str
    word: str
    colour: str
    hatch: str = ""


LOOKS = {
    "right": Look("✓", "Right", "#009E73"),
    "scored": Look("◐", "A part of the points", "#56B4E9", "--"),
    "wrong": Look("✗", "Not right", "#D55E00", "//"),
    "unusable": Look("✗", "Not of the form asked for", "#CC79A7", "xx"),
    "stopped": Look("■", "Stopped", "#E69F00", ".."),
    "not attempted": Look("○", "Not attempted", "#767676"),
    "kept": Look("●", "Marked by your lecturer", "#0072B2"),
}

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    # Nor can it hide anything, or turn the letters round that stand behind it.
    finalize=lambda value: visible(value) if type(value) is str else value,
)


def look_of(status: str) -> Look:
    """Return how a status looks, one that nobody knows too."""
    return LOOKS.get(status, Look("•", status, "#767676"))


def render(template: str, **values: Any) -> bytes:
    """Return a page; no value can be more than text in it."""
    page = _TEMPLATES.get_template(template).render(look_of=look_of, **values)
    return page.encode("utf-8", "replace")


def feedback_page(unit: Unit, entry: Entry) -> bytes:
    """Return the page for the author of a submission: what was right and what the mistake was."""
    return render("feedback.html", unit=unit, entry=entry)
