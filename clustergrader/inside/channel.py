"""The line to the grader: JSON, a message a line, over a socket that both ends hold."""

from __future__ import annotations

import json
import socket
from typing import Any


class Channel:
    """The end of the line on the side of the learner's code."""

    def __init__(self, number: int) -> None:
        self._socket = socket.socket(fileno=number)
        self._read = self._socket.makefile("rb")

    def send(self, message: dict[str, Any]) -> None:
        """Send a message."""
        self._socket.sendall(json.dumps(message).encode() + b"\n")

    def receive(self) -> Any:
        """Wait for a message."""
        return json.loads(self._read.readline())
