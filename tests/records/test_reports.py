"""Reports of a store: kept whole, described, withdrawn; every test runs on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest

from components.errors import ModelError, NotFoundError
from components.model import blank_situation
from components.records import Addition, Item, ItemKind, NewItem, ReportRow, Verdict
from components.records.store import Change, Status
from tests.records.reviewed import (
    GUARDS,
    HERE,
    ID,
    NOON,
    NUMBER,
    TEXT,
    THURSDAY,
    accepting,
    counts,
    everything,
    new_item,
    reading,
    rejecting,
    report,
)


def test_a_report_and_its_items_come_back_exactly(reviews):
    brought = report(published_on=date(2024, 5, 3), language="en", url="https://ferry-post.example/7", origin="pasted")
    row = ReportRow(
        ID, 1, Status.ACCEPTED, "Guards fill the bridge again", "Ferry Post", "2024-05-03", len(TEXT), "ann", NOON,
        counts(3),
    )  # fmt: skip
    assert reviews.add_report(HERE, brought, reading(), "ann") == Addition(row, True, ())
    assert reviews.reports(HERE) == (row,)
    assert reviews.report(HERE, ID) == (row, brought)
    assert reviews.items(HERE, ID) == tuple(
        Item(ID, item.id, item.kind, item.start, item.end, item.fields, Verdict.OPEN, 1, None, None, None, "", None)
        for item in sorted(reading(), key=lambda item: item.start)
    )


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b said so",
        "half a pair \ud83d of it",
        "a\u00a0b\r\nc\td \u202e",
        "{{7*7}} <img src=x> %s ? :x",
        "  \n x  \n",
    ],
)
def test_a_text_is_kept_character_for_character(reviews, text):
    reviews.add_report(HERE, report(text), [NewItem("figure:0-1", ItemKind.FIGURE, 0, 1, {"text": text})], "ann")
    row, found = reviews.report(HERE, report(text).digest[:16])
    assert (found.text, row.chars) == (text, len(text))
    assert reviews.items(HERE, row.id)[0].fields == {"text": text}


def test_the_same_text_twice_changes_nothing(kept, added):
    before = everything(kept)
    again = added.add_report(HERE, report(title="Another headline"), [], "bob")
    assert (again.row, again.is_new) == (added.reports(HERE)[0], False)
    assert everything(kept) == before


def test_one_text_may_be_a_report_of_two_situations(kept, added):
    added.start_situation(blank_situation("other", "Other", date(2024, 5, 1)), "ann")
    made = added.add_report("other", report(), [], "bob")
    assert (made.is_new, made.similar, made.row.counts) == (True, (), counts())
    assert [row.added_by for row in added.reports(HERE)] == ["ann"]
    assert [(row.id, row.reports) for row in kept.situations()] == [(HERE, 1), ("other", 1)]


def test_the_newest_report_comes_first(added):
    added.add_report(HERE, report("A second text."), [], "ann")
    assert [row.chars for row in added.reports(HERE)] == [14, len(TEXT)]


def test_near_duplicates_are_pointed_out_and_kept_apart(added):
    copy = added.add_report(HERE, report(f"Bridge watch grows\n\n{TEXT[30:]}"), [], "bob")
    other = added.add_report(
        HERE, report("The ferry sank. " * 3 + "Nobody was hurt, and the owner is sorry."), [], "bob"
    )
    (name, share), *more = copy.similar
    assert (name, more, other.similar) == (ID, [], ())
    assert share > 0.9
    assert len(added.reports(HERE)) == 3


def test_a_withdrawn_report_is_no_near_duplicate(added):
    added.withdraw_report(HERE, ID, expected_version=1, who="ann", why="not ours")
    assert added.add_report(HERE, report(f"Bridge watch grows\n\n{TEXT[30:]}"), [], "bob").similar == ()


def test_an_item_is_inside_the_text_and_has_an_id_of_its_own(kept, reviews):
    before = everything(kept)
    for item in (
        NewItem("figure:0-999", ItemKind.FIGURE, 0, 999, {}),
        NewItem("figure:5-3", ItemKind.FIGURE, 5, 3, {}),
        NewItem("", ItemKind.FIGURE, 0, 1, {}),
        NewItem("a b", ItemKind.FIGURE, 0, 1, {}),
        NewItem("x", ItemKind.FIGURE, 0, 1, {"best": float("nan")}),
        NewItem("x", ItemKind.FIGURE, 0, 1, {"best": object()}),
    ):
        with pytest.raises(ModelError):
            reviews.add_report(HERE, report(), [item], "ann")
    twice = new_item("45")
    with pytest.raises(ModelError):
        reviews.add_report(HERE, report(), [twice, twice], "ann")
    assert everything(kept) == before


@pytest.mark.parametrize(("fields", "field"), [({"title": "a\x00b"}, "title"), ({"publisher": "\ud83d"}, "publisher")])
def test_a_headline_that_cannot_be_stored_is_refused_by_name(reviews, fields, field):
    with pytest.raises(ModelError) as caught:
        reviews.add_report(HERE, report(**fields), [], "ann")
    assert caught.value.field == field


def test_describing_a_report_changes_all_but_its_text(kept, added):
    row = added.describe_report(
        HERE, ID, report(title="New title", published_on=date(2024, 5, 4), language="en"), reading(),
        expected_version=1, who="bob", why="dated",
    )  # fmt: skip
    assert (row.version, row.title, row.published_on, row.counts) == (2, "New title", "2024-05-04", counts(3))
    assert added.report(HERE, ID) == (row, report(title="New title", published_on=date(2024, 5, 4), language="en"))
    last = kept.history(HERE, "report", ID)[-1]
    assert (last.version, last.change, last.who, last.why, last.at) == (2, Change.CORRECT, "bob", "dated", NOON)
    with pytest.raises(ModelError) as caught:
        added.describe_report(HERE, ID, report("Other."), [], expected_version=2, who="bob", why="")
    assert caught.value.field == "text"


def test_a_new_reading_replaces_open_items_and_leaves_decided_ones(added):
    added.decide(HERE, ID, NUMBER, rejecting(), expected_version=1)
    dated = new_item("Thursday", ItemKind.EVENT, date="2024-05-02")
    found = new_item("five")
    added.describe_report(
        HERE, ID, report(), [replace(new_item("200"), fields={}), dated, found], expected_version=1, who="bob", why=""
    )
    assert [(item.id, item.verdict, item.version) for item in added.items(HERE, ID)] == [
        (THURSDAY, Verdict.OPEN, 2),
        (found.id, Verdict.OPEN, 1),
        (NUMBER, Verdict.REJECTED, 2),
    ]
    assert added.items(HERE, ID)[0].fields == dated.fields
    assert added.items(HERE, ID)[2].fields == reading()[0].fields
    assert added.reports(HERE)[0].counts == counts(2, rejected=1)
    with pytest.raises(NotFoundError):
        added.decide(HERE, ID, GUARDS, rejecting(), expected_version=1)


def test_an_item_that_a_later_reading_finds_again_goes_on_counting(kept, added):
    for items in ([], reading()):
        added.describe_report(
            HERE, ID, report(), items, expected_version=added.reports(HERE)[0].version, who="bob", why=""
        )
    assert {item.version for item in added.items(HERE, ID)} == {3}
    assert [row.change for row in kept.history(HERE, "item", f"{ID} {GUARDS}")] == [Change.WITHDRAW, Change.RESTORE]


def test_the_same_reading_again_leaves_every_item_alone(added):
    before = added.items(HERE, ID)
    added.describe_report(HERE, ID, report(), reading(), expected_version=1, who="bob", why="")
    assert added.items(HERE, ID) == before


def test_a_withdrawn_report_leaves_the_list_and_keeps_what_was_accepted(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    row = added.withdraw_report(HERE, ID, expected_version=1, who="ann", why="bought text")
    assert (row.status, row.version) == (Status.WITHDRAWN, 2)
    assert added.reports(HERE) == ()
    assert added.report(HERE, ID)[0] == row
    assert "R1" in kept.situation(HERE).claims
    assert [evidence.claim for evidence in added.evidence(HERE)] == ["R1"]
    with pytest.raises(ModelError, match="withdrawn"):
        added.decide(HERE, ID, NUMBER, rejecting(), expected_version=1)


def test_the_text_of_a_withdrawn_report_brought_again_brings_it_back(kept, added):
    added.decide(HERE, ID, NUMBER, rejecting(), expected_version=1)
    added.withdraw_report(HERE, ID, expected_version=1, who="ann", why="by mistake")
    again = added.add_report(HERE, report(title="Back"), reading(), "bob")
    assert (again.is_new, again.row.version, again.row.status, again.row.title) == (False, 3, Status.ACCEPTED, "Back")
    assert again.row.counts == counts(2, rejected=1)
    assert [row.change for row in kept.history(HERE, "report", ID)] == [
        Change.INSERT, Change.WITHDRAW, Change.RESTORE,
    ]  # fmt: skip
