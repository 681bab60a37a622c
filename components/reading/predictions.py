"""A reading in the shape that readers are scored in.

What a stranger gets wrong: the harness says "hedge" for `bound` and "type" for an event's kind; numbers, offsets and
names are the same.
"""

from __future__ import annotations

from typing import Any

from components.reading.proposals import EventProposal, FigureProposal, PlaceProposal, Reading


def prediction(id_: str, reading: Reading) -> dict[str, Any]:
    """The prediction of one report, ready for JSON.

    Args:
        id_: how the report is called.
        reading: what was read in it.
    """
    return {
        "id": id_,
        "figures": [_figure(figure) for figure in reading.figures],
        "events": [_event(event) for event in reading.events],
        "places": [_place(place) for place in reading.places],
    }


def _figure(figure: FigureProposal) -> dict[str, Any]:
    said = figure.attribution
    return {
        "start": figure.at.start,
        "end": figure.at.end,
        "text": figure.text,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "hedge": figure.bound.value,
        "modality": figure.modality.value,
        "kind": figure.kind.value,
        "unit": figure.unit,
        "subject": figure.subject or None,
        "attribution": {
            "source": said.source,
            "original": said.original,
            "to": said.to,
            "medium": said.medium,
            "said": said.said,
        },
        "place": figure.place,
        "ref_date": figure.ref_date,
        "link": {"tie": figure.link.tie.value, "to": figure.link.to} if figure.link else None,
    }


def _event(event: EventProposal) -> dict[str, Any]:
    return {
        "start": event.at.start,
        "end": event.at.end,
        "text": event.text,
        "type": event.kind.value,
        "date": event.date,
        "precision": event.precision.value,
        "place": event.place,
    }


def _place(place: PlaceProposal) -> dict[str, Any]:
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "mentions": [mention.start for mention in place.mentions],
    }
