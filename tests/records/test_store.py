"""The contract of a store; every test runs on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from components.errors import ModelError, NotFoundError, StaleRecordError, StoreError
from components.intake import Package
from components.records import HistoryRow, LoadReport, Proposal, SituationRow, SqlStore, Store, StoredRecord
from components.records.engine import make_engine
from components.records.payload import pack
from components.records.store import Change, Status
from components.records.tables import RecordTable, UtcDateTime
from tests import small
from tests.conftest import Opened

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HERE = "long-bridge"
NOUNS = 27

Repackaged = Callable[[small.Rows], Package]


@pytest.fixture
def store(opened: Opened) -> Iterator[SqlStore]:
    made = SqlStore(make_engine(opened.url, 10), now=lambda: NOON)
    yield made
    made.close()


@pytest.fixture
def loaded(store: SqlStore, package: Package) -> SqlStore:
    store.load_package(package.situation, package.digest)
    return store


def edit(store: Store, key: str = "C1", version: int = 1, **fields: object) -> StoredRecord:
    return store.correct(
        HERE, "claim", key, fields=fields or {"title": "my words"}, expected_version=version, who="ann", why="typo"
    )


def test_an_empty_store_has_no_situation(store):
    assert store.situations() == ()
    with pytest.raises(NotFoundError) as caught:
        store.situation(HERE)
    assert (caught.value.kind, caught.value.key) == ("situation", HERE)


def test_what_is_loaded_is_read_back_exactly(store, package):
    assert store.load_package(package.situation, package.digest) == LoadReport(NOUNS, 0, 0, 0, 0, 0)
    assert store.situation(HERE) == package.situation
    assert store.situations() == (SituationRow(HERE, "The long bridge", package.digest, NOON, NOUNS, 0, 0),)


@pytest.mark.parametrize(
    "words", ["{{7*7}}", "<img src=x>", "x' UNION SELECT 1 --", "\u202eabc", "Довгий міст", "%s ?"]
)
def test_text_is_kept_exactly(store, repackaged, words):
    rows = small.rows()
    rows["claims"][0] |= {"title": words, "note": words}
    package = repackaged(rows)
    store.load_package(package.situation, package.digest)
    found = store.situation(HERE).claims["C1"]
    assert (found.title, found.note) == (words, words)


def test_the_same_package_twice_changes_nothing(loaded, package):
    before = loaded.history(HERE)
    assert loaded.load_package(package.situation, package.digest) == LoadReport(0, 0, NOUNS, 0, 0, 0)
    assert loaded.history(HERE) == before


def test_a_changed_package_updates_what_nobody_edited(loaded, repackaged):
    rows = small.rows()
    rows["claims"][0]["note"] = "Counted again."
    rows["relations"] = rows["relations"][:2]
    rows["topics"].append({**rows["topics"][1], "id": "boats", "rank": "3"})
    package = repackaged(rows)
    assert loaded.load_package(package.situation, package.digest) == LoadReport(1, 1, NOUNS - 2, 0, 1, 0)
    assert loaded.situation(HERE) == package.situation
    record = loaded.record(HERE, "claim", "C1")
    assert (record.version, record.status, record.edited_by) == (2, Status.ACCEPTED, None)
    gone = loaded.record(HERE, "relation", "C5 part_of C2")
    assert (gone.version, gone.status) == (2, Status.WITHDRAWN)


def test_what_a_package_drops_and_takes_up_again_is_restored(loaded, package, repackaged):
    rows = {**small.rows(), "relations": []}
    less = repackaged(rows)
    loaded.load_package(less.situation, less.digest)
    assert loaded.load_package(package.situation, package.digest) == LoadReport(0, 3, NOUNS - 3, 0, 0, 0)
    assert loaded.situation(HERE) == package.situation
    assert [row.change for row in loaded.history(HERE, "relation", "C2 contradicts C1")] == [
        Change.INSERT,
        Change.WITHDRAW,
        Change.RESTORE,
    ]


def test_a_record_that_a_person_edited_is_never_touched_by_a_package(loaded, repackaged):
    mine = edit(loaded, title="my words")
    rows = small.rows()
    rows["claims"][0] |= {"title": "their words", "note": "Counted again."}
    package = repackaged(rows)
    assert loaded.load_package(package.situation, package.digest) == LoadReport(0, 0, NOUNS - 1, 1, 0, 0)
    assert loaded.record(HERE, "claim", "C1") == mine
    theirs = pack(package.situation.claims["C1"])
    assert loaded.proposals(HERE) == (Proposal("claim", "C1", 2, theirs, package.digest, NOON),)
    assert loaded.situations()[0].proposals == 1


def test_a_newer_package_replaces_what_it_proposed_before(loaded, repackaged):
    edit(loaded)
    for note in ("Counted again.", "Counted a third time."):
        rows = small.rows()
        rows["claims"][0]["note"] = note
        package = repackaged(rows)
        loaded.load_package(package.situation, package.digest)
    assert [proposal.fields["note"] for proposal in loaded.proposals(HERE)] == ["Counted a third time."]


def test_an_edited_record_that_the_package_dropped_stays_and_is_proposed_for_withdrawal(loaded, repackaged):
    edit(loaded, "C6")
    rows = small.rows()
    del rows["claims"][5:], rows["places"][3]
    package = repackaged(rows)
    assert loaded.load_package(package.situation, package.digest) == LoadReport(0, 0, NOUNS - 3, 0, 1, 2)
    assert loaded.situation(HERE).claims["C6"].title == "my words"
    assert loaded.situation(HERE).places["nowhere"].name == "Not stated"
    assert [(p.kind, p.key, p.fields) for p in loaded.proposals(HERE)] == [("claim", "C6", None)]


def test_a_load_that_is_refused_changes_nothing(loaded, repackaged, package):
    loaded.correct(HERE, "speaker", "walkers", fields={"role": "club"}, expected_version=1, who="ann", why="typo")
    before = loaded.situation(HERE), loaded.history(HERE), loaded.situations()
    sides = package.situation.about.sides[:2]
    rows = small.rows()
    rows["speakers"] = rows["speakers"][:3]
    rows["claims"] = [row for row in rows["claims"] if row["speakers"] != "walkers"]
    rows["relations"] = [row for row in rows["relations"] if row["from"] != "C3"]
    other = repackaged(rows).situation
    with pytest.raises(StoreError, match="side ob"):
        loaded.load_package(replace(other, about=replace(other.about, sides=sides)), "f" * 64)
    assert (loaded.situation(HERE), loaded.history(HERE), loaded.situations()) == before


def test_two_situations_do_not_touch_each_other(loaded, package):
    about = replace(package.situation.about, id="other-bridge")
    other = replace(package.situation, about=about)
    loaded.load_package(other, package.digest)
    loaded.correct("other-bridge", "claim", "C1", fields={"title": "x"}, expected_version=1, who="ann", why="typo")
    assert [row.id for row in loaded.situations()] == [HERE, "other-bridge"]
    assert loaded.situation(HERE) == package.situation


def test_a_correction_is_the_next_version_with_who_and_why(loaded, package):
    found = edit(loaded, title="about 45 guards stand at the bridge")
    fields = {**pack(package.situation.claims["C1"]), "title": "about 45 guards stand at the bridge"}
    assert found == StoredRecord("claim", "C1", 2, Status.ACCEPTED, "ann", fields)
    assert loaded.history(HERE, "claim", "C1") == (
        HistoryRow(
            "claim", "C1", 1, Change.INSERT, pack(package.situation.claims["C1"]), f"package {package.digest}", "", NOON
        ),
        HistoryRow("claim", "C1", 2, Change.CORRECT, fields, "ann", "typo", NOON),
    )
    assert loaded.situation(HERE).claims["C1"].title == "about 45 guards stand at the bridge"


def test_a_stale_save_is_refused_with_both_texts(loaded):
    edit(loaded, title="first")
    with pytest.raises(StaleRecordError) as caught:
        edit(loaded, version=1, title="second")
    error = caught.value
    assert (error.kind, error.key, error.expected_version, error.found_version) == ("claim", "C1", 1, 2)
    assert (error.stored["title"], error.offered) == ("first", {"title": "second"})
    assert loaded.record(HERE, "claim", "C1").fields["title"] == "first"
    assert len(loaded.history(HERE, "claim", "C1")) == 2


@pytest.mark.parametrize(
    ("kind", "key", "fields", "field"),
    [
        ("claim", "C1", {"place": "atlantis"}, "place"),
        ("claim", "C1", {"sources": []}, "sources"),
        ("claim", "C1", {"id": "C9"}, "key"),
        ("claim", "C1", {"surprise": 1}, "claim"),
        ("claim", "C1", {"title": "a\x00b"}, "title"),
        ("relation", "C3 confirms C1", {"to_claim": "C2"}, "key"),
        ("place", "bridge", {"point": {"lat": 130, "lon": 50}}, "lat"),
    ],
)
def test_a_correction_that_makes_no_noun_is_refused_and_changes_nothing(loaded, kind, key, fields, field):
    before = loaded.record(HERE, kind, key), loaded.history(HERE)
    with pytest.raises(ModelError) as caught:
        loaded.correct(HERE, kind, key, fields=fields, expected_version=1, who="ann", why="typo")
    assert caught.value.field == field
    assert (loaded.record(HERE, kind, key), loaded.history(HERE)) == before


@pytest.mark.parametrize(("kind", "key"), [("claim", "C9"), ("rumour", "C1"), ("claim", "x' OR 1=1 --")])
def test_what_is_not_there_is_not_found(loaded, kind, key):
    with pytest.raises(NotFoundError):
        loaded.record(HERE, kind, key)
    with pytest.raises(NotFoundError):
        loaded.correct(HERE, kind, key, fields={}, expected_version=1, who="ann", why="typo")


@pytest.mark.parametrize(("who", "why", "field"), [("ann", "", "why"), ("ann", " \n", "why"), (" ", "typo", "who")])
def test_a_correction_says_who_and_why(loaded, who, why, field):
    with pytest.raises(ModelError) as caught:
        loaded.correct(HERE, "claim", "C1", fields={"title": "x"}, expected_version=1, who=who, why=why)
    assert caught.value.field == field
    assert loaded.record(HERE, "claim", "C1").version == 1


def test_of_two_editors_who_save_at_once_one_wins_and_the_other_is_told(loaded):
    ready = threading.Barrier(2)
    outcomes: dict[str, object] = {}

    def save(words: str) -> None:
        ready.wait()
        try:
            outcomes[words] = edit(loaded, version=1, title=words).version
        except StaleRecordError as error:
            outcomes[words] = (error.stored["title"], error.offered["title"])

    editors = [threading.Thread(target=save, args=(words,)) for words in ("left", "right")]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    winner = str(loaded.record(HERE, "claim", "C1").fields["title"])
    loser = {"left": "right", "right": "left"}[winner]
    assert outcomes == {winner: 2, loser: (winner, loser)}
    assert len(loaded.history(HERE, "claim", "C1")) == 2


def test_no_edit_of_many_is_lost(loaded):
    def add(times: int) -> None:
        while times:
            record = loaded.record(HERE, "topic", "toll")
            try:
                loaded.correct(
                    HERE, "topic", "toll", fields={"rank": record.fields["rank"] + 1},
                    expected_version=record.version, who="ann", why="one more",
                )  # fmt: skip
            except StaleRecordError:
                continue
            times -= 1

    editors = [threading.Thread(target=add, args=(5,)) for _ in range(4)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert loaded.record(HERE, "topic", "toll").fields["rank"] == 2 + 4 * 5
    assert [row.version for row in loaded.history(HERE, "topic", "toll")] == list(range(1, 22))


def test_a_reader_sees_a_situation_before_or_after_a_load_and_never_between(loaded, repackaged):
    rows = small.rows()
    for claim in rows["claims"]:
        claim["note"] = "changed"
    versions = [repackaged(small.rows()), repackaged(rows)]
    allowed = [package.situation for package in versions]
    stop = threading.Event()
    seen: list[bool] = []

    def look() -> None:
        while not stop.is_set():
            seen.append(loaded.situation(HERE) in allowed)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(10):
        loaded.load_package(versions[number % 2].situation, f"{number:064}")
    stop.set()
    reader.join()
    assert seen
    assert all(seen)


@pytest.mark.parametrize("statement", ["UPDATE history SET who = 'nobody'", "DELETE FROM history"])
def test_the_database_itself_refuses_to_change_history(loaded, opened, statement):
    before = loaded.history(HERE)
    engine = make_engine(opened.url, 10)
    with pytest.raises(DatabaseError, match="history is only added to"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    assert loaded.history(HERE) == before


def test_what_is_searched_for_has_columns_of_its_own(loaded, opened):
    edit(loaded, "C6", place="county")
    wanted = select(
        RecordTable.key, RecordTable.said_from, RecordTable.said_to, RecordTable.place, RecordTable.topic,
        RecordTable.claim_kind,
    ).where(RecordTable.kind.in_(("claim", "place"))).order_by(RecordTable.key)  # fmt: skip
    engine = make_engine(opened.url, 10)
    with Session(engine) as session:
        found = {row[0]: tuple(row[1:]) for row in session.execute(wanted)}
    engine.dispose()
    assert found["C4"] == (None, date(2024, 5, 10), "county", None, "event")
    assert found["C6"] == (date(2024, 5, 1), date(2024, 5, 31), "county", "toll", "forecast")
    assert found["bridge"] == (None, None, None, None, None)


def test_a_row_that_something_else_damaged_is_refused_by_name(loaded, opened):
    engine = make_engine(opened.url, 10)
    with Session(engine) as session, session.begin():
        session.execute(update(RecordTable).where(RecordTable.key == "C1").values(payload={"id": "C1"}))
    engine.dispose()
    with pytest.raises(ModelError, match="exactly the fields"):
        loaded.situation(HERE)


def test_an_instant_keeps_its_moment_whatever_its_zone(opened, package):
    east = timezone(timedelta(hours=9))
    store = SqlStore(make_engine(opened.url, 10), now=lambda: NOON.astimezone(east))
    store.load_package(package.situation, package.digest)
    found = store.situations()[0].loaded_at
    store.close()
    assert (found, found.utcoffset()) == (NOON, timedelta(0))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 5, 4), sqlite.dialect())  # noqa: DTZ001 - the point of the test
