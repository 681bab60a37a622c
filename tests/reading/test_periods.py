"""The time that a figure covers: of its sentence, of the table, of a sentence before, or none."""

from datetime import date

import pytest

from components.reading.document import Document
from components.reading.read import read


def periods(text: str) -> list[tuple[str, str | None]]:
    return [(figure.text, figure.ref_date) for figure in read(Document(text, date(2024, 10, 30))).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 12 October 40 men were killed.", [("40", "2024-10-12")]),
        ("Since 7 October 40 men have been killed.", [("40", "2024-10-07/2024-10-30")]),
        ("The guard said on Tuesday that 40 men had been killed.", [("40", None)]),
        ("The ford was stormed on 12 October. The attack killed 40 men.", [("40", "2024-10-12")]),
        ("The lake was annexed in 2014. The attack killed 40 men.", [("40", None)]),
        (
            "Losses from 1 October to 20 October:\n\ntanks - 12\nguns - 7\nboats - 2\ncarts - 9\ndrones - 31\n",
            [(number, "2024-10-01/2024-10-20") for number in ("12", "7", "2", "9", "31")],
        ),
    ],
)
def test_a_figure_covers_the_time_that_is_told_for_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert periods(text) == expected


def test_a_day_of_a_statement_and_a_relative_one_without_publication_cover_nothing() -> None:
    figure = read(Document("On Tuesday 40 men were killed.")).figures[0]
    assert figure.ref_date is None
