"""The course model: how a cluster learns, with its equations.

This is the course's own construction; what it takes from published models is named below.

``K[i, f]``, from 0 to 1, is the share of the moving world frontier that actor i commands in
knowledge field f; outside actors stand on the frontier of some fields and do not learn. In one
period, for every tie over which knowledge flows from j to an actor i of the cluster:

Equation (1), gap:
    ``x_ijf = max(0, K_jf - K_if)``

Equation (2), absorption:
    ``psi_i(x) = alpha * x * exp(-x / delta_i)``, novelty times understanding, highest at
    ``x = delta_i`` (after Nooteboom et al. 2007)

Equation (3), exchange rule:
    ``b_ij``, by dimension

    - horizontal, observe and imitate: 1 if j is the best performer among i's neighbours of the
      same stage and ``P_j > P_i``, else 0 (Lazer & Friedman 2007)
    - vertical, barter: ``tau * min(n_ij, n_ji) / n_ij``, where j knows more than i in ``n_ij``
      fields, by more than rounding (Cowan & Jonard 2004, expected value)
    - multi-angle, gift: 1 from an institution, tau from a firm to an institution (Cowan & Jonard
      2003)
    - pipeline: 1

Equation (4), attention:
    ``s_ij = min(1, a * e_ij / sum_k u_ik * e_ik)``; a local tie has upkeep ``u = 1`` and gets
    effort ``e = weight * exp(loyalty * tau)``, a pipeline ``u = 1 + c`` and ``e = weight``

Equation (5), relevance:
    ``r_f = max(w_f / max(w), chi)``, for learning follows what the market values

Equation (6), learning:
    ``D_if = min(max_j x_ijf, sum_j lambda * s_ij * b_ij * psi_i(x_ijf) * r_f)``, the maximum over
    ties with ``b > 0``, lambda that of the tie's dimension

Equation (7), own R&D:
    with probability ``rho_i``, ``D_if += eta * (1 - K_if)`` in one field, drawn with probability
    in proportion to ``(K_if + 0.001) ** theta * r_f``

Equation (8), update:
    ``K_if <- min(1, (1 - omega) * (K_if + D_if))``

Equation (9), performance:
    ``P_i = sum_f w_f * K_if``

:func:`one_period` is these nine lines as a program to be read; :mod:`clusterlib.learning.kernel`
is the fast form, with the same numbers, tested to agree with it. (10) is the start, in
:func:`initial_knowledge`; (11) is what :class:`TechnologyShift` does; (12) and (13) are the ties,
in :func:`~clusterlib.networks.build_cluster`.

Examples
--------
>>> from clusterlib import build_cluster
>>> history = simulate(build_cluster(rng=1), Learning(trust=0.9), periods=40, rng=1)
>>> history.level().shape  # mean performance of firms: records by clusters
(41, 1)
"""

from clusterlib.learning.attention import attention_to
from clusterlib.learning.history import CHANNELS, History
from clusterlib.learning.initial import initial_knowledge
from clusterlib.learning.interventions import (
    ChangeActors,
    ChangeParameters,
    CutFlows,
    CutPipelines,
    Intervention,
    RemoveActors,
    TechnologyShift,
)
from clusterlib.learning.parameters import Learning
from clusterlib.learning.reference import one_period
from clusterlib.learning.simulation import simulate

__all__ = [
    "CHANNELS",
    "ChangeActors",
    "ChangeParameters",
    "CutFlows",
    "CutPipelines",
    "History",
    "Intervention",
    "Learning",
    "RemoveActors",
    "TechnologyShift",
    "attention_to",
    "initial_knowledge",
    "one_period",
    "simulate",
]
