"""What a package says of itself becomes the description of a situation.

What a stranger gets wrong: the Data Package standard has no place for a clock, a theatre or a headline; those are
under the key ``conflict-map``, which other programs leave alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from components.errors import ModelError, Problem
from components.model import DEFAULT_SIDES, About, Box, Opening, Side, is_situation_id, parse_day

DESCRIPTOR = "datapackage.json"


def read_about(parsed: Mapping[str, Any]) -> About | Problem:
    """Reads the description, or says what is wrong with it.

    Args:
        parsed: datapackage.json.
    """
    try:
        return _about(parsed, _object(parsed["conflict-map"]))
    except KeyError as error:
        return Problem(DESCRIPTOR, None, str(error.args[0]), "", "The key is missing; add it.")
    except (ModelError, TypeError, ValueError) as error:
        return Problem(DESCRIPTOR, None, "conflict-map", "", f"It cannot be used ({error}); correct it.")


def _about(parsed: Mapping[str, Any], own: Mapping[str, Any]) -> About:
    opens, span, theatre = (_object(own[key]) for key in ("opens", "span", "theatre"))
    return About(
        id=_id(parsed["name"]),
        title=_text(parsed["title"]),
        headline=_text(own["headline"]),
        description=_text(parsed.get("description", "")),
        span_from_on=_day(span["from"]),
        span_to_on=_day(span["to"]),
        opening=Opening(_day(opens["clock"]), _day(opens["from"]), _day(opens["to"])),
        theatre=Box(*(_degrees(theatre[edge]) for edge in ("south", "west", "north", "east"))),
        focus_area=_text(own["focus_area"]) if own.get("focus_area") else None,
        lead_topics=tuple(_text(topic) for topic in own["lead_topics"]),
        sides=_sides(own),
        licences=tuple(_text(item["title"]) for item in parsed.get("licenses", ())),
    )


def _sides(own: Mapping[str, Any]) -> tuple[Side, ...]:
    if "sides" not in own:
        return DEFAULT_SIDES
    return tuple(Side(_text(item["id"]), _text(item["name"])) for item in own["sides"])


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} should be an object")
    return value


def _id(value: Any) -> str:
    if not is_situation_id(_text(value)):
        raise ValueError("a name is lower-case letters, digits and hyphens")
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be text")
    return value


def _day(value: Any) -> date:
    return parse_day(_text(value))


def _degrees(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} should be a number")
    return float(value)
