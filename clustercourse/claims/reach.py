"""How far a verdict reaches: in what share of worlds a claim holds, and what decides it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest, ks_2samp

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Evidence, Finding
from clustercourse.claims.ledger import LEDGER, chosen
from clustercourse.claims.testing import Runs, moved_to
from clustercourse.claims.verdicts import Verdict
from clustercourse.claims.worlds import PARAMETERS, draw_worlds, in_world, set_by
from clusterlib.arrays import Floats
from clusterlib.checks import whole_problems
from clusterlib.experiments import Setting
from clusterlib.experiments.describing import describe
from clusterlib.parameters import ParameterError

#: Worlds of a full run and of a quick one, and clusters drawn in each.
FULL, QUICK, REPLICATES = 200, 25, 8
#: Fewer worlds on one side cannot say what decides.
_LEAST = 8
#: Chance of one false answer among all that are asked at once (Bonferroni).
_ERROR = 0.05


class InWorld(StrEnum):
    """What an experiment says of its claim in one world."""

    HOLDS = "holds"
    PEAK = "rises, then falls"
    SMALL = "no effect worth the name"
    UNDECIDED = "undecided"
    REVERSED = "reversed"


@dataclass(frozen=True)
class Share:
    """A share of the worlds with its interval, each from 0 to 1."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Decider:
    """A parameter that parts the worlds in which a claim holds from the others.

    Attributes
    ----------
    name : str
        The parameter.
    below : bool
        Whether the claim holds rather below the border than above.
    border : float
        Where the two kinds of worlds are parted best.
    here, there : float
        Share of worlds that hold on that side of the border, and on the other.
    p : float
        Of the test of Kolmogorov and Smirnov, times all parameters and claims (Bonferroni).
    """

    name: str
    below: bool
    border: float
    here: float
    there: float
    p: float


@dataclass(frozen=True)
class Reach:
    """What one experiment says in many worlds.

    Attributes
    ----------
    worlds : pandas.DataFrame
        The worlds, a row each; as from :func:`clustercourse.claims.worlds.draw_worlds`.
    effects : array, shape (worlds,)
        The effect in each world; nan where it cannot be measured.
    outcomes : tuple of InWorld, length (worlds,)
        What follows from its interval.
    free : tuple of str
        Parameters that the experiment does not set itself.
    questions : int
        How many claims are asked at once; intervals and tests are adjusted for all of them.
    """

    worlds: pd.DataFrame
    effects: Floats
    outcomes: tuple[InWorld, ...]
    free: tuple[str, ...]
    questions: int = 1

    def share(self, outcome: InWorld = InWorld.HOLDS) -> Share:
        """Return the share of worlds with an outcome, with Wilson's interval."""
        count = self.outcomes.count(outcome)
        level = 1 - _ERROR / self.questions
        ends = binomtest(count, len(self.outcomes)).proportion_ci(level, method="wilson")
        return Share(count / len(self.outcomes), float(ends.low), float(ends.high))

    def deciders(self) -> list[Decider]:
        """Return the two parameters that decide most whether the claim holds, if any do."""
        return [decider for decider in self.ranked()[:2] if decider.p < _ERROR]

    def ranked(self) -> list[Decider]:
        """Return all free parameters, the one that decides most whether the claim holds first.

        Regional sensitivity analysis after Hornberger and Spear (1981): the worlds in which it
        holds against the others, a test of Kolmogorov and Smirnov for each free parameter.
        """
        holds = np.array([outcome == InWorld.HOLDS for outcome in self.outcomes])
        if not _LEAST <= holds.sum() <= holds.size - _LEAST:
            return []
        found = []
        for name in self.free:
            values = self.worlds[name].to_numpy(dtype=float)
            test = ks_2samp(values[holds], values[~holds])
            p = float(test.pvalue) * len(self.free) * self.questions
            below, border = test.statistic_sign > 0, float(test.statistic_location)
            side = values <= border if below else values > border
            here, there = float(holds[side].mean()), float(holds[~side].mean())
            found.append(Decider(name, bool(below), border, here, there, p))
        return sorted(found, key=lambda each: each.p)


def main_experiment(claim: Claim) -> Evidence | None:
    """Return the first experiment on the course model that counts, if there is any."""
    for experiment in claim.evidence:
        if experiment.counts and all(isinstance(part.of, Setting) for part in experiment.parts()):
            return experiment
    return None


def run_reach(
    numbers: Iterable[int] | None = None,
    *,
    worlds: int = FULL,
    replicates: int = REPLICATES,
    seed: int = 2012,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
) -> dict[int, Reach]:
    """Run the main experiments of claims in many worlds.

    Parameters
    ----------
    numbers : iterable of int, optional
        Which of the ledger; left out, all that have an experiment on the course model.
    worlds, replicates : int
        How many worlds, and how many clusters are drawn in each; at least 2 of both.
    seed : int, default 2012
        Of the worlds and of the clusters. Replicate k is paired within each experiment.
    executor, results, progress
        As in :func:`clustercourse.claims.run_claims`.

    Returns
    -------
    dict of int to Reach
        By the claim's number.

    Raises
    ------
    ParameterError
        If something cannot be used.
    """
    mains = {claim.number: main_experiment(claim) for claim in chosen(numbers)}
    return reach_of(
        {number: main for number, main in mains.items() if main is not None},
        worlds=worlds,
        replicates=replicates,
        seed=seed,
        executor=executor,
        results=results,
        progress=progress,
    )


def reach_of(
    experiments: Mapping[int, Evidence],
    *,
    worlds: int,
    replicates: int,
    seed: int = 2012,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
) -> dict[int, Reach]:
    """Run any experiments in many worlds; see :func:`run_reach`."""
    ParameterError.raise_any(whole_problems(2, worlds=worlds, replicates=replicates), "the worlds")
    drawn = draw_worlds(worlds, seed=seed)
    moved = [
        {number: in_world(experiment, world) for number, experiment in experiments.items()}
        for world in drawn.to_dict(orient="records")
    ]
    runs = Runs(part for each in moved for parts in each.values() for part in parts.values())
    get = runs.run(
        replicates=replicates,
        rng=seed,
        executor=executor,
        results=results,
        progress=progress,
        about="reach",
        describe_as=lambda: describe([[*experiments.values()], worlds, seed]),
    )
    found = {}
    for number, experiment in experiments.items():
        findings = [experiment.finding(moved_to(each[number], get)) for each in moved]
        own = set_by(experiment)
        found[number] = Reach(
            drawn,
            np.array([finding.effect.mean for finding in findings]),
            tuple(_outcome(finding) for finding in findings),
            tuple(name for name in PARAMETERS if name not in own),
            len(experiments),
        )
    return found


def _outcome(finding: Finding) -> InWorld:
    """Return what a finding says of the claim."""
    if finding.verdict == Verdict.HOLDS:
        return InWorld.HOLDS
    if finding.verdict == Verdict.INVERTED_U:
        return InWorld.PEAK
    if finding.verdict == Verdict.NOT_SIGNIFICANT or not np.isfinite(finding.effect.mean):
        return InWorld.UNDECIDED
    against = {"+": -1, "-": 1}.get(finding.expected)
    return InWorld.REVERSED if finding.effect.sign == against else InWorld.SMALL


# ---- the results that come with the course


def to_json(found: Mapping[int, Reach], *, replicates: int, seed: int) -> str:
    """Return results as text, to be read by :func:`from_json`."""
    codes = {outcome: str(place) for place, outcome in enumerate(InWorld)}
    first = next(iter(found.values()))
    about = {"worlds": len(first.worlds), "replicates": replicates, "seed": seed}
    claims = {
        str(number): {
            "outcomes": "".join(codes[outcome] for outcome in reach.outcomes),
            "effects": [None if np.isnan(effect) else effect for effect in reach.effects.tolist()],
        }
        for number, reach in found.items()
    }
    return json.dumps({**about, "claims": claims}, separators=(",", ":")) + "\n"


def from_json(text: str) -> dict[int, Reach]:
    """Return the results in a text of :func:`to_json`."""
    kept = json.loads(text)
    drawn = draw_worlds(kept["worlds"], seed=kept["seed"])
    outcomes = list(InWorld)
    found = {}
    for number, claim in kept["claims"].items():
        main = main_experiment(LEDGER[int(number)])
        own = set_by(main) if main else set()
        found[int(number)] = Reach(
            drawn,
            np.array(claim["effects"], dtype=np.float64),
            tuple(outcomes[int(code)] for code in claim["outcomes"]),
            tuple(name for name in PARAMETERS if name not in own),
            len(kept["claims"]),
        )
    return found


@cache
def load_reach() -> dict[int, Reach]:
    """Return the full run that comes with the course (``clusterlib reach`` makes it anew)."""
    return from_json(files("clustercourse.claims").joinpath("reach.json").read_text("utf-8"))


def reach_table(found: Mapping[int, Reach]) -> str:
    """Return how far each claim reaches as text, a line for each."""
    lines = [f"{'':>2}  {'holds in':<15}claim"]
    for number, reach in found.items():
        text = f"{number:>2}  {_percent(reach.share()):<15}{LEDGER[number].title}"
        for decider in reach.deciders():
            side = "up to" if decider.below else "above"
            text += (
                f"\n{'':19}{decider.here:.0%} where {decider.name} is {side} "
                f"{decider.border:.3g}, {decider.there:.0%} elsewhere"
            )
        lines.append(text)
    first = next(iter(found.values()))
    lines += [
        "",
        f"{len(found)} claims, {len(first.worlds)} worlds. In brackets an interval that holds for "
        "all claims at once with 95%.",
        "The worlds fill the plausible ranges of the parameters evenly: a share of them is no "
        "probability.",
    ]
    return "\n".join(lines)


def in_words(reach: Reach, *, at_defaults: bool) -> str:
    """Say in half a line how far a claim reaches.

    Parameters
    ----------
    reach : Reach
        Of its main experiment.
    at_defaults : bool
        Whether that experiment holds at the defaults of the parameters.
    """
    share = reach.share()
    if share.low > 0.9:
        text = "holds in nearly all worlds"
    elif share.mean >= 2 / 3:
        text = "holds in most worlds"
    elif share.mean > 1 / 3:
        text = "holds in some worlds"
    elif at_defaults:
        text = "an accident of the defaults"
    else:
        text = "holds in few worlds" if share.high > 0.1 else "holds in hardly any world"
    for decider in reach.deciders()[:1]:
        side = "up to" if decider.below else "above"
        text += f", rather where {decider.name} is {side} {decider.border:.3g}"
    text += f" ({_percent(share)}"
    usual = max(InWorld, key=reach.outcomes.count)
    if usual != InWorld.HOLDS:
        text += f"; {usual} in {reach.share(usual).mean:.0%}"
    return f"{text})"


def _percent(share: Share) -> str:
    return f"{share.mean:.0%} [{100 * share.low:.0f}, {100 * share.high:.0f}]"
