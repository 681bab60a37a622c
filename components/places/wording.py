"""What the words round a name say: "Zamalka town", "Bati Kot district", "near Sudzha", "Paris, Texas".

What a stranger gets wrong: such a word is evidence. "X district" is not the town X, and "X airport" lies beside it, so
neither may become a pin in the middle of the town.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.places.entities import Kind
from components.places.keys import key

_SETTLED = frozenset({Kind.SETTLEMENT})
_FIRST, _SECOND = frozenset({Kind.ADM1}), frozenset({Kind.ADM2})
_EITHER = frozenset({Kind.ADM1, Kind.ADM2})
_WATERS, _HEIGHTS = frozenset({Kind.WATER}), frozenset({Kind.MOUNTAIN})
_LAND = frozenset({Kind.REGION, Kind.ADM1})
_SITE, _ISLES = frozenset({Kind.FACILITY}), frozenset({Kind.ISLAND})
#: Words that say what the place is, as keys.
_LISTS = (
    (_SETTLED, "town city village hamlet settlement township locality suburb location urban_type_settlement colline"),
    (_SETTLED, "selo poselok posyolok derevnya khutor aul stanitsa poselok_gorodskogo_tipa gorod misto smt"),
    (_SETTLED, "город г. село с. деревня д. поселок пос. пгт хутор станица аул м. місто смт селище"),
    (_FIRST, "oblast governorate province krai state область край обл. обл"),
    (_EITHER, "republic prefecture department canton county okrug республика республіка"),
    (_SECOND, "district raion rayon sub_district subdistrict municipality lga woreda agency tehsil cercle commune"),
    (_SECOND, "regency territory zone район р_н"),
    (_LAND, "region"),
    (_WATERS, "river lake stream canal reservoir река озеро"),
    (_HEIGHTS, "mountain mountains hill hills valley desert mount"),
    (_ISLES, "island islands"),
    (_SITE, "airport international_airport airbase air_base airfield military_base naval_base base military_camp"),
    (_SITE, "refugee_camp camp checkpoint crossing border_crossing bridge dam castle port power_plant refinery prison"),
    (_SITE, "hospital university market station industrial_district аэродром аэропорт аеродром аеропорт"),
)
_WORDS = {word.replace("_", " "): kinds for kinds, words in _LISTS for word in words.split()}
#: What one writer calls a region is another's oblast.
_SAME_RANK = ("oblast", "region", "province", "governorate", "state", "republic")
#: Kinds whose place lies beside the settlement of its name, when nothing better is known.
_BESIDE = (_SITE, _SECOND, _WATERS, _HEIGHTS, _ISLES)
_VAGUE_AFTER = ("area", "outskirts", "vicinity", "surroundings", "countryside", "front", "suburbs")
_WINDS = r"(?:north|south)?[ -]?(?:east|west)?(?:ern)?|rural|greater|central"
_SIDES = r"outskirts|vicinity|countryside|area|south|north|east|west"
_BEFORE = r"near|near to|around|outside|close to|возле|около|біля|под|під"
_VAGUE = re.compile(rf"(?:{_BEFORE}|(?:{_WINDS})(?: of)?|(?:{_SIDES}) of|\d+ ?km .{{0,20}}of) (?=\w)")
_OF = re.compile(r"(?P<word>[^\W\d]+(?: [^\W\d]+)?) of (?:the )?(?=\w)")
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A name without the words round it.

    Attributes:
        names: keys that may be the name, the most literal first.
        kinds: what the words say it is; empty when they say nothing.
        is_vague: whether the words put it near the named place and not in it.
        is_small: whether the words call it a village.
        is_upper: whether it is written in capitals, as abbreviations are.
        within: the name behind a comma, which it lies in; empty when there is none.
    """

    names: tuple[str, ...]
    kinds: frozenset[Kind]
    is_vague: bool
    is_small: bool
    is_upper: bool
    within: str

    @property
    def may_lie_beside(self) -> bool:
        """Whether it lies near the settlement of its name, when no entry has the thing itself."""
        return self.kinds in _BESIDE


def wording(text: str) -> Wording:
    """Takes a name apart.

    >>> wording("Al-Rai town (Choban Bey)").names, wording("Bati Kot district").kinds
    (('al rai town', 'al rai', 'choban bey'), frozenset({<Kind.ADM2: 'adm2'>}))
    """
    main, inner, within = _parts(text)
    whole = key(main)
    bare, is_vague = _without_vagueness(whole)
    kinds, name, word = _without_word(bare)
    if not kinds:
        inside, rest, _ = _without_word(_without_vagueness(name)[0])
        kinds, name = inside, rest
    names = [whole, bare, name, *_slashed(main), *_slashed(inner)]
    if Kind.ADM1 in kinds:
        names += [f"{name} {other}" for other in _SAME_RANK if other != word]
    distinct = tuple(dict.fromkeys(found for found in names if found)) or (whole or key(text),)
    return Wording(distinct, kinds, is_vague, word in _SMALL, text.strip().isupper(), within)


_SMALL = frozenset({"village", "hamlet", "selo", "село", "с.", "деревня", "д.", "khutor", "хутор"})


def _parts(text: str) -> tuple[str, str, str]:
    """The name, another name in brackets, what stands behind a comma."""
    main, bracket, rest = text.partition("(")
    inner, _, behind = rest.partition(")")
    main, _, within = f"{main} {behind}".partition(",") if bracket else text.partition(",")
    if "," in inner:
        inner, within = "", within or inner.rpartition(",")[2]
    is_name = len(key(inner)) > 3 and not any(letter.isdigit() for letter in inner)
    return main.strip(), inner if is_name else "", within.rpartition(",")[2].strip() or within.strip()


def _slashed(text: str) -> list[str]:
    """The names on both sides of a slash, without their words."""
    return [_without_word(key(part))[1] for part in text.split("/")] if text else []


def _without_vagueness(name: str) -> tuple[str, bool]:
    match = _VAGUE.match(name)
    if match:
        return name[match.end() :], True
    head, _, last = name.rpartition(" ")
    return (head, True) if head and last in _VAGUE_AFTER else (name, False)


def _without_word(name: str) -> tuple[frozenset[Kind], str, str]:
    """What the first or last words say, the rest, and the word."""
    match = _OF.match(name)
    if match and match["word"] in _WORDS:
        return _WORDS[match["word"]], name[match.end() :], match["word"]
    parts = name.split(" ")
    for count in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        for word, rest in ((parts[-count:], parts[:-count]), (parts[:count], parts[count:])):
            text = " ".join(word)
            if text in _WORDS:
                return _WORDS[text], " ".join(rest), text
    return frozenset(), name, ""
