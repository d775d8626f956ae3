"""The class at a glance: a picture for each task, and a line for each learner."""

from __future__ import annotations

import base64
import io
import statistics
from collections import Counter
from collections.abc import Sequence
from html import escape
from textwrap import wrap
from urllib.parse import quote

from clustercourse.exercises.tasks import Task, Unit
from clustergrader.classbook import Entry
from clustergrader.judging import Mark
from clustergrader.marks import notes, page_name
from clustergrader.pages import LOOKS, page
from clustergrader.submissions import label
from clusterlib.plots import CourseFigure
from clusterlib.plots.style import INK, QUIET, style

_WIDTH = 6.4
_HATCHES = {"scored": "--", "wrong": "//", "unusable": "xx", "stopped": ".."}


def overview_page(unit: Unit, entries: Sequence[Entry], feedback: str) -> bytes:
    """Return the page; ``feedback`` is where the feedback pages are, from where it stands."""
    judged = [entry for entry in entries if entry.judged]
    possible = sum(task.points for task in unit.tasks)
    body = [f"<h1>{escape(unit.title)}: the class</h1>", _sums(unit, entries, possible)]
    body.append(_to_look_at(entries, feedback))
    if judged:
        pictures = "".join(_picture(task, judged) for task in unit.tasks)
        body.append(f'<h2>Task by task</h2><div class="pictures">{pictures}</div>')
    body.append("<h2>Everybody</h2>")
    body.append(_table(unit, entries, feedback))
    return page(f"{unit.title}: the class", "\n".join(body), wide=True)


def _sums(unit: Unit, entries: Sequence[Entry], possible: int) -> str:
    totals = [entry.total(unit) for entry in entries if entry.judged]
    missing = sum(entry.result is None for entry in entries)
    waiting = sum(entry.waiting(unit) > 0 for entry in entries)
    doubts = sum(bool(entry.doubts) for entry in entries if entry.judged)
    lines = [f"Submissions: {len(entries) - missing}."]
    if totals:
        lines.append(
            f"Points of {possible}: median {statistics.median(totals):g}, mean "
            f"{statistics.mean(totals):.1f}, from {min(totals):g} to {max(totals):g}."
        )
    for what, count in (
        ("Could not be judged, and left out here", len(entries) - missing - len(totals)),
        ("Learners of the roster without a submission", missing),
        ("Texts that wait for a mark", waiting),
        ("Submissions of which it is in doubt whose they are", doubts),
    ):
        if count:
            lines.append(f"{what}: {count}.")
    return f"<p>{escape(' '.join(lines))}</p>"


def outcomes(task: Task, entries: Sequence[Entry]) -> list[tuple[str, str, int]]:
    """Return what became of a task: status, what it is called, how many.

    Right answers come first, then mistakes by their number, then what was no answer at all.
    """
    marks = [entry.result.tasks[task.id] for entry in entries if entry.result]
    if task.by_hand:
        return _outcomes_of_texts(task, entries)
    counts = Counter((mark["status"], _name(mark)) for mark in marks)
    order = list(LOOKS)
    rank = {"right": 0, "scored": 1, "wrong": 2}
    return sorted(
        ((status, label, count) for (status, label), count in counts.items()),
        key=lambda one: (
            rank.get(one[0], 3),
            -one[2],
            order.index(one[0]) if one[0] in order else 9,
        ),
    )


def _outcomes_of_texts(task: Task, entries: Sequence[Entry]) -> list[tuple[str, str, int]]:
    names = ("under half of the points", "half or more", "three quarters or more")
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        assert entry.result is not None
        status = entry.result.tasks[task.id]["status"]
        label = _label(status)
        if entry.waits(task.id):
            label = "waits for a mark"
        elif task.id in entry.texts:
            share = entry.points(task.id) / task.points
            label = names[(share >= 0.5) + (share >= 0.75)]
        counts[status, label] += 1
    order = [*reversed(names), "waits for a mark"]
    return sorted(
        ((status, label, count) for (status, label), count in counts.items()),
        key=lambda one: (order.index(one[1]) if one[1] in order else 9, -one[2]),
    )


def _name(mark: Mark) -> str:
    """Return the name of the mistake, or of what became of the task."""
    if mark["status"] == "wrong" and mark["misconception"]:
        return str(mark["misconception"])
    return _label(mark["status"])


def _label(status: str) -> str:
    words = {
        "right": "right",
        "scored": "a part of the points",
        "wrong": "another mistake",
        "unusable": "not of the form asked for",
        "stopped": "stopped",
        "not attempted": "not attempted",
    }
    return words.get(status, status)


def _picture(task: Task, entries: Sequence[Entry]) -> str:
    figure = plot_outcomes(task, entries)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=150)
    data = base64.b64encode(content.getvalue()).decode("ascii")
    return (
        f'<div><img src="data:image/png;base64,{data}" alt="{escape(figure.alt)}" '
        f'width="{round(_WIDTH * 90)}"></div>'
    )


def plot_outcomes(task: Task, entries: Sequence[Entry]) -> CourseFigure:
    """Return the picture of a task: how many were right, and which mistakes the others made."""
    found = outcomes(task, entries)
    total = sum(count for _, _, count in found)
    lines = wrap(f"{task.title.rstrip('?')}: {_finding(task, found, total)}", 62)
    above = 0.3 + 0.2 * len(lines)
    height = above + 0.1 + 0.3 * len(found)
    with style():
        figure = CourseFigure(figsize=(_WIDTH, height))
        ax = figure.add_axes((0.42, 0.1 / height, 0.5, (height - above - 0.1) / height))
        for place, (status, _, count) in enumerate(found):
            colour = LOOKS.get(status, ("", "", QUIET))[2]
            ax.barh(
                place,
                count,
                0.72,
                color=colour if status != "not attempted" else "white",
                edgecolor="white" if status != "not attempted" else QUIET,
                hatch=_HATCHES.get(status, ""),
                linewidth=0.8,
            )
            ax.text(
                count,
                place,
                f" {count}",
                va="center",
                ha="left",
                color=INK,
                size=10.5,
                clip_on=False,
            )
        labels = ["\n".join(wrap(label, 34)) for _, label, _ in found]
        ax.set_yticks(range(len(found)), labels, size=10.5)
        ax.set_ylim(len(found) - 0.5, -0.5)
        ax.set_xlim(0, max(total, 1))
        ax.set_xticks([])
        ax.spines[["top", "right", "bottom"]].set_visible(False)
        ax.tick_params(axis="y", length=0)
        title = "\n".join(lines)
        figure.text(0.015, 1 - 0.14 / height, title, va="top", weight="bold", size=11.5)
    counted = ", ".join(f"{label} {count}" for _, label, count in found)
    figure.alt = f"Bars of the {total} submissions, {task.title}: {counted}."
    return figure


def _finding(task: Task, found: Sequence[tuple[str, str, int]], total: int) -> str:
    if task.by_hand:
        kept = sum(count for status, _, count in found if status == "kept")
        return f"{kept} of {total} wrote a text"
    right = sum(count for status, _, count in found if status == "right")
    mistakes = [one for one in found if one[0] == "wrong" and one[1] != _label("wrong")]
    finding = f"{right} of {total} right"
    return finding + (f"; most often wrong: {mistakes[0][1]}" if mistakes else "")


def _to_look_at(entries: Sequence[Entry], feedback: str) -> str:
    """Return the list of doubts and remarks, doubts first."""
    found = [entry for entry in entries if entry.doubts or entry.remarks]
    items = "".join(
        f"<li>{_who(entry, feedback)}: {escape('; '.join([*entry.doubts, *entry.remarks]))}</li>"
        for entry in sorted(found, key=lambda one: not one.doubts)
    )
    return f"<h2>To look at</h2><ul>{items}</ul>" if items else ""


def _table(unit: Unit, entries: Sequence[Entry], feedback: str) -> str:
    heads = ["Who", "Points", "Status", *(task.title for task in unit.tasks)]
    rows = []
    for entry in entries:
        cells = [_who(entry, feedback), f"{entry.total(unit):g}" if entry.judged else ""]
        cells.append(escape(entry.status))
        cells += [_cell(entry, task) for task in unit.tasks]
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        if said := escape("; ".join(notes(entry))):
            # Under its line: a last column would be out of view.
            rows.append(f'<tr class="note"><td colspan="{len(heads)}">{said}</td></tr>')
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _who(entry: Entry, feedback: str) -> str:
    name = entry.person.name or entry.person.id if entry.person else ""
    if entry.result is None:
        return escape(name)
    link = quote(f"{feedback}/{page_name(entry.result.name)}")
    shown = name or ", ".join(filter(None, (label(entry.result.name), entry.result.learner)))
    return f'<a href="{link}" title="{escape(entry.result.name)}">{escape(shown)}</a>'


def _cell(entry: Entry, task: Task) -> str:
    if entry.result is None or not entry.judged:
        return ""
    if entry.waits(task.id):
        return "● to mark"
    symbol = LOOKS.get(entry.result.tasks[task.id]["status"], ("•", "", ""))[0]
    return f"{symbol} {entry.points(task.id):g}"
