"""Run the course model on one cluster or many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats, Ints
from clusterlib.learning.conditions import Conditions
from clusterlib.learning.history import History
from clusterlib.learning.interventions import Intervention
from clusterlib.learning.kernel import Kernel
from clusterlib.learning.parameters import Learning
from clusterlib.learning.request import Request, request
from clusterlib.learning.union import DisjointUnion
from clusterlib.seeds import Seed

#: Clusters run together up to so many ties; more no longer fit into the processor's cache.
_TIES_AT_ONCE = 8_000

#: So many random numbers are drawn beforehand at a time.
_NUMBERS_AT_ONCE = 4_000_000


def simulate(
    clusters: nx.Graph | Sequence[nx.Graph],
    parameters: Learning | Sequence[Learning] | None = None,
    *,
    periods: int = 160,
    interventions: Sequence[Intervention] | Sequence[Sequence[Intervention]] = (),
    initial: Floats | Sequence[Floats] | None = None,
    record_every: int = 1,
    rng: Seed | Sequence[Seed] = None,
) -> History:
    """Let clusters learn.

    Parameters
    ----------
    clusters : networkx.Graph or networkx.DiGraph, or a sequence of them
        One cluster or many; they need not be alike, but need as many stages. In a directed
        cluster knowledge flows along the arcs only. The weight of a tie scales the effort that
        goes into it; where all are 1 it changes nothing.
    parameters : Learning, or a sequence with one for each cluster, optional
        The model's parameters; left out, the defaults.
    periods : int, default 160
        How long to run.
    interventions : sequence of interventions, or one such sequence for each cluster
        What happens during the run, such as ``[TechnologyShift(at=80)]``.
    initial : array, shape (actors, fields), or a sequence of them, optional
        Knowledge at the start, 0 to 1; left out, :func:`initial_knowledge` draws it.
    record_every : int, default 1
        Record every so many periods, and the last; the first is always recorded. More saves
        memory: each record takes ``8 * actors * fields`` bytes and as much again for the flows.
    rng : int, numpy Generator, SeedSequence or None, or a sequence with one for each cluster
        Source of randomness (:mod:`clusterlib.seeds`). Every cluster has a stream of its own: its
        result does not depend on how many others run beside it, and is the same with the same seed
        to the last bit. Paired runs share all random events, actor by actor in the order of the
        cluster.

    Returns
    -------
    History
        Knowledge, performance and learning over time.

    Raises
    ------
    ParameterError
        If an argument cannot be used. All problems are listed.
    ClusterError
        If a cluster is not one. All problems of the first such cluster are listed.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> history = simulate(build_cluster(rng=1), Learning(trust=0.9), periods=80, rng=1)
    >>> history.knowledge.shape
    (81, 54, 12)
    """
    graphs = [clusters] if isinstance(clusters, nx.Graph) else list(clusters)
    asked = request(graphs, parameters, periods, interventions, initial, record_every, rng)
    records = np.unique([*range(0, periods, record_every), periods])
    history = _blank(asked, records)
    for first, end in _blocks(asked.union):
        _run(asked, first, end, history)
    return history


def _blocks(union: DisjointUnion) -> Iterator[tuple[int, int]]:
    """Yield the clusters that run together, as (first, end)."""
    ties = np.bincount(union.cluster[union.a], minlength=union.starts.size - 1)
    first, size = 0, 0
    for cluster, more in enumerate(ties):
        if size and size + more > _TIES_AT_ONCE:
            yield first, cluster
            first, size = cluster, 0
        size += more
    yield first, ties.size


def _blank(asked: Request, records: Ints) -> History:
    """Return a history to be filled in."""
    union, flows = asked.union, asked.union.flows()
    actors, fields = asked.initial.shape
    clusters = len(asked.learning)
    return History(
        period=records,
        knowledge=np.empty((records.size, actors, fields)),
        performance=np.empty((records.size, actors)),
        present=np.empty((records.size, actors), dtype=bool),
        flow=np.empty((records.size, flows.size)),
        own_rd=np.empty((records.size, actors)),
        market=np.empty((records.size, clusters, fields)),
        source=np.concatenate([union.a, union.b])[flows],
        target=np.concatenate([union.b, union.a])[flows],
        union=union,
        emerging_fields=asked.learning[0].emerging_fields,
    )


def _run(asked: Request, first: int, end: int, history: History) -> None:
    """Run the clusters from ``first`` up to ``end`` and write down what they do."""
    union, actors = asked.union.part(first, end), asked.union.members(first, end)
    write = _writer(asked.union, first, end, history)
    conditions = Conditions(union, asked.learning[first:end])
    events = asked.interventions[first:end]
    times = {event.at for some in events for event in some}
    knowledge = asked.initial[actors].copy()
    kernel = Kernel(conditions)
    performance = kernel.performance(knowledge)
    learned, invented = np.zeros(2 * union.a.size), np.zeros(union.kind.size)
    write(0, knowledge, performance, conditions, learned, invented)
    record, periods = 1, int(history.period[-1])
    for period, draws in enumerate(_draws(asked.random[first:end], union, periods)):
        if period in times:
            for cluster, some in enumerate(events):
                for event in some:
                    if event.at == period:
                        event.apply(conditions, cluster)
            kernel = Kernel(conditions)
            performance = kernel.performance(knowledge)
        knowledge = kernel.advance(knowledge, performance, draws, learned, invented)
        performance = kernel.performance(knowledge)
        if period + 1 == history.period[record]:
            write(record, knowledge, performance, conditions, learned, invented)
            learned[:], invented[:] = 0.0, 0.0
            record += 1


def _draws(
    random: list[np.random.Generator], union: DisjointUnion, periods: int
) -> Iterator[Floats]:
    """Yield each period's uniform numbers, shape (2, actors); every cluster has its own stream."""
    at_once = max(1, _NUMBERS_AT_ONCE // (2 * union.kind.size))
    for begin in range(0, periods, at_once):
        numbers = np.empty((min(at_once, periods - begin), 2, union.kind.size))
        for cluster, generator in enumerate(random):
            within = union.members(cluster)
            shape = (*numbers.shape[:2], within.stop - within.start)
            numbers[:, :, within] = generator.random(shape)
        yield from numbers


def _writer(union: DisjointUnion, first: int, end: int, history: History) -> Callable[..., None]:
    """Return a function that writes a record of some of the clusters into the history."""
    actors, ties = union.members(first, end), union.ties_of(first, end)
    number = np.concatenate([ties, ties + union.a.size])
    mine = np.flatnonzero(union.weight.ravel()[number] > 0)
    flows = np.searchsorted(union.flows(), number[mine])

    def write(
        record: int,
        knowledge: Floats,
        performance: Floats,
        conditions: Conditions,
        learned: Floats,
        invented: Floats,
    ) -> None:
        history.knowledge[record, actors] = knowledge
        history.performance[record, actors] = performance
        history.present[record, actors] = conditions.present
        history.market[record, first:end] = conditions.market
        history.flow[record, flows] = learned[mine]
        history.own_rd[record, actors] = invented

    return write
