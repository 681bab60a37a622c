from datetime import date

import pytest

from components.errors import ModelError
from components.model import DEFAULT_SIDES, About, Box, Opening, Side, blank_situation, dangling

DAY = date(2024, 5, 1)


def test_a_blank_situation_is_whole_and_has_no_record():
    found = blank_situation("long-bridge", "The long bridge", DAY)
    about = About(
        id="long-bridge", title="The long bridge", headline="The long bridge", description="",
        span_from_on=date(2023, 5, 2), span_to_on=date(2024, 5, 31), opening=Opening(DAY, date(2024, 4, 1), DAY),
        theatre=Box(-56.0, -170.0, 75.0, 179.0), focus_area=None, lead_topics=(), sides=DEFAULT_SIDES, licences=(),
    )  # fmt: skip
    assert list(found.nouns()) == [about]
    assert dangling(found) == ()


def test_window_sides_and_headline_may_be_chosen():
    box, sides = Box(49, 29, 51, 31), (Side("no", "North"),)
    about = blank_situation("b", "B", DAY, theatre=box, sides=sides, headline="Who counts?").about
    assert (about.theatre, about.sides, about.headline) == (box, sides, "Who counts?")


@pytest.mark.parametrize(
    ("name", "title", "day", "field"),
    [
        ("Long bridge", "x", DAY, "id"), ("", "x", DAY, "id"), ("../x", "x", DAY, "id"), ("a" * 65, "x", DAY, "id"),
        ("a\n", "x", DAY, "id"), ("a", " ", DAY, "title"), ("a", "x", date.min, "day"), ("a", "x", date.max, "day"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_situation_is_refused_by_field(name, title, day, field):
    with pytest.raises(ModelError) as caught:
        blank_situation(name, title, day)
    assert caught.value.field == field
