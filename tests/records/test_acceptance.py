"""A choice becomes nouns of the situation: new ones where they are new, and nothing that points at nothing."""

from dataclasses import replace

import pytest

from components.errors import ModelError
from components.model import Claim, Place, Relation, RelationKind, Report, Speaker, Topic, assemble
from components.records.acceptance import NOWHERE, acceptance, claim_id, merger, rejection, slug, source_of
from components.records.choice import Choice
from components.records.payload import pack
from components.records.review import Correction, Verdict
from components.records.store import Status, StoredRecord
from tests.records.guessed import REPORT

CHOICE = Choice(
    kind="figure", title="about 45 guards", best=45.0, hedge="about", value_text="about 45", unit="people",
    speaker="mayor", said="2024-05-08", place="bridge", topic="guards", quote="about 45 guards",
)  # fmt: skip


def about(situation):
    return StoredRecord("about", situation.id, 1, Status.ACCEPTED, None, pack(situation.about))


def accepted(situation, choice=CHOICE, **more):
    return acceptance(choice, REPORT, "figure:23-25", situation, about(situation), who="ann", **more)


def kinds(decision):
    return [type(noun) for noun in decision.adds]


def test_a_claim_in_known_terms_brings_only_itself_and_its_source(situation):
    decision = accepted(situation)
    source, claim = decision.adds
    assert source == source_of(REPORT)
    assert isinstance(claim, Claim)
    assert (claim.id, claim.speakers, claim.place, claim.topic, claim.sources) == (
        claim_id(REPORT, "figure:23-25"), ("mayor",), "bridge", "guards", (source.id,),
    )  # fmt: skip
    assert (claim.figure.best, claim.figure.text, claim.quote, claim.grade) == (
        45.0,
        "about 45",
        "about 45 guards",
        None,
    )
    assert (decision.verdict, decision.claim, decision.corrections, decision.why) == (
        Verdict.ACCEPTED, claim.id, (), "",
    )  # fmt: skip


def test_accepting_twice_makes_the_same_nouns(situation):
    assert accepted(situation) == accepted(situation)


def test_new_people_places_and_matters_come_along_once(situation):
    choice = replace(
        CHOICE, speaker="", speaker_name="Cy Dale", side="ob", place="", place_name="Mill", scale="settlement",
        lat=50.2, lon=30.2, country="NA", place_source="clicked on the map", topic="", topic_title="Carts",
    )  # fmt: skip
    decision = accepted(situation, choice)
    assert kinds(decision)[1:4] == [Speaker, Place, Topic]
    grown = assemble(situation.about, [*situation.nouns(), *decision.adds])
    assert len(kinds(accepted(grown, choice))) == 2


def test_a_claim_without_a_place_stands_nowhere(situation):
    assert NOWHERE in accepted(situation, replace(CHOICE, place="")).adds


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"speaker": "nobody"}, "speaker"),
        ({"speaker": "", "speaker_name": ""}, "speaker_name"),
        ({"speaker": "", "speaker_name": "Cy", "side": "xx"}, "side"),
        ({"place": "nowhere-known"}, "place"),
        ({"place": "", "place_name": "Mill", "scale": "settlement"}, "scale"),
        ({"topic": "none-such"}, "topic"),
        ({"topic": "toll"}, "topic"),
        ({"low": 50.0, "high": 40.0}, "low"),
        ({"best": None}, "hedge"),
        ({"value_text": ""}, "text"),
    ],
)
def test_what_makes_no_claim_is_refused_and_the_field_is_named(situation, fields, field):
    with pytest.raises(ModelError) as caught:
        accepted(situation, replace(CHOICE, **fields))
    assert caught.value.field == field


def test_a_contradiction_is_a_relation_to_a_claim_that_is_there(situation):
    decision = accepted(situation, ties=((RelationKind.CONTRADICTS, "C2"),), why="two counts")
    assert decision.adds[-1] == Relation(decision.claim, RelationKind.CONTRADICTS, "C2", "two counts")
    with pytest.raises(ModelError, match="no claim 'C99'"):
        accepted(situation, ties=((RelationKind.CONTRADICTS, "C99"),))


def test_a_claim_outside_the_days_of_the_situation_widens_them_and_says_why(situation):
    decision = accepted(situation, replace(CHOICE, said="2024-07-01"))
    assert decision.corrections == (Correction("about", situation.id, {"span_to_on": "2024-07-01"}, 1),)
    assert decision.why


def test_the_first_claim_of_an_empty_situation_decides_what_it_opens_with(situation):
    empty = assemble(replace(situation.about, lead_topics=()), ())
    choice = replace(
        CHOICE, speaker="", speaker_name="Cy Dale", side="ob", place="", place_name="Mill", scale="settlement",
        lat=12.0, lon=44.0, topic="", topic_title="Guards", said="2025-01-10",
    )  # fmt: skip
    (change,) = accepted(empty, choice).corrections
    assert change.fields == {
        "span_to_on": "2025-01-10",
        "lead_topics": ["guards-people"],
        "opening": {"clock_on": "2025-01-10", "from_on": "2024-12-11", "to_on": "2025-01-10"},
        "theatre": {"south": 9.5, "west": 39.0, "north": 14.5, "east": 49.0},
    }


def test_a_merger_adds_the_source_once(situation):
    record = StoredRecord("claim", "C1", 3, Status.ACCEPTED, None, pack(situation.claims["C1"]))
    decision = merger(CHOICE, REPORT, situation, record, who="ann", why="the same")
    source = source_of(REPORT)
    assert (decision.verdict, decision.claim, decision.adds) == (Verdict.MERGED, "C1", (source,))
    assert decision.corrections == (Correction("claim", "C1", {"sources": ["ferry-post", source.id]}, 3),)
    with_it = replace(situation.claims["C1"], sources=("ferry-post", source.id))
    again = assemble(situation.about, [source, with_it, *(n for n in situation.nouns() if n != situation.claims["C1"])])
    assert merger(CHOICE, REPORT, again, record, who="ann", why="the same").corrections == ()


def test_a_rejection_changes_nothing_else():
    decision = rejection(who="ann", why="an aside")
    assert (decision.verdict, decision.claim, decision.adds, decision.corrections) == (Verdict.REJECTED, None, (), ())


def test_a_report_without_a_publisher_is_still_a_source():
    source = source_of(Report("Some words."))
    assert (source.publisher, source.published_on, source.link_note != "") == ("Publisher not stated", None, True)


@pytest.mark.parametrize(
    ("name", "key"), [("Al Jazeera’s desk", "al-jazeeras-desk"), ("Суд", "441443434"), ("…!", "unnamed")]
)
def test_every_name_has_a_key_that_an_address_can_hold(name, key):
    assert slug(name) == key
