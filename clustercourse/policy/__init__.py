"""The capstone's game: spend a fixed budget on a cluster before and after its market moves.

A policy says what each of five instruments gets in each of two phases of 40 periods. The score is
the mean performance of the cluster's firms over all 80 periods and over several draws of clusters,
in each of which the market moves at a time that the policy does not know.
"""

import lazy_loader

from clustercourse.policy.files import load_policy, save_policy
from clustercourse.policy.gains import gain
from clustercourse.policy.game import Game
from clustercourse.policy.playing import Played, in_effect, play, play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS, PERIODS, SECOND_PHASE, Rules
from clustercourse.policy.search import best_found, improve
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING, Policy, all_on
from clustercourse.policy.teams import compare_teams, replay
from clusterlib.networks import nearest_type

# Pictures load when one is drawn: exercises and the grader play without matplotlib.
__getattr__, _, _ = lazy_loader.attach(
    __name__, submod_attrs={"pictures": ["plot_gains", "plot_teams", "plot_winners"]}
)

__all__ = [
    "BUDGET",
    "EQUAL_SPLIT",
    "INSTRUMENTS",
    "NOTHING",
    "PERIODS",
    "SECOND_PHASE",
    "Game",
    "Played",
    "Policy",
    "Rules",
    "all_on",
    "best_found",
    "compare_teams",
    "gain",
    "improve",
    "in_effect",
    "load_policy",
    "nearest_type",
    "play",
    "play_all",
    "plot_gains",
    "plot_teams",
    "plot_winners",
    "replay",
    "save_policy",
]
