"""Where a name is looked for: countries, a division, the place named behind a comma.

What a stranger gets wrong: a division that the gazetteer does not know limits nothing; the answer then says so instead
of finding nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from components.places.entities import Entity, Form, Kind
from components.places.index import Index
from components.places.nearest import gap_km
from components.places.spellings import spellings
from components.places.wording import wording

#: How much a place inside the named division outweighs one outside.
_INSIDE = 10_000.0
#: Divisions are known by a point and a radius only, and borders move: so far beyond is still not outside.
_SLACK_KM = 40.0
_BESIDE_KM = 60.0
_AROUND = frozenset({Kind.ADM1, Kind.ADM2, Kind.REGION, Kind.ISLAND})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a search.

    Attributes:
        countries: ISO 3166-1 alpha-2 codes; empty for the whole world.
        around: divisions, regions or towns that the place should lie in or beside; empty when nothing is said.
        reasons: short codes of what could not be used.
    """

    countries: frozenset[str]
    around: tuple[Entity, ...]
    reasons: tuple[str, ...]

    def may_hold(self, entity: Entity) -> bool:
        """Whether the country of an entry, or an area without one, is allowed."""
        return not self.countries or not entity.country or entity.country in self.countries

    def support(self, entity: Entity) -> float:
        """How much the named surroundings speak for an entry."""
        return _INSIDE if self.around and not self.is_outside(entity) else 1.0

    def is_outside(self, entity: Entity) -> bool:
        """Whether an entry lies outside of everything that was named; False when nothing was."""
        return bool(self.around) and not any(_is_inside(entity, around) for around in self.around)


def _is_inside(entity: Entity, around: Entity) -> bool:
    if around.kind is Kind.COUNTRY:
        return entity.country == around.country
    if around.country and entity.country != around.country:
        return False
    if around.kind is Kind.ADM1 and entity.admin1 and entity.admin1 == around.admin1:
        return True
    reach_km = around.radius_km + _SLACK_KM if around.kind in _AROUND else _BESIDE_KM
    return gap_km(entity, around) <= reach_km


def bounds(index: Index, countries: Collection[str], admin: str, within: str) -> Bounds:
    """Limits from what was asked.

    Args:
        index: the gazetteer.
        countries: ISO 3166-1 alpha-2 codes in any case.
        admin: name or code of a first-order division; may be empty.
        within: the name behind a comma; may be empty.
    """
    allowed = frozenset(code.upper() for code in countries)
    around, reasons = _divisions(index, allowed, admin) if admin else ((), ())
    if within:
        named = _named(index, allowed, within)
        nations = {entity.country for entity in named if entity.kind is Kind.COUNTRY}
        if nations and not allowed:
            return Bounds(frozenset(nations), around, reasons)
        if not named:
            reasons = (*reasons, "unknown-surroundings")
        around = around or named
    return Bounds(allowed, around, reasons)


def _divisions(index: Index, countries: Collection[str], admin: str) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    by_code = [index.admin1_of(country, admin.rpartition(".")[2]) for country in sorted(countries)]
    country, dot, code = admin.partition(".")
    by_code += [index.admin1_of(country, code)] if dot else []
    found = tuple(index.entity(number) for number in by_code if number is not None)
    if not found:
        found = tuple(entity for entity in _named(index, countries, admin) if entity.kind in (Kind.ADM1, Kind.REGION))
    return (found, ()) if found else ((), ("unknown-division",))


def _named(index: Index, countries: Collection[str], text: str) -> tuple[Entity, ...]:
    """Countries, divisions and regions of a name; a town only when there is nothing else."""
    names = wording(text).names
    for name in names:
        for spelling, _ in spellings(name):
            hits = (hit for hit in index.find(spelling) if hit.form is not Form.DEMONYM)
            found = [entity for hit in hits if (entity := index.entity(hit.id)).kind is not Kind.ACTOR]
            found = [entity for entity in found if not countries or not entity.country or entity.country in countries]
            areas = tuple(entity for entity in found if entity.kind in _AROUND or entity.kind is Kind.COUNTRY)
            if found:
                return areas or tuple(found[:3])
    return ()
