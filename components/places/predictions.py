"""One document in, one line of what the reader found out: the format in which place readers are scored.

What a stranger gets wrong: an actor has coordinates here, because scored corpora mark "Turkish" as a place. Whoever
draws must look at ``pin``, never at ``lat`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from components.places.entities import Mention
from components.places.resolver import Resolver


def predictions(
    lines: Iterable[str],
    resolver: Resolver,
    country: str = "",
    refused: Callable[[int, Exception], None] | None = None,
) -> Iterator[str]:
    """A prediction line for every document line; blank lines are passed over.

    Args:
        lines: one JSON object a line, with ``id``, ``text``, perhaps ``toponyms`` (``start``, ``end``), ``country``.
        resolver: the reader.
        country: ISO 3166-1 alpha-2 code for documents that name none.
        refused: told the number of a line that is no document, and why; the others go on.

    Raises:
        ValueError: a line is no JSON object with an id and a text, and nobody is told.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = _document(line, country)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if refused is None:
                raise ValueError(f"line {number} is no document with an id and a text: {error}") from error
            refused(number, error)
            continue
        yield json.dumps(prediction(document, resolver), ensure_ascii=False)


def _document(line: str, country: str) -> dict[str, Any]:
    """A document, looked at whole before it is read: a fault of the reader is never taken for one of the line."""
    document: dict[str, Any] = json.loads(line)
    if not isinstance(document["text"], str):
        raise TypeError("its text is no text")
    spans = [{"start": int(span["start"]), "end": int(span["end"])} for span in document.get("toponyms", ())]
    known = {"id": document["id"], "text": document["text"], "country": document.get("country") or country}
    return {**known, "toponyms": spans} if "toponyms" in document else known


def prediction(document: Mapping[str, Any], resolver: Resolver) -> dict[str, Any]:
    """What the reader finds in one document.

    ``mentions`` has places, areas, "near" and actors, ``tray`` the names without an entry, ``resolved`` one [lat, lon]
    or null for each of the document's ``toponyms``, and is left out where it has no such list.
    """
    text = document["text"]
    reading = resolver.read(text, document.get("country") or "")
    row: dict[str, Any] = {
        "id": document["id"],
        "mentions": [_mention(mention) for mention in reading.mentions],
        "tray": [_mention(mention) for mention in reading.tray],
        "actors": [_mention(mention) for mention in reading.actors],
    }
    if "toponyms" in document:
        spans = [(toponym["start"], toponym["end"]) for toponym in document["toponyms"]]
        row["resolved"] = [list(point) if point else None for point in resolver.resolve(text, spans)]
    return row


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "lat": mention.lat,
        "lon": mention.lon,
        "text": mention.text,
        "class": str(mention.sense),
        "scale": str(mention.scale),
        "pin": mention.is_pin,
        "radius_km": mention.radius_km,
        "score": mention.score,
        "name": mention.entity.name if mention.entity else None,
        "country": mention.entity.country if mention.entity else None,
        "rivals": [
            {"name": rival.entity.name, "country": rival.entity.country, "score": rival.score}
            for rival in mention.rivals
        ],
        "reasons": list(mention.reasons),
    }
