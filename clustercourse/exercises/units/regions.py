"""The regions of exercise 09: what a council may pay for, and at which prices."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from clustercourse import packed
from clustercourse.policy.game import Game
from clustercourse.policy.playing import play, play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS, Rules
from clustercourse.policy.search import DRAWS, SEED, climb
from clustercourse.policy.spending import Policy
from clusterlib.networks import Structure

#: How many of the five instruments a council pays for.
PAID = 3
#: How many times the usual money something needs for the same effect: what is dear, and the rest.
DEAR, CHEAP = 3.0, 0.5
#: By how much the best found must beat an equal split: elsewhere chance decides who plans well.
WIDE = 0.0055
_KEPT = Path(__file__).with_name("best_of_regions.json")


@dataclass(frozen=True)
class Region:
    """What a council may pay for, and which of it is dear.

    Examples
    --------
    >>> region = Region(("trust", "pipelines", "skills"), ("skills",))
    >>> region.prices
    {'trust': 0.5, 'pipelines': 0.5, 'skills': 3.0}
    >>> region.rules.pipelines_price, region.rules.skills_half
    (1.0, 180.0)
    """

    paid: tuple[str, ...]
    dear: tuple[str, ...]

    @property
    def name(self) -> str:
        """What is paid for, with a mark behind what is dear."""
        return " ".join(f"{name}*" if name in self.dear else name for name in self.paid)

    @property
    def prices(self) -> dict[str, float]:
        """How many times the usual money each of them needs."""
        return {name: DEAR if name in self.dear else CHEAP for name in self.paid}

    @property
    def rules(self) -> Rules:
        """The rules of the game at these prices."""
        usual, changed = Rules(), {}
        for name, price in self.prices.items():
            field = "pipelines_price" if name == "pipelines" else f"{name}_half"
            changed[field] = price * getattr(usual, field)
        return usual.but(**changed)

    @property
    def equal(self) -> Policy:
        """The same for everything that is paid for."""
        return Policy(**{f"{name}_{n}": BUDGET / PAID for name in self.paid for n in (1, 2)})

    def game(self, cluster: str | Structure) -> Game:
        """Return the draws of the search, which no other game uses."""
        return Game(cluster, seed=SEED, draws=DRAWS, rules=self.rules)

    def search(self, archetype: str) -> Policy | None:
        """Search for the best policy on a type of cluster; None if an equal split is nearly it."""
        game = self.game(archetype)
        best, score = climb(self.equal, game, instruments=self.paid)
        return best if score - play(self.equal, game).score >= WIDE else None


def all_regions() -> list[Region]:
    """Return every choice of what is paid for, and of one or two things of it that are dear."""
    return [
        Region(paid, dear)
        for paid in combinations(INSTRUMENTS, PAID)
        for number in (1, 2)
        for dear in combinations(paid, number)
    ]


def search_all(archetypes: tuple[str, ...]) -> None:
    """Search in every region on every type of cluster, and keep what is found; half an hour.

    A region stays out if on some type an equal split is nearly as good as the best.
    """
    found: dict[str, dict[str, dict[str, float]]] = {}
    for region in all_regions():
        best: dict[str, dict[str, float]] = {}
        for archetype in archetypes:
            if (policy := region.search(archetype)) is None:
                break
            best[archetype] = policy.amounts()
        else:
            found[region.name] = best
        print(region.name, "kept" if region.name in found else "left out", file=sys.stderr)
    _KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


@cache
def _kept() -> dict[str, dict[str, Policy]]:
    found = json.loads(packed.read(_KEPT))
    return {
        name: {archetype: Policy(**amounts) for archetype, amounts in best.items()}
        for name, best in found.items()
    }


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions that learners get."""
    return tuple(region for region in all_regions() if region.name in _kept())


def best_in(region: Region, archetype: str) -> Policy:
    """Return the best policy that the search found."""
    return _kept()[region.name][archetype]


@lru_cache(maxsize=512)
def best_on(region: Region, structure: Structure) -> Policy:
    """Return the best of them on clusters of a structure."""
    played = play_all([*_kept()[region.name].values()], region.game(structure))
    return max(played, key=lambda result: result.score).policy
