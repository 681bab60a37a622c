"""What a reader proposes: figures, events, statements of position and places, each with the words it rests on.

What a stranger gets wrong: a proposal is not a claim. Nobody has looked at it; `source` None is a finding too: the
report says it in its own voice. Offsets count Python characters of the report's text as it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.model import Scale
from components.reading.codes import Bound, DatePrecision, EventKind, FigureKind, Modality, Stance, Tie


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it.

    Attributes:
        source: surface name, pronouns resolved ("Pat Ryder"); None when the report speaks in its own voice.
        original: who said it first, when the source only passes it on; None when nobody else did.
        to: who was told ("reporters"); None when not said.
        medium: what it was said in ("Telegram", "statement", "study"); None when not said.
        said: when, YYYY[-MM[-DD]] or start/end of those; None when not known.
        source_at: where the name stands; None when there is no source.
    """

    source: str | None = None
    original: str | None = None
    to: str | None = None
    medium: str | None = None
    said: str | None = None
    source_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure is to another one.

    Attributes:
        tie: read it as "this figure is <tie> that one".
        to: place of the other one in `Reading.figures`.
    """

    tie: Tie
    to: int


@dataclass(frozen=True, slots=True)
class FigureProposal:
    """A number that the report gives.

    Attributes:
        at: the numeral expression only, without hedge and noun.
        text: those characters.
        sentence: the sentence around it.
        low: lower bound, None when open.
        best: the number as stated, None for a range or a vague word.
        high: upper bound, None when open.
        bound: how the words bound it.
        hedge_text: the words that do ("more than"), empty when there are none.
        modality: how far it is asserted.
        kind: what is counted.
        unit: in what ("person", "tank", "km2", "percent", "USD", see data/lexicons).
        subject: who or what is counted, as the text puts it; empty when not said.
        attribution: who says it.
        place: name of the place it is about, as the text puts it; None when none is.
        place_at: where that name stands; None when there is none.
        ref_date: the time it covers, YYYY[-MM[-DD]] or start/end; None when not known.
        link: what it is to another figure; None when nothing.
        rules: by field, the rule that decided it.
        confidence: by field, 0 to 1.
    """

    at: Span
    text: str
    sentence: Span
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    hedge_text: str
    modality: Modality
    kind: FigureKind
    unit: str
    subject: str
    attribution: Attribution
    place: str | None
    place_at: Span | None
    ref_date: str | None
    link: Link | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Something dated, anchored on its time expression.

    Attributes:
        at: the time expression.
        text: those characters.
        sentence: the sentence around it.
        kind: what happened.
        date: YYYY[-MM[-DD]] or start/end; None when it is relative and the day of publication is not known.
        precision: how precisely the date is told.
        place: name of the place, as the text puts it; None when none is.
        place_at: where that name stands.
        rules: by field, the rule that decided it.
        confidence: by field, 0 to 1.
    """

    at: Span
    text: str
    sentence: Span
    kind: EventKind
    date: str | None
    precision: DatePrecision
    place: str | None
    place_at: Span | None
    rules: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementProposal:
    """A position that somebody takes.

    Attributes:
        at: the words that carry it.
        text: those characters.
        sentence: the sentence around it.
        attribution: who takes it; its source is never None.
        about: what it is about, as the text puts it.
        stance: what the speaker does with it.
        rules: by field, the rule that decided it.
        confidence: by field, 0 to 1.
    """

    at: Span
    text: str
    sentence: Span
    attribution: Attribution
    about: str
    stance: Stance
    rules: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """A place that the report names as a place, not as an actor.

    Attributes:
        name: as the text puts it, first mention.
        lat: latitude of the representative point, WGS 84; None when unplaced.
        lon: longitude of the same point.
        scale: precision on the unified scale.
        radius_km: circle to draw; 0 for a settlement's centre.
        country: ISO 3166-1 alpha-2, empty when none.
        is_pin: whether a map may draw it as a point.
        source: where the coordinates were read ("geonames:538560"), empty when unplaced.
        mentions: every place where it is named, from left to right.
        rivals: names of other places it could be, likeliest first.
        confidence: 0 to 1.
    """

    name: str
    lat: float | None
    lon: float | None
    scale: Scale
    radius_km: float
    country: str
    is_pin: bool
    source: str
    mentions: tuple[Span, ...]
    rivals: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader proposes for one report, each list from left to right."""

    figures: tuple[FigureProposal, ...] = ()
    events: tuple[EventProposal, ...] = ()
    statements: tuple[StatementProposal, ...] = ()
    places: tuple[PlaceProposal, ...] = ()
