"""What a store does, whatever it is made of.

What a stranger gets wrong: a record that a person edited belongs to that person. Loading a package again never
changes it; the difference becomes a proposal. And a stale save is refused with both texts, never merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from components.model import Situation


class Status(StrEnum):
    """Where a record stands."""

    ACCEPTED = "accepted"  #: part of the situation
    WITHDRAWN = "withdrawn"  #: kept, not shown
    PROPOSED = "proposed"  #: not yet reviewed


class Change(StrEnum):
    """What happened to a record."""

    INSERT = "insert"
    UPDATE = "update"  #: by a package
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    CORRECT = "correct"  #: by a person
    DECIDE = "decide"  #: about an item of a report
    REOPEN = "reopen"  #: a decision taken back


@dataclass(frozen=True, slots=True)
class SituationRow:
    """One situation of the store.

    Attributes:
        id: its id.
        title: its title.
        package: SHA-256 of the package that it was loaded from last; empty when it was started here.
        loaded_at: when it was loaded or started, UTC.
        records: number of accepted records.
        proposals: number of open proposals.
        reports: number of reports that are not withdrawn.
    """

    id: str
    title: str
    package: str
    loaded_at: datetime
    records: int
    proposals: int
    reports: int


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record.

    Attributes:
        kind: kind of noun, see `model.KINDS`.
        key: its key within the kind.
        version: counts from 1; every change adds one.
        status: where it stands.
        edited_by: who edited it last; None when only packages did.
        fields: the noun as plain values.
    """

    kind: str
    key: str
    version: int
    status: Status
    edited_by: str | None
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a package would have changed in a record that a person edited.

    Attributes:
        kind: kind of the record.
        key: its key.
        base_version: version of the record when the proposal was made.
        fields: the package's text; None when the package no longer has the record.
        package: SHA-256 of the package.
        made_at: when, UTC.
    """

    kind: str
    key: str
    base_version: int
    fields: Mapping[str, Any] | None
    package: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of one record, report or item; rows are only ever added.

    Attributes:
        kind: kind of the record, "report" or "item".
        key: its key; of an item the ids of report and item with a space between.
        version: the version that the change made.
        change: what happened.
        fields: the noun after the change; of a report and an item what is known of it, without text.
        who: a person, or "package <hash>".
        why: the person's reason, empty for a package.
        at: when, UTC.
    """

    kind: str
    key: str
    version: int
    change: Change
    fields: Mapping[str, Any]
    who: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading a package did.

    The first four add up to the records of the package, the last two to stored records that it does not have.

    Attributes:
        inserted: new records.
        updated: records that only packages had written, changed or restored.
        unchanged: records that are as the package has them, or as it had them when a person edited them.
        kept_edited: records that a person edited and the package changed: left alone, each has a proposal.
        withdrawn: records taken out of the situation; still stored.
        kept_missing: records that a person edited, or that an edited one points at: left in.
    """

    inserted: int
    updated: int
    unchanged: int
    kept_edited: int
    withdrawn: int
    kept_missing: int


class Store(Protocol):
    """Keeps situations.

    Every method may raise `StoreUnavailableError`.
    """

    def situations(self) -> tuple[SituationRow, ...]:
        """All situations by id."""
        ...

    def situation(self, situation_id: str) -> Situation:
        """Every accepted record of a situation, from one moment.

        Raises:
            NotFoundError: there is no such situation.
        """
        ...

    def record(self, situation_id: str, kind: str, key: str) -> StoredRecord:
        """One record, whatever its status.

        Raises:
            NotFoundError: there is no such record.
        """
        ...

    def load_package(self, situation: Situation, package: str) -> LoadReport:
        """Makes the store hold what the package holds, all of it or nothing.

        Args:
            situation: the package's content.
            package: its SHA-256; the same as last time changes nothing.

        Raises:
            StoreError: an edited record would point at nothing; nothing was changed.
        """
        ...

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
        """Changes some fields of a record on a person's behalf.

        Raises:
            NotFoundError: there is no such record.
            StaleRecordError: somebody else saved first; the error has both texts.
            ModelError: the result would not be a valid noun or would point at nothing, or there is no reason.
        """
        ...

    def proposals(self, situation_id: str) -> tuple[Proposal, ...]:
        """Open proposals, oldest first."""
        ...

    def history(self, situation_id: str, kind: str | None = None, key: str | None = None) -> tuple[HistoryRow, ...]:
        """Changes, oldest first; of one kind or record when named."""
        ...
