"""The words that a proposed figure gets: its printed value, its title, the topic it opens.

What a stranger gets wrong: these are our words over the report's numbers. The numeral and its hedge are as printed; the
rest is made from codes, so that nothing of the report's prose is repeated by accident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from components.model import Hedge

_NEARLY = frozenset({"nearly", "almost", "close to", "just under", "approaching", "just short of"})
#: Hedges that stand behind their number: "1,150 or so".
_BEHIND = frozenset({"or so", "or thereabouts", "or more", "or fewer", "or less", "odd", "plus"})
_LEAST = ("at least", "no fewer", "not fewer", "no less", "not less", "a minimum", "upwards")
#: What is said of what is counted, by kind.
_VERBS: Mapping[str, str] = {
    "killed": "killed",
    "wounded": "wounded",
    "casualties": "killed or wounded",
    "captured": "captured",
    "exchanged": "exchanged",
    "freed": "freed",
    "displaced": "displaced",
    "affected": "affected",
    "equipment_lost": "lost",
    "intercepted": "shot down or intercepted",
    "munitions_used": "fired",
    "property": "damaged or destroyed",
}
_TOPICS: Mapping[str, str] = {
    "killed": "people killed",
    "wounded": "people wounded",
    "casualties": "casualties, killed or wounded",
    "captured": "prisoners taken",
    "exchanged": "prisoners exchanged",
    "freed": "people freed",
    "displaced": "people displaced",
    "affected": "people affected",
    "personnel": "soldiers and staff",
    "units": "military units",
    "equipment": "weapons and equipment",
    "equipment_lost": "equipment lost",
    "intercepted": "shot down or intercepted",
    "munitions_used": "munitions fired",
    "attacks": "attacks",
    "property": "buildings and property hit",
    "area": "area",
    "distance": "distances",
    "share": "shares",
    "money": "money",
    "other": "other counts",
}
_UNITS: Mapping[str, str] = {
    "person": "people",
    "artillery": "guns",
    "mlrs": "rocket launchers",
    "air_defence": "air defence systems",
}
#: Words that count only with "of": "dozens of vehicles".
_COUNTS_OF = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions)$", re.IGNORECASE)
_AS_IS = frozenset({"km2", "km", "kg", "percent", "aircraft", "equipment"})


def hedge_of(fields: Mapping[str, Any]) -> Hedge:
    """Our code for the words that hedge a number."""
    words, bound = str(fields["hedge_text"]).casefold(), fields["bound"]
    if bound == "vague":
        return Hedge.VAGUE
    if bound == "max":
        return Hedge.UP_TO
    if bound == "min":
        return Hedge.AT_LEAST if words.startswith(_LEAST) else Hedge.OVER
    if fields["modality"] in ("possible", "planned"):
        return Hedge.PROJECTION
    if bound == "range":
        return Hedge.RANGE
    if bound == "approx":
        return Hedge.NEARLY if words in _NEARLY else Hedge.ABOUT
    return Hedge.NONE


def value_text(fields: Mapping[str, Any]) -> str:
    """Number and hedge as they are printed on the screen.

    >>> value_text({"text": "12,000", "hedge_text": "as high as", "bound": "max", "modality": "asserted"})
    'as high as 12,000'
    >>> value_text({"text": "1,150", "hedge_text": "or so", "bound": "approx", "modality": "asserted"})
    '1,150 or so'
    """
    text = " ".join(str(fields["text"]).split())
    if fields["bound"] == "vague":
        return f"“{text}”"
    hedge = " ".join(str(fields["hedge_text"]).split())
    hedge = hedge[:1].lower() + hedge[1:]  # it may have begun a sentence
    if hedge in _BEHIND:
        return f"{text} {hedge}"
    tail = ", projected" if hedge_of(fields) is Hedge.PROJECTION else ""
    return f"{hedge} {text}{tail}".strip()


def unit_of(unit: str) -> str:
    """The unit as a situation names it: "people", "tanks", "km2".

    >>> unit_of("person"), unit_of("km2"), unit_of("drone")
    ('people', 'km2', 'drones')
    """
    if unit in _UNITS:
        return _UNITS[unit]
    return unit if unit in _AS_IS or unit.isupper() else f"{unit.replace('_', ' ')}s"


def topic_words(fields: Mapping[str, Any]) -> str:
    """What figures of this kind are about."""
    return _TOPICS[fields["kind"]]


def figure_title(fields: Mapping[str, Any]) -> str:
    """What stands behind "<speaker> says": value, what is counted, what happened to it, where."""
    subject = str(fields.get("subject") or "") or unit_of(fields["unit"])
    verb = _VERBS.get(fields["kind"], "")
    said = "" if not verb or any(word in subject.casefold() for word in verb.split(" or ")) else f" {verb}"
    where = f", {fields['place']}" if fields.get("place") else ""
    of = " of" if fields["bound"] == "vague" and _COUNTS_OF.search(str(fields["text"])) else ""
    return f"{value_text(fields).strip('“”')}{of} {subject}{said}{where}"
