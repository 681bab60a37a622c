import json
from datetime import date
from pathlib import Path

from components.model import Scale
from components.places.entities import Entity, Kind, Mention, Sense
from components.places.reading import Reading as PlaceReading
from components.reading.codes import Bound, DatePrecision, EventKind, FigureKind, Modality, Tie
from components.reading.document import Document
from components.reading.predictions import prediction
from components.reading.proposals import Link, Reading, Span
from components.reading.read import read

ARTICLES = Path(__file__).parent / "corpus" / "articles"
REPORT = (
    "At least 12 people were killed in Goma on Tuesday, including three children, the governor said.\n\n"
    "Another 40 were wounded."
)
WEDNESDAY = date(2025, 1, 29)


def goma(text: str) -> PlaceReading:
    """Knows one town."""
    at = text.find("Goma")
    if at < 0:
        return PlaceReading(mentions=())
    town = Entity(1, "Goma", Kind.SETTLEMENT, -1.68, 29.22, "CD", "", 600_000, 0.0, "geonames", "216281")
    found = Mention(at, at + 4, "Goma", Sense.PLACE, town, -1.68, 29.22, Scale.SETTLEMENT, 0.0, 0.9)
    return PlaceReading(mentions=(found,))


def test_a_report_becomes_figures_events_and_places() -> None:
    reading = read(Document(REPORT, WEDNESDAY), goma)
    assert [
        (it.text, it.low, it.best, it.high, it.bound, it.kind, it.unit, it.place, it.ref_date, it.link)
        for it in reading.figures
    ] == [
        ("12", 12, 12, None, Bound.MIN, FigureKind.KILLED, "person", "Goma", "2025-01-28", None),
        ("three", 3, 3, 3, Bound.NONE, FigureKind.KILLED, "person", "Goma", "2025-01-28", Link(Tie.PART_OF, 0)),
        ("40", 40, 40, 40, Bound.NONE, FigureKind.WOUNDED, "person", "Goma", "2025-01-28", Link(Tie.IN_ADDITION_TO, 1)),
    ]
    assert [(it.text, it.date, it.precision, it.place) for it in reading.events] == [
        ("Tuesday", "2025-01-28", DatePrecision.DAY, "Goma")
    ]
    assert [(it.name, it.lat, it.lon, it.source) for it in reading.places] == [
        ("Goma", -1.68, 29.22, "geonames:216281")
    ]


def test_every_proposal_stands_where_it_says() -> None:
    reading = read(Document(REPORT, WEDNESDAY), goma)
    for proposal in (*reading.figures, *reading.events):
        assert REPORT[proposal.at.start : proposal.at.end] == proposal.text
        assert proposal.sentence.start <= proposal.at.start < proposal.at.end <= proposal.sentence.end


def test_the_governor_says_it() -> None:
    assert [it.attribution.source for it in read(Document(REPORT, WEDNESDAY)).figures[:2]] == ["the governor"] * 2


def test_without_a_place_reader_nothing_is_placed() -> None:
    reading = read(Document(REPORT, WEDNESDAY))
    assert (len(reading.figures), reading.places) == (3, ())


def test_without_a_day_of_publication_relative_dates_stay_open() -> None:
    reading = read(Document(REPORT))
    assert [(it.text, it.date) for it in reading.events] == [("Tuesday", None)]
    assert {it.ref_date for it in reading.figures} == {None}


def test_the_same_report_read_twice_gives_the_same_proposals() -> None:
    assert read(Document(REPORT, WEDNESDAY), goma) == read(Document(REPORT, WEDNESDAY), goma)


def test_a_second_source_does_not_lend_its_number_to_the_first() -> None:
    text = (
        "Pentagon spokesman Dan Ashby confirmed that Pyongyang had sent 10,000 troops. "
        "South Korean intelligence suggested the number could be as high as 12,000."
    )
    first, second = read(Document(text, date(2024, 10, 30))).figures
    assert (first.best, first.attribution.source) == (10_000, "Dan Ashby")
    assert (second.best, second.low, second.high, second.bound) == (12_000, None, 12_000, Bound.MAX)
    assert (second.kind, second.unit, second.modality) == (FigureKind.PERSONNEL, "person", Modality.POSSIBLE)
    assert second.attribution.source == "South Korean intelligence"


def test_a_heading_with_the_day_of_publication_anchors_no_event() -> None:
    text = "Daily note, 29 January 2025\n\nAn air strike hit a school in Goma on Monday."
    (event,) = read(Document(text, WEDNESDAY), goma).events
    assert (event.text, event.date, event.kind) == ("Monday", "2025-01-27", EventKind.AIRSTRIKE)


def test_radio_numbers_are_read() -> None:
    text = (ARTICLES / "r4_radio_2025-01-13.txt").read_text(encoding="utf-8")
    assert [(it.text, it.best, it.kind.value) for it in read(Document(text, date(2025, 1, 13))).figures] == [
        ("three-thousand", 3000, "casualties"),
        ("300", 300, "killed"),
        ("27-hundred", 2700, "wounded"),
        ("Two", 2, "captured"),
    ]


def test_nothing_read_is_an_empty_reading() -> None:
    assert read(Document("")) == Reading()


def test_a_prediction_has_the_names_of_the_harness() -> None:
    made = prediction("g1", read(Document(REPORT, WEDNESDAY), goma))
    assert json.loads(json.dumps(made)) == made
    assert made["id"] == "g1"
    assert made["figures"][0] == {
        "start": 9,
        "end": 11,
        "text": "12",
        "low": 12.0,
        "best": 12.0,
        "high": None,
        "hedge": "min",
        "modality": "asserted",
        "kind": "killed",
        "unit": "person",
        "subject": "people",
        "attribution": {"source": "the governor", "original": None, "to": None, "medium": None, "said": None},
        "place": "Goma",
        "ref_date": "2025-01-28",
        "link": None,
    }
    assert made["figures"][1]["link"] == {"tie": "part_of", "to": 0}
    assert made["places"] == [{"name": "Goma", "lat": -1.68, "lon": 29.22, "mentions": [34]}]
    assert (made["events"][0]["date"], made["events"][0]["precision"]) == ("2025-01-28", "day")


def test_the_span_of_a_place_is_that_of_its_mention() -> None:
    assert read(Document(REPORT, WEDNESDAY), goma).places[0].mentions == (Span(34, 38),)
