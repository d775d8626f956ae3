"""The slides and the site: made, looked at in Chromium, and nothing needs a network."""

import gzip
import json
import posixpath
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import edition
import executed
import launching
import pytest
import slide_texts
import slides
from axe_playwright_python.sync_playwright import Axe
from browsing import chromium, find_chromium, new_page
from bs4 import BeautifulSoup

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
    return [...page.querySelectorAll(":not(aside, aside *, .sheet)")].filter((one) => {
        range.selectNodeContents(one);
        const box = (one.matches("img") ? one : range).getBoundingClientRect();
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
        assert page.evaluate(_OUTSIDE, ".page") == []
        assert page.evaluate(_LETTERS) == []
        assert findings(page) == []
        # The show itself: the first slide is seen, the others are reached.
        page.goto((decks / f"{stem}.html").as_uri())
        page.wait_for_selector("body[data-ready]", state="attached")
        assert page.locator(".page.present h1").is_visible()
        assert page.evaluate(_EACH_SHOWN) == []
        assert (asked, errors) == ([], [])


@pytest.mark.parametrize("stem", STEMS)
def test_a_slide_holds_one_idea_and_its_text_is_said(decks, stem):
    pages = BeautifulSoup((decks / f"{stem}.html").read_text("utf-8"), "html.parser").select(
        ".page"
    )
    long = {}
    for page in pages:
        seen = page.select_one(".sheet")
        seen.select_one(".foot").decompose()
        if (words := slide_texts.count_words(str(seen))) > slide_texts.MOST:
            long[seen.get_text(" ", strip=True)[:60]] = words
    assert long == {}
    if not stem.startswith("00"):
        assert 18 <= len(pages) <= 30
        # The lecture's text is said, all but what goes further.
        said = " ".join(one.get_text(" ") for one in pages for one in one.select("aside"))
        assert slide_texts.count_words(said) > 1_000
        assert sum(bool(page.select("iframe")) for page in pages) >= 1
        assert sum("question" in page["class"] for page in pages) >= 5


def test_a_lab_on_a_slide_moves_without_a_kernel(decks, browser):
    with new_page(browser, 1280, 720) as (page, errors):
        deck = decks / "08_buzz_and_pipelines.html"
        slides_of_labs = [
            number
            for number, one in enumerate(
                BeautifulSoup(deck.read_text("utf-8"), "html.parser").select(".page")
            )
            if one.select("iframe")
        ]
        page.goto(f"{deck.as_uri()}#/{slides_of_labs[-1]}")
        page.wait_for_selector("body[data-ready]", state="attached")
        lab = page.frame_locator(".page.present iframe")
        slider = lab.get_by_label("local ties given up")
        before = lab.locator(".clusterlib-finding").inner_text()
        slider.focus()
        slider.press("ArrowRight")
        page.wait_for_timeout(500)
        assert lab.locator(".clusterlib-finding").inner_text() != before
        assert errors == []


def test_what_of_a_text_is_seen():
    idea = slide_texts.idea_of
    # A definition that leans on the sentence before has no slide; what is claimed in bold has one.
    assert idea("<p>Take two. Then they are <strong>complements</strong>.</p>", 40) == ""
    claim = "<p>Why? <strong>Ties cost time.</strong> And more.</p>"
    assert idea(claim, 40) == "<p><strong>Ties cost time.</strong></p>"
    # A list is cut to what begins its items, and to what there is room for.
    items = (
        "<ul><li><strong>One.</strong> More of it.</li><li><strong>Two.</strong> More.</li></ul>"
    )
    assert idea(items, 3).count("<li>") == 2
    assert "More" not in idea(items, 3)
    assert idea(items, 1).count("<li>") == 1
    # What a reader folds is not seen.
    assert (
        idea("<details><summary>x</summary><p><strong>The answer.</strong></p></details>", 9) == ""
    )


def test_a_long_deck_says_its_shortest_texts():
    made = [
        slide_texts.Slide(f"slide {n}", f"<p>{'word ' * n}</p>", notes=[f"{n}"]) for n in range(34)
    ]
    kept = slides.thinned(made)
    assert len(kept) == 30
    assert kept[0] is made[0]
    assert kept[1].notes == ["1", "2", "3", "4", "5"]


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
        first = "document.querySelector('.page.text li, .page.text p').style"
        page.evaluate(f"{first}.fontSize = '12px'")
        assert len(page.evaluate(_LETTERS)) == 1
        page.evaluate(f"{first}.marginTop = '700px'")
        assert page.evaluate(_OUTSIDE, ".page") != []
        page.evaluate("document.querySelector('.page .picture img').removeAttribute('alt')")
        page.evaluate(f"[{first}.marginTop, {first}.color] = ['0', '#aaa']")
        assert {rule for rule, *_ in findings(page)} >= {"image-alt", "color-contrast"}


# --- the reader's edition ------------------------------------------------------------------------

# One page of each kind; all lectures are among them.
KINDS = ["index", "search", "genindex", "notebooks/index", "exercises/01_cluster_structure"]
KINDS += [
    "notebooks/odd_protocol",
    "notebooks/classics/index",
    "notebooks/classics/fang_lee_schilling",
]
KINDS += ["solutions/01_cluster_structure", "library/index", "library/measures", "library/labs"]


@pytest.fixture(scope="module")
def site():
    return edition.build()


@pytest.fixture(scope="module")
def pages(site):
    """The parsed pages of the site by their place."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts and "_downloads" not in path.parts
    }


def problems_in(pages, site):
    """List what is wrong with pages: links, what they load, alt text, headings."""
    problems = []
    ids = {name: {one["id"] for one in page.select("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.select("a[href]"):
            to = urlsplit(link["href"])
            if to.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(to.path)))
            target = target if to.path else name
            if not (target in pages or (site / target).exists()):
                problems.append(f"{name}: a link to {target}, which does not exist")
            elif to.fragment and unquote(to.fragment) not in ids.get(target, {to.fragment}):
                problems.append(f"{name}: a link to #{to.fragment} in {target}, which has none")
        for one in page.select("[src], link[href]"):
            loaded = one.get("src") or one["href"]
            if urlsplit(loaded).scheme not in ("", "data"):
                problems.append(f"{name}: {loaded} comes from elsewhere")
        for image in page.select("img"):
            if len(image.get("alt", "").split()) < 5:
                problems.append(f"{name}: a picture without a description")
        levels = [int(one.name[1]) for one in page.select("article :is(h1, h2, h3, h4, h5, h6)")]
        if levels and (levels[0] != 1 or levels.count(1) != 1):
            problems.append(f"{name}: the headings start with {levels[:3]}")
        if any(later > earlier + 1 for earlier, later in pairwise(levels)):
            problems.append(f"{name}: a heading skips a level: {levels}")
    return problems


def test_pages_have_links_that_lead_somewhere_alt_text_and_headings_in_order(pages, site):
    assert {f"notebooks/{stem}.html" for stem in STEMS} <= pages.keys()
    assert problems_in(pages, site) == []
    shown = " ".join(page.get_text() for name, page in pages.items() if "notebooks/" in name)
    assert "You made no prediction" not in shown
    texts = pages["notebooks/01_cluster_structure.html"].select("p, li, td")
    assert not any("[[" in text.get_text() for text in texts)
    assert "Stop here after about" not in shown  # for lecturers only


def test_what_a_page_needs_and_lacks_is_caught(pages, site):
    text = (
        '<article><h1>A</h1><h3>B</h3><img src="https://x.y/z.png"><img src="a.png" alt="map">'
        '<a href="none.html">n</a><a href="#none">m</a><a href="index.html#start">s</a></article>'
    )
    pages = {**pages, "broken.html": BeautifulSoup(text, "html.parser")}
    problems = [one for one in problems_in(pages, site) if one.startswith("broken.html")]
    found = "\n".join(problems)
    assert len(problems) == 6, found
    for part in ("none.html", "#none", "from elsewhere", "without a description", "skips a level"):
        assert part in found


@pytest.mark.parametrize("name", [*KINDS, *(f"notebooks/{stem}" for stem in STEMS)])
def test_pages_are_accessible_and_need_no_network(site, browser, name):
    with new_page(browser, 1280, 900) as (page, errors):
        asked = watched(page)
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_load_state("networkidle")
        # What is folded must be readable too, once it has faded in.
        page.add_style_tag(content="* { animation: none !important; transition: none !important }")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert findings(page) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        # Pictures are loaded when they come near; here all of them.
        page.evaluate("[...document.images].forEach((one) => (one.loading = 'eager'))")
        page.wait_for_function(
            "[...document.images].every((one) => one.complete && one.naturalWidth > 0)"
        )
        assert (asked, errors) == ([], [])


def test_the_search_works_in_a_site_opened_from_a_file(site, browser):
    with new_page(browser, 1280, 900) as (page, errors):
        asked = watched(page)
        page.goto((site / "index.html").as_uri())
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Control+k")
        page.keyboard.type("betweenness")
        page.keyboard.press("Enter")
        page.wait_for_selector("#search-results li a")
        found = page.locator("#search-results li a").all_text_contents()
        assert "01 The structure of a cluster" in found
        page.get_by_role("link", name="01 The structure of a cluster").first.click()
        assert page.locator("h1").inner_text().startswith("01 The structure of a cluster")
        assert (asked, errors) == ([], [])


WITH_LAB = {stem for stem in STEMS if stem[:2] != "10" and "python" not in stem}


def test_the_site_is_light(site):
    """All of it fits into 30 MB, a recording into 1.5, and what a lecture waits for is little."""
    files = [path for path in site.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 30_000_000
    recordings = sorted((site / "_static" / "recordings").glob("*.js"))
    assert {path.stem.rpartition("-")[0] for path in recordings} >= WITH_LAB
    assert max(path.stat().st_size for path in recordings) <= 1_500_000
    for stem in ("00_start_here", "08_buzz_and_pipelines"):
        page = site / "notebooks" / f"{stem}.html"
        head, _, body = page.read_text("utf-8").partition("<body")
        parsed = BeautifulSoup(head + body, "html.parser")
        first = [one["href"] for one in parsed.select("link[rel=stylesheet]")]
        first += [one["src"] for one in parsed.select("script[src]")]
        waited = [page, *((page.parent / urlsplit(one).path).resolve() for one in first)]
        # A second at 1.5 Mbit/s is 187 kB, a third of it round trips.
        assert sum(len(gzip.compress(one.read_bytes())) for one in waited) <= 125_000, stem
    assert not any("data:image" in path.read_text("utf-8") for path in site.rglob("*.html"))


def test_the_front_page_shows_the_claims_and_labs_are_pictures(pages):
    claims = pages["index.html"].select_one("figure:not(.panel) img")
    assert claims["alt"].startswith("Of ")
    assert " claims " in claims["alt"]
    for name, page in pages.items():
        # A lab shows three settings; a lecture may have a toy or a formula beside its lab.
        if name.startswith("notebooks/0") and name.removesuffix(".html")[10:] in WITH_LAB:
            panels = page.select("figure.panel")
            assert len(panels) >= 3, name
            assert all(panel.select_one("img[alt]") for panel in panels), name
    questions = pages["notebooks/01_cluster_structure.html"].select(".question")
    assert [len(one.select("details li.right")) for one in questions] == [1, 1, 1]


def test_the_first_page_begins_with_what_a_browser_can_do(pages):
    page = pages["index.html"].select_one("article")
    text = page.get_text(" ", strip=True)
    begin = page.select_one("a.begin")
    assert begin["href"] == "notebooks/00_start_here.html"
    told = page.select_one("h1 ~ p").get_text()
    assert len(told.split(". ")) == 3
    assert "phone" in told
    # Python, make and git come last; the lab answers no question of a lecture.
    order = [text.index(part) for part in (told[:40], "Begin with lecture 00", "What is in it")]
    assert order == sorted(order)
    assert text.index("To run it yourself") > text.index("Cite, help, licence")
    assert "make lab" not in text[: text.index("To run it yourself")]
    lab = json.loads(page.select_one(".course-lab, .course-place").script.get_text())
    assert lab["kind"] == "lab"
    assert "openness" not in page.select_one(".course-place")["data-name"]


def test_a_task_of_a_lecture_can_be_worked_out_on_its_page_or_says_that_it_takes_a_run(pages):
    for name in (f"notebooks/{stem}.html" for stem in STEMS):
        tasks = [json.loads(one.get_text()) for one in pages[name].select(".course-place > script")]
        for task in (one for one in tasks if one["kind"] == "task" and "form" in one):
            # One asks for what its text gives.
            assert task["given"] or task["run"] or task["id"] == "policy.try_level", task["id"]
            assert all(text for _, text in task["given"]), task["id"]
        if tasks and "python" not in name:
            assert pages[name].get_text().count("The code gives: ") >= len(
                [one for one in tasks if one["kind"] == "task"]
            ), name


def test_the_launch_buttons_follow_their_setting(monkeypatch):
    assert launching.launch_buttons("notebooks/01_a.ipynb", "") == ""
    course = {"repository": "https://github.com/ada/course", "hub": "https://hub.example.org"}
    made = BeautifulSoup(launching.launch_buttons("notebooks/01_a.ipynb", **course), "html.parser")
    links = {link.get_text(): link["href"] for link in made.select("a")}
    assert list(links) == ["Open in Binder", "Open in Colab", "Open in JupyterHub"]
    there = "https://mybinder.org/v2/gh/ada/course/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F01_a.ipynb"
    assert links["Open in Binder"] == there
    assert links["Open in JupyterHub"].startswith(
        "https://hub.example.org/hub/user-redirect/git-pull"
    )
    assert "course/archive/HEAD.zip" in made.select_one("details pre").get_text()
    elsewhere = launching.launch_links("notebooks/01_a.ipynb", "https://git.example.org/a/b.git")
    assert list(elsewhere) == ["Binder"]
    notebook = executed.make(executed.read_source(executed.lecture_sources()[1]), "blank")
    monkeypatch.setattr(edition, "settings", lambda: course)
    edition.for_readers(notebook, "notebooks/01_a.ipynb", set())
    assert "https://colab.research.google.com/github/ada/course/" in notebook.cells[0].source
    assert set(launching.settings()) == {"repository", "hub"}
