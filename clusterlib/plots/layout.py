"""Where the actors of a cluster stand: layers and stages of Fig. 1 of Wang, laid out on a frame."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array

from clusterlib.networks.schema import KINDS

#: Width and height of the frame that every map fills, in map units.
FRAME = (16.0, 10.0)

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]

_GAP = 0.22
_MARGIN = 1.75
_BAND = 2.0
_ONE_RING = 26
_ORDER_UP_TO = 400
_ROUNDS = 25


@dataclass(frozen=True)
class Region:
    """A shaded part of the map: x0, y0, x1, y1, and its label, longest version first."""

    role: str
    box: Box
    labels: tuple[str, ...]


@dataclass
class Plan:
    """Regions of a map, and groups of actors with the places that they may take."""

    regions: list[Region] = field(default_factory=list)
    groups: list[tuple[list[Hashable], Points]] = field(default_factory=list)


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
    """Tell whether every actor has a kind of the schema, so that layers and stages are known."""
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
        members.setdefault(layer if layer == "supporting" else data["kind"], []).append(node)
    width, height = FRAME
    plan = Plan()
    left, right = "outside_subcontractor" in members, "lead_customer" in members
    below = "outside_rd" in members
    inside: Box = (0.0, 0.0, width, height)
    if left or right or below:
        plan.regions.append(Region("outside", inside, ("OUTSIDE THE CLUSTER",)))
        inside = (
            _MARGIN if left else _GAP,
            _MARGIN if below else _GAP,
            width - (_MARGIN if right else _GAP),
            height - _GAP,
        )
    plan.regions.append(Region("cluster", inside, ("",)))
    x0, y0, x1, y1 = inside
    if left:
        places = _line(len(members["outside_subcontractor"]), (0.3, y0 + 0.8, x0 - 0.3, y1 - 0.8))
        plan.groups.append((members["outside_subcontractor"], places))
    if right:
        places = _line(len(members["lead_customer"]), (x1 + 0.3, y0 + 0.8, width - 0.3, y1 - 0.8))
        plan.groups.append((members["lead_customer"], places))
    if below:
        places = _line(len(members["outside_rd"]), (x0 + 0.6, 0.3, x1 - 0.6, y0 - 0.3))
        plan.groups.append((members["outside_rd"], places))
    if "supporting" in members:
        bottom = y1 - _BAND if stages else y0 + _GAP
        band = (x0 + _GAP, bottom, x1 - _GAP, y1 - _GAP)
        plan.regions.append(Region("supporting", band, ("SUPPORTING INSTITUTIONS",)))
        places = _line(
            len(members["supporting"]), (band[0] + 0.7, bottom, band[2] - 0.7, band[3] - 0.4)
        )
        plan.groups.append((members["supporting"], places))
        y1 = bottom
    columns = sorted(stages, key=lambda stage: (stage is None, stage))
    pitch = (x1 - x0 - _GAP) / max(1, len(columns))
    for place, stage in enumerate(columns):
        start = x0 + _GAP + place * pitch
        box = (start, y0 + _GAP, start + pitch - _GAP, y1 - _GAP)
        plan.regions.append(Region("stage", box, _stage_labels(stage, place, len(columns))))
        focal, others = stages[stage]["focal_firm"], stages[stage]["sme"]
        middle, ring = _stage_places(len(focal), len(others), box)
        plan.groups += [(focal, middle), (others, ring)]
    plan.groups = [group for group in plan.groups if group[0]]
    return plan


def _stage_labels(stage: Any, place: int, count: int) -> tuple[str, ...]:
    if stage is None:
        return ("firms",)
    name = f"stage {stage}"
    if count > 1 and place == 0:
        return (f"{name}: suppliers", name, f"{stage}")
    if count > 1 and place == count - 1:
        return (f"{name}: close to customers", name, f"{stage}")
    return (name, f"{stage}")


def _line(count: int, box: Box) -> Points:
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


def _stage_places(focal: int, others: int, box: Box) -> tuple[Points, Points]:
    """Put focal firms in the middle of a stage and the others on one or more rings around them."""
    x0, y0, x1, y1 = box
    centre = np.array([(x0 + x1) / 2, (y0 + y1 - 0.35) / 2])
    pad = min(0.55, 0.3 * (x1 - x0))
    radii = np.array([(x1 - x0) / 2 - pad, (y1 - y0 - 0.35) / 2 - 0.5])
    if not others:
        return _ring(focal, centre, radii), np.empty((0, 2))
    rings = 1 + others // _ONE_RING
    shares = np.linspace(1.0, 0.5, rings)
    sizes = np.floor(others * shares / shares.sum()).astype(int)
    sizes[0] += others - sizes.sum()
    ring = [_ring(n, centre, radii * s) for n, s in zip(sizes, shares, strict=True)]
    middle = _ring(focal, centre, radii * (0.4 if rings == 1 else 0.25))
    return middle, np.concatenate(ring)


def _ring(count: int, centre: Points, radii: Points) -> Points:
    """Spread places evenly along an ellipse, from the top clockwise; a single one is its centre."""
    if count <= 1:
        return np.repeat(centre[None, :], count, axis=0)
    angle = np.linspace(0, 2 * np.pi, 721)
    curve = np.column_stack([np.sin(angle), np.cos(angle)]) * radii
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    at = np.interp(np.arange(count) * length[-1] / count, length, angle)
    return centre + np.column_stack([np.sin(at), np.cos(at)]) * radii


def _order(
    cluster: nx.Graph, names: list[Hashable], groups: list[tuple[list[Hashable], Points]]
) -> Points:
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
    lengths = {u: dict(d) for u, d in nx.all_pairs_shortest_path_length(graph.to_undirected())}
    # Parts that no tie joins would fly apart: keep them a little further off than the furthest.
    far = 1.3 * max(max(d.values()) for d in lengths.values()) + 0.7
    dist = {u: {v: lengths[u].get(v, far) for v in graph} for u in graph}
    found = nx.kamada_kawai_layout(graph.to_undirected(), dist=dist, weight=None)
    raw = np.array([found[node] for node in graph])
    low, span = raw.min(axis=0), np.ptp(raw, axis=0)
    pad = np.array([1.0, 0.8])
    fitted = pad + (raw - low) / np.where(span > 1e-9, span, 1.0) * (np.array(FRAME) - 2 * pad)
    fitted[:, span <= 1e-9] = (np.array(FRAME) / 2)[span <= 1e-9]
    return {node: (float(x), float(y)) for node, (x, y) in zip(graph, fitted, strict=True)}


def box_text_anchor(box: Box) -> tuple[float, float]:
    """Return where the label of a region stands: the middle of its upper edge."""
    return (box[0] + box[2]) / 2, box[3]


def as_points(layout: dict[Hashable, tuple[float, float]], nodes: Iterable[Hashable]) -> Points:
    """Return the places of some actors as an array, shape (actors, 2)."""
    return np.array([layout[node] for node in nodes], dtype=float).reshape(-1, 2)
