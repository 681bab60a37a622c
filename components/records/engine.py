"""The connection to the database, and the one lock that writers take.

What a stranger gets wrong: SQLite's driver begins a transaction late, at the first write, so two writers could read
the same state first. Here a write transaction takes its lock before it reads, on SQLite (``BEGIN IMMEDIATE``) and on
PostgreSQL (an advisory lock): one writer at a time per store, any number of readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from components.errors import StoreUnavailableError

#: Key of the advisory lock: the first eight bytes of SHA-256("conflict-map"), as a signed number.
_LOCK_KEY = int.from_bytes(bytes.fromhex("262e0411bdd18e6e"), "big", signed=True)
_WRITES = "conflict_map_writes"


def make_engine(database_url: str, timeout_s: float) -> Engine:
    """An engine for SQLite or PostgreSQL; nothing is connected yet, but SQLite's folder is made.

    Args:
        database_url: SQLAlchemy address.
        timeout_s: how long a write waits for another one, and a connection for its server.

    Raises:
        StoreUnavailableError: the folder cannot be made.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        engine = create_engine(url, connect_args={"timeout": timeout_s})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        options = f"-c lock_timeout={int(timeout_s * 1000)}"
        arguments: dict[str, Any] = {"connect_timeout": max(2, int(timeout_s)), "options": options}
        engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _make_folder(url: URL) -> None:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(str(url), error.strerror or type(error).__name__) from error


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the writers' lock at once."""
    return engine.execution_options(**{_WRITES: True})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, below
    cursor = connection.cursor()
    # A journal that is deleted: on a full disk WAL mode dies with SIGBUS, this one with a clean error.
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})


@contextmanager
def answering(engine: Engine) -> Iterator[None]:
    """Turns the driver's errors into ours, without address secrets and without the statement.

    Raises:
        StoreUnavailableError: the database cannot be reached, is locked, full, read-only or damaged.
    """
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # a mistake of ours, not a state of the database
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        raise StoreUnavailableError(engine.url.render_as_string(hide_password=True), reason) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session to read with.

    Raises:
        StoreUnavailableError: see `answering`.
    """
    with answering(engine), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose one transaction holds the writers' lock before anything is read.

    Raises:
        StoreUnavailableError: see `answering`.
    """
    with answering(engine), Session(for_writing(engine)) as session, session.begin():
        session.connection()  # begins now
        yield session
