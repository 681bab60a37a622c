"""The code lists are the ones we adopted, and no code goes without its meaning."""

import inspect
from enum import StrEnum

import pytest

from components.model import codes

LISTS = {
    "Scale": "exact vicinity locality settlement near adm2 adm1 feature country sea_air unknown",
    "Precision": "exact days week month year before after approx unknown",
    "Hedge": "none about up_to nearly at_least over range vague projection",
    "ClaimKind": "figure presence event control statement forecast",
    "RelationKind": "part_of in_addition_to contradicts confirms same_as denies answers",
    "SourceKind": "outlet syndicated primary article",
    "Form": "lane bar",
    "Holder": "UA RU contested unknown",
    "RouteMode": "ship onward unknown",
    "Frame": "theatre world",
}
EXPLAINED = {"Scale", "Precision", "Hedge", "ClaimKind", "RelationKind", "SourceKind", "Form"}


def test_there_is_no_other_list():
    found = {name for name, kind in inspect.getmembers(codes, inspect.isclass) if issubclass(kind, StrEnum)} - {
        "StrEnum"
    }
    assert found == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_exactly_its_codes_in_order(name):
    assert " ".join(getattr(codes, name)) == LISTS[name]


@pytest.mark.parametrize("name", sorted(EXPLAINED))
def test_every_code_has_its_meaning_beside_it(name):
    lines = [line for line in inspect.getsource(getattr(codes, name)).splitlines() if " = " in line]
    assert len(lines) == len(getattr(codes, name))
    assert [line for line in lines if "#: " not in line] == []


def test_the_scales_with_a_point_are_those_that_may_be_drawn_as_one():
    assert {"exact", "vicinity", "locality", "settlement", "near"} == codes.POINT_SCALES


def test_relations_that_read_the_same_both_ways_are_their_own_inverse():
    assert {kind.value: inverse for kind, inverse in codes.INVERSES.items()} == {
        "part_of": "has_part",
        "in_addition_to": "has_addition",
        "contradicts": "contradicts",
        "confirms": "confirmed_by",
        "same_as": "same_as",
        "denies": "denied_by",
        "answers": "answered_by",
    }
