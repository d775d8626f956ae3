"""The settings that the claims start from, and short ways to say what is changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from clustercourse.claims.evidence import Contrast, Part
from clusterlib.experiments import AddPipelines, Outcome, Setting
from clusterlib.learning import CutFlows, RemoveActors, TechnologyShift
from clusterlib.networks import Structure

#: The course's baseline up to the period in which the technology would shift.
CALM = Setting(periods=80, record_every=80)

#: The same with a shift in the middle of twice as long a run.
SHIFT = Setting(periods=160, record_every=80, interventions=[TechnologyShift(at=80)])

#: How many pipelines are added to a closed cluster, step by step.
PIPELINES = (0, 8, 24, 60, 100, 160)

#: SMEs that stand in the stages as the four focal firms of the baseline do.
FOUR_SMES = ("F01", "F13", "F14", "F25")


def tie_budget(found: str) -> str:
    """Return what claims on openness have put in, and what of their result comes from it."""
    return (
        "Partly by construction: that openness costs local ties, one pipeline as many as three, "
        f"is a rule of this course; the paper has no such rule. {found}"
    )


def calm(outcome: str | Outcome = "performance", /, **changes: Any) -> Part:
    """Return an outcome of the baseline without a shift, with some things changed."""
    return Part(CALM.but(**changes), outcome)


def shift(outcome: str | Outcome = "final_performance", /, **changes: Any) -> Part:
    """Return an outcome of the baseline with a shift, with some things changed."""
    return Part(SHIFT.but(**changes), outcome)


def leave(*who: str) -> list[RemoveActors]:
    """Return the interventions by which some actors are missing from the start."""
    return [RemoveActors(who)]


def no_flows(*, from_suppliers: bool = False, from_customers: bool = False) -> list[CutFlows]:
    """Return the interventions by which firms of the baseline learn nothing from other stages."""
    firms, stages = Structure().firms_per_stage, range(Structure().stages)
    names = [tuple(f"F{firms * stage + k:02d}" for k in range(1, firms + 1)) for stage in stages]
    ways = []
    for first, next_one in pairwise(names):
        ways += [(first, next_one)] * from_suppliers + [(next_one, first)] * from_customers
    return [CutFlows(sources, targets) for sources, targets in ways]


def added(count: int, outcome: str | Outcome = "performance", /, **changes: Any) -> Part:
    """Return an outcome of a closed cluster with pipelines added and no local tie given up."""
    return calm(outcome, openness=0, steps=[AddPipelines(count)], **changes)


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
