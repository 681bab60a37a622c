"""The text of a report as the rules see it: plain characters of the same length, cut into sentences.

What a stranger gets wrong: nothing here moves a character. `flat` has exactly the length of the kept text, so every
offset found in one holds in the other; and no sentence is longer than `MAX_SENTENCE`, so that no rule, however it
looks around, can be slow on a text without an end.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from components.reading.proposals import Span

#: Longest sentence in characters; a longer one is cut at a space, or anywhere when there is none.
MAX_SENTENCE = 2_000

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\f\v"
#: Characters without a width, and those that turn the direction of writing.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00"
_PLAIN = {
    **dict.fromkeys(_SPACES + _UNSEEN, " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\uff07`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\r\x85\u2028\u2029", "\n"),
    "\u2026": ".",
}
_TABLE = {ord(char): plain for char, plain in _PLAIN.items()}


def flatten(text: str) -> str:
    r"""The same text in plain characters, character for character.

    Spaces of every width become a space, quotes and dashes their typewriter forms, digits of any script 0 to 9.

    >>> flatten("“10\u00a0520”\u2009–\u200912")
    '"10 520" - 12'
    """
    plain = text.translate(_TABLE)
    if plain.isascii():
        return plain
    return "".join(_digit(char) if not char.isascii() and char.isdecimal() else char for char in plain)


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char))


class Shape(StrEnum):
    """What a line of the report is."""

    PROSE = "prose"  #: sentences
    HEADING = "heading"  #: a short line without a full stop
    ROW = "row"  #: one line of a list or table


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one line of a list.

    Attributes:
        index: its place in the document.
        start: offset of its first character.
        end: offset behind its last character.
        paragraph: number of its block of lines, from 0; a blank line ends a block.
        line: number of its line, from 0.
        shape: what its line is.
        text: the flat characters.
    """

    index: int
    start: int
    end: int
    paragraph: int
    line: int
    shape: Shape
    text: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Document:
    """A report as the rules see it.

    Attributes:
        text: as it is kept.
        published_on: the day of publication; None when not known.
    """

    text: str
    published_on: date | None = None

    @cached_property
    def flat(self) -> str:
        """The text in plain characters, of the same length."""
        return flatten(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """From left to right; together they hold every character but the space between them."""
        return tuple(_sentences(self.flat))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character; None when it lies between two."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.sentences[place].end:
            return None
        return self.sentences[place]


#: A numbered paragraph is longer than a row of a list, and is cut into sentences.
_LONG_ROW = 160
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s{0,8}(?:[-*\u2022\u25aa\u25cf\u00b7]\s|\(?\d{1,2}[.)]\s|\|)")
#: A label, a dash or colon, a number: a row of a table.
_PAIR = re.compile(r"[^.!?:\n]{2,60}\s?(?:[-:|=]|\s{3,}|\.{3,})\s*(?:about |approx\S* |over |more than |some |~|\+)?\d")
_END = re.compile(r"[.!?]+[\"')\]]{0,2}(?=\s+[\"'(\[]?[^\sa-z]|\s*$)|[.!?][\"')]?(?=[\"'(]?[A-Z][a-z])|[。！？؟]+")
_BEFORE = re.compile(r"(?:^|[\s(\"'-])([^\s(\"'-]{1,12})$")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col maj capt cpl sgt brig adm cmdr cdr rep sen gov pres st no nos vs etc approx jan feb
    mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e p.m a.m inc ltd co corp jr sr fig art ch para km sq est
    dept rev hon amb insp supt pvt fr vol pp al viz""".split()  # noqa: SIM905 - a list of words is read as one text
)


def _sentences(flat: str) -> Iterator[Sentence]:
    index, paragraph, last_end = 0, 0, 0
    for number, line in enumerate(_LINE.finditer(flat)):
        if line.group().isspace():
            continue
        if flat.count("\n", last_end, line.start()) > 1 and index:
            paragraph += 1
        last_end = line.end()
        shape = _shape(line.group())
        for start, end in _cut(flat, line.start(), line.end(), shape):
            yield Sentence(index, start, end, paragraph, number, shape, flat[start:end])
            index += 1


def _shape(line: str) -> Shape:
    text = line.strip()
    if _BULLET.match(line) or (len(text) < 120 and _PAIR.match(text) and text[-1] not in ".!?\"':"):
        return Shape.ROW
    return Shape.HEADING if len(text) < 140 and text[-1] not in ".!?\"':;,)" else Shape.PROSE


def _cut(flat: str, first: int, last: int, shape: Shape) -> Iterator[tuple[int, int]]:
    start = first
    is_cut = shape is Shape.PROSE or (shape is Shape.ROW and last - first > _LONG_ROW)
    behind_bullet = first + 6 if shape is Shape.ROW else first
    for end in [*(_ends(flat, behind_bullet, last) if is_cut else ()), last]:
        while end - start > MAX_SENTENCE:
            space = flat.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
            middle = space if space > 0 else start + MAX_SENTENCE
            yield from _trimmed(flat, start, middle)
            start = middle
        yield from _trimmed(flat, start, end)
        start = end


def _ends(flat: str, first: int, last: int) -> Iterator[int]:
    for found in _END.finditer(flat, first, last):
        if found.group()[0] != "." or not _is_abbreviation(flat, found.start(), first):
            yield found.end()


def _is_abbreviation(flat: str, dot: int, first: int) -> bool:
    before = _BEFORE.search(flat, max(first, dot - 14), dot)
    if before is None:
        return False
    word = before.group(1)
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper())


def _trimmed(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
