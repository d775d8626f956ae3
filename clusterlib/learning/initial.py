"""What every actor knows at the start.

The levels are this course's own construction: firms know the fields of their own stage best,
research knows the emerging fields, and outside actors stand on the frontier of some fields.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats, Ints
from clusterlib.learning.parameters import Learning
from clusterlib.learning.randomness import INITIAL, seeds_of, stream
from clusterlib.learning.union import KIND_NAMES, DisjointUnion, union_of
from clusterlib.seeds import Seed

#: A firm's mean knowledge in the fields of its own stage, of the next, of others; and the spread.
_FIRM_LEVEL, _FIRM_SPREAD = np.array([0.40, 0.15, 0.05]), np.array([0.25, 0.10, 0.10])
_FIRM_LEAST = 0.01

#: Lowest and highest knowledge in current fields, lowest and highest in emerging fields.
_RANGE = {
    "focal_firm": (0.0, 0.0, 0.0, 0.05),  # current fields follow from the stage
    "sme": (0.0, 0.0, 0.0, 0.05),
    "university": (0.3, 0.5, 0.3, 0.45),
    "research_institute": (0.3, 0.5, 0.3, 0.45),
    "bridging_institution": (0.2, 0.35, 0.05, 0.15),
    "government_agency": (0.2, 0.35, 0.05, 0.15),
    "outside_rd": (0.1, 0.3, 0.1, 0.3),
    "lead_customer": (0.1, 0.3, 0.6, 0.8),
    "outside_subcontractor": (0.1, 0.3, 0.4, 0.6),
    # Of these two only real networks know: like institutions of the cluster, no specialists.
    "outside_firm": (0.3, 0.5, 0.3, 0.45),
    "outside_body": (0.2, 0.35, 0.05, 0.15),
}
_RANGES = np.array([_RANGE[name] for name in KIND_NAMES])
_FRONTIER = (0.85, 1.0)  # of outside R&D, in half of the fields
_MASTERY = 0.95  # of lead customers and subcontractors, in the fields of their two stages
_EMERGING_LEAD = 0.4  # of the focal firms' lead


def initial_knowledge(
    cluster: nx.Graph, parameters: Learning | None = None, *, rng: Seed = None
) -> Floats:
    """Draw what every actor of a cluster knows at the start.

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        A cluster, see :mod:`clusterlib.networks.schema`.
    parameters : Learning, optional
        Sets the number of fields, the firms' ``specialisation`` and the ``focal_lead``.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`). ``simulate`` with the same seed starts from
        this knowledge.

    Returns
    -------
    numpy.ndarray, shape (actors, fields)
        Share of the frontier that an actor commands in a field, 0 to 1; actors in the order of
        ``cluster``. First the fields of stage 1, then of stage 2 and so on, last the emerging ones.

    Raises
    ------
    ClusterError
        If it is not a cluster. All problems are listed.

    Notes
    -----
    Equation (10), initial knowledge:
        A firm starts in a current field that is d stages away from its own with
        ``K_if = m_d + spread_d * U(-1, 1)``, focal firms with ``focal_lead`` more, between 0.01
        and 1; ``m_d`` is 0.40, 0.15 and 0.05 at 0, 1 and 2 or more stages, and its distance to
        the firm's mean over fields is multiplied by ``specialisation``; ``spread_d`` is 0.25, 0.10
        and 0.10. All others, and all in emerging fields, start uniformly between a lowest and a
        highest level of their kind. But outside R&D is at 0.85 to 1 in half of the fields, and at
        1 in one emerging field; lead customers are at 0.95 in the fields of the last two stages,
        outside subcontractors in those of the first two.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> initial_knowledge(build_cluster(rng=1), rng=1).shape
    (54, 12)
    """
    return draw_initial(union_of([cluster]), [parameters or Learning()], seeds_of(rng, 1))


def shape_of(union: DisjointUnion, cluster: int, learning: Learning) -> tuple[int, int, int]:
    """Return what fields a cluster has: stages, fields per stage and emerging fields."""
    stages = max(1, int(union.stage[union.members(cluster)].max()))
    return stages, learning.fields_per_stage, learning.emerging_fields


def draw_initial(
    union: DisjointUnion, learning: Sequence[Learning], seeds: Sequence[np.random.SeedSequence]
) -> Floats:
    """Draw equation (10) for clusters with the same fields; shape (actors, fields)."""
    kind, stage = union.kind, union.stage
    stages, per_stage, emerging = shape_of(union, 0, learning[0])
    now, fields = stages * per_stage, stages * per_stage + emerging
    stage_of = np.repeat(np.arange(1, stages + 1), per_stage)
    # As many numbers for every kind, so that changing one actor shifts nobody else's.
    draws = np.concatenate(
        [
            stream(seed, INITIAL).random((actors, 2 * fields + 1))
            for seed, actors in zip(seeds, np.diff(union.starts), strict=True)
        ]
    )
    level, coin, pick = draws[:, :fields], draws[:, fields:-1], draws[:, -1]

    is_emerging = (np.arange(fields) >= now).astype(int)
    low, high = _RANGES[kind, 0::2], _RANGES[kind, 1::2]
    known: Floats = low[:, is_emerging] + (high - low)[:, is_emerging] * level

    firms = np.flatnonzero(stage > 0)
    home = union.cluster[firms]
    specialisation = np.array([one.specialisation for one in learning])[home, None]
    focal_lead = np.array([one.focal_lead for one in learning])[home, None]
    lead = np.where(kind[firms, None] == KIND_NAMES.index("focal_firm"), focal_lead, 0.0)
    mean, spread = _of_firms(stage[firms], stage_of, specialisation)
    of_firms = mean + spread * (2 * level[firms, :now] - 1) + lead
    known[firms, :now] = np.clip(of_firms, _FIRM_LEAST, 1)
    known[firms, now:] += _EMERGING_LEAD * lead

    last_two, first_two = stage_of > stages - 2, stage_of <= 2
    for name, mastered in (("lead_customer", last_two), ("outside_subcontractor", first_two)):
        known[np.ix_(kind == KIND_NAMES.index(name), np.flatnonzero(mastered))] = _MASTERY

    research = np.flatnonzero(kind == KIND_NAMES.index("outside_rd"))
    bottom, top = _FRONTIER
    frontier = bottom + (top - bottom) * level[research]
    known[research] = np.where(coin[research] < 0.5, frontier, known[research])
    if emerging:
        known[research, now + (pick[research] * emerging).astype(int)] = 1.0
    return known


def _of_firms(stage: Ints, stage_of_field: Ints, specialisation: Floats) -> tuple[Floats, Floats]:
    """Return mean and spread of firms in current fields; a firm's own mean stays as it is."""
    steps = np.minimum(np.abs(stage[:, None] - stage_of_field), 2)
    level = _FIRM_LEVEL[steps]
    average = level.mean(axis=1, keepdims=True)
    return average + specialisation * (level - average), _FIRM_SPREAD[steps]
