"""From a pasted text to a claim of the situation with its evidence, in one process, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.panels.desk import Desk
from components.panels.proposals import claim_address, item_data
from components.settings import read_settings
from components.view import View
from components.web.services import Services

TEXT = """One night near the border

Published 29 October 2024.

Ukraine's Border Watch said on Monday that at least 4,321 soldiers were killed near Sudzha.
"""


@pytest.fixture
def services(database_url: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """The program's own services over an empty database, without a gazetteer."""
    settings = read_settings(
        {
            "CONFLICT_MAP_DATA_DIR": str(tmp_path / "data"),
            "CONFLICT_MAP_CACHE_DIR": str(tmp_path / "cache"),
            "CONFLICT_MAP_DATABASE_URL": database_url,
        }
    )
    made = Services(settings)
    yield made
    made.store.close()


def test_a_pasted_text_becomes_a_claim_with_its_evidence(services: Services) -> None:
    before = services.desk()
    draft = services.doors.from_text(TEXT)
    assert (draft.report.title, str(draft.report.published_on)) == ("One night near the border", "2024-10-29")
    row = services.acts.add("kursk-2024", draft.report, services.person).row

    item = next(i for i in services.acts.reviews.items("kursk-2024", row.id) if i.fields["text"] == "4,321")
    offered = item_data(item, draft.report, before.situation)["choice"]
    assert (offered["low"], offered["hedge"], offered["said"], offered["place"]) == (
        4321.0, "at_least", "2024-10-28", "sudzha",
    )  # fmt: skip
    message = {"act": "accept", "item": item.id, "version": item.version, "choice": {**offered, "grade": "C3"}}
    done = services.acts.decide("kursk-2024", row.id, message, services.person)

    after = services.desk()
    assert after is not before
    claim = after.situation.claims[done.claim]
    assert (claim.figure.text, claim.grade, str(claim.said.earliest)) == ("at least 4,321", "C3", "2024-10-28")
    told = next(c for c in after.document.data["claims"] if c["id"] == claim.id)
    assert told["report"] == f"report={row.id}&item={item.id}"
    (evidence,) = [e for e in services.store.reviews.evidence("kursk-2024") if e.claim == claim.id]
    assert TEXT[evidence.start : evidence.end] == "4,321"
    assert [source.publisher for source in sources(after, claim.id)] == ["Publisher not stated"]


def test_the_address_of_a_claim_selects_it_on_its_day(services: Services) -> None:
    situation = services.desk().situation
    query = dict(pair.split("=") for pair in claim_address("K054", situation).split("&"))
    view, notices = View.parse(query, situation)
    assert notices == ()
    assert (view.selected, view.clock_on) == ("K054", situation.claims["K054"].said.earliest)


def test_pages_that_are_open_keep_their_files_after_a_decision(services: Services) -> None:
    before = services.desk()
    report = services.doors.sample().report
    row = services.acts.add("kursk-2024", report, services.person).row
    item = next(i for i in services.acts.reviews.items("kursk-2024", row.id) if i.kind == "figure")
    services.acts.decide(
        "kursk-2024", row.id, {"act": "accept", "item": item.id, "version": item.version}, services.person
    )
    after = services.desk()
    assert after.document_path != before.document_path
    assert services.find(before.document_path) == before.assets["kursk-2024.json"]
    assert services.find(after.document_path) == after.assets["kursk-2024.json"]


def test_the_sample_says_in_every_field_that_it_is_invented(services: Services) -> None:
    report = services.doors.sample().report
    assert report.publisher == "Conflict Map sample"
    assert report.title.startswith("Invented sample")
    assert report.text.startswith("INVENTED SAMPLE")
    assert report.published_on is not None
    opening = services.desk().situation.about
    assert opening.span_from_on <= report.published_on <= opening.span_to_on


def test_an_anonymous_reader_of_a_shared_page_is_shown_none_of_it(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICT_MAP_MODE", "shared")
    monkeypatch.setenv("CONFLICT_MAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONFLICT_MAP_CACHE_DIR", str(tmp_path / "cache"))

    def script() -> None:
        from components.pages.reports import reports_page
        from components.panels.reports import Room
        from components.settings import read_settings
        from components.web.services import Services

        services = Services(read_settings())
        reports_page(services.desk(), Room(services.acts, services.person, services.doors))

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert [title.value for title in page.title] == ["Reports"]
    assert "signed in" in page.text[0].value
    assert (len(page.text_area), len(page.button), len(page.text_input)) == (0, 0, 0)


def sources(desk: Desk, claim_id: str) -> list:
    return [desk.situation.sources[key] for key in desk.situation.claims[claim_id].sources]
