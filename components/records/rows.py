"""Reading and checking records inside a session: what the store and the reviews both do.

What a stranger gets wrong: a reference is checked by looking for its target in the same transaction, one by one, and
never by loading the situation; deciding about one claim must not become slower with every other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from components.errors import ModelError, NotFoundError
from components.model import KINDS, Claim, Noun, Situation, references
from components.records.loading import situation_of
from components.records.payload import UNSTORABLE, unpack
from components.records.store import Change, Status, StoredRecord
from components.records.tables import HistoryTable, RecordTable, SituationTable

#: Longest name of who does something.
MAX_WHO = 200


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something in which situation, why and when.

    Attributes:
        situation_id: id of the situation.
        who: a person, or "package <hash>".
        why: the reason, may be empty.
        at: when, with a zone.
    """

    situation_id: str
    who: str
    why: str
    at: datetime

    @classmethod
    def by(cls, situation_id: str, who: str, why: str, at: datetime, *, needs_reason: bool) -> Act:
        """What a person does.

        Raises:
            ModelError: nobody is named, a reason is missing where one is needed, or a text cannot be stored.
        """
        refuse_unstorable(who=who, why=why)
        if not who.strip() or len(who) > MAX_WHO:
            raise ModelError("who", who, f"Say who does it, in 1 to {MAX_WHO} characters.")
        if needs_reason and not why.strip():
            raise ModelError("why", why, "This needs a reason, which is kept for ever; give one.")
        return cls(situation_id, who, why, at)


def refuse_unstorable(**texts: str) -> None:
    """Refuses texts with a character that no text column takes.

    Raises:
        ModelError: names the field.
    """
    for field, text in texts.items():
        if UNSTORABLE.search(text):
            raise ModelError(field, text, "It holds a character that cannot be stored; remove it.")


def is_record(situation_id: str, kind: str, key: str) -> tuple[Any, ...]:
    """Conditions that choose one record."""
    return RecordTable.situation_id == situation_id, RecordTable.kind == kind, RecordTable.key == key


def find_row(session: Session, situation_id: str, kind: str, key: str) -> RecordTable | None:
    """The row of one record as it is now; None when there is none."""
    return session.get(RecordTable, (situation_id, kind, key), populate_existing=True)


def needed_row(session: Session, situation_id: str, kind: str, key: str) -> RecordTable:
    """The row of one record as it is now.

    Raises:
        NotFoundError: there is none.
    """
    row = find_row(session, situation_id, kind, key)
    if row is None or kind not in KINDS:
        raise NotFoundError(kind, key)
    return row


def stored(row: RecordTable) -> StoredRecord:
    """A row as a value."""
    return StoredRecord(row.kind, row.key, row.version, Status(row.status), row.edited_by, row.payload)


def accepted_situation(session: Session, situation_id: str) -> Situation:
    """Every accepted record, in one statement.

    Raises:
        NotFoundError: there is none.
    """
    rows = session.execute(
        select(RecordTable.kind, RecordTable.key, RecordTable.payload).where(
            RecordTable.situation_id == situation_id, RecordTable.status == Status.ACCEPTED
        )
    ).all()
    if not rows:
        raise NotFoundError("situation", situation_id)
    return situation_of({(kind, key): payload for kind, key, payload in rows})


def check_situation(session: Session, situation_id: str) -> None:
    """Raises `NotFoundError` when there is no such situation."""
    if session.get(SituationTable, situation_id) is None:
        raise NotFoundError("situation", situation_id)


def refuse_dangling(session: Session, situation_id: str, nouns: Iterable[Noun]) -> None:
    """Refuses nouns that point at what is not an accepted record.

    Raises:
        ModelError: the first pointer that leads nowhere.
    """
    for noun in nouns:
        for pointer in references(noun):
            if not _is_there(session, situation_id, pointer.to_kind, pointer.to_key):
                raise ModelError(
                    pointer.field, pointer.to_key, f"There is no {pointer.to_kind} {pointer.to_key!r}; add it first."
                )


def _is_there(session: Session, situation_id: str, kind: str, key: str) -> bool:
    if kind == "side":
        about = needed_row(session, situation_id, "about", situation_id)
        return any(side["id"] == key for side in about.payload["sides"])
    row = find_row(session, situation_id, kind, key)
    return row is not None and row.status == Status.ACCEPTED


def search_columns(kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What is searched for, from the fields of a claim; blank for everything else."""
    noun = unpack(kind, payload)
    if not isinstance(noun, Claim):
        return dict.fromkeys(("said_from", "said_to", "place", "topic", "claim_kind"))
    return {
        "said_from": noun.said.earliest,
        "said_to": noun.said.latest,
        "place": noun.place,
        "topic": noun.topic,
        "claim_kind": noun.kind.value,
    }


def history_row(
    act: Act, kind: str, key: str, version: int, change: Change, payload: Mapping[str, Any]
) -> HistoryTable:
    """The line that a change leaves for ever."""
    return HistoryTable(
        situation_id=act.situation_id, kind=kind, key=key, version=version, change=change.value, payload=dict(payload),
        who=act.who, why=act.why, at=act.at,
    )  # fmt: skip
