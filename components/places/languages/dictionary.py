"""What a dictionary says of a Slavic word: its nominatives, and whether it is a place, a person or an ordinary word.

What a stranger gets wrong: the dictionary is a witness, not the judge. It knows Курск and Степан, but no village, and
what it guesses for words it does not know is worth no more than our own rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from components.places.keys import key

_NAMES = ("Name", "Surn", "Patr")
_FUNCTION = frozenset({"PREP", "CONJ", "PRCL", "INTJ", "NPRO", "PRED", "ADVB", "COMP", "NUMR"})
_UNLIKELY = 0.02


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says of a word.

    Attributes:
        is_place: it is, among others, a form of a place name.
        is_person: it is, among others, a form of a given name, family name or patronymic.
        is_ordinary: the dictionary has it, and as no name.
        is_mostly_place: its likeliest reading is a place name.
        nominatives: keys of its nominatives.
    """

    is_place: bool = False
    is_person: bool = False
    is_ordinary: bool = False
    is_mostly_place: bool = False
    nominatives: tuple[str, ...] = ()


UNKNOWN = Entry()


@lru_cache(maxsize=2)
def _analyzer(language: str) -> Any:
    """The dictionary of a language; None where it is not installed (the Ukrainian one is an optional extra)."""
    if find_spec("pymorphy3") is None or find_spec(f"pymorphy3_dicts_{language}") is None:
        return None
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=language)


def has_dictionary(language: str) -> bool:
    """Whether the dictionary of a language can be used."""
    return _analyzer(language) is not None


@lru_cache(maxsize=16_384)
def entry(word: str, language: str) -> Entry:
    """What the dictionary of a language says of a word; nothing is known without one.

    Args:
        word: a word as written, without accents.
        language: "ru" or "uk".
    """
    analyzer = _analyzer(language)
    if analyzer is None:
        return UNKNOWN
    readings = [reading for reading in analyzer.parse(word.lower()) if reading.score >= _UNLIKELY]
    known = [reading for reading in readings if reading.is_known]
    if not known:
        return UNKNOWN
    places = [reading for reading in known if "Geox" in reading.tag]
    persons = [reading for reading in known if any(mark in reading.tag for mark in _NAMES)]
    return Entry(
        is_place=bool(places),
        is_person=bool(persons),
        is_ordinary=any(reading not in places and reading not in persons for reading in known),
        is_mostly_place="Geox" in known[0].tag,
        nominatives=tuple(dict.fromkeys(_nominatives(known))),
    )


def _nominatives(readings: Iterable[Any]) -> Iterable[str]:
    for reading in readings:
        if reading.tag.POS in _FUNCTION:
            continue
        yield key(reading.normal_form)
        if nominative := reading.inflect({"nomn"}):
            yield key(nominative.word)
