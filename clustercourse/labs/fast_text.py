"""Text that changes often: put together from the outlines of letters, which are made once.

matplotlib lays a text out anew at every draw, which takes a millisecond or two each time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.transforms import Affine2D

_ACROSS = {"left": 0.0, "center": -0.5, "right": -1.0}


def draw_text(text: Text, renderer: RendererBase) -> None:
    """Draw a text as ``text.draw(renderer)`` does, only sooner if it is one plain line."""
    words = text.get_text()
    if not _is_plain(text, words):
        text.draw(renderer)
        return
    if not text.get_visible() or not words.strip():
        return
    font = text.get_fontproperties()
    size = font.get_size_in_points()
    face = (tuple(font.get_family()), font.get_style(), font.get_weight())
    letters = [_letter(letter, face) for letter in words]
    starts = np.cumsum([0.0, *(advance for _, _, advance in letters)])
    shapes = [np.add(shape, (x, 0)) for (shape, _, _), x in zip(letters, starts, strict=False)]
    outline = Path(np.concatenate(shapes), np.concatenate([codes for _, codes, _ in letters]))
    height, descent = _line(face)
    across = _ACROSS[text.get_horizontalalignment()] * starts[-1]
    up = {
        "baseline": 0.0,
        "bottom": descent,
        "center": descent - height / 2,
        "top": descent - height,
    }[text.get_verticalalignment()]
    place = Affine2D().translate(across, up)
    place.scale(float(np.asarray(renderer.points_to_pixels(size))))
    place.translate(*text.get_transform().transform(text.get_position()))
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    renderer.draw_path(gc, outline, place, to_rgba(text.get_color(), text.get_alpha()))
    gc.restore()


def _is_plain(text: Text, words: str) -> bool:
    return (
        type(text) is Text
        and not {"$", "\n"}.intersection(words)
        and not text.get_rotation()
        and (text.get_clip_box() is None or not text.get_clip_on())
        and not text.get_path_effects()
        and text.get_bbox_patch() is None
        and text.get_verticalalignment() != "center_baseline"
    )


@lru_cache(maxsize=2048)
def _letter(letter: str, face: Any) -> tuple[Any, Any, float]:
    """Return vertices and codes of a letter of size 1, and how far the next one stands off."""
    advance = _extent(f"H{letter}H", face)[0] - _extent("HH", face)[0]
    if letter.isspace():
        return np.empty((0, 2)), np.empty(0, dtype=np.uint8), advance
    outline = TextPath((0, 0), letter, size=100, prop=_font(face))
    return np.asarray(outline.vertices).reshape(-1, 2) / 100, outline.codes, advance


@lru_cache(maxsize=64)
def _line(face: Any) -> tuple[float, float]:
    """Return height and descent of a line of size 1; matplotlib takes those of "lp"."""
    return _extent("lp", face)[1:]


def _extent(words: str, face: Any) -> tuple[float, float, float]:
    width, height, descent = text_to_path.get_text_width_height_descent(words, _font(face), False)
    return width / 100, height / 100, descent / 100


def _font(face: Any) -> FontProperties:
    family, style, weight = face
    return FontProperties(family=family, style=style, weight=weight, size=100)
