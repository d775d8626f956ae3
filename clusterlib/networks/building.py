"""Build a cluster after Fig. 1 of Wang, or one of the four archetypes after Markusen (1996).

Local ties follow the random graph of Norros and Reittu (2006): the number of ties between two
actors is Poisson with mean k * w_i * w_j, where w is an actor's tie propensity, and repeated ties
count once. So a tie exists with probability 1 - exp(-k * w_i * w_j), and drawing takes time in
proportion to the ties, not to the pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.networks.schema import KINDS, dimension_of
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

#: Up to this many actors a side the tie rate is solved for; beyond, repeated ties are too rare.
_SOLVE_UP_TO = 500


class Structure(Parameters):
    """What a cluster is made of. See ``Structure.table()`` for ranges, units and meanings."""

    stages: int = parameter(
        3,
        1,
        20,
        "stages of the value chain",
        unit="stages",
        source="Wang",
        plausible=(2, 5),
        reason="from the shortest chain to one that is longer than most",
    )
    firms_per_stage: int = parameter(
        12,
        1,
        1_000_000,
        "firms in each stage, focal firms included",
        unit="firms",
        plausible=(8, 20),
        reason="from 16 firms in all to 100",
    )
    focal_firms: int = parameter(4, 0, 10_000, "focal firms in the whole cluster", unit="firms")
    universities: int = parameter(2, 0, 10_000, "universities", unit="actors")
    research_institutes: int = parameter(2, 0, 10_000, "research institutes", unit="actors")
    bridging_institutions: int = parameter(
        1,
        0,
        10_000,
        "brokers and consultants",
        unit="actors",
        plausible=(0, 2),
        reason="from none to double",
    )
    government_agencies: int = parameter(
        1,
        0,
        10_000,
        "government agencies",
        unit="actors",
        plausible=(0, 2),
        reason="from none to double",
    )
    outside_rd: int = parameter(6, 0, 10_000, "R&D organisations outside", unit="actors")
    lead_customers: int = parameter(3, 0, 10_000, "lead customers outside", unit="actors")
    outside_subcontractors: int = parameter(3, 0, 10_000, "subcontractors outside", unit="actors")
    horizontal_ties: float = parameter(
        1.8, 0, 100, "expected horizontal ties of an SME before any is given up", unit="ties"
    )
    vertical_ties: float = parameter(
        1.8, 0, 100, "expected vertical ties of an SME before any is given up", unit="ties"
    )
    multi_angle_ties: float = parameter(
        1.0, 0, 100, "expected multi-angle ties of an SME before any is given up", unit="ties"
    )
    focal_propensity: float = parameter(
        2.5, 0.01, 100, "tie propensity of a focal firm; an SME has 1 in the median"
    )
    propensity_spread: float = parameter(
        0.5, 0, 2, "standard deviation of the log of the SMEs' tie propensity"
    )
    government_propensity: float = parameter(
        1.0, 0.01, 100, "tie propensity of a government agency; other institutions have 1"
    )
    openness: float = parameter(0.2, 0, 1, "share of the local ties given up for pipelines")
    pipeline_cost: float = parameter(
        2.0, 0, 100, "upkeep of a pipeline beyond that of a local tie", unit="local ties"
    )
    gate: float = parameter(
        0.8,
        0,
        1,
        "probability that a pipeline belongs to a focal firm",
        plausible=(0.4, 1),
        reason="from half of the default to all pipelines",
    )


#: The course's baseline cluster (Fig. 1 of Wang) and four archetypes after Markusen (1996).
ARCHETYPES: dict[str, Structure] = {
    "baseline": Structure(),
    "marshallian": Structure(
        focal_firms=0, horizontal_ties=2.4, vertical_ties=2.4, openness=0.05, gate=0
    ),
    "hub_and_spoke": Structure(
        focal_firms=2, focal_propensity=10, horizontal_ties=0.7, vertical_ties=1.8, gate=0.95
    ),
    "satellite_platform": Structure(
        focal_firms=6,
        focal_propensity=1,
        horizontal_ties=0.8,
        vertical_ties=1.2,
        multi_angle_ties=0.8,
        openness=0.5,
        pipeline_cost=0.5,
        gate=0.5,
    ),
    "state_anchored": Structure(
        focal_firms=2,
        research_institutes=3,
        government_agencies=2,
        government_propensity=5,
        horizontal_ties=0.7,
        vertical_ties=0.8,
        multi_angle_ties=2.4,
        openness=0.1,
    ),
}


def build_cluster(
    archetype: str | Structure = "baseline",
    *,
    rng: Seed = None,
    **changes: float,
) -> nx.Graph:
    """Build a cluster with its core, its supporting institutions and its outside sources.

    Parameters
    ----------
    archetype : str or Structure, default "baseline"
        A key of :data:`ARCHETYPES`, or a full :class:`Structure`.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`). The same seed gives the same cluster.
    **changes : number
        Any parameter of :class:`Structure`, to change the archetype in that one respect.

    Returns
    -------
    networkx.Graph
        Nodes and edges carry the attributes that :mod:`clusterlib.networks.schema` describes;
        ``graph.graph["archetype"]`` and ``graph.graph["structure"]`` say what was built.

    Raises
    ------
    ParameterError
        If the archetype or a parameter is unknown or out of range. All problems are listed.

    Notes
    -----
    Equation (12), local ties:
        two actors who may be tied are, with probability ``1 - exp(-k * w_i * w_j)``; w is the tie
        propensity, k is solved for, so that an SME has the expected ties of that dimension

    Equation (13), pipelines:
        of L local ties a share o is given up, drawn at random, and pays for
        ``o * L / (1 + pipeline_cost)`` pipelines; each belongs to a focal firm with probability
        ``gate``, else to an SME, and leads to an outside actor drawn at random

    Openness works at a fixed tie budget, a construction of this course: a share ``openness`` of
    the local ties is given up and pays for pipelines that cost ``1 + pipeline_cost`` local ties
    each. The structure follows Fig. 1 of Wang; the archetypes follow Markusen (1996), their
    numbers are this course's own.

    Examples
    --------
    >>> cluster = build_cluster("hub_and_spoke", openness=0.3, rng=1)
    >>> cluster.nodes["F01"]
    {'kind': 'sme', 'layer': 'core', 'stage': 1}
    >>> build_cluster(opennes=0.3, firms_per_stage=-1)
    Traceback (most recent call last):
    ...
    clusterlib.parameters.ParameterError: 2 problems in Structure:
      - firms_per_stage = -1: give a whole number from 1 to 1e+06 (firms in each stage, focal \
firms included).
      - opennes: unknown name; did you mean 'openness'?
    """
    name = archetype if isinstance(archetype, str) else "custom"
    structure = _structure(archetype).but(**changes)
    if structure.focal_firms > structure.stages * structure.firms_per_stage:
        raise ParameterError(
            f"focal_firms = {structure.focal_firms}: there are only "
            f"{structure.stages * structure.firms_per_stage} firms "
            "(stages x firms_per_stage); ask for fewer focal firms or more firms."
        )
    rng = np.random.default_rng(rng)
    cluster = nx.Graph(name=f"{name} cluster", archetype=name, structure=structure)
    cluster.add_nodes_from(_actors(structure))
    ids = np.array(cluster.nodes)
    kinds = np.array([kind for _, kind in cluster.nodes(data="kind")])
    stages = np.array([stage or 0 for _, stage in cluster.nodes(data="stage")])
    local = _local_ties(structure, kinds, stages, rng)
    kept, pipelines = _open_up(structure, kinds, local, rng)
    for u, v in zip(*np.concatenate([kept, pipelines], axis=1), strict=True):
        a, b = ids[u].item(), ids[v].item()
        mine, other = cluster.nodes[a], cluster.nodes[b]
        dimension = dimension_of(mine["kind"], mine["stage"], other["kind"], other["stage"])
        cluster.add_edge(a, b, dimension=dimension, weight=1.0)
    return cluster


def _structure(archetype: str | Structure) -> Structure:
    if isinstance(archetype, Structure):
        return archetype
    if archetype not in ARCHETYPES:
        raise ParameterError(
            f"archetype = {archetype!r}: unknown; choose one of {', '.join(ARCHETYPES)}."
        )
    return ARCHETYPES[archetype]


def _actors(structure: Structure) -> Iterator[tuple[str, dict[str, object]]]:
    """Give every actor its id and attributes, firms first, stage by stage."""
    focal = _focal_per_stage(structure)
    firms = structure.stages * structure.firms_per_stage
    number = 0
    for stage in range(1, structure.stages + 1):
        for place in range(structure.firms_per_stage):
            number += 1
            # The focal firms stand in the middle of their stage's list, where a map shows them.
            first = (structure.firms_per_stage - focal[stage - 1]) // 2
            is_focal = first <= place < first + focal[stage - 1]
            kind = "focal_firm" if is_focal else "sme"
            yield (
                f"F{number:0{max(2, len(str(firms)))}d}",
                {"kind": kind, "layer": KINDS[kind].layer, "stage": stage},
            )
    others = {
        "university": structure.universities,
        "research_institute": structure.research_institutes,
        "bridging_institution": structure.bridging_institutions,
        "government_agency": structure.government_agencies,
        "outside_rd": structure.outside_rd,
        "lead_customer": structure.lead_customers,
        "outside_subcontractor": structure.outside_subcontractors,
    }
    for kind, count in others.items():
        for place in range(1, count + 1):
            yield (
                f"{KINDS[kind].prefix}{place}",
                {"kind": kind, "layer": KINDS[kind].layer, "stage": None},
            )


def _focal_per_stage(structure: Structure) -> list[int]:
    """Spread the focal firms over the stages, from the middle stage outwards, none overfull."""
    middle = (structure.stages - 1) / 2
    order = sorted(range(structure.stages), key=lambda stage: abs(stage - middle))
    counts = [0] * structure.stages
    for place in range(structure.focal_firms):
        counts[order[place % structure.stages]] += 1
    return counts


def _local_ties(
    structure: Structure,
    kinds: NDArray[np.str_],
    stages: Ints,
    rng: np.random.Generator,
) -> Ints:
    """Draw horizontal, vertical and multi-angle ties; shape (2, ties), no tie twice."""
    smes = kinds == "sme"
    propensity = np.ones(kinds.size)
    propensity[smes] = rng.lognormal(0.0, structure.propensity_spread, smes.sum())
    propensity[kinds == "focal_firm"] = structure.focal_propensity
    propensity[kinds == "government_agency"] = structure.government_propensity
    by_stage = [np.flatnonzero(stages == stage) for stage in range(1, structure.stages + 1)]
    institutions = np.flatnonzero(np.isin(kinds, _kinds_in("supporting")))
    groups = [
        (structure.horizontal_ties, [(stage, stage) for stage in by_stage]),
        (structure.vertical_ties, list(pairwise(by_stage))),
        (structure.multi_angle_ties, [(np.flatnonzero(stages > 0), institutions)]),
    ]
    drawn = [np.empty((2, 0), dtype=int)]
    for ties_per_sme, pairs in groups:
        rate = _tie_rate(ties_per_sme, pairs, propensity, smes)
        drawn += [_poisson_ties(rate, a, b, propensity, rng) for a, b in pairs]
    return np.concatenate(drawn, axis=1)


def _tie_rate(
    ties_per_sme: float,
    pairs: list[tuple[Ints, Ints]],
    propensity: Floats,
    smes: Flags,
) -> float:
    """Solve for the k that gives an SME ``ties_per_sme`` expected ties, as a mean over all SMEs."""
    views = []
    for a, b in pairs:
        views.append((a[smes[a]], b))
        if a is not b:
            views.append((b[smes[b]], a))
    views = [(mine, partners) for mine, partners in views if mine.size and partners.size]
    products = sum(propensity[mine].sum() * propensity[partners].sum() for mine, partners in views)
    if ties_per_sme == 0 or not views:
        return 0.0
    # Repeated ties count once, so the true rate is never below this one.
    first = ties_per_sme * smes.sum() / products
    if max(mine.size for mine, _ in views) > _SOLVE_UP_TO:
        return float(first)

    def surplus(rate: float) -> float:
        total = 0.0
        for mine, partners in views:
            chance = -np.expm1(-rate * np.outer(propensity[mine], propensity[partners]))
            chance[mine[:, None] == partners] = 0.0
            total += chance.sum()
        return float(total / smes.sum() - ties_per_sme)

    most = 1e6 * first
    # Where ties are so rare that none repeats, rounding may put the first rate a hair too high.
    if surplus(first) >= 0:
        return float(first)
    return float(most if surplus(most) < 0 else brentq(surplus, first, most))


def _poisson_ties(
    rate: float,
    a: Ints,
    b: Ints,
    propensity: Floats,
    rng: np.random.Generator,
) -> Ints:
    """Tie each pair of a and b by equation (12), k = rate; shape (2, ties)."""
    if a.size == 0 or b.size == 0:
        return np.empty((2, 0), dtype=int)
    weight_a, weight_b = propensity[a], propensity[b]
    expected = rate * weight_a.sum() * weight_b.sum() * (0.5 if a is b else 1.0)
    # Beyond this many draws every pair is tied: more would cost time and change nothing.
    count = rng.poisson(min(expected, 40.0 * a.size * b.size))
    ends = np.stack(
        [
            rng.choice(a, count, p=weight_a / weight_a.sum()),
            rng.choice(b, count, p=weight_b / weight_b.sum()),
        ]
    )
    ends = ends[:, ends[0] != ends[1]]
    return np.unique(np.sort(ends, axis=0), axis=1)


def _open_up(
    structure: Structure,
    kinds: NDArray[np.str_],
    local: Ints,
    rng: np.random.Generator,
) -> tuple[Ints, Ints]:
    """Equation (13): give up a share of the local ties, spend what they cost on pipelines."""
    outside = np.flatnonzero(np.isin(kinds, _kinds_in("supplementary")))
    focal, smes = np.flatnonzero(kinds == "focal_firm"), np.flatnonzero(kinds == "sme")
    given_up = round(structure.openness * local.shape[1])
    kept = np.sort(rng.choice(local.shape[1], local.shape[1] - given_up, replace=False))
    wanted = round(given_up / (1 + structure.pipeline_cost))
    of_focal = rng.binomial(wanted, structure.gate) if focal.size else 0
    if not smes.size:
        of_focal = wanted
    pipelines = [
        _pipelines(owners, outside, count, rng)
        for owners, count in ((focal, of_focal), (smes, wanted - of_focal))
    ]
    return local[:, kept], np.concatenate(pipelines, axis=1)


def _pipelines(owners: Ints, outside: Ints, count: int, rng: np.random.Generator) -> Ints:
    """Draw distinct owner-source pairs, all equally likely; fewer when there are not enough."""
    pairs = owners.size * outside.size
    chosen = rng.choice(pairs, min(count, pairs), replace=False) if pairs else np.empty(0, int)
    return np.stack([owners[chosen // outside.size], outside[chosen % outside.size]])


def _kinds_in(layer: str) -> list[str]:
    return [name for name, kind in KINDS.items() if kind.layer == layer]
