from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.errors import DateError
from components.model.edtf import Interval, parse_edtf

DAYS = st.dates(date(1000, 1, 1), date(9999, 1, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-30", Interval(date(2024, 10, 30), date(2024, 10, 30))),
        ("2024-10-27/2024-11-01", Interval(date(2024, 10, 27), date(2024, 11, 1))),
        ("2024-10", Interval(date(2024, 10, 1), date(2024, 10, 31))),
        ("2024-02", Interval(date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-02/2023-11", Interval(date(2023, 2, 1), date(2023, 11, 30))),
        ("2024", Interval(date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-10~", Interval(date(2024, 10, 1), date(2024, 10, 31), is_approximate=True)),
        ("2024-10-14?", Interval(date(2024, 10, 14), date(2024, 10, 14), is_uncertain=True)),
        ("2024-12-09~/2024-12-10~", Interval(date(2024, 12, 9), date(2024, 12, 10), is_approximate=True)),
        ("../2024-10-14", Interval(None, date(2024, 10, 14))),
        ("2024-10-14/..", Interval(date(2024, 10, 14), None)),
    ],
)
def test_every_form_of_our_code_list_is_read(text, expected):
    assert parse_edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "30/02/2024", "03/04/2024", "2024-13", "2024-02-30", "2023-02-29", "2024-1-1", "2024-10-30T12:00", "today",
        "2024-10-30 ", "../..", "/", "2024/", "/2024", "2024/2025/2026", "2024-11-01/2024-10-27", "0000", "2024-00",
        "２０２４-10-30", "2024~?", "20241030", "-2024",
    ],
)  # fmt: skip
def test_everything_else_is_refused_and_never_guessed(text):
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.value == text


@given(DAYS, st.integers(0, 400))
def test_an_interval_comes_back_as_it_was_written(start, days):
    end = start + timedelta(days=days)
    assert parse_edtf(f"{start.isoformat()}/{end.isoformat()}") == Interval(start, end)


@given(st.text(alphabet="0123456789-/.~? ", max_size=24))
def test_any_text_gives_an_interval_or_a_date_error(text):
    try:
        found = parse_edtf(text)
    except DateError:
        return
    assert found.earliest is not None or found.latest is not None
