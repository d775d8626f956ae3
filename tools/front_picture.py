"""Draw the picture of the README: lab 08 after a learner has moved one control.

`make build` draws it; a test compares it with the lab of today.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import ROOT

from clustercourse.labs import buzz_lab

FILE = "source/pictures/lab_08.svg"
#: What lecture 08 tells before it asks for the rest of the curve: no more may be seen here.
TRIED = (0.0,)
#: Where it stands now.
NOW = 0.1


def draw() -> str:
    """Return the picture, as SVG."""
    lab = buzz_lab()
    return lab.still({**lab.settings, "openness": NOW}, [{"openness": at} for at in TRIED])


def main(root: Path = ROOT) -> None:
    """Write the picture."""
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
