"""Where a figure is: the clause, the sentence, what the sentences before are about; and never an actor."""

import pytest

from components.model import Scale
from components.places.entities import Kind, Sense
from components.places.reading import Reading
from components.reading.codes import FigureKind
from components.reading.document import Document
from components.reading.placing import Places
from components.reading.proposals import PlaceProposal, Span
from components.reading.speakers import Speakers
from tests.reading.marked import marked, mention

TOWNS = ("Ostrava Hill", "Kelm", "Tashmir", "Belor", "Norkut")
COUNTRIES = ("Norland", "Sudland")


def found(document: Document) -> Reading:
    """Every made-up name of the text, towns as places and countries as areas; "Norlandic" acts."""
    names = {**dict.fromkeys(TOWNS, Kind.SETTLEMENT), **dict.fromkeys(COUNTRIES, Kind.COUNTRY)}
    mentions = [
        mention(document, name, kind, None, nth)
        for name, kind in names.items()
        for nth in range(document.text.count(name))
        if not document.text.startswith("Norlandic", _nth(document.text, name, nth))
    ]
    acting = [
        mention(document, "Norlandic", Kind.COUNTRY, Sense.ACTOR, nth)
        for nth in range(document.text.count("Norlandic"))
    ]
    return Reading(tuple(sorted((*mentions, *acting), key=lambda it: it.start)))


def _nth(text: str, name: str, nth: int) -> int:
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return start


def placed(raw: str, kind: FigureKind = FigureKind.KILLED) -> list[str | None]:
    """The place of each marked figure."""
    document, spans = marked(raw)
    places = Places(document, found(document), (), Speakers(document, ()))
    return [places.of(span.start, span.end, kind)[0] for span in spans]


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("[[Six]] people died in Kelm.", ["Kelm"]),
        ("In Kelm, [[six]] people died.", ["Kelm"]),
        ("[[Six]] people died in Kelm and [[two]] in Belor.", ["Kelm", "Belor"]),
        ("In Norland, shells killed [[six]] people in Kelm.", ["Kelm"]),
        ("The army, short of men since it fled Tashmir, lost [[six]] soldiers in Kelm.", ["Kelm"]),
        ("Uprooted: Kelm for [[4,190]]; Belor for [[2,870]].", ["Kelm", "Belor"]),
        ("They hold [[nine]] of Norland's towns and push towards Kelm.", ["Norland"]),
        ("A row over Kelm, where [[six]] people died, goes on in Belor.", ["Kelm"]),
        ("Shells hit Kelm and killed [[six]] people.", ["Kelm"]),
    ],
)
def test_the_place_of_the_clause_comes_first(raw: str, where: list[str]) -> None:
    assert placed(raw) == where


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("Place | Men | Tanks\nKelm | [[495]] | [[2]]\nBelor | [[370]] | [[4]]", ["Kelm", "Kelm", "Belor", "Belor"]),
        ("- Kelm: 2 killed, [[6]] wounded\n- Belor: [[4]] wounded", ["Kelm", "Belor"]),
        ("Kelm: a bomb near a school. [[Five]] of the dead are children.", ["Kelm"]),
        ("Nov 9 – Kelm railway station, 8:25am. Toll put at [[14]].", ["Kelm"]),
        ("Norland counted [[8,400]] deaths, Sudland [[4,000]].", ["Norland", "Sudland"]),
        (
            "In the Kelm direction they lost [[30]] men, in the Belor direction [[12]].",
            ["Kelm direction", "Belor direction"],
        ),
        ("At a site near Kelm [[21]] men died on Friday; [[eight]] were hurt.", ["Kelm", "Kelm"]),
        ("Rain fell in Belor. [[Three]] women were shot; in Kelm [[two]] men drowned.", ["Belor", "Kelm"]),
        ("He sent [[300]] men to Kelm in Norland.", ["Kelm"]),
        ("Since the war in Sudland began, Norland has taken in [[90]] people.", ["Norland"]),
        ("The hospital in Kelm admitted [[141]], the ministry's spokesman in Belor said.", ["Kelm"]),
    ],
)
def test_labels_rows_and_neighbours_keep_their_numbers(raw: str, where: list[str | None]) -> None:
    assert placed(raw, FigureKind.PERSONNEL) == where


def test_a_name_that_was_once_a_place_is_one_wherever_it_comes_again() -> None:
    assert placed("Rain fell in Vuhlask.\n\nShells hit Vuhlask again, and [[six]] people died.") == ["Vuhlask"]


def test_the_heading_tells_what_a_report_is_about_unless_its_lead_is_narrower() -> None:
    assert (
        placed("Norland: snapshot\n\n[[Six]] people died.\n\nRain fell in Kelm.\n\n[[Two]] drowned.") == ["Norland"] * 2
    )
    assert placed("Norland mourns\n\nA bomb went off in Kelm.\n\nOn the whole [[six]] died.") == ["Kelm"]


def test_whose_army_speaks_is_the_place_only_when_no_other_is_told() -> None:
    assert placed("Norland's army said [[17]] soldiers were killed.") == ["Norland"]
    assert placed("Norland's army said [[17]] soldiers were killed in Belor.") == ["Belor"]


def test_people_go_to_a_place_and_deaths_do_not() -> None:
    raw = "In Kelm [[six]] men gave up. About [[90]] others were taken to Belor."
    assert placed(raw, FigureKind.KILLED) == ["Kelm", "Kelm"]
    assert placed(raw, FigureKind.DISPLACED) == ["Kelm", "Belor"]


def test_demonyms_are_never_places_and_a_speakers_town_is_none_either() -> None:
    raw = "Norlandic drones killed [[six]] people, the Belor ministry's spokesman told reporters in Tashmir."
    assert placed(raw) == [None]


def test_whose_office_speaks_tells_the_place_when_nothing_else_does() -> None:
    assert placed("Kelm regional head Ola Berg said [[six]] people were killed.") == ["Kelm"]


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("[[300]] men are being moved close to the front lines.", "front lines"),
        ("[[Eight]] soldiers died as violence grew in the largely hilly southeast.", "southeast"),
        ("[[Six]] were hurt in western Kelm.", "western Kelm"),
        ("It shot down [[95]] drones over a number of Sudlandish regions.", "Sudlandish regions"),
        ("[[Nine]] posts fell on the Izra axis.", "Izra axis"),
        ("A few engineers went to rear areas of Norland, [[12]] in all.", "rear areas of Norland"),
        ("[[Forty]] were buried in the village of Wad Rima.", "Wad Rima"),
        ("[[Six]] people were burnt in Vuhlask.", "Vuhlask"),
    ],
)
def test_places_without_an_entry_stand_as_the_text_puts_them(raw: str, where: str) -> None:
    assert placed(raw) == [where]


def test_months_titles_and_ordinary_words_behind_in_are_no_places() -> None:
    assert placed("[[Six]] people died in March. [[Two]] fell in Operation Storm, in Parliament they say.") == [
        None,
        None,
    ]


def test_a_sentence_without_a_place_has_that_of_the_sentences_before_in_its_paragraph() -> None:
    raw = "A bomb went off in Kelm. The blast killed [[six]].\n\nIn Belor nobody was hurt. [[Two]] cars burned."
    assert placed(raw) == ["Kelm", "Belor"]


def test_a_new_paragraph_goes_back_to_what_the_report_is_about() -> None:
    raw = "Shelling of Norland: a summary\n\nA shell fell in Kelm.\n\nOn the whole [[60]] people died."
    assert placed(raw) == ["Kelm"]


def test_a_paragraph_that_points_back_keeps_the_place() -> None:
    raw = "Floods in Belor went on.\n\nA truck blew up in Kelm.\n\nThe bodies of [[two]] men lay there."
    assert placed(raw) == ["Kelm"]


def test_where_a_report_was_written_is_not_where_it_happened() -> None:
    assert placed("TASHMIR - [[Six]] people died in a fire, the town's first in years.") == [None]


def test_the_answer_says_where_the_name_stands_by_which_rule_and_how_sure_it_is() -> None:
    document, (figure,) = marked("[[Six]] people died in Kelm.")
    places = Places(document, found(document), ())
    assert places.of(figure.start, figure.end, FigureKind.KILLED) == ("Kelm", Span(19, 23), "clause", 0.85)


def test_a_report_without_places_has_none() -> None:
    document, (figure,) = marked("[[Six]] people died.")
    places = Places(document, Reading(()), ())
    assert places.of(figure.start, figure.end, FigureKind.KILLED) == (None, None, "no-place", 0.5)
    assert places.proposals() == ()


def test_proposals_have_each_place_once_with_all_its_mentions_and_no_actor() -> None:
    document = Document("Kelm is quiet. Norlandic guns are near Kelm, in Norland.")
    assert Places(document, found(document), ()).proposals() == (
        PlaceProposal(
            "Kelm", 10.0, 20.0, Scale.SETTLEMENT, 0.0, "XX", True, "made:kelm", (Span(0, 4), Span(39, 43)), (), 0.9
        ),
        PlaceProposal("Norland", 10.0, 20.0, Scale.ADM1, 0.0, "XX", False, "made:norland", (Span(48, 55),), (), 0.9),
    )


@pytest.mark.parametrize("unit", ['"\n', "in Kelm, ", "A B ", "the largely Kurdish ", "x\n", "in the in "])
def test_a_long_text_without_an_end_is_placed(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    places = Places(Document(text), Reading(()), ())
    rules = {places.of(place, place + 1, FigureKind.KILLED)[2] for place in range(0, len(text), 997)}
    assert rules <= {"no-place", "clause", "sentence", "paragraph", "focus", "named"}
