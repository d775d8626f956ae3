"""The class at a glance: a picture for each task, and a line for each learner."""

from __future__ import annotations

import base64
import io
import statistics
from collections import Counter
from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from clustercourse.exercises.tasks import Task, Unit
from clustergrader.classbook import Entry
from clustergrader.marks import notes
from clustergrader.page_folder import page_name
from clustergrader.pages import LOOKS, look_of, render
from clustergrader.submissions import label
from clusterlib.plots import CourseFigure
from clusterlib.plots.style import INK, QUIET, style

_WIDTH = 6.4
_WAITS, _UNKNOWN = "waits for a mark", "another mistake"
#: What is said of a text, best first.
_TEXTS = ("three quarters or more", "half or more", "under half of the points", _WAITS)
_RANKS = {"right": 0, "scored": 1, "wrong": 2}
_ORDER = {status: place for place, status in enumerate(LOOKS)}


class Outcome(NamedTuple):
    """What became of a task: status, what it is called, in how many submissions."""

    status: str
    name: str
    number: int


def overview_page(
    unit: Unit, entries: Sequence[Entry], feedback: str, said: Sequence[str] = ()
) -> bytes:
    """Return the page.

    ``feedback`` is where the feedback pages are, from where it stands; ``said`` is what there is to
    say of the whole class.
    """
    judged = [entry for entry in entries if entry.judged]
    doubtful = [entry for entry in entries if entry.doubts or entry.remarks]
    return render(
        "overview.html",
        unit=unit,
        entries=entries,
        sums=_sums(unit, entries),
        said=said,
        settled=[entry for entry in entries if entry.settled],
        to_look_at=sorted(doubtful, key=lambda entry: not entry.doubts),
        pictures=[_picture(task, judged) for task in unit.tasks if judged],
        width=round(_WIDTH * 90),
        heads=["Who", "Points", "Status", *(task.title for task in unit.tasks)],
        notes=notes,
        name_of=_name_of,
        link_to=lambda submission: f"{feedback}/{page_name(submission)}",
    )


def _sums(unit: Unit, entries: Sequence[Entry]) -> str:
    totals = [entry.total(unit) for entry in entries if entry.judged]
    missing = sum(entry.result is None for entry in entries)
    waiting = sum(entry.waiting(unit) > 0 for entry in entries)
    doubts = sum(bool(entry.doubts) for entry in entries if entry.judged)
    lines = [f"Submissions: {len(entries) - missing}."]
    if totals:
        lines.append(
            f"Points of {unit.points}: median {statistics.median(totals):g}, mean "
            f"{statistics.mean(totals):.1f}, from {min(totals):g} to {max(totals):g}."
        )
    for what, count in (
        ("In their place another counts", sum(bool(entry.replaced) for entry in entries)),
        (
            "Could not be judged, and left out here",
            sum(not (entry.judged or entry.replaced) for entry in entries) - missing,
        ),
        ("Learners of the roster without a submission", missing),
        ("Texts that wait for a mark", waiting),
        ("Submissions of which it is in doubt whose they are", doubts),
    ):
        if count:
            lines.append(f"{what}: {count}.")
    return " ".join(lines)


def _name_of(entry: Entry) -> str:
    if entry.person:
        return entry.person.name or entry.person.id
    result = entry.result
    return ", ".join(filter(None, (label(result.name), result.learner))) if result else ""


def count_outcomes(task: Task, entries: Sequence[Entry]) -> list[Outcome]:
    """Return what became of a task.

    Right answers come first, then mistakes by their number, then what was no answer at all; of
    texts the best come first.
    """
    counts = Counter(_outcome(task, entry) for entry in entries if entry.result)
    found = [Outcome(status, name, count) for (status, name), count in counts.items()]

    def place(outcome: Outcome) -> tuple[int, int, int]:
        status, name, number = outcome
        if task.by_hand:
            return _TEXTS.index(name) if name in _TEXTS else len(_TEXTS), -number, 0
        return _RANKS.get(status, 3), -number, _ORDER.get(status, 9)

    return sorted(found, key=place)


def _outcome(task: Task, entry: Entry) -> tuple[str, str]:
    """Return the status of a task and the name of the mistake, or of what became of it."""
    assert entry.result is not None
    mark = entry.result.tasks[task.id]
    status = mark["status"]
    if entry.waits(task):
        return status, _WAITS
    if task.by_hand and (task.id in entry.texts or task.id in entry.decided):
        share = entry.points(task) / task.points
        return status, _TEXTS[(share < 0.75) + (share < 0.5)]
    if status == "wrong":
        return status, mark["misconception"] or _UNKNOWN
    return status, look_of(status).word.lower()


def _picture(task: Task, entries: Sequence[Entry]) -> tuple[str, str]:
    """Return the picture of a task, in words and as data."""
    figure = plot_outcomes(task, entries)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=150)
    return figure.alt, base64.b64encode(content.getvalue()).decode("ascii")


def plot_outcomes(task: Task, entries: Sequence[Entry]) -> CourseFigure:
    """Return the picture of a task: how many were right, and which mistakes the others made."""
    found = count_outcomes(task, entries)
    total = sum(outcome.number for outcome in found)
    title = wrap(f"{task.title.rstrip('?')}: {_finding(task, found, total)}", 62)
    above = 0.3 + 0.2 * len(title)
    height = above + 0.1 + 0.3 * len(found)
    with style():
        figure = CourseFigure(figsize=(_WIDTH, height))
        ax = figure.add_axes((0.42, 0.1 / height, 0.5, (height - above - 0.1) / height))
        for place, (status, _, count) in enumerate(found):
            look = look_of(status)
            face, edge = (look.colour, "white") if status != "not attempted" else ("white", QUIET)
            ax.barh(place, count, 0.72, color=face, edgecolor=edge, hatch=look.hatch, linewidth=0.8)
            ax.text(count, place, f" {count}", va="center", color=INK, size=10.5)
        labels = ["\n".join(wrap(outcome.name, 34)) for outcome in found]
        ax.set_yticks(range(len(found)), labels, size=10.5)
        ax.set_ylim(len(found) - 0.5, -0.5)
        ax.set_xlim(0, max(total, 1))
        ax.set_xticks([])
        ax.spines[["top", "right", "bottom"]].set_visible(False)
        ax.tick_params(axis="y", length=0)
        figure.text(0.015, 1 - 0.14 / height, "\n".join(title), va="top", weight="bold", size=11.5)
    counted = ", ".join(f"{name} {number}" for _, name, number in found)
    figure.alt = f"Bars of the {total} submissions, {task.title}: {counted}."
    return figure


def _finding(task: Task, found: Sequence[Outcome], total: int) -> str:
    wanted = "kept" if task.by_hand else "right"
    count = sum(number for status, _, number in found if status == wanted)
    if task.by_hand:
        return f"{count} of {total} wrote a text"
    mistakes = [name for status, name, _ in found if status == "wrong" and name != _UNKNOWN]
    return f"{count} of {total} right" + (f"; most often wrong: {mistakes[0]}" if mistakes else "")
