"""What a browser sends becomes a choice, or is refused with the field that is at fault."""

import pytest

from components.errors import DateError, ModelError
from components.model import Precision
from components.records.choice import MAX_TEXT_CHARS, Choice, choice_of, when_of

WHOLE = {"kind": "figure", "title": "40 carts left"}


def test_a_choice_comes_back_from_its_plain_values():
    choice = Choice(kind="figure", title="40 carts", low=40.0, hedge="at_least", grade="B2", said="2024-05-06")
    assert choice_of(choice.plain()) == choice


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1200", 1200.0), ("1,200", 1200.0), ("1 200", 1200.0), ("0.5", 0.5), ("", None), (None, None), (7, 7.0)],
)
def test_a_number_is_read_as_it_is_typed(typed, value):
    assert choice_of({**WHOLE, "best": typed}).best == value


@pytest.mark.parametrize("typed", ["1.200,5", "12k", "1,20", "nan", "inf", "1e999", True, [], float("nan")])
def test_a_number_that_could_be_two_is_refused(typed):
    with pytest.raises(ModelError) as caught:
        choice_of({**WHOLE, "best": typed})
    assert caught.value.field == "best"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({**WHOLE, "colour": "red"}, "colour"),
        ({"kind": "figure"}, "title"),
        ({**WHOLE, "title": "  "}, "title"),
        ({**WHOLE, "kind": "rumour"}, "kind"),
        ({**WHOLE, "hedge": "perhaps"}, "hedge"),
        ({**WHOLE, "scale": "galaxy"}, "scale"),
        ({**WHOLE, "grade": "B7"}, "grade"),
        ({**WHOLE, "grade": "b2"}, "grade"),
        ({**WHOLE, "said": "last Tuesday"}, "said"),
        ({**WHOLE, "period": "2024-13"}, "period"),
        ({**WHOLE, "lat": 51.0}, "lat"),
        ({**WHOLE, "is_party": "yes"}, "is_party"),
        ({**WHOLE, "note": 7}, "note"),
        ({**WHOLE, "note": "n" * (MAX_TEXT_CHARS + 1)}, "note"),
    ],
)
def test_what_makes_no_claim_is_refused_and_the_field_is_named(values, field):
    with pytest.raises(ModelError) as caught:
        choice_of(values)
    assert caught.value.field == field


def test_texts_lose_the_space_around_them_and_nothing_else():
    assert choice_of({**WHOLE, "note": "  <b>{{7*7}}</b> \n"}).note == "<b>{{7*7}}</b>"


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("", Precision.UNKNOWN),
        ("2024-05-06", Precision.EXACT),
        ("2024-05-06/2024-05-08", Precision.DAYS),
        ("2024-05", Precision.MONTH),
        ("2024", Precision.YEAR),
        ("../2024-05-07", Precision.BEFORE),
        ("2024-05-06~", Precision.APPROX),
    ],
)
def test_a_date_has_the_narrowest_precision_that_holds_it(edtf, precision):
    assert when_of("said", edtf).precision is precision


def test_a_wrong_date_names_its_field():
    with pytest.raises(DateError) as caught:
        when_of("happened", "soon")
    assert caught.value.field == "happened"
