"""Distances between points, and the settlements nearest to a point.

What a stranger gets wrong: the nearest settlement is not where something happened, and its country is a guess near a
border. Both are for reading a point back to a person, with the distance beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from components.model import Point
from components.places.entities import Entity, Kind
from components.places.index import KINDS, Index

_EARTH_KM = 6371.0088
_CELL_DEG = 1
_MOST_KM = 20_037.5
#: Rings of cells that are looked through before the whole world is.
_RINGS = 6
_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A settlement near a point.

    Attributes:
        entity: the settlement.
        km: geodesic distance from the point, WGS 84.
    """

    entity: Entity
    km: float


def distance_km(first: Point, second: Point) -> float:
    """Geodesic distance on WGS 84."""
    from geopy.distance import geodesic

    km: float = geodesic(first.latlon, second.latlon).km
    return km


def destination(start: Point, bearing_deg: float, km: float) -> Point:
    """The point that lies so far away in a direction, along a geodesic.

    >>> distant = destination(Point(51.7304, 36.1926), 225, 87.8)
    >>> round(distant.lat, 2), round(distant.lon, 2)
    (51.17, 35.3)
    """
    from geopy.distance import geodesic

    end = geodesic(kilometers=km).destination(start.latlon, bearing=bearing_deg)
    return Point(end.latitude, end.longitude)


class Placed(Protocol):
    """Whatever has a latitude and a longitude, WGS 84 degrees; NaN where it has no place."""

    @property
    def lat(self) -> float: ...  # noqa: D102 - said above
    @property
    def lon(self) -> float: ...  # noqa: D102 - said above


def gap_km(first: Placed, second: Placed) -> float:
    """Great-circle distance between two places on a sphere, good to 0.6 %; NaN counts as far away."""
    if math.isnan(first.lat) or math.isnan(second.lat):
        return _MOST_KM
    lat, other = math.radians(first.lat), math.radians(second.lat)
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(second.lon - first.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def nearest(index: Index, point: Point, count: int = 1) -> list[Neighbour]:
    """The settlements nearest to a point, nearest first.

    Args:
        index: the gazetteer.
        point: WGS 84.
        count: how many.
    """
    near = _near(index, point, count)
    # The sphere orders them well enough to choose a few; the ellipsoid says how far they are.
    entities = [index.entity(int(number)) for number in near[: count + 4]]
    measured = [Neighbour(entity, distance_km(point, Point(entity.lat, entity.lon))) for entity in entities]
    return sorted(measured, key=lambda neighbour: (neighbour.km, neighbour.entity.id))[:count]


def lies_in(index: Index, countries: Collection[str], most_km: float = 100.0) -> Callable[[Point], bool]:
    """A test whether a point lies in one of these countries, by its nearest settlement.

    Args:
        index: the gazetteer.
        countries: ISO 3166-1 alpha-2 codes.
        most_km: farther than this from every settlement a point lies nowhere.
    """
    codes = frozenset(code.upper() for code in countries)

    def test(point: Point) -> bool:
        found = nearest(index, point)
        return bool(found) and found[0].km <= most_km and found[0].entity.country in codes

    return test


def _near(index: Index, point: Point, count: int) -> npt.NDArray[np.intp]:
    """Numbers of the settlements round a point, nearest first, more than enough of them."""
    order, starts, settled = _grid(index)
    for ring in range(1, _RINGS + 1):
        chosen = _cells(order, starts, point, ring)
        if len(chosen) < count:
            continue
        km = _distances(index, chosen, point)
        # Only within the ring is it certain that no nearer one lies in a cell that was not looked at.
        reach_km = ring * _CELL_DEG * _DEGREE_KM * math.cos(math.radians(min(89.9, abs(point.lat) + ring)))
        sorted_km = np.argsort(km, kind="stable")
        if km[sorted_km[count - 1]] <= reach_km:
            return chosen[sorted_km]
    return settled[np.argsort(_distances(index, settled, point), kind="stable")]


def _distances(index: Index, chosen: npt.NDArray[np.intp], point: Point) -> npt.NDArray[np.float64]:
    lat, lon = np.radians(index.lat[chosen].astype(float)), np.radians(index.lon[chosen].astype(float))
    here = math.radians(point.lat)
    half = np.sin((lat - here) / 2) ** 2
    half += math.cos(here) * np.cos(lat) * np.sin((lon - math.radians(point.lon)) / 2) ** 2
    km: npt.NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return km


def _cells(order: npt.NDArray[np.intp], starts: npt.NDArray[np.intp], point: Point, ring: int) -> npt.NDArray[np.intp]:
    row, column = _cell(point.lat, point.lon)
    found = []
    for south in range(max(0, row - ring), min(179, row + ring) + 1):
        columns = {(column + step) % 360 for step in range(-ring, ring + 1)}
        found += [order[starts[south * 360 + west] : starts[south * 360 + west + 1]] for west in columns]
    return np.concatenate(found)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return min(179, int(lat + 90)), min(359, int(lon + 180))


@lru_cache(maxsize=2)
def _grid(index: Index) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Settlements sorted by cell of one degree, where each cell begins, and all of them; made once for an index."""
    settled = np.flatnonzero(index.kind == KINDS.index(Kind.SETTLEMENT))
    rows = np.minimum(179, (index.lat[settled] + 90).astype(int))
    cells = rows * 360 + np.minimum(359, (index.lon[settled] + 180).astype(int))
    by_cell = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[by_cell], np.arange(180 * 360 + 1))
    return settled[by_cell], starts, settled
