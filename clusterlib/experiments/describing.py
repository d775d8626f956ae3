"""Experiments in words: a text that is the same in every process, so that it can identify them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import networkx as nx
import numpy as np
from pydantic import BaseModel

from clusterlib.parameters import ParameterError


def describe(thing: Any) -> Any:
    """Return what a thing is as plain data for JSON; equal things give equal data.

    Raises
    ------
    ParameterError
        If it cannot be told apart from others of its type, such as a lambda.
    """
    if thing is None or isinstance(thing, bool | int | str):
        return thing
    if isinstance(thing, np.generic | np.ndarray):
        return describe(thing.tolist())
    if isinstance(thing, float):
        return repr(thing)  # exact, and nan and inf too
    if isinstance(thing, BaseModel):
        return [type(thing).__name__, describe(thing.model_dump())]
    if isinstance(thing, nx.Graph):
        return ["cluster", _digest_of(thing)]
    if is_dataclass(thing) and not isinstance(thing, type):
        about = {field.name: describe(getattr(thing, field.name)) for field in fields(thing)}
        return [type(thing).__name__, about]
    if isinstance(thing, Mapping):
        return {str(key): describe(thing[key]) for key in sorted(thing, key=str)}
    if isinstance(thing, set | frozenset):
        return [describe(item) for item in sorted(thing, key=str)]
    if isinstance(thing, list | tuple):
        return [describe(item) for item in thing]
    name = getattr(thing, "__qualname__", "<>")
    if "<" in name:  # <lambda>, <locals>
        raise ParameterError(
            f"{thing!r} has no name by which it could be found again; give a function that is "
            "defined with def at the top of a module or a notebook cell."
        )
    return f"{thing.__module__}.{name}"


def name_of(thing: Any) -> str:
    """Return a short name of an outcome or a value, for tables."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, nx.Graph):
        return str(thing.graph.get("name") or "cluster")
    return str(getattr(thing, "__name__", None) or thing)


def _digest_of(cluster: nx.Graph) -> str:
    """Return a short code of a cluster's actors and ties, in their order."""
    parts = (list(cluster.nodes(data=True)), list(cluster.edges(data=True)), cluster.is_directed())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
