"""Ties in a CSV file without the names of columns: an adjacency matrix, or a bare list."""

from __future__ import annotations

import re

from clusterlib.files.csv_tables import Sheet
from clusterlib.files.problems import FileReport
from clusterlib.networks.raw import RawNetwork, as_table

_NUMBER = re.compile(r"-?(\d[\d.,]*|[.,]\d+)([eE][+-]?\d+)?|", re.ASCII)
_NONE = re.compile(r"0*([.,]0*)?", re.ASCII)
#: A square of this many rows or fewer, without names, may as well be a list of ties.
_SMALLEST = 4
_HEADER = ["source", "target", "weight"]

Found = tuple[Sheet, RawNetwork]


def is_matrix(sheet: Sheet) -> bool:
    """Return whether the cells are a matrix: numbers throughout, with names around them or not."""
    names, rows = _names_and_rows(sheet)
    if not rows or any(len(cells) != len(names) for _, _, cells in rows):
        return False
    if {row for _, row, _ in rows} == {*names}:
        return len(names) >= (_SMALLEST if _is_bare(sheet) else 2)
    numbers = all(_NUMBER.fullmatch(cell) for _, _, cells in rows for cell in cells)
    return numbers and len(names) >= _SMALLEST and not sheet.records[0][1][0]


def matrix_of(sheet: Sheet, report: FileReport) -> Found | None:
    """Return the ties of an adjacency matrix as a list, from the row to the column."""
    names, rows = _names_and_rows(sheet)
    line = sheet.records[0][0]
    if not _same_actors(names, [row for _, row, _ in rows], line, report):
        return None
    cells = {
        (row, name): cell for _, row, cells in rows for name, cell in zip(names, cells, strict=True)
    }
    even = all(cell == cells[name, row] for (row, name), cell in cells.items())
    ties = []
    for row_line, row, own in rows:
        for name, cell in zip(names, own, strict=True):
            if row == name or _NONE.fullmatch(cell):
                continue
            if not _NUMBER.fullmatch(cell):
                cure = "Write a number; 0 or a blank cell is no tie."
                report.add(row_line, f"{cell!r} in column {name!r} is not a number", cure)
            elif not even or names.index(row) < names.index(name):
                ties.append((row_line, [row, name, cell], None))
    notes = ["an adjacency matrix"]
    if not even:
        notes.append(
            "it is not symmetric, so ties are directed: knowledge flows from the row to the "
            "column (transpose it if the row asks the column)"
        )
    if any(not _NONE.fullmatch(cells[name, name]) for name in names):
        notes.append("its diagonal is left out")
    actors = as_table(({"id": name} for name in names), ("id",))
    raw = RawNetwork(actors=actors, directed=not even, notes=notes)
    return Sheet(sheet.first, sheet.delimiter, [(line, _HEADER, None), *ties]), raw


def without_names(sheet: Sheet) -> Found | None:
    """Return a list of ties whose first line names no columns; None if that is not sure.

    It is where both actors of the first line come again below, or where its third cell, as that
    of all other lines, is a number.
    """
    rows = [cells for _, cells, _ in sheet.records if any(cells)]
    width = len(rows[0])
    if width not in (2, 3) or len(rows) < 2 or any(len(cells) != width for cells in rows):
        return None
    below = {cell for cells in rows[1:] for cell in cells[:2]}
    numbers = width == 3 and all(cells[2] and _NUMBER.fullmatch(cells[2]) for cells in rows)
    if not numbers and not (width == 2 and below >= {*rows[0]}):
        return None
    header = (sheet.records[0][0], _HEADER[:width], None)
    notes = ["the first line names no columns: it is read as a tie, source first"]
    return Sheet(sheet.first, sheet.delimiter, [header, *sheet.records]), RawNetwork(notes=notes)


def _is_bare(sheet: Sheet) -> bool:
    """Return whether all cells are numbers in a square, so that no cell is a name."""
    rows = [cells for _, cells, _ in sheet.records if any(cells)]
    square = all(len(cells) == len(rows) for cells in rows)
    return square and all(_NUMBER.fullmatch(cell) for cells in rows for cell in cells)


def _names_and_rows(sheet: Sheet) -> tuple[list[str], list[tuple[int, str, list[str]]]]:
    """Return the names of the columns, and line, name and cells of each row."""
    records = [(line, cells) for line, cells, _ in sheet.records if any(cells)]
    if _is_bare(sheet):
        names = [str(number) for number in range(1, len(records) + 1)]
        return names, [
            (line, name, cells) for name, (line, cells) in zip(names, records, strict=True)
        ]
    (_, header), *body = records
    while header and not header[-1]:
        header = header[:-1]
    rows = [(line, cells[0], cells[1:]) for line, cells in body]
    # R writes no cell above the names of the rows.
    shifted = bool(rows) and all(len(cells) == len(header) for _, _, cells in rows)
    names = header if shifted else header[1:]
    return names, [(line, row, _fitted(cells, len(names))) for line, row, cells in rows]


def _fitted(cells: list[str], width: int) -> list[str]:
    """Return a row without blank cells beyond the last column, or with those that it lacks."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells + [""] * (width - len(cells))


def _same_actors(names: list[str], rows: list[str], line: int, report: FileReport) -> bool:
    """Report a matrix of which rows and columns are not the same actors, each once."""
    twice = sorted({name for name in names if names.count(name) > 1})
    only = sorted({*names} ^ {*rows})
    if len(only) > len({*names} & {*rows}):
        report.add(
            line,
            f"a matrix of {len(rows)} rows and {len(names)} other columns: who belongs to what "
            "(two modes), not who is tied to whom",
            "Give a list with a line for each tie of two actors: source,target,weight.",
        )
    elif only:
        what = f"rows and columns of the matrix differ: {', '.join(only[:5])}"
        report.add(line, what, "Give every actor one row and one column of the same name.")
    elif twice or len(rows) > len({*rows}):
        name = (twice or sorted({row for row in rows if rows.count(row) > 1}))[0]
        report.add(line, f"{name!r} stands twice in the matrix", "Give every actor one name.")
    else:
        return True
    return False
