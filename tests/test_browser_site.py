"""Lecture 08 on the built site, from files and without a network: by keyboard, and by touch."""

from contextlib import contextmanager

import edition
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import chromium, new_page
from looking import need_chromium

from clustercourse.exercises import restore_progress
from clustercourse.exercises.registry import find_task
from clustercourse.predictions import kept, predict
from clustercourse.predictions.predicting import _predictions

pytestmark = [pytest.mark.slow, pytest.mark.browser]

STEM = "08_buzz_and_pipelines"
SHOWN = ".clusterlib-picture[data-shown]"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: The E-I index of F19, from three ties that lead out and eight that do not.
RIGHT = "-0.4545"


@pytest.fixture(scope="module")
def site():
    return edition.build([STEM])


@pytest.fixture(scope="module")
def browser():
    need_chromium()
    with chromium() as started:
        yield started


@contextmanager
def opened(browser, site, name=f"notebooks/{STEM}", **more):
    """Open a page of the site in a browser that reaches no network; no error may come."""
    context = browser.new_context(**more)
    page, errors, asked = context.new_page(), [], []
    context.set_offline(True)
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / f"{name}.html").as_uri())
    page.wait_for_selector(".course-is-live")
    yield page
    context.close()
    assert errors == []
    assert {url.partition(":")[0] for url in asked} <= {"file", "data", "blob"}


def place(page, kind, name=""):
    """Return the place of a kind on the page that has a name."""
    return page.locator(f".course-{kind}" + (f"[data-name='{name}']" if name else "")).first


def lab_of(page):
    return place(page, "lab", "Lab 08: buzz and pipelines pipelines.openness")


def tab_to(page, target, most=400):
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {target}")


def tab_from(page, start, target):
    """Go on by Tab from an element near the target; how one comes there is another's test."""
    start.evaluate("(one) => { one.tabIndex = -1; one.focus(); }")
    tab_to(page, target, 60)


def level_of(page):
    return lab_of(page).locator("[name='openness']").get_attribute("aria-valuetext")


def serious_in(page):
    """Return what axe finds on a page that is serious or critical."""
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]})
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def is_all_there(page):
    """All that was answered is there again."""
    choice, result = (
        place(page, "question", "pipelines.march"),
        place(page, "result", "pipelines.march"),
    )
    assert choice.get_by_role("radio").nth(1).is_checked()
    assert "Kept: “the quick group's early" in choice.get_by_role("status").inner_text()
    assert "As you predicted" in result.inner_text()
    assert result.locator("details").get_attribute("open") is not None
    curve = place(page, "result", "pipelines.openness")
    assert "you drew" in curve.locator(".course-verdict").inner_text()
    task = place(page, "task", "pipelines.try_index")
    assert task.get_by_role("textbox").input_value() == RIGHT
    assert task.get_by_role("status").inner_text().startswith("✓ Right")
    quiz = place(page, "quiz")
    assert quiz.locator("fieldset").first.get_by_role("status").inner_text().startswith("✓ Right")
    lab = lab_of(page)
    lab.scroll_into_view_if_needed()
    lab.locator(SHOWN).wait_for()
    assert level_of(page) == "0.30"
    assert "You drew a curve" in lab.locator(".clusterlib-said").inner_text()


def test_lecture_08_by_keyboard_alone(browser, site):
    with opened(browser, site, viewport={"width": 1366, "height": 768}) as page:
        # The first question is reached from the top of the page.
        choice = place(page, "question", "pipelines.march")
        result = place(page, "result", "pipelines.march")
        explained = result.get_by_text("Those who deviate teach the code.")
        assert not explained.is_visible()
        first = choice.get_by_role("radio").first
        tab_to(page, first)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "✓ As you predicted." in result.inner_text()
        assert explained.is_visible()
        # Later answers change nothing.
        choice.get_by_role("radio").nth(1).focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "and that stays" in choice.get_by_role("status").inner_text()
        choice.get_by_role("radio").nth(2).focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Your prediction stays" in choice.get_by_role("status").inner_text()

        # A drawn curve.
        curve = place(page, "question", "pipelines.openness")
        button = curve.get_by_role("button")
        points = curve.get_by_role("slider")
        tab_from(page, curve, points.first)
        for _ in range(5):
            page.keyboard.press("PageUp")
            page.keyboard.press("ArrowRight")
        tab_to(page, button, 9)
        page.keyboard.press("Enter")
        outcome = place(page, "result", "pipelines.openness")
        assert "you drew" in outcome.locator(".course-verdict").inner_text()
        assert outcome.locator(".course-over svg polyline").count() == 1

        # A task, wrong and right.
        task = place(page, "task", "pipelines.try_index")
        told = task.get_by_role("status")
        tab_from(page, task, task.get_by_role("textbox"))
        page.keyboard.type("0.2727")
        page.keyboard.press("Enter")
        slip = next(
            known.message
            for known in find_task("pipelines.try_index")[1].misconceptions
            if "share of external ties" in known.message
        )
        assert told.inner_text() == f"✗ Not yet: {slip}"
        page.keyboard.press("Control+a")
        page.keyboard.type(RIGHT)
        page.keyboard.press("Enter")
        assert told.inner_text().startswith("✓ Right")
        tab_to(page, task.get_by_role("button", name="Hint"), 3)
        page.keyboard.press("Enter")
        first = find_task("pipelines.try_index")[1].hints[0].replace("`", "")
        assert first in task.locator("li").inner_text()

        # The lab opens with the prediction; one control is moved.
        lab = lab_of(page)
        lab.scroll_into_view_if_needed()
        lab.locator(SHOWN).wait_for()
        openness = lab.locator("[name='openness']")
        tab_from(page, lab, openness)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(1300)  # it is kept once it rests
        assert level_of(page) == "0.30"

        quiz = place(page, "quiz")
        tab_from(page, quiz, quiz.get_by_role("radio").first)
        page.keyboard.press("ArrowDown")
        said = quiz.locator("fieldset").first.get_by_role("status")
        assert (
            said.inner_text()
            == "✓ Right. It falls further after the move: what counts is the recovery."
        )

        # Leave, come back.
        page.goto((site / "index.html").as_uri())
        page.goto((site / f"notebooks/{STEM}.html").as_uri())
        page.wait_for_selector(".course-is-live")
        is_all_there(page)
        assert serious_in(page) == []


def test_lecture_08_by_touch_on_a_phone(browser, site, tmp_path, monkeypatch):
    with opened(browser, site, color_scheme="dark", accept_downloads=True, **PHONE) as page:
        choice = place(page, "question", "pipelines.march")
        choice.locator("label").nth(1).tap()
        choice.get_by_role("button").tap()
        assert "✓ As you predicted." in place(page, "result", "pipelines.march").inner_text()

        curve = place(page, "question", "pipelines.openness")
        points = curve.locator("svg [role=slider] .ring")
        for at in range(points.count()):
            points.nth(at).scroll_into_view_if_needed()
            box = points.nth(at).bounding_box()
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] - 20)
        curve.get_by_role("button").tap()
        assert "you drew" in place(page, "result", "pipelines.openness").inner_text()

        task = place(page, "task", "pipelines.try_index")
        told = task.get_by_role("status")
        for answer, begins in [
            ("many", "✗ This is not of the form"),
            ("0,2727", "✗"),
            (RIGHT, "✓"),
        ]:
            task.get_by_role("textbox").tap()
            task.get_by_role("textbox").fill(answer)
            task.get_by_role("button", name="Check").tap()
            assert told.inner_text().startswith(begins)

        place(page, "quiz").locator("label").nth(1).tap()
        lab = lab_of(page)
        lab.scroll_into_view_if_needed()
        lab.locator(SHOWN).wait_for()
        slider = lab.locator("[name='openness']")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        page.touchscreen.tap(box["x"] + 8 + 0.3 * (box["width"] - 16), box["y"] + box["height"] / 2)
        page.wait_for_timeout(1300)
        assert level_of(page) == "0.30"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

        page.reload()
        page.wait_for_selector(".course-is-live")
        is_all_there(page)
        assert serious_in(page) == []
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save my answers").tap()
        saving.value.save_as(tmp_path / "from_the_page.json")

        # The notebook's own reader takes it in: the prediction comes back, and more is added.
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(kept, "_in_kernel", lambda: True)
        kept.remember("quizzes", "asked in the notebook", "yes")
        restore_progress("from_the_page.json")
        _predictions.pop("pipelines.march", None)
        options = [
            "the quick group's, early and late",
            "the quick group's early, the slow group's late",
        ]
        options += ["the slow group's, early and late"]
        asked = predict("pipelines.march", "In one group ...", options)
        assert asked.chosen == options[1]
        assert kept.recall("tasks", "pipelines.try_index")["tries"] == 3
        assert kept.recall("quizzes", "asked in the notebook") == "yes"
        # And what the notebook has written is brought into a page that knows nothing yet.
        page.evaluate("localStorage.clear()")
        page.reload()
        page.wait_for_selector(".course-is-live")
        assert place(page, "task", "pipelines.try_index").get_by_role("textbox").input_value() == ""
        with page.expect_navigation():
            page.locator(".course-file input").set_input_files(tmp_path / kept.FILE)
        page.wait_for_selector(".course-is-live")
        is_all_there(page)


def swipe(page, x, y, right, down):
    """Move a finger."""
    finger, steps = page.context.new_cdp_session(page), 12
    for k in range(steps + 1):
        at = {"x": x + right * k / steps, "y": y + down * k / steps}
        kind = "touchMove" if k else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def test_on_a_phone_pictures_are_whole_and_open_large(browser, site):
    with opened(browser, site, color_scheme="dark", **PHONE) as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        for picture in page.locator(".bd-article img:visible").all():
            box = picture.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
        picture, large = page.locator(".bd-article img:visible").first, page.locator(".enlarged")
        close = large.get_by_role("button")
        picture.evaluate("(one) => (one.style.width = '100%')")  # as that of the claims
        for opens in (picture.tap, lambda: page.keyboard.press("Enter")):
            opens()
            assert large.evaluate("(one) => one.scrollWidth") >= 960
            assert large.locator("img").get_attribute("alt") == picture.get_attribute("alt")
            assert serious_in(page) == []
            page.keyboard.press("Escape")
            assert large.count() == 0
            # By key it is opened from its button, which has the focus again afterwards.
            page.locator(".enlarge:visible").first.focus()
        for shuts in (close.tap, large.locator("img").tap):
            page.locator(".enlarge:visible").first.tap()
            shuts()
            assert large.count() == 0
            assert "enlarge" in page.evaluate("document.activeElement.className")


def test_a_drawn_curve_opens_large_with_its_result(browser, site):
    with opened(browser, site, **PHONE) as page:
        question = place(page, "question", "pipelines.openness")
        for point in question.get_by_role("slider").all():
            point.focus()
            page.keyboard.press("PageUp")
        question.get_by_role("button").tap()
        place(page, "result", "pipelines.openness").locator(".course-over").tap()
        assert page.locator(".enlarged .course-over polyline").count() == 1


def test_a_finger_draws_along_and_scrolls_up_and_down(browser, site):
    with opened(browser, site, **PHONE) as page:
        field = place(page, "question", "pipelines.openness").locator("svg.clusterlib-curve")
        up = "(one) => scrollTo(0, scrollY + one.getBoundingClientRect().top - 120)"
        field.evaluate(up)
        page.wait_for_timeout(300)
        box = field.bounding_box()
        before = page.evaluate("scrollY")
        swipe(page, box["x"] + 200, box["y"] + 280, 0, -180)
        assert page.evaluate("scrollY") > before + 50
        assert field.locator("g.set").count() == 0
        # On a point it moves the point.
        field.evaluate(up)
        page.wait_for_timeout(300)
        before, ring = page.evaluate("scrollY"), field.locator(".ring").nth(2).bounding_box()
        swipe(page, ring["x"] + 15, ring["y"] + 15, 0, -60)
        assert page.evaluate("scrollY") == before
        assert field.locator("g.set").count() == 1
        box = field.bounding_box()
        swipe(page, box["x"] + 70, box["y"] + 160, 240, 40)
        assert field.locator("g.unset").count() == 0
        page.set_viewport_size({"width": 844, "height": 390})
        page.wait_for_timeout(300)
        assert field.bounding_box()["height"] <= 390 - 80


def test_what_was_brought_in_is_told_once(browser, site, tmp_path):
    file = tmp_path / kept.FILE
    file.write_text('{"tasks": {"a": {"tries": 1}, "b": {"tries": 1}}, "quizzes": {"c": "yes"}}')
    with opened(browser, site, **PHONE) as page:
        with page.expect_navigation():
            page.locator(".course-file input").set_input_files(file)
        told = page.locator(".course-came")
        told.wait_for()
        assert "brought in: 2 tasks, 1 quiz answer." in told.inner_text()
        box = told.bounding_box()
        assert box["y"] + box["height"] <= 845
        page.locator("h1").tap()
        assert told.count() == 0
        page.reload()
        page.wait_for_selector(".course-is-live")
        assert told.count() == 0


def test_a_task_gives_what_it_needs_and_its_answer_the_number(browser, site):
    with opened(browser, site) as page:
        task = place(page, "task", "pipelines.try_index")
        assert task.locator(".course-given dt").all_inner_texts() == ["external", "internal"]
        hint = task.get_by_role("button", name="Hint")
        hint.click()
        assert "`" not in task.locator("li").inner_text()
        assert task.locator("li code").all_inner_texts() == ["external", "internal"]
        page.get_by_text("Show one answer").first.click()
        assert page.get_by_text("The code gives: -0.454545").is_visible()


def test_where_nothing_may_be_kept_the_page_works(browser, site):
    with new_page(browser, 1366, 768) as (page, errors):
        refuse = (
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
        )
        page.add_init_script(refuse)
        page.goto((site / f"notebooks/{STEM}.html").as_uri())
        page.wait_for_selector(".course-is-live")
        # The theme, which wants to keep its mode, complains; the course does not.
        task = place(page, "task", "pipelines.try_index")
        task.get_by_role("textbox").fill(RIGHT)
        task.get_by_role("button", name="Check").click()
        assert task.get_by_role("status").inner_text().startswith("✓ Right")
        assert all(error == "no" or "theme mode" in error for error in errors)


def test_on_paper_all_is_unfolded_and_without_scripts_all_is_there(browser, site):
    with opened(browser, site) as page:
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("article details:not([open])").count() == 0
        lab = lab_of(page)
        assert lab.locator("figure.panel img").count() == 3
        assert lab.locator("figure.panel").last.is_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        # Opening for paper is no skipping.
        assert page.evaluate("localStorage.length") <= 2
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / f"notebooks/{STEM}.html").as_uri())
    assert page.locator("figure.panel").nth(2).is_visible()
    assert page.get_by_text("the quick group's early, the slow group's late").first.is_visible()
    context.close()


def test_the_search_shows_where_it_found_something(browser, site):
    with new_page(browser, 1280, 900) as (page, errors):
        page.goto(f"{(site / 'search.html').as_uri()}?q=conformism")
        page.wait_for_selector("#search-results li .context")
        assert "conformism" in page.locator("#search-results li .context").first.inner_text()
        assert errors == []


def test_the_lab_of_the_front_page_moves(browser, site):
    with opened(browser, site, "index") as page:
        page.locator(SHOWN).wait_for()
        before = page.locator(SHOWN).get_attribute("data-shown")
        page.locator("[name='period']").focus()
        page.keyboard.press("ArrowRight")
        page.locator(f"{SHOWN}:not([data-shown='{before}'])").wait_for()
