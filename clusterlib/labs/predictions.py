"""Predict first, see the result, compare: a prediction is kept beside what happened.

Answers live as long as the session; nothing is written to disk and skipping is allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from clusterlib.labs.choice import Choice


@dataclass
class _Prediction:
    """What is known about one prediction in this session."""

    options: tuple[str, ...]
    answer: str | None = None  # given before the result was shown, and fixed from then on
    shown: bool = False
    later: str | None = None  # given after the result was shown


_predictions: dict[str, _Prediction] = {}


def predict(name: str, question: str, options: Sequence[str]) -> Choice:
    """Ask for a prediction before the result is seen.

    The answer is kept for this session. It can be changed until :func:`reveal` shows the result;
    after that it stays, and a new answer counts as a change of mind. Skipping is allowed.

    Parameters
    ----------
    name : str
        Words that name the prediction, for example ``"structure.openness"``.
    question : str
        What is to be predicted.
    options : sequence of str
        Two or more different answers.

    Returns
    -------
    Choice
        Shown when it is the last line of a cell.

    Raises
    ------
    ValueError
        If the question or an option is empty, or options are missing or repeated.

    Examples
    --------
    >>> predict("demo", "A cluster opens up. Its learning...", ["rises", "falls"])
    A cluster opens up. Its learning...
      ( ) rises
      ( ) falls
    """
    choice = Choice(question, options, "Commit my prediction")
    kept = _predictions.get(name)
    if kept is None or kept.options != tuple(options):
        kept = _predictions[name] = _Prediction(tuple(options))
    choice.chosen = kept.later or kept.answer

    def commit() -> None:
        if choice.chosen is None:
            choice.say("Choose an option first, or go on without a prediction.")
        elif not kept.shown:
            kept.answer = choice.chosen
            choice.say(f"Kept: “{kept.answer}”. You can change it until the result is shown.")
        elif kept.answer is None:
            kept.later = choice.chosen
            choice.say("Noted, though you have seen the result: this is not a prediction any more.")
        elif choice.chosen == kept.answer:
            kept.later = None
            choice.say(f"Your prediction stays: “{kept.answer}”.")
        else:
            kept.later = choice.chosen
            choice.say(
                f"Noted as a change of mind: “{kept.later}”. Before the result you predicted "
                f"“{kept.answer}”, and that stays."
            )

    choice.on_commit(commit)
    return choice


@dataclass(frozen=True)
class Reveal:
    """A prediction beside its result, as text and as HTML.

    Attributes
    ----------
    predicted : str or None
        The answer given before the result was shown, None without one.
    outcome : str
        What happened.
    because : str
        Figures or a mechanism to go with the outcome, may be empty.
    later : str or None
        The answer given after the result was first shown.
    """

    predicted: str | None
    outcome: str
    because: str = ""
    later: str | None = None

    @property
    def correct(self) -> bool | None:
        """Whether the prediction came true; None when there was none."""
        return None if self.predicted is None else self.predicted == self.outcome

    @property
    def verdict(self) -> str:
        """One line that compares prediction and result."""
        if self.predicted is None:
            return "You made no prediction."
        return "✓ As you predicted." if self.correct else "✗ Not what you predicted."

    @property
    def change(self) -> str:
        """One line about an answer given after the result was shown, or nothing."""
        if self.later is None:
            return ""
        if self.predicted is None:
            return f"After the result you chose “{self.later}”."
        return f"After the result you changed your mind to “{self.later}”."

    def __repr__(self) -> str:
        """Return the comparison as text."""
        result = f"The result: “{self.outcome}”."
        if self.predicted is None:
            lines = [f"{self.verdict} {result}"]
        else:
            lines = [f"You predicted “{self.predicted}”. {result}", self.verdict]
        return "\n".join(line for line in [*lines, self.because, self.change] if line)

    def _repr_html_(self) -> str:
        colour = {True: "#009e73", False: "#d55e00", None: "#56b4e9"}[self.correct]
        predicted = "You made no prediction" if self.predicted is None else self.predicted
        cells = "".join(
            f'<div style="flex:1 1 14em"><div style="font-size:.85em;opacity:.8">{head}</div>'
            f'<div style="font-weight:600">{escape(text)}</div></div>'
            for head, text in (("Your prediction", predicted), ("The result", self.outcome))
        )
        below = [self.because, self.verdict if self.predicted is not None else "", self.change]
        lines = "".join(
            f'<div style="margin-top:.4em">{escape(line)}</div>' for line in below if line
        )
        return (
            f'<div style="border-left:6px solid {colour};padding:.4em 1em;max-width:46em;'
            f'line-height:1.5"><div style="display:flex;flex-wrap:wrap;gap:.6em 2em">{cells}</div>'
            f"{lines}</div>"
        )


def reveal(name: str, outcome: str, because: str = "") -> Reveal:
    """Show what the learner predicted beside what happened.

    Parameters
    ----------
    name : str
        The name that :func:`predict` was given.
    outcome : str
        The option that came true, word for word; compute it, so that it cannot go stale.
    because : str, default ""
        Figures or the mechanism, shown below.

    Returns
    -------
    Reveal
        Shown when it is the last line of a cell.

    Raises
    ------
    ValueError
        If the outcome is not one of the options of the prediction.

    Examples
    --------
    >>> _ = predict("demo", "A cluster opens up. Its learning...", ["rises", "falls"])
    >>> reveal("demo", "falls", "from .41 to .34")
    You made no prediction. The result: “falls”.
    from .41 to .34
    """
    kept = _predictions.get(name)
    if kept is None:  # the cell with the question was skipped
        return Reveal(None, outcome, because)
    if outcome not in kept.options:
        options = ", ".join(repr(option) for option in kept.options)
        raise ValueError(
            f"reveal({name!r}): {outcome!r} is none of the options; use one of {options}."
        )
    kept.shown = True
    return Reveal(kept.answer, outcome, because, kept.later)
