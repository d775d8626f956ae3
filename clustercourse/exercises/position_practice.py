"""Check-yourself tasks of the lecture 05_network_position, without points."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from clustercourse.exercises.answers import Number
from clustercourse.exercises.position_answers import LECTURE, SMALL
from clustercourse.exercises.tasks import Misconception, Task
from clusterlib.experiments import Setting, compare, rank_correlation
from clusterlib.learning import simulate

#: The firm and the tie that the lecture asks about.
_FIRM, _OTHER = "F18", "F26"


def _correlation(cluster: nx.Graph, *, smes: bool = True) -> float:
    """Return the rank correlation of ties and performance in the lecture's run."""
    known = simulate(cluster, periods=80, rng=LECTURE).performance[-1]
    firms = [
        place
        for place, (_, kind) in enumerate(cluster.nodes(data="kind"))
        if kind == "sme" or (kind == "focal_firm" and not smes)
    ]
    ties = [degree for _, degree in cluster.degree]
    return rank_correlation([ties[firm] for firm in firms], known[firms])


def _overlap(cluster: nx.Graph, *, ends: bool = False) -> float:
    mine, theirs = set(cluster[_FIRM]), set(cluster[_OTHER])
    if not ends:
        mine, theirs = mine - {_OTHER}, theirs - {_FIRM}
    return len(mine & theirs) / len(mine | theirs)


def _scaled(sources: Mapping[str, int], of: str = "performance") -> float:
    """Return what twice the firms, focal firms and sources change: the lecture's experiment."""
    base = Setting(periods=80)
    twice = base.but(firms_per_stage=24, **sources)
    return compare(base, twice, of, replicates=40, rng=LECTURE).relative.mean


_ALONG = {
    "focal_firms": 8,
    "outside_rd": 12,
    "lead_customers": 6,
    "outside_subcontractors": 6,
}

PRACTICE = (
    Task(
        id="position.try_correlation",
        title="Ties and knowledge",
        objective="Rank firms by three kinds of centrality, and measure the holes around a firm",
        points=0,
        answer=Number(absolute=1e-3),
        reference=_correlation,
        misconceptions=(
            Misconception(
                "all firms",
                lambda cluster: _correlation(cluster, smes=False),
                "Focal firms are among these. Use the table `smes`.",
            ),
            Misconception(
                "the sign",
                lambda cluster: -_correlation(cluster),
                "Firms with more ties know more here: the sign is the wrong way round.",
            ),
        ),
        hints=(
            "Two columns of the table `smes`: ties and performance.",
            "rank_correlation takes one column after the other.",
            "rank_correlation(smes.degree, smes.performance)",
        ),
    ),
    Task(
        id="position.try_overlap",
        title="Overlap of a tie",
        objective="Find the ties that bridge, and measure what a cluster loses without them",
        points=0,
        answer=Number(),
        reference=_overlap,
        misconceptions=(
            Misconception(
                "number in common",
                lambda cluster: len(set(cluster[_FIRM]) & set(cluster[_OTHER])),
                "This is the number of common partners. Divide by the number of partners that at "
                "least one of the two has.",
            ),
            Misconception(
                "both added up",
                lambda cluster: (
                    len(set(cluster[_FIRM]) & set(cluster[_OTHER]))
                    / (cluster.degree(_FIRM) + cluster.degree(_OTHER) - 2)
                ),
                "You count the common partners twice below the line. Take the union: "
                "mine | theirs.",
            ),
            Misconception(
                "the ends counted",
                lambda cluster: _overlap(cluster, ends=True),
                "You count F18 and F26 themselves among the partners. Use `mine` and `theirs`.",
            ),
        ),
        hints=(
            "& keeps what is in both sets, | what is in at least one.",
            "Divide the size of the one by the size of the other.",
            "len(mine & theirs) / len(mine | theirs)",
        ),
    ),
    Task(
        id="position.try_scaled",
        title="Size with its sources",
        objective="Test claims about whole networks and advise a firm",
        points=0,
        answer=SMALL,
        reference=lambda cluster: _scaled(_ALONG),
        alternatives=(lambda cluster: round(_scaled(_ALONG), 5),),
        misconceptions=(
            Misconception(
                "SMEs",
                lambda cluster: _scaled(_ALONG, "sme_performance"),
                "This is the change for SMEs. The task asks for firms: leave the outcome out.",
            ),
            Misconception(
                "firms alone",
                lambda cluster: _scaled({}),
                "Here only the firms were doubled. Compare `base` with `twice`.",
            ),
        ),
        hints=(
            "Compare two settings that you have: `base` and `twice`.",
            "compare(base, twice, replicates=40, rng=SEED)",
            "Take .relative.mean of that comparison.",
        ),
    ),
)
