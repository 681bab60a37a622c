"""What a store keeps of reports and of what was decided about the proposals read from them.

What a stranger gets wrong: an item is decided once and for good, until somebody reopens it with a reason. Its decision
and everything that it puts into the situation (source, speaker, place, claim) are one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from components.model import Noun, Report, Situation
from components.records.store import Status, StoredRecord


class ItemKind(StrEnum):
    """What a reader proposed."""

    FIGURE = "figure"
    EVENT = "event"
    STATEMENT = "statement"


class Verdict(StrEnum):
    """Where an item stands."""

    OPEN = "open"  #: nobody has decided
    ACCEPTED = "accepted"  #: it is a claim of the situation
    MERGED = "merged"  #: it is the same claim as one that was there; its source was added to that one
    REJECTED = "rejected"  #: it is none, with a reason


@dataclass(frozen=True, slots=True)
class NewItem:
    """A proposal on its way into the store.

    Attributes:
        id: the same for the same proposal in the same text: "figure:1024-1030".
        kind: what it is.
        start: offset of its first character in the report's text.
        end: offset behind its last character.
        fields: the proposal as plain values that JSON can hold.
    """

    id: str
    kind: ItemKind
    start: int
    end: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal with what was decided.

    Attributes:
        report: id of its report.
        id: its id within the report.
        kind: what it is.
        start: offset of its first character in the report's text.
        end: offset behind its last character.
        fields: the proposal as it was read.
        verdict: where it stands.
        version: counts from 1; every decision adds one.
        choice: what a person made of it, as plain values; None while it is open.
        claim: key of the claim that it became or was merged with; None when there is none.
        who: who decided; None while it is open.
        why: the reason given, may be empty for an acceptance.
        at: when, UTC; None while it is open.
    """

    report: str
    id: str
    kind: ItemKind
    start: int
    end: int
    fields: Mapping[str, Any]
    verdict: Verdict
    version: int
    choice: Mapping[str, Any] | None
    claim: str | None
    who: str | None
    why: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the store, without its text.

    Attributes:
        id: first 16 digits of the SHA-256 of its text.
        version: counts from 1; every change of its description adds one.
        status: accepted or withdrawn.
        title: its headline, may be empty.
        publisher: who printed it, may be empty.
        published_on: YYYY-MM-DD, empty when not known.
        chars: length of its text.
        added_by: who brought it.
        added_at: when, UTC.
        counts: number of items by verdict.
    """

    id: str
    version: int
    status: Status
    title: str
    publisher: str
    published_on: str
    chars: int
    added_by: str
    added_at: datetime
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding a report did.

    Attributes:
        row: the report.
        is_new: False when the very same text was there already; then nothing was changed, but for a withdrawn report,
            which is back in the list with the description and the reading that came now.
        similar: id and share (0 to 1) of other reports with much the same text, likeliest first.
    """

    row: ReportRow
    is_new: bool
    similar: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a record that a decision brings with it.

    Attributes:
        kind: kind of record.
        key: its key.
        fields: the fields that change.
        expected_version: version that the change started from.
    """

    kind: str
    key: str
    fields: Mapping[str, Any]
    expected_version: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides about one item.

    Attributes:
        verdict: anything but open.
        choice: what the person made of the proposal, as plain values.
        claim: key of the claim that it becomes or is merged with; None for a rejection.
        adds: nouns that the situation gets, in any order; one that is there already with the same fields is left
            alone, a withdrawn one comes back with the fields that are given.
        corrections: records that change with it.
        who: who decides.
        why: the reason; a rejection, a merger and every correction need one.
    """

    verdict: Verdict
    choice: Mapping[str, Any]
    claim: str | None
    adds: tuple[Noun, ...]
    corrections: tuple[Correction, ...]
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in a report the words stand that a claim rests on.

    Attributes:
        claim: key of the claim.
        report: id of the report.
        item: id of the item.
        start: offset of the first character.
        end: offset behind the last character.
    """

    claim: str
    report: str
    item: str
    start: int
    end: int


class Reviews(Protocol):
    """Keeps reports and decisions. Every method may raise `StoreUnavailableError`.

    A stale version raises `StaleRecordError` with both texts and changes nothing; an unknown id raises `NotFoundError`;
    a missing reason where one is needed raises `ModelError` with the field "why".
    """

    def start_situation(self, situation: Situation, who: str) -> None:
        """Makes a situation that comes from no package.

        Raises:
            ModelError: there is one with this id.
        """
        ...

    def add_report(self, situation_id: str, report: Report, items: Sequence[NewItem], who: str) -> Addition:
        """Keeps a report and what was read from it; the same text twice changes nothing (see `Addition.is_new`).

        Raises:
            ModelError: an item is not inside the text, or has the id of another one.
        """
        ...

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
        """Changes everything but the text, and puts a new reading in the place of the items that are still open.

        Raises:
            ModelError: the text is another one.
        """
        ...

    def withdraw_report(
        self, situation_id: str, report_id: str, *, expected_version: int, who: str, why: str
    ) -> ReportRow:
        """Takes a report out of the list; it is kept, and so is what was accepted from it."""
        ...

    def reports(self, situation_id: str) -> tuple[ReportRow, ...]:
        """Reports that are not withdrawn, newest first."""
        ...

    def report(self, situation_id: str, report_id: str) -> tuple[ReportRow, Report]:
        """One report with its text, whatever its status."""
        ...

    def similar_reports(
        self, situation_id: str, report_ids: Sequence[str]
    ) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each of some reports that has near-duplicates: their ids and shares, likeliest first."""
        ...

    def items(self, situation_id: str, report_id: str) -> tuple[Item, ...]:
        """The items of a report in the order of the text."""
        ...

    def decide(
        self, situation_id: str, report_id: str, item_id: str, decision: Decision, *, expected_version: int
    ) -> Item:
        """Decides an item that is open, with everything that follows, or changes nothing.

        Raises:
            ModelError: a noun points at nothing, or is there already with other fields; the item is decided, or its
                report withdrawn; or the decision contradicts itself.
        """
        ...

    def reopen(
        self, situation_id: str, report_id: str, item_id: str, *, expected_version: int, who: str, why: str
    ) -> Item:
        """Takes a decision back: the claim that it made is withdrawn (not one that it was merged with).

        Relations that the decision made go with the claim; sources, speakers and places stay, and so does what a
        merger corrected.

        Raises:
            ModelError: the item is open, or another item or record rests on the claim: the sentence names it.
        """
        ...

    def evidence(self, situation_id: str) -> tuple[Evidence, ...]:
        """For every claim of the situation that came from a report, where its words stand; withdrawn ones left out."""
        ...

    def withdraw(
        self, situation_id: str, kind: str, key: str, *, expected_version: int, who: str, why: str
    ) -> StoredRecord:
        """Takes a record out of the situation; it is kept.

        Raises:
            ModelError: another record points at it.
        """
        ...
