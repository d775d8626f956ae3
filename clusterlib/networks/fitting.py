"""A structure fitted to a cluster: from it the model builds random clusters like that one."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.networks.building import Structure, build_cluster
from clusterlib.networks.checking import check_cluster
from clusterlib.networks.nearest import TRAITS, both_ways, traits
from clusterlib.networks.schema import KINDS
from clusterlib.parameters import ParameterError

#: Clusters drawn to see what a propensity leads to, how often it is corrected, and their seed.
_DRAWS, _ROUNDS, _SEED = 16, 6, 907_030_123
#: Of large clusters fewer are drawn, so many actors in all, but at least two: they vary less.
_ACTORS = 2_000
#: Corrections go so far, as a power: all of the way would overshoot. Below the least none is seen.
_STEP, _LEAST = np.array([1.0, 1.0, 1.5]), np.array([0.01, 0.01, 0.02])
_PROPENSITIES = ("focal_propensity", "government_propensity", "propensity_spread")
_DIMENSIONS = ("horizontal", "vertical", "multi-angle")
#: The kinds that a Structure counts; sources outside that Fig. 1 does not have are drawn as R&D.
_COUNTS = {
    "universities": ("university",),
    "research_institutes": ("research_institute",),
    "bridging_institutions": ("bridging_institution",),
    "government_agencies": ("government_agency",),
    "outside_rd": ("outside_rd", "outside_firm", "outside_body"),
    "lead_customers": ("lead_customer",),
    "outside_subcontractors": ("outside_subcontractor",),
}


def fit_structure(cluster: nx.Graph) -> Structure:
    """Fit a structure to a cluster, so that ``build_cluster`` makes random clusters like it.

    Parameters
    ----------
    cluster : networkx.Graph or DiGraph
        A cluster, such as one's own (:func:`clusterlib.read_cluster`).

    Returns
    -------
    Structure
        With as many actors of each kind, but ``outside_rd`` counts outside firms and bodies too: a
        structure has no others for them. And the ties of an SME in each dimension; the ties of
        focal firms and agencies beside those of others; how unequal SMEs are; the share of ties
        that lead out, and how many of them focal firms hold.

    Raises
    ------
    ClusterError
        If it is no cluster. All problems are listed.
    ParameterError
        If it has no firm, or no SME with a local tie: then there is nothing to fit.

    Notes
    -----
    A structure is simpler than a cluster. Its stages are all of one size; institutions are not
    tied to each other and hold no pipelines, so that theirs go to firms; outside firms and bodies
    become R&D organisations; all ties weigh the same and go both ways. What a pipeline costs is not
    seen in a network: ``pipeline_cost`` keeps its default, or is less where otherwise more than
    half of the local ties would have been given up.

    The method is indirect inference: propensities are corrected until clusters drawn with them
    have, on average, the ties of this one (Gouriéroux, Monfort and Renault 1993).

    Examples
    --------
    >>> hub = build_cluster("hub_and_spoke", rng=1)
    >>> fitted = fit_structure(hub)
    >>> fitted.focal_firms, fitted.stages, fitted.firms_per_stage
    (2, 3, 12)
    >>> fitted.focal_propensity > 5
    True
    """
    check_cluster(cluster)
    named = dict(zip(TRAITS, traits(cluster).tolist(), strict=True))
    ties = [named[f"{dimension} ties of an SME"] for dimension in _DIMENSIONS]
    if not sum(ties):
        raise ParameterError(
            "No SME of this cluster has a local tie, and a structure counts those: nothing to fit."
        )
    kinds = Counter(kind for _, kind in cluster.nodes(data="kind"))
    stages = {stage for _, stage in cluster.nodes(data="stage") if stage is not None}
    focal = kinds["focal_firm"]
    each = max(1, round((focal + kinds["sme"]) / len(stages)))
    dimensions = Counter(tie for _, _, tie in both_ways(cluster).edges(data="dimension"))
    # Equation (13): what is seen is left of a budget after pipelines were paid for. What one costs
    # is not seen: as usual, or less where more than half of the ties would have gone.
    pipelines = dimensions["pipeline"]
    local = dimensions.total() - pipelines
    cost = min(Structure().pipeline_cost, max(0.0, local / max(1, pipelines) - 1))
    paid = pipelines * (1 + cost)
    openness = paid / (local + paid)
    most = Structure.declarations()["horizontal_ties"].high
    structure = Structure(
        stages=len(stages),
        firms_per_stage=each,
        focal_firms=min(focal, each * len(stages)),
        openness=openness,
        pipeline_cost=cost,
        gate=named["pipelines held by focal firms, share"],
        **{name: sum(kinds[kind] for kind in of) for name, of in _COUNTS.items()},
        **{
            f"{name.replace('-', '_')}_ties": min(count / (1 - openness), most)
            for name, count in zip(_DIMENSIONS, ties, strict=True)
        },
    )
    return _corrected(structure, _uneven(cluster))


def _corrected(structure: Structure, goal: Floats) -> Structure:
    """Correct propensities until clusters drawn with them are as uneven as they should be."""
    declared = [Structure.declarations()[name] for name in _PROPENSITIES]
    low, high = (np.array([getattr(one, end) for one in declared]) for end in ("low", "high"))
    now = np.array([getattr(structure, name) for name in _PROPENSITIES])
    draws = max(2, min(_DRAWS, _ACTORS // len(build_cluster(structure, rng=0))))
    for _ in range(_ROUNDS):
        drawn = [
            _uneven(build_cluster(structure, rng=np.random.default_rng([_SEED, k])))
            for k in range(draws)
        ]
        reached = np.mean(drawn, axis=0)
        # What a cluster has nobody for stays as it is.
        ratio = np.divide(goal, reached, out=np.ones(3), where=(goal > 0) & (reached > 0))
        now = np.clip(now * ratio**_STEP, np.maximum(low, _LEAST), high)
        structure = structure.but(**dict(zip(_PROPENSITIES, now.tolist(), strict=True)))
    return structure


def _uneven(cluster: nx.Graph) -> Floats:
    """Return how many ties a focal firm has, and an agency with firms, and how unequal SMEs are.

    The last is the standard deviation of their ties as a share of the mean. All are local ties.
    """
    kinds = dict(cluster.nodes(data="kind"))
    ties = dict.fromkeys(kinds, 0)
    for u, v, dimension in both_ways(cluster).edges(data="dimension"):
        for actor, other in ((u, v), (v, u)):
            # Institutions are not tied to each other by the model.
            with_firm = KINDS[kinds[other]].layer == "core" or KINDS[kinds[actor]].layer == "core"
            ties[actor] += dimension != "pipeline" and with_firm
    focal, agencies, smes = (
        np.array([ties[a] for a in kinds if kinds[a] == kind] or [0])
        for kind in ("focal_firm", "government_agency", "sme")
    )
    return np.array([focal.mean(), agencies.mean(), smes.std() / max(smes.mean(), 1e-9)])
