"""Experiments: compare two settings or sweep a grid, with paired replicates and intervals.

Replicate k has the same random numbers under all settings (common random numbers), so a small
difference shows with few replicates. Any executor of ``concurrent.futures`` can do the work.
"""

from clusterlib.experiments.comparing import Comparison, compare
from clusterlib.experiments.outcomes import OUTCOMES, LevelOf, Outcome
from clusterlib.experiments.settings import Setting
from clusterlib.experiments.statistics import Estimate, estimate, rank_correlation, relative
from clusterlib.experiments.steps import (
    AddPipelines,
    DropLocalTies,
    KeepPipelines,
    OpenUp,
    StrengthenTies,
)
from clusterlib.experiments.sweeping import Sweep, sweep

__all__ = [
    "OUTCOMES",
    "AddPipelines",
    "Comparison",
    "DropLocalTies",
    "Estimate",
    "KeepPipelines",
    "LevelOf",
    "OpenUp",
    "Outcome",
    "Setting",
    "StrengthenTies",
    "Sweep",
    "compare",
    "estimate",
    "rank_correlation",
    "relative",
    "sweep",
]
