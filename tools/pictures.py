"""Pictures of a page as files of their own: the page is read before they have come."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
from pathlib import Path

from PIL import Image

_IMAGE = re.compile(
    r'<img src="data:image/(?P<kind>png|svg\+xml);base64,(?P<data>[^"]+)"(?P<rest>[^>]*)>'
)
_WIDTH = re.compile(r' width="(\d+)"')
_SIZE = re.compile(r'<svg[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"')


def with_picture_files(html: str, page: str, static: Path) -> str:
    """Return HTML with its pictures as files in ``static``, loaded when they come near.

    Parameters
    ----------
    html : str
        With pictures as data.
    page : str
        The place of the page in the site, for example ``"notebooks/01_a.ipynb"``.
    static : Path
        The folder that the site has as ``_static``.
    """

    def filed(found: re.Match[str]) -> str:
        data = base64.b64decode(found["data"])
        kind = "webp" if found["kind"] == "png" else "svg"
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        place = static / "pictures" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "svg":
            place.write_bytes(data)
        elif not place.exists():
            # The same picture, a quarter smaller.
            picture = Image.open(io.BytesIO(data)).convert("RGB")
            picture.save(place, lossless=True, quality=60)
        to = f"{'../' * page.count('/')}_static/pictures/{name}"
        return f'<img src="{to}" loading="lazy"{_with_height(found["rest"], data)}>'

    return _IMAGE.sub(filed, html)


def _with_height(rest: str, data: bytes) -> str:
    """Return the attributes of a picture with its height, so that nothing moves when it comes."""
    width = _WIDTH.search(rest)
    size = size_of(data)
    if not width or not size:
        return rest
    high = round(int(width[1]) * size[1] / size[0])
    return rest.replace(width[0], f'{width[0]} height="{high}"')


def size_of(data: bytes) -> tuple[float, float] | None:
    """Return width and height of a PNG or an SVG, None where they are not said.

    Examples
    --------
    >>> size_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400">')
    (1000.0, 400.0)
    """
    if data[:4] == b"\x89PNG":
        return struct.unpack(">2I", data[16:24])
    found = _SIZE.search(data[:400].decode("utf-8", "replace"))
    return (float(found[1]), float(found[2])) if found else None
