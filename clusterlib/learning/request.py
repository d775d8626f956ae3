"""What a caller of ``simulate`` asked for, checked as a whole before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.checks import whole_problems
from clusterlib.learning.conditions import Conditions
from clusterlib.learning.initial import draw_initial, shape_of
from clusterlib.learning.interventions import Intervention
from clusterlib.learning.parameters import Learning
from clusterlib.learning.randomness import OWN_RD, seeds_of, stream
from clusterlib.learning.union import DisjointUnion, union_of
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

_WHERE = "what to simulate"


@dataclass(frozen=True)
class Request:
    """Everything a run needs: one entry a cluster in each list."""

    union: DisjointUnion
    learning: list[Learning]
    interventions: list[list[Intervention]]
    initial: Floats  # (actors, fields)
    random: list[np.random.Generator]  # of own R&D


def request(
    clusters: Sequence[nx.Graph],
    parameters: Learning | Sequence[Learning] | None,
    periods: int,
    interventions: Any,
    initial: Floats | Sequence[Floats] | None,
    record_every: int,
    rng: Seed | Sequence[Seed],
) -> Request:
    """Check and complete what was asked for; raises ParameterError with every problem."""
    if not clusters:
        raise ParameterError("clusters: the list is empty; give at least one cluster.")
    union = union_of(clusters)
    count = len(clusters)
    problems = whole_problems(0, periods=periods) + whole_problems(1, record_every=record_every)
    learning = _one_each(
        "parameters", Learning() if parameters is None else parameters, Learning, count, problems
    )
    events = _events(interventions, count, problems)
    seeds = []
    try:
        seeds = seeds_of(rng, count)
    except ParameterError as error:
        problems.append(str(error))
    ParameterError.raise_any(problems, _WHERE)
    return _complete(union, learning, events, periods, initial, seeds)


def _complete(
    union: DisjointUnion,
    learning: list[Learning],
    events: list[list[Intervention]],
    periods: int,
    initial: Floats | Sequence[Floats] | None,
    seeds: list[np.random.SeedSequence],
) -> Request:
    problems: list[str] = []
    shapes = {shape_of(union, place, one) for place, one in enumerate(learning)}
    if len(shapes) > 1:
        found = "; ".join(
            f"{stages} stages with {fields} fields each and {emerging} emerging fields"
            for stages, fields, emerging in sorted(shapes)
        )
        problems.append(
            f"clusters: there are {found}; run together only clusters with as many stages and "
            "parameters with as many fields."
        )
    ParameterError.raise_any(problems, _WHERE)
    conditions = Conditions(union, learning)
    problems += _event_problems(conditions, events, periods)
    if initial is None:
        known = draw_initial(union, learning, seeds)
    else:
        known = _given(initial, np.diff(union.starts), conditions.fields, problems)
    ParameterError.raise_any(problems, _WHERE)
    random = [stream(seed, OWN_RD) for seed in seeds]
    return Request(union, learning, events, known, random)


def _one_each(name: str, given: Any, kind: type, count: int, problems: list[str]) -> list[Any]:
    """Return one for each cluster, from one for all or from a sequence."""
    if isinstance(given, kind):
        return [given] * count
    try:
        several = list(given)
    except TypeError:
        several = [given]
    if not all(isinstance(one, kind) for one in several):
        problems.append(
            f"{name} = {given!r}: give a {kind.__name__}, or one for each cluster, such as "
            f"{kind.__name__}(trust=0.9)."
        )
    elif len(several) != count:
        problems.append(f"{name}: {len(several)} for {count} clusters; give one, or one a cluster.")
    return several


def _events(given: Any, count: int, problems: list[str]) -> list[list[Intervention]]:
    """Return a list of interventions for each cluster, in the order of time."""
    listed = list(given) if isinstance(given, Sequence) else [given]
    for_all = all(isinstance(one, Intervention) for one in listed)
    each = [listed] * count if for_all else [_as_list(one) for one in listed]
    wrong = [one for some in each for one in some if not isinstance(one, Intervention)]
    if wrong:
        problems.append(
            f"interventions: {wrong[0]!r} is not one; give a list such as [TechnologyShift(at=80)]."
        )
    elif len(each) != count:
        problems.append(
            f"interventions: {len(each)} lists for {count} clusters; give one list, or one a "
            "cluster."
        )
    else:
        return [sorted(some, key=lambda event: event.at) for some in each]
    return []


def _as_list(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _event_problems(
    conditions: Conditions, events: list[list[Intervention]], periods: int
) -> list[str]:
    """Try all interventions, so that a mistake shows now and not in the middle of a run."""
    problems: dict[str, None] = {}
    for cluster, some in enumerate(events):
        for event in some:
            if event.at >= periods:
                problems[
                    f"{event!r}: the run ends after {periods} periods, so this never happens; "
                    f"give at from 0 to {periods - 1}, or more periods."
                ] = None
            try:
                event.apply(conditions, cluster)
            except ParameterError as error:
                problems[str(error)] = None
    return list(problems)


def _given(initial: Any, sizes: Any, fields: int, problems: list[str]) -> Floats:
    """Return the knowledge that the caller gave, of all clusters; shape (actors, fields)."""
    several = [initial] if isinstance(initial, np.ndarray) and initial.ndim == 2 else list(initial)
    parts = [np.array(part, dtype=np.float64) for part in several]
    if len(parts) != len(sizes):
        problems.append(f"initial: {len(parts)} arrays for {len(sizes)} clusters; give one each.")
        return np.empty((0, fields))
    for place, (part, actors) in enumerate(zip(parts, sizes, strict=True)):
        if part.shape != (actors, fields):
            problems.append(
                f"initial of cluster {place}: shape {part.shape}; give ({actors}, {fields}): "
                "actors by fields."
            )
        elif not ((part >= 0) & (part <= 1)).all():  # nan is not
            problems.append(f"initial of cluster {place}: give numbers from 0 to 1 only.")
    return np.empty((0, fields)) if problems else np.concatenate(parts)
