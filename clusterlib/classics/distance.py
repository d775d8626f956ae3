"""Nooteboom et al. (2007): the optimal cognitive distance between partners.

A partner who thinks differently has more to tell and is harder to understand. Novelty rises with
cognitive distance, absorptive capacity falls with it, and learning is their product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.classics._runs import chosen
from clusterlib.parameters import ParameterError, Parameters, parameter

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "Nooteboom et al. (2007); the value is this course's"


class Distance(Parameters):
    """Parameters of the two lines. See ``Distance.table()`` for ranges, units and meanings."""

    a1: float = parameter(1.0, 0.001, 1000, "absorptive capacity at distance 0", source=_SOURCE)
    a2: float = parameter(
        1.0, 0.001, 1000, "absorptive capacity lost per unit of distance", source=_SOURCE
    )
    b1: float = parameter(0.2, 0, 1000, "novelty at distance 0", source=_SOURCE)
    b2: float = parameter(1.0, 0.001, 1000, "novelty gained per unit of distance", source=_SOURCE)


@dataclass(frozen=True)
class Curve:
    """Learning as a function of cognitive distance.

    Attributes
    ----------
    parameters : Distance
        The parameters of the curve.
    distance : ndarray of float, shape (points,)
        Cognitive distance between two partners, at least 0.
    absorption, novelty, learning : ndarray of float, shape (points,)
        Absorptive capacity, never below 0, novelty, and their product.
    """

    parameters: Distance
    distance: Floats
    absorption: Floats
    novelty: Floats
    learning: Floats

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: distance, absorption, novelty, learning."""
        import pandas as pd

        return pd.DataFrame(
            {
                "distance": self.distance,
                "absorption": self.absorption,
                "novelty": self.novelty,
                "learning": self.learning,
            }
        )


def simulate(
    parameters: Distance | None = None, distances: Sequence[float] | Floats | None = None
) -> Curve:
    """Return what partners learn from each other at a range of cognitive distances.

    Parameters
    ----------
    parameters : Distance, optional
        Default ``Distance()``.
    distances : sequence of float, optional
        Distances, at least 0; by default 101 from 0 to where nothing is understood any more.

    Returns
    -------
    Curve
        Absorptive capacity, novelty and learning at each distance.

    Raises
    ------
    ParameterError
        If a distance is negative or not a number.

    Notes
    -----
    Published (Nooteboom et al. 2007): absorptive capacity a1 - a2 d, novelty b1 + b2 d, learning
    their product, an inverted U. Nothing here is random or dynamic. Absorptive capacity stops at
    0 where the line would fall below, which is this course's addition, like the parameter values.

    References
    ----------
    Nooteboom, B., Van Haverbeke, W., Duysters, G., Gilsing, V. and Van den Oord, A. (2007).
    Optimal cognitive distance and absorptive capacity. Research Policy 36(7), 1016-1034.

    Examples
    --------
    >>> curve = simulate(Distance(), [0, 0.4, 1])
    >>> curve.learning.round(2)
    array([0.2 , 0.36, 0.  ])
    """
    settings = chosen(parameters, Distance)
    if distances is None:
        distances = np.linspace(0, settings.a1 / settings.a2, 101)
    d = np.asarray(distances, dtype=float).ravel()
    wrong = d[~(d >= 0)]
    if wrong.size:
        problem = f"distances: {wrong[0]:g} is not a distance; give numbers of at least 0."
        raise ParameterError.of([problem], "distance")
    absorption = np.maximum(settings.a1 - settings.a2 * d, 0.0)
    novelty = settings.b1 + settings.b2 * d
    return Curve(settings, d, absorption, novelty, absorption * novelty)


def optimum(parameters: Distance | None = None) -> float:
    """Return the cognitive distance at which partners learn most.

    Parameters
    ----------
    parameters : Distance, optional
        Default ``Distance()``.

    Returns
    -------
    float
        d* = (a1 b2 - a2 b1) / (2 a2 b2), or 0 where that is negative: then even partners who
        think alike have so much to tell that distance only does harm.

    Examples
    --------
    >>> optimum(Distance(a1=1, a2=1, b1=0.2, b2=1))
    0.4
    """
    p = chosen(parameters, Distance)
    return max(0.0, (p.a1 * p.b2 - p.a2 * p.b1) / (2 * p.a2 * p.b2))
