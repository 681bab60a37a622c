"""Reads the part of EDTF (ISO 8601-2) that sources of this kind need.

What a stranger gets wrong: an EDTF text gives an interval, not an instant. ``2024-10`` is all of October, and
``../2024-10-14`` has no start. Method and letters: Library of Congress, EDTF specification, levels 0 and 1.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from components.errors import DateError

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?]?)", re.ASCII)
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Interval:
    """What an EDTF text says.

    Attributes:
        earliest: first day, None when open.
        latest: last day, None when open.
        is_approximate: the text carries ``~``.
        is_uncertain: the text carries ``?``.
    """

    earliest: date | None
    latest: date | None
    is_approximate: bool = False
    is_uncertain: bool = False


def parse_edtf(text: str) -> Interval:
    """Reads a day, month, year, interval, open interval, or one of these with ``~`` or ``?``.

    Raises:
        DateError: the text is something else, or no such day exists.

    >>> parse_edtf("2024-10")
    Interval(earliest=datetime.date(2024, 10, 1), latest=datetime.date(2024, 10, 31), is_approximate=False, \
is_uncertain=False)
    >>> parse_edtf("../2024-10-14").earliest is None
    True
    """
    if "/" not in text:
        return _part(text, text)
    start_text, _, end_text = text.partition("/")
    if start_text == end_text == _OPEN:
        raise DateError("edtf", text, "An interval that is open at both ends says nothing; leave the date blank.")
    start = Interval(None, None) if start_text == _OPEN else _part(start_text, text)
    end = Interval(None, None) if end_text == _OPEN else _part(end_text, text)
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError("edtf", text, "The interval ends before it starts; swap its two dates.")
    return Interval(
        start.earliest,
        end.latest,
        start.is_approximate or end.is_approximate,
        start.is_uncertain or end.is_uncertain,
    )


def _part(part: str, whole: str) -> Interval:
    match = _PART.fullmatch(part)
    if match is None:
        raise DateError("edtf", whole, "Write 2024-10-30, 2024-10, 2024, 2024-10-27/2024-11-01 or ../2024-10-14.")
    year = int(match["year"])
    try:
        if match["day"]:
            earliest = latest = date(year, int(match["month"]), int(match["day"]))
        else:
            first, last = (int(match["month"]),) * 2 if match["month"] else (1, 12)
            earliest = date(year, first, 1)
            latest = date(year, last, calendar.monthrange(year, last)[1])
    except ValueError as error:
        raise DateError("edtf", whole, f"There is no such day ({error}); check the date in the source.") from error
    return Interval(earliest, latest, match["mark"] == "~", match["mark"] == "?")
