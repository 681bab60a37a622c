"""What a person makes of a proposal: every field that may be corrected before it becomes a claim.

What a stranger gets wrong: a choice is complete in itself. Accepting reads only this, never the proposal again, so what
the person saw is what is stored.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from components.errors import DateError, ModelError
from components.model import ClaimKind, Hedge, Precision, Scale, When
from components.model.edtf import parse_edtf
from components.model.when import LONGEST_DAYS

_GRADE = re.compile(r"[A-F][1-6]|", re.ASCII)
MAX_TEXT_CHARS = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """The corrected proposal. Texts are at most `MAX_TEXT_CHARS` characters; empty means not known.

    Attributes:
        kind: what is claimed (figure, event, statement, control, presence, forecast).
        title: our words after "<speaker> says ...".
        summary: one or two sentences of ours.
        low: lower bound as claimed, None when open.
        best: the number as stated, None when there is none.
        high: upper bound as claimed, None when open.
        hedge: how it was hedged, one of `Hedge`.
        value_text: number and hedge as printed on the screen; empty for what has no number.
        unit: of the number: "people", "km2".
        counts: what is added up ("killed+wounded").
        speaker: id of a speaker of the situation; empty for a new one.
        speaker_name: name of a new speaker.
        side: id of the side that a new speaker speaks for.
        origin: independence group of a new speaker; empty for one of its own.
        is_party: whether a new speaker is a party to the conflict.
        via: who relayed it.
        said: EDTF of the day on which it was said; empty for not known.
        happened: EDTF of the day on which it happened; empty for not told.
        period: EDTF of the time that a figure covers; empty for not told.
        place: id of a place of the situation; empty for a new one or none.
        place_name: name of a new place; empty for none.
        scale: how precisely a new place is known, one of `Scale`.
        lat: latitude of a new place with a point, WGS 84; None for one without.
        lon: longitude of the same point.
        radius_km: uncertainty around it.
        country: ISO 3166-1 alpha-2 of a new place.
        place_source: where its coordinates were read.
        topic: id of a topic of the situation; empty for a new one or none.
        topic_title: title of a new topic.
        acts: id of the side that acts; empty for none.
        quote: the few words of the report that carry it.
        grade: Admiralty code, empty when not graded.
        note: anything a reader should know.
    """

    kind: str
    title: str
    summary: str = ""
    low: float | None = None
    best: float | None = None
    high: float | None = None
    hedge: str = Hedge.NONE.value
    value_text: str = ""
    unit: str = ""
    counts: str = ""
    speaker: str = ""
    speaker_name: str = ""
    side: str = ""
    origin: str = ""
    is_party: bool = False
    via: str = ""
    said: str = ""
    happened: str = ""
    period: str = ""
    place: str = ""
    place_name: str = ""
    scale: str = Scale.UNKNOWN.value
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str = ""
    place_source: str = ""
    topic: str = ""
    topic_title: str = ""
    acts: str = ""
    quote: str = ""
    grade: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for code, kind in (("kind", ClaimKind), ("hedge", Hedge), ("scale", Scale)):
            if getattr(self, code) not in set(kind):
                raise ModelError(code, getattr(self, code), f"Choose one of {', '.join(kind)}.")
        if not self.title.strip():
            raise ModelError("title", "", "Say in a few words what is claimed; the map prints it behind the speaker.")
        if not _GRADE.fullmatch(self.grade):
            raise ModelError("grade", self.grade, "A grade is an Admiralty code, A1 to F6; blank when not graded.")
        for name in ("said", "happened", "period"):
            when_of(name, getattr(self, name))
        if (self.lat is None) != (self.lon is None):
            raise ModelError("lat", self.lat, "A point needs both latitude and longitude, or none of them.")

    def plain(self) -> dict[str, Any]:
        """The same as values that JSON can hold."""
        return asdict(self)


_TYPES = {field.name: field.type for field in fields(Choice)}


def choice_of(values: Mapping[str, Any]) -> Choice:
    """The choice from what a browser sent.

    Raises:
        ModelError: a field is unknown, missing, of another type, too long, or not allowed; it names the field.
    """
    return Choice(**{name: _value(name, value) for name, value in values.items()}) if _is_whole(values) else _refuse()


def _is_whole(values: Mapping[str, Any]) -> bool:
    for name in values:
        if name not in _TYPES:
            raise ModelError(str(name)[:40], "", "There is no such field in a claim; leave it out.")
    return "kind" in values and "title" in values


def _refuse() -> Choice:
    raise ModelError("title", "", "A claim needs at least its kind and its title.")


def _value(name: str, value: Any) -> Any:
    kind = _TYPES[name]
    if kind == "float | None":
        return None if value is None or value == "" else _number(name, value)
    if kind == "bool":
        if isinstance(value, bool):
            return value
        raise ModelError(name, value, "Choose yes or no.")
    if not isinstance(value, str):
        raise ModelError(name, value, "Write it as text.")
    text = value.strip()
    if len(text) > MAX_TEXT_CHARS:
        raise ModelError(name, text[:40], f"At most {MAX_TEXT_CHARS} characters fit here; shorten it.")
    return text


def _number(name: str, value: Any) -> float:
    """A number as typed; which of comma and point divides is never guessed."""
    if isinstance(value, str):
        plain = value.replace(" ", "").replace("\u00a0", "")
        if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain, re.ASCII):
            plain = plain.replace(",", "")
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain, re.ASCII):
            raise ModelError(name, value, "Write a plain number, with a point before decimals: 1200 or 1,200 or 0.5.")
        return float(plain)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ModelError(name, value, "Write a plain number, with a point before decimals.")
    return float(value)


def when_of(field: str, edtf: str) -> When:
    """A date from its EDTF text, with the narrowest precision that holds it; empty is unknown.

    Raises:
        DateError: it is no EDTF text; it names the field.

    >>> when_of("said", "2024-10-21/2024-10-27").precision.value
    'week'
    """
    if not edtf:
        return When(None, None, Precision.UNKNOWN, "")
    try:
        told = parse_edtf(edtf)
    except DateError as error:
        raise DateError(field, edtf, str(error)) from error
    if told.earliest is None or told.latest is None:
        return When(told.earliest, told.latest, Precision.BEFORE if told.earliest is None else Precision.AFTER, edtf)
    if told.is_approximate or told.is_uncertain:
        return When(told.earliest, told.latest, Precision.APPROX, edtf)
    days = (told.latest - told.earliest).days + 1
    fitting = [code for code in LONGEST_DAYS if days <= LONGEST_DAYS[code]]
    return When(told.earliest, told.latest, fitting[0] if fitting else Precision.APPROX, edtf)
