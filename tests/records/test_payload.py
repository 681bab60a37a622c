from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.errors import ConflictMapError, ModelError
from components.model import KINDS, kind_of
from components.records.payload import digest, pack, unpack


def test_every_noun_comes_back_as_it_was(situation):
    for noun in situation.nouns():
        assert unpack(kind_of(noun), pack(noun)) == noun


def test_the_fields_of_a_claim_are_plain_values(situation):
    assert pack(situation.claims["C5"]) == {
        "id": "C5",
        "statement": "st-2",
        "kind": "figure",
        "topic": "guards",
        "speakers": ["captain"],
        "via": "",
        "title": "a handful of them are officers",
        "summary": "He named no number.",
        "said": {"earliest": "2024-05-03", "latest": "2024-05-03", "precision": "exact", "edtf": "2024-05-03"},
        "happened": None,
        "period": None,
        "said_place": None,
        "place": "bridge",
        "acts": ["so"],
        "figure": {
            "low": None,
            "best": None,
            "high": None,
            "hedge": "vague",
            "text": "“a handful”",
            "unit": "people",
            "counts": "",
        },
        "label": "",
        "quote": "a handful",
        "sources": ["hill-radio"],
        "note": "",
        "grade": None,
    }


def test_a_digest_does_not_depend_on_the_order_of_fields(situation):
    fields = pack(situation.claims["C5"])
    assert digest(dict(reversed(fields.items()))) == digest(fields)
    assert digest({**fields, "note": "x"}) != digest(fields)


def test_a_whole_number_stays_whole(situation):
    figure = replace(situation.claims["C1"].figure, best=40)
    claim = replace(situation.claims["C1"], figure=figure)
    assert repr(unpack("claim", pack(claim)).figure.best) == "40"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": 7}, "title"),
        ({"title": None}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "a\ud800b"}, "title"),
        ({"kind": "rumour"}, "kind"),
        ({"speakers": "mayor"}, "speakers"),
        ({"speakers": [7]}, "speakers"),
        ({"speakers": []}, "speakers"),
        ({"said": None}, "said"),
        ({"said": {"earliest": "2024-05-03"}}, "said"),
        (
            {"said": {"earliest": "03/05/2024", "latest": None, "precision": "after", "edtf": "2024-05-03/.."}},
            "earliest",
        ),
        ({"figure": {"low": True}}, "figure"),
        ({"surprise": 1}, "claim"),
    ],
)
def test_fields_that_are_no_noun_are_refused_by_name(situation, changes, field):
    with pytest.raises(ModelError) as caught:
        unpack("claim", {**pack(situation.claims["C1"]), **changes})
    assert caught.value.field == field


def test_a_missing_field_is_refused(situation):
    fields = pack(situation.claims["C1"])
    del fields["note"]
    with pytest.raises(ModelError, match="exactly the fields"):
        unpack("claim", fields)


@pytest.mark.parametrize("value", [True, "5", None])
def test_a_truth_or_a_text_is_no_number(situation, value):
    with pytest.raises(ModelError) as caught:
        unpack("topic", {**pack(situation.topics["guards"]), "rank": value})
    assert caught.value.field == "rank"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_whatever_a_row_holds_it_is_a_noun_or_a_model_error(kind, data):
    names = list(KINDS[kind].__dataclass_fields__)
    fields = data.draw(st.fixed_dictionaries(dict.fromkeys(names, JSON)))
    with suppress(ConflictMapError):
        unpack(kind, fields)
