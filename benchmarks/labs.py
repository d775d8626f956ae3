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
from playwright.sync_api import Page

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

WATCH = """
() => {
  window.seen = {moves: 0, pictures: 0, moved: 0, painted: 0};
  addEventListener("pointermove", () => {
    seen.moves += 1;
    seen.moved = performance.now();
  }, true);
  const img = document.querySelector(".clusterlib-picture img");
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => {
    seen.pictures += 1;
    seen.painted = performance.now();
  }))).observe(img, {attributeFilter: ["src"]});
}
"""


def drag(page: Page) -> dict[str, float]:
    """Drag the first slider of the lab in 40 events; return what was seen."""
    handle = page.locator(".clusterlib-lab .noUi-handle").first.bounding_box()
    rail = page.locator(".clusterlib-lab .noUi-base").first.bounding_box()
    assert handle is not None
    assert rail is not None
    page.evaluate(WATCH)
    y = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(rail["x"] + 0.9 * rail["width"], y, steps=40)
    page.mouse.up()
    page.wait_for_timeout(2500)
    seen: dict[str, float] = page.evaluate("seen")
    return seen


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
            seen = drag(page)
            wait = seen["painted"] - seen["moved"]
            print(
                f"  a drag of {seen['moves']:.0f} events gave {seen['pictures']:.0f} pictures, "
                f"the last one {wait:.0f} ms after the last event"
            )
            page.get_by_role("button", name="Reset").click()
            page.wait_for_timeout(1000)
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
