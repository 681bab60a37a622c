"""What lies beside a known place: streets, bridges and bases without an entry, and villages that no gazetteer has.

What a stranger gets wrong: "near X" is all that is known of them. A street gets the circle round the town in its own
sentence; a name with no such town stays in the tray.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from components.model.codes import Scale
from components.places.entities import POINT_KINDS, Mention, Sense
from components.places.reading import NEAR_KM
from components.places.senses import Meanings
from components.places.tokens import Tokens

_NAME = r"((?:[A-Z\u00c0-\u00de\u0160\u017d][\w'’-]{2,40})(?:[ -][A-Z\u00c0-\u00de][\w'’-]{1,40}){0,2})"
_VILLAGE = r"(?:villages?|towns?|hamlets?|settlements?|suburbs?|districts?|outskirts|neighbou?rhoods?)"
_HEADS = frozenset(
    {"village", "villages", "town", "towns", "hamlet", "hamlets", "settlement", "settlements", "suburb", "suburbs",
     "district", "districts", "outskirts", "neighbourhood", "neighborhood", "neighbourhoods", "neighborhoods"}
)  # fmt: skip
_BEHIND_HEAD = re.compile(rf" of {_NAME}")
_BEFORE_HEAD = re.compile(rf"\b(?:in|at|of|from|near|for|into) (?:the )?{_NAME} $")
_NEAR_NAME = re.compile(rf" (?:the (?:{_VILLAGE} of )?)?{_NAME}")
_WINDOW = 140
_THE_NORTH = re.compile(
    r"\b[Tt]he (North|South)(?=['’]s\b|\s+(?:said|says|has|had|is|was|would|will|also|fired|launched|tested|denied)\b)"
)
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s|\n")
_REACH = 300
_KOREAS = {"North": "KP", "South": "KR"}


class Beside:
    """Adds to the mentions of a text what only lies beside them.

    Attributes:
        tokens: the words of the text.
        meanings: the gazetteer, weighed.
    """

    def __init__(self, tokens: Tokens, meanings: Meanings, told: Sequence[Mention]) -> None:
        self.tokens, self.meanings = tokens, meanings
        self._told = sorted(told, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._told]
        self._added = list(self._facilities())
        self._added += self._koreas()

    def mentions(self) -> tuple[Mention, ...]:
        """Everything with an entry, or beside one, from left to right; the longer of two that overlap."""
        kept: list[Mention] = []
        for mention in sorted([*self._told, *self._added], key=lambda mention: (mention.start, -mention.end)):
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def tray(self, actors: Sequence[Mention]) -> tuple[Mention, ...]:
        """Names that the text treats as places and that no gazetteer has; organisations are none."""
        text, known = self.tokens.text, sorted([*self.mentions(), *actors], key=lambda mention: mention.start)
        starts = [mention.start for mention in known]
        found: dict[int, Mention] = {}
        for start, end in _named(self.tokens):
            place = bisect_left(starts, end) - 1
            if (place < 0 or known[place].end <= start) and self._is_unknown(text[start:end]):
                found.setdefault(start, self._near(start, end, "no-entry"))
        return tuple(found[start] for start in sorted(found))

    def _is_unknown(self, name: str) -> bool:
        low = name.casefold()
        lexicon = self.meanings.lexicon
        return low not in lexicon.ordinary and low not in lexicon.roles["never"] and low not in lexicon.roles["title"]

    def _near(self, start: int, end: int, reason: str) -> Mention:
        """A name beside the nearest town of its sentence, or without a place."""
        anchor = self._anchor(start, end)
        lat, lon = (anchor.lat, anchor.lon) if anchor else (None, None)
        scale = Scale.NEAR if anchor else Scale.UNKNOWN
        radius_km = NEAR_KM if anchor else 0.0
        entity = anchor.entity if anchor else None
        reasons = (reason, "near-known") if anchor else (reason,)
        text = self.tokens.text[start:end]
        return Mention(start, end, text, Sense.NEAR, entity, lat, lon, scale, radius_km, 0.5, (), reasons)

    def _anchor(self, start: int, end: int) -> Mention | None:
        """The nearest town that the same sentence names."""
        text = self.tokens.text
        place = bisect_left(self._starts, start)
        best: tuple[int, Mention] | None = None
        for mention in self._told[max(0, place - 4) : place + 5]:
            if mention.entity is None or mention.entity.kind not in POINT_KINDS or mention.sense is Sense.ACTOR:
                continue
            low, high = min(mention.end, end), max(mention.start, start)
            away = max(mention.start - end, start - mention.end, 0)
            if away > _REACH or (away and _SENTENCE.search(text, low, high)):
                continue
            if best is None or away < best[0]:
                best = away, mention
        return best[1] if best else None

    def _facilities(self) -> Iterator[Mention]:
        """Streets, bridges, hospitals and the like that have a name and no entry."""
        lexicon, tokens = self.meanings.lexicon, self.tokens
        streets = lexicon.roles["street_after"]
        heads = streets | lexicon.roles["facility_after"] | lexicon.roles["nature_after"]
        for place in tokens.cap_places:
            if tokens.lows[place] in heads and tokens.joined[place]:
                first = self._run(place)
                if first < place and self._is_free(first, place, tokens.lows[place] in streets):
                    mention = self._near(tokens.starts[first], tokens.ends[place], "facility-head")
                    if mention.entity is not None:
                        yield mention

    def _run(self, head: int) -> int:
        """First word of the capitalised run that a head ends."""
        tokens, first = self.tokens, head
        while first > 0 and head - first < 4 and tokens.caps[first - 1] and tokens.is_joined(first):
            if tokens.full_ends[first - 1] != tokens.ends[first - 1] and first < head:
                break
            first -= 1
        while first < head and (
            tokens.lows[first] in ("the", "a", "an", "in", "on", "at") or _is_loose(self, first, head)
        ):
            first += 1
        return first

    def _is_free(self, first: int, head: int, is_street: bool) -> bool:
        """Whether no place with an entry lies in the run; a street may be named after one."""
        start, end = self.tokens.starts[first], self.tokens.ends[head]
        place = bisect_left(self._starts, end) - 1
        if place < 0 or self._told[place].end <= start:
            return True
        inner = self._told[place]
        return is_street and inner.start >= start and inner.end < end and inner.sense is not Sense.ACTOR

    def _koreas(self) -> list[Mention]:
        """The Koreas in a Korean story: "the North's assistance"."""
        told = {mention.entity.country for mention in self._told if mention.entity is not None}
        if not told & set(_KOREAS.values()):
            return []
        return [self._korea(match) for match in _THE_NORTH.finditer(self.tokens.text)]

    def _korea(self, match: re.Match[str]) -> Mention:
        index = self.meanings.index
        entity = index.entity(index.country_id(_KOREAS[match[1]]))
        return Mention(
            match.start(1), match.end(1), match[1], Sense.ACTOR, entity, entity.lat, entity.lon,
            Scale.UNKNOWN, 0.0, 0.7, (), ("the-north",),
        )  # fmt: skip


def _named(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Spans that the words beside them call a village, or that something lies near."""
    text = tokens.text
    for place, low in enumerate(tokens.lows):
        if low in _HEADS:
            start, end = tokens.starts[place], tokens.full_ends[place]
            if behind := _BEHIND_HEAD.match(text, end):
                yield behind.span(1)
            begin = max(0, start - _WINDOW)
            if before := _BEFORE_HEAD.search(text[begin:start]):
                yield begin + before.start(1), begin + before.end(1)
        elif low in ("near", "outside") and (near := _NEAR_NAME.match(text, tokens.full_ends[place])):
            yield near.span(1)


def _is_loose(beside: Beside, first: int, head: int) -> bool:
    """Whether a run begins with the first word of a sentence that is no name."""
    tokens = beside.tokens
    return tokens.opens[first] and tokens.lows[first] in beside.meanings.lexicon.ordinary and head - first > 1
