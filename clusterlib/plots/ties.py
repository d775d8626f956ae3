"""The course of ties on a map: straight, or gently bent around actors that they do not join."""

from __future__ import annotations

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.plots.layout import FRAME

#: Bends tried, as a share of the tie's length; an arc that has a counterpart bends to its left.
_BENDS = np.array([0.0, *(sign * b for b in (0.05, 0.1, 0.15, 0.2, 0.26) for sign in (1, -1))])
_ARC_BENDS = np.array([0.07, 0.12, 0.18, 0.26])
_STEPS = np.linspace(0.0, 1.0, 17)[:, None]
#: What it costs a tie to run under an actor, against bending by half its length.
_HIDDEN = 3.0


def tie_curve(
    start: int, stop: int, places: Floats, radii: Floats, *, paired: bool = False
) -> Floats:
    """Return the points of one tie: two if it can be straight, 17 if it bends.

    Parameters
    ----------
    start, stop : int
        Rows of the two actors.
    places : array, shape (actors, 2)
        Where the actors stand.
    radii : array, shape (actors,)
        Room around each actor that the ties of others keep out of, in the same unit.
    paired : bool, default False
        Whether there is an arc the other way, from which this one must be told apart.
    """
    ends = places[[start, stop]]
    along = ends[1] - ends[0]
    away = _distances(ends[None], places)[0]
    away[[start, stop]] = np.inf
    if not paired and (away >= radii).all():
        return ends
    bends = _ARC_BENDS if paired else _BENDS
    others = away < radii + bends.max() * np.hypot(*along)
    # A quadratic Bezier curve stands off by half of what its control point does.
    control = ends.mean(axis=0) + 2 * bends[:, None] * np.array([-along[1], along[0]])
    curves = (
        ends[0] * (1 - _STEPS) ** 2
        + control[:, None] * (2 * _STEPS * (1 - _STEPS))
        + ends[1] * _STEPS**2
    )
    depth = np.maximum(1 - _distances(curves, places[others]) / radii[others], 0.0)
    beyond = np.maximum(np.maximum(-curves, curves - FRAME), 0.0).max(axis=(1, 2))
    best = int((_HIDDEN * (depth.sum(axis=1) + beyond) + 8 * bends**2).argmin())
    return ends if bends[best] == 0 else curves[best]


def _distances(curves: Floats, places: Floats) -> Floats:
    """Return the distance from each curve to each place, shape (curves, places)."""
    start, step = curves[:, :-1, None], np.diff(curves, axis=1)[:, :, None]
    away = places - start
    length = np.maximum((step**2).sum(axis=-1), 1e-12)
    share = np.clip((away * step).sum(axis=-1) / length, 0.0, 1.0)
    gap = away - share[..., None] * step
    return np.asarray(np.sqrt((gap**2).sum(axis=-1).min(axis=1)))


def along(curve: Floats, count: int = 60) -> Floats:
    """Return points along a tie, close enough to tell whether a label lies on it."""
    steps, at = np.linspace(0, len(curve) - 1, count), np.arange(len(curve))
    return np.column_stack([np.interp(steps, at, curve[:, axis]) for axis in (0, 1)])


def arrow_head(curve: Floats, radius: float, length: float, width: float) -> Floats:
    """Return the triangle of an arrow that ends ``radius`` before the curve does, shape (3, 2)."""
    apart = np.hypot(*(curve - curve[-1]).T)
    outside = np.flatnonzero(apart > radius)
    direction = curve[-1] - curve[outside[-1] if outside.size else 0]
    direction = direction / (np.hypot(*direction) or 1.0)
    tip = curve[-1] - direction * radius
    side = np.array([-direction[1], direction[0]]) * width / 2
    return np.array([tip, tip - direction * length + side, tip - direction * length - side])
