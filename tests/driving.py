"""Driving a lab in a test, as its learner and browser would, and whether all is in the picture."""

import json
import re
import zlib
from xml.etree import ElementTree

from clustercourse import labs

#: The labs by name, as notebooks call them.
LABS = [name for name in labs.__all__ if name.endswith("_lab") and hasattr(labs, name)]

#: Tasks as long as those of the lectures.
TASKS = {
    "Move the period to its right end. Go through the list, from its first entry to its last: each "
    "leaves a point. What happens to the order of the points, and which measure keeps rising?": (
        "No single measure does it. The first finds the hub, the second the weak centre of the "
        "satellite. Early on those who see more are ahead, for a good way travels fast; in the end "
        "they have all climbed one hill, and it is not the highest one. The order turns round."
    ),
    "Press Play. Who is first?": "The focal firms, at once.",
    "Set the second slider to 0, then to its end, and draw other clusters. Is it chance?": (
        "No: the order of the two stays the same in nearly all draws, though the distance between "
        "them changes a lot from one to the next."
    ),
}

SVG = "{http://www.w3.org/2000/svg}"
#: Mean width of a letter as a share of its size, in the program's own estimate; fonts differ.
LETTER, ALLOWED = 0.56, 0.12


def shown(lab, **settings):
    """Move controls and return what the lab shows then."""
    lab.move(**settings)
    return lab.result


def ends(control):
    """Return the values at both ends of a control and the one it starts with, or all of a list."""
    if control.kind == "list":
        return list(control.values)
    return sorted({control.values[0], control.start, control.values[-1]})


def told(lab, event, **more):
    """Send what the browser sends; return what the kernel answers, as pairs (content, buffers)."""
    sent, send = [], lab.widget.send
    lab.widget.send = lambda content, buffers=(): sent.append((content, list(buffers)))
    try:
        lab.widget._handle_custom_msg({"event": event, **more}, [])
    finally:
        lab.widget.send = send
    return sent


def _no_number(text):
    raise AssertionError(f"{text} in a scene")


def unpacked(packed):
    """Return a packed scene as the browser unpacks it (see unpack in program/lab.js)."""
    scene = json.loads(zlib.decompress(packed), parse_constant=_no_number)
    last = {}
    for frame in scene["frames"].values():
        for name, view in frame["views"].items():
            if "level" in view:
                was = last.get(name, [0] * len(view["level"]))
                view["level"] = [
                    None if step is None else (before or 0) + step
                    for step, before in zip(view["level"], was, strict=True)
                ]
                last[name] = view["level"]
    return scene


def as_json(scene):
    """Return a scene as it is after a way through JSON."""
    return json.loads(json.dumps(scene, allow_nan=False))


def lost_texts(svg):
    """Return texts that leave the box of their part of a still picture, and what is no number."""
    lost = re.findall(r"NaN|undefined|Infinity", svg)
    for box in ElementTree.fromstring(svg).iter(f"{SVG}svg"):
        width, height = (float(box.get(side)) for side in ("width", "height"))
        for text in box.findall(f"{SVG}text"):
            x, y, size = (float(text.get(name)) for name in ("x", "y", "font-size"))
            wide = LETTER * size * len(text.text)
            left = x - {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")] * wide
            off, high = ALLOWED * wide + 0.1, ALLOWED * size + 0.1
            across = -off <= left and left + wide <= width + off
            if not across or y - 0.75 * size < -high or y + 0.22 * size > height + high:
                lost.append(text.text)
    return lost
