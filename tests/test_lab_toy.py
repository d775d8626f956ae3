"""The toy: its steps are the course model's, and its words say them in numbers that add up."""

from math import exp

import numpy as np
import pytest
from driving import lost_texts, shown, told, unpacked

from clustercourse.labs import toy_lab
from clustercourse.labs.toy import Toy, walk
from clusterlib.errors import ClusterlibError
from clusterlib.learning import Learning, one_period
from clusterlib.learning.telling import flows_of
from clusterlib.networks.schema import FIG_1, KINDS, dimension_of

PAIR = {"knows": {"A": 0.9, "B": 0.5}, "ties": [("A", "B", "horizontal")]}


def random_toy(draws, fields):
    """Return some actors of all kinds, with every tie that the schema allows kept or not."""
    count = draws.integers(2, 8)
    kinds = {f"a{k}": str(kind) for k, kind in enumerate(draws.choice(list(FIG_1), count))}
    stages = {name: int(draws.integers(1, 3)) for name in kinds}
    ties = []
    names = list(kinds)
    for k, one in enumerate(names):
        for other in names[k + 1 :]:
            dimension = dimension_of(kinds[one], stages[one], kinds[other], stages[other])
            if dimension and draws.random() < 0.6:
                ties.append((one, other, dimension))
    # Few levels, so that some are alike.
    knows = draws.integers(0, 11, (count, fields)) / 10
    return Toy(tuple(kinds.items()), tuple(map(tuple, knows.tolist())), tuple(ties))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_of_the_ties_adds_up_to_what_the_course_model_does(seed):
    draws = np.random.default_rng(seed)
    fields = int(draws.integers(1, 4))
    toy = random_toy(draws, fields)
    p = Learning(
        obsolescence=float(draws.choice([0, 0.02])),
        trust=float(draws.choice([0, 0.4, 1])),
        attention=float(draws.choice([1, 5])),
        loyalty=float(draws.choice([0, 2])),
        learning_rate=float(draws.choice([0.4, 8])),
        buzz=float(draws.choice([0, 1])),
        outside_reach=2.0,
    )
    cluster, K = toy.cluster, np.array(toy.knows)
    w = np.full(fields, 1 / fields)
    after, _ = one_period(cluster, K, w, p, np.full((2, len(K)), 2.0))
    D = np.zeros_like(K)
    for flow in flows_of(cluster, K, p, tuple("abc"[:fields])):
        assert (flow.added > 0) == ("learns nothing" not in flow.told)
        D[toy.names.index(flow.learner), flow.field] += flow.added
    layers = [KINDS[kind].layer for _, kind in toy.kinds]
    keeps = np.where(np.array(layers) == "supplementary", 1, 1 - p.obsolescence)[:, None]
    assert np.clip(keeps * (K + D), 0, 1) == pytest.approx(after, abs=1e-12)
    assert walk(toy, p, 1, tuple("abc"[:fields])).knowledge[1] == pytest.approx(after)


def test_two_firms_by_hand():
    lab = toy_lab(**PAIR, learning={"reach": 0.4})
    # gap 0.4, at the reach: exp(-1) is understood; rate 0.4 x 0.5
    added = 0.4 * exp(-1) * 0.2
    now = shown(lab, period=1)
    assert now.walks[0].knowledge[1, :, 0] == pytest.approx([0.9, 0.5 + added])
    assert lab.rows() == ["B learns from A: gap 0.40 × understood 37% × rate 0.20 = +0.029"]
    assert lab.rows(period=0) == []
    words = lab.words(lab.settings)
    assert words["finding"] == "Period 1: B learns most, +0.029; on average they know 0.71"
    assert words["told"] == f"A 0.90; B 0.53. {lab.rows()[0]}."
    gap = 0.4 - added
    second = gap * exp(-gap / 0.4) * 0.2
    assert shown(lab, period=2).walks[0].knowledge[2, 1, 0] == pytest.approx(0.5 + added + second)


def test_a_firm_imitates_only_the_best_it_sees():
    lab = toy_lab(
        knows={"A": 0.9, "B": 0.6, "C": 0.5},
        ties=[("A", "C", "horizontal"), ("B", "C", "horizontal")],
        period=1,
    )
    assert lab.rows()[1] == "C learns nothing from B: it imitates only the best it sees, A"
    assert lab.rows()[0].startswith("C learns from A: gap 0.40 × ")


def test_barter_needs_something_in_return_and_trust():
    ties = [("A", "B", "vertical")]
    one = toy_lab(knows={"A": 0.9, "B": 0.5}, ties=ties, period=1)
    assert one.rows() == ["B learns nothing from A: in barter it has nothing to offer that A lacks"]
    assert one.words(one.settings)["finding"].startswith("Period 1: nobody learns;")
    knows = {"A": (0.8, 0.2), "B": (0.3, 0.7)}
    two = toy_lab(knows=knows, ties=ties, fields=("steel", "design"), learning={"trust": 0.5})
    two.move(period=1)
    added = 0.5 * exp(-0.5 / 0.2) * 0.4 * 0.5
    assert two.rows()[0] == (
        f"A learns from B in design: gap 0.50 × understood 8% × rate 0.40 × trust 0.50 "
        f"= +{added:.3f}"
    )
    assert [view["kind"] for view in two.widget.plan["views"]].count("map") == 2
    none = toy_lab(knows=knows, ties=ties, fields=("a", "b"), learning={"trust": 0}, period=1)
    assert none.rows()[0].endswith("there is no trust")
    # Three fields: A has two that B lacks, and takes one for them.
    three = {"A": (0.8, 0.8, 0.2), "B": (0.3, 0.3, 0.7)}
    more = toy_lab(knows=three, ties=ties, fields="abc", learning={"trust": 1}, period=1)
    assert [row.partition("trust ")[2][:4 + 14] for row in more.rows()] == [
        "1.00 = +0.016", "1.00 × barter 50% ", "1.00 × barter 50% "
    ]  # fmt: skip


def test_gifts_pipelines_and_outside_actors():
    lab = toy_lab(
        knows={"F": 0.5, "U": 0.7, "X": 1.0, "V": 0.2},
        ties=[("F", "U", "multi_angle"), ("F", "X", "pipeline"), ("F", "V", "multi_angle")],
        kinds={"F": "focal_firm", "U": "university", "X": "outside_rd", "V": "university"},
        learning={"attention": 2, "obsolescence": 0.1},
        period=1,
    )
    rows = {row.partition(":")[0]: row for row in lab.rows()}
    assert list(rows) == ["F learns from U", "F learns from X", "V learns from F"]
    # Two local ties and a pipeline that takes three: two fifths of a tie for each.
    assert "gap 0.20 × understood 72% × rate 0.12 × attention 40%" in rows["F learns from U"]
    assert "gap 0.50 × understood 43% × rate 0.20 × attention 40%" in rows["F learns from X"]
    assert "rate 0.12 × trust 0.70" in rows["V learns from F"]
    known = lab.result.walks[0].knowledge[1, :, 0]
    assert known[2] == 1.0  # who is outside does not learn, and stays on the frontier
    assert known[1] == pytest.approx(0.7 * 0.9)
    assert "Then 10% of what they know fades." in lab.words(lab.settings)["remark"]


def test_a_second_toy_stands_beside_the_first_with_the_same_start():
    lab = toy_lab(
        **PAIR,
        learning={"learning_rate": 1},
        called="reach 0.2",
        compare={"reach 0.6": {"reach": 0.6}},
        period=1,
    )
    near, far = (walked.knowledge[:, 1, 0] for walked in lab.result.walks)
    assert near[0] == far[0] == 0.5
    assert near[1] == pytest.approx(0.5 + 0.4 * exp(-0.4 / 0.2) * 0.5)
    assert far[1] == pytest.approx(0.5 + 0.4 * exp(-0.4 / 0.6) * 0.5)
    sides = [view["side"] for view in lab.widget.plan["views"] if view["kind"] == "map"]
    assert sides == [False, True]
    assert "0.71 (reach 0.2) and 0.75 (reach 0.6)" in repr(lab)
    assert lost_texts(lab.still()) == []
    ties = toy_lab(**PAIR, compare={"no tie": {"ties": []}}, period=8)
    assert ties.result.walks[1].knowledge[8].tolist() == [[0.9], [0.5]]


def test_a_slider_moves_a_parameter_but_not_what_is_compared():
    reach = {"reach": (0.1, 0.6, 0.1, 0.2, "reach")}
    lab = toy_lab(**PAIR, controls=reach, compare={"wide": {"reach": 0.6}}, period=1)
    near, far = (shown(lab, reach=of).walks for of in (0.1, 0.5))
    assert near[0].mean[1] < far[0].mean[1]
    assert near[1].mean[1] == far[1].mean[1]
    assert list(lab.controls) == ["reach", "period"]


def test_the_map_shows_what_flows_and_what_all_know():
    lab = toy_lab(**PAIR, learning={"reach": 0.4})
    ((_, (packed,)),) = told(lab, "frames", settings=lab.settings)
    frames = unpacked(packed)["frames"]
    assert frames["0"]["views"]["map00"]["flows"] == []
    assert frames["0"]["views"]["rows0"] == {"rows": [["Gap of B to A: 0.40", ""]]}
    assert frames["1"]["views"]["map00"] == {
        "level": [900000, 529430],
        "texts": ["A 0.90", "B 0.53"],
        "flows": [[0, 1, 0, "+0.029"]],
    }


def test_places_keep_their_shape_and_leave_room_for_names():
    lab = toy_lab(**PAIR, places={"A": (10, 0), "B": (30, 10)})
    assert lab.scene(lab.settings)["run"]["map00"]["at"] == [[0.55, 0.5], [2.55, 1.5]]
    assert lost_texts(lab.still()) == []


def test_a_lab_with_nothing_but_time_is_recorded_and_returns_to_its_start():
    lab = toy_lab(period=3)
    assert lab.settings == {"period": 3}
    assert "seed" not in repr(lab)
    assert "Next period" not in lab.record().html.partition("<script>")[0]
    with pytest.raises(ClusterlibError, match="no such control"):
        toy_lab(seed=1)


def test_what_cannot_be_walked_is_told_all_at_once():
    with pytest.raises(ClusterlibError) as caught:
        toy_lab(
            knows={"A": 1.5, "B": 0.5, "U": (0.1, 0.2)},
            ties=[
                ("A", "B", "horizontal"), ("B", "A", "vertical"), ("A", "U", "vertical"),
                ("A", "C", "horizontal"), ("A", "B"), ("B", "U", "multiangle"),
            ],
            kinds={"U": "universty", "Z": "sme"},
        )  # fmt: skip
    text = str(caught.value)
    for part in (
        "A knows 1.5", "U knows (0.1, 0.2): give a number", "did you mean 'university'?",
        "kind of Z: ", "these two have a tie already", "('A', 'C', 'horizontal'): C: ",
        "('A', 'B'): give (one, other, dimension)", "did you mean 'multi_angle'?",
    ):  # fmt: skip
        assert part in text
    with pytest.raises(ClusterlibError, match="global pipeline joins no sme and sme"):
        toy_lab(knows={"A": 1, "B": 0}, ties=[("A", "B", "pipeline")])
    with pytest.raises(ClusterlibError, match="did you mean 'trust'"):
        toy_lab(**PAIR, learning={"trusts": 1})
    with pytest.raises(ClusterlibError, match="did you mean 'trust'"):
        toy_lab(**PAIR, controls={"trusts": (0, 1, 0.5, 0.5, "trust")})
    with pytest.raises(ClusterlibError, match="B: give its place"):
        toy_lab(**PAIR, places={"A": (0, 0)})
    with pytest.raises(ClusterlibError, match="give one to compare"):
        toy_lab(**PAIR, compare={"a": {}, "b": {}})


def test_many_rows_without_effect_are_told_in_one():
    firms = "ABCDEF"
    ties = [(one, other, "horizontal") for k, one in enumerate(firms) for other in firms[k + 1 :]]
    lab = toy_lab(knows={name: k / 10 for k, name in enumerate(firms)}, ties=ties)
    rows = [
        [text for text, _ in unpacked(told(lab, "show", settings={"period": at})[0][1][0])
         ["frames"][str(at)]["views"]["rows0"]["rows"]]
        for at in (0, 1)
    ]  # fmt: skip
    assert rows[0][0] == "Gap of A to F: 0.50"
    assert rows[0][-1] == "8 smaller gaps"
    assert [row.partition(":")[0] for row in rows[1][:5]] == [f"{k} learns from F" for k in "ABCDE"]
    assert rows[1][5:] == ["10 other gaps bring nothing: a firm imitates only the best it sees"]
    assert lost_texts(lab.still()) == []


def test_reach_is_told_of_those_who_are_there():
    kinds = {"F": "focal_firm", "U": "university"}
    knows = {"F": 0.5, "S": 0.2, "U": 0.9}
    lab = toy_lab(knows=knows, ties=[("F", "S", "vertical")], kinds=kinds)
    told_of = "reach 0.2 (SMEs), 0.6 (focal firms, institutions)."
    assert told_of in lab.words(lab.settings)["remark"]
    same = toy_lab(knows=knows, ties=[], kinds=kinds, learning={"reach": 0.3})
    assert "reach 0.3." in same.words(same.settings)["remark"]
    assert "Nobody has a neighbour who knows more." in repr(same)
    with pytest.raises(ClusterlibError, match="periods = 0: give a whole number from 1"):
        toy_lab(**PAIR, periods=0)
