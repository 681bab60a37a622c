"""Distances, bearings, and how far a place is from the front line.

What a stranger gets wrong: a degree is not a length. Every number here is a geodesic on the WGS 84 ellipsoid
(geopy, and GeographicLib under it); the flat projection below only finds *which* point of the line is nearest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from geographiclib.geodesic import Geodesic
from geopy.distance import geodesic

from components.model import Point

_WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
#: Beyond this a distance to the line says nothing, and the flat projection is no longer good enough.
MAX_LINE_KM = 300.0
#: How many distances are kept: a document is made anew after every decision, over nearly the same places.
_KEPT = 65_536


@dataclass(frozen=True, slots=True)
class Way:
    """From one point to another.

    Attributes:
        km: geodesic length.
        bearing_deg: initial bearing, clockwise from north, 0 to below 360.
    """

    km: float
    bearing_deg: float

    @property
    def wind(self) -> str:
        """The bearing as one of eight winds."""
        return _WINDS[round(self.bearing_deg / 45) % 8]


@lru_cache(maxsize=_KEPT)
def way(start: Point, end: Point) -> Way:
    """Geodesic from start to end.

    >>> found = way(Point(51.191, 35.271), Point(51.7304, 36.1926))
    >>> round(found.km, 1), round(found.bearing_deg), found.wind
    (87.8, 47, 'NE')
    """
    azimuth = Geodesic.WGS84.Inverse(*start.latlon, *end.latlon, Geodesic.AZIMUTH)["azi1"]
    return Way(geodesic(start.latlon, end.latlon).km, azimuth % 360)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Held areas and front lines on one date; two of them are the same only when they are one object.

    Attributes:
        on: the date.
        fronts: lines, each a sequence of points.
        held: polygons, each a sequence of rings, the first the outer one; rings are closed.
    """

    on: date
    fronts: tuple[tuple[Point, ...], ...]
    held: tuple[tuple[tuple[Point, ...], ...], ...]


def grounds(collection: Mapping[str, Any]) -> tuple[Ground, ...]:
    """Reads ground.geojson, oldest date first.

    Args:
        collection: features with the properties ``kind`` ("front" or "held"; others are left alone) and ``on`` (ISO
            day), coordinates longitude first, WGS 84.
    """
    fronts: dict[date, list[tuple[Point, ...]]] = {}
    held: dict[date, list[tuple[tuple[Point, ...], ...]]] = {}
    for feature in collection["features"]:
        kind = feature["properties"].get("kind")
        if kind in ("front", "held"):
            on = date.fromisoformat(feature["properties"]["on"])
            fronts.setdefault(on, []).extend(_lines(feature["geometry"]) if kind == "front" else ())
            held.setdefault(on, []).extend(_polygons(feature["geometry"]) if kind == "held" else ())
    return tuple(Ground(on, tuple(fronts[on]), tuple(held[on])) for on in sorted(fronts))


def _lines(geometry: Mapping[str, Any]) -> Iterator[tuple[Point, ...]]:
    parts = {"LineString": lambda c: [c], "MultiLineString": list}[geometry["type"]](geometry["coordinates"])
    return (_points(part) for part in parts)


def _polygons(geometry: Mapping[str, Any]) -> Iterator[tuple[tuple[Point, ...], ...]]:
    parts = {"Polygon": lambda c: [c], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
    return (tuple(_points(ring) for ring in part) for part in parts)


def _points(coordinates: Iterable[Sequence[float]]) -> tuple[Point, ...]:
    return tuple(Point(pair[1], pair[0]) for pair in coordinates)


@lru_cache(maxsize=_KEPT)
def line_km(point: Point, ground: Ground) -> float | None:
    """Geodesic distance to the nearest point of the front lines.

    Without a front line on that date the edge of the held areas is used.

    Returns:
        None when there is neither, or when it is more than `MAX_LINE_KM`.
    """
    lines = ground.fronts or tuple(ring for polygon in ground.held for ring in polygon)
    feet = [_foot(point, start, end) for line in lines for start, end in pairwise(line)]
    if not feet:
        return None
    _, nearest = min(feet, key=lambda foot: foot[0])
    km: float = geodesic(point.latlon, nearest.latlon).km
    return km if km <= MAX_LINE_KM else None


def _foot(point: Point, start: Point, end: Point) -> tuple[float, Point]:
    """Squared flat distance (degrees of latitude) and the nearest point of a segment.

    Longitudes are shrunk by the cosine of the latitude halfway to the segment (equirectangular projection).
    """
    squeeze = math.cos(math.radians((point.lat * 2 + start.lat + end.lat) / 4))
    ax, ay = (start.lon - point.lon) * squeeze, start.lat - point.lat
    dx, dy = (end.lon - start.lon) * squeeze, end.lat - start.lat
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
    foot = Point(start.lat + share * (end.lat - start.lat), start.lon + share * (end.lon - start.lon))
    return (ax + share * dx) ** 2 + (ay + share * dy) ** 2, foot


@lru_cache(maxsize=_KEPT)
def is_inside(point: Point, ground: Ground) -> bool:
    """Whether a point lies in a held area; one on an edge may count either way."""
    return any(
        _in_ring(point, polygon[0]) and not any(_in_ring(point, hole) for hole in polygon[1:])
        for polygon in ground.held
    )


def _in_ring(point: Point, ring: Sequence[Point]) -> bool:
    """Counts crossings of a ray to the east (even-odd rule)."""
    crossings = 0
    for start, end in pairwise(ring):
        if (start.lat > point.lat) != (end.lat > point.lat):
            share = (point.lat - start.lat) / (end.lat - start.lat)
            crossings += point.lon < start.lon + share * (end.lon - start.lon)
    return crossings % 2 == 1
