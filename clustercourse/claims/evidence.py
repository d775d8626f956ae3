"""The kinds of experiments that a claim can be put to, as data.

Each names the runs it needs (:class:`Part`) and, once they are done, gives a :class:`Finding`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from clustercourse.claims.verdicts import Verdict, of_effect, peak_of
from clusterlib.arrays import Floats
from clusterlib.experiments import Estimate, Outcome, Setting, estimate, relative
from clusterlib.experiments.replicating import Seeds


@dataclass(frozen=True)
class Model:
    """A published model as something that can be run: a top-level function of seeds.

    ``function(seeds)`` returns an array, shape (seeds,).
    """

    function: Callable[[Seeds], Floats]

    def run(self, seeds: Seeds) -> list[list[float]]:
        """Run it once for each seed; returns (1, seeds) as lists."""
        return [np.asarray(self.function(seeds), dtype=np.float64).tolist()]

    def problems(self) -> list[str]:
        """Return all that is wrong with it."""
        return []


@dataclass(frozen=True)
class Part:
    """One number a replicate: an outcome of a setting, or what a published model gives."""

    of: Setting | Model
    outcome: str | Outcome = "performance"


@dataclass(frozen=True)
class Sum:
    """Several parts, each times a weight, added up in each replicate."""

    of: tuple[Part, ...]
    weights: tuple[float, ...]


def mean_of(*parts: Part) -> Sum:
    """Return the mean of several parts in each replicate."""
    return Sum(parts, (1 / len(parts),) * len(parts))


#: Gives the values of a part or of a sum of parts, shape (replicates,).
Get = Callable[[Part | Sum], Floats]


@dataclass(frozen=True)
class Finding:
    """What one experiment showed.

    Attributes
    ----------
    what : str
        The experiment in words.
    expected : str
        "+", "-", "0" or "inverted U".
    effect : Estimate
        As ``unit`` says. Of an inverted U: from the first point to the peak.
    unit : str
        "share" of the baseline's mean, or "score", a number from -1 to 1 such as a correlation.
    verdict : Verdict
        Drawn from the interval, or from the shape.
    counts : bool
        Whether the verdict on the claim rests on it; else it is a condition or a control.
    model : str
        "course" or the published model.
    fall : Estimate or None
        Of an inverted U: from the peak to the last point.
    detail : str
        Levels, or the points of the curve.
    """

    what: str
    expected: str
    effect: Estimate
    unit: str
    verdict: Verdict
    counts: bool = True
    model: str = "course"
    fall: Estimate | None = None
    detail: str = ""

    @property
    def intervals(self) -> int:
        """How many intervals its verdict rests on: of an inverted U the rise and the fall."""
        return 2 if self.fall else 1


_SIGNS = {1: "+", -1: "-", 0: "0"}


@dataclass(frozen=True)
class Contrast:
    """One thing is changed: does the outcome move as expected?

    Parameters
    ----------
    what : str
        The change in words, such as "without horizontal learning".
    baseline, changed : Part or Sum
        Before and after.
    expected : {1, -1, 0}
        Sign of changed minus baseline.
    counts : bool, default True
        False for conditions and controls.
    model : str, default "course"
        The published model, where it is one.
    """

    what: str
    baseline: Part | Sum
    changed: Part | Sum
    expected: int
    counts: bool = True
    model: str = "course"

    def parts(self) -> tuple[Part, ...]:
        """Return the runs that it needs."""
        return *_parts(self.baseline), *_parts(self.changed)

    def finding(self, get: Get, level: float = 0.95) -> Finding:
        """Return what the runs show, with intervals of a level."""
        before, after = get(self.baseline), get(self.changed)
        effect = relative(before, after, level=level)
        return Finding(
            self.what,
            _SIGNS[self.expected],
            effect,
            "share",
            of_effect(effect, self.expected, "share"),
            self.counts,
            self.model,
            detail=f"{_number(before)} to {_number(after)}",
        )


@dataclass(frozen=True)
class Interaction:
    """Does a change do more under one condition than under another?

    Parameters
    ----------
    what : str
        In words: "of ... the effect of ...".
    here, there : (Part, Part)
        Baseline and changed under the condition that the claim names, and under the other.
    expected : {1, -1, 0}
        Sign of the relative effect here minus that there.
    counts : bool, default True
        False for conditions and controls.
    """

    what: str
    here: tuple[Part, Part]
    there: tuple[Part, Part]
    expected: int = 1
    counts: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Return the runs that it needs."""
        return *self.here, *self.there

    def finding(self, get: Get, level: float = 0.95) -> Finding:
        """Return what the runs show: the factor here over the factor there, minus 1."""
        here, there = (np.log(get(pair[1]) / get(pair[0])) for pair in (self.here, self.there))
        logs = estimate(here - there, level=level)
        low, mean, high = np.expm1([logs.low, logs.mean, logs.high]).tolist()
        effect = Estimate(mean, low, high, logs.effect_size, logs.share, logs.replicates)
        gains = [f"{np.expm1(gain.mean()):+.0%}" for gain in (here, there)]
        return Finding(
            self.what,
            _SIGNS[self.expected],
            effect,
            "share",
            of_effect(effect, self.expected, "share"),
            self.counts,
            detail=f"effect {gains[0]} here, {gains[1]} there",
        )


@dataclass(frozen=True)
class Score:
    """Does a number from -1 to 1, such as a correlation over a cluster's firms, differ from 0?

    Parameters
    ----------
    what : str
        In words.
    part : Part
        The number; replicates for which it is nan do not count.
    expected : {1, -1, 0}
        Its sign.
    counts : bool, default True
        False for conditions and controls.
    """

    what: str
    part: Part
    expected: int
    counts: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Return the runs that it needs."""
        return (self.part,)

    def finding(self, get: Get, level: float = 0.95) -> Finding:
        """Return what the runs show, with intervals of a level."""
        values = get(self.part)
        effect = estimate(values[np.isfinite(values)], level=level)
        verdict = of_effect(effect, self.expected, "score")
        return Finding(self.what, _SIGNS[self.expected], effect, "score", verdict, self.counts)


@dataclass(frozen=True)
class Trend:
    """One thing is varied step by step: does the outcome rise all the way, or rise and fall?

    Parameters
    ----------
    what : str
        In words.
    of : mapping of value to Part
        The curve's points, in the order in which the claim has them rise.
    expected : {"+", "-", "inverted U"}
        What the claim says of the shape; "-" falls all the way.
    counts : bool, default True
        False for conditions and controls.
    model : str, default "course"
        The published model, where it is one.
    """

    what: str
    of: Mapping[float, Part] = field(hash=False)
    expected: str = "+"
    counts: bool = True
    model: str = "course"

    def parts(self) -> tuple[Part, ...]:
        """Return the runs that it needs."""
        return tuple(self.of.values())

    def finding(self, get: Get, level: float = 0.95) -> Finding:
        """Return what the runs show, with intervals of a level."""
        values = np.stack([get(part) for part in self.of.values()])
        peak, shape = peak_of(values, level=level)
        points = [f"{value:g}: {_number(at)}" for value, at in zip(self.of, values, strict=True)]
        common: dict[str, Any] = {
            "counts": self.counts,
            "model": self.model,
            "detail": ", ".join(points),
        }
        wanted = self.expected == Verdict.INVERTED_U
        if shape == Verdict.HOLDS:
            rise = relative(values[0], values[peak], level=level)
            fall = relative(values[peak], values[-1], level=level)
            found = Verdict.HOLDS if wanted else Verdict.INVERTED_U
            return Finding(self.what, self.expected, rise, "share", found, fall=fall, **common)
        effect = relative(values[0], values[-1], level=level)
        sign = 1 if self.expected == "+" else -1
        verdict = shape if wanted else of_effect(effect, sign, "share")
        return Finding(self.what, self.expected, effect, "share", verdict, **common)


Evidence = Contrast | Interaction | Score | Trend


def _parts(thing: Part | Sum) -> tuple[Part, ...]:
    return thing.of if isinstance(thing, Sum) else (thing,)


def _number(values: Floats) -> str:
    return f"{values.mean():.3g}"
