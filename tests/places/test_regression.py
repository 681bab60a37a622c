"""Readings that were once wrong, in sentences of our own."""

from __future__ import annotations

import pytest

from components.places.entities import Kind, Sense
from components.places.index import Index
from components.places.resolver import Resolver

#: A text, then what each name in it is: text of the mention, sense, name of the entity, its kind.
CASES = {
    "the long name of North Korea, curly": (
        "He praised the [Democratic People’s Republic of Korea’s] soldiers.",
        [("Democratic People’s Republic of Korea", "area", "North Korea", "country")],
    ),
    "the long name of North Korea, straight": (
        "The Democratic People's Republic of Korea's envoy left early.",
        [("Democratic People's Republic of Korea", "area", "North Korea", "country")],
    ),
    "a region is meant throughout": (
        "Columns entered the Russian region of Kursk. Later, in Kursk, a bridge fell. The Kursk oblast has no sea.",
        [
            ("Russian", "actor", "Russia", "country"),
            ("Kursk", "area", "Kursk Oblast", "adm1"),
            ("Kursk", "area", "Kursk Oblast", "adm1"),
            ("Kursk oblast", "area", "Kursk Oblast", "adm1"),
        ],
    ),
    "a city is a city": ("They met in the city of Kursk.", [("Kursk", "place", "Kursk", "settlement")]),
    "part of a country": ("Recruits drill in eastern Russia.", [("eastern Russia", "area", "Russia", "country")]),
    "the North in a Korean story": (
        "South Korea may react to the North's assistance.",
        [("South Korea", "area", "South Korea", "country"), ("North", "actor", "North Korea", "country")],
    ),
    "a declaration is no city": ("The Kazan Declaration is short.", []),
    "a summit is in a city": ("Leaders came to a summit in Kazan.", [("Kazan", "place", "Kazan", "settlement")]),
    "a capital speaks": ("Seoul would not send shells.", [("Seoul", "actor", "Seoul", "settlement")]),
    "a seat of power": ("The Pentagon confirmed the count.", [("The Pentagon", "actor", "Pentagon", "actor")]),
    "a slip of the finger": ("Ukrane asked for more time.", [("Ukrane", "area", "Ukraine", "country")]),
    "persons named like towns": (
        "General Austin Miller wrote to Lloyd Austin. Mr Lincoln met Maria Flores and Mahmoud Abbas; Abbas smiled.",
        [],
    ),
    "front lines are no place": ("Units moved close to the front lines.", []),
    "two peoples": (
        "A German-Iraqi boy was found.",
        [("German", "actor", "Germany", "country"), ("Iraqi", "actor", "Iraq", "country")],
    ),
    "two peoples and a service": (
        "South Korean and Ukrainian intelligence agreed.",
        [("South Korean", "actor", "South Korea", "country"), ("Ukrainian", "actor", "Ukraine", "country")],
    ),
    "Paris in Texas": (
        "PARIS, Texas — A barn burned.",
        [("PARIS", "place", "Paris", "settlement"), ("Texas", "area", "Texas", "adm1")],
    ),
}


@pytest.fixture(scope="module")
def resolver(index: Index) -> Resolver:
    return Resolver(index)


@pytest.mark.parametrize("case", CASES)
def test_a_reading_that_was_once_wrong_is_right(case: str, resolver: Resolver) -> None:
    text, expected = CASES[case]
    told = [
        (one.text, str(one.sense), one.entity.name, str(one.entity.kind))
        for one in resolver.read(text).mentions
        if one.entity
    ]
    assert told == expected


def test_near_goes_on_through_a_list(resolver: Resolver) -> None:
    told = resolver.read("Fighting went on near Sudzha, Korenevo and Glushkovo in Russia.").mentions
    assert [(one.text, one.sense) for one in told if one.entity and one.entity.kind is Kind.SETTLEMENT] == [
        ("Sudzha", Sense.NEAR), ("Korenevo", Sense.NEAR), ("Glushkovo", Sense.NEAR)
    ]  # fmt: skip


def test_a_village_without_an_entry_lies_in_the_tray_beside_the_known_town(resolver: Resolver) -> None:
    reading = resolver.read("Shells fell on the village of Qwertovka near Sudzha.")
    assert [(one.text, one.entity.name, one.is_pin) for one in reading.tray if one.entity] == [
        ("Qwertovka", "Sudzha", False)
    ]


def test_an_unknown_village_alone_has_no_place(resolver: Resolver) -> None:
    reading = resolver.read("A drone fell on the village of Qwertovka.")
    assert [(one.text, one.entity, one.lat) for one in reading.tray] == [("Qwertovka", None, None)]


def test_only_places_are_pins(resolver: Resolver) -> None:
    told = resolver.read("Washington said that tanks had left Kazan for the Kursk region, in Russia.").mentions
    assert [one.text for one in told if one.is_pin] == ["Kazan"]
