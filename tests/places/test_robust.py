"""Texts that nobody writes: bounded work, and offsets that fit."""

from __future__ import annotations

import time

import pytest

from components.places.index import Index
from components.places.resolver import Resolver

TEXTS = {
    "empty": "",
    "blank": " \n\t\u00a0 ",
    "no sentence end": "rain fell on Kursk and wind blew " * 6_000,
    "capitalised words": "Kursk Paris Springfield Lincoln Zzyzx " * 20_000,
    "distinct capitalised words": " ".join(f"Q{number:x}a".replace("0", "o").title() for number in range(100_000)),
    "mixed scripts": "Kursk Курск 쿠르스크 库尔斯克 كورسك Kуrsk " * 200,
    "right to left override": "near \u202eKursk\u202c and Sudzha\u200f, Russia " * 50,
    "no-break spaces": "in New\u00a0York, North\u00a0Korea and Saint\u202fPetersburg",
    "lone surrogates": "Kursk \ud800 and \udfff Paris\udc00 Kazan",
    "capitals and dots": "U.S." * 20_000,
    "apostrophes": "O'" * 50_000,
    "hyphens": "Kursk-" * 20_000,
    "commas": "Paris, " * 20_000,
}
#: Generous: a quadratic step would need hours here.
MOST_S = 45.0


@pytest.fixture(scope="module")
def resolver(index: Index) -> Resolver:
    return Resolver(index)


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read_in_bounded_time_with_offsets_that_fit(name: str, resolver: Resolver) -> None:
    text = TEXTS[name]
    began = time.perf_counter()
    reading = resolver.read(text)
    assert time.perf_counter() - began < MOST_S
    assert [one.text for one in reading.mentions] == [text[one.start : one.end] for one in reading.mentions]
    assert all(a.end <= b.start for a, b in zip(reading.mentions, reading.mentions[1:], strict=False))


def test_a_no_break_space_is_a_space(resolver: Resolver) -> None:
    told = resolver.read("He flew from North\u00a0Korea to Saint\u202fPetersburg in Russia.").mentions
    assert [one.text for one in told] == ["North\u00a0Korea", "Saint\u202fPetersburg", "Russia"]
