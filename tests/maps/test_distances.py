from datetime import date
from itertools import pairwise

import pytest
from geopy.distance import geodesic

from components.maps.distances import MAX_LINE_KM, Ground, Way, grounds, is_inside, line_km, way
from components.model import Point

ON = date(2024, 5, 1)
SUDZHA, KURSK = Point(51.191, 35.271), Point(51.7304, 36.1926)


def ground(*fronts: list[tuple[float, float]], held: tuple[tuple[list[tuple[float, float]], ...], ...] = ()) -> Ground:
    """From latitude and longitude."""
    return Ground(
        ON,
        tuple(tuple(Point(*pair) for pair in line) for line in fronts),
        tuple(tuple(tuple(Point(*pair) for pair in ring) for ring in polygon) for polygon in held),
    )


@pytest.mark.parametrize(
    ("end", "wind", "bearing"),
    [
        (Point(51, 30), "N", 0),
        (Point(50.5, 30.79), "NE", 45),
        (Point(50, 31), "E", 90),
        (Point(49.5, 30.77), "SE", 135),
        (Point(49, 30), "S", 180),
        (Point(49.5, 29.23), "SW", 225),
        (Point(50, 29), "W", 270),
        (Point(50.5, 29.21), "NW", 315),
    ],
)
def test_a_bearing_is_clockwise_from_north(end, wind, bearing):
    found = way(Point(50, 30), end)
    assert found.wind == wind
    assert found.bearing_deg == pytest.approx(bearing, abs=1)


@pytest.mark.parametrize(("bearing", "wind"), [(22, "N"), (23, "NE"), (337, "NW"), (338, "N"), (359.9, "N")])
def test_a_wind_is_the_nearest_of_eight(bearing, wind):
    assert Way(1, bearing).wind == wind


def test_a_distance_is_along_the_ellipsoid():
    """One degree of a meridian from the equator: 110.574 km on WGS 84 (a sphere of 6371 km would give 111.195)."""
    assert way(Point(0, 0), Point(1, 0)).km == pytest.approx(110.574, abs=0.001)
    assert way(Point(0, 0), Point(0, 1)).km == pytest.approx(111.319, abs=0.001)


def test_the_way_back_is_as_long():
    assert way(SUDZHA, KURSK).km == pytest.approx(way(KURSK, SUDZHA).km)


def test_the_way_to_itself_has_no_length():
    assert way(SUDZHA, SUDZHA).km == 0


def sampled_km(point: Point, line: list[tuple[float, float]], steps: int = 4000) -> float:
    """Slow and plain: the least geodesic over many points of each segment."""
    return min(
        geodesic(point.latlon, (a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps)).km
        for a, b in pairwise(line)
        for i in range(steps + 1)
    )


LINES = {
    "west to east": [(51.3, 34.0), (51.3, 36.5)],
    "north to south": [(50.5, 35.6), (52.0, 35.6)],
    "slanting": [(50.6, 34.2), (51.9, 36.4)],
    "bent": [(51.0, 34.0), (51.6, 34.9), (51.5, 35.8), (50.9, 36.3)],
    "far": [(52.9, 34.0), (53.4, 37.5)],
    "far and long": [(49.0, 32.0), (49.2, 39.0)],
    "a point": [(51.3, 35.0), (51.3, 35.0)],
}


@pytest.mark.parametrize("name", LINES)
def test_the_nearest_point_of_the_line_is_found_within_a_thousandth(name):
    expected = sampled_km(SUDZHA, LINES[name])
    assert line_km(SUDZHA, ground(LINES[name])) == pytest.approx(expected, rel=0.001)


def test_of_two_lines_the_nearer_counts():
    assert line_km(SUDZHA, ground(LINES["far"], LINES["slanting"])) == line_km(SUDZHA, ground(LINES["slanting"]))


def test_a_place_on_the_line_is_at_no_distance():
    assert line_km(Point(51.3, 35.0), ground(LINES["west to east"])) == pytest.approx(0, abs=0.001)


def test_too_far_is_none_because_it_would_say_nothing():
    assert line_km(Point(43.1, 131.9), ground(LINES["bent"])) is None
    assert MAX_LINE_KM == 300


def test_without_a_line_there_is_no_distance():
    assert line_km(SUDZHA, ground()) is None


SQUARE = [(51.0, 35.0), (51.0, 36.0), (52.0, 36.0), (52.0, 35.0), (51.0, 35.0)]
HOLE = [(51.4, 35.4), (51.4, 35.6), (51.6, 35.6), (51.6, 35.4), (51.4, 35.4)]


def test_without_a_line_the_edge_of_what_is_held_counts():
    assert line_km(SUDZHA, ground(held=((SQUARE,),))) == pytest.approx(sampled_km(SUDZHA, SQUARE), rel=0.001)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (Point(51.2, 35.2), True),
        (Point(51.5, 35.5), False),
        (Point(50.9, 35.5), False),
        (Point(51.5, 34.9), False),
        (Point(51.5, 36.1), False),
        (Point(52.1, 35.5), False),
    ],
)
def test_inside_is_in_the_area_and_not_in_its_hole(point, inside):
    assert is_inside(point, ground(held=((SQUARE, HOLE),))) is inside


def test_any_of_several_areas_will_do():
    other = [(40.0, 10.0), (40.0, 11.0), (41.0, 11.0), (41.0, 10.0), (40.0, 10.0)]
    assert is_inside(Point(40.5, 10.5), ground(held=((SQUARE,), (other,))))


def feature(kind: str, on: str, geometry: str, coordinates: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, "on": on},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def test_ground_is_read_by_date_whatever_the_kind_of_geometry():
    line, ring = [[35.0, 51.0], [36.0, 51.5]], [[35.0, 51.0], [36.0, 51.0], [36.0, 52.0], [35.0, 51.0]]
    features = [
        feature("front", "2024-10-30", "MultiLineString", [line, line]),
        feature("held", "2024-08-20", "Polygon", [ring]),
        feature("held", "2024-10-30", "MultiPolygon", [[ring], [ring]]),
        feature("front", "2024-08-20", "LineString", line),
        feature("gap", "2024-08-20", "LineString", line),
    ]
    read_line = (Point(51.0, 35.0), Point(51.5, 36.0))
    read_ring = (Point(51.0, 35.0), Point(51.0, 36.0), Point(52.0, 36.0), Point(51.0, 35.0))
    found = grounds({"type": "FeatureCollection", "features": features})
    assert [(ground.on, ground.fronts, ground.held) for ground in found] == [
        (date(2024, 8, 20), (read_line,), ((read_ring,),)),
        (date(2024, 10, 30), (read_line, read_line), ((read_ring,), (read_ring,))),
    ]


def test_a_point_off_the_globe_in_the_ground_is_refused():
    with pytest.raises(ValueError, match="look swapped"):
        grounds({"features": [feature("front", "2024-08-20", "LineString", [[51.0, 135.0]])]})
