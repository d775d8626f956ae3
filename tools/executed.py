"""Notebooks executed once, for solutions, gates, slides and the reader's edition.

The solved form is run, with labs and quizzes as readers without a kernel see them. The result is
kept under build/executed with a key of all that it depends on, so that a notebook is run again only
when its source, the library or a pinned version has changed.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from textwrap import dedent

import nbformat
from filelock import FileLock

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import (
    ASKS,
    PACKAGES,
    REVEALS,
    ROOT,
    SOLUTION,
    execute,
    make,
    read_source,
    with_facts,
    without_facts,
    write,
)

TOOLS = ROOT / "tools"
BUILD = ROOT / "build"
#: How cells with a tag show the value of their last line to readers.
SHOWN_BY = {
    "lab": "show_lab",
    "quiz": "show_quiz",
    "predict": "show_question",
    "result": "show_result",
    "task": "show_task",
}
#: Of these cells the function is told to which prediction they belong; others stay as they are.
_NAMED = {"predict": ASKS, "result": REVEALS}
#: Readers were not asked, so a result says nothing of their prediction.
_UNASKED = re.compile(
    r'<div style="flex:1 1 14em"><div [^>]*>Your prediction</div>'
    r"<div [^>]*>You made no prediction</div></div>"
    r'|<div style="margin-top:.4em">You made no prediction\.</div>'
    r"|^You made no prediction\.\s*",
    re.MULTILINE,
)
_FOLD = re.compile(r'(?<=<details class="clusterlib-folded"><summary>)[^<]*')


def lecture_sources(root: Path = ROOT) -> list[Path]:
    """Return the sources of all lectures, in their order."""
    return sorted((root / "source" / "lectures").glob("*.py"))


def classics_sources(root: Path = ROOT) -> list[Path]:
    """Return the sources of the pages on published models."""
    return sorted((root / "source" / "classics").glob("*.py"))


def lectures(sources: Iterable[Path]) -> dict[str, nbformat.NotebookNode]:
    """Return executed lectures, or pages, by stem, for readers."""
    sources = list(sources)
    with ProcessPoolExecutor(2) as pool:
        done = dict(zip(sources, pool.map(run_once, sources), strict=True))
    return {source.stem: for_readers(text) for source, text in done.items()}


def run_once(source: Path) -> str:
    """Return an executed notebook, run if it or what it depends on has changed; see :func:`run`."""
    if not source.is_relative_to(ROOT):
        return run(source)
    place = BUILD / "executed" / source.parent.name / f"{source.stem}.ipynb"
    mark = place.with_suffix(".key")
    with one_at_a_time(place.with_suffix("")):
        # The key comes first: whoever edits the library meanwhile makes the result stale.
        key = key_of(source)
        if not (place.exists() and mark.exists() and mark.read_text() == key):
            place.write_text(run(source), encoding="utf-8")
            mark.write_text(key)
        return place.read_text(encoding="utf-8")


def run(source: Path) -> str:
    """Execute a solved notebook with its facts, its labs and quizzes as readers see them.

    A cell that fails is left, for a gate to find. The code is that of the author.
    """
    authored = with_facts(read_source(source))
    kept = [cell.source for cell in authored.cells if not _of_lecturer(cell)]
    solved = [(given_in(code), operands_in(code)) for code in kept]
    notebook = make(authored, "solved")
    written = [cell.source for cell in notebook.cells]
    for cell, parts in zip(notebook.cells, solved, strict=True):
        for tag in set(cell.metadata.get("tags", [])) & SHOWN_BY.keys():
            if tag == "task":
                # A task of an exercise is about the learner's own cluster: nothing to work out.
                if source.parent.name != "exercises":
                    cell.source = _checked_by(SHOWN_BY[tag], cell.source, *parts)
            elif tag not in _NAMED:
                cell.source = _shown_by(SHOWN_BY[tag], cell.source)
            elif found := _NAMED[tag].findall(cell.source):
                cell.source = _shown_by(SHOWN_BY[tag], cell.source, repr(found[-1]))
    execute(notebook, allow_errors=True)
    for cell, code in zip(notebook.cells, written, strict=True):
        cell.source = code
    return write(notebook)


def for_readers(text: str) -> nbformat.NotebookNode:
    """Return an executed notebook without its facts; nothing says that readers were not asked."""
    notebook = without_facts(nbformat.reads(text, as_version=4))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for kind in ("text/html", "text/plain"):
                if kind in data:
                    said = _UNASKED.sub("", data[kind])
                    data[kind] = _FOLD.sub("The result (predict first)", said)
    return notebook


def _of_lecturer(cell: nbformat.NotebookNode) -> bool:
    return "instructor" in cell.metadata.get("tags", [])


def given_in(code: str) -> list[str]:
    """Return the names that a solution takes from above it, in their order.

    Examples
    --------
    >>> lines = ["half = a / 2", "c = max(half, key=lambda one: one + b)"]
    >>> given_in("\\n".join(["# BEGIN SOLUTION -> c = ...", *lines, "# END SOLUTION"]))
    ['a', 'max', 'b']
    """
    nodes = _solution_of(code)
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    made |= {node.arg for node in nodes if isinstance(node, ast.arg)}  # of a function in it
    loaded = sorted((node.lineno, node.col_offset, node.id) for node in names)
    found = dict.fromkeys(name for *_, name in loaded if name not in made)
    if not found:
        return []
    # What a loop round the solution runs through, and not where it stands in the end.
    loops = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.For)]
    for loop in loops:
        if turned := found.keys() & _names_in(loop.target):
            found = dict.fromkeys([*(found.keys() - turned), *sorted(_names_in(loop.iter))])
    return list(found)


def operands_in(code: str) -> list[str]:
    """Return what a solution calculates with, as code, in the order of the alphabet.

    Examples
    --------
    >>> lines = ["held = len(mine) / ties", "more = held - low.mean - 1"]
    >>> operands_in("\\n".join(["# BEGIN SOLUTION -> more = ...", *lines, "# END SOLUTION"]))
    ['held', 'len(mine)', 'low.mean', 'ties']
    """
    nodes = _solution_of(code)
    inner = {node.arg for node in nodes if isinstance(node, ast.arg)}
    turns = (node.target for node in nodes if isinstance(node, ast.comprehension))
    inner = inner.union(*map(_names_in, turns))
    sides = (
        side for node in nodes if isinstance(node, ast.BinOp) for side in (node.left, node.right)
    )
    shown = {
        ast.unparse(side)
        for side in sides
        if not isinstance(side, ast.BinOp | ast.Constant | ast.UnaryOp)
        and not inner & _names_in(side)
    }
    return sorted(shown)


def _solution_of(code: str) -> list[ast.AST]:
    lines = "".join(found["lines"] for found in SOLUTION.finditer(code))
    return list(ast.walk(ast.parse(dedent(lines))))


def _names_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _shown_by(function: str, code: str, *more: str) -> str:
    """Return code that hands the value of its last line to a function of showing.py."""
    before, value = _parted(code)
    return "\n".join([*_ready(function), *before, f"{function}(", *value, ",", *more, ")"])


def _checked_by(function: str, code: str, given: Iterable[str], operands: Iterable[str]) -> str:
    """Return code that hands a lecture's ``check`` over, with what the solution was given."""
    before, value = _parted(code)
    last = ast.parse("\n".join(value)).body[-1]
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    arguments = ", ".join(ast.unparse(one) for one in last.value.args)
    values, parts = (
        ", ".join(f"{name!r}: {name}" for name in names) for names in (given, operands)
    )
    words = {node.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)}
    words |= {
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    call = f"{function}({arguments}, {{{values}}}, lambda: {{{parts}}}, {sorted(words)!r})"
    return "\n".join([*_ready(function), *before, call])


def _ready(function: str) -> list[str]:
    return [f"import sys; sys.path.insert(0, {str(TOOLS)!r})", f"from showing import {function}"]


def _parted(code: str) -> tuple[list[str], list[str]]:
    """Return the lines before the last statement, and those of the last."""
    last = ast.parse(code).body[-1]
    lines = code.splitlines()
    return lines[: last.lineno - 1], lines[last.lineno - 1 : last.end_lineno]


def key_of(source: Path) -> str:
    """Return a text that changes with everything an executed lecture depends on."""
    how = "".join(map(inspect.getsource, (run, given_in, operands_in, _shown_by, _checked_by)))
    return digest_of(source, *_shared(), extra=how)


@cache
def _shared() -> tuple[Path, ...]:
    library = (path for name in PACKAGES for path in (ROOT / name).rglob("*"))
    kinds = {".py", ".csv", ".json", ".js", ".css"}
    files = sorted(path for path in library if path.suffix in kinds)
    names = ["authoring.py", "points_and_titles.py", "showing.py", "feedback.py", "recorded.py"]
    tools = (TOOLS / name for name in names)
    return (*files, *tools, ROOT / "source" / "recordings.toml", ROOT / "requirements.txt")


def digest_of(*paths: Path, extra: str = "") -> str:
    """Return a text that changes with the content of files and folders."""
    files = [f for path in paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    whole = hashlib.sha256(extra.encode())
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(f"{path.name}\n".encode() + path.read_bytes())
    return whole.hexdigest()


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let other processes that want to build in a folder wait until the ``with`` block ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder: a build may remove it, and a lock in it would hold nobody back.
    with FileLock(folder.with_name(f".{folder.name}.lock")):
        yield
