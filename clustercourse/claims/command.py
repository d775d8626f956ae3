"""What ``clusterlib claims`` asks of the claims: which of them, and on how many processes."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from clustercourse.claims.testing import FULL, QUICK, Assessment, run_claims
from clusterlib.parameters import ParameterError

#: Longer numbers are a slip of the hand, and ranges up to them would fill the memory.
_DIGITS = 4


def numbers_in(text: str) -> list[int]:
    """Return the numbers in a text such as ``"3,17,20-22"``.

    Raises
    ------
    ParameterError
        If a part is not a number or a range. All such parts are named.

    Examples
    --------
    >>> numbers_in("3, 17, 20-22")
    [3, 17, 20, 21, 22]
    """
    numbers: list[int] = []
    wrong = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        last = last if dash else first
        if first.isdecimal() and last.isdecimal() and len(last) <= _DIGITS:
            numbers += range(int(first), int(last) + 1)
        else:
            wrong.append(repr(part.strip()))
    if wrong:
        raise ParameterError(
            f"--only: {', '.join(wrong)} cannot be read; give numbers such as 3,17 or 20-22."
        )
    return numbers


def assess(
    numbers: Iterable[int] | None, *, quick: bool, jobs: int, seed: int, results: Path | None
) -> list[Assessment]:
    """Run claims on some processes, with a progress bar.

    Raises
    ------
    ParameterError
        If something cannot be used.
    """
    if jobs < 1:
        raise ParameterError(f"--jobs {jobs}: give 1 or more processes.")
    with ExitStack() as stack:
        pool = None
        if jobs > 1:
            pool = stack.enter_context(ProcessPoolExecutor(jobs, initializer=_leave_to_parent))
        return run_claims(
            numbers,
            replicates=QUICK if quick else FULL,
            rng=seed,
            executor=pool,
            results=results,
            progress=True,
        )


def _leave_to_parent() -> None:
    """Ignore Ctrl-C in a worker: the parent stops it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
