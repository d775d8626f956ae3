"""The base of every lab: controls -> compute -> a scene of views and words.

A lab says which controls it has, what they compute, what its views show and how that is put in
words. A setting always gives the same scene, which the browser draws (program/draw.js) and keeps
(program/lab.js); it remembers the setting before and those tried, plays what happens over time,
waits for a prediction and judges it. Without a kernel the same drawing code makes a still picture.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

import networkx as nx
import traitlets
from anywidget import AnyWidget

from clustercourse.labs.controls import Control, Settings, check_settings, seed_box
from clustercourse.labs.packing import pack
from clustercourse.labs.recording import Recording, record
from clustercourse.labs.runs import take_cluster
from clustercourse.labs.stills import Panel, Strip, draw_still, list_tasks, program
from clustercourse.labs.views import Measure, View
from clustercourse.labs.words import WORDS
from clustercourse.predictions.axis import CurvePlot
from clustercourse.predictions.display import with_view
from clustercourse.predictions.drawing import as_data
from clustercourse.predictions.kept import recall, remember
from clustercourse.predictions.predicting import expect
from clusterlib.errors import ClusterlibError
from clusterlib.networks.keeping import fingerprint
from clusterlib.networks.stages import say_stages
from clusterlib.plots.gathering import gather

Result = TypeVar("Result")
Outcome = TypeVar("Outcome", bound=Callable[..., tuple[str, str]])

_log = logging.getLogger(__name__)
#: What the browser changes needs no echo: a long history would come back with each move.
MINE = {"echo_update": False}


class Verdict(NamedTuple):
    """What settles a prediction with options; see :meth:`Lab.settles`."""

    needs: Sequence[Mapping[str, Any]]
    outcome: Callable[..., tuple[str, str]]


class LabView(AnyWidget):  # type: ignore[misc]
    """A lab in the browser; the kernel answers its questions for scenes."""

    _esm = program("draw.js", "lab.js") + "\nexport default { render };"
    _css = program("lab.css")

    plan = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True, **MINE)
    #: What was tried, oldest first: settings, and the number that is shown of each.
    history: traitlets.List[Any] = traitlets.List().tag(sync=True, **MINE)
    #: Questions that were ticked.
    ticked: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True, **MINE)
    #: The prediction: whether the lab waits for it, what was predicted, what settles it.
    asked = traitlets.Dict().tag(sync=True)
    #: A packed scene, so that a notebook that is opened again shows a picture.
    scene = traitlets.Bytes().tag(sync=True, from_json=lambda sent, _: bytes(sent), **MINE)


class Lab(ABC, Generic[Result]):
    """Controls and a picture, shown when it is the last line of a cell.

    Parameters
    ----------
    prediction : str, optional
        Name of a prediction (:func:`clustercourse.predictions.predict`). The lab stays covered
        until it is committed or skipped, and then shows it beside the result.
    tasks : mapping of str to str, optional
        What to do and ask, with what should have been seen, in plain text. The lab shows one at a
        time; whoever has done it ticks it and reads what should have been seen.
    cluster : networkx.Graph, optional
        A cluster of one's own, from :func:`clusterlib.read_cluster` or the command ``clusterlib
        region``, for the labs on clusters: 01 and 04 to 09. Controls of what it is made of are
        then not there, and the seed draws what its actors know first, and chance.
    **settings
        Starting values of controls, by name; reset returns to them.

    Attributes
    ----------
    controls : dict of str to Control
        The controls by name; the last one is the seed, where anything is drawn by chance.
    widget : LabView
        What the browser shows.
    prediction : Prediction or None
        The prediction that the lab waits for.
    tasks : dict of str to str
        What to do and ask, with what should have been seen.
    own : networkx.Graph or None
        The cluster of one's own.

    Raises
    ------
    TypeError
        If the prediction is no text, such as a setting that was given without its name.
    ClusterlibError
        If a setting names no control or is not among its values, or a task lacks its question or
        its answer, or the lab cannot take the cluster. All problems are listed.

    Examples
    --------
    The smallest lab, a number along a slider:

    >>> from clustercourse.labs.controls import Control
    >>> from clustercourse.labs.views import Measure, gauges
    >>> class SlopeLab(Lab[float]):
    ...     title = "slope"
    ...     examples = ({"slope": 0.0}, {"slope": 0.5}, {"slope": 1.0})
    ...     def make_controls(self):
    ...         values = (0.0, 0.5, 1.0)
    ...         return {"slope": Control("slider", "slope", "rise a step", values, 0.5, ".1f")}
    ...     def compute(self, settings):
    ...         return settings["slope"]
    ...     def lay_out(self):
    ...         rows = [Measure("slope", "slope", 1.0, ".1f")]
    ...         return {"rows": gauges("the slope", rows, lambda now: {"slope": now})}
    ...     def finding(self, now):
    ...         return f"The line rises by {now:.1f} a step"
    >>> lab = SlopeLab()
    >>> lab.move(slope=1.0)
    >>> lab
    The line rises by 1.0 a step. Settings: slope 1, seed 1.
    """

    #: Name of the lab for screen readers.
    title: str
    #: Three settings that show what the lab is about, for :meth:`strip`.
    examples: tuple[Mapping[str, Any], ...]
    #: Name of the slider that holds the time; a lab with one can be played. :meth:`compute` must be
    #: quick when only the time differs from a setting that it has computed before.
    clock: ClassVar[str] = ""
    #: Whether the clock goes step by step: a button takes one, and Play gives time to read.
    steps: ClassVar[bool] = False
    #: Whether anything is drawn by chance, so that there is a seed to choose.
    seeded: ClassVar[bool] = True
    #: Names of controls that choose what is looked at and not what is computed.
    looks: ClassVar[frozenset[str]] = frozenset()
    #: The control along which the points tried stand.
    along: str = ""
    #: The first column's share of the width.
    share: float = 0.58
    #: Words of :mod:`clustercourse.labs.words` that the lab uses; the controls explain themselves.
    explained: ClassVar[tuple[str, ...]] = ()
    #: How many SMEs a cluster of one's own needs; 0 where a lab takes none.
    least: ClassVar[int] = 0
    #: Controls that a cluster of one's own does not have: what it is made of is given.
    given: ClassVar[frozenset[str]] = frozenset()
    #: What settles the predictions of the lectures, by their names.
    verdicts: ClassVar[Mapping[str, Verdict]] = {}

    def __init__(
        self, prediction: str = "", *, tasks: Mapping[str, str] | None = None,
        cluster: Any = None, **settings: Any,
    ) -> None:  # fmt: skip
        if not isinstance(prediction, str):
            raise TypeError(
                f"{prediction!r} is no name of a prediction; give settings by name, such as seed=2."
            )
        self.tasks = dict(tasks or {})
        ClusterlibError.raise_any(
            [f"{task!r}: {answer!r}: say both what to do and what should have been seen."
             for task, answer in self.tasks.items() if not (task.strip() and answer.strip())],
            f"the tasks of the lab {self.title!r}",
        )  # fmt: skip
        self._lock = threading.RLock()
        self.own = self._taken(cluster, prediction, settings)
        seed = {"seed": seed_box(own=self.own is not None)} if self.seeded else {}
        made = {**self.make_controls(), **seed}
        dropped = self.given if self.own is not None else ()
        self.controls: dict[str, Control] = {n: of for n, of in made.items() if n not in dropped}
        starts = {name: control.start for name, control in self.controls.items()}
        self._start: dict[str, Any] = {**starts, **self._checked(settings)}
        self._times = self.controls[self.clock].values if self.clock else (0,)
        tried = self.controls.get(self.along)
        # Where a value of a list stands along the points tried.
        listed = tried.values if tried and tried.texts else ()
        self._places = {value: place for place, value in enumerate(listed)} or None
        self._views = self.lay_out()
        self.prediction = expect(prediction) if prediction else None
        #: Under this name its tries are kept. The same lab in two lectures keeps two sets: it asks
        #: other things there.
        self.kept_as = f"{self.title} {prediction or next(iter(self.tasks), '')}".strip()
        if self.own is not None:
            # A file that was mended, or has other kinds, is another cluster: it begins empty.
            self.kept_as += f" on {self.own.graph['name']}, {fingerprint(self.own)}"
        plan, back = self.plan(self.controls), self._came_back()
        self.widget = LabView(plan=plan, start=self._start, asked=self._asked(), **back)
        self.widget.scene = pack(self.scene(self.settings))
        self.widget.observe(self._kept, ["settings", "history", "ticked"])
        self.widget.on_msg(self._received)
        if self.prediction is not None:
            self.prediction.on_commit(self._tell)

    @classmethod
    def settles(cls, prediction: str, *needs: Mapping[str, Any]) -> Callable[[Outcome], Outcome]:
        """Return what makes a function the one that settles a prediction of the lab.

        Parameters
        ----------
        prediction : str
            Its name, as the lecture gives it.
        *needs : dict
            Settings that must have been seen; a pair of numbers is a range. The function takes the
            results for them, in this order, and returns the option that came true and the figures
            that say so.
        """

        def settled(outcome: Outcome) -> Outcome:
            cls.verdicts = {**cls.verdicts, prediction: Verdict(needs, outcome)}
            return outcome

        return settled

    # ---- what a lab says about itself

    @abstractmethod
    def make_controls(self) -> dict[str, Control]:
        """Return the controls by name, without the seed."""

    @abstractmethod
    def compute(self, settings: Settings) -> Result:
        """Turn the value of every control into a result; the seed is ``settings["seed"]``."""

    @abstractmethod
    def lay_out(self) -> dict[str, View]:
        """Return the views by name, from top to bottom."""

    @abstractmethod
    def finding(self, now: Result) -> str:
        """Say in one line what the picture shows: its title, without a full stop."""

    def remark(self, now: Result) -> str:
        """Say what is drawn and how: the line below the title."""
        return ""

    def describe(self, now: Result) -> str:
        """Say what the views show, beside the title and the remark."""
        return ""

    def note(self, now: Result) -> Any:
        """Return the number that a lab shows of what was tried: one, or one for each moment."""
        return None

    def blocked(self, now: Result) -> bool:
        """Return whether there is nothing to play."""
        return False

    # ---- what the base does with it

    @property
    def drawn(self) -> str:
        """What several runs are of."""
        return "clusters" if self.own is None else "runs on your cluster"

    @property
    def has_focal(self) -> bool:
        """Whether there are focal firms: a cluster of one's own may name none."""
        return self.own is None or "focal_firm" in dict(self.own.nodes(data="kind")).values()

    def with_somebody(self, measures: Sequence[Measure]) -> list[Measure]:
        """Return measures without those of focal firms that are not there."""
        return [one for one in measures if self.has_focal or "focal" not in one.label]

    @property
    def settings(self) -> dict[str, Any]:
        """Values of all controls by name."""
        return dict(self.widget.settings)

    @property
    def result(self) -> Result:
        """What is computed for the settings."""
        return self.compute(self.settings)

    def move(self, **settings: Any) -> None:
        """Move some controls, as a learner does.

        Raises
        ------
        ClusterlibError
            If a setting names no control or is not among its values. Nothing is moved then.
        """
        given = self._checked(settings)
        self.widget.settings = {**self.settings, **given}
        self.widget.send({"event": "move", "settings": given})

    def plan(self, controls: Mapping[str, Control]) -> dict[str, Any]:
        """Return what never changes, for the browser; ``controls`` may be those of a recording."""
        views = [{"name": name, **view.plan()} for name, view in self._views.items()]
        # What the words mean, those of the controls first.
        own = [of for name, of in self.controls.items() if name not in ("seed", self.clock)]
        words = {of.label: of.meaning for of in own} | {of: WORDS[of] for of in self.explained}
        if self.own is not None:
            words["your cluster"] = WORDS["your cluster"]
        return {
            "title": self.title, "clock": self.clock, "times": list(self._times),
            "looks": sorted(self.looks), "steps": self.steps,
            "tasks": [list(task) for task in self.tasks.items()], "along": self.along,
            "places": self._places, "share": self.share, "views": views,
            # Their order as well: a notebook that is saved sorts the names of a dict.
            "controls": {name: control.plan() for name, control in controls.items()},
            "order": list(controls), "words": list(words.items()),
        }  # fmt: skip

    def scene(self, settings: Settings, *, whole: bool = False) -> dict[str, Any]:
        """Return the scene of a setting, at its moment or at all of them."""
        now, times = self.compute(settings), self._times
        at = times.index(settings[self.clock]) if self.clock else 0
        looked = [{**settings, self.clock: time} if self.clock else settings for time in times]
        moments = range(len(times)) if whole else [at]
        return {
            "settings": dict(settings),
            "at": at,
            "note": self.note(now),
            "run": {name: view.run(now) for name, view in self._views.items()},
            "frames": {moment: self._frame(looked[moment]) for moment in moments},
        }

    def words(self, settings: Settings) -> dict[str, str]:
        """Return what is said of a setting: the title, the remark, and what the views show."""
        now = self.compute(settings)
        finding, remark, told = self.finding(now), self.remark(now), self.describe(now)
        if self.own is not None and (said := gather(self.own).said):
            remark += f" {' '.join(said).capitalize().replace(' +', '; +')}."
        if self.own is not None and (apart := say_stages(self.own)):
            remark += f" {apart}"
        return {"finding": finding, "remark": remark, "told": told}

    def alt(self, settings: Settings) -> str:
        """Return all that is said of a setting: the alt text of its picture."""
        said = self.words(settings)
        parts = [f"{said['finding']}.", said["remark"], said["told"]]
        return " ".join([part for part in parts if part] + [f"Settings: {self.caption(settings)}."])

    def caption(self, settings: Settings) -> str:
        """Return settings in words, for example ``openness 0.2, focal firms 4``."""
        told = [(self.controls[name], value) for name, value in settings.items()]
        return ", ".join(f"{control.label} {control.text(value)}" for control, value in told)

    def strip(self, *settings: Mapping[str, Any]) -> Strip:
        """Return a static picture of some settings, :attr:`examples` when none are given.

        It needs no kernel to be seen: print, slides, a code host.
        """
        examples = [{n: of for n, of in one.items() if n in self.controls} for one in self.examples]
        chosen = settings or examples
        given = [check_settings(self.title, self.controls, one) for one in chosen]
        panels = [self._panel(one, {**self._start, **self.with_followers(one)}) for one in given]
        return Strip(panels, self.tasks)

    def still(self, settings: Settings | None = None, tried: Sequence[Settings] = ()) -> str:
        """Return the picture of a setting as SVG, with points for others that were tried."""
        settings = settings or self.settings
        scene = self.scene(settings)
        points = [
            {"x": self._place(one), "note": self.note(self.compute(one)), "same": True, "index": k}
            for k, one in enumerate({**settings, **other} for other in tried)
        ]
        points = [point for point in points if point["note"] is not None]  # as in the browser
        now = {"x": self._place(settings), "note": scene["note"]}
        more = {"tried": points, "now": now, "expected": self.widget.asked.get("expected", [])}
        return draw_still(self.plan(self.controls), scene, **more)

    def record(self, *settings: Mapping[str, Any], **grid: Sequence[Any]) -> Recording:
        """Return the lab as one piece of HTML that moves without a kernel, from a file too.

        Parameters
        ----------
        *settings : dict
            Chosen settings, between which a list chooses.
        **grid : sequence
            Values of controls by name: all combinations can be reached. The other controls keep
            the value that they have now.

        Examples
        --------
        >>> from clustercourse.labs import structure_lab
        >>> recording = structure_lab().record(openness=[0.0, 0.2, 0.4])
        >>> recording.save("structure.html")  # doctest: +SKIP
        """
        return record(self, settings, grid)

    def outcome(self, settings: Sequence[Settings]) -> dict[str, Any]:
        """Return what became of the prediction, once all has been seen that settles it."""
        assert self.prediction
        verdict = self.verdicts[self.prediction.name]
        option, because = verdict.outcome(*map(self.compute, settings))
        right = option == self.prediction.given
        told = because if right else f"It is “{option}”. {because}"
        return {"event": "verdict", "right": right, "because": told}

    # ---- within

    def _taken(self, cluster: Any, prediction: str, settings: dict[str, Any]) -> nx.Graph | None:
        """Return a cluster of one's own as the lab holds it; a text may be a setting."""
        if isinstance(cluster, str) and self.least and "cluster" not in self.given:
            raise ClusterlibError(
                f"cluster={cluster!r}: give a cluster that is read, such as "
                f"cluster=read_cluster({cluster!r}), not the name of its file."
            )
        if isinstance(cluster, str):
            settings["cluster"] = cluster
        if cluster is None or isinstance(cluster, str):
            return None
        if not self.least:
            raise ClusterlibError(
                f"{self.title}: it draws networks of its own and takes no cluster; labs 01 and 04 "
                "to 09 do."
            )
        if prediction:
            raise ClusterlibError(
                f"{self.title}: the prediction {prediction!r} is about the clusters of the course; "
                "give the prediction or a cluster of your own, not both."
            )
        for name in self.given.intersection(settings):
            raise ClusterlibError(
                f"{name}: that is given by your cluster and is no control here; leave it out."
            )
        return take_cluster(cluster, self.least)

    def _frame(self, settings: Settings) -> dict[str, Any]:
        now = self.compute(settings)
        views = {name: view.frame(now) for name, view in self._views.items()}
        blocked = {"blocked": True} if self.blocked(now) else {}
        return {**self.words(settings), "views": views, **blocked}

    def _place(self, settings: Settings) -> Any:
        value = settings.get(self.along)
        return self._places[value] if self._places else value

    def _checked(self, settings: Settings) -> dict[str, Any]:
        """Return settings as the controls hold them, with those that follow from them."""
        return self.with_followers(check_settings(self.title, self.controls, settings))

    def _panel(self, named: Settings, settings: Settings) -> Panel:
        return Panel(self.caption(named), self.still(settings), self.alt(settings))

    def with_followers(self, settings: Settings) -> dict[str, Any]:
        """Add the values that follow from some settings and are not among them."""
        followers = [self.controls[name].follow.get(value, {}) for name, value in settings.items()]
        return {**{name: of[name] for of in followers for name in of}, **settings}

    def _asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = {"waiting": False, "text": "", "needs": []}
        prediction = self.prediction
        if prediction is None:
            return asked
        given = prediction.given
        asked |= {"waiting": given is None and not prediction.shown, "given": None}
        if isinstance(given, str):
            verdict = self.verdicts.get(prediction.name)
            needs = [dict(need) for need in verdict.needs] if verdict else []
            return asked | {"given": given, "text": f"You predicted: “{given}”.", "needs": needs}
        if isinstance(given, tuple) and isinstance(plot := prediction.asked, CurvePlot):
            drawn = {"expected": [list(pair) for pair in given], "curve": as_data(plot)["curve"]}
            return asked | drawn | {"text": "You drew a curve."}
        return asked | {"text": "" if asked["waiting"] else "You made no prediction."}

    def _tell(self) -> None:
        """Uncover the lab, and show what was predicted; it stays so from now on."""
        if self.prediction:
            self.prediction.show()
            self.widget.asked = self._asked()

    def _came_back(self) -> dict[str, Any]:
        """Return settings, what was tried and what was ticked earlier, where they still fit."""
        fresh: dict[str, Any] = {"settings": dict(self._start), "history": [], "ticked": []}
        try:
            kept = recall("labs", self.kept_as) or {}
            fresh["ticked"] = [task for task in kept.get("ticked", []) if task in self.tasks]
            if kept["start"] == self._start:
                settings = check_settings(self.title, self.controls, kept["settings"])
                for one in kept["history"]:
                    check_settings(self.title, self.controls, one["settings"])
                fresh |= {"settings": {**self._start, **settings}, "history": kept["history"]}
        except (AttributeError, TypeError, KeyError, ValueError):
            _log.debug("what was kept of the lab %r does not fit it", self.title, exc_info=True)
        return fresh

    def _kept(self, _: Any) -> None:
        """Keep what was tried and ticked, for the next session."""
        kept = {name: getattr(self.widget, name) for name in ("settings", "history", "ticked")}
        remember("labs", self.kept_as, {"start": self._start, **kept})

    def _received(self, _: Any, content: Any, __: Any) -> None:
        """Answer the browser."""
        event = content.get("event")
        with self._lock:
            try:
                if event == "hello":
                    self.widget.send({"event": "here"})
                elif event == "open":
                    self._tell()
                elif event == "judge":
                    self.widget.send(self.outcome(content["settings"]))
                elif event in ("show", "ahead", "frames"):
                    settings = check_settings(self.title, self.controls, content["settings"])
                    scene = self.scene(settings, whole=event == "frames")
                    self.widget.send({"event": event}, [pack(scene)])
            except Exception as error:
                _log.exception("the lab %r could not show %s", self.title, content)
                kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
                self.widget.send({"event": "failed", "text": f"{kind}{error}"})

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        panel = self._panel(self.settings, self.settings)
        html, text = list_tasks(self.tasks)
        content = {"text/html": panel.as_html() + html, "text/plain": panel.alt + text}
        return with_view(self.widget, content)

    def __repr__(self) -> str:
        """Return what the picture shows now, in words."""
        return self.alt(self.settings)
