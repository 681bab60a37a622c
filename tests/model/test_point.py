import math

import pytest

from components.errors import ModelError, PointError
from components.model import Box, Point


def test_each_library_gets_the_order_it_wants():
    point = Point(51.191, 35.271)
    assert point.latlon == (51.191, 35.271)
    assert point.lonlat == (35.271, 51.191)


@pytest.mark.parametrize(("lat", "lon"), [(90, 180), (-90, -180), (0, 0)])
def test_the_edges_of_the_globe_are_on_it(lat, lon):
    assert Point(lat, lon).latlon == (lat, lon)


@pytest.mark.parametrize(
    ("lat", "lon", "field"),
    [
        (90.0001, 0, "lat"),
        (-91, 0, "lat"),
        (0, 180.5, "lon"),
        (95, 400, "lat"),
        (math.nan, 0, "lat"),
        (0, math.nan, "lon"),
        (math.inf, 0, "lat"),
        (0, -math.inf, "lon"),
    ],
)
def test_what_is_not_on_the_globe_is_refused_by_its_field(lat, lon, field):
    with pytest.raises(PointError) as caught:
        Point(lat, lon)
    assert caught.value.field == field


def test_a_swapped_pair_is_recognised_and_said():
    with pytest.raises(PointError) as caught:
        Point(132.3, 43.1)
    assert (caught.value.lat, caught.value.lon, caught.value.is_swapped) == (132.3, 43.1, True)
    assert str(caught.value) == (
        "lat 132.3, lon 43.1 is not on the globe: lat is -90 to 90, lon is -180 to 180. "
        "Latitude and longitude look swapped."
    )


def test_a_pair_that_is_wrong_both_ways_is_not_called_swapped():
    with pytest.raises(PointError) as caught:
        Point(95, 400)
    assert not caught.value.is_swapped
    assert "swapped" not in str(caught.value)


def test_a_refused_point_is_a_value_error_too():
    with pytest.raises(ValueError, match="not on the globe"):
        Point(95, 400)


@pytest.mark.parametrize("edges", [(50, 30, 50, 31), (51, 30, 50, 31), (50, 31, 51, 30)])
def test_a_box_that_holds_nothing_is_refused(edges):
    with pytest.raises(ModelError, match="south below north"):
        Box(*edges)


def test_a_box_off_the_globe_is_refused():
    with pytest.raises(PointError):
        Box(-95, 0, 10, 10)
