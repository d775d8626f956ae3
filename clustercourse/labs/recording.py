"""A lab in one piece of HTML: program, words and scenes, without a kernel and without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(self.title)}</title>'
        return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{self.html}</body></html>'

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, which any browser opens; return its path."""
        path = Path(path)
        path.write_text(self.page, encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        # A frame of its own: the page around it keeps its styles to itself.
        return f'<iframe srcdoc="{escape(self.page)}" title="{escape(self.title)}" style="width:100%;height:620px;border:0"></iframe>'


def record(
    lab: Any, chosen: Sequence[Mapping[str, Any]], grid: Mapping[str, Sequence[Any]]
) -> Recording:
    """Record a lab; see :meth:`clustercourse.labs.base.Lab.record`.

    Raises
    ------
    ClusterlibError
        If a setting is wrong, nothing is to be recorded, or the recording would be too large.
    """
    clock = {lab.clock: lab.controls[lab.clock]} if lab.clock else {}
    if chosen and grid or not (chosen or grid):
        raise ClusterlibError(
            "give settings, each a dict, or values for controls by name, such as openness=[0, 0.5]."
        )
    if chosen:
        given = [check_settings(lab.title, lab.controls, one) for one in chosen]
        texts = tuple(lab.caption(one) for one in given)
        options = tuple(range(len(given)))
        controls = {
            "setting": Control("list", "setting", "what is shown", options, 0, texts=texts),
            **clock,
        }
        wanted = [({"setting": at}, one) for at, one in enumerate(given)]
    else:
        names = [name for name in lab.controls if name in grid and name != lab.clock]
        for name in grid:
            check_settings(
                lab.title, lab.controls, {name: value for value in grid[name][:1]} or {name: None}
            )
        values = [
            [check_settings(lab.title, lab.controls, {name: v})[name] for v in grid[name]]
            for name in names
        ]
        controls = {
            name: lab.controls[name].only(of) for name, of in zip(names, values, strict=True)
        }
        controls |= clock
        wanted = [
            (one, one) for one in (dict(zip(names, of, strict=True)) for of in product(*values))
        ]
    start = lab.settings
    scenes = []
    for shown, settings in wanted:
        scene = lab.scene({**start, **settings}, whole=True)
        scene["settings"] = {**shown, **{name: start[name] for name in clock}}
        scenes.append(base64.b64encode(pack(scene)).decode("ascii"))
    first = next(
        (s for s, full in wanted if all(start[n] == v for n, v in full.items())), wanted[0][0]
    )
    shown = {**first, **{name: start[name] for name in clock}}
    data = {"plan": lab.plan(controls), "start": shown, "scenes": scenes, "asked": _question(lab)}
    html = _page(data)
    if len(html.encode()) > MOST:
        raise ClusterlibError(
            f"the recording of {len(scenes)} settings takes {len(html) / 1e6:.1f} MB, more than "
            f"{MOST / 1e6:.1f}; give fewer values."
        )
    return Recording(html, lab.title)


def _question(lab: Any) -> dict[str, Any]:
    """Return the prediction's question with the verdict on each answer."""
    prediction = lab._prediction
    if prediction is None or prediction.asked is None:
        return {}
    if not isinstance(prediction.asked, tuple):
        return {"question": prediction.question, **as_data(prediction.asked)}
    question = {"question": prediction.question, "options": list(prediction.asked)}
    verdict = lab.verdicts.get(prediction.name)
    if verdict is None:
        return question
    last = {lab.clock: lab.controls[lab.clock].values[-1]} if lab.clock else {}
    middle = [
        {name: value[0] if isinstance(value, tuple) else value for name, value in need.items()}
        for need in verdict.needs
    ]
    option, because = verdict.outcome(
        *(lab.compute({**lab.settings, **need, **last}) for need in middle)
    )
    return {
        **question,
        "needs": [dict(need) for need in verdict.needs],
        "right": option,
        "because": because,
    }


def _page(data: Mapping[str, Any]) -> str:
    """Return style, data and script as one piece."""
    asking = {name: with_frame(f"{name}.js") for name in ("choice", "drawing")}
    scripts = [(PROGRAM / name).read_text("utf-8") for name in ("draw.js", "lab.js")]
    made = {
        name: text.replace("export default { render };", "return { render };")
        for name, text in asking.items()
    }
    questions = "".join(f"const {name} = (() => {{ {text} }})();\n" for name, text in made.items())
    styles = [
        (PROGRAM / "lab.css").read_text("utf-8"),
        with_frame("choice.css"),
        with_frame("drawing.css"),
    ]
    text = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
    parts = [*scripts, questions, (PROGRAM / "recorded.js").read_text("utf-8")]
    program = "\n".join(parts).replace("</", "<\\/")
    return (
        f'<div class="clusterlib-recording"><style>{"".join(styles)}</style>'
        f'<script type="application/json">{text}</script>'
        f"<script>(() => {{ {program} }})();</script></div>"
    )
