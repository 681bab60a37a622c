"""The compiled gazetteer: every key, every entity, read from memory-mapped files.

What a stranger gets wrong: an entity's number is its position in this build. Never store it; store `source` and
`source_id`. A folder is never changed after it was made, so an open index stays valid while a new one is built.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt

from components.places.entities import Entity, Form, Hit, Kind
from components.places.keys import key

#: Changes whenever the files of an index or the meaning of a key change.
FORMAT = 1
FORMS = tuple(Form)
KINDS = tuple(Kind)
#: Columns over entities, with their types on disk (little endian).
COLUMNS = {
    "lat": "<f4",
    "lon": "<f4",
    "population": "<i4",
    "radius_km": "<f4",
    "kind": "u1",
    "country": "<u2",
    "admin1": "<u2",
    "source": "u1",
    "source_number": "<u4",
    "name_at": "<u4",
}
RECORD = "<IB"
#: Stands between the name and a source key that is no number.
ID_MARK = "\x1f"
_FOUND = 100_000


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that a person put on the map by hand.

    Attributes:
        name: the name as it is written in reports.
        country: ISO 3166-1 alpha-2 code; may be empty.
        lat: latitude, WGS 84 degrees.
        lon: longitude.
        who: who pinned it.
        pinned_at: when, ISO 8601 in UTC.
        why: the reason given.
    """

    name: str
    country: str
    lat: float
    lon: float
    who: str
    pinned_at: str
    why: str


class Index:
    """The gazetteer, read only; safe to use from several threads.

    Attributes:
        lat: latitude by entity (float32); NaN where an entity has no place (an organisation).
        lon: longitude by entity.
        population: inhabitants by entity, 0 where unknown.
        radius_km: radius of an area by entity, 0 for a point.
        kind: number of its kind in ``list(Kind)`` by entity.
        country: number of its country in `countries` by entity.
        admin1: number of its first-order division in `divisions` by entity, 0 where unknown.
        countries: ISO 3166-1 alpha-2 code by country number; number 0 is "".
        divisions: "RU.41" by division number; number 0 is "".
        meta: format, fingerprint, sources with counts and licences.
    """

    lat: npt.NDArray[np.float32]
    lon: npt.NDArray[np.float32]
    population: npt.NDArray[np.int32]
    radius_km: npt.NDArray[np.float32]
    kind: npt.NDArray[np.uint8]
    country: npt.NDArray[np.uint16]
    admin1: npt.NDArray[np.uint16]

    def __init__(self, folder: Path, pins: Sequence[Pin] = ()) -> None:
        self.folder = folder
        self.meta: Mapping[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.countries = tuple(self.meta["countries"])
        self.divisions = tuple(self.meta["divisions"])
        self._country_numbers = {code: number for number, code in enumerate(self.countries)}
        self._sources = tuple(source["id"] for source in self.meta["sources"])
        self._keys = marisa_trie.RecordTrie(RECORD).mmap(str(folder / "keys.marisa"))
        self._words = marisa_trie.RecordTrie("<B").mmap(str(folder / "words.marisa"))
        self._names = np.memmap(folder / "names.bin", dtype=np.uint8, mode="r")
        for name in COLUMNS:
            setattr(self, name if name in type(self).__annotations__ else f"_{name}", _column(folder, name))
        self._built = len(self.lat)
        self._pins = tuple(pins)
        self._pinned: dict[str, tuple[Hit, ...]] = {}
        self._pinned_words: dict[str, int] = {}
        if pins:
            self._overlay()
        #: `find` with the answers of frequent names kept.
        self.find = lru_cache(maxsize=_FOUND)(self._find)

    @classmethod
    def open(cls, folder: Path, pins: Sequence[Pin] = ()) -> Index:
        """Opens a compiled index; pins lie over it and take effect at once."""
        return cls(folder, pins)

    def __len__(self) -> int:
        return len(self.lat)

    def __contains__(self, key: str) -> bool:
        return key in self._keys or key in self._pinned

    def _find(self, key: str) -> tuple[Hit, ...]:
        """The entities that a key may mean, main names first, then the most populous; empty when there are none."""
        best: dict[int, int] = {}
        for number, form in self._keys.get(key) or ():
            best[number] = min(form, best.get(number, form))
        ordered = sorted(best.items(), key=lambda item: (item[1], -int(self.population[item[0]]), item[0]))
        return self._pinned.get(key, ()) + tuple(Hit(number, FORMS[form]) for number, form in ordered)

    def longest(self, word: str) -> int:
        """Most words of any key that begins with this word (a key itself); 0 when none does."""
        found = self._words.get(word)
        built = found[0][0] if found else int(word in self._keys)
        return max(built, self._pinned_words.get(word, 0))

    def prefixes(self, text: str) -> list[str]:
        """All keys with which a text (normalised like a key) begins, shortest first; for scripts without spaces."""
        pinned = [key for key in self._pinned if text.startswith(key)] if self._pinned else []
        return sorted({*self._keys.prefixes(text), *pinned}, key=len)

    def starting(self, prefix: str, limit: int) -> list[str]:
        """Keys that begin with a prefix, at most `limit`, in no promised order."""
        pinned = (key for key in self._pinned if key.startswith(prefix))
        distinct = dict.fromkeys(islice(chain(pinned, self._keys.iterkeys(prefix)), limit * 8))
        return list(islice(distinct, limit))

    def entity(self, id: int) -> Entity:
        """One entity.

        Raises:
            IndexError: there is no such number.
        """
        if id >= self._built:
            return self._pin_entity(id)
        name, source_id = self._text(id)
        division = self.divisions[self.admin1[id]]
        return Entity(
            id=id,
            name=name,
            kind=KINDS[self.kind[id]],
            lat=round(float(self.lat[id]), 5),
            lon=round(float(self.lon[id]), 5),
            country=self.countries[self.country[id]],
            admin1=division.partition(".")[2],
            population=int(self.population[id]),
            radius_km=round(float(self.radius_km[id]), 1),
            source=self._sources[self._source[id]],  # type: ignore[attr-defined]
            source_id=source_id,
        )

    def country_number(self, iso2: str) -> int:
        """Number of a country in `countries`; 0 when no entity lies there."""
        return self._country_numbers.get(iso2, 0)

    def country_id(self, iso2: str) -> int:
        """The entity of a country; -1 when the gazetteer has none."""
        found: int = self.meta["country_entities"].get(iso2, -1)
        return found

    def admin1_of(self, country: str, code: str) -> int | None:
        """The entity of a first-order division; None when the gazetteer has none."""
        found: int | None = self.meta["division_entities"].get(f"{country}.{code}")
        return found

    def _text(self, id: int) -> tuple[str, str]:
        starts: Any = self._name_at  # type: ignore[attr-defined]
        end = int(starts[id + 1]) if id + 1 < self._built else len(self._names)
        name, _, mark = bytes(self._names[int(starts[id]) : end]).decode("utf-8").partition(ID_MARK)
        number = int(self._source_number[id])  # type: ignore[attr-defined]
        return name, mark or (str(number) if number else "")

    def _pin_entity(self, id: int) -> Entity:
        pin = self._pins[id - self._built]
        return Entity(
            id,
            pin.name,
            Kind.SETTLEMENT,
            pin.lat,
            pin.lon,
            pin.country,
            "",
            0,
            0.0,
            "pin",
            f"{pin.who} {pin.pinned_at}".strip(),
        )

    def _overlay(self) -> None:
        """Adds the pins behind the built entities."""
        added = {
            "lat": [pin.lat for pin in self._pins],
            "lon": [pin.lon for pin in self._pins],
            "country": [self.country_number(pin.country) for pin in self._pins],
            "kind": [KINDS.index(Kind.SETTLEMENT)] * len(self._pins),
        }
        for name in type(self).__annotations__:
            built = getattr(self, name)
            more = np.array(added.get(name, [0] * len(self._pins)), dtype=built.dtype)
            setattr(self, name, np.concatenate([built, more]))
        for number, pin in enumerate(self._pins, self._built):
            text = key(pin.name)
            first, words = text.partition(" ")[0], text.count(" ") + 1
            self._pinned[text] = (*self._pinned.get(text, ()), Hit(number, Form.OFFICIAL))
            self._pinned_words[first] = max(words, self._pinned_words.get(first, 0))


def _column(folder: Path, name: str) -> npt.NDArray[Any]:
    column: npt.NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return column


def index_bytes(folder: Path) -> int:
    """Size of an index on disk, in bytes."""
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.iterdir() if path.is_file())
