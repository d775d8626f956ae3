"""The slides and the reader's edition: made, looked at in Chromium, and nothing needs a network."""

import sys
from pathlib import Path

import executed
import pytest
import slides
from axe_playwright_python.sync_playwright import Axe
from browsing import chromium, find_chromium, new_page

ROOT = Path(__file__).resolve().parent.parent
STEMS = [source.stem for source in executed.lecture_sources()]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="the course is built with make"),
    pytest.mark.skipif(find_chromium() is None, reason="needs Chromium"),
]

# What of each slide lies outside it: pictures, letters, lines of code.
_OUTSIDE = """(select) => [...document.querySelectorAll(select)].flatMap((page, number) => {
    const paper = page.getBoundingClientRect(), range = document.createRange();
    return [...page.querySelectorAll(":not(aside, aside *)")].filter((one) => {
        range.selectNodeContents(one);
        const box = one.matches("img") ? one.getBoundingClientRect() : range.getBoundingClientRect();
        const low = one.closest(".foot") ? paper.bottom : paper.bottom - 40;
        return box.width && (box.bottom > low + 1 || box.right > paper.right - 40
            || box.left < paper.left || box.top < paper.top);
    }).map((one) => `slide ${number + 1}: ${one.outerHTML.slice(0, 120)}`);
})"""
_EACH_SHOWN = f"""() => Reveal.getSlides().flatMap((slide) => {{
    const {{ h, v }} = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    return ({_OUTSIDE})(".page.present:not(.stack)");
}})"""
# The smallest letters on each slide, in pixels of 720 lines; formulas have small indices.
_LETTERS = """() => [...document.querySelectorAll(".page")].flatMap((page, number) =>
    [...page.querySelectorAll("p, li, td, th, pre, figcaption, h2, h3")]
    .filter((one) => one.textContent.trim() && !one.closest("aside"))
    .map((one) => [parseFloat(getComputedStyle(one).fontSize), number + 1, one.textContent])
    .filter(([size]) => size < 17.9).map((found) => found.join(" ")))"""
# Style sheets are not read again: a page from a file may not.
_AXE = {"preload": False, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def decks():
    return slides.build()


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


def findings(page):
    """Return what axe finds on a page that is serious or critical."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [
        (one["id"], node["html"][:160], node["failureSummary"])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def watched(page):
    """Return a list that collects every request which leaves this machine."""
    asked = []
    page.on("request", lambda r: asked.append(r.url) if not is_local(r.url) else None)
    return asked


def is_local(url):
    return url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1"))


@pytest.mark.parametrize("stem", STEMS)
def test_slides_fit_are_readable_and_need_no_network(decks, browser, stem):
    with new_page(browser, 1280, 720) as (page, errors):
        asked = watched(page)
        page.goto(f"{(decks / f'{stem}.html').as_uri()}?print")
        page.wait_for_selector("body[data-ready]", state="attached")
        assert page.locator(".page").count() > 5
        assert page.evaluate(_OUTSIDE, ".page") == []
        assert page.evaluate(_LETTERS) == []
        assert findings(page) == []
        # The show itself: all slides are there, the first one is seen, the last one is reached.
        page.goto((decks / f"{stem}.html").as_uri())
        page.wait_for_selector("body[data-ready]", state="attached")
        assert page.locator(".page.present h1").is_visible()
        assert page.evaluate(_EACH_SHOWN) == []
        last = page.evaluate("Reveal.getCurrentSlide().textContent")
        assert "Next:" in last or "end of the course" in last
        assert (asked, errors) == ([], [])


def test_the_list_of_decks(decks, browser):
    with new_page(browser) as (page, errors):
        page.goto((decks / "index.html").as_uri())
        assert findings(page) == []
        assert page.locator("li a").count() == len(STEMS)
        page.locator("li a").first.click()
        page.wait_for_selector("body[data-ready]", state="attached")
        assert errors == []


def test_a_slide_that_overflows_is_caught(decks, browser):
    with new_page(browser, 1280, 720) as (page, _):
        page.goto(f"{(decks / '01_cluster_structure.html').as_uri()}?print")
        page.wait_for_selector("body[data-ready]", state="attached")
        page.evaluate("document.querySelectorAll('.page img')[0].style.cssText = 'height: 720px'")
        page.evaluate("document.querySelectorAll('.page p')[5].style.fontSize = '12px'")
        assert any("<img" in found for found in page.evaluate(_OUTSIDE, ".page"))
        assert len(page.evaluate(_LETTERS)) == 1
        page.evaluate("document.querySelectorAll('.page img')[0].removeAttribute('alt')")
        page.evaluate("document.querySelectorAll('.page p')[6].style.color = '#aaa'")
        assert {rule for rule, *_ in findings(page)} >= {"image-alt", "color-contrast"}
