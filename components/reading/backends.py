"""What an optional backend may offer: whole figures, or names with a label. The rules of this room are the default.

What a stranger gets wrong: nothing that a backend says is believed. A figure goes through `gate`, a name must stand in
the text; and a backend whose `destination` is not empty sends the report to that host, which the page says beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from components.reading.document import Document


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure as a backend claims it; every text is to be found in the report.

    Attributes:
        quote: a stretch of the report that holds everything below, word for word.
        number: the numeral as printed, without hedge and noun.
        value: the number that it is said to be; the best one, or the bound where there is only one.
        kind: code of `FigureKind`.
        unit: a unit of the lexicon.
        subject: who or what is counted; empty when not said.
        source: who says it; None for the report's own voice.
        place: name of the place; None for none.
        when: the words that date it; None for none.
        date: what the backend makes of those words, YYYY[-MM[-DD]] or start/end; None for none.
    """

    quote: str
    number: str
    value: float
    kind: str
    unit: str
    subject: str = ""
    source: str | None = None
    place: str | None = None
    when: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A name that a model found.

    Attributes:
        start: offset of its first character in the report's text.
        end: offset behind its last character.
        label: "person", "organisation" or "place".
        score: how sure the model is, 0 to 1.
    """

    start: int
    end: int
    label: str
    score: float


class Reader(Protocol):
    """A whole reader."""

    @property
    def name(self) -> str:
        """What it is called in settings and rules."""
        ...

    @property
    def destination(self) -> str:
        """Host that the text is sent to; empty when it stays on this machine."""
        ...

    def read(self, document: Document) -> Sequence[RawFigure]:
        """The figures of a report.

        Raises:
            BackendError: it does not answer, or answers what cannot be understood.
        """
        ...


class SpanProvider(Protocol):
    """A model of names."""

    @property
    def name(self) -> str:
        """What it is called in settings and rules."""
        ...

    @property
    def destination(self) -> str:
        """Host that the text is sent to; empty when it stays on this machine."""
        ...

    def spans(self, document: Document) -> Sequence[LabelledSpan]:
        """The names of a report.

        Raises:
            BackendError: it does not answer, or answers what cannot be understood.
        """
        ...
