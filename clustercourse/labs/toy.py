"""A toy: a few firms of the course model, walked period by period, each step told in words.

It runs the course model itself (:func:`clusterlib.learning.one_period`). Off, so that it can be
followed by hand: chance, own R&D, emerging fields, moves of the market and, unless it is asked for,
obsolescence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, free_slider, period_slider
from clustercourse.labs.views import (
    Data,
    Series,
    View,
    axis,
    circle_data,
    cluster_map,
    colour_scale,
    curves,
    levels,
    numbers,
)
from clustercourse.labs.words import listed, number
from clusterlib.arrays import Floats
from clusterlib.checks import did_you_mean, is_number, whole_problems
from clusterlib.errors import ClusterlibError
from clusterlib.learning import Learning, attention_to, one_period
from clusterlib.learning.conditions import REACH_OF_KIND
from clusterlib.networks import build_cluster
from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.plots.style import INK, OKABE_ITO

#: The parameters that "reach" sets all at once, and whose they are.
REACHES = {"reach_sme": "SMEs", "reach_focal": "focal firms", "reach_institution": "institutions"}
#: More rows are not read: the many without effect are then told in one.
MOST_ROWS = 8
#: Nothing fades in a toy that does not ask for it, so that what is learned is all that changes.
OFF = {"obsolescence": 0.0}
#: A gap or an amount below this is none.
LEAST = 1e-12
#: Unit in which knowledge is sent: a text from it is not rounded twice.
UNIT = 1e-6

COLOURS = [
    OKABE_ITO[name]
    for name in ("blue", "vermillion", "bluish green", "reddish purple", "black", "orange")
]

#: The toy that is shown when nothing is given.
KNOWS = {"A": 0.9, "B": 0.6, "C": 0.4, "D": 0.2, "E": 0.1}
TIES = [(one, other, "horizontal") for one, other in ("AB", "BC", "CD", "DE", "EA")]


@dataclass(frozen=True)
class Toy:
    """Who is there and what kind it is, what it knows at the start, and who is tied to whom."""

    kinds: tuple[tuple[str, str], ...]
    knows: tuple[tuple[float, ...], ...]
    ties: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> list[str]:
        """Names of the actors."""
        return [name for name, _ in self.kinds]

    @property
    def cluster(self) -> nx.Graph:
        """The cluster as the course model takes it."""
        cluster = nx.Graph()
        for name, kind in self.kinds:
            cluster.add_node(name, kind=kind, layer=KINDS[kind].layer)
        for one, other, dimension in self.ties:
            cluster.add_edge(one, other, dimension=dimension, weight=1)
        return cluster


@dataclass(frozen=True)
class Flow:
    """What a tie brings to one actor in one field and period.

    Attributes
    ----------
    learner, source, dimension : str
    field : int
    gap, added : float
        What the learner could learn, and what it learns.
    told : str
        How it comes about, with the numbers of the equations, or why nothing comes.
    """

    learner: str
    source: str
    dimension: str
    field: int
    gap: float
    added: float
    told: str


@dataclass(frozen=True)
class Walk:
    """What became of a toy: knowledge (periods, actors, fields) and the flows of each period."""

    knowledge: Floats
    flows: tuple[tuple[Flow, ...], ...]
    learns: tuple[bool, ...]

    @property
    def performance(self) -> Floats:
        """Mean over the fields, which the market values alike; shape (periods, actors)."""
        found: Floats = self.knowledge.mean(axis=2)
        return found

    @property
    def mean(self) -> Floats:
        """Mean performance of all who learn, in each period."""
        found: Floats = self.performance[:, np.array(self.learns)].mean(axis=1)
        return found


def flows_of(
    cluster: nx.Graph, K: Floats, p: Learning, fields: Sequence[str] = ("",)
) -> list[Flow]:
    """Return what every tie brings in one period, in the numbers of the model's equations.

    Parameters
    ----------
    cluster : networkx.Graph
    K : array, shape (actors, fields)
        What actors know; the market values all fields alike.
    p : Learning
    fields : sequence of str
        Names of the fields; a single one needs none.

    Examples
    --------
    >>> toy = Toy((("A", "sme"), ("B", "sme")), ((0.9,), (0.5,)), (("A", "B", "horizontal"),))
    >>> p = Learning(reach_sme=0.4)
    >>> (flow,) = flows_of(toy.cluster, np.array(toy.knows), p)
    >>> flow.told
    'B learns from A: gap 0.40 × understood 37% × rate 0.20 = +0.029'
    """
    names, P, found = list(cluster), K.mean(axis=1), []
    for i, learner in enumerate(names):
        if cluster.nodes[learner]["layer"] == "supplementary":
            continue
        mine: list[Flow] = []
        refused: list[Flow] = []
        for source, attention in attention_to(cluster, learner, p).items():
            j, dimension = names.index(source), cluster[learner][source]["dimension"]
            local = dimension != "pipeline"
            reach = getattr(p, REACH_OF_KIND[cluster.nodes[learner]["kind"]])
            reach *= 1 if local else p.outside_reach
            rate = p.learning_rate * getattr(p, dimension) * (p.buzz if local else 1)
            shares, why = _exchange(cluster, learner, source, K, P, p)
            for field, name in enumerate(fields):
                gap = K[j, field] - K[i, field]
                if gap <= LEAST:
                    continue
                on = f" in {name}" if name else ""
                if why or not rate:
                    why = why or f"{DIMENSIONS[dimension].partition(' (')[0]} learning is off"
                    told = f"{learner} learns nothing from {source}{on}: {why}"
                    refused.append(Flow(learner, source, dimension, field, gap, 0.0, told))
                    continue
                understood = exp(-gap / reach)
                parts = {
                    f"gap {number(gap, '.2f')}": gap,
                    f"understood {number(understood, '.0%')}": understood,
                    f"rate {number(rate, '.2f')}": rate,
                    **shares,
                }
                if attention < 1:
                    parts[f"attention {number(attention, '.0%')}"] = attention
                told = f"{learner} learns from {source}{on}: {' × '.join(parts)} = "
                added = float(np.prod(list(parts.values())))
                mine.append(Flow(learner, source, dimension, field, gap, added, told))
        found += [*_limited(mine), *refused]
    return found


def _exchange(
    cluster: nx.Graph, i: str, j: str, K: Floats, P: Floats, p: Learning
) -> tuple[dict[str, float], str]:
    """(3) Return the shares of what i could absorb from j that it gets, or why it gets nothing."""
    names, dimension = list(cluster), cluster[i][j]["dimension"]
    known, other = K[names.index(i)], K[names.index(j)]
    if dimension == "horizontal":
        seen = [k for k in names if k in cluster[i] and cluster[i][k]["dimension"] == "horizontal"]
        best = max(seen, key=lambda k: P[names.index(k)])
        if best != j:
            return {}, f"it imitates only the best it sees, {best}"
        if P[names.index(j)] <= P[names.index(i)]:
            return {}, f"{j} performs no better"
        return {}, ""
    if dimension == "pipeline" or (
        dimension == "multi_angle" and cluster.nodes[j]["layer"] == "supporting"
    ):
        return {}, ""
    if not p.trust:
        return {}, "there is no trust"
    trust = {f"trust {number(p.trust, '.2f')}": p.trust}
    if dimension == "multi_angle":
        return trust, ""
    offered, returned = ((one > LEAST).sum() for one in (other - known, known - other))
    if not returned:
        return {}, f"in barter it has nothing to offer that {j} lacks"
    share = min(offered, returned) / max(offered, 1)
    barter = {f"barter {number(share, '.0%')}": float(share)} if share < 1 else {}
    return {**trust, **barter}, ""


def _limited(mine: Sequence[Flow]) -> list[Flow]:
    """(6) Return an actor's flows, in no field more than its largest gap, with what they add."""
    done = []
    for flow in mine:
        same = [one for one in mine if one.field == flow.field]
        total, most = sum(one.added for one in same), max(one.gap for one in same)
        share = most / total if total > most else 1.0
        added = share * flow.added
        limit = ", cut to the largest gap" if share < 1 else ""
        done.append(replace(flow, added=added, told=f"{flow.told}{number(added, '+.3f')}{limit}"))
    return done


@lru_cache(maxsize=256)
def walk(toy: Toy, p: Learning, periods: int, fields: tuple[str, ...] = ("",)) -> Walk:
    """Walk a toy through some periods of the course model, without own R&D.

    Examples
    --------
    >>> toy = Toy((("A", "sme"), ("B", "sme")), ((0.9,), (0.5,)), (("A", "B", "horizontal"),))
    >>> walk(toy, Learning(reach_sme=0.4, obsolescence=0), periods=1).knowledge[:, :, 0].round(3)
    array([[0.9  , 0.5  ],
           [0.9  , 0.529]])
    """
    cluster, K = toy.cluster, np.array(toy.knows, dtype=float)
    w = np.full(len(fields), 1 / len(fields))
    # A draw of 2 is above every chance of own R&D.
    draws, known, flows = np.full((2, len(cluster)), 2.0), [K], [tuple[Flow, ...]()]
    for _ in range(periods):
        flows.append(tuple(flows_of(cluster, known[-1], p, fields)))
        known.append(one_period(cluster, known[-1], w, p, draws)[0])
    learns = tuple(KINDS[kind].layer != "supplementary" for _, kind in toy.kinds)
    return Walk(np.array(known), tuple(flows), learns)


@dataclass(frozen=True)
class Stepped:
    """One or two walks, looked at in one period."""

    period: int
    learning: tuple[Learning, ...]
    walks: tuple[Walk, ...]


class ToyLab(Lab[Stepped]):
    """A few actors of the course model, period by period: who learns what from whom, in words.

    Everything is the course model, see :mod:`clusterlib.learning`, on a cluster made by hand.
    Off are chance, own R&D, emerging fields, moves of the market, and obsolescence (unless
    ``learning`` sets it). The market values all fields alike.

    Parameters
    ----------
    prediction : str, optional
        As in :class:`clustercourse.labs.base.Lab`.
    knows : dict
        What each actor knows at the start: a number from 0 to 1, or one for each of ``fields``.
        Barter needs two fields: who has nothing to offer in return gets nothing.
    ties : list of tuple
        ``(one, other, dimension)``; knowledge can flow both ways, but not to an outside actor.
    kinds : dict, optional
        Kinds of actors that are no SMEs, such as ``{"A": "focal_firm", "U": "university"}``.
    learning : dict, optional
        Parameters of :class:`clusterlib.learning.Learning`; ``"reach"`` sets those of all kinds.
    compare : dict, optional
        A second toy beside the first, with the same start: its name, and what is different in it
        (parameters, ``"ties"``, ``"kinds"``), such as ``{"reach 0.6": {"reach": 0.6}}``.
    called : str, optional
        Name of the first toy, where a second stands beside it.
    controls : dict, optional
        Sliders for parameters: ``{"reach": (low, high, step, start, words)}``. They move both toys,
        but what ``compare`` sets stays.
    places : dict, optional
        Places of the actors, x to the right and y up, in any unit; a circle when not given.
    fields : sequence of str, optional
        Names of the fields, when there are several.
    periods : int, default 8
        1 or more.
    title : str, optional
        Name of the lab for screen readers.
    **settings
        Starting values of ``period`` and of ``controls``; and what every lab takes.

    Raises
    ------
    ClusterlibError
        If actors, ties or parameters are not such as the model knows. All problems are listed.

    Examples
    --------
    >>> lab = toy_lab(
    ...     knows={"A": 0.9, "B": 0.5, "C": 0.2},
    ...     ties=[("A", "B", "horizontal"), ("B", "C", "horizontal")],
    ...     learning={"reach": 0.4},
    ... )
    >>> lab.move(period=1)
    >>> print(*lab.rows(), sep="\\n")
    B learns from A: gap 0.40 × understood 37% × rate 0.20 = +0.029
    C learns from B: gap 0.30 × understood 47% × rate 0.20 = +0.028

    Side by side, with a slider:

    >>> lab = toy_lab(
    ...     knows={"A": 0.9, "B": 0.5},
    ...     ties=[("A", "B", "horizontal")],
    ...     compare={"B is a focal firm": {"kinds": {"B": "focal_firm"}}},
    ...     called="B is an SME",
    ...     controls={"reach_sme": (0.1, 0.6, 0.1, 0.2, "reach of SMEs")},
    ...     period=8,
    ... )
    >>> lab.words(lab.settings)["finding"]
    'Period 8: on average they know 0.75 (B is an SME) and 0.83 (B is a focal firm)'
    """

    clock = "period"
    steps = True
    seeded = False

    def __init__(
        self,
        prediction: str = "",
        *,
        knows: Mapping[str, float | Sequence[float]] = KNOWS,
        ties: Sequence[tuple[str, str, str]] | None = None,
        kinds: Mapping[str, str] | None = None,
        learning: Mapping[str, float] | None = None,
        compare: Mapping[str, Mapping[str, Any]] | None = None,
        called: str = "as it is",
        controls: Mapping[str, tuple[float, float, float, float, str]] | None = None,
        places: Mapping[str, tuple[float, float]] | None = None,
        fields: Sequence[str] = ("",),
        periods: int = 8,
        title: str = "Toy: firms that learn, step by step",
        **settings: Any,
    ) -> None:
        default = knows is KNOWS
        given = TIES if ties is None and default else ties or []
        of_learning = {"reach": 0.3, "learning_rate": 1.0} if learning is None and default else {}
        self.title, self.periods, self.fields = title, periods, tuple(fields)
        self._learning = dict(learning or of_learning)
        self._knobs = dict(controls or {})
        self._base = _toy(knows, given, kinds or {}, self.fields)
        self._names = [""]
        self._toys = [(self._base, dict[str, float]())]
        for name, changes in (compare or {}).items():
            more = dict(changes)
            other = _toy(
                knows, more.pop("ties", given), more.pop("kinds", kinds or {}), self.fields
            )
            self._toys.append((other, more))
            self._names = [called, name]
        ClusterlibError.raise_any(whole_problems(1, periods=periods), "the toy")
        if len(self._toys) > 2:
            raise ClusterlibError(f"compare: {len(self._toys) - 1} are given; give one to compare.")
        self.share = 0.5 if len(self._toys) == 2 else 0.56
        self._circle = places is None
        self._at = _places(self._base.names, places)
        self.examples = tuple({"period": at} for at in (0, 1, periods))
        super().__init__(prediction, **settings)

    def make_controls(self) -> dict[str, Control]:
        """Return the parameters to be moved, and the period."""
        known = [*Learning.declarations(), "reach"]
        problems = [
            f"control {name}: {did_you_mean(name, known, 'the model has no such parameter.')}"
            for name in self._knobs
            if name not in known
        ]
        ClusterlibError.raise_any(problems, f"the lab {self.title!r}")
        knobs = {name: free_slider(name, given) for name, given in self._knobs.items()}
        period = period_slider(self.periods, step=1, start=0)
        return {**knobs, "period": period}

    def compute(self, settings: Settings) -> Stepped:
        """Walk the toys, and look at one period."""
        moved = {name: settings[name] for name in self._knobs}
        learning = [_parameters({**self._learning, **moved, **more}) for _, more in self._toys]
        walks = [
            walk(toy, p, self.periods, self.fields)
            for (toy, _), p in zip(self._toys, learning, strict=True)
        ]
        return Stepped(settings["period"], tuple(learning), tuple(walks))

    def note(self, now: Stepped) -> list[float | None]:
        """Return what they know on average in every period, in the first toy."""
        return numbers(now.walks[0].mean)

    def lay_out(self) -> dict[str, View]:
        """Return map, rows of words and curves of each toy."""
        views = {}
        for which, (toy, _) in enumerate(self._toys):
            two = len(self._toys) == 2
            name = f" of {self._names[which]}" if two else ""
            for field, called in enumerate(self.fields):
                side = bool(which) if two else bool(field % 2)
                head = ": ".join(part for part in (self._names[which], called) if part)
                if head:
                    views[f"head{which}{field}"] = _head(head, side)
                views[f"map{which}{field}"] = View(
                    "map", f"map{name}{f' in {called}' if called else ''}",
                    self._map_look(toy), self._map(toy), self._flows(which, field),
                    side=side, tall=20 if two and len(self._at) < 6 else 24,
                )  # fmt: skip
            views[f"rows{which}"] = self._told(which, two and bool(which), name)
            views[f"curves{which}"] = self._curves(which, not two or bool(which), name)
        return views

    def rows(self, period: int | None = None) -> list[str]:
        """Return what happened in a period, that of the slider when not given, in the first toy."""
        now = self.result
        flows = now.walks[0].flows[now.period if period is None else period]
        return [flow.told for flow in flows]

    def finding(self, now: Stepped) -> str:
        """Say who learned most in the period, or what all know."""
        means = [number(walk.mean[now.period], ".2f") for walk in now.walks]
        if len(now.walks) == 2:
            both = " and ".join(
                f"{mean} ({name})" for mean, name in zip(means, self._names, strict=True)
            )
            return f"Period {now.period}: on average they know {both}"
        if now.period == 0:
            return f"Period 0: nobody has learned yet; on average they know {means[0]}"
        flows = now.walks[0].flows[now.period]
        gains = {flow.learner: 0.0 for flow in flows}
        for flow in flows:
            gains[flow.learner] += flow.added
        if max(gains.values(), default=0.0) < 5e-4:
            return f"Period {now.period}: nobody learns; on average they know {means[0]}"
        top = max(gains, key=lambda name: gains[name])
        most = number(gains[top] / len(self.fields), "+.3f")
        of = "performance " if len(self.fields) > 1 else ""
        told = f"{top} learns most, {of}{most}; on average they know {means[0]}"
        return f"Period {now.period}: {told}"

    def remark(self, now: Stepped) -> str:
        """Say what the numbers in the rows are."""
        p, *other = now.learning
        here = {REACH_OF_KIND[kind] for _, kind in self._base.kinds if kind in REACH_OF_KIND}
        of: dict[float, list[str]] = {}
        for name, label in REACHES.items():
            if name in here:
                of.setdefault(getattr(p, name), []).append(label)
        told = ", ".join(
            f"{value:g}" + (f" ({', '.join(labels)})" if len(of) > 1 else "")
            for value, labels in of.items()
        )
        if any(getattr(q, name) != getattr(p, name) for q in other for name in REACHES):
            told = "as above each map"
        rate = f"learning rate {p.learning_rate:g}"
        if any(q.learning_rate != p.learning_rate for q in other):
            rate = "learning rate"
        fades = f" Then {p.obsolescence:.0%} of what they know fades." if p.obsolescence else ""
        return (
            f"Understood: exp(−gap / reach), reach {told}. Rate: {rate} × strength of the "
            f"tie.{fades}"
        )

    def describe(self, now: Stepped) -> str:
        """Say what all know, and what happened in the period."""
        parts = []
        for which, (name, walked) in enumerate(zip(self._names, now.walks, strict=True)):
            for field, called in enumerate(self.fields):
                head = ", ".join(part for part in (name, called) if part)
                known = walked.knowledge[now.period, :, field]
                values = dict(zip(self._base.names, known.tolist(), strict=True))
                parts.append(f"{head}: " * bool(head) + listed(values, ".2f") + ".")
            parts += [f"{text}." for text, _ in self._rows(now, which, now.period)]
        return " ".join(parts)

    # ---- views

    def _map_look(self, toy: Toy) -> Data:
        kinds = {kind for _, kind in toy.kinds}
        dimensions = {dimension for *_, dimension in toy.ties}
        scale = colour_scale(
            0, 1, "knowledge: share of the frontier (0 to 1)", "knowledge", 6, unit=UNIT,
            over=False,
        )  # fmt: skip
        look = cluster_map(build_cluster(rng=1), kinds=kinds if len(kinds) > 1 else (), scale=scale)
        ties = [
            {**tie, "bend": 0, "label": tie["label"] if name in dimensions else ""}
            for name, tie in zip(DIMENSIONS, look["ties"], strict=True)
        ]
        size = [float(max(at[k] for at in self._at)) + (0.55, 0.5)[k] for k in (0, 1)]
        more = {"size": size, "actor": 0.3, "rim": INK, "circle": self._circle}
        return {**look, "regions": [], "ties": ties, **more}

    def _map(self, toy: Toy) -> Any:
        names, kinds = toy.names, list(KINDS)
        data = {
            "ids": names,
            "kinds": [kinds.index(kind) for _, kind in toy.kinds],
            "at": self._at,
            "ties": [
                [names.index(one), names.index(other), list(DIMENSIONS).index(dimension)]
                for one, other, dimension in toy.ties
            ],
        }
        return lambda now: data

    def _flows(self, which: int, field: int) -> Any:
        names = self._base.names

        def frame(now: Stepped) -> Data:
            known = now.walks[which].knowledge[now.period, :, field]
            flows = [
                [names.index(f.source), names.index(f.learner), list(DIMENSIONS).index(f.dimension),
                 number(f.added, "+.3f")]
                for f in now.walks[which].flows[now.period]
                if f.field == field and f.added >= 5e-4
            ]  # fmt: skip
            texts = [f"{name} {number(k, '.2f')}" for name, k in zip(names, known, strict=True)]
            return {"level": levels(known, UNIT), "texts": texts, "flows": flows}

        return frame

    def _told(self, which: int, side: bool, name: str) -> View:
        def run(now: Stepped) -> Data:
            # Those of both, so that what stands below is level.
            both = range(len(self._toys))
            return _sizes(self._rows(now, k, at) for k in both for at in range(self.periods + 1))

        def frame(now: Stepped) -> Data:
            return {"rows": self._rows(now, which, now.period)}

        return View("rows", f"what happened{name}", {}, run, frame, side=side)

    def _rows(self, now: Stepped, which: int, period: int) -> list[list[str]]:
        """Return what happened in a period; at the start the gaps that are to come."""
        flows = now.walks[which].flows[max(period, 1)]
        rows = _told_in_rows(flows) if period else self._gaps(flows)
        return rows or [["Nobody has a neighbour who knows more.", "quiet"]]

    def _gaps(self, flows: Sequence[Flow]) -> list[list[str]]:
        """Return the gaps, the largest ones where they are many."""
        shown = flows
        if len(flows) > MOST_ROWS:
            shown = sorted(flows, key=lambda flow: -flow.gap)[: MOST_ROWS - 1]
        rows = [
            [f"Gap of {f.learner} to {f.source}{self._in(f)}: {number(f.gap, '.2f')}", ""]
            for f in shown
        ]
        left = len(flows) - len(shown)
        return rows + [[f"{left} smaller gaps", "quiet"]] * bool(left)

    def _in(self, flow: Flow) -> str:
        name = self.fields[flow.field]
        return f" in {name}" if name else ""

    def _curves(self, which: int, side: bool, name: str) -> View:
        names = self._base.names
        series = [
            Series(one, one, COLOURS[k % len(COLOURS)], ("-", "--")[k // len(COLOURS) % 2])
            for k, one in enumerate(names)
        ]
        step = 1 if self.periods <= 10 else 5 if self.periods <= 30 else 10
        time = axis("period", 0, self.periods, range(0, self.periods + 1, step), "d")
        of = "knowledge" if len(self.fields) == 1 else "performance: mean over the fields"
        level = axis(f"{of} (0 to 1)", 0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1), ".1f")

        def run(now: Stepped) -> Data:
            known = now.walks[which].performance
            return {one: numbers(known[:, k]) for k, one in enumerate(names)}

        return View(
            "curves", f"knowledge over time{name}", curves(series, time, level, grows=True), run,
            side=side, tall=16 if len(self._toys) == 2 else 22,
        )  # fmt: skip


def _told_in_rows(flows: Sequence[Flow]) -> list[list[str]]:
    """Return what happened in rows; what brings nothing is told in one where it is much."""
    bring = [[flow.told, ""] for flow in flows if flow.added]
    none = [flow for flow in flows if not flow.added]
    if len(flows) <= MOST_ROWS or len(none) < 2:
        return bring + [[flow.told, "quiet"] for flow in none]
    why = ""
    if all("imitates only the best" in flow.told for flow in none):
        why = ": a firm imitates only the best it sees"
    return [*bring, [f"{len(none)} other gaps bring nothing{why}", "quiet"]]


def _head(text: str, side: bool) -> View:
    return View(
        "rows", f"heading: {text}", {}, lambda now: _sizes([[[text, "strong"]]]),
        lambda now: {"rows": [[text, "strong"]]}, side=side,
    )  # fmt: skip


def _sizes(periods: Iterable[Sequence[Sequence[str]]]) -> Data:
    """Return the longest row of all periods and how many rows there are at most."""
    all_of = list(periods)
    longest = max((text for rows in all_of for text, _ in rows), key=len)
    return {"longest": longest, "most": max(map(len, all_of))}


def _parameters(given: Mapping[str, float]) -> Learning:
    """Return parameters; "reach" is that of all kinds which have none of their own here."""
    reach = {name: given["reach"] for name in REACHES if "reach" in given}
    return Learning(**OFF | reach | {name: v for name, v in given.items() if name != "reach"})


def _toy(
    knows: Mapping[str, float | Sequence[float]],
    ties: Sequence[tuple[str, str, str]],
    kinds: Mapping[str, str],
    fields: tuple[str, ...],
) -> Toy:
    """Return a toy of what an author gives.

    Raises
    ------
    ClusterlibError
        With all that is wrong.
    """
    known = {name: tuple(np.atleast_1d(np.asarray(of, float))) for name, of in knows.items()}
    wanted = "a number" if len(fields) == 1 else f"{len(fields)} numbers"
    problems = [
        f"{name} knows {knows[name]!r}: give {wanted} from 0 to 1."
        for name, of in known.items()
        if len(of) != len(fields) or not all(is_number(k) and 0 <= k <= 1 for k in of)
    ]
    problems += [
        f"kind of {name}: {did_you_mean(name, known, 'nobody has this name.')}"
        for name in kinds
        if name not in known
    ]
    listing = f"choose {', '.join(KINDS)}."
    problems += [
        f"kind of {name} = {kind!r}: {did_you_mean(kind, KINDS, listing)}"
        for name, kind in kinds.items()
        if kind not in KINDS
    ]
    of_all = {name: kinds[name] if kinds.get(name) in KINDS else "sme" for name in known}
    seen: set[frozenset[str]] = set()
    for tie in ties:
        problem = _tie_problem(tie, of_all) or (
            "these two have a tie already." if frozenset(tie[:2]) in seen else ""
        )
        if problem:
            problems.append(f"tie {tie!r}: {problem}")
        seen.add(frozenset(tie[:2]))
    ClusterlibError.raise_any(problems, "the toy")
    return Toy(
        tuple(of_all.items()),
        tuple(tuple(map(float, of)) for of in known.values()),
        tuple((one, other, dimension) for one, other, dimension in ties),
    )


def _tie_problem(tie: Sequence[str], kinds: Mapping[str, str]) -> str:
    if len(tie) != 3:
        return "give (one, other, dimension)."
    one, other, dimension = tie
    for name in (one, other):
        if name not in kinds:
            return f"{name}: {did_you_mean(name, kinds, 'nobody has this name.')}"
    if dimension not in DIMENSIONS:
        return did_you_mean(dimension, DIMENSIONS, f"choose {', '.join(DIMENSIONS)}.")
    layers = {KINDS[kinds[name]].layer for name in (one, other)}
    fits = {
        "pipeline": "supplementary" in layers and len(layers) == 2,
        "multi_angle": "supporting" in layers and "supplementary" not in layers,
    }.get(dimension, layers == {"core"})
    if one == other or not fits:
        return f"{DIMENSIONS[dimension]} joins no {kinds[one]} and {kinds[other]}."
    return ""


def _places(names: Sequence[str], given: Mapping[str, tuple[float, float]] | None) -> list[Any]:
    """Return places on a map whose margins leave room for names; on a circle if none are given."""
    if given is None:
        at = np.array(circle_data(nx.empty_graph(len(names)), [0] * len(names), "")["at"])
    else:
        missing = [f"{name}: give its place (x, y)." for name in names if name not in given]
        ClusterlibError.raise_any(missing, "places")
        at = np.array([given[name] for name in names], dtype=float)
    at = at - at.min(axis=0)
    at = at * 2 / max(float(at.max()), 1e-9) + [0.55, 0.5]
    return [[round(x, 3), round(y, 3)] for x, y in at.tolist()]


#: What notebooks call.
toy_lab = ToyLab
