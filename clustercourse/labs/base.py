"""The base of every lab: controls -> compute -> artists.

A lab says which controls it has, what they compute, how the result is drawn and how it is put in
words. The base does the rest: it reacts to the controls, keeps the picture quick, remembers the
setting before and those visited, offers reset and another draw, plays what happens over time, waits
for a prediction and shows it, and shows the same pictures without a kernel.
"""

from __future__ import annotations

import base64
import logging
import math
import threading
import time
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, ClassVar, Generic, TypeVar

from ipywidgets import Box, Button, Layout, VBox
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from PIL import Image

from clustercourse.labs.controls import seed_box
from clustercourse.labs.cover import cover
from clustercourse.labs.lab_settings import check_settings, value_of
from clustercourse.labs.live_figure import SCALE, LiveFigure, small_png
from clustercourse.labs.picture import Picture
from clustercourse.labs.playing import Player
from clustercourse.labs.prefetch import Ahead, neighbours, way_of
from clustercourse.labs.strip import Panel, Strip
from clustercourse.predictions.display import with_view
from clustercourse.predictions.predicting import expect
from clusterlib.plots.style import style

Result = TypeVar("Result")

_log = logging.getLogger(__name__)

#: Changes closer together than this many seconds are one move, for example a drag.
ONE_MOVE = 1.0
#: The lab of each class that was made last.
_newest: dict[type, weakref.ref[Lab[Any]]] = {}
#: How many settings a lab remembers, to show what has been tried.
VISITED = 60


@dataclass(frozen=True)
class Visit:
    """A setting that was tried, and what was noted of its result."""

    settings: Mapping[str, Any]
    note: Any


class Lab(ABC, Generic[Result]):
    """Controls wired to a picture, shown when it is the last line of a cell.

    Parameters
    ----------
    prediction : str, optional
        Name of a prediction (:func:`clustercourse.labs.predict`). The lab stays covered until it is
        committed or skipped, and then shows it beside the result.
    **settings
        Starting values of controls, by name; reset returns to them.

    Attributes
    ----------
    controls : dict of str to widget
        The controls by name; the last one is the seed.
    picture : Picture
        The image in the browser.
    widget : ipywidgets.VBox
        Controls and picture together.
    visited : list of Visit
        What has been tried since the last reset, oldest first, without what is shown now.

    Raises
    ------
    TypeError
        If the prediction is no text, such as a setting that was given without its name.
    ClusterlibError
        If a setting names no control or is not among its values. All problems are listed.

    Examples
    --------
    The smallest lab, a line with a slope:

    >>> from ipywidgets import FloatSlider
    >>> class SlopeLab(Lab[float]):
    ...     title, size = "slope", (4.0, 3.0)
    ...     examples = ({"slope": 0.0}, {"slope": 0.5}, {"slope": 1.0})
    ...     def make_controls(self):
    ...         return {"slope": FloatSlider(0.5, min=0, max=1, step=0.1, description="slope")}
    ...     def compute(self, settings):
    ...         return settings["slope"]
    ...     def draw(self, figure):
    ...         ax = figure.add_subplot(xlim=(0, 1), ylim=(0, 1))
    ...         (self.line,) = ax.plot([0, 1], [0, 0])
    ...     def update(self, now, before):
    ...         self.line.set_ydata([0, now])
    ...         return [self.line]
    ...     def describe(self, now, before):
    ...         return f"A line that rises to {now:.1f}."
    ...     def say(self, now, before):
    ...         return f"slope {now:.1f}"
    >>> lab = SlopeLab()
    >>> lab.controls["slope"].value = 0.9
    >>> lab
    A line that rises to 0.9.
    """

    #: Name of the lab for screen readers.
    title: ClassVar[str]
    #: Width and height of the picture in inches of 100 screen pixels.
    size: ClassVar[tuple[float, float]] = (10.0, 5.8)
    #: Three settings that show what the lab is about, for :meth:`strip`.
    examples: ClassVar[tuple[Mapping[str, Any], ...]]
    #: Name of the slider that holds the time; a lab with one can be played. :meth:`compute` must be
    #: quick when only the time differs from a setting that it has computed before.
    clock: ClassVar[str] = ""
    #: Names of controls that choose what is looked at and not what is computed: the result before
    #: a move is shown with the value that they have now.
    views: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, prediction: str = "", **settings: Any) -> None:
        if not isinstance(prediction, str):
            raise TypeError(
                f"{prediction!r} is no name of a prediction; give settings by name, such as seed=2."
            )
        self._lock = threading.RLock()
        self._quiet = False
        self._last_change = -math.inf
        self._before: Result | None = None
        self.visited: list[Visit] = []
        self._prediction = expect(prediction) if prediction else None
        self.controls: dict[str, Any] = {**self.make_controls(), "seed": seed_box()}
        self._put(self._with_followers(check_settings(self.title, self.controls, settings)))
        self._start = self._shown = self._then = self.settings
        self._live = LiveFigure(*self.size)
        with style():
            self.draw(self._live.figure)
        width, height = self._live.screen_size
        self.picture = Picture(title=self.title, width=width, height=height)
        self._player = self._make_player()
        self.widget = self._assemble()
        self._ahead = Ahead(self._rehearse)
        self._moved = next(iter(self.controls))
        self._now = self.compute(self.settings)
        with style():  # ticks are made by the first painting
            if self.widget.children == tuple(self._inside):
                self._open()
            else:
                self._paint()
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._changed(name), "value")
        self.picture.observe(self._fit, "pixels")
        if self._prediction is not None:
            self._prediction.on_commit(self._open)
        self._relieve()

    # ---- what a lab says about itself

    @abstractmethod
    def make_controls(self) -> dict[str, Any]:
        """Return the controls by name, without the seed."""

    @abstractmethod
    def compute(self, settings: Mapping[str, Any]) -> Result:
        """Turn the value of every control into a result; the seed is ``settings["seed"]``.

        It is called ahead of moves too, so it must not touch the lab; what is slow should be kept,
        as :func:`clustercourse.labs.runs.run_of` does.
        """

    @abstractmethod
    def draw(self, figure: Figure) -> None:
        """Draw axes with fixed limits and create the artists, once."""

    @abstractmethod
    def update(self, now: Result, before: Result | None) -> Iterable[Artist]:
        """Give the artists new data and return all that change, in any order."""

    @abstractmethod
    def describe(self, now: Result, before: Result | None) -> str:
        """Say in full what the picture shows now: its alt text."""

    @abstractmethod
    def say(self, now: Result, before: Result | None) -> str:
        """Say in one sentence what changed, to be read aloud."""

    def note(self, now: Result) -> Any:
        """Return the few numbers of a result that a lab shows of what was tried.

        The result itself is too large to be kept for every setting.
        """
        return None

    def follow(self, name: str, value: Any) -> Mapping[str, Any]:
        """Return the values that other controls take when the control ``name`` gets a value."""
        return {}

    # ---- what the base does with it

    @property
    def settings(self) -> dict[str, Any]:
        """Values of all controls by name."""
        return {name: value_of(control) for name, control in self.controls.items()}

    def reset(self) -> None:
        """Return every control to its starting value and forget what was tried."""
        with self._lock:
            self._put(self._start)
            self._refresh(forget=True)
            self._plan()

    def alike(self, now: Result, *names: str) -> list[Visit]:
        """Return what was tried with the values that these controls have for a result."""
        return [
            visit
            for visit in self.visited
            if all(visit.settings[name] == getattr(now, name) for name in names)
        ]

    def another_draw(self) -> None:
        """Take the next seed and leave the rest as it is."""
        self._move({"seed": (self.controls["seed"].value + 1) % 10_000})

    def strip(self, *settings: Mapping[str, Any]) -> Strip:
        """Return a static picture of some settings, :attr:`examples` when none are given.

        It needs no kernel to be seen: print, slides, a code host.
        """
        given = [
            check_settings(self.title, self.controls, one) for one in settings or self.examples
        ]
        panels = []
        with self._lock, self._live.for_all_screens(), self._as_if_new():
            for chosen in given:
                values = {**self._start, **self._with_followers(chosen)}
                result = self.compute(values)
                image = self._drawn(result, None)
                panels.append(Panel(self.caption(values), image, self.describe(result, None)))
        return Strip(panels)

    def caption(self, settings: Mapping[str, Any]) -> str:
        """Return settings in words, for example ``openness 0.2 · focal firms 4``."""
        parts = []
        for name, value in settings.items():
            control = self.controls[name]
            text = {of: text for text, of in getattr(control, "options", [])}.get(value)
            number = f"{value:g}" if isinstance(value, float) else str(value)
            parts.append(f"{control.description} {text or number}")
        return " · ".join(parts)

    def _relieve(self) -> None:
        """Let the lab before this one rest: a cell was run again, and ipywidgets keeps the old."""
        former = _newest.get(type(self), lambda: None)()
        if former is not None:
            with former._lock:
                former._live.rest()
        _newest[type(self)] = weakref.ref(self)

    def _changed(self, name: str) -> None:
        """React to one control: the learner moved it."""
        if self._quiet:
            return
        with self._lock:
            self._ahead.stop()
            self._moved = name
            value = self.settings[name]
            if isinstance(value, int):  # typed between two steps
                self._put({name: value})
            self._put(self.follow(name, value))
            self._refresh()
            self._plan()

    def _plan(self) -> None:
        """Rehearse where one more move of the same control would lead, then one of each other."""
        names = list(self.controls)
        here = names.index(self._moved)
        near = sorted(names, key=lambda name: abs(names.index(name) - here))[1:]
        # The nearest values of all controls come before the far ones of a list; another draw, which
        # takes the longest, comes last.
        by_distance = zip_longest(*(self._next_to(name) for name in near if name != "seed"))
        later = [settings for step in by_distance for settings in step if settings]
        draws = self._next_to("seed") if "seed" in near else []
        # With the way of a drag known, none of its values waits for the one before.
        way = [self._where({self._moved: value}) for value in way_of(self.controls[self._moved])]
        self._ahead.plan(self._next_to(self._moved), [*later, *draws, *way])

    def _next_to(self, name: str) -> list[dict[str, Any]]:
        """Return the settings to which one move of a control would lead."""
        return [self._where({name: value}) for value in neighbours(self.controls[name])]

    def _where(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings to which a move of some controls would lead."""
        return {**self.settings, **self._with_followers(values)}

    def _rehearse(self, settings: Mapping[str, Any]) -> None:
        """Compute and build what is slow the first time; nothing of it is shown."""
        with self._lock:
            result = self.compute(settings)
            self._live.take_out(self.update(result, None))

    def _move(self, values: Mapping[str, Any]) -> None:
        """Set several controls and react once."""
        with self._lock:
            self._ahead.stop()
            self._moved = next(iter(values))
            self._put(values)
            self._refresh()
            self._plan()

    def _put(self, values: Mapping[str, Any]) -> None:
        """Set controls without reacting."""
        self._quiet = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self._quiet = False

    def _with_followers(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Add the values that follow from some settings and are not among them."""
        followers: dict[str, Any] = {}
        for name, value in settings.items():
            followers.update(self.follow(name, value))
        return {**followers, **settings}

    @contextmanager
    def _as_if_new(self) -> Iterator[None]:
        """Forget inside a ``with`` block what was tried."""
        tried, self.visited = self.visited, []
        try:
            yield
        finally:
            self.visited = tried

    def _refresh(self, *, forget: bool = False) -> None:
        """Compute and show; an error is shown in words and leaves the picture as it is."""
        settings, moment = self.settings, time.monotonic()
        only_time = not forget and {**settings, **self._time_of(self._shown)} == self._shown
        try:
            now = self.compute(settings)
            if not self._same_run(settings, self._shown):
                if moment - self._last_change > ONE_MOVE:
                    self._before, self._then = self._now, self._shown
                self._last_change = moment
                visit = Visit(self._shown, self.note(self._now))
                self.visited = [*self.visited, visit][-VISITED:]
            if forget:
                self.visited, self._before, self._last_change = [], None, -math.inf
            if self._looks and self._before is not None:
                self._before = self.compute(self._as_looked_at(self._then, settings))
            self._now, self._shown = now, settings
            self._paint(only_time=only_time)
        except Exception as error:
            _log.exception("the lab %r could not show %s", self.title, settings)
            kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
            self.picture.alert = f"{kind}{error}"

    @property
    def _looks(self) -> frozenset[str]:
        """Names of the controls that do not change what is computed."""
        return self.views | {self.clock} if self.clock else self.views

    def _as_looked_at(self, run: Mapping[str, Any], look: Mapping[str, Any]) -> dict[str, Any]:
        return {**run, **{name: look[name] for name in self._looks}}

    def _same_run(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        return self._as_looked_at(one, other) == dict(other)

    def _time_of(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {self.clock: settings[self.clock]} if self.clock else {}

    def _paint(self, *, only_time: bool = False) -> None:
        self._live.paint(self.update(self._now, self._before))
        alt, status = (say(self._now, self._before) for say in (self.describe, self.say))
        with self.picture.hold_sync():
            # The browser keeps frames of one run; anything but another time makes them stale.
            self.picture.run += not only_time
            if self._player:
                self._player.at(self._shown[self.clock])
            self.picture.show(self._live.jpeg(), alt, status)

    def _repaint(self) -> None:
        """Paint once more what is shown; what could not be shown is still told."""
        told = self.picture.alert
        with self.picture.hold_sync():
            self._paint()
            self.picture.alert = told

    def _make_player(self) -> Player | None:
        if not self.clock:
            return None
        control = self.controls[self.clock]
        moments = range(control.min, control.max + 1, control.step)
        return Player(self.picture, moments, self._frame, lambda at: self._move({self.clock: at}))

    def _frame(self, moment: float) -> bytes:
        """Return the picture of another time of the run that is shown."""
        with self._lock:
            self._ahead.stop()  # the next frame comes at once
            shown = {**self._shown, self.clock: moment}
            before = None
            if self._before is not None:
                before = self.compute(self._as_looked_at(self._then, shown))
            self._live.paint(self.update(self.compute(shown), before))
            return self._live.jpeg()

    def _fit(self, change: Any) -> None:
        """Take the size that the picture has in the browser: somebody looks at it now."""
        with self._lock:
            if self._live.fit(change.new):
                self._repaint()
            self._plan()

    @property
    def expected(self) -> tuple[tuple[float, float], ...]:
        """The curve that the learner predicted, as pairs (x, y); empty without one."""
        given = self._prediction.given if self._prediction else None
        return given if isinstance(given, tuple) else ()

    def _open(self) -> None:
        """Uncover the lab, and show what was predicted; it stays so from now on."""
        with self._lock:
            given = self._prediction.given if self._prediction else None
            if self._prediction:
                self._prediction.shown = True
            said = f"You predicted: “{given}”" if isinstance(given, str) else ""
            if self._prediction and given is None:
                said = "You made no prediction."
            self.picture.said = said
            self._repaint()
            self.widget.children = self._inside

    def _drawn(self, now: Result, before: Result | None) -> Image.Image:
        self._live.paint(self.update(now, before))
        return self._live.image().convert("RGB")

    def _assemble(self) -> VBox:
        """Lay out controls, buttons and picture."""
        again = Button(description="Another draw", tooltip="take the next seed")
        reset = Button(description="Reset", tooltip="return to the first setting")
        again.on_click(lambda _: self.another_draw())
        reset.on_click(lambda _: self.reset())
        for button in (again, reset):
            button.layout = Layout(width="auto")
        controls = Box([*self.controls.values(), again, reset])
        controls.add_class("clusterlib-controls")
        self._inside = [controls, self.picture]
        waiting = self._prediction is not None and not (
            self._prediction.given or self._prediction.shown
        )
        lab = VBox([cover(self._open)] if waiting else self._inside)
        lab.add_class("clusterlib-lab")
        return lab

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        with self._lock, self._live.for_all_screens():
            image = self._drawn(self._now, self._before)
        png = base64.b64encode(small_png(image.reduce(SCALE))).decode("ascii")
        data = with_view(self.widget, {"image/png": png, "text/plain": repr(self)})
        return data, {"image/png": {"alt": repr(self)}}

    def __repr__(self) -> str:
        """Return what the picture shows now, in words."""
        return str(self.picture.alt)
