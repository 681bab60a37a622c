"""Write ground.geojson from a table of control and the outlines: run it whenever the table changes.

    python -m components.layers.build data/kursk-2024/control.csv data/outlines/theatre.geojson \
        data/kursk-2024/ground.geojson --measured data/kursk-2024/ground-measured.md

What a stranger gets wrong: the page never does this. It reads the result, which a test compares with the table.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from components.layers.ground import SIDES, features
from components.layers.settlements import read_control

NAMES = {"RU": "Russia", "UA": "Ukraine"}


def territories(outlines: Path) -> dict[str, BaseGeometry]:
    """Return the recognised territory of both sides by ISO 3166 code, in degrees, from an outline file.

    Crimea is a feature of its own there and belongs to neither here: the table holds no settlement in it.
    """
    collection = json.loads(outlines.read_text(encoding="utf-8"))
    named = {f["properties"]["n"]: f["geometry"] for f in collection["features"]}
    return {code: shape(named[NAMES[code]]) for code in SIDES}


def ground(control: Path, outlines: Path) -> dict[str, Any]:
    """Return the ground of every date of a control table as one GeoJSON feature collection."""
    countries = territories(outlines)
    dated = read_control(control).items()
    return {"type": "FeatureCollection", "features": [f for on, s in dated for f in features(s, on, countries)]}


def as_text(collection: dict[str, Any], measured: str = "") -> str:
    """Return a feature collection as it is written: one feature a line, so that a change can be read.

    Args:
        collection: the ground of every date.
        measured: how far it lies from other maps, in words, for the page that explains it; a foreign member.
    """
    rows = ",\n".join(json.dumps(f, separators=(",", ":"), ensure_ascii=False) for f in collection["features"])
    told = f'"measured":{json.dumps(measured, ensure_ascii=False)},' if measured else ""
    return f'{{"type":"FeatureCollection",{told}"features":[\n{rows}\n]}}\n'


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the table and the outlines, write the ground."""
    parser = argparse.ArgumentParser(description="Derive front and held areas from a table of settlements.")
    parser.add_argument("control", type=Path, help="control.csv of a situation")
    parser.add_argument("outlines", type=Path, help="outlines with Russia and Ukraine")
    parser.add_argument("out", type=Path, help="ground.geojson to write")
    parser.add_argument("--measured", type=Path, help="text file that says how far the line is off")
    a = parser.parse_args(arguments)
    measured = a.measured.read_text(encoding="utf-8").strip() if a.measured else ""
    a.out.write_text(as_text(ground(a.control, a.outlines), measured), encoding="utf-8")


if __name__ == "__main__":
    main()
