"""From settlements to the ground that is taken: Voronoi cells in kilometres, joined by side, with corners rounded off.

What a stranger gets wrong: a settlement speaks for the ground of its own country only. Each country is tessellated by
itself, so a quiet state border separates nothing and is never mistaken for a front.

Everything here is in kilometres on a plane (Lambert azimuthal equal area around the middle of the settlements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from components.layers.settlements import SettlementOn
from components.model.codes import Holder

Coordinates = NDArray[np.float64]
G = TypeVar("G", bound=BaseGeometry)

#: Beyond this distance from the settlements that fix it, a line is not known well enough to be drawn, and a settlement
#: says nothing about the ground. It is the limit at which a line as a whole would be off by default.
REACH_KM = 15.0
#: Rounds of corner cutting (Chaikin 1974) along sides of at most SIDE_KM: no corner moves by more than half of that,
#: and a straight stretch stays where it is.
ROUNDS = 3
SIDE_KM = 8.0
#: What may be lost when the rounded line is thinned again.
THIN_KM = 0.12
FAR_KM = 500.0


class Plane:
    """A plane in kilometres and the way there and back: (lon, lat) in degrees on one side, (x, y) on the other."""

    def __init__(self, lat: float, lon: float) -> None:
        there = CRS.from_proj4(f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=km")
        self._to = Transformer.from_crs(4326, there, always_xy=True)
        self._back = Transformer.from_crs(there, 4326, always_xy=True)

    @classmethod
    def around(cls, settlements: Sequence[SettlementOn]) -> Plane:
        """Return the plane whose middle is the middle of the settlements' box, to a tenth of a degree."""
        lats, lons = [s.lat for s in settlements], [s.lon for s in settlements]
        return cls(round((min(lats) + max(lats)) / 2, 1), round((min(lons) + max(lons)) / 2, 1))

    def km(self, geometry: G) -> G:
        """Return a geometry in degrees as kilometres."""
        return shapely.transform(geometry, lambda c: np.column_stack(self._to.transform(c[:, 0], c[:, 1])))

    def degrees(self, geometry: G) -> G:
        """Return a geometry in kilometres as degrees."""
        return shapely.transform(geometry, lambda c: np.column_stack(self._back.transform(c[:, 0], c[:, 1])))

    def points(self, settlements: Sequence[SettlementOn]) -> Coordinates:
        """Return the settlements' points in kilometres, one row each."""
        lons, lats = np.array([s.lon for s in settlements]), np.array([s.lat for s in settlements])
        return np.column_stack(self._to.transform(lons, lats)).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Posts:
    """The points of the settlements that speak for one country's ground, by what they say, in kilometres.

    Attributes:
        taken: held by the other side.
        kept: held by their own country.
        unknown: nobody knows; their ground is a gap.
        beset: contested, with no taken settlement within reach: the fight comes over the border.
        over_border: the other side's own settlements within reach of a beset one. They stand in for taken ones, but
            only on the ground nearest to the beset settlement.
    """

    taken: Coordinates
    kept: Coordinates
    unknown: Coordinates
    beset: Coordinates
    over_border: Coordinates

    @classmethod
    def of(cls, country: str, settlements: Sequence[SettlementOn], plane: Plane) -> Posts:
        """Return the posts of one country. Contested settlements fix nothing.

        Args:
            country: ISO 3166 code.
            settlements: those of every country, on one date.
            plane: the plane to work on.
        """
        own = [s for s in settlements if s.country == country]
        taken = plane.points([s for s in own if s.is_taken])
        contested = plane.points([s for s in own if s.holder is Holder.CONTESTED])
        beset = contested[distances_km(contested, taken) > REACH_KM]
        abroad = plane.points([s for s in settlements if s.country != country and s.is_fixed and not s.is_taken])
        return cls(
            taken=taken,
            kept=plane.points([s for s in own if s.is_fixed and not s.is_taken]),
            unknown=plane.points([s for s in own if s.holder is Holder.UNKNOWN]),
            beset=beset,
            over_border=abroad[distances_km(abroad, beset) <= REACH_KM],
        )

    @property
    def against(self) -> Coordinates:
        """The taken settlements and what stands in for them."""
        return np.vstack([self.taken, self.over_border])


def distances_km(points: Coordinates, posts: Coordinates) -> NDArray[np.float64]:
    """Return each point's distance to the nearest post; infinite where there is no post."""
    if not len(posts):
        return np.full(len(points), np.inf)
    squared = ((points[:, None, :] - posts[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(np.sqrt(squared.min(axis=1)), dtype=np.float64)


def cells_of(first: Coordinates, *others: Coordinates) -> MultiPolygon:
    """Return the ground nearer to one of the first points than to any of the others; it reaches far beyond them all."""
    everyone = np.vstack([first, *others])
    if not len(first):
        return MultiPolygon()
    frame = MultiPoint(everyone).envelope.buffer(FAR_KM)
    if len(everyone) == len(first):
        return polygons(frame)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(everyone), extend_to=frame, ordered=True))
    return polygons(shapely.union_all(cells[: len(first)]))


def polygons(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons of a geometry."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    return MultiPolygon([q for p in parts for q in shapely.get_parts(p) if isinstance(q, Polygon) and q.area > 0])


def lines(geometry: BaseGeometry) -> list[LineString]:
    """Return the lines of a geometry, joined where two of them meet."""
    found = [p for p in shapely.get_parts(geometry) if isinstance(p, LineString) and p.length > 0]
    merged = shapely.line_merge(shapely.union_all(found))
    return [p for p in shapely.get_parts(merged) if isinstance(p, LineString)]


def rounded(ground: MultiPolygon) -> MultiPolygon:
    """Return ground without the zigzag of its cells: corners cut, then thinned."""
    soft = [Polygon(_soft_ring(p.exterior), [_soft_ring(r) for r in p.interiors]) for p in ground.geoms]
    return polygons(shapely.union_all(soft).simplify(THIN_KM) if soft else MultiPolygon())


def _soft_ring(ring: shapely.LinearRing) -> Coordinates:
    points = shapely.get_coordinates(shapely.segmentize(ring, SIDE_KM))[:-1]
    for _ in range(ROUNDS):
        following = np.roll(points, -1, axis=0)
        points = np.stack([0.75 * points + 0.25 * following, 0.25 * points + 0.75 * following], axis=1).reshape(-1, 2)
    return np.asarray(points, dtype=np.float64)
