"""Scenes in few bytes: what a move sends, and what a recording holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any


def pack(scene: Mapping[str, Any]) -> bytes:
    """Return a scene as few bytes, which a browser unpacks by itself."""
    before: dict[str, list[int | None]] = {}
    for frame in scene["frames"].values():
        for name, view in frame["views"].items():
            if "level" in view:  # differences are shorter
                known = view["level"]
                was = before.get(name, [0] * len(known))
                steps = [
                    None if k is None else k - (w or 0) for k, w in zip(known, was, strict=True)
                ]
                before[name], view["level"] = known, steps
    return zlib.compress(json.dumps(scene, separators=(",", ":"), allow_nan=False).encode(), 6)
