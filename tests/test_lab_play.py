"""Labs over time: Play, predictions that open a lab, and the lab of buzz and pipelines."""

import gc
import pickle

import numpy as np
import pytest
from matplotlib.legend import Legend

from clustercourse import labs
from clustercourse.labs import BuzzLab, buzz_lab
from clustercourse.labs.buzz import SHIFT_AT
from clustercourse.predictions import predict, reveal
from clustercourse.predictions.predicting import expect


def asked(lab: BuzzLab, event: str, index: int) -> list[tuple[dict, list[bytes]]]:
    """Send what the browser sends, and return what the kernel answers."""
    sent = []
    lab.picture.send = lambda content, buffers=(): sent.append((content, list(buffers)))
    message = {"event": event, "index": index, "run": lab.picture.run}
    lab.picture._handle_custom_msg(message, [])
    return sent


def test_a_frame_is_the_picture_that_the_slider_would_give():
    lab = buzz_lab(openness=0.3)
    assert lab.picture.moments == 81
    ((content, buffers),) = asked(lab, "frame", 10)
    lab.controls["period"].value = 20
    assert content == {"event": "frame", "index": 10, "run": lab.picture.run}
    assert buffers == [lab.picture.data]
    assert lab.picture.moment == 10


def test_to_stop_moves_the_slider_there_and_keeps_the_setting_before():
    lab = buzz_lab()
    lab.controls["openness"].value = 0.5
    asked(lab, "stopped", 40)
    assert lab.controls["period"].value == 80
    assert lab._before.openness == 0.2
    assert lab._before.period == 80


def test_frames_are_stale_after_all_but_another_time():
    lab = buzz_lab()
    run = lab.picture.run
    lab.controls["period"].value = 40
    assert lab.picture.run == run
    changes = [
        lambda: setattr(lab.controls["buzz"], "value", 0.5),
        lab.reset,
        lab.reset,
        lambda: from_browser_size(lab, 700),
    ]
    for change in changes:
        change()
        assert lab.picture.run > run
        run = lab.picture.run


def from_browser_size(lab: BuzzLab, pixels: int) -> None:
    """Tell the lab the width of its place, as the browser does."""
    lab.picture.set_state({"pixels": pixels})


def test_a_frame_that_fails_says_so(monkeypatch):
    lab = buzz_lab()
    monkeypatch.setattr(lab, "compute", lambda settings: 1 / 0)
    ((content, buffers),) = asked(lab, "frame", 3)
    assert (content["event"], buffers) == ("failed", [])
    assert "ZeroDivisionError" in lab.picture.alert
    assert asked(lab, "frame", 999) == []


def test_openness_is_an_inverted_u_before_the_move():
    lab = buzz_lab()
    levels = []
    for openness in (0, 0.2, 1):
        lab.controls["openness"].value = openness
        levels.append(lab._now.level(SHIFT_AT))
    assert levels[1] > levels[0] + 0.05
    assert levels[1] > levels[2] + 0.05


def test_what_was_tried_is_kept_until_reset():
    lab = buzz_lab()
    for openness in (0, 0.4):
        lab.controls["openness"].value = openness
        lab.controls["period"].value -= 2
    assert [one.settings["openness"] for one in lab.visited] == [0.2, 0]
    assert len(lab._trail._tried.get_xydata()) == 2
    new = buzz_lab()
    assert lab.strip({"openness": 0.1}).png() == new.strip({"openness": 0.1}).png()
    assert len(lab.visited) == 2
    lab.reset()
    assert lab.visited == []
    assert len(lab._trail._tried.get_xydata()) == 0


def test_a_lab_opens_when_its_prediction_is_committed_and_the_prediction_stays():
    question = predict("test.opens", "What happens?", ["it rises", "it falls"])
    lab = buzz_lab("test.opens")
    assert lab.picture not in lab.widget.children
    question.set_state({"chosen": "it falls", "presses": 1})  # as the browser does
    assert question.note == "Kept: “it falls”. The lab is open now."
    assert lab.picture in lab.widget.children
    assert lab.picture.said == "You predicted: “it falls”"
    question.set_state({"chosen": "it rises", "presses": 2})
    assert "change of mind" in question.note
    assert lab.picture.said == "You predicted: “it falls”"
    assert reveal("test.opens", "it rises").correct is False


def test_a_lab_opens_without_a_prediction_and_what_comes_later_is_none():
    question = predict("test.skipped", "What happens?", ["it rises", "it falls"])
    lab = buzz_lab("test.skipped")
    (cover,) = lab.widget.children
    cover.children[1].click()
    assert lab.picture in lab.widget.children
    question.set_state({"chosen": "it falls", "presses": 1})
    assert "not a prediction any more" in question.note
    assert lab.picture.said == "You made no prediction."
    assert reveal("test.skipped", "it falls").predicted is None
    again = buzz_lab("test.skipped")  # the cell is run once more
    assert again.picture in again.widget.children


def test_every_lab_that_waits_opens_even_if_another_fails(monkeypatch, caplog):
    question = predict("test.two", "What happens?", ["it rises", "it falls"])
    broken, lab = buzz_lab("test.two"), buzz_lab("test.two")
    monkeypatch.setattr(broken, "describe", lambda now, before: 1 / 0)
    question.set_state({"chosen": "it falls", "presses": 1})
    assert lab.picture in lab.widget.children
    assert "division by zero" in caplog.text


def test_a_prediction_keeps_no_lab_alive():
    class Waiting:
        def told(self):
            seen.append(self)

    seen, record = [], expect("test.alive")
    waiting, gone = Waiting(), Waiting()
    record.on_commit(waiting.told)
    record.on_commit(gone.told)
    del gone
    gc.collect()
    record.commit("it falls", str, str)
    assert seen == [waiting]


def test_a_typed_period_between_two_records_is_the_nearest_record():
    lab = buzz_lab()
    lab.controls["period"].value = 7
    assert lab.controls["period"].value == lab._now.period == 8
    with pytest.raises(ValueError, match="period = 7: choose 0 to 160 in steps of 2"):
        buzz_lab(period=7)


def test_what_was_tried_is_kept_as_numbers_and_not_as_runs():
    lab = buzz_lab()
    for openness in np.linspace(0, 1, 21):
        lab.controls["openness"].value = openness
    assert len(pickle.dumps(lab.visited)) < 500 * len(lab.visited)


def test_a_drawn_prediction_stands_beside_what_was_tried():
    expect("test.curve").given = ((0.0, 0.2), (1.0, 0.6))
    lab = buzz_lab("test.curve")
    assert lab.expected == ((0.0, 0.2), (1.0, 0.6))
    assert lab._trail._expected.get_xydata().tolist() == [[0.0, 0.2], [1.0, 0.6]]
    assert "You predicted, performance of firms by openness: 0.20 at 0, 0.60 at 1." in str(lab)
    assert lab._trail._expected_key.get_visible()
    assert not buzz_lab()._trail._expected_key.get_visible()


def test_what_was_tried_is_told_and_keys_stand_outside_the_axes():
    for lab, control, values in (
        (buzz_lab(), "openness", (0.2, 0.5)),
        (labs.trust_lab(), "trust", (0.7, 0.5)),
        (labs.focal_lab(), "gate", (0.8, 0.5)),
        (labs.vertical_lab(), "rewiring", (0.1, 0.5)),
        (labs.multi_angle_lab(), "institutions", ("all", "none")),
        (labs.horizontal_lab(), "network", ("ring", "all")),
    ):
        first = lab._trail._text.get_text()
        lab.controls[control].value = values[1]
        place = lab.caption({control: values[0]}).removeprefix(lab.controls[control].description)
        assert f"{first} at{place}" in str(lab)
        renderer = lab._live._canvas.get_renderer()
        keys = [key for key in lab._trail._ax.get_children() if isinstance(key, Legend)]
        assert len(keys) == 2
        for key in keys:
            assert key.get_window_extent(renderer).y0 >= lab._trail._ax.bbox.y1
