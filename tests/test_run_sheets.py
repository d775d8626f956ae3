"""The lecturer's run sheets say for every prediction what to expect, and are those of today."""

from pathlib import Path

import front_picture
import nbformat
import pytest
import run_sheets
from build import alike

ROOT = Path(__file__).resolve().parent.parent
LECTURES = sorted((ROOT / "source" / "lectures").glob("*.py"))
QUESTION = """# %% [markdown]
# # 01 A lecture
#
# ## Guess
# %% tags=["predict"]
predict("a.b", "How many?", ["one", "two"])
# %%
x = 2
# %% [markdown] tags=["instructor"]
# NOTE
# %% [markdown]
# ## Extra
#
# word
"""


def lecture(tmp_path, note):
    path = tmp_path / "01_a.py"
    path.write_text(QUESTION.replace("# NOTE", f"# {note}"), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", LECTURES, ids=[path.stem for path in LECTURES])
def test_notes_of_a_lecture_are_complete(path):
    assert run_sheets.gaps(path) == []


def test_the_file_holds_the_sheets_of_today():
    text = (ROOT / run_sheets.FILE).read_text("utf-8")
    assert run_sheets.with_sheets(text) == text, "run `make build`"


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        ("**Ask.** Why?", "a.b: which errors"),
        ("**Expect.** Many say one.", "a.b: write 'Option"),
        ("**Expect.** Option 3, not 2. Many do.", "a.b: no such option"),
        ("**Expect.** Option 1, not 2. Many do.", "0 notes 'Stop'"),
    ],
)
def test_a_lack_of_notes_is_noticed(tmp_path, note, problem):
    assert any(problem in one for one in run_sheets.gaps(lecture(tmp_path, note)))


@pytest.mark.parametrize(("shown", "problems"), [("two", 0), ("one", 1)])
def test_an_expectation_is_compared_with_the_result(tmp_path, shown, problems):
    path = lecture(tmp_path, "**Expect.** Option 1, not 2. Many do.")
    data = {"text/plain": f"You made no prediction. The result: “{shown}”."}
    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell('reveal("a.b", answer)', outputs=[output])
    done = nbformat.v4.new_notebook(cells=[cell])
    assert len(run_sheets.wrong_expectations(path, done)) == problems


def test_a_sheet_has_the_options_in_words_and_what_may_be_cut(tmp_path):
    path = lecture(tmp_path, "**Expect.** Option 1, not 2. Many [[2|x]] do.")
    path.write_text(path.read_text() + '# %% [markdown] tags=["instructor"]\n# **Cut.** Later.\n')
    sheet = run_sheets.sheet(path)
    assert '*Predict* `a.b`. Expect "one"; it is "two". Many 2 do.' in sheet
    assert 'leave out\n\n- "Extra", 0 minutes. Later.' in sheet


def test_minutes_of_a_class_add_up():
    for path in LECTURES:
        alone = run_sheets.Lecture(path).minutes
        total = sum(part.minutes for part in run_sheets.sections(path))
        assert abs(total / run_sheets.CLASS - alone) <= 3, path.stem


def test_the_picture_of_the_readme_is_the_lab_of_today():
    kept = (ROOT / front_picture.FILE).read_bytes()
    assert alike(kept, front_picture.draw())
    assert f"]({front_picture.FILE})" in (ROOT / "README.md").read_text("utf-8")
