"""What the gazetteer knows of a place, and what the reader says of a name in a text.

What a stranger gets wrong: `lat` and `lon` of an entity are a representative point. For anything but a settlement or a
facility it must not be drawn as a pin: draw the outline or a circle of `radius_km`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from components.model.codes import POINT_SCALES, Scale


class Kind(StrEnum):
    """What an entity of the gazetteer is."""

    SETTLEMENT = "settlement"  #: a city, town or village
    FACILITY = "facility"  #: a base, airport, port, plant, camp, crossing with coordinates of its own
    COUNTRY = "country"  #: a state or dependent territory with an ISO 3166-1 code
    ADM1 = "adm1"  #: first-order division: oblast, state, province, governorate
    ADM2 = "adm2"  #: second-order division: county, raion, district
    REGION = "region"  #: an area without an office: Donbas, the Sahel, the Gaza Strip, a continent
    SEA = "sea"  #: ocean, sea, gulf, bay, strait
    WATER = "water"  #: river, lake, canal, reservoir
    ISLAND = "island"  #: an island or a group of islands
    MOUNTAIN = "mountain"  #: a mountain, a range, a pass, a desert, a valley
    ACTOR = "actor"  #: a name that speaks or acts for a state: Pentagon, Kremlin


#: Kinds whose own point may be a pin.
POINT_KINDS = frozenset({Kind.SETTLEMENT, Kind.FACILITY})

#: Precision of a mention that means the entity itself.
SCALES = {
    Kind.SETTLEMENT: Scale.SETTLEMENT,
    Kind.FACILITY: Scale.LOCALITY,
    Kind.COUNTRY: Scale.COUNTRY,
    Kind.ADM1: Scale.ADM1,
    Kind.ADM2: Scale.ADM2,
    Kind.REGION: Scale.FEATURE,
    Kind.SEA: Scale.FEATURE,
    Kind.WATER: Scale.FEATURE,
    Kind.ISLAND: Scale.FEATURE,
    Kind.MOUNTAIN: Scale.FEATURE,
    Kind.ACTOR: Scale.UNKNOWN,
}


class Form(StrEnum):
    """In which form a key of the index names its entity."""

    OFFICIAL = "official"  #: its main name
    COMMON = "common"  #: a name in wide use: another spelling, another language
    RARE = "rare"  #: a name that few people use, or a short one
    CODE = "code"  #: an abbreviation ("TX", "UAE"); only after a comma or from a closed list
    DEMONYM = "demonym"  #: "Turkish", "Turks": the people, hence an actor


@dataclass(frozen=True, slots=True)
class Entity:
    """A place of the gazetteer.

    Attributes:
        id: its number in this build of the index; not stable between builds.
        name: its main name.
        kind: what it is.
        lat: latitude of a representative point, WGS 84 degrees.
        lon: longitude of the same point.
        country: ISO 3166-1 alpha-2 code; empty where there is none. For an actor, the state it acts for.
        admin1: GeoNames code of the first-order division inside the country ("41" is Kursk oblast in RU); may be empty.
        population: inhabitants; 0 where unknown.
        radius_km: radius of a circle that covers an area; 0 for a point.
        source: where the row comes from: "geonames", "curated", "situation:<id>", "dump:<file>", "rows:<file>", "pin".
        source_id: its key there ("538560"); may be empty.
    """

    id: int
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    radius_km: float
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One entity that a key of the index may mean.

    Attributes:
        id: number of the entity.
        form: in which form the key names it.
    """

    id: int
    form: Form


class Sense(StrEnum):
    """What a name means in its sentence."""

    PLACE = "place"  #: a settlement or facility, at its own coordinates
    AREA = "area"  #: a country, oblast, "eastern Russia", a sea: an outline or a circle, never a pin
    NEAR = "near"  #: something unknown beside a known place: a circle, labelled "near X"
    ACTOR = "actor"  #: who speaks or acts: no mark on the map


@dataclass(frozen=True, slots=True)
class Rival:
    """Another entity that the name could have meant.

    Attributes:
        entity: the other one.
        score: its weight beside the chosen one's, 0 to 1.
    """

    entity: Entity
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text.

    Attributes:
        start: offset of its first character in the text as given, counted in Python characters.
        end: offset behind its last character.
        text: `text[start:end]` of the document.
        sense: place, area, near or actor.
        entity: what it refers to; None when no gazetteer has it (it belongs to the tray).
        lat: latitude of the referent's representative point, WGS 84; None when unplaced. An actor has its state's.
        lon: longitude of the same point.
        scale: precision on the unified scale.
        radius_km: radius of the circle to draw; 0 for a settlement's centre.
        score: how sure the reader is that this is a place and this one, 0 to 1.
        rivals: what else it could be, heaviest first, at most five.
        reasons: the rules that decided, in order, as short codes ("containment", "list", "region-head").
    """

    start: int
    end: int
    text: str
    sense: Sense
    entity: Entity | None
    lat: float | None
    lon: float | None
    scale: Scale
    radius_km: float
    score: float
    rivals: tuple[Rival, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def is_pin(self) -> bool:
        """Whether a map may draw it as a point (a `near` is drawn as its circle)."""
        return self.sense is Sense.PLACE and self.entity is not None and self.scale in POINT_SCALES


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of text that may be a place name, before the document decides.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        hits: the entities it may mean.
        kinds: the only kinds that the wording allows ("область" behind it: ADM1); empty for any.
        weight: evidence of the form itself, about -1 (doubtful) to 1 (certain).
        reasons: the rules that made it.
    """

    start: int
    end: int
    hits: tuple[Hit, ...]
    kinds: frozenset[Kind] = field(default_factory=frozenset)
    weight: float = 0.0
    reasons: tuple[str, ...] = ()
