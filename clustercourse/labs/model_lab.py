"""Labs that run the course model: a run looked at in one period, and the views that they share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.labs import views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Case, Chosen, Settings
from clustercourse.labs.runs import Run
from clustercourse.labs.views import FIRMS, Data, Series, View, present
from clusterlib.learning import Intervention, RemoveActors, TechnologyShift
from clusterlib.words import gained, listed, number

#: The period in which the market moves, where it does, and how it moves.
SHIFT_AT = 80
MOVES = (TechnologyShift(0.5, at=SHIFT_AT),)


@dataclass(frozen=True)
class Seen(Chosen):
    """A run with some settings, looked at in one period."""

    run: Run

    def level(self, of: str = "core", period: int | None = None) -> float:
        """Return the mean performance of a kind or layer in a period, at the end if not given."""
        at = -1 if period is None else self.run.record(period)
        return float(self.run.level_of(of)[at])

    @property
    def cluster(self) -> nx.Graph:
        """The first cluster, with the ties that are there."""
        return self.run.clusters[0]

    @property
    def marked(self) -> list[str]:
        """Ids of the actors of the first cluster whose ties stand out."""
        return []

    def knowledge(self) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster in the period; nan for who is missing."""
        return self.run.knowledge(self.period, of_those_left=True)

    def ends(self, series: tuple[Series, ...] = FIRMS) -> str:
        """Return the levels at the end in words."""
        there = present(series, self.run.clusters[0])
        return listed({one.label: self.level(one.name) for one in there}, ".2f")


Shown = TypeVar("Shown", bound=Seen)


class ModelLab(Lab[Shown]):
    """A lab that runs the course model on clusters of one seed."""

    clock = "period"
    least = 1
    explained: ClassVar[tuple[str, ...]] = ("focal firm", "SME", "pipeline", "performance")

    def high(self, usual: float) -> float:
        """Return how high an axis of performance goes: of a cluster of one's own to its end."""
        return usual if self.own is None else 1.0


def knowledge_map(tall: float, own: nx.Graph | None = None) -> View:
    """Return the map coloured by performance."""

    def frame(now: Seen) -> Data:
        places = {actor: at for at, actor in enumerate(now.cluster)}
        marked = [places[actor] for actor in now.marked]
        return {"level": views.levels(now.knowledge()), "marked": marked}

    return views.cluster_map(lambda now: now.cluster, frame, own=own, tall=tall)


def over_time(
    periods: int, high: float, moves: int | None = None, *, series: Sequence[Series] = FIRMS,
    tall: float, own: nx.Graph | None = None,
) -> View:  # fmt: skip
    """Return the curves of some kinds over time, with the moment at which the market moves."""
    series = present(series, own)
    marks = [{"x": moves, "label": "market moves", "left": True}] if moves else []
    ticks = [k / 10 for k in range(0, int(10 * high) + 1, 2)]
    x, y = (
        views.time_axis(periods, periods // 4),
        views.axis("performance (0 to 1)", 0, high, ticks, ".1f"),
    )

    def run(now: Seen) -> Data:
        return {one.name: views.numbers(now.run.level_of(one.name)) for one in series}

    return views.curves("performance over time", series, x, y, run, marks=marks, tall=tall)


# ---- one of several cases, compared with the usual one


@dataclass(frozen=True)
class Event(Case):
    """What is different from usual, from the start.

    Attributes
    ----------
    missing, cut : tuple of str
        Kinds of actors who are not there, and those without their pipelines.
    more : tuple of Intervention
        What happens besides.
    buzz : float
    """

    missing: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    more: tuple[Intervention, ...] = ()
    buzz: float = 1.0

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """All that happens in the model."""
        return self.more + ((RemoveActors(self.missing),) if self.missing else ())


@dataclass(frozen=True)
class Compared(Seen):
    """Clusters in one case, looked at in one period, and the same as usual."""

    usual: Run
    case: Event
    #: Kinds of actors whose ties stand out.
    about: Sequence[str]

    def levels(self, of: str = "sme") -> tuple[float, float]:
        """Return a group's mean performance at the end, now and as usual."""
        return self.level(of), float(self.usual.level_of(of)[-1])

    @property
    def change(self) -> float:
        """What is different changes the SMEs' level by this share."""
        now, usual = self.levels()
        return now / usual - 1

    @cached_property
    def cluster(self) -> nx.Graph:
        """The first cluster, with the ties that are there; who is missing stands without ties."""
        cluster, missing, cut = self.run.clusters[0].copy(), self.case.missing, self.case.cut
        kinds = dict(cluster.nodes(data="kind"))
        for a, b, dimension in list(cluster.edges(data="dimension")):
            ends = {kinds[a], kinds[b]}
            if ends.intersection(missing) or (dimension == "pipeline" and ends.intersection(cut)):
                cluster.remove_edge(a, b)
        return cluster

    @property
    def marked(self) -> list[str]:
        """Ids of the actors that the lab is about, of those who are there."""
        there = set(self.about).difference(self.case.missing)
        return [actor for actor, kind in self.cluster.nodes(data="kind") if kind in there]


class CaseLab(ModelLab[Any]):
    """A lab in which one control chooses a case; the first case is the usual one."""

    #: The control, the cases by its values, the kinds that they are about, and a change's format.
    chooses: ClassVar[str]
    cases: ClassVar[Mapping[str, Event]]
    about: ClassVar[Sequence[str]]
    form: ClassVar[str]
    #: What a result is.
    shown: ClassVar[type[Compared]] = Compared

    @abstractmethod
    def run(self, settings: Settings) -> Run:
        """Run the model, with one seed for all settings, so that less is chance."""

    def is_usual(self, now: Compared) -> bool:
        """Return whether nothing is different."""
        return now.case is next(iter(self.cases.values()))

    def compute(self, settings: Settings) -> Compared:
        """Run the model in the case and as usual."""
        usual = {**settings, self.chooses: next(iter(self.cases))}
        case = self.cases[settings[self.chooses]]
        return self.shown(settings, self.run(settings), self.run(usual), case, self.about)

    def finding(self, now: Compared) -> str:
        """Say what SMEs lose."""
        smes, usual = (number(level, ".2f") for level in now.levels())
        if self.is_usual(now):
            focal = f" and focal firms {number(now.level('focal_firm'), '.2f')}" * self.has_focal
            return f"{now.case.words}, SMEs get to {smes}{focal}"
        instead = "" if smes == usual else f", not {usual}"
        change = gained(now.change, self.form)
        return f"{now.case.words}, SMEs {change}: they get to {smes}{instead}"


def worth_left(part: Compared, whole: Compared, nothing: str) -> str:
    """Return how much of a worth is left when only a part of it is lost."""
    share = 1 - part.change / whole.change
    return (nothing, "about half", "nearly all of it")[(share > 0.25) + (share > 0.75)]
