"""Runs in the kernel of a lecture that is made for readers: what they see in place of a widget.

Beside the still form stands, as ``LIVE``, what a page needs to make a question, a result, a task or
a lab live without a kernel. A notebook file sorts the names of a dict: what has an order is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from inspect import ismodule
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from feedback import feedback
from IPython.display import display
from recorded import recording_of

from clustercourse.exercises import check
from clustercourse.exercises.registry import find_task
from clustercourse.labs.base import Lab
from clustercourse.labs.stills import list_tasks
from clustercourse.predictions.axis import CurvePlot
from clustercourse.predictions.choice import Choice
from clustercourse.predictions.drawing import CurveQuestion, CurveReveal, as_data
from clustercourse.predictions.predicting import Reveal, expect
from clustercourse.predictions.quizzes import Quiz
from clustercourse.predictions.results import NEITHER, PARTLY, RIGHT, WRONG

#: The kind of data that only pages without a kernel read.
LIVE = "application/vnd.how-clusters-learn+json"
#: A table of more rows is folded, and one of more columns not shown; nobody reads more rows than
#: the largest has.
_MOST, _LARGEST = 12, 80


def show_lab(lab: Lab[Any]) -> None:
    """Show the pictures of a lab's static strip one by one, its tasks, and its recording."""
    live: dict[str, Any] | None = {"kind": "lab", **recording_of(lab).data}
    for panel in lab.strip().panels:
        show(
            f'<figure class="panel">{panel.as_html()}'
            f"<figcaption>{escape(panel.caption)}</figcaption></figure>",
            f"{panel.caption}. {panel.alt}",
            live,
        )
        live = None
    if lab.tasks:
        show(*list_tasks(lab.tasks))


def show_question(asked: Choice | CurveQuestion, name: str) -> None:
    """Show a prediction's question."""
    if isinstance(asked, CurveQuestion):
        plot = asked.about
        data = as_data(plot) | {"last": plot.known[-1][1] if plot.known else None}
    else:
        data = {"options": asked.options}
    # What it answers to in the notebooks' file of tries.
    fits = repr(expect(name).asked)
    live = {"kind": "question", "name": name, "question": asked.prompt, "fits": fits, **data}
    shown = asked._repr_mimebundle_()
    display({**(shown if isinstance(shown, dict) else shown[0]), LIVE: live}, raw=True)


def show_result(shown: Any, name: str) -> None:
    """Show a result without its explanation: readers have that as a text of the lecture."""
    asked = expect(name).asked
    shown = replace(shown, explanation="")
    live: dict[str, Any] = {"kind": "result", "name": name}
    if isinstance(shown, Reveal) and isinstance(asked, tuple):
        # How the comparison begins, for each answer.
        alone = replace(shown, show=(), when_answered=None)
        heads = {option: replace(alone, predicted=option)._repr_html_() for option in asked}
        live["heads"] = heads
    elif isinstance(shown, CurveReveal) and isinstance(asked, CurvePlot):
        assert shown.figure
        left, bottom, width, height = shown.figure.axes[0].get_position().bounds
        live |= {
            "found": shown.found, "axes": [left, 1 - bottom - height, width, height],
            "x": [asked.x.low, asked.x.high], "colours": [WRONG, PARTLY, RIGHT, NEITHER],
        }  # fmt: skip
    display({**shown._repr_mimebundle_(), LIVE: live}, raw=True)


def show_task(
    task_id: str, answer: Any, about: Any, given: Mapping[str, Any],
    operands: Callable[[], Mapping[str, Any]] = dict, words: Sequence[str] = (),
) -> None:  # fmt: skip
    """Show what is said to one right answer, what is given, and what is said to others.

    Where something given is too much to be read, what the solution calculates with is shown too.
    """
    _, task = find_task(task_id)
    message = check(task_id, answer, about)
    # A constant such as SEED is no number to count with.
    read = {
        name: value
        for name, value in given.items()
        if not (name.isupper() or callable(value) or ismodule(value))
    }
    told = {name: in_words(value, words) for name, value in _side_by_side(read).items()}
    run = "" in told.values()
    if run:
        told |= {name: in_words(value) for name, value in operands().items()}
    rows = [(name, text) for name, text in told.items() if text]
    live = {
        "kind": "task", "id": task.id, "title": task.title, "hints": task.hints, "given": rows,
        "run": run and not rows, **(feedback(task, about) or {}),
    }  # fmt: skip
    found = in_words(answer)
    html = (
        f"{message._repr_html_()}<p>The code gives: {found}</p>" if found else message._repr_html_()
    )
    show(html, str(message), live)


def _side_by_side(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given, with lists of as many numbers as one table."""
    long = {
        name: value
        for name, value in given.items()
        if isinstance(value, np.ndarray) and value.ndim == 1
    }
    if len({len(value) for value in long.values()}) != 1 or len(long) == 1:
        return dict(given)
    rest = {name: value for name, value in given.items() if name not in long}
    return {", ".join(long): pd.DataFrame(long), **rest}


def in_words(value: Any, words: Sequence[str] = ()) -> str:
    """Return a value that stands ready in a task as HTML, nothing where it cannot be read off.

    Of a long table only the columns stay that ``words`` name.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str | bool):
        return escape(repr(value))
    if isinstance(value, int | float):
        return f"{value:.6g}"
    if isinstance(value, set | frozenset | list | tuple) and not value:
        return "none"
    if isinstance(value, nx.Graph):
        value = _actors(value) if len(value) <= _LARGEST else None
    if isinstance(value, np.ndarray) and value.ndim in (1, 2):
        value = pd.DataFrame(value)
    if isinstance(value, pd.Series | pd.DataFrame):
        return _table(value, words)
    if isinstance(value, set | frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple) and len(value) <= _LARGEST:
        parts = [
            f"({in_words(of)})" if isinstance(of, list | tuple) else in_words(of) for of in value
        ]
        return ", ".join(part for part in parts if "<" not in part)
    if isinstance(value, Mapping) and len(value) <= _LARGEST:
        named = {str(name): in_words(of) for name, of in value.items()}
        if len(named) <= _MOST and not any("," in of for of in named.values()):
            return ", ".join(f"{escape(name)}: {of}" for name, of in named.items() if "<" not in of)
        return _table(pd.Series(named), escaped=False) if all(named.values()) else ""
    return ""


def _actors(network: nx.Graph) -> pd.DataFrame:
    """Return a row for each actor: what is counted on its map."""
    rows = {
        actor: [of.get("layer", ""), network.degree(actor), ", ".join(sorted(network[actor]))]
        for actor, of in network.nodes(data=True)
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["layer", "ties", "partners"])


def _table(
    value: pd.Series[Any] | pd.DataFrame, words: Sequence[str] = (), *, escaped: bool = True
) -> str:
    """Return a table as HTML, a long one folded; nothing where it is too large."""
    long = len(value) > _MOST
    if isinstance(value, pd.DataFrame) and long:
        named = [column for column in value.columns if str(column) in words]
        value = value[named or list(value.columns)]
    table = value.to_frame() if isinstance(value, pd.Series) else value
    if len(table) > _LARGEST or len(table.columns) > _MOST:
        return ""
    header = isinstance(value, pd.DataFrame)
    with pd.option_context("display.max_colwidth", None):
        made = table.rename_axis(None if not header else table.index.name).to_html(
            float_format="{:.6g}".format, border=0, header=header, escape=escaped
        )
    if not long:
        return made
    return f"<details><summary>a table of {len(table)} rows</summary>{made}</details>"


def show_quiz(quiz: Quiz) -> None:
    """Show each question with its options, and the feedback of each option folded below."""
    live: dict[str, Any] | None = {
        "kind": "quiz",
        "questions": [
            {"prompt": one.prompt, "options": list(one.options.items()), "answer": one.answer}
            for one in quiz.questions
        ],
    }
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
            live,
        )
        live = None


def show(html: str, text: str, live: Mapping[str, Any] | None = None) -> None:
    """Put HTML, the same as text, and what makes it live into the output of the cell."""
    display({"text/html": html, "text/plain": text, **({LIVE: live} if live else {})}, raw=True)
