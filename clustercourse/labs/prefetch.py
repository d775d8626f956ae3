"""Working ahead: while nobody moves anything, what the next move will need."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_log = logging.getLogger(__name__)

#: So many seconds after a move the kernel is taken to be idle; a drag never pauses so long.
PAUSE = 0.12
#: So much longer without a move, and the learner is taken to look at the picture, or to think.
CALM = 0.5
#: Between two rehearsals the kernel takes the messages that have come.
BREATH = 0.002
#: So many values on the way of a drag are rehearsed; the kept results are few more.
WAY = 16


class Ahead:
    """Rehearses settings that are likely to come next, in the pauses of the kernel.

    It works in the event loop that has called it, between two messages: a thread of its own would
    draw while a cell of the learner does, and both use the settings of matplotlib. Where no loop
    runs, as in a script, nobody moves anything and nothing is rehearsed.

    Parameters
    ----------
    rehearse : callable
        Takes settings and keeps what is slow for the next time.

    Examples
    --------
    >>> import asyncio
    >>> async def kernel():
    ...     ahead = Ahead(lambda settings: print("rehearsed", settings["openness"]))
    ...     ahead.plan([{"openness": 0.25}, {"openness": 0.15}])
    ...     await ahead.done()
    >>> asyncio.run(kernel())
    rehearsed 0.25
    rehearsed 0.15
    """

    def __init__(self, rehearse: Callable[[Mapping[str, Any]], object]) -> None:
        self._rehearse = rehearse
        self._task: asyncio.Task[None] | None = None

    def plan(
        self, soon: Iterable[Mapping[str, Any]] = (), later: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Rehearse these soon and those later, in this order, unless another plan comes."""
        self.stop()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._task = loop.create_task(self._work(soon, later))

    def stop(self) -> None:
        """Drop the plan; what has begun is finished, the next is not begun."""
        self._task = None

    async def done(self) -> None:
        """Wait until the plan is done or dropped."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _work(
        self, soon: Iterable[Mapping[str, Any]], later: Iterable[Mapping[str, Any]]
    ) -> None:
        for pause, settings in ((PAUSE, soon), (CALM, later)):
            await asyncio.sleep(pause)
            for chosen in settings:
                if self._task is not asyncio.current_task():
                    return
                try:
                    self._rehearse(chosen)
                except Exception:  # the move itself will tell the learner
                    _log.debug("could not rehearse %s", chosen, exc_info=True)
                await asyncio.sleep(BREATH)


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


def way_of(control: Any) -> list[Any]:
    """Return the values of a slider beyond its neighbours that a drag would pass, nearest first.

    Of a long way only the :data:`WAY` nearest; a list or a number is not dragged.

    Examples
    --------
    >>> from ipywidgets import IntSlider
    >>> way_of(IntSlider(4, min=0, max=8))
    [6, 2, 7, 1, 8, 0]
    """
    if not hasattr(control, "continuous_update") or not hasattr(control, "readout"):
        return []
    steps = [step for size in range(2, WAY) for step in (size, -size)]
    values = [control.value + step * control.step for step in steps]
    near = [type(control.value)(round(value, 10)) for value in values]
    return [value for value in near if control.min <= value <= control.max][:WAY]
