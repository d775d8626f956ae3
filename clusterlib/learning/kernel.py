"""One period of many clusters at once: the fast form of :func:`clusterlib.learning.one_period`.

Every tie is handled once for both directions: of two actors one knows more of a field, so the
sign of the difference says which way it flows. Numbers in brackets are those of the equations.

Nothing here sums in an order that depends on what else is in the union, as BLAS would, so a
cluster's result is the same to the last bit whatever runs beside it.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from clusterlib.learning.conditions import Conditions
from clusterlib.learning.union import (
    DIMENSION_NAMES,
    HORIZONTAL,
    MULTI_ANGLE,
    PIPELINE,
    SUPPORTING,
    VERTICAL,
    Flags,
    Floats,
    Ints,
)


class Kernel:
    """Advances knowledge under fixed conditions; made anew after every intervention.

    Flows are numbered 0..2U-1: first from a to b over every tie, then from b to a.
    """

    def __init__(self, conditions: Conditions) -> None:
        union, fields = conditions.union, conditions.fields
        self.a, self.b, self.ties = union.a, union.b, union.a.size
        self.giver = np.concatenate([self.a, self.b])
        self.receiver = np.concatenate([self.b, self.a])
        dimension = np.tile(union.dimension, 2)
        live = self._set_strength(conditions, dimension)
        self._set_exchange(conditions, dimension, live)

        # (2) on either side of a tie the delta of the one that learns
        reach = conditions.reach_of()
        outside = np.where(
            union.dimension == PIPELINE, conditions.of_actor("outside_reach")[self.a], 1
        )
        self.slope_a = _wide(1 / (reach[self.a] * outside), fields)
        self.slope_b = _wide(-1 / (reach[self.b] * outside), fields)

        # (5) relevance
        curiosity = np.array([one.curiosity for one in conditions.learning])
        share = conditions.market / conditions.market.max(axis=1, keepdims=True)
        relevance = np.maximum(share, curiosity[:, None])
        self.relevance = relevance[union.cluster]
        self.tie_relevance = self.relevance[self.a]

        # (6) a sparse matrix gathers what an actor learns, in the order of its own ties
        self.order = np.flatnonzero(live)[np.argsort(self.receiver[live], kind="stable")]
        self.row = self.receiver[self.order]
        begin = np.searchsorted(self.row, np.arange(union.kind.size + 1))
        shape = (union.kind.size, 2 * self.ties)
        self.gather = csr_array((np.empty(self.order.size), self.order, begin), shape=shape)

        # (7) and (8)
        self.rd = conditions.rd_rate()
        self.gain = conditions.of_actor("rd_gain")
        self.theta = conditions.of_actor("path_dependence")
        kept = 1 - conditions.of_actor("obsolescence")
        self.kept = _wide(np.where(conditions.learns(), kept, 1.0), fields)
        self.market = conditions.market[union.cluster]

        self.gap, self.other, self.flow = (np.empty((self.ties, fields)) for _ in range(3))
        self.zeros = np.zeros((self.ties, fields))
        self.flows = np.empty((2 * self.ties, fields))
        self.ones = np.ones((union.kind.size, fields))
        self.unit = np.ones(fields)  # counts by a product: whole numbers, so exact in any order

    def _set_strength(self, conditions: Conditions, dimension: Ints) -> Flags:
        """Set lambda * alpha * s of every flow; return which flows there are."""
        of_actor, receiver = conditions.of_actor, self.receiver
        there = conditions.learns()[receiver] & conditions.present[self.giver]
        weight = np.where(there, conditions.weight.ravel(), 0.0)
        local = dimension != PIPELINE

        # (4) attention; the weight of a tie scales the effort it gets
        pull = of_actor("loyalty") * of_actor("trust")
        effort = weight * np.exp(np.where(local, pull[receiver], 0.0))
        upkeep = np.where(local, 1.0, 1 + of_actor("pipeline_cost")[receiver])
        load = np.bincount(receiver, upkeep * effort, minlength=pull.size)[receiver]
        live: Flags = effort > 0
        share = np.divide(effort, load, out=np.zeros(effort.size), where=live)
        np.multiply(share, of_actor("attention")[receiver], out=share, where=live)

        channel = np.stack([of_actor(name) for name in DIMENSION_NAMES])
        channel[:PIPELINE] *= of_actor("buzz")
        rate = channel[dimension, receiver] * of_actor("learning_rate")[receiver]
        self.strength = rate * np.minimum(1.0, share)
        return live

    def _set_exchange(self, conditions: Conditions, dimension: Ints, live: Flags) -> None:
        """Set the exchange rule b of every flow as far as no period changes it."""
        trust = conditions.of_actor("trust")[self.receiver]
        gift = conditions.union.layer[self.giver] == SUPPORTING
        to_institution = (dimension == MULTI_ANGLE) & ~gift
        self.exchange = np.where(live, np.where(to_institution, trust, 1.0), 0.0)

        barter = np.flatnonzero(conditions.union.dimension == VERTICAL)
        self.barter = slice(barter[0], barter[-1] + 1) if barter.size else slice(0, 0)
        self.barter_back = slice(self.barter.start + self.ties, self.barter.stop + self.ties)
        self.barter_trust = np.where(live, trust, 0.0)

        watch = np.flatnonzero(live & (dimension == HORIZONTAL))
        self.watch = watch[np.lexsort((self.giver[watch], self.receiver[watch]))]
        self.watched, self.watcher = self.giver[self.watch], self.receiver[self.watch]
        first = np.diff(self.watcher, prepend=-1) != 0
        self.watch_starts, self.watch_group = np.flatnonzero(first), np.cumsum(first) - 1

    def performance(self, knowledge: Floats) -> Floats:
        """Return (9), what everybody's knowledge is worth on the market; shape (actors,)."""
        worth: Floats = np.einsum("if,if->i", self.market, knowledge)
        return worth

    def advance(
        self,
        knowledge: Floats,
        performance: Floats,
        draws: Floats,
        learned: Floats,
        invented: Floats,
    ) -> Floats:
        """Return the knowledge one period on; shape (actors, fields).

        ``draws``, shape (2, actors), decide whether an actor does R&D and in which field. What
        every flow brings, summed over fields, is added to ``learned``, shape (2U,), and what own
        R&D brings to ``invented``, shape (actors,).
        """
        # (1) the gap, of either sign, and (2) what is absorbed of it, weighed by (5)
        gap, flow, flows = self.gap, self.flow, self.flows
        np.take(knowledge, self.a, axis=0, out=gap, mode="clip")
        np.take(knowledge, self.b, axis=0, out=self.other, mode="clip")
        gap -= self.other
        np.multiply(gap, self.slope_a, out=self.other)
        np.multiply(gap, self.slope_b, out=flow)
        np.minimum(flow, self.other, out=flow)
        np.exp(flow, out=flow)
        flow *= gap
        flow *= self.tie_relevance
        np.maximum(flow, self.zeros, out=flows[: self.ties])
        np.negative(flow, out=flow)
        np.maximum(flow, self.zeros, out=flows[self.ties :])

        self._set_barter()
        self._set_imitation(performance)
        rate = self.strength * self.exchange
        self.gather.data = rate[self.order]
        gained: Floats = self.gather @ flows
        brought = np.einsum("jf->j", flows)
        brought *= rate
        self._cap(gained, brought, rate)
        learned += brought

        self._own_rd(knowledge, gained, draws, invented)
        # (8) update
        gained += knowledge
        gained *= self.kept
        return np.minimum(gained, self.ones, out=gained)

    def _set_barter(self) -> None:
        """(3) Vertical ties: each gives as many fields as the one with less to offer can."""
        gap = self.gap[self.barter]
        of_a = (gap > 0).astype(np.float64) @ self.unit
        of_b = (gap < 0).astype(np.float64) @ self.unit
        fair = np.minimum(of_a, of_b)
        forth, back = self.exchange[self.barter], self.exchange[self.barter_back]
        np.divide(fair, np.maximum(of_a, 1, out=of_a), out=forth)
        np.divide(fair, np.maximum(of_b, 1, out=of_b), out=back)
        forth *= self.barter_trust[self.barter]
        back *= self.barter_trust[self.barter_back]

    def _set_imitation(self, performance: Floats) -> None:
        """(3) Horizontal ties: only the best neighbour is imitated, if better than oneself."""
        if not self.watch.size:
            return
        seen = performance[self.watched]
        best = np.maximum.reduceat(seen, self.watch_starts)
        found = np.flatnonzero(seen == best[self.watch_group])
        found = found[seen[found] > performance[self.watcher[found]]]
        # Of several that are equally good the first counts.
        found = found[np.diff(self.watcher[found], prepend=-1) != 0]
        self.exchange[self.watch] = 0.0
        self.exchange[self.watch[found]] = 1.0

    def _cap(self, gained: Floats, brought: Floats, rate: Floats) -> None:
        """(6) Nobody learns more in a field than the largest gap from which he learns."""
        total = np.bincount(self.row, self.gather.data, minlength=gained.shape[0])
        over = np.flatnonzero(total > 1)  # below, the sum cannot reach the largest gap
        if not over.size:
            return
        chosen = np.zeros(total.size, dtype=bool)
        chosen[over] = True
        mine = np.flatnonzero(chosen[self.row])
        flow, row = self.order[mine], self.row[mine]
        begin = np.flatnonzero(np.diff(row, prepend=-1))
        gap = self.gap[flow % self.ties]
        gap[flow >= self.ties] *= -1
        gap[self.exchange[flow] == 0] = 0.0
        most = np.maximum(np.maximum.reduceat(gap, begin, axis=0), 0.0)
        before = gained[over]
        after = np.minimum(before, most)
        scale = np.divide(after, before, out=np.ones_like(before), where=before > 0)
        group = np.searchsorted(over, row)
        gained[over] = after
        brought[flow] = rate[flow] * np.einsum("jf,jf->j", self.flows[flow], scale[group])

    def _own_rd(self, knowledge: Floats, gained: Floats, draws: Floats, invented: Floats) -> None:
        """(7) Own R&D, in a field that is likelier the better known and the more valued."""
        at_work = np.flatnonzero(draws[0] < self.rd)
        known = knowledge[at_work]
        theta = _wide(self.theta[at_work], known.shape[1])
        chance = np.cumsum(np.power(known + 0.001, theta) * self.relevance[at_work], axis=1)
        drawn = draws[1][at_work] * chance[:, -1]
        field = np.count_nonzero(chance <= drawn[:, None], axis=1)
        field = np.minimum(field, known.shape[1] - 1)
        found = self.gain[at_work] * (1 - known[np.arange(at_work.size), field])
        gained[at_work, field] += found
        invented[at_work] += found


def _wide(values: Floats, fields: int) -> Floats:
    """Repeat a value for every field: faster than broadcasting over few fields."""
    return np.repeat(values, fields).reshape(-1, fields)
