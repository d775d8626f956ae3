"""Settings of a lab given by hand: everything that is wrong with them, named at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusterlib.checks import did_you_mean, is_number
from clusterlib.errors import ClusterlibError

_BY_NAME = "give a value for each name, such as {'seed': 2}."


def check_settings(
    title: str, controls: Mapping[str, Any], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return settings as the controls of a lab would hold them.

    Raises
    ------
    ClusterlibError
        If a setting names no control or is not among its values. All problems are listed.

    Examples
    --------
    >>> from ipywidgets import FloatSlider, IntSlider
    >>> sliders = {"openness": FloatSlider(max=1), "period": IntSlider(max=160, step=2)}
    >>> check_settings("a lab", sliders, {"openness": 1})
    {'openness': 1.0}
    >>> check_settings("a lab", sliders, {"period": 7})
    Traceback (most recent call last):
        ...
    clusterlib.errors.ClusterlibError: 1 problem in the settings of the lab 'a lab':
      - period = 7: choose 0 to 160 in steps of 2.
    """
    if not isinstance(settings, Mapping):
        raise ClusterlibError(f"settings of the lab {title!r}: {settings!r} is no dict; {_BY_NAME}")
    problems, values = [], {}
    for name, value in settings.items():
        if name not in controls:
            cure = did_you_mean(name, controls, f"use {', '.join(controls)}.")
            problems.append(f"{name}: there is no such control; {cure}")
        elif cure := _cure(controls[name], value):
            problems.append(f"{name} = {value!r}: choose {cure}.")
        else:
            values[name] = type(controls[name].value)(value)
    ClusterlibError.raise_any(problems, f"the settings of the lab {title!r}")
    return values


def value_of(control: Any) -> Any:
    """Return the value of a control without what a browser adds to it.

    A slider sends 0.7999999999999999 for 0.8, and lets a learner type a value between two steps.
    Where steps are whole, there is nothing between them.
    """
    if _in_whole_steps(control):
        return control.min + round((control.value - control.min) / control.step) * control.step
    return round(control.value, 10) if isinstance(control.value, float) else control.value


def _cure(control: Any, value: Any) -> str:
    """Say which values a control takes, if this one is not among them."""
    if hasattr(control, "options"):
        options = [of for _, of in control.options]
        return "" if value in options else ", ".join(map(repr, options))
    steps = f" in steps of {control.step}" if _in_whole_steps(control) and control.step > 1 else ""
    fits = (
        is_number(value)
        and control.min <= value <= control.max
        and not (_in_whole_steps(control) and (value - control.min) % control.step)
    )
    return "" if fits else f"{control.min:g} to {control.max:g}{steps}"


def _in_whole_steps(control: Any) -> bool:
    return isinstance(getattr(control, "step", None), int) and isinstance(control.value, int)
