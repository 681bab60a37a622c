"""GeoNames files: a country dump, and alternate names.

What a stranger gets wrong: a dump has every school and hotel. Only what a report names as a place comes in:
settlements, districts, waters, mountains, islands, and facilities such as bases, airports and dams. Codes and columns
are those of GeoNames' own readme.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, nan
from pathlib import Path

from components.errors import Problem
from components.places.entities import Form, Kind
from components.places.ingredients import Draft, is_name
from components.places.sheets import Tally

_COLUMNS = 19
_ID, _NAME, _ASCII, _ALTERNATES, _LAT, _LON, _CLASS, _CODE, _COUNTRY, _ADMIN1 = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10
_POPULATION = 14
_SEAS = frozenset({"OCN", "SEA", "GULF", "BAY", "BAYS", "STRT", "SD", "CHN"})
_ISLANDS = frozenset({"ISL", "ISLS", "ISLET", "ATOL", "PEN"})
_DISTRICTS = frozenset({"ADM2", "ADM3"})
_REGIONS = frozenset({"RGN", "RGNE", "AREA", "TRB", "CONT"})
_FACILITIES = frozenset(
    {"AIRP", "AIRB", "AIRF", "MILB", "NVB", "INSM", "BDG", "DAM", "PRT", "PS", "PSH", "PSN", "CMP", "CMPRF", "PSTB",
     "MN", "OILR", "OILF", "SPCE", "CSTL", "FT", "NUCR", "RSTN", "HBR"}
)  # fmt: skip
_NO_LANGUAGES = frozenset(
    {"link", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "wkdt", "phon", "piny", "fr_1793"}
)


def dump_drafts(path: Path, tally: Tally) -> Iterator[Draft]:
    """Places of a country dump; rows of other kinds are read and passed over, broken ones are refused.

    Args:
        path: the file, UTF-8, 19 columns with tabs between.
        tally: counts; what is passed over counts as kept, because nothing of it is wrong.
    """
    for line, cells in _lines(path, tally):
        fault = _dump_fault(cells)
        if fault:
            tally.problems.append(Problem(tally.file, line, *fault))
            continue
        tally.kept += 1
        kind = _kind(cells[_CLASS], cells[_CODE])
        if kind is not None:
            yield _dump_draft(path.name, cells, kind)


def alternate_drafts(path: Path, tally: Tally) -> Iterator[Draft]:
    """Names for places that are there already; codes, links and historic names are passed over.

    Args:
        path: the file, UTF-8: alternateNameId, geonameid, language, name, and the flags preferred, short, colloquial,
            historic.
        tally: counts, as for a dump.
    """
    for line, cells in _lines(path, tally):
        if len(cells) < 4 or not cells[1].isdecimal() or not cells[3].strip():
            found = "\t".join(cells)[:200]
            tally.problems.append(Problem(tally.file, line, "geonameid", found, "Not a row of alternate names."))
            continue
        tally.kept += 1
        is_historic = len(cells) > 7 and cells[7] == "1"
        if cells[2] not in _NO_LANGUAGES and not is_historic and is_name(cells[3].strip()):
            name = cells[3].strip()
            draft = Draft(name, Kind.SETTLEMENT, nan, nan, "", path.name, geonameid=int(cells[1]))
            draft.only_names = True
            yield draft


def _lines(path: Path, tally: Tally) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
        for line, text in enumerate(file, 1):
            if text.strip():
                tally.read += 1
                yield line, text.rstrip("\r\n").split("\t")


def _dump_fault(cells: list[str]) -> tuple[str, str, str] | None:
    if len(cells) != _COLUMNS:
        return (
            "",
            "\t".join(cells)[:200],
            f"It has {len(cells)} columns; a GeoNames dump has {_COLUMNS}, with tabs between.",
        )
    if not cells[_ID].isdecimal() or not cells[_NAME].strip():
        return "geonameid", cells[_ID][:200], "A place needs a number and a name."
    for column, place, limit in (("latitude", _LAT, 90), ("longitude", _LON, 180)):
        try:
            value = float(cells[place])
        except ValueError:
            value = nan
        if not (isfinite(value) and abs(value) <= limit):
            return column, cells[place][:200], f"It must be a number from -{limit} to {limit}."
    return None


def _kind(feature_class: str, code: str) -> Kind | None:
    by_class = {
        "P": Kind.SETTLEMENT if code not in ("PPLH", "PPLQ", "PPLW") else None,
        "A": Kind.ADM2 if code in _DISTRICTS else None,
        "H": Kind.SEA if code in _SEAS else Kind.WATER,
        "T": Kind.ISLAND if code in _ISLANDS else Kind.MOUNTAIN,
        "L": Kind.REGION if code in _REGIONS else Kind.FACILITY if code in _FACILITIES else None,
        "S": Kind.FACILITY if code in _FACILITIES else None,
    }
    return by_class.get(feature_class)


def _dump_draft(file: str, cells: list[str], kind: Kind) -> Draft:
    others = [
        name for name in (cells[_ASCII], *cells[_ALTERNATES].split(",")) if name != cells[_NAME] and is_name(name)
    ]
    population = cells[_POPULATION]
    return Draft(
        name=cells[_NAME],
        kind=kind,
        lat=float(cells[_LAT]),
        lon=float(cells[_LON]),
        country=cells[_COUNTRY],
        source=file,
        admin1=cells[_ADMIN1],
        population=int(population) if population.isdecimal() else 0,
        names=tuple((name, Form.COMMON) for name in others),
        geonameid=int(cells[_ID]),
    )
