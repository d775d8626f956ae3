"""What happens to a cluster during a run, written down as data.

An intervention happens before period ``at`` (the first period is 0), to every cluster alike or,
where a list is given for each cluster, to that one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from clusterlib.arrays import Flags
from clusterlib.checks import is_whole
from clusterlib.learning.conditions import Conditions
from clusterlib.learning.union import OUTSIDE, PIPELINE, Who, chosen
from clusterlib.parameters import ParameterError

#: What shapes knowledge at the start and cannot change afterwards.
_INITIAL = ("fields_per_stage", "emerging_fields", "specialisation", "focal_lead")


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """Base of all interventions: something that happens before period ``at``."""

    at: int = 0

    def __post_init__(self) -> None:
        if not is_whole(self.at, 0):
            raise ParameterError(
                f"{type(self).__name__}: at = {self.at!r}: give the period before which it "
                "happens, a whole number from 0 upwards."
            )

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Change what holds in a cluster from now on."""
        raise NotImplementedError

    def _chosen(self, conditions: Conditions, name: str, cluster: int) -> Flags:
        """Return which actors of a cluster an argument means; an error names the argument."""
        union = conditions.union
        try:
            return chosen(union, getattr(self, name), union.members(cluster))
        except ParameterError as error:
            raise ParameterError(f"{type(self).__name__}, {name}: {error}") from None


@dataclass(frozen=True)
class RemoveActors(Intervention):
    """Actors leave and all their ties end; from then on they count in no mean.

    Parameters
    ----------
    actors : str or collection
        An actor's id, a kind such as ``"focal_firm"``, a layer such as ``"supporting"``, or
        several of these. A kind that a cluster has none of changes nothing.
    at : int, default 0
        The period before which it happens.

    Examples
    --------
    >>> RemoveActors(["F01", "university"], at=80)
    RemoveActors(at=80, actors=['F01', 'university'])
    """

    actors: Who

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Remove them from a cluster."""
        within = conditions.union.members(cluster)
        conditions.present[within] &= ~self._chosen(conditions, "actors", cluster)


@dataclass(frozen=True)
class CutPipelines(Intervention):
    """Pipelines end: all, or those of some owners, or those to some outside actors.

    Parameters
    ----------
    owners, sources : str or collection, optional
        Ids, kinds or layers; as in :class:`RemoveActors`. Left out: all.
    at : int, default 0
        The period before which it happens.

    Raises
    ------
    ParameterError
        When it happens, if all owners are outside actors, or no source is one.

    Examples
    --------
    >>> CutPipelines(owners="focal_firm", at=80).owners
    'focal_firm'
    """

    owners: Who = ("core", "supporting")
    sources: Who = ("supplementary",)

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Cut them in a cluster."""
        union, within = conditions.union, conditions.union.members(cluster)
        owner, source = np.zeros((2, union.kind.size), dtype=bool)
        owner[within] = self._chosen(conditions, "owners", cluster)
        source[within] = self._chosen(conditions, "sources", cluster)
        outside = union.layer == OUTSIDE
        if (owner.any() and outside[owner].all()) or (source.any() and not outside[source].any()):
            raise ParameterError(
                f"CutPipelines(owners={self.owners!r}, sources={self.sources!r}) cuts nothing: "
                "owners are actors of the cluster, sources are outside actors. To cut the "
                'pipelines to lead customers, write CutPipelines(sources="lead_customer").'
            )
        joined = (owner[union.a] & source[union.b]) | (owner[union.b] & source[union.a])
        conditions.weight[:, joined & (union.dimension == PIPELINE)] = 0.0


@dataclass(frozen=True)
class CutFlows(Intervention):
    """Knowledge no longer flows from some actors to others; the other way it still may.

    A learner spends no more attention on such a tie and has more for the rest.

    Parameters
    ----------
    sources, targets : str or collection
        Who gives and who learns: ids, kinds or layers; as in :class:`RemoveActors`.
    at : int, default 0
        The period before which it happens.

    Examples
    --------
    Institutions that teach firms and learn nothing from them:

    >>> CutFlows(sources="core", targets="supporting").targets
    'supporting'
    """

    sources: Who
    targets: Who

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Cut them in a cluster."""
        union, within = conditions.union, conditions.union.members(cluster)
        source, target = np.zeros((2, union.kind.size), dtype=bool)
        source[within] = self._chosen(conditions, "sources", cluster)
        target[within] = self._chosen(conditions, "targets", cluster)
        conditions.weight[0, source[union.a] & target[union.b]] = 0.0
        conditions.weight[1, source[union.b] & target[union.a]] = 0.0


@dataclass(frozen=True)
class TechnologyShift(Intervention):
    """The market moves: a share of its weight goes from the current to the emerging fields.

    Parameters
    ----------
    share : float, default 0.5
        Share of the weight that moves, 0 to 1.
    at : int, default 80
        The period before which it happens.

    Notes
    -----
    Equation (11), the market moves:
        ``w_f <- (1 - share) * w_f`` in current fields; what they lose is spread evenly over the
        emerging ones

    Examples
    --------
    >>> TechnologyShift(share=0.3)
    TechnologyShift(at=80, share=0.3)
    """

    share: float = 0.5
    at: int = field(default=80, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.share <= 1:
            raise ParameterError(
                f"TechnologyShift: share = {self.share!r}: give a number from 0 to 1."
            )

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Move the market of a cluster, equation (11)."""
        emerging = conditions.learning[cluster].emerging_fields
        if not emerging:
            raise ParameterError(
                "TechnologyShift: emerging_fields is 0, so there is nowhere to go."
            )
        market = conditions.market[cluster]
        current = market[: market.size - emerging]
        moved = self.share * current.sum()
        current *= 1 - self.share
        market[market.size - emerging :] += moved / emerging


@dataclass(frozen=True)
class ChangeActors(Intervention):
    """Some actors do more or less own R&D than their kind, or absorb more or less.

    Parameters
    ----------
    actors : str or collection
        Ids, kinds or layers; as in :class:`RemoveActors`.
    rd : float, optional
        Their rho, the chance of own R&D per period, 0 to 1.
    reach : float, optional
        Their delta, the gap from which they learn most, above 0.
    at : int, default 0
        The period before which it happens.

    Examples
    --------
    A single SME stops its own R&D:

    >>> ChangeActors("F03", rd=0).rd
    0
    """

    actors: Who
    rd: float | None = None
    reach: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        problems = []
        if self.rd is not None and not 0 <= self.rd <= 1:
            problems.append(f"rd = {self.rd!r}: give a number from 0 to 1.")
        if self.reach is not None and not self.reach > 0:
            problems.append(f"reach = {self.reach!r}: give a number above 0.")
        if self.rd is None and self.reach is None:
            problems.append("nothing changes: give rd, reach or both.")
        if problems:
            raise ParameterError("ChangeActors: " + " ".join(problems))

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Change them in a cluster."""
        within = conditions.union.members(cluster)
        mine = self._chosen(conditions, "actors", cluster)
        if self.rd is not None:
            conditions.rd[within][mine] = self.rd
        if self.reach is not None:
            conditions.reach[within][mine] = self.reach


@dataclass(frozen=True)
class ChangeParameters(Intervention):
    """Parameters of the model change for the whole cluster.

    Parameters
    ----------
    changes : mapping
        New values by name, such as ``{"trust": 0.9}``; all but those that shape the start.
    at : int, default 0
        The period before which it happens.

    Examples
    --------
    >>> ChangeParameters({"trust": 0.9, "loyalty": 3}, at=40).changes["trust"]
    0.9
    """

    changes: Mapping[str, Any]

    def apply(self, conditions: Conditions, cluster: int) -> None:
        """Change them in a cluster."""
        late = [name for name in self.changes if name in _INITIAL]
        if late:
            raise ParameterError(
                f"ChangeParameters: {', '.join(late)} shapes the start only; "
                "set it in the parameters of simulate."
            )
        conditions.learning[cluster] = conditions.learning[cluster].but(**self.changes)
