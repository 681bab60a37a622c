"""Place names in Arabic text, with what is written on to them before the name.

What a stranger gets wrong: short vowels, hamzas and the last letter are written in many ways, and "and", "in", "to" are
written on to the next word. The name as it stands is tried first, since وهران (Oran) begins with no "and".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from components.places.entities import Candidate, Form, Hit, Kind
from components.places.index import Index
from components.places.languages.arabic_words import (
    COMPASS,
    DISTRICT_HEADS,
    DIVISION_HEADS,
    ORDINARY,
    PERSON_HEADS,
    PLACE_WORDS,
    TOWN_HEADS,
)
from components.places.languages.joined import Joined, joined
from components.places.languages.nisba import NORTH, SOUTH, nisba_states
from components.places.languages.towns import (
    by_size,
    district_of,
    division_of,
    has_area,
    is_country,
    of_kind,
    people,
    usual,
)
from components.places.languages.words import Word, arabic_words

_PREFIXES = (
    "وبال",
    "وكال",
    "فبال",
    "ولل",
    "فلل",
    "وال",
    "بال",
    "فال",
    "كال",
    "لل",
    "وب",
    "ول",
    "وك",
    "فب",
    "فل",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_ARTICLE = "ال"
_LAST = {"ه": "ة", "ة": "ه", "ى": "يا", "ي": "ى", "ا": "ىة", "ی": "ي"}
_SURE_FROM, _LED_FROM, _KNOWN_FROM = 100_000, 20_000, 2_000
_SHORT = 3
_KOREAS = ("KP", "KR")


class ArabicReader:
    """Reads the Arabic words of texts against one gazetteer."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def read(self, text: str) -> list[Candidate]:
        """Candidates in the order of the text; they do not overlap."""
        words = arabic_words(text)
        found: list[Candidate] = []
        place = 0
        while place < len(words):
            made = self._name(words, place) or self._people(words, place)
            if made is None:
                place += 1
                continue
            candidate, count = made
            if not found or candidate.start >= found[-1].end:
                found.append(candidate)
            place += count
        return found

    def _people(self, words: Sequence[Word], place: int) -> tuple[Candidate, int] | None:
        word = words[place]
        codes = nisba_states(word.key)
        if not codes:
            return None
        count = 1
        if set(codes) & set(_KOREAS):
            after = _bare(words[place + 1].key) if place + 1 < len(words) and words[place + 1].is_joined else ""
            codes = ("KP",) if after in NORTH else ("KR",) if after in SOUTH else codes
            count = 2 if len(codes) == 1 else 1
        hits = tuple(Hit(number, Form.DEMONYM) for code in codes if (number := self._index.country_id(code)) >= 0)
        if not hits:
            return None
        return Candidate(word.start, words[place + count - 1].end, hits, frozenset(), 0.9, ("demonym",)), count

    def _name(self, words: Sequence[Word], place: int) -> tuple[Candidate, int] | None:
        found: list[Joined] = []
        for cost, stem in _stems(words[place].key):
            same = self._joined(words, place, stem)
            found += [Joined(each.key, each.words, cost + each.cost) for each in same]
            if cost == 0 and same and any(self._is_large(each) for each in same):
                break
        for count in sorted({each.words for each in found}, reverse=True):
            same = sorted((each for each in found if each.words == count), key=lambda each: each.cost)
            for cost in dict.fromkeys(each.cost for each in same):
                names = [each.key for each in same if each.cost == cost]
                made = self._judged(words, place, count, names, cost)
                if made is not None:
                    return made, count
        return None

    def _is_large(self, each: Joined) -> bool:
        hits = usual(self._index.find(each.key))
        return has_area(hits, self._index) or people(hits, self._index) >= _LED_FROM

    def _joined(self, words: Sequence[Word], place: int, stem: str) -> list[Joined]:
        def options(ahead: int) -> Sequence[tuple[str, int]]:
            at = place + ahead
            return _spellings(words[at].key) if at < len(words) and words[at].is_joined else ()

        return joined(self._index, options, _spellings(stem))

    def _judged(
        self, words: Sequence[Word], place: int, count: int, names: Sequence[str], cost: int
    ) -> Candidate | None:
        hits = tuple(dict.fromkeys(hit for name in names for hit in usual(self._index.find(name))))
        if not hits:
            return None
        before = _bare(words[place - 1].key) if place and words[place].is_joined else ""
        raw = words[place - 1].key if before else ""
        start, end = words[place].start, words[place + count - 1].end
        if before in DIVISION_HEADS and (found := division_of(hits, self._index)):
            return Candidate(words[place - 1].start, end, found, frozenset({Kind.ADM1}), 0.9, ("division-head",))
        if before in DISTRICT_HEADS and count == 1 and (found := district_of(hits, self._index)):
            return Candidate(words[place - 1].start, end, found, frozenset(), 0.4, ("district-head",))
        if before in TOWN_HEADS and (towns := of_kind(hits, Kind.SETTLEMENT, self._index)):
            return Candidate(
                start, end, by_size(towns, self._index), frozenset({Kind.SETTLEMENT}), 0.8, ("settlement-head",)
            )
        if is_country(hits, self._index) and before in COMPASS and len(names[0]) > _SHORT:
            return Candidate(
                words[place - 1].start, end, by_size(hits, self._index), frozenset(), 0.8, ("compass-region",)
            )
        is_led = raw in PLACE_WORDS or before in COMPASS or _is_glued(words[place].key, names[0], cost)
        weight = self._weight(names[0], count, is_led, hits) if before not in PERSON_HEADS else 0.0
        reason = "nominative" if not cost else "prefixed"
        return Candidate(start, end, by_size(hits, self._index), frozenset(), weight, (reason,)) if weight > 0 else None

    def _weight(self, name: str, count: int, is_led: bool, hits: Sequence[Hit]) -> float:
        """Evidence of a name without a head; 0 or less when it is rather an everyday word."""
        size, is_area = people(hits, self._index), has_area(hits, self._index)
        if name in ORDINARY:
            return 0.0
        if is_country(hits, self._index):
            return 0.8
        if count > 1:
            return 0.6 if is_area or size >= _KNOWN_FROM or is_led else 0.0
        letters = len(name.removeprefix(_ARTICLE))
        if letters <= _SHORT:
            return 0.4 if is_led and (size >= _LED_FROM or is_area) else 0.3 if size >= 5 * _SURE_FROM else 0.0
        if is_led:
            return 0.6 if is_area or size >= _KNOWN_FROM else 0.0
        return 0.5 if is_area or size >= _SURE_FROM else 0.0


def _is_glued(written: str, name: str, cost: int) -> bool:
    """Whether "in" or "to" is written on to the name; a plain "and" says nothing."""
    return cost > 0 and written.lstrip("وف")[:1] in ("ب", "ل") and not name.startswith(written.lstrip("وف")[:1])


@lru_cache(maxsize=16_384)
def _stems(word: str) -> tuple[tuple[int, str], ...]:
    """The word, and what is left of it without what may be written on to it, with how far-fetched that is."""
    return tuple(dict.fromkeys(_stripped(word)))


def _stripped(word: str) -> Iterator[tuple[int, str]]:
    yield 0, word
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < _SHORT:
            continue
        if prefix.endswith(("ال", "لل")):
            yield 1, _ARTICLE + rest
            yield 1, rest
        else:
            yield 1, rest


def _bare(word: str) -> str:
    """A word without "and" and the article, as heads and directions are listed."""
    for prefix in ("وال", "بال", "وب", "ول", "لل", "ال", "و", "ب", "ل"):
        rest = word.removeprefix(prefix)
        if rest != word and rest in _LISTED:
            return rest
    return word


_LISTED = DIVISION_HEADS | TOWN_HEADS | DISTRICT_HEADS | COMPASS | NORTH | SOUTH | PERSON_HEADS


@lru_cache(maxsize=16_384)
def _spellings(word: str) -> tuple[tuple[str, int], ...]:
    """A word and its spellings with another last letter."""
    plain = word.replace("ٱ", "ا").replace("ی", "ي").replace("ک", "ك")
    made = [plain, *(plain[:-1] + last for last in _LAST.get(plain[-1:], ""))] if plain else []
    return tuple((name, 0) for name in dict.fromkeys((word, *made)))
