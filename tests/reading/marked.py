"""Texts with marks in them: "[[5]] people died" is read with the 5 as the figure."""

import re
from datetime import date

from components.model import Scale
from components.places.entities import Entity, Kind, Mention, Sense
from components.reading.codes import DatePrecision
from components.reading.document import Document
from components.reading.moments import Moment
from components.reading.proposals import Span

PUBLISHED = date(2025, 3, 14)


def marked(raw: str) -> tuple[Document, list[Span]]:
    """A document, and where its marks stand."""
    text, spans = "", []
    for part in re.split(r"(\[\[.*?\]\])", raw):
        if part.startswith("[["):
            spans.append(Span(len(text), len(text) + len(part) - 4))
            text += part[2:-2]
        else:
            text += part
    return Document(text, PUBLISHED), spans


def moment(document: Document, words: str, day: str) -> Moment:
    """A time expression of the document that means a day."""
    start = document.flat.index(words)
    return Moment(start, start + len(words), words, day, DatePrecision.DAY, "weekday", is_relative=True)


def mention(
    document: Document, name: str, kind: Kind = Kind.SETTLEMENT, sense: Sense | None = None, nth: int = 0
) -> Mention:
    """A place name of the document as the place reader tells it."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(name, start + 1)
    sense = sense or (Sense.PLACE if kind in (Kind.SETTLEMENT, Kind.FACILITY) else Sense.AREA)
    entity = Entity(sum(map(ord, name)), name, kind, 10.0, 20.0, "XX", "", 0, 0.0, "made", name.lower())
    scale = Scale.SETTLEMENT if sense is Sense.PLACE else Scale.ADM1
    return Mention(start, start + len(name), name, sense, entity, 10.0, 20.0, scale, 0.0, 0.9)
