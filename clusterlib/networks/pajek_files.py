"""Pajek's .net files. networkx reads them too, but takes edges that follow arcs for arcs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterlib.files.problems import FileReport
from clusterlib.networks.raw import RawNetwork, Tie, either_way, network_of

_CELL = re.compile(r'"([^"]*)"|(\S+)')
_EXPORT = "Export the network once more as a Pajek .net file, or as CSV."
_TIES = ("*arcs", "*edges", "*arcslist", "*edgeslist", "*matrix")


def read_pajek(text: str, report: FileReport) -> RawNetwork | None:
    """Read the actors and ties of a network of Pajek; vectors and partitions are left out."""
    labels: dict[str, str] = {}
    ties: dict[str, list[Tie]] = {}
    left_out: dict[str, None] = {}
    section, row = "", 0
    for line, cells in _lines(text):
        if cells[0].startswith("*"):
            section, row = cells[0].lower().rstrip(":"), 0
            if section in _TIES:
                ties.setdefault(section, [])
            elif section == "*vertices":
                if len(cells) != 2 or not cells[1].isdecimal():
                    what = "*Vertices without one number of them: a network of two modes?"
                    report.add(line, what, f"A tie joins two actors. {_EXPORT}")
                    return None
                labels = {str(number): str(number) for number in range(1, int(cells[1]) + 1)}
            elif section != "*network":
                left_out[cells[0]] = None
            continue
        row += 1
        try:
            if section == "*vertices":
                labels[cells[0]] = cells[1] if len(cells) > 1 else cells[0]
            elif section in _TIES:
                ties[section] += _ties(section, cells, row, labels)
        except (KeyError, IndexError, ValueError):
            what = f"no tie of two vertices: {' '.join(cells)[:60]!r}"
            report.add(line, what, f"*Vertices names {len(labels)}. {_EXPORT}")
    if not ties:
        report.add(None, "a Pajek file without ties", _EXPORT)
        return None
    one_way = ties.get("*arcs", []) + ties.get("*arcslist", [])
    mutual = ties.get("*edges", []) + ties.get("*edgeslist", [])
    if "*matrix" in ties:
        directed, matrix = either_way(ties["*matrix"])
        one_way, mutual = (one_way + matrix, mutual) if directed else (one_way, mutual + matrix)
    if one_way:
        mutual += [(target, source, weight) for source, target, weight in mutual]
    notes = ["Pajek" + (f"; left out: {', '.join(left_out)}" if left_out else "")]
    return network_of(labels.values(), one_way + mutual, directed=bool(one_way), notes=notes)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = [quoted or bare for quoted, bare in _CELL.findall(line)]
        if cells and not cells[0].startswith("%"):
            yield number, cells


def _ties(section: str, cells: list[str], row: int, labels: dict[str, str]) -> list[Tie]:
    if section == "*matrix":
        weights = zip(labels, cells, strict=False)
        return [(labels[str(row)], labels[to], cell) for to, cell in weights if float(cell)]
    if section.endswith("list"):
        return [(labels[cells[0]], labels[to], "1") for to in cells[1:]]
    return [(labels[cells[0]], labels[cells[1]], cells[2] if len(cells) > 2 else "1")]
