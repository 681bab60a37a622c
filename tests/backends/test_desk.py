"""The desk: rules, and what is turned on besides."""

from collections.abc import Sequence

import pytest

from components.backends.desk import ReadingDesk, make_desk
from components.errors import BackendError
from components.model import Report
from components.reading.backends import LabelledSpan, RawFigure
from components.reading.document import Document
from components.reading.read import no_places

TEXT = "The hospital said 12 men were wounded. Later 5 carts burned, and 30 soldiers arrived at the ford."
REPORT = Report(TEXT)


class Oracle:
    """Claims what it is told to claim."""

    def __init__(self, *claims: RawFigure, destination: str = "", fails: bool = False) -> None:
        self.name, self.destination = "oracle", destination
        self._claims, self._fails = claims, fails

    def read(self, document: Document) -> Sequence[RawFigure]:
        if self._fails:
            raise BackendError(self.name, "It does not answer.", "Try again.")
        return self._claims

    def spans(self, document: Document) -> Sequence[LabelledSpan]:
        if self._fails:
            raise BackendError(self.name, "It does not answer.", "Try again.")
        return [LabelledSpan(0, 12, "organisation", 0.9), LabelledSpan(93, 97, "place", 0.9)]


def texts(desk: ReadingDesk) -> list[str]:
    return [figure.text for figure in desk.read(REPORT).reading.figures]


def test_the_rules_read_alone_by_default():
    desk = make_desk(no_places, "", "", {})
    assert (desk.reader, desk.spans, desk.destinations) == (None, None, ())
    assert texts(desk) == ["12", "5", "30"]


def test_what_a_backend_claims_and_the_text_bears_out_takes_the_place_of_the_rules_own():
    claim = RawFigure("5 carts burned", "5", 5, "property", "vehicle", "carts")
    outcome = ReadingDesk(no_places, Oracle(claim)).read(REPORT)
    assert [(figure.text, figure.unit) for figure in outcome.reading.figures][1] == ("5", "vehicle")
    assert [figure.text for figure in outcome.reading.figures] == ["12", "5", "30"]


def test_a_lie_is_told_and_changes_nothing():
    lie = RawFigure("500 carts burned", "500", 500, "property", "vehicle")
    outcome = ReadingDesk(no_places, Oracle(lie)).read(REPORT)
    assert [refusal.reason for refusal in outcome.refusals] == ["the quote is not in the text"]
    assert outcome.reading == make_desk(no_places, "", "", {}).read(REPORT).reading


def test_a_backend_that_fails_costs_nothing_but_itself():
    failing = Oracle(fails=True)
    outcome = ReadingDesk(no_places, failing, failing).read(REPORT)
    assert [figure.text for figure in outcome.reading.figures] == ["12", "5", "30"]
    assert outcome.notices == ("The reader 'oracle' cannot be used. It does not answer. Try again.",) * 2


def test_where_the_text_goes_is_known_before_it_is_read():
    assert ReadingDesk(no_places, Oracle(destination="a.example"), Oracle(destination="a.example")).destinations == (
        "a.example",
    )


def test_a_backend_that_is_not_installed_stops_the_start():
    with pytest.raises(BackendError, match="Nothing that is installed brings it"):
        make_desk(no_places, "crystal-ball", "", {})
