"""From an empty machine to the page's data: what the first reader waits for, and what the second start leaves alone."""

import json
from dataclasses import replace

import pytest

from components.intake import read_package
from components.maps.document import document
from components.model import dangling
from components.records import LoadReport, SqlStore, open_store
from components.settings import bundled_folder, read_settings
from components.view import View, shown

BUNDLED = bundled_folder() / "kursk-2024"


@pytest.fixture
def environ(tmp_path):
    return {"CONFLICT_MAP_DATA_DIR": str(tmp_path / "never made before")}


def opened(environ: dict[str, str]) -> SqlStore:
    return open_store(read_settings(environ))


def test_a_first_start_fills_the_store_and_a_second_changes_nothing(environ):
    package = read_package(BUNDLED)
    nouns = len(list(package.situation.nouns()))

    store = opened(environ)
    assert store.load_package(package.situation, package.digest) == LoadReport(nouns, 0, 0, 0, 0, 0)
    store.close()

    again = opened(environ)
    assert again.load_package(package.situation, package.digest) == LoadReport(0, 0, nouns, 0, 0, 0)
    assert again.situation("kursk-2024") == package.situation
    again.close()


def test_the_page_reads_the_same_from_the_store_as_from_the_package(environ):
    package = read_package(BUNDLED)
    store = opened(environ)
    store.load_package(package.situation, package.digest)
    stored = document(store.situation("kursk-2024"), package.ground)
    store.close()
    assert stored.body == document(package.situation, package.ground).body


def test_every_claim_of_the_page_leads_back_to_who_said_it_and_where_it_was_printed(environ):
    data = json.loads(document(read_package(BUNDLED).situation).body)
    for claim in data["claims"]:
        assert claim["by"]
        assert all(key in data["speakers"] for key in claim["by"])
        assert claim["src"]
        assert all(data["sources"][key]["url"] or data["sources"][key]["link_note"] for key in claim["src"])
        assert claim["place"] in data["places"]
        assert claim["said"]["precision"]


def test_a_correction_survives_an_update_of_the_program(environ):
    package = read_package(BUNDLED)
    store = opened(environ)
    store.load_package(package.situation, package.digest)
    claim = next(iter(package.situation.claims.values()))
    store.correct(
        "kursk-2024",
        "claim",
        claim.id,
        fields={"note": "checked by hand"},
        expected_version=1,
        who="ann",
        why="checked",
    )

    newer = replace(claim, note="a newer note", summary="A newer summary.")
    situation = replace(package.situation, claims={**package.situation.claims, claim.id: newer})
    report = store.load_package(situation, "f" * 64)

    assert (report.updated, report.kept_edited) == (0, 1)
    assert store.situation("kursk-2024").claims[claim.id].note == "checked by hand"
    [proposal] = store.proposals("kursk-2024")
    assert proposal.fields is not None
    assert (proposal.key, proposal.fields["summary"]) == (claim.id, "A newer summary.")
    store.close()


def test_the_first_view_shows_claims_and_points_at_nothing_that_is_missing():
    situation = read_package(BUNDLED).situation
    view = View.opening(situation)
    assert dangling(situation) == ()
    assert shown(situation, view)
    assert set(situation.about.lead_topics) <= {claim.topic for claim in shown(situation, view)}
