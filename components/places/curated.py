"""The tables in ``data/gazetteer`` and the settlements of bundled situations, as drafts.

What a stranger gets wrong: `divisions.csv`, `states.csv` and `names.csv` have no coordinates. They only add names to
what another table or GeoNames has, by the codes that GeoNames gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import nan, pi, sqrt
from pathlib import Path

from components.places.entities import Form, Kind
from components.places.ingredients import Draft, Name, SourceNote
from components.places.sheets import RowFault, Sheet, Tally, read_sheet

LANGUAGES = ("ru", "uk", "ko", "zh", "ar")
CURATED = SourceNote("curated", "Tables of this project in data/gazetteer", "MIT AND Unicode-3.0")
_REGION_KINDS = (Kind.REGION, Kind.SEA, Kind.WATER, Kind.ISLAND, Kind.MOUNTAIN)
_MAX_RADIUS_KM = 10_000


class Curated:
    """Reads a folder of tables.

    Attributes:
        tallies: what became of the rows of each table, after `drafts` is used up.
        refused: names that GeoNames gives a settlement and that mislead, by its number, after the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.tallies: list[Tally] = []
        self._points: dict[str, tuple[float, float]] = {}
        self._extra: dict[tuple[str, str], list[Name]] = defaultdict(list)
        self._drafts: list[Draft] = []
        self.refused: dict[int, frozenset[str]] = {}

    def drafts(self) -> Iterator[Draft]:
        """Everything in the tables; countries first, so that a division's code always finds its country."""
        self._read("divisions.csv", ("country", "admin1", "name"), self._division_names)
        self._read("states.csv", ("country", "admin1", "codes"), self._state_codes)
        self._read("countries.csv", ("iso2", "name", "lat", "lon"), self._country)
        self._read("admin1.csv", ("country", "admin1", "name", "lat", "lon", "radius_km"), self._admin1)
        self._read("admin2.csv", ("country", "admin1", "name", "lat", "lon", "radius_km"), self._admin2)
        self._read("regions.csv", ("name", "kind", "lat", "lon", "radius_km"), self._region)
        self._read("facilities.csv", ("name", "lat", "lon", "country"), self._facility)
        self._read("actors.csv", ("name", "country", "aliases"), self._actor)
        self._read("names.csv", ("geonameid", "name"), self._more_names)
        yield from self._drafts

    def _read(self, file: str, columns: Sequence[str], read: object) -> None:
        tally = Tally(f"data/gazetteer/{file}")
        read_sheet(self._folder / file, columns, read, tally)  # type: ignore[arg-type]
        self.tallies.append(tally)

    def _country(self, row: Sheet) -> None:
        draft = _placed(row, Kind.COUNTRY)
        draft.country = row.needed("iso2")
        draft.population = int(row.number("population", 0, 3e9))
        draft.radius_km = _disc(row.number("area_km2", 0, 2e7))
        draft.names = [*draft.names, (draft.country, Form.CODE)]
        self._points[draft.country] = draft.lat, draft.lon
        self._drafts.append(draft)

    def _admin1(self, row: Sheet) -> None:
        draft = _placed(row, Kind.ADM1)
        draft.admin1 = row.needed("admin1")
        draft.radius_km = row.number("radius_km", 0, _MAX_RADIUS_KM)
        more = self._extra.get((draft.country, draft.admin1), [])
        draft.names = [*draft.names, *more]
        better = next((name for name, form in more if form is Form.OFFICIAL), draft.name)
        draft.names, draft.name = [*draft.names, (draft.name, Form.COMMON)], better
        self._drafts.append(draft)

    def _admin2(self, row: Sheet) -> None:
        draft = _placed(row, Kind.ADM2)
        draft.radius_km = row.number("radius_km", 0, _MAX_RADIUS_KM)
        self._drafts.append(draft)

    def _region(self, row: Sheet) -> None:
        if row["kind"] not in _REGION_KINDS:
            raise RowFault("kind", row["kind"], f"Unknown kind; use one of {', '.join(_REGION_KINDS)}.")
        draft = _placed(row, Kind(row["kind"]))
        countries = row.items("countries")
        draft.country = countries[0] if len(countries) == 1 else ""
        draft.radius_km = row.number("radius_km", 0, _MAX_RADIUS_KM)
        self._drafts.append(draft)

    def _facility(self, row: Sheet) -> None:
        self._drafts.append(_placed(row, Kind.FACILITY))

    def _actor(self, row: Sheet) -> None:
        lat, lon = self._points.get(row.country(), (nan, nan))
        self._drafts.append(
            Draft(row.needed("name"), Kind.ACTOR, lat, lon, row.country(), "curated", names=_names(row))
        )

    def _division_names(self, row: Sheet) -> None:
        names = [(row.needed("name"), Form.OFFICIAL), *_names(row)]
        self._extra[row.needed("country"), row.needed("admin1")].extend(names)

    def _state_codes(self, row: Sheet) -> None:
        codes = [(code, Form.CODE) for code in row.items("codes")]
        self._extra[row.needed("country"), row.needed("admin1")].extend(codes)

    def _more_names(self, row: Sheet) -> None:
        number = int(row.number("geonameid", 1, 2**32 - 1))
        draft = Draft(row.needed("name"), Kind.SETTLEMENT, nan, nan, "", "curated", names=_names(row))
        draft.geonameid, draft.only_names = number, True
        if refused := row.items("refused"):
            self.refused[number] = frozenset(refused)
        self._drafts.append(draft)


def _placed(row: Sheet, kind: Kind) -> Draft:
    """A draft from the columns that all tables with coordinates share."""
    return Draft(
        name=row.needed("name"),
        kind=kind,
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        country=row.country(),
        admin1=row["admin1"],
        source=row["source"] if row["source"] == "geonames" else "curated",
        names=_names(row),
    )


def _names(row: Sheet) -> list[Name]:
    names = [(name, Form.COMMON) for column in ("aliases", *LANGUAGES) for name in row.items(column)]
    names += [(name, Form.CODE) for name in row.items("codes")]
    return names + [(name, Form.DEMONYM) for name in row.items("demonyms")]


def _disc(area_km2: float) -> float:
    return sqrt(area_km2 / pi)
