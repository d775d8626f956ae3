"""Run sheets for lecturers, made from the lectures and their instructor cells.

An instructor cell holds notes, each a paragraph with a name in bold. ``**Stop.**``, ``**Break.**``,
``**Ask.**``, ``**Slip.**`` and ``**Tell.**`` stand where they are needed, ``**Cut.**`` in a section
that may be left out. ``**Expect.**`` follows a prediction: "Option 2, not 3. Because ..." says
which wrong answer to expect and which is right; a curve has words only. ``**Answer.**`` follows a
task. What goes further is no part of a session. `make build` puts the sheets into INSTRUCTOR.md,
with minutes, the code that answers, and the verdicts of the summary; tests look for gaps, and
compare the right answers.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FACT, ROOT, SOLUTION, read_source, solved_lines
from course_map import BEFORE, CLASS, FILE, FURTHER, Cell, Lecture, between, minutes_of, to_five

from clustercourse.exercises.registry import UNITS, find_task

MARKS = ("<!-- run sheets: made by make build -->", "<!-- end of run sheets -->")
NAMES = "Stop|Break|Ask|Slip|Tell|Cut|Expect|Answer"
_NOTE = re.compile(rf"^\*\*({NAMES})\.\*\* (.*?)(?=^\*\*(?:{NAMES})\.\*\*|\Z)", re.M | re.S)
_OPTIONS = re.compile(r"Option (\d), not (\d)\. ")
_CHECKED = re.compile(r"^check\(\"([\w.]+)\"", re.M)
_VERDICTS = re.compile(r"^\| Claim \| Verdict in this lecture \|\n(?:\|.*\n)+", re.M)
_REVEALED = re.compile(r"[Tt]he result: “(.*?)”\.")


@dataclass(frozen=True)
class Note:
    """What a lecturer should know at some place."""

    kind: str
    text: str


@dataclass(frozen=True)
class Prediction:
    """A question that the class answers before it sees the result; a curve has no options."""

    name: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """A task that the class tries, and the code that solves it."""

    name: str
    code: str


Item = Note | Prediction | Turn


@dataclass
class Section:
    """A part of a lecture under one heading, with what is asked and the notes in their order."""

    title: str
    cells: list[Cell] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def minutes(self) -> float:
        """Estimated minutes in class."""
        return CLASS * minutes_of(self.cells)


def asked(code: str) -> Prediction | None:
    """Return the prediction that a cell asks for."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            if call.func.id == "predict":
                name, question, options = (ast.literal_eval(value) for value in call.args)
                return Prediction(name, question, tuple(options))
            if call.func.id == "predict_curve":
                name, question = (ast.literal_eval(value) for value in call.args)
                return Prediction(name, question, ())
    return None


def tried(code: str) -> Turn | None:
    """Return the task that a cell sets."""
    name, solution = _CHECKED.search(code), SOLUTION.search(code)
    return Turn(name[1], solved_lines(solution)) if name and solution else None


def notes(text: str) -> list[Note]:
    """Return the notes of an instructor cell."""
    return [Note(kind, " ".join(words.split())) for kind, words in _NOTE.findall(text)]


def sections(path: Path) -> list[Section]:
    """Return the parts of a lecture; what stands above the first heading is the first part."""
    found = [Section("Title")]
    for cell in read_source(path).cells:
        tags = cell.metadata.get("tags", [])
        text = FACT.sub(lambda fact: fact["shown"], cell.source)
        if "instructor" in tags:
            found[-1].items += notes(text)
        elif cell.cell_type == "code":
            found[-1].cells.append(("code", tags, text))
            if "predict" in tags and (question := asked(text)):
                found[-1].items.append(question)
            if "task" in tags and (turn := tried(text)):
                found[-1].items.append(turn)
        else:
            before, *rest = re.split(r"^## (.*)$", text, flags=re.M)
            found[-1].cells.append(("markdown", tags, before))
            for title, body in zip(rest[::2], rest[1::2], strict=True):
                found.append(Section(title, [("markdown", tags, f"## {title}{body}")]))
    return found


def in_class(parts: list[Section]) -> list[Section]:
    """Return the parts of a session: those before what goes further."""
    return list(takewhile(lambda part: not f"## {part.title}".startswith(FURTHER), parts))


def _with_notes(parts: list[Section]) -> Iterator[tuple[Item, Note | None]]:
    """Pair each item with the note right behind it."""
    items = [item for part in parts for item in part.items]
    for item, behind in zip_longest(items, items[1:]):
        yield item, behind if isinstance(behind, Note) else None


def expectations(parts: list[Section]) -> Iterator[tuple[Prediction, Note | None]]:
    """Pair each prediction with the note that says what to expect."""
    for item, note in _with_notes(parts):
        if isinstance(item, Prediction):
            yield item, note if note and note.kind == "Expect" else None


def answers(parts: list[Section]) -> Iterator[tuple[Turn, Note | None]]:
    """Pair each task with the note that gives its answer."""
    for item, note in _with_notes(parts):
        if isinstance(item, Turn):
            yield item, note if note and note.kind == "Answer" else None


def verdicts(path: Path) -> str:
    """Return the table of claims and verdicts in a lecture's summary, empty if there is none."""
    found = _VERDICTS.search("\n".join(f"{text}\n" for _, _, text in Lecture(path).cells))
    return found[0] if found else ""


def gaps(path: Path) -> list[str]:
    """List what a lecture's notes lack."""
    parts = sections(path)
    problems = []
    for question, note in expectations(parts):
        chosen = note and _OPTIONS.match(note.text)
        if note is None:
            problems.append(f"{path.stem}: {question.name}: which errors are to be expected?")
        elif question.options and not chosen:
            problems.append(f"{path.stem}: {question.name}: write 'Option 1, not 2.'")
        elif chosen and not all(1 <= int(n) <= len(question.options) for n in chosen.groups()):
            problems.append(f"{path.stem}: {question.name}: no such option")
    problems += [
        f"{path.stem}: {turn.name}: write '**Answer.** ...' behind it"
        for turn, note in answers(parts)
        if note is None
    ]
    if path.stem in UNITS:
        told = {int(number) for number in re.findall(r"claim (\d+)", verdicts(path))}
        problems += [
            f"{path.stem}: claim {number} is run, but the summary has no verdict on it"
            for number in sorted(Lecture(path).claims - told)
        ]
    if path.stem in BEFORE:
        return problems
    kinds = [item.kind for p in in_class(parts) for item in p.items if isinstance(item, Note)]
    for kind, least in {"Stop": 1, "Break": 1, "Ask": 2, "Slip": 1, "Cut": 1}.items():
        if kinds.count(kind) < least:
            problems.append(f"{path.stem}: {kinds.count(kind)} notes '{kind}', at least {least}")
    return problems


def wrong_expectations(path: Path, done: nbformat.NotebookNode) -> list[str]:
    """List expectations that the executed lecture does not bear out."""
    revealed = {}
    for cell in done.cells:
        name = re.search(r"\breveal\(\s*\"([\w.]+)\"", cell.source)
        for output in cell.get("outputs", []):
            result = _REVEALED.search("".join(output.get("data", {}).get("text/plain", "")))
            if name and result:
                revealed[name[1]] = result[1]
    problems = []
    for question, note in expectations(sections(path)):
        chosen = note and _OPTIONS.match(note.text)
        if chosen and question.name in revealed:
            wrong, right = (question.options[int(number) - 1] for number in chosen.groups())
            if right != revealed[question.name] or wrong == right:
                problems.append(
                    f"{path.stem}: {question.name} gives {revealed[question.name]!r}, "
                    f"the note expects {wrong!r} and then {right!r}"
                )
    return problems


def sheet(path: Path) -> str:
    """Return the run sheet of a lecture."""
    title, *parts = sections(path)
    stem = path.stem
    links = [f"[lecture](notebooks/{stem}.ipynb)"]
    if stem in UNITS:
        links += [f"[exercise](exercises/{stem}.ipynb)", f"[answer key](solutions/{stem}.ipynb)"]
    expected = {question.name: note for question, note in expectations([title, *parts])}
    answered = {turn.name: note for turn, note in answers(parts)}
    clock = title.minutes
    lines, cuts = [], []
    for part in in_class(parts):
        lines.append(f"- **{clock:.0f}** {part.title}")
        clock += part.minutes
        for item in part.items:
            if isinstance(item, Prediction):
                lines.append(f"  - *Predict* `{item.name}`. {_in_words(item, expected[item.name])}")
            elif isinstance(item, Turn):
                lines += _solved(item, answered[item.name])
            elif item.kind == "Cut":
                cuts.append(f'- "{part.title}", {_minutes(part.minutes)}. {item.text}')
            elif item.kind not in ("Expect", "Answer"):
                lines.append(f"  - *{item.kind}.* {item.text}")
    titles = [part.title for part in parts if f"## {part.title}".startswith(FURTHER)]
    beyond = ["", f"For those who want more: {_listed(titles)}."] if titles else []
    first = f"{to_five(clock)} minutes; {', '.join(links)}."
    short = ["", "When short, leave out", "", *cuts] if cuts else []
    table = verdicts(path).splitlines()
    claims = ["", "Claims of the paper, as the summary has them", "", *table] if table else []
    return "\n".join(
        [f"### {Lecture(path).title}", "", first, "", *lines, *beyond, *short, *claims]
    )


def _listed(titles: list[str]) -> str:
    """Return headings of what goes further in a row."""
    return "; ".join(f'"{title}"' for title in titles)


def _in_words(question: Prediction, note: Note | None) -> str:
    """Say what to expect, with the options in words."""
    text = note.text if note else ""
    if chosen := _OPTIONS.match(text):
        wrong, right = (question.options[int(number) - 1] for number in chosen.groups())
        return f'Expect "{wrong}"; it is "{right}". {text[chosen.end() :]}'
    return f"Expect {text[:1].lower()}{text[1:]}"


def _solved(turn: Turn, note: Note | None) -> list[str]:
    """Say what a task asks for, its answer and the code."""
    title = find_task(turn.name)[1].title
    code = [f"    {line}".rstrip() for line in ("```python", *turn.code.splitlines(), "```")]
    return [f"  - *Your turn* `{turn.name}`. {title}: {note.text if note else '?'}", *code]


def _minutes(minutes: float) -> str:
    return "1 minute" if round(minutes) == 1 else f"{minutes:.0f} minutes"


def with_sheets(text: str, root: Path = ROOT) -> str:
    """Return a text with the run sheets between their marks."""
    paths = sorted((root / "source" / "lectures").glob("*.py"))
    return between(MARKS, text, "\n\n".join(sheet(path) for path in paths))


def main(root: Path = ROOT) -> None:
    """Write the run sheets into their file."""
    path = root / FILE
    path.write_text(with_sheets(path.read_text("utf-8"), root), encoding="utf-8")


if __name__ == "__main__":
    main()
