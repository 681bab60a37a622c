"""What the label of a row or of a list names: "cruise missiles shot down", "Health facilities hit", "Killed".

What a stranger gets wrong: a label that says only what happened ("Killed: 45") counts people.
"""

from __future__ import annotations

from components.reading.codes import FigureKind
from components.reading.lexicon import Noun, lexicon
from components.reading.words import Words

PERSON = Noun("person", "person", FigureKind.OTHER)
_OF_PEOPLE = frozenset({"kill", "wound", "casualty", "displace", "capture", "missing", "free", "exchange", "affect"})
_BREAKS = frozenset(";.|(")
_REACH = 14


def label(words: Words, first: int, last: int) -> tuple[Noun | None, str]:
    """The noun of a label and the class of the verb behind it.

    Args:
        words: the line.
        first: place of the first word of the label.
        last: place behind its last word.
    """
    noun, verb, place = None, "", first
    while place < last:
        known, done = lexicon().nouns.at(words, place), lexicon().verbs.at(words, place)
        is_verb = done is not None and done.last <= last and (noun is not None or known is None)
        if done is not None and is_verb:
            verb, place = done.entry, done.last
        elif known is not None and known.last <= last:
            is_kept = noun is not None and noun.group == "weapon" and known.entry.group == "weapon"
            noun, place = noun if is_kept else known.entry, known.last
        else:
            place += 1
    if noun is None and verb in _OF_PEOPLE:
        noun = PERSON
    return noun, verb


def label_before(words: Words, colon: int) -> tuple[Noun | None, str]:
    """The label that ends in a colon inside a line: "Schools: 214 destroyed"."""
    first = colon
    while first > max(0, colon - _REACH) and words.low(first - 1) not in _BREAKS:
        first -= 1
    return label(words, first, colon)
