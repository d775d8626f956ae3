"""Whether the code of a submission is that of the published solution, or of the references.

It is a remark for a person to look at, and changes no point: short code has few right forms. So
only what is long is compared, without the names that somebody chose, comments, layout and texts,
and without what stands in the exercise or in its hints already.
"""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import tokenize
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import clustercourse
from clustercourse.exercises.registry import find_unit
from clustergrader.course import ANSWERS
from clustergrader.limits import GradingError
from clustergrader.submissions import UnreadableError, code_cells

#: So many words in a row are compared; shorter runs stand in every notebook.
_RUN = 12
#: From which share of a solution's own runs on a notebook is said to be like it.
_LIKE_SOLUTION = 0.75
#: With so many of the references' runs code is theirs; other people's has ten at most, by chance.
_LIKE_REFERENCES = 40
_LONG_TEXT = 25
#: The id in the published solutions, which everybody changes.
_ITS_ID = "'model answer'"
_KEPT = {*keyword.kwlist, *dir(builtins)}

Runs = frozenset[tuple[str, ...]]


def likeness(cells: Sequence[str], stem: str) -> str:
    """Return what a notebook is like, as a remark; empty if it is like nothing published.

    Parameters
    ----------
    cells : sequence of str
        Its code.
    stem : str
        The exercise.
    """
    mine = runs_of(cells)
    said = []
    if published := _solution(stem):
        share = len(mine & published) / len(published)
        if share >= _LIKE_SOLUTION:
            said.append(f"{share:.0%} of the published solution's code stand here too")
    if len(mine & _references(stem)) >= _LIKE_REFERENCES:
        said.append("code of the course's own references stands here")
    return "; ".join(said)


def runs_of(cells: Iterable[str]) -> Runs:
    """Return the runs of words in some cells, each name that was chosen there as one blank."""
    found: set[tuple[str, ...]] = set()
    for cell in cells:
        words = _words(cell)
        found.update(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(found)


def _words(cell: str) -> list[str]:
    """Return the words of some code in a form that is the same for the same code."""
    lines = [line for line in cell.splitlines() if not line.lstrip().startswith(("%", "!"))]
    code = "\n".join(lines)
    chosen = _chosen(code)
    words: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.NAME:
                attribute = words[-1:] == ["."]
                words.append("_" if token.string in chosen and not attribute else token.string)
            elif token.type == tokenize.STRING:
                words.append(_text(token.string))
            elif token.type in (tokenize.OP, tokenize.NUMBER) and token.string != ",":
                words.append(token.string)
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return words


def _chosen(code: str) -> set[str]:
    """Return the names that some code gives to something."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            # Whatever is no word of Python's: a later cell uses what an earlier one has named.
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return names - _KEPT


def _text(literal: str) -> str:
    """Return a text whatever its quotation marks; long ones are somebody's own words."""
    try:
        value = ast.literal_eval(literal)
    except (ValueError, SyntaxError, MemoryError):
        return "TEXT"
    return repr(value) if len(str(value)) < _LONG_TEXT else "TEXT"


@lru_cache(maxsize=16)
def _given(stem: str) -> Runs:
    """Return what every learner of an exercise has before writing anything."""
    hints = [hint for task in find_unit(stem).tasks for hint in task.hints]
    return runs_of([*_cells_of("exercises", stem), *hints])


@lru_cache(maxsize=16)
def _solution(stem: str) -> Runs:
    runs = runs_of(_cells_of("solutions", stem)) - _given(stem)
    return frozenset(run for run in runs if _ITS_ID not in run)


@lru_cache(maxsize=16)
def _references(stem: str) -> Runs:
    """Return what stands in the references of an exercise, and neither there nor in solutions."""
    folder = Path(str(clustercourse.__file__)).parent / ANSWERS
    name = find_unit(stem).tasks[0].id.partition(".")[0]
    try:
        source = (folder / f"{name}.py").read_text("utf-8")
    except OSError:
        return frozenset()
    return runs_of([source]) - _given(stem) - runs_of(_cells_of("solutions", stem))


def published() -> bool:
    """Return whether the solutions are there to compare with."""
    return _folder("solutions").is_dir()


def _folder(name: str) -> Path:
    return Path(str(clustercourse.__file__)).resolve().parents[1] / name


def _cells_of(folder: str, stem: str) -> list[str]:
    try:
        return code_cells((_folder(folder) / f"{stem}.ipynb").read_bytes())
    except (OSError, UnreadableError, GradingError):
        return []
