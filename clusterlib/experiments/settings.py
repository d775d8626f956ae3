"""What is run in an experiment: a cluster's structure, its learning and what happens to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, Self

import networkx as nx
import numpy as np

from clusterlib.checks import did_you_mean, whole_problems
from clusterlib.experiments.steps import Step
from clusterlib.learning.history import History
from clusterlib.learning.interventions import Intervention
from clusterlib.learning.parameters import Learning
from clusterlib.learning.simulation import simulate
from clusterlib.networks import ARCHETYPES, Structure, build_cluster
from clusterlib.parameters import ParameterError

# Sets the random numbers of the steps apart from those that build the cluster.
_STEPS = 1_937_008_999


@dataclass(frozen=True, init=False)
class Setting:
    """Everything that is the same in all replicates of a run.

    Parameters
    ----------
    structure : str, Structure or networkx.Graph, default "baseline"
        A key of ``clusterlib.ARCHETYPES`` or a full ``Structure``, from which every replicate
        draws a cluster; or one cluster, such as a surveyed one, that all replicates share.
    learning : Learning
        Parameters of the course model.
    interventions : sequence of Intervention
        What happens during the run.
    periods : int, default 160
        How long it takes.
    steps : sequence of callables
        Each takes the cluster and a numpy Generator and returns a changed copy of the cluster,
        before the run. Top-level functions, or frozen dataclasses with ``__call__``.
    record_every : int, default 1
        As in ``simulate``; more saves memory in large experiments.

    Raises
    ------
    ParameterError
        If something cannot be used. All problems are listed.

    Examples
    --------
    >>> Setting(periods=80).but(openness=0.5, trust=0.9).learning.trust
    0.9
    >>> Setting().but(opennes=0.5, trust=2)
    Traceback (most recent call last):
    ...
    clusterlib.parameters.ParameterError: 2 problems in the setting:
      - trust = 2: give a number from 0 to 1 (...).
      - opennes: unknown name. Did you mean 'openness'? ...
    """

    structure: Structure | nx.Graph = field(default_factory=Structure)
    learning: Learning = field(default_factory=Learning)
    interventions: tuple[Intervention, ...] = ()
    periods: int = 160
    steps: tuple[Step, ...] = ()
    record_every: int = 1

    def __init__(
        self,
        structure: str | Structure | nx.Graph = "baseline",
        learning: Learning | None = None,
        interventions: Sequence[Intervention] = (),
        periods: int = 160,
        steps: Sequence[Step] = (),
        record_every: int = 1,
    ) -> None:
        problems = []
        if isinstance(structure, str):
            if structure in ARCHETYPES:
                structure = ARCHETYPES[structure]
            else:
                problems.append(
                    f"structure = {structure!r}: unknown. {did_you_mean(structure, ARCHETYPES)}"
                    f"Choose one of {', '.join(ARCHETYPES)}, or give a Structure or a cluster."
                )
        elif not isinstance(structure, Structure | nx.Graph):
            problems.append(
                f"structure = {structure!r}: give the name of an archetype, a Structure or a "
                "cluster."
            )
        learning = Learning() if learning is None else learning
        if not isinstance(learning, Learning):
            problems.append(f"learning = {learning!r}: give a Learning, such as Learning(trust=1).")
        events = _several("interventions", interventions, Intervention, problems)
        steps = _several("steps", steps, Callable, problems)  # type: ignore[arg-type]
        problems += whole_problems(1, periods=periods, record_every=record_every)
        ParameterError.raise_any(problems, "the setting")
        given: Any = (
            structure,
            learning,
            events,
            int(periods),
            steps,
            int(record_every),
        )
        for place, thing in zip(fields(self), given, strict=True):
            object.__setattr__(self, place.name, thing)

    def but(self, **changes: Any) -> Self:
        """Return a copy with some things changed.

        Parameters
        ----------
        **changes
            Arguments of ``Setting``, parameters of ``Structure`` and parameters of ``Learning``,
            by name. One that both have, ``pipeline_cost``, is changed in both.
        """
        own = {name: changes[name] for name in changes if name in _OWN}
        other = {name: value for name, value in changes.items() if name not in _OWN}
        new = replace(self, **own)
        problems: list[str] = []
        for name in [name for name in other if name not in names()]:
            problems.append(f"{name}: unknown name. {did_you_mean(name, names())}{_WHERE}")
        drawn = isinstance(new.structure, Structure)
        for part, kind in (("structure", Structure), ("learning", Learning)):
            mine = {name: other[name] for name in other if name in kind.model_fields}
            if part == "structure" and not drawn:
                mine = {name: mine[name] for name in mine if name not in Learning.model_fields}
                problems += [
                    f"{name}: the structure is a given cluster, which has no such parameter; "
                    "change the cluster, or give the name of an archetype."
                    for name in mine
                ]
            elif mine:
                try:
                    new = replace(new, **{part: getattr(new, part).but(**mine)})
                except ParameterError as error:
                    problems += error.problems
        ParameterError.raise_any(list(dict.fromkeys(problems)), "the setting")
        return new

    def build(self, seed: np.random.SeedSequence) -> nx.Graph:
        """Return the cluster of the replicate with that seed."""
        if isinstance(self.structure, nx.Graph):
            cluster = self.structure
        else:
            entropy = tuple(seed.entropy) if isinstance(seed.entropy, list) else seed.entropy
            cluster = _built(self.structure, entropy, seed.spawn_key, seed.pool_size)
        for place, step in enumerate(self.steps):
            key = (*seed.spawn_key, _STEPS, place)
            own = np.random.SeedSequence(seed.entropy, spawn_key=key, pool_size=seed.pool_size)
            cluster = step(cluster.copy(), np.random.default_rng(own))
        return cluster

    def run(self, seeds: Sequence[np.random.SeedSequence]) -> History:
        """Run one replicate for each seed, all at once."""
        return simulate(
            [self.build(seed) for seed in seeds],
            self.learning,
            periods=self.periods,
            interventions=self.interventions,
            record_every=self.record_every,
            rng=list(seeds),
        )


_OWN = frozenset(place.name for place in fields(Setting))
_WHERE = "See Structure.table() and Learning.table(), or the arguments of Setting."


def names() -> list[str]:
    """Return every name that ``Setting.but`` knows."""
    return [*_OWN, *Structure.model_fields, *Learning.model_fields]


@lru_cache(maxsize=512)
def _built(structure: Structure, entropy: Any, key: tuple[int, ...], pool: int) -> nx.Graph:
    """Draw a cluster; settings that differ in their learning only share it."""
    seed = np.random.SeedSequence(entropy, spawn_key=key, pool_size=pool)
    return build_cluster(structure, rng=seed)


def _several(name: str, given: Any, kind: type, problems: list[str]) -> tuple[Any, ...]:
    listed = (given,) if isinstance(given, kind) else tuple(given)
    for one in listed:
        if not isinstance(one, kind):
            problems.append(f"{name}: {one!r} is not one; see the arguments of Setting.")
    return listed
