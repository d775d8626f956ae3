"""The gates: each looks at one promise of the course and lists what breaks it.

A gate returns a list of problems, each naming its place; an empty list means that the promise is
kept. tests/test_gates.py runs them on the course, and on courses broken on purpose.
"""

from __future__ import annotations

import html
import re
import sys
from itertools import pairwise, takewhile
from pathlib import Path
from urllib.parse import unquote

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import (
    ASKS,
    FACT,
    FACT_TAG,
    FOLDED,
    REVEALS,
    ROOT,
    execute,
    facts,
    is_fact,
    make,
    read_as_written,
    read_source,
    with_facts,
)
from course_map import FURTHER, Lecture
from points_and_titles import MARK, OF_UNIT, WORDS, MarkError, unit_of

from clustercourse.exercises.tasks import Unit

#: What all learners read of a lecture: text, counted as the map of the course does.
MOST_WORDS = 1500
MOST_CODE_LINES = 60
MOST_PARAGRAPH_WORDS = 110
NEEDED_TAGS = ("setup", "predict", "lab", "task", "quiz")
#: Lectures that run every experiment of the course instead of a lab.
WITHOUT_LAB = {"10_evidence"}
NEEDED_HEADINGS = ("What you will be able to do", "When not to believe", "Summary")

# Numbers that need no check: years, code, formulas, links, sources, and the text's own demands.
_EXEMPT = [
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"`[^`]*`"),
    re.compile(r"\$[^$]*\$"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"^#+ .*$", re.MULTILINE),
    re.compile(r"^\*\*Reading\.\*\*(?:.+\n?)*", re.MULTILINE),
    re.compile(r"^\d+\. ", re.MULTILINE),
    re.compile(r"\b(?:1[4-9]|20)\d\ds?\b"),
    re.compile(r"\b(?:Fig\.|exercise|lecture|notebook|Exercise|Lecture|[Cc]laim) \d+"),
    re.compile(r"\*\*\d\d [A-Z][^*]*\*\*|\[\d\d [A-Z][^\]]*\]"),
    re.compile(r"\b\d+(?: to \d+)? (?:minutes?|points|words)\b"),
    re.compile(r"\b95% intervals?\b"),  # its name
]
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:[.,]\d+)*%?")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
# In an objective the tasks stand as code, or in a comment that learners do not see.
_NAMES_TASK = re.compile(r"(?:`|<!-- |, )([a-z_]+\.[a-z_]+)(?=`|,| -->)")
_SMALL = 12
#: Facts that no output needs to show: sums of bare numbers, default settings, and what a reader
#: counts on a picture.
_SETTING = re.compile(r"\b[A-Z]\w*\(\)(?:\.\w+)+|\b\w+\.learning\.\w+|__import__\(.*?\)\.[A-Z_]+")
_WORD = re.compile(r"[A-Za-z_]")
COUNTED_BY_HAND = {'florence.degree("Strozzi")'}
#: Sections that look back at the whole lecture.
_LOOKS_BACK = re.compile(r"## (?:When not to believe|Summary)")
_SHOWN_NUMBER = re.compile(r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d*\.\d+|\d+)(%?)")
_CHECK = re.compile(r"\bcheck\(\s*\"([\w.]+)\"")
_STEM = re.compile(r"\b\d\d_[a-z_]+\b")
# What a unit says already, and the mark to write instead.
_TYPED = {
    re.compile(r"^# Exercise\b.*", re.MULTILINE): "# [[exercise]]",
    re.compile(rf"\b(?:\d+|{'|'.join(WORDS[1:])}) tasks\b", re.IGNORECASE): "[[tasks]]",
    re.compile(r"^## \d+\. .*", re.MULTILINE): "## [[task:...]]",
    re.compile(r"\b\d+ points?\b"): "[[points]], [[task:...]] or [[rubric:...]]",
    re.compile(r"\btasks? \d+", re.IGNORECASE): "task [[number:...]]",
    re.compile(r"\b\d+ to \d+ words\b"): "[[rubric:...]]",
}


def bare_numbers(path: Path) -> list[str]:
    """List numbers in a lecture's prose that no expression in the notebook vouches for."""
    problems = []
    for number, cell in enumerate(read_source(path).cells):
        if cell.cell_type != "markdown":
            continue
        text = FACT.sub("", cell.source)
        for pattern in _EXEMPT:
            text = pattern.sub("", text)
        for found in _NUMBER.findall(text):
            if not (found.isdigit() and int(found) <= _SMALL):
                problems.append(
                    f"{path.name}, cell {number}: {found} is not computed; write a fact"
                )
    return problems


def wrong_marks(path: Path) -> list[str]:
    """List marks that say nothing, and what an exercise's master lacks, types or has misplaced."""
    problems = []
    try:
        read_source(path)
    except MarkError as error:
        problems += error.problems
    unit = unit_of(path)
    if unit is None:
        return problems
    cells = read_as_written(path).cells
    written = "".join(cell.source for cell in cells)
    problems += [
        f"{path.name}: write [[{kind}]] once"
        for kind in OF_UNIT
        if written.count(f"[[{kind}]]") != 1
    ]
    # A task's mark stands above its check; whatever comes before the first belongs to none.
    below: list[tuple[str, int, list[str]]] = [("", 0, [])]
    for number, cell in enumerate(cells):
        text = FACT.sub("", MARK.sub("", cell.source))
        problems += [
            f"{path.name}, cell {number}: {found[0]!r} is typed; write {mark}"
            for pattern, mark in _TYPED.items()
            for found in pattern.finditer(text)
        ]
        problems += [
            f"{path.name}, cell {number}: {stem} is another exercise; write {unit.stem}"
            for stem in _STEM.findall(text)
            if stem != unit.stem
        ]
        for found in MARK.finditer(cell.source):
            if found["kind"] == "task":
                below.append((found["task"], number, []))
            elif found["kind"] == "rubric":
                below[-1][2].append(found[0])
        if cell.cell_type == "code":
            below[-1][2].extend(f"check({name!r}" for name in _CHECK.findall(cell.source))
    return problems + _misplaced(path.name, unit, below)


def _misplaced(name: str, unit: Unit, below: list[tuple[str, int, list[str]]]) -> list[str]:
    """List tasks without a mark or out of their order, and marks without what belongs to them."""
    problems = []
    for task in unit.tasks:
        if task.id not in [marked for marked, _, _ in below]:
            problems.append(f"{name}: {task.id} has no mark; write ## [[task:{task.id}]] above it")
    places = {task.id: place for place, task in enumerate(unit.tasks)}
    for (before, _, _), (marked, number, _) in pairwise(below):
        if places.get(before, -1) >= places.get(marked, len(places)):
            problems.append(
                f"{name}, cell {number}: [[task:{marked}]] comes after {before}, in the unit "
                "before it; move one of them"
            )
    for marked, number, found in below:
        needed = [f"check({marked!r}"] if marked else []
        if marked in places and unit.tasks[places[marked]].by_hand:
            needed.insert(0, f"[[rubric:{marked}]]")
        if found != needed:
            problems.append(
                f"{name}, cell {number}: below {f'[[task:{marked}]]' if marked else 'no task'} "
                f"stands {', '.join(found) or 'nothing'}; it needs {', '.join(needed) or 'nothing'}"
            )
    return problems


def run_with_facts(path: Path) -> nbformat.NotebookNode:
    """Run a solved notebook with a cell after each text that evaluates the facts of the text."""
    return execute(make(with_facts(read_source(path)), "solved"), allow_errors=True)


def wrong_facts(name: str, done: nbformat.NotebookNode) -> list[str]:
    """List facts of a notebook run with facts whose expression does not give what is shown."""
    problems = []
    for cell in filter(is_fact, done.cells):
        shown = cell.metadata.tags[0].removeprefix(FACT_TAG)
        code = cell.source.removeprefix("print(float(")[:-2]
        if cell.outputs[0]["output_type"] == "error":
            problems.append(f"{name}: {code} fails: {cell.outputs[0]['evalue']}")
        elif not agrees(shown, value := float(cell.outputs[0]["text"])):
            problems.append(f"{name}: the text says {shown}, but {code} is {value:g}")
    return problems


def agrees(shown: str, value: float) -> bool:
    """Return whether a number as shown is the value, rounded to the digits that are shown."""
    text = shown.strip().replace(",", "")
    if text.endswith("%"):
        text, value = text[:-1], 100 * value
    decimals = len(text.partition(".")[2])
    return abs(float(text) - value) <= 0.5 * 10**-decimals + 1e-9


def unshown(path: Path, executed: nbformat.NotebookNode) -> list[str]:
    """List facts of a lecture that readers cannot find in an output, so that they must believe.

    The number must stand in what a cell above shows: printed, in a table, in the alt text of a
    picture, in a result; in this section or the one before, or anywhere above if the text says so
    ("above") or stands under a heading that looks back. Rounding and signs may differ. A number
    that stands there by chance is not told apart.
    """
    source = read_source(path).cells
    wanted = iter(facts(read_source(path)))
    problems, shown, looks_back = [], [set[_Number]()], False
    for cell in executed.cells:
        if not is_fact(cell):
            if cell.cell_type == "markdown" and cell.source.startswith("## "):
                shown.append(set())
                looks_back = bool(_LOOKS_BACK.match(cell.source))
            shown[-1] |= _numbers_in(cell)
            continue
        fact = next(wanted)
        told = source[fact.cell]
        by_hand = fact.code in COUNTED_BY_HAND or not _WORD.search(_SETTING.sub("", fact.code))
        if by_hand or "instructor" in told.metadata.get("tags", []):
            continue
        near = shown if looks_back or "above)" in told.source else shown[-2:]
        if not any(_says(number, fact.shown) for numbers in near for number in numbers):
            problems.append(
                f"{path.name}, cell {fact.cell}: no cell shows {fact.shown} ({fact.code}); show it "
                "in a picture's title, a table or a result, or leave it out"
            )
    return problems


#: A number as it is shown: its size, its decimals, and whether it is a percentage.
_Number = tuple[float, int, bool]


def _numbers_in(cell: nbformat.NotebookNode) -> set[_Number]:
    """Return the numbers in the outputs of a cell."""
    texts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        page = re.sub(r"data:[^\"']*|<style.*?</style>", "", "".join(data.get("text/html", "")))
        texts += ["".join(output.get("text", "")), "".join(data.get("text/plain", ""))]
        texts += [*re.findall(r'alt="([^"]*)"', page), re.sub(r"<[^>]*>", " ", page)]
    return {_number(*found) for found in _SHOWN_NUMBER.findall(html.unescape("\n".join(texts)))}


def _number(digits: str, percent: str) -> _Number:
    digits = digits.replace(",", "")
    return float(digits), len(digits.partition(".")[2]), bool(percent)


def _says(number: _Number, shown: str) -> bool:
    """Return whether a number in an output gives that of a text, to the digits of the text."""
    (found,) = _SHOWN_NUMBER.findall(shown)
    wanted, decimals, percent = _number(*found)
    value, digits, in_percent = number
    scales = [0]  # "42%" in a text may be 42 on an axis in per cent, or 0.42 in a table
    if percent and not in_percent:
        scales = [0, 2]
    elif in_percent and not percent:
        scales = [-2]
    return any(
        digits - scale >= decimals
        and abs(value * 10**scale - wanted)
        <= 0.5 * 10**-decimals + 0.5 * 10.0 ** (scale - digits) + 1e-9
        for scale in scales
    )


def missing_alt_text(name: str, notebook: nbformat.NotebookNode) -> list[str]:
    """List pictures of an executed notebook that a screen reader could not describe."""
    problems = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            problems += [
                f"{name}, cell {number}: a picture in the text has no alt text"
                for _ in re.findall(r"!\[\s*\]\(", cell.source)
            ]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if not any(kind.startswith("image/") for kind in data):
                continue
            text = "".join(data.get("text/plain", ""))
            if len(text.split()) < 5 or text.startswith("<"):
                problems.append(f"{name}, cell {number}: a picture without a description")
            if re.search(r"<img(?![^>]*\balt=\"[^\"]{10,})", "".join(data.get("text/html", ""))):
                problems.append(f"{name}, cell {number}: an <img> without alt")
    return problems


def errors_in(name: str, notebook: nbformat.NotebookNode) -> list[str]:
    """List cells of an executed notebook that failed or wrote to the error stream."""
    problems = []
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                problems.append(f"{name}, cell {number}: {output['ename']}: {output['evalue']}")
            elif output.get("name") == "stderr":
                problems.append(f"{name}, cell {number}: stderr: {output['text'].strip()[:200]}")
    return problems


def broken_links(root: Path = ROOT) -> list[str]:
    """List links to files or headings that do not exist, in notebooks and Markdown files."""
    problems = []
    texts: dict[Path, str] = {path: path.read_text("utf-8") for path in sorted(root.glob("*.md"))}
    for folder in ("notebooks", "exercises", "solutions"):
        for path in sorted((root / folder).rglob("*.ipynb")):
            if ".ipynb_checkpoints" in path.parts:
                continue
            cells = nbformat.read(path, as_version=4).cells
            texts[path] = "\n\n".join(c.source for c in cells if c.cell_type == "markdown")
    for path, text in texts.items():
        for link in _LINK.findall(text):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (path.parent / name).resolve() if name else path
            place = path.relative_to(root).as_posix()
            if not target.exists():
                problems.append(f"{place}: link to {name}, which does not exist")
            elif anchor and target in texts and anchor not in anchors(texts[target], target.suffix):
                problems.append(f"{place}: link to #{anchor}, a heading that does not exist")
    return problems


def anchors(text: str, suffix: str) -> set[str]:
    """Return the anchors of a text's headings, as JupyterLab and code hosts make them."""
    headings = re.findall(r"^#+ +(.*?) *$", text, re.MULTILINE)
    if suffix == ".ipynb":
        return {heading.replace(" ", "-") for heading in headings}
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def too_long(path: Path) -> list[str]:
    """List the lecture if what all learners read of it is longer than they can be asked to read."""
    words = Lecture(path).words
    if words <= MOST_WORDS:
        return []
    return [
        f"{path.name}: {words} words, at most {MOST_WORDS}; shorten it, or move a part under a "
        f"heading that begins {FURTHER!r}"
    ]


def anatomy(path: Path, task_ids: set[str]) -> list[str]:
    """List parts that a lecture lacks: tags, headings, objectives that name tasks, measure."""
    notebook = make(read_source(path), "blank")
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    needed = [tag for tag in NEEDED_TAGS if tag != "lab" or path.stem not in WITHOUT_LAB]
    problems = [f"{path.name}: no cell tagged {tag!r}" for tag in needed if tag not in tags]
    problems += [
        f"{path.name}: no section {heading!r}" for heading in NEEDED_HEADINGS if heading not in text
    ]
    head = text.partition("What you will be able to do")[2].partition("\n#")[0]
    named = set(_NAMES_TASK.findall(head))
    problems += [f"{path.name}: objective names {name!r}, no task" for name in named - task_ids]
    for line in re.findall(r"^\d+\. .*$", head, re.MULTILINE):
        if not _NAMES_TASK.search(line):
            problems.append(f"{path.name}: objective without a task: {line}")
    whole = takewhile(lambda cell: not cell.source.startswith(FURTHER), notebook.cells)
    lines = sum(
        sum(bool(line.strip()) for line in cell.source.splitlines())
        for cell in whole
        if cell.cell_type == "code" and "jupyter" not in cell.metadata
    )
    if lines > MOST_CODE_LINES:
        problems.append(f"{path.name}: {lines} lines of visible code, at most {MOST_CODE_LINES}")
    for paragraph in re.split(r"\n\s*\n", text):
        plain = not re.match(r"\s*([-*|#]|\d+\.)", paragraph) and "Reading." not in paragraph
        if plain and len(paragraph.split()) > MOST_PARAGRAPH_WORDS:
            problems.append(f"{path.name}: a long paragraph: {paragraph[:60]}...")
    return problems


def spoiled(path: Path, executed: nbformat.NotebookNode) -> list[str]:
    """List what a learner could see of a result before predicting it, and results left alone.

    From a question to its result only code that shows nothing and says no option may stand; what
    follows from the result is tagged ``explain``, so that it unfolds below it. A question that a
    lab answers is open until the next section: the lab may not have been moved yet.
    """
    problems: list[str] = []
    asked: dict[str, list[str]] = {}
    in_lab: set[str] = set()
    after = ""
    written = [c for c in read_source(path).cells if "instructor" not in c.metadata.get("tags", [])]
    shown = [c for c in executed.cells if not is_fact(c)]
    for number, (cell, done) in enumerate(zip(written, shown, strict=True)):
        tags, text = set(cell.metadata.get("tags", [])), cell.source
        place = f"{path.name}, cell {number} of the learner's"
        if cell.cell_type == "markdown":
            if text.startswith("## "):
                in_lab.clear()
            if "explain" in tags:
                if after != "result":
                    problems.append(f"{place}: explains no result; put it right below one")
                continue
            if asked and FACT.search(text):
                problems.append(f"{place}: a number stands between {[*asked]} and the result")
            if after and not text.startswith("#"):
                problems.append(f"{place}: in sight below a {after}; tag it explain")
            after = ""
            continue
        after = ""
        for name in ASKS.findall(text):
            options = [] if "predict_curve(" in text else re.findall(r'"([^"]+)"', text)
            asked[name] = [option for option in options if option != name]
        ended = {
            *REVEALS.findall(text),
            *(name for name in asked if "lab" in tags and f'"{name}"' in text),
        }
        problems += [f"{place}: nobody asked for {name!r}" for name in ended - asked.keys()]
        if ended:
            after = "lab" if "lab" in tags else "result"
            in_lab |= ended if "lab" in tags else set()
        for name in ended:
            asked.pop(name, None)
        unasked = "result" in tags and not REVEALS.search(text)
        if (asked or in_lab) and unasked and done.outputs:
            problems.append(f"{place}: shows something before the result of {[*asked, *in_lab]}")
        if asked and not tags & FOLDED.keys():
            if done.outputs:
                problems.append(f"{place}: shows something before the result of {[*asked]}")
            problems += [
                f"{place}: says the option {option!r} of {name!r}"
                for name, options in asked.items()
                for option in options
                if f'"{option}"' in text
            ]
    return problems + [f"{path.name}: {name!r} is asked and has no result" for name in asked]


def points_in(notebook: nbformat.NotebookNode) -> str:
    """Return the summary line of the last progress table in an executed exercise."""
    for cell in reversed(notebook.cells):
        for output in reversed(cell.get("outputs", [])):
            found = re.search(
                r"(\d+) of (\d+) points", "".join(output.get("data", {}).get("text/plain", ""))
            )
            if found:
                return found[0]
    return ""
