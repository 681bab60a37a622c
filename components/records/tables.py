"""The four tables.

What a stranger gets wrong: there is one table of records, not one per noun. A page reads a situation whole, and
version, status, review and history treat every noun alike; a table per noun would repeat the same bookkeeping ten
times and need a migration for every new field. The price is that the database does not check that a claim's source
exists: loading and correcting do, in the same transaction. What is searched for has columns of its own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, DateTime, Dialect, ForeignKey, Index, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant; SQLite has no zone, so it is kept as UTC there and gets its zone back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses an instant without a zone.

        Raises:
            ValueError: the value has no zone.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Parent of the tables."""


class SituationTable(Base):
    """One situation.

    Columns: ``package`` is the identity of the package that was loaded last, with the format of the fields before it.
    """

    __tablename__ = "situations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str]
    package: Mapped[str] = mapped_column(String(80))
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordTable(Base):
    """One noun of one situation.

    Columns: ``digest`` is the SHA-256 of ``payload``; ``package_digest`` that of the fields as the last package which
    wrote the row had them. ``said_from`` to ``claim_kind`` repeat what is in a claim's payload, for searching.
    """

    __tablename__ = "records"

    situation_id: Mapped[str] = mapped_column(ForeignKey("situations.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(16))
    edited_by: Mapped[str | None] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    package_digest: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    said_from: Mapped[date | None] = mapped_column(Date)
    said_to: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str | None] = mapped_column(String(80))
    topic: Mapped[str | None] = mapped_column(String(80))
    claim_kind: Mapped[str | None] = mapped_column(String(16))

    __table_args__ = (
        CheckConstraint("version >= 1", name="records_version"),
        CheckConstraint("status IN ('accepted', 'withdrawn', 'proposed')", name="records_status"),
        Index("records_said", "situation_id", "said_from", "said_to"),
        Index("records_place", "situation_id", "place"),
        Index("records_topic", "situation_id", "topic", "claim_kind"),
    )


class ProposalTable(Base):
    """What a package would have changed in an edited record; ``payload`` is NULL where it has it no more."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    situation_id: Mapped[str] = mapped_column(ForeignKey("situations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(300))
    base_version: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    package: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        CheckConstraint("state IN ('open', 'accepted', 'refused', 'superseded')", name="proposals_state"),
    )


class HistoryTable(Base):
    """One change; the database itself refuses to change or delete a row (see the migration)."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    situation_id: Mapped[str] = mapped_column(ForeignKey("situations.id"))
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(Integer)
    change: Mapped[str] = mapped_column(String(16))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    who: Mapped[str] = mapped_column(String(200))
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("history_record", "situation_id", "kind", "key", "version", unique=True),)
