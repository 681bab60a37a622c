"""Adds a report, or decides, in a process whose files the kernel does not let grow; says what was answered.

Run by `test_full_disk.py`: ``python -m tests.hostile.filled <database file> <package> add|decide``.
"""

import resource
import signal
import sys
from pathlib import Path

from components.errors import StoreUnavailableError
from components.intake import read_package
from components.records import SqlStore
from components.records.engine import make_engine
from tests.hostile.killed import add
from tests.records.reviewed import GUARDS, HERE, ID, accepting, claim, source


def main(file: str, folder: str, act: str) -> None:
    situation = read_package(Path(folder)).situation
    store = SqlStore(make_engine(f"sqlite:///{file}", 5))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead, as on a full disk
    size = Path(file).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        if act == "add":
            add(store, 1)
        else:
            adds = (claim(situation, note="x" * 200_000), source())
            store.reviews.decide(HERE, ID, GUARDS, accepting(situation, adds=adds), expected_version=1)
    except StoreUnavailableError as error:
        sys.stdout.write(f"{error}\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
