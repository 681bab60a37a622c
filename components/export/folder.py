"""A folder of files that is there whole or not at all.

What a stranger gets wrong: writing the files is not enough. Each is pushed to the disk before the folder gets its name,
and so is the name itself; who looks at the path sees nothing, or everything. Only a program that is killed leaves
something: a folder whose name begins with a dot, beside the one that was asked for.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from components.errors import ExportError


def publish(folder: Path, fill: Callable[[Path], None]) -> None:
    """Makes a folder whose files appear together.

    Args:
        folder: it must not be there yet; the one above it is made when missing.
        fill: writes the files into a folder beside it that has another name until all is done.

    Raises:
        ExportError: something is there already, or the disk refuses; nothing is left of what was begun.
    """
    if os.path.lexists(folder):
        raise ExportError(str(folder), "Something is there already.", "Name another folder, or move that one away.")
    with _refusals(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = folder.parent / f".{folder.name[:100]}.{secrets.token_hex(8)}"
        draft.mkdir()
        try:
            fill(draft)
            for path in (*draft.iterdir(), draft):
                _push(path)
            draft.rename(folder)
            _push(folder.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(
            str(folder), f"{reason}.", "Free some space, or name a folder that may be written."
        ) from error


def _push(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder, and needs no push of one
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
