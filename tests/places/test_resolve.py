"""The reader as a whole, on texts of our own that were marked before it first saw them."""

from __future__ import annotations

import pytest

from components.places.index import Index
from components.places.resolver import Resolver
from tests.places.scorer import documents, km, score

#: Below what was measured (.97, .96): a floor, not a target.
OVERLAP_FLOOR, PLACED_FLOOR = 0.94, 0.92


@pytest.fixture(scope="module")
def resolver(index: Index) -> Resolver:
    return Resolver(index)


def test_our_own_corpus_stays_above_its_floor(resolver: Resolver) -> None:
    told = score(documents(), lambda text: [(m.start, m.end, m.lat, m.lon) for m in resolver.read(text).mentions])
    assert (told.overlap_f >= OVERLAP_FLOOR, told.placed_f >= PLACED_FLOOR) == (True, True), told


def test_pins_of_our_own_corpus_are_seldom_wrong(resolver: Resolver) -> None:
    right = wrong = 0
    for document in documents():
        for mention in resolver.read(document["text"]).mentions:
            names = [n for n in document["toponyms"] if n["start"] < mention.end and mention.start < n["end"]]
            if mention.is_pin and names and mention.lat is not None and mention.lon is not None:
                is_right = km(names[0]["lat"], names[0]["lon"], mention.lat, mention.lon) <= 25
                right, wrong = right + is_right, wrong + (not is_right)
    assert wrong <= 0.03 * (right + wrong), (right, wrong)


def test_given_spans_are_placed_in_their_order(resolver: Resolver) -> None:
    text = "A fair in Paris, Texas, drew farmers from Reno."
    points = resolver.resolve(text, [(text.index("Reno"), text.index("Reno") + 4), (10, 15)])
    assert [point and (round(point[0]), round(point[1])) for point in points] == [(34, -95), (34, -96)]


def test_a_span_without_any_known_place_in_the_text_is_none(resolver: Resolver) -> None:
    assert resolver.resolve("He lives in Qwertovka.", [(12, 21)]) == [None]


def test_a_country_given_by_the_caller_leans(resolver: Resolver) -> None:
    def country(given: str) -> list[str]:
        return [m.entity.country for m in resolver.read("The mayor of Valencia spoke.", given).mentions if m.entity]

    assert (country("VE"), country("ES")) == (["VE"], ["ES"])


def test_the_room_itself_offers_the_reader_whatever_was_imported_before() -> None:
    from components import places

    assert (callable(places.read), callable(places.resolve)) == (True, True)
