"""From the name of a town to the division that is called after it, for scripts that write the head behind or before.

What a stranger gets wrong: 库尔斯克州 and مقاطعة كورسك need no rows of their own; the largest town of the name leads to
the division it lies in, as long as that division is one of those named after their chief town.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.places.entities import Form, Hit, Kind
from components.places.index import KINDS, Index
from components.places.keys import key

_SETTLEMENT, _COUNTRY = KINDS.index(Kind.SETTLEMENT), KINDS.index(Kind.COUNTRY)
_CITY_FROM = 50_000


def of_kind(hits: Sequence[Hit], kind: Kind, index: Index) -> tuple[Hit, ...]:
    """The hits of one kind."""
    number = KINDS.index(kind)
    return tuple(hit for hit in hits if index.kind[hit.id] == number)


def usual(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that are no abbreviations or demonyms."""
    return tuple(hit for hit in hits if hit.form not in (Form.CODE, Form.DEMONYM))


def by_size(hits: Sequence[Hit], index: Index) -> tuple[Hit, ...]:
    """States first, then cities, other areas, and small settlements, at most eight."""
    return tuple(sorted(hits, key=lambda hit: (size_band(hit, index), -int(index.population[hit.id]))))[:8]


def size_band(hit: Hit, index: Index) -> int:
    """Rank of what a bare name rather means: a state, a city, another area, a small settlement."""
    kind = index.kind[hit.id]
    if kind == _SETTLEMENT:
        return 1 if index.population[hit.id] >= _CITY_FROM else 3
    return 0 if kind == _COUNTRY else 2


def people(hits: Sequence[Hit], index: Index) -> int:
    """Inhabitants of the largest settlement among the hits; 0 when there is none."""
    return max((int(index.population[hit.id]) for hit in hits if index.kind[hit.id] == _SETTLEMENT), default=0)


def has_area(hits: Sequence[Hit], index: Index) -> bool:
    """Whether one of the hits is no settlement."""
    return any(index.kind[hit.id] != _SETTLEMENT for hit in hits)


def is_country(hits: Sequence[Hit], index: Index) -> bool:
    """Whether one of the hits is a country."""
    return any(index.kind[hit.id] == _COUNTRY for hit in hits)


def as_actors(hits: Sequence[Hit], index: Index) -> tuple[Hit, ...]:
    """The countries among the hits, as who acts."""
    return tuple(Hit(hit.id, Form.DEMONYM) for hit in hits if index.kind[hit.id] == _COUNTRY)


def division_of(hits: Sequence[Hit], index: Index) -> tuple[Hit, ...]:
    """First-order divisions that a name with the head of a province means."""
    if divisions := of_kind(hits, Kind.ADM1, index):
        return divisions
    towns = by_size(of_kind(hits, Kind.SETTLEMENT, index), index)
    if not towns:
        return ()
    country, _, code = index.divisions[index.admin1[towns[0].id]].partition(".")
    number = index.admin1_of(country, code)
    return () if number is None else (Hit(number, Form.COMMON),)


def district_of(hits: Sequence[Hit], index: Index) -> tuple[Hit, ...]:
    """Second-order divisions called after a town; the town's own hits where no table has one."""
    if districts := of_kind(hits, Kind.ADM2, index):
        return districts
    towns = by_size(of_kind(hits, Kind.SETTLEMENT, index), index)[:2]
    found = []
    for town in towns:
        name = key(index.entity(town.id).name)
        for word in ("district", "raion", "county"):
            same = of_kind(index.find(f"{name} {word}"), Kind.ADM2, index)
            found += [hit for hit in same if index.country[hit.id] == index.country[town.id]]
    return tuple(found) or towns
