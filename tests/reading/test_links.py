import pytest

from components.reading.codes import Tie
from components.reading.document import Document
from components.reading.proposals import Link
from components.reading.read import read


def ties(text: str) -> list[tuple[str, Link | None]]:
    return [(figure.text, figure.link) for figure in read(Document(text)).figures]


@pytest.mark.parametrize(
    "text",
    [
        "The army suffered 17,800 casualties, including 6,600 killed.",
        "The raid killed 17,800 people, among them 6,600 children.",
        "The raid killed 17,800 people, 6,600 of them children.",
        "The league recorded 17,800 arrests, of whom 6,600 are still in custody.",
    ],
)
def test_a_part_points_to_its_whole(text: str) -> None:
    assert ties(text) == [("17,800", None), ("6,600", Link(Tie.PART_OF, 0))]


@pytest.mark.parametrize(
    "text",
    [
        "Six houses were destroyed. Another 20 houses were damaged.",
        "Six soldiers were killed, and an additional 20 soldiers were wounded.",
        "Six soldiers were killed and 20 more were wounded.",
    ],
)
def test_what_comes_on_top_points_to_what_it_comes_on_top_of(text: str) -> None:
    assert ties(text)[1] == ("20", Link(Tie.IN_ADDITION_TO, 0))


def test_two_parts_of_one_whole_both_point_to_it() -> None:
    text = "The raid killed 90 people, including 20 women and 30 children."
    assert ties(text)[1] == ("20", Link(Tie.PART_OF, 0))
    assert ties(text)[2] == ("30", Link(Tie.PART_OF, 0))


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 12 people and wounded 30.",
        "Six people died, including 40 in Kyiv.",
        "Twelve people died. They included many children.",
    ],
)
def test_what_the_text_does_not_tie_has_no_link(text: str) -> None:
    assert {link for _, link in ties(text)} == {None}
