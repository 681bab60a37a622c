"""A report becomes proposals.

What a stranger gets wrong: the reader of places is handed in, since it may hold a gazetteer of gigabytes; without one
nothing is placed, and everything else is read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.places.entities import Sense
from components.reading.document import Document, Sentence, Shape
from components.reading.drafts import Draft
from components.reading.figures import figures
from components.reading.happenings import happening
from components.reading.links import links
from components.reading.moments import Moment
from components.reading.periods import Periods, is_dateline
from components.reading.placing import Places
from components.reading.proposals import EventProposal, FigureProposal, Link, Reading, Span
from components.reading.speakers import Speakers
from components.reading.statements import statements
from components.reading.times import times
from components.reading.words import words_of

if TYPE_CHECKING:
    from components.places.reading import Reading as PlaceReading

#: Reads the place names of a text.
PlaceReader = Callable[[str], "PlaceReading"]


def no_places(text: str) -> PlaceReading:
    """Reads no place at all; for who has no gazetteer at hand."""
    from components.places.reading import Reading as PlaceReading  # its gazetteer needs numpy; nobody else here does

    return PlaceReading(mentions=())


def read(document: Document, places: PlaceReader = no_places, names: Sequence[Span] = ()) -> Reading:
    """Reads a report.

    Args:
        document: the report.
        places: reads the place names of a text, `components.places.resolver.Resolver(index).read`.
        names: where a model found names of persons and organisations, who may be speakers.

    Returns:
        Proposals, each list from left to right. Nothing of it is accepted, and what the text does not say stays empty.
    """
    moments = times(document)
    drafts = figures(words_of(document), moments)
    named = places(document.text)
    speakers = Speakers(document, moments, _actors(named, names))
    around = _Around(document, Periods(document, moments), speakers, Places(document, named, moments, speakers))
    return Reading(
        figures=tuple(_figure(draft, link, around) for draft, link in zip(drafts, links(drafts), strict=True)),
        events=tuple(_events(document, moments, around)),
        statements=statements(document, moments, speakers),
        places=around.places.proposals(),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """Who, where and when, for any place of the report."""

    document: Document
    periods: Periods
    speakers: Speakers
    places: Places


def _actors(named: PlaceReading, names: Sequence[Span]) -> tuple[Span, ...]:
    """Names that speak or act: persons, organisations, peoples, capitals that stand for a government."""
    acting = (mention for mention in named.mentions if mention.sense is Sense.ACTOR)
    spans = {Span(it.start, it.end) for it in (*named.actors, *acting)} | set(names)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _figure(draft: Draft, link: Link | None, around: _Around) -> FigureProposal:
    numeral, sentence = draft.numeral, draft.words.sentence
    period = around.periods.of(numeral.start, sentence)
    said, said_rule, said_sure = around.speakers.of(numeral.start, numeral.end)
    place, place_at, place_rule, place_sure = around.places.of(numeral.start, numeral.end, draft.kind)
    return FigureProposal(
        at=Span(numeral.start, numeral.end),
        text=around.document.text[numeral.start : numeral.end],
        sentence=sentence.span,
        low=draft.hedge.low,
        best=draft.hedge.best,
        high=draft.hedge.high,
        bound=draft.bound,
        hedge_text=draft.hedge.text,
        modality=draft.modality,
        kind=draft.kind,
        unit=draft.unit,
        subject=draft.subject,
        attribution=said,
        place=place,
        place_at=place_at,
        ref_date=period.ref_date,
        link=link,
        rules=draft.rules | {"source": said_rule, "said": said_rule, "place": place_rule, "ref_date": period.rule},
        confidence=draft.confidence
        | {"source": said_sure, "said": said_sure, "place": place_sure, "ref_date": period.confidence},
    )


def _events(document: Document, moments: tuple[Moment, ...], around: _Around) -> list[EventProposal]:
    found = []
    published = document.published_on.isoformat() if document.published_on else ""
    for moment in moments:
        sentence = document.sentence_at(moment.start)
        is_dated = sentence is not None and not is_dateline(document, moment)
        if sentence is not None and is_dated and _anchors(moment, sentence, published):
            found.append(_event(document, moment, sentence, around))
    return found


def _anchors(moment: Moment, sentence: Sentence, published: str) -> bool:
    """Whether something happened then: the date of a headline and a decade anchor nothing."""
    is_dateline = sentence.shape is Shape.HEADING and (sentence.index == 0 or moment.date == published)
    return not is_dateline and moment.rule != "decade"


def _event(document: Document, moment: Moment, sentence: Sentence, around: _Around) -> EventProposal:
    kind, rule, place, place_at = happening(document, moment, around.places, around.speakers)
    return EventProposal(
        at=Span(moment.start, moment.end),
        text=document.text[moment.start : moment.end],
        sentence=sentence.span,
        kind=kind,
        date=moment.date,
        precision=moment.precision,
        place=place,
        place_at=place_at,
        rules={"date": moment.rule, "kind": rule, "place": "place of the clause" if place else "no place"},
        confidence={"date": 0.9 if moment.date else 0.0, "kind": 0.6, "place": 0.5 if place else 0.0},
    )
