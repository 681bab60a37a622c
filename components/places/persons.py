"""Finds the names of persons, so that Lloyd Austin is not a city in Texas.

What a stranger gets wrong: a family name met once with its given name or a title counts for the whole report: "Hickson"
alone is the same man, wherever it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.places.entities import Kind
from components.places.lexicon import Lexicon
from components.places.spotting import Spot
from components.places.tokens import Tokens

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is named in a text.

    Attributes:
        words: words that are part of a person's name.
        surnames: last words of those names, in lower case.
        given: first words of those names that are given names, in lower case.
    """

    words: frozenset[int]
    surnames: frozenset[str]
    given: frozenset[str]


def persons(tokens: Tokens, by_word: dict[int, Spot], lexicon: Lexicon) -> Persons:
    """The persons of a text.

    Args:
        tokens: its words.
        by_word: the spot that each word lies in.
        lexicon: the closed lists.
    """
    words: set[int] = set()
    surnames: set[str] = set()
    given: set[str] = set()
    finder = _Finder(tokens, by_word, lexicon)
    free = 0
    for first in tokens.cap_places:
        last = finder.end_of(first) if first >= free else -1
        if last >= first:
            words.update(range(first, last + 1))
            surnames.add(tokens.lows[last])
            if last > first and tokens.lows[first] in lexicon.first_names:
                given.add(tokens.lows[first])
            free = last + 1
    return Persons(frozenset(words), frozenset(surnames - lexicon.roles["office_after"]), frozenset(given))


class _Finder:
    def __init__(self, tokens: Tokens, by_word: dict[int, Spot], lexicon: Lexicon) -> None:
        self.tokens, self.by_word, self.lexicon = tokens, by_word, lexicon
        self.starters = lexicon.roles["title"]
        self.heads = lexicon.heads

    def end_of(self, first: int) -> int:
        """Last word of a person's name that begins at a word; -1 when none does."""
        if first and self.tokens.lows[first - 1] in self.starters and self._is_titled(first - 1):
            return self._end(first)
        if self.tokens.lows[first] in self.lexicon.first_names and self._is_given(first):
            return self._end(first + 1)
        return -1

    def _is_titled(self, place: int) -> bool:
        tokens, after = self.tokens, place + 1
        if not tokens.is_cap(after) or not tokens.joined[after] or "-" in tokens.gap(after):
            return False
        spot = self.by_word.get(after)
        if tokens.lows[after] in self.heads or tokens.lows[after] in self.starters:
            return False
        # "general Russian staff", "Prime Minister of": a state behind a title is no person.
        return not (spot and (spot.senses.is_demonym or spot.senses.top_kind is Kind.COUNTRY or spot.last > after))

    def _is_given(self, place: int) -> bool:
        tokens, lows = self.tokens, self.tokens.lows
        after = place + 1
        if not tokens.is_cap(after) or not tokens.joined[after] or tokens.gap(after) != " ":
            return False
        is_initial = len(tokens.words[after]) == 1 or (len(tokens.words[after]) <= 4 and "." in tokens.words[after])
        spot = self.by_word.get(place)
        if spot and (spot.senses.is_demonym or spot.last > place):
            return False
        if is_initial:
            return lows[place] in self.lexicon.first_names and tokens.is_cap(after + 1)
        if lows[place] not in self.lexicon.first_names or lows[after] in self.heads:
            return False
        return self._is_family(after, spot)

    def _is_family(self, after: int, given: Spot | None) -> bool:
        """Whether a word may be the family name behind a given name that may be a place too."""
        low, spot = self.tokens.lows[after], self.by_word.get(after)
        if spot and (spot.senses.is_demonym or spot.senses.top_kind is Kind.COUNTRY or spot.last > after):
            return False
        if given and low in self.lexicon.ordinary:
            return low in self.lexicon.last_names
        return True

    def _end(self, last: int) -> int:
        """Last word of a name that has begun."""
        tokens, first = self.tokens, last
        while last + 1 < len(tokens) and last - first < _LONGEST:
            after = last + 1
            if not tokens.joined[after] or tokens.ends[last] != tokens.full_ends[last]:
                break
            if (
                tokens.lows[after] in self.lexicon.roles["particle"]
                and tokens.is_cap(after + 1)
                and tokens.joined[after + 1]
            ):
                last = after + 1
                continue
            spot = self.by_word.get(after)
            if not tokens.caps[after] or tokens.lows[after] in self.heads:
                break
            if spot and (spot.senses.is_strong or tokens.opens[after]):
                break
            last = after
        return last
