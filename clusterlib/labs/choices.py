"""Predictions and quizzes: a question, its options, and an answer that gets a reply.

Both stand on :class:`Choice`. A reader without a kernel sees the question and its options as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import traitlets
from anywidget import AnyWidget
from ipywidgets import VBox

from clusterlib.labs.display import with_view

_HERE = Path(__file__).parent


class Choice(AnyWidget):  # type: ignore[misc]
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

    _esm = _HERE / "choice.js"
    _css = _HERE / "choice.css"

    prompt = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Enum(["plain", "right", "wrong"], "plain").tag(sync=True)

    def __init__(self, prompt: str, options: Sequence[str], button: str = "") -> None:
        problems = _problems(prompt, options)
        if problems:
            raise ValueError(_listed(f"the question {prompt!r}", problems))
        super().__init__(prompt=prompt, options=list(options), button=button)

    def say(self, note: str, tone: str = "plain") -> None:
        """Show a reply; its tone is never told by colour alone."""
        symbol = {"plain": "", "right": "✓ Right. ", "wrong": "✗ Not quite. "}[tone]
        with self.hold_sync():
            self.tone = tone
            self.note = symbol + note

    def on_commit(self, reply: Callable[[], None]) -> None:
        """Call ``reply`` when the button is pressed."""

        def received(_: Any, content: Any, __: Any) -> None:
            if content == {"event": "commit"}:
                reply()

        self.on_msg(received)

    def __repr__(self) -> str:
        """Return the question and its options as text."""
        return "\n".join([self.prompt, *(f"  ( ) {option}" for option in self.options)])

    def as_html(self) -> str:
        """Return the question and its options as plain HTML."""
        items = "".join(f"<li>{escape(option)}</li>" for option in self.options)
        return f"<p><strong>{escape(self.prompt)}</strong></p><ul>{items}</ul>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return with_view(self, {"text/plain": repr(self), "text/html": self.as_html()})


# ---- predict and reveal -------------------------------------------------------------------------


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


# ---- quiz ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One quiz question.

    Parameters
    ----------
    prompt : str
        The question.
    options : mapping of str to str
        Each answer with the feedback it gets: why it is right, or which idea leads to it and
        what is wrong with that idea.
    answer : str
        The right option.

    Raises
    ------
    ValueError
        If something is missing. All problems are listed.
    """

    prompt: str
    options: Mapping[str, str]
    answer: str

    def __post_init__(self) -> None:
        problems = _problems(self.prompt, list(self.options))
        for option, feedback in self.options.items():
            if not feedback.strip():
                problems.append(f"option {option!r} has no feedback: say why it is right or wrong.")
        if self.answer not in self.options:
            problems.append(f"answer = {self.answer!r}: must be one of the options, word for word.")
        if problems:
            raise ValueError(_listed(f"the question {self.prompt!r}", problems))


class Quiz:
    """Questions below each other; made by :func:`quiz`.

    Attributes
    ----------
    choices : list of Choice
        One for each question.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.choices = [
            self._ask(question, f"{number}. {question.prompt}")
            for number, question in enumerate(questions, start=1)
        ]
        self.widget = VBox(self.choices)

    @staticmethod
    def _ask(question: Question, prompt: str) -> Choice:
        choice = Choice(prompt, list(question.options))

        def reply(change: Any) -> None:
            if change.new is not None:
                tone = "right" if change.new == question.answer else "wrong"
                choice.say(question.options[change.new], tone)

        choice.observe(reply, "chosen")
        return choice

    def __repr__(self) -> str:
        """Return all questions and their options as text."""
        return "\n\n".join(repr(choice) for choice in self.choices)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        html = "".join(choice.as_html() for choice in self.choices)
        return with_view(self.widget, {"text/plain": repr(self), "text/html": html})


def quiz(items: Sequence[Question]) -> Quiz:
    """Ask a few questions; every option that is chosen gets its own feedback at once.

    Parameters
    ----------
    items : sequence of Question
        The questions in order.

    Returns
    -------
    Quiz
        Shown when it is the last line of a cell.

    Examples
    --------
    >>> quiz([Question("Who tends to own pipelines?",
    ...                {"focal firms": "They can digest what comes in.",
    ...                 "any firm": "A pipeline costs more than a local tie."}, "focal firms")])
    1. Who tends to own pipelines?
      ( ) focal firms
      ( ) any firm
    """
    return Quiz(items)


def _problems(prompt: str, options: Sequence[str]) -> list[str]:
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


def _listed(where: str, problems: list[str]) -> str:
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return f"{count} in {where}:\n" + "\n".join(f"  - {problem}" for problem in problems)
