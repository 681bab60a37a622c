"""Limits that a process sets on itself.

What a stranger gets wrong: Windows has none of them, and macOS keeps no limit of memory. The clock of the parent and
its cap on the answer hold everywhere.
"""

from __future__ import annotations

import contextlib
import os
import sys

#: What no parser has to do (Python's table of audit events).
_SHUT = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)


def confine(memory_bytes: int, cpu_s: int) -> None:
    """Limits this process for good: memory, seconds of work, no files to write, no core dump, no connections.

    Args:
        memory_bytes: address space, everything counted.
        cpu_s: seconds of the processor; one more and the process is ended.
    """
    sys.addaudithook(_refuse)
    if sys.platform == "win32":
        return
    import resource

    # Whoever looks at the page goes before whoever brings a large file.
    os.nice(10)

    limits = (
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s, cpu_s + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for which, soft, hard in limits:
        # A system that does not know a limit refuses it; the others are set all the same.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (soft, hard))


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _SHUT:
        raise PermissionError(event)
