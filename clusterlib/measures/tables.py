"""The structural dimension in two tables: the network as a whole, and the position of each actor.

The structural dimension is size, centrality and openness (Wang, "Structure dimension"). What Wang
calls openness is here the share of ties that lead out: openness is a parameter of clusters. The
table adds what the course looks at besides: density, core and periphery, and who brokers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

from clusterlib.measures.brokers import brokerage
from clusterlib.measures.coreperiphery import core_periphery
from clusterlib.measures.freeman import freeman
from clusterlib.measures.graphs import (
    Grouping,
    MeasureError,
    check_graph,
    inside,
    is_cluster,
    local_network,
    named,
    share,
)
from clusterlib.measures.mixing import ei_index, openness
from clusterlib.measures.positions import (
    clustering,
    constraint,
    effective_size,
    efficiency,
    eigenvector_centrality,
)
from clusterlib.networks.schema import DIMENSIONS, LAYERS
from clusterlib.networks.stages import APART, say_stages

if TYPE_CHECKING:
    import pandas as pd

#: So many actors are named in a row; a table cell shows no more.
_NAMED = 3


class _Row(NamedTuple):
    aspect: str
    measure: str
    value: float | str
    meaning: str
    source: str


def structure_table(cluster: nx.Graph, *, betweenness: bool = True) -> pd.DataFrame:
    """Describe the structure of a network in one table.

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        A cluster, or any network. A network without the node attribute ``layer`` has no outside:
        the rows on layers, ties that lead out and gatekeepers are left out. Without the edge
        attribute ``dimension`` so are the rows on dimensions.
    betweenness : bool, default True
        False leaves out the two rows on betweenness, which take seconds from about 1,000 actors
        and minutes from about 5,000.

    Returns
    -------
    pandas.DataFrame
        One row a measure (index "measure") with the columns aspect, value, meaning and source.
        A value is a number, nan where it is not defined (the share of no ties that lead out),
        or, where actors are named, a text.

    Raises
    ------
    MeasureError
        If the graph cannot be measured, or only some actors have a layer or some ties a
        dimension. All such problems are listed.

    Notes
    -----
    In a cluster the rows on density, centralisation and core-periphery describe the *local*
    network: the actors of the core and supporting layers and the ties among them. The
    share of ties that lead out, constraint and gatekeepers need the outside, so there all ties
    count; the mean constraint is that of the cluster's own actors.

    Examples
    --------
    >>> table = structure_table(nx.florentine_families_graph())
    >>> table.loc["most between", "value"]
    'Medici (47.5), Guadagni (23.2), Albizzi (19.3)'
    >>> import clusterlib
    >>> closed = structure_table(clusterlib.build_cluster(openness=0, rng=1))
    >>> closed["value"][["actors", "ties: pipeline", "top gatekeepers"]].to_list()
    [54, 0, 'none']
    """
    import pandas as pd

    check_graph(cluster)
    has_outside = is_cluster(cluster)
    if has_outside:
        _check_attributes(cluster)
    local = local_network(cluster) if has_outside else cluster
    rows = _size(cluster)
    if local.number_of_nodes():
        rows += _density(local, "local " if has_outside else "")
    if has_outside:
        rows += _leading_out(cluster)
    if local.number_of_nodes():
        rows += _centralisation(local, betweenness) + _core(local)
    rows += _brokers(cluster, local)
    frame = pd.DataFrame([row._asdict() for row in rows]).set_index("measure")
    # A column of mixed kinds: counts stay whole numbers, names stay texts.
    frame["value"] = pd.Series([row.value for row in rows], index=frame.index, dtype=object)
    return frame


def position_table(
    graph: nx.Graph, group: Grouping = None, *, betweenness: bool = True
) -> pd.DataFrame:
    """Describe the position of each actor in one table.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        A cluster, or any network; all its ties count, those to the outside too.
    group : str, mapping or set, optional
        The groups between which actors broker, as in :func:`brokerage`. Without it, a network
        that is no cluster gets no brokerage columns.
    betweenness : bool, default True
        False leaves out betweenness and closeness, which take minutes from about 5,000 actors.

    Returns
    -------
    pandas.DataFrame
        One row an actor (index "actor"). Columns: kind, layer (where the actors have them);
        degree; betweenness (raw: brokered shortest paths); closeness (0 to 1); eigenvector
        (undirected networks); core_number; constraint, effective_size, efficiency (nan for
        isolates); and the five brokerage roles.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or an actor has no group.

    Examples
    --------
    >>> families = position_table(nx.florentine_families_graph())
    >>> families.loc["Medici", ["degree", "betweenness", "effective_size"]].round(2).to_list()
    [6.0, 47.5, 5.67]
    """
    import pandas as pd

    check_graph(graph)
    columns: dict[str, Any] = {}
    for name in ("kind", "layer"):
        if any(name in attributes for _, attributes in graph.nodes(data=True)):
            columns[name] = dict(graph.nodes(data=name))
    columns["degree"] = dict(graph.degree)
    if betweenness:
        columns["betweenness"] = nx.betweenness_centrality(graph, normalized=False)
        columns["closeness"] = nx.closeness_centrality(graph)
    if not graph.is_directed():
        columns["eigenvector"] = eigenvector_centrality(graph)
    columns["core_number"] = nx.core_number(graph)
    columns["constraint"] = constraint(graph)
    columns["effective_size"] = effective_size(graph)
    columns["efficiency"] = efficiency(graph)
    index = pd.Index(list(graph), name="actor", tupleize_cols=False)
    frame = pd.DataFrame({k: [v[a] for a in graph] for k, v in columns.items()}, index=index)
    if group is None and not is_cluster(graph):
        return frame
    return pd.concat([frame, brokerage(graph, group)], axis=1)


def _check_attributes(cluster: nx.Graph) -> None:
    """Collect what is wrong with layers and dimensions, so that all of it is seen at once."""
    problems = []
    try:
        inside(cluster)
    except MeasureError as error:
        problems.append(str(error))
    ties = list(cluster.edges(data="dimension"))
    wrong = [f"{u}-{v} ({name!r})" for u, v, name in ties if name not in DIMENSIONS]
    if wrong and any(name is not None for _, _, name in ties):
        problems.append(
            f"edge attribute 'dimension': {len(wrong)} of {len(ties)} ties have none that is "
            f"known: {named(wrong)}. Use one of {', '.join(DIMENSIONS)}."
        )
    MeasureError.raise_any(problems, "the cluster")


def _size(cluster: nx.Graph) -> list[_Row]:
    layers = [layer for _, layer in cluster.nodes(data="layer")]
    dimensions = [name for _, _, name in cluster.edges(data="dimension")]
    meaning = "arcs: who learns from whom" if cluster.is_directed() else "ties between two actors"
    rows = [("actors", len(layers), "everyone in the network", "Wang")]
    if is_cluster(cluster):
        rows += [(f"actors: {k}", layers.count(k), v, "Wang, Fig. 1") for k, v in LAYERS.items()]
    rows.append(("ties", len(dimensions), meaning, ""))
    if is_cluster(cluster) and None not in dimensions:
        means = DIMENSIONS | ({"horizontal": APART} if say_stages(cluster) else {})
        rows += [(f"ties: {k}", dimensions.count(k), v, "Wang") for k, v in means.items()]
    return [_Row("size", *row) for row in rows]


def _density(local: nx.Graph, which: str) -> list[_Row]:
    actors, ties = local.number_of_nodes(), local.number_of_edges()
    possible = actors * (actors - 1) / (1 if local.is_directed() else 2)
    kind = "arcs in and out" if local.is_directed() else "ties"
    components = nx.number_connected_components(nx.Graph(local))
    watts = "Watts & Strogatz 1998"
    return [
        _Row("density", "density", share(ties, possible), f"share of possible {which}ties", "Wang"),
        _Row("density", "mean degree", 2 * ties / actors, f"{which}{kind} of an actor", ""),
        _Row(
            "density",
            "components",
            components,
            "parts by local ties, isolates included",
            "",
        ),
        _Row("density", "isolates", nx.number_of_isolates(local), "actors without a local tie", ""),
        _Row("density", "clustering", clustering(local), "how often two contacts are tied", watts),
    ]


def _leading_out(cluster: nx.Graph) -> list[_Row]:
    name, meaning = "share of ties that lead out", "ties with a source outside / all ties"
    ei, krackhardt = "-1 all ties inside, 1 all outside", "Krackhardt & Stern 1988"
    return [
        _Row("leading out", name, openness(cluster), meaning, "Wang"),
        _Row("leading out", "E-I index", ei_index(cluster), ei, krackhardt),
    ]


def _centralisation(local: nx.Graph, betweenness: bool) -> list[_Row]:
    meaning, source = "0 all equally central, 1 a star", "Freeman 1979"
    degrees = [degree for _, degree in local.degree]
    by_degree = freeman(degrees, "degree", local.is_directed())
    rows: list[tuple[str, float | str, str]] = [("degree centralisation", by_degree, meaning)]
    if betweenness:
        scores = nx.betweenness_centrality(local, normalized=False)
        value = freeman(list(scores.values()), "betweenness", local.is_directed())
        rows.append(("betweenness centralisation", value, meaning))
        rows.append(("most between", _top(scores), "on most shortest paths of local ties"))
    return [_Row("centralisation", *row, source) for row in rows]


def _core(local: nx.Graph) -> list[_Row]:
    best = core_periphery(local)
    members = sorted((a for a in local if a in best.core), key=lambda a: -local.degree(a))
    names = named(members, 2 * _NAMED) or "none"
    rows: list[tuple[str, float | str, str]] = [
        ("core-periphery fit", best.correlation, "correlation with a core, 1 is perfect"),
        ("core size", len(members), "actors in the best-fitting core"),
        ("core members", names, "those with most ties first"),
    ]
    return [_Row("core-periphery", *row, "Borgatti & Everett 1999") for row in rows]


def _brokers(cluster: nx.Graph, local: nx.Graph) -> list[_Row]:
    scores = constraint(cluster)
    known = [scores[actor] for actor in local if not math.isnan(scores[actor])]
    value = math.fsum(known) / len(known) if known else math.nan
    meaning = "low: contacts are not tied to each other"
    rows = [_Row("brokerage", "mean constraint", value, meaning, "Burt 1992")]
    if is_cluster(cluster):
        gates = {a: n for a, n in brokerage(cluster)["gatekeeper"].items() if a in local}
        count, source = sum(n > 0 for n in gates.values()), "Gould & Fernandez 1989"
        rows += [
            _Row("brokerage", "gatekeepers", count, "actors that bring the outside in", source),
            _Row("brokerage", "top gatekeepers", _top(gates), "times each one does", source),
        ]
    return rows


def _top(scores: Mapping[Any, float]) -> str:
    """Name the highest scorers with their scores; those at 0 are nobody."""
    ranked: Iterable[Any] = sorted(scores, key=lambda actor: -scores[actor])[:_NAMED]
    text = [f"{actor} ({round(scores[actor], 1):g})" for actor in ranked if scores[actor] > 0]
    return ", ".join(text) or "none"
