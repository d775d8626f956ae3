"""What holds in a period beside knowledge: who is there, which ties, what the market values.

Interventions change it; the kernel reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clusterlib.arrays import Flags, Floats
from clusterlib.learning.initial import shape_of
from clusterlib.learning.parameters import Learning
from clusterlib.learning.union import KIND_NAMES, OUTSIDE, DisjointUnion

#: Which parameter is rho and which is delta for a kind of actor; outside actors learn nothing.
RD_OF_KIND = {
    "focal_firm": "rd_focal",
    "sme": "rd_sme",
    "university": "rd_research",
    "research_institute": "rd_research",
    "bridging_institution": "rd_other",
    "government_agency": "rd_other",
}
REACH_OF_KIND = {"focal_firm": "reach_focal", "sme": "reach_sme"} | dict.fromkeys(
    list(RD_OF_KIND)[2:], "reach_institution"
)


class Conditions:
    """The state of a union of clusters that is not knowledge.

    Attributes
    ----------
    learning : list of Learning
        Parameters of every cluster.
    market : array, shape (clusters, fields)
        Weight of every field in performance, w.
    present : array of bool, shape (actors,)
        Who has not been removed.
    weight : array, shape (2, ties)
        As in the union, 0 where a tie has been cut.
    rd, reach : array, shape (actors,)
        An actor's own rho and delta; nan where it has that of its kind.
    """

    def __init__(self, union: DisjointUnion, learning: Sequence[Learning]) -> None:
        self.union = union
        self.learning = list(learning)
        stages, per_stage, emerging = shape_of(union, 0, self.learning[0])
        self.fields = stages * per_stage + emerging
        first = np.repeat([1 / (stages * per_stage), 0.0], [stages * per_stage, emerging])
        self.market = np.tile(first, (len(self.learning), 1))
        self.present = np.ones(union.kind.size, dtype=bool)
        self.weight = union.weight.copy()
        self.rd = np.full(union.kind.size, np.nan)
        self.reach = np.full(union.kind.size, np.nan)

    def of_actor(self, name: str) -> Floats:
        """Return a parameter of every actor's cluster; shape (actors,)."""
        values = np.array([getattr(one, name) for one in self.learning], dtype=np.float64)
        return values[self.union.cluster]

    def learns(self) -> Flags:
        """Return who learns: all who are present, but those outside; shape (actors,)."""
        learning: Flags = self.present & (self.union.layer != OUTSIDE)
        return learning

    def rd_rate(self) -> Floats:
        """Return rho of every actor, 0 for those who do not learn; shape (actors,)."""
        rate = np.where(np.isnan(self.rd), self._by_kind(RD_OF_KIND), self.rd)
        return np.where(self.learns(), rate, 0.0)

    def reach_of(self) -> Floats:
        """Return delta of every actor, infinite for those outside; shape (actors,)."""
        reach = np.where(np.isnan(self.reach), self._by_kind(REACH_OF_KIND), self.reach)
        return np.where(self.union.layer == OUTSIDE, np.inf, reach)

    def _by_kind(self, names: dict[str, str]) -> Floats:
        values = np.zeros((len(self.learning), len(KIND_NAMES)))
        for kind, name in names.items():
            values[:, KIND_NAMES.index(kind)] = [getattr(one, name) for one in self.learning]
        by_actor: Floats = values[self.union.cluster, self.union.kind]
        return by_actor
