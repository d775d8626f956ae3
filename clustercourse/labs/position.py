"""Lab 05: does a firm's place in the network decide what it knows?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import networkx as nx
import numpy as np
from scipy.stats import rankdata

from clustercourse.labs.base import Lab, Verdict
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.runs import CLUSTERS, Run, draw_clusters, run_of
from clustercourse.labs.views import (
    PERFORMANCE,
    Data,
    Measure,
    View,
    axis,
    cluster_data,
    cluster_map,
    gauges,
    levels,
    numbers,
    point,
    values_of,
)
from clustercourse.labs.words import number
from clusterlib.arrays import Flags, Floats
from clusterlib.experiments import rank_correlation
from clusterlib.learning import Learning
from clusterlib.measures import brokerage, constraint, effective_size
from clusterlib.networks import Structure, build_cluster
from clusterlib.plots.style import OKABE_ITO

#: A correlation nearer to 0 than this is no clear difference.
CLEAR = 0.15
#: The draws whose mean settles the prediction: in a single one chance can look like an effect.
DRAWS = range(1, 13)
#: Periods in a run; by then levels hardly change any more.
PERIODS = 80
#: Unit in which what firms know is sent: no step is seen.
FINE = 0.002


@dataclass(frozen=True)
class Place:
    """A measure of position, in the words of the control and of the firms that are high on it."""

    option: str
    high: str
    of: Callable[[nx.Graph], Mapping[Any, float]]


def _between_stages(cluster: nx.Graph) -> Mapping[Any, float]:
    """Count how often an actor carries knowledge from another stage or layer into its own."""
    groups = {actor: str(d.get("stage") or d["layer"]) for actor, d in cluster.nodes(data=True)}
    counts: Mapping[Any, float] = brokerage(cluster, groups)["gatekeeper"].to_dict()
    return counts


#: The measures by the value of the control.
PLACES = {
    "degree": Place("number of ties", "more ties", lambda cluster: dict(cluster.degree)),
    "closeness": Place("closeness", "higher closeness", nx.closeness_centrality),
    "betweenness": Place("betweenness", "higher betweenness", nx.betweenness_centrality),
    "effective_size": Place("effective size", "larger effective size", effective_size),
    "constraint": Place("constraint (low: holes)", "more constraint", constraint),
    "gatekeeper": Place("gatekeeper between stages", "more gatekeeping", _between_stages),
}

#: What focal firms can do, by the value of the control: words, and parameters of the model.
ABILITIES: dict[str, tuple[str, str, Learning]] = {
    "greater": ("greater than SMEs'", "abler than SMEs", Learning()),
    "equal": (
        "as SMEs'",
        "no abler than SMEs",
        Learning(reach_focal=0.2, rd_focal=0.06, focal_lead=0),
    ),
}

CORRELATIONS = (
    Measure("all", "all firms", 1.0, "+.2f", low=-1.0),
    Measure("smes", "SMEs", 1.0, "+.2f", low=-1.0),
    Measure("given", "SMEs, given their number of ties", 1.0, "+.2f", low=-1.0),
)


@lru_cache(maxsize=64)
def places_of(seed: int, measure: str) -> tuple[Floats, ...]:
    """Return a measure of every actor in each cluster of a seed; nan where it is not defined."""
    return tuple(
        np.array([of[actor] for actor in cluster], dtype=float)
        for cluster in draw_clusters(Structure(), seed)
        for of in [PLACES[measure].of(cluster)]
    )


@dataclass(frozen=True)
class Positioned:
    """Firms of some clusters: their places by one measure, and what they know in one period."""

    measure: str
    attention: float
    ability: str
    period: int
    seed: int
    run: Run

    @cached_property
    def firms(self) -> list[tuple[Floats, Floats, Floats, Flags]]:
        """For each cluster: measure, ties and performance of firms, and which are focal firms.

        Firms for which the measure is not defined are left out.
        """
        history, found = self.run.history, []
        known = history.performance[self.run.record(self.period)]
        ties = places_of(self.seed, "degree")
        for cluster, place in enumerate(places_of(self.seed, self.measure)):
            members = history.union.members(cluster)
            kinds = history.kind[members]
            mine = np.isin(kinds, ("sme", "focal_firm")) & ~np.isnan(place)
            focal = kinds[mine] == "focal_firm"
            found.append((place[mine], ties[cluster][mine], known[members][mine], focal))
        return found

    @cached_property
    def correlations(self) -> dict[str, float]:
        """Mean rank correlations of place and performance, by the names of CORRELATIONS."""
        rows = []
        for place, ties, known, focal in self.firms:
            sme = ~focal
            rows.append(
                (
                    rank_correlation(place, known),
                    rank_correlation(place[sme], known[sme]),
                    rank_correlation(place[sme], known[sme], ties[sme]),
                )
            )
        means = np.mean(rows, axis=0).tolist()
        return dict(zip([one.name for one in CORRELATIONS], means, strict=True))

    @cached_property
    def points(self) -> tuple[Floats, Floats, Flags]:
        """Rank within its cluster, performance, and whether it is a focal firm, of all firms."""
        ranks = [rankdata(place) for place, *_ in self.firms]
        known = [known for _, _, known, _ in self.firms]
        focal = [focal for *_, focal in self.firms]
        return np.concatenate(ranks), np.concatenate(known), np.concatenate(focal)

    @property
    def names(self) -> list[str]:
        """Name and cluster of all firms, in the order of the points."""
        places = places_of(self.seed, self.measure)
        return [
            f"{actor} of cluster {count}"
            for count, (cluster, place) in enumerate(
                zip(self.run.clusters, places, strict=True), start=1
            )
            for (actor, layer), value in zip(cluster.nodes(data="layer"), place, strict=True)
            if layer == "core" and not np.isnan(value)
        ]

    @property
    def trend(self) -> tuple[Floats, Floats]:
        """The straight line through the points of all firms."""
        ranks, known, _ = self.points
        slope, start = np.polyfit(ranks, known, 1)
        ends = np.array([ranks.min(), ranks.max()])
        return ends, start + slope * ends

    @property
    def lead(self) -> float:
        """By how much focal firms know more than SMEs."""
        record = self.run.record(self.period)
        focal, smes = (self.run.level_of(of)[record] for of in ("focal_firm", "sme"))
        return float(focal - smes)

    @property
    def sizes(self) -> dict[Any, float]:
        """Rank by the measure of every firm of the first cluster, from 0 to 1."""
        cluster, place = self.run.clusters[0], places_of(self.seed, self.measure)[0]
        firms = [
            row
            for row, layer in enumerate(nx.get_node_attributes(cluster, "layer").values())
            if layer == "core"
        ]
        ranks = rankdata(np.nan_to_num(place[firms])) / len(firms)
        names = list(cluster)
        return {names[row]: float(rank) for row, rank in zip(firms, ranks, strict=True)}


@lru_cache(maxsize=64)
def _positioned(measure: str, attention: float, ability: str, period: int, seed: int) -> Positioned:
    """Return what is shown; kept for a while, for the picture shows the last one as well."""
    learning = ABILITIES[ability][2].but(attention=attention)
    run = run_of(Structure(), learning, seed=seed, periods=PERIODS)
    return Positioned(measure, attention, ability, period, seed, run)


def _holes(now: Positioned) -> tuple[str, str]:
    """Return which of two SMEs with as many ties knows more: with holes around it or without."""
    draws = [_positioned(now.measure, now.attention, now.ability, PERIODS, k) for k in DRAWS]
    mean = float(np.mean([draw.correlations["given"] for draw in draws]))
    answer = "no clear difference"
    if abs(mean) >= CLEAR:
        answer = "the second" if mean > 0 else "the first"
    here, usual = number(now.correlations["given"], "+.2f"), number(mean, "+.2f")
    told = "Effective size and performance of SMEs, given their number of ties: rank correlation"
    return answer, f"{told} {here} in this draw; the mean of draws 1 to {DRAWS[-1]} is {usual}."


class PositionLab(Lab[Positioned]):
    """Measure of position, attention and ability of focal firms -> position against knowledge.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``measure`` (a key of ``clustercourse.labs.position.PLACES``),
        ``attention`` (0 to 20), ``ability`` ("greater" or "equal"), ``period`` (0 to 80),
        ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = position_lab(attention=1)
    >>> lab.settings
    {'measure': 'degree', 'attention': 1.0, 'ability': 'greater', 'period': 80, 'seed': 1}
    """

    title = "Lab 05: network position"
    clock = "period"
    looks = frozenset({"measure"})
    share = 0.46
    explained = (
        "closeness", "betweenness", "effective size", "constraint", "gatekeeper", "focal firm",
        "SME", "performance", "rank correlation",
    )  # fmt: skip
    examples = (
        {"measure": "degree", "attention": 5.0},
        {"measure": "degree", "attention": 0.0},
        {"measure": "constraint", "attention": 5.0},
    )
    verdicts: ClassVar = {
        "position.lab": Verdict(
            [{"measure": "effective_size", "attention": 5.0, "ability": "greater"}], _holes
        )
    }

    def make_controls(self) -> dict[str, Control]:
        """Return the measure, attention, the ability of focal firms and the period."""
        return {
            "measure": choice(
                {place.option: name for name, place in PLACES.items()},
                "degree",
                "measure",
                "which place in the network counts as high",
            ),
            "attention": slider(Learning.declarations()["attention"], low=0, high=20, step=1),
            "ability": choice(
                {option: name for name, (option, _, _) in ABILITIES.items()},
                "greater",
                "focal firms' ability",
                "how large gaps they understand, how often they do own R&D, what they know first",
            ),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Settings) -> Positioned:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        return _positioned(**settings)

    def lay_out(self) -> dict[str, View]:
        """Return the firms by rank and performance, the map and the correlations."""
        kinds = [
            point("o", "SME", OKABE_ITO["vermillion"]),
            point("D", "focal firm", OKABE_ITO["blue"], 1.3),
        ]
        firms = {
            "x": axis("rank by the measure (36: highest)", -0.5, 37.5, (1, 12, 24, 36), "d"),
            "y": axis("performance (0 to 1)", 0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1), ".1f"),
            "kinds": kinds,
            "unit": FINE,
        }
        # The key is about firms; the names of regions tell who else is there.
        scale = PERFORMANCE | {"label": "performance; size of a firm: its rank by the measure"}
        look = cluster_map(build_cluster(rng=1), kinds=("focal_firm", "sme"), scale=scale)
        rows = gauges(CORRELATIONS, "rank correlation with performance")
        return {
            "firms": View("scatter", "firms", firms, _firms, _known, tall=37),
            "measures": View(
                "gauges", "correlations", rows, frame=lambda now: values_of(now.correlations),
                side=True, tall=13,
            ),
            "map": View(
                "map", "map of one cluster", look,
                lambda now: cluster_data(now.run.clusters[0]), _on_map, side=True, tall=26,
            ),
        }  # fmt: skip

    def finding(self, now: Positioned) -> str:
        """Say whether SMEs that are high on the measure know more."""
        found = now.correlations
        know = "know more" if found["smes"] > 0 else "know less"
        if abs(found["smes"]) < CLEAR:
            know = "know as much"
        smes = number(found["smes"], "+.2f")
        other = f"all firms {number(found['all'], '+.2f')}"
        if now.measure != "degree":
            other = f"given ties {number(found['given'], '+.2f')}"
        return f"SMEs with {PLACES[now.measure].high} {know} ({smes}; {other})"

    def remark(self, now: Positioned) -> str:
        """Say what the numbers are, and how far focal firms are ahead."""
        shown = f"Rank correlations in {CLUSTERS} clusters, period {now.period}."
        lead = f"{'lead' if now.lead >= 0 else 'trail'} by {number(abs(now.lead), '.2f')}"
        return f"{shown} Focal firms are {ABILITIES[now.ability][1]} and {lead}."

    def describe(self, now: Positioned) -> str:
        """Say what the correlations show."""
        found = "; ".join(
            f"{m.label} {number(now.correlations[m.name], m.form)}" for m in CORRELATIONS
        )
        return (
            f"Rank correlations of {PLACES[now.measure].option} and performance: {found}. Each "
            "point is a firm. Map of one cluster, coloured by performance."
        )


def _firms(now: Positioned) -> Data:
    ranks, _, focal = now.points
    ids = [
        f"{name}, {'focal firm' if one else 'SME'}, rank {rank:g}; performance"
        for name, one, rank in zip(now.names, focal, ranks, strict=True)
    ]
    return {"x": numbers(ranks, 1), "kinds": [int(one) for one in focal], "ids": ids}


def _known(now: Positioned) -> Data:
    ends, heights = now.trend
    trend = [list(pair) for pair in zip(numbers(ends), numbers(heights), strict=True)]
    return {"level": levels(now.points[1], FINE), "trend": trend}


def _on_map(now: Positioned) -> Data:
    sizes = [round(now.sizes.get(actor, 0.2), 2) for actor in now.run.clusters[0]]
    return {"level": levels(now.run.knowledge(now.period)), "sizes": sizes}


#: What notebooks call.
position_lab = PositionLab
