from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.reading.document import Document
from components.reading.proposals import Reading
from components.reading.read import read

DAY = date(2025, 3, 5)
WORDS = st.sampled_from(
    """killed 5 people and, wounded at least dozens of soldiers in Kyiv on Monday said the army (+43) - : 3 to 4 %
    $ million thousand Article 2 155mm a couple more of whom were shot down drones . " ' \u00a0 \u200b \u202e 10,520
    last week between one in five KILLED \n 1.234,5 \u0663\u0664 Su-30""".split(" ")  # noqa: SIM905 - a list of words
)


def bodies(text: str) -> list[str]:
    return [figure.text for figure in read(Document(text, DAY)).figures]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\x00", "...", '"' * 400, "(" * 400, "-" * 400])
def test_a_text_without_words_has_no_proposals(text: str) -> None:
    assert read(Document(text, DAY)) == Reading()


def test_only_a_table_is_read() -> None:
    assert bodies("tanks - 10 (+2)\naircraft - 3") == ["10", "2", "3"]


def test_capitals_are_read_like_small_letters() -> None:
    assert bodies("SHELLING KILLED 14 CIVILIANS AND WOUNDED 37 IN KHERSON ON FRIDAY.") == ["14", "37"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", " "])
def test_a_space_inside_a_number_parts_its_thousands(space: str) -> None:
    (figure,) = read(Document(f"The raid killed 10{space}520 people.", DAY)).figures
    assert (figure.text, figure.best) == (f"10{space}520", 10_520)


def test_characters_without_width_inside_a_number_are_nothing() -> None:
    (figure,) = read(Document("The raid killed 1\u200b0,5\u206020 people.", DAY)).figures
    assert (figure.text, figure.best) == ("1\u200b0,5\u206020", 10_520)


def test_a_turned_direction_of_writing_changes_no_number() -> None:
    (figure,) = read(Document("The raid killed \u202e40\u202c people.", DAY)).figures
    assert (figure.text, figure.best) == ("40", 40)


def test_digits_of_other_scripts_are_digits() -> None:
    (figure,) = read(Document("The raid killed \u0664\u0660 people.", DAY)).figures
    assert figure.best == 40


def test_mixed_scripts_do_not_disturb_the_english_sentence() -> None:
    assert bodies("Удар по Сумах. The raid killed 40 people. قتل في غزة. 死者。") == ["40"]


def test_a_row_of_digits_without_an_end_counts_nothing() -> None:
    assert read(Document("1" * 100_000, DAY)).figures == ()


def test_a_text_without_a_sentence_end_is_read_in_pieces() -> None:
    found = read(Document("killed 5 " * 3000, DAY)).figures
    assert {(figure.text, figure.kind.value) for figure in found} == {("5", "killed")}
    assert len(found) > 500


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_the_words_every_proposal_stands_where_it_says(text: str) -> None:
    reading = read(Document(text, DAY))
    for proposal in (*reading.figures, *reading.events, *reading.statements):
        assert 0 <= proposal.at.start < proposal.at.end <= len(text)
        assert len(proposal.text) == proposal.at.end - proposal.at.start
    starts = [figure.at.start for figure in reading.figures]
    assert starts == sorted(set(starts))
    for place, figure in enumerate(reading.figures):
        assert figure.link is None or 0 <= figure.link.to < place
        bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        assert bounds == sorted(bounds)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_no_text_and_no_day_break_the_reader(text: str, published_on: date | None) -> None:
    reading = read(Document(text, published_on))
    assert all(0 <= event.at.start < event.at.end <= len(text) for event in reading.events)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_without_a_day_of_publication_no_relative_date_is_told(text: str) -> None:
    assert not [event for event in read(Document(text)).events if event.date and "Monday" in event.text]
