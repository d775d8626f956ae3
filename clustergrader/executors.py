"""Where submissions are graded: on some processes of this machine, or on a dask cluster."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent import futures
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

from clustergrader.limits import GradingError
from clustergrader.one_submission import Job, Result, grade_one

#: Few wait at the door of a pool, so that a stop is quick; a cluster needs more.
_AHEAD = 64


@contextmanager
def open_executor(jobs: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Open a pool of processes, or a connection to a dask scheduler, for a ``with`` block.

    Raises
    ------
    GradingError
        If there is no such scheduler, or dask is not installed.
    """
    with ExitStack() as stack:
        if scheduler:
            yield stack.enter_context(_dask(scheduler))
            return
        # A process that is forked from a small one holds neither threads nor files of this one.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([grade_one.__module__])
        pool = stack.enter_context(
            futures.ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare_worker)
        )
        try:
            yield pool
        except BaseException:
            # Ctrl-C must not wait for notebooks that take minutes; their sandboxes end with them.
            for process in list((pool._processes or {}).values()):
                process.kill()
            raise


@contextmanager
def _dask(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise GradingError(
            '--scheduler needs dask: python -m pip install "dask[distributed]".'
        ) from None
    try:
        client: Any = Client(scheduler, timeout=20)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise GradingError(
            f"--scheduler {scheduler}: no dask scheduler answers there ({error})."
        ) from None
    with client:
        yield client.get_executor(pure=False)


def grade_all(jobs: Iterable[Job], executor: Executor) -> Iterator[Result]:
    """Yield results as they get ready.

    Raises
    ------
    GradingError
        If a worker cannot grade at all, or was ended by somebody else.
    """
    todo = iter(jobs)
    waiting: set[futures.Future[Result]] = set()
    try:
        while True:
            for job in islice(todo, _AHEAD - len(waiting)):
                waiting.add(executor.submit(grade_one, job))
            if not waiting:
                return
            done, waiting = futures.wait(waiting, return_when=futures.FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except futures.BrokenExecutor:
        raise GradingError(
            "A worker process was ended from outside, perhaps for lack of memory. What is done is "
            "kept: run the same command again, with fewer --jobs if it happens again."
        ) from None
    finally:
        for future in waiting:
            future.cancel()


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
