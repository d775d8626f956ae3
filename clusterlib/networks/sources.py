"""A network as a file gives it: tables of actors and ties, from whichever shape the file has."""

from __future__ import annotations

import re
from pathlib import Path

from clusterlib.files.csv_tables import Columns, Sheet, file_bytes, plain, read_sheet, table_of
from clusterlib.files.letters import SAVE_AGAIN, decode
from clusterlib.files.problems import FileReport
from clusterlib.networks.dl_files import read_dl
from clusterlib.networks.graph_files import read_gexf, read_gml, read_graphml
from clusterlib.networks.matrices import is_matrix, matrix_of, without_names
from clusterlib.networks.pajek_files import read_pajek
from clusterlib.networks.raw import RawNetwork

#: The columns of the two files, and what programs call them beside.
ACTORS = Columns(
    required=("id",),
    optional=("kind", "stage", "layer"),
    also={"id": ("name", "vertex.names", "vertex", "node", "actor", "label", "bezeichnung")},
    loose=True,
)
TIES = Columns(
    required=("source", "target"),
    optional=("dimension", "weight"),
    also={
        "source": ("from", "sender", "tail", "ego", "v1", "node1", "von", "quelle"),
        "target": ("to", "receiver", "head", "alter", "v2", "node2", "an", "nach", "ziel"),
        "weight": ("value", "strength", "gewicht", "stärke"),
    },
    loose=True,
)

_AS_CSV = "Save the ties as CSV with the columns source, target and weight."
#: How a file begins that is not read; what it is; the cure.
_REFUSED = (
    (b"\x1f\x8b", "a packed file (gzip; R's .rds and .RData are such)",
     'Unpack it. In R: write.csv(igraph::as_data_frame(g), "ties.csv").'),
    (b"RDX", "a workspace of R", 'In R: write.csv(igraph::as_data_frame(g), "ties.csv").'),
    (b"$FL", "a file of SPSS", _AS_CSV),
    (b"<stata_dta>", "a file of Stata", _AS_CSV),
    (b"%PDF", "a PDF", _AS_CSV),
    (b"\x89PNG", "a picture", _AS_CSV),
    (b"\xff\xd8\xff", "a picture", _AS_CSV),
    (b"{", "JSON", "Export it as GraphML or as CSV."),
    (b"[", "JSON", "Export it as GraphML or as CSV."),
    (b"*node data", "a VNA file of NetDraw", "Export it as DL or as Pajek."),
    (b"*tie data", "a VNA file of NetDraw", "Export it as DL or as Pajek."),
)  # fmt: skip
_REFUSED_ENDINGS = {
    ".##h": "UCINET's own file", ".##d": "UCINET's own file", ".gephi": "a project of Gephi",
    ".ods": "a workbook of LibreOffice", ".dta": "a file of Stata", ".sav": "a file of SPSS",
}  # fmt: skip
_CURES = {
    "UCINET's own file": "In UCINET: Data, Export, DL.",
    "a project of Gephi": "In Gephi: File, Export, Graph file, as GraphML.",
    "a workbook of LibreOffice": SAVE_AGAIN,
}
_XML = {b"<graphml": read_graphml, b"<gexf": read_gexf}
_TEXTS = (
    (re.compile(r"(\s*%.*\n)*\s*\*(network|vertices|arcs|edges|matrix)\b", re.I), read_pajek),
    (re.compile(r"\s*dl\b", re.I), read_dl),
    (re.compile(r"\s*((creator|version|#)[^\n]*\n\s*)*graph\s*\[", re.I), read_gml),
)


def read_source(
    path: Path, report: FileReport, *, encoding: str, decimal: str
) -> RawNetwork | None:
    """Read a file with ties, in any shape that is known; None when nothing in it can be read.

    The shapes are a list or a matrix of ties as CSV, GraphML, GEXF, GML, Pajek and UCINET's DL.
    """
    data = file_bytes(path, report)
    if data is None or not _is_text(data, path, report):
        return None
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        for tag, read in _XML.items():
            if tag in head.lower():
                return read(data, report)
        what = "a web page" if b"<html" in head.lower() else "XML, but neither GraphML nor GEXF"
        report.add(1, f"this is {what}", "Export the network as GraphML or as CSV.")
        return None
    text = decode(data, FileReport(""), utf_16=True, encoding=encoding).lstrip("\ufeff")
    for begins, read_text in _TEXTS:
        if begins.match(text):
            return read_text(decode(data, report, utf_16=True, encoding=encoding), report)
    sheet = read_sheet(path, report, TIES, encoding=encoding)
    return _of_sheet(sheet, report, decimal) if sheet else None


def _is_text(data: bytes, path: Path, report: FileReport) -> bool:
    """Return whether a file may be text; report what it is if that is known to be no text."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = [(what, cure) for magic, what, cure in _REFUSED if start.startswith(magic.lower())]
    if ending := _REFUSED_ENDINGS.get(path.suffix.lower()):
        found.append((ending, _CURES.get(ending, _AS_CSV)))
    if found:
        what, cure = found[0]
        report.add(1, f"this is {what}, which is not read", cure)
    return not found


def _of_sheet(sheet: Sheet, report: FileReport, decimal: str) -> RawNetwork | None:
    line, header, fault = sheet.records[0]
    names = {plain(cell) for cell in header}
    ends = {name for column in TIES.required for name in (column, *TIES.also[column])}
    if fault or names & ends:
        return _list_of(sheet, report, decimal)
    found = matrix_of(sheet, report) if is_matrix(sheet) else without_names(sheet)
    if found is not None:
        sheet, raw = found
        raw.ties = table_of(sheet, report, TIES, decimal=decimal)
        return raw
    if not report.problems:
        shown = ", ".join(header[:6]) + (", ..." if len(header) > 6 else "")
        if names & {"id", "kind"}:
            what = f"a table of actors (columns {shown}), not of ties"
            cure = "Give the file of the ties too, after that of the actors."
        else:
            what = f"a table, but no two of its columns ({shown}) say who is tied to whom"
            cure = "Name two columns of the first line source and target; weight may be a third."
        report.add(line, what, cure)
    return None


def _list_of(sheet: Sheet, report: FileReport, decimal: str) -> RawNetwork | None:
    """Return a list of ties, with what Gephi's column Type says."""
    table = table_of(sheet, report, TIES, decimal=decimal)
    if table is None:
        return None
    raw = RawNetwork(ties=table)
    said = next((name for name in table.columns if plain(name) == "type"), "")
    kinds = (
        {row.cells.get(said, "").casefold() for row in table.rows if row.sound} if said else set()
    )
    if kinds and kinds <= {"directed", "undirected", "mutual", ""} and kinds != {""}:
        table.columns[table.columns.index(said)] = ""
        raw.directed = "directed" in kinds
        if len(kinds - {""}) > 1:
            what = "column Type has directed and undirected ties together"
            report.add(table.line, what, "Make all of one type, or delete the column.")
    return raw
