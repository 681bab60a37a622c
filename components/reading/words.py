"""The words of a sentence, with where they stand.

What a stranger gets wrong: a hyphen is a token of its own ("27-hundred" is three), and whether two tokens touch is
asked of their offsets. Digits that a character without width splits are one number all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from components.reading.document import Document, Sentence

#: Between digits such a character is nothing at all; it reaches us as a space of the flat text.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SPLIT_DIGITS = re.compile(rf"(?<=[\d.,])[{_UNSEEN}]+(?=[\d.,])")
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ _]\d{3})+(?:[.,]\d{1,2})?(?![\d.,:/]?\d)|\d+(?:[.,_]+\d+)*)"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]{1,2}(?![^\W\d_]))?|(?:us|US|[AC])?\$|[^\s]"
)


class Token(NamedTuple):
    """A word, a number or a sign.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        text: those characters of the flat text; "_" stands for what has no width.
        low: the same in lower case, without a possessive ending.
        is_number: whether it is written in digits.
    """

    start: int
    end: int
    text: str
    low: str
    is_number: bool


class Words:
    """The words of one sentence, or of one line of a list.

    Attributes:
        sentence: what they are the words of.
        tokens: from left to right.
    """

    def __init__(self, sentence: Sentence, glued: str) -> None:
        self.sentence = sentence
        self.tokens = tuple(_token(found) for found in _TOKEN.finditer(glued, sentence.start, sentence.end))
        self.lows = tuple(token.low for token in self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, place: int) -> str:
        """The word at a place in lower case; empty outside the sentence."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def text(self, place: int) -> str:
        """The word at a place as it is written; empty outside the sentence."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def touches(self, place: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < place < len(self.tokens) and self.tokens[place].start == self.tokens[place - 1].end

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offsets of the tokens."""
        return tuple(token.start for token in self.tokens)


def words_of(document: Document) -> tuple[Words, ...]:
    """The words of every sentence, in the order of `document.sentences`."""
    glued = document.flat
    splits = () if document.text.isascii() else tuple(_SPLIT_DIGITS.finditer(document.text))
    if splits:
        chars = list(glued)
        for found in splits:
            chars[found.start() : found.end()] = "_" * len(found.group())
        glued = "".join(chars)
    return tuple(Words(sentence, glued) for sentence in document.sentences)


def _token(found: re.Match[str]) -> Token:
    text = found.group()
    low = text.lower()
    if low.endswith("'s"):
        low = low[:-2]
    return Token(found.start(), found.end(), text, low, found.lastgroup == "number")


Entry = TypeVar("Entry")


class Phrase(NamedTuple, Generic[Entry]):
    """A phrase of a list, found in a sentence.

    Attributes:
        first: place of its first token.
        last: place behind its last token.
        entry: what the list says of it.
    """

    first: int
    last: int
    entry: Entry


class Phrases(Generic[Entry]):
    """A list of phrases that are looked up by their first word; the longest one wins, hyphens do not count."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for text, entry in entries.items():
            words = phrase_words(text)
            self._by_first.setdefault(words[0], []).append((words, entry))
            self._by_last.setdefault(words[-1], []).append((words, entry))
        for listed in (*self._by_first.values(), *self._by_last.values()):
            listed.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: Words, place: int) -> Phrase[Entry] | None:
        """The longest phrase that begins at a token."""
        listed = self._by_first.get(words.lows[place]) if 0 <= place < len(words.lows) else None
        for phrase, entry in listed or ():
            last = _follow(words.lows, place, phrase, 1)
            if last is not None:
                return Phrase(place, last, entry)
        return None

    def before(self, words: Words, place: int) -> Phrase[Entry] | None:
        """The longest phrase that ends right before a token."""
        listed = self._by_last.get(words.lows[place - 1]) if 0 < place <= len(words.lows) else None
        for phrase, entry in listed or ():
            first = _follow(words.lows, place - 1, phrase[::-1], -1)
            if first is not None:
                return Phrase(first + 1, place, entry)
        return None


def phrase_words(text: str) -> tuple[str, ...]:
    """The words of a listed phrase as `Words` would cut it, without hyphens."""
    return tuple(found.group() for found in _TOKEN.finditer(text) if found.group() != "-")


def _follow(lows: Sequence[str], place: int, phrase: Sequence[str], step: int) -> int | None:
    """The place behind a phrase in one direction; None when it does not stand there."""
    if len(phrase) == 1:
        return place + step
    for number, word in enumerate(phrase):
        if number and 0 <= place < len(lows) and lows[place] == "-":
            place += step
        if not 0 <= place < len(lows) or lows[place] != word:
            return None
        place += step
    return place
