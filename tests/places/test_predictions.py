"""The line that a scored document becomes."""

from __future__ import annotations

import json

import pytest

from components.places.index import Index
from components.places.predictions import prediction, predictions
from components.places.resolver import Resolver


@pytest.fixture(scope="module")
def resolver(index: Index) -> Resolver:
    return Resolver(index)


def test_a_document_becomes_one_line_with_class_scale_and_pin(resolver: Resolver) -> None:
    (line,) = predictions(['{"id": "a", "text": "Russian troops left Kazan."}', "\n"], resolver)
    row = json.loads(line)
    told = [(m["start"], m["end"], m["class"], m["scale"], m["pin"], m["name"], m["country"]) for m in row["mentions"]]
    assert (row["id"], told) == (
        "a",
        [(0, 7, "actor", "unknown", False, "Russia", "RU"), (20, 25, "place", "settlement", True, "Kazan", "RU")],
    )
    assert "resolved" not in row


def test_given_spans_are_resolved_in_their_order(resolver: Resolver) -> None:
    spans = [{"start": 3, "end": 8}]
    row = prediction({"id": "a", "text": "In Kazan it rained.", "toponyms": spans}, resolver)
    assert [[round(lat), round(lon)] for lat, lon in row["resolved"]] == [[56, 49]]


def test_names_without_an_entry_are_no_mentions(resolver: Resolver) -> None:
    row = prediction({"id": "a", "text": "A drone fell on the village of Qwertovka."}, resolver)
    assert ([m["text"] for m in row["mentions"]], [m["text"] for m in row["tray"]]) == ([], ["Qwertovka"])


def test_a_line_without_a_text_is_named(resolver: Resolver) -> None:
    with pytest.raises(ValueError, match="line 2 is no document"):
        list(predictions(['{"id": "a", "text": ""}', '{"id": "b"}'], resolver))
