"""The bundled situation keeps its promises: every claim leads back to who said it, where it was printed, and when.

The one fact a stranger gets wrong: a row is a claim, so two rows that disagree are both right to be here.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.data.rows import (
    AREA_SCALES,
    CLAIMS,
    CONTROL,
    DATE_PRECISIONS,
    DEPLOYMENTS,
    FOLDER,
    PACKAGE,
    PLACES,
    POINT_SCALES,
    RELATION_KINDS,
    RELATIONS,
    SEED,
    SOURCES,
    SPEAKERS,
    STORY,
    TOPICS,
    Row,
    split,
    table,
)

# --- every claim leads somewhere -------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_has_a_source_with_a_date_and_a_link_or_the_reason_for_none(claim: Row) -> None:
    assert split(claim["sources"])
    for source in (SOURCES[key] for key in split(claim["sources"])):
        assert dt.date.fromisoformat(source["published_on"])
        assert source["published_precision"] in DATE_PRECISIONS
        assert (
            source["url"].startswith(("https://", "http://")) or source["link_note"] == "no link in the supplied text"
        )


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_has_a_speaker_a_place_with_a_scale_and_a_date_precision(claim: Row) -> None:
    assert split(claim["speakers"])
    assert all(key in SPEAKERS for key in split(claim["speakers"]))
    assert PLACES[claim["place"]]["scale"] in POINT_SCALES | AREA_SCALES
    assert claim["said_precision"] in DATE_PRECISIONS - {"unknown"}
    assert claim["said_edtf"]
    assert claim["title"]
    assert claim["summary"]


def test_only_the_seed_article_has_no_link() -> None:
    assert [key for key, source in SOURCES.items() if not source["url"]] == [SEED]


def test_no_address_is_listed_twice() -> None:
    urls = [source["url"] for source in SOURCES.values() if source["url"]]
    assert sorted(urls) == sorted(set(urls))


# --- keys ------------------------------------------------------------------------------------------------------


def references() -> Iterator[tuple[str, str, dict[str, Row]]]:
    """Every (where, key, table) that has to resolve."""
    for claim in CLAIMS.values():
        yield from ((claim["id"], key, SOURCES) for key in split(claim["sources"]))
        yield from ((claim["id"], key, SPEAKERS) for key in split(claim["speakers"]))
        yield from ((claim["id"], key, PLACES) for key in (claim["place"], claim["said_place"]) if key)
        yield from ((claim["id"], key, TOPICS) for key in [claim["topic"]] if key)
    for relation in RELATIONS:
        yield from (("relations", relation[end], CLAIMS) for end in ("from", "to"))
    for row in DEPLOYMENTS:
        yield from ((row["id"], row[end], PLACES) for end in ("from_place", "to_place"))
        yield row["id"], row["claim"], CLAIMS
    for step in STORY:
        yield from ((step["id"], key, TOPICS) for key in split(step["open"]))
        yield from ((step["id"], key, CLAIMS) for key in [step["select"]] if key)
    yield from (("lead_topics", key, TOPICS) for key in PACKAGE["conflict-map"]["lead_topics"])


def test_every_key_resolves() -> None:
    assert [(where, key) for where, key, rows in references() if key not in rows] == []


@pytest.mark.parametrize("name", ["sources", "speakers", "places", "topics"])
def test_nothing_is_orphaned(name: str) -> None:
    rows = {"sources": SOURCES, "speakers": SPEAKERS, "places": PLACES, "topics": TOPICS}[name]
    used = {key for _, key, target in references() if target is rows}
    assert set(rows) - used == set()


@pytest.mark.parametrize("name", ["sources", "speakers", "places", "topics", "claims", "deployments", "story"])
def test_ids_are_unique(name: str) -> None:
    ids = [row["id"] for row in table(name)]
    assert sorted(ids) == sorted(set(ids))


def test_relations_are_of_the_agreed_kinds_and_never_join_a_claim_to_itself_or_twice() -> None:
    triples = [(row["from"], row["kind"], row["to"]) for row in RELATIONS]
    assert {kind for _, kind, _ in triples} <= RELATION_KINDS
    assert all(start != end for start, _, end in triples)
    assert sorted(triples) == sorted(set(triples))


# --- ground ----------------------------------------------------------------------------------------------------

DATES = ("2024_08_20", "2024_10_30", "2025_03_13")


def test_every_settlement_keeps_its_holders_and_its_links() -> None:
    assert len(CONTROL) == 385
    assert sum(bool(row["lat"]) for row in CONTROL) == 309
    for row in CONTROL:
        assert {row[f"holder_{date}"] for date in DATES} <= {"UA", "RU", "contested", "unknown"}
        assert bool(row["lat"]) == bool(row["lon"]) == bool(row["coord_source"])
        assert row["basis"]
        assert bool(row["source_url"]) == (row["source_kind"] != "common_knowledge")


def test_located_holders_are_as_many_as_the_table_says() -> None:
    located = [row for row in CONTROL if row["lat"]]
    counts = [[sum(row[f"holder_{d}"] == who for row in located) for who in ("UA", "RU", "contested")] for d in DATES]
    assert counts == [[169, 127, 12], [152, 144, 12], [133, 160, 16]]


def test_no_providers_geometry_is_bundled() -> None:
    allowed = {".csv", ".json", ".md", ".py", ".geojson"}
    files = [path for path in FOLDER.iterdir() if path.is_file()]
    assert {path.suffix for path in files} <= allowed
    assert {path.name for path in files if path.suffix == ".geojson"} <= {"ground.geojson"}
    marks = re.compile(r"geoJSON\.|deepstatemap\.live/api|#a52714|#880e4f|#bcaaa4|///", re.IGNORECASE)
    assert [path.name for path in files if marks.search(path.read_text(encoding="utf-8"))] == []
    assert "MULTIPOLYGON" not in (FOLDER / "control.csv").read_text(encoding="utf-8").upper()


# --- the package -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_sizes_and_hashes_match_the_files(resource: dict[str, Any]) -> None:
    content = (FOLDER / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content), "run data/kursk-2024/seal.py"
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest(), "run data/kursk-2024/seal.py"


def test_every_data_file_is_listed() -> None:
    listed = {resource["path"] for resource in PACKAGE["resources"]}
    present = {path.name for path in FOLDER.iterdir() if path.suffix in {".csv", ".geojson"}}
    assert listed == present, "run data/kursk-2024/seal.py"


@pytest.mark.parametrize("resource", [r for r in PACKAGE["resources"] if "schema" in r], ids=lambda r: r["name"])
def test_the_schema_names_the_columns_and_every_required_cell_is_filled(resource: dict[str, Any]) -> None:
    rows, fields = table(resource["name"]), resource["schema"]["fields"]
    assert list(rows[0]) == [field["name"] for field in fields]
    for field in fields:
        rules = field.get("constraints", {})
        cells = [row[field["name"]] for row in rows]
        assert field["description"]
        assert not rules.get("required") or all(cells), field["name"]
        assert {cell for cell in cells if cell} <= set(rules.get("enum", cells)), field["name"]
        assert all(re.fullmatch(rules.get("pattern", ".*"), cell) for cell in cells if cell), field["name"]


def test_licences_and_credit_are_stated() -> None:
    assert [licence["name"] for licence in PACKAGE["licenses"]] == ["CC0-1.0", "CC-BY-4.0"]
    assert any("GeoNames" in source["title"] for source in PACKAGE["sources"])
