"""What the paragraph and the report say of people whom nothing beside them says anything of."""

import pytest

from components.reading.document import Document
from components.reading.figures import figures
from components.reading.words import words_of


def kinds(text: str) -> list[tuple[str, str]]:
    found = figures(words_of(Document(text)), ())
    return [(draft.words.sentence.text[_at(draft) : _to(draft)], draft.kind.value) for draft in found]


def _at(draft: object) -> int:
    return draft.numeral.start - draft.words.sentence.start  # type: ignore[attr-defined,no-any-return]


def _to(draft: object) -> int:
    return draft.numeral.end - draft.words.sentence.start  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prisoners come home to both shores\n\nThe two shores exchanged prisoners at the ford on Friday.\n\n"
            "The north got 120 men back from the quarry. A further 45 women arrived by boat.",
            [("120", "exchanged"), ("45", "exchanged")],
        ),
        (
            "Families leave the valley\n\nMore than 900 people have been displaced from the valley.\n\n"
            "In the mill town 310 children were registered.",
            [("900", "displaced"), ("310", "displaced")],
        ),
        ("Fire was exchanged at the ford.\n\nThe town has 900 residents.", [("900", "other")]),
        ("Some 400 families left Hillford by night.", [("400", "displaced")]),
        ("The blast left 22 people injured.", [("22", "wounded")]),
        (
            "The guard counted 60 dead (41 rebels and 19 soldiers).",
            [("60", "killed"), ("41", "killed"), ("19", "killed")],
        ),
        ("Raiders burned 37 lorries and 4 tanks.", [("37", "property"), ("4", "equipment_lost")]),
        ("The camp received 23,000 refugees.", [("23,000", "displaced")]),
        (
            "The ministry's losses of the enemy:\n\ntanks: 12\n\nSince the beginning:\n\nhelicopters: 250\n",
            [("12", "equipment_lost"), ("250", "equipment_lost")],
        ),
    ],
)
def test_people_take_the_kind_of_what_is_told_around_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected
