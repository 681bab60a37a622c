"""The day of publication is taken from where a text states it, and never from a day on which something happened."""

from datetime import date

import pytest

from components.intake.calendar import in_words, written_dates
from components.intake.dateline import Dateline, find_dateline

BODY = "\n\nThe bridge fell on 1 October 2023. It has been shut since 7 October 2023.\n"
SIXTH = date(2024, 11, 6)


@pytest.mark.parametrize(
    "text",
    [
        "6 November 2024", "November 6, 2024", "Nov. 6, 2024", "6th of November 2024", "2024-11-06",
        "2024-11-06T23:30:00+02:00", "2024/11/06", "2024.11.06", "6 Nov 2024", "06-Nov-2024",
        "6\u00a0November\u00a02024",
        "6. November 2024", "6 novembre 2024", "6 de noviembre de 2024", "6 ноября 2024", "6 листопада 2024",
        "6 نوفمبر 2024", "2024年11月6日", "2024년 11월 6일", "NOVEMBER 6, 2024",
    ],
)  # fmt: skip
def test_a_full_date_is_read_in_every_way_it_is_written(text: str) -> None:
    (found,) = written_dates(f"x {text} y")
    assert (found.text.replace(" ", ""), found.day) == (text.replace("\u00a0", " ").replace(" ", ""), SIXTH)


@pytest.mark.parametrize("text", ["1er mars 2024", "1 März 2024", "1 marzo 2024", "1 марта 2024", "1 березня 2024"])
def test_months_of_other_languages_are_months(text: str) -> None:
    assert [each.day for each in written_dates(text)] == [date(2024, 3, 1)]


@pytest.mark.parametrize("text", ["03/04/2024", "3.4.2024", "03-04-2024", "11/12/2024", "30/02/2024", "31 June 2024"])
def test_a_date_in_doubt_or_of_no_day_has_none(text: str) -> None:
    assert [(each.text, each.day) for each in written_dates(text)] == [(text, None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [("30/10/2024", date(2024, 10, 30)), ("10/30/2024", date(2024, 10, 30)), ("30.10.2024", date(2024, 10, 30)),
     ("04/04/2024", date(2024, 4, 4))],
)  # fmt: skip
def test_figures_that_have_one_order_are_a_date(text: str, day: date) -> None:
    assert [each.day for each in written_dates(text)] == [day]


@pytest.mark.parametrize(
    "text", ["yesterday", "Tuesday", "November 2024", "6 November", "1-6 November 2024", "1–6 November 2024",
             "106 November 2024",
             "2024-11-061", "v2024.11.06.1", "12024-11-06", "6 November 20245"],
)  # fmt: skip
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert list(written_dates(text)) == []


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("6 November 2024", "the first line"),
        ("Wednesday, 6 November 2024", "the first line"),
        ("**6 November 2024**", "the first line"),
        ("6 November 2024, 14:30 GMT", "the first line"),
        ("By Ann Fisher | 6 November 2024", "the first line"),
        ("Bridge crossed\n\nPublished: 6 November 2024", "line 2"),
        ("Bridge crossed\nBy Ann Fisher\nPublished on November 6, 2024 at 10:15 am", "line 3"),
        ("Bridge crossed\nDate: 2024-11-06", "line 2"),
        ("Опубликовано: 6 ноября 2024", "the first line"),
        ("Veröffentlicht am 6. November 2024", "the first line"),
        ("VALLEY TOWN, Nov. 6, 2024 (Valley Wire) — Some 40 soldiers crossed.", "the first line"),
        ("VALLEY TOWN, 6 November 2024 – Some 40 soldiers crossed.", "the first line"),
        ("6 November 2024 - Some 40 soldiers crossed.", "the first line"),
        ("Valley: snapshot, 6 November 2024", "the first line"),
        ("Valley flash update No. 3 (as of 6 November 2024)", "the first line"),
        ("Situation report | 6 November 2024", "the first line"),
        ("Valley Post, 6 November 2024", "the first line"),
        ("Published: 6 November 2024 | Updated: 8 November 2024", "the first line"),
        ("Last updated 8 November 2024 | Published 6 November 2024", "the first line"),
        ("Published 6 November 2024, updated 8 November 2024 at 10:00", "the first line"),
        ("Campaign assessment, 6 November 2024: main points", "the first line"),
    ],
)
def test_a_day_at_the_head_is_taken_and_said_where(head: str, where: str) -> None:
    assert find_dateline(head + BODY) == Dateline(SIXTH, f"The date was read in {where}: 6 November 2024.")


@pytest.mark.parametrize("foot", ["Published: 6 November 2024", "6 November 2024", "(Date of issue: 6 November 2024)"])
def test_a_day_at_the_foot_is_taken_when_it_stands_alone(foot: str) -> None:
    assert find_dateline("Bridge crossed" + BODY * 10 + f"\n{foot}\n") == Dateline(
        SIXTH, "The date was read in the last lines: 6 November 2024."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was crossed on 6 November 2024.",
        "Shut since 7 October 2023, the bridge was crossed.",
        "Since 7 October 2023, 40 soldiers have died, it said.",
        "The attack of 7 October 2023",
        "What happened on 7 October 2023",
        "On 7 October 2023: what we know",
        "Covering the period 1 to 6 November 2024",
        "Updated: 8 November 2024",
        "Last updated on 8 November 2024 at 10:00",
        "Accessed 8 November 2024",
        "Valley snapshot, 1-6 November 2024",
        "Monday, 6 November 2024",
        "Bridge crossed" + "\nA line of text." * 20 + "\n6 November 2024" + "\nA line of text." * 20,
        "Bridge crossed" + "\nA line of text." * 20 + "\nIt fell in VALLEY TOWN, 7 October 2023 – a day of rain.",
        "Kursk, 6 August 2024: how it began",
        "In Kursk, 6 August 2024 - soldiers crossed.",
        "Incident\nDate: 7 October 2023\nPlace: Valley Town",
        "",
    ],
)
def test_the_day_of_an_event_an_update_or_a_period_is_not_the_day_of_publication(text: str) -> None:
    assert find_dateline(text) == Dateline()


def test_a_label_goes_before_a_heading() -> None:
    text = "The siege in review, 1 October 2024\nPublished: 6 November 2024\n\nText."
    assert find_dateline(text) == Dateline(SIXTH, "The date was read in line 2: 6 November 2024.")


def test_two_days_cancel_each_other_and_both_are_named() -> None:
    assert find_dateline("6 November 2024\n8 November 2024\n\nText.") == Dateline(
        None, "The text gives 6 November 2024 and 8 November 2024 as its date; put in the day of publication."
    )


def test_the_same_day_twice_is_one() -> None:
    assert find_dateline("6 November 2024\n\nText.\n\nNov 6, 2024").day == SIXTH


@pytest.mark.parametrize("head", ["03/04/2024", "Published: 03/04/2024"])
def test_an_open_order_is_told_and_not_taken(head: str) -> None:
    assert find_dateline(f"{head}\n\nText.") == Dateline(
        None, "The date 03/04/2024 in the first line may be read in more than one way; put it in."
    )


def test_a_day_that_does_not_exist_is_told_and_not_taken() -> None:
    found = find_dateline("Published: 31 June 2024\n\nText.")
    assert (found.day, "31 June 2024" in found.note) == (None, True)


@pytest.mark.parametrize(
    "unit", ["Published: ", "6 November ", "A, ", "(", "a b c ", "1.", "\u00a0", "Mon, ", "A", "А", "A "]
)
def test_a_long_line_of_anything_gives_no_day(unit: str) -> None:
    assert find_dateline(unit * 40_000) == Dateline()


def test_a_day_in_words_can_be_read_again() -> None:
    assert [each.day for each in written_dates(in_words(SIXTH))] == [SIXTH]
