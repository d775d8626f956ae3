"""The drawing of a cluster: artists made once, which afterwards only change their data."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import Normalize, to_rgba, to_rgba_array

from clusterlib.arrays import Floats, Ints
from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots.background import draw_legend, draw_regions, legend_width, name_regions
from clusterlib.plots.inputs import Values, check_actors, values_of
from clusterlib.plots.labels import Placed, place_beside
from clusterlib.plots.layout import (
    FRAME,
    UNIT,
    Plan,
    as_points,
    cluster_layout,
    fits_plan,
    is_layered,
    plan_of,
)
from clusterlib.plots.lettering import text_size, write
from clusterlib.plots.sizing import choose_sizes, whom_to_label
from clusterlib.plots.style import (
    INK,
    LINES,
    MARKERS,
    NO_VALUE,
    PLAIN_LINE,
    PLAIN_MARKER,
    QUIET,
    luminance,
    style,
)
from clusterlib.plots.ties import along, arrow_head, tie_curve

#: Edge of white around the frame, in map units.
_EDGE = 0.1
#: Length and width of an arrow's head in points.
_HEAD = (6.0, 5.0)
#: Diameter of the smallest and the largest actor, against the usual one, if sizes are given.
_SIZES = (0.75, 1.4)
#: Sizes of letters beside markers that are tried, against the usual one, and the size of a remark.
_SMALLER, _NOTE = (1.0, 0.93, 0.86), 7.0
#: Among more actors than these a tie cannot keep clear of the others, and trying takes minutes.
_BEND_UP_TO = 250


class ClusterMap:
    """A cluster map on given axes, for pictures that change: nothing is drawn twice.

    :func:`plot_cluster` draws with it too. The map keeps its proportions inside the axes; give the
    axes their place and size first, because markers, lines and letters are scaled to it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes to draw on.
    positions : dict, optional
        Actor -> (x, y) with 0 <= x <= 16, 0 <= y <= 10. Default: :func:`cluster_layout` of the
        first cluster, kept for as long as the actors stay the same, so that nothing jumps when
        only ties change.
    labels : bool or iterable of actors, default True
        Whom to label. True: everybody up to 80 actors; of more, all but the SMEs, or in a plain
        graph the 20 with most ties. A name stands at its own actor, or a line leads to it; how many
        find no room is said under the map.
    legend : bool, default True
        Explain kinds, ties and colours to the right of the map.
    notes : sequence of str
        Further remarks below the legend, a line each.
    shaded : bool, default True
        Shade the layers and stages. False for axes on which another map has done so.
    colour_range, size_range : (float, float)
        Values at the two ends of the colour scale and of the scale of sizes.
    colour_label, size_label : str
        What colour and size mean, with the unit.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> from clusterlib.plots import ClusterMap, CourseFigure
    >>> figure = CourseFigure(figsize=(8, 5))
    >>> cluster_map = ClusterMap(figure.add_axes((0, 0, 1, 1)))
    >>> cluster_map.update(build_cluster(rng=1))
    True
    >>> cluster_map.update(build_cluster(rng=2, openness=0.4), highlight=["F18"])
    False
    """

    def __init__(
        self,
        ax: Axes,
        *,
        positions: Mapping[Any, tuple[float, float]] | None = None,
        labels: bool | Iterable[Any] = True,
        legend: bool = True,
        notes: Sequence[str] = (),
        shaded: bool = True,
        colour_range: tuple[float, float] = (0.0, 1.0),
        size_range: tuple[float, float] = (0.0, 1.0),
        colour_label: str = "",
        size_label: str = "",
    ) -> None:
        self.ax = ax
        self._given = positions
        single = isinstance(labels, str)
        self._labels = labels if isinstance(labels, bool) else {labels} if single else set(labels)
        self._legend, self._shaded, self._notes = legend, shaded, notes
        self._norm, self._size_norm = Normalize(*colour_range), Normalize(*size_range, clip=True)
        self._colour_label, self._size_label = colour_label, size_label
        #: Names that find no room; the map says so.
        self.unnamed = 0
        self._key: Hashable = None
        self._actors: Hashable = None
        self._fixed: list[Artist] = []
        self._changing: list[Artist] = []

    @property
    def artists(self) -> list[Artist]:
        """What lies above the background, in drawing order: all that :meth:`update` changes."""
        return list(self._changing)

    @staticmethod
    def static_key(cluster: nx.Graph, *, coloured: bool = False, sized: bool = False) -> Hashable:
        """Return what the background depends on: two clusters with equal keys share it."""
        look = cluster.is_directed(), _weighted(cluster), coloured, sized
        return _actors_of(cluster), frozenset(_dimensions(cluster)), look

    def update(
        self,
        cluster: nx.Graph,
        colour: Values | None = None,
        size: Values | None = None,
        highlight: Iterable[Any] = (),
        *,
        rings: bool = True,
    ) -> bool:
        """Show a cluster; return True if the background changed and must be drawn anew.

        Parameters
        ----------
        cluster : networkx.Graph or DiGraph
            Described in :mod:`clusterlib.networks`; other graphs are drawn plainly.
        colour, size : mapping or array, optional
            A number for each actor, by name or in the order of the nodes. Actors without one are
            grey, or of the usual size. Default: colour by kind, one size.
        highlight : actor or iterable of actors
            Actors to ring; the ties of all others fade.
        rings : bool, default True
            False: no rings, only the fading.

        Raises
        ------
        ClusterlibError
            If actors are named that are not in the cluster, or an array has the wrong length; all
            problems are listed.
        """
        single = isinstance(highlight, str) or highlight in cluster
        chosen = {highlight} if single else set(highlight)
        labels = None if isinstance(self._labels, bool) else self._labels
        check_actors(cluster, colour=colour, size=size, highlight=chosen, labels=labels)
        coloured, sized = colour is not None, size is not None
        key = self.static_key(cluster, coloured=coloured, sized=sized)
        rebuilt = key != self._key
        if rebuilt:
            self._build(cluster, coloured=coloured, sized=sized)
            self._key = key
        self._show_actors(cluster, colour, size, chosen if rings else set())
        self._show_ties(cluster, chosen)
        if rebuilt:
            self._write_labels(cluster, sized=sized)
        self._colour_labels()
        return rebuilt

    def _build(self, cluster: nx.Graph, *, coloured: bool, sized: bool) -> None:
        for artist in self._fixed + self._changing:
            artist.remove()
        if (actors := _actors_of(cluster)) != self._actors:
            self._places = as_points(self._given or cluster_layout(cluster), cluster)
            self._actors = actors
        self._row = {node: row for row, node in enumerate(cluster)}
        self._kinds = [k if k in KINDS else "" for _, k in cluster.nodes(data="kind")]
        self._curves: dict[tuple[int, int, bool], Floats] = {}
        present = set(_dimensions(cluster))
        kinds = [kind for kind in KINDS if kind in self._kinds]
        dimensions = [dimension for dimension in DIMENSIONS if dimension in present]
        room = legend_width(kinds, dimensions, coloured) if self._legend else 0.0
        self._fit(room)
        self._order = whom_to_label(cluster, self._kinds, self._labels)
        places, names = self._places * UNIT, [str(node) for node in cluster]
        self._sizes = choose_sizes(places, self._kinds, names, self._order, alike=sized)
        plan = plan_of(cluster) if is_layered(cluster) else Plan()
        # Positions of a reader's own, from a land map say, know no regions.
        regions = plan.regions if not self._given or fits_plan(plan, self._given) else []
        self._fixed = draw_regions(self.ax, regions) if self._shaded else []
        if self._legend:
            notes = {
                "arrow: points to the learner": cluster.is_directed() and bool(dimensions),
                "line width: strength of the tie": _weighted(cluster) and bool(room),
                f"marker size: {self._size_label}": sized and bool(self._size_label and room),
            }
            said = [*(note for note, holds in notes.items() if holds), *self._notes]
            bar = (self._norm, self._colour_label) if coloured else None
            # All else takes no settings: a lab that builds maps leaves those of the user alone.
            with style():
                self._fixed += draw_legend(self.ax, self._zoom, kinds, dimensions, said, bar)
        self._make_ties([d for d in (*DIMENSIONS, "") if d in present])
        lettering, self._named = name_regions(self.ax, regions, self._zoom)
        self._make_actors()
        dots = [collection for _, collection in self._dots]
        ties = self._ties.values()
        self._changing = [*ties, self._heads, *lettering, *dots, self._ring]

    def _fit(self, legend: float) -> None:
        """Fit map and legend into the axes; markers, lines and letters shrink or grow with them."""
        ax = self.ax
        figure = ax.get_figure()
        assert figure is not None
        share, point = ax.get_position(original=True), figure.dpi / 72
        across, up = FRAME[0] + 2 * _EDGE + legend, FRAME[1] + 2 * _EDGE
        unit = min(share.width * figure.bbox.width / across, share.height * figure.bbox.height / up)
        self._zoom = unit / point / UNIT
        ax.set_xlim(-_EDGE, across - _EDGE)
        ax.set_ylim(-_EDGE, up - _EDGE)
        ax.set_aspect("equal", anchor="C")
        ax.set_axis_off()

    def _make_ties(self, dimensions: list[str]) -> None:
        self._ties = {}
        for dimension in dimensions:
            line = LINES.get(dimension, PLAIN_LINE)
            ties = LineCollection(
                [], linestyles=[line.style], zorder=1.0, capstyle="butt", gid=f"ties {dimension}"
            )
            self._ties[dimension] = ties
        self._heads = PolyCollection([], zorder=1.1, linewidths=0, gid="arrow heads")
        for collection in (*self._ties.values(), self._heads):
            self.ax.add_collection(collection, autolim=False)

    def _make_actors(self) -> None:
        ax = self.ax
        self._dots: list[tuple[Ints, PathCollection]] = []
        for kind in dict.fromkeys(self._kinds):
            rows = np.flatnonzero(np.array(self._kinds) == kind)
            marker = MARKERS.get(kind, PLAIN_MARKER)
            places = self._places[rows].T
            dots = ax.scatter(
                *places, marker=marker.shape, edgecolors=marker.rim, zorder=2, gid=f"actors {kind}"
            )
            dots.set_linewidth((0.5 + 0.5 * self._sizes.thin) * self._zoom)
            self._dots.append((rows, dots))
        self._ring = ax.scatter(
            [], [], facecolors="none", edgecolors=INK, linewidths=2 * self._zoom, zorder=3
        )

    def _show_actors(
        self, cluster: nx.Graph, colour: Values | None, size: Values | None, highlight: set[Any]
    ) -> None:
        self._widths = self._sizes.width * self._sizes.scale
        if size is not None:
            share = np.sqrt(self._size_norm(values_of(cluster, size)))
            share = _SIZES[0] + (_SIZES[1] - _SIZES[0]) * np.ma.filled(share, np.nan)
            self._widths = self._widths * np.where(np.isnan(share), 1.0, share)
        if colour is None:
            self._colours = to_rgba_array(
                [MARKERS.get(k, PLAIN_MARKER).colour for k in self._kinds]
            )
        else:
            values = values_of(cluster, colour)
            self._colours = colormaps["viridis"](self._norm(values))
            self._colours[np.isnan(values)] = to_rgba(NO_VALUE)
        for rows, dots in self._dots:
            dots.set_sizes((self._zoom * self._widths[rows]) ** 2)
            dots.set(facecolors=self._colours[rows])
        ringed = [self._row[node] for node in highlight]
        self._ring.set_offsets(self._places[ringed].reshape(-1, 2))
        self._ring.set_sizes((self._zoom * (1.3 * self._widths[ringed] + 4)) ** 2)

    def _show_ties(self, cluster: nx.Graph, highlight: set[Any]) -> None:
        edges: dict[str, list[tuple[Any, Any, float]]] = {dimension: [] for dimension in self._ties}
        weights = cluster.edges(data="weight", default=1.0)
        for (u, v, weight), dimension in zip(weights, _dimensions(cluster), strict=True):
            if u != v:
                edges[dimension].append((u, v, weight))
        heaviest = max((edge[2] for group in edges.values() for edge in group), default=1.0)
        thin = self._sizes.thin * self._zoom
        heads, head_colours = [], []
        for dimension, collection in self._ties.items():
            line = LINES.get(dimension, PLAIN_LINE)
            curves, widths, colours = [], [], []
            for u, v, weight in edges[dimension]:
                curves.append(self._curve(cluster, u, v))
                widths.append(line.width * thin * (0.3 + 0.9 * weight / heaviest))
                faded = highlight and u not in highlight and v not in highlight
                colours.append(to_rgba(line.colour, line.alpha * (0.25 if faded else 1.0)))
                if cluster.is_directed():
                    lengths = np.array([self._widths[self._row[v]] / 2 + 1, *_HEAD]) / UNIT
                    heads.append(arrow_head(curves[-1], *lengths))
                    head_colours.append(colours[-1])
            collection.set_segments(curves)
            collection.set_color(colours)
            collection.set_linewidth(widths)
        self._heads.set_verts(heads)
        self._heads.set_facecolor(head_colours)

    def _curve(self, cluster: nx.Graph, u: Any, v: Any) -> Floats:
        paired = cluster.is_directed() and cluster.has_edge(v, u)
        key = self._row[u], self._row[v], paired
        if key not in self._curves and len(self._places) > _BEND_UP_TO and not paired:
            self._curves[key] = self._places[list(key[:2])]
        if key not in self._curves:
            room = (self._sizes.width * self._sizes.scale / 2 + 2.0) / UNIT
            self._curves[key] = tie_curve(*key[:2], self._places, room, paired=paired)
        return self._curves[key]

    def _write_labels(self, cluster: nx.Graph, *, sized: bool) -> None:
        """Write the labels once, with room for the largest markers, so that they never jump."""
        places = self._places * UNIT
        widths = self._sizes.width * self._sizes.scale
        inside = self._sizes.inside
        beside = [row for row in self._order if not inside[row]]
        ties = np.concatenate([along(curve) for curve in self._curves.values()] or [places[:0]])
        frame = (FRAME[0] * UNIT, FRAME[1] * UNIT)
        reach = self._sizes.reach * (_SIZES[1] if sized else 1.0)

        def placed(used: Floats) -> tuple[float, Placed]:
            """Return labels in the largest font that leaves none out and needs no line."""
            tried = [
                (small, place_beside(
                    places, reach, self._sizes.text * small, beside, frame, ties * UNIT, used
                ))
                for small in (_SMALLER if beside else (1.0,))
            ]  # fmt: skip
            return max(tried, key=lambda one: (one[1].shown.sum(), -len(one[1].lines)))

        used = self._named * UNIT
        small, found = placed(used)
        if missing := len(beside) - int(found.shown.sum()):
            # The remark takes room itself.
            wide, high = text_size(_no_room(missing, len(self._order)), _NOTE)
            box = np.array([[frame[0] - wide - 8, 0, frame[0], high + 4]])
            small, found = placed(np.vstack([used, box]))
            missing = len(beside) - int(found.shown.sum())
            middle = np.array([[frame[0] - wide / 2 - 4, high / 2 + 2]]) / UNIT
            text, size = _no_room(missing, len(self._order)), _NOTE * self._zoom
            note = write(self.ax, [text], [size], middle, colour=QUIET, zorder=4.0)
            note.set_gid("no room")
            self._changing.append(note)
        self.unnamed = missing
        offsets = np.array([MARKERS.get(kind, PLAIN_MARKER).middle for kind in self._kinds])
        inner = places + offsets.reshape(-1, 2) * widths[:, None]
        middles = np.where(inside[:, None], inner, found.middles) / UNIT
        names = [str(node) for node in cluster]
        written = [row for row in self._order if inside[row] or found.shown[row]]
        # Beside a marker a tie may run behind the label.
        haloed = [row for row in written if not inside[row]]
        if found.lines:
            lines = LineCollection(
                [line / UNIT for line in found.lines.values()],
                colors=INK, linewidths=0.6 * self._zoom, zorder=3.9, gid="leaders",
            )  # fmt: skip
            self.ax.add_collection(lines, autolim=False)
            self._changing.append(lines)
        font = self._sizes.font * small
        if haloed:
            self._write(names, haloed, middles, "white", 4.0, font, outline=2.2)
        self._letters = self._write(names, written, middles, INK, 4.1, font) if written else None
        if self._letters is not None:
            self._letters.set_gid("labels")
        self._labelled = written

    def _write(
        self,
        names: list[str],
        rows: list[int],
        middles: Floats,
        colour: str,
        zorder: float,
        font: float,
        outline: float = 0.0,
    ) -> PathCollection:
        texts, sizes = [names[row] for row in rows], [font * self._zoom] * len(rows)
        letters = write(
            self.ax,
            texts,
            sizes,
            middles[rows],
            colour=colour,
            zorder=zorder,
            outline=outline * self._zoom,
        )
        self._changing.append(letters)
        return letters

    def _colour_labels(self) -> None:
        if self._letters is not None:
            white = self._sizes.inside & (luminance(self._colours) < 0.21)
            inks = np.where(white[:, None], to_rgba("white"), to_rgba(INK))
            self._letters.set(facecolors=inks[self._labelled])


def _no_room(missing: int, of: int) -> str:
    return f"no room for {missing} of {of} names"


def _dimensions(cluster: nx.Graph) -> Iterator[str]:
    """Yield the dimension of each tie; empty where it is none of the schema's."""
    return (d if d in DIMENSIONS else "" for _, _, d in cluster.edges(data="dimension"))


def _weighted(cluster: nx.Graph) -> bool:
    return len({weight for _, _, weight in cluster.edges(data="weight", default=1.0)}) > 1


def _actors_of(cluster: nx.Graph) -> Hashable:
    return tuple((n, data.get("kind"), data.get("stage")) for n, data in cluster.nodes(data=True))
