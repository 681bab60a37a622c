"""Calendar arithmetic on intervals of days, and how they are written.

What a stranger gets wrong: an interval has both its ends in it, and "three months before" is counted in calendar
months: the day is cut to the length of the month it lands in.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}


class Days(NamedTuple):
    """An interval of days, both ends in it."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> date | None:
    """A day of the calendar; None when there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """A month of a year."""
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Days:
    """A year."""
    return Days(date(number, 1, 1), date(number, 12, 31))


def week(of: date, shift: int = 0) -> Days:
    """The ISO week, Monday to Sunday, of a day, or one some weeks away."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=shift)
    return Days(monday, monday + timedelta(days=6))


def add_months(to: date, count: int) -> date:
    """The same day some months later or, when negative, earlier; cut to the length of the month."""
    at = to.year * 12 + to.month - 1 + count
    found = at // 12
    if not 1 <= found <= 9999:
        return to
    return date(found, at % 12 + 1, min(to.day, calendar.monthrange(found, at % 12 + 1)[1]))


def shifted(of: date, count: int, unit: str) -> date | None:
    """A day some units later or earlier; None when that is outside the calendar.

    Args:
        of: the day to count from.
        count: how many units, negative for earlier.
        unit: hour, day, night, week, fortnight, month, quarter, year or decade.
    """
    in_months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    in_days = {"week": 7, "fortnight": 14, "hour": 1 / 24}
    try:
        if unit in in_months:
            return add_months(of, count * in_months[unit])
        return of + timedelta(days=round(count * in_days.get(unit, 1)))
    except OverflowError:
        return None


def thirds(of: Days, part: str) -> Days:
    """The early, mid or late third of a month, or four months of a year.

    >>> thirds(month(2016, 2), "late")
    Days(first=datetime.date(2016, 2, 20), last=datetime.date(2016, 2, 29))
    """
    if of.last.month != of.first.month:
        first = {"early": 1, "mid": 5, "late": 9}[part]
        return Days(date(of.first.year, first, 1), month(of.first.year, first + 3).last)
    if of.last.day < 28:
        return of
    if part == "early":
        return Days(of.first, of.first.replace(day=10))
    if part == "mid":
        return Days(of.first.replace(day=11), of.first.replace(day=20))
    return Days(of.first.replace(day=20 if of.last.day <= 29 else 21), of.last)


def latest_weekday(number: int, upto: date) -> date:
    """The most recent such weekday, the day itself included."""
    return upto - timedelta(days=(upto.weekday() - number) % 7)


def next_weekday(number: int, since: date) -> date:
    """The next such weekday, the day itself included."""
    return since + timedelta(days=(number - since.weekday()) % 7)


def text(of: Days) -> str:
    """An interval as YYYY[-MM[-DD]] where it is a year, a month or a day, else start/end.

    >>> text(month(2016, 2)), text(Days(date(2016, 2, 3), date(2016, 2, 3))), text(week(date(2024, 10, 30)))
    ('2016-02', '2016-02-03', '2024-10-28/2024-11-03')
    """
    first, last = of
    if first == last:
        return first.isoformat()
    if of == month(first.year, first.month):
        return f"{first:%Y-%m}"
    if of == year(first.year):
        return f"{first:%Y}"
    if first.day == 1 and last == month(last.year, last.month).last:
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}/{last:%Y}"
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def days(written: str) -> Days | None:
    """The interval that `text` wrote; None when it is none."""
    first, _, last = written.partition("/")
    try:
        begin, end = _bounds(first), _bounds(last or first)
    except ValueError:
        return None
    return Days(begin.first, end.last)


def _bounds(written: str) -> Days:
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return year(parts[0])
    if len(parts) == 2:
        return month(parts[0], parts[1])
    found = date(*parts[:3])
    return Days(found, found)
