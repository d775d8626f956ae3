"""Tasks of 01_cluster_structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Counts, Name, Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, given_as, task, unit
from clustercourse.exercises.units.readings import in_layer, of_kind
from clusterlib.measures import structure_table
from clusterlib.networks import ARCHETYPES, build_cluster

_COUNT = "Count the actors and ties of a cluster by layer and dimension"
_MEASURE = "Measure how far a cluster looks outside, and how dense it is"
_FIND = "Find the actors that connect: hubs, brokers and gatekeepers"


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype and change its size and openness a little; its pattern stays."""
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(7, 11)),
        openness=ARCHETYPES[archetype].openness + float(rng.uniform(0.1, 0.2)),
        pipeline_cost=1.0,
        gate=0.5,
        rng=rng,
    )
    cluster.graph["my_firm"] = max(of_kind(cluster, "sme"), key=cluster.degree)
    return cluster


def tie_counts(cluster: nx.Graph) -> Counter[str]:
    """Count the ties of each dimension."""
    return Counter(dimension for *_, dimension in cluster.edges(data="dimension"))


def first_stage(cluster: nx.Graph) -> set[str]:
    """Return the firms of stage 1."""
    return {actor for actor, stage in cluster.nodes(data="stage") if stage == 1}


def ties_of(cluster: nx.Graph, least: int = 1) -> Counter[str]:
    """Count by dimension the ties with so many ends, or more, in the first stage."""
    first = first_stage(cluster)
    return Counter(
        dimension
        for a, b, dimension in cluster.edges(data="dimension")
        if (a in first) + (b in first) >= least
    )


def partners_of(cluster: nx.Graph) -> Counter[str]:
    """Count the same from the firms: a tie within the stage is met at both of its ends."""
    return Counter(
        tie["dimension"] for firm in first_stage(cluster) for tie in cluster[firm].values()
    )


@task(points=10, objective=_COUNT, answer=Counts())
class Dimensions:
    """The ties of the first stage"""

    right = ties_of
    also = (
        lambda cluster: {
            name: len(
                {
                    frozenset((firm, partner))
                    for firm in first_stage(cluster)
                    for partner, tie in cluster[firm].items()
                    if tie["dimension"] == name
                }
            )
            for name in ("horizontal", "vertical", "multi_angle", "pipeline")
        },
    )

    def counted_from_both_ends(cluster: nx.Graph) -> Any:
        """A tie between two firms of stage 1 is counted twice here, once from each end. A loop
        over firms and their partners meets it two times; cluster.edges meets it once."""
        return partners_of(cluster)

    def the_whole_cluster(cluster: nx.Graph) -> Any:
        """These are all ties of the cluster, as the structure table counts them. Keep those with
        an end in stage 1."""
        return tie_counts(cluster)

    def both_ends_in_the_stage(cluster: nx.Graph) -> Any:
        """You want both ends in stage 1: with `and` only ties between its own firms are left. One
        end is enough: `or`."""
        return ties_of(cluster, least=2)

    def shares(cluster: nx.Graph) -> Any:
        """These are shares. The task asks how many ties there are."""
        return slips.divided(ties_of(cluster), sum(ties_of(cluster).values()))

    def local_only(cluster: nx.Graph) -> Any:
        """The pipelines are missing. They belong to the network of the cluster too: the outside
        sources are its third layer."""
        return {**ties_of(cluster), "pipeline": 0}

    hints = """
    - Every tie carries its dimension: look at list(cluster.edges(data="dimension"))[:3].
    - Go through all ties once. Count a tie under its dimension if one of its two ends is in
      `first`.
    - for a, b, dimension in cluster.edges(data="dimension"), then `if ... or ...`, and then
      ties[dimension] = ties.get(dimension, 0) + 1
    """

    def says(cluster: nx.Graph, ties: Any) -> str:
        most = max(ties, key=lambda name: ties[name])
        share = ties[most] / sum(ties.values())
        return (
            f"{share:.0%} of the ties of these firms are {_DIMENSIONS[most]}. These are ties "
            "of one stage: for the type of your cluster look at all of them."
        )


#: The dimensions in words.
_DIMENSIONS = {
    "horizontal": "horizontal, with rivals of their stage",
    "vertical": "vertical, with customers",
    "multi_angle": "multi-angle, with institutions",
    "pipeline": "pipelines, with sources outside",
}


def locals_of(cluster: nx.Graph) -> nx.Graph:
    """Return the network among the cluster's own actors: firms and supporting institutions."""
    return cluster.subgraph(in_layer(cluster, "core") + in_layer(cluster, "supporting"))


def share_outside(cluster: nx.Graph) -> float:
    """Return the pipelines as a share of all ties."""
    return tie_counts(cluster)["pipeline"] / int(cluster.number_of_edges())


def looking_out(cluster: nx.Graph, *, among: int = 0, holders: int = 0) -> dict[str, float]:
    """Return two shares: of ties that lead out, and of firms that have such a tie."""
    firms = among or len(in_layer(cluster, "core"))
    return {
        "ties": share_outside(cluster),
        "firms": (holders or len(open_firms(cluster))) / firms,
    }


@task(points=15, objective=_MEASURE, answer=Numbers())
class Openness:
    """Two shares that look outside"""

    right = looking_out
    also = (
        lambda cluster: slips.rounded(looking_out(cluster), 3),
        lambda cluster: {
            "ties": 1 - locals_of(cluster).size() / cluster.size(),
            "firms": float(
                np.mean(
                    [
                        any(tie["dimension"] == "pipeline" for tie in cluster[firm].values())
                        for firm in in_layer(cluster, "core")
                    ]
                )
            ),
        },
    )

    def a_firm_for_every_pipeline(cluster: nx.Graph) -> Any:
        """For 'firms' you divide the number of pipelines by the number of firms. A firm may have
        several pipelines and counts once: collect the firms in a set."""
        return looking_out(cluster, holders=tie_counts(cluster)["pipeline"])

    def both_ends_of_the_pipelines(cluster: nx.Graph) -> Any:
        """For 'firms' you count both ends of the pipelines. The outer end is no firm: keep the
        actors of the layer 'core'."""
        return looking_out(cluster, holders=len(pipeline_ends(cluster)))

    def share_of_all_actors(cluster: nx.Graph) -> Any:
        """For 'firms' you divide by the number of all actors. Divide by that of the firms."""
        return looking_out(cluster, among=len(cluster))

    def ratio_to_local_ties(cluster: nx.Graph) -> Any:
        """For 'ties' you divide the pipelines by the local ties. A share needs all ties below the
        line, local ones and pipelines together."""
        share = share_outside(cluster)
        return looking_out(cluster) | {"ties": share / (1 - share)}

    @called("E-I index")
    def e_i_index(cluster: nx.Graph) -> Any:
        """For 'ties' you give the E-I index, (external - internal) / all. It runs from -1 to 1.
        Asked is only the external part: external / all."""
        return looking_out(cluster) | {"ties": 2 * share_outside(cluster) - 1}

    def the_closed_part(cluster: nx.Graph) -> Any:
        """These are the parts that stay inside. Asked are the parts that look out."""
        return slips.complement(looking_out(cluster))

    def numbers_of_ties_and_firms(cluster: nx.Graph) -> Any:
        """These are counts. Divide the pipelines by all ties, and the firms with a pipeline by all
        firms."""
        return {"ties": tie_counts(cluster)["pipeline"], "firms": len(open_firms(cluster))}

    @called("what the cluster was built with")
    def what_the_cluster_was_built_with(cluster: nx.Graph) -> Any:
        """For 'ties' you give the share of local ties that was given up when the cluster was
        built. Each pipeline costs more than one local tie, so measure the finished network."""
        return looking_out(cluster) | {"ties": cluster.graph["structure"].openness}

    hints = """
    - Two shares: each has a count above the line, and the number of all below it.
    - A tie that leads out has the dimension 'pipeline'. Collect its ends in a set; which of
      them are firms?
    - {"ties": number of pipelines / cluster.number_of_edges(), "firms": len(ends & firms) / ...}
    """

    def says(cluster: nx.Graph, shares: Any) -> str:
        each = f"{shares['ties']:.0%} of the ties lead out, and {shares['firms']:.0%} of the firms"
        if shares["ties"] < shares["firms"]:
            return (
                f"{each} hold one: as in the lecture pipelines are few among many ties, but more "
                "firms look outside than this share would tell."
            )
        return (
            f"{each} hold one. In the lecture pipelines are few among many ties; here a few firms "
            "hold several each. Why would they?"
        )


def density_of_firms(cluster: nx.Graph) -> float:
    """Return the density of the network among the firms."""
    return float(nx.density(cluster.subgraph(in_layer(cluster, "core"))))


def local_density(cluster: nx.Graph) -> float:
    """Return the density of the network among the cluster's own actors."""
    return float(nx.density(locals_of(cluster)))


@task(points=15, objective=_MEASURE, answer=Number())
class LocalDensity:
    """How densely the firms are tied"""

    right = density_of_firms
    also = (
        lambda cluster: (
            2
            * (tie_counts(cluster)["horizontal"] + tie_counts(cluster)["vertical"])
            / (len(in_layer(cluster, "core")) * (len(in_layer(cluster, "core")) - 1))
        ),
    )

    def institutions_too(cluster: nx.Graph) -> Any:
        """This is the density among all the cluster's own actors, as in the structure table. The
        task asks for ties among firms: leave the institutions out, above and below the line."""
        return local_density(cluster)

    def whole_network(cluster: nx.Graph) -> Any:
        """This is the density of the whole network, outside sources included. The task looks at
        firms only."""
        return nx.density(cluster)

    def pairs_counted_twice(cluster: nx.Graph) -> Any:
        """This divides by n(n - 1). That counts each pair twice, as if ties had a direction. There
        are n(n - 1) / 2 pairs."""
        return slips.divided(density_of_firms(cluster), 2)

    def all_ties_over_the_pairs_of_firms(cluster: nx.Graph) -> Any:
        """You divide ties of all kinds by the pairs of firms. A tie with an institution or a
        source is not among firms: leave it out above the line too."""
        firms = len(in_layer(cluster, "core"))
        return 2 * cluster.number_of_edges() / (firms * (firms - 1))

    hints = """
    - Density is ties that exist divided by ties that could exist. Among which actors here?
    - Take the part of the network among the firms: cluster.subgraph(...).
    - firms = [actor for actor, layer in cluster.nodes(data='layer') if ...]; then nx.density of
      the subgraph of these.
    """

    def says(cluster: nx.Graph, density: Any) -> str:
        firms, own = in_layer(cluster, "core"), in_layer(cluster, "supporting")
        served = tie_counts(cluster)["multi_angle"] / (len(firms) * len(own))
        told = f"Of all pairs of a firm and an institution {served:.3f} are tied"
        if density < served:
            return (
                f"{told}: your firms are tied to institutions more densely than to each other. "
                "More than one type of district is like that; task 6 asks for yours."
            )
        return (
            f"{told}: your firms are tied to each other more densely than to institutions. More "
            "than one type of district is like that; task 6 asks for yours."
        )


def betweenness(cluster: nx.Graph, *, share: bool = True) -> float:
    """Return the share, or the number, of shortest paths between others through ``my_firm``."""
    return float(nx.betweenness_centrality(cluster, normalized=share)[cluster.graph["my_firm"]])


@task(points=20, objective=_FIND, answer=Number(absolute=1e-4))
class Between:
    """The firm in between"""

    right = betweenness
    also = (
        lambda cluster: (
            2 * betweenness(cluster, share=False) / ((len(cluster) - 1) * (len(cluster) - 2))
        ),
        lambda cluster: round(betweenness(cluster), 4),
    )

    def the_highest_of_all(cluster: nx.Graph) -> Any:
        """This is the highest value, and another actor than your firm has it: look your firm up.
        Having most ties is not the same as standing between most pairs."""
        return max(nx.betweenness_centrality(cluster).values())

    def the_highest_of_the_firms(cluster: nx.Graph) -> Any:
        """This is the highest value, and another actor than your firm has it: look your firm up.
        Having most ties is not the same as standing between most pairs."""
        values = nx.betweenness_centrality(cluster)
        return max(values[firm] for firm in in_layer(cluster, "core"))

    @called("the mean of all")
    def the_mean_of_all(cluster: nx.Graph) -> Any:
        """This is the mean over all actors. The mean that is asked goes over the pairs of others,
        for your firm alone: networkx has made it already."""
        return float(np.mean(list(nx.betweenness_centrality(cluster).values())))

    def not_divided_by_the_pairs(cluster: nx.Graph) -> Any:
        """This is a number of pairs. The task asks for the mean over all pairs: divide by the
        number of pairs of other actors, or let networkx do it (normalized=True)."""
        return betweenness(cluster, share=False)

    def divided_by_all_pairs(cluster: nx.Graph) -> Any:
        """Nearly. You divide by the pairs among all n actors, your firm included. It cannot stand
        between itself and another: there are (n - 1)(n - 2) / 2 pairs of others."""
        return 2 * betweenness(cluster, share=False) / (len(cluster) * (len(cluster) - 1))

    def connected_pairs_only(cluster: nx.Graph) -> Any:
        """You leave out the pairs that no path joins. In this task they count, with 0."""
        others = (
            len(part - {cluster.graph["my_firm"]}) for part in nx.connected_components(cluster)
        )
        return betweenness(cluster, share=False) / (sum(n * (n - 1) for n in others) / 2)

    def number_of_ties(cluster: nx.Graph) -> Any:
        """This is the degree of the firm, its number of ties."""
        return cluster.degree(cluster.graph["my_firm"])

    def degree_centrality(cluster: nx.Graph) -> Any:
        """This is the share of the other actors that the firm is tied to. Having many ties is not
        the same as standing between others: ties into one corner connect little."""
        return nx.degree_centrality(cluster)[cluster.graph["my_firm"]]

    def closeness(cluster: nx.Graph) -> Any:
        """This is closeness. Being near everybody is not the same as standing between them: use
        betweenness."""
        return nx.closeness_centrality(cluster)[cluster.graph["my_firm"]]

    def among_the_firms(cluster: nx.Graph) -> Any:
        """This looks at the firms and the ties among them alone. The task asks about the whole
        network: paths through institutions and outside sources count as well."""
        among = nx.betweenness_centrality(cluster.subgraph(in_layer(cluster, "core")))
        return among[cluster.graph["my_firm"]]

    def local_network_only(cluster: nx.Graph) -> Any:
        """This looks at the network inside the cluster alone. The task asks about the whole
        network: paths to and from the outside sources count as well."""
        return nx.betweenness_centrality(locals_of(cluster))[cluster.graph["my_firm"]]

    hints = """
    - Which centrality counts the shortest paths that run through an actor?
    - nx.betweenness_centrality(cluster) gives a dict: a share for each actor.
    - A dict is looked up by a name in square brackets. Which name is wanted here?
    """

    def says(cluster: nx.Graph, between: Any) -> str:
        values, mine = nx.betweenness_centrality(cluster), cluster.graph["my_firm"]
        top = max(values, key=lambda actor: values[actor])
        outside = set(in_layer(cluster, "supplementary"))
        out = {who: len(outside & set(cluster[who])) for who in (top, mine)}
        degrees = dict(cluster.degree)
        if degrees[top] >= degrees[mine]:
            return (
                f"In the whole network {top} stands between more, {values[top]:.3f}, and has "
                f"{degrees[top]} ties against {degrees[mine]} of {mine}. As in Florence, "
                "whoever is in between most has many ties."
            )
        return (
            f"{top} has fewer ties than {mine}, {degrees[top]} against {degrees[mine]}, and stands "
            f"between more in the whole network, {values[top]:.3f}. In Florence the Medici "
            f"were first in both. Here {top} has {out[top]} pipelines, {mine} {out[mine]}: "
            "paths to the outside count too."
        )


def pipeline_ends(cluster: nx.Graph) -> set[str]:
    """Return who has a pipeline, inside and outside."""
    ties = cluster.edges(data="dimension")
    return {end for *tie, dimension in ties if dimension == "pipeline" for end in tie}


def open_firms(cluster: nx.Graph) -> set[str]:
    """Return the firms with a pipeline."""
    return pipeline_ends(cluster) & set(in_layer(cluster, "core"))


def gatekeepers(cluster: nx.Graph, partners: Iterable[str] = ()) -> set[str]:
    """Return the firms with a pipeline and a partner that has none, among firms by default."""
    holders = open_firms(cluster)
    others = set(partners or in_layer(cluster, "core")) - holders
    return {firm for firm in holders if others & set(cluster[firm])}


def gatekeepers_by_tie(cluster: nx.Graph) -> list[str]:
    """Find the same firms tie by tie, as a list with repeats."""
    holders, found = open_firms(cluster), []
    for a, b, dimension in cluster.edges(data="dimension"):
        if dimension in ("horizontal", "vertical") and (a in holders) != (b in holders):
            found.append(a if a in holders else b)
    return found


def partner_firms(cluster: nx.Graph, firm: str) -> set[str]:
    """Return the partners of a firm that are firms."""
    return set(cluster[firm]) & set(in_layer(cluster, "core"))


@task(points=25, objective=_FIND, answer=Names())
class Gatekeepers:
    """Gatekeepers"""

    right = gatekeepers
    also = (gatekeepers_by_tie, lambda cluster: sorted(gatekeepers(cluster), reverse=True))

    def every_firm_with_a_pipeline(cluster: nx.Graph) -> Any:
        """These are all firms with a pipeline. At least one of them has no partner firm without a
        pipeline; institutions do not count here. By the rule of this task it is no gatekeeper."""
        return open_firms(cluster)

    def outside_sources_too(cluster: nx.Graph) -> Any:
        """These are both ends of every pipeline. A gatekeeper is a firm of the cluster: keep those
        with layer 'core'."""
        return pipeline_ends(cluster)

    def institutions_as_partners(cluster: nx.Graph) -> Any:
        """You count universities and other institutions as partners. Partners here are firms
        only."""
        return gatekeepers(cluster, locals_of(cluster))

    def focal_firms(cluster: nx.Graph) -> Any:
        """These are the focal firms. The paper expects focal firms to be gatekeepers; whether they
        are shows only in their ties. Here some are not, or some SMEs are."""
        return of_kind(cluster, "focal_firm")

    def any_firm_beside_a_pipeline(cluster: nx.Graph) -> Any:
        """These are the partners of firms with a pipeline: the receivers. The gatekeeper is the
        firm that stands between them and the outside."""
        partners = (set(cluster[firm]) for firm in open_firms(cluster))
        return set().union(*partners) & set(in_layer(cluster, "core"))

    def a_partner_with_a_pipeline(cluster: nx.Graph) -> Any:
        """You ask for a partner *with* a pipeline, or do not ask whether it has one. A partner that
        has one needs nobody at the gate: asked is a partner without."""
        holders = open_firms(cluster)
        return {firm for firm in holders if partner_firms(cluster, firm) & holders}

    def all_partners_without(cluster: nx.Graph) -> Any:
        """You ask that *all* partner firms be without a pipeline. One of them is enough: `any` in
        the place of `all`, or a set that is not empty."""
        holders = open_firms(cluster)
        return {firm for firm in holders if not partner_firms(cluster, firm) & holders}

    hints = """
    - A gatekeeper has both: a tie that leads out, and somebody inside to tell.
    - First collect the firms with a pipeline in a set open_firms: go through the ties, and if
      one is a pipeline, add the end that is in `firms`.
    - Go through open_firms. The partner firms of one are set(cluster[firm]) & firms. Take away
      from them (with -) whoever needs no gate; keep the firm if ...
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        focal = set(of_kind(cluster, "focal_firm"))
        smes = len(set(found) - focal)
        told = f"{len(found)} of your {len(open_firms(cluster))} firms with a pipeline"
        told += " is a gatekeeper" if len(found) == 1 else " are gatekeepers"
        if not focal:
            return f"{told}, and no other than SMEs: your cluster has no focal firm."
        if 2 * smes > len(found):
            return (
                f"{told}; SMEs among them: {smes}. The paper expects focal firms at the gate. Why "
                "not here?"
            )
        return (
            f"{told}; focal firms among them: {len(found) - smes}. As the paper expects, they "
            "stand at the gate."
        )


def standing_out(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what the exercise's table says, and the ties of the hub and of the learner's firm."""
    hub = max(cluster, key=cluster.degree)
    found = {"ties": {one: float(cluster.degree[one]) for one in (hub, cluster.graph["my_firm"])}}
    for measure, row in structure_table(cluster).iterrows():
        shown = row.aspect in ("centralisation", "core-periphery", "brokerage")
        if shown and isinstance(row.value, int | float):
            found.setdefault(row.aspect, {})[str(measure)] = float(row.value)
    return found


@task(
    points=15,
    objective="Compare a cluster with the archetypes of Markusen (1996)",
    answer=Text(),
)
class Explain:
    """Which type of cluster is it?"""

    about = standing_out

    hints = """
    - Look at the map, then at the structure table. Which two numbers stand out?
    - Who holds the ties: firms of one stage, one or two hubs, sources outside, institutions?
    - A good text has four sentences: the type and what defines it; a number of yours for it; a
      second one; one number against it.
    """

    rubric = {
        "what defines the type you chose": 4,
        "two measures of your own cluster that support it": 6,
        "one observation that does not fit, or a limit of the measures": 5,
    }


# The lecture's questions, about its own cluster.


@task(objective=_COUNT, answer=Number())
class TryCount:
    """Count the outside sources"""

    def right(cluster: nx.Graph) -> Any:
        return len(in_layer(cluster, "supplementary"))

    def everyone_but_the_firms(cluster: nx.Graph) -> Any:
        """This counts the supporting institutions too. They are inside the cluster."""
        return len(cluster) - len(in_layer(cluster, "core"))

    def a_name_that_no_layer_has(cluster: nx.Graph) -> Any:
        """You found none. Go over all actors, and look at the name of the layer: the layers are
        called core, supporting and supplementary. Which of them lies outside?"""
        return 0

    def pipelines(cluster: nx.Graph) -> Any:
        """This is the number of pipelines, not that of the sources: one source can have several,
        or none. On a map count every mark outside, with a line or without."""
        return tie_counts(cluster)["pipeline"]

    def sources_with_a_pipeline(cluster: nx.Graph) -> Any:
        """This counts the sources with a tie. The others are outside sources too."""
        return sum(cluster.degree(source) > 0 for source in in_layer(cluster, "supplementary"))

    hints = """
    - Every actor carries its layer. Which layer is outside?
    - cluster.nodes(data="layer") gives pairs: an actor and its layer.
    - sum(... for actor, layer in cluster.nodes(data="layer")): add up True for each actor of that
      layer.
    """


@task(objective=_FIND, answer=Number())
class TryHub:
    """The highest degree"""

    def right(cluster: nx.Graph) -> Any:
        return max((degree for _, degree in cluster.degree))

    also = (lambda cluster: max(dict(cluster.degree).values()),)

    @given_as(Name())
    def the_largest_name(cluster: nx.Graph) -> Any:
        """This is a name, the last in the alphabet: max of a dict goes over its keys. Asked is the
        highest number of ties, so take the values of the dict."""
        return max(dict(cluster.degree))

    @called("the actor, no number")
    @given_as(Name())
    def the_actor(cluster: nx.Graph) -> Any:
        """This is who has most ties. Asked is how many ties that are."""
        return max(cluster, key=cluster.degree)

    def mean_degree(cluster: nx.Graph) -> Any:
        """This is the mean number of ties. The question is about the best-connected actor."""
        return 2 * cluster.number_of_edges() / len(cluster)

    def all_ties(cluster: nx.Graph) -> Any:
        """This is the number of all ties in the network."""
        return cluster.number_of_edges()

    def a_share(cluster: nx.Graph) -> Any:
        """This is degree centrality: the ties divided by the number of other actors."""
        return max(nx.degree_centrality(cluster).values())

    hints = """
    - The number of ties of an actor is its degree.
    - Go over all actors and note each number of ties: dict(cluster.degree) gives them.
    - You want the largest of these numbers. max(...) of a dict goes over its names; which part of
      the dict holds the numbers?
    """


UNIT = unit(
    globals(),
    "01_cluster_structure",
    "the structure of your cluster",
    archetypes=("marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
    hides=("archetype", "structure"),
)
