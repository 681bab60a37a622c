"""Names of several words: the longest key that the possible forms of neighbouring words make.

What a stranger gets wrong: every word of a name is inflected on its own (Великой Новосёлке), so the words are combined,
and a combination is given up as soon as no key of the gazetteer begins with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.places.index import Index

_MOST_WORDS = 7
_MOST_STEPS = 400
#: A possible form of a word and how far-fetched it is.
Option = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Joined:
    """A key of the gazetteer made of neighbouring words.

    Attributes:
        key: the key.
        words: how many words it takes.
        cost: how far-fetched its forms are.
    """

    key: str
    words: int
    cost: int


def joined(index: Index, options: Callable[[int], Sequence[Option]], first: Sequence[Option]) -> list[Joined]:
    """All keys that begin with one of the forms of a word, of one word or more.

    Args:
        index: the gazetteer.
        options: forms of the word so many words further on; empty where the name cannot go on.
        first: forms of the first word.
    """
    found: list[Joined] = []
    steps = _MOST_STEPS
    for name, cost in first:
        longest = min(index.longest(name), _MOST_WORDS)
        if longest and name in index:
            found.append(Joined(name, 1, cost))
        open_names = [(name, cost)] if longest > 1 else []
        for place in range(1, longest):
            after = options(place) if open_names else ()
            steps -= len(after) * len(open_names)
            if not after or steps < 0:
                break
            open_names = _longer(index, open_names, after, place + 1, found)
    return found


def _longer(
    index: Index, begun: list[Option], after: Sequence[Option], words: int, found: list[Joined]
) -> list[Option]:
    going: list[Option] = []
    for name, cost in begun:
        for more, extra in after:
            longer = f"{name} {more}"
            if longer in index:
                found.append(Joined(longer, words, cost + extra))
            if index.starting(longer + " ", 1):
                going.append((longer, cost + extra))
    return going
