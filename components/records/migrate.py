"""Brings a database to the tables of this program.

What a stranger gets wrong: this runs at every start, in every process. The writers' lock is taken before the
revision is read, so that of two processes which start together one migrates and the other finds it done; and all
of it is one transaction, so that a killed migration leaves the old tables.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from components.errors import StoreError
from components.records.engine import answering, for_writing


def migrate(engine: Engine) -> None:
    """Applies the revisions that are missing.

    Raises:
        StoreUnavailableError: the database does not answer.
        StoreError: the database was written by a newer version of this program.
    """
    with answering(engine), for_writing(engine).begin() as connection:
        try:
            command.upgrade(config(connection), "head")
        except CommandError as error:
            raise StoreError(
                f"The store was written by a newer version of this program; update it. ({error})"
            ) from error


def config(connection: Connection) -> Config:
    """Alembic's configuration, from the package itself, so that an installed wheel needs no alembic.ini."""
    made = Config()
    made.set_main_option("script_location", "components.records:migrations")
    made.attributes["connection"] = connection
    return made
