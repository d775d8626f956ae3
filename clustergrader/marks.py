"""The marks as CSV: a table for the lecturer, and one that a gradebook takes as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clustercourse.exercises.tasks import Unit
from clustergrader.classbook import Entry
from clustergrader.page_folder import page_name
from clustergrader.roster import Roster
from clustergrader.safe_csv import safe_csv

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
    own += [*tasks.values(), "Note", "Feedback"]
    people = roster.columns if roster else (_ID,)
    # A roster may have a status of its own; it stays in the table for the gradebook.
    columns = [*(column for column in people if column not in own), *own]
    rows = []
    for entry in entries:
        row: dict[str, object] = dict(entry.person.cells) if entry.person else {}
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
                "Note": "; ".join(notes(entry)),
                "Feedback": f"{feedback}/{page_name(result.name)}",
            }
            for task_id, column in tasks.items():
                row[column] = "" if entry.waits(task_id) else entry.points(task_id)
            if roster is None:
                row[_ID] = result.learner
        rows.append(row)
    return safe_csv(columns, rows)


def import_table(unit: Unit, entries: Sequence[Entry], roster: Roster) -> bytes:
    """Return the roster with one more column, the marks, for the gradebook that it came from.

    A mark is left blank where it is in doubt whose it is, where nothing could be judged, or while
    there is a text to mark. If the roster has a column for the exercise, as Canvas exports it, the
    marks go there.
    """
    mark = short_name(unit)
    mark = next((c for c in roster.columns if c == mark or c.startswith(f"{mark} (")), mark)
    sure = {
        id(entry.person): entry.total(unit)
        for entry in entries
        if entry.person and entry.result and not entry.doubts and not entry.waiting(unit)
    }
    rows = [{**person.cells, mark: sure.get(id(person), "")} for person in roster.people]
    return safe_csv(list(dict.fromkeys([*roster.columns, mark])), rows)


def notes(entry: Entry) -> list[str]:
    """Return what there is to say about a submission as a whole."""
    if entry.result is None:
        return []
    failed = Counter(kind for _, kind, _ in entry.result.errors)
    cells = [f"{kind} in {count} cell{'s' * (count > 1)}" for kind, count in failed.items()]
    return [note for note in (entry.result.note.rstrip("."), *cells) if note]
