"""Tasks of 01_cluster_structure: reading a cluster as a network."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np

from clusterlib.exercises.answers import Name, Names, Number, Numbers, Text
from clusterlib.exercises.tasks import Criterion, Misconception, Task, Unit
from clusterlib.networks import ARCHETYPES, build_cluster


def draw(rng: np.random.Generator) -> nx.Graph:
    """Draw an archetype and change it a little, so that no two learners have the same cluster."""
    archetype = str(rng.choice([name for name in ARCHETYPES if name != "baseline"]))
    cluster = build_cluster(
        archetype,
        firms_per_stage=int(rng.integers(7, 11)),
        focal_firms=int(rng.integers(2, 5)),
        openness=float(rng.uniform(0.25, 0.5)),
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


DIMENSIONS_TASK = Task(
    id="structure.dimensions",
    title="Ties by dimension",
    objective="Read a cluster as a network: its layers, kinds and dimensions",
    points=15,
    answer=Numbers(),
    reference=tie_counts,
    alternatives=(
        lambda cluster: {
            name: sum(1 for *_, d in cluster.edges(data="dimension") if d == name)
            for name in ("horizontal", "vertical", "multi_angle", "pipeline")
        },
        lambda cluster: Counter(tie["dimension"] for *_, tie in cluster.edges(data=True)),
    ),
    misconceptions=(
        Misconception(
            "counted from both ends",
            lambda cluster: {name: 2 * count for name, count in tie_counts(cluster).items()},
            "Each tie is counted twice, once from each end. A loop over the actors and their "
            "neighbours meets every tie two times; cluster.edges meets it once.",
        ),
        Misconception(
            "shares",
            lambda cluster: {
                name: count / cluster.number_of_edges()
                for name, count in tie_counts(cluster).items()
            },
            "These are shares. The task asks how many ties there are.",
        ),
        Misconception(
            "local only",
            lambda cluster: {
                name: count for name, count in tie_counts(cluster).items() if name != "pipeline"
            },
            "The pipelines are missing. They belong to the network of the cluster too: "
            "the outside sources are its third layer.",
        ),
    ),
    hints=(
        'Every tie carries its dimension: look at list(cluster.edges(data="dimension"))[:3].',
        "Go through all ties once and count how often each dimension comes up.",
        'Counter(dimension for a, b, dimension in cluster.edges(data="dimension")) counts them; '
        "import Counter from collections.",
    ),
)

OPENNESS_TASK = Task(
    id="structure.openness",
    title="Openness",
    objective="Measure how open and how dense a cluster is",
    points=15,
    answer=Number(),
    reference=open_share,
    alternatives=(
        lambda cluster: round(open_share(cluster), 3),
        lambda cluster: 1 - cluster.subgraph(members(cluster)).size() / cluster.size(),
    ),
    misconceptions=(
        Misconception(
            "ratio to local ties",
            lambda cluster: open_share(cluster) / (1 - open_share(cluster)),
            "This divides the pipelines by the local ties. Openness is a share: divide by all "
            "ties, local ones and pipelines together. Then it lies between 0 and 1.",
        ),
        Misconception(
            "E-I index",
            lambda cluster: 2 * open_share(cluster) - 1,
            "This is the E-I index, (external - internal) / all. It runs from -1 to 1. "
            "Openness is only the external part: external / all.",
        ),
        Misconception(
            "share of actors",
            lambda cluster: 1 - len(members(cluster)) / len(cluster),
            "This is the share of outside actors among all actors. A source outside that nobody "
            "is tied to opens nothing: count ties, not actors.",
        ),
        Misconception(
            "per cent",
            lambda cluster: 100 * open_share(cluster),
            "This is in per cent. Give the share itself, between 0 and 1.",
        ),
    ),
    hints=(
        "Openness asks: of all ties, which part leads out of the cluster?",
        "Ties that lead out have the dimension 'pipeline'. You counted them in the first task.",
        "Divide the number of pipelines by cluster.number_of_edges().",
    ),
)

DENSITY_TASK = Task(
    id="structure.local_density",
    title="Local density",
    objective="Measure how open and how dense a cluster is",
    points=20,
    answer=Number(relative=2e-3, absolute=6e-5),
    reference=local_density,
    alternatives=(
        lambda cluster: (
            2
            * sum(1 for *_, d in cluster.edges(data="dimension") if d != "pipeline")
            / (len(members(cluster)) * (len(members(cluster)) - 1))
        ),
    ),
    misconceptions=(
        Misconception(
            "whole network",
            lambda cluster: nx.density(cluster),
            "This is the density of the whole network, outside sources included. Local density "
            "looks at the cluster's own actors only: firms and supporting institutions.",
        ),
        Misconception(
            "pairs counted twice",
            lambda cluster: local_density(cluster) / 2,
            "This divides by n(n - 1). That counts each pair twice, as if ties had a direction. "
            "There are n(n - 1) / 2 pairs.",
        ),
        Misconception(
            "firms only",
            lambda cluster: nx.density(
                cluster.subgraph(n for n, layer in cluster.nodes(data="layer") if layer == "core")
            ),
            "This looks at firms only. The supporting institutions are part of the cluster too.",
        ),
        Misconception(
            "pipelines over local pairs",
            lambda cluster: local_density(cluster) / (1 - open_share(cluster)),
            "This divides all ties by the local pairs. A pipeline is not a tie between two "
            "actors of the cluster: leave pipelines out above the line as well.",
        ),
    ),
    hints=(
        "Density is ties that exist divided by ties that could exist.",
        "Take the part of the network without the outside sources: cluster.subgraph(...).",
        "local = cluster.subgraph(n for n, layer in cluster.nodes(data='layer') "
        "if layer != 'supplementary'); then nx.density(local).",
    ),
)

BETWEEN_TASK = Task(
    id="structure.between",
    title="The firm in between",
    objective="Find the actors that connect: hubs, brokers and gatekeepers",
    points=20,
    answer=Number(),
    reference=in_between,
    alternatives=(
        lambda cluster: 2 * _raw_betweenness(cluster) / ((len(cluster) - 1) * (len(cluster) - 2)),
        lambda cluster: round(in_between(cluster), 4),
    ),
    misconceptions=(
        Misconception(
            "not divided by the pairs",
            _raw_betweenness,
            "This is the number of shortest paths. The task asks for a share: divide by the "
            "number of pairs of other actors, or let networkx do it (normalized=True).",
        ),
        Misconception(
            "degree centrality",
            lambda cluster: float(nx.degree_centrality(cluster)[cluster.graph["my_firm"]]),
            "This is the share of the other actors that the firm is tied to. Having many ties is "
            "not the same as standing between others: ties into one corner connect little.",
        ),
        Misconception(
            "closeness",
            lambda cluster: float(nx.closeness_centrality(cluster)[cluster.graph["my_firm"]]),
            "This is closeness. Being near everybody is not the same as standing between them: "
            "use betweenness.",
        ),
        Misconception(
            "local network only",
            lambda cluster: float(
                nx.betweenness_centrality(cluster.subgraph(members(cluster)))[
                    cluster.graph["my_firm"]
                ]
            ),
            "This looks at the network inside the cluster alone. The task asks about the whole "
            "network: paths to and from the outside sources count as well.",
        ),
    ),
    hints=(
        "Which centrality counts the shortest paths that run through an actor?",
        "nx.betweenness_centrality(cluster) gives a dict: a share for each actor.",
        'Look up your firm in it: nx.betweenness_centrality(cluster)[cluster.graph["my_firm"]].',
    ),
)

GATEKEEPERS_TASK = Task(
    id="structure.gatekeepers",
    title="Gatekeepers",
    objective="Find the actors that connect: hubs, brokers and gatekeepers",
    points=15,
    answer=Names(),
    reference=gatekeepers,
    alternatives=(
        _gatekeepers_by_tie,
        lambda cluster: sorted(gatekeepers(cluster), reverse=True),
    ),
    misconceptions=(
        Misconception(
            "every firm with a pipeline",
            _firms_with_pipeline,
            "These are all firms with a pipeline. At least one of them has no partner firm to "
            "pass knowledge on to that lacks a pipeline. Such a firm is an external star, not a "
            "gatekeeper.",
        ),
        Misconception(
            "focal firms",
            lambda cluster: {
                actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"
            },
            "These are the focal firms. The paper expects focal firms to be gatekeepers; whether "
            "they are shows only in their ties. Here some are not, or some SMEs are.",
        ),
        Misconception(
            "any firm beside a pipeline",
            lambda cluster: {
                neighbour
                for firm in _firms_with_pipeline(cluster)
                for neighbour in cluster[firm]
                if cluster.nodes[neighbour]["layer"] == "core"
            },
            "These are the partners of firms with a pipeline: the receivers. The gatekeeper is "
            "the firm that stands between them and the outside.",
        ),
    ),
    hints=(
        "A gatekeeper has both: a tie that leads out, and somebody inside to tell.",
        "First collect the firms with a pipeline. Then keep those with a partner firm that is "
        "not in this collection.",
        "{f for f in open_firms if any(p in firms and p not in open_firms for p in cluster[f])}",
    ),
)

EXPLAIN_TASK = Task(
    id="structure.explain",
    title="Which type of cluster is it?",
    objective="Compare a real or built cluster with the archetypes of Markusen (1996)",
    points=15,
    answer=Text(words=60),
    reference=lambda cluster: "",
    hints=(
        "Look at the map, then at the structure table. Which two numbers stand out?",
        "Who holds the ties: firms of one stage, one or two hubs, sources outside, institutions?",
        "Name the archetype, give two numbers from your own cluster that speak for it and one "
        "that speaks against it.",
    ),
    rubric=(
        Criterion("names an archetype and what defines it", 4),
        Criterion("supports it by two measures of the own cluster", 6),
        Criterion("names one observation that does not fit, or a limit of the measures", 5),
    ),
)


PRACTICE = (
    Task(
        id="structure.try_count",
        title="Count the outside sources",
        objective="Read a cluster as a network: its layers, kinds and dimensions",
        points=0,
        answer=Number(),
        reference=lambda cluster: len(cluster) - len(members(cluster)),
        misconceptions=(
            Misconception(
                "everyone but the firms",
                lambda cluster: sum(layer != "core" for _, layer in cluster.nodes(data="layer")),
                "This counts the supporting institutions too. They are inside the cluster.",
            ),
            Misconception(
                "pipelines",
                lambda cluster: tie_counts(cluster).get("pipeline", 0),
                "This counts the pipelines. One source can have several, or none.",
            ),
        ),
        hints=(
            "Every actor carries its layer. Which layer is outside?",
            'cluster.nodes(data="layer") gives pairs: an actor and its layer.',
            'sum(layer == "supplementary" for actor, layer in cluster.nodes(data="layer"))',
        ),
    ),
    Task(
        id="structure.try_hub",
        title="The actor with the most ties",
        objective="Find the actors that connect: hubs, brokers and gatekeepers",
        points=0,
        answer=Name(),
        reference=lambda cluster: max(cluster, key=lambda actor: cluster.degree(actor)),
        alternatives=(
            lambda cluster: max(nx.degree_centrality(cluster).items(), key=lambda item: item[1])[0],
        ),
        misconceptions=(
            Misconception(
                "least ties",
                lambda cluster: min(cluster, key=lambda actor: cluster.degree(actor)),
                "This actor has the fewest ties. sorted() puts the smallest first.",
            ),
        ),
        hints=(
            "The number of ties of an actor is its degree.",
            "dict(cluster.degree) gives the degree of every actor.",
            "degree = dict(cluster.degree); max(degree, key=degree.get)",
        ),
    ),
)

UNIT = Unit(
    stem="01_cluster_structure",
    title="Exercise 01: the structure of your cluster",
    draw=draw,
    tasks=(
        DIMENSIONS_TASK,
        OPENNESS_TASK,
        DENSITY_TASK,
        BETWEEN_TASK,
        GATEKEEPERS_TASK,
        EXPLAIN_TASK,
    ),
    practice=PRACTICE,
)
