"""Code lists, each with the meaning of every code.

What a stranger gets wrong: a precision code is a statement about the source ("it named a town"), not about how
good the source is. The lists of other providers do not line up with ours by number; see the table in the README.
"""

from __future__ import annotations

from enum import StrEnum


class Scale(StrEnum):
    """How precisely a place is known (unified scale over Atlos, ACLED, UCDP and VIINA)."""

    EXACT = "exact"  #: geolocated, within 10 m
    VICINITY = "vicinity"  #: within 100 m
    LOCALITY = "locality"  #: within 1 km
    SETTLEMENT = "settlement"  #: a named town or village; its point is its centre
    NEAR = "near"  #: near or around a named place
    ADM2 = "adm2"  #: a district
    ADM1 = "adm1"  #: a province (oblast)
    FEATURE = "feature"  #: a river, a border, "eastern Russia"
    COUNTRY = "country"  #: the country only
    SEA_AIR = "sea_air"  #: international waters or airspace
    UNKNOWN = "unknown"  #: no place stated


#: Scales whose place has a point of its own; the others are areas or no place, and are never drawn as a pin.
POINT_SCALES = frozenset({Scale.EXACT, Scale.VICINITY, Scale.LOCALITY, Scale.SETTLEMENT, Scale.NEAR})


class Precision(StrEnum):
    """How precisely a date is known."""

    EXACT = "exact"  #: the day
    DAYS = "days"  #: within 2 to 6 days
    WEEK = "week"  #: the week
    MONTH = "month"  #: the month, or 8 to 31 days
    YEAR = "year"  #: more than a month, at most a year
    BEFORE = "before"  #: no start is known
    AFTER = "after"  #: no end is known
    APPROX = "approx"  #: around this date
    UNKNOWN = "unknown"  #: not known


class Hedge(StrEnum):
    """How a number was hedged by whoever gave it."""

    NONE = "none"  #: stated without a hedge
    ABOUT = "about"  #: "about", "around", "some"
    UP_TO = "up_to"  #: "up to", "as high as"
    NEARLY = "nearly"  #: "nearly", "almost"
    AT_LEAST = "at_least"  #: "at least"
    OVER = "over"  #: "over", "more than"
    RANGE = "range"  #: "from ... to ..."
    VAGUE = "vague"  #: words instead of a number: "a small number"
    PROJECTION = "projection"  #: what could or will be, not what is


class ClaimKind(StrEnum):
    """What is claimed."""

    FIGURE = "figure"  #: how many or how much
    PRESENCE = "presence"  #: that somebody is somewhere
    EVENT = "event"  #: that something happened
    CONTROL = "control"  #: who holds a place
    STATEMENT = "statement"  #: a position, an answer, a refusal
    FORECAST = "forecast"  #: what will happen


class RelationKind(StrEnum):
    """What one claim is to another; read it as "from <kind> to"."""

    PART_OF = "part_of"  #: counted inside the other: never add the two
    IN_ADDITION_TO = "in_addition_to"  #: on top of the other, in the same breath
    CONTRADICTS = "contradicts"  #: both cannot be right
    CONFIRMS = "confirms"  #: says the same, on its own knowledge
    SAME_AS = "same_as"  #: the same statement, printed elsewhere
    DENIES = "denies"  #: says that it is not so
    ANSWERS = "answers"  #: replies, without saying yes or no


#: What the other claim says of the first.
INVERSES = {
    RelationKind.PART_OF: "has_part",
    RelationKind.IN_ADDITION_TO: "has_addition",
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.CONFIRMS: "confirmed_by",
    RelationKind.SAME_AS: "same_as",
    RelationKind.DENIES: "denied_by",
    RelationKind.ANSWERS: "answered_by",
}


class SourceKind(StrEnum):
    """What kind of publication a source is."""

    OUTLET = "outlet"  #: a newspaper, broadcaster or agency on its own page
    SYNDICATED = "syndicated"  #: an agency's text on another outlet's page
    PRIMARY = "primary"  #: published by the speaker
    ARTICLE = "article"  #: a text that was supplied to us, without an address


class Form(StrEnum):
    """How the claims on one matter are drawn."""

    LANE = "lane"  #: over time, because several sources report it repeatedly
    BAR = "bar"  #: one row per claim on one axis


class Holder(StrEnum):
    """Who holds a settlement on a date."""

    UA = "UA"
    RU = "RU"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class RouteMode(StrEnum):
    """How a deployment is said to have travelled."""

    SHIP = "ship"
    ONWARD = "onward"  #: by land or air, not said which
    UNKNOWN = "unknown"


class Frame(StrEnum):
    """What fills the map: the theatre of the conflict, or the world around it."""

    THEATRE = "theatre"
    WORLD = "world"
