"""Where submissions are graded: on some processes of this machine, or on a dask cluster."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent import futures
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

from clustergrader.limits import GradingError
from clustergrader.one_submission import NOT_GRADED, Job, Result, grade_one, no_marks
from clustergrader.scratch import remove_left_folders

#: A job for each process waits at the door of a pool, for each holds a notebook; a cluster of
#: machines needs more of them.
_AHEAD = 64
_ENDED = "The process that graded it was ended from outside, perhaps for lack of memory."


class Pool:
    """Processes of this machine; new ones take the place of those that somebody ended."""

    def __init__(self, jobs: int) -> None:
        self.ahead = 2 * jobs
        self._jobs, self._pool = jobs, _start_pool(jobs)

    def submit(self, job: Job) -> futures.Future[Result]:
        """Have a job done."""
        return self._pool.submit(grade_one, job)

    def renew(self, jobs: int | None = None) -> None:
        """Start new processes, as many as before or another number."""
        self.stop()
        self.ahead = jobs or 2 * self._jobs
        self._pool = _start_pool(jobs or self._jobs)

    def stop(self) -> None:
        """End all processes; their sandboxes end with them, and their folders go."""
        processes = list((self._pool._processes or {}).values())
        for process in processes:
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.join(5)
        remove_left_folders()

    def close(self) -> None:
        """Let the processes go."""
        self._pool.shutdown()


class Elsewhere:
    """Workers of other machines."""

    ahead = _AHEAD

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, job: Job) -> futures.Future[Result]:
        """Have a job done."""
        return self._executor.submit(grade_one, job)

    def renew(self, jobs: int | None = None) -> None:
        """Do nothing: a cluster of machines renews its workers itself."""
        raise _broken()


Workers = Pool | Elsewhere


def _start_pool(jobs: int) -> futures.ProcessPoolExecutor:
    # A process that is forked from a small one holds neither threads nor files of this one.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([grade_one.__module__])
    return futures.ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare_worker)


@contextmanager
def open_executor(jobs: int, scheduler: str | None = None) -> Iterator[Workers]:
    """Open a pool of processes, or a connection to a dask scheduler, for a ``with`` block.

    Raises
    ------
    GradingError
        If there is no such scheduler, or dask is not installed.
    """
    with ExitStack() as stack:
        if scheduler:
            yield Elsewhere(stack.enter_context(_dask(scheduler)))
            return
        pool = Pool(jobs)
        try:
            yield pool
        except BaseException:
            # Ctrl-C must not wait for notebooks that take minutes.
            pool.stop()
            raise
        pool.close()


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


def grade_all(jobs: Iterable[Job], workers: Workers) -> Iterator[Result]:
    """Yield results as they get ready.

    If a worker is ended by somebody else, perhaps for lack of memory, all that were being graded
    are tried again, one at a time. A submission that ends a worker even then gets no mark, and
    costs nobody else theirs.

    Raises
    ------
    GradingError
        If a worker cannot grade at all.
    """
    todo = iter(jobs)
    while True:
        unfinished = yield from _grade_side_by_side(todo, workers)
        if not unfinished:
            return
        for job in unfinished:
            workers.renew(1)
            try:
                yield workers.submit(job).result()
            except futures.BrokenExecutor:
                yield no_marks(job, NOT_GRADED, _ENDED)
        workers.renew()


def _grade_side_by_side(
    todo: Iterator[Job], workers: Workers
) -> Generator[Result, None, list[Job]]:
    """Yield results until there is nothing to do, or until a worker is gone.

    Returns
    -------
    list of Job
        What was being done then.
    """
    waiting: dict[futures.Future[Result], Job] = {}
    try:
        while True:
            for job in islice(todo, workers.ahead - len(waiting)):
                waiting[_submit(job, workers)] = job
            if not waiting:
                return []
            done, _ = futures.wait(waiting, return_when=futures.FIRST_COMPLETED)
            whole = [future for future in done if not _is_broken(future)]
            for future in whole:
                del waiting[future]
                yield future.result()
            if len(whole) < len(done):
                return list(waiting.values())
    finally:
        for future in waiting:
            future.cancel()


def _submit(job: Job, workers: Workers) -> futures.Future[Result]:
    try:
        return workers.submit(job)
    except futures.BrokenExecutor as error:
        failed: futures.Future[Result] = futures.Future()
        failed.set_exception(error)
        return failed


def _is_broken(future: futures.Future[Result]) -> bool:
    return isinstance(future.exception(), futures.BrokenExecutor)


def _broken() -> GradingError:
    return GradingError(
        "A worker process was ended from outside, perhaps for lack of memory. What is done is "
        "kept: run the same command again, with fewer workers if it happens again."
    )


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
