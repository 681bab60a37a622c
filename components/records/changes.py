"""What a person does to a record: add it, correct it, withdraw it. Each leaves a line of history.

What a stranger gets wrong: these run inside the caller's transaction, under the writers' lock, and check no reference:
the caller does when all its changes are made, so that a claim may come before its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from components.errors import ModelError, StaleRecordError
from components.model import Noun, dangling, key_of, kind_of
from components.records.payload import digest, pack, unpack
from components.records.rows import (
    Act,
    accepted_situation,
    find_row,
    history_row,
    is_record,
    needed_row,
    search_columns,
    stored,
)
from components.records.store import Change, Status, StoredRecord
from components.records.tables import RecordTable

#: `package_digest` of a record that no package ever had.
NO_PACKAGE = ""


def add_noun(session: Session, act: Act, noun: Noun) -> bool:
    """Puts a noun into the situation; False when it was there already with the same fields.

    A withdrawn record of the same name comes back with the fields that are given now.

    Raises:
        ModelError: it is there with other fields, or holds what cannot be stored.
    """
    kind, key, payload = kind_of(noun), key_of(noun), pack(noun)
    unpack(kind, payload)  # whatever comes out of the store again must be allowed in it
    row = find_row(session, act.situation_id, kind, key)
    values = {"edited_by": act.who, "digest": digest(payload), "payload": payload, **search_columns(kind, payload)}
    if row is None:
        names = {"situation_id": act.situation_id, "kind": kind, "key": key}
        row = RecordTable(**names, version=1, status=Status.ACCEPTED.value, package_digest=NO_PACKAGE, **values)
        session.add(row)
    elif row.status == Status.ACCEPTED:
        if row.digest == values["digest"]:
            return False
        raise ModelError("key", key, f"The {kind} {key!r} is there already with other fields; correct it, or rename.")
    else:
        _change(session, act, row, {"status": Status.ACCEPTED.value, **values})
    change = Change.INSERT if row.version == 1 else Change.RESTORE
    session.add(history_row(act, kind, key, row.version, change, payload))
    session.flush()
    return True


def correct_record(
    session: Session, act: Act, kind: str, key: str, fields: Mapping[str, Any], expected_version: int
) -> Noun:
    """Changes some fields of a record, and gives the noun that it is then.

    Raises:
        NotFoundError: there is no such record.
        StaleRecordError: somebody else saved first; the error has both texts.
        ModelError: the result would not be a valid noun.
    """
    row = needed_row(session, act.situation_id, kind, key)
    noun = unpack(kind, {**row.payload, **fields})
    if key_of(noun) != key:
        raise ModelError("key", key_of(noun), "What identifies a record is not edited; add a new record.")
    _refuse_stale(row, expected_version, fields)
    payload = pack(noun)
    values = {"edited_by": act.who, "digest": digest(payload), "payload": payload, **search_columns(kind, payload)}
    _change(session, act, row, values)
    session.add(history_row(act, kind, key, row.version, Change.CORRECT, payload))
    session.flush()
    return noun


def withdraw_record(session: Session, act: Act, kind: str, key: str, expected_version: int | None) -> StoredRecord:
    """Takes a record out of the situation; it is kept.

    Args:
        session: of a writing transaction.
        act: who and why.
        kind: kind of record.
        key: its key.
        expected_version: None takes it whatever its version.

    Raises:
        NotFoundError: there is no such record.
        StaleRecordError: somebody else saved first.
        ModelError: it is withdrawn already, or it is the description that every situation has.
    """
    row = needed_row(session, act.situation_id, kind, key)
    if kind == "about":
        raise ModelError("kind", kind, "A situation keeps its description; correct it instead.")
    if expected_version is not None:
        _refuse_stale(row, expected_version, {"status": Status.WITHDRAWN.value})
    if row.status != Status.ACCEPTED:
        raise ModelError("status", row.status, f"The {kind} {key!r} is not in the situation; there is nothing to do.")
    _change(session, act, row, {"status": Status.WITHDRAWN.value, "edited_by": act.who})
    session.add(history_row(act, kind, key, row.version, Change.WITHDRAW, row.payload))
    session.flush()
    return stored(row)


def refuse_orphans(session: Session, situation_id: str) -> None:
    """Refuses a withdrawal that leaves a record pointing at nothing.

    Raises:
        ModelError: names the first record that does.
    """
    for pointer in dangling(accepted_situation(session, situation_id)):
        raise ModelError(
            pointer.field, pointer.to_key,
            f"The {pointer.kind} {pointer.key!r} points at the {pointer.to_kind} {pointer.to_key!r}; "
            f"correct or withdraw the {pointer.kind} first.",
        )  # fmt: skip


def _refuse_stale(row: RecordTable, expected_version: int, offered: Mapping[str, Any]) -> None:
    if row.version != expected_version:
        raise StaleRecordError(
            row.kind, row.key, expected_version=expected_version, found_version=row.version, stored=row.payload,
            offered=dict(offered),
        )  # fmt: skip


def _change(session: Session, act: Act, row: RecordTable, values: Mapping[str, Any]) -> None:
    """Writes the next version; the lock is held, and the version guards once more."""
    session.execute(
        update(RecordTable)
        .where(*is_record(act.situation_id, row.kind, row.key), RecordTable.version == row.version)
        .values(version=row.version + 1, **values)
    )
    session.refresh(row)
