"""What only the claims measure: who gets the inflow, what positions pay, who takes in more."""

from __future__ import annotations

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.experiments import rank_correlation
from clusterlib.experiments.outcomes import (
    at_record,
    before_shift,
    local_inflow,
    sme_pipeline_inflow,
)
from clusterlib.learning.history import CHANNELS, History
from clusterlib.measures import constraint

_PIPELINE = CHANNELS.index("pipeline")


def focal_excess(history: History) -> Floats:
    """Focal firms' share of what firms get through pipelines, minus their share of the firms."""
    last = before_shift(history)
    inflow, count = [], []
    for of in ("focal_firm", "sme"):
        total = np.cumsum(history.gained(of)[:, :, _PIPELINE], axis=0)
        inflow.append(at_record(total, last))
        count.append(np.bincount(history.cluster[history.members(of)], minlength=last.size))
    through_focal, through_smes = inflow[0] * count[0], inflow[1] * count[1]
    every = through_focal + through_smes
    share = np.divide(through_focal, every, out=np.full(last.size, np.nan), where=every > 0)
    excess: Floats = share - count[0] / (count[0] + count[1])
    return excess


def centrality_and_knowledge(history: History) -> Floats:
    """Spearman correlation of an SME's number of ties with its performance."""
    return _correlations(history, partial=False)


def holes_and_knowledge(history: History) -> Floats:
    """Partial Spearman correlation of an SME's constraint with its performance, given its ties.

    Burt's constraint is low for a firm that spans structural holes. Firms without ties are left
    out: it is not defined for them.
    """
    return _correlations(history, partial=True)


def taken_in(history: History) -> Floats:
    """Knowledge that an SME takes in from others in a period, up to the shift or the end."""
    total: Floats = local_inflow(history) + sme_pipeline_inflow(history)
    return total


def prior_and_learning(history: History) -> Floats:
    """Partial Spearman correlation of what an SME knew at the start with what it takes in.

    Given its number of ties. What it takes in counts up to the end.
    """
    degree = np.bincount(history.target, minlength=history.cluster.size)
    brought = np.bincount(history.target, history.flow.sum(axis=0), minlength=degree.size)
    smes = history.members("sme")
    found = []
    for cluster in range(history.market.shape[1]):
        mine = smes & (history.cluster == cluster)
        knew = history.performance[0, mine]
        found.append(rank_correlation(knew, brought[mine], degree[mine]))
    return np.array(found)


def _correlations(history: History, *, partial: bool) -> Floats:
    record = before_shift(history)
    degree = np.bincount(history.target, minlength=history.cluster.size)
    smes = history.members("sme")
    result = np.full(record.size, np.nan)
    for cluster in range(record.size):
        mine = np.flatnonzero(smes & (history.cluster == cluster))
        known = history.performance[record[cluster]]
        if partial:
            span = _constraint_of(history, cluster)
            mine = mine[[actor in span and span[actor] == span[actor] for actor in mine.tolist()]]
            holes = np.array([span[actor] for actor in mine.tolist()])
            result[cluster] = rank_correlation(holes, known[mine], degree[mine])
        else:
            result[cluster] = rank_correlation(degree[mine], known[mine])
    return result


def _constraint_of(history: History, cluster: int) -> dict[int, float]:
    """Return Burt's constraint of every actor with a tie, by the actor's place."""
    flows = history.cluster[history.target] == cluster
    ends = zip(history.source[flows].tolist(), history.target[flows].tolist(), strict=True)
    return dict(constraint(nx.Graph(list(ends))))
