"""What came of a prediction: the comparison, what is shown with it, and the explanation.

All of it stands folded until the question is answered, and unfolds in its place: whoever runs all
cells at once can still predict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from IPython.display import display

from clustercourse.predictions.display import as_html, as_text

#: Colours of the bar beside a comparison.
RIGHT, PARTLY, WRONG, NEITHER = "#009e73", "#e69f00", "#d55e00", "#56b4e9"

#: How each thing begins that is shown below a comparison; slides part a result there.
SHOWN = '<div style="margin:.8em 0;overflow-x:auto">'


@dataclass(frozen=True, kw_only=True)
class Result:
    """What every result has; a subclass adds its comparison.

    Attributes
    ----------
    because : str
        Figures or a mechanism to go with the outcome, may be empty.
    show : tuple
        Pictures, tables and whatever else a cell could show, in this order.
    explanation : str
        The lecture's text on this result as HTML, may be empty.
    when_answered : callable or None
        Calls what it is given once the question is answered; None when that is so already, or
        when nothing was asked.
    again : callable or None
        What makes the result anew then.
    """

    because: str = ""
    show: tuple[Any, ...] = ()
    explanation: str = ""
    when_answered: Callable[[Callable[[], None]], None] | None = None
    again: Callable[[], Result] | None = None

    @property
    def waits(self) -> bool:
        """Whether the question is asked and not answered: then the result stands folded."""
        return self.when_answered is not None

    @property
    def change(self) -> str:
        """One line about an answer given after the result was shown, or nothing."""
        return ""

    def _with_rest(self, *lines: str) -> str:
        rest = [self.because, self.change, *map(as_text, self.show)]
        return "\n".join(line for line in [*lines, *rest] if line)

    def _framed(self, colour: str, html: str, *lines: str) -> str:
        """Return all of a result: its comparison beside a bar of a colour, then the rest."""
        below = "".join(
            f'<div style="margin-top:.4em">{escape(line)}</div>'
            for line in (self.because, *lines, self.change)
            if line
        )
        shown = "".join(f"{SHOWN}{as_html(one)}</div>" for one in self.show)
        whole = (
            f'<div style="border-left:6px solid {colour};padding:.4em 1em;max-width:46em;'
            f'font-size:15px;line-height:1.5">{html}{below}</div>{shown}'
        )
        if self.explanation:
            whole += f'<div class="clusterlib-explained">{self.explanation}</div>'
        return folded(whole) if self.waits else whole

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _ipython_display_(self) -> None:
        shown = display(self._repr_mimebundle_(), raw=True, display_id=True)  # type: ignore[no-untyped-call]
        if self.when_answered and self.again and shown:
            again = self.again
            self.when_answered(lambda: shown.update(again()._repr_mimebundle_(), raw=True))


def two_columns(cells: Mapping[str, str]) -> str:
    """Return texts beside each other, each below its head."""
    inside = "".join(
        f'<div style="flex:1 1 14em"><div style="font-size:.85em;opacity:.8">{head}</div>'
        f'<div style="font-weight:600">{escape(text)}</div></div>'
        for head, text in cells.items()
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.6em 2em">{inside}</div>'


@dataclass(frozen=True)
class Later:
    """What stands folded below a task, for whoever has a number of their own."""

    show: tuple[Any, ...]

    def _repr_html_(self) -> str:
        shown = "".join(f"{SHOWN}{as_html(one)}</div>" for one in self.show)
        return (
            f"<details><summary>The result (open it when you have yours)</summary>{shown}</details>"
        )

    def __repr__(self) -> str:
        return "\n".join(map(as_text, self.show))


def when_yours(*show: Any) -> Later:
    """Show pictures, tables and the like folded: first the learner's own number, then these.

    Parameters
    ----------
    *show
        Anything that a cell could show, in this order.

    Examples
    --------
    >>> when_yours("SMEs lose 6.1%.")
    'SMEs lose 6.1%.'
    """
    return Later(show)


def folded(html: str) -> str:
    """Return a result that waits for a prediction; opening it is to go on without one."""
    return (
        '<details class="clusterlib-folded"><summary>Predict first: answer the question above, and '
        "the result opens here. Or open it now, without a prediction.</summary>"
        f"{html}</details><!-- folded -->"
    )
