"""Kinds of actors under the names that people have for them: asked for, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from clusterlib.checks import closest
from clusterlib.files.csv_tables import Table, plain
from clusterlib.files.problems import ClusterError, FileReport, Problem
from clusterlib.networks.schema import KINDS

#: A kind may be written as its name or as its label.
KIND_NAMES = {plain(kind.label): name for name, kind in KINDS.items()} | {k: k for k in KINDS}
#: What a proposal takes a word for; a person confirms it. The first one in a value counts.
_WORDS = {
    "lead_customer": "customer client buyer kunde cliente",
    "outside_subcontractor": "subcontractor supplier zulieferer lieferant fornitore fournisseur",
    "focal_firm": "large leader anchor focal gross grande leit",
    "university": "universit uni hochschule academ school college hes",
    "research_institute": "institut research lab forsch ricerca recherche rto rec r&d",
    "bridging_institution": "bridg broker consult associat cluster verband chamber kammer network",
    "government_agency": "gov agency public ministr behörde stadt municip region pub authority",
    "sme": "sme kmu pme pmi firm compan business enterprise unternehmen firma impres entrepri prc",
}
#: A column of more different values than these names no kinds.
_MOST_VALUES = 12
#: All actors that have no other kind.
_REST = "*"


@dataclass(frozen=True)
class KindNames:
    """What a person says of kinds: the column they stand in, and what each value means."""

    column: str = ""
    meaning: dict[str, str] = field(default_factory=dict)


def kinds_said(text: str) -> KindNames:
    """Read what a person says of kinds.

    Raises
    ------
    ClusterError
        If part of it cannot be understood. All such parts are listed.

    Examples
    --------
    >>> kinds_said("type: firm=sme, uni=university")
    KindNames(column='type', meaning={'firm': 'sme', 'uni': 'university'})
    """
    head, colon, rest = text.partition(":")
    column, pairs = (head.strip(), rest) if colon and "=" not in head else ("", text)
    meaning: dict[str, str] = {}
    problems = []
    for part in filter(None, map(str.strip, pairs.split(","))):
        value, _, kind = (each.strip() for each in part.rpartition("="))
        if plain(kind) not in KIND_NAMES or not value:
            hint = closest(kind, KINDS)
            cure = f"Did you mean {hint!r}? " if hint else ""
            cure += f"Write value=kind; the kinds are {', '.join(KINDS)}."
            problems.append(Problem("--kinds", f"{part!r} gives no kind", cure))
        else:
            meaning[plain(value)] = KIND_NAMES[plain(kind)]
    if problems:
        raise ClusterError(problems, "what is said of kinds")
    return KindNames(column, meaning)


def name_kinds(table: Table, said: KindNames, report: FileReport) -> bool:
    """Write the kinds that a person means into the column kind; return whether there is one."""
    column = said.column or "kind"
    found = next((name for name in table.columns if name and plain(name) == plain(column)), "")
    if said.column and not found:
        columns = ", ".join(filter(None, table.columns))
        report.add(table.line, f"no column {column!r} for the kinds", f"It has {columns}.")
        return False
    if not found and _REST not in said.meaning:
        return False
    for row in table.rows:
        value = row.cells.get(found, "")
        meant = said.meaning.get(plain(value)) if value else None
        own = plain(value) in KIND_NAMES
        row.cells["kind"] = meant or (value if own else said.meaning.get(_REST, value))
    if "kind" not in table.columns:
        table.columns.append("kind")
    return True


def ask_for_kinds(table: Table, report: FileReport) -> bool:
    """Report values that are no kinds, all at once with a line to paste; return whether it did.

    One actor alone has rather a slip of the pen: it is reported in its line, as others are.
    """
    cells = [row.cells["kind"] for row in table.rows if row.sound and row.cells.get("kind")]
    unknown = Counter(cell for cell in cells if plain(cell) not in KIND_NAMES)
    if unknown.total() < 2:
        return False
    line = next(row.line for row in table.rows if row.cells.get("kind") in unknown)
    shown = ", ".join(f"{cell!r} ({count} actors)" for cell, count in unknown.most_common(8))
    more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
    what = f"unknown kind{'s' * (len(unknown) > 1)}: {shown}{more}"
    report.add(line, what, f"Say what they are: {_to_paste('', unknown)}. {_choices()}")
    return True


def ask_for_column(table: Table, report: FileReport) -> None:
    """Report that no column says the kinds, with the columns that may, or a line for one kind."""
    best, values = "", Counter[str]()
    for name in [name for name in table.columns if name not in ("", "id")]:
        found = Counter(row.cells.get(name, "") for row in table.rows)
        del found[""]
        few = len(found) <= _MOST_VALUES and len(found) < found.total()
        if few and _proposals(found) > _proposals(values):
            best, values = name, found
    columns = ", ".join(filter(None, table.columns))
    cure = f"Name a column of the first line 'kind'; it has {columns}. "
    if best:
        cure += f"Or take column {best!r}: {_to_paste(best, values)}. "
    cure += f'Or make all actors one kind: --kinds "*=sme". {_choices()}'
    report.add(table.line or None, "no column 'kind': nothing says what the actors are", cure)


def _choices() -> str:
    return f'The kinds are {", ".join(KINDS)} (in Python: kinds="...").'


def _to_paste(column: str, values: Counter[str]) -> str:
    pairs = ",".join(f"{value}={_proposal(value) or '?'}" for value, _ in values.most_common())
    return f'--kinds "{column}{":" * bool(column)}{pairs}"'


def _proposals(values: Iterable[str]) -> int:
    return sum(_proposal(value) != "" for value in values)


def _proposal(value: str) -> str:
    """Return the kind that a word may mean; empty where nothing is near."""
    if near := closest(plain(value), KIND_NAMES):
        return KIND_NAMES[near]
    words = plain(value)
    for kind, beginnings in _WORDS.items():
        if any(f"_{word}" in f"_{words}" for word in beginnings.split()):
            return kind
    return ""
