"""What a person decides: a file beside the marks, read at every run and never written over.

A row has the code of a submission, which belongs to a person and a content, or for an extension the
id of a learner. So nothing that is decided is lost by a corrected id or another name of a folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from clustercourse.exercises.tasks import Task, Unit
from clustergrader.late import LateRule
from clustergrader.roster import Roster
from clusterlib.checks import did_you_mean
from clusterlib.files.csv_tables import Columns, Row, plain, read_table
from clusterlib.files.letters import composed
from clusterlib.files.problems import FileReport
from clusterlib.networks import ClusterError

#: The columns, as a new file has them.
HEADER = "For,Decision,Task,Value,Reason\r\n"
#: What can be decided, and what it needs.
WORDS = ("whose", "counts", "points", "late", "extension", "due", "penalty")
#: Those that are for the whole class.
_FOR_ALL = ("due", "penalty")
_TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y")
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:of|/)\s*(\d+(?:[.,]\d+)?))?", re.ASCII)
_CODE_CURE = "Copy a code from the column Code of the marks."


class Decided(NamedTuple):
    """A value that a person has set, and why."""

    value: float | str
    reason: str = ""


@dataclass
class Decisions:
    """All that is decided; submissions go by their codes.

    Attributes
    ----------
    whose : dict
        The id of the learner whose a submission is.
    counts : dict
        Submissions whose mark counts, whatever was in doubt.
    points : dict
        By code and task.
    late : dict
        Days that a submission is late.
    extension : dict
        By the id of a learner: days more.
    due, penalty : dict
        For the class, under an empty text: when it is due, and what a day late takes away.
    """

    whose: dict[str, Decided] = field(default_factory=dict)
    counts: dict[str, Decided] = field(default_factory=dict)
    points: dict[tuple[str, str], Decided] = field(default_factory=dict)
    late: dict[str, Decided] = field(default_factory=dict)
    extension: dict[str, Decided] = field(default_factory=dict)
    due: dict[str, Decided] = field(default_factory=dict)
    penalty: dict[str, Decided] = field(default_factory=dict)

    @property
    def rule(self) -> LateRule:
        """What becomes of late submissions."""
        due, penalty = self.due.get(""), self.penalty.get("")
        return LateRule(
            datetime.fromisoformat(str(due.value)) if due else None,
            float(penalty.value) if penalty else 0.0,
        )


def read_decisions(
    path: Path,
    unit: Unit,
    known: Iterable[tuple[str, ...]],
    roster: Roster | None,
    encoding: str = "",
) -> Decisions:
    """Read the file; there need not be one.

    Parameters
    ----------
    path : Path
    unit : Unit
    known : iterable of tuple
        The code of each submission, and other names that a person may write for it.
    roster : Roster, optional
    encoding : str
        What it is in, if not in UTF-8 or UTF-16.

    Raises
    ------
    ClusterError
        If a row cannot be followed. All problems are listed, each with its row and the cure.
    """
    found = Decisions()
    if not path.exists():
        return found
    report = FileReport(path.name, "row")
    columns = Columns(("for", "decision"), ("task", "value", "reason"))
    table = read_table(path, report, columns, spreadsheet=True, encoding=encoding)
    codes: dict[str, set[str]] = {}
    for code, *names in known:
        for name in filter(None, (code, *names)):
            codes.setdefault(composed(name).casefold(), set()).add(code)
    reader = _Reader(found, unit, roster, codes, report)
    if table is not None and {"for", "decision"} <= set(table.columns):
        for row in table.rows:
            if row.sound:
                reader.take(row)
    if report.problems:
        raise ClusterError(report.problems, path.name)
    return found


@dataclass
class _Reader:
    """Takes the rows one by one."""

    found: Decisions
    unit: Unit
    roster: Roster | None
    #: Codes, and other names of submissions with their codes.
    codes: Mapping[str, set[str]]
    report: FileReport

    def take(self, row: Row) -> None:
        """Take a row, or say what is wrong with it."""
        cells = {name: row.cells.get(name, "") for name in ("for", "task", "value", "reason")}
        of, word = composed(cells["for"].removeprefix("'")), plain(row.cells["decision"])
        problem = self._problem(of, word, cells)
        if problem is not None:
            self.report.add(row.line, *problem)

    def _problem(self, of: str, word: str, cells: dict[str, str]) -> tuple[str, str] | None:
        if word not in WORDS:
            cure = did_you_mean(word, WORDS) + f"There are: {', '.join(WORDS)}."
            return f"no decision {word!r}", cure
        place: dict[str, Decided] = getattr(self.found, word)
        key: str | tuple[str, str] = of.casefold()
        value: float | str = 1.0
        if word in _FOR_ALL:
            key = ""
        elif word == "extension":
            if self.roster is not None and self.roster.find(of) is None:
                return f"nobody in the roster has the id {of!r}", "Give an id of the roster."
        elif key not in (meant := self.codes.get(str(key), set())):
            cure = f"Write its code, which stays: {' or '.join(sorted(meant))}."
            cure = cure if meant else _CODE_CURE
            return f"{of!r} is not the code of a submission", cure
        if word == "points":
            task = self._task(cells["task"])
            if task is None:
                titles = ", ".join(f"{n} {one.title!r}" for n, one in enumerate(self.unit.tasks, 1))
                return f"no task {cells['task']!r}", f"Give its number or title: {titles}."
            if not cells["reason"]:
                return "points without a reason", "Write why: the learner reads it."
            key = str(key), task.id
            given = _points(cells["value"], task)
            if given is None:
                cure = f"Give a number from 0 to {task.points}, or one of more such as '8 of 10'."
                return f"{cells['value']!r} points for {task.title!r}", cure
            value = given
        elif word == "whose":
            who = self.roster.find(cells["value"]) if self.roster else None
            if not cells["value"] or (self.roster is not None and who is None):
                return f"nobody in the roster has the id {cells['value']!r}", "Give a learner's id."
            value = who.id if who else cells["value"]
        elif word in ("late", "extension"):
            number = _NUMBER.fullmatch(cells["value"])
            if number is None or number[2]:
                return f"{cells['value']!r} is no number of days", "Give days, such as 2 or 0.5."
            value = float(number[1].replace(",", "."))
        elif word == "due":
            time = _time(cells["value"].removeprefix("'"))
            if time is None:
                cure = (
                    "Write it as 2026-11-27 23:59, with a ' in front if a spreadsheet changes it."
                )
                return f"{cells['value']!r} is no time", cure
            value = time.isoformat()
        elif word == "penalty":
            number = _NUMBER.fullmatch(cells["value"].removesuffix("%").strip())
            if number is None or number[2] or not 0 <= float(number[1].replace(",", ".")) <= 100:
                return f"{cells['value']!r} is no penalty", "Give 0 to 100 per cent for each day."
            value = float(number[1].replace(",", "."))
        if key in place:
            whose = of if key else "the class"
            return f"{word!r} is decided twice for {whose!r}", "Delete one of the rows."
        place[key] = Decided(value, cells["reason"].removeprefix("'"))  # type: ignore[index]
        return None

    def _task(self, name: str) -> Task | None:
        wanted = plain(re.sub(r"\s*\(\d+\)$", "", name))
        for number, task in enumerate(self.unit.tasks, 1):
            if wanted in (str(number), plain(task.id), plain(task.title)):
                return task
        return None


def _time(cell: str) -> datetime | None:
    for form in _TIMES:
        with suppress(ValueError):
            time = datetime.strptime(cell, form)
            # A day alone is meant to its end.
            return time if "%H" in form else time + timedelta(days=1)
    return None


def _points(cell: str, task: Task) -> float | None:
    """Return points of a task; those ``of`` another number are weighed by the task's own."""
    if not (match := _NUMBER.fullmatch(cell)):
        return None
    number, of = (float((part or str(task.points)).replace(",", ".")) for part in match.groups())
    return number / of * task.points if of and number <= of else None
