"""How long it takes from a key press to the painted picture, in Chromium.

The lab stands in JupyterLab beside the same figure drawn through ``interact`` and ``plt.show``,
and both are moved in one run, one after the other, so that the ratio holds on any machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from browsing import (
    Server,
    chromium,
    find_chromium,
    jupyterlab,
    new_page,
    open_and_run,
    write_notebook,
)
from playwright.sync_api import Page

from clustercourse import labs

MOVES = 40
#: So long a pause between two key presses, and so long until a lab has settled, in milliseconds.
PAUSE, SETTLED = 300, 2500
#: Milliseconds that a hand takes from one control to another.
REACH = 1000
#: Milliseconds between two events of a drag, one for each frame of a screen.
DRAG = 16

LAB = "from clustercourse import labs\nlabs.{lab}()"

# The same drawing code, figure and controls, only shown the way most notebooks do it. Seeds of its
# own, since both ways keep runs and neither may profit from the other's.
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import BoundedIntText, interact

other = labs.{lab}()

def show(**settings):
    figure = plt.figure(figsize=other.size, dpi=100)
    other.draw(figure)
    settings["seed"] += 5000
    list(other.update(other.compute(settings), None))
    plt.show()

interact(show, **other.make_controls(), seed=BoundedIntText(1, 0, 4999));
"""

# Calls back when the next frame has been painted: what a frame posts runs right after its painting.
AFTER_PAINT = """
window.afterPaint = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(null);
})
"""

# Moves a slider by a key, or a list by one entry; waits for a picture with another source, decoded,
# and for the frame that paints it. If none comes, the time until it gives up.
MOVE = """
([cell, place, up]) => new Promise((done) => {
  const output = document.querySelectorAll(".jp-CodeCell")[cell];
  const control = output.querySelectorAll(".noUi-handle, select")[place];
  const before = output.querySelector("img").src;
  const giveUp = setTimeout(() => {
    observer.disconnect();
    done(performance.now() - start);
  }, 10000);
  const look = async () => {
    const img = output.querySelector("img");
    if (img && img.src !== before && !img.seen) {
      img.seen = true;
      await img.decode().catch(() => {});
      afterPaint(() => {
        observer.disconnect();
        clearTimeout(giveUp);
        img.seen = false;
        done(performance.now() - start);
      });
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(output, {subtree: true, childList: true, attributeFilter: ["src"]});
  control.focus();
  const start = performance.now();
  if (control.tagName === "SELECT") {
    control.selectedIndex += up ? 1 : -1;
    control.dispatchEvent(new Event("change", {bubbles: true}));
  } else {
    const key = up ? "ArrowRight" : "ArrowLeft";
    control.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  }
})
"""

# Whether a control of a cell stands at its upper and at its lower end.
AT_ENDS = """
([cell, place]) => {
  const output = document.querySelectorAll(".jp-CodeCell")[cell];
  const control = output.querySelectorAll(".noUi-handle, select")[place];
  if (control.tagName === "SELECT")
    return [control.selectedIndex === control.options.length - 1, control.selectedIndex === 0];
  const [now, most, least] =
    ["now", "max", "min"].map((name) => +control.getAttribute(`aria-value${name}`));
  return [now >= most - 1e-9, now <= least + 1e-9];
}
"""

WATCH = """
() => {
  window.seen = {values: 0, pictures: 0, moved: 0, painted: 0};
  new MutationObserver(() => {
    seen.values += 1;
    seen.moved = performance.now();
  }).observe(document.querySelector(".clusterlib-lab .noUi-handle"), {
    attributeFilter: ["aria-valuenow"],
  });
  const img = document.querySelector(".clusterlib-picture img");
  new MutationObserver(() => afterPaint(() => {
    seen.pictures += 1;
    seen.painted = performance.now();
  })).observe(img, {attributeFilter: ["src"]});
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
    there = 0.9 if handle["x"] < rail["x"] + rail["width"] / 2 else 0.1
    page.mouse.move(handle["x"] + handle["width"] / 2, y)
    page.mouse.down()
    start = handle["x"] + handle["width"] / 2
    end = rail["x"] + there * rail["width"]
    for event in range(1, MOVES + 1):
        page.mouse.move(start + (end - start) * event / MOVES, y)
        page.wait_for_timeout(DRAG)
    page.mouse.up()
    page.wait_for_timeout(SETTLED)
    seen: dict[str, float] = page.evaluate("seen")
    return seen


def walk(page: Page, cell: int, places: int) -> list[float]:
    """Move each control of a cell in turn; return the times, in milliseconds.

    A control goes up to its end and then down from there with the next seed, so that nearly every
    move leads to a setting that has not been shown yet.
    """
    times = []
    for place in range(places):
        up = True
        page.wait_for_timeout(REACH)
        for _ in range(MOVES // places + (place < MOVES % places)):
            at_top, at_bottom = page.evaluate(AT_ENDS, [cell, place])
            if (at_top and up) or (at_bottom and not up):
                up = not up
                seed = page.locator(".jp-CodeCell").nth(cell).locator("input[type=number]").last
                seed.fill(str(int(seed.input_value()) + 1))
                seed.press("Enter")
                page.wait_for_timeout(SETTLED)
            times.append(page.evaluate(MOVE, [cell, place, up]))
            page.wait_for_timeout(PAUSE)
    return times


def measure(page: Page, server: Server, lab: str) -> bool:
    """Print a row for a lab; tell whether it keeps the limits."""
    write_notebook(server.folder / f"{lab}.ipynb", LAB.format(lab=lab), INTERACT.format(lab=lab))
    open_and_run(page, server, f"{lab}.ipynb")
    page.wait_for_timeout(SETTLED)
    page.evaluate(AFTER_PAINT)
    seen = drag(page)
    wait = seen["painted"] - seen["moved"]
    page.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(SETTLED)
    controls = page.locator(".jp-CodeCell").first.locator(".noUi-handle, select").count()
    # One after the other: what a lab does ahead while nothing moves would slow its peer.
    times = [walk(page, cell, controls) for cell in (0, 1)]
    (mid, p95), (peer_mid, peer_p95) = (
        (statistics.median(taken), statistics.quantiles(taken, n=20)[-1]) for taken in times
    )
    good = p95 < 100 and mid < peer_mid / 2 and p95 < peer_p95 / 2 and wait < 200
    print(
        f"  {lab:18} {mid:5.0f} / {p95:<5.0f} {peer_mid:8.0f} / {peer_p95:<5.0f} "
        f"{peer_mid / mid:6.1f} {seen['pictures']:5.0f} of {seen['values']:<3.0f} {wait:6.0f}"
        f"{'' if good else '   over a limit'}",
        flush=True,
    )
    return good


def main(names: Sequence[str] = ()) -> None:
    """Print a row for each lab: both ways, and a drag."""
    if find_chromium() is None:
        print("  skipped: Chromium is not installed")
        return
    chosen = names or [name for name in labs.__all__ if name.endswith("_lab")]
    print(f"key press to painted picture, ms, median / 95th percentile of {MOVES} moves; a drag of")
    print(f"{MOVES} events: pictures shown of values passed, ms from the last value to its picture")
    print(f"  {'lab':18} {'lab':>13} {'interact':>15} {'ratio':>6} {'drag':>9} {'wait':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "notebooks")
        folder.mkdir()
        with jupyterlab(folder, Path(name, "private")) as server, chromium() as browser:
            for lab in chosen:
                with new_page(browser) as (page, _):
                    measure(page, server, lab)


if __name__ == "__main__":
    main(sys.argv[1:])
