"""The settings that the claims start from, and short ways to say what is changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from clustercourse.claims.evidence import Contrast, Part
from clusterlib.experiments import Outcome, Setting
from clusterlib.learning import CutFlows, RemoveActors, TechnologyShift
from clusterlib.networks import Structure

#: The course's baseline up to the period in which the technology would shift.
CALM = Setting(periods=80, record_every=80)

#: The same with a shift in the middle of twice as long a run.
SHIFT = Setting(periods=160, record_every=80, interventions=[TechnologyShift(at=80)])

#: SMEs that stand in the stages as the four focal firms of the baseline do.
FOUR_SMES = ("F01", "F13", "F14", "F25")


def calm(outcome: str | Outcome = "performance", /, **changes: Any) -> Part:
    """Return an outcome of the baseline without a shift, with some things changed."""
    return Part(CALM.but(**changes), outcome)


def shift(outcome: str | Outcome = "final_performance", /, **changes: Any) -> Part:
    """Return an outcome of the baseline with a shift, with some things changed."""
    return Part(SHIFT.but(**changes), outcome)


def leave(*who: str) -> list[RemoveActors]:
    """Return the interventions by which some actors are missing from the start."""
    return [RemoveActors(who)]


def no_flows_between_stages() -> list[CutFlows]:
    """Return the interventions by which firms of the baseline learn nothing from other stages."""
    firms, stages = Structure().firms_per_stage, range(Structure().stages)
    names = [tuple(f"F{firms * stage + k:02d}" for k in range(1, firms + 1)) for stage in stages]
    ways = [way for near in pairwise(names) for way in (near, near[::-1])]
    return [CutFlows(sources, targets) for sources, targets in ways]


def curve(
    name: str, values: Iterable[float], outcome: str | Outcome = "performance", /, **changes: Any
) -> dict[float, Part]:
    """Return the points of a curve along one parameter, without a shift."""
    return {value: calm(outcome, **{name: value}, **changes) for value in values}


def without(
    what: str, outcome: str | Outcome = "performance", *, counts: bool = True, **changes: Any
) -> Contrast:
    """Return the contrast of the baseline with one that lacks something: a loss is expected."""
    return Contrast(what, calm(outcome), calm(outcome, **changes), -1, counts)
