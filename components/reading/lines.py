"""The words of one sentence, with the few things about them that can be told without grammar.

What a stranger gets wrong: there is no tagger here. "Is a verb" means that a word looks like one where a noun phrase
would have to end; an error makes a name shorter or longer, it does not invent one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from components.reading.document import Sentence
from components.reading.moments import Moment
from components.reading.wordlists import small_words

_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*%?|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*|[^\W\d_][^\W_]*(?:'[^\W_]+)?(?:[-/][^\W_]+(?:'[^\W_]+)?)*|\S"
)
AUXILIARIES = small_words("auxiliary")
DETERMINERS = small_words("determiner")
ARTICLES = small_words("article")
PREPOSITIONS = small_words("preposition")
#: Words that a noun phrase never reaches across.
CLAUSE_WORDS = small_words("clause")
ADVERBS = small_words("adverb")
WEEKDAYS = small_words("weekday")
_ADJECTIVES, _VERBS = small_words("adjective"), small_words("verb")


class Word(NamedTuple):
    """One word or mark; offsets count in the document.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        text: its characters.
        low: the same in lower case.
        is_name: whether it, or a part of it behind a hyphen, begins with a capital ("al-Shabaab").
        is_mark: whether it is punctuation.
    """

    start: int
    end: int
    text: str
    low: str
    is_name: bool
    is_mark: bool


def _word(start: int, end: int, text: str) -> Word:
    is_name = text[0].isupper() or ("-" in text and any(part[:1].isupper() for part in text.split("-")))
    return Word(start, end, text, text.lower(), is_name, not text[0].isalnum())


@dataclass(frozen=True)
class Line:
    """The words of a sentence and its time expressions.

    Attributes:
        sentence: the sentence.
        moments: its time expressions, from left to right.
    """

    sentence: Sentence
    moments: Sequence[Moment]

    @cached_property
    def words(self) -> list[Word]:
        """From left to right."""
        base = self.sentence.start
        return [
            _word(base + found.start(), base + found.end(), found.group())
            for found in _WORD.finditer(self.sentence.text)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def timed(self) -> dict[int, Moment]:
        """By number of a word, the time expression it belongs to."""
        found = {}
        for moment in self.moments:
            for place in range(self.at(moment.start), len(self.words)):
                if self.words[place].start >= moment.end:
                    break
                found[place] = moment
        return found

    def at(self, offset: int) -> int:
        """Number of the word that holds an offset, or of the last one before it; 0 at the least."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def low(self, place: int) -> str:
        """A word in lower case; empty outside the sentence."""
        return self.words[place].low if 0 <= place < len(self.words) else ""

    def text(self, first: int, behind: int) -> str:
        """The flat characters from one word up to, not with, another."""
        if first >= behind:
            return ""
        base = self.sentence.start
        return self.sentence.text[self.words[first].start - base : self.words[behind - 1].end - base]

    def is_verb(self, place: int) -> bool:
        """Whether a word looks like a verb that no noun phrase holds."""
        word = self.words[place]
        if word.low in AUXILIARIES or word.low in _VERBS:
            return True
        if word.is_name or not word.low.endswith("ed") or word.low in _ADJECTIVES or "-" in word.low:
            return False
        return self.low(place - 1) not in ARTICLES
