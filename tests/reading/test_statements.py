"""Positions: who takes them, about what, and what they do with it."""

import pytest

from components.reading.codes import Stance
from components.reading.document import Document
from components.reading.proposals import Attribution, Span, StatementProposal
from components.reading.speakers import Speakers
from components.reading.statements import statements
from tests.reading.marked import marked, moment


def told(text: str) -> list[tuple[str | None, Stance, str]]:
    document = Document(text)
    found = statements(document, (), Speakers(document, ()))
    return [(each.attribution.source, each.stance, each.about) for each in found]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army confirmed that its men were in Kelm.", Stance.CONFIRMS),
        ("The army denied that its men were in Kelm.", Stance.DENIES),
        ("The army warned that winter would be hard.", Stance.WARNS),
        ("The army urged both sides to stop.", Stance.DEMANDS),
        ("The army called on both sides to stop.", Stance.DEMANDS),
        ("The army welcomed the truce of March.", Stance.SUPPORTS),
        ("The army condemned the raid on Kelm.", Stance.OPPOSES),
        ("The army said it would not send shells.", Stance.REFUSES),
        ("The army said it would help only if asked.", Stance.CONDITIONS),
        ("The army said that the mission will end in May.", Stance.EXPECTS),
        ("The army said that six men were hurt.", Stance.STATES),
    ],
)
def test_the_verb_or_the_wording_tells_the_stance(text: str, stance: Stance) -> None:
    assert [(source, found) for source, found, _ in told(text)] == [("The army", stance)]


def test_a_statement_is_kept_whole() -> None:
    document, _ = marked("Ministry spokesman Ola Berg told reporters on Monday that six men were hurt in Kelm.")
    monday = moment(document, "Monday", "2025-03-10")
    speakers = Speakers(document, (monday,))
    at = Span(document.text.index("Ola"), document.text.index("Ola") + 8)
    assert statements(document, (monday,), speakers) == (
        StatementProposal(
            at=Span(0, 52),
            text="Ministry spokesman Ola Berg told reporters on Monday",
            sentence=Span(0, len(document.text)),
            attribution=Attribution("Ola Berg", to="reporters", said="2025-03-10", source_at=at),
            about="six men were hurt in Kelm",
            stance=Stance.STATES,
            rules={"attribution": "say-verb", "stance": "verb"},
            confidence={"attribution": 0.95, "stance": 0.8},
        ),
    )


def test_what_is_said_may_stand_before_the_speaker() -> None:
    assert told("Six men were hurt in Kelm, said the army.") == [
        ("the army", Stance.STATES, "Six men were hurt in Kelm")
    ]


def test_what_somebody_was_asked_is_no_position() -> None:
    assert told('Asked if he supported the raid, Ola Berg said: "We were not told of it."') == [
        ("Ola Berg", Stance.STATES, "We were not told of it")
    ]


def test_the_reports_own_voice_takes_no_position() -> None:
    assert told("The front was quiet. According to the army, six men were hurt.") == []
