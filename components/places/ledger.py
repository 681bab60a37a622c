"""The settlements of bundled situations: those that GeoNames' list lacks become entries, the others get their names.

What a stranger gets wrong: a situation names districts, belts and unplaced villages too. Only rows that have a point of
their own and are settlements come in; an anchor is never taken for a place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from components.places.entities import Form, Kind
from components.places.ingredients import Draft
from components.places.keys import key
from components.places.nearest import gap_km

_SAME_KM = 3.0
_GEONAMES = "geonames:"


def ledgers(data: Path) -> dict[str, Path]:
    """Folders of the situations that ship, by their id."""
    return {path.parent.name: path.parent for path in sorted(data.glob("*/control.csv"))}


class Ledger:
    """Settlements on their way into the index; those that turn up among GeoNames' own are taken out again.

    Args:
        folders: situations by id, see `ledgers`.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._waiting: dict[str, list[Draft]] = {}
        self._by_number: list[Draft] = []
        divisions: dict[str, str] = {}
        for name, folder in folders.items():
            for draft in [*_places(folder, name, divisions), *_holdings(folder, name, divisions)]:
                self._keep(draft)

    def see(self, draft: Draft) -> None:
        """Takes out what a settlement of GeoNames already is: the same name within three kilometres."""
        waiting = self._waiting.get(key(draft.name))
        if waiting:
            self._waiting[key(draft.name)] = [own for own in waiting if gap_km(own, draft) > _SAME_KM]

    def drafts(self) -> Iterator[Draft]:
        """What is left."""
        yield from self._by_number
        for waiting in self._waiting.values():
            yield from waiting

    def _keep(self, draft: Draft) -> None:
        if draft.geonameid:
            self._by_number.append(draft)
            return
        waiting = self._waiting.setdefault(key(draft.name), [])
        if all(gap_km(own, draft) > _SAME_KM for own in waiting):
            waiting.append(draft)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _places(folder: Path, name: str, divisions: dict[str, str]) -> Iterator[Draft]:
    for row in _rows(folder / "places.csv"):
        country, _, admin1 = row["area"].partition(".")
        if row["scale"] == "adm1" and row["name"].lower().endswith(" oblast"):
            divisions[country + row["name"].lower().removesuffix(" oblast")] = admin1
        if row["scale"] == "settlement" and row["lat"]:
            yield _draft(name, row["name"], row, admin1, row["local_name"])


def _holdings(folder: Path, name: str, divisions: dict[str, str]) -> Iterator[Draft]:
    for row in _rows(folder / "control.csv"):
        if row["lat"]:
            yield _draft(name, row["settlement"], row, divisions.get(row["country"] + row["oblast"].lower(), ""))


def _draft(situation: str, name: str, row: Mapping[str, str], admin1: str, local: str = "") -> Draft:
    source = row["coord_source"]
    number = source.removeprefix(_GEONAMES) if source.startswith(_GEONAMES) else ""
    return Draft(
        name=name,
        kind=Kind.SETTLEMENT,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"],
        source=f"situation:{situation}",
        admin1=admin1,
        source_id="" if number else source,
        names=((local, Form.COMMON),) if local else (),
        geonameid=int(number) if number.isdecimal() else 0,
    )
