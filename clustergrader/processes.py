"""What a process and all that descends from it use, read from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def measure_usage(pid: int, most: int) -> tuple[int, int]:
    """Return how many processes a process and its descendants are, and their memory in bytes.

    What several of them share counts once. That takes time to find out, so it is done where they
    would have more than ``most`` otherwise. Where there is no /proc a process is said to be alone,
    without memory.
    """
    pids = [pid, *descendants(pid)]
    memory = sum(map(_resident, pids))
    return len(pids), memory if memory <= most else sum(map(_share, pids))


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


def _resident(pid: int) -> int:
    """Return the memory that a process has, alone or with others; mapped files do not count."""
    return _sum_of(f"/proc/{pid}/status", "RssAnon:", "RssShmem:")


def _share(pid: int) -> int:
    """Return the same, with its share only of what it has with others; all where nothing tells."""
    return _sum_of(f"/proc/{pid}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:") or _resident(pid)


def _sum_of(path: str, *names: str) -> int:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith(names))


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


def count_sockets(pid: int) -> int:
    """Return how many sockets there are in the network that the youngest descendant sees.

    Each of them holds memory of the kernel that no process is charged for.
    """
    youngest = list(descendants(pid))[-1:]
    try:
        return Path(f"/proc/{youngest[0]}/net/unix").read_bytes().count(b"\n") if youngest else 0
    except OSError:
        return 0
