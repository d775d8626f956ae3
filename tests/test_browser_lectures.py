"""Whole lectures in Chromium: Shift + Enter leads through, answers unfold, breaks lose nothing."""

import shutil
from pathlib import Path

import nbformat
import pytest
from browsing import chromium, jupyterlab, new_page
from looking import need_chromium
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent
LECTURE, OTHER = "02_horizontal_learning.ipynb", "08_buzz_and_pipelines.ipynb"
CELL = ".jp-Notebook .jp-Cell"
#: Where the selected cell stands in the notebook.
SELECTED = f"""() => [...document.querySelectorAll({CELL!r})]
  .findIndex((cell) => cell.classList.contains("jp-mod-active"))"""
#: Whether the kernel has nothing to do.
IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
#: How a cell begins that asks or shows a lab.
ASKING = ("# A question.", "# The quiz.", "# A lab.")
ERRORS = ".jp-RenderedText[data-mime-type*='error'], .jp-RenderedText[data-mime-type*='stderr']"
#: What waits for an answer, and what an answer unfolds.
FOLDED, EXPLAINED = ".clusterlib-folded", ".clusterlib-explained"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    need_chromium()
    folder = tmp_path_factory.mktemp("notebooks")
    with jupyterlab(folder, tmp_path_factory.mktemp("private")) as running:
        # All cells are in the page, so that the walk can count them.
        running.configure("notebook-extension/tracker", windowingMode="none")
        yield running


@pytest.fixture(scope="module")
def browser(server):
    with chromium() as running:
        yield running


def start(page, address):
    """Open a notebook and select its first cell."""
    page.goto(address)
    page.locator(CELL).nth(3).wait_for(timeout=60_000)
    page.locator(IDLE).wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    page.locator(CELL).first.click()


def go_on(page, at):
    """Press Shift + Enter where the focus is, and wait until the next cell is selected."""
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(f"(next) => ({SELECTED})() === next", arg=at + 1, timeout=10_000)
    page.locator(IDLE).wait_for(timeout=120_000)


def answer(page, cell):
    """Answer what a cell asks, by keyboard; return what each note says at last."""
    notes = []
    for question in cell.locator(".clusterlib-question").all():
        radios, sliders = question.get_by_role("radio"), question.get_by_role("slider")
        if radios.count():
            radios.first.focus()
            page.keyboard.press("Space")
        for slider in sliders.all():
            slider.focus()
            page.keyboard.press("PageUp")
        commit = question.get_by_role("button", name="Commit my prediction")
        if commit.count():
            commit.focus()
            page.keyboard.press("Enter")
        note = question.get_by_role("status")
        page.wait_for_function(
            "(e) => /Kept|Right|Not/.test(e.textContent)", arg=note.element_handle()
        )
        notes.append(note.inner_text())
    return notes


def move(page, cell):
    """Move the first control of a lab by keyboard, if a cell shows one that is open."""
    first = cell.locator(".clusterlib-lab :is(input, select, button):visible").first
    if first.count():
        first.focus()
        page.keyboard.press("ArrowRight")


def walk(page, path, learner):
    """Go through a notebook from the first cell to the last; return the notes of all answers.

    A learner also answers every question and moves every lab, then goes on from there.
    """
    asks = [cell.source.startswith(ASKING) for cell in nbformat.read(path, as_version=4).cells]
    cells, notes = page.locator(CELL), []
    last = cells.count() - 1
    for at in range(last):
        go_on(page, at)
        if learner:
            cell = cells.nth(at)
            # What asks is drawn when the kernel is idle again.
            if asks[at]:
                cell.locator(".clusterlib-question legend, .clusterlib-lab").first.wait_for()
            notes += answer(page, cell)
            move(page, cell)
            if page.evaluate(SELECTED) == at:
                go_on(page, at)
    assert cells.count() == last + 1
    assert page.locator(ERRORS).count() == 0
    return notes


def test_shift_and_enter_alone_lead_through_a_lecture_and_give_nothing_away(server, browser):
    shutil.copy(ROOT / "notebooks" / LECTURE, server.folder / "only.ipynb")
    with new_page(browser) as (page, errors):
        start(page, server.address("only.ipynb"))
        walk(page, server.folder / "only.ipynb", learner=False)
        asked = page.get_by_role("button", name="Commit my prediction").count()
        # The lab keeps its own question's result.
        assert page.locator(FOLDED).count() == asked - 1 > 3
        # Nor does a click on a folded cell: it selects the cell.
        hidden = page.locator(".jp-InputPlaceholder")
        before = hidden.count()
        hidden.nth(3).scroll_into_view_if_needed()
        box = hidden.nth(3).bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(500)
        assert hidden.count() == before > 3
        assert errors == []


def run_all(page):
    """Run all cells by the menu and wait for the last."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_timeout(1500)
    page.locator(IDLE).wait_for(timeout=120_000)
    page.wait_for_timeout(1500)


def restart(page):
    """Restart the kernel by the menu."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel…", exact=True).click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.wait_for_timeout(4000)
    page.locator(IDLE).wait_for(timeout=60_000)


def test_a_learner_goes_on_from_every_control_and_after_a_break_finds_all(server, browser):
    shutil.copy(ROOT / "notebooks" / LECTURE, server.folder / "learner.ipynb")
    address = server.address("learner.ipynb")
    with new_page(browser) as (page, errors):
        start(page, address)
        notes = walk(page, server.folder / "learner.ipynb", learner=True)
        kept = [note for note in notes if note.startswith("Kept")]
        assert len(kept) > 3
        assert len(notes) > len(kept)  # the quiz
        expect(page.locator(FOLDED)).to_have_count(0)
        shown = page.locator(EXPLAINED).count()

        # A kernel that restarts in the middle: the error says what to do, which brings all back.
        restart(page)
        page.locator(CELL).nth(22).click(position={"x": 3, "y": 3})
        page.keyboard.press("Shift+Enter")
        page.locator(ERRORS).first.wait_for()
        assert "Run > Run All Cells" in page.locator(ERRORS).first.inner_text()
        run_all(page)
        assert page.locator(ERRORS).count() == 0
        expect(page.locator(FOLDED)).to_have_count(0)
        again = [note for note in page.locator(".clusterlib-note").all_inner_texts() if note]
        assert [note for note in again if note.startswith("Kept")] == kept
        assert shown == page.locator(EXPLAINED).count()
        page.keyboard.press("Control+s")
        page.wait_for_timeout(2000)
        assert errors == []

    # A kernel that was shut down, and another notebook of the folder with the same questions.
    shutil.copy(server.folder / "learner.ipynb", server.folder / "second.ipynb")
    for name in ("learner.ipynb", "second.ipynb"):
        with new_page(browser) as (page, errors):
            start(page, server.address(name))
            run_all(page)
            again = [note for note in page.locator(".clusterlib-note").all_inner_texts() if note]
            assert [note for note in again if note.startswith("Kept")] == kept
            assert page.locator(EXPLAINED).count() == shown
            assert page.locator(ERRORS).count() == 0
            assert errors == []
            sessions = f"{server.url}/api/sessions?token={server.token}"
            for session in page.request.get(sessions).json():
                page.request.delete(
                    f"{server.url}/api/sessions/{session['id']}?token={server.token}"
                )


def test_a_learner_goes_on_from_every_control_in_notebook(server, browser):
    pytest.importorskip("notebook", reason="Jupyter Notebook is not part of the environment")
    (server.folder / "my_tries.json").unlink(missing_ok=True)
    shutil.copy(ROOT / "notebooks" / OTHER, server.folder)
    with new_page(browser) as (page, _):
        start(page, f"{server.url}/notebooks/{OTHER}?token={server.token}")
        notes = walk(page, server.folder / OTHER, learner=True)
        assert sum(note.startswith("Kept") for note in notes) > 3
        expect(page.locator(FOLDED)).to_have_count(0)
