"""Recorded labs in Chromium, from a file and without a network: they behave as live ones do."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import chromium, new_page
from driving import LABS, TASKS, shown
from looking import (
    CONTRAST,
    FAULTS,
    LAB,
    RING,
    control,
    key_of,
    names_actors,
    need_chromium,
    plays,
    press,
    rest,
    returns,
    said,
    ticks,
    wait_for_lab,
    wait_for_other,
    words,
)

from clustercourse import labs
from clustercourse.labs import buzz_lab, formula_lab, structure_lab, toy_lab, trust_lab
from clustercourse.predictions import Axis, predict, predict_curve

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser():
    need_chromium()
    with chromium() as running:
        yield running


class Opened:
    """A recording in a page that can reach no network."""

    def __init__(self, browser, path, width=1200, height=900):
        self.opened = new_page(browser, width, height)
        self.path = path

    def __enter__(self):
        page, self.errors = self.opened.__enter__()
        self.asked = []
        page.context.set_offline(True)
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(self.path.as_uri())
        return page

    def __exit__(self, kind, *rest):
        self.opened.__exit__(kind, *rest)
        if kind is None:
            assert self.errors == []
            assert self.asked == [self.path.as_uri()]


@pytest.fixture(scope="module")
def buzz(tmp_path_factory):
    path = tmp_path_factory.mktemp("recordings") / "buzz.html"
    return buzz_lab().record(openness=[0, 0.2, 0.5, 1]).save(path)


def test_a_slider_and_a_list_of_a_recording_move_it(browser, tmp_path):
    lab = structure_lab()
    recording = lab.record(archetype=["baseline", "marshallian"], openness=[0, 0.05, 0.2, 0.5])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        wait_for_lab(page)
        assert words(page).startswith(said(lab))
        assert page.locator(f"{LAB} input").count() == 1
        control(page, "openness").focus()
        assert press(page, "ArrowRight").startswith(said(structure_lab(openness=0.5)))
        assert press(page, "Home").startswith(said(structure_lab(openness=0)))
        before = key_of(page)
        control(page, "archetype").select_option("Marshallian district")
        lab.move(archetype="marshallian")  # its focal firms and pipelines follow
        assert wait_for_other(page, before).startswith(said(lab))
        before = key_of(page)
        page.get_by_role("button", name="Reset").click()
        assert wait_for_other(page, before).startswith(said(structure_lab()))


def test_a_list_of_chosen_settings_moves_a_recording(browser, tmp_path):
    recording = buzz_lab().record({"openness": 0.0}, {"openness": 0.9, "buzz": 0.0})
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        wait_for_lab(page)
        before = key_of(page)
        page.get_by_role("combobox", name="setting").select_option(index=1)
        assert wait_for_other(page, before).startswith(said(buzz_lab(openness=0.9, buzz=0)))


def test_a_recording_plays_to_the_end_stops_at_a_press_and_is_reset(browser, buzz):
    with Opened(browser, buzz) as page:
        wait_for_lab(page)
        plays(page)


def test_a_toy_goes_step_by_step_by_its_button_and_by_keys_and_slowly_by_play(browser, tmp_path):
    with Opened(browser, toy_lab().record().save(tmp_path / "toy.html")) as page:
        wait_for_lab(page)
        assert page.get_by_role("button", name="Another draw").count() == 0
        step, period = page.get_by_role("button", name="Next period"), control(page, "period")
        for at in (1, 2):
            before = key_of(page)
            step.click()
            assert wait_for_other(page, before).startswith(said(toy_lab(period=at)))
        period.focus()
        assert press(page, "ArrowRight").startswith(said(toy_lab(period=3)))
        page.get_by_role("button", name="Play").click()
        page.wait_for_timeout(1000)
        assert period.get_attribute("aria-valuetext") == "3"
        page.wait_for_timeout(1000)
        assert period.get_attribute("aria-valuetext") == "4"
        page.get_by_role("button", name="Stop").click()
        period.focus()
        assert press(page, "End").startswith(said(toy_lab(period=8)))
        step.click()  # there is no further one
        assert period.get_attribute("aria-valuetext") == "8"
        before = key_of(page)
        page.get_by_role("button", name="Reset").click()
        assert wait_for_other(page, before).startswith(said(toy_lab()))


def test_a_formula_keeps_the_curve_before_as_dots_until_another_move(browser, tmp_path):
    recording = formula_lab().record(reach=[0.1, 0.2, 0.6], at=[0.2, 0.4])
    with Opened(browser, recording.save(tmp_path / "formula.html")) as page:
        wait_for_lab(page)
        dots = page.locator(f"{LAB} polyline[stroke-dasharray='2 3']")
        assert dots.count() == 0
        control(page, "reach").focus()
        assert press(page, "ArrowRight").startswith(said(formula_lab(reach=0.6)))
        assert dots.count() == 3  # both curves, and the key
        # What is read off elsewhere is no other curve.
        control(page, "at").focus()
        assert press(page, "Home").startswith(said(formula_lab(reach=0.6, at=0.2)))
        assert dots.count() == 0


def test_actors_are_named_by_mouse_and_by_arrow_keys(browser, buzz):
    with Opened(browser, buzz) as page:
        wait_for_lab(page)
        names_actors(page)


def test_a_finger_gets_a_card_too(browser, buzz):
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(buzz.as_uri())
    wait_for_lab(page)
    place = page.locator(f"{LAB} [data-pick='3']").first
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    assert page.locator(".clusterlib-card").is_visible()
    context.close()


def test_what_was_tried_is_shown_told_and_returned_to(browser, buzz):
    with Opened(browser, buzz) as page:
        wait_for_lab(page)
        returns(page)


OPTIONS = ["the longer reach", "less trust", "both about the same"]


def test_what_is_passed_in_a_drag_was_not_tried(browser, tmp_path):
    path = buzz_lab().record(openness=[k / 20 for k in range(21)]).save(tmp_path / "lab.html")
    with Opened(browser, path) as page:
        wait_for_lab(page)
        rest(page)
        box = control(page, "openness").bounding_box()
        x, y = box["x"] + 8 + 0.2 * (box["width"] - 16), box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 0.6 * (box["width"] - 16), y, steps=25)
        page.mouse.up()
        rest(page)
        points = page.get_by_role("group", name="points tried").locator("[data-pick]")
        assert points.count() == 1
        control(page, "openness").focus()
        press(page, "ArrowRight")
        assert points.count() == 2


#: On a phone from top to bottom: what is read off beside the controls, maps, the rest.
PLACES = {"tried": 0, "scores": 0, "gauges": 0, "map": 1}


def test_on_a_phone_what_is_read_off_stands_beside_its_control_and_play_is_in_sight(
    browser, tmp_path
):
    for name in LABS:
        path = whole(getattr(labs, name)()).save(tmp_path / "lab.html")
        with Opened(browser, path, 390, 844) as page:
            wait_for_lab(page)
            below = []
            for view in page.locator(".clusterlib-view").all():
                kind = view.get_attribute("class").rpartition("-")[2]
                named = "map" if view.get_attribute("data-view").startswith("head") else kind
                below.append((view.bounding_box()["y"], PLACES.get(named, 2)))
            assert [rank for _, rank in sorted(below)] == sorted(rank for _, rank in below), name
            bar = page.locator(".clusterlib-bar")
            if bar.count():
                for view in page.locator(".clusterlib-view").all():
                    view.scroll_into_view_if_needed()
                    box = bar.bounding_box()
                    assert 0 < box["y"] <= 844 - box["height"] + 1, name
                # At the end it stands below all of them.
                page.evaluate("scrollTo(0, document.body.scrollHeight)")
                views = [view.bounding_box() for view in page.locator(".clusterlib-view").all()]
                last = max(box["y"] + box["height"] for box in views)
                assert bar.bounding_box()["y"] >= last - 1, name


def test_the_card_of_an_actor_goes_when_the_network_changes(browser, tmp_path):
    recording = structure_lab().record(archetype=["baseline"], seed=[1, 2])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        wait_for_lab(page)
        page.get_by_role("group", name="map of the cluster").focus()
        page.keyboard.press("ArrowRight")
        card = page.locator(".clusterlib-card")
        assert card.is_visible()
        before = key_of(page)
        # As by a finger: nothing else is pointed at meanwhile.
        page.get_by_role("button", name="Another draw").evaluate("(one) => one.click()")
        wait_for_other(page, before)
        assert card.is_hidden()


# A slow page says how wide a lab is after the lab has drawn itself.
LATE = """const Known = window.ResizeObserver;
window.ResizeObserver = class extends Known {
  constructor(told) { super((...all) => setTimeout(() => told(...all), 400)); }
};"""


@pytest.mark.parametrize("name", LABS)
def test_a_picture_is_whole_before_the_page_says_how_wide_it_is(browser, tmp_path, name):
    path = whole(getattr(labs, name)()).save(tmp_path / "lab.html")
    with new_page(browser, 390, 844) as (page, errors):
        page.add_init_script(LATE)
        page.goto(path.as_uri())
        wait_for_lab(page)
        assert page.locator(".clusterlib-phone").count() == 1
        assert errors == []


def test_words_of_a_lab_are_explained_in_it(browser, buzz):
    with Opened(browser, buzz) as page:
        wait_for_lab(page)
        page.get_by_text("What the words mean").click()
        told = page.locator(".clusterlib-words dl")
        for word, meaning in buzz_lab().widget.plan["words"]:
            assert f"{word}\n{meaning}" in told.inner_text()
        assert page.locator(LAB).evaluate(FAULTS) == []


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr("clustercourse.predictions.predicting._predictions", {})


@pytest.mark.parametrize("answer", OPTIONS)
def test_a_recording_asks_first_and_judges(browser, tmp_path, session, answer):
    predict("trust.lab", "Which lever raises SMEs more?", OPTIONS)
    lab = trust_lab("trust.lab", loyalty=3)
    recording = lab.record(trust=[0.3, 0.5, 0.7], reach=[0.2, 0.3])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        page.get_by_text("Predict first.").wait_for()
        assert page.locator(".clusterlib-picture").is_hidden()
        page.get_by_role("button", name="Commit my prediction").click()
        page.get_by_text("Answer first, or open the lab without a prediction.").wait_for()
        page.get_by_role("radio", name=answer).check()
        page.get_by_role("button", name="Commit my prediction").click()
        page.get_by_text("Kept. The lab is open now.").wait_for()
        wait_for_lab(page)
        told = page.locator(".clusterlib-said")
        rest(page)
        assert told.inner_text() == (
            f"You predicted: “{answer}”. For a verdict, try trust 0.70, reach of SMEs 0.30; then "
            "trust 0.30, reach of SMEs 0.20."
        )
        control(page, "reach").focus()
        press(page, "ArrowRight")
        rest(page)
        assert told.inner_text().endswith("try trust 0.30, reach of SMEs 0.20.")
        press(page, "ArrowLeft")
        rest(page)
        assert "✓" not in told.inner_text()
        control(page, "trust").focus()
        press(page, "Home")
        page.wait_for_function("/[✓✗]/.test(document.querySelector('.clusterlib-said').innerText)")
        needs = [{**lab.settings, **need} for need in lab.verdicts["trust.lab"].needs]
        option, because = lab.verdicts["trust.lab"].outcome(*map(lab.compute, needs))
        mark = "✓ As you predicted." if option == answer else "✗ Not what you predicted."
        assert mark in told.inner_text()
        assert because in told.inner_text()
        settled = page.get_by_text("settles your prediction")
        assert settled.count() == 1
        # The marks stay with their settings, whatever is tried then.
        tried = page.get_by_role("group", name="points tried")
        marks = tried.locator("path[fill='#D55E00'][data-pick]")
        control(page, "trust").focus()
        for key in ("End", "Home", "ArrowRight"):
            press(page, key)
            rest(page)
        assert marks.count() == 3


def test_a_recording_opens_without_a_prediction(browser, tmp_path, session):
    predict("trust.lab", "Which lever raises SMEs more?", OPTIONS)
    recording = trust_lab("trust.lab").record(trust=[0.3, 0.7])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        page.get_by_role("button", name="Open without a prediction").click()
        wait_for_lab(page)
        assert page.locator(".clusterlib-said").inner_text().strip() == "You made no prediction."


def test_a_recording_has_its_tasks_after_its_prediction(browser, tmp_path, session):
    predict("trust.lab", "Which lever raises SMEs more?", OPTIONS)
    recording = trust_lab("trust.lab", tasks=TASKS).record(trust=[0.3, 0.7])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        page.get_by_text("Predict first.").wait_for()
        assert page.locator(".clusterlib-tasks").is_hidden()
        page.get_by_role("button", name="Open without a prediction").click()
        wait_for_lab(page)
        ticks(page, TASKS)
        # What is to be done stands above the controls, and Reset keeps what was ticked.
        tasks, controls = (
            page.locator(f".clusterlib-{name}").bounding_box() for name in ("tasks", "controls")
        )
        assert tasks["y"] + tasks["height"] <= controls["y"]
        page.get_by_role("button", name="Reset").click()
        assert "✓" in page.locator(".clusterlib-tasks").inner_text()


def test_a_drawn_prediction_is_compared_in_a_recording(browser, tmp_path, session):
    predict_curve(
        "buzz.test", "How does it go on?", x=Axis("openness", 0, 1, ".1f"),
        y=Axis("level", 0, 0.6), known=[(0, 0.2)], points=[0.2, 0.5, 1],
    )  # fmt: skip
    recording = buzz_lab("buzz.test").record(openness=[0, 0.2, 0.5, 1])
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        page.get_by_text("Predict first.").wait_for()
        sliders = page.locator(".clusterlib-question").get_by_role("slider")
        assert sliders.count() == 3
        for place in range(3):
            sliders.nth(place).focus()
            page.keyboard.press("End")
        page.get_by_role("button", name="Commit my prediction").click()
        wait_for_lab(page)
        assert "you predicted" in page.get_by_role("group", name="points tried").text_content()
        told = page.locator(".clusterlib-said")
        rest(page)
        assert told.inner_text() == (
            "You drew a curve. For a verdict, set local ties given up to 1 and to one of 0.5, and "
            "all else as at the start."
        )
        control(page, "openness").focus()
        for _ in range(2):
            press(page, "ArrowRight")
            rest(page)
        assert "✗ Another shape: yours stays flat, the result falls." in told.inner_text()
        assert (
            "✗ Too high at 0.2, 0.5, 1. At 1 you drew 0.60; it is 0.17 here." in told.inner_text()
        )
        # Why the lecture's result may say something else of the same curve.
        assert "a result of many may differ a little" in told.inner_text()


def test_the_right_shape_too_high_is_told_as_that(browser, tmp_path, session):
    places = [0.2, 0.5, 1]
    found = [shown(buzz_lab(), openness=place) for place in places]
    heights = [buzz_lab().note(now) + 0.15 for now in found]
    asked = predict_curve(
        "buzz.test", "How does it go on?", x=Axis("openness", 0, 1, ".1f"),
        y=Axis("level", 0, 0.62), known=[(0, 0.2)], points=places,
    )  # fmt: skip
    levels = [round(100 * height / 0.62) for height in heights]
    recording = buzz_lab("buzz.test").record(openness=[0, *places])
    assert asked.levels == [None] * 3
    with Opened(browser, recording.save(tmp_path / "lab.html")) as page:
        page.get_by_text("Predict first.").wait_for()
        sliders = page.locator(".clusterlib-question").get_by_role("slider")
        for place, level in enumerate(levels):
            sliders.nth(place).focus()
            page.keyboard.press("Home")
            for _ in range(level // 10):
                page.keyboard.press("PageUp")
        page.get_by_role("button", name="Commit my prediction").click()
        wait_for_lab(page)
        rest(page)
        control(page, "openness").focus()
        for _ in range(2):
            press(page, "ArrowRight")
            rest(page)
        told = page.locator(".clusterlib-said").inner_text()
        assert "✓ Right shape. ✗ Too high at 0.2, 0.5, 1." in told


#: A recording is a piece of a page, whose heading is not its own.
ONLY_RULES = {"rules": {"page-has-heading-one": {"enabled": False}}}


def whole(lab):
    """Return a recording with all controls of a lab, lists with all that they offer."""
    grid = {
        name: list(of.values) if of.kind == "list" else [lab.settings[name]]
        for name, of in lab.controls.items()
        if name != lab.clock
    }
    for of in lab.controls.values():
        for other, value in [item for moved in of.follow.values() for item in moved.items()]:
            grid[other] = sorted({*grid[other], value})
    return lab.record(**grid)


@pytest.mark.parametrize("name", LABS)
def test_at_every_width_all_of_a_lab_is_seen(browser, tmp_path, name):
    path = whole(getattr(labs, name)(tasks=TASKS)).save(tmp_path / "lab.html")
    faults = {}
    with Opened(browser, path) as page:
        wait_for_lab(page)
        page.get_by_role("button", name="Done: what should I have seen?").click()
        for width in (390, 560, 719, 760, 900, 1100, 1366, 1920, 2400):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(200)
            found = page.locator(LAB).evaluate(FAULTS)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("the page is wider than the window")
            if found:
                faults[width] = found
        found = Axe().run(page, options=ONLY_RULES)
        assert found.violations_count == 0, found.generate_report()
    assert faults == {}


def test_on_a_middle_sized_screen_controls_stand_above_two_columns(browser, tmp_path):
    path = whole(buzz_lab()).save(tmp_path / "lab.html")
    columns, wide = "e => getComputedStyle(e).gridTemplateColumns.split(' ').length", {}
    with Opened(browser, path, 1366, 768) as page:
        wait_for_lab(page)
        for width in (390, 680, 1000):
            page.set_viewport_size({"width": width, "height": 768})
            page.wait_for_timeout(200)
            lab, views = page.locator(LAB), page.locator(".clusterlib-views")
            wide[width] = (lab.evaluate(columns), views.evaluate(columns))
    assert wide[680] == (1, 2)
    assert wide[1000] == (2, 2)
    assert wide[390][0] == 1


def test_what_has_the_focus_has_a_ring_that_can_be_seen(browser, tmp_path):
    path = whole(structure_lab()).save(tmp_path / "lab.html")
    with Opened(browser, path) as page:
        wait_for_lab(page)
        assert [pair for pair in page.evaluate(CONTRAST) if pair[1] < 4.5] == []
        control(page, "archetype").focus()
        rings = {}
        for _ in range(8):
            tag, style, width, contrast = page.evaluate(RING)
            rings[tag] = (style, width >= 2, contrast >= 3)
            page.keyboard.press("Tab")
        assert set(rings) >= {"SELECT", "INPUT", "BUTTON", "DIV"}
        assert set(rings.values()) == {("solid", True, True)}
