"""A policy: how the budget is spent on five instruments in two phases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from clustercourse.policy.rules import BUDGET, INSTRUMENTS
from clusterlib.checks import is_number
from clusterlib.parameters import ParameterError, Parameters, parameter

#: Of the file that a policy is saved in.
VERSION = 1
#: Money that adds up to this much more than the budget is rounding, not overspending.
_ROUNDING = 1e-9


class Policy(Parameters):
    """Money for each instrument in each phase; at most 50 in a phase.

    Raises
    ------
    ParameterError
        If an amount is unknown, is not a number from 0 to 50, or a phase spends more than there
        is. All problems are listed.

    Examples
    --------
    >>> policy = Policy(skills_1=30, pipelines_1=20, pipelines_2=40)
    >>> policy.left()
    (0.0, 10.0)
    >>> Policy(skills_1=40, pipelines_1=20, trust_3=-1)
    Traceback (most recent call last):
    ...
    clusterlib.parameters.ParameterError: 2 problems in Policy:
      - trust_3: unknown name; did you mean 'trust_2'?
      - phase 1 spends 60 of 50: take 10 back.
    """

    trust_1: float = parameter(0, 0, BUDGET, "trust building in phase 1", unit="money")
    pipelines_1: float = parameter(0, 0, BUDGET, "pipelines in phase 1", unit="money")
    rd_1: float = parameter(0, 0, BUDGET, "R&D subsidies in phase 1", unit="money")
    institutes_1: float = parameter(0, 0, BUDGET, "institutes in phase 1", unit="money")
    skills_1: float = parameter(0, 0, BUDGET, "skills in phase 1", unit="money")
    trust_2: float = parameter(0, 0, BUDGET, "trust building in phase 2", unit="money")
    pipelines_2: float = parameter(0, 0, BUDGET, "pipelines in phase 2", unit="money")
    rd_2: float = parameter(0, 0, BUDGET, "R&D subsidies in phase 2", unit="money")
    institutes_2: float = parameter(0, 0, BUDGET, "institutes in phase 2", unit="money")
    skills_2: float = parameter(0, 0, BUDGET, "skills in phase 2", unit="money")

    def __init__(self, **amounts: Any) -> None:
        problems: list[str] = []
        try:
            super().__init__(**amounts)
        except ParameterError as error:
            problems += error.problems
        ParameterError.raise_any([*problems, *overspent(amounts)], "Policy")

    def money(self, instrument: str) -> tuple[float, float]:
        """Return what an instrument gets in each phase."""
        return getattr(self, f"{instrument}_1"), getattr(self, f"{instrument}_2")

    def left(self) -> tuple[float, float]:
        """Return what each phase leaves unspent."""
        first, second = spent(self.model_dump())
        return BUDGET - first, BUDGET - second

    def amounts(self) -> dict[str, float]:
        """Return what is spent as a plain dict, without the zeros."""
        return {name: amount for name, amount in self.model_dump().items() if amount}

    def save(self, path: str | Path, team: str = "") -> Path:
        """Save it as a file; see :func:`clustercourse.policy.save_policy`."""
        path = Path(path)
        content = {"version": VERSION, "team": team or path.stem, "spending": self.amounts()}
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return path

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={amount:g}" for name, amount in self.amounts().items())
        return f"Policy({inside})"

    __str__ = __repr__


def spent(amounts: Mapping[str, Any]) -> tuple[float, float]:
    """Return what is spent in each phase; what is not an amount counts nothing."""
    sums = [0.0, 0.0]
    for name, amount in amounts.items():
        instrument, _, phase = name.rpartition("_")
        known = instrument in INSTRUMENTS and phase in ("1", "2")
        if known and is_number(amount) and amount > 0:
            sums[int(phase) - 1] += float(amount)
    return sums[0], sums[1]


def overspent(amounts: Mapping[str, Any]) -> Iterator[str]:
    """Say of each phase that spends more than there is how much has to be taken back."""
    for phase, total in enumerate(spent(amounts), start=1):
        if total > BUDGET + _ROUNDING:
            yield f"phase {phase} spends {total:g} of {BUDGET:g}: take {total - BUDGET:g} back."


#: Nothing is spent, and the same on everything.
NOTHING = Policy()
EQUAL_SPLIT = Policy(**dict.fromkeys(Policy.model_fields, BUDGET / len(INSTRUMENTS)))


def all_on(instrument: str) -> Policy:
    """Return the policy that spends everything on one instrument.

    Examples
    --------
    >>> all_on("trust")
    Policy(trust_1=50, trust_2=50)
    """
    return Policy(**{f"{instrument}_{phase}": BUDGET for phase in (1, 2)})
