"""Checks ground.geojson: held areas and front lines, each with the date it is known for.

What a stranger gets wrong: a drawing that leads nowhere is not harmless. A date that cannot be read would move the
ground to another day, so a feature that is not whole refuses the package like a bad cell does. An empty line is
whole: it draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from components.errors import PackageError, Problem
from components.model import Point

#: Depth of the coordinate lists of each geometry that may be drawn, and the fewest parts of its outermost list.
DEPTHS = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
SHAPES = {"front": ("LineString", "MultiLineString"), "held": ("Polygon", "MultiPolygon")}
MAX_POSITIONS = 200_000


def checked_ground(file: str, parsed: Any) -> Mapping[str, Any]:
    """The ground of a package, as it was parsed.

    Features of other kinds than ``front`` and ``held`` are left alone.

    Args:
        file: its name, for the problems.
        parsed: what JSON gave.

    Raises:
        PackageError: with every problem; ``line`` is the number of the feature, counted from 1.
    """
    features = parsed.get("features") if isinstance(parsed, dict) else None
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise PackageError([Problem(file, None, "features", "", "It is no GeoJSON FeatureCollection; make it one.")])
    problems = [problem for n, feature in enumerate(features, 1) for problem in _problems(file, n, feature)]
    if problems:
        raise PackageError(problems)
    return parsed


def _problems(file: str, n: int, feature: Any) -> Iterator[Problem]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        yield Problem(file, n, "properties", "", "The feature has no properties; give its kind and its date.")
        return
    kind = properties.get("kind")
    if kind not in SHAPES:
        return
    if not _is_day(properties.get("on")):
        yield Problem(file, n, "on", str(properties.get("on")), "A day is written as 2024-10-30; correct it.")
    geometry = feature.get("geometry")
    shape = geometry.get("type") if isinstance(geometry, dict) else None
    if shape not in SHAPES[kind]:
        yield Problem(file, n, "geometry", str(shape), f"A {kind} is a {' or a '.join(SHAPES[kind])}; redraw it.")
        return
    yield from _coordinates(file, n, geometry.get("coordinates"), DEPTHS[shape], is_area=kind == "held")


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _coordinates(file: str, n: int, value: Any, depth: int, *, is_area: bool) -> Iterator[Problem]:
    lists = [value]
    for _ in range(depth - 1):
        if not all(isinstance(item, list) and item for item in lists):
            yield Problem(file, n, "coordinates", "", "A part of the shape is missing; redraw it.")
            return
        lists = [part for item in lists for part in item]
    if not all(isinstance(ring, list) for ring in lists):
        yield Problem(file, n, "coordinates", "", "The shape has no list of positions; redraw it.")
        return
    if is_area and any(len(ring) < len("abca") or ring[0] != ring[-1] for ring in lists):
        yield Problem(file, n, "coordinates", "", "A ring has at least four positions and ends where it starts.")
    positions = [position for ring in lists for position in ring]
    if len(positions) > MAX_POSITIONS:
        yield Problem(file, n, "coordinates", str(len(positions)), f"At most {MAX_POSITIONS} positions; simplify it.")
        return
    yield from (
        Problem(file, n, "coordinates", str(position)[:200], f"{reason} Positions are [longitude, latitude].")
        for position in positions
        if (reason := _reason(position))
    )


def _reason(position: Any) -> str:
    if not isinstance(position, list) or len(position) < len("xy"):
        return "This is no position; correct it."
    lon, lat = position[:2]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in (lon, lat)):
        return "This is no position; correct it."
    try:
        Point(lat, lon)
    except ValueError as error:
        return str(error)
    return ""
