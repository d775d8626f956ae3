"""How verdicts, hints and errors look: as text, and as HTML that suits both themes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from clusterlib.errors import ClusterlibError

# Okabe-Ito colours; the symbol says the same without colour.
_LOOKS = {
    "right": ("✓", "#009E73", "Right"),
    "scored": ("◐", "#0072B2", "Part of the points"),
    "wrong": ("✗", "#D55E00", "Not yet"),
    "unusable": ("✗", "#D55E00", "Not of the form asked for"),
    "kept": ("●", "#0072B2", "Kept, not yet marked"),
    "not attempted": ("○", "#888888", "Not attempted"),
    "hint": ("→", "#0072B2", "Hint"),
}


class PlainError(ClusterlibError):
    """An error whose text says all: a notebook shows no way through the code of the course."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this; a script ends in the usual traceback.
        return [f"✗ {self}"]


@dataclass(frozen=True)
class Message:
    """A short message to the learner: a heading with a symbol, and a sentence or two."""

    look: str
    subject: str
    text: str

    def __str__(self) -> str:
        symbol, _, word = _LOOKS[self.look]
        return f"{symbol} {word}: {self.subject}" + (f"\n  {self.text}" if self.text else "")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        symbol, colour, word = _LOOKS[self.look]
        text = f"<div>{escape(self.text)}</div>" if self.text else ""
        return (
            f'<div role="status" style="border-left: 6px solid {colour}; padding: 4px 12px; '
            f'max-width: 46em"><div><strong>{symbol} {word}</strong>: {escape(self.subject)}</div>'
            f"{text}</div>"
        )
