"""The front and the held areas follow from the table of settlements, and from nothing else."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely", reason="shapely and pyproj come with the extra named ground")
pytest.importorskip("pyproj", reason="shapely and pyproj come with the extra named ground")

import shapely

from components.layers.build import as_text, ground, territories
from components.layers.cells import REACH_KM, Plane
from components.layers.ground import area_km2, features
from components.layers.settlements import SettlementOn, control_dates, read_control
from components.model.codes import Holder
from components.model.point import PointError

DATA = Path(__file__).resolve().parents[2] / "data"
CONTROL = DATA / "kursk-2024" / "control.csv"
COMMITTED = DATA / "kursk-2024" / "ground.geojson"
THEATRE = DATA / "outlines" / "theatre.geojson"

ON = date(2024, 10, 30)
#: A made-up border along 36 degrees east: Ukraine west of it, Russia east. One degree of longitude is 71.7 km there.
COUNTRIES = {"UA": shapely.box(30, 46, 36, 54), "RU": shapely.box(36, 46, 42, 54)}
KM_PER_LON = 71.7
KM_PER_LAT = 111.2


def place(name: str, north_km: float, east_km: float, holder: str, country: str) -> SettlementOn:
    """A settlement so many kilometres from 50 N on the border at 36 E."""
    return SettlementOn(name, 50 + north_km / KM_PER_LAT, 36 + east_km / KM_PER_LON, Holder(holder), country)


def drawn(*settlements: SettlementOn) -> list[dict[str, Any]]:
    #: Four corners far away stretch the hull; each holds its own country, so that they draw nothing themselves.
    corners = [place(f"corner {n}{e}", n, e, "UA" if e < 0 else "RU", "UA" if e < 0 else "RU")
               for n in (-150, 150) for e in (-150, 150)]  # fmt: skip
    return features([*settlements, *corners], ON, COUNTRIES)


def fronts(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [f for f in found if f["properties"]["kind"] == "front"]


def held(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [f for f in found if f["properties"]["kind"] == "held"]


def vertices(found: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Kilometres (north of 50 N, east of 36 E) of every vertex of the front."""
    points = [c for f in fronts(found) for c in f["geometry"]["coordinates"]]
    return [((lat - 50) * KM_PER_LAT, (lon - 36) * 111.5 * math.cos(math.radians(lat))) for lon, lat in points]


def test_two_settlements_give_the_line_halfway_between_them():
    found = drawn(place("West", 0, -60, "UA", "UA"), place("East", 0, -50, "RU", "UA"))
    assert vertices(found)
    assert all(east == pytest.approx(-55, abs=0.3) for _, east in vertices(found))
    assert {f["properties"]["country"] for f in fronts(found)} == {"UA"}


def test_the_band_is_as_wide_as_the_nearest_settlement_is_far():
    found = drawn(place("West", 0, -60, "UA", "UA"), place("East", 0, -50, "RU", "UA"))
    middle = min(fronts(found), key=lambda f: f["properties"]["half_width_km"])
    assert 5.0 <= middle["properties"]["half_width_km"] <= 7.0
    assert all(math.hypot(north, 5) <= REACH_KM + 0.5 for north, _ in vertices(found))


def test_a_contested_settlement_widens_the_band_and_does_not_move_the_line():
    west, east = place("West", 0, -64, "UA", "UA"), place("East", 0, -46, "RU", "UA")
    near = place("Between", 0, -58, "UA", "UA")
    contested = place("Between", 0, -58, "contested", "UA")
    fixed, wide = drawn(west, near, east), drawn(west, contested, east)
    assert all(e == pytest.approx(-55, abs=0.3) for _, e in vertices(wide))
    assert all(e == pytest.approx(-52, abs=0.3) for n, e in vertices(fixed) if abs(n) < 5)
    narrowest = [min(f["properties"]["half_width_km"] for f in fronts(found)) for found in (fixed, wide)]
    assert narrowest[0] < 9.0 <= narrowest[1]


def test_an_unknown_holder_leaves_a_gap():
    row = [place(f"{side} {n}", n, e, side, "UA") for n in range(-40, 41, 10) for side, e in (("UA", -58), ("RU", -52))]
    whole = drawn(*row)
    gap = drawn(*row, place("Nobody knows", 0, -55, "unknown", "UA"))
    assert any(abs(n) < 2.5 for n, _ in vertices(whole))
    assert not any(abs(n) < 2.5 for n, _ in vertices(gap))
    assert any(10 < n < 35 for n, _ in vertices(gap))
    assert any(-35 < n < -10 for n, _ in vertices(gap))


def test_a_quiet_border_is_no_front():
    assert drawn(place("West", 0, -4, "UA", "UA"), place("East", 0, 4, "RU", "RU")) == []


def test_the_line_stops_where_no_settlement_fixes_it():
    found = drawn(place("West", 0, -80, "UA", "UA"), place("East", 0, -80 + 2 * REACH_KM + 2, "RU", "UA"))
    assert found == []


def test_ground_held_abroad_ends_at_the_state_border_and_at_the_front():
    found = drawn(
        place("Taken", 0, 6, "UA", "RU"),
        *(place(f"Kept {n} {e}", n, e, "RU", "RU") for n, e in ((0, 16), (14, 6), (-14, 6))),
    )
    (area,) = held(found)
    lons = [c[0] for c in area["geometry"]["coordinates"][0]]
    assert min(lons) == 36.0
    assert max(lons) == pytest.approx(36 + 11 / KM_PER_LON, abs=0.01)
    #: A rectangle of 11 by 14 km whose two inland corners are rounded off.
    assert area["properties"]["area_km2"] == pytest.approx(154, abs=12)
    assert area["properties"]["side"] == "UA"
    assert shapely.contains_xy(shapely.geometry.shape(area["geometry"]), *reversed(area["properties"]["label"]))
    assert {f["properties"]["country"] for f in fronts(found)} == {"RU"}


def test_a_contested_settlement_at_the_border_is_fought_over_from_the_other_side():
    found = drawn(
        place("Beset", 0, -3, "contested", "UA"),
        place("Behind", 0, -12, "UA", "UA"),
        place("Over there", 0, 4, "RU", "RU"),
    )
    assert held(found) == []
    assert all(east == pytest.approx(-4, abs=0.5) for _, east in vertices(found))
    norths = [north for north, _ in vertices(found)]
    assert min(norths) < -5 < 5 < max(norths)


def test_without_settlements_of_the_other_side_there_is_nothing():
    assert drawn() == []


def test_the_plane_is_true_to_scale():
    plane = Plane(50, 36)
    degree = plane.km(shapely.LineString([(36, 49.5), (36, 50.5)]))
    assert degree.length == pytest.approx(111.2, abs=0.1)
    assert area_km2(plane.degrees(shapely.box(-10, -10, 10, 10))) == pytest.approx(400, abs=0.1)


def test_a_row_without_a_point_is_left_out_and_not_placed(tmp_path: Path):
    table = tmp_path / "control.csv"
    table.write_text("settlement,country,lat,lon,holder_2024_10_30,holder_2024_08_20\nA,UA,50,36,UA,RU\nB,UA,,,UA,UA\n")
    assert read_control(table) == {
        date(2024, 8, 20): [SettlementOn("A", 50.0, 36.0, Holder.RU, "UA")],
        date(2024, 10, 30): [SettlementOn("A", 50.0, 36.0, Holder.UA, "UA")],
    }


def test_dates_come_from_the_columns_oldest_first():
    columns = ["settlement", "holder_2025_03_13", "holder_2024_08_20", "basis"]
    assert control_dates(columns) == [date(2024, 8, 20), date(2025, 3, 13)]


def test_a_swapped_point_is_refused():
    with pytest.raises(PointError):
        SettlementOn("A", 136.0, 50.0, Holder.UA, "UA")


def test_the_committed_ground_is_what_the_table_gives():
    expected = json.loads(COMMITTED.read_text(encoding="utf-8"))
    fresh = json.loads(as_text(ground(CONTROL, THEATRE)))
    assert [f["properties"] for f in fresh["features"]] == [f["properties"] for f in expected["features"]]
    for new, old in zip(fresh["features"], expected["features"], strict=True):
        assert new["geometry"]["type"] == old["geometry"]["type"]
        assert flat(new["geometry"]["coordinates"]) == pytest.approx(flat(old["geometry"]["coordinates"]), abs=0.0011)


def flat(coordinates: Any) -> list[float]:
    return [x for c in coordinates for x in flat(c)] if isinstance(coordinates, list) else [coordinates]


def test_the_committed_ground_is_valid_approximate_and_says_its_source():
    found = json.loads(COMMITTED.read_text(encoding="utf-8"))["features"]
    assert {f["properties"]["on"] for f in found} == {"2024-08-20", "2024-10-30", "2025-03-13"}
    assert {(f["properties"]["source"], f["properties"]["approximate"]) for f in found} == {("control.csv", True)}
    assert all(shapely.geometry.shape(f["geometry"]).is_valid for f in found)
    assert all(0 < f["properties"]["half_width_km"] <= REACH_KM for f in fronts(found))


def test_every_held_area_holds_a_settlement_that_the_table_gives_to_its_side():
    on = {d.isoformat(): s for d, s in read_control(CONTROL).items()}
    for f in held(json.loads(COMMITTED.read_text(encoding="utf-8"))["features"]):
        area = shapely.geometry.shape(f["geometry"])
        inside = [s for s in on[f["properties"]["on"]] if shapely.contains_xy(area, s.lon, s.lat)]
        holders = {s.holder.value for s in inside if s.country == "RU"}
        assert f["properties"]["side"] in holders
        assert "RU" not in holders


def test_held_ground_lies_in_russia_only():
    russia = territories(THEATRE)["RU"].buffer(0.002)
    found = held(json.loads(COMMITTED.read_text(encoding="utf-8"))["features"])
    assert all(russia.covers(shapely.geometry.shape(f["geometry"])) for f in found)
