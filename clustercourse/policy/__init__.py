"""The capstone's game: spend a fixed budget on a cluster before and after its market moves.

A policy says what each of five instruments gets in each of two phases of 40 periods. The score is
the mean performance of the cluster's firms over all 80 periods and over several draws of clusters,
in each of which the market moves at a time that the policy does not know. Pictures are in
:mod:`clustercourse.policy.pictures`.
"""

from clustercourse.policy.files import compare_teams, load_policy, replay, save_policy
from clustercourse.policy.game import Game
from clustercourse.policy.playing import Played, in_effect, play, play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS, PERIODS, SECOND_PHASE, Rules
from clustercourse.policy.search import best_found, improve
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING, Policy, all_on

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
    "improve",
    "in_effect",
    "load_policy",
    "play",
    "play_all",
    "replay",
    "save_policy",
]
