"""Dates that are written out: days, months, quarters, seasons, years, and stretches of them.

What a stranger gets wrong: a month without a year is the most recent one, unless the text looks forward; and a date
like 03/04/2024 stays open, since nobody can tell its day from its month.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from components.reading import dates
from components.reading.anchors import YEAR, Answer, Found, one, whole
from components.reading.codes import DatePrecision
from components.reading.dates import Days

_NUMBER = re.compile(r"(?<![\d.:])(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
_MONTH = re.compile(r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)(?:\s\w{2,12}\stime)?(?:\s\([^()]{1,20}\))?")
_NTH = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()  # noqa: SIM905 - a list of words
_PARTS = {
    "beginning": "early", "start": "early", "early": "early", "mid": "mid", "middle": "mid", "end": "late",
    "late": "late",
}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PERIODS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _parts(text: str) -> tuple[list[int], list[int], list[int]]:
    """Day numbers, months and years of an expression, each from left to right."""
    text = _CLOCK.sub(" ", text) if ":" in text else text
    years = [int(found.group()) for found in YEAR.finditer(text)]
    plain = YEAR.sub(" ", text)
    months = [dates.MONTHS[found.group(1).lower()] for found in _MONTH.finditer(plain)]
    return [int(found.group(1)) for found in _NUMBER.finditer(plain)], months, years


def _dated(number: int, month: int, year: int | None, seen: Found) -> date | None:
    """A day; without a year the most recent one, or the next one where the text looks forward."""
    if year is not None:
        return dates.day(year, month, number)
    here = dates.day(seen.today.year, month, number)
    if seen.is_future:
        return here if here and here >= seen.today else dates.day(seen.today.year + 1, month, number)
    return here if here and here <= seen.today else dates.day(seen.today.year - 1, month, number)


def _iso(seen: Found) -> Answer:
    found = dates.day(*(int(part) for part in seen.low.split("-")))
    return one(found), DatePrecision.DAY


def _numeric(seen: Found) -> Answer:
    first, second, year = (int(part) for part in re.split(r"[./]", seen.low))
    found = dates.day(year, second, first)
    if "/" in seen.low:
        if first <= 12 and second <= 12 and first != second:
            return None, DatePrecision.DAY
        found = found or dates.day(year, first, second)
    return one(found), DatePrecision.DAY


def _date(seen: Found) -> Answer:
    numbers, months, years = _parts(seen.low)
    found = _dated(numbers[0], months[0], years[0] if years else None, seen)
    return one(found), DatePrecision.DAY


def _dates(seen: Found) -> Answer:
    numbers, months, years = _parts(seen.low)
    if len(numbers) < 2:
        return None, DatePrecision.SPAN
    last = _dated(numbers[1], months[-1], years[-1] if years else None, seen)
    if last is None:
        return None, DatePrecision.SPAN
    first = dates.day(years[0] if len(years) > 1 else last.year, months[0], numbers[0])
    if first is not None and first > last:
        first = dates.day(last.year - 1, months[0], numbers[0])
    precision = DatePrecision.DAY if "night" in seen.low else DatePrecision.SPAN
    return (Days(first, last) if first else None), precision


def _month_number(number: int, year: int | None, seen: Found) -> Days:
    if year is not None:
        return dates.month(year, number)
    today = seen.today
    if seen.low.startswith("next") or seen.is_future:
        is_later = number > today.month or (number == today.month and not seen.low.startswith("next"))
        return dates.month(today.year if is_later else today.year + 1, number)
    is_past = number < today.month or (number == today.month and not seen.low.startswith("last"))
    return dates.month(today.year if is_past else today.year - 1, number)


def _month(seen: Found) -> Answer:
    _, months, years = _parts(seen.low)
    if seen.low.endswith("last year"):
        return dates.month(seen.today.year - 1, months[0]), DatePrecision.MONTH
    return _month_number(months[0], years[0] if years else None, seen), DatePrecision.MONTH


def _months(seen: Found) -> Answer:
    _, months, years = _parts(seen.low)
    last = _month_number(months[-1], years[-1] if years else None, seen)
    first = dates.month(years[0] if len(years) > 1 else last.first.year, months[0])
    if first.first > last.first:
        first = dates.month(last.first.year - 1, months[0])
    return Days(first.first, last.last), DatePrecision.SPAN


def _part(seen: Found) -> Answer:
    """Early March, the end of 2023, mid last month, the start of the year (up to now, behind "since")."""
    _, months, years = _parts(seen.low)
    name = next(part for word, part in _PARTS.items() if word in re.split(r"[\s-]", seen.low))
    if months:
        stretch = _month_number(months[0], years[0] if years else None, seen)
    else:
        stretch = dates.year(years[0]) if years else whole(seen.low, seen.today)
    is_since = re.search(r"(?i)\bsince\s$", seen.sentence[max(0, seen.match.start() - 8) : seen.match.start()])
    if is_since and not months and not years and stretch.first < seen.today:
        return Days(stretch.first, seen.today), DatePrecision.SPAN
    if stretch.last - stretch.first < timedelta(days=8):
        return stretch, DatePrecision.WEEK
    if " of" in seen.low and "middle" not in seen.low and months:
        edge = stretch.first if name == "early" else stretch.last
        return Days(edge, edge), DatePrecision.APPROX_DAY
    return dates.thirds(stretch, name), DatePrecision.SPAN


def _quarter(seen: Found) -> Answer:
    year = int(YEAR.findall(seen.low)[0])
    length = 6 if "half" in seen.low else 3
    number = next((at for word, at in _PERIODS.items() if word in seen.low), None)
    number = int(seen.low[1]) - 1 if number is None else number % (12 // length)
    first = number * length + 1
    return Days(date(year, first, 1), dates.month(year, first + length - 1).last), DatePrecision.SPAN


def _season(seen: Found) -> Answer:
    first = next(month for word, month in _SEASONS.items() if word in seen.low)
    years = YEAR.findall(seen.low)
    if years:
        year = int(years[0])
    elif "this" in seen.low:
        year = seen.today.year
    elif "next" in seen.low:
        year = seen.today.year + (seen.today.month >= first)
    else:
        year = seen.today.year - (seen.today.month < first + 3)
    begin = date(year, first, 1)
    end = dates.add_months(begin, 2)
    return Days(begin, dates.month(end.year, end.month).last), DatePrecision.SPAN


def _years(seen: Found) -> Answer:
    found = [int(year) for year in YEAR.findall(seen.low)]
    last = found[-1] if len(found) > 1 else found[0] // 100 * 100 + int(seen.low[-2:])
    if last < found[0]:
        return None, DatePrecision.SPAN
    return Days(dates.year(found[0]).first, dates.year(last).last), DatePrecision.SPAN


def _decade(seen: Found) -> Answer:
    first = int(re.findall(r"\d{4}", seen.low)[0])
    return Days(dates.year(first).first, dates.year(first + 9).last), DatePrecision.APPROX_YEAR


def _year(seen: Found) -> Answer:
    return dates.year(int(seen.low)), DatePrecision.YEAR


def _nth(seen: Found) -> Answer:
    """The second of March, the twenty-first of May 2020."""
    _, months, years = _parts(seen.low)
    words = re.split(r"[\s-]", seen.low.removeprefix("the "))
    number = {"twenty": 20, "thirty": 30}.get(words[0], 0)
    number += next((_NTH.index(word) + 1 for word in words[:2] if word in _NTH), 10 if words[0] == "thirtieth" else 0)
    if words[0] == "thirtieth":
        number = 30
    return one(_dated(number, months[0], years[0] if years else None, seen)), DatePrecision.DAY


def _day_of_month(seen: Found) -> Answer:
    """On the 28th: the most recent such day; of this or last month, that one."""
    number = int(re.findall(r"\d{1,2}", seen.low)[0])
    first = seen.today.replace(day=1)
    back = 1 if "last" in seen.low or ("this" not in seen.low and number > seen.today.day) else 0
    at = dates.add_months(first, -back)
    return one(dates.day(at.year, at.month, number)), DatePrecision.DAY


def _months_of(seen: Found) -> Answer:
    """The first five months of the year, the second half of the month."""
    if "half" in seen.low:
        about = seen.low.split("half", 1)[1]
        stretch = whole(about, seen.today)
        if "the month" in about and seen.today.day < 15:
            stretch = whole("last month", seen.today)
        middle = date(stretch.first.year, 7, 1) if "year" in about else stretch.first.replace(day=15)
        first = Days(stretch.first, middle - timedelta(days=1))
        return (first if "first" in seen.low else Days(middle, stretch.last)), DatePrecision.SPAN
    years = YEAR.findall(seen.low)
    year = int(years[0]) if years else seen.today.year - ("last year" in seen.low)
    count = seen.how_many
    if count is None or not 1 <= count <= 12:
        return None, DatePrecision.SPAN
    first_month = 1 if "first" in seen.low else 13 - count
    return Days(date(year, first_month, 1), dates.month(year, first_month + count - 1).last), DatePrecision.SPAN


RULES = {
    "iso": _iso, "numeric": _numeric, "dates": _dates, "dated_weekday": _date, "date": _date, "nth": _nth,
    "part": _part, "months": _months, "month": _month, "quarter": _quarter, "season": _season,
    "months_of": _months_of, "day_of_month": _day_of_month, "years": _years, "decade": _decade, "year": _year,
}  # fmt: skip
