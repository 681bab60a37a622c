from datetime import date
from pathlib import Path

from components.reading.codes import Bound
from components.reading.document import Document
from components.reading.read import read

LOSSES = Path(__file__).parent / "corpus" / "articles" / "r3_losstable_2022-05-04.txt"


def rows(text: str, published_on: date | None = None) -> list[str]:
    figures = read(Document(text, published_on)).figures
    return [f"{figure.text} {figure.kind} {figure.unit}" for figure in figures]


def test_a_loss_table_gives_every_row_and_its_daily_change() -> None:
    assert rows(LOSSES.read_text(encoding="utf-8"), date(2022, 5, 4)) == [
        "24,500 casualties person",
        "1,077 equipment_lost tank",
        "2,610 equipment_lost vehicle",
        "43 equipment_lost vehicle",
        "491 equipment_lost artillery",
        "16 equipment_lost artillery",
        "163 equipment_lost mlrs",
        "1 equipment_lost mlrs",
        "81 equipment_lost air_defence",
        "1 equipment_lost air_defence",
        "194 equipment_lost aircraft",
        "155 equipment_lost helicopter",
        "1,867 equipment_lost vehicle",
        "24 equipment_lost vehicle",
        "10 equipment_lost ship",
        "303 equipment_lost drone",
        "12 equipment_lost drone",
        "38 equipment_lost equipment",
        "87 intercepted missile",
        "3 intercepted missile",
    ]


def test_the_heading_bounds_every_row() -> None:
    figures = read(Document("Losses are approximate totals:\n\ntanks - 10 (+2)\naircraft - 3\n")).figures
    assert [figure.bound for figure in figures] == [Bound.APPROX] * 3


def test_rows_take_what_happened_from_the_line_above_them() -> None:
    text = "The civilians died as follows:\n  air strikes ............ 106\n  shelling ............... 33\n"
    assert rows(text) == ["106 killed person", "33 killed person"]


def test_a_label_may_name_what_happened_itself() -> None:
    assert rows("Killed: 45\nInjured: 120\nMissing persons - 3\n") == [
        "45 killed person",
        "120 wounded person",
        "3 other person",
    ]


def test_a_list_of_money_keeps_its_currencies() -> None:
    text = "The largest pledges:\n\nGermany: €120 million\nUnited States: $444 million\n"
    assert rows(text) == ["120 million money EUR", "444 million money USD"]


def test_a_bullet_that_is_a_sentence_is_read_as_one() -> None:
    text = "- Shelling killed 12 people in Sumy and wounded 30\n- Drones hit 4 houses\n"
    assert rows(text) == ["12 killed person", "30 wounded person", "4 property house"]


def test_prose_behind_a_table_is_not_a_row_of_it() -> None:
    text = "Losses:\ntanks - 10\n\nIn Sumy 4 people were killed.\n"
    assert rows(text) == ["10 equipment_lost tank", "4 killed person"]


def test_a_table_with_a_head_is_read_by_its_columns() -> None:
    text = (
        "| Governorate | Killed | Injured | Homes damaged |\n|---|---|---|---|\n"
        "| Aden | 12 | 40 | 7 |\n| Taiz | 31 | 1,085 | - |\n\nIn Sanaa 4 people died.\n"
    )
    assert rows(text) == [
        "12 killed person",
        "40 wounded person",
        "7 property house",
        "31 killed person",
        "1,085 wounded person",
        "4 killed person",
    ]


def test_a_column_that_nobody_knows_is_left_out() -> None:
    assert rows("| Place | Zip | Killed |\n| Aden | 4711 | 12 |\n") == ["12 killed person"]
