"""The plan of a load, made from plain values: what a package may and may not do to what is stored."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from components.errors import StoreError
from components.model import Situation, assemble, key_of, kind_of
from components.records.loading import MISSING, Known, Name, Offer, plan, situation_of
from components.records.payload import digest, pack
from components.records.store import Change, LoadReport, Status, StoredRecord

Stored = dict[Name, Known]


def stored_as(situation: Situation) -> Stored:
    """What a store holds after it was loaded from a package once."""
    known: Stored = {}
    for noun in situation.nouns():
        fields = pack(noun)
        record = StoredRecord(kind_of(noun), key_of(noun), 1, Status.ACCEPTED, None, fields)
        known[record.kind, record.key] = Known(record, digest(fields), digest(fields))
    return known


def edited(known: Stored, name: Name, **fields: object) -> Stored:
    """The same after a person changed fields of one record."""
    before = known[name]
    now = {**before.record.fields, **fields}
    record = replace(before.record, version=2, edited_by="ann", fields=now)
    return {**known, name: replace(before, record=record, digest=digest(now))}


def without(situation: Situation, *names: Name) -> Situation:
    kept = [noun for noun in situation.nouns() if (kind_of(noun), key_of(noun)) not in names]
    return assemble(situation.about, kept)


def changed(situation: Situation, key: str, **fields: object) -> Situation:
    claim = replace(situation.claims[key], **fields)
    return replace(situation, claims={**situation.claims, key: claim})


@pytest.fixture
def total(situation: Situation) -> int:
    return len(list(situation.nouns()))


C1: Name = ("claim", "C1")


def test_an_empty_store_gets_every_noun_once(situation, total):
    made = plan(situation, {})
    assert made.report == LoadReport(total, 0, 0, 0, 0, 0)
    assert [step.name for step in made.steps] == [(kind_of(noun), key_of(noun)) for noun in situation.nouns()]
    assert {(step.change, step.version) for step in made.steps} == {(Change.INSERT, 1)}


def test_the_same_again_writes_nothing(situation, total):
    made = plan(situation, stored_as(situation))
    assert made.report == LoadReport(0, 0, total, 0, 0, 0)
    assert (made.steps, made.offers, made.settled) == ([], [], [])


def test_a_changed_noun_is_written_as_the_next_version(situation, total):
    new = changed(situation, "C1", note="counted again")
    made = plan(new, stored_as(situation))
    assert made.report == LoadReport(0, 1, total - 1, 0, 0, 0)
    [step] = made.steps
    assert (step.name, step.change, step.version, step.fields["note"]) == (C1, Change.UPDATE, 2, "counted again")


def test_what_the_package_no_longer_has_is_withdrawn_and_not_deleted(situation, total):
    gone: Name = ("relation", "C3 confirms C1")
    made = plan(without(situation, gone), stored_as(situation))
    assert made.report == LoadReport(0, 0, total - 1, 0, 1, 0)
    [step] = made.steps
    assert (step.name, step.change, step.version, step.fields) == (
        gone,
        Change.WITHDRAW,
        2,
        pack(situation.relations[1]),
    )


def test_what_comes_back_is_restored(situation, total):
    gone: Name = ("relation", "C3 confirms C1")
    known = stored_as(situation)
    record = replace(known[gone].record, status=Status.WITHDRAWN, version=2)
    known[gone] = replace(known[gone], record=record)
    made = plan(situation, known)
    assert made.report == LoadReport(0, 1, total - 1, 0, 0, 0)
    assert [(step.name, step.change, step.version) for step in made.steps] == [(gone, Change.RESTORE, 3)]


def test_an_edited_record_is_never_written_and_the_difference_is_offered(situation, total):
    known = edited(stored_as(situation), C1, title="my words")
    new = changed(situation, "C1", note="counted again")
    made = plan(new, known)
    fields = pack(new.claims["C1"])
    assert made.report == LoadReport(0, 0, total - 1, 1, 0, 0)
    assert made.steps == []
    assert made.offers == [Offer(C1, 2, fields, digest(fields))]


def test_an_edit_alone_is_no_difference(situation, total):
    made = plan(situation, edited(stored_as(situation), C1, title="my words"))
    assert made.report == LoadReport(0, 0, total, 0, 0, 0)
    assert made.offers == []


def test_a_package_that_took_over_the_edit_has_nothing_to_offer(situation, total):
    known = edited(stored_as(situation), C1, title="my words")
    made = plan(changed(situation, "C1", title="my words"), known)
    assert made.report == LoadReport(0, 0, total, 0, 0, 0)
    assert made.offers == []


def waiting(known: Stored, **marks: object) -> Stored:
    return {**known, C1: replace(known[C1], **marks)}


def test_the_same_difference_is_offered_once(situation):
    new = changed(situation, "C1", note="counted again")
    mark = digest(pack(new.claims["C1"]))
    known = edited(stored_as(situation), C1, title="my words")
    for marks in ({"waiting": mark}, {"refused": frozenset({mark})}):
        made = plan(new, waiting(known, **marks))
        assert (made.offers, made.settled, made.report.kept_edited) == ([], [], 1)


def test_a_newer_difference_takes_the_place_of_the_one_that_waits(situation):
    new = changed(situation, "C1", note="counted a third time")
    known = waiting(edited(stored_as(situation), C1, title="my words"), waiting="older")
    made = plan(new, known)
    assert made.settled == [C1]
    assert [offer.fields["note"] for offer in made.offers if offer.fields] == ["counted a third time"]


def test_a_difference_that_went_away_waits_no_longer(situation):
    known = waiting(edited(stored_as(situation), C1, title="my words"), waiting="older")
    made = plan(situation, known)
    assert (made.settled, made.offers) == ([C1], [])


def test_an_edited_record_that_the_package_dropped_stays_with_an_offer_to_withdraw(situation, total):
    name: Name = ("claim", "C6")
    made = plan(without(situation, name), edited(stored_as(situation), name, title="my words"))
    assert made.report == LoadReport(0, 0, total - 1, 0, 0, 1)
    assert (made.steps, made.offers) == ([], [Offer(name, 2, None, MISSING)])


def test_what_an_edited_record_points_at_stays_with_it(situation, total):
    dropped: tuple[Name, ...] = (
        ("claim", "C6"),
        ("speaker", "walkers"),
        ("source", "handed-in"),
        ("place", "nowhere"),
        ("claim", "C3"),
        ("claim", "C7"),
        ("relation", "C3 confirms C1"),
    )
    made = plan(without(situation, *dropped), edited(stored_as(situation), dropped[0], title="my words"))
    assert made.report == LoadReport(0, 0, total - 7, 0, 3, 4)
    assert [(step.name, step.change) for step in made.steps] == [
        (("claim", "C3"), Change.WITHDRAW),
        (("claim", "C7"), Change.WITHDRAW),
        (("relation", "C3 confirms C1"), Change.WITHDRAW),
    ]


def test_a_record_that_nothing_can_save_refuses_the_load(situation):
    known = edited(stored_as(situation), ("speaker", "walkers"), role="club")
    about = replace(situation.about, sides=situation.about.sides[:2])
    new = replace(
        without(situation, ("speaker", "walkers"), ("claim", "C3"), ("claim", "C6"), ("claim", "C7")), about=about
    )
    new = replace(new, relations=new.relations[:1])
    with pytest.raises(StoreError, match="side ob"):
        plan(new, known)


@pytest.fixture
def rows(situation: Situation) -> Callable[[], dict[Name, dict[str, object]]]:
    return lambda: {(kind_of(noun), key_of(noun)): pack(noun) for noun in situation.nouns()}


def test_rows_become_the_situation_again(situation, rows):
    assert situation_of(rows()) == situation


def test_rows_without_a_description_are_refused(rows):
    found = rows()
    del found["about", "long-bridge"]
    with pytest.raises(StoreError, match="load its data package again"):
        situation_of(found)
