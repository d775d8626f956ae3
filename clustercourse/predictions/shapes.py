"""Compare a predicted curve with the result, by two criteria: its shape and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Shares of the axis: a smaller move is no move, and a smaller distance at the end is close.
TOLERANCE, CLOSE = 0.05, 0.10
_TINY = 1e-9  # keeps rounding errors of a float from deciding


def shape(heights: Sequence[float], tolerance: float) -> tuple[int, ...]:
    """Return the moves of a curve in order: 1 for each rise, -1 for each fall.

    A rise lasts until the curve lies more than the tolerance below its highest point so far, a fall
    until it lies more than that above its lowest one; so a slow rise in small steps is a rise.

    Parameters
    ----------
    heights : sequence of float
        The curve from left to right.
    tolerance : float
        The largest move that does not count.

    Returns
    -------
    tuple of int
        Empty for a flat curve.

    Examples
    --------
    >>> shape([0.2, 0.24, 0.28, 0.32], 0.05)
    (1,)
    >>> shape([0.2, 0.5, 0.48, 0.6, 0.3], 0.05)
    (1, -1)
    >>> shape([0.2, 0.22, 0.19], 0.05)
    ()
    """
    moves: list[int] = []
    low = high = heights[0] if heights else 0.0
    for height in heights:
        low, high = min(low, height), max(high, height)
        way = moves[-1] if moves else 0
        if way >= 0 and high - height > tolerance + _TINY:
            moves.append(-1)
            low = height
        elif way <= 0 and height - low > tolerance + _TINY:
            moves.append(1)
            high = height
    return tuple(moves)


def in_words(moves: Sequence[int]) -> str:
    """Return a shape in words.

    Examples
    --------
    >>> in_words((1, -1))
    'rises, then falls'
    >>> in_words(())
    'stays flat'
    """
    return ", then ".join("rises" if move > 0 else "falls" for move in moves) or "stays flat"


@dataclass(frozen=True)
class CurveComparison:
    """A predicted curve beside the result, both at the same places.

    Attributes
    ----------
    predicted, result : tuple of float
        Heights from left to right, two or more.
    span : float
        Length of the axis.
    form : str
        Format of a height in words.

    Examples
    --------
    >>> print(CurveComparison((0.2, 0.4, 0.6), (0.2, 0.4, 0.35), 1.0).verdict)
    ✓ Right shape: it rises. ✗ Too high at the end by 0.25: you drew 0.60, the result is 0.35.
    """

    predicted: tuple[float, ...]
    result: tuple[float, ...]
    span: float
    form: str = ".2f"

    @property
    def same_shape(self) -> bool:
        """Whether both curves make the same moves."""
        return self._shapes[0] == self._shapes[1]

    @property
    def close(self) -> bool:
        """Whether both curves end within a tenth of the axis."""
        return abs(self._off) <= CLOSE * self.span + _TINY

    @property
    def verdict(self) -> str:
        """Both criteria in words."""
        mine, real = (in_words(moves) for moves in self._shapes)
        if self.same_shape:
            shapes = f"✓ Right shape: it {real}."
        else:
            shapes = f"✗ Another shape: your curve {mine}; the result {real}."
        drew, found = (f"{heights[-1]:{self.form}}" for heights in (self.predicted, self.result))
        ends = f"you drew {drew}, the result is {found}"
        if self.close:
            return f"{shapes} ✓ Close at the end: {ends}."
        way = "high" if self._off > 0 else "low"
        # A difference of shares in per cent would be read as a ratio.
        by = f"{abs(self._off):{self.form}}".replace("%", " percentage points")
        return f"{shapes} ✗ Too {way} at the end by {by}: {ends}."

    @property
    def _shapes(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        limit = TOLERANCE * self.span
        return shape(self.predicted, limit), shape(self.result, limit)

    @property
    def _off(self) -> float:
        return self.predicted[-1] - self.result[-1]
