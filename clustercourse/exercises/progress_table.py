"""How far a learner is: points by exercise, objective and task, as text and as HTML."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from clustercourse.exercises import store
from clustercourse.exercises.tasks import Task, Unit


@dataclass(frozen=True)
class Line:
    """One task of the table: its best result so far."""

    task: Task
    status: str
    points: int
    tries: int = 0


class _Points:
    """What a table, a part of it and all of it have in common."""

    @property
    def lines(self) -> Sequence[Line]:
        """All tasks."""
        raise NotImplementedError

    @property
    def earned(self) -> int:
        """Points earned so far, without the texts that a person marks."""
        return sum(line.points for line in self.lines)

    @property
    def possible(self) -> int:
        """Points that ``check`` can give."""
        return sum(line.task.points for line in self.lines if not line.task.by_hand)

    @property
    def waiting(self) -> int:
        """Points of the texts, which a person gives."""
        return sum(line.task.points for line in self.lines if line.task.by_hand)

    @property
    def summary(self) -> str:
        """One line: the sum."""
        text = f"{self.earned} of {self.possible} points"
        return text + (f"; {self.waiting} more for your text, by hand" if self.waiting else "")


@dataclass(frozen=True)
class UnitProgress(_Points):
    """Points of one exercise."""

    title: str
    rows: tuple[Line, ...]

    @property
    def lines(self) -> Sequence[Line]:
        """All tasks of the exercise."""
        return self.rows

    @property
    def begun(self) -> bool:
        """Whether any task was tried."""
        return any(line.status != "not attempted" for line in self.rows)

    def by_objective(self) -> Iterator[tuple[str, list[Line]]]:
        """Yield every objective with its tasks, in the order of the exercise."""
        order = list(dict.fromkeys(line.task.objective for line in self.rows))
        rows = sorted(self.rows, key=lambda line: order.index(line.task.objective))
        for objective, lines in groupby(rows, key=lambda line: line.task.objective):
            yield objective, list(lines)

    def text(self) -> str:
        """Return the table as text."""
        lines = [f"{self.title}: {self.summary}"]
        for objective, rows in self.by_objective():
            lines.append(f"  {objective}")
            for line in rows:
                points = f"{line.points:3d} of {line.task.points:3d}"
                lines.append(f"    {points}  {line.status:14}  {line.task.title}")
        return "\n".join(lines)

    def table(self) -> str:
        """Return the table as HTML."""
        left = "style='text-align:left; vertical-align:top'"
        body = []
        for objective, rows in self.by_objective():
            earned = sum(line.points for line in rows)
            possible = sum(line.task.points for line in rows)
            for place, line in enumerate(rows):
                first = ""
                if place == 0:
                    first = (
                        f"<th scope='rowgroup' rowspan='{len(rows)}' {left}>{escape(objective)}"
                        f"<br>{earned} of {possible}</th>"
                    )
                tries = f", tries: {line.tries}" if line.tries > 1 else ""
                body.append(
                    f"<tr>{first}<td {left}>{escape(line.task.title)}</td>"
                    f"<td {left}>{escape(line.status)}{tries}</td>"
                    f"<td>{line.points} of {line.task.points}</td></tr>"
                )
        return (
            "<table><thead><tr>"
            f"<th {left}>Objective</th><th {left}>Task</th><th {left}>State</th><th>Points</th>"
            f"</tr></thead><tbody>{''.join(body)}</tbody></table>"
        )


@dataclass(frozen=True)
class Progress(_Points):
    """Points of one exercise, or of all of them."""

    parts: tuple[UnitProgress, ...]

    @property
    def lines(self) -> Sequence[Line]:
        """All tasks of all exercises in the table."""
        return [line for part in self.parts for line in part.rows]

    def __str__(self) -> str:
        if len(self.parts) == 1:
            return self.parts[0].text()
        head = f"All exercises: {self.summary}"
        rest = [p.text() if p.begun else f"{p.title}: {p.summary}" for p in self.parts]
        return "\n".join([head, *rest])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if len(self.parts) == 1:
            (part,) = self.parts
            return f"<strong>{escape(part.title)}</strong>: {escape(part.summary)}{part.table()}"
        folded = "".join(
            f"<details{' open' if part.begun else ''}><summary>{escape(part.title)}: "
            f"{escape(part.summary)}</summary>{part.table()}</details>"
            for part in self.parts
        )
        return f"<strong>All exercises</strong>: {escape(self.summary)}{folded}"


def table_of(units: Sequence[Unit], records: dict[str, store.Record]) -> Progress:
    """Return the table of some exercises, from the records of one learner."""
    return Progress(
        tuple(
            UnitProgress(
                unit.title,
                tuple(
                    Line(
                        task,
                        *store.result(records.get(task.id), task.points),
                        store.tries(records.get(task.id)),
                    )
                    for task in unit.tasks
                ),
            )
            for unit in units
        )
    )


@dataclass(frozen=True)
class Exported:
    """All progress as a line of code to keep, and as a file to download."""

    line: str

    def __str__(self) -> str:
        return (
            "Keep this line. In another notebook, after the imports, it brings your points back:\n"
            f'from clustercourse.exercises import restore_progress; restore_progress("{self.line}")'
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head, code = str(self).split("\n")
        data = base64.b64encode(code.encode()).decode("ascii")
        return (
            f"<p>{escape(head)}</p><pre style='white-space: pre-wrap; overflow-wrap: anywhere'>"
            f"{escape(code)}</pre><p><a download='my_progress.txt' "
            f"href='data:text/plain;base64,{data}'>Download it as my_progress.txt</a></p>"
        )
