"""The map of the course: which part of the paper stands in which lecture, lab, task and claim.

`make build` writes it into INSTRUCTOR.md; a test compares, and looks for gaps. Lectures, labs,
tasks and claims are read from the sources, so that only the sections of the paper stand here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import ROOT, make, read_source
from points_and_titles import WORDS

from clustercourse.claims import LEDGER
from clustercourse.exercises.registry import LECTURE_TASKS, UNITS
from clustercourse.exercises.tasks import Task

#: Headings of the paper, in its order, and the lectures that deal with each.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Introduction": ("01_cluster_structure", "06_trust_and_absorption", "08_buzz_and_pipelines"),
    "Cluster as an innovation network": ("01_cluster_structure", "07_focal_firms"),
    "The structure of cluster innovation network, Fig. 1": ("01_cluster_structure",),
    "Horizontal learning": ("02_horizontal_learning",),
    "Vertical learning": ("03_vertical_learning",),
    "Multi-angle learning": ("04_multi_angle_learning",),
    "Inter-firms trustiness degree": ("04_multi_angle_learning", "06_trust_and_absorption"),
    "Structure dimension": ("05_network_position", "08_buzz_and_pipelines"),
    "Structure dimension, Fig. 2": ("05_network_position",),
    "Relational dimension": ("05_network_position", "06_trust_and_absorption"),
    "Absorptive capability": ("06_trust_and_absorption",),
    "The role of focal firms": ("07_focal_firms",),
    "The lock-in of localized innovation network": (
        "06_trust_and_absorption",
        "08_buzz_and_pipelines",
    ),
    "Global pipelines and the acquiring of new knowledge": (
        "06_trust_and_absorption",
        "08_buzz_and_pipelines",
    ),
    "Reaping the benefits of both the local innovation network and globalized network": (
        "08_buzz_and_pipelines",
    ),
    "Conclusion": (
        "06_trust_and_absorption",
        "09_policy_studio",
        "10_evidence",
        "11_your_region",
    ),
}
FILE = "INSTRUCTOR.md"
_MARKS = ("<!-- map: made by make build -->", "<!-- end of map -->")
_RUN = re.compile(r"run_claims\(\s*(\[[\d,\s]+\]|range\(\d+, \d+\))")
_LAB = re.compile(r"\b(\w+_lab)\(")
_MINUTES = re.compile(r"(\d+) minutes")
_COUNT = rf"\b(\d+|{'|'.join(WORDS[1:])})"
#: How much longer it takes pairs that discuss, and readers new to English or Python.
CLASS, NEW = 1.25, 1.5
#: The same for exercises, where less is read: students new to English took up to so much longer.
NEW_TO_EXERCISE = 1.25
#: Words a minute of careful reading, and minutes for what is done.
_WORDS, _CELL, _PREDICTION, _TASK, _LAB_MINUTES, _QUIZ = 130, 0.6, 1.5, 4, 8, 1.5
#: A task tagged "small" asks for one line; so many minutes beside those to run it.
_SMALL = 0.4
#: Notebooks that come before the paper: how to begin, and Python, which is no lecture of its own.
BEFORE = ("00_start_here", "00_the_python_you_need")
#: A toy and a formula are small labs; so many minutes less.
_TOY, _TOY_MINUTES = re.compile(r"\b(?:toy|formula)_lab\("), -5
#: Where that begins which a learner may leave out.
FURTHER = "## Further"
#: Type, tags and text.
Cell = tuple[str, list[str], str]


@dataclass(frozen=True)
class Lecture:
    """What can be read from a lecture's source."""

    path: Path

    @cached_property
    def cells(self) -> list[Cell]:
        """Type, tags and text of each cell that a learner reads, explanations included."""
        notebook = make(read_source(self.path), "solved")
        return [(c.cell_type, c.metadata.get("tags", []), c.source) for c in notebook.cells]

    @property
    def stem(self) -> str:
        """The name without ending."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The heading."""
        return re.sub(r"^# ", "", self.cells[0][2].splitlines()[0])

    @property
    def labs(self) -> list[str]:
        """Names of its labs."""
        return sorted(
            {lab for _, tags, text in self.cells if "lab" in tags for lab in _LAB.findall(text)}
        )

    @property
    def claims(self) -> set[int]:
        """Numbers of the claims that it runs."""
        text = "\n".join(text for kind, _, text in self.cells if kind == "code")
        return {number for found in _RUN.findall(text) for number in _numbers_in(found)}

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Graded tasks of its exercise, or its own where it has none."""
        return UNITS[self.stem].tasks if self.stem in UNITS else self.own_tasks

    @property
    def own_tasks(self) -> tuple[Task, ...]:
        """Check-yourself tasks."""
        if self.stem in UNITS:
            return UNITS[self.stem].practice
        asked = "\n".join(text for _, _, text in self.cells)
        return tuple(task for task in LECTURE_TASKS if task.id in asked)

    def count(self, tag: str) -> int:
        """Count the cells with a tag that all learners meet."""
        return sum(tag in tags for _, tags, _ in main_part(self.cells))

    @property
    def words(self) -> int:
        """Words of its texts, without the answers that are folded away."""
        return words_of(self.cells)

    @property
    def code_cells(self) -> int:
        """Cells of code that all learners run."""
        return sum(kind == "code" for kind, _, _ in main_part(self.cells))

    @property
    def minutes(self) -> tuple[int, int, int]:
        """Estimated minutes, to the next five: alone, in class, and new to English or Python."""
        alone = minutes_of(self.cells)
        return to_five(alone), to_five(CLASS * alone), to_five(NEW * alone)

    @property
    def minutes_said(self) -> tuple[int, ...]:
        """The minutes that its first cell tells learners, in the same order."""
        return tuple(int(number) for number in _MINUTES.findall(self.cells[0][2]))


def to_five(minutes: float) -> int:
    """Round an estimate, so that it does not look more exact than it is."""
    return 5 * round(minutes / 5)


def words_of(cells: list[Cell]) -> int:
    """Count the words of texts, without folded answers, what goes further, and the reading list."""
    texts = [text for kind, _, text in main_part(cells) if kind == "markdown"]
    plain = re.sub(r"<details>.*?</details>|<!--.*?-->", "", "\n".join(texts), flags=re.DOTALL)
    return len(plain.split("**Reading.**")[0].split())


def main_part(cells: list[Cell]) -> list[Cell]:
    """Return the cells that all learners read, those before what goes further."""
    return list(takewhile(lambda cell: not cell[2].startswith(FURTHER), cells))


def minutes_of(cells: list[Cell]) -> float:
    """Estimate the minutes to read, run, predict, try and answer."""
    cells = main_part(cells)
    each = {"predict": _PREDICTION, "task": _TASK, "lab": _LAB_MINUTES}
    each["small"] = _SMALL - _TASK
    quiz = sum(text.count("Question(") for _, tags, text in cells if "quiz" in tags)
    return (
        words_of(cells) / _WORDS
        + _CELL * sum(kind == "code" for kind, _, _ in cells)
        + sum(each.get(tag, 0) for _, tags, _ in cells for tag in tags)
        + _TOY_MINUTES * sum(bool(_TOY.search(text)) for _, tags, text in cells if "lab" in tags)
        + _QUIZ * quiz
    )


def _numbers_in(code: str) -> range | list[int]:
    """Return the numbers of a list or a range in code."""
    numbers = [int(number) for number in re.findall(r"\d+", code)]
    return range(*numbers) if code.startswith("range") else numbers


def lectures(root: Path = ROOT) -> dict[str, Lecture]:
    """Return the lectures by stem."""
    paths = sorted((root / "source" / "lectures").glob("*.py"))
    return {path.stem: Lecture(path) for path in paths}


def sections_of(place: str) -> list[str]:
    """Return the sections that a claim's place names; a remark behind a semicolon may follow."""
    return [part.strip() for part in place.split(";") if part.strip() in SECTIONS]


def gaps(found: dict[str, Lecture]) -> list[str]:
    """List claims, sections and lectures that the map leaves out."""
    problems = []
    for claim in LEDGER.values():
        named = sections_of(claim.place)
        if not named:
            problems.append(f"claim {claim.number}: no section {claim.place!r} on the map")
        homes = {stem for section in named for stem in SECTIONS[section]}
        if not any(claim.number in found[stem].claims for stem in homes if stem in found):
            problems.append(f"claim {claim.number} is run in no lecture on {claim.place!r}")
    mapped = {stem for stems in SECTIONS.values() for stem in stems}
    problems += [f"{stem}: no such lecture" for stem in sorted(mapped - set(found))]
    problems += [
        f"{stem}: stands in no section" for stem in sorted(set(found) - mapped - {*BEFORE})
    ]
    for stem, lecture in found.items():
        if stem in UNITS and not lecture.labs:
            problems.append(f"{stem}: no lab")
        if lecture.minutes_said != lecture.minutes:
            said, counted = lecture.minutes_said, lecture.minutes
            problems.append(f"{stem}: its first cell says {said} minutes, the counts {counted}")
    return problems


def exercise_minutes(paths: Iterable[Path]) -> list[str]:
    """List exercises whose first cell lacks minutes, or gives newcomers others than they need."""
    problems = []
    for path in paths:
        said = [int(number) for number in _MINUTES.findall(read_source(path).cells[0].source)]
        needed = [*said[:1], *(to_five(NEW_TO_EXERCISE * alone) for alone in said[:1])]
        if not said or said != needed:
            problems.append(f"{path.stem}: its first cell says {said} minutes, not {needed}")
    return problems


def miscounts(texts: dict[str, str], found: dict[str, Lecture]) -> list[str]:
    """List counts of lectures, exercises and claims in texts, by name, that are not those of today.

    What a lecture says of its own claims is compared with what it runs.
    """
    count = len(found.keys() - {*BEFORE[1:]})
    everywhere = {
        "lectures": count,
        "notebooks, ": count,
        "graded exercises": len(UNITS),
        "of them with a graded exercise": len(UNITS),
    }
    problems = []
    for name, text in texts.items():
        numbers = dict(everywhere)
        if name in found:
            numbers["claims of this lecture"] = len(found[name].claims)
            again = re.search(r"claims are run again.*?" + _RUN.pattern, text, re.DOTALL)
            numbers["claims are run again"] = len(_numbers_in(again[1])) if again else 0
        said = [
            (word, what, right)
            for what, right in numbers.items()
            for word in re.findall(rf"{_COUNT} {what}", text, re.IGNORECASE)
        ]
        said += [
            (word, "claims", len(LEDGER))
            for word in re.findall(r"\b(?:the|paper's) (\d+) claims", text, re.IGNORECASE)
        ]
        problems += [
            f"{name}: '{word} {what.strip(' ,')}', but there are {right}; write that"
            for word, what, right in said
            if right != (int(word) if word.isdigit() else WORDS.index(word.lower()))
        ]
    return problems


def texts_that_count(found: dict[str, Lecture], root: Path = ROOT) -> dict[str, str]:
    """Return the texts for readers, and those of the lectures, by name."""
    named = {path.name: path.read_text("utf-8") for path in sorted(root.glob("*.md"))}
    return named | {stem: lecture.path.read_text("utf-8") for stem, lecture in found.items()}


def the_map(found: dict[str, Lecture]) -> str:
    """Return the tables: sections to lectures and claims, and lectures to labs, tasks and time."""
    rows = ["| Section of the paper | Lecture | Claims run there |", "|---|---|---|"]
    for section, stems in SECTIONS.items():
        about = {c.number for c in LEDGER.values() if section in sections_of(c.place)}
        links = [f"[{found[stem].title}](notebooks/{stem}.ipynb)" for stem in stems]
        claims = [_numbers(about & found[stem].claims) for stem in stems]
        rows.append(f"| {section} | {'<br>'.join(links)} | {'<br>'.join(claims)} |")
    rows += ["", "| Lecture | Lab | Graded tasks (points) | Claims |", "|---|---|---|---|"]
    for stem, lecture in found.items():
        tasks = ", ".join(f"`{task.id}` ({task.points})" for task in lecture.tasks if task.points)
        if stem in UNITS:
            tasks = (
                f"[exercise](exercises/{stem}.ipynb), [solution](solutions/{stem}.ipynb): {tasks}"
            )
        labs = ", ".join(f"`{lab}`" for lab in lecture.labs)
        claims = "all" if stem == "10_evidence" else _numbers(lecture.claims)
        rows.append(
            f"| [{lecture.title}](notebooks/{stem}.ipynb) | {labs} | {tasks or 'none'} | {claims} |"
        )
    rows += [
        "",
        "| Lecture | Words | Code | Predictions | Tasks | Minutes alone | In class | If new |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for stem, lecture in found.items():
        counts = [
            lecture.words,
            lecture.code_cells,
            lecture.count("predict"),
            lecture.count("task"),
        ]
        cells = " | ".join(str(number) for number in [*counts, *lecture.minutes])
        rows.append(f"| [{lecture.title}](notebooks/{stem}.ipynb) | {cells} |")
    return "\n".join(rows)


def _numbers(numbers: set[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers)) or "none"


def between(marks: tuple[str, str], text: str, made: str) -> str:
    """Return a text with what was made between its marks."""
    before, _, rest = text.partition(marks[0])
    _, _, after = rest.partition(marks[1])
    return f"{before}{marks[0]}\n{made}\n{marks[1]}{after}"


def with_map(text: str, made: str) -> str:
    """Return a text with the map between its marks."""
    return between(_MARKS, text, made)


def main(root: Path = ROOT) -> None:
    """Write the map into its file."""
    path = root / FILE
    path.write_text(with_map(path.read_text("utf-8"), the_map(lectures(root))), encoding="utf-8")


if __name__ == "__main__":
    main()
