import threading

import pytest
from sqlalchemy import text

from components.errors import StoreUnavailableError
from components.records import open_store
from components.records.engine import answering, for_writing, make_engine
from components.settings import read_settings


@pytest.fixture
def sqlite(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'a' / 'b' / 'records.sqlite3'}", 1)
    yield engine
    engine.dispose()


def test_the_folder_of_a_database_is_made(sqlite, tmp_path):
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "delete"), ("foreign_keys", 1), ("busy_timeout", 1000)])
def test_a_connection_is_set_up_for_a_full_disk_and_for_two_writers(sqlite, pragma, value):
    with sqlite.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_writer_holds_its_lock_before_it_has_written(database_url):
    engine = make_engine(database_url, 1)
    with for_writing(engine).begin(), pytest.raises(StoreUnavailableError) as caught, answering(engine):
        for_writing(engine).begin().__enter__()
    engine.dispose()
    assert "lock" in str(caught.value)


def test_a_reader_does_not_wait_for_a_writer(database_url):
    engine = make_engine(database_url, 1)
    with for_writing(engine).begin(), engine.begin() as reader:
        assert reader.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_a_second_writer_gets_its_turn(database_url):
    engine = make_engine(database_url, 10)
    order = []

    def second():
        with for_writing(engine).begin():
            order.append("second")

    with for_writing(engine).begin():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    engine.dispose()
    assert order == ["first", "second"]


def test_a_server_that_is_not_there_is_said_without_its_password():
    settings = read_settings({"CONFLICT_MAP_DATABASE_URL": "postgresql://ann:secret@127.0.0.1:1/store"})
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(settings)
    assert caught.value.address == "postgresql+psycopg://ann:***@127.0.0.1:1/store"
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "records.sqlite3").write_bytes(b"this is a letter, not a database" * 40)
    settings = read_settings({"CONFLICT_MAP_DATABASE_URL": f"sqlite:///{tmp_path / 'records.sqlite3'}"})
    with pytest.raises(StoreUnavailableError, match="not a database"):
        open_store(settings)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    settings = read_settings({"CONFLICT_MAP_DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'records.sqlite3'}"})
    with pytest.raises(StoreUnavailableError):
        open_store(settings)
