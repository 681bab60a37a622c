"""Case 24: a coordinate off the globe is refused with its place in the file, and no geometry stops the map."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from components.errors import PackageError, Problem
from components.intake import read_package
from components.maps.document import document
from components.web.services import OUTLINES
from tests import small
from tests.browser.conftest import judge
from tests.browser.screen import DESKTOP, WAIT_MS, context_of, opened
from tests.browser.standalone import IS_DRAWN, Site

#: The first place of the small package stands on line 2 of places.csv.
LINE = 2
OFF_THE_GLOBE = {
    "a latitude of 95": ("lat", "95"),
    "a latitude of -90.1": ("lat", "-90.1"),
    "a longitude of 400": ("lon", "400"),
    "a longitude of -181": ("lon", "-181"),
}
NO_NUMBER = {
    "NaN": ("lat", "NaN"),
    "nan": ("lon", "nan"),
    "Infinity": ("lat", "Infinity"),
    "-inf": ("lon", "-inf"),
    "1e400": ("lat", "1e400"),
    "a decimal comma": ("lat", "50,5"),
    "degrees and minutes": ("lat", "50°30'"),
    "null": ("lon", "null"),
}
ANCHORS = {"anchor_lat": "95", "anchor_lon": "400"}


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(PackageError) as refused:
        read_package(folder)
    return list(refused.value.problems)


def with_place(tmp_path: Path, **cells: str) -> Path:
    rows = small.rows()
    rows["places"][0] |= cells
    return small.write(tmp_path / "package", rows)


@pytest.mark.parametrize("name", OFF_THE_GLOBE)
def test_a_place_off_the_globe_is_refused_by_line_column_and_reason(tmp_path: Path, name: str) -> None:
    column, cell = OFF_THE_GLOBE[name]
    found = problems(with_place(tmp_path, **{column: cell}))
    assert [(p.file, p.line, p.field) for p in found] == [("places.csv", LINE, column)]
    assert "is not on the globe: lat is -90 to 90, lon is -180 to 180" in found[0].sentence


@pytest.mark.parametrize("name", NO_NUMBER)
def test_what_is_no_number_is_refused_by_line_column_and_cell(tmp_path: Path, name: str) -> None:
    column, cell = NO_NUMBER[name]
    found = problems(with_place(tmp_path, **{column: cell}))
    assert {(p.file, p.line, p.field, p.value) for p in found} == {("places.csv", LINE, column, cell)}
    assert all("plain number" in p.sentence for p in found)


def test_a_swapped_pair_is_refused_and_said_to_look_swapped(tmp_path: Path) -> None:
    found = problems(with_place(tmp_path, lat="132.3", lon="43.1"))
    assert "look swapped" in found[0].sentence


def test_half_a_pair_is_refused(tmp_path: Path) -> None:
    found = problems(with_place(tmp_path, lon=""))
    assert [(p.line, p.field) for p in found] == [(LINE, "lat")]
    assert "both latitude and longitude" in found[0].sentence


def test_an_anchor_off_the_globe_is_refused(tmp_path: Path) -> None:
    rows = small.rows()
    rows["places"][2] |= ANCHORS
    found = problems(small.write(tmp_path / "package", rows))
    assert [(p.file, p.line) for p in found] == [("places.csv", 4)]
    assert "is not on the globe" in found[0].sentence


def test_a_theatre_off_the_globe_is_refused(tmp_path: Path) -> None:
    folder = small.write(tmp_path / "package")
    for south in (95, float("nan"), float("inf")):
        own = {**small.DESCRIPTOR["conflict-map"], "theatre": {"south": south, "west": 29, "north": 51, "east": 400}}
        small.seal(folder, small.rows(), **{"conflict-map": own})
        assert problems(folder)[0].file == "datapackage.json"


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": "front", "on": "2024-05-01", **properties},
        "geometry": geometry,
    }


#: GeoJSON that is one, but leads nowhere. Intake says what is wrong with it, or the map draws without it.
GROUNDS: dict[str, Any] = {
    "no features": {"type": "FeatureCollection", "features": []},
    "features that are null": {"type": "FeatureCollection", "features": None},
    "no collection": {},
    "a list": [],
    "a null geometry": {"type": "FeatureCollection", "features": [feature(None)]},
    "an empty line": {"type": "FeatureCollection", "features": [feature({"type": "LineString", "coordinates": []})]},
    "an empty polygon": {
        "type": "FeatureCollection",
        "features": [feature({"type": "Polygon", "coordinates": []}, kind="held")],
    },
    "null coordinates": {
        "type": "FeatureCollection",
        "features": [feature({"type": "LineString", "coordinates": [None, [30, None]]})],
    },
    "off the globe": {
        "type": "FeatureCollection",
        "features": [feature({"type": "LineString", "coordinates": [[400, 95], [401, 96]]})],
    },
    "no properties": {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [30, 50]}}],
    },
    "no date": {
        "type": "FeatureCollection",
        "features": [feature({"type": "LineString", "coordinates": [[30, 50], [31, 50]]}, on=None)],
    },
    "a geometry collection": {
        "type": "FeatureCollection",
        "features": [feature({"type": "GeometryCollection", "geometries": []})],
    },
}
#: Nothing is wrong with these: they are whole, and empty.
EMPTY = ("no features", "an empty line")


def refusal(folder: Path) -> list[Problem]:
    """What is wrong with a package; nothing when it is accepted."""
    try:
        read_package(folder)
    except PackageError as refused:
        return list(refused.problems)
    return []


@pytest.mark.parametrize("name", GROUNDS)
def test_ground_that_leads_nowhere_is_refused_with_a_reason_or_empty(tmp_path: Path, name: str) -> None:
    """Whatever is accepted can also be drawn: the document is made from it."""
    folder = small.write(tmp_path / "package", ground=GROUNDS[name])
    found = refusal(folder)
    assert {(problem.file, bool(problem.sentence)) for problem in found} <= {("ground.geojson", True)}
    if not found:
        package = read_package(folder)
        assert document(package.situation, package.ground).body
    assert not (found and name in EMPTY)


def test_a_number_that_is_no_json_is_refused(tmp_path: Path) -> None:
    folder = small.write(tmp_path / "package")
    text = json.dumps(small.GROUND).replace("29.0", "NaN", 1)
    (folder / "ground.geojson").write_text(text)
    small.seal(folder, small.rows())
    found = problems(folder)
    assert [(p.file, "NaN is not JSON" in p.sentence) for p in found] == [("ground.geojson", True)]


#: What each role holds: every outline and the ground empty, or the ground alone broken.
NOWHERE = {
    "all empty": dict.fromkeys((*OUTLINES, "ground"), "no features"),
    "ground without a geometry": {"ground": "a null geometry"},
    "ground with an empty line": {"ground": "an empty line"},
}


@pytest.mark.parametrize("name", NOWHERE)
def test_the_map_lives_with_geometry_that_leads_nowhere(browser: Browser, shelf: Site, name: str) -> None:
    """Marks, chips and labels are still there."""
    folder = f"/{name.replace(' ', '-')}"
    for role in (*OUTLINES, "ground"):
        path = f"{folder}/{role}.geojson"
        shelf.files[path] = shelf.files[f"/geo/{role}.geojson"]
        if role in NOWHERE[name]:
            shelf.put(path, GROUNDS[NOWHERE[name][role]])
    context = context_of(browser, DESKTOP)
    screen = opened(context, shelf.url)
    screen.page.goto(f"{shelf.url}?geo={folder.removeprefix('/')}")
    screen.page.wait_for_function(IS_DRAWN, timeout=WAIT_MS)
    assert screen.page.locator(".cm-chip").count() >= 3
    assert screen.page.locator(".cm-mark[data-cm-id]").count() >= 3
    assert screen.page.locator(".cm-fault").count() == 0
    context.close()
    judge(screen.log, shelf.host)
