import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Point
from components.model.codes import Scale
from components.places.coordinates import find_coordinates, parse_coordinates
from components.places.notations import Ambiguous, Found, Notation, Refused, written

KURSK = (51.7369, 36.1869)


def read(text: str) -> tuple[float, float, Notation]:
    found = parse_coordinates(text)
    assert isinstance(found, Found), found
    return round(found.point.lat, 4), round(found.point.lon, 4), found.notation


@pytest.mark.parametrize(
    "text",
    [
        "51°44'13\"N 36°11'13\"E",
        "51° 44' 13\" N, 36° 11' 13\" E",
        "51°44′13″ N, 36°11′13″ E",
        "51º44’13”N 36º11’13”E",
        "51°44'13''N, 36°11'13''E",
        "N 51°44'13\" E 36°11'13\"",
        "N51°44'13\", E36°11'13\"",
        "51 44 13 N 36 11 13 E",
        "N 51 44 13 E 36 11 13",
        "51:44:13N 36:11:13E",
        "514413N0361113E",
        "N514413E0361113",
        "51°44'13\" с.ш. 36°11'13\" в.д.",
        "51°44′13″ пн. ш., 36°11′13″ сх. д.",
        "51°44′13″ северной широты, 36°11′13″ восточной долготы",
        "36°11'13\"E, 51°44'13\"N",
        "51 deg 44 min 13 sec N, 36 deg 11 min 13 sec E",
        "51 град 44 мин 13 сек с.ш., 36 град 11 мин 13 сек в.д.",
        "(51°44'13\"N 36°11'13\"E).",
    ],
)
def test_degrees_minutes_and_seconds_are_read_in_every_dress(text: str):
    assert read(text) == (*KURSK, Notation.SECONDS)


@pytest.mark.parametrize(
    "text",
    [
        "51.7369 N, 36.1869 E",
        "51.7369N,36.1869E",
        "51.7369N36.1869E",
        "N51.7369 E36.1869",
        "N 51.7369° E 36.1869°",
        "51.7369° N, 36.1869° E",
        "51,7369° с.ш.; 36,1869° в.д.",
        "51.7369 пн.ш. 36.1869 сх.д.",
        "С 51.7369 В 36.1869",
        "51.7369° Пн, 36.1869° Сх",
        "36.1869 E, 51.7369 N",
        "51.7369n 36.1869e",
        "51.7369 north, 36.1869 east",
        "lat 51.7369, lon 36.1869",
        "lon: 36.1869 lat: 51.7369",
        "Latitude: 51.7369° Longitude: 36.1869°",
        "широта 51.7369, долгота 36.1869",
        "coordinates: 51.7369 N, 36.1869 E",
        "+51.7369 , lon +36.1869",
        "geo:51.7369,36.1869",
    ],
)
def test_decimal_degrees_are_read_in_every_dress(text: str):
    assert read(text) == (*KURSK, Notation.DECIMAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("33.5 S, 70.25 W", (-33.5, -70.25)),
        ("33,5° ю.ш., 70,25° з.д.", (-33.5, -70.25)),
        ("33.5° пд. ш., 70.25° зх. д.", (-33.5, -70.25)),
        ("Ю 33.5000 З 70.2500", (-33.5, -70.25)),
        ("lat -33.5 lon -70.25", (-33.5, -70.25)),
        ("lat −33.5 lon −70.25", (-33.5, -70.25)),
        ("51°44.22' N, 36°11.22' E", (51.737, 36.187)),
        ("5144.22N03611.22E", (51.737, 36.187)),
        ("51 44.22 N 36 11.22 E", (51.737, 36.187)),
    ],
)
def test_hemispheres_and_decimal_minutes(text: str, expected: tuple[float, float]):
    assert read(text)[:2] == expected


@pytest.mark.parametrize("text", ["37U DB 42 21", "37UDB4221", "37u db 42 21", "37U DB 4221", "MGRS: 37U DB 42 21"])
def test_a_grid_square_is_read_as_one_and_its_point_is_its_middle(text: str):
    # geopy's Point reads the stray numbers of the first one as 42 N, 21 E.
    assert read(text) == (55.2371, 38.0966, Notation.MGRS)


def test_a_place_in_two_readings_is_asked_and_both_are_given():
    asked = parse_coordinates("51.19, 35.27")
    assert isinstance(asked, Ambiguous)
    assert [reading.point for reading in asked.readings] == [Point(51.19, 35.27), Point(35.27, 51.19)]
    assert asked.question == "Which number is the latitude: 51.19 or 35.27?"


@pytest.mark.parametrize(
    "text", ["51,19; 35,27", "51,19 35,27", "51.19,35.27", "51.19 / 35.27", "[51.19, 35.27]", "51, 35"]
)
def test_plain_numbers_are_asked_in_every_dress(text: str):
    assert isinstance(parse_coordinates(text), Ambiguous)


def test_the_storys_countries_decide_the_order_only_when_they_leave_one():
    def north(point: Point) -> bool:
        return point.lat > 40

    found = parse_coordinates("35.27, 51.19", north)
    assert isinstance(found, Found)
    assert found.point == Point(51.19, 35.27)
    assert isinstance(parse_coordinates("35.27, 51.19", lambda point: True), Ambiguous)
    assert isinstance(parse_coordinates("35.27, 51.19", lambda point: False), Ambiguous)


def test_one_order_that_is_impossible_leaves_the_other():
    assert read("43.1, 132.3")[:2] == (43.1, 132.3)
    assert read("30, 30")[:2] == (30, 30)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("10, 200", "no point in either order"),
        ("91, 10", "Were they swapped? Then write 10, 91."),
        ("132.3, 43.1", "Were they swapped? Then write 43.1, 132.3."),
        ("91 N, 10 E", "not on the globe"),
        ("10 N, 200 E", "not on the globe"),
        ("51 N, 36 N", "Both numbers are called latitude"),
        ("-51.19 S, 20 E", "a sign or a letter"),
        ("51°70'N 36°10'E", "below 60"),
        ("51,19", "one number or two"),
        ("37U ZZ 42 21", "no grid square"),
        ("37U DB 421 21", "same number of digits"),
        ("37U DB 421", "one is missing"),
        ("61U 305000 5730000", "zone is 1 to 60"),
        ("37M 305000 3730000", "check the letter"),
        ("lat 51 N, lat 36 E", "contradict"),
        ("1000, 2000", "Write them like"),
        ("12", "Write them like"),
    ],
)
def test_what_is_no_place_is_refused_with_a_way_out(text: str, hint: str):
    refused = parse_coordinates(text)
    assert isinstance(refused, Refused), refused
    assert hint in refused.reason


def test_a_letter_that_only_one_number_has_is_asked_for():
    asked = parse_coordinates("51.19 N, 35.27")
    assert isinstance(asked, Ambiguous)
    assert (asked.question, [reading.point.lon for reading in asked.readings]) == (
        "Is 35.27° east or west?",
        [35.27, -35.27],
    )


def test_metres_with_a_band_or_a_hemisphere():
    expected = (51.687, 36.1789, Notation.UTM)
    for text in ("37U 305000 5730000", "37N 305000 5730000", "37 U 305000mE 5730000mN", "UTM zone 37U 305000 5730000"):
        assert read(text) == expected


def test_an_s_behind_a_zone_is_asked_because_band_s_lies_in_the_north():
    asked = parse_coordinates("37S 305000 3730000")
    assert isinstance(asked, Ambiguous)
    assert [reading.point.lat > 0 for reading in asked.readings] == [True, False]
    assert read("37S 305000 7730000")[0] < 0


@pytest.mark.parametrize("text", ["Kursk", "", "Zone 5", "version 3.11, 4.2", "51.19, 35.27 and more", "x" * 10_000])
def test_a_name_is_no_attempt_at_coordinates(text: str):
    assert parse_coordinates(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Python 3.11, 4.2 and 3.12, 3.13 were tested.",
        "They won 2.5, 3.5 and lost 10, 200.",
        "It cost $12.50, 13.20 or 1.234, 5.678 euros.",
        "Aged 30, 40 and 50; on 12.05.2024, 13.06.2024.",
        "Growth was 51.1912, 35.2712 per cent.",
        "The N7 E40 junction; 10W, 20E bulbs; 4G NR 20 30.",
        "В 12.30 С 14.20 до вечера.",
        "at 12:30, 14:20 and 192.168.10.20, 10.0.0.1",
        "0.1234, 0.2345, 0.3456, 0.4567",
        "5G NR 20 30 networks",
    ],
)
def test_versions_scores_prices_ages_and_times_are_no_places(text: str):
    assert find_coordinates(text) == []


def test_coordinates_in_a_text_have_exact_offsets_and_their_own_readings():
    text = (
        "Hit at 51°44'N 36°11'E, then (37U DB 42 21);\u00a0later 51.7304, 36.1926 and coordinates 51.19, 35.27 “near”."
    )
    found = find_coordinates(text)
    assert [text[one.start : one.end] for one in found] == [one.written_as for one in found]
    assert [(one.written_as, type(one)) for one in found] == [
        ("51°44'N 36°11'E", Found),
        ("37U DB 42 21", Found),
        ("51.7304, 36.1926", Ambiguous),
        ("51.19, 35.27", Ambiguous),
    ]


@pytest.mark.parametrize(
    ("text", "scale", "echo"),
    [
        ("51.73691 N, 36.18692 E", Scale.EXACT, "51.73691° N, 36.18692° E (written to about 1 m)"),
        ("51°44'13\"N 36°11'13\"E", Scale.VICINITY, "51.7369° N, 36.1869° E (written to about 31 m)"),
        ("51.19 N, 35.27 W", Scale.LOCALITY, "51.19° N, 35.27° W (written to about 1 km)"),
        ("51.2 S, 35.3 E", Scale.NEAR, "51.2° S, 35.3° E (written to about 11 km)"),
        ("51 N, 35 E", Scale.FEATURE, "51° N, 35° E (written to about 111 km)"),
    ],
)
def test_the_digits_give_the_scale_and_the_point_is_read_back(text: str, scale: Scale, echo: str):
    found = parse_coordinates(text)
    assert isinstance(found, Found)
    assert (found.scale, found.echo) == (scale, echo)


LAT = st.floats(-89.9, 89.9)
LON = st.floats(-179.9, 179.9)


@given(LAT, LON, st.sampled_from([Notation.DECIMAL, Notation.MINUTES, Notation.SECONDS]), st.integers(0, 6))
def test_what_is_written_is_read_again(lat: float, lon: float, notation: Notation, digits: int):
    found = parse_coordinates(written(Point(lat, lon), notation, digits))
    assert isinstance(found, Found)
    step = 10.0**-digits / {Notation.DECIMAL: 1, Notation.MINUTES: 60, Notation.SECONDS: 3600}[notation]
    assert abs(found.point.lat - lat) <= step * 0.5001 + 1e-9
    assert abs(found.point.lon - lon) <= step * 0.5001 + 1e-9
    assert found.notation is (notation if digits or notation is not Notation.DECIMAL else Notation.DECIMAL)


@given(st.floats(-79.9, -0.2) | st.floats(0.2, 83.9), LON, st.integers(1, 5))
def test_a_grid_square_is_read_again_and_is_written_the_same(lat: float, lon: float, digits: int):
    square = written(Point(lat, lon), Notation.MGRS, digits)
    found = parse_coordinates(square)
    assert isinstance(found, Found), (square, found)
    north_m = math.dist([found.point.lat * 111_320], [lat * 111_320])
    assert north_m <= found.precision_m * 1.2 + 5


@given(st.floats(-79.9, -0.2) | st.floats(0.2, 83.9), LON)
def test_metres_are_read_again(lat: float, lon: float):
    found = parse_coordinates(written(Point(lat, lon), Notation.UTM))
    readings = found.readings if isinstance(found, Ambiguous) else (found,)
    assert any(isinstance(one, Found) and abs(one.point.lat - lat) < 2e-5 for one in readings), found


@given(st.text(max_size=300))
def test_no_text_is_an_exception(text: str):
    for found in find_coordinates(text):
        assert text[found.start : found.end] == found.written_as
    parse_coordinates(text)


@given(st.text(alphabet="0123456789.,°'\"NSEWСВ -+:;/UDB", max_size=60))
def test_nothing_that_looks_like_coordinates_is_an_exception_or_off_the_globe(text: str):
    found = parse_coordinates(text)
    for reading in found.readings if isinstance(found, Ambiguous) else (found,):
        if isinstance(reading, Found):
            assert abs(reading.point.lat) <= 90
            assert abs(reading.point.lon) <= 180


@pytest.mark.parametrize(
    "piece", ["51.1 ", "1", "51°44'13\" ", " ", "N 5 ", "37U DB ", "51,", "С", "deg", "51.19, 35.27 ", "°"]
)
def test_two_hundred_kilobytes_cost_about_twice_a_hundred(piece: str):
    def cost_s(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_coordinates(text)
        return time.process_time() - start

    small_s = min(cost_s(50_000) for _ in range(2))
    assert cost_s(200_000) < 12 * small_s + 0.2
