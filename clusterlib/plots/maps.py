"""The cluster map: who is in the cluster, where in its layers and stages, and who learns from whom."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, overload

import networkx as nx
import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import Normalize, to_rgba
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from numpy.typing import ArrayLike, NDArray

from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots.describe import describe_cluster
from clusterlib.plots.figure import CourseFigure
from clusterlib.plots.labels import place_labels, text_size
from clusterlib.plots.layout import FRAME, as_points, cluster_layout, is_layered, plan_of
from clusterlib.plots.style import (
    INK,
    LINES,
    MARKERS,
    PLAIN_LINE,
    PLAIN_MARKER,
    QUIET,
    Line,
    Marker,
    style,
)
from clusterlib.plots.ties import tie_curves

Node = Hashable
Values = Mapping[Any, float] | ArrayLike

_FILL = {"outside": "#F1F2F4", "cluster": "#FFFFFF", "supporting": "#E9F5F0", "stage": "#EDF4FA"}
_NO_VALUE = "#D9D9D9"
_LABEL_ALL_UP_TO = 80


class ClusterMap:
    """A cluster map on given axes whose artists are made once and then only change their data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes to draw on; the map keeps its own proportions inside them.
    positions : dict, optional
        Actor -> (x, y) on a frame of 16 x 10; default :func:`cluster_layout` of the first cluster,
        kept for as long as the actors stay the same, so that nothing jumps when only ties change.
    labels : bool or iterable of actors, default True
        Whom to label. True: everybody up to 80 actors, beyond that all but the SMEs.
    legend : bool, default True
        Draw a legend to the right of the map.
    colour_range, size_range : (float, float)
        Values at the two ends of the colour scale, and of the scale of sizes.
    colour_label : str
        What the colours mean, with the unit.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> figure = CourseFigure(figsize=(8, 5))
    >>> cluster_map = ClusterMap(figure.add_subplot())
    >>> cluster_map.update(build_cluster(rng=1))
    True
    >>> cluster_map.update(build_cluster(rng=2, openness=0.4), highlight=["F01"])
    False
    """

    def __init__(
        self,
        ax: Axes,
        *,
        positions: Mapping[Any, tuple[float, float]] | None = None,
        labels: bool | Iterable[Any] = True,
        legend: bool = True,
        colour_range: tuple[float, float] = (0.0, 1.0),
        size_range: tuple[float, float] = (0.0, 1.0),
        colour_label: str = "",
    ) -> None:
        self.ax = ax
        self._given = positions
        self._labels = labels if isinstance(labels, bool) else set(labels)
        self._legend = legend
        self._norm = Normalize(*colour_range)
        self._size_range = size_range
        self._colour_label = colour_label
        self._key: Hashable = None
        self._actors: Hashable = None
        self._fixed: list[Artist] = []
        self._changing: list[Artist] = []

    @property
    def artists(self) -> list[Artist]:
        """The artists that :meth:`update` changes, in drawing order; the rest is background."""
        return list(self._changing)

    @staticmethod
    def static_key(cluster: nx.Graph, *, coloured: bool = False) -> Hashable:
        """Return what the background depends on: two clusters with equal keys share it."""
        dimensions = frozenset(d for _, _, d in cluster.edges(data="dimension"))
        return _actors_of(cluster), cluster.is_directed(), dimensions, coloured

    def update(
        self,
        cluster: nx.Graph,
        colour: Values | None = None,
        size: Values | None = None,
        highlight: Iterable[Any] = (),
    ) -> bool:
        """Show a cluster; return True if the background changed and must be drawn anew.

        Parameters
        ----------
        cluster : networkx.Graph or DiGraph
            Described in :mod:`clusterlib.networks`; other graphs are drawn plainly.
        colour, size : mapping or array, optional
            A number for each actor, by name or in the order of the nodes; an actor without one is
            grey, or of ordinary size. Default: colour by kind.
        highlight : iterable of actors
            Actors to ring; ties of all others fade.

        Raises
        ------
        ValueError
            If a value or a highlight names an actor that is not in the cluster.
        """
        highlight = _checked(cluster, colour, size, highlight)
        key = self.static_key(cluster, coloured=colour is not None)
        rebuilt = key != self._key
        if rebuilt:
            with style():
                self._build(cluster, coloured=colour is not None)
            self._key = key
        self._show_nodes(cluster, colour, size, highlight)
        self._show_ties(cluster, highlight)
        self._show_labels(cluster)
        return rebuilt

    # The background -------------------------------------------------------------------------

    def _build(self, cluster: nx.Graph, *, coloured: bool) -> None:
        for artist in self._fixed + self._changing:
            artist.remove()
        self._fixed, self._changing = [], []
        actors = _actors_of(cluster)
        if actors != self._actors:
            layout = dict(self._given or cluster_layout(cluster))
            self._places = as_points(layout, cluster)
            self._curves: dict[tuple[int, int], NDArray[np.float64]] = {}
        self._actors = actors
        self._row = {node: row for row, node in enumerate(cluster)}
        self._kinds = [k if k in KINDS else "" for _, k in cluster.nodes(data="kind", default="")]
        self._markers = [MARKERS.get(kind, PLAIN_MARKER) for kind in self._kinds]
        self._set_axes(cluster, coloured)
        self._draw_regions(cluster)
        self._make_artists(cluster)
        if self._legend:
            self._draw_legend(cluster, coloured)

    def _set_axes(self, cluster: nx.Graph, coloured: bool) -> None:
        ax = self.ax
        ax.set_axis_off()
        width = ax.bbox.width / ax.figure.dpi * 72
        height = ax.bbox.height / ax.figure.dpi * 72
        room = 165.0 if self._legend else 0.0
        # The legend's room is counted in points, the map takes what is left.
        self._unit = max(min((width - room) / (FRAME[0] + 0.2), height / (FRAME[1] + 0.2)), 1.0)
        ax.set_xlim(-0.1, FRAME[0] + 0.1 + room / self._unit)
        ax.set_ylim(-0.1, FRAME[1] + 0.1)
        ax.set_aspect("equal", anchor="C")
        if len(self._places) > 1:
            gaps = self._places[:, None] - self._places[None]
            apart = np.hypot(gaps[..., 0], gaps[..., 1]) + 1e9 * np.eye(len(self._places))
            self._diameter = float(np.clip(0.62 * apart.min() * self._unit, 4.0, 21.0))
        else:
            self._diameter = 21.0

    def _draw_regions(self, cluster: nx.Graph) -> None:
        if self._given is not None or not is_layered(cluster):
            return
        for depth, region in enumerate(plan_of(cluster).regions):
            x0, y0, x1, y1 = region.box
            patch = FancyBboxPatch(
                (x0, y0),
                x1 - x0,
                y1 - y0,
                boxstyle="round,pad=0,rounding_size=0.25",
                facecolor=_FILL[region.role],
                edgecolor="none",
                zorder=0.1 + 0.01 * depth,
            )
            self.ax.add_patch(patch)
            self._fixed.append(patch)
            room = (x1 - x0) * self._unit - 8
            label = next((t for t in region.labels if text_size(t, 8.0)[0] < room), "")
            place = (x0 + 0.25, y0 + 0.2) if region.role == "outside" else ((x0 + x1) / 2, y1 - 0.1)
            text = self.ax.text(
                *place,
                label,
                fontsize=8,
                color=QUIET,
                zorder=0.5,
                ha="left" if region.role == "outside" else "center",
                va="bottom" if region.role == "outside" else "top",
            )
            self._fixed.append(text)

    def _draw_legend(self, cluster: nx.Graph, coloured: bool) -> None:
        kinds = [k for k in KINDS if k in self._kinds]
        face = [_NO_VALUE if coloured else MARKERS[k].colour for k in kinds]
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker=MARKERS[k].shape,
                markersize=9 * MARKERS[k].scale ** 0.5,
                markerfacecolor=f,
                markeredgecolor=INK if coloured else "white",
                label=KINDS[k].label,
            )
            for k, f in zip(kinds, face, strict=True)
        ]
        present = {d for _, _, d in cluster.edges(data="dimension")}
        lines = [
            Line2D(
                [],
                [],
                color=LINES[d].colour,
                linestyle=LINES[d].style,
                linewidth=LINES[d].width + 0.4,
                label=label,
            )
            for d, label in DIMENSIONS.items()
            if d in present
        ]
        top = FRAME[1]
        for title, group in (("Actors", handles), ("Ties", lines)):
            if not group:
                continue
            legend = Legend(
                self.ax,
                group,
                [str(h.get_label()) for h in group],
                title=title,
                loc="upper left",
                bbox_to_anchor=(FRAME[0] + 0.2, top),
                bbox_transform=self.ax.transData,
                alignment="left",
                handlelength=2.6,
                borderaxespad=0,
                labelspacing=0.55,
                title_fontproperties={"weight": "bold", "size": 9},
            )
            self.ax.add_artist(legend)
            self._fixed.append(legend)
            top -= (22 + 14.2 * len(group) + 14) / self._unit
        if coloured:
            x = (FRAME[0] + 0.45 + 0.1) / (self.ax.get_xlim()[1] + 0.1)
            low = max(top * self._unit - 130, 12) / self._unit
            h = (top - 0.4 - low) / (FRAME[1] + 0.2)
            bar = self.ax.inset_axes((x, (low + 0.1) / (FRAME[1] + 0.2), 0.014, h))
            mappable = ScalarMappable(self._norm, colormaps["viridis"])
            self.ax.figure.colorbar(mappable, cax=bar, label=self._colour_label)
            bar.tick_params(labelsize=8, length=2)
            self._fixed.append(bar)

    # What changes ---------------------------------------------------------------------------

    def _make_artists(self, cluster: nx.Graph) -> None:
        ax = self.ax
        self._ties: dict[str, LineCollection] = {}
        present = {d if d in LINES else "" for _, _, d in cluster.edges(data="dimension")}
        for dimension in [*LINES, ""]:
            if dimension in present:
                line = LINES.get(dimension, PLAIN_LINE)
                self._ties[dimension] = LineCollection(
                    [], linestyles=[line.style], zorder=1.0, capstyle="butt"
                )
                ax.add_collection(self._ties[dimension], autolim=False)
        self._arrows = PolyCollection([], zorder=1.2, linewidths=0)
        ax.add_collection(self._arrows, autolim=False)
        self._ring = ax.scatter([], [], facecolors="none", edgecolors=INK, linewidths=2.0, zorder=3)
        self._dots: dict[str, tuple[NDArray[np.int_], PathCollection]] = {}
        for kind in [*MARKERS, ""]:
            rows = np.array([r for r, k in enumerate(self._kinds) if k == kind], dtype=int)
            if rows.size:
                marker = MARKERS.get(kind, PLAIN_MARKER)
                dots = ax.scatter(
                    *self._places[rows].T,
                    marker=marker.shape,
                    edgecolors="white",
                    linewidths=1.0,
                    zorder=2,
                )
                self._dots[kind] = rows, dots
        self._texts = [
            ax.text(x, y, str(node), ha="center", va="center", zorder=4, fontsize=8, clip_on=False)
            for node, (x, y) in zip(cluster, self._places, strict=True)
        ]
        self._changing = [
            *self._ties.values(),
            self._arrows,
            *(d for _, d in self._dots.values()),
            self._ring,
            *self._texts,
        ]

    def _show_nodes(
        self, cluster: nx.Graph, colour: Values | None, size: Values | None, highlight: set[Any]
    ) -> None:
        scale = np.array([m.scale for m in self._markers])
        if size is not None:
            low, high = self._size_range
            share = np.clip((_values(cluster, size) - low) / ((high - low) or 1.0), 0, 1)
            scale = scale * np.where(np.isnan(share), 1.0, np.sqrt(0.2 + 1.4 * share))
        self._sizes = self._diameter * scale
        if colour is None:
            self._colours = np.array([to_rgba(m.colour) for m in self._markers]).reshape(-1, 4)
        else:
            values = _values(cluster, colour)
            self._colours = colormaps["viridis"](self._norm(values))
            self._colours[np.isnan(values)] = to_rgba(_NO_VALUE)
        for rows, dots in self._dots.values():
            dots.set_sizes(self._sizes[rows] ** 2)
            dots.set_facecolor(self._colours[rows])
        rows = np.array([self._row[node] for node in highlight], dtype=int)
        self._ring.set_offsets(self._places[rows].reshape(-1, 2))
        self._ring.set_sizes((self._sizes[rows] * 1.25 + 3) ** 2)

    def _show_ties(self, cluster: nx.Graph, highlight: set[Any]) -> None:
        row, directed = self._row, cluster.is_directed()
        by_dimension: dict[str, list[tuple[int, int]]] = {d: [] for d in self._ties}
        widths: dict[str, list[float]] = {d: [] for d in self._ties}
        faded: dict[str, list[bool]] = {d: [] for d in self._ties}
        edges = [(u, v, data) for u, v, data in cluster.edges(data=True) if u != v]
        heaviest = max((float(d.get("weight", 1.0)) for _, _, d in edges), default=1.0)
        for u, v, data in edges:
            dimension = data.get("dimension") if data.get("dimension") in LINES else ""
            by_dimension[dimension].append((row[u], row[v]))
            widths[dimension].append(0.35 + 0.65 * float(data.get("weight", 1.0)) / heaviest)
            faded[dimension].append(bool(highlight) and u not in highlight and v not in highlight)
        self._bend([pair for pairs in by_dimension.values() for pair in pairs], directed)
        heads, head_colours = [], []
        for dimension, collection in self._ties.items():
            line = LINES.get(dimension, PLAIN_LINE)
            curves = [self._curves[pair] for pair in by_dimension[dimension]]
            colours = np.tile(to_rgba(line.colour, line.alpha), (len(curves), 1)).reshape(-1, 4)
            colours[np.array(faded[dimension], dtype=bool), 3] *= 0.2
            collection.set_segments(curves)
            collection.set_color(colours)
            collection.set_linewidths(line.width * np.array(widths[dimension]))
            if directed:
                heads += [
                    self._head(c, pair[1])
                    for c, pair in zip(curves, by_dimension[dimension], strict=True)
                ]
                head_colours += list(colours)
        self._arrows.set_verts(heads)
        self._arrows.set_facecolor(head_colours)
        self._tie_points = np.concatenate(
            [self._curves[p] for ps in by_dimension.values() for p in ps] or [np.empty((0, 2))]
        )

    def _bend(self, pairs: list[tuple[int, int]], directed: bool) -> None:
        new = [pair for pair in pairs if pair not in self._curves]
        if new:
            clear = self._diameter * np.array([m.scale for m in self._markers]) / self._unit * 0.65
            curves = tie_curves(self._places, np.array(new), clear, directed=directed)
            self._curves.update(zip(new, curves, strict=True))

    def _head(self, curve: NDArray[np.float64], target: int) -> NDArray[np.float64]:
        radius = self._sizes[target] / 2 / self._unit
        apart = np.hypot(*(curve - curve[-1]).T)
        near = int(np.flatnonzero(apart > radius)[-1]) if (apart > radius).any() else 0
        direction = curve[min(near + 1, len(curve) - 1)] - curve[near]
        direction = direction / (np.hypot(*direction) or 1.0)
        tip = curve[-1] - direction * radius
        long, wide = 6.0 / self._unit, 2.4 / self._unit
        side = np.array([-direction[1], direction[0]]) * wide
        return np.array([tip, tip - direction * long + side, tip - direction * long - side])

    def _show_labels(self, cluster: nx.Graph) -> None:
        font = float(np.clip(0.4 * self._diameter, 6.0, 8.0))
        order = self._label_order(cluster)
        sizes = np.array([text_size(str(node), font) for node in cluster]).reshape(-1, 2)
        middles, shown, inside = place_labels(
            self._places * self._unit,
            self._sizes / 2,
            self._sizes * 0.9,
            sizes,
            order,
            (FRAME[0] * self._unit, FRAME[1] * self._unit),
            self._tie_points * self._unit,
        )
        light = self._colours[:, :3] @ [0.299, 0.587, 0.114]
        for row, text in enumerate(self._texts):
            text.set_visible(bool(shown[row]))
            text.set_position(tuple(middles[row] / self._unit))
            text.set_fontsize(font)
            text.set_color(("white" if light[row] < 0.5 else INK) if inside[row] else INK)

    def _label_order(self, cluster: nx.Graph) -> list[int]:
        nodes = list(cluster)
        if self._labels is False:
            return []
        if self._labels is True:
            wanted = [
                n
                for n in nodes
                if len(nodes) <= _LABEL_ALL_UP_TO or self._kinds[self._row[n]] not in ("sme", "")
            ]
        else:
            wanted = [n for n in nodes if n in self._labels]
        return [self._row[n] for n in sorted(wanted, key=lambda n: -cluster.degree(n))]


@overload
def plot_cluster(cluster: nx.Graph, ax: None = None, **options: Any) -> CourseFigure: ...
@overload
def plot_cluster(cluster: nx.Graph, ax: Axes, **options: Any) -> Axes: ...
def plot_cluster(
    cluster: nx.Graph,
    ax: Axes | None = None,
    *,
    labels: bool | Iterable[Any] = True,
    colour: Values | None = None,
    size: Values | None = None,
    title: str | None = None,
    highlight: Iterable[Any] = (),
    colour_label: str = "",
    positions: Mapping[Any, tuple[float, float]] | None = None,
    legend: bool = True,
) -> CourseFigure | Axes:
    """Draw a cluster as in Fig. 1 of Wang: stages inside, institutions around, sources outside."""
    alt = describe_cluster(cluster)
    figure = None
    with style():
        if ax is None:
            figure = CourseFigure(figsize=(11.0, 6.0), alt=alt)
            ax = figure.add_axes((0.01, 0.01, 0.98, 0.915))
        ClusterMap(
            ax,
            positions=positions,
            labels=labels,
            legend=legend,
            colour_label=colour_label,
            colour_range=_range(cluster, colour),
            size_range=_range(cluster, size),
        ).update(cluster, colour=colour, size=size, highlight=highlight)
        name = cluster.graph.get("name") or "network"
        ax.set_title(
            title
            or f"{name[0].upper()}{name[1:]}: {len(cluster)} actors, {cluster.number_of_edges()} ties"
        )
    return figure if figure is not None else ax


def _actors_of(cluster: nx.Graph) -> Hashable:
    return tuple((n, d.get("kind"), d.get("stage")) for n, d in cluster.nodes(data=True))


def _values(cluster: nx.Graph, values: Values) -> NDArray[np.float64]:
    if isinstance(values, Mapping) or hasattr(values, "keys"):
        given: dict[Any, float] = dict(values)
        return np.array([given.get(node, np.nan) for node in cluster], dtype=float)
    return np.asarray(values, dtype=float)


def _range(cluster: nx.Graph, values: Values | None) -> tuple[float, float]:
    if values is None:
        return 0.0, 1.0
    numbers = _values(cluster, values)
    return float(np.nanmin(numbers)), float(np.nanmax(numbers))


def _checked(
    cluster: nx.Graph, colour: Values | None, size: Values | None, highlight: Iterable[Any]
) -> set[Any]:
    chosen = {highlight} if isinstance(highlight, str) else set(highlight)
    problems = []
    for name, values in (("colour", colour), ("size", size), ("highlight", chosen)):
        if isinstance(values, Mapping | set) or hasattr(values, "keys"):
            for unknown in [node for node in values if node not in cluster]:
                close = difflib.get_close_matches(str(unknown), map(str, cluster), n=1)
                cure = f"; did you mean {close[0]!r}?" if close else "."
                problems.append(f"{name}: {unknown!r} is not an actor of the cluster{cure}")
        elif values is not None and len(np.asarray(values)) != len(cluster):
            problems.append(
                f"{name} has {len(np.asarray(values))} values for {len(cluster)} actors; give one each."
            )
    if problems:
        raise ValueError("\n".join([f"{len(problems)} problems on the map:", *problems]))
    return chosen
