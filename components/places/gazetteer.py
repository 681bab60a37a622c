"""The offline gazetteer as a geopy geocoder, interchangeable with the online ones.

What a stranger gets wrong: geopy's `Location` is always a point. Whether it may be drawn as one stands in `raw`: an
oblast has a point for its label and a radius, and an ambiguous name has rivals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from components.errors import PointError
from components.model import Point
from components.model.codes import POINT_SCALES, Scale
from components.places.coordinates import parse_coordinates
from components.places.entities import POINT_KINDS, SCALES, Entity, Sense
from components.places.index import Index
from components.places.lookup import Answer, look_up, ranked
from components.places.nearest import Neighbour, lies_in, nearest
from components.places.notations import Ambiguous, Found, Refused

_MOST_ANSWERS = 10
Locations: TypeAlias = Location | list[Location] | None


class Gazetteer(Geocoder):
    """Answers from the index; opens no connection, needs no time.

    Args:
        index: the gazetteer.
    """

    def __init__(self, index: Index) -> None:
        super().__init__(user_agent="conflict-map", proxies={})
        self.index = index

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | Collection[str] | None = None,
        language: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Locations:
        """A name or coordinates to a location.

        Args:
            query: a name, or coordinates in any notation.
            exactly_one: one location, and only a placed one; else all that it may mean, likeliest first.
            country_codes: ISO 3166-1 alpha-2 codes, or several with commas between.
            language: of the name; every language is searched.
            timeout: accepted for the interface; nothing here waits.

        Returns:
            None when no entry has the name, or, with `exactly_one`, when several are about as likely.

        Raises:
            GeocoderQueryError: coordinates that are no place on the globe.
        """
        codes = country_codes.split(",") if isinstance(country_codes, str) else list(country_codes or ())
        codes = [code.strip() for code in codes if code.strip()]
        typed = parse_coordinates(query, lies_in(self.index, codes) if codes else None)
        if typed is not None:
            return self._typed(typed, exactly_one=exactly_one)
        answer = look_up(self.index, query, countries=codes, language=language or "")
        if exactly_one:
            return self._location(answer) if answer.is_placed else None
        entries = ranked(self.index, query, countries=codes)[:_MOST_ANSWERS]
        if not entries:
            return None
        first = [self._location(answer)] if answer.entity else []
        return first + [self._entry(entity, share) for entity, share in entries if entity != answer.entity]

    def reverse(
        self,
        query: str | tuple[float, float] | GeopyPoint,
        *,
        exactly_one: bool = True,
        language: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Locations:
        """The settlements nearest to a point, with their distance in ``raw["km"]``.

        Args:
            query: a point, (lat, lon), or coordinates in any notation.
            exactly_one: the nearest one; else the ten nearest.
            language: accepted for the interface; main names are given.
            timeout: accepted for the interface.

        Raises:
            GeocoderQueryError: no point on the globe, or one that can be read in two ways.
        """
        point = _point(query)
        found = [self._neighbour(one) for one in nearest(self.index, point, 1 if exactly_one else _MOST_ANSWERS)]
        return (found[0] if found else None) if exactly_one else found

    def _typed(self, typed: Found | Ambiguous | Refused, *, exactly_one: bool) -> Locations:
        if isinstance(typed, Refused):
            raise GeocoderQueryError(typed.reason)
        readings = (typed,) if isinstance(typed, Found) else typed.readings
        question = typed.question if isinstance(typed, Ambiguous) else ""
        found = [_coordinates(reading, question) for reading in readings]
        if exactly_one:
            return None if question else found[0]
        return found

    def _location(self, answer: Answer) -> Location:
        entity = answer.entity
        if entity is None:
            raise GeocoderQueryError("This answer has no entry.")
        raw = self._raw(entity) | {
            "class": str(_sense(answer, entity)),
            "precision": str(answer.scale),
            "radius_km": answer.radius_km,
            "score": answer.score,
            "placed": answer.is_placed,
            "rivals": [
                {**self._raw(rival.entity), "name": rival.entity.name, "score": rival.score} for rival in answer.rivals
            ],
            "reasons": list(answer.reasons),
        }
        return _made(self._address(entity), entity, raw)

    def _entry(self, entity: Entity, share: float) -> Location:
        raw = self._raw(entity) | {"score": round(share, 3), "placed": False, "rivals": [], "reasons": ["rival"]}
        return _made(self._address(entity), entity, raw)

    def _neighbour(self, found: Neighbour) -> Location:
        raw = self._raw(found.entity) | {"km": round(found.km, 3), "reasons": ["nearest-settlement"], "rivals": []}
        return _made(self._address(found.entity), found.entity, raw)

    def _raw(self, entity: Entity) -> dict[str, Any]:
        return {
            "name": entity.name,
            "class": str(Sense.PLACE if entity.kind in POINT_KINDS else Sense.AREA),
            "kind": str(entity.kind),
            "country": entity.country,
            "admin": self._division(entity),
            "admin_code": f"{entity.country}.{entity.admin1}" if entity.admin1 else "",
            "precision": str(SCALES[entity.kind]),
            "radius_km": entity.radius_km,
            "lat": entity.lat,
            "lon": entity.lon,
            "population": entity.population,
            "source": f"{entity.source}:{entity.source_id}" if entity.source_id else entity.source,
        }

    def _division(self, entity: Entity) -> str:
        number = self.index.admin1_of(entity.country, entity.admin1) if entity.admin1 else None
        return self.index.entity(number).name if number is not None else ""

    def _address(self, entity: Entity) -> str:
        country = self.index.country_id(entity.country) if entity.country else -1
        parts = [entity.name, self._division(entity), self.index.entity(country).name if country >= 0 else ""]
        return ", ".join(dict.fromkeys(part for part in parts if part))


def _sense(answer: Answer, entity: Entity) -> Sense:
    if answer.scale is Scale.NEAR:
        return Sense.NEAR
    return Sense.PLACE if entity.kind in POINT_KINDS else Sense.AREA


def _made(address: str, entity: Entity, raw: Mapping[str, Any]) -> Location:
    return Location(address, GeopyPoint(entity.lat, entity.lon), dict(raw))


def _coordinates(found: Found, question: str) -> Location:
    raw = {
        "class": str(Sense.PLACE if found.scale in POINT_SCALES else Sense.AREA),
        "kind": "coordinates",
        "notation": str(found.notation),
        "written_as": found.written_as,
        "precision": str(found.scale),
        "precision_m": found.precision_m,
        "radius_km": round(found.radius_m / 1000, 4),
        "lat": found.point.lat,
        "lon": found.point.lon,
        "admin": "",
        "placed": not question,
        "question": question,
        "rivals": [],
        "reasons": ["ambiguous-order"] if question else ["coordinates"],
        "source": "typed",
    }
    return Location(found.echo, GeopyPoint(*found.point.latlon), raw)


def _point(query: str | tuple[float, float] | GeopyPoint) -> Point:
    """The numbers of a query, checked before geopy's own point wraps a longitude of 200 round the globe."""
    if isinstance(query, str):
        # Of two plain numbers geopy's interface promises the latitude first.
        found = parse_coordinates(query)
        if isinstance(found, Found):
            return found.point
        if isinstance(found, Ambiguous):
            return found.readings[0].point
        raise GeocoderQueryError(found.reason if found else "Give a point: latitude, longitude.")
    try:
        return Point(float(query[0]), float(query[1]))
    except (PointError, TypeError, ValueError, IndexError) as error:
        raise GeocoderQueryError(str(error)) from error
