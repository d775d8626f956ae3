"""What a run leaves behind: plain arrays, means by group, and tidy tables."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.learning.union import DIMENSION_NAMES, KIND_NAMES, DisjointUnion, Who, chosen

if TYPE_CHECKING:
    import pandas as pd

#: Where knowledge comes from: the four dimensions of learning and an actor's own R&D.
CHANNELS = (*DIMENSION_NAMES, "own_rd")


@dataclass(frozen=True)
class History:
    """A run of one or more clusters, whose actors stand one cluster after the other.

    R records, N actors, F fields, C clusters and E flows (a tie is two flows, one each way; a
    pipeline one, inwards).

    Examples
    --------
    >>> from clusterlib.learning import simulate
    >>> from clusterlib.networks import build_cluster
    >>> history = simulate([build_cluster(rng=1), build_cluster(rng=2)], periods=10, rng=1)
    >>> history
    <History: 2 clusters, 108 actors, 11 records from period 0 to 10>
    >>> history.performance.shape, history.level("sme").shape
    ((11, 108), (11, 2))
    >>> flows = history.flow_frame()
    >>> outside = flows[flows.dimension == "pipeline"]
    >>> sorted(outside.source_kind.unique())
    ['lead_customer', 'outside_rd', 'outside_subcontractor']

    Attributes
    ----------
    period : array of int, shape (R,)
        Periods that have passed at each record; the first is 0.
    knowledge : array, shape (R, N, F)
        Share of the frontier that an actor commands in a field, 0 to 1.
    performance : array, shape (R, N)
        What that is worth on the market, 0 to 1: sum of ``market * knowledge``.
    present : array of bool, shape (R, N)
        Whether an actor was still there in the period before the record.
    flow : array, shape (R, E)
        Knowledge that came over a tie since the record before, summed over fields.
    own_rd : array, shape (R, N)
        Knowledge from own R&D since the record before, summed over fields.
    market : array, shape (R, C, F)
        Weight of every field in performance in the period before the record; sums to 1.
    source, target : array of int, shape (E,)
        Who gives and who learns, as places in ``ids``.
    dimension : array of str, shape (E,)
        Dimension of each flow, a key of ``clusterlib.networks.DIMENSIONS``.
    ids : list
        Ids of the N actors.
    cluster : array of int, shape (N,)
        The cluster of each actor.
    kind : array of str, shape (N,)
        The kind of each actor.
    stage : array of int, shape (N,)
        Stage of each firm, 0 for others.
    emerging_fields : int
        How many fields, the last ones, are emerging.
    """

    period: Ints
    knowledge: Floats
    performance: Floats
    present: Flags
    flow: Floats
    own_rd: Floats
    market: Floats
    source: Ints
    target: Ints
    union: DisjointUnion = field(repr=False)
    emerging_fields: int

    def __repr__(self) -> str:
        """Return one line; the arrays would fill screens."""
        clusters = int(self.cluster.max(initial=-1)) + 1
        return (
            f"<History: {clusters} cluster{'s' * (clusters != 1)}, {len(self.ids)} actors, "
            f"{self.period.size} records from period {self.period[0]} to {self.period[-1]}>"
        )

    @property
    def ids(self) -> list[Hashable]:
        """Ids of the actors; N of them."""
        return self.union.ids

    @property
    def cluster(self) -> Ints:
        """The cluster of each actor, from 0; shape (N,)."""
        return self.union.cluster

    @property
    def kind(self) -> NDArray[np.str_]:
        """The kind of each actor, a key of ``clusterlib.networks.KINDS``; shape (N,)."""
        return np.array(KIND_NAMES)[self.union.kind]

    @property
    def stage(self) -> Ints:
        """Stage of each firm, 0 for others; shape (N,)."""
        return self.union.stage

    @property
    def dimension(self) -> NDArray[np.str_]:
        """Dimension of each flow, a key of ``clusterlib.networks.DIMENSIONS``; shape (E,)."""
        return np.array(DIMENSION_NAMES)[self._channel]

    @property
    def _channel(self) -> Ints:
        return np.tile(self.union.dimension, 2)[self.union.flows()]

    @property
    def learning(self) -> Floats:
        """Knowledge gained since the record before, by channel; shape (R, N, 5).

        The last axis follows :data:`CHANNELS`: horizontal, vertical, multi_angle, pipeline and
        own R&D. Summed over fields, before obsolescence.
        """
        records, actors = self.performance.shape
        place = self.target * len(DIMENSION_NAMES) + self._channel
        size = actors * len(DIMENSION_NAMES)
        by_tie = [np.bincount(place, flow, minlength=size) for flow in self.flow]
        learned = np.array(by_tie).reshape(records, actors, len(DIMENSION_NAMES))
        return np.concatenate([learned, self.own_rd[:, :, None]], axis=2)

    def one(self, cluster: int) -> History:
        """Return the run of a single cluster, the same as if it had run alone."""
        flows = np.flatnonzero(self.union.cluster[self.target] == cluster)
        within = self.union.members(cluster)
        return History(
            period=self.period,
            knowledge=self.knowledge[:, within],
            performance=self.performance[:, within],
            present=self.present[:, within],
            flow=self.flow[:, flows],
            own_rd=self.own_rd[:, within],
            market=self.market[:, cluster : cluster + 1],
            source=self.source[flows] - within.start,
            target=self.target[flows] - within.start,
            union=self.union.part(cluster, cluster + 1),
            emerging_fields=self.emerging_fields,
        )

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: a row for each cluster, record and actor.

        Columns: cluster, period, actor, kind, stage (0 for others than firms), present,
        performance, emerging (mean knowledge in the emerging fields), and for each channel what
        was learned since the record before.
        """
        import pandas as pd

        records, actors = self.performance.shape
        now = self.knowledge.shape[2] - self.emerging_fields
        emerging = self.knowledge[:, :, now:].sum(axis=2) / max(1, self.emerging_fields)
        columns = {
            "cluster": np.tile(self.cluster, records),
            "period": np.repeat(self.period, actors),
            "actor": self.ids * records,
            "kind": np.tile(self.kind, records),
            "stage": np.tile(self.stage, records),
            "present": self.present.ravel(),
            "performance": self.performance.ravel(),
            "emerging": emerging.ravel() if self.emerging_fields else np.nan,
        }
        gained = self.learning.reshape(-1, len(CHANNELS)).T
        return pd.DataFrame(columns | dict(zip(CHANNELS, gained, strict=True)))

    def summary(self, of: Who = "core") -> pd.DataFrame:
        """Return a tidy table of a group's means: a row for each cluster and record.

        Columns: cluster, period, actors (how many of the group are there), performance, emerging,
        variety, and for each channel what a member learned since the record before.
        """
        import pandas as pd

        records, clusters = self.period.size, self.union.starts.size - 1
        columns = {
            "cluster": np.tile(np.arange(clusters), records),
            "period": np.repeat(self.period, clusters),
            "actors": self._count(of).ravel().astype(int),
            "performance": self.level(of).ravel(),
            "emerging": self.emerging(of).ravel(),
            "variety": self.variety(of).ravel(),
        }
        gained = self.gained(of).reshape(-1, len(CHANNELS)).T
        return pd.DataFrame(columns | dict(zip(CHANNELS, gained, strict=True)))

    def flow_frame(self) -> pd.DataFrame:
        """Return a tidy table of what came over each tie in the whole run: a row for each flow.

        Columns: cluster, source, source_kind, target, target_kind, dimension, flow (knowledge,
        summed over fields).
        """
        import pandas as pd

        ids = np.array(self.ids, dtype=object)
        return pd.DataFrame(
            {
                "cluster": self.cluster[self.target],
                "source": ids[self.source],
                "source_kind": self.kind[self.source],
                "target": ids[self.target],
                "target_kind": self.kind[self.target],
                "dimension": self.dimension,
                "flow": self.flow.sum(axis=0),
            }
        )

    def members(self, of: Who = "core") -> Flags:
        """Return which actors are meant: a kind, a layer, an id or several; shape (N,)."""
        return chosen(self.union, of)

    def level(self, of: Who = "core") -> Floats:
        """Return the mean performance of a group in each cluster; shape (R, C)."""
        # One product for all records: labs ask for levels at every move.
        there = self.present & self.members(of)
        sums: Floats = (self._membership() @ (self.performance * there).T).T
        with np.errstate(invalid="ignore"):
            return sums / self._count(of)

    def emerging(self, of: Who = "core") -> Floats:
        """Return a group's mean knowledge in the emerging fields; shape (R, C), nan without any."""
        now = self.knowledge.shape[2] - self.emerging_fields
        known = self._mean(self.knowledge, of)[:, :, now:]
        return known.mean(axis=2) if self.emerging_fields else np.full(known.shape[:2], np.nan)

    def gained(self, of: Who = "core") -> Floats:
        """Return what a group's member learns on average, by channel; shape (R, C, 5)."""
        return self._mean(self.learning, of)

    def variety(self, of: Who = "core") -> Floats:
        """Return how much two members of a group differ in a field; shape (R, C).

        The root mean square difference over all pairs and fields; nan for fewer than two members.
        """
        count = self._count(of)
        mean = self._mean(self.knowledge, of)
        square = self._mean(self.knowledge**2, of)
        spread = np.maximum(square - mean**2, 0).mean(axis=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            pairs = count / np.where(count > 1, count - 1, np.nan)
            differ: Floats = np.sqrt(2 * spread * pairs)
        return differ

    def _count(self, of: Who) -> Floats:
        """Return how many of a group are there; shape (R, C)."""
        there = (self.present & self.members(of)).astype(float)
        count: Floats = self._membership() @ there.T
        return count.T

    def _mean(self, values: Floats, of: Who) -> Floats:
        """Return means over the members of a group who are there; (R, N, X) to (R, C, X)."""
        there = self.present & self.members(of)
        membership = self._membership()
        sums = [
            membership @ (some * here[:, None]) for some, here in zip(values, there, strict=True)
        ]
        with np.errstate(invalid="ignore"):
            return np.array(sums) / self._count(of)[:, :, None]

    def _membership(self) -> csr_array:
        actors = self.union.kind.size
        shape = (self.union.starts.size - 1, actors)
        return csr_array((np.ones(actors), np.arange(actors), self.union.starts), shape=shape)
