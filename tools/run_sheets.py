"""Run sheets for lecturers, made from the lectures and their instructor cells.

An instructor cell holds notes, each a paragraph with a name in bold. ``**Stop.**``, ``**Break.**``,
``**Ask.**``, ``**Slip.**`` and ``**Tell.**`` stand where they are needed, ``**Cut.**`` in a section
that may be left out. ``**Expect.**`` follows a prediction: "Option 2, not 3. Because ..." says
which wrong answer to expect and which is right; a curve has words only. `make build` puts the
sheets into INSTRUCTOR.md, with minutes; tests look for gaps, and compare the right answers.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FACT, ROOT, read_source
from course_map import FILE, Cell, Lecture, between, minutes_of

from clusterlib.exercises.registry import UNITS

MARKS = ("<!-- run sheets: made by make build -->", "<!-- end of run sheets -->")
#: Pairs that discuss take a quarter longer than one who reads alone.
CLASS = 1.25
NAMES = "Stop|Break|Ask|Slip|Tell|Cut|Expect"
_NOTE = re.compile(rf"^\*\*({NAMES})\.\*\* (.*?)(?=^\*\*(?:{NAMES})\.\*\*|\Z)", re.M | re.S)
_OPTIONS = re.compile(r"Option (\d), not (\d)\. ")
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


@dataclass
class Section:
    """A part of a lecture under one heading, with its predictions and notes in their order."""

    title: str
    cells: list[Cell] = field(default_factory=list)
    items: list[Note | Prediction] = field(default_factory=list)

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
        else:
            before, *rest = re.split(r"^## (.*)$", text, flags=re.M)
            found[-1].cells.append(("markdown", tags, before))
            for title, body in zip(rest[::2], rest[1::2], strict=True):
                found.append(Section(title, [("markdown", tags, body)]))
    return found


def expectations(parts: list[Section]) -> Iterator[tuple[Prediction, Note | None]]:
    """Pair each prediction with the note that says what to expect."""
    items = [item for part in parts for item in part.items]
    for number, item in enumerate(items):
        if isinstance(item, Prediction):
            following = items[number + 1 : number + 2]
            note = next((n for n in following if isinstance(n, Note) and n.kind == "Expect"), None)
            yield item, note


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
    if path.stem == "00_start_here":
        return problems
    kinds = [item.kind for part in parts for item in part.items if isinstance(item, Note)]
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
    if Lecture(path).own_tasks:
        links.append(f"[answers to its check-yourself tasks](source/lectures/{path.name})")
    expected = {question.name: note for question, note in expectations([title, *parts])}
    clock = title.minutes
    lines, cuts = [], []
    for part in parts:
        lines.append(f"- **{clock:.0f}** {part.title}")
        clock += part.minutes
        for item in part.items:
            if isinstance(item, Prediction):
                lines.append(f"  - *Predict* `{item.name}`. {_in_words(item, expected[item.name])}")
            elif item.kind == "Cut":
                cuts.append(f'- "{part.title}", {_minutes(part.minutes)}. {item.text}')
            elif item.kind != "Expect":
                lines.append(f"  - *{item.kind}.* {item.text}")
    first = f"{_minutes(clock)}; {', '.join(links)}."
    short = ["", "When short, leave out", "", *cuts] if cuts else []
    return "\n".join([f"### {Lecture(path).title}", "", first, "", *lines, *short])


def _in_words(question: Prediction, note: Note | None) -> str:
    """Say what to expect, with the options in words."""
    text = note.text if note else ""
    if chosen := _OPTIONS.match(text):
        wrong, right = (question.options[int(number) - 1] for number in chosen.groups())
        return f'Expect "{wrong}"; it is "{right}". {text[chosen.end() :]}'
    return f"Expect {text[:1].lower()}{text[1:]}"


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
