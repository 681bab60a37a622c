"""Dates that are counted: from the day of publication, or from the day that the text named last.

What a stranger gets wrong: "last week" is the ISO week before the one of publication, seven days from Monday, not the
seven days that ended on it; those are "the past week".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from components.reading import dates
from components.reading.anchors import Answer, Found, whole
from components.reading.codes import DatePrecision
from components.reading.dates import Days

_WEEKDAY = re.compile(r"(?i)\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)")
_UNIT = re.compile(r"(?i)\b(hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur)")


def _weekday_number(word: str) -> int:
    return dates.WEEKDAYS[word.lower()]


def _on_weekday(word: str, seen: Found) -> date:
    number, today = _weekday_number(word), seen.today
    if seen.low.startswith("next") or seen.low.startswith("the following"):
        return dates.next_weekday(number, today + timedelta(days=1))
    if seen.low.startswith(("last", "the previous", "the past")):
        return dates.latest_weekday(number, today - timedelta(days=1))
    if seen.low.startswith("this"):
        return dates.week(today).first + timedelta(days=number)
    return dates.next_weekday(number, today) if seen.is_future else dates.latest_weekday(number, today)


def _weekday(seen: Found) -> Answer:
    found = _on_weekday(_WEEKDAY.findall(seen.low)[0], seen)
    return Days(found, found), DatePrecision.DAY


def _weekdays(seen: Found) -> Answer:
    first, last = _WEEKDAY.findall(seen.low)[:2]
    end = _on_weekday(last, seen)
    begin = dates.latest_weekday(_weekday_number(first), end)
    return Days(begin, end), DatePrecision.SPAN


def _night_of(seen: Found) -> Answer:
    names = _WEEKDAY.findall(seen.low)
    end = _on_weekday(names[-1], seen)
    if len(names) > 1:
        return Days(dates.latest_weekday(_weekday_number(names[0]), end), end), DatePrecision.DAY
    if "into" in seen.low or " to " in seen.low or "overnight on" in seen.low:
        return Days(end - timedelta(days=1), end), DatePrecision.DAY
    return Days(end, end), DatePrecision.DAY


def _unit(low: str) -> str:
    found = _UNIT.findall(low)
    return {"centur": "century", "night": "day"}.get(found[-1], found[-1]) if found else "day"


def _ago(seen: Found) -> Answer:
    count, unit = seen.how_many, _unit(seen.low)
    if "half a" in seen.low:
        count, unit = (6, "month") if unit == "year" else (count, unit)
    precision = {
        "day": DatePrecision.DAY, "week": DatePrecision.APPROX_DAY, "month": DatePrecision.APPROX_MONTH,
    }.get(unit, DatePrecision.APPROX_YEAR if unit in ("year", "decade", "century") else DatePrecision.DAY)  # fmt: skip
    at = dates.shifted(seen.today, -count, unit) if count is not None else None
    if at is None:
        return None, precision
    is_short = seen.low.startswith(("almost", "nearly", "just under", "less than"))
    if unit == "month":
        if is_short:
            later = dates.add_months(at.replace(day=1), 1)
            return Days(at, dates.month(later.year, later.month).last), precision
        return dates.month(at.year, at.month), precision
    if unit in ("year", "decade", "century"):
        return dates.year(at.year), precision
    return Days(at, at), precision


def _shift(seen: Found) -> Answer:
    """A week earlier, two days later; "a day after the raid" is when the raid was."""
    unit, count = _unit(seen.low), seen.how_many
    is_later = seen.low.endswith("later")
    from_day = seen.setting.nearest
    precision = DatePrecision.DAY if unit == "day" else DatePrecision.APPROX_DAY
    if unit in ("month", "year", "decade"):
        precision = DatePrecision.APPROX_MONTH if unit == "month" else DatePrecision.APPROX_YEAR
    if seen.low.endswith("after"):
        from_day = seen.today
    if count is None or from_day is None or (seen.low.endswith("before") and unit != "day"):
        return None, precision
    at = dates.shifted(from_day, count if is_later else -count, unit)
    if at is None:
        return None, precision
    if unit in ("month", "year", "decade"):
        return (dates.month(at.year, at.month) if unit == "month" else dates.year(at.year)), precision
    return Days(at, at), precision


def _same(seen: Found) -> Answer:
    """The previous day, the following week, the same day, the day before yesterday."""
    if "yesterday" in seen.low:
        return Days(seen.today - timedelta(days=2), seen.today - timedelta(days=2)), DatePrecision.DAY
    anchor = seen.setting.nearest or seen.today
    if "day after" in seen.low:
        anchor, shift = seen.today, -1
    else:
        shift = -1 if re.search("previous|before", seen.low) else 1 if re.search("following|next", seen.low) else 0
    if "week" in seen.low:
        return dates.week(anchor, shift), DatePrecision.WEEK
    if "month" in seen.low or "year" in seen.low:
        unit = "month" if "month" in seen.low else "year"
        at = dates.shifted(anchor, shift, unit) or anchor
        whole = dates.month(at.year, at.month) if unit == "month" else dates.year(at.year)
        return whole, DatePrecision.MONTH if unit == "month" else DatePrecision.YEAR
    at = anchor + timedelta(days=shift)
    return Days(at, at), DatePrecision.DAY


def _rolling(seen: Found) -> Answer:
    """The past three months, the preceding week, the next two days, the last 24 hours."""
    unit, count = _unit(seen.low), seen.how_many
    if count is None:
        return None, DatePrecision.SPAN
    is_preceding = "preceding" in seen.low or "previous" in seen.low
    end = (seen.setting.nearest if is_preceding else None) or seen.today
    precision = DatePrecision.WEEK if is_preceding and unit == "week" and count == 1 else DatePrecision.SPAN
    if re.search("coming|next", seen.low):
        until = dates.shifted(end, count, unit)
        return (Days(end, until) if until else None), precision
    back = count - 1 if unit == "day" and count > 1 else count
    if unit == "weekend":
        return _weekend(end), DatePrecision.SPAN
    begin = dates.shifted(end, -max(1, back // 24) if unit == "hour" else -back, "day" if unit == "hour" else unit)
    return (Days(begin, end) if begin else None), precision


def _weekend(upto: date) -> Days:
    saturday = dates.latest_weekday(5, upto)
    return Days(saturday, saturday + timedelta(days=1))


def _deictic(seen: Found) -> Answer:
    """Last week, this month, earlier this week, next year."""
    today = seen.today
    if "weekend" in seen.low:
        return _weekend(today - timedelta(days=1 if "last" in seen.low else 0)), DatePrecision.SPAN
    if re.search("morning|afternoon|evening", seen.low):
        return Days(today, today), DatePrecision.DAY
    if "night" in seen.low:
        return Days(today - timedelta(days=1), today - timedelta(days=1)), DatePrecision.DAY
    stretch = whole(seen.low, today)
    if "so far" in seen.low:
        return Days(stretch.first, today), DatePrecision.SPAN
    precision = next(
        (DatePrecision(unit) for unit in ("week", "month", "year") if unit in seen.low), DatePrecision.YEAR
    )
    if precision is DatePrecision.WEEK and seen.low.startswith("earlier"):
        return Days(stretch.first, today), precision
    return stretch, precision


def _word(seen: Found) -> Answer:
    today, one = seen.today, timedelta(days=1)
    if "weekend" in seen.low:
        return _weekend(today), DatePrecision.SPAN
    if seen.low == "overnight":
        return Days(today - one, today), DatePrecision.DAY
    at = today - one if "yesterday" in seen.low else today + one if "tomorrow" in seen.low else today
    return Days(at, at), DatePrecision.DAY


RULES = {
    "night_of": _night_of, "weekdays": _weekdays, "weekday": _weekday, "ago": _ago, "shift": _shift, "same": _same,
    "rolling": _rolling, "deictic": _deictic, "word": _word,
}  # fmt: skip
