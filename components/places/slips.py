"""Slips of the finger: keys of the gazetteer one or two letters away from what was typed.

What a stranger gets wrong: no list of names is walked through. Each slip is tried on the typed text, and the index is
asked whether such a key, or any key that begins so, is there; so the work depends on the text, not on the gazetteer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from components.places.index import Index

#: Letters from which two slips are forgiven, and from which one is.
_TWO_FROM, _ONE_FROM = 8, 4
#: Questions to the index for one text; a typed name needs a third of them.
_MOST_QUESTIONS = 36_000
#: Letters that a script's keys are made of: accents and case are gone from keys.
_LETTERS = {
    "LATIN": "abcdefghijklmnopqrstuvwxyz ",
    "CYRILLIC": "абвгдежзиклмнопрстуфхцчшщъыьэюяєіґ ",
    "ARABIC": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءپچگ ",
    "HEBREW": "אבגדהוזחטיכלמנסעפצקרשתםןץףך ",
    "GREEK": "αβγδεζηθικλμνξοπρστυφχψω ",
}


class _Budget:
    """Counts questions, so that no text can keep the server busy."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.left = _MOST_QUESTIONS

    def is_key(self, text: str) -> bool:
        self.left -= 1
        return text in self._index

    def is_begun(self, text: str) -> bool:
        self.left -= 2
        return bool(self._index.starting(text, 1))


def most_slips(typed: str) -> int:
    """How many slips a text may hold: none below four letters, two from eight."""
    letters = sum(not letter.isspace() for letter in typed)
    return 2 if letters >= _TWO_FROM else 1 if letters >= _ONE_FROM else 0


def slips(index: Index, typed: str, distance: int) -> Iterator[str]:
    """Keys, or beginnings of keys, that are a number of slips away from a text.

    A slip is one letter changed, left out, put in, or swapped with its neighbour; the first letter may be wrong too.

    Args:
        index: the gazetteer.
        typed: a key of what was typed.
        distance: 1 also gives beginnings of keys, 2 whole keys alone.
    """
    letters = _letters(typed)
    budget = _Budget(index)
    if distance == 1:
        yield from (text for text in _once(typed, letters) if text != typed and budget.is_begun(text))
        return
    yield from dict.fromkeys(text for text in _twice(budget, typed, letters) if text != typed)


def _letters(typed: str) -> str:
    """The letters of the script of the first letter; none for scripts whose letters are too many to try."""
    first = next((letter for letter in typed if letter.isalpha()), "")
    script = unicodedata.name(first, "").partition(" ")[0] if first else ""
    return _LETTERS.get(script, "")


def _once(typed: str, letters: str) -> dict[str, None]:
    """Every text one slip away."""
    return dict.fromkeys(
        head + rest for at in range(len(typed) + 1) for head, rest in _at(typed[:at], typed[at:], letters)
    )


def _at(head: str, rest: str, letters: str) -> Iterator[tuple[str, str]]:
    """Every slip at one place, as what lies before the finger and what still follows."""
    if rest:
        yield head, rest[1:]
    if len(rest) > 1 and rest[0] != rest[1]:
        yield head + rest[1] + rest[0], rest[2:]
    for letter in letters:
        yield head + letter, rest
        if rest and letter != rest[0]:
            yield head + letter, rest[1:]


def _twice(budget: _Budget, typed: str, letters: str) -> Iterator[str]:
    """Whole keys two slips away; a beginning that no key has is not followed."""
    seen: set[tuple[str, str]] = set()
    for at in range(len(typed) + 1):
        if at and not budget.is_begun(typed[:at]):
            return
        for head, rest in _at(typed[:at], typed[at:], letters):
            if budget.left > 0 and (head, rest) not in seen and (not head or budget.is_begun(head)):
                seen.add((head, rest))
                yield from _then(budget, head, rest, letters)


def _then(budget: _Budget, head: str, rest: str, letters: str) -> Iterator[str]:
    """Whole keys one slip away in what follows."""
    for at in range(len(rest) + 1):
        before = head + rest[:at]
        if budget.left <= 0 or (at and not budget.is_begun(before)):
            return
        for changed, left in _at(before, rest[at:], letters):
            if budget.is_key(changed + left):
                yield changed + left
