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
        views = {}
        for name, view in frame["views"].items():
            known = view.get("level")
            if known is not None:  # differences are shorter
                was = before.get(name, [0] * len(known))
                steps = [
                    None if k is None else k - (w or 0) for k, w in zip(known, was, strict=True)
                ]
                before[name], view = known, {**view, "level": steps}
            views[name] = view
        frames[at] = {**frame, "views": views}
    packed = json.dumps({**scene, "frames": frames}, separators=(",", ":"), allow_nan=False)
    return zlib.compress(packed.encode(), 6)
