"""The bundled outlines are valid, small, and take no side silently."""

import gzip
import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

shapely = pytest.importorskip("shapely", reason="shapely comes with the extra named ground")

FOLDER = Path(__file__).resolve().parents[2] / "data" / "outlines"
FILES = ("world", "theatre", "far_east", "areas", "rivers")
NEEDED = {
    "RU.41": "Kursk oblast", "RU.09": "Belgorod oblast", "RU.10": "Bryansk oblast", "RU.56": "Oryol oblast",
    "RU.43": "Lipetsk oblast", "RU.86": "Voronezh oblast", "UA.21": "Sumy oblast", "UA.07": "Kharkiv oblast",
    "UA.02": "Chernihiv oblast", "UA.18": "Poltava oblast", "UA.05": "Donetsk oblast", "UA.14": "Luhansk oblast",
}  # fmt: skip
#: Official areas in square kilometres: the outlines must come near, for they say "approximate".
KNOWN_KM2 = {"RU.41": 29997, "RU.09": 27134, "RU.10": 34857, "UA.21": 23834, "UA.07": 31415, "UA.05": 26517}


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return found


def rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for part in parts for ring in part]


@pytest.mark.parametrize("name", FILES)
def test_every_geometry_is_valid(name: str):
    shapes = [shapely.geometry.shape(f["geometry"]) for f in features(name)]
    assert [s for s in shapes if not s.is_valid or s.is_empty] == []


def test_all_outlines_together_weigh_at_most_160_kb_packed():
    assert sum(len(gzip.compress((FOLDER / f"{n}.geojson").read_bytes())) for n in FILES) <= 160_000


@pytest.mark.parametrize("name", ["world", "far_east"])
def test_no_edge_paints_a_band_across_the_map(name: str):
    wide = {
        f["properties"]["n"]
        for f in features(name)
        for ring in rings(f["geometry"])
        for a, b in pairwise(ring)
        if abs(a[0] - b[0]) > 30
    }
    assert wide <= {"Antarctica"}


def test_the_far_end_of_russia_runs_on_past_180():
    (russia,) = (f for f in features("world") if f["properties"]["n"] == "Russia")
    lons = [c[0] for ring in rings(russia["geometry"]) for c in ring]
    assert min(lons) > 19
    assert 189 < max(lons) < 191


@pytest.mark.parametrize("name", ["world", "theatre"])
def test_crimea_is_a_disputed_feature_of_its_own(name: str):
    named = {f["properties"]["n"]: f for f in features(name)}
    assert named["Crimea"]["properties"] == {
        "n": "Crimea",
        "disputed": True,
        "recognised": "Ukraine",
        "de_facto": "Russia (annexed 2014)",
    }
    simferopol = shapely.Point(34.1, 44.95)
    inside = [n for n, f in named.items() if shapely.geometry.shape(f["geometry"]).contains(simferopol)]
    assert inside == ["Crimea"]


def test_countries_that_have_no_code_are_kept_by_name():
    named = {f["properties"]["n"] for f in features("world")}
    assert {"Kosovo", "Somaliland", "N. Cyprus", "Taiwan", "W. Sahara", "Palestine"} <= named


def test_every_oblast_that_claims_name_has_an_approximate_outline_and_a_label_inside_it():
    named = {f["properties"]["code"]: f for f in features("areas")}
    assert {code: named[code]["properties"]["name"] for code in NEEDED} == NEEDED
    for f in named.values():
        lat, lon = f["properties"]["label"]
        assert f["properties"]["approximate"] is True
        assert shapely.geometry.shape(f["geometry"]).contains(shapely.Point(lon, lat))


def test_oblasts_have_nearly_their_official_area():
    pyproj = pytest.importorskip("pyproj", reason="pyproj comes with the extra named ground")
    geod = pyproj.Geod(ellps="WGS84")
    for f in features("areas"):
        known = KNOWN_KM2.get(f["properties"]["code"])
        if known:
            km2 = abs(geod.geometry_area_perimeter(shapely.geometry.shape(f["geometry"]))[0]) / 1e6
            assert km2 == pytest.approx(known, rel=0.03), f["properties"]["name"]


def test_the_kursk_edge_on_the_state_border_is_the_state_border():
    land = {f["properties"]["n"]: shapely.geometry.shape(f["geometry"]) for f in features("theatre")}
    kursk = next(f for f in features("areas") if f["properties"]["code"] == "RU.41")
    edge = {tuple(c) for ring in rings(kursk["geometry"]) for c in ring}
    near = [c for c in edge if shapely.Point(c).distance(land["Ukraine"]) < 0.02]
    border = {tuple(c) for c in shapely.get_coordinates(land["Ukraine"]).round(3).tolist()}
    assert len(near) > 20
    #: The two ends, where the oblasts' own line meets the border, are no corners of the border.
    assert len([c for c in near if c not in border]) <= 4


def test_the_rivers_are_named_and_ranked_and_say_which_are_schematic():
    found = {f["properties"]["name"]: f["properties"] for f in features("rivers")}
    schematic = {"Psel", "Vorskla", "Oskil", "Svapa", "Voronezh", "Sosna"}
    assert set(found) == schematic | {"Seym", "Desna", "Donets", "Don", "Oka", "Dnipro"}
    assert {n for n, p in found.items() if p["schematic"]} == schematic
    assert all(p["rank"] in (1, 2, 3) and p["approximate"] for p in found.values())


def test_the_package_lists_licences_sources_and_right_hashes():
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    listed = {r["path"]: r for r in package["resources"]}
    assert set(listed) == {*(f"{name}.geojson" for name in FILES), "rivers.csv"}
    for path, resource in listed.items():
        data = (FOLDER / path).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest())
        assert resource["sources"]
        assert resource["licenses"]
