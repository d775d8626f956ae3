"""Views: the parts of a lab's picture, as data. What draws them is in program/draw.js."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.markers import MarkerStyle
from numpy.typing import ArrayLike

from clusterlib.networks import build_cluster
from clusterlib.networks.schema import DIMENSIONS, FIG_1, KINDS
from clusterlib.plots.background import FILLS
from clusterlib.plots.gathering import Gathered, Others, gather, gathered_layout
from clusterlib.plots.layout import FRAME, plan_of
from clusterlib.plots.style import INK, LINES, MARKERS, OKABE_ITO
from clusterlib.words import number

Data = dict[str, Any]
#: Takes a result and returns data.
Given = Callable[[Any], Data]

#: Dashes of lines in screen pixels.
DASHED, DASH_DOTTED = "7 4", "8 3 2 3"
#: Performance at the two ends of the colours; few actors pass the upper one.
RANGE = (0.0, 0.7)
#: What actors know is sent in steps so small that two decimals are right.
UNIT = 0.005


#: Shorter words for kinds, for the key.
SHORT = {
    "research_institute": "institute",
    "bridging_institution": "bridging",
    "government_agency": "government",
    "outside_rd": "outside R&D",
    "outside_subcontractor": "subcontractor",
}
#: Colours of curves that have none of their own, in their order.
COLOURS = [
    OKABE_ITO[name]
    for name in ("blue", "vermillion", "bluish green", "reddish purple", "black", "orange")
]
#: Ticks of an axis of shares.
SHARES = (0, 0.2, 0.4, 0.6, 0.8, 1)


def _nothing(_: Any) -> Data:
    return {}


@dataclass(frozen=True)
class View:
    """A part of the picture.

    Attributes
    ----------
    kind : str
        What draws it: ``"map"``, ``"curves"``, ``"lines"``, ``"tried"``, ``"scatter"``,
        ``"gauges"``, ``"bars"``, ``"scores"`` or ``"rows"``.
    said : str
        What it is, for a screen reader.
    look : dict
        What never changes: axes, colours, labels.
    run, frame : callable
        Take a result and return the data that hold for a setting, and for one moment of it.
    side : bool
        Whether it stands in the second column.
    tall : float
        Its height, in heights of a line of text.
    """

    kind: str
    said: str
    look: Data
    run: Given = _nothing
    frame: Given = _nothing
    side: bool = False
    tall: float = 15.0

    def plan(self) -> Data:
        """Return what the browser is told."""
        return {name: of for name, of in vars(self).items() if name not in ("run", "frame")}


@dataclass(frozen=True)
class Series:
    """How one curve is drawn; ``form`` is the format of the number at its end."""

    name: str
    label: str
    colour: str
    dash: str = ""
    form: str = ".2f"


@dataclass(frozen=True)
class Measure:
    """One row of measures: its name, its label, the ends of its scale and its number format."""

    name: str
    label: str
    high: float
    form: str
    low: float = 0.0


#: Focal firms and SMEs, drawn alike in all labs.
FIRMS = (
    Series("focal_firm", "focal", OKABE_ITO["blue"], DASHED),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)


def present(series: Sequence[Series], own: nx.Graph | None) -> list[Series]:
    """Return the kinds and layers that there are: a cluster of one's own may lack some."""
    if own is None:
        return [*series]
    there = {of[name] for of in own.nodes.values() for name in ("kind", "layer")}
    return [one for one in series if one.name in there]


def axis(
    label: str, low: float, high: float, ticks: Iterable[float] | Mapping[str, float], form: str
) -> Data:
    """Return an axis; ticks are numbers in a format, or words with their places."""
    if isinstance(ticks, Mapping):
        named = [[place, text] for text, place in ticks.items()]
    else:
        named = [[tick, f"{tick:{form}}".replace("-", "−")] for tick in ticks]
    return {"label": label, "low": low, "high": high, "ticks": named}


def levels(values: ArrayLike, unit: float = UNIT) -> list[int | None]:
    """Return what actors know in whole units, None for nan: short to send, exact enough to read."""
    found = np.asarray(values, dtype=float) / unit
    return [None if np.isnan(value) else round(value) for value in found]


def numbers(values: ArrayLike, places: int = 6) -> list[float | None]:
    """Return values with few decimals, None for nan; fewer would be rounded twice in a text."""
    return [None if np.isnan(v) else round(float(v), places) for v in np.asarray(values, float)]


def svg_path(marker: Any) -> str:
    """Return the outline of a matplotlib marker of width 1 as an SVG path.

    Examples
    --------
    >>> svg_path("s")
    'M-0.5,0.5L0.5,0.5L0.5,-0.5L-0.5,-0.5L-0.5,0.5Z'
    """
    if marker == "o":
        return "M0.5,0A0.5,0.5 0 1 1 -0.5,0A0.5,0.5 0 1 1 0.5,0Z"
    style = MarkerStyle(marker)
    outline = style.get_path().transformed(style.get_transform())
    corners = np.asarray(outline.to_polygons()[0], dtype=float)
    # The y axis of a screen points down.
    points = [f"{x:.3g},{-y + 0:.3g}" for x, y in corners]
    return f"M{'L'.join(points)}Z"


def mark(marker: Any, label: str, colour: str = INK, scale: float = 1.0, name: str = "") -> Data:
    """Return how an actor or a point is drawn; the label stands in the key."""
    look = {"path": svg_path(marker), "label": label, "colour": colour}
    return {**look, "scale": scale, "name": name}


def colour_scale(
    low: float, high: float, label: str, what: str, steps: int, form: str = ".1f",
    *, unit: float = UNIT, over: bool,
) -> Data:  # fmt: skip
    """Return a scale of colours; ``over`` says that values beyond its end occur."""
    ticks = [[float(tick), f"{tick:{form}}"] for tick in np.linspace(low, high, steps)]
    said = {"label": label, "what": what, "form": ".2f" if form == ".1f" else ".1f"}
    return {"low": low, "high": high, "ticks": ticks, "over": over, "unit": unit, **said}


#: Colours of performance.
PERFORMANCE = colour_scale(
    *RANGE, "performance: knowledge that the market values", "performance", 8, over=True
)


def map_look(
    kinds: Collection[str] = tuple(FIG_1), scale: Data | None = None, own: nx.Graph | None = None
) -> Data:
    """Return the look of a cluster map: regions, kinds, dimensions of ties, colours."""
    if own is not None:
        there = {kind for _, kind in own.nodes(data="kind")}
        kinds = there if tuple(kinds) == tuple(FIG_1) else there.intersection(kinds)
    regions = []
    for region in plan_of(build_cluster(rng=1) if own is None else gather(own).cluster).regions:
        # From long to short: the first one for which a map has room is drawn.
        labels = sorted(region.labels, key=len, reverse=region.role != "stage")
        anchor = {1: "start", 0: "middle", -1: "end"}[region.align[0]]
        place = [region.at[0], region.at[1] + 0.25 * region.align[1], anchor]
        if region.role == "outside":  # in the corner below, where a small map has room for it
            place = [0.2, 0.4, "start"]
        box, fill = list(map(float, region.box)), FILLS[region.role]
        regions.append({"box": box, "fill": fill, "labels": labels, "place": place})
    ties = []
    for name, line in LINES.items():
        dash = "" if line.style == "solid" else " ".join(f"{2 * d:g}" for d in line.style[1])
        look = {"colour": line.colour, "dash": dash, "width": line.width, "alpha": line.alpha}
        ties.append({**look, "bend": -0.08, "label": DIMENSIONS[name].partition(" (")[0]})
    drawn = []
    for name, kind in KINDS.items():
        marker, label = MARKERS[name], SHORT.get(name, kind.label) if name in kinds else ""
        look = mark(marker.shape, label, marker.colour, marker.scale, kind.label)
        drawn.append(look | {"rim": marker.rim})
    look = {"size": list(FRAME), "regions": regions, "kinds": drawn, "ties": ties}
    return {**look, "actor": 0.62, "scale": scale}


def cluster_map(
    cluster: Callable[[Any], nx.Graph], frame: Given = _nothing, *, look: Data | None = None,
    own: nx.Graph | None = None, said: str = "map of the cluster", **more: Any,
) -> View:  # fmt: skip
    """Return the map of a result's cluster; coloured by performance if its look is not given."""
    look = look or map_look(scale=PERFORMANCE, own=own)

    def seen(now: Any) -> Data:
        return _sum_up(gather(cluster(now)), list(cluster(now)), frame(now))

    return View(
        "map", said, look, lambda now: cluster_data(gather(cluster(now)).cluster), seen, **more
    )


def _sum_up(gathered: Gathered, actors: list[Any], data: Data) -> Data:
    """Return what is drawn in a frame of a large cluster, from what holds for all its actors."""
    if gathered.all_drawn:
        return data
    place = {actor: at for at, actor in enumerate(gathered.cluster)}
    found: Data = {"texts": [str(mark) for mark in place if isinstance(mark, Others)]}
    for name in ("level", "sizes"):
        if name in data:
            known = {a: np.nan if v is None else v for a, v in zip(actors, data[name], strict=True)}
            means = gathered.mean(known)
            # Levels are whole units.
            places = 2 if name == "sizes" else None
            found[name] = [round(means[a], places) if a in means else None for a in place]
    if "marked" in data:
        drawn = gathered.drawn_as(actors[at] for at in data["marked"])
        found["marked"] = sorted(place[actor] for actor in drawn)
    if "ties" in data:
        found["ties"] = ties_of(gathered.cluster)
    return found


def cluster_data(cluster: nx.Graph) -> Data:
    """Return actors with their places, and ties; the same actors always stand alike."""
    places, kinds = gathered_layout(nx.create_empty_copy(cluster)), list(KINDS)
    return {
        "ids": [
            f"{a.count} others (ties not drawn)" if isinstance(a, Others) else a for a in cluster
        ],
        "kinds": [kinds.index(kind) for _, kind in cluster.nodes(data="kind")],
        "stages": [stage for _, stage in cluster.nodes(data="stage")],
        "at": [[round(x, 2), round(y, 2)] for x, y in (places[actor] for actor in cluster)],
        "ties": ties_of(cluster),
    }


def ties_of(cluster: nx.Graph) -> list[list[int]]:
    """Return ties as places of their actors and of their dimension."""
    place, by = {actor: at for at, actor in enumerate(cluster)}, list(LINES)
    return [[place[u], place[v], by.index(d)] for u, v, d in cluster.edges(data="dimension")]


def circle_data(network: nx.Graph, kinds: Sequence[int], called: str) -> Data:
    """Return actors 0, 1, 2, ... on a circle, clockwise from the top, and their ties."""
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(network)) / len(network)
    at = np.column_stack([1.1 + np.cos(angle), 1.1 + np.sin(angle)]).round(3).tolist()
    ids = [f"{called} {actor + 1}" for actor in range(len(network))]
    ties = [[a, b, 0] for a, b in network.edges]
    return {"ids": ids, "kinds": list(kinds), "at": at, "ties": ties}


def time_axis(periods: int, step: int = 20) -> Data:
    """Return the axis of time."""
    return axis("period", 0, periods, range(0, periods + 1, step), "d")


def curves(
    said: str, series: Sequence[Series], x: Data, y: Data, run: Given, *, tall: float,
    marks: Sequence[Data] = (), side: bool = True, **more: Any,
) -> View:  # fmt: skip
    """Return curves over time; marks are moments with a label."""
    look: Data = {"title": "", "x": x, "y": y, "series": [dict(vars(one)) for one in series]}
    look |= {"marks": list(marks), "clock": True}
    return View("curves", said, look | more, run, side=side, tall=tall)


def tried(
    title: str, x: Data, y: Data, form: str, *, tall: float, said: str = "points tried",
    side: bool = True,
) -> View:  # fmt: skip
    """Return the points tried along a control."""
    look = {"title": title, "x": x, "y": y, "form": form}
    return View("tried", said, look, side=side, tall=tall)


def gauges(
    said: str, measures: Sequence[Measure], values: Callable[[Any], Mapping[str, float]],
    *, title: str = "", moves: bool = False, **more: Any,
) -> View:  # fmt: skip
    """Return measures, each as a bar with its value; with time they may move."""

    def given(now: Any) -> Data:
        known = values(now)
        return {"values": dict(zip(known, numbers(list(known.values())), strict=True))}

    look = {"title": title, "rows": [dict(vars(measure)) for measure in measures]}
    run, frame = (_nothing, given) if moves else (given, _nothing)
    return View("gauges", said, look, run, frame, **more)


def in_words(measures: Sequence[Measure], values: Mapping[str, float]) -> str:
    """Return measures with their values in words."""
    return "; ".join(f"{one.label} {number(values[one.name], one.form)}" for one in measures)
