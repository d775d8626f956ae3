"""How long it takes from a key press to the painted picture, in Chromium.

The lab stands in JupyterLab beside the same figure drawn through ``interact`` and ``plt.show``,
and both are moved in turn in one run, so that the ratio holds on any machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from browsing import (
    chromium,
    find_chromium,
    jupyterlab,
    new_page,
    open_and_run,
    write_notebook,
)

MOVES = 40

LAB = "from clusterlib.labs import structure_lab\nstructure_lab()"

# The same drawing code and the same figure, only shown the way most notebooks do it.
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, IntSlider, interact

other = structure_lab()

@interact(openness=FloatSlider(value=0.2, min=0, max=1, step=0.05),
          focal_firms=IntSlider(value=4, min=0, max=8))
def show(openness, focal_firms):
    figure = plt.figure(figsize=other.size, dpi=100)
    other.draw(figure)
    settings = {**other.settings, "openness": openness, "focal_firms": focal_firms}
    other.update(other.compute(settings), None)
    plt.show()
"""

# Waits for a picture with another source, decoded, and for the frame that paints it.
PAINTED = """
([cell, slider, key]) => new Promise((done) => {
  const output = document.querySelectorAll(".jp-CodeCell")[cell];
  const handle = output.querySelectorAll(".noUi-handle")[slider];
  const before = output.querySelector("img").src;
  const start = performance.now();
  const look = async () => {
    const img = output.querySelector("img");
    if (img && img.src !== before && !img.seen) {
      img.seen = true;
      await img.decode();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        observer.disconnect();
        img.seen = false;
        done(performance.now() - start);
      }));
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(output, {subtree: true, childList: true, attributeFilter: ["src"]});
  handle.focus();
  handle.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
})
"""


def main() -> None:
    """Print median, 95th percentile and the ratio for both ways and both sliders."""
    if find_chromium() is None:
        print("  skipped: Chromium is not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "notebooks")
        folder.mkdir()
        write_notebook(folder / "labs.ipynb", LAB, INTERACT)
        with (
            jupyterlab(folder, Path(name, "private")) as server,
            chromium() as browser,
            new_page(browser) as (page, _),
        ):
            open_and_run(page, server, "labs.ipynb")
            page.wait_for_timeout(3000)
            print(f"key press to painted picture, ms, median / 95th percentile of {MOVES} moves")
            for slider, control in enumerate(("openness", "focal firms")):
                times: dict[str, list[float]] = {"lab": [], "interact": []}
                for move in range(MOVES):
                    # To the right and back again, so that no value is at an end of the slider.
                    key = "ArrowRight" if move % 8 < 4 else "ArrowLeft"
                    for cell, way in enumerate(times):
                        times[way].append(page.evaluate(PAINTED, [cell, slider, key]))
                        page.wait_for_timeout(250)
                for way, taken in times.items():
                    p95 = statistics.quantiles(taken, n=20)[-1]
                    print(f"  {control:12} {way:9} {statistics.median(taken):6.0f} / {p95:.0f}")
                ratio = statistics.median(times["interact"]) / statistics.median(times["lab"])
                print(f"  {control:12} interact takes {ratio:.1f} times as long")


if __name__ == "__main__":
    main()
