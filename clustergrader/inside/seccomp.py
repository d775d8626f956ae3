"""What no submission may ask of the kernel: namespaces, memory that nobody counts, and letterboxes.

In a namespace of its own a process could mount memory. Shared memory without a file is in no
process's count, and stays while any process holds it. Keyrings and queues outlive the process that
filled them, so one submission could leave words for another. All that is refused by a filter of
system calls that the kernel keeps from here on, for this process and its children.
"""

from __future__ import annotations

import ctypes
import platform
import struct
from collections.abc import Iterable

#: The architecture as the kernel names it, and which of its numbers each call has.
_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
#: Refused, whatever they are asked for.
_FORBIDDEN = {
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40),
    # Memory without a file.
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "shmat": (30, 196),
    # Queues of the kernel's own.
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    # Keyrings.
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # Calls that can do what is refused here, or hold memory for a process.
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "userfaultfd": (323, 282), "perf_event_open": (298, 241),
}  # fmt: skip
_CLONE3, _CLONE, _MMAP, _SOCKET = (435, 435), (56, 220), (9, 222), (41, 198)
_NEW_USER = 0x10000000
#: Of memory that is mapped: shared with children, without a file, of huge pages.
_SHARED, _ANONYMOUS, _HUGE = 0x01, 0x20, 0x40000
_UNIX = 1

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_CALL, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _NOT_PERMITTED, _NOT_THERE, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_OTHER_TABLE = 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2

#: What to do, how far to jump if it holds and if it does not, the value.
Line = tuple[int, int, int, int]


def _only(call: int, lines: Iterable[Line]) -> list[Line]:
    """Return lines that are gone through for one call; they end in a return."""
    body = list(lines)
    return [(_EQUAL, 0, len(body), call), *body]


def build_filter(machine: str) -> bytes:
    """Return the filter for a machine, in the kernel's own form."""
    architecture, place = _ARCHITECTURES[machine]
    refuse, allow = (_RETURN, 0, 0, _NOT_PERMITTED), (_RETURN, 0, 0, _ALLOW)

    def argument(number: int) -> Line:
        return (_LOAD, 0, 0, _ARGUMENTS + 8 * number)

    lines: list[Line] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 0, 1, _OTHER_TABLE),
        (_RETURN, 0, 0, _KILL),
    ]
    for numbers in _FORBIDDEN.values():
        lines += _only(numbers[place], [refuse])
    # Said to be missing, so that the C library takes the older call.
    lines += _only(_CLONE3[place], [(_RETURN, 0, 0, _NOT_THERE)])
    lines += _only(_CLONE[place], [argument(0), (_ANY_BIT, 0, 1, _NEW_USER), refuse, allow])
    lines += _only(
        _MMAP[place],
        [
            argument(3),
            (_ANY_BIT, 2, 0, _HUGE),
            (_ANY_BIT, 0, 2, _ANONYMOUS),
            (_ANY_BIT, 0, 1, _SHARED),
            refuse,
            allow,
        ],
    )
    # Sockets of the network hold megabytes each, and nobody is there to talk to.
    lines += _only(_SOCKET[place], [argument(0), (_EQUAL, 1, 0, _UNIX), refuse, allow])
    lines.append(allow)
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def forbid() -> None:
    """Set the filter, on machines whose numbers of system calls are known."""
    if platform.machine() not in _ARCHITECTURES:
        return
    code = build_filter(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0):
        raise OSError(ctypes.get_errno(), "the filter of system calls was refused")
