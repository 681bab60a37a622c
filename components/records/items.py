"""A reading becomes items for review: plain values that JSON can hold, each with the few words it rests on.

What a stranger gets wrong: not every proposal is worth a person's minute. That something was said on a day is told by
the claim that was said, and a position that only repeats a figure of the same sentence is that figure. What is left
carries all that is needed to judge it (the place with its point and rivals, the item that it is a part of), because
nobody reads the report again to show it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from components.model import Report
from components.reading.codes import EventKind, Stance
from components.reading.proposals import (
    Attribution,
    FigureProposal,
    PlaceProposal,
    Reading,
    Span,
    StatementProposal,
)
from components.records.review import ItemKind, NewItem

#: Most words of the report that a claim repeats.
MAX_QUOTE_WORDS = 8
_HEDGE_WORDS = 2
_WORD = re.compile(r"\S+")
_STOP = ',;:()[]{}"“”„«»|\n'


def items_of(reading: Reading, report: Report) -> tuple[NewItem, ...]:
    """What there is to decide of a reading, in the order of the text: figures, what happened, positions beside them."""
    places = {span: place for place in reading.places for span in place.mentions}
    figures = [_figure(figure, reading, places, report.text) for figure in reading.figures]
    events = [
        NewItem(
            item_id(ItemKind.EVENT, event.at),
            ItemKind.EVENT,
            event.at.start,
            event.at.end,
            {
                "text": event.text,
                "quote": "",
                "sentence": _pair(event.sentence),
                "kind": event.kind.value,
                "date": event.date,
                "precision": event.precision.value,
                "place": event.place,
                "place_at": _pair(event.place_at),
                "found": _found(event.place, event.place_at, places),
                "rules": dict(event.rules),
                "confidence": dict(event.confidence),
            },
        )
        for event in reading.events
        if event.kind is not EventKind.STATEMENT
    ]
    statements = [
        NewItem(
            item_id(ItemKind.STATEMENT, statement.at),
            ItemKind.STATEMENT,
            statement.at.start,
            statement.at.end,
            {
                "text": statement.text,
                "quote": "",
                "sentence": _pair(statement.sentence),
                "about": statement.about,
                "stance": statement.stance.value,
                **_attribution(statement.attribution),
                "rules": dict(statement.rules),
                "confidence": dict(statement.confidence),
            },
        )
        for statement in reading.statements
        if statement.stance is not Stance.STATES or not _repeats(statement, reading)
    ]
    unique = {item.id: item for item in (*figures, *events, *statements)}
    return tuple(sorted(unique.values(), key=lambda item: (item.start, item.end, item.kind)))


def _repeats(statement: StatementProposal, reading: Reading) -> bool:
    """Whether a figure of the same sentence and speaker says it already."""
    return any(
        figure.sentence == statement.sentence and figure.attribution.source == statement.attribution.source
        for figure in reading.figures
    )


def item_id(kind: ItemKind, at: Span) -> str:
    """The same for the same proposal in the same text.

    >>> item_id(ItemKind.FIGURE, Span(10, 15))
    'figure:10-15'
    """
    return f"{kind}:{at.start}-{at.end}"


def _figure(figure: FigureProposal, reading: Reading, places: Mapping[Span, PlaceProposal], text: str) -> NewItem:
    link = figure.link
    to = reading.figures[link.to].at if link else None
    fields: dict[str, Any] = {
        "text": figure.text,
        "quote": quote(text, figure.at, figure.sentence),
        "sentence": _pair(figure.sentence),
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "bound": figure.bound.value,
        "hedge_text": figure.hedge_text,
        "modality": figure.modality.value,
        "kind": figure.kind.value,
        "unit": figure.unit,
        "subject": figure.subject,
        **_attribution(figure.attribution),
        "place": figure.place,
        "place_at": _pair(figure.place_at),
        "found": _found(figure.place, figure.place_at, places),
        "ref_date": figure.ref_date,
        "link": {"tie": link.tie.value, "to": item_id(ItemKind.FIGURE, to)} if link and to else None,
        "rules": dict(figure.rules),
        "confidence": dict(figure.confidence),
    }
    return NewItem(item_id(ItemKind.FIGURE, figure.at), ItemKind.FIGURE, figure.at.start, figure.at.end, fields)


def _attribution(said: Attribution) -> dict[str, Any]:
    return {
        "source": said.source,
        "original": said.original,
        "to": said.to,
        "medium": said.medium,
        "said": said.said,
        "source_at": _pair(said.source_at),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _found(name: str | None, at: Span | None, places: Mapping[Span, PlaceProposal]) -> dict[str, Any] | None:
    """Where a place lies: by the mention that holds or touches its span, else by its name."""
    if name is None:
        return None
    inside = [
        place
        for span, place in places.items()
        if (at and span.start < at.end and at.start < span.end) or (not at and place.name == name)
    ]
    if not inside:
        return None
    place = max(inside, key=lambda found: len(found.name))
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "scale": place.scale.value,
        "radius_km": place.radius_km,
        "country": place.country,
        "is_pin": place.is_pin,
        "source": place.source,
        "rivals": list(place.rivals),
    }


def quote(text: str, at: Span, sentence: Span) -> str:
    """The few words that carry a number: what hedges it before, what it counts behind, as printed.

    At most `MAX_QUOTE_WORDS` words, never beyond the sentence, a comma, a quotation mark or a bracket.

    >>> text = "He said that, so far, at least 3,000 men had come, others later."
    >>> quote(text, Span(31, 36), Span(0, len(text)))
    'at least 3,000 men had come'
    """
    left = max((text.rfind(mark, sentence.start, at.start) for mark in _STOP), default=-1) + 1
    ends = [place for mark in _STOP if (place := text.find(mark, at.end, sentence.end)) >= 0]
    right = min(ends, default=sentence.end)
    before = list(_WORD.finditer(text, max(left, sentence.start), at.start))[-_HEDGE_WORDS:]
    room = MAX_QUOTE_WORDS - len(before) - len(_WORD.findall(text[at.start : at.end]))
    after = list(_WORD.finditer(text, at.end, right))[: max(0, room)]
    start = before[0].start() if before else at.start
    end = after[-1].end() if after else at.end
    return text[start:end].rstrip(".,;:")
