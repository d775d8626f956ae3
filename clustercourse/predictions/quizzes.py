"""A few questions in which every option gets its own feedback at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipywidgets import VBox

from clustercourse.predictions.choice import Choice, problems_in
from clustercourse.predictions.display import with_view
from clustercourse.predictions.kept import recall, remember
from clusterlib.errors import ClusterlibError


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
    ClusterlibError
        If something is missing. All problems are listed.
    """

    prompt: str
    options: Mapping[str, str]
    answer: str

    def __post_init__(self) -> None:
        problems = problems_in(self.prompt, list(self.options))
        for option, feedback in self.options.items():
            if not feedback.strip():
                problems.append(f"option {option!r} has no feedback: say why it is right or wrong.")
            if feedback.lower().startswith(("right.", "right:", "wrong.", "wrong:", "not quite")):
                problems.append(
                    f"option {option!r}: leave {feedback.split('.')[0]!r} out; it is said."
                )
        if self.answer not in self.options:
            problems.append(f"answer = {self.answer!r}: must be one of the options, word for word.")
        ClusterlibError.raise_any(problems, f"the question {self.prompt!r}")


class Quiz:
    """Questions below each other; made by :func:`quiz`.

    Attributes
    ----------
    questions : list of Question
        What is asked, with the feedback of each option.
    choices : list of Choice
        One for each question.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = list(questions)
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

                remember("quizzes", question.prompt, change.new)

        choice.observe(reply, "chosen")
        if (kept := recall("quizzes", question.prompt)) in question.options:
            choice.chosen = kept
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
