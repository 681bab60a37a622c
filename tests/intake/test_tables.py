from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.errors import Problem
from components.intake.tables import Cells, Row, parse_number, read_rows
from components.model import Point, Precision, Scale, When

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in (*range(32), 127)]))


def read(text: str | bytes, max_rows: int = 100, max_chars: int = 100) -> tuple[list[Row], list[Problem]]:
    problems: list[Problem] = []
    body = text.encode() if isinstance(text, str) else text
    return list(read_rows("a.csv", body, max_rows=max_rows, max_chars=max_chars, problems=problems)), problems


def cells(**values: str) -> Cells:
    return Cells(Row("a.csv", 2, values))


def sentences(cells: Cells) -> list[tuple[str, str]]:
    return [(problem.field, problem.sentence) for problem in cells.problems]


def test_text_comes_back_as_it_was_written():
    rows, problems = read('id,name\r\n007,NA\r\nNull," None "\n')
    assert problems == []
    assert rows == [
        Row("a.csv", 2, {"id": "007", "name": "NA"}),
        Row("a.csv", 3, {"id": "Null", "name": " None "}),
    ]


def test_a_row_knows_its_line_even_after_a_cell_of_several_lines():
    rows, problems = read('a,b\n1,"x\ny\nz"\n2,w\n')
    assert problems == []
    assert [(row.line, row.cells["b"]) for row in rows] == [(2, "x\ny\nz"), (5, "w")]


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert read(b"\xef\xbb\xbfid\nK1\n")[0] == [Row("a.csv", 2, {"id": "K1"})]


@pytest.mark.parametrize("encoding", ["utf-16-le", "cp1251"])
def test_another_encoding_is_refused_and_never_becomes_wrong_letters(encoding):
    rows, problems = read("id,name\n1,Суджа\n".encode(encoding))
    assert rows == []
    assert problems
    assert "Суджа" not in str(problems)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a,b\n1\n", 2, "It has 1 cells where the header has 2; quote cells that hold a comma."),
        ("a,b\n1,2\n1,2,3\n", 3, "It has 3 cells where the header has 2; quote cells that hold a comma."),
        ("a,b\n\n", 2, "It has 0 cells where the header has 2; quote cells that hold a comma."),
        ("a,a\n1,2\n", 1, "A column has no name or the name of another; rename it."),
        ("a,\n1,2\n", 1, "A column has no name or the name of another; rename it."),
        ('a,b\n1,"x\n', 2, "It is not CSV (unexpected end of data); check the quotes around this line."),
        ("a,b\n1,x\x00y\n", 2, "It holds a control character; remove it."),
        ("a,b\n1,x\x1by\n", 2, "It holds a control character; remove it."),
        ("a,b\n1," + "x" * 101 + "\n", 2, "A cell holds at most 100 characters; shorten it."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line_and_never_shifted(text, line, sentence):
    rows, problems = read(text)
    assert [(problem.line, problem.sentence) for problem in problems] == [(line, sentence)]
    assert all(row.cells == {"a": "1", "b": "2"} for row in rows)


def test_reading_stops_after_the_most_rows():
    rows, problems = read("a\n1\n2\n3\n4\n", max_rows=3)
    assert [row.cells["a"] for row in rows] == ["1", "2", "3"]
    assert [(p.line, p.sentence) for p in problems] == [(5, "It has more than 3 rows; split it.")]


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=8))
def test_rows_in_are_rows_read_or_rows_with_a_problem(table):
    lines = ['"{}","{}"'.format(*(cell.replace('"', '""') for cell in row)) for row in table]
    rows, problems = read("a,b\n" + "\n".join(lines) + "\n", max_chars=10)
    assert len(rows) + len(problems) == len(table)
    short = [row for row in table if all(len(cell) <= 10 for cell in row)]
    assert [(row.cells["a"], row.cells["b"]) for row in rows] == short


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("1294", 1294), ("12.5", 12.5), ("-0.5", -0.5), ("007", 7)])
def test_a_plain_number_is_read_and_a_whole_one_stays_whole(text, number):
    assert parse_number(text) == number
    assert type(parse_number(text)) is type(number)


@pytest.mark.parametrize(
    "text",
    ["1,294", "1.294,5", "1e3", "1_000", "0x10", "nan", "inf", " 1", "1 ", "+1", ".5", "5.", "１２", "9" * 16, ""],
)
def test_another_notation_of_a_number_is_refused_and_never_guessed(text):
    with pytest.raises(ValueError, match="plain number"):
        parse_number(text)


def test_all_problems_of_a_row_are_found_in_one_pass():
    row = cells(a="", b="ten", c="03/04/2024", d="city", e="maybe", f="x;y;x", g="1.5")
    row.needed("a")
    row.number("b")
    row.day("c")
    row.code("d", Scale)
    row.flag("e")
    row.items("f")
    row.whole("g")
    assert sentences(row) == [
        ("a", "It may not be blank."),
        ("b", "Write a plain number such as 1294 or 12.5."),
        ("c", "Write a day as 2024-10-30."),
        (
            "d",
            "Unknown code; use one of exact, vicinity, locality, settlement, near, adm2, adm1, feature, country, "
            "sea_air, unknown.",
        ),
        ("e", "Write yes or no."),
        ("f", "It names one thing twice; leave one out."),
        ("g", "Write a whole number."),
    ]
    assert [problem.value for problem in row.problems] == ["", "ten", "03/04/2024", "city", "maybe", "x;y;x", "1.5"]


def test_blank_is_none_and_not_an_empty_value():
    row = cells(a="", b="", lat="", lon="")
    assert (row.optional("a"), row.number("a"), row.day("a"), row.items("a"), row.point("lat", "lon")) == (
        None,
        None,
        None,
        (),
        None,
    )
    assert row.problems == []


@pytest.mark.parametrize(
    ("lat", "lon", "field", "hint"),
    [
        ("95", "10", "lat", "not on the globe"),
        ("10", "400", "lon", "not on the globe"),
        ("132.3", "43.1", "lat", "look swapped"),
        ("51.1", "", "lat", "Give both"),
        ("", "35.2", "lat", "Give both"),
    ],
)
def test_a_point_that_is_none_is_refused_by_its_column(lat, lon, field, hint):
    row = cells(lat=lat, lon=lon)
    assert row.point("lat", "lon") is None
    [(name, sentence)] = sentences(row)
    assert (name, hint in sentence) == (field, True)


def test_a_point_is_read():
    assert cells(lat="51.191", lon="35.271").point("lat", "lon") == Point(51.191, 35.271)


def dated(earliest: str, latest: str, precision: str, **edtf: str) -> Cells:
    return cells(d_from=earliest, d_to=latest, d_precision=precision, **edtf)


def test_a_date_is_read_from_its_columns():
    row = dated("2024-10-27", "2024-11-01", "days", d_edtf="2024-10-27/2024-11-01")
    expected = When(date(2024, 10, 27), date(2024, 11, 1), Precision.DAYS, "2024-10-27/2024-11-01")
    assert row.when("d") == expected
    assert dated("2024-10-27", "2024-11-01", "days").when("d") == expected


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (dated("2024-10-27", "", "", d_edtf=""), "d_precision"),
        (dated("2024-10-27", "2024-10-20", "days", d_edtf="2024-10-27/2024-10-20"), "d_to"),
        (dated("2024-10-27", "2024-10-27", "exact", d_edtf="2024-10-28"), "d_edtf"),
        (dated("2024-10-27", "2024-10-29", "exact", d_edtf="2024-10-27/2024-10-29"), "d_precision"),
        (dated("2024-10-32", "2024-10-29", "days", d_edtf="x"), "d_from"),
        (dated("2024-10-27", "2024-10-27", "day", d_edtf="2024-10-27"), "d_precision"),
    ],
)
def test_a_date_that_contradicts_itself_is_refused_by_its_column(row, field):
    assert row.when("d") is None
    assert [problem.field for problem in row.problems] == [field]


def test_no_date_at_all_is_none():
    row = dated("", "", "", d_edtf="")
    assert row.when("d") is None
    assert row.problems == []
