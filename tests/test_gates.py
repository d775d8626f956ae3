"""Every gate holds on the course, and catches a course that is broken on purpose."""

import base64
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import authoring
import build as build_tool
import course_map
import executed
import gates
import nbformat
import points_and_titles
import pytest
import run_sheets
from PIL import Image
from prose import with_mathml

from clustercourse.exercises.answers import BLANK_TEXT
from clustercourse.exercises.registry import LECTURE_TASKS, UNITS

ROOT = Path(__file__).resolve().parent.parent
LECTURES = sorted((ROOT / "source" / "lectures").glob("*.py"))
EXERCISES = sorted((ROOT / "source" / "exercises").glob("*.py"))
PAGES = executed.classics_sources()
TASKS = {task.id for unit in UNITS.values() for task in (*unit.tasks, *unit.practice)}
TASKS |= {task.id for task in LECTURE_TASKS}
FULL_LECTURES = [path for path in LECTURES if path.stem not in course_map.BEFORE]


def stems(paths):
    return [path.stem for path in paths]


def lecture(tmp_path, text):
    path = tmp_path / "01_broken.py"
    path.write_text(text, encoding="utf-8")
    return path


def run(source, form):
    return authoring.execute(authoring.make(authoring.read_source(source), form), allow_errors=True)


def as_built(path):
    """Return a solved notebook executed with its facts, as solutions, slides and pages have it."""
    return nbformat.reads(executed.run_once(path), as_version=4)


# --- the course as it stands -------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", LECTURES + EXERCISES + PAGES, ids=stems(LECTURES + EXERCISES + PAGES)
)
def test_no_number_in_prose_is_unchecked(path):
    assert gates.bare_numbers(path) == []


@pytest.mark.parametrize("path", LECTURES + EXERCISES, ids=stems(LECTURES + EXERCISES))
def test_marks_say_something_and_nothing_that_a_unit_says_is_typed(path):
    assert gates.wrong_marks(path) == []


@pytest.mark.parametrize("path", LECTURES, ids=stems(LECTURES))
def test_facts_hold_and_lectures_run_with_alt_text(path):
    done = as_built(path)
    assert gates.wrong_facts(path.stem, done) == []
    assert gates.errors_in(path.stem, done) == []
    if path.stem not in NOT_YET_UNFOLDING:
        assert gates.spoiled(path, done) == []
    if path.stem not in NOT_YET_SHOWN:
        assert gates.unshown(path, done) == []
    assert gates.missing_alt_text(path.stem, done) == []
    assert run_sheets.wrong_expectations(path, done) == []
    said = [
        "".join(output.get("data", {}).get("text/plain", ""))
        for cell in done.cells
        if "task" in cell.metadata.get("tags", [])
        for output in cell.outputs
    ]
    assert all("✓ Right" in text for text in said), said


@pytest.mark.parametrize("path", PAGES, ids=stems(PAGES))
def test_pages_on_published_models_hold_what_they_say(path):
    done = as_built(path)
    assert gates.wrong_facts(path.stem, done) == []
    assert gates.errors_in(path.stem, done) == []
    assert gates.unshown(path, done) == []
    assert gates.missing_alt_text(path.stem, done) == []
    text = "".join(cell.source for cell in done.cells)
    for part in ("*The model", "$$", "## Where ", "## Reference", "plot_curves("):
        assert part in text
    tables = [
        "".join(output["data"]["text/plain"])
        for cell in done.cells
        for output in cell.get("outputs", [])
        if "<table" in "".join(output.get("data", {}).get("text/html", ""))
    ]
    assert tables
    # Two lines of head.
    assert all(len(table.splitlines()) <= 6 + 2 for table in tables)


@pytest.mark.parametrize("path", LECTURES, ids=stems(LECTURES))
def test_lectures_are_short(path):
    if path.stem not in NOT_YET_SHORT:
        assert gates.too_long(path) == []


@pytest.mark.parametrize("path", FULL_LECTURES, ids=stems(FULL_LECTURES))
def test_lectures_have_their_parts(path):
    assert gates.anatomy(path, TASKS) == []


@pytest.mark.parametrize("path", EXERCISES, ids=stems(EXERCISES))
def test_blank_exercises_run_score_zero_and_say_so(path):
    blank = run(path, "blank")
    assert gates.errors_in(path.stem, blank) == []
    assert gates.missing_alt_text(path.stem, blank) == []
    assert gates.points_in(blank).startswith("0 of ")
    checks = [c for c in blank.cells if "task" in c.metadata.get("tags", [])]
    assert len(checks) == len(UNITS[path.stem].tasks)
    for cell in checks:
        assert "Not attempted" in cell.outputs[-1]["data"]["text/plain"]


@pytest.mark.parametrize("path", EXERCISES, ids=stems(EXERCISES))
def test_solutions_score_everything(path):
    solved = as_built(path)
    assert gates.wrong_facts(path.stem, solved) == []
    assert gates.errors_in(path.stem, solved) == []
    assert gates.missing_alt_text(path.stem, solved) == []
    possible = sum(task.points for task in UNITS[path.stem].tasks if not task.by_hand)
    assert gates.points_in(solved) == f"{possible} of {possible} points"


def test_every_formula_becomes_mathml_and_code_stays():
    made = with_mathml("Of $x$:\n\n$$\\frac{x}{2}\n+ 1$$\n\nand `$y$`.")
    assert made.count("<math ") == 2
    assert made.count('display="block"') == made.count("<mfrac>") == 1
    assert made.replace("`$y$`", "").count("$") == 0


def test_links_resolve():
    assert gates.broken_links() == []


def test_all_folders_hold_the_same_stems():
    assert {path.stem for path in EXERCISES} == set(UNITS)
    assert {path.stem for path in EXERCISES} <= {path.stem for path in LECTURES}


# --- courses broken on purpose -----------------------------------------------------------------

POSITION = "05_network_position"


def master(tmp_path, *changes):
    """Write the master of an exercise with some changes."""
    text = (ROOT / f"source/exercises/{POSITION}.py").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "exercises" / f"{POSITION}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[[points]]", "[[pionts]]", "cell 0: [[pionts]] is no mark; take one of [[exercise]], "),
        ("[[task:position.holes]]", "[[task:a.b]]", "cell 6: [[task:a.b]] names no task of 05_"),
        ("rubric:position.explain", "rubric:position.rank", "cell 16: [[rubric:position.rank]] is"),
        ("[[number:position.given]]", "[[number:a.b]]", "cell 17: [[number:a.b]] names no task"),
    ],
)
def test_a_mark_that_says_nothing_stops_the_build(tmp_path, monkeypatch, capsys, old, new, problem):
    path = master(tmp_path, (old, new))
    assert any(f"{POSITION}.py, {problem}" in found for found in gates.wrong_marks(path))
    with pytest.raises(points_and_titles.MarkError) as caught:
        authoring.read_source(path)
    assert len(caught.value.problems) == 1
    shutil.copytree(tmp_path / "exercises", tmp_path / "source" / "exercises")
    monkeypatch.setattr("sys.argv", ["build"])
    assert build_tool.main(tmp_path) == 1
    assert problem in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[[task:position.holes]]", "Holes", "position.holes has no mark; write ## [[task:pos"),
        ("[[exercise]]", "My firm", "write [[exercise]] once"),
        ("[[exercise]]", "Exercise 05: a place", "cell 0: '# Exercise 05: a place' is typed"),
        ("[[points]]", "100 points", "cell 0: '100 points' is typed; write [[points]]"),
        ("[[tasks]]", "Seven tasks wait.", "cell 0: 'Seven tasks' is typed; write [[tasks]]"),
        ("[[task:position.holes]]", "2. Holes (15 points)", "cell 6: '15 points' is typed; "),
        ("[[task:position.holes]]", "2. Holes", "cell 6: '## 2. Holes' is typed; write ## [[t"),
        ("[[rubric:position.explain]]", "Write 60 to 150 words", "cell 16: '60 to 150 words' is"),
        ("[[rubric:position.explain]]", "Write.", "cell 14: below [[task:position.explain]] stan"),
        ("task [[number:position.given]]", "task 3", "cell 17: 'task 3' is typed; write task [["),
        ('check("position.holes"', 'print("x"', "cell 6: below [[task:position.holes]] stands no"),
        ('check("position.holes"', 'check("position.rank"', "cell 6: below [[task:position.holes]"),
        ("[[task:position.rank]]", "[[task:position.holes]]", "cell 6: [[task:position.holes]] co"),
        ("../notebooks/05_network_", "../notebooks/04_network_", "cell 0: 04_network_position is"),
    ],
)
def test_what_a_master_types_lacks_or_misplaces_is_caught(tmp_path, old, new, problem):
    found = gates.wrong_marks(master(tmp_path, (old, new)))
    assert any(line.startswith((f"{POSITION}.py: ", f"{POSITION}.py, ")) for line in found)
    assert any(problem in line for line in found), found


def test_tasks_in_another_order_than_the_unit_s_are_caught(tmp_path):
    swap = [("position.rank", "position.X"), ("position.holes", "position.rank")]
    found = gates.wrong_marks(master(tmp_path, *swap, ("position.X", "position.holes")))
    assert found == [
        f"{POSITION}.py, cell 6: [[task:position.rank]] comes after position.holes, in the unit "
        "before it; move one of them"
    ]


def test_a_mark_in_a_lecture_is_caught(tmp_path):
    text = "# %% [markdown]\n# This brings [[points]].\n# %%\nx = [[0]]\n"
    assert gates.wrong_marks(lecture(tmp_path, text)) == [
        "01_broken.py, cell 0: [[points]] needs the unit of an exercise; "
        "write it in source/exercises only"
    ]


def test_what_a_unit_says_stands_in_the_notebook(tmp_path, monkeypatch):
    unit = UNITS[POSITION]
    first = replace(unit.tasks[0], title="A rank", points=7)
    changed = replace(unit, title="Exercise 05: a test", tasks=(first, *unit.tasks[2:]))
    monkeypatch.setitem(UNITS, POSITION, changed)
    path = master(tmp_path, ("[[task:position.holes]]", "Holes"))
    texts = [cell.source for cell in authoring.read_source(path).cells]
    assert texts[0].startswith("# Exercise 05: a test\n")
    assert "Four tasks are checked at once; the last is a short text." in texts[0]
    assert f"{sum(task.points for task in unit.tasks) - 15 - 15 + 7} points." in texts[0]
    assert texts[4].startswith("## 1. A rank (7 points)\n")
    assert texts[8].startswith("## 2. What holes add to ties (20 points)\n")
    assert "The correlation of task 2, {" in texts[17]


def test_an_unchecked_number_is_caught(tmp_path):
    text = "# %% [markdown]\n# It rises by 43% to 0.433, in 1991, over 7 steps of `99`.\n"
    problems = gates.bare_numbers(lecture(tmp_path, text))
    assert [problem.split(": ")[1].split()[0] for problem in problems] == ["43%", "0.433"]


def test_a_wrong_fact_is_caught(tmp_path):
    text = "# %%\nx = 2 / 3\n# %% [markdown]\n# So [[0.67|x]], [[67%|x]], [[0.66|x]], [[3|y]].\n"
    problems = gates.wrong_facts("a", gates.run_with_facts(lecture(tmp_path, text)))
    assert problems == [
        "a: the text says 0.66, but x is 0.666667",
        "a: y fails: name 'y' is not defined",
    ]


def test_a_fact_may_hold_brackets(tmp_path):
    text = '# %%\nx = {"a": [3]}\n# %% [markdown]\n# So [[3|x["a"][0]]] and [[1|len(x)]].\n'
    assert gates.wrong_facts("a", gates.run_with_facts(lecture(tmp_path, text))) == []
    made = authoring.make(authoring.read_source(tmp_path / "01_broken.py"), "blank")
    assert made.cells[1].source == "So 3 and 1."


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": "x", "text/plain": "<Figure size 640x480 with 1 Axes>"},
        {"image/png": "x"},
        {"image/png": "x", "text/plain": "a map", "text/html": "<img src=''>"},
        {
            "image/png": "x",
            "text/plain": "A map of the whole cluster.",
            "text/html": '<img src="">',
        },
    ],
)
def test_a_picture_without_description_is_caught(data):
    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell("plot()", outputs=[output])
    assert gates.missing_alt_text("x", nbformat.v4.new_notebook(cells=[cell]))


def test_an_error_and_a_warning_are_caught(tmp_path):
    text = "# %%\nimport warnings\nwarnings.warn('old')\n# %%\n1 / 0\n"
    problems = gates.errors_in("x", run(lecture(tmp_path, text), "solved"))
    assert len(problems) == 2
    assert "ZeroDivisionError" in problems[1]


def test_broken_links_are_caught(tmp_path):
    (tmp_path / "notebooks").mkdir()
    good = "# A heading\n[self](#A-heading) [readme](../README.md#start-here) <https://x.y>"
    bad = "[file](02_missing.ipynb) [heading](#B-heading) [there](../README.md#nowhere)"
    cell = nbformat.v4.new_markdown_cell(f"{good} {bad}")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "notebooks" / "01_a.ipynb")
    (tmp_path / "README.md").write_text("# Start here\n")
    problems = gates.broken_links(tmp_path)
    assert len(problems) == 3
    assert "02_missing.ipynb" in problems[0]


def test_a_lecture_without_its_parts_is_caught(tmp_path):
    code = "\n".join(f"x{number} = 1" for number in range(61))
    text = (
        "# %% [markdown]\n# ## What you will be able to do\n#\n# 1. See. *Task* `a.none`\n"
        "# 2. Guess.\n#\n# ## Then\n#\n# " + "word " * 120 + f"\n# %% tags=['setup']\n{code}\n"
    )
    problems = " | ".join(gates.anatomy(lecture(tmp_path, text), TASKS))
    for part in ("'predict'", "'quiz'", "'When not to believe'", "'a.none'", "Guess", "61 lines"):
        assert part in problems
    assert "a long paragraph" in problems


def test_a_lecture_that_is_too_long_is_caught_and_what_goes_further_is_not_counted(tmp_path):
    text = "# %% [markdown]\n# " + "word " * 1500 + "\n"
    further = "# %% [markdown]\n# ## Further: more\n#\n# " + "word " * 300 + "\n"
    assert gates.too_long(lecture(tmp_path, text + further)) == []
    (problem,) = gates.too_long(lecture(tmp_path, text + "# %% [markdown]\n# more\n" + further))
    assert problem.startswith("01_broken.py: 1501 words, at most 1500; ")


UNSHOWN = """\
# %%
low, mean, share, size = 0.0312, 0.4249, 0.876, 2160
print(f"{mean:.3f}, {share:.0%}, {size:,}")
# %% [markdown]
# ## One
#
# Shown: [[0.42|mean]], [[42%|mean]], [[-88%|-share]], [[0.88|share]], [[2160|size]].
# By hand: [[105|15 * 14 / 2]], [[0.2|Learning().reach_sme]]. In none: [[0.031|low]].
# Only roughly: [[87.6%|share]].
# %% [markdown] tags=["instructor"]
# [[0.031|low]]
# %% [markdown]
# ## Two
# %% [markdown]
# Two sections on: [[0.42|mean]]. HERE
# %% [markdown]
# ## Summary
#
# It looks back: [[0.42|mean]].
# %%
print(low)
"""


@pytest.mark.parametrize(
    ("word", "more"), [("", ["0.42 (mean)"]), ("It stands there (table above).", [])]
)
def test_a_number_that_no_cell_shows_is_caught(tmp_path, word, more):
    path = lecture(tmp_path, UNSHOWN.replace("HERE", word))
    done = gates.run_with_facts(path)
    told = [line.split("shows ")[1].split(";")[0] for line in gates.unshown(path, done)]
    assert told == ["0.031 (low)", "87.6% (share)", *more]


def test_code_that_goes_further_is_not_counted(tmp_path):
    code = "# %%\n" + "\n".join(f"x{number} = 1" for number in range(61)) + "\n"
    path = lecture(tmp_path, code)
    assert "61 lines" in " | ".join(gates.anatomy(path, TASKS))
    path.write_text("# %% [markdown]\n# ## Further: more\n" + code)
    assert "lines of visible code" not in " | ".join(gates.anatomy(path, TASKS))
    assert course_map.Lecture(path).code_cells == 0


@pytest.fixture
def course(tmp_path):
    """A small course with its generated notebooks, to be broken."""
    made = ("notebooks", "exercises", "solutions", "clustercourse/explained")
    for folder in ("source/lectures", "source/exercises", *made):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "source/lectures/01_a.py").write_text(
        '# %% [markdown]\n# Hello\n# %%\n1 + 1\n# %% tags=["result"]\nreveal("a.first", "b")\n'
        '# %% [markdown] tags=["explain"]\n# Because *they* differ by [[2|1 + 1]] of $x_1$.\n'
    )
    (tmp_path / "source/exercises/01_a.py").write_text(
        "# %%\n# BEGIN SOLUTION -> x = ...\nx = 3\n# END SOLUTION\nprint(x)\n"
    )
    built = {
        target: build_tool.build((source, target, form))
        for source, target, form in build_tool.jobs(tmp_path)
    }
    for target, text in built.items():
        (tmp_path / target).write_text(text, encoding="utf-8")
    return tmp_path, built


def test_an_untouched_course_passes_the_comparison(course):
    assert build_tool.differences(*course) == []


@pytest.mark.parametrize(
    ("target", "old", "new"),
    [
        ("notebooks/01_a.ipynb", "Hello", "Hallo"),
        ("exercises/01_a.ipynb", "x = ...", "x = 3"),
        ("solutions/01_a.ipynb", "3\\\\n", "4\\\\n"),
        ("solutions/01_a.ipynb", '"name": "python3"', '"name": "python9"'),
        ("clustercourse/explained/01_a.html", "Because", "As"),
    ],
)
def test_an_edited_notebook_is_caught(course, target, old, new):
    root, built = course
    path = root / target
    text = path.read_text().replace(old.replace("\\\\", "\\"), new.replace("\\\\", "\\"))
    assert text != path.read_text()
    path.write_text(text)
    problems = build_tool.differences(root, built)
    assert len(problems) == 1
    assert problems[0].startswith(target)


def test_a_missing_and_an_orphaned_notebook_are_caught(course):
    root, built = course
    (root / "notebooks/01_a.ipynb").unlink()
    shutil.copy(root / "exercises/01_a.ipynb", root / "exercises/02_b.ipynb")
    assert build_tool.differences(root, built) == [
        "notebooks/01_a.ipynb: missing",
        "exercises/02_b.ipynb: has no source",
    ]


def test_an_explanation_is_in_the_library_and_not_in_the_notebook(course):
    _, built = course
    assert built["clustercourse/explained/01_a.html"] == (
        '<section id="a.first">\n<p>Because <em>they</em> differ by 2 of '
        '<span class="math inline">$x_1$</span>.</p>\n</section>\n'
    )
    assert "differ" not in built["notebooks/01_a.ipynb"]
    assert "# The result. Press Shift + Enter." in built["notebooks/01_a.ipynb"]


@pytest.mark.parametrize(("tags", "waits"), [(["result"], False), (["result", "slow"], True)])
def test_the_line_in_sight_of_a_slow_cell_says_so(tags, waits):
    cell = nbformat.v4.new_code_cell("x = 2", metadata={"tags": tags})
    (made,) = authoring.make(nbformat.v4.new_notebook(cells=[cell]), "blank").cells
    first = made.source.splitlines()[0]
    assert first.startswith("# The result. Press Shift + Enter.")
    assert ("half a minute" in first) == waits


#: Lectures whose results do not yet unfold in place.
NOT_YET_UNFOLDING: set[str] = set()
#: Lectures that are being shortened.
NOT_YET_SHORT: set[str] = set()
#: Lectures with facts that no cell shows yet.
NOT_YET_SHOWN: set[str] = set()
SPOILERS = """\
# %% tags=["predict"]
predict("a.first", "Who?", ["SMEs", "all"])
# %%
found = "SMEs"
# %%
print(found)
# %% [markdown]
# They lose [[3|3]].
# %% tags=["result"]
reveal("a.first", found)
# %% [markdown]
# In sight, below a result.
# %% [markdown] tags=["explain"]
# Explains nothing.
# %% tags=["result"]
reveal("a.never", "SMEs")
# %% tags=["predict"]
predict("a.lab", "Who?", ["SMEs", "all"])
# %% tags=["lab"]
a_lab("a.lab")
# %% [markdown]
# In sight, below a lab.
# %% tags=["predict"]
predict("a.last", "Who?", ["SMEs", "all"])
"""


def test_what_could_be_read_before_its_prediction_is_found(tmp_path):
    path = tmp_path / "01_a.py"
    path.write_text(SPOILERS)
    done = authoring.make(authoring.read_source(path), "solved")
    done.cells[2].outputs = [nbformat.v4.new_output("stream", text="SMEs")]
    assert [line.split(": ", 1)[1] for line in gates.spoiled(path, done)] == [
        "says the option 'SMEs' of 'a.first'",
        "shows something before the result of ['a.first']",
        "a number stands between ['a.first'] and the result",
        "in sight below a result; tag it explain",
        "explains no result; put it right below one",
        "nobody asked for 'a.never'",
        "in sight below a lab; tag it explain",
        "'a.last' is asked and has no result",
    ]


SHOWN_BESIDE_A_QUESTION = """\
# %% tags=["predict"]
predict("a.first", "Who?", ["SMEs", "all"])
# %% tags=["result"]
plot("the answer")
# %% tags=["result"]
reveal("a.first", "SMEs", show=[plot("the answer")])
# %% tags=["result"]
plot("what else there is")
# %% [markdown]
# ## A lab
# %% tags=["predict"]
predict("a.lab", "Who?", ["SMEs", "all"])
# %% tags=["lab"]
a_lab("a.lab")
# %% tags=["result"]
plot("the answer")
# %% [markdown]
# ## Later
# %% tags=["result"]
plot("what else there is")
"""


def test_a_picture_beside_an_open_question_is_found(tmp_path):
    path = lecture(tmp_path, SHOWN_BESIDE_A_QUESTION)
    done = authoring.make(authoring.read_source(path), "solved")
    for cell in done.cells:
        if "result" in cell.metadata.get("tags", []):
            cell.outputs = [nbformat.v4.new_output("stream", text="SMEs")]
    assert [line.split(" of the learner's: ")[1] for line in gates.spoiled(path, done)] == [
        "shows something before the result of ['a.first']",
        "shows something before the result of ['a.lab']",
    ]
    assert [line.split(",")[1].split()[1] for line in gates.spoiled(path, done)] == ["1", "7"]


def test_building_twice_gives_the_same_bytes(course):
    root, built = course
    for source, target, form in build_tool.jobs(root):
        assert build_tool.build((source, target, form)) == built[target]


def png(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def notebook_with_picture(colour):
    data = {"image/png": png(colour), "text/plain": "A map."}
    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell("plot()", outputs=[output], id="a")
    return nbformat.v4.new_notebook(cells=[cell])


def test_pictures_are_compared_by_what_they_show():
    white, nearly, black = (notebook_with_picture(c) for c in ((255,) * 3, (254,) * 3, (0,) * 3))
    assert build_tool.compare("x", white, nearly) == []
    assert build_tool.compare("x", white, black) == ["x: a picture of cell 0 differs"]


def test_blank_has_no_solution_and_solved_no_mark():
    for path in EXERCISES:
        source = authoring.read_source(path)
        blank, solved = (authoring.write(authoring.make(source, f)) for f in ("blank", "solved"))
        assert "SOLUTION" not in blank + solved
        asked = re.compile(r"# BEGIN SOLUTION -> .*\.\.\.$", re.MULTILINE)
        places = sum(len(asked.findall(cell.source)) for cell in source.cells)
        texts = blank.count(f'= \\"\\"\\"{BLANK_TEXT}')
        assert blank.count("...  # your code here") == places
        assert places + texts >= len(UNITS[path.stem].tasks)
        assert texts == sum(task.by_hand for task in UNITS[path.stem].tasks)


def test_cell_ids_do_not_move_when_another_cell_changes(tmp_path):
    before = authoring.make(
        authoring.read_source(lecture(tmp_path, "# %%\na = 1\n# %%\nb = 2\n")), "blank"
    )
    after = authoring.make(
        authoring.read_source(lecture(tmp_path, "# %%\na = 9\n# %%\nb = 2\n")), "blank"
    )
    assert before.cells[1].id == after.cells[1].id
    assert before.cells[0].id != after.cells[0].id


@pytest.mark.parametrize("deaths", [2, authoring.KERNEL_STARTS])
def test_a_kernel_that_dies_while_it_starts_is_started_again(monkeypatch, deaths):
    starts = []

    class Client(authoring.NotebookClient):
        def execute(self):
            starts.append(self)
            if len(starts) <= deaths:
                raise RuntimeError("Kernel died before replying to kernel_info")
            return super().execute()

    monkeypatch.setattr(authoring, "NotebookClient", Client)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    if deaths < authoring.KERNEL_STARTS:
        (output,) = authoring.execute(notebook).cells[0].outputs
        assert output["data"]["text/plain"] == "2"
    else:
        with pytest.raises(RuntimeError, match="died before"):
            authoring.execute(notebook)
    assert len(starts) == min(deaths + 1, authoring.KERNEL_STARTS)


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_the_result_of_a_task_stands_folded_below_it(path):
    """Whoever goes on with Shift + Enter before they have a number of their own does not see it."""
    task, problems = False, []
    for cell in authoring.read_source(path).cells:
        tags = cell.metadata.get("tags", [])
        if "task" in tags:
            task = True
        elif "result" in tags:
            if task and not re.search(r"\b(?:reveal(?:_curve)?|when_yours)\(", cell.source):
                problems.append(cell.source.splitlines()[0])
            task = False
        elif cell.cell_type == "markdown" and re.search(r"^#+ ", cell.source, re.MULTILINE):
            task = False
    # Lecture 10 shows which claims are true by construction, and which verdicts change where all
    # intervals hold at once: no answers to the tasks above.
    assert [one for one in problems if not re.search("by_construction|at_once", one)] == []
