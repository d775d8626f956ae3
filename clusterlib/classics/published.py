"""What is published of the classics, or measured by others: the numbers to set ours beside.

Each says how it was come by and how exact it is. Where no number is known, none stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


class Interval(Protocol):
    """An estimate: a mean and the ends of its interval."""

    @property
    def mean(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Published:
    """Numbers that somebody else has found.

    Attributes
    ----------
    source : str
        Who, and where.
    how : str
        How the numbers were come by.
    values : Mapping of float or str to float
        A number for each setting.
    error : Mapping of float or str to float
        How far each may be off: what it was rounded or read to, or two standard errors.
    """

    source: str
    how: str
    values: Mapping[float | str, float]
    error: Mapping[float | str, float]

    def beside(self, ours: Mapping[float | str, Interval], setting: str = "") -> pd.DataFrame:
        """Return a table of these numbers and ours, with our interval.

        In ``agree`` stands whether our interval and the range of the other number meet.

        Examples
        --------
        >>> from types import SimpleNamespace
        >>> told = Published("somebody (1999)", "printed", {0.5: 0.8}, {0.5: 0.01})
        >>> ours = SimpleNamespace(mean=0.77, low=0.73, high=0.81)
        >>> told.beside({0.5: ours}).loc[0.5, "agree"]
        'yes'
        """
        import pandas as pd

        rows = {}
        for at, value in self.values.items():
            found, error = ours[at], self.error[at]
            agree = found.low - error <= value <= found.high + error
            rows[at] = {
                "theirs": value,
                "give or take": error,
                "ours": found.mean,
                "from": found.low,
                "to": found.high,
                "agree": "yes" if agree else "no",
            }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis(setting)


#: Knowledge of the code after 80 periods by p1, at p2 = 0.5.
MARCH = Published(
    "March (1991), figure 1",
    "numbers kept by this course for the printed chart; three decimals are finer than a chart can "
    "be read, so they come from a program, not from print",
    dict(
        zip(
            (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
            (0.953, 0.910, 0.870, 0.837, 0.810, 0.787, 0.769, 0.754, 0.740),
            strict=True,
        )
    ),
    dict.fromkeys((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), 0.015),
)

#: On how many of 1000 landscapes which network is ahead at the end, as shares.
LAZER_FRIEDMAN = Published(
    "Lazer and Friedman (2007)",
    "printed, as counts of 1000 landscapes; give or take two standard errors of such a share",
    {"line": 0.845, "complete": 0.026},
    {"line": 0.023, "complete": 0.010},
)

#: The period in which the line passes the complete network: about 16 to 18 are published.
CROSSING = (16, 18)

#: Equilibrium by the share of ties moved, 280 people, blocks of 5, on the ring of this course.
FANG_LEE_SCHILLING = Published(
    "the model of Fang, Lee and Schilling (2010)",
    "measured with a second program, written separately from the same text; 40 to 96 runs",
    {0: 0.598, 0.02: 0.846, 0.1: 0.893, 1: 0.724},
    {0: 0.036, 0.02: 0.036, 0.1: 0.021, 1: 0.026},
)

#: The same where no tie is moved, on two rings.
RINGS = Published(
    "the model of Fang, Lee and Schilling (2010)",
    "measured with a second program, 96 and 64 runs",
    {"all have 6 ties (ours)": 0.598, "5 to 7 ties (networkx)": 0.804},
    {"all have 6 ties (ours)": 0.036, "5 to 7 ties (networkx)": 0.040},
)

#: Mean level at the end by the share of ties moved, 500 actors with 10 neighbours.
COWAN_JONARD = Published(
    "the model of Cowan and Jonard (2004)",
    "measured with a second program, written separately from the same text; pairs meet in another "
    "order there, which moves levels by up to 5%",
    {0.001: 16.0, 0.15: 18.25, 1: 17.1},
    {0.001: 0.8, 0.15: 0.9, 1: 0.85},
)

#: Mean level at the end by network, 100 actors with 200 ties.
MUELLER = Published(
    "the model of Mueller, Bogner, Buchmann and Kudic (2017)",
    "measured with a second program, written separately from the same text",
    {"small world": 15.1, "random": 13.8, "scale-free": 11.1},
    dict.fromkeys(("small world", "random", "scale-free"), 0.5),
)
