"""Labs over time: Play, predictions that open a lab, and the lab of buzz and pipelines."""

from clusterlib.labs import BuzzLab, buzz_lab, predict
from clusterlib.labs.buzz import SHIFT_AT
from clusterlib.labs.predictions import expect


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
    assert [one.openness for one in lab.visited] == [0.2, 0]
    assert len(lab._trail._tried.get_xydata()) == 2
    new = buzz_lab()
    assert lab.strip({"openness": 0.1}).png() == new.strip({"openness": 0.1}).png()
    assert len(lab.visited) == 2
    lab.reset()
    assert lab.visited == []
    assert len(lab._trail._tried.get_xydata()) == 0


def test_a_lab_opens_when_its_prediction_is_committed():
    question = predict("test.opens", "What happens?", ["it rises", "it falls"])
    lab = buzz_lab("test.opens")
    assert lab.picture not in lab.widget.children
    question.set_state({"chosen": "it falls", "presses": 1})  # as the browser does
    assert lab.picture in lab.widget.children
    assert lab.picture.said == "You predicted: “it falls”"


def test_a_lab_opens_without_a_prediction():
    lab = buzz_lab("test.skipped")
    (cover,) = lab.widget.children
    cover.children[1].click()
    assert lab.picture in lab.widget.children
    assert lab.picture.said == "You made no prediction."


def test_a_drawn_prediction_stands_beside_what_was_tried():
    expect("test.curve").given = ((0.0, 0.2), (1.0, 0.6))
    lab = buzz_lab("test.curve")
    assert lab.expected == ((0.0, 0.2), (1.0, 0.6))
    assert lab._trail._expected.get_xydata().tolist() == [[0.0, 0.2], [1.0, 0.6]]
