"""The class as a table: every submission and every learner once, with doubts about who it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from clustercourse.exercises.session import PRACTICE
from clustercourse.exercises.tasks import Task, Unit
from clustergrader.decisions import Decided, Decisions
from clustergrader.judging import Mark
from clustergrader.late import Late, LateRule, days_late
from clustergrader.one_submission import MARKED, UNJUDGED, Result
from clustergrader.roster import Person, Roster
from clustergrader.submissions import label, latest
from clustergrader.texts import Key, TextMark, code_of

_T = TypeVar("_T")
#: The status of a submission in whose place another one counts.
REPLACED = "replaced"
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
    decided : dict
        Points that a person has set, by task, and why.
    settled : list of str
        All that a person has decided about it, in words.
    late : Late
        How many days late it is, and what that takes away.
    replaced : str
        Which other submission of the same person counts instead.
    """

    result: Result | None
    person: Person | None = None
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    texts: dict[str, TextMark] = field(default_factory=dict)
    decided: dict[str, Decided] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    late: Late = field(default_factory=Late)
    replaced: str = ""

    @property
    def status(self) -> str:
        """What happened to the submission."""
        if self.replaced:
            return REPLACED
        return self.result.status if self.result else "no submission"

    @property
    def judged(self) -> bool:
        """Whether there is a submission of which something could be judged."""
        known = self.result is not None and self.result.status not in UNJUDGED
        return (known or bool(self.decided)) and not self.replaced

    def points(self, task: Task) -> int | float:
        """Points of a task: those that a person has set, else the text's, else the judge's."""
        if task.id in self.decided:
            return _short(float(self.decided[task.id].value))
        if task.id in self.texts:
            return self.texts[task.id].points
        return weigh(self.result.tasks[task.id], task) if self.result else 0

    def waits(self, task: Task) -> bool:
        """Return whether there is a text that nobody has marked yet."""
        kept = self.result is not None and self.result.tasks[task.id]["status"] == "kept"
        return kept and task.id not in self.texts and task.id not in self.decided

    def earned(self, unit: Unit) -> int | float:
        """Points of all tasks, before anything is taken away."""
        return _short(sum(self.points(task) for task in unit.tasks))

    def total(self, unit: Unit) -> int | float:
        """Points of all tasks, less what being late takes away."""
        return _short(self.earned(unit) * (1 - self.late.share))

    def waiting(self, unit: Unit) -> int:
        """Points of the texts that wait for a mark."""
        return sum(task.points for task in unit.tasks if self.waits(task))


def weigh(given: Mark, task: Task) -> int:
    """Return the points of a verdict, of as many as there are for the task now."""
    return round(float(given["share"]) * task.points)


def _short(number: float) -> int | float:
    number = round(number, 2)
    return int(number) if number == int(number) else number


def make_book(
    unit: Unit,
    results: Sequence[Result],
    texts: Mapping[Key, TextMark],
    roster: Roster | None = None,
    decisions: Decisions | None = None,
) -> list[Entry]:
    """Return the lines of the class: submissions by name, then who handed nothing in."""
    entries, decisions = [], decisions or Decisions()
    for result in sorted(results, key=lambda result: result.name):
        code = code_of(result)
        marked = {task.id: texts[code, task.id] for task in unit.tasks if (code, task.id) in texts}
        entries.append(Entry(result, texts=marked))
        _identify(entries[-1], result, roster)
        _decide(entries[-1], result, unit, roster, decisions)
    _find_shared_ids(entries, roster, decisions)
    for entry in entries:
        _find_late(entry, decisions, decisions.rule)
    _find_copies(entries)
    if roster is not None:
        there = {id(entry.person) for entry in entries if entry.person}
        entries += [Entry(None, person) for person in roster.people if id(person) not in there]
    return entries


def _identify(entry: Entry, result: Result, roster: Roster | None) -> None:
    if result.status in UNJUDGED:
        entry.doubts.append(f"{result.status}, so these 0 points are no mark")
    elif result.status != MARKED:
        entry.doubts.append(f"{result.status}, so points may be missing")
    entry.remarks += [given["look"] for given in result.tasks.values() if "look" in given]
    if result.likeness:
        entry.remarks.append(result.likeness)
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


def _decide(
    entry: Entry, result: Result, unit: Unit, roster: Roster | None, decisions: Decisions
) -> None:
    """Follow what a person has decided about a submission, and say so."""
    code = code_of(result)
    if whose := decisions.whose.get(code):
        learner = str(whose.value)
        entry.person = (roster and roster.find(learner)) or Person(learner, learner, {})
        entry.doubts = entry.doubts[: result.status != MARKED]
        entry.settled.append(_said(f"it is {entry.person.name or learner}'s", whose))
    if counts := decisions.counts.get(code):
        entry.doubts.clear()
        entry.settled.append(_said("it counts", counts))
    for task in unit.tasks:
        if points := decisions.points.get((code, task.id)):
            before = "a text" if task.by_hand else f"{weigh(result.tasks[task.id], task)} points"
            entry.decided[task.id] = points
            said = f"{entry.points(task):g} of {task.points} for {task.title!r}, not {before}"
            entry.settled.append(_said(said, points))


def _said(what: str, decided: Decided) -> str:
    return f"{what} ({decided.reason})" if decided.reason else what


def _find_late(entry: Entry, decisions: Decisions, rule: LateRule) -> None:
    """Find how late a submission is: as a person says, else as the platform does."""
    if entry.result is None:
        return
    who = entry.person.id if entry.person else entry.result.learner
    decided = decisions.late.get(code_of(entry.result))
    more = decisions.extension.get(who.casefold())
    cells = entry.person.cells if entry.person else {}
    days = float(decided.value) if decided else days_late(entry.result.name, cells, rule.due)
    if decided:
        entry.settled.append(_said(f"{days:g} days late", decided))
    if more:
        entry.settled.append(_said(f"{more.value:g} days more", more))
    entry.late = rule.judge(days, float(more.value) if more else 0.0)
    if entry.late.days is None:
        said = "late, and the platform does not say by how much"
        (entry.doubts if rule.per_day else entry.remarks).append(said)
    elif entry.late.days:
        entry.remarks.append(entry.late.said)


def _find_shared_ids(entries: Iterable[Entry], roster: Roster | None, decisions: Decisions) -> None:
    """Find several submissions of one person: the latest counts if it is known which that is."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        assert entry.result is not None
        if code_of(entry.result) in decisions.whose and entry.person:
            learner = entry.person.id
        elif (learner := entry.result.learner) not in ("", PRACTICE):
            named = roster and (roster.find(learner) or roster.nearly(learner))
            learner = named.id if named else learner
        else:
            continue
        groups.setdefault(learner.casefold(), []).append(entry)
    for group in groups.values():
        if len(group) > 1:
            _choose(group, decisions)


def _choose(group: Sequence[Entry], decisions: Decisions) -> None:
    """Choose which submission of a person counts, if that is known; else all are in doubt."""
    named = [(entry, entry.result) for entry in group if entry.result]
    chosen = [entry for entry, result in named if code_of(result) in decisions.counts]
    if not chosen and (last := latest([result.name for _, result in named])):
        chosen = [entry for entry, result in named if result.name == last]
        chosen[0].remarks.append(f"the latest of {len(group)}")
    for entry, _ in named:
        others = [label(result.name) for other, result in named if other is not entry]
        if not chosen:
            entry.doubts.append(f"the same id as {', '.join(others[:3])}")
        elif entry not in chosen:
            counts = next(label(result.name) for one, result in named if one is chosen[0])
            entry.replaced = counts
            entry.doubts, entry.remarks = [], [f"replaced: {counts} counts"]


def _find_copies(entries: Iterable[Entry]) -> None:
    """Remark on the same code, and on texts that are nearly the same."""
    tried = [(entry, entry.result) for entry in entries if entry.result and _tried(entry.result)]
    for entry, others in _find_alike(
        [(entry, result.code) for entry, result in tried], lambda one, other: one == other
    ):
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
