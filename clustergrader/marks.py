"""The marks as CSV: a table for the lecturer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clustercourse.exercises.tasks import Unit
from clustergrader.classbook import Entry
from clustergrader.page_folder import page_name
from clustergrader.roster import Roster
from clustergrader.safe_csv import AsItStands, safe_csv
from clustergrader.texts import code_of

#: The column of the id where no roster gives it another name.
_ID = "ID number"


def short_name(unit: Unit) -> str:
    """Return what a gradebook calls the exercise, such as ``"Exercise 05"``."""
    return unit.title.partition(":")[0]


def out_of(unit: Unit) -> str:
    """Return the column of the points that there are; it tells whose marks a table holds."""
    return f"{short_name(unit)} out of"


def marks_table(
    unit: Unit, entries: Sequence[Entry], roster: Roster | None, feedback: str
) -> bytes:
    """Return the table for the lecturer.

    Columns of the roster come first, as they stand there; then points, status, doubts, the points
    of each task, and where the feedback is. Moodle takes it in its import of grades.
    """
    mark, possible = short_name(unit), out_of(unit)
    tasks = {task.id: f"{task.title} ({task.points})" for task in unit.tasks}
    own = [mark, possible, "Text to mark", "Status", "Look at", "Learner id", "Submission"]
    own += [*tasks.values(), "Days late", "Decided", "Note", "Feedback", "Code"]
    people = roster.columns if roster else (_ID,)
    # A roster may have a status of its own; it stays in the table for the gradebook.
    columns = [*(column for column in people if column not in own), *own]
    rows = []
    for entry in entries:
        row: dict[str, object] = {}
        if roster and entry.person:
            row |= roster.as_it_stands(entry.person)
        # What a roster has in a column of this table is not the table's.
        row |= dict.fromkeys(own, "") | {
            possible: unit.points,
            "Text to mark": entry.waiting(unit) or "",
            "Status": entry.status,
            "Look at": "; ".join([*entry.doubts, *entry.remarks]),
        }
        if result := entry.result:
            row |= {
                mark: entry.total(unit),
                "Learner id": result.learner,
                "Submission": result.name,
                "Days late": _days(entry),
                "Decided": "; ".join(entry.settled),
                "Note": "; ".join(notes(entry)),
                "Feedback": f"{feedback}/{page_name(result.name)}",
                "Code": code_of(result),
            }
            for task in unit.tasks:
                row[tasks[task.id]] = "" if entry.waits(task) else entry.points(task)
            if roster is None:
                row[_ID] = entry.person.id if entry.person else result.learner
        rows.append(row)
    return safe_csv([AsItStands(one) if one in people else one for one in columns], rows)


def _days(entry: Entry) -> str:
    days = entry.late.days
    return "?" if days is None else f"{round(days, 2):g}" if days else ""


def notes(entry: Entry) -> list[str]:
    """Return what there is to say about a submission as a whole."""
    if entry.result is None:
        return []
    failed = Counter(kind for _, kind, _ in entry.result.errors)
    cells = [f"{kind} in {count} cell{'s' * (count > 1)}" for kind, count in failed.items()]
    return [note for note in (entry.result.note.rstrip("."), *cells) if note]
