"""A period of the course model told in words: what each tie brings, in the equations' numbers.

It is :func:`clusterlib.learning.one_period` without own R&D, tie by tie; a test adds it up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.learning.parameters import Learning
from clusterlib.learning.reference import LEAD, Tie, exchange, learners
from clusterlib.networks.schema import DIMENSIONS
from clusterlib.words import number


class Flow(NamedTuple):
    """What a tie brings to one actor in one field and period.

    Attributes
    ----------
    learner, source, dimension : str
    field : int
    gap, added : float
        What the learner could learn, and what it learns.
    told : str
        How it comes about, with the numbers of the equations, or why nothing comes.
    """

    learner: str
    source: str
    dimension: str
    field: int
    gap: float
    added: float
    told: str


def flows_of(
    cluster: nx.Graph, K: Floats, p: Learning, fields: Sequence[str] = ("",)
) -> list[Flow]:
    """Return what every tie brings in one period, in the numbers of the model's equations.

    Parameters
    ----------
    cluster : networkx.Graph
    K : array, shape (actors, fields)
        What actors know; the market values all fields alike.
    p : Learning
    fields : sequence of str
        Names of the fields; a single one needs none.

    Examples
    --------
    >>> cluster = nx.Graph()
    >>> cluster.add_nodes_from("AB", kind="sme", layer="core")
    >>> cluster.add_edge("A", "B", dimension="horizontal", weight=1)
    >>> (flow,) = flows_of(cluster, np.array([[0.9], [0.5]]), Learning(reach_sme=0.4))
    >>> flow.told
    'B learns from A: gap 0.40 × understood 37% × rate 0.20 = +0.029'
    """
    names, found = list(cluster), list[Flow]()
    for i, _, ties in learners(cluster, p):
        mine, refused = list[Flow](), list[Flow]()
        most = [0.0] * len(fields)
        for j, tie in ties.items():
            shares, why = _exchanged(names, i, j, ties, K, p)
            rate, attention = p.learning_rate * tie.strength, min(1, p.attention * tie.effort)
            if attention < 1:
                shares[f"attention {number(attention, '.0%')}"] = attention
            if not why:  # a tie without strength limits no less
                most = [max(most[f], K[j, f] - K[i, f]) for f in range(len(fields))]
            if not rate:
                why = why or f"{DIMENSIONS[tie.dimension].partition(' (')[0]} learning is off"
            for field, name in enumerate(fields):
                gap, on = K[j, field] - K[i, field], f" in {name}" if name else ""
                if gap <= LEAD:
                    continue
                told = f"{names[i]} learns nothing from {names[j]}{on}: {why}"
                flow = Flow(names[i], names[j], tie.dimension, field, gap, 0.0, told)
                if why:
                    refused.append(flow)
                    continue
                understood = exp(-gap / tie.delta)
                parts = {
                    f"gap {number(gap, '.2f')}": gap,
                    f"understood {number(understood, '.0%')}": understood,
                    f"rate {number(rate, '.2f')}": rate,
                    **shares,
                }
                told = f"{names[i]} learns from {names[j]}{on}: {' × '.join(parts)} = "
                added = float(np.prod(list(parts.values())))
                mine.append(flow._replace(added=added, told=told))
        found += [*_limited(mine, most), *refused]
    return found


def _exchanged(
    names: Sequence[str], i: int, j: int, ties: dict[int, Tie], K: Floats, p: Learning
) -> tuple[dict[str, float], str]:
    """(3) Return the shares of what i could absorb from j that it gets, or why it gets nothing."""
    P, tie = K.mean(axis=1), ties[j]
    trusting = tie.dimension == "vertical" or (
        tie.dimension == "multi_angle" and not tie.from_institution
    )
    if trusting and not p.trust:
        return {}, "there is no trust"
    shares = {f"trust {number(p.trust, '.2f')}": p.trust} if trusting else {}
    got = exchange(i, j, ties, K, P, p.but(trust=1))
    if got:
        return shares | ({f"barter {number(got, '.0%')}": got} if got < 1 else {}), ""
    if tie.dimension == "vertical":
        return {}, f"in barter it has nothing to offer that {names[j]} lacks"
    seen = [k for k in sorted(ties) if ties[k].dimension == "horizontal"]
    best = max(seen, key=lambda k: P[k])
    if best == j:
        return {}, f"{names[j]} performs no better"
    return {}, f"it imitates only the best it sees, {names[best]}"


def _limited(mine: Sequence[Flow], largest: Sequence[float]) -> list[Flow]:
    """(6) Return an actor's flows, in no field more than its largest gap, with what they add."""
    done = []
    for flow in mine:
        total = sum(one.added for one in mine if one.field == flow.field)
        most = largest[flow.field]
        share = most / total if total > most else 1.0
        told = f"{flow.told}{number(share * flow.added, '+.3f')}"
        limit = ", cut to the largest gap" if share < 1 else ""
        done.append(flow._replace(added=share * flow.added, told=told + limit))
    return done
