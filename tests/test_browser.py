"""JupyterLab in Chromium: the labs and questions work by keyboard, are named, and never flicker."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import (
    chromium,
    find_chromium,
    jupyterlab,
    new_page,
    open_and_run,
    voila,
    write_notebook,
)

from clustercourse import labs
from clustercourse.labs import structure_lab

ROOT = Path(__file__).resolve().parent.parent
LECTURE = "01_cluster_structure.ipynb"
CELLS = [
    "from clustercourse.labs import structure_lab\n"
    "from clustercourse.predictions import Question, predict, quiz, reveal",
    "structure_lab()",
    "predict('b', 'A cluster opens up. Its learning...', ['rises', 'falls', 'stays'])",
    "reveal('b', 'falls', 'from .4 to .3')",
    "quiz([Question('Who digests news?', {'focal firms': 'They do.', 'all': 'Few can.'},"
    " 'focal firms')])",
]
CURVE = [
    "import time\nfrom ipywidgets import Output\n"
    "from clustercourse.predictions import Axis, predict_curve, reveal_curve\n"
    "from clustercourse.predictions.predicting import expect",
    "asked = predict_curve('c', 'How does its level go on?', x=Axis('openness', 0, 1, '.1f'),"
    " y=Axis('level', 0, 1), known=[(0, 0.2), (0.2, 0.4)], points=[0.4, 0.6, 0.8, 1])\n"
    # A busy kernel: answers wait in the browser, and the button must not overtake them.
    "asked.observe(lambda _: time.sleep(0.3), 'levels')\nasked",
    "place = Output()\n"
    "expect('c').on_commit(lambda: place.append_display_data(reveal_curve("
    "'c', [0.4, 0.6, 0.8, 1], [0.5, 0.6, 0.5, 0.3])))\nplace",
]
EVERY_LAB = [
    f"from clustercourse import labs\nlabs.{name}()"
    for name in labs.__all__
    if name.endswith("_lab")
]
LABELS = {name: control.description for name, control in structure_lab().controls.items()}
HANDLE = ".clusterlib-lab .noUi-handle"
IMAGE = ".clusterlib-picture img"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    if find_chromium() is None:
        reason = "Chromium is not installed (on Debian: apt-get install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "labs.ipynb", *CELLS)
    write_notebook(folder / "every.ipynb", CELLS[0], *EVERY_LAB, *CELLS[2:])
    shutil.copy(ROOT / "notebooks" / LECTURE, folder)
    with jupyterlab(folder, tmp_path_factory.mktemp("private")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(server):
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def opened(server, browser):
    """A page with the small notebook after it has run, and the console errors so far."""
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "labs.ipynb")
        page.wait_for_selector(f"{IMAGE}[src]")
        yield page, errors


def shown(page):
    """Return the source and the alt text of the lab's picture."""
    return page.locator(IMAGE).first.evaluate("img => [img.src, img.alt]")


def press(page, key):
    """Press a key; return source and alt text of the picture that it leads to."""
    before = shown(page)
    page.keyboard.press(key)
    # The source alone also changes when the picture is fitted to its place.
    page.wait_for_function(
        "([css, [src, alt]]) => { const img = document.querySelector(css);"
        " return img.src !== src && img.alt !== alt; }",
        arg=[IMAGE, before],
    )
    return shown(page)


def settle(page, value):
    """Bring the openness slider to a value by keyboard."""
    handle = page.locator(HANDLE).first
    handle.focus()
    page.keyboard.press("Home")
    for _ in range(round(value / 0.05)):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([css, text]) => document.querySelector(css).getAttribute('aria-valuetext') === text",
        arg=[HANDLE, f"{value:.2f}"],
    )
    page.wait_for_timeout(1500)


def test_the_same_lab_moves_in_voila(browser, tmp_path):
    write_notebook(tmp_path / "page.ipynb", CELLS[0], CELLS[1])
    with (
        voila(tmp_path / "page.ipynb", tmp_path / "private") as address,
        new_page(browser) as (page, errors),
    ):
        page.goto(address)
        page.wait_for_selector(f"{IMAGE}[src]", timeout=90_000)
        settle(page, 0.2)
        assert shown(page)[1].startswith(finding(openness=0.2))
        _, alt = press(page, "ArrowRight")
        assert alt.startswith(finding(openness=0.25))
        assert page.locator(".clusterlib-alert").inner_text() == ""
        # Voila's own page asks for fonts and formulas from the network.
        assert [error for error in errors if "net::ERR" not in error] == []


def finding(**settings):
    """Return what the alt text begins with at some settings, computed here."""
    return structure_lab(**settings).picture.alt.split("Measures:")[0]


def test_a_notebook_with_an_error_is_noticed(server, browser):
    write_notebook(server.folder / "broken.ipynb", "1 / 0", "structure_lab()")
    with new_page(browser) as (page, _), pytest.raises(RuntimeError, match="ZeroDivisionError"):
        open_and_run(page, server, "broken.ipynb")


def test_a_lecture_runs_and_its_lab_moves(server, browser):
    with new_page(browser) as (page, errors):
        open_and_run(page, server, LECTURE)
        page.wait_for_selector(f"{IMAGE}[src]")
        page.locator(HANDLE).first.focus()
        before = shown(page)
        after = press(page, "ArrowRight")
        assert after[0] != before[0]
        assert after[1] != before[1]
        assert errors == []


def test_a_slider_moves_by_keyboard_and_the_notebook_stays_where_it_is(opened):
    page, errors = opened
    settle(page, 0.2)
    assert shown(page)[1].startswith(finding(openness=0.2))
    active = "document.querySelector('.jp-Notebook .jp-mod-active').dataset.windowedListIndex"
    cell = page.evaluate(active)
    _, alt = press(page, "ArrowUp")
    assert alt.startswith(finding(openness=0.25))
    _, alt = press(page, "ArrowLeft")
    assert alt.startswith(finding(openness=0.2))
    assert page.evaluate(active) == cell
    assert page.evaluate("document.activeElement.className").startswith("noUi-handle")
    assert page.locator(".clusterlib-alert").inner_text() == ""
    assert errors == []


def test_keys_on_a_control_are_no_commands_of_the_notebook(opened):
    page, errors = opened
    settle(page, 0.2)
    cells = page.locator(".jp-Cell").count()
    page.keyboard.press("b")  # would add a cell
    page.get_by_role("button", name="Another draw").focus()
    _, alt = press(page, "Enter")  # would start to edit a cell
    assert alt.startswith(finding(openness=0.2, seed=2))
    assert page.locator(".jp-Cell").count() == cells
    assert page.evaluate("document.activeElement.innerText") == "Another draw"
    page.get_by_role("button", name="Reset").focus()
    _, alt = press(page, "Space")
    assert alt.startswith(finding())
    assert errors == []


def test_a_screen_reader_finds_every_control_by_name(opened):
    page, _ = opened
    settle(page, 0.3)
    lab = page.get_by_role("group", name="Lab 01: cluster structure")
    for role, name in (
        ("combobox", LABELS["archetype"]),
        ("slider", LABELS["openness"]),
        ("slider", LABELS["focal_firms"]),
        ("spinbutton", LABELS["seed"]),
        ("button", "Another draw"),
        ("button", "Reset"),
    ):
        assert lab.get_by_role(role, name=name, exact=True).count() == 1, (role, name)
    sliders = lab.get_by_role("slider")
    assert [sliders.nth(i).get_attribute("aria-valuetext") for i in (0, 1)] == ["0.30", "4"]


def test_every_control_is_reached_with_the_tab_key(opened):
    page, _ = opened
    page.locator(".clusterlib-lab select").focus()
    reached = []
    for _ in range(9):
        reached.append(
            page.evaluate(
                "document.activeElement.ariaLabel ||"
                " document.activeElement.innerText.split('\\n')[0] ||"
                " document.activeElement.labels?.[0]?.innerText"
            )
        )
        page.keyboard.press("Tab")
    labels = [LABELS[name] for name in ("openness", "focal_firms", "seed")]
    for name in (*labels, "Another draw", "Reset"):
        assert name in reached


def test_a_change_is_read_aloud_once_after_the_last_move(opened):
    page, _ = opened
    settle(page, 0.2)
    page.evaluate("""() => {
      window.said = [];
      const status = document.querySelector(".clusterlib-status");
      new MutationObserver(() => window.said.push(status.textContent))
        .observe(status, {childList: true, characterData: true, subtree: true});
    }""")
    handle = page.locator(HANDLE).first
    handle.evaluate("""(handle) => {
      for (let i = 0; i < 3; i++)
        handle.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
    }""")
    page.wait_for_function("window.said.length > 0")
    page.wait_for_timeout(1000)
    said = page.evaluate("window.said")
    assert said[-1].startswith(finding(openness=0.35).split(". ")[0])
    assert "before" in said[-1]
    assert len(said) <= 2  # the first move may have been slow enough to be read on its own


def test_a_fast_drag_ends_on_the_last_value_and_never_flickers(opened):
    page, errors = opened
    settle(page, 0.1)
    page.evaluate("""() => {
      const img = document.querySelector(".clusterlib-picture img");
      window.frames_ = {pictures: new Set(), blank: 0, sizes: new Set(), going: true};
      const look = () => {
        const box = img.getBoundingClientRect();
        frames_.pictures.add(img.src);
        frames_.sizes.add(`${box.width} x ${box.height}`);
        if (!img.complete || img.naturalWidth === 0) frames_.blank += 1;
        if (frames_.going) requestAnimationFrame(look);
      };
      look();
    }""")
    box = page.locator(HANDLE).first.bounding_box()
    rail = page.locator(".clusterlib-lab .noUi-base").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(rail["x"] + 0.6 * rail["width"], y, steps=40)
    page.mouse.up()
    page.wait_for_timeout(1500)
    frames = page.evaluate(
        "() => { frames_.going = false;"
        " return {...frames_, pictures: frames_.pictures.size, sizes: frames_.sizes.size}; }"
    )
    last = float(page.locator(HANDLE).first.get_attribute("aria-valuetext"))
    assert last == pytest.approx(0.6, abs=0.051)
    assert shown(page)[1].startswith(finding(openness=last))
    assert frames["blank"] == 0
    assert frames["sizes"] == 1
    assert 2 <= frames["pictures"] <= 40
    assert errors == []


def test_a_prediction_is_made_by_keyboard_and_compared(opened):
    page, errors = opened
    question = page.get_by_role("group", name="A cluster opens up. Its learning...")
    question.get_by_role("radio", name="rises").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert question.get_by_role("radio", name="falls").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # The result has been shown when the notebook ran, and this must be said.
    status = question.get_by_role("status")
    page.wait_for_function(
        "(e) => e.textContent.includes('not a prediction')", arg=status.element_handle()
    )
    assert page.locator(".jp-mod-editMode .jp-InputArea-editor.jp-mod-focused").count() == 0
    assert "You made no prediction" in page.locator(".jp-RenderedHTMLCommon").last.inner_text()
    assert errors == []


def test_a_curve_is_drawn_by_hand_and_by_keyboard_and_compared(server, browser):
    write_notebook(server.folder / "curve.ipynb", *CURVE)
    server.configure("apputils-extension/themes", theme="JupyterLab Dark")
    with new_page(browser, 1366, 900, zoom=1.25) as (page, errors):
        open_and_run(page, server, "curve.ipynb")
        question = page.get_by_role("group", name="How does its level go on?")
        status, sliders = question.get_by_role("status"), question.get_by_role("slider")

        def values():
            return sliders.evaluate_all("all => all.map(e => e.ariaValueText)")

        def wait_for_reply(text):
            page.wait_for_function(
                "([e, text]) => e.textContent.includes(text)", arg=[status.element_handle(), text]
            )

        assert values() == ["0.40, not set yet"] * 4
        question.get_by_role("button", name="Commit my prediction").click()
        wait_for_reply("Draw the end of the curve first")

        # One stroke from the known part over all points but the last.
        spots = [sliders.nth(place).bounding_box() for place in range(4)]
        middles = [
            (spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2) for spot in spots
        ]
        (x, y), step = middles[0], middles[1][0] - middles[0][0]
        page.mouse.move(x - step / 2, y)
        page.mouse.down()
        page.mouse.move(middles[2][0] + step / 2, y - 1.5 * step, steps=7)
        page.mouse.up()
        first, second, third, last = values()
        assert 0.4 < float(first) < float(second) < float(third) < 1
        rises = float(second) - float(first), float(third) - float(second)
        assert rises[0] == pytest.approx(rises[1], abs=0.011)
        assert last == "0.40, not set yet"

        # The rest by keyboard, and none of it is a command of the notebook.
        cells = page.locator(".jp-Cell").count()
        page.get_by_role("slider", name="level at openness 0.8", exact=True).focus()
        for key, want in (("End", "1.00"), ("PageDown", "0.90"), ("ArrowDown", "0.88")):
            page.keyboard.press(key)
            assert values()[2] == want
        for key in ("ArrowRight", "ArrowRight", "Space", "PageUp", "b"):
            page.keyboard.press(key)
        assert values() == [first, second, "0.88", "0.50"]
        assert page.evaluate("document.activeElement.ariaLabel") == "level at openness 1.0"
        assert page.locator(".jp-Cell").count() == cells
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        wait_for_reply("Kept: a curve that rises, then falls (0.50 at the end).")

        # The commit is told to who waits for it, here to show the result.
        page.get_by_text("End ✗: 0.20 too high; you drew 0.50, the result is 0.30.").wait_for()
        picture = page.locator("img[alt^='A plot of level']")
        assert f"Predicted: {first} at 0.4, {second} at 0.6" in picture.get_attribute("alt")
        edge = page.locator(".jp-OutputArea-output").first.bounding_box()
        panel = question.locator("svg").bounding_box()
        assert panel["x"] + panel["width"] <= edge["x"] + edge["width"]
        assert errors == []


def test_a_quiz_answers_at_once_in_words(opened):
    page, errors = opened
    question = page.get_by_role("group", name="1. Who digests news?")
    question.get_by_role("radio", name="all").click()
    status = question.get_by_role("status")
    page.wait_for_function(
        "(e) => e.textContent === '✗ Not quite. Few can.'", arg=status.element_handle()
    )
    page.keyboard.press("ArrowUp")
    page.wait_for_function(
        "(e) => e.textContent === '✓ Right. They do.'", arg=status.element_handle()
    )
    page.get_by_role("radio", name="stays").click()
    assert question.get_by_role("radio", name="focal firms").is_checked()
    assert errors == []


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
  const texts = ".clusterlib-lab .widget-label, .clusterlib-lab .widget-readout, " +
    ".clusterlib-lab select, .clusterlib-lab button, .clusterlib-question legend, " +
    ".clusterlib-question label, .clusterlib-question button";
  return [...document.querySelectorAll(texts)].filter((e) => e.offsetParent).map((e) => {
    const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))];
    return [e.innerText, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
  });
}"""


# What of a lab is wider than the place of its cell's output.
CUT = """() => [...document.querySelectorAll(".clusterlib-lab")].flatMap((lab) => {
  const edge = lab.closest(".jp-OutputArea-output").getBoundingClientRect().right + 1;
  return [...lab.querySelectorAll("select, button, .widget-slider, img")]
    .filter((e) => e.getBoundingClientRect().right > edge).map((e) => e.outerHTML);
})"""


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_at_125_percent_in_both_themes_every_lab_fits_and_can_be_read(server, browser, theme):
    server.configure("apputils-extension/themes", theme=theme)
    with new_page(browser, 1366, 768, zoom=1.25) as (page, errors):
        open_and_run(page, server, "every.ipynb")
        dark = page.evaluate("document.body.dataset.jpThemeLight") == "false"
        assert dark == (theme == "JupyterLab Dark")
        seen = set()
        # JupyterLab keeps only the cells near the screen in the page.
        for cell in range(len(EVERY_LAB) + len(CELLS) - 1):
            css = f".jp-Cell[data-windowed-list-index='{cell}']"
            place = page.locator(css)
            place.scroll_into_view_if_needed()
            page.wait_for_timeout(300)
            if place.locator(".clusterlib-lab").count():
                place.locator(f"{IMAGE}[src]").wait_for()
                seen.add(place.locator(".clusterlib-lab").get_attribute("aria-label"))
            contrasts = page.evaluate(CONTRAST)
            assert [(text, ratio) for text, ratio in contrasts if ratio < 4.5] == []
            assert page.evaluate(CUT) == []
            parts = f"{css} .clusterlib-lab, {css} .clusterlib-question"
            if page.locator(parts).count():
                found = Axe().run(page, context=parts)
                assert found.violations_count == 0, found.generate_report()
        assert len(seen) == len(EVERY_LAB)
        assert errors == []


PLAY = ".clusterlib-play"
PIXELS = "img => [img.naturalWidth, img.src]"
PLAYED = """() => {
  const img = document.querySelector(".clusterlib-picture img");
  window.played = new Set();
  window.blank = 0;
  new MutationObserver(() => {
    played.add(img.src);
    if (!img.naturalWidth) blank += 1;
  }).observe(img, {attributeFilter: ["src"]});
}"""


def test_play_shows_the_periods_one_after_the_other(server, browser):
    write_notebook(
        server.folder / "play.ipynb", "from clustercourse.labs import buzz_lab\nbuzz_lab(period=80)"
    )
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "play.ipynb")
        page.wait_for_selector(f"{IMAGE}[src]")
        page.wait_for_timeout(1500)
        page.evaluate(PLAYED)
        page.locator(PLAY).focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "() => /period 160/.test(document.querySelector('.clusterlib-picture img').alt)",
            timeout=60_000,
        )
        assert page.evaluate("played.size") >= 20
        assert page.evaluate("blank") == 0
        assert page.locator(PLAY).inner_text() == "▶ Play"
        # Stopped before the first frame has come, it stays where it is: at the end.
        page.evaluate("button => (button.click(), button.click())", page.query_selector(PLAY))
        page.wait_for_timeout(1000)
        assert "period 160" in page.locator(IMAGE).get_attribute("alt")
        # Another size waits until Play is over; Reset ends it and shows the first picture again.
        page.keyboard.press("Enter")
        page.wait_for_timeout(600)
        page.set_viewport_size({"width": 800, "height": 1000})
        page.wait_for_timeout(600)
        assert page.locator(PLAY).inner_text() == "■ Stop"
        page.get_by_role("button", name="Reset").click()
        page.wait_for_timeout(1500)
        assert page.locator(PLAY).inner_text() == "▶ Play"
        settled = page.locator(IMAGE).evaluate(PIXELS)
        page.wait_for_timeout(500)
        assert page.locator(IMAGE).evaluate(PIXELS) == settled
        assert settled[0] < 1000
        assert errors == []
