"""The tables: situations, records, proposals, history; reports, their shingles and items.

What a stranger gets wrong: there is one table of records, not one per noun. A page reads a situation whole, and
version, status, review and history treat every noun alike; a table per noun would repeat the same bookkeeping ten
times and need a migration for every new field. The price is that the database does not check that a claim's source
exists: loading and correcting do, in the same transaction. What is searched for has columns of its own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, DateTime, Dialect, ForeignKey, Index, Integer, LargeBinary, String
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


class ReportTable(Base):
    """One report of one situation.

    Columns: ``id`` is the first 16 digits of ``digest``, the SHA-256 of the text; ``signature`` is what near-duplicates
    are found by (see `likeness`). ``text`` is UTF-8 as bytes, because a text may hold characters that no text column
    takes and is kept whole all the same; it stands last, so that a list of reports is read without it.
    """

    __tablename__ = "reports"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    situation_id: Mapped[str] = mapped_column(ForeignKey("situations.id"))
    id: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(16))
    title: Mapped[str]
    publisher: Mapped[str]
    published_on: Mapped[date | None] = mapped_column(Date)
    language: Mapped[str]
    url: Mapped[str]
    origin: Mapped[str]
    chars: Mapped[int] = mapped_column(Integer)
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    text: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    __table_args__ = (
        CheckConstraint("version >= 1", name="reports_version"),
        CheckConstraint("status IN ('accepted', 'withdrawn')", name="reports_status"),
        Index("reports_digest", "situation_id", "digest", unique=True),
        Index("reports_id", "situation_id", "id", unique=True),
    )


class ShingleTable(Base):
    """One hash of a report's signature once more, so that reports which share some are found without reading all."""

    __tablename__ = "shingles"

    hash: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    report: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, autoincrement=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class ItemTable(Base):
    """One proposal of one report, with what was decided.

    Columns: ``start`` and ``stop`` are offsets into the report's text; ``digest`` is the SHA-256 of ``fields``;
    ``status`` is withdrawn when a later reading of the report no longer has it; ``made`` names what the decision put
    into the situation, as a list of kind and key.
    """

    __tablename__ = "items"

    report: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    verdict: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(Integer)
    start: Mapped[int] = mapped_column(Integer)
    stop: Mapped[int] = mapped_column(Integer)
    claim: Mapped[str | None] = mapped_column(String(80))
    who: Mapped[str | None] = mapped_column(String(200))
    why: Mapped[str]
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made: Mapped[list[list[str]]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    choice: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (
        CheckConstraint("version >= 1", name="items_version"),
        CheckConstraint("status IN ('accepted', 'withdrawn')", name="items_status"),
        CheckConstraint("verdict IN ('open', 'accepted', 'merged', 'rejected')", name="items_verdict"),
        Index("items_counts", "report", "status", "verdict"),
        Index("items_claim", "claim"),
    )
