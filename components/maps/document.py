"""The page's data document: everything the browser needs to know of a situation, as inert JSON.

What a stranger gets wrong: it is built once per situation, not per view. Filters, clock and selection are applied
in the browser; the same bytes serve every reader and a self-contained page, so they carry a hash and are cached
for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from components.maps.distances import Ground, grounds, is_inside, line_km, way
from components.model import (
    INVERSES,
    Claim,
    Period,
    Place,
    Route,
    Situation,
    Source,
    Speaker,
    StoryStep,
    When,
    find_text,
    origins,
)

_Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """The document of one situation.

    Attributes:
        situation_id: whose it is.
        digest: twelve hexadecimal digits of the SHA-256 of everything but ``v``.
        data: the document as Python values; do not change it.
        body: the document as UTF-8 JSON without white space.
        ground_dates: dates for which the front line is known, oldest first.
    """

    situation_id: str
    digest: str
    data: Mapping[str, Any] = field(repr=False)
    body: bytes = field(repr=False)
    ground_dates: tuple[date, ...] = ()

    @property
    def name(self) -> str:
        """File name, which changes whenever the content does."""
        return f"{self.situation_id}.{self.digest}.json"

    @property
    def path(self) -> str:
        """Address below the application's root, without a leading slash."""
        return f"cm/data/{self.name}"


def document(
    situation: Situation,
    ground: Mapping[str, Any] | tuple[Ground, ...] | None = None,
    assets: Mapping[str, str] | None = None,
    evidence: Mapping[str, str] | None = None,
) -> Document:
    """Builds the document.

    Args:
        situation: every accepted record; its references must lead somewhere.
        ground: parsed ground.geojson, or its dates as `grounds` gives them (then distances to it are measured once);
            None when the front line is not known.
        assets: name of the outline file by role.
        evidence: by claim, the query of the review page that shows the words it rests on.

    The same arguments give the same bytes on every machine.
    """
    dated = ground if isinstance(ground, tuple) else grounds(ground) if ground else ()
    rest = _rest(situation, dated, assets or {}, evidence or {})
    digest = hashlib.sha256(_compact(rest)).hexdigest()[:12]
    data = {"v": digest, **rest}
    return Document(situation.id, digest, data, _compact(data), tuple(ground.on for ground in dated))


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _rest(
    situation: Situation, dated: tuple[Ground, ...], assets: Mapping[str, str], evidence: Mapping[str, str]
) -> _Json:
    about = situation.about
    opening, theatre = about.opening, about.theatre
    return {
        "id": situation.id,
        "title": about.headline,
        "span": {"from": _iso(about.span_from_on), "to": _iso(about.span_to_on)},
        "opens": {"clock": _iso(opening.clock_on), "from": _iso(opening.from_on), "to": _iso(opening.to_on)},
        "theatre": {"south": theatre.south, "west": theatre.west, "north": theatre.north, "east": theatre.east},
        "focus": about.focus_area,
        "lead": list(about.lead_topics),
        "sides": [{"id": side.id, "name": side.name} for side in about.sides],
        "speakers": {key: _speaker(speaker) for key, speaker in situation.speakers.items()},
        "sources": {key: _source(source) for key, source in situation.sources.items()},
        "places": {key: _place(place, situation, dated) for key, place in situation.places.items()},
        "topics": [
            {
                "id": topic.id,
                "title": topic.title,
                "short": topic.short,
                "sub": topic.sub,
                "phrase": topic.phrase,
                "unit": topic.unit,
                "form": topic.form,
                "block": topic.block,
                "rank": topic.rank,
            }
            for topic in situation.topics.values()
        ],
        "claims": [_claim(claim, situation, evidence) for claim in situation.claims.values()],
        "routes": [_route(route) for route in situation.routes],
        "story": [_step(step) for step in situation.story],
        "ground": [{"on": _iso(ground.on)} for ground in dated],
        "assets": dict(sorted(assets.items())),
        "counts": {
            "claims": len(situation.claims),
            "sources": len(situation.sources),
            "speakers": len(situation.speakers),
        },
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(when: When) -> _Json:
    return {"from": _iso(when.earliest), "to": _iso(when.latest), "precision": when.precision, "text": when.text}


def _period(period: Period) -> _Json:
    return {"from": _iso(period.from_on), "to": _iso(period.to_on), "text": period.text}


def _speaker(speaker: Speaker) -> _Json:
    return {
        "name": speaker.name,
        "short": speaker.short,
        "side": speaker.side,
        "party": speaker.is_party,
        "origin": speaker.origin,
        "capital": speaker.capital,
    }


def _source(source: Source) -> _Json:
    return {
        "publisher": source.publisher,
        "agency": source.agency,
        "title": source.title,
        "on": _iso(source.published_on),
        "precision": source.published_precision,
        "url": source.url or None,
        "host": source.host,
        "link_note": source.link_note,
        "kind": source.kind,
        "note": source.note,
    }


def _place(place: Place, situation: Situation, dated: tuple[Ground, ...]) -> _Json:
    anchor = place.anchor
    return {
        "name": place.name,
        "local": place.local_name,
        "scale": place.scale,
        "country": place.country,
        "area": place.area,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "radius_km": place.radius_km,
        "anchor": {"lat": anchor.point.lat, "lon": anchor.point.lon, "name": anchor.name} if anchor else None,
        "note": place.note,
        "near": _near(place, situation),
        "line": _line(place, dated),
    }


def _near(place: Place, situation: Situation) -> list[list[Any]]:
    """[id, km, bearing in whole degrees, wind] of every other place with a point, nearest first."""
    if place.point is None:
        return []
    ways = [
        (way(place.point, other.point), other.id)
        for other in situation.places.values()
        if other.point is not None and other.id != place.id
    ]
    return [
        [key, round(found.km, 1), round(found.bearing_deg) % 360, found.wind]
        for found, key in sorted(ways, key=lambda item: (item[0].km, item[1]))
    ]


def _line(place: Place, dated: tuple[Ground, ...]) -> _Json:
    """Distance to the line by date, for places that have a point and are near enough for it to mean something."""
    if place.point is None:
        return {}
    found = {ground.on: (line_km(place.point, ground), is_inside(place.point, ground)) for ground in dated}
    return {
        on.isoformat(): {"km": round(km, 1), "inside": inside} for on, (km, inside) in found.items() if km is not None
    }


def _claim(claim: Claim, situation: Situation, evidence: Mapping[str, str]) -> _Json:
    figure = claim.figure
    return {
        "id": claim.id,
        "st": claim.statement,
        "kind": claim.kind,
        "topic": claim.topic,
        "by": list(claim.speakers),
        "via": claim.via,
        "title": claim.title,
        "summary": claim.summary,
        "said": _when(claim.said),
        "when": _when(claim.happened) if claim.happened and claim.happened.is_dated else None,
        "period": _period(claim.period) if claim.period else None,
        "said_at": claim.said_place,
        "place": claim.place,
        "acts": claim.acts[0] if claim.acts else None,
        "acts_with": list(claim.acts[1:]),
        "fig": {
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            "hedge": figure.hedge,
            "text": figure.text,
            "unit": figure.unit,
            "counts": figure.counts,
        }
        if figure
        else None,
        "label": claim.label,
        "quote": claim.quote,
        "src": list(claim.sources),
        "note": claim.note,
        "grade": claim.grade,
        "origins": origins(claim, situation),
        "rel": _relations(claim, situation),
        "find": find_text(claim, situation),
        **({"report": evidence[claim.id]} if claim.id in evidence else {}),
    }


def _relations(claim: Claim, situation: Situation) -> list[list[str]]:
    """[kind, id] in both directions: what this claim is to others, then what others are to it."""
    told = [[str(r.kind), r.to_claim] for r in situation.relations if r.from_claim == claim.id]
    heard = [[INVERSES[r.kind], r.from_claim] for r in situation.relations if r.to_claim == claim.id]
    return told + [item for item in heard if item not in told]


def _route(route: Route) -> _Json:
    return {
        "id": route.id,
        "title": route.title,
        "from": route.from_place,
        "to": route.to_place,
        "mode": route.mode,
        "from_on": _iso(route.dates.earliest),
        "to_on": _iso(route.dates.latest),
        "precision": route.dates.precision,
        "text": route.dates.text,
        "claim": route.claim,
        "acts": route.acts,
        "route": route.route,
        "note": route.note,
    }


def _step(step: StoryStep) -> _Json:
    return {
        "id": step.id,
        "n": step.n,
        "title": step.title,
        "sentence": step.sentence,
        "clock": _iso(step.clock_on),
        "from": _iso(step.from_on),
        "to": _iso(step.to_on),
        "select": step.select,
        "open": list(step.open),
        "frame": step.frame,
    }
