"""What people add, withdraw and start, and who was there first; every test runs on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest

from components.errors import ModelError, NotFoundError, StaleRecordError
from components.model import blank_situation
from components.records.payload import pack
from components.records.store import Change, Status
from tests import small
from tests.records.reviewed import (
    GUARDS,
    HERE,
    ID,
    NOON,
    accepting,
    claim,
    contradiction,
    everything,
    reading,
    rejecting,
    report,
    source,
)


def test_a_withdrawn_record_is_kept_and_leaves_the_situation(kept, reviews):
    found = reviews.withdraw(HERE, "relation", "C3 confirms C1", expected_version=1, who="ann", why="no confirmation")
    assert (found.version, found.status, found.edited_by) == (2, Status.WITHDRAWN, "ann")
    assert kept.record(HERE, "relation", "C3 confirms C1") == found
    assert len(kept.situation(HERE).relations) == 2
    assert kept.history(HERE, "relation", "C3 confirms C1")[-1].why == "no confirmation"


@pytest.mark.parametrize(
    ("kind", "key", "field"),
    [
        ("claim", "C2", "from_claim"),
        ("source", "ferry-post", "sources"),
        ("place", "bridge", "place"),
        ("about", HERE, "kind"),
    ],
)  # fmt: skip
def test_what_another_record_points_at_is_not_withdrawn(kept, reviews, kind, key, field):
    before = everything(kept)
    with pytest.raises(ModelError) as caught:
        reviews.withdraw(HERE, kind, key, expected_version=1, who="ann", why="wrong")
    assert caught.value.field == field
    assert everything(kept) == before


def test_a_record_is_withdrawn_once(reviews):
    reviews.withdraw(HERE, "claim", "C7", expected_version=1, who="ann", why="no day")
    with pytest.raises(ModelError) as caught:
        reviews.withdraw(HERE, "claim", "C7", expected_version=2, who="ann", why="no day")
    assert caught.value.field == "status"


def test_a_package_does_not_bring_back_what_a_person_withdrew(kept, reviews, repackaged):
    reviews.withdraw(HERE, "claim", "C7", expected_version=1, who="ann", why="no day")
    rows = small.rows()
    rows["claims"][0]["note"] = "Counted again."
    package = repackaged(rows)
    kept.load_package(package.situation, package.digest)
    assert "C7" not in kept.situation(HERE).claims
    assert kept.proposals(HERE) == ()


def test_what_a_person_withdrew_comes_back_when_a_package_points_at_it_anew(kept, reviews, repackaged):
    reviews.withdraw(HERE, "claim", "C7", expected_version=1, who="ann", why="no day")
    rows = small.rows()
    rows["relations"].append({"from": "C7", "kind": "contradicts", "to": "C6"})
    package = repackaged(rows)
    kept.load_package(package.situation, package.digest)
    assert kept.situation(HERE) == package.situation
    assert [row.change for row in kept.history(HERE, "claim", "C7")] == [
        Change.INSERT, Change.WITHDRAW, Change.RESTORE,
    ]  # fmt: skip


def test_what_people_added_outlives_every_package_and_is_never_proposed_away(kept, added, situation, repackaged):
    added.decide(HERE, ID, GUARDS, accepting(situation, more=[contradiction()]), expected_version=1)
    rows = small.rows()
    rows["claims"][0]["note"] = "Counted again."
    rows["topics"].append({**rows["topics"][1], "id": "boats", "rank": "3"})
    for package in (repackaged(rows), repackaged({**rows, "story": []})):
        report = kept.load_package(package.situation, package.digest)
        assert report.kept_missing == 3
        assert kept.situation(HERE).claims["R1"] == claim(situation)
        assert kept.situation(HERE).sources["ferry-post-guards"] == source()
        assert kept.proposals(HERE) == ()


def test_what_an_added_claim_needs_stays_when_the_package_drops_it(kept, added, situation, repackaged):
    adds = (claim(situation, place="northam", said_place=None, topic="toll", speakers=("walkers",)), source())
    added.decide(HERE, ID, GUARDS, accepting(situation, adds=adds), expected_version=1)
    rows = small.rows()
    rows["speakers"] = rows["speakers"][:3]
    rows["claims"] = [row for row in rows["claims"] if row["speakers"] != "walkers"]
    rows["relations"] = [row for row in rows["relations"] if row["from"] != "C3"]
    package = repackaged(rows)
    kept.load_package(package.situation, package.digest)
    assert "walkers" in kept.situation(HERE).speakers


def test_a_package_that_has_what_a_person_added_is_compared_with_it(kept, added, situation, repackaged):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    rows = small.rows()
    rows["sources"].append({**rows["sources"][2], "id": "ferry-post-guards"})
    package = repackaged(rows)
    kept.load_package(package.situation, package.digest)
    assert kept.situation(HERE).sources["ferry-post-guards"] == source()
    assert [(found.key, found.fields) for found in kept.proposals(HERE)] == [
        ("ferry-post-guards", pack(package.situation.sources["ferry-post-guards"]))
    ]


def test_a_situation_is_started_from_nothing(kept, reviews):
    blank = blank_situation("my-war", "Mine", date(2024, 5, 1))
    reviews.start_situation(blank, "ann")
    assert kept.situation("my-war") == blank
    row = next(row for row in kept.situations() if row.id == "my-war")
    assert (row.title, row.package, row.loaded_at, row.records, row.proposals, row.reports) == (
        "Mine",
        "",
        NOON,
        1,
        0,
        0,
    )
    assert [(row.kind, row.who) for row in kept.history("my-war")] == [("about", "ann")]


def test_a_situation_is_not_started_twice_nor_half(kept, reviews, situation):
    before = everything(kept)
    with pytest.raises(ModelError, match="already"):
        reviews.start_situation(situation, "ann")
    lost = replace(situation, about=replace(situation.about, id="lost"), sources={})
    with pytest.raises(ModelError, match="source"):
        reviews.start_situation(lost, "ann")
    with pytest.raises(ModelError, match="lower-case"):
        reviews.start_situation(replace(situation, about=replace(situation.about, id="Lost war")), "ann")
    assert everything(kept) == before
    assert [row.id for row in kept.situations()] == [HERE]


def test_a_started_situation_takes_reports_and_decisions(kept, reviews, situation):
    reviews.start_situation(replace(situation, about=replace(situation.about, id="copy")), "ann")
    reviews.add_report("copy", report(), reading(), "ann")
    reviews.decide("copy", ID, GUARDS, accepting(situation), expected_version=1)
    assert kept.situation("copy").claims["R1"] == claim(situation)
    assert kept.situation(HERE) == situation
    assert reviews.evidence(HERE) == ()


def test_an_unknown_id_is_not_found_anywhere(reviews, added, situation):
    asks = [
        lambda: reviews.add_report("nowhere", report(), [], "ann"),
        lambda: reviews.reports("nowhere"),
        lambda: reviews.report(HERE, "0" * 16),
        lambda: reviews.report("nowhere", ID),
        lambda: reviews.items(HERE, "x' OR 1=1 --"),
        lambda: reviews.describe_report(HERE, "0" * 16, report(), [], expected_version=1, who="ann", why=""),
        lambda: reviews.withdraw_report(HERE, "0" * 16, expected_version=1, who="ann", why="x"),
        lambda: reviews.decide(HERE, ID, "figure:1-2", rejecting(), expected_version=1),
        lambda: reviews.decide(HERE, "0" * 16, GUARDS, rejecting(), expected_version=1),
        lambda: reviews.reopen(HERE, ID, "figure:1-2", expected_version=1, who="ann", why="x"),
        lambda: reviews.withdraw(HERE, "claim", "C99", expected_version=1, who="ann", why="x"),
        lambda: reviews.withdraw(HERE, "rumour", "C1", expected_version=1, who="ann", why="x"),
    ]
    for ask in asks:
        with pytest.raises(NotFoundError):
            ask()


def test_what_needs_a_reason_is_refused_without_one(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    before = everything(kept)
    asks = [
        lambda: added.withdraw_report(HERE, ID, expected_version=1, who="ann", why=""),
        lambda: added.reopen(HERE, ID, GUARDS, expected_version=2, who="ann", why=" "),
        lambda: added.withdraw(HERE, "claim", "C7", expected_version=1, who="ann", why="\n"),
    ]
    for ask in asks:
        with pytest.raises(ModelError) as caught:
            ask()
        assert caught.value.field == "why"
    assert everything(kept) == before


def test_a_stale_change_is_refused_with_both_texts(kept, added, situation):
    added.describe_report(HERE, ID, report(title="First"), reading(), expected_version=1, who="ann", why="")
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    before = everything(kept)
    asks = [
        (
            lambda: added.describe_report(HERE, ID, report(title="Second"), [], expected_version=1, who="bob", why=""),
            ("report", "First", "Second", "title"),
        ),
        (
            lambda: added.withdraw_report(HERE, ID, expected_version=1, who="bob", why="x"),
            ("report", "accepted", "withdrawn", "status"),
        ),
        (
            lambda: added.decide(HERE, ID, GUARDS, rejecting(who="bob"), expected_version=1),
            ("item", "accepted", "rejected", "verdict"),
        ),
        (
            lambda: added.reopen(HERE, ID, GUARDS, expected_version=1, who="bob", why="x"),
            ("item", "accepted", "open", "verdict"),
        ),
        (
            lambda: added.withdraw(HERE, "claim", "R1", expected_version=7, who="bob", why="x"),
            ("claim", "R1", None, "id"),
        ),
    ]
    for ask, (kind, stored, offered, field) in asks:
        with pytest.raises(StaleRecordError) as caught:
            ask()
        assert (caught.value.kind, caught.value.stored[field], caught.value.offered.get(field)) == (
            kind,
            stored,
            offered,
        )
    assert everything(kept) == before
