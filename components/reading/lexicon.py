"""The word lists of the reader.

What a stranger gets wrong: the lists stand in `data/lexicons`, not here. They are read once, and their words are
compared in lower case; of nouns the plural is made here unless the line says that a form is taken as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from components.reading.codes import Bound, FigureKind, Modality
from components.reading.words import Phrases
from components.settings import bundled_folder


class Noun(NamedTuple):
    """What is counted: its class, its unit, its kind when no verb says more."""

    group: str
    unit: str
    kind: FigureKind


class HedgeWords(NamedTuple):
    """What words beside a number say of its bounds."""

    bound: Bound
    modality: Modality | None


class VagueWords(NamedTuple):
    """A word instead of a number: its bounds, and how much it takes to make it a figure."""

    low: float
    high: float
    strength: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, ready to be looked up.

    Attributes:
        nouns: counted nouns.
        noun_words: those of one word.
        verbs: class of a verb, or of a noun that works like one.
        kinds: the kind of a figure by the classes of its verb and noun.
        hedges_before: words before a number that bound it.
        hedges_after: words behind it that do.
        vague: words instead of a number.
        number_words: role and value of spelled numbers.
        currencies: money.
        models: unit by the letters of a model ("su" of Su-30).
        traps_before: type of trap by words before a number.
        traps_after: type of trap by words behind it.
    """

    nouns: Phrases[Noun]
    noun_words: frozenset[str]
    verbs: Phrases[str]
    kinds: dict[tuple[str, str], FigureKind]
    hedges_before: Phrases[HedgeWords]
    hedges_after: Phrases[HedgeWords]
    vague: Phrases[VagueWords]
    number_words: dict[str, tuple[str, float]]
    currencies: Phrases[str]
    models: dict[str, str]
    traps_before: Phrases[str]
    traps_after: Phrases[str]


def _rows(name: str) -> list[dict[str, str]]:
    with (bundled_folder() / "lexicons" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(row: dict[str, str]) -> Iterator[str]:
    yield from (word for word in row["words"].split("|") if word)


def _forms(word: str) -> tuple[str, ...]:
    """A noun in the singular and the plural; one form when the list says so with "="."""
    return (word[:-1],) if word.endswith("=") else (word, plural(word))


def _own_unit(word: str) -> str:
    """The head of a noun as its own unit: "area" of "areas of concentration="."""
    head = word.rstrip("=").split(" of ")[0].split()[-1]
    return head[:-1] if word.endswith("=") and head.endswith("s") else head


def plural(word: str) -> str:
    """The plural of an English noun or noun phrase.

    >>> plural("battery"), plural("strike"), plural("suicide bombing"), plural("prisoner of war")
    ('batteries', 'strikes', 'suicide bombings', 'prisoners of war')
    """
    head, of, rest = word.partition(" of ")
    if head.endswith("man") and head not in ("human", "german"):
        many = head[:-3] + "men"
    elif head.endswith("child"):
        many = head + "ren"
    elif head.endswith("y") and head[-2:-1] not in "aeou":
        many = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh", "z")):
        many = head + "es"
    else:
        many = head + "s"
    return many + of + rest


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists that ship; read once."""
    nouns: dict[str, Noun] = {}
    for row in _rows("nouns.csv"):
        for word in _words(row):
            unit = _own_unit(word) if row["unit"] == "*" else row["unit"]
            noun = Noun(row["class"], unit, FigureKind(row["kind"]))
            nouns.update(dict.fromkeys(_forms(word), noun))
    hedges = _rows("hedges.csv")
    traps = _rows("traps.csv")
    return Lexicon(
        nouns=Phrases(nouns),
        noun_words=frozenset(form for form in nouns if " " not in form),
        verbs=Phrases({word: row["class"] for row in _rows("verbs.csv") for word in _words(row)}),
        kinds={(row["verb"], row["noun"]): FigureKind(row["kind"]) for row in _rows("kinds.csv")},
        hedges_before=Phrases(_hedges(hedges, "before")),
        hedges_after=Phrases(_hedges(hedges, "after")),
        vague=Phrases({word: _vague(row) for row in _rows("vague.csv") for word in _words(row)}),
        number_words={
            word: (row["role"], float(row["value"])) for row in _rows("number-words.csv") for word in _words(row)
        },
        currencies=Phrases({word: row["unit"] for row in _rows("currencies.csv") for word in _words(row)}),
        models={word: row["unit"] for row in _rows("models.csv") for word in _words(row)},
        traps_before=Phrases({word: row["type"] for row in traps if row["side"] == "before" for word in _words(row)}),
        traps_after=Phrases({word: row["type"] for row in traps if row["side"] == "after" for word in _words(row)}),
    )


def _hedges(rows: list[dict[str, str]], side: str) -> dict[str, HedgeWords]:
    return {
        word: HedgeWords(Bound(row["bound"]), Modality(row["modality"]) if row["modality"] else None)
        for row in rows
        if row["side"] == side
        for word in _words(row)
    }


def _vague(row: dict[str, str]) -> VagueWords:
    return VagueWords(float(row["low"]), float(row["high"]), row["strength"])
