"""Acts of the review page, on each kind of store: plain values in, allowed or not, done whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from components.access import Role
from components.errors import ModelError, NotAllowedError, StaleRecordError
from components.model import Report
from components.reading.document import Document
from components.reading.read import read
from components.records.acts import Acts, Person, described, new_about
from components.records.review import Verdict

ANN = Person("ann", Role.EDITOR)
NOBODY = Person("nobody", Role.ANONYMOUS)
TEXT = "Ada Ford said on Wednesday that 45 guards stood at the bridge. She also counted 12 carts."
HERE = "long-bridge"


@pytest.fixture
def changed():
    return []


@pytest.fixture
def acts(kept, changed):
    def reader(report):
        return read(Document(report.text, report.published_on))

    return Acts(kept, kept.reviews, reader, "shared", changed.append)


@pytest.fixture
def added(acts):
    return acts.add(HERE, Report(TEXT, publisher="Ferry Post", published_on=date(2024, 5, 9)), ANN).row


def figure(acts, row, words="45"):
    return next(item for item in acts.reviews.items(HERE, row.id) if item.fields["text"] == words)


def ask(acts, row, item, act, person=ANN, **more):
    return acts.decide(HERE, row.id, {"act": act, "item": item.id, "version": item.version, **more}, person)


def test_an_accepted_guess_is_a_claim_with_its_evidence(acts, added, kept, changed):
    item = figure(acts, added)
    done = ask(acts, added, item, "accept")
    claim = kept.situation(HERE).claims[done.claim]
    assert (done.verdict, claim.figure.best, claim.speakers) == (Verdict.ACCEPTED, 45.0, ("mayor",))
    (evidence,) = kept.reviews.evidence(HERE)
    assert (evidence.claim, evidence.report, TEXT[evidence.start : evidence.end]) == (done.claim, added.id, "45")
    assert changed == [HERE]


def test_a_correction_is_what_is_stored(acts, added, kept):
    choice = {"kind": "figure", "title": "46 guards", "best": "46", "value_text": "46", "unit": "people",
              "speaker": "captain", "place": "bridge", "said": "2024-05-08", "topic": "guards"}  # fmt: skip
    done = ask(acts, added, figure(acts, added), "accept", choice=choice, against=["C1"])
    claim = kept.situation(HERE).claims[done.claim]
    assert (claim.figure.best, claim.speakers, claim.title) == (46.0, ("captain",), "46 guards")
    assert [(r.from_claim, r.to_claim) for r in kept.situation(HERE).relations if r.from_claim == claim.id] == [
        (claim.id, "C1")
    ]


def test_a_rejection_and_a_reopening_need_a_reason(acts, added):
    item = figure(acts, added)
    with pytest.raises(ModelError) as caught:
        ask(acts, added, item, "reject", why="  ")
    assert caught.value.field == "why"
    done = ask(acts, added, item, "reject", why="an aside")
    with pytest.raises(ModelError) as caught:
        ask(acts, added, done, "reopen")
    assert caught.value.field == "why"
    assert ask(acts, added, done, "reopen", why="not an aside").verdict is Verdict.OPEN


def test_a_merger_adds_the_source_to_the_claim(acts, added, kept):
    before = kept.situation(HERE).claims["C1"].sources
    done = ask(acts, added, figure(acts, added), "merge", claim="C1")
    assert done.claim == "C1"
    assert set(kept.situation(HERE).claims["C1"].sources) > set(before)


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(acts, added):
    item = figure(acts, added)
    ask(acts, added, item, "reject", why="an aside")
    with pytest.raises(StaleRecordError) as caught:
        ask(acts, added, item, "accept")
    assert (caught.value.stored["why"], caught.value.offered["verdict"]) == ("an aside", "accepted")


@pytest.mark.parametrize("act", ["accept", "reject", "merge", "reopen", "describe"])
def test_a_person_who_may_not_changes_nothing(acts, added, kept, act):
    before = kept.history(HERE)
    item = figure(acts, added)
    with pytest.raises(NotAllowedError):
        ask(acts, added, item, act, person=NOBODY, why="because", claim="C1")
    with pytest.raises(NotAllowedError):
        acts.describe(HERE, added.id, {"values": {"title": "x"}, "version": added.version}, NOBODY)
    with pytest.raises(NotAllowedError):
        acts.add(HERE, Report("Other words."), NOBODY)
    with pytest.raises(NotAllowedError):
        acts.start(new_about("new-one", "New", kept.situation(HERE).about), NOBODY)
    assert kept.history(HERE) == before


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({"act": "burn"}, "act"),
        ({"act": 7}, "act"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": 0}, "version"),
        ({"choice": "all"}, "choice"),
        ({"choice": {"kind": "figure", "title": "x", "__class__": "y"}}, "__class__"),
        ({"against": "C1"}, "against"),
        ({"against": ["C1"] * 9}, "against"),
        ({"against": ["C99"]}, "claim"),
        ({"why": "w" * 3_000}, "why"),
        ({"act": "merge", "claim": "C99"}, "claim"),
    ],
)
def test_a_message_that_makes_no_sense_names_its_field(acts, added, message, field):
    item = figure(acts, added)
    with pytest.raises(ModelError) as caught:
        acts.decide(HERE, added.id, {"act": "accept", "item": item.id, "version": 1, **message}, ANN)
    assert caught.value.field == field


def test_describing_anew_reads_anew_and_keeps_what_is_decided(acts, kept):
    row = acts.add(HERE, Report(TEXT), ANN).row
    done = ask(acts, row, figure(acts, row, "12"), "reject", why="carts")
    assert figure(acts, row).fields["said"] is None
    values = {"published_on": "2024-05-09", "publisher": "Ferry Post"}
    acts.describe(HERE, row.id, {"values": values, "version": row.version}, ANN)
    assert figure(acts, row).fields["said"] == "2024-05-08"
    assert figure(acts, row, "12") == done
    assert kept.reviews.report(HERE, row.id)[1].publisher == "Ferry Post"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "x"}, "text"),
        ({"published_on": "soon"}, "published"),
        ({"url": "javascript:1"}, "url"),
        ({"title": 7}, "title"),
    ],
)
def test_a_description_that_cannot_be_names_its_field(values, field):
    with pytest.raises(ModelError) as caught:
        described(Report(TEXT), values)
    assert field in caught.value.field or caught.value.field in ("date", "day")


def test_a_new_situation_is_empty_and_takes_claims(acts, kept):
    acts.start(new_about("new-one", " A new one ", kept.situation(HERE).about), ANN)
    made = kept.situation("new-one")
    assert (made.about.title, dict(made.claims), made.about.lead_topics) == ("A new one", {}, ())
    row = acts.add("new-one", Report(TEXT, publisher="Ferry Post", published_on=date(2024, 5, 9)), ANN).row
    item = next(item for item in acts.reviews.items("new-one", row.id) if item.fields["text"] == "45")
    done = acts.decide("new-one", row.id, {"act": "accept", "item": item.id, "version": 1}, ANN)
    assert list(kept.situation("new-one").claims) == [done.claim]


@pytest.mark.parametrize(("key", "title"), [("New", "x"), ("", "x"), ("../x", "x"), ("ok", " "), ("ok", "t" * 121)])
def test_a_situation_needs_an_id_and_a_title(situation, key, title):
    with pytest.raises(ModelError):
        new_about(key, title, situation.about)


def test_two_acts_on_one_description_both_go_through(acts, added, kept):
    """The description of the situation grows with both; the second is worked out anew on what the first left."""
    first, second = figure(acts, added), figure(acts, added, "12")
    far = {"kind": "figure", "title": "later", "best": 1.0, "value_text": "1", "unit": "people", "speaker": "mayor"}
    ask(acts, added, first, "accept", choice={**far, "said": "2024-08-01"})
    ask(acts, added, second, "accept", choice={**far, "said": "2024-09-01"})
    assert kept.situation(HERE).about == replace(kept.situation(HERE).about, span_to_on=date(2024, 9, 1))
