"""The tables of the bundled situation, read once for the tests that hold them."""

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "data" / "kursk-2024"
SEED = "al-jazeera-2024-10-30"

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_id(name: str) -> dict[str, Row]:
    return {row["id"]: row for row in table(name)}


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


SOURCES, SPEAKERS, PLACES = by_id("sources"), by_id("speakers"), by_id("places")
TOPICS, CLAIMS = by_id("topics"), by_id("claims")
RELATIONS, DEPLOYMENTS, STORY, CONTROL = table("relations"), table("deployments"), table("story"), table("control")
PACKAGE: dict[str, Any] = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))

DATE_PRECISIONS = {"exact", "days", "week", "month", "year", "before", "after", "approx", "unknown"}
POINT_SCALES = {"exact", "vicinity", "locality", "settlement", "near"}
AREA_SCALES = {"adm2", "adm1", "feature", "country", "sea_air", "unknown"}
RELATION_KINDS = {"part_of", "in_addition_to", "contradicts", "confirms", "same_as", "denies", "answers"}
