"""Tasks of 11_your_region."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import SMALL, in_layer
from clusterlib.experiments import (
    AddPipelines,
    Estimate,
    KeepPipelines,
    LevelOf,
    Outcome,
    Setting,
    compare,
    sweep,
)
from clusterlib.learning import CutPipelines, Intervention, RemoveActors
from clusterlib.measures import brokerage, clustering, ei_index, local_network, openness
from clusterlib.region import Download, example_download, random_twin, region_cluster

#: The seed, the length and the number of the runs that the tasks ask for.
RUNS = readings.Runs(seed=11, periods=20, replicates=2, lecture_periods=60)
#: What the agency is asked to pay for, as changes of a setting.
STEPS: dict[str, dict[str, Any]] = {
    "open up": {"steps": [AddPipelines(30)]},
    "close": {"steps": [KeepPipelines(0.5)]},
    "institutes": {"multi_angle": 0.6},
}
#: Random networks that a figure is set beside, and gatekeepers that are named.
TWINS, NAMED = 5, 5
#: The provinces of the region in the example, the years that it covers, and the sizes to cut at.
PROVINCES = ("ITH52", "ITH53", "ITH54", "ITH55", "ITH56", "ITH59")
FIRST_YEARS, CUTS = range(2014, 2020), range(7, 12)
_OUTSIDE = "supplementary"
#: A region with fewer organisations, firms or ties inside says little.
LEAST_INSIDE, LEAST_FIRMS, LEAST_TIES = 40, 15, 60

_OPEN = "Say how open a region is, and set each figure beside chance"
_GATE = "Find a region's gatekeepers, and tell position from size"
_ASK = "Ask the model what a step would do, and where its answer comes from"
_BRIEF = "Write a brief that says how far its figures can be trusted"


@lru_cache(maxsize=16)
def download_of(years: tuple[int, int]) -> Download:
    """Read the projects of the example that ran in some years."""
    return example_download(years=years)


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Draw a region of the example: some of its provinces, some years and a size to cut at."""
    count = {"three_provinces": 3, "four_provinces": 4}[archetype]
    while True:
        nuts = sorted(rng.choice(PROVINCES, count, replace=False).tolist())
        first = int(rng.choice(FIRST_YEARS))
        years = (first, first + int(rng.integers(1, 3)))
        cut = int(rng.choice(CUTS))
        region = region_cluster(download_of(years), nuts=nuts, cut=cut)
        cluster = region.cluster
        inside = local_network(cluster)
        enough = (
            len(inside) >= LEAST_INSIDE
            and len(in_layer(cluster, "core")) >= LEAST_FIRMS
            and inside.number_of_edges() >= LEAST_TIES
        )
        if enough and is_plain(cluster):
            cluster.graph |= {"nuts": nuts, "years": list(years), "cut": cut}
            cluster.graph |= {"archetype": archetype, "source": region.source}
            cluster.graph["largest"] = largest(cluster)
            return cluster


def is_plain(cluster: nx.Graph) -> bool:
    """Return whether nothing that is asked for hangs on a draw between equals."""
    sizes = sorted((size_of(cluster, firm) for firm in in_layer(cluster, "core")), reverse=True)
    scores = sorted(inside_scores(cluster).values(), reverse=True)
    return sizes[0] > sizes[1] and scores[NAMED - 1] > scores[NAMED]


# How open it is.


def open_shares(cluster: nx.Graph) -> dict[str, float]:
    """Return which share of the ties, and of their weight, leads out."""
    out = total = 0.0
    for _, _, tie in cluster.edges(data=True):
        total += tie["weight"]
        out += tie["weight"] if tie["dimension"] == "pipeline" else 0
    return {"ties": openness(cluster), "weight": out / total}


def _totals(cluster: nx.Graph, dimension: str) -> dict[str, float]:
    """Return the number of the ties of a dimension, and the sum of their weights."""
    weights = [
        tie["weight"] for *_, tie in cluster.edges(data=True) if tie["dimension"] == dimension
    ]
    return {"ties": len(weights), "weight": float(sum(weights))}


def open_by_ends(cluster: nx.Graph) -> dict[str, float]:
    """Return the same, counted from who stands at the ends."""
    outside = set(in_layer(cluster, "supplementary"))
    leads_out = [not outside.isdisjoint(ends) for ends in cluster.edges]
    weights = [tie["weight"] for *_, tie in cluster.edges(data=True)]
    return {
        "ties": float(np.mean(leads_out)),
        "weight": float(np.average(leads_out, weights=weights)),
    }


def of_firms(cluster: nx.Graph) -> dict[str, float]:
    """Return the shares of the ties that firms have."""
    firms = in_layer(cluster, "core")
    return open_shares(cluster.edge_subgraph(cluster.edges(firms)))


@task(points=14, objective=_OPEN, answer=Numbers())
class Openness:
    """How open the region is"""

    right = open_shares
    also = (open_by_ends,)

    def the_ties_inside(cluster: nx.Graph) -> Any:
        """These are the shares that stay inside. Asked are those that lead out."""
        return {name: 1 - share for name, share in open_shares(cluster).items()}

    @called("the E-I index")
    def the_e_i_index(cluster: nx.Graph) -> Any:
        """This is the E-I index, from -1 to 1. Asked is a share of all ties: E / (E + I)."""
        return {name: 2 * share - 1 for name, share in open_shares(cluster).items()}

    def firms_only(cluster: nx.Graph) -> Any:
        """You count the ties of firms only. The region has institutions too: count all ties."""
        return of_firms(cluster)

    def exchanged(cluster: nx.Graph) -> Any:
        """The two stand at each other's names: `ties` counts, `weight` adds up weights."""
        shares = open_shares(cluster)
        return {"ties": shares["weight"], "weight": shares["ties"]}

    def outside_over_inside(cluster: nx.Graph) -> Any:
        """You divide by the ties inside. Divide by all ties."""
        return {name: share / (1 - share) for name, share in open_shares(cluster).items()}

    def ties_counted_twice(cluster: nx.Graph) -> Any:
        """Both of your shares count ties. For `weight` add up tie['weight'], above the line and
        below it."""
        return slips.repeated(open_shares(cluster), "ties")

    @called("sums, no shares")
    def sums_no_shares(cluster: nx.Graph) -> Any:
        """These are a count and a sum. Asked are shares: divide by those of all ties."""
        return _totals(cluster, "pipeline")

    def weight_over_the_number_of_ties(cluster: nx.Graph) -> Any:
        """For 'weight' you divide a sum of weights by a number of ties. Divide by the sum of all
        weights."""
        weight = _totals(cluster, "pipeline")["weight"] / cluster.number_of_edges()
        return open_shares(cluster) | {"weight": weight}

    def the_mean_weight(cluster: nx.Graph) -> Any:
        """For 'weight' you give the mean weight of the ties that lead out. Asked is their share of
        the sum of all weights."""
        out = _totals(cluster, "pipeline")
        return open_shares(cluster) | {"weight": out["weight"] / out["ties"]}

    def share_of_the_actors(cluster: nx.Graph) -> Any:
        """For 'ties' you give the share of the actors that are outside. Count ties."""
        outside = in_layer(cluster, _OUTSIDE)
        return open_shares(cluster) | {"ties": len(outside) / len(cluster)}

    hints = """
    - Every tie has a dimension and a weight: cluster.edges(data=True) gives both.
    - A tie leads out if its dimension is 'pipeline'. For `weight`, add up tie['weight'] instead of
      counting.
    - Two sums over the ties that lead out, 1 and tie['weight'], each divided by the same sum over
      ...
    """

    def says(cluster: nx.Graph, shares: Any) -> str:
        ties, weight = shares["ties"], shares["weight"]
        told = f"{ties:.0%} of the ties lead out, and {weight:.0%} of their weight."
        low = ei_index(cluster, set(local_network(cluster)))
        return f"{told} As an E-I index that is {low:.2f}. Is it much? Ask what chance would give."


# Beside chance.


@lru_cache(maxsize=16)
def twin(cluster: nx.Graph, seed: int) -> nx.Graph:
    """Return a random network of the same degrees."""
    return random_twin(cluster, rng=seed)


def beside_chance(
    cluster: nx.Graph, seeds: range = range(TWINS), *, everybody: bool = False
) -> dict[str, float]:
    """Return the clustering inside, and its mean in random networks of the same degrees."""

    def measured(network: nx.Graph) -> float:
        return clustering(network if everybody else local_network(network))

    drawn = [measured(twin(cluster, seed)) for seed in seeds]
    return {"region": measured(cluster), "chance": float(np.mean(drawn))}


@lru_cache(maxsize=8)
def _beside_chance(cluster: nx.Graph) -> dict[str, float]:
    return beside_chance(cluster)


def by_networkx(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from the triangles of each actor."""

    def measured(network: nx.Graph) -> float:
        inside = network.subgraph(a for a in network if network.nodes[a]["layer"] != _OUTSIDE)
        pairs = {a: degree * (degree - 1) / 2 for a, degree in inside.degree}
        closed = nx.triangles(inside)
        return float(np.mean([closed[a] / pairs[a] for a in inside if pairs[a]]))

    drawn = [measured(twin(cluster, seed)) for seed in range(TWINS)]
    return {"region": measured(cluster), "chance": sum(drawn) / TWINS}


@task(points=14, objective=_OPEN, answer=Numbers())
class Chance:
    """Tied partners, beside chance"""

    right = _beside_chance
    also = (by_networkx,)

    def partners_outside_too(cluster: nx.Graph) -> Any:
        """You measure the whole network. Partners outside have no ties to each other in it: take
        local_network(...) of the region and of each twin."""
        return beside_chance(cluster, everybody=True)

    def one_twin(cluster: nx.Graph) -> Any:
        """This is one random network. Take the mean of five: rng=0 to rng=4."""
        return _beside_chance(cluster) | {"chance": beside_chance(cluster, range(1))["chance"]}

    def five_other_twins(cluster: nx.Graph) -> Any:
        """Your five random networks have the seeds 1 to 5. Take 0 to 4: range(5)."""
        seeds = range(1, TWINS + 1)
        return _beside_chance(cluster) | {"chance": beside_chance(cluster, seeds)["chance"]}

    def a_sum(cluster: nx.Graph) -> Any:
        """Under `chance` stands the sum over the five twins. Take the mean."""
        both = _beside_chance(cluster)
        return both | {"chance": TWINS * both["chance"]}

    def the_largest(cluster: nx.Graph) -> Any:
        """Under `chance` stands the largest of the five. Take their mean."""
        each = [beside_chance(cluster, range(n, n + 1))["chance"] for n in range(TWINS)]
        return _beside_chance(cluster) | {"chance": max(each)}

    def the_excess(cluster: nx.Graph) -> Any:
        """Under `region` stands the difference from chance. Give the two values themselves."""
        both = _beside_chance(cluster)
        return both | {"region": both["region"] - both["chance"]}

    def the_ratio(cluster: nx.Graph) -> Any:
        """Under `chance` stands a ratio. Give the mean clustering of the five twins."""
        both = _beside_chance(cluster)
        return both | {"chance": both["region"] / both["chance"]}

    hints = """
    - clustering(local_network(...)) is wanted six times: of the region and of five twins.
    - random_twin(cluster, rng=seed) is a random network of the same degrees, for seed in range(5).
    - A list of five, [clustering(local_network(random_twin(cluster, rng=seed))) for ...]; of it the
      mean.
    """

    def says(cluster: nx.Graph, both: Any) -> str:
        times = both["region"] / both["chance"] if both["chance"] else 1.0
        more = times - 1
        told = f"Partners are tied to each other {times:.1f} times as often as by degrees alone."
        if not any("projects" in data for _, data in cluster.nodes(data=True)):
            return f"{told} What else than degrees brings partners of partners together there?"
        claim = (
            "most of that comes from the data, as all members of a project are tied to each other"
        )
        return readings.beside_the_lecture(told, more > 0, claim)


# Who its gatekeepers are.


@lru_cache(maxsize=8)
def _roles(cluster: nx.Graph) -> dict[str, dict[str, int]]:
    table = brokerage(cluster)
    return {role: table[role].to_dict() for role in table}


def inside_scores(cluster: nx.Graph, role: str = "gatekeeper") -> dict[str, int]:
    """Return the scores of all actors inside in a role of Gould and Fernandez."""
    scores = _roles(cluster)[role]
    return {actor: scores[actor] for actor in local_network(cluster)}


def top(scores: dict[str, int], count: int = NAMED) -> list[str]:
    """Return those with the highest scores; of equals the first."""
    return sorted(scores, key=lambda actor: -scores[actor])[:count]


def gates_by_hand(cluster: nx.Graph) -> list[str]:
    """Return the same, from the pairs of a partner outside and one inside that are not tied."""
    outside = set(in_layer(cluster, _OUTSIDE))
    found = {}
    for actor in local_network(cluster):
        inside = set(cluster[actor]) - outside
        sources = set(cluster[actor]) & outside
        found[actor] = sum(len(inside) - len(inside & set(cluster[s])) for s in sources)
    return top(dict(reversed(found.items())))


@task(points=12, objective=_GATE, answer=Names())
class Gatekeepers:
    """Who stands at the gate"""

    def right(cluster: nx.Graph) -> Any:
        return top(inside_scores(cluster))

    also = (gates_by_hand,)

    def firms_only(cluster: nx.Graph) -> Any:
        """You rank firms only. In a region of research projects others may stand at the gate: rank
        all actors inside."""
        firms = set(in_layer(cluster, "core"))
        return top({a: score for a, score in inside_scores(cluster).items() if a in firms})

    def coordinators(cluster: nx.Graph) -> Any:
        """You rank by 'coordinator', who stands between two actors inside. A gatekeeper stands
        between one outside and one inside."""
        return top(inside_scores(cluster, "coordinator"))

    def names_for_ids(cluster: nx.Graph) -> Any:
        """These are names. Asked are ids, by which the actors stand in cluster.nodes."""
        found = top(inside_scores(cluster))
        return [str(cluster.nodes[actor].get("name", f"name of {actor}")) for actor in found]

    def too_few(cluster: nx.Graph) -> Any:
        """These are the first three. Name five."""
        return top(inside_scores(cluster), 3)

    def the_last(cluster: nx.Graph) -> Any:
        """These have the lowest scores. Sort the other way round."""
        return top({a: -score for a, score in inside_scores(cluster).items()})

    hints = """
    - brokerage(cluster)['gatekeeper'] is a Series with a score for each actor, those outside too.
    - inside = list(local_network(cluster)) are the actors inside; scores[inside] are theirs.
    - A Series has .nlargest(...); its index names the actors.
    """

    def says(cluster: nx.Graph, named: Any) -> str:
        firms = set(in_layer(cluster, "core")) & set(named)
        told = f"Of your {NAMED} gatekeepers {len(firms)} are firms."
        claim = "institutions rather than firms stand at the gate"
        return readings.beside_the_lecture(told, len(firms) <= 1, claim)


# What the model says.


def size_of(cluster: nx.Graph, actor: Any) -> int:
    """Return an actor's number of projects, or of ties in a cluster without projects."""
    projects = cluster.nodes[actor].get("projects")
    return int(cluster.degree(actor) if projects is None else projects)


def largest(cluster: nx.Graph) -> Any:
    """Return the firm in most projects; of equals the first."""
    return max(in_layer(cluster, "core"), key=lambda firm: size_of(cluster, firm))


def base_of(cluster: nx.Graph) -> Setting:
    """Return the setting that every step starts from."""
    return Setting(cluster, periods=RUNS.of(cluster).periods)


def change(cluster: nx.Graph, changed: Setting, outcome: str | Outcome) -> Estimate:
    """Return what a change does, as a share."""
    asked = RUNS.of(cluster)
    paired = compare(
        base_of(cluster), changed, outcome, replicates=asked.replicates or 1, rng=asked.seed
    )
    return paired.relative


@lru_cache(maxsize=32)
def lost(
    cluster: nx.Graph, firm: Any = None, *, all_firms: bool = False, cut_only: bool = False
) -> float:
    """Return what other firms lose or gain when the largest firm, or another, leaves."""
    gone = largest(cluster) if firm is None else firm
    event: Intervention = CutPipelines(owners=gone) if cut_only else RemoveActors(gone)
    others = LevelOf(tuple(a for a in in_layer(cluster, "core") if a != gone))
    without = base_of(cluster).but(interventions=[event])
    return change(cluster, without, "performance" if all_firms else others).mean


def lost_to_all(cluster: nx.Graph) -> float:
    """Return what the group of all firms loses, with the largest in it as long as it is there."""
    firms, gone = in_layer(cluster, "core"), RemoveActors(largest(cluster))
    return change(cluster, base_of(cluster).but(interventions=[gone]), LevelOf(tuple(firms))).mean


def most_ties(cluster: nx.Graph) -> Any:
    """Return the firm with most ties."""
    return max(in_layer(cluster, "core"), key=cluster.degree)


def busiest(cluster: nx.Graph) -> Any:
    """Return the actor inside with most projects, whatever it is."""
    inside = [a for a in local_network(cluster) if a != largest(cluster)]
    return max(inside, key=lambda actor: size_of(cluster, actor))


@task(points=14, objective=_ASK, answer=Number(absolute=1e-6), runs=RUNS)
class Lost:
    """If the largest firm leaves"""

    right = lost
    also = (lambda cluster: round(lost(cluster), 9),)

    @called("the firm itself in the mean")
    def the_firm_itself_in_the_mean(cluster: nx.Graph) -> Any:
        """Your outcome is the mean of all firms: with the largest in it before, without it after.
        That compares two groups. Take LevelOf(others) in both."""
        return lost(cluster, all_firms=True)

    @called("all firms in LevelOf")
    def all_firms_in_level_of(cluster: nx.Graph) -> Any:
        """Your LevelOf names all firms, the one that leaves too. Asked are the *other* firms."""
        return lost_to_all(cluster)

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """This is a difference of levels. Asked is a share: .relative.mean."""
        asked, gone = RUNS.of(cluster), largest(cluster)
        others = LevelOf(tuple(a for a in in_layer(cluster, "core") if a != gone))
        without = base_of(cluster).but(interventions=[RemoveActors(gone)])
        pairs, seed = asked.replicates or 1, asked.seed
        return compare(
            base_of(cluster), without, others, replicates=pairs, rng=seed
        ).difference.mean

    def taken_out_of_the_network(cluster: nx.Graph) -> Any:
        """You take the firm out of the network. Then all firms draw other chances, and the pairs
        differ in more than the firm. Let it leave: interventions=[RemoveActors(largest)]."""
        smaller, gone = cluster.copy(), largest(cluster)
        smaller.remove_node(gone)
        others = LevelOf(tuple(a for a in in_layer(cluster, "core") if a != gone))
        return change(cluster, Setting(smaller, periods=RUNS.of(cluster).periods), others).mean

    def cut_off_not_gone(cluster: nx.Graph) -> Any:
        """You cut the firm's pipelines. Asked is that it leaves: RemoveActors."""
        return lost(cluster, cut_only=True)

    def the_busiest_institution(cluster: nx.Graph) -> Any:
        """You take out the actor with most projects, which is no firm. Take the firm in
        cluster.graph['largest']."""
        return lost(cluster, busiest(cluster))

    def before_and_after_exchanged(cluster: nx.Graph) -> Any:
        """Before and after stand the wrong way round: compare(base, without, ...)."""
        return 1 / (1 + lost(cluster)) - 1

    hints = """
    - Two settings: base, and base.but(interventions=[...]) in which the firm leaves.
    - The outcome is the level of the same firms in both: LevelOf(tuple of the others).
    - compare(base, without, LevelOf(others), replicates=2, rng=11).relative.mean; which firm does
      RemoveActors(...) name?
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        told = f"The performance of the other firms changes by {found:+.2%}."
        claim = "one firm is hardly missed where it holds few of many ties"
        return readings.beside_the_lecture(told, abs(found) < 0.05, claim)


@lru_cache(maxsize=16)
def levels(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return the mean level of all firms and of SMEs with each step, and without any ("")."""
    asked, base, outcomes = RUNS.of(cluster), base_of(cluster), ["performance", "sme_performance"]
    settings = {"": base} | {name: base.but(**step) for name, step in STEPS.items()}
    found = {}
    for name, setting in settings.items():
        # A grid of one setting: the usual value.
        grid = {"pipeline": [setting.learning.pipeline]}
        runs = sweep(setting, grid, outcomes, replicates=asked.replicates or 1, rng=asked.seed)
        found[name] = {of: float(runs.at(of).mean()) for of in outcomes}
    return found


def by_step(cluster: nx.Graph, of: str = "performance") -> dict[str, float]:
    """Return what each step changes in the firms' performance, as a share."""
    level = levels(cluster)
    return {name: level[name][of] / level[""][of] - 1 for name in STEPS}


def steps_by_compare(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from a comparison for each step."""
    base = base_of(cluster)
    return {
        name: change(cluster, base.but(**step), "performance").mean for name, step in STEPS.items()
    }


def steps_as_differences(cluster: nx.Graph) -> dict[str, float]:
    """Return the changes as differences of levels."""
    level = {name: each["performance"] for name, each in levels(cluster).items()}
    return {name: level[name] - level[""] for name in STEPS}


@task(points=16, objective=_ASK, answer=Numbers(SMALL), runs=RUNS)
class Steps:
    """Three steps of an agency"""

    right = by_step
    also = (steps_by_compare,)

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the changes for a part of the firms: for SMEs, or for all but the largest.
        Asked are all firms: "performance"."""
        return by_step(cluster, "sme_performance")

    def differences(cluster: nx.Graph) -> Any:
        """These are differences of levels. Asked are changes as shares: .relative.mean."""
        return steps_as_differences(cluster)

    def without_the_largest_firm(cluster: nx.Graph) -> Any:
        """These are the changes for a part of the firms: for SMEs, or for all but the largest.
        Asked are all firms: "performance"."""
        gone = largest(cluster)
        others = LevelOf(tuple(a for a in in_layer(cluster, "core") if a != gone))
        base = base_of(cluster)
        return {
            name: change(cluster, base.but(**step), others).mean for name, step in STEPS.items()
        }

    @called("60 pipelines")
    def sixty_pipelines(cluster: nx.Graph) -> Any:
        """You open up by 60 pipelines, as the lecture does. Here it is AddPipelines(30)."""
        more = base_of(cluster).but(steps=[AddPipelines(60)])
        return by_step(cluster) | {"open up": change(cluster, more, "performance").mean}

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: a step that helps is above zero. compare(base, step)."""
        return slips.negated(by_step(cluster))

    hints = """
    - Three comparisons with the same base: compare(base, base.but(...), ...).
    - base.but(steps=[AddPipelines(30)]), base.but(steps=[KeepPipelines(0.5)]) and
      base.but(multi_angle=0.6).
    - For each step compare(base, base.but(...), 'performance', replicates=2, rng=11); of it the
      mean change as a share.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        best = max(found, key=lambda name: found[name])
        told = f"'{best}' brings most, {found[best]:+.1%}; opening up {found['open up']:+.1%}."
        told += " (Two pairs only: the intervals are wide.)"
        first, then = "institutes bring most", "more pipelines bring nothing or harm"
        if best != "institutes":
            return readings.beside_the_lecture(told, False, first)
        return readings.beside_each(told, {first: True, then: found["open up"] < 0.005})


def figures(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what each step changes on the region, and on a random network of its degrees."""
    mine, chance = by_step(cluster), by_step(twin(cluster, 0))
    return {name: {"region": mine[name], "random twin": chance[name]} for name in STEPS}


@task(points=30, objective=_BRIEF, answer=Text(words=150, most=400))
class Advice:
    """The brief"""

    about = figures

    hints = """
    - Four paragraphs, one for each question: is the region open, who are its gatekeepers, what does
      the model say to the agency, how far is all this to be trusted?
    - Each figure stands beside chance. Where both are alike, the figure tells of degrees, not of
      the region.
    - Say what a tie by a common project is not; which verdicts of the model would turn with other
      parameters, as in lecture 10; and what you would ask firms before you spend anything.
    """

    rubric = {
        "whether the region is open, with the figure, what chance gives, and the border that "
        "was drawn": 6,
        "who the gatekeepers are, and whether that is more than their number of projects": 6,
        "advice to the agency by two results of the model on this region, each beside chance or "
        "an interval": 8,
        "how far to trust it: what a co-participation tie is not, on which assumption the advice "
        "hangs, and what should be asked or measured next": 10,
    }


# The lecture's questions, about its own region.


def share_of_firms(cluster: nx.Graph, role: str = "gatekeeper") -> float:
    """Return the firms' share of the scores of all actors inside in a role."""
    scores = inside_scores(cluster, role)
    firms = in_layer(cluster, "core")
    return sum(scores[firm] for firm in firms) / sum(scores.values())


@task(objective=_GATE, answer=Number())
class TryFirms:
    """The firms' share of the gates"""

    right = share_of_firms

    def the_sum(cluster: nx.Graph) -> Any:
        """This is the sum of the firms' scores. Divide it by the sum of all."""
        return sum(inside_scores(cluster)[firm] for firm in in_layer(cluster, "core"))

    def a_mean_over_a_mean(cluster: nx.Graph) -> Any:
        """You divide the firms' mean by the mean of all. A share of the scores needs two sums."""
        scores, firms = inside_scores(cluster), in_layer(cluster, "core")
        return share_of_firms(cluster) * len(scores) / len(firms)

    def firms_over_the_others(cluster: nx.Graph) -> Any:
        """You divide by the scores of the others. A share has all scores below the line, those of
        the firms too."""
        share = share_of_firms(cluster)
        return share / (1 - share) if share < 1 else 0.0  # nobody else stands at a gate

    def the_share_of_actors(cluster: nx.Graph) -> Any:
        """This is the share of the actors inside that are firms. Add up their scores."""
        return len(in_layer(cluster, "core")) / len(local_network(cluster))

    def coordinators(cluster: nx.Graph) -> Any:
        """This is the share of the coordinators' scores. Take the column 'gatekeeper'."""
        return share_of_firms(cluster, "coordinator")

    hints = """
    - Add up the scores twice, of the firms and of all. scores is a Series with a number for
      each actor inside; .sum() adds it up.
    - The part is what the firms hold: scores[firms] are their numbers.
    - A share: the sum of some of the numbers, divided by the sum of all.
    """


def pipelines_of(cluster: nx.Graph, firm: Any) -> int:
    """Count a firm's partners outside."""
    return len(set(cluster[firm]) & set(in_layer(cluster, _OUTSIDE)))


def all_pipelines(cluster: nx.Graph) -> int:
    """Count the ties that lead out."""
    return sum(dimension == "pipeline" for *_, dimension in cluster.edges(data="dimension"))


@task(objective=_ASK, answer=Number(absolute=1e-4))
class TryHeld:
    """What the largest firm holds"""

    def right(cluster: nx.Graph) -> Any:
        return pipelines_of(cluster, largest(cluster)) / all_pipelines(cluster)

    def share_of_its_own_ties(cluster: nx.Graph) -> Any:
        """This is the share of the firm's own ties that lead out. Divide by all pipelines of the
        region."""
        firm = largest(cluster)
        return pipelines_of(cluster, firm) / cluster.degree(firm)

    def all_its_ties(cluster: nx.Graph) -> Any:
        """You count all ties of the firm. Count those that lead out."""
        return cluster.degree(largest(cluster)) / all_pipelines(cluster)

    def a_count(cluster: nx.Graph) -> Any:
        """This is how many pipelines the firm holds. Divide by all pipelines of the region."""
        return pipelines_of(cluster, largest(cluster))

    def of_the_partners(cluster: nx.Graph) -> Any:
        """You divide by the number of partners elsewhere. Each of them may have many ties to the
        region: divide by the number of these ties, `pipelines`."""
        return pipelines_of(cluster, largest(cluster)) / len(in_layer(cluster, _OUTSIDE))

    def of_all_ties(cluster: nx.Graph) -> Any:
        """You divide by all ties. Divide by those that lead out."""
        return pipelines_of(cluster, largest(cluster)) / cluster.number_of_edges()

    hints = """
    - Count the firm's partners outside, and all ties that lead out.
    - Of its partners only those elsewhere count: set(cluster[largest]) & outside are its
      partners outside.
    - A share, the part by the whole: len(...) / pipelines
    """


UNIT = unit(
    globals(),
    "11_your_region",
    "a brief on your region",
    draw,
    archetypes=("three_provinces", "four_provinces"),
)
