"""The cluster map as a picture of its own: one call, one figure with alt text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, overload

import networkx as nx
import numpy as np
from matplotlib.axes import Axes

from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots.cluster_map import ClusterMap
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.describe import cluster_name, describe_cluster
from clusterlib.plots.gathering import Gathered, Others, gather, gathered_layout
from clusterlib.plots.inputs import Values, check_actors, values_of
from clusterlib.plots.style import INK, style

#: Width and height of a figure of its own in inches.
_WITH_LEGEND, _WITHOUT = (10.5, 5.5), (8.3, 5.65)

Positions = Mapping[Any, tuple[float, float]]
Range = tuple[float, float]


@overload
def plot_cluster(
    cluster: nx.Graph,
    ax: None = None,
    *,
    labels: bool | Iterable[Any] = ...,
    colour: Values | None = ...,
    size: Values | None = ...,
    title: str | None = ...,
    highlight: Iterable[Any] = ...,
    rings: bool = ...,
    colour_label: str | None = ...,
    size_label: str | None = ...,
    colour_range: Range | None = ...,
    positions: Positions | None = ...,
    legend: bool = ...,
) -> CourseFigure: ...
@overload
def plot_cluster(
    cluster: nx.Graph,
    ax: Axes,
    *,
    labels: bool | Iterable[Any] = ...,
    colour: Values | None = ...,
    size: Values | None = ...,
    title: str | None = ...,
    highlight: Iterable[Any] = ...,
    rings: bool = ...,
    colour_label: str | None = ...,
    size_label: str | None = ...,
    colour_range: Range | None = ...,
    positions: Positions | None = ...,
    legend: bool = ...,
) -> Axes: ...
def plot_cluster(
    cluster: nx.Graph,
    ax: Axes | None = None,
    *,
    labels: bool | Iterable[Any] = True,
    colour: Values | None = None,
    size: Values | None = None,
    title: str | None = None,
    highlight: Iterable[Any] = (),
    rings: bool = True,
    colour_label: str | None = None,
    size_label: str | None = None,
    colour_range: Range | None = None,
    positions: Positions | None = None,
    legend: bool = True,
) -> CourseFigure | Axes:
    """Draw a cluster map after Fig. 1 of Wang.

    Firms stand in one column a stage, suppliers on the left, with the focal firms in the middle;
    supporting institutions above them, outside sources around the cluster. Shape and colour show
    the kind of actor, line style and colour the dimension of a tie. The same cluster always gives
    the same picture.

    Of a cluster of more than 120 actors, or of more than 80 with 4 ties for each, 60 actors inside
    and 24 outside are drawn, those with the strongest ties, and of many ties the strongest of each.
    For all others of a kind and stage one mark stands, with their number and the mean of their
    values. The picture says so. With ``positions`` of your own, all are drawn.

    Parameters
    ----------
    cluster : networkx.Graph or DiGraph
        Described in :mod:`clusterlib.networks`. Any other graph is drawn plainly, and directed
        ties get arrows. Where weights differ they show as line width.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; default a figure of its own.
    labels : bool or iterable of actors, default True
        Whom to label. True: everybody up to 80 actors; of more, all but the SMEs, or in a plain
        graph the 20 with most ties. A name stands at its own actor,
        or a line leads to it; how many find no room is said under the map.
    colour : mapping, pandas.Series or array, optional
        A number for each actor, such as its knowledge, shown in viridis; actors without one are
        grey. Default: colour by kind.
    size : mapping, pandas.Series or array, optional
        A number from 0 for each actor; the largest gets the largest marker.
    title : str, optional
        Best a finding. Default: the name of the cluster with its size; then the alt text finds
        nothing either, and does not name the actor with most ties.
    highlight : actor or iterable of actors
        Actors to ring; the ties of all others fade.
    rings : bool, default True
        False: no rings, only the fading.
    colour_label, size_label : str, optional
        What the numbers mean, with the unit. Default: the name of the Series, if it is one.
    colour_range : (float, float), optional
        Values at the two ends of the colour scale. Default: the smallest and the largest.
    positions : dict, optional
        Actor -> (x, y), 0 <= x <= 16 and 0 <= y <= 10. Default: :func:`cluster_layout`.
    legend : bool, default True
        Explain to the right of the map what occurs on it.

    Returns
    -------
    CourseFigure or matplotlib.axes.Axes
        The axes if you gave some. A figure shows itself as the last value of a notebook cell and
        carries a description of the cluster as alt text.

    Raises
    ------
    ClusterlibError
        If actors are named that are not in the cluster, or an array has the wrong length.

    Examples
    --------
    >>> from clusterlib import build_cluster, plot_cluster
    >>> cluster = build_cluster("hub_and_spoke", rng=1)
    >>> figure = plot_cluster(cluster, title="Two hubs hold the cluster together")
    >>> print(figure.alt)
    Cluster map: Two hubs hold the cluster together. Hub-and-spoke cluster of 54 actors: 36 firms
    in 3 stages (2 focal), 6 supporting institutions and 12 outside sources. 93 ties: 18
    horizontal, 33 vertical, 35 multi-angle and 7 pipelines. Most ties: F18 (focal firm), 21.
    """
    names = isinstance(labels, bool) or ({labels} if isinstance(labels, str) else set(labels))
    one = isinstance(highlight, str) or highlight in cluster
    ringed: set[Any] = {highlight} if one else set(highlight)
    of_names = None if isinstance(names, bool) else names
    check_actors(cluster, colour=colour, size=size, labels=of_names, highlight=ringed)
    colour_label = _name(colour) if colour_label is None else colour_label
    size_label = _name(size) if size_label is None else size_label
    low, high = _range(cluster, colour) if colour_range is None else colour_range
    size_range = (0.0, _range(cluster, size)[1])
    heading = title or f"{cluster_name(cluster)}: {_size(cluster)}"
    whole, gathered = cluster, None if positions else gather(cluster)
    if gathered is not None and not gathered.all_drawn:
        cluster = gathered.cluster
        colour, size = (_gathered(whole, gathered, values) for values in (colour, size))
        ringed, positions = gathered.drawn_as(ringed), gathered_layout(cluster)
        if labels is True:
            named = {a for a, kind in cluster.nodes(data="kind") if kind != "sme"}
            names = named.union(mark for mark in cluster if isinstance(mark, Others))
        elif of_names is not None:
            names = of_names.intersection(cluster)
    notes = gathered.said if gathered else []
    figure = None
    with style():
        if ax is None:
            figure = CourseFigure(
                figsize=_WITH_LEGEND
                if legend and (colour is not None or _explained(cluster))
                else _WITHOUT
            )
            ax = figure.add_axes((0.01, 0.01, 0.98, 0.905))
        drawing = ClusterMap(
            ax,
            positions=positions,
            labels=names,
            legend=legend,
            notes=notes,
            colour_range=(low, high),
            size_range=size_range,
            colour_label=colour_label,
            size_label=size_label,
        )
        drawing.update(cluster, colour=colour, size=size, highlight=ringed, rings=rings)
        ax.set_title(heading, color=INK)
    if figure is None:
        return ax
    said = f" {title.rstrip('.')}." if title else ""
    figure.alt = f"Cluster map:{said} {describe_cluster(whole, hub=bool(title))}"
    if notes:
        figure.alt += f" {' '.join(notes).capitalize().replace(' +', '; +')}."
    if drawing.unnamed:
        figure.alt += f" There is no room for {drawing.unnamed} names."
    if colour is not None:
        figure.alt += f" Colour shows {colour_label or 'a value'} from {low:.3g} to {high:.3g}."
    return figure


def _gathered(whole: nx.Graph, gathered: Gathered, values: Values | None) -> Values | None:
    """Return values for those who are drawn."""
    if values is None:
        return None
    return gathered.mean(dict(zip(whole, values_of(whole, values).tolist(), strict=True)))


def _explained(cluster: nx.Graph) -> bool:
    """Return whether anything occurs on the map that a legend explains."""
    kinds = any(kind in KINDS for _, kind in cluster.nodes(data="kind"))
    return kinds or any(d in DIMENSIONS for _, _, d in cluster.edges(data="dimension"))


def _name(values: Values | None) -> str:
    return str(getattr(values, "name", None) or "")


def _range(cluster: nx.Graph, values: Values | None) -> Range:
    numbers = np.zeros(0) if values is None else values_of(cluster, values)
    numbers = numbers[np.isfinite(numbers)]
    if not numbers.size:
        return 0.0, 1.0
    low, high = float(numbers.min()), float(numbers.max())
    # One value alone stands in the middle of the scale.
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _size(cluster: nx.Graph) -> str:
    actors, ties = len(cluster), cluster.number_of_edges()
    noun = "arc" if cluster.is_directed() else "tie"
    return f"{actors} actor{'s' * (actors != 1)}, {ties} {noun}{'s' * (ties != 1)}"
