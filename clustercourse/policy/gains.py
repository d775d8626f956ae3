"""What a policy gains, with its interval: the one unit in which policies are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clustercourse.policy.game import Game
from clustercourse.policy.playing import play
from clustercourse.policy.spending import NOTHING, Policy
from clusterlib.experiments import Estimate, estimate

_DEFAULT_GAME = Game()


def gain(
    policy: Policy | Mapping[str, Any],
    game: Game = _DEFAULT_GAME,
    over: Policy | Mapping[str, Any] = NOTHING,
) -> Estimate:
    """Return what a policy gains: its score minus the score of no policy, on the same draws.

    Parameters
    ----------
    policy : Policy or mapping
        As for :func:`clustercourse.policy.play`.
    game : Game, optional
        The draws. A stress of the game is met with the policy and without.
    over : Policy or mapping, optional
        Another policy to compare with, in place of no policy.

    Returns
    -------
    Estimate
        In points of the score (0 to 1): the mean over draws with its 95% interval.

    Examples
    --------
    >>> from clustercourse.policy import EQUAL_SPLIT, best_found
    >>> gain(EQUAL_SPLIT).low > 0
    True
    >>> gain(best_found(), over=EQUAL_SPLIT).mean > 0
    True
    """
    return estimate(play(policy, game).scores - play(over, game).scores)
