"""The built gazetteer in the user's cache folder: opened when it fits the ingredients, built anew when it does not.

What a stranger gets wrong: a folder is named after the fingerprint of what it was built from and is never changed. A
build that is killed leaves a nameless temporary folder, which the next build removes; it never leaves half an index.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from components.errors import GazetteerError, Problem
from components.places.additions import read_pins
from components.places.index import Index
from components.places.ingredients import Progress
from components.places.inputs import Inputs
from components.places.sheets import Tally
from components.settings import Settings, bundled_folder

#: How long another process's build is waited for.
WAIT_S = 180.0
_LEAST_FREE_BYTES = 200_000_000
_TEMPORARY = ".building-"
_ROOT = Path(__file__).resolve().parents[2]


def additions_folder(settings: Settings) -> Path:
    """Where the user's additions to the gazetteer lie."""
    return settings.data_dir / "gazetteer"


def inputs(settings: Settings) -> Inputs:
    """What the gazetteer of this machine is made from."""
    return Inputs(bundled_folder(), additions_folder(settings))


def index_folder(settings: Settings) -> Path:
    """Where the index for today's ingredients lies, or will lie."""
    return settings.cache_dir / "gazetteer" / inputs(settings).fingerprint()


def ready_index(settings: Settings) -> Index | None:
    """The gazetteer under the user's pins, None while there is none for today's ingredients; never builds.

    Raises:
        GazetteerError: its files cannot be read.
    """
    folder = index_folder(settings)
    if not (folder / "meta.json").is_file():
        return None
    try:
        return Index.open(folder, read_pins(additions_folder(settings)))
    except (OSError, ValueError, KeyError) as error:
        raise GazetteerError(
            f"The gazetteer in {folder} cannot be read.", "Delete that folder; it is built anew."
        ) from error


def open_index(settings: Settings, progress: Progress | None = None) -> Index:
    """The gazetteer under the user's pins; it is built first when it is missing or older than its ingredients.

    Args:
        settings: where the cache and the additions lie.
        progress: told how far a build is, 0 to 1, and what is being done.

    Raises:
        GazetteerError: it cannot be built or read.
    """
    index = ready_index(settings)
    if index is None:
        build_index(settings, progress)
        index = ready_index(settings)
    if index is None:
        raise GazetteerError("The gazetteer's files changed while it was built.", "Build it again.")
    return index


def build_index(settings: Settings, progress: Progress | None = None) -> list[Tally]:
    """Builds the gazetteer in a process of its own, unless another process has just done so.

    Returns:
        What became of the rows of each table; empty when nothing was built.

    Raises:
        GazetteerError: no room, no right to write, a build that failed, or another one that does not end.
    """
    target = index_folder(settings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.parent / ".lock", timeout=WAIT_S):
            if (target / "meta.json").is_file():
                return []
            return _build(target, settings, progress or (lambda _share, _sentence: None))
    except Timeout as error:
        raise GazetteerError(
            "Another build of the gazetteer does not end.", "Wait for it, or end that process."
        ) from error
    except OSError as error:
        raise GazetteerError(
            f"The gazetteer cannot be written to {target.parent} ({error.strerror}).",
            "Make room, or set CONFLICT_MAP_CACHE_DIR to a folder that can be written.",
        ) from error


def _build(target: Path, settings: Settings, progress: Progress) -> list[Tally]:
    if shutil.disk_usage(target.parent).free < _LEAST_FREE_BYTES:
        raise GazetteerError(f"There is too little room in {target.parent}.", "200 MB must be free for a build.")
    for leftover in target.parent.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=target.parent))
    try:
        tallies = _run(temporary, settings, progress)
        _sync(temporary)
        shutil.rmtree(target, ignore_errors=True)
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    for old in target.parent.iterdir():
        if old.is_dir() and old != target:
            shutil.rmtree(old, ignore_errors=True)
    return tallies


def _run(temporary: Path, settings: Settings, progress: Progress) -> list[Tally]:
    """Runs the build and passes on what it tells."""
    command = [sys.executable, "-m", "components.places.build", str(temporary)]
    command += [str(bundled_folder()), str(additions_folder(settings))]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))}
    tallies: list[Tally] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8", env=environ, cwd=_ROOT
        ) as process:
            for line in process.stdout or ():
                kind, *rest = json.loads(line)
                if kind == "progress":
                    progress(*rest)
                else:
                    tallies = [_tally(each) for each in rest[0]]
        if process.returncode:
            errors.seek(0)
            last = (errors.read().strip().splitlines() or [f"exit code {process.returncode}"])[-1]
            raise GazetteerError(
                f"The gazetteer could not be built: {last[:300]}.", "The old one, if any, is untouched."
            )
    return tallies


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(row["file"], row["read"], row["kept"], [Problem(**problem) for problem in row["problems"]])


def _sync(folder: Path) -> None:
    """Has every file on the disk before the folder gets its name."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
