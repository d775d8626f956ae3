"""The course of ties on a map: gently bent around the actors that they do not join."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

#: Bends tried, as a share of the tie's length; arcs of a directed tie all bend to their left.
_BENDS = np.array([0.0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24])
_ARC_BENDS = np.array([0.1, 0.18, 0.26])
_SAMPLES = np.linspace(0.0, 1.0, 15)


def tie_curves(
    places: Points, ends: NDArray[np.int_], radii: Points, *, directed: bool = False
) -> Points:
    """Return one curve a tie, shape (ties, 15, 2).

    Parameters
    ----------
    places : array, shape (actors, 2)
    ends : array of int, shape (ties, 2)
        Row numbers in ``places``.
    radii : array, shape (actors,)
        Room around each actor that other actors' ties keep out of, in map units.
    """
    bends = _ARC_BENDS if directed else _BENDS
    start, stop = places[ends[:, 0]], places[ends[:, 1]]
    along = stop - start
    across = np.column_stack([-along[:, 1], along[:, 0]])
    # Quadratic Bezier curves: control points, shape (ties, bends, 2).
    control = (start + stop)[:, None] / 2 + bends[:, None] * 2 * across[:, None]
    t = _SAMPLES[:, None]
    curves = (
        start[:, None, None] * (1 - t) ** 2
        + control[:, :, None] * (2 * t * (1 - t))
        + stop[:, None, None] * t**2
    )
    cost = np.empty(curves.shape[:2])
    inner = curves[:, :, 1:-1]
    for tie, (u, v) in enumerate(ends):
        others = np.ones(len(places), dtype=bool)
        others[[u, v]] = False
        # Only actors near the straight line can be in the way.
        gap = inner[tie][:, :, None, :] - places[others]
        near = 1 - np.hypot(gap[..., 0], gap[..., 1]) / radii[others]
        cost[tie] = np.maximum(near, 0).sum(axis=(1, 2))
    cost += 0.15 * np.abs(bends)
    return curves[np.arange(len(ends)), cost.argmin(axis=1)]
