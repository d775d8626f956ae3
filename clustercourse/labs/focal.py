"""Lab 07: focal firms as gatekeepers: what they understand, what they hold, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from clustercourse.labs import model_lab, views
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.model_lab import CaseLab, Compared, Event
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clusterlib.learning import CHANNELS, CutFlows, CutPipelines, Learning
from clusterlib.networks import Structure
from clusterlib.plots.style import OKABE_ITO
from clusterlib.words import listed, number

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80
#: Smaller than this a change is as if nothing happened.
NOTHING = 0.005

#: Where knowledge comes from, with its channels and its colour: dark, middle, light, so that the
#: parts can be told apart in grey too. They always stand in this order.
SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    "pipelines": (("pipeline",), OKABE_ITO["vermillion"]),
    "partners in the cluster": (("horizontal", "vertical", "multi_angle"), OKABE_ITO["sky blue"]),
    "own R&D": (("own_rd",), OKABE_ITO["yellow"]),
}

FOCAL = ("focal_firm",)
#: What happens, by the value of the control.
CASES = {
    "as_they_are": Event("focal firms as they are", "With focal firms as they are"),
    "cut": Event(
        "their pipelines are cut", "Without focal firms' pipelines",
        cut=FOCAL, more=(CutPipelines(owners="focal_firm"),),
    ),
    "silent": Event(
        "they tell nobody", "With focal firms that tell nobody",
        more=(CutFlows(sources="focal_firm", targets=("core", "supporting")),),
    ),
    "gone": Event("they leave", "Without focal firms", missing=FOCAL),
    "poor_buzz": Event("nobody talks much: buzz 0.25", "In poor buzz (0.25)", buzz=0.25),
}  # fmt: skip


@dataclass(frozen=True)
class Gated(Compared):
    """Clusters whose focal firms understand so much and hold so much, looked at in one period."""

    @property
    def smes(self) -> float:
        """Mean performance of the SMEs at the end."""
        return self.level("sme")

    @cached_property
    def inflow(self) -> tuple[dict[str, float], dict[str, float]]:
        """What a focal firm and an SME learn in a period, by source."""
        focal, sme = (inflow_of(self.run, one.name) for one in views.FIRMS)
        return focal, sme

    @cached_property
    def share(self) -> float:
        """Focal firms' share of what firms get through pipelines; nan if nothing comes in."""
        history = self.run.history
        came = history.flow.sum(axis=0) * (history.dimension == "pipeline")
        focal = history.members("focal_firm")[history.target]
        return float(came[focal].sum() / came.sum()) if came.sum() else np.nan


def inflow_of(run: Run, kind: str) -> dict[str, float]:
    """Return what an actor of a kind learns in a period by source, as a mean over a run.

    It is nan where nobody of the kind is left.

    Examples
    --------
    >>> inflow = inflow_of(run_of(Structure(), Learning(), seed=1), "focal_firm")
    >>> inflow["pipelines"] > inflow["own R&D"]
    True
    """
    learned = run.gain_of(kind).sum(axis=0) / run.history.period[-1]
    by_channel = dict(zip(CHANNELS, learned.tolist(), strict=True))
    return {of: sum(by_channel[name] for name in names) for of, (names, _) in SOURCES.items()}


class FocalLab(CaseLab):
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
    chooses, cases, about, form = "what_if", CASES, FOCAL, ".0%"
    shown: ClassVar = Gated
    given = frozenset({"gate"})
    explained = ("reach", *CaseLab.explained)
    examples = ({"what_if": "as_they_are"}, {"what_if": "cut"}, {"reach": 0.2, "gate": 1.0})

    def make_controls(self) -> dict[str, Control]:
        """Return the what-if, the reach of focal firms, their share of pipelines and the period."""
        reach, gate = Learning.declarations()["reach_focal"], Structure.declarations()["gate"]
        what = "what happens to the focal firms, from the start"
        self.along = "gate" if self.own is None else "reach"
        return {
            "what_if": choice(CASES, "as_they_are", "what if", what),
            "reach": slider(reach, label="reach of focal firms", low=0.1, high=1, step=0.1),
            "gate": slider(gate, label="gate", step=0.1),
            "period": period_slider(PERIODS),
        }

    @property
    def _axis(self) -> views.Data:
        """The axis along which the points tried stand; the gate of one's own cluster is given."""
        if self.own is None:
            words = "gate: focal firms' share of pipelines"
            return views.axis(words, -0.04, 1.04, views.SHARES, ".1f")
        return views.axis("reach of focal firms", 0.06, 1.04, views.SHARES[1:], ".1f")

    def run(self, settings: Settings) -> Run:
        """Run clusters of one seed, so that less is chance."""
        structure = self.own or Structure(gate=settings["gate"])
        case = CASES[settings["what_if"]]
        learning = Learning(reach_focal=settings["reach"], buzz=case.buzz)
        events, seed = case.interventions, settings["seed"]
        return run_of(structure, learning, events, seed=seed, periods=PERIODS)

    def note(self, now: Gated) -> float:
        """Return the level that SMEs reach."""
        return now.smes

    def lay_out(self) -> dict[str, views.View]:
        """Return the map, the curves, what comes in and the points tried."""
        level = views.axis("performance (0 to 1)", 0, 0.55, (0, 0.2, 0.4), ".1f")
        parts = [
            {"label": source, "colour": colour, "dark": source == "pipelines"}
            for source, (_, colour) in SOURCES.items()
        ]
        bars = {
            "title": "learned in a period, by source", "parts": parts, "high": 0.18,
            "rows": ["focal firm", "SME"][not self.has_focal :],
        }  # fmt: skip
        return {
            "map": model_lab.knowledge_map(tall=35, own=self.own),
            "inflow": views.View("bars", "what comes in", bars, self._inflow, side=True, tall=8),
            "curves": model_lab.over_time(PERIODS, self.high(0.8), tall=12, own=self.own),
            "tried": views.tried(f"SMEs in period {PERIODS}", self._axis, level, ".2f", tall=14),
        }

    def _inflow(self, now: Gated) -> views.Data:
        inflow = now.inflow[not self.has_focal :]
        sums = [sum(parts.values()) for parts in inflow]
        texts = ["none" if np.isnan(whole) or not whole else f"{whole:.3f}" for whole in sums]
        return {"rows": [views.numbers(list(parts.values())) for parts in inflow], "texts": texts}

    def finding(self, now: Compared) -> str:
        """Say what happens to SMEs."""
        if not self.has_focal and not now.case.buzz < 1:
            return (
                f"Your cluster names no focal firm: SMEs get to {number(now.level('sme'), '.2f')}"
            )
        if self.is_usual(now) or abs(now.change) >= NOTHING:
            return super().finding(now)
        smes = number(now.level("sme"), ".2f")
        return f"{now.case.words}, SMEs get to {smes}, the same as if nothing happens"

    def remark(self, now: Gated) -> str:
        """Say what comes in through focal firms, and what is drawn."""
        shown = f"Map: one of {CLUSTERS} {self.drawn} in period {now.period}."
        if not self.has_focal:
            return f"What happens to focal firms changes nothing here. {shown}"
        through = "No" if np.isnan(now.share) else f"{number(now.share, '.0%')} of"
        return f"{through} outside knowledge comes in through focal firms. {shown}"

    def describe(self, now: Gated) -> str:
        """Say what the map, the bars and the curves show."""
        focal, sme = (
            "none" if any(np.isnan(v) for v in parts.values()) else listed(parts, ".3f")
            for parts in now.inflow
        )
        focal = f"a focal firm learns: {focal}. An" if self.has_focal else "an"
        return (
            "The map is coloured by performance; who left is grey. Performance at the end: "
            f"{now.ends()}. In a period {focal} SME learns: {sme}. SMEs' "
            f"reach is {Learning().reach_sme:g}."
        )


#: What notebooks call.
focal_lab = FocalLab

_USUAL = {"reach": 0.6, "gate": 0.8}


@FocalLab.settles("focal.lab", {"what_if": "silent", **_USUAL}, {"what_if": "gone", **_USUAL})
def _worth(silent: Compared, gone: Compared) -> tuple[str, str]:
    """Return what is left of focal firms' worth to SMEs when they tell nobody."""
    changes = [number(seen.change, "+.0%") for seen in (silent, gone)]
    told = f"SMEs here: {changes[0]} if they tell nobody, {changes[1]} if they leave."
    return model_lab.worth_left(silent, gone, "nothing"), told
