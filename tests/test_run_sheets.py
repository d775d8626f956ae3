"""The lecturer's run sheets say for every prediction what to expect, and are those of today."""

import re
from pathlib import Path

import front_picture
import nbformat
import pytest
import run_sheets
from course_map import to_five

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
# %% tags=["task"]
# BEGIN SOLUTION -> model = ...
model = max(
    rivals
)
# END SOLUTION
check("horizontal.try_model", model, cluster)
# %% [markdown] tags=["instructor"]
# **Answer.** F[[30|int(model[1:])]].
# %% [markdown]
# ## Extra
#
# word
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 6: firms imitate | holds |
"""


def lecture(tmp_path, note="**Expect.** Option 1, not 2. Many do.", text=QUESTION, name="01_a"):
    path = tmp_path / f"{name}.py"
    path.write_text(text.replace("# NOTE", f"# {note}"), encoding="utf-8")
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


def test_what_goes_further_is_named_and_is_no_part_of_the_session(tmp_path):
    path = lecture(tmp_path, "**Expect.** Option 1, not 2. Many do.")
    further = """\
# %% [markdown]
# ## Further: more of it
# %% tags=["predict"]
predict("a.more", "Which?", ["this", "that"])
# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Some do.
# **Cut.** Never said.
# %% [markdown]
# ## Reading
"""
    path.write_text(path.read_text() + further)
    sheet = run_sheets.sheet(path)
    assert 'For those who want more: "Further: more of it".' in sheet
    assert not any(said in sheet for said in ("a.more", "Never said", "Reading"))
    assert any("0 notes 'Cut'" in one for one in run_sheets.gaps(path))


def test_a_sheet_has_the_tasks_with_answers_and_the_verdicts(tmp_path):
    sheet = run_sheets.sheet(lecture(tmp_path))
    task = """  - *Your turn* `horizontal.try_model`. Whom F32 imitates: F30.
    ```python
    model = max(
        rivals
    )
    ```
"""
    assert task in sheet
    assert sheet.endswith("| claim 6: firms imitate | holds |")


def test_a_task_without_its_answer_is_noticed(tmp_path):
    path = lecture(tmp_path, text=QUESTION.replace("**Answer.**", "**Ask.**"))
    assert "01_a: horizontal.try_model: write '**Answer.** ...' behind it" in run_sheets.gaps(path)


@pytest.mark.parametrize(("run", "missing"), [("[6]", False), ("[6, 7]", True)])
def test_a_claim_that_is_run_needs_a_verdict(tmp_path, run, missing):
    text = QUESTION.replace("x = 2", f"run_claims({run})")
    path = lecture(tmp_path, text=text, name="02_horizontal_learning")
    problem = "02_horizontal_learning: claim 7 is run, but the summary has no verdict on it"
    assert (problem in run_sheets.gaps(path)) == missing


def test_every_word_of_the_sheets_is_explained_before_them():
    before, sheets = (ROOT / run_sheets.FILE).read_text("utf-8").split(run_sheets.MARKS[0])
    words = set(re.findall(r"^  - \*([A-Z][a-z ]+?)\.?\*", sheets, re.M))
    assert {"Stop", "Your turn"} <= words
    assert [word for word in sorted(words) if f"\n- *{word}*: " not in before] == []


@pytest.mark.parametrize("path", LECTURES, ids=[path.stem for path in LECTURES])
def test_the_parts_of_a_sheet_take_as_long_as_the_lecture_says(path):
    total = to_five(sum(part.minutes for part in run_sheets.sections(path)))
    assert total == run_sheets.Lecture(path).minutes_said[1]
    assert f"\n\n{total} minutes; " in run_sheets.sheet(path)


def test_the_picture_of_the_readme_is_the_lab_of_today():
    assert (ROOT / front_picture.FILE).read_text("utf-8") == front_picture.draw()
    assert f"]({front_picture.FILE})" in (ROOT / "README.md").read_text("utf-8")
