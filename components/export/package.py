"""A situation as a data package: CSV tables and datapackage.json in one folder, which `intake.read_package` reads back.

What a stranger gets wrong: it holds the situation and nothing else. The reports that people brought, their text and the
decisions about them stay in the store; so does history. Cells are exact, a text that looks like a formula too: the
format is for programs, and one that is changed on the way out is not the same when it comes back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeAlias

from components.errors import ExportError, PackageError, Problem
from components.export.cells import Cells, holder_column, row
from components.export.descriptor import GROUND_FILE, descriptor
from components.export.folder import publish
from components.export.seal import rendered, sealed
from components.intake import read_package
from components.intake.about import DESCRIPTOR
from components.intake.nouns import TABLES
from components.model import Noun, Situation, key_of, kind_of

#: Noun by file and line of the package.
Written: TypeAlias = dict[tuple[str, int], Noun]


def save_package(situation: Situation, folder: Path, ground: Mapping[str, Any] | None = None) -> str:
    """Writes a situation, and reads it back before the folder gets its name.

    Args:
        situation: what to save.
        folder: it must not be there yet; its name is free.
        ground: parsed GeoJSON with held areas and front lines; None when there is none.

    Returns:
        SHA-256 of datapackage.json: the identity of the package.

    Raises:
        ExportError: something is at the folder's path, the disk refuses, or a record does not fit the format; then
            nothing is left there.
    """
    digests: list[str] = []

    def fill(draft: Path) -> None:
        written = _write(situation, draft, ground)
        digests.append(_checked(situation, draft, folder, ground, written))

    publish(folder, fill)
    return digests[0]


def _write(situation: Situation, folder: Path, ground: Mapping[str, Any] | None) -> Written:
    """Writes the files, and gives the noun that begins on each line."""
    tables = _tables(situation)
    written: Written = {}
    columns = {name: _columns(situation, name) for name in tables}
    for name, nouns in tables.items():
        text, lines = _csv(columns[name], [cells for _, cells in nouns])
        _file(folder, f"{name}.csv", text)
        written |= {(f"{name}.csv", line): noun for line, (noun, _) in zip(lines, nouns, strict=True)}
    if ground is not None:
        _file(folder, GROUND_FILE, json.dumps(ground, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    made = descriptor(situation.about, columns, has_ground=ground is not None)
    _file(folder, DESCRIPTOR, rendered(sealed(made, folder)))
    return written


def _file(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


def _tables(situation: Situation) -> dict[str, list[tuple[Noun, Cells]]]:
    tables: dict[str, list[tuple[Noun, Cells]]] = {name: [] for name in TABLES}
    for noun in situation.nouns():
        if noun is not situation.about:
            table, cells = row(kind_of(noun), noun)
            tables[table].append((noun, cells))
    return tables


def _columns(situation: Situation, table: str) -> tuple[str, ...]:
    expected, _ = TABLES[table]
    dates = {holding.on for settlement in situation.settlements for holding in settlement.holdings}
    return (*expected, *(holder_column(on) for on in sorted(dates) if table == "control"))


def _csv(columns: Sequence[str], rows: Sequence[Cells]) -> tuple[str, list[int]]:
    """The table, and the line on which each row begins."""
    text, lines, line = io.StringIO(newline=""), [], 2
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for cells in rows:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in cells.values())
        writer.writerow(cells)
    return text.getvalue(), lines


def _checked(
    situation: Situation, draft: Path, folder: Path, ground: Mapping[str, Any] | None, written: Written
) -> str:
    """Reads the draft as anybody will, and gives its identity."""
    way_out = "Correct the record, then save again."
    try:
        package = read_package(draft)
    except PackageError as error:
        raise ExportError(str(folder), _reason(error.problems[0], written), way_out) from error
    if package.situation != situation or package.ground != ground:
        lost = _difference(situation, package.situation)
        raise ExportError(str(folder), f"The format has no place for all of {lost}.", way_out)
    return package.digest


def _reason(problem: Problem, written: Written) -> str:
    """What stands against a record, by its name: whoever reads it never sees the file."""
    noun = written.get((problem.file, problem.line or 0))
    where = f"The {kind_of(noun)} {key_of(noun)!r}" if noun else problem.file
    return f"{where} does not fit the format ({problem.field or 'all of it'}): {problem.sentence}"


def _difference(situation: Situation, found: Situation) -> str:
    for mine, theirs in zip_longest(situation.nouns(), found.nouns()):
        if mine is not None and mine != theirs:
            return f"the {kind_of(mine)} {key_of(mine)!r}"
    return "the ground"
