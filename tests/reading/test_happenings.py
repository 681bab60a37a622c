"""What happened on a date, and where."""

import pytest

from components.places.reading import Reading
from components.reading.codes import EventKind
from components.reading.happenings import happening
from components.reading.placing import Places
from components.reading.proposals import Span
from components.reading.speakers import Speakers
from tests.reading.marked import marked, mention, moment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Clashes broke out on Monday.", EventKind.BATTLE),
        ("Drones hit the chemical works on Monday.", EventKind.AIRSTRIKE),
        ("A car bomb went off on Monday.", EventKind.BOMBING),
        ("The town was recaptured on Monday.", EventKind.TERRITORY),
        ("The brigade was redeployed on Monday.", EventKind.DEPLOYMENT),
        ("Thousands fled on Monday.", EventKind.DISPLACEMENT),
        ("The two sides swapped prisoners of war on Monday.", EventKind.EXCHANGE),
        ("A ceasefire was signed on Monday.", EventKind.AGREEMENT),
        ("The summit opened on Monday.", EventKind.MEETING),
        ("The army said on Monday that a car bomb went off.", EventKind.STATEMENT),
        ("A car bomb went off, the army said on Monday.", EventKind.STATEMENT),
        ("On Monday, the army said a car bomb went off.", EventKind.STATEMENT),
        ("The market opens again on Monday.", EventKind.OTHER),
    ],
)
def test_the_words_about_the_date_tell_what_happened(text: str, kind: EventKind) -> None:
    document, _ = marked(text)
    day = moment(document, "Monday", "2025-03-10")
    assert happening(document, day, Places(document, Reading(()), (day,)), Speakers(document, (day,)))[0] is kind


def test_the_nearer_word_decides_between_two_dates() -> None:
    document, _ = marked("Drones hit the port on Monday, and a truce was signed on Friday.")
    days = (moment(document, "Monday", "2025-03-10"), moment(document, "Friday", "2025-03-14"))
    places = Places(document, Reading(()), days)
    assert [happening(document, day, places, Speakers(document, days))[0] for day in days] == [
        EventKind.AIRSTRIKE,
        EventKind.AGREEMENT,
    ]


def test_an_event_has_its_place_and_the_rule_that_told_it() -> None:
    document, _ = marked("Clashes broke out in Kelm on Monday.")
    day = moment(document, "Monday", "2025-03-10")
    places = Places(document, Reading((mention(document, "Kelm"),)), (day,))
    assert happening(document, day, places, Speakers(document, (day,))) == (
        EventKind.BATTLE,
        "words",
        "Kelm",
        Span(21, 25),
    )


def test_a_statement_has_no_place() -> None:
    document, _ = marked("The army said on Monday that clashes broke out in Kelm.")
    day = moment(document, "Monday", "2025-03-10")
    places = Places(document, Reading((mention(document, "Kelm"),)), (day,))
    assert happening(document, day, places, Speakers(document, (day,))) == (
        EventKind.STATEMENT,
        "verb-of-saying",
        None,
        None,
    )
