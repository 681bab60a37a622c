from datetime import date

import pytest

from components.reading.codes import DatePrecision
from components.reading.document import Document
from components.reading.times import times

WEDNESDAY = date(2024, 10, 30)
CLOCKS = "From 20:00 on 3 May to 00:00 on 4 May"


def dated(text: str, published_on: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(moment.text, moment.date) for moment in times(Document(text, published_on))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army struck on Wednesday.", [("Wednesday", "2024-10-30")]),
        ("The army struck on Tuesday night.", [("Tuesday night", "2024-10-29")]),
        ("The army struck on Thursday.", [("Thursday", "2024-10-24")]),
        ("Talks are expected on Thursday.", [("Thursday", "2024-10-31")]),
        ("A summit due to be held in Luanda on Friday will discuss it.", [("Friday", "2024-11-01")]),
        ("The council is to vote again on Monday.", [("Monday", "2024-11-04")]),
        ("He said on Monday it would send tanks.", [("Monday", "2024-10-28")]),
        ("They met last Wednesday.", [("last Wednesday", "2024-10-23")]),
        ("They meet next Wednesday.", [("next Wednesday", "2024-11-06")]),
        ("Strikes overnight hit Sumy.", [("overnight", "2024-10-29/2024-10-30")]),
        ("Strikes overnight into Sunday hit Sumy.", [("overnight into Sunday", "2024-10-26/2024-10-27")]),
        ("It happened yesterday.", [("yesterday", "2024-10-29")]),
        ("It happened last week.", [("last week", "2024-10-21/2024-10-27")]),
        ("It happened earlier this week.", [("earlier this week", "2024-10-28/2024-10-30")]),
        ("It happened last month.", [("last month", "2024-09")]),
        ("It happened last year.", [("last year", "2023")]),
        ("It happened in the past three months.", [("the past three months", "2024-07-30/2024-10-30")]),
        ("It happened over the last two days.", [("the last two days", "2024-10-29/2024-10-30")]),
        ("It happened in the past 24 hours.", [("the past 24 hours", "2024-10-29/2024-10-30")]),
        ("It happened almost three months ago.", [("almost three months ago", "2024-07-30/2024-08-31")]),
        ("It happened a decade ago.", [("a decade ago", "2014")]),
        ("It happened in August.", [("August", "2024-08")]),
        ("It happened in December.", [("December", "2023-12")]),
        ("A vote will be held in December.", [("December", "2024-12")]),
        ("It happened in late February 2016.", [("late February 2016", "2016-02-20/2016-02-29")]),
        ("It happened on 7 October 2023.", [("7 October 2023", "2023-10-07")]),
        ("It happened on October 7.", [("October 7", "2024-10-07")]),
        ("It happened on November 7.", [("November 7", "2023-11-07")]),
        ("It happened on the second of March.", [("the second of March", "2024-03-02")]),
        ("It happened on the 28th.", [("the 28th", "2024-10-28")]),
        ("On the night of August 26 to 27 it burned.", [("the night of August 26 to 27", "2024-08-26/2024-08-27")]),
        ("In September and October 2024 it rained.", [("September and October 2024", "2024-09/2024-10")]),
        ("Between 2 and 4 May 2022 it fell.", [("Between 2 and 4 May 2022", "2022-05-02/2022-05-04")]),
        ("From 20:00 on 3 May to 00:00 on 4 May it flew.", [(CLOCKS, "2024-05-03/2024-05-04")]),
        ("It has been so since 2014.", [("2014", "2014")]),
        ("In the 1990s it was so.", [("the 1990s", "1990/1999")]),
        ("In the summer of 2023 it was so.", [("the summer of 2023", "2023-06/2023-08")]),
        ("In the first quarter of 2024 it was so.", [("the first quarter of 2024", "2024-01/2024-03")]),
        ("On 2024-10-05 it was so.", [("2024-10-05", "2024-10-05")]),
        ("On 31/12/2023 it was so.", [("31/12/2023", "2023-12-31")]),
    ],
)  # fmt: skip
def test_a_time_expression_is_counted_from_the_day_of_publication(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


def test_a_week_earlier_is_counted_from_the_day_the_text_named_last() -> None:
    text = "On Monday the minister resigned. A week earlier he had denied it."
    assert dated(text) == [("Monday", "2024-10-28"), ("A week earlier", "2024-10-21")]


def test_the_preceding_week_ends_on_the_day_the_text_named_last() -> None:
    text = "He said on Sunday that 40 died in the preceding week."
    assert dated(text)[1] == ("the preceding week", "2024-10-20/2024-10-27")


def test_a_date_whose_day_and_month_could_be_swapped_stays_open() -> None:
    assert dated("On 03/04/2024 it was so.") == [("03/04/2024", None)]


@pytest.mark.parametrize(
    "text", ["on Tuesday", "last week", "overnight", "three months ago", "October 7", "in August", "the past day"]
)
def test_without_a_day_of_publication_what_is_relative_stays_open(text: str) -> None:
    (moment,) = times(Document(f"They fought {text} in Sumy."))
    assert (moment.date, moment.is_relative) == (None, True)


def test_without_a_day_of_publication_a_full_date_is_resolved() -> None:
    (moment,) = times(Document("They fought on 7 October 2023."))
    assert (moment.date, moment.precision, moment.is_relative) == ("2023-10-07", DatePrecision.DAY, False)


@pytest.mark.parametrize(
    "text", ["They may leave.", "They march 15 kilometres.", "About 2000 soldiers left.", "It took 12 minutes."]
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert dated(text) == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on Tuesday", DatePrecision.DAY),
        ("last week", DatePrecision.WEEK),
        ("last month", DatePrecision.MONTH),
        ("in 2014", DatePrecision.YEAR),
        ("the past three months", DatePrecision.SPAN),
        ("three months ago", DatePrecision.APPROX_MONTH),
        ("two weeks ago", DatePrecision.APPROX_DAY),
        ("ten years ago", DatePrecision.APPROX_YEAR),
    ],
)
def test_how_precisely_a_date_is_told(text: str, precision: DatePrecision) -> None:
    (moment,) = times(Document(f"They fought {text}.", WEDNESDAY))
    assert moment.precision is precision


def test_the_last_day_of_february_stays_in_february() -> None:
    assert dated("It happened a year ago.", date(2024, 2, 29)) == [("a year ago", "2023")]
    assert dated("It ended in the past month.", date(2024, 3, 31)) == [("the past month", "2024-02-29/2024-03-31")]
