"""Policies as small JSON files, one for each team."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clustercourse.policy.spending import NOTHING, VERSION, Policy
from clusterlib.checks import did_you_mean
from clusterlib.parameters import ParameterError

_KEYS = {"version": VERSION, "team": "", "spending": {}}
#: A file larger than this is not a policy.
_MOST_BYTES = 100_000


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
    return policy.save(path, team)


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
    if content.get("version", VERSION) != VERSION:
        problems.append(f"version {content['version']!r}: this course reads version {VERSION}.")
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
