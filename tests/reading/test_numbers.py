import pytest

from components.reading.codes import Bound
from components.reading.digits import digits
from components.reading.document import Document
from components.reading.numbers import numerals
from components.reading.words import words_of


def read_numbers(text: str) -> list[tuple[str, float, float | None, float, str]]:
    document = Document(text)
    return [
        (text[it.start : it.end], it.low, it.best, it.high, it.unit)
        for words in words_of(document)
        for it in numerals(words)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,000", 3000),
        ("1,067,100", 1_067_100),
        ("10\u00a0520", 10_520),
        ("10\u2009520", 10_520),
        ("10\u202f520", 10_520),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.3", 1.3),
        ("12,34,567", 1_234_567),
        ("\u0661\u0662\u0663", 123),
        ("1\u200b0", 10),
        ("1.3 million", 1_300_000),
        ("1.125 million", 1_125_000),
        ("27-hundred", 2700),
        ("60 thousand", 60_000),
        ("three-thousand", 3000),
        ("one-hundred-and-ninety", 190),
        ("three-hundred-and-sixty-two-thousand", 362_000),
        ("one-point-four-million", 1_400_000),
        ("twenty-five thousand", 25_000),
        ("three hundred and five", 305),
        ("one and a half million", 1_500_000),
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("a quarter of a million", 250_000),
        ("a score", 20),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a couple of thousand", 2000),
        ("Seventeen", 17),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: float) -> None:
    assert read_numbers(f"There were {text} people") == [(text, value, value, value, "")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 to 4", 3, 4),
        ("15,000 to 20,000", 15_000, 20_000),
        ("15-20", 15, 20),
        ("15\u201320", 15, 20),
        ("1.2 to 1.5 million", 1_200_000, 1_500_000),
        ("two or three", 2, 3),
    ],
)
def test_a_range_has_no_middle(text: str, low: float, high: float) -> None:
    assert read_numbers(f"They sent {text} people") == [(text, low, None, high, "")]


def test_between_two_numbers_is_a_range_and_from_one_to_another_is_not() -> None:
    assert read_numbers("between 100 and 150 men") == [("100 and 150", 100, None, 150, "")]
    assert [best for _, _, best, _, _ in read_numbers("The toll rose from 30 to 45")] == [30, 45]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("about 20% of it", "20%", 20, "percent"),
        ("58 per cent more", "58 per cent", 58, "percent"),
        ("30 percent of it", "30 percent", 30, "percent"),
        ("two-thirds of it", "two-thirds", 66.7, "percent"),
        ("a third of it", "a third", 33.3, "percent"),
        ("half of it", "half", 50, "percent"),
        ("US$426 million", "426 million", 426e6, "USD"),
        ("$4bn in aid", "4bn", 4e9, "USD"),
        ("$400m in aid", "400m", 400e6, "USD"),
        ("\u20ac120 million", "120 million", 120e6, "EUR"),
        ("20,000 francs and 180 dollars", "180", 180, "USD"),
    ],
)
def test_shares_and_money_have_their_unit(text: str, written: str, value: float, unit: str) -> None:
    assert (written, value, value, value, unit) in read_numbers(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("several", 2, 9),
        ("dozens", 24, 99),
        ("scores", 40, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("small number", 2, 999),
    ],
)
def test_a_vague_word_has_bounds_and_no_best(text: str, low: float, high: float) -> None:
    assert read_numbers(f"a {text} of people") == [(text, low, None, high, "")]
    (found,) = numerals(words_of(Document(f"a {text} of people"))[0])
    assert found.bound is Bound.VAGUE


@pytest.mark.parametrize("text", ["24.02.2022", "1.2.3", "9" * 16, "12,34", "0,123"])
def test_what_is_no_count_has_no_value_in_thousands(text: str) -> None:
    found = digits(text)
    assert found is None or found.rule == "decimal"


def test_a_lone_point_is_thousands_unless_a_scale_word_follows() -> None:
    assert digits("10.520") == (10_520, "one point before three digits")
    assert digits("10.520", has_scale=True) == (10.52, "decimal")
