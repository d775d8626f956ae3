"""How late a submission is: as its platform says, in its name or in the list of the class."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clustergrader.submissions import CANVAS
from clusterlib.files.csv_tables import plain

#: Columns of Moodle's grading worksheet: what it says of a submission, and when it came in.
_STATUS, _HANDED_IN = "status", "last_modified_(submission)"
_SECONDS = {"day": 86_400, "hour": 3_600, "min": 60, "minute": 60, "sec": 1, "second": 1}
_PARTS = re.compile(r"(\d+) (day|hour|min|minute|sec|second)s?\b")
_TIMES = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class Late:
    """How late a submission is: days, None where nobody says how many, and what they take away."""

    days: float | None = 0.0
    share: float = 0.0

    @property
    def said(self) -> str:
        """It in words; empty if it is not late."""
        if not self.days:
            return ""
        much = f"{round(self.days, 2):g} days late"
        return f"{much}: {self.share:.0%} less" if self.share else much


@dataclass(frozen=True)
class LateRule:
    """When submissions are due, and what each day that has begun takes away, in per cent."""

    due: datetime | None = None
    per_day: float = 0.0

    def judge(self, days: float | None, more: float = 0.0) -> Late:
        """Return how late it is after an extension.

        Examples
        --------
        >>> LateRule(per_day=10).judge(3.2, more=1).said
        '2.2 days late: 30% less'
        >>> LateRule(per_day=10).judge(None, more=1)
        Late(days=0.0, share=0.0)
        """
        if days is None:
            return Late(0.0) if more else Late(None)
        left = max(days - more, 0.0)
        return Late(left, min(math.ceil(left) * self.per_day / 100, 1.0))


def days_late(name: str, cells: Mapping[str, str], due: datetime | None) -> float | None:
    """Return the days that a submission is late; None if it is late and nobody says how much.

    Examples
    --------
    >>> days_late("x", {"Status": "Submitted for grading - 2 days 12 hours late"}, None)
    2.5
    >>> days_late("parkcleo_LATE_55_77_01.ipynb", {}, None) is None
    True
    >>> handed_in = {"Last modified (submission)": "Friday, 27 November 2026, 11:00 PM"}
    >>> days_late("x", handed_in, datetime(2026, 11, 26, 23))
    1.0
    """
    known = {plain(column): cell for column, cell in cells.items()}
    handed_in = _time(known.get(_HANDED_IN, ""))
    if due is not None and handed_in is not None:
        return max((handed_in - due).total_seconds() / _SECONDS["day"], 0.0)
    status = known.get(_STATUS, "")
    if re.search(r"\blate\b", status) and (parts := _PARTS.findall(status)):
        seconds = sum(int(number) * _SECONDS[unit] for number, unit in parts)
        return seconds / _SECONDS["day"]
    match = CANVAS.fullmatch(name)
    return None if match and match["late"] else 0.0


def _time(cell: str) -> datetime | None:
    for form in _TIMES:
        try:
            return datetime.strptime(cell, form)
        except ValueError:
            continue
    return None
