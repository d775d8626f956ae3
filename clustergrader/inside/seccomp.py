"""No new namespaces: in one of its own, a process could mount memory that nobody counts.

A filter of system calls that the kernel keeps from here on, for this process and its children.
"""

from __future__ import annotations

import ctypes
import platform
import struct

#: Architecture as the kernel names it, then unshare, setns, mount, clone3 and clone.
_NUMBERS = {
    "x86_64": (0xC000003E, 272, 308, 165, 435, 56),
    "aarch64": (0xC00000B7, 97, 268, 40, 435, 220),
}
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _NOT_PERMITTED, _NOT_THERE, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_OTHER_TABLE = 0x40000000
_NEW_USER = 0x10000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2


def build_filter(machine: str) -> bytes:
    """Return the filter for a machine, in the kernel's own form."""
    architecture, unshare, setns, mount, clone3, clone = _NUMBERS[machine]
    # Each line: what to do, how far to jump if it holds and if it does not, the value.
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, 12, architecture),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 8, 0, _OTHER_TABLE),
        (_EQUAL, 7, 0, unshare),
        (_EQUAL, 6, 0, setns),
        (_EQUAL, 5, 0, mount),
        (_EQUAL, 5, 0, clone3),
        (_EQUAL, 0, 2, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 1, 0, _NEW_USER),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _NOT_PERMITTED),
        # Said to be missing, so that the C library takes the older call.
        (_RETURN, 0, 0, _NOT_THERE),
        (_RETURN, 0, 0, _KILL),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def forbid_namespaces() -> None:
    """Set the filter, on machines whose numbers of system calls are known."""
    if platform.machine() not in _NUMBERS:
        return
    code = build_filter(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0):
        raise OSError(ctypes.get_errno(), "the filter of system calls was refused")
