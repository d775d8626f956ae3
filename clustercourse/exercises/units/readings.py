"""What several units read from a cluster, and from runs of the model on it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number
from clustercourse.exercises.reruns import LECTURE as LECTURE
from clustercourse.exercises.reruns import USUAL_PERIODS, Asked
from clustercourse.exercises.tasks import AND_OF, ASKS_WHY, BUT, OTHERWISE
from clusterlib.learning import History, Intervention, Learning, initial_knowledge, simulate

#: The fields that the market values at the start.
CURRENT = 9
#: The parameters of the course model.
USUAL = Learning()
#: Shares and knowledge are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)

Floats = NDArray[np.float64]
Case = TypeVar("Case", bound=Hashable)
Change: TypeAlias = nx.Graph | Learning | Intervention


def in_layer(cluster: nx.Graph, layer: str) -> list[str]:
    """Return the actors of a layer, in the order of the cluster."""
    return [actor for actor, of in cluster.nodes(data="layer") if of == layer]


def of_kind(cluster: nx.Graph, kind: str) -> list[str]:
    """Return the actors of a kind, in the order of the cluster."""
    return [actor for actor, of in cluster.nodes(data="kind") if of == kind]


@lru_cache(maxsize=8)
def knowledge(cluster: nx.Graph, seed: int) -> dict[str, Floats]:
    """Return what every actor knows at the start."""
    return dict(zip(cluster, initial_knowledge(cluster, rng=seed), strict=True))


#: Slices that miss a current field: Python counts from 0, and leaves the end out.
ONE_FIELD_SHORT = (slice(1, CURRENT + 1), slice(CURRENT - 1))


def gaps(
    mine: Floats,
    theirs: Floats,
    *,
    fields: int | slice | None = CURRENT,
    clipped: bool = True,
    absolute: bool = False,
) -> Floats:
    """Return what the other knows more in the first fields, in all with None."""
    gap: Floats = (theirs - mine)[fields if isinstance(fields, slice) else slice(fields)]
    if absolute:
        return np.abs(gap)
    return np.maximum(gap, 0) if clipped else gap


def psi(
    gap: Floats, *, rate: float = USUAL.learning_rate, reach: float = USUAL.reach_sme
) -> Floats:
    """Return what is learned from gaps in a period, (2) of the course model."""
    learned: Floats = rate * gap * np.exp(-gap / reach)
    return learned


def swappable(mine: Floats, theirs: Floats) -> tuple[int, int]:
    """Return in how many fields the other knows more, and in how many it knows less."""
    return int((theirs > mine).sum()), int((mine > theirs).sum())


@dataclass(frozen=True)
class Runs(Asked):
    """Runs on a learner's cluster, all of one length and with the same chance.

    Each takes what is changed in it: another network, other parameters, or what happens.
    """

    def knowledge(self, cluster: nx.Graph) -> dict[str, Floats]:
        """Return what every actor knows at the start."""
        return knowledge(cluster, self.of(cluster).seed)

    def longer(self, cluster: nx.Graph) -> nx.Graph:
        """Return a copy of which runs are made that are as long as they are if nobody says so."""
        return self.instead(cluster, periods=USUAL_PERIODS)

    def end(self, cluster: nx.Graph, *changes: Change, of: str = "sme") -> float:
        """Return a group's level at the end of a run of its own."""
        return float(self.all(cluster, {"": changes}).level(of)[-1, 0])

    def all(self, cluster: nx.Graph, cases: Mapping[Case, Sequence[Change]]) -> History:
        """Run several cases side by side."""
        asked = self.of(cluster)
        networks, parameters, events = [], [], []
        for changes in cases.values():
            networks.append(next((c for c in changes if isinstance(c, nx.Graph)), cluster))
            parameters.append(next((c for c in changes if isinstance(c, Learning)), USUAL))
            events.append([c for c in changes if not isinstance(c, nx.Graph | Learning)])
        return simulate(
            networks,
            parameters,
            periods=asked.periods,
            interventions=events,
            rng=[asked.seed] * len(cases),
        )

    def levels(
        self,
        cluster: nx.Graph,
        cases: Mapping[Case, Sequence[Change]],
        groups: Sequence[str] = ("sme", "core"),
    ) -> dict[str, dict[Case, Floats]]:
        """Return the levels over time of SMEs and of all firms in each case."""
        runs = self.all(cluster, cases)
        return {of: dict(zip(cases, runs.level(of).T, strict=True)) for of in groups}


def at_end(paths: Mapping[Case, Floats]) -> dict[Case, float]:
    """Return the level at the end in each case."""
    return {case: float(path[-1]) for case, path in paths.items()}


def over_time(paths: Mapping[Case, Floats]) -> dict[Case, float]:
    """Return the mean level over all periods, which is a slip where the end is asked for."""
    return {case: float(path.mean()) for case, path in paths.items()}


def beside_the_lecture(told: str, agrees: bool, lecture: str) -> str:
    """Return what a number tells, and whether it agrees with a sentence of the lecture."""
    return beside_each(told, {lecture: agrees})


def beside_each(told: str, agrees: Mapping[str, bool]) -> str:
    """Return the same where each of some sentences of the lecture is judged by its own numbers."""
    holding = ", and ".join(claim for claim in agrees if agrees[claim])
    failing = AND_OF.join(claim for claim in agrees if not agrees[claim])
    if not failing:
        return f"{told} This agrees with the lecture: {holding}."
    if not holding:
        return f"{told} {OTHERWISE}{failing}. {ASKS_WHY}"
    return f"{told} As in the lecture, {holding}. {BUT}{failing}. {ASKS_WHY}"


#: How a path is summed up: one of the two above.
Summary = Callable[[Mapping[Case, Floats]], dict[Case, float]]


def changes(level: Mapping[str, float], base: str, cases: Iterable[str]) -> dict[str, float]:
    """Return by which share the level of some cases differs from that of the base."""
    return {case: level[case] / level[base] - 1 for case in cases}
