"""Play: what happens over time, drawn by the kernel ahead of the browser that shows it.

The browser asks for one frame after the other and keeps them, so that a move of a slider never
waits behind them, and shows them at an even pace; a second Play needs the kernel no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from clustercourse.labs.picture import Picture

_log = logging.getLogger(__name__)


class Player:
    """Answers the Play button of a picture.

    Parameters
    ----------
    picture : Picture
        Where the frames are shown.
    moments : sequence of number
        The times that are shown, in order.
    frame : callable
        Takes a time and returns its picture as JPEG.
    stopped : callable
        Takes the time at which the learner stopped, or the last one.
    """

    def __init__(
        self,
        picture: Picture,
        moments: Sequence[float],
        frame: Callable[[float], bytes],
        stopped: Callable[[float], None],
    ) -> None:
        self._picture, self._moments = picture, moments
        self._frame, self._stopped = frame, stopped
        picture.moments = len(moments)
        picture.on_msg(self._asked)

    def at(self, moment: float) -> None:
        """Tell the browser which time is shown, from which Play goes on."""
        self._picture.moment = min(
            range(len(self._moments)), key=lambda index: abs(self._moments[index] - moment)
        )

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        event, index = content.get("event"), content.get("index")
        if event not in ("frame", "stopped") or index not in range(len(self._moments)):
            return
        if event == "stopped":
            self._stopped(self._moments[index])
            return
        answer = {"event": "frame", "index": index, "run": content.get("run")}
        try:
            self._picture.send(answer, buffers=[self._frame(self._moments[index])])
        except Exception as error:
            _log.exception("no frame for %s", self._moments[index])
            self._picture.alert = f"{type(error).__name__}: {error}"
            self._picture.send({**answer, "event": "failed"})
