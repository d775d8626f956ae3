"""Who is in the class: a list as a platform exports it, or any CSV file with an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clustergrader.safe_csv import AsItStands
from clusterlib.files.csv_tables import Columns, Row, Table, read_table
from clusterlib.files.letters import composed
from clusterlib.files.problems import FileReport
from clusterlib.networks import ClusterError

#: What columns may be called, in exports of platforms and in lists of one's own: English, German,
#: French, Spanish, Italian, Dutch, Portuguese. Of several columns the first name counts that is
#: filled. Capitals, accents, spaces and marks do not matter. INSTRUCTOR shows this table.
HEADERS = {
    "id": (
        *("Learner id", "Learner", "ID number", "ID-Nummer", "Numéro d'identification"),
        *("Número de ID", "Codice identificativo", "Número de identificação"),
        *("Student number", "Student ID", "Matrikelnummer", "Numéro d'étudiant", "Matrícula"),
        *("Matricola", "Studentnummer", "SIS User ID", "OrgDefinedId", "SID"),
        *("roster_identifier", "Identifier", "Username", "Anmeldename", "Benutzername"),
        *("Nom d'utilisateur", "Nombre de usuario", "Gebruikersnaam", "Nome de utilizador"),
        *("SIS Login ID", "Login", "Display ID", "ID"),
        *("Email address", "Email", "E-Mail-Adresse", "Adresse de courriel"),
        *("Dirección de correo", "Indirizzo email", "E-mailadres", "Endereço de email"),
        "github_username",
    ),
    "first name": (
        *("First name", "Given name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam"),
    ),
    "surname": (
        *("Surname", "Last name", "Family name", "Nachname", "Nom", "Nom de famille"),
        *("Apellido", "Apellido(s)", "Cognome", "Achternaam", "Apelido", "Sobrenome"),
    ),
    "name": (
        *("Name", "Full name", "Student", "Student name", "Vollständiger Name", "Nom complet"),
        *("Nombre completo", "Nome completo", "Naam", "Volledige naam", "Name, Vorname"),
        *("Nachname, Vorname", "Last name, first name"),
    ),
    "role": ("Role", "Roles", "Rolle", "Rollen"),
}
#: In the place of a name or an id: rows that are nobody. Which there are depends on the export.
_NOBODY = {
    *("pointspossible", "manualposting", "points", "maxpoints", "outof", "weight", "category"),
    *("date", "duedate", "average", "classaverage", "overallaverage", "mean", "median", "max"),
    *("maximum", "min", "minimum", "total", "totals", "count", "sum", "stddev", "highest"),
    *("standarddeviation", "lowest", "durchschnitt", "mittelwert", "summe", "gesamt", "moyenne"),
    *("maximalpunkte", "totale", "media", "promedio", "gemiddelde", "maximo", "massimo"),
}
_TRIAL = re.compile(r"studenttest|teststudent|.*previewuser")
_STAFF = {
    *("instructor", "ta", "teachingassistant", "teacher", "noneditingteacher", "manager"),
    *("grader", "reader", "observer", "designer", "tutor", "dozent", "trainer"),
}
#: What spreadsheets and programs make of an id.
_AS_FORMULA = re.compile(r'=\s*"(.*)"', re.DOTALL)
_AS_FLOAT = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
_BROKEN = re.compile(r"\d+[.,]\d+", re.ASCII)
#: An id, where the column's name says nothing: a word with a digit or an @; no points, no date.
_LIKE_ID = re.compile(
    r"(?=.*[\d@])(?!\d+[.,]\d+$)(?!\d{1,3}$)(?!\d+[-.]\d+[-.]\d+$)[\w.@+\-]{3,}", re.ASCII
)
#: A number, a lone dash or a telephone number: what no spreadsheet can be harmed with.
_NUMBERS = re.compile(r"[-+]?[\d\s()./,\-]*")
_PARTS = ("first name", "surname")
#: What spreadsheets make of a long number.
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+|\d+[.,]000", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A line of the roster: the id in the notebook, a name, and the cells as they stand."""

    id: str
    name: str
    cells: dict[str, str]

    @property
    def signs(self) -> set[str]:
        """What shows in the name of a file that it is this person's."""
        words = [*filter(None, map(letters, re.split(r"[\s,]+", self.name)))]
        orders = (words, words[::-1], words[1:] + words[:1], words[-1:] + words[:-1])
        turned = set(map("".join, orders))
        return {sign for sign in turned if len(sign) >= 4}


@dataclass(frozen=True)
class Roster:
    """The class."""

    columns: tuple[str, ...]
    people: tuple[Person, ...]
    #: Columns with names of people, which these may have written themselves.
    named: tuple[str, ...] = ()

    def as_it_stands(self, person: Person) -> dict[str, str]:
        """Return the cells of a person for another table; of names no formula stays one."""
        return {
            column: cell
            if column in self.named and not _NUMBERS.fullmatch(cell)
            else AsItStands(cell)
            for column, cell in person.cells.items()
        }

    def find(self, learner: str) -> Person | None:
        """Return the person with an id."""
        wanted = _same(learner)
        return next((who for who in self.people if _same(who.id) == wanted), None)

    def nearly(self, learner: str) -> Person | None:
        """Return the one person whose id differs only in zeros in front: spreadsheets drop them."""
        wanted = _number(learner)
        found = [who for who in self.people if wanted and _number(who.id) == wanted]
        return found[0] if len(found) == 1 else None

    def owner(self, submission: str) -> Person | None:
        """Return the one person whose id or name stands in the name of a file or folder."""
        parts = {letters(part) for part in re.split(r"[/_.\s]+", submission)}
        whole = letters(submission)
        by_id = [who for who in self.people if len(who.id) >= 3 and letters(who.id) in parts]
        by_name = [who for who in self.people if any(sign in whole for sign in who.signs)]
        for found in (by_id, by_name):
            if len(found) == 1:
                return found[0]
        return None


def read_roster(path: Path, encoding: str = "") -> Roster:
    """Read a roster; ``encoding`` is what it is in, if not in UTF-8 or UTF-16.

    Raises
    ------
    ClusterError
        If it cannot be used. All problems are listed with their lines.
    """
    report = FileReport(path.name, "row")
    hints = [*HEADERS["id"]]
    table = read_table(
        path, report, Columns((), ()), spreadsheet=True, encoding=encoding, hints=hints
    )
    if table is None or report.problems:
        raise ClusterError(report.problems, path.name)
    by_name = {letters(column): column for column in table.columns if column}
    rows = [row for row in table.rows if not _is_nobody(row, by_name)]
    column = _id_column(rows, table, by_name)
    if not column:
        what = f"no column with the learners' ids among {', '.join(by_name.values())}"
        report.add(table.line, what, f"Give it one of these names: {', '.join(HEADERS['id'])}.")
        raise ClusterError(report.problems, path.name)
    ids = _ids([row.cells.get(column, "") for row in rows])
    people = []
    seen: dict[str, int] = {}
    for row, learner in zip(rows, ids, strict=True):
        name = _name(row.cells, by_name)
        if not learner:
            cure = "Fill it in, or delete the row if it is no person."
            report.add(row.line, f"{name or 'this learner'} has no {column}", cure)
        elif _SHORTENED.fullmatch(learner):
            cure = "Export the list again, and do not open it in a spreadsheet."
            report.add(row.line, f"a spreadsheet has changed the id to {learner}", cure)
        elif (first := seen.setdefault(_same(learner), row.line)) != row.line:
            report.add(row.line, f"the id {learner!r} is in row {first} too", "Delete one of them.")
        people.append(Person(learner, name, row.cells))
    if not people:
        report.add(table.line, "there is nobody in it", "Give each learner a line.")
    if report.problems:
        raise ClusterError(report.problems, path.name)
    named = tuple(filter(None, (_column(kind, by_name) for kind in ("name", *_PARTS))))
    return Roster(tuple(table.columns), tuple(people), named)


def _is_nobody(row: Row, by_name: Mapping[str, str]) -> bool:
    """Return whether a row is no learner: points, averages, staff, the header again."""
    cells, name = row.cells, letters(_name(row.cells, by_name))
    known = [by_name[one] for one in map(letters, HEADERS["id"]) if one in by_name]
    ids = [cells[one] for one in known if _clean(cells.get(one, ""))]
    if all(letters(cell) == letters(column) for column, cell in cells.items()):
        return True
    if any(_TRIAL.fullmatch(one) for one in (name, *map(letters, ids))):
        return True
    if letters(_cell(cells, "role", by_name)) in _STAFF:
        return True
    if name and name not in _NOBODY:
        return False
    # Without a name there must be an id that is no word for a sum, if others have a name.
    others = len(known) > 1 or any(_column(kind, by_name) for kind in ("name", *_PARTS))
    return bool(known) and all(others and (letters(one) in _NOBODY or " " in one) for one in ids)


def _id_column(rows: Sequence[Row], table: Table, by_name: Mapping[str, str]) -> str:
    """Return the column of the ids: the first by name that is filled, else what looks like ids."""

    def cells(column: str) -> list[str]:
        return [*filter(None, (_clean(row.cells.get(column, "")) for row in rows))]

    def filled(column: str) -> bool:
        there = cells(column)
        return len(there) * 2 >= len(rows) and len(set(there)) * 2 > len(there)

    def one_word(column: str) -> bool:
        there = cells(column)
        return sum(" " in cell for cell in there) * 2 <= len(there)

    known = [by_name[name] for name in map(letters, HEADERS["id"]) if name in by_name]
    for column in known:
        if filled(column) and one_word(column):
            return column
    kinds = {letters(name) for names in HEADERS.values() for name in names}
    alike = [
        column
        for column in table.columns
        if column and letters(column) not in kinds and len(set(cells(column))) == len(rows) > 0
        if all(map(_LIKE_ID.fullmatch, cells(column)))
    ]
    if len(alike) == 1:
        return alike[0]
    return next(filter(filled, known), next(iter(known), ""))


def _clean(cell: str) -> str:
    """Return an id without what programs put around it."""
    text = composed(cell).strip()
    if match := _AS_FORMULA.fullmatch(text):
        text = match[1].strip()
    # Brightspace puts # before each id, and a spreadsheet's mark of a text is no part of it.
    return text.removeprefix("'").lstrip("#").strip()


def _ids(cells: Sequence[str]) -> list[str]:
    """Return the ids of a column; where all numbers end in .0 a program has read them as such."""
    ids = [*map(_clean, cells)]
    if all(map(_AS_FLOAT.fullmatch, filter(_BROKEN.fullmatch, ids))):
        ids = [match[1] if (match := _AS_FLOAT.fullmatch(one)) else one for one in ids]
    return ids


def _same(learner: str) -> str:
    """Return an id as it is compared."""
    return composed(composed(learner.strip()).casefold())


def _column(kind: str, by_name: Mapping[str, str]) -> str:
    """Return the column of a kind, or an empty text."""
    return next((by_name[name] for name in map(letters, HEADERS[kind]) if name in by_name), "")


def _cell(cells: Mapping[str, str], kind: str, by_name: Mapping[str, str]) -> str:
    column = _column(kind, by_name)
    return cells.get(column, "") if column else ""


def _name(cells: Mapping[str, str], by_name: Mapping[str, str]) -> str:
    given, family, full = (composed(_cell(cells, kind, by_name)) for kind in (*_PARTS, "name"))
    # Beside a first name, what is called just a name may be the surname.
    if full and given.casefold() in full.casefold():
        return full
    return f"{given} {family or full}".strip()


def _number(learner: str) -> str:
    """Return an id of digits without zeros in front, as spreadsheets write it; else nothing."""
    digits = learner.strip()
    return digits.lstrip("0") if digits.isascii() and digits.isdecimal() else ""


def letters(text: str) -> str:
    """Return a text as names of files write it: no accents, spaces, capitals or marks."""
    plain_text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain_text if letter.isalnum())
