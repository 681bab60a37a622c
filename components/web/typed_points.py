"""Coordinates typed into the place box, read back to whoever typed them.

What a stranger gets wrong: two plain numbers can be read in two orders. Both readings are offered, each with the town
it lies near, and neither is taken without a choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.places.coordinates import parse_coordinates
from components.places.index import Index
from components.places.nearest import nearest
from components.places.notations import Ambiguous, Found, Refused
from components.places.suggest import where

#: Nearer than this to a town's centre a point is at the town.
_AT_KM = 1.0


def typed_points(typed: str, index: Index | None) -> tuple[list[Mapping[str, Any]], str]:
    """The points that a text may be, and a sentence about them where one is needed; nothing for a name.

    Args:
        typed: as typed.
        index: tells what lies near a point; None while there is none.
    """
    match parse_coordinates(typed):
        case Found() as found:
            return [_as_json(found, index, is_guess=False)], ""
        case Ambiguous(readings=readings, question=question):
            return [_as_json(found, index, is_guess=True) for found in readings], question
        case Refused(reason=reason):
            return [], reason
    return [], ""


def _as_json(found: Found, index: Index | None, *, is_guess: bool) -> Mapping[str, Any]:
    name, _, fineness = found.echo.partition(" (")
    return {
        "name": name,
        "alias": "",
        "what": "point",
        "where": _beside(found, index) if index else "",
        "precision": fineness.rstrip(")"),
        "kind": "point",
        "scale": found.scale,
        "lat": round(found.point.lat, 6),
        "lon": round(found.point.lon, 6),
        "radius_km": round(found.radius_m / 1000, 3),
        "place": None,
        "guess": is_guess,
    }


def _beside(found: Found, index: Index) -> str:
    """The nearest town and how far it is, so that a swapped order is seen at once."""
    for town in nearest(index, found.point):
        around = where(index, town.entity)
        beside = "at" if town.km < _AT_KM else f"{town.km:,.0f} km from"
        return f"{beside} {town.entity.name}{', ' if around else ''}{around}"
    return ""
