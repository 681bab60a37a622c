"""The words round a name that say what it is: prepositions, titles, heads of offices, streets and regions.

What a stranger gets wrong: none of these words is a place. They stand in ``data/gazetteer/heads.csv`` and the word
lists beside it, so that a reader can be taught without touching code.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from components.places.keys import key
from components.settings import bundled_folder

Words = frozenset[str]


class Roles(dict[str, Words]):
    """Words by their role; a role that nobody wrote down has none."""

    def __missing__(self, role: str) -> Words:
        return frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Closed lists of words, in lower case unless a line says otherwise.

    Attributes:
        roles: words by their role; see the file.
        free_codes: abbreviations that stand for a place without a comma before them, as written ("U.S.").
        ordinary: ordinary English words.
        first_names: given names.
        last_names: family names.
        capitals: key of each state's capital, with its ISO 3166-1 alpha-2 codes.
        region_peoples: key of the region for a people of one, "european" for "europe".
        states: key of every name of a state that is one word of six letters or more, for slips of the finger.
    """

    roles: Roles
    free_codes: Words
    ordinary: Words
    first_names: Words
    last_names: Words
    capitals: dict[str, str] = field(default_factory=dict)
    region_peoples: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    @cached_property
    def heads(self) -> Words:
        """Every word that stands behind a name and is none of a person's."""
        return frozenset().union(*(words for role, words in self.roles.items() if role.endswith("_after")))


def _words(path: Path) -> Words:
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").casefold().split("\n")) - {""}


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _deletions(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def slip_of(word: str, states: dict[str, str]) -> str:
    """The state whose name is one slip away from a word; empty when none or several are."""
    found = {states[short] for short in _deletions(word) if short in states}
    near = {name for name in found if _is_one_slip(word, name)}
    return near.pop() if len(near) == 1 else ""


def _is_one_slip(typed: str, meant: str) -> bool:
    if len(typed) == len(meant):
        places = [place for place, letter in enumerate(meant) if letter != typed[place]]
        if len(places) == 1:
            return True
        first = places[0]
        return places == [first, first + 1] and typed[first] == meant[first + 1] and typed[first + 1] == meant[first]
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and shorter in _deletions(longer)


def _states(rows: list[dict[str, str]]) -> dict[str, str]:
    names = {key(row["name"]) for row in rows}
    long = (name for name in names if len(name) >= 6 and " " not in name)
    return {short: name for name in long for short in _deletions(name)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists that ship; read once."""
    folder = bundled_folder() / "gazetteer"
    heads = {row["role"]: row["words"] for row in _rows(folder / "heads.csv")}
    countries = _rows(folder / "countries.csv")
    return Lexicon(
        roles=Roles({role: frozenset(words.casefold().split("|")) for role, words in heads.items()}),
        free_codes=frozenset(heads.get("free_code", "").split("|")),
        ordinary=_words(folder / "words" / "english.txt"),
        first_names=_words(folder / "words" / "first_names.txt"),
        last_names=_words(folder / "words" / "last_names.txt"),
        region_peoples=dict(pair.split(">") for pair in heads.get("region_people", "").split("|") if ">" in pair),
        capitals={key(row["capital"]): row["iso2"] for row in countries if row["capital"]},
        states=_states(countries),
    )
