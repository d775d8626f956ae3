"""Texts that a person marks: a sheet without names to fill in, and the points back from it."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clustercourse.exercises.tasks import Criterion, Unit
from clustergrader.one_submission import Result
from clustergrader.safe_csv import AsItStands, safe, safe_csv
from clustergrader.submissions import Submission
from clusterlib.files.csv_tables import Columns, Row, plain, read_table
from clusterlib.files.problems import FileReport
from clusterlib.networks import ClusterError, Problem

#: What a text is about: columns, and where their cells are.
_VALUES = {"Own cluster": "own", "Fresh cluster": "fresh"}
_OUT_OF = re.compile(r"(.+?)\s*\(0 to (\d+)\)", re.DOTALL)
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
    """A sheet as a person left it.

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

    def typed(self, key: Key) -> bool:
        """Return whether a person has typed anything into a row."""
        return any(self.cells.get(key, {}).get(column) for column in self._typed_in(key))

    def _typed_in(self, key: Key) -> list[str]:
        given = ("Code", "Task", "Text", *_VALUES)
        return [column for column in self.cells[key] if column not in given]


def sheets_beside(path: Path) -> list[Path]:
    """Return the sheets that there are: the one of this name, and those of the markers."""
    found = path.parent.glob(f"{glob.escape(path.stem)}_*{path.suffix}")
    return [*filter(Path.exists, [path]), *sorted(one for one in found if not _kept(one))]


def _kept(path: Path) -> bool:
    return path.stem.endswith(".before")


def merge(sheets: Mapping[Path, Sheet]) -> tuple[TextMarks, list[Problem]]:
    """Return the marks of all sheets together, and those texts that two people mark differently."""
    marks: TextMarks = {}
    problems: list[Problem] = []
    whose: dict[Key, Path] = {}
    for path, sheet in sheets.items():
        for key, mark in sheet.marks.items():
            if key in marks and marks[key].criteria != mark.criteria:
                what = f"{whose[key].name} gives {marks[key].points:g} points to this text"
                cure = "Agree, and delete the points of this row in one of the two."
                problems.append(Problem(f"{path.name} (code {key[0]})", what, cure))
            elif key not in marks:
                marks[key], whose[key] = mark, path
    return marks, problems


def share_out(
    keys: Iterable[Key], sheets: Mapping[Path, Sheet], markers: Sequence[Path]
) -> dict[Path, list[Key]]:
    """Deal texts out to the sheets of markers; what somebody has begun to mark stays there."""
    dealt: dict[Path, list[Key]] = {path: [] for path in markers}
    free = []
    for key in keys:
        held = [path for path, sheet in sheets.items() if key in sheet.cells]
        stays = [path for path in held if path in markers or sheets[path].typed(key)]
        for path in stays:
            dealt.setdefault(path, []).append(key)
        if not stays:
            free.append(key)
    for key in free:
        dealt[min(markers, key=lambda path: len(dealt[path]))].append(key)
    return dealt


def code_of(result: Result) -> str:
    """Return what stands for a submission: letters, which no spreadsheet changes, and no name.

    It belongs to a person and a content: see :meth:`clustergrader.state.Graded.piece_of`.
    """
    return result.piece or new_code(result)


def new_code(one: Result | Submission) -> str:
    """Return the code of what has none yet."""
    digest = hashlib.sha256(f"{one.name}\0{one.digest}".encode()).hexdigest()[:10]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def column_of(criterion: Criterion) -> str:
    """Return the column of a criterion; read back, capitals and spaces do not matter."""
    return f"{criterion.text} (0 to {criterion.points})"


def make_sheet(unit: Unit, results: Iterable[Result], wanted: Iterable[Key], left: Sheet) -> bytes:
    """Return the sheet: the rows that are wanted, and every row into which somebody typed."""
    fixed = {}
    for result in results:
        for key, text in texts_of(result).items():
            values = {column: result.values.get(name, "") for column, name in _VALUES.items()}
            fixed[key] = {"Code": key[0], "Task": key[1], "Text": text, **values}
    wanted = set(wanted)
    there = [key for key in left.cells if key in wanted or left.typed(key)]
    keys = there + sorted(wanted.difference(left.cells))
    rows = [_as_typed(left, key) | fixed.get(key, {}) for key in keys]
    return safe_csv([*_columns(unit), *map(AsItStands, left.own)], rows, left.delimiter)


def _as_typed(left: Sheet, key: Key) -> dict[str, str]:
    """Return a row as a person left it; what stands in columns of their own is no stranger's."""
    cells = left.cells.get(key, {})
    return {name: AsItStands(cell) if name in left.own else cell for name, cell in cells.items()}


def is_written(sheet: Sheet, results: Iterable[Result], keys: Iterable[Key]) -> bool:
    """Return whether a sheet holds just these texts, as they are, beside what was typed."""
    texts = {key: text for result in results for key, text in texts_of(result).items()}
    wanted = set(keys)
    if any(key not in wanted and not sheet.typed(key) for key in sheet.cells):
        return False
    return all(
        key in sheet.cells and _words(sheet.cells[key].get("Text", "")) == _words(texts[key])
        for key in wanted
    )


def _words(text: str) -> list[str]:
    """Return a text as it is compared: as a cell, it lacks what no spreadsheet shows."""
    return str(safe(text)).removeprefix("'").split()


def read_sheet(path: Path, unit: Unit, known: Collection[str], encoding: str = "") -> Sheet:
    """Read the sheet back, as any spreadsheet saves it; ``known`` are the codes that there are.

    Raises
    ------
    ClusterError
        If points cannot be read or are too many, or if it is not clear whose they are. All
        problems are listed with their rows.
    """
    report, half = FileReport(path.name, "row"), FileReport(path.name, "row")
    wanted = Columns(("code", "task"), ("comment",))
    table = read_table(path, report, wanted, spreadsheet=True, encoding=encoding)
    if table is None or not {"code", "task"} <= set(table.columns):
        raise ClusterError(report.problems, path.name)
    standard = {plain(column): column for column in _columns(unit)}
    criteria = {criterion: _columns_of(criterion, table.columns) for criterion in _criteria(unit)}
    weighed = {column for columns in criteria.values() for column in columns}
    own = tuple(name for name in table.columns if name and plain(name) not in standard)
    for criterion, columns in criteria.items():
        if not columns:
            what = f"no column {column_of(criterion)!r}"
            report.add(table.line, what, "Keep all columns; one of this name may be empty.")
    tasks = {task.id: task for task in unit.tasks if task.by_hand}
    marks: TextMarks = {}
    found: dict[Key, dict[str, str]] = {}
    for row in table.rows if all(criteria.values()) else ():
        if not row.sound:
            continue
        key = code, name = row.cells["code"], row.cells["task"]
        cells = {standard.get(plain(column), column): cell for column, cell in row.cells.items()}
        of = f"code {code}"
        if code not in known or name not in tasks:
            if any(cells[column] for column in {*weighed, *own, "comment"} & {*cells}):
                what = f"no submission with this code and the task {name!r}"
                report.add(row.line, what, "Put both back as they were, or delete the row.", of)
        elif key in found:
            report.add(row.line, "this text has a row already", "Delete one of them.", of)
        else:
            found[key] = cells
            task, problems = tasks[name], len(report.problems)
            points = [
                _points(criterion, criteria[criterion], row, report, of)
                for criterion in task.rubric
            ]
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


def texts_of(result: Result) -> dict[Key, str]:
    """Return the texts of a submission."""
    return {
        (code_of(result), name): mark["text"]
        for name, mark in result.tasks.items()
        if mark["status"] == "kept"
    }


def _columns_of(criterion: Criterion, columns: Iterable[str]) -> dict[str, int]:
    """Return the columns of a criterion and of how many points each is: today's first.

    A column from before its points were changed says in its name how many there were.
    """
    found = {}
    for column in columns:
        match = _OUT_OF.fullmatch(column)
        if match and plain(match[1]) == plain(criterion.text):
            found[column] = int(match[2])
    return dict(sorted(found.items(), key=lambda pair: pair[1] != criterion.points))


def _points(
    criterion: Criterion, columns: Mapping[str, int], row: Row, report: FileReport, of: str
) -> float | None:
    """Return the points for a criterion; None if there are none, or none that can be read."""
    column = next((one for one in columns if row.cells[one]), None)
    if column is None:
        return None
    cell, most = row.cells[column], columns[column]
    number = float(cell.replace(",", ".")) if _POINTS.fullmatch(cell) else -1.0
    if 0 <= number <= most:
        return number * criterion.points / most
    cure = f"Give a number from 0 to {most}."
    report.add(row.line, f"{cell!r} for {criterion.text!r}", cure, of)
    return None
