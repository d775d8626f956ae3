"""One question: radio buttons, an optional button and a reply; predictions and quizzes use it.

A reader without a kernel sees the question and its options as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import traitlets

from clustercourse.predictions.asking import Asking, with_frame
from clustercourse.predictions.display import with_view
from clusterlib.errors import ClusterlibError


class Choice(Asking):
    """One question with radio buttons, an optional button and a line of feedback.

    Parameters
    ----------
    prompt : str
        The question.
    options : sequence of str
        Two or more different answers, shown in this order.
    button : str, default ""
        Label of the button below the options; no button when empty.
    """

    _esm = with_frame("choice.js")
    _css = with_frame("choice.css")

    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Unicode(None, allow_none=True).tag(sync=True)

    def __init__(self, prompt: str, options: Sequence[str], button: str = "") -> None:
        ClusterlibError.raise_any(problems_in(prompt, options), f"the question {prompt!r}")
        super().__init__(prompt, button, options=list(options))

    def __repr__(self) -> str:
        """Return the question and its options as text."""
        return "\n".join([self.prompt, *(f"  ( ) {option}" for option in self.options)])

    def as_html(self) -> str:
        """Return the question and its options as plain HTML."""
        items = "".join(f"<li>{escape(option)}</li>" for option in self.options)
        return f"<p><strong>{escape(self.prompt)}</strong></p><ul>{items}</ul>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return with_view(self, {"text/plain": repr(self), "text/html": self.as_html()})


def problems_in(prompt: str, options: Sequence[str]) -> list[str]:
    """Return what is wrong with a question and its options, a line each."""
    problems = []
    if not prompt.strip():
        problems.append("the prompt is empty: ask something.")
    if len(options) < 2:
        problems.append(f"{len(options)} options: give two or more.")
    if any(not option.strip() for option in options):
        problems.append("an option is empty: write it out.")
    repeated = sorted({option for option in options if list(options).count(option) > 1})
    problems += [f"option {option!r} appears twice: keep one." for option in repeated]
    return problems
