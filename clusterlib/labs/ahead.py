"""Working ahead: while nobody moves anything, what the next move will need."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

_log = logging.getLogger(__name__)

#: So many seconds after a move the kernel is taken to be idle; a drag never pauses so long.
PAUSE = 0.12


class Ahead:
    """Computes settings that are likely to come next, and then does what else can be prepared.

    Parameters
    ----------
    compute : callable
        Takes settings and keeps its result for the next call. Both functions are called in a
        thread of their own.
    prepare : callable, optional
        Does the rest, a piece each time that its result is iterated.

    Examples
    --------
    >>> ahead = Ahead(lambda settings: print("computed", settings["openness"]))
    >>> ahead.plan([{"openness": 0.25}, {"openness": 0.15}])
    >>> ahead.wait()
    computed 0.25
    computed 0.15
    """

    def __init__(
        self,
        compute: Callable[[Mapping[str, Any]], object],
        prepare: Callable[[], Iterable[None]] = tuple,
    ) -> None:
        self._compute, self._prepare = compute, prepare
        self._timer: threading.Timer | None = None

    def plan(self, settings: Sequence[Mapping[str, Any]] = ()) -> None:
        """Compute these soon, in this order, unless another plan comes before."""
        self.stop()
        # Not a daemon: Python would end in the middle of a drawing, and crash.
        timer = threading.Timer(PAUSE, lambda: self._work(timer, settings))
        self._timer = timer
        timer.start()

    def stop(self) -> None:
        """Drop the plan; one that has begun is finished, the next is not begun."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def wait(self) -> None:
        """Return when the plan is done."""
        if self._timer is not None:
            self._timer.join()

    def _work(self, timer: threading.Timer, settings: Sequence[Mapping[str, Any]]) -> None:
        for chosen in settings:
            if self._timer is not timer:
                return
            try:
                self._compute(chosen)
            except Exception:  # the move itself will tell the learner
                _log.debug("could not compute %s ahead", chosen, exc_info=True)
        try:
            for _ in self._prepare():
                if self._timer is not timer:
                    return
        except Exception:
            _log.debug("could not prepare", exc_info=True)


def neighbours(control: Any) -> list[Any]:
    """Return the values on both sides of a slider, a number or a list, the upper one first.

    Examples
    --------
    >>> from ipywidgets import Dropdown, FloatSlider
    >>> neighbours(FloatSlider(0.5, min=0, max=1, step=0.1))
    [0.6, 0.4]
    >>> neighbours(Dropdown(options=[("no buzz", 0), ("some", 1), ("much", 2)], value=2))
    [1]
    """
    if hasattr(control, "options"):
        values = [value for _, value in control.options]
        at = values.index(control.value)
        return [values[place] for place in (at + 1, at - 1) if 0 <= place < len(values)]
    both = (control.value + control.step, control.value - control.step)
    # As the browser sends them: multiples of the step, without the noise of adding.
    near = [type(control.value)(round(value, 10)) for value in both]
    return [value for value in near if control.min <= value <= control.max]
