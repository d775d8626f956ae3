"""Runs in the kernel of a lecture that is made for readers: what they see in place of a widget."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from IPython.display import display

from clustercourse.labs.base import Lab
from clustercourse.labs.stills import list_tasks
from clustercourse.predictions.quizzes import Quiz
from clustercourse.predictions.results import Result


def show_lab(lab: Lab[Any]) -> None:
    """Show each setting of a lab's static strip as a picture of its own, and its tasks."""
    for panel in lab.strip().panels:
        show(
            f'<figure class="panel">{panel.as_html()}'
            f"<figcaption>{escape(panel.caption)}</figcaption></figure>",
            f"{panel.caption}. {panel.alt}",
        )
    if lab.tasks:
        show(*list_tasks(lab.tasks))


def show_result(shown: Any) -> None:
    """Show a result without its explanation: readers have that as a text of the lecture."""
    if shown is not None:
        display(replace(shown, explanation="") if isinstance(shown, Result) else shown)


def show_quiz(quiz: Quiz) -> None:
    """Show each question with its options, and the feedback of each option folded below."""
    for question, choice in zip(quiz.questions, quiz.choices, strict=True):
        feedback = "".join(
            f'<li class="{"right" if option == question.answer else "wrong"}">'
            f"<strong>{'✓' if option == question.answer else '✗'} {escape(option)}.</strong> "
            f"{escape(text)}</li>"
            for option, text in question.options.items()
        )
        show(
            f'<div class="question">{choice.as_html()}'
            f"<details><summary>Answer</summary><ul>{feedback}</ul></details></div>",
            repr(choice),
        )


def show(html: str, text: str) -> None:
    """Put HTML and the same as text into the output of the cell."""
    display({"text/html": html, "text/plain": text}, raw=True)
