"""Other worlds: the course model with all its parameters somewhere in their plausible ranges.

A verdict at the defaults says what happens in one world. These worlds are drawn quasi-randomly
(Sobol), so that they fill the space of the parameters evenly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import qmc

from clustercourse.claims.evidence import Evidence, Part
from clusterlib.checks import did_you_mean
from clusterlib.experiments import Setting
from clusterlib.experiments.describing import describe
from clusterlib.learning import Learning
from clusterlib.networks import Structure
from clusterlib.parameters import Declaration, ParameterError

#: All parameters of the course model. Upkeep and attention of a pipeline share a name and a value.
PARAMETERS: dict[str, Declaration] = {**Structure.declarations(), **Learning.declarations()}

#: What decides which firm is called F01: an experiment that names firms needs them as they are.
_NAMES = ("stages", "firms_per_stage", "focal_firms")
#: How an actor of the baseline is named in the description of an experiment.
_NAMED = tuple(f'"F{number:02d}"' for number in range(1, 37))


def draw_worlds(worlds: int, *, seed: int = 2012) -> pd.DataFrame:
    """Draw worlds in the plausible ranges of all parameters.

    Parameters
    ----------
    worlds : int
        How many.
    seed : int, default 2012
        Of the scrambled Sobol sequence. A longer draw begins with a shorter one of the same seed.

    Returns
    -------
    pandas.DataFrame
        A row for each world and a column for each parameter. A range from 0 is filled evenly, any
        other evenly in its logarithm, so that half and double are as likely.

    Examples
    --------
    >>> worlds = draw_worlds(4)
    >>> bool(worlds["trust"].between(0.35, 1).all())
    True
    """
    # The sequence fills the space in steps of powers of two; the first of them are taken.
    draws = qmc.Sobol(len(PARAMETERS), rng=np.random.default_rng(seed))
    points = draws.random_base2((worlds - 1).bit_length())[:worlds]
    columns = {}
    for place, (name, known) in enumerate(PARAMETERS.items()):
        low, high = known.plausible
        if known.whole:  # every number gets the same width
            low, high = np.ceil(low) - 0.499, np.floor(high) + 0.499
        share = points[:, place]
        even = low <= 0
        values = low + share * (high - low) if even else low * (high / low) ** share
        columns[name] = np.rint(values).astype(int) if known.whole else values
    return pd.DataFrame(columns)


def set_by(experiment: Evidence) -> set[str]:
    """Return the parameters that an experiment sets itself; all others are the world's.

    A parameter counts as set where any of the experiment's runs differs in it from the defaults.
    """
    settings = [part.of for part in experiment.parts() if isinstance(part.of, Setting)]
    names = {
        name
        for setting in settings
        for own, plain in ((setting.structure, Structure()), (setting.learning, Learning()))
        if isinstance(own, Structure | Learning)
        for name in type(own).model_fields
        if getattr(own, name) != getattr(plain, name)
    }
    told = json.dumps([describe(part) for part in experiment.parts()])
    return names | set(_NAMES) if any(name in told for name in _NAMED) else names


def in_world(experiment: Evidence, world: Mapping[str, Any]) -> dict[Part, Part]:
    """Return each run of an experiment as it is in a world; published models are as they were."""
    own = set_by(experiment)
    values = {name: value for name, value in world.items() if name not in own}
    return {
        part: replace(part, of=part.of.but(**values)) if isinstance(part.of, Setting) else part
        for part in experiment.parts()
    }


def parameter_problems(values: Mapping[str, float]) -> list[str]:
    """Return what is wrong with parameters of the course model: unknown names, and values."""
    unknown = [name for name in values if name not in PARAMETERS]
    problems = [
        f"{name}: no parameter of the course model. {did_you_mean(name, PARAMETERS)}"
        "See Structure.table() and Learning.table()."
        for name in unknown
    ]
    try:
        Setting().but(**{name: values[name] for name in values if name not in unknown})
    except ParameterError as error:
        problems += error.problems
    return problems
