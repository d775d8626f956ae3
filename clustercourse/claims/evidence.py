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
class Mean:
    """The mean of several parts in each replicate."""

    of: tuple[Part, ...]


#: Gives the values of a part or of a mean of parts, shape (replicates,).
Get = Callable[[Part | Mean], Floats]


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


_SIGNS = {1: "+", -1: "-", 0: "0"}


@dataclass(frozen=True)
class Contrast:
    """One thing is changed: does the outcome move as expected?

    Parameters
    ----------
    what : str
        The change in words, such as "without horizontal learning".
    baseline, changed : Part or Mean
        Before and after.
    expected : {1, -1, 0}
        Sign of changed minus baseline.
    counts : bool, default True
        False for conditions and controls.
    model : str, default "course"
        The published model, where it is one.
    """

    what: str
    baseline: Part | Mean
    changed: Part | Mean
    expected: int
    counts: bool = True
    model: str = "course"

    def parts(self) -> tuple[Part, ...]:
        """Return the runs that it needs."""
        return *_parts(self.baseline), *_parts(self.changed)

    def finding(self, get: Get) -> Finding:
        """Return what the runs show."""
        before, after = get(self.baseline), get(self.changed)
        effect = relative(before, after)
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

    def finding(self, get: Get) -> Finding:
        """Return what the runs show: the factor here over the factor there, minus 1."""
        here, there = (np.log(get(pair[1]) / get(pair[0])) for pair in (self.here, self.there))
        logs = estimate(here - there)
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

    def finding(self, get: Get) -> Finding:
        """Return what the runs show."""
        values = get(self.part)
        effect = estimate(values[np.isfinite(values)])
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

    def finding(self, get: Get) -> Finding:
        """Return what the runs show."""
        values = np.stack([get(part) for part in self.of.values()])
        peak = peak_of(values)
        points = [f"{value:g}: {_number(at)}" for value, at in zip(self.of, values, strict=True)]
        common: dict[str, Any] = {
            "counts": self.counts,
            "model": self.model,
            "detail": ", ".join(points),
        }
        if peak is not None:
            rise, fall = relative(values[0], values[peak]), relative(values[peak], values[-1])
            holds = self.expected == Verdict.INVERTED_U
            verdict = Verdict.HOLDS if holds else Verdict.INVERTED_U
            return Finding(self.what, self.expected, rise, "share", verdict, fall=fall, **common)
        effect = relative(values[0], values[-1])
        if self.expected == Verdict.INVERTED_U:
            verdict = Verdict.FAILS if effect.sign else Verdict.NOT_SIGNIFICANT
        else:
            verdict = of_effect(effect, 1 if self.expected == "+" else -1, "share")
        return Finding(self.what, self.expected, effect, "share", verdict, **common)


Evidence = Contrast | Interaction | Score | Trend


def _parts(thing: Part | Mean) -> tuple[Part, ...]:
    return thing.of if isinstance(thing, Mean) else (thing,)


def _number(values: Floats) -> str:
    return f"{values.mean():.3g}"
