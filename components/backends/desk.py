"""A report read by the rules, and by whatever the operator turned on besides.

What a stranger gets wrong: a backend that fails costs its own proposals, never the reading. What it says and the text
does not bear out is refused and told; what it admits stands beside what the rules found, marked with its name.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from components.backends.discovery import make_reader, make_span_provider
from components.errors import BackendError
from components.model import Report
from components.reading.backends import Reader, SpanProvider
from components.reading.document import Document
from components.reading.gate import Ground, Refusal, admit
from components.reading.proposals import FigureProposal, Link, Reading, Span
from components.reading.read import PlaceReader, read
from components.reading.times import times
from components.reading.words import words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one report.

    Attributes:
        reading: the proposals.
        refusals: what a backend claimed and the text does not bear out.
        notices: one sentence for each backend that could not be used.
    """

    reading: Reading
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """Reads reports.

    Attributes:
        places: reads the place names of a text.
        reader: a whole reader besides the rules; None for none.
        spans: a model of names; None for none.
    """

    places: PlaceReader
    reader: Reader | None = None
    spans: SpanProvider | None = None

    @property
    def destinations(self) -> tuple[str, ...]:
        """Hosts that the text of a report is sent to; none when it stays on this machine."""
        named = (backend.destination for backend in (self.reader, self.spans) if backend is not None)
        return tuple(dict.fromkeys(host for host in named if host))

    def read(self, report: Report) -> Outcome:
        """The proposals for a report."""
        document = Document(report.text, report.published_on)
        notices: list[str] = []
        reading = read(document, self.places, self._names(document, notices))
        if self.reader is None:
            return Outcome(reading, (), tuple(notices))
        try:
            claims = self.reader.read(document)
        except BackendError as error:
            log.warning("%s", error)
            return Outcome(reading, (), (*notices, str(error)))
        ground = Ground(document, words_of(document), times(document), reading.figures)
        admitted, refusals = admit(claims, ground, self.reader.name)
        return Outcome(replace(reading, figures=_joined(reading.figures, admitted)), refusals, tuple(notices))

    def _names(self, document: Document, notices: list[str]) -> tuple[Span, ...]:
        if self.spans is None:
            return ()
        try:
            found = self.spans.spans(document)
        except BackendError as error:
            log.warning("%s", error)
            notices.append(str(error))
            return ()
        return tuple(Span(span.start, span.end) for span in found if span.label in ("person", "organisation"))


def make_desk(places: PlaceReader, reader: str, spans: str, environ: Mapping[str, str]) -> ReadingDesk:
    """The desk with the backends that the operator named.

    Args:
        places: reads the place names of a text.
        reader: name of a whole reader; empty for the rules alone.
        spans: name of a model of names; empty for none.
        environ: what backends are made with.

    Raises:
        BackendError: one of them is not installed or cannot be made.
    """
    return ReadingDesk(places, make_reader(reader, environ), make_span_provider(spans, environ))


def _joined(ours: tuple[FigureProposal, ...], admitted: tuple[FigureProposal, ...]) -> tuple[FigureProposal, ...]:
    """Both, each number once; a link keeps pointing at the figure that it meant."""
    by_span = {figure.at: figure for figure in ours} | {figure.at: figure for figure in admitted}
    merged = tuple(sorted(by_span.values(), key=lambda figure: figure.at.start))
    place_of = {figure.at: place for place, figure in enumerate(merged)}
    return tuple(
        replace(figure, link=Link(figure.link.tie, place_of[ours[figure.link.to].at])) if figure.link else figure
        for figure in merged
    )
