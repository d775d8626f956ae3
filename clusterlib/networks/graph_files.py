"""Files of graphs that networkx reads: GraphML, GEXF and GML, with all their attributes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from clusterlib.files.csv_tables import plain
from clusterlib.files.problems import FileReport
from clusterlib.networks.raw import RawNetwork, as_table

#: What names an actor better than the id that a program gave it.
_NAMES = ("label", "name")
_WEIGHTS = ("weight", "value", "strength")
#: networkx knows the versions up to 1.2; what Gephi writes as 1.3 differs in nothing that is read.
_VERSION = re.compile(rb"http://(www\.)?gexf\.net/1\.[23](draft)?")


def read_graphml(data: bytes, report: FileReport) -> RawNetwork | None:
    """Read a network in GraphML."""
    return _read("GraphML", lambda: nx.read_graphml(io.BytesIO(data)), report)


def read_gexf(data: bytes, report: FileReport) -> RawNetwork | None:
    """Read a network in GEXF, Gephi's format."""
    content = _VERSION.sub(b"http://www.gexf.net/1.2draft", data)
    return _read("GEXF", lambda: nx.read_gexf(io.BytesIO(content), version="1.2draft"), report)


def read_gml(text: str, report: FileReport) -> RawNetwork | None:
    """Read a network in GML."""
    label = "label" if re.search(r"^\s*label\s", text, re.M) else "id"
    return _read("GML", lambda: nx.parse_gml(text.splitlines(), label=label), report)


def _read(name: str, read: Callable[[], Any], report: FileReport) -> RawNetwork | None:
    try:
        graph = read()
    except (
        nx.NetworkXException,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        what = f"{name} that cannot be read ({' '.join(str(error).split())[:100]})"
        report.add(None, what, f"Export the network once more as {name}, or as CSV.")
        return None
    return _raw(graph, name)


def _raw(graph: nx.Graph, name: str) -> RawNetwork:
    """Return actors and ties as tables; an actor's label stands for its id where that is unique."""
    ids = {node: str(node) for node in graph}
    for column in _NAMES:
        labels = {node: str(about.get(column) or "") for node, about in graph.nodes(data=True)}
        if all(labels.values()) and len({*labels.values()}) == len(labels):
            ids = labels
            break
    own = nx.number_of_selfloops(graph)
    actors = [{**_plain(about, "id"), "id": ids[node]} for node, about in graph.nodes(data=True)]
    ties = [
        {**_weighted(_plain(about, "id")), "source": ids[u], "target": ids[v]}
        for u, v, about in graph.edges(data=True)
        if u != v
    ]
    columns = [dict.fromkeys(column for row in rows for column in row) for rows in (actors, ties)]
    notes = [name] + ([f"{own} ties of an actor with itself are left out"] if own else [])
    return RawNetwork(
        as_table(ties, {"source": None, "target": None} | columns[1]),
        as_table(actors, {"id": None} | columns[0]),
        graph.is_directed(),
        notes,
        {name: str(node) for node, name in ids.items() if name != str(node)},
    )


def _plain(about: dict[Any, Any], *without: str) -> dict[str, object]:
    """Return the attributes that are single values, under the names that tables have."""
    known = ("kind", "stage", "layer", "dimension", "weight")
    named = {
        plain(str(name)) if plain(str(name)) in known else str(name): value
        for name, value in about.items()
    }
    return {
        name: value
        for name, value in named.items()
        if name not in without and not isinstance(value, dict | list | tuple)
    }


def _weighted(about: dict[str, object]) -> dict[str, object]:
    name = next((name for name in _WEIGHTS if name in about), "weight")
    return {"weight" if key == name else key: value for key, value in about.items()}
