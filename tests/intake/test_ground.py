"""Ground is taken whole or refused feature by feature, with the way out."""

from __future__ import annotations

from typing import Any

import pytest

from components.errors import PackageError
from components.intake.ground import MAX_POSITIONS, checked_ground

RING = [[30, 50], [31, 50], [31, 51], [30, 50]]


def feature(kind: str = "front", on: Any = "2024-05-01", **geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, "on": on}, "geometry": geometry or None}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def told(*features: Any) -> list[tuple[int | None, str, str]]:
    with pytest.raises(PackageError) as refused:
        checked_ground("ground.geojson", collection(*features))
    return [(problem.line, problem.field, problem.sentence) for problem in refused.value.problems]


def test_lines_and_areas_with_a_date_are_taken_as_they_are() -> None:
    given = collection(
        feature(type="LineString", coordinates=[[30, 50], [31, 50.5]]),
        feature("held", type="MultiPolygon", coordinates=[[RING]]),
        feature(type="LineString", coordinates=[]),
        {"type": "Feature", "properties": {"kind": "note"}, "geometry": None},
    )
    assert checked_ground("ground.geojson", given) is given


def test_a_day_that_is_none_names_the_feature_and_how_a_day_is_written() -> None:
    whole = {"type": "LineString", "coordinates": [[30, 50], [31, 50]]}
    for day in (None, "30 May 2024", "2024-02-30", 20240501, "20240501"):
        assert told(feature(**whole), feature(on=day, **whole)) == [
            (2, "on", "A day is written as 2024-10-30; correct it.")
        ]


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ([400, 95], "is not on the globe"),
        ([50, None], "no position"),
        (None, "no position"),
        ([True, False], "no position"),
        ([30], "no position"),
    ],
)
def test_a_position_off_the_globe_or_none_at_all_is_refused(position: Any, words: str) -> None:
    found = told(feature(type="LineString", coordinates=[[30, 50], position]))
    assert [(line, field, words in sentence) for line, field, sentence in found] == [(1, "coordinates", True)]


def test_a_front_is_a_line_and_held_ground_an_area() -> None:
    assert told(feature(type="Polygon", coordinates=[RING]))[0][1:] == (
        "geometry", "A front is a LineString or a MultiLineString; redraw it.",
    )  # fmt: skip
    assert told(feature("held", type="Point", coordinates=[30, 50]))[0][1:] == (
        "geometry", "A held is a Polygon or a MultiPolygon; redraw it.",
    )  # fmt: skip


def test_a_ring_is_closed_and_has_four_positions() -> None:
    for ring in (RING[:3], [*RING[:3], [30.1, 50]]):
        assert told(feature("held", type="Polygon", coordinates=[ring]))[0][1] == "coordinates"


def test_a_shape_of_too_many_positions_is_refused_before_they_are_looked_at() -> None:
    found = told(feature(type="LineString", coordinates=[[30, 50]] * (MAX_POSITIONS + 1)))
    assert found == [(1, "coordinates", f"At most {MAX_POSITIONS} positions; simplify it.")]


@pytest.mark.parametrize("parsed", [None, [], {}, {"type": "FeatureCollection", "features": None}, "x"])
def test_what_is_no_collection_is_refused_in_one_sentence(parsed: Any) -> None:
    with pytest.raises(PackageError, match="no GeoJSON FeatureCollection"):
        checked_ground("ground.geojson", parsed)
