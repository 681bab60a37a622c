"""Place names in Russian and Ukrainian text, in every case and number.

What a stranger gets wrong: no inflected form is stored anywhere. Endings propose nominatives, the gazetteer says which
exist, the Russian dictionary and the words around say whether a place is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from components.places.entities import POINT_KINDS, Candidate, Form, Hit, Kind
from components.places.index import KINDS, Index
from components.places.languages.divisions import division_hits, settlements_of, shchyna_stems
from components.places.languages.endings import nominatives, relative_stem
from components.places.languages.joined import Joined, Option, joined
from components.places.languages.peoples import peoples
from components.places.languages.slavic_evidence import Setting, about, weigh
from components.places.languages.slavic_words import (
    AND_WORDS,
    COMPASS,
    COMPASS_PREFIXES,
    DIRECTION_HEADS,
    DISTRICT_HEADS,
    INSIDE_NAMES,
    KRAI_HEADS,
    OBLAST_HEADS,
    RUSSIAN_WORDS,
    UKRAINIAN_WORDS,
)
from components.places.languages.towns import size_band
from components.places.languages.words import Word, cyrillic_words

_DIVISION_HEADS = (("oblast", OBLAST_HEADS), ("krai", KRAI_HEADS), ("district", DISTRICT_HEADS))
_AREAS = frozenset({Kind.COUNTRY, Kind.ADM1, Kind.REGION})
_POINTS = frozenset(KINDS.index(kind) for kind in POINT_KINDS)
_AREA_NUMBERS = frozenset(KINDS.index(kind) for kind in _AREAS)
_MOST_HITS = 8
_MOST_LISTED = 6
_LEAST = 0.05
_FIRM = 0.4
_REPEATED = -0.75
_BIGGER = 20
_CHIEF_FROM = 100_000
_SHORT_CAPITALS = 4
#: One little word that both languages have does not tell them apart.
_TELLING = 2


@dataclass(frozen=True, slots=True)
class _Find:
    candidate: Candidate
    words: int
    weight: float


class SlavicReader:
    """Reads the Cyrillic words of texts against one gazetteer."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def read(self, text: str) -> list[Candidate]:
        """Candidates in the order of the text; they do not overlap."""
        words = cyrillic_words(text)
        languages = _languages(words)
        finds: list[_Find] = []
        place = 0
        while place < len(words):
            find = self._at(text, words, place, languages[place])
            if find is not None:
                finds.append(find)
            place += find.words if find is not None and find.weight >= _LEAST else 1
        return self._settled(finds)

    def _settled(self, finds: Sequence[_Find]) -> list[Candidate]:
        """What is likely by itself, and what is likely because the same place stands elsewhere in the text."""
        firm = {hit.id for find in finds if find.weight >= _FIRM for hit in find.candidate.hits}
        kept: list[Candidate] = []
        for find in finds:
            candidate = find.candidate
            if find.weight < _LEAST:
                if find.weight < _REPEATED or not any(hit.id in firm for hit in candidate.hits):
                    continue
                candidate = replace(candidate, weight=0.0, reasons=(*candidate.reasons, "repeated"))
            if not kept or candidate.start >= kept[-1].end:
                kept.append(candidate)
        return kept

    def _at(self, text: str, words: Sequence[Word], place: int, language: str) -> _Find | None:
        word = words[place]
        if word.is_capital:
            find = (
                self._division(words, place, language)
                or self._shchyna(word)
                or self._name(text, words, place, language)
            )
            if find is not None and find.weight >= _LEAST:
                return find
            return self._people(word) or find
        return self._lower_name(text, words, place, language) or self._people(word)

    def _people(self, word: Word) -> _Find | None:
        codes = peoples().get(word.key, ())
        ids = [self._index.country_id(code) for code in codes]
        hits = tuple(Hit(number, Form.DEMONYM) for number in ids if number >= 0)
        if not hits:
            return None
        return _Find(Candidate(word.start, word.end, hits, frozenset(), 0.9, ("demonym",)), 1, 0.9)

    def _shchyna(self, word: Word) -> _Find | None:
        if ("щин" not in word.key and "чин" not in word.key) or any(
            name in self._index for name, cost in nominatives(word.key) if cost < 2
        ):
            return None
        for stem in shchyna_stems(word.key):
            hits, kinds, reason = division_hits(stem, "oblast", self._index)
            if hits and (reason == "division-name" or self._is_chief(stem)):
                return _Find(Candidate(word.start, word.end, hits, kinds, 0.9, (reason,)), 1, 0.9)
        return None

    def _is_chief(self, stem: str) -> bool:
        """Whether the town is large enough for a land to be called after it: there are villages in -щина too."""
        return any(int(self._index.population[hit.id]) >= _CHIEF_FROM for hit in settlements_of(stem, self._index))

    def _division(self, words: Sequence[Word], place: int, language: str) -> _Find | None:
        """Курской области; also the first of "Луганской и Донецкой областях"."""
        stem = relative_stem(words[place].key)
        if not stem:
            return None
        at = _head_place(words, place)
        head = next((name for name, members in _DIVISION_HEADS if at and words[at].key in members), "")
        if head:
            hits, kinds, reason = division_hits(stem, head, self._index)
        elif at and words[at].key in DIRECTION_HEADS:
            hits, kinds, reason = settlements_of(stem, self._index), frozenset(), "direction-head"
        else:
            return None
        if not hits:
            return None
        count = at - place + 1 if at == place + 1 else 1
        candidate = Candidate(words[place].start, words[place + count - 1].end, hits, kinds, 0.9, (reason,))
        return _Find(candidate, count, 0.9)

    def _lower_name(self, text: str, words: Sequence[Word], place: int, language: str) -> _Find | None:
        """сектора Газа: a lower-case head and a capitalised name that are one key."""
        if place + 1 >= len(words) or not words[place + 1].is_capital or not words[place + 1].is_joined:
            return None
        found = [each for each in self._joined(words, place, language) if each.words > 1]
        return self._longest(text, words, place, language, found, areas_only=True)

    def _name(self, text: str, words: Sequence[Word], place: int, language: str) -> _Find | None:
        return self._longest(text, words, place, language, self._joined(words, place, language))

    def _joined(self, words: Sequence[Word], place: int, language: str) -> list[Joined]:
        def options(ahead: int) -> Sequence[Option]:
            if place + ahead >= len(words) or not words[place + ahead].is_joined:
                return ()
            word = words[place + ahead]
            return ((word.key, 0),) if word.key in INSIDE_NAMES else nominatives(word.key, language)

        return joined(self._index, options, _first_options(words[place], language))

    def _longest(
        self,
        text: str,
        words: Sequence[Word],
        place: int,
        language: str,
        found: Sequence[Joined],
        areas_only: bool = False,
    ) -> _Find | None:
        best: _Find | None = None
        for count in sorted({each.words for each in found}, reverse=True):
            same = [each for each in found if each.words == count]
            is_lower = areas_only or not all(_is_name_word(word) for word in words[place : place + count])
            find = self._find(Setting(text, words, place, count, language), same, is_lower)
            if find is not None and find.weight >= _LEAST:
                return find
            best = best or find
        return best

    def _find(self, setting: Setting, found: Sequence[Joined], areas_only: bool) -> _Find | None:
        hits, cost = self._hits(setting, found, areas_only)
        if not hits:
            return None
        weight = weigh(setting, hits, cost, self._index)
        kinds: frozenset[Kind] = frozenset()
        if setting.head == "settlement" and any(self._index.kind[hit.id] in _POINTS for hit in hits):
            kinds = frozenset({Kind.SETTLEMENT})
        if setting.head == "division" and any(KINDS[self._index.kind[hit.id]] is Kind.ADM1 for hit in hits):
            kinds = frozenset({Kind.ADM1})
        start, end = setting.word.start, setting.words[setting.first + setting.count - 1].end
        reasons: tuple[str, ...] = ("inflected",) if cost else ("nominative",)
        if (begin := self._compass(setting, hits)) < start:
            start, reasons, weight = begin, (*reasons, "compass-region"), max(weight, 0.6)
            hits = tuple(hit for hit in hits if self._index.kind[hit.id] in _AREA_NUMBERS)
        return _Find(Candidate(start, end, hits, kinds, weight, reasons), setting.count, weight)

    def _compass(self, setting: Setting, hits: Sequence[Hit]) -> int:
        """Where a compass word before the name of an area begins; the name's own start when there is none."""
        start, before = setting.word.start, setting.before
        if (
            before is None
            or before.key not in COMPASS
            or not any(self._index.kind[hit.id] in _AREA_NUMBERS for hit in hits)
        ):
            return start
        place = setting.first - 1
        if before.is_hyphened and place and setting.words[place - 1].key in COMPASS_PREFIXES:
            place -= 1
        return setting.words[place].start

    def _hits(self, setting: Setting, found: Sequence[Joined], areas_only: bool) -> tuple[tuple[Hit, ...], int]:
        """The entities of the likeliest forms, most populous first, and how far-fetched the likeliest form is."""
        known = about(setting.word, setting.language).nominatives if setting.count == 1 else ()
        costs: dict[Hit, int] = {}
        for each in found:
            cost = max(each.cost - (each.key in known), 0)
            for hit in self._index.find(each.key):
                if self._is_allowed(hit, setting, areas_only):
                    costs[hit] = min(cost, costs.get(hit, 99))
        if not costs:
            return (), 0
        least = min(costs.values())
        people = max((int(self._index.population[hit.id]) for hit in costs if costs[hit] == least), default=0)
        kept = [hit for hit in costs if costs[hit] == least or self._is_far_bigger(hit, people)]
        kept.sort(
            key=lambda hit: (costs[hit] > least, size_band(hit, self._index), -int(self._index.population[hit.id]))
        )
        return tuple({hit.id: hit for hit in reversed(kept)}.values())[::-1][:_MOST_HITS], least

    def _is_far_bigger(self, hit: Hit, people: int) -> bool:
        is_area = self._index.kind[hit.id] not in _POINTS
        return is_area or int(self._index.population[hit.id]) > max(people, 500) * _BIGGER

    def _is_allowed(self, hit: Hit, setting: Setting, areas_only: bool) -> bool:
        if areas_only and self._index.kind[hit.id] in _POINTS:
            return False
        return hit.form not in (Form.CODE, Form.DEMONYM) or setting.word.plain.isupper()


def _is_name_word(word: Word) -> bool:
    return word.is_capital or word.key in INSIDE_NAMES


def _first_options(word: Word, language: str) -> Sequence[Option]:
    if len(word.plain) <= _SHORT_CAPITALS and word.plain.isupper():
        return ((word.key, 0),)
    options = nominatives(word.key, language)
    if language == "uk":
        return options
    known = about(word, language).nominatives if word.is_capital else ()
    more = [(name, 1) for name in known if all(name != option for option, _ in options)]
    return (*options, *more)


def _head_place(words: Sequence[Word], place: int) -> int:
    """Where the head of an adjective stands, past further adjectives in a list; 0 when there is none."""
    heads = OBLAST_HEADS | KRAI_HEADS | DISTRICT_HEADS | DIRECTION_HEADS
    for at in range(place + 1, min(place + _MOST_LISTED, len(words))):
        word = words[at]
        if word.is_first:
            return 0
        if word.key in heads:
            return at
        if word.key not in AND_WORDS and not relative_stem(word.key):
            return 0
    return 0


def _languages(words: Sequence[Word]) -> list[str]:
    """The language of each word's sentence; the text's where a sentence does not tell."""
    signs = [_sign(word) for word in words]
    whole = sum(signs)
    found: list[str] = []
    for start, end in _sentences(words):
        here = sum(signs[start:end])
        told = here if abs(here) >= _TELLING else whole
        found += ["" if abs(told) < _TELLING else "ru" if told > 0 else "uk"] * (end - start)
    return found


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    starts = [place for place, word in enumerate(words) if word.is_first or not place]
    yield from zip(starts, [*starts[1:], len(words)], strict=True)


def _sign(word: Word) -> int:
    letters = word.plain.lower()
    if any(letter in letters for letter in "іїєґ’'ʼ"):
        return -2
    if any(letter in letters for letter in "ыэъё"):
        return 2
    return (word.key in RUSSIAN_WORDS) - (word.key in UKRAINIAN_WORDS)
