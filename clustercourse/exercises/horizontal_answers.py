"""Right and known wrong answers to the tasks of 02_horizontal_learning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.exercises.answers import Number
from clusterlib.learning import Learning, initial_knowledge, simulate

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 2, 40
#: The seed of the lecture.
LECTURE = 2013
#: The fields that the market values at the start.
CURRENT = 9

DEFAULT = Learning()
#: Shares and knowledge are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)

Floats = NDArray[np.float64]


@lru_cache(maxsize=8)
def known(cluster: nx.Graph, seed: int = SEED) -> dict[str, Floats]:
    """Return what every actor knows at the start."""
    return dict(zip(cluster, initial_knowledge(cluster, rng=seed), strict=True))


def ties(cluster: nx.Graph, dimension: str = "horizontal") -> list[tuple[str, str]]:
    """Return the ties of a dimension."""
    return [(a, b) for a, b, of in cluster.edges(data="dimension") if of == dimension]


def rivals(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm over horizontal ties: they are of its stage."""
    return [one for one, tie in cluster[firm].items() if tie["dimension"] == "horizontal"]


def firms(cluster: nx.Graph) -> list[str]:
    """Return the firms of a cluster in its order."""
    return [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]


def partners(cluster: nx.Graph, firm: str) -> list[str]:
    """Return the neighbours of a firm that are firms, of any stage."""
    return [one for one in cluster[firm] if cluster.nodes[one]["layer"] == "core"]


@lru_cache(maxsize=8)
def scores(cluster: nx.Graph, seed: int = SEED) -> dict[str, float]:
    """Return the performance of every actor at the start: its mean over the current fields."""
    return {actor: float(knows[:CURRENT].mean()) for actor, knows in known(cluster, seed).items()}


def models(
    cluster: nx.Graph,
    seen: Callable[[nx.Graph, str], list[str]] = rivals,
    *,
    only_better: bool = True,
    seed: int = SEED,
) -> dict[str, str]:
    """Return whom each firm imitates: the best performer it sees, if better than itself."""
    score = scores(cluster, seed)
    found = {}
    for firm in firms(cluster):
        best = max(seen(cluster, firm), key=lambda one: score[one], default=firm)
        if best != firm and (score[best] > score[firm] or not only_better):
            found[firm] = best
    return found


def followers(imitated: dict[str, str]) -> dict[str, int]:
    """Return how many firms imitate each model."""
    return dict(Counter(imitated.values()))


def followers_by_ties(cluster: nx.Graph) -> dict[str, int]:
    """Return the same from the list of ties: keep the best that each firm has seen so far."""
    score = scores(cluster)
    best: dict[str, str] = {}
    for tie in ties(cluster):
        for firm, other in (tie, tie[::-1]):
            if score[other] > score[best.get(firm, firm)]:
                best[firm] = other
    return followers(best)


def watched_by_all_worse(cluster: nx.Graph) -> dict[str, int]:
    """Count for each firm all its worse rivals, though they may have a better one to imitate."""
    score = scores(cluster)
    return {
        one: sum(score[other] < score[one] for other in rivals(cluster, one))
        for one in firms(cluster)
    }


def followers_of_the_best_connected(cluster: nx.Graph) -> dict[str, int]:
    """Let each firm imitate its rival with most ties."""
    degree = dict(cluster.degree)
    best = {f: max(rivals(cluster, f), key=lambda one: degree[one], default=f) for f in degree}
    return followers({f: one for f, one in best.items() if one != f})


def distances(
    cluster: nx.Graph, how: Callable[[Floats], float] = lambda gap: float(np.abs(gap).mean())
) -> dict[str, float]:
    """Return the mean cognitive distance of two firms, over horizontal and over vertical ties."""
    knows = known(cluster)
    return {
        name: float(np.mean([how(knows[a] - knows[b]) for a, b in ties(cluster, name)]))
        for name in ("horizontal", "vertical")
    }


def current(gap: Floats) -> float:
    """Return the mean absolute difference over the current fields."""
    return float(np.abs(gap[:CURRENT]).mean())


def distances_of_all_pairs(cluster: nx.Graph) -> dict[str, float]:
    """Take all pairs of a stage, and of adjacent stages, with or without a tie."""
    knows, stage = known(cluster), dict(cluster.nodes(data="stage"))
    pairs: dict[int, list[float]] = {0: [], 1: [], 2: []}
    names = firms(cluster)
    for place, a in enumerate(names):
        for b in names[:place]:
            pairs[abs(stage[a] - stage[b])].append(current(knows[a] - knows[b]))
    return {"horizontal": float(np.mean(pairs[0])), "vertical": float(np.mean(pairs[1]))}


def lessons(
    cluster: nx.Graph,
    p: Learning = DEFAULT,
    *,
    firm: str = "",
    clipped: bool = True,
    fields: int = CURRENT,
    better: bool = True,
) -> dict[str, float]:
    """Return what a firm could learn in a period from each of its better rivals."""
    firm = firm or cluster.graph["my_firm"]
    knows, score = known(cluster), scores(cluster)
    found = {}
    for rival in rivals(cluster, firm):
        if score[rival] > score[firm] or not better:
            gap = (knows[rival] - knows[firm])[:fields]
            gap = np.maximum(gap, 0) if clipped else gap
            absorbed = p.learning_rate * gap * np.exp(-gap / p.reach_sme)
            found[rival] = p.horizontal * float(absorbed.sum())
    return found


def choose_firm(cluster: nx.Graph) -> str | None:
    """Return the first SME with a worse rival whose best rival would not teach it most."""
    score = scores(cluster)
    for firm in firms(cluster):
        taught = lessons(cluster, firm=firm)
        if cluster.nodes[firm]["kind"] == "sme" and 1 < len(taught) < len(rivals(cluster, firm)):
            best, teacher = (max(taught, key=lambda one: by[one]) for by in (score, taught))
            if best != teacher:
                return firm
    return None


@lru_cache(maxsize=8)
def paths(cluster: nx.Graph) -> dict[tuple[str, str, str], Floats]:
    """Return levels and varieties over time: by ``"level"`` or ``"variety"``, case and group."""
    cases = {"on": DEFAULT, "off": DEFAULT.but(horizontal=0), "no buzz": DEFAULT.but(buzz=0)}
    history = simulate(
        [cluster] * len(cases), list(cases.values()), periods=PERIODS, rng=[SEED] * len(cases)
    )
    measured = {("level", of): history.level(of) for of in ("sme", "focal_firm", "core")}
    measured |= {("variety", of): history.variety(of) for of in ("sme", "core")}
    return {
        (what, case, of): values[:, place]
        for (what, of), values in measured.items()
        for place, case in enumerate(cases)
    }


def end(cluster: nx.Graph, case: str, of: str = "sme", record: int = -1) -> float:
    """Return the level of a group in a run, at the end or at another record."""
    return float(paths(cluster)["level", case, of][record])


def loss(cluster: nx.Graph, case: str = "off") -> dict[str, float]:
    """Return by which share the level of each kind of firm changes without imitation."""
    return {of: end(cluster, case, of) / end(cluster, "on", of) - 1 for of in ("sme", "focal_firm")}


def loss_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from two runs of their own."""
    on, off = (
        simulate(cluster, Learning(horizontal=strength), periods=PERIODS, rng=SEED)
        for strength in (DEFAULT.horizontal, 0)
    )
    return {
        of: float((off.level(of)[-1, 0] - on.level(of)[-1, 0]) / on.level(of)[-1, 0])
        for of in ("sme", "focal_firm")
    }


def loss_over_time(cluster: nx.Graph) -> dict[str, float]:
    """Compare the means over all periods instead of the level at the end."""
    level = {case: values.mean() for case, values in paths(cluster).items()}
    return {
        of: float(level["level", "off", of] / level["level", "on", of] - 1)
        for of in ("sme", "focal_firm")
    }


def variety(cluster: nx.Graph, case: str, of: str = "sme", record: int = -1) -> float:
    """Return how much two members of a group differ in a run, at the end or another record."""
    return float(paths(cluster)["variety", case, of][record])


def alike(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return how imitation changes the variety of a group, as it is and by its level."""
    now, without = (variety(cluster, case, of) for case in ("on", "off"))
    levels = end(cluster, "on", of) / end(cluster, "off", of)
    return {"absolute": now / without - 1, "relative": now / without / levels - 1}
