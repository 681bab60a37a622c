import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from components.errors import StoreError
from components.records.engine import for_writing, make_engine
from components.records.migrate import config, migrate
from components.records.tables import Base

TABLES = {"alembic_version", "history", "proposals", "records", "situations"}


@pytest.fixture
def engine(database_url):
    made = make_engine(database_url, 10)
    yield made
    made.dispose()


def test_an_empty_database_gets_every_table(engine):
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == TABLES


def test_migrating_twice_is_migrating_once(engine):
    migrate(engine)
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == TABLES


def test_the_migrations_make_exactly_the_tables_of_the_code(engine):
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_way_back_leaves_nothing(engine):
    migrate(engine)
    with for_writing(engine).begin() as connection:
        command.downgrade(config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}


def test_a_store_of_a_newer_program_is_left_alone(engine):
    migrate(engine)
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version of this program"):
        migrate(engine)


def test_a_migration_that_fails_half_way_leaves_nothing(engine):
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE proposals (id INTEGER)"))
    with pytest.raises(Exception, match="proposals"):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"proposals"}
