"""The front and the areas held abroad on one date, as GeoJSON features, derived from settlements and nothing else.

What a stranger gets wrong: the line is where the table puts it, halfway between settlements of opposing sides, not
where a front was seen. Its half width is its distance to the nearest settlement that fixes it, and is drawn with it.

Method: in each country, Voronoi cells (Voronoi 1908) of the settlements that a side holds; the cells of those that the
other side holds are the taken ground; its edge, corners rounded off, is the front. Contested settlements take no part,
so that the edge runs wide between the fixed ones around them. A contested one with no taken one within reach is fought
over from across the border: there the other side's own settlements over the border stand in for taken ones. No line is
drawn outside the country, outside the hull of all settlements, where either side's nearest settlement is more than
REACH_KM away, or where the nearest settlement's holder is unknown. A state border with each side at home on its own
side of it is no front.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
import shapely.ops
from pyproj import Geod
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from components.layers.cells import (
    REACH_KM,
    Coordinates,
    Plane,
    Posts,
    cells_of,
    distances_km,
    lines,
    polygons,
    rounded,
)
from components.layers.settlements import SettlementOn

Feature = dict[str, Any]

#: What the features rest on, as they say themselves.
SOURCE = "control.csv"
SIDES = ("RU", "UA")
PIECE_KM = 12.0
STEP_KM = 0.5
SHORTEST_KM = 2.0
#: A settlement belongs to a patch of ground when it is in it or this close: rounding may cut past it.
NEAR_KM = 2.0
TOUCH_KM = 0.05
DIGITS = 3
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of front.

    Attributes:
        line: in kilometres, on the plane of its settlements.
        half_width_km: median over the piece of the distance to the nearest settlement that fixes it.
        country: whose recognised territory it runs through.
    """

    line: LineString
    half_width_km: float
    country: str


def fronts(
    settlements: Sequence[SettlementOn], plane: Plane, countries: Mapping[str, BaseGeometry]
) -> Iterator[Stretch]:
    """Yield the pieces of front on one date.

    Args:
        settlements: all of them, on the same date.
        plane: the plane to work on.
        countries: recognised territory by ISO 3166 code, in degrees; a country that is missing has no front.
    """
    hull = MultiPoint(plane.points(settlements)).convex_hull
    for country, land in sorted(countries.items()):
        posts = Posts.of(country, settlements, plane)
        theirs = rounded(cells_of(posts.against, posts.kept, posts.unknown))
        patches = polygons(theirs.intersection(plane.km(land))).geoms
        ours = [p for p in patches if _is_near(p, posts.taken, NEAR_KM) or _is_near(p, posts.beset, REACH_KM)]
        edge = shapely.boundary(theirs).intersection(plane.km(land).intersection(hull))
        for line in lines(edge.intersection(MultiPolygon(ours).buffer(TOUCH_KM))):
            for known in _known(line, posts):
                yield from (Stretch(piece, _half_width_km(piece, posts), country) for piece in _cut(known))


def _is_near(patch: Polygon, posts: Coordinates, reach_km: float) -> bool:
    """Whether a patch of ground has one of the settlements in it or within reach."""
    return bool((shapely.distance(patch, shapely.points(posts)) <= reach_km).any())


def _samples(line: BaseGeometry) -> Coordinates:
    return shapely.get_coordinates(shapely.segmentize(line, STEP_KM))


def _known(line: LineString, posts: Posts) -> Iterator[LineString]:
    """Yield the parts of a line that settlements of both sides fix within reach."""
    points = _samples(line)
    taken, kept, beset = (distances_km(points, p) for p in (posts.taken, posts.kept, posts.beset))
    farther = np.maximum(distances_km(points, posts.against), kept)
    good = (farther <= REACH_KM) & (farther <= distances_km(points, posts.unknown))
    good &= (taken <= distances_km(points, posts.over_border)) | (beset <= np.minimum(taken, kept))
    for run in np.split(np.arange(len(points)), np.flatnonzero(np.diff(good)) + 1):
        if good[run[0]] and len(run) > 1:
            part = LineString(points[run])
            if part.length >= SHORTEST_KM:
                yield part


def _cut(line: LineString) -> Iterator[LineString]:
    """Yield equal pieces of a line, none longer than PIECE_KM."""
    n = max(1, int(np.ceil(line.length / PIECE_KM)))
    marks = np.linspace(0, line.length, n + 1)
    for a, b in pairwise(marks):
        piece = shapely.ops.substring(line, float(a), float(b))
        if isinstance(piece, LineString):
            yield piece


def _half_width_km(line: BaseGeometry, posts: Posts) -> float:
    """Return the median over a line of the distance to the nearest settlement that fixes it."""
    points = _samples(line)
    nearest = np.minimum(distances_km(points, posts.against), distances_km(points, posts.kept))
    return float(np.median(nearest))


def held_abroad(
    settlements: Sequence[SettlementOn], plane: Plane, country: str, land: BaseGeometry
) -> list[tuple[Polygon, float | None]]:
    """Return the ground of a country that the other side holds, largest first, each with the error of its edge.

    Ground and error are in kilometres; the ground is cut at the recognised border. A settlement says nothing about
    ground more than REACH_KM away. Patches without a settlement in them are left out. The error is the median half
    width of the edge away from the state border, None where there is no such edge.

    Args:
        settlements: all of them, on the same date.
        plane: the plane to work on.
        country: ISO 3166 code of the country.
        land: its recognised territory, in degrees.
    """
    posts, territory = Posts.of(country, settlements, plane), plane.km(land)
    reach = shapely.union_all(shapely.buffer(shapely.points(posts.taken), REACH_KM))
    ground = rounded(cells_of(posts.taken, posts.kept, posts.unknown)).intersection(territory).intersection(reach)
    inside = territory.buffer(-2 * TOUCH_KM)
    found = []
    for part in sorted(polygons(ground).geoms, key=lambda p: -p.area):
        if _is_near(part, posts.taken, NEAR_KM):
            edge = shapely.boundary(part).intersection(inside)
            found.append((part, None if edge.is_empty else _half_width_km(edge, posts)))
    return found


def area_km2(geometry: BaseGeometry) -> float:
    """Return the geodesic area of a geometry in degrees on WGS 84."""
    return abs(float(_GEOD.geometry_area_perimeter(geometry)[0])) / 1e6


def features(settlements: Sequence[SettlementOn], on: date, countries: Mapping[str, BaseGeometry]) -> list[Feature]:
    """Return the ground on one date: held areas in Russia first, largest first, then the pieces of front.

    Coordinates are [lon, lat], WGS 84, to 0.001 degrees; `label` is [lat, lon]. `edge_km` of a held area is the median
    half width of its edge away from the state border.

    Args:
        settlements: all located ones, on that date.
        on: the date.
        countries: recognised territory by ISO 3166 code, in degrees.
    """
    plane = Plane.around(settlements)
    common = {"on": on.isoformat(), "source": SOURCE, "approximate": True}
    found: list[Feature] = []
    for part, edge_km in held_abroad(settlements, plane, "RU", countries["RU"]):
        whole = plane.degrees(part)
        facts = {
            "kind": "held",
            "side": "UA",
            "area_km2": round(area_km2(whole)),
            "edge_km": None if edge_km is None else round(edge_km, 1),
            "label": _label(part, plane),
        }
        found.append(_feature(whole, common | facts))
    for s in fronts(settlements, plane, countries):
        facts = {"kind": "front", "half_width_km": round(s.half_width_km, 1), "country": s.country}
        found.append(_feature(plane.degrees(s.line.simplify(0.1)), common | facts))
    return found


def _label(part: Polygon, plane: Plane) -> list[float]:
    centre = plane.degrees(Point(shapely.get_coordinates(shapely.maximum_inscribed_circle(part, tolerance=0.1))[0]))
    return [round(centre.y, DIGITS), round(centre.x, DIGITS)]


def _feature(geometry: BaseGeometry, properties: dict[str, Any]) -> Feature:
    """Return a GeoJSON feature with rounded coordinates; rings are wound as RFC 7946 asks and stay valid."""
    if not isinstance(geometry, LineString):
        geometry = max(polygons(shapely.set_precision(geometry, 10.0**-DIGITS)).geoms, key=lambda p: p.area)
        geometry = shapely.orient_polygons(geometry)

    def neat(c: Any) -> Any:
        return [neat(x) for x in c] if isinstance(c, (list, tuple)) else round(c, DIGITS)

    shape = shapely.geometry.mapping(geometry)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape["type"], "coordinates": neat(shape["coordinates"])},
    }
