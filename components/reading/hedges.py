"""The words beside a number that bound it, and how far the sentence stands behind it.

What a stranger gets wrong: "up to 250" has no lower bound and "at least 80" no upper one; the number itself stays
`best` in both. "Could" and "will" change no bound at all, they change the modality.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.reading.codes import Bound, Modality
from components.reading.lexicon import lexicon
from components.reading.numbers import Numeral, Style
from components.reading.words import Words

#: Words that may stand between a hedge and its number.
_BETWEEN = frozenset("a an the total of another additional further other more as being were was (".split())  # noqa: SIM905 - a list
_MOST_BETWEEN, _WINDOW = 3, 14
_POSSIBLE = frozenset("could might may potentially possibly".split())  # noqa: SIM905 - a list
_PLANNED = frozenset("will would plans plan planned planning agreed intends pledged promised expected".split())  # noqa: SIM905
_REPORTED = frozenset("reportedly allegedly purportedly supposedly apparently".split())  # noqa: SIM905 - a list
_WITH_OVER = frozenset("hand handed hands handing took take taken taking turned turn flew crossed".split())  # noqa: SIM905
_STOPS = frozenset(';:"')
_SIGNS = frozenset("$ us$ € £ ₴ ₽ ₪ ¥ usd eur".split())  # noqa: SIM905 - a list


@dataclass(frozen=True, slots=True)
class Hedge:
    """How a number is bounded.

    Attributes:
        first: place of the first token of hedge and number together.
        bound: what kind of bound.
        low: lower bound.
        best: the number.
        high: upper bound.
        text: the words that bound it.
        modality: how far it is asserted.
        rule: what decided.
    """

    first: int
    bound: Bound
    low: float | None
    best: float | None
    high: float | None
    text: str
    modality: Modality
    rule: str


def hedge(words: Words, numeral: Numeral) -> Hedge:
    """The words that bound a numeral."""
    first, bound, text, modality, rule = _before(words, numeral) or _after(words, numeral)
    if numeral.bound in (Bound.RANGE, Bound.VAGUE):
        bound, rule = numeral.bound, numeral.rule
    elif bound is Bound.NONE:
        bound, rule = numeral.bound, rule if numeral.bound is Bound.NONE else numeral.rule
    low = None if bound is Bound.MAX else numeral.low
    high = None if bound is Bound.MIN else numeral.high
    said = modality or _modality(words, numeral)
    return Hedge(first, bound, low, numeral.best, high, text, said, rule)


_Found = tuple[int, Bound, str, Modality | None, str]


def _before(words: Words, numeral: Numeral) -> _Found | None:
    place = numeral.first
    for _ in range(_MOST_BETWEEN + 1):
        found = lexicon().hedges_before.before(words, place)
        if found is not None and not _is_of_verb(words, found.first):
            text = _text(words, found.first, found.last)
            outer = lexicon().hedges_before.before(words, found.first)
            if outer is not None:
                return (
                    outer.first,
                    outer.entry.bound,
                    _text(words, outer.first, found.last),
                    found.entry.modality,
                    "words before",
                )
            return found.first, found.entry.bound, text, found.entry.modality, "words before"
        if words.low(place - 1) not in _BETWEEN and words.low(place - 1) not in _SIGNS:
            return None
        place -= 1
    return None


def _is_of_verb(words: Words, place: int) -> bool:
    """Whether "over" belongs to the verb before it: "handed over 25 bodies"."""
    return words.low(place) == "over" and words.low(place - 1) in _WITH_OVER


def _after(words: Words, numeral: Numeral) -> _Found:
    place = numeral.last + (words.low(numeral.last) == "," and words.low(numeral.last + 1) in ("give", "more"))
    found = lexicon().hedges_after.at(words, place) if place < len(words) else None
    if found is None or numeral.style is Style.VAGUE:
        return numeral.first, Bound.NONE, "", None, "no hedge"
    return numeral.first, found.entry.bound, _text(words, found.first, found.last), found.entry.modality, "words after"


def _text(words: Words, first: int, last: int) -> str:
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    return words.sentence.text[start - words.sentence.start : end - words.sentence.start]


def _modality(words: Words, numeral: Numeral) -> Modality:
    for place in range(numeral.first - 1, max(-1, numeral.first - _WINDOW), -1):
        low = words.low(place)
        if low in _STOPS:
            break
        if low in _POSSIBLE:
            return Modality.POSSIBLE
        if low in _PLANNED:
            return Modality.PLANNED
        if low in _REPORTED:
            return Modality.REPORTED
    near = words.lows[max(0, numeral.first - 2 * _WINDOW) : numeral.last + _WINDOW]
    return Modality.REPORTED if any(low in _REPORTED for low in near) else Modality.ASSERTED
