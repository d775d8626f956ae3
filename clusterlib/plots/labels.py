"""Where labels find room: each at its own marker, covering neither markers nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from clusterlib.arrays import Flags, Floats

_SIDES = np.array(
    [
        *([0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]),
        *([0.5, -1], [-0.5, -1], [0.5, 1], [-0.5, 1]),
    ],
    float,
)
#: How far a label stands off its marker, in points: near, or a little further where it is tight.
_REACHES = (1.5, 4.5)
#: A label is so much nearer to its own marker than to any other, in points.
_NEARER = 2.5
#: A label so far to the side of a marker, in points, reads as that marker's.
_BESIDE = 14.0
#: How far off a label may stand that a line leads to, in points, and in how many directions.
_LED, _DIRECTIONS = (10.0, 18.0, 28.0, 40.0, 55.0), 24


@dataclass
class Placed:
    """Where labels stand.

    Attributes
    ----------
    middles : array, shape (actors, 2)
        In points.
    shown : array of bool, shape (actors,)
        False for a label without room.
    lines : dict of int to array, shape (2, 2)
        From the marker to the label of those that stand further off.
    """

    middles: Floats
    shown: Flags
    lines: dict[int, Floats] = field(default_factory=dict)


def place_beside(
    places: Floats,
    radii: Floats,
    sizes: Floats,
    order: Sequence[int],
    frame: tuple[float, float],
    ties: Floats,
    used: Floats,
) -> Placed:
    """Choose the middle of each label beside its marker, all lengths in points.

    A label is nearer to its own marker than to any other, or a line leads to it. One that finds no
    place without covering a marker or another label is not shown.

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
    """
    found = Placed(places.copy(), np.zeros(len(places), bool))
    # Boxes as x0, y0, x1, y1: first of all the markers, then of the labels placed so far.
    markers = np.hstack([places - radii[:, None], places + radii[:, None]])
    taken = np.vstack([markers, used.reshape(-1, 4)])
    straight = ~(np.abs(_SIDES) == 1).all(axis=1)
    corner = np.where(straight, 1.0, 0.75)[:, None]
    for led in (False, True):
        for actor in (actor for actor in order if not found.shown[actor]):
            half = sizes[actor] / 2 + 0.5
            if led:
                middle = _further(places[actor], radii[actor], half)
            else:
                offsets = [_SIDES * (half + (radii[actor] + reach) * corner) for reach in _REACHES]
                middle = places[actor] + np.concatenate(offsets)
            boxes = np.hstack([middle - half, middle + half])
            blocked = _overlap(boxes, taken).any(axis=1)
            blocked |= (boxes[:, :2] < 0).any(axis=1) | (boxes[:, 2:] > frame).any(axis=1)
            blocked |= ~_is_own(actor, middle, boxes, places, radii, led=led)
            ends = _nearest_points(boxes, places[actor])
            if led:
                others = np.delete(taken, actor, axis=0)
                for at in np.flatnonzero(~blocked):
                    dots = _along(places[actor], ends[at])
                    blocked[at] = _overlap(dots, others).any()
            reach = 2 * half + radii[actor] + (_LED[-1] if led else 6)
            near = ties[(np.abs(ties - places[actor]) < reach).all(axis=1)]
            crossed = _overlap(boxes, np.hstack([near, near])).sum(axis=1)
            cost = np.where(blocked, np.inf, crossed + 0.02 * np.arange(len(boxes)))
            best = int(cost.argmin())
            if not np.isfinite(cost[best]):
                continue
            found.middles[actor], found.shown[actor] = middle[best], True
            # Two labels side by side would leave open whose is whose.
            taken = np.vstack([taken, boxes[best] + [-2, -2, 2, 2]])
            if led:
                away = ends[best] - places[actor]
                start = places[actor] + away * (radii[actor] / np.hypot(*away))
                found.lines[actor] = np.array([start, ends[best]])
                taken = np.vstack([taken, _along(start, ends[best])])
    return found


def _further(place: Floats, radius: float, half: Floats) -> Floats:
    """Return middles all around a marker, the nearest first, for labels that a line leads to."""
    angle = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    way = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.concatenate([place + way * (half + radius + reach) for reach in _LED])


def _is_own(
    actor: int, middle: Floats, boxes: Floats, places: Floats, radii: Floats, *, led: bool
) -> Flags:
    """Tell which boxes nobody would take for the label of another marker."""
    apart = _nearest_points(boxes[:, None], places[None]) - places
    gaps = np.hypot(apart[..., 0], apart[..., 1]) - radii
    off = np.abs(middle[:, 1, None] - places[:, 1])
    beside = (off < (boxes[:, 3] - boxes[:, 1])[:, None] / 2) & (gaps < _BESIDE)
    beside[:, actor] = False
    mine = gaps[:, actor].copy()
    gaps[:, actor] = np.inf
    other = gaps.min(axis=1, initial=np.inf)
    if led:
        return np.asarray(other > _NEARER)
    to_middle = np.hypot(*(middle[:, None] - places).transpose(2, 0, 1))
    own = to_middle[:, actor].copy()
    to_middle[:, actor] = np.inf
    others_level = beside.any(axis=1) & (off[:, actor] >= 1)
    middle_is_own = (off[:, actor] < 1) | (to_middle.min(axis=1, initial=np.inf) > own)
    return np.asarray((other > mine + _NEARER) & middle_is_own & ~others_level)


def _nearest_points(boxes: Floats, place: Floats) -> Floats:
    """Return the point of each box that is nearest to a place."""
    return np.asarray(np.clip(place, boxes[..., :2], boxes[..., 2:]))


def _along(start: Floats, end: Floats) -> Floats:
    """Return a line as small boxes."""
    steps = np.linspace(0, 1, max(2, int(np.hypot(*(end - start)) // 2)))[:-1, None]
    dots = start + steps * (end - start)
    return np.hstack([dots - 0.5, dots + 0.5])


def _overlap(boxes: Floats, others: Floats) -> Flags:
    """Tell which boxes overlap which others, shape (boxes, others)."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    apart = (low >= others[:, 2:]) | (others[:, :2] >= high)
    return np.asarray(~apart.any(axis=2))
