"""One period of the course model, written to be read; the fast kernel is tested against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.learning.attention import shares_of, sources_of
from clusterlib.learning.conditions import RD_OF_KIND, REACH_OF_KIND
from clusterlib.learning.parameters import Learning

#: A lead below this is none: else rounding would decide who has something to offer in barter.
LEAD = 1e-12


def one_period(
    cluster: nx.Graph, K: Floats, w: Floats, p: Learning, draws: Floats
) -> tuple[Floats, Floats]:
    """Advance the knowledge of a cluster by one period, slowly but readably.

    The numbers beside its lines are those of the equations of :mod:`clusterlib.learning`.

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        A cluster, see :mod:`clusterlib.networks.schema`.
    K : array, shape (actors, fields)
        Share of the frontier that an actor commands in a field, 0 to 1.
    w : array, shape (fields,)
        Weight of every field on the market; sums to 1.
    p : Learning
        The model's parameters.
    draws : array, shape (2, actors)
        Uniform random numbers: whether an actor does R&D, and in which field.

    Returns
    -------
    K, P : arrays of shape (actors, fields) and (actors,)
        Knowledge one period on, and the performance that it brings.

    Examples
    --------
    >>> from clusterlib.learning import initial_knowledge
    >>> from clusterlib.networks import build_cluster
    >>> cluster, p = build_cluster(rng=1), Learning()
    >>> K, w = initial_knowledge(cluster, rng=1), np.repeat([1 / 9, 0], [9, 3])
    >>> K, P = one_period(cluster, K, w, p, np.random.default_rng(1).random((2, 54)))
    >>> P.shape
    (54,)
    """
    after, P, r = K.copy(), K @ w, np.maximum(w / w.max(), p.curiosity)  # (5) relevance
    for i, rho, ties in learners(cluster, p):
        x = {j: np.maximum(0, K[j] - K[i]) for j in ties}  # (1) gap
        psi = {
            j: p.learning_rate * x[j] * np.exp(-x[j] / ties[j].delta) for j in x
        }  # (2) absorption
        b = {j: exchange(i, j, ties, K, P, p) for j in x}  # (3) exchange rule
        s = {j: min(1, p.attention * ties[j].effort) for j in x}  # (4) attention
        D = sum((ties[j].strength * s[j] * b[j] * psi[j] * r for j in x), start=0 * r)
        D = np.minimum(D, np.max([x[j] for j in x if b[j] > 0] or [0 * r], axis=0))  # (6) learning
        D += _own_rd(K[i], r, p, draws[1, i]) if draws[0, i] < rho else 0  # (7) own R&D
        after[i] = np.clip((1 - p.obsolescence) * (K[i] + D), 0, 1)  # (8) update
    return after, after @ w  # (9) performance


@dataclass(frozen=True)
class Tie:
    """A tie from which an actor learns."""

    dimension: str
    strength: float  # lambda
    delta: float
    effort: float  # (4) e_ij / sum_k u_ik e_ik
    from_institution: bool


def learners(cluster: nx.Graph, p: Learning) -> Iterator[tuple[int, float, dict[int, Tie]]]:
    """Yield every actor who learns: its place, its rho, and its tie to every source."""
    place = {actor: number for number, actor in enumerate(cluster)}
    for actor, about in cluster.nodes(data=True):
        if about["layer"] == "supplementary":
            continue
        ties, sources = {}, sources_of(cluster, actor)
        effort = shares_of(sources, p)
        for source, tie in sources.items():
            local = tie["dimension"] != "pipeline"
            ties[place[source]] = Tie(
                dimension=tie["dimension"],
                strength=getattr(p, tie["dimension"]) * (p.buzz if local else 1),
                delta=getattr(p, REACH_OF_KIND[about["kind"]]) * (1 if local else p.outside_reach),
                effort=effort[source],
                from_institution=cluster.nodes[source]["layer"] == "supporting",
            )
        yield place[actor], getattr(p, RD_OF_KIND[about["kind"]]), ties


def exchange(i: int, j: int, ties: dict[int, Tie], K: Floats, P: Floats, p: Learning) -> float:
    """Equation (3): how much of what i could absorb from j it gets, 0 to 1."""
    if ties[j].dimension == "horizontal":  # observe and imitate the best, if better
        peers = [k for k in sorted(ties) if ties[k].dimension == "horizontal"]
        return float(j == max(peers, key=lambda k: P[k]) and P[j] > P[i])
    if ties[j].dimension == "vertical":  # barter: as many fields as the other gets in return
        offered, returned = (K[j] - K[i] > LEAD).sum(), (K[i] - K[j] > LEAD).sum()
        return float(p.trust * min(offered, returned) / offered) if offered else 0.0
    if ties[j].dimension == "multi_angle":  # gift
        return 1.0 if ties[j].from_institution else p.trust
    return 1.0


def _own_rd(known: Floats, r: Floats, p: Learning, draw: float) -> Floats:
    """Equation (7): own R&D, in a field that is likelier the better known and the more valued."""
    chance = np.cumsum((known + 0.001) ** p.path_dependence * r)
    found = np.zeros_like(known)
    field = np.searchsorted(chance, draw * chance[-1], side="right")
    found[field] = p.rd_gain * (1 - known[field])
    return found
