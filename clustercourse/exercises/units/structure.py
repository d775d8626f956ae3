"""Tasks of 01_cluster_structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units.readings import in_layer, of_kind
from clusterlib.networks import ARCHETYPES, build_cluster

_COUNT = "Count the actors and ties of a cluster by layer and dimension"
_MEASURE = "Measure how open and how dense a cluster is"
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
    cluster.graph["my_firm"] = max(in_layer(cluster, "core"), key=cluster.degree)
    return cluster


def tie_counts(cluster: nx.Graph) -> Counter[str]:
    """Count the ties of each dimension."""
    return Counter(dimension for *_, dimension in cluster.edges(data="dimension"))


@task(points=10, objective=_COUNT, answer=Numbers())
class Dimensions:
    """Ties by dimension"""

    right = tie_counts
    also = (
        lambda cluster: {
            name: sum(dimension == name for *_, dimension in cluster.edges(data="dimension"))
            for name in ("horizontal", "vertical", "multi_angle", "pipeline")
        },
        lambda cluster: Counter(tie["dimension"] for *_, tie in cluster.edges(data=True)),
    )

    def counted_from_both_ends(cluster: nx.Graph) -> Any:
        """Each tie is counted twice, once from each end. A loop over the actors and their
        neighbours meets every tie two times; cluster.edges meets it once."""
        return slips.times(tie_counts(cluster), 2)

    def shares(cluster: nx.Graph) -> Any:
        """These are shares. The task asks how many ties there are."""
        return slips.divided(tie_counts(cluster), cluster.number_of_edges())

    def local_only(cluster: nx.Graph) -> Any:
        """The pipelines are missing. They belong to the network of the cluster too: the outside
        sources are its third layer."""
        return {**tie_counts(cluster), "pipeline": 0}

    hints = """
    - Every tie carries its dimension: look at list(cluster.edges(data="dimension"))[:3].
    - Go through all ties once and count how often each dimension comes up.
    - Counter(dimension for a, b, dimension in cluster.edges(data="dimension")) counts them;
      import Counter from collections.
    """


def locals_of(cluster: nx.Graph) -> nx.Graph:
    """Return the network among the cluster's own actors: firms and supporting institutions."""
    return cluster.subgraph(in_layer(cluster, "core") + in_layer(cluster, "supporting"))


def openness(cluster: nx.Graph) -> float:
    """Return the pipelines as a share of all ties."""
    return tie_counts(cluster)["pipeline"] / int(cluster.number_of_edges())


@task(points=15, objective=_MEASURE, answer=Number())
class Openness:
    """Openness"""

    right = openness
    also = (
        lambda cluster: round(openness(cluster), 3),
        lambda cluster: 1 - locals_of(cluster).size() / cluster.size(),
    )

    def ratio_to_local_ties(cluster: nx.Graph) -> Any:
        """This divides the pipelines by the local ties. Openness is a share: divide by all ties,
        local ones and pipelines together. Then it lies between 0 and 1."""
        return openness(cluster) / (1 - openness(cluster))

    @called("E-I index")
    def e_i_index(cluster: nx.Graph) -> Any:
        """This is the E-I index, (external - internal) / all. It runs from -1 to 1. Openness is
        only the external part: external / all."""
        return 2 * openness(cluster) - 1

    def share_of_actors(cluster: nx.Graph) -> Any:
        """This is the share of outside actors among all actors. A source outside that nobody is
        tied to opens nothing: count ties, not actors."""
        return 1 - len(locals_of(cluster)) / len(cluster)

    def pipelines_by_actors(cluster: nx.Graph) -> Any:
        """This divides ties by actors. A share needs the same things above and below the line:
        pipelines by all ties."""
        return tie_counts(cluster)["pipeline"] / len(cluster)

    def the_closed_part(cluster: nx.Graph) -> Any:
        """This is the share of the local ties. Openness is the other part."""
        return slips.complement(openness(cluster))

    def a_number_of_ties(cluster: nx.Graph) -> Any:
        """This is the number of pipelines. Divide it by the number of all ties."""
        return tie_counts(cluster)["pipeline"]

    def what_the_cluster_was_built_with(cluster: nx.Graph) -> Any:
        """This is the share of local ties that was given up when the cluster was built. Each
        pipeline costs more than one local tie, so measure the finished network."""
        return cluster.graph["structure"].openness

    hints = """
    - Openness asks: of all ties, which part leads out of the cluster?
    - Ties that lead out have the dimension 'pipeline'. You counted them in the first task.
    - Divide the number of pipelines by cluster.number_of_edges().
    """


def local_density(cluster: nx.Graph) -> float:
    """Return the density of the network among the cluster's own actors."""
    return float(nx.density(locals_of(cluster)))


@task(points=15, objective=_MEASURE, answer=Number())
class LocalDensity:
    """Local density"""

    right = local_density
    also = (
        lambda cluster: (
            2
            * (cluster.size() - tie_counts(cluster)["pipeline"])
            / (len(locals_of(cluster)) * (len(locals_of(cluster)) - 1))
        ),
    )

    def whole_network(cluster: nx.Graph) -> Any:
        """This is the density of the whole network, outside sources included. Local density looks
        at the cluster's own actors only: firms and supporting institutions."""
        return nx.density(cluster)

    def pairs_counted_twice(cluster: nx.Graph) -> Any:
        """This divides by n(n - 1). That counts each pair twice, as if ties had a direction. There
        are n(n - 1) / 2 pairs."""
        return slips.divided(local_density(cluster), 2)

    def firms_only(cluster: nx.Graph) -> Any:
        """This looks at firms only. The supporting institutions are part of the cluster too."""
        return nx.density(cluster.subgraph(in_layer(cluster, "core")))

    def pipelines_over_local_pairs(cluster: nx.Graph) -> Any:
        """This divides all ties by the local pairs. A pipeline is not a tie between two actors of
        the cluster: leave pipelines out of the numerator too."""
        return local_density(cluster) / (1 - openness(cluster))

    hints = """
    - Density is ties that exist divided by ties that could exist.
    - Take the part of the network without the outside sources: cluster.subgraph(...).
    - local = cluster.subgraph(n for n, layer in cluster.nodes(data='layer') if layer !=
      'supplementary'); then nx.density(local).
    """


def betweenness(cluster: nx.Graph, *, share: bool = True) -> float:
    """Return the share, or the number, of shortest paths between others through ``my_firm``."""
    return float(nx.betweenness_centrality(cluster, normalized=share)[cluster.graph["my_firm"]])


@task(points=20, objective=_FIND, answer=Number())
class Between:
    """The firm in between"""

    right = betweenness
    also = (
        lambda cluster: (
            2 * betweenness(cluster, share=False) / ((len(cluster) - 1) * (len(cluster) - 2))
        ),
        lambda cluster: round(betweenness(cluster), 4),
    )

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

    def local_network_only(cluster: nx.Graph) -> Any:
        """This looks at the network inside the cluster alone. The task asks about the whole
        network: paths to and from the outside sources count as well."""
        return nx.betweenness_centrality(locals_of(cluster))[cluster.graph["my_firm"]]

    hints = """
    - Which centrality counts the shortest paths that run through an actor?
    - nx.betweenness_centrality(cluster) gives a dict: a share for each actor.
    - Look up your firm in it: nx.betweenness_centrality(cluster)[cluster.graph["my_firm"]].
    """


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

    hints = """
    - A gatekeeper has both: a tie that leads out, and somebody inside to tell.
    - firms = {a for a, layer in cluster.nodes(data='layer') if layer == 'core'}. Begin with
      open_firms = set(). Go through the ties; if one is a pipeline, add the end that is in
      firms.
    - Keep a firm of open_firms if one of its partners, cluster[firm], is in firms but not in
      open_firms.
    """


@task(
    points=15,
    objective="Compare a cluster with the archetypes of Markusen (1996)",
    answer=Text(),
)
class Explain:
    """Which type of cluster is it?"""

    hints = """
    - Look at the map, then at the structure table. Which two numbers stand out?
    - Who holds the ties: firms of one stage, one or two hubs, sources outside, institutions?
    - Name the archetype, give two numbers from your own cluster that speak for it and one
      that speaks against it.
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

    def pipelines(cluster: nx.Graph) -> Any:
        """This counts the pipelines. One source can have several, or none."""
        return tie_counts(cluster)["pipeline"]

    def sources_with_a_pipeline(cluster: nx.Graph) -> Any:
        """This counts the sources with a tie. The others are outside sources too."""
        return sum(cluster.degree(source) > 0 for source in in_layer(cluster, "supplementary"))

    hints = """
    - Every actor carries its layer. Which layer is outside?
    - cluster.nodes(data="layer") gives pairs: an actor and its layer.
    - sum(layer == "supplementary" for actor, layer in cluster.nodes(data="layer"))
    """


@task(objective=_FIND, answer=Number())
class TryHub:
    """The highest degree"""

    def right(cluster: nx.Graph) -> Any:
        return max((degree for _, degree in cluster.degree))

    also = (lambda cluster: max(dict(cluster.degree).values()),)

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
    - dict(cluster.degree) gives the degree of every actor.
    - max(dict(cluster.degree).values())
    """


UNIT = unit(
    globals(),
    "01_cluster_structure",
    "the structure of your cluster",
    archetypes=("marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"),
    draw=draw,
)
