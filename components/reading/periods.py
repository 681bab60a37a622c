"""The time that a figure covers.

What a stranger gets wrong: a day behind a verb of saying ("said on Sunday") is when it was said, not when it was so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from components.reading import dates
from components.reading.document import Document, Sentence, Shape
from components.reading.moments import Moment

_SAID = re.compile(
    r"(?i)(?:said|says|told\s\w+(?:\s\w+)?|announced|reported|confirmed|stated|wrote|posted|added|claimed|warned|"
    r"statement|telegram|facebook|twitter|x|briefing|authorities|officials?)\s(?:on\s|late\s|early\s|earlier\s){0,2}$"
)
_SINCE = re.compile(r"(?i)\b(?:since|from)\s(?:the\s)?$")
_REACH = 40
#: Sentences that a time is carried on, rows of a table under its heading, and days that it may cover at most.
_SENTENCES, _ROWS, _LONGEST_CARRIED = 3, 60, 31


_DATELINE = re.compile(r"\)?\s?-\s")
_MOST_DATELINE = 60


def is_dateline(document: Document, moment: Moment) -> bool:
    """Whether a date only says when the report was filed: "BAMAKO, Nov 20 - Gunmen killed"."""
    is_early = moment.start < _MOST_DATELINE and document.flat[: moment.start].count("\n") < 3
    return is_early and _DATELINE.match(document.flat, moment.end) is not None


def _is_short(moment: Moment) -> bool:
    """Whether a time is short enough to go on in the next sentence: a year told in passing is not."""
    days = dates.days(moment.date or "")
    return days is not None and (days.last - days.first).days <= _LONGEST_CARRIED


class Period(NamedTuple):
    """The time that a figure covers, the rule that found it, and how sure that is."""

    ref_date: str | None
    rule: str
    confidence: float


class Periods:
    """Finds the time that a figure of a report covers."""

    def __init__(self, document: Document, moments: Sequence[Moment]) -> None:
        self._document = document
        self._moments = [
            moment
            for moment in moments
            if moment.date and not self._is_said(moment) and not is_dateline(document, moment)
        ]
        self._starts = [moment.start for moment in self._moments]

    def of(self, start: int, sentence: Sentence) -> Period:
        """The time that the figure at an offset covers."""
        nearest = self._nearest(start, sentence)
        if nearest is not None:
            return Period(self._written(nearest), "time in the sentence", 0.75)
        is_row = sentence.shape is Shape.ROW
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - (_ROWS if is_row else _SENTENCES)), -1):
            before = self._document.sentences[index]
            if before.paragraph < sentence.paragraph - 1:
                break
            found = self._nearest(before.end, before)
            if found is not None and (is_row or _is_short(found)):
                rule = "time of the table" if is_row else "time of a sentence before"
                return Period(self._written(found), rule, 0.5 if is_row else 0.4)
        return Period(None, "no time", 0.5)

    def _nearest(self, start: int, sentence: Sentence) -> Moment | None:
        """The time of a sentence that stands nearest to an offset."""
        place = bisect_left(self._starts, start)
        beside = [moment for moment in self._moments[max(0, place - 1) : place + 1] if self._is_in(moment, sentence)]
        return min(beside, key=lambda moment: (abs(moment.start - start), moment.start), default=None)

    @staticmethod
    def _is_in(moment: Moment, sentence: Sentence) -> bool:
        return sentence.start <= moment.start < sentence.end

    def _is_said(self, moment: Moment) -> bool:
        before = self._document.flat[max(0, moment.start - _REACH) : moment.start]
        return _SAID.search(before) is not None

    def _written(self, moment: Moment) -> str | None:
        before = self._document.flat[max(0, moment.start - _REACH) : moment.start]
        published: date | None = self._document.published_on
        days = dates.days(moment.date or "")
        if published and days and _SINCE.search(before) and days.first < published:
            return dates.text(dates.Days(days.first, published))
        return moment.date
