"""Where the report names a place, with how well each naming takes a figure.

What a stranger gets wrong: the word before the name says more than the name. "In Goma" is where something is, "to Goma"
where it goes, "Goma's" whose it is, and a name inside a speaker's title ("Goma's mayor said") only tells who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from components.places.entities import Kind, Mention, Sense
from components.places.keys import key
from components.places.lexicon import lexicon
from components.reading.document import Document, Sentence, Shape
from components.reading.unlisted import described, named
from components.reading.wordlists import small_words

if TYPE_CHECKING:  # its gazetteer needs numpy; what is read here does not
    from components.places.reading import Reading

_INSIDE, _MOVING, _AGAINST = small_words("inside"), small_words("moving"), small_words("against")
_HITTING = small_words("hitting")
_GOVERNING = _INSIDE | _MOVING | _AGAINST | _HITTING | {"on", "including"}
_OF = re.compile(r"\bof (?:the )?$")
_BEFORE = re.compile(
    r"([A-Za-z]+)\s+(?:(?:(?:borders?|banks?|shores?|coast|number|parts?|much|most|several|some|many|all|city|town|"
    r"village|capital|province|region|locality|settlement|area|vicinity|"
    r"district|state|areas?|port|camp|edge|outskirts|suburbs?|centre|center|heart|whole|rest|north|south|east|west) of|"
    r"several|some|many|all|whole|the|a|an|its|his|their|largely|mostly|mainly|city|town|village|capital|province|"
    r"region|district|state|areas?|port|camp|nearby|neighbou?ring|both|rebel-held|besieged|occupied|annexed|disputed|"
    r"mountainous|greater|downtown|rural|coastal|lakeside|remote|upper|lower|inner|outer|old|[a-z]+-[a-z]+|western|eastern|northern|southern|central|(?:north|south)-?(?:eastern|western)|and|[A-Z][\w-]+'s|"
    r"[A-Z][a-z]+(?:an|ish|i|ian|ese))\s+){0,5}$"
)
_HEADS = re.compile(
    r"\s(?:region|province|oblast|district|governorate|state|county|peninsula|camp|city|axis|direction|raion|"
    r"prefecture|township|department|valley|islands?)\b", re.IGNORECASE)  # fmt: skip
_OFFICE = re.compile(
    r"(?:'s)?\s(?:(?:regional|city|oblast|provincial|district|local|state|region|military|region's|province's|"
    r"county)\s){0,3}(?:governor|mayor|head|chief|authorities|officials|police|administration|council|prosecutors)\b",
    re.IGNORECASE,
)
#: The weight of a name with no word before it that says anything; a bare country is an actor.
_BARE = 0.6
_LINE = re.compile(
    r"[A-Z][A-Z'-]{2,}(?:[/ ][A-Z][A-Z'-]{2,})*(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?(?:/[A-Z]{3,})?)?(?= [A-Z(])"
)
#: "South-east of X", "12 km from X".
_BESIDE = re.compile(r"(?:(?:north|south|east|west) of|(?:km|kilomet(?:re|er)s|miles) from|close to|next to) $")
#: What may stand before the first name of a row, and longest time before a dash that a label follows.
_ROW_HEADS, _MOST_BEFORE_LABEL = frozenset({"", "-", "*", "\u2022", "\u25aa", "\u25cf", "|"}), 24
_DIGIT = re.compile(r"\d")
#: A place that sets a thing in time, or only gives its bearing.
_ELSEWHERE = re.compile(
    r"(?:\b(?:[Ss]ince|[Bb]efore|[Aa]fter|[Uu]ntil) the (?:\w+ ){0,2}(?:war|conflict|fighting|coup|invasion|attack|"
    r"uprising|quake|election)s? (?:in|on)|\bdirection of)(?: the)? $"
)
#: "Near the Rakhine capital" is not in all of Rakhine.
_ATTRIBUTIVE = re.compile(r" (?:capital|border|frontier|government|army)\b")
#: Where people are taken in: "Poland has taken in 1.5 million".
_HOSTS = re.compile(
    r"(?: now| alone| already)?(?: has| have)? (?:taken in|took in|hosts?|hosting|shelters?|sheltered|houses|housed|"
    r"received|receives|is home to|has seen|had seen|saw|accounts? for|accounted for)\b"
)
#: The weight of whose office speaks, where nothing else is told.
_LEAST = 0.05
#: Between a place and the wider one that it lies in: "Cabo Delgado in Mozambique", "Kajuru, a town in Kaduna".
_WITHIN = re.compile(
    r" (?:in|of) (?:the )?|, (?:an? (?:\w+ ){1,3})?(?:in |of )(?:the |nearby |[A-Z][a-z]+'s )?|, |"
    r",? (?:just )?(?:(?:north|south|east|west)[a-z-]* of|near|close to|outside|off) (?:the )?"
)
_BARELY, _NARROW = 0.3, 3
_PART = re.compile(r"(?<![\w-])(?:(?:north|south)-?(?:ern|eastern|western)|eastern|western|central) $")
#: What a capital does as a town, and not as a government.
_SUFFERS = re.compile(r"\s(?:was|were|suffered|came under|saw|has been|had been|endured|faced|woke|lost power)\b")
_RANKS = {Kind.SETTLEMENT: 3, Kind.FACILITY: 3, Kind.ADM2: 2, Kind.ADM1: 2}
#: Who speaks where it happened, and not about another place: "the hospital in Kaya admitted 141".
_LOCAL = re.compile(
    r"\b(?:authorities|hospitals?|police|clinic|morgue|doctors|medics|council|mayor|prosecutors|residents|villagers|"
    r"officials|leaders|reporters?|correspondents?|witnesses|eyewitnesses|rescuers|hospices?|morgues|hospital staff)"
    r"(?: \w+){0,2} (?:in|at|of|from) $"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the report names.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        sentence: number of its sentence.
        weight: how well it takes a figure, by what stands before it: 3 "in X", 0.1 only in a speaker's name.
        rank: how narrow it is: 3 a settlement, 2 a division, 1 an area, 0 a country.
        is_moving: whether something goes to it.
        is_origin: whether something comes from it.
        is_line: whether it only says where the report was written.
        is_label: whether it heads a row or a paragraph ("Mastung: a motorcycle bomb").
    """

    start: int
    end: int
    sentence: int
    weight: float
    rank: int = 1
    is_moving: bool = False
    is_origin: bool = False
    is_line: bool = False
    is_label: bool = False


class Spots:
    """Finds the places that one report names.

    Attributes:
        document: the report.
        found: what the place reader says of it.
    """

    def __init__(self, document: Document, found: Reading, speaking: Sequence[tuple[int, int, int]]) -> None:
        self.document, self.found = document, found
        self._speaking = sorted(speaking)
        self._speaking_starts = [start for start, _, _ in self._speaking]
        self._acting = {mention.text.casefold() for mention in (*found.actors, *found.mentions)
                        if mention.sense is Sense.ACTOR}  # fmt: skip

    def all(self) -> tuple[Spot, ...]:
        """From left to right; none overlap."""
        kept: list[Spot] = []
        for spot in sorted(self._raw(), key=lambda spot: (spot.start, -spot.end)):
            if kept and spot.start < kept[-1].end:
                continue
            if kept and kept[-1].weight > _BARELY and _WITHIN.fullmatch(self.document.flat, kept[-1].end, spot.start):
                spot = replace(spot, weight=min(spot.weight, _BARELY), is_moving=False)
            kept.append(spot)
        return tuple(kept)

    def _raw(self) -> Iterator[Spot]:
        listed = [mention for mention in (*self.found.mentions, *self.found.tray) if mention.sense is not Sense.ACTOR]
        taken = sorted((mention.start, mention.end) for mention in (*listed, *self.found.actors))
        starts = [start for start, _ in taken]
        for mention in listed:
            end = self._with_head(mention)
            if self.document.flat[end : end + 1] not in "$€£" or end >= len(self.document.flat):
                rank = _RANKS.get(mention.entity.kind, 0) if mention.entity is not None else 3
                part = _PART.search(self.document.flat, max(0, mention.start - 20), mention.start)
                yield from self._spot(part.start() if part else mention.start, end, rank)
        for place in (*described(self.document.flat), *named(self.document.flat, frozenset(self._acting))):
            index = bisect_right(starts, place.end - 1) - 1
            if place.is_described or index < 0 or taken[index][1] <= place.start or taken[index][0] < place.start:
                yield from self._spot(place.start, self._headed(place.end), place.rank)

    def _with_head(self, mention: Mention) -> int:
        return self._headed(mention.end)

    def _headed(self, end: int) -> int:
        head = _HEADS.match(self.document.flat, end)
        return head.end() if head else end

    def _spot(self, start: int, end: int, rank: int) -> Iterator[Spot]:
        sentence = self.document.sentence_at(start)
        if sentence is None or sentence.text.startswith("("):
            return
        flat = self.document.flat
        before = _BEFORE.search(flat, max(sentence.start, start - 80), start)
        word = before.group(1).lower() if before else ""
        if word not in _GOVERNING and _OF.search(flat, max(sentence.start, start - 5), start):
            word = "of"
        if _BESIDE.search(flat, max(sentence.start, start - 20), start):
            word = "near"
        elif _ELSEWHERE.search(flat, max(sentence.start, start - 60), start):
            word = "against"
        index = sentence.index
        speaking = self._speaks(start)
        if speaking is not None:
            weight = 0.0 if start >= speaking[1] else self._of_speaker(sentence, start, end, word)
            weight = max(weight, _LEAST if start == speaking[0] else 0.0)
            yield Spot(start, end, index, weight, rank)
        elif index < 2 and _is_line(sentence, flat, start, end):
            yield Spot(start, end, index, 0.0, rank, is_line=True)
        elif _OFFICE.match(flat, end):
            yield Spot(start, end, index, 0.6, rank)
        elif _is_label(sentence, flat, start, end):
            yield Spot(start, end, index, 3.2, rank, is_label=True)
        elif flat[end : end + 2] == "'s":
            yield Spot(start, end, index, self._owning(sentence, start, end, rank), rank)
        elif flat[end : end + 1] == "-" and flat[end + 1 : end + 2].islower():
            return
        elif word == "including":
            yield Spot(start, end, index, 0.3, rank)
        else:
            weight = min(_weight(word), 1.4) if _ATTRIBUTIVE.match(flat, end) else _weight(word)
            if weight == _BARE and _HOSTS.match(flat, end):
                weight = 2.2
            is_actor = rank == 0 or (key(flat[start:end]) in lexicon().capitals and not _SUFFERS.match(flat, end))
            bare = weight == _BARE and is_actor and sentence.shape is not Shape.HEADING
            yield Spot(start, end, index, 0.1 if bare else weight, rank, is_moving=word in _MOVING and word != "from",
                       is_origin=word == "from")  # fmt: skip

    def _owning(self, sentence: Sentence, start: int, end: int, rank: int) -> float:
        """How well the place of a possessive takes a figure: "Dvorichna's 3,000 people", "Haiti's capital"."""
        flat = self.document.flat
        if flat.startswith("'s capital", end):
            return 1.6
        if sentence.shape is Shape.HEADING:
            return _BARE
        if rank == 0 or key(flat[start:end]) in lexicon().capitals:
            return 0.1
        return 0.9 if rank == _NARROW else 0.4

    def _of_speaker(self, sentence: Sentence, start: int, end: int, word: str) -> float:
        """How well the place in a speaker's title takes a figure."""
        flat = self.document.flat
        if _LOCAL.search(flat, max(sentence.start, start - 50), start):
            return 1.2
        if _OFFICE.match(flat, end):
            return 0.6
        return _LEAST if flat[end : end + 2] == "'s" else 0.0

    def _speaks(self, offset: int) -> tuple[int, int, int] | None:
        """The part of the report that says who speaks and holds an offset."""
        place = bisect_right(self._speaking_starts, offset) - 1
        return self._speaking[place] if place >= 0 and offset < self._speaking[place][2] else None


def _weight(word: str) -> float:
    """How well a place takes a figure, by the word that governs it."""
    if word in _INSIDE:
        return 3.0
    if word in _HITTING:
        return 2.2
    if word == "on":
        return 1.6
    if word == "of":
        return 1.4
    if word in _MOVING:
        return 2.4 if word == "into" else 0.25 if word == "from" else 0.4
    return 0.05 if word in _AGAINST else _BARE


def _is_label(sentence: Sentence, flat: str, start: int, end: int) -> bool:
    """Whether a name heads what follows: a row, "Mastung: ...", "Nov 9 - Quetta railway station, ...", "Kelm."."""
    if sentence.shape is Shape.HEADING:
        return False
    before, behind = flat[sentence.start : start].strip(' "'), flat[end : end + 2].strip()
    if sentence.shape is Shape.ROW and before in _ROW_HEADS:
        return behind[:1] in tuple(":|-(,") or behind[:1].isdigit()
    if not before or (before.endswith(":") and behind[:1] == "."):
        return behind[:1] in (":", "|") or (behind[:1] == "." and end >= sentence.end - 1)
    return (
        len(before) <= _MOST_BEFORE_LABEL
        and before.endswith("-")
        and _DIGIT.search(before) is not None
        and flat[end : end + 1] in ",:. "
    )


def _is_line(sentence: Sentence, flat: str, start: int, end: int) -> bool:
    """Whether a name stands in the line that says where a report was written."""
    if sentence.shape is Shape.HEADING:
        return False
    if flat[start:end].isupper() and start - sentence.start < 40 and len(flat[start:end]) > 3:
        return flat[end : end + 1] != ":"
    line = _LINE.match(sentence.text)
    if line is not None and end - sentence.start <= line.end():
        return True
    dash = re.search(r"\s-", sentence.text[:80])
    return bool(dash and end - sentence.start <= dash.start() + 1 and sentence.text[:3].isupper())
