"""Reads a foreign format in a process of its own that may use little and can be ended.

What a stranger gets wrong: a parser of PDF or HTML is a large program fed by strangers. It hangs, eats memory or dies;
here that costs one child process and gives one sentence, never the page. A child's word is not trusted either.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.errors import ReportError
from components.intake.parsing.extract import Extract, parsed

_ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 65_536
#: How many children there are at once, whoever asks; the next one waits.
MAX_CHILDREN = 2
PLACES = threading.BoundedSemaphore(MAX_CHILDREN)
#: What a child gets of our environment; passwords in the rest are nothing for a parser.
_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TEMP",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "PYTHONPATH",
)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a child may use.

    Attributes:
        memory_bytes: address space; Python and its parsers alone take a quarter of the default.
        cpu_s: seconds of work.
        wall_s: seconds of the clock.
        output_bytes: longest answer; a report of the greatest length in a foreign script needs 12 MB.
    """

    memory_bytes: int = 1 << 30
    cpu_s: int = 20
    wall_s: float = 40.0
    output_bytes: int = 16_000_000


def confined(
    kind: str,
    body: bytes,
    *,
    encoding: str | None = None,
    declared: str | None = None,
    limits: Confinement | None = None,
) -> Extract:
    """Reads one file.

    Args:
        kind: "html", "pdf", "docx" or "eml".
        body: the file.
        encoding: what the person who brought it says; for html and eml.
        declared: what the server says that it came from; for html.
        limits: what the child may use.

    Raises:
        ReportError: it cannot be read, or not within the limits.
    """
    limits = limits or Confinement()
    orders = {"memory_bytes": limits.memory_bytes, "cpu_s": limits.cpu_s, "encoding": encoding, "declared": declared}
    if not PLACES.acquire(timeout=limits.wall_s):
        raise ReportError("Too many reports are being read at this moment.", "Try again in a minute.")
    try:
        return understood(_exchanged([kind, json.dumps(orders)], body, limits))
    finally:
        PLACES.release()


def _exchanged(words: list[str], body: bytes, limits: Confinement) -> bytes:
    """What the child answers to some bytes."""
    command = [sys.executable, "-B", "-m", "components.intake.parsing", *words]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module; the file goes in as bytes
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT, env=environ()
    ) as child:
        clock = threading.Timer(limits.wall_s, child.kill)
        feeder = threading.Thread(target=_feed, args=(child, body), name="report", daemon=True)
        clock.start()
        feeder.start()
        try:
            answer = _read(child, limits.output_bytes)
            code = child.wait()
        finally:
            is_late = not clock.is_alive()
            clock.cancel()
            child.kill()
            clock.join()
            feeder.join()
    if len(answer) > limits.output_bytes:
        raise ReportError("There is more text in it than a report has.", "Cut it into parts.")
    if is_late and code:
        raise _too_much(f"reading it takes longer than {limits.wall_s:g} seconds")
    if code or not answer:
        raise _too_much("it is damaged, or reading it takes more time or memory than a report needs")
    return answer


def environ() -> dict[str, str]:
    """What a child needs of the environment, with our own modules on Python's path, as the parent has them."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(filter(None, (str(_ROOT), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}


def _feed(child: subprocess.Popen[bytes], body: bytes) -> None:
    if child.stdin is None:
        return
    # A child that ends before it has read everything breaks the pipe; its answer, or the lack of one, says why.
    with contextlib.suppress(OSError):
        child.stdin.write(body)
    with contextlib.suppress(OSError):
        child.stdin.close()


def _read(child: subprocess.Popen[bytes], most: int) -> bytes:
    """The answer, one byte longer than the most when it is too long."""
    parts: list[bytes] = []
    size = 0
    while child.stdout is not None and size <= most and (part := child.stdout.read(min(_CHUNK, most + 1 - size))):
        parts.append(part)
        size += len(part)
    if size > most:
        child.kill()
    return b"".join(parts)


def understood(answer: bytes) -> Extract:
    """What a child answered; a child is no friend.

    Raises:
        ReportError: it refuses the file, or it answers nonsense.
    """
    try:
        values: dict[str, Any] = json.loads(answer)
        if "extract" in values:
            return parsed(values["extract"])
        refusal = _refusal(values["refused"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _too_much("it is damaged") from error
    raise refusal


def _refusal(values: dict[str, Any] | None) -> ReportError:
    """The error that the child tells of; it has only null when its memory was used up."""
    if values is None:
        return _too_much("reading it takes more memory than a report needs")
    choices = [(str(name), str(sample)) for name, sample in values["choices"]]
    return ReportError(str(values["reason"]), str(values["way_out"]), choices=choices)


def _too_much(reason: str) -> ReportError:
    return ReportError(f"It cannot be read: {reason}.", "Paste the text instead.")
