"""A place as far as it is known.

What a stranger gets wrong: an anchor is where a label may stand, never where something happened. An oblast has
an anchor (its capital) and no point; drawing a pin there would say something that nobody said.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.errors import ModelError
from components.model.codes import POINT_SCALES, Scale
from components.model.point import Point


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the label of a place may stand.

    Attributes:
        point: WGS 84.
        name: what lies there.
    """

    point: Point
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    Attributes:
        id: lower-case kebab.
        name: in English.
        local_name: as it is written there, empty when not known.
        scale: how precisely it is known.
        country: ISO 3166 two letters, empty when it is in none or several.
        area: code of the province that it lies in or is ("RU.41"), None when not known.
        point: only where the place itself has a point.
        radius_km: uncertainty around the point.
        anchor: where its label may stand.
        coord_source: where the point or anchor was read ("geonames:538560").
        note: anything a reader should know.
    """

    id: str
    name: str
    local_name: str
    scale: Scale
    country: str
    area: str | None
    point: Point | None
    radius_km: float | None
    anchor: Anchor | None
    coord_source: str
    note: str

    def __post_init__(self) -> None:
        if self.point is not None and self.scale not in POINT_SCALES:
            raise ModelError("scale", self.scale, f"A place of scale {self.scale} has no point; give an anchor.")
        if self.radius_km is not None and not 0 <= self.radius_km <= 20_000:
            raise ModelError("radius_km", self.radius_km, "A radius is 0 to 20,000 km.")
