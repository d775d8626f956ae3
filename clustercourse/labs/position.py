"""Lab 05: does a firm's place in the network decide what it knows?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from clustercourse.labs import views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, choice, period_slider, slider
from clustercourse.labs.model_lab import Seen
from clustercourse.labs.runs import CLUSTERS, Source, draw_clusters, run_of
from clusterlib.arrays import Flags, Floats
from clusterlib.experiments import rank_correlation
from clusterlib.learning import Learning
from clusterlib.measures import brokerage, constraint, effective_size
from clusterlib.networks import Structure
from clusterlib.plots.style import OKABE_ITO
from clusterlib.words import number

#: A correlation nearer to 0 than this is no clear difference.
CLEAR = 0.15
#: The draws whose mean settles the prediction: in a single one chance can look like an effect.
DRAWS = range(1, 13)
#: Periods in a run; by then levels hardly change any more.
PERIODS = 80
#: What the clusters of the course are drawn from.
BASELINE = Structure()
#: Unit in which what firms know is sent: no step is seen.
FINE = 0.002


class Place(NamedTuple):
    """A measure of position, in the words of the control and of the firms that are high on it."""

    option: str
    high: str
    of: Callable[[nx.Graph], Mapping[Any, float]]


def _between_stages(cluster: nx.Graph) -> Mapping[Any, float]:
    """Count how often an actor carries knowledge from another stage or layer into its own."""
    groups = {actor: str(d.get("stage") or d["layer"]) for actor, d in cluster.nodes(data=True)}
    return dict(brokerage(cluster, groups)["gatekeeper"])


#: The measures by the value of the control.
PLACES = {
    "degree": Place("number of ties", "more ties", lambda cluster: dict(cluster.degree)),
    "closeness": Place("closeness", "higher closeness", nx.closeness_centrality),
    "betweenness": Place("betweenness", "higher betweenness", nx.betweenness_centrality),
    "effective_size": Place("effective size", "larger effective size", effective_size),
    "constraint": Place("constraint (low: holes)", "more constraint", constraint),
    "gatekeeper": Place("broker into its stage", "more brokerage", _between_stages),
}

#: What focal firms can do, by the value of the control: words, and parameters of the model.
ABILITIES: dict[str, tuple[str, str, Learning]] = {
    "greater": ("greater than SMEs'", "abler than SMEs", Learning()),
    "equal": (
        "as SMEs'", "no abler than SMEs", Learning(reach_focal=0.2, rd_focal=0.06, focal_lead=0)
    ),
}  # fmt: skip

CORRELATIONS = (
    views.Measure("all", "all firms", 1.0, "+.2f", low=-1.0),
    views.Measure("smes", "SMEs", 1.0, "+.2f", low=-1.0),
    views.Measure("given", "SMEs, given their number of ties", 1.0, "+.2f", low=-1.0),
)


@lru_cache(maxsize=64)
def places_of(seed: int, measure: str, source: Source = BASELINE) -> tuple[Floats, ...]:
    """Return a measure of every actor in each cluster of a seed; nan where it is not defined."""
    clusters = draw_clusters(source, seed)
    of_each = {cluster: PLACES[measure].of(cluster) for cluster in dict.fromkeys(clusters)}
    return tuple(np.array([of_each[who][a] for a in who], dtype=float) for who in clusters)


class Firms(NamedTuple):
    """Some firms: place by a measure, rank by it, number of ties, performance, and kind."""

    name: NDArray[np.str_]
    place: Floats
    rank: Floats
    ties: Floats
    known: Floats
    focal: Flags


@dataclass(frozen=True)
class Positioned(Seen):
    """Firms of some clusters: their places by one measure, and what they know in one period."""

    source: Source = BASELINE

    def places(self, measure: str) -> tuple[Floats, ...]:
        """Return a measure of every actor in each cluster."""
        return places_of(self.seed, measure, self.source)

    @cached_property
    def firms(self) -> list[Firms]:
        """The firms of each cluster for which the measure is defined."""
        history, found = self.run.history, []
        performance = history.performance[self.run.record(self.period)]
        of_ties = self.places("degree")
        for k, place in enumerate(self.places(self.measure)):
            members = history.union.members(k)
            kinds = history.kind[members]
            mine = np.isin(kinds, ("sme", "focal_firm")) & ~np.isnan(place)
            of = "cluster" if isinstance(self.source, Structure) else "run"
            names = np.array([f"{actor} of {of} {k + 1}" for actor in self.run.clusters[k]])
            name, focal, ties = names[mine], kinds[mine] == "focal_firm", of_ties[k][mine]
            place, known = place[mine], performance[members][mine]
            found.append(Firms(name, place, rankdata(place), ties, known, focal))
        return found

    @cached_property
    def points(self) -> Firms:
        """The firms of all clusters."""
        return Firms(*(np.concatenate(of_each) for of_each in zip(*self.firms, strict=True)))

    @cached_property
    def correlations(self) -> dict[str, float]:
        """Mean rank correlations of place and performance, by the names of CORRELATIONS."""
        rows = []
        for firms in self.firms:
            sme = ~firms.focal
            place, known, ties = firms.place[sme], firms.known[sme], firms.ties[sme]
            given = rank_correlation(place, known, ties)
            of_all = rank_correlation(firms.place, firms.known)
            rows.append([of_all, rank_correlation(place, known), given])
        means = np.mean(rows, axis=0).tolist()
        return dict(zip([one.name for one in CORRELATIONS], means, strict=True))

    @property
    def lead(self) -> float:
        """By how much focal firms know more than SMEs."""
        return self.level("focal_firm", self.period) - self.level("sme", self.period)

    @property
    def sizes(self) -> list[float]:
        """Rank by the measure of every firm of the first cluster, from 0 to 1; others are small."""
        place = self.places(self.measure)[0]
        layers = nx.get_node_attributes(self.cluster, "layer").values()
        firms = np.array([layer == "core" for layer in layers])
        sizes = np.full(len(firms), 0.2)
        sizes[firms] = rankdata(np.nan_to_num(place[firms])) / firms.sum()
        return [round(size, 2) for size in sizes.tolist()]


@lru_cache(maxsize=64)
def _positioned(source: Source = BASELINE, **settings: Any) -> Positioned:
    """Return what is shown; kept for a while, for the picture shows the last one as well."""
    learning = ABILITIES[settings["ability"]][2].but(attention=settings["attention"])
    run = run_of(source, learning, seed=settings["seed"], periods=PERIODS)
    return Positioned(settings, run, source)


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
    least = 4  # a correlation of fewer says nothing
    share = 0.46
    explained = (
        "closeness", "betweenness", "effective size", "constraint", "broker into its stage",
        "focal firm", "SME", "performance", "rank correlation",
    )  # fmt: skip
    examples = (
        {"measure": "degree", "attention": 5.0},
        {"measure": "degree", "attention": 0.0},
        {"measure": "constraint", "attention": 5.0},
    )

    def make_controls(self) -> dict[str, Control]:
        """Return the measure, attention, the ability of focal firms and the period."""
        abilities = {name: option for name, (option, _, _) in ABILITIES.items()}
        return {
            "measure": choice(
                PLACES, "degree", "measure", "which place in the network counts as high"
            ),
            "attention": slider(Learning.declarations()["attention"], low=0, high=20, step=1),
            "ability": choice(
                abilities, "greater", "focal firms' ability",
                "how large gaps they understand, how often they do own R&D, what they know first",
            ),
            "period": period_slider(PERIODS),
        }  # fmt: skip

    def compute(self, settings: Settings) -> Positioned:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        return _positioned(self.own or BASELINE, **settings)

    def lay_out(self) -> dict[str, views.View]:
        """Return the firms by rank and performance, the map and the correlations."""
        layers = dict(draw_clusters(self.own or BASELINE, 1)[0].nodes(data="layer"))
        many = list(layers.values()).count("core")
        ticks = sorted({1, *(round(many * part / 3) for part in (1, 2, 3))})
        x = views.axis(f"rank by the measure ({many}: highest)", -0.5, many + 1.5, ticks, "d")
        firms = {
            "x": x,
            "y": views.axis("performance (0 to 1)", 0, 1, views.SHARES, ".1f"),
            "kinds": [
                views.mark("o", "SME", OKABE_ITO["vermillion"]),
                views.mark("D", "focal firm", OKABE_ITO["blue"], 1.3),
            ][: 1 + self.has_focal],
            "unit": FINE,
        }
        # The key is about firms; the names of regions tell who else is there.
        words = "performance; size of a firm: its rank by the measure"
        look = views.map_look(("focal_firm", "sme"), views.PERFORMANCE | {"label": words}, self.own)
        return {
            "firms": views.View("scatter", "firms", firms, _firms, _known, tall=37),
            "measures": views.gauges(
                "correlations", CORRELATIONS[not self.has_focal :], lambda now: now.correlations,
                moves=True, title="rank correlation with performance", side=True, tall=13,
            ),
            "map": views.cluster_map(
                lambda now: now.cluster, _on_map, look=look, said="map of one cluster",
                side=True, tall=26,
            ),
        }  # fmt: skip

    def finding(self, now: Positioned) -> str:
        """Say whether SMEs that are high on the measure know more."""
        found, smes = now.correlations, now.correlations["smes"]
        know = "know as much"
        if abs(smes) >= CLEAR:
            know = "know more" if smes > 0 else "know less"
        words, of = ("all firms", "all") if now.measure == "degree" else ("given ties", "given")
        if not self.has_focal and of == "all":
            return f"SMEs with {PLACES[now.measure].high} {know} ({number(smes, '+.2f')})"
        other = f"{number(smes, '+.2f')}; {words} {number(found[of], '+.2f')}"
        return f"SMEs with {PLACES[now.measure].high} {know} ({other})"

    def remark(self, now: Positioned) -> str:
        """Say what the numbers are, and how far focal firms are ahead."""
        shown = f"Rank correlations in {CLUSTERS} {self.drawn}, period {now.period}."
        if not self.has_focal:
            return shown
        lead = f"{'lead' if now.lead >= 0 else 'trail'} by {number(abs(now.lead), '.2f')}"
        return f"{shown} Focal firms are {ABILITIES[now.ability][1]} and {lead}."

    def describe(self, now: Positioned) -> str:
        """Say what the correlations show."""
        found = views.in_words(CORRELATIONS[not self.has_focal :], now.correlations)
        return (
            f"Rank correlations of {PLACES[now.measure].option} and performance: {found}. Each "
            "point is a firm. Map of one cluster, coloured by performance."
        )


def _firms(now: Positioned) -> views.Data:
    firms = now.points
    ids = [
        f"{name}, {'focal firm' if focal else 'SME'}, rank {rank:g}; performance"
        for name, focal, rank in zip(firms.name, firms.focal, firms.rank, strict=True)
    ]
    kinds = firms.focal.astype(int).tolist()
    return {"x": views.numbers(firms.rank, 1), "kinds": kinds, "ids": ids}


def _known(now: Positioned) -> views.Data:
    """Return what firms know, and the straight line through the points of all of them."""
    ranks, known = now.points.rank, now.points.known
    slope, start = np.polyfit(ranks, known, 1)
    ends = np.array([ranks.min(), ranks.max()])
    trend = np.column_stack([ends, start + slope * ends])
    return {"level": views.levels(known, FINE), "trend": [views.numbers(end) for end in trend]}


def _on_map(now: Positioned) -> views.Data:
    return {"level": views.levels(now.run.knowledge(now.period)), "sizes": now.sizes}


#: What notebooks call.
position_lab = PositionLab


@PositionLab.settles(
    "position.lab", {"measure": "effective_size", "attention": 5.0, "ability": "greater"}
)
def _holes(now: Positioned) -> tuple[str, str]:
    """Return which of two SMEs with as many ties knows more: with holes around it or without."""
    draws = [_positioned(**{**now.settings, "period": PERIODS, "seed": k}) for k in DRAWS]
    mean = float(np.mean([draw.correlations["given"] for draw in draws]))
    answer = "no clear difference"
    if abs(mean) >= CLEAR:
        answer = "the second" if mean > 0 else "the first"
    here, usual = number(now.correlations["given"], "+.2f"), number(mean, "+.2f")
    told = "Effective size and performance of SMEs, given their number of ties: rank correlation"
    return answer, f"{told} {here} in this draw; the mean of draws 1 to {DRAWS[-1]} is {usual}."
