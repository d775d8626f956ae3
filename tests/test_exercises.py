"""The exercise engine: own clusters, verdicts that know the mistake, progress that is kept."""

import json
import math
from collections import Counter
from itertools import cycle, pairwise
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from authoring import execute
from evidence_table import evidence_table
from judged import COPYING, FEWER, LEARNERS, judged, together

from clustercourse.exercises import check, hint, my_cluster, progress, session
from clustercourse.exercises.answers import AnswerError, Counts, Name, Names, Number, Numbers, Text
from clustercourse.exercises.registry import LECTURE_TASKS, UNITS, UnknownNameError, find_task
from clustercourse.exercises.session import LearnerError, draw_cluster
from clustercourse.exercises.store import FILE, ProgressError
from clustercourse.exercises.tasks import Misconception, Task, judge
from clustercourse.exercises.units.policy import best_for, region_of
from clustercourse.exercises.units.regions import WIDE, best_in, regions
from clustercourse.policy import Game, best_found, play
from clustercourse.policy.search import STEPS as SEARCH_STEPS
from clustercourse.policy.search import climb

UNIT_AND_TASK = [
    pytest.param(unit, task, id=together(unit.stem, task.id))
    for unit in UNITS.values()
    for task in unit.tasks
    if not task.by_hand
]
EVERY_UNIT = [pytest.param(unit, id=together(stem)) for stem, unit in UNITS.items()]
EVIDENCE = [task for task in LECTURE_TASKS if task.id.startswith("evidence.")]
#: A scored answer may suit more than one cluster.
EXACT = [given for given in UNIT_AND_TASK if given.values[1].scale is None]


@pytest.fixture(autouse=True)
def _no_hints(monkeypatch):
    monkeypatch.setattr(session, "_hints_shown", {})


@pytest.mark.parametrize(("unit", "task"), UNIT_AND_TASK)
def test_every_misconception_is_rejected_and_every_alternative_accepted(unit, task):
    named = Counter()
    learners = LEARNERS if task.scale is None else FEWER
    messages = {known.message for known in task.misconceptions}
    earned = []
    for learner, verdicts in zip(learners, judged(unit.stem).verdicts[task.id], strict=True):
        assert verdicts["reference"]["status"] == "right", learner
        for number, _ in enumerate(task.alternatives, 1):
            assert verdicts[f"alternative {number}"]["status"] == "right", (learner, number)
        for number, known in enumerate(task.misconceptions, 1):
            verdict = verdicts[f"misconception {number}"]
            earned.append(verdict["points"])
            if task.scale is None:
                assert verdict["status"] == "wrong", (learner, known.name)
            elif verdict["status"] == "right":
                # What was made for something else may by chance be right here, too.
                continue
            # Two mistakes may give one answer; then both are said, the first one listed first.
            nobody = "names nobody" in verdict["message"]
            assert nobody or verdict["message"].endswith(tuple(messages))
            assert nobody or known.message in verdict["message"]
            alone = verdict["message"].endswith(known.message) and "(2)" not in verdict["message"]
            named[known.name] += nobody or alone or f"(1) {known.message}" in verdict["message"]
    for known in task.misconceptions:
        assert named[known.name] >= 0.5 * len(learners), known.name
    assert np.mean(earned) <= 0.1 * task.points


@pytest.mark.parametrize(("unit", "task"), EXACT)
def test_answers_differ_between_learners(unit, task):
    answers = Counter(map(json.dumps, judged(unit.stem).answers[task.id]))
    assert answers.total() == len(LEARNERS)
    # Five names of a region that shares provinces with others are right for more learners.
    assert answers.most_common(1)[0][1] <= 0.12 * len(LEARNERS)


@pytest.mark.parametrize("unit", EVERY_UNIT)
def test_copied_answers_earn_next_to_nothing(unit):
    possible = sum(task.points for task in unit.tasks if not task.by_hand and task.scale is None)
    for learner, earned in zip(COPYING, judged(unit.stem).copied, strict=True):
        assert earned < 0.2 * possible, learner


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_unit_is_complete(unit):
    assert sum(task.points for task in unit.tasks) == 100
    assert sum(not task.by_hand for task in unit.tasks) >= 4
    assert sum(task.by_hand for task in unit.tasks) == 1
    for task in unit.tasks:
        assert len(set(task.hints)) == 3
        if task.by_hand:
            assert sum(criterion.points for criterion in task.rubric) == task.points
        else:
            assert len(task.misconceptions) >= 2
            assert len(task.alternatives) >= 1
    assert all(task.points == 0 and task.misconceptions for task in unit.practice)


def test_a_policy_is_scored_on_draws_from_the_secret_and_the_draft_is_not_enough():
    unit, task = find_task("policy.plan")
    for learner in LEARNERS[:4]:
        cluster = draw_cluster(learner, unit.stem, secret="s3")
        best = task.reference(cluster)
        shown, hidden = (judge(task, best, cluster, secret) for secret in ("", "s3"))
        assert shown.points == hidden.points == task.points
        assert shown.message != hidden.message
        assert judge(task, cluster.graph["draft"], cluster, "s3").points == 0


def test_a_policy_that_is_no_better_than_an_equal_split_is_told_so_and_no_share_of_the_way():
    unit, task = find_task("policy.plan")
    cluster = draw_cluster("ada", unit.stem)
    region = region_of(cluster)
    one_thing = {f"{region.paid[0]}_{phase}": 5.0 for phase in (1, 2)}
    for policy in (region.equal, one_thing):
        verdict = judge(task, policy, cluster)
        assert verdict.points == 0
        assert "An equal split does as well or better." in verdict.message
        assert "of the way" not in verdict.message


def test_a_policy_that_is_searched_for_on_other_draws_earns_most_points():
    unit, task = find_task("policy.plan")
    points = []
    for learner in LEARNERS[:4]:
        cluster = draw_cluster(learner, unit.stem)
        region = region_of(cluster)
        game = Game(cluster.graph["structure"], seed=9, draws=4, rules=region.rules)
        policy, _ = climb(region.equal, game, [10], region.paid)
        points.append(judge(task, policy, cluster, "s3").points)
    assert min(points) >= 0.5 * task.points
    assert np.mean(points) > 0.7 * task.points


def test_a_policy_of_another_region_is_none_of_one_s_own():
    unit, task = find_task("policy.plan")
    clusters = [draw_cluster(learner, unit.stem) for learner in LEARNERS]
    assert len({region_of(cluster) for cluster in clusters}) >= 25
    full = Counter()
    pairs = [
        (one, other) for one, other in pairwise(clusters) if region_of(one) != region_of(other)
    ]
    for cluster, other in pairs[:60]:
        for name, policy in {
            "neighbour": best_for(other),
            "lecture": best_found(),
            "type": best_found(cluster.graph["archetype"]),
        }.items():
            full[name] += judge(task, policy, cluster, "s3").points == task.points
    assert max(full.values()) <= 0.1 * 60


def test_the_kept_policies_are_what_the_search_finds_now():
    archetypes = find_task("policy.plan")[0].archetypes
    assert regions()[0].search(archetypes[0]) == best_in(regions()[0], archetypes[0])
    for region, archetype in zip(regions()[1::4], cycle(archetypes), strict=False):
        best, game = best_in(region, archetype), region.game(archetype)
        assert climb(best, game, SEARCH_STEPS[-1:], region.paid)[0] == best
        assert play(best, game).score - play(region.equal, game).score >= WIDE


def test_a_policy_that_overspends_is_told_so():
    unit, task = find_task("policy.plan")
    cluster = draw_cluster("ada", unit.stem)
    verdict = judge(task, {"trust_1": 40, "rd_1": 30, "skils_2": 1}, cluster)
    assert verdict.status == "unusable"
    assert "take 20 back" in verdict.message
    assert "'skills_2'" in verdict.message


def test_the_same_id_gives_the_same_cluster_and_a_copy_of_it():
    first = my_cluster("ada", "01_cluster_structure")
    nodes = sorted(first.nodes)
    first.remove_nodes_from(nodes[:5])
    again = my_cluster(" ada ", "01_cluster_structure")
    assert sorted(again.nodes) == nodes
    assert my_cluster("bob", "01_cluster_structure").edges != again.edges


def test_another_id_in_a_running_notebook_is_said(capsys, monkeypatch):
    monkeypatch.setattr(session, "_session", session._Session())
    my_cluster("Ann", "01_cluster_structure")
    my_cluster(" Ann", "02_horizontal_learning")
    assert capsys.readouterr().out == ""
    my_cluster("ann", "01_cluster_structure")
    assert "now 'ann', it was 'Ann': this is another cluster" in capsys.readouterr().out


@pytest.mark.parametrize("slip", ["ann lee", "Ann  Lee", "AnnLee"])
def test_another_spelling_of_an_id_that_has_points_is_said(capsys, monkeypatch, slip):
    my_cluster("Ann Lee", "01_cluster_structure")
    check("structure.local_density", 0.987)
    capsys.readouterr()
    monkeypatch.setattr(session, "_session", session._Session())
    for known_or_new in ("Ann Lee", "ann"):
        my_cluster(known_or_new, "02_horizontal_learning")
        assert "kept for" not in capsys.readouterr().out
    my_cluster(slip, "02_horizontal_learning")
    assert capsys.readouterr().out.startswith(
        f"Your points so far are kept for 'Ann Lee'. {slip!r} is another learner"
    )


def test_a_secret_gives_a_fresh_cluster():
    fresh = draw_cluster("ada", "01_cluster_structure", secret="s3")
    assert fresh.edges != draw_cluster("ada", "01_cluster_structure").edges


@pytest.mark.parametrize("unit", EVERY_UNIT[:1])
def test_learners_get_all_four_types(unit):
    types = Counter(judged(unit.stem).archetypes)
    assert len(types) == 4
    assert min(types.values()) >= 0.15 * len(LEARNERS)


def test_check_compares_with_the_cluster_as_drawn_whatever_the_learner_does_to_it():
    cluster = my_cluster("ada", "01_cluster_structure")
    right = find_task("structure.local_density")[1].reference(cluster)
    cluster.clear()
    assert check("structure.local_density", right).look == "right"


def test_check_names_the_mistake_and_never_the_answer():
    cluster = my_cluster("ada", "01_cluster_structure")
    _, task = find_task("structure.local_density")
    right = task.reference(cluster)
    message = check("structure.local_density", 100 * right)
    assert message.look == "wrong"
    assert "per cent" in str(message)
    assert f"{right:.3f}"[1:] not in str(message)
    assert "hint(" in str(check("structure.local_density", 0.987654))
    assert "rounded" in str(check("structure.local_density", round(right, 1)))
    renamed = {"multi-angle": 3, "pipeline": 1}
    assert "did you mean 'multi_angle'" in str(check("structure.dimensions", renamed))


def test_nothing_attempted_is_said_and_not_recorded():
    my_cluster("ada", "01_cluster_structure")
    for nothing in (..., None):
        assert "Not attempted" in str(check("structure.local_density", nothing))
    assert not Path(FILE).exists()
    assert progress("01_cluster_structure").earned == 0


@pytest.mark.parametrize(
    ("share", "status", "points"), [(0, "wrong", 0), (0.3, "scored", 6), (1, "right", 20)]
)
def test_a_scored_answer_earns_its_share_of_the_points(share, status, points):
    seen = []

    def scale(cluster, answer, secret):
        seen.append((cluster, answer, secret))
        return share, "Said."

    task = Task(
        id="plan.try",
        title="A plan",
        objective="Plan",
        points=20,
        answer=Numbers(),
        reference=lambda cluster: {"a": 2},
        hints=("1", "2", "3"),
        misconceptions=(Misconception("alike", lambda cluster: {"a": 1, "b": 1}, "All alike."),),
        scale=scale,
    )
    cluster = object()
    verdict = judge(task, {"a": 1, "b": 1}, cluster, secret="s3")
    assert (verdict.status, verdict.points) == (status, points)
    # What earns everything is no mistake, wherever it comes from.
    named = ("", "Said.") if share == 1 else ("alike", "Said. All alike.")
    assert (verdict.misconception, verdict.message) == named
    assert judge(task, {"a": 5}, cluster).message == "Said."
    assert seen == [(cluster, {"a": 1.0, "b": 1.0}, "s3"), (cluster, {"a": 5.0}, "")]
    assert judge(task, {"a": "much"}, cluster).status == "unusable"


def test_progress_keeps_the_best_result_of_each_learner():
    cluster = my_cluster("ada", "01_cluster_structure")
    _, task = find_task("structure.local_density")
    check("structure.local_density", task.reference(cluster))
    check("structure.local_density", 0.999)
    check("structure.explain", "word " * 70)
    table = progress("01_cluster_structure")
    assert (table.earned, table.possible, table.waiting) == (15, 85, 15)
    assert "15 of 85 points; 15 more for your text" in str(table)
    assert "kept" in table._repr_html_()
    my_cluster("bob", "01_cluster_structure")
    assert progress("01_cluster_structure").earned == 0
    kept = json.loads(Path(FILE).read_text())["learners"]["ada"]["structure.local_density"]
    assert kept == {"status": "right", "points": 15, "tries": 2}


RIGHT = {"F02": 0.25341, "F07": 0.5, "U1": 0.12345}


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ({name: 100 * number for name, number in RIGHT.items()}, "in per cent"),
        ({"F02": 25.3, "F07": 50, "U1": 12.3}, "in per cent"),
        ({"F02": 0.25, "F07": 0.5, "U1": 0.12}, "rounded"),
        ({name: -number for name, number in RIGHT.items()}, "other way round"),
        ({name: number + 1 for name, number in RIGHT.items()}, "after / before - 1"),
        ({"F02": 0.5, "F07": 0.25341, "U1": 0.12345}, "at other names"),
        ({"F02": 0.25341, "F07": 0.5}, "No number stands for one that belongs there."),
        ({}, "This dict is empty"),
        (dict.fromkeys(RIGHT, 0), "Every number is zero"),
        ({**RIGHT, "F01": 1, "F03": 1, "F04": 1, "F05": 1}, "'F01', 'F03', 'F04' and 1 more."),
        # A firm that exists is no other firm misspelt; a zero left out is.
        ({"F03": 0.25341, "F07": 0.5, "U1": 0.12345}, "Not asked for: 'F03'."),
        ({"f2": 0.25341, "F07": 0.5, "u1": 0.12345}, "'f2' (did you mean 'F02'?), 'u1' (did"),
        ({"F02": 0.25341, "F07": 0.5, "U1": 0.9}, ""),
        ({"F02": 25.341, "F07": 0.6, "U1": 12.3}, ""),  # two slips at once are not named as one
    ],
)
def test_what_is_wrong_with_a_dict_is_named(mine, said):
    message = Numbers().slip(Numbers().plain(mine), RIGHT)
    assert said in message
    assert bool(message) == bool(said)


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ({1: 2.0}, "A name in this dict is of type int"),
        ({"F02": "0.2"}, "At 'F02': This is a text"),
        ({"F02": float("nan")}, "At 'F02': This is nan"),
        ([0.2, 0.3], "The answer is a dict"),
    ],
)
def test_a_dict_of_another_form_is_told_where(mine, said):
    with pytest.raises(AnswerError, match=said):
        Numbers().plain(mine)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"learners": 3}', "[" * 100_000, '{"a": 1}'])
def test_a_damaged_progress_file_is_said_and_left_alone(content):
    Path(FILE).write_text(content)
    my_cluster("ada", "01_cluster_structure")
    message = check("structure.local_density", 0.5)
    assert message.look == "wrong"  # the verdict is given all the same
    assert "points are not kept: my_progress.json is damaged" in message.text
    assert Path(FILE).read_text() == content
    with pytest.raises(ProgressError, match="damaged"):
        progress()


def test_forged_records_of_a_known_learner_do_not_break_the_table():
    Path(FILE).write_text('{"learners": {"ada": {"structure.local_density": {"points": 15}}}}')
    my_cluster("ada", "01_cluster_structure")
    assert progress("01_cluster_structure").possible == 85


def test_practice_tasks_take_the_lecture_s_cluster_and_record_nothing():
    cluster = draw_cluster("lecture", "01_cluster_structure")
    ties = max(degree for _, degree in cluster.degree)
    assert check("structure.try_hub", ties, cluster).look == "right"
    assert not Path(FILE).exists()


def test_hints_come_step_by_step_and_start_again():
    texts = [str(hint("structure.local_density")) for _ in range(4)]
    assert len(set(texts[:3])) == 3
    assert texts[3] == texts[0]
    assert "step 1 of 3" in texts[0]


def test_what_is_missing_is_said_with_the_cure():
    with pytest.raises(LearnerError, match="my_cluster"):
        check("structure.local_density", 1)
    with pytest.raises(UnknownNameError, match=r"Did you mean 'structure\.local_density'"):
        check("structure.local_densit", 1)
    with pytest.raises(UnknownNameError, match="01_cluster_structure"):
        my_cluster("ada", "01_cluster")
    for nobody in ("", "  ", 4711, None):
        with pytest.raises(LearnerError, match="as a text"):
            my_cluster(nobody, "01_cluster_structure")


SLIPS = """
from clustercourse.exercises import check, progress
# %%
check("trust.psi", 1)
# %%
check("trust.pso", 1)
# %%
progress()
"""


def test_a_notebook_says_in_a_line_which_cell_comes_first():
    cells = [nbformat.v4.new_code_cell(code) for code in SLIPS.split("# %%\n")]
    done = execute(nbformat.v4.new_notebook(cells=cells), allow_errors=True)
    first, unknown, nothing = ("\n".join(c.outputs[0]["traceback"]) for c in done.cells[1:])
    assert first == (
        '✗ First run the cell near the top with my_cluster(LEARNER, "06_trust_and_absorption"): '
        "the answers depend on your id."
    )
    assert unknown == "✗ There is no task 'trust.pso'. Did you mean 'trust.psi'?"
    assert nothing.startswith("✗ First run the cell near the top with my_cluster(LEARNER, ...): ")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Number(), True, "True or False"),
        (Number(), "0.3", "quotes"),
        (Number(), [0.3], "one number"),
        (Number(), math.nan, "finite"),
        (Number(), math.inf, "finite"),
        (Number(), 1j, "one number"),
        (Number(), 10**400, "too large"),
        (Name(), 3, "id of one actor"),
        (Names(), "F01", "set or list"),
        (Names(), {3}, "In it stands a number"),
        (Numbers(), [1, 2], "dict"),
        (Numbers(), {"a": "1"}, "quotes"),
        (Text(), "too short", "Number of words: 2"),
        (Text(), "word " * 151, "60 to 150"),
        (Text(), 3, "a text"),
    ],
)
def test_an_unusable_answer_is_told_what_would_do(kind, value, words):
    with pytest.raises(AnswerError, match=words):
        kind.plain(value)


@pytest.mark.parametrize("value", [0.25, np.float32(0.25), np.array(0.25), np.float64(0.25)])
def test_numbers_of_all_kinds_are_numbers(value):
    assert Number().plain(value) == 0.25


def test_containers_of_all_kinds_are_containers():
    assert Names().plain(["b", "a", "a"]) == Names().plain({"a", "b"}) == ["a", "b"]
    assert Names().plain(pd.Series(["b", "a"])) == ["a", "b"]
    assert Counts().plain(pd.Series({"a": 1, "b": 0})) == Counts().plain(Counter("a"))


def test_a_zero_is_a_number_and_may_be_left_out_of_counts_only():
    assert Numbers().plain({"a": 1, "b": 0}) == {"a": 1, "b": 0}
    assert "No number stands for 'b'" in Numbers().slip({"a": 1.0}, {"a": 1.0, "b": 0.0})
    assert Counts().plain({"a": 1, "b": 0}) == {"a": 1}
    assert "nothing fits your conditions" in Counts().slip({}, {"a": 1})
    counts = {
        task.id for unit in UNITS.values() for task in unit.tasks if isinstance(task.answer, Counts)
    }
    assert counts == {"structure.dimensions", "horizontal.model", "vertical.swaps", "policy.plan"}


def test_an_answer_that_claims_to_equal_everything_is_not_right():
    class Yes(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    cluster = my_cluster("ada", "01_cluster_structure")
    assert check("structure.local_density", Yes(0.99)).look == "wrong"
    assert cluster


def test_messages_are_escaped_in_html():
    from clustercourse.exercises.messages import Message

    html = Message("wrong", "<b>", "a < b")._repr_html_()
    assert "<b>" not in html
    assert "a &lt; b" in html
    assert 'role="status"' in html


def test_the_id_that_stands_in_the_notebook_is_said_to_be_for_practice(capsys):
    my_cluster("ada", "01_cluster_structure")
    assert capsys.readouterr().out == ""
    my_cluster("practice", "01_cluster_structure")
    assert "write your id" in capsys.readouterr().out


def test_a_question_of_a_lecture_wants_what_it_is_about():
    my_cluster("ada", "01_cluster_structure")
    for task_id in ("evidence.try_turn", "multi_angle.try_unserved"):
        with pytest.raises(LearnerError, match="third argument"):
            check(task_id, 3)


@pytest.mark.parametrize("task", EVIDENCE, ids=lambda task: task.id)
def test_tasks_of_the_evidence_know_their_mistakes(task):
    table = evidence_table()
    right = {"evidence.try_small": 2, "evidence.try_chance": 0.8, "evidence.try_turn": 6}
    assert check(task.id, right[task.id], table).look == "right"
    for known in task.misconceptions:
        verdict = judge(task, known.wrong(table), table)
        assert (verdict.status, verdict.misconception) == ("wrong", known.name)
