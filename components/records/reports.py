"""Reports inside a session: kept, described, listed, and compared with each other.

What a stranger gets wrong: the text is written once and never again. Everything else about a report may change, and
each change is a version with a line of history that names the text by its digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session, undefer

from components.errors import ModelError, NotFoundError, StaleRecordError
from components.model import Report
from components.records.likeness import ALIKE, MIN_HASHES, Signature, share, signature
from components.records.review import ReportRow, Verdict
from components.records.rows import Act, history_row, refuse_unstorable
from components.records.store import Change, Status
from components.records.tables import ItemTable, ReportTable, ShingleTable

#: Digits of a text's SHA-256 that are the id of its report.
ID_DIGITS = 16
#: How many near-duplicates are looked at and told.
MAX_SIMILAR = 20


def needed_report(session: Session, situation_id: str, report_id: str, *, with_text: bool = False) -> ReportTable:
    """The row of a report.

    Raises:
        NotFoundError: there is none.
    """
    wanted = select(ReportTable).where(ReportTable.situation_id == situation_id, ReportTable.id == report_id)
    row = session.scalar(wanted.options(undefer(ReportTable.text)) if with_text else wanted)
    if row is None:
        raise NotFoundError("report", report_id)
    return row


def keep_report(session: Session, act: Act, report: Report) -> ReportTable:
    """Writes a report that is not there yet."""
    sample = signature(report.text)
    row = ReportTable(
        situation_id=act.situation_id, id=report.digest[:ID_DIGITS], digest=report.digest, version=1,
        status=Status.ACCEPTED.value, chars=len(report.text), added_by=act.who, added_at=act.at,
        signature=sample.body, text=report.text.encode("utf-8", "surrogatepass"), **description(report),
    )  # fmt: skip
    session.add(row)
    session.flush()
    if sample.hashes:
        session.execute(insert(ShingleTable), [{"hash": value, "report": row.number} for value in sample.hashes])
    return row


def change_report(session: Session, row: ReportTable, values: Mapping[str, Any]) -> None:
    """Writes the next version of a report; its line of history comes when its items are written too."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    session.flush()


def note_report(session: Session, act: Act, row: ReportTable, change: Change, items: int | None = None) -> None:
    """Writes the line of history of a report.

    Args:
        session: of a writing transaction.
        act: who and why.
        row: the report after the change.
        change: what happened.
        items: number of items that came with it; None when none did.
    """
    payload = {"digest": row.digest, "status": row.status, **plain(row)}
    payload |= {} if items is None else {"items": items}
    session.add(history_row(act, "report", row.id, row.version, change, payload))


def description(report: Report) -> dict[str, Any]:
    """Everything about a report but its text, as columns.

    Raises:
        ModelError: one of them holds what cannot be stored.
    """
    texts = {name: getattr(report, name) for name in ("title", "publisher", "language", "url", "origin")}
    refuse_unstorable(**texts)
    return {**texts, "published_on": report.published_on}


def plain(found: ReportTable | Report) -> dict[str, Any]:
    """Everything about a report but its text, as values that JSON can hold."""
    texts = {name: getattr(found, name) for name in ("title", "publisher", "language", "url", "origin")}
    return {**texts, "published_on": found.published_on.isoformat() if found.published_on else ""}


def refuse_stale(row: ReportTable, expected_version: int, offered: Mapping[str, Any]) -> None:
    """Raises `StaleRecordError` when a report is not in the version that a change started from."""
    if row.version != expected_version:
        raise StaleRecordError(
            "report", row.id, expected_version=expected_version, found_version=row.version,
            stored={**plain(row), "status": row.status}, offered=dict(offered),
        )  # fmt: skip


def read_report(row: ReportTable) -> Report:
    """The report of a row that has its text."""
    return Report(
        text=row.text.decode("utf-8", "surrogatepass"), title=row.title, publisher=row.publisher,
        published_on=row.published_on, language=row.language, url=row.url, origin=row.origin,
    )  # fmt: skip


def listed(session: Session, *conditions: ColumnElement[bool]) -> Iterator[ReportRow]:
    """Reports with the number of their items by verdict, newest first, in one statement."""
    wanted = select(ReportTable.number).where(*conditions)
    counts = (
        select(ItemTable.report, ItemTable.verdict, func.count().label("amount"))
        .where(ItemTable.status == Status.ACCEPTED, ItemTable.report.in_(wanted))  # or all reports are counted for one
        .group_by(ItemTable.report, ItemTable.verdict)
        .subquery()
    )
    rows = session.execute(
        select(ReportTable, counts.c.verdict, counts.c.amount)
        .outerjoin(counts, counts.c.report == ReportTable.number)
        .where(*conditions)
        .order_by(ReportTable.number.desc())
    )
    found: dict[int, tuple[ReportTable, dict[Verdict, int]]] = {}
    for row, verdict, amount in rows:
        _, by_verdict = found.setdefault(row.number, (row, dict.fromkeys(Verdict, 0)))
        if verdict is not None:
            by_verdict[Verdict(verdict)] = amount
    for row, by_verdict in found.values():
        yield ReportRow(
            row.id, row.version, Status(row.status), row.title, row.publisher,
            row.published_on.isoformat() if row.published_on else "", row.chars, row.added_by, row.added_at, by_verdict,
        )  # fmt: skip


def report_row(session: Session, row: ReportTable) -> ReportRow:
    """One report as a value, with its counts."""
    return next(listed(session, ReportTable.number == row.number))


def similar(session: Session, row: ReportTable) -> tuple[tuple[str, float], ...]:
    """Other reports of the situation that are not withdrawn and have much the same text, likeliest first."""
    mine = Signature.parse(row.signature)
    if not mine.hashes:
        return ()
    # Grouped on its own, so that the database begins with the few hashes and not with every report.
    common = (
        select(ShingleTable.report, func.count().label("amount"))
        .where(ShingleTable.hash.in_(mine.hashes))
        .group_by(ShingleTable.report)
        .having(func.count() >= MIN_HASHES * ALIKE)
        .subquery()
    )
    rows = session.execute(
        select(ReportTable.id, ReportTable.signature)
        .join(common, common.c.report == ReportTable.number)
        .where(
            ReportTable.situation_id == row.situation_id,
            ReportTable.status == Status.ACCEPTED,
            ReportTable.number != row.number,
        )
        .order_by(common.c.amount.desc(), ReportTable.number)
        .limit(MAX_SIMILAR)
    )
    shares = [(report_id, share(mine, Signature.parse(body))) for report_id, body in rows]
    return tuple(sorted(((name, part) for name, part in shares if part >= ALIKE), key=lambda pair: (-pair[1], pair[0])))


def refuse_other_text(row: ReportTable, report: Report) -> None:
    """Raises `ModelError` when a report's text is not the one that is kept."""
    if row.digest != report.digest:
        raise ModelError("text", report.digest, "The text of a report is never changed; add the other text as its own.")
