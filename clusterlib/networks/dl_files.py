"""UCINET's DL files: a full matrix, a list of ties or of neighbours, with or without labels."""

from __future__ import annotations

import re

from clusterlib.files.problems import FileReport
from clusterlib.networks.raw import RawNetwork, Tie, either_way, network_of

_CELL = re.compile(r'"([^"]*)"|([^\s,]+)')
_EXPORT = "In UCINET: Data, Export, DL, one relation of one mode as a full matrix."
_FORMATS = {"fullmatrix", "fm", "edgelist1", "el1", "nodelist1", "nl1"}


def read_dl(text: str, report: FileReport) -> RawNetwork | None:
    """Read the actors and ties of a network in UCINET's format DL."""
    head, colon, data = re.sub(r"(?i)\bdata\s*:", "\0", text, count=1).partition("\0")
    if not colon:
        report.add(1, "a DL file without 'data:'", _EXPORT)
        return None
    embedded = bool(re.search(r"(?i)labels?\s+embedded", head))
    settings, _, listed = re.sub(r"(?i)(row\s+)?labels?\s*:", "\0", head, count=1).partition("\0")
    said = {
        name.lower(): value.lower() for name, value in re.findall(r"(\w+)\s*[=:]\s*(\w+)", settings)
    }
    how = said.get("format", "fullmatrix")
    modes = {"nr", "nc", "nm"} & said.keys()
    if how not in _FORMATS or modes - {"nm"} or said.get("nm", "1") != "1":
        what = (
            f"a DL file with {', '.join(f'{name}={said[name]}' for name in sorted(modes))}"
            if modes
            else f"a DL file with format={how}"
        )
        report.add(1, f"{what}, which is not read", _EXPORT)
        return None
    size = int(said["n"]) if said.get("n", "").isdecimal() else 0
    labels = _cells(re.split(r"(?i)\b(?:col(?:umn)?\s+)?labels?\b", listed)[0])
    if not size or (labels and len(labels) != size):
        what = f"a DL file of n={said.get('n', '?')} actors with {len(labels)} labels"
        report.add(1, what, f"Give as many labels as n says. {_EXPORT}")
        return None
    line = 1 + head.count("\n")
    try:
        if how in ("fullmatrix", "fm"):
            labels, ties = _matrix(_cells(data), size, labels, embedded)
            directed, ties = either_way(ties)
        else:
            labels, ties = _list(data, size, labels, embedded, neighbours=how.startswith("n"))
            directed, ties = either_way(ties)
    except (ValueError, IndexError) as error:
        report.add(line, f"the data of this DL file are not what it says ({error})", _EXPORT)
        return None
    return network_of(labels, ties, directed=directed, notes=[f"UCINET DL, {how}"])


def _cells(text: str) -> list[str]:
    return [quoted or bare for quoted, bare in _CELL.findall(text)]


def _matrix(
    cells: list[str], size: int, labels: list[str], embedded: bool
) -> tuple[list[str], list[Tie]]:
    if embedded:
        labels, cells = cells[:size], cells[size:]
    labels = labels or [str(number) for number in range(1, size + 1)]
    width = size + embedded
    if len(cells) != size * width:
        raise ValueError(f"{len(cells)} cells for {size} rows of {width}")
    rows = [cells[start + embedded : start + width] for start in range(0, len(cells), width)]
    return labels, [
        (labels[a], labels[b], cell)
        for a, row in enumerate(rows)
        for b, cell in enumerate(row)
        if float(cell)
    ]


def _list(
    data: str, size: int, labels: list[str], embedded: bool, *, neighbours: bool
) -> tuple[list[str], list[Tie]]:
    names = [str(number) for number in range(1, size + 1)]
    known = dict(zip(names, labels or names, strict=True))
    ties: list[Tie] = []
    for cells in filter(None, map(_cells, data.splitlines())):
        if embedded:
            known |= {name: name for name in (cells if neighbours else cells[:2])}
        unknown = [name for name in (cells if neighbours else cells[:2]) if name not in known]
        if unknown or (len(cells) < 2 and not neighbours):
            raise ValueError(f"{' '.join(cells)[:60]!r}")
        if neighbours:
            ties += [(known[cells[0]], known[to], "1") for to in cells[1:]]
        else:
            ties.append((known[cells[0]], known[cells[1]], cells[2] if len(cells) > 2 else "1"))
    if embedded:
        known = {name: name for name in known if name not in names or labels}
    return list(known.values()), ties
