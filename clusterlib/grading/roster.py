"""Who is in the class: a roster as Moodle or Canvas export it, or any CSV file with an id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from clusterlib.networks import ClusterError
from clusterlib.networks.problems import FileReport
from clusterlib.networks.tables import Columns, plain, read_table

#: Columns that may hold the id that learners write into their notebook, best first.
_IDS = (
    *("learner_id", "learner", "id_number", "student_number", "student_id", "sis_user_id"),
    *("username", "sis_login_id", "id"),
)
_NAMES = ("name", "full_name", "student", "student_name")
_GIVEN, _FAMILY = ("first_name", "given_name"), ("surname", "last_name", "family_name")


@dataclass(frozen=True)
class Person:
    """A line of the roster: the id in the notebook, a name, and the cells as they stand."""

    id: str
    name: str
    cells: dict[str, str]

    @property
    def signs(self) -> set[str]:
        """What shows in the name of a file that it is this person's."""
        words = [_letters(word) for word in re.split(r"[\s,]+", self.name)]
        words = [word for word in words if word]
        turned = {"".join(words), "".join([*words[1:], *words[:1]]), "".join(words[::-1])}
        turned.add("".join([*words[-1:], *words[:-1]]))
        return {sign for sign in turned if len(sign) >= 4}


@dataclass(frozen=True)
class Roster:
    """The class."""

    columns: tuple[str, ...]
    people: tuple[Person, ...]

    def find(self, learner: str) -> Person | None:
        """Return the person with an id."""
        wanted = learner.strip().casefold()
        return next((one for one in self.people if one.id.casefold() == wanted), None)

    def owner(self, submission: str) -> Person | None:
        """Return the one person whose id or name stands in the name of a file or folder."""
        parts = {_letters(part) for part in re.split(r"[/_.\s]+", submission)}
        letters = _letters(submission)
        by_id = [one for one in self.people if len(one.id) >= 3 and _letters(one.id) in parts]
        by_name = [one for one in self.people if any(sign in letters for sign in one.signs)]
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
    report = FileReport(path.name)
    table = read_table(path, report, Columns((), ()))
    if table is not None:
        by_name = {plain(column): column for column in table.columns if column}
        column = next((by_name[name] for name in _IDS if name in by_name), None)
        if column is None:
            cure = f"Name one of its columns {_IDS[2]!r} or {_IDS[0]!r}."
            report.add(table.line, "no column with the learners' ids", cure)
    if table is None or column is None or report.problems:
        raise ClusterError(report.problems, path.name)
    people = []
    for row in table.rows:
        name = _name(row.cells, by_name)
        learner = row.cells.get(column, "")
        if plain(name).startswith("points_possible") or name == "Student, Test":
            continue  # lines of Canvas that are no person
        if not learner:
            report.add(row.line, f"{name or 'this learner'} has no {column}", "Fill it in.")
        people.append(Person(learner, name, row.cells))
    for learner, times in Counter(one.id.casefold() for one in people if one.id).items():
        if times > 1:
            report.add(table.line, f"the id {learner!r} is there twice", "Delete one of them.")
    if not people:
        report.add(table.line, "there is nobody in it", "Give each learner a line.")
    if report.problems:
        raise ClusterError(report.problems, path.name)
    return Roster(tuple(column for column in table.columns if column), tuple(people))


def _name(cells: dict[str, str], by_name: dict[str, str]) -> str:
    def cell(names: tuple[str, ...]) -> str:
        return next((cells.get(by_name[name], "") for name in names if name in by_name), "")

    return cell(_NAMES) or f"{cell(_GIVEN)} {cell(_FAMILY)}".strip()


def _letters(text: str) -> str:
    """Return a text as names of files write it: no accents, spaces, capitals or marks."""
    plain_text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain_text if letter.isalnum())
