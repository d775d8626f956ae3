"""The first tasks of 05_network_position: how high a firm's place is, and what it adds."""

from __future__ import annotations

from clustercourse.exercises.answers import Number, Numbers
from clustercourse.exercises.position_answers import (
    CORRELATION,
    given,
    given_by_formula,
    given_by_residuals,
    holes,
    holes_by_hand,
    rank,
    rank_by_pandas,
    rank_from_below,
    ties_among,
    ties_given_holes,
)
from clustercourse.exercises.tasks import Misconception, Task

_READ = "Rank firms by three kinds of centrality, and measure the holes around a firm"
_GIVEN = "Tell what a place adds, once the number of ties and ability are held constant"

RANK_TASK = Task(
    id="position.rank",
    title="How central is your firm?",
    objective=_READ,
    points=15,
    answer=Numbers(),
    reference=rank,
    alternatives=(rank_by_pandas,),
    misconceptions=(
        Misconception(
            "among all actors",
            lambda cluster: rank(cluster, "all"),
            "You rank your firm among all actors. Institutions and outside sources are not firms: "
            "compare with the firms only.",
        ),
        Misconception(
            "from below",
            rank_from_below,
            "You count from the lowest. Rank 1 is the highest: count the firms that are ahead.",
        ),
        Misconception(
            "mean of equal ranks",
            lambda cluster: rank_by_pandas(cluster, "average"),
            "Some firms have as many ties as yours, and you give all of them the mean of their "
            "places, as rank() in pandas does. Asked is 1 + the number of firms ahead of yours: "
            'rank(ascending=False, method="min").',
        ),
        Misconception(
            "local network",
            lambda cluster: rank(cluster, "local"),
            "You measure inside the cluster only. Ties to outside sources count too: measure in "
            "the whole network, and then compare the firms.",
        ),
        Misconception(
            "from zero",
            lambda cluster: {name: place - 1 for name, place in rank(cluster).items()},
            "You count the firms ahead of yours. The rank is one more: nobody ahead is rank 1.",
        ),
    ),
    hints=(
        "A rank is 1 plus the number of firms with a higher value than yours.",
        "nx.betweenness_centrality(cluster) and nx.closeness_centrality(cluster) give a dict of "
        "all actors, dict(cluster.degree) too. Keep the firms.",
        "For each measure: 1 + sum(values[firm] > values[my_firm] for firm in firms).",
    ),
)

HOLES_TASK = Task(
    id="position.holes",
    title="The holes around your firm",
    objective=_READ,
    points=15,
    answer=Numbers(Number(absolute=2e-4)),
    reference=holes,
    alternatives=(holes_by_hand,),
    misconceptions=(
        Misconception(
            "each tie counted once",
            lambda cluster: {
                **holes(cluster),
                "effective_size": holes(cluster)["effective_size"]
                + ties_among(cluster) / _partners(cluster),
            },
            "Your effective size is n - t/n. A tie among your partners makes both of them "
            "redundant, so it counts twice: n - 2t/n.",
        ),
        Misconception(
            "direct ties only",
            lambda cluster: {
                **holes(cluster),
                "constraint": holes_by_hand(cluster, indirect=False)["constraint"],
            },
            "Your constraint has the direct part only, the shares p squared. Add to each share "
            "what leads to that partner by way of your other partners, then square.",
        ),
        Misconception(
            "number of partners",
            lambda cluster: {**holes(cluster), "effective_size": _partners(cluster)},
            "Your effective size is the number of partners. Take off what is redundant: 2t/n, "
            "where t is the number of ties among the partners.",
        ),
        Misconception(
            "ties of the firm counted as well",
            lambda cluster: {
                **holes(cluster),
                "effective_size": holes(cluster)["effective_size"] - 2,
            },
            "Your effective size is too low by 2: you count your firm's own ties among those "
            "between partners. Leave the firm out of the subgraph.",
        ),
        Misconception(
            "efficiency",
            lambda cluster: {
                **holes(cluster),
                "effective_size": holes(cluster)["effective_size"] / _partners(cluster),
            },
            "This is efficiency, effective size over the number of partners. Leave the division "
            "out.",
        ),
    ),
    hints=(
        "Both are in clusterlib.measures. Effective size you can also work out by hand.",
        "effective_size(cluster) and constraint(cluster) give a dict of all actors.",
        'holes = {"effective_size": effective_size(cluster)[my_firm], '
        '"constraint": constraint(cluster)[my_firm]}',
    ),
)

GIVEN_TASK = Task(
    id="position.given",
    title="What holes add to ties",
    objective=_GIVEN,
    points=20,
    answer=Numbers(CORRELATION),
    reference=given,
    alternatives=(given_by_formula, given_by_residuals),
    misconceptions=(
        Misconception(
            "nothing held constant",
            lambda cluster: dict.fromkeys(("alone", "given"), given(cluster)["alone"]),
            "Both of your numbers are the plain rank correlation. Part of it is the number of "
            "ties: for 'given' hold degree constant.",
        ),
        Misconception(
            "all firms",
            lambda cluster: given(cluster, "sme", "focal_firm"),
            "Focal firms are among these firms. They are abler, and that is confounded with "
            "place: take the SMEs only.",
        ),
        Misconception(
            "values instead of ranks",
            lambda cluster: given_by_formula(cluster, "pearson"),
            "These are correlations of the values (Pearson). Asked are those of the ranks "
            "(Spearman).",
        ),
        Misconception(
            "ties given constraint",
            ties_given_holes,
            "You ask what ties add, given constraint. The task asks what constraint adds, given "
            "ties: swap the two.",
        ),
        Misconception(
            "the sign",
            lambda cluster: {name: -value for name, value in given(cluster).items()},
            "The sign is the wrong way round. Low constraint means many holes, but the task asks "
            "for the correlations of constraint itself.",
        ),
    ),
    hints=(
        "Take the rows of SMEs that have a tie: without one, constraint is not defined.",
        "rank_correlation(x, y) is the plain correlation; rank_correlation(x, y, z) is that of x "
        "and y with z held constant.",
        "smes = table[(table.kind == 'sme') & (table.degree > 0)]; then "
        "rank_correlation(smes.constraint, smes.performance, smes.degree) for 'given', and the "
        "same without smes.degree for 'alone'.",
    ),
)


def _partners(cluster: object) -> int:
    return len(cluster[cluster.graph["my_firm"]])  # type: ignore[index, attr-defined]
