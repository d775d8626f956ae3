"""What a process and all that descends from it use, read from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def measure_usage(pid: int) -> tuple[int, int]:
    """Return how many processes a process and its descendants are, and their memory in bytes.

    Where there is no /proc it is said to be alone, without memory.
    """
    pids = [pid, *descendants(pid)]
    return len(pids), sum(map(_memory, pids))


def descendants(pid: int) -> Iterator[int]:
    """Yield the ids of all processes that descend from one."""
    todo = [pid]
    while todo:
        for child in _children(todo.pop()):
            todo.append(child)
            yield child


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    except OSError:
        pass
    return found


def _memory(pid: int) -> int:
    """Return the memory of a process that is its own: shared pages would count once for each."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(resident) - int(shared)) * _PAGE
    except (OSError, ValueError):
        return 0


def count_files(pid: int, *folders: str) -> int:
    """Return how many files there are in file systems that the youngest descendant sees.

    The process itself is outside the sandbox and sees others, so it does not count.
    """
    youngest = list(descendants(pid))[-1:]
    total = 0
    for folder in folders if youngest else ():
        try:
            about = os.statvfs(f"/proc/{youngest[0]}/root{folder}")
        except OSError:
            continue
        total += about.f_files - about.f_ffree
    return total
