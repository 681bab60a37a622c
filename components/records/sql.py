"""The store in a database: SQLite beside the program, PostgreSQL for a shared deployment, one code for both.

What a stranger gets wrong: reading takes one statement, so that a page never sees half of a load. Writing takes the
writers' lock first (see `engine`), then reads what it is about to change, and is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.orm import Session

from components.model import Situation
from components.records.changes import correct_record, refuse_orphans
from components.records.engine import make_engine, reading, writing
from components.records.loading import Known, Name, Offer, Plan, Step, plan
from components.records.migrate import migrate
from components.records.payload import FORMAT
from components.records.reviewing import SqlReviews
from components.records.rows import (
    Act,
    accepted_situation,
    history_row,
    is_record,
    needed_row,
    refuse_dangling,
    search_columns,
    stored,
)
from components.records.store import (
    Change,
    HistoryRow,
    LoadReport,
    Proposal,
    SituationRow,
    Status,
    StoredRecord,
)
from components.records.tables import HistoryTable, ProposalTable, RecordTable, ReportTable, SituationTable
from components.settings import Settings


def open_store(settings: Settings) -> SqlStore:
    """The store that the settings name, with its tables up to date.

    Raises:
        StoreUnavailableError: the database does not answer.
        StoreError: it was written by a newer version of this program.
    """
    engine = make_engine(settings.database_url, settings.store_timeout_s)
    migrate(engine)
    return SqlStore(engine)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStore:
    """A `Store` over SQLAlchemy.

    Args:
        engine: of a database whose tables are up to date.
        now: gives the present instant, with a zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _utc_now) -> None:
        self._engine, self._now = engine, now

    @property
    def reviews(self) -> SqlReviews:
        """Reports and decisions of the same database."""
        return SqlReviews(self._engine, self._now)

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def situations(self) -> tuple[SituationRow, ...]:
        """All situations by id."""
        records = (
            select(func.count())
            .where(RecordTable.situation_id == SituationTable.id, RecordTable.status == Status.ACCEPTED)
            .scalar_subquery()
        )
        proposals = (
            select(func.count())
            .where(ProposalTable.situation_id == SituationTable.id, ProposalTable.state == "open")
            .scalar_subquery()
        )
        reports = (
            select(func.count())
            .where(ReportTable.situation_id == SituationTable.id, ReportTable.status == Status.ACCEPTED)
            .scalar_subquery()
        )
        wanted = select(SituationTable, records, proposals, reports).order_by(SituationTable.id)
        with reading(self._engine) as session:
            return tuple(
                SituationRow(row.id, row.title, row.package.partition(":")[2], row.loaded_at, *counts)
                for row, *counts in session.execute(wanted)
            )

    def situation(self, situation_id: str) -> Situation:
        """Every accepted record of a situation, from one moment."""
        with reading(self._engine) as session:
            return accepted_situation(session, situation_id)

    def record(self, situation_id: str, kind: str, key: str) -> StoredRecord:
        """One record, whatever its status."""
        with reading(self._engine) as session:
            return stored(needed_row(session, situation_id, kind, key))

    def load_package(self, situation: Situation, package: str) -> LoadReport:
        """Makes the store hold what the package holds, all of it or nothing."""
        identity = f"{FORMAT}:{package}"
        with writing(self._engine) as session:
            row = session.get(SituationTable, situation.id)
            if row is not None and row.package == identity:
                return LoadReport(0, 0, sum(1 for _ in situation.nouns()), 0, 0, 0)
            made = plan(situation, _known(session, situation.id))
            now, title = self._now(), situation.about.title
            if row is None:
                session.add(SituationTable(id=situation.id, title=title, package=identity, loaded_at=now))
                session.flush()
            else:
                row.title, row.package, row.loaded_at = title, identity, now
            _write(session, situation.id, made, package, now)
            return made.report

    def correct(
        self,
        situation_id: str,
        kind: str,
        key: str,
        *,
        fields: Mapping[str, Any],
        expected_version: int,
        who: str,
        why: str,
    ) -> StoredRecord:
        """Changes some fields of a record on a person's behalf."""
        act = Act.by(situation_id, who, why, self._now(), needs_reason=True)
        with writing(self._engine) as session:
            noun = correct_record(session, act, kind, key, fields, expected_version)
            refuse_dangling(session, situation_id, [noun])
            if kind == "about":
                refuse_orphans(session, situation_id)  # a side that is gone
            return stored(needed_row(session, situation_id, kind, key))

    def proposals(self, situation_id: str) -> tuple[Proposal, ...]:
        """Open proposals, oldest first."""
        with reading(self._engine) as session:
            rows = session.scalars(
                select(ProposalTable)
                .where(ProposalTable.situation_id == situation_id, ProposalTable.state == "open")
                .order_by(ProposalTable.id)
            )
            return tuple(Proposal(r.kind, r.key, r.base_version, r.payload, r.package, r.made_at) for r in rows)

    def history(self, situation_id: str, kind: str | None = None, key: str | None = None) -> tuple[HistoryRow, ...]:
        """Changes, oldest first; of one kind or record when named."""
        wanted = select(HistoryTable).where(HistoryTable.situation_id == situation_id).order_by(HistoryTable.id)
        wanted = wanted.where(HistoryTable.kind == kind) if kind is not None else wanted
        wanted = wanted.where(HistoryTable.key == key) if key is not None else wanted
        with reading(self._engine) as session:
            return tuple(
                HistoryRow(r.kind, r.key, r.version, Change(r.change), r.payload, r.who, r.why, r.at)
                for r in session.scalars(wanted)
            )


def _known(session: Session, situation_id: str) -> dict[Name, Known]:
    waiting: dict[Name, str] = {}
    refused: dict[Name, set[str]] = {}
    for row in session.scalars(select(ProposalTable).where(ProposalTable.situation_id == situation_id)):
        if row.state == "open":
            waiting[row.kind, row.key] = row.digest
        elif row.state == "refused":
            refused.setdefault((row.kind, row.key), set()).add(row.digest)
    known: dict[Name, Known] = {}
    for record in session.scalars(select(RecordTable).where(RecordTable.situation_id == situation_id)):
        name = (record.kind, record.key)
        marks = (record.digest, record.package_digest)
        known[name] = Known(stored(record), *marks, waiting.get(name), frozenset(refused.get(name, ())))
    return known


def _write(session: Session, situation_id: str, made: Plan, package: str, now: datetime) -> None:
    """Writes a plan; the lock is held, so versions are as they were planned."""
    act = Act(situation_id, f"package {package}", "", now)
    inserts: list[dict[str, Any]] = []
    for step in made.steps:
        kind, key = step.name
        values = _values(step)
        if step.change is Change.INSERT:
            inserts.append({"situation_id": situation_id, "kind": kind, "key": key, "edited_by": None, **values})
        else:
            session.execute(
                update(RecordTable)
                .where(*is_record(situation_id, kind, key), RecordTable.version == step.version - 1)
                .values(**values)
            )
        session.add(history_row(act, kind, key, step.version, step.change, step.fields))
    if inserts:
        session.execute(insert(RecordTable), inserts)
    for name in made.settled:
        _settle(session, situation_id, name)
    session.add_all(_proposal(situation_id, offer, package, now) for offer in made.offers)


def _values(step: Step) -> dict[str, Any]:
    status = Status.WITHDRAWN if step.change is Change.WITHDRAW else Status.ACCEPTED
    return {
        "version": step.version,
        "status": status.value,
        "digest": step.digest,
        "package_digest": step.package_digest,
        "payload": step.fields,
        **search_columns(step.name[0], step.fields),
    }


def _settle(session: Session, situation_id: str, name: Name) -> None:
    mine = (ProposalTable.situation_id == situation_id, ProposalTable.kind == name[0], ProposalTable.key == name[1])
    session.execute(update(ProposalTable).where(*mine, ProposalTable.state == "open").values(state="superseded"))


def _proposal(situation_id: str, offer: Offer, package: str, now: datetime) -> ProposalTable:
    return ProposalTable(
        situation_id=situation_id, kind=offer.name[0], key=offer.name[1], base_version=offer.base_version,
        digest=offer.digest, payload=offer.fields, package=package, made_at=now, state="open",
    )  # fmt: skip
