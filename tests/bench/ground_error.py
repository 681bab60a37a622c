"""How far our front of 2024-10-30 is from a provider's line: a report, not a target.

    CONFLICT_MAP_PROVIDER_LINE=dump.geojson python tests/bench/ground_error.py

What a stranger gets wrong: nothing of the provider's geometry is kept. It is read, measured against and forgotten; only
numbers are printed, and they may be quoted with credit. The file is DeepStateMap's raw dump of that evening, which a
user brings; without it the script says so and ends well. CONFLICT_MAP_PROVIDER_AREAS may name a CSV with the columns
state_date_utc, ua_held_km2_fill_01579b, unclear_km2_fill_bdbdbd for the areas of all dates. The last line is JSON.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ON = "2024-10-30"
STEP_KM = 0.5
#: The base border is off by up to three kilometres: nearer than that, an edge may be the border and not a front.
BORDER_KM = 3.0
#: The dump's fills: the same status means different things in Ukraine and in Kursk, and only the colour tells.
RU_HELD, UA_HELD_ABROAD = ("#a52714", "#880e4f"), ("#01579b",)
UNCLEAR_ABROAD = ("#bdbdbd",)
PARTS: dict[str, Callable[[float, float, str], bool]] = {
    "kursk_salient": lambda lat, lon, country: country == "RU",
    "kharkiv_vovchansk_kupiansk": lambda lat, lon, country: country == "UA" and lat >= 49.2,
    "donetsk_luhansk": lambda lat, lon, country: country == "UA" and lat < 49.2 and lon >= 36.6,
    "south": lambda lat, lon, country: country == "UA" and lat < 49.2 and lon < 36.6,
}


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")


def main() -> None:
    """Measure, or say why not."""
    path = os.environ.get("CONFLICT_MAP_PROVIDER_LINE", "")
    if not path or not Path(path).exists():
        say(
            "No provider's file: set CONFLICT_MAP_PROVIDER_LINE to DeepStateMap's raw dump of 2024-10-30. Nothing done."
        )
        say(json.dumps({"measured": False}))
        return
    say(json.dumps({"measured": True} | measures(Path(path)) | areas(os.environ.get("CONFLICT_MAP_PROVIDER_AREAS"))))


def measures(path: Path) -> dict[str, Any]:
    """Return the distances between both lines in kilometres, overall and by part, both ways."""
    import numpy as np
    import shapely
    from shapely.geometry import shape

    from components.layers.build import territories
    from components.layers.cells import Plane, polygons

    plane = Plane(49.5, 36.0)
    dump = json.loads(path.read_text(encoding="utf-8"))["features"]

    def filled(*fills: str) -> Any:
        found = [f["geometry"] for f in dump if f["geometry"]["type"] == "Polygon" and f["properties"]["fill"] in fills]
        return plane.km(polygons(shapely.union_all([shapely.force_2d(shape(g)).buffer(0) for g in found])))

    outlines = json.loads((ROOT / "data/outlines/theatre.geojson").read_text(encoding="utf-8"))["features"]
    crimea = next(shape(f["geometry"]) for f in outlines if f["properties"]["n"] == "Crimea")
    land = territories(ROOT / "data/outlines/theatre.geojson")
    #: Ukraine with Crimea, the seam between them closed, so that it is no edge.
    ukraine = shapely.union_all([plane.km(land["UA"]), plane.km(crimea)]).buffer(1.5).buffer(-1.5)
    inside = {"UA": ukraine.buffer(-BORDER_KM), "RU": plane.km(land["RU"]).buffer(-BORDER_KM)}
    theirs = {
        "UA": shapely.boundary(filled(*RU_HELD).buffer(0.2).buffer(-0.2)).intersection(inside["UA"]),
        "RU": shapely.boundary(filled(*UA_HELD_ABROAD)).intersection(inside["RU"]),
    }
    with_unclear = shapely.boundary(filled(*UA_HELD_ABROAD, *UNCLEAR_ABROAD).buffer(0.1)).intersection(inside["RU"])
    ours = [
        (plane.km(shape(f["geometry"])), f["properties"])
        for f in json.loads((ROOT / "data/kursk-2024/ground.geojson").read_text(encoding="utf-8"))["features"]
        if f["properties"]["on"] == ON and f["properties"]["kind"] == "front"
    ]

    def sampled(line: Any) -> Any:
        return shapely.points(shapely.get_coordinates(shapely.segmentize(line, STEP_KM)))

    rows: list[tuple[float, float, str, float, float, float]] = []
    for line, facts in ours:
        points = sampled(line)
        for p, d, u in zip(
            shapely.get_coordinates(plane.degrees(shapely.multipoints(points))),
            shapely.distance(points, theirs[facts["country"]]),
            shapely.distance(points, with_unclear),
            strict=True,
        ):
            rows.append((p[1], p[0], facts["country"], float(d), facts["half_width_km"], float(u)))

    def summary(values: list[float]) -> dict[str, float]:
        return {"median_km": round(float(np.median(values)), 1), "p90_km": round(float(np.percentile(values, 90)), 1)}

    def of(chosen: list[tuple[float, float, str, float, float, float]]) -> dict[str, float]:
        within = sum(d <= w for _, _, _, d, w, _ in chosen) / len(chosen)
        return summary([r[3] for r in chosen]) | {"share_within_band": round(within, 2), "samples": len(chosen)}

    parts = {name: of(rows_in) for name, test in PARTS.items() if (rows_in := [r for r in rows if test(*r[:3])])}
    parts["kursk_salient"] |= {f"with_unclear_{k}": v for k, v in summary([r[5] for r in rows if r[2] == "RU"]).items()}
    back = {}
    for country, line in theirs.items():
        mine = shapely.union_all([g for g, facts in ours if facts["country"] == country])
        away = shapely.distance(sampled(line), mine)
        back[country] = summary(away.tolist()) | {
            "length_km": round(float(line.length)),
            "share_within_15_km": round(float((away <= 15).mean()), 2),
        }
    length = {c: round(sum(g.length for g, f in ours if f["country"] == c)) for c in ("UA", "RU")}
    return {"our_line_to_theirs": of(rows), "by_part": parts, "their_line_to_ours": back, "our_length_km": length} | {
        "salient": overlap(plane, filled(*UA_HELD_ABROAD), filled(*UA_HELD_ABROAD, *UNCLEAR_ABROAD))
    }


def overlap(plane: Any, held: Any, held_or_unclear: Any) -> dict[str, float]:
    """Return how the salient's areas of the date overlap: intersection over union, in the plane."""
    import shapely
    from shapely.geometry import shape

    ground = json.loads((ROOT / "data/kursk-2024/ground.geojson").read_text(encoding="utf-8"))["features"]
    found = [f for f in ground if f["properties"]["on"] == ON and f["properties"]["kind"] == "held"]
    ours = plane.km(shapely.union_all([shape(f["geometry"]) for f in found]))

    def share(theirs: Any) -> float:
        return round(float(ours.intersection(theirs).area / ours.union(theirs).area), 2)

    def ratio(theirs: Any) -> float:
        return round(float(ours.area / theirs.area), 2)

    return {
        "our_km2": round(float(ours.area)),
        "their_held_km2": round(float(held.area)),
        "their_held_or_unclear_km2": round(float(held_or_unclear.area)),
        "ratio_held": ratio(held),
        "ratio_held_or_unclear": ratio(held_or_unclear),
        "iou_held": share(held),
        "iou_held_or_unclear": share(held_or_unclear),
    }


def areas(path: str | None) -> dict[str, Any]:
    """Return our area over the provider's for every date of ours that its table has."""
    if not path or not Path(path).exists():
        return {}
    ours: dict[str, float] = {}
    for f in json.loads((ROOT / "data/kursk-2024/ground.geojson").read_text(encoding="utf-8"))["features"]:
        if f["properties"]["kind"] == "held":
            ours[f["properties"]["on"]] = ours.get(f["properties"]["on"], 0) + f["properties"]["area_km2"]
    with Path(path).open(encoding="utf-8", newline="") as file:
        table = {row["state_date_utc"]: row for row in csv.DictReader(file)}
    out = {}
    for on, km2 in ours.items():
        if on in table:
            held, unclear = (float(v) for k, v in table[on].items() if k != "state_date_utc")
            out[on] = {
                "our_km2": km2,
                "their_held_km2": held,
                "their_held_or_unclear_km2": round(held + unclear, 1),
                "ratio_held": round(km2 / held, 2),
                "ratio_held_or_unclear": round(km2 / (held + unclear), 2),
            }
    return {"salient_areas": out}


if __name__ == "__main__":
    main()
