"""The glossary: source/glossary.toml as a notebook, compared with the words of the lectures.

`make build` writes notebooks/glossary.ipynb. Which lecture introduces a term is read from the
sources: the first that sets it in bold.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FACT, METADATA, ROOT, new_markdown, read_source

from clusterlib.learning import Learning
from clusterlib.networks.building import Structure

FILE = ROOT / "source" / "glossary.toml"
TITLE = "# Glossary"
ABOUT = (
    "Each word of the field once, with the one meaning that it has in this course. A name such as "
    "`trust` is a parameter: `Learning.table()` and `Structure.table()` show its range."
)
_BOLD = re.compile(r"\*\*(?!\s)(.+?)\*\*", re.DOTALL)
#: What is bold and longer is a finding.
MOST_WORDS = 4
#: What the paper says is quoted as it stands; code, links and comments are no prose.
_NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|<!--.*?-->|\]\([^)]*\)|\"[^\"]*\"|“[^”]*”|^\*\*Reading\.\*\*(?:.+\n?)*",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word and its one meaning; see the head of source/glossary.toml."""

    name: str
    meaning: str
    also: Sequence[str] = ()
    symbol: str = ""
    parameters: Sequence[str] = ()
    lecture: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The name and the other words for the same."""
        return (self.name, *self.also)


@dataclass(frozen=True, kw_only=True)
class Forbidden:
    """Words that give a term a second meaning."""

    pattern: str
    instead: str
    but: Sequence[str] = ()


@dataclass(frozen=True)
class Glossary:
    """All that the file holds."""

    terms: tuple[Term, ...]
    forbidden: tuple[Forbidden, ...]
    emphasis: frozenset[str]

    def term(self, word: str) -> Term | None:
        """Return the term of a word, in the plural too, None where there is none."""
        return self._by_word.get(key(word))

    @property
    def _by_word(self) -> Mapping[str, Term]:
        return {key(word): term for term in self.terms for word in term.words}


@cache
def read(path: Path = FILE) -> Glossary:
    """Read the glossary."""
    told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return Glossary(
        tuple(Term(**term) for term in told["term"]),
        tuple(
            Forbidden(but=rule.pop("except", ()), **rule) for rule in map(dict, told["forbidden"])
        ),
        frozenset(map(key, told["emphasis"])),
    )


def key(word: str) -> str:
    """Return a word as it is looked up: in small letters, in the singular."""
    return " ".join(word.casefold().split()).removesuffix("s")


def prose(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each text of a lecture that a learner reads, with its place: Markdown, and in code."""
    for number, cell in enumerate(read_source(path).cells):
        place = f"{path.name}, cell {number}"
        if "instructor" in cell.metadata.get("tags", []):
            continue
        if cell.cell_type == "markdown":
            yield place, FACT.sub(lambda fact: fact["shown"], cell.source)
            continue
        for part in ast.walk(ast.parse(cell.source)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
                yield place, part.value


def bold(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a lecture sets in bold, with its place; sentences and headings are left out."""
    for place, text in prose(path):
        for found in _BOLD.findall(text):
            word = " ".join(found.split())
            if word[-1] not in ".?:!,":
                yield place, word


def introduced(sources: Sequence[Path], glossary: Glossary) -> dict[str, str]:
    """Return the lecture that introduces each term, by name: the first that has it in bold."""
    first: dict[str, str] = {}
    for path in sources:
        for _, word in bold(path):
            if (term := glossary.term(word)) is not None:
                first.setdefault(term.name, path.stem)
    return first | {term.name: term.lecture for term in glossary.terms if term.lecture}


def unexplained(path: Path, glossary: Glossary) -> list[str]:
    """List what a lecture sets in bold that is neither a term nor listed as emphasis."""
    return [
        f"{place}: **{word}** is not in the glossary; if it is no term, list it under emphasis"
        for place, word in bold(path)
        if len(word.split()) <= MOST_WORDS
        and glossary.term(word) is None
        and key(word) not in glossary.emphasis
    ]


def misused(path: Path, glossary: Glossary) -> list[str]:
    """List words of a lecture that give a term another meaning than the glossary's."""
    problems = []
    for place, text in prose(path):
        plain = " ".join(_NO_PROSE.sub(" ", text.replace("**", "")).split())
        for rule in glossary.forbidden:
            said = plain
            for right in rule.but:
                said = said.replace(right, "")
            problems += [
                f"{place}: {found[0]!r}. {rule.instead}"
                for found in re.finditer(rule.pattern, said, re.IGNORECASE)
            ]
    return problems


def faults(glossary: Glossary, sources: Sequence[Path]) -> list[str]:
    """List what is wrong with the glossary itself."""
    problems = []
    words = [key(word) for term in glossary.terms for word in term.words]
    problems += [
        f"{word!r} stands twice" for word in sorted({w for w in words if words.count(w) > 1})
    ]
    problems += [
        f"{word!r} is a term and listed as emphasis"
        for word in sorted(glossary.emphasis & {*words})
    ]
    known = {*Learning.declarations(), *Structure.declarations()}
    texts = {path.stem: "\n".join(text for _, text in prose(path)).casefold() for path in sources}
    where = introduced(sources, glossary)
    for term in glossary.terms:
        problems += [
            f"{term.name}: no parameter {name!r} in Learning or Structure"
            for name in term.parameters
            if name not in known
        ]
        if len(re.findall(r"[.?!](?:\s|$)", term.meaning)) not in (1, 2, 3):
            problems.append(f"{term.name}: say its meaning in one to three sentences")
        lecture = where.get(term.name)
        if lecture is None:
            problems.append(f"{term.name}: no lecture sets it in bold; say which introduces it")
        elif not any(key(word) in texts.get(lecture, "") for word in term.words):
            problems.append(f"{term.name}: {lecture} does not use the word")
    return problems


def notebook(sources: Sequence[Path], glossary: Glossary | None = None) -> nbformat.NotebookNode:
    """Return the glossary as a notebook: a table of all terms, in the order of the alphabet."""
    glossary = glossary or read()
    where = introduced(sources, glossary)
    rows = ["| Word | Meaning in this course | In the model | First in |", "|---|---|---|---|"]
    for term in sorted(glossary.terms, key=lambda term: term.name.casefold()):
        also = f" (or {', '.join(term.also)})" if term.also else ""
        model = ", ".join([*filter(None, [term.symbol]), *(f"`{one}`" for one in term.parameters)])
        stem = where.get(term.name, "")
        link = f"[{stem[:2]}]({stem}.ipynb)" if stem else ""
        rows.append(f"| **{term.name}**{also} | {term.meaning} | {model} | {link} |")
    texts = {"title": f"{TITLE}\n\n{ABOUT}", "words": "\n".join(rows)}
    cells = [new_markdown(source=text, id=f"glossary-{name}") for name, text in texts.items()]
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
