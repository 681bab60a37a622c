"""Divisions named by an adjective: Курская область, Покровський район, Харківщина.

What a stranger gets wrong: most of these names need no row of their own. The adjective leads to the town the division
is called after, and the town to the division it lies in; a row in the tables wins where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from components.places.entities import Form, Hit, Kind
from components.places.index import KINDS, Index
from components.places.keys import key

_ADM1, _ADM2 = KINDS.index(Kind.ADM1), KINDS.index(Kind.ADM2)
_SETTLEMENT = KINDS.index(Kind.SETTLEMENT)
#: Where divisions are named like this.
_SLAVIC = ("RU", "UA", "BY")
_HEADS = {"oblast": ("ая область", "а область", "ая губерния"), "krai": ("ии краи",), "district": ("ии раион",)}
#: What the name of a town has where its adjective has -ск or -ськ.
_TOWN_ENDINGS = (
    "",
    "о",
    "е",
    "ка",
    "а",
    "ы",
    "и",
    "ь",
    "я",
    "ое",
    "ая",
    "ец",
    "ки",
    "ие",
    "ые",
    "иі",
    "ів",
    "ин",
    "ине",
    "ове",
    "іи",
)
_DISTRICT_WORDS = ("raion", "rayon", "district", "city council", "miskrada")
_LATIN = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщъыьэюяєіґ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            ".",
            "y",
            ".",
            "e",
            "yu",
            "ya",
            "ye",
            "i",
            "g",
        ],
        strict=True,
    )
)


def settlements_of(stem: str, index: Index) -> tuple[Hit, ...]:
    """Towns of Russia, Ukraine and Belarus whose relative adjective has this stem ("курск", "бахмутськ")."""
    for names in _town_names(stem):
        hits = [hit for name in names for hit in index.find(name) if _is_town(hit, index)]
        if hits:
            return tuple(sorted(set(hits), key=lambda hit: -int(index.population[hit.id])))[:6]
    return ()


def _is_town(hit: Hit, index: Index) -> bool:
    return index.kind[hit.id] == _SETTLEMENT and index.countries[index.country[hit.id]] in _SLAVIC


@lru_cache(maxsize=4_096)
def _town_names(stem: str) -> tuple[tuple[str, ...], ...]:
    """Names of towns for the stem of an adjective, likeliest group first."""
    bare = stem.removesuffix("ськ").removesuffix("цьк").removesuffix("зьк").removesuffix("ск").removesuffix("цк")
    whole = [stem, stem + "е", stem + "ии", stem + "ое", stem + "ая", stem + "а"]
    groups = [tuple(whole), tuple(bare + ending for ending in _TOWN_ENDINGS)]
    if stem.endswith(("цьк", "цк")):
        groups.append((bare + "ка", bare + "к", bare + "ча", bare + "ць"))
    if stem.endswith("зьк"):
        groups.append((bare + "га", bare + "г", bare + "жжя"))
    for middle in ("ан", "ян", "ен", "ін", "ин", "ов", "ев", "ів"):
        if bare.endswith(middle):
            shorter = bare.removesuffix(middle)
            groups.append(tuple(shorter + ending for ending in _TOWN_ENDINGS))
    return tuple(tuple(name for name in group if len(name) > 2) for group in groups)


def division_hits(stem: str, head: str, index: Index) -> tuple[tuple[Hit, ...], frozenset[Kind], str]:
    """What an adjective before область ("oblast"), край ("krai") or район ("district") names.

    Returns:
        The hits, the kinds the wording allows, and the rule; a district that no table has is its town.
    """
    wanted = _ADM2 if head == "district" else _ADM1
    kinds = frozenset({KINDS[wanted]})
    for ending in _HEADS[head]:
        named = tuple(hit for hit in index.find(stem + ending) if index.kind[hit.id] == wanted)
        if named:
            return named, kinds, "division-name"
    towns = settlements_of(stem, index)
    if head == "district":
        districts = tuple(_districts(stem, towns, index))
        return (districts, kinds, "district-head") if districts else (towns, frozenset(), "district-head")
    found = [_division(town, index) for town in towns[:1]]
    return tuple(hit for hit in found if hit), kinds, "division-of-town"


def _division(town: Hit, index: Index) -> Hit | None:
    country, _, code = index.divisions[index.admin1[town.id]].partition(".")
    number = index.admin1_of(country, code)
    return None if number is None else Hit(number, Form.COMMON)


def _districts(stem: str, towns: tuple[Hit, ...], index: Index) -> Iterator[Hit]:
    names = [romanised(stem) + ending for ending in ("iy", "yi", "yy", "y")]
    names += [key(index.entity(town.id).name) for town in towns[:3]]
    seen = set()
    for name in names:
        for word in _DISTRICT_WORDS:
            for hit in index.find(f"{name} {word}"):
                near = not towns or any(index.country[town.id] == index.country[hit.id] for town in towns)
                if hit.id not in seen and index.kind[hit.id] == _ADM2 and near:
                    seen.add(hit.id)
                    yield hit


def romanised(name: str) -> str:
    """A Cyrillic key in Latin letters, the way GeoNames writes names of districts."""
    return "".join(_LATIN.get(letter, letter) for letter in name).replace(".", "")


@lru_cache(maxsize=1_024)
def shchyna_stems(word: str) -> tuple[str, ...]:
    """Stems of the adjective behind a name such as Харківщина or Донеччина, in any case; empty for other words.

    >>> shchyna_stems("донеччині")[0], shchyna_stems("курщину")[0]
    ('донецьк', 'курськ')
    """
    for ending in ("ою", "ои", "а", "и", "і", "у", "е", "ы"):
        stem = word.removesuffix(ending)
        if stem != word and stem.endswith(("щин", "чин")):
            bare = stem[:-3]
            if len(bare) < 3:
                return ()
            if stem.endswith("чин"):
                short = bare.removesuffix("ч").removesuffix("т")
                return (short + "цьк", short + "цк", bare + "зьк", bare + "ськ")
            return (bare + "ськ", bare + "ск", bare + "сськ", bare.removesuffix("н") + "ськ", bare + "ивськ")
    return ()
