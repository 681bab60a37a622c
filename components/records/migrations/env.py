"""Run by Alembic for every command; the connection and its transaction are the caller's."""

from alembic import context

from components.records.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
