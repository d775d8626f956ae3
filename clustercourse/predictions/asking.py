"""What every question has in the browser: a frame with its text, a button, a line of feedback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import traitlets
from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher

_HERE = Path(__file__).parent


def part(name: str) -> str:
    """Return a script or a style sheet of this folder."""
    return (_HERE / name).read_text("utf-8")


def with_frame(name: str) -> str:
    """Return a script or a style sheet of a question, after what all questions share."""
    return "\n".join([part(f"asking{Path(name).suffix}"), part(name)])


class Asking(AnyWidget):  # type: ignore[misc]
    """A question with an optional button and a line of feedback; a subclass says what is answered.

    Parameters
    ----------
    prompt : str
        The question.
    button : str, default ""
        Label of the button below the answer; no button when empty.
    **state
        Further traits of the subclass.
    """

    prompt = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Enum(["plain", "right", "wrong"], "plain").tag(sync=True)
    #: How often the button was pressed. A message of its own would overtake an answer that waits
    #: for a busy kernel.
    presses = traitlets.Int().tag(sync=True)

    def __init__(self, prompt: str, button: str = "", **state: Any) -> None:
        super().__init__(prompt=prompt, button=button, **state)
        self._replies = CallbackDispatcher()
        self.observe(lambda _: self.commit(), "presses")

    def say(self, note: str, tone: str = "plain") -> None:
        """Show a reply; its tone is never told by colour alone."""
        symbol = {"plain": "", "right": "✓ Right. ", "wrong": "✗ Not quite. "}[tone]
        with self.hold_sync():
            self.tone = tone
            self.note = symbol + note

    def on_commit(self, reply: Callable[[], None]) -> None:
        """Call ``reply`` when the button is pressed."""
        self._replies.register_callback(reply)

    def commit(self) -> None:
        """Do what the button does."""
        self._replies()
