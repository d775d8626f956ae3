"""CSV files that spreadsheets open without running anything that a stranger wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from clusterlib.files.csv_tables import as_csv

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Where a program that separates cells by another letter than ours sees a cell begin: behind that
#: letter and, as our quotes are none to it, at every line.
_BEGINS = {
    mine: re.compile(rf"([{other}\n][\s\"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
    for mine, other in ((",", ";"), (";", ","))
}
_LONGEST = 32_000


class AsItStands(str):
    """A cell of the lecturer's own, which goes back to where it came from as it stands."""


def safe(cell: object, delimiter: str = ",") -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    It is safe, too, where a spreadsheet separates cells by a semicolon and the file by a comma, or
    the other way round.

    Examples
    --------
    >>> safe("=1+1")
    "'=1+1"
    >>> safe("a;=cmd")
    "a;'=cmd"
    >>> safe(-1.5)
    -1.5
    """
    if not isinstance(cell, str) or isinstance(cell, AsItStands):
        return cell
    # Spreadsheets would end the cell, or the file, at other control characters.
    text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in cell)
    text = text.strip()[:_LONGEST]
    text = _BEGINS[delimiter].sub(r"\1'", text) if delimiter in _BEGINS else text
    return f"'{text}" if text.startswith(_FORMULA) else text


def safe_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], delimiter: str = ","
) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, as Excel wants it."""
    cells = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    made = [[safe(cell, delimiter) for cell in row] for row in cells]
    return as_csv(made, delimiter).encode("utf-8-sig", "replace")
