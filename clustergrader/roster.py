"""Who is in the class: a roster as Moodle or Canvas export it, or any CSV file with an id."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from clusterlib.files.csv_tables import Columns, plain, read_table
from clusterlib.files.problems import FileReport
from clusterlib.networks import ClusterError

#: What columns may be called, in exports of Moodle and Canvas and in lists of one's own: English,
#: German, French, Spanish, Italian, Dutch, Portuguese. Of several columns the first name counts.
#: Capitals, accents, spaces and marks do not matter. The README shows this table.
HEADERS = {
    "id": (
        *("Learner id", "Learner", "ID number", "ID-Nummer", "Numéro d'identification"),
        *("Número de ID", "Codice identificativo", "Número de identificação"),
        *("Student number", "Student ID", "Matrikelnummer", "Numéro d'étudiant", "Matrícula"),
        *("Matricola", "Studentnummer", "SIS User ID", "Username", "Anmeldename"),
        *("Nom d'utilisateur", "Nombre de usuario", "Gebruikersnaam", "Nome de utilizador"),
        *("SIS Login ID", "ID"),
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
        *("Nombre completo", "Nome completo", "Naam", "Volledige naam"),
    ),
}
#: What spreadsheets make of a long number.
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A line of the roster: the id in the notebook, a name, and the cells as they stand."""

    id: str
    name: str
    cells: dict[str, str]

    @property
    def signs(self) -> set[str]:
        """What shows in the name of a file that it is this person's."""
        words = [*filter(None, map(_letters, re.split(r"[\s,]+", self.name)))]
        orders = (words, words[::-1], words[1:] + words[:1], words[-1:] + words[:-1])
        turned = set(map("".join, orders))
        return {sign for sign in turned if len(sign) >= 4}


@dataclass(frozen=True)
class Roster:
    """The class."""

    columns: tuple[str, ...]
    people: tuple[Person, ...]

    def find(self, learner: str) -> Person | None:
        """Return the person with an id."""
        wanted = learner.strip().casefold()
        return next((who for who in self.people if who.id.casefold() == wanted), None)

    def nearly(self, learner: str) -> Person | None:
        """Return the one person whose id differs only in zeros in front: spreadsheets drop them."""
        wanted = _number(learner)
        found = [who for who in self.people if wanted and _number(who.id) == wanted]
        return found[0] if len(found) == 1 else None

    def owner(self, submission: str) -> Person | None:
        """Return the one person whose id or name stands in the name of a file or folder."""
        parts = {_letters(part) for part in re.split(r"[/_.\s]+", submission)}
        letters = _letters(submission)
        by_id = [who for who in self.people if len(who.id) >= 3 and _letters(who.id) in parts]
        by_name = [who for who in self.people if any(sign in letters for sign in who.signs)]
        for found in (by_id, by_name):
            if len(found) == 1:
                return found[0]
        return None


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Raises
    ------
    ClusterError
        If it cannot be used. All problems are listed with their lines.
    """
    report = FileReport(path.name, "row")
    table = read_table(path, report, Columns((), ()), spreadsheet=True)
    if table is not None:
        by_name = {_letters(column): column for column in table.columns if column}
        column = _column("id", by_name)
        if not column:
            what = f"no column with the learners' ids among {', '.join(by_name.values())}"
            report.add(table.line, what, f"Give it one of these names: {', '.join(HEADERS['id'])}.")
    if table is None or report.problems:
        raise ClusterError(report.problems, path.name)
    people = []
    seen: dict[str, int] = {}
    for row in table.rows:
        name = _name(row.cells, by_name)
        learner = row.cells.get(column, "")
        if plain(name).startswith("points_possible") or name == "Student, Test":
            continue  # lines of Canvas that are no person
        if not learner:
            report.add(row.line, f"{name or 'this learner'} has no {column}", "Fill it in.")
        elif _SHORTENED.fullmatch(learner):
            cure = "Export the list again, and do not open it in a spreadsheet."
            report.add(row.line, f"a spreadsheet has shortened the id to {learner}", cure)
        elif (first := seen.setdefault(learner.casefold(), row.line)) != row.line:
            report.add(row.line, f"the id {learner!r} is in row {first} too", "Delete one of them.")
        people.append(Person(learner, name, row.cells))
    if not people:
        report.add(table.line, "there is nobody in it", "Give each learner a line.")
    if report.problems:
        raise ClusterError(report.problems, path.name)
    return Roster(tuple(column for column in table.columns if column), tuple(people))


def _column(kind: str, by_name: dict[str, str]) -> str:
    """Return the column of a kind, or an empty text."""
    return next((by_name[name] for name in map(_letters, HEADERS[kind]) if name in by_name), "")


def _name(cells: dict[str, str], by_name: dict[str, str]) -> str:
    given, family, full = (
        cells.get(_column(kind, by_name), "") for kind in ("first name", "surname", "name")
    )
    # Beside a first name, what is called just a name may be the surname.
    if full and given.casefold() in full.casefold():
        return full
    return f"{given} {family or full}".strip()


def _number(learner: str) -> str:
    """Return an id of digits without zeros in front, as spreadsheets write it; else nothing."""
    digits = learner.strip()
    return digits.lstrip("0") if digits.isascii() and digits.isdecimal() else ""


def _letters(text: str) -> str:
    """Return a text as names of files write it: no accents, spaces, capitals or marks."""
    plain_text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain_text if letter.isalnum())
