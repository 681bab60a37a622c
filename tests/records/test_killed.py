"""A load that is killed leaves the old state or the new one, and processes that start together agree."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from components.intake import read_package
from components.records import open_store
from components.settings import read_settings
from tests import small

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from pathlib import Path
from components.intake import read_package
from components.records import open_store
from components.settings import read_settings
package = read_package(Path(sys.argv[1]))
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.stdin.readline()
store = open_store(read_settings())
report = store.load_package(package.situation, package.digest)
store.close()
sys.stdout.write(f"{report.inserted} {report.unchanged}\\n")
"""


def run(*arguments: str, url: str) -> subprocess.Popen[str]:
    environ = {**os.environ, "CONFLICT_MAP_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.fixture
def folders(tmp_path):
    rows = small.rows()
    for claim in rows["claims"]:
        claim["note"] = "changed"
    rows["relations"] = rows["relations"][:1]
    rows["topics"].append({**rows["topics"][1], "id": "boats", "rank": "3"})
    return small.write(tmp_path / "old"), small.write(tmp_path / "new", rows)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which Windows does not have")
def test_a_load_killed_after_any_statement_leaves_the_old_state_or_the_new_one(tmp_path, folders):
    url = f"sqlite:///{tmp_path / 'records.sqlite3'}"
    with run("-m", "tests.records.killed", url, *map(str, folders), url=url) as process:
        lines = process.communicate(timeout=120)[0].splitlines()
    assert process.returncode == 0
    assert len(lines) > 10
    assert set(lines[:-1]) == {"old"}
    assert lines[-1] == "new done"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9, which Windows does not have")
def test_a_first_start_killed_at_any_moment_can_be_repeated(tmp_path, folders):
    package = read_package(folders[0])
    for number, moment_s in enumerate((0.01, 0.05, 0.1)):
        url = f"sqlite:///{tmp_path / f'{number}.sqlite3'}"
        with run("-c", START, str(folders[0]), url=url) as process:
            assert process.stdout is not None
            assert process.stdin is not None
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            time.sleep(moment_s)
            process.kill()
        store = open_store(read_settings({"CONFLICT_MAP_DATABASE_URL": url}))
        store.load_package(package.situation, package.digest)
        assert store.situation("long-bridge") == package.situation
        store.close()


def test_processes_that_start_together_migrate_once_and_load_once(database_url, folders):
    processes = [run("-c", START, str(folders[0]), url=database_url) for _ in range(3)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    reports = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(reports) == ["0 27", "0 27", "27 0"]
