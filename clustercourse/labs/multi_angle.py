"""Lab 04: what the institutions of a cluster are worth to its firms."""

from __future__ import annotations

import numpy as np

from clustercourse.labs import model_lab, views
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.model_lab import CaseLab, Compared, Event
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clusterlib.learning import CutFlows, Learning
from clusterlib.networks import Structure
from clusterlib.plots.style import OKABE_ITO
from clusterlib.words import gained, number

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80

INSTITUTIONS = ("university", "research_institute", "bridging_institution", "government_agency")


def _no(what: str, short: str, *kinds: str, the: str = "") -> Event:
    return Event(f"no {what}", f"Without {the}{what}", short, missing=kinds)


#: Who is missing, by the value of the control, from all institutions to none.
CASES = {
    "all": Event("all four types", "With all institutions", "all"),
    "no_universities": _no("universities", "no univ.", "university"),
    "no_institutes": _no("research institutes", "no research", "research_institute"),
    "no_bridging": _no("bridging institution", "no bridge", "bridging_institution", the="the "),
    "no_government": _no("government agency", "no gov.", "government_agency", the="the "),
    "teach_only": Event(
        "all, but they only teach", "With institutions that only teach", "teach only",
        more=(CutFlows(sources="core", targets="supporting"),),
    ),
    "none": _no("institution", "none", *INSTITUTIONS, the="any "),
}  # fmt: skip

FOCAL, SMES = views.FIRMS
GREEN = OKABE_ITO["bluish green"]
SERIES = (FOCAL, views.Series("supporting", "institutions", GREEN, views.DASH_DOTTED), SMES)


class MultiAngleLab(CaseLab):
    """Institutions and strength of multi-angle learning -> levels over time and what is lost.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``institutions`` (a key of ``clustercourse.labs.multi_angle.CASES``),
        ``strength`` (0 to 1), ``period`` (0 to 80), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = multi_angle_lab(institutions="none")
    >>> lab.settings
    {'institutions': 'none', 'strength': 0.3, 'period': 80, 'seed': 1}
    """

    title = "Lab 04: institutions"
    along = chooses = "institutions"
    cases, about, form = CASES, INSTITUTIONS, ".1%"
    share = 0.54
    explained = ("institution", *CaseLab.explained)
    examples = (
        {"institutions": "no_universities"},
        {"institutions": "teach_only"},
        {"institutions": "none"},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return who is missing, the strength of multi-angle learning and the period."""
        strength = Learning.declarations()["multi_angle"]
        return {
            "institutions": choice(
                CASES, "no_universities", "institutions",
                "which institutions the cluster has; those missing are missing from the start",
            ),
            "strength": slider(strength, label="multi-angle learning", high=1, step=0.05),
            "period": period_slider(PERIODS),
        }  # fmt: skip

    def run(self, settings: Settings) -> Run:
        """Run clusters of one seed, so that less is chance."""
        learning = Learning(multi_angle=settings["strength"])
        events = CASES[settings["institutions"]].interventions
        return run_of(
            self.own or Structure(), learning, events, seed=settings["seed"], periods=PERIODS
        )

    def note(self, now: Compared) -> float:
        """Return the change of the SMEs' level."""
        return now.change

    def lay_out(self) -> dict[str, views.View]:
        """Return the map, the curves and what each case has cost."""
        ticks = {case.short: place for place, case in enumerate(CASES.values())}
        who = views.axis("who is missing", -0.6, 6.6, ticks, "")
        lost = views.axis("SMEs: change", -0.5, 0.12, (-0.4, -0.2, 0), ".0%")
        title = f"against all institutions, period {PERIODS}"
        return {
            "map": model_lab.knowledge_map(tall=35, own=self.own),
            "curves": model_lab.over_time(
                PERIODS, self.high(0.8), series=SERIES, tall=15, own=self.own
            ),
            "tried": views.tried(title, who, lost, "+.1%", tall=18),
        }

    def remark(self, now: Compared) -> str:
        """Say in how many clusters, what focal firms lose, and what is drawn."""
        if self.is_usual(now):
            shown = f"Map: one of {CLUSTERS} {self.drawn} in period {now.period}."
            return f"The other cases are compared with this one. {shown}"
        focal, all_focal = now.levels("focal_firm")
        change = f"; focal firms {gained(focal / all_focal - 1, self.form)}" * self.has_focal
        levels = (run.history.level("sme")[-1] for run in (now.run, now.usual))
        losers = int(np.less(*levels).sum())
        lost = f"SMEs lose in {losers} of {CLUSTERS} {self.drawn}{change}."
        return f"{lost} Map: one of them in period {now.period}."

    def describe(self, now: Compared) -> str:
        """Say what the map and the curves show."""
        return (
            "The map is coloured by performance; institutions that are missing are grey. "
            f"Performance at the end: {now.ends(SERIES)}."
        )


#: What notebooks call.
multi_angle_lab = MultiAngleLab


@MultiAngleLab.settles(
    "multi_angle.lab",
    {"institutions": "teach_only", "strength": 0.3},
    {"institutions": "none", "strength": 0.3},
)
def _left(teach: Compared, none: Compared) -> tuple[str, str]:
    """Return what is left of the institutions' worth when they only teach."""
    changes = [number(seen.change, "+.1%") for seen in (teach, none)]
    told = f"SMEs here: {changes[0]} if they only teach, {changes[1]} without any."
    return model_lab.worth_left(teach, none, "nearly nothing"), told
