"""What a user adds to the gazetteer: GeoNames dumps, alternate names, rows of other files, pins.

What a stranger gets wrong: a file is checked whole before it is kept, and kept even when some rows are refused: each
refused row is told with its line, column and reason, and read = kept + refused always.
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path

from components.errors import GazetteerError
from components.model import Point
from components.places.dumps import alternate_drafts, dump_drafts
from components.places.index import Pin
from components.places.ingredients import Draft
from components.places.neutral import COLUMNS as ROW_COLUMNS
from components.places.neutral import row_drafts
from components.places.sheets import Tally

PINS = "pins.csv"
_PIN_COLUMNS = tuple(field.name for field in fields(Pin))
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_CHUNK = 1 << 20


class Format(StrEnum):
    """What an added file is."""

    DUMP = "dump"  #: a GeoNames country dump: 19 columns with tabs between, no header
    ALTERNATES = "alternates"  #: GeoNames alternate names: alternateNameId, geonameid, language, name, four flags, ...
    ROWS = "rows"  #: CSV with the columns name, admin, country, lat, lon, precision, provenance


_READERS: dict[Format, Callable[[Path, Tally], Iterator[Draft]]] = {
    Format.DUMP: dump_drafts,
    Format.ALTERNATES: alternate_drafts,
    Format.ROWS: row_drafts,
}


def added_files(folder: Path) -> list[Path]:
    """The added files, dumps before the names that join them."""
    order = {f"{name}-": place for place, name in enumerate((Format.DUMP, Format.ROWS, Format.ALTERNATES))}
    found = [path for path in folder.glob("*") if any(path.name.startswith(start) for start in order)]
    return sorted(found, key=lambda path: (order[path.name.partition("-")[0] + "-"], path.name))


def added_drafts(folder: Path, tallies: list[Tally]) -> Iterator[Draft]:
    """The drafts of every added file; what became of the rows is added to `tallies`."""
    for path in added_files(folder):
        tally = Tally(path.name)
        tallies.append(tally)
        yield from _READERS[Format(path.name.partition("-")[0])](path, tally)


def guess_format(path: Path) -> Format:
    """Which kind of file it is, by its first line.

    Raises:
        GazetteerError: it is none of them, or cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = file.readline(100_000)
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error
    cells = line.rstrip("\n").split("\t")
    if len(cells) == 19:
        return Format.DUMP
    if 4 <= len(cells) <= 10 and cells[0].isdecimal() and cells[1].isdecimal():
        return Format.ALTERNATES
    if {"name", "lat", "lon"} <= {cell.strip() for cell in line.split(",")}:
        return Format.ROWS
    raise GazetteerError(
        f"{path.name} is not a kind of file that the gazetteer knows.",
        f"Say which with --format, or give a CSV with the columns {', '.join(ROW_COLUMNS)}.",
    )


def add(folder: Path, path: Path, kind: Format) -> tuple[Tally, bool]:
    """Checks a file and keeps a copy among the additions; the same content twice changes nothing.

    Args:
        folder: folder of the additions; made when missing.
        path: the file.
        kind: what it is.

    Returns:
        What became of its rows, and whether anything was added.

    Raises:
        GazetteerError: it cannot be read or kept, or not one row of it can be used.
    """
    tally = Tally(path.name)
    try:
        for _ in _READERS[kind](path, tally):
            pass
        if not tally.kept:
            first = f" {tally.problems[0]}" if tally.problems else ""
            raise GazetteerError(f"{path.name} has no row that can be used.{first}", "Nothing was added.")
        target = folder / f"{kind}-{_digest(path)}-{_UNSAFE.sub('_', path.name)[-60:]}"
        if any(folder.glob(f"{kind}-{_digest(path)}-*")):
            return tally, False
        _copy(path, target)
    except OSError as error:
        raise GazetteerError(f"{path} cannot be added ({error.strerror}).", "Nothing was changed.") from error
    return tally, True


def read_pins(folder: Path) -> tuple[Pin, ...]:
    """The pins of the users of this machine; none when there is no such file."""
    path = folder / PINS
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_pin(row) for row in csv.DictReader(file))


def remember(folder: Path, pin: Pin) -> None:
    """Keeps a pin; it takes effect when an index is next opened with `read_pins`, without a build.

    Raises:
        PointError: its coordinates are not on the globe.
        GazetteerError: it has no name or no reason, or the file cannot be written.
    """
    Point(pin.lat, pin.lon)
    if not pin.name.strip() or not pin.why.strip():
        raise GazetteerError("A pin needs a name and a reason.", "Say why this is the place.")
    pins = [*read_pins(folder), pin]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _replacing(folder / PINS) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _PIN_COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(asdict(each) for each in pins)
    except OSError as error:
        raise GazetteerError(f"The pin cannot be kept ({error.strerror}).", "Nothing was changed.") from error


def _pin(row: dict[str, str]) -> Pin:
    try:
        values = {**row, "lat": float(row["lat"]), "lon": float(row["lon"])}
        pin = Pin(**{name: values[name] for name in _PIN_COLUMNS})  # type: ignore[arg-type]
        Point(pin.lat, pin.lon)
    except (KeyError, TypeError, ValueError) as error:
        raise GazetteerError(f"{PINS} holds a row that is no pin: {error}", "Correct the row, or delete it.") from error
    return pin


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with _replacing(target) as temporary:
        shutil.copyfile(path, temporary)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A temporary file that takes the place of another when the block ends well, and vanishes when it does not."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".adding-", delete=False) as file:
        temporary = Path(file.name)
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
