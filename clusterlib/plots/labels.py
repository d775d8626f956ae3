"""Where labels find room beside their markers, covering neither markers nor each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clusterlib.arrays import Flags, Floats

_SIDES = np.array([[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]], float)
#: How far a label stands off its marker, in points: near, or a little further where it is tight.
_REACHES = (1.5, 4.5)


def place_beside(
    places: Floats,
    radii: Floats,
    sizes: Floats,
    order: Sequence[int],
    frame: tuple[float, float],
    ties: Floats,
    used: Floats,
) -> tuple[Floats, Flags]:
    """Choose the middle of each label beside its marker, all lengths in points.

    A label that finds no place without covering a marker or another label is not shown.

    Parameters
    ----------
    places, sizes : array, shape (actors, 2)
        Middle of each marker; width and height of each label.
    radii : array, shape (actors,)
        Half the width of each marker.
    order : sequence of int
        Actors to be labelled, the most important first.
    frame : (float, float)
        Width and height of the map.
    ties : array, shape (points, 2)
        Floats along the ties, which a label rather avoids.
    used : array, shape (boxes, 4)
        Where nothing may be written: x0, y0, x1, y1 of each box.

    Returns
    -------
    middles : array, shape (actors, 2)
    shown : array of bool, shape (actors,)
    """
    middles, shown = places.copy(), np.zeros(len(places), bool)
    # Boxes as x0, y0, x1, y1: first of all the markers, then of the labels placed so far.
    markers = np.hstack([places - radii[:, None], places + radii[:, None]])
    taken = np.vstack([markers, used.reshape(-1, 4)])
    corner = np.where(_SIDES.all(axis=1), 0.75, 1.0)[:, None]
    for actor in order:
        half = sizes[actor] / 2 + 0.5
        offsets = [_SIDES * (half + (radii[actor] + reach) * corner) for reach in _REACHES]
        middle = places[actor] + np.concatenate(offsets)
        boxes = np.hstack([middle - half, middle + half])
        blocked = _overlap(boxes, taken).any(axis=1)
        blocked |= (boxes[:, :2] < 0).any(axis=1) | (boxes[:, 2:] > frame).any(axis=1)
        near = ties[(np.abs(ties - places[actor]) < 2 * half + radii[actor] + 6).all(axis=1)]
        crossed = _overlap(boxes, np.hstack([near, near])).sum(axis=1)
        cost = np.where(blocked, np.inf, crossed + 0.02 * np.arange(len(boxes)))
        best = int(cost.argmin())
        if np.isfinite(cost[best]):
            middles[actor], shown[actor] = middle[best], True
            # Two labels side by side would leave open whose is whose.
            taken = np.vstack([taken, boxes[best] + [-2, -2, 2, 2]])
    return middles, shown


def _overlap(boxes: Floats, others: Floats) -> Flags:
    """Tell which boxes overlap which others, shape (boxes, others)."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    apart = (low >= others[:, 2:]) | (others[:, :2] >= high)
    return np.asarray(~apart.any(axis=2))
