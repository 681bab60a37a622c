"""Deciding about an item inside a session, and taking a decision back.

What a stranger gets wrong: a decision carries everything that follows from it. Its nouns, its corrections, its item and
the history of each are written in one transaction, and the first thing that does not fit undoes them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from components.errors import ModelError, StaleRecordError
from components.model import Noun, is_id, key_of, kind_of
from components.records.agenda import jsonable, step
from components.records.changes import add_noun, correct_record, refuse_orphans, withdraw_record
from components.records.review import Decision, Verdict
from components.records.rows import Act, find_row, refuse_dangling
from components.records.store import Change, Status
from components.records.tables import ItemTable, RecordTable, ReportTable

_WITH_CLAIM = (Verdict.ACCEPTED, Verdict.MERGED)


def needs_reason(decision: Decision) -> bool:
    """Whether a decision says why."""
    return decision.verdict in (Verdict.MERGED, Verdict.REJECTED) or bool(decision.corrections)


def check_decision(decision: Decision) -> None:
    """Refuses a decision that contradicts itself.

    Raises:
        ModelError: names the field.
    """
    if decision.verdict is Verdict.OPEN:
        raise ModelError("verdict", decision.verdict, "Open is no decision; reopen the item instead.")
    if (decision.claim is not None) is not (decision.verdict in _WITH_CLAIM):
        sentence = "An accepted or merged item names its claim, a rejected one none."
        raise ModelError("claim", decision.claim, sentence)
    if decision.verdict is Verdict.REJECTED and (decision.adds or decision.corrections):
        raise ModelError("adds", len(decision.adds), "A rejection changes nothing else; accept or merge instead.")
    for noun in decision.adds:
        key = key_of(noun)
        if kind_of(noun) not in ("relation", "settlement") and not is_id(key):
            sentence = "An id is 1 to 80 letters, digits, dots, hyphens or underscores: it goes into addresses."
            raise ModelError("id", key, sentence)


def decide(
    session: Session, act: Act, report: ReportTable, row: ItemTable, decision: Decision, expected_version: int
) -> None:
    """Writes a decision and what follows from it.

    Raises:
        StaleRecordError: the item or a record was changed by somebody else.
        ModelError: the item is not open, or what is added does not fit the situation.
    """
    choice = jsonable("choice", decision.choice)
    offered = {"verdict": decision.verdict.value, "claim": decision.claim, "choice": choice, "why": act.why}
    _refuse_stale(report, row, expected_version, offered)
    if report.status != Status.ACCEPTED:
        raise ModelError("report", report.id, "This report is withdrawn; add its text again to go on.")
    if row.verdict != Verdict.OPEN:
        raise ModelError("verdict", row.verdict, "It is decided already; reopen it first.")
    row.made = [[kind_of(noun), key_of(noun)] for noun in decision.adds if add_noun(session, act, noun)]
    corrected = [
        correct_record(session, act, change.kind, change.key, change.fields, change.expected_version)
        for change in decision.corrections
    ]
    nouns: list[Noun] = [*decision.adds, *corrected]
    refuse_dangling(session, act.situation_id, nouns)
    if any(kind_of(noun) == "about" for noun in nouns):
        refuse_orphans(session, act.situation_id)  # a side that is gone
    if decision.claim is not None:
        _refuse_missing(session, act.situation_id, decision.claim)
    row.verdict, row.choice, row.claim = decision.verdict.value, choice, decision.claim
    row.who, row.why, row.at = act.who, act.why, act.at
    step(session, act, report, row, Change.DECIDE)


def reopen(session: Session, act: Act, report: ReportTable, row: ItemTable, expected_version: int) -> None:
    """Takes a decision back, with the claim that it made and the relations that it made for it.

    Raises:
        StaleRecordError: the item was changed by somebody else.
        ModelError: the item is open, another item rests on the claim, or another record points at it.
    """
    _refuse_stale(report, row, expected_version, {"verdict": Verdict.OPEN.value, "why": act.why})
    if row.verdict == Verdict.OPEN:
        raise ModelError("verdict", row.verdict, "It is open already; there is nothing to take back.")
    if row.claim is not None and ["claim", row.claim] in row.made:
        _refuse_shared(session, act.situation_id, row)
        gone = [withdraw_record(session, act, *name, None) for name in _taken_back(session, act.situation_id, row)]
        if gone:
            refuse_orphans(session, act.situation_id)
    row.verdict, row.choice, row.claim, row.made = Verdict.OPEN.value, None, None, []
    row.who, row.why, row.at = None, "", None
    step(session, act, report, row, Change.REOPEN)


def _taken_back(session: Session, situation_id: str, row: ItemTable) -> list[tuple[str, str]]:
    """Names of what goes with a decision and is still in the situation: its claim, and relations it made for it."""
    names = [(kind, key) for kind, key in row.made if kind == "relation" or (kind, key) == ("claim", row.claim)]
    found = [(name, find_row(session, situation_id, *name)) for name in names]
    return [name for name, record in found if record is not None and record.status == Status.ACCEPTED]


def _refuse_stale(report: ReportTable, row: ItemTable, expected_version: int, offered: Mapping[str, Any]) -> None:
    if row.version != expected_version:
        stored = {
            "verdict": row.verdict, "claim": row.claim, "choice": row.choice, "why": row.why, "who": row.who,
            "fields": row.fields,
        }  # fmt: skip
        raise StaleRecordError(
            "item", f"{report.id} {row.id}", expected_version=expected_version, found_version=row.version,
            stored=stored, offered=offered,
        )  # fmt: skip


def _refuse_missing(session: Session, situation_id: str, claim: str) -> None:
    record = find_row(session, situation_id, "claim", claim)
    if record is None or record.status != Status.ACCEPTED:
        raise ModelError("claim", claim, f"There is no claim {claim!r} in the situation; add it with the decision.")


def _refuse_shared(session: Session, situation_id: str, row: ItemTable) -> None:
    other = session.execute(
        select(ReportTable.id, ItemTable.id)
        .join(ReportTable, ReportTable.number == ItemTable.report)
        .join(
            RecordTable, (RecordTable.situation_id == ReportTable.situation_id) & (RecordTable.key == ItemTable.claim)
        )
        .where(
            ReportTable.situation_id == situation_id,
            ItemTable.claim == row.claim,
            RecordTable.kind == "claim",
            RecordTable.status == Status.ACCEPTED,
            (ItemTable.report != row.report) | (ItemTable.id != row.id),
        )
        .limit(1)
    ).first()
    if other is not None:
        sentence = f"The item {other[1]} of report {other[0]} rests on the same claim; reopen that one first."
        raise ModelError("claim", row.claim, sentence)
