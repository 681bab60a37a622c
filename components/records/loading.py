"""What loading a package would do to a store: a pure plan, made before anything is written.

What a stranger gets wrong: a record that the new package no longer has is not always withdrawn. When a person
edited it, or an edited record still points at it, it stays, because a claim without its source is worse than a
source too many. For the same reason a record that a person withdrew comes back when the package points at it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from components.errors import StoreError
from components.model import KINDS, About, Noun, Situation, assemble, dangling, key_of, kind_of
from components.records.payload import digest, pack, unpack
from components.records.store import Change, LoadReport, Status, StoredRecord

Name: TypeAlias = tuple[str, str]
#: Stands for the fields of a record that a package no longer has.
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Known:
    """A stored record with what loading needs besides.

    Attributes:
        record: as it is stored.
        digest: of its fields.
        package_digest: of its fields as the last package which wrote it had them; empty when none ever had it.
        waiting: digest of the text that an open proposal for it has, None when there is none.
        refused: digests of texts that a person refused.
    """

    record: StoredRecord
    digest: str
    package_digest: str
    waiting: str | None = None
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One write to a record.

    Attributes:
        name: kind and key.
        change: what happens to it.
        version: the version that is written.
        fields: the noun after the change.
        digest: of the fields.
        package_digest: of its fields as the last package which wrote it had them.
    """

    name: Name
    change: Change
    version: int
    fields: Mapping[str, Any]
    digest: str
    package_digest: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposal for a record that a person edited.

    Attributes:
        name: kind and key.
        base_version: version of the record.
        fields: the package's text; None where the package has it no more.
        digest: of the fields, or `MISSING`.
    """

    name: Name
    base_version: int
    fields: Mapping[str, Any] | None
    digest: str


@dataclass(slots=True)
class Plan:
    """All writes of one load.

    Attributes:
        steps: writes to records.
        offers: new proposals.
        settled: records whose open proposal no longer holds.
        report: the numbers.
    """

    steps: list[Step] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    settled: list[Name] = field(default_factory=list)
    report: LoadReport = field(default_factory=lambda: LoadReport(0, 0, 0, 0, 0, 0))


def plan(incoming: Situation, stored: Mapping[Name, Known]) -> Plan:
    """Compares a package with what is stored.

    Raises:
        StoreError: an edited record would point at something that neither has.
    """
    made = Plan()
    texts = {(kind_of(noun), key_of(noun)): pack(noun) for noun in incoming.nouns()}
    counts = dict.fromkeys(("inserted", "updated", "unchanged", "kept_edited", "withdrawn", "kept_missing"), 0)
    for name, fields in texts.items():
        counts[_arriving(made, name, fields, stored.get(name))] += 1
    needed = _needed(incoming, stored)
    for name, known in stored.items():
        record = known.record
        if name in needed and record.status is Status.WITHDRAWN and record.edited_by is not None:
            made.steps.append(_step(name, Change.RESTORE, known))
        if name not in texts and known.record.status is Status.ACCEPTED:
            counts[_leaving(made, name, known, name in needed)] += 1
    made.report = LoadReport(**counts)
    return made


def _arriving(made: Plan, name: Name, fields: Mapping[str, Any], known: Known | None) -> str:
    mark = digest(fields)
    if known is None:
        made.steps.append(Step(name, Change.INSERT, 1, fields, mark, mark))
        return "inserted"
    record = known.record
    if record.edited_by is not None:
        is_settled = mark in (known.digest, known.package_digest)
        _offer(made, name, known, None if is_settled else Offer(name, record.version, fields, mark))
        return "unchanged" if is_settled else "kept_edited"
    is_back = record.status is Status.WITHDRAWN
    if mark == known.digest and not is_back:
        return "unchanged"
    change = Change.RESTORE if is_back else Change.UPDATE
    made.steps.append(Step(name, change, record.version + 1, fields, mark, mark))
    return "updated"


def _leaving(made: Plan, name: Name, known: Known, stays: bool) -> str:
    record = known.record
    if not stays:
        made.steps.append(_step(name, Change.WITHDRAW, known))
        return "withdrawn"
    if record.edited_by is not None:
        # What a person added is in no package, so that a package lacks it says nothing.
        _offer(made, name, known, Offer(name, record.version, None, MISSING) if known.package_digest else None)
    return "kept_missing"


def _step(name: Name, change: Change, known: Known) -> Step:
    """A write that leaves the fields as they are."""
    record = known.record
    return Step(name, change, record.version + 1, record.fields, known.digest, known.package_digest)


def _offer(made: Plan, name: Name, known: Known, offer: Offer | None) -> None:
    """Notes a proposal, unless the same one waits or was refused; an open one with another text is settled."""
    mark = offer.digest if offer else None
    if known.waiting is not None and known.waiting != mark:
        made.settled.append(name)
    if offer and mark != known.waiting and mark not in known.refused:
        made.offers.append(offer)


def _needed(incoming: Situation, stored: Mapping[Name, Known]) -> set[Name]:
    """Names of what the situation is made of after the load: nothing in it points outside of it."""
    records = {name: known.record for name, known in stored.items()}
    edited = {name: record for name, record in records.items() if record.edited_by is not None}
    nouns: dict[Name, Noun] = {(kind_of(noun), key_of(noun)): noun for noun in incoming.nouns()}
    for name, record in edited.items():
        if record.status is Status.ACCEPTED:
            nouns[name] = unpack(name[0], record.fields)
        else:
            nouns.pop(name, None)
    spare = {name: record for name, record in records.items() if record.status is Status.ACCEPTED} | edited
    while lost := _lost(nouns):
        rescued = lost & spare.keys() - nouns.keys()
        if not rescued:
            names = ", ".join(f"{kind} {key}" for kind, key in sorted(lost))
            raise StoreError(f"Edited records point at what this package no longer has: {names}. Correct them first.")
        nouns |= {name: unpack(name[0], spare[name].fields) for name in rescued}
    return set(nouns)


def _lost(nouns: Mapping[Name, Noun]) -> set[Name]:
    about = next(noun for noun in nouns.values() if isinstance(noun, About))
    return {(pointer.to_kind, pointer.to_key) for pointer in dangling(assemble(about, nouns.values()))}


def situation_of(records: Mapping[Name, Mapping[str, Any]]) -> Situation:
    """A situation from the fields of its records.

    Raises:
        ModelError: a record is not valid.
        StoreError: the description of the situation is missing, or a record points at nothing.
    """
    nouns = [unpack(kind, fields) for (kind, _), fields in records.items() if kind in KINDS]
    about = next((noun for noun in nouns if isinstance(noun, About)), None)
    if about is None:
        raise StoreError("The store has no description of this situation; load its data package again.")
    return assemble(about, nouns)
