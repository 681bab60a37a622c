"""A date as a source gives it: first and last day it can be, how precise it is, and how it is printed.

What a stranger gets wrong: "in October" is not the first of October. Both ends are inclusive, either may be open,
and nothing here picks a day in between. Printed form: day, short month, year; month names are English.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from components.errors import DateError
from components.model.codes import Precision
from components.model.edtf import parse_edtf

#: Longest interval in days that a precision code may cover; a week may name both of its Sundays.
LONGEST_DAYS = {Precision.EXACT: 1, Precision.DAYS: 6, Precision.WEEK: 8, Precision.MONTH: 31, Precision.YEAR: 366}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parse_day(text: str) -> date:
    """A day as 2024-10-30; the order of day and month in another notation is never guessed.

    Raises:
        DateError: another notation, or there is no such day.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise DateError("day", text, f"There is no such day ({error})") from error
    raise DateError("day", text, "Write a day as 2024-10-30")


@dataclass(frozen=True, slots=True)
class When:
    """A date with its precision.

    Attributes:
        earliest: first day it can be; None when open.
        latest: last day it can be, inclusive; None when open.
        precision: how precisely it is known.
        edtf: the same in EDTF; an approximate one names the middle, so it may be narrower than the two days.

    Raises:
        DateError: the parts contradict each other.

    >>> When(date(2024, 10, 21), date(2024, 10, 27), Precision.WEEK, "2024-10-21/2024-10-27").text
    '21–27 Oct 2024'
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    edtf: str

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise DateError("latest", self.latest.isoformat(), "The last day is before the first; swap them.")
        self._check_ends()
        self._check_edtf()

    @classmethod
    def between(cls, earliest: date | None, latest: date | None, precision: Precision) -> When:
        """A date whose EDTF text follows from its two days."""
        if earliest is not None and earliest == latest:
            edtf = earliest.isoformat()
        elif earliest is None and latest is None:
            edtf = ""
        else:
            edtf = f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"
        if precision is Precision.APPROX and earliest and latest:
            edtf = f"{_middle(earliest, latest).isoformat()}~"
        return cls(earliest, latest, precision, edtf)

    @property
    def is_dated(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def sort_day(self) -> date:
        """The day to sort by: the first known end; the last day of the calendar when neither is known."""
        return self.earliest or self.latest or date.max

    @property
    def text(self) -> str:
        """As printed on the screen."""
        if self.precision is Precision.BEFORE and self.latest:
            return f"before {_day(self.latest)}"
        if self.precision is Precision.AFTER and self.earliest:
            return f"after {_day(self.earliest)}"
        if self.precision is Precision.APPROX and self.edtf:
            middle = parse_edtf(self.edtf)
            return f"about {span_text(middle.earliest, middle.latest)}"
        return span_text(self.earliest, self.latest)

    def overlaps(self, from_on: date, to_on: date) -> bool:
        """Whether it can lie in a period, both ends inclusive; an open end reaches as far as need be.

        A date of which neither end is known says nothing, so it lies in no period.
        """
        if not self.is_dated:
            return False
        return (self.earliest is None or self.earliest <= to_on) and (self.latest is None or self.latest >= from_on)

    def _check_ends(self) -> None:
        has_earliest, has_latest = self.earliest is not None, self.latest is not None
        ends = {Precision.BEFORE: (False, True), Precision.AFTER: (True, False)}.get(self.precision, (True, True))
        if self.precision is not Precision.UNKNOWN and (has_earliest, has_latest) != ends:
            raise DateError(
                "precision",
                self.precision,
                "Give both days; only 'before' leaves the first blank, only 'after' the last, only 'unknown' both.",
            )
        if self.earliest and self.latest:
            days = (self.latest - self.earliest).days + 1
            if days > LONGEST_DAYS.get(self.precision, days):
                raise DateError("precision", self.precision, f"It covers {days} days; choose a wider precision.")

    def _check_edtf(self) -> None:
        if not self.edtf:
            if self.precision is not Precision.UNKNOWN:
                raise DateError("edtf", "", "Give the EDTF text; only an unknown date may leave it blank.")
            return
        said = parse_edtf(self.edtf)
        if self.precision is Precision.APPROX:
            fits = _holds(self.earliest, self.latest, said.earliest, said.latest)
        else:
            fits = (said.earliest, said.latest) == (self.earliest, self.latest)
        if not fits:
            raise DateError("edtf", self.edtf, "It does not cover the days given beside it; correct one of the two.")


@dataclass(frozen=True, slots=True)
class Period:
    """The time span that a figure covers.

    Attributes:
        from_on: first day, None when not stated.
        to_on: last day, None when not stated.
        text: as the source puts it, in our words ("in one week").
    """

    from_on: date | None
    to_on: date | None
    text: str


def span_text(earliest: date | None, latest: date | None) -> str:
    """Prints an interval as short as it can be without losing anything.

    >>> span_text(date(2024, 10, 27), date(2024, 11, 1))
    '27 Oct – 1 Nov 2024'
    >>> span_text(date(2024, 10, 1), date(2024, 10, 31))
    'Oct 2024'
    """
    if earliest is None or latest is None:
        known = earliest or latest
        return "date not known" if known is None else ("since " if earliest else "until ") + _day(known)
    if earliest == latest:
        return _day(earliest)
    if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
        return _months(earliest, latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_day(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} – {_day(latest)}"
    return f"{_day(earliest)} – {_day(latest)}"


def _months(earliest: date, latest: date) -> str:
    end = f"{_MONTHS[latest.month - 1]} {latest.year}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return end
    if earliest.year != latest.year:
        return f"{_MONTHS[earliest.month - 1]} {earliest.year} – {end}"
    return str(earliest.year) if (earliest.month, latest.month) == (1, 12) else f"{_MONTHS[earliest.month - 1]} – {end}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _middle(earliest: date, latest: date) -> date:
    return earliest + timedelta(days=(latest - earliest).days // 2)


def _holds(earliest: date | None, latest: date | None, inner_first: date | None, inner_last: date | None) -> bool:
    if None in (earliest, latest, inner_first, inner_last):
        return False
    return earliest <= inner_first <= inner_last <= latest  # type: ignore[operator]
