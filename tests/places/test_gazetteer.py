import subprocess
import sys

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from components.model import Point
from components.places.gazetteer import Gazetteer
from components.places.nearest import destination, distance_km, lies_in, nearest
from tests.places.atlas import atlas


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return Gazetteer(atlas(tmp_path_factory.mktemp("atlas") / "index"))


def one(found: object) -> Location:
    assert isinstance(found, Location)
    return found


def several(found: object) -> list[Location]:
    assert isinstance(found, list)
    return found


def test_it_is_a_geopy_geocoder(gazetteer: Gazetteer):
    assert isinstance(gazetteer, Geocoder)
    found = one(gazetteer.geocode("Kursk", timeout=1, language="en"))
    assert (found.address, found.latitude, found.longitude) == ("Kursk, Kursk Oblast, Russia", 51.737, 36.187)


def test_raw_says_what_it_is_and_how_precise(gazetteer: Gazetteer):
    raw = one(gazetteer.geocode("Kursk")).raw
    assert {name: raw[name] for name in ("class", "kind", "precision", "country", "admin", "admin_code", "placed")} == {
        "class": "place",
        "kind": "settlement",
        "precision": "settlement",
        "country": "RU",
        "admin": "Kursk Oblast",
        "admin_code": "RU.41",
        "placed": True,
    }
    assert [rival["name"] for rival in raw["rivals"]] == []


@pytest.mark.parametrize(
    ("query", "kind", "sense", "precision", "radius_km"),
    [
        ("Kursk region", "adm1", "area", "adm1", 98.0),
        ("Deir ez Zor airport", "settlement", "near", "near", 25.0),
        ("Black Sea", "sea", "area", "feature", 400.0),
    ],
)
def test_an_area_and_a_near_say_so(
    gazetteer: Gazetteer, query: str, kind: str, sense: str, precision: str, radius_km: float
):
    raw = one(gazetteer.geocode(query)).raw
    assert (raw["kind"], raw["class"], raw["precision"], raw["radius_km"]) == (kind, sense, precision, radius_km)


def test_an_ambiguous_name_is_none_and_all_that_it_may_be(gazetteer: Gazetteer):
    assert gazetteer.geocode("Novoselivka") is None
    found = several(gazetteer.geocode("Novoselivka", exactly_one=False))
    assert [(location.raw["admin_code"], location.raw["placed"]) for location in found] == [
        ("UA.07", False),
        ("UA.05", False),
        ("UA.04", False),
    ]


def test_an_unknown_name_is_none_either_way(gazetteer: Gazetteer):
    assert gazetteer.geocode("Nirgendwo") is None
    assert gazetteer.geocode("Nirgendwo", exactly_one=False) is None


@pytest.mark.parametrize("codes", ["US", "us", "us,ca", ["US"], ("US", "MX")])
def test_countries_in_every_form_that_geopy_knows(gazetteer: Gazetteer, codes: str):
    assert one(gazetteer.geocode("Paris", country_codes=codes)).raw["country"] == "US"


def test_coordinates_are_read_before_names(gazetteer: Gazetteer):
    found = one(gazetteer.geocode("37U DB 42 21"))
    assert (round(found.latitude, 3), round(found.longitude, 3)) == (55.237, 38.097)
    assert (found.raw["kind"], found.raw["precision"]) == ("coordinates", "locality")


def test_plain_numbers_are_asked_or_decided_by_the_country(gazetteer: Gazetteer):
    assert gazetteer.geocode("51.19, 35.27") is None
    both = several(gazetteer.geocode("51.19, 35.27", exactly_one=False))
    assert [(location.latitude, location.raw["placed"]) for location in both] == [(51.19, False), (35.27, False)]
    assert both[0].raw["question"].startswith("Which number is the latitude")
    assert one(gazetteer.geocode("35.27, 51.19", country_codes="RU")).latitude == 51.19


@pytest.mark.parametrize("query", ["10, 200", "91, 10"])
def test_numbers_off_the_globe_are_an_error_and_never_wrapped(gazetteer: Gazetteer, query: str):
    with pytest.raises(GeocoderQueryError, match=r"[Ll]atitude"):
        gazetteer.geocode(query)
    with pytest.raises(GeocoderQueryError):
        gazetteer.reverse(query)


@pytest.mark.parametrize("query", [(51.7, 36.2), "51.7, 36.2", GeopyPoint(51.7, 36.2), "51°42'N 36°12'E"])
def test_a_point_is_read_back_as_its_nearest_settlement(gazetteer: Gazetteer, query: object):
    found = one(gazetteer.reverse(query))  # type: ignore[arg-type]
    assert (found.address, found.raw["country"], found.raw["admin"]) == (
        "Kursk, Kursk Oblast, Russia",
        "RU",
        "Kursk Oblast",
    )
    assert found.raw["km"] == pytest.approx(4.21, abs=0.05)
    assert [location.raw["name"] for location in several(gazetteer.reverse(query, exactly_one=False))][:2] == [  # type: ignore[arg-type]
        "Kursk",
        "Sudzha",
    ]


@pytest.mark.parametrize("query", [(10, 200), (float("nan"), 1), "Kursk", "", (1,), ("a", "b")])
def test_no_point_is_an_error(gazetteer: Gazetteer, query: object):
    with pytest.raises(GeocoderQueryError):
        gazetteer.reverse(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("point", [Point(-90, 0), Point(90, 0), Point(0, 180), Point(0, -180), Point(48.8, 179.9)])
def test_the_nearest_settlement_is_the_nearest_of_all_everywhere(gazetteer: Gazetteer, point: Point):
    index = gazetteer.index
    settled = [index.entity(number) for number in range(len(index)) if index.entity(number).kind == "settlement"]
    nearest_km = min(distance_km(point, Point(entity.lat, entity.lon)) for entity in settled)
    assert nearest(index, point)[0].km == pytest.approx(nearest_km, rel=0.005)


def test_a_point_lies_in_the_country_of_its_nearest_settlement_or_nowhere(gazetteer: Gazetteer):
    in_russia = lies_in(gazetteer.index, ["ru"])
    assert [in_russia(Point(51.7, 36.2)), in_russia(Point(50.0, 36.2)), in_russia(Point(-40, 20))] == [
        True,
        False,
        False,
    ]


def test_distances_are_geodesics():
    kursk = Point(51.7304, 36.1926)
    assert distance_km(kursk, Point(39.0339, 125.7543)) == pytest.approx(6703, abs=5)
    assert distance_km(kursk, destination(kursk, 45, 100)) == pytest.approx(100, abs=1e-6)


def test_a_reader_of_names_does_not_pay_for_geopy():
    code = "import sys, components.places.lookup, components.places.coordinates; print('geopy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
