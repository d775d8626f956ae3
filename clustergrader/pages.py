"""One page of feedback for each submission: what was right and what the mistake was."""

from __future__ import annotations

from html import escape

from clustercourse.exercises.tasks import Task, Unit
from clustergrader.classbook import Entry

#: Symbol, word and colour: the symbol says the same without colour.
LOOKS = {
    "right": ("✓", "Right", "#009E73"),
    "scored": ("◐", "A part of the points", "#56B4E9"),
    "wrong": ("✗", "Not right", "#D55E00"),
    "unusable": ("✗", "Not of the form asked for", "#CC79A7"),
    "stopped": ("■", "Stopped", "#E69F00"),
    "not attempted": ("○", "Not attempted", "#767676"),
    "kept": ("●", "Marked by your lecturer", "#0072B2"),
}
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 0; }
section { border-left: 6px solid; padding: .25rem 0 .25rem 1rem; margin: 1.25rem 0; }
section p, section ul { margin: .25rem 0; } .points { float: right; font-weight: 600; }
.total { font-size: 1.25rem; font-weight: 600; } .quiet { opacity: .8; font-size: .9rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .3rem .6rem;
vertical-align: top; border-bottom: 1px solid #8886; } td.number { text-align: right; }
img { max-width: 100%; height: auto; background: white; } code { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } .wide { max-width: 76rem; }
tr:has(+ .note) td { border-bottom: 0; } .note td { padding: 0 .6rem .5rem 2rem; }
td:first-child { overflow-wrap: anywhere; min-width: 12rem; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(30rem, 1fr)); gap: 1rem; }
"""


def page(title: str, body: str, *, wide: bool = False) -> bytes:
    """Return a whole page; the title is text, the body HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing in a page may load or run, whatever a submission has put into it.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body{' class=wide' * wide}>\n{body}\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def feedback_page(unit: Unit, entry: Entry) -> bytes:
    """Return the page for the author of a submission."""
    assert entry.result is not None
    result = entry.result
    possible = sum(task.points for task in unit.tasks)
    waiting = entry.waiting(unit)
    total = f"{entry.total(unit)} of {possible} points"
    if waiting:
        rest = possible - waiting
        total = f"{entry.total(unit)} of {rest} points; {waiting} more for your text"
    who = entry.person.name if entry.person and entry.person.name else result.learner
    body = [
        f"<h1>{escape(unit.title)}</h1>",
        f"<p>{escape(who or 'No learner id')} · <code>{escape(result.name)}</code></p>",
        f'<p class="total">{escape(total)}</p>',
    ]
    if result.status != "marked":
        body.append(f"<p><strong>{escape(result.status.capitalize())}.</strong></p>")
    if result.note:
        body.append(f"<p>{escape(result.note)}</p>")
    body += [_section(task, entry) for task in unit.tasks]
    if result.errors:
        items = "".join(
            f"<li>Code cell {cell}: <code>{escape(kind)}"
            f"{': ' if text else ''}{escape(text[:160])}</code></li>"
            for cell, kind, text in result.errors[:20]
        )
        body.append(f"<h2>Cells that stopped</h2><ul>{items}</ul>")
    body.append(
        '<p class="quiet">Your notebook was run from the first cell to the last on a cluster that '
        "nobody had seen before, drawn for your id. So answers that were typed in as numbers, and "
        "code that needs a cell you have deleted, earn nothing there, even if they were right "
        "for your own cluster.</p>"
    )
    return page(f"{unit.title}: feedback", "\n".join(body))


def _section(task: Task, entry: Entry) -> str:
    assert entry.result is not None
    mark = entry.result.tasks[task.id]
    symbol, word, colour = LOOKS.get(mark["status"], ("•", str(mark["status"]), "#767676"))
    points: object = entry.points(task.id)
    text = f"<p>{escape(mark['message'])}</p>" if mark["message"] else ""
    if mark["status"] == "kept":
        done = entry.texts.get(task.id)
        points = points if done else "?"
        word = word if done else "Waits for your lecturer"
        text = _criteria(task, entry)
    # A hint is a call in the notebook; on a page it is only said where to find it.
    text = text.replace("I cannot tell why. Try", "the mistake is none of the usual ones. Try")
    return (
        f'<section style="border-color: {colour}"><span class="points">{points} of {task.points}'
        f"</span><h2>{escape(task.title)}</h2><p><strong>{symbol} {escape(word)}</strong></p>"
        f'{text}<p class="quiet">Objective: {escape(task.objective)}</p></section>'
    )


def _criteria(task: Task, entry: Entry) -> str:
    done = entry.texts.get(task.id)
    items = []
    for place, criterion in enumerate(task.rubric):
        got = f"{done.criteria[place]:g} of {criterion.points}" if done else f"{criterion.points}"
        items.append(f"<li>{escape(criterion.text)} ({got})</li>")
    comment = f"<p>{escape(done.comment)}</p>" if done and done.comment else ""
    return f"<ul>{''.join(items)}</ul>{comment}"
