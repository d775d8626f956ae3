"""Whom an actor copies: the best of those it sees, or what most of them do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.classics._runs import Arcs

Copy: TypeAlias = Literal["best", "most"]


def best_of_all(score: NDArray[Any], arcs: Arcs) -> Ints:
    """Return, for everyone, the best performer among all neighbours and itself."""
    # Ranks, because a maximum of ranks also tells who holds it.
    order = np.argsort(score, kind="stable")
    rank = np.empty(score.size, dtype=np.int32)
    rank[order] = np.arange(score.size, dtype=np.int32)
    best: Ints = order[np.maximum.reduceat(rank[arcs.source], arcs.first)]
    return best


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of everyone, without itself, one stretch of ``source`` after the other."""

    source: Ints
    first: Ints
    degree: Ints

    @classmethod
    def of(cls, arcs: Arcs) -> Neighbours:
        """Leave out the arcs from everyone to itself."""
        others = arcs.source != arcs.target
        degree = np.bincount(arcs.target[others], minlength=arcs.first.size)
        # One more, so that there is a first one even where nobody has a neighbour.
        source = np.append(arcs.source[others], 0)
        return cls(source, np.cumsum(degree) - degree, degree)

    def sample(self, numbers: Floats) -> tuple[Ints, Flags]:
        """Draw different neighbours of everyone, all of them where there are too few.

        ``numbers`` are uniform, shape (actors, size). Returns who is seen and whether it counts,
        both of that shape; where nobody is left to draw, an actor "sees" itself.
        """
        actors, size = numbers.shape
        last = self.degree[:, None] - size + np.arange(size)
        place = np.where(last >= 0, (numbers * (last + 1)).astype(np.intp), -1)
        # Floyd's way: where a place is drawn already, the last free one takes its turn.
        for turn in range(1, size):
            taken = (place[:, :turn] == place[:, turn, None]).any(axis=1)
            place[:, turn] = np.where(taken & (last[:, turn] >= 0), last[:, turn], place[:, turn])
        counts = place >= 0
        seen = np.where(counts, self.first[:, None] + place, 0)
        return np.where(counts, self.source[seen], np.arange(actors)[:, None]), counts


def best_of(score: NDArray[Any], seen: Ints) -> Ints:
    """Return, for everyone, the best performer among those seen."""
    best = score[seen].argmax(axis=1)
    return np.asarray(np.take_along_axis(seen, best[:, None], axis=1)[:, 0])


def most_of(solutions: Ints, seen: Ints, counts: Flags, noise: Floats) -> Ints:
    """Return, for everyone, one of those seen who hold the solution that most of them hold.

    Itself where no two of several agree. ``noise``, 0 to 1, shape of ``seen``, breaks ties.
    """
    held = solutions[seen]
    agree = ((held[:, :, None] == held[:, None, :]) & counts[:, None, :]).sum(axis=2) * counts
    most = (agree + 0.5 * noise * counts).argmax(axis=1)[:, None]
    chosen = np.take_along_axis(seen, most, axis=1)[:, 0]
    agreed = (agree.max(axis=1) > 1) | (counts.sum(axis=1) == 1)
    return np.where(agreed, chosen, np.arange(solutions.size))
