"""The one CSV reader: text in, rows of text out, each with its line.

What a stranger gets wrong: nothing is guessed. A cell stays the text it is ("NA" is Namibia, "007" is an id), a
ragged row is refused and not shifted, and what a cell means is decided by whoever reads it (see `Cells`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from components.errors import ModelError, Problem
from components.model import Point, Precision, When, parse_day

# As many decimals as the shortest text of any coordinate or figure needs, so that a saved number is read back exactly.
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,24})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_C = TypeVar("_C", bound=StrEnum)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        file: name of the file.
        line: where the row starts, counted from 1 with the header as line 1.
        cells: text by column, exactly as written.
    """

    file: str
    line: int
    cells: Mapping[str, str]


def read_rows(file: str, body: bytes, *, max_rows: int, max_chars: int, problems: list[Problem]) -> Iterator[Row]:
    """Reads UTF-8, comma, header, double quotes; what cannot be a row goes to `problems`.

    Args:
        file: name for messages.
        body: the whole file; its size was checked by the caller.
        max_rows: reading stops with a problem after so many rows.
        max_chars: longest cell.
        problems: where to add what is wrong.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(file, None, "", "", f"It is not UTF-8 (byte {error.start}); save it as UTF-8."))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for count, values in enumerate(reader):
            start, line = line, reader.line_num + 1
            if count > max_rows:
                problems.append(Problem(file, start, "", "", f"It has more than {max_rows:,} rows; split it."))
                return
            if count == 0:
                header = values
                if len(set(header)) != len(header) or "" in header:
                    problems.append(Problem(file, 1, "", "", "A column has no name or the name of another; rename it."))
                    return
            elif fault := _fault(values, header, max_chars):
                problems.append(Problem(file, start, *fault))
            else:
                yield Row(file, start, dict(zip(header, values, strict=True)))
    except csv.Error as error:
        problems.append(Problem(file, line, "", "", f"It is not CSV ({error}); check the quotes around this line."))


def read_header(body: bytes) -> tuple[str, ...]:
    """Names of the columns of a table that `read_rows` took without a problem; () when the file is empty."""
    reader = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True)
    return tuple(next(reader, ()))


def _fault(values: list[str], header: list[str], max_chars: int) -> tuple[str, str, str] | None:
    if len(values) != len(header):
        return "", "", f"It has {len(values)} cells where the header has {len(header)}; quote cells that hold a comma."
    for name, value in zip(header, values, strict=True):
        if len(value) > max_chars:
            return name, value[:200], f"A cell holds at most {max_chars:,} characters; shorten it."
        if _CONTROL.search(value):
            return name, value[:200], "It holds a control character; remove it."
    return None


def parse_number(text: str) -> float:
    """A plain decimal number; whole numbers come back as int, so that they are printed as they were written.

    Raises:
        ValueError: anything else, "1,294" and "1e3" included.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError("Write a plain number such as 1294 or 12.5")
    return float(text) if "." in text else int(text)


@dataclass(slots=True)
class Cells:
    """Reads the cells of one row; what is wrong is noted and reading goes on, so that all problems are found.

    After a problem a placeholder is returned: throw away what was built when `problems` is not empty.
    """

    row: Row
    problems: list[Problem] = field(default_factory=list)

    def fault(self, name: str, sentence: str, value: object = None) -> None:
        """Notes a problem with a column; only the first of each, because the next often follows from it."""
        if any(problem.field == name for problem in self.problems):
            return
        found = self.row.cells.get(name, "") if value is None else str(value)
        self.problems.append(Problem(self.row.file, self.row.line, name, found[:200], sentence))

    def text(self, name: str) -> str:
        """The cell as it is; empty when blank."""
        return self.row.cells[name]

    def needed(self, name: str) -> str:
        """The cell as it is; blank is a problem."""
        if not self.row.cells[name]:
            self.fault(name, "It may not be blank.")
        return self.row.cells[name]

    def optional(self, name: str) -> str | None:
        """The cell as it is; None when blank."""
        return self.row.cells[name] or None

    def items(self, name: str) -> tuple[str, ...]:
        """A list separated by semicolons; the same item twice is a problem."""
        items = tuple(item.strip() for item in self.row.cells[name].split(";") if item.strip())
        if len(set(items)) != len(items):
            self.fault(name, "It names one thing twice; leave one out.")
        return items

    def number(self, name: str) -> float | None:
        """A number; None when blank."""
        return self._parsed(name, parse_number)

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.number(name)
        if not isinstance(value, int):
            self.fault(name, "Write a whole number.")
            return 0
        return value

    def day(self, name: str) -> date | None:
        """A day; None when blank."""
        return self._parsed(name, parse_day)

    def needed_day(self, name: str) -> date:
        """A day; blank is a problem."""
        self.needed(name)
        return self.day(name) or date.min

    def code(self, name: str, codes: type[_C]) -> _C:
        """A code of a list."""
        try:
            return codes(self.row.cells[name])
        except ValueError:
            self.fault(name, f"Unknown code; use one of {', '.join(codes)}.")
            return next(iter(codes))

    def flag(self, name: str) -> bool:
        """Written as yes or no."""
        if self.row.cells[name] not in ("yes", "no"):
            self.fault(name, "Write yes or no.")
        return self.row.cells[name] == "yes"

    def point(self, lat_name: str, lon_name: str) -> Point | None:
        """Latitude and longitude; None when both are blank."""
        lat, lon = self.number(lat_name), self.number(lon_name)
        if lat is None or lon is None:
            if bool(self.row.cells[lat_name]) != bool(self.row.cells[lon_name]):
                self.fault(lat_name, "Give both latitude and longitude, or neither.")
            return None
        try:
            return Point(lat, lon)
        except ModelError as error:
            self.fault(lat_name if error.field == "lat" else lon_name, str(error))
            return None

    def when(self, prefix: str) -> When | None:
        """The columns <prefix>_from, _to, _precision, _edtf; None when the precision is blank.

        Without a column <prefix>_edtf the EDTF text follows from the days.
        """
        names = {part: f"{prefix}_{part}" for part in ("from", "to", "precision", "edtf")}
        if not self.row.cells[names["precision"]]:
            if any(self.row.cells.get(name) for name in names.values()):
                self.fault(names["precision"], "A date has a precision; fill it in.")
            return None
        earliest, latest = self.day(names["from"]), self.day(names["to"])
        precision = self.code(names["precision"], Precision)
        if self.problems:
            return None
        try:
            if names["edtf"] not in self.row.cells:
                return When.between(earliest, latest, precision)
            return When(earliest, latest, precision, self.row.cells[names["edtf"]])
        except ModelError as error:
            part = {"earliest": "from", "latest": "to"}.get(error.field, error.field)
            self.fault(names[part], str(error))
            return None

    def _parsed(self, name: str, parse: Callable[[str], _T]) -> _T | None:
        text = self.row.cells[name]
        try:
            return parse(text) if text else None
        except ValueError as error:
            self.fault(name, f"{error}.")
            return None
