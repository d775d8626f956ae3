"""Right and known wrong answers to the tasks of 05_network_position."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import pearsonr

from clustercourse.exercises.answers import Number
from clustercourse.exercises.multi_angle_answers import layer
from clusterlib.experiments import Setting, compare, rank_correlation, relative
from clusterlib.learning import simulate
from clusterlib.learning.randomness import seeds_of
from clusterlib.measures import constraint, effective_size, local_network

#: The seed and the length of the runs that the tasks ask for.
SEED, PERIODS = 5, 40
#: Pairs of runs and their length in the experiment on size.
PAIRS, SHORT = 3, 30
#: The seed of the lecture.
LECTURE = 2013

#: Changes are small here, and the learner's run gives the same digits.
SMALL = Number(absolute=2e-5)
#: Correlations to three decimals.
CORRELATION = Number(absolute=1e-3)

CENTRALITIES = ("degree", "betweenness", "closeness")

Values = Mapping[Any, float]


# ---- whose place is how high


@lru_cache(maxsize=8)
def centralities(cluster: nx.Graph) -> dict[str, Values]:
    """Return three centralities of every actor in the whole network."""
    return {
        "degree": dict(cluster.degree),
        "betweenness": nx.betweenness_centrality(cluster),
        "closeness": nx.closeness_centrality(cluster),
    }


def rank(cluster: nx.Graph, among: str = "core") -> dict[str, int]:
    """Return the rank of ``my_firm`` by each centrality, 1 for the highest."""
    return {name: 1 + _ahead(cluster, values, among) for name, values in _named(cluster, among)}


def rank_from_below(cluster: nx.Graph) -> dict[str, int]:
    """Return the rank from the lowest."""
    mine = cluster.graph["my_firm"]
    return {
        name: 1 + sum(values[firm] < values[mine] for firm in layer(cluster, "core"))
        for name, values in _named(cluster)
    }


def rank_by_pandas(
    cluster: nx.Graph, method: Literal["min", "average"] = "min"
) -> dict[str, float]:
    """Return the same by pandas; ``method`` says what equal values get."""
    table = pd.DataFrame(centralities(cluster)).loc[layer(cluster, "core")]
    ranks = table.rank(ascending=False, method=method)
    found: dict[str, float] = ranks.loc[cluster.graph["my_firm"]].to_dict()
    return found


def _named(cluster: nx.Graph, among: str = "core") -> list[tuple[str, Values]]:
    if among == "local":
        return list(centralities(_local(cluster)).items())
    return list(centralities(cluster).items())


def _ahead(cluster: nx.Graph, values: Values, among: str) -> int:
    """Count who has a higher value than ``my_firm``, among firms or among everybody."""
    others = list(cluster) if among == "all" else layer(cluster, "core")
    return sum(values[other] > values[cluster.graph["my_firm"]] for other in others)


@lru_cache(maxsize=8)
def _local(cluster: nx.Graph) -> nx.Graph:
    return local_network(cluster)


# ---- the holes around a firm


@lru_cache(maxsize=8)
def holes(cluster: nx.Graph) -> dict[str, float]:
    """Return effective size and constraint of ``my_firm``."""
    mine = cluster.graph["my_firm"]
    return {
        "effective_size": effective_size(cluster)[mine],
        "constraint": constraint(cluster)[mine],
    }


def holes_by_hand(cluster: nx.Graph, *, indirect: bool = True) -> dict[str, float]:
    """Return the same from the formulas; without what leads back indirectly, if asked."""
    mine = cluster.graph["my_firm"]
    partners, ties = set(cluster[mine]), ties_among(cluster)
    total = 0.0
    for partner in partners:
        share = 1 / len(partners)
        if indirect:
            common = partners & set(cluster[partner])
            share += sum(1 / len(partners) / cluster.degree(other) for other in common)
        total += share**2
    return {"effective_size": len(partners) - 2 * ties / len(partners), "constraint": total}


def ties_among(cluster: nx.Graph) -> int:
    """Return the number of ties among the partners of ``my_firm``."""
    return int(cluster.subgraph(cluster[cluster.graph["my_firm"]]).number_of_edges())


# ---- what a place adds to the number of ties


@lru_cache(maxsize=8)
def table(cluster: nx.Graph) -> pd.DataFrame:
    """Return ties, constraint and what is known at the end, of every actor."""
    run = simulate(cluster, periods=PERIODS, record_every=PERIODS, rng=SEED)
    columns = {"degree": dict(cluster.degree), "constraint": constraint(cluster)}
    frame = pd.DataFrame(columns).assign(performance=run.performance[-1])
    return frame.assign(kind=pd.Series(dict(cluster.nodes(data="kind"))))


@lru_cache(maxsize=16)
def tied(cluster: nx.Graph, *kinds: str) -> pd.DataFrame:
    """Return the rows of the actors of some kinds that have a tie."""
    frame = table(cluster)
    return frame[frame.kind.isin(kinds) & (frame.degree > 0)]


@lru_cache(maxsize=16)
def given(cluster: nx.Graph, *kinds: str) -> dict[str, float]:
    """Return how constraint and performance go together, alone and given ties; SMEs by default."""
    mine = tied(cluster, *(kinds or ("sme",)))
    return {
        "alone": rank_correlation(mine.constraint, mine.performance),
        "given": rank_correlation(mine.constraint, mine.performance, mine.degree),
    }


@lru_cache(maxsize=16)
def given_by_formula(
    cluster: nx.Graph, method: Literal["spearman", "pearson"] = "spearman"
) -> dict[str, float]:
    """Return the same from three correlations, of ranks or of the values themselves."""
    mine = tied(cluster, "sme")[["constraint", "performance", "degree"]]
    r = mine.corr(method=method).to_numpy()
    below = (1 - r[0, 2] ** 2) * (1 - r[1, 2] ** 2)
    return {
        "alone": float(r[0, 1]),
        "given": float((r[0, 1] - r[0, 2] * r[1, 2]) / np.sqrt(below)),
    }


def given_by_residuals(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from what ties leave of the ranks."""
    ranks = tied(cluster, "sme")[["constraint", "performance", "degree"]].rank()
    left = []
    for name in ("constraint", "performance"):
        slope, start = np.polyfit(ranks.degree, ranks[name], 1)
        left.append(ranks[name] - start - slope * ranks.degree)
    alone = pearsonr(ranks.constraint, ranks.performance).statistic
    return {"alone": float(alone), "given": float(pearsonr(*left).statistic)}


def ties_given_holes(cluster: nx.Graph) -> dict[str, float]:
    """Return the correlations of ties, alone and given constraint."""
    mine = tied(cluster, "sme")
    return {
        "alone": rank_correlation(mine.degree, mine.performance),
        "given": rank_correlation(mine.degree, mine.performance, mine.constraint),
    }


# ---- what it costs to lose bridges


@lru_cache(maxsize=8)
def _need(cluster: nx.Graph) -> dict[tuple[Any, Any], float]:
    """Return on which share of shortest paths each local tie lies."""
    need: dict[tuple[Any, Any], float] = nx.edge_betweenness_centrality(_local(cluster))
    return need


def ties_by_need(cluster: nx.Graph) -> list[tuple[Any, Any]]:
    """Return the local ties, those on most shortest paths first."""
    need = _need(cluster)
    return sorted(need, key=lambda tie: -need[tie])


def clear_cut(cluster: nx.Graph) -> bool:
    """Tell whether the fifth of the ties at either end is set apart from the rest."""
    need = _need(cluster)
    ordered = sorted(need.values())
    fifth = len(ordered) // 5
    gaps = ordered[fifth] - ordered[fifth - 1], ordered[-fifth] - ordered[-fifth - 1]
    return bool(min(gaps) > 1e-6)


def _without(cluster: nx.Graph, ties: list[tuple[Any, Any]]) -> nx.Graph:
    smaller = cluster.copy()
    smaller.remove_edges_from(ties)
    return smaller


def cuts(cluster: nx.Graph) -> dict[str, nx.Graph]:
    """Return the cluster as it is and without a fifth of its local ties, in two ways."""
    ordered = ties_by_need(cluster)
    fifth = len(ordered) // 5
    return {
        "as it is": cluster,
        "bridging": _without(cluster, ordered[:fifth]),
        "redundant": _without(cluster, ordered[-fifth:]),
    }


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Any]]:
    """Return the level over time of SMEs and of all firms in each case, with the same chance."""
    cases = cuts(cluster)
    runs = simulate(list(cases.values()), periods=PERIODS, rng=[SEED] * len(cases))
    return {of: dict(zip(cases, runs.level(of).T, strict=True)) for of in ("sme", "core")}


def bridge(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return by which share a group's level at the end changes without those ties."""
    level = {name: float(values[-1]) for name, values in levels(cluster)[of].items()}
    return {name: level[name] / level["as it is"] - 1 for name in ("bridging", "redundant")}


def bridge_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    level = {
        name: float(simulate(one, periods=PERIODS, rng=SEED).level("sme")[-1, 0])
        for name, one in cuts(cluster).items()
    }
    whole = level.pop("as it is")
    return {name: (value - whole) / whole for name, value in level.items()}


def bridge_over_time(cluster: nx.Graph) -> dict[str, float]:
    """Compare the means over all periods instead of the level at the end."""
    mean = {name: float(values.mean()) for name, values in levels(cluster)["sme"].items()}
    return {name: mean[name] / mean["as it is"] - 1 for name in ("bridging", "redundant")}


# ---- what size does


def sizes(cluster: nx.Graph) -> dict[str, Setting]:
    """Return the settings: as it is, more firms, all doubled, and the sources forgotten."""
    usual = cluster.graph["structure"]
    base = Setting(usual, periods=SHORT)
    more = base.but(firms_per_stage=2 * usual.firms_per_stage)
    focal = more.but(focal_firms=2 * usual.focal_firms)
    outside = ("outside_rd", "lead_customers", "outside_subcontractors")
    scaled = focal.but(**{name: 2 * getattr(usual, name) for name in outside})
    return {"as it is": base, "more": more, "focal": focal, "scaled": scaled}


@lru_cache(maxsize=8)
def levels_by_size(cluster: nx.Graph) -> dict[str, dict[str, Any]]:
    """Return the level at the end of firms and of SMEs in each setting, of the same pairs."""
    settings, seeds = sizes(cluster), seeds_of(SEED, PAIRS)
    built = [setting.build(seed) for setting in settings.values() for seed in seeds]
    runs = simulate(built, periods=SHORT, record_every=SHORT, rng=seeds * len(settings))
    return {
        of: dict(zip(settings, runs.level(of)[-1].reshape(-1, PAIRS), strict=True))
        for of in ("core", "sme")
    }


def size(cluster: nx.Graph, of: str = "core", scaled: str = "scaled") -> dict[str, float]:
    """Return by which share the level changes with more firms, and with all doubled."""
    level = levels_by_size(cluster)[of]
    base = level["as it is"]
    return {
        "more": relative(base, level["more"]).mean,
        "scaled": relative(base, level[scaled]).mean,
    }


def size_by_compare(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by ``compare``."""
    settings = sizes(cluster)
    return {
        name: compare(
            settings["as it is"], settings[name], replicates=PAIRS, rng=SEED
        ).relative.mean
        for name in ("more", "scaled")
    }


def size_difference(cluster: nx.Graph) -> dict[str, float]:
    """Return differences of levels instead of shares."""
    level = levels_by_size(cluster)["core"]["as it is"].mean()
    return {name: share * float(level) for name, share in size(cluster).items()}
