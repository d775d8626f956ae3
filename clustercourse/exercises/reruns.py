"""Runs that a task asks for, and runs that a learner may have made instead.

A run has a length and a seed, and an experiment a number of draws. Whoever forgets one of these
arguments does all else right and gets another number. What a task knows of a cluster it computes
from :meth:`Asked.of`: so the same code says what comes out of other runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

import networkx as nx

#: What the lectures take, and what ``simulate``, ``Setting``, ``compare`` and ``sweep`` take alone.
LECTURE = 2013
USUAL_PERIODS, USUAL_REPLICATES = 160, 20
#: Under this name a copy of a cluster says which runs are made of it.
_OTHERWISE = "other runs"
#: With so many seeds it is seen how far chance moves an answer.
_CHANCES = range(101, 109)

Some = TypeVar("Some", bound="Asked")


@dataclass(frozen=True)
class Asked:
    """The arguments of the runs that a task asks for; ``replicates`` is None where there are none.

    Examples
    --------
    >>> asked = Asked(seed=2, periods=40)
    >>> str(asked)
    'periods=40, rng=2'
    >>> cluster = nx.Graph()
    >>> asked.of(cluster) == asked
    True
    >>> [asked.of(asked.instead(cluster, **other)).seed for other, _ in asked.slips()]
    [2, 2, 2013, 2013, 2013]
    """

    seed: int
    periods: int
    replicates: int | None = None
    #: How long the runs of the lecture are.
    lecture_periods: int = 80

    def __str__(self) -> str:
        draws = "" if self.replicates is None else f"replicates={self.replicates}, "
        return f"periods={self.periods}, {draws}rng={self.seed}"

    def of(self: Some, cluster: nx.Graph) -> Some:
        """Return the arguments of the runs that are made of a cluster: these, or others."""
        return replace(self, **cluster.graph.get(_OTHERWISE, {}))

    def instead(self, cluster: nx.Graph, **other: int) -> nx.Graph:
        """Return a copy of a cluster of which other runs are made."""
        copy: nx.Graph = cluster.copy()
        copy.graph[_OTHERWISE] = other
        return copy

    def slips(self) -> Iterator[tuple[dict[str, int], str]]:
        """Yield what learners forget to say, and what to tell them."""
        usual = {"seed": [LECTURE], "periods": [self.lecture_periods, USUAL_PERIODS]}
        if self.replicates is not None:
            usual["replicates"] = [USUAL_REPLICATES]
        kept: dict[str, list[int | None]] = {name: [None, *usual[name]] for name in usual}
        for values in product(*kept.values()):
            other = {name: v for name, v in zip(kept, values, strict=True) if v is not None}
            if other:
                yield other, self._told(other)

    def _told(self, other: dict[str, int]) -> str:
        names = {"seed": "rng", "periods": "periods", "replicates": "replicates"}
        ran = ", ".join(f"{names[name]}={value}" for name, value in other.items())
        asked = ", ".join(f"{names[name]}={getattr(self, name)}" for name in other)
        return (
            f"This is right for another run than the one asked for: one with {ran}. "
            f"Name the argument: {asked}."
        )

    def chances(self, cluster: nx.Graph) -> Iterator[nx.Graph]:
        """Yield copies of a cluster of which runs with other seeds are made."""
        for seed in _CHANCES:
            yield self.instead(cluster, seed=seed)
