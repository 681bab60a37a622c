"""Case 27, the disk: a report or a decision that finds no room is refused in one sentence, and the old state stays.

What is proved on SQLite: its own limit of pages ("full"), and a kernel that refuses to let the database file grow, for
a report with thousands of items and for a decision. On PostgreSQL: a kernel that refuses to let the server's process
extend a table in the middle of the transaction, and the server's own "disk full" raised behind all other writes of a
decision. What is not proved: a file system without a free block (that needs one of its own), a disk that fills while
the server writes its log (PostgreSQL then stops and recovers, which is its promise and not ours), and a failing fsync.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from components.errors import StoreUnavailableError
from components.model import Situation
from components.records import ItemKind, NewItem, SqlStore
from components.records.engine import make_engine
from components.records.migrate import migrate
from tests.hostile.killed import ITEMS, add
from tests.records.reviewed import GUARDS, HERE, ID, accepting, claim, everything, reading, report, source

ROOT = Path(__file__).resolve().parents[2]
WITH_LIMITS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on file sizes, which Windows lacks")

Act = Callable[[SqlStore, Situation], object]


def add_report(store: SqlStore, _situation: Situation) -> None:
    add(store, 1)


def accept(store: SqlStore, situation: Situation) -> None:
    adds = (claim(situation, note="x" * 200_000), source())
    store.reviews.decide(HERE, ID, GUARDS, accepting(situation, adds=adds), expected_version=1)


ACTS = pytest.mark.parametrize("act", [add_report, accept])


def prepared(url: str, package) -> SqlStore:
    engine = make_engine(url, 10)
    migrate(engine)
    store = SqlStore(engine)
    store.load_package(package.situation, package.digest)
    store.reviews.add_report(HERE, report(), reading(), "ann")
    return store


def succeeded(store: SqlStore, act: Act, situation: Situation) -> bool:
    """Whether the same act goes through once there is room again."""
    act(store, situation)
    if act is add_report:
        return len(store.reviews.items(HERE, store.reviews.reports(HERE)[0].id)) == ITEMS
    return "R1" in store.situation(HERE).claims


@ACTS
def test_a_database_without_a_page_left_is_full_and_keeps_the_old_state(tmp_path, package, act):
    file = tmp_path / "records.sqlite3"
    store = prepared(f"sqlite:///{file}", package)
    before = everything(store)
    engine = make_engine(f"sqlite:///{file}", 1)
    # SQLite takes the present size when it is larger.
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count = 1"))
    full = SqlStore(engine)
    with pytest.raises(StoreUnavailableError, match="full"):
        act(full, package.situation)
    full.close()
    assert everything(store) == before
    assert [path.name for path in tmp_path.glob("records*")] == ["records.sqlite3"]
    assert succeeded(store, act, package.situation)
    store.close()


@WITH_LIMITS
@ACTS
def test_a_database_file_that_the_kernel_does_not_let_grow_keeps_the_old_state(tmp_path, package, act):
    file = tmp_path / "records.sqlite3"
    store = prepared(f"sqlite:///{file}", package)
    before, size = everything(store), file.stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.filled", str(file), str(package.folder), act.__name__.partition("_")[0]],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert (
        done.stdout
        == f"The store at sqlite:///{file} does not answer (disk I/O error). Check CONFLICT_MAP_DATABASE_URL.\n"
    )
    assert file.stat().st_size == size
    assert everything(store) == before
    assert succeeded(store, act, package.situation)
    store.close()


@pytest.fixture
def bounded(postgresql) -> Iterator[str]:
    """Address of a server whose files may not grow beyond 16 MB; asked for behind the other one, which may skip."""
    with tempfile.TemporaryDirectory(prefix="conflict-map-pg-", ignore_cleanup_errors=True) as folder:
        command = [sys.executable, "-m", "tests.hostile.bounded", str(Path(folder) / "data")]
        with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
            server.communicate(timeout=60)


@WITH_LIMITS
def test_a_server_that_the_kernel_does_not_let_extend_a_table_keeps_the_old_state(bounded, package):
    store = prepared(bounded, package)
    before = everything(store)
    noise = os.urandom(12 * 1024 * 1024).hex()  # cannot be packed into less than the limit
    items = [
        NewItem(f"figure:{n}-{n + 1}", ItemKind.FIGURE, n, n + 1, {"why": noise[n * 12_000 : (n + 1) * 12_000]})
        for n in range(2000)
    ]
    with pytest.raises(StoreUnavailableError, match=r"could not (extend|write).*File too large"):
        store.reviews.add_report(HERE, report("Numbers. " * 300), items, "ann")
    assert everything(store) == before
    operator = make_engine(bounded, 10).execution_options(isolation_level="AUTOCOMMIT")
    with operator.connect() as connection:
        connection.execute(text("VACUUM items"))  # until then the room that was taken is not given back
    operator.dispose()
    assert store.reviews.add_report(HERE, report("Numbers. " * 300), items[:9], "ann").is_new
    accept(store, package.situation)
    assert "R1" in store.situation(HERE).claims
    store.close()


@ACTS
def test_a_server_that_says_disk_full_at_the_last_write_keeps_the_old_state(postgresql, package, act):
    url = postgresql()
    store = prepared(url, package)
    before = everything(store)
    operator = make_engine(url, 10)
    with operator.begin() as connection:
        connection.execute(text(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.kind IN ('item', 'report') "
            "THEN RAISE EXCEPTION 'could not extend file: no space left' USING ERRCODE = '53100'; END IF; "
            "RETURN NEW; END $$"
        ))  # fmt: skip
        connection.execute(
            text("CREATE TRIGGER no_room BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION no_room()")
        )
    with pytest.raises(StoreUnavailableError, match="no space left"):
        act(store, package.situation)
    assert everything(store) == before
    with operator.begin() as connection:
        connection.execute(text("DROP TRIGGER no_room ON history"))
    operator.dispose()
    assert succeeded(store, act, package.situation)
    store.close()
