"""Compiles drafts into the files of an index.

What a stranger gets wrong: drafts are streamed. Only columns of numbers and the keys themselves are ever held, so a
country dump of 400,000 rows costs tens of megabytes and not gigabytes.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt

from components.places.entities import Form, Kind
from components.places.index import COLUMNS, FORMAT, FORMS, ID_MARK, KINDS, RECORD
from components.places.ingredients import Draft, SourceNote
from components.places.keys import key

_TYPECODES = {"<f4": "f", "<i4": "i", "<u4": "I", "<u2": "H", "u1": "B"}
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_FORM_NUMBERS = {form: number for number, form in enumerate(FORMS)}
_MAX_WORDS = 255
_MAX_POPULATION = 2**31 - 1
Record = tuple[str, tuple[int, int]]


class Compiler:
    """Collects entities and their keys.

    Attributes:
        counts: entities by source.
        joined: drafts that only added names to an entity, by source.
        unmatched: drafts with names for an entity that there is not, by source.
    """

    def __init__(self) -> None:
        self._columns: dict[str, array[Any]] = {name: array(_TYPECODES[kind]) for name, kind in COLUMNS.items()}
        self._names = bytearray()
        self._words: dict[str, int] = {}
        self._numbers: dict[str, dict[str, int]] = {"country": {"": 0}, "admin1": {"": 0}, "source": {}}
        self._country_entities: dict[str, int] = {}
        self._division_entities: dict[str, int] = {}
        self._by_geonameid: dict[int, int] = {}
        self.counts: dict[str, int] = {}
        self.joined: dict[str, int] = {}
        self.unmatched: dict[str, int] = {}
        self._waiting: list[Draft] = []

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def write(
        self, folder: Path, drafts: Iterable[Draft], notes: Iterable[SourceNote], about: Mapping[str, Any]
    ) -> None:
        """Writes every file of an index into an empty folder.

        Args:
            folder: where to write.
            drafts: the entities; used up once.
            notes: a line for each source that the drafts name.
            about: what else goes into ``meta.json``.
        """
        trie = marisa_trie.RecordTrie(RECORD, self._records(drafts))
        trie.save(str(folder / "keys.marisa"))
        del trie
        # A word that is a whole key and begins no longer one needs no row of its own.
        longer = ((word, (count,)) for word, count in self._words.items() if count > 1)
        words = marisa_trie.RecordTrie("<B", longer)
        words.save(str(folder / "words.marisa"))
        for name, kind in COLUMNS.items():
            np.save(folder / f"{name}.npy", self._column(name).astype(kind), allow_pickle=False)
        (folder / "names.bin").write_bytes(self._names)
        meta = json.dumps(self._meta(notes, about), ensure_ascii=False, indent=1)
        (folder / "meta.json").write_text(meta, encoding="utf-8")

    def _records(self, drafts: Iterable[Draft]) -> Iterator[Record]:
        for draft in drafts:
            number = self._by_geonameid.get(draft.geonameid) if draft.geonameid else None
            if number is not None:
                self._count(self.joined, draft)
            elif draft.only_names:
                self._waiting.append(draft)
                continue
            else:
                number = self._add(draft)
            yield from self._keys(number, draft)
        for draft in self._waiting:
            found = self._by_geonameid.get(draft.geonameid)
            self._count(self.unmatched if found is None else self.joined, draft)
            if found is not None:
                yield from self._keys(found, draft)

    def _keys(self, number: int, draft: Draft) -> Iterator[Record]:
        main = Form.COMMON if draft.only_names else Form.OFFICIAL
        seen = set()
        for name, form in ((draft.name, main), *draft.names):
            text = key(name)
            if len(text) < 2 and text.isascii():
                continue
            record = text, (number, _FORM_NUMBERS[form])
            if record not in seen:
                seen.add(record)
                self._note_words(text)
                yield record

    def _note_words(self, text: str) -> None:
        first, count = text.partition(" ")[0], min(text.count(" ") + 1, _MAX_WORDS)
        if self._words.get(first, 0) < count:
            self._words[first] = count

    def _add(self, draft: Draft) -> int:
        number = len(self)
        division = f"{draft.country}.{draft.admin1}" if draft.country and draft.admin1 else ""
        values = {
            "lat": draft.lat,
            "lon": draft.lon,
            "population": min(draft.population, _MAX_POPULATION),
            "radius_km": draft.radius_km,
            "kind": _KIND_NUMBERS[draft.kind],
            "country": self._number("country", draft.country),
            "admin1": self._number("admin1", division),
            "source": self._number("source", draft.source),
            "source_number": draft.geonameid,
            "name_at": len(self._names),
        }
        for name, value in values.items():
            self._columns[name].append(value)
        text = draft.name + (ID_MARK + draft.source_id if draft.source_id else "")
        self._names += text.encode("utf-8")
        self._remember(number, draft, division)
        self._count(self.counts, draft)
        return number

    def _remember(self, number: int, draft: Draft, division: str) -> None:
        if draft.geonameid:
            self._by_geonameid[draft.geonameid] = number
        if draft.kind is Kind.COUNTRY:
            self._country_entities.setdefault(draft.country, number)
        if draft.kind is Kind.ADM1 and division:
            self._division_entities.setdefault(division, number)

    def _number(self, column: str, text: str) -> int:
        numbers = self._numbers[column]
        return numbers.setdefault(text, len(numbers))

    def _count(self, counts: dict[str, int], draft: Draft) -> None:
        counts[draft.source] = counts.get(draft.source, 0) + 1

    def _column(self, name: str) -> npt.NDArray[Any]:
        values = self._columns[name]
        return np.frombuffer(values, dtype=np.dtype(values.typecode))

    def _meta(self, notes: Iterable[SourceNote], about: Mapping[str, Any]) -> dict[str, Any]:
        by_id = {note.id: note for note in notes}
        sources = []
        for source in self._numbers["source"]:
            note = by_id.get(source) or SourceNote(source, source, "")
            sources.append(
                {
                    "id": source,
                    "title": note.title,
                    "licence": note.licence,
                    "credit": note.credit,
                    "entities": self.counts.get(source, 0),
                }
            )
        return {
            **about,
            "format": FORMAT,
            "entities": len(self),
            "sources": sources,
            "countries": list(self._numbers["country"]),
            "divisions": list(self._numbers["admin1"]),
            "country_entities": self._country_entities,
            "division_entities": self._division_entities,
        }
