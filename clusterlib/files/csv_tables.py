"""One CSV file as a table, with the line of every row and every problem found on the way."""

from __future__ import annotations

import csv
import difflib
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clusterlib.checks import did_you_mean, is_number
from clusterlib.files.letters import SAVE_AGAIN, composed, decode
from clusterlib.files.problems import FileReport

#: The first one wins when the header suits several.
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
#: What separates cells in the files of other programs beside.
_RARE_DELIMITERS = {"|": "pipes", " ": "spaces"}

_QUOTES = (
    "Put one quotation mark at each end of the cell, nothing outside them, and double those "
    'inside: "a ""fine"" cell".'
)

# A leading zero or plus marks a code, such as a postal code or a telephone number: that is text.
_WHOLE = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"-?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WITH_COMMA = re.compile(r"-?\d*,\d+", re.ASCII)
#: A point before each three digits may separate thousands.
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_IN_GROUPS = re.compile(r"(-?[1-9]\d{0,2}(?:\.\d{3})+)(,\d*)?", re.ASCII)


@dataclass(frozen=True)
class Columns:
    """The columns that a file must have and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    #: Other names of a column, first choice first; each counts where no column has the name itself.
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Whether pipes or spaces may separate the cells, and numbers of the rows stand before them.
    loose: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """All columns with a meaning of their own; a file may have others beside them."""
        return self.required + self.optional


@dataclass(frozen=True)
class Row:
    """One row; ``line`` is where it starts in the file, or its row in a spreadsheet, from 1.

    It is 0 where a file has no lines, as that of a graph: there a row is known by its cells alone.
    """

    line: int
    cells: dict[str, str]
    #: False when the row has too many or too few cells, or its quotation marks are out of place.
    sound: bool


@dataclass(frozen=True)
class Sheet:
    """The cells of a CSV file as they stand: line, cells and fault of each record."""

    #: Where the first record starts, from 0.
    first: int
    delimiter: str
    records: list[tuple[int, list[str], str | None]]


@dataclass
class Table:
    """A CSV file: the line of its header, the names of its columns, its rows.

    Columns that are known have their own names, all others the names that they are given there.
    """

    line: int
    columns: list[str]
    delimiter: str
    #: Whether the decimal mark is a comma.
    comma: bool = False
    #: Whether points may separate thousands: a person says that the decimal mark is a comma.
    grouped: bool = False
    rows: list[Row] = field(default_factory=list)

    def number(self, cell: str) -> float | str:
        """Return a cell as a number, or as it is when it is not one."""
        value = self._values([cell])[0]
        return value if is_number(value) else cell

    def values(self, column: str) -> list[object]:
        """Return a whole column as numbers or truth values if all its cells are, else as texts."""
        return self._values([row.cells[column] for row in self.rows])

    def _values(self, cells: Sequence[str]) -> list[object]:
        whole = [_whole_number(cell) for cell in cells] if self.grouped else cells
        return as_values(whole, comma=self.comma)


def plain(name: str) -> str:
    """Return a name as it is compared: ``"Research institute"`` is ``"research_institute"``."""
    return re.sub(r"[\s\-]+", "_", composed(name).strip()).casefold()


def as_values(cells: Sequence[str], *, comma: bool = False) -> list[object]:
    """Return a column as numbers or truth values if all its cells are, else as texts.

    A blank cell is None. With ``comma`` the decimal mark is a comma.

    Examples
    --------
    >>> as_values(["1", "", "2.5"])
    [1.0, None, 2.5]
    >>> as_values(["08001", "8002"])
    ['08001', '8002']
    """
    pointed = [_pointed(cell) for cell in cells] if comma else cells
    for convert in (_whole, _number, _truth):
        try:
            return [convert(cell) if cell else None for cell in pointed]
        except ValueError:
            continue
    return [cell or None for cell in cells]


def _whole_number(cell: str) -> str:
    """Return a number without the points between its thousands."""
    match = _IN_GROUPS.fullmatch(cell)
    return match[1].replace(".", "") + (match[2] or "") if match else cell


def _pointed(cell: str) -> str:
    # Where the comma is the decimal mark, a point may separate thousands: rather no number.
    return cell.replace(".", "?").replace(",", ".")


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


def _number(cell: str) -> float:
    if not _NUMBER.fullmatch(cell) or not math.isfinite(float(cell)):
        raise ValueError(cell)
    return float(cell)


def _truth(cell: str) -> bool:
    if cell.casefold() not in ("true", "false"):
        raise ValueError(cell)
    return cell.casefold() == "true"


def read_table(
    path: Path,
    report: FileReport,
    columns: Columns,
    *,
    spreadsheet: bool = False,
    encoding: str = "",
    decimal: str = "",
    hints: Sequence[str] = (),
) -> Table | None:
    """Read a CSV file; None when nothing in it can be read.

    Commas, semicolons or tabs, decided by the header; UTF-8 with or without byte order mark; any
    line ends; blank lines are skipped and the white space around a cell is dropped. What a
    ``spreadsheet`` has saved may be in UTF-16 too, and has rows instead of lines: a cell there may
    go over several lines. ``encoding`` is what a person says that it is in, if in neither;
    ``decimal`` is the decimal mark, if a person says which. ``hints`` are names of which an export
    of a class has one or more: what stands above its header is left out, and one column may lack a
    name.
    """
    sheet = read_sheet(
        path, report, columns, spreadsheet=spreadsheet, encoding=encoding, hints=hints
    )
    if sheet is None:
        return None
    return table_of(
        sheet, report, columns, spreadsheet=spreadsheet, decimal=decimal, hints=bool(hints)
    )


def read_sheet(
    path: Path,
    report: FileReport,
    columns: Columns,
    *,
    spreadsheet: bool = False,
    encoding: str = "",
    hints: Sequence[str] = (),
) -> Sheet | None:
    """Read the cells of a CSV file, in the way of :func:`read_table`; the header is one record."""
    data = file_bytes(path, report)
    if data is None:
        return None
    text = _text(data, report, spreadsheet=spreadsheet, encoding=encoding)
    if text is None:
        return None
    lines = list(io.StringIO(text, newline=""))
    first = _first_line(lines, above=bool(hints))
    if first is None:
        cure = f"The first line names the columns: {', '.join(columns.required)} and any others."
        report.add(1, "the file is empty", cure)
        return None
    also = [other for others in columns.also.values() for other in others]
    names = [plain(name) for name in (*columns.known, *also, *hints)]
    delimiter = _delimiter(lines[first:], names, loose=columns.loose)
    return Sheet(first, delimiter, [*_records(lines, first, delimiter)])


def table_of(
    sheet: Sheet,
    report: FileReport,
    columns: Columns,
    *,
    spreadsheet: bool = False,
    decimal: str = "",
    hints: bool = False,
) -> Table | None:
    """Return the cells of a CSV file as a table, in the way of :func:`read_table`."""
    delimiter = sheet.delimiter
    (line, header, fault), *records = sheet.records
    if fault:
        report.add(line, fault, _QUOTES)
        return None
    if columns.loose and _numbered(header, records):
        header = ["", *header]
    table = Table(line, _header(header, line, report, columns), delimiter)
    for row, (row_line, cells, fault) in enumerate(records, sheet.first + 2):
        row_line = row if spreadsheet else row_line
        if fault:
            report.add(row_line, fault, _QUOTES)
        elif not any(cells):
            continue
        wrong = _count_fault(cells, len(table.columns), delimiter)
        if wrong and not fault:
            report.add(row_line, *wrong)
        sound = not (wrong or fault)
        # Of two columns of one name the first counts; the second is reported already.
        named = dict(reversed([*zip(table.columns, cells, strict=False)]))
        table.rows.append(Row(row_line, named, sound))
        table.comma |= delimiter != "," and any(map(_WITH_COMMA.fullmatch, cells))
    if decimal:
        table.comma = table.grouped = decimal == ","
    elif not (spreadsheet or table.comma or delimiter == ","):
        _ask_for_the_mark(table, columns, report)
    if (
        columns.loose
        and table.columns[:1] == [""]
        and _counts([row.cells[""] for row in table.rows])
    ):
        return table
    unnamed = table.columns.count("") > hints
    if unnamed and any(row.cells.get("") for row in table.rows):
        place = table.columns.index("") + 1
        report.add(line, f"column {place} has no name", "Give it a name, or delete the column.")
    return table


def _numbered(header: list[str], records: Sequence[tuple[int, list[str], str | None]]) -> bool:
    """Return whether all rows have a number more than the header has names, as R writes them."""
    rows = [cells for _, cells, _ in records if any(cells)]
    return all(len(cells) == len(header) + 1 for cells in rows) and _counts(
        [cells[0] for cells in rows]
    )


def _counts(cells: list[str]) -> bool:
    return (
        bool(cells)
        and cells[0] in ("0", "1")
        and cells == [str(number) for number in range(int(cells[0]), int(cells[0]) + len(cells))]
    )


def as_csv(rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    """Return rows, the header first, as the text of a CSV file.

    Examples
    --------
    >>> as_csv([["id", "note"], ["F1", "a, b"]])
    'id,note\\r\\nF1,"a, b"\\r\\n'
    """
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def file_bytes(path: Path, report: FileReport) -> bytes | None:
    """Return what is in a file; None, and a problem in the report, where it cannot be read."""
    try:
        if path.is_dir():
            report.add(None, "this is a folder", "Give the name of a CSV file in it.")
            return None
        return path.read_bytes()
    except FileNotFoundError:
        hint = ""
        if path.parent.is_dir():
            hint = did_you_mean(path.name, [other.name for other in path.parent.iterdir()])
        report.add(None, f"there is no file '{path}'", f"{hint}Check its name and folder.")
    except PermissionError:
        report.add(None, "you may not read this file", "Close it elsewhere or change its rights.")
    except OSError as error:
        reason = error.strerror or error
        report.add(None, f"the file cannot be read ({reason})", "Copy it to another place.")
    return None


def _text(data: bytes, report: FileReport, *, spreadsheet: bool, encoding: str) -> str | None:
    """Decode a file; in a wrong encoding as well as can be, so that the rest is checked too."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        report.add(1, "this is a workbook, not a CSV file", SAVE_AGAIN)
        return None
    text = decode(data, report, utf_16=spreadsheet, encoding=encoding)
    if "\0" in text:
        line = 1 + len(re.findall(r"\r\n|\r|\n", text[: text.index("\0")]))
        report.add(line, "a NUL byte, which no text has: the file is damaged", SAVE_AGAIN)
        text = text.replace("\0", "")
    # What a spreadsheet holds goes back to where it came from, letter by letter.
    return text if spreadsheet else composed(text)


def _first_line(lines: list[str], *, above: bool) -> int | None:
    """Return where the header stands; there may be a few words and a blank line ``above`` it."""
    filled = [at for at, line in enumerate(lines) if line.strip(" \t\r\n,;")]
    while len(filled) > 1:
        here, below = filled[:2]
        note = below > here + 1 and lines[here].count(",") < lines[below].count(",")
        # Excel writes, and wants, a first line that says what separates the cells.
        separator = re.fullmatch(r"\ufeff?\"?sep=.\"?\s*", lines[here], re.IGNORECASE)
        if not separator and not (above and note):
            break
        filled = filled[1:]
    return filled[0] if filled else None


def _ask_for_the_mark(table: Table, columns: Columns, report: FileReport) -> None:
    """Report points of which nothing shows whether they separate thousands or decimals.

    Where cells are not separated by commas these may be decimal marks, though no number has one.
    """
    pointed = []
    for name in table.columns:
        cells = [(row.line, row.cells[name]) for row in table.rows if row.cells.get(name)]
        numbers = all(_NUMBER.fullmatch(cell) or _GROUPED.fullmatch(cell) for _, cell in cells)
        if name not in columns.required and numbers:
            pointed += [(line, name, cell) for line, cell in cells if "." in cell]
    if not pointed or not all(_GROUPED.fullmatch(cell) for _, _, cell in pointed):
        return
    line, name, cell = min(pointed)
    whole, part = cell.replace(".", ""), as_values([cell])[0]
    what = f"{name} {cell!r} may be {whole}" + (f" or {part}" if is_number(part) else "")
    cure = f"Say which mark is the decimal one: --decimal , makes it {whole}"
    cure += f", --decimal . makes it {part}" if is_number(part) else ""
    report.add(line, what, f"{cure} (in Python: decimal=',').")


def _delimiter(lines: list[str], known: Sequence[str], *, loose: bool) -> str:
    """Choose what splits the header into most columns that are known, and then into most."""

    def merit(delimiter: str) -> tuple[int, int]:
        _, cells, _ = next(_records(lines, 0, delimiter))
        return sum(plain(cell) in known for cell in cells), len(cells)

    usual = max(_DELIMITERS, key=merit)
    # There may be spaces around a comma: they separate only where nothing else does.
    return max(_RARE_DELIMITERS, key=merit) if loose and merit(usual)[1] == 1 else usual


def _records(
    lines: list[str], first: int, delimiter: str
) -> Iterator[tuple[int, list[str], str | None]]:
    """Yield the line, the cells and what is wrong with the quotation marks of every record.

    After a record that cannot be read the next line starts a new one, or one forgotten quotation
    mark would hide the rest of the file.
    """
    start = first
    while start < len(lines):
        rest = (lines[at] for at in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=True)
        begin = start
        try:
            for cells in reader:
                yield begin + 1, [cell.strip() for cell in cells], None
                begin = start + reader.line_num
            return
        except csv.Error:
            in_pairs = lines[begin].count('"') % 2 == 0
            if start + reader.line_num > begin + 1 or not in_pairs:
                fault = "a quotation mark is opened and never closed"
            elif len(lines[begin]) > csv.field_size_limit():
                fault = f"a cell of more than {csv.field_size_limit()} letters"
            else:
                fault = "there is text beside a quotation mark"
            yield begin + 1, _rough_cells(lines[begin], delimiter), fault
            start = begin + 1


def _rough_cells(line: str, delimiter: str) -> list[str]:
    """Read a damaged line as far as it goes: the id of an actor in it still counts as known."""
    return [cell.strip(' \t\r\n"') for cell in line.split(delimiter)]


def _count_fault(cells: list[str], width: int, delimiter: str) -> tuple[str, str] | None:
    """Take blank cells beyond the last column away; say what is wrong with the number of cells."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) == width:
        return None
    what = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}, but the header has {width}"
    if len(cells) > width:
        cure = "Delete what is too much; a cell with a comma in it stands in quotation marks."
        return what, cure if delimiter == "," else "Delete what is too much."
    name = (_DELIMITERS | _RARE_DELIMITERS)[delimiter]
    return what, f"Fill the row up; {name} separate the cells of this file."


def _header(cells: list[str], line: int, report: FileReport, columns: Columns) -> list[str]:
    """Return the names of the columns and report those that are missing or there twice."""
    while cells and not cells[-1]:
        cells.pop()
    names = [plain(cell) if plain(cell) in columns.known else cell for cell in cells]
    for name, synonyms in columns.also.items():
        same = [at for other in synonyms for at, cell in enumerate(names) if plain(cell) == other]
        if same and name not in names:
            names[same[0]] = name
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        report.add(line, f"two columns {name!r}", "Delete one of them or give it another name.")
    others = [name for name in names if name and name not in columns.known]
    for name in columns.required:
        if name not in names:
            cure = f"Name a column of the first line {name!r}; it has {', '.join(names)}."
            report.add(line, f"no column {name!r}", did_you_mean(name, others) + cure)
    for name in columns.optional:
        # A misspelt optional column would otherwise be left out without a word.
        close = [other for other in others if _nearly(plain(other), name)]
        if close and name not in names:
            cure = f"Write {name!r} if you mean that, else a less similar name."
            report.add(line, f"column {close[0]!r} is almost {name!r}", cure)
            names[names.index(close[0])] = name
    return names


def _nearly(name: str, known: str) -> bool:
    similar = difflib.SequenceMatcher(None, name, known).ratio() > 0.84
    return similar or sorted(name) == sorted(known)
