"""Controls of a lab, with ranges, units and meanings from a parameter's own declaration.

A control is plain data: the browser makes a slider, a list or a box for a number of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clustercourse.labs.words import WORDS
from clusterlib.checks import did_you_mean, is_number
from clusterlib.errors import ClusterlibError
from clusterlib.parameters import Declaration
from clusterlib.words import decimals

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Chosen:
    """What some settings lead to; a setting is read as an attribute."""

    settings: Settings

    def __getattr__(self, name: str) -> Any:
        try:
            return self.settings[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Control:
    """A slider, a list or a number.

    Attributes
    ----------
    kind : str
        ``"slider"``, ``"list"`` or ``"number"``.
    label, meaning : str
        Words beside it, and what it means.
    values : tuple
        The values it steps through; of a number, its two ends.
    start : object
        The value at the start.
    form : str
        Format of a slider's value.
    texts : tuple of str
        Of a list: the words for each value.
    group : str
        Controls with the same group stand together below this heading.
    follow : mapping
        Value -> values that other controls take with it.
    """

    kind: Literal["slider", "list", "number"]
    label: str
    meaning: str
    values: tuple[Any, ...]
    start: Any
    form: str = ".0f"
    texts: tuple[str, ...] = ()
    group: str = ""
    follow: Mapping[Any, Settings] = field(default_factory=dict)

    def text(self, value: Any) -> str:
        """Return a value in words."""
        if self.texts:
            return self.texts[self.values.index(value)]
        return f"{value:g}" if isinstance(value, float) else str(value)

    def cure(self, value: Any) -> str:
        """Return which values it takes, if this is not among them."""
        low, high = self.values[0], self.values[-1]
        if self.kind == "list":
            return "" if value in self.values else ", ".join(map(repr, self.values))
        whole = isinstance(low, int)
        step = self.values[1] - low if whole and self.kind == "slider" else 1
        fits = is_number(value) and low <= value <= high and not (whole and (value - low) % step)
        steps = f" in steps of {step}" if step > 1 else ""
        return "" if fits else f"{low:g} to {high:g}{steps}"

    def held(self, value: Any) -> Any:
        """Return a value as it holds it: whole where all are whole."""
        return value if self.kind == "list" else type(self.values[0])(value)

    def only(self, values: Sequence[Any], others: Mapping[str, Sequence[Any]]) -> Control:
        """Return a control with some of its values, for a recording that holds some of others."""
        texts = tuple(self.text(value) for value in values) if self.texts else ()
        follow = {
            value: {name: to for name, to in of.items() if to in others.get(name, ())}
            for value, of in self.follow.items()
        }
        kind: Any = "list" if self.kind == "list" else "slider"
        return replace(self, kind=kind, values=tuple(values), texts=texts, follow=follow)

    def plan(self) -> dict[str, Any]:
        """Return what the browser is told."""
        told = {name: getattr(self, name) for name in ("kind", "label", "meaning", "form", "group")}
        ends = {"low": self.values[0], "high": self.values[-1]}
        more = ends if self.kind == "number" else {"values": list(self.values)}
        texts = {"texts": list(self.texts)} if self.texts else {}
        return {**told, **more, **texts, "follow": dict(self.follow)}


def slider(
    declaration: Declaration, *, label: str = "", low: float | None = None,
    high: float | None = None, step: float | None = None, group: str = "",
) -> Control:  # fmt: skip
    """Return a slider for a parameter: its range, its default and whether it is whole.

    Parameters
    ----------
    declaration : Declaration
        For example ``Structure.declarations()["openness"]``.
    label : str, optional
        Text beside the slider; the parameter's name when not given.
    low, high : float, optional
        Ends of the slider where the declared range is too wide to be useful.
    step : float, optional
        1 for whole numbers and a twentieth of the range for others when not given.
    group : str, optional
        Heading below which it stands.

    Raises
    ------
    ClusterlibError
        If the slider would leave the declared range.

    Examples
    --------
    >>> from clusterlib import Structure
    >>> openness = slider(Structure.declarations()["openness"])
    >>> openness.label, openness.values[:3], openness.values[-1]
    ('openness', (0.0, 0.05, 0.1), 1.0)
    """
    low = declaration.low if low is None else low
    high = declaration.high if high is None else high
    if low < declaration.low or high > declaration.high:
        raise ClusterlibError(
            f"slider for {declaration.name}: {low:g} to {high:g} leaves its declared range; "
            f"stay within {declaration.low:g} and {declaration.high:g}."
        )
    step = step or (1 if declaration.whole else (high - low) / 20)
    meaning = f"{declaration.meaning} ({low:g} to {high:g} {declaration.unit})".replace(" )", ")")
    start = min(max(declaration.default, low), high)
    label = label or declaration.name.replace("_", " ")
    return _slider(label, meaning, low, high, step, start, whole=declaration.whole, group=group)


def as_it_is(control: Control) -> Control:
    """Return the slider of openness for a cluster of one's own, which is as it is at 0."""
    meaning = "share of your cluster's local ties given up for pipelines; at 0 it is as it is"
    return replace(control, meaning=meaning, start=control.values[0])


def _slider(
    label: str, meaning: str, low: float, high: float, step: float, start: float,
    *, whole: bool, group: str = "",
) -> Control:  # fmt: skip
    kind: type[Any] = int if whole else float
    values = tuple(kind(round(low + k * step, 10)) for k in range(round((high - low) / step) + 1))
    return Control(
        "slider", label, meaning, values, kind(start), f".{decimals(low, step)}f", group=group
    )


def free_slider(name: str, given: Any) -> Control:
    """Return a slider for what no parameter declares.

    Parameters
    ----------
    name : str
        Of the control.
    given : tuple
        Lowest value, highest, step, the one it starts with, and the words beside it; numbers that
        are all whole make a slider of whole numbers. Words of ``WORDS`` bring their meaning.

    Raises
    ------
    ClusterlibError
        If these are not five, or the start is not among the values.

    Examples
    --------
    >>> reach = free_slider("reach", (0.1, 0.5, 0.2, 0.3, "reach of an SME"))
    >>> reach.label, reach.values, reach.start, reach.form
    ('reach of an SME', (0.1, 0.3, 0.5), 0.3, '.1f')
    >>> free_slider("loyalty", (0, 3, 1, 3, "loyalty")).meaning
    'how strongly trust binds attention to local partners (0 to 3)'
    """
    cure = f"control {name} = {given!r}: give (low, high, step, start, words)"
    if not (isinstance(given, tuple | list) and len(given) == 5):
        raise ClusterlibError(f"{cure}.")
    *numbers, words = given
    low, high, step, start = numbers
    if not (all(map(is_number, numbers)) and isinstance(words, str) and low < high and step > 0):
        raise ClusterlibError(f"{cure}, with low below high and a step above 0.")
    whole = all(isinstance(one, int) for one in numbers)
    meaning = WORDS.get(words, words)
    made = _slider(words, f"{meaning} ({low:g} to {high:g})", low, high, step, start, whole=whole)
    if made.start not in made.values:
        among = ", ".join(f"{value:g}" for value in made.values)
        raise ClusterlibError(f"{cure}, with a start among {among}.")
    return made


@dataclass(frozen=True)
class Case:
    """One of several, in the words of the control, of the title and of an axis."""

    option: str
    words: str
    short: str = ""


def choice(
    options: Mapping[Any, Any], start: Any, label: str, meaning: str, **more: Any
) -> Control:
    """Return a list to choose from; ``options`` maps each value to its text, or to a case."""
    texts = tuple(getattr(of, "option", of) for of in options.values())
    return Control("list", label, meaning, tuple(options), start, texts=texts, **more)


def period_slider(periods: int, step: int = 2, start: int | None = None) -> Control:
    """Return a slider for the period that a picture shows; it starts at the end of the run."""
    meaning = "which period the picture shows; nothing is computed anew"
    values = tuple(range(0, periods + 1, step))
    return Control("slider", "period", meaning, values, periods if start is None else start)


def seed_box(start: int = 1, *, own: bool = False) -> Control:
    """Return a box for the seed of the random draws; a cluster of one's own is not drawn."""
    meaning = "the same seed gives the same draw"
    if own:
        meaning += " of what your actors know first, and of chance; the cluster stays yours"
    return Control("number", "seed", meaning, (0, 9999), start)


def check_settings(title: str, controls: Mapping[str, Control], settings: Any) -> dict[str, Any]:
    """Return settings as the controls of a lab would hold them.

    Raises
    ------
    ClusterlibError
        If a setting names no control or is not among its values. All problems are listed.

    Examples
    --------
    >>> check_settings("a lab", {"period": period_slider(160)}, {"period": 7})
    Traceback (most recent call last):
        ...
    clusterlib.errors.ClusterlibError: 1 problem in the settings of the lab 'a lab':
      - period = 7: choose 0 to 160 in steps of 2.
    """
    if not isinstance(settings, Mapping):
        raise ClusterlibError(
            f"settings of the lab {title!r}: {settings!r} is no dict; give a value for each name, "
            "such as {'seed': 2}."
        )
    problems = [problem for one in settings.items() if (problem := problem_of(controls, *one))]
    ClusterlibError.raise_any(problems, f"the settings of the lab {title!r}")
    return {name: controls[name].held(value) for name, value in settings.items()}


def problem_of(controls: Mapping[str, Control], name: str, value: Any) -> str:
    """Return what is wrong with one setting, with its cure; nothing if it is right."""
    if name not in controls:
        cure = did_you_mean(name, controls, f"use {', '.join(controls)}.")
        return f"{name}: there is no such control; {cure}"
    cure = controls[name].cure(value)
    return f"{name} = {value!r}: choose {cure}." if cure else ""
