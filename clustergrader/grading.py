"""Grade a class: from a folder of submissions to marks, feedback and an overview."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tqdm import tqdm

from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import PRACTICE
from clustercourse.exercises.tasks import Unit
from clustergrader.appeals import appeal_page, find_result
from clustergrader.classbook import Entry, make_book
from clustergrader.course import make_course
from clustergrader.decisions import HEADER, Decisions, read_decisions
from clustergrader.definitions import definitions
from clustergrader.executors import grade_all, open_executor
from clustergrader.gradebook import import_table
from clustergrader.likeness import published
from clustergrader.limits import GradingError, Limits
from clustergrader.marks import marks_table, out_of
from clustergrader.one_submission import Job, Result
from clustergrader.overview import overview_page
from clustergrader.page_folder import find_pages_of_others, remove_pages, save_pages
from clustergrader.pages import feedback_page
from clustergrader.roster import Roster, read_roster
from clustergrader.sandbox import choose_sandbox, refuse_shown
from clustergrader.scratch import own_folder, remove_left_folders
from clustergrader.state import Graded, exercise_of, open_graded
from clustergrader.submissions import Submission, collect
from clustergrader.texts import (
    Sheet,
    TextMarks,
    code_of,
    is_written,
    make_sheet,
    merge,
    new_code,
    read_sheet,
    share_out,
    sheets_beside,
    texts_of,
)
from clusterlib.files.letters import is_encoding
from clusterlib.files.saving import check_names, save_files
from clusterlib.networks import ClusterError, Problem

#: So many texts that are half marked are named: who marks by criterion has many.
_SHOWN = 10


@dataclass(frozen=True)
class Grading:
    """What to grade and where everything goes.

    Attributes
    ----------
    submissions : Path
        The folder.
    exercise : str
        A number such as ``"05"`` or the whole name of the notebook.
    output : Path
        The marks. Names of all other files but the feedback are made from its name.
    feedback : Path
        The folder of the feedback pages.
    roster : Path, optional
    jobs : int
        Processes at work.
    scheduler : str, optional
        The address of a dask scheduler, to use instead.
    secret : str, optional
        What the fresh clusters are drawn with.
    trust : bool
        Run the submissions without a sandbox.
    overwrite : bool
        Replace the marks if there are any.
    markers : tuple of str
        Names of people to share the texts out among, a sheet for each.
    encoding : str
        What the list of the class and the sheets are in, where they are not in UTF-8 or UTF-16.
    limits : Limits
    """

    submissions: Path
    exercise: str
    output: Path
    feedback: Path
    roster: Path | None = None
    jobs: int = 2
    scheduler: str | None = None
    secret: str | None = None
    trust: bool = False
    overwrite: bool = False
    limits: Limits = field(default_factory=Limits)
    markers: tuple[str, ...] = ()
    encoding: str = ""

    def beside(self, ending: str) -> Path:
        """Return a file beside the marks, such as ``marks_05_texts.csv``."""
        return self.output.with_name(f"{self.output.stem}{ending}")


@dataclass(frozen=True)
class GradingReport:
    """What was done: the class, and the files that were written."""

    unit: Unit
    entries: list[Entry]
    files: list[Path]
    graded_now: int
    half: tuple[Problem, ...] = ()
    removed: Sequence[Path] = ()
    #: What has changed since the last run, and what was kept of what a person typed.
    said: Sequence[str] = ()

    def __str__(self) -> str:
        handed_in = [entry for entry in self.entries if entry.result]
        lines = [f"{self.unit.title}: {len(handed_in)} submissions, {self.graded_now} graded now."]
        states = Counter(entry.status for entry in self.entries)
        lines += [f"  {count:4d}  {status}" for status, count in states.most_common()]
        if doubts := sum(bool(entry.doubts) for entry in self.entries):
            lines.append(
                f"Look at {doubts} of them first: whose they are is in doubt, or they are no mark."
            )
        if texts := sum(entry.waiting(self.unit) > 0 for entry in self.entries):
            lines.append(f"{texts} texts wait for your mark.")
        if self.half:
            lines.append(f"Half marked, so counted as not yet marked: {len(self.half)}.")
            lines += [f"  {problem}" for problem in self.half[:_SHOWN]]
            if len(self.half) > _SHOWN:
                lines.append(f"  ... and {len(self.half) - _SHOWN} more.")
        lines += self.said
        if not published():
            lines.append("No solutions are beside the course, so nobody was compared with them.")
        if self.removed:
            pages = ", ".join(map(str, self.removed))
            lines.append(f"Removed, as their submissions are no longer in the folder: {pages}")
        return "\n".join([*lines, "Written: " + ", ".join(map(str, self.files))])


def find_exercise(name: str) -> Unit:
    """Return the exercise of a number or name.

    Raises
    ------
    GradingError
        If there is none, or several.
    """
    found = [unit for stem, unit in UNITS.items() if stem == name or stem.split("_")[0] == name]
    if len(found) != 1:
        raise GradingError(f"--exercise {name}: there is none. There are: {', '.join(UNITS)}.")
    return found[0]


def grade(plan: Grading, *, progress: bool = True) -> GradingReport:
    """Grade a class; a grading that was stopped goes on where it was.

    Raises
    ------
    GradingError, ClusterError
        If something cannot be used.
    """
    unit = find_exercise(plan.exercise)
    _check(plan, unit)
    roster = read_roster(plan.roster, plan.encoding) if plan.roster else None
    submissions = collect(plan.submissions)
    names = [submission.name for submission in submissions]
    if others := find_pages_of_others(plan.feedback, unit.stem, names):
        raise GradingError(
            f"--feedback {plan.feedback}: pages of another exercise have the names of this one's "
            f"({len(others)}, such as {others[0]}). Give another folder."
        )
    now = definitions(unit)
    with open_graded(plan.beside("_graded.jsonl"), unit.stem, plan.secret, now) as graded:
        # What a person has typed in is read before anything is run or written.
        known = [*_known(graded), *((new_code(one), one.name) for one in submissions)]
        sheets, marks, _ = _read_typed(plan, unit, known, roster)
        said = _changes(unit, graded, submissions)
        todo = [*filter(graded.lacks, submissions)]
        there = {(one.name, one.digest) for one in submissions}
        total, done = len(submissions), len(submissions) - len(todo)
        bar = tqdm(desc="grade", total=total, initial=done, unit="notebook", disable=not progress)
        with bar:
            for result in _run(plan, unit, todo, graded.secret, now):
                result.piece = graded.piece_of(result, there, partial(_person, roster))
                graded.add(result)
                bar.update()
        results = [graded.results[found.name, found.digest] for found in submissions]
        former = {result.name for result in graded.results.values()}
        decided = plan.beside("_decisions.csv")
        known += _known(graded)
        decisions = read_decisions(decided, unit, known, roster, plan.encoding)
        entries = make_book(unit, results, marks, roster, decisions)
        said += graded.keep_edited(_tables(plan))
        files = _write(plan, unit, entries, roster, said)
        graded.remember(files)
    gone = sorted(former.difference(names))
    removed = remove_pages(plan.feedback, unit.stem, gone)
    files += _write_sheets(plan, unit, entries, sheets)
    if not decided.exists():
        save_files([(decided, HEADER.encode("utf-8-sig"))])
    half = tuple(problem for sheet in sheets.values() for problem in sheet.half)
    return GradingReport(unit, entries, [*files, decided], len(todo), half, removed, said)


def appeal(plan: Grading, name: str) -> Path:
    """Write a page with all that an appeal needs, for one submission; run and mark nothing.

    Raises
    ------
    GradingError, ClusterError
        If nothing is graded yet, or there is no such submission.
    """
    unit = find_exercise(plan.exercise)
    journal = plan.beside("_graded.jsonl")
    if exercise_of(journal) != unit.stem:
        raise GradingError(f"{journal}: nothing of this exercise is graded there. Grade it first.")
    roster = read_roster(plan.roster, plan.encoding) if plan.roster else None
    with open_graded(journal, unit.stem, plan.secret) as graded:
        results = graded.results.values()
        result = find_result(results, name)
        if result.definitions != definitions(unit):
            raise GradingError("--appeal: tasks have changed since. Run the grading once more.")
        _, marks, decided = _read_typed(plan, unit, _known(graded), roster)
        (entry, *_) = make_book(unit, [result], marks, roster, decided)
        page = appeal_page(unit, entry, graded.secret)
    path = plan.beside(f"_appeal_{code_of(result)}.html")
    save_files([(path, page)], overwrite=True)
    return path


def _known(graded: Graded) -> list[tuple[str, ...]]:
    """Return the codes of all that was ever graded, with the names that a person may write."""
    return [(code_of(one), one.name, one.learner) for one in graded.results.values()]


def _read_typed(
    plan: Grading, unit: Unit, known: Iterable[tuple[str, ...]], roster: Roster | None
) -> tuple[dict[Path, Sheet], TextMarks, Decisions]:
    """Return what a person has typed: the sheets, the marks in all of them, the decisions.

    All that is wrong in any of these files is said at once.
    """
    known = list(known)
    codes = {code for code, *_ in known}
    sheets: dict[Path, Sheet] = {}
    problems: list[Problem] = []
    decisions = Decisions()
    for path in sheets_beside(plan.beside("_texts.csv")):
        try:
            sheets[path] = read_sheet(path, unit, codes, plan.encoding)
        except ClusterError as error:
            problems += error.problems
    marks, differ = merge(sheets)
    try:
        path = plan.beside("_decisions.csv")
        decisions = read_decisions(path, unit, known, roster, plan.encoding)
    except ClusterError as error:
        problems += error.problems
    if problems or differ:
        raise ClusterError([*problems, *differ], "what you have typed")
    return sheets, marks, decisions


def _write_sheets(
    plan: Grading, unit: Unit, entries: Sequence[Entry], sheets: Mapping[Path, Sheet]
) -> list[Path]:
    """Write each sheet that lacks a text; return the sheets that there are."""
    path = plan.beside("_texts.csv")
    results = [entry.result for entry in entries if entry.result and not entry.replaced]
    markers = [path.with_name(f"{path.stem}_{name}.csv") for name in plan.markers]
    dealt = share_out(
        [key for result in results for key in texts_of(result)],
        sheets,
        markers or [one for one in sheets if one != path] or [path],
    )
    for one in {**dealt, **sheets}:
        left, keys = sheets.get(one, Sheet()), dealt.get(one, [])
        if one in sheets and is_written(left, results, keys):
            continue
        if one in sheets:
            save_files([(one.with_suffix(".before.csv"), one.read_bytes())], overwrite=True)
        save_files([(one, make_sheet(unit, results, keys, left))], overwrite=True)
    return [*filter(Path.exists, dict.fromkeys([*sheets, *dealt]))]


def _person(roster: Roster | None, result: Result) -> str:
    """Return the id of the person whose a submission seems to be; empty if nobody knows."""
    who = roster and (roster.owner(result.name) or roster.find(result.learner))
    learner = who.id if who else result.learner
    return "" if learner == PRACTICE else learner.casefold()


def _changes(unit: Unit, graded: Graded, submissions: Sequence[Submission]) -> list[str]:
    """Say which tasks are others than when they were graded, and whose points are."""
    said = []
    changed = graded.changed(submissions)
    if titles := [task.title for task in unit.tasks if task.id in changed]:
        said.append(f"Changed since it was graded, so graded anew: {', '.join(titles)}.")
    then = [graded.points_then(task, submissions) for task in unit.tasks]
    moved = [
        f"{task.title}, {before} to {task.points}"
        for task, points in zip(unit.tasks, then, strict=True)
        for before in sorted(points - {task.points})
    ]
    if moved:
        said.append(f"Points have changed since, and are weighed anew: {'; '.join(moved)}.")
    return said


def _check(plan: Grading, unit: Unit) -> None:
    problems = plan.limits.problems()
    if other := _other_exercise(plan, unit):
        problems.append(
            f"{plan.output}: the marks of {other} go by this name. They are left as they are, "
            "--overwrite or not. Give another --output."
        )
    if odd := [name for name in plan.markers if not name.isalnum()]:
        problems.append(f"--markers {', '.join(odd)}: give names of letters and digits.")
    if plan.jobs < 1:
        problems.append(f"--jobs {plan.jobs}: give 1 or more processes.")
    if plan.secret is not None and len(plan.secret) < 8:
        problems.append("--secret: give 8 letters or more; with a short one a cluster is guessed.")
    if not is_encoding(plan.encoding):
        problems.append(f"--encoding {plan.encoding}: Python knows none, such as cp1252.")
    if plan.feedback.exists() and not plan.feedback.is_dir():
        problems.append(f"--feedback {plan.feedback}: this is no folder.")
    if problems:
        raise GradingError("\n".join(problems))
    if not plan.trust:
        refuse_shown(plan.submissions, plan.output, plan.feedback, plan.roster)
    # Before a run of minutes, not after it.
    check_names(_tables(plan), overwrite=plan.overwrite)


def _other_exercise(plan: Grading, unit: Unit) -> str:
    """Return another exercise whose marks have the name that is asked for, or an empty text."""
    begun = exercise_of(plan.beside("_graded.jsonl"))
    head = _first_line(plan.output)
    for other in UNITS.values():
        # The file of what is graded may be gone, and the table is there still.
        theirs = out_of(other) in head and out_of(unit) not in head
        if other is not unit and (theirs or other.stem == begun):
            return other.title
    return ""


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline()
    except OSError:
        return ""


def _tables(plan: Grading) -> list[Path]:
    endings = ["_overview.html", *(["_import.csv"] if plan.roster else [])]
    return [plan.output, *(plan.beside(ending) for ending in endings)]


def _run(
    plan: Grading, unit: Unit, todo: list[Submission], secret: str, now: dict[str, str]
) -> Iterator[Result]:
    """Yield the results of what is to do."""
    if not todo:
        return
    with ExitStack() as stack:
        course = ""
        if not plan.scheduler:
            remove_left_folders()
            course = str(stack.enter_context(own_folder()))
            choose_sandbox(course, plan.limits, trust=plan.trust)
            make_course(Path(course))
        executor = stack.enter_context(open_executor(plan.jobs, plan.scheduler))
        jobs = (
            Job(found.loaded(), unit.stem, secret, plan.limits, plan.trust, course, definitions=now)
            for found in todo
        )
        yield from grade_all(jobs, executor)


def _write(
    plan: Grading,
    unit: Unit,
    entries: list[Entry],
    roster: Roster | None,
    said: list[str],
) -> list[Path]:
    """Write the tables, the overview and the pages; return the tables and the overview."""
    pages = [
        (entry.result.name, partial(feedback_page, unit, entry))
        for entry in entries
        if entry.result
    ]
    said += save_pages(plan.feedback, unit.stem, pages)
    link = Path(os.path.relpath(plan.feedback.resolve(), plan.output.resolve().parent)).as_posix()
    contents = [
        marks_table(unit, entries, roster, plan.feedback.as_posix()),
        overview_page(unit, entries, link, said),
    ]
    if roster is not None:
        contents.append(import_table(unit, entries, roster))
    files = _tables(plan)
    save_files(list(zip(files, contents, strict=True)), overwrite=plan.overwrite)
    return files
