"""A disk that is full, a file that cannot be written, a server that goes away: one sentence, and nothing half-done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from components.errors import StoreUnavailableError
from components.records import SqlStore
from components.records.engine import make_engine
from components.records.migrate import migrate
from tests import small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


@pytest.fixture
def loaded(path, package) -> Iterator[SqlStore]:
    engine = make_engine(f"sqlite:///{path}", 1)
    migrate(engine)
    store = SqlStore(engine)
    store.load_package(package.situation, package.digest)
    yield store
    store.close()


def full(path: Path) -> SqlStore:
    """A store on a disk that has no page left for its database."""
    engine = make_engine(f"sqlite:///{path}", 1)

    def no_more_pages(connection, _record):
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size when it is larger

    event.listen(engine, "connect", no_more_pages)
    return SqlStore(engine)


@pytest.fixture
def larger(repackaged):
    rows = small.rows()
    rows["claims"] += [{**rows["claims"][0], "id": f"D{n}", "note": "x" * 3000} for n in range(200)]
    return repackaged(rows)


def test_a_full_disk_is_said_and_the_old_state_stays(loaded, path, package, larger):
    store = full(path)
    with pytest.raises(StoreUnavailableError, match="full"):
        store.load_package(larger.situation, larger.digest)
    store.close()
    assert loaded.situation("long-bridge") == package.situation
    assert loaded.situations()[0].package == package.digest
    assert not path.with_name(path.name + "-journal").exists()


def test_after_a_full_disk_the_same_load_can_be_repeated(loaded, path, larger):
    store = full(path)
    with pytest.raises(StoreUnavailableError):
        store.load_package(larger.situation, larger.digest)
    store.close()
    assert loaded.load_package(larger.situation, larger.digest).inserted == 200
    assert loaded.situation("long-bridge") == larger.situation


def test_a_full_disk_loses_no_edit_silently(loaded, path):
    store = full(path)
    with pytest.raises(StoreUnavailableError, match="full"):
        store.correct(
            "long-bridge", "claim", "C1", fields={"note": "x" * 200_000}, expected_version=1, who="ann", why="typo"
        )
    store.close()
    assert loaded.record("long-bridge", "claim", "C1").version == 1
    assert len(loaded.history("long-bridge", "claim", "C1")) == 1


def test_a_store_that_can_only_be_read_is_read(loaded, path, package, larger):
    engine = make_engine(f"sqlite:///{path}", 1)
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA query_only = 1"))
    store = SqlStore(engine)
    assert store.situation("long-bridge") == package.situation
    with pytest.raises(StoreUnavailableError, match="readonly"):
        store.load_package(larger.situation, larger.digest)
    store.close()


def test_a_writer_that_waits_too_long_is_told_that_the_store_is_locked(loaded, path, larger):
    other = make_engine(f"sqlite:///{path}", 1)
    with other.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="locked"):
            loaded.load_package(larger.situation, larger.digest)
        connection.exec_driver_sql("ROLLBACK")
    other.dispose()
    assert loaded.load_package(larger.situation, larger.digest).inserted == 200


def test_a_server_that_ends_the_connection_is_found_again(postgresql, package):
    url = postgresql()
    engine = make_engine(url, 5)
    migrate(engine)
    store = SqlStore(engine)
    store.load_package(package.situation, package.digest)
    killer = make_engine(url, 5)
    with killer.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    killer.dispose()
    assert store.situation("long-bridge") == package.situation
    store.close()
