"""Policies as small JSON files: saved, loaded, replayed and compared, a file for each team."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustercourse.policy.game import Game
from clustercourse.policy.playing import Played, play, play_all
from clustercourse.policy.rules import INSTRUMENTS
from clustercourse.policy.search import best_found
from clustercourse.policy.spending import EQUAL_SPLIT, NOTHING, Policy
from clusterlib.checks import did_you_mean
from clusterlib.parameters import ParameterError

if TYPE_CHECKING:
    import pandas as pd

_VERSION = 1
_KEYS = {"version": _VERSION, "team": "", "spending": {}}
#: A file larger than this is not a policy.
_MOST_BYTES = 100_000
_DEFAULT_GAME = Game()


@dataclass(frozen=True)
class Team:
    """A team's name and its policy."""

    name: str
    policy: Policy


def save_policy(policy: Policy, path: str | Path, team: str = "") -> Path:
    """Save a policy as a file that :func:`load_policy` reads. A file of this name is replaced.

    The file holds what is spent and no score: a score is always played anew.

    Parameters
    ----------
    policy : Policy
    path : str or Path
        For example ``"north.json"``.
    team : str, optional
        The team's name; the file's name when left out.

    Returns
    -------
    Path
        Where it was saved.
    """
    path = Path(path)
    content = {"version": _VERSION, "team": team or path.stem, "spending": policy.amounts()}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def load_policy(path: str | Path) -> Policy:
    """Load a policy from a file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ParameterError
        If it is not a policy that can be played. All problems are listed.
    """
    return load_team(path).policy


def load_team(path: str | Path) -> Team:
    """Load a team's name and policy from a file; see :func:`load_policy`."""
    path = Path(path)
    if path.stat().st_size > _MOST_BYTES:
        raise ParameterError.of(
            ["it is far too large for a policy; did you give another file?"], path.name
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        problem = f"it is not JSON ({str(error)[:80]}); save the policy again."
        raise ParameterError.of([problem], path.name) from None
    if not isinstance(content, dict):
        raise ParameterError.of(["it is not a policy; save one with policy.save(...)."], path.name)
    problems = [
        f"{key!r} is missing; save the policy again." for key in _KEYS if key not in content
    ]
    for key in content.keys() - _KEYS.keys():
        problems.append(f"{key!r} is unknown; {did_you_mean(key, _KEYS, 'leave it out.')}")
    if content.get("version", _VERSION) != _VERSION:
        problems.append(f"version {content['version']!r}: this course reads version {_VERSION}.")
    team = content.get("team", "")
    if not isinstance(team, str) or len(team) > 60:
        problems.append("'team' is no name: give a text of at most 60 letters.")
    spending: Any = content.get("spending", {})
    policy = NOTHING
    if not isinstance(spending, dict):
        problems.append("'spending' is no table: write for example {\"skills_1\": 30}.")
    else:
        try:
            policy = Policy(**spending)
        except ParameterError as error:
            problems += error.problems
    ParameterError.raise_any(problems, path.name)
    return Team(team or path.stem, policy)


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
        A row for each team, best first: ``score``; ``worst draw``; ``gain``, the change against no
        policy as a share; ``of best``, that as a share of the gain of the best policy that the
        search found; and the money for each instrument, both phases together. Rows in brackets are
        for comparison.

    Raises
    ------
    ParameterError
        If files cannot be used. The problems of all of them are listed.
    """
    import pandas as pd

    teams = [*all_teams(paths), *references(game)]
    played = play_all([team.policy for team in teams], game)
    none, best = (played[len(teams) - back].score for back in (3, 1))
    rows = [
        {
            "team": team.name,
            "score": one.score,
            "worst draw": one.scores.min(),
            "gain": one.score / none - 1,
            "of best": (one.score - none) / (best - none),
            **{name: sum(team.policy.money(name)) for name in INSTRUMENTS},
        }
        for team, one in zip(teams, played, strict=True)
    ]
    return pd.DataFrame(rows).set_index("team").sort_values("score", ascending=False)


def references(game: Game) -> list[Team]:
    """Return what teams are compared with: nothing, all alike, and the best found by search."""
    return [
        Team("(no policy)", NOTHING),
        Team("(equal split)", EQUAL_SPLIT),
        Team("(best found)", best_found(game.cluster)),
    ]


def all_teams(paths: Sequence[str | Path]) -> list[Team]:
    teams, problems = [], []
    for path in paths:
        try:
            teams.append(load_team(path))
        except (OSError, ParameterError) as error:
            problems.append(str(error))
    if problems:
        raise ParameterError("\n".join(problems))
    return teams
