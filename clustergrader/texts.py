"""Texts that a person marks: a sheet without names to fill in, and the points back from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from clustercourse.exercises.tasks import Criterion, Unit
from clustergrader.one_submission import Result
from clustergrader.safe_csv import safe_csv
from clusterlib.files.csv_tables import Columns, plain, read_table
from clusterlib.files.problems import FileReport
from clusterlib.networks import ClusterError, Problem

#: What a text is about: columns, and where their cells are.
_VALUES = {"Own cluster": "own", "Fresh cluster": "fresh"}
_POINTS = re.compile(r"\d+([.,]\d*)?|[.,]\d+", re.ASCII)


@dataclass(frozen=True)
class TextMark:
    """Points for one text, by criterion, and a word to its author."""

    criteria: tuple[float, ...]
    comment: str = ""

    @property
    def points(self) -> int | float:
        """All points together."""
        total = sum(self.criteria)
        return int(total) if total == int(total) else total


#: By code and task.
Key = tuple[str, str]
TextMarks = dict[Key, TextMark]


@dataclass(frozen=True)
class Sheet:
    """The sheet as a person left it.

    Attributes
    ----------
    marks : dict
        The rows that are filled in.
    cells : dict
        All rows as they stand, to be written again.
    own : tuple of str
        Columns that the person has added.
    half : tuple of Problem
        Rows with points for a part of the criteria. They count as not yet marked.
    delimiter : str
        What separates the cells.
    """

    marks: TextMarks = field(default_factory=dict)
    cells: dict[Key, dict[str, str]] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    half: tuple[Problem, ...] = ()
    delimiter: str = ","

    def holds(self, results: Iterable[Result]) -> bool:
        """Return whether all texts of some submissions have a row."""
        return all(key in self.cells for result in results for key in _texts(result))


def code_of(result: Result) -> str:
    """Return what stands on the sheet instead of a name: letters, which no spreadsheet changes."""
    digest = hashlib.sha256(f"{result.name}\0{result.digest}".encode()).hexdigest()[:10]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def column_of(criterion: Criterion) -> str:
    """Return the column of a criterion; read back, capitals and spaces do not matter."""
    return f"{criterion.text} (0 to {criterion.points})"


def make_sheet(unit: Unit, results: Iterable[Result], left: Sheet) -> bytes:
    """Return the sheet, with what is there already as it stands."""
    rows = []
    for result in sorted(results, key=code_of):
        for key, text in _texts(result).items():
            code, task = key
            values = {column: result.values.get(name, "") for column, name in _VALUES.items()}
            fixed = {"Code": code, "Task": task, "Text": text, **values}
            rows.append(left.cells.get(key, {}) | fixed)
    return safe_csv([*_columns(unit), *left.own], rows, left.delimiter)


def read_sheet(path: Path, unit: Unit, results: Iterable[Result]) -> Sheet:
    """Read the sheet back, as any spreadsheet saves it.

    Raises
    ------
    ClusterError
        If points cannot be read or are too many, or if it is not clear whose they are. All
        problems are listed with their rows.
    """
    report, half = FileReport(path.name, "row"), FileReport(path.name, "row")
    table = read_table(path, report, Columns(("code", "task"), ("comment",)), spreadsheet=True)
    if table is None or not {"code", "task"} <= set(table.columns):
        raise ClusterError(report.problems, path.name)
    standard = {plain(column): column for column in _columns(unit)}
    own = tuple(name for name in table.columns if name and plain(name) not in standard)
    criteria = [column_of(criterion) for criterion in _criteria(unit)]
    there = {standard.get(plain(column), column) for column in table.columns}
    for column in criteria:
        if column not in there:
            report.add(table.line, f"no column {column!r}", "Keep all columns.")
    known = {code_of(result) for result in results}
    tasks = {task.id: task for task in unit.tasks if task.by_hand}
    marks: TextMarks = {}
    found: dict[Key, dict[str, str]] = {}
    for row in table.rows if there.issuperset(criteria) else ():
        if not row.sound:
            continue
        key = code, name = row.cells["code"], row.cells["task"]
        cells = {standard.get(plain(column), column): cell for column, cell in row.cells.items()}
        of = f"code {code}"
        if code not in known or name not in tasks:
            if any(cells[column] for column in criteria):
                what = f"no submission with this code and the task {name!r}"
                report.add(row.line, what, "Put both back as they were, or delete the row.", of)
        elif key in found:
            report.add(row.line, "this text has a row already", "Delete one of them.", of)
        else:
            found[key] = cells
            task, problems = tasks[name], len(report.problems)
            points = [_points(criterion, cells, row.line, report, of) for criterion in task.rubric]
            given = tuple(number for number in points if number is not None)
            if len(given) == len(points):
                marks[key] = TextMark(given, cells.get("Comment", "").removeprefix("'"))
            elif given and len(report.problems) == problems:
                missing = task.rubric[points.index(None)].text
                half.add(row.line, f"no points for {missing!r}", "Give 0 if there are none.", of)
    if report.problems:
        raise ClusterError(report.problems, path.name)
    return Sheet(marks, found, own, tuple(half.problems), table.delimiter)


def _columns(unit: Unit) -> list[str]:
    return ["Code", "Task", "Text", *_VALUES, *map(column_of, _criteria(unit)), "Comment"]


def _criteria(unit: Unit) -> list[Criterion]:
    return [criterion for task in unit.tasks if task.by_hand for criterion in task.rubric]


def _texts(result: Result) -> dict[Key, str]:
    """Return the texts of a submission."""
    return {
        (code_of(result), name): mark["text"]
        for name, mark in result.tasks.items()
        if mark["status"] == "kept"
    }


def _points(
    criterion: Criterion, cells: dict[str, str], row: int, report: FileReport, of: str
) -> float | None:
    """Return the points for a criterion; None if there are none, or none that can be read."""
    cell = cells[column_of(criterion)]
    if not cell:
        return None
    number = float(cell.replace(",", ".")) if _POINTS.fullmatch(cell) else -1.0
    if 0 <= number <= criterion.points:
        return number
    cure = f"Give a number from 0 to {criterion.points}."
    report.add(row, f"{cell!r} for {criterion.text!r}", cure, of)
    return None
