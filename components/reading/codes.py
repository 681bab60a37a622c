"""Code lists of what a reader proposes, after the annotation scheme that readers are scored with.

What a stranger gets wrong: `Bound` says how the words bound a number, `Modality` how far the writer stands behind it.
"Could be as high as 12,000" is both a maximum and only possible.
"""

from __future__ import annotations

from enum import StrEnum


class Bound(StrEnum):
    """How the words bound a number (low, best, high as in UCDP GED)."""

    NONE = "none"  #: "3,000": low, best and high are the same
    APPROX = "approx"  #: about, around, some, nearly, an estimated: the same three, softly
    MIN = "min"  #: at least, more than: no high
    MAX = "max"  #: up to, as high as, fewer than: no low
    RANGE = "range"  #: "15,000 to 20,000": no best
    VAGUE = "vague"  #: a word instead of a number: no best, the bounds are the word's


class Modality(StrEnum):
    """How far a number is asserted."""

    ASSERTED = "asserted"
    REPORTED = "reported"  #: "reportedly", "allegedly"
    ESTIMATED = "estimated"  #: "an estimated"
    POSSIBLE = "possible"  #: could, might
    PLANNED = "planned"  #: will, is to, agreed to


class FigureKind(StrEnum):
    """What is counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"  #: killed and wounded together
    CAPTURED = "captured"
    EXCHANGED = "exchanged"
    FREED = "freed"
    DISPLACED = "displaced"
    AFFECTED = "affected"  #: in need, hungry, without power
    PERSONNEL = "personnel"
    UNITS = "units"
    EQUIPMENT = "equipment"
    EQUIPMENT_LOST = "equipment_lost"
    INTERCEPTED = "intercepted"
    MUNITIONS_USED = "munitions_used"
    ATTACKS = "attacks"
    PROPERTY = "property"
    AREA = "area"
    DISTANCE = "distance"
    SHARE = "share"
    MONEY = "money"
    OTHER = "other"


class EventKind(StrEnum):
    """What happened on a date."""

    BATTLE = "battle"
    AIRSTRIKE = "airstrike"  #: from the air or by missile or drone
    BOMBING = "bombing"  #: a placed or carried bomb
    TERRITORY = "territory"  #: ground taken, lost, annexed
    DEPLOYMENT = "deployment"
    DISPLACEMENT = "displacement"
    EXCHANGE = "exchange"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    STATEMENT = "statement"
    OTHER = "other"


class DatePrecision(StrEnum):
    """How precisely a date is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    APPROX_DAY = "approx-day"
    APPROX_MONTH = "approx-month"
    APPROX_YEAR = "approx-year"


class Stance(StrEnum):
    """What a speaker does with the matter."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    WARNS = "warns"
    CONDITIONS = "conditions"  #: only if
    REFUSES = "refuses"
    EXPECTS = "expects"
    STATES = "states"  #: none of these


class Tie(StrEnum):
    """What one figure is to another of the same report."""

    PART_OF = "part_of"  #: "including 6,600 killed"
    IN_ADDITION_TO = "in_addition_to"  #: "another 20", "a couple of thousand more"
