"""Predictions: what is committed when, what a lab is told, and what the comparison says."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve
from clustercourse.predictions import predicting as predictions
from clustercourse.predictions.asking import Asking
from clustercourse.predictions.drawing import CurveQuestion
from clustercourse.predictions.predicting import expect, find
from clustercourse.predictions.shapes import CLOSE, TOLERANCE, CurveComparison, shape


@pytest.fixture(autouse=True)
def _nothing_predicted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predictions, "_predictions", {})


def from_browser(widget: Any, **state: Any) -> None:
    """Set traits the way a message from the browser does."""
    widget.set_state(state)


def press(asked: Asking) -> None:
    """Press the button as the browser does."""
    from_browser(asked, presses=asked.presses + 1)


# ---- one of several options

OPTIONS = ["rises", "falls", "stays"]


def test_a_prediction_stands_beside_its_result():
    choice = predict("t.right", "Its learning...", OPTIONS)
    from_browser(choice, chosen="rises")
    press(choice)
    assert "rises" in choice.note
    shown = reveal("t.right", "rises", "from .2 to .4")
    assert shown.correct is True
    assert (
        repr(shown)
        == "You predicted “rises”. The result: “rises”.\n✓ As you predicted.\nfrom .2 to .4"
    )
    assert "rises" in shown._repr_html_()
    assert "✓" in shown._repr_html_()


def test_a_prediction_can_change_until_the_result_is_shown_and_not_after():
    choice = predict("t.mind", "Its learning...", OPTIONS)
    for answer in ("stays", "falls"):
        from_browser(choice, chosen=answer)
        press(choice)
    assert reveal("t.mind", "rises").predicted == "falls"
    from_browser(choice, chosen="rises")
    press(choice)
    assert "change of mind" in choice.note
    shown = reveal("t.mind", "rises")
    assert (shown.predicted, shown.later, shown.correct) == ("falls", "rises", False)
    assert "changed your mind to “rises”" in repr(shown)
    again = predict("t.mind", "Its learning...", OPTIONS)
    assert again.chosen == "rises"
    from_browser(again, chosen="falls")
    press(again)
    assert reveal("t.mind", "rises").later is None


def test_skipping_is_no_fuss():
    assert repr(reveal("t.never_asked", "rises")) == "You made no prediction. The result: “rises”."
    choice = predict("t.skipped", "Its learning...", OPTIONS)
    press(choice)
    assert "go on without" in choice.note
    expect("t.skipped").show()  # as a lab does that was opened without a prediction
    shown = reveal("t.skipped", "falls")
    assert (shown.correct, shown.waits) == (None, False)
    from_browser(choice, chosen="falls")
    press(choice)
    assert "not a prediction any more" in choice.note
    shown = reveal("t.skipped", "falls")
    assert (shown.predicted, shown.later) == (None, "falls")


def test_who_runs_all_cells_at_once_can_still_predict():
    choice = predict("t.run_all", "Its learning...", OPTIONS)
    shown = reveal("t.run_all", "falls")
    assert shown.waits
    summary, result = shown._repr_html_().split("</summary>")
    assert "Predict first" in summary
    assert "falls" in result
    from_browser(choice, chosen="falls")
    press(choice)
    assert choice.note.startswith("Kept: “falls”")
    shown = reveal("t.run_all", "falls")
    assert (shown.correct, shown.waits) == (True, False)
    assert "<details" not in shown._repr_html_()


def test_a_result_that_waits_unfolds_in_its_place(monkeypatch):
    shown = []

    class Handle:
        def update(self, bundle, raw):
            shown.append(bundle["text/html"])

    def display(bundle, raw, display_id):
        shown.append(bundle["text/html"])
        return Handle()

    monkeypatch.setattr("clustercourse.predictions.results.display", display)
    monkeypatch.setattr(
        "clustercourse.predictions.explained._all", lambda: {"t.unfold": "<p>Few learn $x$.</p>"}
    )
    choice = predict("t.unfold", "Its learning...", OPTIONS)
    table = pd.DataFrame({"level": [0.25]})
    reveal("t.unfold", "falls", "from .4 to .3", show=[table, 7])._ipython_display_()
    assert len(shown) == 1
    assert shown[0].startswith("<details")
    from_browser(choice, chosen="rises")
    press(choice)
    assert len(shown) == 2
    assert "<details" not in shown[1]
    assert "✗ Not what you predicted." in shown[1]
    parts = ["from .4 to .3", "<td>0.25</td>", "<pre>7</pre>", "<p>Few learn $x$.</p>"]
    places = [shown[1].index(part) for part in parts]
    assert places == sorted(places)
    assert "What follows is open now. Press Shift + Enter" in choice.note


def test_what_was_answered_comes_back_with_the_question():
    choice = predict("t.back", "Its learning...", OPTIONS)
    assert choice.note == ""
    from_browser(choice, chosen="rises")
    press(choice)
    again = predict("t.back", "Its learning...", OPTIONS)
    assert (again.chosen, again.note) == (
        "rises",
        "Kept: “rises”. Press Shift + Enter to go on.",
    )


def test_choosing_without_the_button_is_not_a_prediction():
    choice = predict("t.uncommitted", "Its learning...", OPTIONS)
    from_browser(choice, chosen="falls")
    assert reveal("t.uncommitted", "falls").predicted is None


def test_a_result_that_is_no_option_is_an_error_that_names_the_options():
    predict("t.typo", "Its learning...", OPTIONS)
    with pytest.raises(ValueError, match="use one of 'rises', 'falls', 'stays'"):
        reveal("t.typo", "Rises")


def test_html_in_a_question_is_text():
    choice = predict("t.html", "Is a < b & c?", ["<b>yes</b>", "no"])
    assert "Is a &lt; b &amp; c?" in choice.as_html()
    assert "<b>yes" not in choice.as_html()
    assert "<b>" not in reveal("t.html", "<b>yes</b>")._repr_html_()


def test_a_faulty_question_is_an_error():
    with pytest.raises(ValueError, match="appears twice"):
        predict("t", "Well?", ["a", "a"])


# ---- what a lab can look up


def test_a_lab_may_come_before_its_question_and_is_told_of_every_commit():
    assert find("t.lab") is None
    record = expect("t.lab")
    seen = []
    record.on_commit(lambda: seen.append((record.given, choice.note[:5])))
    choice = predict("t.lab", "Its learning...", OPTIONS)
    assert find("t.lab") is expect("t.lab") is record
    press(choice)
    assert seen == []
    from_browser(choice, chosen="falls")
    press(choice)
    assert seen == [("falls", "Kept:")]  # the learner has the reply before a lab gets to work
    reveal("t.lab", "rises")
    assert record.shown
    from_browser(choice, chosen="rises")
    press(choice)
    assert (record.given, record.later, len(seen)) == ("falls", "rises", 2)


def test_what_a_lab_has_shown_before_its_question_is_no_prediction():
    expect("t.early").shown = True
    choice = predict("t.early", "Its learning...", OPTIONS)
    from_browser(choice, chosen="falls")
    press(choice)
    assert "not a prediction any more" in choice.note
    assert reveal("t.early", "falls").predicted is None


def test_another_question_of_the_same_name_drops_the_answer():
    record = expect("t.same")
    for options in (OPTIONS, OPTIONS, OPTIONS[:2]):
        kept = record.given
        choice = predict("t.same", "Its learning...", options)
        assert choice.chosen == record.given == (kept if options is OPTIONS else None)
        from_browser(choice, chosen="falls")
        press(choice)
    ask("t.same")
    assert record.given is None
    with pytest.raises(ValueError, match="use reveal_curve"):
        reveal("t.same", "falls")


def test_a_lab_that_waits_is_not_a_question():
    expect("t.waits")
    assert repr(reveal("t.waits", "rises")).startswith("You made no prediction.")
    shown = reveal_curve("t.waits", [0, 1], [0, 1])
    assert repr(shown).startswith("You made no prediction.")
    assert not expect("t.waits").shown


# ---- the end of a curve

X, Y = Axis("openness (share)", 0, 1, ".1f"), Axis("level (share)", 0, 2)
KNOWN, POINTS = [(0, 0.4), (0.2, 0.8)], [0.4, 0.7, 1]
RESULT = [0, 0.2, 0.4, 0.7, 1], [0.4, 0.8, 1.2, 1.0, 0.6]


def ask(name: str = "t", **changes: Any) -> CurveQuestion:
    """Ask for a curve that is known up to 0.2."""
    settings = {"x": X, "y": Y, "known": KNOWN, "points": POINTS, **changes}
    return predict_curve(name, "How does its level go on?", **settings)


def draw(asked: CurveQuestion, *levels: int | None) -> None:
    """Draw as the browser does, in hundredths of the axis, and press the button."""
    from_browser(asked, levels=list(levels))
    press(asked)


def test_a_curve_is_kept_when_all_its_points_are_set():
    asked = ask()
    press(asked)
    assert asked.note == "Draw the end of the curve first, or go on without a prediction."
    draw(asked, 55, None, 80)
    assert asked.note.startswith("The hollow point is not set yet")
    draw(asked, None, None, 80)
    assert asked.note.startswith("2 hollow points are")
    assert expect("t").given is None
    draw(asked, 55, 60, 80)
    assert asked.note.startswith("Kept: a curve that rises (1.60 at the end).")
    assert expect("t").given == ((0.4, 1.1), (0.7, 1.2), (1.0, 1.6))


def test_a_curve_can_change_until_the_result_is_shown_and_not_after():
    asked = ask()
    draw(asked, 55, 60, 80)
    draw(asked, 60, 50, 30)
    first = reveal_curve("t", *RESULT)
    assert first.predicted == ((0.4, 1.2), (0.7, 1.0), (1.0, 0.6))
    assert (first.comparison.same_shape, first.comparison.close) == (True, True)
    draw(asked, 55, 60, 80)
    assert "change of mind: a curve that rises (1.60 at the end)" in asked.note
    assert "Before the result you predicted a curve that rises, then falls" in asked.note
    shown = reveal_curve("t", *RESULT)
    assert shown.predicted == first.predicted
    assert "changed your mind to a curve that rises (1.60 at the end)" in repr(shown)
    again = ask()
    assert again.levels == [55, 60, 80]
    draw(again, 60, 50, 30)
    assert again.note.startswith("Your prediction stays")
    assert reveal_curve("t", *RESULT).change == ""


def test_a_curve_drawn_after_the_result_is_no_prediction():
    asked = ask()
    shown = reveal_curve("t", *RESULT)
    assert "Predict first" in shown._repr_html_()
    expect("t").show()
    shown = reveal_curve("t", *RESULT)
    assert "Predict first" not in shown._repr_html_()
    assert (shown.predicted, shown.comparison) == (None, None)
    assert "There is no prediction.\nYou made no prediction." in repr(shown)
    draw(asked, 60, 50, 30)
    assert "not a prediction any more" in asked.note
    shown = reveal_curve("t", *RESULT)
    assert shown.predicted is None
    assert "After the result you chose a curve that rises, then falls" in repr(shown)


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ((60, 50, 33), "✓ Right shape: it rises, then falls. "
                       "✓ Close at the end: you drew 0.66, the result is 0.60."),
        ((60, 50, 55), "✓ Right shape: it rises, then falls. "
                       "✗ Too high at the end by 0.50: you drew 1.10, the result is 0.60."),
        ((60, 70, 65), "✗ Another shape: your curve rises; the result rises, then falls. "
                       "✗ Too high at the end by 0.70: you drew 1.30, the result is 0.60."),
        ((30, 20, 15), "✗ Another shape: your curve falls; the result rises, then falls. "
                       "✗ Too low at the end by 0.30: you drew 0.30, the result is 0.60."),
        ((43, 38, 38), "✗ Another shape: your curve stays flat; the result rises, then falls. "
                       "✓ Close at the end: you drew 0.76, the result is 0.60."),
    ],
)  # fmt: skip
def test_the_verdict_compares_shape_and_end(levels, verdict):
    draw(ask(), *levels)
    shown = reveal_curve("t", *RESULT, "Firms cannot absorb more.")
    assert shown.verdict == verdict
    assert repr(shown).endswith(f"{verdict}\nFirms cannot absorb more.")


def test_the_alt_text_tells_what_the_picture_shows():
    draw(ask(), 60, 70, 65)
    figure = reveal_curve("t", *RESULT).figure
    assert figure.alt == (
        "A plot of level (share), 0.00 to 2.00, against openness (share), 0.0 to 1.0. "
        "Known: from 0.40 at 0.0 to 0.80 at 0.2. "
        "The result rises, then falls: 1.20 at 0.4, 1.00 at 0.7, 0.60 at 1.0. "
        "Predicted: 1.20 at 0.4, 1.40 at 0.7, 1.30 at 1.0."
    )
    (ax,) = figure.axes
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1), (0, 2))
    assert {"result\n0.60", "you drew\n1.30"} <= {text.get_text() for text in ax.texts}


@pytest.mark.parametrize("result", [0.0, 0.05, 1.0, 1.9, 2.0])
@pytest.mark.parametrize("level", [0, 3, 50, 98, 100])
def test_the_labels_at_the_ends_keep_apart_and_on_the_paper(level, result):
    draw(ask(), 50, 50, level)
    figure = reveal_curve("t", [0.4, 0.7, 1], [1, 1, result]).figure
    figure.png(1)
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    below, above = sorted(boxes, key=lambda box: box.y0)
    assert below.y1 <= above.y0 + 1
    assert below.y0 >= 0
    assert max(box.x1 for box in boxes) <= 100 * figure.get_figwidth()


def test_a_result_that_does_not_fit_names_all_its_problems():
    ask()
    with pytest.raises(ValueError, match="4 problems") as caught:
        reveal_curve("t", [0.5, 0.8, 0.7, 1.5], [1, 2.5, 1, 1])
    for fault in ("1.5 is off the x axis", "2.5 at 0.8 is off", "cover all points", "do not grow"):
        assert fault in str(caught.value)
    for ys in ([1], [[1, 1, 1]], 1.0):
        with pytest.raises(ValueError, match="one height for each"):
            reveal_curve("t", [0, 0.5, 1], ys)
    assert not expect("t").shown


def test_a_question_that_does_not_fit_names_all_its_problems():
    with pytest.raises(ValueError, match="5 problems") as caught:
        predict_curve("t", " ", x=X, y=Y, known=[(0, 3), (0.2, 1)], points=[0.1, 1.5])
    for fault in ("question is empty", "3 at 0 is off the y", "give 3 to 8", "1.5 is off the x"):
        assert fault in str(caught.value)
    with pytest.raises(ValueError, match=r"0\.1, 0\.2 are in the known part; give points after"):
        ask(points=[0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match="points: the x values do not grow"):
        ask(points=[0.3, 0.5, 0.5])
    with pytest.raises(ValueError, match="3 problems"):
        Axis("(share)", 1, 0, "q")
    predict("t", "Well?", ["a", "b"])
    with pytest.raises(ValueError, match="has options; use reveal"):
        reveal_curve("t", *RESULT)


@pytest.mark.parametrize("known", [[], [(0, 0.4)], KNOWN])
def test_without_a_kernel_the_question_is_text_and_a_picture(known):
    asked = ask(known=known)
    content, about = asked._repr_mimebundle_()
    assert content["text/plain"] == repr(asked)
    assert content["text/plain"].startswith("How does its level go on?\nA plot of level (share)")
    assert "<strong>How does its level go on?</strong></p><img" in content["text/html"]
    assert content["image/png"]
    assert "To be drawn: at 0.4, 0.7, 1.0." in about["image/png"]["alt"]
    draw(asked, 50, 50, 50)
    assert "<img" in reveal_curve("t", *RESULT)._repr_html_()


def test_what_is_not_known_is_drawn_from_its_first_point():
    draw(ask(known=[]), 10, 20, 40)
    shown = reveal_curve("t", [0.4, 0.7, 1], [0.2, 0.4, 0.8])
    assert shown.comparison == CurveComparison((0.2, 0.4, 0.8), (0.2, 0.4, 0.8), 2.0)


# ---- shapes

HEIGHTS = st.lists(st.integers(0, 20), min_size=2, max_size=9)


def longest_swing(heights: list[int], tolerance: float) -> int:
    """Return the largest number of moves up and down in turn, each above the tolerance."""
    best = {(i, way): 0 for i in range(len(heights)) for way in (-1, 1)}
    for i, here in enumerate(heights):
        for j, there in enumerate(heights[:i]):
            for way in (-1, 1):
                if way * (here - there) > tolerance:
                    best[i, way] = max(best[i, way], best[j, -way] + 1)
    return max(best.values())


@given(HEIGHTS, st.integers(0, 6))
def test_a_shape_has_every_move_above_the_tolerance_and_no_other(heights, tolerance):
    moves = shape(heights, tolerance)
    assert len(moves) == longest_swing(heights, tolerance)
    assert all(left == -right for left, right in pairwise(moves))


@given(HEIGHTS, st.integers(0, 6), st.integers(-9, 9))
def test_a_shape_turns_with_its_curve_and_does_not_depend_on_its_level(heights, tolerance, lift):
    moves = shape(heights, tolerance)
    assert shape([lift + height for height in heights], tolerance) == moves
    assert shape([-height for height in heights], tolerance) == tuple(-move for move in moves)
    assert shape(heights[::-1], tolerance) == tuple(-move for move in moves[::-1])
    doubled = [height for height in heights for _ in (1, 2)]
    assert shape(doubled, tolerance) == moves


@given(HEIGHTS)
def test_a_curve_is_like_itself_and_a_move_of_a_twentieth_is_none(heights):
    span = 20.0
    curve = tuple(float(height) for height in heights)
    both = CurveComparison(curve, curve, span)
    assert both.same_shape
    assert both.close
    assert shape([0, TOLERANCE * span, 0], TOLERANCE * span) == ()
    for off, close in ((CLOSE * span, True), (1.01 * CLOSE * span, False)):
        assert CurveComparison((*curve[:-1], curve[-1] + off), curve, span).close == close
