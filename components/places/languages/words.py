"""Words of a text with their exact offsets and their keys.

What a stranger gets wrong: a word of the text is longer than its key. Accents, Arabic vowel signs, the tatweel,
apostrophes and characters of writing direction stand inside words; offsets always count the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from components.places.keys import key

#: What may stand inside a word without being a letter: combining marks, soft hyphen, joiners, directions, tatweel.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_APOSTROPHES = "'’‘ʼʻ`´′＇"
_CYRILLIC = re.compile(
    f"[\u0400-\u052f][\u0400-\u052f{_INSIDE}]*(?:[{_APOSTROPHES}][\u0400-\u052f][\u0400-\u052f{_INSIDE}]*)*|[.!?…\n:;]"
)
_ARABIC = re.compile(
    f"[\u0620-\u063f\u0641-\u064a\u0671-\u06d5\u06fa-\u06ff][\u0620-\u063f\u0641-\u064a\u0671-\u06d5\u06fa-\u06ff{_INSIDE}]*"
    "|[.!?…\n:;؟؛،]"
)
_UNHEARD = re.compile(f"[{_INSIDE}]+")
_JOINS = re.compile(f"[ \u00a0\u2007\u202f\t{_INSIDE}]*[-‐‑‒–]?[ \u00a0\u2007\u202f\t{_INSIDE}]*")
_MAX_JOIN = 6
_STOPS = frozenset(".!?…\n:;؟؛")
#: A full stop behind these, or behind a single letter, shortens a word and ends no sentence.
_SHORTENED = frozenset(
    {
        "пос",
        "обл",
        "ул",
        "ст",
        "им",
        "св",
        "пгт",
        "смт",
        "дер",
        "хут",
        "гор",
        "тов",
        "ген",
        "тыс",
        "тис",
        "млн",
        "рр",
        "гг",
        "вул",
    }
)


@dataclass(slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        plain: the word as written, without accents and invisible characters.
        key: its key.
        is_first: whether it begins a sentence (or the text).
        is_joined: whether only a space or a hyphen stands between the word before and this one.
        is_hyphened: whether a hyphen does.
    """

    start: int
    end: int
    plain: str
    key: str
    is_first: bool
    is_joined: bool
    is_hyphened: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.plain[:1].isupper()


def cyrillic_words(text: str) -> list[Word]:
    """Every Cyrillic word of a text."""
    return list(_words(text, _CYRILLIC))


def arabic_words(text: str) -> list[Word]:
    """Every word of a text in Arabic letters."""
    return list(_words(text, _ARABIC))


def _words(text: str, pattern: re.Pattern[str]) -> Iterator[Word]:
    is_first, before, last = True, -1, ""
    for match in pattern.finditer(text):
        start, end = match.span()
        if match[0] in _STOPS or match[0] == "،":
            is_short = match[0] == "." and before == start and (len(last) == 1 or last in _SHORTENED)
            is_first = is_first or not (is_short or match[0] == "،")
            continue
        while end > start and unicodedata.category(text[end - 1]) == "Cf":
            end -= 1
        gap = text[before:start] if before >= 0 and start - before <= _MAX_JOIN else "?"
        is_joined = before >= 0 and start > before and _JOINS.fullmatch(gap) is not None
        plain, name = _plain_and_key(match[0])
        yield Word(start, end, plain, name, is_first, is_joined, is_joined and not gap.isspace() and _has_hyphen(gap))
        is_first, before, last = False, end, name


def _has_hyphen(gap: str) -> bool:
    return any(letter in "-‐‑‒–" for letter in gap)


@lru_cache(maxsize=32_768)
def _plain_and_key(written: str) -> tuple[str, str]:
    plain = _UNHEARD.sub("", unicodedata.normalize("NFC", written.replace("\u0301", "").replace("\u0300", "")))
    return plain, key(plain)
