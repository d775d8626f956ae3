"""Run the benchmarks in this folder, one after the other, and print the ratios."""

from __future__ import annotations

import runpy
from pathlib import Path

#: Installs the whole course anew; run it by hand.
ALONE = {"first_lab"}


def main() -> None:
    """Run the files of this folder, but for this one."""
    here = Path(__file__).resolve()
    for path in sorted(here.parent.glob("*.py")):
        if path != here and path.stem not in ALONE:
            print(f"== {path.stem}", flush=True)
            runpy.run_path(str(path), run_name="__main__")


if __name__ == "__main__":
    main()
