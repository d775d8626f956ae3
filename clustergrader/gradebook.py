"""The list of the class with its marks, as the gradebook that it came from takes it back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clustercourse.exercises.tasks import Unit
from clustergrader.classbook import Entry
from clustergrader.marks import short_name
from clustergrader.roster import Roster, letters
from clustergrader.safe_csv import AsItStands, safe_csv

#: Columns of Moodle's grading worksheet, in English, German, French, Spanish.
_GRADE = {"grade", "bewertung", "note", "calificacion"}
_MOST = {
    *("maximumgrade", "hochstebewertung", "maximalebewertung", "bestwertung", "notemaximale"),
    *("calificacionmaxima",),
}
_FEEDBACK = {
    *("feedbackcomments", "feedbackalskommentar", "feedbackparcommentaires", "commentaires"),
    *("comentariosderetroalimentacion",),
}
#: What gradebooks put behind the name of an exercise where its column has no points.
_NO_POINTS = re.compile(
    r".*\((percentage|letter|feedback|prozent\w*|buchstabe\w*|pourcentage|lettre|porcentaje|letra)\)",
    re.IGNORECASE,
)
#: Brightspace wants it last.
_LAST = "End-of-Line Indicator"


def import_table(unit: Unit, entries: Sequence[Entry], roster: Roster) -> bytes:
    """Return the roster with the marks.

    They go into the column that the gradebook has for the exercise, in Moodle's grading worksheet
    into ``Grade`` with a summary in ``Feedback comments``, else into a new one. Where it is in
    doubt whose a mark is, where nothing could be judged, or while there is a text to mark, all
    stays as it is: a blank would delete what the gradebook holds.
    """
    sure = {
        id(entry.person): entry
        for entry in entries
        if entry.person and entry.result and not entry.replaced
        if not entry.doubts and not entry.waiting(unit)
    }
    columns = [*dict.fromkeys(roster.columns)]
    grade, most, feedback = (_first(columns, names) for names in (_GRADE, _MOST, _FEEDBACK))
    mark = grade if grade and most else _column_of(unit, columns)
    if mark not in columns:
        columns.insert(len(columns) - (columns[-1:] == [_LAST]), mark)
    rows = []
    for person in roster.people:
        row: dict[str, object] = {**roster.as_it_stands(person)}
        if entry := sure.get(id(person)):
            row[mark] = entry.total(unit)
            if mark == grade:
                row[mark] = _of(person.cells.get(most, ""), entry.total(unit) / unit.points)
                if feedback:
                    summary = _summary(unit, entry, person.cells.get(feedback, ""))
                    row[feedback] = AsItStands(summary)
        rows.append(row)
    return safe_csv([*map(AsItStands, columns)], rows)


def _first(columns: Sequence[str], names: set[str]) -> str:
    return next((column for column in columns if letters(column) in names), "")


def _column_of(unit: Unit, columns: Sequence[str]) -> str:
    """Return the gradebook's column of an exercise, or the name of a new one."""
    name = short_name(unit)
    # Moodle: "Assignment: Exercise 01 (Real)"; Canvas: "(4711)"; Sakai, Blackboard: "[100]".
    names = rf"(?:{re.escape(unit.title)}|{re.escape(name)})"
    form = re.compile(rf"(?:[^:]+: )?{names}(?: \(.*\)| \[.*| Points Grade.*)?", re.IGNORECASE)
    found = [one for one in columns if form.fullmatch(one) and not _NO_POINTS.fullmatch(one)]
    return name if name in found else next(iter(found), name)


def _of(most: str, share: float) -> object:
    """Return a share of the most points that there are, with the decimal mark of the list."""
    number = most.replace(",", ".")
    points = share * (float(number) if re.fullmatch(r"\d+(\.\d+)?", number) else 100)
    text = f"{round(points, 2):g}"
    return text.replace(".", ",") if "," in most else text


def _summary(unit: Unit, entry: Entry, before: str) -> str:
    """Return the points of each task in words, behind what a person has written there."""
    begin = f"{short_name(unit)}: "
    written = re.sub(rf"\s*{re.escape(begin)}[\d.]+ of \d+ points\..*", "", before, flags=re.DOTALL)
    points = (f"{entry.points(task):g} of {task.points} for {task.title!r}" for task in unit.tasks)
    comments = (text.comment for text in entry.texts.values())
    said = [f"{begin}{entry.total(unit):g} of {unit.points} points. {'; '.join(points)}."]
    said += [f"{one.rstrip('.')}." for one in (entry.late.said, *entry.settled, *comments) if one]
    return " ".join(filter(None, [written, *said]))
