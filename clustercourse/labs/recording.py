"""A lab in one piece of HTML: program, words and scenes, without a kernel and without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import product
from pathlib import Path
from typing import Any

from clustercourse.labs.controls import Control, check_settings, problem_of
from clustercourse.labs.packing import pack
from clustercourse.labs.stills import program
from clustercourse.predictions.asking import part
from clustercourse.predictions.drawing import as_data
from clusterlib.errors import ClusterlibError

#: A larger recording is slow to open on a phone, in bytes.
MOST = 1_500_000


@dataclass(frozen=True)
class Recording:
    """A recorded lab; as the last value of a notebook cell it shows itself.

    Attributes
    ----------
    data : mapping
        What the lab shows in each setting, and the question that it waits for.
    title : str
    """

    data: Mapping[str, Any]
    title: str

    @cached_property
    def html(self) -> str:
        """The piece of HTML: style, data and script, to be put into any page."""
        style = f"<style>{styles()}</style>"
        # No end of a script within it.
        text, code = as_json(self.data), player().replace("</", "<\\/")
        scripts = f'<script type="application/json">{text}</script>'
        scripts += f"<script>(() => {{ {code}\n{_PLAY} }})();</script>"
        return f'<div class="clusterlib-recording">{style}{scripts}</div>'

    @property
    def page(self) -> str:
        """The recording as a page of its own."""
        head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        head += f"<title>{escape(self.title)}</title>"
        body = f"<body><main>{self.html}</main></body>"
        return f'<!DOCTYPE html><html lang="en"><head>{head}</head>{body}</html>'

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, which any browser opens; return its path."""
        path = Path(path)
        path.write_text(self.page, encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        # A frame of its own: the page around it keeps its styles to itself.
        look = "width:100%;height:640px;border:0"
        page, title = escape(self.page), escape(self.title)
        return f'<iframe srcdoc="{page}" title="{title}" style="{look}"></iframe>'


def record(
    lab: Any, chosen: Sequence[Mapping[str, Any]], grid: Mapping[str, Sequence[Any]]
) -> Recording:
    """Record a lab; see :meth:`clustercourse.labs.base.Lab.record`.

    Raises
    ------
    ClusterlibError
        If a setting is wrong, nothing is to be recorded, or the recording would be too large.
    """
    # A lab that has nothing but a clock has nothing to choose.
    alone = not chosen and not grid and set(lab.controls) <= {lab.clock}
    if bool(chosen) == bool(grid) and not alone:
        raise ClusterlibError(
            "give settings, each a dict, or values for controls by name, such as openness=[0, 0.5]."
        )
    controls, reached = _chosen(lab, chosen) if chosen else _grid(lab, grid)
    start = lab.settings
    clock = {lab.clock: start[lab.clock]} if lab.clock else {}
    scenes = []
    for shown, settings in reached:
        # With what follows from them, as in the lab itself.
        of = {**start, **lab.with_followers(settings), **clock}
        scene = lab.scene(of, whole=True) | {"settings": {**of, **shown}}
        scenes.append(base64.b64encode(pack(scene)).decode("ascii"))
    here = (shown for shown, of in reached if all(start[n] == value for n, value in of.items()))
    first = {**start, **next(here, reached[0][0])}
    data = {
        "plan": lab.plan(controls), "start": first, "scenes": scenes, "asked": _question(lab),
        "kept_as": lab.kept_as, "of_lab": start,
    }  # fmt: skip
    recording = Recording(data, lab.title)
    if (size := len(recording.html.encode())) > MOST:
        raise ClusterlibError(
            f"the recording of {len(scenes)} settings takes {size / 1e6:.1f} MB, more than "
            f"{MOST / 1e6:.1f}; give fewer values."
        )
    return recording


#: Controls of a recording, and what can be reached with them: their values, and the settings.
Reached = tuple[dict[str, Control], list[tuple[dict[str, Any], dict[str, Any]]]]


def _clock(lab: Any) -> dict[str, Control]:
    return {lab.clock: lab.controls[lab.clock]} if lab.clock else {}


def _chosen(lab: Any, chosen: Sequence[Mapping[str, Any]]) -> Reached:
    """Let a list choose between settings."""
    given = [check_settings(lab.title, lab.controls, settings) for settings in chosen]
    texts = tuple(lab.caption(settings) for settings in given)
    places = tuple(range(len(given)))
    setting = Control("list", "setting", "what is shown", places, 0, texts=texts)
    reached = [({"setting": place}, settings) for place, settings in enumerate(given)]
    return {"setting": setting, **_clock(lab)}, reached


def _grid(lab: Any, grid: Mapping[str, Sequence[Any]]) -> Reached:
    """Keep the controls that are named, with these values."""
    of_all = [(name, value) for name, values in grid.items() for value in values]
    problems = [problem_of(lab.controls, *one) for one in of_all]
    problems += [
        f"{name}: no value to record; give one or more." for name in grid if not len(grid[name])
    ]
    known = {name: list(grid[name]) for name in lab.controls if name in grid}
    problems += [
        f"{other}: record {moved!r} as well, which comes with {name} = {value!r}."
        for name, recorded in known.items()
        for value in recorded
        for other, moved in lab.controls[name].follow.get(value, {}).items()
        if other in known and moved not in known[other]
    ]
    wrong = [problem for problem in dict.fromkeys(problems) if problem]
    ClusterlibError.raise_any(wrong, f"the recording of the lab {lab.title!r}")
    values = {
        name: list(map(lab.controls[name].held, known[name])) for name in known if name != lab.clock
    }
    controls = {name: lab.controls[name].only(of, values) for name, of in values.items()}
    reached = [dict(zip(values, of, strict=True)) for of in product(*values.values())]
    return {**controls, **_clock(lab)}, [(settings, settings) for settings in reached]


def _question(lab: Any) -> dict[str, Any]:
    """Return the prediction's question with what settles it."""
    prediction = lab.prediction
    if prediction is None or prediction.asked is None:
        return {}
    question, asked = {"question": prediction.question, "name": prediction.name}, prediction.asked
    if not isinstance(asked, tuple):
        return {**question, **as_data(asked)}
    question |= {"options": list(asked)}
    verdict = lab.verdicts.get(prediction.name)
    if verdict is None:
        return question
    last = {lab.clock: lab.controls[lab.clock].values[-1]} if lab.clock else {}
    needed = [
        {name: value[0] if isinstance(value, tuple) else value for name, value in need.items()}
        for need in verdict.needs
    ]
    seen = [lab.compute({**lab.settings, **need, **last}) for need in needed]
    right, because = verdict.outcome(*seen)
    return {**question, "needs": list(verdict.needs), "right": right, "because": because}


#: Plays the recording in the script element before.
_PLAY = """const script = document.currentScript.previousElementSibling;
playRecorded(script.parentElement, JSON.parse(script.textContent));"""


def player() -> str:
    """Return the program of recordings and of questions, which a page needs once."""

    def as_object(question: str) -> str:
        script = part(f"{question}.js").replace("export default", "return")
        return f"const {question} = (() => {{ {script} }})();"

    questions = part("asking.js"), as_object("choice"), as_object("drawing")
    return "\n".join([program("draw.js", "lab.js", "recorded.js"), *questions])


def styles() -> str:
    """Return the style of recordings and of questions."""
    return program("lab.css") + part("asking.css") + part("choice.css") + part("drawing.css")


def as_json(data: Any) -> str:
    """Return data as a page may hold them: without an end of a script."""
    return json.dumps(data, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
