"""Texts that a person marks: a sheet without names to fill in, and the points back from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusterlib.exercises.tasks import Criterion, Task, Unit
from clusterlib.grading.tables import as_csv
from clusterlib.grading.work import Result
from clusterlib.networks import ClusterError
from clusterlib.networks.problems import FileReport
from clusterlib.networks.tables import Columns, Table, plain, read_table


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


#: By submission and task.
TextMarks = dict[tuple[str, str], TextMark]


def code_of(result: Result) -> str:
    """Return what stands on the sheet instead of a name: letters, which no spreadsheet changes."""
    digest = hashlib.sha256(f"{result.name}\0{result.digest}".encode()).hexdigest()[:10]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def column_of(criterion: Criterion) -> str:
    """Return the column of a criterion; read back, capitals and spaces do not matter."""
    return f"{criterion.text} (0 to {criterion.points})"


def make_sheet(unit: Unit, results: Iterable[Result], filled: TextMarks) -> bytes:
    """Return the sheet, with the points that are there already."""
    tasks = [task for task in unit.tasks if task.by_hand]
    columns = ["Code", "Task", "Text"]
    columns += [column_of(criterion) for task in tasks for criterion in task.rubric]
    rows = []
    for result in sorted(results, key=code_of):
        for task in tasks:
            mark = result.tasks[task.id]
            if mark["status"] == "kept":
                row = {"Code": code_of(result), "Task": task.id, "Text": mark["text"]}
                done = filled.get((result.name, task.id))
                if done:
                    names = map(column_of, task.rubric)
                    row |= {n: f"{x:g}" for n, x in zip(names, done.criteria, strict=True)}
                rows.append({**row, "Comment": done.comment if done else ""})
    return as_csv([*columns, "Comment"], rows)


def read_sheet(path: Path, unit: Unit, results: Sequence[Result]) -> TextMarks:
    """Read the sheet back; rows without any points are left out.

    Raises
    ------
    ClusterError
        If points cannot be read, are too many or are there for a part of the criteria only. All
        problems are listed with their lines.
    """
    report = FileReport(path.name)
    table = read_table(path, report, Columns(("code", "task"), ("comment",)))
    marks: TextMarks = {}
    if table is not None and not report.problems:
        known = {code_of(result): result for result in results}
        tasks = {task.id: task for task in unit.tasks if task.by_hand}
        by_name = {plain(column): column for column in table.columns}
        for row in table.rows:
            result, task = known.get(row.cells["code"]), tasks.get(row.cells["task"])
            if result is None or task is None:
                if any(row.cells.get(by_name.get(plain(column_of(c)), "")) for c in _all(tasks)):
                    what = f"no submission with the code {row.cells['code']!r} and this task"
                    report.add(row.line, what, "It was handed in again, or the code was changed.")
                continue
            numbers = _points(table, row.line, row.cells, by_name, task, report)
            if numbers:
                comment = row.cells.get("comment", "").removeprefix("'")
                marks[result.name, task.id] = TextMark(numbers, comment)
    if report.problems:
        raise ClusterError(report.problems, path.name)
    return marks


def _all(tasks: dict[str, Task]) -> list[Criterion]:
    return [criterion for task in tasks.values() for criterion in task.rubric]


def _points(
    table: Table,
    line: int,
    cells: dict[str, str],
    by_name: dict[str, str],
    task: Task,
    report: FileReport,
) -> tuple[float, ...]:
    found, missing = [], []
    for criterion in task.rubric:
        column = by_name.get(plain(column_of(criterion)))
        if column is None:
            report.add(table.line, f"no column {column_of(criterion)!r}", "Keep all columns.")
            return ()
        cell = cells.get(column, "")
        if not cell:
            missing.append(criterion.text)
            continue
        number = table.number(cell.replace(",", ".") if not table.comma else cell)
        if isinstance(number, str) or not 0 <= number <= criterion.points:
            cure = f"Give a number from 0 to {criterion.points}."
            report.add(line, f"{cell!r} for {criterion.text!r}", cure)
            return ()
        found.append(float(number))
    if found and missing:
        report.add(line, f"no points for {missing[0]!r}", "Give 0 if there are none.")
        return ()
    return tuple(found)
