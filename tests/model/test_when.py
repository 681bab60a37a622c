from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.errors import DateError
from components.model import Precision, When, parse_day
from components.model.when import span_text

DAY = date(2024, 10, 30)


def when(earliest: str, latest: str, precision: Precision, edtf: str) -> When:
    return When(
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        precision,
        edtf,
    )


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (when("2024-10-30", "2024-10-30", Precision.EXACT, "2024-10-30"), "30 Oct 2024"),
        (when("2024-10-21", "2024-10-27", Precision.WEEK, "2024-10-21/2024-10-27"), "21–27 Oct 2024"),
        (when("2024-10-27", "2024-11-01", Precision.DAYS, "2024-10-27/2024-11-01"), "27 Oct – 1 Nov 2024"),
        (when("2024-12-30", "2025-01-03", Precision.DAYS, "2024-12-30/2025-01-03"), "30 Dec 2024 – 3 Jan 2025"),
        (when("2024-10-01", "2024-10-31", Precision.MONTH, "2024-10"), "Oct 2024"),
        (when("2024-02-01", "2024-11-30", Precision.YEAR, "2024-02/2024-11"), "Feb – Nov 2024"),
        (when("2024-12-01", "2025-01-31", Precision.YEAR, "2024-12/2025-01"), "Dec 2024 – Jan 2025"),
        (when("2024-01-01", "2024-12-31", Precision.YEAR, "2024"), "2024"),
        (when("", "2024-10-30", Precision.BEFORE, "../2024-10-30"), "before 30 Oct 2024"),
        (when("2024-10-30", "", Precision.AFTER, "2024-10-30/.."), "after 30 Oct 2024"),
        (when("2024-12-06", "2024-12-12", Precision.APPROX, "2024-12-09~"), "about 9 Dec 2024"),
        (when("2024-08-01", "2024-08-31", Precision.APPROX, "2024-08~"), "about Aug 2024"),
        (when("", "", Precision.UNKNOWN, ""), "date not known"),
        (when("2024-10-30", "", Precision.UNKNOWN, "2024-10-30/.."), "since 30 Oct 2024"),
        (when("", "2024-10-30", Precision.UNKNOWN, "../2024-10-30"), "until 30 Oct 2024"),
    ],
)
def test_a_date_is_printed_as_short_as_it_can_be_without_losing_anything(made, text):
    assert made.text == text


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "edtf", "field"),
    [
        ("2024-10-31", "2024-10-30", Precision.DAYS, "2024-10-31/2024-10-30", "latest"),
        ("2024-10-30", "", Precision.EXACT, "2024-10-30", "precision"),
        ("", "2024-10-30", Precision.WEEK, "../2024-10-30", "precision"),
        ("2024-10-30", "2024-10-30", Precision.BEFORE, "2024-10-30", "precision"),
        ("2024-10-30", "2024-10-30", Precision.AFTER, "2024-10-30", "precision"),
        ("", "", Precision.EXACT, "", "precision"),
        ("2024-10-30", "2024-10-31", Precision.EXACT, "2024-10-30/2024-10-31", "precision"),
        ("2024-10-20", "2024-10-30", Precision.DAYS, "2024-10-20/2024-10-30", "precision"),
        ("2024-10-01", "2024-10-10", Precision.WEEK, "2024-10-01/2024-10-10", "precision"),
        ("2024-10-01", "2024-12-10", Precision.MONTH, "2024-10-01/2024-12-10", "precision"),
        ("2023-01-01", "2024-12-31", Precision.YEAR, "2023/2024", "precision"),
        ("2024-10-30", "2024-10-30", Precision.EXACT, "", "edtf"),
        ("2024-10-30", "2024-10-30", Precision.EXACT, "2024-10-29", "edtf"),
        ("2024-10-30", "2024-10-30", Precision.EXACT, "30 October", "edtf"),
        ("2024-12-06", "2024-12-12", Precision.APPROX, "2024-12-20~", "edtf"),
        ("2024-12-06", "2024-12-12", Precision.APPROX, "../2024-12-09", "edtf"),
    ],
)
def test_a_date_that_contradicts_itself_is_refused_by_its_field(earliest, latest, precision, edtf, field):
    with pytest.raises(DateError) as caught:
        when(earliest, latest, precision, edtf)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "edtf"),
    [
        (DAY, DAY, Precision.EXACT, "2024-10-30"),
        (date(2024, 10, 8), date(2024, 10, 13), Precision.DAYS, "2024-10-08/2024-10-13"),
        (None, DAY, Precision.BEFORE, "../2024-10-30"),
        (DAY, None, Precision.AFTER, "2024-10-30/.."),
        (date(2024, 12, 6), date(2024, 12, 12), Precision.APPROX, "2024-12-09~"),
        (None, None, Precision.UNKNOWN, ""),
    ],
)
def test_edtf_follows_from_the_days_when_a_table_does_not_give_it(earliest, latest, precision, edtf):
    assert When.between(earliest, latest, precision) == When(earliest, latest, precision, edtf)


@given(st.dates(), st.integers(0, 30), st.dates(), st.integers(0, 30))
def test_an_interval_overlaps_a_period_exactly_when_they_share_a_day(start, length, from_on, days):
    end = date.fromordinal(min(start.toordinal() + length, date.max.toordinal()))
    to_on = date.fromordinal(min(from_on.toordinal() + days, date.max.toordinal()))
    shared = set(range(start.toordinal(), end.toordinal() + 1)) & set(range(from_on.toordinal(), to_on.toordinal() + 1))
    assert When.between(start, end, Precision.MONTH).overlaps(from_on, to_on) == bool(shared)


def test_an_open_end_reaches_as_far_as_need_be():
    assert When.between(None, DAY, Precision.BEFORE).overlaps(date(1900, 1, 1), date(1900, 1, 2))
    assert not When.between(None, DAY, Precision.BEFORE).overlaps(date(2024, 10, 31), date(2024, 11, 2))
    assert When.between(DAY, None, Precision.AFTER).overlaps(date(2100, 1, 1), date(2100, 1, 2))


def test_an_unknown_date_is_in_no_period():
    assert not When.between(None, None, Precision.UNKNOWN).overlaps(date.min, date.max)


def test_the_day_to_sort_by_is_the_first_known_end():
    assert When.between(None, DAY, Precision.BEFORE).sort_day == DAY
    assert When.between(DAY, None, Precision.AFTER).sort_day == DAY
    assert When.between(None, None, Precision.UNKNOWN).sort_day == date.max


@pytest.mark.parametrize(
    "text", ["30/02/2024", "03/04/2024", "2024-02-30", "20241030", "2024-W44-3", "", "2024-10-30 "]
)
def test_a_day_in_another_notation_is_refused(text):
    with pytest.raises(DateError):
        parse_day(text)


def test_a_day_is_read():
    assert parse_day("2024-10-30") == DAY


def test_a_span_of_one_day_is_one_day():
    assert span_text(DAY, DAY) == "30 Oct 2024"
