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
from clustercourse.exercises.units.readings import LECTURE, SMALL, Floats, Summary, in_layer
from clusterlib.experiments import Setting, compare, rank_correlation, relative
from clusterlib.learning import simulate
from clusterlib.learning.randomness import seeds_of
from clusterlib.measures import constraint, effective_size, local_network
from clusterlib.networks import build_cluster

_READ = "Rank firms by three kinds of centrality, and measure the holes around a firm"
_GIVEN = "Tell what a place adds, once the number of ties and ability are held constant"
_BRIDGE = "Find the ties that bridge, and measure what a cluster loses without them"
_WHOLE = "Test claims about whole networks and advise a firm"

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=5, periods=40)
#: Pairs of runs and their length in the experiment on size.
PAIRS, SHORT = 3, 30
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
        if firms and clear_cut(cluster) and math.isfinite(correlations(cluster)["given"]):
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
    - For each measure: 1 + sum(values[firm] > values[my_firm] for firm in firms).
    """


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
    - holes = {"effective_size": effective_size(cluster)[my_firm], "constraint":
      constraint(cluster)[my_firm]}
    """


@lru_cache(maxsize=8)
def table(cluster: nx.Graph) -> pd.DataFrame:
    """Return ties, constraint and what is known at the end, of every actor."""
    run = simulate(cluster, periods=RUNS.periods, record_every=RUNS.periods, rng=RUNS.seed)
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


@task(points=20, objective=_GIVEN, answer=Numbers(CORRELATION))
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
    - smes = table[(table.kind == 'sme') & (table.degree > 0)]; then
      rank_correlation(smes.constraint, smes.performance, smes.degree) for 'given', and the
      same without smes.degree for 'alone'.
    """


@lru_cache(maxsize=8)
def need(cluster: nx.Graph) -> dict[tuple[Any, Any], float]:
    """Return on which share of shortest paths each local tie lies."""
    shares: dict[tuple[Any, Any], float] = nx.edge_betweenness_centrality(local(cluster))
    return shares


def clear_cut(cluster: nx.Graph) -> bool:
    """Return whether the fifth of the ties at either end is set apart from the rest."""
    ordered = sorted(need(cluster).values())
    fifth = len(ordered) // 5
    gaps = ordered[fifth] - ordered[fifth - 1], ordered[-fifth] - ordered[-fifth - 1]
    return bool(min(gaps) > 1e-6)


def cuts(cluster: nx.Graph) -> dict[str, tuple[nx.Graph, ...]]:
    """Return the cluster as it is and without a fifth of its local ties, in two ways."""
    share = need(cluster)
    ordered = sorted(share, key=lambda tie: -share[tie])
    fifth = len(ordered) // 5
    bridging, redundant = cluster.copy(), cluster.copy()
    bridging.remove_edges_from(ordered[:fifth])
    redundant.remove_edges_from(ordered[-fifth:])
    return {"as it is": (), "bridging": (bridging,), "redundant": (redundant,)}


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level over time of SMEs and of all firms in each case, with the same chance."""
    return RUNS.levels(cluster, cuts(cluster))


def bridge(
    cluster: nx.Graph, of: str = "sme", level: Summary[str] = readings.at_end
) -> dict[str, float]:
    """Return by which share a group's level changes without those ties."""
    return readings.changes(level(levels(cluster)[of]), "as it is", ("bridging", "redundant"))


def bridge_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    level = {name: RUNS.end(cluster, *cut) for name, cut in cuts(cluster).items()}
    whole = level.pop("as it is")
    return {name: (value - whole) / whole for name, value in level.items()}


@task(points=20, objective=_BRIDGE, answer=Numbers(SMALL))
class Bridge:
    """What bridges are worth"""

    right = bridge
    also = (bridge_one_by_one,)

    def all_firms(cluster: nx.Graph) -> Any:
        """These are the changes for all firms. The task asks for SMEs: level('sme')."""
        return bridge(cluster, "core")

    def the_two_swapped(cluster: nx.Graph) -> Any:
        """You have taken one for the other. Ties with the highest edge betweenness bridge; those
        with the lowest are redundant. Look at the order of your list."""
        return slips.swapped(bridge(cluster))

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level with all ties."""
        return slips.times(bridge(cluster), levels(cluster)["sme"]["as it is"][-1])

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (without - with) / with. A loss is below zero."""
        return slips.negated(bridge(cluster))

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level('sme')[-1]."""
        return bridge(cluster, level=readings.over_time)

    hints = """
    - Order the local ties by their edge betweenness. Remove the first fifth from one copy of
      the cluster, the last fifth from another.
    - need = nx.edge_betweenness_centrality(local); ordered = sorted(need, key=need.get,
      reverse=True). Then smaller = cluster.copy();
      smaller.remove_edges_from(ordered[:fifth]).
    - simulate(smaller, periods=40, rng=5).level('sme')[-1, 0] / usual - 1, for
      ordered[:fifth] and for ordered[-fifth:].
    """


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
def levels_by_size(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level at the end of firms and of SMEs in each setting, of the same pairs."""
    settings, seeds = sizes(cluster), seeds_of(RUNS.seed, PAIRS)
    built = [setting.build(seed) for setting in settings.values() for seed in seeds]
    runs = simulate(built, periods=SHORT, record_every=SHORT, rng=seeds * len(settings))
    return {
        of: dict(zip(settings, runs.level(of)[-1].reshape(-1, PAIRS), strict=True))
        for of in ("core", "sme")
    }


def size(cluster: nx.Graph, of: str = "core", scaled: str = "scaled") -> dict[str, float]:
    """Return by which share the level changes with more firms, and with all doubled."""
    level = levels_by_size(cluster)[of]
    return {
        name: relative(level["as it is"], level[setting]).mean
        for name, setting in (("more", "more"), ("scaled", scaled))
    }


def size_by_compare(cluster: nx.Graph) -> dict[str, float]:
    """Return the same by ``compare``."""
    base, more, _, scaled = sizes(cluster).values()
    made = (compare(base, other, replicates=PAIRS, rng=RUNS.seed) for other in (more, scaled))
    return dict(zip(("more", "scaled"), (pairs.relative.mean for pairs in made), strict=True))


@task(points=15, objective=_WHOLE, answer=Numbers(SMALL))
class Size:
    """Larger, and larger in proportion"""

    right = size
    also = (size_by_compare,)

    def outside_sources_forgotten(cluster: nx.Graph) -> Any:
        """In 'scaled' you double firms and focal firms, but the sources outside stay as few as
        they were. Double outside_rd, lead_customers and outside_subcontractors too."""
        return size(cluster, scaled="focal")

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the changes for SMEs. Here the task asks for all firms: 'performance'."""
        return size(cluster, "sme")

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
    - compare(base, changed, replicates=3, rng=5).relative.mean, for each of the two.
    """


@task(points=15, objective=_WHOLE, answer=Text())
class Explain:
    """Where should your firm go?"""

    hints = """
    - Which of the four ways helps your firm most? Is the difference larger than chance?
    - Compare strangers with friends of friends: that is the question of holes. Compare both
      with the wider reach: that is place or ability.
    - Decide with two of your numbers, say by which mechanism it works, and name what the
      model leaves out or why a survey could have misled you.
    """

    rubric = {
        "clear advice supported by two numbers of your own cluster": 5,
        "why it works: by attention, holes, ability, or how they work together": 6,
        "what the model leaves out, or why a correlation could not have told": 4,
    }


# The lecture's questions, about its own cluster and its own experiment.


def correlation(cluster: nx.Graph, *kinds: str) -> float:
    """Return the rank correlation of ties and performance in the lecture's run, among SMEs."""
    known = simulate(cluster, periods=80, rng=LECTURE).performance[-1]
    actors = enumerate(cluster.nodes(data="kind"))
    firms = [place for place, (_, kind) in actors if kind in (kinds or ("sme",))]
    ties = [degree for _, degree in cluster.degree]
    return rank_correlation([ties[firm] for firm in firms], known[firms])


@task(objective=_READ, answer=Number(absolute=0.001))
class TryCorrelation:
    """Ties and knowledge"""

    right = correlation

    def all_firms(cluster: nx.Graph) -> Any:
        """Focal firms are among these. Use the table `smes`."""
        return correlation(cluster, "sme", "focal_firm")

    def the_sign(cluster: nx.Graph) -> Any:
        """Firms with more ties know more here: the sign is the wrong way round."""
        return slips.negated(correlation(cluster))

    hints = """
    - Two columns of the table `smes`: ties and performance.
    - rank_correlation takes one column after the other.
    - rank_correlation(smes.degree, smes.performance)
    """


def partners(cluster: nx.Graph, *, ends: bool = False) -> tuple[set[str], set[str]]:
    """Return the partners of F18 and of F26, who are tied, with or without each other."""
    mine, theirs = set(cluster["F18"]), set(cluster["F26"])
    return (mine, theirs) if ends else (mine - {"F26"}, theirs - {"F18"})


def overlap(cluster: nx.Graph, *, ends: bool = False) -> float:
    """Return the share of the partners of F18 or F26 that both have."""
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

    def the_ends_counted(cluster: nx.Graph) -> Any:
        """You count F18 and F26 themselves among the partners. Use `mine` and `theirs`."""
        return overlap(cluster, ends=True)

    hints = """
    - & keeps what is in both sets, | what is in at least one.
    - Divide the size of the one by the size of the other.
    - len(mine & theirs) / len(mine | theirs)
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
    - compare(base, twice, replicates=40, rng=SEED)
    - Take .relative.mean of that comparison.
    """


UNIT = unit(
    globals(),
    "05_network_position",
    "a place in your network",
    archetypes=("baseline", "marshallian", "hub_and_spoke", "satellite_platform"),
    draw=draw,
)
