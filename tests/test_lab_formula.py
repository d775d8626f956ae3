"""A formula drawn: its curves, what is read off, its words, and what it says of wrong calls."""

from math import exp, log

import pytest
from driving import lost_texts, shown, told, unpacked

from clustercourse.labs import formula_lab
from clusterlib.errors import ClusterlibError

LINE = {
    "x": ("time (years)", 0, 4),
    "y": ("firms (number)", 0, 10),
    "curves": {"all": lambda x, rise: 1 + rise * x, "half": lambda x, rise: (1 + rise * x) / 2},
    "controls": {"rise": (0, 2, 1, 1, "rise a year")},
}


def sent(lab):
    """Return what the browser gets of the curves."""
    ((_, (packed,)),) = told(lab, "show", settings=lab.settings)
    return unpacked(packed)["run"]["lines"]


def test_the_curves_are_the_functions_at_the_settings():
    lab = formula_lab("Formula: a line", **LINE)
    assert list(lab.controls) == ["rise"]
    now = shown(lab, rise=2)
    assert (now.x[0], now.x[-1]) == (0, 4)
    assert now.curves["all"] == pytest.approx([1 + 2 * x for x in now.x])
    assert (now.curves["half"][0], now.curves["half"][-1]) == (0.5, 4.5)
    assert sent(lab)["curves"]["1"][-1] == 4.5
    assert "at" not in sent(lab)
    assert repr(lab) == (
        "Highest at 4: all 9.00. Curve all: from 1.00 at 0 to 9.00 at 4, highest at 4. "
        "Curve half: from 0.50 at 0 to 4.50 at 4, highest at 4. Settings: rise a year 2."
    )


def test_what_is_read_off_is_exact_and_moves_with_its_slider():
    lab = formula_lab("Formula: a line", **LINE, mark=(0, 4, 0.5, 1.5, "year"))
    assert lab.result.values == {"all": 2.5, "half": 1.25}
    assert lab.words(lab.settings)["finding"] == "At year 1.5: all 2.50; half 1.25"
    assert sent(lab)["at"] == {"x": 1.5, "values": [2.5, 1.25], "texts": ["2.50", "1.25"]}
    assert shown(lab, at=4, rise=0).values == {"all": 1, "half": 0.5}
    assert lab.widget.plan["looks"] == ["at"]
    texts = lab.still({"rise": 1.0, "at": 2.0})
    for text in (">3.00<", ">1.50<", ">all<", ">half<", ">time (years)<", ">firms (number)<"):
        assert text in texts


def test_absorption_is_the_one_of_the_course_model():
    lab = formula_lab()
    # At the reach, exp(-1) is understood, and most is learned.
    now = shown(lab, reach=0.4, at=0.4)
    assert now.values == pytest.approx({"understood": exp(-1), "can be learned": 0.4 * exp(-1)})
    assert max(now.curves["can be learned"]) == pytest.approx(0.4 * exp(-1))
    assert now.guides == {"most is learned here": 0.4}
    words = lab.words(lab.settings)
    assert words["finding"] == "At gap 0.4: understood 0.37; can be learned 0.15"
    assert words["told"].endswith("Line “most is learned here” at 0.4.")


def test_a_finding_is_computed_from_the_settings():
    lab = formula_lab(
        "Formula: a line", **LINE, finding=lambda now: f"In year 4 there are {1 + 4 * now['rise']}"
    )
    lab.move(rise=2)
    assert repr(lab).startswith("In year 4 there are 9. Curve all: ")


def test_values_that_are_none_leave_a_hole_and_those_beyond_the_axis_are_not_drawn():
    lab = formula_lab(
        "Formula: a logarithm",
        x=("x", -1, 1),
        y=("y", -1, 0),
        curves={"log": lambda x: log(x), "inverse": lambda x: 1 / x},
        mark=(-1, 1, 0.5, 0, "x"),
        guides={"outside": 7, "middle": lambda: 0},
    )
    now = lab.result
    assert now.values == {"log": None, "inverse": None}
    assert now.curves["log"][:81] == [None] * 81
    assert now.guides == {"middle": 0.0}
    assert "log none" in repr(lab)
    assert lost_texts(lab.still()) == []
    lab.move(at=1.0)
    assert lab.result.values == {"log": 0.0, "inverse": 1.0}
    assert lost_texts(lab.still()) == []


def test_functions_get_only_what_they_take():
    lab = formula_lab(
        "Formula: two",
        x=("x", 0, 1), y=("y", 0, 3),
        curves={
            "a": lambda x, a: a * x, "b": lambda x, b: b * x, "none": lambda x: x,
            "all": lambda x, **of: of["a"] + of["b"], "default": lambda x, a, c=1: a * c * x,
        },
        controls={"a": (0, 2, 1, 1, "first"), "b": (0, 2, 1, 2, "second")},
    )  # fmt: skip
    ends = {label: ys[-1] for label, ys in lab.result.curves.items()}
    assert ends == {"a": 1, "b": 2, "none": 1, "all": 3, "default": 1}
    assert lab.settings == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-1, 1, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        (0, 20, ["0", "5", "10", "15", "20"]),
        (0, 0.1, ["0.00", "0.02", "0.04", "0.06", "0.08", "0.10"]),
    ],
)
def test_ticks_stand_at_round_numbers(low, high, ticks):
    lab = formula_lab("Formula: a line", **LINE | {"y": ("y", low, high)})
    (view,) = lab.widget.plan["views"]
    assert [text for _, text in view["look"]["y"]["ticks"]] == ticks


def test_it_is_recorded():
    html = formula_lab().record(reach=[0.1, 0.4], at=[0.2, 0.6]).html
    assert html.count("clusterlib-recording") >= 1
    assert len(html) < 200_000


def test_what_is_wrong_is_told_all_at_once():
    with pytest.raises(ClusterlibError) as caught:
        formula_lab(
            "Formula: wrong", x=("x", 1, 0), y=("y", 0, 1),
            curves={"a": lambda x, reach: x}, guides={"here": lambda rich: rich},
            controls={"at": (0, 1, 0.5, 0.5, "place")},
        )  # fmt: skip
    text = str(caught.value)
    for part in ("x = ('x', 1, 0)", "a: no slider gives reach", "gives rich", "choose another"):
        assert part in text
    with pytest.raises(ClusterlibError, match="no slider: give controls or a mark"):
        formula_lab("Formula: none", curves={"a": lambda x: x})
    with pytest.raises(ClusterlibError, match=r"with a start among 0, 0\.5, 1"):
        formula_lab("Formula: a line", **LINE | {"controls": {"rise": (0, 1, 0.5, 0.3, "rise")}})
    with pytest.raises(ClusterlibError, match=r"give \(low, high, step, start, words\)"):
        formula_lab("Formula: a line", **LINE | {"controls": {"rise": (0, 1)}})
