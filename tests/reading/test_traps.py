from datetime import date

import pytest

from components.reading.document import Document
from components.reading.figures import figures
from components.reading.numbers import numerals
from components.reading.times import times
from components.reading.traps import trap
from components.reading.words import words_of


def kinds(text: str) -> list[str | None]:
    document = Document(text, date(2025, 3, 5))
    moments = times(document)
    return [trap(words, it, moments) for words in words_of(document) for it in numerals(words)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Seoul would send no 155mm shells.", "calibre"),
        ("A 120 mm mortar stood there.", "calibre"),
        ("The 12.7 mm guns were flown out.", "calibre"),
        ("Article 2 of the Charter says so.", "legal reference"),
        ("Under Resolution 2687 the mission ends.", "legal reference"),
        ("The war has lasted three months.", "duration"),
        ("A 30-day ceasefire began.", "duration"),
        ("It lasted 24 hours.", "duration"),
        ("At 11:25 it ended.", "time"),
        ("It began just after two in the morning.", "time"),
        ("The 12-year-old was safe.", "age"),
        ("Ivan Petrenko, 45, said so.", "age"),
        ("A teacher of 22 spoke.", "age"),
        ("Boys under 15 stayed.", "age"),
        ("He was 17 when he left.", "age"),
        ("A five-storey building stood there.", "building height"),
        ("The Mi-24 flew off.", "model"),
        ("The M23 advanced.", "model"),
        ("A Leopard 2 burned.", "model"),
        ("The 93rd Brigade held.", "ordinal"),
        ("See situation map No. 14.", "document code"),
        ("Sections of Round 21 follow.", "document code"),
        ("It was three times bigger.", "ratio"),
        ("Four in five agree.", "ratio"),
        ("The two will meet.", "pronoun"),
        ("No one else spoke.", "pronoun"),
        ("A mother of three spoke.", "relation"),
        ("It began in 2014.", "date"),
    ],
)
def test_a_trap_is_told_by_the_words_round_it(text: str, kind: str) -> None:
    assert kinds(text)[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "For queries call 0800 507 309.",
        "Call +249 912 174 456.",
        "To give: IBAN CH93 0076 2011.",
        "Statement BN-47/22 was read.",
        "The men are aged 6 and 11.",
        "Resolutions 1373 and 2170 say so.",
        "Two out of every three agree.",
        "One household in nine agrees.",
        "He fought for two years, three months and 12 days.",
        "1. The Minister spoke for fifty minutes.",
        "The three sides met twice.",
        "It ended 5-1.",
        "Each gets 5 litres per person.",
        "They rode three to a bike.",
        "Two schools in three are closed.",
        "He was 17 when he left.",
        "Of the boys, the oldest is 16 and the youngest 9.",
        "See note 4 below.",
    ],
)
def test_no_number_of_such_a_sentence_is_a_figure(text: str) -> None:
    document = Document(text, date(2025, 3, 5))
    assert figures(words_of(document), times(document)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "They fired 155 shells.",
        "Two of the soldiers died.",
        "The two soldiers were killed.",
        "A 5,000-strong force came.",
        "A family of five was killed.",
        "Artillery fired 559 times.",
        "In camp 12 people died.",
        "Order 300 tanks now.",
    ],
)
def test_the_same_number_counts_where_something_is_counted(text: str) -> None:
    assert kinds(text)[0] is None
