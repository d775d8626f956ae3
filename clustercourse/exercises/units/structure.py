"""Tasks of 01_cluster_structure."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises.answers import Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clusterlib.networks import ARCHETYPES, build_cluster


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
    firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
    cluster.graph["my_firm"] = max(firms, key=lambda firm: cluster.degree(firm))
    return cluster


def members(cluster: nx.Graph) -> list[str]:
    """Actors of the cluster itself: the core and the supporting institutions."""
    return [actor for actor, layer in cluster.nodes(data="layer") if layer != "supplementary"]


def tie_counts(cluster: nx.Graph) -> dict[str, int]:
    """Count the ties of each dimension."""
    return dict(Counter(dimension for *_, dimension in cluster.edges(data="dimension")))


def open_share(cluster: nx.Graph) -> float:
    """Return the pipelines as a share of all ties."""
    return tie_counts(cluster).get("pipeline", 0) / int(cluster.number_of_edges())


def local_density(cluster: nx.Graph) -> float:
    """Return the density of the network among the cluster's own actors."""
    return float(nx.density(cluster.subgraph(members(cluster))))


def in_between(cluster: nx.Graph) -> float:
    """Return the share of the shortest paths between others that run through ``my_firm``."""
    return float(nx.betweenness_centrality(cluster)[cluster.graph["my_firm"]])


def _in_between_of_connected(cluster: nx.Graph) -> float:
    """Divide by the pairs that a path joins instead of by all pairs."""
    firm = cluster.graph["my_firm"]
    sizes = [len(part - {firm}) for part in nx.connected_components(cluster)]
    return _raw_betweenness(cluster) / (sum(size * (size - 1) for size in sizes) / 2)


def _raw_betweenness(cluster: nx.Graph) -> float:
    """Count those shortest paths without dividing by the number of pairs."""
    return float(nx.betweenness_centrality(cluster, normalized=False)[cluster.graph["my_firm"]])


def _firms_with_pipeline(cluster: nx.Graph) -> set[str]:
    return {
        actor
        for *tie, dimension in cluster.edges(data="dimension")
        if dimension == "pipeline"
        for actor in tie
        if cluster.nodes[actor]["layer"] == "core"
    }


def gatekeepers(cluster: nx.Graph) -> set[str]:
    """Firms with a pipeline and a local partner firm that has none."""
    open_firms = _firms_with_pipeline(cluster)
    firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
    return {firm for firm in open_firms if (firms & set(cluster[firm])) - open_firms}


def _gatekeepers_by_tie(cluster: nx.Graph) -> list[str]:
    """Find the same firms tie by tie, as a list with repeats."""
    open_firms = _firms_with_pipeline(cluster)
    found = []
    for a, b, dimension in cluster.edges(data="dimension"):
        if dimension in ("horizontal", "vertical") and (a in open_firms) != (b in open_firms):
            found.append(a if a in open_firms else b)
    return found


@task(
    points=10,
    objective="Count the actors and ties of a cluster by layer and dimension",
    answer=Numbers(),
)
class Dimensions:
    """Ties by dimension"""

    right = tie_counts
    also = (
        lambda cluster: {
            name: sum((1 for *_, d in cluster.edges(data="dimension") if d == name))
            for name in ("horizontal", "vertical", "multi_angle", "pipeline")
        },
        lambda cluster: Counter((tie["dimension"] for *_, tie in cluster.edges(data=True))),
    )

    def counted_from_both_ends(cluster: nx.Graph) -> Any:
        """Each tie is counted twice, once from each end. A loop over the actors and their
        neighbours meets every tie two times; cluster.edges meets it once."""
        return {name: 2 * count for name, count in tie_counts(cluster).items()}

    def shares(cluster: nx.Graph) -> Any:
        """These are shares. The task asks how many ties there are."""
        return {
            name: count / cluster.number_of_edges() for name, count in tie_counts(cluster).items()
        }

    def local_only(cluster: nx.Graph) -> Any:
        """The pipelines are missing. They belong to the network of the cluster too: the outside
        sources are its third layer."""
        return {name: count for name, count in tie_counts(cluster).items() if name != "pipeline"}

    hints = """
    - Every tie carries its dimension: look at list(cluster.edges(data="dimension"))[:3].
    - Go through all ties once and count how often each dimension comes up.
    - Counter(dimension for a, b, dimension in cluster.edges(data="dimension")) counts them;
      import Counter from collections.
    """


@task(points=15, objective="Measure how open and how dense a cluster is", answer=Number())
class Openness:
    """Openness"""

    right = open_share
    also = (
        lambda cluster: round(open_share(cluster), 3),
        lambda cluster: 1 - cluster.subgraph(members(cluster)).size() / cluster.size(),
    )

    def ratio_to_local_ties(cluster: nx.Graph) -> Any:
        """This divides the pipelines by the local ties. Openness is a share: divide by all ties,
        local ones and pipelines together. Then it lies between 0 and 1."""
        return open_share(cluster) / (1 - open_share(cluster))

    @called("E-I index")
    def e_i_index(cluster: nx.Graph) -> Any:
        """This is the E-I index, (external - internal) / all. It runs from -1 to 1. Openness is
        only the external part: external / all."""
        return 2 * open_share(cluster) - 1

    def share_of_actors(cluster: nx.Graph) -> Any:
        """This is the share of outside actors among all actors. A source outside that nobody is
        tied to opens nothing: count ties, not actors."""
        return 1 - len(members(cluster)) / len(cluster)

    def pipelines_by_actors(cluster: nx.Graph) -> Any:
        """This divides ties by actors. A share needs the same things above and below the line:
        pipelines by all ties."""
        return tie_counts(cluster).get("pipeline", 0) / len(cluster)

    def the_closed_part(cluster: nx.Graph) -> Any:
        """This is the share of the local ties. Openness is the other part."""
        return 1 - open_share(cluster)

    def a_number_of_ties(cluster: nx.Graph) -> Any:
        """This is the number of pipelines. Divide it by the number of all ties."""
        return tie_counts(cluster).get("pipeline", 0)

    def what_the_cluster_was_built_with(cluster: nx.Graph) -> Any:
        """This is the share of local ties that was given up when the cluster was built. Each
        pipeline costs more than one local tie, so measure the finished network."""
        return cluster.graph["structure"].openness

    hints = """
    - Openness asks: of all ties, which part leads out of the cluster?
    - Ties that lead out have the dimension 'pipeline'. You counted them in the first task.
    - Divide the number of pipelines by cluster.number_of_edges().
    """


@task(points=15, objective="Measure how open and how dense a cluster is", answer=Number())
class LocalDensity:
    """Local density"""

    right = local_density
    also = (
        lambda cluster: (
            2
            * sum((1 for *_, d in cluster.edges(data="dimension") if d != "pipeline"))
            / (len(members(cluster)) * (len(members(cluster)) - 1))
        ),
    )

    def whole_network(cluster: nx.Graph) -> Any:
        """This is the density of the whole network, outside sources included. Local density looks
        at the cluster's own actors only: firms and supporting institutions."""
        return nx.density(cluster)

    def pairs_counted_twice(cluster: nx.Graph) -> Any:
        """This divides by n(n - 1). That counts each pair twice, as if ties had a direction. There
        are n(n - 1) / 2 pairs."""
        return local_density(cluster) / 2

    def firms_only(cluster: nx.Graph) -> Any:
        """This looks at firms only. The supporting institutions are part of the cluster too."""
        return nx.density(
            cluster.subgraph((n for n, layer in cluster.nodes(data="layer") if layer == "core"))
        )

    def pipelines_over_local_pairs(cluster: nx.Graph) -> Any:
        """This divides all ties by the local pairs. A pipeline is not a tie between two actors of
        the cluster: leave pipelines out of the numerator too."""
        return local_density(cluster) / (1 - open_share(cluster))

    hints = """
    - Density is ties that exist divided by ties that could exist.
    - Take the part of the network without the outside sources: cluster.subgraph(...).
    - local = cluster.subgraph(n for n, layer in cluster.nodes(data='layer') if layer !=
      'supplementary'); then nx.density(local).
    """


@task(
    points=20,
    objective="Find the actors that connect: hubs, brokers and gatekeepers",
    answer=Number(),
)
class Between:
    """The firm in between"""

    right = in_between
    also = (
        lambda cluster: 2 * _raw_betweenness(cluster) / ((len(cluster) - 1) * (len(cluster) - 2)),
        lambda cluster: round(in_between(cluster), 4),
    )

    def not_divided_by_the_pairs(cluster: nx.Graph) -> Any:
        """This is a number of pairs. The task asks for the mean over all pairs: divide by the
        number of pairs of other actors, or let networkx do it (normalized=True)."""
        return _raw_betweenness(cluster)

    def divided_by_all_pairs(cluster: nx.Graph) -> Any:
        """Nearly. You divide by the pairs among all n actors, your firm included. It cannot stand
        between itself and another: there are (n - 1)(n - 2) / 2 pairs of others."""
        return 2 * _raw_betweenness(cluster) / (len(cluster) * (len(cluster) - 1))

    def connected_pairs_only(cluster: nx.Graph) -> Any:
        """You leave out the pairs that no path joins. In this task they count, with 0."""
        return _in_between_of_connected(cluster)

    def number_of_ties(cluster: nx.Graph) -> Any:
        """This is the degree of the firm, its number of ties."""
        return cluster.degree(cluster.graph["my_firm"])

    def degree_centrality(cluster: nx.Graph) -> Any:
        """This is the share of the other actors that the firm is tied to. Having many ties is not
        the same as standing between others: ties into one corner connect little."""
        return float(nx.degree_centrality(cluster)[cluster.graph["my_firm"]])

    def closeness(cluster: nx.Graph) -> Any:
        """This is closeness. Being near everybody is not the same as standing between them: use
        betweenness."""
        return float(nx.closeness_centrality(cluster)[cluster.graph["my_firm"]])

    def local_network_only(cluster: nx.Graph) -> Any:
        """This looks at the network inside the cluster alone. The task asks about the whole
        network: paths to and from the outside sources count as well."""
        return float(
            nx.betweenness_centrality(cluster.subgraph(members(cluster)))[cluster.graph["my_firm"]]
        )

    hints = """
    - Which centrality counts the shortest paths that run through an actor?
    - nx.betweenness_centrality(cluster) gives a dict: a share for each actor.
    - Look up your firm in it: nx.betweenness_centrality(cluster)[cluster.graph["my_firm"]].
    """


@task(
    points=25,
    objective="Find the actors that connect: hubs, brokers and gatekeepers",
    answer=Names(),
)
class Gatekeepers:
    """Gatekeepers"""

    right = gatekeepers
    also = (_gatekeepers_by_tie, lambda cluster: sorted(gatekeepers(cluster), reverse=True))

    def every_firm_with_a_pipeline(cluster: nx.Graph) -> Any:
        """These are all firms with a pipeline. At least one of them has no partner firm without a
        pipeline; institutions do not count here. By the rule of this task it is no gatekeeper."""
        return _firms_with_pipeline(cluster)

    def outside_sources_too(cluster: nx.Graph) -> Any:
        """These are both ends of every pipeline. A gatekeeper is a firm of the cluster: keep those
        with layer 'core'."""
        return {
            end
            for *tie, dimension in cluster.edges(data="dimension")
            if dimension == "pipeline"
            for end in tie
        }

    def institutions_as_partners(cluster: nx.Graph) -> Any:
        """You count universities and other institutions as partners. Partners here are firms
        only."""
        return {
            firm
            for firm in _firms_with_pipeline(cluster)
            if any(
                cluster.nodes[partner]["layer"] != "supplementary"
                and partner not in _firms_with_pipeline(cluster)
                for partner in cluster[firm]
            )
        }

    def focal_firms(cluster: nx.Graph) -> Any:
        """These are the focal firms. The paper expects focal firms to be gatekeepers; whether they
        are shows only in their ties. Here some are not, or some SMEs are."""
        return {actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"}

    def any_firm_beside_a_pipeline(cluster: nx.Graph) -> Any:
        """These are the partners of firms with a pipeline: the receivers. The gatekeeper is the
        firm that stands between them and the outside."""
        return {
            neighbour
            for firm in _firms_with_pipeline(cluster)
            for neighbour in cluster[firm]
            if cluster.nodes[neighbour]["layer"] == "core"
        }

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


@task(objective="Count the actors and ties of a cluster by layer and dimension", answer=Number())
class TryCount:
    """Count the outside sources"""

    def right(cluster: nx.Graph) -> Any:
        return len(cluster) - len(members(cluster))

    def everyone_but_the_firms(cluster: nx.Graph) -> Any:
        """This counts the supporting institutions too. They are inside the cluster."""
        return sum((layer != "core" for _, layer in cluster.nodes(data="layer")))

    def pipelines(cluster: nx.Graph) -> Any:
        """This counts the pipelines. One source can have several, or none."""
        return tie_counts(cluster).get("pipeline", 0)

    def sources_with_a_pipeline(cluster: nx.Graph) -> Any:
        """This counts the sources with a tie. The others are outside sources too."""
        return sum(
            (
                layer == "supplementary" and cluster.degree(actor) > 0
                for actor, layer in cluster.nodes(data="layer")
            )
        )

    hints = """
    - Every actor carries its layer. Which layer is outside?
    - cluster.nodes(data="layer") gives pairs: an actor and its layer.
    - sum(layer == "supplementary" for actor, layer in cluster.nodes(data="layer"))
    """


@task(objective="Find the actors that connect: hubs, brokers and gatekeepers", answer=Number())
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
