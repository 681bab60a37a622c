"""What a decision about an item brings with it; every test runs on SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest

from components.errors import ModelError, StaleRecordError
from components.records import Correction, Evidence, Item, ItemKind, Verdict
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
    claim,
    contradiction,
    counts,
    everything,
    merging,
    rejecting,
    report,
    source,
)


def test_accepting_adds_the_claim_with_all_it_needs(kept, added, situation):
    relation = contradiction()
    found = added.decide(HERE, ID, GUARDS, accepting(situation, more=[relation]), expected_version=1)
    start = TEXT.index("45")
    assert found == Item(
        ID, GUARDS, ItemKind.FIGURE, start, start + 2, {"text": "45", "best": 45}, Verdict.ACCEPTED, 2, {"best": 45},
        "R1", "ann", "", NOON,
    )  # fmt: skip
    after = kept.situation(HERE)
    assert after.claims["R1"] == claim(situation)
    assert after.sources["ferry-post-guards"] == source()
    assert relation in after.relations
    assert added.evidence(HERE) == (Evidence("R1", ID, GUARDS, start, start + 2),)
    assert added.reports(HERE)[0].counts == counts(2, accepted=1)
    assert kept.record(HERE, "claim", "R1").edited_by == "ann"


def test_every_change_of_a_decision_has_one_line_of_history(kept, added, situation):
    before = len(kept.history(HERE))
    added.decide(HERE, ID, GUARDS, accepting(situation, why="counted twice"), expected_version=1)
    assert [(row.kind, row.key, row.version, row.change) for row in kept.history(HERE)[before:]] == [
        ("claim", "R1", 1, Change.INSERT),
        ("source", "ferry-post-guards", 1, Change.INSERT),
        ("item", f"{ID} {GUARDS}", 2, Change.DECIDE),
    ]
    assert {(row.who, row.why, row.at) for row in kept.history(HERE)[before:]} == {("ann", "counted twice", NOON)}


def test_history_names_a_report_by_its_digest_and_holds_none_of_its_text(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    rows = kept.history(HERE, "report") + kept.history(HERE, "item")
    assert [row.fields["digest"] for row in kept.history(HERE, "report")] == [report().digest]
    assert [row.fields["items"] for row in kept.history(HERE, "report")] == [3]
    assert all("Southey" not in str(row.fields) for row in rows)


def test_what_is_there_already_with_the_same_fields_is_left_alone(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    added.decide(HERE, ID, NUMBER, accepting(situation, "R2"), expected_version=1)
    assert len(kept.history(HERE, "source", "ferry-post-guards")) == 1
    assert [evidence.claim for evidence in added.evidence(HERE)] == ["R1", "R2"]


def test_what_is_there_already_with_other_fields_is_refused(kept, added, situation):
    before = everything(kept)
    for adds in ((claim(situation, "C1"), source()), (claim(situation), source(), situation.about)):
        changed = tuple(replace(noun, title="x") if noun is situation.about else noun for noun in adds)
        with pytest.raises(ModelError, match="already with other fields"):
            added.decide(HERE, ID, GUARDS, accepting(situation, "C1", adds=changed), expected_version=1)
    assert everything(kept) == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"adds": ()}, "claim"),
        ({"claim": None}, "claim"),
        ({"claim": "C99"}, "claim"),
        ({"verdict": Verdict.OPEN}, "verdict"),
        ({"verdict": Verdict.REJECTED, "claim": None, "why": "x"}, "adds"),
        ({"verdict": Verdict.MERGED}, "why"),
        ({"verdict": Verdict.REJECTED, "adds": (), "claim": None, "why": " "}, "why"),
        ({"corrections": (Correction("claim", "C1", {"note": "x"}, 1),)}, "why"),
        ({"who": ""}, "who"),
        ({"who": "x" * 201}, "who"),
        ({"who": "a\x00"}, "who"),
        ({"why": "\ud83d"}, "why"),
        ({"choice": {"best": float("inf")}}, "choice"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused_and_changes_nothing(kept, added, situation, fields, field):
    before = everything(kept)
    with pytest.raises(ModelError) as caught:
        added.decide(HERE, ID, GUARDS, accepting(situation, **fields), expected_version=1)
    assert caught.value.field == field
    assert everything(kept) == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"place": "atlantis"}, "place"),
        ({"speakers": ("nobody",)}, "speakers"),
        ({"acts": ("xx",)}, "acts"),
        ({"sources": ("ferry-post", "none")}, "sources"),
        ({"title": "a\x00b"}, "title"),
    ],
)
def test_a_claim_that_points_at_nothing_is_refused_and_changes_nothing(kept, added, situation, fields, field):
    before = everything(kept)
    adds = (claim(situation, **fields), source())
    with pytest.raises(ModelError) as caught:
        added.decide(HERE, ID, GUARDS, accepting(situation, adds=adds), expected_version=1)
    assert caught.value.field == field
    assert everything(kept) == before


@pytest.mark.parametrize("key", ["", "a b", "../x", "x" * 81, "é"])
def test_a_claim_has_an_id_that_a_package_can_hold(added, situation, key):
    with pytest.raises(ModelError) as caught:
        added.decide(HERE, ID, GUARDS, accepting(situation, key), expected_version=1)
    assert caught.value.field == "id"


def test_rejecting_keeps_the_reason_and_adds_nothing(kept, added):
    before = kept.situation(HERE)
    found = added.decide(HERE, ID, NUMBER, rejecting(), expected_version=1)
    assert (found.verdict, found.why, found.claim) == (Verdict.REJECTED, "It is a forecast of the ferry.", None)
    assert (kept.situation(HERE), added.evidence(HERE)) == (before, ())


def test_merging_gives_the_claim_one_more_source(kept, added, situation):
    found = added.decide(HERE, ID, GUARDS, merging(), expected_version=1)
    assert (found.verdict, found.claim, found.version) == (Verdict.MERGED, "C1", 2)
    after = kept.situation(HERE)
    assert after.claims["C1"] == replace(situation.claims["C1"], sources=("ferry-post", "ferry-post-guards"))
    assert [evidence.claim for evidence in added.evidence(HERE)] == ["C1"]
    assert kept.history(HERE, "claim", "C1")[-1].why == "The same count."


def test_a_correction_that_somebody_overtook_refuses_the_whole_decision(kept, added):
    kept.correct(HERE, "claim", "C1", fields={"note": "seen"}, expected_version=1, who="bob", why="typo")
    before = everything(kept)
    with pytest.raises(StaleRecordError) as caught:
        added.decide(HERE, ID, GUARDS, merging(), expected_version=1)
    error = caught.value
    assert (error.kind, error.key, error.found_version, error.stored["note"]) == ("claim", "C1", 2, "seen")
    assert error.offered == {"sources": ["ferry-post", "ferry-post-guards"]}
    assert everything(kept) == before


def test_an_item_is_decided_once_until_it_is_reopened(added, situation):
    added.decide(HERE, ID, NUMBER, rejecting(), expected_version=1)
    with pytest.raises(ModelError) as caught:
        added.decide(HERE, ID, NUMBER, accepting(situation), expected_version=2)
    assert caught.value.field == "verdict"
    added.reopen(HERE, ID, NUMBER, expected_version=2, who="bob", why="It is none of the ferry's.")
    assert added.decide(HERE, ID, NUMBER, accepting(situation), expected_version=3).version == 4


def test_reopening_takes_back_the_claim_and_its_relations_and_nothing_else(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation, more=[contradiction()]), expected_version=1)
    found = added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="misread")
    assert (found.verdict, found.version, found.choice, found.claim, found.who, found.at) == (
        Verdict.OPEN, 3, None, None, None, None,
    )  # fmt: skip
    after = kept.situation(HERE)
    assert (after.claims, after.relations) == (situation.claims, situation.relations)
    assert "ferry-post-guards" in after.sources
    assert added.evidence(HERE) == ()
    assert kept.record(HERE, "claim", "R1").status is Status.WITHDRAWN
    last = kept.history(HERE, "item", f"{ID} {GUARDS}")[-1]
    assert (last.change, last.who, last.why) == (Change.REOPEN, "bob", "misread")


def test_reopening_a_merger_leaves_the_other_claim(kept, added):
    added.decide(HERE, ID, GUARDS, merging(), expected_version=1)
    before = kept.situation(HERE)
    added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="another day")
    assert (kept.situation(HERE), added.evidence(HERE)) == (before, ())


def test_reopening_leaves_a_claim_that_was_there_before_the_decision(kept, added, situation):
    adds = (situation.claims["C1"],)
    added.decide(HERE, ID, GUARDS, accepting(situation, "C1", adds=adds), expected_version=1)
    added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="another day")
    assert kept.situation(HERE) == situation


def test_after_reopening_the_same_claim_may_come_back_with_other_fields(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="misread")
    adds = (claim(situation, note="Read again."), source())
    added.decide(HERE, ID, GUARDS, accepting(situation, adds=adds), expected_version=3)
    assert kept.situation(HERE).claims["R1"].note == "Read again."
    assert [row.change for row in kept.history(HERE, "claim", "R1")] == [
        Change.INSERT, Change.WITHDRAW, Change.RESTORE,
    ]  # fmt: skip


def test_a_claim_that_something_else_rests_on_is_not_taken_back(kept, added, situation):
    added.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1)
    added.decide(HERE, ID, NUMBER, accepting(situation), expected_version=1)
    with pytest.raises(ModelError, match=f"The item {NUMBER} of report {ID}"):
        added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="misread")
    added.reopen(HERE, ID, NUMBER, expected_version=2, who="bob", why="misread")
    extra = accepting(situation, "R2", more=[contradiction("R2", "R1")])
    added.decide(HERE, ID, THURSDAY, extra, expected_version=1)
    before = everything(kept)
    with pytest.raises(ModelError, match="The relation 'R2 contradicts R1' points at the claim 'R1'"):
        added.reopen(HERE, ID, GUARDS, expected_version=2, who="bob", why="misread")
    assert everything(kept) == before


def test_an_open_item_has_nothing_to_take_back(added):
    with pytest.raises(ModelError) as caught:
        added.reopen(HERE, ID, GUARDS, expected_version=1, who="bob", why="misread")
    assert caught.value.field == "verdict"
