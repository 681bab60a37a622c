"""One of two editors, each a process of its own: decides an item when told to, and says what came of it.

Run by `test_editors.py`: ``python -m tests.hostile.editor <database address> <report> <item> <reason>``.
"""

import sys

from components.errors import StaleRecordError
from components.records import SqlStore
from components.records.engine import make_engine
from tests.records.reviewed import HERE, rejecting


def main(url: str, report_id: str, item_id: str, why: str) -> None:
    store = SqlStore(make_engine(url, 30))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        version = store.reviews.decide(HERE, report_id, item_id, rejecting(why), expected_version=1).version
        sys.stdout.write(f"saved version {version}\n")
    except StaleRecordError as error:
        sys.stdout.write(f"stale: {error.stored['why']} against {error.offered['why']}\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
