from datetime import date

import pytest

from components.reading.codes import Bound, FigureKind, Modality
from components.reading.document import Document
from components.reading.read import read
from tests.reading.sentences import SENTENCES

PUBLISHED = date(2025, 3, 5)


def found(text: str) -> str:
    figures = read(Document(text, PUBLISHED)).figures
    return "; ".join(f"{figure.text} {figure.kind} {figure.unit}" for figure in figures)


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_gives_its_figures_and_nothing_else(text: str, expected: str) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "bound", "hedge"),
    [
        ("The raid killed 40 people.", 40, 40, 40, Bound.NONE, ""),
        ("The raid killed about 40 people.", 40, 40, 40, Bound.APPROX, "about"),
        ("The raid killed at least 40 people.", 40, 40, None, Bound.MIN, "at least"),
        ("The raid killed no fewer than 40 people.", 40, 40, None, Bound.MIN, "no fewer than"),
        ("The raid killed up to 40 people.", None, 40, 40, Bound.MAX, "up to"),
        ("The raid killed fewer than 40 people.", None, 40, 40, Bound.MAX, "fewer than"),
        ("The raid killed 40 or more people.", 40, 40, None, Bound.MIN, "or more"),
        ("The raid killed 40 or so people.", 40, 40, 40, Bound.APPROX, "or so"),
        ("The raid killed 40 to 60 people.", 40, None, 60, Bound.RANGE, ""),
        ("The raid killed dozens of people.", 24, None, 99, Bound.VAGUE, ""),
        ("The raid killed several people.", 2, None, 9, Bound.VAGUE, ""),
        ("The raid killed tens of thousands of people.", 20_000, None, 99_999, Bound.VAGUE, ""),
    ],
)
def test_words_beside_a_number_bound_it_and_never_change_it(
    text: str, low: float | None, best: float | None, high: float | None, bound: Bound, hedge: str
) -> None:
    (figure,) = read(Document(text)).figures
    assert (figure.low, figure.best, figure.high, figure.bound, figure.hedge_text) == (low, best, high, bound, hedge)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The raid killed 40 people.", Modality.ASSERTED),
        ("The raid reportedly killed 40 people.", Modality.REPORTED),
        ("An estimated 40,000 people fled.", Modality.ESTIMATED),
        ("The number of troops could be as high as 12,000.", Modality.POSSIBLE),
        ("Germany will send 18 tanks.", Modality.PLANNED),
    ],
)
def test_how_far_a_number_is_asserted_is_kept_apart_from_its_bounds(text: str, modality: Modality) -> None:
    (figure,) = read(Document(text)).figures
    assert figure.modality is modality


def test_the_same_noun_is_another_kind_behind_another_verb() -> None:
    kinds = [
        read(Document(text)).figures[0].kind
        for text in (
            "They lost 9 tanks.",
            "They sent 9 tanks.",
            "They captured 9 soldiers.",
            "They trained 9 soldiers.",
        )
    ]
    assert kinds == [FigureKind.EQUIPMENT_LOST, FigureKind.EQUIPMENT, FigureKind.CAPTURED, FigureKind.PERSONNEL]


def test_a_number_without_a_noun_says_from_which_figure_it_has_its_unit() -> None:
    first, second = read(Document("Six private houses were destroyed, and another 20 damaged.")).figures
    assert (second.kind, second.unit, second.subject) == (FigureKind.PROPERTY, "house", first.subject)
    assert second.rules["unit"] == "noun of the figure before"
    assert second.confidence["unit"] < first.confidence["unit"]


def test_a_figure_names_the_rule_and_the_confidence_of_every_field() -> None:
    (figure,) = read(Document("The raid killed 40 people.")).figures
    fields = {"value", "bound", "modality", "kind", "unit", "subject", "source", "said", "place", "ref_date"}
    assert set(figure.rules) == fields
    assert set(figure.confidence) == fields
    assert all(0 <= sure <= 1 for sure in figure.confidence.values())


def test_one_point_before_three_digits_is_thousands_and_doubtful() -> None:
    (figure,) = read(Document("The raid killed 10.520 people.")).figures
    assert (figure.best, figure.confidence["value"]) == (10_520, 0.5)


def test_a_single_one_counts_only_when_something_happened_to_it() -> None:
    assert found("One official said that one policeman was killed.") == "one killed person"


def test_speakers_are_not_counted() -> None:
    assert found("Two officials said that 14 people died.") == "14 killed person"
