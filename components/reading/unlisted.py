"""Places that no gazetteer has: named by what stands before them, or told without a name of their own.

What a stranger gets wrong: a capital behind "in" is no place yet. "In March", "in Parliament", "in Operation Storm" are
none; so each name is held against the lists of months, titles, organisations and ordinary words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.places.lexicon import lexicon
from components.reading.wordlists import small_words, wordlists

_FAITHS = small_words("faith")
_FUNCTION = small_words("article") | small_words("preposition")
_SKIPPED = small_words("month") | small_words("weekday") | small_words("adverb")
_PART = r"(?:al-|el-|ad-|as-|ar-|an-|at-|az-|de |du |la |le |los |las |san |bin |ag )?"
_WORD = r"[A-Z\u00c0-\u00de][\w-]+(?:'(?!s\b)\w+)?"
_NAME = rf"{_WORD}(?:[ -]{_PART}{_WORD}){{0,2}}"
#: Nouns of what is done to a place: "the liberation of Al-Nuhud".
_DONE = (
    r"(?:liberation|capture|recapture|fall|siege|battle|shelling|bombardment|bombing|storming|evacuation|loss|seizure|"
    r"encirclement|defence|defense)"
)
_DESCRIBED = re.compile(
    r"\b(?:in|across|throughout|from|of) the (?:[a-z]+ ){0,2}(?:[A-Z][a-z]+ )?"
    r"(?P<compass>(?:north|south)[- ]?(?:east|west)|north|south|east|west)(?=[\s,.;]|$)(?! (?:of|bank)\b)|"
    r"\b(?P<line>front ?lines?|contact line|line of contact|rear areas(?: of [A-Z]\w+)?)\b|"
    r"\b(?P<areas>[A-Z][a-z]+(?:an|ish|ese|i|ian) (?:regions|cities|provinces|villages|towns|border (?:areas|"
    r"regions?)))\b|"
    rf"\b(?P<headed>(?:{_NAME} and )?{_NAME} (?:axis|directions?|district|province|region|oblast|governorate|county|"
    r"township|raion|areas?|camp|site|locality|department|prefecture|valley|state|division|zone|commune|"
    r"neighbou?rhood|quarter|suburb|village|forest))\b|"
    r"\b(?:village|town|city|district|hamlet|settlement|locality|area|vicinity|suburb|outskirts|camp|island|state|"
    rf"province|department|port)s? of (?P<called>{_NAME})|"
    rf"\b(?:{_DONE} of|(?:[Ss]trikes?|[Aa]ttacks?|[Rr]aids?|[Aa]ssaults?|offensive|advance|march|push|drive) on) "
    rf"(?P<done>{_NAME})"
)
_BEHIND = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|reached|entered|left|inside|into|across|between|[Ff]rom|towards?) "
    rf"(?P<name>{_NAME})"
)
#: A name that its number follows: "Ourang (34,180)", "Mecufi for 4,190".
_LISTED = re.compile(rf"(?P<name>{_NAME})(?: \(| for )(?=\d)")
_ROW = re.compile(rf"^[ *\u2022|-]{{0,4}}(?P<name>{_NAME})(?= ?(?:\||:) ?\d)", re.MULTILINE)
#: Names that are looked for wherever they come again.
_MOST_NAMES = 60
#: What stands behind the name of a building or a unit, and makes it none of a place.
_BUILDING = re.compile(
    r" (?:clinic|hospital|base|site|university|school|mosque|church|airport|radio|brigade|division)\b"
)
#: An adjective with a capital: "English-speaking", "Kyiv-appointed".
_SPEAKING = re.compile(r"-(?!al\b|el\b|ad\b|as\b|ar\b|an\b|at\b|az\b|sur\b|de\b|le\b|la\b|en\b|on\b)[a-z]{3,}")
#: Ordinary words that begin a name of two: "North Wollo", "New Halfa".
_LEADING = frozenset(
    {"north", "south", "east", "west", "upper", "lower", "new", "old", "greater", "port", "fort", "mount"}
)
_RANKS = {"called": 3, "headed": 2, "done": 3}


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A place without an entry.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        rank: how narrow it is, as in `spots.Spot`.
        is_described: whether it has no name of its own ("the front lines").
    """

    start: int
    end: int
    rank: int
    is_described: bool


def described(flat: str) -> Iterator[Unlisted]:
    """Places that a noun tells: "the southeast", "the Izium axis", "the village of Wad Rima"."""
    for found in _DESCRIBED.finditer(flat):
        group = str(found.lastgroup)
        start, end = found.span(group)
        first = found.group(group).split()[0].lower()
        if _FAITHS.intersection(found.group(group).lower().split()):
            continue
        if group in _RANKS and (
            first in _SKIPPED | _FUNCTION or (group == "done" and not _is_name(found.group(group), frozenset()))
        ):
            continue
        yield Unlisted(start, end, _RANKS.get(group, 1), is_described=group not in _RANKS)


def named(flat: str, acting: frozenset[str]) -> Iterator[Unlisted]:
    """Names behind "in", "at", "near" and before a number in a list, wherever they stand; some come twice.

    Args:
        flat: the text.
        acting: names that the place reader calls actors, case folded.
    """
    names: dict[str, None] = {}
    for pattern in (_BEHIND, _LISTED, _ROW):
        for found in pattern.finditer(flat):
            start, end = found.span("name")
            if _is_name(flat[start:end], acting) and not _BUILDING.match(flat, end):
                names[flat[start:end]] = None
                yield Unlisted(start, end, 3, is_described=False)
    if names:
        longest = sorted(list(names)[:_MOST_NAMES], key=len, reverse=True)
        for again in re.finditer(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", flat):
            yield Unlisted(again.start(), again.end(), 3, is_described=False)


def _is_name(words: str, acting: frozenset[str]) -> bool:
    """Whether capitals may name a place: no month, title, organisation or ordinary word."""
    low = words.lower()
    parts, roles = low.split(), wordlists().roles
    if len(parts) > 1 and parts[0] in _LEADING:
        parts = parts[1:]
    if _SPEAKING.search(words):
        return False
    if parts[0] in _SKIPPED or low in wordlists().organisations or low in acting or _FAITHS.intersection(parts):
        return False
    return parts[0] not in lexicon().ordinary and parts[0] not in roles and parts[-1] not in roles
