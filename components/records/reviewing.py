"""Reports and decisions in the database of the store: `Reviews` over SQLAlchemy.

What a stranger gets wrong: there is no second lock and no second connection. A decision takes the writers' lock of the
store, so that loading a package and accepting a claim wait for each other and never see half of the other's work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from components.errors import ModelError
from components.model import Report, Situation, is_situation_id
from components.records import decisions
from components.records.agenda import checked, in_order, item, keep_items, needed_item, replace_open
from components.records.changes import add_noun, refuse_orphans, withdraw_record
from components.records.engine import reading, writing
from components.records.payload import FORMAT
from components.records.reports import (
    change_report,
    description,
    keep_report,
    listed,
    needed_report,
    note_report,
    plain,
    read_report,
    refuse_other_text,
    refuse_stale,
    report_row,
    similar,
)
from components.records.review import Addition, Decision, Evidence, Item, NewItem, ReportRow
from components.records.rows import Act, check_situation, refuse_unstorable
from components.records.store import Change, Status, StoredRecord
from components.records.tables import ItemTable, RecordTable, ReportTable, SituationTable


class SqlReviews:
    """A `Reviews` over SQLAlchemy.

    Args:
        engine: of a database whose tables are up to date; its owner closes it.
        now: gives the present instant, with a zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def start_situation(self, situation: Situation, who: str) -> None:
        """Makes a situation that comes from no package."""
        act = Act.by(situation.id, who, "", self._now(), needs_reason=False)
        if not is_situation_id(situation.id):
            raise ModelError("id", situation.id, "An id is 1 to 64 lower-case letters, digits and hyphens; change it.")
        refuse_unstorable(title=situation.about.title)
        with writing(self._engine) as session:
            if session.get(SituationTable, situation.id) is not None:
                raise ModelError(
                    "id", situation.id, f"There is a situation {situation.id!r} already; choose another id."
                )
            title, package = situation.about.title, f"{FORMAT}:"
            session.add(SituationTable(id=situation.id, title=title, package=package, loaded_at=act.at))
            session.flush()
            for noun in situation.nouns():
                add_noun(session, act, noun)
            refuse_orphans(session, situation.id)

    def add_report(self, situation_id: str, report: Report, items: Sequence[NewItem], who: str) -> Addition:
        """Keeps a report and what was read from it; the same text twice changes nothing."""
        act = Act.by(situation_id, who, "", self._now(), needs_reason=False)
        found = checked(items, len(report.text))
        with writing(self._engine) as session:
            check_situation(session, situation_id)
            row = session.scalar(
                select(ReportTable).where(ReportTable.situation_id == situation_id, ReportTable.digest == report.digest)
            )
            is_new = row is None
            if row is None:
                row = keep_report(session, act, report)
                keep_items(session, row, found)
                note_report(session, act, row, Change.INSERT, len(found))
            elif row.status == Status.WITHDRAWN:
                values = {"status": Status.ACCEPTED.value, **description(report)}
                change_report(session, row, values)
                replace_open(session, act, row, found)
                note_report(session, act, row, Change.RESTORE, len(found))
            session.flush()
            return Addition(report_row(session, row), is_new, similar(session, row))

    def describe_report(
        self,
        situation_id: str,
        report_id: str,
        report: Report,
        items: Sequence[NewItem],
        *,
        expected_version: int,
        who: str,
        why: str,
    ) -> ReportRow:
        """Changes everything but the text, and puts a new reading in the place of the items that are still open."""
        act = Act.by(situation_id, who, why, self._now(), needs_reason=False)
        found = checked(items, len(report.text))
        with writing(self._engine) as session:
            row = needed_report(session, situation_id, report_id)
            refuse_other_text(row, report)
            refuse_stale(row, expected_version, plain(report))
            change_report(session, row, description(report))
            replace_open(session, act, row, found)
            note_report(session, act, row, Change.CORRECT, len(found))
            session.flush()
            return report_row(session, row)

    def withdraw_report(
        self, situation_id: str, report_id: str, *, expected_version: int, who: str, why: str
    ) -> ReportRow:
        """Takes a report out of the list; it is kept, and so is what was accepted from it."""
        act = Act.by(situation_id, who, why, self._now(), needs_reason=True)
        with writing(self._engine) as session:
            row = needed_report(session, situation_id, report_id)
            refuse_stale(row, expected_version, {"status": Status.WITHDRAWN.value})
            if row.status == Status.WITHDRAWN:
                raise ModelError("status", row.status, "The report is withdrawn already; there is nothing to do.")
            change_report(session, row, {"status": Status.WITHDRAWN.value})
            note_report(session, act, row, Change.WITHDRAW)
            session.flush()
            return report_row(session, row)

    def reports(self, situation_id: str) -> tuple[ReportRow, ...]:
        """Reports that are not withdrawn, newest first."""
        wanted = (ReportTable.situation_id == situation_id, ReportTable.status == Status.ACCEPTED)
        with reading(self._engine) as session:
            found = tuple(listed(session, *wanted))
            if not found:
                check_situation(session, situation_id)
            return found

    def report(self, situation_id: str, report_id: str) -> tuple[ReportRow, Report]:
        """One report with its text, whatever its status."""
        with reading(self._engine) as session:
            row = needed_report(session, situation_id, report_id, with_text=True)
            return report_row(session, row), read_report(row)

    def similar_reports(
        self, situation_id: str, report_ids: Sequence[str]
    ) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each of some reports that has near-duplicates: their ids and shares, likeliest first."""
        wanted = select(ReportTable).where(ReportTable.situation_id == situation_id, ReportTable.id.in_(report_ids))
        with reading(self._engine) as session:
            found = {row.id: similar(session, row) for row in session.scalars(wanted)}
        return {report_id: rows for report_id, rows in found.items() if rows}

    def items(self, situation_id: str, report_id: str) -> tuple[Item, ...]:
        """The items of a report in the order of the text."""
        with reading(self._engine) as session:
            report = needed_report(session, situation_id, report_id)
            rows = session.scalars(
                select(ItemTable).where(ItemTable.report == report.number, ItemTable.status == Status.ACCEPTED)
            )
            return tuple(item(report_id, row) for row in in_order(rows))

    def decide(
        self, situation_id: str, report_id: str, item_id: str, decision: Decision, *, expected_version: int
    ) -> Item:
        """Decides an item that is open, with everything that follows, or changes nothing."""
        reason = decisions.needs_reason(decision)
        act = Act.by(situation_id, decision.who, decision.why, self._now(), needs_reason=reason)
        decisions.check_decision(decision)
        with writing(self._engine) as session:
            report, row = _item(session, situation_id, report_id, item_id)
            decisions.decide(session, act, report, row, decision, expected_version)
            session.flush()
            return item(report_id, row)

    def reopen(
        self, situation_id: str, report_id: str, item_id: str, *, expected_version: int, who: str, why: str
    ) -> Item:
        """Takes a decision back: the claim that it made is withdrawn (not one that it was merged with)."""
        act = Act.by(situation_id, who, why, self._now(), needs_reason=True)
        with writing(self._engine) as session:
            report, row = _item(session, situation_id, report_id, item_id)
            decisions.reopen(session, act, report, row, expected_version)
            session.flush()
            return item(report_id, row)

    def evidence(self, situation_id: str) -> tuple[Evidence, ...]:
        """For every claim that came from a report, where its words stand; in the order of the claims."""
        rows = (
            select(RecordTable.key, ReportTable.id, ItemTable.id, ItemTable.start, ItemTable.stop)
            .join(ReportTable, ReportTable.number == ItemTable.report)
            .join(
                RecordTable,
                (RecordTable.situation_id == ReportTable.situation_id) & (RecordTable.key == ItemTable.claim),
            )
            .where(
                ReportTable.situation_id == situation_id,
                RecordTable.kind == "claim",
                RecordTable.status == Status.ACCEPTED,
            )
            .order_by(ItemTable.claim, ReportTable.number, ItemTable.start, ItemTable.id)
        )
        with reading(self._engine) as session:
            return tuple(Evidence(*row) for row in session.execute(rows))

    def withdraw(
        self, situation_id: str, kind: str, key: str, *, expected_version: int, who: str, why: str
    ) -> StoredRecord:
        """Takes a record out of the situation; it is kept."""
        act = Act.by(situation_id, who, why, self._now(), needs_reason=True)
        with writing(self._engine) as session:
            gone = withdraw_record(session, act, kind, key, expected_version)
            refuse_orphans(session, situation_id)
            return gone


def _item(session: Session, situation_id: str, report_id: str, item_id: str) -> tuple[ReportTable, ItemTable]:
    report = needed_report(session, situation_id, report_id)
    return report, needed_item(session, report, item_id)
