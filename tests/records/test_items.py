"""A reading becomes items: what a person needs to judge each of them, and no more of the report's words than that."""

from datetime import date

from components.model import Report, Scale
from components.reading.codes import (
    Bound,
    DatePrecision,
    EventKind,
    FigureKind,
    Modality,
    Stance,
    Tie,
)
from components.reading.proposals import (
    Attribution,
    EventProposal,
    FigureProposal,
    Link,
    PlaceProposal,
    Reading,
    Span,
    StatementProposal,
)
from components.records.items import items_of, quote
from components.records.review import ItemKind

TEXT = "The guild said at least 40 carts, including 12 empty ones, left Hillford on Monday, and it wants them back."
REPORT = Report(TEXT, published_on=date(2024, 5, 7))
SENTENCE = Span(0, len(TEXT))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def figure(words: str, value: float, link: Link | None = None) -> FigureProposal:
    return FigureProposal(
        at=span(words), text=words, sentence=SENTENCE, low=value, best=value, high=None, bound=Bound.MIN,
        hedge_text="at least", modality=Modality.ASSERTED, kind=FigureKind.EQUIPMENT, unit="vehicle", subject="carts",
        attribution=Attribution("The guild", said="2024-05-06", source_at=span("The guild")), place="Hillford",
        place_at=span("Hillford"), ref_date="2024-05-06", link=link, rules={"value": "digits"},
        confidence={"value": 0.9},
    )  # fmt: skip


PLACE = PlaceProposal(
    "Hillford", 51.5, 35.5, Scale.SETTLEMENT, 0.0, "RU", True, "geonames:1", (span("Hillford"),), ("Hillford, UA",), 0.8
)
EVENT = EventProposal(
    span("on Monday"), "on Monday", SENTENCE, EventKind.DISPLACEMENT, "2024-05-06", DatePrecision.DAY, "Hillford",
    span("Hillford"),
)  # fmt: skip
STATEMENT = StatementProposal(
    span("it wants"), "it wants", SENTENCE, Attribution("The guild", source_at=span("The guild")), "them back",
    Stance.DEMANDS,
)  # fmt: skip
READING = Reading((figure("40", 40), figure("12", 12, Link(Tie.PART_OF, 0))), (EVENT,), (STATEMENT,), (PLACE,))


def test_items_come_in_the_order_of_the_text_whatever_their_kind():
    assert [(item.kind, TEXT[item.start : item.end]) for item in items_of(READING, REPORT)] == [
        (ItemKind.FIGURE, "40"),
        (ItemKind.FIGURE, "12"),
        (ItemKind.EVENT, "on Monday"),
        (ItemKind.STATEMENT, "it wants"),
    ]


def test_an_item_knows_where_its_place_lies_and_what_else_it_could_be():
    first = items_of(READING, REPORT)[0]
    assert first.fields["found"] == {
        "name": "Hillford", "lat": 51.5, "lon": 35.5, "scale": "settlement", "radius_km": 0.0, "country": "RU",
        "is_pin": True, "source": "geonames:1", "rivals": ["Hillford, UA"],
    }  # fmt: skip


def test_a_part_names_the_item_that_it_is_a_part_of():
    first, second = items_of(READING, REPORT)[:2]
    assert second.fields["link"] == {"tie": "part_of", "to": first.id}
    assert first.fields["link"] is None


def test_the_same_span_twice_is_one_item():
    twice = Reading((figure("40", 40), figure("40", 40)))
    assert len(items_of(twice, REPORT)) == 1


def test_a_quote_is_a_few_words_that_stop_at_the_first_comma():
    assert quote(TEXT, span("40"), SENTENCE) == "at least 40 carts"
    assert quote(TEXT, span("12"), SENTENCE) == "including 12 empty ones"


def test_a_quote_never_has_more_than_eight_words():
    text = "one two three 9 four five six seven eight nine ten"
    assert quote(text, Span(14, 15), Span(0, len(text))) == "two three 9 four five six seven eight"


def test_a_name_without_a_mention_under_it_has_no_point():
    nowhere = Reading((figure("40", 40),), places=())
    assert items_of(nowhere, REPORT)[0].fields["found"] is None


def test_a_day_of_a_statement_and_a_position_that_repeats_a_figure_are_nothing_to_decide():
    said = EventProposal(
        span("on Monday"), "on Monday", SENTENCE, EventKind.STATEMENT, "2024-05-06", DatePrecision.DAY, None, None
    )
    repeats = StatementProposal(
        span("said"), "said", SENTENCE, Attribution("The guild", source_at=span("The guild")), "at least 40 carts left",
        Stance.STATES,
    )  # fmt: skip
    other = StatementProposal(span("it wants"), "it wants", SENTENCE, Attribution("Another"), "them", Stance.STATES)
    kept = items_of(Reading((figure("40", 40),), (said,), (repeats, other), ()), REPORT)
    assert [(item.kind, item.fields["text"]) for item in kept] == [
        (ItemKind.FIGURE, "40"),
        (ItemKind.STATEMENT, "it wants"),
    ]
