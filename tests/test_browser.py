"""JupyterLab, Notebook and Voila in Chromium: labs and questions work by keyboard and are named."""

import json
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import (
    chromium,
    jupyterlab,
    new_page,
    open_and_run,
    voila,
    write_notebook,
)
from driving import LABS, TASKS
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
    set_slider,
    ticks,
    wait_for_lab,
    wait_for_other,
    words,
)

from clustercourse.labs import buzz_lab, structure_lab, trust_lab

ROOT = Path(__file__).resolve().parent.parent
LECTURE = "01_cluster_structure.ipynb"
CELLS = [
    "from clustercourse.labs import structure_lab\n"
    "from clustercourse.predictions import Question, predict, quiz, reveal",
    "lab = structure_lab()\nlab",
    "predict('b', 'A cluster opens up. Its learning...', ['rises', 'falls', 'stays'])",
    "reveal('b', 'falls', 'from .4 to .3')",
    "quiz([Question('Who digests news?', {'focal firms': 'They do.', 'all': 'Few can.'},"
    " 'focal firms')])",
]
CURVE = [
    "import time\nfrom clustercourse.predictions import Axis, predict_curve, reveal_curve",
    "asked = predict_curve('c', 'How does its level go on?', x=Axis('openness', 0, 1, '.1f'),"
    " y=Axis('level', 0, 1), known=[(0, 0.2), (0.2, 0.4)], points=[0.4, 0.6, 0.8, 1])\n"
    # A busy kernel: answers wait in the browser, and the button must not overtake them.
    "asked.observe(lambda _: time.sleep(0.3), 'levels')\nasked",
    "reveal_curve('c', [0.4, 0.6, 0.8, 1], [0.5, 0.6, 0.5, 0.3])",
]
EVERY_LAB = [f"from clustercourse import labs\nlabs.{name}(tasks={TASKS})" for name in LABS]
LABELS = {name: control.label for name, control in structure_lab().controls.items()}
BUZZ = "from clustercourse.labs import buzz_lab\nbuzz_lab()"
OPTIONS = ["the longer reach", "less trust", "both about the same"]
ASKED = [
    "from clustercourse.labs import trust_lab\nfrom clustercourse.predictions import predict\n"
    f"predict('trust.lab', 'Which lever raises SMEs more?', {OPTIONS})",
    "trust_lab('trust.lab', loyalty=3)",
]
TASKED = [ASKED[0], ASKED[1].replace("loyalty=3", f"loyalty=3, tasks={TASKS}")]
#: The most that a lab may take of a screen of 1366 x 768, so that it is seen at once.
TALLEST = 600

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    need_chromium()
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "labs.ipynb", *CELLS)
    write_notebook(folder / "buzz.ipynb", BUZZ)
    write_notebook(folder / "asked.ipynb", *ASKED)
    write_notebook(folder / "tasks.ipynb", *TASKED)
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
        wait_for_lab(page)
        yield page, errors


def forget(server):
    """Forget what was tried in other tests."""
    (server.folder / "my_tries.json").unlink(missing_ok=True)


# ---- in JupyterLab


def test_a_notebook_with_an_error_is_noticed(server, browser):
    write_notebook(server.folder / "broken.ipynb", "1 / 0", "structure_lab()")
    with new_page(browser) as (page, _), pytest.raises(RuntimeError, match="ZeroDivisionError"):
        open_and_run(page, server, "broken.ipynb")


def test_a_lecture_runs_and_its_lab_moves(server, browser):
    with new_page(browser) as (page, errors):
        open_and_run(page, server, LECTURE)
        page.locator(LAB).first.scroll_into_view_if_needed()
        open_it = page.get_by_role("button", name="Open without a prediction")
        if open_it.count():
            open_it.click()
        wait_for_lab(page)
        before = words(page)
        control(page, "openness").focus()
        assert press(page, "ArrowRight") != before
        assert errors == []


def test_a_slider_moves_by_keyboard_and_the_notebook_stays_where_it_is(opened):
    page, errors = opened
    set_slider(page, "openness", 4, "0.20")
    assert words(page).startswith(said(structure_lab(openness=0.2)))
    active = "document.querySelector('.jp-Notebook .jp-mod-active').dataset.windowedListIndex"
    place = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"
    cell, top = page.evaluate(active), page.evaluate(place)
    assert press(page, "ArrowUp").startswith(said(structure_lab(openness=0.25)))
    assert press(page, "ArrowLeft").startswith(said(structure_lab(openness=0.2)))
    assert press(page, "End").startswith(said(structure_lab(openness=1)))
    assert press(page, "PageDown") != ""
    assert (page.evaluate(active), page.evaluate(place)) == (cell, top)
    assert page.evaluate("document.activeElement.name") == "openness"
    assert page.locator(".clusterlib-alert").inner_text() == ""
    assert errors == []


def test_keys_on_a_control_are_no_commands_of_the_notebook(opened):
    page, errors = opened
    set_slider(page, "openness", 4, "0.20")
    cells = page.locator(".jp-Cell").count()
    for name in ("openness", "archetype", "seed"):
        control(page, name).focus()
        for key in "abxz":  # would add cells, cut one, and bring it back
            page.keyboard.press(key)
    control(page, "archetype").select_option("baseline (Fig. 1)")
    set_slider(page, "openness", 4, "0.20")
    page.get_by_role("button", name="Another draw").focus()
    assert press(page, "Enter").startswith(said(structure_lab(openness=0.2, seed=2)))
    page.get_by_role("group", name="map of the cluster").focus()
    page.keyboard.press("a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(".jp-Cell").count() == cells
    assert "map of the cluster" in page.evaluate("document.activeElement.ariaLabel")
    page.get_by_role("button", name="Reset").focus()
    assert press(page, "Space").startswith(said(structure_lab()))
    box = control(page, "seed")
    box.fill("77")
    before = key_of(page)
    page.keyboard.press("Enter")
    assert wait_for_other(page, before).startswith(said(structure_lab(seed=77)))
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-mod-editMode .jp-InputArea-editor.jp-mod-focused").count() == 0
    page.get_by_role("button", name="Reset").click()
    rest(page)
    assert errors == []


def test_a_screen_reader_finds_every_control_by_name(opened):
    page, _ = opened
    set_slider(page, "openness", 6, "0.30")
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
    views = [view["said"] for view in structure_lab().widget.plan["views"]]
    for view in views:
        assert lab.get_by_role("group", name=view).count() == 1
    told = lab.get_by_role("group", name=views[0]).get_attribute("aria-description")
    assert told == words(page)
    assert f"{LABELS['openness']} 0.30" in told


def test_every_control_is_reached_with_the_tab_key(opened):
    page, _ = opened
    control(page, "archetype").focus()
    reached = []
    for _ in range(9):
        reached.append(
            page.evaluate(
                "document.activeElement.labels?.[0]?.innerText || document.activeElement.ariaLabel"
                " || document.activeElement.innerText"
            )
        )
        page.keyboard.press("Tab")
    labels = [LABELS[name] for name in ("archetype", "openness", "focal_firms", "seed")]
    assert reached[:6] == [*labels, "Another draw", "Reset"]
    views = structure_lab().widget.plan["views"]
    assert reached[6] == "What the words mean"
    assert [text.partition(":")[0] for text in reached[7:]] == [view["said"] for view in views]


def test_a_change_is_read_aloud_once_after_the_last_move(opened):
    page, _ = opened
    set_slider(page, "openness", 4, "0.20")
    page.evaluate("""() => {
      window.said = [];
      const status = document.querySelector(".clusterlib-status");
      new MutationObserver(() => window.said.push(status.textContent))
        .observe(status, {childList: true, characterData: true, subtree: true});
    }""")
    control(page, "openness").evaluate("""(slider) => {
      for (let i = 0; i < 3; i++) {
        slider.value = Number(slider.value) + 1;
        slider.dispatchEvent(new Event("input", {bubbles: true}));
      }
    }""")
    page.wait_for_function("window.said.length > 0")
    page.wait_for_timeout(1000)
    finding = structure_lab(openness=0.35).words({**structure_lab().settings, "openness": 0.35})
    assert page.evaluate("window.said") == [f"{finding['finding']}."]


def test_a_fast_drag_ends_on_the_last_value_and_never_flickers(opened):
    page, errors = opened
    set_slider(page, "openness", 2, "0.10")
    page.evaluate("""() => {
      const picture = document.querySelector(".clusterlib-picture");
      window.frames_ = {pictures: new Set(), blank: 0, sizes: new Set(), going: true};
      const look = () => {
        const box = picture.getBoundingClientRect();
        frames_.pictures.add(picture.dataset.shown);
        frames_.sizes.add(box.width);
        if (picture.querySelectorAll("svg path").length < 20) frames_.blank += 1;
        if (frames_.going) requestAnimationFrame(look);
      };
      look();
    }""")
    slider = control(page, "openness")
    box = slider.bounding_box()
    x, y = box["x"] + 8 + 0.1 * (box["width"] - 16), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + 0.6 * (box["width"] - 16), y, steps=40)
    page.mouse.up()
    page.wait_for_timeout(1500)
    frames = page.evaluate(
        "() => { frames_.going = false;"
        " return {...frames_, pictures: frames_.pictures.size, sizes: frames_.sizes.size}; }"
    )
    last = float(slider.get_attribute("aria-valuetext"))
    assert last == pytest.approx(0.6, abs=0.051)
    assert words(page).startswith(said(structure_lab(openness=last)))
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
    # All cells ran at once, so the result waited for the answer.
    question.get_by_text("Kept: “falls”.").wait_for()
    assert page.locator(".jp-mod-editMode .jp-InputArea-editor.jp-mod-focused").count() == 0
    page.get_by_text("from .4 to .3", exact=True).wait_for()
    assert page.locator(".clusterlib-folded").count() == 0
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


# ---- what happens over time, and what was tried


@pytest.fixture(scope="module")
def buzz(server, browser):
    with new_page(browser) as (page, errors):
        forget(server)
        open_and_run(page, server, "buzz.ipynb")
        wait_for_lab(page)
        yield page
        assert errors == []


def test_play_shows_the_periods_one_after_the_other(buzz):
    plays(buzz)
    buzz.get_by_role("button", name="Reset").click()
    rest(buzz)


def test_actors_are_named_by_mouse_and_by_arrow_keys(buzz):
    names_actors(buzz)


def test_what_was_tried_is_shown_told_and_returned_to(buzz):
    returns(buzz)


def test_what_was_tried_comes_back_with_the_notebook(server, browser):
    forget(server)
    with new_page(browser) as (page, _):
        open_and_run(page, server, "buzz.ipynb")
        wait_for_lab(page)
        set_slider(page, "openness", 10, "0.50")
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "buzz.ipynb")
        wait_for_lab(page)
        page.wait_for_function(
            "document.querySelector('.clusterlib-lab').dataset.alt.includes('up 0.50')"
        )
        assert words(page).startswith(said(buzz_lab(openness=0.5)))
        assert "Tried before" in words(page)
        page.get_by_role("button", name="Reset").click()
        rest(page)
        assert words(page).startswith(said(buzz_lab()))
        assert "Tried before" not in words(page)
        assert errors == []
    forget(server)


def test_tasks_are_ticked_one_at_a_time_and_ticks_come_back(server, browser):
    forget(server)
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "tasks.ipynb")
        box = page.locator(".clusterlib-tasks")
        page.get_by_text("Predict first.").wait_for()
        assert box.is_hidden()
        page.get_by_role("radio", name=OPTIONS[1]).check()
        page.get_by_role("button", name="Commit my prediction").click()
        wait_for_lab(page)
        cells = page.locator(".jp-Cell").count()
        ticks(page, TASKS)
        assert page.locator(".jp-Cell").count() == cells
        assert errors == []
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "tasks.ipynb")
        wait_for_lab(page)
        shown = page.locator(".clusterlib-tasks p").first.inner_text()
        assert shown == f"3 of 3 ✓ {[*TASKS][2]}"
        assert errors == []
    forget(server)


def test_a_lab_waits_for_its_prediction_and_judges_it(server, browser):
    forget(server)
    with new_page(browser) as (page, errors):
        open_and_run(page, server, "asked.ipynb")
        page.get_by_text("Predict first.").wait_for()
        assert page.locator(".clusterlib-picture").is_hidden()
        page.get_by_role("radio", name=OPTIONS[1]).check()
        page.get_by_role("button", name="Commit my prediction").click()
        wait_for_lab(page)
        lab = trust_lab(loyalty=3)
        needs = [{**lab.settings, **need} for need in lab.verdicts["trust.lab"].needs]
        for settings in needs:
            for name in ("reach", "trust"):
                at = lab.controls[name].values.index(settings[name])
                set_slider(page, name, at, f"{settings[name]:.2f}")
        told = page.locator(".clusterlib-said")
        page.wait_for_function("/[✓✗]/.test(document.querySelector('.clusterlib-said').innerText)")
        option, because = lab.verdicts["trust.lab"].outcome(*map(lab.compute, needs))
        mark = "✓ As you predicted." if option == OPTIONS[1] else "✗ Not what you predicted."
        assert told.inner_text().startswith(f"You predicted: “{OPTIONS[1]}”. {mark}")
        assert because in told.inner_text()
        assert errors == []
    forget(server)


# ---- elsewhere


def test_the_same_lab_moves_in_voila(browser, tmp_path):
    write_notebook(tmp_path / "page.ipynb", CELLS[0], CELLS[1])
    with (
        voila(tmp_path / "page.ipynb", tmp_path / "private") as address,
        new_page(browser) as (page, errors),
    ):
        page.goto(address)
        wait_for_lab(page, timeout=90_000)
        assert words(page).startswith(said(structure_lab()))
        control(page, "openness").focus()
        assert press(page, "ArrowRight").startswith(said(structure_lab(openness=0.25)))
        assert page.locator(".clusterlib-alert").inner_text() == ""
        assert page.locator(LAB).evaluate(FAULTS) == []
        # Voila's own page asks for fonts and formulas from the network.
        assert [error for error in errors if "net::ERR" not in error] == []


def test_the_same_lab_moves_in_notebook(server, browser):
    pytest.importorskip("notebook", reason="Jupyter Notebook is not part of the environment")
    with new_page(browser) as (page, _):
        page.goto(f"{server.url}/notebooks/labs.ipynb?token={server.token}")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.wait_for_timeout(4000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        wait_for_lab(page, timeout=60_000)
        control(page, "openness").focus()
        assert press(page, "ArrowRight").startswith(said(structure_lab(openness=0.25)))
        assert page.locator(LAB).evaluate(FAULTS) == []


def test_a_saved_notebook_without_its_kernel_shows_the_lab_and_the_question(server, browser):
    place = server.settings / "@jupyter-widgets" / "jupyterlab-manager"
    place.mkdir(parents=True, exist_ok=True)
    setting = place / "plugin.jupyterlab-settings"
    setting.write_text(json.dumps({"saveState": True}), encoding="utf-8")
    write_notebook(server.folder / "saved.ipynb", BUZZ, *CELLS[:1], CELLS[2])
    forget(server)
    with new_page(browser) as (page, _):
        open_and_run(page, server, "saved.ipynb")
        wait_for_lab(page)
        page.wait_for_timeout(3000)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(3000)
        page.request.delete(_kernel(page, server))
    saved = json.loads((server.folder / "saved.ipynb").read_text(encoding="utf-8"))
    assert saved["metadata"]["widgets"]
    with new_page(browser) as (page, _):
        page.goto(server.address("saved.ipynb") + "&kernel=none")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        choose = page.locator(".jp-Dialog button.jp-mod-reject")
        page.wait_for_timeout(3000)
        if choose.count():
            choose.click()
        wait_for_lab(page)
        assert words(page).startswith(said(buzz_lab()))
        assert page.locator(LAB).evaluate(FAULTS) == []
        names = list(buzz_lab().controls)
        inputs = page.locator(f"{LAB} :is(select, input)")
        # The period stands below the picture.
        assert [inputs.nth(k).get_attribute("name") for k in range(inputs.count())] == [
            *[name for name in names if name != "period"], "period",
        ]  # fmt: skip
        page.get_by_role("group", name="A cluster opens up. Its learning...").wait_for()
        assert page.get_by_text("Error displaying widget").count() == 0
        control(page, "openness").focus()
        page.keyboard.press("ArrowRight")
        page.get_by_text("No kernel answers. Choose Run > Run All Cells").wait_for()
        # What is there still moves, and the words come back with the next wish.
        control(page, "openness").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        assert "No kernel answers" in page.locator(".clusterlib-alert").inner_text()
    setting.unlink()
    forget(server)


def _kernel(page, server):
    """Return the address of the session of the notebook that was opened last."""
    answer = page.request.get(f"{server.url}/api/sessions?token={server.token}").json()
    session = next(one for one in answer if one["path"] == "saved.ipynb")
    return f"{server.url}/api/sessions/{session['id']}?token={server.token}"


# ---- every lab on every screen

#: Width, height and zoom; JupyterLab's sidebar is open.
SCREENS = [(1366, 768, 1.0), (1920, 1080, 1.0), (900, 900, 1.0), (1366, 768, 1.25)]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_on_every_screen_in_both_themes_every_lab_is_whole_and_can_be_read(server, browser, theme):
    server.configure("apputils-extension/themes", theme=theme)
    forget(server)
    with new_page(browser, *SCREENS[0][:2]) as (page, errors):
        open_and_run(page, server, "every.ipynb")
        dark = page.evaluate("document.body.dataset.jpThemeLight") == "false"
        assert dark == (theme == "JupyterLab Dark")
        assert page.locator(".jp-FileBrowser").first.is_visible()
        seen, faults = set(), {}
        # JupyterLab keeps only the cells near the screen in the page.
        for cell in range(len(EVERY_LAB) + len(CELLS) - 1):
            css = f".jp-Cell[data-windowed-list-index='{cell}']"
            place = page.locator(css)
            place.scroll_into_view_if_needed()
            page.wait_for_timeout(300)
            lab = place.locator(LAB)
            contrasts = page.evaluate(CONTRAST)
            assert [(text, ratio) for text, ratio in contrasts if ratio < 4.5] == []
            parts = f"{css} {LAB}, {css} .clusterlib-question"
            if page.locator(parts).count():
                found = Axe().run(page, context=parts)
                assert found.violations_count == 0, found.generate_report()
            if not lab.count():
                continue
            lab.locator(".clusterlib-picture[data-shown]").wait_for()
            title = lab.get_attribute("aria-label")
            seen.add(title)
            # With an answer a lab takes the most room.
            lab.get_by_role("button", name="Done: what should I have seen?").click()
            for wide, high, zoom in SCREENS:
                page.set_viewport_size({"width": round(wide / zoom), "height": round(high / zoom)})
                page.wait_for_timeout(400)
                lab.scroll_into_view_if_needed()
                found = lab.evaluate(FAULTS)
                height = lab.bounding_box()["height"]
                if (wide, zoom) == (1366, 1) and height > TALLEST:
                    found.append(f"{height} pixels tall")
                if found:
                    faults[title, wide, zoom] = found
            page.set_viewport_size({"width": SCREENS[0][0], "height": SCREENS[0][1]})
        assert faults == {}
        assert len(seen) == len(EVERY_LAB)
        first = page.locator(".jp-Cell[data-windowed-list-index='1']")
        first.scroll_into_view_if_needed()
        first.locator("input").first.focus()
        rings = {}
        for _ in range(9):
            page.keyboard.press("Tab")
            if ring := page.evaluate(RING):
                tag, style, width, contrast = ring
                rings[tag] = (style, width >= 2, contrast >= 3)
        assert set(rings) >= {"INPUT", "BUTTON", "DIV"}
        assert set(rings.values()) == {("solid", True, True)}
        assert errors == []


# ---- curves


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

        # The commit is told to what waits for it, here the result.
        page.get_by_text("✗ Too high at the end by 0.20: you drew 0.50, the result").wait_for()
        picture = page.locator("img[alt^='A plot of level']")
        assert f"Predicted: {first} at 0.4, {second} at 0.6" in picture.get_attribute("alt")
        edge = page.locator(".jp-OutputArea-output").first.bounding_box()
        panel = question.locator("svg").bounding_box()
        assert panel["x"] + panel["width"] <= edge["x"] + edge["width"]
        assert errors == []
