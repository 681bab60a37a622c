"""Checks a table against the Table Schema that its package declares.

What a stranger gets wrong: the schema comes with the data, so it is somebody else's text. A ``pattern`` in it is
never evaluated (a hostile one would stop the program), and its keys are checked through our own nouns instead.
Types and constraints: https://datapackage.org/standard/table-schema/ (version 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from components.errors import Problem
from components.intake.tables import Row, parse_number
from components.model import parse_day

_Value: TypeAlias = str | float | bool | date


def _boolean(text: str) -> bool:
    if text not in ("true", "false", "yes", "no"):
        raise ValueError("Write true or false")
    return text in ("true", "yes")


def _whole(text: str) -> float:
    number = parse_number(text)
    if not isinstance(number, int):
        raise ValueError("Write a whole number")  # noqa: TRY004 - the cell is text; its value is at fault
    return number


_CASTS: Mapping[str, Callable[[str], _Value]] = {
    "string": str,
    "number": parse_number,
    "integer": _whole,
    "date": parse_day,
    "boolean": _boolean,
}


def check_rows(rows: Sequence[Row], schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of the cells, in the order of lines.

    Args:
        rows: of one table; their columns were checked by the caller.
        schema: the parsed ``schema`` of the resource; a field of a type we do not know is a problem.
    """
    for field in schema["fields"]:
        kind = field.get("type", "string")
        if kind not in _CASTS:
            allowed = ", ".join(_CASTS)
            yield Problem(rows[0].file, 1, field["name"], str(kind), f"Unknown type in its schema; use {allowed}.")
        else:
            yield from _check_column(rows, field["name"], _CASTS[kind], field.get("constraints", {}))


def _check_column(
    rows: Sequence[Row], name: str, cast: Callable[[str], _Value], constraints: Mapping[str, Any]
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        text = row.cells[name]
        fault = _fault(text, cast, constraints)
        if fault is None and text and constraints.get("unique") and text in seen:
            fault = f"Line {seen[text]} has the same; it must be unique."
        seen.setdefault(text, row.line)
        if fault:
            yield Problem(row.file, row.line, name, text[:200], fault)


def _fault(text: str, cast: Callable[[str], _Value], constraints: Mapping[str, Any]) -> str | None:
    if not text:
        return "It may not be blank." if constraints.get("required") else None
    try:
        value = cast(text)
        lowest, highest = (
            cast(str(constraints[key])) if key in constraints else None for key in ("minimum", "maximum")
        )
    except ValueError as error:
        return f"{error}."
    if "enum" in constraints and text not in {str(item) for item in constraints["enum"]}:
        return f"Unknown code; use one of {', '.join(map(str, constraints['enum']))}."
    if len(text) > constraints.get("maxLength", len(text)):
        return f"It has {len(text)} characters where {constraints['maxLength']} are allowed; shorten it."
    if lowest is not None and value < lowest:  # type: ignore[operator]
        return f"It is below {constraints['minimum']}."
    if highest is not None and value > highest:  # type: ignore[operator]
        return f"It is above {constraints['maximum']}."
    return None
