"""How likely a capitalised Russian or Ukrainian word is a place: what stands before it, behind it, and what it is.

What a stranger gets wrong: a word that is in the gazetteer is still no place. Villages are called Peace, Victory and
Stepan; such words count only behind a head or a preposition, and never because a sentence begins with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.places.entities import Hit, Kind
from components.places.index import KINDS, Index
from components.places.languages.dictionary import Entry, entry, has_dictionary
from components.places.languages.endings import nominatives
from components.places.languages.slavic_words import (
    DIVISION_HEADS,
    GIVEN_NAMES,
    ORDINARY,
    SETTLEMENT_HEADS,
    STREET_HEADS,
    STRONG_BEFORE,
    SURNAME_ENDINGS,
    WEAK_BEFORE,
)
from components.places.languages.words import Word

_SETTLEMENT = KINDS.index(Kind.SETTLEMENT)
_SURE_FROM, _KNOWN_FROM, _TINY_BELOW = 100_000, 15_000, 2_000
_QUOTES = "«»„“”\"'"
_SHORT_HEAD = 3
#: Endings at which the dictionary's word for "ordinary" is not believed: it is a form of a name too.
_MOST_TURNS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a name stands.

    Attributes:
        text: the whole text.
        words: its Cyrillic words.
        first: position of the name's first word in `words`.
        count: how many words it takes.
        language: "ru", "uk" or "" where the text does not tell.
    """

    text: str
    words: Sequence[Word]
    first: int
    count: int
    language: str

    @property
    def word(self) -> Word:
        """The first word of the name."""
        return self.words[self.first]

    @property
    def before(self) -> Word | None:
        """The word before, when only spaces, quotes or the stop of a shortened word lie between."""
        if not self.first or self.word.is_first:
            return None
        word = self.words[self.first - 1]
        gap = self.text[word.end : self.word.start]
        return word if len(gap) <= _SHORT_HEAD and not gap.strip(_QUOTES + ". \u00a0\n-") else None

    @property
    def after(self) -> Word | None:
        """The word behind, when only a space lies between."""
        place = self.first + self.count
        return self.words[place] if place < len(self.words) and self.words[place].is_joined else None

    @property
    def head(self) -> str:
        """Which head stands before: "settlement", "division", "street", or none."""
        word = self.before
        if word is None or word.is_hyphened:
            return ""
        if len(word.key) < _SHORT_HEAD and self.text[word.end : word.end + 1] != ".":
            return ""
        heads = (("settlement", SETTLEMENT_HEADS), ("division", DIVISION_HEADS), ("street", STREET_HEADS))
        return next((name for name, members in heads if word.key in members), "")

    @property
    def is_quoted(self) -> bool:
        """Whether quotes stand on both sides, as round the name of a ship or a newspaper."""
        end = self.words[self.first + self.count - 1].end
        return (
            self.word.start > 0
            and self.text[self.word.start - 1] in _QUOTES
            and self.text[end : end + 1] in (*_QUOTES,)
        )


def about(word: Word, language: str) -> Entry:
    """What the dictionaries and our own lists say of a word."""
    used = language if language == "uk" and has_dictionary("uk") else "ru" if language != "uk" else ""
    found = entry(word.plain, used) if used else Entry()
    forms = [name for name, cost in nominatives(word.key, language) if cost < _MOST_TURNS]
    is_person = found.is_person or (
        not found.is_place and (word.key.endswith(SURNAME_ENDINGS) or any(name in GIVEN_NAMES for name in forms))
    )
    listed = (not found.is_place or not language) and any(name in ORDINARY for name in forms)
    is_mostly_place = found.is_mostly_place and not listed
    return Entry(found.is_place, is_person, found.is_ordinary or listed, is_mostly_place, found.nominatives)


def is_given_name(word: Word, language: str) -> bool:
    """Whether a word is a person's name and no place."""
    found = about(word, language)
    return found.is_person and not found.is_place


def weigh(setting: Setting, hits: Sequence[Hit], cost: int, index: Index) -> float:
    """Evidence that a name in its setting is one of these entities, about -1 to 1; below 0 it is none."""
    head = setting.head
    if head == "street":
        return -1.0
    score = 0.9 if head else _position(setting)
    score += _size(hits, index) - 0.05 * cost
    if setting.count > 1:
        return min(score + 0.4, 1.0)
    return max(min(score + _nature(setting, head) + _neighbours(setting), 1.0), -1.0)


def _position(setting: Setting) -> float:
    before = setting.before
    score = 0.1 if setting.word.is_first and len(setting.words) > 1 else 0.3
    if before is not None and before.key in STRONG_BEFORE:
        score += 0.3
    elif before is not None and before.key in WEAK_BEFORE:
        score += 0.15
    return score - (0.5 if setting.is_quoted else 0.0)


def _size(hits: Sequence[Hit], index: Index) -> float:
    if any(index.kind[hit.id] != _SETTLEMENT for hit in hits):
        return 0.4
    people = max(int(index.population[hit.id]) for hit in hits)
    if people >= _SURE_FROM:
        return 0.3
    return 0.15 if people >= _KNOWN_FROM else -0.25 if people < _TINY_BELOW else 0.0


def _nature(setting: Setting, head: str) -> float:
    found = about(setting.word, setting.language)
    before = setting.before
    is_led = bool(head) or (before is not None and before.key in STRONG_BEFORE)
    score = 0.2 if found.is_mostly_place else 0.0
    if found.is_person and not found.is_mostly_place:
        score -= 0.5 if is_led or found.is_place else 0.9
    if found.is_ordinary and not found.is_mostly_place:
        score -= _ordinary(setting, found)
    return score


def _ordinary(setting: Setting, found: Entry) -> float:
    listed = any(
        name in ORDINARY for name, cost in nominatives(setting.word.key, setting.language) if cost < _MOST_TURNS
    )
    if found.is_place and (setting.language or not listed):
        return 0.4 if setting.word.is_first else 0.0
    return 1.0 if listed else 0.9 if setting.word.is_first else 0.5


def _neighbours(setting: Setting) -> float:
    score = 0.0
    before, after = setting.before, setting.after
    if before is not None and before.is_capital and before.key not in STRONG_BEFORE | WEAK_BEFORE | SETTLEMENT_HEADS:
        score -= 0.8 if is_given_name(before, setting.language) else 0.15
    if after is not None and after.is_capital and not after.is_first:
        score -= 0.6 if is_given_name(after, setting.language) or _follows_given(setting) else 0.15
    return score


def _follows_given(setting: Setting) -> bool:
    """Whether the name itself is a given name with a family name behind it: Владимир Путин."""
    return about(setting.word, setting.language).is_person
