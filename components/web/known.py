"""Which places of the gazetteer the situation has already: the same name, of the same kind, in the same spot.

What a stranger gets wrong: a situation's place may mean an oblast although its name is a village's, because the report
was no more precise. So the kind has to fit as well as the name, and a name alone never joins two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geopy.distance import geodesic

from components.model import Place, Point, Scale, Situation
from components.places.entities import SCALES, Entity
from components.places.index import Index
from components.places.keys import key

#: How far the point of a place may lie from the gazetteer's for both to be the same town.
_SAME_TOWN_KM = 15.0
_POINTED = frozenset({Scale.LOCALITY, Scale.SETTLEMENT})


def places_by_entity(index: Index, situation: Situation) -> Mapping[int, str]:
    """Id of the situation's place by number of the entity in this index."""
    pairs = ((entity, place.id) for place in situation.places.values() for entity in _same(index, place))
    return dict(pairs)


def countries_of(situation: Situation) -> tuple[str, ...]:
    """Codes of the countries that claims and routes are about (not those in which something was said)."""
    about = {claim.place for claim in situation.claims.values()}
    ends = {place for route in situation.routes for place in (route.from_place, route.to_place)}
    codes = {situation.places[place].country for place in about | ends if place}
    return tuple(sorted(codes - {""}))


def _same(index: Index, place: Place) -> Iterator[int]:
    names = {key(name) for name in (place.name, place.name.partition(",")[0], place.local_name) if name}
    for number in {hit.id for name in names for hit in index.find(name)}:
        if _is_same(index.entity(number), place):
            yield number


def _is_same(entity: Entity, place: Place) -> bool:
    if place.point is not None:
        return SCALES[entity.kind] in _POINTED and _km(place.point, entity) <= _SAME_TOWN_KM
    if SCALES[entity.kind] is not place.scale:
        return False
    is_inside = entity.country == place.country or not place.country or not entity.country
    return is_inside and (place.scale is not Scale.ADM1 or place.area == f"{entity.country}.{entity.admin1}")


def _km(point: Point, entity: Entity) -> float:
    return float(geodesic((point.lat, point.lon), (entity.lat, entity.lon)).km)
