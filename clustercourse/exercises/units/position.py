"""Tasks of 05_network_position."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import gt, lt
from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import pearsonr

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL, Floats, in_layer
from clusterlib.experiments import (
    DropLocalTies,
    LevelOf,
    Setting,
    compare,
    rank_correlation,
    relative,
)
from clusterlib.learning import ChangeActors, simulate
from clusterlib.learning.randomness import seeds_of
from clusterlib.measures import constraint, effective_size, local_network
from clusterlib.networks import build_cluster

_READ = "Rank firms by three kinds of centrality, and measure the holes around a firm"
_GIVEN = "Tell what a place adds, once the number of ties and ability are held constant"
_BRIDGE = "Find the ties that bridge, and measure what a cluster loses without them"
_WHOLE = "Test claims about whole networks and advise a firm"

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=5, periods=40)
#: The same of the experiments on bridges and on size.
BRIDGE_RUNS = readings.Runs(seed=5, periods=40, replicates=12)
SIZE_RUNS = readings.Runs(seed=5, periods=30, replicates=3)
#: Correlations to three decimals.
CORRELATION = Number(absolute=1e-3)


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype of some size and density; an SME with ties among its partners is mine."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(7, 11)),
            focal_firms=int(rng.integers(2, 5)),
            horizontal_ties=float(rng.uniform(1.8, 2.6)),
            vertical_ties=float(rng.uniform(1.8, 2.6)),
            openness=float(rng.uniform(0.1, 0.25)),
            rng=rng,
        )
        firms = firms_to_ask_about(cluster)
        if firms and math.isfinite(correlations(cluster)["given"]):
            cluster.graph["my_firm"] = firms[int(rng.integers(len(firms)))]
            return cluster


def firms_to_ask_about(cluster: nx.Graph) -> list[str]:
    """Return the SMEs with four partners or more, some of them tied, and with somewhere to go."""
    found = []
    for firm, about in cluster.nodes(data=True):
        partners = set(cluster[firm])
        if about["kind"] == "sme" and len(partners) >= 4:
            others = [
                bool(partners & set(cluster[other]))
                for other, of in cluster.nodes(data=True)
                if of["stage"] == about["stage"] and other not in partners | {firm}
            ]
            # Two strangers and two friends of friends in the same stage: see the last task.
            somewhere = min(others.count(True), others.count(False)) >= 2
            if somewhere and cluster.subgraph(partners).number_of_edges():
                found.append(firm)
    return found


@lru_cache(maxsize=8)
def centralities(network: nx.Graph) -> dict[str, Mapping[Any, float]]:
    """Return three centralities of every actor in a network."""
    return {
        "degree": dict(network.degree),
        "betweenness": nx.betweenness_centrality(network),
        "closeness": nx.closeness_centrality(network),
    }


@lru_cache(maxsize=8)
def local(cluster: nx.Graph) -> nx.Graph:
    """Return the network inside the cluster."""
    return local_network(cluster)


def rank(
    cluster: nx.Graph,
    others: Iterable[str] = (),
    network: nx.Graph | None = None,
    ahead: Callable[[float, float], bool] = gt,
) -> dict[str, int]:
    """Return the rank of ``my_firm`` by each centrality, 1 for the highest, among the firms."""
    mine, others = cluster.graph["my_firm"], others or in_layer(cluster, "core")
    return {
        name: 1 + sum(ahead(values[other], values[mine]) for other in others)
        for name, values in centralities(network or cluster).items()
    }


def rank_by_pandas(
    cluster: nx.Graph, method: Literal["min", "average"] = "min"
) -> dict[str, float]:
    """Return the same by pandas; ``method`` says what equal values get."""
    table = pd.DataFrame(centralities(cluster)).loc[in_layer(cluster, "core")]
    ranks = table.rank(ascending=False, method=method)
    found: dict[str, float] = ranks.loc[cluster.graph["my_firm"]].to_dict()
    return found


@task(points=15, objective=_READ, answer=Numbers())
class Rank:
    """How central is your firm?"""

    right = rank
    also = (rank_by_pandas,)

    def the_values_themselves(cluster: nx.Graph) -> Any:
        """These are the values of the three measures. Asked are ranks: how many firms have a higher
        value than yours, plus 1?"""
        mine = cluster.graph["my_firm"]
        return {name: values[mine] for name, values in centralities(cluster).items()}

    @called("among SMEs only")
    def among_smes_only(cluster: nx.Graph) -> Any:
        """You rank your firm among the SMEs. Focal firms are firms too: compare with all firms."""
        return rank(cluster, others=readings.of_kind(cluster, "sme"))

    def among_all_actors(cluster: nx.Graph) -> Any:
        """You rank your firm among all actors. Institutions and outside sources are not firms:
        compare with the firms only."""
        return rank(cluster, others=cluster)

    def from_below(cluster: nx.Graph) -> Any:
        """You count from the lowest. Rank 1 is the highest: count the firms that are ahead."""
        return rank(cluster, ahead=lt)

    def mean_of_equal_ranks(cluster: nx.Graph) -> Any:
        """Some firms have as many ties as yours, and you give all of them the mean of their
        places, as rank() in pandas does. Asked is 1 + the number of firms ahead of yours:
        rank(ascending=False, method="min")."""
        return rank_by_pandas(cluster, "average")

    def local_network(cluster: nx.Graph) -> Any:
        """You measure inside the cluster only. Ties to outside sources count too: measure in the
        whole network, and then compare the firms."""
        return rank(cluster, network=local(cluster))

    def from_zero(cluster: nx.Graph) -> Any:
        """You count the firms ahead of yours. The rank is one more: nobody ahead is rank 1."""
        return slips.plus(rank(cluster), -1)

    hints = """
    - A rank is 1 plus the number of firms with a higher value than yours.
    - nx.betweenness_centrality(cluster) and nx.closeness_centrality(cluster) give a dict of
      all actors, dict(cluster.degree) too. Keep the firms.
    - For each measure: 1 + sum(... for firm in firms), where the dots are True for a firm that is
      ahead of yours.
    """

    def says(cluster: nx.Graph, ranks: Any) -> str:
        told = (
            f"Of {len(in_layer(cluster, 'core'))} firms yours has place {ranks['degree']:.0f} by "
            f"degree, {ranks['betweenness']:.0f} by betweenness, {ranks['closeness']:.0f} by "
            "closeness."
        )
        claim = "there is more than one way to be central"
        return readings.beside_the_lecture(told, len(set(ranks.values())) > 1, claim)


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
    partners, ties = set(cluster[cluster.graph["my_firm"]]), ties_among(cluster)
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


def with_size(cluster: nx.Graph, size: Callable[[float, int, int], float]) -> dict[str, float]:
    """Return the holes with another size, of the effective one, partners and ties among them."""
    right, partners = holes(cluster), int(cluster.degree(cluster.graph["my_firm"]))
    return right | {"effective_size": size(right["effective_size"], partners, ties_among(cluster))}


@task(points=15, objective=_READ, answer=Numbers(Number(absolute=0.0002)))
class Holes:
    """The holes around your firm"""

    right = holes
    also = (holes_by_hand,)

    def inside_the_cluster_only(cluster: nx.Graph) -> Any:
        """You measure in the local network. A pipeline is a tie of your firm, too, or of its
        partners: measure in the whole network."""
        inside, mine = local(cluster), cluster.graph["my_firm"]
        return {
            "effective_size": effective_size(inside)[mine],
            "constraint": constraint(inside)[mine],
        }

    def each_tie_counted_once(cluster: nx.Graph) -> Any:
        """Your effective size is n - t/n. A tie among your partners makes both of them redundant,
        so it counts twice: n - 2t/n."""
        return with_size(cluster, lambda size, partners, ties: size + ties / partners)

    def direct_ties_only(cluster: nx.Graph) -> Any:
        """Your constraint has the direct part only, the shares p squared. Add to each share what
        leads to that partner by way of your other partners, then square."""
        return holes(cluster) | {"constraint": holes_by_hand(cluster, indirect=False)["constraint"]}

    def number_of_partners(cluster: nx.Graph) -> Any:
        """Your effective size is the number of partners. Take off what is redundant: 2t/n, where t
        is the number of ties among the partners."""
        return with_size(cluster, lambda size, partners, ties: partners)

    def ties_of_the_firm_counted_as_well(cluster: nx.Graph) -> Any:
        """Your effective size is too low by 2: you count your firm's own ties among those between
        partners. Leave the firm out of the subgraph."""
        return with_size(cluster, lambda size, partners, ties: size - 2)

    def efficiency(cluster: nx.Graph) -> Any:
        """This is efficiency, effective size over the number of partners. Leave the division
        out."""
        return with_size(cluster, lambda size, partners, ties: size / partners)

    hints = """
    - Both are in clusterlib.measures. Effective size you can also work out by hand.
    - effective_size(cluster) and constraint(cluster) give a dict of all actors.
    - Look your firm up in both dicts, and write the two numbers under the names "effective_size"
      and "constraint".
    """

    def says(cluster: nx.Graph, holes: Any) -> str:
        partners, among = int(cluster.degree(cluster.graph["my_firm"])), ties_among(cluster)
        return (
            f"Your firm has {partners} partners, and the number of ties among them is {among}. So "
            f"{holes['effective_size']:.1f} of them are not redundant; with more such ties the "
            f"constraint would be above {holes['constraint']:.2f}."
        )


@lru_cache(maxsize=8)
def table(cluster: nx.Graph) -> pd.DataFrame:
    """Return ties, constraint and what is known at the end, of every actor."""
    asked = RUNS.of(cluster)
    run = simulate(cluster, periods=asked.periods, record_every=asked.periods, rng=asked.seed)
    columns = {"degree": dict(cluster.degree), "constraint": constraint(cluster)}
    frame = pd.DataFrame(columns).assign(performance=run.performance[-1])
    return frame.assign(kind=pd.Series(dict(cluster.nodes(data="kind"))))


def connected(cluster: nx.Graph, *kinds: str) -> pd.DataFrame:
    """Return the rows of the actors of some kinds that have a tie."""
    frame = table(cluster)
    return frame[frame.kind.isin(kinds) & (frame.degree > 0)]


@lru_cache(maxsize=16)
def correlations(
    cluster: nx.Graph, *kinds: str, of: str = "constraint", given: str = "degree"
) -> dict[str, float]:
    """Return how constraint and performance go together, alone and given ties; SMEs by default."""
    rows = connected(cluster, *(kinds or ("sme",)))
    return {
        "alone": rank_correlation(rows[of], rows.performance),
        "given": rank_correlation(rows[of], rows.performance, rows[given]),
    }


def correlations_by_formula(
    cluster: nx.Graph, method: Literal["spearman", "pearson"] = "spearman"
) -> dict[str, float]:
    """Return the same from three correlations, of ranks or of the values themselves."""
    rows = connected(cluster, "sme")[["constraint", "performance", "degree"]]
    r = rows.corr(method=method).to_numpy()
    below = (1 - r[0, 2] ** 2) * (1 - r[1, 2] ** 2)
    partial = (r[0, 1] - r[0, 2] * r[1, 2]) / np.sqrt(below)
    return {"alone": float(r[0, 1]), "given": float(partial)}


def correlations_of_residuals(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from what ties leave of the ranks."""
    ranks = connected(cluster, "sme")[["constraint", "performance", "degree"]].rank()
    left = []
    for name in ("constraint", "performance"):
        slope, start = np.polyfit(ranks.degree, ranks[name], 1)
        left.append(ranks[name] - start - slope * ranks.degree)
    alone = pearsonr(ranks.constraint, ranks.performance).statistic
    return {"alone": float(alone), "given": float(pearsonr(*left).statistic)}


@task(points=20, objective=_GIVEN, answer=Numbers(CORRELATION), runs=RUNS)
class Given:
    """What holes add to ties"""

    right = correlations
    also = (correlations_by_formula, correlations_of_residuals)

    def nothing_held_constant(cluster: nx.Graph) -> Any:
        """Both of your numbers are the plain rank correlation. Part of it is the number of ties:
        for 'given' hold degree constant."""
        return slips.repeated(correlations(cluster), "alone")

    def all_firms(cluster: nx.Graph) -> Any:
        """Focal firms are among these firms. They are abler, and that is confounded with place:
        take the SMEs only."""
        return correlations(cluster, "sme", "focal_firm")

    def values_instead_of_ranks(cluster: nx.Graph) -> Any:
        """These are correlations of the values (Pearson). Asked are those of the ranks
        (Spearman)."""
        return correlations_by_formula(cluster, "pearson")

    def constraint_and_ties(cluster: nx.Graph) -> Any:
        """For 'given' you correlate constraint with degree. Performance stays the second argument,
        and degree is a third one, which is held constant."""
        rows = connected(cluster, "sme")
        mixed = rank_correlation(rows.constraint, rows.degree)
        return correlations(cluster) | {"given": mixed}

    def ties_given_constraint(cluster: nx.Graph) -> Any:
        """You ask what ties add, given constraint. The task asks what constraint adds, given ties:
        swap the two."""
        return correlations(cluster, of="degree", given="constraint")

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round. Low constraint means many holes, but the task asks for
        the correlations of constraint itself."""
        return slips.negated(correlations(cluster))

    hints = """
    - Take the rows of SMEs that have a tie: without one, constraint is not defined.
    - rank_correlation(x, y) is the plain correlation; rank_correlation(x, y, z) is that of x
      and y with z held constant.
    - smes = table[(table.kind == 'sme') & (...)]; then rank_correlation with two columns for
      'alone', and with a third one for 'given'. Which is held constant?
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = f"Alone it is {found['alone']:+.2f}, with as many ties {found['given']:+.2f}."
        claim = "holes go with knowledge, and with as many ties little or nothing of it is left"
        weak = abs(found["given"]) < 0.5 * abs(found["alone"])
        return readings.beside_the_lecture(told, found["alone"] < 0 and weak, claim)


def overlap_of(cluster: nx.Graph, a: str, b: str) -> float:
    """Return the share of the partners of either end of a tie, beside the ends, that both have."""
    mine, theirs = set(cluster[a]) - {b}, set(cluster[b]) - {a}
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def bridges(cluster: nx.Graph, *, pipelines: bool = False) -> list[bool]:
    """Return for each local tie, or for each tie, whether it is a local bridge."""
    ties = (cluster if pipelines else local(cluster)).edges
    return [overlap_of(cluster, *tie) == 0 for tie in ties]


def smaller(cluster: nx.Graph) -> dict[str, Setting]:
    """Return the cluster as it is, and with a fifth of its local ties taken out in three ways."""
    today = Setting(cluster, periods=BRIDGE_RUNS.of(cluster).periods)
    ways: tuple[Literal["bridging", "redundant", "any"], ...] = ("bridging", "redundant", "any")
    return {"as it is": today} | {way: today.but(steps=[DropLocalTies(way)]) for way in ways}


def _levels(asked: readings.Runs, settings: dict[str, Setting]) -> dict[str, dict[str, Floats]]:
    """Return the level at the end of firms and of SMEs in each setting, of the same pairs."""
    seeds = seeds_of(asked.seed, asked.replicates or 1)
    built = [setting.build(seed) for setting in settings.values() for seed in seeds]
    last = asked.periods
    runs = simulate(built, periods=last, record_every=last, rng=seeds * len(settings))
    return {
        of: dict(zip(settings, runs.level(of)[-1].reshape(-1, len(seeds)), strict=True))
        for of in ("core", "sme")
    }


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level at the end of firms and of SMEs in each setting, of the same pairs."""
    return _levels(BRIDGE_RUNS.of(cluster), smaller(cluster))


def bridge(
    cluster: nx.Graph, of: str = "core", *, share: float | None = None, **instead: str
) -> dict[str, float]:
    """Return the share of bridges, and by which share the level changes without those ties."""
    level = levels(cluster)[of]
    found = {"bridges": float(np.mean(bridges(cluster))) if share is None else share}
    for way in ("bridging", "redundant"):
        found[way] = relative(level["as it is"], level[instead.get(way, way)]).mean
    return found


def bridge_by_compare(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by ``compare``."""
    today, bridging, redundant, _ = smaller(cluster).values()
    asked = BRIDGE_RUNS
    return {"bridges": sum(bridges(cluster)) / len(bridges(cluster))} | {
        way: compare(today, less, replicates=asked.replicates or 1, rng=asked.seed).relative.mean
        for way, less in (("bridging", bridging), ("redundant", redundant))
    }


@task(points=20, objective=_BRIDGE, answer=Numbers(SMALL), runs=BRIDGE_RUNS)
class Bridge:
    """What bridges are worth"""

    right = bridge
    also = (bridge_by_compare,)

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the changes for SMEs. The task asks for all firms, as the lecture does: leave
        the outcome out."""
        return bridge(cluster, "sme")

    def the_two_swapped(cluster: nx.Graph) -> Any:
        """You have taken one for the other. Ties with the least overlap bridge; those with the most
        are redundant."""
        return slips.swapped(bridge(cluster), "bridging", "redundant")

    def ties_drawn_by_lot(cluster: nx.Graph) -> Any:
        """You take out ties by lot, both times. Say which: DropLocalTies("bridging") and
        DropLocalTies("redundant")."""
        return bridge(cluster, bridging="any", redundant="any")

    def pipelines_counted_too(cluster: nx.Graph) -> Any:
        """For 'bridges' you count pipelines among the ties. Asked are the local ties: those of
        `local`."""
        return bridge(cluster, share=float(np.mean(bridges(cluster, pipelines=True))))

    def the_ties_that_do_not_bridge(cluster: nx.Graph) -> Any:
        """For 'bridges' you give the share of ties with some overlap. A bridge has none."""
        return bridge(cluster, share=1 - float(np.mean(bridges(cluster))))

    @called("a number, no share")
    def a_number_no_share(cluster: nx.Graph) -> Any:
        """For 'bridges' you give a number of ties. Divide it by the number of local ties."""
        return bridge(cluster, share=sum(bridges(cluster)))

    def the_mean_overlap(cluster: nx.Graph) -> Any:
        """For 'bridges' you give the mean overlap. Asked is for how many ties it is 0, as a
        share."""
        ties = local(cluster).edges
        return bridge(cluster, share=float(np.mean([overlap_of(cluster, *tie) for tie in ties])))

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Take .relative.mean of the comparison."""
        level = levels(cluster)["core"]
        return bridge(cluster) | {
            way: float((level[way] - level["as it is"]).mean()) for way in ("bridging", "redundant")
        }

    def the_baseline_swapped(cluster: nx.Graph) -> Any:
        """You compare the other way round. The cluster of today is the baseline, the first
        argument of compare."""
        level = levels(cluster)["core"]
        return bridge(cluster) | {
            way: relative(level[way], level["as it is"]).mean for way in ("bridging", "redundant")
        }

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (without - with) / with. A loss is below zero."""
        losses = slips.negated(bridge(cluster))
        return {**losses, "bridges": bridge(cluster)["bridges"]}

    hints = """
    - Three numbers: a count of local ties as a share, and two comparisons that differ in one word.
    - A tie a, b is a local bridge if (set(cluster[a]) - {b}) & (set(cluster[b]) - {a}) is empty.
    - compare(today, today.but(steps=[DropLocalTies(...)]), replicates=12, rng=5): one for each of
      the two kinds, and of each the mean change as a share.
    """

    def says(cluster: nx.Graph, lost: Any) -> str:
        told = (
            f"Without bridges firms change by {lost['bridging']:.1%}, without redundant ties by "
            f"{lost['redundant']:.1%}."
        )
        claim = "a cluster loses more with its bridges than with as many redundant ties"
        return readings.beside_the_lecture(told, lost["bridging"] < lost["redundant"], claim)


def sizes(cluster: nx.Graph) -> dict[str, Setting]:
    """Return the settings: as it is, more firms, all doubled, and the sources forgotten."""
    usual = cluster.graph["structure"]
    base = Setting(usual, periods=SIZE_RUNS.of(cluster).periods)
    more = base.but(firms_per_stage=2 * usual.firms_per_stage)
    focal = more.but(focal_firms=2 * usual.focal_firms)
    outside = ("outside_rd", "lead_customers", "outside_subcontractors")
    sources = {name: 2 * getattr(usual, name) for name in outside}
    return {
        "as it is": base,
        "more": more,
        "focal": focal,
        "scaled": focal.but(**sources),
        "sources": more.but(**sources),
    }


@lru_cache(maxsize=8)
def levels_by_size(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level at the end of firms and of SMEs in each setting, of the same pairs."""
    return _levels(SIZE_RUNS.of(cluster), sizes(cluster))


def size(cluster: nx.Graph, of: str = "core", scaled: str = "scaled") -> dict[str, float]:
    """Return by which share the level changes with more firms, and with all doubled."""
    level = levels_by_size(cluster)[of]
    return {
        name: relative(level["as it is"], level[setting]).mean
        for name, setting in (("more", "more"), ("scaled", scaled))
    }


def size_by_compare(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by ``compare``."""
    base, more, _, scaled, _ = sizes(cluster).values()
    pairs, seed = SIZE_RUNS.replicates or 1, SIZE_RUNS.seed
    made = (compare(base, other, replicates=pairs, rng=seed) for other in (more, scaled))
    return dict(zip(("more", "scaled"), (pairs.relative.mean for pairs in made), strict=True))


@task(points=15, objective=_WHOLE, answer=Numbers(SMALL), runs=SIZE_RUNS)
class Size:
    """Larger, and larger in proportion"""

    right = size
    also = (size_by_compare,)

    def outside_sources_forgotten(cluster: nx.Graph) -> Any:
        """In 'scaled' you double firms and focal firms, but the sources outside stay as few as
        they were. Double outside_rd, lead_customers and outside_subcontractors too."""
        return size(cluster, scaled="focal")

    def focal_firms_forgotten(cluster: nx.Graph) -> Any:
        """In 'scaled' you double firms and sources, but focal firms stay as few as they were.
        Double focal_firms too."""
        return size(cluster, scaled="sources")

    def scaled_against_more(cluster: nx.Graph) -> Any:
        """You compare 'scaled' with the setting that has more firms. Both are compared with the
        cluster of today: base is the first argument of both comparisons."""
        level = levels_by_size(cluster)["core"]
        return size(cluster) | {"scaled": relative(level["more"], level["scaled"]).mean}

    def the_numbers_of_the_lecture(cluster: nx.Graph) -> Any:
        """You take the lecture's numbers: 24 firms in each stage, and so on. Your cluster is built
        otherwise: double its own, such as 2 * built.firms_per_stage."""
        base = Setting(cluster.graph["structure"], periods=SIZE_RUNS.of(cluster).periods)
        more = base.but(firms_per_stage=24)
        grown = {"outside_rd": 12, "lead_customers": 6, "outside_subcontractors": 6}
        settings = {"as it is": base, "more": more, "all": more.but(focal_firms=8, **grown)}
        level = _levels(SIZE_RUNS.of(cluster), settings)["core"]
        return {
            name: relative(level["as it is"], level[setting]).mean
            for name, setting in (("more", "more"), ("scaled", "all"))
        }

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the changes for SMEs. Here the task asks for all firms: 'performance'."""
        return size(cluster, "sme")

    def the_levels(cluster: nx.Graph) -> Any:
        """These are the levels after the change. Asked is by which share they change: take
        .relative.mean of the comparison."""
        level = levels_by_size(cluster)["core"]
        return {name: float(level[name].mean()) for name in ("more", "scaled")}

    @called("differences, no shares")
    def differences_no_shares(cluster: nx.Graph) -> Any:
        """These are differences of levels. Take .relative.mean of the comparison."""
        return slips.times(size(cluster), levels_by_size(cluster)["core"]["as it is"].mean())

    def the_baseline_swapped(cluster: nx.Graph) -> Any:
        """You compare the other way round. The cluster of today is the baseline, the first
        argument of compare."""
        return slips.turned_round(size(cluster))

    hints = """
    - Two changed settings: in one the number of firms in each stage is doubled and nothing
      else; in the other its sources grow along.
    - base.but(firms_per_stage=2 * usual.firms_per_stage) is the first. The second doubles
      focal_firms, outside_rd, lead_customers and outside_subcontractors as well.
    - compare(..., ..., replicates=3, rng=5), for each of the two, always against today. Which of
      its numbers is the mean change as a share?
    """

    def says(cluster: nx.Graph, size: Any) -> str:
        told = f"Twice the firms alone: {size['more']:+.0%}. All twice: {size['scaled']:+.0%}."
        told += " (Three pairs are few.)"
        claim = "more firms alone leave less for each, and less so if the sources grow along"
        agrees = size["more"] < min(0, size["scaled"])
        return readings.beside_the_lecture(told, agrees, claim)


def four_ways(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what the learner's firm gains by new partners or by training, with intervals."""
    firm, today = cluster.graph["my_firm"], Setting(cluster, periods=RUNS.periods)
    stage = {who for who, at in cluster.nodes(data="stage") if at == cluster.nodes[firm]["stage"]}

    def two_more(known: bool) -> Callable[[nx.Graph, np.random.Generator], nx.Graph]:
        def step(one: nx.Graph, rng: np.random.Generator) -> nx.Graph:
            mine = set(one[firm])
            others = [
                who for who in sorted(stage - mine - {firm}) if bool(mine & set(one[who])) == known
            ]
            for other in rng.choice(others, 2, replace=False):
                one.add_edge(firm, str(other), dimension="horizontal", weight=1.0)
            return one

        return step

    training = [ChangeActors(firm, reach=0.4)]
    strangers = today.but(steps=[two_more(known=False)])
    ways = {
        "strangers": strangers,
        "friends of friends": today.but(steps=[two_more(known=True)]),
        "training": today.but(interventions=training),
        "strangers and training": strangers.but(interventions=training),
    }
    found: dict[str, dict[str, float]] = {f"ties of {firm}": {"number": cluster.degree[firm]}}
    for way, changed in ways.items():
        gain = compare(today, changed, LevelOf((firm,)), replicates=20, rng=RUNS.seed).relative
        found[way] = {"change": gain.mean, "from": gain.low, "to": gain.high}
    return found


@task(points=15, objective=_WHOLE, answer=Text())
class Explain:
    """Where should your firm go?"""

    about = four_ways

    hints = """
    - Which of the four ways helps your firm most? Is the difference larger than chance?
    - Compare strangers with friends of friends: that is the question of holes. Compare both
      with the wider reach: that is place or ability.
    - A good text has four sentences: your advice; two of your numbers for it; the mechanism; what
      the model leaves out, or why a survey could have misled you.
    """

    rubric = {
        "clear advice supported by two numbers of your own cluster": 5,
        "why it works: by attention, holes, ability, or how they work together": 6,
        "what the model leaves out, or why a correlation could not have told": 4,
    }


# The lecture's questions, about its own cluster and its own experiment.


def correlation(cluster: nx.Graph, *kinds: str, values: bool = False) -> float:
    """Return the rank correlation of ties and performance in the lecture's run, among SMEs."""
    known = simulate(cluster, periods=80, rng=LECTURE).performance[-1]
    actors = enumerate(cluster.nodes(data="kind"))
    firms = [place for place, (_, kind) in actors if kind in (kinds or ("sme",))]
    ties = [degree for _, degree in cluster.degree]
    if values:
        return float(pearsonr([ties[firm] for firm in firms], known[firms]).statistic)
    return rank_correlation([ties[firm] for firm in firms], known[firms])


@task(objective=_READ, answer=Number(absolute=0.001))
class TryCorrelation:
    """Ties and knowledge"""

    right = correlation

    def all_firms(cluster: nx.Graph) -> Any:
        """Focal firms are among these. Use the table `smes`."""
        return correlation(cluster, "sme", "focal_firm")

    @called("Pearson's, of the values")
    def pearson(cluster: nx.Graph) -> Any:
        """This is Pearson's correlation, of the values. Asked is that of the ranks, Spearman's:
        rank_correlation gives it."""
        return correlation(cluster, values=True)

    def the_sign(cluster: nx.Graph) -> Any:
        """Firms with more ties know more here: the sign is the wrong way round."""
        return slips.negated(correlation(cluster))

    hints = """
    - Two columns of the table `smes`: ties and performance.
    - rank_correlation takes one column after the other.
    - Both columns are of the same table. rank_correlation(smes...., smes....): fill in the two
      columns.
    """


def partners(cluster: nx.Graph, *, ends: bool = False) -> tuple[set[str], set[str]]:
    """Return the partners of F33 and of F36, who are tied, with or without each other."""
    mine, theirs = set(cluster["F33"]), set(cluster["F36"])
    return (mine, theirs) if ends else (mine - {"F36"}, theirs - {"F33"})


def overlap(cluster: nx.Graph, *, ends: bool = False) -> float:
    """Return the share of the partners of F33 or F36 that both have."""
    mine, theirs = partners(cluster, ends=ends)
    return len(mine & theirs) / len(mine | theirs)


@task(objective=_BRIDGE, answer=Number())
class TryOverlap:
    """Overlap of a tie"""

    right = overlap

    def number_in_common(cluster: nx.Graph) -> Any:
        """This is the number of common partners. Divide by the number of partners that at least
        one of the two has."""
        return len(set.intersection(*partners(cluster)))

    def both_added_up(cluster: nx.Graph) -> Any:
        """You count the common partners twice below the line. Take the union: mine | theirs."""
        return len(set.intersection(*partners(cluster))) / sum(map(len, partners(cluster)))

    def of_the_smaller_set(cluster: nx.Graph) -> Any:
        """You divide by the partners of the firm that has fewer. Below the line stand the partners
        that at least one of the two has: mine | theirs."""
        return len(set.intersection(*partners(cluster))) / min(map(len, partners(cluster)))

    def of_the_larger_set(cluster: nx.Graph) -> Any:
        """You divide by the partners of the firm that has more. Below the line stand the partners
        that at least one of the two has: mine | theirs."""
        return len(set.intersection(*partners(cluster))) / max(map(len, partners(cluster)))

    def the_ends_counted(cluster: nx.Graph) -> Any:
        """You count F33 and F36 themselves among the partners. Use `mine` and `theirs`."""
        return overlap(cluster, ends=True)

    hints = """
    - Which partners have both, and which has one at least? & keeps what is in both sets, | what
      is in at least one.
    - Divide the size of the one by the size of the other.
    - A number of partners by a number of partners: len(...) / len(...), with one of the two
      signs in each.
    """


#: What grows along with the firms, doubled.
ALONG = {"focal_firms": 8, "outside_rd": 12, "lead_customers": 6, "outside_subcontractors": 6}


def doubled(of: str = "performance", along: Mapping[str, int] = ALONG) -> float:
    """Return what twice the firms, focal firms and sources change: the lecture's experiment."""
    base = Setting(periods=80)
    twice = base.but(firms_per_stage=24, **along)
    return compare(base, twice, of, replicates=40, rng=LECTURE).relative.mean


@task(objective=_WHOLE, answer=SMALL)
class TryScaled:
    """Size with its sources"""

    def right(cluster: nx.Graph) -> Any:
        return doubled()

    also = (lambda cluster: round(doubled(), 5),)

    @called("SMEs")
    def smes(cluster: nx.Graph) -> Any:
        """This is the change for SMEs. The task asks for firms: leave the outcome out."""
        return doubled("sme_performance")

    def firms_alone(cluster: nx.Graph) -> Any:
        """Here only the firms were doubled. Compare `base` with `twice`."""
        return doubled(along={})

    hints = """
    - Compare two settings that you have: `base` and `twice`.
    - The change is told against the first of the two. compare(..., ..., replicates=40,
      rng=SEED): which of the two comes first?
    - Of that comparison, .relative is the change as a share; which number of it is asked?
    """


UNIT = unit(
    globals(),
    "05_network_position",
    "a place in your network",
    archetypes=("baseline", "marshallian", "hub_and_spoke", "satellite_platform"),
    draw=draw,
)
