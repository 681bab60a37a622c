"""A data package folder becomes a situation, or is refused with all its problems.

What a stranger gets wrong: there is no half-read package. One bad cell refuses the whole, because a claim whose
source is missing is worse than no claim; but every problem is listed, so that one round of repair is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.errors import ModelError, PackageError, Problem
from components.intake.descriptor import Limits, Resource, parse_json, read_descriptor
from components.intake.ground import checked_ground
from components.intake.nouns import COLUMN_OF, TABLES, holder_date
from components.intake.schema import check_rows
from components.intake.tables import Cells, Row, read_header, read_rows
from components.model import Noun, Situation, assemble, dangling, key_of, kind_of

#: Tables that a package has even when they are empty; a file that was forgotten is not an empty situation.
REQUIRED = ("sources", "speakers", "places", "topics", "claims")
#: The resource with held areas and front lines, when a package has one.
GROUND = "ground"


@dataclass(frozen=True, slots=True)
class Package:
    """A data package that was read whole.

    Attributes:
        situation: its content.
        digest: SHA-256 of datapackage.json, which names the hash of every file; the identity of an import.
        ground: parsed ground.geojson, None when the package has none.
        folder: where it lies.
    """

    situation: Situation
    digest: str
    ground: Mapping[str, Any] | None
    folder: Path


def read_package(folder: Path, limits: Limits | None = None) -> Package:
    """Reads and checks a whole package.

    Raises:
        PackageError: with all problems, in the order of files and lines.
    """
    limits = limits or Limits()
    descriptor = read_descriptor(folder, limits)
    problems = [_missing(name) for name in REQUIRED if name not in descriptor.resources]
    nouns: list[Noun] = []
    origin: dict[tuple[str, str], tuple[str, Row]] = {}
    for name in TABLES:
        if name not in descriptor.resources:
            continue
        rows = _rows(descriptor.resources[name], limits, problems)
        for row in rows:
            noun = _noun(name, row, problems)
            if noun is not None:
                _note(noun, name, row, origin, problems)
                nouns.append(noun)
    if not problems:
        problems += _dangling(assemble(descriptor.about, nouns), origin)
    ground = descriptor.resources.get(GROUND)
    parsed_ground = checked_ground(ground.file, parse_json(ground.file, ground.body)) if ground else None
    if problems:
        raise PackageError(_listed(problems, limits.max_problems))
    return Package(assemble(descriptor.about, nouns), descriptor.digest, parsed_ground, folder)


def read_ground(folder: Path, limits: Limits | None = None) -> Mapping[str, Any] | None:
    """Only the held areas and front lines of a package; None when it has none.

    Raises:
        PackageError: a hash does not match, or the file is no ground.
    """
    ground = read_descriptor(folder, limits or Limits()).resources.get(GROUND)
    return checked_ground(ground.file, parse_json(ground.file, ground.body)) if ground else None


def _missing(name: str) -> Problem:
    return Problem("datapackage.json", None, "resources", "", f"The table {name!r} is missing; add it.")


def _rows(resource: Resource, limits: Limits, problems: list[Problem]) -> Sequence[Row]:
    found: list[Problem] = []
    rows = list(
        read_rows(resource.file, resource.body, max_rows=limits.max_rows, max_chars=limits.max_chars, problems=found)
    )
    problems += found
    if found and not rows:
        return ()
    wrong = list(_columns(resource, tuple(rows[0].cells) if rows else read_header(resource.body)))
    problems += wrong or (check_rows(rows, resource.schema) if rows else ())
    return () if wrong else rows


def _columns(resource: Resource, names: Sequence[str]) -> Iterable[Problem]:
    expected, _ = TABLES[resource.name]
    if not names:
        yield Problem(resource.file, 1, "", "", "The file is empty; begin it with a line that names its columns.")
        return
    for name in expected:
        if name not in names:
            yield Problem(resource.file, 1, name, "", "The column is missing; add it, blank where nothing is known.")
    for name in names:
        is_dated = resource.name == "control" and holder_date(name) is not None
        if name not in expected and not is_dated:
            yield Problem(resource.file, 1, name[:200], "", "Unknown column; remove it, nothing would be made of it.")
    fields = resource.schema.get("fields")
    if not isinstance(fields, list) or not all(isinstance(f, dict) and isinstance(f.get("name"), str) for f in fields):
        yield Problem(resource.file, None, "schema", "", "Its Table Schema lists no fields; add them.")
    elif [field["name"] for field in fields] != list(names):
        yield Problem(
            resource.file, 1, "schema", "", "The header and the fields of its schema differ; make them the same."
        )


def _noun(table: str, row: Row, problems: list[Problem]) -> Noun | None:
    _, build = TABLES[table]
    cells = Cells(row)
    noun: Noun | None = None
    try:
        noun = build(cells)
    except ModelError as error:
        if not cells.problems:
            column = COLUMN_OF.get(table, {}).get(error.field, error.field)
            cells.fault(column, str(error), error.value)
    known = {(problem.line, problem.field) for problem in problems if problem.file == row.file}
    problems += [problem for problem in cells.problems if (problem.line, problem.field) not in known]
    return None if cells.problems else noun


def _note(
    noun: Noun, table: str, row: Row, origin: dict[tuple[str, str], tuple[str, Row]], problems: list[Problem]
) -> None:
    name = (kind_of(noun), key_of(noun))
    if name in origin:
        sentence = f"Line {origin[name][1].line} has the same key; remove or rename one."
        problems.append(Problem(row.file, row.line, "", name[1], sentence))
    else:
        origin[name] = (table, row)


def _dangling(situation: Situation, origin: Mapping[tuple[str, str], tuple[str, Row]]) -> Iterable[Problem]:
    for pointer in dangling(situation):
        sentence = f"There is no {pointer.to_kind} with this id; correct it or add the {pointer.to_kind}."
        if pointer.kind == "about":
            yield Problem("datapackage.json", None, pointer.field, pointer.to_key, sentence)
            continue
        table, row = origin[pointer.kind, pointer.key]
        column = COLUMN_OF.get(table, {}).get(pointer.field, pointer.field)
        yield Problem(row.file, row.line, column, pointer.to_key, sentence)


def _listed(problems: Sequence[Problem], most: int) -> Sequence[Problem]:
    if len(problems) <= most:
        return problems
    rest = Problem("", None, "", "", f"{len(problems) - most} more problems are not listed; repair these first.")
    return [*problems[:most], rest]
