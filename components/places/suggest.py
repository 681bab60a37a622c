"""Suggestions for a name that somebody is typing: exact, begun, or with a slip of the finger.

What a stranger gets wrong: a suggestion is a question, not an answer. One that needed a changed letter says so
(`Suggestion.is_guess`) and is never taken without the reader's consent; what stands in a report goes through
`lookup`, which refuses where this offers.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.places.entities import SCALES, Entity, Form, Hit, Kind
from components.places.index import KINDS, Index
from components.places.keys import key
from components.places.slips import most_slips, slips

MOST_CHARS = 80
#: Keys of one prefix that are looked at; beyond it the well-known places alone stand for the rest.
_MOST_KEYS = 700
_MOST_HEADS = 3
_MOST_CONTAINERS = 60
#: Fitting places from which nobody needs to be asked whether something else was meant.
_ENOUGH = 3
#: What a whole name, a beginning, and one with a slip are worth; the last two by the share that was typed.
_WHOLE, _BEGUN, _SLIP = 0.4, 0.25, 0.2
#: What the part that was not typed costs when it is another name than the main one ("Kingdom of Spain").
_UNTYPED = 0.3
_FAR_BEHIND = 0.5
_HERE = 0.25
_FORMS = {Form.OFFICIAL: 0.0, Form.COMMON: -0.08, Form.RARE: -0.3, Form.CODE: -0.3, Form.DEMONYM: -0.4}
#: Weight of a kind beside a settlement's, which goes by its inhabitants.
_KINDS = {
    Kind.COUNTRY: 0.6,
    Kind.ADM1: 0.78,
    Kind.REGION: 0.76,
    Kind.SEA: 0.72,
    Kind.ISLAND: 0.55,
    Kind.WATER: 0.55,
    Kind.MOUNTAIN: 0.52,
    Kind.FACILITY: 0.5,
    Kind.ADM2: 0.45,
}
_CONTAINERS = frozenset({Kind.COUNTRY, Kind.ADM1, Kind.REGION})
#: Inhabitants from which a settlement is known beyond its country.
_KNOWN_FROM = 40_000
_CITY_FROM, _TOWN_FROM = 100_000, 5_000
_WHAT = {
    Kind.FACILITY: "site",
    Kind.COUNTRY: "country",
    Kind.ADM1: "province or region",
    Kind.ADM2: "district",
    Kind.REGION: "region",
    Kind.SEA: "sea",
    Kind.WATER: "river or lake",
    Kind.ISLAND: "island",
    Kind.MOUNTAIN: "mountains or desert",
    Kind.ACTOR: "institution",
}
#: Last words of names that say themselves what the place is.
_TELLING = frozenset(
    (
        "oblast", "krai", "okrug", "republic", "governorate", "province", "state", "prefecture", "county", "raion",
        "district", "department", "region", "canton", "gulf", "bay", "strait", "ocean", "river", "lake", "canal",
        "reservoir", "sea", "island", "islands", "peninsula", "desert", "valley", "pass", "mountains", "airport",
        "airfield", "port", "base", "city",
    )
)  # fmt: skip
#: What a first-order division is called where its name does not say it.
_DIVISIONS = {
    "oblast": "UA BY",
    "state": "US IN SD SS NG MX BR DE AU AT MY VE",
    "province": "CA CN IR AF TR PK KR KP CD AR NL CU ZA AO MZ BI ID PH TH VN",
    "governorate": "SY IQ YE EG JO LB TN OM KW BH",
    "prefecture": "JP CF",
    "region": "RU FR IT ES ET GH TZ CL ML NE SN",
    "county": "HU RO HR SE NO EE LR KE",
    "canton": "CH",
    "department": "CO PE BO PY UY HT",
    "district": "IL LK BD",
}
_DIVISION_WORDS = {code: word for word, codes in _DIVISIONS.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that the typed text may mean.

    Attributes:
        entity: the place.
        what: what it is, in words: "city", "oblast", "sea".
        where: the division and country it lies in, in words; empty for a country.
        matched: the key that fits the typed text; it may be another name than the entity's main one.
        slips: letters that had to be changed, left out, put in or swapped: 0 when the text fits as typed.
        score: weight that put it in its place, higher first.
    """

    entity: Entity
    what: str
    where: str
    matched: str
    slips: int
    score: float

    @property
    def is_guess(self) -> bool:
        """Whether the text fits only with another letter: ask "did you mean"."""
        return self.slips > 0

    @property
    def alias(self) -> str:
        """The name by which it was found, where the main name would surprise; else empty."""
        own = key(self.entity.name)
        return "" if own.startswith(self.matched) or self.matched.startswith(own) else self.matched


class _Match(NamedTuple):
    """A key that fits, and how well."""

    key: str
    slips: int
    share: float  #: how much of it was typed, up to 1

    @property
    def bonus(self) -> float:
        if self.slips:
            return _SLIP * self.share if self.slips == 1 else 0.0
        return _WHOLE if self.share == 1 else _BEGUN * self.share


def suggest(index: Index, query: str, limit: int = 8, countries: Collection[str] = ()) -> list[Suggestion]:
    """Places that a typed text may mean, best first; those that need another letter stand last.

    Args:
        index: the gazetteer.
        query: the text as typed, in any script; more than `MOST_CHARS` characters fit nothing. "Paris, Texas"
            asks for a place inside another.
        limit: most suggestions.
        countries: ISO 3166-1 alpha-2 codes of the countries that a reader has in mind; their places go up.
    """
    if len(query) > MOST_CHARS:
        return []
    near = frozenset(index.country_number(code) for code in countries) - {0}
    query = "".join(letter for letter in query if letter.isprintable())
    typed = key(query)
    found = _inside(index, query, limit, near) if "," in query and typed not in index else []
    found = found or _ranked(index, typed, limit, near)
    return [_told(index, entity, score, match) for score, entity, match in found]


_Found = list[tuple[float, int, _Match]]


def _ranked(index: Index, typed: str, limit: int, near: Collection[int], among: Collection[int] = ()) -> _Found:
    if not typed or limit < 1:
        return []
    found = _best(index, _fitting(index, typed), near, among, limit)
    if len(found) < min(limit, _ENOUGH) and most_slips(typed):
        known = {entity for _, entity, _ in found}
        guessed = _best(index, _slipped(index, typed, bool(found)), near, among, limit)
        found += [item for item in _likely(guessed, found) if item[1] not in known][: limit - len(found)]
    return found


def _likely(guessed: _Found, fitting: _Found) -> _Found:
    """Guesses that weigh more than what fits as typed, and are not far behind the best of them.

    Nobody who wrote "Syria" meant Stryi, and nobody who wrote "Ukrane" a hamlet in Greece.
    """
    least = max([score for score, _, _ in fitting], default=0.0)
    return [item for item in guessed if item[0] > max(least, guessed[0][0] - _FAR_BEHIND)]


def _fitting(index: Index, typed: str) -> Iterator[_Match]:
    """The text itself as a key, then keys that begin with it."""
    if typed in index:
        yield _Match(typed, 0, 1)
    begun = dict.fromkeys(
        chain((text for text, _ in _starting(_known(index), typed)), index.starting(typed, _MOST_KEYS))
    )
    for longer in begun:
        if longer != typed:
            yield _Match(longer, 0, len(typed) / len(longer))


def _slipped(index: Index, typed: str, is_fitting: bool) -> Iterator[_Match]:
    """Keys within one slip; within two where nothing else fits and the text is long enough."""
    found = False
    for near in slips(index, typed, 1):
        for longer in {near, *index.starting(near, _MOST_HEADS)}:
            if longer in index:
                found = True
                yield _Match(longer, 1, len(near) / len(longer))
    if not found and not is_fitting and most_slips(typed) > 1:
        yield from (_Match(near, 2, 1) for near in slips(index, typed, 2))


def _best(index: Index, matches: Iterable[_Match], near: Collection[int], among: Collection[int], limit: int) -> _Found:
    """The heaviest entities behind the keys, each once, under the key that speaks most for it."""
    best: dict[int, tuple[float, _Match]] = {}
    for match in matches:
        for hit in index.find(match.key):
            if among and hit.id not in among and not _is_within(index, hit.id, among):
                continue
            score = _score(index, hit, match, near)
            if score is not None and score > best.get(hit.id, (-9.0,))[0]:
                best[hit.id] = (score, match)
    ordered = ((score, entity, match) for entity, (score, match) in best.items())
    return heapq.nsmallest(limit, ordered, key=lambda item: (item[2].slips, -item[0], item[1]))


def _score(index: Index, hit: Hit, match: _Match, near: Collection[int]) -> float | None:
    """The weight of one entity under one key; None for what is no place on a map."""
    kind = KINDS[index.kind[hit.id]]
    is_spelled_out = match.share == 1 and not match.slips
    if kind is Kind.ACTOR or (hit.form in (Form.CODE, Form.DEMONYM) and not is_spelled_out):
        return None
    if math.isnan(float(index.lat[hit.id])):
        return None
    untyped = _UNTYPED * (1 - match.share) if hit.form is not Form.OFFICIAL else 0.0
    people = math.log10(int(index.population[hit.id]) + 10) / 7.5
    weight = max(_KINDS.get(kind, 0.0), people) if kind is not Kind.COUNTRY else _KINDS[kind] + people / 2
    here = _HERE if int(index.country[hit.id]) in near else 0.0
    return weight + match.bonus + _FORMS[hit.form] - untyped + here


def _inside(index: Index, query: str, limit: int, near: Collection[int]) -> _Found:
    """The name before the first comma, inside what stands behind the last ("Paris, Texas")."""
    typed = key(query.partition(",")[0]), key(query.rpartition(",")[2])
    if not all(typed):
        return _ranked(index, typed[0], limit, near)
    exact = (hit.id for hit in index.find(typed[1]) if KINDS[index.kind[hit.id]] in _CONTAINERS)
    begun = (number for _, number in _starting(_containers(index), typed[1]))
    around = frozenset(islice(chain(exact, begun), _MOST_CONTAINERS))
    return _ranked(index, typed[0], limit, near, around) if around else []


def _is_within(index: Index, entity: int, around: Collection[int]) -> bool:
    """Whether an entity lies in one of these countries, divisions or regions."""
    country = index.countries[index.country[entity]]
    division = index.divisions[index.admin1[entity]]
    return index.country_id(country) in around or bool(
        division and index.admin1_of(country, division.partition(".")[2]) in around
    )


_Names = list[tuple[str, int]]


@lru_cache(maxsize=2)
def _known(index: Index) -> _Names:
    """Main names of what is known beyond its country, sorted; made once for an index."""
    is_settlement = index.kind == KINDS.index(Kind.SETTLEMENT)
    is_small = index.kind == KINDS.index(Kind.ADM2)
    return _names(index, (is_settlement & (index.population >= _KNOWN_FROM)) | ~(is_settlement | is_small))


@lru_cache(maxsize=2)
def _containers(index: Index) -> _Names:
    """Main names of what places lie in, sorted."""
    return _names(index, np.isin(index.kind, [KINDS.index(kind) for kind in _CONTAINERS]))


def _names(index: Index, chosen: npt.NDArray[np.bool_]) -> _Names:
    return sorted((key(index.entity(int(number)).name), int(number)) for number in np.flatnonzero(chosen))


def _starting(names: _Names, typed: str) -> Iterator[tuple[str, int]]:
    """Those of a sorted list that begin with a text."""
    for text, number in islice(names, bisect_left(names, (typed, -1)), None):
        if not text.startswith(typed):
            return
        yield text, number


def warm(index: Index) -> None:
    """Makes what the first suggestion would otherwise wait for."""
    _known(index)
    _containers(index)


def _told(index: Index, number: int, score: float, match: _Match) -> Suggestion:
    entity = index.entity(number)
    return Suggestion(entity, what(entity), where(index, entity), match.key, match.slips, round(score, 3))


def what(entity: Entity) -> str:
    """What a place is, in one or two words."""
    if entity.kind is Kind.SETTLEMENT:
        return _settlement(entity.population)
    last = key(entity.name).split()[-1:] or [""]
    if last[0] in _TELLING:
        return last[0]
    usual = _DIVISION_WORDS.get(entity.country) if entity.kind is Kind.ADM1 else None
    return usual or _WHAT[entity.kind]


def _settlement(population: int) -> str:
    if population >= _CITY_FROM:
        return "city"
    if population >= _TOWN_FROM:
        return "town"
    return "village" if population else "settlement"


def where(index: Index, entity: Entity) -> str:
    """The division and the country around a place, in words."""
    around = [index.admin1_of(entity.country, entity.admin1)] if entity.admin1 else []
    around.append(index.country_id(entity.country) if entity.country else None)
    names = [index.entity(id).name for id in around if id is not None and id not in (entity.id, -1)]
    return ", ".join(dict.fromkeys(name for name in names if name != entity.name))


def precision(entity: Entity) -> str:
    """How precisely the place can be shown, in words."""
    if entity.radius_km < 1:
        return "point in its centre" if entity.kind is Kind.SETTLEMENT else "one point"
    across_km = entity.radius_km * 2
    digits = 1 - math.floor(math.log10(across_km))
    return f"area, about {round(across_km, min(digits, 0)):,.0f} km across"


def scale_of(entity: Entity) -> str:
    """The place on the unified scale of precision."""
    return str(SCALES[entity.kind])
