"""Labs that run the course model: a run looked at in one period, and the views that they share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Settings
from clustercourse.labs.runs import Run
from clustercourse.labs.views import (
    FIRMS,
    PERFORMANCE,
    Data,
    Series,
    View,
    axis,
    cluster_data,
    cluster_map,
    curves,
    levels,
    numbers,
)
from clustercourse.labs.words import listed
from clusterlib.networks import build_cluster

#: The period in which the market moves, where it does.
SHIFT_AT = 80


@dataclass(frozen=True)
class Seen:
    """A run with some settings, looked at in one period; a setting is read as an attribute."""

    settings: Mapping[str, Any]
    run: Run

    def __getattr__(self, name: str) -> Any:
        try:
            return self.settings[name]
        except KeyError:
            raise AttributeError(name) from None

    def level(self, of: str = "core", period: int | None = None) -> float:
        """Return the mean performance of a kind or layer in a period, at the end if not given."""
        at = -1 if period is None else self.run.record(period)
        return float(self.run.level_of(of)[at])

    def has_tie(self, kinds: set[str], dimension: str) -> bool:
        """Return whether ties between these kinds of actors are there."""
        return True

    @property
    def marked_kinds(self) -> Collection[str]:
        """Kinds of actors whose ties stand out on the map."""
        return ()

    @cached_property
    def cluster(self) -> nx.Graph:
        """The first cluster, with the ties that are there; who is missing stands without ties."""
        cluster = self.run.clusters[0].copy()
        kinds = dict(cluster.nodes(data="kind"))
        gone = [
            (a, b)
            for a, b, dimension in cluster.edges(data="dimension")
            if not self.has_tie({kinds[a], kinds[b]}, dimension)
        ]
        cluster.remove_edges_from(gone)
        return cluster

    @property
    def marked(self) -> list[str]:
        """Ids of the actors of the first cluster whose ties stand out."""
        kinds = self.cluster.nodes(data="kind")
        return [actor for actor, kind in kinds if kind in self.marked_kinds]

    def knowledge(self) -> NDArray[np.float64]:
        """Performance of every actor of the first cluster in the period; nan for who is missing."""
        return self.run.knowledge_of_those_left(self.period)

    def ends(self, series: tuple[Series, ...] = FIRMS) -> str:
        """Return the levels at the end in words."""
        return listed({one.label: self.level(one.name) for one in series}, ".2f")


Shown = TypeVar("Shown", bound=Seen)


class ModelLab(Lab[Shown]):
    """A lab that runs the course model on clusters of one seed."""

    clock = "period"
    explained: ClassVar[tuple[str, ...]] = ("focal firm", "SME", "pipeline", "performance")
    #: The last period.
    periods: ClassVar[int] = 80

    @abstractmethod
    def run(self, settings: Settings) -> Run:
        """Run the model, with one seed for all settings, so that less is chance."""

    def knowledge_map(self, *, tall: float, **more: Any) -> View:
        """Return the map coloured by performance."""
        look = cluster_map(build_cluster(rng=1), scale=PERFORMANCE)
        return View(
            "map", "map of the cluster", look, lambda now: cluster_data(now.cluster), _known,
            tall=tall, **more,
        )  # fmt: skip

    def tried(
        self, x: Data, y: Data, title: str, form: str, *, tall: float, side: bool = True
    ) -> View:
        """Return the points tried along a control."""
        look = {"title": title, "x": x, "y": y, "form": form}
        return View("tried", "points tried", look, side=side, tall=tall)


def _known(now: Seen) -> Data:
    marked = set(now.marked)
    return {
        "level": levels(now.knowledge()),
        "marked": [at for at, actor in enumerate(now.cluster) if actor in marked],
    }


def over_time(
    periods: int, high: float, moves: int | None = None, *, series: tuple[Series, ...] = FIRMS,
    tall: float = 14, side: bool = True,
) -> View:  # fmt: skip
    """Return the curves of some kinds over time, with the moment at which the market moves."""
    marks = [{"x": moves, "label": "market moves", "left": True}] if moves else []
    step = 20 if periods == 80 else 40
    y = axis(
        "performance (0 to 1)", 0, high, [k / 10 for k in range(0, int(10 * high) + 1, 2)], ".1f"
    )
    look = curves(
        series, axis("period", 0, periods, range(0, periods + 1, step), "d"), y, marks=marks
    )

    def run(now: Seen) -> Data:
        return {one.name: numbers(now.run.level_of(one.name)) for one in series}

    return View("curves", "performance over time", look, run, side=side, tall=tall)
