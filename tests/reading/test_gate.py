"""One gate for every backend, and one that lies in every way it can."""

from datetime import date

import pytest

from components.reading.backends import RawFigure
from components.reading.codes import Bound, FigureKind
from components.reading.document import Document
from components.reading.gate import Ground, Refusal, admit
from components.reading.proposals import Span
from components.reading.read import read
from components.reading.times import times
from components.reading.words import words_of

TEXT = (
    "The bridge guard said on Monday that at least 40 men had been killed near Sudzha. “Nobody fled,” said Ada Moss, "
    "who counted 7 broken carts. The shell was a 155mm one, and the road had been shut for three months."
)
TRUE = RawFigure(
    quote="said on Monday that at least 40 men had been killed near Sudzha",
    number="40",
    value=40,
    kind="killed",
    unit="person",
    subject="men",
    source="The bridge guard",
    place="Sudzha",
    when="Monday",
    date="2024-10-28",
)


def changed(**fields: object) -> RawFigure:
    return RawFigure(**{**{name: getattr(TRUE, name) for name in RawFigure.__slots__}, **fields})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ground() -> Ground:
    document = Document(TEXT, date(2024, 10, 30))
    return Ground(document, words_of(document), times(document), read(document).figures)


def test_what_the_text_bears_out_is_admitted_with_our_number_and_our_date(ground):
    (figure,), refusals = admit([TRUE], ground, "oracle")
    assert refusals == ()
    assert (figure.at, figure.text) == (Span(TEXT.index("40"), TEXT.index("40") + 2), "40")
    assert (figure.low, figure.best, figure.high, figure.bound) == (40, 40, None, Bound.MIN)
    assert (figure.kind, figure.unit, figure.subject) == (FigureKind.KILLED, "person", "men")
    assert (figure.attribution.source, figure.place, figure.ref_date) == ("The bridge guard", "Sudzha", "2024-10-28")
    assert figure.rules["source"] == "backend oracle"


LIES = [
    ("a quote that nobody wrote", changed(quote="at least 400 men had been killed"), "the quote is not in the text"),
    ("a number beside the quote", changed(number="7"), "the number is not in the quote"),
    ("another value", changed(value=400), "the number is not the one that stands there"),
    ("a value of the bound that is not there", changed(value=41), "the number is not the one that stands there"),
    ("a word for a number", changed(number="men", value=40), "no number stands there"),
    ("an invented source", changed(source="The defence ministry"), "the source is not in the text"),
    ("an invented place", changed(place="Kursk"), "the place is not in the quote"),
    ("an invented subject", changed(subject="generals"), "the subject is not in the text"),
    ("an invented kind", changed(kind="vaporised"), "there is no such kind of figure"),
    ("a unit that is no word", changed(unit="<img src=x>"), "there is no such unit"),
    ("another day", changed(date="2024-10-29"), "the date is not the one that those words mean"),
    ("a day without its words", changed(when=None), "a date is given without the words for it"),
    ("words that are no time", changed(when="near"), "no time stands there"),
    ("words that are not there", changed(when="Friday"), "the time is not in the quote"),
    ("nothing at all", changed(quote=" "), "the quote is empty"),
    ("no number", changed(number=""), "the number is empty"),
    ("not a number", changed(value=float("nan")), "the number is not the one that stands there"),
    ("an endless number", changed(value=float("inf")), "the number is not the one that stands there"),
]


@pytest.mark.parametrize(("lie", "reason"), [(lie, reason) for _, lie, reason in LIES], ids=[name for name, *_ in LIES])
def test_a_lie_is_refused_with_its_reason(ground, lie, reason):
    assert admit([lie], ground, "liar") == ((), (Refusal(lie.quote[:200], reason),))


def test_one_lie_does_not_take_the_truth_with_it(ground):
    lies = [lie for _, lie, _ in LIES]
    admitted, refusals = admit([*lies[:9], TRUE, *lies[9:]], ground, "liar")
    assert ([figure.text for figure in admitted], len(refusals)) == (["40"], len(LIES))


def test_a_number_that_the_rules_did_not_take_is_admitted_but_hardly_trusted(ground):
    claim = RawFigure("a 155mm one", "155", 155, "other", "shell", "", None, None)
    (figure,), _ = admit([claim], ground, "oracle")
    assert (figure.text, figure.best) == ("155", 155)
    assert max(figure.confidence.values()) <= 0.4


def test_typewriter_quotes_of_a_model_meet_the_curly_ones_of_the_text(ground):
    claim = RawFigure(
        '"Nobody fled," said Ada Moss, who counted 7', "7", 7, "property", "cart", "broken carts", "Ada Moss"
    )
    (figure,), refusals = admit([claim], ground, "oracle")
    assert (figure.text, figure.attribution.source, refusals) == ("7", "Ada Moss", ())


def test_the_same_number_twice_is_one_figure(ground):
    assert len(admit([TRUE, changed(kind="wounded")], ground, "oracle")[0]) == 1
