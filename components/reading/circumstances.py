"""What follows a verb of saying before its matter begins: whom, in what, when.

What a stranger gets wrong: a day that stands there is the day of the statement, not of what it tells. "Said on Friday
that six died" dates the claim; "said six died on Friday" dates the deaths.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.reading.lines import ARTICLES, CLAUSE_WORDS, WEEKDAYS, Line
from components.reading.moments import Moment
from components.reading.wordlists import small_words, wordlists

_MOST_WORDS, _MOST_ADJECTIVES = 40, 5
_CARRIERS, _AUDIENCES = small_words("carrier"), small_words("audience")
_TAILS = frozenset({"for", "of", "from", "to", "with", "published", "released", "posted", "carried", "dated", "by"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Whom, in what, when.

    Attributes:
        to: who was told; None when not said.
        medium: what it was said in; None when not said.
        moment: when; None when not said.
        behind: number of the first word of the matter.
    """

    to: str | None
    medium: str | None
    moment: Moment | None
    behind: int


def circumstances(line: Line, first: int, *, is_told: bool) -> Circumstances:
    """Whom, in what and when, read from a word on.

    Args:
        line: the sentence.
        first: number of the word behind the verb, or behind the speaker where he stands behind it.
        is_told: whether the verb takes a listener ("told").
    """
    place, to, medium, moment = first, None, None, None
    if is_told:
        place, to = _listener(line, first)
    while place < len(line.words) and place - first < _MOST_WORDS:
        low = line.low(place)
        if place in line.timed:
            moment = moment or line.timed[place]
            place += 1
        elif low in WEEKDAYS or (line.low(place + 1) in WEEKDAYS and low in ("on", "late", "early", "last")):
            place += 1
        elif place + 1 in line.timed and low in ("on", "late", "early", "earlier", "since", "in", "at", "this", ","):
            if low == ",":
                break
            place += 1
        elif low in ("late", "early", "earlier", "also", "separately") and line.low(place + 1) in ("on", "in"):
            place += 1
        elif low in _CARRIERS and (found := _medium(line, place)) is not None:
            behind, words, kind = found
            to, medium = (words, medium) if kind == "audience" else (to, medium or words)
            place = behind
        elif low in ("in", "at", "from") and (behind := _past_name(line, place + 1)):
            place = behind
        else:
            break
    return Circumstances(to, medium, moment, place)


def _past_name(line: Line, first: int) -> int:
    """Behind "in Geneva" where nothing but a day or the matter follows; 0 where it belongs to the matter."""
    place = first
    while place < len(line.words) and place - first < 4 and line.words[place].is_name:
        place += 1
    if place == first or place >= len(line.words):
        return 0
    following = line.words[place]
    is_over = following.text in '.",' or following.low == "that" or place in line.timed or place + 1 in line.timed
    return place if is_over else 0


def _listener(line: Line, first: int) -> tuple[int, str | None]:
    place = first
    while place < len(line.words) and place - first < 9:
        word = line.words[place]
        is_over = word.is_mark or place in line.timed or word.low in CLAUSE_WORDS or word.low in _CARRIERS
        if is_over or (place > first and (line.is_verb(place) or word.low in ARTICLES or word.low == "there")):
            break
        place += 1
    start = first + 1 if line.low(first) in ARTICLES else first
    return (place, line.text(start, place)) if place > start else (first, None)


def _medium(line: Line, carrier: int) -> tuple[int, str, str] | None:
    """Behind it, its words, its kind."""
    media = wordlists().media
    for place in range(carrier + 1, min(carrier + 2 + _MOST_ADJECTIVES, len(line.words))):
        word = line.words[place]
        if word.low in _AUDIENCES and line.low(carrier) == "to":
            return place + 1, word.text, "audience"
        for size in (2, 1):
            words = line.text(place, min(place + size, len(line.words)))
            if media.get(words.lower()) and (words.lower() != "x" or words == "X"):
                return _tail(line, place + size), words, media[words.lower()]
        if word.is_mark or (line.is_verb(place) and not word.low.endswith("ed")):
            return None
    return None


def _tail(line: Line, first: int) -> int:
    """Behind "for the Friedrich Naumann Foundation"."""
    if line.low(first) not in _TAILS:
        return first
    place = first + 1
    while place < len(line.words) and place - first < 9:
        word = line.words[place]
        if word.is_mark or place in line.timed or word.low in CLAUSE_WORDS or line.is_verb(place):
            return place - 1 if place in line.timed and line.low(place - 1) in ("on", "in") else place
        if word.low == "on":
            return place
        place += 1
    return first
