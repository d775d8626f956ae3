"""A toy: a few firms of the course model, walked period by period, each step told in words.

It runs the course model itself (:func:`clusterlib.learning.one_period`). Off, so that it can be
followed by hand: chance, own R&D, emerging fields, moves of the market and, unless it is asked for,
obsolescence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from clustercourse.labs import views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, free_slider, period_slider
from clusterlib.arrays import Floats
from clusterlib.checks import did_you_mean, is_number, whole_problems
from clusterlib.errors import ClusterlibError
from clusterlib.learning import Learning, one_period
from clusterlib.learning.conditions import REACH_OF_KIND
from clusterlib.learning.telling import Flow, flows_of
from clusterlib.networks.schema import DIMENSIONS, KINDS, dimension_of
from clusterlib.plots.style import INK
from clusterlib.words import listed, number

#: The parameters that "reach" sets all at once, and whose they are.
REACHES = {"reach_sme": "SMEs", "reach_focal": "focal firms", "reach_institution": "institutions"}
#: More rows are not read: the many without effect are then told in one.
MOST_ROWS = 8
#: Less than this is told as nothing: it would be written as zero.
SEEN = 5e-4
#: Unit in which knowledge is sent: a text from it is not rounded twice.
UNIT = 1e-6

#: The toy that is shown when nothing is given.
KNOWS = {"A": 0.9, "B": 0.6, "C": 0.4, "D": 0.2, "E": 0.1}
TIES = [(one, other, "horizontal") for one, other in ("AB", "BC", "CD", "DE", "EA")]

NOBODY = "nobody has this name."
#: A row of words, and how it is told: "strong", "" or "quiet".
Row = list[str]


class Toy(NamedTuple):
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


class Walk(NamedTuple):
    """What became of a toy: knowledge (periods, actors, fields) and the flows of each period."""

    knowledge: Floats
    flows: tuple[tuple[Flow, ...], ...]
    learns: tuple[bool, ...]

    @property
    def performance(self) -> Floats:
        """Mean over the fields, which the market values alike; shape (periods, actors)."""
        return np.asarray(self.knowledge.mean(axis=2))

    @property
    def mean(self) -> Floats:
        """Mean performance of all who learn, in each period."""
        return np.asarray(self.performance[:, np.array(self.learns)].mean(axis=1))


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


class Stepped(NamedTuple):
    """One or two walks, looked at in one period."""

    period: int
    learning: tuple[Learning, ...]
    walks: tuple[Walk, ...]


class Side(NamedTuple):
    """One of the toys that stand beside each other, and the parameters that differ in it."""

    name: str
    toy: Toy
    changes: Mapping[str, float]


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
        if knows is KNOWS:
            ties = TIES if ties is None else ties
            learning = {"reach": 0.3, "learning_rate": 1.0} if learning is None else learning
        self.title, self.periods, self.fields = title, periods, tuple(fields)
        self._learning, self._knobs = dict(learning or {}), dict(controls or {})
        given: dict[str, Any] = {"ties": ties or [], "kinds": kinds or {}}
        self._sides = [Side(called if compare else "", _toy(knows, self.fields, **given), {})]
        for name, changes in (compare or {}).items():
            toy = _toy(knows, self.fields, **{of: changes.get(of, given[of]) for of in given})
            more = {of: value for of, value in changes.items() if of not in given}
            self._sides.append(Side(name, toy, more))
        problems = whole_problems(1, periods=periods)
        if len(self._sides) > 2:
            problems += [f"compare: {len(self._sides) - 1} are given; give one to compare."]
        ClusterlibError.raise_any(problems, "the toy")
        self.two = len(self._sides) == 2
        self.share = 0.5 if self.two else 0.56
        self.names, self._circle = self._sides[0].toy.names, places is None
        self._at = _places(self.names, places)
        self.examples = tuple({"period": at} for at in (0, 1, periods))
        super().__init__(prediction, **settings)

    def make_controls(self) -> dict[str, Control]:
        """Return the parameters to be moved, and the period."""
        knobs = {name: free_slider(name, given) for name, given in self._knobs.items()}
        return {**knobs, "period": period_slider(self.periods, step=1, start=0)}

    def compute(self, settings: Settings) -> Stepped:
        """Walk the toys, and look at one period."""
        usual = {**self._learning, **{name: settings[name] for name in self._knobs}}
        learning = [_parameters({**usual, **side.changes}) for side in self._sides]
        walks = [
            walk(side.toy, p, self.periods, self.fields)
            for side, p in zip(self._sides, learning, strict=True)
        ]
        return Stepped(settings["period"], tuple(learning), tuple(walks))

    def note(self, now: Stepped) -> list[float | None]:
        """Return what they know on average in every period, in the first toy."""
        return views.numbers(now.walks[0].mean)

    def lay_out(self) -> dict[str, views.View]:
        """Return map, rows of words and curves of each toy."""
        shown = {}
        for k, side in enumerate(self._sides):
            right, of = bool(k), f", {side.name}" if self.two else ""
            for field, called in enumerate(self.fields):
                beside = right if self.two else bool(field % 2)
                if head := ": ".join(part for part in (side.name, called) if part):
                    shown[f"head{k}{field}"] = _head(head, beside)
                shown[f"map{k}{field}"] = views.View(
                    "map", f"map{of}{f' in {called}' if called else ''}", self._look(side.toy),
                    partial(self._map, side.toy), partial(self._moment, k, field), side=beside,
                    tall=18 if self.two and len(self._at) < 6 else 19,
                )  # fmt: skip
            # Room for those of both, so that what stands below is level.
            shown[f"rows{k}"] = views.View(
                "rows", f"what happened{of}", {}, self._room, partial(self._told, k), side=right
            )
            shown[f"curves{k}"] = self._curves(k, of)
        return shown

    def rows(self, period: int | None = None) -> list[str]:
        """Return what happened in a period, that of the slider when not given, in the first toy."""
        now = self.result
        flows = now.walks[0].flows[now.period if period is None else period]
        return [flow.told for flow in flows]

    def finding(self, now: Stepped) -> str:
        """Say who learned most in the period, or what all know."""
        means = [number(walk.mean[now.period], ".2f") for walk in now.walks]
        if self.two:
            both = zip(means, self._sides, strict=True)
            told = " and ".join(f"{mean} ({side.name})" for mean, side in both)
            return f"Period {now.period}: on average they know {told}"
        if now.period == 0:
            return f"Period 0: nobody has learned yet; on average they know {means[0]}"
        gains: dict[str, float] = defaultdict(float)
        for flow in now.walks[0].flows[now.period]:
            gains[flow.learner] += flow.added
        if max(gains.values(), default=0.0) < SEEN:
            return f"Period {now.period}: nobody learns; on average they know {means[0]}"
        top = max(gains, key=lambda name: gains[name])
        most = number(gains[top] / len(self.fields), "+.3f")
        of = "performance " if len(self.fields) > 1 else ""
        told = f"{top} learns most, {of}{most}; on average they know {means[0]}"
        return f"Period {now.period}: {told}"

    def remark(self, now: Stepped) -> str:
        """Say what the numbers in the rows are."""
        p, *other = now.learning
        here = {REACH_OF_KIND.get(kind) for _, kind in self._sides[0].toy.kinds}
        of: dict[float, list[str]] = defaultdict(list)
        for name in [name for name in REACHES if name in here]:
            of[getattr(p, name)].append(REACHES[name])
        whose = [f" ({', '.join(labels)})" if len(of) > 1 else "" for labels in of.values()]
        told = ", ".join(f"{value:g}{who}" for value, who in zip(of, whose, strict=True))
        if any(getattr(q, name) != getattr(p, name) for q in other for name in REACHES):
            told = "as above each map"
        alike = all(q.learning_rate == p.learning_rate for q in other)
        rate = f"learning rate {p.learning_rate:g}" if alike else "learning rate"
        fades = f" Then {p.obsolescence:.0%} of what they know fades." if p.obsolescence else ""
        understood = f"Understood: exp(−gap / reach), reach {told}."
        return f"{understood} Rate: {rate} × strength of the tie.{fades}"

    def describe(self, now: Stepped) -> str:
        """Say what all know, and what happened in the period."""
        parts = []
        for k, side in enumerate(self._sides):
            for field, called in enumerate(self.fields):
                head = ", ".join(part for part in (side.name, called) if part)
                known = now.walks[k].knowledge[now.period, :, field]
                values = dict(zip(self.names, known.tolist(), strict=True))
                parts.append(f"{head}: " * bool(head) + listed(values, ".2f") + ".")
            parts += [f"{text}." for text, _ in self._happened(now, k, now.period)]
        return " ".join(parts)

    # ---- views

    def _look(self, toy: Toy) -> views.Data:
        kinds, dimensions = ({of for *_, of in given} for given in (toy.kinds, toy.ties))
        words = "knowledge: share of the frontier (0 to 1)"
        scale = views.colour_scale(0, 1, words, "knowledge", 6, unit=UNIT, over=False)
        look = views.map_look(kinds if len(kinds) > 1 else (), scale)
        ties = [
            {**tie, "bend": 0, "label": tie["label"] if name in dimensions else ""}
            for name, tie in zip(DIMENSIONS, look["ties"], strict=True)
        ]
        size = [max(x for x, _ in self._at) + 0.55, max(y for _, y in self._at) + 0.5]
        more = {"size": size, "actor": 0.3, "rim": INK, "circle": self._circle, "stretch": True}
        return {**look, "regions": [], "ties": ties, **more}

    def _map(self, toy: Toy, _: Stepped) -> views.Data:
        kinds = [list(KINDS).index(kind) for _, kind in toy.kinds]
        ties = views.ties_of(toy.cluster)
        return {"ids": toy.names, "kinds": kinds, "at": self._at, "ties": ties}

    def _moment(self, k: int, field: int, now: Stepped) -> views.Data:
        known = now.walks[k].knowledge[now.period, :, field]
        place = self.names.index
        by, came = list(DIMENSIONS), now.walks[k].flows[now.period]
        seen = [flow for flow in came if flow.field == field and flow.added >= SEEN]
        flows = [
            [place(f.source), place(f.learner), by.index(f.dimension), number(f.added, "+.3f")]
            for f in seen
        ]
        texts = [f"{name} {number(of, '.2f')}" for name, of in zip(self.names, known, strict=True)]
        return {"level": views.levels(known, UNIT), "texts": texts, "flows": flows}

    def _room(self, now: Stepped) -> views.Data:
        periods = range(self.periods + 1)
        return _sizes([self._happened(now, k, at) for k in range(len(now.walks)) for at in periods])

    def _told(self, k: int, now: Stepped) -> views.Data:
        return {"rows": self._happened(now, k, now.period)}

    def _happened(self, now: Stepped, k: int, period: int) -> list[Row]:
        """Return what happened in a period; at the start the gaps that are to come."""
        flows = now.walks[k].flows[max(period, 1)]
        rows = _told_in_rows(flows) if period else self._gaps(flows)
        return rows or [["Nobody has a neighbour who knows more.", "quiet"]]

    def _gaps(self, flows: Sequence[Flow]) -> list[Row]:
        """Return the gaps, the largest ones where they are many."""
        shown = flows
        if len(flows) > MOST_ROWS:
            shown = sorted(flows, key=lambda flow: -flow.gap)[: MOST_ROWS - 1]
        on = [f" in {name}" if name else "" for name in self.fields]
        rows = [
            [f"Gap of {f.learner} to {f.source}{on[f.field]}: {number(f.gap, '.2f')}", ""]
            for f in shown
        ]
        left = len(flows) - len(shown)
        return rows + [[f"{left} smaller gaps", "quiet"]] * bool(left)

    def _curves(self, k: int, of: str) -> views.View:
        series = [
            views.Series(name, name, views.COLOURS[at % 6], ("", views.DASHED)[at // 6 % 2])
            for at, name in enumerate(self.names)
        ]
        step = 1 if self.periods <= 10 else 5 if self.periods <= 30 else 10
        what = "knowledge" if len(self.fields) == 1 else "performance: mean over the fields"
        level = views.axis(f"{what} (0 to 1)", 0, 1, views.SHARES, ".1f")

        def run(now: Stepped) -> views.Data:
            paths = map(views.numbers, now.walks[k].performance.T)
            return dict(zip(self.names, paths, strict=True))

        tall = max(16 if self.two else 18, 1.25 * len(self.names) + 10)
        return views.curves(
            f"knowledge over time{of}", series, views.time_axis(self.periods, step), level, run,
            grows=True, side=not self.two or bool(k), tall=tall,
        )  # fmt: skip


def _told_in_rows(flows: Sequence[Flow]) -> list[Row]:
    """Return what happened in rows; what brings nothing is told in one where it is much."""
    bring = [[flow.told, ""] for flow in flows if flow.added]
    none = [flow for flow in flows if not flow.added]
    if len(flows) <= MOST_ROWS or len(none) < 2:
        return bring + [[flow.told, "quiet"] for flow in none]
    why = ""
    if all("imitates only the best" in flow.told for flow in none):
        why = ": a firm imitates only the best it sees"
    return [*bring, [f"{len(none)} other gaps bring nothing{why}", "quiet"]]


def _head(text: str, side: bool) -> views.View:
    rows = [[text, "strong"]]
    room, data = _sizes([rows]), {"rows": rows}
    return views.View("rows", f"heading: {text}", {}, lambda _: room, lambda _: data, side=side)


def _sizes(periods: Sequence[Sequence[Row]]) -> views.Data:
    """Return the longest row of all periods and how many rows there are at most."""
    longest = max((text for rows in periods for text, _ in rows), key=len)
    return {"longest": longest, "most": max(map(len, periods))}


def _parameters(given: Mapping[str, float]) -> Learning:
    """Return parameters; "reach" is that of all kinds which have none of their own here."""
    own = dict(given)
    reach = dict.fromkeys(REACHES, own.pop("reach")) if "reach" in own else {}
    # Nothing fades in a toy that does not ask for it, so that what is learned is all that changes.
    return Learning(**{"obsolescence": 0.0, **reach, **own})


def _toy(
    knows: Mapping[str, float | Sequence[float]], fields: tuple[str, ...],
    ties: Sequence[tuple[str, str, str]], kinds: Mapping[str, str],
) -> Toy:  # fmt: skip
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
    listing = f"choose {', '.join(KINDS)}."
    for name, kind in kinds.items():
        if name not in known:
            problems.append(f"kind of {name}: {did_you_mean(name, known, NOBODY)}")
        if kind not in KINDS:
            problems.append(f"kind of {name} = {kind!r}: {did_you_mean(kind, KINDS, listing)}")
    of_all = {name: kinds[name] if kinds.get(name) in KINDS else "sme" for name in known}
    seen: set[frozenset[str]] = set()
    for tie in ties:
        twice = "these two have a tie already." if frozenset(tie[:2]) in seen else ""
        if problem := _tie_problem(tie, of_all) or twice:
            problems.append(f"tie {tie!r}: {problem}")
        seen.add(frozenset(tie[:2]))
    ClusterlibError.raise_any(problems, "the toy")
    levels = tuple(tuple(map(float, of)) for of in known.values())
    return Toy(tuple(of_all.items()), levels, tuple((a, b, by) for a, b, by in ties))


def _tie_problem(tie: Sequence[str], kinds: Mapping[str, str]) -> str:
    if len(tie) != 3:
        return "give (one, other, dimension)."
    one, other, dimension = tie
    for name in (one, other):
        if name not in kinds:
            return f"{name}: {did_you_mean(name, kinds, NOBODY)}"
    if dimension not in DIMENSIONS:
        return did_you_mean(dimension, DIMENSIONS, f"choose {', '.join(DIMENSIONS)}.")
    # Firms of a toy have no stage: they stand as the tie wants it.
    stage = 1 if dimension == "horizontal" else 2
    fits = dimension_of(kinds[one], 1, kinds[other], stage) == dimension
    if one == other or not fits:
        return f"{DIMENSIONS[dimension]} joins no {kinds[one]} and {kinds[other]}."
    return ""


def _places(names: Sequence[str], given: Mapping[str, tuple[float, float]] | None) -> list[Any]:
    """Return places on a map whose margins leave room for names; on a circle if none are given."""
    if given is None:
        at = np.array(views.circle_data(nx.empty_graph(len(names)), [0] * len(names), "")["at"])
    else:
        missing = [f"{name}: give its place (x, y)." for name in names if name not in given]
        ClusterlibError.raise_any(missing, "places")
        at = np.array([given[name] for name in names], dtype=float)
    at = at - at.min(axis=0)
    at = at * 2 / max(float(at.max()), 1e-9) + [0.55, 0.5]
    return [[round(x, 3), round(y, 3)] for x, y in at.tolist()]


#: What notebooks call.
toy_lab = ToyLab
