"""Kinds of actors under the names that people have for them: asked for, never guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from clusterlib.checks import closest, did_you_mean
from clusterlib.files.csv_tables import Table, plain
from clusterlib.files.problems import ClusterError, FileReport, Problem
from clusterlib.networks.schema import KINDS

#: A kind may be written as its name or as its label.
KIND_NAMES = {plain(kind.label): name for name, kind in KINDS.items()} | {k: k for k in KINDS}
#: What a column of kinds is called beside, first choice first.
_USUAL = ("kind", "art", "typ", "kategorie", "type", "category", "tipo", "categoria", "catégorie")
#: Words for a firm that do not say how large it is, unless one of size stands beside them.
_ANY_SIZE = (
    "firm_ firms_ firma_ firmen_ company_ companies_ enterprise_ enterprises_ unternehmen_ "
    "impresa_ imprese_ entreprise_ entreprises_ prc_"
)
_SIZE = "sme kmu pme pmi small medium klein mittel piccol petite"
#: What a proposal takes a word for; a person confirms it. They are beginnings of words, or whole
#: words if they end in "_". The first one in a value counts.
_WORDS = {
    "university": "universit univ_ uni_ hochschule fachhochschule academy academic school college "
    "école ecole hes_",
    "research_institute": "institute institut_ instituto_ istituto research lab_ labs_ laborat "
    "forsch ricerca recherche rto_ rec_ r&d_",
    "bridging_institution": "bridging broker consult association associazion asocia verband_ "
    "clusterorgani cluster_organi clustermanag cluster_manag chamber kammer_ ihk_ hwk_ "
    "industrie_und_handelskammer handelskammer handwerkskammer",
    "government_agency": "gov_ government ministr municipal authority behörde pub_ "
    "public_administration public_authority public_body öffentliche_hand öffentliche_verwaltung "
    "stadtverwaltung stadt_ gemeinde_",
    "focal_firm": "large_ anchor focal grossunternehmen grossbetrieb grossfirma konzern "
    "leitunternehmen leitbetrieb grande_impresa grande_entreprise",
    "sme": f"sme smes kmu pme pmi {_ANY_SIZE} start_up startup",
}
#: What is elsewhere may be any of the outside kinds: that is asked.
_ELSEWHERE = "abroad foreign outside external ausland ausländ extern estero étrang"
#: As similar as a slip of the pen leaves a word.
_SLIP = 0.84
#: A column of more different values than these names no kinds.
_MOST_VALUES = 12
#: All actors that have no other kind.
_REST = "*"


@dataclass(frozen=True)
class KindNames:
    """What a person says of kinds: the column they stand in, and what each value means."""

    column: str = ""
    meaning: dict[str, str] = field(default_factory=dict)
    #: As it was written, to be completed.
    text: str = field(default="", repr=False)

    @property
    def words(self) -> set[str]:
        """The values that are named one by one."""
        return {*self.meaning} - {_REST}


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
            if plain(value) in KIND_NAMES and kind != "?":
                cure = f"Turn it round: {kind}={value}. "
            cure += "Put one in place of the ?. " * (kind == "?")
            cure += f"Write value=kind; the kinds are {', '.join(KINDS)}."
            problems.append(Problem("--kinds", f"{part!r} gives no kind", cure))
        else:
            meaning[plain(value)] = KIND_NAMES[plain(kind)]
    if problems:
        raise ClusterError(problems, "what is said of kinds")
    return KindNames(column, meaning, text.strip().rstrip(","))


def name_kinds(table: Table, said: KindNames, report: FileReport, notes: list[str]) -> bool:
    """Write the kinds that a person means into the column kind; return whether there is one.

    What is said and applies to nothing is a problem; where a part of it does not, a note says so.
    """
    found = _column_of(table, said)
    values = _values(table, found)
    lost = said.words.difference(map(plain, values))
    if said.column and not found:
        columns = ", ".join(filter(None, table.columns))
        report.add(table.line, f"no column {said.column!r} for the kinds", f"It has {columns}.")
        return False
    if lost and lost == said.words and _REST not in said.meaning:
        where = f"column {found!r} has {_some(values)}" if found else "no column has such a value"
        what = f"what is said of kinds ({said.text}) applies to nothing: {where}"
        report.add(table.line, what, _to_say(table, found))
        return False
    for word in sorted(lost):
        hint = did_you_mean(word, [*values], "it is left aside")
        notes.append(f"no line has the kind {word!r}, which you name: {hint.rstrip('?')}")
    if not found and _REST not in said.meaning:
        return False
    unsized: Counter[str] = Counter()
    for row in table.rows:
        value = row.cells.get(found, "")
        meant = said.meaning.get(plain(value)) if value else None
        own = plain(value) in KIND_NAMES
        row.cells["kind"] = meant or (value if own else said.meaning.get(_REST, value))
        if KIND_NAMES.get(plain(row.cells["kind"])) == "sme" and _says_no_size(value):
            unsized[value] += 1
    if "kind" not in table.columns:
        table.columns.append("kind")
    if unsized and "focal_firm" not in {KIND_NAMES.get(plain(c)) for c in _values(table, "kind")}:
        count = unsized.total()
        firms = f"{count} firms are taken as SMEs" if count > 1 else "1 firm is taken as an SME"
        notes.append(f"{firms} ({_some(unsized)!r} says no size): name the large ones focal_firm")
    return True


def _says_no_size(value: str) -> bool:
    words = f"_{plain(value)}_"
    return any(f"_{word}" in words for word in _ANY_SIZE.split()) and not any(
        f"_{word}" in words for word in _SIZE.split()
    )


def _column_of(table: Table, said: KindNames) -> str:
    """Return the column of the kinds; empty where nobody says which it is.

    One of a usual name is it where it has kinds, or another the only one with the words said.
    """
    names = {plain(name): name for name in reversed(table.columns) if name}
    if said.column or "kind" in names:
        return names.get(plain(said.column or "kind"), "")
    sure = {*KIND_NAMES} | said.words
    usual = [names[name] for name in _USUAL if name in names]
    for name in usual:
        values = {*map(plain, _values(table, name))}
        if values and (values <= sure or values & said.words):
            return name
    stands = [n for n in names.values() if said.words & {*map(plain, _values(table, n))}]
    return stands[0] if len(stands) == 1 else ""


def _values(table: Table, column: str) -> Counter[str]:
    return Counter(filter(None, (row.cells.get(column, "") for row in table.rows if row.sound)))


def _some(values: Counter[str]) -> str:
    return ", ".join([value for value, _ in values.most_common(8)] + ["..."] * (len(values) > 8))


def ask_for_kinds(table: Table, said: KindNames, report: FileReport) -> bool:
    """Report values that are no kinds, all at once with a line to paste; return whether it did.

    One actor alone has rather a slip of the pen, unless words are said: it is reported in its line,
    as others are.
    """
    cells = _values(table, "kind")
    unknown = Counter({c: count for c, count in cells.items() if plain(c) not in KIND_NAMES})
    if unknown.total() < (1 if said.text else 2):
        return False
    line = next(row.line for row in table.rows if row.cells.get("kind") in unknown)
    shown = ", ".join(
        f"{cell!r} ({count} actor{'s' * (count > 1)})" for cell, count in unknown.most_common(8)
    )
    more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
    what = f"unknown kind{'s' * (len(unknown) > 1)}: {shown}{more}"
    paste = _to_paste(unknown, said.text)
    report.add(line, what, f"Say what they are: {paste}. {_choices(paste)}")
    return True


def ask_for_column(table: Table, report: FileReport) -> None:
    """Report that no column says the kinds, with the columns that may, or a line for one kind."""
    what = "no column 'kind': nothing says what the actors are"
    report.add(table.line, what, _to_say(table, ""))


def no_kinds(table: Table) -> str:
    """Return a note that no kinds are known, with the line to paste that names them."""
    column = _likeliest(table)
    note = "no kinds of actors are known"
    if not column:
        return f'{note}. To make all actors one kind: --kinds "*=sme"'
    line = _to_paste(_values(table, column), f"{column}:")
    return f"{note}. If column {column!r} says them: {line}. {_choices(line)}".rstrip(".")


def _to_say(table: Table, column: str) -> str:
    """Return how to say the kinds: of a column, or of the one that is most likely."""
    cure = line = ""
    if not column:
        columns = ", ".join(filter(None, table.columns))
        where = " of the first line" if table.line else ""
        cure = f"Name a column{where} 'kind'; it has {columns}. "
    if likeliest := column or _likeliest(table):
        line = _to_paste(_values(table, likeliest), f"{likeliest}:")
        cure += f"{'T' if column else 'Or t'}ake column {likeliest!r}: {line}. "
    return f'{cure}Or make all actors one kind: --kinds "*=sme". {_choices(line)}'


def _likeliest(table: Table) -> str:
    """Return the column whose values most likely name kinds; empty where none does."""
    best, most = "", 0
    usual = [name for name in table.columns if plain(name) in _USUAL]
    for name in dict.fromkeys([*usual, *table.columns]):
        found = _values(table, name)
        few = len(found) <= _MOST_VALUES and len(found) < found.total()
        clear = sum(_proposal(value) != "" for value in found)
        if name not in ("", "id") and few and clear > most:
            best, most = name, clear
    return best


def _choices(line: str) -> str:
    give = 'Write a kind for each "?". ' if "=?" in line else ""
    return f'{give}The kinds are {", ".join(KINDS)} (in Python: kinds="...").'


def _to_paste(values: Counter[str], text: str) -> str:
    """Return the whole line: what is said already, and a proposal for each of these values."""
    pairs = ",".join(f"{value}={_proposal(value) or '?'}" for value, _ in values.most_common())
    return f'--kinds "{text}{"," * (bool(text) and not text.endswith(":"))}{pairs}"'


def _proposal(value: str) -> str:
    """Return the kind that a word may mean; empty where that is not sure."""
    words = f"_{plain(value)}_"
    if near := closest(plain(value), KIND_NAMES, _SLIP):
        return KIND_NAMES[near]
    if any(f"_{word}" in words for word in _ELSEWHERE.split()):
        return ""
    for kind, beginnings in _WORDS.items():
        if any(f"_{word}" in words for word in beginnings.split()):
            return kind
    return ""
