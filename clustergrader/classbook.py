"""The class as a table: every submission and every learner once, with doubts about who it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq
from typing import TypeVar

from clustercourse.exercises.session import PRACTICE
from clustercourse.exercises.tasks import Unit
from clustergrader.one_submission import MARKED, UNJUDGED, Result
from clustergrader.roster import Person, Roster
from clustergrader.submissions import label
from clustergrader.texts import Key, TextMark, code_of

_T = TypeVar("_T")
#: Texts that share this part of their runs of four words were hardly written twice.
_ALIKE = 0.6


@dataclass
class Entry:
    """One line of the class.

    Attributes
    ----------
    result : Result or None
        None for a learner of the roster who handed nothing in.
    person : Person or None
        Whose it is by the name of its file or folder, else by its id.
    doubts : list of str
        Why the mark should not be entered before somebody has looked.
    remarks : list of str
        What is worth a look, such as code that is the same as another's.
    texts : dict
        Marks of the texts, by task, where they are marked.
    """

    result: Result | None
    person: Person | None = None
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    texts: dict[str, TextMark] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """What happened to the submission."""
        return self.result.status if self.result else "no submission"

    @property
    def judged(self) -> bool:
        """Whether there is a submission of which something could be judged."""
        return self.result is not None and self.result.status not in UNJUDGED

    def points(self, task_id: str) -> int | float:
        """Points of a task, the text's if it is marked."""
        if task_id in self.texts:
            return self.texts[task_id].points
        return int(self.result.tasks[task_id]["points"]) if self.result else 0

    def waits(self, task_id: str) -> bool:
        """Return whether there is a text that nobody has marked yet."""
        kept = self.result is not None and self.result.tasks[task_id]["status"] == "kept"
        return kept and task_id not in self.texts

    def total(self, unit: Unit) -> int | float:
        """Points of all tasks."""
        return sum(self.points(task.id) for task in unit.tasks)

    def waiting(self, unit: Unit) -> int:
        """Points of the texts that wait for a mark."""
        return sum(task.points for task in unit.tasks if self.waits(task.id))


def make_book(
    unit: Unit,
    results: Sequence[Result],
    texts: Mapping[Key, TextMark],
    roster: Roster | None = None,
) -> list[Entry]:
    """Return the lines of the class: submissions by name, then who handed nothing in."""
    entries = []
    for result in sorted(results, key=lambda result: result.name):
        code = code_of(result)
        marked = {task.id: texts[code, task.id] for task in unit.tasks if (code, task.id) in texts}
        entries.append(Entry(result, texts=marked))
        _identify(entries[-1], result, roster)
    _find_shared_ids(entries, roster)
    _find_copies(entries)
    if roster is not None:
        there = {id(entry.person) for entry in entries if entry.person}
        entries += [Entry(None, person) for person in roster.people if id(person) not in there]
    return entries


def _identify(entry: Entry, result: Result, roster: Roster | None) -> None:
    if result.status in UNJUDGED:
        entry.doubts.append(f"{result.status}, so these 0 points are no mark")
    elif result.status != MARKED:
        entry.remarks.append(result.status)
    if len(result.learners) > 1:
        entry.doubts.append(f"several ids: {', '.join(result.learners)}")
    if result.learner == PRACTICE:
        entry.doubts.append("the id is still 'practice'")
    owner = roster.owner(result.name) if roster else None
    named = roster.find(result.learner) if roster else None
    if roster is not None and result.learner not in ("", PRACTICE) and named is None:
        named = roster.nearly(result.learner)
        if named is None:
            entry.doubts.append(f"the id {result.learner!r} is not in the roster")
        else:
            said = f"the id {result.learner!r} was taken for {named.id!r}: other zeros in front"
            (entry.remarks if owner is named else entry.doubts).append(said)
    if owner is not None and named is not None and owner is not named:
        by, of = (person.name or person.id for person in (owner, named))
        entry.doubts.append(f"handed in by {by}, with the id of {of}")
    entry.person = owner or named


def _find_shared_ids(entries: Iterable[Entry], roster: Roster | None) -> None:
    ids = []
    for entry in entries:
        if entry.result and (learner := entry.result.learner) not in ("", PRACTICE):
            named = roster and (roster.find(learner) or roster.nearly(learner))
            ids.append((entry, (named.id if named else learner).casefold()))
    for entry, others in _find_alike(ids, eq):
        entry.doubts.append(f"the same id as {others}")


def _find_copies(entries: Iterable[Entry]) -> None:
    """Remark on the same code, and on texts that are nearly the same."""
    tried = [(entry, entry.result) for entry in entries if entry.result and _tried(entry.result)]
    for entry, others in _find_alike([(entry, result.code) for entry, result in tried], eq):
        entry.remarks.append(f"the same code as {others}")
    words = [(entry, _runs_of_words(result)) for entry, result in tried]
    for entry, others in _find_alike(words, _share_words):
        entry.remarks.append(f"nearly the same text as {others}")


def _find_alike(
    values: Sequence[tuple[Entry, _T]], alike: Callable[[_T, _T], bool]
) -> Iterator[tuple[Entry, str]]:
    """Yield each entry whose value is like that of others, with the names of the first three."""
    for entry, mine in values:
        others = [other for other, theirs in values if other is not entry and alike(mine, theirs)]
        if others:
            names = [label(other.result.name) for other in others[:3] if other.result]
            yield entry, ", ".join(names)


def _tried(result: Result) -> bool:
    return any(task["status"] not in ("not attempted", "stopped") for task in result.tasks.values())


def _share_words(mine: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> bool:
    fewer = min(len(mine), len(theirs))
    return fewer > 0 and len(mine & theirs) >= _ALIKE * fewer


def _runs_of_words(result: Result) -> set[tuple[str, ...]]:
    words = " ".join(task.get("text", "") for task in result.tasks.values()).casefold().split()
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
