"""One noun becomes one row of a data package: the way back of `intake.nouns`.

What a stranger gets wrong: nothing is made pretty and nothing is made safe for a spreadsheet. A cell is the exact text
of the field, a formula too, because a package is read by programs, this one first. A table for people is another
export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from components.model import (
    Claim,
    Noun,
    Place,
    Point,
    Relation,
    Route,
    Settlement,
    Source,
    Speaker,
    StoryStep,
    Topic,
    When,
)

Cells = Mapping[str, str]


def number(value: float | None) -> str:
    """The shortest plain decimal that is read back as the same number; blank for None.

    >>> number(1e-7), number(12.50), number(3)
    ('0.0000001', '12.5', '3')
    """
    return "" if value is None else format(Decimal(repr(value)), "f")


def holder_column(on: date) -> str:
    """Column of control.csv for one date.

    >>> holder_column(date(2024, 10, 30))
    'holder_2024_10_30'
    """
    return on.strftime("holder_%Y_%m_%d")


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _items(values: Iterable[str]) -> str:
    return ";".join(values)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _point(point: Point | None, lat: str, lon: str) -> dict[str, str]:
    return {lat: number(point.lat if point else None), lon: number(point.lon if point else None)}


def _when(when: When | None, prefix: str) -> dict[str, str]:
    if when is None:
        return {}
    days = {f"{prefix}_from": _day(when.earliest), f"{prefix}_to": _day(when.latest)}
    return {**days, f"{prefix}_precision": when.precision.value, f"{prefix}_edtf": when.edtf}


def _same(noun: Any, *fields: str) -> dict[str, str]:
    """Fields whose column has their name and whose cell is their text; blank for None."""
    return {field: getattr(noun, field) or "" for field in fields}


def _source(noun: Source) -> Cells:
    texts = _same(noun, "id", "publisher", "agency", "title", "url", "link_note", "language", "kind", "note")
    return {**texts, "published_on": _day(noun.published_on), "published_precision": noun.published_precision.value}


def _speaker(noun: Speaker) -> Cells:
    texts = _same(noun, "id", "name", "short", "person", "role", "side", "origin", "capital")
    return {**texts, "party": _flag(noun.is_party)}


def _place(noun: Place) -> Cells:
    return {
        **_same(noun, "id", "name", "local_name", "scale", "country", "area", "coord_source", "note"),
        **_point(noun.point, "lat", "lon"),
        "radius_km": number(noun.radius_km),
        **_point(noun.anchor.point if noun.anchor else None, "anchor_lat", "anchor_lon"),
        "anchor": noun.anchor.name if noun.anchor else "",
    }


def _topic(noun: Topic) -> Cells:
    texts = _same(noun, "id", "title", "short", "sub", "phrase", "unit", "form", "block")
    return {**texts, "rank": str(noun.rank)}


def _claim(noun: Claim) -> Cells:
    return {
        **_same(noun, "id", "statement", "kind", "topic", "via", "title", "summary", "said_place", "place"),
        **_same(noun, "quote", "note", "grade"),
        **{name: _items(getattr(noun, name)) for name in ("speakers", "acts", "sources")},
        **_when(noun.said, "said"),
        **_when(noun.happened, "happened"),
        **_period(noun),
        **_figure(noun),
    }


def _period(noun: Claim) -> Cells:
    if noun.period is None:
        return {}
    days = {"period_from": _day(noun.period.from_on), "period_to": _day(noun.period.to_on)}
    return {**days, "period_text": noun.period.text}


def _figure(noun: Claim) -> Cells:
    figure = noun.figure
    if figure is None:
        return {"hedge": "none", "value_text": noun.label}
    bounds = {name: number(getattr(figure, name)) for name in ("low", "best", "high")}
    return {**bounds, "hedge": figure.hedge.value, "value_text": figure.text, **_same(figure, "unit", "counts")}


def _relation(noun: Relation) -> Cells:
    return {"from": noun.from_claim, "kind": noun.kind.value, "to": noun.to_claim, "note": noun.note}


def _route(noun: Route) -> Cells:
    texts = _same(noun, "id", "title", "from_place", "to_place", "mode", "claim", "acts", "route", "note")
    dates = _when(noun.dates, "dates")
    return {**texts, **{name: cell for name, cell in dates.items() if name != "dates_edtf"}}


def _settlement(noun: Settlement) -> Cells:
    return {
        **_same(noun, "oblast", "country", "coord_source", "basis", "source_kind", "confidence"),
        "settlement": noun.name,
        **_point(noun.point, "lat", "lon"),
        "source_url": " ".join(noun.urls),
        "source_date": noun.dates,
        **{holder_column(holding.on): holding.holder.value for holding in noun.holdings},
    }


def _story_step(noun: StoryStep) -> Cells:
    days = {"clock": _day(noun.clock_on), "from": _day(noun.from_on), "to": _day(noun.to_on)}
    texts = _same(noun, "id", "title", "sentence", "select", "frame")
    return {**texts, **days, "n": str(noun.n), "open": _items(noun.open)}


#: Kind of noun: the table that its rows are in, and how a row is made.
ROWS: Mapping[str, tuple[str, Callable[[Any], Cells]]] = {
    "source": ("sources", _source),
    "speaker": ("speakers", _speaker),
    "place": ("places", _place),
    "topic": ("topics", _topic),
    "claim": ("claims", _claim),
    "relation": ("relations", _relation),
    "route": ("deployments", _route),
    "settlement": ("control", _settlement),
    "story": ("story", _story_step),
}


def row(kind: str, noun: Noun) -> tuple[str, Cells]:
    """The table of a noun, and its cells by column; a column that is not among them is blank."""
    table, make = ROWS[kind]
    return table, make(noun)
