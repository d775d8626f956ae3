"""Draw the picture of the README: lab 08 after a learner has moved one control.

`make build` draws it; a test compares it with the lab of today.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import ROOT

from clustercourse.labs import buzz_lab

FILE = "source/pictures/lab_08.png"
#: Where the learner has moved it, one after the other.
TRIED = (0.0, 0.1, 0.2, 0.45, 0.6, 0.8, 1.0, 0.3)


def draw() -> bytes:
    """Return the picture, as PNG."""
    lab = buzz_lab()
    for openness in TRIED:
        lab.controls["openness"].value = openness
    # As the lab draws it for print: the picture on the screen is a JPEG.
    shown = lab._drawn(lab.compute(lab.settings), None).convert("RGB")
    buffer = io.BytesIO()
    shown.quantize(256, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main(root: Path = ROOT) -> None:
    """Write the picture."""
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(draw())


if __name__ == "__main__":
    main()
