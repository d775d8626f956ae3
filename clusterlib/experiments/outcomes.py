"""What is measured in a run: named functions from a history to one number a cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from clusterlib.arrays import Floats, Ints
from clusterlib.checks import did_you_mean
from clusterlib.learning.history import CHANNELS, History
from clusterlib.parameters import ParameterError

#: Takes a history, gives one number a cluster; shape (clusters,).
Outcome = Callable[[History], Floats]

_LOCAL = [CHANNELS.index(name) for name in ("horizontal", "vertical", "multi_angle")]
_PIPELINE = CHANNELS.index("pipeline")


def before_shift(history: History) -> Ints:
    """Return, for every cluster, the last record before its market moves; shape (clusters,)."""
    same = (history.market == history.market[0]).all(axis=2)
    moves = np.where(same.all(axis=0), same.shape[0], np.argmin(same, axis=0))
    before: Ints = moves - 1
    return before


def at_record(values: Floats, record: Ints) -> Floats:
    """Return, from an array of shape (records, clusters), the value at each cluster's record."""
    return values[record, np.arange(values.shape[1])]


def performance(history: History) -> Floats:
    """Mean performance of the firms, before the technology shifts or at the end if it does not."""
    return at_record(history.level("core"), before_shift(history))


def sme_performance(history: History) -> Floats:
    """Mean performance of the SMEs, before the technology shifts or at the end if it does not."""
    return at_record(history.level("sme"), before_shift(history))


def focal_performance(history: History) -> Floats:
    """Mean performance of the focal firms, before the shift or at the end if there is none."""
    return at_record(history.level("focal_firm"), before_shift(history))


@dataclass(frozen=True)
class LevelOf:
    """Mean performance of some actors, given by id, before the shift or at the end."""

    actors: tuple[str, ...]

    def __call__(self, history: History) -> Floats:
        """Return one number a cluster; shape (clusters,)."""
        record, firms = before_shift(history), history.members(self.actors)
        cluster = history.cluster[firms]
        found = history.performance[record[cluster], np.flatnonzero(firms)]
        return np.bincount(cluster, found, minlength=record.size) / np.bincount(cluster)


def final_performance(history: History) -> Floats:
    """Mean performance of the firms at the end."""
    final: Floats = history.level("core")[-1]
    return final


def after_shift(history: History) -> Floats:
    """Mean performance of the firms on the day of the shift: old knowledge, new market."""
    firms = history.members("core") & history.present[-1]
    of_firm = history.cluster[firms]
    known = history.knowledge[before_shift(history)[of_firm], np.flatnonzero(firms)]
    worth = np.einsum("if,if->i", history.market[-1][of_firm], known)
    count = np.bincount(of_firm, minlength=history.market.shape[1])
    return np.bincount(of_firm, worth, minlength=count.size) / count


def recovery(history: History) -> Floats:
    """Growth of the firms' performance from the day of the shift to the end, as a share."""
    return gain_factor(history) - 1


def gain_factor(history: History) -> Floats:
    """Mean performance of the firms at the end, as a multiple of that on the day of the shift."""
    return final_performance(history) / after_shift(history)


def variety(history: History) -> Floats:
    """How much two firms differ in a field at the end: root mean square difference."""
    different: Floats = history.variety("core")[-1]
    return different


def local_inflow(history: History) -> Floats:
    """Knowledge that an SME gets over its local ties in a period, up to the shift or the end."""
    return _inflow(history, "sme", _LOCAL)


def sme_pipeline_inflow(history: History) -> Floats:
    """Knowledge that an SME gets over pipelines in a period, up to the shift or the end."""
    return _inflow(history, "sme", [_PIPELINE])


def focal_pipeline_inflow(history: History) -> Floats:
    """Knowledge that a focal firm gets over pipelines in a period, up to the shift or the end."""
    return _inflow(history, "focal_firm", [_PIPELINE])


def _inflow(history: History, of: str, channels: list[int]) -> Floats:
    """Return what comes in over some channels per actor and period."""
    last = before_shift(history)
    # What has come since the record before stands at a record: sum up to the last.
    total = np.cumsum(history.gained(of)[:, :, channels].sum(axis=2), axis=0)
    return at_record(total, last) / history.period[last]


#: Every outcome that has a name.
OUTCOMES: dict[str, Outcome] = {
    "performance": performance,
    "sme_performance": sme_performance,
    "focal_performance": focal_performance,
    "final_performance": final_performance,
    "after_shift": after_shift,
    "gain_factor": gain_factor,
    "recovery": recovery,
    "variety": variety,
    "local_inflow": local_inflow,
    "sme_pipeline_inflow": sme_pipeline_inflow,
    "focal_pipeline_inflow": focal_pipeline_inflow,
}


def measure(outcome: str | Outcome, history: History) -> Floats:
    """Measure an outcome, by its name or its function; shape (clusters,)."""
    function = OUTCOMES[outcome] if isinstance(outcome, str) else outcome
    values = np.asarray(function(history), dtype=np.float64)
    clusters = history.market.shape[1]
    if values.shape != (clusters,):
        raise ParameterError(
            f"outcome = {outcome!r}: returned an array of shape {values.shape}; it must return one "
            f"number a cluster, here ({clusters},)."
        )
    return values


def outcome_problems(outcome: object) -> list[str]:
    """Return what is wrong with an outcome that a caller gave."""
    if isinstance(outcome, str) and outcome not in OUTCOMES:
        return [
            f"outcome = {outcome!r}: unknown. {did_you_mean(outcome, OUTCOMES)}Give one of "
            f"{', '.join(OUTCOMES)}, or a function of a history."
        ]
    if not isinstance(outcome, str) and not callable(outcome):
        return [f"outcome = {outcome!r}: give a name or a function of a history."]
    return []
