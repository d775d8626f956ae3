"""How long it takes from a key press to the painted picture, in Chromium, near and far.

A lab stands in JupyterLab beside its peer: the same controls and the same picture, computed and
drawn in the kernel and shown by ``interact``. Both are moved in one run, one after the other, with
the same rest between moves, so that the ratio holds on any machine. Far means a link with a round
trip of 100 ms and 5 Mbit/s.
"""

from __future__ import annotations

import dataclasses
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

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
from playwright.sync_api import Browser, Page
from slow_link import slow_link

from clustercourse import labs

#: Moves of all controls together, and of the first of them that count as first moves.
MOVES, FIRST = 40, 3
#: So long a pause between two moves, and until a page has settled, in milliseconds.
PAUSE, SETTLED = 400, 2500
#: Milliseconds that a hand takes from one control to another.
REACH = 1500

LAB = "from clustercourse import labs\nlabs.{lab}()"

# Seeds of its own: both ways keep runs, and neither may profit from the other's.
PEER = """
from IPython.display import HTML, display
from ipywidgets import BoundedIntText, Dropdown, SelectionSlider, interact

other = labs.{lab}()

def widget(control):
    if control.kind == "number":
        return BoundedIntText(control.start, 0, 4999)
    texts = [(control.text(value), value) for value in control.values]
    kind = Dropdown if control.kind == "list" else SelectionSlider
    return kind(options=texts, value=control.start)

def show(**settings):
    settings["seed"] += 5000
    display(HTML(f'<div class="peer">{{other.still(settings)}}</div>'))

interact(show, **{{name: widget(control) for name, control in other.controls.items()}});
"""

# Calls back when the next frame has been painted: what a frame posts runs right after its painting.
AFTER_PAINT = """
window.afterPaint = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(null);
})
"""

# Presses a key on a control of a cell; waits until another picture has been painted. If none comes,
# the time until it gives up.
MOVE = """
([cell, place, up]) => new Promise((done) => {
  const output = document.querySelectorAll(".jp-CodeCell")[cell];
  const control = output.querySelectorAll("input[type=range], .noUi-handle, select")[place];
  const shown = () => output.querySelector(".clusterlib-picture")?.dataset.shown
    ?? output.querySelector(".peer")?.innerHTML;
  const before = shown();
  const start = performance.now();
  const end = () => {
    observer.disconnect();
    clearTimeout(giveUp);
    done(performance.now() - start);
  };
  const giveUp = setTimeout(end, 10000);
  const observer = new MutationObserver(() => {
    if (shown() && shown() !== before) { observer.disconnect(); afterPaint(end); }
  });
  observer.observe(output, {subtree: true, childList: true, attributeFilter: ["data-shown"]});
  control.focus();
  if (control.tagName === "SELECT") control.selectedIndex += up ? 1 : -1;
  else if (control.tagName === "INPUT") control.value = +control.value + (up ? 1 : -1);
  else control.dispatchEvent(new KeyboardEvent("keydown",
    {key: up ? "ArrowRight" : "ArrowLeft", bubbles: true, cancelable: true}));
  if (control.tagName === "INPUT") control.dispatchEvent(new Event("input", {bubbles: true}));
  if (control.tagName === "SELECT")
    for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, {bubbles: true}));
})
"""

# Whether a control of a cell stands at its upper and at its lower end.
AT_ENDS = """
([cell, place]) => {
  const output = document.querySelectorAll(".jp-CodeCell")[cell];
  const control = output.querySelectorAll("input[type=range], .noUi-handle, select")[place];
  if (control.tagName === "SELECT")
    return [control.selectedIndex === control.options.length - 1, control.selectedIndex === 0];
  if (control.tagName === "INPUT")
    return [+control.value >= +control.max, +control.value <= +control.min];
  const [now, most, least] =
    ["now", "max", "min"].map((name) => +control.getAttribute(`aria-value${name}`));
  return [now >= most - 1e-9, now <= least + 1e-9];
}
"""

# Plays the lab from its start; how long it takes.
PLAY = """
() => new Promise((done) => {
  const button = document.querySelector(".clusterlib-bar button");
  const slider = document.querySelector(".clusterlib-bar input");
  slider.value = 0;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  const start = performance.now();
  button.click();
  const look = () => {
    if (/Play/.test(button.textContent)) done((performance.now() - start) / 1000);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


def walk(page: Page, cell: int) -> list[float]:
    """Move each control of a cell in turn; return the times, in milliseconds.

    A control goes to its end and then back with the next seed, so that nearly every move leads to a
    setting that has not been shown yet.
    """
    output = page.locator(".jp-CodeCell").nth(cell)
    places = output.locator("input[type=range], .noUi-handle, select").count()
    times = []
    for place in range(places):
        up = True
        page.wait_for_timeout(REACH)
        for _ in range(MOVES // places + (place < MOVES % places)):
            at_top, at_bottom = page.evaluate(AT_ENDS, [cell, place])
            if (at_top and up) or (at_bottom and not up):
                up = not up
                seed = output.locator("input[type=number]").last
                seed.fill(str(int(seed.input_value()) + 1))
                seed.press("Enter")
                page.wait_for_timeout(SETTLED)
            times.append(page.evaluate(MOVE, [cell, place, up]))
            page.wait_for_timeout(PAUSE)
    return times


def measured(browser: Browser, server: Server, lab: str, zoom: float) -> str:
    """Open, move and play a lab and its peer; return a row."""
    with new_page(browser, round(1400 * zoom), round(1000 * zoom), zoom) as (page, _):
        sent = [0]
        page.on("websocket", lambda socket: socket.on(
            "framereceived", lambda data: sent.__setitem__(0, sent[0] + len(data))
        ))  # fmt: skip
        open_and_run(page, server, f"{lab}.ipynb")
        page.wait_for_timeout(SETTLED)
        page.evaluate(AFTER_PAINT)
        # The lab comes last: what it asks for while nothing moves would slow its peer.
        peer = walk(page, 1)
        before = sent[0]
        times = walk(page, 0)
        kilobytes = (sent[0] - before) / len(times) / 1000
        played = ""
        if page.locator(".clusterlib-bar button").count():
            page.wait_for_timeout(SETTLED)
            played = f"{page.evaluate(PLAY):.1f}"
    first, (mid, p95), (peer_mid, peer_p95) = (
        max(times[:FIRST]),
        *((statistics.median(t), statistics.quantiles(t, n=20)[-1]) for t in (times, peer)),
    )
    return (
        f"{first:6.0f} {mid:6.0f} / {p95:<5.0f} {peer_mid:7.0f} / {peer_p95:<5.0f} "
        f"{peer_mid / mid:5.1f} {kilobytes:6.1f} {played:>6}"
    )


def main(names: Sequence[str] = ()) -> None:
    """Print a row for each lab, link and sharpness of the screen."""
    if find_chromium() is None:
        print("  skipped: Chromium is not installed")
        return
    print(
        f"key press to painted picture, ms: the slowest of the first {FIRST} moves; median / 95th"
    )
    print(f"percentile of {MOVES}; the same of `interact`; their ratio; KB a move; seconds of Play")
    head = f"  {'lab':16} {'link':6} {'sharp':5} {'first':>6} {'lab':>13} {'interact':>15}"
    print(f"{head} ratio     KB   Play")
    chosen = names or [name for name in labs.__all__ if name.endswith("_lab")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "notebooks")
        folder.mkdir()
        with jupyterlab(folder, Path(name, "private")) as server, chromium() as browser:
            port = urlsplit(server.url).port or 0
            with slow_link(port) as far_port:
                far = dataclasses.replace(server, url=f"http://127.0.0.1:{far_port}")
                for lab in chosen:
                    write_notebook(
                        folder / f"{lab}.ipynb", LAB.format(lab=lab), PEER.format(lab=lab)
                    )
                    for link, place, zoom in (
                        ("near", server, 1),
                        ("near", server, 2),
                        ("far", far, 1),
                    ):
                        row = measured(browser, place, lab, zoom)
                        print(f"  {lab:16} {link:6} {zoom:<5} {row}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
