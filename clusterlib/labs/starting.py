"""Starting values of a lab: everything that is wrong with them, named at once."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Mapping
from typing import Any

from traitlets import TraitError

from clusterlib.labs.choice import listed


def start_from(title: str, controls: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
    """Give controls their starting values.

    Raises
    ------
    ValueError
        If a setting names no control or is not among its values. All problems are listed.
    """
    problems = []
    for name, value in settings.items():
        if name not in controls:
            close = difflib.get_close_matches(name, controls, n=1)
            cure = f"did you mean {close[0]!r}?" if close else f"use {', '.join(controls)}."
            problems.append(f"{name}: there is no such control; {cure}")
            continue
        control = controls[name]
        with contextlib.suppress(TraitError, ValueError):
            control.value = value
        if control.value != value:
            options = [repr(of) for _, of in getattr(control, "options", [])]
            cure = ", ".join(options) or f"{control.min:g} to {control.max:g}"
            problems.append(f"{name} = {value!r}: choose {cure}.")
    if problems:
        raise ValueError(listed(f"the settings of the lab {title!r}", problems))
