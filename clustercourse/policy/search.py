"""The best policy found by search: better and better by moving money from one thing to another.

The search is a steepest ascent. From each start, all transfers of 10 money between two instruments
of a phase are played, the best one is taken, and so on until none helps; then with 5. The best end
counts. It finds a good policy and proves nothing: a team may find a better one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import permutations
from pathlib import Path

import networkx as nx

from clustercourse import packed
from clustercourse.policy.game import Game, Of
from clustercourse.policy.playing import play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS
from clustercourse.policy.spending import EQUAL_SPLIT, Policy
from clusterlib.networks import ARCHETYPES, Structure, keep_cluster

#: Seed and draws of the kept searches. Other games use other seeds: there the best is not at home.
SEED, DRAWS = 20_130_109, 8
#: How much money a transfer moves, from coarse to fine.
STEPS = (10.0, 5.0)
#: It lies among the answers to the exercises, which submissions do not see.
_FILE = ("exercises", "units", "best_policies.json")


#: Where the kept searches start: from all alike, and from a very different mixture.
STARTS = (
    EQUAL_SPLIT,
    Policy(**{f"{name}_{n}": BUDGET / 2 for name in ("pipelines", "skills") for n in (1, 2)}),
)


def improve(policy: Policy, game: Game, steps: Sequence[float] = STEPS) -> tuple[Policy, float]:
    """Improve a policy by moving money within a phase, until no transfer helps.

    Parameters
    ----------
    policy : Policy
        Where to start. What it leaves unspent stays unspent.
    game : Game
        The draws on which policies are compared.
    steps : sequence of float
        How much a transfer moves, from coarse to fine.

    Returns
    -------
    policy : Policy
    score : float

    Examples
    --------
    >>> from clustercourse.policy import play
    >>> game = Game(draws=1)
    >>> better, score = improve(Policy(trust_1=50), game, steps=[50])
    >>> score > play(Policy(trust_1=50), game).score
    True
    """
    return climb(policy, game, steps)


def climb(
    policy: Policy,
    game: Game,
    steps: Sequence[float] = STEPS,
    instruments: Sequence[str] = tuple(INSTRUMENTS),
) -> tuple[Policy, float]:
    """Improve a policy by moving money among some instruments; see :func:`improve`."""
    (best,) = play_all([policy], game)
    for step in steps:
        while True:
            # Of equals the first is taken, so the search always goes the same way.
            moved = list(_transfers(best.policy, step, instruments))
            top = max(play_all(moved, game), key=lambda result: result.score) if moved else best
            if top.score <= best.score:
                break
            best = top
    return best.policy, best.score


def _transfers(policy: Policy, step: float, instruments: Sequence[str]) -> Iterator[Policy]:
    amounts = policy.model_dump()
    for phase in (1, 2):
        for giver, taker in permutations([f"{name}_{phase}" for name in instruments], 2):
            if amounts[giver] >= step:
                yield policy.but(**{giver: amounts[giver] - step, taker: amounts[taker] + step})


def search(cluster: str, starts: Sequence[Policy] = STARTS) -> Policy:
    """Search for the best policy for a type of cluster, on draws that no other game uses.

    It plays several hundred policies, which takes a minute or two.
    """
    game = Game(cluster, seed=SEED, draws=DRAWS)
    return max((improve(start, game) for start in starts), key=lambda found: found[1])[0]


@cache
def _kept() -> dict[str, Policy]:
    text = packed.read(resources.files("clustercourse").joinpath(*_FILE))
    return {cluster: Policy(**amounts) for cluster, amounts in json.loads(text).items()}


def best_found(cluster: Of = "baseline") -> Policy:
    """Return the best policy that :func:`search` found for a type of cluster.

    Parameters
    ----------
    cluster : str, Structure or networkx.Graph, default "baseline"
        A key of ``clusterlib.ARCHETYPES``. For a structure or a cluster of one's own, no search has
        been made: then it is the best of the policies found for the types, played on it;
        for a cluster also the equal split.

    Examples
    --------
    >>> from clustercourse.policy import EQUAL_SPLIT, play
    >>> play(best_found()).score > play(EQUAL_SPLIT).score
    True
    """
    if isinstance(cluster, str):
        return _kept()[cluster]
    return _best_kept(keep_cluster(cluster) if isinstance(cluster, nx.Graph) else cluster)


@lru_cache(maxsize=256)
def _best_kept(cluster: Structure | nx.Graph) -> Policy:
    plans = list(_kept().values())
    # On a cluster of one's own all of them may be at a loss.
    plans += [EQUAL_SPLIT] if isinstance(cluster, nx.Graph) else []
    played = play_all(plans, Game(cluster, seed=SEED, draws=DRAWS))
    return max(played, key=lambda result: result.score).policy


def search_all(path: Path) -> None:
    """Search for every type of cluster and keep what is found in a file.

    ``search_all(Path("clustercourse/exercises/units/best_policies.json"))`` made the file that
    :func:`best_found` reads. Call it again when the rules or the course model change.
    """
    found = {cluster: search(cluster).amounts() for cluster in ARCHETYPES}
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
