"""What a name may mean, as columns of numbers, with how likely each meaning is before the text is read.

What a stranger gets wrong: `prior` weighs the meanings of one name against each other; `strength` says how likely the
name is a place at all. A small town may be the only meaning of "Lincoln" and still lose to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log10

import numpy as np
import numpy.typing as npt

from components.places.entities import Form, Hit, Kind
from components.places.index import Index
from components.places.keys import key as key_of
from components.places.lexicon import Lexicon

KINDS = tuple(Kind)
NUMBER = {kind: number for number, kind in enumerate(KINDS)}
MOST_SENSES = 40
_PRIOR = {
    Kind.COUNTRY: 4.2,
    Kind.ADM1: 2.7,
    Kind.ADM2: 1.3,
    Kind.REGION: 3.0,
    Kind.SEA: 2.6,
    Kind.WATER: 1.8,
    Kind.ISLAND: 2.4,
    Kind.MOUNTAIN: 1.9,
    Kind.FACILITY: 2.2,
    Kind.ACTOR: 3.5,
}
_STRENGTH = {
    Kind.COUNTRY: 4.0,
    Kind.ADM1: 2.6,
    Kind.ADM2: 0.6,
    Kind.REGION: 3.0,
    Kind.SEA: 2.6,
    Kind.WATER: 1.6,
    Kind.ISLAND: 2.2,
    Kind.MOUNTAIN: 1.6,
    Kind.FACILITY: 2.2,
    Kind.ACTOR: 3.0,
}
#: Divisions whose names English readers use without saying "state".
_OWN_NAME = frozenset({"US", "CA", "AU", "GB", "IN", "DE", "BR"})
_FORM_PRIOR = {Form.OFFICIAL: 0.0, Form.COMMON: -0.5, Form.RARE: -1.2, Form.CODE: 0.2, Form.DEMONYM: 0.3}
#: Prior, strength, form and number of an entity.
Row = tuple[float, float, Form, int]
_BANDS = (0.0, 3.0, 3.7, 4.3, 5.0, 5.7, 6.3, 9.0)
_BAND_STRENGTH = (-0.3, -0.2, 0.4, 1.0, 1.9, 2.7, 3.3, 3.8)


@dataclass(frozen=True, slots=True)
class Senses:
    """The meanings of one name, most likely first.

    Attributes:
        ids: numbers of the entities.
        lat: their latitudes, WGS 84 degrees.
        lon: their longitudes.
        country: number of their country in `Index.countries`.
        admin1: number of their division in `Index.divisions`.
        kind: number of their kind.
        population: inhabitants.
        prior: how likely each is against the others, as a logarithm.
        strength: how likely the name is a place at all.
        strengths: the same for each meaning, without the wording.
        wording: what the name's form adds or takes: an ordinary word, a person's name, several words.
        is_demonym: whether the first meaning is a people.
        countries: the numbers in `country`, for a quick look.
        numbers: latitude, longitude and prior as the rows of one table; `codes`: country, division and kind.
        forms: in which form the name names each.
    """

    ids: npt.NDArray[np.int64]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    country: npt.NDArray[np.int64]
    admin1: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    population: npt.NDArray[np.int64]
    prior: npt.NDArray[np.float64]
    strength: float
    strengths: tuple[float, ...]
    wording: float
    is_demonym: bool
    forms: tuple[Form, ...]
    countries: frozenset[int]
    numbers: npt.NDArray[np.float64]
    codes: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def top_kind(self) -> Kind:
        """Kind of the likeliest meaning."""
        kind: Kind = KINDS[self.kind[0]]
        return kind

    @property
    def is_strong(self) -> bool:
        """Whether the likeliest meaning is a country, a people or a well-known division."""
        return self.is_demonym or (self.top_kind in (Kind.COUNTRY, Kind.ADM1, Kind.REGION) and self.strength >= 2.5)

    def only(self, kinds: Iterable[Kind]) -> Senses | None:
        """The meanings of some kinds; None when there is none."""
        numbers = [NUMBER[kind] for kind in kinds]
        keep = np.flatnonzero(np.isin(self.kind, numbers))
        return self.take(keep) if len(keep) else None

    def take(self, keep: npt.NDArray[np.intp]) -> Senses:
        """Some of the meanings, in the order given."""
        strengths = tuple(self.strengths[place] for place in keep)
        forms = tuple(self.forms[place] for place in keep)
        columns = (self.ids[keep], self.numbers[:, keep], self.codes[:, keep], self.population[keep])
        return _senses(*columns, strengths, self.wording, forms)


def _senses(
    ids: npt.NDArray[np.int64],
    numbers: npt.NDArray[np.float64],
    codes: npt.NDArray[np.int64],
    population: npt.NDArray[np.int64],
    strengths: tuple[float, ...],
    wording: float,
    forms: tuple[Form, ...],
) -> Senses:
    return Senses(
        ids=ids,
        lat=numbers[0],
        lon=numbers[1],
        prior=numbers[2],
        country=codes[0],
        admin1=codes[1],
        kind=codes[2],
        population=population,
        strength=max(strengths) + wording,
        strengths=strengths,
        wording=wording,
        is_demonym=forms[0] is Form.DEMONYM,
        forms=forms,
        countries=frozenset(codes[0].tolist()),
        numbers=numbers,
        codes=codes,
    )


def _strength_of_settlement(population: int) -> float:
    return float(np.interp(log10(population + 1), _BANDS, _BAND_STRENGTH))


class Meanings:
    """Looks names up and weighs them; keeps what it looked up.

    Attributes:
        index: the gazetteer.
        lexicon: the closed lists.
    """

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self.index, self.lexicon = index, lexicon
        #: Meanings of a key; codes count only when asked for.
        self.of = lru_cache(maxsize=20_000)(self._of)
        #: Most words of any name that begins like a word.
        self.longest = lru_cache(maxsize=20_000)(self._longest)
        #: An entity of the index.
        self.entity = lru_cache(maxsize=20_000)(index.entity)
        roles = lexicon.roles
        #: Common nouns that may end the name of an area in lower case: "Gaza strip".
        self.area_words = roles["area_after"] | roles["district_after"] | roles["nature_after"] | roles["area_noun"]
        self.never = lexicon.roles["never"]
        #: Capitalised words that begin no name.
        self.nothing: set[str] = set()

    def _longest(self, written: str) -> int:
        return max(1, self.index.longest(key_of(written).partition(" ")[0]))

    def _people_of(self, name: str) -> Senses | None:
        """The region whose people a name means: "European"."""
        region = self.lexicon.region_peoples.get(name)
        if region is None:
            return None
        kinds = (Kind.REGION, Kind.ISLAND)
        hits = [hit for hit in self.index.find(region) if KINDS[self.index.kind[hit.id]] in kinds]
        return self.weigh(name, [Hit(hit.id, Form.DEMONYM) for hit in hits[:1]])

    def _of(self, key: str, with_codes: bool = False) -> Senses | None:
        if key in self.lexicon.region_peoples:
            return self._people_of(key)
        hits = self.index.find(key)
        if not with_codes:
            hits = tuple(hit for hit in hits if hit.form is not Form.CODE)
        elif any(hit.form is Form.CODE for hit in hits):
            hits = tuple(hit for hit in hits if hit.form is Form.CODE)
        return self.weigh(key, hits)

    def weigh(self, key: str, hits: Iterable[Hit]) -> Senses | None:
        """Weighs the entities that a name may mean."""
        rows: list[Row] = [(*self._weights(key, hit), hit.form, hit.id) for hit in hits]
        if not rows:
            return None
        if any(row[2] is Form.OFFICIAL and KINDS[self.index.kind[row[3]]] is Kind.ADM1 for row in rows):
            rows = [self._beside_division(row) for row in rows]
        rows.sort(key=lambda row: (-row[0], row[3]))
        rows = rows[:MOST_SENSES]
        ids = np.array([row[3] for row in rows], dtype=np.int64)
        index = self.index
        numbers = np.array([index.lat[ids], index.lon[ids], [row[0] for row in rows]], dtype=np.float64)
        codes = np.array([index.country[ids], index.admin1[ids], index.kind[ids]], dtype=np.int64)
        population = index.population[ids].astype(np.int64)
        strengths, forms = tuple(row[1] for row in rows), tuple(row[2] for row in rows)
        return _senses(ids, numbers, codes, population, strengths, self._wording(key, rows[0]), forms)

    def _beside_division(self, row: Row) -> Row:
        """A town that only some call by the name of its division gives way to it, unless it is New York."""
        kind, population = KINDS[self.index.kind[row[3]]], self.index.population[row[3]]
        is_less = kind is Kind.SETTLEMENT and row[2] is not Form.OFFICIAL and population < 5_000_000
        return (row[0] - 0.8 if is_less else row[0], *row[1:])

    def _weights(self, key: str, hit: Hit) -> tuple[float, float]:
        kind = KINDS[self.index.kind[hit.id]]
        if kind is Kind.SETTLEMENT:
            return self._settlement(key, hit)
        own = kind is Kind.ADM1 and self.index.countries[self.index.country[hit.id]] in _OWN_NAME
        prior = _PRIOR[kind] + _FORM_PRIOR[hit.form] + (0.6 if own else 0)
        strength = _STRENGTH[kind] + (0.6 if own else 0)
        return prior, strength - (0.5 if hit.form is Form.RARE else 0)

    def _settlement(self, key: str, hit: Hit) -> tuple[float, float]:
        population = int(self.index.population[hit.id])
        prior = 0.55 * log10(population + 100)
        strength = _strength_of_settlement(population)
        if hit.form is not Form.OFFICIAL:
            prior -= (
                0.5 if hit.form is Form.COMMON and population < 5_000_000 else 0.1 if hit.form is Form.COMMON else 1.4
            )
            strength -= 0.6 if hit.form is Form.COMMON else 1.4
        if self.lexicon.capitals.get(key) == self.index.countries[self.index.country[hit.id]]:
            prior, strength = prior + 1.5, max(strength, 3.0)
        return prior, strength

    def _wording(self, key: str, best: Row) -> float:
        """Takes from a name that is also an ordinary word or a person's."""
        if best[1] >= 3.4 or best[2] is Form.DEMONYM:
            return 0.0
        if " " in key:
            return 0.6
        lexicon = self.lexicon
        taken = 1.6 if key in lexicon.ordinary else 0.0
        taken += 0.8 if key in lexicon.first_names else 0.0
        taken += 0.6 if key in lexicon.last_names else 0.0
        return -min(taken, 2.2) * (0.5 if best[1] >= 2.5 else 1.0)
