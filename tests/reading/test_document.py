from datetime import date

import pytest

from components.reading.document import MAX_SENTENCE, Document, Shape, flatten


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in Document(text).sentences]


def test_flat_text_has_the_length_of_the_kept_text() -> None:
    text = "“10\u00a0520”\u2009– ‘a’…\u202e\u200b\r\n\u0661"
    assert len(flatten(text)) == len(text)
    assert flatten(text) == "\"10 520\" - 'a'.  \n\n1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One died. Two fled.", ["One died.", "Two fled."]),
        ("The U.S. sent 50 men. They left.", ["The U.S. sent 50 men.", "They left."]),
        ("Gen. Adan spoke at 5 p.m. on Friday.", ["Gen. Adan spoke at 5 p.m. on Friday."]),
        ('He said: "Go." She left.', ['He said: "Go."', "She left."]),
        ("It was 3.5 km away.", ["It was 3.5 km away."]),
        ("Heading\n\nBody text here.", ["Heading", "Body text here."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_a_text_is_cut_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_no_sentence_is_longer_than_its_bound_and_nothing_is_lost() -> None:
    text = "killed 5 " * 2000
    found = Document(text).sentences
    assert max(len(sentence.text) for sentence in found) <= MAX_SENTENCE
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")


def test_offsets_are_those_of_the_kept_text() -> None:
    document = Document("Über uns.\n“Zehn\u00a0000” kamen.", date(2024, 1, 1))
    second = document.sentences[1]
    assert document.text[second.start : second.end] == "“Zehn\u00a0000” kamen."
    assert document.sentence_at(second.start + 3) == second
    assert document.sentence_at(len("Über uns.")) is None


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("tanks – 1,077", Shape.ROW),
        ("• Tanks: 11,105 (+3)", Shape.ROW),
        ("air strikes ............ 106", Shape.ROW),
        ("Key figures", Shape.HEADING),
        ("Shelling killed 12 people in Sumy.", Shape.PROSE),
        ("Civilians: 267, including 53 children. They died as follows:", Shape.PROSE),
    ],
)
def test_a_line_is_a_row_a_heading_or_prose(line: str, shape: Shape) -> None:
    assert Document(line).sentences[0].shape is shape


def test_a_blank_line_begins_a_paragraph() -> None:
    found = Document("One.\nTwo.\n\nThree.").sentences
    assert [(sentence.paragraph, sentence.line) for sentence in found] == [(0, 0), (0, 1), (1, 2)]
