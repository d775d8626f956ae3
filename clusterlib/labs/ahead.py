"""Working ahead: while nobody moves anything, what the next move will need."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

_log = logging.getLogger(__name__)

#: So many seconds after a move the kernel is taken to be idle; a drag never pauses so long.
PAUSE = 0.12
#: So much longer without a move, and the learner is taken to look at the picture, or to think.
CALM = 0.5


class Ahead:
    """Rehearses settings that are likely to come next.

    Parameters
    ----------
    rehearse : callable
        Takes settings and keeps what is slow for the next time. It is called in a thread of its
        own.

    Examples
    --------
    >>> ahead = Ahead(lambda settings: print("rehearsed", settings["openness"]))
    >>> ahead.plan([{"openness": 0.25}, {"openness": 0.15}])
    >>> ahead.wait()
    rehearsed 0.25
    rehearsed 0.15
    """

    def __init__(self, rehearse: Callable[[Mapping[str, Any]], object]) -> None:
        self._rehearse = rehearse
        self._dropped = threading.Event()
        self._thread: threading.Thread | None = None

    def plan(
        self, soon: Sequence[Mapping[str, Any]] = (), later: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Rehearse these soon and those later, in this order, unless another plan comes."""
        self.stop()
        self._dropped = threading.Event()
        # Not a daemon: Python would end in the middle of a drawing, and crash.
        self._thread = threading.Thread(target=self._work, args=(self._dropped, soon, later))
        self._thread.start()

    def stop(self) -> None:
        """Drop the plan; what has begun is finished, the next is not begun."""
        self._dropped.set()

    def wait(self) -> None:
        """Return when the plan is done or dropped."""
        if self._thread is not None:
            self._thread.join()

    def _work(
        self,
        dropped: threading.Event,
        soon: Iterable[Mapping[str, Any]],
        later: Iterable[Mapping[str, Any]],
    ) -> None:
        for pause, settings in ((PAUSE, soon), (CALM, later)):
            if dropped.wait(pause):
                return
            for chosen in settings:
                try:
                    self._rehearse(chosen)
                except Exception:  # the move itself will tell the learner
                    _log.debug("could not rehearse %s", chosen, exc_info=True)
                if dropped.is_set():
                    return


def neighbours(control: Any) -> list[Any]:
    """Return the values on both sides of a slider or a number, and all others of a list.

    The nearest come first, the upper one before the lower.

    Examples
    --------
    >>> from ipywidgets import Dropdown, FloatSlider
    >>> neighbours(FloatSlider(0.5, min=0, max=1, step=0.1))
    [0.6, 0.4]
    >>> neighbours(Dropdown(options=[("no buzz", 0), ("some", 1), ("much", 2)], value=2))
    [1, 0]
    """
    if hasattr(control, "options"):
        values = [value for _, value in control.options]
        at = values.index(control.value)
        places = sorted(range(len(values)), key=lambda place: (abs(place - at), place < at))
        return [values[place] for place in places[1:]]
    both = (control.value + control.step, control.value - control.step)
    # As the browser sends them: multiples of the step, without the noise of adding.
    near = [type(control.value)(round(value, 10)) for value in both]
    return [value for value in near if control.min <= value <= control.max]
