"""Controls of a lab, with ranges, units and meanings from a parameter's own declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipywidgets import BoundedIntText, Dropdown, FloatSlider, IntSlider, Layout

from clusterlib.errors import ClusterlibError
from clusterlib.parameters import Declaration

_LABEL = {"description_width": "initial"}


def slider(
    declaration: Declaration,
    *,
    label: str = "",
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
) -> Any:
    """Return a slider for a parameter: its range, its default and whether it is whole.

    Parameters
    ----------
    declaration : Declaration
        For example ``Structure.declarations()["openness"]``.
    label : str, optional
        Text before the slider; the parameter's name with its unit when not given.
    low, high : float, optional
        Ends of the slider where the declared range is too wide to be useful.
    step : float, optional
        1 for whole numbers and a twentieth of the range for others when not given.

    Raises
    ------
    ClusterlibError
        If the slider would leave the declared range.

    Examples
    --------
    >>> from clusterlib import Structure
    >>> openness = slider(Structure.declarations()["openness"])
    >>> openness.description, openness.min, openness.max, openness.step
    ('openness', 0.0, 1.0, 0.05)
    """
    low = declaration.low if low is None else low
    high = declaration.high if high is None else high
    if low < declaration.low or high > declaration.high:
        raise ClusterlibError(
            f"slider for {declaration.name}: {low:g} to {high:g} leaves its declared range; "
            f"stay within {declaration.low:g} and {declaration.high:g}."
        )
    label = label or declaration.name.replace("_", " ")
    options: dict[str, Any] = {
        "value": min(max(declaration.default, low), high),
        "min": low,
        "max": high,
        "description": label,
        "tooltip": f"{declaration.meaning} ({low:g} to {high:g} {declaration.unit})".replace(
            " )", ")"
        ),
        "style": _LABEL,
        # Room for the label, so that every slider itself has the same length.
        "layout": Layout(width=f"{200 + 8 * len(label)}px"),
    }
    if declaration.whole:
        return IntSlider(step=step or 1, **options)
    step = step or (high - low) / 20
    return FloatSlider(step=step, readout_format=f".{_decimals(step)}f", **options)


def dropdown(options: Mapping[str, Any], value: Any, label: str, meaning: str) -> Any:
    """Return a list to choose from; ``options`` maps each text to its value."""
    return Dropdown(
        options=list(options.items()),
        value=value,
        description=label,
        tooltip=meaning,
        style=_LABEL,
        layout=Layout(width="auto"),
    )


def period_slider(periods: int, step: int = 2) -> Any:
    """Return a slider for the period that a picture shows; it starts at the end of the run."""
    return IntSlider(
        value=periods,
        min=0,
        max=periods,
        step=step,
        description="period shown",
        tooltip="which period the picture shows; nothing is computed anew",
        style=_LABEL,
        layout=Layout(width="296px"),
    )


def seed_box(value: int = 1) -> Any:
    """Return a box for the seed of the random draws."""
    return BoundedIntText(
        value=value,
        min=0,
        max=9999,
        description="seed",
        tooltip="the same seed gives the same draw",
        style=_LABEL,
        layout=Layout(width="110px"),
    )


def _decimals(step: float) -> int:
    """Count the decimals that tell one step from the next."""
    return next(
        places for places in range(7) if abs(round(step, places) - step) < 1e-9 or places == 6
    )
