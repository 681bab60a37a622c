import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from components.errors import StoreError, StoreUnavailableError
from components.model import key_of, kind_of
from components.records import SqlStore
from components.records.engine import for_writing, make_engine
from components.records.migrate import config, migrate
from components.records.payload import digest, pack
from components.records.store import Change
from components.records.tables import Base
from tests.records.reviewed import HERE, NOON, accepting, reading, report

TABLES = {"alembic_version", "history", "items", "proposals", "records", "reports", "shingles", "situations"}


@pytest.fixture
def engine(database_url):
    made = make_engine(database_url, 10)
    yield made
    made.dispose()


def test_an_empty_database_gets_every_table(engine):
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == TABLES


def test_migrating_twice_is_migrating_once(engine):
    migrate(engine)
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == TABLES


def test_the_migrations_make_exactly_the_tables_of_the_code(engine):
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_way_back_leaves_nothing(engine):
    migrate(engine)
    with for_writing(engine).begin() as connection:
        command.downgrade(config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}


def test_a_store_of_a_newer_program_is_left_alone(engine):
    migrate(engine)
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version of this program"):
        migrate(engine)


def test_a_migration_that_fails_half_way_leaves_nothing(engine):
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE proposals (id INTEGER)"))
    with pytest.raises(Exception, match="proposals"):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"proposals"}


def load_into_the_first_tables(engine, package):
    """What the program of the first revision left after it had loaded a package and a person had edited a claim."""
    identity, at = f"1:{package.digest}", NOON.strftime("%Y-%m-%d %H:%M:%S.%f")
    with for_writing(engine).begin() as connection:
        command.upgrade(config(connection), "0001")
        connection.execute(
            text("INSERT INTO situations VALUES (:id, :title, :package, :at)"),
            {"id": HERE, "title": package.situation.about.title, "package": identity, "at": at},
        )
        for noun in package.situation.nouns():
            kind, key, fields = kind_of(noun), key_of(noun), pack(noun)
            mark = digest(fields)
            is_edited = (kind, key) == ("claim", "C6")
            values = {
                "situation": HERE, "kind": kind, "key": key, "version": 1 + is_edited,
                "who": "ann" if is_edited else None,
                "before": mark, "at": at, "first": json.dumps(fields), "load": f"package {package.digest}",
            }  # fmt: skip
            fields |= {"note": "mine"} if is_edited else {}
            values |= {"digest": digest(fields), "payload": json.dumps(fields)}
            connection.execute(
                text(
                    "INSERT INTO records (situation_id, kind, key, version, status, edited_by, digest, package_digest,"
                    " payload) VALUES (:situation, :kind, :key, :version, 'accepted', :who, :digest, :before, :payload)"
                ),
                values,
            )
            line = text(
                "INSERT INTO history (situation_id, kind, key, version, change, payload, who, why, at)"
                " VALUES (:situation, :kind, :key, :version, :change, :payload, :who, :why, :at)"
            )
            connection.execute(
                line,
                values
                | {"version": 1, "change": "insert", "payload": values["first"], "who": values["load"], "why": ""},
            )
            if is_edited:
                connection.execute(line, values | {"change": "correct", "why": "typo"})


def rows(engine, tables=("situations", "records", "proposals", "history")):
    with engine.connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(text("SELECT * FROM " + name))]  # noqa: S608 - our own names
            for name in tables
        }
    return {name: sorted(map(str, lines)) for name, lines in found.items()}


def test_a_database_of_the_first_tables_keeps_every_row_and_goes_on(engine, package):
    load_into_the_first_tables(engine, package)
    before = rows(engine)
    migrate(engine)
    assert rows(engine) == before
    assert set(inspect(engine).get_table_names()) == TABLES
    store = SqlStore(engine, now=lambda: NOON)
    assert store.situation(HERE).claims["C6"].note == "mine"
    assert [row.change for row in store.history(HERE, "claim", "C6")] == [Change.INSERT, Change.CORRECT]
    assert store.load_package(package.situation, package.digest).unchanged == 27
    added = store.reviews.add_report(HERE, report(), reading(), "ann")
    decided = store.reviews.decide(
        HERE, added.row.id, reading()[1].id, accepting(package.situation), expected_version=1
    )
    assert decided.claim == "R1"
    assert store.load_package(package.situation, "f" * 64).kept_edited == 0
    assert "R1" in store.situation(HERE).claims
    with pytest.raises(DatabaseError, match="history is only added to"), engine.begin() as connection:
        connection.execute(text("DELETE FROM history"))


def test_one_step_back_takes_the_reports_and_leaves_the_records(engine, package):
    load_into_the_first_tables(engine, package)
    before = rows(engine)
    migrate(engine)
    with for_writing(engine).begin() as connection:
        command.downgrade(config(connection), "0001")
    assert rows(engine) == before
    assert set(inspect(engine).get_table_names()) == TABLES - {"items", "reports", "shingles"}


def test_a_second_migration_that_fails_half_way_leaves_the_first_tables_as_they_were(engine, package):
    load_into_the_first_tables(engine, package)
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE items (id INTEGER)"))
    before = rows(engine)
    with pytest.raises((DatabaseError, StoreUnavailableError), match="items"):
        migrate(engine)
    assert rows(engine) == before
    assert set(inspect(engine).get_table_names()) == TABLES - {"reports", "shingles"}
