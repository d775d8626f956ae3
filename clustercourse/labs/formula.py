"""A formula drawn as curves, with sliders that move them and a place where values are read off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature
from math import exp, isfinite
from typing import Any, NamedTuple

import numpy as np
from matplotlib.ticker import MaxNLocator

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control, Settings, free_slider
from clustercourse.labs.views import COLOURS, DASH_DOTTED, DASHED, Data, View, axis, numbers
from clusterlib.errors import ClusterlibError
from clusterlib.words import decimals, listed, number

#: A function of x and of settings, by their names.
Function = Callable[..., float]
#: Words, lowest and highest value of an axis; and a slider, see :func:`free_slider`.
AxisOf = tuple[str, float, float]
Slider = tuple[float, float, float, float, str]

#: Name of the slider for the place where values are read off.
AT = "at"
#: Points of a curve.
POINTS = 161
#: A line for each curve; dots are those of the setting before.
DASHES = ("", DASHED, DASH_DOTTED)


class Drawn(NamedTuple):
    """Curves with some settings, and their values at one place.

    Attributes
    ----------
    settings : dict
        Of the sliders.
    x : list of float
    curves : dict
        Values by the curve's label, None where it has none.
    guides : dict
        Places on x by their words.
    values : dict
        Value of each curve at the place that is read off; empty without one.
    """

    settings: Mapping[str, Any]
    x: list[float]
    curves: Mapping[str, list[float | None]]
    guides: Mapping[str, float]
    values: Mapping[str, float | None]


class FormulaLab(Lab[Drawn]):
    """A formula drawn as one curve or more, with sliders that move it.

    Parameters
    ----------
    title : str
        Name of the lab for screen readers.
    x, y : tuple
        ``(words with the unit, low, high)``. The axes stay, so that it is seen how a curve moves.
    curves : dict
        Label -> function of x and of those sliders whose names are its arguments.
    controls : dict, optional
        Name -> ``(low, high, step, start, words)``.
    mark : tuple, optional
        A slider as above for a place on x, where the value of each curve is read off. Its value is
        ``settings["at"]``.
    guides : dict, optional
        Words -> function of sliders, or a number: a thin vertical line at that x.
    finding : callable, optional
        Takes the settings as a dict; returns what the picture shows in one line, without a full
        stop. When not given: the values at the mark, or where the first curve is highest.
    remark : str, optional
        The line below, a whole sentence: the formula, for instance.
    form : str, default ".2f"
        Format of values.
    prediction : str, optional
        As in :class:`clustercourse.labs.base.Lab`.
    **settings
        Starting values of sliders; and what every lab takes.

    Raises
    ------
    ClusterlibError
        If a function takes what no slider gives, or there is no slider. All problems are listed.

    Examples
    --------
    >>> lab = formula_lab(
    ...     "Formula: trust draws attention to local ties",
    ...     x=("trust (0 none, 1 full)", 0, 1),
    ...     y=("pull of a local tie (a pipeline: 1)", 0, 20),
    ...     curves={"exp(loyalty × trust)": lambda x, loyalty: exp(loyalty * x)},
    ...     controls={"loyalty": (0, 5, 0.5, 1, "loyalty")},
    ...     mark=(0, 1, 0.1, 0.7, "trust"),
    ... )
    >>> lab
    At trust 0.7: exp(loyalty × trust) 2.01. Curve: from 1.00 at 0 to 2.72 at 1, highest at 1.
    Settings: loyalty 1, trust 0.7.
    >>> lab.move(loyalty=3.0)
    >>> lab.words(lab.settings)["finding"]
    'At trust 0.7: exp(loyalty × trust) 8.17'
    """

    seeded = False
    share = 1.0
    looks = frozenset({AT})

    def __init__(
        self,
        title: str = "Formula: what a firm learns from a gap",
        *,
        x: AxisOf = ("gap to a neighbour (share of the frontier)", 0, 1),
        y: AxisOf = ("share of the frontier, or of the gap", 0, 1),
        curves: Mapping[str, Function] | None = None,
        controls: Mapping[str, Slider] | None = None,
        mark: Slider | None = None,
        guides: Mapping[str, Function | float] | None = None,
        finding: Callable[[dict[str, Any]], str] | None = None,
        remark: str = "",
        form: str = ".2f",
        prediction: str = "",
        **settings: Any,
    ) -> None:
        if curves is None:
            curves = {
                "understood": lambda x, reach: exp(-x / reach),
                "can be learned": lambda x, reach: x * exp(-x / reach),
            }
            remark = remark or (
                "understood = exp(−gap / reach); can be learned = gap × understood. A period "
                "brings a share of that, the learning rate: 0.4 in the cluster."
            )
            controls = controls or {"reach": (0.1, 0.6, 0.05, 0.2, "reach of the firm")}
            mark = mark or (0, 1, 0.05, 0.4, "gap")
            guides = guides or {"most is learned here": lambda reach: reach}
        self.title, self._x, self._y = title, x, y
        self._functions, self._guides = dict(curves), dict(guides or {})
        self._sliders = dict(controls or {})
        self._mark, self._told, self._line, self._form = mark, finding, remark, form
        self._check()
        name, slider = next(iter(self.make_controls().items()))
        ends = (0, len(slider.values) // 2, len(slider.values) - 1)
        self.examples = tuple({name: slider.values[at]} for at in ends)
        super().__init__(prediction, **settings)

    def make_controls(self) -> dict[str, Control]:
        """Return the sliders, that of the mark last."""
        sliders = {**self._sliders, **({AT: self._mark} if self._mark else {})}
        return {name: free_slider(name, given) for name, given in sliders.items()}

    def compute(self, settings: Settings) -> Drawn:
        """Return the curves, and what is read off."""
        _, low, high = self._x
        xs = np.linspace(low, high, POINTS).tolist()
        functions = self._functions.items()
        curves = {label: [_value(of, settings, x) for x in xs] for label, of in functions}
        guides = {}
        for words, of in self._guides.items():
            at = _value(of, settings) if callable(of) else float(of)
            if at is not None and low <= at <= high:
                guides[words] = at
        values = {}
        if AT in settings:
            values = {label: _value(of, settings, settings[AT]) for label, of in functions}
        return Drawn(dict(settings), xs, curves, guides, values)

    def lay_out(self) -> dict[str, View]:
        """Return the curves."""
        series = [
            {"name": str(k), "label": label, "colour": COLOURS[k % 5], "dash": DASHES[k % 5 % 3]}
            for k, label in enumerate(self._functions)
        ]
        look = {"x": _axis(*self._x), "y": _axis(*self._y), "series": series}
        return {"lines": View("lines", "the formula drawn", look, self._lines, tall=26)}

    def finding(self, now: Drawn) -> str:
        """Say what the author says, or what is read off."""
        if self._told:
            return self._told(dict(now.settings))
        if self._mark:
            values = listed(now.values, self._form)
            return f"At {self._mark[4]} {now.settings[AT]:g}: {values}"
        label, ys = next(iter(now.curves.items()))
        at, most = _highest(now.x, ys)
        return f"Highest at {at:g}: {label} {number(most, self._form)}"

    def remark(self, now: Drawn) -> str:
        """Say what the author says."""
        return self._line

    def describe(self, now: Drawn) -> str:
        """Say how each curve runs, and where vertical lines stand."""
        told, (_, low, high) = [], self._x
        for label, ys in now.curves.items():
            name = f"Curve {label}" if len(now.curves) > 1 else "Curve"
            first, last = (number(ys[end], self._form) for end in (0, -1))
            ends = f"from {first} at {low:g} to {last} at {high:g}"
            told.append(f"{name}: {ends}, highest at {_highest(now.x, ys)[0]:.2g}.")
        told += [f"Line “{words}” at {place:.2g}." for words, place in now.guides.items()]
        return " ".join(told)

    # ---- within

    def _lines(self, now: Drawn) -> Data:
        run: Data = {
            "x": numbers(now.x),
            "curves": {str(k): ys for k, ys in enumerate(map(_sent, now.curves.values()))},
            "guides": [{"x": place, "label": words} for words, place in now.guides.items()],
        }
        if now.values:
            texts = [number(value, self._form) for value in now.values.values()]
            values = _sent(now.values.values())
            run["at"] = {"x": now.settings[AT], "values": values, "texts": texts}
        return run

    def _check(self) -> None:
        no_slider = not self._sliders and self._mark is None
        problems = ["no slider: give controls or a mark."] if no_slider else []
        if AT in self._sliders:
            problems += [f"control {AT}: this is the name of the mark's slider; choose another."]
        problems += [
            f"{name} = {of!r}: give low below high."
            for name, of in {"x": self._x, "y": self._y}.items()
            if not of[1] < of[2]
        ]
        if not self._functions:
            problems += ["no curve: give a function of x by its label."]
        sliders = {*self._sliders, *([AT] if self._mark else [])}
        # A curve takes x first, a guide sliders only.
        asking = [(words, of, 1) for words, of in self._functions.items()]
        asking += [(words, of, 0) for words, of in self._guides.items() if callable(of)]
        problems += [
            f"{words}: no slider gives {', '.join(missing)}; add it to controls."
            for words, of, skip in asking
            if (missing := _asked_of(of, skip) - sliders)
        ]
        ClusterlibError.raise_any(problems, f"the formula {self.title!r}")


def _asked_of(function: Function, skip: int) -> set[str]:
    """Return the arguments that a function must be given, beside the first ones."""
    given = list(signature(function).parameters.values())[skip:]
    named = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    return {one.name for one in given if one.kind in named and one.default is Parameter.empty}


def _value(function: Function, settings: Settings, *x: float) -> float | None:
    """Return a function's value with those settings that it takes; None where it has none."""
    takes = signature(function).parameters
    every = any(one.kind is Parameter.VAR_KEYWORD for one in takes.values())
    given = {name: value for name, value in settings.items() if every or name in takes}
    try:
        value = float(function(*x, **given))
    except (ZeroDivisionError, OverflowError, ValueError):
        return None
    return value if isfinite(value) else None


def _sent(values: Iterable[float | None]) -> list[float | None]:
    return [None if value is None else float(f"{value:.6g}") for value in values]


def _highest(x: list[float], ys: list[float | None]) -> tuple[float, float | None]:
    """Return where a curve is highest, the first place of those alike, and how high."""
    known = [(y, -at) for at, y in zip(x, ys, strict=True) if y is not None]
    if not known:
        return x[0], None
    y, at = max(known)
    return -at + 0.0, y


def _axis(words: str, low: float, high: float) -> Data:
    """Return an axis with about five ticks at round numbers."""
    places = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high)
    ticks = [tick for tick in places if low - 1e-9 <= tick <= high + 1e-9]
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    return axis(words, low, high, ticks, f".{decimals(step)}f")


#: What notebooks call.
formula_lab = FormulaLab
