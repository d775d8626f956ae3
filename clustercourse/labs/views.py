"""Views: the parts of a lab's picture, as data. What draws them is in program/draw.js."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.markers import MarkerStyle
from numpy.typing import ArrayLike

from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots import cluster_layout
from clusterlib.plots.background import FILLS
from clusterlib.plots.layout import FRAME, plan_of
from clusterlib.plots.style import INK, LINES, MARKERS, OKABE_ITO, QUIET

Data = dict[str, Any]

#: Dashes in screen pixels by matplotlib's names of line styles.
DASHES = {"-": "", "--": "7 4", "-.": "8 3 2 3", ":": "2 3"}
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
    run: Callable[[Any], Data] = _nothing
    frame: Callable[[Any], Data] = _nothing
    side: bool = False
    tall: float = 15.0


@dataclass(frozen=True)
class Series:
    """How one curve is drawn; ``form`` is the format of the number at its end."""

    name: str
    label: str
    colour: str
    line: str = "-"
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
    Series("focal_firm", "focal", OKABE_ITO["blue"], "--"),
    Series("sme", "SMEs", OKABE_ITO["vermillion"]),
)


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


def _kinds(shown: Iterable[str]) -> list[Data]:
    """Return how kinds of actors are drawn; those shown stand in the key."""
    shown = set(shown)
    return [
        {
            "path": svg_path(MARKERS[name].shape),
            "colour": MARKERS[name].colour,
            "rim": MARKERS[name].rim,
            "scale": MARKERS[name].scale,
            "name": kind.label,
            "label": SHORT.get(name, kind.label) if name in shown else "",
        }
        for name, kind in KINDS.items()
    ]


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
    *RANGE, "performance: knowledge that the market values", "performance", 8,
    over=True,
)  # fmt: skip


def cluster_map(
    cluster: nx.Graph, *, kinds: Iterable[str] = tuple(KINDS), scale: Data | None = None
) -> Data:
    """Return the look of a cluster map: regions, kinds, dimensions of ties, colours."""
    regions = []
    for region in plan_of(cluster).regions:
        # From long to short: the first one for which a map has room is drawn.
        labels = sorted(region.labels, key=len, reverse=region.role != "stage")
        anchor = {1: "start", 0: "middle", -1: "end"}[region.align[0]]
        place = [region.at[0], region.at[1] + 0.25 * region.align[1], anchor]
        if region.role == "outside":  # in the corner below, where a small map has room for it
            place = [0.2, 0.4, "start"]
        box, fill = list(map(float, region.box)), FILLS[region.role]
        regions.append({"box": box, "fill": fill, "labels": labels, "place": place})
    ties = [
        {
            "colour": line.colour,
            "dash": "" if line.style == "solid" else " ".join(f"{2 * d:g}" for d in line.style[1]),
            "width": line.width,
            "alpha": line.alpha,
            "bend": -0.08,
            "label": DIMENSIONS[name].partition(" (")[0],
        }
        for name, line in LINES.items()
    ]
    return {
        "size": list(FRAME), "regions": regions, "kinds": _kinds(kinds), "ties": ties,
        "actor": 0.62, "scale": scale,
    }  # fmt: skip


def cluster_data(cluster: nx.Graph) -> Data:
    """Return actors with their places, and ties; the same actors always stand alike."""
    places = cluster_layout(nx.create_empty_copy(cluster))
    kinds = list(KINDS)
    return {
        "ids": list(cluster),
        "kinds": [kinds.index(kind) for _, kind in cluster.nodes(data="kind")],
        "stages": [stage for _, stage in cluster.nodes(data="stage")],
        "at": [[round(x, 2), round(y, 2)] for x, y in (places[actor] for actor in cluster)],
        "ties": ties_of(cluster),
    }


def ties_of(cluster: nx.Graph) -> list[list[int]]:
    """Return ties as places of their actors and of their dimension."""
    place = {actor: at for at, actor in enumerate(cluster)}
    dimensions = list(LINES)
    return [
        [place[u], place[v], dimensions.index(d)] for u, v, d in cluster.edges(data="dimension")
    ]


def circle_data(network: nx.Graph, kinds: Sequence[int], called: str) -> Data:
    """Return actors 0, 1, 2, ... on a circle, clockwise from the top, and their ties."""
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(network)) / len(network)
    at = np.column_stack([1.1 + np.cos(angle), 1.1 + np.sin(angle)]).round(3).tolist()
    ids = [f"{called} {actor + 1}" for actor in range(len(network))]
    return {
        "ids": ids,
        "kinds": list(kinds),
        "at": at,
        "ties": [[a, b, 0] for a, b in network.edges],
    }


def kind_look(marker: Any, name: str, scale: float = 1.0, *, shown: bool = True) -> Data:
    """Return how a kind of actor on a circle is drawn."""
    look = {"path": svg_path(marker), "colour": QUIET, "scale": scale, "name": name}
    return {**look, "label": name if shown else ""}


def curves(
    series: Sequence[Series], x: Data, y: Data, *, title: str = "", marks: Sequence[Data] = (),
    **more: Any,
) -> Data:  # fmt: skip
    """Return the look of curves over time; marks are moments with a label."""
    drawn = [
        {
            "name": s.name,
            "label": s.label,
            "colour": s.colour,
            "dash": DASHES[s.line],
            "form": s.form,
        }
        for s in series
    ]
    look = {"title": title, "x": x, "y": y, "series": drawn, "marks": list(marks), "clock": True}
    return look | more


def gauges(measures: Sequence[Measure], title: str = "") -> Data:
    """Return the look of measures."""
    return {"title": title, "rows": [dict(vars(measure)) for measure in measures]}


def values_of(values: Mapping[str, float]) -> Data:
    """Return measures as data."""
    return {"values": dict(zip(values, numbers(list(values.values())), strict=True))}


def point(marker: Any, label: str, colour: str = INK, scale: float = 1.0, name: str = "") -> Data:
    """Return a mark of a scatter or of a scale of scores."""
    return {
        "path": svg_path(marker),
        "label": label,
        "colour": colour,
        "scale": scale,
        "name": name,
    }
