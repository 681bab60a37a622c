"""Reports, the shingles that near-duplicates are found by, and the items that were read from them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds three tables; what is there already is not touched."""
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("situation_id", sa.String(64), sa.ForeignKey("situations.id"), nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("chars", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("added_at", _INSTANT, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("version >= 1", name="reports_version"),
        sa.CheckConstraint("status IN ('accepted', 'withdrawn')", name="reports_status"),
    )
    op.create_index("reports_digest", "reports", ["situation_id", "digest"], unique=True)
    op.create_index("reports_id", "reports", ["situation_id", "id"], unique=True)
    op.create_table(
        "shingles",
        sa.Column("hash", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("report", sa.Integer(), sa.ForeignKey("reports.number"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "items",
        sa.Column("report", sa.Integer(), sa.ForeignKey("reports.number"), primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(80)),
        sa.Column("who", sa.String(200)),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", _INSTANT),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("choice", sa.JSON()),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.CheckConstraint("version >= 1", name="items_version"),
        sa.CheckConstraint("status IN ('accepted', 'withdrawn')", name="items_status"),
        sa.CheckConstraint("verdict IN ('open', 'accepted', 'merged', 'rejected')", name="items_verdict"),
    )
    op.create_index("items_counts", "items", ["report", "status", "verdict"])
    op.create_index("items_claim", "items", ["claim"])


def downgrade() -> None:
    """Drops the three tables with every report and decision in them; take a copy first."""
    for name in ("items", "shingles", "reports"):
        op.drop_table(name)
