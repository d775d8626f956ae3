"""Pictures of scenes without a browser: the browser's own drawing code, run by a small engine."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

try:
    import quickjs
except ImportError:  # JupyterLite has none: there only the browser draws
    quickjs = None

PROGRAM = Path(__file__).parent / "program"
#: Width of a picture in screen pixels; it is sharp at any size.
WIDTH = 1000
_ONLY_LIVE = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="40" viewBox="0 0 {WIDTH} 40">'
    '<text x="10" y="26">Run this cell: its picture is drawn in the browser.</text></svg>'
)


def program(*names: str) -> str:
    """Return files of the browser's program, one after the other."""
    return "\n".join((PROGRAM / name).read_text("utf-8") for name in names)


@lru_cache(maxsize=1)
def _still() -> Any:
    context = quickjs.Context()
    context.eval(program("draw.js"))
    # As JSON, since the engine's binding does not know strings that are still in pieces.
    context.eval("var drawn = (given) => JSON.stringify(still(JSON.parse(given)));")
    return context.get("drawn")


def draw_still(plan: Mapping[str, Any], scene: Mapping[str, Any], **more: Any) -> str:
    """Return a scene as SVG; where no engine runs here, a line that says so."""
    if quickjs is None:
        return _ONLY_LIVE
    shown = {"tried": [], "expected": [], "before": None, "now": None, **more}
    given = {"plan": plan, "scene": scene, "more": shown, "width": WIDTH}
    return str(json.loads(_still()(json.dumps(given))))


class Panel(NamedTuple):
    """One setting of a lab: its caption, its picture as SVG and the picture in words."""

    caption: str
    svg: str
    alt: str

    def as_html(self) -> str:
        """Return the picture as an image with alt text: a script in a page cannot reach into it."""
        data = base64.b64encode(self.svg.encode()).decode("ascii")
        source, look = f"data:image/svg+xml;base64,{data}", "max-width: 100%; height: auto;"
        return f'<img src="{source}" alt="{escape(self.alt)}" width="{WIDTH}" style="{look}">'


@dataclass(frozen=True)
class Strip:
    """A few settings of a lab below each other with its tasks, for readers without a kernel.

    As the last value of a notebook cell it shows itself.
    """

    panels: Sequence[Panel]
    tasks: Mapping[str, str]

    @property
    def alt(self) -> str:
        """What the strip shows, panel by panel."""
        count = len(self.panels)
        return "\n".join(
            f"Picture {number} of {count}: {panel.caption}. {panel.alt}"
            for number, panel in enumerate(self.panels, start=1)
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        figures = "".join(
            f"<figure>{panel.as_html()}<figcaption>{escape(panel.caption)}</figcaption></figure>"
            for panel in self.panels
        )
        html, text = list_tasks(self.tasks)
        return {"text/html": figures + html, "text/plain": self.alt + text}

    def __repr__(self) -> str:
        """Return what the strip shows, in words."""
        return self.alt


def list_tasks(tasks: Mapping[str, str]) -> tuple[str, str]:
    """Return tasks as HTML and as text: first all that is to be done, then what should be seen.

    Examples
    --------
    >>> print(list_tasks({"Move it. What rises?": "The level."})[1].strip())
    What to do and ask
    1. Move it. What rises?
    What you should have seen
    1. The level.
    """
    if not tasks:
        return "", ""
    lists = {"What to do and ask": tasks, "What you should have seen": tasks.values()}
    lines = []
    for head, texts in lists.items():
        lines += [head, *(f"{count}. {text}" for count, text in enumerate(texts, start=1))]
    asked, seen = (
        f"<ol>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ol>"
        for texts in lists.values()
    )
    first, second = lists
    folded = f"<details><summary>{second}</summary>{seen}</details>"
    return f"<p><strong>{first}</strong></p>{asked}{folded}", "\n" + "\n".join(lines)
