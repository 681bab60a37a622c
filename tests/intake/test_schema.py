import pytest

from components.intake.schema import check_rows
from components.intake.tables import Row


def check(values: list[str], **field: object) -> list[tuple[int | None, str]]:
    rows = [Row("a.csv", number, {"x": value}) for number, value in enumerate(values, start=2)]
    return [(problem.line, problem.sentence) for problem in check_rows(rows, {"fields": [{"name": "x", **field}]})]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "sentence"),
    [
        ("string", "anything, even 1", None, None),
        ("number", "12.5", "12,5", "Write a plain number such as 1294 or 12.5."),
        ("integer", "12", "12.5", "Write a whole number."),
        ("date", "2024-10-30", "30/02/2024", "Write a day as 2024-10-30."),
        ("boolean", "yes", "ja", "Write true or false."),
    ],
)
def test_each_type_says_what_to_write(kind, good, bad, sentence):
    assert check([good], type=kind) == []
    if bad is not None:
        assert check([good, bad], type=kind) == [(3, sentence)]


@pytest.mark.parametrize(
    ("kind", "constraints", "value", "sentence"),
    [
        ("string", {"required": True}, "", "It may not be blank."),
        ("string", {"enum": ["a", "b"]}, "c", "Unknown code; use one of a, b."),
        ("string", {"maxLength": 3}, "abcd", "It has 4 characters where 3 are allowed; shorten it."),
        ("number", {"minimum": 0}, "-1", "It is below 0."),
        ("number", {"maximum": 90}, "95", "It is above 90."),
        ("date", {"minimum": "2024-01-01"}, "2023-12-31", "It is below 2024-01-01."),
    ],
)
def test_each_constraint_names_what_it_refuses(kind, constraints, value, sentence):
    assert check([value], type=kind, constraints=constraints) == [(2, sentence)]


def test_a_blank_cell_breaks_only_required():
    assert check([""], type="number", constraints={"minimum": 3, "enum": ["4"], "unique": True}) == []


def test_the_second_of_two_is_not_unique_and_the_first_is_named():
    assert check(["a", "b", "a"], constraints={"unique": True}) == [(4, "Line 2 has the same; it must be unique.")]


def test_a_pattern_is_never_evaluated():
    assert check(["a" * 40 + "!"], constraints={"pattern": "(a+)+$"}) == []


def test_a_type_that_we_do_not_know_is_a_problem():
    assert check(["x"], type="geopoint") == [
        (1, "Unknown type in its schema; use string, number, integer, date, boolean.")
    ]
