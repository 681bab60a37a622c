"""Loads a package again and again, each time in a child that is killed one statement later than the one before.

Run by `test_killed.py` as a program of its own, because a process that forks should have nothing else to lose:
``python -m tests.records.killed <database address> <old package> <new package>``. Prints one line per child: what the
store holds after the kill ("old", "new", or what went wrong), and "done" after a child that reached the end.
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event, text

from components.intake import Package, read_package
from components.records import SqlStore
from components.records.engine import make_engine
from components.records.migrate import migrate


def load_and_die(url: str, package: Package, statements: int) -> None:
    """In the child: kills itself, with no chance to clean up, after so many statements (or at the commit)."""
    engine = make_engine(url, 10)
    left = [statements]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", count)
    event.listen(engine, "commit", count)
    SqlStore(engine).load_package(package.situation, package.digest)
    os._exit(0)


def found(url: str, old: Package, new: Package) -> str:
    engine = make_engine(url, 10)
    store = SqlStore(engine)
    with engine.connect() as connection:
        verdict = connection.execute(text("PRAGMA integrity_check")).scalar()
    situation, row = store.situation(old.situation.id), store.situations()[0]
    engine.dispose()
    for name, package in (("old", old), ("new", new)):
        if situation == package.situation and row.package == package.digest and verdict == "ok":
            return name
    return f"torn: {verdict}, {row}"


def main(url: str, old_folder: str, new_folder: str) -> None:
    old, new = read_package(Path(old_folder)), read_package(Path(new_folder))
    engine = make_engine(url, 10)
    migrate(engine)
    SqlStore(engine).load_package(old.situation, old.digest)
    engine.dispose()
    for statements in range(1000):
        child = os.fork()
        if child == 0:
            load_and_die(url, new, statements)
        _, status = os.waitpid(child, 0)
        ended = os.WIFEXITED(status)
        sys.stdout.write(f"{found(url, old, new)}{' done' if ended else ''}\n")
        if ended:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
