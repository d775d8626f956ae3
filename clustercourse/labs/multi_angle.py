"""Lab 04: what the institutions of a cluster are worth to its firms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from clustercourse.labs.base import Verdict
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.model_lab import ModelLab, Seen, over_time
from clustercourse.labs.runs import CLUSTERS, Run, run_of
from clustercourse.labs.views import FIRMS, Series, View, axis
from clustercourse.labs.words import number
from clusterlib.learning import CutFlows, Intervention, Learning, RemoveActors
from clusterlib.networks import Structure
from clusterlib.plots.style import OKABE_ITO

#: Periods in a run; by then levels hardly change any more.
PERIODS = 80


@dataclass(frozen=True)
class Case:
    """Who is missing, in the words of the control, of the title and of an axis."""

    option: str
    words: str
    short: str
    interventions: tuple[Intervention, ...] = ()
    missing: tuple[str, ...] = ()


def _without(option: str, words: str, short: str, *kinds: str) -> Case:
    return Case(option, words, short, (RemoveActors(kinds),), kinds)


INSTITUTIONS = ("university", "research_institute", "bridging_institution", "government_agency")

#: The cases by the value of the control, from all institutions to none.
CASES = {
    "all": Case("all four types", "With all institutions", "all"),
    "no_universities": _without(
        "no universities", "Without universities", "no univ.", "university"
    ),
    "no_institutes": _without(
        "no research institutes", "Without research institutes", "no research", "research_institute"
    ),
    "no_bridging": _without(
        "no bridging institution",
        "Without the bridging institution",
        "no bridge",
        "bridging_institution",
    ),
    "no_government": _without(
        "no government agency", "Without the government agency", "no gov.", "government_agency"
    ),
    "teach_only": Case(
        "all, but they only teach",
        "With institutions that only teach",
        "teach only",
        (CutFlows(sources="core", targets="supporting"),),
    ),
    "none": _without("no institution", "Without any institution", "none", *INSTITUTIONS),
}

SERIES = (
    FIRMS[0],
    Series("supporting", "institutions", OKABE_ITO["bluish green"], "-."),
    FIRMS[1],
)


@dataclass(frozen=True)
class Supported(Seen):
    """Clusters with some institutions, looked at in one period, and the same with all of them."""

    complete: Run

    @property
    def case(self) -> Case:
        """Who is missing."""
        return CASES[self.institutions]

    def levels(self, of: str = "sme") -> tuple[float, float]:
        """Return a group's mean performance at the end, now and with all institutions."""
        return self.level(of), float(self.complete.level_of(of)[-1])

    @property
    def change(self) -> float:
        """What is missing changes the SMEs' level by this share."""
        now, complete = self.levels()
        return now / complete - 1

    @property
    def losers(self) -> int:
        """In how many of the clusters the SMEs lose."""
        now, complete = (run.history.level("sme")[-1] for run in (self.run, self.complete))
        return int((now < complete).sum())

    def has_tie(self, kinds: set[str], dimension: str) -> bool:
        """Return whether a tie is there: those who are missing have none."""
        return kinds.isdisjoint(self.case.missing)

    @property
    def marked_kinds(self) -> set[str]:
        """The institutions that are there."""
        return set(INSTITUTIONS).difference(self.case.missing)


def _lose(change: float) -> str:
    """Return a change of a level in words.

    Examples
    --------
    >>> _lose(-0.1634), _lose(0.006), _lose(-0.0004)
    ('lose 16.3%', 'gain 0.6%', 'lose 0.0%')
    """
    return f"{'gain' if change > 0 else 'lose'} {number(abs(change), '.1%')}"


def _left(teach: Supported, none: Supported) -> tuple[str, str]:
    """Return what is left of the institutions' worth when they only teach."""
    share = 1 - teach.change / none.change
    options = ("nearly nothing", "about half", "nearly all of it")
    answer = options[(share > 0.25) + (share > 0.75)]
    changes = [number(seen.change, "+.1%") for seen in (teach, none)]
    return answer, f"SMEs here: {changes[0]} if they only teach, {changes[1]} without any."


class MultiAngleLab(ModelLab[Supported]):
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
    along = "institutions"
    share = 0.54
    explained = ("institution", *ModelLab.explained)
    examples = (
        {"institutions": "no_universities"},
        {"institutions": "teach_only"},
        {"institutions": "none"},
    )
    verdicts: ClassVar = {
        "multi_angle.lab": Verdict(
            [
                {"institutions": "teach_only", "strength": 0.3},
                {"institutions": "none", "strength": 0.3},
            ],
            _left,
        )
    }

    def make_controls(self) -> dict[str, Control]:
        """Return who is missing, the strength of multi-angle learning and the period."""
        strength = Learning.declarations()["multi_angle"]
        return {
            "institutions": choice(
                {case.option: name for name, case in CASES.items()},
                "no_universities",
                "institutions",
                "which institutions the cluster has; those missing are missing from the start",
            ),
            "strength": slider(strength, label="multi-angle learning", high=1, step=0.05),
            "period": period_slider(PERIODS),
        }

    def run(self, settings: Settings) -> Run:
        """Run clusters of one seed, so that less is chance."""
        learning = Learning(multi_angle=settings["strength"])
        events = CASES[settings["institutions"]].interventions
        return run_of(Structure(), learning, events, seed=settings["seed"], periods=PERIODS)

    def compute(self, settings: Settings) -> Supported:
        """Run the model with some institutions and with all."""
        complete = self.run({**settings, "institutions": "all"})
        return Supported(settings, self.run(settings), complete)

    def note(self, now: Supported) -> float:
        """Return the change of the SMEs' level."""
        return now.change

    def lay_out(self) -> dict[str, View]:
        """Return the map, the curves and what each case has cost."""
        ticks = {case.short: place for place, case in enumerate(CASES.values())}
        who = axis("who is missing", -0.6, 6.6, ticks, "")
        lost = axis("SMEs: change", -0.5, 0.12, (-0.4, -0.2, 0), ".0%")
        title = f"against all institutions, period {PERIODS}"
        return {
            "map": self.knowledge_map(tall=35),
            "curves": over_time(PERIODS, 0.8, series=SERIES, tall=15),
            "tried": self.tried(who, lost, title, "+.1%", tall=18),
        }

    def finding(self, now: Supported) -> str:
        """Say what is lost."""
        smes, all_smes = (number(level, ".2f") for level in now.levels())
        if now.institutions == "all":
            focal = number(now.level("focal_firm"), ".2f")
            return f"{now.case.words}, SMEs reach {smes} and focal firms {focal}"
        instead = "" if smes == all_smes else f", not {all_smes}"
        return f"{now.case.words}, SMEs {_lose(now.change)}: they reach {smes}{instead}"

    def remark(self, now: Supported) -> str:
        """Say in how many clusters, what focal firms lose, and what is drawn."""
        if now.institutions == "all":
            shown = f"Map: one of {CLUSTERS} clusters in period {now.period}."
            return f"The other cases are compared with this one. {shown}"
        focal, all_focal = now.levels("focal_firm")
        change = _lose(focal / all_focal - 1)
        lost = f"SMEs lose in {now.losers} of {CLUSTERS} clusters; focal firms {change}."
        return f"{lost} Map: one of them in period {now.period}."

    def describe(self, now: Supported) -> str:
        """Say what the map and the curves show."""
        return (
            "The map is coloured by performance; institutions that are missing are grey. "
            f"Performance at the end: {now.ends(SERIES)}."
        )


#: What notebooks call.
multi_angle_lab = MultiAngleLab
