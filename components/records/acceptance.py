"""A choice becomes a decision: the nouns that the situation gets, and the records that change with them.

What a stranger gets wrong: nothing is written here. The store takes the decision whole or not at all; and a claim's id
follows from the report and the item, so accepting twice makes one claim.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, timedelta

from components.errors import ModelError
from components.model import (
    Claim,
    ClaimKind,
    Figure,
    Form,
    Hedge,
    Noun,
    Period,
    Place,
    Point,
    Precision,
    Relation,
    RelationKind,
    Report,
    Scale,
    Situation,
    Source,
    SourceKind,
    Speaker,
    Topic,
    When,
)
from components.model.codes import POINT_SCALES
from components.model.source import MAX_SHORT_CHARS
from components.records.choice import Choice, when_of
from components.records.payload import pack
from components.records.review import Correction, Decision, Verdict
from components.records.store import StoredRecord

#: The place of claims that name none; bundled situations have it too.
NOWHERE = Place("not-stated", "Place not stated", "", Scale.UNKNOWN, "", None, None, None, None, "", "")
_LEAD_TOPICS = 3
_MARGIN = timedelta(days=30)
_REACH_DEG = 2.5
#: A change of the description needs a reason; this is the one nobody has to type.
_GROWN = "the description grows with this claim"


def claim_id(report: Report, item_id: str) -> str:
    """Id of the claim that an item becomes: "R-" and ten digits of a hash of text and item."""
    return f"R-{hashlib.sha256(f'{report.digest} {item_id}'.encode()).hexdigest()[:10]}"


def acceptance(
    choice: Choice,
    report: Report,
    item_id: str,
    situation: Situation,
    about: StoredRecord,
    *,
    who: str,
    why: str = "",
    ties: tuple[tuple[RelationKind, str], ...] = (),
) -> Decision:
    """The decision that makes a claim of an item.

    Args:
        choice: the proposal as the person left it.
        report: the report that it is in.
        item_id: id of the item.
        situation: what is there already.
        about: the stored description of the situation, whose span may have to grow.
        who: who decides.
        why: a reason, may be empty.
        ties: what the new claim is to claims that are there: (CONTRADICTS, "K055a").

    Raises:
        ModelError: a field makes no valid claim; it is named.
    """
    source = source_of(report)
    speaker, new_speaker = _speaker(choice, situation)
    place, new_place = _place(choice, situation)
    topic, new_topic = _topic(choice, situation)
    claim = _claim(choice, claim_id(report, item_id), speaker.id, place.id, topic.id if topic else None, source.id)
    for _, other in ties:
        if other not in situation.claims:
            raise ModelError("claim", other, f"There is no claim {other!r} in this situation; choose another.")
    relations = tuple(Relation(claim.id, kind, other, why) for kind, other in ties)
    fresh: tuple[Noun | None, ...] = (source, new_speaker, new_place, new_topic, claim, *relations)
    adds = tuple(noun for noun in fresh if noun is not None)
    grown = _grown(claim, place, new_topic, situation, about)
    reason = why or (_GROWN if grown else "")
    return Decision(Verdict.ACCEPTED, choice.plain(), claim.id, adds, grown, who, reason)


def merger(
    choice: Choice, report: Report, situation: Situation, claim: StoredRecord, *, who: str, why: str
) -> Decision:
    """The decision that an item is the same claim as one that is there: its source is added to that one.

    Raises:
        ModelError: the record is no claim of the situation.
    """
    known = situation.claims.get(claim.key)
    if claim.kind != "claim" or known is None:
        raise ModelError("claim", claim.key, f"There is no claim {claim.key!r} in this situation; choose another.")
    source = source_of(report)
    sources = known.sources if source.id in known.sources else (*known.sources, source.id)
    change = Correction("claim", claim.key, {"sources": list(sources)}, claim.version)
    changes = () if sources == known.sources else (change,)
    return Decision(Verdict.MERGED, choice.plain(), claim.key, (source,), changes, who, why)


def rejection(*, who: str, why: str) -> Decision:
    """The decision that an item is no claim."""
    return Decision(Verdict.REJECTED, {}, None, (), (), who, why)


def source_of(report: Report) -> Source:
    """The source that a report is; the same report gives the same."""
    publisher = report.publisher or "Publisher not stated"
    day = report.published_on
    return Source(
        id="-".join(filter(None, (slug(publisher)[:40], day.isoformat() if day else "", report.digest[:6]))),
        publisher=publisher,
        agency="",
        title="Report brought to the review desk",
        published_on=day,
        published_precision=Precision.EXACT if day else Precision.UNKNOWN,
        url=report.url,
        link_note="" if report.url else "no link: the text was brought by a person and is kept",
        language=report.language,
        kind=SourceKind.OUTLET if report.url else SourceKind.ARTICLE,
        note=f"Text kept, SHA-256 {report.digest[:16]}….",
    )


def slug(name: str) -> str:
    """A lower-case kebab id; letters without an ASCII form are spelled by their code.

    >>> slug("Al Jazeera’s desk")
    'al-jazeeras-desk'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "").replace("'", ""))
    text = "".join(c if c.isascii() else ("" if unicodedata.combining(c) else f"{ord(c):x}") for c in plain)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "unnamed"


def _speaker(choice: Choice, situation: Situation) -> tuple[Speaker, Speaker | None]:
    if choice.speaker:
        known = situation.speakers.get(choice.speaker)
        if known is None:
            raise ModelError("speaker", choice.speaker, "There is no such speaker; choose one, or name a new one.")
        return known, None
    name = choice.speaker_name
    if not name:
        raise ModelError("speaker_name", "", "Say who claims it; the report itself is an answer too.")
    if choice.side not in situation.side_ids:
        raise ModelError("side", choice.side, f"Choose one of the sides {', '.join(situation.side_ids)}.")
    key = slug(name)[:60]
    made = Speaker(key, name, _label(name), "", "", choice.side, choice.is_party, choice.origin or key, "")
    known = situation.speakers.get(key)
    return (known, None) if known is not None else (made, made)


def _label(name: str) -> str:
    if len(name) <= MAX_SHORT_CHARS:
        return name
    last = name.split(",")[0].split()[-1]
    is_name = last[:1].isupper() and len(last) <= MAX_SHORT_CHARS
    return last if is_name else name[: MAX_SHORT_CHARS - 1].rstrip() + "…"


def _place(choice: Choice, situation: Situation) -> tuple[Place, Place | None]:
    if choice.place:
        known = situation.places.get(choice.place)
        if known is None:
            raise ModelError("place", choice.place, "There is no such place; choose one, or name a new one.")
        return known, None
    if not choice.place_name:
        known = situation.places.get(NOWHERE.id)
        return (known, None) if known is not None else (NOWHERE, NOWHERE)
    scale = Scale(choice.scale)
    point = Point(choice.lat, choice.lon) if choice.lat is not None and choice.lon is not None else None
    if scale in POINT_SCALES and point is None:
        raise ModelError("scale", scale, "A place of this precision has a point; click the map, or choose a wider one.")
    where = "" if point is None else f" {point.lat:.3f} {point.lon:.3f}"
    key = slug(f"{choice.place_name} {choice.country} {scale}{where}")[:80]
    known = situation.places.get(key)
    if known is not None:
        return known, None
    radius_km = choice.radius_km if point else None
    made = Place(
        key, choice.place_name, "", scale, choice.country, None, point, radius_km, None, choice.place_source, ""
    )
    return made, made


def _topic(choice: Choice, situation: Situation) -> tuple[Topic | None, Topic | None]:
    if choice.topic:
        known = situation.topics.get(choice.topic)
        if known is None:
            raise ModelError("topic", choice.topic, "There is no such topic; choose one, or name a new one.")
        if choice.kind == ClaimKind.FIGURE and known.unit != choice.unit:
            raise ModelError(
                "topic", choice.topic, f"It counts {known.unit}, this figure {choice.unit}: choose another."
            )
        return known, None
    if not choice.topic_title or choice.kind != ClaimKind.FIGURE:
        return None, None
    key = slug(f"{choice.topic_title} {choice.unit}")[:60]
    known = situation.topics.get(key)
    if known is not None:
        return known, None
    rank = max((topic.rank for topic in situation.topics.values()), default=0) + 1
    title = choice.topic_title
    made = Topic(key, title, title[:24], "from reports", title[:1].lower() + title[1:], choice.unit, Form.BAR, "", rank)
    return made, made


def _claim(choice: Choice, key: str, speaker: str, place: str, topic: str | None, source: str) -> Claim:
    happened, period = when_of("happened", choice.happened), when_of("period", choice.period)
    return Claim(
        id=key,
        statement=f"st-{key.lower()}",
        kind=ClaimKind(choice.kind),
        topic=topic,
        speakers=(speaker,),
        via=choice.via,
        title=choice.title,
        summary=choice.summary,
        said=when_of("said", choice.said),
        happened=happened if happened.is_dated else None,
        period=Period(period.earliest, period.latest, period.text) if period.is_dated else None,
        said_place=None,
        place=place,
        acts=(choice.acts,) if choice.acts else (),
        figure=_figure(choice),
        label="" if choice.kind == ClaimKind.FIGURE else choice.value_text,
        quote=choice.quote,
        sources=(source,),
        note=choice.note,
        grade=choice.grade or None,
    )


def _figure(choice: Choice) -> Figure | None:
    if choice.kind != ClaimKind.FIGURE:
        return None
    return Figure(
        choice.low, choice.best, choice.high, Hedge(choice.hedge), choice.value_text, choice.unit, choice.counts
    )


def _grown(
    claim: Claim, place: Place, topic: Topic | None, situation: Situation, about: StoredRecord
) -> tuple[Correction, ...]:
    """The description of the situation, where the claim lies outside its span or is the first of something."""
    old, days = situation.about, [day for day in _days(claim.said) + _days(claim.happened) if day]
    fields: dict[str, object] = {}
    if days and min(days) < old.span_from_on:
        fields["span_from_on"] = min(days).isoformat()
    if days and max(days) > old.span_to_on:
        fields["span_to_on"] = max(days).isoformat()
    if topic and len(old.lead_topics) < _LEAD_TOPICS:
        fields["lead_topics"] = [*old.lead_topics, topic.id]
    if not situation.claims and days:
        fields["opening"] = _opening(min(days), max(days))
        fields.setdefault("span_from_on", min(old.span_from_on, min(days) - _MARGIN).isoformat())
        fields.setdefault("span_to_on", max(old.span_to_on, max(days)).isoformat())
    if place.point and not any(situation.places[other.place].point for other in situation.claims.values()):
        fields["theatre"] = _around(place.point)
    changed = {name: value for name, value in fields.items() if pack(old)[name] != value}
    return (Correction("about", old.id, changed, about.version),) if changed else ()


def _around(point: Point) -> dict[str, float]:
    """The map of a situation opens where its first claim with a point is; a few degrees each way."""
    return {
        "south": max(-85.0, point.lat - _REACH_DEG),
        "west": max(-180.0, point.lon - 2 * _REACH_DEG),
        "north": min(85.0, point.lat + _REACH_DEG),
        "east": min(180.0, point.lon + 2 * _REACH_DEG),
    }


def _days(when: When | None) -> list[date | None]:
    return [when.earliest, when.latest] if when else []


def _opening(first: date, last: date) -> dict[str, str]:
    """The first claim of an empty situation decides what a reader sees first."""
    return {"clock_on": last.isoformat(), "from_on": (first - _MARGIN).isoformat(), "to_on": last.isoformat()}
