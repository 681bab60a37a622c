"""A situation is one value whatever order it arrives in, and it knows what its nouns are called and point at."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import (
    INVERSES,
    KINDS,
    Reference,
    Relation,
    RelationKind,
    assemble,
    dangling,
    find_text,
    key_of,
    kind_of,
    origins,
)


def test_the_order_in_which_nouns_arrive_does_not_matter(situation):
    nouns = list(situation.nouns())
    again = assemble(situation.about, reversed(nouns))
    assert again == situation
    assert list(again.claims) == ["C6", "C1", "C3", "C2", "C5", "C4", "C7"]
    assert list(again.topics) == ["guards", "toll"]


def test_every_noun_has_a_kind_and_a_key_of_its_own(situation):
    names = [(kind_of(noun), key_of(noun)) for noun in situation.nouns()]
    assert names == [
        ("about", "long-bridge"),
        ("source", "ferry-post"),
        ("source", "handed-in"),
        ("source", "hill-radio"),
        ("speaker", "captain"),
        ("speaker", "council"),
        ("speaker", "mayor"),
        ("speaker", "walkers"),
        ("place", "bridge"),
        ("place", "county"),
        ("place", "northam"),
        ("place", "nowhere"),
        ("topic", "guards"),
        ("topic", "toll"),
        ("claim", "C6"),
        ("claim", "C1"),
        ("claim", "C3"),
        ("claim", "C2"),
        ("claim", "C5"),
        ("claim", "C4"),
        ("claim", "C7"),
        ("relation", "C2 contradicts C1"),
        ("relation", "C3 confirms C1"),
        ("relation", "C5 part_of C2"),
        ("route", "d1"),
        ("settlement", "UA / Bridge / Northam"),
        ("story", "s1"),
    ]
    assert {kind for kind, _ in names} == set(KINDS)


def test_a_whole_situation_points_at_nothing_that_is_missing(situation):
    assert dangling(situation) == ()


def test_every_pointer_that_leads_nowhere_is_found(situation):
    cut = replace(situation, sources={}, topics={}, places={}, speakers={})
    found = dangling(cut)
    assert Reference("about", "long-bridge", "lead_topics", "topic", "guards") in found
    assert Reference("claim", "C1", "said_place", "place", "northam") in found
    assert Reference("claim", "C4", "speakers", "speaker", "council") in found
    assert Reference("route", "d1", "from_place", "place", "northam") in found
    assert Reference("story", "s1", "open", "topic", "toll") in found
    assert len(found) == 1 + (5 + 8 + 8 + 8) + 2 + 2  # claims: topics, speakers, places, sources


def test_a_side_that_the_situation_does_not_have_is_found(situation):
    about = replace(situation.about, sides=situation.about.sides[:1])
    found = {(pointer.kind, pointer.to_key) for pointer in dangling(replace(situation, about=about))}
    assert found == {("speaker", "so"), ("speaker", "ob"), ("claim", "so"), ("route", "so")}


@pytest.mark.parametrize(("claim", "number"), [("C1", 2), ("C2", 1), ("C3", 2), ("C4", 2), ("C5", 1), ("C6", 1)])
def test_origins_are_counted_over_speakers_and_ties(situation, claim, number):
    assert origins(situation.claims[claim], situation) == number


def test_two_speakers_of_one_origin_are_one(situation):
    claim = replace(situation.claims["C6"], speakers=("mayor", "council"))
    assert origins(claim, replace(situation, claims={**situation.claims, "C6": claim})) == 1


def test_a_contradiction_is_no_tie(situation):
    only = replace(situation, relations=(Relation("C2", RelationKind.CONTRADICTS, "C1", ""),))
    assert origins(situation.claims["C1"], only) == 1


def test_a_tie_is_followed_for_one_step_only(situation):
    chain = (Relation("C3", RelationKind.CONFIRMS, "C1", ""), Relation("C2", RelationKind.SAME_AS, "C3", ""))
    tied = replace(situation, relations=chain)
    assert origins(situation.claims["C1"], tied) == 2
    assert origins(situation.claims["C3"], tied) == 3


def test_every_relation_reads_both_ways():
    assert set(INVERSES) == set(RelationKind)


def test_the_text_to_search_is_lower_case_and_has_every_name(situation):
    assert find_text(situation.claims["C2"], situation) == (
        "up to 90 guards stand at the bridge {{7*7}} <b>& more</b> as many as 90 hill radio up to 90 guards at the "
        "bridge ben hill, captain of southey southey long bridge довгий міст hill radio wire north ferry post"
    )


TIES = st.lists(
    st.builds(
        Relation,
        st.sampled_from(["C1", "C2", "C3"]),
        st.sampled_from(RelationKind),
        st.sampled_from(["C4", "C5", "C6"]),
        st.just(""),
    ),
    max_size=6,
)


@given(TIES)
def test_a_claim_never_has_fewer_origins_than_its_speakers_nor_more_than_there_are(situation, relations):
    tied = replace(situation, relations=tuple(relations))
    for claim in situation.claims.values():
        own = {situation.speakers[key].origin for key in claim.speakers}
        assert len(own) <= origins(claim, tied) <= len({speaker.origin for speaker in situation.speakers.values()})


@given(TIES)
def test_a_tie_counts_from_both_ends(situation, relations):
    tied = replace(situation, relations=tuple(relations))
    turned = tuple(replace(r, from_claim=r.to_claim, to_claim=r.from_claim) for r in relations)
    back = replace(situation, relations=turned)
    assert [origins(claim, tied) for claim in situation.claims.values()] == [
        origins(claim, back) for claim in situation.claims.values()
    ]
