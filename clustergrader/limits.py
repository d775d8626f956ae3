"""What one submission may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from clusterlib.errors import ClusterlibError

_MB = 1_000_000


class GradingError(ClusterlibError):
    """A class cannot be graded as asked. The text says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """Limits on one submission; sizes are in MB, times in seconds.

    ``seconds`` holds for the whole notebook, on the clock and, for each process, on the processor.
    A cell that takes more than ``cell_seconds`` of the processor, or half of ``seconds`` on the
    clock, is left and the next one is run. ``memory`` holds for each process and for all together,
    ``files`` for all files together. ``printed`` is what a cell may print; a notebook that gets ten
    times as much past its cells is stopped.
    """

    seconds: int = 120
    cell_seconds: int = 60
    memory: int = 2_000
    files: int = 100
    printed: int = 1
    processes: int = 64

    def problems(self) -> list[str]:
        """List what cannot be used."""
        least = {"seconds": 1, "cell_seconds": 1, "memory": 300, "files": 1, "processes": 8}
        return [
            f"{name.replace('_', ' ')}: give {low} or more."
            for name, low in least.items()
            if getattr(self, name) < low
        ]

    def in_bytes(self) -> dict[str, int]:
        """Return the limits in seconds, bytes and letters, as the child process is told them."""
        sizes = dict.fromkeys(("memory", "files", "printed"), _MB)
        return {name: value * sizes.get(name, 1) for name, value in asdict(self).items()}
