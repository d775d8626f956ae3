"""Scenes in few bytes: what a move sends, and what a recording holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any


def pack(scene: Mapping[str, Any]) -> bytes:
    """Return a scene as few bytes, which a browser unpacks by itself."""
    before: dict[str, list[int | None]] = {}
    frames = {}
    for at, frame in scene["frames"].items():
        views = dict(frame["views"])
        for name, view in views.items():
            if "level" in view:  # differences are shorter
                known = view["level"]
                pairs = zip(known, before.get(name, [0] * len(known)), strict=True)
                steps = [None if now is None else now - (was or 0) for now, was in pairs]
                before[name], views[name] = known, {**view, "level": steps}
        frames[at] = {**frame, "views": views}
    packed = json.dumps({**scene, "frames": frames}, separators=(",", ":"), allow_nan=False)
    return zlib.compress(packed.encode(), 6)
