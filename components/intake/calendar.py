"""Full dates as people write them, in ten languages: day, month and year, all three, in an order that is certain.

What a stranger gets wrong: 03/04/2024 is two days. A date in figures alone is taken when one order is possible, or
when the year comes first; else it is told apart and left to whoever knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january jan janvier januar enero января янв січня يناير",
    "february feb février fevrier februar febrero февраля фев лютого فبراير",
    "march mar mars märz maerz marzo марта березня مارس",
    "april apr avril abril апреля апр квітня أبريل ابريل",
    "may mai mayo мая травня مايو",
    "june jun juin juni junio июня червня يونيو",
    "july jul juillet juli julio июля липня يوليو",
    "august aug août aout agosto августа авг серпня أغسطس اغسطس",
    "september sep sept septembre septiembre setiembre сентября сен вересня سبتمبر",
    "october oct octobre oktober octubre октября окт жовтня أكتوبر اكتوبر",
    "november nov novembre noviembre ноября ноя листопада نوفمبر",
    "december dec décembre decembre dezember diciembre декабря дек грудня ديسمبر",
)
_NUMBER = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH = "|".join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
#: Nothing of a longer number, of a range or of a fraction on either side.
_LEFT = r"(?<![\w/.–-])"
_RIGHT = r"(?![\w/]|[.–-]\d)"
_FORMS = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[ -](?:de |of )?(?P<m1>{_MONTH})\.?,?[ -](?:de |del )?(?P<y1>{_YEAR})",
    rf"(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>{_YEAR})",
    rf"(?P<y3>{_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d)(?:T[0-9:.]{{4,15}}(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"(?P<y4>{_YEAR})\s?[年년]\s?(?P<m4>\d{{1,2}})\s?[月월]\s?(?P<d4>\d{{1,2}})\s?[日일]",
    rf"(?P<y5>{_YEAR})[./](?P<m5>\d\d)[./](?P<d5>\d\d)",
    rf"(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y6>{_YEAR})",
)
_DATE = re.compile(_LEFT + "(?:" + "|".join(_FORMS) + ")" + _RIGHT, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a line.

    Attributes:
        start: offset in the line.
        end: offset behind it.
        text: as it is written.
        day: which day; None when the order of its numbers is open, or there is no such day.
    """

    start: int
    end: int
    text: str
    day: date | None


def written_dates(line: str) -> Iterator[Written]:
    """Every full date in a line, from left to right.

    >>> [(each.text, each.day) for each in written_dates("Nov. 8, 2024 or 03/04/2024")]
    [('Nov. 8, 2024', datetime.date(2024, 11, 8)), ('03/04/2024', None)]
    """
    # No-break spaces stand in dates more than anywhere; one for one, so that offsets hold.
    plain = line.translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
    for hit in _DATE.finditer(plain):
        yield Written(hit.start(), hit.end(), hit[0], _day(hit))


def in_words(day: date) -> str:
    """A day without an order to guess.

    >>> in_words(date(2024, 11, 6))
    '6 November 2024'
    """
    return f"{day.day} {_MONTHS[day.month - 1].split()[0].title()} {day.year}"


def _day(hit: re.Match[str]) -> date | None:
    found = {name: text for name, text in hit.groupdict().items() if text is not None}
    if "a" in found:
        first, second, year = int(found["a"]), int(found["b"]), int(found["y6"])
        days = {_made(year, second, first), _made(year, first, second)} - {None}
        return days.pop() if len(days) == 1 else None
    (form,) = {name[1] for name in found if name[0] == "y"}
    month = found[f"m{form}"]
    return _made(int(found[f"y{form}"]), _NUMBER.get(month.lower()) or int(month), int(found[f"d{form}"]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
