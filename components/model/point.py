"""A point on the globe, and a box.

What a stranger gets wrong: Folium and geopy want latitude first, GeoJSON and shapely want longitude first. So a
bare pair never crosses a function signature here; ask a point for the order you need.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from components.errors import ModelError, PointError


@dataclass(frozen=True, slots=True)
class Point:
    """A point in WGS 84 degrees.

    Attributes:
        lat: latitude, -90 to 90.
        lon: longitude, -180 to 180.

    Raises:
        PointError: out of range or not a number; the message says when the two look swapped.

    >>> Point(51.191, 35.271).lonlat
    (35.271, 51.191)
    >>> Point(132.3, 43.1)
    Traceback (most recent call last):
        ...
    components.errors.PointError: lat 132.3, lon 43.1 is not on the globe: lat is -90 to 90, lon is -180 to 180. \
Latitude and longitude look swapped.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        lat_fits, lon_fits = _within(self.lat, 90), _within(self.lon, 180)
        if not (lat_fits and lon_fits):
            is_swapped = _within(self.lon, 90) and _within(self.lat, 180)
            raise PointError("lon" if lat_fits else "lat", self.lat, self.lon, is_swapped=is_swapped)

    @property
    def latlon(self) -> tuple[float, float]:
        """Latitude first: Folium, geopy."""
        return self.lat, self.lon

    @property
    def lonlat(self) -> tuple[float, float]:
        """Longitude first: GeoJSON, shapely."""
        return self.lon, self.lat


def _within(degrees: float, limit: float) -> bool:
    return math.isfinite(degrees) and -limit <= degrees <= limit


@dataclass(frozen=True, slots=True)
class Box:
    """A window in WGS 84 degrees that does not cross the antimeridian.

    Attributes:
        south: lowest latitude.
        west: lowest longitude.
        north: highest latitude.
        east: highest longitude.
    """

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        Point(self.south, self.west)
        Point(self.north, self.east)
        if self.south >= self.north or self.west >= self.east:
            raise ModelError("south", self.south, "A box has south below north and west left of east.")
