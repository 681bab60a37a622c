"""The first tables: situations, records, proposals, history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, and lets the database itself refuse a change of history."""
    op.create_table(
        "situations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("package", sa.String(80), nullable=False),
        sa.Column("loaded_at", _INSTANT, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("situation_id", sa.String(64), sa.ForeignKey("situations.id"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("edited_by", sa.String(200)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("package_digest", sa.String(64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("said_from", sa.Date()),
        sa.Column("said_to", sa.Date()),
        sa.Column("place", sa.String(80)),
        sa.Column("topic", sa.String(80)),
        sa.Column("claim_kind", sa.String(16)),
        sa.CheckConstraint("version >= 1", name="records_version"),
        sa.CheckConstraint("status IN ('accepted', 'withdrawn', 'proposed')", name="records_status"),
    )
    op.create_index("records_said", "records", ["situation_id", "said_from", "said_to"])
    op.create_index("records_place", "records", ["situation_id", "place"])
    op.create_index("records_topic", "records", ["situation_id", "topic", "claim_kind"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("situation_id", sa.String(64), sa.ForeignKey("situations.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("payload", sa.JSON()),
        sa.Column("package", sa.String(64), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.CheckConstraint("state IN ('open', 'accepted', 'refused', 'superseded')", name="proposals_state"),
    )
    op.create_index("ix_proposals_situation_id", "proposals", ["situation_id"])
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("situation_id", sa.String(64), sa.ForeignKey("situations.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(16), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("history_record", "history", ["situation_id", "kind", "key", "version"], unique=True)
    for statement in _guard(op.get_bind().dialect.name):
        op.execute(statement)


def _guard(dialect: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER history_{act} BEFORE {act} ON history "
            "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
            for act in ("UPDATE", "DELETE")
        )
    return (
        "CREATE FUNCTION history_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is only added to'; END $$",
        "CREATE TRIGGER history_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_is_only_added_to()",
    )


def downgrade() -> None:
    """Drops everything; take a copy first."""
    for name in ("history", "proposals", "records", "situations"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION history_is_only_added_to()")
