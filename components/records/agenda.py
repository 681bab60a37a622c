"""Items inside a session: proposals as they were read, each with its version.

What a stranger gets wrong: a new reading of a report replaces only what nobody has decided. An item that the new
reading lacks is withdrawn and kept, so that its number of versions goes on when it comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from components.errors import ModelError, NotFoundError
from components.records.payload import digest
from components.records.review import Item, ItemKind, NewItem, Verdict
from components.records.rows import Act, history_row
from components.records.store import Change, Status
from components.records.tables import ItemTable, ReportTable

_ID = re.compile(r"[!-~]{1,80}", re.ASCII)
#: Verdict of a `Change` that a new reading makes.
_BLANK: Mapping[str, Any] = {
    "verdict": Verdict.OPEN.value,
    "claim": None,
    "who": None,
    "why": "",
    "at": None,
    "made": [],
}


def jsonable(name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of fields as JSON gives them back: lists for tuples.

    Raises:
        ModelError: JSON cannot hold them.
    """
    try:
        return cast("dict[str, Any]", json.loads(json.dumps(dict(fields), allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise ModelError(name, type(fields).__name__, f"It is not plain values ({error}).") from error


def checked(items: Sequence[NewItem], chars: int) -> dict[str, dict[str, Any]]:
    """What a reading brings, as columns by id.

    Raises:
        ModelError: an item is not in the text, cannot be stored, or has the id of another.
    """
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        if not _ID.fullmatch(item.id) or item.id in found:
            raise ModelError("id", item.id, "The id of an item is 1 to 80 plain characters, and each has its own.")
        if not 0 <= item.start <= item.end <= chars:
            raise ModelError("start", item.start, f"The item {item.id} is not inside the text of {chars} characters.")
        fields = jsonable("fields", item.fields)
        columns = {"kind": item.kind.value, "start": item.start, "stop": item.end}
        found[item.id] = {**columns, "digest": digest(fields), "fields": fields}
    return found


def keep_items(session: Session, report: ReportTable, found: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes items that are not there yet; the report's line of history stands for their first version."""
    common = {"report": report.number, "version": 1, "status": Status.ACCEPTED.value, "choice": None, **_BLANK}
    if found:
        session.execute(insert(ItemTable), [{"id": name, **common, **columns} for name, columns in found.items()])


def replace_open(session: Session, act: Act, report: ReportTable, found: Mapping[str, Mapping[str, Any]]) -> None:
    """Puts a new reading in the place of the items that are still open; decided ones stay as they are."""
    known = {row.id: row for row in session.scalars(select(ItemTable).where(ItemTable.report == report.number))}
    keep_items(session, report, {name: columns for name, columns in found.items() if name not in known})
    for name, row in known.items():
        if row.verdict != Verdict.OPEN:
            continue
        if name in found:
            _renew(session, act, report, row, found[name])
        elif row.status == Status.ACCEPTED:
            row.status = Status.WITHDRAWN.value
            step(session, act, report, row, Change.WITHDRAW)


def _renew(session: Session, act: Act, report: ReportTable, row: ItemTable, columns: Mapping[str, Any]) -> None:
    is_back = row.status == Status.WITHDRAWN
    if not is_back and all(getattr(row, name) == columns[name] for name in ("kind", "start", "stop", "digest")):
        return
    row.status = Status.ACCEPTED.value
    for name, value in columns.items():
        setattr(row, name, value)
    step(session, act, report, row, Change.RESTORE if is_back else Change.UPDATE)


def step(session: Session, act: Act, report: ReportTable, row: ItemTable, change: Change) -> None:
    """Makes the changes of an item its next version, with a line of history."""
    row.version += 1
    payload = {
        "kind": row.kind, "start": row.start, "end": row.stop, "status": row.status, "digest": row.digest,
        "verdict": row.verdict, "claim": row.claim, "choice": row.choice, "made": row.made,
    }  # fmt: skip
    session.add(history_row(act, "item", f"{report.id} {row.id}", row.version, change, payload))


def needed_item(session: Session, report: ReportTable, item_id: str) -> ItemTable:
    """The row of an item.

    Raises:
        NotFoundError: there is none, or the newest reading lacks it.
    """
    row = session.get(ItemTable, (report.number, item_id), populate_existing=True)
    if row is None or row.status != Status.ACCEPTED:
        raise NotFoundError("item", f"{report.id} {item_id}")
    return row


def item(report_id: str, row: ItemTable) -> Item:
    """A row as a value."""
    return Item(
        report=report_id, id=row.id, kind=ItemKind(row.kind), start=row.start, end=row.stop, fields=row.fields,
        verdict=Verdict(row.verdict), version=row.version, choice=row.choice, claim=row.claim, who=row.who,
        why=row.why, at=row.at,
    )  # fmt: skip


def in_order(rows: Iterable[ItemTable]) -> list[ItemTable]:
    """In the order of the text."""
    return sorted(rows, key=lambda row: (row.start, row.stop, row.id))
