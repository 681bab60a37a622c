"""Reads the tables of the gazetteer: UTF-8, comma, header, text as text; every row that is refused says why.

What a stranger gets wrong: these tables are edited by hand. One broken row never stops the others, and never
vanishes: it becomes a `Problem` with its file, line and column.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from components.errors import Problem

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MAX_CELL_CHARS = 20_000


class RowFault(Exception):  # noqa: N818 - it never leaves this room
    """One row is refused; inside this room only.

    Attributes:
        column: the column at fault; empty when it is the whole row.
        value: what it holds.
    """

    def __init__(self, column: str, value: str, sentence: str) -> None:
        self.column, self.value = column, value
        super().__init__(sentence)


@dataclass(slots=True)
class Tally:
    """What became of the rows of one file; `read` is always `kept` plus refused.

    Attributes:
        file: name of the file.
        read: rows below the header.
        kept: rows that are in the gazetteer.
        problems: one for each refused row, in the order of lines.
    """

    file: str
    read: int = 0
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows that are not in the gazetteer."""
        return self.read - self.kept


@dataclass(frozen=True, slots=True)
class Sheet:
    """One row with its cells by column."""

    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        """The cell; blank is refused."""
        if not self[column]:
            raise RowFault(column, "", "It may not be blank; fill it in.")
        return self[column]

    def items(self, column: str) -> list[str]:
        """A list whose items are separated by ``|``."""
        return [item for part in self[column].split("|") if (item := part.strip())]

    def number(self, column: str, low: float, high: float) -> float:
        """A plain number within bounds; 0 when blank and allowed to be."""
        text = self[column] or ("0" if low <= 0 and column not in ("lat", "lon") else "")
        if not _NUMBER.fullmatch(text) or not isfinite(float(text)):
            raise RowFault(column, text, "Write a plain number such as 51.73.")
        if not low <= float(text) <= high:
            raise RowFault(column, text, f"It must be {low:g} to {high:g}.")
        return float(text)

    def country(self, column: str = "country") -> str:
        """An ISO 3166-1 alpha-2 code, or blank."""
        if self[column] and not _COUNTRY.fullmatch(self[column]):
            raise RowFault(column, self[column], "Write the two-letter code of the country, such as UA.")
        return self[column]


def read_sheet(path: Path, columns: Sequence[str], read: Callable[[Sheet], object], tally: Tally) -> None:
    """Hands every row of a table to `read`; what that refuses is counted and explained.

    Args:
        path: the table; a missing one has no rows.
        columns: columns that the header must have; more are allowed.
        read: takes one row; raises `RowFault`.
        tally: counts, and keeps the problems.
    """
    for line, sheet in _sheets(path, columns, tally):
        try:
            read(sheet)
        except RowFault as fault:
            tally.problems.append(Problem(tally.file, line, fault.column, fault.value[:200], str(fault)))
        else:
            tally.kept += 1


def _sheets(path: Path, columns: Sequence[str], tally: Tally) -> Iterator[tuple[int, Sheet]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        header: list[str] = []
        line = 1
        while True:
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                tally.read += 1
                tally.problems.append(
                    Problem(tally.file, line, "", "", f"It is not CSV ({error}); check the quotes from this line on.")
                )
                return
            start, line = line, reader.line_num + 1
            if not header:
                header = [value.strip() for value in values]
                missing = [column for column in columns if column not in header]
                if missing:
                    tally.problems.append(
                        Problem(tally.file, 1, missing[0], ",".join(header)[:200], "The header has no such column.")
                    )
                    return
            elif values:
                tally.read += 1
                if fault := _fault(values, header):
                    tally.problems.append(Problem(tally.file, start, *fault))
                else:
                    yield start, Sheet(dict(zip(header, values, strict=True)))


def _fault(values: list[str], header: list[str]) -> tuple[str, str, str] | None:
    if len(values) != len(header):
        return "", "", f"It has {len(values)} cells where the header has {len(header)}; quote cells that hold a comma."
    for column, value in zip(header, values, strict=True):
        if any("\udc80" <= letter <= "\udcff" for letter in value):
            return column, ascii(value)[:200], "It is not UTF-8; save the file as UTF-8."
        if _CONTROL.search(value) or len(value) > MAX_CELL_CHARS:
            return column, ascii(value)[:200], "It holds a control character or far too much text; correct it."
    return None
