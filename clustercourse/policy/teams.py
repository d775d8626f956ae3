"""Teams against each other: their saved policies replayed and compared on the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clustercourse.policy.files import Team, all_teams, load_policy
from clustercourse.policy.game import Game
from clustercourse.policy.playing import Played, play, play_all
from clustercourse.policy.rules import INSTRUMENTS
from clustercourse.policy.search import best_found
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING
from clusterlib.experiments import estimate

if TYPE_CHECKING:
    import pandas as pd

_DEFAULT_GAME = Game()


def replay(path: str | Path, game: Game = _DEFAULT_GAME) -> Played:
    """Play a saved policy; on the same game it gives the same score to the last digit."""
    return play(load_policy(path), game)


def compare_teams(paths: Sequence[str | Path], game: Game = _DEFAULT_GAME) -> pd.DataFrame:
    """Compare saved policies with each other, with none, with an equal split and with the best.

    Parameters
    ----------
    paths : sequence of str or Path
        A file for each team, for example ``sorted(Path("teams").glob("*.json"))``.
    game : Game, optional
        The draws; the same ones for all.

    Returns
    -------
    pandas.DataFrame
        A row for each team, best first: ``score``; ``worst draw``; ``gain``, the score minus that
        of no policy, with its 95% interval from ``low`` to ``high``; ``of best``, the gain as a
        share of that of the best policy that the search found; and the money for each instrument,
        both phases together. Rows in brackets are for comparison.

    Raises
    ------
    ParameterError
        If files cannot be used. The problems of all of them are listed.
    """
    import pandas as pd

    teams = [*all_teams(paths), *references(game)]
    played = play_all([team.policy for team in teams], game)
    none = played[-3].scores
    gains = [estimate(result.scores - none) for result in played]
    rows = [
        {
            "team": team.name,
            "score": result.score,
            "worst draw": result.scores.min(),
            "gain": gained.mean,
            "low": gained.low,
            "high": gained.high,
            "of best": gained.mean / gains[-1].mean,
            **{name: sum(team.policy.money(name)) for name in INSTRUMENTS},
        }
        for team, result, gained in zip(teams, played, gains, strict=True)
    ]
    return pd.DataFrame(rows).set_index("team").sort_values("score", ascending=False)


def references(game: Game) -> list[Team]:
    """Return what teams are compared with: nothing, all alike, and the best found by search."""
    return [
        Team("(no policy)", NOTHING),
        Team("(equal split)", EQUAL_SPLIT),
        Team("(best found)", best_found(game.cluster)),
    ]
