"""A lab in one piece of HTML: program, words and scenes, without a kernel and without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import product
from pathlib import Path
from typing import Any

from clustercourse.labs.controls import Control, check_settings
from clustercourse.labs.packing import pack
from clustercourse.labs.stills import PROGRAM
from clustercourse.predictions.asking import with_frame
from clustercourse.predictions.drawing import as_data
from clusterlib.errors import ClusterlibError

#: A larger recording is slow to open on a phone, in bytes.
MOST = 1_500_000


@dataclass(frozen=True)
class Recording:
    """A recorded lab; as the last value of a notebook cell it shows itself.

    Attributes
    ----------
    html : str
        The piece of HTML: style, data and script, to be put into any page.
    title : str
    """

    html: str
    title: str

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
    html = _piece(
        {"plan": lab.plan(controls), "start": first, "scenes": scenes, "asked": _question(lab)}
    )
    if len(html.encode()) > MOST:
        raise ClusterlibError(
            f"the recording of {len(scenes)} settings takes {len(html) / 1e6:.1f} MB, more than "
            f"{MOST / 1e6:.1f}; give fewer values."
        )
    return Recording(html, lab.title)


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
    problems: list[str] = []
    values: dict[str, list[Any]] = {}
    for name, wanted in grid.items():
        for value in wanted:
            try:
                held = check_settings(lab.title, lab.controls, {name: value})[name]
            except ClusterlibError as error:
                problems += str(error).partition("- ")[2].splitlines()
            else:
                values.setdefault(name, []).append(held)
        if not len(wanted):
            problems.append(f"{name}: no value to record; give one or more.")
    problems += [
        f"{other}: record {moved!r} as well, which comes with {name} = {value!r}."
        for name, held_by_it in values.items()
        for value in held_by_it
        for other, moved in lab.controls[name].follow.get(value, {}).items()
        if other in values and moved not in values[other]
    ]
    ClusterlibError.raise_any(
        list(dict.fromkeys(problems)), f"the recording of the lab {lab.title!r}"
    )
    names = [name for name in lab.controls if name in values and name != lab.clock]
    controls = {name: _only(name, lab.controls[name], values) for name in names}
    all_of = [dict(zip(names, of, strict=True)) for of in product(*(values[n] for n in names))]
    return {**controls, **_clock(lab)}, [(settings, settings) for settings in all_of]


def _only(name: str, control: Control, values: Mapping[str, list[Any]]) -> Control:
    """Return a control with the values to record, and with what follows from them."""
    follow = {
        value: {other: moved for other, moved in of.items() if moved in values.get(other, ())}
        for value, of in control.follow.items()
    }
    return replace(control.only(values[name]), follow=follow)


def _question(lab: Any) -> dict[str, Any]:
    """Return the prediction's question with what settles it."""
    prediction = lab.prediction
    if prediction is None or prediction.asked is None:
        return {}
    question = {"question": prediction.question}
    if not isinstance(prediction.asked, tuple):
        return {**question, **as_data(prediction.asked)}
    question |= {"options": list(prediction.asked)}
    verdict = lab.verdicts.get(prediction.name)
    if verdict is None:
        return question
    last = {lab.clock: lab.controls[lab.clock].values[-1]} if lab.clock else {}
    needed = [
        {name: value[0] if isinstance(value, tuple) else value for name, value in need.items()}
        for need in verdict.needs
    ]
    seen = [lab.compute({**lab.settings, **need, **last}) for need in needed]
    option, because = verdict.outcome(*seen)
    needs = [dict(need) for need in verdict.needs]
    return {**question, "needs": needs, "right": option, "because": because}


def _piece(data: Mapping[str, Any]) -> str:
    """Return style, data and program as one piece of HTML."""
    questions = "".join(
        f"const {name} = (() => {{ {with_frame(f'{name}.js')} }})();\n".replace(
            "export default { render };", "return { render };"
        )
        for name in ("choice", "drawing")
    )
    first, second, last = (
        (PROGRAM / name).read_text("utf-8") for name in ("draw.js", "lab.js", "recorded.js")
    )
    styles = [(PROGRAM / "lab.css").read_text("utf-8"), with_frame("choice.css")]
    style = "".join([*styles, with_frame("drawing.css")])
    # No end of a script within it.
    program = "\n".join([first, second, questions, last]).replace("</", "<\\/")
    text = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
    return (
        f'<div class="clusterlib-recording"><style>{style}</style>'
        f'<script type="application/json">{text}</script>'
        f"<script>(() => {{ {program} }})();</script></div>"
    )
