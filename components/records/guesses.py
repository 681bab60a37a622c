"""What a proposal would become if nobody changed anything: the choice that the review page opens with.

What a stranger gets wrong: a guess fills the form, it is not a decision. It names a speaker, place or topic of the
situation only where the words fit; otherwise it offers a new one, and what the report does not say stays empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from components.model import POINT_SCALES, ClaimKind, Hedge, Place, Report, Scale, Situation, Speaker, Topic
from components.records.choice import Choice
from components.records.review import Item, ItemKind, NewItem
from components.records.wording import figure_title, hedge_of, topic_words, unit_of, value_text

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EMPTY = frozenset(
    """the a an of and for in on at to s his her its their mr ms gen lt col general president minister ministry
    spokesman spokeswoman spokesperson official officials senior unnamed""".split()  # noqa: SIM905 - one text to read
)
#: Beginnings of the names of a side's people, where the side's own name does not begin like them; a space ends a word.
_PEOPLES = {"us": ("us ", "u s ", "america", "nato ", "pentagon ", "washington "), "kr": ("south korea", "seoul ")}
_MOST_TITLE_CHARS = 90
#: Below this a place was taken from what the whole report is about, not from the words around the claim.
_LEAST_SURE = 0.4


def guess(item: Item | NewItem, report: Report, situation: Situation) -> Choice:
    """The choice that a person starts from.

    What only the report as a whole is about is no place of a claim until a person says so.
    """
    fields = item.fields
    if (fields.get("confidence") or {}).get("place", 1.0) < _LEAST_SURE:
        fields = {**fields, "place": None, "found": None}
    build = {ItemKind.FIGURE: _figure, ItemKind.EVENT: _event, ItemKind.STATEMENT: _statement}[item.kind]
    values = {**_who(fields, report, situation), **_where(fields, situation)}
    return build(fields, values, report, situation)


def _figure(fields: Mapping[str, Any], values: dict[str, Any], report: Report, situation: Situation) -> Choice:
    hedge = hedge_of(fields)
    bounds: dict[str, Any] = {name: fields[name] for name in ("low", "best", "high")}
    if hedge is Hedge.VAGUE:
        bounds = dict.fromkeys(bounds)  # a word instead of a number gets no invented point
    elif fields["bound"] in ("none", "approx"):
        bounds = {"low": None, "best": fields["best"], "high": None}
    elif fields["bound"] in ("min", "max"):
        bounds["best"] = None
    values |= {
        **bounds,
        "hedge": hedge.value,
        "value_text": value_text(fields),
        "unit": unit_of(fields["unit"]),
        "counts": {"casualties": "killed+wounded", "killed": "killed", "wounded": "wounded"}.get(fields["kind"], ""),
        "said": _said(fields.get("said"), report),
        "period": fields.get("ref_date") or "",
        "title": _short(figure_title(fields)),
        "quote": fields["quote"],
        "acts": _side(fields.get("subject") or "", situation),
    }
    values |= _topic(fields, values, situation)
    return Choice(kind=ClaimKind.FIGURE.value, **values)


def _event(fields: Mapping[str, Any], values: dict[str, Any], report: Report, _situation: Situation) -> Choice:
    where = f" in {fields['place']}" if fields.get("place") else ""
    title = f"{_EVENTS.get(fields['kind'], fields['kind'])}{where}"
    return Choice(
        kind=ClaimKind.EVENT.value,
        **{**values, "happened": fields.get("date") or "", "said": _said(None, report), "title": _short(title)},
    )


def _statement(fields: Mapping[str, Any], values: dict[str, Any], report: Report, _situation: Situation) -> Choice:
    title = f"{fields['stance']}: {fields['about']}" if fields["stance"] != "states" else fields["about"]
    return Choice(
        kind=ClaimKind.STATEMENT.value,
        **{**values, "said": _said(fields.get("said"), report), "title": _short(title or fields["text"])},
    )


#: What an event is called on the screen, where its code alone would say too little.
_EVENTS = {
    "battle": "fighting",
    "airstrike": "a strike from the air",
    "bombing": "a bombing",
    "territory": "ground changed hands",
    "deployment": "troops moved",
    "displacement": "people left",
    "exchange": "an exchange of prisoners",
    "agreement": "an agreement",
    "meeting": "a meeting",
    "statement": "a statement was made",
    "other": "an event",
}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_TITLE_CHARS else text[: _MOST_TITLE_CHARS - 1].rsplit(" ", 1)[0] + "…"


def _said(said: str | None, report: Report) -> str:
    """When it was said; at the latest on the day of publication, where that is known."""
    if said:
        return said
    return f"../{report.published_on.isoformat()}" if report.published_on else ""


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, without marks and in lower case."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’s", "").replace("'s", ""))
    text = "".join(char for char in plain if not unicodedata.combining(char))
    return frozenset(_WORD.findall(text)) - _EMPTY


def _who(fields: Mapping[str, Any], report: Report, situation: Situation) -> dict[str, Any]:
    name = fields.get("source") or report.publisher or f"unnamed report {report.digest[:6]}"
    said_first = fields.get("original")
    speaker = same_speaker(said_first or name, situation.speakers.values())
    via = " ".join(filter(None, (name if said_first else "", fields.get("medium") or "")))
    if speaker:
        return {"speaker": speaker.id, "via": via}
    return {
        "speaker_name": said_first or name,
        "side": _side(said_first or name, situation) or _rest(situation),
        "via": via,
    }


def same_speaker(name: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker of a situation that a name means: every telling word of one is in the other; None when unsure."""
    mine = words(name)
    if not mine:
        return None
    for speaker in speakers:
        if mine in (words(speaker.person), words(speaker.short), words(speaker.name)):
            return speaker
    fits = [
        speaker
        for speaker in speakers
        if speaker.person
        and _surname(speaker.person) in mine
        and mine <= words(f"{speaker.name} {speaker.role} {speaker.person}")
    ]
    return fits[0] if len(fits) == 1 else None


def _surname(person: str) -> str:
    found = _WORD.findall(person.casefold())
    return found[-1] if found else ""


def _side(text: str, situation: Situation) -> str:
    """The side whose people or state a text names first; empty when it names none."""
    low = f" {' '.join(_WORD.findall(text.casefold()))} "
    at: dict[str, int] = {}
    for side in situation.about.sides:
        stems = _PEOPLES.get(side.id, (side.name.casefold()[: max(5, len(side.name) - 2)],))
        places = [place for stem in stems if (place := low.find(f" {stem}")) >= 0]
        if places:
            at[side.id] = min(places)
    return min(at, key=lambda key: at[key]) if at else ""


def _rest(situation: Situation) -> str:
    ids = situation.side_ids
    return "ot" if "ot" in ids else (ids[-1] if ids else "")


def _where(fields: Mapping[str, Any], situation: Situation) -> dict[str, Any]:
    name, found = fields.get("place"), fields.get("found")
    if not name:
        return {}
    known = same_place(name, found, situation.places.values())
    if known:
        return {"place": known.id}
    if not found or found["lat"] is None:
        return {"place_name": name}
    is_point = Scale(found["scale"]) in POINT_SCALES  # "near" has a point too, it is only never drawn as a pin
    return {
        "place_name": name,
        "scale": found["scale"],
        "lat": found["lat"] if is_point else None,
        "lon": found["lon"] if is_point else None,
        "radius_km": found["radius_km"] if is_point else None,
        "country": found["country"],
        "place_source": found["source"],
    }


#: Words of names that only say what sort of a place it is: two oblasts are not one for having them.
_SORTS = frozenset(
    {"oblast", "region", "province", "county", "district", "raion", "rayon", "governorate", "state", "city", "town"}
)


def same_place(name: str, found: Mapping[str, Any] | None, places: Iterable[Place]) -> Place | None:
    """The place of a situation that a name means: the same words, at the same precision where both are known."""
    mine = words(name)
    scale = found["scale"] if found else None
    for place in places:
        if place.scale is Scale.UNKNOWN or not mine:
            continue
        told, telling = words(place.name), words(found["name"] if found else name) - _SORTS
        if mine == told or (scale == place.scale and telling and telling == told - _SORTS):
            return place
    return None


def _topic(fields: Mapping[str, Any], values: Mapping[str, Any], situation: Situation) -> dict[str, Any]:
    """The topic whose own words say the same, in the same unit; else a new one."""
    place = situation.places.get(str(values.get("place", "")))
    told = words(
        f"{topic_words(fields)} {fields.get('subject') or ''} {place.name if place else fields.get('place') or ''}"
    )
    best: tuple[int, Topic] | None = None
    for topic in situation.topics.values():
        if topic.unit != values["unit"]:
            continue
        shared = len(told & words(f"{topic.title} {topic.sub} {topic.phrase} {topic.short}"))
        if shared >= _ENOUGH and (best is None or shared > best[0]):
            best = (shared, topic)
    return {"topic": best[1].id} if best else {"topic_title": topic_words(fields).capitalize()}


_ENOUGH = 3
