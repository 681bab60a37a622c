"""What a person does with reports: each act is checked, worked out on what is stored now, and done whole or not at all.

What a stranger gets wrong: what the browser sends is data of a stranger. Every act asks `access.may` again, and reads
the report, the item and the situation from the store, never from the message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from components.access import Act, Role, may, require
from components.errors import ModelError, StaleRecordError
from components.model import About, Opening, RelationKind, Report, Situation, assemble, is_situation_id, parse_day
from components.reading.proposals import Reading
from components.records.acceptance import acceptance, merger, rejection
from components.records.choice import Choice, choice_of
from components.records.guesses import guess
from components.records.items import items_of
from components.records.review import Addition, Decision, Item, ReportRow, Reviews
from components.records.store import Store

#: How often an act is worked out anew when somebody else changed what it grows on (never the item itself).
_ATTEMPTS = 4
_MOST_TIES = 8
_DAYS_IN_VIEW = timedelta(days=30)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts.

    Attributes:
        name: as it stands in the history.
        role: what the person may do.
    """

    name: str
    role: Role


class Acts:
    """The acts of the review page.

    Args:
        store: where situations are kept.
        reviews: where reports are kept, in the same database.
        read: reads a report; pure.
        mode: "local" or "shared".
        changed: told the id of a situation that has other records now.
    """

    def __init__(
        self,
        store: Store,
        reviews: Reviews,
        read: Callable[[Report], Reading],
        mode: str,
        changed: Callable[[str], None],
    ) -> None:
        self.store, self.reviews = store, reviews
        self._read, self._mode, self._changed = read, mode, changed

    def may(self, person: Person, act: Act) -> bool:
        """Whether a person may do something here."""
        return may(self._mode, person.role, act)

    def start(self, about: About, person: Person) -> None:
        """Makes a new, empty situation.

        Raises:
            NotAllowedError: the person may not.
            ModelError: there is one with this id.
        """
        self.require(person, Act.WRITE)
        self.reviews.start_situation(assemble(about, ()), person.name)

    def add(self, situation_id: str, report: Report, person: Person) -> Addition:
        """Reads a report and keeps it with what was read; the same text twice changes nothing.

        Raises:
            NotAllowedError: the person may not.
        """
        self.require(person, Act.PROPOSE)
        return self.reviews.add_report(situation_id, report, items_of(self._read(report), report), person.name)

    def describe(self, situation_id: str, report_id: str, message: Mapping[str, Any], person: Person) -> ReportRow:
        """Changes what is known of a report and reads it anew; what is decided stays.

        Args:
            situation_id: where the report is.
            report_id: the report.
            message: "version" of the report that the person saw, and "values": "title", "publisher", "published_on"
                (YYYY-MM-DD or empty), "language", "url"; others are refused.
            person: who asks.

        Raises:
            NotAllowedError: the person may not.
            ModelError: a value is not possible; it names the field.
            StaleRecordError: somebody else described it first.
        """
        self.require(person, Act.REVIEW)
        values, version = message.get("values"), _version(message)
        if not isinstance(values, Mapping):
            raise ModelError("values", "", "Say what is to be changed.")
        _, report = self.reviews.report(situation_id, report_id)
        changed = described(report, values)
        items = items_of(self._read(changed), changed)
        return self.reviews.describe_report(
            situation_id, report_id, changed, items, expected_version=version, who=person.name, why="described anew"
        )

    def decide(self, situation_id: str, report_id: str, message: Mapping[str, Any], person: Person) -> Item:
        """Does what the person asks about one item.

        Args:
            situation_id: where the report is.
            report_id: the report.
            message: "act" (accept, reject, merge or reopen), "item", "version", and as the act needs them "choice"
                (fields of a `Choice`; left out: the guess), "why", "claim" (to merge with), "against" (ids of claims
                that the new one contradicts).
            person: who asks.

        Raises:
            NotAllowedError: the person may not.
            ModelError: a field is not possible; it is named.
            StaleRecordError: somebody else decided the item first.
            NotFoundError: there is no such item.
        """
        self.require(person, Act.REVIEW)
        item_id, version, why = _text(message, "item"), _version(message), _text(message, "why").strip()
        act = _text(message, "act")
        if act == "reopen":
            reason = _reason(why, "Say why it is opened again; the history keeps it.")
            done = self.reviews.reopen(
                situation_id, report_id, item_id, expected_version=version, who=person.name, why=reason
            )
        elif act in _DECISIONS:
            done = self._retried(
                lambda: self.reviews.decide(
                    situation_id,
                    report_id,
                    item_id,
                    _DECISIONS[act](_Case(self, situation_id, report_id, item_id, message, person.name, why)),
                    expected_version=version,
                )
            )
        else:
            raise ModelError("act", act[:40], f"Choose one of {', '.join((*_DECISIONS, 'reopen'))}.")
        self._changed(situation_id)
        return done

    def require(self, person: Person, act: Act) -> None:
        """The same as `may`, as a door.

        Raises:
            NotAllowedError: the person may not.
        """
        require(self._mode, person.role, act)

    def _retried(self, attempt: Callable[[], _T]) -> _T:
        """Works an act out anew when the situation's description or a claim changed meanwhile: both are read fresh."""
        for left in range(_ATTEMPTS - 1, -1, -1):
            try:
                return attempt()
            except StaleRecordError as error:
                if error.kind not in ("about", "claim") or not left:
                    raise
        raise AssertionError("the last attempt raises")


@dataclass(frozen=True, slots=True)
class _Case:
    """One item that is being decided, as the store has it at this moment."""

    acts: Acts
    situation_id: str
    report_id: str
    item_id: str
    message: Mapping[str, Any]
    who: str
    why: str

    def report(self) -> Report:
        return self.acts.reviews.report(self.situation_id, self.report_id)[1]

    def choice(self, report: Report, situation: Situation) -> Choice:
        values = self.message.get("choice")
        if values is not None and not isinstance(values, Mapping):
            raise ModelError("choice", "", "A choice is a list of fields with their values.")
        if values:
            return choice_of(values)
        items = self.acts.reviews.items(self.situation_id, self.report_id)
        item = next((item for item in items if item.id == self.item_id), None)
        if item is None:
            sentence = "There is no such proposal in this report; load the page again."
            raise ModelError("item", self.item_id[:60], sentence)
        return guess(item, report, situation)


def _accepted(case: _Case) -> Decision:
    situation, report = case.acts.store.situation(case.situation_id), case.report()
    about = case.acts.store.record(case.situation_id, "about", case.situation_id)
    ties = tuple((RelationKind.CONTRADICTS, key) for key in _texts(case.message, "against"))
    choice = case.choice(report, situation)
    return acceptance(choice, report, case.item_id, situation, about, who=case.who, why=case.why, ties=ties)


def _merged(case: _Case) -> Decision:
    situation, report = case.acts.store.situation(case.situation_id), case.report()
    key = _text(case.message, "claim")
    if key not in situation.claims:
        raise ModelError("claim", key[:60], "Choose the claim that this one is the same as.")
    record = case.acts.store.record(case.situation_id, "claim", key)
    why = case.why or "the same claim"
    return merger(case.choice(report, situation), report, situation, record, who=case.who, why=why)


def _rejected(case: _Case) -> Decision:
    return rejection(who=case.who, why=_reason(case.why, "Say why it is no claim; the history keeps it."))


_DECISIONS: Mapping[str, Callable[[_Case], Decision]] = {"accept": _accepted, "reject": _rejected, "merge": _merged}


def described(report: Report, values: Mapping[str, Any]) -> Report:
    """The report with another description.

    Raises:
        ModelError: a value is not possible; it names the field.
    """
    known = {"title", "publisher", "published_on", "language", "url"}
    for name in set(values) - known:
        raise ModelError(str(name)[:40], "", "There is no such field in a report's description; leave it out.")
    fields: dict[str, Any] = {name: _text(values, name).strip() for name in values}
    if "published_on" in fields:
        day = fields["published_on"]
        fields["published_on"] = parse_day(day) if day else None
    return replace(report, **fields)


def new_about(situation_id: str, title: str, like: About) -> About:
    """The description of an empty situation: its map and its sides are those of another one, its days open at once.

    Args:
        situation_id: 1 to 64 lower-case letters, digits, hyphens.
        title: its name and its headline.
        like: whose window, period and sides it starts from.

    Raises:
        ModelError: id or title is not possible.
    """
    if not is_situation_id(situation_id):
        sentence = "An id is 1 to 64 lower-case letters, digits and hyphens: red-sea-2025."
        raise ModelError("id", situation_id[:64], sentence)
    if not title.strip() or len(title) > 120:
        raise ModelError("title", title[:120], "Give it a title of at most 120 characters.")
    day = like.opening.clock_on
    opening = Opening(day, max(like.span_from_on, day - _DAYS_IN_VIEW), day)
    return replace(
        like, id=situation_id, title=title.strip(), headline=title.strip(), description="", opening=opening,
        focus_area=None, lead_topics=(), licences=(),
    )  # fmt: skip


def _text(message: Mapping[str, Any], name: str) -> str:
    value = message.get(name, "")
    if not isinstance(value, str) or len(value) > 2_000:
        raise ModelError(name, "", "Write it as text of at most 2,000 characters.")
    return value


def _texts(message: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = message.get(name) or ()
    is_list = isinstance(values, Sequence) and not isinstance(values, str)
    if not is_list or len(values) > _MOST_TIES or not all(isinstance(value, str) for value in values):
        raise ModelError(name, "", f"Name at most {_MOST_TIES} claims.")
    return tuple(dict.fromkeys(values))


def _version(message: Mapping[str, Any]) -> int:
    value = message.get("version")
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ModelError("version", "", "Say which version of the proposal was seen; load the page again.")
    return value


def _reason(why: str, sentence: str) -> str:
    if not why:
        raise ModelError("why", "", sentence)
    return why
