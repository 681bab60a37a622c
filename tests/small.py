"""A small situation of our own invention: a bridge, two towns, and people who count guards differently.

``python -m tests.small`` writes its data document anew into ``tests/cases/filter.json``; the cases there are by hand.
"""

import copy
import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from components.intake.nouns import TABLES as COLUMNS

CASES = Path(__file__).with_name("cases") / "filter.json"

Rows = dict[str, list[dict[str, str]]]

ROWS: Rows = {
    "sources": [
        {
            "id": "ferry-post", "publisher": "Ferry Post", "title": "Morning report from the bridge",
            "published_on": "2024-05-02", "published_precision": "exact", "url": "https://www.ferry-post.example/1",
            "language": "en", "kind": "outlet",
        },
        {
            "id": "hill-radio", "publisher": "Hill Radio", "agency": "Wire North", "title": "Evening bulletin",
            "published_on": "2024-05-03", "published_precision": "after", "url": "http://hill-radio.example/b?n=2",
            "language": "en", "kind": "syndicated",
        },
        {
            "id": "handed-in", "publisher": "A reader", "title": "Letter with notes", "published_precision": "unknown",
            "link_note": "no link in the supplied text", "language": "en", "kind": "article", "note": "NA",
        },
    ],
    "speakers": [
        {
            "id": "mayor", "name": "Ada Ford, mayor of Northam", "short": "Northam", "person": "Ada Ford",
            "role": "mayor", "side": "no", "party": "yes", "origin": "northam", "capital": "Northam",
        },
        {
            "id": "council", "name": "Northam town council", "short": "Council", "side": "no", "party": "yes",
            "origin": "northam", "capital": "Northam",
        },
        {
            "id": "captain", "name": "Ben Hill, captain of Southey", "short": "Southey", "person": "Ben Hill",
            "role": "captain", "side": "so", "party": "yes", "origin": "southey", "capital": "Southey",
        },
        {
            "id": "walkers", "name": "Walkers' club", "short": "Walkers", "side": "ob", "party": "no",
            "origin": "walkers",
        },
    ],
    "places": [
        {
            "id": "bridge", "name": "Long Bridge", "local_name": "Довгий міст", "scale": "exact", "country": "NA",
            "area": "NA.01", "lat": "50.0", "lon": "30.0", "radius_km": "0.01", "coord_source": "own survey",
        },
        {
            "id": "northam", "name": "Northam", "scale": "settlement", "country": "NA", "area": "NA.01",
            "lat": "50.5", "lon": "30.0", "radius_km": "5", "coord_source": "own survey",
        },
        {
            "id": "county", "name": "Bridge county", "scale": "adm1", "country": "NA", "area": "NA.01",
            "anchor_lat": "50.5", "anchor_lon": "30.0", "anchor": "Northam", "note": "The whole county is meant.",
        },
        {"id": "nowhere", "name": "Not stated", "scale": "unknown"},
    ],
    "topics": [
        {
            "id": "guards", "title": "Guards at the bridge", "short": "Guards", "phrase": "at the bridge",
            "unit": "people", "form": "lane", "block": "guards", "rank": "1",
        },
        {
            "id": "toll", "title": "Toll taken", "short": "Toll", "sub": "per day", "phrase": "taken", "unit": "coins",
            "form": "bar", "rank": "2",
        },
    ],
    "claims": [
        {
            "id": "C1", "statement": "st-1", "kind": "figure", "topic": "guards", "speakers": "mayor",
            "title": "about 40 guards stand at the bridge", "summary": "She counted them on her way home.",
            "said_from": "2024-05-02", "said_to": "2024-05-02", "said_precision": "exact", "said_edtf": "2024-05-02",
            "said_place": "northam", "place": "bridge", "acts": "so", "best": "40", "hedge": "about",
            "value_text": "about 40", "unit": "people", "sources": "ferry-post",
        },
        {
            "id": "C2", "statement": "st-2", "kind": "figure", "topic": "guards", "speakers": "captain",
            "via": "Hill Radio", "title": "up to 90 guards stand at the bridge", "summary": "{{7*7}} <b>& more</b>",
            "said_from": "2024-05-03", "said_to": "2024-05-03", "said_precision": "exact", "said_edtf": "2024-05-03",
            "place": "bridge", "acts": "so;no", "high": "90", "hedge": "up_to", "value_text": "up to 90",
            "unit": "people", "quote": "as many as 90", "sources": "hill-radio;ferry-post", "note": "Heard twice.",
        },
        {
            "id": "C3", "statement": "st-3", "kind": "presence", "topic": "guards", "speakers": "walkers",
            "title": "guards were seen at the bridge", "summary": "They passed on the weekend.",
            "said_from": "2024-05-02", "said_to": "2024-05-06", "said_precision": "approx", "said_edtf": "2024-05-04~",
            "place": "bridge", "hedge": "none", "value_text": "seen", "sources": "handed-in",
        },
        {
            "id": "C4", "statement": "st-4", "kind": "event", "speakers": "council;captain",
            "title": "the bridge was closed for some days", "summary": "Both towns put up a notice.",
            "said_to": "2024-05-10", "said_precision": "before", "said_edtf": "../2024-05-10",
            "happened_from": "2024-04-20", "happened_to": "2024-04-24", "happened_precision": "days",
            "happened_edtf": "2024-04-20/2024-04-24", "place": "county", "hedge": "none", "sources": "ferry-post",
        },
        {
            "id": "C5", "statement": "st-2", "kind": "figure", "topic": "guards", "speakers": "captain",
            "title": "a handful of them are officers", "summary": "He named no number.", "said_from": "2024-05-03",
            "said_to": "2024-05-03", "said_precision": "exact", "said_edtf": "2024-05-03", "place": "bridge",
            "acts": "so", "hedge": "vague", "value_text": "“a handful”", "unit": "people", "quote": "a handful",
            "sources": "hill-radio",
        },
        {
            "id": "C6", "statement": "st-6", "kind": "forecast", "topic": "toll", "speakers": "walkers",
            "title": "12.5 to 20 coins a day will be taken", "summary": "Their guess for the summer.",
            "said_from": "2024-05-01", "said_to": "2024-05-31", "said_precision": "month", "said_edtf": "2024-05",
            "period_from": "2024-06-01", "period_to": "2024-08-31", "period_text": "the summer", "place": "nowhere",
            "acts": "no", "low": "12.5", "high": "20", "hedge": "range", "value_text": "12.5 to 20", "unit": "coins",
            "sources": "handed-in", "grade": "F6",
        },
        {
            "id": "C7", "statement": "st-7", "kind": "statement", "speakers": "walkers",
            "title": "the way over was once free", "summary": "An old note without a day.",
            "said_precision": "unknown", "happened_precision": "unknown", "place": "nowhere", "hedge": "none",
            "sources": "handed-in",
        },
    ],
    "relations": [
        {"from": "C2", "kind": "contradicts", "to": "C1", "note": "One bridge, two counts."},
        {"from": "C3", "kind": "confirms", "to": "C1"},
        {"from": "C5", "kind": "part_of", "to": "C2"},
    ],
    "deployments": [
        {
            "id": "d1", "title": "Guards to the bridge", "from_place": "northam", "to_place": "bridge",
            "mode": "onward", "dates_from": "2024-04-28", "dates_to": "2024-05-01", "dates_precision": "days",
            "claim": "C2", "acts": "so", "route": "not known",
        },
    ],
    "control": [
        {
            "settlement": "Northam", "oblast": "Bridge", "country": "UA", "lat": "50.5", "lon": "30.0",
            "coord_source": "own survey", "holder_2024_05_01": "UA", "holder_2024_05_09": "contested",
            "basis": "both towns say so", "source_url": "https://ferry-post.example/1 https://ferry-post.example/2",
            "source_date": "2024-05-01; undated", "source_kind": "report", "confidence": "high",
        },
    ],
    "story": [
        {
            "id": "s1", "n": "1", "title": "The count", "sentence": "Two people count one guard.",
            "clock": "2024-05-03", "from": "2024-05-01", "to": "2024-05-10", "select": "C2", "open": "guards;toll",
            "frame": "theatre",
        },
    ],
}  # fmt: skip

DESCRIPTOR: dict[str, Any] = {
    "name": "long-bridge",
    "title": "The long bridge",
    "description": "An invented quarrel.",
    "licenses": [{"name": "CC0-1.0", "title": "Creative Commons Zero"}],
    "conflict-map": {
        "opens": {"clock": "2024-05-04", "from": "2024-05-01", "to": "2024-05-10"},
        "span": {"from": "2024-04-15", "to": "2024-05-31"},
        "headline": "Who counts how many guards",
        "lead_topics": ["guards"],
        "theatre": {"south": 49, "west": 29, "north": 51, "east": 31},
        "focus_area": "NA.01",
        "sides": [{"id": "no", "name": "North"}, {"id": "so", "name": "South"}, {"id": "ob", "name": "Observers"}],
    },
}

GROUND: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"kind": "front", "on": "2024-05-01"},
            "geometry": {"type": "LineString", "coordinates": [[29.0, 50.25], [31.0, 50.25]]},
        },
        {
            "type": "Feature",
            "properties": {"kind": "held", "on": "2024-05-01"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[29.0, 50.25], [31.0, 50.25], [31.0, 51.0], [29.0, 51.0], [29.0, 50.25]]],
            },
        },
    ],
}

_TYPES = {
    **dict.fromkeys(("lat", "lon", "anchor_lat", "anchor_lon", "radius_km", "low", "best", "high"), "number"),
    **dict.fromkeys(("rank", "n"), "integer"),
    **dict.fromkeys(("published_on", "said_from", "said_to", "happened_from", "happened_to", "clock"), "date"),
}


def rows() -> Rows:
    """A copy to change."""
    return copy.deepcopy(ROWS)


def columns(name: str, table: list[dict[str, str]]) -> list[str]:
    expected, _ = COLUMNS[name]
    return [*expected, *sorted({key for row in table for key in row} - set(expected))]


def csv_bytes(name: str, table: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns(name, table), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue().encode()


def schema(names: list[str]) -> dict[str, Any]:
    return {"fields": [{"name": name, "type": _TYPES.get(name, "string")} for name in names]}


def write(folder: Path, tables: Rows | None = None, ground: Mapping[str, Any] | None = GROUND) -> Path:
    """Writes the package, sealed, and gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in (ROWS if tables is None else tables).items():
        (folder / f"{name}.csv").write_bytes(csv_bytes(name, table))
    if ground is not None:
        (folder / "ground.geojson").write_text(json.dumps(ground))
    return seal(folder, ROWS if tables is None else tables)


def seal(folder: Path, tables: Rows, **changes: Any) -> Path:
    """Writes datapackage.json for what lies in the folder; `changes` replace its keys."""
    resources: list[dict[str, Any]] = [
        {"name": name, "path": f"{name}.csv", "schema": schema(columns(name, table))} for name, table in tables.items()
    ]
    if (folder / "ground.geojson").exists():
        resources.append({"name": "ground", "path": "ground.geojson"})
    for resource in resources:
        body = (folder / resource["path"]).read_bytes()
        resource |= {"bytes": len(body), "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
    descriptor = {**DESCRIPTOR, "resources": resources, **changes}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return folder


def _renew_cases() -> None:
    import tempfile

    from components.intake import read_package
    from components.maps.document import document

    with tempfile.TemporaryDirectory() as folder:
        package = read_package(write(Path(folder)))
    made = document(package.situation, package.ground)
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"] if CASES.exists() else []
    text = json.dumps({"document": dict(made.data), "cases": cases}, ensure_ascii=False, indent=1)
    CASES.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    _renew_cases()
