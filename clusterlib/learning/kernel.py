"""One period of many clusters at once: the fast form of :func:`clusterlib.learning.one_period`.

Every tie is handled once for both directions: of two actors one knows more of a field, so the
sign of the difference says which way it flows. Numbers in brackets are those of the equations.

Nothing here sums in an order that depends on what else is in the union, as BLAS would, so a
cluster's result is the same to the last bit whatever runs beside it.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.learning.conditions import Conditions
from clusterlib.learning.reference import LEAD
from clusterlib.learning.union import (
    DIMENSION_NAMES,
    HORIZONTAL,
    MULTI_ANGLE,
    PIPELINE,
    SUPPORTING,
    VERTICAL,
)

#: Absorption is worked out for so many ties at a time, which bounds the memory it needs.
_CHUNK = 8192


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
        # ... and the flows to those for whom the cap of (6) might hold
        self.tight = self.order[self._could_exceed(union.kind.size)[self.row]]
        self.tight_row = self.receiver[self.tight]
        self.sign = np.repeat([1.0, -1.0], self.ties)

        # (7) and (8)
        self.rd = conditions.rd_rate()
        self.gain = conditions.of_actor("rd_gain")
        self.theta = _wide(conditions.of_actor("path_dependence"), fields)
        kept = 1 - conditions.of_actor("obsolescence")
        self.kept = _wide(np.where(conditions.learns(), kept, 1.0), fields)
        self.market = conditions.market[union.cluster]

        self.gap = np.empty((self.ties, fields))
        self.flows = np.empty((2 * self.ties, fields))
        self.scratch = np.empty((2, min(_CHUNK, self.ties), fields))
        self.zeros = np.zeros((min(_CHUNK, self.ties), fields))
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
        fixed = live & (dimension != VERTICAL)
        self.exchange = np.where(fixed, np.where(to_institution, trust, 1.0), 0.0)

        self.barter_trust = np.where(live & (dimension == VERTICAL), trust, 0.0)
        # Both ways of a tie, one above the other; ties are sorted by dimension, so each is a slice.
        both, trusted = self.exchange.reshape(2, -1), self.barter_trust.reshape(2, -1)
        place = np.searchsorted(conditions.union.dimension, np.arange(PIPELINE + 2))
        self.horizontal = both[:, place[HORIZONTAL] : place[HORIZONTAL + 1]]
        self.vertical = slice(place[VERTICAL], place[VERTICAL + 1])
        self.barter, self.barter_most = both[:, self.vertical], trusted[:, self.vertical]
        self.leads = np.empty((*self.barter.shape, conditions.fields))

        watch = np.flatnonzero(live & (dimension == HORIZONTAL))
        self.watch = watch[np.lexsort((self.giver[watch], self.receiver[watch]))]
        self.watched, self.watcher = self.giver[self.watch], self.receiver[self.watch]
        first = _first_of_each(self.watcher)
        self.watch_starts, self.watch_group = np.flatnonzero(first), np.cumsum(first) - 1

    def _could_exceed(self, actors: int) -> Flags:
        """Return who could ever learn more than the largest gap, by adding up many flows."""
        rate = self.strength * np.maximum(self.exchange, self.barter_trust)
        rate[self.watch] = 0.0
        total = np.bincount(self.receiver, rate, minlength=actors)
        if self.watch.size:  # one neighbour is imitated at a time
            best = np.maximum.reduceat(self.strength[self.watch], self.watch_starts)
            total[self.watcher[self.watch_starts]] += best
        exceeds: Flags = total > 1 - 1e-9
        return exceeds

    def performance(self, knowledge: Floats) -> Floats:
        """Return equation (9): what all that is known is worth on the market; shape (actors,)."""
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
        """Return the knowledge one period on, equation (8); shape (actors, fields).

        ``draws``, shape (2, actors), decide whether an actor does R&D and in which field. What
        every flow brings, summed over fields, is added to ``learned``, shape (2U,), and what own
        R&D brings to ``invented``, shape (actors,).
        """
        for begin in range(0, self.ties, _CHUNK):
            self._absorb(knowledge, slice(begin, min(begin + _CHUNK, self.ties)))
        self._set_barter()
        self._set_imitation(performance)
        rate = self.strength * self.exchange
        np.take(rate, self.order, out=self.gather.data, mode="clip")
        gained: Floats = self.gather @ self.flows
        brought = np.einsum("jf->j", self.flows)
        brought *= rate
        self._cap(gained, brought, rate)
        learned += brought

        self._own_rd(knowledge, gained, draws, invented)
        # (8) update
        gained += knowledge
        gained *= self.kept
        return np.minimum(gained, self.ones, out=gained)

    def _absorb(self, knowledge: Floats, ties: slice) -> None:
        """Set equation (1), the gaps, and equation (2), what is absorbed, times equation (5)."""
        gap, ahead = self.gap[ties], self.flows[ties]
        behind = self.flows[self.ties + ties.start : self.ties + ties.stop]
        one, two = self.scratch[:, : ties.stop - ties.start]
        np.take(knowledge, self.a[ties], axis=0, out=gap, mode="clip")
        np.take(knowledge, self.b[ties], axis=0, out=one, mode="clip")
        np.subtract(gap, one, out=gap)
        # Of the two exponents the one of who learns is negative, so it is the smaller one.
        np.multiply(gap, self.slope_a[ties], out=one)
        np.multiply(gap, self.slope_b[ties], out=two)
        np.minimum(one, two, out=one)
        np.exp(one, out=one)
        np.multiply(one, gap, out=one)
        np.multiply(one, self.tie_relevance[ties], out=one)
        np.maximum(one, self.zeros[: len(one)], out=ahead)
        np.subtract(ahead, one, out=behind)

    def _set_barter(self) -> None:
        """Equation (3), vertical ties: as many fields each way as the one with less can offer."""
        gap = self.gap[self.vertical]
        np.greater(gap, LEAD, out=self.leads[0])
        np.less(gap, -LEAD, out=self.leads[1])
        offered = self.leads @ self.unit
        fair = np.minimum(*offered)
        np.divide(fair, np.maximum(offered, 1, out=offered), out=self.barter)
        np.multiply(self.barter, self.barter_most, out=self.barter)

    def _set_imitation(self, performance: Floats) -> None:
        """Equation (3), horizontal ties: only the best neighbour is imitated, if it is better."""
        if not self.watch.size:
            return
        seen = performance.take(self.watched)
        best = np.maximum.reduceat(seen, self.watch_starts)
        found = np.flatnonzero(seen == best.take(self.watch_group))
        # Of several that are equally good the first counts.
        found = found[_first_of_each(self.watcher[found])]
        found = found[seen[found] > performance[self.watcher[found]]]
        self.horizontal[:] = 0.0
        self.exchange[self.watch[found]] = 1.0

    def _cap(self, gained: Floats, brought: Floats, rate: Floats) -> None:
        """Equation (6): nobody learns more in a field than the largest gap to a source."""
        total = np.bincount(self.tight_row, rate[self.tight], minlength=self.rd.size)
        over = total > 1  # below, the sum cannot reach the largest gap
        if not over.any():
            return
        mine = np.flatnonzero(over[self.tight_row])
        flow, first = self.tight[mine], _first_of_each(self.tight_row[mine])
        gap = self.gap.take(flow % self.ties, axis=0)
        gap *= np.where(self.exchange[flow] > 0, self.sign[flow], 0)[:, None]
        most = np.maximum.reduceat(gap, np.flatnonzero(first), axis=0)
        before = gained[over]
        short: Flags = np.any(before > most, axis=1)
        if not short.any():
            return
        after = np.minimum(before, np.maximum(most, 0.0))
        gained[over] = after
        scale = np.divide(after, before, out=np.ones_like(before), where=before > 0)
        place = np.cumsum(first) - 1
        flow, place = flow[short[place]], place[short[place]]
        brought[flow] = rate[flow] * np.einsum("jf,jf->j", self.flows[flow], scale[place])

    def _own_rd(self, knowledge: Floats, gained: Floats, draws: Floats, invented: Floats) -> None:
        """Equation (7): own R&D, in a field that is likelier the more known and valued it is."""
        at_work = np.flatnonzero(draws[0] < self.rd)
        known = knowledge.take(at_work, axis=0)
        chance = np.power(known + 0.001, self.theta.take(at_work, axis=0))
        chance *= self.relevance.take(at_work, axis=0)
        chance = np.cumsum(chance, axis=1, out=chance)
        drawn = draws[1].take(at_work) * chance[:, -1]
        field = (chance[:, :-1] <= drawn[:, None]).sum(axis=1)
        found = self.gain[at_work] * (1 - known[np.arange(at_work.size), field])
        gained[at_work, field] += found
        invented[at_work] += found


def _first_of_each(rows: Ints) -> Flags:
    """Return whether each of the sorted rows is the first of its kind."""
    first = np.ones(rows.size, dtype=bool)
    np.not_equal(rows[1:], rows[:-1], out=first[1:])
    return first


def _wide(values: Floats, fields: int) -> Floats:
    """Repeat a value for every field: faster than broadcasting over few fields."""
    return np.repeat(values, fields).reshape(-1, fields)
