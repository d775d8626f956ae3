"""Looking at a lab in a real browser: moving it, reading it, and whether all of it can be seen."""

from __future__ import annotations

import os
from typing import Any

import pytest
from browsing import find_chromium
from playwright.sync_api import Locator, Page

from clustercourse.labs import buzz_lab

LAB = ".clusterlib-lab"
PICTURE = ".clusterlib-picture[data-shown]"


def need_chromium() -> None:
    """Skip without Chromium; a machine that checks all must have it."""
    if find_chromium() is None:
        reason = "Chromium is not installed (on Debian: apt-get install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def wait_for_lab(page: Any, **more: Any) -> None:
    """Wait until a lab shows its picture."""
    page.locator(f"{LAB} {PICTURE}").first.wait_for(**more)


def words(page: Any) -> str:
    """Return the picture of the first lab in words."""
    return str(page.locator(LAB).first.get_attribute("data-alt"))


def said(lab: Any) -> str:
    """Return how the words begin at the settings of a lab in this process."""
    told = lab.words(lab.settings)
    return " ".join(part for part in (f"{told['finding']}.", told["remark"], told["told"]) if part)


def key_of(page: Any) -> str:
    """Return what names the scene that is shown."""
    return str(page.locator(f"{LAB} {PICTURE}").first.get_attribute("data-shown"))


def wait_for_other(page: Any, before: str) -> str:
    """Wait for another scene than one; return it in words."""
    page.locator(f"{LAB} {PICTURE}:not([data-shown='{before}'])").first.wait_for()
    return words(page)


def press(page: Any, key: str) -> str:
    """Press a key; return the scene that it leads to in words."""
    before = key_of(page)
    (page if isinstance(page, Page) else page.page).keyboard.press(key)
    return wait_for_other(page, before)


def control(page: Any, name: str) -> Locator:
    """Return a control of the first lab by its name in the kernel."""
    found: Locator = page.locator(f"{LAB} [name='{name}']").first
    return found


def set_slider(page: Any, name: str, steps: int, value: str) -> None:
    """Bring a slider some steps from its left end by keyboard, where it shows a value."""
    slider = control(page, name)
    slider.focus()
    keyboard = (page if isinstance(page, Page) else page.page).keyboard
    keyboard.press("Home")
    for _ in range(steps):
        keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == value
    rest(page)


def rest(page: Any) -> None:
    """Wait until the picture is that of the controls, and a further change is another move."""
    (page if isinstance(page, Page) else page.page).wait_for_timeout(1300)


def plays(page: Any) -> None:
    """Check Play of the lab 08 at its first setting."""
    period = control(page, "period")
    play = page.get_by_role("button", name="Play")
    play.focus()
    page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Stop")
    stop.wait_for()
    page.wait_for_timeout(500)
    page.keyboard.press("Space")
    play.wait_for()
    at = int(period.get_attribute("aria-valuetext"))
    assert 80 < at < 160
    assert words(page).startswith(said(buzz_lab(period=at)))
    page.keyboard.press("Enter")
    stop.wait_for()
    play.wait_for()
    assert period.get_attribute("aria-valuetext") == "160"
    assert words(page).startswith(said(buzz_lab(period=160)))
    # From the end it begins again, and any other move ends it.
    page.keyboard.press("Enter")
    stop.wait_for()
    page.wait_for_timeout(300)
    assert int(period.get_attribute("aria-valuetext")) < 150
    page.get_by_role("button", name="Reset").click()
    play.wait_for()
    page.wait_for_timeout(600)
    assert period.get_attribute("aria-valuetext") == "80"
    assert words(page).startswith(said(buzz_lab()))
    play.click()
    stop.wait_for()
    page.wait_for_timeout(300)
    control(page, "openness").focus()
    page.keyboard.press("ArrowRight")
    play.wait_for()
    stopped = period.get_attribute("aria-valuetext")
    page.wait_for_timeout(600)
    assert period.get_attribute("aria-valuetext") == stopped != "160"


def names_actors(page: Any) -> None:
    """Check the cards of the lab 08."""
    ids = buzz_lab().scene(buzz_lab().settings)["run"]["map"]["ids"]
    rest(page)
    card, hint = page.locator(".clusterlib-card"), page.locator(".clusterlib-hint").first
    assert card.is_hidden()
    assert hint.inner_text() == "Tap or point at a mark: it says what it is."
    box = page.locator(f"{LAB} [data-pick='3']").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert card.is_visible()
    assert card.inner_text().startswith(f"{ids[3]}, ")
    assert "performance 0." in card.inner_text()
    assert hint.is_hidden()
    page.mouse.move(2, 2)
    assert card.is_hidden()
    place = page.get_by_role("group", name="map of the cluster")
    place.focus()
    page.keyboard.press("ArrowRight")
    assert card.inner_text().startswith(f"{ids[0]}, ")
    page.keyboard.press("ArrowDown")
    assert card.inner_text().startswith(f"{ids[1]}, ")
    assert page.locator(".clusterlib-status").first.inner_text() == card.inner_text()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert card.inner_text().startswith(f"{ids[-1]}, ")
    page.keyboard.press("Escape")
    assert card.is_hidden()


def returns(page: Any) -> None:
    """Check points tried and the setting before of the lab 08, whose slider has steps."""
    points = page.get_by_role("group", name="points tried").locator("[data-pick]")
    curves = page.get_by_role("group", name="performance over time")
    key = "dotted: before this change"
    dotted = curves.locator("polyline[stroke-dasharray='2 3']")
    assert points.count() == dotted.count() == 0
    assert key not in curves.text_content()
    first, note = words(page), buzz_lab().scene(buzz_lab().settings)["note"]
    slider = control(page, "openness")
    slider.focus()
    # What a drag or a held key only passes through was not tried.
    for pressed in ("ArrowRight", "End"):
        press(page, pressed)
    assert points.count() == 1
    assert dotted.count() == 3  # both curves, and the key
    assert key in curves.text_content()
    assert f"Before this change: {first.partition('. ')[0]}." in words(page)
    assert f"Tried before, performance of firms: {note:.2f} at 0.20." in words(page)
    rest(page)
    before = key_of(page)
    box = points.first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator(".clusterlib-card")
    assert "local ties given up 0.20" in card.inner_text()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert wait_for_other(page, before).startswith(first.partition(" Settings")[0])
    assert slider.get_attribute("aria-valuetext") == "0.20"
    assert card.is_hidden()
    # The same by keyboard.
    page.mouse.move(2, 2)
    place = page.get_by_role("group", name="points tried")
    place.focus()
    rest(page)
    page.keyboard.press("ArrowLeft")  # the last one tried
    assert "1.00" in card.inner_text()
    assert press(page, "Enter").startswith(said(buzz_lab(openness=1)))
    page.get_by_role("button", name="Reset").click()
    rest(page)
    assert points.count() == dotted.count() == 0
    assert words(page) == first


def ticks(page: Any, tasks: dict[str, str]) -> None:
    """Do the tasks of a lab by keyboard: one is in sight, and its answer once it is ticked."""
    box = page.get_by_role("group", name="what to do and ask")
    done = box.get_by_role("button", name="Done: what should I have seen?")
    for at, (task, answer) in enumerate(tasks.items(), start=1):
        last = at == len(tasks)
        assert box.locator("p").first.inner_text() == f"{at} of {len(tasks)} {task}"
        assert not any(one in page.locator(LAB).first.inner_text() for one in tasks.values())
        done.focus()
        page.keyboard.press("Enter")
        assert box.locator("p").first.inner_text() == f"{at} of {len(tasks)} ✓ {task}"
        seen = f"You should have seen: {answer}"
        assert box.locator("p").last.inner_text() == seen
        # It is read aloud: it has the focus.
        assert page.evaluate("document.activeElement.textContent") == seen
        assert done.is_hidden()
        box.get_by_role("button", name="First question" if last else "Next question").focus()
        page.keyboard.press("Space")
    assert tasks[next(iter(tasks))] in box.inner_text()


#: What of a lab is not seen whole; takes the lab.
FAULTS = """(lab) => {
  const faults = [], place = lab.parentElement.getBoundingClientRect();
  const name = (e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`;
  const out = ".clusterlib-hidden, [hidden], details:not([open]) > :not(summary)";
  const seen = (e) => e.getClientRects().length && !e.closest(out);
  for (const e of [lab, ...lab.querySelectorAll("*:not(svg *)")].filter(seen)) {
    const box = e.getBoundingClientRect();
    if (box.right > place.right + 1 || box.left < place.left - 1) faults.push(`wide: ${name(e)}`);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !e.matches("select, input, option"))
      faults.push(`cut: ${name(e)}`);
  }
  for (const svg of lab.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    if (box.width < 100 || box.height < 40) faults.push(`small: ${box.width} x ${box.height}`);
    for (const text of svg.querySelectorAll("text")) {
      const at = text.getBoundingClientRect();
      const off = [box.left - at.left, at.right - box.right, box.top - at.top,
        at.bottom - box.bottom].map(Math.round);
      if (Math.max(...off) > 2) faults.push(`out: ${text.textContent} by ${off}`);
      if (at.height < 9) faults.push(`tiny: ${text.textContent} ${at.height}`);
    }
    const wrong = svg.outerHTML.match(/.{0,60}(NaN|undefined|Infinity)/);
    if (wrong) faults.push(`no number: ${wrong[0]}`);
  }
  const brush = document.createElement("canvas").getContext("2d");
  for (const e of lab.querySelectorAll("select")) {
    brush.font = getComputedStyle(e).font;
    for (const option of e.options)
      if (brush.measureText(option.text).width > e.clientWidth - 26)
        faults.push(`cut: ${option.text}`);
  }
  // No control stands on another, or on the words of one.
  const named = "label, output, select, input, button, legend";
  const parts = [...lab.querySelectorAll(named)].filter(seen);
  parts.forEach((e, k) => parts.slice(k + 1).forEach((other) => {
    const [a, b] = [e.getBoundingClientRect(), other.getBoundingClientRect()];
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1 && down > 2) faults.push(`${name(e)} on ${name(other)}`);
  }));
  return faults;
}"""

#: Texts with the contrast to what is behind them, as pairs.
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = numbers(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  window.contrastOf = (colour, e) => {
    const [a, b] = [light(numbers(colour)), light(behind(e))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  const texts = ".clusterlib-lab :is(label, output, legend, p, select, button), " +
    ".clusterlib-lab input[type=number], .clusterlib-question :is(legend, label, button)";
  return [...document.querySelectorAll(texts)].filter((e) => e.offsetParent && !e.disabled)
    .map((e) => [e.innerText || e.value, contrastOf(getComputedStyle(e).color, e)]);
}"""

#: The ring around what of a lab has the focus, and its contrast to what is behind it.
RING = """() => {
  const e = document.activeElement, look = getComputedStyle(e);
  if (!e.closest(".clusterlib-lab")) return null;
  return [e.tagName, look.outlineStyle, parseFloat(look.outlineWidth),
    contrastOf(look.outlineColor, e.parentElement)];
}"""
