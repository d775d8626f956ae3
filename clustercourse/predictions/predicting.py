"""Predict first, see the result, compare: a prediction is kept beside what happened.

Answers are kept beside the progress (:mod:`clustercourse.predictions.kept`); skipping is allowed.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast
from weakref import WeakMethod

from clustercourse.predictions.choice import Choice
from clustercourse.predictions.explained import explanation
from clustercourse.predictions.kept import recall, remember
from clustercourse.predictions.results import NEITHER, RIGHT, WRONG, Result, two_columns
from clusterlib.errors import ClusterlibError

_log = logging.getLogger(__name__)

#: What a learner does next.
GO_ON = "Press Shift + Enter to go on."
#: An answer: an option, or the points (x, y) of a drawn curve.
Answer = str | tuple[tuple[float, float], ...]


@dataclass(eq=False)
class Prediction:
    """What is known about one prediction in this session.

    Attributes
    ----------
    name : str
        The name that the question was given.
    given : str, tuple of (float, float) or None
        The answer committed before the result was shown, fixed from then on: an option, or the
        points (x, y) of a drawn curve. None without one.
    shown : bool
        Whether the result has been shown, or a lab that shows it has opened.
    later : str, tuple of (float, float) or None
        The answer committed after the result was shown, where it is another one.
    asked : object
        What was asked, None before the question has been asked.
    question : str
        The question in words.
    """

    name: str
    given: Answer | None = None
    shown: bool = False
    later: Answer | None = None
    asked: object = None
    question: str = ""
    _told: list[Callable[[], Callable[[], None] | None]] = field(default_factory=list, repr=False)

    @property
    def latest(self) -> Answer | None:
        """The answer committed last, before or after the result was shown."""
        return self.given if self.later is None else self.later

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` whenever an answer has been committed.

        A method is not kept alive: the lab of a cell that was run again may go.
        """
        bound = inspect.ismethod(callback)
        self._told.append(WeakMethod(callback) if bound else lambda: callback)

    def ask(self, asked: object, question: str) -> None:
        """Note what is asked; another question than before drops the answers to that one.

        An answer that an earlier session has kept comes back, for the same question.
        """
        if self.asked is not None and self.asked != asked:
            self.given, self.shown, self.later = None, False, None
        fresh = self.asked is None and self.latest is None and not self.shown
        self.asked, self.question = asked, question
        kept = recall("predictions", self.name) if fresh else None
        if isinstance(kept, dict) and kept.get("asked") == repr(asked):
            self.given, self.later = _answer(kept.get("given")), _answer(kept.get("later"))
            self.shown = bool(kept.get("shown"))

    def show(self) -> None:
        """Note that the result has been shown."""
        if not self.shown:
            self.shown = True
            self._remember()

    def shows_unless_unanswered(self) -> bool:
        """Note that the result is shown; return True, and do not, while nothing was answered.

        Who runs all cells at once can still predict.
        """
        waits = self.latest is None and not self.shown
        if not waits:
            self.show()
        return waits

    def _remember(self) -> None:
        if self.asked is not None:
            kept = {"given": self.given, "later": self.later, "shown": self.shown}
            remember("predictions", self.name, {"asked": repr(self.asked), **kept})

    def commit(
        self, answer: Answer, in_words: Callable[[Any], str], say: Callable[[str], None]
    ) -> None:
        """Keep an answer, say what became of it, then tell all who asked to be told."""
        told = [callback for alive in self._told if (callback := alive())]
        until = "What follows is open now. " * bool(told) + GO_ON
        say(self._keep(answer, in_words, until))
        self._remember()
        for callback in told:
            try:
                callback()
            except Exception:  # what else waits must open all the same
                _log.exception("what waits for the prediction %r", self.name)

    def come_back(self, in_words: Callable[[Any], str], say: Callable[[str], None]) -> None:
        """Say what was answered before, when the question is asked again."""
        if self.latest is not None:
            say(f"Kept: {in_words(self.latest)}. {GO_ON}")

    def _keep(self, answer: Answer, in_words: Callable[[Any], str], until: str) -> str:
        if not self.shown:
            self.given = answer
            return f"Kept: {in_words(answer)}. {until}"
        if self.given is None:
            self.later = answer
            return "Noted, though you have seen the result: this is not a prediction any more."
        if answer == self.given:
            self.later = None
            return f"Your prediction stays: {in_words(answer)}."
        self.later = answer
        return (
            f"Noted as a change of mind: {in_words(answer)}. Before the result you predicted "
            f"{in_words(self.given)}, and that stays."
        )


def _answer(kept: Any) -> Answer | None:
    """Return an answer as it was before it was written to a file."""
    return tuple((x, y) for x, y in kept) if isinstance(kept, list) else kept


_predictions: dict[str, Prediction] = {}


def find(name: str) -> Prediction | None:
    """Return the record of a prediction, None when nothing has asked or waited for it."""
    return _predictions.get(name)


def expect(name: str) -> Prediction:
    """Return the record of a prediction, an empty one when it has not been asked yet.

    A lab may come before the cell with its question: the record stays the same when that runs.

    Parameters
    ----------
    name : str
        The name that the question has, or will have.

    Examples
    --------
    >>> record = expect("demo.lab")
    >>> record.on_commit(lambda: print("committed:", record.given))
    >>> choice = predict("demo.lab", "A cluster opens up. Its learning...", ["rises", "falls"])
    >>> choice.chosen = "rises"
    >>> choice.commit()
    committed: rises
    >>> find("demo.lab") is record
    True
    """
    return _predictions.setdefault(name, Prediction(name))


def quoted(option: str) -> str:
    """Return an option as it is named in a sentence."""
    return f"“{option}”"


def predict(name: str, question: str, options: Sequence[str]) -> Choice:
    """Ask for a prediction before the result is seen.

    The answer is kept for this session. It can be changed until :func:`reveal` or a lab shows the
    result; after that it stays, and a new answer counts as a change of mind. Skipping is allowed.

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
    ClusterlibError
        If the question or an option is empty, or options are missing or repeated.

    Examples
    --------
    >>> predict("demo", "A cluster opens up. Its learning...", ["rises", "falls"])
    A cluster opens up. Its learning...
      ( ) rises
      ( ) falls
    """
    choice = Choice(question, options, "Commit my prediction")
    kept = expect(name)
    kept.ask(tuple(options), question)
    choice.chosen = cast("str | None", kept.latest)
    kept.come_back(quoted, choice.say)

    def commit() -> None:
        if choice.chosen is None:
            choice.say("Choose an option first, or go on without a prediction.")
        else:
            kept.commit(choice.chosen, quoted, choice.say)

    choice.on_commit(commit)
    return choice


def changed(given: Answer | None, later: Answer | None, in_words: Callable[[Any], str]) -> str:
    """Return a line about an answer given after the result was shown, or nothing."""
    if later is None:
        return ""
    did = "chose" if given is None else "changed your mind to"
    return f"After the result you {did} {in_words(later)}."


@dataclass(frozen=True)
class Reveal(Result):
    """A prediction beside its result, as text and as HTML.

    Attributes
    ----------
    predicted : str or None
        The answer given before the result was shown, None without one.
    outcome : str
        What happened.
    later : str or None
        The answer given after the result was first shown.
    """

    predicted: str | None = None
    outcome: str = ""
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
        return changed(self.predicted, self.later, quoted)

    def __repr__(self) -> str:
        """Return the comparison as text."""
        result = f"The result: “{self.outcome}”."
        if self.predicted is None:
            lines = [f"{self.verdict} {result}"]
        else:
            lines = [f"You predicted “{self.predicted}”. {result}", self.verdict]
        return self._with_rest(*lines)

    def _repr_html_(self) -> str:
        predicted = "You made no prediction" if self.predicted is None else self.predicted
        cells = {"Your prediction": predicted, "The result": self.outcome}
        verdict = self.verdict if self.predicted is not None else ""
        return self._framed(
            {True: RIGHT, False: WRONG, None: NEITHER}[self.correct], two_columns(cells), verdict
        )


def reveal(name: str, outcome: str, because: str = "", show: Sequence[Any] = ()) -> Reveal:
    """Show what the learner predicted beside what happened, and the lecture's explanation.

    Parameters
    ----------
    name : str
        The name that :func:`predict` was given.
    outcome : str
        The option that came true, word for word; compute it, so that it cannot go stale.
    because : str, default ""
        Figures or the mechanism, shown below.
    show : sequence, default ()
        What is shown below that: pictures, tables, whatever a cell could show.

    Returns
    -------
    Reveal
        Shown when it is the last line of a cell.

    Raises
    ------
    ClusterlibError
        If the outcome is not one of the options of the prediction.

    Examples
    --------
    >>> _ = predict("demo", "A cluster opens up. Its learning...", ["rises", "falls"])
    >>> reveal("demo", "falls", "from .41 to .34")
    You made no prediction. The result: “falls”.
    from .41 to .34
    """
    kept = find(name)
    rest: dict[str, Any] = {"because": because, "show": tuple(show)}
    rest["explanation"] = explanation(name)
    if kept is None or kept.asked is None:  # the cell with the question was skipped
        return Reveal(outcome=outcome, **rest)
    if not isinstance(kept.asked, tuple):
        raise ClusterlibError(f"reveal({name!r}): this prediction is a curve; use reveal_curve.")
    if outcome not in kept.asked:
        options = ", ".join(repr(option) for option in kept.asked)
        raise ClusterlibError(
            f"reveal({name!r}): {outcome!r} is none of the options; use one of {options}."
        )
    if kept.shows_unless_unanswered():
        again = partial(reveal, name, outcome, because, show)
        rest |= {"when_answered": kept.on_commit, "again": again}
    given, later = cast("tuple[str | None, str | None]", (kept.given, kept.later))
    return Reveal(predicted=given, outcome=outcome, later=later, **rest)
