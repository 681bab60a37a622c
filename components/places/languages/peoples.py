"""Russian and Ukrainian demonyms: every form of российский, росіянин, північнокорейський.

What a stranger gets wrong: a demonym is an actor, not a place, and it is written in lower case. The words stand in
``data/gazetteer/countries.csv`` as nominatives; the forms are made here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache

from components.places.keys import key
from components.settings import bundled_folder

_RU_ADJECTIVE = ("ии", "ого", "ому", "им", "ом", "ая", "ои", "ую", "ою", "ое", "ие", "их", "ими")
_UK_ADJECTIVE = ("ии", "ого", "ому", "им", "ім", "а", "оі", "іи", "у", "ою", "е", "і", "их", "ими")
_RU_PLURAL = ("", "ов", "ев", "ам", "ами", "ах", "ы", "и")
#: Ending of the nominative -> (what it becomes, endings behind that) for people, by language.
_PEOPLE = {
    "ru": (
        ("анин", "ан", ("ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах", "ка", "ки", "ке", "ку", "кои", "ок")),
        ("янин", "ян", ("ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах", "ка", "ки", "ке", "ку", "кои", "ок")),
        ("ец", "ц", ("а", "у", "ем", "ом", "е", "ы", "ев", "ов", "ам", "ами", "ах")),
        ("еец", "еиц", ("а", "у", "ем", "ом", "е", "ы", "ев", "ов", "ам", "ами", "ах")),
        ("ок", "к", ("а", "у", "ом", "е", "и", "", "ам", "ами", "ах")),
        ("", "", ("а", "у", "ом", "е", *_RU_PLURAL)),
    ),
    "uk": (
        ("нин", "н", ("ин", "ина", "ину", "инові", "ином", "ині", "и", "", "ам", "ами", "ах", "ка", "ки", "ці", "ку", "кою", "ок")),
        ("єць", "иц", ("я", "ю", "еві", "ем", "і", "ів", "ям", "ями", "ях")),
        ("ець", "ц", ("я", "ю", "еві", "ем", "і", "ів", "ям", "ями", "ях")),
        ("ок", "к", ("а", "у", "ові", "ом", "и", "ів", "ам", "ами", "ах")),
        ("", "", ("а", "у", "ові", "ом", "и", "ів", "ам", "ами", "ах", "і")),
    ),
}  # fmt: skip
_SHORTEST = 4


@lru_cache(maxsize=1)
def peoples() -> Mapping[str, tuple[str, ...]]:
    """ISO 3166-1 codes by the key of every form of every demonym."""
    found: dict[str, dict[str, None]] = {}
    path = bundled_folder() / "gazetteer" / "countries.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for form in _forms(row):
                if len(form) >= _SHORTEST:
                    found.setdefault(form, {})[row["iso2"]] = None
    return {form: tuple(codes) for form, codes in found.items()}


def _forms(row: Mapping[str, str]) -> Iterator[str]:
    for language, endings in (("ru", _RU_ADJECTIVE), ("uk", _UK_ADJECTIVE)):
        for name in _names(row, f"adj_{language}"):
            yield from _adjectives(name, endings)
        for name in _names(row, f"people_{language}"):
            if name.endswith("скии"):
                yield from _adjectives(name, endings)
            else:
                yield from _people(name, language)


def _names(row: Mapping[str, str], column: str) -> list[str]:
    return [key(name) for name in (row.get(column) or "").split("|") if name.strip()]


def _adjectives(name: str, endings: tuple[str, ...]) -> Iterator[str]:
    if name.endswith("ии"):
        yield from (name.removesuffix("ии") + ending for ending in endings)


def _people(name: str, language: str) -> Iterator[str]:
    yield name
    for ending, changed, more in _PEOPLE[language]:
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + changed + each for each in more)
            if ending == "ец" and name.endswith("еец"):
                continue
            return
