"""CSV files that spreadsheets open without running anything that a stranger wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clusterlib.files.csv_tables import as_csv

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST = 32_000


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> safe("=1+1")
    "'=1+1"
    >>> safe(-1.5)
    -1.5
    """
    if not isinstance(cell, str):
        return cell
    # Spreadsheets would end the cell, or the file, at other control characters.
    text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in cell)
    text = text.strip()[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text


def safe_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], delimiter: str = ","
) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, as Excel wants it."""
    cells = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return as_csv([map(safe, row) for row in cells], delimiter).encode("utf-8-sig", "replace")
