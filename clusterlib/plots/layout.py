"""Where the actors of a cluster stand: layers and stages of Fig. 1 of Wang, laid out on a frame."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.spatial.distance import pdist

from clusterlib.arrays import Floats
from clusterlib.networks.schema import KINDS

#: Width and height of the frame that every map fills, in map units.
FRAME = (16.0, 10.0)

#: Floats in a map unit at full size. All sizes are chosen at full size and scaled with the map.
UNIT = 34.5

Box = tuple[float, float, float, float]

_GAP = 0.2
#: Depth of the strips for outside sources at the sides and below, and of the institutions' band.
_SIDE, _FOOT, _BAND = 1.5, 1.35, 1.5
#: Outside sources that are neither upstream nor downstream.
_BELOW = ("outside_rd", "outside_firm", "outside_body")
#: Height of a line of label text.
_TEXT = 0.36
#: Up to this many firms stand on one ring; groups up to this size are ordered, in so many rounds.
_ONE_RING, _ORDER_UP_TO, _ROUNDS = 26, 400, 25
#: Beyond this many actors a layout by forces replaces Kamada-Kawai, whose time grows as their cube.
_KAMADA_UP_TO = 250


@dataclass(frozen=True)
class Region:
    """A shaded part of the map, with its label, longest version first, and the label's place.

    ``box`` is x0, y0, x1, y1; ``align`` says on which side of ``at`` the label's middle lies.
    """

    role: str
    box: Box
    labels: tuple[str, ...] = ()
    at: tuple[float, float] = (0.0, 0.0)
    align: tuple[int, int] = (1, -1)


@dataclass
class Plan:
    """Regions of a map, and groups of actors with the places that they may take."""

    regions: list[Region] = field(default_factory=list)
    groups: list[tuple[list[Hashable], Floats]] = field(default_factory=list)


def cluster_layout(cluster: nx.Graph) -> dict[Hashable, tuple[float, float]]:
    """Place the actors by layer and stage; the same cluster always gives the same map.

    Parameters
    ----------
    cluster : networkx.Graph or DiGraph
        Described in :mod:`clusterlib.networks`; any other graph gets a Kamada-Kawai layout.

    Returns
    -------
    dict
        Actor -> (x, y), 0 <= x <= 16 and 0 <= y <= 10.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> places = cluster_layout(build_cluster(rng=1))
    >>> places["XS1"][0] < places["F01"][0] < places["F36"][0] < places["XC1"][0]
    True
    """
    if not is_layered(cluster):
        return _general_layout(cluster)
    plan = plan_of(cluster)
    names = [node for nodes, _ in plan.groups for node in nodes]
    places = _order(cluster, names, plan.groups)
    return {node: (float(x), float(y)) for node, (x, y) in zip(names, places, strict=True)}


def is_layered(cluster: nx.Graph) -> bool:
    """Return whether every actor has a kind of the schema, so that layers and stages are known."""
    return len(cluster) > 0 and all(k in KINDS for _, k in cluster.nodes(data="kind"))


def plan_of(cluster: nx.Graph) -> Plan:
    """Divide the frame into the layers and stages that occur in the cluster."""
    members: dict[str, list[Hashable]] = {}
    stages: dict[Any, dict[str, list[Hashable]]] = {}
    for node, data in cluster.nodes(data=True):
        layer = KINDS[data["kind"]].layer
        if layer == "core":
            firms = stages.setdefault(data.get("stage"), {"focal_firm": [], "sme": []})
            firms[data["kind"]].append(node)
        else:
            group = layer if layer == "supporting" else data["kind"]
            members.setdefault(group, []).append(node)
    plan = Plan()
    box = _outside(plan, members)
    plan.regions.append(Region("cluster", box))
    box = (box[0] + _GAP, box[1] + _GAP, box[2] - _GAP, box[3] - _GAP)
    if institutions := members.get("supporting"):
        x0, y0, x1, y1 = box
        band = (x0, y1 - _BAND if stages else y0, x1, y1)
        label = ("SUPPORTING INSTITUTIONS", "SUPPORT")
        plan.regions.append(Region("supporting", band, label, (x0 + 0.2, y1 - 0.12)))
        row = (x0 + 0.4, band[1], x1 - 0.4, y1 - 0.26)
        plan.groups.append((institutions, _line(len(institutions), row)))
        box = (x0, y0, x1, band[1] - _GAP)
    if stages:
        _core(plan, stages, box)
    return plan


def fits_plan(plan: Plan, positions: Mapping[Any, tuple[float, float]]) -> bool:
    """Return whether all actors stand on places of their own layer and stage."""
    return all(
        tuple(np.round(positions[node], 6)) in {tuple(place) for place in np.round(places, 6)}
        for nodes, places in plan.groups
        for node in nodes
    )


def _outside(plan: Plan, members: dict[str, list[Hashable]]) -> Box:
    """Put outside sources around the cluster, upstream and downstream ones at its two sides."""
    width, height = FRAME
    left, right = members.get("outside_subcontractor"), members.get("lead_customer")
    below = [a for kind in _BELOW for a in members.get(kind, [])]
    if not (left or right or below):
        return (0.0, 0.0, width, height)
    x0, x1 = _SIDE if left else _GAP, width - (_SIDE if right else _GAP)
    y0, y1 = _FOOT if below else _GAP, height - _GAP
    at, align = (0.2, height - 0.15), (1, -1)
    if not left:
        at, align = ((width - 0.2, at[1]), (-1, -1)) if right else ((0.2, 0.15), (1, 1))
    label = ("OUTSIDE",)
    plan.regions.append(Region("outside", (0.0, 0.0, width, height), label, at, align))
    if left:
        plan.groups.append((left, _line(len(left), (0.25, y0 + 0.8, x0 - 0.25, y1 - 0.8))))
    if right:
        plan.groups.append(
            (right, _line(len(right), (x1 + 0.25, y0 + 0.8, width - 0.25, y1 - 0.8)))
        )
    if below:
        plan.groups.append((below, _line(len(below), (x0 + 0.6, 0.2, x1 - 0.6, y0 - 0.2))))
    return (x0, y0, x1, y1)


def _core(plan: Plan, stages: dict[Any, dict[str, list[Hashable]]], box: Box) -> None:
    """Divide the core into one column a stage, suppliers on the left."""
    x0, y0, x1, y1 = box
    label = ("CORE: FIRMS ALONG THE VALUE CHAIN", "CORE: FIRMS", "CORE")
    plan.regions.append(Region("core", box, label, (x0 + 0.2, y1 - 0.12)))
    columns = sorted(stages, key=lambda stage: (stage is None, stage))
    gap = 0.14
    pitch = (x1 - x0 - gap) / len(columns)
    for place, stage in enumerate(columns):
        start = x0 + gap + place * pitch
        column = (start, y0 + gap, start + pitch - gap, y1 - _TEXT - 0.1)
        middle = (column[0] + column[2]) / 2
        labels = _stage_labels(stage, place, len(columns))
        at = (middle, column[1] + 0.1)
        plan.regions.append(Region("stage", column, labels, at, (0, 1)))
        focal, others = stages[stage]["focal_firm"], stages[stage]["sme"]
        room = (column[0], column[1] + _TEXT, column[2], column[3])
        inner, outer = _stage_places(len(focal), len(others), room)
        plan.groups += [pair for pair in ((focal, inner), (others, outer)) if pair[0]]


def _stage_labels(stage: Any, place: int, count: int) -> tuple[str, ...]:
    if stage is None:
        return ("firms of no stage", "firms", "-")
    name = f"stage {stage}"
    if count > 1 and place == 0:
        return (f"{name}: suppliers", name, f"{stage}")
    if count > 1 and place == count - 1:
        return (f"{name}: close to customers", f"{name}: near users", name, f"{stage}")
    return (name, f"{stage}")


def _line(count: int, box: Box) -> Floats:
    """Spread places along the longer side of a box, in two or more staggered rows if crowded."""
    x0, y0, x1, y1 = box
    upright = y1 - y0 > x1 - x0
    along = (y1, y0) if upright else (x0, x1)
    across = (x0, x1) if upright else (y1, y0)
    rows = 1 + count // 16
    step = (np.arange(count) + 0.5) / count
    u = along[0] + (along[1] - along[0]) * step
    v = across[0] + (across[1] - across[0]) * (np.arange(count) % rows + 0.5) / rows
    return np.column_stack([v, u] if upright else [u, v])


def _stage_places(focal: int, others: int, box: Box) -> tuple[Floats, Floats]:
    """Put focal firms in the middle of a stage and the others around them; two arrays of places."""
    rings = _ring_places(focal, others, box)
    zigzag = _zigzag_places(focal, others, box)
    # Rings show ties within a stage best; a narrow column has no room for them.
    return zigzag if _closest(zigzag) > 1.3 * _closest(rings) else rings


def _ring_places(focal: int, others: int, box: Box) -> tuple[Floats, Floats]:
    x0, y0, x1, y1 = box
    centre = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    radii = np.array([(x1 - x0) / 2 - min(0.5, 0.25 * (x1 - x0)), (y1 - y0) / 2 - 0.45])
    if not others:
        return _ring(focal, centre, radii * 0.8), np.empty((0, 2))
    count = 1 + others // _ONE_RING
    shares = np.linspace(1.0, 0.58, count) if count > 1 else np.ones(1)
    sizes = np.floor(others * shares / shares.sum()).astype(int)
    sizes[0] += others - sizes.sum()
    rings = [_ring(n, centre, radii * s) for n, s in zip(sizes, shares, strict=True)]
    middle = _ring(focal, centre, radii * (0.4 if count == 1 else 0.2))
    return middle, np.concatenate(rings)


def _zigzag_places(focal: int, others: int, box: Box) -> tuple[Floats, Floats]:
    x0, y0, x1, y1 = box
    count = focal + others
    step = (np.arange(count) + 0.5) / count
    side = np.where(np.arange(count) % 2, 0.5, -0.5) * (0.45 if count > 1 else 0.0)
    places = np.column_stack([(x0 + x1) / 2 + side * (x1 - x0), y1 - (y1 - y0) * step])
    first = others // 2
    return places[first : first + focal], np.delete(places, np.s_[first : first + focal], axis=0)


def _closest(groups: tuple[Floats, Floats]) -> float:
    places = np.concatenate(groups)
    return float(pdist(places).min()) if len(places) > 1 else 0.0


def _ring(count: int, centre: Floats, radii: Floats) -> Floats:
    """Spread places evenly along an ellipse, from the top clockwise; a single one is its centre."""
    if count <= 1:
        return np.repeat(centre[None, :], count, axis=0)
    angle = np.linspace(0, 2 * np.pi, 721)
    curve = np.column_stack([np.sin(angle), np.cos(angle)]) * radii
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    at = np.interp(np.arange(count) * length[-1] / count, length, angle)
    return centre + np.column_stack([np.sin(at), np.cos(at)]) * radii


def _order(
    cluster: nx.Graph, names: list[Hashable], groups: list[tuple[list[Hashable], Floats]]
) -> Floats:
    """Give each group's places to its actors so that ties are short, which undoes crossings.

    A barycentre heuristic: group by group, every actor moves to where its partners are, as the
    best assignment of actors to places; the best of several rounds is kept.
    """
    ties: csr_array = abs(nx.to_scipy_sparse_array(cluster, nodelist=names, weight=None)).tocsr()
    ties = ((ties + ties.T) > 0).astype(float)
    start, stop = ties.nonzero()
    places = np.concatenate([slots for _, slots in groups])
    best, shortest = places.copy(), np.inf
    bounds = np.cumsum([0, *(len(slots) for _, slots in groups)])
    for _ in range(_ROUNDS):
        for (_, slots), low, high in zip(groups, bounds[:-1], bounds[1:], strict=True):
            if 1 < len(slots) <= _ORDER_UP_TO:
                apart = np.hypot(*(slots[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
                rows, columns = linear_sum_assignment(ties[low:high] @ apart.T)
                places[low + rows] = slots[columns]
        total = np.hypot(*(places[start] - places[stop]).T).sum()
        if total >= shortest - 1e-9:
            break
        best, shortest = places.copy(), total
    return best


def _general_layout(graph: nx.Graph) -> dict[Hashable, tuple[float, float]]:
    """Lay out any graph after Kamada and Kawai (1989) and fill the frame with it."""
    if len(graph) < 2:
        return dict.fromkeys(graph, (FRAME[0] / 2, FRAME[1] / 2))
    plain = nx.Graph(graph.to_undirected())
    if len(graph) > _KAMADA_UP_TO:
        found = nx.spring_layout(plain, pos=nx.circular_layout(plain), weight=None, seed=0)
    else:
        lengths = dict(nx.all_pairs_shortest_path_length(plain))
        # Parts that no tie joins would fly apart: keep them just beyond the furthest of a part.
        far = 1.3 * max(max(d.values()) for d in lengths.values()) + 0.7
        dist = {u: {v: lengths[u].get(v, far) for v in plain} for u in plain}
        found = nx.kamada_kawai_layout(plain, dist=dist, weight=None)
    raw = np.array([found[node] for node in graph])
    low, span = raw.min(axis=0), np.ptp(raw, axis=0)
    frame, pad = np.array(FRAME), np.array([1.2, 0.9])
    fitted = pad + (raw - low) / np.where(span > 1e-9, span, 1.0) * (frame - 2 * pad)
    fitted[:, span <= 1e-9] = (frame / 2)[span <= 1e-9]
    fitted = _push_apart(fitted, 0.5 * np.sqrt(frame.prod() / len(graph)), pad)
    return {node: (float(x), float(y)) for node, (x, y) in zip(graph, fitted, strict=True)}


def _push_apart(places: Floats, room: float, pad: Floats) -> Floats:
    """Move actors that stand closer than ``room`` apart, little by little, inside the frame."""
    places = places.copy()
    for _ in range(_ROUNDS):
        gap = places[:, None] - places[None]
        apart = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(apart, np.inf)
        short = np.maximum(room - apart, 0.0)
        if not short.any():
            break
        step = (short / np.maximum(apart, 1e-9))[..., None] * gap
        places = np.clip(places + 0.5 * step.sum(axis=1), pad, np.array(FRAME) - pad)
    return places


def as_points(layout: Mapping[Any, tuple[float, float]], nodes: Iterable[Hashable]) -> Floats:
    """Return the places of some actors as an array, shape (actors, 2)."""
    return np.array([layout[node] for node in nodes], dtype=float).reshape(-1, 2)
