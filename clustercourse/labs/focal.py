"""Lab 07: focal firms as gatekeepers: what they understand, what they hold, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from clustercourse.labs.base import Verdict
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.inflow import SOURCES, inflow_of
from clustercourse.labs.model_lab import ModelLab, Seen, over_time
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clustercourse.labs.views import FIRMS, Data, View, axis, numbers
from clustercourse.labs.words import listed, number
from clusterlib.learning import CutFlows, CutPipelines, Intervention, Learning, RemoveActors
from clusterlib.networks import Structure

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80
#: Smaller than this a change is as if nothing happened.
NOTHING = 0.005


@dataclass(frozen=True)
class Case:
    """What happens, in the words of the control and of the title."""

    option: str
    words: str
    interventions: tuple[Intervention, ...] = ()
    buzz: float = 1.0


#: The cases by the value of the control.
CASES = {
    "as_they_are": Case("focal firms as they are", "With focal firms as they are"),
    "cut": Case(
        "their pipelines are cut",
        "Without focal firms' pipelines",
        (CutPipelines(owners="focal_firm"),),
    ),
    "silent": Case(
        "they tell nobody",
        "With focal firms that tell nobody",
        (CutFlows(sources="focal_firm", targets=("core", "supporting")),),
    ),
    "gone": Case("they leave", "Without focal firms", (RemoveActors("focal_firm"),)),
    "poor_buzz": Case("nobody talks much: buzz 0.25", "In poor buzz (0.25)", buzz=0.25),
}


@dataclass(frozen=True)
class Gated(Seen):
    """Clusters whose focal firms understand so much and hold so much, looked at in one period."""

    usual: Run

    @property
    def case(self) -> Case:
        """What happens."""
        return CASES[self.what_if]

    @property
    def smes(self) -> float:
        """Mean performance of the SMEs at the end."""
        return self.level("sme")

    @property
    def change(self) -> float:
        """What happens changes the SMEs' level by this share."""
        return self.smes / float(self.usual.level_of("sme")[-1]) - 1

    @cached_property
    def inflow(self) -> tuple[dict[str, float], dict[str, float]]:
        """What a focal firm and an SME learn in a period, by source."""
        focal, sme = (inflow_of(self.run.history, one.name) for one in FIRMS)
        return focal, sme

    @cached_property
    def share(self) -> float:
        """Focal firms' share of what firms get through pipelines; nan if nothing comes in."""
        history = self.run.history
        came = history.flow.sum(axis=0) * (history.dimension == "pipeline")
        focal = history.members("focal_firm")[history.target]
        return float(came[focal].sum() / came.sum()) if came.sum() else np.nan

    def has_tie(self, kinds: set[str], dimension: str) -> bool:
        """Return whether a tie is there: focal firms lose pipelines, or all when they leave."""
        cut = self.what_if == "gone" or (self.what_if == "cut" and dimension == "pipeline")
        return not (cut and "focal_firm" in kinds)

    @property
    def marked_kinds(self) -> tuple[str, ...]:
        """The focal firms, unless they left."""
        return () if self.what_if == "gone" else ("focal_firm",)


def _worth(silent: Gated, gone: Gated) -> tuple[str, str]:
    """Return what is left of focal firms' worth to SMEs when they tell nobody."""
    share = 1 - silent.change / gone.change
    options = ("nothing", "about half", "nearly all of it")
    answer = options[(share > 0.25) + (share > 0.75)]
    changes = [number(seen.change, "+.0%") for seen in (silent, gone)]
    return answer, f"SMEs here: {changes[0]} if they tell nobody, {changes[1]} if they leave."


class FocalLab(ModelLab[Gated]):
    """Reach of focal firms, their share of pipelines and a what-if -> levels and what comes in.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``what_if`` (a key of ``clustercourse.labs.focal.CASES``), ``reach`` (0.1
        to 1), ``gate`` (0 to 1), ``period`` (0 to 80), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = focal_lab(what_if="cut")
    >>> lab.settings
    {'what_if': 'cut', 'reach': 0.6, 'gate': 0.8, 'period': 80, 'seed': 1}
    """

    title = "Lab 07: focal firms"
    along = "gate"
    explained = ("reach", *ModelLab.explained)
    examples = (
        {"what_if": "as_they_are"},
        {"what_if": "cut"},
        {"reach": 0.2, "gate": 1.0},
    )
    verdicts: ClassVar = {
        "focal.lab": Verdict(
            [
                {"what_if": "silent", "reach": 0.6, "gate": 0.8},
                {"what_if": "gone", "reach": 0.6, "gate": 0.8},
            ],
            _worth,
        )
    }

    def make_controls(self) -> dict[str, Control]:
        """Return the what-if, the reach of focal firms, their share of pipelines and the period."""
        reach = Learning.declarations()["reach_focal"]
        return {
            "what_if": choice(
                {case.option: name for name, case in CASES.items()},
                "as_they_are",
                "what if",
                "what happens to the focal firms, from the start",
            ),
            "reach": slider(reach, label="reach of focal firms", low=0.1, high=1, step=0.1),
            "gate": slider(Structure.declarations()["gate"], label="gate", step=0.1),
            "period": period_slider(PERIODS),
        }

    def run(self, settings: Settings) -> Run:
        """Run clusters of one seed, so that less is chance."""
        case = CASES[settings["what_if"]]
        learning = Learning(reach_focal=settings["reach"], buzz=case.buzz)
        return run_of(
            Structure(gate=settings["gate"]), learning, case.interventions,
            seed=settings["seed"], periods=PERIODS,
        )  # fmt: skip

    def compute(self, settings: Settings) -> Gated:
        """Run the model as it is and with the what-if."""
        usual = self.run({**settings, "what_if": "as_they_are"})
        return Gated(settings, self.run(settings), usual)

    def note(self, now: Gated) -> float:
        """Return the level that SMEs reach."""
        return now.smes

    def lay_out(self) -> dict[str, View]:
        """Return the map, the curves, what comes in and the points tried."""
        shares = (0, 0.2, 0.4, 0.6, 0.8, 1)
        gate = axis("gate: focal firms' share of pipelines", -0.04, 1.04, shares, ".1f")
        level = axis("performance (0 to 1)", 0, 0.55, (0, 0.2, 0.4), ".1f")
        parts = [
            {"label": source, "colour": colour, "dark": source == "pipelines"}
            for source, (_, colour) in SOURCES.items()
        ]
        bars = {
            "title": "learned in a period, by source", "rows": ["focal firm", "SME"],
            "parts": parts, "high": 0.18,
        }  # fmt: skip
        return {
            "map": self.knowledge_map(tall=35),
            "inflow": View("bars", "what comes in", bars, _inflow, side=True, tall=8),
            "curves": over_time(PERIODS, 0.8, tall=12),
            "tried": self.tried(gate, level, f"SMEs in period {PERIODS}", ".2f", tall=14),
        }

    def finding(self, now: Gated) -> str:
        """Say what happens to SMEs."""
        words, smes = now.case.words, number(now.smes, ".2f")
        if now.what_if == "as_they_are":
            focal = number(now.level("focal_firm"), ".2f")
            return f"{words}, SMEs reach {smes} and focal firms {focal}"
        if abs(now.change) < NOTHING:
            return f"{words}, SMEs reach {smes}, the same as if nothing happens"
        usual = number(float(now.usual.level_of("sme")[-1]), ".2f")
        change = f"{'gain' if now.change > 0 else 'lose'} {number(abs(now.change), '.0%')}"
        instead = "" if smes == usual else f", not {usual}"
        return f"{words}, SMEs {change}: they reach {smes}{instead}"

    def remark(self, now: Gated) -> str:
        """Say what comes in through focal firms, and what is drawn."""
        through = "No" if np.isnan(now.share) else f"{number(now.share, '.0%')} of"
        return (
            f"{through} outside knowledge comes in through focal firms. "
            f"Map: one of {CLUSTERS} clusters in period {now.period}."
        )

    def describe(self, now: Gated) -> str:
        """Say what the map, the bars and the curves show."""
        focal, sme = (
            "none" if any(np.isnan(v) for v in parts.values()) else listed(parts, ".3f")
            for parts in now.inflow
        )
        return (
            "The map is coloured by performance; who left is grey. Performance at the end: "
            f"{now.ends()}. In a period a focal firm learns: {focal}. An SME learns: {sme}. SMEs' "
            f"reach is {Learning().reach_sme:g}."
        )


def _inflow(now: Gated) -> Data:
    sums = [sum(parts.values()) for parts in now.inflow]
    texts = ["none" if np.isnan(whole) or not whole else f"{whole:.3f}" for whole in sums]
    return {"rows": [numbers(list(parts.values())) for parts in now.inflow], "texts": texts}


#: What notebooks call.
focal_lab = FocalLab
